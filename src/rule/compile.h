/* Expressions, places and message templates of rules, compiled: text in,
 * tr_program out. The language is docs/dev/rule-language.md. */
#ifndef TR_RULE_COMPILE_H
#define TR_RULE_COMPILE_H

#include "base/arena.h"
#include "base/buf.h"
#include "rule/pack.h"
#include "rule/program.h"

enum { TR_COMPILE_MESSAGE = 192 /**< bytes of a message and its NUL */ };

/** What is wrong with an expression, and where. */
typedef struct tr_compile_error {
  char message[TR_COMPILE_MESSAGE]; /**< lower case, no full stop */
  size_t at;                        /**< byte offset in the text given */
  size_t length;   /**< bytes meant; may be 0 at the end of the text */
  uint32_t line;   /**< of `at`, from 1 */
  uint32_t column; /**< bytes from the line's start, from 1 */
  int part;        /**< which text of tr_compile_places(): 0 each, 1 when,
                        2 at; else 0 */
} tr_compile_error;

struct tr_node;

/** A `let` that was checked; private. */
typedef struct tr_compile_let {
  tr_str name;
  struct tr_node *node;
  bool for_message; /* holds a join() */
  bool unknown_without_note;
  tr_program_facts facts; /* of a flag */
} tr_compile_let;

/** What the expressions of one rule may name. */
typedef struct tr_compile_env {
  tr_each each;               /**< decides the bound names */
  const tr_profile_key *keys; /**< for profile.KEY */
  uint32_t key_count;
  const char *const *arguments; /**< names a reader's fault carries, for
                                     templates; NULL: none */
  uint32_t argument_count;
  bool any_argument; /**< take any unknown name for an argument */
  bool of_note;      /**< a derivation: the note is all there is, no claim */
  tr_compile_let lets[TR_PROGRAM_LETS]; /* filled by tr_compile_add_let() */
  uint32_t let_count;
} tr_compile_env;

/**
 * Begin to compile the expressions of one rule.
 *
 * @param keys  Keys of the profile; borrowed as long as `env`.
 */
void tr_compile_env_init(tr_compile_env *env, tr_each each,
                         const tr_profile_key *keys, uint32_t key_count);

/**
 * Add a name of `let`; later texts may use it.
 *
 * @param      arena Holds the parsed expression as long as `env` is used.
 * @param      text  Borrowed as long as `env` is used, as is `name`.
 * @param[out] error Set when the result is neither TR_OK nor TR_ENOMEM.
 * @return TR_OK; TR_ESYNTAX (not an expression, types do not fit, the name is
 *         taken); TR_ELIMIT (too deep, too long, too many); TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_compile_add_let(tr_arena *arena, tr_compile_env *env,
                                          tr_str name, tr_str text,
                                          tr_compile_error *error);

/**
 * Compile an expression.
 *
 * @param      arena   Holds the program.
 * @param      text    Borrowed for the call.
 * @param      type    What it must give, TR_TYPE_FLAG for conditions;
 *                     TR_TYPE_NONE takes any value.
 * @param[out] program Set only on TR_OK.
 * @param[out] facts   Set only on TR_OK; may be NULL.
 * @param[out] error   As in tr_compile_add_let().
 * @return As tr_compile_add_let().
 */
TR_NODISCARD tr_status tr_compile_expression(tr_arena *arena, tr_str text,
                                             const tr_compile_env *env,
                                             tr_type type,
                                             const tr_program **program,
                                             tr_program_facts *facts,
                                             tr_compile_error *error);

/**
 * Compile `at:` or `fix.set:`: a field (`line.units`, `note.plan_end`), an
 * element of one (`line.modifiers`, `line.modifier("GP")`) or an entity
 * (`line`). The program emits one place, for tr_eval_place().
 *
 * @return As tr_compile_expression().
 */
TR_NODISCARD tr_status tr_compile_place(tr_arena *arena, tr_str text,
                                        const tr_compile_env *env,
                                        const tr_program **program,
                                        tr_compile_error *error);

/**
 * Compile an entry of `also:`. The program emits a place for each element.
 *
 * @param each "x in LIST", or empty: `at` alone, at most once.
 * @param when Condition, or empty: always.
 * @param at   As for tr_compile_place().
 * @return As tr_compile_expression(); error->part says which text is meant.
 */
TR_NODISCARD tr_status tr_compile_places(tr_arena *arena, tr_str each,
                                         tr_str when, tr_str at,
                                         const tr_compile_env *env,
                                         const tr_program **program,
                                         tr_compile_error *error);

/**
 * Compile a message: literal text with {expression} in it; {{ and }} stand for
 * braces. A lone name of env->arguments becomes a named argument.
 *
 * @return As tr_compile_expression().
 */
TR_NODISCARD tr_status tr_compile_template(tr_arena *arena, tr_str text,
                                           const tr_compile_env *env,
                                           tr_template *out,
                                           tr_compile_error *error);

/**
 * Show an error as a compiler does: the message, the line, a caret under it.
 *
 * @param text The text that was compiled.
 * @param out  Appended to.
 */
void tr_compile_error_show(const tr_compile_error *error, tr_str text,
                           tr_buf *out);

#endif
