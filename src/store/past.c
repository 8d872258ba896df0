/* Which kept claims and notes are the past of a claim, by SQL; each is cut out
 * of its file, read by the same reader and builder as any other, and shown at
 * the place it has in its file. */
#include "store/past.h"

#include <stdlib.h>
#include <string.h>

#include "input/note_json.h"
#include "store/cut.h"
#include "store/extract.h"
#include "store/past_claim.h"

enum {
  PATIENT_MOST = 4096,
  CUT_MOST = 64 << 20,
  NAMES_MOST = 64 << 20,
  NOTES_ARENA = TR_NOTE_ARENA * (TR_PAST_NOTES / 4)
};

/* A claim of the patient, as the store finds it. */
typedef struct found_claim {
  int64_t id;
  const char *file;
  uint64_t ordinal, at; /* of its CLM in the file */
} found_claim;

/* A note, likewise. */
typedef struct found_note {
  int64_t id;
  const char *file;
  uint64_t line;
  tr_day day;
} found_note;

struct tr_past_store {
  tr_store *store;
  tr_cutter *cutter;
  tr_statement *claims, *named_notes, *visit_notes, *day_notes, *owners;
  tr_past_claim_reader *reader;
  tr_note_reader notes;
  bool reading;     /* `notes` is to be freed */
  tr_arena lasting; /* names of files */
  tr_arena note_arena;
  tr_map names;       /* file -> index in `files` */
  const char **files; /* by index */
  size_t file_count, file_room;
  tr_map left_out; /* files that are checked now */
  tr_buf patient;
  tr_buf bytes; /* of the claim at hand, which borrows them */
  tr_buf note_bytes;
  tr_past_counts counts;
};

static const char claims_sql[] =
    "SELECT c.id, c.file, f.name, c.ordinal, c.claim_at FROM claim c JOIN file "
    "f ON f.id = c.file WHERE c.patient = $1 AND c.from_day >= $2 AND c.test = "
    "0 AND c.damaged = 0 ORDER BY c.from_day DESC, c.id DESC";

#define NOTE                                                               \
  "SELECT n.id, n.file, f.name, n.line, n.day FROM note n JOIN file f ON " \
  "f.id = n.file "

static const char named_sql[] =
    NOTE "WHERE n.claim = $1 AND n.day IS NOT NULL ORDER BY n.day, n.id";
/* Of the visit, and of no other patient as far as both say so. */
static const char visit_sql[] = NOTE
    "WHERE n.claim IS NULL AND n.author = $1 AND n.born = $2 AND n.day >= $3 "
    "AND n.day <= $4 AND (n.patient_id IS NULL OR n.patient_id = $5 OR "
    "n.patient_id = $6) ORDER BY n.day, n.id";
static const char day_sql[] =
    NOTE "WHERE n.author = $1 AND n.day = $2 ORDER BY n.id";
/* The claims of a note: a note that no claim took is no past, and one whose
 * claim is checked now is judged itself. */
static const char owner_sql[] =
    "SELECT c.file FROM note n JOIN claim c ON c.control = n.claim WHERE n.id "
    "= $1 AND c.test = 0 AND c.damaged = 0 UNION ALL SELECT c.file FROM note n "
    "JOIN claim c ON c.rendering = n.author AND c.patient_born = n.born AND "
    "c.from_day <= n.day AND c.to_day >= n.day WHERE n.id = $2 AND n.claim IS "
    "NULL AND c.test = 0 AND c.damaged = 0";

static tr_status no_memory(tr_past_store *past) {
  return tr_store_fail(tr_store_error_of(past->store), TR_ENOMEM,
                       "out of memory");
}

static tr_status prepare(tr_past_store *past) {
  tr_store *store = past->store;
  tr_status status = tr_cutter_new(store, &past->cutter);
  if (status == TR_OK)
    status = tr_statement_new(store, claims_sql, &past->claims);
  if (status == TR_OK)
    status = tr_statement_new(store, named_sql, &past->named_notes);
  if (status == TR_OK)
    status = tr_statement_new(store, visit_sql, &past->visit_notes);
  if (status == TR_OK)
    status = tr_statement_new(store, day_sql, &past->day_notes);
  if (status == TR_OK)
    status = tr_statement_new(store, owner_sql, &past->owners);
  if (status != TR_OK) return status;
  past->reader = tr_past_claim_reader_new();
  if (past->reader == NULL || tr_note_reader_init(&past->notes, NULL) != TR_OK)
    return no_memory(past);
  past->reading = true;
  return TR_OK;
}

