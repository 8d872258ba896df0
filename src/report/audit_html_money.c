/* What the rules find and what stands on it, what payers denied, and the
 * practice in numbers. */
#include <inttypes.h>
#include <stdio.h>

#include "report/audit_html_parts.h"

/* --------------------------------------------------------- habits: the plot */

static void put_bar(tr_page *page, tr_str name, double value, double of,
                    bool whole) {
  tr_json *json = &page->json;
  tr_json_begin_object(json);
  tr_json_key(json, TR_STR("name"));
  tr_json_string(json, name);
  tr_json_key(json, TR_STR("value"));
  tr_page_number(page, value);
  tr_json_key(json, TR_STR("of"));
  if (whole)
    tr_page_number(page, of);
  else
    tr_json_null(json);
  tr_json_end_object(json);
}

static void put_habit_name(tr_page *page, const tr_audit_habit *habit) {
  tr_page_text(page, habit->rule->id);
  tr_page_raw(page, " ");
  tr_page_text(page, habit->rule->slug);
}

static void put_habit_data(tr_page *page) {
  const tr_audit_result *result = page->result;
  tr_json_key(&page->json, TR_STR("rows"));
  tr_json_begin_array(&page->json);
  for (uint32_t i = 0; i < result->habit_count && i < TR_PAGE_HABITS; i++) {
    const tr_audit_habit *habit = &result->habits[i];
    char name[128];
    snprintf(name, sizeof name, "%s %s", habit->rule->id, habit->rule->slug);
    put_bar(page, tr_str_of(name), (double)habit->sums.paid,
            (double)habit->sums.charge, true);
  }
  tr_json_end_array(&page->json);
}

static void put_habit_table(tr_page *page) {
  static const char *const columns[] = {
      "Rule",    "What it finds", "Severity", "#Findings",
      "#Claims", "#Lines",        "#Charged", "#Paid"};
  const tr_audit_result *result = page->result;
  tr_page_table(page, "Rules the claims break, most dollars first");
  tr_page_head(page, columns, sizeof columns / sizeof *columns);
  for (uint32_t i = 0; i < result->habit_count; i++) {
    const tr_audit_habit *habit = &result->habits[i];
    tr_page_raw(page, "<tr><th scope=\"row\">");
    if (i < TR_PAGE_HABITS)
      tr_buf_addf(page->out, "<a href=\"#h%" PRIu32 "\">", i + 1);
    tr_page_text(page, habit->rule->id);
    if (i < TR_PAGE_HABITS) tr_page_raw(page, "</a>");
    tr_page_raw(page, "</th><td>");
    tr_page_text(page, habit->rule->summary);
    tr_page_raw(page, "</td><td>");
    tr_page_severity(page, habit->severity);
    tr_page_raw(page, "</td>");
    tr_page_count_cell(page, habit->sums.findings);
    tr_page_count_cell(page, habit->sums.claims);
    tr_page_count_cell(page, habit->sums.lines);
    tr_page_money_cell(page, habit->sums.charge);
    tr_page_money_cell(page, habit->sums.paid);
    tr_page_raw(page, "</tr>\n");
  }
  tr_page_table_end(page);
}

/* ------------------------------------------------------- habits: one by one */

static void put_habit_people(tr_page *page, const tr_audit_habit *habit) {
  static const char *const columns[] = {"Provider", "#Findings", "#Claims",
                                        "#Charged", "#Paid"};
  if (habit->by_provider == NULL || page->result->provider_count < 2) return;
  tr_page_table(page, "By provider");
  tr_page_head(page, columns, sizeof columns / sizeof *columns);
  for (uint32_t i = 0; i < page->result->provider_count; i++) {
    const tr_audit_habit_sums *sums = &habit->by_provider[i];
    if (sums->findings == 0) continue;
    tr_page_raw(page, "<tr><th scope=\"row\">");
    tr_page_provider(page, (int32_t)i);
    tr_page_raw(page, "</th>");
    tr_page_count_cell(page, sums->findings);
    tr_page_count_cell(page, sums->claims);
    tr_page_money_cell(page, sums->charge);
    tr_page_money_cell(page, sums->paid);
    tr_page_raw(page, "</tr>\n");
  }
  tr_page_table_end(page);
}

static void put_habit(tr_page *page, uint32_t index) {
  const tr_audit_habit *habit = &page->result->habits[index];
  tr_buf_addf(page->out,
              "<details class=\"habit prints\" id=\"h%" PRIu32
              "\"><summary><h3>",
              index + 1);
  put_habit_name(page, habit);
  tr_page_raw(page, "</h3> ");
  tr_page_money(page, habit->sums.paid);
  tr_page_raw(page, " paid on ");
  tr_page_counted(page, habit->sums.claims, "claim", "claims");
  tr_page_raw(page, "</summary>\n");
  tr_html_paragraphs(page->out, tr_str_of(habit->rule->explain));
  put_habit_people(page, habit);
  tr_page_authority(page, habit->rule);
  tr_page_claims(page, habit->claims, habit->claim_count, habit->sums.claims);
  tr_page_raw(page, "</details>\n");
}

