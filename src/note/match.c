/* Which note a visit gets: by the claim it names, else by provider, date and
 * patient; the first in order. */
#include "note/match.h"

#include <stdlib.h>

/* Notes of one number or one visit are a handful; a file made to waste time
 * gets no more than this many steps a lookup. */
enum { WALK_MOST = 256, DAYS_MOST = 64, NPIS_MOST = 16, IDS_MOST = 2 };

typedef enum note_state {
  STATE_FREE,
  STATE_SEEN,    /* free; names a claim that it does not fit */
  STATE_COVERED, /* free; the visit it fits has a note that names the claim */
  STATE_MISFIT,  /* linked to its owner, which it does not fit */
  STATE_TAKEN,
  STATE_RIVAL,
} note_state;

struct tr_match_state {
  uint32_t next;  /* in its chain, or TR_MATCH_NONE */
  uint32_t owner; /* index, or TR_MATCH_NONE */
  uint32_t other; /* of RIVAL and COVERED */
  uint8_t state;
  uint8_t misfit; /* flags of SEEN */
};

/* The claim at hand, in the terms of matching. */
typedef struct subject {
  tr_str id;
  tr_day days[DAYS_MOST];
  uint32_t notes[DAYS_MOST]; /* taken for that day, or TR_MATCH_NONE */
  size_t day_count;
  bool days_cut; /* it has more days than are kept */
  tr_str npis[NPIS_MOST];
  bool unnamed; /* an organisation bills and nobody is named as rendering */
  size_t npi_count;
  tr_str ids[IDS_MOST];
  size_t id_count;
  tr_day born;    /* or TR_DAY_MIN */
  char sex;       /* or 0 */
  uint32_t owner; /* its index once it has a note, else TR_MATCH_NONE */
} subject;

static uint64_t hash_of_claim(tr_str id) {
  return tr_hash(tr_hash(0, TR_STR("claim")), id);
}

static uint64_t hash_of_visit(tr_str npi, tr_day date, tr_day born) {
  const tr_day days[2] = {date, born};
  const tr_str bytes = {(const char *)days, sizeof days};
  return tr_hash(tr_hash(tr_hash(0, TR_STR("visit")), npi), bytes);
}

/* The chain a note is in; false when nothing about it can be matched. */
static bool chain_of(const tr_note_key *key, uint64_t *hash) {
  if (key->claim.n > 0) {
    *hash = hash_of_claim(key->claim);
    return true;
  }
  if (key->author_npi.n == 0 || key->date_of_service == TR_DAY_MIN ||
      key->born == TR_DAY_MIN)
    return false;
  *hash = hash_of_visit(key->author_npi, key->date_of_service, key->born);
  return true;
}

tr_status tr_matcher_init(tr_matcher *matcher, const tr_note_key *keys,
                          size_t count) {
  *matcher = (tr_matcher){.keys = keys, .count = count};
  tr_map_init(&matcher->chains);
  tr_arena_init(&matcher->texts, SIZE_MAX / 2);
  if (count >= TR_MATCH_NONE) return TR_ELIMIT;
  if (count == 0) return TR_OK;
  matcher->states = calloc(count, sizeof *matcher->states);
  if (matcher->states == NULL) return TR_ENOMEM;

  /* From the last to the first, so that chains run in order of input. */
  for (size_t i = count; i-- > 0;) {
    tr_match_state *state = &matcher->states[i];
    *state = (tr_match_state){TR_MATCH_NONE, TR_MATCH_NONE, TR_MATCH_NONE,
                              STATE_FREE, 0};
    uint64_t hash;
    if (!chain_of(&keys[i], &hash)) continue;
    uint32_t first;
    if (tr_map_get(&matcher->chains, hash, &first)) state->next = first;
    const tr_status status = tr_map_set(&matcher->chains, hash, (uint32_t)i);
    if (status != TR_OK) {
      tr_matcher_done(matcher);
      return status;
    }
  }
  return TR_OK;
}

void tr_matcher_done(tr_matcher *matcher) {
  tr_map_done(&matcher->chains);
  free(matcher->states);
  free(matcher->owners);
  free(matcher->matches);
  tr_arena_done(&matcher->texts);
  *matcher = (tr_matcher){0};
}

/* --- The claim in terms of matching ------------------------------------- */

static void add_day(subject *s, tr_day day) {
  for (size_t i = 0; i < s->day_count; i++)
    if (s->days[i] == day) return;
  if (s->day_count == DAYS_MOST) {
    s->days_cut = true;
    return;
  }
  s->days[s->day_count] = day;
  s->notes[s->day_count++] = TR_MATCH_NONE;
}

