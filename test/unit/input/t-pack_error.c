/* Tests of src/input/pack_error.c. */
#include "pack_helper.h"

static void finds_line_and_column(void **state) {
  (void)state;
  static const char text[] = "one\ntwo\r\nthree";
  static const struct {
    size_t at, length;
    uint32_t line, column, shown;
  } rows[] = {
      {0, 3, 1, 1, 3}, {2, 9, 1, 3, 1},  {4, 0, 2, 1, 1},  {6, 2, 2, 3, 1},
      {9, 5, 3, 1, 5}, {13, 5, 3, 5, 1}, {14, 1, 3, 6, 1}, {999, 1, 3, 6, 1},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    kept_errors kept;
    tr_pack_sink sink = sink_over(text, &kept);
    TR_ROW(i, tr_str_of(text));
    tr_pack_fail(&sink, rows[i].at, rows[i].length, "bad %d", 7);
    assert_int_equal(sink.count, 1);
    assert_int_equal(kept.list[0].line, rows[i].line);
    assert_int_equal(kept.list[0].column, rows[i].column);
    assert_int_equal(kept.list[0].length, rows[i].shown);
    assert_string_equal(kept.list[0].message, "bad 7");
  }
}

static void takes_a_line_and_column(void **state) {
  (void)state;
  kept_errors kept;
  tr_pack_sink sink = sink_over("one\ntwo", &kept);
  tr_pack_fail_line(&sink, 2, 3, TR_STR("bad"));
  tr_pack_fail_line(&sink, 9, 1, TR_STR("after the end"));
  assert_error(&kept, 2, 3, "bad");
  assert_error(&kept, 2, 1, "after the end");
}

static void counts_without_anyone_to_tell(void **state) {
  (void)state;
  tr_pack_sink sink = {.file = "x", .bytes = TR_STR("a")};
  tr_pack_fail(&sink, 0, 1, "bad");
  assert_int_equal(sink.count, 1);
}

static void shows_the_caret(void **state) {
  (void)state;
  static const struct {
    tr_pack_error error;
    const char *shown;
  } rows[] = {
      {{"a.yaml", 3, 1, 7, {"a rule has no key", 17}, {"severty: x", 10}},
       "error: a rule has no key\n  --> a.yaml:3:1\n   |\n 3 | severty: x\n"
       "   | ^^^^^^^\n"},
      {{"a.yaml", 120, 6, 99, {"bad", 3}, {"abcdefgh", 8}},
       "error: bad\n   --> a.yaml:120:6\n    |\n120 | abcdefgh\n"
       "    |      ^^^\n"},
      {{"a.yaml", 1, 4, 1, {"end", 3}, {"abc", 3}},
       "error: end\n  --> a.yaml:1:4\n   |\n 1 | abc\n   |    ^\n"},
      /* a wide letter takes two columns, an escape sequence is made visible */
      {{"a.yaml", 1, 4, 1, {"x", 1}, {"\xE6\xBC\xA2\x1B", 4}},
       "error: x\n  --> a.yaml:1:4\n   |\n 1 | \xE6\xBC\xA2\\x1b\n"
       "   |   ^^^^\n"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_buf out;
    tr_buf_init(&out, 4096);
    tr_pack_error_show(&rows[i].error, &out);
    TR_ROW(i, rows[i].error.message);
    TR_ASSERT_STR(tr_buf_str(&out), rows[i].shown);
    tr_buf_done(&out);
  }
}

TR_TESTS(cmocka_unit_test(finds_line_and_column),
         cmocka_unit_test(takes_a_line_and_column),
         cmocka_unit_test(counts_without_anyone_to_tell),
         cmocka_unit_test(shows_the_caret))
