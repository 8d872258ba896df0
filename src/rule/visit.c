/* Derives the facts of a claim that rules share, once: days, NCCI rows,
 * services of lines, minutes and units. */
#include "rule/visit.h"

#include "rule/scope.h"

enum { THOUSAND = 1000, MOST_TIMED = 64 };

bool tr_service_minutes(const tr_service *service, int64_t *minutes) {
  if (service->start.state == TR_FIELD_KNOWN &&
      service->end.state == TR_FIELD_KNOWN &&
      service->end.number >= service->start.number) {
    *minutes = service->end.number - service->start.number;
    return true;
  }
  if (service->minutes.state != TR_FIELD_KNOWN) return false;
  *minutes = service->minutes.number;
  return true;
}

/* Of a code that needs somebody beside the patient all the time, minutes that
 * the note says were not one on one are none. */
static bool counts(const tr_procedure *row, const tr_service *service) {
  return row == NULL || !row->one_on_one ||
         service->one_on_one.state != TR_FIELD_KNOWN ||
         service->one_on_one.number != 0;
}

/* --------------------------------------------------------------- days */

static tr_visit_day *find_day(tr_visit *visit, tr_day date) {
  for (uint32_t i = 0; i < visit->day_count; i++)
    if (visit->days[i].date == date) return &visit->days[i];
  return NULL;
}

static uint32_t own_lines_on(const tr_claim *claim, tr_day date) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < claim->line_count; i++)
    if (claim->lines[i].date.state == TR_FIELD_KNOWN &&
        claim->lines[i].date.number == date)
      count++;
  return count;
}

static tr_status fill_day(tr_arena *arena, const tr_visit_input *input,
                          tr_visit_day *day) {
  const tr_claim *claim = input->claim;
  const tr_line **earlier = NULL;
  uint32_t earlier_count = 0;
  if (input->history != NULL) {
    const tr_status status = tr_history_lines(
        input->history, arena, claim, day->date, &earlier, &earlier_count);
    if (status != TR_OK) return status;
  }
  const uint32_t own = own_lines_on(claim, day->date);
  day->lines = tr_arena_array(arena, earlier_count + own, sizeof *day->lines);
  if (day->lines == NULL) return TR_ENOMEM;
  for (uint32_t i = 0; i < earlier_count; i++) day->lines[i] = earlier[i];
  day->earlier_count = earlier_count;
  day->line_count = earlier_count;
  for (uint32_t i = 0; i < claim->line_count; i++)
    if (claim->lines[i].date.state == TR_FIELD_KNOWN &&
        claim->lines[i].date.number == day->date)
      day->lines[day->line_count++] = &claim->lines[i];
  return TR_OK;
}

/* Days in the order of their dates: insertion, since a claim has few. */
static tr_status build_days(tr_arena *arena, const tr_visit_input *input,
                            tr_visit *visit) {
  const tr_claim *claim = input->claim;
  visit->days =
      tr_arena_array(arena, claim->line_count + 1, sizeof *visit->days);
  visit->lines =
      tr_arena_array(arena, claim->line_count + 1, sizeof *visit->lines);
  if (visit->days == NULL || visit->lines == NULL) return TR_ENOMEM;

  for (uint32_t i = 0; i < claim->line_count; i++) {
    const tr_field *field = &claim->lines[i].date;
    const tr_day date = (tr_day)field->number;
    if (field->state != TR_FIELD_KNOWN || find_day(visit, date) != NULL)
      continue;
    uint32_t at = visit->day_count++;
    for (; at > 0 && visit->days[at - 1].date > date; at--)
      visit->days[at] = visit->days[at - 1];
    visit->days[at] = (tr_visit_day){.date = date};
  }
  for (uint32_t i = 0; i < visit->day_count; i++) {
    const tr_status status = fill_day(arena, input, &visit->days[i]);
    if (status != TR_OK) return status;
  }
  for (uint32_t i = 0; i < claim->line_count; i++) {
    const tr_line *line = &claim->lines[i];
    if (line->date.state != TR_FIELD_KNOWN) continue;
    tr_visit_line *facts = &visit->lines[i];
    facts->day = find_day(visit, (tr_day)line->date.number);
    if (line->code.state == TR_FIELD_KNOWN)
      tr_table_procedure(input->tables, (tr_code)line->code.number,
                         facts->day->date, &facts->procedure);
  }
  return TR_OK;
}

