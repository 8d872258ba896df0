/* Tests of src/render/finding_json.c. */
#include "render/finding_json.h"
#include "sample_finding.h"
#include "tr_test.h"

static void expect(const tr_run *run, const tr_finding *finding,
                   const char *wanted) {
  tr_buf out;
  tr_json json;
  tr_buf_init(&out, 1 << 20);
  tr_json_init(&json, &out);
  tr_finding_json(&json, run, finding);
  TR_ASSERT_STR(tr_buf_str(&out), wanted);
  tr_buf_done(&out);
}

#define HEAD                                                                \
  "{\"type\":\"finding\",\"rule\":\"TRC0203\",\"slug\":\"units-over-mue\"," \
  "\"severity\":\"error\","                                                 \
  "\"message\":\"97012 billed with 2 units on one day\","
#define AUTHORITY                                                      \
  "\"why\":\"an untimed code is billed once per day\",\"authority\":"  \
  "\"ncci\",\"sources\":[{\"id\":\"article\",\"in_force_from\":null,"  \
  "\"dissent\":true,\"says\":\"calls 97012 time-based\"},{\"id\":"     \
  "\"ncci-mue\",\"in_force_from\":\"2024-07-01\",\"dissent\":false}]," \
  "\"article\":[\"A5\"],\"carc\":[\"151\"],\"rarc\":[],\"snip\":6,"
#define STATUS \
  "\"status\":{\"category\":\"A7\",\"code\":\"21\",\"entity\":\"\"},"
#define TAIL                                                        \
  "\"label\":\"units; the limit is 1\",\"help\":\"bill one unit\"," \
  "\"date\":\"2026-06-12\",\"payer\":\"commercial\"}"

static void has_every_key_in_order(void **state) {
  (void)state;
  const tr_run run = sample_run();
  const tr_finding finding = sample_finding();
  expect(&run, &finding,
         HEAD
         "\"file\":\"june.837\",\"claim\":\"26463774\",\"claim_at\":171,"
         "\"line\":2,\"at\":{\"segment\":\"SV1\",\"ordinal\":184,"
         "\"offset\":10412,\"length\":1,\"element\":\"SV104\","
         "\"value\":\"2\"},\"also\":[],\"note\":null," AUTHORITY
         "\"fix\":{\"element\":\"SV104\",\"from\":\"2\",\"to\":\"1\","
         "\"safety\":\"review\",\"kind\":\"set\"}," STATUS TAIL);
}

static void has_null_where_nothing_is(void **state) {
  (void)state;
  const tr_run run = sample_run();
  tr_finding finding = sample_finding();
  finding.has_place = false;
  finding.claim = (tr_str){NULL, 0};
  finding.claim_at = 0;
  finding.line = -1;
  finding.fix.element[0] = '\0';
  finding.date[0] = '\0';
  finding.profile = NULL;
  expect(&run, &finding,
         HEAD
         "\"file\":\"june.837\",\"claim\":null,\"claim_at\":null,"
         "\"line\":null,\"at\":null,\"also\":[],\"note\":null," AUTHORITY
         "\"label\":\"units; the limit is 1\",\"help\":\"bill one unit\","
         "\"date\":null,\"payer\":null}");
}

