/* Who a visit is billed for: the people somebody told of, stand-ins for the
 * others, the payer's profile, the diagnoses and the dates of the claim. */
#include <stdio.h>

#include "coding/coding_parts.h"

static bool known(const tr_note_field *field) { return tr_note_known(field); }

/* ------------------------------------------------------------------- people */

/* Stand-ins exist so that the rules can look at a whole claim; nothing of
 * them is ever written out. A patient without a number is nobody else. */
/* A text of the note where a claim can hold it, else another. */
static tr_str claimable(tr_str text, size_t least, size_t most,
                        tr_str otherwise) {
  text = tr_str_trim(text);
  if (text.n < least || text.n > most) return otherwise;
  for (size_t i = 0; i < text.n; i++)
    if (text.p[i] < ' ' || text.p[i] > '}' || strchr("*:^", text.p[i]) != NULL)
      return otherwise;
  return text;
}

static tr_str claimable_field(const tr_note_field *field, size_t least,
                              size_t most, tr_str otherwise) {
  return known(field) ? claimable(field->text, least, most, otherwise)
                      : otherwise;
}

static void make_stand_ins(tr__coding *coding, tr__coding_visit *visit) {
  const tr_note *note = visit->note;
  tr__stand_ins *by = &visit->stand_ins;
  by->submitter = (tr_encounter_party){.name = TR_STR("SUBMITTER"),
                                       .id = TR_STR("SUBMITTER"),
                                       .contact = TR_STR("OFFICE"),
                                       .phone = TR_STR("5125550100"),
                                       .born = TR_DAY_MIN};
  by->receiver = (tr_encounter_party){
      .name = TR_STR("RECEIVER"), .id = TR_STR("RECEIVER"), .born = TR_DAY_MIN};
  by->billing = (tr_encounter_party){.name = TR_STR("PRACTICE"),
                                     .npi = TR_STR("1234567893"),
                                     .taxonomy = TR_STR("111N00000X"),
                                     .tax_id = TR_STR("741234567"),
                                     .street = TR_STR("1 MAIN ST"),
                                     .city = TR_STR("AUSTIN"),
                                     .state = TR_STR("TX"),
                                     .zip = TR_STR("787013333"),
                                     .born = TR_DAY_MIN};
  by->payer = (tr_encounter_party){
      .name = TR_STR("PAYER"), .id = TR_STR("PAYER"), .born = TR_DAY_MIN};
  by->subscriber = (tr_encounter_party){
      .person = true,
      .name = TR_STR("PATIENT"),
      .first_name = TR_STR("A"),
      .id = claimable_field(&note->patient_id, 2, 80,
                            tr__coding_say(coding, "M%u", visit->at)),
      .street = TR_STR("1 MAIN ST"),
      .city = TR_STR("AUSTIN"),
      .state = TR_STR("TX"),
      .zip = TR_STR("78701"),
      .born = known(&note->born) ? (tr_day)note->born.number
                                 : tr_day_of(1980, 1, 1),
      .sex = known(&note->sex) ? note->sex.text.p[0] : 'U'};
  by->rendering = (tr_encounter_party){
      .person = true,
      .name = TR_STR("PROVIDER"),
      .first_name = TR_STR("A"),
      .npi = claimable_field(&note->author_npi, 2, 80, TR_STR("1358634628")),
      .taxonomy = TR_STR("111N00000X"),
      .born = TR_DAY_MIN};
}

/* The filing code a profile is known by, for rules that look at SBR09. */
static tr_str filing_code_of(const tr_pack *pack, const char *profile) {
  for (uint32_t i = 0; profile != NULL && i < pack->payer_count; i++)
    if (strcmp(pack->payers[i].profile, profile) == 0 &&
        pack->payers[i].filing_code != NULL)
      return tr_str_of(pack->payers[i].filing_code);
  return TR_STR("CI");
}

static void stand_in(const tr_encounter_party **party,
                     const tr_encounter_party *by, bool *all) {
  if (*party != NULL) return;
  *party = by;
  *all = false;
}

