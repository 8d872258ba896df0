/* Shared by the parts of the comparison. */
#ifndef TR_CODING_COMPARE_PARTS_H
#define TR_CODING_COMPARE_PARTS_H

#include "coding/compare.h"
#include "coding/compare_fee.h"

enum { TR__COMPARE_TEXT = 1024 /* bytes of one reason */ };

/** A difference of a claim or note, in a list. */
typedef struct tr__difference_node {
  tr_difference difference;
  struct tr__difference_node *next;
} tr__difference_node;

/** Differences in the making, in order. */
typedef struct tr__differences {
  tr__difference_node *first, **end; /* end NULL: none yet */
  uint32_t count;
  tr_compare_sums sums;
} tr__differences;

/** What a visit supports, while lines take their share of it. */
typedef struct tr__offer {
  const tr_coded_line *line;
  int64_t left;            /* thousandths of units that no line has taken */
  struct tr__demand *last; /* the line that took of it last; NULL: none did */
} tr__offer;

/** A line of a claim, while it looks for support. */
typedef struct tr__demand {
  const tr_context_line *line;
  const tr_claim_context *claim;
  tr__differences *to;
  int64_t left;     /* thousandths of units not supported so far */
  tr__offer *offer; /* what it took of first; NULL: nothing */
  bool other_code;  /* `offer` is of another code */
} tr__demand;

/** A run. */
typedef struct tr__compare {
  const tr_compare_input *input;
  tr_arena *arena;
  tr_billed_fees fees;
  tr_status bad; /* first failure */
} tr__compare;

/** A visit and the lines that bill it. */
typedef struct tr__compare_visit {
  const tr_coded_visit *visit;
  const tr_claim_context *claim; /* the first; NULL: no claim */
  tr__differences *to;           /* takes what was not billed */
  tr__demand *demands;
  uint32_t demand_count;
  tr__offer *offers;
  uint32_t offer_count;
} tr__compare_visit;

/** Keep the first failure. @return Whether all is well. */
bool tr__compare_good(tr__compare *compare, tr_status status);

/** Text in the arena; empty after a failure. */
__attribute__((format(printf, 2, 3))) tr_str tr__compare_say(
    tr__compare *compare, const char *format, ...);

/** Add a difference and its amounts. */
void tr__compare_add(tr__compare *compare, tr__differences *to,
                     const tr_difference *difference);

/** Pair the lines of a visit with what it supports, and say what differs: of
 * each line to its claim, of what was not billed to `visit->to`. */
void tr__compare_lines(tr__compare *compare, tr__compare_visit *visit);

/** Say what is to be said of one line after pairing. */
void tr__compare_line(tr__compare *compare, const tr__compare_visit *visit,
                      const tr__demand *demand);

/** Say what no line bills. */
void tr__compare_unbilled(tr__compare *compare, const tr__compare_visit *visit,
                          const tr__offer *offer);

/** @return Whether both codes may stand for one service. */
bool tr__compare_related(const tr__compare *compare,
                         const tr__compare_visit *visit, tr_code billed,
                         const tr_coded_line *supported);

/** @return Whether two modifiers say the same to a payer. */
bool tr__same_modifier(const tr__compare *compare, tr_day day, tr_code a,
                       tr_code b);

/** @return Whether the line's modifiers are those that are supported. */
bool tr__same_modifiers(const tr__compare *compare, tr_day day,
                        const tr_context_line *billed,
                        const tr_coded_line *supported);

/** @return The row of a code on a day, or NULL. */
const tr_procedure *tr__compare_procedure(const tr__compare *compare,
                                          tr_code code, tr_day day);

/** Why a line is not supported. */
void tr__compare_why_not(tr__compare *compare, const tr__compare_visit *visit,
                         const tr__demand *demand, tr_difference *difference);

/** Say which modifiers the line lacks or has too many. @return Whether any. */
bool tr__compare_modifiers(tr__compare *compare, const tr__compare_visit *visit,
                           const tr__demand *demand, tr_difference *difference);

/** Say that the line points to no diagnosis of the area. @return Whether it is
 * so. */
bool tr__compare_points(tr__compare *compare, const tr__compare_visit *visit,
                        const tr__demand *demand, tr_difference *difference);

/** @return The first reason of a supported line; never NULL. */
const tr_coding_reason *tr__first_reason(const tr_coded_line *line);

/** @return Whether GY or GZ is on the line: it is billed to be denied. */
bool tr__is_denial(const tr_code *modifiers, uint32_t count);

#endif
