/* The report of an audit: summary, triggers, measures, habits, denials, what to
 * do next, and how it was done. */
#include "audit/audit_text.h"

#include "audit/audit_parts.h"
#include "base/utf8.h"

enum { WIDTH = 100, NAME_WIDTH = 46, VALUE_WIDTH = 11 };

typedef struct page {
  const tr_audit_result *result;
  const tr_audit_text_style *style;
  tr_buf *out;
} page;

static void paint(const page *p, const char *code) {
  if (p->style->color) tr_buf_addf(p->out, "\033[%sm", code);
}

static void heading(const page *p, const char *text) {
  tr_buf_add_char(p->out, '\n');
  paint(p, "1");
  tr_buf_addf(p->out, "%s\n", text);
  paint(p, "0");
}

/* Words wrapped to the width, later lines indented. */
static void paragraph(const page *p, tr_str text, unsigned indent) {
  const unsigned width = p->style->columns != 0 ? p->style->columns : WIDTH;
  size_t column = indent;
  for (size_t at = 0; at < text.n;) {
    size_t end = at;
    while (end < text.n && text.p[end] != ' ') end++;
    if (column > indent && column + 1 + (end - at) > width) {
      tr_buf_addf(p->out, "\n%*s", (int)indent, "");
      column = indent;
    } else if (column > indent) {
      tr_buf_add_char(p->out, ' ');
      column++;
    }
    tr_text_safe(p->out, (tr_str){text.p + at, end - at});
    column += end - at;
    at = end + 1;
  }
  tr_buf_add_char(p->out, '\n');
}

static void item(const page *p, const char *mark, tr_str text) {
  tr_buf_addf(p->out, "  %s ", mark);
  paragraph(p, text, 3 + (unsigned)strlen(mark));
}

/* ----------------------------------------------------------------- triggers */

static const char *color_of(tr_severity severity) {
  return severity == TR_SEVERITY_ERROR     ? "1;31"
         : severity == TR_SEVERITY_WARNING ? "1;33"
                                           : "1;36";
}

static void put_trigger(const page *p, const tr_audit_trigger *trigger) {
  const tr_audit_result *result = p->result;
  char charge[40], paid[40], claims[32];
  paint(p, color_of(trigger->severity));
  tr_buf_addf(p->out, "%s[%s]", tr_severity_name(trigger->severity),
              trigger->rule->id);
  paint(p, "0");
  tr_buf_add(p->out, TR_STR(": "));
  if (trigger->provider >= 0) {
    tr_buf_add(p->out, TR_STR("provider "));
    tr_text_safe(p->out, result->providers[trigger->provider].npi);
    tr_buf_add(p->out, TR_STR(": "));
  }
  paragraph(p, trigger->message, 4);
  if (trigger->why.n > 0) {
    tr_buf_add(p->out, TR_STR("    = why: "));
    paragraph(p, trigger->why, 11);
  }
  if (trigger->claims_in_all > 0)
    tr_buf_addf(p->out, "    = rests on: %s claims, %s charged, %s paid\n",
                tr__audit_number(trigger->claims_in_all, claims),
                tr__audit_money(trigger->charge, charge),
                tr__audit_money(trigger->paid, paid));
  for (uint32_t i = 0; i < trigger->rule->source_count; i++)
    tr_buf_addf(p->out, "    = source: %s\n", trigger->rule->sources[i].id);
  if (trigger->help.n > 0) {
    tr_buf_add(p->out, TR_STR("    help: "));
    paragraph(p, trigger->help, 10);
  }
}

static void put_triggers(const page *p) {
  const tr_audit_result *result = p->result;
  heading(p, "What an auditor would see");
  if (result->trigger_count == 0) tr_buf_add(p->out, TR_STR("  nothing\n"));
  for (uint32_t i = 0; i < result->trigger_count; i++)
    put_trigger(p, &result->triggers[i]);
}

/* ----------------------------------------------------------------- measures */

static const char *mark_of(tr_audit_word word) {
  switch (word) {
    case TR_WORD_SIGNIFICANTLY_HIGHER:
      return "++";
    case TR_WORD_HIGHER:
      return "+ ";
    default:
      return "  ";
  }
}

