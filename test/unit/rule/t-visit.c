/* Tests of src/rule/visit.c: claims out of X12, notes out of JSON. */
#include "rule/visit.h"

#include "claim_of.h"
#include "input/note_json.h"

enum { ARENA = 64 << 20, NOTES = 4 };

typedef struct fixture {
  tr_arena arena, note_arena;
  tr_tables tables;
  tr_note_reader reader;
  tr_history *history;
  claim_box box;
  tr_visit_note notes[NOTES];
  tr_visit_input input;
  tr_visit visit;
} fixture;

static void start(fixture *f) {
  *f = (fixture){.history = NULL};
  tr_arena_init(&f->arena, ARENA);
  tr_arena_init(&f->note_arena, (size_t)NOTES * TR_NOTE_ARENA);
  tr_tables_init(&f->tables);
  assert_int_equal(tr_note_reader_init(&f->reader, NULL), TR_OK);
  f->history = tr_history_new();
  assert_non_null(f->history);
}

static void end(fixture *f) {
  if (f->box.builder != NULL) claim_done(&f->box);
  tr_history_free(f->history);
  tr_note_reader_done(&f->reader);
  tr_arena_done(&f->note_arena);
  tr_arena_done(&f->arena);
}

static void add_earlier(fixture *f, claim_spec spec) {
  claim_box box;
  const tr_claim *claim = claim_of(&box, "morning.837", spec);
  assert_int_equal(tr_history_add(f->history, claim), TR_OK);
  claim_done(&box);
}

static void note_fault(void *context, const tr_note_fault *fault) {
  (void)context;
  fail_msg("the test's own note has a fault: %s", fault->message);
}

/* @param json A note; with ' for ", to be read with ease. */
static void add_note(fixture *f, const char *json, bool fits) {
  tr_str kept;
  assert_int_equal(tr_arena_copy(&f->note_arena, tr_str_of(json), &kept),
                   TR_OK);
  char *text = (char *)(uintptr_t)kept.p;
  for (size_t i = 0; i < kept.n; i++)
    if (text[i] == '\'') text[i] = '"';
  const tr_note_key key = {.file = "n.json", .bytes = kept, .line = 1};
  tr_note *note = NULL;
  assert_int_equal(
      tr_note_read(&f->reader, &f->note_arena, &key, note_fault, NULL, &note),
      TR_OK);
  assert_non_null(note);
  assert_true(f->input.note_count < NOTES);
  f->notes[f->input.note_count++] = (tr_visit_note){note, fits};
}

static const tr_visit *build(fixture *f, claim_spec spec) {
  if (f->box.builder != NULL) claim_done(&f->box);
  f->input.pack = &tr_pack_builtin;
  f->input.claim = claim_of(&f->box, "afternoon.837", spec);
  f->input.tables = &f->tables;
  f->input.history = f->history;
  f->input.notes = f->notes;
  f->input.notes_given = f->input.note_count != 0;
  assert_int_equal(tr_visit_build(&f->arena, &f->input, &f->visit), TR_OK);
  return &f->visit;
}

#define J12 "20260612"
#define ONE(code) LINE("1", code, "10", "1", J12)
#define TWO(code) LINE("2", code, "10", "1", J12)
#define NOTE "{'date_of_service':'2026-06-12','services':["
#define SERVICE(code, minutes) "{'code':'" code "','minutes':" minutes "}"

/* Rows whose name begins so depart from the guide, on purpose. */
static bool is_odd(const char *name) { return name[0] == '!'; }

/* -------------------------------------------------------------------- days */

