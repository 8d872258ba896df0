/* Tests of src/input/profile_yaml.c. */
#include "input/profile_yaml.h"

#include "pack_helper.h"
#include "rule/profile.h"

static const char keys_text[] =
    "format: traction-profile-keys/1\n"
    "keys:\n"
    "  - {key: gp, type: word, words: [required, unknown], default: unknown,\n"
    "     source: a-source, confidence: background, meaning: what}\n"
    "  - {key: days, type: number, unit: days, min: 1, max: 90, default: 7,\n"
    "     source: a-source, confidence: background, meaning: what}\n"
    "  - {key: rows, type: use-list, row_key: code, default: [],\n"
    "     source: a-source, confidence: background, meaning: what}\n";

typedef struct read_profile {
  tr_arena arena;
  kept_errors kept;
  tr_profile_keys keys;
  const tr_profile *profile;
} read_profile;

static void read_keys(read_profile *r, const char *text) {
  tr_arena_init(&r->arena, 1 << 20);
  const tr_source_list sources = two_sources(&r->arena);
  tr_pack_sink sink = sink_over(text, &r->kept);
  assert_int_equal(tr_profile_keys_read(&r->arena, &sink, &sources, &r->keys),
                   TR_OK);
}

static void read(read_profile *r, const char *text) {
  read_keys(r, keys_text);
  assert_no_error(&r->kept);
  const tr_source_list sources = two_sources(&r->arena);
  tr_pack_sink sink = sink_over(text, &r->kept);
  assert_int_equal(tr_profile_read(&r->arena, &sink, &r->keys, &sources,
                                   TR_STR("mine"), &r->profile),
                   TR_OK);
}

static void keys_have_defaults(void **state) {
  (void)state;
  read_profile r;
  read_keys(&r, keys_text);
  assert_no_error(&r.kept);
  assert_int_equal(r.keys.count, 3);
  assert_string_equal(r.keys.keys[0].name, "gp");
  assert_int_equal(r.keys.keys[0].type, TR_TYPE_WORD);
  assert_string_equal(r.keys.keys[0].words[1], "unknown");
  assert_null(r.keys.keys[0].words[2]);
  assert_int_equal(r.keys.keys[1].min, 1);
  assert_int_equal(r.keys.keys[1].max, 90);
  assert_string_equal(r.keys.keys[1].unit, "days");
  assert_string_equal(r.keys.defaults->id, TR_PROFILE_DEFAULTS);
  assert_int_equal(r.keys.defaults->entry_count, 3);
  const tr_profile_entry *days = &r.keys.defaults->entries[1];
  assert_int_equal(days->key, 1);
  assert_int_equal(days->values[0].value.number, 7000);
  assert_int_equal(days->values[0].from, TR_DAY_MIN);
  assert_string_equal(days->values[0].source, "a-source");
  tr_arena_done(&r.arena);
}

