/* A small rule for tests, of which single lines are replaced. */
#ifndef TR_RULE_HELPER_H
#define TR_RULE_HELPER_H

#include "input/rule_yaml.h"
#include "pack_helper.h"

/** Its lines are counted in the tests: `when` is the 12th. */
static const char small_rule[] =
    "id: TRC9001\n"
    "slug: too-many\n"
    "severity: error\n"
    "over: line\n"
    "each: line\n"
    "snip: 6\n"
    "authority: ncci\n"
    "sources: [a-source]\n"
    "confidence: official\n"
    "summary: too many units\n"
    "explain: More than one.\n"
    "when: line.units > 1\n"
    "at: line.units\n"
    "message: \"{line.units} units\"\n"
    "examples:\n"
    "  - {name: one, lines: [{code: 97012}], expect: none}\n"
    "  - {name: two, lines: [{code: 97012, units: 2}], expect: error}\n";

/** A rule that was read, and the errors. */
typedef struct read_rule {
  tr_arena arena;
  kept_errors kept;
  char text[4096];
  const tr_rule *rule;
} read_rule;

/**
 * Read the small rule with one line replaced.
 *
 * @param line From 1; 0: none.
 * @param by   Lines instead, each with its end; may be empty.
 */
static inline void read_changed(read_rule *r, unsigned line, const char *by) {
  static const char *const words[] = {"red", "unknown", NULL};
  static const tr_profile_key keys[] = {
      {.name = "gp_policy", .type = TR_TYPE_WORD, .words = words},
      {.name = "max", .type = TR_TYPE_NUMBER, .max = 99}};
  replace_line(small_rule, line, by, r->text, sizeof r->text);
  tr_arena_init(&r->arena, 1 << 22);
  const tr_source_list sources = two_sources(&r->arena);
  tr_pack_sink sink = sink_over(r->text, &r->kept);
  tr_rule_reader *reader = calloc(1, sizeof *reader);
  assert_non_null(reader);
  reader->arena = &r->arena;
  reader->sink = &sink;
  reader->sources = &sources;
  reader->keys = keys;
  reader->key_count = TR_COUNT(keys);
  reader->pack = "test";
  assert_int_equal(tr_rule_read(reader, &r->rule), TR_OK);
  free(reader);
}

/** A row: what is replaced by what, and where the error then stands. */
typedef struct broken_rule {
  unsigned line;
  const char *by;
  uint32_t at_line, at_column;
  const char *message;
} broken_rule;

/** Every row gives that error and no rule. */
static inline void assert_all_broken(const broken_rule *rows, size_t count) {
  for (size_t i = 0; i < count; i++) {
    read_rule r;
    TR_ROW(i, tr_str_of(rows[i].by));
    read_changed(&r, rows[i].line, rows[i].by);
    assert_error(&r.kept, rows[i].at_line, rows[i].at_column, rows[i].message);
    assert_null(r.rule);
    tr_arena_done(&r.arena);
  }
}

#endif
