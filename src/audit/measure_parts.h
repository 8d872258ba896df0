/* What the files of measures share: where a value is counted, and whom to tell
 * what it rests on. */
#ifndef TR_AUDIT_MEASURE_PARTS_H
#define TR_AUDIT_MEASURE_PARTS_H

#include "audit/measure.h"

/** A pass over the columns. */
typedef struct tr__pass {
  const tr_measuring *what;
  const tr_columns *columns;
  tr_measured_sums *out;
  tr_arena *scratch;
  int16_t *period_of; /* of each day from what->from on; -1: none */
  uint8_t *pairs;     /* what is known of pairs of codes in a quarter */
  uint32_t quarters;
  bool *claim_done;
  uint32_t provider;
  tr_status bad;
} tr__pass;

/** Of whom and when something is counted. */
typedef struct tr__at {
  uint32_t patient;
  int32_t payer;  /* tr_payer_class; -1: not counted by payer */
  int32_t period; /* -1: not counted by period */
} tr__at;

/** Add to a measure of the pass's provider. @param value Hits or the value. */
void tr__add(tr__pass *pass, tr_measure_id measure, tr__at at, double value,
             double n, uint32_t lines);

/** Tell of lines from `first` to below `end` that have one of the bits of
 * `mask`; 0: all of them. */
void tr__hit(const tr__pass *pass, tr_measure_id measure, int32_t payer,
             uint32_t first, uint32_t end, uint32_t mask);

/** @return Whether lines of this measure are asked for. */
bool tr__is_drilled(const tr__pass *pass, tr_measure_id measure, double value);

/** @return Indicator of a pair of codes on a day; -1 where there is none. */
int tr__pair_of(tr__pass *pass, uint16_t a, uint16_t b, tr_day day);

/** Where the lines of a visit are counted. */
tr__at tr__at_of(const tr__pass *pass, uint32_t line);

/** The visit codes, manipulations and therapies of one visit. */
void tr__measure_visit(tr__pass *pass, uint32_t visit);

/** The claims that begin with one of its lines. */
void tr__measure_claims(tr__pass *pass, uint32_t visit);

/** 59 and X on the lines of one visit. */
void tr__measure_distinct(tr__pass *pass, uint32_t visit);

/** A provider's code sets: how many visits look alike. */
void tr__measure_sets(tr__pass *pass, uint32_t first, uint32_t end);

/** Code sets of all providers together. */
void tr__measure_all_sets(tr__pass *pass);

/** A provider's days. */
void tr__measure_days(tr__pass *pass, uint32_t first, uint32_t end);

/** Visits of one patient in one year. */
void tr__measure_year(tr__pass *pass, uint32_t first, uint32_t end);

/** Fees of the codes, by payer class. */
void tr__measure_fees(tr__pass *pass);

#endif