static void names_notes_and_further_places(void **state) {
  (void)state;
  tr_run run = sample_run();
  tr_finding finding = sample_finding();
  finding.fix.element[0] = '\0';
  finding.has_note = true;
  finding.note = (tr_note_place){.file = "notes.json",
                                 .line = 12,
                                 .id = TR_STR("n-1001"),
                                 .pointer = "/services/0/force/value",
                                 .value = TR_STR("60")};
  finding.also_count = 2;
  finding.also[0] = (tr_also_place){.place = sample_place("SV104", 22, 1),
                                    .file = "may.837",
                                    .claim = TR_STR("77")};
  finding.also[1] = (tr_also_place){.in_note = true,
                                    .note = {.file = "june.837",
                                             .line = 3,
                                             .pointer = "/subjective",
                                             .value = TR_STR("in \"pain\""),
                                             .has_span = true,
                                             .start = 4,
                                             .end = 8}};
  static const char where[] = HEAD
      "\"file\":\"june.837\",\"claim\":\"26463774\",\"claim_at\":171,"
      "\"line\":2,\"at\":{\"segment\":\"SV1\",\"ordinal\":184,"
      "\"offset\":10412,\"length\":1,\"element\":\"SV104\","
      "\"value\":\"2\"},\"also\":[{\"segment\":\"SV1\",\"ordinal\":184,"
      "\"offset\":10412,\"length\":1,\"element\":\"SV104\","
      "\"value\":\"2\",\"file\":\"may.837\",\"claim\":\"77\"},"
      "{\"note\":{\"id\":null,\"pointer\":\"/subjective\",\"value\":%s,"
      "\"line\":3,\"start\":4,\"end\":8}}],"
      "\"note\":{\"id\":\"n-1001\",\"pointer\":"
      "\"/services/0/force/value\",\"value\":60,\"line\":12,"
      "\"file\":\"notes.json\"}," AUTHORITY STATUS TAIL;
  char wanted[4096];
  snprintf(wanted, sizeof wanted, where, "\"in \\\"pain\\\"\"");
  expect(&run, &finding, wanted);
  run.redact = true; /* free text may name the patient */
  snprintf(wanted, sizeof wanted, where, "\"#\"");
  expect(&run, &finding, wanted);
}

/* What a 999 reports says how: of an element, and of a segment as a whole. */
static void says_how_a_999_has_it(void **state) {
  (void)state;
  const struct {
    tr_syntax syntax;
    const char *wanted;
  } rows[] = {
      {{.segment_code = "8",
        .element_code = "7",
        .loop = "2010AA",
        .number = "1036",
        .segment = "NM1",
        .position = 9,
        .element = 1,
        .part = 2,
        .repetition = 3},
       "\"ack\":{\"ik304\":\"8\",\"ik403\":\"7\",\"segment\":\"NM1\","
       "\"loop\":\"2010\",\"position\":9,\"element\":1,\"part\":2,"
       "\"data_element\":\"1036\"},\"label\":"},
      {{.segment_code = "3", .segment = "BHT", .position = 2},
       "\"ack\":{\"ik304\":\"3\",\"ik403\":null,\"segment\":\"BHT\","
       "\"loop\":\"\",\"position\":2,\"element\":0,\"part\":0,"
       "\"data_element\":null},\"label\":"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].wanted));
    const tr_run run = sample_run();
    tr_finding finding = sample_finding();
    tr_buf out;
    tr_json json;
    finding.claim_at = 0; /* outside a claim a 277CA has no word for it */
    finding.syntax = rows[i].syntax;
    tr_buf_init(&out, 1 << 20);
    tr_json_init(&json, &out);
    tr_finding_json(&json, &run, &finding);
    tr_buf_add_char(&out, '\0');
    assert_non_null(strstr(out.p, rows[i].wanted));
    tr_buf_done(&out);
  }
}

/* The status is that of the rule; who is meant is known of the owner. */
static void says_how_a_277ca_has_it(void **state) {
  (void)state;
  static const char *const status[] = {"A8", "500", "85", NULL};
  tr_rule rule = sample_rule;
  rule.status = status;
  const tr_run run = sample_run();
  tr_finding finding = sample_finding();
  tr_buf out;
  tr_json json;
  finding.rule = &rule;
  tr_buf_init(&out, 1 << 20);
  tr_json_init(&json, &out);
  tr_finding_json(&json, &run, &finding);
  tr_buf_add_char(&out, '\0');
  assert_non_null(strstr(out.p,
                         "\"status\":{\"category\":\"A8\",\"code\":\"500\","
                         "\"entity\":\"85\"},\"label\":"));
  tr_buf_done(&out);
}

