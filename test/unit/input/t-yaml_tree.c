/* Tests of src/input/yaml_tree.c. */
#include "input/yaml_tree.h"

#include "pack_helper.h"

static const tr_yaml *read(tr_arena *arena, const char *text,
                           kept_errors *kept) {
  const tr_yaml *root = NULL;
  tr_pack_sink sink = sink_over(text, kept);
  tr_arena_init(arena, 1 << 20);
  assert_int_equal(tr_yaml_read(arena, &sink, &root), TR_OK);
  return root;
}

static void reads_values_with_their_places(void **state) {
  (void)state;
  static const char text[] =
      "a: plain\n"
      "b: \"quoted\"\n"
      "c: [1, ~, null, \"null\"]\n"
      "d:\n"
      "  e: {f: g}\n"
      "h:\n";
  tr_arena arena;
  kept_errors kept;
  const tr_yaml *root = read(&arena, text, &kept);
  assert_no_error(&kept);
  assert_int_equal(root->kind, TR_YAML_MAP);
  assert_int_equal(root->count, 5);

  const tr_yaml *a = tr_yaml_get(root, "a");
  TR_ASSERT_STR(a->text, "plain");
  assert_true(a->plain);
  assert_int_equal(a->key_at, 0);
  assert_int_equal(a->at, 3);
  assert_int_equal(a->length, 5);
  const tr_yaml *b = tr_yaml_get(root, "b");
  TR_ASSERT_STR(b->text, "quoted");
  assert_false(b->plain);
  const tr_yaml *c = tr_yaml_get(root, "c");
  assert_int_equal(c->kind, TR_YAML_LIST);
  assert_int_equal(c->items[0].kind, TR_YAML_TEXT);
  assert_int_equal(c->items[1].kind, TR_YAML_NULL);
  assert_int_equal(c->items[2].kind, TR_YAML_NULL);
  assert_int_equal(c->items[3].kind, TR_YAML_TEXT);
  const tr_yaml *f = tr_yaml_get(tr_yaml_get(tr_yaml_get(root, "d"), "e"), "f");
  TR_ASSERT_STR(f->text, "g");
  assert_int_equal(tr_yaml_get(root, "h")->kind, TR_YAML_NULL);
  assert_null(tr_yaml_get(root, "i"));
  assert_null(tr_yaml_get(NULL, "a"));
  assert_null(tr_yaml_get(a, "a"));
  tr_arena_done(&arena);
}

static void refuses_with_a_place(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t line, column;
    const char *message;
  } rows[] = {
      {"", 1, 1, "empty"},
      {"a: 1\na: 2\n", 2, 1, "duplicate key"},
      {"a: [1\nb: 2\n", 3, 1, "without a closing bracket"},
      {"a: \xFF\n", 1, 4, "not UTF-8"},
      {"a: 1\n---\nb: 1\n", 2, 1, "one document"},
      {"a: 1\n...\n", 2, 1, "one document"},
      {"a: &x 1\n", 1, 1, "anchors"},
      {"a: *x\n", 1, 1, "anchors"},
      {"a: !!str 5\n", 1, 1, "tags"},
      {"? [x]\n: 3\n", 1, 1, "a key is a word"},
      {"a: \"x\\0y\"\n", 1, 5, "NUL"},
      {"a: b: c\n", 1, 5, "nested block mapping"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_arena arena;
    kept_errors kept;
    TR_ROW(i, tr_str_of(rows[i].text));
    assert_null(read(&arena, rows[i].text, &kept));
    assert_error(&kept, rows[i].line, rows[i].column, rows[i].message);
    tr_arena_done(&arena);
  }
}

static void begins_with_three_hyphens(void **state) {
  (void)state;
  tr_arena arena;
  kept_errors kept;
  assert_non_null(read(&arena, "# what it is\n---\na: 1\n", &kept));
  assert_no_error(&kept);
  tr_arena_done(&arena);
}

static void refuses_what_is_too_deep(void **state) {
  (void)state;
  char text[4096];
  memset(text, '[', 2000);
  memset(text + 2000, ']', 2000);
  text[4000] = '\0';
  tr_arena arena;
  kept_errors kept;
  assert_null(read(&arena, text, &kept));
  assert_true(kept.count > 0);
  tr_arena_done(&arena);
}

