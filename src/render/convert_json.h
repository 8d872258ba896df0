/* X12 as JSON, "traction-x12/1": every segment with its place, its loop and our
 * words for it, and every other byte too, so that the input can be put together
 * again to the byte (input/convert_read.h). The form is described in
 * docs/convert.md.
 *
 *   convert = tr_convert_json_new("june.837", &out);
 *   tr_convert_json_feed(convert, bytes, n);  as often as there are bytes;
 *                                             `out` may be emptied in between
 *   tr_convert_json_end(convert);             the document lacks its last brace
 *   tr_convert_json_key(...)                  further members, then "}\n" */
#ifndef TR_RENDER_CONVERT_JSON_H
#define TR_RENDER_CONVERT_JSON_H

#include "base/buf.h"
#include "base/status.h"

/** The form's name, first member of a document. */
#define TR_CONVERT_FORMAT "traction-x12/1"

typedef struct tr_convert_json tr_convert_json;

/**
 * Begin a document.
 *
 * @param file Its name, as findings show it; borrowed for the call.
 * @param out  Appended to; borrowed until the end.
 * @return Owned by the caller; NULL without memory.
 */
tr_convert_json *tr_convert_json_new(const char *file, tr_buf *out);

/** Take the next bytes. @return TR_OK, TR_ENOMEM or TR_ELIMIT (of `out`). */
TR_NODISCARD tr_status tr_convert_json_feed(tr_convert_json *convert,
                                            const char *bytes, size_t n);

/** The input is over: the list of interchanges closes. @return As above. */
TR_NODISCARD tr_status tr_convert_json_end(tr_convert_json *convert);

/** Free it; NULL is harmless. */
void tr_convert_json_free(tr_convert_json *convert);

#endif
