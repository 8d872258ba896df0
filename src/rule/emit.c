/* Expressions become operations. Lets are put behind the program, each once;
 * loops get numbers that no other loop alive at the same time has. */
#include "rule/emit.h"

#include "rule/functions.h"

/* --------------------------------------------------------------- primitives */

static void fail(tr_emitter *e, const tr_node *node, const char *message) {
  if (e->status != TR_OK) return;
  e->status = TR_ELIMIT;
  tr__compile_fail(e->error, e->text, node != NULL ? node->at : 0,
                   node != NULL ? node->length : e->text.n, "%s", message);
}

void tr__emit_init(tr_emitter *e, tr_str text, const tr_compile_env *env,
                   tr_compile_error *error) {
  e->text = text;
  e->env = env;
  e->error = error;
  e->status = TR_OK;
  e->op_count = e->constant_count = 0;
  e->loops = e->loop_top = 0;
  e->depth = 0;
  memset(e->deepest, 0, sizeof e->deepest);
  memset(e->asks, 0, sizeof e->asks);
  e->block = TR_PROGRAM_LETS;
  e->fixup_count = 0;
}

uint32_t tr__emit_op(tr_emitter *e, tr_op op, int change) {
  if (e->op_count == TR_PROGRAM_OPS) {
    fail(e, NULL, "the expression needs too many operations");
    return 0;
  }
  e->ops[e->op_count] = op;
  e->depth += change;
  if (e->depth > e->deepest[e->block]) e->deepest[e->block] = e->depth;
  return e->op_count++;
}

static uint32_t emit(tr_emitter *e, tr_op_code code, unsigned slot,
                     unsigned row, int32_t value, int change) {
  return tr__emit_op(e,
                     (tr_op){.code = (uint8_t)code,
                             .slot = (uint8_t)slot,
                             .row = (uint16_t)row,
                             .value = value},
                     change);
}

/* Make the jump at `at` end here. */
static void land(tr_emitter *e, uint32_t at) {
  e->ops[at].value = (int32_t)e->op_count;
}

static bool is_plain(tr_type type) {
  return type == TR_TYPE_FLAG || type == TR_TYPE_NUMBER ||
         type == TR_TYPE_MONEY || type == TR_TYPE_DATE ||
         type == TR_TYPE_CODE || type == TR_TYPE_REGIONS;
}

static int32_t constant(tr_emitter *e, const tr_constant *value) {
  for (uint32_t i = 0; i < e->constant_count; i++) {
    const tr_constant *old = &e->constants[i];
    if (is_plain(value->type) && old->type == value->type &&
        old->number == value->number)
      return (int32_t)i;
  }
  if (e->constant_count == TR_EMIT_CONSTANTS) {
    fail(e, NULL, "the expression has too many constants");
    return 0;
  }
  e->constants[e->constant_count] = *value;
  return (int32_t)e->constant_count++;
}

static void emit_flag(tr_emitter *e, bool flag) {
  const tr_constant value = {.type = TR_TYPE_FLAG, .number = flag};
  emit(e, TR_OP_CONST, 0, 0, constant(e, &value), 1);
}

/* -------------------------------------------------------------------- names */

static void emit_name(tr_emitter *e, const tr_node *node) {
  uint16_t row = 0;
  switch (node->meaning) {
    case TR_MEANS_BOUND:
      emit(e, TR_OP_BOUND, node->slot, 0, 0, 1);
      return;
    case TR_MEANS_TODAY:
      emit(e, TR_OP_TODAY, 0, 0, 0, 1);
      return;
    case TR_MEANS_VARIABLE:
      if (node->type == TR_TYPE_ENTITY) {
        emit(e, TR_OP_VAR, node->fold->slot, 0, 0, 1);
      } else if (tr__field_find((tr_entity)node->entity, TR_STR(""), &row)) {
        emit(e, TR_OP_VAR_FIELD, node->fold->slot, row, 0, 1);
      }
      return;
    default: {
      const uint8_t at = (uint8_t)(e->depth + 1);
      if (e->asks[e->block][node->slot] < at)
        e->asks[e->block][node->slot] = at;
      const uint32_t op = emit(e, TR_OP_LET, node->slot, 0, 0, 1);
      if (e->status == TR_OK) e->fixups[e->fixup_count++] = (int32_t)op;
    }
  }
}

