/* Tests of src/rule/service_match.c. */
#include "rule/service_match.h"

#include "rule/scope.h"
#include "tr_test.h"

static tr_service_codes codes_of(const tr_service *made, const tr_pack *pack,
                                 const tr_profile_view *profile) {
  static tr_tables tables;
  static const tr_note note;
  tr_tables_init(&tables);
  const tr_scope scope = {.note = &note,
                          .service = made,
                          .tables = &tables,
                          .profile = profile,
                          .today = TR_DAY_MIN,
                          .service_date = tr_day_of(2026, 6, 12)};
  return tr_service_codes_of(pack, &scope);
}

static tr_note_field word(const char *text) {
  if (text == NULL) return (tr_note_field){0};
  return (tr_note_field){.text = tr_str_of(text), .state = TR_FIELD_KNOWN};
}

static tr_service service(const char *kind, const char *method,
                          const char *device) {
  return (tr_service){
      .kind = word(kind), .method = word(method), .device_kind = word(device)};
}

/* Every code that some service bills, and a few that none without a code of
 * its own does. */
static const char *const all_codes[] = {
    "98940", "98941", "98942", "98943", "97012", "97140", "97039", "S9090",
    "1044M", "97124", "97110", "97112", "97530", "97116", "97010", "97014",
    "G0283", "97032", "97035", "97037", "S8948", "0552T", "20560", "20561",
    "97810", "97811", "97813", "97814", "99202", "99203", "99215", "97161",
    "97168", "72100", "72040", "76800", "97150", "97018", "E0840", "81002"};

static bool listed(const char *list, const char *code) {
  const char *at = strstr(list, code);
  return at != NULL;
}

/* The service matches the codes of the list and no other. */
static void check(const tr_service *made, const char *list) {
  static tr_note note;
  tr_service with = *made;
  note.services = &with;
  note.service_count = 1;
  with.note = &note;
  const tr_service_codes codes = codes_of(&with, &tr_pack_builtin, NULL);
  size_t found = 0, wanted = 0;
  for (const char *p = list; *p != '\0'; p++) wanted += *p == ' ';
  if (*list != '\0') wanted++;
  for (size_t i = 0; i < TR_COUNT(all_codes); i++) {
    const bool is =
        tr_service_matches(&codes, tr_code_pack(tr_str_of(all_codes[i])));
    if (is != listed(list, all_codes[i]))
      fail_msg("%s %s", all_codes[i], is ? "matches" : "does not match");
    found += is;
  }
  assert_int_equal(found, wanted); /* no slip in the list itself */
}

static void test_kinds(void **state) {
  (void)state;
  static const struct {
    const char *kind, *method, *device, *codes;
  } rows[] = {
      {"cmt", NULL, NULL, "98940 98941 98942 98943"},
      {"traction", "mechanical", NULL, "97012 1044M"},
      {"traction", NULL, NULL, "97012 1044M"},
      {"traction", "inversion", NULL, "97012 1044M"},
      {"traction", "hydro", "hydro-table", "97012 1044M"},
      {"traction", "mechanical", "motorized-table", "97012 1044M"},
      {"traction", "manual", NULL, "97012 97140"},
      {"traction", "flexion-distraction", NULL,
       "97012 97140 98940 98941 98942"},
      {"traction", "roller", NULL, "97012 97039"},
      {"traction", "decompression", NULL, "97012 S9090 97039 1044M"},
      /* the device says what the method leaves open */
      {"traction", NULL, "flexion-distraction-table",
       "97012 97140 98940 98941 98942"},
      {"traction", NULL, "roller-table", "97012 97039"},
      {"traction", NULL, "decompression-table", "97012 S9090 97039 1044M"},
      {"traction", "mechanical", "decompression-table",
       "97012 S9090 97039 1044M"},
      {"traction", "manual", "decompression-table", "97012 97140"},
      {"traction", "inversion", "roller-table", "97012 1044M"},
      /* a method belongs to traction alone */
      {"massage", "roller", "roller-table", "97124"},
      {"manual", NULL, NULL, "97140"},
      {"massage", NULL, NULL, "97124"},
      {"exercise", NULL, NULL, "97110"},
      {"neuromuscular", NULL, NULL, "97112"},
      {"activities", NULL, NULL, "97530"},
      {"gait", NULL, NULL, "97116"},
      {"heat-cold", NULL, NULL, "97010"},
      {"estim-unattended", NULL, NULL, "97014 G0283"},
      {"estim-attended", NULL, NULL, "97032"},
      {"ultrasound", NULL, NULL, "97035"},
      {"laser", NULL, NULL, "97037 S8948 97039 0552T"},
      {"needling", NULL, NULL, "20560 20561"},
      {"acupuncture", NULL, NULL, "97810 97811 97813 97814"},
      {"exam", NULL, NULL, "99202 99203 99215 97161 97168"},
      {"x-ray", NULL, NULL, "72100 72040 76800"},
      {"other", NULL, NULL, ""},
      {NULL, NULL, NULL, ""},
      {"yoga", NULL, NULL, ""},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].codes));
    const tr_service made =
        service(rows[i].kind, rows[i].method, rows[i].device);
    check(&made, rows[i].codes);
  }
}

