/* Decides which part of a claim (2300, 2310, 2320, 2330) a segment fills, by
 * the loop the guide puts it into. */
#include "claim/decode.h"

#define LOOP_2300 TR_LOOP4('2', '3', '0', '0')
#define LOOP_2320 TR_LOOP4('2', '3', '2', '0')
#define LOOP_2330 TR_LOOP4('2', '3', '3', '0')
#define LOOP_2400 TR_LOOP4('2', '4', '0', '0')
#define LOOP_2410 TR_LOOP4('2', '4', '1', '0')
#define LOOP_2420 TR_LOOP4('2', '4', '2', '0')
#define LOOP_2430 TR_LOOP4('2', '4', '3', '0')
#define LOOP_2440 TR_LOOP4('2', '4', '4', '0')

/* ---------------------------------------------------------------- loops */

/* The loops of one kind: 2310 of 2310B. */
static tr_code family(tr_code loop) {
  return loop & TR_LOOP4('\xFF', '\xFF', '\xFF', '\xFF');
}

static bool is_of_claim(tr_code loop) {
  const tr_code two = loop >> 48;
  return two == ('2' << 8 | '3') || two == ('2' << 8 | '4');
}

static int32_t last_of(const tr_array *list) {
  return list->count > 0 ? (int32_t)list->count - 1 : TR_NONE;
}

/* Another payer begins, at its SBR where it has one. */
static void open_payer(tr_builder *builder) {
  builder->payer = TR_NONE;
  tr_other_payer *payer = tr__list_add(builder, &builder->other_payers);
  if (payer == NULL) return;
  builder->payer = last_of(&builder->other_payers);
  payer->unit = &builder->run->unit;
  payer->subscriber = payer->payer = NULL;
  tr__missing_fill(payer, offsetof(tr_other_payer, responsibility),
                   offsetof(tr_other_payer, adjudicated), builder->index);
}

/* Move to the loop the guide puts the segment into. @return Whether it is one
 * of the claim; what a payer or a line has without one is of nobody. */
static bool move(tr_builder *builder) {
  const tr_code loop = builder->spot->loop->code;
  const bool opens = builder->spot->opens;
  if (loop == builder->loop && !opens) return is_of_claim(loop);
  builder->loop = loop;
  builder->party = builder->adjudication = TR_NONE;
  switch (family(loop)) {
    case LOOP_2320:
    case LOOP_2330:
      builder->line = TR_NONE;
      builder->payer = last_of(&builder->other_payers);
      if (opens && loop == LOOP_2320) open_payer(builder);
      return builder->payer >= 0;
    case LOOP_2400:
    case LOOP_2410:
    case LOOP_2420:
    case LOOP_2430:
    case LOOP_2440:
      builder->payer = TR_NONE;
      if (builder->line < 0 || builder->spot->beside)
        builder->line = last_of(&builder->lines);
      if (opens && loop == LOOP_2400) tr__line_open(builder);
      if (loop == LOOP_2430) tr__decision_enter(builder, opens);
      return builder->line >= 0;
    default:
      builder->line = builder->payer = TR_NONE;
      if (is_of_claim(loop)) return true;
      /* The HL before it is missing: whose is the next claim? */
      builder->astray |= opens;
      return false;
  }
}

/* Likewise; out of order it describes the last party of its loop. */
static bool enter(tr_builder *builder) {
  const tr_spot *spot = builder->spot;
  const bool of_claim = move(builder);
  if (of_claim && spot->beside && !spot->opens)
    builder->party = tr__party_of(builder, &builder->parties, spot->loop->code);
  return of_claim;
}

/* ---------------------------------------------------------------- entities */

tr_date *tr__date_add(tr_builder *builder) {
  tr_date *date = tr__list_add(builder, &builder->dates);
  if (date == NULL) return NULL;
  date->unit = &builder->run->unit;
  date->line = builder->line;
  tr__code(builder, 1, &date->qualifier);
  tr__code(builder, 2, &date->format);
  tr__period(builder, &date->format, 3, &date->from, &date->to);
  tr__line_count(builder, &builder->dates, offsetof(tr_line, date_first),
                 offsetof(tr_line, date_count));
  return date;
}

