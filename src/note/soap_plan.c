/* What a note says of the plan: how often, which visit of how many, its goals
 * and dates, when the next examination is due, the phase of care; whether
 * contraindications were asked for, and what is said of an ABN. */
#include "note/soap_parts.h"

enum { REACH = 8, CODE_BYTES = 5 };

static const tr_soap_item *item_in(const tr_soap *soap,
                                   const tr_soap_statement *in, size_t at) {
  return at < in->end ? &soap->items[at] : NULL;
}

static bool is_unit(const tr_soap *soap, const tr_soap_item *item,
                    const char *unit) {
  if (item == NULL) return false;
  const tr_soap_row *row = tr__soap_is(soap, item, TR_SOAP_UNIT);
  return row != NULL && tr_str_eq(tr_str_of(row->first), tr_str_of(unit));
}

static bool is_amount(const tr_soap_item *item, const char *unit) {
  return item != NULL && item->shape == TR_SOAP_AMOUNT &&
         tr_str_eq(tr_str_of(item->word), tr_str_of(unit));
}

static bool is_any_word(const tr_soap *soap, const tr_soap_item *item,
                        const char *const *words, size_t count) {
  for (size_t i = 0; item != NULL && i < count; i++)
    if (tr__soap_is_word(soap, item, words[i])) return true;
  return false;
}

/* --- How often ------------------------------------------------------------ */

/* "2x/wk", "2 times a week", "twice weekly", "2 visits per week", "3/wk": the
 * item behind it, 0 where it is none. */
static size_t frequency_at(const tr_soap *soap, const tr_soap_statement *in,
                           size_t at, int64_t *per_week) {
  static const char *const times[] = {"x",     "times", "time", "visits",
                                      "visit", "days",  "tx"};
  static const char *const per[] = {"per", "a", "each", "every", "/"};
  const tr_soap_item *first = item_in(soap, in, at);
  const tr_soap_row *word = tr__soap_is(soap, first, TR_SOAP_NUMBER);
  size_t next = at + 1;
  if (word != NULL && word->second[0] == 't') {
    *per_week = (word->first[0] - '0') * 1000;
  } else if (first->shape == TR_SOAP_FIGURE && !first->range) {
    *per_week = first->amount;
    const tr_soap_item *sign = item_in(soap, in, next);
    if (sign != NULL && sign->breaks == 0 &&
        (tr__soap_is_sign(sign, 'x') ||
         is_any_word(soap, sign, times, sizeof times / sizeof times[0])))
      next++;
    else if (sign == NULL || !tr__soap_is_sign(sign, '/'))
      return 0;
  } else if (is_amount(first, "visit") && !first->range) {
    *per_week = first->amount;
  } else {
    return 0;
  }
  const tr_soap_item *joint = item_in(soap, in, next);
  if (joint != NULL &&
      (tr__soap_is_sign(joint, '/') || is_any_word(soap, joint, per, 5)))
    next++;
  else if (joint == NULL || tr__soap_is(soap, joint, TR_SOAP_UNIT) == NULL)
    return 0;
  return is_unit(soap, item_in(soap, in, next), "week") ? next + 1 : 0;
}

static bool is_elsewhere(const tr_soap *soap, const tr_soap_statement *in,
                         size_t at) {
  static const char *const words[] = {
      "hep",     "home",      "daily",     "gym",      "walk",
      "walking", "runs",      "swim",      "exercise", "exercises",
      "stretch", "ibuprofen", "headaches", "ha",       "goal"};
  for (size_t i = in->first; i < in->end; i++) {
    if (i + REACH < at || i > at + REACH) continue;
    const tr_soap_row *cue = tr__soap_is(soap, &soap->items[i], TR_SOAP_CUE);
    const tr_soap_row *head = tr__soap_is(soap, &soap->items[i], TR_SOAP_HEAD);
    if ((cue != NULL && cue->first[0] == 'h') ||
        (head != NULL && head->first[0] == TR_SOAP_HOME))
      return true;
    if (is_any_word(soap, &soap->items[i], words,
                    sizeof words / sizeof words[0]))
      return true;
  }
  return false;
}

