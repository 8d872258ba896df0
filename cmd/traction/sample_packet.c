/* traction sample packet: the evidence of each drawn claim in a folder, which
 * takes its name when it is whole. */
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "render/html.h"
#include "render/html_text.h"
#include "render/ndjson.h"
#include "sample_frame.h"
#include "store/cut.h"
#include "store/recheck.h"

enum { PATH_MOST = 4096, BYTES_MOST = 1 << 30, RULES_MOST = 512, OPEN = 8 };

/** A drawn claim. */
typedef struct item {
  const sample_claim *claim;
  uint32_t row;
  tr_buf findings; /* NDJSON */
  uint32_t finding_count, notes;
  char folder[64];
} item;

/** A packet in the making. */
typedef struct packet {
  const cmd_arguments *arguments;
  const char *folder;
  char making[PATH_MOST]; /* the folder until it is whole */
  tr_store *store;
  tr_cutter *cutter;
  knowledge knowledge;
  tr_run run;
  sample_sheet sheet;
  sample_frame frame;
  item *items; /* by the claim's id */
  uint32_t count;
  item *at; /* whose claim is told of; NULL: none of ours */
  tr_html *html;
  tr_buf page, manifest, bytes;
  const tr_rule *rules[RULES_MOST];
  uint32_t rule_count;
} packet;

static bool no_memory(void) {
  file_say("out of memory");
  return false;
}

/* ------------------------------------------------------------------ writing */

static bool put_file(packet *p, const char *name, tr_str bytes) {
  char path[PATH_MOST], digest[TR_KEPT_DIGEST];
  file_output output;
  if (snprintf(path, sizeof path, "%s/%s", p->making, name) >= PATH_MOST)
    return false;
  if (!file_output_open(&output, path)) return false;
  file_output_write(&output, bytes);
  if (!file_output_close(&output, true)) return false;
  tr_kept_digest(bytes, digest);
  tr_buf_addf(&p->manifest, "%s  %s\n", digest, name);
  return true;
}

static bool make_folder(packet *p, const char *name) {
  char path[PATH_MOST];
  return snprintf(path, sizeof path, "%s/%s", p->making, name) < PATH_MOST &&
         db_make_folder(path);
}

static int remove_one(const char *path, const struct stat *status, int kind,
                      struct FTW *place) {
  (void)status, (void)kind, (void)place;
  return remove(path);
}

/* ------------------------------------------------------------------- claims */

static int by_id(const void *left, const void *right) {
  const item *a = left, *b = right;
  return (a->claim->id > b->claim->id) - (a->claim->id < b->claim->id);
}

static int by_row(const void *left, const void *right) {
  const item *a = left, *b = right;
  return (a->row > b->row) - (a->row < b->row);
}

