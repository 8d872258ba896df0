/* Tests of src/base/json_write.c. */
#include "base/json_write.h"

#include "tr_test.h"

typedef struct writing {
  tr_buf buf;
  tr_json json;
} writing;

static writing *start(void) {
  writing *w = calloc(1, sizeof *w);
  assert_non_null(w);
  tr_buf_init(&w->buf, 100000);
  tr_json_init(&w->json, &w->buf);
  return w;
}

static void finish(writing *w, const char *expected) {
  assert_int_equal(w->buf.bad, TR_OK);
  TR_ASSERT_STR(tr_buf_str(&w->buf), expected);
  tr_buf_done(&w->buf);
  free(w);
}

static void commas_between_members_only(void **state) {
  (void)state;
  writing *w = start();
  tr_json_begin_object(&w->json);
  tr_json_key(&w->json, TR_STR("rule"));
  tr_json_string(&w->json, TR_STR("TRC0203"));
  tr_json_key(&w->json, TR_STR("line"));
  tr_json_integer(&w->json, 2);
  tr_json_key(&w->json, TR_STR("article"));
  tr_json_begin_array(&w->json);
  tr_json_string(&w->json, TR_STR("A5"));
  tr_json_begin_object(&w->json);
  tr_json_end_object(&w->json);
  tr_json_begin_array(&w->json);
  tr_json_end_array(&w->json);
  tr_json_boolean(&w->json, true);
  tr_json_boolean(&w->json, false);
  tr_json_end_array(&w->json);
  tr_json_key(&w->json, TR_STR("note"));
  tr_json_null(&w->json);
  tr_json_key(&w->json, TR_STR("amount"));
  tr_json_raw(&w->json, TR_STR("90.50"));
  tr_json_end_object(&w->json);
  finish(w,
         "{\"rule\":\"TRC0203\",\"line\":2,\"article\":[\"A5\",{},[],true,"
         "false],\"note\":null,\"amount\":90.50}");
}

static void documents_follow_each_other(void **state) {
  (void)state;
  writing *w = start();
  for (int64_t i = 0; i < 2; i++) {
    tr_json_begin_object(&w->json);
    tr_json_key(&w->json, TR_STR("n"));
    tr_json_integer(&w->json, i);
    tr_json_end_object(&w->json);
    tr_buf_add_char(&w->buf, '\n');
  }
  finish(w, "{\"n\":0}\n{\"n\":1}\n");
}

static const struct {
  tr_str text;
  const char *json;
} strings[] = {
    {{"", 0}, "\"\""},
    {{"plain", 5}, "\"plain\""},
    {{"a\"b\\c/", 6}, "\"a\\\"b\\\\c/\""},
    {{"\b\f\n\r\t", 5}, "\"\\b\\f\\n\\r\\t\""},
    {{"\0x\x1f", 3}, "\"\\u0000x\\u001f\""},
    {{"\x7f\xc2\x85", 3}, "\"\\u007f\\u0085\""},
    {{"Jos\xc3\xa9", 5}, "\"Jos\xc3\xa9\""},
    {{"\xf0\x9f\x98\x80", 4}, "\"\xf0\x9f\x98\x80\""},
    {{"a\xffz", 3}, "\"a\xef\xbf\xbdz\""},
    {{"\xe2\x82", 2}, "\"\xef\xbf\xbd\xef\xbf\xbd\""},
    {{"\xed\xa0\x80", 3}, "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""},
};

static void strings_are_escaped(void **state) {
  (void)state;
  for (size_t i = 0; i < TR_COUNT(strings); i++) {
    TR_ROW(i, strings[i].text);
    writing *w = start();
    tr_json_string(&w->json, strings[i].text);
    finish(w, strings[i].json);
  }
}

static void keys_are_escaped_too(void **state) {
  (void)state;
  writing *w = start();
  tr_json_begin_object(&w->json);
  tr_json_key(&w->json, TR_STR("a\"\n"));
  tr_json_string_or_null(&w->json, (tr_str){NULL, 0});
  tr_json_key(&w->json, TR_STR("b"));
  tr_json_string_or_null(&w->json, TR_STR(""));
  tr_json_end_object(&w->json);
  finish(w, "{\"a\\\"\\n\":null,\"b\":\"\"}");
}

static void integers_to_the_edge(void **state) {
  (void)state;
  writing *w = start();
  tr_json_begin_array(&w->json);
  tr_json_integer(&w->json, INT64_MIN);
  tr_json_integer(&w->json, INT64_MAX);
  tr_json_integer(&w->json, 0);
  tr_json_end_array(&w->json);
  finish(w, "[-9223372036854775808,9223372036854775807,0]");
}

static void nests_to_the_depth_allowed(void **state) {
  (void)state;
  writing *w = start();
  for (int i = 0; i < TR_JSON_DEPTH; i++) {
    if (i > 0) tr_json_integer(&w->json, i);
    tr_json_begin_array(&w->json);
  }
  for (int i = 0; i < TR_JSON_DEPTH; i++) tr_json_end_array(&w->json);
  assert_int_equal(w->json.depth, 0);
  TR_ASSERT_STR(((tr_str){w->buf.p, 12}), "[1,[2,[3,[4,");
  TR_ASSERT_STR(((tr_str){w->buf.p + w->buf.n - 4, 4}), "]]]]");
  tr_buf_done(&w->buf);
  free(w);
}

static void a_full_buffer_is_remembered(void **state) {
  (void)state;
  tr_buf buf;
  tr_json json;
  tr_buf_init(&buf, 5);
  tr_json_init(&json, &buf);
  tr_json_string(&json, TR_STR("longer than five"));
  assert_int_equal(buf.bad, TR_ELIMIT);
  tr_buf_done(&buf);
}

TR_TESTS(cmocka_unit_test(commas_between_members_only),
         cmocka_unit_test(documents_follow_each_other),
         cmocka_unit_test(strings_are_escaped),
         cmocka_unit_test(keys_are_escaped_too),
         cmocka_unit_test(integers_to_the_edge),
         cmocka_unit_test(nests_to_the_depth_allowed),
         cmocka_unit_test(a_full_buffer_is_remembered))
