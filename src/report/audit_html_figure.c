/* Tables, the claims to look at, and figures: caption, the data a script draws
 * from, and the table that says the same without it. */
#include <math.h>
#include <stdio.h>

#include "report/audit_html_parts.h"

/* ------------------------------------------------------------------- tables */

/* The box can be reached by keyboard, for it may scroll. */
void tr_page_table(tr_page *page, const char *caption) {
  tr_page_raw(page,
              "<div class=\"box\" role=\"group\" tabindex=\"0\" "
              "aria-label=\"Table: ");
  tr_page_title(page, caption);
  tr_page_raw(page, "\">\n<table>\n<caption>");
  tr_page_title(page, caption);
  tr_page_raw(page, "</caption>\n");
}

void tr_page_head(tr_page *page, const char *const *columns, unsigned count) {
  tr_page_raw(page, "<thead><tr>");
  for (unsigned i = 0; i < count; i++) {
    const bool number = columns[i][0] == '#';
    tr_page_raw(
        page, number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
    tr_page_text(page, columns[i] + number);
    tr_page_raw(page, "</th>");
  }
  tr_page_raw(page, "</tr></thead>\n<tbody>\n");
}

void tr_page_table_end(tr_page *page) {
  tr_page_raw(page, "</tbody>\n</table>\n</div>\n");
}

void tr_page_money_cell(tr_page *page, tr_cents cents) {
  tr_page_raw(page, "<td class=\"n\">");
  tr_page_money(page, cents);
  tr_page_raw(page, "</td>");
}

void tr_page_count_cell(tr_page *page, uint64_t count) {
  tr_page_raw(page, "<td class=\"n\">");
  tr_page_count(page, count);
  tr_page_raw(page, "</td>");
}

/* ------------------------------------------------------------------- claims */

static void put_claim(tr_page *page, const tr_audit_claim *claim) {
  tr_page_raw(page, "<tr><th scope=\"row\">");
  if (claim->control.n != 0)
    tr_html_text(page->out, claim->control);
  else
    tr_page_raw(page, "no number");
  tr_page_raw(page, "</th><td>");
  tr_page_day(page, claim->day);
  tr_page_raw(page, "</td><td>");
  if (claim->provider >= 0)
    tr_html_text(page->out, tr_page_provider_name(page, claim->provider));
  tr_page_raw(page, "</td>");
  tr_page_money_cell(page, claim->charge);
  tr_page_money_cell(page, claim->paid);
  tr_page_raw(page, claim->note != 0 ? "<td>kept</td></tr>\n"
                                     : "<td>none kept</td></tr>\n");
}

void tr_page_claims(tr_page *page, const tr_audit_claim *claims, uint32_t count,
                    uint64_t in_all) {
  static const char *const columns[] = {"Claim",    "Day",   "Provider",
                                        "#Charged", "#Paid", "Note"};
  if (count == 0) return;
  tr_page_raw(page, "<details class=\"claims\"><summary>Claims to look at: ");
  if (in_all > count) {
    tr_page_raw(page, "the first ");
    tr_page_count(page, count);
    tr_page_raw(page, " of ");
    tr_page_count(page, in_all);
  } else {
    tr_page_count(page, count);
  }
  tr_page_raw(page, "</summary>\n");
  tr_page_table(page, "Claims to look at");
  tr_page_head(page, columns, sizeof columns / sizeof *columns);
  for (uint32_t i = 0; i < count; i++) put_claim(page, &claims[i]);
  tr_page_table_end(page);
  tr_page_raw(page, "</details>\n");
}

/* ------------------------------------------------------------------ figures */

void tr_page_figure(tr_page *page, const char *kind, const char *title,
                    const char *told, tr_measure_unit unit) {
  tr_page_raw(page, "<figure data-plot=\"");
  tr_page_text(page, kind);
  tr_page_raw(page, "\">\n<figcaption><b>");
  tr_page_title(page, title);
  tr_page_raw(page, ".</b> ");
  tr_page_text(page, told);
  tr_page_raw(page,
              "</figcaption>\n<div class=\"plot\" hidden></div>\n"
              "<script type=\"application/json\">");
  tr_buf_clear(&page->data);
  tr_json_init(&page->json, &page->data);
  tr_json_begin_object(&page->json);
  tr_json_key(&page->json, TR_STR("unit"));
  tr_json_string(&page->json, tr_str_of(tr_measure_unit_id(unit)));
}

void tr_page_number(tr_page *page, double value) {
  char text[40];
  if (!isfinite(value)) {
    tr_json_null(&page->json);
    return;
  }
  snprintf(text, sizeof text, "%.10g", value);
  tr_json_raw(&page->json, tr_str_of(text));
}

/* In JSON '<' stands in strings alone; written as an escape, nothing in the
 * data can end the element or open a comment. */
void tr_page_data_end(tr_page *page) {
  tr_json_end_object(&page->json);
  const tr_str data = tr_buf_str(&page->data);
  if (page->data.bad != TR_OK && page->out->bad == TR_OK)
    page->out->bad = page->data.bad;
  size_t from = 0;
  for (size_t i = 0; i < data.n; i++) {
    if (data.p[i] != '<') continue;
    tr_buf_add(page->out, (tr_str){data.p + from, i - from});
    tr_buf_add(page->out, TR_STR("\\u003c"));
    from = i + 1;
  }
  if (from < data.n)
    tr_buf_add(page->out, (tr_str){data.p + from, data.n - from});
  tr_page_raw(page, "</script>\n");
}

void tr_page_figure_end(tr_page *page) { tr_page_raw(page, "</figure>\n"); }
