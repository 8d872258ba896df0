/* Tests of src/table/ncci.c. */
#include "table/table.h"

#include "input/table_import.h"
#include "tr_test.h"

static tr_day day_of(const char *iso) {
  tr_day day = 0;
  assert_int_equal(tr_day_read_iso(tr_str_of(iso), &day), TR_OK);
  return day;
}

static void built_in_limits(void **state) {
  (void)state;
  static const struct {
    const char *code;
    int units, mai; /* units -1: no row */
  } rows[] = {
      {"97012", 1, 3}, {"98940", 1, 2},  {"98943", 0, 3},  {"97010", 0, 3},
      {"97110", 6, 3}, {"97035", 2, 3},  {"G0283", 1, 3},  {"99213", 2, 3},
      {"97546", 2, 3}, {"S9090", -1, 0}, {"99999", -1, 0},
  };
  tr_tables tables;
  tr_tables_init(&tables);
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].code));
    tr_mue row = {.units = 77};
    assert_int_equal(
        tr_table_mue(&tables, tr_code_pack(tr_str_of(rows[i].code)),
                     day_of("2024-08-01"), &row),
        rows[i].units >= 0);
    if (rows[i].units < 0) continue;
    assert_int_equal(row.units, rows[i].units);
    assert_int_equal(row.mai, rows[i].mai);
    assert_string_equal(row.edition, "2024Q3");
  }
}

typedef struct pair_row {
  const char *a, *b, *day;
  int indicator; /* -1: no pair */
} pair_row;

static void check_pairs(const tr_tables *tables, const pair_row *rows,
                        size_t n) {
  for (size_t i = 0; i < n; i++) {
    TR_ROW(i, tr_str_of(rows[i].b));
    tr_pair row = {.indicator = -1};
    assert_int_equal(tr_table_pair(tables, tr_code_pack(tr_str_of(rows[i].a)),
                                   tr_code_pack(tr_str_of(rows[i].b)),
                                   day_of(rows[i].day), &row),
                     rows[i].indicator >= 0);
    assert_int_equal(row.indicator, rows[i].indicator);
  }
}

static void built_in_pairs(void **state) {
  (void)state;
  static const pair_row rows[] = {
      {"97012", "97140", "2024-08-01", 1},
      {"97140", "97012", "2024-08-01", -1}, /* direction counts */
      {"97012", "97018", "2024-08-01", 1},
      {"97012", "97164", "2024-08-01", 1},
      {"97012", "97168", "2024-08-01", 1},
      {"97012", "97110", "2024-08-01", -1},
      {"98941", "97012", "2024-08-01", -1},
      {"97012", "98941", "2024-08-01", -1},
      {"97012", "97010", "2024-08-01", -1}, /* indicator 9 */
      {"98941", "97140", "2024-08-01", 1},
      {"98941", "97124", "2024-08-01", 1},
      {"98943", "97140", "2024-08-01", -1},
      {"98942", "98941", "2024-08-01", 0},
      {"98941", "98942", "2024-08-01", -1},
      {"97140", "97124", "2024-08-01", 0},
      {"98940", "99213", "2024-08-01", 1},
      {"G0283", "97032", "2024-08-01", 1},
      {"20561", "97811", "2024-08-01", 0},
      {"97140", "97530", "2024-08-01", -1}, /* gone since 2020 */
      {"97530", "97116", "2019-12-31", 1},
      {"97530", "97116", "2020-01-01", -1},
      {"97113", "97036", "2026-06-12", 0}, /* nearest earlier edition */
  };
  tr_tables tables;
  tr_tables_init(&tables);
  check_pairs(&tables, rows, TR_COUNT(rows));
  tr_pair row;
  assert_true(tr_table_pair_any(&tables, TR_CODE("97140"), TR_CODE("97012"),
                                day_of("2024-08-01"), &row));
  assert_true(row.column1 == TR_CODE("97012"));
  assert_true(strlen(row.rationale) > 0);
}

static void imported_pairs_have_gaps_and_parts(void **state) {
  (void)state;
  static const char part1[] =
      "97012\t97164\t \t20000101\t20191231\t1\tone\n"
      "97012\t97164\t \t20201001\t*\t0\ttwo\n"
      "97012\t97010\t*\t19960101\t19960101\t9\tnever\n";
  static const char part2[] = "98940\t97140\t \t20050101\t*\t1\tthree\n";
  static const pair_row rows[] = {
      {"97012", "97164", "1999-12-31", -1},
      {"97012", "97164", "2019-12-31", 1},
      {"97012", "97164", "2020-01-01", -1},
      {"97012", "97164", "2020-09-30", -1},
      {"97012", "97164", "2020-10-01", 0},
      {"97012", "97164", "2026-06-30", 0},
      {"97012", "97010", "1996-01-01", -1},
      {"98940", "97140", "2026-06-30", 1},  /* in the other part */
      {"97012", "97140", "2026-06-30", -1}, /* the built-in one is out */
      {"97164", "97012", "2026-06-30", -1},
  };
  tr_tables tables;
  tr_tables_init(&tables);
  tr_buf index[2];
  const char *texts[] = {part1, part2};
  for (int i = 0; i < 2; i++) {
    tr_import_options options = tr_import_options_none();
    options.edition = TR_STR("2026Q2");
    tr_import_report report;
    tr_err err;
    tr_buf_init(&index[i], 1 << 16);
    assert_int_equal(tr_import_table(TR_TABLE_PTP, tr_str_of(texts[i]),
                                     &options, &index[i], &report, &err),
                     TR_OK);
    assert_int_equal(tr_tables_add_index(&tables, tr_buf_str(&index[i]), &err),
                     TR_OK);
  }
  check_pairs(&tables, rows, TR_COUNT(rows));
  tr_pair row;
  assert_true(tr_table_pair(&tables, TR_CODE("97012"), TR_CODE("97164"),
                            day_of("2026-01-01"), &row));
  assert_string_equal(row.rationale, "two");
  assert_string_equal(row.edition, "2026Q2");
  assert_int_equal(row.from, day_of("2020-10-01"));
  tr_buf_done(&index[0]);
  tr_buf_done(&index[1]);
}

TR_TESTS(cmocka_unit_test(built_in_limits), cmocka_unit_test(built_in_pairs),
         cmocka_unit_test(imported_pairs_have_gaps_and_parts))
