/* The state of one evaluation; private to the evaluator's files. */
#ifndef TR_RULE_MACHINE_H
#define TR_RULE_MACHINE_H

#include "rule/derive.h"
#include "rule/op.h"

enum { TR_SCRATCH = 1024 /**< bytes that the text of a join() may have */ };

typedef struct tr_machine {
  const tr_scope *scope;
  char *scratch; /**< TR_SCRATCH bytes, or NULL outside messages */
  size_t scratch_used;
  tr_found_place *places; /**< of a place program, or NULL */
  size_t place_room;
  size_t place_count;
} tr_machine;

/** A loop while it runs. */
typedef struct tr_loop {
  tr_list list;
  uint32_t next; /**< element to look at */
  bool rows;     /**< over the rows of profile key `key` */
  uint16_t key;
  const void *element; /**< the one at hand */
  int64_t total;       /**< what was counted, summed or decided */
  uint32_t unknown;    /**< reason bits met */
  size_t start;        /**< where the joined text begins */
  size_t last_comma;   /**< where the joined text has its last comma */
} tr_loop;

/** Absence for these reasons is our ignorance, not the claim's silence. */
enum { TR_UNASKED = TR_NO_NOTE | TR_NO_HISTORY | TR_NO_TABLE };

/** @return What lies `offset` bytes into a structure. */
static inline const void *tr__at(const void *thing, uint32_t offset) {
  return (const char *)thing + offset;
}

/** @return The value of a tr_field that is no text. */
static inline tr_value tr__load_field(const void *owner,
                                      const tr_field_row *row) {
  const tr_field *field = (const tr_field *)tr__at(owner, row->offset);
  if (field->state != TR_FIELD_KNOWN) return tr__unknown(TR_NO_DATA);
  return tr__known(field->number);
}

/** @return The bytes of a tr_field as sent. */
tr_value tr__load_text(const void *owner, const tr_field_row *row);

/** @return The value of a tr_note_field. */
tr_value tr__load_note(const void *owner, const tr_field_row *row);

/** @return The value of any other member. */
tr_value tr__load_member(const void *owner, const tr_field_row *row);

/** @return The entity a pointer leads to. */
tr_value tr__follow(const void *owner, const tr_field_row *row);

/** @return Was the field sent? Undecided where its owner is TR_UNASKED. */
tr_value tr__was_sent(tr_value owner, const tr_field_row *row);

/** @return The value of a constant of a program or profile. */
tr_value tr__of_constant(const tr_constant *constant);

/** @return What the profile says of a key. */
tr_value tr__of_profile(const tr_scope *scope, uint16_t key);

/** @return What the profile's list says of a code. */
tr_value tr__row_of_profile(const tr_scope *scope, uint16_t key, tr_value code);

/** Begin a loop over a list of an entity; `unknown` is set without one. */
void tr__open_list(tr_loop *loop, const tr_scope *scope,
                   const tr_field_row *row, tr_value owner);

/** Begin a loop over the rows of a list of the profile. */
void tr__open_rows(tr_loop *loop, const tr_scope *scope, uint16_t key);

/**
 * Move to the next element.
 *
 * @param plain Elements are tr_field values, of which absent ones are left out.
 * @return Whether there is one.
 */
bool tr__turn(tr_loop *loop, const tr_scope *scope, bool plain);

/** @return The flag of an any (`decided` true) or an all (false). */
tr_value tr__flag_of_loop(const tr_loop *loop, bool decided);

/** Run a program. @return Its result; unknown for a place program. */
tr_value tr__run(const tr_program *program, tr_machine *machine);

/**
 * Emit the place of a field of an entity.
 *
 * @param owner Entity of tr__fields[row].entity; unknown emits nothing.
 */
void tr__place_field(tr_machine *machine, tr_value owner, uint16_t row);

/** Emit where an entity begins. */
void tr__place_entity(tr_machine *machine, tr_value entity, tr_entity kind);

/** Emit the place of a tr_field. @param owner Entity of `kind` it is of. */
void tr__place_value(tr_machine *machine, const void *owner, tr_entity kind,
                     const tr_field *field);

/** Emit the place of the modifier a line carries; nothing if it does not. */
void tr__place_modifier(tr_machine *machine, tr_value line, tr_value code);

/** The unit the bytes of a field are in; NULL where there is none. */
const tr_unit *tr__unit_of(const tr_field_row *row, const void *owner);

/**
 * Add a value to the text of a join.
 *
 * @param         start      Where the join began in the scratch text.
 * @param[in,out] last_comma Where its last comma is; 0 while it has none.
 */
void tr__join_add(tr_machine *machine, tr_value value, tr_type type,
                  size_t start, size_t *last_comma);

/** Turn the last comma of a join into "and". */
void tr__join_end(tr_machine *machine, size_t start, size_t last_comma);

#endif