static bool is_plan_place(const tr_soap_statement *in) {
  switch (in->place) {
    case TR_SOAP_PLAN:
    case TR_SOAP_CARE_PLAN:
    case TR_SOAP_NEXT:
    case TR_SOAP_NOWHERE:
    case TR_SOAP_TREATMENT:
    case TR_SOAP_ASSESSMENT:
      return !in->past;
    default:
      return false;
  }
}

/* What is to be given so often, where the statement plans one service only. */
static tr_status describe(tr_soap *soap, const tr_soap_statement *in,
                          tr_soap_plan_item *item) {
  tr_soap_anchor anchors[TR_SOAP_ANCHORS];
  if (tr__soap_anchors(soap, in, anchors) != 1 || anchors[0].given ||
      anchors[0].denied)
    return TR_OK;
  if (anchors[0].code != NULL)
    item->code = tr__soap_text_value(
        soap, (tr_span){anchors[0].code->span.start,
                        anchors[0].code->span.start + CODE_BYTES});
  for (size_t i = in->first; i < in->end; i++) {
    const tr_soap_item *part = &soap->items[i];
    const char *area = tr__soap_area_of(soap, part);
    if (area != NULL && part->shape != TR_SOAP_LEVEL)
      tr__soap_add_area(&item->areas, area, part->span);
    if (is_amount(part, "min") && !part->range &&
        !tr__soap_has(&item->minutes)) {
      const tr_status status =
          tr__soap_number_value(soap, part->amount, part->span, &item->minutes);
      if (status != TR_OK) return status;
    }
  }
  return TR_OK;
}

static bool plans_code(const tr_soap *soap, const tr_soap_statement *in) {
  for (size_t i = in->first; i < in->end; i++)
    if (soap->items[i].shape == TR_SOAP_PROCEDURE) return true;
  return false;
}

static tr_status read_frequency(tr_soap *soap, const tr_soap_statement *in,
                                size_t at) {
  tr_soap_draft *draft = soap->draft;
  int64_t per_week = 0;
  const size_t next = frequency_at(soap, in, at, &per_week);
  if (next == 0 || is_elsewhere(soap, in, at) || per_week > 14000 ||
      per_week == 0 || draft->plan_item_count == TR_SOAP_ITEMS)
    return TR_OK;
  /* of several only those that say of what */
  if (draft->plan_item_count > 0 &&
      (!tr__soap_has(&draft->plan_items[draft->plan_item_count - 1].code) ||
       !plans_code(soap, in)))
    return TR_OK;
  tr_soap_plan_item *item = &draft->plan_items[draft->plan_item_count++];
  const tr_span span = {soap->items[at].span.start,
                        soap->items[next - 1].span.end};
  tr_status status =
      tr__soap_number_value(soap, per_week, span, &item->per_week);
  /* "2x/week x 6 weeks, 12 visits" */
  for (size_t i = next; i < in->end && i < next + REACH && status == TR_OK; i++)
    if (is_amount(&soap->items[i], "visit") && !soap->items[i].range &&
        !tr__soap_has(&draft->visits))
      status = tr__soap_number_value(soap, soap->items[i].amount,
                                     soap->items[i].span, &draft->visits);
  if (status == TR_OK) status = describe(soap, in, item);
  return status;
}

/* --- Which visit ---------------------------------------------------------- */

/* "Authorized visits: 12" */
static bool is_total(const tr_soap *soap, const tr_soap_statement *in,
                     size_t at) {
  static const char *const words[] = {"authorized", "approved", "auth",
                                      "planned",    "allowed",  "total"};
  return at > in->first && is_any_word(soap, &soap->items[at - 1], words,
                                       sizeof words / sizeof words[0]);
}

