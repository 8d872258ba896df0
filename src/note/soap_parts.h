/* What the readers of plain notes share: items (tokens grouped to phrases,
 * dates, levels, amounts), statements, and the draft they fill. */
#ifndef TR_NOTE_SOAP_PARTS_H
#define TR_NOTE_SOAP_PARTS_H

#include "base/date.h"
#include "note/soap.h"
#include "note/soap_word.h"

/* What is no phrase of the vocabulary. */
typedef enum tr_soap_shape {
  TR_SOAP_PLAIN = TR_SOAP_CLASSES, /**< a word we do not know */
  TR_SOAP_PHRASE_ITEM,             /**< a phrase: see its row */
  TR_SOAP_SIGN,                    /**< one sign */
  TR_SOAP_FIGURE,                  /**< a number alone; amount */
  TR_SOAP_AMOUNT,                  /**< a number with its unit */
  TR_SOAP_RATIO,                   /**< amount / most: 6/10, 22/50 */
  TR_SOAP_DATE,      /**< day; most = 1: the year was two digits */
  TR_SOAP_TIME,      /**< amount = minutes after midnight */
  TR_SOAP_LEVEL,     /**< word = "L5" */
  TR_SOAP_DIAGNOSIS, /**< an ICD-10-CM code */
  TR_SOAP_PROCEDURE  /**< a procedure code: see its row */
} tr_soap_shape;

/** What a note says, piece by piece. */
typedef struct tr_soap_item {
  tr_span span;
  uint16_t row;   /**< of a phrase or procedure code; 0: none */
  uint8_t shape;  /**< a tr_soap_shape */
  uint8_t breaks; /**< line ends before it, as of a token */
  bool gap;       /**< as of a token */
  bool range;     /**< an amount from `amount` to `most`; a level in a range */
  bool stated;    /**< of a time: am, pm or a 24-hour clock was written */
  char sign;      /**< of a sign, as of a token; of a ratio 'o' for "of" */
  const char *word; /**< of a level: the format's word; of an amount its unit */
  int64_t amount;   /**< thousandths; of a time minutes; of a date the day */
  int64_t most;     /**< of a ratio or range: the second number */
} tr_soap_item;

/** Where in a note a statement stands. Letters as in soap_words.def. */
typedef enum tr_soap_place {
  TR_SOAP_NOWHERE = 'X',    /**< before any heading, or no heading at all */
  TR_SOAP_SUBJECTIVE = 'S', /**< complaint */
  TR_SOAP_HISTORY = 'H',
  TR_SOAP_FAMILY = 'F',
  TR_SOAP_OBJECTIVE = 'O',
  TR_SOAP_ASSESSMENT = 'A',
  TR_SOAP_PLAN = 'P',
  TR_SOAP_TREATMENT = 'T', /**< what was done today */
  TR_SOAP_BILLING = 'B',
  TR_SOAP_CARE_PLAN = 'K', /**< plan of care */
  TR_SOAP_NEXT = 'N',      /**< next visit */
  TR_SOAP_GOAL = 'G',
  TR_SOAP_HOME = 'E',
  TR_SOAP_SIGNATURE = 'Z'
} tr_soap_place;

/** A sentence, a bullet, a line: items from `first` up to, not with, `end`. */
typedef struct tr_soap_statement {
  uint32_t first, end;
  char place;    /**< a tr_soap_place */
  uint16_t head; /**< row of the heading it follows within its line; 0: none */
  bool begins;   /**< a heading stood directly before it */
  bool past;     /**< of a line dated otherwise than the visit */
} tr_soap_statement;

enum { TR_SOAP_STATEMENT = 400 /**< most items of one statement */ };

/** A note being read. */
typedef struct tr_soap {
  tr_arena *arena;
  tr_str text;
  tr_soap_lexicon lexicon;
  tr_soap_token *tokens;
  tr_soap_match *matches; /* the phrase that begins at each token */
  size_t token_count;
  tr_soap_item *items;
  size_t item_count;
  tr_soap_statement *statements;
  size_t statement_count;
  bool has_treatment; /**< a section says what was done today */
  bool has_sections;
  tr_soap_draft *draft;
} tr_soap;

