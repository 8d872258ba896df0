/* How a service was given: area, side, mode, force, angle, position, device,
 * times, minutes, by whom, why, and how it was taken. */
#include "note/soap_parts.h"

enum { BY_REACH = 3, BY_NAME = 8 /* items of a name behind "by" */ };

static const tr_soap_item *item_at(const tr_soap *soap, size_t at) {
  return &soap->items[at];
}

static bool is_text(tr_str text, const char *wanted) {
  return tr_str_eq(text, tr_str_of(wanted));
}

static bool is_word_in(const tr_soap *soap, const tr_soap_item *item,
                       const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (tr__soap_is_word(soap, item, words[i])) return true;
  return false;
}

static bool is_traction(const tr_soap_service *service) {
  return is_text(service->kind.text, "traction");
}

static void put_word(tr_soap_value *value, const char *word,
                     const tr_soap_item *item) {
  if (!tr__soap_has(value)) *value = tr__soap_word_value(word, item->span);
}

/* --- Numbers -------------------------------------------------------------- */

static bool is_total(const tr_soap *soap, size_t from, size_t at) {
  for (size_t i = at; i > from && at - i < 5;)
    if (tr__soap_is(soap, item_at(soap, --i), TR_SOAP_TOTAL) != NULL)
      return true;
  return false;
}

static tr_status take_amount(tr_soap *soap, tr_soap_service *service,
                             const tr_soap_statement *in, size_t at) {
  const tr_soap_item *item = item_at(soap, at);
  const tr_str unit = tr_str_of(item->word);
  if (item->range) return TR_OK;
  /* "3 x 2 min" is done three times: the whole is said elsewhere or not */
  if (is_text(unit, "min") && at >= in->first + 2 &&
      (tr__soap_is_word(soap, item_at(soap, at - 1), "x") ||
       tr__soap_is_sign(item_at(soap, at - 1), 'x')) &&
      item_at(soap, at - 2)->shape == TR_SOAP_FIGURE &&
      item_at(soap, at - 2)->amount < 5000)
    return TR_OK;
  if (is_text(unit, "min")) {
    if (tr__soap_has(&service->minutes) || is_total(soap, in->first, at) ||
        item->amount > 480000 || item->amount == 0)
      return TR_OK;
    return tr__soap_number_value(soap, item->amount, item->span,
                                 &service->minutes);
  }
  if (!is_traction(service)) return TR_OK;
  if (is_text(unit, "deg")) {
    if (tr__soap_has(&service->angle) || item->amount > 90000) return TR_OK;
    return tr__soap_number_value(soap, item->amount, item->span,
                                 &service->angle);
  }
  const bool force = is_text(unit, "lb") || is_text(unit, "kg") ||
                     is_text(unit, "N") || is_text(unit, "%bw");
  if (!force || tr__soap_has(&service->force)) return TR_OK;
  service->force_unit = tr__soap_word_value(item->word, item->span);
  return tr__soap_number_value(soap, item->amount, item->span, &service->force);
}

/* "x 15" behind a treatment; "3 x 15" and "x 15 reps" are repetitions. */
static tr_status take_bare_minutes(tr_soap *soap, tr_soap_service *service,
                                   size_t from, size_t named, size_t at) {
  const tr_soap_item *item = item_at(soap, at);
  const int64_t least = 5000, most = 60000;
  if (tr__soap_has(&service->minutes) || item->range || at <= from ||
      item->amount < least || item->amount > most || item->amount % 1000 != 0)
    return TR_OK;
  const tr_soap_item *times = item_at(soap, at - 1);
  if (!tr__soap_is_sign(times, 'x') && !tr__soap_is_word(soap, times, "x"))
    return TR_OK;
  /* "ther ex: bridges x 15" counts bridges */
  if (is_text(service->kind.text, "exercise") && at > named + 1) return TR_OK;
  if (at >= from + 2 && (item_at(soap, at - 2)->shape == TR_SOAP_FIGURE ||
                         item_at(soap, at - 2)->shape == TR_SOAP_AMOUNT ||
                         item_at(soap, at - 2)->shape == TR_SOAP_PROCEDURE))
    return TR_OK;
  if (at + 1 < soap->item_count) {
    const tr_soap_item *next = item_at(soap, at + 1);
    if (next->breaks == 0 &&
        (tr__soap_is_sign(next, 'x') || tr__soap_is_sign(next, '/') ||
         tr__soap_is_word(soap, next, "x") || next->shape == TR_SOAP_PLAIN))
      return TR_OK;
  }
  return tr__soap_number_value(soap, item->amount, item->span,
                               &service->minutes);
}

