/* What the lower layers report. They know which rule is broken, where, and the
 * figures; the words are in the rule's pack file.
 *
 * Rules the X12 reader and the envelope raise, their wordings (variants) and
 * the names of their arguments:
 *
 *   rule     variant            arguments
 *   TRX0001  empty              -
 *            guess              guess ("a PDF document")
 *            lower-case         -
 *            text-before        position (byte offset of the ISA found later)
 *            no-envelope        segment ("ST")
 *   TRX0002  cut                found, expected (bytes)
 *            width              element ("ISA06"), found, expected
 *            elements           found, expected
 *            repetition         value ("U"); the claims are read all the same
 *   TRX0003  equal              first, second (names of delimiters), byte
 *            character          first (name of the delimiter), byte
 *   TRX0004  se, ge, iea        missing, header, instead (a segment id, or
 *                               "the end of the input")
 *            gs                 - (a set outside any group)
 *            unopened           trailer, header
 *   TRX0005  se, ge, iea        trailer ("SE01"), found, expected, counted
 *            empty              trailer, counted ("transaction sets")
 *   TRX0006  isa, gs, st        trailer ("IEA02"), found, header, expected
 *   TRX0007  isa                element, value
 *            isa-file           element, value (used by an earlier input)
 *            gs, st             element, value, first (ordinal of first use)
 *   TRX0008  between            segment, level ("a group")
 *            after-iea          -
 *   TRX0009  foreign            value, name ("an 837I institutional claim")
 *            version            value, name, version ("4010")
 *            unknown            value
 *            missing            -
 *            disagree           element, value, other, expected
 *            interchange        value (ISA12)
 *   TRX0010  -                  value, expected
 *   TRX0011  -                  segment, element (may be empty)
 *   TRX0012  bom, blank-lines, indentation, padding, empty-segment,
 *            line-end           - (line-end: a CR before the LF terminator)
 *            terminator         - (the last terminator is missing)
 *   TRX0101  malformed          length (bytes of the segment id)
 *   TRX0108  -                  element, found, least, most (characters)
 *            segment-limit      limit (bytes)
 *            claim-limit        limit, unit ("bytes" or "segments")
 *            finding-limit      limit (findings of one claim)
 *   TRX0109  line-end           element
 *            character          element, byte ("0xE9"), position (from 1)
 */
#ifndef TR_DIAG_FAULT_H
#define TR_DIAG_FAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "diag/place.h"

enum {
  TR_FAULT_ALSO = 4,           /**< further places a fault can have */
  TR_FAULT_ARGUMENTS = 6,      /**< values for the message a fault can have */
  TR_NUMBER_TEXT = 21,         /**< bytes that hold any uint64_t and a NUL */
  TR_FAULT_ARGUMENT_BYTES = 40 /**< longest value a message repeats whole */
};

/** A named value for the rule's message template. */
typedef struct tr_argument {
  const char *name; /**< constant */
  tr_str text;      /**< borrowed; may hold any byte of the input */
} tr_argument;

/** How a 999 says the fault: codes of IK3 and IK4. Zero where it does not. */
typedef struct tr_syntax {
  char segment_code[3]; /**< IK304: "8"; empty: not a matter of a 999 */
  char element_code[4]; /**< IK403: "7"; empty: of the whole segment */
  char loop[7];         /**< the loop's id; a 999 has its first four bytes */
  char number[6];       /**< IK402: number of the data element; may be empty */
  char segment[4];      /**< IK301 */
  uint32_t position;    /**< IK302: of the segment in its set, ST = 1 */
  uint8_t element;      /**< IK401-1, from 1 */
  uint8_t part;         /**< IK401-2, from 1; 0: none */
  uint8_t repetition;   /**< IK401-3, from 1; 0: none */
} tr_syntax;

/** One thing found wrong. Valid only during the call that hands it over. */
typedef struct tr_fault {
  const char *rule;    /**< "TRX0005" */
  const char *variant; /**< one of the rule's wordings; NULL = its only one */
  tr_place at;         /**< the smallest place; unset unless has_at */
  bool has_at;         /**< false only where the input has no bytes */
  tr_place also[TR_FAULT_ALSO];              /**< places that explain it */
  size_t also_count;                         /**< of `also` */
  tr_argument arguments[TR_FAULT_ARGUMENTS]; /**< for the message */
  size_t argument_count;                     /**< of `arguments` */
  tr_str claim;      /**< CLM01; empty outside a claim */
  uint64_t claim_at; /**< ordinal of the CLM; 0 outside a claim */
  uint32_t line;     /**< LX number; 0 = none or the claim itself */
  tr_syntax syntax;  /**< zero where a 999 has no word for it */
  bool has_fix;      /**< formatting alone mends it: */
  tr_str fix;        /**< what to write at the place; empty: nothing */
} tr_fault;

/**
 * Takes one fault; what it points to ends with the call.
 *
 * @param context As given together with the function.
 */
typedef void tr_fault_fn(void *context, const tr_fault *fault);

/**
 * Start a fault.
 *
 * @param rule    Constant id.
 * @param variant Constant name of the wording, or NULL.
 * @param at      Copied; NULL when there is no place.
 * @return The fault, without arguments or further places.
 */
tr_fault tr_fault_of(const char *rule, const char *variant, const tr_place *at);

/**
 * Add a value for the message; beyond TR_FAULT_ARGUMENTS a programmer's error.
 *
 * @param name Constant. @param text Borrowed until the fault is handed over;
 *        a value longer than TR_FAULT_ARGUMENT_BYTES is cut to that, so that
 *        no message repeats a value of thousands of bytes.
 */
void tr_fault_argue(tr_fault *fault, const char *name, tr_str text);

/** Add a further place; beyond TR_FAULT_ALSO it is dropped. */
void tr_fault_also(tr_fault *fault, const tr_place *place);

/**
 * Write a number in decimal.
 *
 * @param[out] text At least TR_NUMBER_TEXT bytes; NUL-terminated.
 * @return The digits, borrowed from `text`.
 */
tr_str tr_number_text(uint64_t number, char *text);

#endif
