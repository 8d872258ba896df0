/* Guides from their files: elements.yaml, segments.yaml, codes.yaml and one
 * file for each guide (spec/README.md). tools/specc compiles them and
 * tools/guidedoc describes them. Bytes in, structures out; nothing here opens a
 * file. */
#ifndef TR_INPUT_SPEC_YAML_H
#define TR_INPUT_SPEC_YAML_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "input/pack_error.h"
#include "spec/spec.h"

enum {
  TR_SPEC_ARENA = 256 << 20, /**< arena bytes that hold all guides */
  TR_SPEC_FILES = 64         /**< most files */
};

/** A file of guides; borrowed. */
typedef struct tr_spec_file {
  const char *name; /**< as errors show it, NUL-terminated; its last part says
                         what it is: elements.yaml, ..., else SLUG.yaml */
  tr_str bytes;
} tr_spec_file;

/** Guides by their slugs, "control" last. */
typedef struct tr_spec_list {
  const tr_spec *const *specs;
  uint32_t count;
} tr_spec_list;

/**
 * Read all guides.
 *
 * @param      arena   Holds them; TR_SPEC_ARENA is enough.
 * @param      files   In any order; outlive the call only.
 * @param      error   Takes all errors, file by file; may be NULL.
 * @param      context Handed to `error`.
 * @param[out] list    Set only on TR_OK.
 * @return TR_OK; TR_ESYNTAX after errors; TR_ENOMEM; TR_ELIMIT (too many
 *         files).
 */
TR_NODISCARD tr_status tr_specs_read(tr_arena *arena, const tr_spec_file *files,
                                     size_t count, tr_pack_error_fn *error,
                                     void *context, tr_spec_list *list);

#endif
