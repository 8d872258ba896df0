/* Segments of a 277CA into its model: the loop a segment was put into says
 * whose status it is. */
#include "ack/answer_277ca.h"

#include "ack/answer_parts.h"

void tr_answer_277ca_init(tr_answer_277ca *answer) {
  memset(answer, 0, sizeof *answer);
  tr_arena_init(&answer->arena, TR_ANSWER_BYTES);
}

void tr_answer_277ca_done(tr_answer_277ca *answer) {
  tr_arena_done(&answer->arena);
}

bool tr_answer_stc_rejects(const tr_answer_stc *stc) {
  static const char *const rejecting[] = {"A3", "A4", "A6", "A7", "A8"};
  if (tr_str_eq(stc->action, TR_STR("U"))) return true;
  for (uint32_t i = 0; i < stc->count; i++)
    for (size_t j = 0; j < sizeof rejecting / sizeof *rejecting; j++)
      if (tr_str_eq(stc->reasons[i].category, tr_str_of(rejecting[j])))
        return true;
  return false;
}

bool tr_answer_stcs_reject(const tr_answer_stcs *statuses) {
  for (const tr_answer_stc *stc = statuses->first; stc != NULL; stc = stc->next)
    if (tr_answer_stc_rejects(stc)) return true;
  return false;
}

static tr_str text(tr_answer_277ca *answer, const tr_segment *segment,
                   uint32_t element) {
  return tr__answer_text(&answer->arena, segment, element, &answer->bad);
}

static tr_str part(tr_answer_277ca *answer, const tr_segment *segment,
                   uint32_t element, unsigned n) {
  return tr__answer_part(&answer->arena, segment, element, n, &answer->bad);
}

static void *make(tr_answer_277ca *answer, size_t bytes) {
  return tr__answer_make(&answer->arena, bytes, &answer->bad);
}

static bool money(const tr_segment *segment, uint32_t element,
                  tr_cents *amount) {
  return tr_cents_read(tr_segment_element(segment, element), amount) == TR_OK;
}

/* ------------------------------------------------------------ where we are */

static tr_answer_provider *provider_of(const tr_answer_277ca *answer) {
  return answer->last != NULL ? answer->last->last : NULL;
}

static tr_answer_claim *claim_of(const tr_answer_277ca *answer) {
  const tr_answer_provider *provider = provider_of(answer);
  return provider != NULL ? provider->last : NULL;
}

static tr_answer_line *line_of(const tr_answer_277ca *answer) {
  const tr_answer_claim *claim = claim_of(answer);
  return claim != NULL ? claim->last : NULL;
}

static void begin_batch(tr_answer_277ca *answer) {
  tr_answer_batch *batch = make(answer, sizeof *batch);
  if (batch == NULL) return;
  batch->source = answer->source;
  batch->source_id = answer->source_id;
  if (answer->last == NULL)
    answer->batches = batch;
  else
    answer->last->next = batch;
  answer->last = batch;
}

static void begin_provider(tr_answer_277ca *answer) {
  if (answer->last == NULL) begin_batch(answer);
  tr_answer_provider *provider = make(answer, sizeof *provider);
  if (provider == NULL || answer->last == NULL) return;
  if (answer->last->last == NULL)
    answer->last->providers = provider;
  else
    answer->last->last->next = provider;
  answer->last->last = provider;
}

static void begin_claim(tr_answer_277ca *answer, const tr_segment *trn) {
  if (provider_of(answer) == NULL) begin_provider(answer);
  tr_answer_provider *provider = provider_of(answer);
  tr_answer_claim *claim = make(answer, sizeof *claim);
  if (claim == NULL || provider == NULL) return;
  claim->id = text(answer, trn, 2);
  claim->from = claim->to = TR_DAY_MIN;
  if (provider->last == NULL)
    provider->claims = claim;
  else
    provider->last->next = claim;
  provider->last = claim;
}

static void begin_line(tr_answer_277ca *answer, const tr_segment *svc) {
  tr_answer_claim *claim = claim_of(answer);
  if (claim == NULL) return;
  tr_answer_line *line = make(answer, sizeof *line);
  if (line == NULL) return;
  line->code = part(answer, svc, 1, 2);
  line->has_charge = money(svc, 2, &line->charge);
  if (claim->last == NULL)
    claim->lines = line;
  else
    claim->last->next = line;
  claim->last = line;
}

/* ---------------------------------------------------------------- segments */

static void take_name(tr_answer_277ca *answer, tr_code loop,
                      const tr_segment *nm1) {
  if (loop == TR_CODE("2100A")) {
    answer->source = text(answer, nm1, 3);
    answer->source_id = text(answer, nm1, 9);
  }
  tr_answer_provider *provider = provider_of(answer);
  if (loop == TR_CODE("2100C") && provider != NULL) {
    provider->name = text(answer, nm1, 3);
    provider->id = text(answer, nm1, 9);
  }
}

static tr_answer_stcs *statuses_at(tr_answer_277ca *answer, tr_code loop) {
  if (loop == TR_CODE("2200B"))
    return answer->last != NULL ? &answer->last->statuses : NULL;
  if (loop == TR_CODE("2200C")) {
    tr_answer_provider *provider = provider_of(answer);
    return provider != NULL ? &provider->statuses : NULL;
  }
  if (loop == TR_CODE("2200D")) {
    tr_answer_claim *claim = claim_of(answer);
    return claim != NULL ? &claim->statuses : NULL;
  }
  tr_answer_line *line = line_of(answer);
  return loop == TR_CODE("2220D") && line != NULL ? &line->statuses : NULL;
}

