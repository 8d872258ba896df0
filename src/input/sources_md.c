/* Which rows of a Markdown page are sources. */
#include "input/sources_md.h"

enum { CELLS = 12 };

/* The last may be missing. */
enum { ID, TITLE, DECIDES, LINK, OF, COLUMNS };
static const char *const column_names[COLUMNS] = {
    "id", "title", "what it decides", "link", "transactions"};

typedef struct row {
  tr_str cells[CELLS];
  int count;
} row;

/* A table as far as it was read: which cell holds which column. */
typedef struct table {
  int state;           /* 0 none, 1 after its head, 2 rows */
  int column[COLUMNS]; /* cell, or -1; of a table that holds no sources ID is
                          -1 */
} table;

tr_status tr_source_list_init(tr_arena *arena, tr_source_list *list) {
  list->rows = tr_arena_array(arena, TR_SOURCES, sizeof *list->rows);
  list->count = 0;
  return list->rows != NULL ? TR_OK : TR_ENOMEM;
}

const tr_source *tr_source_find(const tr_source_list *list, tr_str id) {
  for (uint32_t i = 0; i < list->count; i++)
    if (tr_str_eq(tr_str_of(list->rows[i]->id), id)) return list->rows[i];
  return NULL;
}

static row split(tr_str line) {
  row out = {.count = 0};
  size_t start = 1; /* after the first bar */
  for (size_t i = 1; i < line.n && out.count < CELLS; i++) {
    if (line.p[i] != '|' || line.p[i - 1] == '\\') continue;
    out.cells[out.count++] = tr_str_trim((tr_str){line.p + start, i - start});
    start = i + 1;
  }
  return out;
}

static tr_str without(tr_str text, char first, char last) {
  if (text.n >= 2 && text.p[0] == first && text.p[text.n - 1] == last)
    return (tr_str){text.p + 1, text.n - 2};
  return text;
}

static bool is_id(tr_str text) {
  for (size_t i = 0; i < text.n; i++) {
    const char c = text.p[i];
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
          c == '.'))
      return false;
  }
  return text.n > 0;
}

static size_t offset_of(const tr_pack_sink *sink, tr_str part) {
  return part.p != NULL ? (size_t)(part.p - sink->bytes.p) : 0;
}

static void read_head(tr_pack_sink *sink, const row *head, table *out) {
  for (int c = 0; c < COLUMNS; c++) {
    out->column[c] = -1;
    for (int i = 0; i < head->count; i++)
      if (tr_str_eq(head->cells[i], tr_str_of(column_names[c])))
        out->column[c] = i;
  }
  if (out->column[ID] != 0) {
    out->column[ID] = -1;
    return;
  }
  for (int c = 0; c < COLUMNS; c++) {
    if (out->column[c] >= 0 || c == OF) continue;
    tr_pack_fail(sink, offset_of(sink, head->cells[0]), head->cells[0].n,
                 "a table of sources has a column \"%s\"", column_names[c]);
    out->column[ID] = -1;
    return;
  }
}

static const char *keep(tr_arena *arena, tr_str text) {
  char *copy = tr_arena_alloc(arena, text.n + 1);
  if (copy != NULL && text.n > 0) memcpy(copy, text.p, text.n);
  return copy;
}

static tr_str cell(const row *r, const table *t, int column) {
  const int at = t->column[column];
  return at >= 0 && at < r->count ? r->cells[at] : (tr_str){NULL, 0};
}

static tr_status add(tr_arena *arena, tr_pack_sink *sink, const row *r,
                     const table *t, tr_source_list *list) {
  const tr_str id = without(cell(r, t, ID), '`', '`');
  const tr_str title = cell(r, t, TITLE);
  const size_t at = offset_of(sink, id);
  if (!is_id(id)) {
    tr_pack_fail(sink, at, id.n,
                 "the id of a source has a-z, 0-9, points and hyphens");
    return TR_OK;
  }
  if (tr_source_find(list, id) != NULL) {
    tr_pack_fail(sink, at, id.n, "the source \"%.*s\" is there already",
                 TR_STR_ARG(id));
    return TR_OK;
  }
  if (title.n == 0) {
    tr_pack_fail(sink, at, id.n, "the source \"%.*s\" has no title",
                 TR_STR_ARG(id));
    return TR_OK;
  }
  if (list->count == TR_SOURCES) {
    tr_pack_fail(sink, at, id.n, "more than %d sources", (int)TR_SOURCES);
    return TR_OK;
  }
  tr_source *source = tr_arena_alloc(arena, sizeof *source);
  if (source == NULL) return TR_ENOMEM;
  source->id = keep(arena, id);
  source->title = keep(arena, title);
  const tr_str of = cell(r, t, OF);
  source->of = of.n > 0 ? keep(arena, of) : NULL;
  source->decides = keep(arena, cell(r, t, DECIDES));
  source->url = keep(arena, without(cell(r, t, LINK), '<', '>'));
  if (source->id == NULL || source->title == NULL || source->url == NULL ||
      source->decides == NULL || (of.n > 0 && source->of == NULL))
    return TR_ENOMEM;
  list->rows[list->count++] = source;
  return TR_OK;
}

tr_status tr_sources_read(tr_arena *arena, tr_pack_sink *sink,
                          tr_source_list *list) {
  const tr_str bytes = sink->bytes;
  table t = {.state = 0};
  for (size_t i = 0; i < bytes.n;) {
    size_t end = i;
    while (end < bytes.n && bytes.p[end] != '\n') end++;
    const tr_str line = tr_str_trim((tr_str){bytes.p + i, end - i});
    i = end + 1;
    if (line.n == 0 || line.p[0] != '|') {
      t.state = 0;
      continue;
    }
    const row r = split(line);
    if (t.state == 0) read_head(sink, &r, &t);
    if (t.state == 2 && t.column[ID] >= 0) {
      const tr_status status = add(arena, sink, &r, &t, list);
      if (status != TR_OK) return status;
    }
    if (t.state < 2) t.state++;
  }
  return TR_OK;
}
