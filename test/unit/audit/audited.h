/* A practice of two doctors and what an audit says of it: Ada pulls on every
 * visit, Ben on every tenth; 20 patients each, 5 visits. */
#ifndef TEST_AUDIT_AUDITED_H
#define TEST_AUDIT_AUDITED_H

#include "practice.h"
#include "rule/pack.h"

#define AUDITED_FROM 20454 /* 2026-01-01 */

typedef struct audited {
  practice practice;
  tr_audit_options options;
  tr_audit_result result;
} audited;

static inline void audited_fill(audited *a) {
  char name[16];
  practice_begin(&a->practice);
  for (int patient = 0; patient < 20; patient++)
    for (int visit = 0; visit < 5; visit++) {
      const tr_day day = AUDITED_FROM + patient + 7 * visit;
      snprintf(name, sizeof name, "A%d", patient);
      practice_visit(&a->practice, ADA, name, patient < 10 ? "MB" : "CI", day,
                     "98940 97012");
      snprintf(name, sizeof name, "B%d", patient);
      practice_visit(&a->practice, BEN, name, "CI", day,
                     (patient * 5 + visit) % 10 == 0 ? "98941 97012" : "98941");
    }
  practice_finish(&a->practice);
  a->options = (tr_audit_options){.columns = &a->practice.columns,
                                  .tables = &a->practice.tables,
                                  .pack = &tr_pack_builtin,
                                  .from = TR_DAY_MIN,
                                  .to = TR_DAY_MAX,
                                  .today = AUDITED_FROM + 200,
                                  .last_audit = TR_DAY_MIN,
                                  .every = TR_AUDIT_MONTH};
}

static inline void audited_begin(audited *a) {
  audited_fill(a);
  assert_int_equal(tr_audit(&a->practice.arena, &a->options, &a->result),
                   TR_OK);
}

static inline void audited_end(audited *a) { practice_end(&a->practice); }

static inline const tr_audit_cell *audited_cell(const audited *a,
                                                tr_measure_id measure,
                                                int32_t provider) {
  return tr_audit_cell_of(&a->result.measures[measure], provider, -1, -1);
}

#endif
