/* The professional claim (837P) as the rules see it: every value with its
 * place, all loops a claim can carry, nothing copied out of the input.
 *
 * Invariants: counts give the used part of each array; the entities of a line
 * (dates, references, parties, adjudications) are contiguous in the claim's
 * arrays and are reached through the line's first/count. Everything lives until
 * the next claim is built, that of the levels above until the next one opens.
 *
 * Segments the model does not name (K3, CRC, MEA, 2440 ...) are in the units'
 * lists of segments, with the loop they were read in; see tr_unit_element(). */
#ifndef TR_CLAIM_CLAIM_H
#define TR_CLAIM_CLAIM_H

#include <stdbool.h>

#include "base/date.h"
#include "base/money.h"
#include "x12/field.h"

enum {
  TR_MODIFIERS = 4,
  TR_POINTERS = 4,
  TR_CAUSES = 3,
  TR_ADJUSTMENTS = 6 /**< triples in one CAS */
};

/** A person or organisation: NM1 and the segments of its loop. */
typedef struct tr_party {
  const tr_unit *unit;
  tr_code loop;          /**< "2010AA", "2310B", "2330A", "2420A" ... */
  int32_t line;          /**< index of its line, or -1 */
  int32_t payer;         /**< 2330x: index in other_payers; else -1 */
  tr_field role;         /**< NM101 code */
  tr_field kind;         /**< NM102 code: 1 person, 2 organisation */
  tr_field name;         /**< NM103 text: last name or organisation */
  tr_field first_name;   /**< NM104 text */
  tr_field middle_name;  /**< NM105 text */
  tr_field suffix;       /**< NM107 text */
  tr_field id_qualifier; /**< NM108 code */
  tr_field id;           /**< NM109 text */
  tr_field street;       /**< N301 text */
  tr_field street_more;  /**< N302 text */
  tr_field city;         /**< N401 text */
  tr_field state;        /**< N402 code */
  tr_field zip;          /**< N403 text */
  tr_field country;      /**< N404 code */
  tr_field taxonomy;     /**< PRV03 text */
  tr_field birth;        /**< DMG02 date */
  tr_field sex;          /**< DMG03 code */
  tr_field tax_id;       /**< REF02 of REF*EI or REF*SY, text */
} tr_party;

/** A DTP. `to` equals `from` where the format is D8. */
typedef struct tr_date {
  const tr_unit *unit;
  int32_t line;       /**< index of its line, or -1 for the claim */
  tr_field qualifier; /**< DTP01 code */
  tr_field format;    /**< DTP02 code: D8, RD8, DT */
  tr_field from;      /**< DTP03 date */
  tr_field to;        /**< DTP03 date, the second of RD8 */
} tr_date;

/** A REF of a claim, line or party. */
typedef struct tr_reference {
  const tr_unit *unit;
  int32_t line;       /**< index of its line, or -1 */
  tr_code loop;       /**< "2300", "2400", "2410", or the party's loop */
  int32_t party;      /**< index in parties (level_parties of a level), or -1 */
  tr_field qualifier; /**< REF01 code */
  tr_field value;     /**< REF02 text */
  tr_field payer_id;  /**< REF04-2 text, where REF04-1 is 2U */
} tr_reference;

/** A PWK: supplemental information. */
typedef struct tr_attachment {
  const tr_unit *unit;
  int32_t line;
  tr_field report;       /**< PWK01 code */
  tr_field transmission; /**< PWK02 code */
  tr_field qualifier;    /**< PWK05 code */
  tr_field control;      /**< PWK06 text */
} tr_attachment;

/** One adjustment triple of a CAS. */
typedef struct tr_adjustment {
  const tr_unit *unit;
  int32_t line;      /**< index of its line, or -1 */
  int32_t payer;     /**< index in other_payers, or -1 (line level) */
  int32_t decision;  /**< index in adjudications, or -1 (claim level) */
  tr_field group;    /**< CAS01 code */
  tr_field reason;   /**< CAS02, 05 ... code */
  tr_field amount;   /**< CAS03, 06 ... money */
  tr_field quantity; /**< CAS04, 07 ... number */
} tr_adjustment;

