/* One pass: providers one after the other, of each the patients, of each the
 * visits by day, so that whoever is counted once is counted where he begins. */
#include "audit/measure_parts.h"

enum {
  EPISODE_DAYS = 60, /* a break that ends an episode of care */
  WEEK_6 = 42,
  EXAM_DAYS = 30
};

/* ------------------------------------------------------------------ adding */

static void add_to(tr_sum *sum, uint32_t patient, double value, double n,
                   uint32_t lines) {
  sum->sum += value;
  sum->squares += value * value;
  sum->n += n;
  sum->lines += lines;
  if (sum->last != patient + 1) {
    sum->last = patient + 1;
    sum->patients++;
  }
}

void tr__add(tr__pass *pass, tr_measure_id measure, tr__at at, double value,
             double n, uint32_t lines) {
  tr_sum *own = tr_sum_at(pass->out, measure, pass->provider, 0);
  add_to(own, at.patient, value, n, lines);
  if (at.payer >= 0) add_to(own + 1 + at.payer, at.patient, value, n, lines);
  if (at.period >= 0)
    add_to(own + 1 + TR_PAYER_CLASSES + at.period, at.patient, value, n, lines);
}

bool tr__is_drilled(const tr__pass *pass, tr_measure_id measure, double value) {
  const tr_drill *drill = pass->what->drill;
  if (drill == NULL || drill->measure != measure) return false;
  if (drill->provider >= 0 && (uint32_t)drill->provider != pass->provider)
    return false;
  const tr_measure_unit unit = tr_measure_at(measure).unit;
  return unit == TR_MEASURE_SHARE ? value > 0 : value > drill->above;
}

void tr__hit(const tr__pass *pass, tr_measure_id measure, int32_t payer,
             uint32_t first, uint32_t end, uint32_t mask) {
  const tr_drill *drill = pass->what->drill;
  if (drill == NULL || drill->measure != measure) return;
  if (drill->provider >= 0 && (uint32_t)drill->provider != pass->provider)
    return;
  if (drill->payer >= 0 && payer >= 0 && drill->payer != payer) return;
  for (uint32_t line = first; line < end; line++)
    if (mask == 0 || (pass->columns->line_flags[line] & mask) != 0)
      drill->hit(drill->context, line);
}

tr__at tr__at_of(const tr__pass *pass, uint32_t line) {
  const tr_columns *columns = pass->columns;
  return (tr__at){
      .patient = columns->line_patient[line],
      .payer = columns->claim_payer[columns->line_claim[line]],
      .period = pass->period_of[columns->line_day[line] - pass->what->from]};
}

/* ------------------------------------------------------------------- pairs */

enum { PAIR_UNKNOWN, PAIR_NONE, PAIR_NEVER, PAIR_OPEN, PAIR_CODES = 256 };

static int look_up_pair(const tr__pass *pass, uint16_t a, uint16_t b,
                        tr_day day) {
  tr_pair row;
  const tr_code_traits *codes = pass->columns->codes;
  return tr_table_pair_any(pass->what->tables, codes[a].code, codes[b].code,
                           day, &row)
             ? row.indicator
             : -1;
}

/* Pairs begin and end with quarters, so one look a quarter is enough. */
int tr__pair_of(tr__pass *pass, uint16_t a, uint16_t b, tr_day day) {
  const uint32_t codes = pass->columns->code_count;
  int year, month, ignored;
  if (pass->pairs == NULL) return look_up_pair(pass, a, b, day);
  tr_day_parts(day, &year, &month, &ignored);
  int first_year;
  tr_day_parts(pass->what->from, &first_year, &month, &ignored);
  tr_day_parts(day, &year, &month, &ignored);
  const uint32_t quarter =
      (uint32_t)(year - first_year) * 4 + (uint32_t)(month - 1) / 3;
  if (quarter >= pass->quarters) return look_up_pair(pass, a, b, day);
  uint8_t *known = &pass->pairs[((size_t)quarter * codes + a) * codes + b];
  if (*known == PAIR_UNKNOWN) {
    const int indicator = look_up_pair(pass, a, b, day);
    *known = indicator < 0    ? PAIR_NONE
             : indicator == 0 ? PAIR_NEVER
                              : PAIR_OPEN;
  }
  return *known == PAIR_NONE ? -1 : *known == PAIR_NEVER ? 0 : 1;
}

/* ---------------------------------------------------------------- patients */

/* What is remembered of a patient from visit to visit. */
typedef struct course {
  tr_day begun, latest, examined; /* TR_DAY_MIN: not yet */
} course;

static void measure_course(tr__pass *pass, course *course, uint32_t visit,
                           bool counts) {
  const tr_columns *columns = pass->columns;
  const uint32_t first = columns->visit_first[visit];
  const uint32_t end = columns->visit_first[visit + 1];
  const tr_day day = columns->line_day[first];
  const uint32_t flags = columns->visit_flags[visit];
  if (course->latest == TR_DAY_MIN || day - course->latest > EPISODE_DAYS)
    course->begun = day;
  course->latest = day;
  if (counts && day - course->begun > WEEK_6) {
    const bool passive = (flags & TR_LINE_PASSIVE) != 0;
    const tr__at at = tr__at_of(pass, first);
    tr__add(pass, TR_M_PASSIVE_LATE, at, passive, 1, end - first);
    if (passive)
      tr__hit(pass, TR_M_PASSIVE_LATE, at.payer, first, end, TR_LINE_PASSIVE);
  }
  if ((flags & TR_LINE_EXAM) == 0) return;
  if (counts && course->examined != TR_DAY_MIN) {
    const bool exact = day - course->examined == EXAM_DAYS;
    const tr__at at = tr__at_of(pass, first);
    tr__add(pass, TR_M_EXAM_30, at, exact, 1, end - first);
    if (exact) tr__hit(pass, TR_M_EXAM_30, at.payer, first, end, TR_LINE_EXAM);
  }
  course->examined = day;
}

