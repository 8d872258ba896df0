/* Tests of src/rule/derivation.c: notes out of JSON, the shipped derivations
 * and a pack of the test's own. What each shipped derivation gives is shown by
 * its own examples (test/rules). */
#include "rule/derivation.h"

#include "input/note_json.h"
#include "tr_test.h"

typedef struct fixture {
  tr_arena arena;
  tr_tables tables;
  tr_profiles profiles;
  tr_profile_view profile;
  const tr_derived *derived;
  uint32_t count;
} fixture;

static void keep_going(void *context, const tr_note_fault *fault) {
  (void)context;
  (void)fault;
}

static void start(fixture *f) {
  *f = (fixture){.count = 0};
  tr_arena_init(&f->arena, (size_t)64 << 20);
  tr_tables_init(&f->tables);
  assert_int_equal(tr_profiles_init(&f->arena, &tr_pack_builtin, &f->profiles),
                   TR_OK);
  assert_true(
      tr_profile_named(&f->profiles, TR_STR("commercial"), &f->profile));
}

/* @param json With ' for ". */
static const tr_note *note_of(fixture *f, const char *json) {
  tr_str kept;
  tr_note_reader reader;
  tr_note *note = NULL;
  assert_int_equal(tr_arena_copy(&f->arena, tr_str_of(json), &kept), TR_OK);
  char *text = (char *)(uintptr_t)kept.p;
  for (size_t i = 0; i < kept.n; i++)
    if (text[i] == '\'') text[i] = '"';
  const tr_note_key key = {.file = "n.json", .bytes = kept, .line = 1};
  assert_int_equal(tr_note_reader_init(&reader, NULL), TR_OK);
  assert_int_equal(
      tr_note_read(&reader, &f->arena, &key, keep_going, NULL, &note), TR_OK);
  tr_note_reader_done(&reader);
  assert_non_null(note);
  return note;
}

static void derive(fixture *f, const tr_pack *pack, const char *json) {
  const tr_derive_input input = {.pack = pack,
                                 .tables = &f->tables,
                                 .profile = &f->profile,
                                 .note = note_of(f, json),
                                 .today = TR_DAY_MIN};
  assert_int_equal(tr_derive_codes(&f->arena, &input, &f->derived, &f->count),
                   TR_OK);
}

#define DAY "'date_of_service':'2026-06-12',"

/* Those of the note first, then the services in their order. */
static void test_order(void **state) {
  (void)state;
  fixture f;
  start(&f);
  derive(&f, &tr_pack_builtin,
         "{" DAY
         "'diagnoses':[{'code':'M99.03'}],"
         "'services':[{'kind':'exercise','minutes':15},"
         "{'kind':'traction','method':'mechanical'},{'kind':'cmt'}],"
         "'segments':[{'level':'L5','region':'lumbar','part':['P','A'],"
         "'adjusted':true}]}");
  assert_int_equal(f.count, 3);
  assert_int_equal(f.derived[0].code, TR_CODE("98940"));
  assert_null(f.derived[0].service);
  assert_string_equal(f.derived[0].pointer, "/segments/0");
  assert_int_equal(f.derived[1].code, TR_CODE("97110"));
  assert_int_equal(f.derived[1].service->index, 0);
  assert_int_equal(f.derived[2].code, TR_CODE("97012"));
  assert_string_equal(f.derived[2].derivation->id, "TRL0105");
  for (uint32_t i = 0; i < f.count; i++) {
    assert_true(f.derived[i].because.n > 0);
    assert_non_null(f.derived[i].pointer);
    assert_non_null(f.derived[i].source);
  }
  tr_arena_done(&f.arena);
}