/* --- Times ---------------------------------------------------------------- */

/* 10:02-10:17, 10:02 to 10:17 am, in 10:02 out 10:17. */
static size_t times_at(const tr_soap *soap, size_t at, size_t until) {
  for (size_t i = at + 1; i < until && i < at + 5; i++) {
    const tr_soap_item *item = item_at(soap, i);
    if (item->shape == TR_SOAP_TIME) return i;
    if (!tr__soap_is_sign(item, '-') && !tr__soap_is_sign(item, '/') &&
        !tr__soap_is_sign(item, ',') && !tr__soap_is_sign(item, ':') &&
        !tr__soap_is_sign(item, '>') &&
        tr__soap_is(soap, item, TR_SOAP_TO) == NULL &&
        !tr__soap_is_word(soap, item, "time") &&
        !tr__soap_is_word(soap, item, "at") && !tr__soap_is_sign(item, '.') &&
        !tr__soap_is_word(soap, item, "and"))
      return 0;
  }
  return 0;
}

static tr_status take_times(tr_soap *soap, tr_soap_service *service, size_t at,
                            size_t second) {
  const tr_soap_item *a = item_at(soap, at), *b = item_at(soap, second);
  int64_t start = a->amount, end = b->amount;
  const int64_t noon = 720;
  /* "2:15-2:30 pm" says it once */
  if (!a->stated && b->stated && end >= noon && start < noon &&
      start + noon <= end)
    start += noon;
  if (end <= start) return TR_OK;
  tr_status status = tr__soap_time_value(soap, start, a->span, &service->start);
  if (status == TR_OK)
    status = tr__soap_time_value(soap, end, b->span, &service->end);
  if (status == TR_OK && start != a->amount) service->start.second = b->span;
  return status;
}

/* --- Words ---------------------------------------------------------------- */

/* "CA applied EMS": who does it stands before the verb. */
static bool does(const tr_soap *soap, const tr_soap_statement *in, size_t at) {
  static const char *const verbs[] = {
      "applied",  "performed", "gave",      "administered", "provided",  "did",
      "rendered", "completed", "delivered", "adjusted",     "supervised"};
  if (at + 1 >= in->end) return false;
  size_t next = at + 1;
  if (tr__soap_is_sign(item_at(soap, next), '.')) next++;
  /* "CA Jill applied" */
  if (next + 1 < in->end && item_at(soap, next)->shape == TR_SOAP_PLAIN &&
      !is_word_in(soap, item_at(soap, next), verbs, 10))
    next++;
  return next < in->end && is_word_in(soap, item_at(soap, next), verbs, 10);
}

/* The last cell of a row names who did it: "massage: R. Amsel LMT",
 * "Hot pack      CA (Mia)", "1:1, J. Solano PTA". A DC at the end of a line may
 * be a signature, unless a colon or a gap sets it off. */
static bool closes_row(const tr_soap *soap, const tr_soap_statement *in,
                       size_t at) {
  const tr_soap_item *item = item_at(soap, at);
  const tr_soap_row *row = tr__soap_is(soap, item, TR_SOAP_BY);
  if (row->second[0] == 'w' || at == in->first) return false;
  size_t next = at + 1;
  while (next < in->end && tr__soap_is_sign(item_at(soap, next), '.')) next++;
  const bool last = next >= in->end || item_at(soap, next)->breaks > 0;
  const bool named = !last && tr__soap_is_sign(item_at(soap, next), '(');
  const size_t before = item_at(soap, at - 1)->span.end;
  if (item->breaks == 0 && item->span.start - before > 2 && (last || named))
    return true;
  if (!last) return false;
  for (size_t i = at; i > in->first && at - i < BY_NAME;)
    if (tr__soap_is_sign(item_at(soap, --i), ':')) return true;
  return row->first[0] != 'D' &&
         (row->first[0] != 'P' || tr__soap_text(soap, item).p[1] == 'T');
}

