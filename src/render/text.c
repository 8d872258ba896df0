/* What of a finding is shown, and in which order. Whatever comes from the
 * input goes through tr_text_safe(). */
#include "render/text.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/utf8.h"
#include "render/element.h"
#include "render/redact.h"
#include "render/snippet.h"
#include "render/style.h"

enum {
  GUTTER_LEAST = 3,
  COLUMNS_LEAST = 40,
  NOTE_VALUE_MOST = 64 << 10,
  SEGMENT_MOST = 128 << 10 /* bytes of one line that is written */
};

/* One finding at work. */
typedef struct writer {
  const tr_text *text;
  tr_buf *out;
  int gutter; /* columns of the number of a line */
  tr_style style;
} writer;

static int width_of(uint64_t number) {
  char text[24];
  return snprintf(text, sizeof text, "%" PRIu64, number);
}

/* All snippets of a finding share one gutter. */
static int gutter_of(const tr_finding *finding) {
  int gutter = GUTTER_LEAST;
  uint64_t most = 0;
  if (finding->has_place) most = finding->at.ordinal;
  if (finding->has_note && finding->note.line > most) most = finding->note.line;
  for (uint32_t i = 0; i < finding->also_count; i++) {
    const tr_also_place *also = &finding->also[i];
    const uint64_t number =
        also->in_note ? also->note.line : also->place.ordinal;
    if (number > most) most = number;
  }
  const int width = width_of(most);
  return width > gutter ? width : gutter;
}

static void put_gutter(writer *w, uint64_t number) {
  tr_style_begin(w->out, w->text->color, TR_STYLE_GUTTER);
  if (number != 0)
    tr_buf_addf(w->out, "%*" PRIu64 " |", w->gutter, number);
  else
    tr_buf_addf(w->out, "%*s |", w->gutter, "");
  tr_style_end(w->out, w->text->color);
}

static size_t room_of(const writer *w) {
  unsigned columns = w->text->columns;
  if (columns == 0) columns = TR_TEXT_COLUMNS;
  if (columns < COLUMNS_LEAST) columns = COLUMNS_LEAST;
  return columns - (unsigned)w->gutter - 3;
}

/* A part of the line that says where; they are set apart by dots. */
static void put_part(writer *w, bool *first, const char *word, tr_str value) {
  if (value.n == 0) return;
  tr_buf_add(w->out, *first ? TR_STR("  ") : TR_STR(" · "));
  *first = false;
  tr_buf_add(w->out, tr_str_of(word));
  tr_text_safe(w->out, value);
}

static void put_arrow(writer *w, const char *arrow, const char *file,
                      uint64_t number) {
  tr_style_begin(w->out, w->text->color, TR_STYLE_GUTTER);
  tr_buf_addf(w->out, "%*s%s ", w->gutter - 1, "", arrow);
  tr_style_end(w->out, w->text->color);
  tr_text_safe(w->out, tr_str_of(file));
  if (number != 0) tr_buf_addf(w->out, ":%" PRIu64, number);
}

/* ----------------------------------------------------------------- snippets */

/* A line with what is marked under it. */
static void put_snippet(writer *w, uint64_t number, tr_str line, size_t at,
                        size_t length, char mark, tr_str label) {
  const tr_snippet snippet = tr_snippet_cut(line, at, length, room_of(w));
  put_gutter(w, number);
  tr_buf_add_char(w->out, ' ');
  tr_snippet_write(&snippet, w->out);
  tr_buf_add_char(w->out, '\n');
  put_gutter(w, 0);
  tr_buf_addf(w->out, " %*s", (int)snippet.before, "");
  tr_style_begin(w->out, w->text->color,
                 mark == '^' ? w->style : TR_STYLE_GUTTER);
  for (size_t i = 0; i < snippet.marks; i++) tr_buf_add_char(w->out, mark);
  if (label.n != 0) {
    tr_buf_add_char(w->out, ' ');
    tr_text_safe(w->out, label);
  }
  tr_style_end(w->out, w->text->color);
  tr_buf_add_char(w->out, '\n');
}

static bool place_in_line(const tr_place *place) {
  return place->line.n != 0 && place->offset >= place->line_offset &&
         place->offset - place->line_offset <= place->line.n;
}

static void put_place(writer *w, const tr_place *place, char mark,
                      tr_str label) {
  if (!place_in_line(place)) return;
  const size_t at = (size_t)(place->offset - place->line_offset);
  if (!w->text->run->redact) {
    put_snippet(w, place->ordinal, place->line, at, place->length, mark, label);
    return;
  }
  tr_buf masked;
  tr_buf_init(&masked, SEGMENT_MOST);
  tr_redact_segment(place->line, &masked);
  if (masked.bad == TR_OK)
    put_snippet(w, place->ordinal, tr_buf_str(&masked), at, place->length, mark,
                label);
  tr_buf_done(&masked);
}

/* Bytes of a note's line that are marked. */
typedef struct marked {
  size_t at, length;
} marked;