static void a_byte_of_a_text_is_found_in_the_file(void **state) {
  (void)state;
  static const struct {
    const char *text;
    const char *of; /* this part of the value ... */
    const char *at; /* ... stands where this stands in the file */
  } rows[] = {
      {"k: abc def", "def", "def"},
      {"k: abc\n  def ghi", "ghi", "ghi"},
      {"k: \"a \\\"b\\\" c\"", "c", "c\""},
      {"k: \"a \\\"b\\\" c\"", "b", "b\\"},
      {"k: \"\\u00e9 z\"", "z", "z"},
      {"k: \"x \\\n     y\"", "y", "y\""},
      {"k: 'it''s here'", "here", "here"},
      {"k: >-\n  one two\n  three\n", "three", "three"},
      {"k: >-\n  one two\n  three\n", "two", "two"},
      {"k: >-\n  one\n\n  two\n", "two", "two"},
      {"k: |\n  one\n   two\n", "two", "two"},
      {"k: |\n  one\n   two\n", "one", "one"},
      {"k:\n  - |\n      one\n      two\n", "two", "two"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_arena arena;
    kept_errors kept;
    TR_ROW(i, tr_str_of(rows[i].text));
    const tr_yaml *value = tr_yaml_get(read(&arena, rows[i].text, &kept), "k");
    if (value->kind == TR_YAML_LIST) value = &value->items[0];
    const char *part = strstr(value->text.p, rows[i].of);
    assert_non_null(part);
    assert_int_equal(tr_yaml_position(value, tr_str_of(rows[i].text),
                                      (size_t)(part - value->text.p)),
                     (size_t)(strstr(rows[i].text, rows[i].at) - rows[i].text));
    tr_arena_done(&arena);
  }
}

static void wants_numbers_flags_and_words(void **state) {
  (void)state;
  static const char *const words[] = {"red", "green", NULL};
  static const char *const keys[] = {"a", "b", "c", "d", NULL};
  tr_arena arena;
  kept_errors kept;
  const tr_yaml *root =
      read(&arena, "a: 12\nb: true\nc: green\nd: [x]\ne: 12x\n", &kept);
  tr_pack_sink sink =
      sink_over("a: 12\nb: true\nc: green\nd: [x]\ne: 12x\n", &kept);
  int64_t number = -1;
  bool flag = false;
  assert_true(tr_yaml_number(&sink, tr_yaml_get(root, "a"), 12, &number));
  assert_int_equal(number, 12);
  assert_true(tr_yaml_flag(&sink, tr_yaml_get(root, "b"), &flag));
  assert_true(flag);
  assert_int_equal(tr_yaml_word(&sink, tr_yaml_get(root, "c"), "colour", words),
                   1);
  assert_no_error(&kept);

  assert_false(tr_yaml_number(&sink, tr_yaml_get(root, "a"), 11, &number));
  assert_false(tr_yaml_number(&sink, tr_yaml_get(root, "e"), 99, &number));
  assert_false(tr_yaml_flag(&sink, tr_yaml_get(root, "a"), &flag));
  assert_int_equal(tr_yaml_word(&sink, tr_yaml_get(root, "a"), "colour", words),
                   -1);
  assert_null(tr_yaml_want(&sink, tr_yaml_get(root, "d"), TR_YAML_MAP));
  assert_int_equal(number, 12);
  tr_yaml_check_keys(&sink, root, "this", keys);
  assert_int_equal(kept.count, 6);
  assert_error(&kept, 1, 4, "from 0 to 11");
  assert_error(&kept, 5, 4, "whole number");
  assert_error(&kept, 1, 4, "true or false");
  assert_error(&kept, 1, 4, "\"12\" is no colour; they are red, green");
  assert_error(&kept, 4, 5, "\"d\" must be a map");
  assert_error(&kept, 5, 1, "this has no key \"e\"");
  tr_arena_done(&arena);
}

static void says_when_memory_runs_out(void **state) {
  (void)state;
  kept_errors kept;
  const tr_yaml *root;
  size_t limit = 0;
  tr_status status;
  do {
    tr_arena arena;
    tr_pack_sink sink = sink_over("a: [b, {c: d}]\n", &kept);
    tr_arena_init(&arena, limit);
    status = tr_yaml_read(&arena, &sink, &root);
    assert_true(status == TR_OK || status == TR_ENOMEM);
    tr_arena_done(&arena);
    limit += 16;
  } while (status != TR_OK && limit < 1 << 16);
  assert_int_equal(status, TR_OK);
  assert_true(limit > 16);
}

TR_TESTS(cmocka_unit_test(reads_values_with_their_places),
         cmocka_unit_test(refuses_with_a_place),
         cmocka_unit_test(begins_with_three_hyphens),
         cmocka_unit_test(refuses_what_is_too_deep),
         cmocka_unit_test(a_byte_of_a_text_is_found_in_the_file),
         cmocka_unit_test(wants_numbers_flags_and_words),
         cmocka_unit_test(says_when_memory_runs_out))
