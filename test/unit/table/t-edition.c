/* Tests of src/table/edition.c. */
#include "table/table.h"

#include "input/table_import.h"
#include "tr_test.h"

static tr_day day_of(const char *iso) {
  tr_day day = 0;
  assert_int_equal(tr_day_read_iso(tr_str_of(iso), &day), TR_OK);
  return day;
}

/* An MUE index of one row whose units tell the edition. */
static void add_mue(tr_tables *tables, tr_buf *index, const char *edition,
                    int units) {
  char text[64];
  snprintf(text, sizeof text, "97012,%d,3 Date of Service Edit: Clinical,x\n",
           units);
  tr_import_options options = tr_import_options_none();
  options.edition = tr_str_of(edition);
  tr_buf_init(index, 1 << 16);
  tr_import_report report;
  tr_err err;
  assert_int_equal(tr_import_table(TR_TABLE_MUE, tr_str_of(text), &options,
                                   index, &report, &err),
                   TR_OK);
  assert_int_equal(tr_tables_add_index(tables, tr_buf_str(index), &err), TR_OK);
}

static void built_in_editions_are_listed(void **state) {
  (void)state;
  tr_tables tables;
  tr_tables_init(&tables);
  assert_int_equal(tr_tables_count(&tables), TR_TABLE_KINDS);
  for (size_t i = 0; i < TR_TABLE_KINDS; i++) {
    const tr_edition e = tr_tables_edition(&tables, i);
    TR_ROW(i, tr_str_of(e.table));
    assert_int_equal(e.kind, i);
    assert_true(e.rows > 0);
    assert_false(e.imported);
    assert_true(strlen(e.source) > 0);
    tr_table_kind kind;
    assert_true(tr_table_find(tr_str_of(e.table), &kind));
    assert_int_equal(kind, i);
    assert_string_equal(tr_table_name(kind), e.table);
  }
  tr_table_kind kind;
  assert_false(tr_table_find(TR_STR("nothing"), &kind));
}

static void built_in_limits_end_in_2024(void **state) {
  (void)state;
  tr_tables tables;
  tr_tables_init(&tables);
  const tr_edition e =
      tr_tables_edition_on(&tables, TR_TABLE_MUE, day_of("2026-06-12"));
  assert_string_equal(e.edition, "2024Q3");
  assert_int_equal(e.to, day_of("2024-09-30"));
  assert_true(tr_edition_is_stale(e, day_of("2024-10-01")));
  assert_false(tr_edition_is_stale(e, day_of("2024-09-30")));
}

static void the_edition_of_the_day_is_chosen(void **state) {
  (void)state;
  tr_tables tables;
  tr_buf q1, q2, q3;
  tr_tables_init(&tables);
  add_mue(&tables, &q2, "2026Q2", 12);
  add_mue(&tables, &q1, "2026Q1", 11);
  add_mue(&tables, &q3, "2024Q3", 13); /* same days as the built-in one */
  assert_int_equal(tr_tables_count(&tables), TR_TABLE_KINDS + 3);

  static const struct {
    const char *day;
    int units;
  } rows[] = {
      {"2026-06-30", 12}, {"2026-04-01", 12}, {"2026-03-31", 11},
      {"2026-01-01", 11}, {"2026-07-01", 12}, /* nearest earlier */
      {"2025-12-31", 13},                     /* nearest earlier */
      {"2024-09-30", 13}, {"2024-07-01", 13}, {"2020-01-01", 1},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].day));
    tr_mue row;
    assert_true(
        tr_table_mue(&tables, TR_CODE("97012"), day_of(rows[i].day), &row));
    assert_int_equal(row.units, rows[i].units);
  }
  const tr_edition e =
      tr_tables_edition_on(&tables, TR_TABLE_MUE, day_of("2026-07-01"));
  assert_true(e.imported);
  assert_string_equal(e.edition, "2026Q2");
  assert_true(tr_edition_is_stale(e, day_of("2026-07-01")));
  tr_buf_done(&q1);
  tr_buf_done(&q2);
  tr_buf_done(&q3);
}

static void words(void **state) {
  (void)state;
  for (int i = TR_CODE_VALID; i <= TR_CODE_UNKNOWN; i++)
    assert_true(strlen(tr_validity_text((tr_validity)i)) > 0);
  assert_string_equal(tr_validity_text(TR_CODE_ENDED), "ended");
  assert_string_equal(tr_confidence_text(TR_CONFIDENCE_OFFICIAL), "official");
  assert_true(tr_validity_is_bad(TR_CODE_ENDED));
  assert_false(tr_validity_is_bad(TR_CODE_UNKNOWN));
  assert_false(tr_validity_is_bad(TR_CODE_VALID));
}

TR_TESTS(cmocka_unit_test(built_in_editions_are_listed),
         cmocka_unit_test(built_in_limits_end_in_2024),
         cmocka_unit_test(the_edition_of_the_day_is_chosen),
         cmocka_unit_test(words))
