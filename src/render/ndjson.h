/* Findings as NDJSON: one object a line, the summary last. */
#ifndef TR_RENDER_NDJSON_H
#define TR_RENDER_NDJSON_H

#include "base/buf.h"
#include "render/run.h"

/** Append one finding and a line end. */
void tr_ndjson_finding(const tr_run *run, const tr_finding *finding,
                       tr_buf *out);

/** Append the summary and a line end. */
void tr_ndjson_summary(const tr_run *run, const tr_summary *summary,
                       tr_buf *out);

#endif
