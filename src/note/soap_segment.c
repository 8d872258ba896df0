/* Segments and the signs found at them: P.A.R.T. by words, listings or
 * letters. Levels that are roots, discs or pictures are no segments. */
#include "note/soap_parts.h"

enum { GROUPS = 64, SIGNS = 32, DENIAL = 4 };

/* Neighbouring levels, of items `first` up to, not with, `end`. */
typedef struct group {
  size_t first, end;
} group;

typedef struct sign {
  size_t at;
  int letter; /* 0 to 3: P, A, R, T */
} sign;

typedef struct reading {
  tr_soap *soap;
  const tr_soap_statement *in;
  bool letters;     /* single letters are signs */
  bool listings;    /* only listings are: where treatment is told */
  group last;       /* group before; end 0: none */
  sign held[SIGNS]; /* signs not yet given to a group */
  size_t held_count;
  bool signs_first; /* a sign stood before the first group */
  size_t clause;    /* item the clause at hand begins with */
} reading;

static int letter_number(char letter) {
  switch (letter) {
    case 'P':
      return 0;
    case 'A':
      return 1;
    case 'R':
      return 2;
    case 'T':
      return 3;
    default:
      return -1;
  }
}

static const tr_soap_item *item_at(const reading *r, size_t at) {
  return &r->soap->items[at];
}

/* A single capital letter of P, A, R, T, standing alone. */
static int lone_letter(const tr_soap *soap, const tr_soap_item *item) {
  const tr_str text = tr__soap_text(soap, item);
  return text.n == 1 ? letter_number(text.p[0]) : -1;
}

static bool is_letter_block(const tr_soap *soap, const tr_soap_statement *in) {
  unsigned found = 0;
  bool level = false;
  for (size_t i = in->first; i < in->end; i++) {
    const tr_soap_item *item = &soap->items[i];
    if (tr__soap_level_of(soap, item) != NULL) level = true;
    const int letter = lone_letter(soap, item);
    if (letter >= 0 && (level || i == in->first)) found |= 1U << letter;
  }
  /* R alone is the right side; the first letter of a line may be a label */
  const tr_soap_item *next =
      in->first + 1 < in->end ? &soap->items[in->first + 1] : NULL;
  const bool label =
      lone_letter(soap, &soap->items[in->first]) >= 0 && next != NULL &&
      !next->gap &&
      (tr__soap_is_sign(next, ':') || tr__soap_is_sign(next, '='));
  return label || ((found & ~4U) != 0 && __builtin_popcount(found) >= 2);
}

static bool is_listing(const tr_soap_row *row) {
  return row->as_written && row->first[0] == 'A';
}

/* "P yes  A no" */
static bool is_answered_no(const reading *r, size_t at) {
  return at + 1 < r->in->end &&
         (tr__soap_is_word(r->soap, item_at(r, at + 1), "no") ||
          tr__soap_is_word(r->soap, item_at(r, at + 1), "none"));
}

static bool is_denied(const reading *r, size_t at) {
  for (size_t i = at; i > r->clause && at - i < DENIAL;) {
    const tr_soap_row *cue = tr__soap_is(r->soap, item_at(r, --i), TR_SOAP_CUE);
    if (cue != NULL && cue->first[0] == 'n' && cue->first[2] == '\0')
      return true;
    if (tr__soap_is_word(r->soap, item_at(r, i), "non")) return true;
  }
  if (at + 1 < r->in->end) {
    const tr_soap_row *state =
        tr__soap_is(r->soap, item_at(r, at + 1), TR_SOAP_STATE);
    if (state != NULL && state->first[0] == 'f') return true;
    if (at + 2 < r->in->end && tr__soap_is_sign(item_at(r, at + 1), ':')) {
      state = tr__soap_is(r->soap, item_at(r, at + 2), TR_SOAP_STATE);
      if (state != NULL && state->first[0] == 'f') return true;
      if (tr__soap_is_word(r->soap, item_at(r, at + 2), "none") ||
          tr__soap_is_word(r->soap, item_at(r, at + 2), "no") ||
          tr__soap_is_word(r->soap, item_at(r, at + 2), "absent"))
        return true;
    }
  }
  return false;
}

