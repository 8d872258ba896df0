/* Tests of src/input/derivation_yaml.c. */
#include "input/derivation_yaml.h"

#include "pack_helper.h"

/* Its lines are counted in the tests. */
static const char small[] =
    "id: TRL9001\n"
    "slug: by-hand\n"
    "derives: line\n"
    "each: service\n"
    "kind: traction\n"
    "service: service.method == \"manual\"\n"
    "own_code: service.code == 97124\n"
    "authority: ama\n"
    "sources: [a-source, b-source]\n"
    "confidence: official\n"
    "summary: traction by hand\n"
    "explain: By hand.\n"
    "also_billed_as: [\"992*\", S9090]\n"
    "mistaken_for: [\"97012\"]\n"
    "codes:\n"
    "  - {code: none, when: service.minutes is absent, because: no minutes}\n"
    "  - {code: 97140, because: by hand, source: b-source}\n"
    "examples:\n"
    "  - {name: one, note: {services: []}, gives: [\"97140\"]}\n"
    "  - {name: two, note: {services: []}, gives: [none]}\n";

typedef struct read_one {
  tr_arena arena;
  kept_errors kept;
  char text[4096];
  const tr_derivation *derivation;
} read_one;

static void read_changed(read_one *r, unsigned line, const char *by) {
  static const char *const words[] = {"red", "unknown", NULL};
  static const tr_profile_key keys[] = {
      {.name = "policy", .type = TR_TYPE_WORD, .words = words}};
  replace_line(small, line, by, r->text, sizeof r->text);
  tr_arena_init(&r->arena, 1 << 22);
  const tr_source_list sources = two_sources(&r->arena);
  tr_pack_sink sink = sink_over(r->text, &r->kept);
  tr_rule_reader *reader = calloc(1, sizeof *reader);
  assert_non_null(reader);
  reader->arena = &r->arena;
  reader->sink = &sink;
  reader->sources = &sources;
  reader->keys = keys;
  reader->key_count = TR_COUNT(keys);
  reader->pack = "test";
  const tr_yaml *root = NULL;
  assert_int_equal(tr_yaml_read(&r->arena, &sink, &root), TR_OK);
  assert_non_null(root);
  assert_int_equal(tr_derivation_read(reader, root, &r->derivation), TR_OK);
  free(reader);
}

static void reads_all_of_it(void **state) {
  (void)state;
  read_one r;
  read_changed(&r, 0, "");
  assert_no_error(&r.kept);
  const tr_derivation *of = r.derivation;
  assert_non_null(of);
  assert_string_equal(of->id, "TRL9001");
  assert_string_equal(of->slug, "by-hand");
  assert_string_equal(of->kind, "traction");
  assert_string_equal(of->pack, "test");
  assert_int_equal(of->each, TR_EACH_SERVICE);
  assert_non_null(of->service);
  assert_non_null(of->own_code);
  assert_int_equal(of->from, TR_DAY_MIN);
  assert_int_equal(of->to, TR_DAY_MAX);
  assert_int_equal(of->code_count, 2);
  assert_null(of->codes[0].code);
  assert_non_null(of->codes[0].when);
  assert_string_equal(of->codes[0].source, "a-source"); /* the first of all */
  assert_non_null(of->codes[1].code);
  assert_null(of->codes[1].when);
  assert_string_equal(of->codes[1].source, "b-source");
  /* the constants of its codes, and what else is named; sorted */
  assert_int_equal(of->billed_as_count, 2);
  assert_true(
      tr_codes_have(of->billed_as, of->billed_as_count, TR_CODE("97140")));
  assert_true(
      tr_codes_have(of->billed_as, of->billed_as_count, TR_CODE("S9090")));
  assert_int_equal(of->billed_as_prefix_count, 1);
  assert_int_equal(of->billed_as_prefixes[0], TR_CODE("992"));
  assert_int_equal(of->mistaken_for_count, 1);
  assert_int_equal(of->example_count, 2);
  assert_false(of->examples[0].fails);
  assert_true(of->examples[1].fails);
  assert_string_equal(of->examples[1].name, "two");
  tr_arena_done(&r.arena);
}

static void what_is_left_out_has_a_meaning(void **state) {
  (void)state;
  static const unsigned lines[] = {5, 6, 7, 13, 14};
  for (size_t i = 0; i < TR_COUNT(lines); i++) {
    read_one r;
    TR_ROW(i, TR_STR("line"));
    read_changed(&r, lines[i], "");
    assert_no_error(&r.kept);
    assert_non_null(r.derivation);
    tr_arena_done(&r.arena);
  }
  read_one r;
  read_changed(&r, 4, "each: note\n");
  assert_error(&r.kept, 7, 11, "service");
  tr_arena_done(&r.arena);
}

static void refuses_with_a_place(void **state) {
  (void)state;
  static const struct {
    unsigned line;
    const char *by;
    uint32_t at_line, at_column;
    const char *message;
  } rows[] = {
      {1, "", 1, 1, "\"id\" is missing"},
      {1, "id: TRL1\n", 1, 5, "four digits"},
      {2, "slug: By Hand\n", 2, 7, "a slug has"},
      {3, "derives: modifier\n", 3, 10, "derives"},
      {4, "each: line\n", 4, 7, "each"},
      {5, "kind: yoga\n", 5, 7, "no kind of service"},
      {6, "service: service.metod == \"manual\"\n", 6, 18, "metod"},
      {6, "service: line.units > 1\n", 6, 10, "line"},
      {6, "service: claim is present\n", 6, 10, "claim"},
      {6, "service: filed is present\n", 6, 10, "filed"},
      {6, "service: profile.policy == \"red\"\n", 6, 10,
       "does not depend on the payer"},
      {9, "sources: [c-source]\n", 9, 11, "not in docs/sources.d"},
      {12, "explain: By hand.\nseverity: error\n", 13, 1, "no key"},
      {13, "also_billed_as: [\"123456789\"]\n", 13, 19, "no code"},
      {16, "  - {code: none}\n", 16, 6, "\"because\""},
      {16, "  - {code: none, when: service.minutes, because: x}\n", 16, 24,
       "flag"},
      {16, "  - {code: service.method, because: x}\n", 16, 12, "code"},
      {17, "  - {code: 97140, when: service.primary, because: x}\n", 17, 6,
       "has no \"when\""},
      {17, "  - {code: 97140, because: x, source: z}\n", 17, 39,
       "not in docs/sources.d"},
      {19, "  - {name: one, note: {}, gives: 97140}\n", 19, 6,
       "no list \"gives\""},
      {19, "  - {name: one, gives: [none]}\n", 19, 6, "no \"note\""},
      {19, "  - {name: one, note: {}, gives: [{because: x}]}\n", 19, 36,
       "\"code\" is missing"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    read_one r;
    TR_ROW(i, tr_str_of(rows[i].by));
    read_changed(&r, rows[i].line, rows[i].by);
    assert_error(&r.kept, rows[i].at_line, rows[i].at_column, rows[i].message);
    assert_null(r.derivation);
    tr_arena_done(&r.arena);
  }
}

TR_TESTS(cmocka_unit_test(reads_all_of_it),
         cmocka_unit_test(what_is_left_out_has_a_meaning),
         cmocka_unit_test(refuses_with_a_place))
