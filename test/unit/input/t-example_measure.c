/* Tests of src/input/example_measure.c: examples of rules on measures. */
#include "input/example.h"
#include "input/example_parts.h"
#include "tr_test.h"

typedef struct ran {
  bool passed;
  tr_buf why;
} ran;

static void keep_error(void *context, const tr_pack_error *error) {
  tr_pack_error_show(error, context);
}

static ran run(const char *text) {
  ran out = {.passed = false};
  tr_arena arena;
  tr_tables tables;
  tr_tables_init(&tables);
  tr_arena_init(&arena, TR_EXAMPLE_ARENA);
  tr_buf_init(&out.why, 1 << 16);
  tr_pack_sink sink = {.file = "TRA0102",
                       .bytes = tr_str_of(text),
                       .fn = keep_error,
                       .context = &out.why};
  assert_int_equal(
      tr__example_run_measure(&arena, &tables,
                              tr_pack_find(&tr_pack_builtin, TR_STR("TRA0102")),
                              &sink, &out.why, &out.passed),
      TR_OK);
  tr_arena_done(&arena);
  return out;
}

#define MEASURE(value)                                    \
  "name: x\nmeasure: {id: traction-visits, value: " value \
  ", peers: 10, word: significantly-higher}\n"

static void passes_and_fails(void **state) {
  (void)state;
  static const struct {
    const char *text;
    bool passes;
    const char *why;
  } rows[] = {
      {MEASURE("60") "expect: warning\n", true, ""},
      {MEASURE("60") "expect: error\n", false, "wanted error"},
      {MEASURE("60") "expect: none\n", false, "wanted no finding"},
      {MEASURE("60") "expect: {severity: warning, message: \"60 %\"}\n", true,
       ""},
      {MEASURE("60") "expect: {severity: warning, message: \"61 %\"}\n", false,
       "got warning: 97012 on 60 %"},
      {MEASURE("12") "expect: none\n", true, ""},
      {MEASURE("12") "expect: warning\n", false, "wanted warning"},
      {"name: x\nexpect: none\n", false, "no \"measure\""},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    ran out = run(rows[i].text);
    assert_int_equal(out.passed, rows[i].passes);
    if (tr_str_find_nocase(tr_buf_str(&out.why), tr_str_of(rows[i].why)) ==
        SIZE_MAX)
      fail_msg("%.*s", TR_STR_ARG(tr_buf_str(&out.why)));
    tr_buf_done(&out.why);
  }
}

static void the_form_is_checked(void **state) {
  (void)state;
  static const struct {
    const char *text, *why;
  } rows[] = {
      {"name: x\nmeasure: {value: 3}\nexpect: none\n", "\"id\" is missing"},
      {"name: x\nmeasure: {id: a, share: 3}\nexpect: none\n",
       "a measure has no \"share\""},
      {"name: x\nmeasure: {id: a, value: many}\nexpect: none\n",
       "\"value\" is not readable"},
      {"name: x\nmeasure: {id: a}\nothers: 3\nexpect: none\n", "a list"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_arena arena;
    tr_buf why;
    const tr_yaml *root = NULL;
    bool fails;
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_arena_init(&arena, TR_EXAMPLE_ARENA);
    tr_buf_init(&why, 1 << 16);
    tr_pack_sink sink = {.file = "x",
                         .bytes = tr_str_of(rows[i].text),
                         .fn = keep_error,
                         .context = &why};
    assert_int_equal(tr_yaml_read(&arena, &sink, &root), TR_OK);
    tr_example_check(&sink, root, &fails);
    if (tr_str_find_nocase(tr_buf_str(&why), tr_str_of(rows[i].why)) ==
        SIZE_MAX)
      fail_msg("%.*s", TR_STR_ARG(tr_buf_str(&why)));
    tr_buf_done(&why);
    tr_arena_done(&arena);
  }
}

TR_TESTS(cmocka_unit_test(passes_and_fails),
         cmocka_unit_test(the_form_is_checked))
