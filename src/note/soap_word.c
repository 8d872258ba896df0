/* Which phrase of the vocabulary begins at a token. */
#include "note/soap_word.h"

static const tr_soap_row rows[] = {
#define W(class, phrase, first, second) \
  {phrase, first, second, TR_SOAP_##class, false},
#define C(class, phrase, first, second) \
  {phrase, first, second, TR_SOAP_##class, true},
#include "note/soap_words.def"
#undef W
#undef C
};

enum {
  ROWS = sizeof rows / sizeof rows[0],
  FUZZY_LEAST = 6 /* letters of a word that may have a slip in it */
};

_Static_assert(ROWS < UINT16_MAX, "rows are counted in 16 bits");

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* By two letters: "hips" is in the chain of "hip". A slip may be in the second:
 * "tneder" is sought by the first alone. */
static unsigned hash_of(tr_str text, const tr_soap_token *token, bool fuzzy) {
  if (token->kind == TR_SOAP_TOKEN_SIGN)
    return (unsigned char)token->sign % TR_SOAP_HASHES;
  const unsigned first = (unsigned char)lower(text.p[token->start]);
  const bool more = token->end - token->start > 1 && !fuzzy;
  const unsigned second =
      more ? (unsigned char)lower(text.p[token->start + 1]) : 0;
  return (257U + first * 33U + second) % TR_SOAP_HASHES;
}

static bool same_bytes(tr_str a, tr_str b, bool as_written) {
  return as_written ? tr_str_eq(a, b) : tr_str_eq_nocase(a, b);
}

/* A word as it is, or with s, es or 's behind it. */
static bool same_word(tr_str word, tr_str known, bool as_written) {
  if (word.n < known.n || word.n > known.n + 4) return false;
  if (!same_bytes((tr_str){word.p, known.n}, known, as_written)) return false;
  const tr_str rest = {word.p + known.n, word.n - known.n};
  if (rest.n == 0) return true;
  if (known.n < 2 || lower(known.p[known.n - 1]) == 's') return false;
  return tr_str_eq_nocase(rest, TR_STR("s")) ||
         tr_str_eq_nocase(rest, TR_STR("es")) ||
         tr_str_eq_nocase(rest, TR_STR("'s")) ||
         tr_str_eq_nocase(rest, TR_STR("\xe2\x80\x99s"));
}

/* One letter wrong, missing, too many, or two changed about; not the first. */
static bool nearly_same(tr_str word, tr_str known) {
  if (word.n < FUZZY_LEAST || known.n < FUZZY_LEAST || word.n > known.n + 1 ||
      known.n > word.n + 1 || lower(word.p[0]) != lower(known.p[0]))
    return false;
  size_t head = 0, tail = 0;
  const size_t least = word.n < known.n ? word.n : known.n;
  while (head < least && lower(word.p[head]) == lower(known.p[head])) head++;
  while (tail < least - head &&
         lower(word.p[word.n - 1 - tail]) == lower(known.p[known.n - 1 - tail]))
    tail++;
  const size_t a = word.n - head - tail, b = known.n - head - tail;
  /* of six letters five are too few to tell "taping" from "taking" */
  if (a <= 1 && b <= 1) return a != b || known.n > FUZZY_LEAST;
  return a == 2 && b == 2 && lower(word.p[head]) == lower(known.p[head + 1]) &&
         lower(word.p[head + 1]) == lower(known.p[head]);
}

/* Words that are no slip of the pen for one of ours. */
static bool is_other_word(tr_str word) {
  static const char *const words[] = {
      "message",  "messages", "posture",  "resting",  "sitter",   "plates",
      "sessions", "planter",  "walker",   "stating",  "states",   "lateral",
      "planned",  "contact",  "history",  "muscle",   "muscles",  "related",
      "general",  "testing",  "adjuster", "reaching", "position", "active",
      "activity", "palpable", "region",   "patient",  "patients", "center",
      "central",  "single"};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (tr_str_eq_nocase(word, tr_str_of(words[i]))) return true;
  return false;
}

static tr_str text_of(tr_str text, const tr_soap_token *token) {
  return (tr_str){text.p + token->start, token->end - token->start};
}

static bool same_token(tr_str text, const tr_soap_token *token, tr_str phrase,
                       const tr_soap_token *known, bool as_written,
                       bool fuzzy) {
  if (token->kind != known->kind) return false;
  if (token->kind == TR_SOAP_TOKEN_SIGN) return token->sign == known->sign;
  if (token->kind == TR_SOAP_TOKEN_NUMBER)
    return tr_str_eq(text_of(text, token), text_of(phrase, known));
  const tr_str word = text_of(text, token), wanted = text_of(phrase, known);
  return same_word(word, wanted, as_written) ||
         (fuzzy && !as_written && nearly_same(word, wanted));
}

/* How many tokens of the text a row's phrase takes, 0 where it is not there. */
static size_t match_row(const tr_soap_lexicon *lexicon, size_t row, tr_str text,
                        const tr_soap_token *tokens, size_t count, bool fuzzy) {
  const tr_str phrase = tr_str_of(rows[row].phrase);
  const tr_soap_token *known = lexicon->tokens[row];
  size_t at = 0;
  for (size_t in = 0; in < lexicon->counts[row]; in++) {
    if (in > 0 && at < count && known[in].kind != TR_SOAP_TOKEN_SIGN &&
        known[in - 1].kind != TR_SOAP_TOKEN_SIGN &&
        tokens[at].kind == TR_SOAP_TOKEN_SIGN &&
        (tokens[at].sign == '-' || (tokens[at].sign == '.' && !tokens[at].gap)))
      at++;
    if (at >= count || (in > 0 && tokens[at].breaks > 1)) return 0;
    /* what is written together is meant together */
    if (in > 0 && !known[in].gap && tokens[at].gap) return 0;
    if (!same_token(text, &tokens[at], phrase, &known[in], rows[row].as_written,
                    fuzzy))
      return 0;
    at++;
  }
  return at;
}

/* Classes of long words of the field, which no other word looks like. */
static bool may_slip(uint8_t class) {
  switch ((tr_soap_class) class) {
    case TR_SOAP_SERVICE:
    case TR_SOAP_REGION:
    case TR_SOAP_PART:
    case TR_SOAP_TEST:
    case TR_SOAP_HEAD:
    case TR_SOAP_MODE:
    case TR_SOAP_DYSFUNCTION:
    case TR_SOAP_RESPONSE:
    case TR_SOAP_STATE:
      return true;
    default:
      return false;
  }
}

static tr_soap_match longest(const tr_soap_lexicon *lexicon, tr_str text,
                             const tr_soap_token *tokens, size_t count,
                             bool fuzzy) {
  tr_soap_match best = {0, 0};
  const unsigned hash = hash_of(text, tokens, fuzzy);
  for (uint16_t row = fuzzy ? lexicon->near[hash] : lexicon->first[hash];
       row != 0;
       row = fuzzy ? lexicon->near_next[row - 1] : lexicon->next[row - 1]) {
    if (fuzzy && !may_slip(rows[row - 1].class)) continue;
    const size_t n = match_row(lexicon, row - 1U, text, tokens, count, fuzzy);
    if (n > best.tokens) best = (tr_soap_match){row, (uint8_t)n};
  }
  return best;
}

tr_soap_match tr_soap_lookup(const tr_soap_lexicon *lexicon, tr_str text,
                             const tr_soap_token *tokens, size_t count) {
  const tr_soap_match exact = longest(lexicon, text, tokens, count, false);
  if (exact.row != 0 || tokens->kind != TR_SOAP_TOKEN_WORD ||
      tokens->end - tokens->start < FUZZY_LEAST ||
      is_other_word(text_of(text, tokens)))
    return exact;
  return longest(lexicon, text, tokens, count, true);
}

const tr_soap_row *tr_soap_row_at(uint16_t row) { return &rows[row - 1]; }

uint16_t tr_soap_row_twin(const tr_soap_lexicon *lexicon, uint16_t row) {
  return lexicon->twin[row - 1];
}

/* Rows are put in front of their chain from the last to the first, so that a
 * chain is in the order of the file and a twin is a later row. */
static void chain_row(tr_soap_lexicon *lexicon, size_t row) {
  const tr_str phrase = tr_str_of(rows[row].phrase);
  const unsigned hash = hash_of(phrase, lexicon->tokens[row], false);
  const unsigned near = hash_of(phrase, lexicon->tokens[row], true);
  for (uint16_t other = lexicon->first[hash]; other != 0;
       other = lexicon->next[other - 1])
    if (tr_str_eq_nocase(tr_str_of(rows[other - 1].phrase), phrase)) {
      lexicon->twin[row] = other;
      break;
    }
  lexicon->next[row] = lexicon->first[hash];
  lexicon->first[hash] = (uint16_t)(row + 1);
  lexicon->near_next[row] = lexicon->near[near];
  lexicon->near[near] = (uint16_t)(row + 1);
}

tr_status tr_soap_lexicon_open(tr_arena *arena, tr_soap_lexicon *lexicon) {
  *lexicon = (tr_soap_lexicon){
      .next = tr_arena_array(arena, ROWS, sizeof(uint16_t)),
      .near_next = tr_arena_array(arena, ROWS, sizeof(uint16_t)),
      .twin = tr_arena_array(arena, ROWS, sizeof(uint16_t)),
      .tokens = tr_arena_array(arena, ROWS, sizeof(tr_soap_token *)),
      .counts = tr_arena_array(arena, ROWS, sizeof(uint8_t))};
  if (lexicon->next == NULL || lexicon->near_next == NULL ||
      lexicon->twin == NULL || lexicon->tokens == NULL ||
      lexicon->counts == NULL)
    return TR_ENOMEM;
  for (size_t row = ROWS; row-- > 0;) {
    size_t count = 0;
    const tr_status status = tr_soap_tokens(arena, tr_str_of(rows[row].phrase),
                                            &lexicon->tokens[row], &count);
    if (status != TR_OK) return status;
    lexicon->counts[row] = (uint8_t)count;
    chain_row(lexicon, row);
  }
  return TR_OK;
}
