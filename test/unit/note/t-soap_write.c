/* Tests of src/note/soap_write.c. */
#include "note/soap_write.h"

#include "tr_test.h"

static const tr_soap_missing missing[] = {
    {{"/signed_at", 10}, {"TRD0102", 7}, {"the note is not signed", 22}},
    {{"/author", 7}, {NULL, 0}, {"nobody wrote \"it\"", 17}}};

static tr_soap_draft *draft_of(tr_arena *arena, tr_str text) {
  tr_soap_draft *draft = NULL;
  tr_arena_init(arena, 8 << 20);
  assert_int_equal(tr_soap_read(arena, text, &draft), TR_OK);
  return draft;
}

static void writes_json_with_spans(void **state) {
  (void)state;
  tr_arena arena;
  tr_buf out;
  const tr_soap_draft *draft = draft_of(&arena, TR_STR("6/12/26 LBP 5/10"));
  tr_buf_init(&out, 1 << 16);
  tr_soap_json(draft, TR_STR("a\"b"), missing, 2, &out);
  TR_ASSERT_STR(
      tr_buf_str(&out),
      "{\"format\":\"traction-note/1\",\"id\":\"a\\\"b\","
      "\"date_of_service\":\"2026-06-12\",\"pain\":{\"before\":5},"
      "\"spans\":[{\"pointer\":\"/date_of_service\",\"start\":0,\"end\":7},"
      "{\"pointer\":\"/pain/before\",\"start\":12,\"end\":16}],"
      "\"missing\":[{\"pointer\":\"/signed_at\",\"rule\":\"TRD0102\","
      "\"text\":\"the note is not signed\"},{\"pointer\":\"/author\","
      "\"rule\":null,\"text\":\"nobody wrote \\\"it\\\"\"}]}");
  tr_buf_done(&out);
  tr_arena_done(&arena);
}

static void says_null_where_there_is_no_date(void **state) {
  (void)state;
  tr_arena arena;
  tr_buf out;
  const tr_soap_draft *draft = draft_of(&arena, TR_STR("nothing"));
  tr_buf_init(&out, 1 << 16);
  tr_soap_json(draft, TR_STR("n"), NULL, 0, &out);
  TR_ASSERT_STR(tr_buf_str(&out),
                "{\"format\":\"traction-note/1\",\"id\":\"n\","
                "\"date_of_service\":null,\"spans\":[],\"missing\":[]}");
  tr_buf_done(&out);
  tr_arena_done(&arena);
}

static void writes_a_page(void **state) {
  (void)state;
  tr_arena arena;
  tr_buf out;
  const tr_soap_draft *draft =
      draft_of(&arena, TR_STR("6/12/26\nLBP\x1b[31m 5/10"));
  tr_buf_init(&out, 1 << 16);
  tr_soap_page(draft, TR_STR("v.txt"), missing, 2, &out);
  TR_ASSERT_STR(
      tr_buf_str(&out),
      "v.txt\n\nFound:\n"
      "  date_of_service                 2026-06-12  line 1: \"6/12/26\"\n"
      "  pain/before                     5  line 2: \"5/10\"\n"
      "\nMissing:\n"
      "  TRD0102  the note is not signed (signed_at)\n"
      "  -        nobody wrote \"it\" (author)\n");
  tr_buf_done(&out);
  tr_arena_done(&arena);
}

static void keeps_a_failure(void **state) {
  (void)state;
  tr_arena arena;
  tr_buf out;
  const tr_soap_draft *draft = draft_of(&arena, TR_STR("6/12/26 LBP 5/10"));
  tr_buf_init(&out, 20);
  tr_soap_json(draft, TR_STR("n"), NULL, 0, &out);
  assert_int_equal(out.bad, TR_ELIMIT);
  tr_buf_done(&out);
  tr_arena_done(&arena);
}

TR_TESTS(cmocka_unit_test(writes_json_with_spans),
         cmocka_unit_test(says_null_where_there_is_no_date),
         cmocka_unit_test(writes_a_page), cmocka_unit_test(keeps_a_failure))
