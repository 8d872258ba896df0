/* What an expression of a rule is compiled to: typed constants and a short run
 * of operations for the evaluator (rule/eval.h). Plain data without unions, so
 * that tools/packc can write it as constant initialisers; a user's rules get
 * the same structures in an arena.
 *
 * Invariants of a program that tr_compile_*() made: every jump stays inside
 * it, the stack never grows beyond `stack`, its last operation is TR_OP_END. */
#ifndef TR_RULE_PROGRAM_H
#define TR_RULE_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/code.h"
#include "base/date.h"
#include "base/region.h"
#include "base/str.h"
#include "diag/severity.h"

/* One row per type: name, word (also the `type` of profiles/keys.yaml). */
#define TR_TYPE_MAP(X)                \
  X(NONE, "nothing")                  \
  X(FLAG, "flag")                     \
  X(NUMBER, "number")                 \
  X(MONEY, "money")                   \
  X(DATE, "date")                     \
  X(CODE, "code")                     \
  X(TEXT, "text")                     \
  X(WORD, "word")                     \
  X(REGIONS, "regions")               \
  X(CODE_SET, "code-set")             \
  X(PREFIX_SET, "prefix-set")         \
  X(WORD_SET, "word-set")             \
  X(NUMBER_LIST, "number-list")       \
  X(USE_LIST, "use-list")             \
  X(SEVERITY_LIST, "severity-list")   \
  X(PAIR_LIST, "pair-list")           \
  X(COVER_LIST, "cover-list")         \
  X(CONDITION_LIST, "condition-list") \
  X(LIMIT_LIST, "limit-list")         \
  X(ENTITY, "entity")                 \
  X(LIST, "list")                     \
  X(PLACE, "place")                   \
  X(DOTTED, "dotted diagnosis code")  \
  X(DIGITS, "digits of a text")

typedef enum tr_type {
#define TR_TYPE_ENUM(name, word) TR_TYPE_##name,
  TR_TYPE_MAP(TR_TYPE_ENUM)
#undef TR_TYPE_ENUM
      TR_TYPE_COUNT
} tr_type;

/**
 * One row of a row list of a profile (pair-list, cover-list ...); which
 * members count is said by the type of the list. A member that was not given
 * is NULL, 0 or negative, as its comment says.
 */
typedef struct tr_profile_row {
  tr_code code;         /**< number-list, use-list: the code looked up */
  tr_code use;          /**< use-list: the code to bill instead */
  int64_t number;       /**< number-list: thousandths */
  const char *rule;     /**< severity-list: id of a rule */
  bool off;             /**< severity-list: the rule is silent */
  tr_severity severity; /**< severity-list, unless off */
  const tr_code *codes; /**< sorted; NULL: any. pair-list: column 1 */
  uint32_t code_count;
  const tr_code *column2; /**< pair-list, sorted */
  uint32_t column2_count;
  bool bypass; /**< pair-list: a distinct modifier opens it */
  const char *const *devices;
  uint32_t device_count; /**< NULL: any */
  tr_regions areas;      /**< 0: any */
  const char *provider;  /**< cover-list: "DC", or NULL */
  const tr_code *modifiers;
  uint32_t modifier_count; /**< sorted; NULL: any */
  const char *require;     /**< condition-list: the word */
  const tr_code *beside;
  uint32_t beside_count; /**< sorted */
  const tr_code *prefixes;
  uint32_t prefix_count; /**< sorted */
  const char *const *tests;
  uint32_t test_count;
  int32_t weeks, age, minutes, count, days; /**< plain numbers, -1: not given */
  const char *per;                          /**< limit-list: the word */
  const char *then;    /**< limit-list: "deny", "review" or NULL */
  const char *because; /**< in our words, or NULL */
} tr_profile_row;

/** A typed constant of a program, or a value of a profile. */
typedef struct tr_constant {
  tr_type type;
  uint32_t count;       /**< bytes of text; entries of codes, words or rows */
  int64_t number;       /**< flag 0 or 1, thousandths, cents, day, packed code,
                        regions; as the type says */
  const char *text;     /**< text and word; NUL-terminated as well */
  const tr_code *codes; /**< code-set and prefix-set, sorted */
  const char *const *words;   /**< word-set */
  const tr_profile_row *rows; /**< row lists */
  const tr_code *states;      /**< profile values: holds only in these states
                                     (sorted "LA" ...); NULL: in all */
  uint32_t state_count;
} tr_constant;

/** An operation. What its members mean is said at TR_OP_MAP in rule/op.h. */
typedef struct tr_op {
  uint8_t code;  /**< a tr_op_code */
  uint8_t slot;  /**< a bound name, a loop, or a count */
  uint16_t row;  /**< of the field, function or key tables */
  int32_t value; /**< index of a constant or of an operation */
} tr_op;

enum {
  TR_PROGRAM_STACK = 32, /**< most values on the stack */
  TR_PROGRAM_LOOPS = 8,  /**< most loops of one program, its lets included */
  TR_PROGRAM_LETS = 16,  /**< most lets of one rule */
  TR_PROGRAM_OPS = 4096  /**< most operations */
};

typedef struct tr_program {
  const tr_op *ops;
  const tr_constant *constants; /**< NULL when there are none */
  uint32_t op_count;
  uint32_t constant_count;
  tr_type type;   /**< of the result; TR_TYPE_PLACE: it emits places */
  uint8_t entity; /**< tr_entity of a TR_TYPE_ENTITY result, else 0 */
  uint8_t stack;  /**< most values it puts on the stack */
  uint8_t loops;  /**< loops it has */
  uint8_t lets;   /**< let values it keeps */
} tr_program;

/** What is known of a condition without running it. */
typedef struct tr_program_facts {
  bool needs_note;      /**< never true without a note */
  const tr_code *codes; /**< sorted codes one of which `line.code` must be for
                             it to be true; NULL: any */
  uint32_t code_count;
} tr_program_facts;

/** @return The word of a type, constant. */
const char *tr_type_name(tr_type type);

/** @return Whether it asks the payer's profile. @param program May be NULL. */
bool tr_program_reads_profile(const tr_program *program);

/** @return Whether a code is among its constants. @param program May be NULL.
 */
bool tr_program_names_code(const tr_program *program, tr_code code);

/**
 * Find a type by its word.
 *
 * @param      word Borrowed.
 * @param[out] type Set only when true is returned.
 * @return Whether there is one.
 */
bool tr_type_find(tr_str word, tr_type *type);

/**
 * Find a code in a sorted set.
 *
 * @param codes Sorted, `count` entries; NULL when count is 0.
 * @return Whether the code is in it.
 */
bool tr_codes_have(const tr_code *codes, uint32_t count, tr_code code);

/** As tr_codes_have(), for a set of prefixes (any order). */
bool tr_codes_have_prefix(const tr_code *codes, uint32_t count, tr_code code);

#endif
