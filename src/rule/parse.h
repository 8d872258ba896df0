/* The parsed form of an expression: a tree in an arena, every node with its
 * span in the text. The parser knows grammar only; names and types are the
 * business of rule/type.h, which fills the second half of each node. */
#ifndef TR_RULE_PARSE_H
#define TR_RULE_PARSE_H

#include <stdbool.h>

#include "base/arena.h"
#include "rule/compile.h"
#include "rule/lex.h"

enum { TR_PARSE_DEPTH = 96 /**< most nodes inside each other */ };

typedef enum tr_node_kind {
  TR_NODE_NUMBER,  /**< `text` as written: a number or a code */
  TR_NODE_TEXT,    /**< `text` without its quotes */
  TR_NODE_DATE,    /**< `text` as written */
  TR_NODE_FLAG,    /**< `op` is 0 or 1 */
  TR_NODE_NAME,    /**< `text` */
  TR_NODE_FIELD,   /**< field `text` of `a` */
  TR_NODE_CALL,    /**< `text`, of `a` unless NULL, with arguments from `b` */
  TR_NODE_SET,     /**< elements from `b`: number, text and name nodes */
  TR_NODE_NOT,     /**< of `a` */
  TR_NODE_NEGATE,  /**< of `a` */
  TR_NODE_BINARY,  /**< `op` of `a` and `b` */
  TR_NODE_IN,      /**< `a` in `b`; `negated`: not in */
  TR_NODE_PRESENT, /**< `a` is present; `negated`: is absent */
  TR_NODE_IF,      /**< `a` if `b` else `c` */
  TR_NODE_DEFAULT, /**< `a`, where unknown `b` */
  TR_NODE_FOLD     /**< `op` over `text` in `a`: body `b` if `c`, both may be
                        NULL */
} tr_node_kind;

typedef enum tr_binary {
  TR_BINARY_OR,
  TR_BINARY_AND,
  TR_BINARY_EQ,
  TR_BINARY_NE,
  TR_BINARY_LT,
  TR_BINARY_LE,
  TR_BINARY_GT,
  TR_BINARY_GE,
  TR_BINARY_ADD,
  TR_BINARY_SUB,
  TR_BINARY_MUL
} tr_binary;

typedef enum tr_fold {
  TR_FOLD_ANY,
  TR_FOLD_ALL,
  TR_FOLD_COUNT,
  TR_FOLD_SUM,
  TR_FOLD_JOIN
} tr_fold;

/** What a name turned out to be. */
typedef enum tr_meaning {
  TR_MEANS_NOTHING,
  TR_MEANS_BOUND, /**< `slot`: a tr_bound */
  TR_MEANS_TODAY,
  TR_MEANS_VARIABLE, /**< `fold`: of that loop */
  TR_MEANS_LET,      /**< `slot`: index of the let */
  TR_MEANS_PROFILE,  /**< the profile itself */
  TR_MEANS_FIELD,    /**< `row` of tr__fields */
  TR_MEANS_KEY,      /**< `row`: a key of the profile */
  TR_MEANS_FUNCTION, /**< `row` of tr__functions */
  TR_MEANS_MODIFIER  /**< line.modifier(c) */
} tr_meaning;

typedef struct tr_node {
  tr_node_kind kind;
  uint8_t op;
  bool negated;
  uint16_t depth;      /**< 1 for a leaf */
  uint32_t at, length; /**< span in the text */
  tr_str text;         /**< borrowed from the text */
  struct tr_node *a, *b, *c;
  struct tr_node *next; /**< next argument or element */
  /* filled by the type checker */
  tr_type type;
  uint8_t entity; /**< a tr_entity: of an entity, of a list's elements */
  tr_meaning meaning;
  uint16_t row;
  uint8_t slot; /**< also of a fold: its loop, set when emitted */
  struct tr_node *fold;
  tr_constant *constant; /**< value of a literal or set, once its type is
                              known */
} tr_node;

/**
 * Parse an expression.
 *
 * @param         arena Holds the tree.
 * @param         text  Borrowed as long as the tree is used.
 * @param[in,out] at    Byte to begin at; set to the byte after what was read.
 * @param         close TR_TOKEN_END: all of the text; else the token that
 *                      ends the expression, which is taken as well.
 * @param[out]    node  Set only on TR_OK.
 * @param[out]    error Set when the result is neither TR_OK nor TR_ENOMEM.
 * @return TR_OK, TR_ESYNTAX, TR_ELIMIT (too long, too deep) or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr__parse(tr_arena *arena, tr_str text, uint32_t *at,
                                 tr_token_kind close, tr_node **node,
                                 tr_compile_error *error);

/**
 * Parse "x in LIST".
 *
 * @param[out] fold A TR_NODE_FOLD without body; set only on TR_OK.
 * @return As tr__parse().
 */
TR_NODISCARD tr_status tr__parse_each(tr_arena *arena, tr_str text,
                                      tr_node **fold, tr_compile_error *error);

/** Fill an error. @param at Byte of `text` it is about, `length` bytes. */
__attribute__((format(printf, 5, 6))) void tr__compile_fail(
    tr_compile_error *error, tr_str text, size_t at, size_t length,
    const char *format, ...);

#endif
