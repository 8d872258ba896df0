/* Findings and the summary as JSON objects: the one form that ndjson, json and
 * the library share. */
#ifndef TR_RENDER_FINDING_JSON_H
#define TR_RENDER_FINDING_JSON_H

#include "base/json_write.h"
#include "diag/finding.h"
#include "render/run.h"

enum {
  TR_NOTE_VALUE_BYTES = 4096 /**< longest value of a note that is repeated;
                                  of a longer one the finding has null */
};

/**
 * Write one finding as an object. Keys are always there but `fix`, which is
 * where a fix exists.
 *
 * @param json At a place where a value may stand.
 */
void tr_finding_json(tr_json *json, const tr_run *run,
                     const tr_finding *finding);

/** Write the summary of a run as an object. */
void tr_summary_json(tr_json *json, const tr_run *run,
                     const tr_summary *summary);

#endif
