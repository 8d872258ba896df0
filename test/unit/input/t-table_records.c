/* Tests of src/input/table_records.c. */
#include "input/table_import_parse.h"
#include "tr_test.h"

static void splits_records(void **state) {
  (void)state;
  static const struct {
    const char *text;
    size_t fields;
    const char *first, *second;
  } rows[] = {
      {"a,b,c", 3, "a", "b"},
      {"a\tb,c\td", 3, "a", "b,c"},
      {"\"a,x\",b", 2, "a,x", "b"},
      {"\"HCPCS/\nCPT Code\",b", 2, "HCPCS/\nCPT Code", "b"},
      {"\n\r\n a , b \r\n", 2, "a", "b"},
      {"\xEF\xBB\xBF"
       "a,b",
       2, "a", "b"},
      {"\"say \"\"x\"\"\",b", 2, "say \"\"x\"\"", "b"},
      {"a,", 2, "a", ""},
      {",b", 2, "", "b"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_records r;
    tr_records_begin(&r, tr_str_of(rows[i].text));
    assert_true(tr_records_next(&r));
    assert_int_equal(r.fields, rows[i].fields);
    TR_ASSERT_STR(r.field[0], rows[i].first);
    TR_ASSERT_STR(r.field[1], rows[i].second);
    assert_false(tr_records_next(&r));
  }
}

static void counts_lines(void **state) {
  (void)state;
  tr_records r;
  tr_records_begin(&r, TR_STR("\"two\nlines\",x\n\na,b\nc,d"));
  assert_true(tr_records_next(&r));
  assert_int_equal(r.line, 1);
  assert_true(tr_records_next(&r));
  assert_int_equal(r.line, 4);
  assert_int_equal(r.start, 15);
  assert_true(tr_records_next(&r));
  assert_int_equal(r.line, 5);
  assert_false(tr_records_next(&r));
}

static void an_open_quote_ends_reading(void **state) {
  (void)state;
  tr_records r;
  tr_records_begin(&r, TR_STR("\"never closed,a\nb,c"));
  assert_false(tr_records_next(&r));
  assert_false(tr_records_next(&r));
  tr_records_begin(&r, TR_STR(""));
  assert_false(tr_records_next(&r));
}

static void many_fields_are_counted_not_kept(void **state) {
  (void)state;
  tr_records r;
  tr_records_begin(&r, TR_STR("1,2,3,4,5,6,7,8,9,10,11,12,13,14"));
  assert_true(tr_records_next(&r));
  assert_int_equal(r.fields, 14);
  TR_ASSERT_STR(r.field[TR_IMPORT_FIELDS - 1], "12");
}

static void codes(void **state) {
  (void)state;
  static const struct {
    const char *text;
    bool want;
  } rows[] = {{"97012", true},  {"G0283", true},   {"0552T", true},
              {"9701", false},  {"970122", false}, {"97-12", false},
              {"g0283", false}, {"Codes", false},  {"AB123", false}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    assert_int_equal(tr_import_is_code(tr_str_of(rows[i].text)), rows[i].want);
  }
}

static void texts_are_numbered_once(void **state) {
  (void)state;
  static tr_import_texts texts;
  assert_int_equal(tr_import_text(&texts, TR_STR("one")), 0);
  assert_int_equal(tr_import_text(&texts, TR_STR("two")), 1);
  assert_int_equal(tr_import_text(&texts, TR_STR("one")), 0);
  assert_int_equal(tr_import_text(&texts, TR_STR("")), 255);
  char name[16];
  for (int i = 2; i < 255; i++) {
    snprintf(name, sizeof name, "n%d", i);
    assert_int_equal(tr_import_text(&texts, tr_str_of(name)), i);
  }
  assert_int_equal(tr_import_text(&texts, TR_STR("one too many")), 255);
  assert_int_equal(tr_import_text(&texts, TR_STR("two")), 1);
}

TR_TESTS(cmocka_unit_test(splits_records), cmocka_unit_test(counts_lines),
         cmocka_unit_test(an_open_quote_ends_reading),
         cmocka_unit_test(many_fields_are_counted_not_kept),
         cmocka_unit_test(codes), cmocka_unit_test(texts_are_numbered_once))
