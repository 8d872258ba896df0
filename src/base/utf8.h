/* UTF-8 by hand: no locale, no wide characters. Text from outside goes through
 * tr_text_safe() before a terminal sees it. */
#ifndef TR_BASE_UTF8_H
#define TR_BASE_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/** "No code point": the byte at hand is not the start of valid UTF-8. */
#define TR_UTF8_BAD UINT32_MAX

/**
 * Take one code point off the front of a text.
 *
 * @param[in,out] rest Not empty; shortened by the bytes taken, by one where
 *                     they are not valid UTF-8.
 * @return The code point (never a surrogate or beyond U+10FFFF), or
 *         TR_UTF8_BAD.
 * @source rfc3629 (overlong forms and surrogates are refused)
 */
uint32_t tr_utf8_next(tr_str *rest);

/**
 * Say whether all of a text is valid UTF-8.
 *
 * @param text Borrowed; may be empty.
 * @return Whether it is.
 */
bool tr_utf8_valid(tr_str text);

/**
 * Columns that a terminal gives a code point.
 *
 * @param point A code point as from tr_utf8_next().
 * @return 0 for marks that combine, 2 for wide letters of East Asia and
 *         pictures, else 1.
 */
int tr_utf8_columns(uint32_t point);

/**
 * Append text with everything a terminal might obey or hide made visible:
 * control bytes and bytes that are no UTF-8 as \xHH, control and direction
 * code points as \u{HHHH}.
 *
 * @param buf  Where to; a failure is kept in it.
 * @param text Any bytes; borrowed.
 */
void tr_text_safe(tr_buf *buf, tr_str text);

/**
 * Columns of a text as tr_text_safe() would show it, to place a caret.
 *
 * @param text Any bytes; borrowed.
 * @return Columns, 0 for an empty text.
 */
size_t tr_text_columns(tr_str text);

#endif
