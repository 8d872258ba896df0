/* From checked trees to operations: what rule/compile.c puts together. */
#ifndef TR_RULE_EMIT_H
#define TR_RULE_EMIT_H

#include "rule/fields.h"
#include "rule/op.h"
#include "rule/parse.h"

enum { TR_EMIT_CONSTANTS = 256 /**< most constants of a program */ };

/** A program in the making; lives on the caller's stack. */
typedef struct tr_emitter {
  tr_str text; /**< for failures */
  const tr_compile_env *env;
  tr_compile_error *error;
  tr_status status; /**< TR_OK until the first failure */
  uint32_t op_count;
  uint32_t constant_count;
  uint32_t loops;    /**< loops open now */
  uint32_t loop_top; /**< most so far */
  int depth;         /**< values on the stack now, from the block's base */
  int deepest[TR_PROGRAM_LETS + 1]; /**< of each let, then of the program */
  /** at[b][l]: the stack when block b asks for let l, plus 1; 0: never */
  uint8_t asks[TR_PROGRAM_LETS + 1][TR_PROGRAM_LETS];
  int block;                      /**< the let at hand, or TR_PROGRAM_LETS */
  int32_t fixups[TR_PROGRAM_OPS]; /**< LET operations to be given targets */
  uint32_t fixup_count;
  tr_op ops[TR_PROGRAM_OPS];
  tr_constant constants[TR_EMIT_CONSTANTS];
} tr_emitter;

/** Begin a program. */
void tr__emit_init(tr_emitter *e, tr_str text, const tr_compile_env *env,
                   tr_compile_error *error);

/** Append an operation that changes the stack by `change` values. */
uint32_t tr__emit_op(tr_emitter *e, tr_op op, int change);

/** Append the operations of an expression; they push one value. */
void tr__emit_value(tr_emitter *e, const tr_node *node);

/**
 * Begin a loop over a list; the turns run until tr__emit_loop_end().
 *
 * @param fold  Its `slot` is set.
 * @param[out] open The opening operation, for tr__emit_loop_end().
 * @return Where the next turn begins.
 */
uint32_t tr__emit_loop(tr_emitter *e, tr_node *fold, uint32_t *open);

/** End a loop begun with tr__emit_loop(): what follows comes after it. */
void tr__emit_loop_end(tr_emitter *e, uint32_t open, uint32_t top);

/** Append the operations that emit the place of a checked node. */
void tr__emit_place(tr_emitter *e, const tr_node *node);

/**
 * Add what is still missing and copy the program into an arena.
 *
 * @param type Of its result.
 * @param[out] program Set only on TR_OK.
 */
TR_NODISCARD tr_status tr__emit_finish(tr_emitter *e, tr_arena *arena,
                                       tr_type type, uint8_t entity,
                                       const tr_program **program);

#endif
