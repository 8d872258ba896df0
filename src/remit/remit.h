/* The remittance (835) as balancing and settling see it: payments, and one
 * claim of them at a time; every value with its place.
 *
 * Invariants: counts give the used part of each array. What belongs to the
 * claim itself has service -1 and comes first; what belongs to a service is
 * contiguous and is reached through the service's first/count. A claim lives
 * until the next one is begun, its payment until the set ends.
 *
 * Names of people are in the model as places only: no message shows them. */
#ifndef TR_REMIT_REMIT_H
#define TR_REMIT_REMIT_H

#include <stdbool.h>

#include "base/date.h"
#include "base/money.h"
#include "x12/field.h"

enum {
  TR_REMIT_MODIFIERS = 4,
  TR_REMIT_TRIPLES = 6, /**< adjustments in one CAS */
  TR_REMIT_PAIRS = 6    /**< adjustments in one PLB */
};

/** Groups of adjustments (CAS01), and those of unknown group. */
typedef enum tr_remit_group {
  TR_REMIT_CO, /**< contractual */
  TR_REMIT_PR, /**< the patient's */
  TR_REMIT_OA, /**< other */
  TR_REMIT_PI, /**< the payer's own */
  TR_REMIT_GROUP_OTHER,
  TR_REMIT_GROUPS
} tr_remit_group;

/** Payer or payee: N1 and the segments of its loop. */
typedef struct tr_remit_party {
  const tr_unit *unit;
  bool sent;
  tr_field name;         /**< N102 text */
  tr_field id_qualifier; /**< N103 code */
  tr_field id;           /**< N104 text */
  tr_field street;       /**< N301 text */
  tr_field city;         /**< N401 text */
  tr_field state;        /**< N402 code */
  tr_field zip;          /**< N403 text */
  tr_field contact;      /**< PER02 text of PER*BL, else of the first PER */
  tr_field contact_at;   /**< PER04 text of the same */
} tr_remit_party;

/** A REF. */
typedef struct tr_remit_reference {
  const tr_unit *unit;
  int32_t service;    /**< index of its service, or -1 */
  tr_code loop;       /**< "ST", "1000A", "1000B", "2100", "2110" */
  tr_field qualifier; /**< REF01 code */
  tr_field value;     /**< REF02 text */
} tr_remit_reference;

/** One pair of a PLB: money between payer and provider beside the claims. */
typedef struct tr_remit_provider_adjustment {
  const tr_unit *unit;
  tr_field provider;    /**< PLB01 text */
  tr_field fiscal_year; /**< PLB02 date */
  tr_field reason;      /**< PLB03-1, 05-1 ... code */
  tr_field reference;   /**< PLB03-2, 05-2 ... text */
  tr_field amount;      /**< PLB04, 06 ... money; positive takes money away */
} tr_remit_provider_adjustment;

/** Sums over the claims of a payment, as far as they can be read. */
typedef struct tr_remit_totals {
  uint64_t claims, services, reversals, denied;
  tr_cents charge, paid, patient_share; /**< CLP03, CLP04, CLP05 */
  tr_cents adjusted[TR_REMIT_GROUPS];   /**< CAS of both levels */
  tr_cents provider_adjusted;           /**< PLB */
} tr_remit_totals;

/** One transaction set: a payment and what it is for. */
typedef struct tr_remit_payment {
  const tr_unit *unit;      /**< ST to the end of 1000B */
  tr_str control_number;    /**< ST02 */
  tr_str guide;             /**< GS08, else ST03 */
  bool test;                /**< ISA15 is T */
  tr_field handling;        /**< BPR01 code */
  tr_field amount;          /**< BPR02 money */
  tr_field credit;          /**< BPR03 code */
  tr_field method;          /**< BPR04 code: ACH BOP CHK FWT NON */
  tr_field format;          /**< BPR05 code */
  tr_field payer_bank;      /**< BPR07 text */
  tr_field payer_account;   /**< BPR09 text */
  tr_field originator;      /**< BPR10 text */
  tr_field payee_bank;      /**< BPR13 text */
  tr_field payee_account;   /**< BPR15 text */
  tr_field date;            /**< BPR16 date */
  tr_field trace;           /**< TRN02 text: number of the check or transfer */
  tr_field trace_payer;     /**< TRN03 text */
  tr_field currency;        /**< CUR02 code */
  tr_field receiver;        /**< REF*EV text */
  tr_field version;         /**< REF*F2 text */
  tr_field production_date; /**< DTM*405 date */
  tr_remit_party payer;     /**< 1000A */
  tr_remit_party payee;     /**< 1000B */
  tr_remit_reference *references; /**< of ST, 1000A and 1000B */
  uint32_t reference_count;
  tr_remit_provider_adjustment *provider_adjustments; /**< at the end only */
  uint32_t provider_adjustment_count;
  tr_remit_totals totals; /**< of the claims handed out so far */
  bool damaged;           /**< a segment that counts could not be placed, or a
                               limit was met: its sums are not judged */
  uint64_t at;            /**< ordinal of the ST segment */
} tr_remit_payment;

/** NM1 of a claim. */
typedef struct tr_remit_name {
  const tr_unit *unit;
  tr_field role;         /**< NM101 code: QC IL 74 82 TT PR GB */
  tr_field kind;         /**< NM102 code */
  tr_field name;         /**< NM103 text */
  tr_field first_name;   /**< NM104 text */
  tr_field id_qualifier; /**< NM108 code */
  tr_field id;           /**< NM109 text */
} tr_remit_name;