/* -------------------------------------------------------------- edits */

static bool coded(const tr_line *line) {
  return line->code.state == TR_FIELD_KNOWN;
}

/* A list of edits that grows: most pairs of lines make none. */
typedef struct edit_list {
  tr_edit *edits;
  uint32_t count, room;
} edit_list;

static tr_status add_edit(tr_arena *arena, edit_list *list,
                          const tr_edit *edit) {
  if (list->count == list->room) {
    const uint32_t room = list->room == 0 ? 8 : list->room * 2;
    tr_edit *grown = tr_arena_array(arena, room, sizeof *grown);
    if (grown == NULL) return TR_ENOMEM;
    if (list->count != 0)
      memcpy(grown, list->edits, list->count * sizeof *grown);
    list->edits = grown;
    list->room = room;
  }
  list->edits[list->count++] = *edit;
  return TR_OK;
}

static bool find_edit(const tr_tables *tables, tr_day date,
                      const tr_line *first, const tr_line *second,
                      tr_edit *edit) {
  tr_pair row;
  if (!coded(first) || !coded(second) ||
      first->code.number == second->code.number ||
      !tr_table_pair_any(tables, (tr_code)first->code.number,
                         (tr_code)second->code.number, date, &row))
    return false;
  const bool in_order = row.column1 == (tr_code)first->code.number;
  *edit = (tr_edit){.column1 = in_order ? first : second,
                    .column2 = in_order ? second : first,
                    .indicator = row.indicator,
                    .rationale = row.rationale};
  return true;
}

static void count_edit(tr_visit *visit, const tr_line *line) {
  if (!line->earlier) visit->lines[line->index].edit_count++;
}

/* Pairs of lines of which the later is of this claim: pairs among earlier
 * claims were judged with those. */
static tr_status build_edits(tr_arena *arena, const tr_visit_input *input,
                             tr_visit *visit, tr_visit_day *day) {
  edit_list found = {.count = 0};
  for (uint32_t b = day->earlier_count; b < day->line_count; b++)
    for (uint32_t a = tr_visit_first_before(b); a < b; a++) {
      tr_edit edit;
      if (!find_edit(input->tables, day->date, day->lines[a], day->lines[b],
                     &edit))
        continue;
      const tr_status status = add_edit(arena, &found, &edit);
      if (status != TR_OK) return status;
      count_edit(visit, edit.column1);
      count_edit(visit, edit.column2);
    }
  day->edits = found.edits;
  day->edit_count = found.count;
  return TR_OK;
}

/* -------------------------------------------------- notes and services */

static void give_note(tr_visit_day *day, const tr_visit_note *given) {
  if (day == NULL || day->note != NULL) return;
  day->note = given->note;
  day->note_fits = given->fits;
}

static tr_visit_day *day_of_note(tr_visit *visit, const tr_note *note) {
  return note->date_of_service.state == TR_FIELD_KNOWN
             ? find_day(visit, (tr_day)note->date_of_service.number)
             : NULL;
}

static bool comes_before(const tr_note *a, const tr_note *b) {
  const bool known = a->date_of_service.state == TR_FIELD_KNOWN &&
                     b->date_of_service.state == TR_FIELD_KNOWN;
  return known && a->date_of_service.number < b->date_of_service.number;
}

