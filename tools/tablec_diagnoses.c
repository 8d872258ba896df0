/* tablec: ICD-10-CM codes, sets, contraindications and regions. */
#include "tablec.h"

static const tr_str nothing = {NULL, 0};

/* Number of a span of dates; spans are few, entries many. */
static unsigned span_number(tablec *c, const csv *csv, tr_day from, tr_day to) {
  table_rows *t = &c->table[TABLE_tr__diagnosis_spans];
  for (size_t i = 0; i < t->n; i++)
    if (t->rows[i].from == from && t->rows[i].to == to) return (unsigned)i;
  if (c->spans == 256) csv_fail(csv, "more than 256 spans of dates", nothing);
  /* key1 keeps the order in which they were found */
  tablec_add(c, TABLE_tr__diagnosis_spans, csv, c->spans, 0, from, to,
             csv_format(csv, "{%s}", tablec_days(csv, from, to)));
  return (unsigned)c->spans++;
}

/* Every code that a stem and its classes of endings stand for. */
static void add_diagnoses(tablec *c, const csv *csv, char *code, size_t n,
                          tr_str endings, unsigned span, tr_day from,
                          tr_day to) {
  if (endings.n == 0) {
    const tr_code packed = csv_code(csv, (tr_str){code, n}, 7);
    if (n < 3) csv_fail(csv, "a diagnosis is too short", (tr_str){code, n});
    tablec_add(
        c, TABLE_tr__diagnoses, csv, packed, 0, from, to,
        csv_format(csv, "0x%016llXU", (unsigned long long)(packed | span)));
    return;
  }
  const char *point = memchr(endings.p, '.', endings.n);
  const size_t class_n =
      point != NULL ? (size_t)(point - endings.p) : endings.n;
  const size_t used = point != NULL ? class_n + 1 : class_n;
  const tr_str rest = {endings.p + used, endings.n - used};
  if (class_n == 0 || n == 7 || (point != NULL && rest.n == 0))
    csv_fail(csv, "endings are not classes of characters", endings);
  for (size_t i = 0; i < class_n; i++) {
    code[n] = endings.p[i]; /* depth is at most 7: one character a level */
    add_diagnoses(c, csv, code, n + 1, rest, span, from, to);
  }
}

static void load_icd10cm(tablec *c) {
  csv csv = csv_open(&c->arena, c->dir, "icd10cm.csv",
                     "stem,endings,from,to,source,confidence");
  while (csv_next(&csv)) {
    char code[8] = "";
    if (csv.field[0].n == 0 || csv.field[0].n > 7)
      csv_fail(&csv, "no stem", csv.field[0]);
    if (csv.field[4].n == 0) csv_fail(&csv, "no source", nothing);
    (void)csv_confidence(&csv, 5);
    memcpy(code, csv.field[0].p, csv.field[0].n);
    tr_day from, to;
    csv_days(&csv, 2, &from, &to);
    const unsigned span = span_number(c, &csv, from, to);
    add_diagnoses(c, &csv, code, csv.field[0].n, csv.field[1], span, from, to);
  }
}

static void load_families(tablec *c) {
  csv csv = csv_open(&c->arena, c->dir, "families.csv",
                     "prefixes,from,to,source,confidence");
  while (csv_next(&csv)) {
    tr_str prefixes[CSV_LIST];
    const size_t count = csv_list(&csv, 0, prefixes);
    if (csv.field[3].n == 0) csv_fail(&csv, "no source", nothing);
    (void)csv_confidence(&csv, 4);
    tr_day from, to;
    csv_days(&csv, 1, &from, &to);
    for (size_t i = 0; i < count; i++) {
      const tr_code prefix = csv_code(&csv, prefixes[i], 7);
      tablec_add(
          c, TABLE_tr__families, &csv, prefix, 0, from, to,
          csv_format(&csv, "{0x%016llXU, %s}", (unsigned long long)prefix,
                     tablec_days(&csv, from, to)));
    }
  }
}