static tr_op_code op_of_field(const tr_field_row *row) {
  const bool text = row->type == TR_TYPE_TEXT || row->type == TR_TYPE_WORD;
  switch (row->how) {
    case TR_HOW_FIELD:
      return text ? TR_OP_FIELD_TEXT : TR_OP_FIELD;
    case TR_HOW_NOTE_FIELD:
      return text ? TR_OP_NOTE_TEXT : TR_OP_NOTE_FIELD;
    case TR_HOW_FOLLOW:
      return TR_OP_FOLLOW;
    case TR_HOW_DERIVED:
      return TR_OP_DERIVE;
    default:
      return TR_OP_MEMBER;
  }
}

static void emit_field(tr_emitter *e, const tr_node *node) {
  if (node->meaning == TR_MEANS_KEY) {
    emit(e, TR_OP_PROFILE, 0, node->row, 0, 1);
    return;
  }
  const tr_node *owner = node->a;
  const tr_op_code op = op_of_field(&tr__fields[node->row]);
  if (op == TR_OP_FIELD && owner->kind == TR_NODE_NAME &&
      (owner->meaning == TR_MEANS_BOUND ||
       owner->meaning == TR_MEANS_VARIABLE)) {
    const bool bound = owner->meaning == TR_MEANS_BOUND;
    emit(e, bound ? TR_OP_BOUND_FIELD : TR_OP_VAR_FIELD,
         bound ? owner->slot : owner->fold->slot, node->row, 0, 1);
    return;
  }
  tr__emit_value(e, owner);
  emit(e, op, 0, node->row, 0, 0);
}

static void emit_call(tr_emitter *e, const tr_node *node) {
  if (node->meaning == TR_MEANS_KEY) {
    tr__emit_value(e, node->b);
    emit(e, TR_OP_PROFILE_ROW, 0, node->row, 0, 0);
    return;
  }
  if (node->meaning == TR_MEANS_MODIFIER) {
    tr__emit_value(e, node->a);
    if (node->b->constant != NULL) {
      emit(e, TR_OP_MODIFIER_IS, 0, 0, constant(e, node->b->constant), 0);
      return;
    }
    tr__emit_value(e, node->b);
    emit(e, TR_OP_MODIFIER, 0, 0, 0, -1);
    return;
  }
  int count = 0;
  for (const tr_node *a = node->b; a != NULL; a = a->next, count++)
    tr__emit_value(e, a);
  /* these only say how their argument is shown */
  if (node->row == TR_FUNCTION_names || node->row == TR_FUNCTION_dotted ||
      node->row == TR_FUNCTION_digits_of)
    return;
  emit(e, TR_OP_CALL, (unsigned)count, node->row, 0, 1 - count);
}

/* ---------------------------------------------------------------- operators */

static tr_op_code compare_op(tr_binary op, bool mirrored) {
  switch (op) {
    case TR_BINARY_LT:
      return mirrored ? TR_OP_GT : TR_OP_LT;
    case TR_BINARY_LE:
      return mirrored ? TR_OP_GE : TR_OP_LE;
    case TR_BINARY_GT:
      return mirrored ? TR_OP_LT : TR_OP_GT;
    case TR_BINARY_GE:
      return mirrored ? TR_OP_LE : TR_OP_GE;
    case TR_BINARY_NE:
      return TR_OP_NE;
    default:
      return TR_OP_EQ;
  }
}

static void emit_comparison(tr_emitter *e, const tr_node *node) {
  const tr_node *a = node->a, *b = node->b;
  const bool negated = node->op == TR_BINARY_NE;
  const bool equality = negated || node->op == TR_BINARY_EQ;
  if (is_plain(a->type) && (a->constant != NULL || b->constant != NULL)) {
    const bool mirrored = b->constant == NULL;
    const tr_op_code op = compare_op((tr_binary)node->op, mirrored);
    tr__emit_value(e, mirrored ? b : a);
    emit(e, (tr_op_code)(op - TR_OP_EQ + TR_OP_EQ_CONST), 0, 0,
         constant(e, mirrored ? a->constant : b->constant), 0);
    return;
  }
  tr__emit_value(e, a);
  tr__emit_value(e, b);
  if (is_plain(a->type))
    emit(e, compare_op((tr_binary)node->op, false), 0, 0, 0, -1);
  else if (a->type == TR_TYPE_ENTITY)
    emit(e, TR_OP_SAME, negated, 0, 0, -1);
  else if (equality)
    emit(e, TR_OP_TEXT_EQ, negated, 0, 0, -1);
  else
    emit(e, TR_OP_TEXT_ORDER, node->op, 0, 0, -1);
}

