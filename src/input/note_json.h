/* Chart notes (traction-note/1) from JSON, in two steps, so that a hundred
 * thousand of them need little memory: an index of all notes of all files, then
 * one note at a time. Nothing here opens a file: callers hand bytes over. */
#ifndef TR_INPUT_NOTE_JSON_H
#define TR_INPUT_NOTE_JSON_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/status.h"
#include "base/str.h"
#include "note/note_source.h"

enum {
  TR_NOTES_MOST = 50 * 1000 * 1000, /**< most notes of one index */
  TR_NOTE_FAULTS_KEPT = 10000       /**< most faults an index keeps */
};

/** `keys`, `faults` and the counts may be read; the rest is private. */
typedef struct tr_note_index {
  tr_note_key *keys; /**< in order of files and places */
  size_t count;
  tr_note_fault *faults; /**< of what could not be indexed; same order */
  size_t fault_count;
  size_t faults_left_out; /**< beyond TR_NOTE_FAULTS_KEPT */
  size_t room, fault_room;
  tr_arena texts; /* ids written with escapes */
} tr_note_index;

/** Start empty; allocates nothing. */
void tr_notes_index_init(tr_note_index *index);

/**
 * Index the notes of one file: a JSON object or several, an array of them, or
 * NDJSON (one object a line, whose broken lines are faults and are passed
 * over). A file without anything but blanks has no notes and no fault.
 *
 * @param index Keeps pointers into name and bytes.
 * @param file  Name as given; NUL-terminated, outlives the index.
 * @param bytes The whole file, uncompressed; outlives the index.
 * @return TR_OK, also with faults; TR_ENOMEM; TR_ELIMIT beyond TR_NOTES_MOST.
 */
TR_NODISCARD tr_status tr_notes_index_add(tr_note_index *index,
                                          const char *file, tr_str bytes);

/** Free what the index holds, not the bytes it borrows. */
void tr_notes_index_done(tr_note_index *index);

struct json_tokener;

/** What reading notes needs; one a thread. Fields are private. */
typedef struct tr_note_reader {
  const tr_note_index *index;
  struct json_tokener *tokener;
  tr_map keys; /* of the note at hand, to find equal ones */
} tr_note_reader;

/**
 * Get ready to read notes.
 *
 * @param index Borrowed as long as the reader; NULL when only tr_note_read()
 *              is used.
 * @return TR_OK or TR_ENOMEM; then there is nothing to be done with it.
 */
TR_NODISCARD tr_status tr_note_reader_init(tr_note_reader *reader,
                                           const tr_note_index *index);

/** Free what the reader holds. */
void tr_note_reader_done(tr_note_reader *reader);

/**
 * The notes of an index as libtraction takes them.
 *
 * @param reader Made with the index; the source borrows both. No file may be
 *               added to the index after this.
 */
tr_note_source tr_note_reader_source(tr_note_reader *reader);

/**
 * Read one note into the model. A known key of a wrong type is a fault with
 * its pointer, its field TR_FIELD_UNREADABLE, and the rest is read.
 *
 * @param      arena Holds the note; TR_NOTE_ARENA bytes are enough for any.
 * @param      key   `bytes`, `file` and `line` are used; borrowed by the note.
 * @param      fault Called for each fault, in order of the keys of the format.
 * @param      fault_context Handed to fault().
 * @param[out] note  NULL when the note could not be read at all, for which a
 *                   fault was given; set only on TR_OK.
 * @return TR_OK; TR_ENOMEM, also when the arena's limit is reached.
 */
TR_NODISCARD tr_status tr_note_read(tr_note_reader *reader, tr_arena *arena,
                                    const tr_note_key *key,
                                    tr_note_fault_fn *fault,
                                    void *fault_context, tr_note **note);

#endif