static void add_text(tr_str *texts, size_t *count, size_t most, tr_str text) {
  text = tr_str_trim(text);
  if (text.n == 0) return;
  for (size_t i = 0; i < *count; i++)
    if (tr_str_eq(texts[i], text)) return;
  if (*count < most) texts[(*count)++] = text;
}

/* The NPI of a provider; an id of another kind is none. */
static void add_npi(subject *s, const tr_party *party) {
  if (party == NULL) return;
  if (party->id_qualifier.state == TR_FIELD_KNOWN &&
      (tr_code)party->id_qualifier.number != TR_CODE("XX"))
    return;
  add_text(s->npis, &s->npi_count, NPIS_MOST,
           tr_unit_text(party->unit, &party->id));
}

static void describe(const tr_claim *claim, subject *s) {
  *s = (subject){.born = TR_DAY_MIN, .owner = TR_MATCH_NONE};
  s->id = tr_str_trim(tr_unit_text(claim->unit, &claim->id));
  add_npi(s, claim->rendering != NULL ? claim->rendering : claim->billing);
  s->unnamed = claim->rendering == NULL && claim->billing != NULL &&
               (tr_code)claim->billing->kind.number == TR_CODE("2");
  for (uint32_t i = 0; i < claim->line_count; i++) {
    const tr_line *line = &claim->lines[i];
    add_npi(s, line->rendering);
    if (line->date.state != TR_FIELD_KNOWN) continue;
    const int64_t from = line->date.number;
    int64_t to = from;
    if (line->date_to.state == TR_FIELD_KNOWN && line->date_to.number > from)
      to = line->date_to.number;
    for (int64_t day = from; day <= to && !s->days_cut; day++)
      add_day(s, (tr_day)day);
  }

  if (claim->subscriber != NULL)
    add_text(s->ids, &s->id_count, IDS_MOST,
             tr_unit_text(claim->subscriber->unit, &claim->subscriber->id));
  const tr_party *patient = claim->patient;
  if (patient == NULL) return;
  add_text(s->ids, &s->id_count, IDS_MOST,
           tr_unit_text(patient->unit, &patient->id));
  if (patient->birth.state == TR_FIELD_KNOWN)
    s->born = (tr_day)patient->birth.number;
  if (patient->sex.state == TR_FIELD_KNOWN)
    s->sex = (char)((tr_code)patient->sex.number >> 56);
}

static size_t day_index(const subject *s, tr_day day) {
  size_t i = 0;
  while (i < s->day_count && s->days[i] != day) i++;
  return i;
}

static bool has_text(const tr_str *texts, size_t count, tr_str text) {
  for (size_t i = 0; i < count; i++)
    if (tr_str_eq(texts[i], text)) return true;
  return false;
}

/* In what a note that names the claim differs; what either does not say does
 * not differ. */
static uint32_t misfit_of(const subject *s, const tr_note_key *key) {
  uint32_t flags = 0;
  if (key->date_of_service != TR_DAY_MIN && s->day_count > 0 && !s->days_cut &&
      day_index(s, key->date_of_service) == s->day_count)
    flags |= TR_MATCH_OTHER_DATE;
  if (key->author_npi.n > 0 && s->npi_count > 0 && !s->unnamed &&
      !has_text(s->npis, s->npi_count, key->author_npi))
    flags |= TR_MATCH_OTHER_NPI;
  if (key->born != TR_DAY_MIN && s->born != TR_DAY_MIN && key->born != s->born)
    flags |= TR_MATCH_OTHER_BIRTH;
  const bool sexes =
      (key->sex == 'F' || key->sex == 'M') && (s->sex == 'F' || s->sex == 'M');
  if (sexes && key->sex != s->sex) flags |= TR_MATCH_OTHER_SEX;
  return flags;
}

/* --- Taking notes -------------------------------------------------------- */

static tr_status add_match(tr_matcher *matcher, tr_match match) {
  if (matcher->match_count == matcher->match_room) {
    const size_t room = matcher->match_room == 0 ? 16 : matcher->match_room * 2;
    tr_match *matches = reallocarray(matcher->matches, room, sizeof *matches);
    if (matches == NULL) return TR_ENOMEM;
    matcher->matches = matches;
    matcher->match_room = room;
  }
  /* In order of the notes: chains are in order, days and providers may not
   * be. */
  size_t at = matcher->match_count++;
  for (; at > 0 && matcher->matches[at - 1].note > match.note; at--)
    matcher->matches[at] = matcher->matches[at - 1];
  matcher->matches[at] = match;
  return TR_OK;
}

