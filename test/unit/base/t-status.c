/* Tests of src/base/status.c. */
#include "base/status.h"

#include "tr_test.h"

static void every_status_has_its_own_text(void **state) {
  (void)state;
  static const tr_status all[] = {
#define ONE(name, value, text) TR_##name,
      TR_STATUS_MAP(ONE)
#undef ONE
  };
  for (size_t i = 0; i < TR_COUNT(all); i++)
    for (size_t j = 0; j < i; j++)
      assert_string_not_equal(tr_status_text(all[i]), tr_status_text(all[j]));
  assert_string_equal(tr_status_text(TR_OK), "success");
  assert_string_equal(tr_status_text(TR_ENOMEM), "out of memory");
}

static void success_is_zero_and_failures_are_below(void **state) {
  (void)state;
  assert_int_equal(TR_OK, 0);
#define BELOW(name, value, text) \
  if (TR_##name != TR_OK) assert_true((int)TR_##name < 0);
  TR_STATUS_MAP(BELOW)
#undef BELOW
}

static void a_stray_value_is_named_as_such(void **state) {
  (void)state;
  assert_string_equal(tr_status_text((tr_status)-99),
                      "status that does not exist");
}

TR_TESTS(cmocka_unit_test(every_status_has_its_own_text),
         cmocka_unit_test(success_is_zero_and_failures_are_below),
         cmocka_unit_test(a_stray_value_is_named_as_such))
