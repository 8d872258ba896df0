/* The words, numbers and signs of a plain note, with their bytes. Dashes,
 * quotes and blanks of any alphabet become the ASCII ones; what is no UTF-8 is
 * read as Windows writes it (0x96 a dash, 0xB0 a degree). */
#ifndef TR_NOTE_SOAP_TOKEN_H
#define TR_NOTE_SOAP_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"

typedef enum tr_soap_token_kind {
  TR_SOAP_TOKEN_WORD,   /**< letters, with an apostrophe inside ("Kemp's") */
  TR_SOAP_TOKEN_NUMBER, /**< digits, with a fraction or a half sign */
  TR_SOAP_TOKEN_SIGN    /**< one character that is neither */
} tr_soap_token_kind;

/** Numbers are below this many thousandths; larger ones are cut to it. */
#define TR_SOAP_NUMBER_MOST INT64_C(999999999999)

typedef struct tr_soap_token {
  uint32_t start, end; /**< bytes of the text */
  int64_t number;      /**< thousandths of a number */
  uint8_t kind;        /**< a tr_soap_token_kind */
  uint8_t breaks;      /**< line ends before it: 0, 1, 2 for more */
  bool gap;            /**< a blank or line end stands before it */
  char sign;           /**< of a sign: '-' for any dash, 'd' degree, 'x' times,
                            '>' an arrow, 'v' and '^' one down and up, '*' a
                            bullet, 'y' and 'n' a box with and without its
                            mark, '~' unknown */
} tr_soap_token;

/**
 * Cut a text into tokens.
 *
 * @param      arena  Holds them.
 * @param      text   Any bytes, at most 4 GiB; borrowed.
 * @param[out] tokens Set only on TR_OK, as is count.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_soap_tokens(tr_arena *arena, tr_str text,
                                      tr_soap_token **tokens, size_t *count);

#endif
