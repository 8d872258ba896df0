/* From the services of a note to the codes that bill them. A derivation is a
 * file of a pack (packs/derivation): what service it is about, and by which
 * code this payer is billed for it. The same file says to the checker which
 * lines a service may stand behind (rule/service_match.h). */
#ifndef TR_RULE_DERIVATION_H
#define TR_RULE_DERIVATION_H

#include "note/note.h"
#include "rule/pack.h"
#include "rule/profile.h"
#include "table/table.h"

/** What a derivation gives for one service, or for the note itself. */
typedef struct tr_derived {
  const tr_derivation *derivation; /**< NULL: none is about the service */
  const tr_service *service;       /**< NULL: derived of the note as a whole */
  tr_code code;        /**< to bill; 0: nothing may be billed for it */
  tr_str because;      /**< why this code, or why none; in the arena */
  const char *pointer; /**< place in the note that says so; never NULL */
  const char *source;  /**< id of the authority; NULL without one */
  int64_t units;       /**< whole; 0: by the code and its minutes */
  tr_str description;  /**< of an unlisted code; else empty */
} tr_derived;

/** What a note is coded by; all borrowed. */
typedef struct tr_derive_input {
  const tr_pack *pack;
  const tr_tables *tables;
  const tr_profile_view *profile;
  const tr_note *note;
  tr_day today; /**< TR_DAY_MIN: not known */
} tr_derive_input;

/**
 * Derive the codes of a note: in the order of its services, those of the note
 * as a whole (manipulation by its segments) before them. A service that no
 * derivation knows gives an entry with code 0 that says so; a service with a
 * code of its own gives that code where a derivation or the code's class lets
 * it stand for the service, else code 0 with the reason.
 *
 * @param      arena Holds the entries and their texts.
 * @param[out] derived,count Set only on TR_OK.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_derive_codes(tr_arena *arena,
                                       const tr_derive_input *input,
                                       const tr_derived **derived,
                                       uint32_t *count);

#endif
