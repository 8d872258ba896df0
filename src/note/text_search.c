/* Where a phrase stands in a text, and whether its clause takes it back. */
#include "note/text_search.h"

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Part of a word: ASCII letters and digits, and every byte beyond ASCII but
 * those of the punctuation of U+2000 to U+206F (quotes, dashes). */
static bool is_letter(tr_str text, size_t at) {
  const unsigned char c = (unsigned char)text.p[at];
  if (c < 0x80)
    return (c >= '0' && c <= '9') ||
           (lower((char)c) >= 'a' && lower((char)c) <= 'z');
  size_t lead = at;
  while (lead > 0 && at - lead < 2 &&
         ((unsigned char)text.p[lead] & 0xc0) == 0x80)
    lead--;
  if ((unsigned char)text.p[lead] != 0xe2 || lead + 1 >= text.n) return true;
  const unsigned char second = (unsigned char)text.p[lead + 1];
  return second != 0x80 && second != 0x81;
}

static bool is_gap(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '-';
}

/* The byte after the phrase where it matches at `at`, else 0. */
static size_t match_at(tr_str text, tr_str phrase, size_t at) {
  size_t in = 0;
  while (in < phrase.n) {
    if (is_gap(phrase.p[in])) {
      if (at >= text.n || !is_gap(text.p[at])) return 0;
      while (at < text.n && is_gap(text.p[at])) at++;
      while (in < phrase.n && is_gap(phrase.p[in])) in++;
      continue;
    }
    if (at >= text.n || lower(text.p[at]) != lower(phrase.p[in])) return 0;
    at++;
    in++;
  }
  return at;
}

bool tr_text_find(tr_str text, tr_str phrase, size_t from, tr_span *span) {
  if (phrase.n == 0) return false;
  for (size_t at = from; at < text.n; at++) {
    if (lower(text.p[at]) != lower(phrase.p[0])) continue;
    if (at > 0 && is_letter(text, at - 1) && is_letter(text, at)) continue;
    const size_t end = match_at(text, phrase, at);
    if (end == 0) continue;
    if (end < text.n && is_letter(text, end) && is_letter(text, end - 1))
      continue;
    *span = (tr_span){at, end};
    return true;
  }
  return false;
}

/* --- Denial -------------------------------------------------------------- */

/* What a word before the phrase does; a word is in one list at most. */
static const char *const listing[] = {"denies", "denied", "denying"};
static const char *const plain[] = {"no", "without", "neither", "nor"};
static const char *const verbal[] = {"not", "never", "cannot"};
static const char *const refusing[] = {"declines", "declined", "refused",
                                       "refuses",  "deferred", "withheld",
                                       "omitted",  "skipped",  "cancelled"};
/* "not" denies the doing or having of a thing, not every verb about it: "did
 * not receive", but "did not tolerate" a thing that was done. */
static const char *const doing[] = {
    "receive",      "received",  "receiving",  "perform",     "performed",
    "have",         "had",       "has",        "undergo",     "apply",
    "applied",      "use",       "used",       "do",          "done",
    "get",          "need",      "needed",     "require",     "required",
    "give",         "given",     "provide",    "provided",    "administer",
    "administered", "render",    "rendered",   "indicated",   "delivered",
    "report",       "reporting", "reported",   "note",        "noted",
    "exhibit",      "show",      "experience", "experienced", "describe",
    "attempted",    "possible",  "today",      "available",   "feel",
    "feeling",      "felt"};
/* "no pain with traction" denies the pain. */
static const char *const relating[] = {"with",  "during", "after", "following",
                                       "while", "when",   "since", "under",
                                       "by",    "to",     "from",  "despite"};
static const char *const turning[] = {"but",     "however", "although",
                                      "though",  "except",  "then",
                                      "instead", "other",   "besides"};
static const char *const refused_after[] = {"deferred", "declined", "withheld",
                                            "omitted",  "refused",  "skipped",
                                            "cancelled"};

enum { WORDS_BEFORE = 20, PLAIN_REACH = 6, VERBAL_REACH = 5, AFTER_REACH = 5 };

#define IS_ANY(word, list) is_any(word, list, sizeof(list) / sizeof(list)[0])

static bool is_any(tr_str word, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (tr_str_eq_nocase(word, tr_str_of(list[i]))) return true;
  return false;
}

/* "wasn't", with either apostrophe. */
static bool is_contraction(tr_str word) {
  static const char *const ends[] = {"n't", "n\xe2\x80\x99t"};
  for (size_t i = 0; i < 2; i++) {
    const tr_str end = tr_str_of(ends[i]);
    if (word.n > end.n &&
        tr_str_eq_nocase((tr_str){word.p + word.n - end.n, end.n}, end))
      return true;
  }
  return false;
}

static bool ends_clause(tr_str text, size_t at) {
  const char c = text.p[at];
  if (c == ';' || c == '!' || c == '?' || c == ':') return true;
  /* 2.5 is no end of a sentence, and one line end no end of a paragraph. */
  if (c == '.') return at + 1 >= text.n || !is_letter(text, at + 1);
  return c == '\n' && at + 1 < text.n && text.p[at + 1] == '\n';
}

