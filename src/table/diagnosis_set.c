/* Sets of diagnoses, where a diagnosis is, and what rules traction out. All
 * are prefix tables: the longest prefix that fits decides. */
#include "table/builtin.h"

tr_diagnosis_set tr_set_find(tr_str name) {
  for (size_t i = 0; i < tr__sets_n; i++)
    if (tr_str_eq(name, tr_str_of(tr__sets[i].name)))
      return (tr_diagnosis_set)i;
  return -1;
}

static bool is_set(tr_diagnosis_set set) {
  return set >= 0 && (size_t)set < tr__sets_n;
}

const char *tr_set_name(tr_diagnosis_set set) {
  return is_set(set) ? tr__sets[set].name : "none";
}

const char *tr_set_label(tr_diagnosis_set set) {
  return is_set(set) ? tr__sets[set].label : "none";
}

int tr_set_count(void) { return (int)tr__sets_n; }

/* Number of the first set row of a prefix or of what follows it. */
static size_t first_set_row(tr_code prefix) {
  size_t low = 0, high = tr__set_rows_n;
  while (low < high) {
    const size_t mid = low + (high - low) / 2;
    if (tr__set_rows[mid].key < prefix)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

/* Does a row count for a code with this seventh character on the day? */
static bool row_counts(tr_code key, char seventh, tr_day from, tr_day to,
                       tr_day day) {
  const char wanted = (char)(key & 0xFF);
  return (wanted == '\0' || wanted == seventh) && tr__covers(from, to, day);
}

bool tr_table_in_set(const tr_tables *tables, tr_diagnosis_set set,
                     tr_code code, tr_day day) {
  day = tr_tables_day(tables, day);
  if (!is_set(set) || code == 0) return false;
  uint32_t open = tr__sets[set].parts; /* sets that no row has decided yet */
  const char seventh = tr__code_at(code, 6);
  const unsigned length = tr__code_length(code);
  for (unsigned n = length < 7 ? length : 7; n > 0 && open != 0; n--) {
    const tr_code prefix = tr__code_prefix(code, n);
    for (size_t i = first_set_row(prefix); i < tr__set_rows_n; i++) {
      const tr_set_row *r = &tr__set_rows[i];
      if ((r->key & ~(tr_code)0xFF) != prefix) break;
      if ((open >> r->set & 1) == 0) continue;
      if (!row_counts(r->key, seventh, r->from, r->to, day)) continue;
      if (r->member) return true;
      open &= ~((uint32_t)1 << r->set);
    }
  }
  return false;
}

static const tr_region_row *region_row(tr_code code) {
  for (unsigned n = 7; n > 0; n--) {
    const tr_code key = tr__code_prefix(code, n);
    size_t low = 0, high = tr__region_rows_n;
    while (low < high) {
      const size_t mid = low + (high - low) / 2;
      if (tr__region_rows[mid].key < key)
        low = mid + 1;
      else
        high = mid;
    }
    if (low < tr__region_rows_n && tr__region_rows[low].key == key)
      return &tr__region_rows[low];
  }
  return NULL;
}

tr_regions tr_table_diagnosis_regions(const tr_tables *tables, tr_code code) {
  (void)tables;
  enum {
    C = TR_REGION_CERVICAL,
    T = TR_REGION_THORACIC,
    L = TR_REGION_LUMBAR,
    S = TR_REGION_SACRAL,
    ANY = TR_REGION_ANY,
    SHOULDER = TR_REGION_SHOULDER,
    ELBOW = TR_REGION_ELBOW,
    HAND = TR_REGION_WRIST_HAND,
    HIP = TR_REGION_HIP,
    KNEE = TR_REGION_KNEE,
    FOOT = TR_REGION_ANKLE_FOOT
  };
  static const tr_regions by_digit[][10] = {
      [TR_SITE_SPINE] = {ANY, C, C, C | T, T, T | L, L, L | S, S, ANY},
      /* the head counts as cervical: it is no further spinal region */
      [TR_SITE_SOMATIC] = {C | TR_REGION_HEAD, C, T, L, S, TR_REGION_PELVIC,
                           HIP | KNEE | FOOT, SHOULDER | ELBOW | HAND,
                           TR_REGION_RIB, TR_REGION_ABDOMEN},
      [TR_SITE_JOINT] = {ANY, SHOULDER, ELBOW, HAND, HAND, HIP, KNEE, FOOT, ANY,
                         ANY},
      [TR_SITE_BONE] = {ANY, SHOULDER, SHOULDER | ELBOW, ELBOW | HAND, HAND,
                        HIP | KNEE, KNEE | FOOT, FOOT, ANY, ANY},
  };

  const tr_region_row *row = code == 0 ? NULL : region_row(code);
  if (row == NULL) return 0;
  if (row->map == TR_SITE_FIXED) return row->regions;
  const char digit = tr__code_at(code, row->digit - 1U);
  if (digit < '0' || digit > '9') return ANY;
  return by_digit[row->map][digit - '0'];
}

/* The longest listed prefix has the say; where none of its rows counts,
 * nothing is said, whatever shorter prefixes hold. */
static const tr_contra_row *contra_of(tr_code code, tr_day day) {
  const char seventh = tr__code_at(code, 6);
  const unsigned length = tr__code_length(code);
  for (unsigned n = length < 7 ? length : 7; n > 0; n--) {
    const tr_code prefix = tr__code_prefix(code, n);
    size_t low = 0, high = tr__contras_n;
    while (low < high) {
      const size_t mid = low + (high - low) / 2;
      if (tr__contras[mid].key < prefix)
        low = mid + 1;
      else
        high = mid;
    }
    bool listed = false;
    for (; low < tr__contras_n; low++) {
      const tr_contra_row *r = &tr__contras[low];
      if ((r->key & ~(tr_code)0xFF) != prefix) break;
      if (row_counts(r->key, seventh, r->from, r->to, day)) return r;
      listed = true;
    }
    if (listed) return NULL;
  }
  return NULL;
}

static bool reaches(const tr_contra_row *row, tr_regions own,
                    tr_regions areas) {
  const bool known = areas != 0 && (areas & TR_REGION_ANY) == 0;
  switch ((tr_reach)row->reach) {
    case TR_REACH_CODE:
      if (own == 0 || (own & TR_REGION_ANY) != 0) return true;
      return known ? (own & areas) != 0 : (own & TR_REGIONS_SPINE) != 0;
    case TR_REACH_LIST:
      return known && (row->areas & areas) != 0;
    case TR_REACH_ALL:
    default:
      return true;
  }
}

tr_contraindication tr_table_contraindication(const tr_tables *tables,
                                              tr_code code, tr_regions areas,
                                              tr_day day) {
  day = tr_tables_day(tables, day);
  const tr_contraindication none = {0,  TR_STRENGTH_NONE,        "", "",
                                    "", TR_CONFIDENCE_BACKGROUND};
  const tr_contra_row *row = code == 0 ? NULL : contra_of(code, day);
  if (row == NULL) return none;
  const tr_regions own = tr_table_diagnosis_regions(tables, code);
  const int rule = reaches(row, own, areas) ? row->rule : row->elsewhere;
  if (rule == 0) return none;
  return (tr_contraindication){
      rule,        rule == 205 ? TR_STRENGTH_RELATIVE : TR_STRENGTH_ABSOLUTE,
      row->set,    row->label,
      row->source, (tr_confidence)row->confidence};
}
