/* A finding in words: what, where, why, what to do, who says so, and what the
 * payer would answer; the rule's explanation folded beneath. */
#include <inttypes.h>
#include <stdlib.h>

#include "render/html_parts.h"
#include "render/redact.h"

enum { NOTE_VALUE_MOST = 4096 /* bytes of a note's value that are shown */ };

typedef struct writer {
  tr_html *html;
  const tr_finding *finding;
  const tr_claim *claim; /* whose segments stand beside it, or NULL */
  uint32_t number;
  bool anchored; /* #m<number> is on the page */
  tr_buf *out;
} writer;

static void put(writer *w, const char *text) {
  tr_buf_add(w->out, tr_str_of(text));
}

static void put_text(writer *w, tr_str text) { tr_html_text(w->out, text); }

/* A value of the input, masked where it tells who somebody is. */
static void put_value(writer *w, tr_str value, bool hidden) {
  if (hidden)
    tr_redact_value(value, w->out);
  else
    put_text(w, value);
}

static bool hides(const writer *w, const tr_place *place) {
  return w->html->run->redact && tr_redact_hides_place(place);
}

static const char *name_of(const tr_place *place) {
  return place->element[0] != '\0' ? place->element : place->segment;
}

/* -------------------------------------------------------------------- where */

static void put_heading(writer *w) {
  const char *severity = tr_severity_name(w->finding->severity);
  tr_buf_addf(w->out, "<h4 id=\"h%" PRIu32 "\">", w->number);
  if (w->anchored)
    tr_buf_addf(w->out,
                "<a class=\"number\" href=\"#m%" PRIu32
                "\"><span class=\"vh\">to the place of finding </span>%" PRIu32
                "</a> ",
                w->number, w->number);
  else
    tr_buf_addf(w->out, "<span class=\"number\">%" PRIu32 "</span> ",
                w->number);
  tr_buf_addf(w->out,
              "<span class=\"severity %s\"><span aria-hidden=\"true\">%s</span>"
              " %s</span> ",
              severity, tr_html_sign(w->finding->severity), severity);
  put_text(w, w->finding->message);
  put(w, "</h4>\n");
}

static void put_where(writer *w) {
  const tr_finding *finding = w->finding;
  put(w, "<p class=\"facts\">");
  if (finding->has_place && name_of(&finding->at)[0] != '\0') {
    put(w, "<span><code>");
    put_text(w, tr_str_of(name_of(&finding->at)));
    put(w, "</code></span>");
  }
  if (finding->has_place)
    tr_buf_addf(w->out, "<span>segment %" PRIu64 "</span>",
                finding->at.ordinal);
  if (w->claim == NULL && finding->claim_at != 0) {
    put(w, "<span>claim ");
    put_text(w, finding->claim);
    put(w, "</span>");
  }
  if (finding->line > 0)
    tr_buf_addf(w->out, "<span>line %" PRId64 "</span>", finding->line);
  if (finding->date[0] != '\0')
    tr_buf_addf(w->out, "<span>%s</span>", finding->date);
  if (finding->profile != NULL) {
    put(w, "<span>");
    put_text(w, tr_str_of(tr_html_payer(w->html->run, finding->profile)));
    put(w, "</span>");
  }
  put(w, "</p>\n");
}

/* The segment itself, where none stands beside. */
static void put_own_segment(writer *w, const tr_place *place, uint32_t part) {
  const tr_html_segment segment = {place->line, place->line_offset,
                                   place->ordinal, w->html->run->redact};
  tr_html_marks marks = {NULL, 0, 0};
  if (tr_html_mark_add(&marks, place, w->number, part, w->finding->severity,
                       part == 0 ? w->finding->label : (tr_str){NULL, 0})) {
    tr_html_segments_begin(w->out, place->ordinal);
    tr_html_segment_put(&segment, &marks, w->out);
    put(w, "</ol>\n");
  } else {
    w->out->bad = TR_ENOMEM;
  }
  free(marks.marks);
}

/* -------------------------------------------------------------------- notes */

static void put_note_value(writer *w, const tr_note_place *note) {
  tr_str value = note->value;
  if (w->html->run->redact && tr_redact_hides_pointer(note->pointer)) {
    tr_buf_add_char(w->out, TR_MASK);
    return;
  }
  if (value.n > NOTE_VALUE_MOST) value.n = NOTE_VALUE_MOST;
  const bool spanned =
      note->has_span && note->start < note->end && note->end <= value.n;
  const size_t start = spanned ? note->start : 0;
  const size_t end = spanned ? note->end : value.n;
  put_text(w, (tr_str){value.p, start});
  put(w, "<mark>");
  put_text(w, (tr_str){value.p + start, end - start});
  put(w, "</mark>");
  put_text(w, (tr_str){value.p + end, value.n - end});
  if (note->value.n > NOTE_VALUE_MOST) put(w, " …");
}