/* "visit 4 of 12", "visit #4/12", "tx 4/12", "4 of 12 visits", "visit 4". */
static tr_status read_visit(tr_soap *soap, const tr_soap_statement *in,
                            size_t at) {
  tr_soap_draft *draft = soap->draft;
  if (tr__soap_has(&draft->visit_number)) return TR_OK;
  const tr_soap_item *item = item_in(soap, in, at);
  size_t next = at + 1;
  const tr_soap_item *value = NULL;
  if (is_unit(soap, item, "visit")) {
    while (next < in->end && next < at + 5 &&
           (tr__soap_is_word(soap, item_in(soap, in, next), "#") ||
            tr__soap_is_sign(item_in(soap, in, next), ':') ||
            tr__soap_is_word(soap, item_in(soap, in, next), "number") ||
            tr__soap_is_word(soap, item_in(soap, in, next), "no") ||
            tr__soap_is_word(soap, item_in(soap, in, next), "is") ||
            tr__soap_is_sign(item_in(soap, in, next), '.')))
      next++;
    value = item_in(soap, in, next);
    if (value != NULL && value->breaks > 0) value = NULL;
    if (value != NULL && value->shape == TR_SOAP_FIGURE &&
        is_total(soap, in, at))
      return tr__soap_has(&draft->visits)
                 ? TR_OK
                 : tr__soap_number_value(soap, value->amount, value->span,
                                         &draft->visits);
  } else if (item->shape == TR_SOAP_RATIO &&
             is_unit(soap, item_in(soap, in, next), "visit")) {
    value = item;
  }
  if (value == NULL || value->range ||
      (value->shape != TR_SOAP_RATIO && value->shape != TR_SOAP_FIGURE))
    return TR_OK;
  if (value->amount > 200000 || value->amount % 1000 != 0) return TR_OK;
  if (value->shape == TR_SOAP_RATIO &&
      (value->most < value->amount || value->most > 200000))
    return TR_OK;
  if (value->shape == TR_SOAP_FIGURE && next == at + 1 &&
      (tr__soap_is_word(soap, item, "tx") ||
       tr__soap_is_word(soap, item, "treatment")))
    return TR_OK;
  tr_status status = tr__soap_number_value(soap, value->amount, value->span,
                                           &draft->visit_number);
  /* "visit 4 of 12" wins over "12 visits" */
  if (status == TR_OK && value->shape == TR_SOAP_RATIO)
    status =
        tr__soap_number_value(soap, value->most, value->span, &draft->visits);
  return status;
}

/* --- The next examination ------------------------------------------------- */

static tr_status read_exam(tr_soap *soap, const tr_soap_statement *in,
                           size_t at) {
  if (tr__soap_has(&soap->draft->re_exam_due)) return TR_OK;
  const tr_soap_value *visit = &soap->draft->date_of_service;
  for (size_t i = at + 1; i < in->end && i < at + REACH; i++) {
    const tr_soap_item *item = &soap->items[i];
    if (tr__soap_is_word(soap, item, "performed") ||
        tr__soap_is_word(soap, item, "done") ||
        tr__soap_is_word(soap, item, "completed") ||
        tr__soap_is_word(soap, item, "last") ||
        tr__soap_is_word(soap, item, "film") ||
        tr__soap_is(soap, item, TR_SOAP_ROOT) != NULL)
      break;
    if (item->shape != TR_SOAP_DATE) continue;
    tr_day day = TR_DAY_MIN;
    if (tr__soap_has(visit) && tr_day_read_iso(visit->text, &day) == TR_OK &&
        item->amount <= day)
      break;
    return tr__soap_date_value(soap, (tr_day)item->amount, item->span,
                               &soap->draft->re_exam_due);
  }
  return TR_OK;
}

/* --- Phase, screening, ABN ------------------------------------------------ */

static bool is_denied(const tr_soap *soap, const tr_soap_statement *in,
                      size_t at) {
  const size_t from = soap->items[in->first].span.start;
  const tr_str text = {soap->text.p + from,
                       soap->items[in->end - 1].span.end - from};
  const tr_span span = {soap->items[at].span.start - from,
                        soap->items[at].span.end - from};
  return tr_text_is_denied(text, span);
}

