/* Modifiers: which exist, which exclude each other, which cannot qualify a
 * class of codes. */
#include "table/builtin.h"

static bool is_well_formed(tr_code code) {
  if (tr__code_length(code) != 2) return false;
  for (unsigned i = 0; i < 2; i++) {
    const char c = tr__code_at(code, i);
    if (!(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z')) return false;
  }
  return true;
}

tr_validity tr_table_modifier(const tr_tables *tables, tr_code code, tr_day day,
                              const tr_modifier **row) {
  day = tr_tables_day(tables, day);
  if (row != NULL) *row = NULL;
  if (!is_well_formed(code)) return TR_CODE_MALFORMED;
  size_t at;
  TR_TABLE_FIND(tr__modifiers, tr__modifiers_n, code, at);
  const tr_modifier *best = NULL;
  for (; at < tr__modifiers_n && tr__modifiers[at].code == code; at++)
    if (best == NULL || tr__modifiers[at].from <= day)
      best = &tr__modifiers[at];

  if (best == NULL) return TR_CODE_INVALID;
  if (row != NULL) *row = best;
  if (day < best->from) return TR_CODE_NOT_YET;
  return day > best->to ? TR_CODE_ENDED : TR_CODE_VALID;
}

unsigned tr_table_modifier_flags(const tr_tables *tables, tr_code code,
                                 tr_day day) {
  day = tr_tables_day(tables, day);
  const tr_modifier *row;
  return tr_table_modifier(tables, code, day, &row) == TR_CODE_VALID
             ? row->flags
             : 0;
}

const tr_modifier_conflict *tr_table_modifier_conflict(const tr_tables *tables,
                                                       tr_code a, tr_code b,
                                                       tr_day day) {
  day = tr_tables_day(tables, day);
  const tr_code low = a < b ? a : b, high = a < b ? b : a;
  for (size_t i = 0; i < tr__modifier_conflicts_n; i++) {
    const tr_modifier_conflict *c = &tr__modifier_conflicts[i];
    if (c->a > low) break;
    if (c->a == low && c->b == high && tr__covers(c->from, c->to, day))
      return c;
  }
  return NULL;
}

const tr_modifier_use *tr_table_modifier_misplaced(const tr_tables *tables,
                                                   tr_code modifier,
                                                   tr_class group,
                                                   bool medicare, tr_day day) {
  day = tr_tables_day(tables, day);
  if ((unsigned)group >= TR_CLASSES) return NULL;
  for (size_t i = 0; i < tr__modifier_uses_n; i++) {
    const tr_modifier_use *use = &tr__modifier_uses[i];
    if (use->modifier > modifier) break;
    if (use->modifier != modifier) continue;
    if (use->medicare && !medicare) continue;
    if (!tr__covers(use->from, use->to, day)) continue;
    const bool listed = (use->classes >> group & 1) != 0;
    if (listed != use->only) return use;
  }
  return NULL;
}
