/* The result of an audit as JSON, "traction-audit/1"; its form is
 * schema/traction-audit-1.schema.json. */
#ifndef TR_AUDIT_AUDIT_JSON_H
#define TR_AUDIT_AUDIT_JSON_H

#include "audit/audit.h"
#include "base/buf.h"

/** Append the document. */
void tr_audit_json(const tr_audit_result *result, tr_buf *out);

/** Append the claims behind a measure, "traction-audit-drill/1". */
void tr_audit_drill_json(const tr_audit_result *result, tr_measure_id measure,
                         int32_t provider, const tr_audit_drilled *drilled,
                         tr_buf *out);

#endif
