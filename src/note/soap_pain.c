/* Pain before and after the treatment. Scores of last visits, of the worst and
 * the best, of goals are none of it; where several areas have their own, or the
 * same moment has two, neither is taken. */
#include "note/soap_parts.h"

enum { SCORES = 16, REACH = 6, TEN = 10000 };

/* WAS is weak: it counts only as long as nothing else is told. */
typedef enum moment { UNSAID, BEFORE, AFTER, OTHER, WAS } moment;

typedef struct score {
  const tr_soap_item *item;
  int64_t value;
  moment when;
  const char *area; /* named before it in its statement; NULL: none */
  char place;
  bool treated; /* told after a treatment was */
} score;

typedef struct scores {
  score list[SCORES];
  size_t count;
  bool crowded;
  size_t treated; /* item that told of a treatment first */
} scores;

static bool is_score(const tr_soap_item *item) {
  return item->shape == TR_SOAP_RATIO && item->most == TEN &&
         item->amount <= TEN && item->sign != 'o';
}

static bool is_low_figure(const tr_soap_item *item) {
  return item->shape == TR_SOAP_FIGURE && item->amount <= TEN;
}

static bool is_number(const tr_soap_item *item) {
  return is_score(item) || is_low_figure(item);
}

static const tr_soap_row *pain_row(const tr_soap *soap,
                                   const tr_soap_item *item) {
  return tr__soap_is(soap, item, TR_SOAP_PAIN);
}

static bool names_pain(const tr_soap *soap, const tr_soap_item *item) {
  const tr_soap_row *row = pain_row(soap, item);
  return row != NULL && ((row->first[0] == 'p' && row->first[2] == 'i') ||
                         row->second[0] == 'l');
}

static moment moment_of(const tr_soap *soap, const tr_soap_item *item) {
  const tr_soap_row *row = pain_row(soap, item);
  if (row == NULL) return UNSAID;
  switch (row->first[0]) {
    case 'b':
      return BEFORE;
    case 'a':
      return AFTER;
    case 'o':
      return OTHER;
    case 'n':
      return BEFORE;
    case 'w':
      return WAS;
    default:
      if (row->first[2] != 's') return UNSAID;
      return tr__soap_is_word(soap, item, "was") ||
                     tr__soap_is_word(soap, item, "were")
                 ? WAS
                 : OTHER;
  }
}

/* "after" is after the treatment only where nothing else is named: "after tx",
 * "after the traction", "4/10 after."; not "after golf". */
static bool is_after_care(const tr_soap *soap, const tr_soap_statement *in,
                          size_t at) {
  static const char *const care[] = {"it",      "tx",      "treatment",
                                     "session", "this",    "today",
                                     "care",    "therapy", "visit"};
  const tr_soap_item *item = &soap->items[at];
  if (!tr__soap_is_word(soap, item, "after") &&
      !tr__soap_is_word(soap, item, "p") &&
      !tr__soap_is_word(soap, item, "following") &&
      !tr__soap_is_word(soap, item, "post"))
    return true;
  for (size_t i = at + 1; i < in->end && i < at + 4; i++) {
    const tr_soap_item *next = &soap->items[i];
    if (tr__soap_is_word(soap, next, "the") ||
        tr__soap_is_word(soap, next, "todays") ||
        tr__soap_is_word(soap, next, "her") ||
        tr__soap_is_word(soap, next, "his"))
      continue;
    if (next->breaks > 0 || next->shape == TR_SOAP_SIGN || is_number(next) ||
        tr__soap_is(soap, next, TR_SOAP_SERVICE) != NULL ||
        names_pain(soap, next))
      return true;
    for (size_t w = 0; w < sizeof care / sizeof care[0]; w++)
      if (tr__soap_is_word(soap, next, care[w])) return true;
    return false;
  }
  return true;
}

static bool divides(const tr_soap *soap, const tr_soap_item *item) {
  return tr__soap_is_sign(item, ',') || tr__soap_is_sign(item, '(') ||
         tr__soap_is_sign(item, ')') || tr__soap_is_sign(item, '/') ||
         tr__soap_is(soap, item, TR_SOAP_THEN) != NULL;
}

