/* Which pieces stay at hand: those with notes that nobody has asked for. */
#include "store/note_supply.h"

#include <stdlib.h>

#include "input/note_json.h"

enum {
  TEXTS_MOST = 1 << 30,    /* of all keys */
  FILE_MOST = TR_KEPT_MOST /* bytes of a file with faults */
};

/* A piece of a file of notes. */
typedef struct piece {
  char *bytes;   /* NULL: not at hand */
  uint32_t size; /* of them */
  uint32_t left; /* notes in it that were not asked for */
  uint64_t used; /* when it was wanted last */
} piece;

/* A file of notes. */
typedef struct note_file {
  int64_t id;
  char *name;
  uint64_t size;
  bool faulty;
  size_t first_piece;
} note_file;

/* Where a note is. */
typedef struct note_at {
  uint64_t at; /* in its file */
  uint32_t file;
} note_at;

struct tr_note_supply {
  tr_store *store;
  tr_kept_reader *reader;
  tr_note_reader notes;
  bool reading; /* `notes` is to be freed */
  tr_note_source source;
  note_file *files;
  size_t file_count, file_room;
  piece *pieces;
  size_t piece_count, at_hand;
  tr_note_key *keys;
  note_at *places;
  size_t count, room;
  tr_note_fault *faults;
  size_t fault_count;
  tr_arena texts; /* of keys and faults */
  tr_buf bytes;   /* of a file, or a piece, on its way */
  uint64_t wanted, reads, unpacked;
};

static tr_status no_memory(tr_note_supply *supply) {
  return tr_store_fail(tr_store_error_of(supply->store), TR_ENOMEM,
                       "out of memory");
}

/* -------------------------------------------------------------------- files */

static tr_status add_file(tr_note_supply *supply, const tr_statement *row) {
  if (supply->file_count == supply->file_room) {
    const size_t room = supply->file_room == 0 ? 64 : supply->file_room * 2;
    note_file *grown = reallocarray(supply->files, room, sizeof *grown);
    if (grown == NULL) return no_memory(supply);
    supply->files = grown;
    supply->file_room = room;
  }
  const tr_str name = tr_statement_value(row, 1).text;
  char *copy = tr_arena_alloc(&supply->texts, name.n + 1);
  if (copy == NULL) return no_memory(supply);
  if (name.n > 0) memcpy(copy, name.p, name.n);
  const uint64_t size = (uint64_t)tr_statement_value(row, 2).integer;
  supply->files[supply->file_count++] =
      (note_file){.id = tr_statement_value(row, 0).integer,
                  .name = copy,
                  .size = size,
                  .faulty = tr_statement_value(row, 3).integer != 0,
                  .first_piece = supply->piece_count};
  supply->piece_count += (size_t)((size + TR_KEPT_PIECE - 1) / TR_KEPT_PIECE);
  return TR_OK;
}

static tr_status take_files(tr_note_supply *supply) {
  tr_statement *rows = NULL;
  bool row = false;
  tr_status status = tr_statement_new(supply->store,
                                      "SELECT id, name, size, faults FROM file "
                                      "WHERE kind = 'notes' ORDER BY id",
                                      &rows);
  if (status == TR_OK) status = tr_statement_start(rows, NULL, 0);
  if (status == TR_OK) status = tr_statement_step(rows, &row);
  while (status == TR_OK && row) {
    status = add_file(supply, rows);
    if (status == TR_OK) status = tr_statement_step(rows, &row);
  }
  tr_statement_free(rows);
  if (status != TR_OK) return status;
  supply->pieces = calloc(supply->piece_count + 1, sizeof *supply->pieces);
  return supply->pieces != NULL ? TR_OK : no_memory(supply);
}

/* --------------------------------------------------------------------- keys */

