/* What stands on top of the page: counts, what was used, and the filters, which
 * show themselves only where the script runs. */
#include <inttypes.h>

#include "render/html_parts.h"
#include "render/text.h"

const char *tr_html_payer(const tr_run *run, const char *profile) {
  for (uint32_t i = 0; i < run->pack->profile_count; i++)
    if (strcmp(run->pack->profiles[i]->id, profile) == 0 &&
        run->pack->profiles[i]->name != NULL)
      return run->pack->profiles[i]->name;
  return profile;
}

static void put_tiles(const tr_summary *summary, tr_buf *out) {
  static const char *const words[TR_SEVERITY_COUNT][2] = {
      [TR_SEVERITY_INFO] = {"remark", "remarks"},
      [TR_SEVERITY_ADVICE] = {"advice", "advice"},
      [TR_SEVERITY_WARNING] = {"warning", "warnings"},
      [TR_SEVERITY_ERROR] = {"error", "errors"},
  };
  tr_buf_add(out, TR_STR("<ul class=\"tiles\">\n"));
  for (int i = TR_SEVERITY_COUNT - 1; i >= 0; i--)
    tr_buf_addf(out,
                "<li class=\"%s%s\"><span class=\"sign\" aria-hidden=\"true\">"
                "%s</span> <b>%" PRIu64 "</b> %s</li>\n",
                tr_severity_name((tr_severity)i),
                summary->findings[i] == 0 ? " none" : "",
                tr_html_sign((tr_severity)i), summary->findings[i],
                words[i][summary->findings[i] != 1]);
  tr_buf_add(out, TR_STR("</ul>\n"));
}

static void put_checked(const tr_html *html, const tr_summary *summary,
                        tr_buf *out) {
  tr_buf_add(out, TR_STR("<p>Checked "));
  tr_text_checked(summary, out);
  tr_buf_add(out, TR_STR(". "));
  tr_text_count(out, summary->claims_with_errors, "claim has errors",
                "claims have errors");
  tr_buf_add_char(out, '.');
  if (summary->claims > html->claims) {
    tr_buf_add_char(out, ' ');
    tr_text_count(out, summary->claims - html->claims,
                  "claim has no finding and is not listed.",
                  "claims have no finding and are not listed.");
  }
  if (summary->unread != 0) {
    tr_buf_add_char(out, ' ');
    tr_text_count(out, summary->unread, "file", "files");
    tr_buf_add(out, TR_STR(" held nothing that could be checked."));
  }
  tr_buf_add(out, TR_STR("</p>\n"));
}

/* ------------------------------------------------------------------ filters */

static void put_severities(const tr_summary *summary, tr_buf *out) {
  tr_buf_add(out, TR_STR("<fieldset><legend>Severity</legend>\n"));
  for (int i = TR_SEVERITY_COUNT - 1; i >= 0; i--) {
    const char *name = tr_severity_name((tr_severity)i);
    if (summary->findings[i] == 0) continue;
    tr_buf_addf(out,
                "<label class=\"%s\"><input type=\"checkbox\" name=\"severity\""
                " value=\"%s\" checked> <span aria-hidden=\"true\">%s</span> "
                "%s <span class=\"n\">%" PRIu64 "</span></label>\n",
                name, name, tr_html_sign((tr_severity)i), name,
                summary->findings[i]);
  }
  tr_buf_add(out, TR_STR("</fieldset>\n"));
}

static void put_option(tr_buf *out, const char *value, const char *words,
                       const char *more, uint32_t count) {
  tr_buf_add(out, TR_STR("<option value=\""));
  tr_html_text(out, tr_str_of(value));
  tr_buf_add(out, TR_STR("\">"));
  tr_html_text(out, tr_str_of(words));
  if (more != NULL) {
    tr_buf_add_char(out, ' ');
    tr_html_text(out, tr_str_of(more));
  }
  tr_buf_addf(out, " (%" PRIu32 ")</option>\n", count);
}

