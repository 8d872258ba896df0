/* Decides which part of a claim (2300, 2310, 2320, 2330) a segment fills: the
 * innermost open loop that can hold it, else the next one out. */
#include "claim/decode.h"

#define LOOP_2300 TR_LOOP4('2', '3', '0', '0')
#define LOOP_2320 TR_LOOP4('2', '3', '2', '0')
#define LOOP_2330B TR_LOOP5('2', '3', '3', '0', 'B')
#define LOOP_2310(letter) TR_LOOP5('2', '3', '1', '0', letter)
#define LOOP_2330(letter) TR_LOOP5('2', '3', '3', '0', letter)
#define LOOP_2420(letter) TR_LOOP5('2', '4', '2', '0', letter)

/* ---------------------------------------------------------------- loops */

/* Which loop the role of an NM1 opens, by what is open; 0 for none. */
static tr_code party_loop(const tr_builder *builder, tr_code role) {
  const bool line = builder->line >= 0;
  const bool payer = builder->payer >= 0;
  switch (role) {
    case TR_PACK2('D', 'N'):
    case TR_PACK2('P', '3'):
      return line ? LOOP_2420('F') : payer ? LOOP_2330('C') : LOOP_2310('A');
    case TR_PACK2('8', '2'):
      return line ? LOOP_2420('A') : payer ? LOOP_2330('D') : LOOP_2310('B');
    case TR_PACK2('7', '7'):
      return line ? LOOP_2420('C') : payer ? LOOP_2330('E') : LOOP_2310('C');
    case TR_PACK2('D', 'Q'):
      return line ? LOOP_2420('D') : payer ? LOOP_2330('F') : LOOP_2310('D');
    case TR_PACK2('P', 'W'):
      return line ? LOOP_2420('G') : LOOP_2310('E');
    case TR_PACK2('4', '5'):
      return line ? LOOP_2420('H') : LOOP_2310('F');
    case TR_PACK2('Q', 'B'):
      return line ? LOOP_2420('B') : 0;
    case TR_PACK2('D', 'K'):
      return line ? LOOP_2420('E') : 0;
    case TR_PACK2('I', 'L'):
      return !line && payer ? LOOP_2330('A') : 0;
    case TR_PACK2('P', 'R'):
      return !line && payer ? LOOP_2330('B') : 0;
    case TR_PACK2('8', '5'):
      return !line && payer ? LOOP_2330('G') : 0;
    default:
      return 0;
  }
}

static tr_code enclosing_loop(const tr_builder *builder) {
  if (builder->line >= 0) return TR_LOOP4('2', '4', '0', '0');
  return builder->payer >= 0 ? LOOP_2320 : LOOP_2300;
}

static void take_name(tr_builder *builder) {
  const tr_str role = tr_segment_element(builder->segment, 1);
  const tr_code loop = party_loop(builder, tr__pack_upper(role));
  builder->adjudication = TR_NONE;
  if (builder->line < 0 && (loop == LOOP_2310('E') || loop == LOOP_2310('F')))
    builder->payer = TR_NONE;
  tr__party_open(builder, &builder->parties,
                 loop != 0 ? loop : enclosing_loop(builder));
}

/* Back to the claim's own segments. */
static void walk_out(tr_builder *builder) {
  if (builder->line >= 0) return;
  builder->party = builder->payer = TR_NONE;
  builder->loop = LOOP_2300;
}

/* ---------------------------------------------------------------- entities */

static const char *date_meaning(tr_code qualifier) {
  switch (qualifier) {
    case TR_PACK3('4', '7', '2'):
      return "service date";
    case TR_PACK3('4', '3', '1'):
      return "onset date";
    case TR_PACK3('4', '5', '4'):
      return "initial treatment date";
    case TR_PACK3('3', '0', '4'):
      return "last seen date";
    case TR_PACK3('4', '5', '3'):
      return "acute manifestation date";
    case TR_PACK3('4', '3', '9'):
      return "accident date";
    case TR_PACK3('4', '5', '5'):
      return "last x-ray date";
    case TR_PACK3('5', '7', '3'):
      return "date of adjudication";
    default:
      return "date";
  }
}

