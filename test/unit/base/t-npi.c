/* Tests of src/base/npi.c. */
#include "base/npi.h"

#include "tr_test.h"

static void test_npis(void **state) {
  (void)state;
  static const struct {
    const char *text;
    bool good;
  } rows[] = {
      {"1234567893", true},   {"2234567891", true},  {"1245319599", true},
      {"1234567890", false},  {"1245319959", false}, {"123456789", false},
      {"12345678930", false}, {"123456789X", false}, {"", false},
      {"3234567899", false},  {"0000000000", false}, {" 1234567893", false},
      {"1234567893 ", false},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    assert_int_equal(tr_npi_checks(tr_str_of(rows[i].text)), rows[i].good);
  }
  assert_false(tr_npi_checks((tr_str){NULL, 0}));
}

/* Every wrong digit is found. */
static void test_one_digit(void **state) {
  (void)state;
  char npi[] = "1234567893";
  for (size_t at = 1; at < 10; at++)
    for (char c = '0'; c <= '9'; c++) {
      const char right = npi[at];
      npi[at] = c;
      assert_int_equal(tr_npi_checks((tr_str){npi, 10}), c == right);
      npi[at] = right;
    }
}

TR_TESTS(cmocka_unit_test(test_npis), cmocka_unit_test(test_one_digit))
