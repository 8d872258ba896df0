/* Decides which part of a service line (2400, 2410, 2420, 2430, 2440) a segment
 * fills. After an LX nothing leads back to 2300: what the line has no field for
 * stays in its list of segments. */
#include "claim/decode.h"

#define LOOP_2400 TR_LOOP4('2', '4', '0', '0')
#define LOOP_2410 TR_LOOP4('2', '4', '1', '0')
#define LOOP_2430 TR_LOOP4('2', '4', '3', '0')
#define LOOP_2440 TR_LOOP4('2', '4', '4', '0')

static tr_line *open_line(const tr_builder *builder) {
  return tr__list_at(&builder->lines, builder->line);
}

/* Close what is open under 2400. */
static void walk_out(tr_builder *builder) {
  builder->party = builder->adjudication = TR_NONE;
  builder->loop = LOOP_2400;
}

void tr__line_open(tr_builder *builder) {
  builder->line = builder->payer = TR_NONE;
  walk_out(builder);
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
  if (builder->segment->id == TR_PACK2('L', 'X'))
    tr__number(builder, 1, "line number", &line->number);
}

void tr__line_count(tr_builder *builder, const tr_list *list, size_t first,
                    size_t count) {
  if (builder->line < 0) return;
  char *line = (char *)open_line(builder);
  uint32_t used;
  memcpy(&used, line + count, sizeof used);
  if (used == 0) {
    const uint32_t index = list->count - 1;
    memcpy(line + first, &index, sizeof index);
  }
  used++;
  memcpy(line + count, &used, sizeof used);
}

/* ---------------------------------------------------------------- 2400 */

static void take_service(tr_builder *builder) {
  if (builder->line < 0) tr__line_open(builder); /* the LX is missing */
  if (builder->line < 0) return;
  walk_out(builder);
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
        tr__list_at(&builder->adjudications, builder->adjudication);
    tr_field format;
    tr__code(builder, 2, &format);
    tr_field to;
    tr__period(builder, &format, 3, "date of adjudication",
               &decision->adjudicated, &to);
    return;
  }
  walk_out(builder);
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

/* References only the line itself can have: they close a provider's loop. */
static bool is_of_line(tr_code qualifier) {
  switch (qualifier) {
    case TR_PACK2('9', 'B'):
    case TR_PACK2('9', 'D'):
    case TR_PACK2('G', '1'):
    case TR_PACK2('6', 'R'):
    case TR_PACK2('E', 'W'):
    case TR_PACK2('X', '4'):
    case TR_PACK2('F', '4'):
    case TR_PACK2('B', 'T'):
    case TR_PACK2('9', 'F'):
      return true;
    default:
      return false;
  }
}

static void take_reference(tr_builder *builder) {
  const tr_str text = tr_segment_element(builder->segment, 1);
  const tr_code qualifier = tr__pack_upper(text);
  if (is_of_line(qualifier) || builder->adjudication >= 0) walk_out(builder);
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
        tr__list_at(&builder->adjudications, builder->adjudication);
    tr__money(builder, 2, "remaining patient liability", &decision->remaining);
  } else if (code == (tr_code)'T' << 56) {
    walk_out(builder);
    tr__money(builder, 2, "sales tax", &open_line(builder)->sales_tax);
  }
}

static void take_note(tr_builder *builder) {
  walk_out(builder);
  tr_line *line = open_line(builder);
  if (line->note_code.element != 0) return;
  tr__code(builder, 1, &line->note_code);
  tr__text(builder, 2, &line->note);
}

/* ------------------------------------------------------ 2410, 2430, 2440 */

static void take_drug(tr_builder *builder) {
  walk_out(builder);
  builder->loop = LOOP_2410;
  tr_line *line = open_line(builder);
  if (line->drug_qualifier.element != 0) return;
  tr__code(builder, 2, &line->drug_qualifier);
  tr__text(builder, 3, &line->drug);
}

static void take_decision(tr_builder *builder) {
  walk_out(builder);
  builder->loop = LOOP_2430;
  tr_adjudication *decision = tr__list_add(builder, &builder->adjudications);
  if (decision == NULL) return;
  builder->adjudication = (int32_t)builder->adjudications.count - 1;
  tr_parts parts;
  decision->unit = &builder->run->unit;
  decision->line = builder->line;
  tr__text(builder, 1, &decision->payer_id);
  tr__money(builder, 2, "amount another payer paid", &decision->paid);
  tr__split(builder, 3, &parts);
  tr__part_code(builder, &parts, 2, &decision->code);
  tr__number(builder, 5, "units another payer paid", &decision->units);
  tr__missing_fill(decision, offsetof(tr_adjudication, adjudicated),
                   offsetof(tr_adjudication, remaining), builder->index);
  tr__line_count(builder, &builder->adjudications,
                 offsetof(tr_line, adjudication_first),
                 offsetof(tr_line, adjudication_count));
}

bool tr__line_segment(tr_builder *builder) {
  const tr_code id = builder->segment->id;
  if (id == TR_PACK3('S', 'V', '1')) {
    take_service(builder);
    return true;
  }
  if (builder->line < 0) return false;
  switch (id) {
    case TR_PACK3('D', 'T', 'P'):
      take_date(builder);
      return true;
    case TR_PACK3('R', 'E', 'F'):
      take_reference(builder);
      return true;
    case TR_PACK3('A', 'M', 'T'):
      take_amount(builder);
      return true;
    case TR_PACK3('N', 'T', 'E'):
      take_note(builder);
      return true;
    case TR_PACK3('P', 'W', 'K'):
      walk_out(builder);
      tr__attachment_add(builder);
      return true;
    case TR_PACK3('P', 'S', '1'):
      walk_out(builder);
      tr__money(builder, 2, "purchased service charge",
                &open_line(builder)->purchased_charge);
      return true;
    case TR_PACK3('L', 'I', 'N'):
      take_drug(builder);
      return true;
    case TR_PACK3('C', 'T', 'P'):
      tr__number(builder, 4, "drug quantity",
                 &open_line(builder)->drug_quantity);
      return true;
    case TR_PACK3('S', 'V', 'D'):
      take_decision(builder);
      return true;
    case TR_PACK3('C', 'A', 'S'):
      tr__adjustments_add(builder);
      return true;
    case TR_PACK2('L', 'Q'):
      walk_out(builder);
      builder->loop = LOOP_2440;
      return true;
    default:
      return false;
  }
}
