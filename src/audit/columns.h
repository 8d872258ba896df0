/* What an audit computes from: the lines, claims, notes and remittances of a
 * practice as columns, in the order of provider, patient and day, so that every
 * measure is a loop over arrays.
 *
 *   tr_columns_init(&columns, limit);
 *   tr_columns_add_claim(&columns, &claim) ... in the order of their ids
 *   tr_columns_add_line(&columns, &line) ... by claim and number
 *   tr_columns_add_note, _remit, _service, _adjustment
 *   tr_columns_finish(&columns, tables);
 *   ... loops ...
 *   tr_columns_done(&columns);
 *
 * A line takes about 60 bytes, a claim about 100; while it is loaded, a line
 * takes another 64. */
#ifndef TR_AUDIT_COLUMNS_H
#define TR_AUDIT_COLUMNS_H

#include "audit/result.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/map.h"
#include "table/table.h"

enum {
  TR_COLUMNS_PROVIDERS = 1024,
  TR_COLUMNS_CODES = 2048,
  TR_COLUMNS_SET = 24, /**< most different codes of a visit that are told
                            apart */
  TR_COLUMNS_ROWS = 6, /**< kinds of rows that are taken in */
  TR_COLUMNS_NONE = -1
};

/* What a line is, as bits. */
enum {
  TR_LINE_CMT = 1 << 0,       /**< spinal manipulation */
  TR_LINE_PHYSICAL = 1 << 1,  /**< modality or therapeutic procedure */
  TR_LINE_PASSIVE = 1 << 2,   /**< modality */
  TR_LINE_EXAM = 1 << 3,      /**< visit code that takes modifier 25 */
  TR_LINE_TRACTION = 1 << 4,  /**< 97012 */
  TR_LINE_MANUAL = 1 << 5,    /**< 97140 */
  TR_LINE_DISTINCT = 1 << 6,  /**< modifier 59, XE, XS, XP or XU */
  TR_LINE_SEPARATE = 1 << 7,  /**< modifier 25 */
  TR_LINE_ANSWERED = 1 << 8,  /**< a remittance speaks of it */
  TR_LINE_DENIED = 1 << 9,    /**< answered, not paid, and the patient does not
                                   owe it by deductible, coinsurance, copay */
  TR_LINE_TIMED = 1 << 10,    /**< one-on-one, counted in units of time */
  TR_LINE_LOW = 1 << 11,      /**< 98940 */
  TR_LINE_MIDDLE = 1 << 12,   /**< 98941 */
  TR_LINE_HIGH = 1 << 13,     /**< 98942 */
  TR_LINE_HIGH_EXAM = 1 << 14 /**< visit code of the two highest levels */
};

/* What the checker found of a line or its claim, as bits (findings.h). */
enum {
  TR_GAP_MINUTES = 1 << 0,
  TR_GAP_FORCE = 1 << 1,
  TR_GAP_DEVICE = 1 << 2,
  TR_GAP_RESPONSE = 1 << 3,
  TR_GAP_NECESSITY = 1 << 4,
  TR_GAP_ANY = (1 << 5) - 1,
  TR_FOUND_CLONED = 1 << 5,
  TR_FOUND_NO_NOTE = 1 << 6,
  TR_FOUND_ERROR = 1 << 7,
  TR_FOUND_CHECKED = 1 << 8
};

/** A claim on its way in; texts are borrowed for the call. */
typedef struct tr_claim_row {
  int64_t id;
  tr_str control, replaces; /**< CLM01; REF*F8 */
  tr_str frequency, patient, rendering, filing, responsibility;
  tr_day from, filed, born; /**< TR_DAY_MIN: not known */
  tr_cents total;           /**< 0: not known */
} tr_claim_row;

/** A service line on its way in. */
typedef struct tr_line_row {
  int64_t claim;
  int32_t number; /**< from 1 */
  tr_code code;
  tr_str modifiers; /**< "GP:59" */
  tr_str rendering; /**< empty: that of the claim */
  int64_t units;    /**< thousandths */
  tr_cents charge;
  tr_day day; /**< TR_DAY_MIN: the line is left out */
} tr_line_row;

/** A chart note on its way in. */
typedef struct tr_note_row {
  int64_t id;
  tr_str claim, author;
  tr_day day, born;
} tr_note_row;

/** A claim of a remittance on its way in. */
typedef struct tr_remit_row {
  int64_t id;
  tr_str control, payer_control;
  tr_cents paid;
} tr_remit_row;

/** A service of it. */
typedef struct tr_service_row {
  int64_t remit;
  int32_t number; /**< from 1 */
  tr_code code;   /**< as billed */
  tr_cents paid;
  tr_day day;
} tr_service_row;

/** A CAS of it. */
typedef struct tr_adjustment_row {
  int64_t remit;
  int32_t service; /**< 0: of the claim */
  tr_code group, reason;
  tr_cents amount;
} tr_adjustment_row;

