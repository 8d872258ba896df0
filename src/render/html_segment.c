/* A segment is cut where a mark begins or ends. Every piece that is marked is
 * a link to the finding; its number stands where the mark ends, so that colour
 * is not all that tells. */
#include "render/html_parts.h"

#include <inttypes.h>
#include <stdlib.h>

#include "render/element.h"
#include "render/redact.h"

enum {
  MARKS_MOST = 64,         /* shown in one segment */
  SEGMENT_MOST = 128 << 10 /* bytes of one that is masked */
};

bool tr_html_mark_add(tr_html_marks *marks, const tr_place *place,
                      uint32_t number, uint32_t part, tr_severity severity,
                      tr_str label) {
  if (marks->count == marks->room) {
    const size_t room = marks->room == 0 ? 16 : marks->room * 2;
    tr_html_mark *grown = realloc(marks->marks, room * sizeof *grown);
    if (grown == NULL) return false;
    marks->marks = grown;
    marks->room = room;
  }
  tr_html_mark *mark = &marks->marks[marks->count++];
  *mark = (tr_html_mark){.offset = place->offset,
                         .length = place->length,
                         .number = number,
                         .part = part,
                         .severity = severity};
  /* a longer label is no label any more; the message has it all */
  if (label.n <= TR_HTML_LABEL && label.n != 0)
    memcpy(mark->label, label.p, label.n);
  return true;
}

bool tr_html_segment_has(const tr_html_segment *segment,
                         const tr_html_mark *mark) {
  return mark->offset >= segment->offset &&
         mark->offset - segment->offset <= segment->line.n;
}

/* A mark in bytes of its segment. */
typedef struct span {
  size_t from, to;
  const tr_html_mark *mark;
} span;

typedef struct writer {
  const tr_html_segment *segment;
  span spans[MARKS_MOST];
  size_t count;
  char separator;  /* of elements; NUL: none */
  size_t id_bytes; /* of the segment's id; 0: none that could be told */
  tr_buf *out;
} writer;

static void gather(writer *w, const tr_html_marks *marks) {
  const size_t n = w->segment->line.n;
  for (size_t i = 0; i < marks->count && w->count < MARKS_MOST; i++) {
    const tr_html_mark *mark = &marks->marks[i];
    if (!tr_html_segment_has(w->segment, mark)) continue;
    const size_t from = (size_t)(mark->offset - w->segment->offset);
    const size_t length = mark->length < n - from ? mark->length : n - from;
    w->spans[w->count++] = (span){from, from + length, mark};
  }
}

/* What counts of two marks on the same bytes: the place itself before further
 * places, then the worse, then the first. */
static bool outranks(const tr_html_mark *a, const tr_html_mark *b) {
  if ((a->part == 0) != (b->part == 0)) return a->part == 0;
  if (a->severity != b->severity) return a->severity > b->severity;
  return a->number < b->number;
}

/* The mark that a piece is drawn by; NULL where it has none. */
static const tr_html_mark *mark_of(const writer *w, size_t from, size_t to) {
  const tr_html_mark *best = NULL;
  for (size_t i = 0; i < w->count; i++) {
    const span *s = &w->spans[i];
    if (s->from > from || s->to < to || s->from == s->to) continue;
    if (best == NULL || outranks(s->mark, best)) best = s->mark;
  }
  return best;
}

/* Separators are set back and the id forth, so that the eye finds values. */
static void put_bytes(const writer *w, size_t from, size_t to) {
  const tr_str line = w->segment->line;
  size_t start = from;
  if (from == 0 && w->id_bytes != 0 && w->id_bytes <= to) {
    tr_buf_add(w->out, TR_STR("<b>"));
    tr_html_text(w->out, (tr_str){line.p, w->id_bytes});
    tr_buf_add(w->out, TR_STR("</b>"));
    start = w->id_bytes;
  }
  for (size_t i = start; i < to; i++) {
    if (w->separator == '\0' || line.p[i] != w->separator) continue;
    tr_html_text(w->out, (tr_str){line.p + start, i - start});
    tr_buf_add(w->out, TR_STR("<i>"));
    tr_html_text(w->out, (tr_str){line.p + i, 1});
    tr_buf_add(w->out, TR_STR("</i>"));
    start = i + 1;
  }
  tr_html_text(w->out, (tr_str){line.p + start, to - start});
}

static void put_id(tr_buf *out, const tr_html_mark *mark) {
  tr_buf_addf(out, "m%" PRIu32, mark->number);
  if (mark->part != 0) tr_buf_addf(out, "-%" PRIu32, mark->part);
}

static void open_link(tr_buf *out, const tr_html_mark *mark,
                      const char *class) {
  tr_buf_addf(out, "<a class=\"m %s%s %s\" href=\"#f%" PRIu32 "\">",
              tr_severity_name(mark->severity), mark->part != 0 ? " also" : "",
              class, mark->number);
}

