/* Types of expressions: what each name means, what type each node has, and
 * which type a literal takes from its neighbour. */
#ifndef TR_RULE_TYPE_H
#define TR_RULE_TYPE_H

#include "rule/parse.h"

enum { TR_TYPE_WORDS = 96 /**< bytes of tr__type_words() */ };

/** One text that is being checked. */
typedef struct tr_typing {
  tr_arena *arena;
  tr_str text; /**< all nodes have their spans in it */
  const tr_compile_env *env;
  tr_compile_error *error;
  tr_status status;                 /**< TR_OK until the first failure */
  bool in_message;                  /**< join() is allowed */
  bool joined;                      /**< join() was met */
  uint32_t joins;                   /**< join() around the node at hand */
  tr_node *folds[TR_PROGRAM_LOOPS]; /**< loops around the node at hand */
  uint32_t fold_count;
} tr_typing;

/**
 * Check an expression and all under it.
 *
 * @param node Of t->text; names are resolved and literals typed in place.
 * @return Whether it is sound; else t->status and t->error say why.
 */
bool tr__type_check(tr_typing *t, tr_node *node);

/**
 * Check that a checked node has a type, or is a literal that can take it.
 *
 * @param wanted TR_TYPE_NONE takes any value.
 * @return Whether it does; else the failure is set.
 */
bool tr__type_want(tr_typing *t, tr_node *node, tr_type wanted);

/**
 * Check the list of a loop and put the loop's name in scope until
 * tr__type_leave().
 *
 * @param fold A TR_NODE_FOLD.
 */
bool tr__type_enter(tr_typing *t, tr_node *fold);

/** Take the loop entered last out of scope. */
void tr__type_leave(tr_typing *t);

/**
 * Resolve a bare name, in place.
 *
 * @param node A TR_NODE_NAME; becomes a field where the name stands for one.
 */
bool tr__type_name(tr_typing *t, tr_node *node);

/** Resolve a field of a checked owner, in place. */
bool tr__type_field(tr_typing *t, tr_node *node);

/** Resolve `profile.KEY` (no argument) or `profile.KEY(...)`. */
bool tr__type_key(tr_typing *t, tr_node *node);

/** Whether a node is the bare name `profile`. */
bool tr__type_is_profile(const tr_node *node);

/** The known name that is most like an unknown one. */
typedef struct tr_nearest {
  tr_str name;     /* looked for */
  tr_str best;     /* nearest so far; empty: none near enough */
  size_t distance; /* of `best` */
} tr_nearest;

/** Begin to look for a name like `name`. */
tr_nearest tr__nearest_to(tr_str name);

/** Offer a candidate; borrowed as long as `nearest`. */
void tr__nearest_offer(tr_nearest *nearest, tr_str offered);

/**
 * Let a literal take a type: numbers become money or codes, texts codes, words
 * or regions, sets what their neighbour needs; also through `if` and
 * default().
 *
 * @return Whether it has the type now; no failure is set where it has not.
 */
bool tr__type_fit(tr_typing *t, tr_node *node, tr_type type);

/** Give a literal its own type. */
bool tr__type_literal(tr_typing *t, tr_node *node);

/** The type of a node in words: "number", "list of lines". */
const char *tr__type_words(const tr_node *node, char words[TR_TYPE_WORDS]);

/** Set a failure at a node. */
__attribute__((format(printf, 3, 4))) bool tr__type_fail(tr_typing *t,
                                                         const tr_node *node,
                                                         const char *format,
                                                         ...);

/** Set a failure at a name within the text. */
__attribute__((format(printf, 3, 4))) bool tr__type_fail_name(
    tr_typing *t, tr_str name, const char *format, ...);

#endif