/* Listings of the ilium are of no vertebra. */
static bool is_iliac(const tr_soap_row *row) {
  static const char *const listings[] = {"PI", "AS", "ASIn", "PIEx", "PIIn"};
  for (size_t i = 0; i < sizeof listings / sizeof listings[0]; i++)
    if (tr_str_eq(tr_str_of(row->phrase), tr_str_of(listings[i]))) return true;
  return false;
}

static bool is_muscle_near(const reading *r, size_t at) {
  for (size_t i = at > r->clause + 2 ? at - 2 : r->clause;
       i < r->in->end && i < at + 4; i++) {
    const tr_soap_item *item = item_at(r, i);
    if (i > at && (tr__soap_is_sign(item, ',') || tr__soap_is_sign(item, ';') ||
                   tr__soap_level_of(r->soap, item) != NULL))
      break;
    if (i < at && tr__soap_level_of(r->soap, item) != NULL) continue;
    /* "the C5 and C6 paraspinals are hypertonic" is said of those */
    if (tr__soap_is(r->soap, item, TR_SOAP_MUSCLE) != NULL)
      return !(i < at && i > r->clause &&
               (tr__soap_level_of(r->soap, item_at(r, i - 1)) != NULL ||
                (i > r->clause + 1 &&
                 tr__soap_level_of(r->soap, item_at(r, i - 2)) != NULL)));
  }
  return false;
}

/* "pain" is a sign only where it is found at something: "pain at L4". */
static bool is_pain_found(const reading *r, size_t at) {
  static const char *const words[] = {"at",   "over", "on", "upon",
                                      "with", "w/",   "to"};
  if (r->in->place != TR_SOAP_OBJECTIVE && r->in->place != TR_SOAP_NOWHERE)
    return false;
  if (at + 1 >= r->in->end) return r->in->place == TR_SOAP_OBJECTIVE;
  const tr_soap_item *next = item_at(r, at + 1);
  if (r->in->place == TR_SOAP_OBJECTIVE && tr__soap_is_sign(next, ','))
    return true;
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (tr__soap_is_word(r->soap, next, words[i])) return true;
  return false;
}

static int sign_at(const reading *r, size_t at) {
  const tr_soap_item *item = item_at(r, at);
  if (r->letters) {
    const int letter = lone_letter(r->soap, item);
    if (letter >= 0) return is_answered_no(r, at) ? -1 : letter;
  }
  const tr_soap_row *row = tr__soap_is(r->soap, item, TR_SOAP_PART);
  if (row == NULL || (r->listings && !is_listing(row))) return -1;
  if (!is_listing(row) && row->first[0] != 'R' && row->first[0] != 'A' &&
      is_muscle_near(r, at))
    return -1;
  if (tr__soap_is_word(r->soap, item, "pain") && !is_pain_found(r, at))
    return -1;
  return is_denied(r, at) ? -1 : letter_number(row->first[0]);
}

/* --- Roots, discs, pictures ----------------------------------------------- */

static bool divides(const tr_soap_item *item) {
  return tr__soap_is_sign(item, ',') || tr__soap_is_sign(item, ';') ||
         tr__soap_is_sign(item, '.');
}

static bool is_root(const reading *r, group levels) {
  for (size_t i = levels.end; i < r->in->end && i < levels.end + 3; i++) {
    const tr_soap_item *item = item_at(r, i);
    if (divides(item) || tr__soap_is(r->soap, item, TR_SOAP_PART) != NULL ||
        tr__soap_is_sign(item, ':'))
      break;
    const tr_soap_row *row = tr__soap_is(r->soap, item, TR_SOAP_ROOT);
    if (row != NULL && row->first[0] == 'a') return true;
  }
  for (size_t i = levels.first; i > r->in->first && levels.first - i < 7;) {
    const tr_soap_item *item = item_at(r, --i);
    if (divides(item)) break;
    const tr_soap_row *row = tr__soap_is(r->soap, item, TR_SOAP_ROOT);
    if (row != NULL && row->first[0] == 'b') return true;
    if (row != NULL && levels.first - i <= 2) return true;
  }
  return false;
}