static void emit_logic(tr_emitter *e, const tr_node *node) {
  const bool both = node->op == TR_BINARY_AND;
  tr__emit_value(e, node->a);
  const uint32_t jump =
      emit(e, both ? TR_OP_AND_JUMP : TR_OP_OR_JUMP, 0, 0, 0, 0);
  tr__emit_value(e, node->b);
  emit(e, both ? TR_OP_AND : TR_OP_OR, 0, 0, 0, -1);
  land(e, jump);
}

static void emit_arithmetic(tr_emitter *e, const tr_node *node) {
  tr__emit_value(e, node->a);
  tr__emit_value(e, node->b);
  const bool date_a = node->a->type == TR_TYPE_DATE;
  const bool date_b = node->b->type == TR_TYPE_DATE;
  tr_op_code op = TR_OP_MUL;
  if (node->op == TR_BINARY_ADD)
    op = date_a ? TR_OP_ADD_DAYS : TR_OP_ADD;
  else if (node->op == TR_BINARY_SUB)
    op = date_b ? TR_OP_DAYS_BETWEEN : date_a ? TR_OP_SUB_DAYS : TR_OP_SUB;
  emit(e, op, 0, 0, 0, -1);
}

static void emit_binary(tr_emitter *e, const tr_node *node) {
  switch ((tr_binary)node->op) {
    case TR_BINARY_OR:
    case TR_BINARY_AND:
      emit_logic(e, node);
      return;
    case TR_BINARY_ADD:
    case TR_BINARY_SUB:
    case TR_BINARY_MUL:
      emit_arithmetic(e, node);
      return;
    default:
      emit_comparison(e, node);
  }
}

static void emit_in(tr_emitter *e, const tr_node *node) {
  tr__emit_value(e, node->a);
  const tr_node *set = node->b;
  if (set->constant != NULL) {
    const tr_op_code op =
        set->type == TR_TYPE_WORD_SET ? TR_OP_IN_WORDS : TR_OP_IN_CODES;
    emit(e, op, 0, 0, constant(e, set->constant), 0);
  } else {
    const tr_op_code op = set->type == TR_TYPE_WORD_SET ? TR_OP_IN_WORD_SET
                          : set->type == TR_TYPE_PREFIX_SET
                              ? TR_OP_IN_PREFIX_SET
                              : TR_OP_IN_CODE_SET;
    tr__emit_value(e, set);
    emit(e, op, 0, 0, 0, -1);
  }
  if (node->negated) emit(e, TR_OP_NOT, 0, 0, 0, 0);
}

static void emit_present(tr_emitter *e, const tr_node *node) {
  const tr_node *a = node->a;
  if (a->kind == TR_NODE_FIELD && a->meaning == TR_MEANS_FIELD) {
    const uint8_t how = tr__fields[a->row].how;
    if (how == TR_HOW_FIELD || how == TR_HOW_NOTE_FIELD) {
      tr__emit_value(e, a->a);
      emit(e, TR_OP_SENT, 0, a->row, 0, 0);
      if (node->negated) emit(e, TR_OP_NOT, 0, 0, 0, 0);
      return;
    }
  }
  tr__emit_value(e, a);
  emit(e, a->type == TR_TYPE_ENTITY ? TR_OP_BOUND_PRESENT : TR_OP_PRESENT,
       node->negated, 0, 0, 0);
}

static void emit_if(tr_emitter *e, const tr_node *node) {
  tr__emit_value(e, node->b);
  const uint32_t branch = emit(e, TR_OP_BRANCH, 0, 0, 0, -1);
  tr__emit_value(e, node->a);
  const uint32_t jump = emit(e, TR_OP_JUMP, 0, 0, 0, -1);
  land(e, branch);
  tr__emit_value(e, node->c);
  land(e, jump);
}

static void emit_default(tr_emitter *e, const tr_node *node) {
  tr__emit_value(e, node->a);
  const uint32_t jump = emit(e, TR_OP_KNOWN_JUMP, 0, 0, 0, -1);
  tr__emit_value(e, node->b);
  land(e, jump);
}

/* -------------------------------------------------------------------- loops */

