/* Which section every part of a note is in, and where its statements end. */
#include "note/soap_parts.h"

enum {
  WRAPPED = 55,       /* bytes of a line that may go on in the next */
  WRAPPED_LEAST = 40, /* ... when that begins with a small letter */
  SLACK = 3,
  WIDTH = 12, /* bytes by which lines of one width differ */
  FILLED_LINES = 3
};

static const tr_soap_item *item_at(const tr_soap *soap, size_t at) {
  return at < soap->item_count ? &soap->items[at] : NULL;
}

static bool starts_line(const tr_soap_item *item) {
  return item == NULL || item->breaks > 0;
}

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

static char first_of(const tr_soap *soap, const tr_soap_item *item) {
  return soap->text.p[item->span.start];
}

/* --- Headings ------------------------------------------------------------- */

/* Where the reading of headings stands. */
typedef struct split {
  tr_soap *soap;
  char place;
  uint16_t head;
  size_t part_until; /* items of a block "P: A: R: T:", no headings */
  size_t first;      /* of the statement at hand */
  bool begins;
  size_t line_start; /* byte the line at hand begins with */
  size_t longest;    /* bytes of the longest line */
  bool filled;       /* several lines are about as long: text of a width */
  bool letters;      /* an S stood for the complaint */
  char outer;        /* place to go back to at the line's end; 0: none */
  uint16_t outer_head;
} split;

static bool is_letter_mark(const tr_soap *soap, size_t at, char letter) {
  const tr_soap_item *item = item_at(soap, at), *mark = item_at(soap, at + 1);
  return item != NULL && item->span.end - item->span.start == 1 &&
         first_of(soap, item) == letter && mark != NULL && mark->breaks == 0 &&
         (tr__soap_is_sign(mark, ':') || tr__soap_is_sign(mark, '-') ||
          tr__soap_is_sign(mark, '=') || tr__soap_is_sign(mark, ')'));
}

/* "P: ... A: ... R: ... T:" is P.A.R.T., not a plan. */
static size_t part_block_end(const tr_soap *soap, size_t at) {
  static const char letters[] = {'A', 'R', 'T'};
  size_t found = 0, end = 0;
  for (size_t i = at + 1; i < at + 150 && i < soap->item_count && found < 3;
       i++) {
    if (is_letter_mark(soap, i, letters[found])) {
      end = i;
      found++;
    } else if (found == 1 && is_letter_mark(soap, i, 'T')) {
      end = i;
      found = 3;
    } else if (is_letter_mark(soap, i, 'S') || is_letter_mark(soap, i, 'O')) {
      break;
    }
  }
  return found >= 2 ? end + 1 : 0;
}

static int rank_of(char place) {
  switch (place) {
    case TR_SOAP_NOWHERE:
      return 0;
    case TR_SOAP_SUBJECTIVE:
    case TR_SOAP_HISTORY:
    case TR_SOAP_FAMILY:
      return 1;
    case TR_SOAP_OBJECTIVE:
      return 2;
    case TR_SOAP_ASSESSMENT:
      return 3;
    default:
      return 4;
  }
}

/* What closes a heading: how many items, 0 where nothing does. */
static size_t mark_after(const tr_soap *soap, size_t at, bool *colon,
                         bool *alone) {
  const tr_soap_item *next = item_at(soap, at);
  *colon = false;
  *alone = starts_line(next);
  if (*alone) return 0;
  if (tr__soap_is_sign(next, ':')) {
    *colon = true;
    return 1;
  }
  if (tr__soap_is_sign(next, '-') || tr__soap_is_sign(next, '=') ||
      tr__soap_is_sign(next, ')') || tr__soap_is_sign(next, ']') ||
      tr__soap_is_sign(next, '>'))
    return 1;
  return 0;
}

