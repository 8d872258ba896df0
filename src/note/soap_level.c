/* Levels of the spine in their short forms: C5, L4-5, T4-T6, L5/S1, C5,6. The
 * dorsal D is the thoracic T. */
#include "note/soap_parts.h"

enum { LEVELS = 30, MOST = 24 /* levels of one range */ };

/* In the order of the spine; S1 ends it, the sacrum's others join nothing. */
static const char *const levels[LEVELS] = {
    "C0", "C1", "C2", "C3", "C4", "C5", "C6", "C7",  "T1",  "T2",
    "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T12",
    "L1", "L2", "L3", "L4", "L5", "S1", "S2", "S3",  "S4",  "S5"};

static int index_of(char letter, int64_t number) {
  letter = (char)(letter & ~32);
  if (letter == 'D') letter = 'T';
  static const struct {
    char letter;
    int least, most, first;
  } rows[] = {
      {'C', 0, 7, 0}, {'T', 1, 12, 8}, {'L', 1, 5, 20}, {'S', 1, 5, 25}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    if (rows[i].letter == letter && number >= rows[i].least &&
        number <= rows[i].most)
      return rows[i].first + (int)number - rows[i].least;
  return -1;
}

static const tr_soap_token *token_at(const tr_soap *soap, size_t at) {
  return at < soap->token_count ? &soap->tokens[at] : NULL;
}

static bool is_sign(const tr_soap_token *token, char sign) {
  return token != NULL && token->kind == TR_SOAP_TOKEN_SIGN &&
         token->sign == sign;
}

/* A short whole number, or -1. */
static int64_t small_number(const tr_soap_token *token) {
  if (token == NULL || token->kind != TR_SOAP_TOKEN_NUMBER ||
      token->end - token->start > 2 || token->number % 1000 != 0)
    return -1;
  return token->number / 1000;
}

/* The letter and number of a level at a token; -1 where there is none. */
static int level_at(const tr_soap *soap, size_t at, char *letter) {
  const tr_soap_token *word = token_at(soap, at),
                      *number = token_at(soap, at + 1);
  if (word == NULL || word->kind != TR_SOAP_TOKEN_WORD ||
      word->end - word->start != 1 || number == NULL || number->gap)
    return -1;
  *letter = soap->text.p[word->start];
  const int64_t value = small_number(number);
  const tr_soap_token *after = token_at(soap, at + 2);
  if (is_sign(after, ':') && !after->gap && token_at(soap, at + 3) != NULL &&
      !token_at(soap, at + 3)->gap && small_number(token_at(soap, at + 3)) >= 0)
    return -1; /* 2026-06-12T11:52 */
  return value < 0 ? -1 : index_of(*letter, value);
}

static bool is_to(const tr_soap *soap, const tr_soap_token *token) {
  static const char *const words[] = {"to", "thru", "through"};
  if (token == NULL || token->kind != TR_SOAP_TOKEN_WORD) return false;
  const tr_str word = {soap->text.p + token->start, token->end - token->start};
  for (size_t i = 0; i < 3; i++)
    if (tr_str_eq_nocase(word, tr_str_of(words[i]))) return true;
  return false;
}

static void put(tr_soap_item *item, int index, bool range) {
  *item = (tr_soap_item){
      .shape = TR_SOAP_LEVEL, .word = levels[index], .range = range};
}

/* What follows a level: the token after "-5", "-S1", "to L5"; its index. */
static size_t range_end(const tr_soap *soap, size_t at, char letter, int from,
                        int *to, bool *all) {
  const tr_soap_token *join = token_at(soap, at);
  const bool dash = is_sign(join, '-'), slash = is_sign(join, '/');
  if (!dash && !slash && !is_to(soap, join)) return 0;
  char other = letter;
  int index = level_at(soap, at + 1, &other);
  size_t next = at + 3;
  if (index < 0) {
    const tr_soap_token *number = token_at(soap, at + 1);
    if (join->gap || number == NULL || number->gap) return 0;
    const int64_t value = small_number(number);
    index = value < 0 ? -1 : index_of(letter, value);
    next = at + 2;
    /* T4-6/10 would be a score */
    if (is_sign(token_at(soap, next), '/') && !token_at(soap, next)->gap)
      index = -1;
  }
  if (index <= from || index - from >= MOST) return 0;
  *to = index;
  *all = !slash;
  return next;
}

/* "C5, 6 & 7": a bare number goes on only where nothing makes it an amount. */
static int listed_number(const tr_soap *soap, size_t at, char letter, int from,
                         size_t *next) {
  const tr_soap_token *join = token_at(soap, at);
  if (!is_sign(join, ',') && !is_sign(join, '&') && !is_sign(join, '/'))
    return -1;
  const tr_soap_token *number = token_at(soap, at + 1);
  const int64_t value = small_number(number);
  if (value < 0 || number->breaks > 0) return -1;
  const tr_soap_token *after = token_at(soap, at + 2);
  const bool ends =
      after == NULL || after->breaks > 0 ||
      (after->kind == TR_SOAP_TOKEN_SIGN &&
       (after->sign == ',' || after->sign == '.' || after->sign == ';' ||
        after->sign == '&' || after->sign == ')' || after->sign == ':')) ||
      (!number->gap && !join->gap &&
       !(after->kind == TR_SOAP_TOKEN_SIGN && after->sign == '/'));
  /* "C5, 6 & 7 tender" */
  size_t n = 0;
  const bool told =
      tr__soap_phrase_at(soap, at + 2, TR_SOAP_PART, &n) != NULL ||
      tr__soap_phrase_at(soap, at + 2, TR_SOAP_SIDE, &n) != NULL;
  const int index = ends || told ? index_of(letter, value) : -1;
  if (index <= from) return -1;
  *next = at + 2;
  return index;
}

static bool is_word(const tr_soap *soap, const tr_soap_token *token,
                    const char *word) {
  return token != NULL && token->kind == TR_SOAP_TOKEN_WORD &&
         tr_str_eq_nocase(
             (tr_str){soap->text.p + token->start, token->end - token->start},
             tr_str_of(word));
}

/* "5th dorsal", "4th lumbar" */
static size_t ordinal_at(const tr_soap *soap, size_t at, int *index) {
  static const struct {
    const char *word;
    char letter;
  } rows[] = {
      {"cervical", 'C'}, {"dorsal", 'T'}, {"thoracic", 'T'}, {"lumbar", 'L'}};
  static const char *const ends[] = {"st", "nd", "rd", "th"};
  const int64_t number = small_number(token_at(soap, at));
  const tr_soap_token *end = token_at(soap, at + 1);
  bool ordinal = false;
  for (size_t i = 0; i < 4; i++)
    ordinal = ordinal || (is_word(soap, end, ends[i]) && !end->gap);
  if (number < 0 || !ordinal) return 0;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    if (!is_word(soap, token_at(soap, at + 2), rows[i].word)) continue;
    *index = index_of(rows[i].letter, number);
    return *index >= 0 ? 3 : 0;
  }
  return 0;
}