static void put_rules(const tr_html *html, tr_buf *out) {
  const tr_pack *pack = html->run->pack;
  tr_buf_add(out, TR_STR("<label>Rule <select name=\"rule\">\n"
                         "<option value=\"\">all rules</option>\n"));
  for (uint32_t i = 0; i < pack->rule_count; i++)
    if (html->by_rule[i] != 0)
      put_option(out, pack->rules[i]->id, pack->rules[i]->id,
                 pack->rules[i]->slug, html->by_rule[i]);
  tr_buf_add(out, TR_STR("</select></label>\n"));
}

/* "-" stands for findings outside claims: they have no payer. */
static void put_payers(const tr_html *html, tr_buf *out) {
  const tr_pack *pack = html->run->pack;
  tr_buf_add(out, TR_STR("<label>Payer <select name=\"payer\">\n"
                         "<option value=\"\">all payers</option>\n"));
  for (uint32_t i = 0; i < pack->profile_count; i++)
    if (html->by_profile[i] != 0)
      put_option(out, pack->profiles[i]->id,
                 tr_html_payer(html->run, pack->profiles[i]->id), NULL,
                 html->by_profile[i]);
  if (html->by_profile[pack->profile_count] != 0)
    put_option(out, "-", "no payer", NULL,
               html->by_profile[pack->profile_count]);
  tr_buf_add(out, TR_STR("</select></label>\n"));
}

static void put_filters(const tr_html *html, const tr_summary *summary,
                        tr_buf *out) {
  tr_buf_add(out, TR_STR("<form id=\"filters\" aria-label=\"Filter the "
                         "findings\" hidden>\n"));
  put_severities(summary, out);
  put_rules(html, out);
  put_payers(html, out);
  tr_buf_add(out, TR_STR("<button type=\"reset\">Show all</button>\n"
                         "<p id=\"shown\" role=\"status\" "
                         "aria-live=\"polite\"></p>\n</form>\n"));
}

/* ---------------------------------------------------------------- knowledge */

static void put_knowledge(const tr_html *html, tr_buf *out) {
  const tr_run *run = html->run;
  tr_buf_add(out, TR_STR("<details class=\"used\"><summary>Rules and tables "
                         "used</summary>\n<ul>\n"));
  for (size_t i = 0; i < run->pack_count; i++) {
    tr_buf_add(out, TR_STR("<li>pack "));
    tr_html_text(out, tr_str_of(run->packs[i].name));
    tr_buf_add_char(out, ' ');
    tr_html_text(out, tr_str_of(run->packs[i].version));
    tr_buf_add(out, TR_STR(", SHA-256 <code>"));
    tr_html_text(out, tr_str_of(run->packs[i].sha256));
    tr_buf_add(out, TR_STR("</code></li>\n"));
  }
  const size_t count = run->tables != NULL ? tr_tables_count(run->tables) : 0;
  for (size_t i = 0; i < count; i++) {
    const tr_edition edition = tr_tables_edition(run->tables, i);
    tr_buf_add(out, i == 0 ? TR_STR("<li>tables: ") : TR_STR(", "));
    tr_html_text(out, tr_str_of(edition.table));
    tr_buf_add_char(out, ' ');
    tr_html_text(out, tr_str_of(edition.edition));
  }
  if (count != 0) tr_buf_add(out, TR_STR("</li>\n"));
  tr_buf_add(out, TR_STR("</ul>\n</details>\n"));
}

void tr_html_summary_put(const tr_html *html, const tr_summary *summary,
                         tr_buf *out) {
  tr_buf_add(out, TR_STR("<section slot=\"summary\" class=\"summary\" "
                         "aria-labelledby=\"summary\">\n"
                         "<h2 id=\"summary\" class=\"vh\">Summary</h2>\n"));
  put_tiles(summary, out);
  put_checked(html, summary, out);
  if (html->number != 0) put_filters(html, summary, out);
  put_knowledge(html, out);
  tr_buf_add(out, TR_STR("</section>\n"));
}