static tr_status make_room(tr_note_supply *supply, size_t more) {
  if (supply->count + more > TR_NOTES_MOST)
    return tr_store_fail(tr_store_error_of(supply->store), TR_ELIMIT,
                         "the store holds more notes than are read at once");
  if (supply->count + more <= supply->room) return TR_OK;
  size_t room = supply->room == 0 ? 256 : supply->room * 2;
  if (room < supply->count + more) room = supply->count + more;
  tr_note_key *keys = reallocarray(supply->keys, room, sizeof *keys);
  if (keys != NULL) supply->keys = keys;
  note_at *places = reallocarray(supply->places, room, sizeof *places);
  if (places != NULL) supply->places = places;
  if (keys == NULL || places == NULL) return no_memory(supply);
  supply->room = room;
  return TR_OK;
}

static void add_key(tr_note_supply *supply, const tr_note_key *key,
                    note_at place) {
  const note_file *file = &supply->files[place.file];
  supply->keys[supply->count] = *key;
  supply->places[supply->count++] = place;
  if (key->bytes.n == 0) return;
  const uint64_t last = (place.at + key->bytes.n - 1) / TR_KEPT_PIECE;
  for (uint64_t i = place.at / TR_KEPT_PIECE; i <= last; i++)
    if (i * TR_KEPT_PIECE < file->size)
      supply->pieces[file->first_piece + i].left++;
}

static tr_status keep(tr_note_supply *supply, tr_str text, tr_str *kept) {
  *kept = (tr_str){NULL, 0};
  if (text.n == 0) return TR_OK;
  return tr_arena_copy(&supply->texts, text, kept) == TR_OK ? TR_OK
                                                            : no_memory(supply);
}

static tr_status take_row(tr_note_supply *supply, const tr_statement *row,
                          uint32_t file) {
  const tr_cell day = tr_statement_value(row, 6);
  const tr_cell born = tr_statement_value(row, 7);
  const tr_str sex = tr_statement_value(row, 8).text;
  const uint64_t at = (uint64_t)tr_statement_value(row, 9).integer;
  const size_t size = (size_t)tr_statement_value(row, 10).integer;
  tr_note_key key = {.file = supply->files[file].name,
                     .bytes = {NULL, size},
                     .line = (uint64_t)tr_statement_value(row, 1).integer,
                     .date_of_service = tr_cell_as_day(&day),
                     .born = tr_cell_as_day(&born),
                     .sex = sex.n == 1 ? sex.p[0] : '\0'};
  tr_str *texts[] = {&key.id, &key.claim, &key.patient_id, &key.author_npi};
  tr_status status = make_room(supply, 1);
  for (unsigned i = 0; i < 4 && status == TR_OK; i++)
    status = keep(supply, tr_statement_value(row, 2 + i).text, texts[i]);
  if (status == TR_OK) add_key(supply, &key, (note_at){at, file});
  return status;
}

static tr_status keep_faults(tr_note_supply *supply,
                             const tr_note_index *index) {
  const size_t count = supply->fault_count + index->fault_count;
  if (index->fault_count == 0) return TR_OK;
  tr_note_fault *grown = reallocarray(supply->faults, count, sizeof *grown);
  if (grown == NULL) return no_memory(supply);
  supply->faults = grown;
  for (size_t i = 0; i < index->fault_count; i++) {
    tr_note_fault *fault = &grown[supply->fault_count];
    *fault = index->faults[i];
    tr_status status = keep(supply, index->faults[i].note_id, &fault->note_id);
    if (status == TR_OK)
      status = keep(supply, index->faults[i].value, &fault->value);
    if (status != TR_OK) return status;
    supply->fault_count++;
  }
  return TR_OK;
}

static tr_status keep_keys(tr_note_supply *supply, const tr_note_index *index,
                           uint32_t file) {
  tr_status status = make_room(supply, index->count);
  for (size_t i = 0; i < index->count && status == TR_OK; i++) {
    tr_note_key key = index->keys[i];
    tr_str *texts[] = {&key.id, &key.claim, &key.patient_id, &key.author_npi};
    for (unsigned t = 0; t < 4 && status == TR_OK; t++)
      status = keep(supply, *texts[t], texts[t]);
    const uint64_t at = (uint64_t)(key.bytes.p - supply->bytes.p);
    key.bytes.p = NULL;
    if (status == TR_OK) add_key(supply, &key, (note_at){at, file});
  }
  return status;
}

