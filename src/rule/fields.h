/* What rules can name of the model: entities, their fields, lists and derived
 * facts. The table is plain data about the structures; the compiler needs
 * nothing else. How derived facts are made is in rule/derive.h. */
#ifndef TR_RULE_FIELDS_H
#define TR_RULE_FIELDS_H

#include "rule/program.h"

/* One row per kind of entity: name, words in messages. */
#define TR_ENTITY_MAP(X)                   \
  X(NONE, "nothing")                       \
  X(CLAIM, "claim")                        \
  X(SET, "set")                            \
  X(LINE, "line")                          \
  X(DAY, "day")                            \
  X(DIAGNOSIS, "diagnosis")                \
  X(PARTY, "party")                        \
  X(DATE, "date entry")                    \
  X(REFERENCE, "reference")                \
  X(ATTACHMENT, "attachment")              \
  X(ADJUSTMENT, "adjustment")              \
  X(OTHER_PAYER, "other payer")            \
  X(ADJUDICATION, "adjudication")          \
  X(CONDITION, "condition")                \
  X(SEGMENT, "segment")                    \
  X(EDIT, "edit")                          \
  X(NOTE, "note")                          \
  X(SERVICE, "service")                    \
  X(NOTE_DIAGNOSIS, "diagnosis of a note") \
  X(NOTE_SEGMENT, "segment of a note")     \
  X(OUTCOME, "outcome")                    \
  X(EXAM_FINDING, "exam finding")          \
  X(PLAN_ITEM, "plan item")                \
  X(GOAL, "goal")                          \
  X(OVERRIDE, "override")                  \
  X(ADDENDUM, "addendum")                  \
  X(COURSE, "course of care")              \
  X(PROGRESS, "progress of a score")       \
  X(ALIKE, "likeness of notes")            \
  X(ROW, "row of a profile")               \
  X(MEASURE, "measure")                    \
  X(CODE_VALUE, "code")                    \
  X(NUMBER_VALUE, "number")

typedef enum tr_entity {
#define TR_ENTITY_ENUM(name, words) TR_ENTITY_##name,
  TR_ENTITY_MAP(TR_ENTITY_ENUM)
#undef TR_ENTITY_ENUM
      TR_ENTITY_COUNT
} tr_entity;

/** How a field is read from its structure. */
typedef enum tr_how {
  TR_HOW_FIELD,        /**< a tr_field */
  TR_HOW_NOTE_FIELD,   /**< a tr_note_field */
  TR_HOW_CODE,         /**< a tr_code, 0: absent */
  TR_HOW_FLAG,         /**< a bool */
  TR_HOW_INTEGER,      /**< an int32_t, -1: absent; becomes thousandths */
  TR_HOW_THOUSANDTHS,  /**< an int64_t, INT64_MIN: absent; also cents */
  TR_HOW_DAY,          /**< a tr_day, TR_DAY_MIN: absent */
  TR_HOW_REGIONS,      /**< a tr_regions, 0: absent */
  TR_HOW_NOTE_REGIONS, /**< a tr_note_regions, its list says whether absent */
  TR_HOW_STRING,       /**< a tr_str, empty: absent */
  TR_HOW_WORDS,        /**< a const char *, NULL: absent */
  TR_HOW_CODE_SET,     /**< a const tr_code * and its count, NULL: absent */
  TR_HOW_PREFIX_SET,   /**< the same, of prefixes */
  TR_HOW_WORD_SET,     /**< a const char *const * and its count, NULL: absent */
  TR_HOW_FOLLOW,       /**< a pointer to an entity, NULL: absent */
  TR_HOW_DERIVED,      /**< a C function gives the value or the entity */
  TR_HOW_ARRAY,        /**< a list: pointer to structures and their count */
  TR_HOW_POINTERS,     /**< a list: pointer to pointers and their count */
  TR_HOW_INLINE,       /**< a list: tr_field members, the absent left out */
  TR_HOW_DERIVED_LIST  /**< a C function gives the list */
} tr_how;

/** Which unit the bytes of a tr_field are in. */
typedef enum tr_unit_of {
  TR_UNIT_OWN,
  TR_UNIT_SUBSCRIBER, /**< claim->subscriber_unit */
  TR_UNIT_PATIENT,    /**< claim->patient_unit */
  TR_UNIT_PAT         /**< claim->patient_unit, else subscriber_unit */
} tr_unit_of;

