/* Payer profiles: which one a claim falls under, and what it says on a day.
 * Inheritance is flattened once for all profiles; a lookup is an index and a
 * short walk over the entries of one key, the profile's own first.
 *
 * The defaults of keys.yaml are the entries of a profile with the id
 * TR_PROFILE_DEFAULTS, which stands behind every chain; it needs no mention in
 * `inherits` and no row of the payer table. */
#ifndef TR_RULE_PROFILE_H
#define TR_RULE_PROFILE_H

#include "base/arena.h"
#include "claim/claim.h"
#include "rule/pack.h"

/** Id of the profile that holds the default of every key. */
#define TR_PROFILE_DEFAULTS "*"

enum {
  TR_PROFILE_CHAIN = 8, /**< most profiles in a chain of inheritance */
  TR_PROFILE_MEMO = 64  /**< payers remembered by a finder; a power of two */
};

/** The entries of one key along a chain. */
typedef struct tr_profile_slot {
  const tr_profile_entry *const *entries; /**< the nearest profile's first */
  uint32_t count;
} tr_profile_slot;

/** A profile with everything it inherits. */
typedef struct tr_profile_chain {
  const tr_profile *profile;
  const tr_profile_slot *slots; /**< one for each key of the pack */
} tr_profile_chain;

/** All profiles of a run, flattened. Read-only once made. */
typedef struct tr_profiles {
  const tr_pack *pack;
  const tr_profile_chain *chains; /**< pack->profile_count, in its order */
  int32_t fallback;               /**< index of "commercial", or -1 */
} tr_profiles;

/** The profile of one claim. */
typedef struct tr_profile_view {
  const tr_pack *pack; /**< for the names and types of keys */
  const tr_profile_chain *chain;
  tr_code state; /**< the claim's state; 0: not known */
  tr_day as_if;  /**< values for days before it are those of it; 0: of the day
                      itself */
} tr_profile_view;

/** What the payer table looks at; empty texts match blank columns only. */
typedef struct tr_payer_facts {
  tr_str id;          /**< NM109 of 2010BB */
  tr_str filing_code; /**< SBR09 */
  tr_str name;
  tr_str state; /**< of the payer, else of the billing provider */
} tr_payer_facts;

/** A payer seen before, and its profile; private. */
typedef struct tr_profile_memo {
  uint32_t length; /* bytes of `payer`, 0: free */
  int32_t profile;
  char payer[152]; /* id, filing code, state and name */
} tr_profile_memo;

/** Finds profiles; one for each thread. Fields are private. */
typedef struct tr_profile_finder {
  const tr_profiles *profiles;
  tr_profile_memo memo[TR_PROFILE_MEMO];
} tr_profile_finder;

/**
 * Flatten the profiles of a pack.
 *
 * @param      arena    Holds what `profiles` points to.
 * @param      pack     Borrowed as long as `profiles` is used.
 * @param[out] profiles Set only on TR_OK.
 * @return TR_OK; TR_ENOMEM; TR_ENOTFOUND where `inherits` names no profile;
 *         TR_ELIMIT where a chain is longer than TR_PROFILE_CHAIN, so also
 *         where it comes back to itself.
 */
TR_NODISCARD tr_status tr_profiles_init(tr_arena *arena, const tr_pack *pack,
                                        tr_profiles *profiles);

/** Begin to find profiles. @param profiles Borrowed. */
void tr_profile_finder_init(tr_profile_finder *finder,
                            const tr_profiles *profiles);

/**
 * The profile a claim falls under: the first row of the payer table whose
 * given columns all match (id NM109 of 2010BB, SBR09, name, state of the
 * payer, else of the billing provider), else "commercial".
 *
 * @param finder Remembers payers it has seen.
 * @return A view; its chain is NULL where no row matches and the pack has no
 *         profile "commercial".
 */
tr_profile_view tr_profile_find(tr_profile_finder *finder,
                                const tr_claim *claim);

/** As tr_profile_find(), without a claim. @param payer Borrowed for the call;
 * texts without blanks around them. */
tr_profile_view tr_profile_of_payer(tr_profile_finder *finder,
                                    const tr_payer_facts *payer);

/** A view of a profile by its id. @return Whether there is such a profile. */
bool tr_profile_named(const tr_profiles *profiles, tr_str id,
                      tr_profile_view *view);

/** @return Index of a key in the pack, or -1. */
int32_t tr_profile_key_find(const tr_profile_key *keys, uint32_t count,
                            tr_str name);

/**
 * The value of a key in force on a day: the nearest profile of the chain that
 * has one answers; an entry limited to states wins over one that is not.
 *
 * @param view May be NULL.
 * @param key  Index in pack->keys; negative gives NULL.
 * @return The value with its source and confidence, or NULL.
 */
const tr_profile_value *tr_profile_get(const tr_profile_view *view, int32_t key,
                                       tr_day day);

/**
 * The row for a code in a number-list or use-list: the nearest profile with a
 * row for that code answers.
 *
 * @param[out] value The entry it stands in; may be NULL.
 * @return The row, or NULL.
 */
const tr_profile_row *tr_profile_row_of_code(const tr_profile_view *view,
                                             int32_t key, tr_day day,
                                             tr_code code,
                                             const tr_profile_value **value);

/** As tr_profile_row_of_code(), in a severity-list by the id of a rule. */
const tr_profile_row *tr_profile_row_of_rule(const tr_profile_view *view,
                                             int32_t key, tr_day day,
                                             const char *rule,
                                             const tr_profile_value **value);

/**
 * Walk the rows of a list. Without a row key: all rows of all entries in force
 * of the nearest profile that has any. With one: every row that
 * tr_profile_row_of_code() would give for some code.
 *
 * @param at Counts from 0.
 * @param[out] value The entry the row stands in; may be NULL.
 * @return The row, or NULL at the end.
 */
const tr_profile_row *tr_profile_row_at(const tr_profile_view *view,
                                        int32_t key, tr_day day, uint32_t at,
                                        const tr_profile_value **value);

#endif
