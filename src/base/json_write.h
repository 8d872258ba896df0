/* JSON written as it comes, without a tree: commas and escapes are the
 * writer's business, order and nesting the caller's. There is no number with a
 * fraction on purpose; amounts are written by tr_json_raw() from exact text.
 *
 *   tr_json json;
 *   tr_json_init(&json, &buf);
 *   tr_json_begin_object(&json);
 *   tr_json_key(&json, TR_STR("rule"));
 *   tr_json_string(&json, rule_id);
 *   tr_json_end_object(&json);
 *
 * A failure (memory, limit) is kept in the buffer's `bad`. Misuse, such as a
 * value in an object without a key, is an assertion. */
#ifndef TR_BASE_JSON_WRITE_H
#define TR_BASE_JSON_WRITE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

enum { TR_JSON_DEPTH = 32 /**< most objects and arrays inside each other */ };

/** Fields are private. */
typedef struct tr_json {
  tr_buf *out;      /* borrowed */
  unsigned depth;   /* open objects and arrays */
  uint32_t objects; /* bit d: level d is an object, else an array */
  uint32_t filled;  /* bit d: level d has a member already */
  bool keyed;       /* a key was written and waits for its value */
} tr_json;

/**
 * Start a document; several may follow each other in one buffer.
 *
 * @param out Borrowed until the last call; appended to, never cleared.
 */
void tr_json_init(tr_json *json, tr_buf *out);

/** Open an object, as a value. */
void tr_json_begin_object(tr_json *json);

/** Close the object opened last. */
void tr_json_end_object(tr_json *json);

/** Open an array, as a value. */
void tr_json_begin_array(tr_json *json);

/** Close the array opened last. */
void tr_json_end_array(tr_json *json);

/**
 * Write the key of the next value.
 *
 * @param key Any bytes, escaped as tr_json_string() does; borrowed.
 */
void tr_json_key(tr_json *json, tr_str key);

/**
 * Write a string.
 *
 * @param text Any bytes; those that are no UTF-8 become U+FFFD one by one,
 *             control characters become escapes.
 * @source rfc8259 section 7
 */
void tr_json_string(tr_json *json, tr_str text);

/** Write a string, or null when the text has no bytes and no pointer. */
void tr_json_string_or_null(tr_json *json, tr_str text);

/** Write a whole number, exactly. */
void tr_json_integer(tr_json *json, int64_t number);

/** Write true or false. */
void tr_json_boolean(tr_json *json, bool truth);

/** Write null. */
void tr_json_null(tr_json *json);

/**
 * Write bytes that are one JSON value already.
 *
 * @param value Not checked; not empty; borrowed.
 */
void tr_json_raw(tr_json *json, tr_str value);

#endif