/** One name of one entity. */
typedef struct tr_field_row {
  const char *name;
  const char *words;     /**< the only words it can be, with | between; NULL:
                              any */
  uint8_t entity;        /**< a tr_entity */
  uint8_t how;           /**< a tr_how */
  uint8_t type;          /**< a tr_type; TR_TYPE_ENTITY or TR_TYPE_LIST too */
  uint8_t target;        /**< tr_entity it leads to, or of its elements */
  uint8_t unit;          /**< a tr_unit_of */
  uint8_t derive;        /**< a tr_derive, for the derived */
  bool reads_note;       /**< unknown without a note */
  uint16_t offset;       /**< of the member */
  uint16_t count_offset; /**< of its count; TR_HOW_INLINE: the count itself */
  uint16_t stride;       /**< bytes of an element of a list */
} tr_field_row;

/* One row per derived fact: name of the constant and of its C function. */
#define TR_DERIVE_MAP(X)       \
  X(claim_filed)               \
  X(claim_first_date)          \
  X(claim_last_date)           \
  X(claim_charges)             \
  X(claim_regions_diagnosed)   \
  X(claim_notes_given)         \
  X(claim_rendering)           \
  X(line_rendering)            \
  X(line_day)                  \
  X(line_billed_for_denial)    \
  X(line_distinct)             \
  X(line_area)                 \
  X(line_same_code_before)     \
  X(line_last_of_code)         \
  X(line_minutes)              \
  X(line_units_supported)      \
  X(day_note)                  \
  X(day_timed_units_supported) \
  X(day_timed_units_billed)    \
  X(day_timed_minutes)         \
  X(diagnosis_regions)         \
  X(note_regions_adjusted)     \
  X(note_regions_examined)     \
  X(note_regions_diagnosed)    \
  X(note_fits)                 \
  X(note_course)               \
  X(note_twin)                 \
  X(note_diagnosis_regions)    \
  X(service_duration)          \
  X(service_force_pounds)      \
  X(service_line)

/* Facts that single rules ask for; their functions are in derive_rules.c. */
#define TR_DERIVE_RULE_MAP(X)    \
  X(line_first_of_day)           \
  X(line_date_unreadable)        \
  X(line_code_malformed)         \
  X(line_lower_case_modifier)    \
  X(day_has_note)                \
  X(party_is_rendering)          \
  X(line_gp_place)               \
  X(party_title)                 \
  X(party_demographics_sent)     \
  X(party_address_sent)          \
  X(note_to_pay)                 \
  X(note_services_readable)      \
  X(note_diagnoses_readable)     \
  X(note_plan_readable)          \
  X(service_areas_readable)      \
  X(note_separate_problem_shown) \
  X(service_one_on_one_time)     \
  X(service_force_percent)       \
  X(other_payer_position)        \
  X(other_payer_paid_sent)       \
  X(adjudication_charge)         \
  X(adjudication_payer_known)

/* The same for derived lists. */
#define TR_DERIVE_LIST_MAP(X) \
  X(line_dates)               \
  X(line_references)          \
  X(line_parties)             \
  X(line_adjudications)       \
  X(line_attachments)         \
  X(line_adjustments)         \
  X(line_pointed)             \
  X(line_services)            \
  X(line_edits)               \
  X(day_cmt)                  \
  X(day_edits)                \
  X(other_payer_adjustments)  \
  X(other_payer_decisions)    \
  X(adjudication_adjustments) \
  X(claim_segments)

typedef enum tr_derive {
#define TR_DERIVE_ENUM(name) TR_DERIVE_##name,
  TR_DERIVE_MAP(TR_DERIVE_ENUM) TR_DERIVE_RULE_MAP(TR_DERIVE_ENUM)
#undef TR_DERIVE_ENUM
      TR_DERIVE_COUNT
} tr_derive;

typedef enum tr_derive_list {
#define TR_DERIVE_LIST_ENUM(name) TR_DERIVE_LIST_##name,
  TR_DERIVE_LIST_MAP(TR_DERIVE_LIST_ENUM)
#undef TR_DERIVE_LIST_ENUM
      TR_DERIVE_LIST_COUNT
} tr_derive_list;

/** All names, by entity. */
extern const tr_field_row tr__fields[];

/** Entries of tr__fields. */
extern const uint16_t tr__field_count;

/** @return Words for a kind of entity, constant: "line", "exam finding". */
const char *tr_entity_name(tr_entity entity);

/**
 * Find a name of an entity.
 *
 * @param      name Borrowed.
 * @param[out] row  Index in tr__fields; set only when true is returned.
 * @return Whether the entity has it.
 */
bool tr__field_find(tr_entity entity, tr_str name, uint16_t *row);

/**
 * The row that marks where an entity stands: a field of its first segment, or
 * the pointer of an entity of a note.
 *
 * @param[out] row Set only when true is returned.
 * @return Whether the entity has a place of its own by a field (a day, an edit
 *         or a segment of X12 has not).
 */
bool tr__field_anchor(tr_entity entity, uint16_t *row);

#endif
