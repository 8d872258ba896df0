/* Tests of src/rule/check_mend.c: what the fixes of rules write. */
#include "check_run.h"

#define J12 "20260612"

static rule_spec on_line(tr_fix_verb verb, const char *at, const char *to) {
  return (rule_spec){.id = "TRC0001",
                     .severity = TR_SEVERITY_ERROR,
                     .each = TR_EACH_LINE,
                     .when = "line.number == 1",
                     .at = "line.code",
                     .message = "m",
                     .fix_at = at,
                     .fix_to = to,
                     .fix_verb = verb};
}

/* The part of the finding behind its message. */
static const char *mended(rule_spec rule, const char *lines, char *out,
                          size_t size) {
  check_run run;
  run_start(&run);
  run_rule(&run, rule);
  const char *text = run_claim(&run, (claim_spec){.lines = lines});
  const char *at = strstr(text, "'m'");
  assert_non_null(at);
  snprintf(out, size, "%s", at + 3);
  out[strcspn(out, "\n")] = '\0';
  run_end(&run);
  return out;
}

static void test_verbs(void **state) {
  (void)state;
  static const struct {
    const char *text, *code;
    tr_fix_verb verb;
    const char *at, *to, *wanted;
  } rows[] = {
      {"the first modifier", "97012", TR_FIX_VERB_ADD, "line", "{\"GP\"}",
       " add SV101-3  to GP"},
      {"behind another", "97012:59", TR_FIX_VERB_ADD, "line", "{\"GP\"}",
       " add SV101-4  to GP"},
      {"two", "97012:59", TR_FIX_VERB_ADD, "line", "{\"GY\"}{\"GX\"}",
       " add SV101-4  to GY:GX"},
      {"of two the one that is not there", "97012:GY", TR_FIX_VERB_ADD, "line",
       "{\"GY\"}{\"GX\"}", " add SV101-4  to GX"},
      {"of two the one there is room for", "97012:59:GP:76", TR_FIX_VERB_ADD,
       "line", "{\"GY\"}{\"GX\"}", " add SV101-6  to GY"},
      {"it is there", "97012:59:GP", TR_FIX_VERB_ADD, "line", "{\"GP\"}", ""},
      {"no room", "97012:59:GP:76:KX", TR_FIX_VERB_ADD, "line", "{\"GY\"}", ""},
      {"not known", "97012", TR_FIX_VERB_ADD, "line", "{cmt_level(0)}", ""},
      {"a modifier goes", "97012:59:GP", TR_FIX_VERB_DROP,
       "line.modifier(\"59\")", NULL, " drop SV101-3 59 to "},
      {"it is not there", "97012:GP", TR_FIX_VERB_DROP, "line.modifier(\"59\")",
       NULL, ""},
      {"the line goes", "97012:GP", TR_FIX_VERB_DROP, "line", NULL,
       " drop SV1 97012 to "},
      {"to the front", "97012:59:76:GP", TR_FIX_VERB_MOVE,
       "line.modifier(\"GP\")", NULL, " fix SV101-3 59:76:GP to GP:59:76"},
      {"from the middle", "97012:59:GP:76", TR_FIX_VERB_MOVE,
       "line.modifier(\"GP\")", NULL, " fix SV101-3 59:GP:76 to GP:59:76"},
      {"alone it is in front", "97012:GP", TR_FIX_VERB_MOVE,
       "line.modifier(\"GP\")", NULL, ""},
      {"a value", "97012", TR_FIX_VERB_SET, "line.units", "{3}",
       " fix SV104 1 to 3"},
      {"a value that is not known", "97012", TR_FIX_VERB_SET, "line.code",
       "{cmt_level(0)}", ""},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    char lines[256], out[256];
    TR_ROW(i, tr_str_of(rows[i].text));
    snprintf(lines, sizeof lines, LINE("1", "%s", "10", "1", J12),
             rows[i].code);
    assert_string_equal(mended(on_line(rows[i].verb, rows[i].at, rows[i].to),
                               lines, out, sizeof out),
                        rows[i].wanted);
  }
}

/* Where the bytes stand: what is added has none, what goes takes its separator
 * along. */
static void keep_fix(void *context, const tr_finding *finding) {
  *(tr_fix *)context = finding->fix;
}

static void test_bytes(void **state) {
  (void)state;
  static const struct {
    tr_fix_verb verb;
    const char *at, *to, *behind, *bytes;
  } rows[] = {
      {TR_FIX_VERB_ADD, "line", "{\"GY\"}", "97012:59:GP", ""},
      {TR_FIX_VERB_DROP, "line.modifier(\"59\")", NULL, "97012", ":59"},
      {TR_FIX_VERB_DROP, "line.modifier(\"GP\")", NULL, "97012:59", ":GP"},
      {TR_FIX_VERB_MOVE, "line.modifier(\"GP\")", NULL, "97012:", "59:GP"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    check_run run;
    tr_buf edi;
    tr_fix fix = {.kind = TR_FIX_SET};
    TR_ROW(i, tr_str_of(rows[i].behind));
    run_start(&run);
    run_rule(&run, on_line(rows[i].verb, rows[i].at, rows[i].to));
    run.options.finding = keep_fix;
    run.options.context = &fix;
    tr_buf_init(&edi, EDI_MOST);
    edi_begin(&edi);
    edi_claim(&edi, 1,
              (claim_spec){.lines = LINE("1", "97012:59:GP", "10", "1", J12)});
    edi_end(&edi);
    tr_check *check = NULL;
    assert_int_equal(tr_check_new(&run.options, &check), TR_OK);
    assert_int_equal(tr_check_begin(check, "a.837"), TR_OK);
    assert_int_equal(tr_check_feed(check, edi.p, edi.n), TR_OK);
    assert_int_equal(tr_check_end(check, NULL), TR_OK);
    tr_check_free(check);
    tr_buf_add_char(&edi, '\0');
    const char *code = strstr(edi.p, "97012:59:GP");
    assert_non_null(code);
    assert_int_equal(fix.offset,
                     (size_t)(code - edi.p) + strlen(rows[i].behind));
    assert_int_equal(fix.length, strlen(rows[i].bytes));
    assert_memory_equal(edi.p + fix.offset, rows[i].bytes, fix.length);
    assert_false(fix.safe);
    tr_buf_done(&edi);
    run_end(&run);
  }
}

/* What stands in an earlier claim is not mended with this one. */
static void test_earlier_claim(void **state) {
  (void)state;
  check_run run;
  run_start(&run);
  run_rule(&run, (rule_spec){.id = "TRC0001",
                             .severity = TR_SEVERITY_ERROR,
                             .each = TR_EACH_PAIR,
                             .when = "first.code is present",
                             .at = "second.code",
                             .message = "m",
                             .fix_at = "first",
                             .fix_verb = TR_FIX_VERB_DROP});
  const claim_spec claims[] = {
      {.id = "A", .lines = LINE("1", "97012", "10", "1", J12)},
      {.id = "B", .lines = LINE("1", "97140", "10", "1", J12)}};
  assert_null(strstr(run_claims(&run, claims, 2), "drop"));
  assert_int_equal(run.findings, 1);
  run_end(&run);
}

TR_TESTS(cmocka_unit_test(test_verbs), cmocka_unit_test(test_bytes),
         cmocka_unit_test(test_earlier_claim))
