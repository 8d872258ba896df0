/* What earlier claims show of the one at hand: its days, its repeats, whether
 * the patient is new, how many visits a payer has paid for. */
#include "base/buf.h"
#include "diag/fault.h"
#include "rule/history_parts.h"

static tr_past_claim claim_view(const tr_history *history, uint32_t index) {
  const tr__past_claim *past = &history->claims[index];
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

static void remake_fields(const tr__past_line *past, tr_line *line,
                          tr_buf *bytes) {
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
    line->units = remake(bytes, past->units_ahead,
                         tr__history_units_text(past->units, text), 4, 0);
  line->units.number = past->units;
  line->date.state = line->units.state = TR_FIELD_KNOWN;
}

static tr_status remake_line(const tr_history *history, tr_arena *arena,
                             uint32_t index, const tr_line **line) {
  const tr__past_line *past = &history->lines[index];
  const tr__past_claim *claim = &history->claims[past->claim];
  remade_line *made = tr_arena_alloc(arena, sizeof *made);
  if (made == NULL) return TR_ENOMEM;
  tr_buf bytes;
  tr_buf_init(&bytes, TR__UNITS_AHEAD + TR_NUMBER_TEXT);
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
  const uint64_t patient = tr_history_patient(claim);
  if (patient == 0 || !tr__history_is_original(claim)) return TR_OK;
  const uint64_t key = tr__history_mix(tr__history_payer(claim, patient), day);
  const uint32_t newest = tr__history_chained(&history->by_day, key);
  if (newest == TR__NO_ENTRY) return TR_OK;

  const uint32_t same = tr__history_repeated(history, claim, patient);
  const uint32_t copy = tr__history_copy(history, claim, patient);
  uint32_t found[TR_HISTORY_LINES], left = 0;
  for (uint32_t at = newest; at != TR__NO_ENTRY && left < TR_HISTORY_LINES;
       at = history->lines[at].next_of_day)
    if (history->lines[at].claim != same && history->lines[at].claim != copy &&
        !history->claims[history->lines[at].claim].gone)
      found[left++] = at;
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
  const uint64_t patient = tr_history_patient(claim);
  if (patient == 0) return false;
  const uint32_t index = tr__history_repeated(history, claim, patient);
  if (index == TR__NO_ENTRY ||
      index == tr__history_copy(history, claim, patient))
    return false;
  *past = claim_view(history, index);
  return true;
}

/* The line of an earlier claim that shows a visit within these days, or none */
static uint32_t line_within(const tr_history *history,
                            const tr__past_claim *past, tr_day from, tr_day to,
                            bool new_only) {
  if (past->gone || past->last_day < from || past->first_day > to)
    return TR__NO_ENTRY;
  for (uint32_t i = 0; i < past->line_count; i++) {
    const tr__past_line *line = &history->lines[past->first_line + i];
    if (line->day < from || line->day > to) continue;
    if (new_only ? tr__history_is_new(line->code)
                 : tr__history_is_professional(line->code))
      return past->first_line + i;
  }
  return TR__NO_ENTRY;
}

static tr_past_visit visit_view(const tr_history *history, uint32_t at) {
  const tr__past_line *line = &history->lines[at];
  const tr__past_claim *claim = &history->claims[line->claim];
  tr_past_visit view = {.claim = claim_view(history, line->claim),
                        .day = line->day};
  view.code_at = view.claim.at;
  if (!tr__history_is_new(line->code)) return view;
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
  const uint64_t patient = tr_history_patient(claim);
  if (patient == 0 || tr__history_has_frequency(claim, TR_CODE("8")))
    return false;
  const tr_day from =
      reverse ? day + 1 : tr_day_add_years(day, -TR__YEARS_NEW) + 1;
  const tr_day to =
      reverse ? tr_day_add_years(day, TR__YEARS_NEW) - 1 : day - 1;
  const uint32_t copy =
      reverse ? tr__history_copy(history, claim, patient) : TR__NO_ENTRY;
  uint32_t at = tr__history_chained(&history->by_patient, patient);
  for (int n = 0; n < TR__CLAIMS_SEEN && at != TR__NO_ENTRY; n++) {
    const tr__past_claim *candidate = &history->claims[at];
    if (reverse && !candidate->new_in_chain) return false;
    if (at == copy) {
      at = candidate->next_of_patient;
      continue;
    }
    const uint32_t line = line_within(history, candidate, from, to, reverse);
    if (line != TR__NO_ENTRY) {
      *past = visit_view(history, line);
      return true;
    }
    at = candidate->next_of_patient;
  }
  return false;
}

/* ------------------------------------------------------------------- visits */

enum { DAYS_COUNTED = 4096 }; /* back from the last, more than eleven years */

/** Days that were counted once, as bits. */
typedef struct day_set {
  uint64_t bits[DAYS_COUNTED / 64];
  tr_day last;  /* the newest there may be */
  tr_day first; /* the oldest counted */
  int32_t count;
} day_set;

static void count_day(day_set *days, tr_day day) {
  const int64_t ahead = (int64_t)days->last - day;
  if (ahead < 0 || ahead >= DAYS_COUNTED) return;
  const uint64_t bit = UINT64_C(1) << (ahead % 64);
  if ((days->bits[ahead / 64] & bit) != 0) return;
  days->bits[ahead / 64] |= bit;
  days->count++;
  if (day < days->first) days->first = day;
}

static bool is_counted(const tr_visits_asked *asked, tr_code code, tr_day day) {
  if (day < asked->from || day > asked->to) return false;
  if (asked->code_count == 0) return tr__history_is_professional(code);
  for (uint32_t i = 0; i < asked->code_count; i++)
    if (asked->codes[i] == code) return true;
  return false;
}

static void count_claim(const tr_history *history, const tr__past_claim *past,
                        const tr_visits_asked *asked, day_set *days) {
  for (uint32_t i = 0; i < past->line_count; i++) {
    const tr__past_line *line = &history->lines[past->first_line + i];
    if (is_counted(asked, line->code, line->day)) count_day(days, line->day);
  }
}

static void count_own(const tr_claim *claim, const tr_visits_asked *asked,
                      day_set *days) {
  for (uint32_t i = 0; i < claim->line_count; i++) {
    const tr_line *line = &claim->lines[i];
    if (line->date.state == TR_FIELD_KNOWN &&
        line->code.state == TR_FIELD_KNOWN &&
        is_counted(asked, (tr_code)line->code.number,
                   (tr_day)line->date.number))
      count_day(days, (tr_day)line->date.number);
  }
}

int32_t tr_history_visits(const tr_history *history, const tr_claim *claim,
                          const tr_visits_asked *asked, tr_day *first) {
  const uint64_t patient = tr_history_patient(claim);
  const uint32_t payer = (uint32_t)tr__history_payer(claim, patient);
  const uint32_t authorization =
      asked->same_authorization
          ? tr__history_text(claim->unit, &claim->prior_authorization)
          : 0;
  const uint32_t injury = asked->same_injury ? tr__history_injury(claim) : 0;
  if (patient == 0 || (asked->same_authorization && authorization == 0) ||
      (asked->same_injury && injury == 0))
    return -1;
  day_set days = {.last = asked->to, .first = TR_DAY_MAX};
  count_own(claim, asked, &days);
  uint32_t at = tr__history_chained(&history->by_patient, patient);
  for (int n = 0; n < TR__CLAIMS_SEEN && at != TR__NO_ENTRY; n++) {
    const tr__past_claim *past = &history->claims[at];
    at = past->next_of_patient;
    if (past->gone || past->payer != payer ||
        (authorization != 0 && past->authorization != authorization) ||
        (injury != 0 && past->injury != injury))
      continue;
    count_claim(history, past, asked, &days);
  }
  *first = days.first;
  return days.count;
}
