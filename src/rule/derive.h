/* Derived facts: values and lists of the model that are computed. */
#ifndef TR_RULE_DERIVE_H
#define TR_RULE_DERIVE_H

#include "rule/fields.h"
#include "rule/value.h"

/** A list as a loop walks it. */
typedef struct tr_list tr_list;

/**
 * What an element stands for.
 *
 * @return An entity, or NULL to leave the element out.
 */
typedef const void *tr_list_map(const tr_scope *scope, const tr_list *list,
                                const void *element);

struct tr_list {
  const void *base; /**< the first element */
  uint32_t count;
  uint32_t stride;   /**< bytes of an element; 0: elements are pointers */
  const void *owner; /**< the entity whose list it is */
  tr_list_map *map;  /**< or NULL: every element as it is */
  uint32_t unknown;  /**< reason bits where there is no list */
};

/**
 * The note a day is compared with.
 *
 * @return NULL without one, and where the note is of another visit (TRD0105).
 */
static inline const tr_note *tr__note_of_day(const tr_visit_day *day) {
  return day != NULL && day->note_fits ? day->note : NULL;
}

/** Computes one fact of its owner. */
typedef tr_value tr_derive_fn(const tr_scope *scope, const void *owner);

#define TR_DERIVE_PROTOTYPE(name) tr_derive_fn tr__##name;
/** Those of rule/derive_rules.c. */
TR_DERIVE_RULE_MAP(TR_DERIVE_PROTOTYPE)
#undef TR_DERIVE_PROTOTYPE

/** Compute a fact. @param owner The entity it is asked of; not NULL. */
tr_value tr__derive(tr_derive which, const tr_scope *scope, const void *owner);

/** Begin a derived list. @param[out] list Wholly set. */
void tr__derive_list(tr_derive_list which, const tr_scope *scope,
                     const void *owner, tr_list *list);

/** @return Whether a line was decided by that payer: SVD01 is the id of its
 * 2330B. */
bool tr__decided_by(const tr_adjudication *decision,
                    const tr_other_payer *payer);

#endif
