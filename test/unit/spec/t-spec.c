/* Tests of src/spec/spec.c, and of the guides that are shipped. */
#include "spec/spec.h"

#include "tr_test.h"
#include "x12/guide.h"

static void a_guide_is_found_by_name_and_transaction(void **state) {
  (void)state;
  static const struct {
    const char *guide, *transaction, *slug; /* NULL: none */
  } rows[] = {
      {"005010X222A1", "837", "837p"}, {"005010X222", "837", "837p"},
      {"005010X222A2", "837", "837p"}, {"005010X223A2", "837", NULL},
      {"005010X222A1", "835", NULL},   {"005010X222A1", "", NULL},
      {"005010X221A1", "835", "835"},  {"005010X221", "835", "835"},
      {"005010X231A1", "999", "999"},  {"005010X231", "999", "999"},
      {"005010X214", "277", "277ca"},  {"005010X212", "277", "277"},
      {"005010X212", "276", "276"},    {"005010X279A1", "270", "270"},
      {"005010X279", "270", "270"},    {"005010X279A1", "271", "271"},
      {"005010X279", "271", "271"},    {"", "", NULL},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].guide));
    const tr_spec *spec =
        tr_spec_find(tr_str_of(rows[i].guide), tr_str_of(rows[i].transaction));
    assert_int_equal(spec != NULL, rows[i].slug != NULL);
    if (spec != NULL) assert_string_equal(spec->slug, rows[i].slug);
  }
}

static void control_segments_are_found(void **state) {
  (void)state;
  static const char *const ids[] = {"ISA", "GS", "TA1", "GE", "IEA"};
  for (size_t i = 0; i < TR_COUNT(ids); i++) {
    TR_ROW(i, tr_str_of(ids[i]));
    const tr_code id = tr_code_pack(tr_str_of(ids[i]));
    const tr_spec_segment *segment = tr_spec_control(id);
    assert_non_null(segment);
    assert_true(segment->id == id);
  }
  assert_null(tr_spec_control(TR_CODE("ST")));
  assert_null(tr_spec_control(0));
}

static void a_list_has_its_values_only(void **state) {
  (void)state;
  const tr_code codes[] = {TR_CODE("11"), TR_CODE("12345678"), TR_CODE("A"),
                           TR_CODE("AB")};
  static const char *const texts[] = {"123456789", "LONG VALUE"};
  const tr_spec_codes list = {codes, 4, texts, 2};
  static const struct {
    const char *value;
    bool has;
  } rows[] = {{"11", true},         {"12345678", true},     {"A", true},
              {"AB", true},         {"LONG VALUE", true},   {"123456789", true},
              {"1", false},         {"ABC", false},         {"", false},
              {"LONG VALU", false}, {"LONG VALUES", false}, {"B", false}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].value));
    assert_int_equal(tr_spec_has(&list, tr_str_of(rows[i].value)), rows[i].has);
  }
  const tr_spec_codes empty = {NULL, 0, NULL, 0};
  assert_false(tr_spec_has(&empty, TR_STR("A")));
  assert_false(tr_spec_has(&empty, TR_STR("LONG VALUE")));
}

/* --------------------------------------------------- of each shipped guide */

/* x12/guide.c says by name what is read: each such guide has its tables. */
static void guides_that_are_read_have_tables(void **state) {
  (void)state;
  for (size_t i = 0; tr_guide_at(i) != NULL; i++) {
    const tr_guide *guide = tr_guide_at(i);
    TR_ROW(i, tr_str_of(guide->version));
    const tr_spec *spec =
        tr_spec_find(tr_str_of(guide->version), tr_str_of(guide->transaction));
    assert_int_equal(spec != NULL, guide->use != TR_GUIDE_NAMED);
    if (spec == NULL) continue;
    assert_string_equal(spec->function, guide->function);
    assert_int_equal(strcmp(spec->guide, guide->version) == 0,
                     guide->use == TR_GUIDE_READ);
  }
}

