/* traction sample draw: the frame, the draw, what the rules find in each drawn
 * claim, and the worksheet of it. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "sample_money.h"
#include "store/recheck.h"

enum {
  FINDINGS_MOST = 30000, /* bytes of one cell */
  SEED = 16              /* random bytes */
};

/** A call. */
typedef struct drawing {
  const cmd_command *command;
  const cmd_arguments *arguments;
  sample_frame_options which;
  uint64_t size, per_stratum;
  tr_severity question;
  tr_day today;
  bool redact, quiet;
  const char *seed, *path;
  char random[2 * SEED + 2];
  knowledge knowledge;
  sample_frame frame;
  sample_case *cases; /* by the claim's id */
  uint32_t count;
  sample_sheet sheet;
} drawing;

/* ------------------------------------------------------------------ options */

static bool read_size(const cmd_arguments *arguments, const char *name,
                      uint64_t *size) {
  const char *text = cmd_value(arguments, name);
  uint64_t found = 0;
  if (text == NULL) return true;
  for (const char *c = text; *c != '\0'; c++) {
    if (*c < '0' || *c > '9' || found > SAMPLE_UNITS) found = 0;
    if (*c < '0' || *c > '9') break;
    found = found * 10 + (uint64_t)(*c - '0');
  }
  *size = found;
  if (found > 0 && found <= SAMPLE_UNITS) return true;
  cmd_usage(arguments->command, "--%s is a number from 1 to %d", name,
            SAMPLE_UNITS);
  return false;
}

static bool read_edges(drawing *run, tr_str list) {
  sample_frame_options *which = &run->which;
  while (list.n > 0 && which->edge_count < SAMPLE_EDGES) {
    const char *comma = memchr(list.p, ',', list.n);
    const size_t n = comma != NULL ? (size_t)(comma - list.p) : list.n;
    tr_cents *edge = &which->edges[which->edge_count];
    if (tr_cents_read((tr_str){list.p, n}, edge) != TR_OK ||
        (which->edge_count > 0 && *edge <= edge[-1]))
      break;
    which->edge_count++;
    if (comma == NULL) return true;
    list = (tr_str){list.p + n + 1, list.n - n - 1};
  }
  return false;
}

static bool read_strata(drawing *run) {
  static const char *const words[] = {"payer", "provider", "visits", "code"};
  static const sample_by kinds[] = {SAMPLE_BY_PAYER, SAMPLE_BY_PROVIDER,
                                    SAMPLE_BY_VISITS, SAMPLE_BY_CODE};
  const char *text = cmd_value(run->arguments, "strata");
  if (text == NULL) return true;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(text, words[i]) == 0) {
      run->which.by = kinds[i];
      return true;
    }
  run->which.by = SAMPLE_BY_CHARGE;
  if (strncmp(text, "charge:", 7) == 0 && read_edges(run, tr_str_of(text + 7)))
    return true;
  cmd_usage(run->command,
            "--strata is payer, provider, visits, code, or charge: with rising "
            "amounts, as charge:50,100,200");
  return false;
}

static bool read_options(drawing *run) {
  const cmd_arguments *a = run->arguments;
  const char *amount = cmd_value(a, "amount");
  const char *question = cmd_value(a, "question");
  run->which.from = TR_DAY_MIN;
  run->which.to = TR_DAY_MAX;
  run->question = TR_SEVERITY_ERROR;
  run->which.provider = tr_str_of(cmd_value(a, "provider"));
  run->which.payer = tr_str_of(cmd_value(a, "payer"));
  run->which.paid = cmd_has(a, "paid");
  run->which.charges = amount != NULL && strcmp(amount, "charged") == 0;
  if (question != NULL)
    (void)tr_severity_read(tr_str_of(question), &run->question);
  run->redact = cmd_has(a, "redact");
  run->quiet = cmd_has(a, "quiet");
  run->path = cmd_value(a, "worksheet");
  run->seed = cmd_value(a, "seed");
  if (run->path == NULL || !sample_is_worksheet(run->path)) {
    cmd_usage(run->command, "--worksheet is a file .csv, .xlsx or .json");
    return false;
  }
  if (run->seed != NULL &&
      (run->seed[0] == '\0' || strlen(run->seed) > TR_DRAW_SEED)) {
    cmd_usage(run->command, "--seed is a text of 1 to %d bytes", TR_DRAW_SEED);
    return false;
  }
  if (!read_size(a, "size", &run->size) ||
      !read_size(a, "per-stratum", &run->per_stratum) || !read_strata(run) ||
      !cmd_day(a, "from", &run->which.from) ||
      !cmd_day(a, "to", &run->which.to) || !cmd_today(a, &run->today))
    return false;
  if ((run->size == 0) != (run->per_stratum == 0)) return true;
  cmd_usage(run->command, "say how many: --size N, or --per-stratum N");
  return false;
}

