/* How it was measured and by what, what the page does not say, and what is
 * cited. */
#include "report/audit_html_parts.h"

/* ------------------------------------------------------------------- limits */

static void put_limits_of_money(tr_page *page) {
  const tr_audit_sums *sums = &page->result->sums;
  tr_page_raw(page,
              "<li>It does not say what would have to be paid back. The "
              "amounts are those charged and paid on lines that something asks "
              "about. They overlap, and none is projected to other claims; "
              "that takes a random sample that people have judged "
              "(<code>traction sample</code>).</li>\n"
              "<li>What was paid is known from remittances alone: ");
  tr_page_count(page, sums->answered);
  tr_page_raw(page, " of ");
  tr_page_counted(page, sums->claims, "claim was", "claims were");
  tr_page_raw(page, " answered by one that was imported.</li>\n");
}

static void put_limits(tr_page *page) {
  const tr_audit_result *result = page->result;
  tr_page_raw(page,
              "<section aria-labelledby=\"limits\">\n"
              "<h2 id=\"limits\">What this report does not say</h2>\n<ul "
              "class=\"plain\">\n"
              "<li>It does not say that anyone did anything wrong. Figures "
              "show where questions would come from, not why the figures are "
              "as they are: patients differ, and so does the work a provider "
              "is known for.</li>\n");
  put_limits_of_money(page);
  tr_page_raw(page,
              "<li>Where too few lines or patients stand behind a number, it "
              "is shown but not compared, and the reason is told.</li>\n");
  if (result->provider_count < 2)
    tr_page_raw(page,
                "<li>There is no second provider to compare with; the figures "
                "stand beside the past alone.</li>\n");
  else
    tr_page_raw(page,
                "<li>The peers are the other providers of this practice. "
                "Where all have the same habit, comparing them shows "
                "nothing.</li>\n");
  if (!result->peers_given)
    tr_page_raw(page,
                "<li>No table of other practices was given, so nothing is "
                "said of how the practice stands among them.</li>\n");
  if (!result->checked)
    tr_page_raw(page,
                "<li>The claims were not put before the rules: nothing is "
                "said of single claims or of the notes.</li>\n");
  tr_page_raw(page,
              "<li>It knows only what was imported. Claims, notes and "
              "remittances that are kept elsewhere are not in it.</li>\n"
              "<li>It is not legal advice. Whether it may have to be shown to "
              "others, and what follows from what it finds, is a question for "
              "a lawyer; ask before you pass it on.</li>\n"
              "<li>No patient is named. The numbers of claims lead to "
              "patients all the same: keep this page as you keep the "
              "claims.</li>\n</ul>\n</section>\n");
}

/* ------------------------------------------------------------------- method */

static void put_used(tr_page *page) {
  const tr_audit_result *result = page->result;
  tr_page_raw(page, "<dl class=\"used\">\n<dt>Days of service</dt><dd>");
  tr_page_span(page, result->from, result->to);
  tr_page_raw(page, "</dd>\n<dt>Span before</dt><dd>");
  if (result->past_to >= result->past_from)
    tr_page_span(page, result->past_from, result->past_to);
  else
    tr_page_raw(page, "none");
  tr_page_raw(page, "</dd>\n<dt>Day of the audit</dt><dd>");
  tr_page_day(page, result->today);
  tr_page_raw(page, "</dd>\n<dt>Audit before</dt><dd>");
  if (result->last_audit != TR_DAY_MIN)
    tr_page_day(page, result->last_audit);
  else
    tr_page_raw(page, "none recorded");
  tr_page_raw(page, "</dd>\n<dt>Rules</dt><dd>");
  tr_page_text(page, result->pack);
  tr_page_raw(page, " ");
  tr_page_text(page, result->pack_version);
  tr_page_raw(page, ", SHA-256 <code>");
  tr_page_text(page, result->pack_sha256);
  tr_page_raw(page, "</code></dd>\n<dt>Program</dt><dd>traction " TR_VERSION
                    "</dd>\n</dl>\n");
}

static void put_editions(tr_page *page) {
  static const char *const columns[] = {"Table", "Edition", "In force"};
  const tr_audit_result *result = page->result;
  if (result->edition_count == 0) return;
  tr_page_table(page, "Editions of code tables");
  tr_page_head(page, columns, sizeof columns / sizeof *columns);
  for (uint32_t i = 0; i < result->edition_count; i++) {
    const tr_audit_edition *edition = &result->editions[i];
    tr_page_raw(page, "<tr><th scope=\"row\">");
    tr_page_text(page, edition->table);
    tr_page_raw(page, "</th><td>");
    tr_page_text(page, edition->edition);
    tr_page_raw(page, "</td><td>");
    if (edition->from == TR_DAY_MIN)
      tr_page_raw(page, "always");
    else
      tr_page_day(page, edition->from);
    if (edition->to == TR_DAY_MAX) {
      tr_page_raw(page, " on");
    } else {
      tr_page_raw(page, " to ");
      tr_page_day(page, edition->to);
    }
    tr_page_raw(page, "</td></tr>\n");
  }
  tr_page_table_end(page);
}

void tr_page_method(tr_page *page) {
  const tr_audit_result *result = page->result;
  put_limits(page);
  tr_page_raw(page,
              "<section aria-labelledby=\"method\">\n"
              "<h2 id=\"method\">How it was measured</h2>\n");
  for (uint32_t i = 0; i < result->method_count; i++)
    tr_html_paragraphs(page->out, result->method[i]);
  put_used(page);
  put_editions(page);
  tr_page_raw(page, "</section>\n");
}

/* ------------------------------------------------------------------ sources */

void tr_page_sources(tr_page *page) {
  const tr_audit_result *result = page->result;
  if (result->source_count == 0) return;
  tr_page_raw(page,
              "<section aria-labelledby=\"sources\">\n"
              "<h2 id=\"sources\">Sources</h2>\n<ul class=\"plain "
              "sources\">\n");
  for (uint32_t i = 0; i < result->source_count; i++) {
    const tr_audit_source *source = &result->sources[i];
    tr_page_raw(page, "<li><code>");
    tr_page_text(page, source->id);
    tr_page_raw(page, "</code> ");
    tr_html_link(page->out, tr_str_of(source->title), source->url);
    tr_page_raw(page, "</li>\n");
  }
  tr_page_raw(page, "</ul>\n</section>\n");
}
