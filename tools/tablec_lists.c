/* tablec: modifiers, and the plain lists of codes with labels. */
#include "tablec.h"

static const tr_str nothing = {NULL, 0};

static unsigned flags_of(const csv *csv, size_t at) {
  static const char *const words[] = {"distinct",  "bypass",   "repeat",
                                      "therapy",   "anatomic", "coverage",
                                      "evaluation"};
  tr_str parts[CSV_LIST];
  const size_t count = csv_list(csv, at, parts);
  unsigned flags = 0;
  for (size_t i = 0; i < count; i++)
    flags |= 1U << csv_word(csv, parts[i], words, 7);
  return flags;
}

static tr_code modifier_of(const csv *csv, tr_str text) {
  if (text.n != 2) csv_fail(csv, "a modifier has two characters", text);
  return csv_code(csv, text, 2);
}

static void load_modifiers(tablec *c) {
  csv csv = csv_open(&c->arena, c->dir, "modifiers.csv",
                     "codes,label,flags,from,to,source,confidence");
  while (csv_next(&csv)) {
    tr_str codes[CSV_LIST];
    const size_t count = csv_list(&csv, 0, codes);
    if (csv.field[5].n == 0) csv_fail(&csv, "no source", nothing);
    tr_day from, to;
    csv_days(&csv, 3, &from, &to);
    const char *tail =
        csv_format(&csv, "%s, %s, %s, %u, %u}", tablec_days(&csv, from, to),
                   csv_literal(&csv, 1), csv_literal(&csv, 5),
                   flags_of(&csv, 2), csv_confidence(&csv, 6));
    for (size_t i = 0; i < count; i++) {
      const tr_code code = modifier_of(&csv, codes[i]);
      tablec_add(
          c, TABLE_tr__modifiers, &csv, code, 0, from, to,
          csv_format(&csv, "{0x%016llXU, %s", (unsigned long long)code, tail));
    }
  }
}

static void load_conflicts(tablec *c) {
  csv csv = csv_open(&c->arena, c->dir, "modifier_conflicts.csv",
                     "first,second,reason,from,to,source,confidence");
  while (csv_next(&csv)) {
    tr_str first[CSV_LIST], second[CSV_LIST];
    const size_t count1 = csv_list(&csv, 0, first);
    const size_t count2 = csv_list(&csv, 1, second);
    if (csv.field[5].n == 0) csv_fail(&csv, "no source", nothing);
    tr_day from, to;
    csv_days(&csv, 3, &from, &to);
    const char *tail = csv_format(
        &csv, "%s, %s, %s, %u}", tablec_days(&csv, from, to),
        csv_literal(&csv, 2), csv_literal(&csv, 5), csv_confidence(&csv, 6));
    for (size_t i = 0; i < count1; i++) {
      for (size_t j = 0; j < count2; j++) {
        const tr_code x = modifier_of(&csv, first[i]);
        const tr_code y = modifier_of(&csv, second[j]);
        if (x == y) csv_fail(&csv, "a modifier against itself", first[i]);
        const tr_code a = x < y ? x : y, b = x < y ? y : x;
        tablec_add(
            c, TABLE_tr__modifier_conflicts, &csv, a, b, from, to,
            csv_format(&csv, "{0x%016llXU, 0x%016llXU, %s",
                       (unsigned long long)a, (unsigned long long)b, tail));
      }
    }
  }
}

static void load_uses(tablec *c) {
  static const char *const uses[] = {"never", "only"};
  static const char *const payers[] = {"all", "medicare"};
  static const char *const classes[] = {
#define CLASS_WORD(name, text) text,
      TR_CLASS_MAP(CLASS_WORD)
#undef CLASS_WORD
  };
  csv csv =
      csv_open(&c->arena, c->dir, "modifier_use.csv",
               "modifiers,use,classes,payer,reason,from,to,source,confidence");
  uint64_t number = 0;
  while (csv_next(&csv)) {
    tr_str codes[CSV_LIST], words[CSV_LIST];
    const size_t count = csv_list(&csv, 0, codes);
    const size_t classes_n = csv_list(&csv, 2, words);
    if (csv.field[7].n == 0) csv_fail(&csv, "no source", nothing);
    uint32_t bits = 0;
    for (size_t i = 0; i < classes_n; i++)
      bits |= (uint32_t)1 << csv_word(&csv, words[i], classes, TR_CLASSES);
    if (bits == 0) csv_fail(&csv, "no classes", nothing);
    tr_day from, to;
    csv_days(&csv, 5, &from, &to);
    const char *tail = csv_format(
        &csv, "%s, 0x%08XU, %u, %u, %s, %s, %u}", tablec_days(&csv, from, to),
        (unsigned)bits, csv_word(&csv, csv.field[1], uses, 2),
        csv_word(&csv, csv.field[3], payers, 2), csv_literal(&csv, 4),
        csv_literal(&csv, 7), csv_confidence(&csv, 8));
    number++; /* rows of one modifier stay in the order of the file */
    for (size_t i = 0; i < count; i++) {
      const tr_code code = modifier_of(&csv, codes[i]);
      tablec_add(
          c, TABLE_tr__modifier_uses, &csv, code, number, from, to,
          csv_format(&csv, "{0x%016llXU, %s", (unsigned long long)code, tail));
    }
  }
}

