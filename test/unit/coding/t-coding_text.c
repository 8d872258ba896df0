/* Tests of src/coding/coding_text.c: the page a doctor reads. */
#include "coding/coding_text.h"

#include "coded_visit.h"

static void check_page(const coded_visit *made, bool color, unsigned columns,
                       const char *wanted) {
  tr_buf out;
  tr_buf_init(&out, 1 << 16);
  const tr_coding_page page = {&out, color, columns};
  tr_coding_text_visit(&page, &made->visit);
  TR_ASSERT_STR(tr_buf_str(&out), wanted);
  tr_buf_done(&out);
}

static void a_visit_with_everything(void **state) {
  (void)state;
  coded_visit made;
  coded_visit_make(&made);
  check_page(&made, false, 80,
             "note n-1 of 2026-06-12, by the rules of commercial\n"
             "  diagnoses  1 M99.03  2 M54.16\n"
             "  DTP*454   2026-06-01  the plan begins\n"
             "\n"
             "  97110-GP-59  2 units  diagnoses 2, 1  charge 96.00\n"
             "    - exercise\n"
             "        note /services/0 · ama · TRL0203\n"
             "    - counted\n"
             "\n"
             "  98940  1 unit  diagnoses 1\n"
             "\n"
             "  lacking\n"
             "    warning  visit\n"
             "      no goal\n"
             "        TRD0301\n"
             "    not billed  97140\n"
             "      7 minutes\n"
             "        note /services/1 · ama-midpoint-rule\n"
             "\n");
}

static void nothing_to_bill(void **state) {
  (void)state;
  coded_visit made;
  coded_visit_make(&made);
  made.visit.line_count = made.visit.lack_count = made.visit.date_count = 0;
  made.encounter.diagnosis_count = 0;
  made.encounter.service = TR_DAY_MIN;
  made.note.id = (tr_note_field){0};
  made.visit.settled = false;
  check_page(&made, false, 80,
             "note (no id) of no date, by the rules of commercial\n"
             "\n"
             "  nothing of this visit may be billed\n"
             "\n"
             "  the rules did not come to rest on this visit; check what is "
             "written\n"
             "\n");
}

/* Reasons are set in lines no wider than the page; a word that is too long
 * stands alone, and what cannot be printed is a blank. */
static void reasons_are_wrapped(void **state) {
  (void)state;
  coded_visit made;
  coded_visit_make(&made);
  const tr_coding_reason long_reason = {
      .text = TR_STR("one two three four five six seven eight nine ten "
                     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
                     "a\033[2Jb\x7f"
                     "c")};
  made.lines[0].because = &long_reason;
  made.lines[0].because_count = 1;
  made.visit.line_count = 1;
  made.visit.lack_count = made.visit.date_count = 0;
  check_page(&made, false, 41,
             "note n-1 of 2026-06-12, by the rules of commercial\n"
             "  diagnoses  1 M99.03  2 M54.16\n"
             "\n"
             "  97110-GP-59  2 units  diagnoses 2, 1  charge 96.00\n"
             "    - one two three four five six seven\n"
             "      eight nine ten\n"
             "      aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
             "      a [2Jb c\n"
             "\n");
}

static void colors_are_for_terminals(void **state) {
  (void)state;
  coded_visit made;
  coded_visit_make(&made);
  made.visit.line_count = made.visit.date_count = 0;
  made.encounter.diagnosis_count = 0;
  check_page(&made, true, 80,
             "\033[1mnote n-1\033[0m of 2026-06-12, by the rules of "
             "commercial\n"
             "\n"
             "  nothing of this visit may be billed\n"
             "\n"
             "  lacking\n"
             "    \033[1;33mwarning\033[0m  visit\n"
             "      no goal\n"
             "        \033[2mTRD0301\033[0m\n"
             "    \033[1;31mnot billed\033[0m  97140\n"
             "      7 minutes\n"
             "        \033[2mnote /services/1 · ama-midpoint-rule\033[0m\n"
             "\n");
}

TR_TESTS(cmocka_unit_test(a_visit_with_everything),
         cmocka_unit_test(nothing_to_bill),
         cmocka_unit_test(reasons_are_wrapped),
         cmocka_unit_test(colors_are_for_terminals))
