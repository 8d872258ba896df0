/* What is measured of a visit, of the claims it is billed by, and of a
 * patient's year. */
#include <stdlib.h>

#include "audit/measure_parts.h"

enum {
  CAP_LEAST = 10,     /* visits of a year that may have met a cap */
  WEEKDAY_LEAST = 12, /* visits of a year that make a schedule */
  SET_LEAST = 6,      /* visits of a year that can be alike */
  YEAR_MOST = 512     /* visits of a year that are compared */
};

static uint32_t count_lines(const tr_columns *columns, uint32_t first,
                            uint32_t end, uint32_t mask) {
  uint32_t count = 0;
  for (uint32_t line = first; line < end; line++)
    count += (columns->line_flags[line] & mask) != 0;
  return count;
}

static void share(tr__pass *pass, tr_measure_id measure, tr__at at, bool hit,
                  uint32_t first, uint32_t end, uint32_t mask) {
  tr__add(pass, measure, at, hit, 1, end - first);
  if (hit) tr__hit(pass, measure, at.payer, first, end, mask);
}

/* A mean over visits: those above what is asked for are told. */
static void mean(tr__pass *pass, tr_measure_id measure, tr__at at, double value,
                 uint32_t first, uint32_t end, uint32_t mask) {
  tr__add(pass, measure, at, value, 1, end - first);
  if (tr__is_drilled(pass, measure, value))
    tr__hit(pass, measure, at.payer, first, end, mask);
}

static void measure_line(tr__pass *pass, uint32_t line, tr__at at) {
  const tr_columns *columns = pass->columns;
  const uint32_t flags = columns->line_flags[line];
#define LINE_SHARE(measure, mask) \
  share(pass, TR_M_##measure, at, (flags & (mask)) != 0, line, line + 1, 0)
  if ((flags & TR_LINE_CMT) != 0) {
    LINE_SHARE(CMT_LOW, TR_LINE_LOW);
    LINE_SHARE(CMT_MIDDLE, TR_LINE_MIDDLE);
    LINE_SHARE(CMT_HIGH, TR_LINE_HIGH);
    const int rvu = tr_table_work_rvu(
        pass->what->tables, columns->codes[columns->line_code[line]].code,
        columns->line_day[line]);
    if (rvu >= 0) mean(pass, TR_M_CMT_RVU, at, rvu / 100.0, line, line + 1, 0);
  }
  if ((flags & TR_LINE_PHYSICAL) != 0)
    LINE_SHARE(TRACTION_PART, TR_LINE_TRACTION);
  if ((flags & TR_LINE_EXAM) != 0) LINE_SHARE(EXAM_HIGH, TR_LINE_HIGH_EXAM);
  if ((flags & TR_LINE_ANSWERED) != 0) LINE_SHARE(DENIED, TR_LINE_DENIED);
#undef LINE_SHARE
}

static void measure_gaps(tr__pass *pass, uint32_t line, tr__at at) {
  static const struct {
    tr_measure_id measure;
    uint32_t bits;
  } gaps[] = {{TR_M_GAPS, TR_GAP_ANY},
              {TR_M_GAP_MINUTES, TR_GAP_MINUTES},
              {TR_M_GAP_FORCE, TR_GAP_FORCE},
              {TR_M_GAP_DEVICE, TR_GAP_DEVICE},
              {TR_M_GAP_RESPONSE, TR_GAP_RESPONSE},
              {TR_M_GAP_NECESSITY, TR_GAP_NECESSITY}};
  const tr_columns *columns = pass->columns;
  const uint32_t claim = columns->line_claim[line];
  if ((columns->line_flags[line] & TR_LINE_TRACTION) == 0 ||
      (columns->claim_found[claim] & TR_FOUND_CHECKED) == 0 ||
      columns->claim_note[claim] == 0)
    return;
  for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++)
    share(pass, gaps[i].measure, at,
          (columns->line_found[line] & gaps[i].bits) != 0, line, line + 1, 0);
}

void tr__measure_visit(tr__pass *pass, uint32_t visit) {
  const tr_columns *columns = pass->columns;
  const uint32_t first = columns->visit_first[visit];
  const uint32_t end = columns->visit_first[visit + 1];
  const uint32_t flags = columns->visit_flags[visit];
  const tr__at at = tr__at_of(pass, first);
  share(pass, TR_M_TRACTION, at, (flags & TR_LINE_TRACTION) != 0, first, end,
        TR_LINE_TRACTION);
  mean(pass, TR_M_PHYSICAL, at,
       count_lines(columns, first, end, TR_LINE_PHYSICAL), first, end,
       TR_LINE_PHYSICAL);
  if ((flags & TR_LINE_CMT) != 0) {
    bool separate = false;
    for (uint32_t line = first; line < end; line++)
      separate = separate || (columns->line_flags[line] & TR_LINE_EXAM &&
                              columns->line_flags[line] & TR_LINE_SEPARATE);
    share(pass, TR_M_EXAM_SEPARATE, at, separate, first, end, TR_LINE_EXAM);
  }
  tr_cents charge = 0;
  for (uint32_t line = first; line < end; line++) {
    charge += columns->line_charge[line];
    measure_line(pass, line, at);
    if (pass->what->checked) measure_gaps(pass, line, at);
  }
  mean(pass, TR_M_CHARGE, at, (double)charge, first, end, 0);
}

