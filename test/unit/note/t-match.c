/* Tests of src/note/match.c. */
#include "note/match.h"

#include "tr_test.h"

enum { TEXT_BYTES = 512, LINES = 4 };

/* A claim with its bytes; fields are put one after another. */
typedef struct made_claim {
  char bytes[TEXT_BYTES];
  tr_unit unit;
  tr_party billing, rendering, subscriber, patient, line_rendering;
  tr_line lines[LINES];
  tr_claim claim;
} made_claim;

static tr_field put(made_claim *made, const char *text) {
  if (text == NULL) return (tr_field){0};
  const size_t at = made->unit.bytes.n;
  assert_true(at + strlen(text) < TEXT_BYTES);
  memcpy(made->bytes + at, text, strlen(text));
  made->unit.bytes.n += strlen(text);
  return (tr_field){.at = (uint32_t)at,
                    .length = (uint16_t)strlen(text),
                    .state = TR_FIELD_KNOWN};
}

static tr_field code(const char *text) {
  return (tr_field){.number = (int64_t)tr_code_pack(tr_str_of(text)),
                    .state = TR_FIELD_KNOWN};
}

static tr_day day(const char *text) {
  tr_day read = TR_DAY_MIN;
  if (text != NULL)
    assert_int_equal(tr_day_read_iso(tr_str_of(text), &read), TR_OK);
  return read;
}

static tr_field date(const char *text) {
  if (text == NULL) return (tr_field){0};
  return (tr_field){.number = day(text), .state = TR_FIELD_KNOWN};
}

typedef struct claim_row {
  const char *id, *billing, *rendering, *member, *born, *sex;
  const char *from[LINES], *to;
  const char *line_rendering; /* of the first line */
} claim_row;

static const claim_row usual = {
    .id = "C1",
    .billing = "1111111111",
    .rendering = "1358634628",
    .member = "W77",
    .born = "1979-05-02",
    .sex = "F",
    .from = {"2026-06-12", "2026-06-12"},
};

static const tr_claim *make(made_claim *made, claim_row row) {
  *made = (made_claim){0};
  made->unit.bytes.p = made->bytes;
  made->unit.file = "june.837";
  tr_claim *claim = &made->claim;
  claim->unit = &made->unit;
  claim->at = 171;
  claim->id = put(made, row.id);
  made->billing = (tr_party){.unit = &made->unit,
                             .id_qualifier = code("XX"),
                             .id = put(made, row.billing)};
  claim->billing = &made->billing;
  if (row.rendering != NULL) {
    made->rendering = (tr_party){.unit = &made->unit,
                                 .id_qualifier = code("XX"),
                                 .id = put(made, row.rendering)};
    claim->rendering = &made->rendering;
  }
  made->subscriber = (tr_party){.unit = &made->unit,
                                .id = put(made, row.member),
                                .birth = date(row.born)};
  if (row.sex != NULL) made->subscriber.sex = code(row.sex);
  claim->subscriber = &made->subscriber;
  claim->patient = &made->subscriber;
  claim->lines = made->lines;
  for (; claim->line_count < LINES && row.from[claim->line_count] != NULL;
       claim->line_count++) {
    tr_line *line = &made->lines[claim->line_count];
    line->unit = &made->unit;
    line->date = date(row.from[claim->line_count]);
    line->date_to = row.to != NULL ? date(row.to) : line->date;
  }
  if (row.line_rendering != NULL) {
    made->line_rendering = (tr_party){.unit = &made->unit,
                                      .id_qualifier = code("XX"),
                                      .id = put(made, row.line_rendering)};
    made->lines[0].rendering = &made->line_rendering;
  }
  return claim;
}

static tr_note_key key(const char *claim, const char *served, const char *npi,
                       const char *patient, const char *born, char sex) {
  return (tr_note_key){.file = "notes.ndjson",
                       .claim = tr_str_of(claim),
                       .patient_id = tr_str_of(patient),
                       .author_npi = tr_str_of(npi),
                       .date_of_service = day(served),
                       .born = day(born),
                       .sex = sex};
}

#define DC "1358634628"
#define BORN "1979-05-02"