/* A note without anything, and services nobody can read. */
static void test_poor_notes(void **state) {
  (void)state;
  fixture f;
  start(&f);
  derive(&f, &tr_pack_builtin, "{" DAY "'id':'n-1'}");
  assert_int_equal(f.count, 0);
  derive(&f, &tr_pack_builtin, "{" DAY "'services':'traction','segments':7}");
  assert_int_equal(f.count, 0);
  derive(&f, &tr_pack_builtin,
         "{" DAY
         "'services':[{'kind':'yoga'},{'kind':7},{'kind':'massage',"
         "'code':'97124-GP-59'},{'kind':'massage','code':5}]}");
  assert_int_equal(f.count, 4);
  for (uint32_t i = 0; i < f.count; i++) {
    assert_int_equal(f.derived[i].code, 0);
    assert_true(f.derived[i].because.n > 0);
  }
  assert_string_equal(f.derived[2].pointer, "/services/2/code");
  tr_arena_done(&f.arena);
}

/* What the doctor wrote is shown, but no terminal obeys it. */
static void test_own_code_is_made_safe(void **state) {
  (void)state;
  fixture f;
  start(&f);
  derive(&f, &tr_pack_builtin,
         "{" DAY "'services':[{'kind':'massage','code':'\\u001b[1m'}]}");
  assert_int_equal(f.count, 1);
  assert_int_equal(f.derived[0].code, 0);
  for (size_t i = 0; i < f.derived[0].because.n; i++)
    assert_true((unsigned char)f.derived[0].because.p[i] >= 0x20);
  tr_arena_done(&f.arena);
}

/* An unlisted code says what it was, also where the note names it. */
static void test_description(void **state) {
  (void)state;
  static const char *const codes[] = {"", "'code':'97039',"};
  fixture f;
  start(&f);
  for (size_t i = 0; i < TR_COUNT(codes); i++) {
    char json[256];
    snprintf(json, sizeof json,
             "{" DAY "'services':[{%s'kind':'traction','method':'roller'}]}",
             codes[i]);
    derive(&f, &tr_pack_builtin, json);
    assert_int_equal(f.count, 1);
    assert_int_equal(f.derived[0].code, TR_CODE("97039"));
    TR_ASSERT_STR(f.derived[0].description, "intersegmental roller table");
  }
  tr_arena_done(&f.arena);
}

/* Of a pack without derivations nothing comes but that. */
static void test_no_derivations(void **state) {
  (void)state;
  fixture f;
  start(&f);
  const tr_pack pack = {.name = "test"};
  derive(&f, &pack, "{" DAY "'services':[{'kind':'massage','minutes':15}]}");
  assert_int_equal(f.count, 1);
  assert_int_equal(f.derived[0].code, 0);
  assert_null(f.derived[0].derivation);
  assert_string_equal(f.derived[0].pointer, "/services/0/kind");
  tr_arena_done(&f.arena);
}

/* A derivation speaks for its days only. */
static void test_in_force(void **state) {
  (void)state;
  const tr_derivation *shipped =
      tr_pack_find_derivation(&tr_pack_builtin, TR_STR("massage"));
  assert_non_null(shipped);
  tr_derivation ended = *shipped;
  ended.to = tr_day_of(2020, 1, 1);
  const tr_derivation *list[] = {&ended};
  tr_pack pack = tr_pack_builtin;
  pack.derivations = list;
  pack.derivation_count = 1;
  fixture f;
  start(&f);
  derive(&f, &pack, "{" DAY "'services':[{'kind':'massage','minutes':15}]}");
  assert_int_equal(f.derived[0].code, 0);
  derive(&f, &pack,
         "{'date_of_service':'2020-01-01','services':[{'kind':'massage',"
         "'minutes':15}]}");
  assert_int_equal(f.derived[0].code, TR_CODE("97124"));
  tr_arena_done(&f.arena);
}

TR_TESTS(cmocka_unit_test(test_order), cmocka_unit_test(test_poor_notes),
         cmocka_unit_test(test_own_code_is_made_safe),
         cmocka_unit_test(test_description),
         cmocka_unit_test(test_no_derivations), cmocka_unit_test(test_in_force))
