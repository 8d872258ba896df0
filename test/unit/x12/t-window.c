/* Tests of src/x12/window.c. */
#include "x12/window.h"
#include "tr_test.h"

static void borrows_the_first_chunk(void **state) {
  (void)state;
  tr_window w;
  tr_window_init(&w);
  const tr_str chunk = TR_STR("0123456789");
  tr_window_feed(&w, chunk);
  assert_ptr_equal(w.p, chunk.p);
  assert_int_equal(tr_window_more(&w), TR_ENOTFOUND);
  assert_ptr_equal(tr_window_at(&w, 4), chunk.p + 4);
  tr_window_done(&w);
}

static void bridges_and_goes_back(void **state) {
  (void)state;
  tr_window w;
  tr_window_init(&w);
  tr_window_feed(&w, TR_STR("0123456789"));
  assert_int_equal(tr_window_park(&w, 7), TR_OK);
  assert_int_equal(w.offset, 7);
  assert_int_equal(w.n, 3);
  assert_memory_equal(w.p, "789", 3);

  static char large[20000];
  memset(large, 'x', sizeof large);
  memcpy(large, "abc", 3);
  tr_window_feed(&w, (tr_str){large, sizeof large});
  assert_int_equal(tr_window_more(&w), TR_OK);
  assert_memory_equal(tr_window_at(&w, 7), "789abc", 6);
  assert_true(w.n < sizeof large); /* not all of it is copied */

  tr_window_settle(&w, 9); /* byte 9 is still of the chunk before */
  assert_ptr_not_equal(w.p, large);
  tr_window_settle(&w, 10);
  assert_ptr_equal(w.p, large);
  assert_int_equal(w.offset, 10);
  assert_int_equal(tr_window_end(&w), 10 + sizeof large);
  tr_window_done(&w);
}

static void keeps_a_growing_run(void **state) {
  (void)state;
  tr_window w;
  tr_window_init(&w);
  for (int i = 0; i < 1000; i++) {
    char chunk[37];
    for (size_t k = 0; k < sizeof chunk; k++)
      chunk[k] = (char)('a' + ((size_t)i * sizeof chunk + k) % 26);
    tr_window_feed(&w, (tr_str){chunk, sizeof chunk});
    while (tr_window_more(&w) == TR_OK) continue;
    assert_int_equal(tr_window_park(&w, 11), TR_OK);
  }
  assert_int_equal(tr_window_end(&w), 37000);
  for (uint64_t at = 11; at < 37000; at++)
    assert_int_equal(*tr_window_at(&w, at), 'a' + (int)(at % 26));
  assert_int_equal(tr_window_park(&w, 37000), TR_OK);
  assert_int_equal(w.n, 0);
  tr_window_done(&w);
}

TR_TESTS(cmocka_unit_test(borrows_the_first_chunk),
         cmocka_unit_test(bridges_and_goes_back),
         cmocka_unit_test(keeps_a_growing_run))
