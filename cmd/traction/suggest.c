/* How many letters two words differ by, slips of two neighbours counted once;
 * a name that begins with what was typed is near in any case. */
#include "suggest.h"

enum { WORD_MOST = 48 };

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c; }

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

static size_t distance(tr_str a, tr_str b) {
  size_t row[3][WORD_MOST + 1];
  if (a.n > WORD_MOST || b.n > WORD_MOST) return WORD_MOST;
  for (size_t j = 0; j <= b.n; j++) row[0][j] = j;
  for (size_t i = 1; i <= a.n; i++) {
    size_t *now = row[i % 3];
    const size_t *above = row[(i + 2) % 3], *higher = row[(i + 1) % 3];
    now[0] = i;
    for (size_t j = 1; j <= b.n; j++) {
      const char x = lower(a.p[i - 1]), y = lower(b.p[j - 1]);
      now[j] = least(least(above[j], now[j - 1]) + 1, above[j - 1] + (x != y));
      if (i > 1 && j > 1 && x == lower(b.p[j - 2]) && lower(a.p[i - 2]) == y)
        now[j] = least(now[j], higher[j - 2] + 1);
    }
  }
  return row[a.n % 3][b.n];
}

void suggest_try(suggestion *suggestion, const char *name) {
  const tr_str word = suggestion->word, other = tr_str_of(name);
  if (word.n == 0) return;
  size_t far = distance(word, other);
  if (word.n >= 3 && other.n > word.n &&
      tr_str_eq_nocase(word, (tr_str){other.p, word.n}))
    far = 1;
  if (far > 2 && far > word.n / 3) return;
  if (suggestion->best != NULL && far >= suggestion->distance) return;
  suggestion->best = name;
  suggestion->distance = far;
}
