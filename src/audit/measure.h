/* The measures of an audit: one pass over the columns fills, for each measure,
 * the sums of every provider by payer class and by period. What they are beside
 * those of peers is in audit.h. */
#ifndef TR_AUDIT_MEASURE_H
#define TR_AUDIT_MEASURE_H

#include "audit/columns.h"

/* One row per measure: constant, id, unit, what is counted, group, whether it
 * is compared, whether it needs the checker's findings. */
#define TR_MEASURE_MAP(X)                                                      \
  X(VISITS, "visits-per-patient", MEAN, "patient-years", "volume", 1, 0)       \
  X(SERVICES, "services-per-patient", MEAN, "patient-years", "volume", 1, 0)   \
  X(OVER_12, "patients-over-12", SHARE, "patient-years", "volume", 1, 0)       \
  X(OVER_24, "patients-over-24", SHARE, "patient-years", "volume", 1, 0)       \
  X(OVER_30, "patients-over-30", SHARE, "patient-years", "volume", 1, 0)       \
  X(AT_CAP, "visits-at-cap", SHARE, "patient-years", "volume", 1, 0)           \
  X(WEEKDAYS, "same-weekdays", SHARE, "patient-years", "volume", 1, 0)         \
  X(CMT_LOW, "cmt-98940", SHARE, "manipulations", "coding", 1, 0)              \
  X(CMT_MIDDLE, "cmt-98941", SHARE, "manipulations", "coding", 1, 0)           \
  X(CMT_HIGH, "cmt-98942", SHARE, "manipulations", "coding", 1, 0)             \
  X(CMT_RVU, "cmt-work-rvu", MEAN, "manipulations", "coding", 1, 0)            \
  X(TRACTION, "traction-visits", SHARE, "visits", "coding", 1, 0)              \
  X(TRACTION_PART, "traction-of-therapies", SHARE, "therapies", "coding", 1,   \
    0)                                                                         \
  X(PHYSICAL, "therapies-per-visit", MEAN, "visits", "coding", 1, 0)           \
  X(PASSIVE_LATE, "passive-after-week-6", SHARE, "later visits", "coding", 1,  \
    0)                                                                         \
  X(DISTINCT, "distinct-rate", SHARE, "lines of 97140 and 97012", "coding", 1, \
    0)                                                                         \
  X(DISTINCT_ALONE, "distinct-without-partner", SHARE, "lines with 59 or X",   \
    "coding", 1, 0)                                                            \
  X(DISTINCT_PAIRS, "distinct-of-pairs", SHARE, "pairs on one day", "coding",  \
    1, 0)                                                                      \
  X(DISTINCT_UNEVEN, "distinct-uneven", SHARE, "visits of repeated sets",      \
    "coding", 1, 0)                                                            \
  X(EXAM_SEPARATE, "exam-beside-cmt", SHARE, "visits with manipulation",       \
    "coding", 1, 0)                                                            \
  X(EXAM_HIGH, "exam-high-level", SHARE, "examinations", "coding", 1, 0)       \
  X(EXAM_30, "exam-every-30-days", SHARE, "intervals", "coding", 1, 0)         \
  X(MODAL_SET, "same-code-set", SHARE, "visits", "coding", 1, 0)               \
  X(UNIFORMITY, "code-set-uniformity", INDEX, "visits", "coding", 0, 0)        \
  X(SAME_SET, "patients-of-one-set", SHARE, "patient-years", "coding", 1, 0)   \
  X(DAY_MINUTES, "minutes-per-day", MEAN, "days", "coding", 1, 0)              \
  X(DAY_8, "days-over-8-hours", SHARE, "days", "coding", 1, 0)                 \
  X(DAY_12, "days-over-12-hours", SHARE, "days", "coding", 1, 0)               \
  X(DAY_16, "days-over-16-hours", SHARE, "days", "coding", 1, 0)               \
  X(GAPS, "traction-gaps", SHARE, "traction sessions", "notes", 1, 1)          \
  X(GAP_MINUTES, "traction-without-minutes", SHARE, "traction sessions",       \
    "notes", 1, 1)                                                             \
  X(GAP_FORCE, "traction-without-force", SHARE, "traction sessions", "notes",  \
    1, 1)                                                                      \
  X(GAP_DEVICE, "traction-without-device", SHARE, "traction sessions",         \
    "notes", 1, 1)                                                             \
  X(GAP_RESPONSE, "traction-without-response", SHARE, "traction sessions",     \
    "notes", 1, 1)                                                             \
  X(GAP_NECESSITY, "traction-without-need", SHARE, "traction sessions",        \
    "notes", 1, 1)                                                             \
  X(CLONED, "cloned-notes", SHARE, "claims with a note", "notes", 1, 1)        \
  X(NO_NOTE, "claims-without-note", SHARE, "claims", "notes", 1, 1)            \
  X(ERRORS, "claims-with-error", SHARE, "claims", "notes", 1, 1)               \
  X(DENIED, "denial-rate", SHARE, "answered lines", "money", 1, 0)             \
  X(FILED, "days-to-file", MEAN, "claims", "money", 1, 0)                      \
  X(OVERPAID, "claims-overpaid", SHARE, "answered claims", "money", 1, 0)      \
  X(CHARGE, "charge-per-visit", MONEY, "visits", "money", 1, 0)                \
  X(FEES, "fees-by-payer", SHARE, "codes", "money", 0, 0)                      \
  X(AUDIT_AGE, "days-since-audit", COUNT, "days", "money", 0, 0)

