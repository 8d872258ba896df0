/* Tests of src/audit/audit_text.c: the parts of the report, by provider, payer
 * and period. */
#include "audit/audit_text.h"
#include "audited.h"

static bool has(const tr_buf *out, const char *part) {
  return tr_str_find_nocase(tr_buf_str(out), tr_str_of(part)) != SIZE_MAX;
}

static void the_report_begins_with_words(void **state) {
  (void)state;
  const tr_audit_text_style style = {.by = TR_AUDIT_BY_PROVIDER};
  audited a;
  tr_buf out;
  audited_begin(&a);
  tr_buf_init(&out, 1 << 20);
  tr_audit_text(&a.result, &style, &out);
  assert_true(tr_str_find_nocase(tr_buf_str(&out),
                                 TR_STR("would draw an auditor's eye")) < 40);
  assert_true(has(&out, "warning[TRA0102]: provider " ADA ": 97012 on 100 %"));
  assert_true(has(&out, "= rests on: 100 claims, $4,000.00 charged"));
  assert_true(has(&out, "100.0 %++"));
  assert_true(has(&out, "What to do next"));
  assert_false(has(&out, "\033"));
  assert_false(has(&out, "Against the past"));
  tr_buf_done(&out);
  audited_end(&a);
}

static void no_line_is_too_long(void **state) {
  (void)state;
  const tr_audit_text_style style = {
      .by = TR_AUDIT_BY_PERIOD, .past = true, .columns = 80};
  audited a;
  tr_buf out;
  audited_begin(&a);
  tr_buf_init(&out, 1 << 20);
  tr_audit_text(&a.result, &style, &out);
  assert_true(has(&out, "2026-02"));
  assert_true(has(&out, "the store has nothing from before"));
  size_t column = 0;
  for (size_t i = 0; i < out.n; i++) {
    column = out.p[i] == '\n' ? 0 : column + 1;
    if (column > 130) fail_msg("a line of more than 130 columns");
  }
  tr_buf_done(&out);
  audited_end(&a);
}

static void colors_are_asked_for(void **state) {
  (void)state;
  const tr_audit_text_style style = {.by = TR_AUDIT_BY_PAYER, .color = true};
  audited a;
  tr_buf out;
  audited_begin(&a);
  tr_buf_init(&out, 1 << 20);
  tr_audit_text(&a.result, &style, &out);
  assert_true(has(&out, "\033[1;33mwarning[TRA0102]\033[0m"));
  assert_true(has(&out, "commercial"));
  tr_buf_done(&out);
  audited_end(&a);
}

TR_TESTS(cmocka_unit_test(the_report_begins_with_words),
         cmocka_unit_test(no_line_is_too_long),
         cmocka_unit_test(colors_are_asked_for))
