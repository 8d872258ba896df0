/* Which claims are in the frame: the last of one number, patient and day, not
 * void, neither for testing nor damaged; and what is at stake in each. */
#include "sample_frame.h"

#include <stdlib.h>
#include <string.h>

enum { CLAIMS_MOST = 20000000, FRAME_MEMORY = 1 << 30, TEXT = 128 };

/* Voids take a claim back; a later one of the same number for the same patient
 * and day, or with frequency 7 or 8, stands in its place. */
static const char sql[] =
    "SELECT c.id, f.sha256, c.ordinal, c.control, c.patient, c.patient_last, "
    "c.patient_first, c.from_day, c.to_day, coalesce(c.rendering, c.billing), "
    "c.payer_name, c.payer, c.total, "
    "(SELECT CAST(sum(r.paid) AS BIGINT) FROM remit_claim r WHERE r.control = "
    "c.control AND (r.from_day IS NULL OR r.from_day = c.from_day)), "
    "(SELECT l.code FROM line l WHERE l.claim = c.id ORDER BY l.number LIMIT "
    "1), "
    "CASE WHEN c.test = 0 AND c.damaged = 0 AND coalesce(c.frequency, '1') <> "
    "'8' AND NOT EXISTS (SELECT 1 FROM claim n WHERE n.control = c.control AND "
    "n.id > c.id AND n.test = 0 AND n.damaged = 0 AND (n.frequency IN ('7', "
    "'8') OR n.from_day = c.from_day) AND (n.patient = c.patient OR n.patient "
    "IS NULL OR c.patient IS NULL)) THEN 1 ELSE 0 END, c.patient_born "
    "FROM claim c JOIN file f ON f.id = c.file ORDER BY c.id";

static bool no_memory(void) {
  file_say("out of memory");
  return false;
}

static bool keep(sample_frame *frame, const tr_statement *row, unsigned column,
                 tr_str *copy) {
  const tr_cell cell = tr_statement_value(row, column);
  *copy = (tr_str){NULL, 0};
  return cell.kind != TR_CELL_TEXT || cell.text.n == 0 ||
         tr_arena_copy(&frame->arena, cell.text, copy) == TR_OK;
}

static tr_day day_of(const tr_statement *row, unsigned column) {
  const tr_cell cell = tr_statement_value(row, column);
  return tr_cell_as_day(&cell);
}

static bool is_wanted(const sample_frame_options *options,
                      const sample_claim *claim) {
  if (claim->from == TR_DAY_MIN) return false;
  if (claim->from < options->from || claim->from > options->to) return false;
  if (options->provider.n > 0 && !tr_str_eq(options->provider, claim->provider))
    return false;
  if (options->payer.n > 0 && !tr_str_eq(options->payer, claim->payer_id) &&
      tr_str_find_nocase(claim->payer, options->payer) == SIZE_MAX)
    return false;
  return claim->is_paid || !options->paid;
}

/* The id of a unit: its file by the digest and its place in it. The letter
 * keeps a spreadsheet from reading it as a number. */
static bool name_unit(sample_frame *frame, const tr_statement *row,
                      sample_claim *claim) {
  char text[TEXT];
  const tr_str digest = tr_statement_value(row, 1).text;
  const int n = snprintf(text, sizeof text, "c%.*s.%lld",
                         (int)(digest.n < 16 ? digest.n : 16), digest.p,
                         (long long)tr_statement_value(row, 2).integer);
  return tr_arena_copy(&frame->arena, (tr_str){text, (size_t)n},
                       &claim->unit) == TR_OK;
}