size_t tr__soap_level_at(const tr_soap *soap, size_t at, tr_soap_item *items,
                         size_t *made) {
  char letter = 0;
  int named = 0;
  const size_t words = ordinal_at(soap, at, &named);
  if (words != 0) {
    put(&items[0], named, false);
    *made = 1;
    return words;
  }
  const tr_soap_token *first = token_at(soap, at);
  if (first == NULL || (at > 0 && !first->gap &&
                        soap->tokens[at - 1].kind == TR_SOAP_TOKEN_WORD &&
                        soap->text.p[first->start] > 'Z'))
    return 0;
  int index = level_at(soap, at, &letter);
  if (index < 0) return 0;
  size_t next = at + 2, n = 0;
  put(&items[n++], index, false);
  int to = 0;
  bool all = false;
  const size_t end = range_end(soap, next, letter, index, &to, &all);
  if (end != 0) {
    if (all)
      for (int i = index + 1; i < to && n < MOST; i++)
        put(&items[n++], i, true);
    put(&items[n++], to, true);
    items[0].range = true;
    next = end;
    letter = levels[to][0];
    index = to;
  }
  for (size_t more = 0; n < MOST; next = more) {
    const int listed = listed_number(soap, next, letter, index, &more);
    if (listed < 0) break;
    put(&items[n++], listed, false);
    items[0].range = true;
    items[n - 1].range = true;
    index = listed;
  }
  *made = n;
  return next - at;
}
