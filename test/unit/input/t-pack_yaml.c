/* Tests of src/input/pack_yaml.c. */
#include "input/pack_yaml.h"

#include "pack_helper.h"
#include "rule/profile.h"

#define RULE(id, slug, severity, more)                                    \
  "id: " id "\nslug: " slug "\nseverity: " severity                       \
  "\nover: line\neach: line\nsnip: 6\nauthority: ncci\nsources: [one]\n"  \
  "confidence: official\nsummary: s\nexplain: E.\nwhen: line.units > 1\n" \
  "at: line.units\nmessage: m\n" more                                     \
  "examples:\n  - {name: a, lines: [{units: 1}], expect: none}\n"         \
  "  - {name: b, lines: [{units: 2}], expect: error}\n"

#define KEY(name)                                         \
  "  - {key: " name                                       \
  ", type: number, default: 1, source: one, confidence: " \
  "background, meaning: m}\n"
#define VALUE(key, number)            \
  "  " key ":\n    - {value: " number \
  ", source: one, confidence: "       \
  "official}\n"
#define SEVERITIES                                                           \
  "  - {key: sev, type: severity-list, row_key: rule, default: [], source: " \
  "one, confidence: background, meaning: m}\n"
#define PAYERS                                                               \
  "profile,payer_id,filing_code,name_contains,state,order,source,confidence" \
  "\n"

static const tr_pack_file base_files[] = {
    {"packs/ncci/TRC9002-b.yaml",
     {RULE("TRC9002", "b-thing", "error", ""),
      sizeof RULE("TRC9002", "b-thing", "error", "") - 1},
     TR_PACK_RULE},
    {"codes/payers.csv",
     {PAYERS "plain,,,,,9999,one,background\n",
      sizeof PAYERS "plain,,,,,9999,one,background\n" - 1},
     TR_PACK_PAYERS},
    {"packs/ncci/TRC9001-a.yaml",
     {RULE("TRC9001", "a-thing", "error", "yields_to: [TRC9002]\n"),
      sizeof RULE("TRC9001", "a-thing", "error", "yields_to: [TRC9002]\n") - 1},
     TR_PACK_RULE},
    {"profiles/plain.yaml",
     {"id: plain\nname: Plain\nvalues:\n" VALUE("x", "5") VALUE("y", "6"),
      sizeof "id: plain\nname: Plain\nvalues:\n" VALUE("x", "5")
              VALUE("y", "6") -
          1},
     TR_PACK_PROFILE},
    {"profiles/keys.yaml",
     {"format: traction-profile-keys/1\nkeys:\n" KEY("x") KEY("y") SEVERITIES,
      sizeof "format: traction-profile-keys/1\nkeys:\n" KEY("x") KEY("y")
              SEVERITIES -
          1},
     TR_PACK_KEYS},
    {"docs/sources.d/a.md",
     {"| id | title | what it decides | link |\n| - | - | - | - |\n"
      "| `one` | One | all | |\n",
      sizeof "| id | title | what it decides | link |\n| - | - | - | - |\n"
             "| `one` | One | all | |\n" -
          1},
     TR_PACK_SOURCES},
};

/* A pack and the one it is laid over. */
typedef struct two_packs {
  tr_arena arena;
  kept_errors kept;
  const tr_pack *base, *pack;
  tr_status status;
} two_packs;

static tr_status read(two_packs *p, const tr_pack_file *files, size_t count,
                      const tr_pack *base, const tr_pack **pack) {
  const tr_pack_options options = {.name = base == NULL ? "traction" : "mine",
                                   .version = "1",
                                   .base = base,
                                   .error = keep_error,
                                   .context = &p->kept};
  return tr_pack_read(&p->arena, files, count, &options, pack);
}

static void open_base(two_packs *p) {
  *p = (two_packs){.status = TR_OK};
  tr_arena_init(&p->arena, 8 << 20);
  assert_int_equal(read(p, base_files, TR_COUNT(base_files), NULL, &p->base),
                   TR_OK);
  assert_no_error(&p->kept);
}