typedef enum tr_measure_id {
#define TR_MEASURE_ENUM(name, id, unit, of, group, compared, found) TR_M_##name,
  TR_MEASURE_MAP(TR_MEASURE_ENUM)
#undef TR_MEASURE_ENUM
      TR_MEASURES
} tr_measure_id;

/** What is known of a measure; texts constant. */
typedef struct tr_measure_row {
  const char *id, *title, *of, *group, *meaning;
  const char *source; /**< NULL: ours */
  tr_measure_unit unit;
  bool is_index; /**< a share that no counts stand behind: is not tested */
  bool compared, found;
} tr_measure_row;

/** @return What is known of a measure. */
tr_measure_row tr_measure_at(tr_measure_id id);

/** Find a measure by its id. @return Whether there is one. */
bool tr_measure_find(tr_str id, tr_measure_id *measure);

/** Sums behind one value. */
typedef struct tr_sum {
  double sum;     /**< hits, or the sum of the values */
  double squares; /**< of the values */
  double n;
  uint64_t lines;
  uint32_t patients;
  uint32_t last; /* patient counted last, plus one */
} tr_sum;

/** Takes a line that a measure's hits rest on. */
typedef void tr_measure_hit_fn(void *context, uint32_t line);

/** What is to be told while measuring. */
typedef struct tr_drill {
  tr_measure_id measure;
  int32_t provider; /**< -1: any */
  int32_t payer;    /**< tr_payer_class; -1: any */
  double above;     /**< of a mean: the things whose value is higher */
  tr_measure_hit_fn *hit;
  void *context;
} tr_drill;

/** What is measured. */
typedef struct tr_measuring {
  const tr_columns *columns; /**< finished */
  const tr_tables *tables;
  tr_day from, to; /**< days of service, both in */
  const tr_audit_period *periods;
  uint32_t period_count;
  bool yearly;           /**< periods are years: patient-years belong to one */
  bool checked;          /**< findings were added to the columns */
  const tr_drill *drill; /**< NULL: nothing is told */
} tr_measuring;

/** Sums of all measures. A provider's cells: the whole, then each payer class,
 * then each period; the provider behind the last is all of them together, for
 * whom patients are not counted. */
typedef struct tr_measured_sums {
  uint32_t cells;  /**< of one provider */
  uint32_t blocks; /**< providers and one */
  tr_sum *sums;    /**< [measure][provider][cell] */
} tr_measured_sums;

/**
 * Measure.
 *
 * @param      arena Holds the sums.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_measure(tr_arena *arena, const tr_measuring *what,
                                  tr_measured_sums *out);

/** @return One of the sums. @param provider columns->provider_count: all. */
static inline tr_sum *tr_sum_at(const tr_measured_sums *sums,
                                tr_measure_id measure, uint32_t provider,
                                uint32_t cell) {
  return &sums->sums[((size_t)measure * sums->blocks + provider) * sums->cells +
                     cell];
}

#endif
