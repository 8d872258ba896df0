/* Tests of src/rule/history.c: claims read from X12, so that places of earlier
 * lines can be compared with the bytes of their file. */
#include "history_test.h"

/* ----------------------------------------------------------- lines of a day */

static void test_split_day(void **state) {
  (void)state;
  fixture f;
  start(&f);
  add(&f, EARLIER,
      (claim_spec){.id = "A1",
                   .lines = CMT LINE("2", "97012:GP", "30", "2", "20260612")
                       LINE("3", "97110", "40", "1", "20260613")});
  add(&f, EARLIER,
      (claim_spec){.id = "A2",
                   .lines = LINE("1", "97140", "40", "1", "20260612")});
  look(&f, (claim_spec){.lines = LINE("1", "97530", "1", "1", "20260612")},
       JUNE12);
  assert_int_equal(f.count, 3); /* in the order of the input */
  assert_int_equal(f.lines[0]->code.number, TR_CODE("98940"));
  assert_int_equal(f.lines[1]->code.number, TR_CODE("97012"));
  assert_int_equal(f.lines[2]->code.number, TR_CODE("97140"));
  for (uint32_t i = 0; i < f.count; i++) {
    assert_true(f.lines[i]->earlier);
    assert_true(f.lines[i]->has_service);
    assert_null(f.lines[i]->claim);
    assert_int_equal(f.lines[i]->date.state, TR_FIELD_KNOWN);
    assert_int_equal(f.lines[i]->date.number, day_of(JUNE12));
  }
  assert_int_equal(f.lines[1]->units.number, 2000);
  assert_int_equal(f.lines[1]->modifiers[0].number, TR_CODE("GP"));
  assert_int_equal(f.lines[1]->modifiers[1].state, TR_FIELD_ABSENT);
  const tr_past_claim first = tr_history_claim_of(f.history, f.lines[1]);
  const tr_past_claim second = tr_history_claim_of(f.history, f.lines[2]);
  TR_ASSERT_STR(first.id, "A1");
  TR_ASSERT_STR(second.id, "A2");
  assert_string_equal(first.file, EARLIER);

  look(&f, (claim_spec){0}, "2026-06-13");
  assert_int_equal(f.count, 1);
  assert_int_equal(f.lines[0]->code.number, TR_CODE("97110"));
  look(&f, (claim_spec){0}, "2026-06-14");
  assert_int_equal(f.count, 0);
  assert_null(f.lines);
  end(&f);
}

/* What is another person's, payer's or provider's is never mixed in. */
static void test_who_is_who(void **state) {
  (void)state;
  static const struct {
    const char *text;
    claim_spec spec;
    uint32_t count;
  } rows[] = {
      {"the same", {.id = "C1"}, 1},
      {"letters of another case", {.last = "Rowan", .first = "alex"}, 1},
      {"another provider", {.npi = "1999999984"}, 0},
      {"another last name", {.last = "ROWE"}, 0},
      {"another first name", {.first = "ALEXA"}, 0},
      {"another date of birth", {.born = "DMG*D8*19790503*F~"}, 0},
      {"another payer", {.payer = "00831"}, 0},
      {"the same payer by number, another name",
       {.payer_name = "MUTUAL OF EXAMPLE"},
       1},
      {"another member of one name and birth", {.member = "W2"}, 0},
      {"the payer's turn is another", {.turn = "S"}, 0},
      {"a replacement", {.place = "11:B:7"}, 0},
      {"a void", {.place = "11:B:8"}, 0},
      {"no date of birth", {.born = ""}, 0},
  };
  fixture f;
  start(&f);
  add(&f, EARLIER, (claim_spec){.id = "A1", .total = "90"});
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    look(&f, rows[i].spec, JUNE12);
    assert_int_equal(f.count, rows[i].count);
  }
  end(&f);
}

