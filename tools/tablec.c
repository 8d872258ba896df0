/* Makes the built-in code tables: reads the files of codes/, checks them, and
 * writes one C file of constant sorted arrays. A bad row stops the build.
 *
 *   tablec --output FILE [--depfile FILE] FOLDER */
#include "tablec.h"

#include <stdlib.h>

const char *const tablec_files[] = {"procedures.csv",
                                    "closed_ranges.csv",
                                    "rvu.csv",
                                    "mue.csv",
                                    "ptp.csv",
                                    "icd10cm.csv",
                                    "families.csv",
                                    "sets.csv",
                                    "diagnosis_sets.csv",
                                    "contraindications.csv",
                                    "diagnosis_regions.csv",
                                    "modifiers.csv",
                                    "modifier_conflicts.csv",
                                    "modifier_use.csv",
                                    "place_of_service.csv",
                                    "carc.csv",
                                    "rarc.csv",
                                    "claim_filing.csv",
                                    "taxonomies.csv",
                                    "states.csv",
                                    "editions.csv",
                                    NULL};

/* Names and types of the arrays, by number. */
static const struct {
  const char *type, *name;
} arrays[TABLE_COUNT] = {
#define TABLE_TEXT(type, name) {#type, #name},
    TR_BUILTIN_MAP(TABLE_TEXT)
#undef TABLE_TEXT
};

static const int rows_of_kind[TR_TABLE_KINDS] = {
    [TR_TABLE_PROCEDURE] = TABLE_tr__procedures,
    [TR_TABLE_MUE] = TABLE_tr__mues,
    [TR_TABLE_PTP] = TABLE_tr__pairs,
    [TR_TABLE_ICD10CM] = TABLE_tr__diagnoses,
    [TR_TABLE_DIAGNOSIS_SET] = TABLE_tr__set_rows,
    [TR_TABLE_CONTRAINDICATION] = TABLE_tr__contras,
    [TR_TABLE_MODIFIER] = TABLE_tr__modifiers,
    [TR_TABLE_MODIFIER_CONFLICT] = TABLE_tr__modifier_conflicts,
    [TR_TABLE_MODIFIER_USE] = TABLE_tr__modifier_uses,
    [TR_TABLE_PLACE] = TABLE_tr__places,
    [TR_TABLE_TAXONOMY] = TABLE_tr__taxonomies,
    [TR_TABLE_STATE] = TABLE_tr__states,
    [TR_TABLE_CARC] = TABLE_tr__carcs,
    [TR_TABLE_RARC] = TABLE_tr__rarcs,
    [TR_TABLE_FILING] = TABLE_tr__filings,
};

void tablec_add(tablec *c, int table, const csv *csv, uint64_t key1,
                uint64_t key2, tr_day from, tr_day to, const char *text) {
  table_rows *t = &c->table[table];
  if (t->n == t->room) {
    const size_t room = t->room == 0 ? 64 : t->room * 2;
    table_row *rows = tr_arena_array(&c->arena, room, sizeof *rows);
    if (rows == NULL) csv_fail(csv, "out of memory", (tr_str){NULL, 0});
    if (t->n > 0) memcpy(rows, t->rows, t->n * sizeof *rows);
    t->rows = rows;
    t->room = room;
  }
  t->rows[t->n++] =
      (table_row){key1, key2, from, to, csv->file, csv->line, text};
}

static const char *day_text(const csv *csv, tr_day day) {
  if (day == TR_DAY_MIN) return "INT32_MIN";
  if (day == TR_DAY_MAX) return "INT32_MAX";
  return csv_format(csv, "%d", (int)day);
}

const char *tablec_days(const csv *csv, tr_day from, tr_day to) {
  return csv_format(csv, "%s, %s", day_text(csv, from), day_text(csv, to));
}

static int compare_rows(const void *left, const void *right) {
  const table_row *a = left, *b = right;
  if (a->key1 != b->key1) return a->key1 < b->key1 ? -1 : 1;
  if (a->key2 != b->key2) return a->key2 < b->key2 ? -1 : 1;
  if (a->from != b->from) return a->from < b->from ? -1 : 1;
  return a->line < b->line ? -1 : a->line > b->line;
}