typedef struct set_names {
  tr_str name[32];
  size_t n;
} set_names;

static unsigned set_number(const csv *csv, const set_names *sets, tr_str name) {
  for (size_t i = 0; i < sets->n; i++)
    if (tr_str_eq(sets->name[i], name)) return (unsigned)i;
  csv_fail(csv, "no set of sets.csv above", name);
}

static void load_sets(tablec *c, set_names *sets) {
  uint32_t parts[32];
  csv csv = csv_open(&c->arena, c->dir, "sets.csv",
                     "set,label,includes,source,confidence");
  while (csv_next(&csv)) {
    if (sets->n == 32) csv_fail(&csv, "more than 32 sets", nothing);
    if (csv.field[3].n == 0) csv_fail(&csv, "no source", nothing);
    (void)csv_confidence(&csv, 4);
    for (size_t i = 0; i < sets->n; i++)
      if (tr_str_eq(sets->name[i], csv.field[0]))
        csv_fail(&csv, "the set is there already", csv.field[0]);
    tr_str included[CSV_LIST];
    const size_t count = csv_list(&csv, 2, included);
    uint32_t bits = (uint32_t)1 << sets->n;
    for (size_t i = 0; i < count; i++)
      bits |= parts[set_number(&csv, sets, included[i])];
    parts[sets->n] = bits;
    tablec_add(c, TABLE_tr__sets, &csv, sets->n, 0, TR_DAY_MIN, TR_DAY_MAX,
               csv_format(&csv, "{%s, %s, 0x%08XU}", csv_literal(&csv, 0),
                          csv_literal(&csv, 1), (unsigned)bits));
    sets->name[sets->n++] = csv.field[0];
  }
}

/* One row for each prefix and each seventh character (0 = any). */
typedef void add_row(tablec *c, const csv *csv, tr_code key, void *data);

static void each_key(tablec *c, const csv *csv, size_t prefixes_at,
                     size_t seventh_at, add_row *add, void *data) {
  tr_str prefixes[CSV_LIST];
  const size_t count = csv_list(csv, prefixes_at, prefixes);
  const tr_str seventh = csv->field[seventh_at];
  if (count == 0) csv_fail(csv, "no prefixes", nothing);
  for (size_t i = 0; i < count; i++) {
    const tr_code prefix = csv_code(csv, prefixes[i], 7);
    if (seventh.n == 0) add(c, csv, prefix, data);
    for (size_t j = 0; j < seventh.n; j++) {
      (void)csv_code(csv, (tr_str){seventh.p + j, 1}, 1);
      add(c, csv, prefix | (unsigned char)seventh.p[j], data);
    }
  }
}

typedef struct set_data {
  unsigned set;
  bool member;
  tr_day from, to;
} set_data;

static void add_set_row(tablec *c, const csv *csv, tr_code key, void *data) {
  const set_data *d = data;
  tablec_add(
      c, TABLE_tr__set_rows, csv, key, d->set, d->from, d->to,
      csv_format(csv, "{0x%016llXU, %s, %u, %d}", (unsigned long long)key,
                 tablec_days(csv, d->from, d->to), d->set, d->member));
}

static void load_set_rows(tablec *c, const set_names *sets) {
  csv csv = csv_open(&c->arena, c->dir, "diagnosis_sets.csv",
                     "set,prefixes,seventh,member,from,to,source,confidence");
  while (csv_next(&csv)) {
    set_data data = {.set = set_number(&csv, sets, csv.field[0]),
                     .member = csv_yes(&csv, 3)};
    csv_days(&csv, 4, &data.from, &data.to);
    if (csv.field[6].n == 0) csv_fail(&csv, "no source", nothing);
    (void)csv_confidence(&csv, 7);
    each_key(c, &csv, 1, 2, add_set_row, &data);
  }
}