/* "8/10 with bending" is one of several, "5/10 with tingling" is not. */
static bool is_with_activity(const tr_soap *soap, const tr_soap_statement *in,
                             size_t at) {
  static const char *const signs[] = {"tingling", "burning",   "swelling",
                                      "aching",   "radiating", "shooting"};
  static const char *const words[] = {"with", "w/", "when", "while", "during"};
  bool led = false;
  if (at + 2 >= in->end) return false;
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    led = led || tr__soap_is_word(soap, &soap->items[at + 1], words[i]);
  const tr_str word = tr__soap_text(soap, &soap->items[at + 2]);
  if (!led || word.n < 5 ||
      !tr_str_eq_nocase((tr_str){word.p + word.n - 3, 3}, TR_STR("ing")))
    return false;
  for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
    if (tr__soap_is_word(soap, &soap->items[at + 2], signs[i])) return false;
  return true;
}

/* The moment of a score: words before it in its clause, then behind it. */
static moment find_moment(const tr_soap *soap, const tr_soap_statement *in,
                          size_t at) {
  moment found = UNSAID;
  if (at + 1 < in->end) {
    const moment next = moment_of(soap, &soap->items[at + 1]);
    /* "pre 6 post 3": the word behind is of the next score */
    const bool label =
        at + 2 < in->end && (tr__soap_is_sign(&soap->items[at + 2], ':') ||
                             is_number(&soap->items[at + 2]));
    if (!label && ((next == AFTER && is_after_care(soap, in, at + 1)) ||
                   (next == BEFORE &&
                    !tr__soap_is_word(soap, &soap->items[at + 1], "now"))))
      return next;
    if (is_with_activity(soap, in, at)) return WAS;
  }
  for (size_t i = at; i > in->first && at - i < REACH;) {
    const tr_soap_item *item = &soap->items[--i];
    if (is_number(item)) break;
    if (item->shape == TR_SOAP_DATE && at - i <= 2 && i > in->first)
      return OTHER; /* "(02-16-2026: 6/10)" */
    moment one = moment_of(soap, item);
    if (one == AFTER && !is_after_care(soap, in, i)) one = UNSAID;
    if (one != UNSAID && (found == UNSAID || one == OTHER || one == AFTER))
      found = one;
    if (divides(soap, item) && found == UNSAID && !tr__soap_is_sign(item, '('))
      break;
    if (tr__soap_is_sign(item, '(')) break;
  }
  if (found != UNSAID && found != WAS) return found;
  moment behind = UNSAID;
  for (size_t i = at + 1; i < in->end && i - at < REACH; i++) {
    const tr_soap_item *item = &soap->items[i];
    if (is_number(item) || divides(soap, item)) break;
    moment one = moment_of(soap, item);
    if (i + 1 < in->end && (tr__soap_is_sign(&soap->items[i + 1], ':') ||
                            is_number(&soap->items[i + 1])))
      break; /* the label of another */
    if (one == AFTER && !is_after_care(soap, in, i)) break;
    if (one == WAS && (tr__soap_is_word(soap, item, "was") ||
                       tr__soap_is_word(soap, item, "were")))
      break;
    if (one != UNSAID) {
      behind = one;
      break;
    }
  }
  return behind != UNSAID ? behind : found;
}

static const char *find_area(const tr_soap *soap, const tr_soap_statement *in,
                             size_t at) {
  for (size_t i = at; i > in->first && at - i < 8;) {
    const tr_soap_item *item = &soap->items[--i];
    if (is_score(item)) return NULL;
    const char *area = tr__soap_area_of(soap, item);
    if (area != NULL) return area;
    if (tr__soap_is_word(soap, item, "lbp")) return "lumbar";
    if (tr__soap_is_word(soap, item, "np")) return "cervical";
    if (tr__soap_is_word(soap, item, "mbp")) return "thoracic";
    if (tr__soap_is_word(soap, item, "ha") ||
        tr__soap_is_word(soap, item, "headache"))
      return "head";
    if (tr__soap_is_word(soap, item, "leg")) return "leg";
    if (tr__soap_is_word(soap, item, "arm")) return "arm";
  }
  return NULL;
}

static void add(scores *found, const tr_soap *soap, const tr_soap_statement *in,
                size_t at, moment when) {
  if (found->count == SCORES) {
    found->crowded = true;
    return;
  }
  const tr_soap_item *item = &soap->items[at];
  found->list[found->count++] = (score){.item = item,
                                        .value = item->amount,
                                        .when = when,
                                        .area = find_area(soap, in, at),
                                        .place = in->place,
                                        .treated = at > found->treated};
}

