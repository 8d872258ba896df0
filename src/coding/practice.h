/* What a practice knows and a chart note does not: who bills, for whom, whom
 * and how much. Notes find their patient by patient.id, their author by
 * author.npi. Read from traction-practice/1 by input/practice_json.h. */
#ifndef TR_CODING_PRACTICE_H
#define TR_CODING_PRACTICE_H

#include "coding/encounter.h"
#include "note/note.h"

enum { TR_PRACTICE_LACKS = 16 /**< most that are told of one note */ };

/** Of one unit of a procedure. */
typedef struct tr_fee {
  tr_code code;
  tr_cents charge;
} tr_fee;

typedef struct tr_fees {
  const tr_fee *at; /**< in order of codes, each once */
  uint32_t count;
} tr_fees;

typedef struct tr_practice_payer {
  tr_encounter_party party;
  tr_str filing_code; /**< SBR09 */
  tr_fees fees;       /**< before those of the practice */
} tr_practice_payer;

/** Why the patient comes, as far as the payer asks. */
typedef struct tr_practice_case {
  tr_code cause; /**< AA, EM, OA; 0: no accident */
  tr_day accident;
  tr_str accident_state;
  tr_str claim_number; /**< of the accident, from its payer */
  tr_day onset, initial_treatment, acute_manifestation, last_x_ray;
  tr_str authorization;
} tr_practice_case;

typedef struct tr_practice_patient {
  tr_str id; /**< as in notes */
  tr_encounter_party person;
  const tr_practice_payer *payer;
  tr_str group;
  tr_str relationship; /**< PAT01; empty: the patient is the subscriber */
  tr_encounter_party subscriber;
  tr_practice_case care;
} tr_practice_patient;

/** All in the arena it was read into. */
typedef struct tr_practice {
  tr_encounter_party submitter, receiver, billing;
  tr_str place; /**< place of service, two digits */
  const tr_encounter_party *providers;
  uint32_t provider_count;
  const tr_practice_payer *payers;
  uint32_t payer_count;
  const tr_practice_patient *patients; /**< in order of ids, each once */
  uint32_t patient_count;
  tr_fees fees;
} tr_practice;

/** What of the practice file a note would need. */
typedef enum tr_practice_lack_kind {
  TR_LACK_PATIENT_ID, /**< the note has no patient.id */
  TR_LACK_PATIENT,    /**< name: that id */
  TR_LACK_AUTHOR,     /**< the note has no author.npi */
  TR_LACK_PROVIDER,   /**< name: that NPI */
  TR_LACK_FEE         /**< code */
} tr_practice_lack_kind;

typedef struct tr_practice_lack {
  tr_practice_lack_kind kind;
  tr_str name;  /**< borrowed from the note */
  tr_code code; /**< of TR_LACK_FEE */
} tr_practice_lack;

/** Each thing once; zero to start with. */
typedef struct tr_practice_lacks {
  tr_practice_lack at[TR_PRACTICE_LACKS];
  uint32_t count;
  uint32_t left_out; /**< beyond TR_PRACTICE_LACKS */
} tr_practice_lacks;

/** @return The patient of that id, or NULL. */
const tr_practice_patient *tr_practice_patient_of(const tr_practice *practice,
                                                  tr_str id);

/** @return The provider of that NPI, or NULL. */
const tr_encounter_party *tr_practice_provider_of(const tr_practice *practice,
                                                  tr_str npi);

/**
 * Fill in who and where of a note's visit: parties, payer, relationship,
 * group, place, causes, dates of the case, authorization (the note's own comes
 * first). Lines, diagnoses, claim id and service day are left alone, and so is
 * what is not known. An X-ray date after the visit is not sent.
 *
 * @param encounter Filled with texts borrowed from practice and note.
 * @param lacks     Added to.
 * @return Whether nothing was lacking.
 */
bool tr_practice_people(const tr_practice *practice, const tr_note *note,
                        tr_encounter *encounter, tr_practice_lacks *lacks);

/**
 * The fee of one unit: the payer's, else the practice's.
 *
 * @param      payer  NULL: only the practice's are asked.
 * @param[out] charge Cents; set only where true is returned.
 * @param      lacks  Added to; NULL: not wanted.
 * @return Whether it is known.
 */
bool tr_practice_fee(const tr_practice *practice,
                     const tr_practice_payer *payer, tr_code code,
                     tr_cents *charge, tr_practice_lacks *lacks);

/**
 * Set the charges of lines: fee times units.
 *
 * @param lines The charge of a line without a fee is left alone.
 * @param lacks Added to.
 * @return TR_OK; TR_ENOTFOUND where a fee is lacking; TR_ERANGE where a charge
 *         is too large.
 */
TR_NODISCARD tr_status tr_practice_charge(const tr_practice *practice,
                                          const tr_practice_payer *payer,
                                          tr_encounter_line *lines,
                                          uint32_t count,
                                          tr_practice_lacks *lacks);

/** Say what is lacking: "patients has no p-77", "no fee for 97012". */
void tr_practice_lack_text(const tr_practice_lack *lack, tr_buf *out);

#endif
