/* Tests of src/rule/service_match.c. */
#include "rule/service_match.h"

#include "tr_test.h"

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
  size_t found = 0, wanted = 0;
  for (const char *p = list; *p != '\0'; p++) wanted += *p == ' ';
  if (*list != '\0') wanted++;
  for (size_t i = 0; i < TR_COUNT(all_codes); i++) {
    const bool is =
        tr_service_matches(made, tr_code_pack(tr_str_of(all_codes[i])));
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
      {"anywhere, and a limb", TR_REGION_ANY | TR_REGION_RIB, "98943"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_service made = service("cmt", NULL, NULL);
    made.areas.regions = rows[i].areas;
    check(&made, rows[i].codes);
  }
  /* of other services the area says nothing about the code */
  tr_service made = service("traction", "flexion-distraction", NULL);
  made.areas.regions = TR_REGION_KNEE;
  check(&made, "97012 97140 98940 98941 98942");
}

TR_TESTS(cmocka_unit_test(test_kinds), cmocka_unit_test(test_own_code),
         cmocka_unit_test(test_unreadable_words),
         cmocka_unit_test(test_manipulated_area))