/* Part of a word, for counting words: apostrophes within one belong to it. */
static bool in_word(tr_str text, size_t at) {
  if (is_letter(text, at)) return true;
  if (text.p[at] == '\'')
    return at > 0 && at + 1 < text.n && is_letter(text, at - 1) &&
           is_letter(text, at + 1);
  /* U+2019, any of its three bytes. */
  for (size_t back = 0; back < 3 && back <= at; back++) {
    const size_t lead = at - back;
    if (lead + 3 < text.n && memcmp(text.p + lead, "\xe2\x80\x99", 3) == 0)
      return lead > 0 && is_letter(text, lead - 1) && is_letter(text, lead + 3);
  }
  return false;
}

/* A word of the clause, and whether a comma stands between it and the phrase's
 * side of it. */
typedef struct clause_word {
  tr_str word;
  bool comma;
} clause_word;

/* Words before `at` in its clause, the nearest first. */
static size_t words_before(tr_str text, size_t at, clause_word *words) {
  size_t count = 0;
  bool comma = false;
  while (at > 0 && count < WORDS_BEFORE && !ends_clause(text, at - 1)) {
    at--;
    comma = comma || text.p[at] == ',';
    if (!in_word(text, at)) continue;
    const size_t end = at + 1;
    while (at > 0 && in_word(text, at - 1)) at--;
    words[count++] = (clause_word){{text.p + at, end - at}, comma};
    comma = false;
  }
  return count;
}

static size_t words_after(tr_str text, size_t at, clause_word *words) {
  size_t count = 0;
  bool comma = false;
  while (at < text.n && count < AFTER_REACH && !ends_clause(text, at)) {
    comma = comma || text.p[at] == ',';
    if (!in_word(text, at)) {
      at++;
      continue;
    }
    const size_t from = at;
    while (at < text.n && in_word(text, at)) at++;
    words[count++] = (clause_word){{text.p + from, at - from}, comma};
    comma = false;
  }
  return count;
}

static bool is_or(tr_str word) {
  return tr_str_eq_nocase(word, TR_STR("or")) ||
         tr_str_eq_nocase(word, TR_STR("nor"));
}

/* Two words that deny a list as one. */
static bool is_pair(tr_str first, tr_str second) {
  return (tr_str_eq_nocase(first, TR_STR("negative")) &&
          tr_str_eq_nocase(second, TR_STR("for"))) ||
         (tr_str_eq_nocase(first, TR_STR("free")) &&
          tr_str_eq_nocase(second, TR_STR("of")));
}

static bool denied_before(const clause_word *words, size_t count, bool or) {
  bool comma = false; /* between the word at hand and the phrase */
  bool does = false;  /* a verb of doing stands there */
  for (size_t i = 0; i < count; i++) {
    const tr_str word = words[i].word;
    comma = comma || words[i].comma;
    or = or || is_or(word);
    if (IS_ANY(word, turning) || IS_ANY(word, relating)) return false;
    if (IS_ANY(word, listing)) return true;
    if (i > 0 && is_pair(word, words[i - 1].word)) return true;
    if (comma && ! or) continue;
    if (i < PLAIN_REACH && (IS_ANY(word, plain) || IS_ANY(word, refusing)))
      return true;
    if (i < VERBAL_REACH && (IS_ANY(word, verbal) || is_contraction(word)))
      return does || i == 0;
    does = does || IS_ANY(word, doing);
  }
  return false;
}

static bool denied_after(const clause_word *words, size_t count) {
  bool negated = false;
  for (size_t i = 0; i < count; i++) {
    const tr_str word = words[i].word;
    if (words[i].comma || IS_ANY(word, turning)) return false;
    if (negated) return IS_ANY(word, doing);
    if (IS_ANY(word, refused_after)) return true;
    if (IS_ANY(word, relating)) return false;
    negated = IS_ANY(word, verbal) || is_contraction(word);
  }
  return false;
}

bool tr_text_is_denied(tr_str text, tr_span span) {
  clause_word before[WORDS_BEFORE], after[AFTER_REACH];
  const size_t before_count = words_before(text, span.start, before);
  const size_t after_count = words_after(text, span.end, after);
  /* "no numbness, tingling or weakness": the list goes on behind. */
  bool or = false;
  for (size_t i = 0; i < after_count && i < 3; i++)
    or = or || is_or(after[i].word);
  return denied_before(before, before_count, or) ||
         denied_after(after, after_count);
}

static bool find_which(tr_str text, tr_str phrase, bool denied, tr_span *span) {
  tr_span found = {0, 0};
  for (size_t from = 0; tr_text_find(text, phrase, from, &found);
       from = found.end)
    if (tr_text_is_denied(text, found) == denied) {
      *span = found;
      return true;
    }
  return false;
}

bool tr_text_find_stated(tr_str text, tr_str phrase, tr_span *span) {
  return find_which(text, phrase, false, span);
}

bool tr_text_find_denied(tr_str text, tr_str phrase, tr_span *span) {
  return find_which(text, phrase, true, span);
}