tr_status tr_past_store_new(tr_store *store, tr_past_store **past) {
  tr_past_store *made = calloc(1, sizeof *made);
  if (made == NULL)
    return tr_store_fail(tr_store_error_of(store), TR_ENOMEM, "out of memory");
  made->store = store;
  tr_arena_init(&made->lasting, NAMES_MOST);
  tr_arena_init(&made->note_arena, NOTES_ARENA);
  tr_buf_init(&made->patient, PATIENT_MOST);
  tr_buf_init(&made->bytes, CUT_MOST);
  tr_buf_init(&made->note_bytes, TR_NOTE_BYTES);
  const tr_status status = prepare(made);
  if (status == TR_OK)
    *past = made;
  else
    tr_past_store_free(made);
  return status;
}

void tr_past_store_free(tr_past_store *past) {
  if (past == NULL) return;
  if (past->reading) tr_note_reader_done(&past->notes);
  tr_past_claim_reader_free(past->reader);
  tr_statement_free(past->claims);
  tr_statement_free(past->named_notes);
  tr_statement_free(past->visit_notes);
  tr_statement_free(past->day_notes);
  tr_statement_free(past->owners);
  tr_cutter_free(past->cutter);
  tr_map_done(&past->names);
  tr_map_done(&past->left_out);
  tr_buf_done(&past->patient);
  tr_buf_done(&past->bytes);
  tr_buf_done(&past->note_bytes);
  tr_arena_done(&past->note_arena);
  tr_arena_done(&past->lasting);
  free(past->files);
  free(past);
}

tr_status tr_past_store_leave_out(tr_past_store *past, const char *sha256) {
  int64_t file = 0;
  const tr_status status = tr_kept_find(past->store, sha256, &file);
  if (status != TR_OK || file == 0) return status;
  return tr_map_set(&past->left_out, (uint64_t)file, 1) == TR_OK
             ? TR_OK
             : no_memory(past);
}

/* --------------------------------------------------------------------- rows */

static int64_t number_of(const tr_statement *row, unsigned column) {
  return tr_statement_value(row, column).integer;
}

static bool is_left_out(const tr_past_store *past, int64_t file) {
  uint32_t value;
  return tr_map_get(&past->left_out, (uint64_t)file, &value);
}

/* One copy of the name of each file. */
static tr_status name_of(tr_past_store *past, int64_t file, tr_str name,
                         const char **kept) {
  uint32_t index;
  if (tr_map_get(&past->names, (uint64_t)file, &index)) {
    *kept = past->files[index];
    return TR_OK;
  }
  if (past->file_count == past->file_room) {
    const size_t room = past->file_room == 0 ? 16 : past->file_room * 2;
    const char **grown = realloc(past->files, room * sizeof *grown);
    if (grown == NULL) return no_memory(past);
    past->files = grown;
    past->file_room = room;
  }
  char *copy = tr_arena_alloc(&past->lasting, name.n + 1);
  if (copy == NULL || tr_map_set(&past->names, (uint64_t)file,
                                 (uint32_t)past->file_count) != TR_OK)
    return no_memory(past);
  if (name.n != 0) memcpy(copy, name.p, name.n);
  copy[name.n] = '\0';
  past->files[past->file_count++] = *kept = copy;
  return TR_OK;
}

static tr_status take_note_row(tr_past_store *past, const tr_statement *row,
                               found_note *note) {
  *note = (found_note){.id = number_of(row, 0),
                       .line = (uint64_t)number_of(row, 3),
                       .day = (tr_day)number_of(row, 4)};
  return name_of(past, number_of(row, 1), tr_statement_value(row, 2).text,
                 &note->file);
}

/* -------------------------------------------------------------------- notes */

static void no_fault(void *context, const tr_note_fault *fault) {
  (void)context;
  (void)fault;
}

/* @param[out] note NULL where it cannot be read. */
static tr_status read_note(tr_past_store *past, const found_note *found,
                           const tr_note **note) {
  tr_note *made = NULL;
  tr_str kept = {NULL, 0};
  tr_buf_clear(&past->note_bytes);
  tr_status status = tr_cut_note(past->cutter, found->id, &past->note_bytes);
  if (status != TR_OK) return status;
  if (tr_arena_copy(&past->note_arena, tr_buf_str(&past->note_bytes), &kept) !=
      TR_OK)
    return no_memory(past);
  const tr_note_key key = {.file = found->file,
                           .bytes = kept,
                           .line = found->line,
                           .date_of_service = found->day};
  status = tr_note_read(&past->notes, &past->note_arena, &key, no_fault, NULL,
                        &made);
  *note = made;
  past->counts.notes += made != NULL;
  return status == TR_OK ? TR_OK : no_memory(past);
}

