/* Tests of src/render/csv.c. */
#include "render/csv.h"
#include "sample_finding.h"
#include "tr_test.h"

static void expect(const tr_run *run, const tr_finding *finding,
                   const char *wanted) {
  tr_buf out;
  tr_buf_init(&out, 1 << 20);
  tr_csv_finding(run, finding, &out);
  TR_ASSERT_STR(tr_buf_str(&out), wanted);
  tr_buf_done(&out);
}

static size_t cells(tr_str row) {
  size_t count = 1;
  bool quoted = false;
  for (size_t i = 0; i < row.n; i++) {
    if (row.p[i] == '"') quoted = !quoted;
    if (row.p[i] == ',' && !quoted) count++;
  }
  return count;
}

static void has_a_row_for_a_finding(void **state) {
  (void)state;
  const tr_run run = sample_run();
  tr_finding finding = sample_finding();
  memcpy(finding.syntax.segment_code, "8", 2);
  memcpy(finding.syntax.element_code, "7", 2);
  expect(&run, &finding,
         "june.837,26463774,171,2,TRC0203,units-over-mue,error,6,"
         "97012 billed with 2 units on one day,SV1,184,10412,1,SV104,2,"
         "an untimed code is billed once per day,bill one unit,SV104,2,1,"
         "review,151,,A5,ncci,article (against); ncci-mue,commercial,"
         "2026-06-12,,,8,7,A7:21\r\n");
}

static void has_as_many_cells_as_the_header(void **state) {
  (void)state;
  const tr_run run = sample_run();
  tr_finding finding = sample_finding();
  tr_buf head, row;
  tr_buf_init(&head, 1 << 20);
  tr_buf_init(&row, 1 << 20);
  tr_csv_begin(&head);
  assert_int_equal(cells(tr_buf_str(&head)), 33);
  TR_ASSERT_STR(((tr_str){head.p + head.n - 2, 2}), "\r\n");
  tr_csv_finding(&run, &finding, &row);
  assert_int_equal(cells(tr_buf_str(&row)), 33);
  tr_buf_clear(&row);
  finding = (tr_finding){.rule = &sample_rule, .file = "x", .line = -1};
  tr_csv_finding(&run, &finding, &row);
  assert_int_equal(cells(tr_buf_str(&row)), 33);
  tr_buf_done(&head);
  tr_buf_done(&row);
}

/* The cell of a file's name, as it is written. */
static void quotes_and_disarms(void **state) {
  (void)state;
  static const struct {
    const char *text, *wanted;
  } rows[] = {
      {"plain", "plain"},
      {"a,b", "\"a,b\""},
      {"say \"aah\"", "\"say \"\"aah\"\"\""},
      {" led by a blank", "\" led by a blank\""},
      {"=1+1", "'=1+1"},
      {"+1 800 555", "'+1 800 555"},
      {"-x", "'-x"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"=cmd|'/c calc',A1", "\"'=cmd|'/c calc',A1\""},
      {"\tx", "'\\x09x"},
      {"\rx", "'\\x0dx"},
      {"-12", "-12"},
      {"+3.50", "+3.50"},
      {"-1.2.3", "'-1.2.3"},
      {"-", "'-"},
      {"-.", "'-."},
      {"two\nlines", "two\\x0alines"},
      {"\xff", "\\xff"},
      {"1=1", "1=1"},
  };
  const tr_run run = sample_run();
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_finding finding = sample_finding();
    tr_buf out;
    const tr_str wanted = tr_str_of(rows[i].wanted);
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_buf_init(&out, 1 << 20);
    finding.file = rows[i].text;
    tr_csv_finding(&run, &finding, &out);
    assert_true(tr_str_starts(tr_buf_str(&out), wanted));
    assert_int_equal(out.p[wanted.n], ',');
    tr_buf_done(&out);
  }
}

static void masks_values(void **state) {
  (void)state;
  tr_run run = sample_run();
  tr_finding finding = sample_finding();
  run.redact = true;
  finding.at.line = TR_STR("NM1*IL*1*HOLT*ZEKE****MI*W1234567");
  finding.at.value = TR_STR("W1234567");
  memcpy(finding.at.segment, "NM1", 4);
  memcpy(finding.at.element, "NM109", 6);
  memcpy(finding.fix.element, "NM109", 6);
  finding.fix.from = TR_STR("W1234567");
  finding.fix.to = TR_STR("w1234567");
  tr_buf out;
  tr_buf_init(&out, 1 << 20);
  tr_csv_finding(&run, &finding, &out);
  tr_buf_add_char(&out, '\0');
  assert_null(strstr(out.p, "1234567"));
  assert_non_null(strstr(out.p, ",NM109,########,"));
  assert_non_null(strstr(out.p, ",NM109,########,########,review,"));
  tr_buf_done(&out);
}

static void shows_the_value_of_a_note(void **state) {
  (void)state;
  tr_run run = sample_run();
  tr_finding finding = sample_finding();
  finding.has_place = false;
  finding.fix.element[0] = '\0';
  finding.has_note = true;
  finding.note = (tr_note_place){.file = "notes.json",
                                 .line = 7,
                                 .id = TR_STR("n-1"),
                                 .pointer = "/subjective/0",
                                 .value = TR_STR("sore")};
  finding.file = "notes.json";
  expect(&run, &finding,
         "notes.json,26463774,171,2,TRC0203,units-over-mue,error,6,"
         "97012 billed with 2 units on one day,,,,,,sore,"
         "an untimed code is billed once per day,bill one unit,,,,"
         ",151,,A5,ncci,article (against); ncci-mue,commercial,"
         "2026-06-12,n-1,/subjective/0,,,A7:21\r\n");
  run.redact = true;
  tr_buf out;
  tr_buf_init(&out, 1 << 20);
  tr_csv_finding(&run, &finding, &out);
  tr_buf_add_char(&out, '\0');
  assert_null(strstr(out.p, "sore"));
  tr_buf_done(&out);
}

TR_TESTS(cmocka_unit_test(has_a_row_for_a_finding),
         cmocka_unit_test(has_as_many_cells_as_the_header),
         cmocka_unit_test(quotes_and_disarms), cmocka_unit_test(masks_values),
         cmocka_unit_test(shows_the_value_of_a_note))
