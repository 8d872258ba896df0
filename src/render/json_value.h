/* JSON from a note, before it is put into the JSON of a finding: checked, on
 * one line, and not longer than a finding should be. */
#ifndef TR_RENDER_JSON_VALUE_H
#define TR_RENDER_JSON_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"

/**
 * Append a JSON value without the blanks between its parts.
 *
 * @param      text Any bytes; borrowed.
 * @param      most Bytes the result may have.
 * @param[out] out  Appended to only when true is returned.
 * @return Whether the text is exactly one JSON value, in UTF-8, that fits and
 *         is not nested deeper than TR_JSON_DEPTH.
 * @source rfc8259
 */
bool tr_json_value_compact(tr_str text, size_t most, tr_buf *out);

#endif