static void assert_read(const tr_spec *spec, const char *name,
                        tr_guide_use use) {
  const tr_guide *guide =
      tr_guide_find(tr_str_of(name), tr_str_of(spec->function));
  assert_non_null(guide);
  assert_int_equal(guide->use, use);
  assert_string_equal(guide->transaction, spec->transaction);
}

static void tables_are_of_guides_that_are_read(void **state) {
  (void)state;
  for (uint32_t i = 0; i + 1 < tr_specs_builtin_count; i++) {
    const tr_spec *spec = tr_specs_builtin[i];
    TR_ROW(i, tr_str_of(spec->slug));
    assert_read(spec, spec->guide, TR_GUIDE_READ);
    for (const char *const *name = spec->editions; *name != NULL; name++)
      assert_read(spec, *name, TR_GUIDE_EDITION);
  }
}

static void assert_codes(const tr_spec_codes *codes) {
  if (codes == NULL) return;
  assert_true(codes->count + codes->text_count > 0);
  for (uint16_t i = 1; i < codes->count; i++)
    assert_true(codes->codes[i - 1] < codes->codes[i]);
  for (uint16_t i = 1; i < codes->text_count; i++)
    assert_true(strcmp(codes->texts[i - 1], codes->texts[i]) < 0);
}

static void assert_element(const tr_spec_element *element) {
  assert_non_null(element->label);
  assert_non_null(element->number);
  assert_codes(element->codes);
  assert_codes(element->read);
  assert_int_equal(element->type == TR_TYPE_COMPOSITE, element->part_count > 0);
  for (uint8_t i = 0; i < element->part_count; i++) {
    assert_int_equal(element->parts[i].part_count, 0);
    assert_element(&element->parts[i]);
  }
}

static void assert_loop(const tr_spec *spec, uint16_t index) {
  const tr_spec_loop *loop = &spec->loops[index];
  unsigned depth = 0;
  for (int at = index; at >= 0; at = spec->loops[at].parent) depth++;
  assert_in_range(depth, 1, TR_SPEC_DEPTH);
  assert_in_range(loop->child_count, 1, TR_SPEC_CHILDREN);
  assert_false(loop->children[0].is_loop);
  for (uint16_t i = 0; i < loop->child_count; i++) {
    const tr_spec_child *child = &loop->children[i];
    if (child->is_loop) {
      assert_in_range(child->index, 1, spec->loop_count - 1U);
      assert_int_equal(spec->loops[child->index].parent, index);
    } else {
      assert_in_range(child->index, 0, spec->segment_count - 1U);
      assert_int_equal(spec->segments[child->index].loop, index);
    }
  }
}

static void shipped_guides_are_sound(void **state) {
  (void)state;
  assert_int_equal(tr_specs_builtin_count, 9);
  for (uint32_t i = 0; i < tr_specs_builtin_count; i++) {
    const tr_spec *spec = tr_specs_builtin[i];
    TR_ROW(i, tr_str_of(spec->slug));
    assert_int_equal(strcmp(spec->slug, "control") == 0,
                     i + 1 == tr_specs_builtin_count);
    assert_int_equal(spec->loops[0].parent, -1);
    assert_non_null(spec->editions);
    for (uint16_t j = 0; j < spec->loop_count; j++) assert_loop(spec, j);
    for (uint16_t j = 0; j < spec->segment_count; j++) {
      const tr_spec_segment *segment = &spec->segments[j];
      assert_in_range(segment->key_count, 0, TR_SPEC_KEYS);
      for (uint8_t k = 0; k < segment->element_count; k++)
        assert_element(&segment->elements[k]);
      for (uint8_t k = 0; k < segment->key_count; k++)
        assert_codes(segment->keys[k].codes);
    }
  }
}

TR_TESTS(cmocka_unit_test(a_guide_is_found_by_name_and_transaction),
         cmocka_unit_test(control_segments_are_found),
         cmocka_unit_test(a_list_has_its_values_only),
         cmocka_unit_test(guides_that_are_read_have_tables),
         cmocka_unit_test(tables_are_of_guides_that_are_read),
         cmocka_unit_test(shipped_guides_are_sound))
