/* Tests of src/rule/pack.c. */
#include "tr_test.h"

#include "rule/pack.h"

static void finds_rules_by_id_and_slug(void **state) {
  (void)state;
  static const tr_rule first = {.id = "TRC0101", .slug = "cmt-two-on-day"};
  static const tr_rule second = {.id = "TRC0203", .slug = "units-over-mue"};
  static const tr_rule *const rules[] = {&first, &second};
  const tr_pack pack = {.rules = rules, .rule_count = 2};
  assert_ptr_equal(tr_pack_find(&pack, TR_STR("TRC0203")), &second);
  assert_ptr_equal(tr_pack_find(&pack, TR_STR("trc0101")), &first);
  assert_ptr_equal(tr_pack_find(&pack, TR_STR("units-over-mue")), &second);
  assert_null(tr_pack_find(&pack, TR_STR("units")));
  assert_null(tr_pack_find(&pack, TR_STR("")));
  assert_null(tr_pack_find(&pack, TR_STR("TRC020")));
}

TR_TESTS(cmocka_unit_test(finds_rules_by_id_and_slug))