/** A service a statement names. */
typedef struct tr_soap_anchor {
  size_t at, end;            /**< its items */
  size_t from, until;        /**< items whose details are its */
  const char *kind, *method; /**< the format's words; method may be "" */
  const tr_soap_item *code;  /**< where a procedure code names it; or NULL */
  const tr_soap_item *word;  /**< where a word does; or NULL */
  bool weak;                 /**< a word that means it only with details */
  bool given;                /**< done at this visit */
  bool denied;               /**< said not to be */
  bool shares;               /**< the next anchor's details are its too */
} tr_soap_anchor;

enum { TR_SOAP_ANCHORS = 32 /**< most of one statement */ };

/* ---------------------------------------------------------------- soap_item */

/**
 * Group the tokens of a note to items.
 *
 * @param soap Its tokens and lexicon hold; items become so.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr__soap_itemize(tr_soap *soap);

/**
 * The phrase of a class that begins at a token.
 *
 * @param[out] tokens How many it takes; set only where there is one.
 * @return Its row, or NULL.
 */
const tr_soap_row *tr__soap_phrase_at(const tr_soap *soap, size_t at,
                                      tr_soap_class class, size_t *tokens);

/** @return The bytes of an item. */
tr_str tr__soap_text(const tr_soap *soap, const tr_soap_item *item);

/**
 * Whether an item is a phrase of a class.
 *
 * @return The row of that class, or NULL.
 */
const tr_soap_row *tr__soap_is(const tr_soap *soap, const tr_soap_item *item,
                               tr_soap_class class);

/** @return Whether the item is that sign. */
bool tr__soap_is_sign(const tr_soap_item *item, char sign);

/** @return Whether the item's text is that word, in any case. */
bool tr__soap_is_word(const tr_soap *soap, const tr_soap_item *item,
                      const char *word);

/* --------------------------------------------------------------- soap_shape */

/**
 * Read a date, time, level, code or amount that begins at a token.
 *
 * @param      at    The token, below token_count.
 * @param[out] items Room for 32; set only when something is found.
 * @param[out] made  How many items it makes.
 * @return How many tokens it takes, 0 where nothing of the kind begins.
 */
size_t tr__soap_shape_at(const tr_soap *soap, size_t at, tr_soap_item *items,
                         size_t *made);

/** As tr__soap_shape_at(), of dates. */
size_t tr__soap_date_at(const tr_soap *soap, size_t at, tr_soap_item *item);

/** As tr__soap_shape_at(), of times of day. */
size_t tr__soap_time_at(const tr_soap *soap, size_t at, tr_soap_item *item);

/** As tr__soap_shape_at(), of levels of the spine; ranges make several. */
size_t tr__soap_level_at(const tr_soap *soap, size_t at, tr_soap_item *items,
                         size_t *made);

/* --------------------------------------------------------------- soap_split */

/**
 * Find sections and statements; free text goes into the draft.
 *
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr__soap_split(tr_soap *soap);

/* -------------------------------------------------------------- the readers
 * Each reads one kind of fact from the statements into the draft. */

/** Date of service, author, signature, patient. */
TR_NODISCARD tr_status tr__soap_people(tr_soap *soap);
/** Pain. */
TR_NODISCARD tr_status tr__soap_pain(tr_soap *soap);
/** Outcome measures. */
TR_NODISCARD tr_status tr__soap_outcomes(tr_soap *soap);
/** Diagnoses. */
TR_NODISCARD tr_status tr__soap_diagnoses(tr_soap *soap);
/** Segments and their P.A.R.T.; not which were adjusted. */
TR_NODISCARD tr_status tr__soap_segments(tr_soap *soap);
/** Orthopedic tests. */
TR_NODISCARD tr_status tr__soap_findings(tr_soap *soap);
/** Services given, and segments adjusted. */
TR_NODISCARD tr_status tr__soap_services(tr_soap *soap);
/** Plan of care, phase, screening, ABN. */
TR_NODISCARD tr_status tr__soap_plan(tr_soap *soap);

