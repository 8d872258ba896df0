/* The digest that names the contents of a pack. */
#ifndef TR_INPUT_PACK_DIGEST_H
#define TR_INPUT_PACK_DIGEST_H

#include "input/pack_yaml.h"

/** @return The last part of a path. */
tr_str tr_pack_file_name(tr_str path);

/**
 * SHA-256 over the last parts of the names and the bytes of files, sorted.
 *
 * @param      arena  For the order.
 * @param[out] digest 65 bytes: hexadecimal and a NUL.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_pack_digest(tr_arena *arena,
                                      const tr_pack_file *files, size_t count,
                                      char *digest);

#endif