static tr_status place_notes(tr_arena *arena, const tr_visit_input *input,
                             tr_visit *visit) {
  visit->notes = tr_arena_array(arena, input->note_count, sizeof *visit->notes);
  if (visit->notes == NULL) return TR_ENOMEM;
  for (uint32_t i = 0; i < input->note_count; i++) {
    const tr_note *note = input->notes[i].note;
    uint32_t at = visit->note_count++;
    for (; at > 0 && comes_before(note, visit->notes[at - 1]); at--)
      visit->notes[at] = visit->notes[at - 1];
    visit->notes[at] = note;
    give_note(day_of_note(visit, note), &input->notes[i]);
  }
  /* a note of another date still belongs to the claim it names (TRD0105), but
   * takes no day from a note that is of it */
  for (uint32_t i = 0; i < input->note_count; i++)
    if (visit->day_count != 0 &&
        day_of_note(visit, input->notes[i].note) == NULL)
      give_note(&visit->days[0], &input->notes[i]);
  return TR_OK;
}

static bool billed_elsewhere(const tr_visit_day *day, const tr_line *line,
                             const tr_service_codes *codes) {
  for (uint32_t i = 0; i < day->line_count; i++)
    if (day->lines[i] != line && coded(day->lines[i]) &&
        tr_service_matches(codes, (tr_code)day->lines[i]->code.number))
      return true;
  return false;
}

/* Whether a service is rather another line's: this one is only mistaken for
 * its line; or another is the first of several codes that may bill it, or is
 * manipulation, where it may be billed as that and as something else (a table
 * that moves under the hands). */
static bool is_of_another(const tr_visit *visit, const tr_visit_day *day,
                          const tr_line *line, const tr_service_codes *codes) {
  const tr_code code = (tr_code)line->code.number;
  const tr_code first = tr_service_code(codes);
  if (!tr_service_bills(codes, code)) return true;
  for (uint32_t i = day->earlier_count; i < day->line_count; i++) {
    const tr_line *other = day->lines[i];
    if (other == line || !coded(other) ||
        !tr_service_bills(codes, (tr_code)other->code.number))
      continue;
    const tr_procedure *row = visit->lines[other->index].procedure;
    const bool manipulation = row != NULL && row->group == TR_CLASS_CMT_SPINAL;
    const bool better = first != code && first == (tr_code)other->code.number;
    if (manipulation || better) return true;
  }
  return false;
}

/* A line that has services of its own does not take those of others. */
static uint32_t leave_others(const tr_visit *visit, const tr_visit_day *day,
                             const tr_line *line, const tr_service **services,
                             uint32_t count) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    const ptrdiff_t at = services[i] - day->note->services;
    if (!is_of_another(visit, day, line, &day->service_codes[at]))
      services[kept++] = services[i];
  }
  return kept > 0 ? kept : count;
}

/* A line's services: those its code bills; a line that bills none takes one
 * that is mistaken for it and has a code no line has, to say which is right. */
static uint32_t collect_services(const tr_visit_day *day, const tr_line *line,
                                 const tr_service **services) {
  const tr_code code = (tr_code)line->code.number;
  const tr_service_codes *codes = day->service_codes;
  uint32_t count = 0;
  for (uint32_t i = 0; i < day->note->service_count; i++)
    if (tr_service_matches(&codes[i], code))
      services[count++] = &day->note->services[i];
  if (count != 0) return count;
  for (uint32_t i = 0; i < day->note->service_count; i++)
    if (tr_service_mistaken(&codes[i], code) &&
        !billed_elsewhere(day, line, &codes[i]))
      services[count++] = &day->note->services[i];
  return count;
}

static tr_status find_codes(tr_arena *arena, const tr_visit_input *input,
                            tr_visit_day *day) {
  const tr_note *note = day->note;
  if (note == NULL || note->service_count == 0) return TR_OK;
  tr_service_codes *codes =
      tr_arena_array(arena, note->service_count, sizeof *codes);
  if (codes == NULL) return TR_ENOMEM;
  tr_scope scope = {.note = note,
                    .profile = input->profile,
                    .tables = input->tables,
                    .today = TR_DAY_MIN,
                    .service_date = day->date};
  for (uint32_t i = 0; i < note->service_count; i++) {
    scope.service = &note->services[i];
    codes[i] = tr_service_codes_of(input->pack, &scope);
  }
  day->service_codes = codes;
  return TR_OK;
}

