/* Examples from text, built with the built-in pack. */
#ifndef TR_EXAMPLE_HELPER_H
#define TR_EXAMPLE_HELPER_H

#include "input/example.h"
#include "pack_helper.h"

/** An example that was built, and the errors. */
typedef struct built {
  tr_arena arena;
  tr_tables tables;
  kept_errors kept;
  tr_example example;
  tr_status status;
} built;

static inline void build(built *b, const char *text) {
  tr_pack_sink sink = sink_over(text, &b->kept);
  tr_arena_init(&b->arena, TR_EXAMPLE_ARENA);
  tr_tables_init(&b->tables);
  b->example = (tr_example){.has_notes = false};
  b->status = tr_example_build(&b->arena, &tr_pack_builtin, &b->tables, &sink,
                               &b->example);
}

/** @return How often a part occurs in a text. */
static inline unsigned times(tr_str text, const char *part) {
  const size_t n = strlen(part);
  unsigned count = 0;
  for (size_t i = 0; i + n <= text.n; i++)
    count += memcmp(text.p + i, part, n) == 0;
  return count;
}

/** The part occurs, once. */
#define assert_once(text, part)                                          \
  do {                                                                   \
    if (times((text), (part)) != 1)                                      \
      fail_msg("\"%s\" %u times in %.*s", (part), times((text), (part)), \
               TR_STR_ARG(text));                                        \
  } while (0)

#endif
