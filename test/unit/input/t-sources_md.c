/* Tests of src/input/sources_md.c. */
#include "input/sources_md.h"

#include "pack_helper.h"

static const char page[] =
    "# Sources\n"
    "\n"
    "| id | title | what it decides | as of | link |\n"
    "| --- | --- | --- | --- | --- |\n"
    "| `one` | The first | units | 2024 | <https://example.org/1> |\n"
    "| `two.2-b` | The second, a \\| in it | | | |\n"
    "\n"
    "| column | compared with |\n"
    "| --- | --- |\n"
    "| `profile` | a file |\n";

static tr_source_list read(tr_arena *arena, const char *text,
                           kept_errors *kept) {
  tr_source_list list;
  tr_pack_sink sink = sink_over(text, kept);
  tr_arena_init(arena, 1 << 20);
  assert_int_equal(tr_source_list_init(arena, &list), TR_OK);
  assert_int_equal(tr_sources_read(arena, &sink, &list), TR_OK);
  return list;
}

static void reads_tables_of_sources(void **state) {
  (void)state;
  tr_arena arena;
  kept_errors kept;
  const tr_source_list list = read(&arena, page, &kept);
  assert_no_error(&kept);
  assert_int_equal(list.count, 2);
  const tr_source *one = tr_source_find(&list, TR_STR("one"));
  assert_string_equal(one->title, "The first");
  assert_string_equal(one->decides, "units");
  assert_string_equal(one->url, "https://example.org/1");
  const tr_source *two = tr_source_find(&list, TR_STR("two.2-b"));
  assert_string_equal(two->title, "The second, a \\| in it");
  assert_string_equal(two->url, "");
  assert_null(two->of);
  assert_null(tr_source_find(&list, TR_STR("profile")));
  tr_arena_done(&arena);
}

static void a_source_may_name_its_transactions(void **state) {
  (void)state;
  tr_arena arena;
  kept_errors kept;
  const tr_source_list list =
      read(&arena,
           "| id | title | transactions | what it decides | link |\n"
           "| --- | --- | --- | --- | --- |\n"
           "| `one` | A | 270 271 | | |\n"
           "| `two` | B | | | |\n",
           &kept);
  assert_no_error(&kept);
  assert_string_equal(tr_source_find(&list, TR_STR("one"))->of, "270 271");
  assert_null(tr_source_find(&list, TR_STR("two"))->of);
  tr_arena_done(&arena);
}

static void refuses_broken_rows(void **state) {
  (void)state;
  static const char head[] =
      "| id | title | what it decides | link |\n| --- | --- | --- | --- |\n";
  static const struct {
    const char *rows;
    uint32_t line, column;
    const char *message;
  } rows[] = {
      {"| `a` | A | | |\n| `a` | B | | |\n", 4, 4, "is there already"},
      {"| `A b` | A | | |\n", 3, 4, "a-z"},
      {"| `a` | | | |\n", 3, 4, "no title"},
      {"| | A | | |\n", 3, 3, "a-z"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    char text[512];
    tr_arena arena;
    kept_errors kept;
    snprintf(text, sizeof text, "%s%s", head, rows[i].rows);
    TR_ROW(i, tr_str_of(rows[i].rows));
    (void)read(&arena, text, &kept);
    assert_int_equal(kept.count, 1);
    assert_error(&kept, rows[i].line, rows[i].column, rows[i].message);
    tr_arena_done(&arena);
  }
}

static void refuses_a_table_without_a_column(void **state) {
  (void)state;
  tr_arena arena;
  kept_errors kept;
  const tr_source_list list = read(
      &arena, "| id | title | link |\n| --- | --- | --- |\n| `a` | A | |\n",
      &kept);
  assert_int_equal(list.count, 0);
  assert_error(&kept, 1, 3, "what it decides");
  tr_arena_done(&arena);
}

TR_TESTS(cmocka_unit_test(a_source_may_name_its_transactions),
         cmocka_unit_test(reads_tables_of_sources),
         cmocka_unit_test(refuses_broken_rows),
         cmocka_unit_test(refuses_a_table_without_a_column))