void tr__attachment_add(tr_builder *builder) {
  tr_attachment *attachment = tr__list_add(builder, &builder->attachments);
  if (attachment == NULL) return;
  attachment->unit = &builder->run->unit;
  attachment->line = builder->line;
  tr__code(builder, 1, &attachment->report);
  tr__code(builder, 2, &attachment->transmission);
  tr__code(builder, 5, &attachment->qualifier);
  tr__text(builder, 6, &attachment->control);
  tr__line_count(builder, &builder->attachments,
                 offsetof(tr_line, attachment_first),
                 offsetof(tr_line, attachment_count));
}

void tr__adjustments_add(tr_builder *builder) {
  const tr_segment *segment = builder->segment;
  tr_field group;
  tr__code(builder, 1, &group);
  for (unsigned i = 0; i < TR_ADJUSTMENTS; i++) {
    const unsigned element = 2 + 3 * i;
    if (element > segment->element_count) return;
    if (tr_segment_element(segment, element).n == 0 &&
        tr_segment_element(segment, element + 1).n == 0 &&
        tr_segment_element(segment, element + 2).n == 0)
      continue;
    tr_adjustment *adjustment = tr__list_add(builder, &builder->adjustments);
    if (adjustment == NULL) return;
    adjustment->unit = &builder->run->unit;
    adjustment->line = builder->line;
    adjustment->payer = builder->line < 0 ? builder->payer : TR_NONE;
    adjustment->decision = builder->adjudication;
    adjustment->group = group;
    tr__code(builder, element, &adjustment->reason);
    tr__money(builder, element + 1, "adjustment amount", &adjustment->amount);
    tr__number(builder, element + 2, "adjustment quantity",
               &adjustment->quantity);
  }
}

/* ---------------------------------------------------------------- 2300 */

static void take_claim(tr_builder *builder) {
  tr_claim *claim = &builder->claim;
  tr_parts parts;
  tr__text(builder, 1, &claim->id);
  tr__money(builder, 2, "total charge", &claim->total);
  tr__split(builder, 5, &parts);
  tr__part_code(builder, &parts, 1, &claim->place);
  tr__part_code(builder, &parts, 2, &claim->place_qualifier);
  tr__part_code(builder, &parts, 3, &claim->frequency);
  tr__code(builder, 6, &claim->signature);
  tr__code(builder, 7, &claim->assignment);
  tr__code(builder, 8, &claim->benefits);
  tr__code(builder, 9, &claim->release);
  tr__split(builder, 11, &parts);
  for (unsigned i = 0; i < TR_CAUSES; i++)
    tr__part_code(builder, &parts, i + 1, &claim->causes[i]);
  tr__part_code(builder, &parts, 4, &claim->accident_state);
  tr__part_code(builder, &parts, 5, &claim->accident_country);
  tr__code(builder, 20, &claim->delay_reason);
}

/* What the levels above say of the insured and the patient. */
static void take_levels(tr_builder *builder) {
  tr_claim *claim = &builder->claim;
  const tr_insured *insured = &builder->insured;
  tr_run *subscriber = &builder->levels[TR_LEVEL_SUBSCRIBER].run;
  tr_run *patient = &builder->levels[TR_LEVEL_PATIENT].run;
  claim->set = &builder->set;
  claim->subscriber_unit = subscriber->segments.count > 0
                               ? &subscriber->unit
                               : &builder->claim_run.unit;
  claim->responsibility = insured->responsibility;
  claim->relation = insured->relation;
  claim->group_number = insured->group_number;
  claim->group_name = insured->group_name;
  claim->secondary_reason = insured->secondary_reason;
  claim->filing_code = insured->filing_code;
  claim->pregnant = insured->pregnant_subscriber;
  if (patient->segments.count > 0) {
    claim->patient_unit = &patient->unit;
    claim->patient_relation = insured->patient_relation;
    claim->pregnant = insured->pregnant_patient;
  }
  for (int i = 0; i < TR_LEVELS; i++)
    claim->damaged |= builder->levels[i].run.damaged;
  /* No level, or no place for the claim itself, which was told: then what
   * lacks follows from it. */
  claim->damaged |= builder->astray || subscriber->segments.count == 0 ||
                    builder->spot->segment == NULL;
}

