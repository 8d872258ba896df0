/* A line longer than the room shows the marked bytes with about as much of
 * what stands before as after. */
#include "render/snippet.h"

#include "base/utf8.h"

/* Columns of the code point at the front; `rest` moves behind it. */
static size_t take(tr_str *rest) {
  const char *start = rest->p;
  (void)tr_utf8_next(rest);
  return tr_text_columns((tr_str){start, (size_t)(rest->p - start)});
}

/* The code point boundary from which `line` up to `at` has at most `columns`;
 * sets the columns left. */
static size_t start_before(tr_str line, size_t at, size_t columns,
                           size_t *left) {
  size_t total = tr_text_columns((tr_str){line.p, at});
  tr_str rest = {line.p, at};
  while (rest.n > 0 && total > columns) total -= take(&rest);
  *left = total;
  return at - rest.n;
}

/* Bytes from `start` that fit into the columns. */
static size_t fitting(tr_str line, size_t start, size_t columns) {
  tr_str rest = {line.p + start, line.n - start};
  size_t used = 0;
  while (rest.n > 0) {
    tr_str ahead = rest;
    used += take(&ahead);
    if (used > columns) break;
    rest = ahead;
  }
  return line.n - start - rest.n;
}

/* Columns of what stands at `at`; 0 at the end. */
static size_t width_at(tr_str line, size_t at) {
  tr_str rest = {line.p + at, line.n - at};
  return rest.n > 0 ? take(&rest) : 0;
}

static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

tr_snippet tr_snippet_cut(tr_str line, size_t at, size_t length,
                          size_t columns) {
  if (line.n == 0) return (tr_snippet){.shown = {"", 0}, .marks = 1};
  at = smaller(at, line.n);
  length = smaller(length, line.n - at);
  size_t start = 0, n = line.n;
  size_t before = tr_text_columns((tr_str){line.p, at});
  bool cut_left = false;

  if (tr_text_columns(line) > columns) {
    const size_t room = columns - 2; /* for two cut marks */
    const size_t after = tr_text_columns((tr_str){line.p + at, line.n - at});
    /* what the right side does not need goes to the left */
    const size_t half = room / 2;
    size_t ahead = after < room - half ? room - after : half;
    ahead = smaller(ahead, room - width_at(line, at));
    start = start_before(line, at, ahead, &before);
    cut_left = start > 0;
    if (cut_left) before++;
    n = fitting(line, start, room);
  }
  const size_t marked_end = smaller(at + length, start + n);
  size_t marks = 0;
  if (marked_end > at)
    marks = tr_text_columns((tr_str){line.p + at, marked_end - at});
  return (tr_snippet){
      .shown = {line.p + start, n},
      .cut_left = cut_left,
      .cut_right =
          start + n<line.n, .before = before, .marks = marks> 0 ? marks : 1};
}

void tr_snippet_write(const tr_snippet *snippet, tr_buf *out) {
  if (snippet->cut_left) tr_buf_add(out, TR_STR("…"));
  tr_text_safe(out, snippet->shown);
  if (snippet->cut_right) tr_buf_add(out, TR_STR("…"));
}