/* "by CA", "1 on 1 w/ Dr"; what stands before a colon at the start of the
 * statement did all of it ("CA: hot pack"). */
static void take_by(const tr_soap *soap, tr_soap_service *service,
                    const tr_soap_statement *in, size_t at) {
  static const char *const words[] = {"by",        "per",       "via",
                                      "tech",      "staff",     "operator",
                                      "assistant", "technician"};
  static const char *const with[] = {"with", "w/"};
  const tr_soap_row *row = tr__soap_is(soap, item_at(soap, at), TR_SOAP_BY);
  size_t reach = BY_REACH;
  if (closes_row(soap, in, at))
    put_word(&service->by, row->first, item_at(soap, at));
  if (does(soap, in, at)) put_word(&service->by, row->first, item_at(soap, at));
  for (size_t i = at; i > in->first && at - i < reach;) {
    const tr_soap_item *item = item_at(soap, --i);
    /* "by L. Ray, LMT" */
    if (tr__soap_is_sign(item, ',') || tr__soap_is_sign(item, '.') ||
        tr__soap_is_sign(item, '(') ||
        (tr__soap_text(soap, item).p[0] >= 'A' &&
         tr__soap_text(soap, item).p[0] <= 'Z' && at - i < BY_NAME))
      reach++;
    bool one = false;
    for (size_t j = i > in->first + 2 ? i - 2 : in->first;
         j < in->end && j < at + 3; j++)
      one = one || tr__soap_is(soap, item_at(soap, j), TR_SOAP_ONE) != NULL;
    const bool weak = row->second[0] == 'w';
    if ((weak ||
         !is_word_in(soap, item, words, sizeof words / sizeof words[0])) &&
        !(one && is_word_in(soap, item, with, 2)))
      continue;
    put_word(&service->by, row->first, item_at(soap, at));
    return;
  }
}

/* "CA: hot pack. IFC": said once for the line. */
static void take_label(const tr_soap *soap, tr_soap_service *service,
                       const tr_soap_statement *in) {
  enum { LINE = 60, LABEL = 7 };
  size_t at = in->first;
  while (at > 0 && in->first - at < LINE && item_at(soap, at)->breaks == 0)
    at--;
  const tr_soap_item *first = item_at(soap, at);
  const tr_soap_row *row = tr__soap_is(soap, first, TR_SOAP_BY);
  if (row == NULL) return;
  for (size_t i = at + 1; i < in->end && i < at + LABEL; i++) {
    if (tr__soap_is_sign(item_at(soap, i), ':')) {
      put_word(&service->by, row->first, first);
      return;
    }
    if (tr__soap_is(soap, item_at(soap, i), TR_SOAP_SERVICE) != NULL ||
        item_at(soap, i)->breaks > 0)
      return;
  }
}

/* Whoever does what the statement tells does all of it. */
static void take_subject(const tr_soap *soap, tr_soap_service *service,
                         const tr_soap_statement *in, size_t until) {
  for (size_t i = in->first; i < until && i < in->first + 4; i++) {
    const tr_soap_row *row = tr__soap_is(soap, item_at(soap, i), TR_SOAP_BY);
    if (row != NULL && does(soap, in, i))
      put_word(&service->by, row->first, item_at(soap, i));
  }
}

/* Words behind which a region is no area treated. */
static bool is_reason_before(const tr_soap *soap, size_t from, size_t at) {
  for (size_t i = at; i > from && at - i < 12;)
    if (tr__soap_is(soap, item_at(soap, --i), TR_SOAP_REASON) != NULL)
      return true;
  return false;
}

