/* Tests of src/input/sheet_xlsx.c with workbooks as others write them. */
#include "input/sheet_read.h"
#include "tr_test.h"

#include <zip.h>

#define BOOK                                                                 \
  "<x:workbook xmlns:x='m' xmlns:r='r'><x:sheets><x:sheet name='A &amp; B' " \
  "sheetId='1' r:id='rId7'/></x:sheets></x:workbook>"
#define LINKS                                                              \
  "<Relationships><Relationship Id='rId7' Target='/xl/worksheets/s.xml'/>" \
  "</Relationships>"
#define SHARED                                                           \
  "<sst><si><t>one</t></si><si><r><t>t</t></r><r><t>wo</t></r><rPh><t>x" \
  "</t></rPh></si></sst>"

typedef struct made {
  tr_arena arena;
  tr_sheet_book book;
  const char *error;
  char *bytes;
} made;

/* A zip in memory of a book with one page. */
static tr_status read_page(made *file, const char *page, const char *shared) {
  const char *const parts[][2] = {{"xl/workbook.xml", BOOK},
                                  {"xl/_rels/workbook.xml.rels", LINKS},
                                  {"xl/sharedStrings.xml", shared},
                                  {"xl/worksheets/s.xml", page}};
  zip_source_t *buffer = zip_source_buffer_create(NULL, 0, 0, NULL);
  zip_t *zip = zip_open_from_source(buffer, ZIP_TRUNCATE, NULL);
  zip_stat_t stat;
  assert_non_null(zip);
  zip_source_keep(buffer);
  for (size_t i = 0; i < TR_COUNT(parts); i++)
    if (parts[i][1] != NULL)
      assert_true(zip_file_add(zip, parts[i][0],
                               zip_source_buffer(zip, parts[i][1],
                                                 strlen(parts[i][1]), 0),
                               0) >= 0);
  assert_int_equal(zip_close(zip), 0);
  assert_int_equal(zip_source_stat(buffer, &stat), 0);
  file->bytes = malloc(stat.size);
  assert_int_equal(zip_source_open(buffer), 0);
  assert_int_equal(zip_source_read(buffer, file->bytes, stat.size), stat.size);
  zip_source_close(buffer);
  zip_source_free(buffer);
  file->error = NULL;
  tr_arena_init(&file->arena, 1 << 20);
  return tr_sheet_read(&file->arena, (tr_str){file->bytes, stat.size},
                       &file->book, &file->error);
}

static void done(made *file) {
  tr_arena_done(&file->arena);
  free(file->bytes);
}

static void reads_cells_of_every_kind(void **state) {
  (void)state;
  made file;
  assert_int_equal(
      read_page(&file,
                "<worksheet><sheetData><row r='2'><c r='B2' t='s'><v>1</v></c>"
                "<c r='D2'><v>12.5</v></c></row><row r='4'>"
                "<c r='A4' t='inlineStr'><is><t>in</t></is></c>"
                "<c t='str'><f>A1&amp;B1</f><v>sum</v></c></row>"
                "</sheetData></worksheet>",
                SHARED),
      TR_OK);
  const tr_sheet_page_read *page = &file.book.pages[0];
  TR_ASSERT_STR(page->name, "A & B");
  assert_int_equal(page->count, 4);
  TR_ASSERT_STR(tr_sheet_cell(page, 0, 0), "");
  TR_ASSERT_STR(tr_sheet_cell(page, 1, 0), "");
  TR_ASSERT_STR(tr_sheet_cell(page, 1, 1), "two");
  TR_ASSERT_STR(tr_sheet_cell(page, 1, 3), "12.5");
  TR_ASSERT_STR(tr_sheet_cell(page, 3, 0), "in");
  TR_ASSERT_STR(tr_sheet_cell(page, 3, 1), "sum");
  done(&file);
}

static void refuses_what_is_broken(void **state) {
  (void)state;
  static const struct {
    const char *page;
    tr_status status;
  } rows[] = {
      {"<worksheet><sheetData>", TR_ESYNTAX},
      {"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet>&a;</worksheet>", TR_ESYNTAX},
      {"<w><row r='1'><c r='A1' t='s'><v>9</v></c></row></w>", TR_ESYNTAX},
      {"<w><row r='3'/><row r='2'/></w>", TR_ELIMIT},
      {"<w><row r='999999999'/></w>", TR_ELIMIT},
      {"<w><row r='1'><c r='ZZZ1'/></row></w>", TR_ELIMIT},
      {NULL, TR_ESYNTAX}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    made file;
    TR_ROW(i, tr_str_of(rows[i].page));
    assert_int_equal(read_page(&file, rows[i].page, SHARED), rows[i].status);
    assert_non_null(file.error);
    done(&file);
  }
}

TR_TESTS(cmocka_unit_test(reads_cells_of_every_kind),
         cmocka_unit_test(refuses_what_is_broken))