static void read_phase(tr_soap *soap, const tr_soap_statement *in, size_t at) {
  tr_soap_value *phase = &soap->draft->phase;
  const tr_soap_item *item = &soap->items[at];
  const tr_soap_row *row = tr__soap_is(soap, item, TR_SOAP_PHASE);
  if (in->place == TR_SOAP_GOAL || in->place == TR_SOAP_HOME ||
      in->place == TR_SOAP_HISTORY || in->past || is_denied(soap, in, at))
    return;
  static const char *const later[] = {
      "transition", "then",    "progress", "discussed", "will",
      "consider",   "not",     "until",    "once",      "if",
      "discharge",  "release", "vs",       "when",      "after",
      "move",       "future",  "released", "from",      "discharged"};
  for (size_t i = in->first; i < at; i++)
    if (is_any_word(soap, &soap->items[i], later,
                    sizeof later / sizeof later[0]))
      return;
  if (tr__soap_has(phase)) {
    if (!tr_str_eq(phase->text, tr_str_of(row->first)) &&
        phase->second.end == 0) {
      tr__soap_doubt(soap, "/plan_of_care/phase",
                     "more than one phase of care is named", phase->span);
      phase->second = item->span;
    }
    return;
  }
  *phase = tr__soap_word_value(row->first, item->span);
}

static bool has_near(const tr_soap *soap, const tr_soap_statement *in,
                     size_t at, tr_soap_class class) {
  for (size_t i = in->first; i < in->end; i++)
    if (i != at && i + REACH > at && i < at + REACH &&
        tr__soap_is(soap, &soap->items[i], class) != NULL)
      return true;
  return false;
}

static bool has_word(const tr_soap *soap, const tr_soap_statement *in,
                     const char *word) {
  for (size_t i = in->first; i < in->end; i++)
    if (tr__soap_is_word(soap, &soap->items[i], word)) return true;
  return false;
}

/* "Contraindications screened today", "no contraindications to traction": the
 * day is that of the visit. */
static void read_screen(tr_soap *soap, const tr_soap_statement *in, size_t at) {
  tr_soap_draft *draft = soap->draft;
  const tr_soap_value *visit = &draft->date_of_service;
  if (!tr__soap_has(visit) || tr__soap_has(&draft->screened) || in->past ||
      in->place == TR_SOAP_NEXT)
    return;
  const tr_soap_row *row = tr__soap_is(soap, &soap->items[at], TR_SOAP_SCREEN);
  const bool flags = row->first[0] == 'f';
  if (flags && !has_word(soap, in, "screened") &&
      !has_word(soap, in, "reviewed"))
    return;
  if (!has_near(soap, in, at, TR_SOAP_SCREENED) && !is_denied(soap, in, at))
    return;
  draft->screened = *visit;
  draft->screened.span = (tr_span){soap->items[in->first].span.start,
                                   soap->items[in->end - 1].span.end};
  draft->screened.second = visit->span;
}

static void read_abn(tr_soap *soap, const tr_soap_statement *in, size_t at) {
  if (tr__soap_has(&soap->draft->abn) || in->past || is_denied(soap, in, at))
    return;
  static const char *const words[] = {
      "signed", "on", "file", "given", "obtained", "collected", "updated"};
  for (size_t i = at + 1; i < in->end && i < at + 5; i++) {
    if (tr__soap_is_word(soap, &soap->items[i], "not")) return;
    if (!is_any_word(soap, &soap->items[i], words,
                     sizeof words / sizeof words[0]))
      continue;
    size_t end = i + 1;
    while (end < in->end && end < at + 8 && soap->items[end].breaks == 0 &&
           !tr__soap_is_sign(&soap->items[end], '.') &&
           !tr__soap_is_sign(&soap->items[end], ';'))
      end++;
    soap->draft->abn = tr__soap_text_value(
        soap,
        (tr_span){soap->items[at].span.start, soap->items[end - 1].span.end});
    return;
  }
}

