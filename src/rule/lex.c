/* Cuts an expression into tokens. Codes and dates begin like numbers, so a run
 * of digits is looked at as a whole before it is named. */
#include "rule/lex.h"

#include <stdbool.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

static char byte_at(const tr_lexer *lexer, size_t at) {
  return at < lexer->text.n ? lexer->text.p[at] : '\0';
}

static uint32_t skip_digits(const tr_lexer *lexer, uint32_t at) {
  while (is_digit(byte_at(lexer, at))) at++;
  return at;
}

static tr_token token(tr_lexer *lexer, tr_token_kind kind, uint32_t end) {
  const tr_token made = {kind, lexer->at, end - lexer->at};
  lexer->at = end;
  return made;
}

static tr_token bad(tr_lexer *lexer, const char *fault, uint32_t end) {
  lexer->fault = fault;
  return token(lexer, TR_TOKEN_BAD, end);
}

/* 2024-10-01: four, two and two digits, nothing else stuck to them. */
static bool is_date(const tr_lexer *lexer) {
  static const char form[] = "dddd-dd-dd";
  for (uint32_t i = 0; i < sizeof form - 1; i++) {
    const char c = byte_at(lexer, lexer->at + i);
    if (form[i] == 'd' ? !is_digit(c) : c != '-') return false;
  }
  const char after = byte_at(lexer, lexer->at + sizeof form - 1);
  return !is_digit(after) && !is_letter(after);
}

static tr_token number(tr_lexer *lexer) {
  if (is_date(lexer)) return token(lexer, TR_TOKEN_DATE, lexer->at + 10);

  uint32_t end = skip_digits(lexer, lexer->at);
  if (is_letter(byte_at(lexer, end))) {
    while (is_letter(byte_at(lexer, end)) || is_digit(byte_at(lexer, end)))
      end++;
    return token(lexer, TR_TOKEN_CODE, end);
  }
  if (byte_at(lexer, end) == '.' && is_digit(byte_at(lexer, end + 1)))
    end = skip_digits(lexer, end + 1);
  if (is_letter(byte_at(lexer, end)))
    return bad(lexer, "letters stand right after a number", end + 1);
  return token(lexer, TR_TOKEN_NUMBER, end);
}

static tr_token text(tr_lexer *lexer) {
  uint32_t end = lexer->at + 1;
  while (end < lexer->text.n && lexer->text.p[end] != '"') {
    if (lexer->text.p[end] == '\n')
      return bad(lexer, "the text is not closed on its line", end);
    end++;
  }
  if (end >= lexer->text.n) return bad(lexer, "the text is not closed", end);
  return token(lexer, TR_TOKEN_TEXT, end + 1);
}

static tr_token mark(tr_lexer *lexer, char c) {
  const uint32_t one = lexer->at + 1;
  const bool equals = byte_at(lexer, one) == '=';
  switch (c) {
    case '(':
      return token(lexer, TR_TOKEN_OPEN, one);
    case ')':
      return token(lexer, TR_TOKEN_CLOSE, one);
    case '{':
      return token(lexer, TR_TOKEN_OPEN_BRACE, one);
    case '}':
      return token(lexer, TR_TOKEN_CLOSE_BRACE, one);
    case ',':
      return token(lexer, TR_TOKEN_COMMA, one);
    case ':':
      return token(lexer, TR_TOKEN_COLON, one);
    case '.':
      return token(lexer, TR_TOKEN_DOT, one);
    case '+':
      return token(lexer, TR_TOKEN_PLUS, one);
    case '-':
      return token(lexer, TR_TOKEN_MINUS, one);
    case '*':
      return token(lexer, TR_TOKEN_TIMES, one);
    case '<':
      return equals ? token(lexer, TR_TOKEN_LE, one + 1)
                    : token(lexer, TR_TOKEN_LT, one);
    case '>':
      return equals ? token(lexer, TR_TOKEN_GE, one + 1)
                    : token(lexer, TR_TOKEN_GT, one);
    case '=':
      return equals ? token(lexer, TR_TOKEN_EQ, one + 1)
                    : bad(lexer, "equality is written `==`", one);
    case '!':
      return equals ? token(lexer, TR_TOKEN_NE, one + 1)
                    : bad(lexer, "negation is written `not`", one);
    default:
      return bad(lexer, "no expression has this character", one);
  }
}

tr_token tr__lex_next(tr_lexer *lexer) {
  for (;;) {
    const char c = byte_at(lexer, lexer->at);
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') break;
    lexer->at++;
  }
  if (lexer->at >= lexer->text.n) return token(lexer, TR_TOKEN_END, lexer->at);

  const char c = byte_at(lexer, lexer->at);
  if (is_digit(c)) return number(lexer);
  if (c == '"') return text(lexer);
  if (!is_letter(c)) return mark(lexer, c);
  uint32_t end = lexer->at;
  while (is_letter(byte_at(lexer, end)) || is_digit(byte_at(lexer, end))) end++;
  return token(lexer, TR_TOKEN_NAME, end);
}

const char *tr__token_name(tr_token_kind kind) {
  static const char *const names[TR_TOKEN_COUNT] = {
#define TOKEN_NAME(name, words) words,
      TR_TOKEN_MAP(TOKEN_NAME)
#undef TOKEN_NAME
  };
  return (unsigned)kind < TR_TOKEN_COUNT ? names[kind] : "a token";
}
