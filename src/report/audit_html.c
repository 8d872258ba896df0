/* The order of the page: summary in words, what stands out, what to do next,
 * where each provider stands, what it costs, the practice in numbers, method
 * and sources. */
#include "report/audit_html.h"

#include "report/audit_html_parts.h"

/* --------------------------------------------------------------------- head */

static void put_policy(tr_page *page) {
  tr_buf_addf(page->out,
              "<meta http-equiv=\"Content-Security-Policy\" "
              "content=\"default-src 'none'; style-src 'sha256-%s'; "
              "script-src 'sha256-%s'; base-uri 'none'; "
              "form-action 'none'\">\n",
              tr_audit_style_hash, tr_audit_script_hash);
}

static void put_title(tr_page *page) {
  const tr_audit_result *result = page->result;
  tr_page_raw(page,
              "<a class=\"skip\" href=\"#main\">Skip to the summary</a>\n"
              "<header>\n<h1>Self-audit of claims</h1>\n<p>Services of ");
  tr_page_span(page, result->from, result->to);
  if (result->provider_asked.n != 0) {
    tr_page_raw(page, " by provider ");
    tr_html_text(page->out, result->provider_asked);
  }
  tr_page_raw(page, " <span aria-hidden=\"true\">·</span> made on ");
  tr_page_day(page, result->today);
  tr_page_raw(page, "</p>\n</header>\n");
}

static void put_contents(tr_page *page) {
  tr_page_raw(page,
              "<nav aria-label=\"Sections\"><ul>"
              "<li><a href=\"#triggers\">What an auditor would see</a></li>"
              "<li><a href=\"#next\">What to do next</a></li>"
              "<li><a href=\"#measures\">Where each provider stands</a></li>"
              "<li><a href=\"#habits\">The habits that cost most</a></li>"
              "<li><a href=\"#practice\">The practice in numbers</a></li>"
              "<li><a href=\"#limits\">What it does not say</a></li>"
              "<li><a href=\"#method\">How it was measured</a></li>");
  if (page->result->source_count != 0)
    tr_page_raw(page, "<li><a href=\"#sources\">Sources</a></li>");
  tr_page_raw(page, "</ul></nav>\n");
}

/* ------------------------------------------------------------------ summary */

static void put_tile(tr_page *page, const char *what, uint64_t count) {
  tr_page_raw(page, "<div><dt>");
  tr_page_raw(page, what);
  tr_page_raw(page, "</dt><dd>");
  tr_page_count(page, count);
  tr_page_raw(page, "</dd></div>\n");
}

static void put_money_tile(tr_page *page, const char *what, tr_cents cents) {
  tr_page_raw(page, "<div><dt>");
  tr_page_raw(page, what);
  tr_page_raw(page, "</dt><dd>");
  tr_page_money(page, cents);
  tr_page_raw(page, "</dd></div>\n");
}

static void put_severities(tr_page *page) {
  uint32_t counts[TR_SEVERITY_COUNT] = {0};
  const tr_audit_result *result = page->result;
  for (uint32_t i = 0; i < result->trigger_count; i++)
    if (result->triggers[i].severity < TR_SEVERITY_COUNT)
      counts[result->triggers[i].severity]++;
  tr_page_raw(page,
              "<ul class=\"severities\" aria-label=\"What stands out, by "
              "severity\">\n");
  for (int i = TR_SEVERITY_COUNT - 1; i >= 0; i--) {
    if (counts[i] == 0) continue;
    tr_page_raw(page, "<li>");
    tr_page_severity(page, (tr_severity)i);
    tr_page_raw(page, " <b>");
    tr_page_count(page, counts[i]);
    tr_page_raw(page, "</b></li>\n");
  }
  tr_page_raw(page, "</ul>\n");
}

static void put_summary(tr_page *page) {
  const tr_audit_result *result = page->result;
  tr_page_raw(page,
              "<section class=\"summary\" aria-labelledby=\"summary\">\n"
              "<h2 id=\"summary\">In short</h2>\n");
  if (result->summary_count == 0)
    tr_page_raw(page, "<p class=\"nothing\">There is nothing to tell.</p>\n");
  for (uint32_t i = 0; i < result->summary_count; i++) {
    tr_page_raw(page, i == 0 ? "<p class=\"lead\">" : "<p>");
    tr_html_text(page->out, result->summary[i]);
    tr_page_raw(page, "</p>\n");
  }
  if (result->trigger_count != 0) put_severities(page);
  tr_page_raw(page, "<dl class=\"tiles\">\n");
  put_tile(page, "Claims", result->sums.claims);
  put_tile(page, "Visits", result->sums.visits);
  put_tile(page, "Patients", result->sums.patients);
  put_tile(page, "Providers", result->provider_count);
  put_tile(page, "Notes", result->sums.notes);
  put_money_tile(page, "Charged", result->sums.charge);
  put_money_tile(page, "Paid", result->sums.paid);
  tr_page_raw(page, "</dl>\n</section>\n");
}

/* --------------------------------------------------------------------- page */

static void put_body(tr_page *page) {
  put_title(page);
  tr_page_raw(page, "<main id=\"main\" tabindex=\"-1\">\n");
  put_summary(page);
  put_contents(page);
  tr_page_triggers(page);
  tr_page_actions(page);
  tr_page_measures(page);
  tr_page_habits(page);
  tr_page_practice(page);
  tr_page_method(page);
  tr_page_sources(page);
  tr_page_raw(page, "</main>\n");
}

void tr_audit_html(const tr_audit_result *result, tr_buf *out) {
  tr_page page = {.result = result, .out = out};
  tr_buf_init(&page.data, TR_PAGE_FIGURE_BYTES);
  tr_page_raw(&page,
              "<!doctype html>\n<html lang=\"en\">\n<head>\n"
              "<meta charset=\"utf-8\">\n");
  put_policy(&page);
  tr_page_raw(&page,
              "<meta name=\"viewport\" content=\"width=device-width,"
              " initial-scale=1\">\n"
              "<meta name=\"color-scheme\" content=\"light dark\">\n"
              "<meta name=\"referrer\" content=\"no-referrer\">\n"
              "<title>Self-audit of claims</title>\n<style>");
  tr_page_raw(&page, tr_audit_style);
  tr_page_raw(&page, "</style>\n</head>\n<body>\n");
  put_body(&page);
  tr_page_raw(&page, "<script>");
  tr_page_raw(&page, tr_audit_script);
  tr_page_raw(&page, "</script>\n</body>\n</html>\n");
  tr_buf_done(&page.data);
}