static tr_status read_item(tr_soap *soap, const tr_soap_statement *in,
                           size_t at) {
  const tr_soap_item *item = &soap->items[at];
  tr_status status = TR_OK;
  if (is_plan_place(in)) status = read_frequency(soap, in, at);
  if (status == TR_OK && !in->past && in->place != TR_SOAP_SUBJECTIVE)
    status = read_visit(soap, in, at);
  if (status == TR_OK && !in->past &&
      tr__soap_is(soap, item, TR_SOAP_REEXAM) != NULL)
    status = read_exam(soap, in, at);
  if (tr__soap_is(soap, item, TR_SOAP_PHASE) != NULL) read_phase(soap, in, at);
  /* "PLAN: Active." */
  if (in->place == TR_SOAP_PLAN && in->end - in->first <= 2 &&
      tr__soap_is_word(soap, item, "active") &&
      !tr__soap_has(&soap->draft->phase))
    soap->draft->phase = tr__soap_word_value("active", item->span);
  if (tr__soap_is(soap, item, TR_SOAP_SCREEN) != NULL)
    read_screen(soap, in, at);
  if (tr__soap_is(soap, item, TR_SOAP_ABN) != NULL) read_abn(soap, in, at);
  return status;
}

/* --- Goals, begin and end ------------------------------------------------- */

/* A statement under "Goals" is one, with the instrument and score it names. */
static tr_status read_goal(tr_soap *soap, const tr_soap_statement *in) {
  tr_soap_draft *draft = soap->draft;
  size_t first = in->first, end = in->end;
  while (first < end && soap->items[first].shape == TR_SOAP_SIGN) first++;
  while (end > first && soap->items[end - 1].shape == TR_SOAP_SIGN) end--;
  if (in->past || end - first < 2 || draft->goal_count == TR_SOAP_GOALS)
    return TR_OK;
  tr_soap_goal *goal = &draft->goals[draft->goal_count++];
  goal->text = tr__soap_text_value(
      soap,
      (tr_span){soap->items[first].span.start, soap->items[end - 1].span.end});
  const tr_soap_item *target = NULL;
  for (size_t i = first; i < end; i++) {
    const tr_soap_item *item = &soap->items[i];
    const tr_soap_row *row = tr__soap_is(soap, item, TR_SOAP_INSTRUMENT);
    if (row != NULL && !tr__soap_has(&goal->measure))
      goal->measure = tr__soap_word_value(row->first, item->span);
    if (tr__soap_has(&goal->measure) && !item->range &&
        (item->shape == TR_SOAP_FIGURE || item->shape == TR_SOAP_RATIO ||
         is_amount(item, "%")))
      target = item; /* "36% to < 15%": the last */
  }
  return target == NULL ? TR_OK
                        : tr__soap_number_value(soap, target->amount,
                                                target->span, &goal->target);
}

/* "Plan of care 6/1/26 - 7/15/26" */
static tr_status read_period(tr_soap *soap, const tr_soap_statement *in) {
  tr_soap_draft *draft = soap->draft;
  for (size_t i = in->first; i + 2 < in->end; i++) {
    const tr_soap_item *from = &soap->items[i], *join = from + 1,
                       *to = from + 2;
    if (from->shape != TR_SOAP_DATE || to->shape != TR_SOAP_DATE ||
        to->amount < from->amount || tr__soap_has(&draft->plan_start) ||
        (!tr__soap_is_sign(join, '-') &&
         tr__soap_is(soap, join, TR_SOAP_TO) == NULL))
      continue;
    const tr_status status = tr__soap_date_value(
        soap, (tr_day)from->amount, from->span, &draft->plan_start);
    if (status != TR_OK) return status;
    return tr__soap_date_value(soap, (tr_day)to->amount, to->span,
                               &draft->plan_end);
  }
  return TR_OK;
}

static tr_status read_whole(tr_soap *soap, const tr_soap_statement *in) {
  if (in->place == TR_SOAP_GOAL) return read_goal(soap, in);
  if (in->place == TR_SOAP_CARE_PLAN) return read_period(soap, in);
  return TR_OK;
}

tr_status tr__soap_plan(tr_soap *soap) {
  tr_status status = TR_OK;
  for (size_t s = 0; s < soap->statement_count && status == TR_OK; s++) {
    status = read_whole(soap, &soap->statements[s]);
    for (size_t i = soap->statements[s].first;
         i < soap->statements[s].end && status == TR_OK; i++)
      status = read_item(soap, &soap->statements[s], i);
  }
  tr_soap_value *phase = &soap->draft->phase;
  if (phase->second.end != 0) *phase = (tr_soap_value){.json = TR_NOTE_NONE};
  return status;
}