static void take_area(const tr_soap *soap, tr_soap_service *service,
                      size_t from, size_t at) {
  const tr_soap_item *item = item_at(soap, at);
  const char *area = tr__soap_area_of(soap, item);
  if (is_reason_before(soap, from, at) || is_text(service->kind.text, "exam"))
    return;
  if (at + 1 < soap->item_count) {
    const tr_soap_item *next = item_at(soap, at + 1);
    static const char *const names[] = {
        "pain",      "flexion", "flexed", "pad",          "strap", "harness",
        "straps",    "roll",    "board",  "bent",         "belt",  "elevated",
        "supported", "up",      "curl",   "circumduction"};
    if (next->breaks == 0 &&
        is_word_in(soap, next, names, sizeof names / sizeof names[0]))
      return;
    if (tr__soap_is_sign(next, '/') && at + 3 < soap->item_count &&
        is_word_in(soap, item_at(soap, at + 3), names,
                   sizeof names / sizeof names[0]))
      return; /* "hips/knees flexed" */
    /* "knees 90", "hip and knee at 90" say how the patient lies */
    if (is_traction(service) && next->breaks == 0 &&
        next->shape == TR_SOAP_FIGURE)
      return;
  }
  static const char *const under[] = {"under", "beneath", "below"};
  for (size_t i = at; i > from && at - i < 3;)
    if (is_word_in(soap, item_at(soap, --i), under, 3)) return;
  tr__soap_add_area(&service->areas, area, item->span);
}

static bool is_part(const tr_soap *soap, size_t at) {
  return tr__soap_area_of(soap, item_at(soap, at)) != NULL ||
         tr__soap_is(soap, item_at(soap, at), TR_SOAP_MUSCLE) != NULL;
}

/* Pain of a side is not treatment of it. */
static bool is_of_pain(const tr_soap *soap, size_t at, size_t until) {
  static const char *const limbs[] = {"arm", "leg"};
  for (size_t i = at + 1; i < until && i < at + 4; i++) {
    const tr_soap_item *item = item_at(soap, i);
    if (tr__soap_is_sign(item, ',')) break;
    if (item->shape == TR_SOAP_RATIO ||
        (tr__soap_is(soap, item, TR_SOAP_PAIN) != NULL &&
         tr__soap_is(soap, item, TR_SOAP_PAIN)->first[0] == 'p') ||
        is_word_in(soap, item, limbs, 2))
      return true;
  }
  return false;
}

/* A side counts beside the part it is the side of. */
static void take_side(const tr_soap *soap, tr_soap_service *service,
                      size_t from, size_t at, size_t until) {
  const tr_soap_item *item = item_at(soap, at);
  const tr_soap_row *row = tr__soap_is(soap, item, TR_SOAP_SIDE);
  static const char *const hurts[] = {"cramping", "numbness", "tingling",
                                      "pain",     "numb",     "spasm"};
  if (is_reason_before(soap, from, at) || is_of_pain(soap, at, until)) return;
  for (size_t i = at; i > from && at - i < 4;)
    if (is_word_in(soap, item_at(soap, --i), hurts, 6)) return;
  const bool before = at + 1 < until && is_part(soap, at + 1);
  const bool behind = at > from && is_part(soap, at - 1) && !before;
  if (before || behind) put_word(&service->side, row->first, item);
}

static void take_reason(const tr_soap *soap, tr_soap_service *service,
                        size_t at, size_t until) {
  const tr_soap_row *row = tr__soap_is(soap, item_at(soap, at), TR_SOAP_REASON);
  if (tr__soap_has(&service->rationale)) return;
  size_t from = at;
  if (row->first[0] == 'l') {
    from = at + 1;
    if (from >= until || !tr__soap_is_sign(item_at(soap, from), ':')) return;
    from++;
  }
  size_t end = from;
  for (; end < until; end++) {
    const tr_soap_item *item = item_at(soap, end);
    if (end > from &&
        (tr__soap_is_sign(item, '.') || tr__soap_is_sign(item, ';') ||
         tr__soap_is(soap, item, TR_SOAP_RESPONSE) != NULL ||
         tr__soap_is(soap, item, TR_SOAP_THEN) != NULL || item->breaks > 1))
      break;
  }
  while (end > from && tr__soap_is_sign(item_at(soap, end - 1), ',')) end--;
  if (end <= from) return;
  service->rationale =
      tr__soap_text_value(soap, (tr_span){item_at(soap, from)->span.start,
                                          item_at(soap, end - 1)->span.end});
}

