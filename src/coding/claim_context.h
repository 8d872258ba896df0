/* What a claim says around its lines, and its lines as billed, kept beyond the
 * claim: a note can be coded for the same payer and case, and what the note
 * supports compared with what was billed. No name, address, member id or date
 * of birth of a person is kept. */
#ifndef TR_CODING_CLAIM_CONTEXT_H
#define TR_CODING_CLAIM_CONTEXT_H

#include "base/arena.h"
#include "claim/claim.h"

/** A line as billed. */
typedef struct tr_context_line {
  uint32_t number;                 /**< LX01, else its place from 1 */
  tr_code code;                    /**< SV101-2; 0: none that could be read */
  tr_code modifiers[TR_MODIFIERS]; /**< left packed */
  uint32_t modifier_count;
  int64_t units; /**< thousandths; 0: not known */
  bool charge_known;
  tr_cents charge;
  uint8_t pointers[TR_POINTERS]; /**< from 1, in order */
  uint32_t pointer_count;
  tr_day date, date_to; /**< of service; TR_DAY_MIN: none */
} tr_context_line;

/** A claim, copied. Days are TR_DAY_MIN where there is none, texts empty, codes
 * 0. */
typedef struct tr_claim_context {
  const char *file;    /**< as given */
  uint64_t at;         /**< ordinal of its CLM */
  bool damaged;        /**< not all of it could be read */
  tr_str id;           /**< CLM01 */
  tr_str payer_id;     /**< NM109 of 2010BB */
  tr_str payer_name;   /**< NM103 of 2010BB */
  tr_code filing_code; /**< SBR09 */
  tr_code payer_state; /**< N402 of 2010BB */
  tr_code state;       /**< N402 of 2010AA: where the practice is */
  tr_str billing_npi;  /**< of 2010AA */
  tr_str rendering;    /**< NPI of 2310B, else of 2010AA */
  tr_code place;       /**< CLM05-1 */
  tr_code frequency;   /**< CLM05-3 */
  bool total_known;
  tr_cents total; /**< CLM02 */
  tr_code causes[TR_CAUSES];
  uint32_t cause_count;
  tr_code accident_state;
  tr_day onset, initial_treatment, acute_manifestation, accident, last_x_ray;
  tr_str authorization;     /**< REF*G1 */
  const tr_code *diagnoses; /**< as pointers count; 0 where one is left empty */
  uint32_t diagnosis_count;
  const tr_context_line *lines;
  uint32_t line_count;
} tr_claim_context;

/**
 * Copy what is needed of a claim.
 *
 * @param      arena   Holds the copy.
 * @param      claim   Read only during the call.
 * @param[out] context Set only on TR_OK; in the arena.
 * @return TR_OK; TR_ENOMEM, also at the arena's limit.
 */
TR_NODISCARD tr_status tr_claim_context_of(tr_arena *arena,
                                           const tr_claim *claim,
                                           const tr_claim_context **context);

#endif