/* The number of a finding, where its mark ends. */
static void put_number(tr_buf *out, const tr_html_mark *mark, bool linked) {
  tr_buf_addf(out, "<span class=\"vh\"> (%s finding </span>",
              mark->part != 0 ? "see" : tr_severity_name(mark->severity));
  if (linked)
    tr_buf_addf(out, "<sup><a href=\"#f%" PRIu32 "\">%" PRIu32 "</a></sup>",
                mark->number, mark->number);
  else
    tr_buf_addf(out, "<sup>%" PRIu32 "</sup>", mark->number);
  tr_buf_add(out, TR_STR("<span class=\"vh\">)</span>"));
}

/* An element that is not there gets a gap to point to. */
static void put_points(const writer *w, size_t at) {
  for (size_t i = 0; i < w->count; i++) {
    const span *s = &w->spans[i];
    if (s->from != at || s->to != at) continue;
    tr_buf_add(w->out, TR_STR("<span id=\""));
    put_id(w->out, s->mark);
    tr_buf_add(w->out, TR_STR("\">"));
    open_link(w->out, s->mark, "gap");
    tr_buf_add(w->out, TR_STR("<span class=\"vh\">nothing here</span>"));
    put_number(w->out, s->mark, false);
    tr_buf_add(w->out, TR_STR("</a></span>"));
  }
}

static void put_piece(const writer *w, size_t from, size_t to) {
  const tr_html_mark *drawn = mark_of(w, from, to);
  if (drawn == NULL) {
    put_bytes(w, from, to);
    return;
  }
  /* anchors of the marks that begin here */
  for (size_t i = 0; i < w->count; i++) {
    const span *s = &w->spans[i];
    if (s->from != from || s->to < to) continue;
    tr_buf_add(w->out, TR_STR("<span id=\""));
    put_id(w->out, s->mark);
    tr_buf_add(w->out, TR_STR("\"></span>"));
  }
  open_link(w->out, drawn, "on");
  put_bytes(w, from, to);
  for (size_t i = 0; i < w->count; i++)
    if (w->spans[i].mark == drawn && w->spans[i].to == to)
      put_number(w->out, drawn, false);
  tr_buf_add(w->out, TR_STR("</a>"));
  for (size_t i = 0; i < w->count; i++) {
    const span *s = &w->spans[i];
    if (s->mark != drawn && s->to == to && s->from < to)
      put_number(w->out, s->mark, true);
  }
}

/* The next place after `at` where a mark begins or ends. */
static size_t next_cut(const writer *w, size_t at) {
  size_t next = w->segment->line.n;
  for (size_t i = 0; i < w->count; i++) {
    const span *s = &w->spans[i];
    if (s->from > at && s->from < next) next = s->from;
    if (s->to > at && s->to < next) next = s->to;
  }
  return next;
}

static void put_line(const writer *w) {
  const size_t n = w->segment->line.n;
  size_t at = 0;
  while (at < n) {
    const size_t next = next_cut(w, at);
    put_points(w, at);
    put_piece(w, at, next);
    at = next;
  }
  put_points(w, n);
}

static void put_labels(const writer *w) {
  for (size_t i = 0; i < w->count; i++) {
    const tr_html_mark *mark = w->spans[i].mark;
    if (mark->part != 0 || mark->label[0] == '\0') continue;
    tr_buf_addf(w->out,
                "<p class=\"label %s\" data-f=\"%" PRIu32
                "\"><span aria-hidden=\"true\">%s<sup>%" PRIu32
                "</sup></span> ",
                tr_severity_name(mark->severity), mark->number,
                tr_html_sign(mark->severity), mark->number);
    tr_html_text(w->out, tr_str_of(mark->label));
    tr_buf_add(w->out, TR_STR("</p>"));
  }
}

void tr_html_segments_begin(tr_buf *out, uint64_t last) {
  const int digits = last < 10000 ? 4 : last < 10000000 ? 7 : 12;
  tr_buf_addf(out, "<ol class=\"segments w%d\">\n", digits);
}

void tr_html_segment_put(const tr_html_segment *segment,
                         const tr_html_marks *marks, tr_buf *out) {
  tr_html_segment shown = *segment;
  tr_buf masked;
  tr_buf_init(&masked, SEGMENT_MOST);
  if (segment->redact) {
    tr_redact_segment(segment->line, &masked);
    shown.line = tr_buf_str(&masked);
    if (masked.bad == TR_ENOMEM) out->bad = masked.bad;
  }
  writer w = {.segment = &shown,
              .separator = tr_element_separator(shown.line),
              .out = out};
  if (w.separator != '\0') {
    const char *end = memchr(shown.line.p, w.separator, shown.line.n);
    w.id_bytes = (size_t)(end - shown.line.p);
  }
  gather(&w, marks);
  tr_buf_addf(out, "<li%s><span class=\"n\">%" PRIu64 "</span> <code>",
              w.count != 0 ? " class=\"hit\"" : "", segment->ordinal);
  put_line(&w);
  tr_buf_add(out, TR_STR("</code>"));
  put_labels(&w);
  tr_buf_add(out, TR_STR("</li>\n"));
  tr_buf_done(&masked);
}
