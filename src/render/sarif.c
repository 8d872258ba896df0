/* The log, and of each finding what is neither place nor rule. Nothing in it
 * differs between two runs: no times, no machine, no user. */
#include "render/sarif.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "render/ack_status.h"
#include "render/finding_json.h"
#include "render/sarif_parts.h"

#define SCHEMA                                                          \
  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/" \
  "sarif-schema-2.1.0.json"

tr_status tr_sarif_init(tr_sarif *sarif, const tr_run *run) {
  const uint32_t rules = run->pack->rule_count + 1;
  *sarif = (tr_sarif){.run = run};
  sarif->indexes = calloc(rules, sizeof *sarif->indexes);
  sarif->order = calloc(rules, sizeof *sarif->order);
  if (sarif->indexes != NULL && sarif->order != NULL) return TR_OK;
  tr_sarif_done(sarif);
  return TR_ENOMEM;
}

void tr_sarif_done(tr_sarif *sarif) {
  free(sarif->indexes);
  free(sarif->order);
  *sarif = (tr_sarif){.run = NULL};
}

const char *tr_sarif_level(tr_severity severity) {
  switch (severity) {
    case TR_SEVERITY_ERROR:
      return "error";
    case TR_SEVERITY_WARNING:
      return "warning";
    case TR_SEVERITY_ADVICE:
    case TR_SEVERITY_INFO:
    case TR_SEVERITY_COUNT:
      break;
  }
  return "note";
}

/* -------------------------------------------------------------------- rules */

