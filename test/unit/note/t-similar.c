/* Tests of src/note/similar.c; the exact share is held against one that is
 * counted the slow way. */
#include "note/similar.h"

#include <stdlib.h>
#include <string.h>

#include "tr_test.h"

typedef struct made {
  uint32_t room[TR_SHINGLES];
  tr_shingles runs;
} made;

static made *make(const char *subjective, const char *objective) {
  made *one = calloc(1, sizeof *one);
  assert_non_null(one);
  const tr_str texts[TR_SIMILAR_TEXTS] = {tr_str_of(subjective),
                                          tr_str_of(objective)};
  one->runs = tr_shingles_of(texts, one->room);
  return one;
}

static uint32_t permille(const char *a, const char *b) {
  made *x = make(a, ""), *y = make(b, "");
  const uint32_t there = tr_similar(&x->runs, &y->runs, 0).permille;
  const uint32_t back = tr_similar(&y->runs, &x->runs, 0).permille;
  assert_int_equal(there, back);
  free(x);
  free(y);
  return there;
}

#define TEN "one two three four five six seven eight nine ten"

static void leaves_numbers_and_dates_out(void **state) {
  (void)state;
  static const struct {
    const char *a, *b;
    uint32_t permille;
  } rows[] = {
      {TEN, TEN, 1000},
      {TEN, "ONE two, three: four five SIX seven eight nine ten!", 1000},
      {TEN " 4/10", TEN " 6/10", 1000},
      {TEN " on June 12, 2026", TEN " on 2 July 2026", 1000},
      {TEN " pain at 4.5 of 10", TEN " pain at 3 of 10", 1000},
      {"he may go on as he likes to", "he will go on as he likes to", 333},
      {"L4 and L5 are tender to touch", "L3 and L4 are tender to touch", 1000},
      {"one two three four", "one two three four", 0}, /* no run of five */
      {"", "", 0},
      {TEN, "alpha beta gamma delta epsilon zeta eta", 0},
      /* six runs each, five of them in both */
      {TEN, "one two three four five six seven eight nine X", 714},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].b));
    assert_int_equal(permille(rows[i].a, rows[i].b), rows[i].permille);
  }
}

static void leaves_consent_out(void **state) {
  (void)state;
  made *one = make("The patient hereby consents to all of it, as asked. " TEN,
                   "I certify that the above is true and complete; " TEN);
  assert_int_equal(one->runs.words, 20);
  assert_int_equal(one->runs.count, 6); /* the same runs in both texts */
  free(one);
}

static void knows_the_texts(void **state) {
  (void)state;
  made *a = make(TEN, "alpha beta gamma delta epsilon zeta eta theta");
  made *b = make(TEN, "alpha beta gamma delta epsilon zeta");
  const tr_likeness like = tr_similar(&a->runs, &b->runs, 0);
  assert_int_equal(like.common[0], 6);
  assert_int_equal(like.common[1], 2);
  assert_int_equal(like.subjective, 1000);
  assert_int_equal(like.permille, 8 * 1000 / 10);
  /* what is below the least is not told apart */
  assert_int_equal(tr_similar(&a->runs, &b->runs, 800).permille, 800);
  assert_int_equal(tr_similar(&a->runs, &b->runs, 801).permille, 0);
  free(a);
  free(b);
}

static uint32_t next(uint32_t *seed) {
  *seed = *seed * 1664525U + 1013904223U;
  return *seed >> 8;
}

static void put_words(char *text, size_t room, uint32_t *seed, int count,
                      uint32_t vocabulary) {
  size_t n = 0;
  for (int i = 0; i < count && n + 8 < room; i++) {
    const uint32_t word = next(seed) % vocabulary;
    text[n++] = (char)('a' + word % 26);
    text[n++] = (char)('a' + word / 26 % 26);
    text[n++] = ' ';
  }
  text[n] = '\0';
}

static uint32_t slow(const tr_shingles *a, const tr_shingles *b) {
  uint32_t common = 0;
  for (uint32_t i = 0; i < a->count; i++)
    for (uint32_t j = 0; j < b->count; j++)
      common += a->runs[i] >> 2 == b->runs[j] >> 2;
  const uint32_t either = (uint32_t)a->count + b->count - common;
  return either == 0 ? 0 : common * 1000 / either;
}

/* Whatever the least is: what is not below it is exact. */
static void agrees_with_counting(void **state) {
  (void)state;
  static char x[4096], y[4096];
  uint32_t seed = 7;
  for (int round = 0; round < 400; round++) {
    put_words(x, sizeof x, &seed, 20 + (int)(next(&seed) % 120), 400);
    memcpy(y, x, sizeof y);
    for (uint32_t changes = next(&seed) % 12; changes > 0; changes--)
      y[next(&seed) % (uint32_t)strlen(y)] = 'z';
    made *a = make(x, ""), *b = make(y, "");
    const uint32_t exact = slow(&a->runs, &b->runs);
    for (uint32_t least = 0; least <= 1000; least += 125)
      assert_int_equal(tr_similar(&a->runs, &b->runs, least).permille,
                       exact >= least ? exact : 0);
    free(a);
    free(b);
  }
}

/* Of a long note the smallest hashes stand for all of them. */
static void estimates_long_notes(void **state) {
  (void)state;
  static char x[16384], y[16384];
  uint32_t seed = 3;
  put_words(x, sizeof x, &seed, 2000, 676);
  memcpy(y, x, sizeof y);
  put_words(y + strlen(y) / 2, sizeof y / 2, &seed, 1000, 676);
  made *a = make(x, ""), *b = make(y, "");
  assert_true(a->runs.partial && b->runs.partial);
  assert_int_equal(a->runs.count, TR_SHINGLES);
  assert_int_equal(tr_similar(&a->runs, &a->runs, 900).permille, 1000);
  const uint32_t half = tr_similar(&a->runs, &b->runs, 0).permille;
  assert_in_range(half, 263, 403); /* a third, give or take */
  free(a);
  free(b);
}

TR_TESTS(cmocka_unit_test(leaves_numbers_and_dates_out),
         cmocka_unit_test(leaves_consent_out),
         cmocka_unit_test(knows_the_texts),
         cmocka_unit_test(agrees_with_counting),
         cmocka_unit_test(estimates_long_notes))
