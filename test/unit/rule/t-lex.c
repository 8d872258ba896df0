/* Tests of src/rule/lex.c. */
#include "tr_test.h"

#include "rule/lex.h"

/* The kinds of all tokens, a letter each. */
static const char letters[TR_TOKEN_COUNT] = {
    [TR_TOKEN_END] = '$',         [TR_TOKEN_BAD] = '!',
    [TR_TOKEN_NAME] = 'n',        [TR_TOKEN_NUMBER] = '9',
    [TR_TOKEN_CODE] = 'c',        [TR_TOKEN_TEXT] = 't',
    [TR_TOKEN_DATE] = 'd',        [TR_TOKEN_OPEN] = '(',
    [TR_TOKEN_CLOSE] = ')',       [TR_TOKEN_OPEN_BRACE] = '{',
    [TR_TOKEN_CLOSE_BRACE] = '}', [TR_TOKEN_COMMA] = ',',
    [TR_TOKEN_COLON] = ':',       [TR_TOKEN_DOT] = '.',
    [TR_TOKEN_PLUS] = '+',        [TR_TOKEN_MINUS] = '-',
    [TR_TOKEN_TIMES] = '*',       [TR_TOKEN_EQ] = '=',
    [TR_TOKEN_NE] = '#',          [TR_TOKEN_LT] = '<',
    [TR_TOKEN_LE] = 'l',          [TR_TOKEN_GT] = '>',
    [TR_TOKEN_GE] = 'g',
};

static void cuts_texts_into_tokens(void **state) {
  (void)state;
  static const struct {
    const char *text, *kinds;
  } rows[] = {
      {"", "$"},
      {" \t\r\n ", "$"},
      {"line.units", "n.n$"},
      {"97012", "9$"},
      {"0.5", "9$"},
      {"97012.x", "9.n$"},
      {"0101T", "c$"},
      {"2024-10-01", "d$"},
      {"2024-10-012", "9-9-9$"},
      {"2024-10-01x", "9-9-c$"},
      {"2024-10", "9-9$"},
      {"\"a b\"", "t$"},
      {"\"\"", "t$"},
      {"\"a\"\"b\"", "tt$"},
      {"(){},:.+-*", "(){},:.+-*$"},
      {"== != < <= > >=", "=#<l>g$"},
      {"<=>=", "lg$"},
      {"_a1 A_", "nn$"},
      {"a=b", "n!n$"},
      {"a!b", "n!n$"},
      {"a/b", "n!n$"},
      {"\"open", "!$"},
      {"\"a\nb\"", "!n!$"},
      {"1.5x", "!$"},
      {"\xc3\xa9", "!!$"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_lexer lexer = {.text = tr_str_of(rows[i].text)};
    char kinds[32] = "";
    size_t used = 0;
    uint32_t end = 0;
    for (;;) {
      const tr_token token = tr__lex_next(&lexer);
      assert_true(used + 1 < sizeof kinds);
      kinds[used++] = letters[token.kind];
      assert_true(token.at >= end);
      end = token.at + token.length;
      assert_true(end <= lexer.text.n);
      if (token.kind == TR_TOKEN_BAD) assert_non_null(lexer.fault);
      if (token.kind == TR_TOKEN_END) break;
    }
    assert_string_equal(kinds, rows[i].kinds);
    assert_int_equal(tr__lex_next(&lexer).kind, TR_TOKEN_END);
  }
}

static void keeps_the_span(void **state) {
  (void)state;
  tr_lexer lexer = {.text = TR_STR("  \"GP\" >= 12.5")};
  tr_token token = tr__lex_next(&lexer);
  assert_int_equal(token.at, 2);
  assert_int_equal(token.length, 4);
  token = tr__lex_next(&lexer);
  assert_int_equal(token.at, 7);
  assert_int_equal(token.length, 2);
  token = tr__lex_next(&lexer);
  assert_int_equal(token.at, 10);
  assert_int_equal(token.length, 4);
}

static void stops_at_the_end_of_its_text(void **state) {
  (void)state;
  tr_lexer lexer = {.text = {"2024-10-01", 8}};
  assert_int_equal(tr__lex_next(&lexer).kind, TR_TOKEN_NUMBER);
  lexer = (tr_lexer){.text = {"\"a\"", 2}};
  assert_int_equal(tr__lex_next(&lexer).kind, TR_TOKEN_BAD);
  lexer = (tr_lexer){.text = {">=", 1}};
  assert_int_equal(tr__lex_next(&lexer).kind, TR_TOKEN_GT);
}

static void names_every_kind(void **state) {
  (void)state;
  for (int kind = 0; kind < TR_TOKEN_COUNT; kind++)
    assert_true(strlen(tr__token_name((tr_token_kind)kind)) > 2);
  assert_string_equal(tr__token_name(TR_TOKEN_CLOSE), "`)`");
}

TR_TESTS(cmocka_unit_test(cuts_texts_into_tokens),
         cmocka_unit_test(keeps_the_span),
         cmocka_unit_test(stops_at_the_end_of_its_text),
         cmocka_unit_test(names_every_kind))
