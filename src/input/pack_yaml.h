/* A pack from its files: rules, derivations, profiles, payers, sources.
 * tools/packc makes the built-in pack of it; a user's folders are read with it
 * at start and laid over the built-in pack. Bytes in, structures out; nothing
 * here opens a file. */
#ifndef TR_INPUT_PACK_YAML_H
#define TR_INPUT_PACK_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "input/pack_error.h"
#include "rule/pack.h"

enum {
  TR_PACK_ARENA = 256 << 20, /**< arena bytes that hold any pack */
  TR_PACK_FILES = 20000      /**< most files of a pack */
};

typedef enum tr_pack_kind {
  TR_PACK_RULE,    /**< packs/<authority>/TRxnnnn-slug.yaml; a derivation
                        where it has the key `derives` */
  TR_PACK_PROFILE, /**< profiles/<id>.yaml */
  TR_PACK_KEYS,    /**< profiles/keys.yaml: of a pack without a base only */
  TR_PACK_PAYERS,  /**< payers.csv */
  TR_PACK_SOURCES, /**< docs/sources.d/<topic>.md, or a user's sources.md */
} tr_pack_kind;

/** A file of a pack; borrowed. */
typedef struct tr_pack_file {
  const char *name; /**< as errors show it, NUL-terminated; its last part
                         tells profiles and rules apart */
  tr_str bytes;
  tr_pack_kind kind;
} tr_pack_file;

/** How a pack is read. */
typedef struct tr_pack_options {
  const char *name, *version; /**< of the pack; borrowed */
  const tr_pack *base;        /**< what it is laid over, or NULL; borrowed */
  tr_pack_error_fn *error;    /**< takes all errors, file by file */
  void *context;              /**< handed to `error` */
} tr_pack_options;

/**
 * What kind of file a name is: .yaml, .yml are rules, in a folder of profiles
 * they are profiles (keys.yaml the keys); payers.csv; .md are sources.
 *
 * @param name     A path; its last part counts.
 * @param profiles Whether it lies in a folder of profiles.
 * @param[out] kind Set only when true is returned.
 * @return Whether it belongs to a pack at all.
 */
bool tr_pack_kind_of(tr_str name, bool profiles, tr_pack_kind *kind);

/**
 * Read a pack. Over a base a rule, derivation or profile with a known id
 * replaces it (of a
 * profile key by key), others are added, and payers come before those of the
 * base. The digest is over the last parts of the names and the bytes, sorted.
 *
 * @param      arena Holds the pack; TR_PACK_ARENA is enough.
 * @param      files In any order; names and bytes outlive the call only.
 * @param[out] pack  Set only on TR_OK.
 * @return TR_OK; TR_ESYNTAX after errors, all of which were reported;
 *         TR_ENOMEM; TR_ELIMIT (too many files).
 */
TR_NODISCARD tr_status tr_pack_read(tr_arena *arena, const tr_pack_file *files,
                                    size_t count,
                                    const tr_pack_options *options,
                                    const tr_pack **pack);

#endif
