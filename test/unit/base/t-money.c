/* Tests of src/base/money.c. */
#include "base/money.h"

#include "tr_test.h"

enum { UNTOUCHED = 424242 };

typedef struct amount_row {
  const char *text;
  tr_status status;
  int64_t value;
} amount_row;

static const amount_row cents_rows[] = {
    {"0", TR_OK, 0},
    {"90", TR_OK, 9000},
    {"90.5", TR_OK, 9050},
    {"90.05", TR_OK, 9005},
    {"90.050", TR_OK, 9005},
    {"90.00000", TR_OK, 9000},
    {".5", TR_OK, 50},
    {"5.", TR_OK, 500},
    {"-12.30", TR_OK, -1230},
    {"-0", TR_OK, 0},
    {"007.10", TR_OK, 710},
    {"00000000000000000000001", TR_OK, 100},
    {"99999999999999.99", TR_OK, 9999999999999999},
    {"9999999999999999", TR_OK, 999999999999999900},
    {"99999999999999999", TR_ERANGE, 0},
    {"999999999999999.99", TR_ERANGE, 0},
    {"90.005", TR_ERANGE, 0},
    {"0.001", TR_ERANGE, 0},
    {"", TR_ESYNTAX, 0},
    {"-", TR_ESYNTAX, 0},
    {".", TR_ESYNTAX, 0},
    {"-.", TR_ESYNTAX, 0},
    {"+1", TR_ESYNTAX, 0},
    {"--1", TR_ESYNTAX, 0},
    {"1-", TR_ESYNTAX, 0},
    {"1,000", TR_ESYNTAX, 0},
    {"1e2", TR_ESYNTAX, 0},
    {" 1", TR_ESYNTAX, 0},
    {"1 ", TR_ESYNTAX, 0},
    {"1.2.3", TR_ESYNTAX, 0},
    {"0.001x", TR_ESYNTAX, 0}, /* the grammar comes before the range */
    {"\xd9\xa1", TR_ESYNTAX, 0},
};

static const amount_row quantity_rows[] = {
    {"1", TR_OK, 1000},
    {"1.5", TR_OK, 1500},
    {"0.125", TR_OK, 125},
    {"0.1250", TR_OK, 125},
    {"-2", TR_OK, -2000},
    {"0.0001", TR_ERANGE, 0},
    {"9223372036854775", TR_OK, 9223372036854775000},
    {"9999999999999999", TR_ERANGE, 0}, /* 16 digits, too many thousandths */
    {"", TR_ESYNTAX, 0},
    {"1/2", TR_ESYNTAX, 0},
};

static void amounts_are_read_exactly(void **state) {
  (void)state;
  for (size_t i = 0; i < TR_COUNT(cents_rows); i++) {
    const amount_row *row = &cents_rows[i];
    TR_ROW(i, tr_str_of(row->text));
    tr_cents cents = UNTOUCHED;
    assert_int_equal(tr_cents_read(tr_str_of(row->text), &cents), row->status);
    assert_true(cents == (row->status == TR_OK ? row->value : UNTOUCHED));
  }
}

static void quantities_are_read_exactly(void **state) {
  (void)state;
  for (size_t i = 0; i < TR_COUNT(quantity_rows); i++) {
    const amount_row *row = &quantity_rows[i];
    TR_ROW(i, tr_str_of(row->text));
    int64_t thousandths = UNTOUCHED;
    assert_int_equal(tr_quantity_read(tr_str_of(row->text), &thousandths),
                     row->status);
    assert_true(thousandths == (row->status == TR_OK ? row->value : UNTOUCHED));
  }
}

static void reading_stops_at_the_length(void **state) {
  (void)state;
  tr_cents cents;
  assert_int_equal(tr_cents_read((tr_str){"12.345", 5}, &cents), TR_OK);
  assert_int_equal(cents, 1234);
}

static void amounts_are_written_with_two_decimals(void **state) {
  (void)state;
  static const struct {
    tr_cents cents;
    const char *text;
  } rows[] = {
      {0, "0.00"},
      {5, "0.05"},
      {-5, "-0.05"},
      {-1230, "-12.30"},
      {9000, "90.00"},
      {INT64_MAX, "92233720368547758.07"},
      {INT64_MIN, "-92233720368547758.08"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    char text[TR_CENTS_TEXT];
    assert_int_equal(tr_cents_text(rows[i].cents, text), strlen(rows[i].text));
    assert_string_equal(text, rows[i].text);
  }
}

static void what_is_written_reads_back(void **state) {
  (void)state;
  for (tr_cents cents = -100100; cents <= 100100; cents += 7) {
    char text[TR_CENTS_TEXT];
    tr_cents back = UNTOUCHED;
    tr_cents_text(cents, text);
    assert_int_equal(tr_cents_read(tr_str_of(text), &back), TR_OK);
    assert_true(back == cents);
  }
}

static void sums_do_not_wrap(void **state) {
  (void)state;
  tr_cents sum = UNTOUCHED;
  assert_int_equal(tr_cents_add(INT64_MAX, 1, &sum), TR_ERANGE);
  assert_int_equal(tr_cents_add(INT64_MIN, -1, &sum), TR_ERANGE);
  assert_int_equal(sum, UNTOUCHED);
  assert_int_equal(tr_cents_add(INT64_MAX, INT64_MIN, &sum), TR_OK);
  assert_int_equal(sum, -1);
}

TR_TESTS(cmocka_unit_test(amounts_are_read_exactly),
         cmocka_unit_test(quantities_are_read_exactly),
         cmocka_unit_test(reading_stops_at_the_length),
         cmocka_unit_test(amounts_are_written_with_two_decimals),
         cmocka_unit_test(what_is_written_reads_back),
         cmocka_unit_test(sums_do_not_wrap))