static void test_days(void **state) {
  (void)state;
  fixture f;
  start(&f);
  add_earlier(&f, (claim_spec){.id = "A1", .lines = ONE("97140")});
  const tr_visit *visit = build(
      &f, (claim_spec){.odd = true, /* a line without its date */
                       .lines = LINE("1", "98940", "10", "1", "20260614")
                           LINE("2", "98940", "10", "1", J12)
                               LINE("3", "97012", "10", "1",
                                    "20260614") "LX*4~SV1*HC:97110*10*UN*1***"
                                                "1~" LINE("5", "98940", "10",
                                                          "1", "20260613")});
  assert_int_equal(visit->day_count, 3); /* by date, not by line */
  assert_int_equal(visit->days[0].date, day_of("2026-06-12"));
  assert_int_equal(visit->days[1].date, day_of("2026-06-13"));
  assert_int_equal(visit->days[2].date, day_of("2026-06-14"));

  const tr_visit_day *first = &visit->days[0];
  assert_int_equal(first->earlier_count, 1); /* and they stand first */
  assert_int_equal(first->line_count, 2);
  assert_true(first->lines[0]->earlier);
  assert_int_equal(first->lines[0]->code.number, TR_CODE("97140"));
  assert_ptr_equal(first->lines[1], &visit->claim->lines[1]);
  assert_int_equal(visit->days[2].line_count, 2);
  assert_ptr_equal(visit->days[2].lines[0], &visit->claim->lines[0]);
  assert_ptr_equal(visit->days[2].lines[1], &visit->claim->lines[2]);

  static const int day_of_line[] = {2, 0, 2, -1, 1};
  for (int i = 0; i < 5; i++) {
    const tr_visit_line *facts =
        tr_visit_of_line(visit, &visit->claim->lines[i]);
    if (day_of_line[i] < 0)
      assert_null(facts->day);
    else
      assert_ptr_equal(facts->day, &visit->days[day_of_line[i]]);
  }
  /* the row of its code, where it has one on that day */
  assert_int_equal(visit->lines[2].procedure->code, TR_CODE("97012"));
  assert_null(visit->lines[3].procedure); /* no day */
  f.history = (tr_history_free(f.history), NULL);
  visit = build(&f, (claim_spec){.lines = ONE("98940")});
  assert_int_equal(visit->days[0].line_count, 1);
  assert_int_equal(visit->days[0].earlier_count, 0);
  visit = build(
      &f, (claim_spec){.odd = true, .lines = "LX*1~SV1*HC:98940*1*UN*1***1~"});
  assert_int_equal(visit->day_count, 0);
  end(&f);
}

/* ------------------------------------------------------------------- edits */

