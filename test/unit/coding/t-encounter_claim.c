/* Tests of src/coding/encounter_claim.c: claim, lines, and what no claim can
 * hold. */
#include "coding/encounter_parts.h"
#include "encounter_of.h"

static void test_all_dates(void **state) {
  (void)state;
  written out;
  tr_encounter encounter = encounter_of_self();
  encounter.initial_treatment = tr_day_of(2026, 6, 1);
  encounter.acute_manifestation = tr_day_of(2026, 6, 2);
  encounter.last_x_ray = tr_day_of(2026, 6, 3);
  encounter.accident = tr_day_of(2026, 5, 20); /* of no cause: not sent */
  encounter.accident_state = TR_STR("OH");
  write_clean(&out, &encounter);
  has(&out,
      "CLM*v-1001*80***11:B:1*Y*A*Y*Y~\nDTP*431*D8*20260528~\n"
      "DTP*454*D8*20260601~\nDTP*453*D8*20260602~\nDTP*455*D8*20260603~\n"
      "HI*");
  written_done(&out);

  encounter.causes[0] = TR_CODE("OA");
  encounter.causes[1] = TR_CODE("AA");
  encounter.cause_count = 2;
  write_clean(&out, &encounter);
  has(&out,
      "*Y*A*Y*Y**OA:AA::OH~\nDTP*431*D8*20260528~\nDTP*454*D8*20260601~\n"
      "DTP*453*D8*20260602~\nDTP*439*D8*20260520~\nDTP*455*D8*20260603~\n");
  written_done(&out);
}

static void test_lines(void **state) {
  (void)state;
  static const struct {
    const char *modifiers[4];
    int64_t units;
    tr_cents charge;
    uint8_t pointers[4];
    const char *description, *wanted;
  } rows[] = {
      {{0}, 1, 0, {1}, "", "SV1*HC:97110*0*UN*1***1~"},
      {{"GP"}, 2, 9650, {2, 1}, "", "SV1*HC:97110:GP*96.5*UN*2***2:1~"},
      {{"GP", "59", "CQ", "KX"},
       12,
       57605,
       {4, 3, 2, 1},
       "",
       "SV1*HC:97110:GP:59:CQ:KX*576.05*UN*12***4:3:2:1~"},
      {{0}, 1, 1, {3}, " by hand ", "SV1*HC:97110:::::BY HAND*.01*UN*1***3~"},
      {{"GP"}, 1, 99, {3}, "x", "SV1*HC:97110:GP::::X*.99*UN*1***3~"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].wanted));
    written out;
    tr_encounter encounter = encounter_of_self();
    tr_encounter_line line = {.procedure = TR_CODE("97110"),
                              .units = rows[i].units,
                              .charge = rows[i].charge,
                              .description = tr_str_of(rows[i].description)};
    for (; line.modifier_count < 4; line.modifier_count++) {
      const char *modifier = rows[i].modifiers[line.modifier_count];
      if (modifier == NULL) break;
      line.modifiers[line.modifier_count] = tr_code_pack(tr_str_of(modifier));
    }
    for (; line.pointer_count < 4; line.pointer_count++) {
      if (rows[i].pointers[line.pointer_count] == 0) break;
      line.pointers[line.pointer_count] = rows[i].pointers[line.pointer_count];
    }
    encounter.diagnoses[2] = TR_CODE("M9901");
    encounter.diagnoses[3] = TR_CODE("M542");
    encounter.diagnosis_count = 4;
    encounter.lines = &line;
    encounter.line_count = 1;
    write_all(&out, &encounter, 1);
    assert_int_equal(out.status, TR_OK);
    has(&out, "HI*ABK:M9903*ABF:M5416*ABF:M9901*ABF:M542~\n");
    has(&out, rows[i].wanted);
    written_done(&out);
  }
}

