/* Tests of src/settle/verdict.c: denials beside rules. */
#include "settle/verdict.h"

#include "settle_test.h"

/** What a rule made of a line. */
typedef struct tried {
  const tr_rule *rule;
  int32_t line;
  tr_truth truth;
  bool said;
} tried;

static void judges(void **state) {
  (void)state;
  const struct {
    tried tried[3];
    const char *carc, *remark;
    int32_t line;
    tr_verdict_kind kind;
    tr_missed missed;
    uint32_t rules;
  } rows[] = {
      /* found on the line, on the claim, on another line */
      {{{&rule_1, 1, TR_TRUE, true}}, "50", NULL, 1, TR_VERDICT_FORETOLD, 0, 1},
      {{{&rule_1, -1, TR_TRUE, true}},
       "50",
       NULL,
       1,
       TR_VERDICT_FORETOLD,
       0,
       1},
      {{{&rule_1, 0, TR_TRUE, true}},
       "50",
       NULL,
       1,
       TR_VERDICT_MISSED,
       TR_MISSED_NO_OCCASION,
       0},
      {{{&rule_1, 0, TR_TRUE, true}},
       "50",
       NULL,
       -1,
       TR_VERDICT_FORETOLD,
       0,
       1},
      /* another reason */
      {{{&rule_1, 1, TR_TRUE, true}},
       "97",
       NULL,
       1,
       TR_VERDICT_MISSED,
       TR_MISSED_NO_RULE,
       0},
      /* what nothing was said of, what lacked a note */
      {{{&rule_1, 1, TR_TRUE, false}, {&rule_3, 1, TR_FALSE, false}},
       "50",
       NULL,
       1,
       TR_VERDICT_MISSED,
       TR_MISSED_UNSAID,
       1},
      {{{&rule_1, 1, TR_UNKNOWN, false}, {&rule_3, 1, TR_FALSE, false}},
       "50",
       NULL,
       1,
       TR_VERDICT_MISSED,
       TR_MISSED_UNDECIDED,
       1},
      /* decided, with nothing found */
      {{{&rule_1, 1, TR_FALSE, false}, {&rule_3, -1, TR_FALSE, false}},
       "50",
       NULL,
       1,
       TR_VERDICT_DEPARTS,
       0,
       2},
      {{{&rule_1, 0, TR_FALSE, false}},
       "50",
       NULL,
       1,
       TR_VERDICT_MISSED,
       TR_MISSED_NO_OCCASION,
       0},
      /* a reason that says nothing without its remark */
      {{{&rule_2, 1, TR_TRUE, true}},
       "16",
       "M54",
       1,
       TR_VERDICT_FORETOLD,
       0,
       1},
      {{{&rule_2, 1, TR_TRUE, true}},
       "16",
       "N290",
       1,
       TR_VERDICT_MISSED,
       TR_MISSED_REMARK,
       1},
      {{{&rule_2, 0, TR_TRUE, true}},
       "16",
       "N290",
       1,
       TR_VERDICT_MISSED,
       TR_MISSED_NO_RULE,
       0},
      {{{&rule_2, 1, TR_TRUE, true}}, "16", NULL, 1, TR_VERDICT_FORETOLD, 0, 1},
      {{{&rule_2, 1, TR_TRUE, true}},
       "50",
       "N290",
       1,
       TR_VERDICT_FORETOLD,
       0,
       1},
      /* a rule on notes is not tried without one */
      {{{&rule_1, 1, TR_TRUE, true}},
       "29",
       NULL,
       1,
       TR_VERDICT_MISSED,
       TR_MISSED_UNDECIDED,
       1},
      {{{&rule_5, -1, TR_FALSE, false}},
       "29",
       NULL,
       1,
       TR_VERDICT_DEPARTS,
       0,
       1},
  };
  const bill_claim two = {.id = "A2",
                          .lines = {{"98941", "AT", 20000, 6000, NULL},
                                    {"97012", "GP", 20000, 4500, NULL}}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].carc));
    tr_billed_index index;
    made_claim made;
    assert_int_equal(tr_billed_init(&index, &test_pack), TR_OK);
    const tr_check_watch watch = tr_billed_watch(&index);
    for (size_t k = 0; k < 3 && rows[i].tried[k].rule != NULL; k++)
      watch.rule_tried(&index, rows[i].tried[k].rule, rows[i].tried[k].line,
                       rows[i].tried[k].truth, TR_NO_NOTE);
    watch.claim_began(&index, make_claim(&made, &two, 30));
    for (size_t k = 0; k < 3 && rows[i].tried[k].rule != NULL; k++) {
      const tr_finding finding = {.rule = rows[i].tried[k].rule,
                                  .claim_at = 30,
                                  .line = rows[i].tried[k].line + 1};
      if (rows[i].tried[k].said) tr_billed_finding(&index, &finding);
    }
    watch.claim_ended(&index);
    const tr_code remark =
        tr_code_pack(tr_str_of(rows[i].remark != NULL ? rows[i].remark : "-"));
    const tr_denial denial = {.carc = tr_code_pack(tr_str_of(rows[i].carc)),
                              .remarks = &remark,
                              .remark_count = rows[i].remark != NULL,
                              .line = rows[i].line};
    const tr_verdict verdict =
        tr_verdict_of(&index, tr_billed_at(&index, 0), &denial);
    assert_int_equal(verdict.kind, rows[i].kind);
    if (verdict.kind == TR_VERDICT_MISSED)
      assert_int_equal(verdict.missed, rows[i].missed);
    assert_int_equal(verdict.rule_count, rows[i].rules);
    assert_int_equal(tr_verdict_of(&index, NULL, &denial).kind,
                     TR_VERDICT_UNJUDGED);
    tr_billed_done(&index);
  }
}

TR_TESTS(cmocka_unit_test(judges))
