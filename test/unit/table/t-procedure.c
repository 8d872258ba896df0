/* Tests of src/table/procedure.c. */
#include "table/table.h"
#include "tr_test.h"

static tr_tables tables;

static tr_day day_of(const char *iso) {
  tr_day day = 0;
  assert_int_equal(tr_day_read_iso(tr_str_of(iso), &day), TR_OK);
  return day;
}

static void tells_validity_by_date(void **state) {
  (void)state;
  static const struct {
    const char *code, *day;
    tr_validity want;
  } rows[] = {
      {"97012", "2026-06-12", TR_CODE_VALID},
      {"98940", "2016-01-01", TR_CODE_VALID},
      {"99201", "2020-12-31", TR_CODE_VALID},
      {"99201", "2021-01-01", TR_CODE_ENDED},
      {"72069", "2026-06-12", TR_CODE_ENDED},
      {"97001", "2017-01-01", TR_CODE_ENDED},
      {"97762", "2018-01-01", TR_CODE_ENDED},
      {"97037", "2023-12-31", TR_CODE_NOT_YET},
      {"97037", "2024-01-01", TR_CODE_VALID},
      {"97013", "2026-06-12", TR_CODE_INVALID},
      {"97141", "2026-06-12", TR_CODE_INVALID},
      {"98944", "2026-06-12", TR_CODE_INVALID},
      {"99206", "2026-06-12", TR_CODE_INVALID},
      {"97812", "2026-06-12", TR_CODE_INVALID},
      {"72060", "2026-06-12", TR_CODE_INVALID},
      {"97013", "2027-06-12", TR_CODE_UNKNOWN},
      {"99999", "2026-06-12", TR_CODE_INVALID},
      {"27447", "2026-06-12", TR_CODE_UNKNOWN},
      {"J3490", "2026-06-12", TR_CODE_UNKNOWN},
      {"0019A", "2026-06-12", TR_CODE_UNKNOWN},
      {"1044M", "2026-06-12", TR_CODE_UNKNOWN},
      {"9701", "2026-06-12", TR_CODE_MALFORMED},
      {"970122", "2026-06-12", TR_CODE_MALFORMED},
      {"97O12", "2026-06-12", TR_CODE_MALFORMED},
      {"g0283", "2026-06-12", TR_CODE_MALFORMED},
      {"ABCDE", "2026-06-12", TR_CODE_MALFORMED},
      {"123456789", "2026-06-12", TR_CODE_MALFORMED},
      {"", "2026-06-12", TR_CODE_MALFORMED},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].code));
    assert_int_equal(tr_table_procedure_text(&tables, tr_str_of(rows[i].code),
                                             day_of(rows[i].day), NULL),
                     rows[i].want);
  }
}

static const tr_procedure *row_of(const char *code) {
  const tr_procedure *row = NULL;
  tr_table_procedure_text(&tables, tr_str_of(code), day_of("2026-06-12"), &row);
  assert_non_null(row);
  return row;
}

static void traction_is_untimed_therapy(void **state) {
  (void)state;
  const tr_procedure *row = row_of("97012");
  assert_string_equal(row->label, "mechanical traction");
  assert_int_equal(row->timing, TR_TIMING_UNTIMED);
  assert_int_equal(row->group, TR_CLASS_MODALITY_SUPERVISED);
  assert_int_equal(row->therapy, TR_THERAPY_ALWAYS);
  assert_int_equal(row->unit_minutes, 0);
  assert_int_equal(row->medicare, 'A');
  assert_false(row->one_on_one);
  assert_int_equal(row->confidence, TR_CONFIDENCE_OFFICIAL);
}

static void rows_tell_what_rules_ask(void **state) {
  (void)state;
  assert_int_equal(row_of("97110")->unit_minutes, 15);
  assert_true(row_of("97110")->one_on_one);
  assert_int_equal(row_of("97010")->medicare, 'B');
  assert_int_equal(row_of("97014")->therapy, TR_THERAPY_PAYER);
  assert_int_equal(row_of("98940")->therapy, TR_THERAPY_NO);
  assert_int_equal(row_of("97811")->timing, TR_TIMING_ADD_ON);
  assert_true(row_of("97811")->base[0] == TR_CODE("97810"));
  assert_true(row_of("97811")->base[1] == TR_CODE("97813"));
  assert_true(row_of("97811")->base[2] == 0);
  assert_true(row_of("99203")->new_patient);
  assert_false(row_of("99213")->new_patient);
  assert_int_equal(row_of("99203")->encounter_minutes, 30);
  assert_int_equal(row_of("72040")->views_least, 2);
  assert_int_equal(row_of("72040")->views_most, 3);
  assert_int_equal(row_of("72052")->views_most, 0);
  assert_int_equal(row_of("72100")->regions,
                   TR_REGION_LUMBAR | TR_REGION_SACRAL);
  assert_int_equal(row_of("97039")->timing, TR_TIMING_DESCRIBE);
  assert_int_equal(row_of("97546")->unit_minutes, 60);
}

static void ended_codes_still_have_rows(void **state) {
  (void)state;
  const tr_procedure *row = NULL;
  assert_int_equal(
      tr_table_procedure(&tables, TR_CODE("99201"), day_of("2026-01-01"), &row),
      TR_CODE_ENDED);
  assert_non_null(row);
  assert_int_equal(row->to, day_of("2020-12-31"));
  assert_int_equal(
      tr_table_procedure(&tables, TR_CODE("97013"), day_of("2026-01-01"), &row),
      TR_CODE_INVALID);
  assert_null(row);
}

static void classes_have_words_both_ways(void **state) {
  (void)state;
  for (int i = 0; i < TR_CLASSES; i++) {
    tr_class group = TR_CLASSES;
    const char *word = tr_class_text((tr_class)i);
    assert_true(tr_class_find(tr_str_of(word), &group));
    assert_int_equal(group, i);
  }
  tr_class untouched = TR_CLASS_OTHER;
  assert_false(tr_class_find(TR_STR("cmt"), &untouched));
  assert_int_equal(untouched, TR_CLASS_OTHER);
  assert_true(tr_class_is_evaluation(TR_CLASS_EVALUATION_NEW));
  assert_false(tr_class_is_evaluation(TR_CLASS_EVALUATION_THERAPY));
  assert_true(tr_class_is_physical(TR_CLASS_MODALITY_ATTENDED));
  assert_false(tr_class_is_physical(TR_CLASS_CMT_SPINAL));
  assert_true(tr_class_is_cmt(TR_CLASS_CMT_EXTRASPINAL));
}

static void work_values_go_by_year(void **state) {
  (void)state;
  assert_int_equal(
      tr_table_work_rvu(&tables, TR_CODE("98941"), day_of("2024-07-01")), 71);
  assert_int_equal(
      tr_table_work_rvu(&tables, TR_CODE("98941"), day_of("2026-07-01")), 69);
  assert_int_equal(
      tr_table_work_rvu(&tables, TR_CODE("98941"), day_of("2030-07-01")), -1);
  assert_int_equal(
      tr_table_work_rvu(&tables, TR_CODE("97110"), day_of("2024-07-01")), -1);
}

TR_TESTS(cmocka_unit_test(tells_validity_by_date),
         cmocka_unit_test(traction_is_untimed_therapy),
         cmocka_unit_test(rows_tell_what_rules_ask),
         cmocka_unit_test(ended_codes_still_have_rows),
         cmocka_unit_test(classes_have_words_both_ways),
         cmocka_unit_test(work_values_go_by_year))
