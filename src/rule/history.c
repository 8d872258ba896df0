/* Keeps the claims of the input so far in flat arrays linked by index: 48 bytes
 * a line and 64 a claim, with hash maps from patient and day to the newest
 * entry of each chain and from content to the first claim that had it. */
#include "rule/history.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/map.h"
#include "diag/fault.h"

#define NONE UINT32_MAX

enum {
  YEARS_NEW = 3,
  FIRST_ROOM = 256,
  UNITS_AHEAD = 512, /* most bytes from SV101-2 to SV104 that are remembered */
  CLAIMS_SEEN = 1024 /* newest claims of a patient that are looked at */
};

typedef struct past_claim {
  uint64_t patient_key; /* patient and group, whatever the payer */
  uint64_t offset;      /* of CLM01 in its file */
  uint64_t ordinal;     /* of CLM */
  tr_cents total;
  uint32_t id_at; /* in `texts` */
  uint32_t first_line, line_count;
  uint32_t next_of_patient;
  tr_day first_day, last_day; /* of its services that a doctor gave */
  uint32_t file;
  uint16_t id_length;
  bool new_in_chain; /* it, or an older claim of the patient, bills a new one */
} past_claim;

typedef struct past_line {
  tr_code code;
  int64_t units;  /* thousandths */
  uint32_t ahead; /* bytes from CLM01 to SV101-2 */
  uint32_t claim;
  uint32_t next_of_day;
  tr_day day;
  uint16_t ordinal_ahead; /* segments from CLM to SV1 */
  uint16_t units_ahead;   /* bytes from SV101-2 to SV104; 0: not kept */
  uint16_t modifiers[TR_MODIFIERS];     /* two letters; 0: none kept */
  uint8_t modifier_ahead[TR_MODIFIERS]; /* bytes from SV101-2 to each */
} past_line;

_Static_assert(sizeof(past_claim) <= 64 && sizeof(past_line) <= 48,
               "what is said above of memory");

struct tr_history {
  past_claim *claims;
  size_t claim_count, claim_room;
  past_line *lines;
  size_t line_count, line_room;
  char *texts;
  size_t text_count, text_room;
  const char **files;
  size_t file_count, file_room;
  tr_map by_day;     /* day key -> newest line */
  tr_map by_patient; /* patient key -> newest claim */
  tr_map by_content; /* content key -> the first claim that had it */
};

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
  return history->claim_room * sizeof(past_claim) +
         history->line_room * sizeof(past_line) + history->text_room +
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
  if (want >= NONE || want > SIZE_MAX / size) return false;
  void *grown = realloc(*array, want * size);
  if (grown == NULL) return false;
  *array = grown;
  *room = want;
  return true;
}