static tr_status take_item(tr_soap *soap, tr_soap_service *service,
                           const tr_soap_statement *in, size_t from,
                           size_t named, size_t at, size_t until) {
  const tr_soap_item *item = item_at(soap, at);
  const tr_soap_row *row = NULL;
  if (item->shape == TR_SOAP_AMOUNT) return take_amount(soap, service, in, at);
  if (item->shape == TR_SOAP_FIGURE)
    return at >= named ? take_bare_minutes(soap, service, from, named, at)
                       : TR_OK;
  if (item->shape == TR_SOAP_TIME) {
    const size_t second = times_at(soap, at, until);
    return second != 0 && !tr__soap_has(&service->start)
               ? take_times(soap, service, at, second)
               : TR_OK;
  }
  if (tr__soap_area_of(soap, item) != NULL) take_area(soap, service, from, at);
  if (tr__soap_is(soap, item, TR_SOAP_REASON) != NULL)
    take_reason(soap, service, at, until);
  if (tr__soap_is(soap, item, TR_SOAP_BY) != NULL)
    take_by(soap, service, in, at);
  if (tr__soap_is(soap, item, TR_SOAP_ONE) != NULL && !is_traction(service) &&
      !tr__soap_has(&service->one_on_one))
    service->one_on_one = tr__soap_flag_value(true, item->span);
  if (tr__soap_is(soap, item, TR_SOAP_SIDE) != NULL)
    take_side(soap, service, from, at, until);
  row = tr__soap_is(soap, item, TR_SOAP_POSITION);
  if (row != NULL && !is_reason_before(soap, from, at))
    put_word(&service->position, row->first, item);
  if (!is_traction(service)) return TR_OK;
  row = tr__soap_is(soap, item, TR_SOAP_MODE);
  if (row != NULL) put_word(&service->mode, row->first, item);
  row = tr__soap_is(soap, item, TR_SOAP_METHOD);
  if (row != NULL) put_word(&service->method, row->first, item);
  row = tr__soap_is(soap, item, TR_SOAP_DEVICE);
  if (row != NULL) {
    put_word(&service->device_kind, row->first, item);
    /* a motor that pulls is mechanical traction */
    if (is_text(tr_str_of(row->first), "motorized-table"))
      put_word(&service->method, "mechanical", item);
  }
  return TR_OK;
}

tr_status tr__soap_details(tr_soap *soap, tr_soap_service *service,
                           const tr_soap_statement *in, size_t from,
                           size_t named, size_t until) {
  tr_status status = TR_OK;
  take_label(soap, service, in);
  take_subject(soap, service, in, named);
  for (size_t at = from; at < until && status == TR_OK; at++) {
    /* what is said of how it was taken holds no detail of how it was given */
    if (tr__soap_is(soap, item_at(soap, at), TR_SOAP_RESPONSE) != NULL) break;
    status = take_item(soap, service, in, from, named, at, until);
  }
  return status;
}

/* --- Adjusted ------------------------------------------------------------- */

static bool is_root(const tr_soap *soap, size_t at, size_t until) {
  for (size_t i = at + 1; i < until && i < at + 3; i++) {
    if (tr__soap_is_sign(item_at(soap, i), ',')) break;
    const tr_soap_row *row = tr__soap_is(soap, item_at(soap, i), TR_SOAP_ROOT);
    if (row != NULL && row->first[0] == 'a') return true;
  }
  return false;
}

static void adjust(tr_soap *soap, tr_soap_service *service, const char *level,
                   tr_span span) {
  if (is_text(tr_str_of(level), "sacrum")) level = "S1";
  tr_soap_segment *segment = tr__soap_segment(soap, level, span);
  if (segment != NULL && !tr__soap_has(&segment->adjusted))
    segment->adjusted = tr__soap_flag_value(true, span);
  tr__soap_add_area(&service->areas, tr__soap_region_of(level), span);
}

static bool is_spinal(const char *area) {
  tr_regions regions = 0;
  return tr_regions_read(tr_str_of(area), &regions) &&
         (regions & TR_REGIONS_SPINE) != 0;
}

