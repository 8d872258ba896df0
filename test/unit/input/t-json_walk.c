/* Tests of src/input/json_walk.c. */
#include "input/json_walk.h"

#include <json-c/json.h>

#include "tr_test.h"

/* Walk it all, in a copy of exactly its size, so that ASan sees over-reads. */
static tr_json_event walk_all(const char *text, size_t n, tr_json_walk *walk) {
  char *copy = malloc(n > 0 ? n : 1);
  assert_non_null(copy);
  memcpy(copy, text, n);
  tr_json_walk_init(walk, (tr_str){copy, n}, 0);
  tr_json_event event;
  do {
    event = tr_json_walk_next(walk);
  } while (event != TR_JSON_DONE && event != TR_JSON_BROKEN);
  assert_int_equal(tr_json_walk_next(walk), event);
  free(copy);
  return event;
}

static void gives_tokens_as_written(void **state) {
  (void)state;
  static const char text[] =
      " {\"a\" : [1.50,-2e3, true],\"b\\u0041\":null , \"c\":{ }, \"d\":[]} x";
  static const struct {
    tr_json_event event;
    const char *token;
    unsigned depth;
  } rows[] = {
      {TR_JSON_OBJECT, "{", 1},    {TR_JSON_KEY, "\"a\"", 1},
      {TR_JSON_ARRAY, "[", 2},     {TR_JSON_NUMBER, "1.50", 2},
      {TR_JSON_NUMBER, "-2e3", 2}, {TR_JSON_TRUE, "true", 2},
      {TR_JSON_ARRAY_END, "]", 1}, {TR_JSON_KEY, "\"b\\u0041\"", 1},
      {TR_JSON_NULL, "null", 1},   {TR_JSON_KEY, "\"c\"", 1},
      {TR_JSON_OBJECT, "{", 2},    {TR_JSON_OBJECT_END, "}", 1},
      {TR_JSON_KEY, "\"d\"", 1},   {TR_JSON_ARRAY, "[", 2},
      {TR_JSON_ARRAY_END, "]", 1}, {TR_JSON_OBJECT_END, "}", 0},
      {TR_JSON_DONE, "", 0},       {TR_JSON_DONE, "", 0},
  };
  tr_json_walk walk;
  tr_json_walk_init(&walk, tr_str_of(text), 0);
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].token));
    assert_int_equal(tr_json_walk_next(&walk), rows[i].event);
    TR_ASSERT_STR(walk.token, rows[i].token);
    assert_int_equal(walk.depth, rows[i].depth);
  }
  assert_int_equal(walk.at, strlen(text) - 2);
}

