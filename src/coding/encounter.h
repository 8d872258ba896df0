/* One visit as it is billed: who, where, why and what, ready to be written as
 * a professional claim. All texts are borrowed; days are TR_DAY_MIN where
 * there is none, texts and codes empty. */
#ifndef TR_CODING_ENCOUNTER_H
#define TR_CODING_ENCOUNTER_H

#include "base/buf.h"
#include "base/code.h"
#include "base/date.h"
#include "base/money.h"
#include "spec/write.h"

enum {
  TR_ENCOUNTER_LINES = 50,     /**< LX of a claim (2400) */
  TR_ENCOUNTER_DIAGNOSES = 12, /**< HI */
  TR_ENCOUNTER_CAUSES = 2,     /**< CLM11-1 and -2; the third is not used */
  TR_ENCOUNTER_SET = 5000      /**< claims of a transaction set */
};

/** Somebody in a claim. */
typedef struct tr_encounter_party {
  bool person; /**< NM102 is 1 */
  tr_str name; /**< last name, or that of the organisation */
  tr_str first_name, middle_name, suffix;
  tr_str npi, taxonomy;
  tr_str tax_id;           /**< nine digits */
  bool tax_id_is_personal; /**< SY, else EI */
  tr_str id; /**< ETIN of submitter and receiver; payer id; member id */
  tr_str street, street_more, city, state, zip;
  tr_str contact, phone; /**< PER of submitter and billing */
  tr_day born;           /**< of patient and subscriber */
  char sex;              /**< F, M, U; 0 */
} tr_encounter_party;

/** A service line. */
typedef struct tr_encounter_line {
  tr_code procedure;
  tr_code modifiers[4];
  uint32_t modifier_count;
  int64_t units; /**< whole, 1 or more */
  tr_cents charge;
  uint8_t pointers[4]; /**< into the diagnoses, from 1 */
  uint32_t pointer_count;
  tr_str description; /**< SV101-7, of unlisted codes */
} tr_encounter_line;

/** A visit to be billed. */
typedef struct tr_encounter {
  const tr_encounter_party *submitter, *receiver, *billing, *payer;
  const tr_encounter_party *subscriber;
  const tr_encounter_party *patient;   /**< NULL: the subscriber is */
  const tr_encounter_party *rendering; /**< NULL: the billing provider is */
  tr_str relationship; /**< PAT01 of a patient who is not the subscriber */
  tr_str filing_code;  /**< SBR09 */
  tr_str group;        /**< SBR03 */
  tr_str claim_id;     /**< CLM01 */
  tr_str place;        /**< CLM05-1, two digits */
  tr_code causes[TR_ENCOUNTER_CAUSES]; /**< AA, EM, OA */
  uint32_t cause_count;
  tr_str accident_state;
  tr_str authorization;   /**< REF*G1 */
  tr_str casualty_number; /**< REF*Y4: of an accident's claim with its payer */
  tr_day service;         /**< date of all lines */
  tr_day onset, initial_treatment, acute_manifestation, last_x_ray;
  tr_day accident; /**< sent with a cause only, as its state is with AA */
  tr_code diagnoses[TR_ENCOUNTER_DIAGNOSES];
  uint32_t diagnosis_count;
  const tr_encounter_line *lines;
  uint32_t line_count; /**< 1 to TR_ENCOUNTER_LINES */
} tr_encounter;

/** What stands around them. */
typedef struct tr_encounter_file {
  tr_day date;      /**< of the file; BHT04, GS04, ISA09 */
  tr_str time;      /**< HHMM, likewise; empty: 0000 */
  uint32_t control; /**< ISA13, 1 to 10^9-1 */
  bool test;        /**< ISA15 */
  tr_str sender_qualifier, receiver_qualifier; /**< ISA05, ISA07; empty: ZZ */
} tr_encounter_file;

/**
 * Write encounters as one interchange of professional claims (X222A1).
 *
 * Neighbours with the same billing provider share its 2000A; a new set begins
 * after TR_ENCOUNTER_SET claims. Small letters are written as capitals but in
 * CLM01, blanks at the ends of texts are cut. Lines are numbered by LX and by
 * REF*6R as "CLM01-n". A subscriber who is not the patient has address and
 * demographics where they are given; a patient must have them.
 *
 * @param      encounters `count` of them, 1 or more; claims in their order.
 *                        Submitter and receiver of all are those of the first.
 * @param      out        Appended to; what was written before a failure stays.
 * @param[out] error      Set on TR_ESYNTAX: the segment the guide refuses.
 * @param[out] bad        Set on TR_ESYNTAX: index of the encounter.
 * @return TR_OK; TR_ESYNTAX; TR_ENOMEM; TR_ELIMIT at the buffer's limit.
 * @source tr3-837p
 */
TR_NODISCARD tr_status tr_encounters_write(const tr_encounter *encounters,
                                           size_t count,
                                           const tr_encounter_file *file,
                                           tr_buf *out, tr_write_error *error,
                                           size_t *bad);

#endif
