/* The order of the page: head, then files, in each its claims and what lies
 * outside them as they come, then the summary, which is shown on top. */
#include "render/html.h"

#include <stdio.h>
#include <stdlib.h>

#include "render/html_parts.h"

tr_status tr_html_new(const tr_run *run, tr_html **html) {
  tr_html *made = calloc(1, sizeof *made);
  if (made == NULL) return TR_ENOMEM;
  made->run = run;
  made->by_rule = calloc(run->pack->rule_count + 1, sizeof *made->by_rule);
  made->by_profile =
      calloc(run->pack->profile_count + 1, sizeof *made->by_profile);
  tr_buf_init(&made->findings, TR_HTML_CLAIM_BYTES);
  if (made->by_rule == NULL || made->by_profile == NULL) {
    tr_html_free(made);
    return TR_ENOMEM;
  }
  *html = made;
  return TR_OK;
}

void tr_html_free(tr_html *html) {
  if (html == NULL) return;
  tr_buf_done(&html->findings);
  free(html->marks.marks);
  free(html->by_rule);
  free(html->by_profile);
  free(html);
}

/* --------------------------------------------------------------------- head */

static void put_policy(tr_buf *out) {
  tr_buf_addf(out,
              "<meta http-equiv=\"Content-Security-Policy\" "
              "content=\"default-src 'none'; style-src 'sha256-%s'; "
              "script-src 'sha256-%s'; base-uri 'none'; "
              "form-action 'none'\">\n",
              tr_html_style_hash, tr_html_script_hash);
}

void tr_html_begin(tr_html *html, tr_buf *out) {
  char today[TR_DAY_TEXT] = "";
  if (html->run->today != TR_DAY_MIN) tr_day_text(html->run->today, today);
  tr_buf_add(out, TR_STR("<!doctype html>\n<html lang=\"en\">\n<head>\n"
                         "<meta charset=\"utf-8\">\n"));
  put_policy(out);
  tr_buf_add(out, TR_STR("<meta name=\"viewport\" content=\"width=device-width,"
                         " initial-scale=1\">\n"
                         "<meta name=\"color-scheme\" content=\"light dark\">\n"
                         "<meta name=\"referrer\" content=\"no-referrer\">\n"));
  tr_buf_addf(out, "<title>Claim check%s%s</title>\n<style>",
              today[0] != '\0' ? " of " : "", today);
  tr_buf_add(out, tr_str_of(tr_html_style));
  tr_buf_add(out, TR_STR("</style>\n</head>\n<body>\n"
                         "<a class=\"skip\" href=\"#findings\">Skip to the "
                         "findings</a>\n<header>\n<h1>Claim check</h1>\n"));
  tr_buf_addf(out, "<p>%s%straction ", today,
              today[0] != '\0' ? " <span aria-hidden=\"true\">·</span> " : "");
  tr_html_text(out, tr_str_of(html->run->engine));
  tr_buf_add(out, TR_STR("</p>\n</header>\n<main>\n"
                         "<template shadowrootmode=\"open\">"
                         "<slot name=\"summary\"></slot><slot></slot>"
                         "</template>\n"
                         "<div id=\"findings\" tabindex=\"-1\">\n"));
}

/* ----------------------------------------------------------------- sections */

static void close_section(tr_html *html, tr_buf *out) {
  switch (html->open) {
    case TR_HTML_OUTSIDE:
    case TR_HTML_NOTES:
      tr_buf_add(out, TR_STR("</section>\n</section>\n"));
      break;
    case TR_HTML_FILE:
      tr_buf_add(out, TR_STR("</section>\n"));
      break;
    case TR_HTML_NOTHING:
      break;
  }
  html->open = TR_HTML_NOTHING;
}

static void close_group(tr_html *html, tr_buf *out) {
  if (html->open != TR_HTML_OUTSIDE) return;
  tr_buf_add(out, TR_STR("</section>\n"));
  html->open = TR_HTML_FILE;
}

static void set_file(tr_html *html, const char *name) {
  snprintf(html->file, sizeof html->file, "%s", name);
}

