/* Objects of a practice file against tables of rows: each key known and once,
 * each value of its shape; shared by the files that read it, not for others. */
#ifndef TR_INPUT_PRACTICE_WALK_H
#define TR_INPUT_PRACTICE_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "input/json_walk.h"
#include "input/practice_json.h"

enum {
  TR_PRACTICE_POINTER = 256 /**< bytes of a pointer; deeper: of what holds
                                      it */
};

/** The file being read. */
typedef struct tr_practice_reading {
  tr_json_walk walk;
  tr_arena *arena;
  tr_practice_fault_fn *fault;
  void *fault_context;
  size_t faults;
  tr_status status; /**< first failure; nothing is read after it */
  bool broken;      /**< no JSON from here on */
  char pointer[TR_PRACTICE_POINTER]; /**< of the value at hand */
  size_t pointer_length;
} tr_practice_reading;

struct tr_practice_row;

/** Reads the value that begins with an event into a field. */
typedef void tr_practice_value_fn(tr_practice_reading *reading,
                                  const struct tr_practice_row *row,
                                  tr_json_event event, void *field);

/** One key of an object. */
typedef struct tr_practice_row {
  const char *key;
  tr_practice_value_fn *read;
  bool required;
  uint16_t field;    /**< offsetof() it in the entity */
  uint16_t most;     /**< of texts: bytes */
  const void *words; /**< of words: tr_practice_word, ended by an empty one */
} tr_practice_row;

/** A word of a file and what is kept of it. */
typedef struct tr_practice_word {
  const char *word, *kept;
} tr_practice_word;

/** Tell of a fault. @param under A key under the pointer, or "". */
void tr__practice_fault(tr_practice_reading *reading, const char *under,
                        const char *message);

/** Take the next event; a broken one is told of once. */
tr_json_event tr__practice_next(tr_practice_reading *reading);

/** Pass over the rest of the value that begins with an event. */
void tr__practice_skip(tr_practice_reading *reading, tr_json_event event);

/** Go to a key or an index. @return What tr__practice_leave() wants. */
size_t tr__practice_enter(tr_practice_reading *reading, tr_str key);

/** Go back. */
void tr__practice_leave(tr_practice_reading *reading, size_t before);

/**
 * Read an object by rows.
 *
 * @param count  Of rows, at most 64.
 * @param entity Zero-filled, but for days, which are TR_DAY_MIN.
 * @return Whether it was an object.
 */
bool tr__practice_object(tr_practice_reading *reading, tr_json_event event,
                         const tr_practice_row *rows, size_t count,
                         void *entity);

/** Reads one entry of a list; its pointer has been entered. */
typedef void tr_practice_entry_fn(tr_practice_reading *reading,
                                  tr_json_event event, uint32_t index,
                                  void *entry);

/**
 * Read an array.
 *
 * @param most    Entries.
 * @param[out] items In the arena.
 * @return How many.
 */
uint32_t tr__practice_list(tr_practice_reading *reading, tr_json_event event,
                           size_t size, uint32_t most,
                           tr_practice_entry_fn *read, void **items);

/** Values. Text that X12 carries (tr_str, `most`). */
tr_practice_value_fn tr__practice_text;
/** An NPI (tr_str). */
tr_practice_value_fn tr__practice_npi;
/** Five or nine digits, a hyphen left out (tr_str). */
tr_practice_value_fn tr__practice_zip;
/** Ten digits, what parts them left out (tr_str). */
tr_practice_value_fn tr__practice_phone;
/** Nine digits, hyphens left out (tr_str). */
tr_practice_value_fn tr__practice_tax_id;
/** Two capitals (tr_str). */
tr_practice_value_fn tr__practice_state;
/** Two digits (tr_str). */
tr_practice_value_fn tr__practice_place;
/** A taxonomy: ten digits and capitals (tr_str). */
tr_practice_value_fn tr__practice_taxonomy;
/** YYYY-MM-DD (tr_day). */
tr_practice_value_fn tr__practice_date;
/** F, M or U (char). */
tr_practice_value_fn tr__practice_sex;
/** One of `words` (tr_str, constant). */
tr_practice_value_fn tr__practice_word_of;
/** {code: "amount"} (tr_fees). */
tr_practice_value_fn tr__practice_fees;

#endif
