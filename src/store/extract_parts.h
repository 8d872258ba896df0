/* What the parts of tr_extract() share. Private to them. */
#ifndef TR_STORE_EXTRACT_PARTS_H
#define TR_STORE_EXTRACT_PARTS_H

#include "ack/answer_277ca.h"
#include "claim/build.h"
#include "remit/remit_build.h"
#include "spec/intake.h"
#include "store/extract.h"

/** Bytes of a level of the file. */
typedef struct tr__span {
  uint64_t at, size;
  bool there;
} tr__span;

/** The levels a claim can have above it. */
typedef enum tr__level {
  TR__INTERCHANGE,
  TR__GROUP,
  TR__SET, /**< ST to the first HL */
  TR__PROVIDER,
  TR__SUBSCRIBER,
  TR__DEPENDENT,
  TR__CLAIM,
  TR__LEVELS
} tr__level;

/** A reading. */
typedef struct tr__extract {
  int64_t file;
  tr_row_fn *row;
  void *context;
  tr_extracted *found;
  tr_status bad; /**< the first failure */
  tr_buf clean;  /**< texts of the row at hand that had to be made UTF-8 */
  int64_t next[TR_DERIVED_COUNT]; /**< running numbers of ids given out */
  /* X12 */
  tr_intake intake;
  tr_builder *builder;
  tr_remit_builder *remit;
  tr_answer_999 answer_999;
  tr_answer_277ca answer_277ca;
  bool in_claims, in_remit;
  tr__span spans[TR__LEVELS];
  int open;        /**< the level whose end is not known yet, or -1 */
  int64_t payment; /**< id of the one being read */
  tr_buf words;    /**< for joined codes */
} tr__extract;

/** A new id of a table; 0 when there is none left. */
int64_t tr__extract_id(tr__extract *extract, tr_derived table);

/** Hand on a row; texts that are no UTF-8 are made so. */
void tr__extract_row(tr__extract *extract, tr_derived table, tr_cell *values);

/** @return A value of a model as text: what could not be read is nothing. */
tr_cell tr__extract_text(const tr_unit *unit, const tr_field *field);

/** @return A code in capitals. @param room TR_CODE_BYTES + 1 bytes, in use as
 * long as the value. */
tr_cell tr__extract_code(const tr_unit *unit, const tr_field *field,
                         char *room);

/** @return The number of a value: cents, thousandths, day. */
tr_cell tr__extract_number(const tr_field *field);

/** The body of a set of claims was begun. */
void tr__extract_claims_begin(tr__extract *extract);

/** See where levels begin and end. @param segment Of any kind. */
void tr__extract_span(tr__extract *extract, const tr_segment *segment);

/** Finish the open claim, which ends before a segment. */
void tr__extract_claim(tr__extract *extract, const tr_segment *segment);

/** What the remittance builder tells. */
tr_remit_events tr__extract_remit_events(tr__extract *extract);

/** A TA1, if the segment is one. */
void tr__extract_ta1(tr__extract *extract, const tr_segment *segment);

/** The 999 that was read. */
void tr__extract_999(tr__extract *extract);

/** The 277CA that was read. */
void tr__extract_277ca(tr__extract *extract);

/** The notes of a file. */
void tr__extract_notes(tr__extract *extract, tr_str bytes);

#endif
