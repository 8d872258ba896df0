/* Tests of src/input/example_overlay.c. */
#include <json-c/json.h>

#include "input/example_parts.h"
#include "pack_helper.h"

static void lays_over(void **state) {
  (void)state;
  static const struct {
    const char *json, *yaml, *result;
  } rows[] = {
      {"{\"a\":1}", "b: x", "{\"a\":1,\"b\":\"x\"}"},
      {"{\"a\":1,\"b\":2}", "a: null", "{\"b\":2}"},
      {"{\"a\":{\"b\":1,\"c\":2}}", "a: {b: 3}", "{\"a\":{\"b\":3,\"c\":2}}"},
      {"{\"a\":{\"b\":1}}", "a: text", "{\"a\":\"text\"}"},
      {"{\"a\":1}", "a: {b: 3}", "{\"a\":{\"b\":3}}"},
      {"{\"a\":[1,2]}", "a: [3]", "{\"a\":[3]}"},
      {"{}", "a: [1.50, -2, true, false, x, ~]",
       "{\"a\":[1.50,-2,true,false,\"x\",null]}"},
      {"{}", "a: \"15\"\nb: 1.\nc: 1-2\nd: 2026-06-12",
       "{\"a\":\"15\",\"b\":\"1.\",\"c\":\"1-2\",\"d\":\"2026-06-12\"}"},
      /* codes are texts */
      {"{}", "code: 97110\nclaim: 12\nx: [{code: 1, minutes: 2}]",
       "{\"code\":\"97110\",\"claim\":\"12\",\"x\":[{\"code\":\"1\","
       "\"minutes\":2}]}"},
      /* services by their number */
      {"{\"services\":[{\"a\":1},{\"a\":2}]}", "services: [{b: 3}]",
       "{\"services\":[{\"a\":1,\"b\":3},{\"a\":2}]}"},
      {"{\"services\":[{\"a\":1},{\"a\":2},{\"a\":3}]}",
       "services: [null, {a: null, b: 4}, null]", "{\"services\":[{\"b\":4}]}"},
      {"{\"services\":[{\"a\":1}]}", "services: [{}, {kind: cmt}]",
       "{\"services\":[{\"a\":1},{\"kind\":\"cmt\"}]}"},
      {"{\"services\":[{\"a\":1}]}", "services: []", "{\"services\":[]}"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_arena arena;
    kept_errors kept;
    const tr_yaml *root = NULL;
    TR_ROW(i, tr_str_of(rows[i].yaml));
    tr_pack_sink sink = sink_over(rows[i].yaml, &kept);
    tr_arena_init(&arena, 1 << 16);
    assert_int_equal(tr_yaml_read(&arena, &sink, &root), TR_OK);
    struct json_object *map = json_tokener_parse(rows[i].json);
    tr__example_lay_over(map, root);
    assert_string_equal(
        json_object_to_json_string_ext(map, JSON_C_TO_STRING_PLAIN),
        rows[i].result);
    json_object_put(map);
    tr_arena_done(&arena);
  }
}

TR_TESTS(cmocka_unit_test(lays_over))
