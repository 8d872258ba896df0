/* XLSX: a zip of XML of which four parts matter, the names of the pages, where
 * they are, the texts they share, and their cells. A document type is refused,
 * so that nothing is expanded. */
#include <expat.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/array.h"
#include "base/buf.h"
#include "input/sheet_read.h"

enum { PART = 200, ID = 64 };

/** A page and where it is. */
typedef struct page_place {
  tr_str name;
  char id[ID], part[PART];
} page_place;

/** What the parts are read with, one after another. */
typedef struct reader {
  tr_arena *arena;
  zip_t *zip;
  page_place places[TR_SHEET_READ_PAGES];
  uint32_t place_count;
  tr_array shared; /* tr_str */
  tr_array rows;   /* tr_sheet_row */
  tr_array cells;  /* tr_str, of the row at hand */
  tr_buf text;     /* of the element at hand */
  uint32_t row, column;
  char type[12]; /* of the cell: "s", "inlineStr" ... */
  bool taking;   /* characters belong to the text */
  bool phonetic; /* within rPh: how it is spoken, not what it says */
  XML_Parser parser;
  tr_status status;
  const char *error;
} reader;

static void fail(reader *r, tr_status status, const char *error) {
  if (r->status != TR_OK) return;
  r->status = status;
  r->error = error;
  if (r->parser != NULL) XML_StopParser(r->parser, XML_FALSE);
}

/* Names of elements without their prefix. */
static const char *plain(const char *name) {
  const char *colon = strrchr(name, ':');
  return colon != NULL ? colon + 1 : name;
}

static const char *attribute(const char **attributes, const char *name) {
  for (; attributes[0] != NULL; attributes += 2)
    if (strcmp(attributes[0], name) == 0 ||
        (strchr(attributes[0], ':') != NULL &&
         strcmp(attributes[0] + strcspn(attributes[0], ":"), name) == 0))
      return attributes[1];
  return NULL;
}

static void copy_short(char *to, size_t room, const char *from) {
  const size_t n = from != NULL ? strnlen(from, room - 1) : 0;
  if (n > 0) memcpy(to, from, n);
  to[n] = '\0';
}

static tr_str keep_text(reader *r) {
  tr_str copy = {NULL, 0};
  if (r->text.bad != TR_OK ||
      tr_arena_copy(r->arena, tr_buf_str(&r->text), &copy) != TR_OK)
    fail(r, TR_ENOMEM, "out of memory");
  return copy;
}

/* ----------------------------------------------------------------- workbook */

static void XMLCALL book_start(void *context, const char *name,
                               const char **attributes) {
  reader *r = context;
  if (strcmp(plain(name), "sheet") != 0) return;
  if (r->place_count == TR_SHEET_READ_PAGES) {
    fail(r, TR_ELIMIT, "it has too many pages");
    return;
  }
  page_place *place = &r->places[r->place_count++];
  *place = (page_place){0};
  copy_short(place->id, ID, attribute(attributes, ":id"));
  const char *title = attribute(attributes, "name");
  tr_buf_clear(&r->text);
  tr_buf_add(&r->text, tr_str_of(title));
  place->name = keep_text(r);
}

static void XMLCALL links_start(void *context, const char *name,
                                const char **attributes) {
  reader *r = context;
  if (strcmp(plain(name), "Relationship") != 0) return;
  const char *id = attribute(attributes, "Id");
  const char *target = attribute(attributes, "Target");
  if (id == NULL || target == NULL) return;
  for (uint32_t i = 0; i < r->place_count; i++)
    if (strcmp(r->places[i].id, id) == 0)
      snprintf(r->places[i].part, PART, "%s%s", target[0] == '/' ? "" : "xl/",
               target[0] == '/' ? target + 1 : target);
}

/* -------------------------------------------------------------------- texts */

static void XMLCALL characters(void *context, const char *text, int length) {
  reader *r = context;
  if (!r->taking || r->phonetic) return;
  tr_buf_add(&r->text, (tr_str){text, (size_t)length});
  if (r->text.bad != TR_OK) fail(r, TR_ELIMIT, "a cell is too long");
}

static void XMLCALL shared_start(void *context, const char *name,
                                 const char **attributes) {
  reader *r = context;
  (void)attributes;
  name = plain(name);
  if (strcmp(name, "si") == 0) tr_buf_clear(&r->text);
  if (strcmp(name, "t") == 0) r->taking = true;
  if (strcmp(name, "rPh") == 0) r->phonetic = true;
}