/* --------------------------------------------------------------------- draw */

static void sha256(tr_str bytes, unsigned char *digest) {
  crypto_hash_sha256(digest, (const unsigned char *)bytes.p, bytes.n);
}

/* A letter first: a spreadsheet must not read it as a number. */
static void make_seed(drawing *run) {
  unsigned char bytes[SEED];
  if (run->seed != NULL) return;
  randombytes_buf(bytes, sizeof bytes);
  run->random[0] = 's';
  sodium_bin2hex(run->random + 1, sizeof run->random - 1, bytes, sizeof bytes);
  run->seed = run->random;
}

static int by_id(const void *left, const void *right) {
  const sample_case *a = left, *b = right;
  return (a->claim->id > b->claim->id) - (a->claim->id < b->claim->id);
}

static int by_order(const void *left, const void *right) {
  const sample_case *a = left, *b = right;
  return (a->order > b->order) - (a->order < b->order);
}

static bool take_drawn(drawing *run, const tr_draw_unit *units) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < run->frame.claims.count; i++) n += units[i].drawn;
  run->cases = calloc(n + 1, sizeof *run->cases);
  if (run->cases == NULL) {
    file_say("out of memory");
    return false;
  }
  for (uint32_t i = 0; i < run->frame.claims.count; i++) {
    if (!units[i].drawn) continue;
    sample_case *at = &run->cases[run->count++];
    at->claim = tr_array_at(&run->frame.claims, i);
    at->order = units[i].order;
    tr_buf_init(&at->findings, FINDINGS_MOST);
  }
  qsort(run->cases, run->count, sizeof *run->cases, by_id);
  return true;
}

static bool draw(drawing *run) {
  sample_frame *frame = &run->frame;
  const uint32_t count = frame->claims.count;
  if (count < 2) {
    file_say("there are %u such claims: nothing to draw from", count);
    return false;
  }
  if (run->per_stratum > 0)
    for (uint32_t i = 0; i < frame->strata_count; i++) {
      const uint64_t all = frame->sizes[i].frame;
      frame->sizes[i].size = run->per_stratum < all ? run->per_stratum : all;
    }
  else
    tr_draw_allocate(frame->sizes, frame->strata_count, run->size);
  tr_draw_unit *units = calloc(count, sizeof *units);
  if (units == NULL) {
    file_say("out of memory");
    return false;
  }
  for (uint32_t i = 0; i < count; i++) {
    const sample_claim *claim = tr_array_at(&frame->claims, i);
    units[i] = (tr_draw_unit){.id = claim->unit, .stratum = claim->stratum};
  }
  make_seed(run);
  const tr_status status =
      tr_draw(units, count, frame->sizes, frame->strata_count,
              tr_str_of(run->seed), sha256);
  const bool good = status == TR_OK && take_drawn(run, units);
  if (status != TR_OK) file_say("cannot draw: %s", tr_status_text(status));
  free(units);
  return good;
}

/* ----------------------------------------------------------------- findings */

