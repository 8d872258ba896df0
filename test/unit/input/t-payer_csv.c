/* Tests of src/input/payer_csv.c. */
#include "input/payer_csv.h"

#include "pack_helper.h"

#define HEAD                                                                 \
  "profile,payer_id,filing_code,name_contains,state,order,source,confidence" \
  "\n"

typedef struct read_payers {
  tr_arena arena;
  kept_errors kept;
  const tr_payer_match *rows;
  uint32_t count;
} read_payers;

static void read(read_payers *r, const char *text) {
  tr_pack_sink sink = sink_over(text, &r->kept);
  tr_arena_init(&r->arena, 1 << 20);
  const tr_source_list sources = two_sources(&r->arena);
  assert_int_equal(
      tr_payers_read(&r->arena, &sink, &sources, &r->rows, &r->count), TR_OK);
}

static void sorts_rows_by_order_and_place(void **state) {
  (void)state;
  read_payers r;
  read(&r, "# a comment\n" HEAD
           "late,,,,,900,a-source,background\n"
           "\n"
           "first,87726,CI,UNITED HEALTH,NC,10,a-source,official\r\n"
           "# another\n"
           "second,,,,,10,b-source,secondary\n");
  assert_no_error(&r.kept);
  assert_int_equal(r.count, 3);
  assert_string_equal(r.rows[0].profile, "first");
  assert_string_equal(r.rows[0].payer_id, "87726");
  assert_string_equal(r.rows[0].filing_code, "CI");
  assert_string_equal(r.rows[0].name_contains, "UNITED HEALTH");
  assert_string_equal(r.rows[0].state, "NC");
  assert_string_equal(r.rows[0].source, "a-source");
  assert_string_equal(r.rows[0].confidence, "official");
  assert_int_equal(r.rows[0].order, 10);
  assert_string_equal(r.rows[1].profile, "second");
  assert_null(r.rows[1].payer_id);
  assert_null(r.rows[1].state);
  assert_string_equal(r.rows[2].profile, "late");
  tr_arena_done(&r.arena);
}

static void refuses_with_a_place(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t line, column;
    const char *message;
  } rows[] = {
      {"", 1, 1, "the first line is profile,payer_id"},
      {"a,b\n", 1, 1, "the first line is profile,payer_id"},
      {HEAD "a,,,,,10,a-source\n", 2, 1, "7 columns where 8"},
      {HEAD "a,,,,,10,a-source,official,x\n", 2, 1, "9 columns where 8"},
      {HEAD "a,,,,,0,a-source,official\n", 2, 7, "from 1 to 9999"},
      {HEAD "a,,,,,,a-source,official\n", 2, 7, "from 1 to 9999"},
      {HEAD "a,,,,,10000,a-source,official\n", 2, 7, "from 1 to 9999"},
      {HEAD "a,,,,,1x,a-source,official\n", 2, 7, "from 1 to 9999"},
      {HEAD ",,,,,10,a-source,official\n", 2, 1, "names a profile"},
      {HEAD "a,,,,nc,10,a-source,official\n", 2, 6, "two capital letters"},
      {HEAD "a,,,,,10,none,official\n", 2, 10, "not in docs/sources.d"},
      {HEAD "a,,,,,10,a-source,sure\n", 2, 19, "official, secondary"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    read_payers r;
    TR_ROW(i, tr_str_of(rows[i].text));
    read(&r, rows[i].text);
    assert_int_equal(r.kept.count, 1);
    assert_error(&r.kept, rows[i].line, rows[i].column, rows[i].message);
    assert_int_equal(r.count, 0);
    tr_arena_done(&r.arena);
  }
}

TR_TESTS(cmocka_unit_test(sorts_rows_by_order_and_place),
         cmocka_unit_test(refuses_with_a_place))
