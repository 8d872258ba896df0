/* Tests of src/rule/profile.c: which profile a claim falls under. */
#include "rule_test.h"

/* A claim whose payer says what the row says. */
static const char *profile_of(rule_fixture *f, tr_profile_finder *finder,
                              const char *id, const char *filing,
                              const char *name, const char *state) {
  static char bytes[512];
  const char *const texts[] = {id, filing, name, state};
  tr_unit unit = {.bytes = {bytes, sizeof bytes}};
  tr_party payer = {.unit = &unit};
  tr_claim claim = *f->claim;
  tr_field *fields[] = {&payer.id, &claim.filing_code, &payer.name,
                        &payer.state};
  uint32_t at = 0;
  for (int i = 0; i < 4; i++) {
    const size_t length = strlen(texts[i]);
    memcpy(bytes + at, texts[i], length);
    *fields[i] =
        (tr_field){.at = at, .length = (uint16_t)length, .state = length > 0};
    at += (uint32_t)length;
  }
  claim.payer = &payer;
  claim.subscriber_unit = &unit;
  const tr_profile_view view = tr_profile_find(finder, &claim);
  return view.chain != NULL ? view.chain->profile->id : "none";
}

static void matches_payers(void **state) {
  rule_fixture *f = *state;
  static tr_profile_finder finder;
  tr_profile_finder_init(&finder, &f->profiles);
  static const struct {
    const char *id, *filing, *name, *state, *profile;
  } rows[] = {
      {"P999", "", "", "", "great"},
      {"p999", "ZZ", "OTHER", "TX", "great"},
      {" P999 ", "", "", "", "great"},
      {"P9999", "", "", "", "commercial"},
      {"X", "CI", "GREAT HEALTH", "", "great"},
      {"X", "CI", "the great-health plan", "", "great"},
      {"X", "CI", "GREATER HEALTH", "", "commercial"},
      {"X", "CI", "GREAT HEALTHY", "", "commercial"},
      {"X", "CI", "great  health.", "", "great"},
      {"X", "16", "", "LA", "great"},
      {"X", "16", "", "TX", "commercial"},
      {"X", "MB", "GREAT HEALTH", "", "commercial"},
      {"X", "16", "", "", "great"}, /* the billing provider is in LA */
  };
  for (int round = 0; round < 2; round++) /* found and remembered */
    for (size_t i = 0; i < TR_COUNT(rows); i++) {
      TR_ROW(i, tr_str_of(rows[i].name));
      assert_string_equal(profile_of(f, &finder, rows[i].id, rows[i].filing,
                                     rows[i].name, rows[i].state),
                          rows[i].profile);
    }
}

/* Names too long to be remembered are matched all the same. */
static void matches_long_names(void **state) {
  rule_fixture *f = *state;
  static tr_profile_finder finder;
  tr_profile_finder_init(&finder, &f->profiles);
  char name[241];
  memset(name, 'x', sizeof name - 1);
  name[sizeof name - 1] = '\0';
  assert_string_equal(profile_of(f, &finder, "X", "CI", name, ""),
                      "commercial");
  memcpy(name, "great health ", 13);
  assert_string_equal(profile_of(f, &finder, "X", "CI", name, ""), "great");
}

static void takes_the_state_from_the_claim(void **state) {
  rule_fixture *f = *state;
  static tr_profile_finder finder;
  tr_profile_finder_init(&finder, &f->profiles);
  tr_profile_view view = tr_profile_find(&finder, f->claim);
  assert_string_equal(view.chain->profile->id, "great");
  assert_int_equal(view.state, TR_CODE("TX")); /* of 2010BB */
  tr_claim claim = *f->claim;
  claim.payer = NULL;
  view = tr_profile_find(&finder, &claim);
  assert_string_equal(view.chain->profile->id, "commercial");
  assert_int_equal(view.state, TR_CODE("LA")); /* of 2010AA */
  claim.billing = NULL;
  assert_int_equal(tr_profile_find(&finder, &claim).state, 0);
}