/** 2320/2330: another payer of the same claim. */
typedef struct tr_other_payer {
  const tr_unit *unit;
  tr_field responsibility;    /**< SBR01 code */
  tr_field relation;          /**< SBR02 code */
  tr_field group_number;      /**< SBR03 text */
  tr_field group_name;        /**< SBR04 text */
  tr_field secondary_reason;  /**< SBR05 code */
  tr_field filing_code;       /**< SBR09 code */
  tr_field benefits;          /**< OI03 code */
  tr_field release;           /**< OI06 code */
  tr_field paid;              /**< AMT*D money */
  tr_field non_covered;       /**< AMT*A8 money */
  tr_field remaining;         /**< AMT*EAF money */
  tr_field adjudicated;       /**< 2330B DTP*573 date */
  const tr_party *subscriber; /**< 2330A, NULL when missing */
  const tr_party *payer;      /**< 2330B, NULL when missing */
} tr_other_payer;

/** 2430: what another payer decided about one line. */
typedef struct tr_adjudication {
  const tr_unit *unit;
  int32_t line;
  tr_field payer_id;    /**< SVD01 text */
  tr_field paid;        /**< SVD02 money */
  tr_field code;        /**< SVD03-2 code */
  tr_field units;       /**< SVD05 number */
  tr_field adjudicated; /**< DTP*573 date */
  tr_field remaining;   /**< AMT*EAF money */
} tr_adjudication;

/** One diagnosis of HI ABK/ABF/BK/BF, in order: diagnoses[i] is what a pointer
 * i + 1 means. An element left empty before the last is here too, absent. */
typedef struct tr_diagnosis {
  const tr_unit *unit;
  int32_t position;   /**< 1 for the first */
  tr_field qualifier; /**< HI0n-1 code */
  tr_field code;      /**< HI0n-2 code, a dot left out; text keeps it */
} tr_diagnosis;

/** A condition code (HI BG). */
typedef struct tr_condition {
  const tr_unit *unit;
  tr_field code;
} tr_condition;

/** 2400: a service line. */
typedef struct tr_line {
  const tr_unit *unit;
  const struct tr_claim *claim;     /**< NULL for a line of an earlier claim */
  int32_t index;                    /**< 0 for the first line of its claim */
  bool earlier;                     /**< from an earlier claim of the input */
  bool has_service;                 /**< an SV1 was read */
  tr_field number;                  /**< LX01 number */
  tr_field qualifier;               /**< SV101-1 code */
  tr_field code;                    /**< SV101-2 code */
  tr_field modifiers[TR_MODIFIERS]; /**< SV101-3..6 codes, left packed */
  tr_field description;             /**< SV101-7 text */
  tr_field charge;                  /**< SV102 money */
  tr_field unit_basis;              /**< SV103 code */
  tr_field units;                   /**< SV104 number */
  tr_field place;                   /**< SV105 code */
  tr_field pointers[TR_POINTERS];   /**< SV107-1..4 numbers */
  tr_field pointer_more;            /**< a fifth SV107 component, where sent */
  tr_field emergency;               /**< SV109 code */
  tr_field screening;               /**< SV111 code */
  tr_field family_planning;         /**< SV112 code */
  tr_field date;                    /**< DTP*472 from, date */
  tr_field date_to;                 /**< DTP*472 to, date */
  tr_field x_ray_date;              /**< DTP*455 date */
  tr_field initial_treatment;       /**< DTP*454 date */
  tr_field control_number;          /**< REF*6R text */
  tr_field note_code;               /**< NTE01 code, the first */
  tr_field note;                    /**< NTE02 text, the first */
  tr_field sales_tax;               /**< AMT*T money */
  tr_field purchased_charge;        /**< PS102 money */
  tr_field drug_qualifier;          /**< 2410 LIN02 code */
  tr_field drug;                    /**< 2410 LIN03 text */
  tr_field drug_quantity;           /**< 2410 CTP04 number */
  const tr_party *rendering;        /**< 2420A, NULL when the claim's applies */
  /* Its parts of the claim's lists; where segments stand out of order, what is
   * not of the line can lie among them: `line` of the entity says. */
  uint32_t date_first, date_count;
  uint32_t reference_first, reference_count;
  uint32_t party_first, party_count;
  uint32_t adjudication_first, adjudication_count;
  uint32_t attachment_first, attachment_count;
} tr_line;

/** What is known of the transaction set around the claim. */
typedef struct tr_set {
  const tr_unit *unit;       /**< ST, BHT and the 1000 loops */
  tr_str control_number;     /**< ST02 */
  tr_str guide;              /**< GS08 */
  tr_day group_date;         /**< GS04; TR_DAY_MIN when unreadable */
  bool test;                 /**< ISA15 is T */
  tr_field purpose;          /**< BHT02 code */
  tr_field reference;        /**< BHT03 text */
  tr_field created;          /**< BHT04 date */
  tr_field kind;             /**< BHT06 code */
  const tr_party *submitter; /**< 1000A or NULL */
  const tr_party *receiver;  /**< 1000B or NULL */
} tr_set;

