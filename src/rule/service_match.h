/* Which services of a note a line of the claim stands for. */
#ifndef TR_RULE_SERVICE_MATCH_H
#define TR_RULE_SERVICE_MATCH_H

#include <stdbool.h>

#include "note/note.h"

/**
 * Whether a code bills a service: by the service's own code where it has one,
 * else by its kind, method and device. Codes that bill it wrongly on purpose
 * of comparison match too: every traction without a code of its own matches
 * 97012, so that the rules on the wrong traction code can look at it.
 *
 * @param code Of the line (SV101-2).
 * @source rulings-21
 */
bool tr_service_matches(const tr_service *service, tr_code code);

#endif