static tr_status take_finding(void *context, const tr_rechecked_claim *claim,
                              const tr_finding *finding) {
  drawing *run = context;
  if (claim == NULL || finding->severity < TR_SEVERITY_WARNING) return TR_OK;
  const sample_claim looked = {.id = claim->id};
  const sample_case key = {.claim = &looked};
  sample_case *at =
      bsearch(&key, run->cases, run->count, sizeof *run->cases, by_id);
  if (at == NULL) return TR_OK;
  if (at->findings.n > 0) tr_buf_add_char(&at->findings, '\n');
  tr_buf_addf(&at->findings, "%s %s", tr_severity_name(finding->severity),
              finding->rule->id);
  if (finding->line > 0)
    tr_buf_addf(&at->findings, " line %lld", (long long)finding->line);
  if (run->redact)
    tr_buf_addf(&at->findings, ": %s", finding->rule->slug);
  else
    tr_buf_addf(&at->findings, ": %.*s", TR_STR_ARG(finding->message));
  if (finding->severity >= run->question) sample_case_question(at, finding);
  return TR_OK;
}

static bool find(drawing *run, tr_store *store) {
  tr_recall_query query = tr_recall_everything;
  tr_rechecked done;
  query.from = TR_DAY_MAX;
  query.to = TR_DAY_MIN;
  for (uint32_t i = 0; i < run->count; i++) {
    sample_case *at = &run->cases[i];
    if (at->claim->from < query.from) query.from = at->claim->from;
    if (at->claim->from > query.to) query.to = at->claim->from;
    if (sample_case_load(store, run->which.charges, at) != TR_OK) {
      db_failed(store);
      return false;
    }
  }
  const tr_recheck_options options = {.pack = run->knowledge.pack,
                                      .tables = &run->knowledge.tables,
                                      .today = run->today,
                                      .which = &query,
                                      .context = run,
                                      .finding = take_finding};
  if (tr_recheck(store, &options, &done) == TR_OK) return true;
  db_failed(store);
  return false;
}

/* ---------------------------------------------------------------- worksheet */

static bool cell(drawing *run, sample_row *row, sample_column column,
                 tr_str text) {
  return sample_keep(&run->sheet, text, &row->cells[column]);
}

static bool money(drawing *run, sample_row *row, sample_column column,
                  tr_cents cents) {
  char text[TR_CENTS_TEXT];
  return cell(run, row, column, (tr_str){text, tr_cents_text(cents, text)});
}

static void put_patient(const drawing *run, const sample_claim *claim,
                        tr_buf *out) {
  if (run->redact)
    tr_buf_addf(out, "%.*s.%.*s.", claim->first.n > 0, claim->first.p,
                claim->last.n > 0, claim->last.p);
  else
    tr_buf_addf(out, "%.*s, %.*s", TR_STR_ARG(claim->last),
                TR_STR_ARG(claim->first));
}

static void put_codes(const sample_case *at, tr_buf *out) {
  for (uint32_t i = 0; i < at->count; i++) {
    const sample_line *line = &at->lines[i];
    tr_buf_addf(out, "%s%s%s%s", i > 0 ? ", " : "", line->code,
                line->modifiers[0] != '\0' ? " " : "", line->modifiers);
  }
}

static void put_rules(const sample_case *at, const tr_cents *by_rule,
                      tr_buf *out) {
  for (uint32_t i = 0; i < at->rule_count; i++) {
    char text[TR_CENTS_TEXT];
    tr_cents_text(by_rule[i], text);
    tr_buf_addf(out, "%s%s=%s", out->n > 0 ? " " : "", at->rules[i], text);
  }
}

static bool text_cells(drawing *run, const sample_case *at, sample_row *row,
                       const tr_cents *by_rule) {
  char day[TR_DAY_TEXT];
  tr_buf text;
  bool good = true;
  tr_buf_init(&text, FINDINGS_MOST);
  put_patient(run, at->claim, &text);
  good = good && cell(run, row, SAMPLE_PATIENT, tr_buf_str(&text));
  tr_buf_clear(&text);
  put_codes(at, &text);
  good = good && cell(run, row, SAMPLE_CODES, tr_buf_str(&text));
  tr_buf_clear(&text);
  put_rules(at, by_rule, &text);
  good = good && cell(run, row, SAMPLE_QUESTIONED, tr_buf_str(&text));
  tr_buf_done(&text);
  tr_day_text(at->claim->from, day);
  return good && cell(run, row, SAMPLE_DATE, tr_str_of(day));
}

