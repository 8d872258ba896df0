/* Facts the checker uses to skip a rule before evaluating it. Both are on the
 * safe side: a rule is only skipped where it cannot fire. */
#include "rule/facts.h"

#include <stdlib.h>

#include "rule/fields.h"
#include "rule/scope.h"

/* ------------------------------------------------------------------ notes */

/* Is the value unknown where no note is bound? */
static bool is_unknown(const tr_compile_env *env, const tr_node *node) {
  switch (node->kind) {
    case TR_NODE_NAME:
      if (node->meaning == TR_MEANS_LET)
        return env->lets[node->slot].unknown_without_note;
      return node->meaning == TR_MEANS_BOUND && node->slot == TR_BOUND_NOTE;
    case TR_NODE_FIELD:
      if (node->meaning != TR_MEANS_FIELD) return false;
      return tr__fields[node->row].reads_note || is_unknown(env, node->a);
    case TR_NODE_CALL:
      if (node->a != NULL && node->meaning == TR_MEANS_MODIFIER &&
          is_unknown(env, node->a))
        return true;
      for (const tr_node *a = node->b; a != NULL; a = a->next)
        if (is_unknown(env, a)) return true;
      return false;
    case TR_NODE_NOT:
    case TR_NODE_NEGATE:
      return is_unknown(env, node->a);
    case TR_NODE_BINARY:
      if (node->op == TR_BINARY_AND || node->op == TR_BINARY_OR)
        return is_unknown(env, node->a) && is_unknown(env, node->b);
      return is_unknown(env, node->a) || is_unknown(env, node->b);
    case TR_NODE_IN:
      return is_unknown(env, node->a) || is_unknown(env, node->b);
    case TR_NODE_PRESENT:
      return node->a->type != TR_TYPE_ENTITY && is_unknown(env, node->a);
    case TR_NODE_IF:
      return is_unknown(env, node->b) ||
             (is_unknown(env, node->a) && is_unknown(env, node->c));
    case TR_NODE_DEFAULT:
      return is_unknown(env, node->a) && is_unknown(env, node->b);
    case TR_NODE_FOLD:
      return is_unknown(env, node->a);
    default:
      return false;
  }
}

/* Is the flag never true where no note is bound? */
static bool is_never_true(const tr_compile_env *env, const tr_node *node) {
  if (is_unknown(env, node)) return true;
  switch (node->kind) {
    case TR_NODE_NAME:
      return node->meaning == TR_MEANS_LET &&
             env->lets[node->slot].facts.needs_note;
    case TR_NODE_BINARY:
      if (node->op == TR_BINARY_AND)
        return is_never_true(env, node->a) || is_never_true(env, node->b);
      return node->op == TR_BINARY_OR && is_never_true(env, node->a) &&
             is_never_true(env, node->b);
    case TR_NODE_PRESENT:
      return !node->negated && is_unknown(env, node->a);
    case TR_NODE_IF:
      return is_never_true(env, node->a) && is_never_true(env, node->c);
    case TR_NODE_DEFAULT:
      return is_never_true(env, node->a) && is_never_true(env, node->b);
    case TR_NODE_FOLD:
      return node->op == TR_FOLD_ANY && node->b != NULL &&
             is_never_true(env, node->b);
    default:
      return false;
  }
}

/* ------------------------------------------------------------------ codes */

typedef struct code_list {
  const tr_code *codes; /* NULL: any code */
  uint32_t count;
} code_list;

static bool is_line_code(const tr_node *node) {
  if (node->kind != TR_NODE_FIELD || node->meaning != TR_MEANS_FIELD)
    return false;
  const tr_node *owner = node->a;
  return owner->kind == TR_NODE_NAME && owner->meaning == TR_MEANS_BOUND &&
         owner->slot == TR_BOUND_LINE && tr_str_eq(node->text, TR_STR("code"));
}

static tr_status copy_codes(tr_arena *arena, const tr_code *a, uint32_t a_count,
                            const tr_code *b, uint32_t b_count,
                            code_list *out) {
  tr_code *codes = tr_arena_array(arena, a_count + b_count, sizeof *codes);
  if (codes == NULL) return TR_ENOMEM;
  uint32_t i = 0, j = 0, used = 0;
  while (i < a_count || j < b_count) {
    const bool left = j == b_count || (i < a_count && a[i] <= b[j]);
    const tr_code next = left ? a[i++] : b[j++];
    if (used == 0 || codes[used - 1] != next) codes[used++] = next;
  }
  *out = (code_list){codes, used};
  return TR_OK;
}

static tr_status codes_of(tr_arena *arena, const tr_compile_env *env,
                          const tr_node *node, code_list *out);

static tr_status codes_of_binary(tr_arena *arena, const tr_compile_env *env,
                                 const tr_node *node, code_list *out) {
  if (node->op == TR_BINARY_EQ) {
    const tr_node *code = is_line_code(node->a) ? node->b : node->a;
    if (code->constant == NULL || code->type != TR_TYPE_CODE ||
        !is_line_code(code == node->b ? node->a : node->b))
      return TR_OK;
    const tr_code one = (tr_code)code->constant->number;
    return copy_codes(arena, &one, 1, NULL, 0, out);
  }
  if (node->op != TR_BINARY_AND && node->op != TR_BINARY_OR) return TR_OK;

  code_list a = {NULL, 0}, b = {NULL, 0};
  tr_status status = codes_of(arena, env, node->a, &a);
  if (status == TR_OK) status = codes_of(arena, env, node->b, &b);
  if (status != TR_OK) return status;
  if (node->op == TR_BINARY_OR) {
    if (a.codes == NULL || b.codes == NULL) return TR_OK;
    return copy_codes(arena, a.codes, a.count, b.codes, b.count, out);
  }
  const bool first = b.codes == NULL || (a.codes != NULL && a.count <= b.count);
  *out = first ? a : b;
  return TR_OK;
}

static tr_status codes_of(tr_arena *arena, const tr_compile_env *env,
                          const tr_node *node, code_list *out) {
  switch (node->kind) {
    case TR_NODE_NAME:
      if (node->meaning != TR_MEANS_LET) return TR_OK;
      *out = (code_list){env->lets[node->slot].facts.codes,
                         env->lets[node->slot].facts.code_count};
      return TR_OK;
    case TR_NODE_BINARY:
      return codes_of_binary(arena, env, node, out);
    case TR_NODE_IN:
      if (node->negated || !is_line_code(node->a) ||
          node->b->constant == NULL || node->b->type != TR_TYPE_CODE_SET)
        return TR_OK;
      return copy_codes(arena, node->b->constant->codes,
                        node->b->constant->count, NULL, 0, out);
    default:
      return TR_OK;
  }
}

tr_status tr__facts_of(tr_arena *arena, const tr_compile_env *env,
                       const tr_node *node, tr_program_facts *facts) {
  code_list list = {NULL, 0};
  const tr_status status = codes_of(arena, env, node, &list);
  if (status != TR_OK) return status;
  *facts = (tr_program_facts){.needs_note = is_never_true(env, node),
                              .codes = list.codes,
                              .code_count = list.count};
  return TR_OK;
}

tr_status tr__facts_of_let(tr_arena *arena, const tr_compile_env *env,
                           tr_compile_let *let) {
  let->unknown_without_note = is_unknown(env, let->node);
  let->facts = (tr_program_facts){.needs_note = let->unknown_without_note};
  if (let->node->type != TR_TYPE_FLAG) return TR_OK;
  return tr__facts_of(arena, env, let->node, &let->facts);
}