/** One adjustment triple of a CAS. */
typedef struct tr_remit_adjustment {
  const tr_unit *unit;
  int32_t service;   /**< index of its service, or -1 */
  tr_field group;    /**< CAS01 code */
  tr_field reason;   /**< CAS02, 05 ... code (CARC) */
  tr_field amount;   /**< CAS03, 06 ... money */
  tr_field quantity; /**< CAS04, 07 ... number */
} tr_remit_adjustment;

/** A DTM. */
typedef struct tr_remit_date {
  const tr_unit *unit;
  int32_t service;
  tr_field qualifier; /**< DTM01 code */
  tr_field date;      /**< DTM02 date */
} tr_remit_date;

/** An AMT or a QTY. They never take part in balancing. */
typedef struct tr_remit_amount {
  const tr_unit *unit;
  int32_t service;
  tr_field qualifier; /**< AMT01 or QTY01 code */
  tr_field amount;    /**< AMT02 money, QTY02 number */
} tr_remit_amount;

/** A remark code: LQ02 of a service, MOA03-07 or MIA05, 20-23 of a claim. */
typedef struct tr_remit_remark {
  const tr_unit *unit;
  int32_t service;
  tr_field qualifier; /**< LQ01 code; absent at the claim */
  tr_field code;      /**< code (RARC) */
} tr_remit_remark;

/** A composite procedure: SVC01 or SVC06. */
typedef struct tr_remit_procedure {
  tr_field qualifier;                     /**< -1 code */
  tr_field code;                          /**< -2 code */
  tr_field modifiers[TR_REMIT_MODIFIERS]; /**< -3..6 codes */
} tr_remit_procedure;

/** 2110: a service. */
typedef struct tr_remit_service {
  const tr_unit *unit;
  int32_t index;                /**< 0 for the first of its claim */
  tr_remit_procedure procedure; /**< SVC01: as decided */
  tr_field charge;              /**< SVC02 money */
  tr_field paid;                /**< SVC03 money */
  tr_field revenue;             /**< SVC04 code */
  tr_field units;               /**< SVC05 number; absent means 1 */
  tr_remit_procedure submitted; /**< SVC06: as billed, when it differs */
  tr_field submitted_units;     /**< SVC07 number, when it differs */
  tr_field date;                /**< DTM*472, else DTM*150 date */
  tr_field date_to;             /**< DTM*151 date */
  tr_field control_number;      /**< REF*6R text */
  tr_field allowed;             /**< AMT*B6 money */
  uint32_t adjustment_first, adjustment_count;
  uint32_t reference_first, reference_count;
  uint32_t date_first, date_count;
  uint32_t amount_first, amount_count;
  uint32_t quantity_first, quantity_count;
  uint32_t remark_first, remark_count;
} tr_remit_service;

/** 2100 and the services under it. */
typedef struct tr_remit_claim {
  const tr_unit *unit;
  const tr_remit_payment *payment;
  const tr_unit *section_unit;  /**< LX and TS3 before it */
  tr_field section;             /**< LX01 number, in section_unit */
  tr_field id;                  /**< CLP01 text: CLM01 as billed */
  tr_field status;              /**< CLP02 code: 22 takes an earlier one back */
  tr_field charge;              /**< CLP03 money */
  tr_field paid;                /**< CLP04 money */
  tr_field patient_share;       /**< CLP05 money */
  tr_field filing_code;         /**< CLP06 code */
  tr_field payer_number;        /**< CLP07 text: the payer's number for it */
  tr_field place;               /**< CLP08 code */
  tr_field frequency;           /**< CLP09 code */
  tr_field original_reference;  /**< REF*F8 text */
  tr_field date;                /**< DTM*232 date */
  tr_field date_to;             /**< DTM*233 date */
  tr_field received;            /**< DTM*050 date */
  const tr_remit_name *patient; /**< NM1*QC or NULL */
  const tr_remit_name *insured; /**< NM1*IL or NULL */
  const tr_remit_name *rendering; /**< NM1*82 or NULL */
  tr_remit_name *names;
  uint32_t name_count;
  tr_remit_adjustment *adjustments;
  uint32_t adjustment_count;
  tr_remit_reference *references;
  uint32_t reference_count;
  tr_remit_date *dates;
  uint32_t date_count;
  tr_remit_amount *amounts;
  uint32_t amount_count;
  tr_remit_amount *quantities;
  uint32_t quantity_count;
  tr_remit_remark *remarks;
  uint32_t remark_count;
  tr_remit_service *services;
  uint32_t service_count;
  bool reversal; /**< CLP02 is 22 */
  bool damaged;  /**< a segment that counts could not be placed, or a limit was
                      met: its sums are not judged */
  uint64_t at;   /**< ordinal of the CLP segment */
} tr_remit_claim;

/** @return The group of a packed CAS01. */
static inline tr_remit_group tr_remit_group_of(tr_code code) {
  static const tr_code codes[] = {(tr_code)'C' << 56 | (tr_code)'O' << 48,
                                  (tr_code)'P' << 56 | (tr_code)'R' << 48,
                                  (tr_code)'O' << 56 | (tr_code)'A' << 48,
                                  (tr_code)'P' << 56 | (tr_code)'I' << 48};
  for (int i = 0; i < TR_REMIT_GROUP_OTHER; i++)
    if (code == codes[i]) return (tr_remit_group)i;
  return TR_REMIT_GROUP_OTHER;
}

#endif
