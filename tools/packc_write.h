/* A pack as constant C: every structure of rule/pack.h becomes a static const
 * initialiser, so that the built-in pack costs nothing at start. */
#ifndef TR_TOOLS_PACKC_WRITE_H
#define TR_TOOLS_PACKC_WRITE_H

#include "base/buf.h"
#include "rule/pack.h"

/**
 * Write a pack as one C file that defines tr_pack_builtin.
 *
 * @param pack Without a base.
 * @param out  Appended to; a failure is kept in it.
 */
void packc_write(const tr_pack *pack, tr_buf *out);

#endif
