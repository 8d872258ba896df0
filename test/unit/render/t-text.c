/* Tests of src/render/text.c. */
#include "render/text.h"
#include "sample_finding.h"
#include "tr_test.h"

static void expect(const tr_text *text, const tr_finding *finding,
                   const char *wanted) {
  tr_buf out;
  tr_buf_init(&out, 1 << 20);
  tr_text_finding(text, finding, &out);
  TR_ASSERT_STR(tr_buf_str(&out), wanted);
  tr_buf_done(&out);
}

#define REMARKS                                                   \
  "    = note: an untimed code is billed once per day\n"          \
  "    = source: CMS, NCCI MUE table, in force from 2024-07-01\n" \
  "    = dissent: A trade article on 97012: calls 97012 time-based\n"

static void has_the_form_of_a_compiler(void **state) {
  (void)state;
  const tr_run run = sample_run();
  const tr_text text = {.run = &run};
  const tr_finding finding = sample_finding();
  expect(&text, &finding,
         "error[TRC0203]: 97012 billed with 2 units on one day\n"
         "  --> june.837:184  SV104 · claim 26463774 · line 2 · 2026-06-12\n"
         "    |\n"
         "184 | SV1*HC:97012:GP*90*UN*2***1\n"
         "    |                       ^ units; the limit is 1\n" REMARKS
         "help: bill one unit\n"
         "    | SV1*HC:97012:GP*90*UN*1***1\n"
         "    = more: traction explain TRC0203\n\n");
}

static void shows_further_places(void **state) {
  (void)state;
  const tr_run run = sample_run();
  const tr_text text = {.run = &run};
  tr_finding finding = sample_finding();
  finding.help = (tr_str){NULL, 0};
  finding.fix.element[0] = '\0';
  finding.also_count = 3;
  finding.also[0].place = sample_place("SV101-3", 13, 2);
  finding.also[1].file = "may.837";
  finding.also[1].claim = TR_STR("77");
  finding.also[1].place = sample_place("SV104", 22, 1);
  finding.also[1].place.line = (tr_str){NULL, 0};
  finding.also[1].place.ordinal = 1234;
  finding.also[2] = (tr_also_place){.in_note = true,
                                    .note = {.file = "notes.json",
                                             .line = 7,
                                             .id = TR_STR("n-1"),
                                             .pointer = "/services/0/minutes",
                                             .value = TR_STR("15")}};
  expect(&text, &finding,
         "error[TRC0203]: 97012 billed with 2 units on one day\n"
         "   --> june.837:184  SV104 · claim 26463774 · line 2 · 2026-06-12\n"
         "     |\n"
         " 184 | SV1*HC:97012:GP*90*UN*2***1\n"
         "     |                       ^ units; the limit is 1\n"
         "   ::: june.837:184  SV101-3\n"
         " 184 | SV1*HC:97012:GP*90*UN*2***1\n"
         "     |              --\n"
         "   ::: may.837:1234  SV104 · claim 77 · 2\n"
         "   ::: notes.json:7  note n-1 · /services/0/minutes\n"
         "   7 | /services/0/minutes: 15\n"
         "     |                      --\n"
         "     = note: an untimed code is billed once per day\n"
         "     = source: CMS, NCCI MUE table, in force from 2024-07-01\n"
         "     = dissent: A trade article on 97012: calls 97012 time-based\n"
         "     = more: traction explain TRC0203\n\n");
}

static tr_finding note_finding(void) {
  tr_finding finding = sample_finding();
  finding.has_place = false;
  finding.fix.element[0] = '\0';
  finding.help = (tr_str){NULL, 0};
  finding.has_note = true;
  finding.file = "notes.json";
  finding.label = TR_STR("here");
  finding.note = (tr_note_place){.file = "notes.json",
                                 .line = 12,
                                 .id = TR_STR("n-1001"),
                                 .pointer = "/patient/born",
                                 .value = TR_STR("\"1979-05-02\"")};
  return finding;
}

