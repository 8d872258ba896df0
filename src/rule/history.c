/* Keeps the claims of the input so far in flat arrays linked by index: 48 bytes
 * a line and 88 a claim, with hash maps from patient and day to the newest
 * entry of each chain and from content to the first claim that had it. */
#include "rule/history_parts.h"

#include <stdlib.h>

enum { FIRST_ROOM = 256 };

tr_history *tr_history_new(void) { return calloc(1, sizeof(tr_history)); }

void tr_history_free(tr_history *history) {
  if (history == NULL) return;
  free(history->claims);
  free(history->lines);
  free(history->texts);
  free(history->files);
  tr_map_done(&history->by_day);
  tr_map_done(&history->by_patient);
  tr_map_done(&history->by_content);
  free(history);
}

size_t tr_history_bytes(const tr_history *history) {
  return history->claim_room * sizeof(tr__past_claim) +
         history->line_room * sizeof(tr__past_line) + history->text_room +
         (history->by_day.room + history->by_patient.room +
          history->by_content.room) *
             sizeof(tr_map_slot);
}

/* Make room for `more` entries; doubles, so appending stays linear. */
static bool reserve(void **array, size_t *room, size_t count, size_t more,
                    size_t size) {
  if (count + more <= *room) return true;
  size_t want = *room == 0 ? FIRST_ROOM : *room * 2;
  if (want < count + more) want = count + more;
  if (want >= TR__NO_ENTRY || want > SIZE_MAX / size) return false;
  void *grown = realloc(*array, want * size);
  if (grown == NULL) return false;
  *array = grown;
  *room = want;
  return true;
}

uint64_t tr__history_mix(uint64_t seed, int64_t number) {
  return tr_hash(seed, (tr_str){(const char *)&number, sizeof number});
}

/* Letters without case: "DOE" and "Doe" are one person. */
static uint64_t mix_name(uint64_t seed, tr_str name) {
  char upper[64];
  const size_t n = name.n < sizeof upper ? name.n : sizeof upper;
  for (size_t i = 0; i < n; i++) {
    const char c = name.p[i];
    upper[i] = (char)(c >= 'a' && c <= 'z' ? c - 32 : c);
  }
  return tr_hash(seed, (tr_str){upper, n});
}

static tr_str text_of(const tr_party *party, const tr_field *field) {
  return tr_unit_text(party->unit, field);
}

static uint64_t group_key(const tr_claim *claim) {
  if (claim->billing == NULL) return tr_hash(0, TR_STR("no billing"));
  const tr_str npi = text_of(claim->billing, &claim->billing->id);
  return npi.n != 0
             ? tr_hash(0, npi)
             : mix_name(0, text_of(claim->billing, &claim->billing->name));
}

/* 0 when the claim does not say who the patient is. Without a date of birth the
 * member's number has to tell people of one name apart. */
uint64_t tr_history_patient(const tr_claim *claim) {
  const tr_party *patient = claim->patient;
  if (patient == NULL || patient->name.state != TR_FIELD_KNOWN) return 0;
  uint64_t key = group_key(claim);
  key = mix_name(key, text_of(patient, &patient->name));
  key = mix_name(key, text_of(patient, &patient->first_name));
  if (patient->birth.state == TR_FIELD_KNOWN || claim->subscriber == NULL)
    return tr__history_mix(key, patient->birth.number);
  return tr_hash(key, text_of(claim->subscriber, &claim->subscriber->id));
}

/* The same patient before the same payer in the same turn: a claim to the
 * secondary payer repeats the lines of the first one by right. */
uint64_t tr__history_payer(const tr_claim *claim, uint64_t patient) {
  uint64_t key = tr__history_mix(patient, claim->responsibility.number);
  if (claim->payer != NULL) {
    const tr_str id = text_of(claim->payer, &claim->payer->id);
    key = id.n != 0 ? tr_hash(key, id)
                    : mix_name(key, text_of(claim->payer, &claim->payer->name));
  }
  if (claim->subscriber != NULL)
    key = tr_hash(key, text_of(claim->subscriber, &claim->subscriber->id));
  return key;
}

bool tr__history_has_frequency(const tr_claim *claim, tr_code frequency) {
  return (tr_code)claim->frequency.number == frequency;
}

bool tr__history_is_original(const tr_claim *claim) {
  return !tr__history_has_frequency(claim, TR_CODE("7")) &&
         !tr__history_has_frequency(claim, TR_CODE("8"));
}

