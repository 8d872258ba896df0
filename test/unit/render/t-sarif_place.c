/* Tests of src/render/sarif_place.c. */
#include "render/sarif_parts.h"
#include "sample_finding.h"
#include "tr_test.h"

typedef void write_fn(tr_json *json, const tr_run *run,
                      const tr_finding *finding);

/* What a part writes into an object; NUL-terminated. */
static void write_part(write_fn *write, const tr_run *run,
                       const tr_finding *finding, tr_buf *out) {
  tr_json json;
  tr_buf_init(out, 1 << 20);
  tr_json_init(&json, out);
  tr_json_begin_object(&json);
  write(&json, run, finding);
  tr_json_end_object(&json);
  tr_buf_add_char(out, '\0');
  assert_int_equal(out->bad, TR_OK);
}

static void expect(write_fn *write, const tr_run *run,
                   const tr_finding *finding, const char *wanted) {
  tr_buf out;
  write_part(write, run, finding, &out);
  assert_string_equal(out.p, wanted);
  tr_buf_done(&out);
}

static void makes_uris(void **state) {
  (void)state;
  static const struct {
    const char *path, *wanted;
  } rows[] = {
      {"june.837", "june.837"},
      {"in/june 1.837", "in/june%201.837"},
      {"a:b", "a%3Ab"},
      {"100%.837", "100%25.837"},
      {"<stdin>", "%3Cstdin%3E"},
      {"/var/in/x.837", "file:///var/in/x.837"},
      {"../x#1?.837", "../x%231%3F.837"},
      {"caf\xc3\xa9.837", "caf%C3%A9.837"},
      {"\xff", "%FF"},
      {"", ""},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_buf out;
    TR_ROW(i, tr_str_of(rows[i].path));
    tr_buf_init(&out, 1000);
    tr_sarif_uri(&out, tr_str_of(rows[i].path));
    TR_ASSERT_STR(tr_buf_str(&out), rows[i].wanted);
    tr_buf_done(&out);
  }
}

#define NAMES                                                            \
  "\"logicalLocations\":[{\"name\":\"26463774\",\"fullyQualifiedName\":" \
  "\"26463774\",\"kind\":\"claim\"},{\"name\":\"2\","                    \
  "\"fullyQualifiedName\":\"26463774/2\",\"kind\":\"line\"},{\"name\":"  \
  "\"SV104\",\"fullyQualifiedName\":\"26463774/2/SV104\",\"kind\":"      \
  "\"element\"}]"

static void says_where(void **state) {
  (void)state;
  const tr_run run = sample_run();
  const tr_finding finding = sample_finding();
  expect(tr_sarif_places, &run, &finding,
         "{\"locations\":[{\"physicalLocation\":{\"artifactLocation\":"
         "{\"uri\":\"june.837\"},\"region\":{\"charOffset\":10412,"
         "\"charLength\":1,\"byteOffset\":10412,\"byteLength\":1,"
         "\"snippet\":{\"text\":\"2\"}},\"contextRegion\":"
         "{\"charOffset\":10390,\"charLength\":27,\"byteOffset\":10390,"
         "\"byteLength\":27,\"snippet\":{\"text\":\"" SAMPLE_LINE "\"}}}," NAMES
         "}]}");
}

static void says_where_in_a_note(void **state) {
  (void)state;
  const tr_run run = sample_run();
  tr_finding finding = sample_finding();
  finding.has_place = false;
  finding.has_note = true;
  finding.note = (tr_note_place){.file = "notes.json",
                                 .line = 7,
                                 .id = TR_STR("n-1"),
                                 .pointer = "/services/0/minutes",
                                 .value = TR_STR("15")};
  expect(tr_sarif_places, &run, &finding,
         "{\"locations\":[{\"physicalLocation\":{\"artifactLocation\":"
         "{\"uri\":\"notes.json\"},\"region\":{\"startLine\":7}},"
         "\"logicalLocations\":[{\"name\":\"n-1\",\"fullyQualifiedName\":"
         "\"n-1\",\"kind\":\"note\"},{\"name\":\"minutes\","
         "\"fullyQualifiedName\":\"/services/0/minutes\",\"kind\":\"value\"}]"
         "}]}");
}

