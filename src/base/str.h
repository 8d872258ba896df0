/* Borrowed text: a pointer and a length, never NUL-terminated. Whoever holds
 * the bytes outlives every tr_str made from them. */
#ifndef TR_BASE_STR_H
#define TR_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct tr_str {
  const char *p; /**< first byte; may be NULL when n is 0 */
  size_t n;      /**< bytes */
} tr_str;

/** A tr_str of a string literal. */
#define TR_STR(literal) ((tr_str){(literal), sizeof(literal) - 1})

/** printf arguments for "%.*s". */
#define TR_STR_ARG(s) (int)(s).n, (s).p ? (s).p : ""

/** A tr_str over a NUL-terminated string; borrowed. @return Empty for NULL. */
static inline tr_str tr_str_of(const char *text) {
  return (tr_str){text, text != NULL ? strlen(text) : 0};
}

/** @return Whether both hold the same bytes. */
static inline bool tr_str_eq(tr_str a, tr_str b) {
  return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/** @return Whether `s` begins with `prefix`. */
static inline bool tr_str_starts(tr_str s, tr_str prefix) {
  return s.n >= prefix.n &&
         (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

/**
 * Order of two strings by bytes.
 *
 * @return Below, at or above 0 as `a` sorts before, with or after `b`.
 */
int tr_str_compare(tr_str a, tr_str b);

/** Cut blanks and tabs off both ends. @return A part of `s`. */
tr_str tr_str_trim(tr_str s);

/**
 * Find a needle without regard to ASCII case.
 *
 * @return Byte offset of the first occurrence, or SIZE_MAX.
 */
size_t tr_str_find_nocase(tr_str haystack, tr_str needle);

/** @return Whether both hold the same text without regard to ASCII case. */
bool tr_str_eq_nocase(tr_str a, tr_str b);

#endif
