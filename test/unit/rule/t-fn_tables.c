/* Tests of src/rule/fn_tables.c. */
#include "rule_test.h"

static void looks_procedures_up(void **state) {
  static const asked rows[] = {
      {TR_EACH_LINE, "timing(97012, line.date)", "untimed"},
      {TR_EACH_LINE, "timing(97110, line.date)", "timed-15"},
      {TR_EACH_LINE, "timing(97039, line.date)", "describe"},
      {TR_EACH_LINE, "timing(\"ZZZZZ\", line.date)", "?no-data"},
      {TR_EACH_LINE, "class(98940, line.date)", "cmt-spinal"},
      {TR_EACH_LINE, "class(98943, line.date)", "cmt-extraspinal"},
      {TR_EACH_LINE, "class(97012, line.date)", "modality-supervised"},
      {TR_EACH_LINE, "class(97110, line.date)", "procedure-therapeutic"},
      {TR_EACH_LINE, "class(99203, line.date)", "evaluation-new"},
      {TR_EACH_LINE, "class(99213, line.date)", "evaluation-established"},
      {TR_EACH_LINE, "class(\"ZZZZZ\", line.date)", "?no-data"},
      {TR_EACH_LINE, "is_evaluation(99213, line.date)", "yes"},
      {TR_EACH_LINE, "is_evaluation(97012, line.date)", "no"},
      {TR_EACH_LINE, "is_cmt(98943, line.date)", "yes"},
      {TR_EACH_LINE, "is_cmt(97012, line.date)", "no"},
      {TR_EACH_LINE, "is_physical(97012, line.date)", "yes"},
      {TR_EACH_LINE, "is_physical(98940, line.date)", "no"},
      {TR_EACH_LINE, "therapy(97012, line.date)", "always"},
      {TR_EACH_LINE, "therapy(98940, line.date)", "no"},
      {TR_EACH_LINE, "therapy(\"ZZZZZ\", line.date)", "?no-data"},
      {TR_EACH_LINE, "medicare_status(98940, line.date)", "A"},
      {TR_EACH_LINE, "medicare_status(\"ZZZZZ\", line.date)", "?no-data"},
      {TR_EACH_LINE, "procedure_state(97012, line.date)", "valid"},
      {TR_EACH_LINE, "procedure_state(\"9701\", line.date)", "malformed"},
      {TR_EACH_LINE, "procedure_state(98944, line.date)", "unlisted-number"},
      {TR_EACH_LINE, "procedure_state(99201, line.date)", "ended"},
      {TR_EACH_LINE, "procedure_state(33010, line.date)", "unknown"},
      {TR_EACH_LINE, "unit_minutes(97110, line.date)", "15"},
      {TR_EACH_LINE, "unit_minutes(97012, line.date)", "?no-data"},
      {TR_EACH_LINE, "new_patient_code(99203, line.date)", "yes"},
      {TR_EACH_LINE, "new_patient_code(99213, line.date)", "no"},
      {TR_EACH_LINE, "film_regions(72100, line.date)", "lumbar and sacral"},
      {TR_EACH_LINE, "film_regions(97012, line.date)", "?no-data"},
      {TR_EACH_LINE, "is_add_on(97811)", "yes"},
      {TR_EACH_LINE, "is_add_on(97810)", "no"},
      {TR_EACH_LINE, "base_of(97810, 97811)", "yes"},
      {TR_EACH_LINE, "base_of(97012, 97811)", "no"},
      {TR_EACH_LINE, "base_of(97811, 97810)", "no"},
      {TR_EACH_LINE, "mue(97012, line.date)", "1"},
      {TR_EACH_LINE, "mai(97012, line.date) >= 1", "yes"},
      {TR_EACH_LINE, "mue(\"ZZZZZ\", line.date)", "?no-data"},
      {TR_EACH_LINE, "mai(\"ZZZZZ\", line.date)", "?no-data"},
      {TR_EACH_LINE, "table_end(\"ncci-ptp\", 2024-08-01) >= 2024-08-01",
       "yes"},
      {TR_EACH_LINE, "table_end(\"no table\", line.date)", "?no-table"},
      {TR_EACH_LINE, "table_edition(\"ncci-ptp\", 2024-08-01) is present",
       "yes"},
      {TR_EACH_LINE, "table_edition(\"no table\", line.date)", "?no-table"},
      {TR_EACH_LINE, "length(procedure_label(97012, line.date)) > 3", "yes"},
      {TR_EACH_LINE, "procedure_label(\"ZZZZZ\", line.date)", "?no-data"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

/* The words the compiler checks against are the words the tables give. */
static void knows_every_word_of_the_tables(void **state) {
  rule_fixture *f = *state;
  for (int group = 0; group < TR_CLASSES; group++) {
    char text[96];
    snprintf(text, sizeof text, "class(97012, line.date) == \"%s\"",
             tr_class_text((tr_class)group));
    TR_ROW(group, tr_str_of(text));
    TR_ASSERT_STR(ask(f, text),
                  group == TR_CLASS_MODALITY_SUPERVISED ? "yes" : "no");
  }
  for (int timing = 0; timing < TR_TIMINGS; timing++) {
    if (timing == TR_TIMING_TIMED) continue; /* timed-15, timed-other */
    char text[96];
    snprintf(text, sizeof text, "timing(97012, line.date) == \"%s\"",
             tr_timing_text((tr_timing)timing));
    TR_ROW(timing, tr_str_of(text));
    TR_ASSERT_STR(ask(f, text), timing == TR_TIMING_UNTIMED ? "yes" : "no");
  }
}

TR_TESTS(RULE_TEST(looks_procedures_up),
         RULE_TEST(knows_every_word_of_the_tables))
