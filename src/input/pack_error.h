/* What is wrong in a file of rules, profiles, payers or sources, shown as a
 * compiler shows it. All of a pack's errors are reported, not only the first.
 *
 *   error: a rule has no key "severty"
 *     --> packs/ncci/TRC0203-units-over-mue.yaml:3:1
 *      |
 *    3 | severty: error
 *      | ^^^^^^^
 */
#ifndef TR_INPUT_PACK_ERROR_H
#define TR_INPUT_PACK_ERROR_H

#include <stdarg.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

enum { TR_PACK_MESSAGE = 256 /**< most bytes of a message and its NUL */ };

/** One error; everything in it lives for the call that hands it over. */
typedef struct tr_pack_error {
  const char *file; /**< as given, NUL-terminated */
  uint32_t line;    /**< from 1 */
  uint32_t column;  /**< bytes from the line's start, from 1 */
  uint32_t length;  /**< bytes meant, within the line; at least 1 */
  tr_str message;   /**< lower case, no full stop */
  tr_str text;      /**< the line, without its end */
} tr_pack_error;

/** Takes one error. @param context As given together with the function. */
typedef void tr_pack_error_fn(void *context, const tr_pack_error *error);

/** Where the errors of one file go. `count` may be read. */
typedef struct tr_pack_sink {
  const char *file;     /**< name as given, NUL-terminated; borrowed */
  tr_str bytes;         /**< the file; borrowed */
  tr_pack_error_fn *fn; /**< NULL: errors are only counted */
  void *context;        /**< handed to fn */
  uint32_t count;       /**< errors so far */
} tr_pack_sink;

/**
 * Report an error.
 *
 * @param at     Byte of the file; beyond its end means the end.
 * @param length Bytes meant; cut at the end of the line.
 * @param format Of a message of at most TR_PACK_MESSAGE bytes, cut there.
 */
__attribute__((format(printf, 4, 5))) void tr_pack_fail(
    tr_pack_sink *sink, size_t at, size_t length, const char *format, ...);

/** tr_pack_fail() at a line and column, both from 1. */
void tr_pack_fail_line(tr_pack_sink *sink, uint32_t line, uint32_t column,
                       tr_str message);

/** Append an error as people read it; bytes a terminal obeys are made safe. */
void tr_pack_error_show(const tr_pack_error *error, tr_buf *out);

#endif