/* Match one claim; the matches stay in the matcher. */
static size_t match(tr_matcher *matcher, claim_row row,
                    const tr_match **matches) {
  made_claim made;
  size_t count;
  assert_int_equal(tr_matcher_claim(matcher, make(&made, row), matches, &count),
                   TR_OK);
  return count;
}

static void start(tr_matcher *matcher, const tr_note_key *keys, size_t count) {
  assert_int_equal(tr_matcher_init(matcher, keys, count), TR_OK);
}

static void assert_match(tr_match match, uint32_t note, uint32_t flags,
                         uint32_t other, const char *served) {
  assert_int_equal(match.note, note);
  assert_int_equal(match.flags, flags);
  assert_int_equal(match.other, other);
  assert_int_equal(match.date, day(served));
}

static void assert_no_more(const tr_matcher *matcher) {
  size_t next = 0;
  tr_match left;
  assert_false(tr_matcher_unmatched(matcher, &next, &left));
}

static void matches_the_claim_named(void **state) {
  (void)state;
  const tr_note_key keys[] = {
      key("C2", "2026-06-12", DC, "p-1", BORN, 'F'),
      key("C1", "2026-06-12", DC, "p-77", BORN, 'F'),
  };
  tr_matcher matcher;
  start(&matcher, keys, 2);
  const tr_match *matches;
  assert_int_equal(match(&matcher, usual, &matches), 1);
  assert_match(matches[0], 1, TR_MATCH_NAMED, TR_MATCH_NONE, "2026-06-12");
  const tr_match_owner *owner = tr_matcher_owner(&matcher, 1);
  assert_non_null(owner);
  TR_ASSERT_STR(owner->claim, "C1");
  assert_string_equal(owner->file, "june.837");
  assert_int_equal(owner->at, 171);

  size_t next = 0;
  tr_match left;
  assert_true(tr_matcher_unmatched(&matcher, &next, &left));
  assert_match(left, 0, 0, TR_MATCH_NONE, NULL);
  assert_null(tr_matcher_owner(&matcher, 0));
  assert_false(tr_matcher_unmatched(&matcher, &next, &left));
  tr_matcher_done(&matcher);
}

/* What TRD0105 is about, one fault at a time. */
static void links_a_misfit_that_names_the_claim(void **state) {
  (void)state;
  const struct {
    tr_note_key key;
    uint32_t flags;
  } rows[] = {
      {key("C1", "2026-06-12", DC, "x", BORN, 'F'), 0},
      {key("C1", "2026-06-13", DC, "x", BORN, 'F'), TR_MATCH_OTHER_DATE},
      {key("C1", "2026-06-12", "1999999984", "x", BORN, 'F'),
       TR_MATCH_OTHER_NPI},
      {key("C1", "2026-06-12", DC, "x", "1979-02-05", 'F'),
       TR_MATCH_OTHER_BIRTH},
      {key("C1", "2026-06-12", DC, "x", BORN, 'M'), TR_MATCH_OTHER_SEX},
      {key("C1", "2026-06-12", DC, "x", BORN, 'U'), 0},
      {key("C1", NULL, NULL, NULL, NULL, 0), 0},
      {key("C1", "2026-06-13", "1999999984", "x", "1979-02-05", 'M'),
       TR_MATCH_MISFIT},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, rows[i].key.author_npi);
    tr_matcher matcher;
    start(&matcher, &rows[i].key, 1);
    const tr_match *matches;
    assert_int_equal(match(&matcher, usual, &matches), 1);
    assert_match(matches[0], 0, TR_MATCH_NAMED | rows[i].flags, TR_MATCH_NONE,
                 rows[i].flags == 0 ? "2026-06-12" : NULL);
    assert_no_more(&matcher);
    assert_non_null(tr_matcher_owner(&matcher, 0));
    tr_matcher_done(&matcher);
  }
}

