/* Findings as one page of HTML that needs nothing but itself: each claim with
 * its segments, the faulty places underlined, the findings beside them.
 *
 * The page is written as the claims come. The summary is known last and shown
 * first: main has a shadow tree with two slots, which puts it on top for the
 * eye, the keyboard and a screen reader alike, without a script. */
#ifndef TR_RENDER_HTML_H
#define TR_RENDER_HTML_H

#include "base/buf.h"
#include "render/run.h"

/** A page in the making; holds what one claim needs, whatever the input. */
typedef struct tr_html tr_html;

/**
 * Make a page.
 *
 * @param      run  Borrowed until tr_html_free().
 * @param[out] html Owned by the caller; set only on TR_OK.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_html_new(const tr_run *run, tr_html **html);

/** Free it; NULL is harmless. */
void tr_html_free(tr_html *html);

/** Append the head of the page. A failure is kept in `out`, here and below. */
void tr_html_begin(tr_html *html, tr_buf *out);

/** A file begins. @param name As given; copied. */
void tr_html_file(tr_html *html, const char *name, tr_buf *out);

/** A claim begins. @param claim Borrowed until tr_html_claim_ended(). */
void tr_html_claim(tr_html *html, const tr_claim *claim);

/** Take a finding; one of the open claim is shown beside its segments. */
void tr_html_finding(tr_html *html, const tr_finding *finding, tr_buf *out);

/** The claim ends: append it where it has findings. */
void tr_html_claim_ended(tr_html *html, tr_buf *out);

/** Append the summary and close the page. */
void tr_html_end(tr_html *html, const tr_summary *summary, tr_buf *out);

#endif
