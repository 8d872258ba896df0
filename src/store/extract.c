/* What kind of file it is, and which reader gets which of its sets. */
#include "store/extract.h"

#include "base/utf8.h"
#include "store/extract_parts.h"
#include "x12/sniff.h"

enum { CLEAN_MOST = 1 << 20, GLANCE = 1024 };

/* --------------------------------------------------------------------- rows */

int64_t tr__extract_id(tr__extract *extract, tr_derived table) {
  if (++extract->next[table] >> TR_KEPT_SHIFT != 0) {
    if (extract->bad == TR_OK) extract->bad = TR_ELIMIT;
    return 0;
  }
  return extract->file << TR_KEPT_SHIFT | extract->next[table];
}

static bool is_clean(tr_str text) {
  return (text.n == 0 || memchr(text.p, '\0', text.n) == NULL) &&
         tr_utf8_valid(text);
}

void tr__extract_row(tr__extract *extract, tr_derived table, tr_cell *values) {
  const unsigned count = tr_derived_at(table)->count;
  tr_buf *clean = &extract->clean;
  size_t at[TR_DERIVED_COLUMNS];
  tr_buf_clear(clean);
  for (unsigned i = 0; i < count; i++) {
    at[i] = SIZE_MAX;
    if (values[i].kind != TR_CELL_TEXT || is_clean(values[i].text)) continue;
    at[i] = clean->n;
    tr_text_safe(clean, values[i].text);
    values[i].text.n = clean->n - at[i];
  }
  for (unsigned i = 0; i < count; i++)
    if (at[i] != SIZE_MAX) values[i].text.p = clean->p + at[i];
  if (clean->bad != TR_OK && extract->bad == TR_OK) extract->bad = clean->bad;
  if (extract->bad != TR_OK) return;
  extract->found->rows[table]++;
  if (extract->row != NULL)
    extract->bad = extract->row(extract->context, table, values);
}

tr_cell tr__extract_text(const tr_unit *unit, const tr_field *field) {
  return field->state == TR_FIELD_KNOWN
             ? tr_cell_text(tr_unit_text(unit, field))
             : tr_cell_null();
}

tr_cell tr__extract_code(const tr_unit *unit, const tr_field *field,
                         char *room) {
  if (field->state != TR_FIELD_KNOWN || field->number == 0)
    return tr__extract_text(unit, field);
  const size_t n = tr_code_text((tr_code)field->number, room);
  return tr_cell_text((tr_str){room, n});
}

tr_cell tr__extract_number(const tr_field *field) {
  return field->state == TR_FIELD_KNOWN ? tr_cell_integer(field->number)
                                        : tr_cell_null();
}

/* ---------------------------------------------------------------------- X12 */

static void take_fault(void *context, const tr_fault *fault) {
  tr__extract *extract = context;
  (void)fault;
  extract->found->faults++;
}

static void before(void *context, const tr_segment *segment) {
  tr__extract *extract = context;
  if (extract->in_claims &&
      tr_builder_ends_claim(extract->builder, segment->id))
    tr__extract_claim(extract, segment);
}

static bool is_set(const tr_transaction *set, const char *transaction) {
  return set->read &&
         tr_str_eq(tr_short_str(&set->transaction), tr_str_of(transaction));
}

static bool is_kept(const tr_transaction *set) {
  const bool is_277ca =
      set->guide != NULL && strncmp(set->guide->version, "005010X214", 10) == 0;
  return is_set(set, "837") || is_set(set, "835") || is_set(set, "999") ||
         (is_set(set, "277") && is_277ca);
}

static void set_began(void *context, const tr_transaction *set,
                      const tr_segment *segment) {
  tr__extract *extract = context;
  const tr_envelope *envelope = &extract->intake.envelope;
  (void)segment;
  extract->in_claims = is_set(set, "837");
  extract->in_remit = is_set(set, "835");
  if (is_kept(set))
    extract->found->sets++;
  else
    extract->found->unread++;
  if (extract->in_claims) {
    const tr_set_start start = tr_set_start_of(envelope, "");
    tr_builder_begin_set(extract->builder, &start);
  } else if (extract->in_remit) {
    const tr_remit_start start = tr_remit_start_of(envelope, "");
    tr_remit_begin_set(extract->remit, &start);
  }
}

static void keep_bad(tr__extract *extract, tr_status status) {
  if (extract->bad == TR_OK) extract->bad = status;
}

/* A set without its trailer may be cut anywhere: nobody knows whether its last
 * claim is whole, so it is left in the file. */
static void set_ended(void *context, const tr_transaction *set,
                      const tr_segment *trailer) {
  tr__extract *extract = context;
  (void)set;
  if (extract->in_claims && trailer == NULL) {
    const tr_set_start none = tr_set_start_of(&extract->intake.envelope, "");
    tr_builder_begin_set(extract->builder, &none);
    tr_reader_release(&extract->intake.reader);
  }
  if (extract->in_remit && trailer == NULL) {
    tr_remit_abandon(extract->remit);
  } else if (extract->in_remit) {
    const tr_located located = {.segment = *trailer, .in_set = true};
    keep_bad(extract, tr_remit_segment(extract->remit, &located));
  }
  extract->in_claims = extract->in_remit = false;
}

