/* The operations of compiled expressions. Shared by the compiler and the
 * evaluator; nobody else needs it. */
#ifndef TR_RULE_OP_H
#define TR_RULE_OP_H

/* One row per operation. `slot`, `row` and `value` are members of tr_op; "pops"
 * and "pushes" speak of the stack. A flag operation gives unknown where an
 * operand is unknown, unless it says otherwise. */
#define TR_OP_MAP(X)                                                           \
  X(END)         /* the result is on the stack */                              \
  X(CONST)       /* pushes constant `value` */                                 \
  X(BOUND)       /* pushes the entity bound to name `slot` */                  \
  X(VAR)         /* pushes the element loop `slot` is at */                    \
  X(TODAY)       /* pushes the day of the run */                               \
  X(FOLLOW)      /* pops an entity, pushes the one its field `row` says */     \
  X(FIELD)       /* pops an entity, pushes its tr_field `row` */               \
  X(FIELD_TEXT)  /* the same for text */                                       \
  X(NOTE_FIELD)  /* the same for a tr_note_field */                            \
  X(NOTE_TEXT)   /* the same for text */                                       \
  X(MEMBER)      /* the same for any other member */                           \
  X(DERIVE)      /* the same for a derived field */                            \
  X(BOUND_FIELD) /* BOUND, then FIELD */                                       \
  X(VAR_FIELD)   /* VAR, then FIELD */                                         \
  X(SENT)        /* pops an entity: was its field `row` sent? */               \
  X(MODIFIER)    /* pops a code and a line: does the line carry it? */         \
  X(MODIFIER_IS) /* pops a line: does it carry constant `value`? */            \
  X(EQ)          /* pops two numbers */                                        \
  X(NE)                                                                        \
  X(LT)                                                                        \
  X(LE)                                                                        \
  X(GT)                                                                        \
  X(GE)                                                                        \
  X(EQ_CONST) /* pops a number, compares it with constant `value` */           \
  X(NE_CONST)                                                                  \
  X(LT_CONST)                                                                  \
  X(LE_CONST)                                                                  \
  X(GT_CONST)                                                                  \
  X(GE_CONST)                                                                  \
  X(SAME)       /* pops two entities: are they one? */                         \
  X(TEXT_EQ)    /* pops two texts */                                           \
  X(TEXT_ORDER) /* pops two texts; `slot` is EQ, NE, LT ... */                 \
  X(IN_CODES)   /* pops a code: is it in constant `value`? */                  \
  X(IN_WORDS)                                                                  \
  X(IN_CODE_SET) /* pops a set and a code */                                   \
  X(IN_PREFIX_SET)                                                             \
  X(IN_WORD_SET)                                                               \
  X(ADD) /* pops two numbers; unknown when it does not fit */                  \
  X(SUB)                                                                       \
  X(MUL)      /* one of them in thousandths; rounds half up */                 \
  X(ADD_DAYS) /* pops a number and a date */                                   \
  X(SUB_DAYS)                                                                  \
  X(DAYS_BETWEEN) /* pops two dates */                                         \
  X(NEGATE)                                                                    \
  X(NOT)                                                                       \
  X(AND_JUMP) /* keeps a flag; false: jumps to `value` */                      \
  X(AND)      /* pops two flags */                                             \
  X(OR_JUMP)  /* keeps a flag; true: jumps to `value` */                       \
  X(OR)                                                                        \
  X(PRESENT)       /* pops a value: `slot` 0 is it there, 1 is it not */       \
  X(BOUND_PRESENT) /* pops an entity: the same, always decided */              \
  X(JUMP)          /* jumps to `value` */                                      \
  X(BRANCH)        /* pops a flag; false: jumps to `value`; unknown: pushes  \
                      it and takes the JUMP that stands before `value` */ \
  X(KNOWN_JUMP)    /* keeps a known value and jumps, pops an unknown one */    \
  X(LOOP_LIST)     /* pops an entity, starts loop `slot` over its list       \
                      `row`; unknown: jumps to `value` */ \
  X(LOOP_ROWS)     /* the same over the rows of profile key `row` */           \
  X(LOOP_NEXT)     /* next element of loop `slot`; none: jumps to `value`;   \
                      `row` 1: elements are plain values */ \
  X(LOOP_IF)       /* pops a flag; not true: jumps to `value` */               \
  X(EACH_ANY)      /* pops a flag; jumps to `value` while undecided */         \
  X(EACH_ALL)                                                                  \
  X(EACH_COUNT)                                                                \
  X(EACH_SUM)  /* pops a number */                                             \
  X(EACH_JOIN) /* pops a value of type `row` */                                \
  X(GIVE_ANY)  /* pushes the result of loop `slot` */                          \
  X(GIVE_ALL)                                                                  \
  X(GIVE_COUNT)                                                                \
  X(GIVE_SUM)                                                                  \
  X(GIVE_JOIN)                                                                 \
  X(CALL)         /* pops `slot` arguments for function `row` */               \
  X(PROFILE)      /* pushes the value of profile key `row` */                  \
  X(PROFILE_ROW)  /* pops a code, pushes what key `row` says of it */          \
  X(LET)          /* pushes let `slot`, made at `value` when first used */     \
  X(LET_END)      /* keeps the top as let `slot` and returns */                \
  X(PLACE_FIELD)  /* pops an entity, emits the place of its field `row` */     \
  X(PLACE_NOTE)   /* the same for a tr_note_field */                           \
  X(PLACE_FIRST)  /* the same for the first element of its list `row` */       \
  X(PLACE_ENTITY) /* pops an entity of kind `slot`, emits its first         \
                      segment */  \
  X(PLACE_VAR)    /* emits the place of the value loop `slot` is at, of an  \
                      entity of kind `row` */  \
  X(PLACE_MODIFIER) /* pops a code and a line, emits the modifier */

typedef enum tr_op_code {
#define TR_OP_ENUM(name) TR_OP_##name,
  TR_OP_MAP(TR_OP_ENUM)
#undef TR_OP_ENUM
      TR_OP_COUNT
} tr_op_code;

#endif
