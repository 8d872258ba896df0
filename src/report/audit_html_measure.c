/* The measures: where each provider stands beside the others, beside the span
 * before and beside the peer table, and how each went through the periods. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "report/audit_html_parts.h"

/* -------------------------------------------------------------- what stands */

static tr_audit_word word_of(const tr_audit_cell *cell) {
  tr_audit_word word = TR_WORD_NOT_AVAILABLE;
  if (cell->suppressed != NULL) return word;
  if (cell->peers.known && cell->peers.word > word) word = cell->peers.word;
  if (cell->past.known && cell->past.word > word) word = cell->past.word;
  if (cell->table.known && cell->table.word > word) word = cell->table.word;
  return word;
}

bool tr_page_stands_out(const tr_page *page, uint32_t measure) {
  const tr_audit_result *result = page->result;
  const tr_audit_measure *one = &result->measures[measure];
  for (uint32_t i = 0; i < result->trigger_count; i++)
    if (result->triggers[i].measure == (int32_t)measure) return true;
  for (uint32_t i = 0; i < one->cell_count; i++) {
    const tr_audit_cell *cell = &one->cells[i];
    if (cell->payer >= 0 || cell->period >= 0 || cell->suppressed != NULL)
      continue;
    if (word_of(cell) == TR_WORD_SIGNIFICANTLY_HIGHER ||
        cell->fence != TR_FENCE_NONE)
      return true;
  }
  return false;
}

static const tr_audit_cell *scope_cell(const tr_audit_measure *measure,
                                       int32_t provider) {
  return tr_audit_cell_of(measure, provider, -1, -1);
}

static bool has_peers(const tr_page *page) {
  return page->result->provider_count > 1;
}

static bool has_past(const tr_page *page) {
  return page->result->past_to >= page->result->past_from;
}

/* -------------------------------------------------------------- at a glance */

/* Those of a word, named as far as there is room. */
static void put_named(tr_page *page, const tr_audit_measure *measure,
                      tr_audit_word word) {
  uint32_t found = 0;
  tr_page_raw(page, "<td>");
  for (uint32_t i = 0; i < page->result->provider_count; i++) {
    const tr_audit_cell *cell = scope_cell(measure, (int32_t)i);
    if (cell == NULL || cell->suppressed != NULL || !cell->peers.known ||
        cell->peers.word != word)
      continue;
    if (found++ >= TR_PAGE_NAMES) continue;
    if (found > 1) tr_page_raw(page, ", ");
    tr_html_text(page->out, tr_page_provider_name(page, (int32_t)i));
  }
  if (found > TR_PAGE_NAMES)
    tr_buf_addf(page->out, " and %" PRIu32 " more", found - TR_PAGE_NAMES);
  if (found == 0) tr_page_raw(page, measure->compared ? "none" : "");
  tr_page_raw(page, "</td>");
}

static uint32_t count_suppressed(const tr_page *page,
                                 const tr_audit_measure *measure) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < page->result->provider_count; i++) {
    const tr_audit_cell *cell = scope_cell(measure, (int32_t)i);
    count += cell != NULL && cell->suppressed != NULL;
  }
  return count;
}

static void put_known(tr_page *page, tr_measure_unit unit,
                      const tr_audit_cell *cell) {
  tr_page_raw(page, "<td class=\"n\">");
  if (cell != NULL && cell->known)
    tr_page_value(page, unit, cell->value);
  else
    tr_page_raw(page, "not known");
  tr_page_raw(page, "</td>");
}

static void put_glance(tr_page *page) {
  static const char *const columns[] = {"Measure", "#Practice",
                                        "Significantly Higher", "Higher",
                                        "#Not compared"};
  const tr_audit_result *result = page->result;
  tr_page_table(page, "All measures at a glance");
  tr_page_head(page, columns, has_peers(page) ? 5 : 2);
  for (uint32_t i = 0; i < result->measure_count; i++) {
    const tr_audit_measure *measure = &result->measures[i];
    tr_buf_addf(page->out, "<tr><th scope=\"row\"><a href=\"#m%" PRIu32 "\">",
                i + 1);
    tr_page_title(page, measure->title);
    tr_page_raw(page, "</a></th>");
    put_known(page, measure->unit, scope_cell(measure, -1));
    if (has_peers(page)) {
      put_named(page, measure, TR_WORD_SIGNIFICANTLY_HIGHER);
      put_named(page, measure, TR_WORD_HIGHER);
      if (measure->compared)
        tr_page_count_cell(page, count_suppressed(page, measure));
      else
        tr_page_raw(page, "<td></td>");
    }
    tr_page_raw(page, "</tr>\n");
  }
  tr_page_table_end(page);
}