static bool put_row(drawing *run, const sample_case *at) {
  tr_cents by_rule[SAMPLE_RULES];
  tr_status status;
  const sample_claim *claim = at->claim;
  const tr_cents questioned = sample_case_sum(at, by_rule);
  sample_row *row = tr_array_add(&run->sheet.rows, &status);
  if (row == NULL) {
    file_say("the worksheet is too long");
    return false;
  }
  return cell(run, row, SAMPLE_UNIT, claim->unit) &&
         cell(run, row, SAMPLE_STRATUM, claim->stratum_name) &&
         cell(run, row, SAMPLE_CLAIM, claim->control) &&
         cell(run, row, SAMPLE_PROVIDER, claim->provider) &&
         cell(run, row, SAMPLE_PAYER, claim->payer) &&
         text_cells(run, at, row, by_rule) &&
         money(run, row, SAMPLE_CHARGED, claim->charged) &&
         money(run, row, SAMPLE_PAID, claim->at_stake) &&
         cell(run, row, SAMPLE_FINDINGS, tr_buf_str(&at->findings)) &&
         money(run, row, SAMPLE_PROPOSED, claim->at_stake - questioned);
}

static bool put_strata(drawing *run) {
  for (uint32_t i = 0; i < run->frame.strata_count; i++) {
    const sample_stratum *stratum = &run->frame.strata[i];
    char amount[TR_CENTS_TEXT];
    tr_buf text;
    tr_buf_init(&text, FINDINGS_MOST);
    tr_cents_text(stratum->at_stake, amount);
    tr_buf_addf(&text, "%.*s | %llu in the frame | %llu drawn | %s at stake",
                TR_STR_ARG(stratum->name),
                (unsigned long long)run->frame.sizes[i].frame,
                (unsigned long long)run->frame.sizes[i].size, amount);
    const bool good = sample_record(&run->sheet, "stratum", tr_buf_str(&text));
    tr_buf_done(&text);
    if (!good) return false;
  }
  return true;
}

static void put_which(const drawing *run, tr_buf *out) {
  const sample_frame_options *which = &run->which;
  char day[TR_DAY_TEXT];
  tr_buf_add(out, TR_STR("claims"));
  if (which->from != TR_DAY_MIN) {
    tr_day_text(which->from, day);
    tr_buf_addf(out, " from %s", day);
  }
  if (which->to != TR_DAY_MAX) {
    tr_day_text(which->to, day);
    tr_buf_addf(out, " to %s", day);
  }
  if (which->provider.n > 0)
    tr_buf_addf(out, " of provider %.*s", TR_STR_ARG(which->provider));
  if (which->payer.n > 0)
    tr_buf_addf(out, " for payer %.*s", TR_STR_ARG(which->payer));
  if (which->paid) tr_buf_add(out, TR_STR(" with a payment"));
}