/* Whether the letter alone may be a heading here. */
static bool letter_fits(const split *at_hand, size_t at, char place,
                        bool at_line, size_t mark, bool colon, bool alone) {
  const tr_soap *soap = at_hand->soap;
  if (at < at_hand->part_until) return false;
  const bool upper = is_upper(first_of(soap, item_at(soap, at)));
  const bool later = rank_of(place) > rank_of(at_hand->place);
  if (at_line && (colon || alone)) return upper || later;
  if (!upper) return at_line && mark > 0 && later;
  if (at_line && mark > 0) return true;
  if (place != TR_SOAP_SUBJECTIVE && !at_hand->letters) return false;
  const tr_soap_item *next = item_at(soap, at + 1);
  if (at_line)
    return later && next != NULL &&
           (next->gap || tr__soap_is_sign(next, '.') ||
            tr__soap_is_sign(next, '/')) &&
           !tr__soap_is_sign(next, '+');
  if (colon) return later;
  return later && mark > 0 && next->gap && item_at(soap, at + 2) != NULL &&
         item_at(soap, at + 2)->gap;
}

/* "TREATMENT PERFORMED TODAY": words that a heading may end in. */
static bool is_suffix(const tr_soap *soap, const tr_soap_item *item) {
  static const char *const words[] = {
      "today",   "performed", "given",    "rendered", "provided",
      "this",    "visit",     "findings", "notes",    "note",
      "section", "codes",     "done",     "received", "plan"};
  if (item == NULL || item->breaks > 0) return false;
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (tr__soap_is_word(soap, item, words[i])) return true;
  return false;
}

/* Two blanks or a tab behind a word that opens a line set it off. */
static bool is_wide_gap(const tr_soap *soap, const tr_soap_item *before,
                        const tr_soap_item *next) {
  return next != NULL && next->breaks == 0 &&
         (next->span.start - before->span.end >= 2 ||
          soap->text.p[before->span.end] == '\t');
}

/* The items a heading takes, 0 where there is none; its row. */
static size_t heading_at(const split *at_hand, size_t at, bool at_line,
                         const tr_soap_row **row) {
  const tr_soap *soap = at_hand->soap;
  const tr_soap_item *item = item_at(soap, at);
  const tr_soap_row *head = item->shape == TR_SOAP_PHRASE_ITEM
                                ? tr__soap_is(soap, item, TR_SOAP_HEAD)
                                : NULL;
  if (head == NULL) return 0;
  bool colon = false, alone = false;
  size_t next = at + 1;
  *row = head;
  /* "PLAN / TREATMENT", "Assessment & Plan" */
  const tr_soap_item *join = item_at(soap, next),
                     *more = item_at(soap, next + 1);
  if (join != NULL && more != NULL && join->breaks == 0 && more->breaks == 0 &&
      (tr__soap_is_sign(join, '/') || tr__soap_is_sign(join, '&') ||
       tr__soap_is(soap, join, TR_SOAP_JOIN) != NULL) &&
      more->shape == TR_SOAP_PHRASE_ITEM &&
      tr__soap_is(soap, more, TR_SOAP_HEAD) != NULL) {
    const tr_soap_row *second = tr__soap_is(soap, more, TR_SOAP_HEAD);
    if (second->first[0] == TR_SOAP_TREATMENT ||
        head->first[0] == TR_SOAP_ASSESSMENT)
      *row = second->first[0] == TR_SOAP_TREATMENT ? second : head;
    next += 2;
  }
  /* "Procedures (today):" */
  if (item_at(soap, next) != NULL &&
      tr__soap_is_sign(item_at(soap, next), '(') &&
      item_at(soap, next)->breaks == 0)
    for (size_t i = next + 1; i < next + 9 && item_at(soap, i) != NULL; i++)
      if (tr__soap_is_sign(item_at(soap, i), ')')) {
        if (starts_line(item_at(soap, i + 1)) ||
            tr__soap_is_sign(item_at(soap, i + 1), ':'))
          next = i + 1;
        break;
      }
  /* "S. Neck better" */
  const bool letter = head->second[0] == 'l' && head->second[1] == 'e';
  if (letter && at_line && item_at(soap, next) != NULL &&
      tr__soap_is_sign(item_at(soap, next), '.') && !item_at(soap, next)->gap &&
      item_at(soap, next + 1) != NULL && item_at(soap, next + 1)->gap &&
      letter_fits(at_hand, at, head->first[0], at_line, 0, false, false))
    return next + 1 - at;
  size_t suffix = next;
  while (suffix < next + 3 && is_suffix(soap, item_at(soap, suffix))) suffix++;
  size_t mark = mark_after(soap, suffix, &colon, &alone);
  if (suffix != next && (colon || (alone && at_line))) {
    next = suffix;
  } else {
    mark = mark_after(soap, next, &colon, &alone);
  }
  const char kind = head->second[0];
  bool fits = false;
  if (head->second[0] == 'l' && head->second[1] == 'e')
    fits =
        letter_fits(at_hand, at, head->first[0], at_line, mark, colon, alone);
  else if (kind == 'l')
    fits = at_line && (mark > 0 || alone);
  else if (kind == 'c')
    fits = colon || (at_line && alone);
  else
    fits =
        at_line
            ? (mark > 0 || alone ||
               is_wide_gap(soap, item_at(soap, next - 1), item_at(soap, next)))
            : colon;
  /* a dash glued behind a word joins it to the next: "Tx-related" */
  if (fits && mark > 0 && !colon && !item_at(soap, next)->gap && kind != 'l')
    fits = false;
  return fits ? next + mark - at : 0;
}