static bool take_row(sample_frame *frame, const sample_frame_options *options,
                     const tr_statement *row) {
  tr_status status;
  const tr_cell total = tr_statement_value(row, 12);
  const tr_cell paid = tr_statement_value(row, 13);
  sample_claim claim = {.id = tr_statement_value(row, 0).integer,
                        .from = day_of(row, 7),
                        .to = day_of(row, 8),
                        .born = day_of(row, 16),
                        .charged = total.integer,
                        .paid = paid.integer,
                        .is_paid = paid.kind != TR_CELL_NULL};
  if (!keep(frame, row, 3, &claim.control) ||
      !keep(frame, row, 4, &claim.patient) ||
      !keep(frame, row, 5, &claim.last) || !keep(frame, row, 6, &claim.first) ||
      !keep(frame, row, 9, &claim.provider) ||
      !keep(frame, row, 10, &claim.payer) ||
      !keep(frame, row, 11, &claim.payer_id) ||
      !keep(frame, row, 14, &claim.code) || !name_unit(frame, row, &claim))
    return no_memory();
  if (!is_wanted(options, &claim)) return true;
  if (tr_statement_value(row, 15).integer == 0) {
    frame->left_out++;
    return true;
  }
  frame->unpaid += !claim.is_paid;
  claim.at_stake = options->charges ? claim.charged : claim.paid;
  sample_claim *kept = tr_array_add(&frame->claims, &status);
  if (kept == NULL) return no_memory();
  *kept = claim;
  return true;
}

static bool take_rows(tr_store *store, const sample_frame_options *options,
                      sample_frame *frame) {
  tr_statement *rows = NULL;
  bool row = false, good = true;
  tr_status status = tr_statement_new(store, sql, &rows);
  if (status == TR_OK) status = tr_statement_start(rows, NULL, 0);
  if (status == TR_OK) status = tr_statement_step(rows, &row);
  while (status == TR_OK && row && good) {
    good = take_row(frame, options, rows);
    if (good) status = tr_statement_step(rows, &row);
  }
  tr_statement_free(rows);
  if (status != TR_OK) db_failed(store);
  return good && status == TR_OK;
}

/* ------------------------------------------------------------------- strata */

static int by_patient(const void *left, const void *right) {
  const sample_claim *a = *(sample_claim *const *)left;
  const sample_claim *b = *(sample_claim *const *)right;
  return tr_str_compare(a->patient, b->patient);
}

/* Claims of one patient in the frame, in the bands in which the Inspector
 * General sampled. @source oig-chiropractic-strata */
static bool by_visits(sample_frame *frame) {
  static const char *const bands[] = {"1 to 12 visits", "13 to 30 visits",
                                      "31 or more visits"};
  const uint32_t count = frame->claims.count;
  sample_claim **sorted = calloc(count + 1, sizeof *sorted);
  if (sorted == NULL) return no_memory();
  for (uint32_t i = 0; i < count; i++)
    sorted[i] = tr_array_at(&frame->claims, i);
  qsort(sorted, count, sizeof(sample_claim *), by_patient);
  for (uint32_t i = 0; i < count;) {
    uint32_t end = i + 1;
    while (end < count && sorted[i]->patient.n > 0 &&
           tr_str_eq(sorted[end]->patient, sorted[i]->patient))
      end++;
    const int band = end - i > 30 ? 2 : end - i > 12 ? 1 : 0;
    for (; i < end; i++) sorted[i]->stratum_name = tr_str_of(bands[band]);
  }
  free(sorted);
  return true;
}

static bool by_charge(sample_frame *frame, const sample_frame_options *options,
                      sample_claim *claim) {
  char text[TEXT], low[TR_CENTS_TEXT], high[TR_CENTS_TEXT];
  uint32_t at = 0;
  while (at < options->edge_count && claim->charged >= options->edges[at]) at++;
  if (at > 0) tr_cents_text(options->edges[at - 1], low);
  if (at < options->edge_count) tr_cents_text(options->edges[at], high);
  const int n = at == 0 ? snprintf(text, sizeof text, "1: below %s", high)
                : at == options->edge_count
                    ? snprintf(text, sizeof text, "%u: from %s", at + 1, low)
                    : snprintf(text, sizeof text, "%u: %s to below %s", at + 1,
                               low, high);
  return tr_arena_copy(&frame->arena, (tr_str){text, (size_t)n},
                       &claim->stratum_name) == TR_OK ||
         no_memory();
}

static bool name_strata(sample_frame *frame,
                        const sample_frame_options *options) {
  if (options->by == SAMPLE_BY_VISITS) return by_visits(frame);
  for (uint32_t i = 0; i < frame->claims.count; i++) {
    sample_claim *claim = tr_array_at(&frame->claims, i);
    if (options->by == SAMPLE_BY_CHARGE) {
      if (!by_charge(frame, options, claim)) return false;
      continue;
    }
    claim->stratum_name =
        options->by == SAMPLE_BY_PAYER
            ? (claim->payer.n > 0 ? claim->payer : claim->payer_id)
        : options->by == SAMPLE_BY_PROVIDER ? claim->provider
        : options->by == SAMPLE_BY_CODE     ? claim->code
                                            : TR_STR("all");
    if (claim->stratum_name.n == 0) claim->stratum_name = TR_STR("not known");
  }
  return true;
}