void tr_page_habits(tr_page *page) {
  const tr_audit_result *result = page->result;
  tr_page_raw(page,
              "<section aria-labelledby=\"habits\">\n"
              "<h2 id=\"habits\">The habits that cost most</h2>\n");
  if (!result->checked) {
    tr_page_raw(page,
                "<p>The claims were not put before the rules in this "
                "audit.</p>\n</section>\n");
    return;
  }
  if (result->habit_count == 0) {
    tr_page_raw(page,
                "<p class=\"nothing\">The claims break no rule of the "
                "checker.</p>\n</section>\n");
    return;
  }
  tr_page_raw(page,
              "<p>Each rule with the lines it asks about, and what was charged "
              "and paid on those lines. These are amounts in question. They "
              "are not overpayments, nothing was projected, and they must not "
              "be added up, because one line can be asked about by several "
              "rules.</p>\n");
  tr_page_figure(page, "bars", "Paid on the lines in question",
                 "The dark bar is what was paid, the pale one what was "
                 "charged.",
                 TR_MEASURE_MONEY);
  put_habit_data(page);
  tr_page_data_end(page);
  put_habit_table(page);
  tr_page_figure_end(page);
  for (uint32_t i = 0; i < result->habit_count && i < TR_PAGE_HABITS; i++)
    put_habit(page, i);
  tr_page_raw(page, "</section>\n");
}

/* ------------------------------------------------------------------ denials */

static int first(tr_str code) { return code.n < 24 ? (int)code.n : 24; }

static void put_denials(tr_page *page) {
  static const char *const columns[] = {"Group and reason", "#Lines",
                                        "#Amount"};
  const tr_audit_result *result = page->result;
  if (result->denial_count == 0) return;
  tr_page_raw(page, "<h3>What payers took off, by reason</h3>\n");
  tr_page_figure(page, "bars", "Amounts taken off",
                 "By group and reason code, as the remittances have them.",
                 TR_MEASURE_MONEY);
  tr_json_key(&page->json, TR_STR("rows"));
  tr_json_begin_array(&page->json);
  for (uint32_t i = 0; i < result->denial_count && i < TR_PAGE_HABITS; i++) {
    const tr_audit_denial *denial = &result->denials[i];
    char name[64]; /* codes of two and three letters; others are cut */
    snprintf(name, sizeof name, "%.*s-%.*s", first(denial->group),
             denial->group.p != NULL ? denial->group.p : "",
             first(denial->reason),
             denial->reason.p != NULL ? denial->reason.p : "");
    put_bar(page, tr_str_of(name), (double)denial->amount, 0, false);
  }
  tr_json_end_array(&page->json);
  tr_page_data_end(page);
  tr_page_table(page, "Amounts taken off, by reason");
  tr_page_head(page, columns, sizeof columns / sizeof *columns);
  for (uint32_t i = 0; i < result->denial_count; i++) {
    const tr_audit_denial *denial = &result->denials[i];
    tr_page_raw(page, "<tr><th scope=\"row\">");
    tr_html_text(page->out, denial->group);
    tr_page_raw(page, "-");
    tr_html_text(page->out, denial->reason);
    tr_page_raw(page, "</th>");
    tr_page_count_cell(page, denial->lines);
    tr_page_money_cell(page, denial->amount);
    tr_page_raw(page, "</tr>\n");
  }
  tr_page_table_end(page);
  tr_page_figure_end(page);
}

/* ------------------------------------------------------------------- strata */

static void put_strata(tr_page *page) {
  static const char *const columns[] = {"Visits in a year", "#Patient-years",
                                        "#Visits", "#Charged"};
  const tr_audit_result *result = page->result;
  if (result->stratum_count == 0) return;
  tr_page_raw(page, "<h3>How often patients come</h3>\n");
  tr_page_figure(page, "bars", "Patient-years, by visits in a year",
                 "A patient-year is one patient in one year.",
                 TR_MEASURE_COUNT);
  tr_json_key(&page->json, TR_STR("rows"));
  tr_json_begin_array(&page->json);
  for (uint32_t i = 0; i < result->stratum_count; i++)
    put_bar(page, tr_str_of(result->strata[i].label),
            (double)result->strata[i].patients, 0, false);
  tr_json_end_array(&page->json);
  tr_page_data_end(page);
  tr_page_table(page, "Patient-years, by visits in a year");
  tr_page_head(page, columns, sizeof columns / sizeof *columns);
  for (uint32_t i = 0; i < result->stratum_count; i++) {
    const tr_audit_stratum *stratum = &result->strata[i];
    tr_page_raw(page, "<tr><th scope=\"row\">");
    tr_page_text(page, stratum->label);
    tr_page_raw(page, "</th>");
    tr_page_count_cell(page, stratum->patients);
    tr_page_count_cell(page, stratum->visits);
    tr_page_money_cell(page, stratum->charge);
    tr_page_raw(page, "</tr>\n");
  }
  tr_page_table_end(page);
  tr_page_figure_end(page);
}