static tr_status attach_services(tr_arena *arena, const tr_claim *claim,
                                 tr_visit *visit) {
  for (uint32_t i = 0; i < claim->line_count; i++) {
    tr_visit_line *facts = &visit->lines[i];
    const tr_visit_day *day = facts->day;
    if (day == NULL || day->note == NULL || day->note->service_count == 0 ||
        !coded(&claim->lines[i]))
      continue;
    facts->services = tr_arena_array(arena, day->note->service_count,
                                     sizeof *facts->services);
    if (facts->services == NULL) return TR_ENOMEM;
    facts->service_count =
        collect_services(day, &claim->lines[i], facts->services);
    if (facts->procedure == NULL ||
        facts->procedure->group != TR_CLASS_CMT_SPINAL)
      facts->service_count = leave_others(
          visit, day, &claim->lines[i], facts->services, facts->service_count);

    facts->minutes_known = facts->service_count != 0;
    for (uint32_t s = 0; s < facts->service_count; s++) {
      int64_t minutes;
      facts->area |= facts->services[s]->areas.regions;
      if (!counts(facts->procedure, facts->services[s])) continue;
      if (tr_service_minutes(facts->services[s], &minutes))
        facts->minutes += minutes;
      else
        facts->minutes_known = false;
    }
  }
  return TR_OK;
}

/* -------------------------------------------------------------- units */

typedef struct timed_line {
  uint32_t line; /* index in the claim */
  uint32_t code; /* index among the day's timed codes */
} timed_line;

typedef struct timed_day {
  tr_timed_code codes[MOST_TIMED];
  tr_code names[MOST_TIMED];
  timed_line lines[MOST_TIMED];
  uint32_t code_count, line_count;
} timed_day;

static bool is_timed(const tr_procedure *row, tr_day date) {
  return row != NULL && row->from <= date && date <= row->to &&
         row->timing == TR_TIMING_TIMED && row->unit_minutes == 15;
}

static int64_t whole_units(const tr_line *line) {
  return line->units.number > 0 ? line->units.number / THOUSAND : 0;
}

static uint32_t timed_code(timed_day *timed, tr_code code) {
  uint32_t at = 0;
  while (at < timed->code_count && timed->names[at] != code) at++;
  if (at == timed->code_count) {
    timed->names[at] = code;
    timed->codes[at] = (tr_timed_code){.minutes = 0};
    timed->code_count++;
  }
  return at;
}

/* Two lines of one code share its minutes. */
static void add_timed(timed_day *timed, const tr_line *line,
                      const tr_visit_line *facts) {
  const uint32_t at = timed_code(timed, (tr_code)line->code.number);
  timed->codes[at].minutes = facts->minutes;
  timed->codes[at].billed += whole_units(line);
  timed->lines[timed->line_count++] =
      (timed_line){.line = (uint32_t)line->index, .code = at};
}

static bool has_line(const tr_visit *visit, const tr_visit_day *day,
                     const tr_service *service) {
  for (uint32_t i = day->earlier_count; i < day->line_count; i++) {
    const tr_visit_line *facts = &visit->lines[day->lines[i]->index];
    for (uint32_t s = 0; s < facts->service_count; s++)
      if (facts->services[s] == service) return true;
  }
  return false;
}

/* Where all timed minutes of the day count together, those of a service that
 * is too short for a unit of its own, and so not billed, count as well. */
static void add_unbilled(const tr_visit_input *input, const tr_visit *visit,
                         const tr_visit_day *day, timed_day *timed) {
  for (uint32_t i = 0; i < day->note->service_count; i++) {
    const tr_service *service = &day->note->services[i];
    const tr_procedure *row = NULL;
    int64_t minutes;
    const tr_code code = tr_service_code(&day->service_codes[i]);
    if (code == 0 || has_line(visit, day, service) ||
        !tr_service_minutes(service, &minutes) ||
        timed->code_count == MOST_TIMED)
      continue;
    (void)tr_table_procedure(input->tables, code, day->date, &row);
    if (is_timed(row, day->date) && counts(row, service))
      timed->codes[timed_code(timed, code)].minutes += minutes;
  }
}