/* Without a date of birth the member's number is the person. */
static void test_without_birth(void **state) {
  (void)state;
  fixture f;
  start(&f);
  add(&f, EARLIER, (claim_spec){.id = "A1", .total = "90", .born = ""});
  look(&f, (claim_spec){.born = ""}, JUNE12);
  assert_int_equal(f.count, 1);
  tr_past_visit past;
  look(&f, (claim_spec){.born = "", .member = "W2"}, JUNE12);
  assert_int_equal(f.count, 0);
  assert_false(
      tr_history_seen(f.history, f.claim, day_of("2026-08-01"), false, &past));
  look(&f, (claim_spec){.born = ""}, JUNE12);
  assert_true(
      tr_history_seen(f.history, f.claim, day_of("2026-08-01"), false, &past));
  end(&f);
}

/* People without a name are not all one person. */
static void test_without_name(void **state) {
  (void)state;
  fixture f;
  start(&f);
  add(&f, EARLIER, (claim_spec){.id = "A1", .last = "", .total = "90"});
  look(&f, (claim_spec){.last = ""}, JUNE12);
  assert_int_equal(f.count, 0);
  tr_past_claim past;
  look(&f, (claim_spec){.last = "", .total = "90"}, JUNE12);
  assert_false(tr_history_repeat(f.history, f.claim, &past));
  end(&f);
}

static void test_replacements_take_no_part(void **state) {
  (void)state;
  fixture f;
  start(&f);
  add(&f, EARLIER, (claim_spec){.id = "R", .place = "11:B:7"});
  add(&f, EARLIER, (claim_spec){.id = "V", .place = "11:B:8"});
  look(&f, (claim_spec){.total = "90"}, JUNE12);
  assert_int_equal(f.count, 0);
  add(&f, EARLIER, (claim_spec){.id = "O", .place = "12:B:6", .total = "9"});
  look(&f, (claim_spec){.total = "90"}, JUNE12);
  assert_int_equal(f.count, 1);
  end(&f);
}

/* ------------------------------------------------------------------ places */

static void check_place(const claim_box *file, const tr_line *line,
                        const tr_field *field, const char *text, size_t skip,
                        const char *value, const char *element,
                        uint64_t ordinal) {
  const tr_place place = tr_unit_place(line->unit, field);
  assert_string_equal(place.segment, "SV1");
  assert_string_equal(place.element, element);
  assert_int_equal(place.offset, offset_of(file, text) + skip);
  assert_int_equal(place.ordinal, ordinal);
  assert_int_equal(place.length, strlen(value));
  TR_ASSERT_STR(place.value, value);
}

static uint64_t ordinal_of(const claim_box *file, const char *text) {
  uint64_t ordinal = 1;
  const uint64_t offset = offset_of(file, text);
  for (uint64_t i = 0; i < offset; i++) ordinal += file->edi.p[i] == '~';
  return ordinal;
}