/* "pointer: value" stands for the line; a broken note has no pointer. */
static marked note_line(const writer *w, const tr_note_place *note,
                        tr_buf *line) {
  if (note->pointer != NULL) tr_buf_add(line, tr_str_of(note->pointer));
  if (note->value.n == 0) return (marked){0, line->n};
  if (line->n != 0) tr_buf_add(line, TR_STR(": "));
  const size_t at = line->n;
  if (w->text->run->redact && tr_redact_hides_pointer(note->pointer)) {
    tr_buf_add_char(line, TR_MASK);
    return (marked){at, 1};
  }
  tr_str value = note->value;
  if (value.n > NOTE_VALUE_MOST) value.n = NOTE_VALUE_MOST;
  tr_buf_add(line, value);
  if (note->has_span && note->start < note->end && note->end <= value.n)
    return (marked){at + note->start, note->end - note->start};
  return (marked){at, value.n};
}

static void put_note(writer *w, const tr_note_place *note, char mark,
                     tr_str label) {
  tr_buf line;
  tr_buf_init(&line, SEGMENT_MOST);
  const marked under = note_line(w, note, &line);
  if (line.n != 0 && line.bad == TR_OK)
    put_snippet(w, note->line, tr_buf_str(&line), under.at, under.length, mark,
                label);
  tr_buf_done(&line);
}

/* ---------------------------------------------------------------- the parts */

static void put_head(writer *w, const tr_finding *finding) {
  tr_style_begin(w->out, w->text->color, w->style);
  tr_buf_addf(w->out, "%s[%s]", tr_severity_name(finding->severity),
              finding->rule->id);
  tr_style_end(w->out, w->text->color);
  tr_style_begin(w->out, w->text->color, TR_STYLE_STRONG);
  tr_buf_add(w->out, TR_STR(": "));
  tr_text_safe(w->out, finding->message);
  tr_style_end(w->out, w->text->color);
  tr_buf_add_char(w->out, '\n');
}

static void put_claim_parts(writer *w, const tr_finding *finding, bool *first) {
  char line[24] = "";
  if (finding->claim_at != 0) put_part(w, first, "claim ", finding->claim);
  if (finding->line > 0) snprintf(line, sizeof line, "%" PRId64, finding->line);
  put_part(w, first, "line ", tr_str_of(line));
  put_part(w, first, "", tr_str_of(finding->date));
}

static void put_note_parts(writer *w, const tr_note_place *note, bool *first) {
  put_part(w, first, "note ", note->id);
  if (note->pointer != NULL) put_part(w, first, "", tr_str_of(note->pointer));
}

static void put_where(writer *w, const tr_finding *finding) {
  bool first = true;
  if (finding->has_place) {
    put_arrow(w, "-->", finding->file, finding->at.ordinal);
    put_part(w, &first, "",
             finding->at.element[0] != '\0' ? tr_str_of(finding->at.element)
                                            : tr_str_of(finding->at.segment));
    put_claim_parts(w, finding, &first);
    tr_buf_add_char(w->out, '\n');
    put_gutter(w, 0);
    tr_buf_add_char(w->out, '\n');
    put_place(w, &finding->at, '^', finding->label);
  }
  if (finding->has_note) {
    const bool second = finding->has_place;
    first = true;
    put_arrow(w, second ? ":::" : "-->", finding->note.file,
              finding->note.line);
    put_note_parts(w, &finding->note, &first);
    if (!second) put_claim_parts(w, finding, &first);
    tr_buf_add_char(w->out, '\n');
    if (!second) {
      put_gutter(w, 0);
      tr_buf_add_char(w->out, '\n');
    }
    put_note(w, &finding->note, second ? '-' : '^',
             second ? (tr_str){NULL, 0} : finding->label);
  }
  if (finding->has_place || finding->has_note) return;
  put_arrow(w, "-->", finding->file, 0);
  put_claim_parts(w, finding, &first);
  tr_buf_add_char(w->out, '\n');
}

static void put_also(writer *w, const tr_finding *finding) {
  for (uint32_t i = 0; i < finding->also_count; i++) {
    const tr_also_place *also = &finding->also[i];
    const tr_str none = {NULL, 0};
    bool first = true;
    if (also->in_note) {
      put_arrow(w, ":::", also->note.file, also->note.line);
      put_note_parts(w, &also->note, &first);
      tr_buf_add_char(w->out, '\n');
      put_note(w, &also->note, '-', none);
      continue;
    }
    put_arrow(w, ":::", also->file != NULL ? also->file : finding->file,
              also->place.ordinal);
    put_part(w, &first, "",
             also->place.element[0] != '\0' ? tr_str_of(also->place.element)
                                            : tr_str_of(also->place.segment));
    put_part(w, &first, "claim ", also->claim);
    /* a place of an earlier claim has its value, but no line any more */
    if (also->place.line.n == 0 &&
        !(w->text->run->redact && tr_redact_hides_place(&also->place)))
      put_part(w, &first, "", also->place.value);
    tr_buf_add_char(w->out, '\n');
    put_place(w, &also->place, '-', none);
  }
}

