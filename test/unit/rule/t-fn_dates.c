/* Tests of src/rule/fn_dates.c. */
#include "rule_test.h"

static void counts_years_and_months(void **state) {
  static const asked rows[] = {
      {TR_EACH_LINE, "years_before(2026-06-12, 3)", "2023-06-12"},
      {TR_EACH_LINE, "years_before(2024-02-29, 1)", "2023-02-28"},
      {TR_EACH_LINE, "years_before(2024-02-29, 4)", "2020-02-29"},
      {TR_EACH_LINE, "years_before(2024-02-29, 0)", "2024-02-29"},
      {TR_EACH_LINE, "years_before(2024-02-29, -1)", "2025-02-28"},
      {TR_EACH_LINE, "years_before(2024-02-29, 0.5)", "?no-data"},
      {TR_EACH_LINE, "years_before(2024-02-29, 151)", "?no-data"},
      {TR_EACH_LINE, "months_after(2026-06-12, 12)", "2027-06-12"},
      {TR_EACH_LINE, "months_after(2026-01-31, 1)", "2026-02-28"},
      {TR_EACH_LINE, "months_after(2024-01-31, 1)", "2024-02-29"},
      {TR_EACH_LINE, "months_after(2026-11-30, 3)", "2027-02-28"},
      {TR_EACH_LINE, "months_after(2026-12-01, 1)", "2027-01-01"},
      {TR_EACH_LINE, "months_after(2026-01-15, -1)", "2025-12-15"},
      {TR_EACH_LINE, "months_after(2026-01-15, 0)", "2026-01-15"},
      {TR_EACH_LINE, "months_after(2026-01-15, 1.5)", "?no-data"},
      {TR_EACH_LINE, "months_after(2026-01-15, 1801)", "?no-data"},
      {TR_EACH_LINE, "months_after(9998-11-15, 2)", "?no-data"},
      {TR_EACH_LINE, "months_after(1800-01-15, -1)", "?no-data"},
      {TR_EACH_LINE, "months_after(line.x_ray_date, 1)", "?no-data"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

TR_TESTS(RULE_TEST(counts_years_and_months))