/* The rows of a statement that has begun; no more than there is room for. */
static tr_status find_notes(tr_past_store *past, tr_statement *rows,
                            tr_status status, found_note *notes, uint32_t room,
                            uint32_t *count) {
  bool row = false;
  if (status == TR_OK) status = tr_statement_step(rows, &row);
  while (status == TR_OK && row && *count < room) {
    if (!is_left_out(past, number_of(rows, 1))) {
      status = take_note_row(past, rows, &notes[*count]);
      *count += status == TR_OK;
    }
    if (status == TR_OK) status = tr_statement_step(rows, &row);
  }
  tr_statement_stop(rows);
  return status;
}

static bool has_day(const tr_claim *claim, tr_day day) {
  for (uint32_t i = 0; i < claim->line_count; i++)
    if (claim->lines[i].date.state == TR_FIELD_KNOWN &&
        (tr_day)claim->lines[i].date.number == day)
      return true;
  return false;
}

static void span_of(const tr_claim *claim, tr_day *from, tr_day *to) {
  *from = TR_DAY_MAX;
  *to = TR_DAY_MIN;
  for (uint32_t i = 0; i < claim->line_count; i++) {
    const tr_field *date = &claim->lines[i].date;
    if (date->state != TR_FIELD_KNOWN) continue;
    if ((tr_day)date->number < *from) *from = (tr_day)date->number;
    if ((tr_day)date->number > *to) *to = (tr_day)date->number;
  }
}

static tr_str id_of(const tr_party *party) {
  return party != NULL ? tr_unit_text(party->unit, &party->id)
                       : (tr_str){NULL, 0};
}

static tr_status find_of_claim(tr_past_store *past, const tr_claim *claim,
                               found_note *notes, uint32_t *count) {
  const tr_party *author =
      claim->rendering != NULL ? claim->rendering : claim->billing;
  const tr_cell number = tr_cell_text(tr_unit_text(claim->unit, &claim->id));
  tr_day from, to;
  *count = 0;
  tr_status status =
      find_notes(past, past->named_notes,
                 tr_statement_start(past->named_notes, &number, 1), notes,
                 TR_PAST_NOTES, count);
  span_of(claim, &from, &to);
  if (status != TR_OK || from > to || claim->patient == NULL ||
      claim->patient->birth.state != TR_FIELD_KNOWN)
    return status;
  const tr_cell asked[] = {tr_cell_text(id_of(author)),
                           tr_cell_day((tr_day)claim->patient->birth.number),
                           tr_cell_day(from),
                           tr_cell_day(to),
                           tr_cell_text(id_of(claim->patient)),
                           tr_cell_text(id_of(claim->subscriber))};
  return find_notes(past, past->visit_notes,
                    tr_statement_start(past->visit_notes, asked, 6), notes,
                    TR_PAST_NOTES, count);
}

/* For each day of the claim the first note is taken, as by note/match.h. */
static tr_status read_notes(tr_past_store *past, const tr_claim *claim,
                            const tr_note **notes, uint32_t *count) {
  found_note found[TR_PAST_NOTES];
  uint32_t all = 0;
  tr_status status = find_of_claim(past, claim, found, &all);
  *count = 0;
  tr_arena_reset(&past->note_arena);
  for (uint32_t i = 0; i < all && status == TR_OK; i++) {
    bool had = false;
    for (uint32_t j = 0; j < i; j++) had = had || found[j].day == found[i].day;
    if (had || !has_day(claim, found[i].day)) continue;
    const tr_note *note = NULL;
    status = read_note(past, &found[i], &note);
    if (note != NULL) notes[(*count)++] = note;
  }
  return status;
}

/* ------------------------------------------------------------------- claims */