/* "His neck is down to a four." */
static bool is_told_of_area(const tr_soap *soap, const tr_soap_statement *in,
                            size_t at) {
  static const char *const between[] = {"a",  "an", "at",    "to",  "down",
                                        "is", "up", "still", "now", "about"};
  bool is = false;
  for (size_t i = at; i > in->first && at - i < 7;) {
    const tr_soap_item *item = &soap->items[--i];
    if (tr__soap_area_of(soap, item) != NULL) return is;
    bool known = false;
    for (size_t w = 0; w < sizeof between / sizeof between[0]; w++)
      known = known || tr__soap_is_word(soap, item, between[w]);
    if (!known) return false;
    is = is || tr__soap_is_word(soap, item, "is");
  }
  return false;
}

/* "Neck 5,", "after tx 3", "3 after": a figure that needs no word of pain. */
static bool is_led_shortly(const tr_soap *soap, const tr_soap_statement *in,
                           size_t at, const tr_soap_item *next) {
  const bool closed =
      next == NULL || next->breaks > 0 || tr__soap_is_sign(next, ',') ||
      tr__soap_is_sign(next, '.') || tr__soap_is_sign(next, ';') ||
      next->span.start - soap->items[at].span.end > 1;
  if (at == in->first) return false;
  const tr_soap_item *before = &soap->items[at - 1];
  const bool complaint =
      in->place == TR_SOAP_NOWHERE || in->place == TR_SOAP_SUBJECTIVE;
  if (is_told_of_area(soap, in, at)) return true;
  if (next != NULL && next->breaks == 0 && moment_of(soap, next) == AFTER &&
      is_after_care(soap, in, at + 1) &&
      (tr__soap_is_word(soap, before, "a") ||
       tr__soap_is_word(soap, before, "an")))
    return true; /* "She was a four when she left." */
  if (complaint && closed && before->shape != TR_SOAP_LEVEL &&
      tr__soap_area_of(soap, before) != NULL && soap->items[at].breaks == 0)
    return true;
  if (moment_of(soap, before) == AFTER && closed &&
      !tr__soap_is_word(soap, before, "following"))
    return true;
  bool scored = false;
  for (size_t i = in->first; i < at; i++)
    scored = scored || names_pain(soap, &soap->items[i]);
  return scored && next != NULL && next->breaks == 0 &&
         (tr__soap_is_word(soap, next, "after") ||
          tr__soap_is_word(soap, next, "post") ||
          tr__soap_is_word(soap, next, "before") ||
          tr__soap_is_word(soap, next, "pre")) &&
         before->shape == TR_SOAP_SIGN;
}

/* A figure that a word of pain leads to: "LBP 7", "pain level is a four". */
static bool is_led(const tr_soap *soap, const tr_soap_statement *in,
                   size_t at) {
  const tr_soap_item *next = at + 1 < in->end ? &soap->items[at + 1] : NULL;
  if (next != NULL && next->breaks == 0) {
    const tr_str text = tr__soap_text(soap, next);
    if (text.n > 0 && (text.p[0] == 'x' || text.p[0] == 'X') && text.n < 3)
      return false;
    static const char *const counted[] = {"this", "per",   "times", "time",
                                          "days", "weeks", "or",    "episodes"};
    for (size_t w = 0; w < sizeof counted / sizeof counted[0]; w++)
      if (tr__soap_is_word(soap, next, counted[w])) return false;
    if (tr__soap_is_sign(next, '/') || tr__soap_is_sign(next, '%') ||
        tr__soap_is_sign(next, '+'))
      return false;
  }
  if (is_led_shortly(soap, in, at, next)) return true;
  for (size_t i = at; i > in->first && at - i < 7;) {
    const tr_soap_item *item = &soap->items[--i];
    if (names_pain(soap, item)) {
      const tr_soap_row *row = pain_row(soap, item);
      return at - i <= 2 || row->second[0] == 's' ||
             tr__soap_text(soap, item).p[0] != 'H';
    }
    if (pain_row(soap, item) != NULL || tr__soap_is_sign(item, ':') ||
        tr__soap_is_sign(item, '(') || tr__soap_is_sign(item, ')') ||
        item->range || tr__soap_is_sign(item, '=') ||
        tr__soap_is_sign(item, '-') || tr__soap_area_of(soap, item) != NULL)
      continue;
    static const char *const between[] = {
        "is",   "at",    "a",     "of",    "level", "as",  "the",
        "an",   "about", "score", "scale", "he",    "she", "arm",
        "leg",  "it",    "her",   "his",   "down",  "to",  "around",
        "only", "still", "just",  "up",    "with",  "back"};
    bool known = false;
    for (size_t w = 0; w < sizeof between / sizeof between[0]; w++)
      known = known || tr__soap_is_word(soap, item, between[w]);
    if (!known) return false;
  }
  return false;
}