static void test_places(void **state) {
  (void)state;
  fixture f;
  start(&f);
  const claim_spec spec = {
      .id = "A77",
      .odd = true, /* a modifier of three characters */
      .more = "DTP*454*D8*20260601~REF*G1*77~",
      .lines = CMT
      "LX*2~SV1*HC:97140:59::GP:76*123.45*UN*12***1~"
      "DTP*472*D8*20260612~"
      "LX*3~SV1*HC:97110:GPX:GO:::a word or two*1*UN*1.0***1~"
      "DTP*472*D8*20260612~"
      "LX*4~SV1*HC:97530*1*UN*0.5***1~DTP*472*D8*20260612~"};
  claim_box file;
  const tr_claim *claim = claim_of(&file, EARLIER, spec);
  assert_int_equal(tr_history_add(f.history, claim), TR_OK);
  look(&f, (claim_spec){0}, JUNE12);
  assert_int_equal(f.count, 4);

  const tr_line *line = f.lines[1];
  const char *sv1 = "SV1*HC:97140:59::GP:76*123.45*UN*12***1~";
  const uint64_t at = ordinal_of(&file, sv1);
  assert_string_equal(line->unit->file, EARLIER);
  check_place(&file, line, &line->code, sv1, 7, "97140", "SV101-2", at);
  check_place(&file, line, &line->modifiers[0], sv1, 13, "59", "SV101-3", at);
  assert_int_equal(line->modifiers[1].state, TR_FIELD_ABSENT);
  check_place(&file, line, &line->modifiers[2], sv1, 17, "GP", "SV101-5", at);
  check_place(&file, line, &line->modifiers[3], sv1, 20, "76", "SV101-6", at);
  check_place(&file, line, &line->units, sv1, 33, "12", "SV104", at);
  assert_int_equal(line->units.number, 12000);
  assert_int_equal(line->modifiers[2].number, TR_CODE("GP"));

  /* what cannot be quoted as it was sent is shown at its code */
  line = f.lines[2];
  sv1 = "SV1*HC:97110:GPX:GO:::a word";
  const uint64_t third = ordinal_of(&file, sv1);
  assert_int_equal(line->modifiers[0].state, TR_FIELD_ABSENT);
  check_place(&file, line, &line->modifiers[1], sv1, 17, "GO", "SV101-4",
              third);
  check_place(&file, line, &line->units, sv1, 7, "97110", "SV101-2", third);
  check_place(&file, line, &line->date, sv1, 7, "97110", "SV101-2", third);
  assert_int_equal(line->units.number, 1000);
  assert_int_equal(line->date.number, day_of(JUNE12));
  assert_int_equal(f.lines[3]->units.number, 500);

  const tr_past_claim past = tr_history_claim_of(f.history, line);
  assert_int_equal(past.at.offset, offset_of(&file, "CLM*A77") + 4);
  assert_int_equal(past.at.ordinal, ordinal_of(&file, "CLM*A77"));
  assert_int_equal(past.at.length, 3);
  assert_string_equal(past.at.element, "CLM01");
  assert_string_equal(past.at.segment, "CLM");
  TR_ASSERT_STR(past.at.value, "A77");
  claim_done(&file);
  end(&f);
}

/* What stands too far from its code is not quoted. */
static void test_far_places(void **state) {
  (void)state;
  char lines[1200], far[600];
  memset(far, 'A', sizeof far - 1);
  far[sizeof far - 1] = '\0';
  snprintf(lines, sizeof lines,
           "LX*1~SV1*HC:97140:%.300s:GP*1*UN*2***1~DTP*472*D8*20260612~"
           "LX*2~SV1*HC:97012:::::%s*1*UN*2***1~DTP*472*D8*20260612~",
           far, far);
  fixture f;
  start(&f);
  claim_box file;
  const tr_claim *claim = claim_of(
      &file, EARLIER, (claim_spec){.id = "A1", .lines = lines, .odd = true});
  assert_int_equal(tr_history_add(f.history, claim), TR_OK);
  look(&f, (claim_spec){0}, JUNE12);
  assert_int_equal(f.count, 2);
  const uint64_t at = ordinal_of(&file, "SV1*HC:97140:AAA");
  for (int m = 0; m < TR_MODIFIERS; m++)
    assert_int_equal(f.lines[0]->modifiers[m].state, TR_FIELD_ABSENT);
  check_place(&file, f.lines[0], &f.lines[0]->units, ":GP*1*UN*2***1~", 9, "2",
              "SV104", at);
  check_place(&file, f.lines[1], &f.lines[1]->units, "SV1*HC:97012:::::AAA", 7,
              "97012", "SV101-2", ordinal_of(&file, "SV1*HC:97012:::::AAA"));
  assert_int_equal(f.lines[1]->units.number, 2000);
  claim_done(&file);
  end(&f);
}

