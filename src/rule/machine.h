/* The state of one evaluation; private to the evaluator's files. */
#ifndef TR_RULE_MACHINE_H
#define TR_RULE_MACHINE_H

#include "rule/derive.h"
#include "rule/op.h"

enum { TR_SCRATCH = 1024 /**< bytes that the text of a join() may have */ };

typedef struct tr_machine {
  const tr_scope *scope;
  char *scratch;          /**< TR_SCRATCH bytes, or NULL outside messages */
  size_t scratch_used;
  tr_found_place *places; /**< of a place program, or NULL */
  size_t place_room;
  size_t place_count;
} tr_machine;

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