static void load_terms(tablec *c, int table, const char *file, bool dated) {
  csv csv = csv_open(&c->arena, c->dir, file,
                     dated ? "code,label,from,to,source,confidence"
                           : "code,label,source,confidence");
  const size_t source_at = dated ? 4 : 2;
  while (csv_next(&csv)) {
    const tr_code code = csv_code(&csv, csv.field[0], 8);
    tr_day from = TR_DAY_MIN, to = TR_DAY_MAX;
    if (dated) csv_days(&csv, 2, &from, &to);
    if (csv.field[source_at].n == 0) csv_fail(&csv, "no source", nothing);
    (void)csv_confidence(&csv, source_at + 1);
    tablec_add(c, table, &csv, code, 0, from, to,
               csv_format(&csv, "{0x%016llXU, %s, %s, %s}",
                          (unsigned long long)code, tablec_days(&csv, from, to),
                          csv_literal(&csv, 1), csv_literal(&csv, source_at)));
  }
}

static void load_taxonomies(tablec *c) {
  csv csv = csv_open(&c->arena, c->dir, "taxonomies.csv",
                     "code,label,chiropractor,from,to,source,confidence");
  while (csv_next(&csv)) {
    const tr_str code = csv.field[0];
    if (code.n != 10 || code.p[9] != 'X')
      csv_fail(&csv, "no taxonomy code", code);
    const tr_code head = csv_code(&csv, (tr_str){code.p, 5}, 5);
    const tr_code tail = csv_code(&csv, (tr_str){code.p + 5, 5}, 5);
    if (csv.field[5].n == 0) csv_fail(&csv, "no source", nothing);
    (void)csv_confidence(&csv, 6);
    tr_day from, to;
    csv_days(&csv, 3, &from, &to);
    tablec_add(c, TABLE_tr__taxonomies, &csv, head, tail, from, to,
               csv_format(&csv, "{%s, %d, %s, %s, %s}", csv_literal(&csv, 0),
                          csv_yes(&csv, 2), tablec_days(&csv, from, to),
                          csv_literal(&csv, 1), csv_literal(&csv, 5)));
  }
}

static unsigned zip_prefix(const csv *csv, tr_str text) {
  unsigned number = 0;
  if (text.n != 3) csv_fail(csv, "three digits are due", text);
  for (size_t i = 0; i < 3; i++) {
    if (text.p[i] < '0' || text.p[i] > '9')
      csv_fail(csv, "three digits are due", text);
    number = number * 10 + (unsigned)(text.p[i] - '0');
  }
  return number;
}

static void load_states(tablec *c) {
  csv csv = csv_open(&c->arena, c->dir, "states.csv",
                     "code,label,zips,source,confidence");
  while (csv_next(&csv)) {
    const tr_code code = csv_code(&csv, csv.field[0], 2);
    if (csv.field[3].n == 0) csv_fail(&csv, "no source", nothing);
    (void)csv_confidence(&csv, 4);
    tablec_add(c, TABLE_tr__states, &csv, code, 0, TR_DAY_MIN, TR_DAY_MAX,
               csv_format(&csv, "{0x%016llXU, %s}", (unsigned long long)code,
                          csv_literal(&csv, 1)));
    tr_str ranges[CSV_LIST];
    const size_t count = csv_list(&csv, 2, ranges);
    if (count == 0) csv_fail(&csv, "no zips", nothing);
    for (size_t i = 0; i < count; i++) {
      const tr_str r = ranges[i];
      const unsigned first = zip_prefix(&csv, (tr_str){r.p, r.n < 3 ? r.n : 3});
      unsigned last = first;
      if (r.n > 3) {
        if (r.p[3] != '-') csv_fail(&csv, "no range of zips", r);
        last = zip_prefix(&csv, (tr_str){r.p + 4, r.n - 4});
      }
      if (last < first) csv_fail(&csv, "the range is reversed", r);
      tablec_add(c, TABLE_tr__zip_ranges, &csv, code, first, TR_DAY_MIN,
                 TR_DAY_MAX,
                 csv_format(&csv, "{0x%016llXU, %u, %u}",
                            (unsigned long long)code, first, last));
    }
  }
}

static void load_editions(tablec *c) {
  csv csv = csv_open(&c->arena, c->dir, "editions.csv",
                     "table,edition,from,to,source");
  static const char *const names[] = {
#define TABLE_NAME(name, text) text,
      TR_TABLE_MAP(TABLE_NAME)
#undef TABLE_NAME
  };
  while (csv_next(&csv)) {
    const unsigned kind = csv_word(&csv, csv.field[0], names, TR_TABLE_KINDS);
    if (c->editions[kind] != NULL)
      csv_fail(&csv, "the table is there already", csv.field[0]);
    if (csv.field[4].n == 0) csv_fail(&csv, "no source", nothing);
    tr_day from, to;
    csv_days(&csv, 2, &from, &to);
    c->editions[kind] =
        csv_format(&csv, "%s, %s, %s", csv_literal(&csv, 1),
                   csv_literal(&csv, 4), tablec_days(&csv, from, to));
  }
  for (int i = 0; i < TR_TABLE_KINDS; i++)
    if (c->editions[i] == NULL)
      csv_fail(&csv, "a table is missing", tr_str_of(names[i]));
}

void tablec_load_lists(tablec *c) {
  load_modifiers(c);
  load_conflicts(c);
  load_uses(c);
  load_terms(c, TABLE_tr__places, "place_of_service.csv", true);
  load_terms(c, TABLE_tr__carcs, "carc.csv", false);
  load_terms(c, TABLE_tr__rarcs, "rarc.csv", false);
  load_terms(c, TABLE_tr__filings, "claim_filing.csv", false);
  load_taxonomies(c);
  load_states(c);
  load_editions(c);
}
