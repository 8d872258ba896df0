/* The brackets and commas around the objects; a finding a line, so that large
 * documents can still be read by eye. */
#include "render/json.h"

#include "render/finding_json.h"

static void begin_finding(tr_json_report *report, tr_buf *out) {
  tr_buf_add(out, report->begun ? TR_STR(",\n") : TR_STR("{\"findings\":[\n"));
  report->begun = true;
}

void tr_json_report_finding(tr_json_report *report, const tr_run *run,
                            const tr_finding *finding, tr_buf *out) {
  tr_json json;
  begin_finding(report, out);
  tr_json_init(&json, out);
  tr_finding_json(&json, run, finding);
}

void tr_json_report_end(tr_json_report *report, const tr_run *run,
                        const tr_summary *summary, tr_buf *out) {
  tr_json json;
  tr_buf_add(out, report->begun ? TR_STR("\n],\n\"summary\":")
                                : TR_STR("{\"findings\":[],\n\"summary\":"));
  tr_json_init(&json, out);
  tr_summary_json(&json, run, summary);
  tr_buf_add(out, TR_STR("}\n"));
}