static void refuses_what_is_not_json(void **state) {
  (void)state;
  static const struct {
    const char *text;
    size_t at;
    tr_json_broken kind;
  } rows[] = {
      {"", 0, TR_JSON_BAD_SYNTAX},
      {"  ", 2, TR_JSON_BAD_SYNTAX},
      {"{", 1, TR_JSON_BAD_SYNTAX},
      {"{]", 1, TR_JSON_BAD_SYNTAX},
      {"[}", 1, TR_JSON_BAD_SYNTAX},
      {"{\"a\"}", 4, TR_JSON_BAD_SYNTAX},
      {"{\"a\":}", 5, TR_JSON_BAD_SYNTAX},
      {"{\"a\":1,}", 7, TR_JSON_BAD_SYNTAX},
      {"[1,]", 3, TR_JSON_BAD_SYNTAX},
      {"[1 2]", 3, TR_JSON_BAD_SYNTAX},
      {"[,1]", 1, TR_JSON_BAD_SYNTAX},
      {"{a:1}", 1, TR_JSON_BAD_SYNTAX},
      {"{'a':1}", 1, TR_JSON_BAD_SYNTAX},
      {"{1:1}", 1, TR_JSON_BAD_SYNTAX},
      {"// c\n{}", 0, TR_JSON_BAD_SYNTAX},
      {"[01]", 1, TR_JSON_BAD_SYNTAX},
      {"[-]", 2, TR_JSON_BAD_SYNTAX},
      {"[1.]", 3, TR_JSON_BAD_SYNTAX},
      {"[1e]", 3, TR_JSON_BAD_SYNTAX},
      {"[+1]", 1, TR_JSON_BAD_SYNTAX},
      {"[.5]", 1, TR_JSON_BAD_SYNTAX},
      {"[NaN]", 1, TR_JSON_BAD_SYNTAX},
      {"[True]", 1, TR_JSON_BAD_SYNTAX},
      {"[nul]", 1, TR_JSON_BAD_SYNTAX},
      {"[\"a]", 4, TR_JSON_BAD_SYNTAX},
      {"[\"a\nb\"]", 3, TR_JSON_BAD_SYNTAX},
      {"[\"a\tb\"]", 3, TR_JSON_BAD_SYNTAX},
      {"[\"\\x\"]", 2, TR_JSON_BAD_SYNTAX},
      {"[\"\\u12g4\"]", 2, TR_JSON_BAD_SYNTAX},
      {"[\"\\u12", 2, TR_JSON_BAD_SYNTAX},
      {"[\"\\", 2, TR_JSON_BAD_SYNTAX},
      {"{\"a\\u0000\":1}", 3, TR_JSON_BAD_SYNTAX},
      {"[\"\xff\"]", 2, TR_JSON_BAD_UTF8},
      {"[\"\xc0\xaf\"]", 2, TR_JSON_BAD_UTF8},
      {"[\"\xed\xa0\x80\"]", 2, TR_JSON_BAD_UTF8},
      {"[\"\xe2\x82\"]", 2, TR_JSON_BAD_UTF8},
      {"[\xff]", 1, TR_JSON_BAD_UTF8},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_json_walk walk;
    assert_int_equal(walk_all(rows[i].text, strlen(rows[i].text), &walk),
                     TR_JSON_BROKEN);
    assert_int_equal(walk.at, rows[i].at);
    assert_int_equal(walk.broken, rows[i].kind);
    assert_non_null(walk.message);
  }
}

static void limits_depth(void **state) {
  (void)state;
  char text[2 * TR_JSON_WALK_DEPTH + 3] = {0};
  tr_json_walk walk;
  memset(text, '[', TR_JSON_WALK_DEPTH);
  memset(text + TR_JSON_WALK_DEPTH, ']', TR_JSON_WALK_DEPTH);
  assert_int_equal(walk_all(text, strlen(text), &walk), TR_JSON_DONE);
  memset(text, '[', TR_JSON_WALK_DEPTH + 1);
  assert_int_equal(walk_all(text, strlen(text), &walk), TR_JSON_BROKEN);
  assert_int_equal(walk.broken, TR_JSON_TOO_DEEP);
  assert_int_equal(walk.at, TR_JSON_WALK_DEPTH);
}

static void resolves_escapes(void **state) {
  (void)state;
  static const struct {
    const char *token, *text;
    size_t n;
  } rows[] = {
      {"\"\"", "", 0},
      {"\"plain \xc3\xa9\"", "plain \xc3\xa9", 8},
      {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t", 8},
      {"\"\\u0041\\u00e9\\u20AC\"", "A\xc3\xa9\xe2\x82\xac", 6},
      {"\"\\uD83D\\uDE00\"", "\xf0\x9f\x98\x80", 4},
      {"\"\\ud83d\"", "\xef\xbf\xbd", 3},
      {"\"\\ude00x\"", "\xef\xbf\xbdx", 4},
      {"\"\\ud83d\\u0041\"",
       "\xef\xbf\xbd"
       "A",
       4},
      {"\"a\\u0000b\"", "a\0b", 3},
  };
  tr_arena arena;
  tr_arena_init(&arena, 10000);
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_str token = tr_str_of(rows[i].token);
    TR_ROW(i, token);
    tr_str text;
    assert_int_equal(tr_json_unescape(&arena, token, &text), TR_OK);
    assert_int_equal(text.n, rows[i].n);
    assert_memory_equal(text.p != NULL ? text.p : "", rows[i].text, text.n);
    assert_true(tr_json_token_is(token, (tr_str){rows[i].text, rows[i].n}));
    assert_false(tr_json_token_is(token, TR_STR("something else")));
  }
  assert_false(tr_json_token_is(TR_STR("\"\\u0041\""), TR_STR("")));
  assert_false(tr_json_token_is(TR_STR("\"\\u0041\""), TR_STR("AB")));
  tr_arena_done(&arena);
}