/* As many lines and diagnoses as a claim holds, and one line more. */
static void test_limits(void **state) {
  (void)state;
  written out;
  tr_encounter encounter = encounter_of_self();
  static tr_encounter_line lines[TR_ENCOUNTER_LINES + 1];
  for (size_t i = 0; i < TR_COUNT(lines); i++) lines[i] = of_own_lines[1];
  static const char *const codes[TR_ENCOUNTER_DIAGNOSES] = {
      "M9901", "M9902", "M9903", "M9904", "M9905", "M542",
      "M546",  "M5450", "M5416", "M5412", "M5413", "M5414"};
  for (size_t i = 0; i < TR_COUNT(codes); i++)
    encounter.diagnoses[i] = tr_code_pack(tr_str_of(codes[i]));
  encounter.diagnosis_count = TR_ENCOUNTER_DIAGNOSES;
  lines[49].pointers[0] = 12;
  encounter.lines = lines;
  encounter.line_count = TR_ENCOUNTER_LINES;
  write_all(&out, &encounter, 1);
  assert_int_equal(out.status, TR_OK);
  has(&out, "CLM*v-1001*1750*");
  has(&out, "ABF:M5414~\nNM1*82*");
  has(&out, "LX*50~\nSV1*HC:97012*35*UN*1***12~\n");
  has(&out, "REF*6R*v-1001-50~\n");
  written_done(&out);

  encounter.line_count = TR_ENCOUNTER_LINES + 1;
  assert_string_equal(refused(&encounter, 1, "LX", 0, 0), "is there too often");
  encounter.line_count = 0;
  assert_string_equal(refused(&encounter, 1, "LX", 0, 0), "is missing");
}

/* The longest claim id, and one that is longer. */
static void test_claim_id(void **state) {
  (void)state;
  written out;
  tr_encounter encounter = encounter_of_self();
  encounter.claim_id = TR_STR("12345678901234567890123456789012345678");
  write_clean(&out, &encounter);
  has(&out, "REF*6R*12345678901234567890123456789012345678-2~\n");
  written_done(&out);
  encounter.claim_id = TR_STR("123456789012345678901234567890123456789");
  refused(&encounter, 1, "CLM", 1, 0);
  encounter.claim_id = TR_STR("");
  refused(&encounter, 1, "CLM", 1, 0);
  encounter.claim_id = TR_STR("a:b");
  assert_string_equal(refused(&encounter, 1, "CLM", 1, 0), "holds a delimiter");
}

static void test_refused_lines(void **state) {
  (void)state;
  static const struct {
    const char *name;
    int64_t units;
    tr_cents charge;
    uint8_t pointers[4];
    uint32_t pointer_count;
    unsigned element;
  } rows[] = {
      {"no units", 0, 100, {1}, 1, 4},
      {"negative units", -1, 100, {1}, 1, 4},
      {"negative charge", 1, -1, {1}, 1, 2},
      {"no pointer", 1, 100, {0}, 0, 7},
      {"pointer 0", 1, 100, {0}, 1, 7},
      {"pointer past the last", 1, 100, {3}, 1, 7},
      {"a second past it", 1, 100, {1, 3}, 2, 7},
      {"twice", 1, 100, {2, 1, 2}, 3, 7},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].name));
    tr_encounter all[2] = {encounter_of_self(), encounter_of_self()};
    tr_encounter_line lines[2] = {of_own_lines[0], of_own_lines[1]};
    lines[1].units = rows[i].units;
    lines[1].charge = rows[i].charge;
    memcpy(lines[1].pointers, rows[i].pointers, sizeof rows[i].pointers);
    lines[1].pointer_count = rows[i].pointer_count;
    all[1].lines = lines;
    refused(all, 2, "SV1", rows[i].element, 1);
  }
}

static void test_total(void **state) {
  (void)state;
  tr_encounter encounter = encounter_of_self();
  tr_encounter_line lines[2] = {of_own_lines[0], of_own_lines[1]};
  tr_cents total = -1;
  tr_write_error error = {0};
  encounter.lines = lines;
  assert_true(tr__encounter_check(&encounter, &total, &error));
  assert_int_equal(total, 8000);
  lines[0].charge = INT64_MAX;
  total = -1;
  assert_false(tr__encounter_check(&encounter, &total, &error));
  assert_int_equal(total, -1);
  assert_int_equal(error.segment, TR_CODE("CLM"));
  assert_int_equal(error.element, 2);
}

static void test_refused_claim(void **state) {
  (void)state;
  const tr_encounter good = encounter_of_self();
  tr_encounter one = good;
  one.service = TR_DAY_MIN;
  refused(&one, 1, "DTP", 3, 0);
  one = good;
  one.place = TR_STR("");
  refused(&one, 1, "CLM", 5, 0);
  one = good;
  one.causes[0] = TR_CODE("XX");
  one.cause_count = 1;
  refused(&one, 1, "CLM", 11, 0);
  one = good;
  tr_encounter_line line = of_own_lines[0];
  line.description = TR_STR("a*b");
  one.lines = &line;
  one.line_count = 1;
  refused(&one, 1, "SV1", 1, 0);
}

TR_TESTS(cmocka_unit_test(test_all_dates), cmocka_unit_test(test_lines),
         cmocka_unit_test(test_limits), cmocka_unit_test(test_claim_id),
         cmocka_unit_test(test_refused_lines), cmocka_unit_test(test_total),
         cmocka_unit_test(test_refused_claim))
