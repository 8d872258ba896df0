/* --stats: how fast, how much, and what could not be decided. All figures are
 * whole numbers. */
#include <inttypes.h>
#include <stdio.h>

#include "check_run.h"

static uint64_t per_second(uint64_t count, uint64_t milliseconds) {
  return count > UINT64_MAX / 1000 ? count / milliseconds * 1000
                                   : count * 1000 / milliseconds;
}

void check_stats(const check_run *run, const tr_summary *summary) {
  static const char *const reasons[TR_REASONS] = {
#define REASON_WORD(name, bit, word) word,
      TR_REASON_MAP(REASON_WORD)
#undef REASON_WORD
  };
  const uint64_t spent = progress_milliseconds(&run->progress);
  fprintf(stderr,
          "time            %" PRIu64 ".%03" PRIu64
          " s\n"
          "claims          %" PRIu64 " (%" PRIu64
          " a second)\n"
          "service lines   %" PRIu64
          "\n"
          "segments        %" PRIu64
          "\n"
          "bytes           %" PRIu64 " (%" PRIu64
          " kB a second)\n"
          "chart notes     %" PRIu64
          "\n"
          "rules           %" PRIu32
          "\n"
          "history         %zu bytes\n",
          spent / 1000, spent % 1000, summary->claims,
          per_second(summary->claims, spent), summary->lines, summary->segments,
          summary->bytes, per_second(summary->bytes, spent) / 1000,
          summary->notes, run->knowledge.pack->rule_count,
          summary->history_bytes);
  for (int i = 0; i < TR_REASONS; i++)
    if (summary->undecided[i] != 0)
      fprintf(stderr,
              "undecided       %" PRIu64
              " claims with a rule that lacked its "
              "data: %s\n",
              summary->undecided[i], reasons[i]);
}
