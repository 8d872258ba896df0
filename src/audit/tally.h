/* Sums of findings that parts of a practice are counted in and that add up:
 * by rule, severity, payer profile, rendering provider and month of service.
 *
 *   tr_tally_init(&tally, limit);
 *   tr_tally_claim_begin(&tally, &claim);
 *   tr_tally_finding(&tally, "TRC0101", TR_SEVERITY_ERROR, line);
 *   tr_tally_claim_end(&tally);
 *   tr_tally_merge(&whole, &tally);
 *
 * Merging is the same in any order and grouping, as long as each claim is in
 * one part only. Money is counted once a claim and row: the same charge may
 * stand in the rows of two rules, so that rows do not sum to the totals. */
#ifndef TR_AUDIT_TALLY_H
#define TR_AUDIT_TALLY_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/json_write.h"
#include "base/map.h"
#include "base/money.h"
#include "diag/severity.h"

/** The month of a claim without a day of service. */
#define TR_TALLY_NO_MONTH INT32_MIN

/** What a row is of. */
typedef struct tr_tally_key {
  tr_str rule;      /**< id */
  tr_str payer;     /**< id of the payer profile; may be empty */
  tr_str rendering; /**< NPI; may be empty */
  int32_t month;    /**< 12 times the year and 0 to 11; TR_TALLY_NO_MONTH */
  tr_severity severity;
} tr_tally_key;

/** What is counted of a row. */
typedef struct tr_tally_sums {
  int64_t findings;
  int64_t claims;   /**< that have at least one */
  int64_t lines;    /**< of these that it is about; all of a claim where it is
                         about the claim */
  tr_cents charged; /**< for these lines; of the claim likewise */
  tr_cents paid;    /**< for these lines; of the claim likewise */
} tr_tally_sums;

typedef struct tr_tally_row {
  tr_tally_key key;
  tr_tally_sums sums;
} tr_tally_row;

/** All claims that were counted, with findings and without. */
typedef struct tr_tally_totals {
  int64_t claims, lines;
  tr_cents charged, paid;
  int64_t found;  /**< claims with a finding of any severity */
  int64_t faulty; /**< claims with an error */
  tr_cents found_charged, faulty_charged, found_paid, faulty_paid;
} tr_tally_totals;

/** Money of a line. */
typedef struct tr_tally_line {
  tr_cents charged, paid;
} tr_tally_line;

/** A claim to be counted; borrowed until its end. */
typedef struct tr_tally_claim {
  tr_str payer, rendering; /**< as in a key */
  int32_t month;           /**< as in a key */
  tr_cents charged, paid;
  const tr_tally_line *lines;
  uint32_t line_count;
} tr_tally_claim;

/** What a claim at hand has in a row; private. */
typedef struct tr__tally_part {
  uint32_t row, findings, lines;
  bool whole;
  tr_cents charged, paid;
} tr__tally_part;

/** A line that a row is about, in the claim at hand; private. */
typedef struct tr__tally_seen {
  uint32_t part, line;
} tr__tally_seen;

/** `rows`, `count` and `totals` may be read; the rest is private. */
typedef struct tr_tally {
  tr_tally_row *rows; /**< in the order of tr_tally_sort() after it */
  size_t count;
  tr_tally_totals totals;
  size_t room;
  tr_map index;   /* hash of a key -> row */
  tr_arena texts; /* of the keys */
  tr_tally_claim claim;
  bool in_claim;
  tr_severity worst;
  tr__tally_part *parts;
  size_t part_count, part_room;
  tr__tally_seen *seen;
  size_t seen_count, seen_room;
} tr_tally;

/** Start empty; allocates nothing. @param limit Most bytes of texts of keys. */
void tr_tally_init(tr_tally *tally, size_t limit);

/** Free what it holds. */
void tr_tally_done(tr_tally *tally);

/** @return The month of a day as keys have it. */
int32_t tr_tally_month(tr_day day);

/** Begin a claim; nothing is counted before its end. */
void tr_tally_claim_begin(tr_tally *tally, const tr_tally_claim *claim);

/**
 * Count a finding of the claim at hand.
 *
 * @param rule Id; borrowed for the call.
 * @param line Index of the line it is about; negative, and one the claim has
 *             not: the claim.
 * @return TR_OK; TR_ENOMEM, with nothing counted of it.
 */
TR_NODISCARD tr_status tr_tally_finding(tr_tally *tally, const char *rule,
                                        tr_severity severity, int64_t line);

/** Count the claim. @return TR_OK; TR_ERANGE where a sum does not fit. */
TR_NODISCARD tr_status tr_tally_claim_end(tr_tally *tally);

/**
 * Add what another part has counted.
 *
 * @param from Left as it is; no claim is begun in it.
 * @return TR_OK; TR_ENOMEM, TR_ERANGE, with part of it added.
 */
TR_NODISCARD tr_status tr_tally_merge(tr_tally *tally, const tr_tally *from);

/** Put the rows in their order: by rule, severity (the worst first), payer,
 * provider, month. @return TR_OK or TR_ENOMEM. */
TR_NODISCARD tr_status tr_tally_sort(tr_tally *tally);

/**
 * Spread what was paid for a claim over its lines by their charges, to the
 * cent: the lines sum to what was paid.
 *
 * @param lines `charged` is read, `paid` set. @param paid Of the claim.
 */
void tr_tally_spread(tr_tally_line *lines, uint32_t count, tr_cents paid);

/** Write it as an object: "totals" and "rows". */
void tr_tally_json(const tr_tally *tally, tr_json *json);

/** Append it as lines of text, to be read by tr_tally_read(): the totals, then
 * one row a line, values parted by tabs. */
void tr_tally_write(const tr_tally *tally, tr_buf *out);

/**
 * Add what tr_tally_write() wrote.
 *
 * @return TR_OK; TR_ESYNTAX for anything else; as tr_tally_merge().
 */
TR_NODISCARD tr_status tr_tally_read(tr_tally *tally, tr_str text);

#endif