/* -------------------------------------------------------------- soap_author */

/** Who wrote the note. @param soap Its statements hold; the draft is filled. */
void tr__soap_author(tr_soap *soap);

/* -------------------------------------------------------------- soap_anchor */

/**
 * The services a statement names, with what is theirs in it and whether they
 * were given.
 *
 * @param[out] anchors Room for TR_SOAP_ANCHORS.
 * @return How many.
 */
size_t tr__soap_anchors(const tr_soap *soap, const tr_soap_statement *in,
                        tr_soap_anchor *anchors);

/* -------------------------------------------------------------- soap_detail */

/**
 * Fill what a service lacks from items of a statement.
 *
 * @param from  The first item. @param until The item behind the last.
 * @param named The item behind the service's name: only from there on a number
 *              without a unit can be its minutes.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr__soap_details(tr_soap *soap, tr_soap_service *service,
                                        const tr_soap_statement *in,
                                        size_t from, size_t named,
                                        size_t until);

/**
 * Levels and regions that an adjustment names: marked as adjusted, and the
 * service's areas.
 *
 * @param limbs Only those outside the spine.
 * @param apart Those outside the spine are a service of their own; else all are
 *              taken unless `limbs`.
 */
void tr__soap_adjusted(tr_soap *soap, tr_soap_service *service,
                       const tr_soap_statement *in, size_t from, size_t until,
                       bool limbs, bool apart);

/**
 * What a statement says of how a treatment was taken.
 *
 * @return Its span; empty where it says nothing.
 */
tr_span tr__soap_response(const tr_soap *soap, const tr_soap_statement *in);

/* --------------------------------------------------------------- soap_value */

/** A word or text of the format with its place; `text` is kept as it is. */
tr_soap_value tr__soap_word_value(const char *text, tr_span span);

/** A text of the note itself. */
tr_soap_value tr__soap_text_value(const tr_soap *soap, tr_span span);

/**
 * A number.
 *
 * @param thousandths Written exactly, without needless noughts.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr__soap_number_value(tr_soap *soap, int64_t thousandths,
                                             tr_span span,
                                             tr_soap_value *value);

/** A flag. */
tr_soap_value tr__soap_flag_value(bool flag, tr_span span);

/** A date. @return TR_OK or TR_ENOMEM. */
TR_NODISCARD tr_status tr__soap_date_value(tr_soap *soap, tr_day day,
                                           tr_span span, tr_soap_value *value);

/** A time of day as HH:MM. @return TR_OK or TR_ENOMEM. */
TR_NODISCARD tr_status tr__soap_time_value(tr_soap *soap, int64_t minutes,
                                           tr_span span, tr_soap_value *value);

/** @return Whether a value was found. */
bool tr__soap_has(const tr_soap_value *value);

/** Note a doubt; what is beyond TR_SOAP_DOUBTS is left out. */
void tr__soap_doubt(tr_soap *soap, const char *pointer, const char *text,
                    tr_span span);

/** Add a word to a list of regions unless it is in it. */
void tr__soap_add_area(tr_soap_areas *areas, const char *word, tr_span span);

/**
 * The segment of a level, made where there is none yet.
 *
 * @param level The format's word.
 * @return NULL where the list is full.
 */
tr_soap_segment *tr__soap_segment(tr_soap *soap, const char *level,
                                  tr_span span);

/**
 * The region word of a level: "cervical" for C5.
 *
 * @param level The format's word. @return Constant.
 */
const char *tr__soap_region_of(const char *level);

/**
 * The level an item names, be it a level or a region word that is one.
 *
 * @return The format's word; NULL where it names none.
 */
const char *tr__soap_level_of(const tr_soap *soap, const tr_soap_item *item);

/** The region an item names. @return The format's word, or NULL. */
const char *tr__soap_area_of(const tr_soap *soap, const tr_soap_item *item);

#endif