/* Its own code decides alone, whatever else the note says. */
static void test_own_code(void **state) {
  (void)state;
  tr_service made = service("traction", "manual", NULL);
  made.code = word("97110");
  made.code.number = (int64_t)TR_CODE("97110");
  check(&made, "97110");
  /* a code too long to be one, and one that could not be read */
  made.code.number = 0;
  check(&made, "");
  made.code.state = TR_FIELD_UNREADABLE;
  check(&made, "97012 97140");
  made.code.state = TR_FIELD_ABSENT;
  check(&made, "97012 97140");
}

static void test_unreadable_words(void **state) {
  (void)state;
  tr_service made = service("massage", NULL, NULL);
  made.kind.state = TR_FIELD_UNREADABLE;
  check(&made, "");
  made = service("traction", "roller", NULL);
  made.method.state = TR_FIELD_UNREADABLE;
  check(&made, "97012 1044M");
}

/* Manipulation of the spine and of the rest have codes of their own. */
static void test_manipulated_area(void **state) {
  (void)state;
  static const struct {
    const char *text;
    tr_regions areas;
    const char *codes;
  } rows[] = {
      {"not said", 0, "98940 98941 98942 98943"},
      {"spine", TR_REGION_LUMBAR, "98940 98941 98942"},
      {"limb", TR_REGION_KNEE, "98943"},
      {"both", TR_REGION_PELVIC | TR_REGION_HIP, "98940 98941 98942 98943"},
      {"anywhere", TR_REGION_ANY, "98940 98941 98942"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_service made = service("cmt", NULL, NULL);
    made.areas.regions = rows[i].areas;
    made.areas.list.state = rows[i].areas != 0;
    check(&made, rows[i].codes);
  }
  /* of other services the area says nothing about the code */
  tr_service made = service("traction", "flexion-distraction", NULL);
  made.areas.regions = TR_REGION_KNEE;
  check(&made, "97012 97140 98940 98941 98942");
}

/* Codes a service is looked for under, though it has one of its own. */
static void test_mistaken(void **state) {
  (void)state;
  tr_service made = service("traction", "roller", NULL);
  made.code = word("97140");
  made.code.number = (int64_t)TR_CODE("97140");
  const tr_service_codes codes = codes_of(&made, &tr_pack_builtin, NULL);
  assert_false(tr_service_matches(&codes, TR_CODE("97012")));
  assert_true(tr_service_mistaken(&codes, TR_CODE("97012")));
  assert_false(tr_service_mistaken(&codes, TR_CODE("97039")));
  made.kind = word("massage");
  const tr_service_codes other = codes_of(&made, &tr_pack_builtin, NULL);
  assert_false(tr_service_mistaken(&other, TR_CODE("97012")));
}

/* What the payer wants in place of the service's own code bills it too. */
static void test_replaced(void **state) {
  (void)state;
  tr_arena arena;
  tr_profiles profiles;
  tr_profile_view view;
  tr_arena_init(&arena, (size_t)1 << 24);
  assert_int_equal(tr_profiles_init(&arena, &tr_pack_builtin, &profiles),
                   TR_OK);
  assert_true(tr_profile_named(&profiles, TR_STR("medicare-part-b"), &view));
  tr_service made = service("estim-unattended", NULL, NULL);
  made.code = word("97014");
  made.code.number = (int64_t)TR_CODE("97014");
  const tr_service_codes codes = codes_of(&made, &tr_pack_builtin, &view);
  assert_true(tr_service_matches(&codes, TR_CODE("97014")));
  assert_true(tr_service_matches(&codes, TR_CODE("G0283")));
  const tr_service_codes anyone = codes_of(&made, &tr_pack_builtin, NULL);
  assert_false(tr_service_matches(&anyone, TR_CODE("G0283")));
  tr_arena_done(&arena);
}

/* Without a pack only the code in the note is known. */
static void test_no_pack(void **state) {
  (void)state;
  tr_service made = service("massage", NULL, NULL);
  tr_service_codes codes = codes_of(&made, NULL, NULL);
  assert_false(tr_service_matches(&codes, TR_CODE("97124")));
  made.code = word("97124");
  made.code.number = (int64_t)TR_CODE("97124");
  codes = codes_of(&made, NULL, NULL);
  assert_true(tr_service_matches(&codes, TR_CODE("97124")));
}

/* What a service is billed by where no payer differs. */
static void test_code_of_its_own(void **state) {
  (void)state;
  const struct {
    const char *kind, *method;
    tr_code code;
  } rows[] = {{"traction", "mechanical", TR_CODE("97012")},
              {"traction", "manual", TR_CODE("97140")},
              {"traction", "roller", TR_CODE("97039")},
              {"traction", "decompression", TR_CODE("S9090")},
              {"traction", "flexion-distraction", 0},
              {"massage", NULL, TR_CODE("97124")},
              {"exam", NULL, 0}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_service made = service(rows[i].kind, rows[i].method, NULL);
    const tr_service_codes codes = codes_of(&made, &tr_pack_builtin, NULL);
    TR_ROW(i, tr_str_of(rows[i].kind));
    assert_true(tr_service_code(&codes) == rows[i].code);
  }
}

/* Traction by hand matches 97012, for the rule on wrong codes, and is not
 * billed by it. */
static void test_bills(void **state) {
  (void)state;
  tr_service made = service("traction", "manual", NULL);
  const tr_service_codes codes = codes_of(&made, &tr_pack_builtin, NULL);
  assert_true(tr_service_matches(&codes, TR_CODE("97012")));
  assert_false(tr_service_bills(&codes, TR_CODE("97012")));
  assert_true(tr_service_bills(&codes, TR_CODE("97140")));
}

static void test_in_force(void **state) {
  (void)state;
  const tr_derivation of = {.from = 100, .to = 200};
  assert_false(tr_derivation_in_force(&of, 99));
  assert_true(tr_derivation_in_force(&of, 100));
  assert_true(tr_derivation_in_force(&of, 200));
  assert_false(tr_derivation_in_force(&of, 201));
  assert_true(tr_derivation_in_force(&of, TR_DAY_MIN));
}

TR_TESTS(cmocka_unit_test(test_mistaken), cmocka_unit_test(test_replaced),
         cmocka_unit_test(test_no_pack), cmocka_unit_test(test_code_of_its_own),
         cmocka_unit_test(test_bills), cmocka_unit_test(test_in_force),
         cmocka_unit_test(test_kinds), cmocka_unit_test(test_own_code),
         cmocka_unit_test(test_unreadable_words),
         cmocka_unit_test(test_manipulated_area))