static void put_value(const page *p, const tr_audit_measure *measure,
                      const tr_audit_cell *cell, bool compared) {
  char room[TR_MEASURE_TEXT] = "-";
  if (cell != NULL && cell->known)
    tr_measure_value_text(measure->unit, cell->value, room);
  tr_buf_addf(p->out, " %*s", VALUE_WIDTH, room);
  if (!compared) return;
  const tr_audit_word word = cell != NULL && cell->peers.known
                                 ? cell->peers.word
                                 : TR_WORD_NOT_AVAILABLE;
  if (word == TR_WORD_SIGNIFICANTLY_HIGHER) paint(p, "1;33");
  tr_buf_addf(p->out, "%s", mark_of(word));
  if (word == TR_WORD_SIGNIFICANTLY_HIGHER) paint(p, "0");
}

static uint32_t columns_of(const page *p) {
  const tr_audit_result *result = p->result;
  switch (p->style->by) {
    case TR_AUDIT_BY_PROVIDER:
      return result->provider_count;
    case TR_AUDIT_BY_PAYER:
      return result->payer_count;
    case TR_AUDIT_BY_PERIOD:
      return result->period_count;
  }
  return 0;
}

/* As many as there is room for: of providers and payers the first, of periods
 * the latest. */
static void span(const page *p, uint32_t *first, uint32_t *end) {
  const unsigned width = p->style->columns != 0 ? p->style->columns : WIDTH;
  const uint32_t used = NAME_WIDTH + VALUE_WIDTH + 1;
  const uint32_t each = VALUE_WIDTH + 3;
  const uint32_t count = columns_of(p);
  uint32_t room = width > used + each ? (width - used) / each : 1;
  if (room > count) room = count;
  *first = p->style->by == TR_AUDIT_BY_PERIOD ? count - room : 0;
  *end = *first + room;
}

static tr_str column_name(const page *p, uint32_t at) {
  const tr_audit_result *result = p->result;
  switch (p->style->by) {
    case TR_AUDIT_BY_PROVIDER:
      return result->providers[at].npi;
    case TR_AUDIT_BY_PAYER:
      return tr_str_of(result->payers[at].id);
    case TR_AUDIT_BY_PERIOD:
      return tr_str_of(result->periods[at].label);
  }
  return (tr_str){"", 0};
}

static int32_t asked(const tr_audit_result *result) {
  for (uint32_t i = 0;
       result->provider_asked.n > 0 && i < result->provider_count; i++)
    if (tr_str_eq(result->provider_asked, result->providers[i].npi))
      return (int32_t)i;
  return -1;
}

static void put_row(const page *p, const tr_audit_measure *measure,
                    uint32_t first, uint32_t end) {
  const int32_t provider = asked(p->result);
  const bool by_provider = p->style->by == TR_AUDIT_BY_PROVIDER;
  tr_buf_addf(p->out, "  %-*.*s", NAME_WIDTH - 2, NAME_WIDTH - 2,
              measure->title);
  put_value(p, measure,
            tr_audit_cell_of(measure, by_provider ? -1 : provider, -1, -1),
            false);
  for (uint32_t i = first; i < end; i++) {
    const tr_audit_cell *cell =
        by_provider ? tr_audit_cell_of(measure, (int32_t)i, -1, -1)
        : p->style->by == TR_AUDIT_BY_PAYER
            ? tr_audit_cell_of(measure, provider, (int32_t)i, -1)
            : tr_audit_cell_of(measure, provider, -1, (int32_t)i);
    put_value(p, measure, cell, by_provider || provider >= 0);
  }
  tr_buf_add_char(p->out, '\n');
}

static bool is_known(const tr_audit_measure *measure) {
  for (uint32_t i = 0; i < measure->cell_count; i++)
    if (measure->cells[i].known) return true;
  return false;
}