static void XMLCALL shared_end(void *context, const char *name) {
  reader *r = context;
  tr_status status = TR_OK;
  name = plain(name);
  if (strcmp(name, "t") == 0) r->taking = false;
  if (strcmp(name, "rPh") == 0) r->phonetic = false;
  if (strcmp(name, "si") != 0) return;
  tr_str *text = tr_array_add(&r->shared, &status);
  if (text == NULL)
    fail(r, status, "it has too many texts");
  else
    *text = keep_text(r);
}

/* -------------------------------------------------------------------- cells */

static bool read_number(const char *text, size_t n, uint32_t most,
                        uint32_t *number) {
  uint64_t found = 0;
  for (size_t i = 0; i < n; i++) {
    if (text[i] < '0' || text[i] > '9' || i > 9) return false;
    found = found * 10 + (uint64_t)(text[i] - '0');
  }
  *number = (uint32_t)found;
  return n > 0 && found <= most;
}

/* "AB12": column 27 (from 0). */
static bool read_column(const char *place, uint32_t *column) {
  uint64_t found = 0;
  size_t i = 0;
  for (; place[i] >= 'A' && place[i] <= 'Z' && i < 4; i++)
    found = found * 26 + (uint64_t)(place[i] - 'A') + 1;
  if (i == 0 || found > TR_SHEET_READ_COLUMNS) return false;
  *column = (uint32_t)found - 1;
  return true;
}

static void end_row(reader *r) {
  tr_status status = TR_OK;
  tr_sheet_row *row = tr_array_add(&r->rows, &status);
  tr_str *cells = tr_arena_array(r->arena, r->cells.count + 1, sizeof *cells);
  if (row == NULL || cells == NULL) {
    fail(r, row == NULL ? status : TR_ENOMEM, "it has too many rows");
    return;
  }
  if (r->cells.count > 0)
    memcpy(cells, r->cells.items, r->cells.count * sizeof *cells);
  *row = (tr_sheet_row){cells, r->cells.count};
  r->cells.count = 0;
}

static void begin_row(reader *r, const char *number) {
  r->column = 0;
  if (number == NULL) return;
  uint32_t at = 0;
  if (!read_number(number, strlen(number), TR_SHEET_READ_ROWS, &at) ||
      at < r->rows.count + 1) {
    fail(r, TR_ELIMIT, "its rows are too many or not in order");
    return;
  }
  while (r->rows.count + 1 < at && r->status == TR_OK) end_row(r);
}

static void XMLCALL page_start(void *context, const char *name,
                               const char **attributes) {
  reader *r = context;
  name = plain(name);
  if (strcmp(name, "row") == 0) {
    begin_row(r, attribute(attributes, "r"));
  } else if (strcmp(name, "c") == 0) {
    const char *place = attribute(attributes, "r");
    if (place != NULL && !read_column(place, &r->column))
      fail(r, TR_ELIMIT, "it has too many columns");
    copy_short(r->type, sizeof r->type, attribute(attributes, "t"));
    tr_buf_clear(&r->text);
  } else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
    r->taking = true;
  } else if (strcmp(name, "rPh") == 0) {
    r->phonetic = true;
  }
}

static tr_str value_of(reader *r) {
  const tr_str text = tr_buf_str(&r->text);
  uint32_t number;
  if (strcmp(r->type, "s") != 0 || text.n == 0) return keep_text(r);
  if (read_number(text.p, text.n, UINT32_MAX, &number) &&
      number < r->shared.count)
    return *(tr_str *)tr_array_at(&r->shared, number);
  fail(r, TR_ESYNTAX, "a cell names a text that is not there");
  return (tr_str){NULL, 0};
}

static void end_cell(reader *r) {
  tr_status status = TR_OK;
  if (r->column >= TR_SHEET_READ_COLUMNS) {
    fail(r, TR_ELIMIT, "it has too many columns");
    return;
  }
  while (r->cells.count <= r->column && status == TR_OK)
    tr_array_add(&r->cells, &status);
  if (status != TR_OK) {
    fail(r, status, "it has too many columns");
    return;
  }
  *(tr_str *)tr_array_at(&r->cells, r->column) = value_of(r);
  r->column++;
}

static void XMLCALL page_end(void *context, const char *name) {
  reader *r = context;
  name = plain(name);
  if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) r->taking = false;
  if (strcmp(name, "rPh") == 0) r->phonetic = false;
  if (strcmp(name, "c") == 0) end_cell(r);
  if (strcmp(name, "row") == 0) end_row(r);
}

/* -------------------------------------------------------------------- parts */