static void find_people(tr__coding *coding, tr__coding_visit *visit) {
  const tr_coding_options *options = coding->options;
  tr_encounter *encounter = &visit->encounter;
  const tr_note *note = visit->note;
  *encounter = (tr_encounter){.service = TR_DAY_MIN,
                              .onset = TR_DAY_MIN,
                              .initial_treatment = TR_DAY_MIN,
                              .acute_manifestation = TR_DAY_MIN,
                              .accident = TR_DAY_MIN,
                              .last_x_ray = TR_DAY_MIN};
  bool all = options->people != NULL &&
             options->people(options->context, note, visit->index,
                             coding->options->arena, encounter);
  const bool alone = encounter->billing == NULL;
  stand_in(&encounter->submitter, &visit->stand_ins.submitter, &all);
  stand_in(&encounter->receiver, &visit->stand_ins.receiver, &all);
  stand_in(&encounter->billing, &visit->stand_ins.billing, &all);
  stand_in(&encounter->payer, &visit->stand_ins.payer, &all);
  stand_in(&encounter->subscriber, &visit->stand_ins.subscriber, &all);
  if (alone && encounter->rendering == NULL)
    encounter->rendering = &visit->stand_ins.rendering;
  if (encounter->place.n == 0) encounter->place = TR_STR("11");
  if (encounter->filing_code.n == 0)
    encounter->filing_code = filing_code_of(options->pack, options->profile);
  if (encounter->service == TR_DAY_MIN && known(&note->date_of_service))
    encounter->service = (tr_day)note->date_of_service.number;
  visit->people_known = all;
  visit->billed_as =
      encounter->claim_id.n > 0 ? encounter->claim_id
      : known(&note->claim)
          ? note->claim.text
          : claimable_field(&note->id, 1, 38, tr_str_of(visit->claim));
}

static void find_profile(tr__coding *coding, tr__coding_visit *visit) {
  const tr_encounter *encounter = &visit->encounter;
  const char *id = coding->options->profile;
  if (id == NULL && encounter->payer == &visit->stand_ins.payer)
    id = "commercial";
  if (id != NULL &&
      tr_profile_named(&coding->profiles, tr_str_of(id), &visit->profile))
    return;
  const tr_payer_facts payer = {.id = encounter->payer->id,
                                .filing_code = encounter->filing_code,
                                .name = encounter->payer->name,
                                .state = encounter->payer->state.n > 0
                                             ? encounter->payer->state
                                             : encounter->billing->state};
  visit->profile = tr_profile_of_payer(&coding->finder, &payer);
}

/* ---------------------------------------------------------------- diagnoses */

static bool is_active(const tr_note_diagnosis *diagnosis) {
  return diagnosis->status.state == TR_FIELD_ABSENT ||
         tr_str_eq(diagnosis->status.text, TR_STR("active"));
}

/* A diagnosis of the note that may go on the claim. */
typedef struct candidate {
  tr_code code;
  const char *pointer;
  bool taken;
} candidate;

static bool has_candidate(const candidate *list, uint32_t count, tr_code code) {
  for (uint32_t i = 0; i < count; i++)
    if (list[i].code == code) return true;
  return false;
}

/* The active ones, each once, in the doctor's order. */
static uint32_t find_candidates(const tr_note *note, candidate *list) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < note->diagnosis_count; i++) {
    const tr_note_diagnosis *diagnosis = &note->diagnoses[i];
    const tr_code code = (tr_code)diagnosis->code.number;
    if (known(&diagnosis->code) && code != 0 && is_active(diagnosis) &&
        !has_candidate(list, count, code))
      list[count++] =
          (candidate){.code = code, .pointer = diagnosis->code.pointer};
  }
  return count;
}

/* Where there are more than a claim holds, those that name a region no other
 * has named go first: a line may be for it. */
static void choose(const tr_tables *tables, candidate *list, uint32_t count) {
  tr_regions named = 0;
  uint32_t room = TR_ENCOUNTER_DIAGNOSES;
  for (uint32_t i = 0; i < count && room > 0; i++) {
    const tr_regions regions = tr_table_diagnosis_regions(tables, list[i].code);
    if (count > TR_ENCOUNTER_DIAGNOSES && (regions & ~named) == 0) continue;
    named |= regions;
    list[i].taken = true;
    room--;
  }
  for (uint32_t i = 0; i < count && room > 0; i++)
    if (!list[i].taken) {
      list[i].taken = true;
      room--;
    }
}