static void put_note(writer *w, const tr_note_place *note) {
  put(w, "<div class=\"note\"><p class=\"facts\"><span>");
  put_text(w, tr_str_of(note->file));
  tr_buf_addf(w->out, ":%" PRIu64 "</span>", note->line);
  if (note->id.n != 0) {
    put(w, "<span>note ");
    put_text(w, note->id);
    put(w, "</span>");
  }
  if (note->pointer != NULL && note->pointer[0] != '\0') {
    put(w, "<span><code>");
    put_text(w, tr_str_of(note->pointer));
    put(w, "</code></span>");
  }
  put(w, "</p>");
  if (note->value.n != 0) {
    put(w, "<p class=\"value\"><code>");
    put_note_value(w, note);
    put(w, "</code></p>");
  }
  put(w, "</div>\n");
}

/* ----------------------------------------------------------- further places */

static bool stands_beside(const writer *w, const tr_also_place *also) {
  return w->claim != NULL && !also->in_note && also->file == NULL &&
         also->claim.n == 0 && tr_html_claim_holds(w->claim, &also->place);
}

static void put_also_place(writer *w, const tr_also_place *also,
                           uint32_t part) {
  const bool beside = stands_beside(w, also);
  if (beside)
    tr_buf_addf(w->out, "<a href=\"#m%" PRIu32 "-%" PRIu32 "\">", w->number,
                part);
  put(w, "<code>");
  put_text(w, tr_str_of(name_of(&also->place)));
  tr_buf_addf(w->out, "</code> in segment %" PRIu64, also->place.ordinal);
  if (beside) put(w, "</a>");
  if (also->claim.n != 0) {
    put(w, " of claim ");
    put_text(w, also->claim);
  }
  if (also->file != NULL) {
    put(w, " of ");
    put_text(w, tr_str_of(also->file));
  }
  if (also->place.value.n != 0 && also->place.element[0] != '\0') {
    put(w, ": <code>");
    put_value(w, also->place.value, hides(w, &also->place));
    put(w, "</code>");
  }
}

static void mark_also(writer *w, const tr_also_place *also, uint32_t part) {
  if (!stands_beside(w, also)) return;
  if (!tr_html_mark_add(&w->html->marks, &also->place, w->number, part,
                        w->finding->severity, (tr_str){NULL, 0}))
    w->out->bad = TR_ENOMEM;
}

static void put_also(writer *w) {
  const tr_finding *finding = w->finding;
  uint32_t places = 0;
  for (uint32_t i = 0; i < finding->also_count; i++) {
    const tr_also_place *also = &finding->also[i];
    if (also->in_note) continue;
    mark_also(w, also, i + 1);
    put(w, places++ == 0 ? "<p class=\"see\">See also " : ", ");
    put_also_place(w, also, i + 1);
  }
  if (places != 0) put(w, "</p>\n");
  for (uint32_t i = 0; i < finding->also_count; i++)
    if (finding->also[i].in_note) put_note(w, &finding->also[i].note);
}

/* ------------------------------------------------------------ why, and help */

static void put_help(writer *w) {
  const tr_finding *finding = w->finding;
  const tr_fix *fix = &finding->fix;
  if (finding->why.n != 0) {
    put(w, "<p class=\"why\">");
    put_text(w, finding->why);
    put(w, "</p>\n");
  }
  if (finding->help.n != 0) {
    put(w, "<p class=\"help\"><strong>Help</strong> ");
    put_text(w, finding->help);
    put(w, "</p>\n");
  }
  if (fix->element[0] == '\0') return;
  const bool hidden = w->html->run->redact && tr_redact_hides_fix(finding);
  put(w, "<p class=\"fix\"><strong>Fix</strong> <code>");
  put_text(w, tr_str_of(fix->element));
  put(w, "</code> ");
  if (fix->from.n != 0) {
    put(w, "<del>");
    put_value(w, fix->from, hidden);
    put(w, "</del> ");
  }
  if (fix->to.n != 0) {
    put(w, "<span class=\"vh\">becomes </span><ins>");
    put_value(w, fix->to, hidden);
    put(w, "</ins> ");
  }
  put(w, fix->safe ? "<span class=\"remark\">formatting only</span></p>\n"
                   : "<span class=\"remark\">a person must agree</span></p>\n");
}

/* ---------------------------------------------------------------- authority */

