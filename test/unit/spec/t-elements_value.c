/* Tests of src/spec/elements_value.c. */
#include "spec/elements_value.h"

#include "tr_test.h"

#define ID2(a, b) ((tr_code)(a) << 56 | (tr_code)(b) << 48)

static const tr_code two_codes[] = {ID2('A', 'B'), ID2('C', 'D')};
static const char *const long_texts[] = {"PATIENT NAME NM109"};
static const tr_code read_codes[] = {ID2('X', 'Y')};
static const tr_spec_codes codes = {two_codes, 2, long_texts, 1};
static const tr_spec_codes further = {read_codes, 1, NULL, 0};

typedef struct row {
  const char *value, *format;
  tr__flaw flaw;
  const char *mend; /* NULL: none */
} row;

static void judge_rows(const tr_spec_element *element, const row *rows,
                       size_t count) {
  for (size_t i = 0; i < count; i++) {
    TR_ROW(i, tr_str_of(rows[i].value));
    tr__flawed flawed;
    const tr_str value = tr_str_of(rows[i].value);
    const tr__flaw flaw =
        tr__value_judge(element, value, tr_str_of(rows[i].format), &flawed);
    assert_int_equal(flaw, rows[i].flaw);
    if (flaw == TR__FLAW_NONE) continue;
    assert_false(tr__value_is_plain(element, value));
    assert_int_equal(flawed.mends, rows[i].mend != NULL);
    if (rows[i].mend != NULL)
      TR_ASSERT_STR(((tr_str){flawed.mend, flawed.mend_bytes}), rows[i].mend);
  }
}

static void numbers(void **state) {
  (void)state;
  static const tr_spec_element whole = {
      .type = TR_TYPE_N0, .least = 1, .most = 3};
  static const row wholes[] = {
      {"0", NULL, TR__FLAW_NONE, NULL},    {"123", NULL, TR__FLAW_NONE, NULL},
      {"-123", NULL, TR__FLAW_NONE, NULL}, {"1234", NULL, TR__FLAW_LONG, NULL},
      {"-", NULL, TR__FLAW_NUMBER, NULL},  {"1.5", NULL, TR__FLAW_NUMBER, NULL},
      {"+1", NULL, TR__FLAW_NUMBER, NULL}, {"1A", NULL, TR__FLAW_NUMBER, NULL},
      {"1-", NULL, TR__FLAW_NUMBER, NULL},
  };
  judge_rows(&whole, wholes, TR_COUNT(wholes));
  static const tr_spec_element decimal = {
      .type = TR_TYPE_R, .least = 1, .most = 4};
  static const row decimals[] = {
      {"12.", NULL, TR__FLAW_NONE, NULL},
      {".5", NULL, TR__FLAW_NONE, NULL},
      {"-12.34", NULL, TR__FLAW_NONE, NULL}, /* four digits */
      {"12.345", NULL, TR__FLAW_LONG, NULL},
      {"1.2.3", NULL, TR__FLAW_DECIMAL, NULL},
      {".", NULL, TR__FLAW_DECIMAL, NULL},
      {"-.", NULL, TR__FLAW_DECIMAL, NULL},
      {"+1", NULL, TR__FLAW_DECIMAL, NULL},
      {"1E3", NULL, TR__FLAW_DECIMAL, NULL},
      {"$12", NULL, TR__FLAW_DECIMAL, NULL},
      {"1,200", NULL, TR__FLAW_DECIMAL, NULL},
  };
  judge_rows(&decimal, decimals, TR_COUNT(decimals));
}

static void dates(void **state) {
  (void)state;
  static const tr_spec_element date = {
      .type = TR_TYPE_DT, .least = 8, .most = 8};
  static const row rows[] = {
      {"20260612", NULL, TR__FLAW_NONE, NULL},
      {"20240229", NULL, TR__FLAW_NONE, NULL},
      {"20260229", NULL, TR__FLAW_DATE, NULL},
      {"20261301", NULL, TR__FLAW_DATE, NULL},
      {"10010101", NULL, TR__FLAW_NONE, NULL},
      {"00010101", NULL, TR__FLAW_NONE, NULL},
      {"00040229", NULL, TR__FLAW_NONE, NULL},
      {"10010229", NULL, TR__FLAW_DATE, NULL},
      {"10000229", NULL, TR__FLAW_DATE, NULL},
      {"00000101", NULL, TR__FLAW_DATE, NULL},
      {"260612", NULL, TR__FLAW_DATE, NULL},
      {"2026061", NULL, TR__FLAW_DATE, NULL},
      {"2026-06-12", NULL, TR__FLAW_DATE, "20260612"},
      {"2026-02-30", NULL, TR__FLAW_DATE, NULL},
      {"06/12/2026", NULL, TR__FLAW_DATE, NULL},
  };
  judge_rows(&date, rows, TR_COUNT(rows));
  static const tr_spec_element short_date = {
      .type = TR_TYPE_DT, .least = 6, .most = 6};
  static const row shorts[] = {
      {"260612", NULL, TR__FLAW_NONE, NULL},
      {"261312", NULL, TR__FLAW_DATE, NULL},
      {"20260612", NULL, TR__FLAW_DATE, NULL},
  };
  judge_rows(&short_date, shorts, TR_COUNT(shorts));
}