static int by_name(const void *left, const void *right) {
  const sample_stratum *a = left, *b = right;
  return tr_str_compare(a->name, b->name);
}

static uint32_t stratum_of(const sample_frame *frame, tr_str name) {
  uint32_t i = 0;
  while (i < frame->strata_count && !tr_str_eq(frame->strata[i].name, name))
    i++;
  return i;
}

static bool number_strata(sample_frame *frame) {
  for (uint32_t i = 0; i < frame->claims.count; i++) {
    const sample_claim *claim = tr_array_at(&frame->claims, i);
    if (stratum_of(frame, claim->stratum_name) < frame->strata_count) continue;
    if (frame->strata_count == SAMPLE_STRATA) {
      file_say("there would be more than %d strata; choose others",
               SAMPLE_STRATA);
      return false;
    }
    frame->strata[frame->strata_count++] =
        (sample_stratum){.name = claim->stratum_name};
  }
  qsort(frame->strata, frame->strata_count, sizeof *frame->strata, by_name);
  for (uint32_t i = 0; i < frame->claims.count; i++) {
    sample_claim *claim = tr_array_at(&frame->claims, i);
    claim->stratum = stratum_of(frame, claim->stratum_name);
    sample_stratum *stratum = &frame->strata[claim->stratum];
    if (tr_cents_add(stratum->at_stake, claim->at_stake, &stratum->at_stake) !=
        TR_OK) {
      file_say("the amounts of the frame are too large");
      return false;
    }
    frame->sizes[claim->stratum].frame++;
  }
  return true;
}

/* ------------------------------------------------------------------- digest */

static int by_unit(const void *left, const void *right) {
  const sample_claim *a = left, *b = right;
  return tr_str_compare(a->unit, b->unit);
}

static void put_units(const sample_frame *frame, tr_buf *out) {
  for (uint32_t i = 0; i < frame->claims.count; i++) {
    const sample_claim *claim = tr_array_at(&frame->claims, i);
    char amount[TR_CENTS_TEXT];
    tr_cents_text(claim->at_stake, amount);
    tr_buf_addf(out, "%.*s|%.*s|%s\n", TR_STR_ARG(claim->unit),
                TR_STR_ARG(claim->stratum_name), amount);
  }
}

static bool digest_frame(sample_frame *frame) {
  tr_buf text;
  tr_buf_init(&text, FRAME_MEMORY);
  if (frame->claims.count > 0)
    qsort(frame->claims.items, frame->claims.count, sizeof(sample_claim),
          by_unit);
  put_units(frame, &text);
  const bool good = text.bad == TR_OK;
  if (good)
    tr_kept_digest(tr_buf_str(&text), frame->digest);
  else
    no_memory();
  tr_buf_done(&text);
  return good;
}

bool sample_frame_write(const sample_frame *frame, const char *path) {
  file_output output;
  tr_buf text;
  if (!file_output_open(&output, path)) return false;
  tr_buf_init(&text, FRAME_MEMORY);
  put_units(frame, &text);
  const bool good = text.bad == TR_OK || no_memory();
  if (good) file_output_write(&output, tr_buf_str(&text));
  tr_buf_done(&text);
  return file_output_close(&output, good) && good;
}

bool sample_frame_make(tr_store *store, const sample_frame_options *options,
                       sample_frame *frame) {
  *frame = (sample_frame){.strata_count = 0};
  tr_arena_init(&frame->arena, FRAME_MEMORY);
  tr_array_init(&frame->claims, sizeof(sample_claim), CLAIMS_MOST, NULL);
  return take_rows(store, options, frame) && name_strata(frame, options) &&
         number_strata(frame) && digest_frame(frame);
}

void sample_frame_done(sample_frame *frame) {
  tr_array_done(&frame->claims);
  tr_arena_done(&frame->arena);
}