/* --- Statements ----------------------------------------------------------- */

static bool is_abbreviation(tr_str word) {
  static const char *const known[] = {
      "dr",        "mr",     "mrs",   "ms",   "vs",   "no",   "approx", "st",
      "wm",        "jr",     "int",   "mech", "cerv", "lumb", "dec",    "inc",
      "intermit",  "interm", "thor",  "lat",  "flex", "ext",  "rot",    "adj",
      "hydrocoll", "esp",    "incl",  "re",   "ca",   "sev",  "mod",    "ant",
      "post",      "galv",   "restr", "hyp",  "elec", "man",  "pos",    "neg",
      "bil",       "bilat",  "pt",    "decr", "incr", "cont", "diag",   "div",
      "temp",      "ft",     "treat"};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (tr_str_eq_nocase(word, tr_str_of(known[i]))) return true;
  return false;
}

static bool is_soft(tr_str word) {
  static const char *const known[] = {"min", "mins", "lb",  "lbs", "wk",
                                      "wks", "sec",  "deg", "tx",  "hr",
                                      "sx",  "hx",   "ea",  "tol", "degr"};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (tr_str_eq_nocase(word, tr_str_of(known[i]))) return true;
  return false;
}

/* Whether the point at `at` ends a sentence; another item follows it. */
static bool point_ends(const tr_soap *soap, size_t at) {
  const tr_soap_item *next = item_at(soap, at + 1);
  if (!next->gap) return false;
  if (at == 0 || item_at(soap, at)->gap) return true;
  const tr_soap_item *word = item_at(soap, at - 1);
  /* the last word of an item: "15 min" */
  tr_str text = tr__soap_text(soap, word);
  for (size_t i = text.n; i-- > 0;)
    if (text.p[i] == ' ') {
      text = (tr_str){text.p + i + 1, text.n - i - 1};
      break;
    }
  const char c = first_of(soap, next);
  if (text.n == 1 && is_upper(text.p[0]) && is_upper(c)) {
    /* "L. Farnsworth", but "SLR + R. Kemp neg." ends */
    return word->row != 0 && next->row != 0;
  }
  if (next->shape == TR_SOAP_AMOUNT && word->shape != TR_SOAP_AMOUNT &&
      (word->shape == TR_SOAP_PLAIN || word->shape == TR_SOAP_PHRASE_ITEM) &&
      text.n < 10)
    return false;
  if (is_abbreviation(text)) return is_upper(c) && text.n > 3 && next->row == 0;
  if (is_soft(text)) return !is_lower(c);
  return true;
}

static bool is_bullet(const tr_soap_item *item) {
  return item->shape == TR_SOAP_SIGN &&
         (item->sign == '*' || item->sign == '-' || item->sign == '>' ||
          item->sign == '[');
}

/* Whether a line goes on in the next, as text of a fixed width does. */
static bool wraps(const split *at_hand, size_t at) {
  const tr_soap *soap = at_hand->soap;
  const tr_soap_item *item = item_at(soap, at), *before = item_at(soap, at - 1);
  const size_t length = before->span.end - at_hand->line_start;
  if (item->breaks > 1 || is_bullet(item) || tr__soap_is_sign(before, '.') ||
      tr__soap_is_sign(before, ':') || item->shape == TR_SOAP_DATE)
    return false;
  if (is_lower(first_of(soap, item)) || tr__soap_is_sign(before, ','))
    return length >= WRAPPED_LEAST;
  /* a word that would have had room stands on a line of its own */
  return at_hand->filled && length >= WRAPPED &&
         length + 1 + (item->span.end - item->span.start) + SLACK >
             at_hand->longest;
}