/* The claim at hand as an owner; made at its first note. */
static tr_status own(tr_matcher *matcher, const tr_claim *claim, subject *s,
                     tr_match_state *state) {
  if (s->owner == TR_MATCH_NONE) {
    if (matcher->owner_count >= TR_MATCH_NONE) return TR_ELIMIT;
    if (matcher->owner_count == matcher->owner_room) {
      const size_t room =
          matcher->owner_room == 0 ? 64 : matcher->owner_room * 2;
      tr_match_owner *owners =
          reallocarray(matcher->owners, room, sizeof *owners);
      if (owners == NULL) return TR_ENOMEM;
      matcher->owners = owners;
      matcher->owner_room = room;
    }
    tr_str id;
    const tr_status status = tr_arena_copy(&matcher->texts, s->id, &id);
    if (status != TR_OK) return status;
    s->owner = (uint32_t)matcher->owner_count;
    matcher->owners[matcher->owner_count++] =
        (tr_match_owner){claim->unit->file, claim->at, id};
  }
  state->owner = s->owner;
  return TR_OK;
}

/* The day a fitting note is of: its own, or without one the first free. */
static size_t day_for(const subject *s, const tr_note_key *key) {
  if (key->date_of_service != TR_DAY_MIN)
    return day_index(s, key->date_of_service);
  size_t i = 0;
  while (i < s->day_count && s->notes[i] != TR_MATCH_NONE) i++;
  return i < s->day_count ? i : 0;
}

/* Give a fitting, free note to its day, or make it the rival of that which the
 * day has. */
static tr_status give(tr_matcher *matcher, const tr_claim *claim, subject *s,
                      uint32_t note, uint32_t flags) {
  tr_match_state *state = &matcher->states[note];
  const size_t day = day_for(s, &matcher->keys[note]);
  tr_match match = {note, flags, TR_MATCH_NONE, TR_DAY_MIN};
  if (day < s->day_count) match.date = s->days[day];

  state->state = STATE_TAKEN;
  if (day < s->day_count && s->notes[day] != TR_MATCH_NONE) {
    match.flags |= TR_MATCH_RIVAL;
    match.other = s->notes[day];
    state->state = STATE_RIVAL;
    state->other = match.other;
  } else if (day < s->day_count) {
    s->notes[day] = note;
  }
  const tr_status status = own(matcher, claim, s, state);
  return status == TR_OK ? add_match(matcher, match) : status;
}

static bool is_done(const tr_match_state *state) {
  return state->state == STATE_TAKEN || state->state == STATE_RIVAL;
}

/* Say that fitting notes are another claim's, for days that have none. */
static tr_status add_taken(tr_matcher *matcher, const subject *s,
                           const uint32_t *notes, size_t count,
                           uint32_t flags) {
  tr_day last = TR_DAY_MIN;
  for (size_t i = 0; i < count; i++) {
    const size_t day = day_for(s, &matcher->keys[notes[i]]);
    if (day < s->day_count &&
        (s->notes[day] != TR_MATCH_NONE || s->days[day] == last))
      continue;
    const tr_day date = day < s->day_count ? s->days[day] : TR_DAY_MIN;
    const tr_status status = add_match(
        matcher,
        (tr_match){notes[i], flags | TR_MATCH_TAKEN, TR_MATCH_NONE, date});
    if (status != TR_OK) return status;
    last = date;
  }
  return TR_OK;
}

static tr_status match_named(tr_matcher *matcher, const tr_claim *claim,
                             subject *s) {
  uint32_t misfits[WALK_MOST], taken[WALK_MOST];
  size_t misfit_count = 0, taken_count = 0;
  bool fitted = false;
  uint32_t note;
  if (s->id.n == 0 ||
      !tr_map_get(&matcher->chains, hash_of_claim(s->id), &note))
    return TR_OK;

  for (int i = 0; i < WALK_MOST && note != TR_MATCH_NONE; i++) {
    const tr_note_key *key = &matcher->keys[note];
    const tr_match_state *state = &matcher->states[note];
    if (tr_str_eq(key->claim, s->id)) {
      const bool misfit = misfit_of(s, key) != 0;
      if (misfit && !is_done(state) && state->state != STATE_MISFIT)
        misfits[misfit_count++] = note;
      if (!misfit && state->state == STATE_TAKEN) taken[taken_count++] = note;
      if (!misfit && !is_done(state)) {
        fitted = true;
        const tr_status status = give(matcher, claim, s, note, TR_MATCH_NAMED);
        if (status != TR_OK) return status;
      }
    }
    note = state->next;
  }

  for (size_t i = 0; i < misfit_count; i++) {
    tr_match_state *state = &matcher->states[misfits[i]];
    const uint32_t flags = misfit_of(s, &matcher->keys[misfits[i]]);
    /* A claim that fits as well but for its note being taken does not link
     * what belongs to yet another one. */
    const bool link = !fitted && taken_count == 0;
    if (!link && state->state == STATE_SEEN) continue;
    state->state = link ? STATE_MISFIT : STATE_SEEN;
    state->misfit = (uint8_t)flags;
    tr_status status = own(matcher, claim, s, state);
    if (status == TR_OK && link)
      status = add_match(matcher, (tr_match){misfits[i], flags | TR_MATCH_NAMED,
                                             TR_MATCH_NONE, TR_DAY_MIN});
    if (status != TR_OK) return status;
  }
  return add_taken(matcher, s, taken, taken_count, TR_MATCH_NAMED);
}

