/* Tests of src/input/spec_yaml.c. */
#include "input/spec_yaml.h"

#include "spec_helper.h"

#define SMALL SPEC_HEAD SPEC_TAIL

static void a_guide_is_read(void **state) {
  (void)state;
  read_specs r;
  const tr_spec *spec = good_spec(&r, SMALL);
  assert_string_equal(spec->slug, "g");
  assert_string_equal(spec->transaction, "837");
  assert_string_equal(spec->guide, "G1");
  assert_string_equal(spec->function, "HC");
  assert_string_equal(spec->name, "a claim");
  assert_string_equal(spec->editions[0], "G0");
  assert_null(spec->editions[1]);
  assert_int_equal(spec->loop_count, 1);
  assert_int_equal(spec->segment_count, 2);
  tr_arena_done(&r.arena);
}

static void files_that_are_missing_are_told(void **state) {
  (void)state;
  const tr_spec_file files[] = {{"codes.yaml", tr_str_of(spec_codes)}};
  read_specs r = {.kept = {.count = 0}};
  tr_arena_init(&r.arena, 16 << 20);
  assert_int_equal(
      tr_specs_read(&r.arena, files, 1, keep_error, &r.kept, &r.list),
      TR_ESYNTAX);
  assert_int_equal(r.kept.count, 2);
  assert_string_equal(r.kept.list[0].file, "elements.yaml");
  assert_string_equal(r.kept.list[1].file, "segments.yaml");
  tr_arena_done(&r.arena);
}

static void two_guides_do_not_read_one_set(void **state) {
  (void)state;
  static const char other[] =
      "transaction: \"837\"\n"
      "guide: G2\n"
      "editions: [G0]\n"
      "function: HC\n"
      "name: another\n"
      "body:\n"
      "  - {segment: ST, position: 5, use: R}\n" SPEC_TAIL;
  const tr_spec_file files[] = {
      {"elements.yaml", tr_str_of(spec_elements)},
      {"segments.yaml", tr_str_of(spec_segments)},
      {"codes.yaml", tr_str_of(spec_codes)},
      {"b.yaml", tr_str_of(SMALL)},
      {"c.yaml", tr_str_of(other)},
  };
  read_specs r = {.kept = {.count = 0}};
  tr_arena_init(&r.arena, 16 << 20);
  assert_int_equal(
      tr_specs_read(&r.arena, files, 5, keep_error, &r.kept, &r.list),
      TR_ESYNTAX);
  assert_int_equal(r.kept.count, 1);
  assert_string_equal(r.kept.list[0].file, "c.yaml");
  assert_non_null(strstr(r.kept.list[0].message, "\"b\" reads sets of"));
  tr_arena_done(&r.arena);
}

static void guides_come_by_slug_and_control_last(void **state) {
  (void)state;
  static const char other[] =
      "transaction: \"835\"\n"
      "guide: G1\n"
      "function: HP\n"
      "name: another\n"
      "body:\n"
      "  - {segment: ST, position: 5, use: R}\n" SPEC_TAIL;
  static const char control[] =
      "name: envelope\n"
      "body:\n"
      "  - {segment: LX, position: 5, use: R}\n";
  const tr_spec_file files[] = {
      {"control.yaml", tr_str_of(control)},
      {"z.yaml", tr_str_of(SMALL)},
      {"elements.yaml", tr_str_of(spec_elements)},
      {"segments.yaml", tr_str_of(spec_segments)},
      {"codes.yaml", tr_str_of(spec_codes)},
      {"d.yaml", tr_str_of(other)},
  };
  read_specs r = {.kept = {.count = 0}};
  tr_arena_init(&r.arena, 16 << 20);
  assert_int_equal(
      tr_specs_read(&r.arena, files, 6, keep_error, &r.kept, &r.list), TR_OK);
  assert_no_error(&r.kept);
  assert_int_equal(r.list.count, 3);
  assert_string_equal(r.list.specs[0]->slug, "d");
  assert_string_equal(r.list.specs[1]->slug, "z");
  assert_string_equal(r.list.specs[2]->slug, "control");
  assert_string_equal(r.list.specs[2]->transaction, "");
  tr_arena_done(&r.arena);
}

static void memory_can_end_anywhere(void **state) {
  (void)state;
  const tr_spec_file files[] = {
      {"g.yaml", tr_str_of(SMALL)},
      {"elements.yaml", tr_str_of(spec_elements)},
      {"segments.yaml", tr_str_of(spec_segments)},
      {"codes.yaml", tr_str_of(spec_codes)},
  };
  tr_spec_list list = {0};
  size_t limit = 0;
  tr_status status = TR_ENOMEM;
  while (status == TR_ENOMEM && limit < 16 << 20) {
    tr_arena arena;
    limit = limit < 200000 ? limit + 331 : limit + 65536;
    tr_arena_init(&arena, limit);
    status = tr_specs_read(&arena, files, 4, NULL, NULL, &list);
    tr_arena_done(&arena);
    assert_true(status == TR_ENOMEM || status == TR_OK);
  }
  assert_int_equal(status, TR_OK);
}

static void too_many_files_are_refused(void **state) {
  (void)state;
  static tr_spec_file files[TR_SPEC_FILES + 1];
  read_specs r = {.kept = {.count = 0}};
  tr_arena_init(&r.arena, 1 << 20);
  assert_int_equal(
      tr_specs_read(&r.arena, files, TR_SPEC_FILES + 1, NULL, NULL, &r.list),
      TR_ELIMIT);
  tr_arena_done(&r.arena);
}

TR_TESTS(cmocka_unit_test(a_guide_is_read),
         cmocka_unit_test(files_that_are_missing_are_told),
         cmocka_unit_test(two_guides_do_not_read_one_set),
         cmocka_unit_test(guides_come_by_slug_and_control_last),
         cmocka_unit_test(memory_can_end_anywhere),
         cmocka_unit_test(too_many_files_are_refused))
