/* Text on its way into HTML. Whatever comes from the input or from a pack goes
 * through here; there is no other way into the page. */
#ifndef TR_RENDER_HTML_TEXT_H
#define TR_RENDER_HTML_TEXT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

/**
 * Append text so that it is nothing but text, in content and between quotes of
 * an attribute: & < > " ' become references; control and direction characters
 * and bytes that are no UTF-8 are made visible.
 *
 * @param text Any bytes; borrowed.
 * @source html-standard (data state, attribute values in quotes)
 */
void tr_html_text(tr_buf *out, tr_str text);

/**
 * Append paragraphs: an empty line parts them, a line end within one is a
 * blank.
 *
 * @param text Any bytes; borrowed; may be empty, then nothing is written.
 */
void tr_html_paragraphs(tr_buf *out, tr_str text);

/**
 * Append a title that leads to an address.
 *
 * @param title Any bytes. @param url Followed only when it begins with
 *              "https://" or "http://"; else the title is plain text. May be
 *              NULL.
 */
void tr_html_link(tr_buf *out, tr_str title, const char *url);

#endif
