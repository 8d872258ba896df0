/* The table of forms, and what ties each of them to a run. */
#include "check_render.h"

#include <stdlib.h>
#include <string.h>

#include "check_acks.h"
#include "check_run.h"
#include "render/csv.h"
#include "render/html.h"
#include "render/json.h"
#include "render/ndjson.h"
#include "render/sarif.h"
#include "render/text.h"

/* --------------------------------------------------------------------- text */

static tr_text text_of(const check_run *run) {
  return (tr_text){&run->run, run->settings.color, run->settings.columns};
}

static void text_finding(check_run *run, const tr_finding *finding) {
  const tr_text text = text_of(run);
  tr_text_finding(&text, finding, &run->out);
}

static void text_end(check_run *run, const tr_summary *summary) {
  const tr_text text = text_of(run);
  if (!run->settings.quiet) tr_text_summary(&text, summary, &run->out);
}

/* --------------------------------------------------------------------- JSON */

static void free_state(check_run *run) { free(run->rendering); }

static bool json_begin(check_run *run) {
  run->rendering = calloc(1, sizeof(tr_json_report));
  return run->rendering != NULL;
}

static void json_finding(check_run *run, const tr_finding *finding) {
  tr_json_report_finding(run->rendering, &run->run, finding, &run->out);
}

static void json_end(check_run *run, const tr_summary *summary) {
  tr_json_report_end(run->rendering, &run->run, summary, &run->out);
}

static void ndjson_finding(check_run *run, const tr_finding *finding) {
  tr_ndjson_finding(&run->run, finding, &run->out);
}

static void ndjson_end(check_run *run, const tr_summary *summary) {
  tr_ndjson_summary(&run->run, summary, &run->out);
}

/* -------------------------------------------------------------------- SARIF */

static bool sarif_begin(check_run *run) {
  tr_sarif *sarif = calloc(1, sizeof *sarif);
  run->rendering = sarif;
  if (sarif == NULL || tr_sarif_init(sarif, &run->run) != TR_OK) return false;
  tr_sarif_begin(sarif, &run->out);
  return true;
}

static void sarif_finding(check_run *run, const tr_finding *finding) {
  tr_sarif_finding(run->rendering, finding, &run->out);
}

static void sarif_end(check_run *run, const tr_summary *summary) {
  tr_sarif_end(run->rendering, summary, &run->out);
}

static void sarif_done(check_run *run) {
  if (run->rendering != NULL) tr_sarif_done(run->rendering);
  free_state(run);
}

/* ---------------------------------------------------------------------- CSV */

static bool csv_begin(check_run *run) {
  tr_csv_begin(&run->out);
  return true;
}

static void csv_finding(check_run *run, const tr_finding *finding) {
  tr_csv_finding(&run->run, finding, &run->out);
}

/* A table has no closing words. */
static void csv_end(check_run *run, const tr_summary *summary) {
  (void)run;
  (void)summary;
}

/* --------------------------------------------------------------------- HTML */

static bool html_begin(check_run *run) {
  tr_html *html;
  if (tr_html_new(&run->run, &html) != TR_OK) return false;
  run->rendering = html;
  tr_html_begin(html, &run->out);
  return true;
}

static void html_finding(check_run *run, const tr_finding *finding) {
  tr_html_finding(run->rendering, finding, &run->out);
}

static void html_end(check_run *run, const tr_summary *summary) {
  tr_html_end(run->rendering, summary, &run->out);
}

static void html_done(check_run *run) { tr_html_free(run->rendering); }

static void html_file(void *context, const char *file) {
  check_run *run = context;
  tr_html_file(run->rendering, file, &run->out);
}

static void html_claim(void *context, const tr_claim *claim) {
  check_run *run = context;
  tr_html_claim(run->rendering, claim);
}

static void html_claim_ended(void *context) {
  check_run *run = context;
  tr_html_claim_ended(run->rendering, &run->out);
}

static const tr_check_watch html_watch = {.file_began = html_file,
                                          .claim_began = html_claim,
                                          .claim_ended = html_claim_ended};

/* ---------------------------------------------------------------- the table */

/* The first is written unless another is asked for. */
static const check_renderer renderers[] = {
    {.name = "text", .finding = text_finding, .end = text_end},
    {.name = "json",
     .begin = json_begin,
     .finding = json_finding,
     .end = json_end,
     .done = free_state},
    {.name = "ndjson", .finding = ndjson_finding, .end = ndjson_end},
    {.name = "sarif",
     .begin = sarif_begin,
     .finding = sarif_finding,
     .end = sarif_end,
     .done = sarif_done},
    {.name = "csv", .begin = csv_begin, .finding = csv_finding, .end = csv_end},
    {.name = "html",
     .begin = html_begin,
     .finding = html_finding,
     .end = html_end,
     .done = html_done,
     .watch = &html_watch},
    {.name = "999",
     .begin = check_999_begin,
     .finding = check_ack_finding,
     .end = check_ack_end,
     .done = check_ack_done,
     .watch = &check_ack_watch},
    {.name = "277ca",
     .begin = check_277ca_begin,
     .finding = check_ack_finding,
     .end = check_ack_end,
     .done = check_ack_done,
     .watch = &check_ack_watch},
    {.name = "ta1",
     .begin = check_ta1_begin,
     .finding = check_ack_finding,
     .end = check_ack_end,
     .done = check_ack_done,
     .watch = &check_ack_watch},
};

const check_renderer *check_renderer_find(const char *word) {
  if (word == NULL) return &renderers[0];
  for (size_t i = 0; i < sizeof renderers / sizeof renderers[0]; i++)
    if (strcmp(renderers[i].name, word) == 0) return &renderers[i];
  return NULL;
}
