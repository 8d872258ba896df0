/* Tests of src/base/map.c. */
#include "base/map.h"

#include "tr_test.h"

static void holds_what_was_set(void **state) {
  (void)state;
  tr_map map;
  tr_map_init(&map);
  uint32_t value = 7;
  assert_false(tr_map_get(&map, 1, &value));
  assert_int_equal(tr_map_set(&map, 1, 11), TR_OK);
  assert_int_equal(tr_map_set(&map, UINT64_MAX, 12), TR_OK);
  assert_int_equal(tr_map_set(&map, 1, 13), TR_OK);
  assert_int_equal(map.count, 2);
  assert_true(tr_map_get(&map, 1, &value));
  assert_int_equal(value, 13);
  assert_true(tr_map_get(&map, UINT64_MAX, &value));
  assert_int_equal(value, 12);
  value = 7;
  assert_false(tr_map_get(&map, 2, &value));
  assert_false(tr_map_get(&map, 0, &value));
  assert_int_equal(value, 7);
  tr_map_done(&map);
}

/* Keys that differ only in high or only in low bits must all be found. */
static void many_keys(void **state) {
  (void)state;
  static const int shifts[] = {0, 24, 48};
  for (size_t s = 0; s < TR_COUNT(shifts); s++) {
    TR_ROW(s, TR_STR("shift"));
    tr_map map;
    tr_map_init(&map);
    for (uint32_t i = 1; i <= 20000; i++)
      assert_int_equal(tr_map_set(&map, (uint64_t)i << shifts[s], i), TR_OK);
    assert_int_equal(map.count, 20000);
    for (uint32_t i = 1; i <= 20000; i++) {
      uint32_t value = 0;
      assert_true(tr_map_get(&map, (uint64_t)i << shifts[s], &value));
      assert_int_equal(value, i);
    }
    uint32_t value;
    assert_false(tr_map_get(&map, (uint64_t)20001 << shifts[s], &value));
    tr_map_done(&map);
  }
}

static void clear_forgets_but_keeps_memory(void **state) {
  (void)state;
  tr_map map;
  tr_map_init(&map);
  tr_map_clear(&map);
  for (uint64_t key = 1; key <= 100; key++)
    assert_int_equal(tr_map_set(&map, key, 1), TR_OK);
  const size_t room = map.room;
  tr_map_clear(&map);
  assert_int_equal(map.count, 0);
  assert_int_equal(map.room, room);
  uint32_t value;
  for (uint64_t key = 1; key <= 100; key++)
    assert_false(tr_map_get(&map, key, &value));
  assert_int_equal(tr_map_set(&map, 5, 50), TR_OK);
  assert_true(tr_map_get(&map, 5, &value));
  assert_int_equal(value, 50);
  tr_map_done(&map);
  tr_map_done(&map);
}

static void hashes_tell_texts_apart(void **state) {
  (void)state;
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
  tr_map seen;
  tr_map_init(&seen);
  uint32_t before;
  for (size_t from = 0; from < 30; from++)
    for (size_t n = 1; n <= 20 && from + n < sizeof letters; n++) {
      const uint64_t hash = tr_hash(0, (tr_str){letters + from, n});
      assert_int_not_equal(hash, 0);
      assert_false(tr_map_get(&seen, hash, &before));
      assert_int_equal(tr_map_set(&seen, hash, 1), TR_OK);
    }
  tr_map_done(&seen);
}

static void hashes_depend_on_order_and_bounds(void **state) {
  (void)state;
  const tr_str a = TR_STR("a"), b = TR_STR("b");
  const uint64_t ab = tr_hash(tr_hash(0, a), b);
  assert_true(ab == tr_hash(tr_hash(0, a), b));
  assert_true(ab != tr_hash(tr_hash(0, b), a));
  assert_true(ab != tr_hash(0, TR_STR("ab")));
  assert_true(tr_hash(0, TR_STR("\0")) != tr_hash(0, TR_STR("\0\0")));
  assert_true(tr_hash(0, (tr_str){NULL, 0}) != 0);
}

TR_TESTS(cmocka_unit_test(holds_what_was_set), cmocka_unit_test(many_keys),
         cmocka_unit_test(clear_forgets_but_keeps_memory),
         cmocka_unit_test(hashes_tell_texts_apart),
         cmocka_unit_test(hashes_depend_on_order_and_bounds))
