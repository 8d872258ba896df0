/* Tests of src/input/sheet_read.c. */
#include "input/sheet_read.h"
#include "tr_test.h"

/** CSV, and its cells: rows parted by '/', cells by '|'. */
static void reads_what_spreadsheets_write(void **state) {
  (void)state;
  static const struct {
    const char *text, *cells;
  } rows[] = {{"", ""},
              {"a,b\r\nc,d\r\n", "a|b/c|d/"},
              {"a,b\nc,d", "a|b/c|d/"},
              {"\xEF\xBB\xBF"
               "a;b;c\r\n1,5;\"x;y\";\r\n",
               "a|b|c/1,5|x;y|/"},
              {"a\tb\n1\t2\n", "a|b/1|2/"},
              {"\"a \"\"b\"\"\",\"c\nd\"\n", "a \"b\"|c\nd/"},
              {"a,\n", "a|/"},
              {"a,", "a|/"},
              {"\n\nx\n", "//x/"},
              {"\"\",\"\"\n", "|/"},
              {"a\rb\r", "a/b/"}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_arena arena;
    tr_sheet_book book;
    const char *error = NULL;
    char cells[200] = "";
    size_t n = 0;
    tr_arena_init(&arena, 1 << 16);
    TR_ROW(i, tr_str_of(rows[i].text));
    assert_int_equal(
        tr_sheet_read(&arena, tr_str_of(rows[i].text), &book, &error), TR_OK);
    assert_int_equal(book.count, 1);
    for (uint32_t r = 0; r < book.pages[0].count; r++) {
      for (uint32_t c = 0; c < book.pages[0].rows[r].count; c++)
        n += (size_t)snprintf(cells + n, sizeof cells - n, "%s%.*s",
                              c > 0 ? "|" : "",
                              TR_STR_ARG(tr_sheet_cell(&book.pages[0], r, c)));
      n += (size_t)snprintf(cells + n, sizeof cells - n, "/");
    }
    assert_string_equal(cells, rows[i].cells);
    tr_arena_done(&arena);
  }
}

static void says_what_is_no_table(void **state) {
  (void)state;
  static const char *const texts[] = {"\"a", "\"a\"b,c", "PK\003\004zip"};
  for (size_t i = 0; i < TR_COUNT(texts); i++) {
    tr_arena arena;
    tr_sheet_book book = {.count = 42};
    const char *error = NULL;
    tr_arena_init(&arena, 1 << 16);
    TR_ROW(i, tr_str_of(texts[i]));
    assert_int_equal(tr_sheet_read(&arena, tr_str_of(texts[i]), &book, &error),
                     TR_ESYNTAX);
    assert_non_null(error);
    assert_int_equal(book.count, 42);
    tr_arena_done(&arena);
  }
}

static void has_limits(void **state) {
  (void)state;
  tr_arena arena;
  tr_sheet_book book;
  const char *error = NULL;
  char commas[TR_SHEET_READ_COLUMNS + 1];
  memset(commas, ',', sizeof commas);
  tr_arena_init(&arena, 1 << 16);
  assert_int_equal(
      tr_sheet_read(&arena, (tr_str){commas, sizeof commas}, &book, &error),
      TR_ELIMIT);
  assert_int_equal(
      tr_sheet_read(&arena, (tr_str){commas, (size_t)TR_SHEET_READ_MOST + 1},
                    &book, &error),
      TR_ELIMIT);
  tr_arena_done(&arena);
}

TR_TESTS(cmocka_unit_test(reads_what_spreadsheets_write),
         cmocka_unit_test(says_what_is_no_table), cmocka_unit_test(has_limits))
