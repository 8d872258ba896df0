/* Tests of src/table/term.c. */
#include "table/table.h"
#include "tr_test.h"

enum { DAY = 20600 }; /* 2026-05-27 */

static tr_tables tables;

static void places(void **state) {
  (void)state;
  const tr_term *row = NULL;
  assert_int_equal(tr_table_place(&tables, TR_STR("11"), DAY, &row),
                   TR_CODE_VALID);
  assert_string_equal(row->label, "office");
  assert_int_equal(tr_table_place(&tables, TR_STR("28"), DAY, &row),
                   TR_CODE_INVALID);
  assert_null(row);
  assert_int_equal(tr_table_place(&tables, TR_STR("1"), DAY, NULL),
                   TR_CODE_MALFORMED);
  assert_int_equal(tr_table_place(&tables, TR_STR("1A"), DAY, NULL),
                   TR_CODE_MALFORMED);
  assert_int_equal(tr_table_place(&tables, TR_STR("10"), 18000, NULL),
                   TR_CODE_NOT_YET);
}

static void taxonomies(void **state) {
  (void)state;
  static const struct {
    const char *code;
    tr_validity want;
  } rows[] = {
      {"111N00000X", TR_CODE_VALID},     {"111NX0800X", TR_CODE_VALID},
      {"111NZ0000X", TR_CODE_INVALID},   {"225100000X", TR_CODE_VALID},
      {"207L00000X", TR_CODE_UNKNOWN},   {"111N00000", TR_CODE_MALFORMED},
      {"111N00000Y", TR_CODE_MALFORMED}, {"AAAN00000X", TR_CODE_MALFORMED},
      {"111n00000X", TR_CODE_MALFORMED}, {"", TR_CODE_MALFORMED},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].code));
    assert_int_equal(
        tr_table_taxonomy(&tables, tr_str_of(rows[i].code), DAY, NULL),
        rows[i].want);
  }
  const tr_taxonomy *row = NULL;
  tr_table_taxonomy(&tables, TR_STR("111N00000X"), DAY, &row);
  assert_true(row->chiropractor);
  tr_table_taxonomy(&tables, TR_STR("225100000X"), DAY, &row);
  assert_false(row->chiropractor);
}

static void zips(void **state) {
  (void)state;
  static const struct {
    const char *state, *zip;
    tr_zip_verdict want;
  } rows[] = {
      {"CA", "90210", TR_ZIP_OK},
      {"MN", "551011234", TR_ZIP_OK},
      {"NY", "06390", TR_ZIP_OK},
      {"TX", "88510", TR_ZIP_OK},
      {"CA", "10001", TR_ZIP_ELSEWHERE},
      {"MN", "902101234", TR_ZIP_ELSEWHERE},
      {"CA", "9021", TR_ZIP_MALFORMED},
      {"CA", "9021A", TR_ZIP_MALFORMED},
      {"CA", "90210-123", TR_ZIP_MALFORMED},
      {"CA", "00000", TR_ZIP_MALFORMED},
      {"CA", "", TR_ZIP_MALFORMED},
      {"XX", "90210", TR_ZIP_UNKNOWN},
      {"", "90210", TR_ZIP_UNKNOWN},
      {"PR", "00907", TR_ZIP_OK},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].zip));
    assert_int_equal(
        tr_table_zip(&tables, tr_str_of(rows[i].state), tr_str_of(rows[i].zip)),
        rows[i].want);
  }
  assert_string_equal(tr_table_state(&tables, TR_STR("MN")), "Minnesota");
  assert_null(tr_table_state(&tables, TR_STR("ZZ")));
  assert_null(tr_table_state(&tables, TR_STR("Minnesota")));
}

static void labels(void **state) {
  (void)state;
  assert_non_null(tr_table_label(&tables, TR_TABLE_CARC, TR_STR("16")));
  assert_non_null(tr_table_label(&tables, TR_TABLE_CARC, TR_STR("B16")));
  assert_non_null(tr_table_label(&tables, TR_TABLE_RARC, TR_STR("MA122")));
  assert_string_equal(tr_table_label(&tables, TR_TABLE_FILING, TR_STR("MB")),
                      "Medicare Part B");
  assert_string_equal(tr_table_label(&tables, TR_TABLE_PLACE, TR_STR("11")),
                      "office");
  assert_null(tr_table_label(&tables, TR_TABLE_CARC, TR_STR("9999")));
  assert_null(tr_table_label(&tables, TR_TABLE_MUE, TR_STR("97012")));
  assert_null(tr_table_label(&tables, TR_TABLE_CARC, TR_STR("")));
}

TR_TESTS(cmocka_unit_test(places), cmocka_unit_test(taxonomies),
         cmocka_unit_test(zips), cmocka_unit_test(labels))