static bool put_record(drawing *run) {
  char text[200], day[16] = "a day not known";
  tr_buf which;
  sample_sheet *sheet = &run->sheet;
  const char *strata = cmd_value(run->arguments, "strata");
  tr_buf_init(&which, FINDINGS_MOST);
  put_which(run, &which);
  if (run->today != TR_DAY_MIN) tr_day_text(run->today, day);
  snprintf(text, sizeof text, "on %s", day);
  bool good =
      sample_record(sheet, "traction sample", TR_STR("form 1")) &&
      sample_record(sheet, "engine", TR_STR("traction " TR_VERSION)) &&
      sample_record(sheet, "drawn", tr_str_of(text)) &&
      sample_record(sheet, "method", TR_STR(TR_DRAW_METHOD)) &&
      sample_record(sheet, "seed", tr_str_of(run->seed)) &&
      sample_record(sheet, "frame", tr_buf_str(&which)) &&
      sample_record(sheet, "strata by",
                    tr_str_of(strata != NULL ? strata : "none")) &&
      sample_record(sheet, "amount",
                    run->which.charges ? TR_STR("charged") : TR_STR("paid")) &&
      sample_record(sheet, "questioned from",
                    tr_str_of(tr_severity_name(run->question)));
  tr_buf_done(&which);
  snprintf(text, sizeof text, "%u claims, sha256:%s", run->frame.claims.count,
           run->frame.digest);
  good = good && sample_record(sheet, "frame digest", tr_str_of(text));
  for (size_t i = 0; good && i < run->knowledge.pack_count; i++) {
    const tr_run_pack *pack = &run->knowledge.packs[i];
    snprintf(text, sizeof text, "%s %s sha256:%s", pack->name, pack->version,
             pack->sha256);
    good = sample_record(sheet, "rules", tr_str_of(text));
  }
  return good && put_strata(run);
}

static bool make_sheet(drawing *run) {
  char digest[TR_KEPT_DIGEST];
  qsort(run->cases, run->count, sizeof *run->cases, by_order);
  if (!put_record(run)) return false;
  for (uint32_t i = 0; i < run->count; i++)
    if (!put_row(run, &run->cases[i])) return false;
  return sample_digest(&run->sheet, digest) &&
         sample_record(&run->sheet, "sample", tr_str_of(digest)) &&
         sample_write(&run->sheet, run->path);
}

static void tell(const drawing *run) {
  if (run->quiet) return;
  file_say("drew %u of %u claims in %u %s with seed %s into %s", run->count,
           run->frame.claims.count, run->frame.strata_count,
           run->frame.strata_count == 1 ? "stratum" : "strata", run->seed,
           run->path);
  if (run->frame.left_out > 0)
    file_say("%llu void, replaced, damaged or test claims are not in the frame",
             (unsigned long long)run->frame.left_out);
  if (run->frame.unpaid > 0 && !run->which.charges)
    file_say(
        "%llu claims of the frame have no payment and count as paid 0.00; "
        "--paid leaves them out, --amount charged puts charges at stake",
        (unsigned long long)run->frame.unpaid);
}

static int run_drawing(drawing *run) {
  db_place place = {0};
  const char *frame = cmd_value(run->arguments, "frame");
  int status = db_place_find(run->arguments, false, run->quiet, &place);
  tr_store *store =
      status == EXIT_CLEAN ? db_open(&place, place.path, TR_STORE_LOOK) : NULL;
  if (status == EXIT_CLEAN && store == NULL) status = EXIT_FAILED;
  if (status == EXIT_CLEAN && tr_derived_is_current(store) != TR_OK)
    status = db_failed(store);
  if (status == EXIT_CLEAN &&
      !(sample_frame_make(store, &run->which, &run->frame) && draw(run) &&
        find(run, store) && make_sheet(run) &&
        (frame == NULL || sample_frame_write(&run->frame, frame))))
    status = EXIT_FAILED;
  if (status == EXIT_CLEAN) tell(run);
  tr_store_close(store);
  db_place_done(&place);
  return status;
}

int sample_draw(const cmd_command *command, cmd_arguments *arguments) {
  drawing run = {.command = command, .arguments = arguments};
  int status = EXIT_USAGE;
  sample_sheet_init(&run.sheet);
  if (read_options(&run))
    status = knowledge_open(arguments, &run.knowledge) ? run_drawing(&run)
                                                       : EXIT_FAILED;
  for (uint32_t i = 0; i < run.count; i++) tr_buf_done(&run.cases[i].findings);
  free(run.cases);
  sample_frame_done(&run.frame);
  sample_sheet_done(&run.sheet);
  knowledge_close(&run.knowledge);
  return status;
}
