/* Evaluation of compiled expressions: total, without allocation, on a small
 * stack of fixed size. Logic is Kleene's: a value that is not there makes an
 * expression unknown, and the reasons are kept as bits.
 *
 * A program is only read; any number of threads may evaluate it, each with a
 * scope of its own. Programs must come from tr_compile_*() or tools/packc. */
#ifndef TR_RULE_EVAL_H
#define TR_RULE_EVAL_H

#include "base/buf.h"
#include "diag/fault.h"
#include "diag/place.h"
#include "rule/pack.h"
#include "rule/program.h"
#include "rule/scope.h"

/* Why a value is not known: name, bit, word (keys of "undecided"). */
#define TR_REASON_MAP(X)         \
  X(NO_NOTE, 1, "no-note")       \
  X(NO_HISTORY, 2, "no-history") \
  X(NO_TABLE, 4, "no-table")     \
  X(NO_PROFILE, 8, "no-profile") \
  X(NO_DATA, 16, "no-data")

enum {
#define TR_REASON_ENUM(name, bit, word) TR_##name = (bit),
  TR_REASON_MAP(TR_REASON_ENUM)
#undef TR_REASON_ENUM
};

typedef enum tr_truth { TR_FALSE, TR_TRUE, TR_UNKNOWN } tr_truth;

/** A value on the stack; its type is known when the program is compiled. */
typedef struct tr_value {
  union {
    int64_t number;    /**< flag, number, money, date, code, regions */
    const char *text;  /**< text, word: `length` bytes */
    const void *thing; /**< entity, or the entries of a set (`length` many) */
  };
  uint32_t length;
  uint32_t unknown; /**< 0: known; else reason bits */
} tr_value;

/** Where a place program points: into the claim, into a note, or both. */
typedef struct tr_found_place {
  bool in_claim;
  tr_place place; /**< when in_claim */
  bool in_note;
  const tr_note *note; /**< when in_note */
  const char *pointer; /**< when in_note: JSON pointer */
  tr_str value;        /**< when in_note: the value as written */
  uint32_t start, end; /**< when in_note: bytes of it that are meant; 0: all */
  const tr_line *line; /**< the line the place belongs to, or NULL; it may be
                              of an earlier claim */
} tr_found_place;

/**
 * Evaluate a condition.
 *
 * @param      program Of type flag.
 * @param[out] reasons Reason bits, set for TR_UNKNOWN only; may be NULL.
 * @return The truth.
 */
tr_truth tr_eval_flag(const tr_program *program, const tr_scope *scope,
                      unsigned *reasons);

/** Evaluate an expression. @return Its value; text is borrowed. */
tr_value tr_eval_value(const tr_program *program, const tr_scope *scope);

/**
 * Evaluate a place program that emits one place.
 *
 * @param[out] place Set only when true is returned.
 * @return Whether there is such a place (its entity may be missing).
 */
bool tr_eval_place(const tr_program *program, const tr_scope *scope,
                   tr_found_place *place);

/**
 * Evaluate a place program that may emit several.
 *
 * @param[out] places At least `room` entries.
 * @return How many were set, at most `room`.
 */
size_t tr_eval_places(const tr_program *program, const tr_scope *scope,
                      tr_found_place *places, size_t room);

/**
 * Write a message.
 *
 * @param arguments Of a reader's fault; `count` of them; NULL when 0.
 * @param out       Appended to. An unknown value is written as "?".
 */
void tr_eval_template(const tr_template *template, const tr_scope *scope,
                      const tr_argument *arguments, size_t count, tr_buf *out);

/** Write a known value as people read it: 90.00, 2, 2026-06-12, M9903. */
void tr_value_write(tr_value value, tr_type type, tr_buf *out);

/** @return The word of one reason bit, constant. */
const char *tr_reason_name(unsigned reason);

#endif
