/* Tests of src/audit/tally_text.c: what is no tally is refused, and sums that
 * do not fit; that writing and reading is the identity is in t-tally.c. */
#include "audit/tally.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { LIMIT = 1 << 20 };

static void reads_nothing_else(void **state) {
  (void)state;
  static const char *const texts[] = {
      "",
      "traction-tally/2\n0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n",
      "traction-tally/1\n",
      "traction-tally/1\n0\t0\t0\t0\t0\t0\t0\t0\t0\n",
      "traction-tally/1\n0\t0\t0\t0\t0\t0\t0\t0\t0\tx\n",
      "traction-tally/1\n0\t0\t0\t0\t0\t0\t0\t0\t0\t0\nA\tb\tc\t1\t9\t1\t1\t1"
      "\t1\t1\n",
      "traction-tally/1\n0\t0\t0\t0\t0\t0\t0\t0\t0\t0\nA\tb\tc\t1\t1\t1\t1\t1"
      "\t1\t1"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    tr_tally tally;
    tr_tally_init(&tally, LIMIT);
    assert_int_equal(tr_tally_read(&tally, tr_str_of(texts[i])), TR_ESYNTAX);
    assert_int_equal(tally.count, 0);
    tr_tally_done(&tally);
  }
}

static void sums_that_do_not_fit_are_told(void **state) {
  (void)state;
  tr_tally tally;
  tr_tally_init(&tally, LIMIT);
  const char *text =
      "traction-tally/1\n"
      "1\t1\t9223372036854775807\t0\t0\t0\t0\t0\t0\t0\n";
  assert_int_equal(tr_tally_read(&tally, tr_str_of(text)), TR_OK);
  assert_int_equal(tr_tally_read(&tally, tr_str_of(text)), TR_ERANGE);
  tr_tally_done(&tally);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_nothing_else),
      cmocka_unit_test(sums_that_do_not_fit_are_told)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