/** A procedure code that occurs. */
typedef struct tr_code_traits {
  tr_code code;
  uint32_t flags;        /**< TR_LINE bits of every line with it */
  uint16_t unit_minutes; /**< one-on-one codes by time; else 0 */
  uint16_t exam_minutes; /**< least minutes of a visit code; else 0 */
} tr_code_traits;

/** Why claims were left out. */
typedef struct tr_columns_left_out {
  uint64_t replaced;  /**< by a later claim with frequency 7 or 8 */
  uint64_t voids;     /**< claims with frequency 8 */
  uint64_t secondary; /**< the same visit to the next payer */
  uint64_t undated;   /**< lines without a readable day */
} tr_columns_left_out;

/** Texts as dense numbers. Fields are private. */
typedef struct tr_interner {
  tr_map map;
  tr_array texts; /* of tr_str */
} tr_interner;

/** The columns. Arrays are sized by the count above them; fields behind
 * `private` are for columns.c. */
typedef struct tr_columns {
  uint32_t provider_count;
  tr_str *provider_npi; /**< sorted */

  uint32_t patient_count;

  uint32_t code_count;
  tr_code_traits *codes;

  uint32_t claim_count; /**< those that count, by id */
  int64_t *claim_id;
  tr_str *claim_control;
  tr_day *claim_from, *claim_filed; /**< TR_DAY_MIN: not known */
  tr_cents *claim_charge;           /**< of its lines */
  tr_cents *claim_paid;
  int64_t *claim_note;   /**< row of `note`; 0: none */
  uint32_t *claim_lines; /**< index in line_by_claim; one more at the end */
  uint32_t *claim_patient;
  uint16_t *claim_provider;
  uint16_t *claim_found; /**< TR_FOUND bits */
  uint8_t *claim_payer;  /**< tr_payer_class */
  bool *claim_answered;

  uint32_t line_count; /**< by provider, patient, day, claim, number */
  uint32_t *line_claim;
  uint32_t *line_patient;
  tr_day *line_day;
  uint32_t *line_flags;
  int32_t *line_units; /**< thousandths */
  tr_cents *line_charge, *line_paid;
  uint16_t *line_provider, *line_code;
  uint16_t *line_found; /**< TR_GAP bits */
  int32_t *line_number;
  uint32_t *line_by_claim; /**< lines of each claim, by number */

  uint32_t visit_count;  /**< same provider, patient and day; same order */
  uint32_t *visit_first; /**< line; one more at the end */
  uint32_t *visit_set;   /**< which set of codes was billed */
  uint32_t *visit_flags; /**< those of its lines together */

  uint32_t set_count;
  uint8_t *set_size; /**< codes in it */

  uint32_t note_count;
  tr_day *note_day;
  uint16_t *note_provider; /**< provider_count: none of them */

  uint32_t denial_count; /**< of services that were denied */
  tr_code *denial_group, *denial_reason;
  tr_cents *denial_amount;
  uint32_t *denial_line;

  tr_day first, last; /**< days of the lines; last < first: there are none */
  tr_columns_left_out left_out;

  /* private */
  tr_arena arena;
  size_t denial_room;
  size_t limit;
  tr_array rows[TR_COLUMNS_ROWS];
  tr_interner patients, npis, numbers;
  tr_status bad;
} tr_columns;

/** Start empty. @param limit Most bytes of memory in all. */
void tr_columns_init(tr_columns *columns, size_t limit);

/** Free it. */
void tr_columns_done(tr_columns *columns);

/** Take a claim in. Ids rise. A failure is told by tr_columns_finish(). */
void tr_columns_add_claim(tr_columns *columns, const tr_claim_row *row);

/** Take a line in; claims and numbers rise. */
void tr_columns_add_line(tr_columns *columns, const tr_line_row *row);

/** Take a note in. */
void tr_columns_add_note(tr_columns *columns, const tr_note_row *row);

/** Take a claim of a remittance in; ids rise. */
void tr_columns_add_remit(tr_columns *columns, const tr_remit_row *row);

/** Take one of its services in; ids and numbers rise. */
void tr_columns_add_service(tr_columns *columns, const tr_service_row *row);

/** Take one of its adjustments in; ids rise. */
void tr_columns_add_adjustment(tr_columns *columns,
                               const tr_adjustment_row *row);

/**
 * Make the columns of what was taken in.
 *
 * @param tables Say what the codes are; borrowed for the call.
 * @return TR_OK; TR_ENOMEM; TR_ELIMIT where there is more than the limits
 *         above allow.
 */
TR_NODISCARD tr_status tr_columns_finish(tr_columns *columns,
                                         const tr_tables *tables);

/** @return The claim with a row's id, or TR_COLUMNS_NONE. */
int64_t tr_columns_claim_of(const tr_columns *columns, int64_t id);

/** @return The line of a claim with a number, or TR_COLUMNS_NONE. */
int64_t tr_columns_line_of(const tr_columns *columns, uint32_t claim,
                           int64_t number);

/** @return The first visit of a provider; that of provider_count is
 * visit_count. */
uint32_t tr_columns_visits_of(const tr_columns *columns, uint32_t provider);

#endif
