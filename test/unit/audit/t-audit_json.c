/* Tests of src/audit/audit_json.c: the members, and that it is the same again.
 * Its form is held against the schema in test/audit/engine. */
#include "audit/audit_json.h"
#include "audited.h"

static void has(const tr_buf *out, const char *part) {
  if (tr_str_find_nocase(tr_buf_str(out), tr_str_of(part)) == SIZE_MAX)
    fail_msg("no %s", part);
}

static void values_have_their_words(void **state) {
  (void)state;
  audited a;
  tr_buf out, again;
  audited_begin(&a);
  tr_buf_init(&out, 1 << 24);
  tr_buf_init(&again, 1 << 24);
  tr_audit_json(&a.result, &out);
  has(&out, "{\"format\":\"traction-audit/1\"");
  has(&out, "\"charge\":\"12400.00\"");
  has(&out, "\"word\":\"Significantly Higher\",\"peers\":{\"value\":0.1,");
  has(&out, "\"rule\":\"TRA0102\"");
  has(&out, "\"suppressed\":\"fewer than 20 lines\"");
  audited_end(&a);
  audited_begin(&a);
  tr_audit_json(&a.result, &again);
  assert_true(tr_str_eq(tr_buf_str(&out), tr_buf_str(&again)));
  tr_buf_done(&out);
  tr_buf_done(&again);
  audited_end(&a);
}

static void claims_of_a_measure_are_listed(void **state) {
  (void)state;
  audited a;
  tr_buf out;
  tr_audit_drilled drilled;
  audited_begin(&a);
  tr_buf_init(&out, 1 << 20);
  const tr_drill drill = {.measure = TR_M_TRACTION, .provider = 1, .payer = -1};
  assert_int_equal(
      tr_audit_drill(&a.practice.arena, &a.options, &drill, 2, &drilled),
      TR_OK);
  tr_audit_drill_json(&a.result, TR_M_TRACTION, 1, &drilled, &out);
  has(&out, "\"measure\":\"traction-visits\",\"provider\":\"" BEN "\"");
  has(&out, "\"claims_in_all\":10");
  has(&out, "\"day\":\"2026-01-01\"");
  tr_buf_done(&out);
  audited_end(&a);
}

TR_TESTS(cmocka_unit_test(values_have_their_words),
         cmocka_unit_test(claims_of_a_measure_are_listed))