/* A day of very many lines costs no more than a limit says. */
static void test_many_lines(void **state) {
  (void)state;
  fixture f;
  start(&f);
  char id[16], total[16];
  for (int i = 0; i < TR_HISTORY_LINES + 7; i++) {
    snprintf(id, sizeof id, "M%d", i);
    snprintf(total, sizeof total, "%d", 100 + i);
    add(&f, EARLIER, (claim_spec){.id = id, .total = total});
  }
  look(&f, (claim_spec){0}, JUNE12);
  assert_int_equal(f.count, TR_HISTORY_LINES);
  TR_ASSERT_STR(tr_history_claim_of(f.history, f.lines[0]).id, "M7");
  TR_ASSERT_STR(
      tr_history_claim_of(f.history, f.lines[TR_HISTORY_LINES - 1]).id, "M56");
  end(&f);
}

/* ------------------------------------------------------------------ repeats */

static void test_repeat(void **state) {
  (void)state;
  static const struct {
    const char *text;
    claim_spec spec;
    bool repeats;
  } rows[] = {
      {"the same under another number", {.id = "C9"}, true},
      {"another total", {.total = "46"}, false},
      {"a replacement", {.place = "11:B:7"}, false},
      {"a void", {.place = "11:B:8"}, false},
      {"another code",
       {.lines = LINE("1", "98941", "45", "1", "20260612")},
       false},
      {"another modifier",
       {.lines = LINE("1", "98940:AT", "45", "1", "20260612")},
       false},
      {"another charge",
       {.lines = LINE("1", "98940", "44", "1", "20260612")},
       false},
      {"other units",
       {.lines = LINE("1", "98940", "45", "2", "20260612")},
       false},
      {"another day",
       {.lines = LINE("1", "98940", "45", "1", "20260613")},
       false},
      {"a line more",
       {.lines = CMT LINE("2", "97012", "1", "1", "20260612")},
       false},
      {"another patient", {.first = "JO"}, false},
      {"another payer", {.payer = "11"}, false},
      {"the second payer in turn", {.turn = "S"}, false},
      {"another provider", {.npi = "1999999984"}, false},
      {"other diagnoses", {.diagnoses = "HI*ABK:M9902~"}, true},
  };
  fixture f;
  start(&f);
  add(&f, EARLIER, (claim_spec){.id = "A1"});
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_past_claim past;
    TR_ROW(i, tr_str_of(rows[i].text));
    look(&f, rows[i].spec, JUNE12);
    assert_int_equal(tr_history_repeat(f.history, f.claim, &past),
                     rows[i].repeats);
    if (!rows[i].repeats) continue;
    TR_ASSERT_STR(past.id, "A1");
    assert_string_equal(past.file, EARLIER);
    assert_int_equal(f.count, 0); /* its lines are the same services */
  }
  end(&f);
}

/* The first claim is the one repeated; a repeat adds nothing to the day. */
static void test_repeat_of_repeat(void **state) {
  (void)state;
  fixture f;
  tr_past_claim past;
  start(&f);
  add(&f, EARLIER, (claim_spec){.id = "R0", .place = "11:B:7"});
  look(&f, (claim_spec){0}, JUNE12);
  assert_false(tr_history_repeat(f.history, f.claim, &past));
  add(&f, EARLIER, (claim_spec){.id = "A1"});
  add(&f, EARLIER, (claim_spec){.id = "A2"});
  look(&f, (claim_spec){.id = "A3"}, JUNE12);
  assert_true(tr_history_repeat(f.history, f.claim, &past));
  TR_ASSERT_STR(past.id, "A1");
  assert_int_equal(f.count, 0);
  look(&f, (claim_spec){.id = "B1", .total = "7"}, JUNE12);
  assert_int_equal(f.count, 1);
  TR_ASSERT_STR(tr_history_claim_of(f.history, f.lines[0]).id, "A1");
  end(&f);
}

/* -------------------------------------------------------------- new patient */

#define NEW(day) LINE("1", "99203:25", "90", "1", day)

