/* Imports a whole quarter's pairs of codes, made up to the official layout and
 * size, and looks pairs up in the index; prints the seconds. TAP. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "input/table_import.h"
#include "table/table.h"

enum { CODES = 8000, PARTNERS = 320, PAIRS = CODES * PARTNERS };

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static unsigned partner_of(unsigned code, unsigned i) {
  return (code + 1 + i * 23) % CODES;
}

/* 10000, 10011 ...: codes of five digits. */
static unsigned number_of(unsigned code) { return 10000 + code * 11; }

static size_t make_text(char *text, size_t room) {
  size_t n = (size_t)snprintf(text, room, "copyright\nColumn 1\tColumn 2\n");
  for (unsigned code = 0; code < CODES; code++)
    for (unsigned i = 0; i < PARTNERS; i++)
      n += (size_t)snprintf(
          text + n, room - n,
          "%05u\t%05u\t \t20%02u0101\t%s\t%d\tMisuse of Column Two code with "
          "Column One code\n",
          number_of(code), number_of(partner_of(code, i)), i % 20,
          i % 3 == 0 ? "20191231" : "*", i % 5 == 0 ? 9 : (int)(i % 2));
  return n;
}

static tr_code code_of(unsigned code) {
  char text[8];
  snprintf(text, sizeof text, "%05u", number_of(code));
  return tr_code_pack(tr_str_of(text));
}

/* @return Whether every pair of some codes is found as it was written. */
static bool right_answers(const tr_tables *tables, tr_day day) {
  for (unsigned code = 0; code < CODES; code += 97) {
    const tr_code a = code_of(code);
    for (unsigned i = 0; i < PARTNERS; i++) {
      tr_pair row;
      const bool found =
          tr_table_pair(tables, a, code_of(partner_of(code, i)), day, &row);
      if (found != (i % 3 != 0 && i % 5 != 0)) return false;
      if (found && row.indicator != (int)(i % 2)) return false;
    }
  }
  return true;
}

static double time_lookups(const tr_tables *tables, tr_day day, size_t *hits) {
  enum { LOOKUPS = 2000000 };
  static tr_code codes[CODES];
  for (unsigned i = 0; i < CODES; i++) codes[i] = code_of(i);
  const double begin = seconds();
  uint32_t random = 1;
  for (int i = 0; i < LOOKUPS; i++) {
    random = random * 1664525 + 1013904223;
    tr_pair row;
    *hits += tr_table_pair(tables, codes[(random >> 8) % CODES],
                           codes[(random >> 16) % CODES], day, &row);
  }
  return (seconds() - begin) / LOOKUPS;
}

int main(void) {
  const size_t room = (size_t)PAIRS * 90;
  char *text = malloc(room);
  if (text == NULL) return 1;
  const size_t n = make_text(text, room);
  tr_import_options options = tr_import_options_none();
  options.edition = TR_STR("2026Q2");
  tr_buf index;
  tr_buf_init(&index, (size_t)1 << 30);
  tr_import_report report;
  tr_err err;

  const double begin = seconds();
  const tr_status status = tr_import_table(TR_TABLE_PTP, (tr_str){text, n},
                                           &options, &index, &report, &err);
  const double took = seconds() - begin;
  free(text);
  tr_tables tables;
  tr_tables_init(&tables);
  const double opening = seconds();
  const bool good =
      status == TR_OK &&
      tr_tables_add_index(&tables, tr_buf_str(&index), &err) == TR_OK;
  const double opened = seconds() - opening;
  const bool right = good && right_answers(&tables, tr_day_of(2026, 6, 12));
  size_t hits = 0;
  const double each =
      good ? time_lookups(&tables, tr_day_of(2026, 6, 12), &hits) : 0;

  printf(
      "1..2\n# %zu rows, %zu MB in %.2f s; index %zu MB, opened in %.0f us;"
      " %.0f ns a lookup (%zu found)\n",
      report.rows, n >> 20, took, index.n >> 20, opened * 1e6, each * 1e9,
      hits);
  printf("%sok 1 - a whole quarter is imported and opened\n",
         good ? "" : "not ");
  printf("%sok 2 - every pair as written\n", right ? "" : "not ");
  tr_buf_done(&index);
  return good && right ? 0 : 1;
}
