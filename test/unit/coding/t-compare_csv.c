/* Tests of src/coding/compare_csv.c. */
#include "coding/compare_csv.h"

#include "compare_of.h"

static void test_rows(void **state) {
  (void)state;
  compare_box box;
  tr_buf out;
  box_init(&box);
  tr_buf_init(&out, 1 << 16);
  box_claim(&box, 0,
            &(claim_text){.id = "=1+2",
                          .lines = "97012-GP x2 70 @2; 97110; 98941 60",
                          .dates = "556"});
  box_visit(&box, 0,
            &(visit_text){.lines = "97012-GP 35 @2,3; 97110 x2 ~one, \"two\""});
  box_visit(&box, 1, &(visit_text){.lines = "97035 30", .day = 7});
  box_pair(&box, 0, 0, TR_BOND_NOTE);
  box_run(&box, 1, 2);
  tr_compare_csv(&out, box.out);
  TR_ASSERT_STR(
      tr_buf_str(&out),
      "file,claim,claim_at,note,date,line,kind,billed_code,billed_modifiers,"
      "billed_units,billed_pointers,billed_charge,supported_code,"
      "supported_modifiers,supported_units,supported_pointers,supported_charge,"
      "over,under,at_risk,no_note,text,source,rule,pointer\r\n"
      "june.837,'=1+2,1,n-1,2026-06-05,1,units-over,97012,GP,2,2,70.00,97012,"
      "GP,1,2 3,35.00,35.00,0.00,0.00,0.00,"
      "\"2 billed, 1 supported: as the note has it\",cms-documentation,,"
      "/services/0/kind\r\n"
      "june.837,'=1+2,1,n-1,2026-06-05,2,units-under,97110,,1,1,,97110,,2,1,,"
      "0.00,,0.00,0.00,"
      "\"1 billed, 2 supported: as the note has it\",cms-documentation,,"
      "/services/0/kind\r\n"
      "june.837,'=1+2,1,,2026-06-06,3,no-note,98941,,1,1,60.00,,,,,,0.00,0.00,"
      "0.00,60.00,no note of this date was given for the claim,"
      "cms-documentation,TRD0101,\r\n"
      ",,,n-2,2026-06-07,,not-billed,,,,,,97035,,1,1,30.00,0.00,30.00,0.00,"
      "0.00,as the note has it,cms-documentation,,/services/0/kind\r\n");
  tr_buf_done(&out);
  box_done(&box);
}

static void test_quotes(void **state) {
  (void)state;
  compare_box box;
  tr_buf out;
  box_init(&box);
  tr_buf_init(&out, 1 << 16);
  box_compare(&box, "97110 48",
              (visit_text){.lines = "97110-GP 48 #TRC0404 ~GP, \"always\""});
  tr_compare_csv(&out, box.out);
  assert_true(tr_str_find_nocase(
                  tr_buf_str(&out),
                  TR_STR("\"without GP: GP, \"\"always\"\"\"")) != SIZE_MAX);
  tr_buf_done(&out);
  box_done(&box);
}

TR_TESTS(cmocka_unit_test(test_rows), cmocka_unit_test(test_quotes))