/* Sort an array; two rows of the same keys may not hold on one day. */
static void sort_and_check(table_rows *t) {
  if (t->n < 2) return;
  qsort(t->rows, t->n, sizeof *t->rows, compare_rows);
  for (size_t i = 1; i < t->n; i++) {
    const table_row *a = &t->rows[i - 1], *b = &t->rows[i];
    if (a->key1 != b->key1 || a->key2 != b->key2 || a->to < b->from) continue;
    const table_row *later = a->line > b->line ? a : b;
    char code[TR_CODE_BYTES + 1], second[TR_CODE_BYTES + 1];
    tr_code_text(b->key1, code);
    tr_code_text(b->key2, second);
    fprintf(stderr, "%s:%d: %s %s is already given for these days in line %d\n",
            later->file, later->line, code, second,
            later == a ? b->line : a->line);
    exit(1);
  }
}

static void write_array(FILE *out, const tablec *c, int table) {
  const table_rows *t = &c->table[table];
  const bool plain = table == TABLE_tr__diagnoses;
  fprintf(out, "\nconst %s %s[] = {\n", arrays[table].type, arrays[table].name);
  for (size_t i = 0; i < t->n; i++)
    fprintf(out, "%s%s,%s", plain ? "" : "  ", t->rows[i].text,
            plain && i % 4 != 3 ? " " : "\n");
  fprintf(out, "};\nconst size_t %s_n = %zu;\n", arrays[table].name, t->n);
}

static bool write_c(const tablec *c, const char *path) {
  FILE *out = fopen(path, "wb");
  if (out == NULL) return false;
  fputs(
      "/* Made by tablec from codes/. Not for editing. */\n"
      "#include \"table/builtin.h\"\n",
      out);
  for (int i = 0; i < TABLE_COUNT; i++) write_array(out, c, i);
  fputs("\nconst tr_edition_built tr__editions[TR_TABLE_KINDS] = {\n", out);
  for (int i = 0; i < TR_TABLE_KINDS; i++)
    fprintf(out, "  {%s, %zu},\n", c->editions[i], c->table[rows_of_kind[i]].n);
  fputs("};\n", out);
  const bool good = ferror(out) == 0;
  return fclose(out) == 0 && good;
}

static bool write_depfile(const char *path, const char *output,
                          const char *dir) {
  FILE *out = fopen(path, "wb");
  if (out == NULL) return false;
  fprintf(out, "%s:", output);
  for (size_t i = 0; tablec_files[i] != NULL; i++)
    fprintf(out, " \\\n  %s/%s", dir, tablec_files[i]);
  fputs("\n", out);
  const bool good = ferror(out) == 0;
  return fclose(out) == 0 && good;
}

int main(int argc, char **argv) {
  static tablec c; /* static, so that a leak checker sees it at exit */
  const char *output = NULL, *depfile = NULL;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--output") == 0 && i + 1 < argc)
      output = argv[++i];
    else if (strcmp(argv[i], "--depfile") == 0 && i + 1 < argc)
      depfile = argv[++i];
    else
      c.dir = argv[i];
  }
  if (output == NULL || c.dir == NULL) {
    fputs("usage: tablec --output FILE [--depfile FILE] FOLDER\n", stderr);
    return 2;
  }

  tr_arena_init(&c.arena, (size_t)512 << 20);
  tablec_load_procedures(&c);
  tablec_load_diagnoses(&c);
  tablec_load_lists(&c);
  for (int i = 0; i < TABLE_COUNT; i++) sort_and_check(&c.table[i]);
  if (!write_c(&c, output) ||
      (depfile != NULL && !write_depfile(depfile, output, c.dir))) {
    fprintf(stderr, "tablec: cannot write %s\n", output);
    return 1;
  }
  tr_arena_done(&c.arena);
  return 0;
}
