/* Members of JSON objects as the program writes them everywhere: a code, a day
 * and an amount are strings, and what is not known is null. */
#ifndef TR_BASE_JSON_MEMBER_H
#define TR_BASE_JSON_MEMBER_H

#include "base/code.h"
#include "base/date.h"
#include "base/json_write.h"
#include "base/money.h"

/** Write a text; null where it has no bytes and no pointer. */
static inline void tr_json_put_text(tr_json *json, const char *key,
                                    tr_str text) {
  tr_json_key(json, tr_str_of(key));
  tr_json_string_or_null(json, text);
}

/** Write a C string. @param word NULL is null. */
static inline void tr_json_put_word(tr_json *json, const char *key,
                                    const char *word) {
  tr_json_put_text(json, key,
                   word != NULL ? tr_str_of(word) : (tr_str){NULL, 0});
}

/** Write a count. @param count At most INT64_MAX. */
static inline void tr_json_put_count(tr_json *json, const char *key,
                                     uint64_t count) {
  tr_json_key(json, tr_str_of(key));
  tr_json_integer(json, (int64_t)count);
}

/** Write a packed code as a value, in an array for one. @param code 0 is
 *  null. */
static inline void tr_json_code(tr_json *json, tr_code code) {
  char text[TR_CODE_BYTES + 1];
  const size_t n = tr_code_text(code, text);
  tr_json_string_or_null(json, (tr_str){n > 0 ? text : NULL, n});
}

/** Write a packed code. @param code 0 is null. */
static inline void tr_json_put_code(tr_json *json, const char *key,
                                    tr_code code) {
  tr_json_key(json, tr_str_of(key));
  tr_json_code(json, code);
}

/** Write a day as YYYY-MM-DD. @param day TR_DAY_MIN is null. */
static inline void tr_json_put_day(tr_json *json, const char *key, tr_day day) {
  char text[TR_DAY_TEXT] = "";
  if (day != TR_DAY_MIN) tr_day_text(day, text);
  tr_json_put_word(json, key, day != TR_DAY_MIN ? text : NULL);
}

/** Write an amount as a string with two decimals, so that no reader rounds
 *  it. */
static inline void tr_json_put_cents(tr_json *json, const char *key,
                                     tr_cents cents) {
  char text[TR_CENTS_TEXT];
  const size_t n = tr_cents_text(cents, text);
  tr_json_put_text(json, key, (tr_str){text, n});
}

#endif
