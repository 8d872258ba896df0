/* A line of source and what is marked under it, cut to the room there is. */
#ifndef TR_RENDER_SNIPPET_H
#define TR_RENDER_SNIPPET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"

/** What can be shown of a line. */
typedef struct tr_snippet {
  tr_str shown;   /**< part of the line; borrowed */
  bool cut_left;  /**< bytes before it are not shown */
  bool cut_right; /**< bytes after it are not shown */
  size_t before;  /**< columns from the left edge to the first mark */
  size_t marks;   /**< columns to mark, at least 1 */
} tr_snippet;

/**
 * Cut a line around the bytes that are marked.
 *
 * @param line    One line, any bytes; borrowed.
 * @param at      First marked byte, at most line.n.
 * @param length  Marked bytes; 0 marks the column at `at`.
 * @param columns Room, at least 16; cut marks take one column each.
 */
tr_snippet tr_snippet_cut(tr_str line, size_t at, size_t length,
                          size_t columns);

/** Append what is shown, made safe for a terminal, with its cut marks. */
void tr_snippet_write(const tr_snippet *snippet, tr_buf *out);

#endif
