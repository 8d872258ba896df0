/* NCCI: most units of a code on a day, and pairs of codes of which one is not
 * payable beside the other. An imported edition wins where it is the one that
 * speaks for the day. */
#include "table/builtin.h"
#include "table/index.h"

bool tr_table_mue(const tr_tables *tables, tr_code code, tr_day day,
                  tr_mue *row) {
  day = tr_tables_day(tables, day);
  const tr_index *index = tr__index_on(tables, TR_TABLE_MUE, day);
  if (index != NULL) return tr__index_mue(index, code, row);

  size_t at;
  TR_TABLE_FIND(tr__mues, tr__mues_n, code, at);
  for (; at < tr__mues_n && tr__mues[at].code == code; at++) {
    const tr_mue_built *m = &tr__mues[at];
    if (!tr__covers(m->from, m->to, day)) continue;
    *row = (tr_mue){m->code,
                    m->from,
                    m->to,
                    m->units,
                    m->mai,
                    m->rationale,
                    tr__editions[TR_TABLE_MUE].edition};
    return true;
  }
  return false;
}

/* @return Number of the first built-in pair not below (a, b). */
static size_t first_pair(tr_code a, tr_code b) {
  size_t low = 0, high = tr__pairs_n;
  while (low < high) {
    const size_t mid = low + (high - low) / 2;
    const tr_pair_built *p = &tr__pairs[mid];
    if (p->column1 < a || (p->column1 == a && p->column2 < b))
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

/* CMS publishes the pairs of an edition in several files: indexes of the same
 * days are its parts. */
static bool parts_pair(const tr_tables *tables, const tr_index *index,
                       tr_code a, tr_code b, tr_day day, tr_pair *row) {
  const tr_index *end = tables->index + tables->indexes;
  for (const tr_index *part = index; part < end; part++) {
    if (part->kind != index->kind || part->from != index->from ||
        part->to != index->to)
      break; /* sorted by kind and days: parts are neighbors */
    if (tr__index_pair(part, a, b, day, row)) return true;
  }
  return false;
}

bool tr_table_pair(const tr_tables *tables, tr_code a, tr_code b, tr_day day,
                   tr_pair *row) {
  day = tr_tables_day(tables, day);
  const tr_index *index = tr__index_on(tables, TR_TABLE_PTP, day);
  if (index != NULL) return parts_pair(tables, index, a, b, day, row);

  for (size_t at = first_pair(a, b); at < tr__pairs_n; at++) {
    const tr_pair_built *p = &tr__pairs[at];
    if (p->column1 != a || p->column2 != b) return false;
    if (!tr__covers(p->from, p->to, day)) continue;
    *row = (tr_pair){a,
                     b,
                     p->from,
                     p->to,
                     p->indicator,
                     p->rationale,
                     tr__editions[TR_TABLE_PTP].edition};
    return true;
  }
  return false;
}

bool tr_table_pair_any(const tr_tables *tables, tr_code a, tr_code b,
                       tr_day day, tr_pair *row) {
  return tr_table_pair(tables, a, b, day, row) ||
         tr_table_pair(tables, b, a, day, row);
}