static void test_edits(void **state) {
  (void)state;
  static const struct {
    const char *text, *lines;
    uint32_t count;
    const char *column1, *column2;
    int indicator;
  } rows[] = {
      {"in order", ONE("97012") TWO("97140"), 1, "97012", "97140", 1},
      {"turned about", ONE("97140") TWO("97012"), 1, "97012", "97140", 1},
      {"never", ONE("97124") TWO("97140"), 1, "97140", "97124", 0},
      {"no pair", ONE("97012") TWO("97110"), 0, "", "", 0},
      {"one code twice", ONE("97012") TWO("97012"), 0, "", "", 0},
      {"on two days", ONE("97012") LINE("2", "97140", "1", "1", "20260613"), 0,
       "", "", 0},
      {"in force then",
       LINE("1", "97012", "1", "1", "19900612")
           LINE("2", "97164", "1", "1", "19900612"),
       1, "97012", "97164", 1},
      {"!no code", ONE("97012") "LX*2~SV1*HC:*1*UN*1***1~DTP*472*D8*" J12 "~",
       0, "", "", 0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    fixture f;
    start(&f);
    TR_ROW(i, tr_str_of(rows[i].text));
    const tr_visit *visit = build(
        &f, (claim_spec){.lines = rows[i].lines, .odd = is_odd(rows[i].text)});
    const tr_visit_day *day = &visit->days[0];
    assert_int_equal(day->edit_count, rows[i].count);
    for (uint32_t l = 0; l < 2; l++)
      assert_int_equal(visit->lines[l].edit_count, rows[i].count);
    if (rows[i].count != 0) {
      const tr_edit *edit = &day->edits[0];
      assert_int_equal(edit->column1->code.number,
                       tr_code_pack(tr_str_of(rows[i].column1)));
      assert_int_equal(edit->column2->code.number,
                       tr_code_pack(tr_str_of(rows[i].column2)));
      assert_int_equal(edit->indicator, rows[i].indicator);
      assert_true(strlen(edit->rationale) > 0);
    }
    end(&f);
  }
}

/* Pairs with earlier claims count, pairs among those were judged with them. */
static void test_edits_over_claims(void **state) {
  (void)state;
  fixture f;
  start(&f);
  add_earlier(&f, (claim_spec){.id = "A1", .lines = ONE("97140") TWO("97124")});
  const tr_visit *visit = build(&f, (claim_spec){.lines = ONE("97012")});
  const tr_visit_day *day = &visit->days[0];
  assert_int_equal(day->line_count, 3);
  assert_int_equal(day->edit_count, 1);
  assert_ptr_equal(day->edits[0].column1, &visit->claim->lines[0]);
  assert_true(day->edits[0].column2->earlier);
  assert_int_equal(visit->lines[0].edit_count, 1);
  end(&f);
}

/* Many lines, more than the guide allows, make many pairs; the list of them
 * grows. */
static tr_buf many_lines(int count) {
  tr_buf lines;
  tr_buf_init(&lines, EDI_MOST);
  for (int i = 0; i < count; i++)
    tr_buf_addf(&lines, "LX*%d~SV1*HC:%s*1*UN*1***1~DTP*472*D8*" J12 "~", i + 1,
                i % 2 == 0 ? "97012" : "97140");
  tr_buf_add_char(&lines, '\0');
  return lines;
}

static void test_many_edits(void **state) {
  (void)state;
  enum { PAIRS = 40 };
  fixture f;
  start(&f);
  tr_buf lines = many_lines(2 * PAIRS);
  const tr_visit *visit =
      build(&f, (claim_spec){.odd = true, .lines = lines.p});
  assert_int_equal(visit->days[0].edit_count, PAIRS * PAIRS);
  for (uint32_t i = 0; i < 2 * PAIRS; i++)
    assert_int_equal(visit->lines[i].edit_count, PAIRS);
  for (uint32_t i = 0; i < PAIRS * PAIRS; i++) {
    const tr_edit *edit = &visit->days[0].edits[i];
    assert_int_equal(edit->column1->code.number, TR_CODE("97012"));
    assert_int_equal(edit->column2->code.number, TR_CODE("97140"));
  }
  tr_buf_done(&lines);
  end(&f);
}

/* A line is compared with so many before it and no more, lest a claim of
 * thousands take time by their square. */
static void test_reach(void **state) {
  (void)state;
  enum { LINES = 2 * TR_VISIT_REACH + 1 };
  fixture f;
  start(&f);
  tr_buf lines = many_lines(LINES);
  const tr_visit *visit =
      build(&f, (claim_spec){.odd = true, .lines = lines.p});
  uint32_t wanted = 0;
  for (uint32_t b = 0; b < LINES; b++)
    wanted += ((b < TR_VISIT_REACH ? b : TR_VISIT_REACH) + 1) / 2;
  assert_int_equal(visit->days[0].edit_count, wanted);
  /* half of those before and half of those after */
  assert_int_equal(visit->lines[TR_VISIT_REACH].edit_count, TR_VISIT_REACH);
  assert_int_equal(tr_visit_first_before(0), 0);
  assert_int_equal(tr_visit_first_before(TR_VISIT_REACH), 0);
  assert_int_equal(tr_visit_first_before(TR_VISIT_REACH + 1), 1);
  tr_buf_done(&lines);
  end(&f);
}

/* ------------------------------------------------------------------- notes */

static void test_notes_of_days(void **state) {
  (void)state;
  const claim_spec spec = {.lines = ONE("98940")
                               LINE("2", "98940", "1", "1", "20260613")};
  fixture f;
  start(&f);
  const tr_visit *visit = build(&f, spec);
  assert_false(visit->notes_given);
  assert_null(visit->days[0].note);
  assert_false(visit->days[0].note_fits);

  /* a note of another date is the claim's, but takes no day from its own */
  add_note(&f, "{'id':'x','date_of_service':'2026-06-20'}", false);
  add_note(&f, "{'id':'b','date_of_service':'2026-06-13'}", true);
  add_note(&f, "{'id':'a','date_of_service':'2026-06-12'}", true);
  visit = build(&f, spec);
  assert_true(visit->notes_given);
  assert_int_equal(visit->note_count, 3);
  TR_ASSERT_STR(visit->notes[0]->id.text, "a"); /* by date */
  TR_ASSERT_STR(visit->notes[1]->id.text, "b");
  TR_ASSERT_STR(visit->notes[2]->id.text, "x");
  TR_ASSERT_STR(visit->days[0].note->id.text, "a");
  TR_ASSERT_STR(visit->days[1].note->id.text, "b");
  assert_true(visit->days[0].note_fits);

  f.input.note_count = 1; /* only the one of another date */
  visit = build(&f, spec);
  TR_ASSERT_STR(visit->days[0].note->id.text, "x");
  assert_false(visit->days[0].note_fits);
  assert_null(visit->days[1].note);

  f.input.note_count = 0;
  add_note(&f, "{'id':'n'}", false); /* of no date at all */
  visit = build(&f, spec);
  TR_ASSERT_STR(visit->days[0].note->id.text, "n");
  visit = build(
      &f, (claim_spec){.odd = true, .lines = "LX*1~SV1*HC:98940*1*UN*1***1~"});
  assert_int_equal(visit->note_count, 1);
  end(&f);
}

static void test_services(void **state) {
  (void)state;
  fixture f;
  start(&f);
  add_note(&f,
           NOTE
           "{'kind':'traction','method':'mechanical','areas':['lumbar'],"
           "'minutes':15},"
           "{'kind':'exercise','areas':['lumbar'],'minutes':10},"
           "{'code':'97110','areas':['cervical'],'start':'10:00',"
           "'end':'10:13','minutes':99},"
           "{'kind':'massage','areas':['thoracic']}]}",
           true);
  const tr_visit *visit =
      build(&f, (claim_spec){.lines = ONE("97012") TWO("97110")
                                 LINE("3", "97124", "1", "1", J12)
                                     LINE("4", "97530", "1", "1", J12)});
  const tr_visit_line *traction = &visit->lines[0];
  const tr_visit_line *exercise = &visit->lines[1];
  assert_int_equal(traction->service_count, 1);
  assert_ptr_equal(traction->services[0], &f.notes[0].note->services[0]);
  assert_int_equal(traction->minutes, 15000);
  assert_int_equal(traction->area, TR_REGION_LUMBAR);
  /* two services of one line: minutes add, areas join; times before minutes */
  assert_int_equal(exercise->service_count, 2);
  assert_true(exercise->minutes_known);
  assert_int_equal(exercise->minutes, 23000);
  assert_int_equal(exercise->area, TR_REGION_LUMBAR | TR_REGION_CERVICAL);
  assert_int_equal(visit->lines[2].service_count, 1); /* without minutes */
  assert_false(visit->lines[2].minutes_known);
  assert_int_equal(visit->lines[3].service_count, 0); /* not done */
  assert_false(visit->lines[3].minutes_known);
  end(&f);
}

/* A traction under a code that no line has goes to the 97012 line, to say
 * which of the two is wrong; billed elsewhere it does not. */
static void test_traction_of_another_code(void **state) {
  (void)state;
  static const struct {
    const char *text, *service, *lines;
    uint32_t count;
  } rows[] = {
      {"nobody bills it", "{'kind':'traction','code':'97140'}", ONE("97012"),
       1},
      {"another line bills it", "{'kind':'traction','code':'97140'}",
       ONE("97012") TWO("97140"), 0},
      {"no traction", "{'kind':'massage','code':'97140'}", ONE("97012"), 0},
      {"no traction line", "{'kind':'traction','code':'97140'}", ONE("97110"),
       0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    fixture f;
    char json[256];
    TR_ROW(i, tr_str_of(rows[i].text));
    start(&f);
    snprintf(json, sizeof json, NOTE "%s]}", rows[i].service);
    add_note(&f, json, true);
    const tr_visit *visit = build(&f, (claim_spec){.lines = rows[i].lines});
    assert_int_equal(visit->lines[0].service_count, rows[i].count);
    end(&f);
  }
}

static void test_service_minutes(void **state) {
  (void)state;
  static const struct {
    const char *service;
    int64_t minutes; /* -1: the note does not say */
  } rows[] = {
      {"'start':'10:02','end':'10:17'", 15},
      {"'start':'10:02','end':'10:17','minutes':20", 15},
      {"'start':'10:02','end':'10:02','minutes':20", 0},
      {"'start':'10:17','end':'10:02','minutes':20", 20},
      {"'start':'10:17','end':'10:02'", -1},
      {"'start':'10:02','minutes':20", 20},
      {"'end':'10:02','minutes':20", 20},
      {"'minutes':0", 0},
      {"'start':'10:02'", -1},
      {"'kind':'traction'", -1},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    fixture f;
    char json[256];
    int64_t minutes = -1000;
    TR_ROW(i, tr_str_of(rows[i].service));
    start(&f);
    snprintf(json, sizeof json, NOTE "{%s}]}", rows[i].service);
    add_note(&f, json, true);
    assert_int_equal(
        tr_service_minutes(&f.notes[0].note->services[0], &minutes),
        rows[i].minutes >= 0);
    assert_int_equal(minutes, rows[i].minutes * 1000);
    end(&f);
  }
}

/* ------------------------------------------------------------------- units */

typedef struct units_row {
  const char *text, *services, *lines;
  bool known;
  int minutes, supported, billed;
  int units[3]; /* of the lines; -1: not known */
} units_row;

#define LINES_OF(a, ua, b, ub) \
  LINE("1", a, "1", ua, J12) LINE("2", b, "1", ub, J12)

static const units_row cms_rows[] = {
    {"two codes",
     SERVICE("97112", "24") "," SERVICE("97110", "23"),
     LINES_OF("97112", "2", "97110", "1"),
     true,
     47,
     3,
     3,
     {2, 1}},
    {"a tie goes where it was billed",
     SERVICE("97112", "20") "," SERVICE("97110", "20"),
     LINES_OF("97112", "1", "97110", "2"),
     true,
     40,
     3,
     3,
     {1, 2}},
    {"untimed codes add no minutes",
     SERVICE("97012", "15") "," SERVICE("97110", "7"),
     LINES_OF("97012", "1", "97110", "1"),
     true,
     7,
     0,
     1,
     {-1, 0}},
    {"two lines of one code share its minutes",
     SERVICE("97110", "30"),
     LINES_OF("97110", "1", "97110", "1"),
     true,
     30,
     2,
     2,
     {1, 1}},
    {"the first of them takes what it bills",
     SERVICE("97110", "30"),
     LINES_OF("97110", "2", "97110", "1"),
     true,
     30,
     2,
     3,
     {2, 0}},
    {"the last what is left",
     SERVICE("97110", "60"),
     LINES_OF("97110", "1", "97110", "1"),
     true,
     60,
     4,
     2,
     {1, 3}},
    {"more billed than there is",
     SERVICE("97110", "15"),
     LINES_OF("97110", "3", "97110", "1"),
     true,
     15,
     1,
     4,
     {1, 0}},
    {"minutes of one code missing",
     SERVICE("97112", "24") ",{'code':'97110'}",
     LINES_OF("97112", "2", "97110", "1"),
     false,
     0,
     0,
     0,
     {-1, -1}},
    {"no service for a line",
     SERVICE("97112", "24"),
     LINES_OF("97112", "2", "97110", "1"),
     false,
     0,
     0,
     0,
     {-1, -1}},
    {"!units unreadable",
     SERVICE("97112", "24"),
     "LX*1~SV1*HC:97112*1*UN****1~DTP*472*D8*" J12 "~",
     false,
     0,
     0,
     0,
     {-1}},
    {"units below zero take none",
     SERVICE("97110", "30"),
     LINES_OF("97110", "-1", "97110", "2"),
     true,
     30,
     2,
     1,
     {0, 2}},
    {"no timed code",
     SERVICE("97012", "15"),
     ONE("97012"),
     true,
     0,
     0,
     0,
     {-1}},
    {"acupuncture has its own blocks",
     SERVICE("97810", "15"),
     ONE("97810"),
     true,
     0,
     0,
     0,
     {-1}},
};

static void check_units(const units_row *row, tr_unit_method method) {
  fixture f;
  char json[512];
  start(&f);
  f.input.unit_method = method;
  snprintf(json, sizeof json, NOTE "%s]}", row->services);
  add_note(&f, json, true);
  const tr_visit *visit =
      build(&f, (claim_spec){.lines = row->lines, .odd = is_odd(row->text)});
  const tr_visit_day *day = &visit->days[0];
  assert_int_equal(day->units_known, row->known);
  if (row->known) {
    assert_int_equal(day->timed_minutes, row->minutes * 1000);
    assert_int_equal(day->timed_supported, row->supported * 1000);
    assert_int_equal(day->timed_billed, row->billed * 1000);
  }
  for (uint32_t i = 0; i < visit->claim->line_count; i++) {
    assert_int_equal(visit->lines[i].units_known, row->units[i] >= 0);
    if (row->units[i] >= 0)
      assert_int_equal(visit->lines[i].units_supported, row->units[i] * 1000);
  }
  end(&f);
}

static void test_units(void **state) {
  (void)state;
  for (size_t i = 0; i < TR_COUNT(cms_rows); i++) {
    TR_ROW(i, tr_str_of(cms_rows[i].text));
    check_units(&cms_rows[i], TR_UNITS_CMS_TOTAL);
  }
  static const units_row others[] = {
      {"midpoint",
       SERVICE("97112", "24") "," SERVICE("97110", "23"),
       LINES_OF("97112", "2", "97110", "2"),
       true,
       47,
       4,
       4,
       {2, 2}},
      {"strict",
       SERVICE("97112", "24") "," SERVICE("97110", "23"),
       LINES_OF("97112", "2", "97110", "2"),
       true,
       47,
       2,
       4,
       {1, 1}},
  };
  check_units(&others[0], TR_UNITS_AMA_MIDPOINT);
  check_units(&others[1], TR_UNITS_STRICT_15);
}

/* Lines of earlier claims are not this claim's to share; a note of another
 * visit says nothing. */
static void test_units_whose(void **state) {
  (void)state;
  fixture f;
  start(&f);
  add_earlier(&f, (claim_spec){.id = "A1", .lines = ONE("97110")});
  add_note(&f, NOTE SERVICE("97112", "20") "]}", true);
  const tr_visit *visit = build(&f, (claim_spec){.lines = ONE("97112")});
  assert_int_equal(visit->days[0].line_count, 2);
  assert_true(visit->days[0].units_known);
  assert_int_equal(visit->days[0].timed_billed, 1000);
  assert_int_equal(visit->lines[0].units_supported, 1000);

  f.notes[0].fits = false;
  visit = build(&f, (claim_spec){.lines = ONE("97112")});
  assert_non_null(visit->days[0].note);
  assert_false(visit->days[0].units_known);
  assert_false(visit->lines[0].units_known);
  end(&f);
}

/* ------------------------------------------------------------------- claim */

static void test_charges(void **state) {
  (void)state;
  static const struct {
    const char *text, *lines;
    bool known;
    int64_t cents;
  } rows[] = {
      {"exact",
       LINE("1", "98940", "45.1", "1", J12)
           LINE("2", "97012", "30.25", "1", J12),
       true, 7535},
      {"!one is missing", ONE("98940") "LX*2~SV1*HC:97012**UN*1***1~", false,
       0},
      {"!a line without service", ONE("98940") "LX*2~", false, 0},
      {"below zero", LINE("1", "98940", "-5", "1", J12) TWO("97012"), true,
       500},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    fixture f;
    TR_ROW(i, tr_str_of(rows[i].text));
    start(&f);
    const tr_visit *visit = build(
        &f, (claim_spec){.lines = rows[i].lines, .odd = is_odd(rows[i].text)});
    assert_int_equal(visit->charges_known, rows[i].known);
    if (rows[i].known) assert_int_equal(visit->charges, rows[i].cents);
    end(&f);
  }
}

static void test_regions(void **state) {
  (void)state;
  static const struct {
    const char *diagnoses;
    tr_regions regions;
  } rows[] = {
      {"HI*ABK:M9903~", TR_REGION_LUMBAR},
      {"HI*ABK:M9900~", TR_REGION_CERVICAL}, /* the head folds */
      {"HI*ABK:M9900*ABF:M9901~", TR_REGION_CERVICAL},
      {"HI*ABK:M9910~", TR_REGION_CERVICAL},
      {"HI*ABK:M9902*ABF:M9905*ABF:M9904~",
       TR_REGION_THORACIC | TR_REGION_PELVIC | TR_REGION_SACRAL},
      {"HI*ABK:M9906~", 0}, /* a limb is no region of the spine */
      {"HI*ABK:M549~", TR_REGION_ANY},
      {"HI*ABK:M5416*ABF:M542~", TR_REGION_LUMBAR | TR_REGION_CERVICAL},
      {"HI*ABK:I10~", 0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    fixture f;
    TR_ROW(i, tr_str_of(rows[i].diagnoses));
    start(&f);
    const tr_visit *visit =
        build(&f, (claim_spec){.diagnoses = rows[i].diagnoses});
    assert_int_equal(visit->diagnosed, rows[i].regions);
    end(&f);
  }
}

TR_TESTS(cmocka_unit_test(test_days), cmocka_unit_test(test_edits),
         cmocka_unit_test(test_edits_over_claims),
         cmocka_unit_test(test_many_edits), cmocka_unit_test(test_reach),
         cmocka_unit_test(test_notes_of_days), cmocka_unit_test(test_services),
         cmocka_unit_test(test_traction_of_another_code),
         cmocka_unit_test(test_service_minutes), cmocka_unit_test(test_units),
         cmocka_unit_test(test_units_whose), cmocka_unit_test(test_charges),
         cmocka_unit_test(test_regions))