void tr__claim_begin(tr_builder *builder) {
  const tr_segment *segment = builder->segment;
  tr_array *const lists[] = {
      &builder->diagnoses,    &builder->conditions,    &builder->dates,
      &builder->references,   &builder->attachments,   &builder->parties,
      &builder->other_payers, &builder->adjudications, &builder->adjustments,
      &builder->lines,        &builder->pending};
  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
    lists[i]->count = 0;

  tr_run *run = &builder->claim_run;
  run->segments.count = 0;
  run->damaged = run->full = false;
  run->unit.bytes = (tr_str){NULL, 0};
  run->unit.offset = segment->offset;
  run->unit.ordinal = segment->ordinal;
  run->unit.delims = *segment->delims;

  builder->open = true;
  builder->lost = false;
  builder->run = run;
  builder->loop = LOOP_2300;
  builder->line = builder->party = TR_NONE;
  builder->payer = builder->adjudication = TR_NONE;
  memset(&builder->claim, 0, sizeof builder->claim);
  builder->claim.unit = &run->unit;
  builder->claim.at = segment->ordinal;
  take_levels(builder);
  if (tr__run_add(builder, run, 0)) take_claim(builder);
}

/* The named field of a date, where it has one. */
static void name_date(tr_claim *claim, const tr_date *date) {
  tr_field *field;
  switch ((tr_code)date->qualifier.number) {
    case TR_PACK3('4', '3', '1'):
      field = &claim->onset;
      break;
    case TR_PACK3('4', '5', '4'):
      field = &claim->initial_treatment;
      break;
    case TR_PACK3('3', '0', '4'):
      field = &claim->last_seen;
      break;
    case TR_PACK3('4', '5', '3'):
      field = &claim->acute_manifestation;
      break;
    case TR_PACK3('4', '3', '9'):
      field = &claim->accident_date;
      break;
    case TR_PACK3('4', '5', '5'):
      field = &claim->last_x_ray;
      break;
    default:
      return;
  }
  if (field->state == TR_FIELD_ABSENT) *field = date->from;
}

static void take_date(tr_builder *builder) {
  if (builder->payer >= 0 &&
      tr_code_pack(tr_segment_element(builder->segment, 1)) ==
          TR_PACK3('5', '7', '3')) {
    tr_other_payer *payer = tr_array_at(&builder->other_payers, builder->payer);
    tr_field format;
    tr__code(builder, 2, &format);
    tr_field to;
    tr__period(builder, &format, 3, &payer->adjudicated, &to);
    return;
  }
  const tr_date *date = tr__date_add(builder);
  if (date != NULL) name_date(&builder->claim, date);
}

static void take_reference(tr_builder *builder) {
  const tr_reference *reference =
      tr__reference_add(builder, &builder->references, &builder->parties);
  if (reference == NULL || builder->loop != LOOP_2300) return;

  tr_claim *claim = &builder->claim;
  tr_field *field;
  switch ((tr_code)reference->qualifier.number) {
    case TR_PACK2('F', '8'):
      field = &claim->original_reference;
      break;
    case TR_PACK2('G', '1'):
      field = &claim->prior_authorization;
      break;
    case TR_PACK2('9', 'F'):
      field = &claim->referral;
      break;
    default:
      return;
  }
  if (field->state == TR_FIELD_ABSENT) *field = reference->value;
}

static void take_amount(tr_builder *builder) {
  const tr_code qualifier =
      tr__pack_upper(tr_segment_element(builder->segment, 1));
  tr_other_payer *payer =
      builder->payer >= 0 ? tr_array_at(&builder->other_payers, builder->payer)
                          : NULL;
  if (qualifier == TR_PACK2('F', '5')) {
    if (builder->claim.patient_paid.state == TR_FIELD_ABSENT)
      tr__money(builder, 2, "patient paid", &builder->claim.patient_paid);
  } else if (payer == NULL) {
    return;
  } else if (qualifier == (tr_code)'D' << 56) {
    tr__money(builder, 2, "amount another payer paid", &payer->paid);
  } else if (qualifier == TR_PACK2('A', '8')) {
    tr__money(builder, 2, "non-covered amount", &payer->non_covered);
  } else if (qualifier == TR_PACK3('E', 'A', 'F')) {
    tr__money(builder, 2, "remaining patient liability", &payer->remaining);
  }
}

static bool is_diagnosis(tr_code qualifier) {
  return qualifier == TR_PACK3('A', 'B', 'K') ||
         qualifier == TR_PACK3('A', 'B', 'F') ||
         qualifier == TR_PACK2('B', 'K') || qualifier == TR_PACK2('B', 'F');
}

static void add_diagnosis(tr_builder *builder, const tr_parts *parts) {
  tr_diagnosis *diagnosis = tr__list_add(builder, &builder->diagnoses);
  if (diagnosis == NULL) return;
  diagnosis->unit = &builder->run->unit;
  diagnosis->position = (int32_t)builder->diagnoses.count;
  tr__part_code(builder, parts, 1, &diagnosis->qualifier);
  tr__part_diagnosis(builder, parts, 2, &diagnosis->code);
}

