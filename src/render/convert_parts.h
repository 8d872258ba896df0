/* What the parts of the JSON form share: convert_json.c (levels),
 * convert_segment.c (segments and bytes). Private to them. */
#ifndef TR_RENDER_CONVERT_PARTS_H
#define TR_RENDER_CONVERT_PARTS_H

#include "base/json_write.h"
#include "spec/intake.h"

/**
 * Append a segment as an object without its last brace.
 *
 * @param definition Its place in the guide, or NULL.
 */
void tr__convert_segment(tr_buf *out, const tr_located *located,
                         const tr_spec_segment *definition);

/**
 * Append a member that holds bytes: as text, or in base64 where they are no
 * UTF-8, its key then ending in "_base64".
 *
 * @param key What stands before, with the key's opening quote: ",\"tail".
 */
void tr__convert_bytes(tr_buf *out, const char *key, tr_str bytes);

#endif
