/* Tests of src/note/soap_token.c. */
#include "note/soap_token.h"

#include "tr_test.h"

/* Kinds as letters: w word, n number, others the sign itself. */
static void cuts_texts(void **state) {
  (void)state;
  static const struct {
    const char *text, *kinds;
  } rows[] = {
      {"", ""},
      {"  \r\n", ""},
      {"60lbs", "nw"},
      {"L4-5", "wn-n"},
      {"Kemp's 'x'", "w'w'"},
      {"adjL4", "wwn"},
      {"2.5 .5 3.", "n.nn."},
      {"\xe2\x80\x93\xc2\xb0\xc3\x97\xe2\x86\x92", "-dx>"},
      {"-> => -", ">>-"},
      {"\x96\xb0", "-d"},
      {"5\xc2\xbd", "n"},
      {"_10_", "n"},
      {"\xe2\x98\x90\xe2\x98\x91", "ny"},
      {"\xe2\x82", "w~"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_str text = tr_str_of(rows[i].text);
    TR_ROW(i, text);
    tr_arena arena;
    tr_soap_token *tokens = NULL;
    size_t count = 0;
    char kinds[32] = "";
    tr_arena_init(&arena, 1 << 20);
    assert_int_equal(tr_soap_tokens(&arena, text, &tokens, &count), TR_OK);
    for (size_t t = 0; t < count; t++) {
      const tr_soap_token *token = &tokens[t];
      assert_true(token->start < token->end && token->end <= text.n);
      if (t > 0) assert_true(tokens[t - 1].end <= token->start);
      kinds[t] = token->kind == TR_SOAP_TOKEN_WORD     ? 'w'
                 : token->kind == TR_SOAP_TOKEN_NUMBER ? 'n'
                                                       : token->sign;
    }
    assert_string_equal(kinds, rows[i].kinds);
    tr_arena_done(&arena);
  }
}

static void reads_numbers_and_gaps(void **state) {
  (void)state;
  tr_arena arena;
  tr_soap_token *t = NULL;
  size_t count = 0;
  const tr_str text = TR_STR("3\xc2\xbd lb\r\n\r\n99999999999999999999\nx");
  tr_arena_init(&arena, 1 << 20);
  assert_int_equal(tr_soap_tokens(&arena, text, &t, &count), TR_OK);
  assert_int_equal(count, 4);
  assert_int_equal(t[0].number, 3500);
  assert_int_equal(t[0].breaks, 2);
  assert_true(t[1].gap);
  assert_int_equal(t[1].breaks, 0);
  assert_int_equal(t[2].breaks, 2);
  assert_true(t[2].number <= TR_SOAP_NUMBER_MOST);
  assert_int_equal(t[3].breaks, 1);
  tr_arena_done(&arena);
}

static void says_when_memory_is_short(void **state) {
  (void)state;
  tr_arena arena;
  tr_soap_token *t = NULL;
  size_t count = 77;
  tr_arena_init(&arena, 16);
  assert_int_equal(tr_soap_tokens(&arena, TR_STR("a b c"), &t, &count),
                   TR_ENOMEM);
  assert_int_equal(count, 77);
  tr_arena_done(&arena);
}

TR_TESTS(cmocka_unit_test(cuts_texts), cmocka_unit_test(reads_numbers_and_gaps),
         cmocka_unit_test(says_when_memory_is_short))
