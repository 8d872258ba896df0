/* One run of `traction settle`: what was asked for, and its parts at work. */
#ifndef TRACTION_SETTLE_RUN_H
#define TRACTION_SETTLE_RUN_H

#include "base/json_write.h"
#include "check_run.h"
#include "settle/settle.h"
#include "settle_acks.h"

/** A run. */
typedef struct settle_run {
  bool json;
  tr_day today;
  knowledge knowledge;
  check_notes notes;
  input_list claims; /**< files of claims */
  input_list remits; /**< files of remittances, and of acknowledgements */
  tr_check *check;
  tr_settle *settle;
  settle_acks *acks; /**< NULL: all inputs are plainly remittances */
  file_output output;
  tr_buf out;     /**< rendered, not yet written */
  tr_buf words;   /**< of faults that wait for their claim */
  tr_buf scratch; /**< for one message */
  tr_json writer;
  uint64_t form_faults; /**< faults of form in the file at hand */
  uint64_t all_form_faults;
  uint64_t claims_found;   /**< at the last look, to see empty files */
  uint64_t payments_found; /**< likewise */
  uint64_t answers_found;  /**< likewise, of acknowledgements */
  uint64_t other_sets;     /**< sets of the file that are neither */
  uint64_t read;           /**< files with a remittance or acknowledgement */
  uint64_t truncated;      /**< payments that were cut off */
  bool failed;             /**< something calls for EXIT_FAILED */
} settle_run;

/**
 * Check the files of claims into the index, then settle the others.
 *
 * @return False when nothing more can be done; it was said.
 */
bool settle_inputs(settle_run *run);

/**
 * Whether a file holds claims (837), by its first bytes; so that files of
 * claims may stand among the remittances.
 */
bool settle_is_claims(const char *path);

/** Whether a file is plainly one of remittances (835), by its first bytes. */
bool settle_is_remit(const char *path);

/** Write out what was rendered. @return False when that failed; it was said. */
bool settle_write(settle_run *run);

/** Append a message of a rule: what a low layer told, in the rule's words. */
void settle_message(settle_run *run, const tr_fault *fault, tr_buf *out);

/** What the settling tells, as text and as JSON. */
void settle_text_began(void *context, const tr_remit_payment *payment);
void settle_text_claim(void *context, const tr_settled_claim *claim);
void settle_text_ended(void *context, const tr_remit_payment *payment,
                       const tr_settled_totals *totals, bool whole);
void settle_text_fault(settle_run *run, const tr_fault *fault);
void settle_text_totals(settle_run *run);
void settle_json_begin(settle_run *run);
void settle_text_repeated(void *context, const tr_remit_payment *payment);
void settle_json_repeated(void *context, const tr_remit_payment *payment);
void settle_json_began(void *context, const tr_remit_payment *payment);
void settle_json_claim(void *context, const tr_settled_claim *claim);
void settle_json_ended(void *context, const tr_remit_payment *payment,
                       const tr_settled_totals *totals, bool whole);
void settle_json_fault(settle_run *run, const tr_fault *fault);
void settle_json_totals(settle_run *run);

/** @return What became of money, in one word: paid, denied, partly denied,
 * patient, adjusted, reversed. */
const char *settle_outcome(const tr_settled_sums *sums, bool reversal);

/** @return What CLP02 says, in words; empty where there are none. */
const char *settle_status(const tr_remit_claim *claim);

/** @return Why a denial was missed, in words. */
const char *settle_missed(const tr_verdict *verdict);

/** @return Billed less all that became of it; 0 when every cent is found. */
tr_cents settle_left(const tr_settled_sums *sums);

#endif
