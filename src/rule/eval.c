/* Runs compiled expressions. One switch over small operations; values wait on
 * a stack whose depth the compiler has proved. */
#include "rule/eval.h"

#include "rule/calls.h"
#include "rule/machine.h"
#include "rule/parse.h"

/* What is written before it is read need not be cleared first; with a rule
 * every few nanoseconds clearing would be most of the work. */
#define UNCLEARED __attribute__((uninitialized))

static tr_value bound(const tr_scope *scope, unsigned slot) {
  return tr__thing(scope->bound[slot],
                   slot == TR_BOUND_NOTE ? TR_NO_NOTE : TR_NO_DATA);
}

static bool carries(const tr_line *line, int64_t modifier) {
  for (int i = 0; i < TR_MODIFIERS; i++)
    if (line->modifiers[i].state == TR_FIELD_KNOWN &&
        line->modifiers[i].number == modifier)
      return true;
  return false;
}

/* --------------------------------------------------------------------- sets */

static bool have_word(const char *const *words, uint32_t count, tr_str word) {
  for (uint32_t i = 0; i < count; i++)
    if (tr_str_eq(tr_str_of(words[i]), word)) return true;
  return false;
}

static bool is_in_order(unsigned relation, tr_str a, tr_str b) {
  const int order = tr_str_compare(a, b);
  switch (relation) {
    case TR_BINARY_LT:
      return order < 0;
    case TR_BINARY_LE:
      return order <= 0;
    case TR_BINARY_GT:
      return order > 0;
    default:
      return order >= 0;
  }
}

/* -------------------------------------------------------------- arithmetic */

static void add(tr_value *a, tr_value b, bool minus) {
  if ((a->unknown |= b.unknown) != 0) return;
  const bool overflow =
      minus ? __builtin_sub_overflow(a->number, b.number, &a->number)
            : __builtin_add_overflow(a->number, b.number, &a->number);
  if (overflow) a->unknown = TR_NO_DATA;
}

static void multiply(tr_value *a, tr_value b) {
  int64_t product;
  if ((a->unknown |= b.unknown) != 0) return;
  if (__builtin_mul_overflow(a->number, b.number, &product)) {
    a->unknown = TR_NO_DATA;
    return;
  }
  /* half a unit away from zero rounds up */
  const int64_t half = product < 0 ? -TR_THOUSAND / 2 : TR_THOUSAND / 2;
  if (__builtin_add_overflow(product, half, &product))
    a->unknown = TR_NO_DATA;
  else
    a->number = product / TR_THOUSAND;
}

/* A day and a number of whole days; unknown when that is no day any more. */
static void add_days(tr_value *date, tr_value days, bool minus) {
  if ((date->unknown |= days.unknown) != 0) return;
  const int64_t whole = days.number / TR_THOUSAND;
  const int64_t most = 4000000; /* beyond year 9999 whatever the start */
  if (whole > most || whole < -most || days.number % TR_THOUSAND != 0) {
    date->unknown = TR_NO_DATA;
    return;
  }
  date->number += minus ? -whole : whole;
}

/* -------------------------------------------------------------------- loops */

static tr_value text_of_loop(const tr_loop *l, tr_machine *machine) {
  if (l->unknown != 0) return tr__unknown(l->unknown);
  if (machine->scratch == NULL) return tr__unknown(TR_NO_DATA);
  if (machine->scratch_used == l->start) return tr__text(TR_STR("none"));
  return tr__text(
      (tr_str){machine->scratch + l->start, machine->scratch_used - l->start});
}

/* The place of the first element of a list; of plain values that were not sent
 * the place of the first one all the same. */