/* A sum over the lines: their order does not make another claim. */
static uint64_t content_key(const tr_claim *claim, uint64_t patient) {
  uint64_t key = tr__history_payer(claim, patient), lines = 0;
  key = tr__history_mix(key, claim->total.number);
  for (uint32_t i = 0; i < claim->line_count; i++) {
    const tr_line *line = &claim->lines[i];
    const int64_t parts[] = {
        line->code.number,         line->charge.number,
        line->units.number,        line->date.number,
        line->modifiers[0].number, line->modifiers[1].number,
        line->modifiers[2].number, line->modifiers[3].number};
    lines += tr_hash(0, (tr_str){(const char *)parts, sizeof parts});
  }
  return tr__history_mix(key, (int64_t)lines);
}

bool tr__history_is_new(tr_code code) {
  return code >= TR_CODE("99202") && code <= TR_CODE("99205");
}

/* A service that a doctor gave in person; supplies and films do not count. */
bool tr__history_is_professional(tr_code code) {
  return tr_code_starts(code, TR_CODE("989")) ||
         tr_code_starts(code, TR_CODE("992")) ||
         tr_code_starts(code, TR_CODE("97"));
}

/* Whole units as people send them. */
tr_str tr__history_units_text(int64_t units, char text[TR_NUMBER_TEXT]) {
  if (units < 0 || units % 1000 != 0) return (tr_str){NULL, 0};
  return tr_number_text((uint64_t)(units / 1000), text);
}

/* A modifier of another length, or one too far from its code, is not kept. */
static void keep_modifier(tr__past_line *past, int at, const tr_line *line) {
  const tr_field *modifier = &line->modifiers[at];
  const uint32_t ahead = modifier->at - line->code.at;
  if (modifier->state != TR_FIELD_KNOWN || modifier->length != 2 ||
      ahead > UINT8_MAX)
    return;
  past->modifiers[at] = (uint16_t)((uint64_t)modifier->number >> 48);
  past->modifier_ahead[at] = (uint8_t)ahead;
}

/* Units that were sent in another form ("1.0") are kept without their place. */
static void keep_units(tr__past_line *past, const tr_line *line) {
  char text[TR_NUMBER_TEXT];
  const uint32_t ahead = line->units.at - line->code.at;
  if (line->units.state == TR_FIELD_KNOWN && ahead <= TR__UNITS_AHEAD &&
      tr__history_units_text(line->units.number, text).n == line->units.length)
    past->units_ahead = (uint16_t)ahead;
}

static bool file_index(tr_history *history, const char *file, uint32_t *index) {
  if (history->file_count != 0 &&
      history->files[history->file_count - 1] == file) {
    *index = (uint32_t)(history->file_count - 1);
    return true;
  }
  void *files = history->files;
  if (!reserve(&files, &history->file_room, history->file_count, 1,
               sizeof *history->files))
    return false;
  history->files = files;
  *index = (uint32_t)history->file_count;
  history->files[history->file_count++] = file;
  return true;
}

/* Room for one more claim in every array, so that adding cannot half fail. */
static bool make_room(tr_history *history, const tr_claim *claim) {
  void *claims = history->claims, *lines = history->lines,
       *texts = history->texts;
  const bool ok = reserve(&claims, &history->claim_room, history->claim_count,
                          1, sizeof *history->claims) &&
                  reserve(&lines, &history->line_room, history->line_count,
                          claim->line_count, sizeof *history->lines) &&
                  reserve(&texts, &history->text_room, history->text_count,
                          claim->id.length, 1);
  history->claims = claims;
  history->lines = lines;
  history->texts = texts;
  return ok;
}

uint32_t tr__history_chained(const tr_map *map, uint64_t key) {
  uint32_t newest;
  return tr_map_get(map, key, &newest) ? newest : TR__NO_ENTRY;
}

static bool is_same_line(const tr__past_line *past, const tr_line *line) {
  return past->code == (tr_code)line->code.number &&
         past->units == line->units.number &&
         past->day == (tr_day)line->date.number;
}

/* Whether a claim that has the same hash of its content is the same claim:
 * each of its lines stands in the past one as often. */
static bool is_same(const tr_history *history, const tr__past_claim *past,
                    const tr_claim *claim, uint64_t patient) {
  if (past->patient_key != patient || past->total != claim->total.number ||
      past->line_count != claim->line_count)
    return false;
  for (uint32_t i = 0; i < claim->line_count; i++) {
    const tr__past_line *own = &history->lines[past->first_line + i];
    if (is_same_line(own, &claim->lines[i])) continue; /* the usual order */
    uint32_t before = 0, now = 0;
    for (uint32_t j = 0; j < claim->line_count; j++) {
      before +=
          is_same_line(&history->lines[past->first_line + j], &claim->lines[i]);
      const tr_line *line = &claim->lines[j];
      now += line->code.number == claim->lines[i].code.number &&
             line->units.number == claim->lines[i].units.number &&
             line->date.number == claim->lines[i].date.number;
    }
    if (before != now) return false;
  }
  return true;
}

