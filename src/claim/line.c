/* Decides which part of a service line (2400, 2410, 2420, 2430) a segment
 * fills, by the loop the guide puts it into. */
#include "claim/decode.h"

static tr_line *open_line(const tr_builder *builder) {
  return tr_array_at(&builder->lines, builder->line);
}

void tr__line_open(tr_builder *builder) {
  builder->line = TR_NONE;
  tr_line *line = tr__list_add(builder, &builder->lines);
  if (line == NULL) return;
  builder->line = (int32_t)builder->lines.count - 1;
  /* All but the fields is zero; the fields are missing so far. */
  const size_t rest = offsetof(tr_line, drug_quantity) + sizeof(tr_field);
  memset(line, 0, offsetof(tr_line, number));
  memset((char *)line + rest, 0, sizeof *line - rest);
  tr__missing_fill(line, offsetof(tr_line, number),
                   offsetof(tr_line, drug_quantity), builder->index);
  line->unit = &builder->run->unit;
  line->claim = &builder->claim;
  line->index = builder->line;
}

static void take_number(tr_builder *builder) {
  tr_line *line = open_line(builder);
  if (line->number.element == 0)
    tr__number(builder, 1, "line number", &line->number);
}

void tr__line_count(tr_builder *builder, const tr_array *list, size_t first,
                    size_t count) {
  if (builder->line < 0) return;
  char *line = (char *)open_line(builder);
  const uint32_t index = list->count - 1;
  uint32_t begin = index, used;
  memcpy(&used, line + count, sizeof used);
  if (used == 0)
    memcpy(line + first, &begin, sizeof begin);
  else
    memcpy(&begin, line + first, sizeof begin);
  used = index - begin + 1; /* what stood in between out of order included */
  memcpy(line + count, &used, sizeof used);
}

/* ---------------------------------------------------------------- 2400 */

static void take_service(tr_builder *builder) {
  tr_line *line = open_line(builder);
  if (line->has_service) return;
  line->has_service = true;
  tr_parts parts;
  tr__split(builder, 1, &parts);
  tr__part_code(builder, &parts, 1, &line->qualifier);
  tr__part_code(builder, &parts, 2, &line->code);
  for (unsigned i = 0; i < TR_MODIFIERS; i++)
    tr__part_code(builder, &parts, 3 + i, &line->modifiers[i]);
  tr__part_text(builder, &parts, 7, &line->description);
  tr__money(builder, 2, "line charge", &line->charge);
  tr__code(builder, 3, &line->unit_basis);
  tr__number(builder, 4, "units", &line->units);
  tr__code(builder, 5, &line->place);
  tr__split(builder, 7, &parts);
  for (unsigned i = 0; i < TR_POINTERS; i++)
    tr__part_number(builder, &parts, 1 + i, "diagnosis pointer",
                    &line->pointers[i]);
  tr__part_number(builder, &parts, TR_POINTERS + 1, "diagnosis pointer",
                  &line->pointer_more);
  tr__code(builder, 9, &line->emergency);
  tr__code(builder, 11, &line->screening);
  tr__code(builder, 12, &line->family_planning);
}

static void take_date(tr_builder *builder) {
  const tr_code code = tr_code_pack(tr_segment_element(builder->segment, 1));
  if (builder->adjudication >= 0 && code == TR_PACK3('5', '7', '3')) {
    tr_adjudication *decision =
        tr_array_at(&builder->adjudications, builder->adjudication);
    tr_field format;
    tr__code(builder, 2, &format);
    tr_field to;
    tr__period(builder, &format, 3, &decision->adjudicated, &to);
    return;
  }
  const tr_date *date = tr__date_add(builder);
  if (date == NULL) return;
  tr_line *line = open_line(builder);
  switch (code) {
    case TR_PACK3('4', '7', '2'):
      if (line->date.state != TR_FIELD_ABSENT) return;
      line->date = date->from;
      line->date_to = date->to;
      return;
    case TR_PACK3('4', '5', '5'):
      if (line->x_ray_date.state == TR_FIELD_ABSENT)
        line->x_ray_date = date->from;
      return;
    case TR_PACK3('4', '5', '4'):
      if (line->initial_treatment.state == TR_FIELD_ABSENT)
        line->initial_treatment = date->from;
      return;
    default:
      return;
  }
}