static void put_remark(writer *w, const char *word, tr_str text) {
  tr_style_begin(w->out, w->text->color, TR_STYLE_GUTTER);
  tr_buf_addf(w->out, "%*s = ", w->gutter, "");
  tr_style_end(w->out, w->text->color);
  tr_style_begin(w->out, w->text->color, TR_STYLE_STRONG);
  tr_buf_addf(w->out, "%s: ", word);
  tr_style_end(w->out, w->text->color);
  tr_text_safe(w->out, text);
}

static void put_source(writer *w, const tr_source_ref *ref) {
  const tr_source *source = tr_run_source(w->text->run, ref->id);
  const char *title = source != NULL ? source->title : ref->id;
  put_remark(w, ref->dissent ? "dissent" : "source", tr_str_of(title));
  if (ref->dissent && ref->says != NULL) {
    tr_buf_add(w->out, TR_STR(": "));
    tr_text_safe(w->out, tr_str_of(ref->says));
  }
  if (ref->from != TR_DAY_MIN) {
    char from[TR_DAY_TEXT];
    tr_day_text(ref->from, from);
    tr_buf_addf(w->out, ", in force from %s", from);
  }
  tr_buf_add_char(w->out, '\n');
}

static void put_remarks(writer *w, const tr_finding *finding) {
  const tr_rule *rule = finding->rule;
  if (finding->why.n != 0) {
    put_remark(w, "note", finding->why);
    tr_buf_add_char(w->out, '\n');
  }
  for (int dissent = 0; dissent < 2; dissent++)
    for (uint32_t i = 0; i < rule->source_count; i++)
      if (rule->sources[i].dissent == (dissent != 0) &&
          tr_rule_source_applies(rule, i, finding->guide))
        put_source(w, &rule->sources[i]);
}

/* ------------------------------------------------------------------- fixing */

/* The segment as it would be; only the element itself is changed. */
static bool put_fixed_line(writer *w, const tr_finding *finding) {
  const tr_fix *fix = &finding->fix;
  tr_element_name name;
  tr_buf changed, masked;
  size_t at;
  if (!finding->has_place ||
      !tr_element_name_read(tr_str_of(fix->element), &name))
    return false;
  tr_buf_init(&changed, SEGMENT_MOST);
  tr_buf_init(&masked, SEGMENT_MOST);
  bool done =
      fix->kind == TR_FIX_DROP
          ? tr_element_drop(finding->at.line, &name, fix->from, &changed, &at)
          : tr_element_replace(finding->at.line, &name, fix->from, fix->to,
                               &changed, &at);
  tr_str line = tr_buf_str(&changed);
  if (done && w->text->run->redact) {
    tr_redact_segment(line, &masked);
    line = tr_buf_str(&masked);
  }
  done = done && changed.bad == TR_OK && masked.bad == TR_OK;
  if (done) {
    const tr_snippet snippet = tr_snippet_cut(line, at, fix->to.n, room_of(w));
    put_gutter(w, 0);
    tr_buf_add_char(w->out, ' ');
    tr_snippet_write(&snippet, w->out);
    tr_buf_add_char(w->out, '\n');
  }
  tr_buf_done(&changed);
  tr_buf_done(&masked);
  return done;
}

static void put_fix_in_words(writer *w, const tr_fix *fix) {
  put_gutter(w, 0);
  if (fix->kind == TR_FIX_DROP) {
    const bool line = strcmp(fix->element, "SV1") == 0;
    tr_buf_addf(w->out, " %s: without ", fix->element);
    tr_text_safe(w->out, line ? TR_STR("this line") : fix->from);
    tr_buf_add_char(w->out, '\n');
    return;
  }
  tr_buf_addf(w->out, " %s: ", fix->element);
  tr_text_safe(w->out, fix->from);
  tr_buf_add(w->out, TR_STR(" -> "));
  tr_text_safe(w->out, fix->to);
  tr_buf_add_char(w->out, '\n');
}

static void put_help(writer *w, const tr_finding *finding) {
  const bool fixable = finding->fix.element[0] != '\0';
  if (finding->help.n == 0 && !fixable) return;
  tr_style_add(w->out, w->text->color, TR_STYLE_HELP, TR_STR("help"));
  tr_buf_add(w->out, TR_STR(": "));
  if (finding->help.n != 0)
    tr_text_safe(w->out, finding->help);
  else
    tr_buf_addf(w->out, "change %s", finding->fix.element);
  tr_buf_add_char(w->out, '\n');
  if (fixable && !put_fixed_line(w, finding) && !w->text->run->redact)
    put_fix_in_words(w, &finding->fix);
}

void tr_text_finding(const tr_text *text, const tr_finding *finding,
                     tr_buf *out) {
  writer w = {.text = text,
              .out = out,
              .gutter = gutter_of(finding),
              .style = tr_style_of(finding->severity)};
  put_head(&w, finding);
  put_where(&w, finding);
  put_also(&w, finding);
  put_remarks(&w, finding);
  put_help(&w, finding);
  put_remark(&w, "more", TR_STR("traction explain "));
  tr_buf_addf(out, "%s\n\n", finding->rule->id);
}
