/* Tests of src/input/profile_value.c. */
#include "input/profile_value.h"

#include "pack_helper.h"

static const char *const colours[] = {"red", "green", NULL};

typedef struct read_value {
  tr_arena arena;
  kept_errors kept;
  tr_constant value;
  bool good;
} read_value;

static void read(read_value *r, tr_type type, const char *text) {
  const tr_profile_key key = {
      .name = "key", .type = type, .words = colours, .min = 2, .max = 40};
  tr_pack_sink sink = sink_over(text, &r->kept);
  const tr_yaml *root = NULL;
  tr_arena_init(&r->arena, 1 << 20);
  assert_int_equal(tr_yaml_read(&r->arena, &sink, &root), TR_OK);
  tr_profile_reader reader = {.arena = &r->arena, .sink = &sink};
  r->value = (tr_constant){.number = -77};
  r->good =
      tr_profile_value_read(&reader, tr_yaml_get(root, "v"), &key, &r->value);
  assert_false(reader.no_memory);
}

static void reads_single_values(void **state) {
  (void)state;
  read_value r;
  read(&r, TR_TYPE_FLAG, "v: true\n");
  assert_true(r.good);
  assert_int_equal(r.value.type, TR_TYPE_FLAG);
  assert_int_equal(r.value.number, 1);
  tr_arena_done(&r.arena);
  read(&r, TR_TYPE_NUMBER, "v: 40\n");
  assert_true(r.good);
  assert_int_equal(r.value.number, 40000);
  tr_arena_done(&r.arena);
  read(&r, TR_TYPE_WORD, "v: green\n");
  assert_true(r.good);
  assert_string_equal(r.value.text, "green");
  assert_int_equal(r.value.count, 5);
  tr_arena_done(&r.arena);
}

static void reads_sets_in_order(void **state) {
  (void)state;
  read_value r;
  read(&r, TR_TYPE_CODE_SET, "v: [\"97140\", \"59\", \"97012\"]\n");
  assert_true(r.good);
  assert_int_equal(r.value.count, 3);
  assert_true(r.value.codes[0] == TR_CODE("59"));
  assert_true(r.value.codes[1] == TR_CODE("97012"));
  assert_true(r.value.codes[2] == TR_CODE("97140"));
  tr_arena_done(&r.arena);
  read(&r, TR_TYPE_PREFIX_SET, "v: []\n");
  assert_true(r.good);
  assert_int_equal(r.value.count, 0);
  assert_null(r.value.codes);
  tr_arena_done(&r.arena);
  read(&r, TR_TYPE_WORD_SET, "v: [green, red]\n");
  assert_true(r.good);
  assert_string_equal(r.value.words[0], "green");
  tr_arena_done(&r.arena);
}

static void reads_rows(void **state) {
  (void)state;
  read_value r;
  read(&r, TR_TYPE_SEVERITY_LIST,
       "v: [{rule: TRC0203, severity: off}, {rule: TRC0204, severity: "
       "advice}]\n");
  assert_true(r.good);
  assert_int_equal(r.value.count, 2);
  assert_string_equal(r.value.rows[0].rule, "TRC0203");
  assert_true(r.value.rows[0].off);
  assert_false(r.value.rows[1].off);
  assert_int_equal(r.value.rows[1].severity, TR_SEVERITY_ADVICE);
  assert_int_equal(r.value.rows[1].days, -1);
  tr_arena_done(&r.arena);

  read(&r, TR_TYPE_PAIR_LIST,
       "v: [{column1: [\"98940\"], column2: [\"97140\", \"97010\"], bypass: "
       "true, because: \"part of it\"}]\n");
  assert_true(r.good);
  assert_int_equal(r.value.rows[0].code_count, 1);
  assert_int_equal(r.value.rows[0].column2_count, 2);
  assert_true(r.value.rows[0].column2[0] == TR_CODE("97010"));
  assert_true(r.value.rows[0].bypass);
  tr_arena_done(&r.arena);

  read(&r, TR_TYPE_CONDITION_LIST,
       "v: [{codes: [\"97012\"], areas: [cervical, occiput], require: tests, "
       "count: 3, age: 55, tests: [\"a|b\", c], because: \"so\"}]\n");
  assert_true(r.good);
  assert_string_equal(r.value.rows[0].require, "tests");
  assert_int_equal(r.value.rows[0].areas, TR_REGION_CERVICAL);
  assert_int_equal(r.value.rows[0].count, 3);
  assert_int_equal(r.value.rows[0].age, 55);
  assert_int_equal(r.value.rows[0].weeks, -1);
  assert_int_equal(r.value.rows[0].test_count, 2);
  tr_arena_done(&r.arena);

  read(&r, TR_TYPE_COVER_LIST,
       "v: [{devices: [roller-table], provider: DC, because: \"so\"}]\n");
  assert_true(r.good);
  assert_string_equal(r.value.rows[0].devices[0], "roller-table");
  assert_string_equal(r.value.rows[0].provider, "DC");
  assert_null(r.value.rows[0].codes);
  tr_arena_done(&r.arena);

  read(&r, TR_TYPE_LIMIT_LIST,
       "v: [{count: 12, per: authorization, days: 90, then: review, because: "
       "\"so\"}]\n");
  assert_true(r.good);
  assert_string_equal(r.value.rows[0].per, "authorization");
  assert_string_equal(r.value.rows[0].then, "review");
  assert_int_equal(r.value.rows[0].days, 90);
  tr_arena_done(&r.arena);

  read(&r, TR_TYPE_NUMBER_LIST, "v: [{code: \"97010\", number: 4}]\n");
  assert_true(r.good);
  assert_int_equal(r.value.rows[0].number, 4000);
  tr_arena_done(&r.arena);
  read(&r, TR_TYPE_USE_LIST, "v: [{code: \"97014\", use: G0283}]\n");
  assert_true(r.good);
  assert_true(r.value.rows[0].use == TR_CODE("G0283"));
  tr_arena_done(&r.arena);
}