static void takes_the_provider_from_where_it_stands(void **state) {
  (void)state;
  const struct {
    const char *billing, *rendering, *line_rendering, *author;
    bool named_fits, visit_fits;
  } rows[] = {
      {"1111111111", DC, NULL, DC, true, true},
      {"1111111111", DC, NULL, "1111111111", false, false},
      {DC, NULL, NULL, DC, true, true},
      {"1111111111", DC, "1999999984", "1999999984", true, true},
      {"1111111111", NULL, "1999999984", "1999999984", true, true},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].author));
    claim_row row = usual;
    row.billing = rows[i].billing;
    row.rendering = rows[i].rendering;
    row.line_rendering = rows[i].line_rendering;
    const tr_match *matches;
    tr_matcher matcher;
    const tr_note_key named =
        key("C1", "2026-06-12", rows[i].author, NULL, BORN, 'F');
    start(&matcher, &named, 1);
    assert_int_equal(match(&matcher, row, &matches), 1);
    assert_int_equal((matches[0].flags & TR_MATCH_OTHER_NPI) == 0,
                     rows[i].named_fits);
    tr_matcher_done(&matcher);

    const tr_note_key unnamed =
        key(NULL, "2026-06-12", rows[i].author, NULL, BORN, 'F');
    start(&matcher, &unnamed, 1);
    assert_int_equal(match(&matcher, row, &matches), rows[i].visit_fits);
    tr_matcher_done(&matcher);
  }
}

static void matches_by_provider_date_and_patient(void **state) {
  (void)state;
  const struct {
    tr_note_key key;
    bool fits;
  } rows[] = {
      {key(NULL, "2026-06-12", DC, NULL, BORN, 0), true},
      {key(NULL, "2026-06-12", DC, "W77", BORN, 0), true},
      {key(NULL, "2026-06-12", DC, "W78", BORN, 0), false},
      {key(NULL, "2026-06-13", DC, NULL, BORN, 0), false},
      {key(NULL, "2026-06-12", "1999999984", NULL, BORN, 0), false},
      {key(NULL, "2026-06-12", DC, "W77", "1979-05-03", 0), false},
      {key(NULL, "2026-06-12", DC, "W77", NULL, 0), false},
      {key(NULL, NULL, DC, "W77", BORN, 0), false},
      {key(NULL, "2026-06-12", NULL, "W77", BORN, 0), false},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, rows[i].key.patient_id);
    tr_matcher matcher;
    start(&matcher, &rows[i].key, 1);
    const tr_match *matches;
    assert_int_equal(match(&matcher, usual, &matches), rows[i].fits);
    if (rows[i].fits)
      assert_match(matches[0], 0, 0, TR_MATCH_NONE, "2026-06-12");
    size_t next = 0;
    tr_match left;
    assert_int_equal(tr_matcher_unmatched(&matcher, &next, &left),
                     !rows[i].fits);
    tr_matcher_done(&matcher);
  }
}

static void a_claim_without_member_id_matches_by_birth(void **state) {
  (void)state;
  const tr_note_key note = key(NULL, "2026-06-12", DC, "p-77", BORN, 0);
  tr_matcher matcher;
  start(&matcher, &note, 1);
  claim_row row = usual;
  row.member = NULL;
  const tr_match *matches;
  assert_int_equal(match(&matcher, row, &matches), 1);
  row.born = NULL;
  row.id = "C9";
  assert_int_equal(match(&matcher, row, &matches), 0);
  tr_matcher_done(&matcher);
}

/* Twins: same day, same doctor, same birth date. */
static void tells_twins_by_their_ids(void **state) {
  (void)state;
  const tr_note_key keys[] = {
      key(NULL, "2026-06-12", DC, "W78", BORN, 0),
      key(NULL, "2026-06-12", DC, "W77", BORN, 0),
  };
  tr_matcher matcher;
  start(&matcher, keys, 2);
  const tr_match *matches;
  assert_int_equal(match(&matcher, usual, &matches), 1);
  assert_match(matches[0], 1, 0, TR_MATCH_NONE, "2026-06-12");
  claim_row other = usual;
  other.id = "C2";
  other.member = "W78";
  assert_int_equal(match(&matcher, other, &matches), 1);
  assert_match(matches[0], 0, 0, TR_MATCH_NONE, "2026-06-12");
  assert_no_more(&matcher);
  tr_matcher_done(&matcher);
}