static void add_condition(tr_builder *builder, const tr_parts *parts) {
  tr_condition *condition = tr__list_add(builder, &builder->conditions);
  if (condition == NULL) return;
  condition->unit = &builder->run->unit;
  tr__part_code(builder, parts, 2, &condition->code);
}

static void take_health(tr_builder *builder) {
  const uint32_t count = builder->segment->element_count;
  bool of_diagnoses = false;
  for (unsigned i = 1; i <= count && i <= UINT8_MAX; i++) {
    tr_parts parts;
    tr__split(builder, i, &parts);
    const tr_code qualifier =
        parts.count > 0 ? tr__pack_upper(parts.part[0]) : 0;
    if (is_diagnosis(qualifier)) {
      of_diagnoses = true;
      add_diagnosis(builder, &parts);
    } else if (qualifier == TR_PACK2('B', 'G')) {
      add_condition(builder, &parts);
    } else if (of_diagnoses && i < count) {
      add_diagnosis(builder, &parts); /* keeps pointers in step */
    }
  }
}

static void take_other_payer(tr_builder *builder) {
  if (builder->payer < 0) return;
  tr_other_payer *payer = tr_array_at(&builder->other_payers, builder->payer);
  if (payer->responsibility.element != 0) return;
  tr__code(builder, 1, &payer->responsibility);
  tr__code(builder, 2, &payer->relation);
  tr__text(builder, 3, &payer->group_number);
  tr__text(builder, 4, &payer->group_name);
  tr__code(builder, 5, &payer->secondary_reason);
  tr__code(builder, 9, &payer->filing_code);
}

static void take_coverage(tr_builder *builder) {
  if (builder->payer < 0) return;
  tr_other_payer *payer = tr_array_at(&builder->other_payers, builder->payer);
  tr__code(builder, 3, &payer->benefits);
  tr__code(builder, 6, &payer->release);
}

static void take_note(tr_builder *builder) {
  tr_claim *claim = &builder->claim;
  if (claim->note_code.element != 0) return;
  tr__code(builder, 1, &claim->note_code);
  tr__text(builder, 2, &claim->note);
}

void tr__claim_segment(tr_builder *builder) {
  const tr_segment *segment = builder->segment;
  tr_run *run = &builder->claim_run;
  const uint64_t at = segment->offset - run->unit.offset;
  builder->run = run;
  if (segment->flags & TR_SEGMENT_UNHELD ||
      segment->offset < run->unit.offset || at > UINT32_MAX / 2)
    builder->lost = true;
  if (segment->flags & (TR_SEGMENT_BAD_ID | TR_SEGMENT_OVERSIZE))
    builder->astray = true;
  if (builder->lost || !tr__run_add(builder, run, (uint32_t)at)) return;
  if (segment->flags & (TR_SEGMENT_BAD_ID | TR_SEGMENT_OVERSIZE)) return;

  if (builder->spot->segment == NULL || !enter(builder)) return;
  if (builder->line >= 0) {
    tr__line_segment(builder);
    return;
  }
  switch (segment->id) {
    case TR_PACK3('S', 'B', 'R'):
      take_other_payer(builder);
      return;
    case TR_PACK3('N', 'M', '1'):
      tr__party_open(builder, &builder->parties, builder->loop);
      return;
    case TR_PACK2('H', 'I'):
      take_health(builder);
      return;
    case TR_PACK3('C', 'R', '2'):
      if (builder->claim.condition_code.element == 0)
        tr__code(builder, 8, &builder->claim.condition_code);
      return;
    case TR_PACK3('D', 'T', 'P'):
      take_date(builder);
      return;
    case TR_PACK3('R', 'E', 'F'):
      take_reference(builder);
      return;
    case TR_PACK3('A', 'M', 'T'):
      take_amount(builder);
      return;
    case TR_PACK3('P', 'W', 'K'):
      tr__attachment_add(builder);
      return;
    case TR_PACK3('N', 'T', 'E'):
      take_note(builder);
      return;
    case TR_PACK3('C', 'A', 'S'):
      tr__adjustments_add(builder);
      return;
    case TR_PACK2('O', 'I'):
      take_coverage(builder);
      return;
    default:
      (void)tr__party_segment(builder, &builder->parties);
      return;
  }
}
