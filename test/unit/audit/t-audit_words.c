/* Tests of src/audit/audit_words.c: what is said first, and of what. */
#include "audited.h"

static bool says(const tr_str *list, uint32_t count, const char *part) {
  for (uint32_t i = 0; i < count; i++)
    if (tr_str_find_nocase(list[i], tr_str_of(part)) != SIZE_MAX) return true;
  return false;
}

static void the_summary_names_the_worst(void **state) {
  (void)state;
  audited a;
  audited_begin(&a);
  assert_true(
      says(a.result.summary, a.result.summary_count, ADA ": 97012 on 100 %"));
  assert_true(says(a.result.summary, a.result.summary_count,
                   "200 claims with 310 lines of 40 patients, 2026-01-01"));
  assert_true(
      says(a.result.method, a.result.method_count, "not put before the rules"));
  audited_end(&a);
}

static void what_is_cited_has_a_title(void **state) {
  (void)state;
  audited a;
  audited_begin(&a);
  bool cbr = false;
  for (uint32_t i = 0; i < a.result.source_count; i++) {
    assert_non_null(a.result.sources[i].title);
    if (i > 0)
      assert_true(strcmp(a.result.sources[i - 1].id, a.result.sources[i].id) <
                  0);
    cbr = cbr ||
          strcmp(a.result.sources[i].id, "cbr-statistical-debriefing") == 0;
  }
  assert_true(cbr);
  /* every source of a measure is one of the pack's */
  for (uint32_t m = 0; m < a.result.measure_count; m++) {
    const char *source = a.result.measures[m].source;
    bool found = source == NULL;
    for (uint32_t i = 0; i < a.result.source_count; i++)
      found = found || strcmp(a.result.sources[i].id, source) == 0;
    if (!found) fail_msg("%s is not among the sources", source);
  }
  assert_int_equal(strlen(a.result.pack_sha256), 64);
  audited_end(&a);
}

static void there_is_always_something_to_do(void **state) {
  (void)state;
  audited a;
  audited_begin(&a);
  bool none_on_record = false, sample = false;
  for (uint32_t i = 0; i < a.result.action_count; i++) {
    const tr_audit_action *action = &a.result.actions[i];
    none_on_record =
        none_on_record || tr_str_starts(action->text, TR_STR("No self-audit"));
    sample = sample || (action->provider == 0 &&
                        tr_str_starts(action->text, TR_STR("Review a sample")));
  }
  assert_true(none_on_record && sample);
  audited_end(&a);
}

TR_TESTS(cmocka_unit_test(the_summary_names_the_worst),
         cmocka_unit_test(what_is_cited_has_a_title),
         cmocka_unit_test(there_is_always_something_to_do))