static void times(void **state) {
  (void)state;
  static const tr_spec_element time = {
      .type = TR_TYPE_TM, .least = 4, .most = 8};
  static const row rows[] = {
      {"0000", NULL, TR__FLAW_NONE, NULL},
      {"2359", NULL, TR__FLAW_NONE, NULL},
      {"235959", NULL, TR__FLAW_NONE, NULL},
      {"2359591", NULL, TR__FLAW_NONE, NULL},
      {"23595912", NULL, TR__FLAW_NONE, NULL},
      {"2400", NULL, TR__FLAW_TIME, NULL},
      {"0060", NULL, TR__FLAW_TIME, NULL},
      {"102497", NULL, TR__FLAW_TIME, NULL},
      {"10249", NULL, TR__FLAW_TIME, NULL},
      {"9:30", NULL, TR__FLAW_TIME, NULL},
  };
  judge_rows(&time, rows, TR_COUNT(rows));
  static const tr_spec_element minutes = {
      .type = TR_TYPE_TM, .least = 4, .most = 4};
  static const row longer = {"235959", NULL, TR__FLAW_LONG, NULL};
  judge_rows(&minutes, &longer, 1);
}

static void periods(void **state) {
  (void)state;
  static const tr_spec_element period = {
      .type = TR_TYPE_PERIOD, .least = 1, .most = 35};
  static const row rows[] = {
      {"20260612", "D8", TR__FLAW_NONE, NULL},
      {"2026-06-12", "D8", TR__FLAW_DATE, "20260612"},
      {"20260612-20260613", "D8", TR__FLAW_DATE, NULL},
      {"20260612-20260613", "RD8", TR__FLAW_NONE, NULL},
      {"20260613-20260612", "RD8", TR__FLAW_NONE, NULL}, /* another rule */
      {"20260612", "RD8", TR__FLAW_PERIOD, NULL},
      {"20260612-20260631", "RD8", TR__FLAW_PERIOD, NULL},
      {"20260612/20260613", "RD8", TR__FLAW_PERIOD, NULL},
      {"0930", "TM", TR__FLAW_NONE, NULL},
      {"093000", "TM", TR__FLAW_TIME, NULL},
      {"202606120930", "DT", TR__FLAW_NONE, NULL},
      {"202606122500", "DT", TR__FLAW_PERIOD, NULL},
      {"260612", "D6", TR__FLAW_NONE, NULL},
      {"261312", "D6", TR__FLAW_DATE, NULL},
      {"anything", "", TR__FLAW_NONE, NULL},
      {"anything", "ZZ", TR__FLAW_NONE, NULL},
  };
  judge_rows(&period, rows, TR_COUNT(rows));
}

static void texts_and_codes(void **state) {
  (void)state;
  static const tr_spec_element text = {
      .type = TR_TYPE_AN, .least = 2, .most = 4};
  static const row texts[] = {
      {"A", NULL, TR__FLAW_SHORT, NULL},
      {"AB", NULL, TR__FLAW_NONE, NULL},
      {"ABCD", NULL, TR__FLAW_NONE, NULL},
      {"ABCDE", NULL, TR__FLAW_LONG, NULL},
  };
  judge_rows(&text, texts, TR_COUNT(texts));
  static const tr_spec_element coded = {.type = TR_TYPE_ID,
                                        .least = 2,
                                        .most = 40,
                                        .codes = &codes,
                                        .read = &further};
  static const row rows[] = {
      {"AB", NULL, TR__FLAW_NONE, NULL},
      {"XY", NULL, TR__FLAW_NONE, NULL},
      {"PATIENT NAME NM109", NULL, TR__FLAW_NONE, NULL},
      {"ab", NULL, TR__FLAW_CODE, "AB"},
      {"xY", NULL, TR__FLAW_CODE, "XY"},
      {"AC", NULL, TR__FLAW_CODE, NULL},
      {"ABC", NULL, TR__FLAW_CODE, NULL},
      {"A", NULL, TR__FLAW_SHORT, NULL},
  };
  judge_rows(&coded, rows, TR_COUNT(rows));
  /* where a list is not sure, a length is not either */
  tr_spec_element lenient = coded;
  lenient.lenient = true;
  static const row lenients[] = {{"A", NULL, TR__FLAW_CODE, NULL}};
  judge_rows(&lenient, lenients, 1);
}

/* The quick look never lets through what the long one would not. */
static void a_quick_look_is_right(void **state) {
  (void)state;
  static const char *const values[] = {"1",  "12", "123", "-1", "A",  "AB",
                                       "CD", "XY", " A",  "A ", "1.5"};
  static const uint8_t types[] = {TR_TYPE_AN,    TR_TYPE_ID, TR_TYPE_N0,
                                  TR_TYPE_R,     TR_TYPE_DT, TR_TYPE_TM,
                                  TR_TYPE_PERIOD};
  size_t plain = 0;
  for (size_t t = 0; t < TR_COUNT(types) * 2; t++) {
    const tr_spec_element element = {.type = types[t / 2],
                                     .least = 1,
                                     .most = 2,
                                     .codes = t % 2 ? &codes : NULL};
    for (size_t v = 0; v < TR_COUNT(values); v++) {
      const tr_str value = tr_str_of(values[v]);
      tr__flawed flawed;
      if (!tr__value_is_plain(&element, value)) continue;
      plain++;
      assert_int_equal(tr__value_judge(&element, value, TR_STR(""), &flawed),
                       TR__FLAW_NONE);
    }
  }
  assert_true(plain > 10);
}

TR_TESTS(cmocka_unit_test(numbers), cmocka_unit_test(dates),
         cmocka_unit_test(times), cmocka_unit_test(periods),
         cmocka_unit_test(texts_and_codes),
         cmocka_unit_test(a_quick_look_is_right))
