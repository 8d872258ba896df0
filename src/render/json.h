/* Findings as one JSON document, {"findings":[...],"summary":{...}}, written
 * as they come. */
#ifndef TR_RENDER_JSON_H
#define TR_RENDER_JSON_H

#include "base/buf.h"
#include "render/run.h"

/** A document in the making; the field is private. */
typedef struct tr_json_report {
  bool begun; /* a finding was written */
} tr_json_report;

/** Append one finding. @param report Zero-filled before the first. */
void tr_json_report_finding(tr_json_report *report, const tr_run *run,
                            const tr_finding *finding, tr_buf *out);

/** Append the summary and close the document, also one without findings. */
void tr_json_report_end(tr_json_report *report, const tr_run *run,
                        const tr_summary *summary, tr_buf *out);

#endif
