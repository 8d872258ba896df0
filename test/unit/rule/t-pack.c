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

/* A source that names transactions is shown with those alone; a finding is
 * never left without a source. */
static void sources_apply_to_transactions(void **state) {
  (void)state;
  static const tr_source_ref refs[] = {{.id = "any"},
                                       {.id = "claim", .of = "837p"},
                                       {.id = "two", .of = "270 271"}};
  static const struct {
    uint32_t first, count; /* of refs */
    const char *guide;
    const char *shown;
  } rows[] = {{0, 3, NULL, "123"},  {0, 3, "837p", "12"}, {0, 3, "270", "13"},
              {0, 3, "271", "13"},  {0, 3, "27", "1"},    {0, 3, "0 2", "1"},
              {1, 2, "837p", "1"},  {1, 2, "271", "2"},   {1, 2, "999", "12"},
              {1, 2, "837pp", "12"}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    char shown[4] = "";
    const tr_rule rule = {.sources = refs + rows[i].first,
                          .source_count = rows[i].count};
    TR_ROW(i, tr_str_of(rows[i].shown));
    for (uint32_t k = 0, n = 0; k < rows[i].count; k++)
      if (tr_rule_source_applies(&rule, k, rows[i].guide))
        shown[n++] = (char)('1' + k);
    assert_string_equal(shown, rows[i].shown);
  }
}

TR_TESTS(cmocka_unit_test(finds_rules_by_id_and_slug),
         cmocka_unit_test(sources_apply_to_transactions))