static void refuses_broken_keys(void **state) {
  (void)state;
#define KEYS "format: traction-profile-keys/1\nkeys:\n  - "
#define STANDING "source: a-source, confidence: background, meaning: m}\n"
  static const struct {
    const char *text;
    uint32_t line, column;
    const char *message;
  } rows[] = {
      {"keys: []\n", 1, 1, "format"},
      {"format: traction-profile-keys/1\n", 1, 1, "\"keys\" is a list"},
      {KEYS "{key: a, type: shape, default: 1, " STANDING, 3, 20, "\"type\""},
      {KEYS "{key: a, type: text, default: 1, " STANDING, 3, 20, "\"type\""},
      {KEYS "{key: a, type: word, default: b, " STANDING, 3, 6, "\"words\""},
      {KEYS "{key: a, type: flag, words: [b], default: true, " STANDING, 3, 6,
       "\"words\""},
      {KEYS "{key: a, type: flag, " STANDING, 3, 6, "\"default\" is missing"},
      {KEYS "{key: a, type: flag, default: 3, " STANDING, 3, 35,
       "true or false"},
      {KEYS "{key: a, type: flag, default: true, source: no, confidence: "
            "background, meaning: m}\n",
       3, 49, "not in docs/sources.d"},
      {KEYS "{key: a, type: flag, default: true, colour: red, " STANDING, 3, 41,
       "no key \"colour\""},
      {KEYS "{key: a, type: flag, default: true, " STANDING
            "  - {key: a, type: flag, default: true, " STANDING,
       4, 6, "there already"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    read_profile r;
    TR_ROW(i, tr_str_of(rows[i].text));
    read_keys(&r, rows[i].text);
    assert_error(&r.kept, rows[i].line, rows[i].column, rows[i].message);
    tr_arena_done(&r.arena);
  }
}

static void reads_a_profile(void **state) {
  (void)state;
  read_profile r;
  read(&r,
       "id: mine\n"
       "name: My payer\n"
       "inherits: commercial\n"
       "values:\n"
       "  days:\n"
       "    - {value: 10, to: 2024-12-31, source: a-source, confidence: "
       "official}\n"
       "    - {value: 20, from: 2025-01-01, source: b-source, confidence: "
       "secondary, states: [TX, LA]}\n"
       "    - {value: 30, from: 2025-01-01, source: b-source, confidence: "
       "background}\n");
  assert_no_error(&r.kept);
  assert_non_null(r.profile);
  assert_string_equal(r.profile->name, "My payer");
  assert_string_equal(r.profile->inherits, "commercial");
  assert_int_equal(r.profile->entry_count, 1);
  const tr_profile_entry *days = &r.profile->entries[0];
  assert_int_equal(days->key, 1);
  assert_int_equal(days->value_count, 3);
  /* the newest first */
  assert_int_equal(days->values[2].value.number, 10000);
  assert_int_equal(days->values[2].from, TR_DAY_MIN);
  assert_int_equal(days->values[2].to, tr_day_of(2024, 12, 31));
  assert_int_equal(days->values[0].from, tr_day_of(2025, 1, 1));
  const tr_profile_value *in_states = days->values[0].value.state_count > 0
                                          ? &days->values[0]
                                          : &days->values[1];
  assert_int_equal(in_states->value.state_count, 2);
  assert_true(in_states->value.states[0] == TR_CODE("LA"));
  assert_int_equal(in_states->value.number, 20000);
  tr_arena_done(&r.arena);
}

static void refuses_broken_profiles(void **state) {
  (void)state;
#define MINE "id: mine\nname: M\nvalues:\n"
#define SURE "source: a-source, confidence: official}\n"
  static const struct {
    const char *text;
    uint32_t line, column;
    const char *message;
  } rows[] = {
      {"name: M\n", 1, 1, "\"id\" is missing"},
      {"id: other\nname: M\n", 1, 5, "not the name of the file"},
      {"id: mine\nname: M\ncolour: red\n", 3, 1, "no key \"colour\""},
      {MINE "  weeks:\n    - {value: 1, " SURE, 4, 3, "no key \"weeks\""},
      {MINE "  days: 4\n", 4, 9, "must be a list"},
      {MINE "  days: []\n", 4, 3, "at least one"},
      {MINE "  days:\n    - {value: 0, " SURE, 5, 15, "less than 1"},
      {MINE "  days:\n    - {value: 91, " SURE, 5, 15, "0 to 90"},
      {MINE "  days:\n    - {" SURE, 5, 8, "\"value\" is missing"},
      {MINE "  days:\n    - {value: 1, source: no, confidence: official}\n", 5,
       26, "not in docs/sources.d"},
      {MINE "  days:\n    - {value: 1, source: a-source}\n", 5, 8,
       "\"confidence\" is missing"},
      {MINE "  days:\n    - {value: 1, from: 2024-02-30, " SURE, 5, 24,
       "YYYY-MM-DD"},
      {MINE "  days:\n    - {value: 1, from: 2024-02-03, to: 2024-02-02, " SURE,
       5, 8, "before it begins"},
      {MINE "  days:\n    - {value: 1, states: [Tex], " SURE, 5, 27,
       "capital letters"},
      {MINE "  days:\n    - {value: 1, states: [TEX], " SURE, 5, 27,
       "two letters"},
      {MINE "  days:\n    - {value: 1, " SURE "    - {value: 2, " SURE, 4, 3,
       "hold on one day"},
      {MINE "  gp:\n    - {value: maybe, " SURE, 5, 15, "they are required"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    read_profile r;
    TR_ROW(i, tr_str_of(rows[i].text));
    read(&r, rows[i].text);
    assert_null(r.profile);
    assert_error(&r.kept, rows[i].line, rows[i].column, rows[i].message);
    tr_arena_done(&r.arena);
  }
}

static void entries_of_other_states_do_not_overlap(void **state) {
  (void)state;
  read_profile r;
  read(&r,
       MINE "  days:\n    - {value: 1, states: [TX], " SURE
            "    - {value: 2, states: [LA], " SURE "    - {value: 3, " SURE);
  assert_no_error(&r.kept);
  tr_arena_done(&r.arena);
}

TR_TESTS(cmocka_unit_test(keys_have_defaults),
         cmocka_unit_test(refuses_broken_keys),
         cmocka_unit_test(reads_a_profile),
         cmocka_unit_test(refuses_broken_profiles),
         cmocka_unit_test(entries_of_other_states_do_not_overlap))
