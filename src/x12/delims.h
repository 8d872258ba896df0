/* The delimiters of an interchange, and what is wrong with an ISA that does
 * not give them. */
#ifndef TR_X12_DELIMS_H
#define TR_X12_DELIMS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "base/str.h"

/** The four bytes that give one interchange its structure. */
typedef struct tr_delims {
  char element;    /**< ISA byte 3, usually '*' */
  char repetition; /**< ISA11, '^' in 5010; NUL = this interchange has none */
  char component;  /**< ISA16, usually ':' */
  char segment;    /**< byte after ISA16, usually '~' */
} tr_delims;

enum {
  TR_ISA_BYTES = 106,   /**< with the terminator */
  TR_ISA_ELEMENTS = 16, /**< after the segment id */
  TR_ISA_GLANCE = 256,  /**< bytes that decide whether an ISA is good */
  TR_ISA_LOOK = 512     /**< bytes that decide what is wrong with a bad one */
};

/** What is wrong with an ISA. */
typedef enum tr_isa_problem {
  TR_ISA_GOOD,       /**< nothing */
  TR_ISA_CUT,        /**< right as far as it goes, but the input ends */
  TR_ISA_WIDTH,      /**< an element has the wrong width */
  TR_ISA_COUNT,      /**< not 16 elements */
  TR_ISA_EQUAL,      /**< two delimiters are the same byte */
  TR_ISA_CHARACTER,  /**< a byte that cannot be a delimiter */
  TR_ISA_REPETITION, /**< ISA11 is the U of version 4010; the rest is good */
  TR_ISA_NOT         /**< this is no ISA at all ("ISAAC NEWTON") */
} tr_isa_problem;

/** Which of the delimiters. */
typedef enum tr_delim {
  TR_DELIM_ELEMENT,
  TR_DELIM_REPETITION,
  TR_DELIM_COMPONENT,
  TR_DELIM_SEGMENT
} tr_delim;

/** What was read at the head of an interchange. */
typedef struct tr_isa {
  tr_delims delims;       /**< set when `usable` */
  tr_isa_problem problem; /**< first thing wrong */
  bool usable;         /**< element and segment delimiter hold, so that segments
                        can be told apart even where the ISA is refused */
  uint32_t bytes;      /**< length without the terminator, as far as known */
  unsigned element[4]; /**< ISAnn of wrong width, first ones; WIDTH only */
  unsigned elements;   /**< of `element` */
  uint32_t found;      /**< width of element[0], count, or bytes (CUT) */
  uint32_t expected;   /**< what it should be */
  tr_delim first;      /**< the delimiter at fault; EQUAL, CHARACTER */
  tr_delim second;     /**< the one it equals; EQUAL */
} tr_isa;

/**
 * Whether a byte can separate: ASCII, not NUL, not blank, no letter or digit.
 * Control characters can (real files use 0x1C to 0x1F, CR and LF).
 */
bool tr_delim_can(char byte);

/** @return The delimiter in words: "element separator". Constant. */
const char *tr_delim_name(tr_delim which);

/**
 * Width of an ISA element.
 *
 * @param element 1 to TR_ISA_ELEMENTS. @return Bytes.
 * @source x12-isa (every element of ISA has a fixed width)
 */
unsigned tr_isa_width(unsigned element);

/** @return Byte offset of ISAnn in a good ISA. @param element 1 to 16. */
unsigned tr_isa_at(unsigned element);

/**
 * Read the head of an interchange and say what is wrong with it.
 *
 * @param      bytes Begins with "ISA"; borrowed. Give TR_ISA_GLANCE bytes
 *                   first; unless the answer is TR_ISA_GOOD, give TR_ISA_LOOK
 *                   or all there are and take that answer.
 * @param[out] isa   Always set.
 * @source x12-isa
 */
void tr_isa_read(tr_str bytes, tr_isa *isa);

/**
 * Read the delimiters from the start of an interchange.
 *
 * @param      isa    At least TR_ISA_BYTES bytes that begin with "ISA".
 * @param[out] delims Set only on TR_OK.
 * @return TR_OK; TR_ESYNTAX when the bytes are not a fixed-width ISA, or two
 *         delimiters are equal or one cannot delimit.
 * @source x12-isa
 */
TR_NODISCARD tr_status tr_delims_read(tr_str isa, tr_delims *delims);

#endif