static void relates_further_places(void **state) {
  (void)state;
  const tr_run run = sample_run();
  tr_finding finding = sample_finding();
  finding.has_note = true;
  finding.note = (tr_note_place){.file = "notes.json", .line = 7};
  finding.also_count = 1;
  finding.also[0].file = "may.837";
  finding.also[0].claim = TR_STR("77");
  finding.also[0].place = sample_place("SV101-3", 13, 2);
  finding.also[0].place.line = (tr_str){NULL, 0};
  tr_buf out;
  write_part(tr_sarif_places, &run, &finding, &out);
  const char *related = strstr(out.p, "\"relatedLocations\":");
  assert_non_null(related);
  assert_non_null(strstr(related,
                         "{\"id\":1,\"message\":{\"text\":\"the chart note\"},"
                         "\"physicalLocation\":{\"artifactLocation\":{\"uri\":"
                         "\"notes.json\"},\"region\":{\"startLine\":7}}}"));
  assert_non_null(strstr(related,
                         "{\"id\":2,\"message\":{\"text\":"
                         "\"see also\"},\"physicalLocation\":"
                         "{\"artifactLocation\":{\"uri\":"
                         "\"may.837\"}"));
  assert_non_null(strstr(related, "\"fullyQualifiedName\":\"77/SV101-3\""));
  tr_buf_done(&out);
}

static void masks_snippets(void **state) {
  (void)state;
  tr_run run = sample_run();
  tr_finding finding = sample_finding();
  run.redact = true;
  finding.at.line = TR_STR("NM1*IL*1*HOLT*ZEKE****MI*W1234567");
  finding.at.value = TR_STR("W1234567");
  memcpy(finding.at.segment, "NM1", 4);
  memcpy(finding.at.element, "NM109", 6);
  tr_buf out;
  write_part(tr_sarif_places, &run, &finding, &out);
  assert_null(strstr(out.p, "1234567"));
  assert_null(strstr(out.p, "HOLT"));
  assert_non_null(strstr(out.p, "NM1*IL*1*####*####****MI*########"));
  tr_buf_done(&out);
}

static void expect_fix(const tr_run *run, const tr_finding *finding,
                       unsigned offset, unsigned length, const char *text) {
  char wanted[1000];
  snprintf(wanted, sizeof wanted,
           "{\"fixes\":[{\"description\":{\"text\":\"bill one unit\"},"
           "\"artifactChanges\":[{\"artifactLocation\":{\"uri\":"
           "\"june.837\"},\"replacements\":[{\"deletedRegion\":"
           "{\"charOffset\":%u,\"charLength\":%u,\"byteOffset\":%u,"
           "\"byteLength\":%u},\"insertedContent\":{\"text\":\"%s\"}}]}],"
           "\"properties\":{\"element\":\"%s\",\"safety\":\"%s\"}}]}",
           offset, length, offset, length, text, finding->fix.element,
           finding->fix.safe ? "safe" : "review");
  expect(tr_sarif_fixes, run, finding, wanted);
}

static void replaces_bytes(void **state) {
  (void)state;
  const tr_run run = sample_run();
  tr_finding finding = sample_finding();
  expect_fix(&run, &finding, 10412, 1, "1");
  /* an element that was not sent, at the end of the segment */
  memcpy(finding.fix.element, "SV109", 6);
  finding.fix.from = (tr_str){NULL, 0};
  finding.fix.to = TR_STR("Y");
  finding.fix.safe = true;
  expect_fix(&run, &finding, 10417, 0, "**Y");
}

static void replaces_bytes_elsewhere(void **state) {
  (void)state;
  const tr_run run = sample_run();
  tr_finding finding = sample_finding();
  memcpy(finding.fix.element, "CLM05", 6);
  finding.fix.from = TR_STR("11:B:1");
  finding.fix.to = TR_STR("11:B:7");
  /* without its place nothing is said */
  expect(tr_sarif_fixes, &run, &finding, "{}");
  finding.fix.offset = 900;
  finding.fix.length = 6;
  expect_fix(&run, &finding, 900, 6, "11:B:7");
}

static void writes_safe_fixes_as_they_are(void **state) {
  (void)state;
  const tr_run run = sample_run();
  tr_finding finding = sample_finding();
  memcpy(finding.fix.element, "IEA", 4);
  finding.fix.safe = true;
  finding.fix.from = (tr_str){NULL, 0};
  finding.fix.to = TR_STR("~");
  finding.fix.offset = 1010;
  expect_fix(&run, &finding, 1010, 0, "~");
}

static void fixes_nothing_private(void **state) {
  (void)state;
  tr_run run = sample_run();
  tr_finding finding = sample_finding();
  run.redact = true;
  memcpy(finding.fix.element, "NM103", 6);
  finding.fix.offset = 900;
  finding.fix.length = 1;
  expect(tr_sarif_fixes, &run, &finding, "{}");
  finding.fix.element[0] = '\0';
  run.redact = false;
  expect(tr_sarif_fixes, &run, &finding, "{}");
}

TR_TESTS(cmocka_unit_test(makes_uris), cmocka_unit_test(says_where),
         cmocka_unit_test(says_where_in_a_note),
         cmocka_unit_test(relates_further_places),
         cmocka_unit_test(masks_snippets), cmocka_unit_test(replaces_bytes),
         cmocka_unit_test(replaces_bytes_elsewhere),
         cmocka_unit_test(writes_safe_fixes_as_they_are),
         cmocka_unit_test(fixes_nothing_private))
