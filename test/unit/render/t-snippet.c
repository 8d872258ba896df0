/* Tests of src/render/snippet.c. */
#include "render/snippet.h"
#include "base/utf8.h"
#include "tr_test.h"

static void puts_the_caret_under_the_bytes(void **state) {
  (void)state;
  static const struct {
    const char *line;
    size_t at, length, columns;
    const char *shown;
    size_t before, marks;
  } rows[] = {
      {"SV1*HC:97012*90*UN*2", 19, 1, 80, "SV1*HC:97012*90*UN*2", 19, 1},
      /* a missing value: the column after the last */
      {"SV1*HC:97012", 12, 0, 80, "SV1*HC:97012", 12, 1},
      /* two bytes of one column, one of two, and a combining mark */
      {"NM1*é*X", 7, 1, 80, "NM1*é*X", 6, 1},
      {"NM1*日本*X", 11, 1, 80, "NM1*日本*X", 9, 1},
      {"A\001B*X", 4, 1, 80, "A\\x01B*X", 7, 1},
      {"abcdefghijklmnopqrstuvwxyz", 13, 1, 12, "…ijklmnopqr…", 6, 1},
      {"abcdefghijklmnopqrstuvwxyz", 0, 1, 12, "abcdefghij…", 0, 1},
      {"abcdefghijklmnopqrstuvwxyz", 25, 1, 12, "…qrstuvwxyz", 10, 1},
      /* more is marked than there is room */
      {"abcdefghijklmnopqrstuvwxyz", 10, 16, 12, "…fghijklmno…", 6, 5},
      {"", 0, 0, 12, "", 0, 1},
      {"abc", 99, 9, 12, "abc", 3, 1},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_str line = tr_str_of(rows[i].line);
    tr_buf out;
    TR_ROW(i, line);
    tr_buf_init(&out, 1000);
    const tr_snippet snippet =
        tr_snippet_cut(line, rows[i].at, rows[i].length, rows[i].columns);
    tr_snippet_write(&snippet, &out);
    TR_ASSERT_STR(tr_buf_str(&out), rows[i].shown);
    assert_int_equal(snippet.before, rows[i].before);
    assert_int_equal(snippet.marks, rows[i].marks);
    tr_buf_done(&out);
  }
}

/* Whatever is cut, the marked byte is shown, in its column, within the room. */
static void never_leaves_the_room(void **state) {
  (void)state;
  static const char line[] =
      "SV1*HC:97012:GP:59*日本日本日本*UN*é\001\002é*zzzzzzzzzzzzzzzzzzzzzzz";
  for (size_t columns = 16; columns < 90; columns++) {
    for (size_t at = 0; at < sizeof line - 1; at++) {
      if ((line[at] & 0xC0) == 0x80) continue; /* inside a code point */
      const tr_snippet s = tr_snippet_cut(tr_str_of(line), at, 1, columns);
      const char *marked = line + at;
      assert_true(marked >= s.shown.p && marked < s.shown.p + s.shown.n);
      const size_t before =
          tr_text_columns((tr_str){s.shown.p, (size_t)(marked - s.shown.p)});
      assert_int_equal(s.before, before + s.cut_left);
      assert_true(tr_text_columns(s.shown) + s.cut_left + s.cut_right <=
                  columns);
    }
  }
}

TR_TESTS(cmocka_unit_test(puts_the_caret_under_the_bytes),
         cmocka_unit_test(never_leaves_the_room))