static void XMLCALL refuse_type(void *context, const char *name,
                                const char *from, const char *known_as,
                                int internal) {
  (void)name, (void)from, (void)known_as, (void)internal;
  fail(context, TR_ESYNTAX, "its XML declares a document type");
}

static void parse_part(reader *r, zip_file_t *file,
                       XML_StartElementHandler start,
                       XML_EndElementHandler end) {
  char bytes[16 << 10];
  uint64_t all = 0;
  r->taking = r->phonetic = false;
  r->parser = XML_ParserCreate(NULL);
  if (r->parser == NULL) {
    fail(r, TR_ENOMEM, "out of memory");
    return;
  }
  XML_SetUserData(r->parser, r);
  XML_SetElementHandler(r->parser, start, end);
  XML_SetCharacterDataHandler(r->parser, characters);
  XML_SetStartDoctypeDeclHandler(r->parser, refuse_type);
  for (bool more = true; more && r->status == TR_OK;) {
    const zip_int64_t n = zip_fread(file, bytes, sizeof bytes);
    more = n > 0;
    if (n > 0) all += (uint64_t)n;
    if (n < 0 || all > TR_SHEET_READ_MOST)
      fail(r, n < 0 ? TR_ESYNTAX : TR_ELIMIT,
           n < 0 ? "a part of it is damaged" : "a part of it is too large");
    else if (XML_Parse(r->parser, bytes, (int)n, !more) != XML_STATUS_OK)
      fail(r, TR_ESYNTAX, "its XML is not well formed");
  }
  XML_ParserFree(r->parser);
  r->parser = NULL;
}

/* @return Whether the part is there. */
static bool read_part(reader *r, const char *name,
                      XML_StartElementHandler start,
                      XML_EndElementHandler end) {
  if (r->status != TR_OK) return true;
  zip_file_t *file = zip_fopen(r->zip, name, 0);
  if (file == NULL) return false;
  parse_part(r, file, start, end);
  zip_fclose(file);
  return true;
}

static void take_page(reader *r, const page_place *place, tr_sheet_book *book) {
  r->rows.count = r->cells.count = 0;
  if (!read_part(r, place->part, page_start, page_end))
    fail(r, TR_ESYNTAX, "a page of it is missing");
  if (r->status != TR_OK) return;
  tr_sheet_row *rows =
      tr_arena_array(r->arena, r->rows.count + 1, sizeof *rows);
  if (rows == NULL) {
    fail(r, TR_ENOMEM, "out of memory");
    return;
  }
  if (r->rows.count > 0)
    memcpy(rows, r->rows.items, r->rows.count * sizeof *rows);
  book->pages[book->count++] =
      (tr_sheet_page_read){place->name, rows, r->rows.count};
}

static void read_all(reader *r, tr_sheet_book *book) {
  if (!read_part(r, "xl/workbook.xml", book_start, NULL) ||
      !read_part(r, "xl/_rels/workbook.xml.rels", links_start, NULL)) {
    fail(r, TR_ESYNTAX, "it is a zip, but no workbook");
    return;
  }
  (void)read_part(r, "xl/sharedStrings.xml", shared_start, shared_end);
  for (uint32_t i = 0; i < r->place_count && r->status == TR_OK; i++)
    take_page(r, &r->places[i], book);
}

tr_status tr_sheet_read_xlsx(tr_arena *arena, tr_str bytes, tr_sheet_book *book,
                             const char **error) {
  reader *r = calloc(1, sizeof *r);
  tr_sheet_book found = {.count = 0};
  zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, NULL);
  if (r == NULL || source == NULL) {
    zip_source_free(source);
    free(r);
    *error = "out of memory";
    return TR_ENOMEM;
  }
  r->arena = arena;
  tr_array_init(&r->shared, sizeof(tr_str), TR_SHEET_READ_ROWS * 8, NULL);
  tr_array_init(&r->rows, sizeof(tr_sheet_row), TR_SHEET_READ_ROWS, NULL);
  tr_array_init(&r->cells, sizeof(tr_str), TR_SHEET_READ_COLUMNS, NULL);
  tr_buf_init(&r->text, 1 << 20);
  r->zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
  if (r->zip == NULL) {
    zip_source_free(source);
    fail(r, TR_ESYNTAX, "it begins like a zip, but is none");
  } else {
    read_all(r, &found);
    zip_discard(r->zip);
  }
  const tr_status status = r->status;
  if (status == TR_OK)
    *book = found;
  else
    *error = r->error;
  tr_array_done(&r->shared);
  tr_array_done(&r->rows);
  tr_array_done(&r->cells);
  tr_buf_done(&r->text);
  free(r);
  return status;
}
