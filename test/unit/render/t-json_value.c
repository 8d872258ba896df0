/* Tests of src/render/json_value.c. */
#include "render/json_value.h"
#include "tr_test.h"

static void takes_what_is_json(void **state) {
  (void)state;
  static const struct {
    const char *text, *wanted; /* NULL: refused */
  } rows[] = {
      {"60", "60"},
      {"-0.5e+3", "-0.5e+3"},
      {" true\n", "true"},
      {"\"a\\u00e9\\n\"", "\"a\\u00e9\\n\""},
      {"[ ]", "[]"},
      {"{ }", "{}"},
      {"{ \"a\" : [ 1 ,\n {\"b\":null} ] }", "{\"a\":[1,{\"b\":null}]}"},
      {"", NULL},
      {"mechanical", NULL},
      {"60 lb", NULL},
      {"01", NULL},
      {"1.", NULL},
      {"1e", NULL},
      {"-", NULL},
      {"\"open", NULL},
      {"\"tab\there\"", NULL},
      {"\"\\x\"", NULL},
      {"\"\\u12g4\"", NULL},
      {"\"\xff\"", NULL},
      {"[1,]", NULL},
      {"[1 2]", NULL},
      {"{\"a\"}", NULL},
      {"{\"a\":1,}", NULL},
      {"{a:1}", NULL},
      {"[}", NULL},
      {"[1", NULL},
      {"1]", NULL},
      {"1,2", NULL},
      {"[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]", NULL}, /* too deep */
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_buf out;
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_buf_init(&out, 1000);
    tr_buf_add(&out, TR_STR("x"));
    const bool good = tr_json_value_compact(tr_str_of(rows[i].text), 100, &out);
    assert_int_equal(good, rows[i].wanted != NULL);
    TR_ASSERT_STR(((tr_str){out.p + 1, out.n - 1}), good ? rows[i].wanted : "");
    tr_buf_done(&out);
  }
}

static void keeps_to_its_length(void **state) {
  (void)state;
  tr_buf out;
  tr_buf_init(&out, 1000);
  assert_true(tr_json_value_compact(TR_STR("[1,2,3]"), 7, &out));
  tr_buf_clear(&out);
  assert_false(tr_json_value_compact(TR_STR("[1,2,3]"), 6, &out));
  assert_int_equal(out.n, 0);
  tr_buf_done(&out);
}

TR_TESTS(cmocka_unit_test(takes_what_is_json),
         cmocka_unit_test(keeps_to_its_length))
