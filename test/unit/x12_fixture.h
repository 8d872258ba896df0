/* What tests share that feed a builder segments split by hand, so that they
 * lean on neither reader nor walk: the splitter, and faults copied. */
#ifndef TR_X12_FIXTURE_H
#define TR_X12_FIXTURE_H

#include "tr_test.h"

#include "diag/fault.h"
#include "x12/segment.h"

enum { MOST_ELEMENTS = 4096, MOST_FAULTS = 64, FAULT_TEXT = 64 };

static const tr_delims test_delims = {'*', '^', ':', '~'};

static inline void copy_text(char *to, size_t room, tr_str from) {
  const size_t n = from.n < room - 1 ? from.n : room - 1;
  if (n > 0) memcpy(to, from.p, n);
  to[n] = '\0';
}

/* Find the elements of a segment: starts as the reader gives them. */
static inline uint32_t find_starts(tr_str bytes, uint32_t *starts) {
  uint32_t count = 0;
  starts[0] = 0;
  for (uint32_t i = 0; i < bytes.n; i++)
    if (bytes.p[i] == '*' && count + 2 < MOST_ELEMENTS) starts[++count] = i + 1;
  starts[count + 1] = (uint32_t)bytes.n + 1;
  return count;
}

/** A fault, copied; arguments that it has not are "". */
typedef struct seen_fault {
  char rule[8], variant[16], claim[FAULT_TEXT];
  char at[16]; /* element of the place */
  char element[FAULT_TEXT], value[FAULT_TEXT], meaning[FAULT_TEXT];
  char limit[FAULT_TEXT], unit[FAULT_TEXT];
  char found[FAULT_TEXT], expected[FAULT_TEXT], difference[FAULT_TEXT];
  char more[FAULT_TEXT]; /* the first argument of another name */
  uint64_t claim_at, ordinal, offset;
  uint32_t line, length;
} seen_fault;

static inline void see_argument(seen_fault *seen, const tr_argument *argument) {
  const struct {
    const char *name;
    char *to;
  } known[] = {{"element", seen->element},   {"value", seen->value},
               {"meaning", seen->meaning},   {"limit", seen->limit},
               {"unit", seen->unit},         {"found", seen->found},
               {"expected", seen->expected}, {"difference", seen->difference}};
  for (size_t i = 0; i < TR_COUNT(known); i++)
    if (strcmp(argument->name, known[i].name) == 0) {
      copy_text(known[i].to, FAULT_TEXT, argument->text);
      return;
    }
  if (seen->more[0] == '\0')
    copy_text(seen->more, sizeof seen->more, argument->text);
}

/** @return The copy; NULL where no more are kept. */
static inline seen_fault *copy_fault(size_t *count, seen_fault *faults,
                                     const tr_fault *fault) {
  if ((*count)++ >= MOST_FAULTS) return NULL;
  seen_fault *seen = &faults[*count - 1];
  memset(seen, 0, sizeof *seen);
  copy_text(seen->rule, sizeof seen->rule, tr_str_of(fault->rule));
  copy_text(seen->variant, sizeof seen->variant, tr_str_of(fault->variant));
  copy_text(seen->claim, sizeof seen->claim, fault->claim);
  copy_text(seen->at, sizeof seen->at, tr_str_of(fault->at.element));
  seen->claim_at = fault->claim_at;
  seen->line = fault->line;
  seen->ordinal = fault->at.ordinal;
  seen->offset = fault->at.offset;
  seen->length = fault->at.length;
  for (size_t i = 0; i < fault->argument_count; i++)
    see_argument(seen, &fault->arguments[i]);
  return seen;
}

#endif