static void refuses_with_a_place(void **state) {
  (void)state;
  static const struct {
    tr_type type;
    const char *text;
    uint32_t column;
    const char *message;
  } rows[] = {
      {TR_TYPE_FLAG, "v: yes\n", 4, "true or false"},
      {TR_TYPE_FLAG, "v: \"true\"\n", 5, "true or false"},
      {TR_TYPE_NUMBER, "v: 41\n", 4, "from 0 to 40"},
      {TR_TYPE_NUMBER, "v: 1\n", 4, "less than 2"},
      {TR_TYPE_NUMBER, "v: -3\n", 4, "whole number"},
      {TR_TYPE_NUMBER, "v: 99999999999999999999\n", 4, "whole number"},
      {TR_TYPE_WORD, "v: blue\n", 4, "they are red, green"},
      {TR_TYPE_WORD_SET, "v: [red, blue]\n", 10, "they are red, green"},
      {TR_TYPE_CODE_SET, "v: \"97012\"\n", 5, "must be a list"},
      {TR_TYPE_CODE_SET, "v: [gp]\n", 5, "capital letters"},
      {TR_TYPE_CODE_SET, "v: [\"123456789\"]\n", 6, "capital letters"},
      {TR_TYPE_CODE_SET, "v: [GP, GP]\n", 5, "twice"},
      {TR_TYPE_USE_LIST, "v: [{code: \"97014\"}]\n", 6, "no \"use\""},
      {TR_TYPE_USE_LIST, "v: [{code: A1, use: B1, why: c}]\n", 25,
       "no \"why\""},
      {TR_TYPE_SEVERITY_LIST, "v: [{rule: X1, severity: off}]\n", 12,
       "id of a rule"},
      {TR_TYPE_SEVERITY_LIST, "v: [{rule: TRC0203, severity: fatal}]\n", 31,
       "no severity"},
      {TR_TYPE_COVER_LIST, "v: [{areas: [back], because: so}]\n", 14,
       "no region"},
      {TR_TYPE_COVER_LIST, "v: [{codes: [A1]}]\n", 6, "no \"because\""},
      {TR_TYPE_CONDITION_LIST, "v: [{require: luck, because: so}]\n", 15,
       "they are authorization"},
      {TR_TYPE_CONDITION_LIST, "v: [{require: failed-care, because: so}]\n", 6,
       "no \"weeks\""},
      {TR_TYPE_CONDITION_LIST,
       "v: [{require: authorization, weeks: 3, because: so}]\n", 30,
       "no \"weeks\""},
      {TR_TYPE_LIMIT_LIST, "v: [{count: 1, per: hour, then: deny, because: a}]",
       21, "they are day"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    read_value r;
    TR_ROW(i, tr_str_of(rows[i].text));
    read(&r, rows[i].type, rows[i].text);
    assert_false(r.good);
    assert_int_equal(r.kept.count, 1);
    assert_error(&r.kept, 1, rows[i].column, rows[i].message);
    assert_int_equal(r.value.number, -77);
    tr_arena_done(&r.arena);
  }
}

static void knows_the_form_of_an_id(void **state) {
  (void)state;
  assert_true(tr_rule_id_is(TR_STR("TRC0203")));
  assert_false(tr_rule_id_is(TR_STR("TRc0203")));
  assert_false(tr_rule_id_is(TR_STR("TRC203")));
  assert_false(tr_rule_id_is(TR_STR("TRC02034")));
  assert_false(tr_rule_id_is(TR_STR("XRC0203")));
}

TR_TESTS(cmocka_unit_test(reads_single_values),
         cmocka_unit_test(reads_sets_in_order), cmocka_unit_test(reads_rows),
         cmocka_unit_test(refuses_with_a_place),
         cmocka_unit_test(knows_the_form_of_an_id))
