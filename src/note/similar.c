/* Texts to words, words to runs of five, runs to sorted hashes; two sorted
 * lists are compared in one pass that stops when they are too different. */
#include "note/similar.h"

#include <stddef.h>
#include <string.h>

enum { PERMILLE = 1000, TEXT_BITS = 2, TEXT_MASK = (1 << TEXT_BITS) - 1 };

/* ------------------------------------------------------------------- words */

/** A word while it is read. */
typedef struct token {
  char text[16]; /* its first letters, in lower case */
  uint32_t letters, hash;
  bool digits;
} token;

/** The words of a note; of a sentence that is left out none stay. */
typedef struct word_list {
  uint32_t words[TR_SIMILAR_WORDS]; /* hashes */
  uint32_t count;
  uint32_t sentence; /* where the sentence at hand begins */
  token last;        /* the word before, if a number may make it a date */
  bool verbatim;     /* the sentence is one that is demanded word for word */
  bool after_number; /* the token before was a number */
} word_list;

/* A word to be found, with its length: most words differ in that. */
typedef struct known_word {
  char text[11];
  uint8_t n;
} known_word;

#define KNOWN(word) \
  { word, sizeof(word) - 1 }

static bool names_month(const token *token) {
  static const known_word months[] = {
      KNOWN("january"), KNOWN("february"), KNOWN("march"),
      KNOWN("april"),   KNOWN("may"),      KNOWN("june"),
      KNOWN("july"),    KNOWN("august"),   KNOWN("september"),
      KNOWN("october"), KNOWN("november"), KNOWN("december"),
      KNOWN("jan"),     KNOWN("feb"),      KNOWN("mar"),
      KNOWN("apr"),     KNOWN("jun"),      KNOWN("jul"),
      KNOWN("aug"),     KNOWN("sep"),      KNOWN("sept"),
      KNOWN("oct"),     KNOWN("nov"),      KNOWN("dec")};
  if (token->letters < 3 || token->letters > 9) return false;
  for (size_t i = 0; i < sizeof months / sizeof *months; i++)
    if (months[i].n == token->letters && months[i].text[0] == token->text[0] &&
        memcmp(months[i].text, token->text, token->letters) == 0)
      return true;
  return false;
}

/* Words by which a sentence records consent or attests something. */
static bool is_verbatim(const token *token) {
  static const known_word begins[] = {KNOWN("consent"), KNOWN("attest"),
                                      KNOWN("certif"), KNOWN("hereby"),
                                      KNOWN("acknowledg")};
  for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
    if (token->letters >= begins[i].n && begins[i].text[0] == token->text[0] &&
        memcmp(token->text, begins[i].text, begins[i].n) == 0)
      return true;
  return false;
}

/* A month beside a number is part of a date. */
static void end_number(word_list *list) {
  if (list->count > list->sentence && names_month(&list->last)) list->count--;
  list->last.letters = 0;
  list->after_number = true;
}

static void end_word(word_list *list, const token *token) {
  list->verbatim = list->verbatim || is_verbatim(token);
  list->last.letters = 0;
  if (!(list->after_number && names_month(token)) &&
      list->count < TR_SIMILAR_WORDS) {
    list->words[list->count++] = token->hash;
    list->last = *token;
  }
  list->after_number = false;
}

static void end_token(word_list *list, token *token) {
  if (token->letters != 0)
    end_word(list, token);
  else if (token->digits)
    end_number(list);
  *token = (struct token){.letters = 0};
}

static void end_sentence(word_list *list) {
  if (list->verbatim) list->count = list->sentence;
  list->sentence = list->count;
  list->last.letters = 0;
  list->verbatim = list->after_number = false;
}

static void add_letter(token *token, unsigned char c) {
  if (token->letters < sizeof token->text)
    token->text[token->letters] = (char)c;
  token->letters++;
  token->hash = (token->hash ^ c) * 0x01000193U; /* FNV-1a */
}

static void read_words(word_list *list, tr_str text) {
  token token = {.letters = 0};
  list->sentence = list->count;
  for (size_t i = 0; i < text.n && list->count < TR_SIMILAR_WORDS; i++) {
    const unsigned char c = (unsigned char)text.p[i];
    if ((c >= 'a' && c <= 'z') || c >= 0x80) {
      add_letter(&token, c);
    } else if (c >= '0' && c <= '9') {
      token.digits = true;
    } else if (c >= 'A' && c <= 'Z') {
      add_letter(&token, (unsigned char)(c + 32));
    } else if (c != '\'') {
      /* the point of 4.5 ends no sentence */
      const bool point = c == '.' && token.digits && token.letters == 0 &&
                         i + 1 < text.n && text.p[i + 1] >= '0' &&
                         text.p[i + 1] <= '9';
      if (point) continue;
      end_token(list, &token);
      if (c == '.' || c == '!' || c == '?' || c == ';' || c == '\n')
        end_sentence(list);
    }
  }
  end_token(list, &token);
  end_sentence(list);
}