/* The claim that this one repeats, or TR__NO_ENTRY. */
uint32_t tr__history_repeated(const tr_history *history, const tr_claim *claim,
                              uint64_t patient) {
  if (!tr__history_is_original(claim)) return TR__NO_ENTRY;
  const uint32_t at =
      tr__history_chained(&history->by_content, content_key(claim, patient));
  return at != TR__NO_ENTRY && !history->claims[at].gone &&
                 is_same(history, &history->claims[at], claim, patient)
             ? at
             : TR__NO_ENTRY;
}

static bool has_id(const tr_history *history, const tr__past_claim *past,
                   tr_str id) {
  return past->id_length == id.n && id.n != 0 &&
         memcmp(history->texts + past->id_at, id.p, id.n) == 0;
}

/* Blanks between segments are no part of a claim. */
static uint32_t bytes_of(const tr_claim *claim) {
  const tr_unit *unit = claim->unit;
  uint64_t key = 0;
  for (size_t i = 0; i < unit->segment_count; i++) {
    const tr_unit_segment *segment = &unit->segments[i];
    key = tr_hash(key, (tr_str){unit->bytes.p + segment->at, segment->length});
  }
  return (uint32_t)key;
}

/* The stored copy of the claim at hand, or none: it is no earlier claim. */
uint32_t tr__history_copy(const tr_history *history, const tr_claim *claim,
                          uint64_t patient) {
  if (!history->has_stored) return TR__NO_ENTRY;
  const tr_str id = tr_unit_text(claim->unit, &claim->id);
  uint32_t bytes = 0;
  uint32_t at = tr__history_chained(&history->by_patient, patient);
  for (int n = 0; n < TR__CLAIMS_SEEN && at != TR__NO_ENTRY; n++) {
    const tr__past_claim *past = &history->claims[at];
    if (past->stored && !past->gone && has_id(history, past, id)) {
      if (bytes == 0) bytes = bytes_of(claim);
      if (past->bytes == bytes) return at;
    }
    at = past->next_of_patient;
  }
  return TR__NO_ENTRY;
}

/* A replacement or void takes the claim of its number away, else, a void, the
 * one of the same content. @return Whether there was one. */
static bool take_away(tr_history *history, const tr_claim *claim,
                      uint64_t patient) {
  const tr_str id = tr_unit_text(claim->unit, &claim->id);
  bool found = false;
  uint32_t at = tr__history_chained(&history->by_patient, patient);
  for (int n = 0; n < TR__CLAIMS_SEEN && at != TR__NO_ENTRY; n++) {
    tr__past_claim *past = &history->claims[at];
    if (!past->gone && has_id(history, past, id)) past->gone = found = true;
    at = past->next_of_patient;
  }
  if (found || !tr__history_has_frequency(claim, TR_CODE("8"))) return found;
  at = tr__history_chained(&history->by_content, content_key(claim, patient));
  if (at == TR__NO_ENTRY ||
      !is_same(history, &history->claims[at], claim, patient))
    return false;
  history->claims[at].gone = true;
  return true;
}

/* @param payer Key of the chains of days, 0: the line is in none. */
static tr_status add_line(tr_history *history, const tr_claim *claim,
                          const tr_line *line, uint64_t payer) {
  tr__past_line *past = &history->lines[history->line_count];
  *past = (tr__past_line){.code = (tr_code)line->code.number,
                          .ahead = line->code.at - claim->id.at,
                          .units = line->units.number,
                          .claim = (uint32_t)history->claim_count,
                          .next_of_day = TR__NO_ENTRY,
                          .day = (tr_day)line->date.number};
  past->ordinal_ahead =
      (uint16_t)claim->unit->segments[line->code.segment].number;
  keep_units(past, line);
  for (int m = 0; m < TR_MODIFIERS; m++) keep_modifier(past, m, line);
  if (line->date.state == TR_FIELD_KNOWN && payer != 0) {
    const uint64_t day_key = tr__history_mix(payer, past->day);
    past->next_of_day = tr__history_chained(&history->by_day, day_key);
    const tr_status status =
        tr_map_set(&history->by_day, day_key, (uint32_t)history->line_count);
    if (status != TR_OK) return status;
  }
  history->line_count++;
  return TR_OK;
}

static void note_service(tr__past_claim *past, const tr_line *line) {
  const tr_code code = (tr_code)line->code.number;
  if (tr__history_is_new(code)) past->new_in_chain = true;
  if (line->date.state != TR_FIELD_KNOWN || !tr__history_is_professional(code))
    return;
  const tr_day day = (tr_day)line->date.number;
  if (day < past->first_day) past->first_day = day;
  if (day > past->last_day) past->last_day = day;
}

