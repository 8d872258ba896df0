/* tablec: procedures, their ranges and values, NCCI limits and pairs. */
#include "tablec.h"

static const char *const classes[] = {
#define CLASS_WORD(name, text) text,
    TR_CLASS_MAP(CLASS_WORD)
#undef CLASS_WORD
};
static const char *const timings[] = {
#define TIMING_WORD(name, text) text,
    TR_TIMING_MAP(TIMING_WORD)
#undef TIMING_WORD
};
static const char *const therapies[] = {"no", "payer", "always"};

static const tr_str nothing = {NULL, 0};

/* "2", "2-3" or "6+" */
static void read_views(const csv *csv, size_t at, unsigned *least,
                       unsigned *most) {
  const tr_str text = csv->field[at];
  *least = *most = 0;
  if (text.n == 0) return;
  if (text.p[0] < '1' || text.p[0] > '9') csv_fail(csv, "no views", text);
  *least = *most = (unsigned)(text.p[0] - '0');
  if (text.n == 1) return;
  if (text.n == 2 && text.p[1] == '+') {
    *most = 0;
  } else if (text.n == 3 && text.p[1] == '-' && text.p[2] > text.p[0] &&
             text.p[2] <= '9') {
    *most = (unsigned)(text.p[2] - '0');
  } else {
    csv_fail(csv, "no views", text);
  }
}

static const char *read_bases(const csv *csv, size_t at) {
  tr_str parts[CSV_LIST];
  const size_t count = csv_list(csv, at, parts);
  if (count > TR_BASES) csv_fail(csv, "too many base codes", csv->field[at]);
  const char *text = "";
  for (size_t i = 0; i < count; i++)
    text = csv_format(csv, "%s%s0x%016llXU", text, i > 0 ? ", " : "",
                      (unsigned long long)csv_code(csv, parts[i], 5));
  return count > 0 ? csv_format(csv, "{%s}", text) : "{0}";
}

static void load_procedures(tablec *c) {
  csv csv = csv_open(
      &c->arena, c->dir, "procedures.csv",
      "code,label,from,to,class,timing,minutes,visit_minutes,one_on_one,"
      "therapy,medicare,base,regions,views,new,source,confidence");
  while (csv_next(&csv)) {
    const tr_code code = csv_code(&csv, csv.field[0], 5);
    if (csv.field[0].n != 5) csv_fail(&csv, "no procedure code", csv.field[0]);
    if (csv.field[1].n == 0) csv_fail(&csv, "no label", nothing);
    if (csv.field[15].n == 0) csv_fail(&csv, "no source", nothing);
    tr_day from, to;
    csv_days(&csv, 2, &from, &to);
    const unsigned group = csv_word(&csv, csv.field[4], classes, TR_CLASSES);
    const unsigned timing = csv_word(&csv, csv.field[5], timings, TR_TIMINGS);
    const unsigned minutes = csv_number(&csv, 6, 480);
    if (timing == TR_TIMING_TIMED && minutes == 0)
      csv_fail(&csv, "a timed code without minutes", csv.field[0]);
    if (timing == TR_TIMING_ADD_ON && csv.field[11].n == 0)
      csv_fail(&csv, "an add-on without base codes", csv.field[0]);
    unsigned least, most;
    read_views(&csv, 13, &least, &most);
    if (csv.field[10].n > 1 ||
        (csv.field[10].n == 1 && strchr("ABCINRX", csv.field[10].p[0]) == NULL))
      csv_fail(&csv, "no status of the fee schedule", csv.field[10]);

    const char *text = csv_format(
        &csv,
        "{0x%016llXU, %s,\n   %s, %s, %s, %u, %u, %u, %u, %u, %u, %u, %u, %u,"
        " '%c', %d, %d}",
        (unsigned long long)code, tablec_days(&csv, from, to),
        csv_literal(&csv, 1), csv_literal(&csv, 15), read_bases(&csv, 11),
        (unsigned)csv_regions(&csv, 12), minutes, csv_number(&csv, 7, 480),
        least, most, timing, group, csv_word(&csv, csv.field[9], therapies, 3),
        csv_confidence(&csv, 16),
        csv.field[10].n == 1 ? csv.field[10].p[0] : ' ', csv_yes(&csv, 14),
        csv_yes(&csv, 8));
    tablec_add(c, TABLE_tr__procedures, &csv, code, 0, from, to, text);
  }
}