static void put_measures(const page *p) {
  const tr_audit_result *result = p->result;
  const char *group = "";
  uint32_t first, end;
  span(p, &first, &end);
  heading(p, "Measures");
  tr_buf_addf(p->out, "  %-*s %*s", NAME_WIDTH - 2, "", VALUE_WIDTH,
              asked(result) >= 0 && p->style->by != TR_AUDIT_BY_PROVIDER
                  ? "all of it"
                  : "practice");
  for (uint32_t i = first; i < end; i++) {
    const tr_str name = column_name(p, i);
    tr_buf_addf(p->out, " %*.*s  ", VALUE_WIDTH,
                (int)(name.n < VALUE_WIDTH ? name.n : VALUE_WIDTH), name.p);
  }
  tr_buf_add_char(p->out, '\n');
  for (uint32_t m = 0; m < result->measure_count; m++) {
    const tr_audit_measure *measure = &result->measures[m];
    if (!is_known(measure)) continue;
    if (strcmp(group, measure->group) != 0) tr_buf_add_char(p->out, '\n');
    group = measure->group;
    put_row(p, measure, first, end);
  }
  tr_buf_add(p->out,
             TR_STR("\n  ++ significantly higher than the practice's other "
                    "providers, + higher\n"));
  if (end - first < columns_of(p))
    tr_buf_addf(p->out,
                "  %u of %u are shown; all of them with --format json\n",
                end - first, columns_of(p));
}

/* What was different before: only what the test calls higher. */
static void put_past(const page *p) {
  const tr_audit_result *result = p->result;
  char from[TR_DAY_TEXT], to[TR_DAY_TEXT], before[TR_MEASURE_TEXT],
      now[TR_MEASURE_TEXT];
  bool any = false;
  if (!p->style->past) return;
  heading(p, "Against the past");
  if (result->past_to < result->past_from) {
    tr_buf_add(p->out, TR_STR("  the store has nothing from before\n"));
    return;
  }
  tr_day_text(result->past_from, from);
  tr_day_text(result->past_to, to);
  tr_buf_addf(p->out, "  significantly higher than %s to %s:\n", from, to);
  for (uint32_t m = 0; m < result->measure_count; m++)
    for (uint32_t i = 0; i < result->measures[m].cell_count; i++) {
      const tr_audit_measure *measure = &result->measures[m];
      const tr_audit_cell *cell = &measure->cells[i];
      if (cell->payer >= 0 || !cell->past.known ||
          cell->past.word != TR_WORD_SIGNIFICANTLY_HIGHER)
        continue;
      tr_measure_value_text(measure->unit, cell->past.value, before);
      tr_measure_value_text(measure->unit, cell->value, now);
      tr_buf_add(p->out, TR_STR("  "));
      tr_text_safe(p->out, result->providers[cell->provider].npi);
      tr_buf_addf(p->out, "  %s: %s, was %s\n", measure->title, now, before);
      any = true;
    }
  if (!any) tr_buf_add(p->out, TR_STR("  nothing\n"));
}

/* ----------------------------------------------------------------- the rest */

static void put_habits(const page *p) {
  enum { TOLD = 12 };
  const tr_audit_result *result = p->result;
  char charge[40], paid[40], claims[32];
  if (!result->checked) return;
  heading(p, "Habits, by dollars");
  if (result->habit_count == 0) tr_buf_add(p->out, TR_STR("  none\n"));
  for (uint32_t i = 0; i < result->habit_count && i < TOLD; i++) {
    const tr_audit_habit *habit = &result->habits[i];
    tr_buf_addf(p->out, "  %s %-8s %s\n", habit->rule->id,
                tr_severity_name(habit->severity), habit->rule->summary);
    tr_buf_addf(p->out, "          %s claims, %s charged, %s paid:",
                tr__audit_number(habit->sums.claims, claims),
                tr__audit_money(habit->sums.charge, charge),
                tr__audit_money(habit->sums.paid, paid));
    for (uint32_t of = 0; of < result->provider_count; of++) {
      if (habit->by_provider[of].claims == 0) continue;
      tr_buf_add_char(p->out, ' ');
      tr_text_safe(p->out, result->providers[of].npi);
      tr_buf_addf(p->out, " %s",
                  tr__audit_number(habit->by_provider[of].claims, claims));
    }
    tr_buf_add_char(p->out, '\n');
  }
  if (result->habit_count > TOLD)
    tr_buf_addf(p->out, "  and %u more\n", result->habit_count - TOLD);
}