/* --------------------------------------------------------------------- sums */

static void put_sums(tr_page *page, const tr_audit_sums *sums) {
  tr_page_count_cell(page, sums->claims);
  tr_page_count_cell(page, sums->visits);
  tr_page_count_cell(page, sums->patients);
  tr_page_count_cell(page, sums->notes);
  tr_page_money_cell(page, sums->charge);
  tr_page_money_cell(page, sums->paid);
  tr_page_raw(page, "</tr>\n");
}

static void begin_sums(tr_page *page, const char *caption, const char *first) {
  const char *const columns[] = {first,    "#Claims",  "#Visits", "#Patients",
                                 "#Notes", "#Charged", "#Paid"};
  tr_page_table(page, caption);
  tr_page_head(page, columns, sizeof columns / sizeof *columns);
}

static void put_providers(tr_page *page) {
  const tr_audit_result *result = page->result;
  begin_sums(page, "By provider", "Provider");
  for (uint32_t i = 0; i < result->provider_count; i++) {
    tr_page_raw(page, "<tr><th scope=\"row\">");
    tr_page_provider(page, (int32_t)i);
    tr_page_raw(page, "</th>");
    put_sums(page, &result->providers[i].sums);
  }
  tr_page_raw(page, "<tr class=\"sum\"><th scope=\"row\">Practice</th>");
  put_sums(page, &result->sums);
  tr_page_table_end(page);
}

static void put_payers(tr_page *page) {
  const tr_audit_result *result = page->result;
  if (result->payer_count == 0) return;
  begin_sums(page, "By kind of payer", "Kind of payer");
  for (uint32_t i = 0; i < result->payer_count; i++) {
    tr_page_raw(page, "<tr><th scope=\"row\">");
    tr_page_text(page, result->payers[i].words);
    tr_page_raw(page, "</th>");
    put_sums(page, &result->payers[i].sums);
  }
  tr_page_table_end(page);
}

static void put_money_series(tr_page *page, const char *name, bool paid) {
  tr_json *json = &page->json;
  tr_json_begin_object(json);
  tr_json_key(json, TR_STR("name"));
  tr_json_string(json, tr_str_of(name));
  tr_json_key(json, TR_STR("values"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < page->result->period_count; i++) {
    const tr_audit_sums *sums = &page->result->periods[i].sums;
    tr_page_number(page, (double)(paid ? sums->paid : sums->charge));
  }
  tr_json_end_array(json);
  tr_json_end_object(json);
}

static void put_periods(tr_page *page) {
  const tr_audit_result *result = page->result;
  if (result->period_count < 2) return;
  tr_json *json = &page->json;
  tr_page_figure(page, "trend", "Charged and paid, by period",
                 "Paid is what remittances say of the claims of the period.",
                 TR_MEASURE_MONEY);
  tr_json_key(json, TR_STR("periods"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < result->period_count; i++)
    tr_json_string(json, tr_str_of(result->periods[i].label));
  tr_json_end_array(json);
  tr_json_key(json, TR_STR("series"));
  tr_json_begin_array(json);
  put_money_series(page, "Charged", false);
  put_money_series(page, "Paid", true);
  tr_json_end_array(json);
  tr_page_data_end(page);
  tr_page_raw(page,
              "<details class=\"prints\"><summary>The numbers of this "
              "plot</summary>\n");
  begin_sums(page, "By period", "Period");
  for (uint32_t i = 0; i < result->period_count; i++) {
    tr_page_raw(page, "<tr><th scope=\"row\">");
    tr_page_text(page, result->periods[i].label);
    tr_page_raw(page, "</th>");
    put_sums(page, &result->periods[i].sums);
  }
  tr_page_table_end(page);
  tr_page_raw(page, "</details>\n");
  tr_page_figure_end(page);
}

void tr_page_practice(tr_page *page) {
  tr_page_raw(page,
              "<section aria-labelledby=\"practice\">\n"
              "<h2 id=\"practice\">The practice in numbers</h2>\n");
  put_providers(page);
  put_payers(page);
  put_periods(page);
  put_strata(page);
  put_denials(page);
  tr_page_raw(page, "</section>\n");
}