/* Index of a rule in the log; one that occurs first gets the next. */
static bool index_of(tr_sarif *sarif, const tr_rule *rule, uint32_t *index) {
  const tr_pack *pack = sarif->run->pack;
  uint32_t low = 0, high = pack->rule_count;
  while (low < high) { /* rules are sorted by id */
    const uint32_t middle = low + (high - low) / 2;
    if (strcmp(pack->rules[middle]->id, rule->id) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == pack->rule_count || strcmp(pack->rules[low]->id, rule->id) != 0)
    return false;
  if (sarif->indexes[low] == 0) {
    sarif->order[sarif->rules++] = low;
    sarif->indexes[low] = sarif->rules;
  }
  *index = sarif->indexes[low] - 1;
  return true;
}

/* ------------------------------------------------------------------ results */

/* FNV-1a: the same on every machine, and for ever. */
static uint64_t hash(uint64_t seed, tr_str bytes) {
  for (size_t i = 0; i < bytes.n; i++)
    seed = (seed ^ (unsigned char)bytes.p[i]) * UINT64_C(0x100000001b3);
  return (seed ^ 0x1f) * UINT64_C(0x100000001b3); /* an end of each part */
}

/* What stays the same when the file is sent again: rule, claim, line, element
 * or pointer; not the place in the file. */
static void put_fingerprint(tr_json *json, const tr_finding *finding) {
  char line[24], text[17];
  uint64_t mixed = UINT64_C(0xcbf29ce484222325);
  snprintf(line, sizeof line, "%" PRId64, finding->line);
  mixed = hash(mixed, tr_str_of(finding->rule->id));
  mixed = hash(mixed, finding->claim);
  mixed = hash(mixed, tr_str_of(line));
  mixed = hash(mixed, tr_str_of(finding->at.element));
  mixed = hash(mixed, finding->note.id);
  mixed = hash(mixed, tr_str_of(finding->note.pointer));
  snprintf(text, sizeof text, "%016" PRIx64, mixed);
  tr_json_key(json, TR_STR("fingerprints"));
  tr_json_begin_object(json);
  tr_sarif_text(json, "claimElement/v1", tr_str_of(text));
  tr_json_end_object(json);
}

/* How a 999 and a 277CA say it; the names are those of ndjson. */
static void put_acknowledgements(tr_json *json, const tr_finding *finding) {
  const tr_syntax *syntax = &finding->syntax;
  if (syntax->segment_code[0] != '\0') {
    tr_json_key(json, TR_STR("ack"));
    tr_json_begin_object(json);
    tr_sarif_text(json, "ik304", tr_str_of(syntax->segment_code));
    tr_sarif_given(json, "ik403", tr_str_of(syntax->element_code));
    tr_json_end_object(json);
  }
  if (finding->claim_at == 0) return;
  const tr_ack_status status = tr_ack_status_of(finding, finding->owner);
  tr_json_key(json, TR_STR("status"));
  tr_json_begin_object(json);
  tr_sarif_text(json, "category", tr_str_of(status.category));
  tr_sarif_text(json, "code", tr_str_of(status.code));
  tr_sarif_given(json, "entity", tr_str_of(status.entity));
  tr_json_end_object(json);
}

static void put_properties(tr_json *json, const tr_finding *finding) {
  tr_json_key(json, TR_STR("properties"));
  tr_json_begin_object(json);
  tr_sarif_text(json, "severity",
                tr_str_of(tr_severity_name(finding->severity)));
  if (finding->claim_at != 0) {
    tr_sarif_text(json, "claim", finding->claim);
    tr_sarif_number(json, "claimAt", finding->claim_at);
    if (finding->line >= 0)
      tr_sarif_number(json, "line", (uint64_t)finding->line);
  }
  tr_sarif_given(json, "payer", tr_str_of(finding->profile));
  tr_sarif_given(json, "dateOfService", tr_str_of(finding->date));
  tr_sarif_given(json, "label", finding->label);
  tr_sarif_given(json, "why", finding->why);
  tr_sarif_given(json, "help", finding->help);
  put_acknowledgements(json, finding);
  tr_json_end_object(json);
}

void tr_sarif_begin(tr_sarif *sarif, tr_buf *out) {
  (void)sarif;
  tr_buf_add(out, TR_STR("{\"$schema\":\"" SCHEMA "\",\n\"version\":\"2.1.0\","
                         "\n\"runs\":[{\n\"results\":["));
}

void tr_sarif_finding(tr_sarif *sarif, const tr_finding *finding, tr_buf *out) {
  tr_json json;
  uint32_t index;
  tr_buf_add(out, sarif->begun ? TR_STR(",\n") : TR_STR("\n"));
  sarif->begun = true;
  tr_json_init(&json, out);
  tr_json_begin_object(&json);
  tr_sarif_text(&json, "ruleId", tr_str_of(finding->rule->id));
  if (index_of(sarif, finding->rule, &index))
    tr_sarif_number(&json, "ruleIndex", index);
  tr_sarif_text(&json, "level", tr_str_of(tr_sarif_level(finding->severity)));
  tr_sarif_message(&json, "message", finding->message);
  tr_sarif_places(&json, sarif->run, finding);
  put_fingerprint(&json, finding);
  tr_sarif_fixes(&json, sarif->run, finding);
  put_properties(&json, finding);
  tr_json_end_object(&json);
}

/* --------------------------------------------------------------------- end */

void tr_sarif_end(tr_sarif *sarif, const tr_summary *summary, tr_buf *out) {
  tr_json json;
  tr_buf_add(out, TR_STR("\n],\n\"tool\":"));
  tr_json_init(&json, out);
  tr_sarif_tool(&json, sarif);
  /* X12 is ASCII; in this encoding bytes and characters count the same even
   * where it is not */
  tr_buf_add(out, TR_STR(",\n\"columnKind\":\"utf16CodeUnits\",\n"
                         "\"defaultEncoding\":\"ISO-8859-1\",\n"
                         "\"invocations\":[{\"executionSuccessful\":"));
  tr_buf_add(out, summary->unread == 0 ? TR_STR("true") : TR_STR("false"));
  tr_buf_add(out, TR_STR("}],\n\"properties\":{\"summary\":"));
  tr_json_init(&json, out);
  tr_summary_json(&json, sarif->run, summary);
  tr_buf_add(out, TR_STR("}\n}]}\n"));
}
