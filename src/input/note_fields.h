/* From members of JSON objects to fields of the note model, by tables of rows;
 * shared by the files that read notes, not for others. */
#ifndef TR_INPUT_NOTE_FIELDS_H
#define TR_INPUT_NOTE_FIELDS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "note/note_source.h"

struct json_object;

/** What a member is to be read as. */
typedef enum tr_note_shape {
  TR_NOTE_AS_TEXT,
  TR_NOTE_AS_WORD, /**< of the row's vocabulary */
  TR_NOTE_AS_NUMBER,
  TR_NOTE_AS_FLAG,
  TR_NOTE_AS_DATE,
  TR_NOTE_AS_STAMP,  /**< date and time, of which the date is kept */
  TR_NOTE_AS_TIME,   /**< time of day */
  TR_NOTE_AS_CODE,   /**< text, packed in capitals without dots */
  TR_NOTE_AS_MOMENT, /**< any text; its day where it begins with a stamp */
  TR_NOTE_AS_TEXT_OR_FLAG,
  TR_NOTE_AS_ANY, /**< any value that is not null */
} tr_note_shape;

/** One member: key, shape, vocabulary of a word, field of the entity. */
typedef struct tr_note_row {
  const char *key;
  uint8_t shape;
  uint8_t words;
  uint16_t field; /**< offsetof() its tr_note_field */
} tr_note_row;

/** The note being read. */
typedef struct tr_note_reading {
  tr_arena *arena;
  const tr_note_key *key;
  tr_note *note;
  tr_note_fault_fn *fault;
  void *fault_context;
  tr_status status; /**< first failure; all calls do nothing after */
} tr_note_reading;

/** An object of the note, or the want of one. */
typedef struct tr_note_level {
  struct json_object *object; /**< NULL when absent or of another type */
  const char *pointer;        /**< its own; of the nearest object around it
                                   when it is absent */
  uint8_t state;              /**< a tr_field_state, passed on to its members */
} tr_note_level;

/** Report a fault of the note. @param pointer NULL where it has none. */
void tr_note_report(tr_note_reading *reading, tr_note_fault_kind kind,
                    const char *pointer);

/**
 * Extend a pointer by a key.
 *
 * @param key ASCII without / and ~; NUL-terminated.
 * @return NUL-terminated, in the arena; "" when memory ran out.
 */
const char *tr_note_pointer(tr_note_reading *reading, const char *parent,
                            const char *key);

/** Read the members that rows name into their fields of an entity. */
void tr_note_read_rows(tr_note_reading *reading, const tr_note_level *level,
                       const tr_note_row *rows, size_t count, void *entity);

/**
 * Go into a member that is to be an object.
 *
 * @param[out] self Its field, or NULL when there is none.
 */
tr_note_level tr_note_enter(tr_note_reading *reading,
                            const tr_note_level *level, const char *key,
                            tr_note_field *self);

/** Reads one entry; `entity` is zero-filled, `index` its place in the JSON. */
typedef void tr_note_entry_fn(tr_note_reading *reading,
                              const tr_note_level *level, int32_t index,
                              void *entity);

/** One list of the format. */
typedef struct tr_note_list {
  const char *key;
  size_t size; /**< of an entity */
  tr_note_entry_fn *read;
  bool single_too; /**< one object without brackets is a list of one */
} tr_note_list;

/**
 * Read a member that is to be an array of objects. Entries of another type are
 * faults and are left out.
 *
 * @param[out] field    The array's own field.
 * @param[out] entities In the arena; NULL when there are none.
 * @return How many.
 */
uint32_t tr_note_read_list(tr_note_reading *reading, const tr_note_level *level,
                           const tr_note_list *list, tr_note_field *field,
                           void **entities);

/** Read a member that is to be an array of region words. */
void tr_note_read_regions(tr_note_reading *reading, const tr_note_level *level,
                          const char *key, tr_note_regions *regions);

/**
 * Read a member that is to be an array of texts, joined by blanks. A list of
 * nothing is known and has no text.
 */
void tr_note_read_texts(tr_note_reading *reading, const tr_note_level *level,
                        const char *key, tr_note_field *field);

/** @return Whether traction-note/1 has such a key at its top. */
bool tr_note_format_knows(tr_str key);

/** Read every member of a note. @param root The note's object. */
void tr_note_format_read(tr_note_reading *reading, const tr_note_level *root);

#endif
