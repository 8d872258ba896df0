/* An audit as one page of HTML that stands alone: it loads nothing, prints, and
 * is whole without scripts; those draw the plots, whose numbers are in
 * tables. */
#ifndef TR_REPORT_AUDIT_HTML_H
#define TR_REPORT_AUDIT_HTML_H

#include "audit/result.h"
#include "base/buf.h"

/**
 * Append an audit as a page. No name of a patient is in it; claims are told by
 * their numbers.
 *
 * @param result Borrowed; its texts may hold any bytes.
 * @param out    The page; a failure is kept in its `bad`.
 * @source html-standard
 */
void tr_audit_html(const tr_audit_result *result, tr_buf *out);

#endif
