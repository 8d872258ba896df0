/* Comparison and search of borrowed text; ASCII case only, no locale. */
#include "base/str.h"

#include <stdint.h>

static unsigned char lower(char c) {
  const unsigned char byte = (unsigned char)c;
  return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte + 32) : byte;
}

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

int tr_str_compare(tr_str a, tr_str b) {
  const size_t common = a.n < b.n ? a.n : b.n;
  const int order = common > 0 ? memcmp(a.p, b.p, common) : 0;
  if (order != 0) return order;
  return (a.n > b.n) - (a.n < b.n);
}

tr_str tr_str_trim(tr_str s) {
  while (s.n > 0 && is_blank(s.p[0])) {
    s.p++;
    s.n--;
  }
  while (s.n > 0 && is_blank(s.p[s.n - 1])) s.n--;
  return s;
}

bool tr_str_eq_nocase(tr_str a, tr_str b) {
  if (a.n != b.n) return false;
  for (size_t i = 0; i < a.n; i++)
    if (lower(a.p[i]) != lower(b.p[i])) return false;
  return true;
}

size_t tr_str_find_nocase(tr_str haystack, tr_str needle) {
  if (needle.n > haystack.n) return SIZE_MAX;
  for (size_t at = 0; at <= haystack.n - needle.n; at++) {
    size_t same = 0;
    while (same < needle.n &&
           lower(haystack.p[at + same]) == lower(needle.p[same]))
      same++;
    if (same == needle.n) return at;
  }
  return SIZE_MAX;
}