/* Whether a note without a claim is of the claim's patient, provider and day;
 * its hash says so already, but hashes may meet. */
static bool fits_visit(const subject *s, const tr_note_key *key, tr_str npi,
                       tr_day day) {
  if (key->claim.n > 0 || !tr_str_eq(key->author_npi, npi) ||
      key->date_of_service != day || key->born != s->born)
    return false;
  return key->patient_id.n == 0 || s->id_count == 0 ||
         has_text(s->ids, s->id_count, key->patient_id);
}

static tr_status match_visit(tr_matcher *matcher, const tr_claim *claim,
                             subject *s, size_t day, tr_str npi,
                             uint32_t named) {
  uint32_t taken[WALK_MOST];
  size_t taken_count = 0;
  uint32_t note;
  if (!tr_map_get(&matcher->chains, hash_of_visit(npi, s->days[day], s->born),
                  &note))
    return TR_OK;

  for (int i = 0; i < WALK_MOST && note != TR_MATCH_NONE; i++) {
    tr_match_state *state = &matcher->states[note];
    const uint32_t next = state->next;
    if (fits_visit(s, &matcher->keys[note], npi, s->days[day])) {
      if (named != TR_MATCH_NONE) {
        /* A later claim of the visit may still want it. */
        if (state->state == STATE_FREE) {
          state->state = STATE_COVERED;
          state->other = named;
        }
      } else if (state->state == STATE_TAKEN) {
        taken[taken_count++] = note;
      } else if (!is_done(state)) {
        const tr_status status = give(matcher, claim, s, note, 0);
        if (status != TR_OK) return status;
      }
    }
    note = next;
  }
  return named != TR_MATCH_NONE ? TR_OK
                                : add_taken(matcher, s, taken, taken_count, 0);
}

tr_status tr_matcher_claim(tr_matcher *matcher, const tr_claim *claim,
                           const tr_match **matches, size_t *count) {
  matcher->match_count = 0;
  *matches = matcher->matches;
  *count = 0;
  if (matcher->count == 0) return TR_OK;

  subject s;
  describe(claim, &s);
  tr_status status = match_named(matcher, claim, &s);
  for (size_t day = 0; day < s.day_count && s.born != TR_DAY_MIN; day++) {
    const uint32_t named = s.notes[day];
    for (size_t i = 0; i < s.npi_count && status == TR_OK; i++)
      status = match_visit(matcher, claim, &s, day, s.npis[i], named);
  }
  if (status != TR_OK) return status;
  *matches = matcher->matches;
  *count = matcher->match_count;
  return TR_OK;
}

bool tr_matcher_unmatched(const tr_matcher *matcher, size_t *next,
                          tr_match *match) {
  for (; *next < matcher->count; ++*next) {
    const tr_match_state *state = &matcher->states[*next];
    if (is_done(state) || state->state == STATE_MISFIT) continue;
    *match = (tr_match){(uint32_t)*next, 0, TR_MATCH_NONE, TR_DAY_MIN};
    if (state->state == STATE_COVERED) {
      match->flags = TR_MATCH_RIVAL;
      match->other = state->other;
    } else if (state->state == STATE_SEEN) {
      match->flags = TR_MATCH_NAMED | (uint32_t)state->misfit;
    }
    ++*next;
    return true;
  }
  return false;
}

const tr_match_owner *tr_matcher_owner(const tr_matcher *matcher, size_t note) {
  if (note >= matcher->count) return NULL;
  const uint32_t owner = matcher->states[note].owner;
  return owner == TR_MATCH_NONE ? NULL : &matcher->owners[owner];
}