static void put_source(writer *w, const tr_source_ref *ref) {
  const tr_source *source = tr_run_source(w->html->run, ref->id);
  put(w, ref->dissent ? "<li class=\"against\"><span>against</span> " : "<li>");
  tr_html_link(w->out, tr_str_of(source != NULL ? source->title : ref->id),
               source != NULL ? source->url : NULL);
  if (ref->dissent && ref->says != NULL) {
    put(w, ": ");
    put_text(w, tr_str_of(ref->says));
  }
  if (ref->from != TR_DAY_MIN) {
    char from[TR_DAY_TEXT];
    tr_day_text(ref->from, from);
    tr_buf_addf(w->out, ", in force from %s", from);
  }
  put(w, "</li>\n");
}

static void put_sources(writer *w) {
  const tr_rule *rule = w->finding->rule;
  if (rule->source_count == 0) return;
  put(w, "<p class=\"list\">Sources</p>\n<ul class=\"sources\">\n");
  for (int dissent = 0; dissent < 2; dissent++)
    for (uint32_t i = 0; i < rule->source_count; i++)
      if (rule->sources[i].dissent == (dissent != 0) &&
          tr_rule_source_applies(rule, i, w->finding->guide))
        put_source(w, &rule->sources[i]);
  put(w, "</ul>\n");
}

static void put_codes(writer *w, tr_table_kind kind, const char *word,
                      const char *const *codes) {
  for (; codes != NULL && *codes != NULL; codes++) {
    const tr_tables *tables = w->html->run->tables;
    const char *label =
        tables == NULL ? NULL : tr_table_label(tables, kind, tr_str_of(*codes));
    tr_buf_addf(w->out, "<li>%s ", word);
    put_text(w, tr_str_of(*codes));
    if (label != NULL) {
      put(w, ": ");
      put_text(w, tr_str_of(label));
    }
    put(w, "</li>\n");
  }
}

static bool has(const char *const *list) {
  return list != NULL && *list != NULL;
}

static void put_denials(writer *w) {
  const tr_rule *rule = w->finding->rule;
  if (!has(rule->carc) && !has(rule->rarc)) return;
  put(w,
      "<p class=\"list\">The payer would probably answer</p>\n"
      "<ul class=\"codes\">\n");
  put_codes(w, TR_TABLE_CARC, "CARC", rule->carc);
  put_codes(w, TR_TABLE_RARC, "RARC", rule->rarc);
  put(w, "</ul>\n");
}

static void put_rule(writer *w) {
  const tr_rule *rule = w->finding->rule;
  put(w, "<details><summary>Rule <code>");
  put_text(w, tr_str_of(rule->id));
  put(w, "</code> ");
  put_text(w, tr_str_of(rule->slug));
  put(w, "</summary>\n<div class=\"explain\">\n");
  tr_html_paragraphs(w->out, tr_str_of(rule->explain));
  put(w, "<p class=\"facts\">");
  if (rule->snip != 0)
    tr_buf_addf(w->out, "<span>SNIP type %d</span>", rule->snip);
  if (rule->authority != NULL) {
    put(w, "<span>authority ");
    put_text(w, tr_str_of(rule->authority));
    put(w, "</span>");
  }
  if (has(rule->article)) put(w, "<span>statements of the article");
  for (const char *const *a = rule->article; a != NULL && *a != NULL; a++) {
    put(w, " ");
    put_text(w, tr_str_of(*a));
  }
  if (has(rule->article)) put(w, "</span>");
  put(w, "</p>\n</div>\n</details>\n");
}

/* -------------------------------------------------------------------- whole */

static void put_places(writer *w) {
  const tr_finding *finding = w->finding;
  if (finding->has_place && !w->anchored && finding->at.line.n != 0)
    put_own_segment(w, &finding->at, 0);
  if (finding->has_note) put_note(w, &finding->note);
  put_also(w);
}

void tr_html_finding_put(tr_html *html, const tr_finding *finding,
                         const tr_claim *claim, tr_buf *out) {
  writer w = {.html = html,
              .finding = finding,
              .claim = claim,
              .number = html->number,
              .out = out};
  w.anchored = claim != NULL && finding->has_place &&
               tr_html_claim_holds(claim, &finding->at);
  if (w.anchored && !tr_html_mark_add(&html->marks, &finding->at, w.number, 0,
                                      finding->severity, finding->label))
    out->bad = TR_ENOMEM;
  tr_buf_addf(out,
              "<article class=\"finding %s\" id=\"f%" PRIu32
              "\" aria-labelledby=\"h%" PRIu32 "\" data-severity=\"%s\"",
              tr_severity_name(finding->severity), w.number, w.number,
              tr_severity_name(finding->severity));
  put(&w, " data-rule=\"");
  put_text(&w, tr_str_of(finding->rule->id));
  put(&w, "\" data-payer=\"");
  put_text(&w, tr_str_of(finding->profile));
  put(&w, "\">\n");
  put_heading(&w);
  put_where(&w);
  put_places(&w);
  put_help(&w);
  put_denials(&w);
  put_sources(&w);
  put_rule(&w);
  put(&w, "</article>\n");
}