static const sample_claim *claim_named(const sample_frame *frame, tr_str unit) {
  uint32_t low = 0, high = frame->claims.count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    const sample_claim *claim = tr_array_at(&frame->claims, middle);
    const int order = tr_str_compare(claim->unit, unit);
    if (order == 0) return claim;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

static bool find_items(packet *p) {
  const sample_frame_options all = {.from = TR_DAY_MIN, .to = TR_DAY_MAX};
  if (!sample_frame_make(p->store, &all, &p->frame)) return false;
  p->items = calloc((size_t)p->sheet.rows.count + 1, sizeof *p->items);
  if (p->items == NULL) return no_memory();
  for (uint32_t i = 0; i < p->sheet.rows.count; i++) {
    const tr_str unit = sample_row_at(&p->sheet, i)->cells[SAMPLE_UNIT];
    item *at = &p->items[p->count++];
    *at = (item){.claim = claim_named(&p->frame, unit), .row = i};
    tr_buf_init(&at->findings, BYTES_MOST);
    snprintf(at->folder, sizeof at->folder, "claims/%04u-%.*s", i + 1,
             (int)(unit.n < 48 ? unit.n : 48), unit.p);
    if (at->claim != NULL) continue;
    file_say("unit %.*s is not in this store, or was replaced since",
             TR_STR_ARG(unit));
    return false;
  }
  qsort(p->items, p->count, sizeof *p->items, by_id);
  return true;
}

static tr_status take_note(void *context, const tr_recalled_note *note) {
  packet *p = context;
  char name[128];
  tr_buf_clear(&p->bytes);
  const tr_status status = tr_cut_note(p->cutter, note->id, &p->bytes);
  if (status != TR_OK) return status;
  snprintf(name, sizeof name, "%s/note-%u.json", p->at->folder, ++p->at->notes);
  return put_file(p, name, tr_buf_str(&p->bytes)) ? TR_OK : TR_EIO;
}

/* The notes that name the claim; without one, those of its author, its
 * patient's date of birth and its days. */
static bool put_notes(packet *p, item *at) {
  tr_recall_query query = tr_recall_everything;
  p->at = at;
  query.control = at->claim->control;
  tr_status status = query.control.n > 0
                         ? tr_recall_notes(p->store, &query, take_note, p)
                         : TR_OK;
  if (status == TR_OK && at->notes == 0 && at->claim->born != TR_DAY_MIN &&
      at->claim->provider.n > 0) {
    query = tr_recall_everything;
    query.rendering = at->claim->provider;
    query.born = at->claim->born;
    query.from = at->claim->from;
    query.to = at->claim->to != TR_DAY_MIN ? at->claim->to : at->claim->from;
    status = tr_recall_notes(p->store, &query, take_note, p);
  }
  p->at = NULL;
  if (status == TR_OK) return true;
  db_failed(p->store);
  return false;
}

static bool put_claim(packet *p, item *at) {
  char name[128];
  if (!make_folder(p, at->folder)) return false;
  tr_buf_clear(&p->bytes);
  if (tr_cut_claim(p->cutter, at->claim->id, &p->bytes) != TR_OK) {
    db_failed(p->store);
    return false;
  }
  snprintf(name, sizeof name, "%s/claim.837", at->folder);
  if (!put_file(p, name, tr_buf_str(&p->bytes)) || !put_notes(p, at))
    return false;
  snprintf(name, sizeof name, "%s/findings.ndjson", at->folder);
  return put_file(p, name, tr_buf_str(&at->findings));
}

/* ----------------------------------------------------------------- findings */

static tr_status claim_began(void *context, const tr_rechecked_claim *claim) {
  packet *p = context;
  const sample_claim looked = {.id = claim->id};
  const item wanted = {.claim = &looked};
  p->at = bsearch(&wanted, p->items, p->count, sizeof *p->items, by_id);
  if (p->at != NULL) tr_html_claim(p->html, claim->claim);
  return TR_OK;
}

static tr_status finding(void *context, const tr_rechecked_claim *claim,
                         const tr_finding *found) {
  packet *p = context;
  uint32_t i = 0;
  if (claim == NULL || p->at == NULL) return TR_OK;
  p->at->finding_count++;
  tr_ndjson_finding(&p->run, found, &p->at->findings);
  tr_html_finding(p->html, found, &p->page);
  while (i < p->rule_count && p->rules[i] != found->rule) i++;
  if (i == p->rule_count && i < RULES_MOST)
    p->rules[p->rule_count++] = found->rule;
  return p->at->findings.bad != TR_OK ? p->at->findings.bad : p->page.bad;
}

static tr_status claim_ended(void *context, const tr_rechecked_claim *claim) {
  packet *p = context;
  (void)claim;
  if (p->at != NULL) tr_html_claim_ended(p->html, &p->page);
  p->at = NULL;
  return p->page.bad;
}

static bool find(packet *p, tr_day today) {
  tr_recall_query query = tr_recall_everything;
  tr_rechecked done;
  tr_summary summary = {0};
  query.from = TR_DAY_MAX;
  query.to = TR_DAY_MIN;
  for (uint32_t i = 0; i < p->count; i++) {
    const sample_claim *claim = p->items[i].claim;
    if (claim->from < query.from) query.from = claim->from;
    if (claim->from > query.to) query.to = claim->from;
  }
  p->run = knowledge_run(&p->knowledge, today);
  if (tr_html_new(&p->run, &p->html) != TR_OK) return no_memory();
  tr_html_begin(p->html, &p->page);
  tr_html_file(p->html, "the drawn claims", &p->page);
  const tr_recheck_options options = {.pack = p->knowledge.pack,
                                      .tables = &p->knowledge.tables,
                                      .today = today,
                                      .which = &query,
                                      .context = p,
                                      .claim_began = claim_began,
                                      .finding = finding,
                                      .claim_ended = claim_ended};
  if (tr_recheck(p->store, &options, &done) != TR_OK) {
    db_failed(p->store);
    return false;
  }
  summary.claims = p->count;
  tr_html_end(p->html, &summary, &p->page);
  return (p->page.bad == TR_OK || no_memory()) &&
         put_file(p, "findings.html", tr_buf_str(&p->page));
}

/* -------------------------------------------------------------------- index */

static void put_text(tr_buf *out, const char *before, tr_str text,
                     const char *behind) {
  tr_buf_add(out, tr_str_of(before));
  tr_html_text(out, text);
  tr_buf_add(out, tr_str_of(behind));
}

static void put_item(packet *p, const item *at, tr_buf *out) {
  static const sample_column shown[] = {
      SAMPLE_CLAIM,    SAMPLE_PATIENT, SAMPLE_DATE,
      SAMPLE_CODES,    SAMPLE_PAID,    SAMPLE_PROPOSED,
      SAMPLE_DECISION, SAMPLE_ALLOWED, SAMPLE_REASON};
  const tr_str *cells = sample_row_at(&p->sheet, at->row)->cells;
  tr_buf_addf(out, "<tr><td>%u</td>", at->row + 1);
  for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
    put_text(out, "<td>", cells[shown[i]], "</td>");
  tr_buf_addf(out, "<td>%u: ", at->finding_count);
  put_text(out, "<a href=\"", tr_str_of(at->folder),
           "/findings.ndjson\">findings</a>, ");
  put_text(out, "<a href=\"", tr_str_of(at->folder), "/claim.837\">claim</a>");
  for (uint32_t i = 1; i <= at->notes; i++) {
    put_text(out, ", <a href=\"", tr_str_of(at->folder), "");
    tr_buf_addf(out, "/note-%u.json\">note</a>", i);
  }
  tr_buf_add(out, TR_STR("</td></tr>\n"));
}

static void put_rules(packet *p, tr_buf *out) {
  tr_buf_add(out, TR_STR("<h2>Rules and sources</h2>\n<dl>\n"));
  for (uint32_t i = 0; i < p->rule_count; i++) {
    const tr_rule *rule = p->rules[i];
    put_text(out, "<dt>", tr_str_of(rule->id), " ");
    put_text(out, "", tr_str_of(rule->slug), " (");
    put_text(out, "", tr_str_of(rule->confidence), ")</dt>\n");
    for (uint32_t j = 0; j < rule->source_count; j++) {
      const tr_source *source = tr_run_source(&p->run, rule->sources[j].id);
      if (source == NULL) continue;
      tr_buf_add(out, TR_STR("<dd>"));
      tr_html_link(out, tr_str_of(source->title), source->url);
      tr_buf_add(out, TR_STR("</dd>\n"));
    }
  }
  tr_buf_add(out, TR_STR("</dl>\n"));
}

static bool put_index(packet *p) {
  tr_buf out;
  tr_buf_init(&out, BYTES_MOST);
  tr_buf_add(
      &out,
      TR_STR("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
             "<meta name=\"viewport\" content=\"width=device-width\">"
             "<title>Evidence of a sample</title><style>body{font:1rem/1.5 "
             "system-ui,sans-serif;margin:2rem;color-scheme:light dark}"
             "table{border-collapse:collapse}td,th{border:1px solid #888;"
             "padding:.2rem .5rem;text-align:left;vertical-align:top}"
             ".wide{overflow-x:auto}</style></head><body><main>\n"
             "<h1>Evidence of a sample</h1>\n<h2>The draw</h2>\n<table>\n"));
  for (uint32_t i = 0; i < p->sheet.record.count; i++) {
    const sample_pair *pair = tr_array_at(&p->sheet.record, i);
    put_text(&out, "<tr><th scope=\"row\">", pair->key, "</th><td>");
    put_text(&out, "", pair->value, "</td></tr>\n");
  }
  tr_buf_add(&out,
             TR_STR("</table>\n<h2>The claims</h2>\n<p><a href="
                    "\"findings.html\">What the rules find in them</a>; "
                    "manifest.sha256 has the digest of every file "
                    "(sha256sum -c manifest.sha256).</p>\n<div class=\"wide\" "
                    "tabindex=\"0\" role=\"region\" aria-label=\"claims\">"
                    "<table>\n<tr><th>row</th><th>claim</th><th>patient</th>"
                    "<th>date</th><th>codes</th><th>paid</th><th>proposed</th>"
                    "<th>decision</th><th>allowed</th><th>reason</th>"
                    "<th>evidence</th></tr>\n"));
  qsort(p->items, p->count, sizeof *p->items, by_row);
  for (uint32_t i = 0; i < p->count; i++) put_item(p, &p->items[i], &out);
  tr_buf_add(&out, TR_STR("</table></div>\n"));
  put_rules(p, &out);
  tr_buf_add(&out, TR_STR("</main></body></html>\n"));
  const bool good = out.bad == TR_OK
                        ? put_file(p, "index.html", tr_buf_str(&out))
                        : no_memory();
  tr_buf_done(&out);
  return good;
}

static bool put_worksheet(packet *p, const char *path) {
  char name[32];
  file_bytes file;
  const char *point = strrchr(path, '.');
  if (!file_load(path, &file)) return false;
  snprintf(name, sizeof name, "worksheet%.8s", point != NULL ? point : "");
  const bool good = put_file(p, name, file.bytes);
  file_unload(&file);
  return good;
}

static bool put_all(packet *p, const char *worksheet, tr_day today) {
  if (tr_cutter_new(p->store, &p->cutter) != TR_OK) {
    db_failed(p->store);
    return false;
  }
  if (!make_folder(p, "claims") || !find_items(p) || !find(p, today))
    return false;
  for (uint32_t i = 0; i < p->count; i++)
    if (!put_claim(p, &p->items[i])) return false;
  if (!put_index(p) || !put_worksheet(p, worksheet)) return false;
  tr_buf manifest = p->manifest;
  tr_buf_init(&p->manifest, BYTES_MOST); /* it does not name itself */
  const bool good = manifest.bad == TR_OK &&
                    put_file(p, "manifest.sha256", tr_buf_str(&manifest));
  tr_buf_done(&manifest);
  return good;
}

/* ------------------------------------------------------------------ command */

static bool write_packet(packet *p, const char *worksheet, tr_day today) {
  if (snprintf(p->making, sizeof p->making, "%s.part-%d", p->folder,
               (int)getpid()) >= PATH_MOST ||
      !db_make_folder(p->making))
    return false;
  bool good = put_all(p, worksheet, today);
  if (good && rename(p->making, p->folder) != 0) {
    file_say_errno("make the folder", p->folder);
    good = false;
  }
  if (!good) nftw(p->making, remove_one, OPEN, FTW_DEPTH | FTW_PHYS);
  return good && (db_sync_folder_of(p->folder), true);
}

static int with_store(packet *p, const char *worksheet) {
  db_place place = {0};
  tr_day today;
  if (!cmd_today(p->arguments, &today)) return EXIT_USAGE;
  if (!sample_read(worksheet, &p->sheet)) return EXIT_FAILED;
  int status = db_place_find(p->arguments, false,
                             cmd_has(p->arguments, "quiet"), &place);
  if (status == EXIT_CLEAN) {
    p->store = db_open(&place, place.path, TR_STORE_LOOK);
    status = p->store != NULL && tr_derived_is_current(p->store) != TR_OK
                 ? db_failed(p->store)
             : p->store != NULL && write_packet(p, worksheet, today)
                 ? EXIT_CLEAN
                 : EXIT_FAILED;
  }
  tr_cutter_free(p->cutter);
  tr_store_close(p->store);
  db_place_done(&place);
  return status;
}

int sample_packet(const cmd_command *command, cmd_arguments *arguments) {
  packet p = {.arguments = arguments, .folder = cmd_value(arguments, "out")};
  if (p.folder == NULL) return cmd_usage(command, "say --out FOLDER");
  if (file_exists(p.folder)) {
    file_say("%s exists; a packet is a new folder", p.folder);
    return EXIT_FAILED;
  }
  sample_sheet_init(&p.sheet);
  tr_buf_init(&p.page, BYTES_MOST);
  tr_buf_init(&p.manifest, BYTES_MOST);
  tr_buf_init(&p.bytes, BYTES_MOST);
  const int status = knowledge_open(arguments, &p.knowledge)
                         ? with_store(&p, arguments->operands[1])
                         : EXIT_FAILED;
  if (status == EXIT_CLEAN && !cmd_has(arguments, "quiet"))
    file_say("wrote the evidence of %u claims to %s; it is not encrypted",
             p.count, p.folder);
  for (uint32_t i = 0; i < p.count; i++) tr_buf_done(&p.items[i].findings);
  free(p.items);
  tr_html_free(p.html);
  tr_buf_done(&p.page);
  tr_buf_done(&p.manifest);
  tr_buf_done(&p.bytes);
  sample_frame_done(&p.frame);
  sample_sheet_done(&p.sheet);
  knowledge_close(&p.knowledge);
  return status;
}
