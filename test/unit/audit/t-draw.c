/* Tests of src/audit/draw.c. */
#include "audit/draw.h"
#include "tr_test.h"

#include <sodium.h>

enum { UNITS = 200 };

static void sha256(tr_str bytes, unsigned char *digest) {
  crypto_hash_sha256(digest, (const unsigned char *)bytes.p, bytes.n);
}

/** A frame of units "u000" ..., by turns of three strata. */
typedef struct frame {
  char names[UNITS][8];
  tr_draw_unit units[UNITS];
  tr_draw_stratum strata[3];
} frame;

static void fill(frame *f) {
  for (unsigned i = 0; i < UNITS; i++) {
    snprintf(f->names[i], sizeof f->names[i], "u%03u", i);
    f->units[i] = (tr_draw_unit){.id = tr_str_of(f->names[i]),
                                 .stratum = i % 10 == 0  ? 2
                                            : i % 3 == 0 ? 1
                                                         : 0};
  }
  assert_int_equal(tr_draw_count(f->units, UNITS, f->strata, 3), TR_OK);
}

/* printf 'seed|u017' | sha256sum, by coreutils: the five smallest of
 * 'x|u000' ... 'x|u199'. */
static void can_be_made_again_with_other_tools(void **state) {
  (void)state;
  static const char *const drawn[] = {"u172", "u154", "u173", "u143", "u012"};
  frame f;
  fill(&f);
  for (size_t i = 0; i < UNITS; i++) f.units[i].stratum = 0;
  const tr_draw_stratum all = {UNITS, TR_COUNT(drawn)};
  assert_int_equal(tr_draw(f.units, UNITS, &all, 1, TR_STR("x"), sha256),
                   TR_OK);
  for (size_t i = 0; i < UNITS; i++) {
    assert_int_equal(f.units[i].drawn, f.units[i].order != 0);
    if (f.units[i].drawn)
      TR_ASSERT_STR(f.units[i].id, drawn[f.units[i].order - 1]);
  }
}

static void order_of_the_frame_does_not_matter(void **state) {
  (void)state;
  frame f, g;
  fill(&f);
  fill(&g);
  for (size_t i = 0; i < UNITS / 2; i++) {
    const tr_draw_unit swapped = g.units[i];
    g.units[i] = g.units[UNITS - 1 - i];
    g.units[UNITS - 1 - i] = swapped;
  }
  tr_draw_allocate(f.strata, 3, 30);
  assert_int_equal(tr_draw(f.units, UNITS, f.strata, 3, TR_STR("7"), sha256),
                   TR_OK);
  assert_int_equal(tr_draw(g.units, UNITS, f.strata, 3, TR_STR("7"), sha256),
                   TR_OK);
  for (size_t i = 0; i < UNITS; i++)
    assert_int_equal(f.units[i].order, g.units[UNITS - 1 - i].order);
}

static void strata_get_what_they_are_due(void **state) {
  (void)state;
  frame f;
  fill(&f);
  uint64_t counts[3] = {0};
  tr_draw_allocate(f.strata, 3, 41);
  assert_int_equal(f.strata[0].size + f.strata[1].size + f.strata[2].size, 41);
  for (size_t i = 0; i < 3; i++) {
    const double due = 41.0 * (double)f.strata[i].frame / UNITS;
    assert_true((double)f.strata[i].size > due - 1);
    assert_true((double)f.strata[i].size < due + 1);
  }
  assert_int_equal(tr_draw(f.units, UNITS, f.strata, 3, TR_STR("7"), sha256),
                   TR_OK);
  for (size_t i = 0; i < UNITS; i++)
    counts[f.units[i].stratum] += f.units[i].drawn;
  for (size_t i = 0; i < 3; i++) assert_int_equal(counts[i], f.strata[i].size);
}

static void small_strata_get_two(void **state) {
  (void)state;
  tr_draw_stratum strata[] = {{1000, 0}, {1, 0}, {9, 0}, {0, 0}};
  tr_draw_allocate(strata, 4, 10);
  assert_int_equal(strata[0].size, 9);
  assert_int_equal(strata[1].size, 1);
  assert_int_equal(strata[2].size, 2);
  assert_int_equal(strata[3].size, 0);
  tr_draw_allocate(strata, 4, 5000);
  assert_int_equal(strata[0].size + strata[1].size + strata[2].size, 1010);
}

/* Each unit of 200 is drawn in a tenth of 2,000 draws of 20. */
static void every_unit_has_its_chance(void **state) {
  (void)state;
  frame f;
  int times[UNITS] = {0};
  fill(&f);
  for (size_t i = 0; i < UNITS; i++) f.units[i].stratum = 0;
  const tr_draw_stratum all = {UNITS, 20};
  for (int run = 0; run < 2000; run++) {
    char seed[16];
    snprintf(seed, sizeof seed, "%d", run);
    assert_int_equal(tr_draw(f.units, UNITS, &all, 1, tr_str_of(seed), sha256),
                     TR_OK);
    for (size_t i = 0; i < UNITS; i++) times[i] += f.units[i].drawn;
  }
  /* 200 with a standard deviation of 13.4 */
  for (size_t i = 0; i < UNITS; i++)
    assert_true(times[i] > 140 && times[i] < 260);
}

static void refuses_what_cannot_be_drawn(void **state) {
  (void)state;
  frame f;
  fill(&f);
  tr_draw_stratum all[3] = {{UNITS, 500}, {0, 0}, {0, 0}};
  const tr_str seed = TR_STR("x");
  assert_int_equal(tr_draw(f.units, UNITS, all, 3, seed, sha256), TR_ERANGE);
  all[0].size = 3;
  assert_int_equal(tr_draw(f.units, UNITS, all, 1, seed, sha256), TR_ERANGE);
  f.units[7].id = f.units[90].id;
  assert_int_equal(tr_draw(f.units, UNITS, all, 3, seed, sha256), TR_ERANGE);
  f.units[7].id = (tr_str){NULL, 0};
  assert_int_equal(tr_draw(f.units, UNITS, all, 3, seed, sha256), TR_ERANGE);
  f.units[7].stratum = 3;
  assert_int_equal(tr_draw_count(f.units, UNITS, all, 3), TR_ERANGE);
}

TR_TESTS(cmocka_unit_test(can_be_made_again_with_other_tools),
         cmocka_unit_test(order_of_the_frame_does_not_matter),
         cmocka_unit_test(strata_get_what_they_are_due),
         cmocka_unit_test(small_strata_get_two),
         cmocka_unit_test(every_unit_has_its_chance),
         cmocka_unit_test(refuses_what_cannot_be_drawn))
