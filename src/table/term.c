/* Lists of codes with labels: places, taxonomies, states, reason codes. */
#include "table/builtin.h"

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

static tr_validity find_term(const tr_term *terms, size_t count, tr_code code,
                             tr_day day, const tr_term **row) {
  size_t at;
  TR_TABLE_FIND(terms, count, code, at);
  const tr_term *best = NULL;
  for (; at < count && terms[at].code == code; at++)
    if (best == NULL || terms[at].from <= day) best = &terms[at];
  if (best == NULL) return TR_CODE_INVALID;
  if (row != NULL) *row = best;
  if (day < best->from) return TR_CODE_NOT_YET;
  return day > best->to ? TR_CODE_ENDED : TR_CODE_VALID;
}

tr_validity tr_table_place(const tr_tables *tables, tr_str code, tr_day day,
                           const tr_term **row) {
  day = tr_tables_day(tables, day);
  if (row != NULL) *row = NULL;
  if (code.n != 2 || !is_digit(code.p[0]) || !is_digit(code.p[1]))
    return TR_CODE_MALFORMED;
  return find_term(tr__places, tr__places_n, tr_code_pack(code), day, row);
}

/* Ten characters, the last an X, the first three digits. */
static bool taxonomy_is_well_formed(tr_str code) {
  if (code.n != 10 || code.p[9] != 'X') return false;
  for (size_t i = 0; i < 9; i++) {
    if (!is_digit(code.p[i]) && !is_upper(code.p[i])) return false;
    if (i < 3 && !is_digit(code.p[i])) return false;
  }
  return true;
}

tr_validity tr_table_taxonomy(const tr_tables *tables, tr_str code, tr_day day,
                              const tr_taxonomy **row) {
  day = tr_tables_day(tables, day);
  if (row != NULL) *row = NULL;
  if (!taxonomy_is_well_formed(code)) return TR_CODE_MALFORMED;
  size_t low = 0, high = tr__taxonomies_n;
  while (low < high) {
    const size_t mid = low + (high - low) / 2;
    if (tr_str_compare(tr_str_of(tr__taxonomies[mid].code), code) < 0)
      low = mid + 1;
    else
      high = mid;
  }

  if (low >= tr__taxonomies_n ||
      !tr_str_eq(tr_str_of(tr__taxonomies[low].code), code))
    return tr_str_starts(code, TR_STR("111N")) ? TR_CODE_INVALID
                                               : TR_CODE_UNKNOWN;
  const tr_taxonomy *found = &tr__taxonomies[low];
  if (row != NULL) *row = found;
  if (day < found->from) return TR_CODE_NOT_YET;
  return day > found->to ? TR_CODE_ENDED : TR_CODE_VALID;
}

const char *tr_table_state(const tr_tables *tables, tr_str code) {
  (void)tables;
  const tr_code packed = tr_code_pack(code);
  size_t at;
  TR_TABLE_FIND(tr__states, tr__states_n, packed, at);
  if (packed == 0 || at >= tr__states_n || tr__states[at].code != packed)
    return NULL;
  return tr__states[at].label;
}

tr_zip_verdict tr_table_zip(const tr_tables *tables, tr_str state, tr_str zip) {
  if (zip.n != 5 && zip.n != 9) return TR_ZIP_MALFORMED;
  bool zeros = true;
  for (size_t i = 0; i < zip.n; i++) {
    if (!is_digit(zip.p[i])) return TR_ZIP_MALFORMED;
    if (i < 5 && zip.p[i] != '0') zeros = false;
  }
  if (zeros) return TR_ZIP_MALFORMED;
  if (tr_table_state(tables, state) == NULL) return TR_ZIP_UNKNOWN;

  const tr_code code = tr_code_pack(state);
  const int prefix =
      (zip.p[0] - '0') * 100 + (zip.p[1] - '0') * 10 + (zip.p[2] - '0');
  for (size_t i = 0; i < tr__zip_ranges_n; i++) {
    const tr_zip_range *r = &tr__zip_ranges[i];
    if (r->state == code && r->first <= prefix && prefix <= r->last)
      return TR_ZIP_OK;
  }
  return TR_ZIP_ELSEWHERE;
}

const char *tr_table_label(const tr_tables *tables, tr_table_kind kind,
                           tr_str code) {
  (void)tables;
  const tr_term *terms;
  size_t count;
  switch (kind) {
    case TR_TABLE_CARC:
      terms = tr__carcs;
      count = tr__carcs_n;
      break;
    case TR_TABLE_RARC:
      terms = tr__rarcs;
      count = tr__rarcs_n;
      break;
    case TR_TABLE_FILING:
      terms = tr__filings;
      count = tr__filings_n;
      break;
    case TR_TABLE_PLACE:
      terms = tr__places;
      count = tr__places_n;
      break;
    default:
      return NULL;
  }
  const tr_code packed = tr_code_pack(code);
  size_t at;
  TR_TABLE_FIND(terms, count, packed, at);
  if (packed == 0 || at >= count || terms[at].code != packed) return NULL;
  return terms[at].label;
}
