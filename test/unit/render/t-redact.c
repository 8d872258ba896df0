/* Tests of src/render/redact.c. */
#include "render/redact.h"
#include "tr_test.h"

static void masks_what_names_a_person(void **state) {
  (void)state;
  static const struct {
    const char *segment, *wanted;
  } rows[] = {
      {"NM1*IL*1*SMITH*JANE*Q***MI*111223333",
       "NM1*IL*1*#####*####*#***MI*#########"},
      {"NM1*82*1*ADAMS*D****XX*1358634628",
       "NM1*82*1*#####*#****XX*1358634628"},
      {"NM1*PR*2*ACME HEALTH*****PI*60054",
       "NM1*PR*2*ACME HEALTH*****PI*#####"},
      {"N3*1 MAIN ST*APT 2", "N3*#########*#####"},
      {"N4*TOLEDO*OH*43666", "N4*######*OH*#####"},
      {"DMG*D8*19790502*F", "DMG*D8*########*F"},
      {"REF*SY*111223333", "REF*SY*#########"},
      {"REF*G1*AUTH77", "REF*G1*AUTH77"},
      {"NTE*ADD*CALL JANE", "NTE*ADD*#########"},
      {"PAT*19****D8*20260101", "PAT*19****D8*########"},
      {"PAT*19******01*180", "PAT*19******01*###"},
      {"SV1*HC:97012:GP*90*UN*2***1", "SV1*HC:97012:GP*90*UN*2***1"},
      {"DMG", "DMG"},
      {"", ""},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_buf out;
    TR_ROW(i, tr_str_of(rows[i].segment));
    tr_buf_init(&out, 1000);
    tr_redact_segment(tr_str_of(rows[i].segment), &out);
    TR_ASSERT_STR(tr_buf_str(&out), rows[i].wanted);
    tr_buf_done(&out);
  }
}

static void hides_places(void **state) {
  (void)state;
  static const struct {
    const char *segment, *element, *line;
    bool hidden;
  } rows[] = {
      {"NM1", "NM109", "NM1*82*1*A*B****XX*1358634628", false},
      {"NM1", "NM109", "NM1*IL*1*A*B****MI*77", true},
      {"NM1", "NM109", "", true}, /* no line: the worst is taken */
      {"NM1", "", "NM1*IL*1*A*B****MI*77", true},
      {"DMG", "DMG02", "DMG*D8*19790502*F", true},
      {"SV1", "SV104", "SV1*HC:97012*90*UN*2", false},
      {"SV1", "", "SV1*HC:97012*90*UN*2", false},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_place place = {.line = tr_str_of(rows[i].line)};
    memcpy(place.segment, rows[i].segment, 4);
    memcpy(place.element, rows[i].element, strlen(rows[i].element) + 1);
    TR_ROW(i, tr_str_of(rows[i].line));
    assert_int_equal(tr_redact_hides_place(&place), rows[i].hidden);
  }
}

static void hides_values_of_notes(void **state) {
  (void)state;
  assert_true(tr_redact_hides_pointer("/patient/born"));
  assert_true(tr_redact_hides_pointer("/patient"));
  assert_true(tr_redact_hides_pointer("/subjective"));
  assert_true(tr_redact_hides_pointer("/plan"));
  assert_true(tr_redact_hides_pointer(""));
  assert_true(tr_redact_hides_pointer(NULL));
  assert_false(tr_redact_hides_pointer("/plan_of_care/visits"));
  assert_false(tr_redact_hides_pointer("/services/0/force/value"));
}

static void hides_fixes(void **state) {
  (void)state;
  static const struct {
    const char *segment, *line, *element;
    bool hidden;
  } rows[] = {
      {"NM1", "NM1*IL*1*A*B****MI*77", "NM109", true},
      {"NM1", "NM1*82*1*A*B****XX*1358634628", "NM109", false},
      {"SV1", "SV1*HC:97012*90*UN*2", "SV104", false},
      {"SV1", "SV1*HC:97012*90*UN*2", "NM109", true}, /* elsewhere */
      {"NM1", "NM1*IL*1*A*B****MI*77", "SV104", false},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_finding finding = {.has_place = true,
                          .at = {.line = tr_str_of(rows[i].line)}};
    memcpy(finding.at.segment, rows[i].segment, 4);
    memcpy(finding.fix.element, rows[i].element, strlen(rows[i].element) + 1);
    TR_ROW(i, tr_str_of(rows[i].element));
    assert_int_equal(tr_redact_hides_fix(&finding), rows[i].hidden);
  }
}

TR_TESTS(cmocka_unit_test(masks_what_names_a_person),
         cmocka_unit_test(hides_places), cmocka_unit_test(hides_fixes),
         cmocka_unit_test(hides_values_of_notes))
