/* Tests of src/coding/compare_text.c. */
#include "coding/compare_text.h"

#include "compare_of.h"

static compare_box box;
static tr_buf out;

static int set_up(void **state) {
  (void)state;
  box_init(&box);
  tr_buf_init(&out, 1 << 16);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  tr_buf_done(&out);
  box_done(&box);
  return 0;
}

static void test_page(void **state) {
  (void)state;
  box_claim(&box, 0,
            &(claim_text){.lines = "98940 45; 97012-GP x2 70; 97035; 97110 48 "
                                   "@4; 99080 9"});
  box_claim(&box, 1, &(claim_text){.id = "B", .lines = "98940 45"});
  box_claim(&box, 2,
            &(claim_text){.id = "C", .lines = "98940 45", .frequency = "8"});
  box_claim(&box, 3, &(claim_text){.id = "D", .lines = "98940 45"});
  box_visit(&box, 0,
            &(visit_text){.lines = "98940 45; 97012-GP 35; 97110 48 @2,3; "
                                   "97140-59 46"});
  box_visit(&box, 1, &(visit_text){.lines = "98940 45"});
  box_visit(&box, 2, &(visit_text){.lines = "97012"});
  box_visit(&box, 3, &(visit_text){.lines = "97012"});
  box_pair(&box, 0, 0, TR_BOND_NOTE);
  box_pair(&box, 3, 0, TR_BOND_RIVAL);
  box_pair(&box, 1, 1, TR_BOND_NOTE);
  box_run(&box, 4, 4);
  const tr_coding_page page = {.out = &out};
  tr_compare_text(&page, box.out);
  TR_ASSERT_STR(
      tr_buf_str(&out),
      "claim 26-A in june.837, note n-1 of 2026-06-05\n"
      "  line  billed                supported             difference\n"
      "     1  98940 45.00           98940 45.00           agrees\n"
      "     2  97012-GP x2 70.00     97012-GP 35.00        units-over  over "
      "35.00\n"
      "         2 billed, 1 supported: as the note has it\n"
      "         note /services/0/kind · cms-documentation\n"
      "     3  97035                                       not-supported  fee "
      "not known\n"
      "         the note shows no such service\n"
      "         cms-documentation · TRC0504\n"
      "     4  97110 for 4           97110 for 2,3         pointers  at risk "
      "48.00\n"
      "         points to no diagnosis of the area (lumbar)\n"
      "         design-regions\n"
      "     5  99080 9.00                                  undecided\n"
      "         no derivation knows this code\n"
      "     -                        97140-59 46.00        not-billed  under "
      "46.00\n"
      "         as the note has it\n"
      "         note /services/0/kind · cms-documentation\n"
      "        together  over 35.00, under 46.00, at risk 48.00\n"
      "\n"
      "claim B in june.837, note n-2 of 2026-06-05\n"
      "  its line agrees\n"
      "\n"
      "claim C in june.837\n"
      "  takes an earlier claim back: passed over\n"
      "\n"
      "claim D in june.837\n"
      "  line  billed                supported             difference\n"
      "     1  98940 45.00                                 no-note  charged "
      "45.00\n"
      "         no note of this date was given for the claim\n"
      "         cms-documentation · TRD0101\n"
      "\n"
      "note n-3 of 2026-06-05: no claim bills it\n"
      "  line  billed                supported             difference\n"
      "     -                        97012 35.00           not-billed  under "
      "35.00\n"
      "         as the note has it\n"
      "         note /services/0/kind · cms-documentation\n"
      "\n"
      "note n-4 of 2026-06-05\n"
      "  its visit has another note; what it supports is not counted\n"
      "\n"
      "2 claims compared, 1 without a note, 1 passed over; 1 note that no "
      "claim bills\n"
      "  agrees 2, not-supported 1, units-over 1, pointers 1, not-billed 2, "
      "undecided 1, no-note 1\n"
      "  over                35.00  billed and not supported\n"
      "  under               81.00  supported and not billed\n"
      "  at risk             48.00  supported, but billed with a fault that "
      "may be denied\n"
      "  without note        45.00  billed on claims or dates that have no "
      "note\n"
      "  1 amount is not known, for want of a fee or charge\n");
}

static void test_nothing(void **state) {
  (void)state;
  box_run(&box, 0, 0);
  const tr_coding_page page = {.out = &out};
  tr_compare_text(&page, box.out);
  TR_ASSERT_STR(tr_buf_str(&out),
                "0 claims compared\n"
                "  over                 0.00  billed and not supported\n"
                "  under                0.00  supported and not billed\n"
                "  at risk              0.00  supported, but billed with a "
                "fault that may be denied\n"
                "  without note         0.00  billed on claims or dates that "
                "have no note\n");
}

static void test_color(void **state) {
  (void)state;
  box_compare(&box, "97035 30", (visit_text){.lines = ""});
  const tr_coding_page page = {.out = &out, .color = true};
  tr_compare_text(&page, box.out);
  assert_true(tr_str_find_nocase(tr_buf_str(&out),
                                 TR_STR("\033[1;31mnot-supported\033[0m")) !=
              SIZE_MAX);
}

#define WITH_BOX(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

TR_TESTS(WITH_BOX(test_page), WITH_BOX(test_nothing), WITH_BOX(test_color))
