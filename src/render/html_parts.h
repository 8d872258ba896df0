/* Shared by the parts of the page: html.c (order of things), html_segment.c
 * (segments with what is marked), html_claim.c (a claim), html_finding.c (a
 * finding in words), html_summary.c (counts and filters). */
#ifndef TR_RENDER_HTML_PARTS_H
#define TR_RENDER_HTML_PARTS_H

#include "render/html.h"
#include "render/html_text.h"

enum {
  TR_HTML_NAME = 1024,          /**< longest file name that is shown whole */
  TR_HTML_LABEL = 120,          /**< longest label under a mark, in bytes */
  TR_HTML_UNITS = 8,            /**< levels above a claim, and itself */
  TR_HTML_CLAIM_BYTES = 1 << 28 /**< findings of one claim, rendered */
};

/** Bytes of the input that a finding points to. */
typedef struct tr_html_mark {
  uint64_t offset; /**< in the file */
  uint32_t length; /**< 0: a point */
  uint32_t number; /**< of the finding on the page, from 1 */
  uint32_t part;   /**< 0: its place; from 1: a further place of it */
  tr_severity severity;
  char label[TR_HTML_LABEL + 1]; /**< what is wrong there; may be "" */
} tr_html_mark;

/** Marks, in no order. */
typedef struct tr_html_marks {
  tr_html_mark *marks;
  size_t count, room;
} tr_html_marks;

/** What is open on the page. */
typedef enum tr_html_open {
  TR_HTML_NOTHING,
  TR_HTML_FILE,    /**< a file; a claim may follow */
  TR_HTML_OUTSIDE, /**< findings of a file outside its claims */
  TR_HTML_NOTES    /**< findings in notes that belong to no claim */
} tr_html_open;

struct tr_html {
  const tr_run *run;
  tr_html_open open;
  char file[TR_HTML_NAME]; /* the file being read, cut */
  bool file_shown;         /* its heading was written */
  uint32_t number;         /* findings so far */
  uint64_t claims;         /* that were shown */
  uint32_t *by_rule;       /* findings by index in the pack's rules */
  uint32_t *by_profile;    /* the same by profile; one more: none */

  const tr_claim *claim; /* the open one, or NULL */
  tr_buf findings;       /* of it, rendered */
  uint32_t found[TR_SEVERITY_COUNT];
  tr_html_marks marks;
};

/**
 * Add a mark.
 *
 * @param part 0: the finding's place; from 1: its n-th further place.
 * @return False when memory is short.
 */
bool tr_html_mark_add(tr_html_marks *marks, const tr_place *place,
                      uint32_t number, uint32_t part, tr_severity severity,
                      tr_str label);

/** A segment as it is to be shown. */
typedef struct tr_html_segment {
  tr_str line;      /**< without terminator; borrowed */
  uint64_t offset;  /**< of its first byte in the file */
  uint64_t ordinal; /**< in the file */
  bool redact;
} tr_html_segment;

/** Begin a list of segments. @param last The highest ordinal in it. */
void tr_html_segments_begin(tr_buf *out, uint64_t last);

/** Append a segment as an item of a list, with what is marked in it. */
void tr_html_segment_put(const tr_html_segment *segment,
                         const tr_html_marks *marks, tr_buf *out);

/** Whether a mark lies within a segment, its end included. */
bool tr_html_segment_has(const tr_html_segment *segment,
                         const tr_html_mark *mark);

/** Whether the claim's segments, or those of the levels above it, hold a
 * place. */
bool tr_html_claim_holds(const tr_claim *claim, const tr_place *place);

/** Append a claim: heading, segments, and the findings gathered. */
void tr_html_claim_put(const tr_html *html, tr_buf *out);

/**
 * Append a finding.
 *
 * @param claim The claim whose segments are shown beside it; NULL: none is,
 *              and the finding shows its own segment.
 */
void tr_html_finding_put(tr_html *html, const tr_finding *finding,
                         const tr_claim *claim, tr_buf *out);

/** Append the section on top: counts and filters. */
void tr_html_summary_put(const tr_html *html, const tr_summary *summary,
                         tr_buf *out);

/** @return The name of a payer profile, or its id where there is none. */
const char *tr_html_payer(const tr_run *run, const char *profile);

/** @return The mark of a severity, a character with its own shape. */
static inline const char *tr_html_sign(tr_severity severity) {
  static const char *const signs[TR_SEVERITY_COUNT + 1] = {
      [TR_SEVERITY_INFO] = "○",    /* circle */
      [TR_SEVERITY_ADVICE] = "◆",  /* diamond */
      [TR_SEVERITY_WARNING] = "▲", /* triangle */
      [TR_SEVERITY_ERROR] = "●",   /* disc */
      [TR_SEVERITY_COUNT] = "○",
  };
  return signs[severity <= TR_SEVERITY_COUNT ? severity : TR_SEVERITY_COUNT];
}

/* Written at build time from web/report.css and web/report.js. */
extern const char tr_html_style[], tr_html_script[];
/* Their SHA-256 in base64, for the policy of the page. */
extern const char tr_html_style_hash[], tr_html_script_hash[];

#endif