static void take_reference(tr_builder *builder) {
  const tr_code qualifier =
      tr__pack_upper(tr_segment_element(builder->segment, 1));
  const tr_reference *reference =
      tr__reference_add(builder, &builder->references, &builder->parties);
  if (reference == NULL || qualifier != TR_PACK2('6', 'R')) return;
  tr_line *line = open_line(builder);
  if (line->control_number.state == TR_FIELD_ABSENT)
    line->control_number = reference->value;
}

static void take_amount(tr_builder *builder) {
  const tr_code code = tr__pack_upper(tr_segment_element(builder->segment, 1));
  if (builder->adjudication >= 0 && code == TR_PACK3('E', 'A', 'F')) {
    tr_adjudication *decision =
        tr_array_at(&builder->adjudications, builder->adjudication);
    tr__money(builder, 2, "remaining patient liability", &decision->remaining);
  } else if (code == (tr_code)'T' << 56) {
    tr__money(builder, 2, "sales tax", &open_line(builder)->sales_tax);
  }
}

static void take_note(tr_builder *builder) {
  tr_line *line = open_line(builder);
  if (line->note_code.element != 0) return;
  tr__code(builder, 1, &line->note_code);
  tr__text(builder, 2, &line->note);
}

/* ------------------------------------------------------ 2410, 2430, 2440 */

static void take_drug(tr_builder *builder) {
  tr_line *line = open_line(builder);
  if (line->drug_qualifier.element != 0) return;
  tr__code(builder, 2, &line->drug_qualifier);
  tr__text(builder, 3, &line->drug);
}

static void open_decision(tr_builder *builder) {
  tr_adjudication *decision = tr__list_add(builder, &builder->adjudications);
  if (decision == NULL) return;
  builder->adjudication = (int32_t)builder->adjudications.count - 1;
  decision->unit = &builder->run->unit;
  decision->line = builder->line;
  tr__missing_fill(decision, offsetof(tr_adjudication, payer_id),
                   offsetof(tr_adjudication, remaining), builder->index);
  tr__line_count(builder, &builder->adjudications,
                 offsetof(tr_line, adjudication_first),
                 offsetof(tr_line, adjudication_count));
}

void tr__decision_enter(tr_builder *builder, bool opens) {
  const tr_array *decisions = &builder->adjudications;
  if (builder->line < 0) return;
  if (opens) {
    open_decision(builder);
    return;
  }
  if (decisions->count == 0) return;
  const int32_t last = (int32_t)decisions->count - 1;
  const tr_adjudication *decision = tr_array_at(decisions, last);
  if (decision->line == builder->line) builder->adjudication = last;
}

static void take_decision(tr_builder *builder) {
  if (builder->adjudication < 0) return;
  tr_adjudication *decision =
      tr_array_at(&builder->adjudications, builder->adjudication);
  if (decision->payer_id.element != 0) return;
  tr_parts parts;
  tr__text(builder, 1, &decision->payer_id);
  tr__money(builder, 2, "amount another payer paid", &decision->paid);
  tr__split(builder, 3, &parts);
  tr__part_code(builder, &parts, 2, &decision->code);
  tr__number(builder, 5, "units another payer paid", &decision->units);
}

void tr__line_segment(tr_builder *builder) {
  switch (builder->segment->id) {
    case TR_PACK2('L', 'X'):
      take_number(builder);
      return;
    case TR_PACK3('S', 'V', '1'):
      take_service(builder);
      return;
    case TR_PACK3('N', 'M', '1'):
      tr__party_open(builder, &builder->parties, builder->loop);
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
    case TR_PACK3('N', 'T', 'E'):
      take_note(builder);
      return;
    case TR_PACK3('P', 'W', 'K'):
      tr__attachment_add(builder);
      return;
    case TR_PACK3('P', 'S', '1'):
      tr__money(builder, 2, "purchased service charge",
                &open_line(builder)->purchased_charge);
      return;
    case TR_PACK3('L', 'I', 'N'):
      take_drug(builder);
      return;
    case TR_PACK3('C', 'T', 'P'):
      tr__number(builder, 4, "drug quantity",
                 &open_line(builder)->drug_quantity);
      return;
    case TR_PACK3('S', 'V', 'D'):
      take_decision(builder);
      return;
    case TR_PACK3('C', 'A', 'S'):
      tr__adjustments_add(builder);
      return;
    default:
      (void)tr__party_segment(builder, &builder->parties);
      return;
  }
}