static bool ends_before(const split *at_hand, size_t at) {
  const tr_soap *soap = at_hand->soap;
  const tr_soap_item *item = item_at(soap, at), *before = item_at(soap, at - 1);
  if (item->breaks > 0 && !wraps(at_hand, at)) return true;
  if (at - at_hand->first >= TR_SOAP_STATEMENT) return true;
  if (tr__soap_is_sign(before, ';') || tr__soap_is_sign(before, '!') ||
      tr__soap_is_sign(before, '?'))
    return true;
  /* a bar parts what a line tells, but not the cells of a table */
  if (tr__soap_is_sign(before, '|') && soap->text.p[at_hand->line_start] != '|')
    return true;
  if (is_bullet(item) && item->sign != '-' && item->sign != '>' && item->gap)
    return true;
  return tr__soap_is_sign(before, '.') && point_ends(soap, at - 1);
}

static void close_statement(split *at_hand, size_t end) {
  tr_soap *soap = at_hand->soap;
  if (end > at_hand->first) {
    soap->statements[soap->statement_count++] =
        (tr_soap_statement){.first = (uint32_t)at_hand->first,
                            .end = (uint32_t)end,
                            .place = at_hand->place,
                            .head = at_hand->head,
                            .begins = at_hand->begins};
    at_hand->begins = false;
  }
  at_hand->first = end;
}

static size_t start_of_line(const tr_soap *soap, size_t byte) {
  while (byte > 0 && soap->text.p[byte - 1] != '\n' &&
         soap->text.p[byte - 1] != '\r')
    byte--;
  return byte;
}

/* Headings of lesser things hold for their line where it goes on behind them:
 * "Palpation: L4 tender", "Meds: none". So does any within a line, but for the
 * four of a SOAP note told in one paragraph. */
static bool is_of_line(const tr_soap *soap, const tr_soap_row *row, size_t next,
                       bool at_line) {
  if (starts_line(item_at(soap, next))) return false;
  switch (row->first[0]) {
    case TR_SOAP_HISTORY:
    case TR_SOAP_FAMILY:
    case TR_SOAP_GOAL:
    case TR_SOAP_HOME:
    case TR_SOAP_NEXT:
    case TR_SOAP_BILLING:
      return true;
    case TR_SOAP_CARE_PLAN:
      return !at_line;
    case TR_SOAP_SUBJECTIVE:
      /* "CC: low back pain" is one line, the sections of SOAP are not */
      return row->phrase[0] == 'c' &&
             !tr_str_eq(tr_str_of(row->phrase), TR_STR("complaint"));
    default:
      return row->second[0] == 'c';
  }
}

static void open_section(split *at_hand, size_t at, size_t taken,
                         const tr_soap_row *row, bool at_line) {
  tr_soap *soap = at_hand->soap;
  close_statement(at_hand, at);
  if (is_of_line(soap, row, at + taken, at_line)) {
    if (at_hand->outer == 0) {
      at_hand->outer = at_hand->place;
      at_hand->outer_head = at_hand->head;
      /* what follows signs looked for is no complaint any more */
      if (row->first[0] == TR_SOAP_OBJECTIVE && rank_of(at_hand->place) < 2)
        at_hand->outer = TR_SOAP_OBJECTIVE;
    }
  } else {
    at_hand->outer = 0;
  }
  at_hand->first = at + taken;
  at_hand->place = row->first[0];
  at_hand->head = item_at(soap, at)->row;
  at_hand->begins = true;
  if (row->second[0] == 'l' && row->second[1] == 'e' &&
      row->first[0] == TR_SOAP_SUBJECTIVE)
    at_hand->letters = true;
  if (row->first[0] == TR_SOAP_TREATMENT) soap->has_treatment = true;
  if (row->first[0] != TR_SOAP_SIGNATURE) soap->has_sections = true;
}