static void finds_profiles_and_keys_by_name(void **state) {
  rule_fixture *f = *state;
  tr_profile_view view;
  assert_true(tr_profile_named(&f->profiles, TR_STR("commercial"), &view));
  assert_string_equal(view.chain->profile->name, "any other payer");
  assert_ptr_equal(view.pack, &test_pack);
  assert_false(tr_profile_named(&f->profiles, TR_STR("nobody"), &view));
  assert_int_equal(
      tr_profile_key_find(test_keys, KEY_COUNT, TR_STR("gp_policy")), KEY_WORD);
  assert_int_equal(tr_profile_key_find(test_keys, KEY_COUNT, TR_STR("gp")), -1);
}

static tr_status init_with(const tr_profile *const *profiles, uint32_t count,
                           size_t limit) {
  const tr_pack pack = {.profiles = profiles,
                        .profile_count = count,
                        .keys = test_keys,
                        .key_count = KEY_COUNT};
  tr_arena arena;
  tr_arena_init(&arena, limit);
  tr_profiles made = {.fallback = 77};
  const tr_status status = tr_profiles_init(&arena, &pack, &made);
  assert_int_equal(made.fallback == 77, status != TR_OK);
  tr_arena_done(&arena);
  return status;
}

static void refuses_bad_inheritance(void **state) {
  (void)state;
  static const tr_profile orphan = {.id = "orphan", .inherits = "nobody"};
  static const tr_profile ring_a = {.id = "a", .inherits = "b"};
  static const tr_profile ring_b = {.id = "b", .inherits = "a"};
  static const tr_profile *const orphans[] = {&orphan};
  static const tr_profile *const ring[] = {&ring_a, &ring_b};
  assert_int_equal(init_with(orphans, 1, 100000), TR_ENOTFOUND);
  assert_int_equal(init_with(ring, 2, 100000), TR_ELIMIT);
  assert_int_equal(init_with(test_profiles, 3, 100000), TR_OK);
  assert_int_equal(init_with(NULL, 0, 100000), TR_OK);

  static tr_profile line[TR_PROFILE_CHAIN + 1];
  static char ids[TR_PROFILE_CHAIN + 1][16];
  const tr_profile *all[TR_PROFILE_CHAIN + 1];
  for (int i = 0; i <= TR_PROFILE_CHAIN; i++) {
    snprintf(ids[i], sizeof ids[i], "p%d", i);
    line[i] = (tr_profile){.id = ids[i], .inherits = i > 0 ? ids[i - 1] : NULL};
    all[i] = &line[i];
  }
  assert_int_equal(init_with(all, TR_PROFILE_CHAIN, 100000), TR_OK);
  assert_int_equal(init_with(all, TR_PROFILE_CHAIN + 1, 100000), TR_ELIMIT);
}

static void says_when_memory_ends(void **state) {
  (void)state;
  bool done = false;
  for (size_t limit = 0; !done; limit += 32) {
    const tr_status status = init_with(test_profiles, 3, limit);
    done = status == TR_OK;
    assert_true(done || status == TR_ENOMEM);
    assert_true(limit < 50000);
  }
}

/* The same table without a claim. */
static void matches_what_is_told(void **state) {
  rule_fixture *f = *state;
  static tr_profile_finder finder;
  tr_profile_finder_init(&finder, &f->profiles);
  tr_payer_facts payer = {.id = TR_STR("P999")};
  tr_profile_view view = tr_profile_of_payer(&finder, &payer);
  assert_string_equal(view.chain->profile->id, "great");
  assert_int_equal(view.state, 0);
  payer = (tr_payer_facts){.filing_code = TR_STR("16"), .state = TR_STR("LA")};
  view = tr_profile_of_payer(&finder, &payer);
  assert_string_equal(view.chain->profile->id, "great");
  assert_int_equal(view.state, TR_CODE("LA"));
  payer = (tr_payer_facts){.name = TR_STR("GREAT HEALTH")};
  view = tr_profile_of_payer(&finder, &payer);
  assert_string_equal(view.chain->profile->id, "commercial");
}

TR_TESTS(RULE_TEST(matches_what_is_told), RULE_TEST(matches_payers),
         RULE_TEST(matches_long_names),
         RULE_TEST(takes_the_state_from_the_claim),
         RULE_TEST(finds_profiles_and_keys_by_name),
         cmocka_unit_test(refuses_bad_inheritance),
         cmocka_unit_test(says_when_memory_ends))
