/* Payer profiles and their keys from YAML: profiles/keys.yaml and
 * profiles/<id>.yaml. The defaults of the keys become the profile
 * TR_PROFILE_DEFAULTS. */
#ifndef TR_INPUT_PROFILE_YAML_H
#define TR_INPUT_PROFILE_YAML_H

#include "base/arena.h"
#include "input/pack_error.h"
#include "input/sources_md.h"
#include "rule/pack.h"

enum {
  TR_PROFILE_WORDS = 16, /**< most words of a key */
  TR_PROFILE_KEYS = 256  /**< most keys */
};

/** The keys of a pack and their defaults. */
typedef struct tr_profile_keys {
  const tr_profile_key *keys;
  uint32_t count;
  const tr_profile *defaults; /**< the profile TR_PROFILE_DEFAULTS, or NULL */
} tr_profile_keys;

/**
 * Read profiles/keys.yaml.
 *
 * @param      arena Holds the keys.
 * @param      sink  Its file is read; takes the errors.
 * @param      sources Those a default may name.
 * @param[out] keys  Set only on TR_OK; its count is 0 after a syntax error.
 * @return TR_OK, also with errors; TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_profile_keys_read(tr_arena *arena, tr_pack_sink *sink,
                                            const tr_source_list *sources,
                                            tr_profile_keys *keys);

/**
 * Read a profile.
 *
 * @param      arena   Holds it.
 * @param      sink    Its file is read; takes the errors.
 * @param      sources Those an entry may name.
 * @param      id      The profile's id as its file's name has it.
 * @param[out] profile NULL where there was an error; set only on TR_OK.
 * @return TR_OK, also with errors; TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_profile_read(tr_arena *arena, tr_pack_sink *sink,
                                       const tr_profile_keys *keys,
                                       const tr_source_list *sources, tr_str id,
                                       const tr_profile **profile);

#endif
