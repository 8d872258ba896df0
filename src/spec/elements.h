/* Judges the elements of a segment by its definition (TRX0105-0111). */
#ifndef TR_SPEC_ELEMENTS_H
#define TR_SPEC_ELEMENTS_H

#include "diag/fault.h"
#include "spec/spec.h"
#include "x12/segment.h"

/** A segment that is being judged. */
typedef struct tr__judging {
  tr_fault_fn *fault;
  void *context;
  const tr_segment *segment;
  const tr_spec_segment *definition;
  const char *loop;  /**< id of its loop; NULL or empty: that of the set */
  uint32_t position; /**< in its set; 0: outside a set, no 999 tells of it */
  uint64_t skip;     /**< bit n: element n is not judged */
  uint64_t told;     /**< bit n: a fault of element n was told */
  uint64_t missing;  /**< bit n: that it, or a part of it, is missing */
  bool components;   /**< holds a component separator */
  bool repetitions;  /**< holds a repetition separator */
} tr__judging;

/** An element, a part or a repetition of it. */
typedef struct tr__piece {
  const tr_spec_element *definition;
  unsigned element;    /**< from 1 */
  unsigned part;       /**< from 1; 0: the whole element */
  unsigned repetition; /**< from 1; 0: not repeated */
  tr_str value;        /**< within the segment; p is NULL where it is absent */
} tr__piece;

/**
 * Judge all elements and the notes between them; a fault each at most, the
 * nearest cause.
 *
 * @param judging Set but for the four that follow `skip`.
 * @source x12-types, tr3-837p, tr3-others
 */
void tr__elements_judge(tr__judging *judging);

/** Judge the syntax notes, once the elements are (TRX0111). */
void tr__notes_judge(tr__judging *judging);

/**
 * Start a fault of an element, with its place and how a 999 says it.
 *
 * @param      code  IK403. @param[out] fault Set; its place can be named.
 */
void tr__piece_fault(const tr__judging *judging, const tr__piece *piece,
                     const char *rule, const char *variant, const char *code,
                     tr_fault *fault);

/** TRX0105 for an element or part without a value. */
void tr__piece_missing(tr__judging *judging, const tr__piece *piece);

/** Hand a fault of the piece on, and remember that there was one. */
void tr__piece_tell(tr__judging *judging, const tr__piece *piece,
                    const tr_fault *fault);

/** Copy text into a field of tr_syntax, cut to its room. */
void tr__syntax_copy(char *to, size_t room, const char *text);

#endif
