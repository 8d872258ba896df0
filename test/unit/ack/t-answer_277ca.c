/* Tests of src/ack/answer_277ca.c. */
#include "ack/answer_277ca.h"
#include "ack/intake_of.h"

#define HEAD                                                                \
  OF_ISA("000000001")                                                       \
  "GS*HN*A1*B1*20240901*0815*1*X*005010X214~ST*277*0001*005010X214~"        \
  "BHT*0085*08*R1*20240901*0815*TH~HL*1**20*1~NM1*PR*2*PAYER*****PI*29076~" \
  "TRN*1*R1~DTP*050*D8*20240814~DTP*009*D8*20240901~HL*2*1*21*1~"           \
  "NM1*41*2*LINDENROW*****46*CLINIC01~TRN*2*B1~"                            \
  "STC*A1:19:PR*20240901*WQ*125.5~QTY*90*1~QTY*AA*1~AMT*YU*45~AMT*YY*80.5~" \
  "HL*3*2*19*1~NM1*85*2*LINDENROW*****XX*1712500663~TRN*1*1~"               \
  "STC*A1:19:PR**WQ*125.5~QTY*QA*1~QTY*QC*1~AMT*YU*45~AMT*YY*80.5~"
#define TAIL "SE*9*0001~GE*1*1~IEA*1*000000001~"

typedef struct reading {
  tr_answer_277ca answer;
  unsigned whole;
} reading;

static void take(void *context, const tr_located *located) {
  reading *to = context;
  if (located->in_set && tr_answer_277ca_take(&to->answer, located))
    to->whole++;
}

static void read_text(reading *to, const char *text) {
  to->whole = 0;
  tr_answer_277ca_init(&to->answer);
  of_text(text, take, to);
}

static void reads_levels_claims_and_lines(void **state) {
  (void)state;
  reading is;
  read_text(&is, HEAD
            "HL*4*3*PT~NM1*QC*1*HOLT*ZEKE****MI*W1~TRN*2*C1~"
            "STC*A2:20*20240901*WQ*45~REF*1K*P77~DTP*472*D8*20240812~"
            "HL*5*3*PT~NM1*QC*1*ROE*ANN****MI*W2~TRN*2*C2~"
            "STC*A7:562:85*20240901*U*80.5******A8:400*A6:21:IL*fix it~"
            "REF*D9*T9~DTP*472*RD8*20240812-20240813~"
            "SVC*HC:97012:GP*80.5*****1~STC*A7:476**U~REF*FJ*L1~" TAIL);
  assert_int_equal(is.whole, 1);
  const tr_answer_batch *batch = is.answer.batches;
  assert_null(batch->next);
  TR_ASSERT_STR(batch->source, "PAYER");
  TR_ASSERT_STR(batch->source_id, "29076");
  TR_ASSERT_STR(batch->batch, "B1");
  assert_int_equal(batch->totals.accepted, 1);
  assert_int_equal(batch->totals.rejected, 1);
  assert_int_equal(batch->totals.accepted_charge, 4500);
  assert_int_equal(batch->totals.rejected_charge, 8050);
  assert_false(tr_answer_stcs_reject(&batch->statuses));
  const tr_answer_provider *provider = batch->providers;
  TR_ASSERT_STR(provider->id, "1712500663");
  assert_true(provider->totals.has_accepted && provider->totals.has_rejected);
  assert_int_equal(provider->totals.rejected_charge, 8050);
  const tr_answer_claim *good = provider->claims, *bad = good->next;
  TR_ASSERT_STR(good->id, "C1");
  TR_ASSERT_STR(good->payer_number, "P77");
  assert_int_equal(good->from, tr_day_of(2024, 8, 12));
  assert_int_equal(good->to, tr_day_of(2024, 8, 12));
  assert_false(tr_answer_stcs_reject(&good->statuses));
  assert_null(good->lines);
  TR_ASSERT_STR(bad->id, "C2");
  TR_ASSERT_STR(bad->trace, "T9");
  assert_int_equal(bad->to, tr_day_of(2024, 8, 13));
  const tr_answer_stc *stc = bad->statuses.first;
  assert_int_equal(stc->count, 3);
  TR_ASSERT_STR(stc->reasons[0].category, "A7");
  TR_ASSERT_STR(stc->reasons[0].code, "562");
  TR_ASSERT_STR(stc->reasons[0].entity, "85");
  TR_ASSERT_STR(stc->reasons[1].code, "400");
  TR_ASSERT_STR(stc->reasons[2].entity, "IL");
  TR_ASSERT_STR(stc->action, "U");
  TR_ASSERT_STR(stc->said, "fix it");
  assert_int_equal(stc->date, tr_day_of(2024, 9, 1));
  assert_true(stc->has_amount);
  assert_int_equal(stc->amount, 8050);
  assert_null(stc->next);
  TR_ASSERT_STR(bad->lines->code, "97012");
  TR_ASSERT_STR(bad->lines->control, "L1");
  assert_int_equal(bad->lines->charge, 8050);
  assert_true(tr_answer_stcs_reject(&bad->lines->statuses));
  tr_answer_277ca_done(&is.answer);
}

static void rejects_by_action_or_category(void **state) {
  static const struct {
    const char *stc;
    bool rejects;
  } rows[] = {
      {"STC*A2:20*20240901*WQ*45~", false},
      {"STC*A0:16*20240901*WQ*45~", false},
      {"STC*A1:19*20240901*U*45~", true},
      {"STC*A3:21*20240901**45~", true},
      {"STC*A1:19*20240901*WQ*45******A7:21~", true},
  };
  (void)state;
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    char text[2048];
    reading is;
    TR_ROW(i, tr_str_of(rows[i].stc));
    snprintf(text, sizeof text,
             "%sHL*4*3*PT~NM1*QC*1*HOLT*ZEKE****MI*W1~TRN*2*C1~%s%s", HEAD,
             rows[i].stc, TAIL);
    read_text(&is, text);
    const tr_answer_claim *claim = is.answer.batches->providers->claims;
    assert_int_equal(tr_answer_stcs_reject(&claim->statuses), rows[i].rejects);
    tr_answer_277ca_done(&is.answer);
  }
}

/* A second set forgets the first. */
static void each_set_is_its_own(void **state) {
  (void)state;
  reading is;
  read_text(&is, HEAD
            "SE*9*0001~ST*277*0002*005010X214~"
            "BHT*0085*08*R2*20240901*0815*TH~HL*1**20*1~" TAIL);
  assert_int_equal(is.whole, 2);
  assert_null(is.answer.batches);
  tr_answer_277ca_done(&is.answer);
}

TR_TESTS(cmocka_unit_test(reads_levels_claims_and_lines),
         cmocka_unit_test(rejects_by_action_or_category),
         cmocka_unit_test(each_set_is_its_own))
