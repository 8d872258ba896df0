/* Units that minutes support, by the three methods payers use. */
#ifndef TR_RULE_UNITS_H
#define TR_RULE_UNITS_H

#include <stddef.h>
#include <stdint.h>

typedef enum tr_unit_method {
  TR_UNITS_CMS_TOTAL,    /**< all timed minutes of the day together */
  TR_UNITS_AMA_MIDPOINT, /**< each code alone, rounded at its midpoint */
  TR_UNITS_STRICT_15     /**< each code alone, whole quarter-hours only */
} tr_unit_method;

/** The minutes of one timed code on one day, and what was billed for them. */
typedef struct tr_timed_code {
  int64_t minutes;   /**< thousandths of a minute, 0 or more */
  int64_t billed;    /**< whole units; decides ties only */
  int64_t supported; /**< out: whole units */
} tr_timed_code;

/**
 * Share units out among the timed codes of a day.
 *
 * By CMS's method the sum of minutes gives the total, whole quarter-hours of
 * each code come first and what is left goes to the largest remainders; of
 * equal remainders the code that billed more beyond its quarter-hours comes
 * first, then the earlier.
 *
 * @param codes `supported` is set in each.
 * @return The total of units supported.
 * @source cms-mcpm-5-20-2, ama-midpoint-rule
 */
int64_t tr_units_share(tr_unit_method method, tr_timed_code *codes,
                       size_t count);

#endif