/* 7 -> 4, 7/10 to 4/10: two scores with nothing but that between. */
static size_t pair_at(const tr_soap *soap, const tr_soap_statement *in,
                      size_t at, bool *arrow) {
  if (at + 2 >= in->end) return 0;
  const tr_soap_item *join = &soap->items[at + 1],
                     *second = &soap->items[at + 2];
  *arrow = tr__soap_is_sign(join, '>');
  const bool to = tr__soap_is_word(soap, join, "to") ||
                  tr__soap_is_word(soap, join, "now") ||
                  tr__soap_is_sign(join, '>');
  if ((!*arrow && !to) || !is_number(second)) return 0;
  return at + 2;
}

static bool has_moment(const tr_soap *soap, const tr_soap_statement *in,
                       moment wanted) {
  for (size_t i = in->first; i < in->end; i++)
    if (moment_of(soap, &soap->items[i]) == wanted &&
        (wanted != AFTER || is_after_care(soap, in, i)))
      return true;
  return false;
}

static void read_pair(scores *found, const tr_soap *soap,
                      const tr_soap_statement *in, size_t at, size_t second,
                      bool arrow) {
  const bool after = has_moment(soap, in, AFTER);
  const bool complaint = in->place == TR_SOAP_ASSESSMENT ||
                         (in->place == TR_SOAP_SUBJECTIVE && !arrow);
  bool earlier = false;
  for (size_t i = at > in->first + 4 ? at - 4 : in->first; i < second; i++)
    earlier = earlier || moment_of(soap, &soap->items[i]) == OTHER;
  if (after || (!earlier && !complaint)) {
    add(found, soap, in, at, BEFORE);
    add(found, soap, in, second, AFTER);
  } else {
    add(found, soap, in, at, OTHER);
    add(found, soap, in, second, BEFORE);
  }
}

static bool speaks_of_today(const tr_soap_statement *in) {
  return !in->past && in->place != TR_SOAP_GOAL &&
         in->place != TR_SOAP_CARE_PLAN && in->place != TR_SOAP_NEXT &&
         in->place != TR_SOAP_FAMILY && in->place != TR_SOAP_HOME &&
         in->place != TR_SOAP_BILLING;
}

/* "visit 3/10", "PSFS 4/10", "since 7/10": no scores of pain. */
static bool counts_visits(const tr_soap *soap, const tr_soap_statement *in,
                          size_t at) {
  for (size_t i = at; i > in->first && at - i < 3;) {
    const tr_soap_row *unit =
        tr__soap_is(soap, &soap->items[--i], TR_SOAP_UNIT);
    if (tr__soap_is(soap, &soap->items[i], TR_SOAP_INSTRUMENT) != NULL)
      return true;
    static const char *const dated[] = {"since", "on", "until", "dated"};
    for (size_t w = 0; w < sizeof dated / sizeof dated[0]; w++)
      if (i + 1 == at && tr__soap_is_word(soap, &soap->items[i], dated[w]) &&
          soap->items[at].shape == TR_SOAP_RATIO && soap->items[at].sign == '/')
        return true;
    if (unit != NULL && unit->first[0] == 'v' &&
        !tr__soap_is_word(soap, &soap->items[i], "tx") &&
        !tr__soap_is_word(soap, &soap->items[i], "treatment"))
      return true;
  }
  return false;
}

/* "After it he said the pain was down to a three." */
static bool opens_after(const tr_soap *soap, const tr_soap_statement *in) {
  return moment_of(soap, &soap->items[in->first]) == AFTER &&
         is_after_care(soap, in, in->first);
}

static void read_statement(scores *found, const tr_soap *soap,
                           const tr_soap_statement *in) {
  for (size_t i = in->first; i < in->end; i++) {
    const tr_soap_item *item = &soap->items[i];
    bool arrow = false;
    if (!is_number(item) || counts_visits(soap, in, i)) continue;
    const size_t second = pair_at(soap, in, i, &arrow);
    const bool led = is_score(item) || is_led(soap, in, i);
    if (second != 0 && (led || is_score(&soap->items[second]))) {
      read_pair(found, soap, in, i, second, arrow);
      i = second;
    } else if (led) {
      moment when = item->range ? OTHER : find_moment(soap, in, i);
      if ((when == UNSAID || when == WAS) && opens_after(soap, in))
        when = AFTER;
      add(found, soap, in, i, when);
    }
  }
}

