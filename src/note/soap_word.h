/* The vocabulary of plain notes (soap_words.def) and how a phrase of it is
 * found among tokens: the longest at a token, in every class it stands in. */
#ifndef TR_NOTE_SOAP_WORD_H
#define TR_NOTE_SOAP_WORD_H

#include "note/soap_token.h"

/* The classes of phrases, as soap_words.def uses them. */
#define TR_SOAP_CLASS_MAP(X) \
  X(HEAD)                    \
  X(SERVICE)                 \
  X(CODE)                    \
  X(METHOD)                  \
  X(DEVICE)                  \
  X(MODE)                    \
  X(POSITION)                \
  X(BY)                      \
  X(ONE)                     \
  X(REGION)                  \
  X(SIDE)                    \
  X(ROOT)                    \
  X(PART)                    \
  X(DYSFUNCTION)             \
  X(TEST)                    \
  X(STATE)                   \
  X(INSTRUMENT)              \
  X(PAIN)                    \
  X(CUE)                     \
  X(THEN)                    \
  X(JOIN)                    \
  X(REASON)                  \
  X(RESPONSE)                \
  X(PHASE)                   \
  X(REEXAM)                  \
  X(SCREEN)                  \
  X(SCREENED)                \
  X(ABN)                     \
  X(STATUS)                  \
  X(MONTH)                   \
  X(LABEL)                   \
  X(CREDENTIAL)              \
  X(SIGNED)                  \
  X(PROVIDER)                \
  X(SEX)                     \
  X(WEIGHT)                  \
  X(UNIT)                    \
  X(NUMBER)                  \
  X(CLOCK)                   \
  X(TO)                      \
  X(TOTAL)                   \
  X(HOLD)                    \
  X(ANGLE)                   \
  X(MUSCLE)                  \
  X(NOISE)

typedef enum tr_soap_class {
#define TR_SOAP_CLASS_ENUM(name) TR_SOAP_##name,
  TR_SOAP_CLASS_MAP(TR_SOAP_CLASS_ENUM)
#undef TR_SOAP_CLASS_ENUM
      TR_SOAP_CLASSES
} tr_soap_class;

/** One phrase of the vocabulary. */
typedef struct tr_soap_row {
  const char *phrase;
  const char *first, *second; /**< its values; "" where it has none */
  uint8_t class;              /**< a tr_soap_class */
  bool as_written;            /**< only in the case of the phrase */
} tr_soap_row;

enum { TR_SOAP_HASHES = 1024, TR_SOAP_PHRASE = 12 /**< most tokens of one */ };

/** The vocabulary made ready for one text. Fields are private. */
typedef struct tr_soap_lexicon {
  uint16_t first[TR_SOAP_HASHES]; /* row + 1 of a chain by two letters */
  uint16_t near[TR_SOAP_HASHES];  /* likewise by the first letter alone */
  uint16_t *next, *near_next;     /* rows + 1 of the same chain */
  uint16_t *twin;                 /* row + 1 of the same phrase */
  tr_soap_token **tokens;         /* of each row's phrase */
  uint8_t *counts;
} tr_soap_lexicon;

/** A phrase found. */
typedef struct tr_soap_match {
  uint16_t row;   /**< row + 1; 0: none */
  uint8_t tokens; /**< how many it takes */
} tr_soap_match;

/**
 * Make the vocabulary ready.
 *
 * @param arena Holds it.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_soap_lexicon_open(tr_arena *arena,
                                            tr_soap_lexicon *lexicon);

/** @param row As in a match. @return The row, constant. */
const tr_soap_row *tr_soap_row_at(uint16_t row);

/** @return The next row + 1 with the same phrase, or 0. */
uint16_t tr_soap_row_twin(const tr_soap_lexicon *lexicon, uint16_t row);

/**
 * Find the longest phrase that begins at a token. An abbreviation's point and
 * a hyphen may stand between its words, one line end too.
 *
 * @param text   Of the tokens.
 * @param tokens From the token on. @param count How many there are.
 * @return The match; its row is 0 where there is none.
 */
tr_soap_match tr_soap_lookup(const tr_soap_lexicon *lexicon, tr_str text,
                             const tr_soap_token *tokens, size_t count);

#endif
