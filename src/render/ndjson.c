/* One object a line; the objects themselves are finding_json.c's. */
#include "render/ndjson.h"

#include "render/finding_json.h"

void tr_ndjson_finding(const tr_run *run, const tr_finding *finding,
                       tr_buf *out) {
  tr_json json;
  tr_json_init(&json, out);
  tr_finding_json(&json, run, finding);
  tr_buf_add_char(out, '\n');
}

void tr_ndjson_summary(const tr_run *run, const tr_summary *summary,
                       tr_buf *out) {
  tr_json json;
  tr_json_init(&json, out);
  tr_summary_json(&json, run, summary);
  tr_buf_add_char(out, '\n');
}
