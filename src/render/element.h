/* Elements of a segment as it was sent: where one begins, and the same segment
 * with one of them changed. */
#ifndef TR_RENDER_ELEMENT_H
#define TR_RENDER_ELEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"

/** An element by number; "SV101-3" is element 1, component 3 of an SV1. */
typedef struct tr_element_name {
  tr_str segment;     /**< "SV1"; borrowed from the name */
  unsigned element;   /**< from 1 */
  unsigned component; /**< from 1; 0: the whole element */
} tr_element_name;

/** Part of a segment's bytes. */
typedef struct tr_span_of {
  size_t at;     /**< byte of the segment */
  size_t length; /**< bytes */
} tr_span_of;

/**
 * Read the name of an element.
 *
 * @param      text "SV104", "SV101-3", "HI02-2"; borrowed.
 * @param[out] name Set only when true is returned.
 * @return Whether it is one.
 */
bool tr_element_name_read(tr_str text, tr_element_name *name);

/**
 * The element separator of a segment: the byte after its id.
 *
 * @param segment Without terminator; borrowed.
 * @return The byte, or NUL where the segment is its id alone.
 */
char tr_element_separator(tr_str segment);

/**
 * Find an element, not its components.
 *
 * @param      element From 1.
 * @param[out] span    Set only when true is returned.
 * @return Whether the segment has it.
 */
bool tr_element_find(tr_str segment, unsigned element, tr_span_of *span);

/**
 * Write a segment with one element or component changed; elements that are
 * missing before it are made empty.
 *
 * @param      segment Without terminator.
 * @param      name    Of an element of this segment.
 * @param      from    What stands there now; another value is not touched.
 * @param      to      What to write.
 * @param[out] out     Appended to, only when true is returned.
 * @param[out] at      Byte of `to` within what was appended.
 * @return Whether it could be done.
 */
bool tr_element_replace(tr_str segment, const tr_element_name *name,
                        tr_str from, tr_str to, tr_buf *out, size_t *at);

/**
 * Write a segment without one of its components; the separator before it goes
 * with it.
 *
 * @param      name Of a component behind the first.
 * @param      from What stands there now; another value is not touched.
 * @param[out] out  Appended to, only when true is returned.
 * @param[out] at   Byte within what was appended where it stood.
 * @return Whether it could be done.
 */
bool tr_element_drop(tr_str segment, const tr_element_name *name, tr_str from,
                     tr_buf *out, size_t *at);

#endif
