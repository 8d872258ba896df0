/* Tests of src/rule/course.c: what is remembered. */
#include "course_test.h"

static void remembers_without_asking(void **state) {
  (void)state;
  fixture f;
  start(&f);
  tr_note note = {.file = "old.ndjson",
                  .line = 9,
                  .id = text_field("n-9"),
                  .author_npi = text_field(AUTHOR),
                  .patient_id = text_field("z"),
                  .subjective = text_field(WORDS)};
  const tr_course_visit visit = {.day = 100, .note = &note, .gap = GAP};
  assert_false(tr_courses_has(f.courses, TR_STR(AUTHOR), 100, "old.ndjson", 9));
  assert_int_equal(tr_courses_add(f.courses, &visit), TR_OK);
  assert_true(tr_courses_has(f.courses, TR_STR(AUTHOR), 100, "old.ndjson", 9));
  assert_false(tr_courses_has(f.courses, TR_STR(AUTHOR), 100, "old.ndjson", 8));
  take(&f, (struct visit){.day = 100, .subjective = WORDS, .patient_id = "a"});
  assert_non_null(f.twin);
  TR_ASSERT_STR(f.twin->other->id.text, "n-9");
  end(&f);
}

TR_TESTS(cmocka_unit_test(remembers_without_asking))