/* --- Groups --------------------------------------------------------------- */

static bool joins(const reading *r, size_t at) {
  const tr_soap_item *item = item_at(r, at);
  return tr__soap_is_sign(item, ',') || tr__soap_is_sign(item, '/') ||
         tr__soap_is_sign(item, '-') || tr__soap_is_sign(item, '(') ||
         tr__soap_is_sign(item, ')') ||
         tr__soap_is(r->soap, item, TR_SOAP_JOIN) != NULL ||
         tr__soap_is_word(r->soap, item, "the") ||
         tr__soap_is_word(r->soap, item, "th") ||
         (item->shape == TR_SOAP_FIGURE && item->amount <= 12000 &&
          at + 1 < r->in->end && !item_at(r, at + 1)->gap) ||
         (tr__soap_is(r->soap, item, TR_SOAP_SIDE) != NULL &&
          !(r->letters && lone_letter(r->soap, item) >= 0));
}

static group group_at(const reading *r, size_t at) {
  group found = {at, at};
  for (size_t i = at; i < r->in->end; i++) {
    if (tr__soap_level_of(r->soap, item_at(r, i)) != NULL)
      found.end = i + 1;
    else if (!joins(r, i) || i - found.end > 3)
      break;
  }
  return found;
}

static bool has_preposition(const reading *r, size_t at) {
  static const char *const words[] = {"at",    "over", "of",     "in", "to",
                                      "from",  "on",   "around", "@",  "near",
                                      "about", "for",  "along"};
  for (size_t i = at; i > r->clause && at - i < 4;) {
    const tr_soap_item *item = item_at(r, --i);
    for (size_t w = 0; w < sizeof words / sizeof words[0]; w++)
      if (tr__soap_is_word(r->soap, item, words[w])) return true;
    if (tr__soap_is(r->soap, item, TR_SOAP_PART) != NULL) break;
  }
  return false;
}

static void give(reading *r, group levels, const sign *held) {
  for (size_t i = levels.first; i < levels.end; i++) {
    const char *level = tr__soap_level_of(r->soap, item_at(r, i));
    if (level == NULL) continue;
    if (tr_str_eq(tr_str_of(level), TR_STR("sacrum"))) level = "S1";
    tr_soap_segment *segment =
        tr__soap_segment(r->soap, level, item_at(r, i)->span);
    if (segment == NULL || held == NULL) continue;
    tr_soap_value *part = &segment->part[held->letter];
    if (!tr__soap_has(part))
      *part = tr__soap_word_value(
          (const char *const[]){"P", "A", "R", "T"}[held->letter],
          item_at(r, held->at)->span);
  }
}

/* A listing is of the one level it stands beside: "L5 PRS", "ASR atlas". */
static void give_listing(reading *r, size_t at, int letter,
                         const tr_soap_row *row) {
  size_t beside = r->in->end;
  for (size_t i = at; i > r->in->first && at - i < 3 && beside == r->in->end;) {
    const tr_soap_item *item = item_at(r, --i);
    if (tr__soap_level_of(r->soap, item) != NULL)
      beside = i;
    else if (!tr__soap_is_sign(item, '-') && !tr__soap_is_sign(item, ':') &&
             !tr__soap_is_sign(item, '('))
      break;
  }
  if (beside == r->in->end && at + 1 < r->in->end &&
      tr__soap_level_of(r->soap, item_at(r, at + 1)) != NULL)
    beside = at + 1;
  if (beside == r->in->end) return;
  const char *level = tr__soap_level_of(r->soap, item_at(r, beside));
  const bool pelvic = level[0] == 'p' || (level[0] == 'S' && level[1] == 'I');
  if (is_iliac(row) != pelvic) return;
  give(r, (group){beside, beside + 1}, &(sign){at, letter});
}

/* Give the signs held from `from` on to a group, and forget all. */
static void give_held(reading *r, group levels, size_t from) {
  for (size_t i = from; i < r->held_count; i++) give(r, levels, &r->held[i]);
}

