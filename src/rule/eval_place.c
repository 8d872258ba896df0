/* Places: where in the claim or the note the caret of a finding goes. A field
 * that was not sent is placed where it would stand; an entity at its first
 * segment. */
#include "rule/machine.h"

const tr_unit *tr__unit_of(const tr_field_row *row, const void *owner) {
  const tr_claim *claim = owner; /* only claims have fields in other units */
  switch ((tr_unit_of)row->unit) {
    case TR_UNIT_SUBSCRIBER:
      return claim->subscriber_unit;
    case TR_UNIT_PATIENT:
      return claim->patient_unit;
    case TR_UNIT_PAT:
      return claim->patient_unit != NULL ? claim->patient_unit
                                         : claim->subscriber_unit;
    default:
      return *(const tr_unit *const *)owner; /* every entity begins with it */
  }
}

static tr_found_place *next_place(tr_machine *machine) {
  if (machine->place_count == machine->place_room) return NULL;
  tr_found_place *place = &machine->places[machine->place_count++];
  *place = (tr_found_place){.in_claim = false};
  return place;
}

/* The line an entity belongs to, where it says so by its number. */
static const tr_line *line_of(const tr_machine *machine, const void *owner,
                              tr_entity kind) {
  int32_t index = -1;
  switch (kind) {
    case TR_ENTITY_LINE:
      return owner;
    case TR_ENTITY_PARTY:
      index = ((const tr_party *)owner)->line;
      break;
    case TR_ENTITY_DATE:
      index = ((const tr_date *)owner)->line;
      break;
    case TR_ENTITY_REFERENCE:
      index = ((const tr_reference *)owner)->line;
      break;
    case TR_ENTITY_ATTACHMENT:
      index = ((const tr_attachment *)owner)->line;
      break;
    case TR_ENTITY_ADJUSTMENT:
      index = ((const tr_adjustment *)owner)->line;
      break;
    case TR_ENTITY_ADJUDICATION:
      index = ((const tr_adjudication *)owner)->line;
      break;
    case TR_ENTITY_SEGMENT:
      index = ((const tr_unit_segment *)owner)->line;
      break;
    default:
      return NULL;
  }
  const tr_claim *claim = machine->scope->claim;
  if (claim == NULL || index < 0 || (uint32_t)index >= claim->line_count)
    return NULL;
  return &claim->lines[index];
}

static void put_claim_place(tr_machine *machine, const tr_place *at,
                            const tr_line *line) {
  tr_found_place *place = next_place(machine);
  if (place == NULL) return;
  place->in_claim = true;
  place->place = *at;
  place->line = line;
}

/* ---------------------------------------------------------------- the claim */

static void place_segment(tr_machine *machine, const void *owner) {
  const tr_claim *claim = machine->scope->claim;
  const tr_unit_segment *segment = owner;
  if (claim == NULL || claim->unit == NULL) return;
  const tr_unit *unit = claim->unit;
  if (segment < unit->segments ||
      segment >= unit->segments + unit->segment_count)
    return;
  const tr_place at =
      tr_unit_segment_place(unit, (size_t)(segment - unit->segments));
  put_claim_place(machine, &at, line_of(machine, owner, TR_ENTITY_SEGMENT));
}

/* The segment a field stands in, or would stand in. */
static void place_segment_of(tr_machine *machine, const tr_unit *unit,
                             const tr_field *field, const tr_line *line) {
  if (unit == NULL || field->segment >= unit->segment_count) return;
  const tr_place at = tr_unit_segment_place(unit, field->segment);
  put_claim_place(machine, &at, line);
}

static void place_in_claim(tr_machine *machine, const void *owner,
                           tr_entity kind, const tr_unit *unit,
                           const tr_field *field) {
  if (unit == NULL) return;
  if (field->element == 0) { /* not sent, and no segment to put it in */
    tr__place_entity(machine, tr__thing(owner, TR_NO_DATA), kind);
    return;
  }
  const tr_place at = tr_unit_place(unit, field);
  put_claim_place(machine, &at, line_of(machine, owner, kind));
}

