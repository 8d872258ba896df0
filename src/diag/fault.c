/* Faults: built on the stack by whoever finds them, handed on, forgotten. */
#include "diag/fault.h"

#include <assert.h>

tr_fault tr_fault_of(const char *rule, const char *variant,
                     const tr_place *at) {
  tr_fault fault;
  memset(&fault, 0, sizeof fault);
  fault.rule = rule;
  fault.variant = variant;
  if (at != NULL) {
    fault.at = *at;
    fault.has_at = true;
  }
  return fault;
}

void tr_fault_argue(tr_fault *fault, const char *name, tr_str text) {
  assert(fault->argument_count < TR_FAULT_ARGUMENTS);
  if (text.n > TR_FAULT_ARGUMENT_BYTES) text.n = TR_FAULT_ARGUMENT_BYTES;
  fault->arguments[fault->argument_count++] = (tr_argument){name, text};
}

void tr_fault_also(tr_fault *fault, const tr_place *place) {
  if (fault->also_count < TR_FAULT_ALSO)
    fault->also[fault->also_count++] = *place;
}

tr_str tr_number_text(uint64_t number, char *text) {
  char digits[TR_NUMBER_TEXT];
  size_t n = 0;
  do {
    digits[n++] = (char)('0' + number % 10);
    number /= 10;
  } while (number != 0);
  for (size_t i = 0; i < n; i++) text[i] = digits[n - 1 - i];
  text[n] = '\0';
  return (tr_str){text, n};
}
