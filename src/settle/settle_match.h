/* Which billed claim a remitted one answers, and which line a service. Told by
 * numbers where they agree, else by code, modifiers, date and charge; what
 * fits two claims alike is left unmatched.
 *
 * The score of a claim, at most 100, is the sum of
 *
 *   40  CLP01 is CLM01
 *   40  the payer's number (CLP07, REF*F8) is the claim's
 *   15  REF*6R of the services are control numbers of its lines
 *   10  CLP03 is CLM02
 *   35  the services fit its lines: their scores, taken together
 *   10  the payer's name is the claim's
 *
 * and that of a service, at most 100, of
 *
 *   40  code       20  modifiers (10 where only some are the same)
 *   25  date       15  charge
 *
 * A claim is taken from TR_MATCH_LEAST on, when the second best is at least
 * TR_MATCH_MARGIN below it. Claims that are copies of each other to the line
 * are taken in the order they were billed. A service whose REF*6R is a line's
 * control number is that line; else the same least and margin hold, and lines
 * that are copies of each other are taken in order.
 *
 * The claims compared with one that was remitted are looked up by keys, those
 * that say most first: the payer's number and control numbers; CLM01 with day
 * and charge, with the day, alone; code and day with the charge, without it.
 * However many claims share a key, the work for one remitted claim has a bound,
 * so that the time of a run grows with its input and no faster. Where the bound
 * is met, a claim is taken only when none of those that were left could come
 * near it. */
#ifndef TR_SETTLE_SETTLE_MATCH_H
#define TR_SETTLE_SETTLE_MATCH_H

#include "remit/remit.h"
#include "settle/billed.h"

enum {
  TR_MATCH_LEAST = 45,         /**< of a claim */
  TR_MATCH_SERVICE_LEAST = 60, /**< of a service */
  TR_MATCH_MARGIN = 10,
  TR_MATCH_CANDIDATES = 5, /**< most that are shown */
  TR_MATCH_TRIED = 256,    /**< most claims compared for one remitted */
  TR_MATCH_SURE = 16,      /**< of them compared whatever that takes */
  TR_MATCH_WORK = 1 << 14, /**< else most services compared with lines */
  TR_MATCH_COMPARED = 64   /**< most lines compared to score a claim */
};

/** What a claim's score is made of, in points. */
typedef struct tr_claim_score {
  uint8_t id, number, control, charge, services, payer;
  uint8_t total; /**< at most 100 */
} tr_claim_score;

/** What a service's score is made of. */
typedef struct tr_service_score {
  bool control; /**< REF*6R: whatever the rest */
  uint8_t code, modifiers, date, charge;
  uint8_t total; /**< at most 100 */
} tr_service_score;

/** A billed claim that may be the one. */
typedef struct tr_match_candidate {
  tr_billed *claim;
  tr_claim_score score;
} tr_match_candidate;

/** What a remitted claim answers. */
typedef struct tr_match {
  tr_billed *claim; /**< NULL: unmatched */
  tr_claim_score score;
  tr_match_candidate candidates[TR_MATCH_CANDIDATES]; /**< best first */
  uint32_t candidate_count;
  bool ambiguous; /**< several fit alike */
  bool crowded;   /**< claims were left, since there are too many */
  uint32_t tried; /**< claims compared, each time counted */
  uint32_t work;  /**< services compared with lines for that */
} tr_match;

/** The line a service answers. */
typedef struct tr_service_match {
  const tr_billed_line *line; /**< NULL: unmatched */
  int32_t index;              /**< of the line, or -1 */
  tr_service_score score;     /**< of the line, or of the best candidate */
  bool ambiguous;
} tr_service_match;

/** Match a claim; nothing of the index is changed. */
void tr_match_claim(const tr_billed_index *index, const tr_remit_claim *remit,
                    tr_match *match);

/**
 * Match the services of a matched claim.
 *
 * @param[out] matches One for each service.
 * @param      taken   Room for claim->line_count flags; overwritten.
 */
void tr_match_services(const tr_billed *claim, const tr_remit_claim *remit,
                       tr_service_match *matches, bool *taken);

/** The code a service was billed with: SVC06 where sent, else SVC01. */
const tr_remit_procedure *tr_remit_billed_procedure(
    const tr_remit_service *service);

/** The date of a service, else the first of its claim, else TR_DAY_MIN. */
tr_day tr_remit_service_day(const tr_remit_claim *claim,
                            const tr_remit_service *service);

#endif