uint32_t tr__emit_loop(tr_emitter *e, tr_node *fold, uint32_t *open) {
  if (e->loops == TR_PROGRAM_LOOPS) {
    fail(e, fold, "the expression has too many loops");
    *open = 0;
    return 0;
  }
  fold->slot = (uint8_t)e->loops++;
  if (e->loops > e->loop_top) e->loop_top = e->loops;
  const tr_node *list = fold->a;
  if (list->meaning == TR_MEANS_KEY) {
    *open = emit(e, TR_OP_LOOP_ROWS, fold->slot, list->row, 0, 0);
  } else {
    tr__emit_value(e, list->a);
    *open = emit(e, TR_OP_LOOP_LIST, fold->slot, list->row, 0, -1);
  }
  const bool plain = fold->entity == TR_ENTITY_CODE_VALUE ||
                     fold->entity == TR_ENTITY_NUMBER_VALUE;
  return emit(e, TR_OP_LOOP_NEXT, fold->slot, plain, 0, 0);
}

void tr__emit_loop_end(tr_emitter *e, uint32_t open, uint32_t top) {
  if (e->status != TR_OK) return;
  land(e, open);
  land(e, top);
  e->loops--;
}

static void emit_fold(tr_emitter *e, tr_node *fold) {
  static const struct {
    tr_op_code each, give;
  } ops[] = {
      [TR_FOLD_ANY] = {TR_OP_EACH_ANY, TR_OP_GIVE_ANY},
      [TR_FOLD_ALL] = {TR_OP_EACH_ALL, TR_OP_GIVE_ALL},
      [TR_FOLD_COUNT] = {TR_OP_EACH_COUNT, TR_OP_GIVE_COUNT},
      [TR_FOLD_SUM] = {TR_OP_EACH_SUM, TR_OP_GIVE_SUM},
      [TR_FOLD_JOIN] = {TR_OP_EACH_JOIN, TR_OP_GIVE_JOIN},
  };
  uint32_t open;
  const uint32_t top = tr__emit_loop(e, fold, &open);
  if (e->status != TR_OK) return;
  if (fold->c != NULL) {
    tr__emit_value(e, fold->c);
    emit(e, TR_OP_LOOP_IF, fold->slot, 0, (int32_t)top, -1);
  }
  if (fold->b != NULL)
    tr__emit_value(e, fold->b);
  else
    emit_flag(e, true);
  emit(e, ops[fold->op].each, fold->slot,
       fold->b != NULL ? (unsigned)fold->b->type : 0, (int32_t)top, -1);
  tr__emit_loop_end(e, open, top);
  emit(e, ops[fold->op].give, fold->slot, 0, 0, 1);
}

/* ---------------------------------------------------------------------- all */

void tr__emit_value(tr_emitter *e, const tr_node *node) {
  if (e->status != TR_OK) return;
  switch (node->kind) {
    case TR_NODE_NUMBER:
    case TR_NODE_TEXT:
    case TR_NODE_DATE:
    case TR_NODE_FLAG:
    case TR_NODE_SET:
      emit(e, TR_OP_CONST, 0, 0, constant(e, node->constant), 1);
      return;
    case TR_NODE_NAME:
      emit_name(e, node);
      return;
    case TR_NODE_FIELD:
      emit_field(e, node);
      return;
    case TR_NODE_CALL:
      emit_call(e, node);
      return;
    case TR_NODE_NOT:
    case TR_NODE_NEGATE:
      tr__emit_value(e, node->a);
      emit(e, node->kind == TR_NODE_NOT ? TR_OP_NOT : TR_OP_NEGATE, 0, 0, 0, 0);
      return;
    case TR_NODE_BINARY:
      emit_binary(e, node);
      return;
    case TR_NODE_IN:
      emit_in(e, node);
      return;
    case TR_NODE_PRESENT:
      emit_present(e, node);
      return;
    case TR_NODE_IF:
      emit_if(e, node);
      return;
    case TR_NODE_DEFAULT:
      emit_default(e, node);
      return;
    case TR_NODE_FOLD:
      emit_fold(e, (tr_node *)node);
      return;
  }
}

static void emit_place_of_field(tr_emitter *e, const tr_node *node) {
  tr_op_code op;
  switch (tr__fields[node->row].how) {
    case TR_HOW_FIELD:
      op = TR_OP_PLACE_FIELD;
      break;
    case TR_HOW_NOTE_FIELD:
    case TR_HOW_NOTE_REGIONS:
      op = TR_OP_PLACE_NOTE;
      break;
    case TR_HOW_INLINE:
    case TR_HOW_ARRAY:
    case TR_HOW_POINTERS:
    case TR_HOW_DERIVED_LIST:
      op = TR_OP_PLACE_FIRST;
      break;
    default:
      fail(e, node, "it has no place of its own; name a field as sent");
      e->status = TR_ESYNTAX;
      return;
  }
  tr__emit_value(e, node->a);
  emit(e, op, tr__fields[node->row].entity, node->row, 0, -1);
}