static void two_notes_of_one_visit_are_rivals(void **state) {
  (void)state;
  for (int named = 0; named < 2; named++) {
    const char *claim = named ? "C1" : NULL;
    const uint32_t flags = named ? TR_MATCH_NAMED : 0;
    const tr_note_key keys[] = {
        key(claim, "2026-06-12", DC, NULL, BORN, 'F'),
        key(claim, "2026-06-12", DC, NULL, BORN, 'F'),
        key(claim, "2026-06-12", DC, NULL, BORN, 'F'),
    };
    tr_matcher matcher;
    start(&matcher, keys, 3);
    const tr_match *matches;
    assert_int_equal(match(&matcher, usual, &matches), 3);
    assert_match(matches[0], 0, flags, TR_MATCH_NONE, "2026-06-12");
    assert_match(matches[1], 1, flags | TR_MATCH_RIVAL, 0, "2026-06-12");
    assert_match(matches[2], 2, flags | TR_MATCH_RIVAL, 0, "2026-06-12");
    assert_no_more(&matcher);
    tr_matcher_done(&matcher);
  }
}

/* An unnamed note beside a named one waits for another claim of the visit, and
 * is its rival when there is none. */
static void a_named_note_goes_before_an_unnamed_one(void **state) {
  (void)state;
  const tr_note_key keys[] = {
      key(NULL, "2026-06-12", DC, NULL, BORN, 'F'),
      key("C1", "2026-06-12", DC, NULL, BORN, 'F'),
  };
  for (int split = 0; split < 2; split++) {
    tr_matcher matcher;
    start(&matcher, keys, 2);
    const tr_match *matches;
    assert_int_equal(match(&matcher, usual, &matches), 1);
    assert_match(matches[0], 1, TR_MATCH_NAMED, TR_MATCH_NONE, "2026-06-12");
    claim_row second = usual;
    second.id = "C2";
    if (split) {
      assert_int_equal(match(&matcher, second, &matches), 1);
      assert_match(matches[0], 0, 0, TR_MATCH_NONE, "2026-06-12");
      assert_no_more(&matcher);
    } else {
      size_t next = 0;
      tr_match left;
      assert_true(tr_matcher_unmatched(&matcher, &next, &left));
      assert_match(left, 0, TR_MATCH_RIVAL, 1, NULL);
      assert_false(tr_matcher_unmatched(&matcher, &next, &left));
    }
    tr_matcher_done(&matcher);
  }
}

static void the_first_claim_takes_the_note(void **state) {
  (void)state;
  for (int named = 0; named < 2; named++) {
    const tr_note_key note =
        key(named ? "C1" : NULL, "2026-06-12", DC, NULL, BORN, 'F');
    const uint32_t flags = named ? TR_MATCH_NAMED : 0;
    tr_matcher matcher;
    start(&matcher, &note, 1);
    const tr_match *matches;
    assert_int_equal(match(&matcher, usual, &matches), 1);
    claim_row second = usual;
    if (!named) second.id = "C2";
    assert_int_equal(match(&matcher, second, &matches), 1);
    assert_match(matches[0], 0, flags | TR_MATCH_TAKEN, TR_MATCH_NONE,
                 "2026-06-12");
    TR_ASSERT_STR(tr_matcher_owner(&matcher, 0)->claim, "C1");
    assert_no_more(&matcher);
    tr_matcher_done(&matcher);
  }
}

static void a_claim_of_several_days_has_several_notes(void **state) {
  (void)state;
  for (int named = 0; named < 2; named++) {
    const char *claim = named ? "C1" : NULL;
    const uint32_t flags = named ? TR_MATCH_NAMED : 0;
    const tr_note_key keys[] = {
        key(claim, "2026-06-15", DC, NULL, BORN, 'F'),
        key(claim, "2026-06-12", DC, NULL, BORN, 'F'),
    };
    tr_matcher matcher;
    start(&matcher, keys, 2);
    claim_row row = usual;
    row.from[1] = "2026-06-15";
    row.from[2] = "2026-06-17";
    const tr_match *matches;
    assert_int_equal(match(&matcher, row, &matches), 2);
    assert_match(matches[0], 0, flags, TR_MATCH_NONE, "2026-06-15");
    assert_match(matches[1], 1, flags, TR_MATCH_NONE, "2026-06-12");
    assert_no_more(&matcher);
    tr_matcher_done(&matcher);
  }
}

