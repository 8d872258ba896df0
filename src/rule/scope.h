/* What an expression sees while it is evaluated. The checker fills one scope
 * for each claim and changes the bound names from visit to visit; the
 * evaluator only reads it. A pointer that does not apply is NULL. */
#ifndef TR_RULE_SCOPE_H
#define TR_RULE_SCOPE_H

#include "claim/claim.h"
#include "note/note.h"
#include "rule/measured.h"
#include "rule/profile.h"
#include "rule/visit.h"
#include "table/table.h"

/* One row per bound name: constant, name in rules and member, type of the
 * structure, entity of rule/fields.h. */
#define TR_BOUND_MAP(X)                                        \
  X(CLAIM, claim, tr_claim, CLAIM)                             \
  X(SET, set, tr_set, SET)                                     \
  X(LINE, line, tr_line, LINE)                                 \
  X(DAY, day, tr_visit_day, DAY)                               \
  X(DIAGNOSIS, diagnosis, tr_diagnosis, DIAGNOSIS)             \
  X(PARTY, party, tr_party, PARTY)                             \
  X(DATE, date, tr_date, DATE)                                 \
  X(EDIT, edit, tr_edit, EDIT)                                 \
  X(COLUMN1, column1, tr_line, LINE)                           \
  X(COLUMN2, column2, tr_line, LINE)                           \
  X(FIRST, first, tr_line, LINE)                               \
  X(SECOND, second, tr_line, LINE)                             \
  X(OTHER_PAYER, other_payer, tr_other_payer, OTHER_PAYER)     \
  X(ADJUDICATION, adjudication, tr_adjudication, ADJUDICATION) \
  X(ATTACHMENT, attachment, tr_attachment, ATTACHMENT)         \
  X(NOTE, note, tr_note, NOTE)                                 \
  X(SERVICE, service, tr_service, SERVICE)                     \
  X(SEGMENT, segment, tr_unit_segment, SEGMENT)                \
  X(MEASURE, measure, tr_measured, MEASURE)

typedef enum tr_bound {
#define TR_BOUND_ENUM(name, member, type, entity) TR_BOUND_##name,
  TR_BOUND_MAP(TR_BOUND_ENUM)
#undef TR_BOUND_ENUM
      TR_BOUND_COUNT
} tr_bound;

typedef struct tr_scope {
  union {
    struct {
#define TR_BOUND_MEMBER(name, member, type, entity) const type *member;
      TR_BOUND_MAP(TR_BOUND_MEMBER)
#undef TR_BOUND_MEMBER
    };
    const void *bound[TR_BOUND_COUNT]; /**< the same, by tr_bound */
  };
  const tr_visit *visit;          /**< derived facts of the claim, or NULL */
  const tr_profile_view *profile; /**< the payer's profile, or NULL */
  const tr_tables *tables;        /**< never NULL */
  const tr_history *history;      /**< claims before this one, or NULL */
  tr_day today;                   /**< `--today`; TR_DAY_MIN: not known */
  tr_day service_date; /**< day whose profile values hold: the date of service
                            of the line or day at hand, else the claim's first;
                            TR_DAY_MIN: not known */
} tr_scope;

#endif