static const char *const rules[] = {"",        "TRN0201", "TRN0202",
                                    "TRN0203", "TRN0204", "TRN0205"};

typedef struct contra_data {
  const char *tail;
  tr_day from, to;
} contra_data;

static void add_contra(tablec *c, const csv *csv, tr_code key, void *data) {
  const contra_data *d = data;
  tablec_add(
      c, TABLE_tr__contras, csv, key, 0, d->from, d->to,
      csv_format(csv, "{0x%016llXU, %s", (unsigned long long)key, d->tail));
}

static unsigned rule_number(const csv *csv, size_t at, bool may_be_none) {
  if (csv->field[at].n == 0 && may_be_none) return 0;
  return 200 + csv_word(csv, csv->field[at], rules + 1, 5) + 1;
}

static void load_contraindications(tablec *c) {
  csv csv = csv_open(&c->arena, c->dir, "contraindications.csv",
                     "set,prefixes,seventh,rule,areas,elsewhere,label,from,to,"
                     "source,confidence");
  while (csv_next(&csv)) {
    contra_data data;
    csv_days(&csv, 7, &data.from, &data.to);
    if (csv.field[9].n == 0) csv_fail(&csv, "no source", nothing);
    tr_reach reach = TR_REACH_LIST;
    tr_regions areas = 0;
    if (tr_str_eq(csv.field[4], TR_STR("all")))
      reach = TR_REACH_ALL;
    else if (tr_str_eq(csv.field[4], TR_STR("code")))
      reach = TR_REACH_CODE;
    else
      areas = csv_regions(&csv, 4);
    if (reach == TR_REACH_LIST && areas == 0)
      csv_fail(&csv, "no areas", nothing);
    data.tail = csv_format(&csv, "%s, %u, %u, %u, %u, %u, %s, %s, %s}",
                           tablec_days(&csv, data.from, data.to),
                           (unsigned)areas, rule_number(&csv, 3, false),
                           rule_number(&csv, 5, true), (unsigned)reach,
                           csv_confidence(&csv, 10), csv_literal(&csv, 0),
                           csv_literal(&csv, 6), csv_literal(&csv, 9));
    each_key(c, &csv, 1, 2, add_contra, &data);
  }
}

static void load_regions(tablec *c) {
  static const char *const maps[] = {"", "spine", "somatic", "joint", "bone"};
  csv csv = csv_open(&c->arena, c->dir, "diagnosis_regions.csv",
                     "prefixes,digit,map,regions,source,confidence");
  while (csv_next(&csv)) {
    tr_str prefixes[CSV_LIST];
    const size_t count = csv_list(&csv, 0, prefixes);
    const unsigned digit = csv_number(&csv, 1, 7);
    const unsigned map = csv_word(&csv, csv.field[2], maps, 5);
    const tr_regions regions = csv_regions(&csv, 3);
    if (csv.field[4].n == 0) csv_fail(&csv, "no source", nothing);
    (void)csv_confidence(&csv, 5);
    if ((map == TR_SITE_FIXED) != (digit == 0))
      csv_fail(&csv, "digit and map belong together", csv.field[1]);
    if ((map == TR_SITE_FIXED) != (regions != 0))
      csv_fail(&csv, "either a map or regions", csv.field[3]);
    for (size_t i = 0; i < count; i++) {
      const tr_code key = csv_code(&csv, prefixes[i], 7);
      tablec_add(
          c, TABLE_tr__region_rows, &csv, key, 0, TR_DAY_MIN, TR_DAY_MAX,
          csv_format(&csv, "{0x%016llXU, %u, %u, %u}", (unsigned long long)key,
                     (unsigned)regions, digit, map));
    }
  }
}

void tablec_load_diagnoses(tablec *c) {
  set_names sets = {.n = 0};
  load_icd10cm(c);
  load_families(c);
  load_sets(c, &sets);
  load_set_rows(c, &sets);
  load_contraindications(c);
  load_regions(c);
}
