/* Which segments are shown beside the findings of a claim: its own, and of the
 * levels above those that a finding points to, with a little of what is around
 * them. */
#include <inttypes.h>

#include "render/html_parts.h"

enum {
  WHOLE_MOST = 120, /* segments of a claim that are all shown */
  AROUND = 3        /* segments shown on each side of one with a mark */
};

/* The units of a claim in the order of the file. */
typedef struct unit_list {
  const tr_unit *units[TR_HTML_UNITS];
  size_t count;
} unit_list;

static void add_unit(unit_list *list, const tr_unit *unit) {
  if (unit == NULL || list->count == TR_HTML_UNITS) return;
  size_t at = list->count;
  for (size_t i = 0; i < list->count; i++)
    if (list->units[i] == unit) return;
  while (at > 0 && list->units[at - 1]->offset > unit->offset) {
    list->units[at] = list->units[at - 1];
    at--;
  }
  list->units[at] = unit;
  list->count++;
}

static unit_list units_of(const tr_claim *claim) {
  unit_list list = {.count = 0};
  add_unit(&list, claim->unit);
  if (claim->set != NULL) add_unit(&list, claim->set->unit);
  add_unit(&list, claim->subscriber_unit);
  add_unit(&list, claim->patient_unit);
  for (uint32_t i = 0; i < claim->level_party_count; i++)
    add_unit(&list, claim->level_parties[i].unit);
  return list;
}

static tr_html_segment segment_of(const tr_unit *unit, size_t index,
                                  bool redact) {
  const tr_unit_segment *segment = &unit->segments[index];
  tr_html_segment shown = {.offset = unit->offset + segment->at,
                           .ordinal = unit->ordinal + segment->number,
                           .redact = redact};
  if (segment->at <= unit->bytes.n &&
      segment->length <= unit->bytes.n - segment->at)
    shown.line = (tr_str){unit->bytes.p + segment->at, segment->length};
  return shown;
}

static bool unit_holds(const tr_unit *unit, const tr_place *place) {
  if (unit->segment_count == 0) return false;
  const tr_unit_segment *last = &unit->segments[unit->segment_count - 1];
  const uint64_t end = unit->offset + last->at + last->length;
  return place->offset >= unit->offset && place->offset <= end;
}

bool tr_html_claim_holds(const tr_claim *claim, const tr_place *place) {
  const unit_list list = units_of(claim);
  for (size_t i = 0; i < list.count; i++)
    if (unit_holds(list.units[i], place)) return true;
  return false;
}

static bool is_marked(const tr_html *html, const tr_unit *unit, size_t index) {
  const tr_html_segment segment = segment_of(unit, index, false);
  for (size_t i = 0; i < html->marks.count; i++)
    if (tr_html_segment_has(&segment, &html->marks.marks[i])) return true;
  return false;
}

/* ----------------------------------------------------------------- segments */

static const char *title_of(const tr_claim *claim, const tr_unit *unit) {
  if (unit == claim->unit) return "Claim";
  if (claim->set != NULL && unit == claim->set->unit)
    return "Transaction set, submitter, receiver";
  if (unit == claim->patient_unit) return "Patient";
  if (unit == claim->subscriber_unit) return "Subscriber and payer";
  return "Billing provider";
}

static void put_gap(size_t count, tr_buf *out) {
  tr_buf_addf(out,
              "<li class=\"skip\"><span>%zu segment%s without a finding"
              "</span></li>\n",
              count, count == 1 ? "" : "s");
}

/* The first segment from `index` on with a mark; the count where none is. */
static size_t next_marked(const tr_html *html, const tr_unit *unit,
                          size_t index) {
  while (index < unit->segment_count && !is_marked(html, unit, index)) index++;
  return index;
}

static void put_segment(const tr_html *html, const tr_unit *unit, size_t index,
                        tr_buf *out) {
  tr_html_segment segment = segment_of(unit, index, html->run->redact);
  const tr_unit_segment *known = &unit->segments[index];
  if (known->id == TR_CODE("LX") && unit == html->claim->unit &&
      known->line >= 0)
    tr_buf_addf(out, "<li class=\"part\"><span>Line %" PRId32 "</span></li>\n",
                known->line + 1);
  tr_html_segment_put(&segment, &html->marks, out);
}