static void take_diagnoses(tr__coding *coding, tr__coding_visit *visit) {
  tr_encounter *encounter = &visit->encounter;
  const tr_note *note = visit->note;
  if (encounter->diagnosis_count > 0) return; /* another document decides */
  candidate *list = tr_arena_array(coding->options->arena,
                                   note->diagnosis_count + 1, sizeof *list);
  if (!tr__coding_good(coding, list == NULL ? TR_ELIMIT : TR_OK)) return;
  const uint32_t count = find_candidates(note, list);
  choose(coding->options->tables, list, count);
  const char *left_out = NULL;
  for (uint32_t i = 0; i < count; i++) {
    if (list[i].taken)
      encounter->diagnoses[encounter->diagnosis_count++] = list[i].code;
    else if (left_out == NULL)
      left_out = list[i].pointer;
  }
  if (left_out != NULL)
    tr__coding_lacks(
        coding, visit,
        (tr_coding_lack){.severity = TR_SEVERITY_ADVICE,
                         .text = TR_STR("a claim holds twelve diagnoses; of "
                                        "the note's, those that name no "
                                        "further region are left out"),
                         .pointer = left_out,
                         .source = "tr3-837p"});
}

static bool in_prefixes(const tr_constant *set, tr_code code) {
  for (uint32_t i = 0; i < set->count; i++)
    if (tr_code_starts(code, set->codes[i])) return true;
  return false;
}

/* A payer that wants a subluxation first gets the first one that the note has;
 * the order of the others stays the doctor's. */
static void put_primary_first(tr__coding *coding, tr__coding_visit *visit) {
  tr_encounter *encounter = &visit->encounter;
  const tr_profile_value *value = tr_profile_get(
      &visit->profile, coding->key_primary_set, encounter->service);
  if (value == NULL || value->value.count == 0) return;
  uint32_t at = 0;
  while (at < encounter->diagnosis_count &&
         !in_prefixes(&value->value, encounter->diagnoses[at]))
    at++;
  if (at == encounter->diagnosis_count) return;
  const tr_code first = encounter->diagnoses[at];
  for (; at > 0; at--) encounter->diagnoses[at] = encounter->diagnoses[at - 1];
  encounter->diagnoses[0] = first;
}

/* -------------------------------------------------------------------- dates */

static void add_date(tr__coding_visit *visit, const char *qualifier, tr_day day,
                     tr_str text, const char *pointer) {
  if (day == TR_DAY_MIN || visit->date_count == TR_CODED_DATES) return;
  visit->dates[visit->date_count++] =
      (tr_coded_date){qualifier, day, text, pointer};
}

static bool took_films(const tr_note *note) {
  for (uint32_t i = 0; i < note->service_count; i++)
    if (known(&note->services[i].kind) &&
        tr_str_eq(note->services[i].kind.text, TR_STR("x-ray")))
      return true;
  return false;
}

/* The plan of care begins with the first treatment of this course; films of
 * the visit are the latest there are. What the case says goes first. */
static void find_dates(tr__coding_visit *visit) {
  tr_encounter *encounter = &visit->encounter;
  const tr_note *note = visit->note;
  const tr_str told = TR_STR("as the patient's case has it");
  add_date(visit, "431", encounter->onset, told, NULL);
  if (encounter->initial_treatment != TR_DAY_MIN) {
    add_date(visit, "454", encounter->initial_treatment, told, NULL);
  } else if (known(&note->plan_start) &&
             note->plan_start.number <= encounter->service) {
    encounter->initial_treatment = (tr_day)note->plan_start.number;
    add_date(visit, "454", encounter->initial_treatment,
             TR_STR("the plan of care of this course begins then"),
             note->plan_start.pointer);
  }
  add_date(visit, "453", encounter->acute_manifestation, told, NULL);
  add_date(visit, "439", encounter->accident, told, NULL);
  if (encounter->last_x_ray != TR_DAY_MIN) {
    add_date(visit, "455", encounter->last_x_ray, told, NULL);
  } else if (took_films(note)) {
    encounter->last_x_ray = encounter->service;
    add_date(visit, "455", encounter->last_x_ray,
             TR_STR("films were taken on this visit"),
             note->service_list.pointer);
  }
}

void tr__coding_begin_visit(tr__coding *coding, tr__coding_visit *visit) {
  snprintf(visit->claim, sizeof visit->claim, "V%u", visit->at);
  make_stand_ins(coding, visit);
  find_people(coding, visit);
  find_profile(coding, visit);
  take_diagnoses(coding, visit);
  put_primary_first(coding, visit);
  find_dates(visit);
}