/* ", tender L5": a clause that begins with a sign tells of what follows. */
static bool opens_clause(const reading *r) {
  for (size_t i = 0; i < r->held_count; i++)
    if (r->held[i].at >= r->clause)
      return r->held[i].at <= r->clause + 1 && r->last.end <= r->clause;
  return false;
}

/* A new group: signs of its own clause that lead to it by "at" are its, and so
 * are all where signs stand first; the others are of the group before. */
static void meet_group(reading *r, group levels) {
  const bool led = has_preposition(r, levels.first);
  size_t own = r->held_count;
  if (r->last.end == 0 || r->signs_first) {
    own = 0;
  } else if (led || opens_clause(r)) {
    while (own > 0 && r->held[own - 1].at >= r->clause) own--;
  }
  if (r->last.end != 0)
    for (size_t i = 0; i < own; i++) give(r, r->last, &r->held[i]);
  give_held(r, levels, own);
  r->held_count = 0;
  r->last = levels;
}

static void finish(reading *r) {
  if (r->last.end == 0) return;
  size_t from = 0;
  if (r->signs_first)
    while (from < r->held_count && r->held[from].at >= r->clause &&
           r->last.first < r->clause)
      from++;
  give_held(r, r->last, from);
}

static bool has_class(const tr_soap *soap, const tr_soap_statement *in,
                      tr_soap_class class) {
  for (size_t i = in->first; i < in->end; i++)
    if (tr__soap_is(soap, &soap->items[i], class) != NULL) return true;
  return false;
}

/* Words that a level is told by even without a sign. */
static void read_bare(reading *r) {
  for (size_t i = r->in->first; i < r->in->end; i++) {
    if (item_at(r, i)->shape != TR_SOAP_LEVEL) continue;
    const group levels = group_at(r, i);
    if (!is_root(r, levels)) give(r, levels, NULL);
    i = levels.end - 1;
  }
}

static void read_statement(tr_soap *soap, const tr_soap_statement *in) {
  reading r = {.soap = soap, .in = in, .clause = in->first};
  r.letters = is_letter_block(soap, in);
  r.listings = in->place == TR_SOAP_PLAN || in->place == TR_SOAP_TREATMENT;
  for (size_t i = in->first; i < in->end; i++) {
    const tr_soap_item *item = item_at(&r, i);
    if (divides(item)) r.clause = i + 1;
    const int letter = sign_at(&r, i);
    const tr_soap_row *row = tr__soap_is(soap, item, TR_SOAP_PART);
    if (letter >= 0 && row != NULL && is_listing(row)) {
      give_listing(&r, i, letter, row);
      continue;
    }
    if (letter >= 0) {
      if (r.last.end == 0) r.signs_first = true;
      if (r.held_count < SIGNS) r.held[r.held_count++] = (sign){i, letter};
      continue;
    }
    if (tr__soap_level_of(soap, item) == NULL) continue;
    const group levels = group_at(&r, i);
    /* "SI joint" alone may be a place of pain: only with signs */
    if (!is_root(&r, levels)) meet_group(&r, levels);
    i = levels.end - 1;
  }
  finish(&r);
  if (has_class(soap, in, TR_SOAP_DYSFUNCTION) && !r.listings) read_bare(&r);
}

static bool is_told_in(const tr_soap_statement *in) {
  if (in->past) return false;
  switch (in->place) {
    case TR_SOAP_OBJECTIVE:
    case TR_SOAP_ASSESSMENT:
    case TR_SOAP_PLAN:
    case TR_SOAP_TREATMENT:
    case TR_SOAP_NOWHERE:
      return true;
    default:
      return false;
  }
}

/* A statement that names levels only to say they have no sign makes none. */
static bool has_sign(const tr_soap *soap, const tr_soap_statement *in) {
  return has_class(soap, in, TR_SOAP_PART) ||
         has_class(soap, in, TR_SOAP_DYSFUNCTION) || is_letter_block(soap, in);
}

tr_status tr__soap_segments(tr_soap *soap) {
  for (size_t i = 0; i < soap->statement_count; i++)
    if (is_told_in(&soap->statements[i]) &&
        has_sign(soap, &soap->statements[i]))
      read_statement(soap, &soap->statements[i]);
  return TR_OK;
}