static void test_seen_before(void **state) {
  (void)state;
  static const struct {
    const char *text, *lines, *day;
    bool seen;
  } rows[] = {
      {"yesterday", CMT, "2026-06-13", true},
      {"the same day is the same visit", CMT, "2026-06-12", false},
      {"a day short of three years", CMT, "2029-06-11", true},
      {"three years", CMT, "2029-06-12", false},
      {"later than the day", CMT, "2026-06-11", false},
      {"a supply is no visit", LINE("1", "E0840", "9", "1", "20260612"),
       "2026-06-20", false},
      {"nor is a film", LINE("1", "72100", "9", "1", "20260612"), "2026-06-20",
       false},
      {"an examination is", LINE("1", "99213", "9", "1", "20260612"),
       "2026-06-20", true},
      {"the visit among other things",
       LINE("1", "72100", "9", "1", "20260301")
           LINE("2", "97110", "9", "1", "20260612"),
       "2026-06-20", true},
      {"a leap day", LINE("1", "98940", "9", "1", "20240229"), "2027-02-27",
       true},
      {"after a leap day", LINE("1", "98940", "9", "1", "20240229"),
       "2027-03-01", false},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    fixture f;
    tr_past_visit past;
    TR_ROW(i, tr_str_of(rows[i].text));
    start(&f);
    add(&f, EARLIER, (claim_spec){.id = "A1", .lines = rows[i].lines});
    look(&f, (claim_spec){0}, rows[i].day);
    assert_int_equal(
        tr_history_seen(f.history, f.claim, day_of(rows[i].day), false, &past),
        rows[i].seen);
    if (rows[i].seen) TR_ASSERT_STR(past.claim.id, "A1");
    end(&f);
  }
}

static void test_seen_reverse(void **state) {
  (void)state;
  static const struct {
    const char *text, *lines, *day;
    bool seen;
  } rows[] = {
      {"the day after", NEW("20260612"), "2026-06-11", true},
      {"the same day", NEW("20260612"), "2026-06-12", false},
      {"before the day", NEW("20260612"), "2026-06-13", false},
      {"a day short of three years", NEW("20260612"), "2023-06-13", true},
      {"three years", NEW("20260612"), "2023-06-12", false},
      {"no new patient", CMT, "2026-06-11", false},
      {"not new by examination", LINE("1", "99213", "9", "1", "20260612"),
       "2026-06-11", false},
      {"the last new code", LINE("1", "99205", "9", "1", "20260612"),
       "2026-06-11", true},
      {"the first", LINE("1", "99202", "9", "1", "20260612"), "2026-06-11",
       true},
      {"a code that ended", LINE("1", "99201", "9", "1", "20260612"),
       "2026-06-11", false},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    fixture f;
    tr_past_visit past;
    TR_ROW(i, tr_str_of(rows[i].text));
    start(&f);
    add(&f, EARLIER, (claim_spec){.id = "A1", .lines = rows[i].lines});
    look(&f, (claim_spec){0}, rows[i].day);
    assert_int_equal(
        tr_history_seen(f.history, f.claim, day_of(rows[i].day), true, &past),
        rows[i].seen);
    end(&f);
  }
}

/* Whatever the payer; of one group only; voids show nothing. */
static void test_seen_by_whom(void **state) {
  (void)state;
  static const struct {
    const char *text;
    claim_spec earlier;
    bool seen;
  } rows[] = {
      {"another payer", {.payer = "11", .member = "X1", .turn = "S"}, true},
      {"another group", {.npi = "1999999984"}, false},
      {"another patient", {.born = "DMG*D8*19790503*F~"}, false},
      {"a replacement was a visit", {.place = "11:B:7"}, true},
      {"a void was none", {.place = "11:B:8"}, false},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    fixture f;
    tr_past_visit past;
    TR_ROW(i, tr_str_of(rows[i].text));
    start(&f);
    add(&f, EARLIER, rows[i].earlier);
    look(&f, (claim_spec){0}, JUNE12);
    assert_int_equal(
        tr_history_seen(f.history, f.claim, day_of("2026-09-01"), false, &past),
        rows[i].seen);
    look(&f, (claim_spec){.place = "11:B:8"}, JUNE12);
    assert_false(tr_history_seen(f.history, f.claim, day_of("2026-09-01"),
                                 false, &past));
    end(&f);
  }
}

