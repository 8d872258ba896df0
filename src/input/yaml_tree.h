/* YAML as a tree in an arena, with the byte where everything stands. Stricter
 * than YAML: one document, plain keys, no tags, anchors, aliases or merges, no
 * key twice. All values are text; readers say what they want of it. */
#ifndef TR_INPUT_YAML_TREE_H
#define TR_INPUT_YAML_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"
#include "input/pack_error.h"

enum { TR_YAML_BYTES = 1 << 20 /**< most bytes of one file */ };

typedef enum tr_yaml_kind {
  TR_YAML_NULL, /**< nothing, ~ or null, unquoted */
  TR_YAML_TEXT,
  TR_YAML_LIST,
  TR_YAML_MAP,
} tr_yaml_kind;

/** A value. */
typedef struct tr_yaml {
  tr_yaml_kind kind;
  bool plain;    /**< TEXT: written without quotes on one line */
  uint8_t style; /* how it was written; for tr_yaml_position() */
  tr_str key;    /**< in a map: its key, NUL-terminated */
  size_t key_at; /**< in a map: byte of the key */
  size_t at;     /**< byte of the value; of an empty one that of its key */
  size_t length; /**< bytes it takes in the file; at least 1 */
  tr_str text;   /**< TEXT: the value, NUL-terminated */
  const struct tr_yaml *items; /**< LIST and MAP: the entries, in order */
  uint32_t count;              /**< of `items` */
} tr_yaml;

/**
 * Read a file.
 *
 * @param      arena Holds the tree.
 * @param      sink  Its file is read; takes the errors.
 * @param[out] root  NULL where there was an error; set only on TR_OK.
 * @return TR_OK, also with errors; TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_yaml_read(tr_arena *arena, tr_pack_sink *sink,
                                    const tr_yaml **root);

/** @return The entry of a map with that key, or NULL. */
const tr_yaml *tr_yaml_get(const tr_yaml *map, const char *key);

/**
 * The byte of the file that a byte of a text came from: through quotes,
 * escapes, folds and indentation.
 *
 * @param bytes  The file it was read from.
 * @param offset Into text->text.
 */
size_t tr_yaml_position(const tr_yaml *text, tr_str bytes, size_t offset);

/** Report an error at a value, at its key where it has one. */
__attribute__((format(printf, 3, 4))) void tr_yaml_fail(tr_pack_sink *sink,
                                                        const tr_yaml *value,
                                                        const char *format,
                                                        ...);

/** Report an error at the key of a value. */
__attribute__((format(printf, 3, 4))) void tr_yaml_fail_key(
    tr_pack_sink *sink, const tr_yaml *value, const char *format, ...);

/**
 * Refuse keys that are not in a list.
 *
 * @param what  "a rule", for the message.
 * @param known NULL-terminated.
 */
void tr_yaml_check_keys(tr_pack_sink *sink, const tr_yaml *map,
                        const char *what, const char *const *known);

/** @return The value where it is of that kind, else NULL after an error. */
const tr_yaml *tr_yaml_want(tr_pack_sink *sink, const tr_yaml *value,
                            tr_yaml_kind kind);

/**
 * Read a whole number without a sign.
 *
 * @param      most   Greatest that will do.
 * @param[out] number Set only when true is returned.
 * @return Whether it is one; else an error was reported.
 */
bool tr_yaml_number(tr_pack_sink *sink, const tr_yaml *value, int64_t most,
                    int64_t *number);

/** Read true or false, as tr_yaml_number(). */
bool tr_yaml_flag(tr_pack_sink *sink, const tr_yaml *value, bool *flag);

/** @return Place in a NULL-terminated list of words, or -1 after an error. */
int tr_yaml_word(tr_pack_sink *sink, const tr_yaml *value, const char *what,
                 const char *const *words);

#endif
