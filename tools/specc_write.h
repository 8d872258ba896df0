/* Writes guides as C. */
#ifndef TR_TOOLS_SPECC_WRITE_H
#define TR_TOOLS_SPECC_WRITE_H

#include "base/buf.h"
#include "input/spec_yaml.h"

/** Write tr_specs_builtin. @param out A failure is kept in it. */
void specc_write(const tr_spec_list *list, tr_buf *out);

#endif
