/* Tests of src/input/example_payer.c. */
#include "example_helper.h"
#include "input/example_parts.h"
#include "rule/check.h"

static void keep_profile(void *context, const tr_finding *finding) {
  char *profile = context;
  if (finding->profile != NULL) snprintf(profile, 64, "%s", finding->profile);
}

/* The engine finds every shipped profile by a claim of an example. */
static void every_profile_has_claims(void **state) {
  (void)state;
  unsigned seen = 0;
  for (uint32_t i = 0; i < tr_pack_builtin.profile_count; i++) {
    const char *id = tr_pack_builtin.profiles[i]->id;
    if (strcmp(id, "*") == 0) continue;
    built b;
    char text[256], profile[64] = "";
    snprintf(text, sizeof text,
             "{name: a, payer: %.*s, note: none, claim: {total: 1}, expect: "
             "error}",
             TR_STR_ARG(tr_str_of(id)));
    TR_ROW(i, tr_str_of(id));
    build(&b, text);
    assert_no_error(&b.kept);
    const tr_check_options options = {.pack = &tr_pack_builtin,
                                      .tables = &b.tables,
                                      .today = b.example.today,
                                      .finding = keep_profile,
                                      .context = profile};
    tr_check *check = NULL;
    assert_int_equal(tr_check_new(&options, &check), TR_OK);
    assert_int_equal(tr_check_begin(check, "x"), TR_OK);
    assert_int_equal(
        tr_check_feed(check, b.example.claims.p, b.example.claims.n), TR_OK);
    assert_int_equal(tr_check_end(check, NULL), TR_OK);
    tr_check_free(check);
    assert_string_equal(profile, id);
    seen++;
    tr_arena_done(&b.arena);
  }
  assert_true(seen >= 21);
}

static void a_profile_of_ones_own_is_known_by_its_row(void **state) {
  (void)state;
  static const tr_payer_match rows[] = {
      {.profile = "mine", .name_contains = "MINE ALL", .state = "LA"},
      {.profile = "other", .payer_id = "77777", .filing_code = "HM"}};
  const tr_pack pack = {.payers = rows, .payer_count = 2};
  const tr_example_payer mine = tr__example_payer_of(&pack, TR_STR("mine"));
  assert_string_equal(mine.name, "MINE ALL");
  assert_string_equal(mine.state, "LA");
  assert_string_equal(mine.filing_code, "CI");
  const tr_example_payer other = tr__example_payer_of(&pack, TR_STR("other"));
  assert_string_equal(other.id, "77777");
  assert_string_equal(other.filing_code, "HM");
  assert_null(tr__example_payer_of(&pack, TR_STR("nobody")).profile);
}

TR_TESTS(cmocka_unit_test(every_profile_has_claims),
         cmocka_unit_test(a_profile_of_ones_own_is_known_by_its_row))