static void place_first(tr_machine *machine, tr_value owner,
                        const tr_field_row *row) {
  tr_loop first;
  if (owner.unknown != 0) return;
  const bool plain = row->how == TR_HOW_INLINE;
  tr__open_list(&first, machine->scope, row, owner);
  const bool found = tr__turn(&first, machine->scope, plain);
  if (plain)
    tr__place_value(machine, owner.thing, (tr_entity)row->entity,
                    found ? first.element : first.list.base);
  else if (found)
    tr__place_entity(machine, tr__thing(first.element, TR_NO_DATA),
                     (tr_entity)row->target);
}

/* ------------------------------------------------------------- the machine */

#define TOP (top[-1])
#define PUSH(v) (*top++ = (v))

/* tr__fields[row] of the operation at hand. */
#define ROW (&tr__fields[op->row])
#define CONSTANT (&program->constants[op->value])

tr_value tr__run(const tr_program *program, tr_machine *machine) {
  UNCLEARED tr_value stack[TR_PROGRAM_STACK];
  UNCLEARED tr_loop loops[TR_PROGRAM_LOOPS];
  UNCLEARED tr_value lets[TR_PROGRAM_LETS];
  UNCLEARED const tr_op *returns[TR_PROGRAM_LETS];
  uint32_t lets_made = 0;
  uint32_t return_count = 0;
  const tr_scope *scope = machine->scope;
  tr_value *top = stack;
  const tr_op *op = program->ops;

  for (;; op++) {
    switch ((tr_op_code)op->code) {
      case TR_OP_END:
        return top > stack ? TOP : tr__unknown(TR_NO_DATA);

      case TR_OP_CONST:
        PUSH(tr__of_constant(CONSTANT));
        break;
      case TR_OP_BOUND:
        PUSH(bound(scope, op->slot));
        break;
      case TR_OP_VAR:
        PUSH(((tr_value){.thing = loops[op->slot].element}));
        break;
      case TR_OP_TODAY:
        PUSH(scope->today != TR_DAY_MIN ? tr__known(scope->today)
                                        : tr__unknown(TR_NO_DATA));
        break;

      case TR_OP_FOLLOW:
        if (TOP.unknown == 0) TOP = tr__follow(TOP.thing, ROW);
        break;
      case TR_OP_FIELD:
        if (TOP.unknown == 0) TOP = tr__load_field(TOP.thing, ROW);
        break;
      case TR_OP_FIELD_TEXT:
        if (TOP.unknown == 0) TOP = tr__load_text(TOP.thing, ROW);
        break;
      case TR_OP_NOTE_FIELD:
      case TR_OP_NOTE_TEXT:
        if (TOP.unknown == 0) TOP = tr__load_note(TOP.thing, ROW);
        break;
      case TR_OP_MEMBER:
        if (TOP.unknown == 0) TOP = tr__load_member(TOP.thing, ROW);
        break;
      case TR_OP_DERIVE:
        if (TOP.unknown == 0)
          TOP = tr__derive((tr_derive)ROW->derive, scope, TOP.thing);
        break;
      case TR_OP_BOUND_FIELD:
        PUSH(scope->bound[op->slot] != NULL
                 ? tr__load_field(scope->bound[op->slot], ROW)
                 : bound(scope, op->slot));
        break;
      case TR_OP_VAR_FIELD:
        PUSH(tr__load_field(loops[op->slot].element, ROW));
        break;
      case TR_OP_SENT:
        TOP = tr__was_sent(TOP, ROW);
        break;
      case TR_OP_MODIFIER:
        top--;
        TOP.unknown |= top->unknown;
        if (TOP.unknown == 0) TOP = tr__known(carries(TOP.thing, top->number));
        break;
      case TR_OP_MODIFIER_IS:
        if (TOP.unknown == 0)
          TOP = tr__known(carries(TOP.thing, CONSTANT->number));
        break;

      /* Codes are ASCII, so below 2^63: one signed order serves all types. */
      case TR_OP_EQ:
        top--;
        TOP.number = TOP.number == top->number;
        TOP.unknown |= top->unknown;
        break;
      case TR_OP_NE:
        top--;
        TOP.number = TOP.number != top->number;
        TOP.unknown |= top->unknown;
        break;
      case TR_OP_LT:
        top--;
        TOP.number = TOP.number < top->number;
        TOP.unknown |= top->unknown;
        break;
      case TR_OP_LE:
        top--;
        TOP.number = TOP.number <= top->number;
        TOP.unknown |= top->unknown;
        break;
      case TR_OP_GT:
        top--;
        TOP.number = TOP.number > top->number;
        TOP.unknown |= top->unknown;
        break;
      case TR_OP_GE:
        top--;
        TOP.number = TOP.number >= top->number;
        TOP.unknown |= top->unknown;
        break;
      case TR_OP_EQ_CONST:
        TOP.number = TOP.number == CONSTANT->number;
        break;
      case TR_OP_NE_CONST:
        TOP.number = TOP.number != CONSTANT->number;
        break;
      case TR_OP_LT_CONST:
        TOP.number = TOP.number < CONSTANT->number;
        break;
      case TR_OP_LE_CONST:
        TOP.number = TOP.number <= CONSTANT->number;
        break;
      case TR_OP_GT_CONST:
        TOP.number = TOP.number > CONSTANT->number;
        break;
      case TR_OP_GE_CONST:
        TOP.number = TOP.number >= CONSTANT->number;
        break;
      case TR_OP_SAME:
        top--;
        TOP.unknown |= top->unknown;
        TOP.number = (TOP.thing == top->thing) != op->slot;
        break;
      case TR_OP_TEXT_EQ:
        top--;
        TOP.unknown |= top->unknown;
        if (TOP.unknown == 0)
          TOP.number = tr_str_eq(tr__str_of(TOP), tr__str_of(*top)) != op->slot;
        break;
      case TR_OP_TEXT_ORDER:
        top--;
        TOP.unknown |= top->unknown;
        if (TOP.unknown == 0)
          TOP = tr__known(
              is_in_order(op->slot, tr__str_of(TOP), tr__str_of(*top)));
        break;

      case TR_OP_IN_CODES:
        if (TOP.unknown == 0)
          TOP.number = tr_codes_have(CONSTANT->codes, CONSTANT->count,
                                     (tr_code)TOP.number);
        break;
      case TR_OP_IN_WORDS:
        if (TOP.unknown == 0)
          TOP = tr__known(
              have_word(CONSTANT->words, CONSTANT->count, tr__str_of(TOP)));
        break;
      case TR_OP_IN_CODE_SET:
        top--;
        TOP.unknown |= top->unknown;
        if (TOP.unknown == 0)
          TOP.number =
              tr_codes_have(top->thing, top->length, (tr_code)TOP.number);
        break;
      case TR_OP_IN_PREFIX_SET:
        top--;
        TOP.unknown |= top->unknown;
        if (TOP.unknown == 0)
          TOP.number = tr_codes_have_prefix(top->thing, top->length,
                                            (tr_code)TOP.number);
        break;
      case TR_OP_IN_WORD_SET:
        top--;
        TOP.unknown |= top->unknown;
        if (TOP.unknown == 0)
          TOP = tr__known(have_word(top->thing, top->length, tr__str_of(TOP)));
        break;

      case TR_OP_ADD:
        top--;
        add(&TOP, *top, false);
        break;
      case TR_OP_SUB:
        top--;
        add(&TOP, *top, true);
        break;
      case TR_OP_MUL:
        top--;
        multiply(&TOP, *top);
        break;
      case TR_OP_ADD_DAYS:
        top--;
        add_days(&TOP, *top, false);
        break;
      case TR_OP_SUB_DAYS:
        top--;
        add_days(&TOP, *top, true);
        break;
      case TR_OP_DAYS_BETWEEN:
        top--;
        TOP.unknown |= top->unknown;
        if (TOP.unknown == 0) TOP = tr__whole(TOP.number - top->number);
        break;
      case TR_OP_NEGATE:
        if (TOP.unknown == 0 &&
            __builtin_sub_overflow(0, TOP.number, &TOP.number))
          TOP.unknown = TR_NO_DATA;
        break;

      case TR_OP_NOT:
        TOP.number = !TOP.number;
        break;
      case TR_OP_AND_JUMP:
        if (TOP.unknown == 0 && TOP.number == 0)
          op = program->ops + op->value - 1;
        break;
      case TR_OP_AND: /* the lower one is not false */
        top--;
        if (top->unknown == 0 && top->number == 0)
          TOP = *top;
        else
          TOP.unknown |= top->unknown;
        break;
      case TR_OP_OR_JUMP:
        if (TOP.unknown == 0 && TOP.number != 0)
          op = program->ops + op->value - 1;
        break;
      case TR_OP_OR: /* the lower one is not true */
        top--;
        if (top->unknown == 0 && top->number != 0)
          TOP = *top;
        else
          TOP.unknown |= top->unknown;
        break;
      case TR_OP_PRESENT:
        if ((TOP.unknown & TR_UNASKED) == 0)
          TOP = tr__known((TOP.unknown == 0) != op->slot);
        break;
      case TR_OP_BOUND_PRESENT:
        TOP = tr__known((TOP.unknown == 0) != op->slot);
        break;

      case TR_OP_JUMP:
        op = program->ops + op->value - 1;
        break;
      case TR_OP_BRANCH:
        top--;
        if (top->unknown != 0) { /* stays as the result; take the exit */
          top++;
          op = program->ops + program->ops[op->value - 1].value - 1;
        } else if (top->number == 0) {
          op = program->ops + op->value - 1;
        }
        break;
      case TR_OP_KNOWN_JUMP:
        if (TOP.unknown == 0)
          op = program->ops + op->value - 1;
        else
          top--;
        break;

      case TR_OP_LOOP_LIST:
        top--;
        tr__open_list(&loops[op->slot], scope, ROW, *top);
        loops[op->slot].start = machine->scratch_used;
        if (loops[op->slot].unknown != 0) op = program->ops + op->value - 1;
        break;
      case TR_OP_LOOP_ROWS:
        tr__open_rows(&loops[op->slot], scope, op->row);
        loops[op->slot].start = machine->scratch_used;
        if (loops[op->slot].unknown != 0) op = program->ops + op->value - 1;
        break;
      case TR_OP_LOOP_NEXT: /* `row`: elements are plain values */
        if (!tr__turn(&loops[op->slot], scope, op->row != 0))
          op = program->ops + op->value - 1;
        break;
      case TR_OP_LOOP_IF:
        top--;
        if (top->unknown != 0 || top->number == 0)
          op = program->ops + op->value - 1;
        break;
      case TR_OP_EACH_ANY:
      case TR_OP_EACH_ALL:
        top--;
        if (top->unknown != 0)
          loops[op->slot].unknown |= top->unknown;
        else if ((top->number != 0) == (op->code == TR_OP_EACH_ANY))
          loops[op->slot].total = 1;
        if (loops[op->slot].total == 0) op = program->ops + op->value - 1;
        break;
      case TR_OP_EACH_COUNT:
        top--;
        loops[op->slot].total += top->unknown == 0 && top->number != 0;
        op = program->ops + op->value - 1;
        break;
      case TR_OP_EACH_SUM:
        top--;
        if (top->unknown == 0 &&
            __builtin_add_overflow(loops[op->slot].total, top->number,
                                   &loops[op->slot].total)) {
          loops[op->slot].unknown = TR_NO_DATA;
          break;
        }
        op = program->ops + op->value - 1;
        break;
      case TR_OP_EACH_JOIN:
        top--;
        if (top->unknown == 0)
          tr__join_add(machine, *top, (tr_type)op->row, loops[op->slot].start,
                       &loops[op->slot].last_comma);
        op = program->ops + op->value - 1;
        break;
      case TR_OP_GIVE_ANY:
        PUSH(tr__flag_of_loop(&loops[op->slot], true));
        break;
      case TR_OP_GIVE_ALL:
        PUSH(tr__flag_of_loop(&loops[op->slot], false));
        break;
      case TR_OP_GIVE_COUNT:
        PUSH(loops[op->slot].unknown != 0 ? tr__unknown(loops[op->slot].unknown)
                                          : tr__whole(loops[op->slot].total));
        break;
      case TR_OP_GIVE_SUM:
        PUSH(loops[op->slot].unknown != 0 ? tr__unknown(loops[op->slot].unknown)
                                          : tr__known(loops[op->slot].total));
        break;
      case TR_OP_GIVE_JOIN:
        tr__join_end(machine, loops[op->slot].start,
                     loops[op->slot].last_comma);
        PUSH(text_of_loop(&loops[op->slot], machine));
        break;

      case TR_OP_CALL: {
        uint32_t unknown = 0;
        top -= op->slot;
        for (unsigned i = 0; i < op->slot; i++) unknown |= top[i].unknown;
        const tr_value value = unknown != 0 ? tr__unknown(unknown)
                                            : tr__calls[op->row](scope, top);
        PUSH(value);
        break;
      }
      case TR_OP_PROFILE:
        PUSH(tr__of_profile(scope, op->row));
        break;
      case TR_OP_PROFILE_ROW:
        TOP = tr__row_of_profile(scope, op->row, TOP);
        break;
      case TR_OP_LET:
        if ((lets_made >> op->slot & 1) != 0) {
          PUSH(lets[op->slot]);
        } else {
          returns[return_count++] = op;
          op = program->ops + op->value - 1;
        }
        break;
      case TR_OP_LET_END:
        lets[op->slot] = TOP;
        lets_made |= 1U << op->slot;
        op = returns[--return_count];
        break;

      case TR_OP_PLACE_FIELD:
      case TR_OP_PLACE_NOTE:
        top--;
        tr__place_field(machine, *top, op->row);
        break;
      case TR_OP_PLACE_FIRST:
        top--;
        place_first(machine, *top, ROW);
        break;
      case TR_OP_PLACE_ENTITY:
        top--;
        tr__place_entity(machine, *top, (tr_entity)op->slot);
        break;
      case TR_OP_PLACE_VAR:
        tr__place_value(machine, loops[op->slot].list.owner, (tr_entity)op->row,
                        loops[op->slot].element);
        break;
      case TR_OP_PLACE_MODIFIER:
        top -= 2;
        tr__place_modifier(machine, top[0], top[1]);
        break;

      case TR_OP_COUNT:
        return tr__unknown(TR_NO_DATA);
    }
  }
}

/* ---------------------------------------------------------------------- API */

tr_value tr_eval_value(const tr_program *program, const tr_scope *scope) {
  tr_machine machine = {.scope = scope};
  return tr__run(program, &machine);
}

tr_truth tr_eval_flag(const tr_program *program, const tr_scope *scope,
                      unsigned *reasons) {
  tr_machine machine = {.scope = scope};
  const tr_value value = tr__run(program, &machine);
  if (value.unknown == 0) return value.number != 0 ? TR_TRUE : TR_FALSE;
  if (reasons != NULL) *reasons = value.unknown;
  return TR_UNKNOWN;
}

size_t tr_eval_places(const tr_program *program, const tr_scope *scope,
                      tr_found_place *places, size_t room) {
  tr_machine machine = {.scope = scope, .places = places, .place_room = room};
  tr__run(program, &machine);
  return machine.place_count;
}

bool tr_eval_place(const tr_program *program, const tr_scope *scope,
                   tr_found_place *place) {
  return tr_eval_places(program, scope, place, 1) == 1;
}