/* ---------------------------------------------------------- position: table */

static void put_against(tr_page *page, tr_measure_unit unit,
                        const tr_audit_cell *cell,
                        const tr_audit_against *against) {
  tr_page_raw(page, "<td class=\"n\">");
  if (against->known) tr_page_value(page, unit, against->value);
  tr_page_raw(page, "</td><td>");
  if (cell->provider < 0 && !against->known) {
    /* the practice has no peers within itself */
  } else if (cell->suppressed != NULL && cell->provider >= 0) {
    tr_page_raw(page, "N/A: ");
    tr_page_text(page, cell->suppressed);
  } else if (against->known) {
    tr_buf_addf(page->out, "<b class=\"word w%d\">", (int)against->word);
    tr_page_text(page, tr_audit_word_text(against->word));
    tr_page_raw(page, "</b>");
    if (against->test != TR_TEST_NONE) {
      tr_page_raw(page, " <span class=\"sure\">");
      tr_page_text(page, tr_audit_test_text(against->test));
      tr_page_raw(page, ", ");
      tr_page_p(page, "p", against->p);
      tr_page_raw(page, ", ");
      tr_page_p(page, "adjusted p", against->adjusted_p);
      tr_page_raw(page, "</span>");
    }
  } else {
    tr_page_raw(page, "N/A");
  }
  tr_page_raw(page, "</td>");
}

/* What the value was made of: "412 of 1,204 visits". */
static void put_counted(tr_page *page, const tr_audit_measure *measure,
                        const tr_audit_cell *cell) {
  tr_page_raw(page, "<td class=\"n\">");
  switch (measure->unit) {
    case TR_MEASURE_SHARE:
      tr_page_value(page, TR_MEASURE_COUNT, cell->numerator);
      tr_page_raw(page, " of ");
      tr_page_value(page, TR_MEASURE_COUNT, cell->denominator);
      break;
    case TR_MEASURE_MEAN:
      tr_page_value(page, TR_MEASURE_COUNT, cell->denominator);
      break;
    case TR_MEASURE_COUNT:
    case TR_MEASURE_MONEY:
      tr_page_counted(page, cell->lines, "line", "lines");
      break;
  }
  if (measure->of != NULL &&
      (measure->unit == TR_MEASURE_SHARE || measure->unit == TR_MEASURE_MEAN)) {
    tr_page_raw(page, " ");
    tr_page_text(page, measure->of);
  }
  tr_page_raw(page, "</td>");
}

static void put_rank(tr_page *page, const tr_audit_cell *cell) {
  tr_page_raw(page, "<td>");
  if (cell->percentile >= 0)
    tr_buf_addf(page->out, "%.0f of 100", cell->percentile);
  if (cell->fence == TR_FENCE_OUTER) tr_page_raw(page, "; above Q3 + 1.5 IQR");
  if (cell->fence == TR_FENCE_EXTREME)
    tr_page_raw(page, "; far above: Q3 + 3 IQR");
  tr_page_raw(page, "</td>");
}

static void put_position_row(tr_page *page, const tr_audit_measure *measure,
                             int32_t provider) {
  const tr_audit_cell *cell = scope_cell(measure, provider);
  if (cell == NULL) return;
  const bool compared = measure->compared;
  tr_page_raw(page, "<tr><th scope=\"row\">");
  tr_page_provider(page, provider);
  tr_page_raw(page, "</th>");
  put_known(page, measure->unit, cell);
  put_counted(page, measure, cell);
  if (compared && has_peers(page))
    put_against(page, measure->unit, cell, &cell->peers);
  if (compared && has_past(page))
    put_against(page, measure->unit, cell, &cell->past);
  if (compared && page->result->peers_given)
    put_against(page, measure->unit, cell, &cell->table);
  if (compared && has_peers(page)) put_rank(page, cell);
  tr_page_raw(page, "</tr>\n");
}