static void take_answers(tr__extract *extract, const tr_located *located) {
  if (located->spec == NULL) return;
  if (strcmp(located->spec->transaction, "999") == 0 &&
      tr_answer_999_take(&extract->answer_999, located)) {
    keep_bad(extract, extract->answer_999.bad);
    tr__extract_999(extract);
  } else if (strcmp(located->spec->slug, "277ca") == 0 &&
             tr_answer_277ca_take(&extract->answer_277ca, located)) {
    keep_bad(extract, extract->answer_277ca.bad);
    tr__extract_277ca(extract);
  }
}

static void take_segment(tr__extract *extract, const tr_located *located) {
  const tr_segment *segment = &located->segment;
  tr__extract_span(extract, segment);
  if (!located->in_set) {
    tr__extract_ta1(extract, segment);
  } else if (extract->in_claims) {
    if (segment->id == TR_CODE("CLM")) tr_reader_hold(&extract->intake.reader);
    keep_bad(extract,
             tr_builder_segment(extract->builder, segment, &located->spot));
  } else if (extract->in_remit) {
    keep_bad(extract, tr_remit_segment(extract->remit, located));
  } else {
    take_answers(extract, located);
  }
}

static void read_x12(tr__extract *extract, tr_str bytes) {
  const tr_intake_options options = {.fault = take_fault,
                                     .context = extract,
                                     .events = {.context = extract,
                                                .set_began = set_began,
                                                .set_ended = set_ended},
                                     .before = before,
                                     .before_context = extract};
  const tr_remit_events events = tr__extract_remit_events(extract);
  tr_located located;
  bool fed = false;
  extract->open = -1;
  extract->builder = tr_builder_new(take_fault, extract);
  extract->remit = tr_remit_builder_new(take_fault, extract, &events);
  tr_answer_999_init(&extract->answer_999);
  tr_answer_277ca_init(&extract->answer_277ca);
  tr_intake_init(&extract->intake, &options);
  if (extract->builder == NULL || extract->remit == NULL)
    extract->bad = TR_ENOMEM;
  tr_intake_feed(&extract->intake, bytes.p, bytes.n);
  while (extract->bad == TR_OK) {
    const tr_read got = tr_intake_next(&extract->intake, &located);
    if (got == TR_READ_SEGMENT) {
      take_segment(extract, &located);
    } else if (got == TR_READ_MORE && !fed) {
      tr_intake_end(&extract->intake);
      fed = true;
    } else {
      if (got == TR_READ_FAILED) keep_bad(extract, TR_ENOMEM);
      break;
    }
  }
  tr_intake_done(&extract->intake);
  tr_answer_277ca_done(&extract->answer_277ca);
  tr_answer_999_done(&extract->answer_999);
  tr_remit_builder_free(extract->remit);
  tr_builder_free(extract->builder);
}

/* -------------------------------------------------------------------- kinds */

static tr_str skip_blanks(tr_str bytes) {
  if (tr_str_starts(bytes, TR_STR("\xEF\xBB\xBF"))) {
    bytes.p += 3;
    bytes.n -= 3;
  }
  while (bytes.n > 0 && bytes.p[0] != '\0' &&
         strchr(" \t\r\n", bytes.p[0]) != NULL) {
    bytes.p++;
    bytes.n--;
  }
  return bytes;
}

void tr_extracted_glance(tr_str bytes, tr_extracted *found) {
  tr_str text = skip_blanks(bytes);
  *found = (tr_extracted){.kind = NULL};
  if (text.n == 0) {
    found->guess = "empty";
  } else if (text.p[0] == '{' || text.p[0] == '[') {
    found->kind = "notes";
  } else if (tr_str_starts(text, TR_STR("ISA"))) {
    found->kind = "x12";
  } else {
    if (text.n > GLANCE) text.n = GLANCE;
    const tr_sniff sniff = tr_sniff_guess(text);
    if (strcmp(sniff.variant, "guess") == 0) found->guess = sniff.guess;
  }
}

tr_status tr_extract(int64_t file, tr_str bytes, tr_row_fn *row, void *context,
                     tr_extracted *found) {
  tr_extracted_glance(bytes, found);
  if (found->kind == NULL) return TR_OK;
  tr__extract *extract = calloc(1, sizeof *extract);
  if (extract == NULL) return TR_ENOMEM;
  extract->file = file;
  extract->row = row;
  extract->context = context;
  extract->found = found;
  tr_buf_init(&extract->clean, CLEAN_MOST);
  tr_buf_init(&extract->words, CLEAN_MOST);
  if (strcmp(found->kind, "notes") == 0)
    tr__extract_notes(extract, bytes);
  else
    read_x12(extract, bytes);
  found->good = found->sets > 0 || found->rows[TR_DERIVED_NOTE] > 0;
  const tr_status status = extract->bad;
  tr_buf_done(&extract->clean);
  tr_buf_done(&extract->words);
  free(extract);
  return status;
}
