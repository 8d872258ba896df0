/* Which edition of a table speaks for a day, and what editions there are. */
#include "table/builtin.h"
#include "table/index.h"

static const char *const table_names[TR_TABLE_KINDS] = {
#define TR_TABLE_TEXT(name, text) text,
    TR_TABLE_MAP(TR_TABLE_TEXT)
#undef TR_TABLE_TEXT
};

void tr_tables_init(tr_tables *tables) {
  tables->as_if = 0;
  tables->indexes = 0;
}

const char *tr_table_name(tr_table_kind kind) {
  return (unsigned)kind < TR_TABLE_KINDS ? table_names[kind] : "none";
}

bool tr_table_find(tr_str name, tr_table_kind *kind) {
  for (int i = 0; i < TR_TABLE_KINDS; i++) {
    if (!tr_str_eq(name, tr_str_of(table_names[i]))) continue;
    *kind = (tr_table_kind)i;
    return true;
  }
  return false;
}

static tr_edition built_edition(tr_table_kind kind) {
  const tr_edition_built *b = &tr__editions[kind];
  return (tr_edition){kind,  table_names[kind], b->edition, b->source, b->from,
                      b->to, b->rows,           false};
}

static tr_edition index_edition(const tr_index *index) {
  const tr_index_head *head = tr__index_head(index);
  return (tr_edition){index->kind,        table_names[index->kind],
                      head->edition,      head->source,
                      index->from,        index->to,
                      (size_t)head->rows, true};
}

size_t tr_tables_count(const tr_tables *tables) {
  return TR_TABLE_KINDS + tables->indexes;
}

tr_edition tr_tables_edition(const tr_tables *tables, size_t at) {
  if (at < TR_TABLE_KINDS) return built_edition((tr_table_kind)at);
  return index_edition(&tables->index[at - TR_TABLE_KINDS]);
}

const tr_index *tr__index_on(const tr_tables *tables, tr_table_kind kind,
                             tr_day day) {
  const tr_edition_built *built = &tr__editions[kind];
  const tr_index *earlier = NULL, *later = NULL;
  for (size_t i = 0; i < tables->indexes; i++) {
    const tr_index *index = &tables->index[i];
    if (index->kind != kind) continue;
    if (tr__covers(index->from, index->to, day)) return index;
    if (index->to < day && (earlier == NULL || index->to > earlier->to))
      earlier = index;
    if (index->from > day && (later == NULL || index->from < later->from))
      later = index;
  }

  if (tr__covers(built->from, built->to, day)) return NULL;
  if (built->to < day)
    return earlier != NULL && earlier->to >= built->to ? earlier : NULL;
  if (earlier != NULL) return earlier;
  return later != NULL && later->from < built->from ? later : NULL;
}

tr_edition tr_tables_edition_on(const tr_tables *tables, tr_table_kind kind,
                                tr_day day) {
  day = tr_tables_day(tables, day);
  const tr_index *index = tr__index_on(tables, kind, day);
  return index != NULL ? index_edition(index) : built_edition(kind);
}

const char *tr_validity_text(tr_validity validity) {
  static const char *const words[] = {"valid",         "malformed",
                                      "invalid",       "ended",
                                      "not yet valid", "needs more characters",
                                      "unknown"};
  return (unsigned)validity < sizeof words / sizeof words[0] ? words[validity]
                                                             : "unknown";
}

const char *tr_confidence_text(tr_confidence confidence) {
  static const char *const words[] = {"official", "secondary", "background"};
  return (unsigned)confidence < 3 ? words[confidence] : "background";
}