static void share_units(const tr_visit_input *input, tr_visit *visit,
                        tr_visit_day *day) {
  timed_day timed = {.code_count = 0};
  day->units_known = day->note != NULL;
  for (uint32_t i = day->earlier_count; i < day->line_count; i++) {
    const tr_line *line = day->lines[i];
    const tr_visit_line *facts = &visit->lines[line->index];
    if (!is_timed(facts->procedure, day->date)) continue;
    if (!facts->minutes_known || line->units.state != TR_FIELD_KNOWN ||
        timed.line_count == MOST_TIMED) {
      day->units_known = false;
      return;
    }
    add_timed(&timed, line, facts);
    day->timed_billed += line->units.number;
  }
  if (!day->units_known) return;

  if (input->unit_method == TR_UNITS_CMS_TOTAL && timed.line_count > 0)
    add_unbilled(input, visit, day, &timed);
  for (uint32_t i = 0; i < timed.code_count; i++)
    day->timed_minutes += timed.codes[i].minutes;
  day->timed_supported =
      THOUSAND *
      tr_units_share(input->unit_method, timed.codes, timed.code_count);
  for (uint32_t i = 0; i < timed.line_count; i++) {
    /* the first lines of a code take what they bill, the last what is left */
    const tr_line *line = &input->claim->lines[timed.lines[i].line];
    tr_timed_code *code = &timed.codes[timed.lines[i].code];
    bool last = true;
    for (uint32_t j = i + 1; j < timed.line_count; j++)
      if (timed.lines[j].code == timed.lines[i].code) last = false;
    const int64_t billed = whole_units(line);
    const int64_t share =
        last || billed > code->supported ? code->supported : billed;
    code->supported -= share;
    visit->lines[line->index].units_supported = share * THOUSAND;
    visit->lines[line->index].units_known = true;
  }
}

/* -------------------------------------------------------------- claim */

static void sum_charges(const tr_claim *claim, tr_visit *visit) {
  visit->charges_known = claim->line_count != 0;
  for (uint32_t i = 0; i < claim->line_count; i++) {
    const tr_line *line = &claim->lines[i];
    if (line->charge.state != TR_FIELD_KNOWN ||
        tr_cents_add(visit->charges, line->charge.number, &visit->charges) !=
            TR_OK)
      visit->charges_known = false;
  }
}

static void collect_regions(const tr_visit_input *input, tr_visit *visit) {
  const tr_claim *claim = input->claim;
  for (uint32_t i = 0; i < claim->diagnosis_count; i++)
    if (claim->diagnoses[i].code.state == TR_FIELD_KNOWN)
      visit->diagnosed |= tr_table_diagnosis_regions(
          input->tables, (tr_code)claim->diagnoses[i].code.number);
  /* the head (M99.00) is cervical as well, so it folds into that region */
  visit->diagnosed &= TR_REGIONS_SPINE | TR_REGION_ANY;
}

tr_status tr_visit_build(tr_arena *arena, const tr_visit_input *input,
                         tr_visit *visit) {
  tr_visit made = {.claim = input->claim,
                   .profile = input->profile,
                   .tables = input->tables,
                   .notes_given = input->notes_given,
                   .note_elsewhere = input->note_elsewhere};
  tr_status status = build_days(arena, input, &made);
  for (uint32_t i = 0; i < made.day_count && status == TR_OK; i++)
    status = build_edits(arena, input, &made, &made.days[i]);
  if (status != TR_OK) return status;

  if (input->note_count != 0) {
    status = place_notes(arena, input, &made);
    for (uint32_t i = 0; i < made.day_count && status == TR_OK; i++)
      status = find_codes(arena, input, &made.days[i]);
    if (status == TR_OK) status = attach_services(arena, input->claim, &made);
    if (status != TR_OK) return status;
    for (uint32_t i = 0; i < made.day_count; i++)
      if (made.days[i].note_fits) share_units(input, &made, &made.days[i]);
  }
  sum_charges(input->claim, &made);
  collect_regions(input, &made);
  *visit = made;
  return TR_OK;
}
