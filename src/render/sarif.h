/* Findings as SARIF 2.1.0, written as they come: the results first, the tool
 * with the rules that occurred last. */
#ifndef TR_RENDER_SARIF_H
#define TR_RENDER_SARIF_H

#include "base/buf.h"
#include "render/run.h"

/** A log in the making; fields are private. */
typedef struct tr_sarif {
  const tr_run *run;
  bool begun; /* a result was written */
  uint32_t
      *indexes;    /* by rule of the pack: 1 + its index in the log; 0: none */
  uint32_t *order; /* rules of the pack by their index in the log */
  uint32_t rules;  /* of `order` */
} tr_sarif;

/**
 * Begin a log.
 *
 * @param run Borrowed until tr_sarif_done().
 * @return TR_OK or TR_ENOMEM.
 * @source sarif-2.1.0
 */
TR_NODISCARD tr_status tr_sarif_init(tr_sarif *sarif, const tr_run *run);

/** Free what it holds; harmless on one that is zero-filled. */
void tr_sarif_done(tr_sarif *sarif);

/** Append the opening of the log. A failure is kept in `out`, here and below.
 */
void tr_sarif_begin(tr_sarif *sarif, tr_buf *out);

/** Append one finding as a result. */
void tr_sarif_finding(tr_sarif *sarif, const tr_finding *finding, tr_buf *out);

/** Append the tool, its rules and the end of the log. */
void tr_sarif_end(tr_sarif *sarif, const tr_summary *summary, tr_buf *out);

#endif
