/* What a worksheet comes to, before it is told. */
#ifndef TRACTION_SAMPLE_FIGURES_H
#define TRACTION_SAMPLE_FIGURES_H

#include "audit/estimate.h"
#include "sample_run.h"

enum { SAMPLE_HABITS = 200, SAMPLE_HABIT_NAME = 24 };

/** The name of what no rule had found. */
#define SAMPLE_BY_REVIEWER "the reviewer"

/** What one rule has a share in. */
typedef struct sample_habit {
  char name[SAMPLE_HABIT_NAME];
  uint32_t units;   /**< of the sample */
  double sampled;   /**< cents of the sample */
  double projected; /**< cents of the frame */
} sample_habit;

/** All figures. */
typedef struct sample_figures {
  tr_str names[SAMPLE_STRATA];
  tr_stratum strata[SAMPLE_STRATA];
  uint64_t drawn[SAMPLE_STRATA]; /**< as recorded */
  uint32_t strata_count;
  uint64_t units, decided, overruled, frame;
  tr_cents paid, overpaid;            /**< of the sample */
  sample_habit habits[SAMPLE_HABITS]; /**< by what they project, most first */
  uint32_t habit_count;
  tr_estimate total, ratio;
  bool has_ratio;
  tr_estimated_rate rate;
} sample_figures;

/**
 * Count a worksheet.
 *
 * @param whole It is to be projected: every row has to be decided.
 * @return False after saying what is wrong.
 */
bool sample_figures_of(const sample_sheet *sheet, const char *what, bool whole,
                       sample_figures *figures);

#endif