static void lay_over(two_packs *p, const char *name, tr_pack_kind kind,
                     const char *text) {
  const tr_pack_file file = {name, tr_str_of(text), kind};
  open_base(p);
  p->status = read(p, &file, 1, p->base, &p->pack);
}

static const tr_profile *profile_named(const tr_pack *pack, const char *id) {
  for (uint32_t i = 0; i < pack->profile_count; i++)
    if (strcmp(pack->profiles[i]->id, id) == 0) return pack->profiles[i];
  return NULL;
}

static int64_t value_of(const tr_pack *pack, const char *id, int32_t key) {
  const tr_profile *profile = profile_named(pack, id);
  assert_non_null(profile);
  for (uint32_t i = 0; i < profile->entry_count; i++)
    if (profile->entries[i].key == key)
      return profile->entries[i].values[0].value.number;
  return -1;
}

static void reads_files_in_any_order(void **state) {
  (void)state;
  two_packs p;
  open_base(&p);
  assert_string_equal(p.base->name, "traction");
  assert_int_equal(p.base->rule_count, 2);
  assert_string_equal(p.base->rules[0]->id, "TRC9001");
  assert_string_equal(p.base->rules[1]->id, "TRC9002");
  assert_int_equal(p.base->key_count, 3);
  assert_int_equal(p.base->payer_count, 1);
  assert_int_equal(p.base->source_count, 1);
  assert_int_equal(p.base->profile_count, 2);
  assert_int_equal(value_of(p.base, TR_PROFILE_DEFAULTS, 0), 1000);
  assert_int_equal(value_of(p.base, "plain", 0), 5000);
  assert_null(p.base->base);
  assert_int_equal(strlen(p.base->sha256), 64);
  tr_arena_done(&p.arena);
}

static void a_known_rule_is_replaced(void **state) {
  (void)state;
  two_packs p;
  lay_over(&p, "mine/x.yaml", TR_PACK_RULE,
           RULE("TRC9001", "a-thing", "advice", ""));
  assert_int_equal(p.status, TR_OK);
  assert_int_equal(p.pack->rule_count, 2);
  assert_int_equal(p.pack->rules[0]->severity, TR_SEVERITY_ADVICE);
  assert_string_equal(p.pack->rules[0]->pack, "mine");
  assert_string_equal(p.pack->rules[1]->pack, "traction");
  assert_ptr_equal(p.pack->base, p.base);
  assert_string_not_equal(p.pack->sha256, p.base->sha256);
  assert_int_equal(p.base->rules[0]->severity, TR_SEVERITY_ERROR);
  tr_arena_done(&p.arena);
}

static void a_new_rule_is_added(void **state) {
  (void)state;
  two_packs p;
  lay_over(&p, "mine/x.yaml", TR_PACK_RULE,
           RULE("TRC9000", "new-thing", "error", ""));
  assert_int_equal(p.status, TR_OK);
  assert_int_equal(p.pack->rule_count, 3);
  assert_string_equal(p.pack->rules[0]->id, "TRC9000");
  tr_arena_done(&p.arena);
}

static void a_known_profile_is_changed_key_by_key(void **state) {
  (void)state;
  two_packs p;
  lay_over(&p, "mine/plain.yaml", TR_PACK_PROFILE,
           "id: plain\nname: Mine\nvalues:\n" VALUE("x", "7"));
  assert_int_equal(p.status, TR_OK);
  assert_string_equal(profile_named(p.pack, "plain")->name, "Mine");
  assert_int_equal(value_of(p.pack, "plain", 0), 7000);
  assert_int_equal(value_of(p.pack, "plain", 1), 6000);
  assert_int_equal(value_of(p.base, "plain", 0), 5000);
  tr_arena_done(&p.arena);
}