static void put_position_table(tr_page *page, const tr_audit_measure *measure) {
  const tr_audit_result *result = page->result;
  const bool compared = measure->compared;
  const char *columns[10] = {"Provider", "#Value", "#Counted"};
  unsigned count = 3;
  if (compared && has_peers(page)) {
    columns[count++] = "#Peers here";
    columns[count++] = "Beside them";
  }
  if (compared && has_past(page)) {
    columns[count++] = "#Span before";
    columns[count++] = "Beside it";
  }
  if (compared && result->peers_given) {
    columns[count++] = "#Peer table";
    columns[count++] = "Beside it";
  }
  if (compared && has_peers(page)) columns[count++] = "Rank";
  tr_page_table(page, measure->title);
  tr_page_head(page, columns, count);
  if (result->provider_count != 1) put_position_row(page, measure, -1);
  for (uint32_t i = 0; i < result->provider_count; i++)
    put_position_row(page, measure, (int32_t)i);
  tr_page_table_end(page);
}

/* ----------------------------------------------------------- position: data */

static void put_key(tr_page *page, const char *key, bool known, double value) {
  tr_json_key(&page->json, tr_str_of(key));
  if (known)
    tr_page_number(page, value);
  else
    tr_json_null(&page->json);
}

static void put_position_data(tr_page *page, const tr_audit_measure *measure) {
  tr_json *json = &page->json;
  tr_json_key(json, TR_STR("rows"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < page->result->provider_count; i++) {
    const tr_audit_cell *cell = scope_cell(measure, (int32_t)i);
    if (cell == NULL) continue;
    const bool judged = cell->suppressed == NULL && cell->peers.known;
    const tr_audit_word word =
        judged ? cell->peers.word : TR_WORD_NOT_AVAILABLE;
    tr_json_begin_object(json);
    tr_json_key(json, TR_STR("name"));
    tr_json_string(json, tr_page_provider_name(page, (int32_t)i));
    put_key(page, "value", cell->known, cell->value);
    put_key(page, "peers", cell->peers.known, cell->peers.value);
    put_key(page, "past", cell->past.known, cell->past.value);
    tr_json_key(json, TR_STR("word"));
    tr_json_begin_object(json);
    tr_json_key(json, TR_STR("number"));
    tr_json_integer(json, (int64_t)word);
    tr_json_key(json, TR_STR("words"));
    tr_json_string(
        json, tr_str_of(cell->suppressed != NULL ? cell->suppressed
                                                 : tr_audit_word_text(word)));
    tr_json_end_object(json);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

static void put_legend(tr_page *page, bool past) {
  tr_page_raw(page,
              "<ul class=\"legend\" aria-label=\"Signs of the plot\">"
              "<li><span class=\"w3\" aria-hidden=\"true\">◆</span> "
              "Significantly Higher</li>"
              "<li><span class=\"w2\" aria-hidden=\"true\">▲</span> Higher</li>"
              "<li><span class=\"w1\" aria-hidden=\"true\">●</span> Does Not "
              "Exceed</li>"
              "<li><span class=\"w0\" aria-hidden=\"true\">○</span> N/A</li>"
              "<li><span aria-hidden=\"true\">┃</span> the other providers "
              "here</li>");
  if (past)
    tr_page_raw(page,
                "<li><span class=\"w0\" aria-hidden=\"true\">×</span> the span "
                "before</li>");
  tr_page_raw(page, "</ul>\n");
}

/* A plot where there is somebody to stand beside; else the table alone. */
static void put_position(tr_page *page, const tr_audit_measure *measure) {
  if (!measure->compared || !has_peers(page)) {
    put_position_table(page, measure);
    return;
  }
  char title[256];
  snprintf(title, sizeof title, "%s, by provider", measure->title);
  tr_page_figure(page, "position", title,
                 "A mark for each provider, an upright line for the other "
                 "providers of the practice together.",
                 measure->unit);
  put_position_data(page, measure);
  tr_page_data_end(page);
  put_legend(page, has_past(page));
  put_position_table(page, measure);
  tr_page_figure_end(page);
}

/* ------------------------------------------------------------------- trends */

typedef struct series {
  int32_t providers[TR_PAGE_SERIES];
  uint32_t count;
} series;

static bool is_in(const series *some, int32_t provider) {
  for (uint32_t i = 0; i < some->count; i++)
    if (some->providers[i] == provider) return true;
  return false;
}

/* The practice, then those who stand out most, by word. */
static series choose(const tr_page *page, const tr_audit_measure *measure) {
  series some = {.providers = {-1}, .count = 1};
  const uint32_t providers = page->result->provider_count;
  if (providers < 2) return some;
  for (int word = TR_WORD_SIGNIFICANTLY_HIGHER; word >= 0; word--)
    for (uint32_t i = 0; i < providers && some.count < TR_PAGE_SERIES; i++) {
      const tr_audit_cell *cell = scope_cell(measure, (int32_t)i);
      const bool so = cell != NULL && (int)word_of(cell) == word;
      if (so && !is_in(&some, (int32_t)i))
        some.providers[some.count++] = (int32_t)i;
    }
  return some;
}

static bool has_trend(const tr_page *page, const tr_audit_measure *measure) {
  uint32_t known = 0;
  for (uint32_t i = 0; i < page->result->period_count; i++) {
    const tr_audit_cell *cell = tr_audit_cell_of(measure, -1, -1, (int32_t)i);
    known += cell != NULL && cell->known;
  }
  return known >= 2;
}

static void put_trend_data(tr_page *page, const tr_audit_measure *measure,
                           const series *some) {
  const tr_audit_result *result = page->result;
  tr_json *json = &page->json;
  tr_json_key(json, TR_STR("periods"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < result->period_count; i++)
    tr_json_string(json, tr_str_of(result->periods[i].label));
  tr_json_end_array(json);
  tr_json_key(json, TR_STR("series"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < some->count; i++) {
    tr_json_begin_object(json);
    tr_json_key(json, TR_STR("name"));
    tr_json_string(json, tr_page_provider_name(page, some->providers[i]));
    tr_json_key(json, TR_STR("values"));
    tr_json_begin_array(json);
    for (uint32_t k = 0; k < result->period_count; k++) {
      const tr_audit_cell *cell =
          tr_audit_cell_of(measure, some->providers[i], -1, (int32_t)k);
      if (cell != NULL && cell->known)
        tr_page_number(page, cell->value);
      else
        tr_json_null(json);
    }
    tr_json_end_array(json);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

static void put_trend_table(tr_page *page, const tr_audit_measure *measure,
                            const series *some) {
  char caption[256];
  snprintf(caption, sizeof caption, "%s, by period", measure->title);
  tr_page_table(page, caption);
  tr_page_raw(page, "<thead><tr><th scope=\"col\">Period</th>");
  for (uint32_t i = 0; i < some->count; i++) {
    tr_page_raw(page, "<th scope=\"col\" class=\"n\">");
    tr_html_text(page->out, tr_page_provider_name(page, some->providers[i]));
    tr_page_raw(page, "</th>");
  }
  tr_page_raw(page, "</tr></thead>\n<tbody>\n");
  for (uint32_t k = 0; k < page->result->period_count; k++) {
    tr_page_raw(page, "<tr><th scope=\"row\">");
    tr_page_text(page, page->result->periods[k].label);
    tr_page_raw(page, "</th>");
    for (uint32_t i = 0; i < some->count; i++)
      put_known(page, measure->unit,
                tr_audit_cell_of(measure, some->providers[i], -1, (int32_t)k));
    tr_page_raw(page, "</tr>\n");
  }
  tr_page_table_end(page);
}

static void put_trend(tr_page *page, const tr_audit_measure *measure) {
  if (!has_trend(page, measure)) return;
  const series some = choose(page, measure);
  char title[256];
  snprintf(title, sizeof title, "%s, by period", measure->title);
  tr_page_figure(page, "trend", title,
                 some.count < page->result->provider_count + 1 &&
                         page->result->provider_count > 1
                     ? "The practice and the five providers who stand out "
                       "most; the workbook has the others."
                     : "A line for the practice and one for each provider.",
                 measure->unit);
  put_trend_data(page, measure, &some);
  tr_page_data_end(page);
  tr_page_raw(page,
              "<details class=\"prints\"><summary>The numbers of this "
              "plot</summary>\n");
  put_trend_table(page, measure, &some);
  tr_page_raw(page, "</details>\n");
  tr_page_figure_end(page);
}

/* ------------------------------------------------------------------- payers */

static void put_payers(tr_page *page, const tr_audit_measure *measure) {
  static const char *const columns[] = {"Kind of payer", "#Value", "#Counted"};
  if (page->result->payer_count < 2) return;
  tr_page_raw(page,
              "<details><summary>By kind of payer, the whole "
              "practice</summary>\n");
  tr_page_table(page, "By kind of payer");
  tr_page_head(page, columns, sizeof columns / sizeof *columns);
  for (uint32_t i = 0; i < page->result->payer_count; i++) {
    const tr_audit_cell *cell = tr_audit_cell_of(measure, -1, (int32_t)i, -1);
    if (cell == NULL) continue;
    tr_page_raw(page, "<tr><th scope=\"row\">");
    tr_page_text(page, page->result->payers[i].words);
    tr_page_raw(page, "</th>");
    put_known(page, measure->unit, cell);
    put_counted(page, measure, cell);
    tr_page_raw(page, "</tr>\n");
  }
  tr_page_table_end(page);
  tr_page_raw(page, "</details>\n");
}

/* ---------------------------------------------------------------- a measure */

static void put_meaning(tr_page *page, const tr_audit_measure *measure) {
  tr_page_raw(page, "<p>");
  tr_page_text(page, measure->meaning);
  for (uint32_t i = 0;
       measure->source != NULL && i < page->result->source_count; i++) {
    const tr_audit_source *source = &page->result->sources[i];
    if (strcmp(source->id, measure->source) != 0) continue;
    tr_page_raw(page, " <span class=\"about\">Source: ");
    tr_html_link(page->out, tr_str_of(source->title), source->url);
    tr_page_raw(page, "</span>");
  }
  tr_page_raw(page, "</p>\n");
}

static void put_measure(tr_page *page, uint32_t index, bool folded) {
  const tr_audit_measure *measure = &page->result->measures[index];
  tr_buf_addf(page->out,
              folded ? "<details class=\"measure\" id=\"m%" PRIu32
                       "\"><summary><h3>"
                     : "<section class=\"measure\" id=\"m%" PRIu32 "\"><h3>",
              index + 1);
  tr_page_title(page, measure->title);
  tr_page_raw(page, folded ? "</h3></summary>\n" : "</h3>\n");
  put_meaning(page, measure);
  put_position(page, measure);
  put_trend(page, measure);
  put_payers(page, measure);
  tr_page_raw(page, folded ? "</details>\n" : "</section>\n");
}

static void put_words(tr_page *page) {
  tr_page_raw(page,
              "<p>The words are those of comparative billing reports: "
              "<b>Significantly Higher</b> is above and the test says that "
              "chance hardly makes such a difference; <b>Higher</b> is above, "
              "but the test does not say so; <b>Does Not Exceed</b> is not "
              "above; <b>N/A</b> has too little to compare.");
  if (page->result->tests > 1) {
    tr_page_raw(page, " The p-values are adjusted for ");
    tr_page_counted(page, page->result->tests, "comparison", "comparisons");
    tr_page_raw(page,
                " made at once, so that chance alone does not fill the list.");
  }
  tr_page_raw(page, "</p>\n");
}

void tr_page_measures(tr_page *page) {
  const tr_audit_result *result = page->result;
  uint32_t folded = 0;
  tr_page_raw(page,
              "<section aria-labelledby=\"measures\">\n"
              "<h2 id=\"measures\">Where each provider stands</h2>\n");
  if (result->measure_count == 0) {
    tr_page_raw(page, "<p>Nothing was measured.</p>\n</section>\n");
    return;
  }
  put_words(page);
  put_glance(page);
  for (uint32_t i = 0; i < result->measure_count; i++) {
    if (tr_page_stands_out(page, i))
      put_measure(page, i, false);
    else
      folded++;
  }
  if (folded != 0) {
    tr_page_raw(page,
                "<h3>Measures in which nothing stands out</h3>\n"
                "<p>Those that are opened here are printed as well.</p>\n");
    for (uint32_t i = 0; i < result->measure_count; i++)
      if (!tr_page_stands_out(page, i)) put_measure(page, i, true);
  }
  tr_page_raw(page, "</section>\n");
}
