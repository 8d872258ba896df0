/* A walk over JSON bytes that keeps nothing: each call gives the next token as
 * written. Stricter than most readers: RFC 8259 to the letter, UTF-8 checked,
 * depth limited, no NUL in a key. Used to find notes in large files without
 * building them, and to say exactly where one is broken. */
#ifndef TR_INPUT_JSON_WALK_H
#define TR_INPUT_JSON_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"

enum { TR_JSON_WALK_DEPTH = 32 /**< most objects and arrays open at once */ };

typedef enum tr_json_event {
  TR_JSON_DONE, /**< the value is complete; `at` is the byte after it */
  TR_JSON_OBJECT,
  TR_JSON_OBJECT_END,
  TR_JSON_ARRAY,
  TR_JSON_ARRAY_END,
  TR_JSON_KEY,
  TR_JSON_TEXT,
  TR_JSON_NUMBER,
  TR_JSON_TRUE,
  TR_JSON_FALSE,
  TR_JSON_NULL,
  TR_JSON_BROKEN, /**< `message` says why, `at` where; again at each call */
} tr_json_event;

/** What kind of brokenness it is. */
typedef enum tr_json_broken {
  TR_JSON_BAD_SYNTAX,
  TR_JSON_BAD_UTF8,
  TR_JSON_TOO_DEEP,
} tr_json_broken;

/** `at`, `depth`, `token` and the reasons may be read; the rest is private. */
typedef struct tr_json_walk {
  tr_str text;           /* borrowed */
  size_t at;             /**< next byte; on TR_JSON_BROKEN the offending one */
  unsigned depth;        /**< objects and arrays open, after the event */
  tr_str token;          /**< the event's bytes as written, quotes included */
  const char *message;   /**< constant; set with TR_JSON_BROKEN */
  tr_json_broken broken; /**< set with TR_JSON_BROKEN */
  uint32_t objects;      /* bit d: level d + 1 is an object */
  uint8_t wants;         /* what may come next */
} tr_json_walk;

/**
 * Start at a value.
 *
 * @param text Borrowed as long as the walk.
 * @param at   Byte at which the value, or blanks before it, begins.
 */
void tr_json_walk_init(tr_json_walk *walk, tr_str text, size_t at);

/** Take the next token. @return What it is. */
tr_json_event tr_json_walk_next(tr_json_walk *walk);

/**
 * Find where a broken value probably ends: at the bracket that closes its
 * first one, brackets in strings not counted.
 *
 * @param      text Borrowed.
 * @param      at   Byte at which the value begins.
 * @param[out] end  Byte after it; set only when true is returned.
 * @return Whether such a bracket stands before the end of the text.
 */
bool tr_json_skip_broken(tr_str text, size_t at, size_t *end);

/**
 * What a string token means: quotes cut off, escapes resolved. A half of a
 * surrogate pair without the other becomes U+FFFD.
 *
 * @param      arena Used only where the string has escapes.
 * @param      token A whole TR_JSON_KEY or TR_JSON_TEXT token.
 * @param[out] text  Borrowed from the token, or in the arena; set on TR_OK.
 * @return TR_OK or TR_ENOMEM.
 * @source rfc8259 section 7
 */
TR_NODISCARD tr_status tr_json_unescape(tr_arena *arena, tr_str token,
                                        tr_str *text);

/**
 * Whether a string token means the given text.
 *
 * @param token A whole TR_JSON_KEY or TR_JSON_TEXT token.
 * @param text  ASCII, borrowed.
 * @return Whether it does, escaped or not.
 */
bool tr_json_token_is(tr_str token, tr_str text);

/**
 * Find the value that a JSON pointer names, the last of equal keys.
 *
 * @param      text    One valid JSON value; borrowed.
 * @param      pointer "" for the whole; NUL-terminated.
 * @param[out] value   As written, borrowed from the text; set only when true is
 *                     returned.
 * @return Whether it is there.
 * @source rfc6901
 */
bool tr_json_find(tr_str text, const char *pointer, tr_str *value);

#endif