/* What cannot be a note has no row, and is told of all the same. */
static tr_status take_faulty(tr_note_supply *supply, uint32_t file) {
  const note_file *of = &supply->files[file];
  tr_note_index index;
  tr_notes_index_init(&index);
  tr_buf_clear(&supply->bytes);
  tr_status status = tr_kept_read_all(supply->reader, of->id, &supply->bytes);
  if (status == TR_OK &&
      tr_notes_index_add(&index, of->name, tr_buf_str(&supply->bytes)) != TR_OK)
    status = no_memory(supply);
  if (status == TR_OK) status = keep_faults(supply, &index);
  if (status == TR_OK) status = keep_keys(supply, &index, file);
  tr_notes_index_done(&index);
  return status;
}

static tr_status take_file(tr_note_supply *supply, tr_statement *rows,
                           uint32_t file) {
  const int64_t id = supply->files[file].id;
  const tr_cell range[] = {tr_cell_integer(id << TR_KEPT_SHIFT),
                           tr_cell_integer((id + 1) << TR_KEPT_SHIFT)};
  bool row = false;
  if (supply->files[file].faulty) return take_faulty(supply, file);
  tr_status status = tr_statement_start(rows, range, 2);
  if (status == TR_OK) status = tr_statement_step(rows, &row);
  while (status == TR_OK && row) {
    status = take_row(supply, rows, file);
    if (status == TR_OK) status = tr_statement_step(rows, &row);
  }
  tr_statement_stop(rows);
  return status;
}

static tr_status take_keys(tr_note_supply *supply) {
  tr_statement *rows = NULL;
  tr_status status = tr_statement_new(
      supply->store,
      "SELECT id, line, note, claim, patient_id, author, day, born, sex, "
      "note_at, note_size FROM note WHERE id >= $1 AND id < $2 ORDER BY id",
      &rows);
  for (size_t i = 0; i < supply->file_count && status == TR_OK; i++)
    status = take_file(supply, rows, (uint32_t)i);
  tr_statement_free(rows);
  return status;
}

/* ------------------------------------------------------------------ reading */

static void let_go(tr_note_supply *supply, piece *one) {
  free(one->bytes);
  one->bytes = NULL;
  supply->at_hand--;
}

static void make_place(tr_note_supply *supply) {
  piece *oldest = NULL;
  if (supply->at_hand < TR_NOTE_SUPPLY_PIECES) return;
  for (size_t i = 0; i < supply->piece_count; i++) {
    piece *one = &supply->pieces[i];
    if (one->bytes != NULL && (oldest == NULL || one->used < oldest->used))
      oldest = one;
  }
  let_go(supply, oldest);
}

static tr_status load(tr_note_supply *supply, const note_file *file,
                      uint64_t number, piece **loaded) {
  piece *one = &supply->pieces[file->first_piece + number];
  const uint64_t at = number * TR_KEPT_PIECE;
  const uint64_t there = file->size - at;
  const size_t size = there < TR_KEPT_PIECE ? (size_t)there : TR_KEPT_PIECE;
  one->used = ++supply->wanted;
  *loaded = one;
  if (one->bytes != NULL) return TR_OK;
  make_place(supply);
  tr_buf_clear(&supply->bytes);
  const tr_status status =
      tr_kept_read(supply->reader, file->id, at, size, &supply->bytes);
  if (status != TR_OK) return status;
  one->bytes = malloc(size);
  if (one->bytes == NULL) return no_memory(supply);
  memcpy(one->bytes, supply->bytes.p, size);
  one->size = (uint32_t)size;
  supply->at_hand++;
  supply->unpacked++;
  return TR_OK;
}

