/* Any bytes as a file of claims, remittances, acknowledgements: the findings do
 * not depend on how the bytes come in, and an allocation that fails is told or
 * changes nothing. */
#include <string.h>

#include "fuzz.h"
#include "traction/traction.h"

enum { FINDINGS_MOST = 64 << 20 };

static int feed(tr_checker *checker, const fuzz_input *input, uint8_t cuts) {
  uint32_t state = cuts;
  size_t at = 0;
  int status = tr_checker_feed(checker, "input", NULL, 0);
  while (status == TRACTION_OK && at < input->size) {
    const size_t left = input->size - at;
    const size_t n = cuts == 0 ? left : fuzz_piece(&state, left);
    status = tr_checker_feed(checker, "input", input->bytes + at, n);
    at += n;
  }
  return status == TRACTION_OK ? tr_checker_feed(checker, NULL, NULL, 0)
                               : status;
}

/* @return Whether the run came to its end. */
static bool check(const tr_rules *rules, const fuzz_input *input, uint8_t cuts,
                  tr_buf *out) {
  const tr_options options = {.today = "2026-11-01"};
  tr_checker *checker = tr_checker_new(rules, &options);
  if (checker == NULL) return false;
  const bool whole = feed(checker, input, cuts) == TRACTION_OK;
  const char *finding;
  while (whole && (finding = tr_checker_next(checker)) != NULL) {
    tr_buf_add(out, (tr_str){finding, strlen(finding)});
    tr_buf_add_char(out, '\n');
  }
  tr_checker_free(checker);
  return whole;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const fuzz_input input = fuzz_take(data, size);
  tr_rules *rules = tr_rules_open();
  fuzz_want(rules != NULL, "rules open");
  tr_buf whole, again;
  tr_buf_init(&whole, FINDINGS_MOST);
  tr_buf_init(&again, FINDINGS_MOST);
  fuzz_want(check(rules, &input, 0, &whole), "a run comes to its end");
  if (input.cuts != 0) {
    fuzz_want(check(rules, &input, input.cuts, &again),
              "a run in pieces comes to its end");
    fuzz_want(tr_str_eq(fuzz_text(&whole), fuzz_text(&again)),
              "pieces give the findings of the whole");
  }
  if (input.failing != 0) {
    tr_buf_clear(&again);
    fuzz_fail_allocation(input.failing);
    const bool good = check(rules, &input, input.cuts, &again);
    (void)fuzz_allocations_work();
    /* the text collected here may be what memory was short for */
    fuzz_want(!good || again.bad != TR_OK ||
                  tr_str_eq(fuzz_text(&whole), fuzz_text(&again)),
              "a failed allocation is told, or changes nothing");
  }
  tr_buf_done(&again);
  tr_buf_done(&whole);
  tr_rules_close(rules);
  return 0;
}