/* The one value of a moment, or NULL; `torn` where there are several. */
static const score *only(const scores *found, moment when, bool *torn) {
  const score *one = NULL;
  for (size_t i = 0; i < found->count; i++) {
    const score *next = &found->list[i];
    if (next->when != when) continue;
    if (one != NULL && one->value != next->value) *torn = true;
    if (one == NULL) one = next;
  }
  return one;
}

/* Whether a weak score has a rival. */
static bool one_was(const scores *found) {
  size_t rivals = 0;
  for (size_t i = 0; i < found->count; i++)
    rivals += found->list[i].when == WAS || found->list[i].when == UNSAID;
  return rivals > 1;
}

/* Scores without a word: what the patient came with, where the complaint says
 * one; elsewhere only when nothing else does. */
static void settle_unsaid(scores *found) {
  bool complaint = false, said = false;
  for (size_t i = 0; i < found->count; i++) {
    const score *one = &found->list[i];
    if (one->when == BEFORE) said = true;
    if (one->when == UNSAID &&
        (one->place == TR_SOAP_SUBJECTIVE || one->place == TR_SOAP_NOWHERE))
      complaint = true;
  }
  const bool rivals = one_was(found);
  for (size_t i = 0; i < found->count; i++) {
    score *one = &found->list[i];
    if (one->when == WAS) one->when = said || rivals ? OTHER : BEFORE;
    if (one->when != UNSAID) continue;
    const bool came =
        one->place == TR_SOAP_SUBJECTIVE || one->place == TR_SOAP_NOWHERE;
    const bool first = !said && i == 0;
    if (one->treated && !first && (said || i > 0))
      one->when = AFTER;
    else
      one->when = came || (!complaint && !said) ? BEFORE : OTHER;
  }
}

/* The item that tells of a treatment, SIZE_MAX where none does. */
static size_t treatment_in(const tr_soap *soap, const tr_soap_statement *in) {
  tr_soap_anchor anchors[TR_SOAP_ANCHORS];
  const size_t count = tr__soap_anchors(soap, in, anchors);
  if (in->place != TR_SOAP_NOWHERE && in->place != TR_SOAP_PLAN &&
      in->place != TR_SOAP_TREATMENT)
    return SIZE_MAX;
  for (size_t i = 0; i < count; i++)
    if (anchors[i].given && anchors[i].kind[0] != 'x' &&
        !(anchors[i].kind[0] == 'e' && anchors[i].kind[1] == 'x'))
      return anchors[i].at;
  return SIZE_MAX;
}

/* "Response: pain 3/10" */
static bool tells_response(const tr_soap *soap, const tr_soap_statement *in) {
  for (size_t i = in->first; i < in->end && i < in->first + 3; i++) {
    const tr_soap_row *row =
        tr__soap_is(soap, &soap->items[i], TR_SOAP_RESPONSE);
    if (row != NULL && row->first[0] == 'l') return true;
  }
  return false;
}

static tr_status put(tr_soap *soap, const scores *found, moment when,
                     const char *pointer, tr_soap_value *value) {
  bool torn = false;
  const score *one = only(found, when, &torn);
  if (one == NULL) return TR_OK;
  if (torn) {
    tr__soap_doubt(soap, pointer, "more than one score of pain is given",
                   one->item->span);
    return TR_OK;
  }
  return tr__soap_number_value(soap, one->value, one->item->span, value);
}

tr_status tr__soap_pain(tr_soap *soap) {
  scores found = {.treated = SIZE_MAX};
  for (size_t i = 0; i < soap->statement_count; i++) {
    const tr_soap_statement *in = &soap->statements[i];
    if (!speaks_of_today(in)) continue;
    const size_t before = found.count;
    if (found.treated == SIZE_MAX) found.treated = treatment_in(soap, in);
    read_statement(&found, soap, in);
    if (tells_response(soap, in))
      for (size_t n = before; n < found.count; n++)
        if (found.list[n].when == UNSAID) found.list[n].when = AFTER;
  }
  if (found.crowded) return TR_OK;
  settle_unsaid(&found);
  const tr_status status =
      put(soap, &found, BEFORE, "/pain/before", &soap->draft->pain_before);
  if (status != TR_OK) return status;
  return put(soap, &found, AFTER, "/pain/after", &soap->draft->pain_after);
}