tr_date *tr__date_add(tr_builder *builder) {
  tr_date *date = tr__list_add(builder, &builder->dates);
  if (date == NULL) return NULL;
  date->unit = &builder->run->unit;
  date->line = builder->line;
  tr__code(builder, 1, &date->qualifier);
  tr__code(builder, 2, &date->format);
  tr__period(builder, &date->format, 3,
             date_meaning((tr_code)date->qualifier.number), &date->from,
             &date->to);
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
  claim->damaged |= builder->astray;
}

void tr__claim_begin(tr_builder *builder) {
  const tr_segment *segment = builder->segment;
  tr_list *const lists[] = {
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
    tr_other_payer *payer = tr__list_at(&builder->other_payers, builder->payer);
    tr_field format;
    tr__code(builder, 2, &format);
    tr_field to;
    tr__period(builder, &format, 3, "date of adjudication", &payer->adjudicated,
               &to);
    return;
  }
  walk_out(builder);
  const tr_date *date = tr__date_add(builder);
  if (date != NULL) name_date(&builder->claim, date);
}

/* References only the claim itself can have: they close a provider's loop.
 * Those of another payer's loops may be that payer's own. */
static bool is_of_claim(tr_code qualifier) {
  switch (qualifier) {
    case TR_PACK2('4', 'N'):
    case TR_PACK2('F', '5'):
    case TR_PACK2('E', 'W'):
    case TR_PACK2('9', 'F'):
    case TR_PACK2('G', '1'):
    case TR_PACK2('F', '8'):
    case TR_PACK2('X', '4'):
    case TR_PACK2('9', 'A'):
    case TR_PACK2('9', 'C'):
    case TR_PACK2('L', 'X'):
    case TR_PACK2('D', '9'):
    case TR_PACK2('E', 'A'):
    case TR_PACK2('P', '4'):
    case TR_PACK2('1', 'J'):
      return true;
    default:
      return false;
  }
}

static void take_reference(tr_builder *builder) {
  const tr_str text = tr_segment_element(builder->segment, 1);
  if (builder->payer < 0 && is_of_claim(tr__pack_upper(text)))
    walk_out(builder);
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
      builder->payer >= 0 ? tr__list_at(&builder->other_payers, builder->payer)
                          : NULL;
  if (qualifier == TR_PACK2('F', '5')) {
    walk_out(builder);
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
  builder->line = builder->party = builder->adjudication = TR_NONE;
  builder->payer = TR_NONE;
  builder->loop = LOOP_2320;
  tr_other_payer *payer = tr__list_add(builder, &builder->other_payers);
  if (payer == NULL) return;
  builder->payer = (int32_t)builder->other_payers.count - 1;
  payer->unit = &builder->run->unit;
  payer->subscriber = payer->payer = NULL;
  tr__code(builder, 1, &payer->responsibility);
  tr__code(builder, 2, &payer->relation);
  tr__text(builder, 3, &payer->group_number);
  tr__text(builder, 4, &payer->group_name);
  tr__code(builder, 5, &payer->secondary_reason);
  tr__code(builder, 9, &payer->filing_code);
  tr__missing_fill(payer, offsetof(tr_other_payer, benefits),
                   offsetof(tr_other_payer, adjudicated), builder->index);
}

static void take_coverage(tr_builder *builder) {
  if (builder->payer < 0) return;
  tr_other_payer *payer = tr__list_at(&builder->other_payers, builder->payer);
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

  switch (segment->id) {
    case TR_PACK2('L', 'X'):
      tr__line_open(builder);
      return;
    case TR_PACK3('S', 'B', 'R'):
      take_other_payer(builder);
      return;
    case TR_PACK3('N', 'M', '1'):
      take_name(builder);
      return;
    case TR_PACK2('H', 'I'):
      walk_out(builder);
      take_health(builder);
      return;
    case TR_PACK3('C', 'R', '2'):
      walk_out(builder);
      if (builder->claim.condition_code.element == 0)
        tr__code(builder, 8, &builder->claim.condition_code);
      return;
    default:
      break;
  }
  if (tr__line_segment(builder)) return;
  switch (segment->id) {
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
      walk_out(builder);
      tr__attachment_add(builder);
      return;
    case TR_PACK3('N', 'T', 'E'):
      walk_out(builder);
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
