/* X12 taken apart and written again: what comes out is what went in, to the
 * byte. Each segment is put together from its elements, so that this is the
 * proof that nothing is lost on the way, and the way JSON takes. */
#ifndef TR_RENDER_CONVERT_X12_H
#define TR_RENDER_CONVERT_X12_H

#include "base/buf.h"
#include "base/status.h"

typedef struct tr_convert_x12 tr_convert_x12;

/**
 * Begin.
 *
 * @param out Appended to; borrowed until the end; may be emptied between calls.
 * @return Owned by the caller; NULL without memory.
 */
tr_convert_x12 *tr_convert_x12_new(tr_buf *out);

/** Take the next bytes. @return TR_OK, TR_ENOMEM or TR_ELIMIT (of `out`). */
TR_NODISCARD tr_status tr_convert_x12_feed(tr_convert_x12 *convert,
                                           const char *bytes, size_t n);

/** The input is over. @return As above. */
TR_NODISCARD tr_status tr_convert_x12_end(tr_convert_x12 *convert);

/** Free it; NULL is harmless. */
void tr_convert_x12_free(tr_convert_x12 *convert);

#endif
