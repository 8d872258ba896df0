/* Where chart notes come from. libtraction reads no JSON: whoever calls it
 * gives a tr_note_source, whose keys serve to match notes with claims and whose
 * read() makes one note at a time into the model (src/input/note_json.h). */
#ifndef TR_NOTE_NOTE_SOURCE_H
#define TR_NOTE_NOTE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/status.h"
#include "base/str.h"
#include "note/note.h"

enum {
  TR_NOTE_BYTES = 1 << 20, /**< most bytes of one note */
  TR_NOTE_VALUES = 20000,  /**< most JSON values in one note */
  TR_NOTE_ENTRIES = 256,   /**< most entries of one of its lists */
  TR_NOTE_DEPTH = 32,      /**< most objects and arrays inside each other */
  TR_NOTE_ARENA = 4 << 20  /**< arena bytes that hold any one such note */
};

/** What is kept of every note: enough to match it and to find it again. */
typedef struct tr_note_key {
  const char *file;  /**< name as given, NUL-terminated, borrowed */
  tr_str bytes;      /**< the note's JSON, borrowed from the file's bytes */
  uint64_t line;     /**< line of the file it begins on, from 1 */
  tr_str id;         /**< id; this and the next three empty where not sent */
  tr_str claim;      /**< CLM01 of the claim it names, blanks cut off */
  tr_str patient_id; /**< patient.id, blanks cut off */
  tr_str author_npi; /**< author.npi: the rendering NPI, blanks cut off */
  tr_day date_of_service; /**< TR_DAY_MIN where not sent or no date */
  tr_day born;            /**< patient.born, likewise */
  char sex;               /**< F, M, U; 0 where not sent or another word */
} tr_note_key;

/* What can be wrong with the form of a note: name, word for packs and scripts,
 * constant text of what is wrong. */
#define TR_NOTE_FAULT_MAP(X)                                           \
  X(SYNTAX, "syntax", "not JSON")                                      \
  X(ENCODING, "encoding", "not UTF-8")                                 \
  X(NOT_OBJECT, "not-object", "a note is a JSON object")               \
  X(FOREIGN, "foreign", "no key of traction-note/1 is in it")          \
  X(FORMAT, "format", "of another format than traction-note/1")        \
  X(SIZE, "size", "larger than a note may be")                         \
  X(DEPTH, "depth", "nested deeper than a note may be")                \
  X(ENTRIES, "entries", "more entries than a list may have")           \
  X(DUPLICATE, "duplicate", "the same key twice in one object")        \
  X(WANT_TEXT, "want-text", "text is wanted here")                     \
  X(WANT_NUMBER, "want-number", "a number is wanted here")             \
  X(WANT_FLAG, "want-flag", "true or false is wanted here")            \
  X(WANT_DATE, "want-date", "a date YYYY-MM-DD is wanted here")        \
  X(WANT_STAMP, "want-stamp", "a date and time of day is wanted here") \
  X(WANT_TIME, "want-time", "a time of day HH:MM is wanted here")      \
  X(WANT_OBJECT, "want-object", "an object is wanted here")            \
  X(WANT_ARRAY, "want-array", "an array is wanted here")               \
  X(NUMBER_RANGE, "number-range", "the number is too large to be one of a note")

typedef enum tr_note_fault_kind {
#define TR_NOTE_FAULT_ENUM(name, word, text) TR_NOTE_FAULT_##name,
  TR_NOTE_FAULT_MAP(TR_NOTE_FAULT_ENUM)
#undef TR_NOTE_FAULT_ENUM
      TR_NOTE_FAULTS
} tr_note_fault_kind;

/** One finding TRD0104 in the making. */
typedef struct tr_note_fault {
  const char *rule; /**< "TRD0104" */
  tr_note_fault_kind kind;
  const char *variant; /**< its word in TR_NOTE_FAULT_MAP */
  const char *message; /**< what is wrong, constant; of SYNTAX what is wanted
                            there ("a comma or } is wanted") */
  const char *file;    /**< as given, borrowed */
  uint64_t line;       /**< line of the note, or of the broken syntax, from 1 */
  uint64_t column;     /**< byte in that line, from 1; 0 where not known */
  tr_str note_id;      /**< empty when the note's id is unknown: "id":null */
  const char *pointer; /**< JSON pointer; NULL when the note was not read */
  tr_str value;        /**< JSON there as written; empty where none. May be
                            long: whoever shows it cuts it */
} tr_note_fault;

/** Takes one fault; everything in it lives for the call only. */
typedef void tr_note_fault_fn(void *context, const tr_note_fault *fault);

/** Notes as libtraction takes them; the caller owns all of it. */
typedef struct tr_note_source {
  void *context;               /**< handed to read() */
  size_t count;                /**< notes */
  const tr_note_key *keys;     /**< `count` of them, in order of input */
  const tr_note_fault *faults; /**< of notes that could not even be indexed,
                                    in order of input */
  size_t fault_count;
  /**
   * Read one note.
   *
   * @param index         Below count.
   * @param arena         Holds the note; give it TR_NOTE_ARENA bytes.
   * @param fault         Called for each fault of form.
   * @param[out] note     NULL when it could not be read at all (a fault says
   *                      why); set only on TR_OK.
   * @return TR_OK; TR_ENOMEM.
   */
  tr_status (*read)(void *context, size_t index, tr_arena *arena,
                    tr_note_fault_fn *fault, void *fault_context,
                    tr_note **note);
} tr_note_source;

/**
 * Begin a fault: rule, variant and message of its kind, all else empty.
 *
 * @param kind Below TR_NOTE_FAULTS.
 * @return The fault.
 */
tr_note_fault tr_note_fault_of(tr_note_fault_kind kind);

#endif
