/* Tests of src/render/sarif_rules.c. */
#include "render/sarif_parts.h"
#include "sample_finding.h"
#include "tr_test.h"

static void describes_a_rule(void **state) {
  (void)state;
  static const tr_source sources[] = {
      {.id = "article", .title = "An [article]", .url = "https://a.example/1"},
      {.id = "ncci-mue", .title = "CMS, NCCI MUE table"}};
  tr_rule rule = sample_rule;
  rule.summary = "units of a code on one day over its limit";
  rule.explain = "NCCI sets a *limit*.\nIt holds.\n";
  rule.severity = TR_SEVERITY_ERROR;
  rule.confidence = "official";
  const tr_rule *const rules[] = {&rule};
  tr_pack pack = sample_pack;
  pack.rules = rules;
  pack.sources = sources;
  tr_run run = sample_run();
  run.pack = &pack;
  uint32_t order[] = {0};
  const tr_sarif sarif = {.run = &run, .order = order, .rules = 1};
  tr_json json;
  tr_buf out;
  tr_buf_init(&out, 1 << 20);
  tr_json_init(&json, &out);
  tr_sarif_tool(&json, &sarif);
  TR_ASSERT_STR(
      tr_buf_str(&out),
      "{\"driver\":{\"name\":\"traction\",\"version\":\"0.1.0\","
      "\"semanticVersion\":\"0.1.0\",\"rules\":[{\"id\":\"TRC0203\","
      "\"name\":\"UnitsOverMue\",\"shortDescription\":{\"text\":"
      "\"units of a code on one day over its limit\"},"
      "\"fullDescription\":{\"text\":\"NCCI sets a *limit*.\\nIt holds.\"},"
      "\"help\":{\"text\":\"NCCI sets a *limit*.\\nIt holds.\\n\\nSources:\\n"
      "- CMS, NCCI MUE table, in force from 2024-07-01\\n"
      "- against: An [article] (https://a.example/1): calls 97012 time-based"
      "\\n\",\"markdown\":\"NCCI sets a \\\\*limit\\\\*.\\nIt holds.\\n\\n"
      "**Sources**\\n\\n- CMS, NCCI MUE table, in force from 2024-07-01\\n"
      "- against: [An \\\\[article\\\\]](<https://a.example/1>): "
      "calls 97012 time-based\\n\"},"
      "\"defaultConfiguration\":{\"level\":\"error\"},"
      "\"properties\":{\"slug\":\"units-over-mue\",\"authority\":\"ncci\","
      "\"confidence\":\"official\",\"snip\":6,\"article\":[\"A5\"],"
      "\"carc\":[\"151\"]}}]}}");
  tr_buf_done(&out);
}

TR_TESTS(cmocka_unit_test(describes_a_rule))