static tr_status add_lines(tr_history *history, const tr_claim *claim,
                           tr__past_claim *past, uint64_t payer) {
  const bool voids =
      tr__history_has_frequency(claim, TR_CODE("8")); /* shows no service */
  for (uint32_t i = 0; i < claim->line_count; i++) {
    const tr_line *line = &claim->lines[i];
    if (line->code.state != TR_FIELD_KNOWN) continue;
    const tr_status status = add_line(history, claim, line, payer);
    if (status != TR_OK) return status;
    past->line_count++;
    if (!voids) note_service(past, line);
  }
  return TR_OK;
}

uint32_t tr__history_text(const tr_unit *unit, const tr_field *field) {
  return field->state == TR_FIELD_KNOWN
             ? (uint32_t)tr_hash(0, tr_unit_text(unit, field)) | 1U
             : 0;
}

/* One injury: the day of the accident, else the payer's number of the case. */
uint32_t tr__history_injury(const tr_claim *claim) {
  if (claim->accident_date.state == TR_FIELD_KNOWN)
    return (uint32_t)tr__history_mix(0, claim->accident_date.number) | 1U;
  for (uint32_t i = 0; i < claim->reference_count; i++) {
    const tr_reference *reference = &claim->references[i];
    if (reference->line < 0 &&
        (tr_code)reference->qualifier.number == TR_CODE("Y4"))
      return tr__history_text(reference->unit, &reference->value);
  }
  return 0;
}

static tr_status add_claim(tr_history *history, const tr_claim *claim,
                           bool stored) {
  const uint64_t patient = tr_history_patient(claim);
  uint32_t file;
  if (patient == 0) return TR_OK;
  if (!make_room(history, claim) ||
      !file_index(history, claim->unit->file, &file))
    return TR_ENOMEM;

  const uint32_t copy = tr__history_copy(history, claim, patient);
  if (copy != TR__NO_ENTRY && stored)
    return TR_OK; /* one file under two names */
  if (copy != TR__NO_ENTRY) history->claims[copy].gone = true;
  const bool replaces = !tr__history_is_original(claim) &&
                        take_away(history, claim, patient) &&
                        !tr__history_has_frequency(claim, TR_CODE("8"));
  const bool repeats =
      tr__history_repeated(history, claim, patient) != TR__NO_ENTRY;
  const uint32_t index = (uint32_t)history->claim_count;
  const tr_str id = tr_unit_text(claim->unit, &claim->id);
  tr__past_claim *past = &history->claims[index];
  *past = (tr__past_claim){
      .patient_key = patient,
      .offset = claim->unit->offset + claim->id.at,
      .ordinal = claim->at,
      .total = claim->total.number,
      .id_at = (uint32_t)history->text_count,
      .id_length = (uint16_t)id.n,
      .file = file,
      .first_line = (uint32_t)history->line_count,
      .next_of_patient = tr__history_chained(&history->by_patient, patient),
      .payer = (uint32_t)tr__history_payer(claim, patient),
      .authorization =
          tr__history_text(claim->unit, &claim->prior_authorization),
      .injury = tr__history_injury(claim),
      .bytes = stored ? bytes_of(claim) : 0,
      .stored = stored,
      .gone = tr__history_has_frequency(claim, TR_CODE("8")),
      .first_day = TR_DAY_MAX,
      .last_day = TR_DAY_MIN};
  if (past->next_of_patient != TR__NO_ENTRY)
    past->new_in_chain = history->claims[past->next_of_patient].new_in_chain;
  if (id.n != 0) memcpy(history->texts + history->text_count, id.p, id.n);

  /* one service sent twice is one service: the repeat itself was told */
  const uint64_t payer =
      (tr__history_is_original(claim) && !repeats) || replaces
          ? tr__history_payer(claim, patient)
          : 0;
  if (add_lines(history, claim, past, payer) != TR_OK ||
      tr_map_set(&history->by_patient, patient, index) != TR_OK)
    return TR_ENOMEM;
  if (payer != 0 && tr_map_set(&history->by_content,
                               content_key(claim, patient), index) != TR_OK)
    return TR_ENOMEM;
  history->text_count += id.n;
  history->claim_count++;
  history->has_stored = history->has_stored || stored;
  return TR_OK;
}

tr_status tr_history_add(tr_history *history, const tr_claim *claim) {
  return add_claim(history, claim, false);
}

tr_status tr_history_add_stored(tr_history *history, const tr_claim *claim) {
  return add_claim(history, claim, true);
}