static void load_ranges(tablec *c) {
  csv csv = csv_open(&c->arena, c->dir, "closed_ranges.csv",
                     "first,last,from,to,source,confidence");
  while (csv_next(&csv)) {
    const tr_code first = csv_code(&csv, csv.field[0], 5);
    const tr_code last = csv_code(&csv, csv.field[1], 5);
    if (first > last) csv_fail(&csv, "the range is reversed", csv.field[0]);
    if (csv.field[4].n == 0) csv_fail(&csv, "no source", nothing);
    (void)csv_confidence(&csv, 5);
    tr_day from, to;
    csv_days(&csv, 2, &from, &to);
    tablec_add(c, TABLE_tr__closed_ranges, &csv, first, 0, from, to,
               csv_format(&csv, "{0x%016llXU, 0x%016llXU, %s}",
                          (unsigned long long)first, (unsigned long long)last,
                          tablec_days(&csv, from, to)));
  }
}

static void load_rvus(tablec *c) {
  csv csv = csv_open(&c->arena, c->dir, "rvu.csv",
                     "codes,hundredths,from,to,source,confidence");
  while (csv_next(&csv)) {
    tr_str codes[CSV_LIST];
    const size_t count = csv_list(&csv, 0, codes);
    tr_day from, to;
    csv_days(&csv, 2, &from, &to);
    const unsigned value = csv_number(&csv, 1, 100000);
    if (csv.field[4].n == 0) csv_fail(&csv, "no source", nothing);
    (void)csv_confidence(&csv, 5);
    for (size_t i = 0; i < count; i++) {
      const tr_code code = csv_code(&csv, codes[i], 5);
      tablec_add(
          c, TABLE_tr__rvus, &csv, code, 0, from, to,
          csv_format(&csv, "{0x%016llXU, %s, %u}", (unsigned long long)code,
                     tablec_days(&csv, from, to), value));
    }
  }
}

static void load_mues(tablec *c) {
  csv csv = csv_open(&c->arena, c->dir, "mue.csv",
                     "codes,units,mai,from,to,rationale,source,confidence");
  while (csv_next(&csv)) {
    tr_str codes[CSV_LIST];
    const size_t count = csv_list(&csv, 0, codes);
    if (count == 0) csv_fail(&csv, "no codes", nothing);
    if (csv.field[1].n == 0) csv_fail(&csv, "no units", nothing);
    const unsigned units = csv_number(&csv, 1, 9999);
    const unsigned mai = csv_number(&csv, 2, 3);
    if (mai == 0) csv_fail(&csv, "mai is 1, 2 or 3", csv.field[2]);
    if (csv.field[6].n == 0) csv_fail(&csv, "no source", nothing);
    (void)csv_confidence(&csv, 7);
    tr_day from, to;
    csv_days(&csv, 3, &from, &to);
    for (size_t i = 0; i < count; i++) {
      const tr_code code = csv_code(&csv, codes[i], 5);
      tablec_add(
          c, TABLE_tr__mues, &csv, code, 0, from, to,
          csv_format(&csv, "{0x%016llXU, %s, %u, %u, %s}",
                     (unsigned long long)code, tablec_days(&csv, from, to),
                     units, mai, csv_literal(&csv, 5)));
    }
  }
}

static void load_pairs(tablec *c) {
  csv csv =
      csv_open(&c->arena, c->dir, "ptp.csv",
               "column1,column2,indicator,from,to,rationale,source,confidence");
  while (csv_next(&csv)) {
    static tr_str column1[CSV_LIST], column2[CSV_LIST];
    const size_t count1 = csv_list(&csv, 0, column1);
    const size_t count2 = csv_list(&csv, 1, column2);
    if (count1 == 0 || count2 == 0)
      csv_fail(&csv, "a column is empty", nothing);
    if (!tr_str_eq(csv.field[2], TR_STR("0")) &&
        !tr_str_eq(csv.field[2], TR_STR("1")))
      csv_fail(&csv, "the indicator is 0 or 1", csv.field[2]);
    if (csv.field[6].n == 0) csv_fail(&csv, "no source", nothing);
    (void)csv_confidence(&csv, 7);
    tr_day from, to;
    csv_days(&csv, 3, &from, &to);
    const char *tail =
        csv_format(&csv, "%s, %c, %s}", tablec_days(&csv, from, to),
                   csv.field[2].p[0], csv_literal(&csv, 5));
    for (size_t i = 0; i < count1; i++) {
      for (size_t j = 0; j < count2; j++) {
        const tr_code a = csv_code(&csv, column1[i], 5);
        const tr_code b = csv_code(&csv, column2[j], 5);
        if (a == b) csv_fail(&csv, "a code paired with itself", column1[i]);
        tablec_add(
            c, TABLE_tr__pairs, &csv, a, b, from, to,
            csv_format(&csv, "{0x%016llXU, 0x%016llXU, %s",
                       (unsigned long long)a, (unsigned long long)b, tail));
      }
    }
  }
}

void tablec_load_procedures(tablec *c) {
  load_procedures(c);
  load_ranges(c);
  load_rvus(c);
  load_mues(c);
  load_pairs(c);
}
