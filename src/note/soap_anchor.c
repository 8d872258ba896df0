/* Which services a statement names, and whether they were given, planned,
 * denied or done elsewhere: by the section and by the words around them. */
#include "note/soap_parts.h"

static const tr_soap_item *item_at(const tr_soap *soap, size_t at) {
  return &soap->items[at];
}

static bool is_text(const char *text, const char *wanted) {
  return tr_str_eq(tr_str_of(text), tr_str_of(wanted));
}

static const tr_soap_row *row_of(const tr_soap *soap, size_t at,
                                 tr_soap_class class) {
  return tr__soap_is(soap, item_at(soap, at), class);
}

/* --- Finding them --------------------------------------------------------- */

/* The method a table stands for where no word says "traction". */
static const char *method_of_device(const char *device) {
  static const struct {
    const char *device, *method;
  } rows[] = {{"roller-table", "roller"},
              {"decompression-table", "decompression"},
              {"flexion-distraction-table", "flexion-distraction"},
              {"gravity-inversion", "inversion"},
              {"hydro-table", "hydro"}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    if (is_text(rows[i].device, device)) return rows[i].method;
  return NULL;
}

static bool make_anchor(const tr_soap *soap, size_t at,
                        tr_soap_anchor *anchor) {
  const tr_soap_item *item = item_at(soap, at);
  *anchor = (tr_soap_anchor){.at = at, .end = at + 1};
  if (item->shape == TR_SOAP_PROCEDURE) {
    const tr_soap_row *row = row_of(soap, at, TR_SOAP_CODE);
    anchor->kind = row->first;
    anchor->method = row->second;
    anchor->code = item;
    return true;
  }
  if (item->shape != TR_SOAP_PHRASE_ITEM) return false;
  const tr_soap_row *row = row_of(soap, at, TR_SOAP_SERVICE);
  if (row != NULL) {
    anchor->kind = row->first;
    anchor->weak = is_text(row->second, "weak");
    anchor->method =
        anchor->weak || is_text(row->second, "home") ? "" : row->second;
    anchor->denied = is_text(row->second, "home");
    anchor->word = item;
    return true;
  }
  row = row_of(soap, at, TR_SOAP_DEVICE);
  const char *method = row != NULL ? method_of_device(row->first) : NULL;
  if (method == NULL) return false;
  anchor->kind = "traction";
  anchor->method = method;
  anchor->word = item;
  return true;
}

static bool agree(const tr_soap_anchor *a, const tr_soap_anchor *b) {
  return is_text(a->kind, b->kind) &&
         (a->method[0] == '\0' || b->method[0] == '\0' ||
          is_text(a->method, b->method)) &&
         (a->code == NULL || b->code == NULL || a->code->row == b->code->row);
}

static void merge(tr_soap_anchor *into, const tr_soap_anchor *other) {
  into->end = other->end;
  if (into->method[0] == '\0') into->method = other->method;
  if (into->code == NULL) into->code = other->code;
  if (into->word == NULL) into->word = other->word;
  into->weak = into->weak && other->weak;
}

static bool is_gap_word(const tr_soap *soap, const tr_soap_item *item) {
  static const char *const words[] = {
      "of",  "the",   "a",    "therapy",   "to",      "on",  "using",
      "via", "table", "unit", "technique", "technic", "type"};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (tr__soap_is_word(soap, item, words[i])) return true;
  return false;
}

static bool is_no(const tr_soap *soap, size_t at) {
  const tr_soap_row *cue = row_of(soap, at, TR_SOAP_CUE);
  return cue != NULL && is_text(cue->first, "no");
}

/* Words of one service that stand side by side are one: "97012 mechanical
 * traction", "Cox flexion-distraction (manual)". */
static bool is_one(const tr_soap *soap, const tr_soap_anchor *a,
                   const tr_soap_anchor *b) {
  if (!agree(a, b)) return false;
  for (size_t i = a->end; i < b->at; i++)
    if (row_of(soap, i, TR_SOAP_THEN) != NULL || is_no(soap, i) ||
        tr__soap_is_sign(item_at(soap, i), ';') ||
        (tr__soap_is_sign(item_at(soap, i), '-') && item_at(soap, i)->gap))
      if (is_text(a->kind, "cmt")) return false;
  if (is_text(a->kind, "cmt")) return a->code == NULL || b->code == NULL;
  for (size_t i = a->end; i < b->at; i++) {
    const tr_soap_item *item = item_at(soap, i);
    if (tr__soap_is_sign(item, '(') || tr__soap_is_sign(item, ')') ||
        tr__soap_is_sign(item, ':') || tr__soap_is_sign(item, '-') ||
        tr__soap_is_sign(item, '[') || tr__soap_is_sign(item, ']') ||
        is_gap_word(soap, item) ||
        tr__soap_is(soap, item, TR_SOAP_METHOD) != NULL ||
        tr__soap_is(soap, item, TR_SOAP_DEVICE) != NULL ||
        tr__soap_is(soap, item, TR_SOAP_MODE) != NULL)
      continue;
    /* several techniques of one kind are still that kind */
    if (!is_text(a->kind, "traction") && a->code == NULL && b->code == NULL)
      continue;
    return b->code != NULL || a->code != NULL;
  }
  return true;
}

/* "(no stim)": an aside that cuts nothing. */
static bool is_aside(const tr_soap *soap, const tr_soap_statement *in,
                     size_t at) {
  if (at < in->first + 2 || !tr__soap_is_sign(item_at(soap, at - 2), '('))
    return false;
  const tr_soap_row *cue = row_of(soap, at - 1, TR_SOAP_CUE);
  return cue != NULL && is_text(cue->first, "no");
}

static size_t collect(const tr_soap *soap, const tr_soap_statement *in,
                      tr_soap_anchor *anchors) {
  size_t count = 0;
  for (size_t i = in->first; i < in->end; i++) {
    tr_soap_anchor next;
    if (!make_anchor(soap, i, &next) || is_aside(soap, in, i)) continue;
    if (count > 0 && is_one(soap, &anchors[count - 1], &next)) {
      merge(&anchors[count - 1], &next);
      continue;
    }
    if (count == TR_SOAP_ANCHORS) break;
    anchors[count++] = next;
  }
  return count;
}

/* --- What is whose -------------------------------------------------------- */

/* How strongly an item parts two services; 0: not at all. */
static int parting(const tr_soap *soap, size_t at) {
  const tr_soap_item *item = item_at(soap, at);
  const tr_soap_row *then = row_of(soap, at, TR_SOAP_THEN);
  if (then != NULL) return 4;
  if (tr__soap_is_sign(item, ';') || tr__soap_is_sign(item, '*') ||
      item->breaks > 0)
    return 3;
  if (tr__soap_is_sign(item, ',') || tr__soap_is_sign(item, '.')) return 2;
  if (tr__soap_is_sign(item, '&') || tr__soap_is_sign(item, '+') ||
      tr__soap_is_sign(item, '/') || tr__soap_is_word(soap, item, "and") ||
      tr__soap_is_word(soap, item, "plus") ||
      tr__soap_is_word(soap, item, "with") ||
      tr__soap_is_word(soap, item, "w/"))
    return 1;
  return 0;
}

/* Only joining words between two anchors: their details are in common. */
static bool are_joined(const tr_soap *soap, const tr_soap_anchor *a,
                       const tr_soap_anchor *b) {
  bool joined = false, with = false, area = false;
  for (size_t i = a->end; i < b->at; i++) {
    const tr_soap_item *item = item_at(soap, i);
    const tr_soap_row *join = row_of(soap, i, TR_SOAP_JOIN);
    if (join != NULL || tr__soap_is_sign(item, '&') ||
        tr__soap_is_sign(item, '+') || tr__soap_is_sign(item, '/')) {
      joined = i + 1 == b->at || joined;
      with = join != NULL && is_text(join->first, "with") && i + 1 == b->at;
      with = with || (join != NULL &&
                      (tr__soap_is_word(soap, item, "with") ||
                       tr__soap_is_word(soap, item, "w/")) &&
                      i + 1 == b->at);
    } else if (tr__soap_area_of(soap, item) != NULL ||
               tr__soap_is_word(soap, item, "to")) {
      area = true; /* "IFC to the neck with ice, 20 min" */
    } else if (row_of(soap, i, TR_SOAP_METHOD) == NULL &&
               !tr__soap_is_word(soap, item, "the")) {
      return false;
    }
  }
  return joined && (!area || with) && !is_text(a->kind, "cmt") &&
         !is_text(b->kind, "cmt");
}

static void part(const tr_soap *soap, const tr_soap_statement *in,
                 tr_soap_anchor *anchors, size_t count) {
  for (size_t i = 0; i < count; i++) {
    anchors[i].from = i == 0 ? in->first : anchors[i - 1].until;
    anchors[i].until = in->end;
    if (i + 1 == count) break;
    size_t cut = anchors[i + 1].at;
    int best = 0;
    for (size_t at = anchors[i].end; at < anchors[i + 1].at; at++) {
      if (is_no(soap, at) && best < 2) { /* "CMT L2, no hip adj." */
        cut = at;
        best = 2;
        continue;
      }
      const int strength = parting(soap, at);
      if (strength > 0 && strength >= best) {
        /* a line end parts before the item that stands behind it */
        cut = item_at(soap, at)->breaks > 0 ? at : at + 1;
        best = strength;
      }
    }
    if (item_at(soap, anchors[i + 1].at)->breaks > 0 && best < 4)
      cut = anchors[i + 1].at;
    anchors[i].until = cut;
    anchors[i].shares = are_joined(soap, &anchors[i], &anchors[i + 1]);
  }
}

/* --- Given or not --------------------------------------------------------- */

typedef enum standing { NOT, UNSURE, GIVEN } standing;

/* What a section means for a service without a word about it. */
static standing standing_of(const tr_soap *soap, const tr_soap_statement *in) {
  if (in->past) return NOT;
  switch (in->place) {
    case TR_SOAP_NOWHERE:
    case TR_SOAP_TREATMENT:
    case TR_SOAP_BILLING:
      return GIVEN;
    case TR_SOAP_PLAN:
      return soap->has_treatment ? UNSURE : GIVEN;
    case TR_SOAP_OBJECTIVE:
    case TR_SOAP_ASSESSMENT:
    case TR_SOAP_CARE_PLAN:
      return UNSURE;
    default:
      return NOT;
  }
}

/* The state of a reading from left to right. */
typedef struct state {
  bool planned, done, denied, away;
  bool at_home; /* away, and no code can take it back */
} state;

static bool is_gapped_dash(const tr_soap *soap, size_t at,
                           const tr_soap_statement *in) {
  return tr__soap_is_sign(item_at(soap, at), '-') && item_at(soap, at)->gap &&
         at + 1 < in->end && item_at(soap, at + 1)->gap;
}

static bool goes_on_denied(const tr_soap *soap, const tr_soap_statement *in,
                           size_t at) {
  for (size_t i = at + 1; i < in->end && i < at + 8; i++) {
    const tr_soap_item *item = item_at(soap, i);
    if (tr__soap_is_word(soap, item, "or") ||
        tr__soap_is_word(soap, item, "nor"))
      return true;
    if (tr__soap_is_sign(item, '.')) break;
  }
  return false;
}

/* "traction held for 10 sec", "60 lb hold" are forces held, not treatment. */
static bool is_hold(const tr_soap *soap, const tr_soap_statement *in,
                    size_t at) {
  /* "stopped at 4 min" was begun */
  if (tr__soap_is_word(soap, item_at(soap, at), "stopped") &&
      at + 1 < in->end &&
      (tr__soap_is_word(soap, item_at(soap, at + 1), "at") ||
       tr__soap_is_word(soap, item_at(soap, at + 1), "it") ||
       tr__soap_is_word(soap, item_at(soap, at + 1), "after")))
    return true;
  if (!is_text(row_of(soap, at, TR_SOAP_CUE)->second, "held")) return false;
  if (at + 1 < in->end) {
    const tr_soap_item *next = item_at(soap, at + 1);
    if (tr__soap_is_sign(next, '/') || next->shape == TR_SOAP_FIGURE ||
        next->shape == TR_SOAP_AMOUNT || next->shape == TR_SOAP_RATIO ||
        tr__soap_is_word(soap, next, "for") ||
        tr__soap_is_word(soap, next, "time"))
      return true;
  }
  if (at > in->first) {
    const tr_soap_item *before = item_at(soap, at - 1);
    return before->shape == TR_SOAP_AMOUNT || before->shape == TR_SOAP_FIGURE;
  }
  return false;
}

static void apply_cue(const tr_soap *soap, const tr_soap_statement *in,
                      size_t at, state *now) {
  const tr_soap_row *cue = row_of(soap, at, TR_SOAP_CUE);
  if (is_text(cue->first, "done")) {
    /* "today" in "no traction today" takes nothing back */
    now->done = !now->denied;
    if (!now->denied) now->planned = false;
  } else if (is_text(cue->first, "plan")) {
    if (!is_text(cue->second, "post")) now->planned = true;
  } else if (is_text(cue->first, "home") || is_text(cue->first, "past")) {
    if (!is_text(cue->second, "post")) {
      now->away = true;
      now->at_home =
          is_text(cue->first, "past") || is_text(cue->second, "both");
    }
  } else if (is_text(cue->first, "no") ||
             (is_text(cue->first, "not") && !is_text(cue->second, "post") &&
              !is_hold(soap, in, at))) {
    now->denied = true;
  }
}

static void pass_divider(const tr_soap *soap, const tr_soap_statement *in,
                         size_t at, state *now) {
  const tr_soap_item *item = item_at(soap, at);
  const tr_soap_row *then = row_of(soap, at, TR_SOAP_THEN);
  if (then != NULL) {
    *now = (state){.planned = now->planned && !is_text(then->first, "turn"),
                   .done = now->done};
    return;
  }
  const bool comma = tr__soap_is_sign(item, ',');
  if (!comma && !is_gapped_dash(soap, at, in) && !tr__soap_is_sign(item, ':') &&
      !(item->breaks > 0))
    return;
  if (comma && now->denied && goes_on_denied(soap, in, at)) return;
  now->denied = false;
  if (!comma) now->away = false;
}

static bool has_detail(const tr_soap *soap, const tr_soap_anchor *anchor) {
  for (size_t i = anchor->from; i < anchor->until; i++) {
    const tr_soap_item *item = item_at(soap, i);
    if (item->shape == TR_SOAP_TIME) return true;
    if (item->shape != TR_SOAP_AMOUNT) continue;
    if (is_text(item->word, "min") || is_text(item->word, "lb") ||
        is_text(item->word, "kg") || is_text(item->word, "%bw"))
      return true;
  }
  return false;
}

/* Words behind a service that speak of it: as far as the clause goes, over
 * services that are only joined to it. */
static void look_behind(const tr_soap *soap, const tr_soap_statement *in,
                        const tr_soap_anchor *anchors, size_t count, size_t at,
                        state *now) {
  size_t last = at;
  while (last + 1 < count && anchors[last].shares) last++;
  const size_t stop = last + 1 < count ? anchors[last + 1].at : in->end;
  for (size_t i = anchors[at].end; i < stop; i++) {
    const tr_soap_item *item = item_at(soap, i);
    const tr_soap_row *cue = row_of(soap, i, TR_SOAP_CUE);
    if (row_of(soap, i, TR_SOAP_THEN) != NULL || tr__soap_is_sign(item, ';'))
      break;
    if (tr__soap_is_sign(item, ',') && i + 1 < stop) {
      /* "traction, deferred today", "traction, pt refused" */
      const tr_soap_row *next = NULL;
      for (size_t j = i + 1; j < stop && j < i + 4 && next == NULL; j++) {
        if (tr__soap_is_sign(item_at(soap, j), ',') ||
            tr__soap_area_of(soap, item_at(soap, j)) != NULL)
          break;
        next = row_of(soap, j, TR_SOAP_CUE);
      }
      if (next == NULL || !is_text(next->first, "not") ||
          next->second[0] == '\0')
        break;
    }
    if (cue == NULL) continue;
    if (is_text(cue->first, "done")) {
      if (!now->denied && !now->planned) now->done = true;
      continue;
    }
    if (tr__soap_is_word(soap, item, "stopped") && i > anchors[at].end &&
        (tr__soap_is_word(soap, item_at(soap, i - 1), "was") ||
         has_detail(soap, &anchors[at])))
      continue; /* begun, and broken off */
    if (cue->second[0] == '\0' || is_hold(soap, in, i)) {
      if (is_text(cue->first, "no")) break;
      continue;
    }
    if (is_text(cue->first, "not")) {
      now->denied = true;
    } else if (is_text(cue->first, "plan")) {
      /* "2x per week" beside a treatment told with its minutes is no plan */
      now->planned = true;
      now->done = false;
    } else {
      now->away = true;
    }
  }
}

/* Boxes: [x] was done, [ ] was not. */
static int box_before(const tr_soap *soap, const tr_soap_statement *in,
                      size_t at) {
  if (at > in->first && tr__soap_is_sign(item_at(soap, at - 1), 'n')) return 0;
  if (at > in->first && tr__soap_is_sign(item_at(soap, at - 1), 'y')) return 1;
  if (at < in->first + 2 || !tr__soap_is_sign(item_at(soap, at - 1), ']'))
    return -1;
  return tr__soap_is_sign(item_at(soap, at - 2), '[') ? 0 : 1;
}

/* "Traction:  ___ lb": a form that was left open. */
static bool is_left_open(const tr_soap *soap, const tr_soap_statement *in,
                         const tr_soap_anchor *anchor) {
  size_t next = anchor->end;
  if (next < in->end && tr__soap_is_sign(item_at(soap, next), ':')) next++;
  if (next == anchor->end || next >= in->end) return false;
  return item_at(soap, next)->shape == TR_SOAP_PHRASE_ITEM &&
         !tr__soap_is_word(soap, item_at(soap, next), "#") &&
         row_of(soap, next, TR_SOAP_UNIT) != NULL;
}

/* "RE-EXAMINATION, 12 March 2026": the title of the note says what it is. */
static bool is_title(const tr_soap *soap, const tr_soap_statement *in,
                     const tr_soap_anchor *anchor) {
  const tr_soap_item *first = item_at(soap, in->first);
  if (in->place != TR_SOAP_NOWHERE || !is_text(anchor->kind, "exam") ||
      in->first > 24 || first->breaks == 0)
    return false;
  for (size_t i = in->first; i < in->end; i++)
    if (row_of(soap, i, TR_SOAP_CUE) != NULL ||
        item_at(soap, i)->shape == TR_SOAP_AMOUNT)
      return false;
  const tr_str word = tr__soap_text(soap, anchor->word);
  return in->end - in->first < 12 && word.p[0] >= 'A' && word.p[0] <= 'Z';
}

/* "Adj L5, L3" opens its statement: done, whatever the section. */
static bool opens(const tr_soap *soap, const tr_soap_statement *in,
                  const tr_soap_anchor *anchor) {
  size_t at = in->first;
  while (at < anchor->at && item_at(soap, at)->shape == TR_SOAP_SIGN) at++;
  static const char *const told[] = {"adjusted", "manipulated", "adj'd"};
  bool said = at == anchor->at;
  for (size_t i = 0; anchor->word != NULL && i < 3; i++)
    said = said || tr__soap_is_word(soap, anchor->word, told[i]);
  if (!said || !is_text(anchor->kind, "cmt")) return false;
  for (size_t i = anchor->from; i < anchor->until; i++)
    if (tr__soap_area_of(soap, item_at(soap, i)) != NULL) return true;
  return false;
}

/* A kind that a word may name in passing needs more than the word. */
static bool is_enough(const tr_soap *soap, const tr_soap_statement *in,
                      const tr_soap_anchor *anchor, const state *now,
                      bool joined) {
  if (!anchor->weak || anchor->code != NULL) return true;
  const bool detail = has_detail(soap, anchor);
  if (is_title(soap, in, anchor)) return true;
  if (is_text(anchor->kind, "traction")) return detail || now->done;
  if (is_text(anchor->kind, "exam") || is_text(anchor->kind, "x-ray"))
    return now->done;
  if (is_text(anchor->kind, "exercise")) return detail || now->done;
  return detail || now->done || joined || in->place == TR_SOAP_TREATMENT ||
         in->place == TR_SOAP_PLAN || in->place == TR_SOAP_NOWHERE;
}

static void decide(const tr_soap *soap, const tr_soap_statement *in,
                   tr_soap_anchor *anchors, size_t count) {
  state now = {.planned = false};
  const standing first = standing_of(soap, in);
  size_t at = in->first;
  for (size_t i = 0; i < count; i++) {
    tr_soap_anchor *anchor = &anchors[i];
    for (; at < anchor->at; at++) {
      if (row_of(soap, at, TR_SOAP_CUE) != NULL)
        apply_cue(soap, in, at, &now);
      else
        pass_divider(soap, in, at, &now);
    }
    state own = now;
    look_behind(soap, in, anchors, count, i, &own);
    /* "Nerve glides instructed, 97110" is the teaching, which is billed */
    if (anchor->code != NULL && !own.at_home) own.away = false;
    const int box = box_before(soap, in, anchor->at);
    const bool joined = anchor->shares || (i > 0 && anchors[i - 1].shares);
    anchor->denied = anchor->denied || own.denied || own.away || box == 0 ||
                     is_left_open(soap, in, anchor) ||
                     tr__soap_is_sign(item_at(soap, in->end - 1), '?');
    anchor->given =
        first != NOT && !anchor->denied && !own.planned &&
        (first == GIVEN || own.done || opens(soap, in, anchor) ||
         (in->place == TR_SOAP_OBJECTIVE && has_detail(soap, anchor))) &&
        is_enough(soap, in, anchor, &own, joined);
    at = anchor->end > at ? anchor->end : at;
  }
}

size_t tr__soap_anchors(const tr_soap *soap, const tr_soap_statement *in,
                        tr_soap_anchor *anchors) {
  const size_t count = collect(soap, in, anchors);
  part(soap, in, anchors, count);
  decide(soap, in, anchors, count);
  return count;
}