/* A line of NDJSON that is no JSON has a line and no pointer. */
static void names_the_line_of_a_broken_note(void **state) {
  (void)state;
  const tr_run run = sample_run();
  tr_finding finding = sample_finding();
  tr_buf out;
  tr_json json;
  finding.has_place = false;
  finding.has_note = true;
  finding.file = "notes.json";
  finding.note = (tr_note_place){
      .file = "notes.json", .line = 4, .value = TR_STR("{\"id\":")};
  tr_buf_init(&out, 1 << 20);
  tr_json_init(&json, &out);
  tr_finding_json(&json, &run, &finding);
  tr_buf_add_char(&out, '\0');
  assert_non_null(strstr(out.p,
                         "\"at\":null,\"also\":[],"
                         "\"note\":{\"id\":null,\"line\":4},"));
  tr_buf_done(&out);
}

static void masks_private_values(void **state) {
  (void)state;
  tr_run run = sample_run();
  tr_finding finding = sample_finding();
  tr_buf out;
  tr_json json;
  run.redact = true;
  finding.at = (tr_place){.ordinal = 9,
                          .segment = "NM1",
                          .element = "NM109",
                          .length = 2,
                          .value = TR_STR("77"),
                          .line = TR_STR("NM1*IL*1*SMITH*JO****MI*77")};
  finding.fix =
      (tr_fix){.element = "NM109", .from = TR_STR("77"), .to = TR_STR("78")};
  tr_buf_init(&out, 1 << 20);
  tr_json_init(&json, &out);
  tr_finding_json(&json, &run, &finding);
  tr_buf_add_char(&out, '\0');
  assert_non_null(strstr(out.p, "\"element\":\"NM109\",\"value\":\"##\"}"));
  assert_non_null(strstr(out.p, "\"from\":\"##\",\"to\":\"##\""));
  tr_buf_done(&out);
}

static void sums_up(void **state) {
  (void)state;
  static const tr_run_pack packs[] = {{"traction", "1", "ab12"}};
  tr_tables tables;
  tr_tables_init(&tables);
  tr_run run = sample_run();
  run.packs = packs;
  run.pack_count = 1;
  run.tables = &tables;
  run.today = 20634;
  const tr_summary summary = {.files = 1,
                              .interchanges = 2,
                              .claims = 3,
                              .lines = 4,
                              .claims_with_errors = 1,
                              .findings = {7, 6, 5, 1},
                              .undecided = {3, 0, 0, 0, 1}};
  tr_buf out;
  tr_json json;
  tr_buf_init(&out, 1 << 20);
  tr_json_init(&json, &out);
  tr_summary_json(&json, &run, &summary);
  tr_buf_add_char(&out, '\0');
  static const char head[] =
      "{\"type\":\"summary\",\"files\":1,\"unread\":0,\"interchanges\":2,"
      "\"claims\":3,\"lines\":4,\"notes\":0,\"claims_with_errors\":1,"
      "\"findings\":{\"error\":1,\"warning\":5,\"advice\":6,\"info\":7},"
      "\"undecided\":{\"no-note\":3,\"no-history\":0,\"no-table\":0,"
      "\"no-profile\":0,\"no-data\":1},"
      "\"packs\":[{\"name\":\"traction\",\"version\":\"1\","
      "\"sha256\":\"ab12\"}],\"tables\":[{\"name\":\"";
  assert_int_equal(strncmp(out.p, head, sizeof head - 1), 0);
  assert_non_null(strstr(out.p, "{\"name\":\"ncci-ptp\",\"edition\":\""));
  assert_non_null(
      strstr(out.p, "],\"engine\":\"0.1.0\",\"today\":\"2026-06-30\"}"));
  tr_buf_done(&out);
}

TR_TESTS(cmocka_unit_test(has_every_key_in_order),
         cmocka_unit_test(has_null_where_nothing_is),
         cmocka_unit_test(names_notes_and_further_places),
         cmocka_unit_test(says_how_a_999_has_it),
         cmocka_unit_test(says_how_a_277ca_has_it),
         cmocka_unit_test(names_the_line_of_a_broken_note),
         cmocka_unit_test(masks_private_values), cmocka_unit_test(sums_up))