/* -------------------------------------------------------------------- runs */

static uint32_t run_of(const uint32_t *words, uint32_t text) {
  uint64_t hash = 0x9e3779b97f4a7c15ULL;
  for (int i = 0; i < TR_SHINGLE_WORDS; i++) {
    hash = (hash ^ words[i]) * 0xff51afd7ed558ccdULL;
    hash ^= hash >> 32;
  }
  return ((uint32_t)(hash >> 32) & ~(uint32_t)TEXT_MASK) | text;
}

/* By bytes from the lowest, four passes. */
static void sort(uint32_t *runs, uint32_t *other, uint32_t count) {
  for (unsigned shift = 0; shift < 32; shift += 8) {
    uint32_t at[257] = {0};
    for (uint32_t i = 0; i < count; i++) at[((runs[i] >> shift) & 255) + 1]++;
    for (int i = 0; i < 256; i++) at[i + 1] += at[i];
    for (uint32_t i = 0; i < count; i++)
      other[at[(runs[i] >> shift) & 255]++] = runs[i];
    uint32_t *swap = runs;
    runs = other;
    other = swap;
  }
}

tr_shingles tr_shingles_of(const tr_str *texts, uint32_t *room) {
  word_list list = {.count = 0};
  uint32_t runs[TR_SIMILAR_WORDS], other[TR_SIMILAR_WORDS], count = 0;
  for (uint32_t text = 0; text < TR_SIMILAR_TEXTS; text++) {
    const uint32_t first = list.count;
    read_words(&list, texts[text]);
    for (uint32_t i = first; i + TR_SHINGLE_WORDS <= list.count; i++)
      runs[count++] = run_of(&list.words[i], text);
  }
  sort(runs, other, count);
  tr_shingles made = {.runs = room, .words = (uint16_t)list.count};
  for (uint32_t i = 0; i < count; i++) {
    if (i > 0 && runs[i] >> TEXT_BITS == runs[i - 1] >> TEXT_BITS) continue;
    if (made.count == TR_SHINGLES) {
      made.partial = true;
      break;
    }
    room[made.count++] = runs[i];
  }
  return made;
}

/* ---------------------------------------------------------------- likeness */

/* The largest hash that a list would have kept. */
static uint32_t reach(const tr_shingles *of) {
  return of->partial ? of->runs[of->count - 1] >> TEXT_BITS : UINT32_MAX;
}

static uint32_t share(uint32_t common, uint32_t either) {
  return either == 0 ? 0 : common * PERMILLE / either;
}

tr_likeness tr_similar(const tr_shingles *a, const tr_shingles *b,
                       uint32_t least) {
  tr_likeness like = {.permille = 0};
  const uint32_t limit = reach(a) < reach(b) ? reach(a) : reach(b);
  const uint32_t all = (uint32_t)a->count + b->count;
  /* common / (all - common) >= least / 1000 leaves at most so many that only
   * one has; lists that are cut off may have any number beyond */
  const uint32_t most =
      (uint32_t)((uint64_t)all * (PERMILLE - least) / (PERMILLE + least));
  uint32_t i = 0, j = 0, common = 0, single = 0, first_texts = 0;
  while (i < a->count || j < b->count) {
    const uint32_t x = i < a->count ? a->runs[i] >> TEXT_BITS : UINT32_MAX;
    const uint32_t y = j < b->count ? b->runs[j] >> TEXT_BITS : UINT32_MAX;
    if ((x < y ? x : y) > limit) break;
    const bool of_a = x <= y && (a->runs[i] & TEXT_MASK) == 0;
    const bool of_b = y <= x && (b->runs[j] & TEXT_MASK) == 0;
    first_texts += of_a || of_b;
    if (x == y) {
      common++;
      like.common[a->runs[i] & TEXT_MASK]++;
      i++;
      j++;
      continue;
    }
    if (++single > most) return (tr_likeness){.permille = 0};
    if (x < y)
      i++;
    else
      j++;
  }
  like.permille = share(common, common + single);
  like.subjective = share(like.common[0], first_texts);
  return like.permille >= least ? like : (tr_likeness){.permille = 0};
}
