/* The result of an audit for a terminal: what matters first, in words. */
#ifndef TR_AUDIT_AUDIT_TEXT_H
#define TR_AUDIT_AUDIT_TEXT_H

#include "audit/audit.h"
#include "base/buf.h"

/** By what the table of measures is laid out. */
typedef enum tr_audit_by {
  TR_AUDIT_BY_PROVIDER,
  TR_AUDIT_BY_PAYER,
  TR_AUDIT_BY_PERIOD
} tr_audit_by;

/** How it is written. */
typedef struct tr_audit_text_style {
  tr_audit_by by;
  bool past;        /**< show what was before */
  bool color;       /**< with the escapes of ECMA-48 */
  unsigned columns; /**< width; 0: 100 */
} tr_audit_text_style;

/** Append the report. */
void tr_audit_text(const tr_audit_result *result,
                   const tr_audit_text_style *style, tr_buf *out);

/** Append the claims behind a measure. */
void tr_audit_drill_text(const tr_audit_result *result, tr_measure_id measure,
                         int32_t provider, const tr_audit_drilled *drilled,
                         tr_buf *out);

#endif