static void finds_pointers(void **state) {
  (void)state;
  const tr_str text = TR_STR(
      " {\"a\":{\"b\":[10,{\"c\":\"x\"},[ ]]},\"a/b\":1,\"m~n\":2,"
      "\"d\":1,\"d\":[3]}");
  static const struct {
    const char *pointer, *value;
  } rows[] = {
      {"/a/b/0", "10"},  {"/a/b/1/c", "\"x\""}, {"/a/b/2", "[ ]"},
      {"/a~1b", "1"},    {"/m~0n", "2"},        {"/d", "[3]"},
      {"/a/b/3", NULL},  {"/z", NULL},          {"/a/b/0/c", NULL},
      {"/a/b/00", NULL},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].pointer));
    tr_str value = {NULL, 0};
    assert_int_equal(tr_json_find(text, rows[i].pointer, &value),
                     rows[i].value != NULL);
    if (rows[i].value != NULL) TR_ASSERT_STR(value, rows[i].value);
  }
  tr_str whole;
  assert_true(tr_json_find(text, "", &whole));
  assert_true(tr_str_eq(whole, text));
}

static void finds_the_end_of_what_is_broken(void **state) {
  (void)state;
  static const struct {
    const char *text;
    size_t end; /* 0: none */
  } rows[] = {
      {"{\"a\":01},{}", 8},           {"{\"a\":\"}\",x},{}", 11},
      {"{\"a\":\"\\\"}\" ?},{}", 13}, {"{\"a\":\"cut\n},{}", 11},
      {"{\"a\":{\"b\":1}", 0},        {"", 0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_str text = tr_str_of(rows[i].text);
    TR_ROW(i, text);
    size_t end = 0;
    assert_int_equal(tr_json_skip_broken(text, 0, &end), rows[i].end != 0);
    assert_int_equal(end, rows[i].end);
  }
}

/* Every cut and thousands of changes of a text: nothing is read beyond its
 * end, and what the walk lets through json-c takes as well. */
static void json_c_takes_all_it_lets_through(void **state) {
  (void)state;
  static const char seed[] =
      "{\"a\\u00e9\":[1.50,-2e3,true,false,null,\"x\\n\xc3\xa9\"],\"b\":{}}";
  static const char bytes[] = "{}[]\",:\\u019-+.eEtfn \n\x01\xc3\xa9\xff\x80";
  struct json_tokener *tokener = json_tokener_new_ex(TR_JSON_WALK_DEPTH + 8);
  assert_non_null(tokener);
  json_tokener_set_flags(tokener,
                         JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
  uint32_t random = 20261123;
  size_t sound = 0;
  for (int round = 0; round < 30000; round++) {
    char text[sizeof seed];
    memcpy(text, seed, sizeof seed);
    size_t n = sizeof seed - 1;
    if (round <= (int)n) {
      n = (size_t)round;
    } else {
      const int changes = 1 + round % 3;
      for (int i = 0; i < changes; i++) {
        random = random * 1664525U + 1013904223U;
        text[(random >> 8) % n] = bytes[(random >> 20) % (sizeof bytes - 1)];
      }
    }
    tr_json_walk walk;
    if (walk_all(text, n, &walk) != TR_JSON_DONE || walk.at != n) continue;
    sound++;
    json_tokener_reset(tokener);
    struct json_object *object = json_tokener_parse_ex(tokener, text, (int)n);
    const enum json_tokener_error error = json_tokener_get_error(tokener);
    json_object_put(object);
    if (error != json_tokener_success) fail_msg("%.*s", (int)n, text);
  }
  assert_true(sound > 100);
  json_tokener_free(tokener);
}

TR_TESTS(cmocka_unit_test(gives_tokens_as_written),
         cmocka_unit_test(refuses_what_is_not_json),
         cmocka_unit_test(limits_depth), cmocka_unit_test(resolves_escapes),
         cmocka_unit_test(finds_pointers),
         cmocka_unit_test(finds_the_end_of_what_is_broken),
         cmocka_unit_test(json_c_takes_all_it_lets_through))