/* ------------------------------------------------------------------ claims */

static void measure_found(tr__pass *pass, uint32_t claim, tr__at at,
                          uint32_t first, uint32_t end) {
  const uint16_t found = pass->columns->claim_found[claim];
  if ((found & TR_FOUND_CHECKED) == 0) return;
  share(pass, TR_M_ERRORS, at, (found & TR_FOUND_ERROR) != 0, first, end, 0);
  /* where no notes are kept, none is missing */
  if (pass->columns->note_count > 0)
    share(pass, TR_M_NO_NOTE, at, (found & TR_FOUND_NO_NOTE) != 0, first, end,
          0);
  if (pass->columns->claim_note[claim] != 0)
    share(pass, TR_M_CLONED, at, (found & TR_FOUND_CLONED) != 0, first, end, 0);
}

static void measure_claim(tr__pass *pass, uint32_t claim, uint32_t first,
                          uint32_t end) {
  const tr_columns *columns = pass->columns;
  const tr__at at = tr__at_of(pass, first);
  const tr_day filed = columns->claim_filed[claim];
  if (filed != TR_DAY_MIN && filed >= columns->line_day[first])
    mean(pass, TR_M_FILED, at, filed - columns->line_day[first], first, end, 0);
  if (columns->claim_answered[claim])
    share(pass, TR_M_OVERPAID, at,
          columns->claim_paid[claim] > columns->claim_charge[claim], first, end,
          0);
  if (pass->what->checked) measure_found(pass, claim, at, first, end);
}

/* Lines of a visit stand by claim; a claim is counted with its first visit. */
void tr__measure_claims(tr__pass *pass, uint32_t visit) {
  const tr_columns *columns = pass->columns;
  const uint32_t stop = columns->visit_first[visit + 1];
  for (uint32_t line = columns->visit_first[visit]; line < stop;) {
    const uint32_t claim = columns->line_claim[line];
    uint32_t end = line + 1;
    while (end < stop && columns->line_claim[end] == claim) end++;
    if (!pass->claim_done[claim]) measure_claim(pass, claim, line, end);
    pass->claim_done[claim] = true;
    line = end;
  }
}

/* ------------------------------------------------------------------- years */

static int by_number(const void *left, const void *right) {
  const uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return (a > b) - (a < b);
}

/* Visits with the set that is billed most, where it has several codes. */
static uint32_t most_alike(const tr_columns *columns, uint32_t first,
                           uint32_t end) {
  uint32_t sets[YEAR_MOST], best = 0;
  const uint32_t count = end - first < YEAR_MOST ? end - first : YEAR_MOST;
  for (uint32_t i = 0; i < count; i++) sets[i] = columns->visit_set[first + i];
  qsort(sets, count, sizeof *sets, by_number);
  for (uint32_t i = 0; i < count;) {
    uint32_t next = i;
    while (next < count && sets[next] == sets[i]) next++;
    if (columns->set_size[sets[i]] >= 2 && next - i > best) best = next - i;
    i = next;
  }
  return best;
}

/* Whether all visits fall on the same one or two days of the week. */
static bool has_schedule(const tr_columns *columns, uint32_t first,
                         uint32_t end) {
  uint32_t seen = 0;
  for (uint32_t visit = first; visit < end; visit++)
    seen |= 1U << (columns->line_day[columns->visit_first[visit]] % 7 + 7) % 7;
  return __builtin_popcount(seen) <= 2;
}

void tr__measure_year(tr__pass *pass, uint32_t first, uint32_t end) {
  const tr_columns *columns = pass->columns;
  const uint32_t from = columns->visit_first[first];
  const uint32_t to = columns->visit_first[end];
  const uint32_t visits = end - first;
  const uint32_t services = count_lines(columns, from, to, TR_LINE_CMT);
  tr__at at = tr__at_of(pass, columns->visit_first[end - 1]);
  if (!pass->what->yearly) at.period = -1;
  mean(pass, TR_M_VISITS, at, visits, from, to, 0);
  if (services > 0)
    mean(pass, TR_M_SERVICES, at, services, from, to, TR_LINE_CMT);
  share(pass, TR_M_OVER_12, at, visits > 12, from, to, 0);
  share(pass, TR_M_OVER_24, at, visits > 24, from, to, 0);
  share(pass, TR_M_OVER_30, at, visits > 30, from, to, 0);
  if (visits >= CAP_LEAST)
    share(pass, TR_M_AT_CAP, at, visits == 12 || visits == 24, from, to, 0);
  if (visits >= WEEKDAY_LEAST)
    share(pass, TR_M_WEEKDAYS, at, has_schedule(columns, first, end), from, to,
          0);
  if (visits >= SET_LEAST)
    share(pass, TR_M_SAME_SET, at,
          most_alike(columns, first, end) * 10 > visits * 9, from, to, 0);
}
