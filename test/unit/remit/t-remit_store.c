/* Tests of src/remit/remit_store.c: copies keep the offsets of the stream, and
 * nothing grows beyond its limit. */
#include "remit/remit_builder.h"

#include "remit_test.h"

static remit_fixture fixture;

static bool add(tr__remit_store *store, const char *text, uint64_t offset,
                uint64_t ordinal) {
  uint32_t starts[3] = {0, 4, (uint32_t)strlen(text) + 1};
  const tr_segment segment = {.bytes = tr_str_of(text),
                              .id = TR_CODE("PLB"),
                              .element_count = 1,
                              .starts = starts,
                              .offset = offset,
                              .ordinal = ordinal,
                              .delims = &test_delims};
  fixture.builder->segment = &segment;
  const bool kept = tr__remit_store_add(fixture.builder, store, TR_LOOP_SET);
  fixture.builder->segment = NULL;
  return kept;
}

static void keeps_offsets(void **state) {
  (void)state;
  tr__remit_store store;
  fixture_begin(&fixture);
  tr__remit_store_init(&store, 100, false);
  tr__remit_store_clear(&store, "a.835", &test_delims);
  assert_true(add(&store, "PLB*ABC", 700, 12));
  assert_true(add(&store, "PLB*DEF", 710, 13)); /* "~\r\n" lies between */
  assert_int_equal(store.unit.segment_count, 2);
  const tr_place place = tr_unit_segment_place(&store.unit, 1);
  assert_int_equal(place.offset, 710);
  assert_int_equal(place.ordinal, 13);
  TR_ASSERT_STR(place.line, "PLB*DEF");
  TR_ASSERT_STR(tr_unit_element(&store.unit, 0, 1, 0), "ABC");
  assert_int_equal(fixture.builder->index, 1);
  /* what lies before the first, or too far on, is not kept */
  assert_false(add(&store, "PLB*GHI", 900, 20));
  assert_true(store.damaged);
  assert_int_equal(fixture.fault_count, 1);
  assert_string_equal(fixture.faults[0].rule, "TRX0108");
  assert_string_equal(fixture.faults[0].variant, "level-limit");
  assert_false(add(&store, "PLB*JKL", 720, 14)); /* told of once */
  assert_int_equal(fixture.fault_count, 1);
  tr__remit_store_clear(&store, "a.835", &test_delims);
  assert_false(store.damaged);
  assert_true(add(&store, "PLB*GHI", 900, 20));
  tr__remit_store_done(&store);
  fixture_end(&fixture);
}

static void lists_keep_to_their_limit(void **state) {
  (void)state;
  tr__remit_store store;
  tr_array list;
  memset(&fixture, 0, sizeof fixture);
  fixture_begin(&fixture);
  tr__remit_store_init(&store, 100, false);
  tr__remit_store_clear(&store, "a.835", &test_delims);
  assert_true(add(&store, "PLB*ABC", 1, 1));
  tr_array_init(&list, sizeof(int), 20, "things");
  const tr_segment segment = {.bytes = TR_STR("PLB"),
                              .starts = (const uint32_t[]){0, 4},
                              .delims = &test_delims};
  fixture.builder->segment = &segment;
  for (int i = 0; i < 20; i++) {
    int *item = tr__remit_list_add(fixture.builder, &list);
    assert_non_null(item);
    assert_int_equal(*item, 0);
    *item = i;
  }
  assert_null(tr__remit_list_add(fixture.builder, &list));
  assert_int_equal(((int *)list.items)[19], 19);
  assert_int_equal(fixture.fault_count, 1);
  assert_string_equal(fixture.faults[0].limit, "20");
  tr_array_done(&list);
  tr__remit_store_done(&store);
  fixture_end(&fixture);
}

TR_TESTS(cmocka_unit_test(keeps_offsets),
         cmocka_unit_test(lists_keep_to_their_limit))
