/* What tests of packs share: errors kept to be looked at, files from text. */
#ifndef TR_PACK_HELPER_H
#define TR_PACK_HELPER_H

#include "base/arena.h"
#include "input/pack_error.h"
#include "input/sources_md.h"
#include "tr_test.h"

enum { KEPT_ERRORS = 32 };

/** An error, copied. */
typedef struct kept_error {
  char file[64], message[TR_PACK_MESSAGE];
  uint32_t line, column, length;
} kept_error;

/** Errors in the order they came. */
typedef struct kept_errors {
  kept_error list[KEPT_ERRORS];
  size_t count;
} kept_errors;

static inline void keep_error(void *context, const tr_pack_error *error) {
  kept_errors *kept = context;
  if (kept->count == KEPT_ERRORS) return;
  kept_error *one = &kept->list[kept->count++];
  snprintf(one->file, sizeof one->file, "%s", error->file);
  snprintf(one->message, sizeof one->message, "%.*s",
           TR_STR_ARG(error->message));
  one->line = error->line;
  one->column = error->column;
  one->length = error->length;
}

/** A sink over a text that keeps its errors. */
static inline tr_pack_sink sink_over(const char *text, kept_errors *kept) {
  *kept = (kept_errors){.count = 0};
  return (tr_pack_sink){.file = "x.yaml",
                        .bytes = tr_str_of(text),
                        .fn = keep_error,
                        .context = kept};
}

/** One error is there, with that place and that part of a message. */
static inline void assert_error(const kept_errors *kept, uint32_t line,
                                uint32_t column, const char *message) {
  for (size_t i = 0; i < kept->count; i++) {
    const kept_error *one = &kept->list[i];
    if (one->line == line && one->column == column &&
        strstr(one->message, message) != NULL)
      return;
  }
  for (size_t i = 0; i < kept->count; i++)
    fprintf(stderr, "got %s:%u:%u: %s\n", kept->list[i].file,
            kept->list[i].line, kept->list[i].column, kept->list[i].message);
  fail_msg("no error at %u:%u with \"%s\"", line, column, message);
}

/** No error at all; those there are are shown. */
static inline void assert_no_error(const kept_errors *kept) {
  if (kept->count > 0)
    fail_msg("%s:%u:%u: %s", kept->list[0].file, kept->list[0].line,
             kept->list[0].column, kept->list[0].message);
}

/** A list of sources with "a-source" and "b-source". */
static inline tr_source_list two_sources(tr_arena *arena) {
  static const tr_source a = {.id = "a-source", .title = "A"};
  static const tr_source b = {.id = "b-source", .title = "B"};
  tr_source_list list;
  assert_int_equal(tr_source_list_init(arena, &list), TR_OK);
  list.rows[list.count++] = &a;
  list.rows[list.count++] = &b;
  return list;
}

/**
 * Copy a text with one of its lines replaced.
 *
 * @param whole Each of its lines has an end.
 * @param line  From 1; 0: none.
 * @param by    Lines instead, each with its end; may be empty.
 * @param text  `room` bytes.
 */
static inline void replace_line(const char *whole, unsigned line,
                                const char *by, char *text, size_t room) {
  size_t used = 0;
  unsigned at = 1;
  for (const char *p = whole; *p != '\0'; at++) {
    const char *end = strchr(p, '\n') + 1;
    const char *take = at == line ? by : p;
    const size_t length = at == line ? strlen(by) : (size_t)(end - p);
    assert_true(used + length < room);
    memcpy(text + used, take, length);
    used += length;
    p = end;
  }
  text[used] = '\0';
}

#endif