static void payers_of_ones_own_come_first(void **state) {
  (void)state;
  two_packs p;
  lay_over(&p, "mine/payers.csv", TR_PACK_PAYERS,
           PAYERS "plain,123,,,,9999,one,background\n");
  assert_int_equal(p.status, TR_OK);
  assert_int_equal(p.pack->payer_count, 2);
  assert_string_equal(p.pack->payers[0].payer_id, "123");
  assert_null(p.pack->payers[1].payer_id);
  tr_arena_done(&p.arena);
}

static void sources_of_ones_own_may_be_cited(void **state) {
  (void)state;
  static const char page[] =
      "| id | title | what it decides | link |\n| - | - | - | - |\n"
      "| `my.own` | Mine | all | |\n";
  static const char profile[] =
      "id: mine\nname: Mine\ninherits: plain\nvalues:\n"
      "  x:\n    - {value: 1, source: my.own, confidence: official}\n";
  const tr_pack_file files[] = {
      {"mine/mine.yaml", TR_STR(profile), TR_PACK_PROFILE},
      {"mine/sources.md", TR_STR(page), TR_PACK_SOURCES}};
  two_packs p;
  open_base(&p);
  assert_int_equal(read(&p, files, 2, p.base, &p.pack), TR_OK);
  assert_no_error(&p.kept);
  assert_int_equal(p.pack->source_count, 2);
  assert_non_null(profile_named(p.pack, "mine"));
  tr_arena_done(&p.arena);
}