static void open_file(tr_html *html, tr_buf *out) {
  if (html->open == TR_HTML_FILE || html->open == TR_HTML_OUTSIDE) return;
  close_section(html, out);
  tr_buf_add(out, TR_STR("<section class=\"file\">\n<h2>"));
  tr_html_text(out, tr_str_of(html->file));
  tr_buf_add(out, TR_STR("</h2>\n"));
  html->open = TR_HTML_FILE;
}

static void open_outside(tr_html *html, tr_buf *out) {
  if (html->open == TR_HTML_OUTSIDE) return;
  open_file(html, out);
  tr_buf_add(out, TR_STR("<section class=\"group outside\">\n"
                         "<h3>Outside the claims</h3>\n"));
  html->open = TR_HTML_OUTSIDE;
}

static void open_notes(tr_html *html, tr_buf *out) {
  if (html->open == TR_HTML_NOTES) return;
  close_section(html, out);
  tr_buf_add(out, TR_STR("<section class=\"file\">\n<h2>Chart notes</h2>\n"
                         "<section class=\"group outside\">\n"
                         "<h3>Notes that no claim took</h3>\n"));
  html->open = TR_HTML_NOTES;
}

void tr_html_file(tr_html *html, const char *name, tr_buf *out) {
  close_section(html, out);
  set_file(html, name);
}

/* ------------------------------------------------------------------- claims */

void tr_html_claim(tr_html *html, const tr_claim *claim) {
  html->claim = claim;
  tr_buf_clear(&html->findings);
  html->marks.count = 0;
  memset(html->found, 0, sizeof html->found);
}

void tr_html_claim_ended(tr_html *html, tr_buf *out) {
  bool any = false;
  for (int i = 0; i < TR_SEVERITY_COUNT; i++) any |= html->found[i] != 0;
  if (html->claim != NULL && any) {
    if (html->findings.bad != TR_OK && out->bad == TR_OK)
      out->bad = html->findings.bad;
    open_file(html, out);
    close_group(html, out);
    html->claims++;
    tr_html_claim_put(html, out);
  }
  html->claim = NULL;
}

/* ----------------------------------------------------------------- findings */

static void count(tr_html *html, const tr_finding *finding) {
  const tr_pack *pack = html->run->pack;
  uint32_t profile = pack->profile_count;
  html->number++;
  /* rules are sorted by id */
  uint32_t low = 0, high = pack->rule_count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (strcmp(pack->rules[middle]->id, finding->rule->id) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  if (low < pack->rule_count) html->by_rule[low]++;
  for (uint32_t i = 0; finding->profile != NULL && i < pack->profile_count; i++)
    if (strcmp(pack->profiles[i]->id, finding->profile) == 0) profile = i;
  html->by_profile[profile]++;
}

static bool belongs(const tr_claim *claim, const tr_finding *finding) {
  if (claim == NULL) return false;
  return finding->claim_at == claim->at ||
         (finding->has_place && tr_html_claim_holds(claim, &finding->at));
}

void tr_html_finding(tr_html *html, const tr_finding *finding, tr_buf *out) {
  count(html, finding);
  if (belongs(html->claim, finding)) {
    html->found[finding->severity]++;
    tr_html_finding_put(html, finding, html->claim, &html->findings);
    return;
  }
  if (!finding->has_place && finding->has_note) {
    open_notes(html, out);
  } else {
    if (finding->file != NULL &&
        strncmp(finding->file, html->file, sizeof html->file - 1) != 0) {
      close_section(html, out);
      set_file(html, finding->file);
    }
    open_outside(html, out);
  }
  tr_html_finding_put(html, finding, NULL, out);
}

/* ---------------------------------------------------------------------- end */

void tr_html_end(tr_html *html, const tr_summary *summary, tr_buf *out) {
  close_section(html, out);
  if (html->number == 0)
    tr_buf_add(out, TR_STR("<p class=\"nothing\">Nothing to report.</p>\n"));
  tr_buf_add(out, TR_STR("</div>\n"));
  tr_html_summary_put(html, summary, out);
  tr_buf_add(out, TR_STR("</main>\n<script>"));
  tr_buf_add(out, tr_str_of(tr_html_script));
  tr_buf_add(out, TR_STR("</script>\n</body>\n</html>\n"));
}
