/* Tests of src/input/example.c. */
#include "input/example.h"

#include "example_helper.h"
#include "input/example_parts.h"

static void refuses_what_it_cannot_build(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t line, column;
    const char *message;
  } rows[] = {
      {"- a\n", 1, 3, "a map is wanted"},
      {"a: [\n", 2, 1, "closing bracket"},
      {"name: a\n", 1, 1, "no \"expect\""},
      {"name: a\nexpect: none\npayer: nobody\n", 3, 8,
       "no row of the payer table has the profile \"nobody\""},
      {"name: a\nexpect: none\npayer: {profile: nobody}\n", 3, 9, "\"nobody\""},
      {"name: a\nexpect: none\nedit: [{find: Q7, replace: a}]\n", 3, 9,
       "finds no \"Q7\""},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    built b;
    TR_ROW(i, tr_str_of(rows[i].text));
    build(&b, rows[i].text);
    assert_int_equal(b.status, TR_ESYNTAX);
    assert_error(&b.kept, rows[i].line, rows[i].column, rows[i].message);
    assert_int_equal(b.example.claims.n, 0);
    tr_arena_done(&b.arena);
  }
}

static void a_line_points_to_an_area(void **state) {
  (void)state;
  static const struct {
    const char *text;
    tr_regions area;
  } rows[] = {
      {"{diagnoses: [M54.2, M54.16], lines: [{pointers: [2, 1]}]}",
       TR_REGION_LUMBAR},
      {"{diagnoses: [M54.2, M54.16], lines: [{}]}", TR_REGION_CERVICAL},
      {"{diagnoses: [Z99.89, M54.2], lines: [{pointers: [9]}]}",
       TR_REGION_CERVICAL},
      {"{diagnoses: [Z99.89], lines: [{}]}", TR_REGION_LUMBAR},
      {"{lines: [{}]}", TR_REGION_LUMBAR},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_arena arena;
    tr_tables tables;
    kept_errors kept;
    const tr_yaml *root = NULL;
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_pack_sink sink = sink_over(rows[i].text, &kept);
    tr_arena_init(&arena, 1 << 16);
    tr_tables_init(&tables);
    assert_int_equal(tr_yaml_read(&arena, &sink, &root), TR_OK);
    const tr_example_set set = {.example = root, .tables = &tables};
    const tr_example_claim claim = {.own = root};
    assert_int_equal(
        tr__example_line_area(&set, &claim, tr__example_lines(&claim)->items),
        rows[i].area);
    tr_arena_done(&arena);
  }
}

static void an_earlier_claim_inherits(void **state) {
  (void)state;
  kept_errors kept;
  tr_arena arena;
  const tr_yaml *root = NULL;
  tr_pack_sink sink = sink_over(
      "{payer: aetna, diagnoses: [A, B, C], patient: {born: 2000-01-01}, "
      "earlier: [{diagnoses: [D]}]}",
      &kept);
  tr_arena_init(&arena, 1 << 16);
  assert_int_equal(tr_yaml_read(&arena, &sink, &root), TR_OK);
  const tr_example_claim claim = {.own = tr_yaml_get(root, "earlier")->items,
                                  .parent = root};
  TR_ASSERT_STR(tr__example_get(&claim, "payer")->text, "aetna");
  assert_int_equal(tr__example_diagnosis_count(&claim), 1);
  TR_ASSERT_STR(tr__example_diagnosis(&claim, 0), "D");
  TR_ASSERT_STR(tr__example_part(&claim, "patient", "born", "x"), "2000-01-01");
  TR_ASSERT_STR(tr__example_part(&claim, "patient", "sex", "F"), "F");
  assert_null(tr__example_get(&claim, "lines"));
  tr_arena_done(&arena);
}

static void says_when_memory_runs_out(void **state) {
  (void)state;
  static const char text[] = "{name: a, expect: none}";
  tr_tables tables;
  tr_status status = TR_ENOMEM;
  tr_tables_init(&tables);
  for (size_t limit = 100; status != TR_OK && limit < 1 << 20;
       limit += limit / 8) {
    tr_arena arena;
    kept_errors kept;
    tr_example example;
    tr_pack_sink sink = sink_over(text, &kept);
    tr_arena_init(&arena, limit);
    status =
        tr_example_build(&arena, &tr_pack_builtin, &tables, &sink, &example);
    assert_true(status == TR_OK || status == TR_ENOMEM);
    tr_arena_done(&arena);
  }
  assert_int_equal(status, TR_OK);
}

TR_TESTS(cmocka_unit_test(refuses_what_it_cannot_build),
         cmocka_unit_test(a_line_points_to_an_area),
         cmocka_unit_test(an_earlier_claim_inherits),
         cmocka_unit_test(says_when_memory_runs_out))
