/* The frame of a sample: every claim that can be drawn, with its stratum. */
#ifndef TRACTION_SAMPLE_FRAME_H
#define TRACTION_SAMPLE_FRAME_H

#include "audit/draw.h"
#include "sample_run.h"

/** How claims are put into strata. */
typedef enum sample_by {
  SAMPLE_BY_NONE,
  SAMPLE_BY_PAYER,
  SAMPLE_BY_PROVIDER,
  SAMPLE_BY_VISITS,
  SAMPLE_BY_CHARGE,
  SAMPLE_BY_CODE
} sample_by;

enum { SAMPLE_EDGES = 16 };

/** Which claims, and into which strata. */
typedef struct sample_frame_options {
  tr_day from, to;
  tr_str provider; /**< NPI; empty: all */
  tr_str payer;    /**< id, or a part of its name; empty: all */
  bool paid;       /**< only those with a payment */
  bool charges;    /**< the charges are at stake, not the payments */
  sample_by by;
  tr_cents edges[SAMPLE_EDGES];
  uint32_t edge_count;
} sample_frame_options;

/** A claim of the frame. */
typedef struct sample_claim {
  int64_t id;
  tr_str unit; /**< the same wherever the file is imported */
  tr_str control, patient, last, first, provider, payer, payer_id, code;
  tr_str stratum_name;
  tr_day from, to, born;
  tr_cents charged, paid, at_stake;
  bool is_paid;
  uint32_t stratum;
} sample_claim;

/** A stratum. */
typedef struct sample_stratum {
  tr_str name;
  tr_cents at_stake; /**< of all its claims */
} sample_stratum;

/** A frame. */
typedef struct sample_frame {
  tr_arena arena;
  tr_array claims; /**< sample_claim */
  sample_stratum strata[SAMPLE_STRATA];
  tr_draw_stratum sizes[SAMPLE_STRATA];
  uint32_t strata_count;
  uint64_t unpaid, left_out; /**< left_out: test, damaged, void, replaced */
  char digest[TR_KEPT_DIGEST];
} sample_frame;

/** Gather it. @param frame To be given to sample_frame_done() in any case.
 * @return False after saying why not. */
bool sample_frame_make(tr_store *store, const sample_frame_options *options,
                       sample_frame *frame);

/** Free it. */
void sample_frame_done(sample_frame *frame);

/** Write it as CSV, so that the draw can be made again elsewhere. @return False
 * after saying why not. */
bool sample_frame_write(const sample_frame *frame, const char *path);

#endif
