/* Tests of src/coding/coding.c: the run over all notes of a source. */
#include "coding_run.h"

#define VISIT(id, day) \
  RUN_NOTE(id, day)    \
  RUN_LUMBAR RUN_PLAN("active") RUN_SERVICES("")

static char order[256];

static void take_order(void *context, const tr_coded_visit *visit) {
  (void)context;
  const size_t used = strlen(order);
  snprintf(order + used, sizeof order - used, "%zu:%.*s ", visit->index,
           TR_STR_ARG(visit->note->id.text));
}

static void visits_come_in_the_order_of_the_notes(void **state) {
  (void)state;
  coding_run run;
  run_open(&run);
  run.each = take_order;
  order[0] = '\0';
  (void)run_notes(&run, VISIT("c", "2026-06-15") VISIT("a", "2026-06-12")
                            VISIT("b", "2026-06-10"));
  assert_string_equal(order, "0:c 1:a 2:b ");
  assert_int_equal(run.failed, 0);
  run_close(&run);
}

static void what_cannot_be_read_is_counted(void **state) {
  (void)state;
  coding_run run;
  run_open(&run);
  run.each = take_order;
  order[0] = '\0';
  (void)run_notes(
      &run, VISIT("a", "2026-06-12") "\n{\"id\": \n" VISIT("b", "2026-06-15"));
  assert_int_equal(run.status, TR_OK);
  assert_int_equal(run.failed, 1);
  assert_string_equal(order, "0:a 1:b ");
  run_close(&run);
}

static void no_notes_are_no_visits(void **state) {
  (void)state;
  coding_run run;
  run_open(&run);
  assert_string_equal(run_notes(&run, ""), "");
  assert_int_equal(run.status, TR_OK);
  assert_int_equal(run.visits, 0);
  run_close(&run);
}

static void a_profile_must_exist(void **state) {
  (void)state;
  coding_run run;
  run_open(&run);
  run.options.profile = "medicare";
  (void)run_notes(&run, VISIT("a", "2026-06-12"));
  assert_int_equal(run.status, TR_ENOTFOUND);
  assert_int_equal(run.visits, 0);
  run_close(&run);
}

static void a_visit_needs_its_date(void **state) {
  (void)state;
  static const run_row rows[] = {
      {"without one", "commercial",
       "{\"format\":\"traction-note/1\",\"id\":\"n\"," RUN_LUMBAR RUN_SERVICES(
           RUN_CMT),
       " | error visit method\n"},
  };
  run_rows(rows, TR_COUNT(rows));
}

/* The same notes, coded twice, and each coded alone, give the same. */
static void runs_are_alike(void **state) {
  (void)state;
  static const char first[] =
      RUN_NOTE("a", "2026-06-12") RUN_NECK RUN_PLAN("active")
          RUN_SERVICES(RUN_TRACTION "," RUN_TIMED("manual", "lumbar", "20"));
  static const char second[] = VISIT("b", "2026-06-15");
  char both[sizeof first + sizeof second], apart[512];
  snprintf(both, sizeof both, "%s%s", first, second);
  coding_run run;
  run_open(&run);
  snprintf(apart, sizeof apart, "%s", run_notes(&run, first));
  const size_t used = strlen(apart);
  snprintf(apart + used, sizeof apart - used, "%s", run_notes(&run, second));
  assert_string_equal(run_notes(&run, both), apart);
  assert_string_equal(run_notes(&run, both), apart);
  run_close(&run);
}

/* However little memory there is: a status, no crash, no half of a visit. */
static void an_arena_may_be_too_small(void **state) {
  (void)state;
  tr_note_index index;
  tr_note_reader reader;
  tr_tables tables;
  size_t failed;
  bool done = false;
  tr_tables_init(&tables);
  tr_notes_index_init(&index);
  assert_int_equal(
      tr_notes_index_add(&index, "n.json", tr_str_of(VISIT("a", "2026-06-12"))),
      TR_OK);
  assert_int_equal(tr_note_reader_init(&reader, &index), TR_OK);
  const tr_note_source source = tr_note_reader_source(&reader);
  coding_run run = {0};
  tr_buf_init(&run.out, RUN_TEXT);
  for (size_t limit = 1 << 10; !done; limit *= 2) {
    tr_arena arena;
    tr_arena_init(&arena, limit);
    const tr_coding_options options = {.arena = &arena,
                                       .pack = &tr_pack_builtin,
                                       .tables = &tables,
                                       .notes = &source,
                                       .today = TR_DAY_MIN};
    tr_buf_clear(&run.out);
    const tr_status status = tr_coding_run(&options, run_take, &run, &failed);
    done = status == TR_OK;
    if (!done) assert_true(status == TR_ELIMIT || status == TR_ENOMEM);
    tr_arena_done(&arena);
  }
  TR_ASSERT_STR(tr_buf_str(&run.out), "98940 x1 @1,2\n");
  tr_buf_done(&run.out);
  tr_note_reader_done(&reader);
  tr_notes_index_done(&index);
}

TR_TESTS(cmocka_unit_test(visits_come_in_the_order_of_the_notes),
         cmocka_unit_test(what_cannot_be_read_is_counted),
         cmocka_unit_test(no_notes_are_no_visits),
         cmocka_unit_test(a_profile_must_exist),
         cmocka_unit_test(a_visit_needs_its_date),
         cmocka_unit_test(runs_are_alike),
         cmocka_unit_test(an_arena_may_be_too_small))
