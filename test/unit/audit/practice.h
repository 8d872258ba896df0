/* What the tests of an audit share: columns made of a few visits, written as
 * "98940 97140:59x2" (modifiers after a colon, units after x). */
#ifndef TEST_AUDIT_PRACTICE_H
#define TEST_AUDIT_PRACTICE_H

#include "audit/audit.h"
#include "tr_test.h"

#define ADA "1111111112"
#define BEN "2222222223"

typedef struct practice {
  tr_columns columns;
  tr_tables tables;
  tr_arena arena;
  int64_t claims;
} practice;

static inline void practice_begin(practice *p) {
  memset(p, 0, sizeof *p);
  tr_columns_init(&p->columns, (size_t)1 << 30);
  tr_tables_init(&p->tables);
  tr_arena_init(&p->arena, (size_t)1 << 30);
}

static inline void practice_end(practice *p) {
  tr_columns_done(&p->columns);
  tr_arena_done(&p->arena);
}

/* One line of a visit; every line costs 40.00. */
static inline void practice_line(practice *p, int32_t number, tr_str word,
                                 tr_day day) {
  tr_line_row line = {.claim = p->claims,
                      .number = number,
                      .units = 1000,
                      .charge = 4000,
                      .day = day};
  const char *x = memchr(word.p, 'x', word.n);
  if (x != NULL) {
    line.units = 1000 * strtol(x + 1, NULL, 10);
    word.n = (size_t)(x - word.p);
  }
  const char *colon = memchr(word.p, ':', word.n);
  if (colon != NULL) {
    line.modifiers = (tr_str){colon + 1, word.n - (size_t)(colon + 1 - word.p)};
    word.n = (size_t)(colon - word.p);
  }
  line.code = tr_code_pack(word);
  tr_columns_add_line(&p->columns, &line);
}

/* A claim of one visit, filed five days later; its number is P and its id. */
static inline int64_t practice_visit(practice *p, const char *provider,
                                     const char *patient, const char *filing,
                                     tr_day day, const char *codes) {
  char control[24];
  snprintf(control, sizeof control, "P%lld", (long long)++p->claims);
  const tr_claim_row claim = {.id = p->claims,
                              .control = tr_str_of(control),
                              .frequency = TR_STR("1"),
                              .patient = tr_str_of(patient),
                              .rendering = tr_str_of(provider),
                              .filing = tr_str_of(filing),
                              .responsibility = TR_STR("P"),
                              .from = day,
                              .filed = day + 5,
                              .born = 0};
  tr_columns_add_claim(&p->columns, &claim);
  int32_t number = 0;
  for (const char *at = codes; *at != '\0';) {
    const char *end = strchr(at, ' ');
    if (end == NULL) end = at + strlen(at);
    practice_line(p, ++number, (tr_str){at, (size_t)(end - at)}, day);
    at = *end == ' ' ? end + 1 : end;
  }
  return p->claims;
}

static inline void practice_finish(practice *p) {
  assert_int_equal(tr_columns_finish(&p->columns, &p->tables), TR_OK);
}

/* Measure all of it. */
static inline tr_measured_sums practice_measure(practice *p) {
  tr_measured_sums sums;
  const tr_measuring what = {.columns = &p->columns,
                             .tables = &p->tables,
                             .from = p->columns.first,
                             .to = p->columns.last};
  assert_int_equal(tr_measure(&p->arena, &what, &sums), TR_OK);
  return sums;
}

#define ASSERT_SUM(sums, measure, provider, wanted_sum, wanted_n)          \
  do {                                                                     \
    const tr_sum *tr_s = tr_sum_at(&(sums), TR_M_##measure, provider, 0);  \
    if (tr_s->sum != (wanted_sum) || tr_s->n != (wanted_n))                \
      fail_msg("%s: %g of %g, not %g of %g", #measure, tr_s->sum, tr_s->n, \
               (double)(wanted_sum), (double)(wanted_n));                  \
  } while (0)

#endif