/* The bytes of a note into an arena: pieces come and go. */
static tr_status copy_note(tr_note_supply *supply, size_t index,
                           tr_arena *arena, tr_str *bytes) {
  const note_file *file = &supply->files[supply->places[index].file];
  uint64_t at = supply->places[index].at;
  size_t left = supply->keys[index].bytes.n;
  /* of one that is too large no byte is read */
  if (left > TR_NOTE_BYTES) left = 0;
  char *to = tr_arena_alloc(arena, left + 1);
  if (to == NULL) return no_memory(supply);
  *bytes = (tr_str){to, supply->keys[index].bytes.n};
  while (left > 0) {
    piece *one = NULL;
    const uint64_t number = at / TR_KEPT_PIECE;
    const size_t from = (size_t)(at % TR_KEPT_PIECE);
    if (at >= file->size)
      return tr_store_fail(tr_store_error_of(supply->store), TR_ESYNTAX,
                           "a note is not where the store says; 'traction db "
                           "verify' tells more");
    const tr_status status = load(supply, file, number, &one);
    if (status != TR_OK) return status;
    const size_t n = left < one->size - from ? left : one->size - from;
    memcpy(to, one->bytes + from, n);
    to += n;
    at += n;
    left -= n;
    if (one->left > 0 && --one->left == 0) let_go(supply, one);
  }
  return TR_OK;
}

static tr_status read_note(void *context, size_t index, tr_arena *arena,
                           tr_note_fault_fn *fault, void *fault_context,
                           tr_note **note) {
  tr_note_supply *supply = context;
  tr_note_key key = supply->keys[index];
  const tr_status status = copy_note(supply, index, arena, &key.bytes);
  if (status != TR_OK) return status;
  supply->reads++;
  return tr_note_read(&supply->notes, arena, &key, fault, fault_context, note);
}

/* ------------------------------------------------------------------- making */

static tr_status begin(tr_note_supply *supply) {
  tr_status status = tr_kept_reader_new(supply->store, &supply->reader);
  if (status == TR_OK) status = take_files(supply);
  if (status == TR_OK) status = take_keys(supply);
  if (status != TR_OK) return status;
  if (tr_note_reader_init(&supply->notes, NULL) != TR_OK)
    return no_memory(supply);
  supply->reading = true;
  supply->source = (tr_note_source){.context = supply,
                                    .count = supply->count,
                                    .keys = supply->keys,
                                    .faults = supply->faults,
                                    .fault_count = supply->fault_count,
                                    .read = read_note};
  return TR_OK;
}

tr_status tr_note_supply_new(tr_store *store, tr_note_supply **supply) {
  tr_note_supply *made = calloc(1, sizeof *made);
  if (made == NULL)
    return tr_store_fail(tr_store_error_of(store), TR_ENOMEM, "out of memory");
  made->store = store;
  tr_arena_init(&made->texts, TEXTS_MOST);
  tr_buf_init(&made->bytes, FILE_MOST);
  const tr_status status = begin(made);
  if (status == TR_OK)
    *supply = made;
  else
    tr_note_supply_free(made);
  return status;
}

void tr_note_supply_free(tr_note_supply *supply) {
  if (supply == NULL) return;
  if (supply->reading) tr_note_reader_done(&supply->notes);
  for (size_t i = 0; supply->pieces != NULL && i < supply->piece_count; i++)
    free(supply->pieces[i].bytes);
  tr_kept_reader_free(supply->reader);
  tr_buf_done(&supply->bytes);
  tr_arena_done(&supply->texts);
  free(supply->faults);
  free(supply->keys);
  free(supply->places);
  free(supply->pieces);
  free(supply->files);
  free(supply);
}

const tr_note_source *tr_note_supply_source(const tr_note_supply *supply) {
  return &supply->source;
}

uint64_t tr_note_supply_reads(const tr_note_supply *supply) {
  return supply->reads;
}

uint64_t tr_note_supply_unpacked(const tr_note_supply *supply) {
  return supply->unpacked;
}
