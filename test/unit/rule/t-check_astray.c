/* Tests of src/rule/check_astray.c: a rule is silent where what it misses
 * stands elsewhere, once for each that does; and speaks where it does not. */
#include "check_run.h"

#define SV1(number, charge) "LX*" number "~SV1*HC:97012*" charge "*UN*1***1~"
#define DAY(day) "DTP*472*D8*202606" day "~"

static void start(check_run *run) {
  run_start(run);
  run_rule(run, (rule_spec){.id = "TRS0105",
                            .severity = TR_SEVERITY_ERROR,
                            .each = TR_EACH_LINE,
                            .when = "line.date is absent",
                            .at = "line.number",
                            .lacks = {"DTP*472", "SV1"},
                            .message = "no date"});
  run_rule(run, (rule_spec){.id = "TRS0114",
                            .severity = TR_SEVERITY_ERROR,
                            .each = TR_EACH_CLAIM,
                            .over = "claim",
                            .when = "claim.acute_manifestation is absent",
                            .at = "claim.id",
                            .lacks = {"DTP*453"},
                            .message = "no manifestation"});
  static const char *const walk[] = {"TRX0101", "TRX0102", "TRX0103", "TRX0104",
                                     "TRX0110"};
  for (size_t i = 0; i < TR_COUNT(walk); i++)
    run_rule(run, (rule_spec){.id = walk[i],
                              .severity = TR_SEVERITY_ERROR,
                              .raised = TR_RAISED_BY_READER,
                              .over = i == 2 ? "loop" : "segment",
                              .yields_to = {i == 2 ? "TRS0105" : NULL},
                              .message = "walk"});
}

/* Of dates in lines; the claim has its date of manifestation. */
static void test_of_lines(void **state) {
  (void)state;
  static const struct {
    const char *lines, *want;
  } rows[] = {
      {SV1("1", "45") DAY("12") SV1("2", "30") DAY("15"), ""},
      {SV1("1", "45") DAY("12") SV1("2", "30"), "TRS0105 error C1/2 LX01\n"},
      /* in the line before, as one too many */
      {SV1("1", "45") DAY("12") DAY("15") SV1("2", "30"),
       "TRX0104 error C1/1 DTP\n"},
      /* sent twice in a row: that is the same date, and another fault */
      {SV1("1", "45") DAY("12") DAY("12") SV1("2", "30"),
       "TRX0104 error C1/1 DTP\nTRS0105 error C1/2 LX01\n"},
      /* one astray excuses one line */
      {SV1("1", "45") DAY("12") DAY("15") SV1("2", "30") SV1("3", "20"),
       "TRX0104 error C1/1 DTP\nTRS0105 error C1/3 LX01\n"},
      /* its own line's, though out of order */
      {"LX*1~" DAY("12") "SV1*HC:97012*45*UN*1***1~" SV1("2", "30"),
       "TRX0102 error C1/1 SV1\nTRS0105 error C1/2 LX01\n"},
      /* another date of the line is no date of service */
      {SV1("1", "45") DAY("12") "DTP*454*D8*20260601~"
                                "DTP*454*D8*20260602~" SV1("2", "30"),
       "TRX0104 error C1/1 DTP\nTRS0105 error C1/2 LX01\n"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    check_run run;
    TR_ROW(i, tr_str_of(rows[i].lines));
    start(&run);
    const char *said =
        run_claim(&run, (claim_spec){.total = "45",
                                     .more = "DTP*453*D8*20260601~",
                                     .lines = rows[i].lines});
    char places[RUN_TEXT];
    size_t n = 0;
    for (const char *p = said; *p != '\0'; p++) {
      if (*p == ' ' && p[1] == '\'') p = strchr(p, '\n');
      places[n++] = *p;
    }
    places[n] = '\0';
    assert_string_equal(places, rows[i].want);
    run_end(&run);
  }
}

/* Above the claim it excuses the first claim that lacks it, and no other. */
static void test_above(void **state) {
  (void)state;
  static const struct {
    const char *above;
    size_t missed; /* of two claims, neither of which has the date */
  } rows[] = {
      {"", 2},
      {"DTP*453*D8*20260601~", 1},
      {"DTP*431*D8*20260601~", 2},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    check_run run;
    tr_buf edi;
    size_t missed = 0;
    TR_ROW(i, tr_str_of(rows[i].above));
    start(&run);
    tr_buf_init(&edi, EDI_MOST);
    edi_begin(&edi);
    edi_claim(&edi, 1,
              (claim_spec){.id = "A", .lines = SV1("1", "45") DAY("12")});
    /* the claim twice, and the segment before the payer's name */
    char rest[1024];
    const size_t from = (size_t)(strstr(edi.p, "NM1*PR") - edi.p);
    const size_t claim = (size_t)(strstr(edi.p, "CLM*") - edi.p);
    const size_t n = edi.n - from;
    assert_true(n < sizeof rest);
    memcpy(rest, edi.p + from, n);
    edi.n = from;
    tr_buf_add(&edi, tr_str_of(rows[i].above));
    tr_buf_add(&edi, (tr_str){rest, n});
    tr_buf_add(&edi, (tr_str){rest + (claim - from), n - (claim - from)});
    edi_end(&edi);
    const tr_str file = tr_buf_str(&edi);
    const char *said = run_files(&run, &file, 1);
    while ((said = strstr(said, "TRS0114")) != NULL) {
      missed++;
      said++;
    }
    assert_int_equal(missed, rows[i].missed);
    tr_buf_done(&edi);
    run_end(&run);
  }
}

TR_TESTS(cmocka_unit_test(test_of_lines), cmocka_unit_test(test_above))
