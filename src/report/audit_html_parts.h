/* Shared by the parts of the page of an audit: audit_html.c (order of things),
 * audit_html_text.c (numbers and names in words), audit_html_figure.c (tables,
 * and data for the plots), audit_html_trigger.c, audit_html_measure.c,
 * audit_html_money.c and audit_html_method.c (its sections). */
#ifndef TR_REPORT_AUDIT_HTML_PARTS_H
#define TR_REPORT_AUDIT_HTML_PARTS_H

#include "audit/result.h"
#include "base/buf.h"
#include "base/json_write.h"
#include "render/html_text.h"

enum {
  TR_PAGE_FIGURE_BYTES = 1 << 24, /**< data of one plot */
  TR_PAGE_NAMES = 3,              /**< providers named before "and 4 more" */
  TR_PAGE_SERIES = 6, /**< lines in a plot: the practice and five providers */
  TR_PAGE_HABITS = 12 /**< habits in the plot, and told one by one */
};

/** A page being written. */
typedef struct tr_page {
  const tr_audit_result *result;
  tr_buf *out;
  tr_buf data;  /* of the open figure */
  tr_json json; /* writes to it */
} tr_page;

/* --------------------------------------------------------------------- text */

/** Append text of ours as it is. @param text Markup; NULL: nothing. */
void tr_page_raw(tr_page *page, const char *text);

/** Append a text that is nothing but text. @param text May be NULL. */
void tr_page_text(tr_page *page, const char *text);

/** Append a title: a text that begins with a capital. */
void tr_page_title(tr_page *page, const char *text);

/** Append a whole number with commas: 12,345. */
void tr_page_count(tr_page *page, uint64_t count);

/** Append a count and its word: "1 claim", "1,200 claims". */
void tr_page_counted(tr_page *page, uint64_t count, const char *one,
                     const char *many);

/** Append an amount: $1,234.50, or -$3.00. */
void tr_page_money(tr_page *page, tr_cents cents);

/** Append a measure's value. */
void tr_page_value(tr_page *page, tr_measure_unit unit, double value);

/** Append a probability: "p = 0.034", "p < 0.0001". @param name "p". */
void tr_page_p(tr_page *page, const char *name, double p);

/** Append a day as YYYY-MM-DD in a time element. */
void tr_page_day(tr_page *page, tr_day day);

/** Append two days: "2021-01-01 to 2025-12-31". */
void tr_page_span(tr_page *page, tr_day from, tr_day to);

/** Append a provider: name and NPI. @param provider -1: the practice. */
void tr_page_provider(tr_page *page, int32_t provider);

/**
 * A provider in short, for plots: the name, else the NPI.
 *
 * @param provider -1: the practice.
 * @return Borrowed.
 */
tr_str tr_page_provider_name(const tr_page *page, int32_t provider);

/** Append a severity: its sign, unread by screen readers, and its word. */
void tr_page_severity(tr_page *page, tr_severity severity);

/** Append what a rule rests on, as a list of links. @param rule May be NULL. */
void tr_page_authority(tr_page *page, const tr_rule *rule);

/* ------------------------------------------------------------------- tables */

/** Begin a table in a box that scrolls by itself; `caption` is our text. */
void tr_page_table(tr_page *page, const char *caption);

/**
 * Write the head of a table and open its body.
 *
 * @param columns Words of ours; those that begin with '#' are of numbers.
 */
void tr_page_head(tr_page *page, const char *const *columns, unsigned count);

/** Close a table. */
void tr_page_table_end(tr_page *page);

/** Append a cell with an amount. */
void tr_page_money_cell(tr_page *page, tr_cents cents);

/** Append a cell with a count. */
void tr_page_count_cell(tr_page *page, uint64_t count);

/** Append claims to look at, folded in. @param in_all Of which these are the
 * first; 0: there are no more. */
void tr_page_claims(tr_page *page, const tr_audit_claim *claims, uint32_t count,
                    uint64_t in_all);

/* ------------------------------------------------------------------ figures */

/**
 * Begin a figure; the caller writes members of `page->json`, an open object,
 * then calls tr_page_data_end(), writes the table and tr_page_figure_end().
 *
 * @param kind  What draws it: "position", "trend", "bars".
 * @param title Words of ours or any bytes. @param told A sentence of ours on
 *              how to read it.
 */
void tr_page_figure(tr_page *page, const char *kind, const char *title,
                    const char *told, tr_measure_unit unit);

/** Write a number as the next value of the data; null where not finite. */
void tr_page_number(tr_page *page, double value);

/** End the data of the figure. */
void tr_page_data_end(tr_page *page);

/** End the figure. */
void tr_page_figure_end(tr_page *page);

/* ----------------------------------------------------------------- sections */

/** Append the cards of the triggers. */
void tr_page_triggers(tr_page *page);

/** Append what to do next. */
void tr_page_actions(tr_page *page);

/** Append the measures: at a glance, then one by one. */
void tr_page_measures(tr_page *page);

/** Append the rules that are broken, with what stands on them. */
void tr_page_habits(tr_page *page);

/** Append denials, visits by patient, payers and providers. */
void tr_page_practice(tr_page *page);

/** Append how it was measured, and what the page does not say. */
void tr_page_method(tr_page *page);

/** Append what is cited. */
void tr_page_sources(tr_page *page);

/** @return Whether a measure has something above: it is shown, not folded. */
bool tr_page_stands_out(const tr_page *page, uint32_t measure);

/* Written at build time from web/report. */
extern const char tr_audit_style[], tr_audit_script[];
/* Their SHA-256 in base64, for the policy of the page. */
extern const char tr_audit_style_hash[], tr_audit_script_hash[];

#endif