static void step(split *at_hand, size_t at, bool *at_line) {
  tr_soap *soap = at_hand->soap;
  const tr_soap_item *item = item_at(soap, at);
  if (at > at_hand->first && ends_before(at_hand, at))
    close_statement(at_hand, at);
  if (starts_line(item) && at_hand->outer != 0 && at == at_hand->first) {
    at_hand->place = at_hand->outer;
    at_hand->head = at_hand->outer_head;
    at_hand->outer = 0;
  }
  if (starts_line(item)) {
    at_hand->line_start = start_of_line(soap, item->span.start);
    *at_line = true;
  } else if (at > 0 && !is_bullet(item_at(soap, at - 1)) &&
             !tr__soap_is_sign(item_at(soap, at - 1), '#')) {
    *at_line = false;
  }
  if (is_letter_mark(soap, at, 'P') && at >= at_hand->part_until)
    at_hand->part_until = part_block_end(soap, at);
}

static size_t longest_line(tr_str text) {
  size_t longest = 0, start = 0;
  for (size_t i = 0; i <= text.n; i++) {
    if (i < text.n && text.p[i] != '\n' && text.p[i] != '\r') continue;
    if (i - start > longest) longest = i - start;
    start = i + 1;
  }
  return longest;
}

static size_t lines_of(tr_str text, size_t least) {
  size_t count = 0, start = 0;
  for (size_t i = 0; i <= text.n; i++) {
    if (i < text.n && text.p[i] != '\n' && text.p[i] != '\r') continue;
    if (i - start >= least) count++;
    start = i + 1;
  }
  return count;
}

static void find_statements(tr_soap *soap) {
  split at_hand = {.soap = soap,
                   .place = TR_SOAP_NOWHERE,
                   .longest = longest_line(soap->text)};
  at_hand.filled =
      at_hand.longest > WRAPPED &&
      lines_of(soap->text, at_hand.longest - WIDTH) >= FILLED_LINES;
  bool at_line = true;
  for (size_t at = 0; at < soap->item_count;) {
    const tr_soap_row *row = NULL;
    step(&at_hand, at, &at_line);
    const size_t taken = heading_at(&at_hand, at, at_line, &row);
    if (taken > 0) {
      open_section(&at_hand, at, taken, row, at_line);
      at += taken;
      at_line = at < soap->item_count && starts_line(item_at(soap, at));
    } else {
      at++;
    }
  }
  close_statement(&at_hand, soap->item_count);
}

/* --- Free text ------------------------------------------------------------ */

static tr_soap_section *section_of(tr_soap_draft *draft, char place) {
  switch (place) {
    case TR_SOAP_SUBJECTIVE:
    case TR_SOAP_HISTORY:
    case TR_SOAP_FAMILY:
      return &draft->subjective;
    case TR_SOAP_OBJECTIVE:
      return &draft->objective;
    case TR_SOAP_ASSESSMENT:
      return &draft->assessment;
    case TR_SOAP_PLAN:
    case TR_SOAP_TREATMENT:
    case TR_SOAP_CARE_PLAN:
    case TR_SOAP_NEXT:
    case TR_SOAP_GOAL:
    case TR_SOAP_HOME:
      return &draft->plan;
    default:
      return NULL;
  }
}

static void collect_sections(tr_soap *soap) {
  const tr_soap_section *last = NULL;
  for (size_t i = 0; i < soap->statement_count; i++) {
    const tr_soap_statement *statement = &soap->statements[i];
    tr_soap_section *section = section_of(soap->draft, statement->place);
    if (section != NULL) {
      const tr_span span = {soap->items[statement->first].span.start,
                            soap->items[statement->end - 1].span.end};
      if (section == last && section->count > 0)
        section->pieces[section->count - 1].end = span.end;
      else if (section->count < TR_SOAP_PIECES)
        section->pieces[section->count++] = span;
    }
    last = section;
  }
}

tr_status tr__soap_split(tr_soap *soap) {
  soap->statements = tr_arena_array(soap->arena, soap->item_count + 1,
                                    sizeof *soap->statements);
  if (soap->statements == NULL) return TR_ENOMEM;
  find_statements(soap);
  collect_sections(soap);
  return TR_OK;
}