static void put_denials(const page *p) {
  enum { TOLD = 8 };
  const tr_audit_result *result = p->result;
  char amount[40], lines[32];
  if (result->denial_count == 0) return;
  heading(p, "Denials, by reason");
  for (uint32_t i = 0; i < result->denial_count && i < TOLD; i++) {
    const tr_audit_denial *denial = &result->denials[i];
    tr_buf_add(p->out, TR_STR("  "));
    tr_text_safe(p->out, denial->group);
    tr_buf_add_char(p->out, '-');
    tr_text_safe(p->out, denial->reason);
    tr_buf_addf(p->out, "  %s lines, %s\n",
                tr__audit_number(denial->lines, lines),
                tr__audit_money(denial->amount, amount));
  }
}

static void put_strata(const page *p) {
  const tr_audit_result *result = p->result;
  char patients[32], visits[32], charge[40];
  if (result->sums.lines == 0) return;
  heading(p, "Patients by visits a year");
  for (uint32_t i = 0; i < result->stratum_count; i++)
    tr_buf_addf(p->out, "  %-12s %10s patient-years %10s visits %16s\n",
                result->strata[i].label,
                tr__audit_number(result->strata[i].patients, patients),
                tr__audit_number(result->strata[i].visits, visits),
                tr__audit_money(result->strata[i].charge, charge));
}

static void put_actions(const page *p) {
  const tr_audit_result *result = p->result;
  char mark[16];
  if (result->action_count == 0) return;
  heading(p, "What to do next");
  for (uint32_t i = 0; i < result->action_count; i++) {
    snprintf(mark, sizeof mark, "%2u.", i + 1);
    item(p, mark, result->actions[i].text);
  }
}

static void put_grounds(const page *p) {
  const tr_audit_result *result = p->result;
  heading(p, "How it was measured");
  for (uint32_t i = 0; i < result->method_count; i++)
    item(p, "-", result->method[i]);
  tr_buf_addf(p->out, "  rules: %s %s, SHA-256 %.16s\n", result->pack,
              result->pack_version, result->pack_sha256);
}

void tr_audit_text(const tr_audit_result *result,
                   const tr_audit_text_style *style, tr_buf *out) {
  const page p = {result, style, out};
  for (uint32_t i = 0; i < result->summary_count; i++)
    paragraph(&p, result->summary[i], 2);
  if (result->sums.lines == 0) return;
  put_triggers(&p);
  put_measures(&p);
  put_past(&p);
  put_habits(&p);
  put_denials(&p);
  put_strata(&p);
  put_actions(&p);
  put_grounds(&p);
}

void tr_audit_drill_text(const tr_audit_result *result, tr_measure_id measure,
                         int32_t provider, const tr_audit_drilled *drilled,
                         tr_buf *out) {
  char charge[40], claims[32], day[TR_DAY_TEXT];
  tr_buf_addf(out, "%s", tr_measure_at(measure).title);
  if (provider >= 0) {
    tr_buf_add(out, TR_STR(", provider "));
    tr_text_safe(out, result->providers[provider].npi);
  }
  tr_buf_addf(out, ": %s claims, %s charged\n",
              tr__audit_number(drilled->in_all, claims),
              tr__audit_money(drilled->charge, charge));
  for (uint32_t i = 0; i < drilled->count; i++) {
    const tr_audit_claim *claim = &drilled->claims[i];
    tr_day_text(claim->day, day);
    tr_buf_addf(out, "%s  claim ", claim->day == TR_DAY_MIN ? "-" : day);
    tr_text_safe(out, claim->control);
    tr_buf_addf(out, "  row %lld  note %lld  %s\n", (long long)claim->id,
                (long long)claim->note, tr__audit_money(claim->charge, charge));
  }
  if (drilled->in_all > drilled->count)
    tr_buf_addf(out, "and %llu more\n",
                (unsigned long long)(drilled->in_all - drilled->count));
}