static uint64_t mix_number(uint64_t seed, int64_t number) {
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
static uint64_t patient_key(const tr_claim *claim) {
  const tr_party *patient = claim->patient;
  if (patient == NULL || patient->name.state != TR_FIELD_KNOWN) return 0;
  uint64_t key = group_key(claim);
  key = mix_name(key, text_of(patient, &patient->name));
  key = mix_name(key, text_of(patient, &patient->first_name));
  if (patient->birth.state == TR_FIELD_KNOWN || claim->subscriber == NULL)
    return mix_number(key, patient->birth.number);
  return tr_hash(key, text_of(claim->subscriber, &claim->subscriber->id));
}

/* The same patient before the same payer in the same turn: a claim to the
 * secondary payer repeats the lines of the first one by right. */
static uint64_t payer_key(const tr_claim *claim, uint64_t patient) {
  uint64_t key = mix_number(patient, claim->responsibility.number);
  if (claim->payer != NULL) {
    const tr_str id = text_of(claim->payer, &claim->payer->id);
    key = id.n != 0 ? tr_hash(key, id)
                    : mix_name(key, text_of(claim->payer, &claim->payer->name));
  }
  if (claim->subscriber != NULL)
    key = tr_hash(key, text_of(claim->subscriber, &claim->subscriber->id));
  return key;
}

static bool has_frequency(const tr_claim *claim, tr_code frequency) {
  return (tr_code)claim->frequency.number == frequency;
}

static bool is_original(const tr_claim *claim) {
  return !has_frequency(claim, TR_CODE("7")) &&
         !has_frequency(claim, TR_CODE("8"));
}

/* A sum over the lines: their order does not make another claim. */
static uint64_t content_key(const tr_claim *claim, uint64_t patient) {
  uint64_t key = payer_key(claim, patient), lines = 0;
  key = mix_number(key, claim->total.number);
  for (uint32_t i = 0; i < claim->line_count; i++) {
    const tr_line *line = &claim->lines[i];
    const int64_t parts[] = {
        line->code.number,         line->charge.number,
        line->units.number,        line->date.number,
        line->modifiers[0].number, line->modifiers[1].number,
        line->modifiers[2].number, line->modifiers[3].number};
    lines += tr_hash(0, (tr_str){(const char *)parts, sizeof parts});
  }
  return mix_number(key, (int64_t)lines);
}

static bool is_new_patient(tr_code code) {
  return code >= TR_CODE("99202") && code <= TR_CODE("99205");
}

/* A service that a doctor gave in person; supplies and films do not count. */
static bool is_professional(tr_code code) {
  return tr_code_starts(code, TR_CODE("989")) ||
         tr_code_starts(code, TR_CODE("992")) ||
         tr_code_starts(code, TR_CODE("97"));
}

/* Whole units as people send them. */
static tr_str units_text(int64_t units, char text[TR_NUMBER_TEXT]) {
  if (units < 0 || units % 1000 != 0) return (tr_str){NULL, 0};
  return tr_number_text((uint64_t)(units / 1000), text);
}

/* A modifier of another length, or one too far from its code, is not kept. */
static void keep_modifier(past_line *past, int at, const tr_line *line) {
  const tr_field *modifier = &line->modifiers[at];
  const uint32_t ahead = modifier->at - line->code.at;
  if (modifier->state != TR_FIELD_KNOWN || modifier->length != 2 ||
      ahead > UINT8_MAX)
    return;
  past->modifiers[at] = (uint16_t)((uint64_t)modifier->number >> 48);
  past->modifier_ahead[at] = (uint8_t)ahead;
}

/* Units that were sent in another form ("1.0") are kept without their place. */
static void keep_units(past_line *past, const tr_line *line) {
  char text[TR_NUMBER_TEXT];
  const uint32_t ahead = line->units.at - line->code.at;
  if (line->units.state == TR_FIELD_KNOWN && ahead <= UNITS_AHEAD &&
      units_text(line->units.number, text).n == line->units.length)
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

static uint32_t chained(const tr_map *map, uint64_t key) {
  uint32_t newest;
  return tr_map_get(map, key, &newest) ? newest : NONE;
}

static bool is_same_line(const past_line *past, const tr_line *line) {
  return past->code == (tr_code)line->code.number &&
         past->units == line->units.number &&
         past->day == (tr_day)line->date.number;
}

/* Whether a claim that has the same hash of its content is the same claim:
 * each of its lines stands in the past one as often. */
static bool is_same(const tr_history *history, const past_claim *past,
                    const tr_claim *claim, uint64_t patient) {
  if (past->patient_key != patient || past->total != claim->total.number ||
      past->line_count != claim->line_count)
    return false;
  for (uint32_t i = 0; i < claim->line_count; i++) {
    const past_line *own = &history->lines[past->first_line + i];
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

/* The claim that this one repeats, or NONE. */
static uint32_t repeated(const tr_history *history, const tr_claim *claim,
                         uint64_t patient) {
  if (!is_original(claim)) return NONE;
  const uint32_t at =
      chained(&history->by_content, content_key(claim, patient));
  return at != NONE && is_same(history, &history->claims[at], claim, patient)
             ? at
             : NONE;
}

/* @param payer Key of the chains of days, 0: the line is in none. */
static tr_status add_line(tr_history *history, const tr_claim *claim,
                          const tr_line *line, uint64_t payer) {
  past_line *past = &history->lines[history->line_count];
  *past = (past_line){.code = (tr_code)line->code.number,
                      .ahead = line->code.at - claim->id.at,
                      .units = line->units.number,
                      .claim = (uint32_t)history->claim_count,
                      .next_of_day = NONE,
                      .day = (tr_day)line->date.number};
  past->ordinal_ahead =
      (uint16_t)claim->unit->segments[line->code.segment].number;
  keep_units(past, line);
  for (int m = 0; m < TR_MODIFIERS; m++) keep_modifier(past, m, line);
  if (line->date.state == TR_FIELD_KNOWN && payer != 0) {
    const uint64_t day_key = mix_number(payer, past->day);
    past->next_of_day = chained(&history->by_day, day_key);
    const tr_status status =
        tr_map_set(&history->by_day, day_key, (uint32_t)history->line_count);
    if (status != TR_OK) return status;
  }
  history->line_count++;
  return TR_OK;
}

static void note_service(past_claim *past, const tr_line *line) {
  const tr_code code = (tr_code)line->code.number;
  if (is_new_patient(code)) past->new_in_chain = true;
  if (line->date.state != TR_FIELD_KNOWN || !is_professional(code)) return;
  const tr_day day = (tr_day)line->date.number;
  if (day < past->first_day) past->first_day = day;
  if (day > past->last_day) past->last_day = day;
}

static tr_status add_lines(tr_history *history, const tr_claim *claim,
                           past_claim *past, uint64_t payer) {
  const bool voids = has_frequency(claim, TR_CODE("8")); /* shows no service */
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

tr_status tr_history_add(tr_history *history, const tr_claim *claim) {
  const uint64_t patient = patient_key(claim);
  uint32_t file;
  if (patient == 0) return TR_OK;
  if (!make_room(history, claim) ||
      !file_index(history, claim->unit->file, &file))
    return TR_ENOMEM;

  const bool repeats = repeated(history, claim, patient) != NONE;
  const uint32_t index = (uint32_t)history->claim_count;
  const tr_str id = tr_unit_text(claim->unit, &claim->id);
  past_claim *past = &history->claims[index];
  *past =
      (past_claim){.patient_key = patient,
                   .offset = claim->unit->offset + claim->id.at,
                   .ordinal = claim->at,
                   .total = claim->total.number,
                   .id_at = (uint32_t)history->text_count,
                   .id_length = (uint16_t)id.n,
                   .file = file,
                   .first_line = (uint32_t)history->line_count,
                   .next_of_patient = chained(&history->by_patient, patient),
                   .first_day = TR_DAY_MAX,
                   .last_day = TR_DAY_MIN};
  if (past->next_of_patient != NONE)
    past->new_in_chain = history->claims[past->next_of_patient].new_in_chain;
  if (id.n != 0) memcpy(history->texts + history->text_count, id.p, id.n);

  /* one service sent twice is one service: the repeat itself was told */
  const uint64_t payer =
      is_original(claim) && !repeats ? payer_key(claim, patient) : 0;
  if (add_lines(history, claim, past, payer) != TR_OK ||
      tr_map_set(&history->by_patient, patient, index) != TR_OK)
    return TR_ENOMEM;
  if (payer != 0 && tr_map_set(&history->by_content,
                               content_key(claim, patient), index) != TR_OK)
    return TR_ENOMEM;
  history->text_count += id.n;
  history->claim_count++;
  return TR_OK;
}

static tr_past_claim claim_view(const tr_history *history, uint32_t index) {
  const past_claim *past = &history->claims[index];
  const tr_str id = {history->texts + past->id_at, past->id_length};
  tr_past_claim view = {.id = id, .file = history->files[past->file]};
  view.at = (tr_place){.ordinal = past->ordinal,
                       .offset = past->offset,
                       .length = past->id_length,
                       .element = "CLM01",
                       .segment = "CLM",
                       .value = id};
  return view;
}

/* A line of an earlier claim needs a unit of its own: a few bytes that hold the
 * texts a finding quotes, at the distances they had, and blanks between. */
typedef struct remade_line {
  tr_line line;
  tr_unit unit;
  tr_unit_segment segment;
  uint32_t past;
} remade_line;

static tr_field remake(tr_buf *bytes, size_t at, tr_str text, uint8_t element,
                       uint8_t component) {
  if (text.n == 0)
    return (tr_field){.element = element, .component = component};
  while (bytes->bad == TR_OK && bytes->n < at) tr_buf_add_char(bytes, ' ');
  tr_buf_add(bytes, text);
  return (tr_field){.number = (int64_t)tr_code_pack(text),
                    .at = (uint32_t)at,
                    .length = (uint16_t)text.n,
                    .element = element,
                    .component = component,
                    .state = TR_FIELD_KNOWN};
}

static void remake_fields(const past_line *past, tr_line *line, tr_buf *bytes) {
  char text[TR_NUMBER_TEXT];
  size_t n = tr_code_text(past->code, text);
  line->code = remake(bytes, 0, (tr_str){text, n}, 1, 2);
  for (int m = 0; m < TR_MODIFIERS; m++) {
    n = tr_code_text((tr_code)past->modifiers[m] << 48, text);
    line->modifiers[m] = remake(bytes, past->modifier_ahead[m],
                                (tr_str){text, n}, 1, (uint8_t)(3 + m));
  }
  /* what is known without its place is shown at the code */
  line->date = line->units = line->code;
  line->date.number = past->day;
  if (past->units_ahead != 0)
    line->units =
        remake(bytes, past->units_ahead, units_text(past->units, text), 4, 0);
  line->units.number = past->units;
  line->date.state = line->units.state = TR_FIELD_KNOWN;
}

static tr_status remake_line(const tr_history *history, tr_arena *arena,
                             uint32_t index, const tr_line **line) {
  const past_line *past = &history->lines[index];
  const past_claim *claim = &history->claims[past->claim];
  remade_line *made = tr_arena_alloc(arena, sizeof *made);
  if (made == NULL) return TR_ENOMEM;
  tr_buf bytes;
  tr_buf_init(&bytes, UNITS_AHEAD + TR_NUMBER_TEXT);
  remake_fields(past, &made->line, &bytes);
  made->past = index;
  made->line.earlier = true;
  made->line.has_service = true;
  made->line.index = (int32_t)(index - claim->first_line);
  made->line.unit = &made->unit;
  made->segment =
      (tr_unit_segment){.id = TR_CODE("SV1"), .length = (uint32_t)bytes.n};
  made->unit = (tr_unit){.offset = claim->offset + past->ahead,
                         .ordinal = claim->ordinal + past->ordinal_ahead,
                         .segments = &made->segment,
                         .segment_count = 1,
                         .file = history->files[claim->file]};
  const tr_status status =
      bytes.bad != TR_OK
          ? bytes.bad
          : tr_arena_copy(arena, tr_buf_str(&bytes), &made->unit.bytes);
  tr_buf_done(&bytes);
  *line = &made->line;
  return status;
}

tr_status tr_history_lines(const tr_history *history, tr_arena *arena,
                           const tr_claim *claim, tr_day day,
                           const tr_line ***lines, uint32_t *count) {
  *lines = NULL;
  *count = 0;
  const uint64_t patient = patient_key(claim);
  if (patient == 0 || !is_original(claim)) return TR_OK;
  const uint64_t key = mix_number(payer_key(claim, patient), day);
  const uint32_t newest = chained(&history->by_day, key);
  if (newest == NONE) return TR_OK;

  const uint32_t same = repeated(history, claim, patient);
  uint32_t found[TR_HISTORY_LINES], left = 0;
  for (uint32_t at = newest; at != NONE && left < TR_HISTORY_LINES;
       at = history->lines[at].next_of_day)
    if (history->lines[at].claim != same) found[left++] = at;
  if (left == 0) return TR_OK;
  const tr_line **made = tr_arena_array(arena, left, sizeof *made);
  if (made == NULL) return TR_ENOMEM;
  *lines = made;
  *count = left;
  while (left > 0) { /* the chain goes from the newest to the oldest */
    const tr_status status = remake_line(history, arena, found[--left], made++);
    if (status != TR_OK) return status;
  }
  return TR_OK;
}

tr_past_claim tr_history_claim_of(const tr_history *history,
                                  const tr_line *line) {
  const remade_line *made = (const remade_line *)(const void *)line;
  return claim_view(history, history->lines[made->past].claim);
}

bool tr_history_repeat(const tr_history *history, const tr_claim *claim,
                       tr_past_claim *past) {
  const uint64_t patient = patient_key(claim);
  if (patient == 0) return false;
  const uint32_t index = repeated(history, claim, patient);
  if (index == NONE) return false;
  *past = claim_view(history, index);
  return true;
}

/* The line of an earlier claim that shows a visit within these days, or NONE */
static uint32_t line_within(const tr_history *history, const past_claim *past,
                            tr_day from, tr_day to, bool new_only) {
  if (past->last_day < from || past->first_day > to) return NONE;
  for (uint32_t i = 0; i < past->line_count; i++) {
    const past_line *line = &history->lines[past->first_line + i];
    if (line->day < from || line->day > to) continue;
    if (new_only ? is_new_patient(line->code) : is_professional(line->code))
      return past->first_line + i;
  }
  return NONE;
}

static tr_past_visit visit_view(const tr_history *history, uint32_t at) {
  const past_line *line = &history->lines[at];
  const past_claim *claim = &history->claims[line->claim];
  tr_past_visit view = {.claim = claim_view(history, line->claim),
                        .day = line->day};
  view.code_at = view.claim.at;
  if (!is_new_patient(line->code)) return view;
  view.new_patient_code = line->code;
  view.code_at = (tr_place){.ordinal = claim->ordinal + line->ordinal_ahead,
                            .offset = claim->offset + line->ahead,
                            .length = sizeof "99202" - 1,
                            .element = "SV101-2",
                            .segment = "SV1"};
  return view;
}

bool tr_history_seen(const tr_history *history, const tr_claim *claim,
                     tr_day day, bool reverse, tr_past_visit *past) {
  const uint64_t patient = patient_key(claim);
  if (patient == 0 || has_frequency(claim, TR_CODE("8"))) return false;
  const tr_day from = reverse ? day + 1 : tr_day_add_years(day, -YEARS_NEW) + 1;
  const tr_day to = reverse ? tr_day_add_years(day, YEARS_NEW) - 1 : day - 1;
  uint32_t at = chained(&history->by_patient, patient);
  for (int n = 0; n < CLAIMS_SEEN && at != NONE; n++) {
    const past_claim *candidate = &history->claims[at];
    if (reverse && !candidate->new_in_chain) return false;
    const uint32_t line = line_within(history, candidate, from, to, reverse);
    if (line != NONE) {
      *past = visit_view(history, line);
      return true;
    }
    at = candidate->next_of_patient;
  }
  return false;
}