static void shows_notes_by_pointer(void **state) {
  (void)state;
  tr_run run = sample_run();
  const tr_text text = {.run = &run};
  tr_finding finding = note_finding();
  static const char head[] =
      "error[TRC0203]: 97012 billed with 2 units on one day\n"
      "  --> notes.json:12  note n-1001 · /patient/born · claim 26463774 · "
      "line 2 · 2026-06-12\n"
      "    |\n";
  static const char tail[] = REMARKS "    = more: traction explain TRC0203\n\n";
  char wanted[2048];
  snprintf(wanted, sizeof wanted, "%s%s%s", head,
           " 12 | /patient/born: \"1979-05-02\"\n"
           "    |                ^^^^^^^^^^^^ here\n",
           tail);
  expect(&text, &finding, wanted);
  run.redact = true;
  snprintf(wanted, sizeof wanted, "%s%s%s", head,
           " 12 | /patient/born: #\n"
           "    |                ^ here\n",
           tail);
  expect(&text, &finding, wanted);
}

static void marks_the_span_in_a_text(void **state) {
  (void)state;
  const tr_run run = sample_run();
  const tr_text text = {.run = &run};
  tr_finding finding = note_finding();
  tr_buf out;
  finding.note.pointer = "/objective";
  finding.note.value = TR_STR("traction given by hand today");
  finding.note.has_span = true;
  finding.note.start = 18;
  finding.note.end = 22;
  tr_buf_init(&out, 1 << 20);
  tr_text_finding(&text, &finding, &out);
  tr_buf_add_char(&out, '\0');
  assert_non_null(strstr(out.p,
                         " 12 | /objective: traction given by hand today\n"
                         "    |                               ^^^^ here\n"));
  tr_buf_done(&out);
}

static void stands_without_a_place(void **state) {
  (void)state;
  const tr_run run = sample_run();
  const tr_text text = {.run = &run};
  tr_finding finding = sample_finding();
  finding.has_place = false;
  finding.claim_at = 0;
  finding.line = -1;
  finding.date[0] = '\0';
  finding.why = (tr_str){NULL, 0};
  finding.help = (tr_str){NULL, 0};
  finding.fix.element[0] = '\0';
  expect(&text, &finding,
         "error[TRC0203]: 97012 billed with 2 units on one day\n"
         "  --> june.837\n"
         "    = source: CMS, NCCI MUE table, in force from 2024-07-01\n"
         "    = dissent: A trade article on 97012: calls 97012 time-based\n"
         "    = more: traction explain TRC0203\n\n");
}

static void colors_and_hides_on_request(void **state) {
  (void)state;
  tr_run run = sample_run();
  tr_text text = {.run = &run};
  tr_finding finding = sample_finding();
  tr_buf out;
  finding.at.line = TR_STR("NM1*IL*1*SMITH*JO****MI*12");
  finding.at.offset = finding.at.line_offset + 24;
  finding.at.length = 2;
  finding.message = TR_STR("odd \033[2J value");
  run.redact = true;
  tr_buf_init(&out, 1 << 20);
  tr_text_finding(&text, &finding, &out);
  tr_buf_add_char(&out, '\0');
  assert_null(strchr(out.p, '\033'));
  assert_non_null(strstr(out.p, "odd \\x1b[2J value"));
  assert_non_null(strstr(out.p,
                         "184 | NM1*IL*1*#####*##****MI*##\n"
                         "    |                         ^^ units"));
  assert_null(strstr(out.p, "SMITH"));

  tr_buf_clear(&out);
  text.color = true;
  tr_text_finding(&text, &finding, &out);
  assert_memory_equal(out.p, "\033[1;31merror[TRC0203]\033[0m", 25);
  tr_buf_done(&out);
}

TR_TESTS(cmocka_unit_test(has_the_form_of_a_compiler),
         cmocka_unit_test(shows_further_places),
         cmocka_unit_test(shows_notes_by_pointer),
         cmocka_unit_test(marks_the_span_in_a_text),
         cmocka_unit_test(stands_without_a_place),
         cmocka_unit_test(colors_and_hides_on_request))