static void a_range_of_dates_is_all_its_days(void **state) {
  (void)state;
  const tr_note_key keys[] = {
      key(NULL, "2026-06-14", DC, NULL, BORN, 'F'),
      key("C1", "2026-06-15", DC, NULL, BORN, 'F'),
      key("C1", "2026-06-16", DC, NULL, BORN, 'F'),
  };
  tr_matcher matcher;
  start(&matcher, keys, 3);
  claim_row row = usual;
  row.to = "2026-06-15";
  const tr_match *matches;
  assert_int_equal(match(&matcher, row, &matches), 2);
  assert_match(matches[0], 0, 0, TR_MATCH_NONE, "2026-06-14");
  assert_match(matches[1], 1, TR_MATCH_NAMED, TR_MATCH_NONE, "2026-06-15");
  /* The third is of a day the claim has not, though it has notes. */
  size_t next = 0;
  tr_match left;
  assert_true(tr_matcher_unmatched(&matcher, &next, &left));
  assert_match(left, 2, TR_MATCH_NAMED | TR_MATCH_OTHER_DATE, TR_MATCH_NONE,
               NULL);
  TR_ASSERT_STR(tr_matcher_owner(&matcher, 2)->claim, "C1");
  tr_matcher_done(&matcher);
}

/* CLM01 is often the number of the patient's account. */
static void one_number_may_be_of_several_claims(void **state) {
  (void)state;
  const tr_note_key keys[] = {
      key("C1", "2026-06-12", DC, NULL, BORN, 'F'),
      key("C1", "2026-06-19", DC, NULL, BORN, 'F'),
  };
  tr_matcher matcher;
  start(&matcher, keys, 2);
  const tr_match *matches;
  assert_int_equal(match(&matcher, usual, &matches), 1);
  assert_match(matches[0], 0, TR_MATCH_NAMED, TR_MATCH_NONE, "2026-06-12");
  claim_row later = usual;
  later.from[0] = later.from[1] = "2026-06-19";
  assert_int_equal(match(&matcher, later, &matches), 1);
  assert_match(matches[0], 1, TR_MATCH_NAMED, TR_MATCH_NONE, "2026-06-19");
  assert_no_more(&matcher);
  tr_matcher_done(&matcher);
}

static void no_notes_are_no_matches(void **state) {
  (void)state;
  tr_matcher matcher;
  start(&matcher, NULL, 0);
  const tr_match *matches;
  assert_int_equal(match(&matcher, usual, &matches), 0);
  assert_no_more(&matcher);
  tr_matcher_done(&matcher);
}

/* Many notes under one key must not make each claim walk them all: 20,000 of
 * each would be 400 million steps. */
static void one_key_for_all_stays_quick(void **state) {
  (void)state;
  enum { MANY = 20000 };
  tr_note_key *keys = calloc(MANY, sizeof *keys);
  assert_non_null(keys);
  for (size_t i = 0; i < MANY; i++)
    keys[i] = key("C1", "2026-06-13", DC, NULL, BORN, 'F');
  tr_matcher matcher;
  start(&matcher, keys, MANY);
  const tr_match *matches;
  size_t all = 0;
  for (size_t i = 0; i < MANY; i++) all += match(&matcher, usual, &matches);
  assert_true(all > 0 && all <= 256);
  tr_matcher_done(&matcher);
  free(keys);
}

TR_TESTS(cmocka_unit_test(matches_the_claim_named),
         cmocka_unit_test(links_a_misfit_that_names_the_claim),
         cmocka_unit_test(takes_the_provider_from_where_it_stands),
         cmocka_unit_test(matches_by_provider_date_and_patient),
         cmocka_unit_test(a_claim_without_member_id_matches_by_birth),
         cmocka_unit_test(tells_twins_by_their_ids),
         cmocka_unit_test(two_notes_of_one_visit_are_rivals),
         cmocka_unit_test(a_named_note_goes_before_an_unnamed_one),
         cmocka_unit_test(the_first_claim_takes_the_note),
         cmocka_unit_test(a_claim_of_several_days_has_several_notes),
         cmocka_unit_test(a_range_of_dates_is_all_its_days),
         cmocka_unit_test(one_number_may_be_of_several_claims),
         cmocka_unit_test(no_notes_are_no_matches),
         cmocka_unit_test(one_key_for_all_stays_quick))