static void take_stc(tr_answer_277ca *answer, tr_code loop,
                     const tr_segment *segment) {
  static const uint32_t places[TR_ANSWER_STATUSES] = {1, 10, 11};
  tr_answer_stcs *statuses = statuses_at(answer, loop);
  if (statuses == NULL) return;
  tr_answer_stc *stc = make(answer, sizeof *stc);
  if (stc == NULL) return;
  for (size_t i = 0; i < TR_ANSWER_STATUSES; i++) {
    const tr_answer_status reason = {
        .category = part(answer, segment, places[i], 1),
        .code = part(answer, segment, places[i], 2),
        .entity = part(answer, segment, places[i], 3)};
    if (reason.category.n > 0) stc->reasons[stc->count++] = reason;
  }
  if (tr_day_read(tr_segment_element(segment, 2), &stc->date) != TR_OK)
    stc->date = TR_DAY_MIN;
  stc->action = text(answer, segment, 3);
  stc->has_amount = money(segment, 4, &stc->amount);
  stc->said = text(answer, segment, 12);
  if (statuses->last == NULL)
    statuses->first = stc;
  else
    statuses->last->next = stc;
  statuses->last = stc;
}

static tr_answer_totals *totals_at(tr_answer_277ca *answer, tr_code loop) {
  if (loop == TR_CODE("2200B"))
    return answer->last != NULL ? &answer->last->totals : NULL;
  tr_answer_provider *provider = provider_of(answer);
  return loop == TR_CODE("2200C") && provider != NULL ? &provider->totals
                                                      : NULL;
}

static void take_total(tr_answer_277ca *answer, tr_code loop,
                       const tr_segment *segment) {
  tr_answer_totals *totals = totals_at(answer, loop);
  if (totals == NULL) return;
  const tr_str kind = tr_segment_element(segment, 1);
  const tr_str value = tr_segment_element(segment, 2);
  if (tr_str_eq(kind, TR_STR("90")) || tr_str_eq(kind, TR_STR("QA"))) {
    totals->has_accepted = true;
    totals->accepted = tr__answer_number(value);
  } else if (tr_str_eq(kind, TR_STR("AA")) || tr_str_eq(kind, TR_STR("QC"))) {
    totals->has_rejected = true;
    totals->rejected = tr__answer_number(value);
  } else if (tr_str_eq(kind, TR_STR("YU"))) {
    totals->has_accepted_charge = money(segment, 2, &totals->accepted_charge);
  } else if (tr_str_eq(kind, TR_STR("YY"))) {
    totals->has_rejected_charge = money(segment, 2, &totals->rejected_charge);
  }
}

static void take_reference(tr_answer_277ca *answer, tr_code loop,
                           const tr_segment *segment) {
  const tr_str kind = tr_segment_element(segment, 1);
  tr_answer_claim *claim = claim_of(answer);
  tr_answer_line *line = line_of(answer);
  if (loop == TR_CODE("2200D") && claim != NULL) {
    if (tr_str_eq(kind, TR_STR("1K")))
      claim->payer_number = text(answer, segment, 2);
    if (tr_str_eq(kind, TR_STR("D9"))) claim->trace = text(answer, segment, 2);
  }
  if (loop == TR_CODE("2220D") && line != NULL && tr_str_eq(kind, TR_STR("FJ")))
    line->control = text(answer, segment, 2);
}

/* CCYYMMDD, or two of them with a dash. */
static void take_date(tr_answer_277ca *answer, tr_code loop,
                      const tr_segment *segment) {
  tr_answer_claim *claim = claim_of(answer);
  const tr_str value = tr_segment_element(segment, 3);
  if (loop != TR_CODE("2200D") || claim == NULL || value.n < 8) return;
  const tr_str first = {value.p, 8};
  if (tr_day_read(first, &claim->from) != TR_OK) claim->from = TR_DAY_MIN;
  claim->to = claim->from;
  if (value.n != 17) return;
  const tr_str last = {value.p + 9, 8};
  if (tr_day_read(last, &claim->to) != TR_OK) claim->to = claim->from;
}

static void begin_set(tr_answer_277ca *answer) {
  tr_arena_reset(&answer->arena);
  answer->batches = answer->last = NULL;
  answer->source = answer->source_id = (tr_str){NULL, 0};
  answer->bad = TR_OK;
}

bool tr_answer_277ca_take(tr_answer_277ca *answer, const tr_located *located) {
  const tr_segment *segment = &located->segment;
  const tr_code id = segment->id;
  const tr_code loop =
      located->spot.loop != NULL ? located->spot.loop->code : 0;
  if (id == TR_CODE("ST")) begin_set(answer);
  if (id == TR_CODE("SE")) return true;
  if (segment->flags & TR_SEGMENT_DAMAGED) return false;
  if (id == TR_CODE("HL")) {
    if (loop == TR_CODE("2000B")) begin_batch(answer);
    if (loop == TR_CODE("2000C")) begin_provider(answer);
  } else if (id == TR_CODE("TRN")) {
    if (loop == TR_CODE("2200B") && answer->last != NULL)
      answer->last->batch = text(answer, segment, 2);
    if (loop == TR_CODE("2200D")) begin_claim(answer, segment);
  } else if (id == TR_CODE("SVC")) {
    begin_line(answer, segment);
  } else if (id == TR_CODE("NM1")) {
    take_name(answer, loop, segment);
  } else if (id == TR_CODE("STC")) {
    take_stc(answer, loop, segment);
  } else if (id == TR_CODE("QTY") || id == TR_CODE("AMT")) {
    take_total(answer, loop, segment);
  } else if (id == TR_CODE("REF")) {
    take_reference(answer, loop, segment);
  } else if (id == TR_CODE("DTP")) {
    take_date(answer, loop, segment);
  }
  return false;
}