void tr__emit_place(tr_emitter *e, const tr_node *node) {
  if (e->status != TR_OK) return;
  if (node->type == TR_TYPE_ENTITY) {
    if (node->entity == TR_ENTITY_ROW) {
      fail(e, node, "a profile has no place in the claim");
      e->status = TR_ESYNTAX;
      return;
    }
    tr__emit_value(e, node);
    emit(e, TR_OP_PLACE_ENTITY, node->entity, 0, 0, -1);
  } else if (node->kind == TR_NODE_FIELD && node->meaning == TR_MEANS_FIELD) {
    emit_place_of_field(e, node);
  } else if (node->kind == TR_NODE_NAME && node->meaning == TR_MEANS_VARIABLE) {
    const tr_node *owner = node->fold->a->a;
    emit(e, TR_OP_PLACE_VAR, node->fold->slot, owner->entity, 0, 0);
  } else if (node->meaning == TR_MEANS_MODIFIER) {
    tr__emit_value(e, node->a);
    tr__emit_value(e, node->b);
    emit(e, TR_OP_PLACE_MODIFIER, 0, 0, 0, -2);
  } else {
    fail(e, node,
         "a place is a field or an entity, such as line.units or line");
    e->status = TR_ESYNTAX;
  }
}

/* ------------------------------------------------------------------- finish */

static bool is_asked(const tr_emitter *e, int let) {
  for (int block = 0; block <= TR_PROGRAM_LETS; block++)
    if (e->asks[block][let] != 0) return true;
  return false;
}

/* A let may ask for earlier ones only, so later ones are put down first. */
static int emit_lets(tr_emitter *e) {
  int lets = 0;
  for (int let = TR_PROGRAM_LETS - 1; let >= 0; let--) {
    if (!is_asked(e, let)) continue;
    if (lets == 0) lets = let + 1;
    for (uint32_t i = 0; i < e->fixup_count; i++) {
      tr_op *op = &e->ops[e->fixups[i]];
      if (op->slot == let) op->value = (int32_t)e->op_count;
    }
    e->block = let;
    e->depth = 0;
    e->loops = e->loop_top;
    tr__emit_value(e, e->env->lets[let].node);
    emit(e, TR_OP_LET_END, (unsigned)let, 0, 0, 0);
  }
  return lets;
}

/* The stack of each block with those of the lets it asks for on top. */
static int stack_needed(const tr_emitter *e) {
  int needed[TR_PROGRAM_LETS + 1];
  for (int block = 0; block <= TR_PROGRAM_LETS; block++) {
    needed[block] = e->deepest[block];
    for (int let = 0; let < block && let < TR_PROGRAM_LETS; let++) {
      if (e->asks[block][let] == 0) continue;
      const int with = e->asks[block][let] - 1 + needed[let];
      if (with > needed[block]) needed[block] = with;
    }
  }
  return needed[TR_PROGRAM_LETS];
}

tr_status tr__emit_finish(tr_emitter *e, tr_arena *arena, tr_type type,
                          uint8_t entity, const tr_program **program) {
  emit(e, TR_OP_END, 0, 0, 0, 0);
  const int lets = emit_lets(e);
  const int stack = stack_needed(e);
  if (e->status == TR_OK && stack > TR_PROGRAM_STACK)
    fail(e, NULL, "the expression needs too many values at once");
  if (e->status != TR_OK) return e->status;

  tr_program *made = tr_arena_alloc(arena, sizeof *made);
  tr_op *ops = tr_arena_array(arena, e->op_count, sizeof *ops);
  tr_constant *constants =
      tr_arena_array(arena, e->constant_count + 1, sizeof *constants);
  if (made == NULL || ops == NULL || constants == NULL) return TR_ENOMEM;
  memcpy(ops, e->ops, e->op_count * sizeof *ops);
  memcpy(constants, e->constants, e->constant_count * sizeof *constants);
  *made = (tr_program){.ops = ops,
                       .constants = e->constant_count > 0 ? constants : NULL,
                       .op_count = e->op_count,
                       .constant_count = e->constant_count,
                       .type = type,
                       .entity = entity,
                       .stack = (uint8_t)stack,
                       .loops = (uint8_t)e->loop_top,
                       .lets = (uint8_t)lets};
  *program = made;
  return TR_OK;
}