static void test_seen_place(void **state) {
  (void)state;
  fixture f;
  tr_past_visit past;
  start(&f);
  claim_box file;
  const tr_claim *claim =
      claim_of(&file, EARLIER,
               (claim_spec){.id = "A1",
                            .lines = LINE("1", "72100", "9", "1", "20260612")
                                LINE("2", "99203:25", "9", "1", "20260612")});
  assert_int_equal(tr_history_add(f.history, claim), TR_OK);
  add(&f, EARLIER,
      (claim_spec){.id = "A2",
                   .lines = LINE("1", "98940", "9", "1", "20260620")});
  look(&f, (claim_spec){0}, "2026-06-10");
  /* an older claim of the chain has the code */
  assert_true(
      tr_history_seen(f.history, f.claim, day_of("2026-06-10"), true, &past));
  TR_ASSERT_STR(past.claim.id, "A1");
  assert_int_equal(past.day, day_of(JUNE12));
  assert_int_equal(past.new_patient_code, TR_CODE("99203"));
  assert_int_equal(past.code_at.offset, offset_of(&file, "99203:25"));
  assert_int_equal(past.code_at.length, 5);
  assert_int_equal(past.code_at.ordinal, ordinal_of(&file, "SV1*HC:99203:25"));
  assert_string_equal(past.code_at.element, "SV101-2");
  /* the newest claim in the span speaks */
  assert_true(
      tr_history_seen(f.history, f.claim, day_of("2026-07-01"), false, &past));
  TR_ASSERT_STR(past.claim.id, "A2");
  assert_int_equal(past.day, day_of("2026-06-20"));
  assert_int_equal(past.new_patient_code, 0);
  assert_string_equal(past.code_at.element, "CLM01");
  claim_done(&file);
  end(&f);
}

/* ------------------------------------------------------------------- memory */

static void test_bytes(void **state) {
  (void)state;
  fixture f;
  start(&f);
  assert_int_equal(tr_history_bytes(f.history), 0);
  char id[16], first[16];
  enum { CLAIMS = 3000, LINES_EACH = 2 };
  for (int i = 0; i < CLAIMS; i++) {
    snprintf(id, sizeof id, "M%07d", i);
    snprintf(first, sizeof first, "P%d", i);
    add(&f, EARLIER,
        (claim_spec){.id = id,
                     .first = first,
                     .lines = CMT LINE("2", "97012", "1", "1", "20260612")});
  }
  /* arrays double and maps are between a quarter and half full */
  const size_t bytes = tr_history_bytes(f.history);
  assert_in_range(bytes, CLAIMS * (64 + 8 + LINES_EACH * 48 + 3 * 32),
                  2 * CLAIMS * (64 + 8 + LINES_EACH * 48 + 3 * 32));
  /* nothing was lost while they grew */
  look(&f, (claim_spec){.first = "P0"}, JUNE12);
  assert_int_equal(f.count, LINES_EACH);
  TR_ASSERT_STR(tr_history_claim_of(f.history, f.lines[0]).id, "M0000000");
  look(&f, (claim_spec){.first = "P2999"}, JUNE12);
  TR_ASSERT_STR(tr_history_claim_of(f.history, f.lines[1]).id, "M0002999");
  end(&f);
  tr_history_free(NULL);
}

TR_TESTS(

    cmocka_unit_test(test_split_day), cmocka_unit_test(test_who_is_who),
    cmocka_unit_test(test_without_birth), cmocka_unit_test(test_without_name),
    cmocka_unit_test(test_replacements_take_no_part),
    cmocka_unit_test(test_places), cmocka_unit_test(test_far_places),
    cmocka_unit_test(test_many_lines), cmocka_unit_test(test_repeat),
    cmocka_unit_test(test_repeat_of_repeat), cmocka_unit_test(test_seen_before),
    cmocka_unit_test(test_seen_reverse), cmocka_unit_test(test_seen_by_whom),
    cmocka_unit_test(test_seen_place), cmocka_unit_test(test_bytes))
