/* Under which codes the services of a note stand on a claim. The derivations of
 * the pack say it (packs/derivation), so that what is billed for a service is
 * written once. */
#ifndef TR_RULE_SERVICE_MATCH_H
#define TR_RULE_SERVICE_MATCH_H

#include <stdbool.h>

#include "note/note.h"
#include "rule/pack.h"

struct tr_scope;

enum {
  TR_SERVICE_DERIVATIONS = 4 /**< most that are about one service */
};

/** The codes of one service. */
typedef struct tr_service_codes {
  const tr_derivation *of[TR_SERVICE_DERIVATIONS];
  uint32_t count;
  bool has_own;     /**< the note gives it a code */
  tr_code own;      /**< that code; 0: none, or too long for one */
  tr_code replaced; /**< what the payer wants in place of `own`; 0: nothing */
} tr_service_codes;

/** @return Whether a derivation holds on a day; TR_DAY_MIN: on any. */
bool tr_derivation_in_force(const tr_derivation *derivation, tr_day day);

/**
 * Whether a derivation is about a service: its kind, and what its `service`
 * asks.
 *
 * @param scope Binds the note and the service; the profile is not asked.
 */
bool tr_derivation_is_about(const tr_derivation *derivation,
                            const struct tr_scope *scope);

/**
 * Find the derivations of a service: of those for each service the first, of
 * those for the note as a whole all.
 *
 * @param scope Binds the note and the service; a profile says what replaces
 *              the service's own code.
 * @param pack  May be NULL: then only a code of its own is known.
 */
tr_service_codes tr_service_codes_of(const tr_pack *pack,
                                     const struct tr_scope *scope);

/**
 * Whether a code bills a service: by the service's own code where it has one,
 * else by its derivations. Codes that bill it wrongly match too, so that the
 * rules on wrong codes can look at it.
 *
 * @param code Of the line (SV101-2).
 * @source rulings-21
 */
bool tr_service_matches(const tr_service_codes *codes, tr_code code);

/** As tr_service_matches(), without the codes that bill it wrongly. */
bool tr_service_bills(const tr_service_codes *codes, tr_code code);

/** @return The code a service is billed by: its own, else what its derivation
 * gives where no payer differs; 0 where it has no line of its own. */
tr_code tr_service_code(const tr_service_codes *codes);

/**
 * Whether a code is one that is taken for the right one, though the service
 * has another of its own.
 */
bool tr_service_mistaken(const tr_service_codes *codes, tr_code code);

#endif