/* "adj all", "adjusted all of the above": the segments found so far. */
static bool adjusts_all(const tr_soap *soap, size_t from, size_t until,
                        size_t *at) {
  for (size_t i = from; i < until; i++)
    if (tr__soap_is_word(soap, item_at(soap, i), "all") ||
        tr__soap_is_word(soap, item_at(soap, i), "both") ||
        tr__soap_is_word(soap, item_at(soap, i), "same") ||
        tr__soap_is_word(soap, item_at(soap, i), "listed") ||
        tr__soap_is_word(soap, item_at(soap, i), "above")) {
      *at = i;
      return true;
    }
  return false;
}

/* "C5 left alone" */
static bool is_left_alone(const tr_soap *soap, size_t at, size_t until) {
  for (size_t i = at + 1; i < until && i < at + 4; i++) {
    if (tr__soap_is_sign(item_at(soap, i), ',') ||
        tr__soap_area_of(soap, item_at(soap, i)) != NULL)
      break;
    const tr_soap_row *cue = tr__soap_is(soap, item_at(soap, i), TR_SOAP_CUE);
    if (cue != NULL && is_text(tr_str_of(cue->first), "not") &&
        cue->second[0] == 'p')
      return true;
  }
  return false;
}

void tr__soap_adjusted(tr_soap *soap, tr_soap_service *service,
                       const tr_soap_statement *in, size_t from, size_t until,
                       bool limbs, bool apart) {
  bool any = false;
  take_label(soap, service, in);
  take_subject(soap, service, in, until);
  for (size_t at = from; at < until; at++) {
    const tr_soap_item *item = item_at(soap, at);
    if (tr__soap_is(soap, item, TR_SOAP_RESPONSE) != NULL ||
        tr__soap_is(soap, item, TR_SOAP_REASON) != NULL)
      break;
    if (tr__soap_is(soap, item, TR_SOAP_BY) != NULL)
      take_by(soap, service, in, at);
    const tr_soap_row *side = tr__soap_is(soap, item, TR_SOAP_SIDE);
    if (side != NULL && limbs) put_word(&service->side, side->first, item);
    const char *level = tr__soap_level_of(soap, item);
    const char *area = tr__soap_area_of(soap, item);
    if (area == NULL) continue;
    if (at + 1 < until && tr__soap_is_sign(item_at(soap, at + 1), 'n'))
      continue; /* a box that was left empty */
    if (is_left_alone(soap, at, until)) continue;
    any = true;
    if (!limbs && !is_spinal(area) && apart) continue;
    if (limbs && is_spinal(area)) continue;
    if (level == NULL)
      tr__soap_add_area(&service->areas, area, item->span);
    else if (!is_root(soap, at, until))
      adjust(soap, service, level, item->span);
  }
  size_t at = 0;
  if (any || limbs || !adjusts_all(soap, from, until, &at)) return;
  for (size_t i = 0; i < soap->draft->segment_count; i++)
    adjust(soap, service, soap->draft->segments[i].level.text.p,
           item_at(soap, at)->span);
}

/* --- Response ------------------------------------------------------------- */

tr_span tr__soap_response(const tr_soap *soap, const tr_soap_statement *in) {
  size_t found = in->end;
  for (size_t i = in->first; i < in->end && found == in->end; i++)
    if (tr__soap_is(soap, item_at(soap, i), TR_SOAP_RESPONSE) != NULL)
      found = i;
  if (found == in->end) return (tr_span){0, 0};
  const tr_soap_row *row =
      tr__soap_is(soap, item_at(soap, found), TR_SOAP_RESPONSE);
  size_t from = in->first;
  for (size_t i = in->first; i < found; i++)
    if (tr__soap_is_sign(item_at(soap, i), ',') ||
        tr__soap_is_sign(item_at(soap, i), '-') ||
        tr__soap_is_sign(item_at(soap, i), ':') ||
        tr__soap_is(soap, item_at(soap, i), TR_SOAP_THEN) != NULL)
      from = i + 1;
  if (row->first[0] == 'l') {
    if (found + 1 < in->end && tr__soap_is_sign(item_at(soap, found + 1), ':'))
      from = found + 2;
    else
      return (tr_span){0, 0};
  }
  size_t end = in->end;
  while (end > from && tr__soap_is_sign(item_at(soap, end - 1), '.')) end--;
  if (end <= from) return (tr_span){0, 0};
  return (tr_span){item_at(soap, from)->span.start,
                   item_at(soap, end - 1)->span.end};
}
