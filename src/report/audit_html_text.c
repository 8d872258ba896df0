/* Numbers, days, names and authorities in words. */
#include <inttypes.h>
#include <stdio.h>

#include "report/audit_html_parts.h"

void tr_page_raw(tr_page *page, const char *text) {
  tr_buf_add(page->out, tr_str_of(text));
}

void tr_page_text(tr_page *page, const char *text) {
  tr_html_text(page->out, tr_str_of(text));
}

void tr_page_title(tr_page *page, const char *text) {
  if (text == NULL) return;
  if (*text >= 'a' && *text <= 'z') {
    tr_buf_add_char(page->out, (char)(*text - 'a' + 'A'));
    text++;
  }
  tr_page_text(page, text);
}

/* ------------------------------------------------------------------ numbers */

void tr_page_count(tr_page *page, uint64_t count) {
  char digits[24];
  const int n = snprintf(digits, sizeof digits, "%" PRIu64, count);
  for (int i = 0; i < n; i++) {
    if (i != 0 && (n - i) % 3 == 0) tr_buf_add_char(page->out, ',');
    tr_buf_add_char(page->out, digits[i]);
  }
}

void tr_page_counted(tr_page *page, uint64_t count, const char *one,
                     const char *many) {
  tr_page_count(page, count);
  tr_buf_add_char(page->out, ' ');
  tr_page_raw(page, count == 1 ? one : many);
}

void tr_page_money(tr_page *page, tr_cents cents) {
  const uint64_t size = cents < 0 ? 0 - (uint64_t)cents : (uint64_t)cents;
  tr_page_raw(page, cents < 0 ? "-$" : "$");
  tr_page_count(page, size / 100);
  tr_buf_addf(page->out, ".%02u", (unsigned)(size % 100));
}

void tr_page_value(tr_page *page, tr_measure_unit unit, double value) {
  char text[TR_MEASURE_TEXT];
  tr_measure_value_text(unit, value, text);
  tr_page_text(page, text);
}

void tr_page_p(tr_page *page, const char *name, double p) {
  if (p < 0.0001)
    tr_buf_addf(page->out, "%s&nbsp;&lt;&nbsp;0.0001", name);
  else
    tr_buf_addf(page->out,
                p < 0.01 ? "%s&nbsp;=&nbsp;%.4f" : "%s&nbsp;=&nbsp;%.3f", name,
                p);
}

/* --------------------------------------------------------------------- days */

void tr_page_day(tr_page *page, tr_day day) {
  char text[TR_DAY_TEXT];
  tr_day_text(day, text);
  tr_buf_addf(page->out, "<time datetime=\"%s\">%s</time>", text, text);
}

void tr_page_span(tr_page *page, tr_day from, tr_day to) {
  tr_page_day(page, from);
  if (from == to) return;
  tr_page_raw(page, " to ");
  tr_page_day(page, to);
}

/* -------------------------------------------------------------------- names */

static const tr_audit_provider *provider_of(const tr_page *page,
                                            int32_t provider) {
  const tr_audit_result *result = page->result;
  if (provider < 0 || (uint32_t)provider >= result->provider_count) return NULL;
  return &result->providers[provider];
}

tr_str tr_page_provider_name(const tr_page *page, int32_t provider) {
  const tr_audit_provider *one = provider_of(page, provider);
  if (one == NULL) return TR_STR("Practice");
  if (one->name.n != 0) return one->name;
  return one->npi.n != 0 ? one->npi : TR_STR("no provider named");
}

void tr_page_provider(tr_page *page, int32_t provider) {
  const tr_audit_provider *one = provider_of(page, provider);
  tr_html_text(page->out, tr_page_provider_name(page, provider));
  if (one == NULL || one->name.n == 0 || one->npi.n == 0) return;
  tr_page_raw(page, " <span class=\"npi\">");
  tr_html_text(page->out, one->npi);
  tr_page_raw(page, "</span>");
}

void tr_page_severity(tr_page *page, tr_severity severity) {
  static const char *const signs[TR_SEVERITY_COUNT] = {
      [TR_SEVERITY_INFO] = "○",    /* circle */
      [TR_SEVERITY_ADVICE] = "◆",  /* diamond */
      [TR_SEVERITY_WARNING] = "▲", /* triangle */
      [TR_SEVERITY_ERROR] = "●",   /* disc */
  };
  const char *name = tr_severity_name(severity);
  tr_buf_addf(
      page->out,
      "<span class=\"severity %s\"><span aria-hidden=\"true\">%s</span>"
      " %s</span>",
      name,
      severity < TR_SEVERITY_COUNT ? signs[severity] : signs[TR_SEVERITY_INFO],
      name);
}

/* ---------------------------------------------------------------- authority */

static const tr_audit_source *source_of(const tr_page *page, const char *id) {
  const tr_audit_result *result = page->result;
  for (uint32_t i = 0; i < result->source_count; i++)
    if (strcmp(result->sources[i].id, id) == 0) return &result->sources[i];
  return NULL;
}

static void put_source(tr_page *page, const tr_source_ref *ref) {
  const tr_audit_source *source = source_of(page, ref->id);
  tr_page_raw(page, "<li>");
  if (ref->dissent) tr_page_raw(page, "<b>says otherwise:</b> ");
  if (source != NULL)
    tr_html_link(page->out, tr_str_of(source->title), source->url);
  else
    tr_page_text(page, ref->id);
  if (ref->dissent && ref->says != NULL) {
    tr_page_raw(page, ": ");
    tr_page_text(page, ref->says);
  }
  tr_page_raw(page, "</li>\n");
}

void tr_page_authority(tr_page *page, const tr_rule *rule) {
  if (rule == NULL || rule->source_count == 0) return;
  tr_page_raw(page,
              "<div class=\"authority\"><p>Authority</p>\n"
              "<ul>\n");
  for (uint32_t i = 0; i < rule->source_count; i++)
    put_source(page, &rule->sources[i]);
  tr_page_raw(page, "</ul>\n</div>\n");
}
