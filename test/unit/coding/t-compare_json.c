/* Tests of src/coding/compare_json.c. */
#include "coding/compare_json.h"

#include "compare_of.h"

static void test_document(void **state) {
  (void)state;
  compare_box box;
  tr_buf out;
  tr_json json;
  box_init(&box);
  tr_buf_init(&out, 1 << 16);
  box_claim(&box, 0, &(claim_text){.lines = "97110-GP x1.5 @2,9"});
  box_claim(&box, 1, &(claim_text){.id = "26-B", .lines = "98940 45"});
  box_visit(&box, 0, &(visit_text){.lines = "97110-GP x2 @3; 97035"});
  box_visit(&box, 1, &(visit_text){.lines = ""});
  box_pair(&box, 0, 0, TR_BOND_NOTE);
  box_pair(&box, 1, TR_COMPARE_NO_CLAIM, TR_BOND_MISFIT);
  box_run(&box, 2, 2);
  tr_json_init(&json, &out);
  tr_compare_json(&json, box.out);
  TR_ASSERT_STR(
      tr_buf_str(&out),
      "{\"claims\":[{\"claim\":\"26-A\",\"claim_at\":1,\"file\":\"june.837\","
      "\"note\":\"n-1\",\"date\":\"2026-06-05\",\"payer\":\"commercial\","
      "\"standing\":\"compared\",\"lines\":["
      "{\"kind\":\"units-under\",\"line\":1,\"date\":\"2026-06-05\","
      "\"note\":\"n-1\",\"billed\":{\"code\":\"97110\",\"units\":1.5,"
      "\"modifiers\":[\"GP\"],\"pointers\":[2,9],\"charge\":null},"
      "\"supported\":{\"code\":\"97110\",\"units\":2,\"modifiers\":[\"GP\"],"
      "\"pointers\":[3],\"charge\":null},\"over\":\"0.00\",\"under\":null,"
      "\"at_risk\":\"0.00\",\"no_note\":\"0.00\","
      "\"text\":\"1.5 billed, 2 supported: as the note has it\","
      "\"source\":\"cms-documentation\",\"rule\":null,"
      "\"pointer\":\"/services/0/kind\"},"
      "{\"kind\":\"not-billed\",\"line\":null,\"date\":\"2026-06-05\","
      "\"note\":\"n-1\",\"billed\":null,\"supported\":{\"code\":\"97035\","
      "\"units\":1,\"modifiers\":[],\"pointers\":[1],\"charge\":null},"
      "\"over\":\"0.00\",\"under\":null,\"at_risk\":\"0.00\","
      "\"no_note\":\"0.00\",\"text\":\"as the note has it\","
      "\"source\":\"cms-documentation\",\"rule\":null,"
      "\"pointer\":\"/services/0/kind\"}],"
      "\"over\":\"0.00\",\"under\":\"0.00\",\"at_risk\":\"0.00\","
      "\"no_note\":\"0.00\",\"without_fee\":2},"
      "{\"claim\":\"26-B\",\"claim_at\":2,\"file\":\"june.837\","
      "\"note\":null,\"date\":null,\"payer\":null,\"standing\":\"no-note\","
      "\"lines\":[{\"kind\":\"no-note\",\"line\":1,\"date\":\"2026-06-05\","
      "\"note\":null,\"billed\":{\"code\":\"98940\",\"units\":1,"
      "\"modifiers\":[],\"pointers\":[1],\"charge\":\"45.00\"},"
      "\"supported\":null,\"over\":\"0.00\",\"under\":\"0.00\","
      "\"at_risk\":\"0.00\",\"no_note\":\"45.00\","
      "\"text\":\"no note of this date was given for the claim\","
      "\"source\":\"cms-documentation\",\"rule\":\"TRD0101\","
      "\"pointer\":null}],\"over\":\"0.00\",\"under\":\"0.00\","
      "\"at_risk\":\"0.00\",\"no_note\":\"45.00\",\"without_fee\":0}],"
      "\"unbilled_notes\":[{\"note\":\"n-2\",\"date\":\"2026-06-05\","
      "\"payer\":\"commercial\",\"standing\":\"misfit\",\"lines\":[],"
      "\"over\":\"0.00\",\"under\":\"0.00\",\"at_risk\":\"0.00\","
      "\"no_note\":\"0.00\",\"without_fee\":0}],"
      "\"totals\":{\"claims\":2,\"compared\":1,\"without_note\":1,"
      "\"passed_over\":0,\"unbilled_notes\":0,\"over\":\"0.00\","
      "\"under\":\"0.00\",\"at_risk\":\"0.00\",\"no_note\":\"45.00\","
      "\"without_fee\":2,\"kinds\":{\"agrees\":0,\"not-supported\":0,"
      "\"units-over\":0,\"units-under\":1,\"code\":0,\"modifiers\":0,"
      "\"pointers\":0,\"not-billed\":1,\"undecided\":0,\"no-note\":1}}}");
  tr_buf_done(&out);
  box_done(&box);
}

TR_TESTS(cmocka_unit_test(test_document))
