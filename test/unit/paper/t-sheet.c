/* Tests of src/paper/sheet.c: what is written is read back. */
#include "paper/sheet.h"
#include "tr_test.h"

#include <unistd.h>

#include "input/sheet_read.h"

typedef struct written {
  char path[64];
  tr_arena arena;
  char *bytes;
  tr_sheet_book book;
} written;

static tr_sheet *begin(written *file) {
  tr_sheet *sheet;
  snprintf(file->path, sizeof file->path, "/tmp/t-sheet-XXXXXX");
  const int descriptor = mkstemp(file->path);
  assert_true(descriptor >= 0);
  close(descriptor);
  assert_int_equal(tr_sheet_new(file->path, NULL, &sheet), TR_OK);
  return sheet;
}

static void read_back(written *file) {
  const char *error = NULL;
  FILE *stream = fopen(file->path, "rb");
  assert_non_null(stream);
  file->bytes = malloc(1 << 20);
  const size_t n = fread(file->bytes, 1, 1 << 20, stream);
  fclose(stream);
  unlink(file->path);
  tr_arena_init(&file->arena, 1 << 22);
  assert_int_equal(tr_sheet_read(&file->arena, (tr_str){file->bytes, n},
                                 &file->book, &error),
                   TR_OK);
}

static void done(written *file) {
  tr_arena_done(&file->arena);
  free(file->bytes);
}

static void comes_back_as_written(void **state) {
  (void)state;
  static const char *const words[] = {"agree", "overrule", NULL};
  written file;
  tr_sheet *sheet = begin(&file);
  tr_sheet_page(sheet, "Claims", 1);
  tr_sheet_text(sheet, 0, 0, TR_STR("claim"), TR_SHEET_HEAD);
  tr_sheet_text(sheet, 1, 0, TR_STR("=1+1"), TR_SHEET_PLAIN);
  tr_sheet_text(sheet, 2, 0, TR_STR("a<b & \"c\"\nd\x01"), TR_SHEET_WRAP);
  tr_sheet_cents(sheet, 1, 1, 1234567, TR_SHEET_PLAIN);
  tr_sheet_cents(sheet, 2, 1, -29, TR_SHEET_INPUT);
  tr_sheet_number(sheet, 1, 2, 0.25, 2);
  tr_sheet_day(sheet, 1, 3, tr_day_of(2026, 6, 30));
  tr_sheet_day(sheet, 2, 3, TR_DAY_MIN);
  tr_sheet_blank(sheet, 1, 4, true);
  tr_sheet_words(sheet, 1, 4, words);
  tr_sheet_width(sheet, 0, 30);
  tr_sheet_filter(sheet, 0, 2, 4);
  tr_sheet_lock(sheet);
  tr_sheet_page(sheet, "Record", 0);
  tr_sheet_text(sheet, 3, 1, TR_STR("seed"), TR_SHEET_PLAIN);
  assert_int_equal(tr_sheet_finish(sheet), TR_OK);
  read_back(&file);
  assert_int_equal(file.book.count, 2);
  const tr_sheet_page_read *page = &file.book.pages[0];
  TR_ASSERT_STR(page->name, "Claims");
  TR_ASSERT_STR(tr_sheet_cell(page, 0, 0), "claim");
  TR_ASSERT_STR(tr_sheet_cell(page, 1, 0), "=1+1");
  TR_ASSERT_STR(tr_sheet_cell(page, 2, 0), "a<b & \"c\"\nd");
  TR_ASSERT_STR(tr_sheet_cell(page, 1, 1), "12345.67");
  TR_ASSERT_STR(tr_sheet_cell(page, 2, 1), "-0.29");
  TR_ASSERT_STR(tr_sheet_cell(page, 1, 2), "0.25");
  TR_ASSERT_STR(tr_sheet_cell(page, 1, 3), "46203");
  TR_ASSERT_STR(tr_sheet_cell(page, 2, 3), "");
  TR_ASSERT_STR(tr_sheet_cell(page, 9, 9), "");
  page = tr_sheet_page_named(&file.book, TR_STR("Record"));
  assert_non_null(page);
  TR_ASSERT_STR(tr_sheet_cell(page, 3, 1), "seed");
  assert_null(tr_sheet_page_named(&file.book, TR_STR("Other")));
  done(&file);
}

static void a_long_text_is_cut(void **state) {
  (void)state;
  written file;
  char *text = malloc(TR_SHEET_TEXT_MOST + 10);
  memset(text, 'x', TR_SHEET_TEXT_MOST + 10);
  memcpy(text + TR_SHEET_TEXT_MOST - 1, "\xC3\xA4", 2);
  tr_sheet *sheet = begin(&file);
  tr_sheet_page(sheet, "A name of more than thirty-one bytes", 0);
  tr_sheet_text(sheet, 0, 0, (tr_str){text, TR_SHEET_TEXT_MOST + 10},
                TR_SHEET_PLAIN);
  assert_int_equal(tr_sheet_finish(sheet), TR_OK);
  read_back(&file);
  assert_int_equal(tr_sheet_cell(&file.book.pages[0], 0, 0).n,
                   TR_SHEET_TEXT_MOST - 1);
  assert_int_equal(file.book.pages[0].name.n, 31);
  done(&file);
  free(text);
}

static void says_what_it_cannot_hold(void **state) {
  (void)state;
  written file;
  tr_sheet *sheet = begin(&file);
  tr_sheet_page(sheet, "P", 0);
  tr_sheet_text(sheet, TR_SHEET_ROWS, 0, TR_STR("x"), TR_SHEET_PLAIN);
  assert_int_equal(tr_sheet_finish(sheet), TR_ELIMIT);
  unlink(file.path);
  assert_int_equal(tr_sheet_new("/nowhere/at/all.xlsx", NULL, &sheet), TR_OK);
  tr_sheet_page(sheet, "P", 0);
  assert_int_equal(tr_sheet_finish(sheet), TR_EIO);
}

TR_TESTS(cmocka_unit_test(comes_back_as_written),
         cmocka_unit_test(a_long_text_is_cut),
         cmocka_unit_test(says_what_it_cannot_hold))
