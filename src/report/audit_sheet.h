/* An audit as a workbook (XLSX): the figures of the page, all of them, as rows
 * that can be sorted and filtered. */
#ifndef TR_REPORT_AUDIT_SHEET_H
#define TR_REPORT_AUDIT_SHEET_H

#include "audit/result.h"

/**
 * Write an audit as a workbook: summary, what stands out, what to do next, each
 * value of each measure, trends, habits, providers, denials, claims, sources.
 *
 * @param result Borrowed; its texts may hold any bytes, none becomes a formula.
 * @param path   Written over what is there.
 * @param folder For intermediate files; NULL: that of the system.
 * @return TR_OK; TR_ENOMEM; TR_EIO; TR_ELIMIT where a page has no room for all
 *         rows.
 */
TR_NODISCARD tr_status tr_audit_sheet(const tr_audit_result *result,
                                      const char *path, const char *folder);

#endif