static int year_of(tr_day day) {
  int year, month, ignored;
  tr_day_parts(day, &year, &month, &ignored);
  return year;
}

/* All visits of one patient with one provider. */
static void measure_patient(tr__pass *pass, uint32_t first, uint32_t end) {
  const tr_columns *columns = pass->columns;
  course course = {TR_DAY_MIN, TR_DAY_MIN, TR_DAY_MIN};
  uint32_t year_first = end;
  int year = 0;
  for (uint32_t visit = first; visit < end; visit++) {
    const tr_day day = columns->line_day[columns->visit_first[visit]];
    const bool counts = day >= pass->what->from && day <= pass->what->to;
    measure_course(pass, &course, visit, counts);
    if (!counts) continue;
    tr__measure_visit(pass, visit);
    tr__measure_distinct(pass, visit);
    tr__measure_claims(pass, visit);
    if (year_first == end || year_of(day) != year) {
      if (year_first != end) tr__measure_year(pass, year_first, visit);
      year_first = visit;
      year = year_of(day);
    }
    if (visit + 1 == end ||
        columns->line_day[columns->visit_first[visit + 1]] > pass->what->to) {
      tr__measure_year(pass, year_first, visit + 1);
      return;
    }
  }
}

static void measure_provider(tr__pass *pass) {
  const tr_columns *columns = pass->columns;
  const uint32_t first = tr_columns_visits_of(columns, pass->provider);
  const uint32_t end = tr_columns_visits_of(columns, pass->provider + 1);
  for (uint32_t visit = first; visit < end && pass->bad == TR_OK;) {
    const uint32_t patient = columns->line_patient[columns->visit_first[visit]];
    uint32_t next = visit + 1;
    while (next < end &&
           columns->line_patient[columns->visit_first[next]] == patient)
      next++;
    measure_patient(pass, visit, next);
    visit = next;
  }
  if (pass->bad == TR_OK) tr__measure_sets(pass, first, end);
  if (pass->bad == TR_OK) tr__measure_days(pass, first, end);
}

/* --------------------------------------------------------------- the whole */

static tr_status begin(tr__pass *pass) {
  const tr_measuring *what = pass->what;
  const size_t days = (size_t)(what->to - what->from) + 1;
  const uint32_t codes = pass->columns->code_count;
  pass->period_of = tr_arena_array(pass->scratch, days, sizeof(int16_t));
  pass->claim_done =
      tr_arena_array(pass->scratch, (size_t)pass->columns->claim_count + 1, 1);
  pass->quarters = (uint32_t)(year_of(what->to) - year_of(what->from) + 1) * 4;
  if (codes <= PAIR_CODES)
    pass->pairs = tr_arena_array(pass->scratch,
                                 (size_t)pass->quarters * codes + 1, codes + 1);
  if (pass->period_of == NULL || pass->claim_done == NULL ||
      (codes <= PAIR_CODES && pass->pairs == NULL))
    return TR_ENOMEM;
  for (size_t d = 0; d < days; d++) pass->period_of[d] = -1;
  for (uint32_t p = 0; p < what->period_count; p++)
    for (tr_day d = what->periods[p].from; d <= what->periods[p].to; d++)
      if (d >= what->from && d <= what->to)
        pass->period_of[d - what->from] = (int16_t)p;
  return TR_OK;
}

/* The practice: what can be added is added up. */
static void add_up(tr__pass *pass) {
  const uint32_t all = pass->columns->provider_count;
  for (int m = 0; m < TR_MEASURES; m++)
    for (uint32_t p = 0; p < all; p++)
      for (uint32_t c = 0; c < pass->out->cells; c++) {
        const tr_sum *own = tr_sum_at(pass->out, (tr_measure_id)m, p, c);
        tr_sum *sum = tr_sum_at(pass->out, (tr_measure_id)m, all, c);
        sum->sum += own->sum;
        sum->squares += own->squares;
        sum->n += own->n;
        sum->lines += own->lines;
      }
}

tr_status tr_measure(tr_arena *arena, const tr_measuring *what,
                     tr_measured_sums *out) {
  tr_arena scratch;
  tr__pass pass = {
      .what = what, .columns = what->columns, .out = out, .scratch = &scratch};
  out->blocks = what->columns->provider_count + 1;
  out->cells = 1 + TR_PAYER_CLASSES + what->period_count;
  out->sums = tr_arena_array(
      arena, (size_t)TR_MEASURES * out->blocks * out->cells, sizeof(tr_sum));
  if (out->sums == NULL) return TR_ENOMEM;
  if (what->to < what->from) return TR_OK;
  tr_arena_init(&scratch, (size_t)1 << 32);
  pass.bad = begin(&pass);
  for (uint32_t p = 0; p < what->columns->provider_count && pass.bad == TR_OK;
       p++) {
    pass.provider = p;
    measure_provider(&pass);
  }
  if (pass.bad == TR_OK) {
    add_up(&pass);
    pass.provider = what->columns->provider_count;
    tr__measure_all_sets(&pass);
    tr__measure_fees(&pass);
  }
  tr_arena_done(&scratch);
  return pass.bad;
}
