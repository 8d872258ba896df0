/* Tokens of the rule language. */
#ifndef TR_RULE_LEX_H
#define TR_RULE_LEX_H

#include <stdint.h>

#include "base/str.h"

/* One row per kind of token: name, how messages call it. */
#define TR_TOKEN_MAP(X)       \
  X(END, "the end")           \
  X(BAD, "a stray character") \
  X(NAME, "a name")           \
  X(NUMBER, "a number")       \
  X(CODE, "a code")           \
  X(TEXT, "a text")           \
  X(DATE, "a date")           \
  X(OPEN, "`(`")              \
  X(CLOSE, "`)`")             \
  X(OPEN_BRACE, "`{`")        \
  X(CLOSE_BRACE, "`}`")       \
  X(COMMA, "`,`")             \
  X(COLON, "`:`")             \
  X(DOT, "`.`")               \
  X(PLUS, "`+`")              \
  X(MINUS, "`-`")             \
  X(TIMES, "`*`")             \
  X(EQ, "`==`")               \
  X(NE, "`!=`")               \
  X(LT, "`<`")                \
  X(LE, "`<=`")               \
  X(GT, "`>`")                \
  X(GE, "`>=`")

typedef enum tr_token_kind {
#define TR_TOKEN_ENUM(name, words) TR_TOKEN_##name,
  TR_TOKEN_MAP(TR_TOKEN_ENUM)
#undef TR_TOKEN_ENUM
      TR_TOKEN_COUNT
} tr_token_kind;

typedef struct tr_token {
  tr_token_kind kind;
  uint32_t at, length; /**< bytes in the text; a text's with its quotes */
} tr_token;

/** Longest text that is read, in bytes. */
enum { TR_LEX_BYTES = 16384 };

typedef struct tr_lexer {
  tr_str text;       /**< at most TR_LEX_BYTES; borrowed */
  uint32_t at;       /**< next byte */
  const char *fault; /**< after TR_TOKEN_BAD: what is wrong, constant */
} tr_lexer;

/**
 * Take the next token.
 *
 * @return The token; at the end TR_TOKEN_END again and again; for what is no
 *         token TR_TOKEN_BAD, with `fault` set.
 */
tr_token tr__lex_next(tr_lexer *lexer);

/** @return How a kind of token is called in messages, constant. */
const char *tr__token_name(tr_token_kind kind);

#endif