static void refuses_with_a_place(void **state) {
  (void)state;
  static const struct {
    const char *name;
    tr_pack_kind kind;
    const char *text;
    uint32_t line, column;
    const char *message;
  } rows[] = {
      {"x.yaml", TR_PACK_RULE, RULE("TRC9003", "a-thing", "error", ""), 1, 1,
       "TRC9001 is called \"a-thing\" already"},
      {"x.yaml", TR_PACK_RULE,
       RULE("TRC9003", "c", "error", "yields_to: [TRC9009]\n"), 15, 13,
       "there is no rule \"TRC9009\""},
      {"x.yaml", TR_PACK_RULE, RULE("TRC9003", "c", "fatal", ""), 3, 11,
       "no severity"},
      {"p.yaml", TR_PACK_PROFILE,
       "id: p\nname: P\ninherits: nobody\nvalues:\n" VALUE("x", "7"), 3, 11,
       "there is no profile \"nobody\""},
      {"p.yaml", TR_PACK_PROFILE,
       "id: p\nname: P\ninherits: p\nvalues:\n" VALUE("x", "7"), 1, 5,
       "one that comes back, from \"p\""},
      {"p.yaml", TR_PACK_PROFILE,
       "id: p\nname: P\nvalues:\n  sev:\n    - {value: [{rule: TRC9009, "
       "severity: off}], source: one, confidence: official}\n",
       5, 23, "there is no rule \"TRC9009\""},
      {"keys.yaml", TR_PACK_KEYS, "keys: []\n", 1, 1, "cannot change the keys"},
      {"payers.csv", TR_PACK_PAYERS, PAYERS "gone,,,,,1,one,official\n", 2, 1,
       "no profile \"gone\""},
      {"s.md", TR_PACK_SOURCES,
       "| id | title | what it decides | link |\n|-|-|-|-|\n| one | 1 | | |\n",
       3, 3, "is there already"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    two_packs p;
    TR_ROW(i, tr_str_of(rows[i].text));
    lay_over(&p, rows[i].name, rows[i].kind, rows[i].text);
    assert_int_equal(p.status, TR_ESYNTAX);
    assert_null(p.pack);
    assert_int_equal(p.kept.count, 1);
    assert_string_equal(p.kept.list[0].file, rows[i].name);
    assert_error(&p.kept, rows[i].line, rows[i].column, rows[i].message);
    tr_arena_done(&p.arena);
  }
}

static void the_same_rule_twice_is_an_error(void **state) {
  (void)state;
  const tr_pack_file files[] = {
      {"mine/x.yaml", TR_STR(RULE("TRC9003", "c", "error", "")), TR_PACK_RULE},
      {"mine/y.yaml", TR_STR(RULE("TRC9003", "d", "error", "")), TR_PACK_RULE}};
  two_packs p;
  open_base(&p);
  assert_int_equal(read(&p, files, 2, p.base, &p.pack), TR_ESYNTAX);
  assert_string_equal(p.kept.list[0].file, "mine/y.yaml");
  assert_error(&p.kept, 1, 1, "TRC9003 is in mine/x.yaml already");
  tr_arena_done(&p.arena);
}

static void errors_of_all_files_are_told(void **state) {
  (void)state;
  const tr_pack_file files[] = {{"x.yaml", TR_STR("id: 1\n"), TR_PACK_RULE},
                                {"y.yaml", TR_STR("a: [\n"), TR_PACK_RULE},
                                {"p.yaml", TR_STR("id: q\n"), TR_PACK_PROFILE}};
  two_packs p;
  bool x = false, y = false, profile = false;
  open_base(&p);
  assert_int_equal(read(&p, files, 3, p.base, &p.pack), TR_ESYNTAX);
  for (size_t i = 0; i < p.kept.count; i++) {
    x = x || strcmp(p.kept.list[i].file, "x.yaml") == 0;
    y = y || strcmp(p.kept.list[i].file, "y.yaml") == 0;
    profile = profile || strcmp(p.kept.list[i].file, "p.yaml") == 0;
  }
  assert_true(x && y && profile);
  tr_arena_done(&p.arena);
}

static void tells_files_apart_by_their_names(void **state) {
  (void)state;
  static const struct {
    const char *name;
    bool profiles;
    int kind; /* -1: none */
  } rows[] = {
      {"a/TRC0203-x.yaml", false, TR_PACK_RULE},
      {"a/x.yml", false, TR_PACK_RULE},
      {"a/aetna.yaml", true, TR_PACK_PROFILE},
      {"a/keys.yaml", true, TR_PACK_KEYS},
      {"a/keys.yaml", false, TR_PACK_RULE},
      {"a/payers.csv", true, TR_PACK_PAYERS},
      {"a/other.csv", true, -1},
      {"sources.md", false, TR_PACK_SOURCES},
      {"a/.hidden.yaml", false, -1},
      {"a/x.txt", false, -1},
      {".yaml", false, -1},
      {"", false, -1},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_pack_kind kind = TR_PACK_RULE;
    TR_ROW(i, tr_str_of(rows[i].name));
    const bool known =
        tr_pack_kind_of(tr_str_of(rows[i].name), rows[i].profiles, &kind);
    assert_int_equal(known, rows[i].kind >= 0);
    if (known) assert_int_equal((int)kind, rows[i].kind);
  }
}

static void says_when_memory_runs_out(void **state) {
  (void)state;
  size_t limit = 1000;
  tr_status status = TR_ENOMEM;
  while (status != TR_OK && limit < 8 << 20) {
    two_packs p = {.status = TR_OK};
    tr_arena_init(&p.arena, limit);
    status = read(&p, base_files, TR_COUNT(base_files), NULL, &p.base);
    assert_true(status == TR_OK || status == TR_ENOMEM);
    assert_int_equal(p.kept.count, 0);
    tr_arena_done(&p.arena);
    limit += limit / 16;
  }
  assert_int_equal(status, TR_OK);
}

TR_TESTS(cmocka_unit_test(reads_files_in_any_order),
         cmocka_unit_test(a_known_rule_is_replaced),
         cmocka_unit_test(a_new_rule_is_added),
         cmocka_unit_test(a_known_profile_is_changed_key_by_key),
         cmocka_unit_test(payers_of_ones_own_come_first),
         cmocka_unit_test(sources_of_ones_own_may_be_cited),
         cmocka_unit_test(refuses_with_a_place),
         cmocka_unit_test(the_same_rule_twice_is_an_error),
         cmocka_unit_test(errors_of_all_files_are_told),
         cmocka_unit_test(tells_files_apart_by_their_names),
         cmocka_unit_test(says_when_memory_runs_out))