void tr__place_value(tr_machine *machine, const void *owner, tr_entity kind,
                     const tr_field *field) {
  place_in_claim(machine, owner, kind, *(const tr_unit *const *)owner, field);
}

/* ----------------------------------------------------------------- the note */

/* The pointer of an entity of a note: its own, else the whole note's. */
static const tr_note_field *self_of(const void *owner, tr_entity kind,
                                    const tr_note *note) {
  uint16_t row;
  if (!tr__field_anchor(kind, &row)) return &note->self;
  const tr_note_field *self =
      (const void *)((const char *)owner + tr__fields[row].offset);
  return self->pointer != NULL ? self : &note->self;
}

static void put_note_place(tr_machine *machine, const void *owner,
                           tr_entity kind, const tr_note_field *field) {
  const tr_note *note =
      kind == TR_ENTITY_NOTE ? owner : *(const tr_note *const *)owner;
  tr_found_place *place = next_place(machine);
  if (place == NULL) return;
  if (field == NULL || field->pointer == NULL)
    field = self_of(owner, kind, note);
  place->in_note = true;
  place->note = note;
  place->pointer = field->pointer != NULL ? field->pointer : "";
  if (field->state != TR_FIELD_ABSENT) place->value = field->text;
  if (field != &note->self) return;
  place->start = note->span_start;
  place->end = note->span_end;
}

/* ---------------------------------------------------------------------- API */

void tr__place_field(tr_machine *machine, tr_value owner, uint16_t row) {
  if (owner.unknown != 0) return;
  const tr_field_row *field = &tr__fields[row];
  const void *at = (const char *)owner.thing + field->offset;
  const tr_entity kind = (tr_entity)field->entity;
  if (field->how == TR_HOW_FIELD)
    place_in_claim(machine, owner.thing, kind, tr__unit_of(field, owner.thing),
                   at);
  else if (field->how == TR_HOW_NOTE_REGIONS)
    put_note_place(machine, owner.thing, kind,
                   &((const tr_note_regions *)at)->list);
  else
    put_note_place(machine, owner.thing, kind, at);
}

void tr__place_modifier(tr_machine *machine, tr_value line, tr_value code) {
  if ((line.unknown | code.unknown) != 0) return;
  const tr_line *of = line.thing;
  for (int i = 0; i < TR_MODIFIERS; i++) {
    if (of->modifiers[i].state != TR_FIELD_KNOWN ||
        of->modifiers[i].number != code.number)
      continue;
    tr__place_value(machine, of, TR_ENTITY_LINE, &of->modifiers[i]);
    return;
  }
}

/* A day stands where its first own line does. */
static void place_day(tr_machine *machine, const tr_visit_day *day) {
  if (day->earlier_count < day->line_count)
    tr__place_entity(machine,
                     tr__thing(day->lines[day->earlier_count], TR_NO_DATA),
                     TR_ENTITY_LINE);
}

void tr__place_entity(tr_machine *machine, tr_value entity, tr_entity kind) {
  if (entity.unknown != 0) return;
  uint16_t row;
  switch (kind) {
    case TR_ENTITY_DAY:
      place_day(machine, entity.thing);
      return;
    case TR_ENTITY_EDIT:
      tr__place_entity(
          machine,
          tr__thing(((const tr_edit *)entity.thing)->column2, TR_NO_DATA),
          TR_ENTITY_LINE);
      return;
    case TR_ENTITY_SEGMENT:
      place_segment(machine, entity.thing);
      return;
    default:
      break;
  }
  if (!tr__field_anchor(kind, &row)) return;
  const tr_field_row *anchor = &tr__fields[row];
  const void *at = (const char *)entity.thing + anchor->offset;
  if (anchor->how == TR_HOW_FIELD)
    place_segment_of(machine, tr__unit_of(anchor, entity.thing), at,
                     line_of(machine, entity.thing, kind));
  else
    put_note_place(machine, entity.thing, kind, NULL);
}
