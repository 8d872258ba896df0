/* Tests of src/rule/course_view.c: what earlier notes say of one, asked in
 * order and out of it. */
#include "course_test.h"

static void counts_visits(void **state) {
  (void)state;
  fixture f;
  start(&f);
  take(&f, (visit){.day = 100, .kinds = "cmt"});
  assert_null(f.course); /* nothing came before */
  take(&f, (visit){.day = 102, .kinds = "cmt traction", .plan_start = 100});
  assert_non_null(f.course);
  assert_int_equal(f.course->since, 100);
  assert_int_equal(f.course->visits, 1);
  assert_int_equal(f.course->plan_visits, 1);
  assert_int_equal(f.course->traction_since, 102);
  assert_int_equal(f.course->traction_visits, 0);
  take(&f, (visit){.day = 105, .kinds = "traction", .plan_start = 102});
  assert_int_equal(f.course->visits, 2);
  assert_int_equal(f.course->plan_visits, 1);
  assert_int_equal(f.course->traction_visits, 1);
  take(&f, (visit){.day = 105, .kinds = "traction"}); /* twice on one day */
  assert_int_equal(f.course->visits, 2);
  assert_int_equal(f.course->plan_visits, -1);
  take(&f, (visit){.day = 105 + GAP, .kinds = "cmt"});
  assert_int_equal(f.course->visits, 3);
  take(&f, (visit){.day = 106 + 2 * GAP, .kinds = "cmt"}); /* a new course */
  assert_int_equal(f.course->visits, 0);
  assert_int_equal(f.course->since, 106 + 2 * GAP);
  assert_int_equal(f.course->traction_since, TR_DAY_MIN);
  take(&f, (visit){.day = 101, .kinds = "cmt"}); /* what is later is not seen */
  assert_int_equal(f.course->visits, 1);
  take(&f, (visit){.day = 103, .kinds = "cmt"}); /* and fills the order */
  assert_int_equal(f.course->visits, 3);
  assert_int_equal(f.course->traction_visits, 1);
  assert_true(tr_courses_bytes(f.courses) > 0);
  end(&f);
}

static void counts_passive_care(void **state) {
  (void)state;
  fixture f;
  start(&f);
  take(&f, (visit){.day = 100, .kinds = "traction"});
  take(&f, (visit){.day = 102, .kinds = "cmt heat-cold"});
  take(&f, (visit){.day = 104, .kinds = "cmt"});
  take(&f, (visit){.day = 106, .kinds = "ultrasound"});
  assert_int_equal(f.course->passive_since, 100);
  assert_int_equal(f.course->passive_visits, 2);
  take(&f, (visit){.day = 108, .kinds = "traction exercise"});
  take(&f, (visit){.day = 110, .kinds = "traction"});
  assert_int_equal(f.course->passive_since, TR_DAY_MIN);
  assert_int_equal(f.course->passive_visits, 0);
  take(&f, (visit){.day = 112, .kinds = "traction"});
  assert_int_equal(f.course->passive_since, 110);
  end(&f);
}

static void follows_scores(void **state) {
  (void)state;
  fixture f;
  start(&f);
  take(&f, (visit){.day = 100, .kinds = "exam", .odi = 50, .odi_day = 100});
  take(&f, (visit){.day = 104, .kinds = "traction", .odi = 44, .odi_day = 103});
  take(&f, (visit){.day = 106, .kinds = "traction", .odi = 30, .pain = 6});
  take(&f, (visit){.day = 108, .kinds = "traction", .odi = 40, .pain = 7});
  assert_int_equal(f.course->measure_count, 2);
  const tr_progress *odi = &f.course->measures[0];
  assert_string_equal(odi->instrument, "ODI");
  assert_int_equal(odi->first, 44000); /* where traction began */
  assert_int_equal(odi->first_day, 103);
  assert_int_equal(odi->best, 30000);
  assert_int_equal(odi->last, 40000);
  assert_int_equal(odi->change, 14000);
  assert_int_equal(odi->percent, 31818);
  assert_int_equal(odi->visits, 2);
  const tr_progress *pain = &f.course->measures[1];
  assert_string_equal(pain->instrument, "NPRS");
  assert_int_equal(pain->change, 0); /* worse is no change for the better */
  assert_int_equal(f.course->examined, 103);
  assert_int_equal(f.course->visits_since, 2);
  take(&f, (visit){.day = 110, .kinds = "exam"});
  assert_int_equal(f.course->visits_since, 0);
  end(&f);
}

static void compares_with_the_note_before(void **state) {
  (void)state;
  fixture f;
  start(&f);
  take(&f, (visit){.day = 100, .subjective = WORDS, .line = 4});
  take(&f, (visit){.day = 101, .subjective = WORDS, .line = 5});
  assert_int_equal(f.course->before->percent, 100000);
  assert_int_equal(f.course->before->before_percent, 0);
  assert_int_equal(f.course->before->subjective_percent, 100000);
  take(&f, (visit){.day = 102, .subjective = WORDS, .line = 6});
  const tr_alike *before = f.course->before;
  assert_int_equal(before->before_percent, 100000);
  assert_int_equal(before->other->line, 5);
  assert_int_equal(before->other->date_of_service.number, 101);
  assert_string_equal(before->other->self.pointer, "/subjective");
  assert_int_equal(before->other->span_end, sizeof WORDS - 1);
  assert_int_equal(before->here->span_end, sizeof WORDS - 1);
  assert_true(before->other->self.text.n < sizeof WORDS - 1);
  assert_true(tr_str_starts(TR_STR(WORDS), before->other->self.text));
  /* the same words in another text: that one is shown */
  take(&f, (visit){.day = 103, .objective = WORDS});
  assert_string_equal(f.course->before->here->self.pointer, "/objective");
  take(&f, (visit){.day = 104, .subjective = "nothing of that any more"});
  assert_null(f.course->before);
  /* after a pause it is still the note before */
  take(&f,
       (visit){.day = 103 + 2 * GAP, .subjective = "nothing of that any more"});
  assert_non_null(f.course->before);
  end(&f);
}

static void compares_with_other_patients(void **state) {
  (void)state;
  fixture f;
  start(&f);
  take(&f, (visit){.day = 100, .subjective = WORDS, .patient_id = "a"});
  assert_null(f.twin);
  take(&f,
       (visit){
           .day = 100, .subjective = WORDS, .patient = 2, .patient_id = "b"});
  assert_non_null(f.twin);
  assert_int_equal(f.twin->percent, 100000);
  assert_int_equal(f.twin->words, 24);
  /* another day; and whoever may be the same person */
  take(&f,
       (visit){
           .day = 101, .subjective = WORDS, .patient = 3, .patient_id = "c"});
  assert_null(f.twin);
  take(&f, (visit){.day = 101, .subjective = WORDS, .patient = 4});
  assert_null(f.twin);
  end(&f);
}

TR_TESTS(cmocka_unit_test(counts_visits), cmocka_unit_test(counts_passive_care),
         cmocka_unit_test(follows_scores),
         cmocka_unit_test(compares_with_the_note_before),
         cmocka_unit_test(compares_with_other_patients))