/** 2300 and what hangs under it, with the levels above. */
typedef struct tr_claim {
  const tr_unit *unit;
  const tr_set *set;
  /* 2000A, 2000B, 2000C */
  const tr_party *billing;        /**< 2010AA or NULL */
  const tr_party *pay_to;         /**< 2010AB or NULL */
  const tr_party *subscriber;     /**< 2010BA or NULL */
  const tr_party *payer;          /**< 2010BB or NULL */
  const tr_party *patient_loop;   /**< 2010CA, NULL when subscriber = patient */
  const tr_party *patient;        /**< patient_loop, else subscriber; NULL where
                                     2000C was sent without 2010CA */
  const tr_unit *subscriber_unit; /**< unit of the SBR fields; never NULL */
  const tr_unit *patient_unit;    /**< unit of PAT01 of 2000C, or NULL */
  tr_field responsibility;        /**< SBR01 code, in subscriber_unit */
  tr_field relation;              /**< SBR02 code, in subscriber_unit */
  tr_field group_number;          /**< SBR03 text, in subscriber_unit */
  tr_field group_name;            /**< SBR04 text, in subscriber_unit */
  tr_field secondary_reason;      /**< SBR05 code, in subscriber_unit */
  tr_field filing_code;           /**< SBR09 code, in subscriber_unit */
  tr_field patient_relation;      /**< PAT01 code, in patient_unit */
  tr_field pregnant;              /**< PAT09 code, of the patient's PAT: in
                                     patient_unit, else in subscriber_unit */
  /* CLM */
  tr_field id;                /**< CLM01 text */
  tr_field total;             /**< CLM02 money */
  tr_field place;             /**< CLM05-1 code */
  tr_field place_qualifier;   /**< CLM05-2 code */
  tr_field frequency;         /**< CLM05-3 code */
  tr_field signature;         /**< CLM06 code */
  tr_field assignment;        /**< CLM07 code */
  tr_field benefits;          /**< CLM08 code */
  tr_field release;           /**< CLM09 code */
  tr_field causes[TR_CAUSES]; /**< CLM11-1..3 codes */
  tr_field accident_state;    /**< CLM11-4 code */
  tr_field accident_country;  /**< CLM11-5 code */
  tr_field delay_reason;      /**< CLM20 code */
  /* dates of 2300 that rules ask for by name; all are in `dates` too */
  tr_field onset;               /**< DTP*431 */
  tr_field initial_treatment;   /**< DTP*454 */
  tr_field last_seen;           /**< DTP*304 */
  tr_field acute_manifestation; /**< DTP*453 */
  tr_field accident_date;       /**< DTP*439 */
  tr_field last_x_ray;          /**< DTP*455 */
  /* references of 2300 by name; all are in `references` too */
  tr_field original_reference;  /**< REF*F8 text */
  tr_field prior_authorization; /**< REF*G1 text */
  tr_field referral;            /**< REF*9F text */
  tr_field patient_paid;        /**< AMT*F5 money */
  tr_field note_code;           /**< NTE01 code */
  tr_field note;                /**< NTE02 text */
  tr_field condition_code;      /**< CR208 code */
  const tr_party *referring;    /**< 2310A, the first, or NULL */
  const tr_party *rendering;    /**< 2310B or NULL: then the billing one */
  const tr_party *facility;     /**< 2310C or NULL */
  const tr_party *supervising;  /**< 2310D or NULL */

  tr_diagnosis *diagnoses;
  uint32_t diagnosis_count;
  tr_condition *conditions;
  uint32_t condition_count;
  tr_date *dates;
  uint32_t date_count;
  tr_reference *references;
  uint32_t reference_count;
  tr_attachment *attachments;
  uint32_t attachment_count;
  /** 2310x, 2330x, 2420x */
  tr_party *parties;
  uint32_t party_count;
  /** 1000x, 2010x */
  tr_party *level_parties;
  uint32_t level_party_count;
  tr_reference *level_references;
  uint32_t level_reference_count;
  tr_other_payer *other_payers;
  uint32_t other_payer_count;
  tr_adjudication *adjudications;
  uint32_t adjudication_count;
  tr_adjustment *adjustments;
  uint32_t adjustment_count;
  tr_line *lines;
  uint32_t line_count;
  bool damaged; /**< a segment of it or of a level above could not be read,
                       or a limit was met: not judged by rules */
  uint64_t at;  /**< ordinal of the CLM segment */
} tr_claim;

#endif