static tr_status find_claims(tr_past_store *past, const tr_claim *claim,
                             found_claim *found, uint32_t *count) {
  tr_day from, to;
  span_of(claim, &from, &to);
  *count = 0;
  tr_extract_patient(claim, &past->patient);
  if (past->patient.bad != TR_OK) return no_memory(past);
  if (past->patient.n == 0 || from > to) return TR_OK;
  const tr_cell asked[] = {tr_cell_text(tr_buf_str(&past->patient)),
                           tr_cell_day(tr_day_add_years(from, -TR_PAST_YEARS))};
  tr_statement *rows = past->claims;
  bool row = false;
  tr_status status = tr_statement_start(rows, asked, 2);
  if (status == TR_OK) status = tr_statement_step(rows, &row);
  while (status == TR_OK && row && *count < TR_PAST_CLAIMS) {
    found_claim *one = &found[*count];
    if (!is_left_out(past, number_of(rows, 1))) {
      *one = (found_claim){.id = number_of(rows, 0),
                           .ordinal = (uint64_t)number_of(rows, 3),
                           .at = (uint64_t)number_of(rows, 4)};
      status = name_of(past, number_of(rows, 1),
                       tr_statement_value(rows, 2).text, &one->file);
      ++*count;
    }
    if (status == TR_OK) status = tr_statement_step(rows, &row);
  }
  tr_statement_stop(rows);
  return status;
}

static tr_status give_claim(tr_past_store *past, const found_claim *found,
                            tr_check *check) {
  const tr_note *notes[TR_PAST_NOTES];
  uint32_t note_count = 0;
  const tr_claim *read = NULL;
  tr_buf_clear(&past->bytes);
  tr_status status = tr_cut_claim(past->cutter, found->id, &past->bytes);
  if (status != TR_OK) return status;
  status = tr_past_claim_read(past->reader, found->file,
                              tr_buf_str(&past->bytes), &read);
  if (status != TR_OK) return no_memory(past);
  if (read == NULL || read->damaged) return TR_OK;
  /* shown where it stands in its own file */
  tr_claim claim = *read;
  tr_unit unit = *read->unit;
  unit.ordinal = unit.ordinal + found->ordinal - claim.at;
  unit.offset = found->at;
  claim.at = found->ordinal;
  claim.unit = &unit;
  status = read_notes(past, &claim, notes, &note_count);
  if (status != TR_OK) return status;
  past->counts.claims++;
  return tr_check_past_claim(check, &claim, notes, note_count);
}

static tr_status of_patient(void *context, const tr_claim *claim,
                            tr_check *check) {
  tr_past_store *past = context;
  found_claim *found = calloc(TR_PAST_CLAIMS, sizeof *found);
  uint32_t count = 0;
  if (found == NULL) return no_memory(past);
  past->counts.patients++;
  tr_status status = find_claims(past, claim, found, &count);
  while (status == TR_OK && count > 0) /* the newest came first */
    status = give_claim(past, &found[--count], check);
  free(found);
  return status;
}

/* Whether a claim took the note that is not checked now. */
static tr_status has_owner(tr_past_store *past, const found_note *note,
                           bool *has) {
  const tr_cell ids[] = {tr_cell_integer(note->id), tr_cell_integer(note->id)};
  bool row = false;
  *has = false;
  tr_status status = tr_statement_start(past->owners, ids, 2);
  if (status == TR_OK) status = tr_statement_step(past->owners, &row);
  while (status == TR_OK && row && !*has) {
    *has = !is_left_out(past, number_of(past->owners, 0));
    if (!*has) status = tr_statement_step(past->owners, &row);
  }
  tr_statement_stop(past->owners);
  return status;
}

static tr_status of_day(void *context, tr_str author, tr_day day,
                        tr_check *check) {
  tr_past_store *past = context;
  const tr_cell asked[] = {tr_cell_text(author), tr_cell_day(day)};
  found_note *found = calloc(TR_COURSE_NOTES, sizeof *found);
  uint32_t count = 0;
  if (found == NULL) return no_memory(past);
  tr_status status = find_notes(past, past->day_notes,
                                tr_statement_start(past->day_notes, asked, 2),
                                found, TR_COURSE_NOTES, &count);
  for (uint32_t i = 0; i < count && status == TR_OK; i++) {
    const tr_note *note = NULL;
    bool has = false;
    status = has_owner(past, &found[i], &has);
    if (status != TR_OK || !has) continue;
    tr_arena_reset(&past->note_arena);
    status = read_note(past, &found[i], &note);
    if (status == TR_OK && note != NULL)
      status = tr_check_past_note(check, note);
  }
  free(found);
  return status;
}

tr_past tr_past_store_hooks(tr_past_store *past) {
  return (tr_past){.context = past, .of_patient = of_patient, .of_day = of_day};
}

tr_past_counts tr_past_store_counts(const tr_past_store *past) {
  return past->counts;
}
