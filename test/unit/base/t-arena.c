/* Tests of src/base/arena.c. */
#include "base/arena.h"

#include <stdalign.h>

#include "tr_test.h"

static bool all_zero(const unsigned char *bytes, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (bytes[i] != 0) return false;
  return true;
}

static void memory_is_zero_aligned_and_apart(void **state) {
  (void)state;
  tr_arena arena;
  tr_arena_init(&arena, 1 << 20);
  unsigned char *pieces[200];
  for (size_t i = 0; i < TR_COUNT(pieces); i++) {
    pieces[i] = tr_arena_alloc(&arena, i + 1);
    assert_non_null(pieces[i]);
    assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
    assert_true(all_zero(pieces[i], i + 1));
    memset(pieces[i], (int)i + 1, i + 1);
  }
  for (size_t i = 0; i < TR_COUNT(pieces); i++)
    for (size_t k = 0; k <= i; k++) assert_int_equal(pieces[i][k], i + 1);
  tr_arena_done(&arena);
}

static void the_limit_holds_to_the_byte(void **state) {
  (void)state;
  tr_arena arena;
  tr_arena_init(&arena, 100);
  assert_null(tr_arena_alloc(&arena, 101));
  assert_non_null(tr_arena_alloc(&arena, 100));
  assert_null(tr_arena_alloc(&arena, 1));
  tr_arena_reset(&arena);
  assert_non_null(tr_arena_alloc(&arena, 100));
  tr_arena_done(&arena);

  tr_arena_init(&arena, 1000);
  size_t taken = 0;
  while (tr_arena_alloc(&arena, 7) != NULL) taken++;
  assert_true(taken >= 60 && taken <= 1000 / 7); /* padding counts */
  assert_true(arena.used <= arena.limit);
  tr_arena_done(&arena);
}

static void arrays_refuse_to_overflow(void **state) {
  (void)state;
  tr_arena arena;
  tr_arena_init(&arena, SIZE_MAX);
  assert_null(tr_arena_array(&arena, SIZE_MAX / 2, 3));
  assert_null(tr_arena_alloc(&arena, SIZE_MAX));
  assert_null(tr_arena_alloc(&arena, SIZE_MAX - 8));
  int32_t *numbers = tr_arena_array(&arena, 10, sizeof *numbers);
  assert_non_null(numbers);
  assert_true(all_zero((unsigned char *)numbers, 10 * sizeof *numbers));
  tr_arena_done(&arena);
}

static void copies_are_packed_and_equal(void **state) {
  (void)state;
  tr_arena arena;
  tr_arena_init(&arena, 64);
  tr_str copies[16];
  for (size_t i = 0; i < TR_COUNT(copies); i++)
    assert_int_equal(tr_arena_copy(&arena, TR_STR("NPI7"), &copies[i]), TR_OK);
  for (size_t i = 0; i < TR_COUNT(copies); i++)
    TR_ASSERT_STR(copies[i], "NPI7");

  tr_str untouched = TR_STR("before");
  assert_int_equal(tr_arena_copy(&arena, TR_STR("x"), &untouched), TR_ENOMEM);
  TR_ASSERT_STR(untouched, "before");
  assert_int_equal(tr_arena_copy(&arena, (tr_str){NULL, 0}, &untouched), TR_OK);
  assert_int_equal(untouched.n, 0);
  tr_arena_done(&arena);
}

static void reset_gives_clean_memory_again(void **state) {
  (void)state;
  tr_arena arena;
  tr_arena_init(&arena, 1 << 20);
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < 100; i++) {
      unsigned char *piece = tr_arena_alloc(&arena, 999);
      assert_non_null(piece);
      assert_true(all_zero(piece, 999));
      memset(piece, 0xee, 999);
    }
    tr_arena_reset(&arena);
    assert_int_equal(arena.used, 0);
  }
  tr_arena_done(&arena);
}

static void reset_lets_go_of_a_huge_block(void **state) {
  (void)state;
  tr_arena arena;
  tr_arena_init(&arena, 8 << 20);
  assert_non_null(tr_arena_alloc(&arena, 4 << 20));
  tr_arena_reset(&arena);
  assert_null(arena.block);
  assert_non_null(tr_arena_alloc(&arena, 10));
  tr_arena_reset(&arena);
  assert_non_null(arena.block);
  tr_arena_done(&arena);
}

static void done_can_be_repeated(void **state) {
  (void)state;
  tr_arena arena;
  tr_arena_init(&arena, 10);
  tr_arena_done(&arena);
  tr_arena_done(&arena);
  assert_null(tr_arena_alloc(&arena, 1));
}

TR_TESTS(cmocka_unit_test(memory_is_zero_aligned_and_apart),
         cmocka_unit_test(the_limit_holds_to_the_byte),
         cmocka_unit_test(arrays_refuse_to_overflow),
         cmocka_unit_test(copies_are_packed_and_equal),
         cmocka_unit_test(reset_gives_clean_memory_again),
         cmocka_unit_test(reset_lets_go_of_a_huge_block),
         cmocka_unit_test(done_can_be_repeated))