static void put_unit(const tr_html *html, const tr_unit *unit, tr_buf *out) {
  const bool own = unit == html->claim->unit;
  const bool whole = own && unit->segment_count <= WHOLE_MOST;
  size_t marked = next_marked(html, unit, 0);
  size_t last = SIZE_MAX; /* the marked segment before */
  size_t skipped = 0;
  if (!own && marked == unit->segment_count) return;

  tr_buf_addf(out, "<li class=\"part\"><span>%s</span></li>\n",
              title_of(html->claim, unit));
  for (size_t i = 0; i < unit->segment_count; i++) {
    if (i == marked) {
      last = i;
      marked = next_marked(html, unit, i + 1);
    }
    const bool near = (last != SIZE_MAX && i - last <= AROUND) ||
                      (marked != unit->segment_count && marked - i <= AROUND) ||
                      i == 0;
    if (!whole && !near) {
      skipped++;
      continue;
    }
    if (skipped != 0) put_gap(skipped, out);
    skipped = 0;
    put_segment(html, unit, i, out);
  }
  if (skipped != 0) put_gap(skipped, out);
}

static void put_segments(const tr_html *html, tr_buf *out) {
  const unit_list list = units_of(html->claim);
  tr_buf_add(out, TR_STR("<div class=\"source\">\n"
                         "<h4 class=\"vh\">Segments</h4>\n"));
  tr_html_segments_begin(
      out, html->claim->unit->ordinal + html->claim->unit->segment_count);
  for (size_t i = 0; i < list.count; i++) put_unit(html, list.units[i], out);
  tr_buf_add(out, TR_STR("</ol>\n</div>\n"));
}

/* ------------------------------------------------------------------ heading */

static void put_counts(const tr_html *html, tr_buf *out) {
  tr_buf_add(out, TR_STR("<p class=\"counts\">"));
  for (int i = TR_SEVERITY_COUNT - 1; i >= 0; i--) {
    const char *name = tr_severity_name((tr_severity)i);
    if (html->found[i] == 0) continue;
    tr_buf_addf(out,
                "<span class=\"severity %s\"><span aria-hidden=\"true\">%s"
                "</span> %" PRIu32 " %s%s</span> ",
                name, tr_html_sign((tr_severity)i), html->found[i], name,
                html->found[i] != 1 && i >= TR_SEVERITY_WARNING ? "s" : "");
  }
  tr_buf_add(out, TR_STR("</p>\n"));
}

/* The days of its lines, from the first to the last. */
static void put_days(const tr_claim *claim, tr_buf *out) {
  tr_day from = TR_DAY_MAX, to = TR_DAY_MIN;
  for (uint32_t i = 0; i < claim->line_count; i++) {
    const tr_field *date = &claim->lines[i].date;
    if (date->state != TR_FIELD_KNOWN) continue;
    if ((tr_day)date->number < from) from = (tr_day)date->number;
    if ((tr_day)date->number > to) to = (tr_day)date->number;
  }
  if (to == TR_DAY_MIN) return;
  char text[TR_DAY_TEXT];
  tr_day_text(from, text);
  tr_buf_addf(out, "<span>%s", text);
  if (to != from) {
    tr_day_text(to, text);
    tr_buf_addf(out, " to %s", text);
  }
  tr_buf_add(out, TR_STR("</span>"));
}

static void put_total(const tr_claim *claim, tr_buf *out) {
  const tr_str total = tr_unit_text(claim->unit, &claim->total);
  if (total.n == 0) return;
  tr_buf_add(out, TR_STR("<span>total "));
  tr_html_text(out, total);
  tr_buf_add(out, TR_STR("</span>"));
}

static void put_heading(const tr_html *html, tr_buf *out) {
  const tr_claim *claim = html->claim;
  const tr_str id = tr_unit_text(claim->unit, &claim->id);
  tr_buf_addf(out, "<div class=\"head\">\n<h3 id=\"c%" PRIu64 "\">Claim ",
              html->claims);
  tr_html_text(out, id.n != 0 ? id : TR_STR("without a number"));
  tr_buf_add(out, TR_STR("</h3>\n<p class=\"facts\">"));
  put_days(claim, out);
  tr_buf_addf(out, "<span>%" PRIu32 " line%s</span>", claim->line_count,
              claim->line_count == 1 ? "" : "s");
  put_total(claim, out);
  tr_buf_addf(out, "<span>segment %" PRIu64 "</span></p>\n", claim->at);
  put_counts(html, out);
  tr_buf_add(out, TR_STR("</div>\n"));
}

void tr_html_claim_put(const tr_html *html, tr_buf *out) {
  tr_buf_add(out, TR_STR("<section class=\"group claim\">\n"));
  put_heading(html, out);
  tr_buf_add(out, TR_STR("<div class=\"beside\">\n"));
  put_segments(html, out);
  tr_buf_add(out, TR_STR("<div class=\"findings\">\n"));
  tr_buf_add(out, tr_buf_str(&html->findings));
  tr_buf_add(out, TR_STR("</div>\n</div>\n</section>\n"));
}
