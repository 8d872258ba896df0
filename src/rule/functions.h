/* The functions rules can call. One row here and one C function in a file
 * src/rule/fn_*.c make a function; nothing else. The compiler needs the rows
 * only, so the generators need not link the tables; the C functions are
 * gathered in rule/calls.c. */
#ifndef TR_RULE_FUNCTIONS_H
#define TR_RULE_FUNCTIONS_H

#include "rule/fields.h"
#include "rule/program.h"

enum { TR_FUNCTION_ARGUMENTS = 3 /**< most arguments of a function */ };

#define TR_STATES_OF_PROCEDURE \
  "valid|malformed|unlisted-number|not-yet|ended|unknown"
#define TR_STATES_OF_DIAGNOSIS \
  "valid|malformed|incomplete|unknown-code|ended|not-yet"
#define TR_STATES_OF_MODIFIER "valid|malformed|unknown-modifier|ended|not-yet"
#define TR_WORDS_OF_TIMING \
  "untimed|timed-15|timed-other|first|add-on|describe|views|supply|decision"
#define TR_WORDS_OF_CLASS                                                    \
  "cmt-spinal|cmt-extraspinal|modality-supervised|modality-attended|"        \
  "procedure-therapeutic|evaluation-new|evaluation-established|"             \
  "evaluation-therapy|evaluation-other|x-ray|acupuncture|needling|unlisted|" \
  "decompression|osteopathic|strapping|dme|test|injection|other"
#define TR_WORDS_OF_CONTRAINDICATION \
  "fracture|malignancy|vascular|absolute|relative|none"

/* One row per function: name, type of the result, its only words or NULL,
 * number of arguments, their types (tr_type, or ROW, LINE, CLAIM, NOTE,
 * SERVICE for entities). A function of unknown arguments is unknown. */
#define TR_FUNCTION_MAP(X)                                                     \
  /* fn_tables.c: procedures */                                                \
  X(timing, WORD, TR_WORDS_OF_TIMING, 2, CODE, DATE, NONE)                     \
  X(class, WORD, TR_WORDS_OF_CLASS, 2, CODE, DATE, NONE)                       \
  X(therapy, WORD, "always|payer|no", 2, CODE, DATE, NONE)                     \
  X(medicare_status, WORD, "A|B|C|I|N|R|X", 2, CODE, DATE, NONE)               \
  X(procedure_state, WORD, TR_STATES_OF_PROCEDURE, 2, CODE, DATE, NONE)        \
  X(procedure_label, TEXT, NULL, 2, CODE, DATE, NONE)                          \
  X(unit_minutes, NUMBER, NULL, 2, CODE, DATE, NONE)                           \
  X(new_patient_code, FLAG, NULL, 2, CODE, DATE, NONE)                         \
  X(film_regions, REGIONS, NULL, 2, CODE, DATE, NONE)                          \
  X(is_evaluation, FLAG, NULL, 2, CODE, DATE, NONE)                            \
  X(is_cmt, FLAG, NULL, 2, CODE, DATE, NONE)                                   \
  X(is_physical, FLAG, NULL, 2, CODE, DATE, NONE)                              \
  X(is_add_on, FLAG, NULL, 1, CODE, NONE, NONE)                                \
  X(base_of, FLAG, NULL, 2, CODE, CODE, NONE)                                  \
  X(mue, NUMBER, NULL, 2, CODE, DATE, NONE)                                    \
  X(mai, NUMBER, NULL, 2, CODE, DATE, NONE)                                    \
  X(table_end, DATE, NULL, 2, TEXT, DATE, NONE)                                \
  X(table_edition, TEXT, NULL, 2, TEXT, DATE, NONE)                            \
  /* fn_codes.c: modifiers, diagnoses, other code sets */                      \
  X(modifier_state, WORD, TR_STATES_OF_MODIFIER, 2, CODE, DATE, NONE)          \
  X(modifier_conflict, FLAG, NULL, 2, CODE, CODE, NONE)                        \
  X(modifier_reason, TEXT, NULL, 2, CODE, CODE, NONE)                          \
  X(modifier_fits, FLAG, NULL, 3, CODE, CODE, DATE)                            \
  X(bypass, FLAG, NULL, 1, CODE, NONE, NONE)                                   \
  X(diagnosis_state, WORD, TR_STATES_OF_DIAGNOSIS, 2, CODE, DATE, NONE)        \
  X(in_set, FLAG, NULL, 2, CODE, TEXT, NONE)                                   \
  X(regions_of, REGIONS, NULL, 1, CODE, NONE, NONE)                            \
  X(contraindication, WORD, TR_WORDS_OF_CONTRAINDICATION, 2, CODE, REGIONS,    \
    NONE)                                                                      \
  X(contraindication_label, TEXT, NULL, 2, CODE, REGIONS, NONE)                \
  X(place_of_service, FLAG, NULL, 1, CODE, NONE, NONE)                         \
  X(state_code, FLAG, NULL, 1, CODE, NONE, NONE)                               \
  /* fn_identity.c */                                                          \
  X(zip_in_state, FLAG, NULL, 2, TEXT, CODE, NONE)                             \
  X(zip_state, WORD, "fits|malformed|elsewhere", 2, TEXT, CODE, NONE)          \
  X(npi_valid, FLAG, NULL, 1, TEXT, NONE, NONE)                                \
  X(taxonomy_state, WORD, "chiropractor|other|malformed", 1, TEXT, NONE, NONE) \
  /* fn_regions.c */                                                           \
  X(overlaps, FLAG, NULL, 2, REGIONS, REGIONS, NONE)                           \
  X(covers, FLAG, NULL, 2, REGIONS, REGIONS, NONE)                             \
  X(empty, FLAG, NULL, 1, REGIONS, NONE, NONE)                                 \
  X(size, NUMBER, NULL, 1, REGIONS, NONE, NONE)                                \
  X(minus, REGIONS, NULL, 2, REGIONS, REGIONS, NONE)                           \
  X(both, REGIONS, NULL, 2, REGIONS, REGIONS, NONE)                            \
  X(either, REGIONS, NULL, 2, REGIONS, REGIONS, NONE)                          \
  X(spinal, REGIONS, NULL, 1, REGIONS, NONE, NONE)                             \
  X(names, REGIONS, NULL, 1, REGIONS, NONE, NONE)                              \
  X(cmt_level, CODE, NULL, 1, NUMBER, NONE, NONE)                              \
  /* fn_text.c */                                                              \
  X(contains, FLAG, NULL, 2, TEXT, TEXT, NONE)                                 \
  X(says, FLAG, NULL, 2, TEXT, TEXT, NONE)                                     \
  X(denies, FLAG, NULL, 2, TEXT, TEXT, NONE)                                   \
  X(starts, FLAG, NULL, 2, TEXT, TEXT, NONE)                                   \
  X(contains_byte, FLAG, NULL, 2, TEXT, TEXT, NONE)                            \
  X(note_has, FLAG, NULL, 2, NOTE, TEXT, NONE)                                 \
  X(note_denies, FLAG, NULL, 2, NOTE, TEXT, NONE)                              \
  X(length, NUMBER, NULL, 1, TEXT, NONE, NONE)                                 \
  X(digits, FLAG, NULL, 1, TEXT, NONE, NONE)                                   \
  X(begins, FLAG, NULL, 2, CODE, CODE, NONE)                                   \
  X(dotted, DOTTED, NULL, 1, CODE, NONE, NONE)                                 \
  X(digit_count, NUMBER, NULL, 2, TEXT, TEXT, NONE)                            \
  X(digits_of, DIGITS, NULL, 1, TEXT, NONE, NONE)                              \
  X(in_lower_case, FLAG, NULL, 1, TEXT, NONE, NONE)                            \
  /* fn_numbers.c */                                                           \
  X(whole, FLAG, NULL, 1, NUMBER, NONE, NONE)                                  \
  X(whole_quarters, NUMBER, NULL, 1, NUMBER, NONE, NONE)                       \
  /* fn_dates.c */                                                             \
  X(years_before, DATE, NULL, 2, DATE, NUMBER, NONE)                           \
  X(months_after, DATE, NULL, 2, DATE, NUMBER, NONE)                           \
  /* fn_profile.c: rows of a payer's lists */                                  \
  X(matches, FLAG, NULL, 2, ROW, LINE, NONE)                                   \
  X(requirement_met, FLAG, NULL, 2, ROW, LINE, NONE)                           \
  X(empty_set, FLAG, NULL, 1, PREFIX_SET, NONE, NONE)                          \
  /* fn_visit.c: the day and the claims before */                              \
  X(times_overlap, FLAG, NULL, 2, LINE, LINE, NONE)                            \
  X(repeats, TEXT, NULL, 1, CLAIM, NONE, NONE)                                 \
  X(seen_before, DATE, NULL, 1, LINE, NONE, NONE)                              \
  X(new_later, DATE, NULL, 1, LINE, NONE, NONE)                                \
  /* fn_history.c: visits of the patient that the payer is asked for */        \
  X(visits_within, NUMBER, NULL, 2, ROW, CLAIM, NONE)                          \
  X(first_within, DATE, NULL, 2, ROW, CLAIM, NONE)

typedef enum tr_function {
#define TR_FUNCTION_ENUM(name, type, words, count, a, b, c) TR_FUNCTION_##name,
  TR_FUNCTION_MAP(TR_FUNCTION_ENUM)
#undef TR_FUNCTION_ENUM
      TR_FUNCTION_COUNT
} tr_function;

/** The type of an argument. */
typedef struct tr_function_argument {
  uint8_t type;   /**< a tr_type */
  uint8_t entity; /**< a tr_entity, for TR_TYPE_ENTITY */
} tr_function_argument;

typedef struct tr_function_row {
  const char *name;
  const char *words; /**< the only words it gives, with | between, or NULL */
  uint8_t type;      /**< a tr_type */
  uint8_t count;     /**< of arguments */
  tr_function_argument arguments[TR_FUNCTION_ARGUMENTS];
} tr_function_row;

/** Indexed by tr_function. */
extern const tr_function_row tr__functions[TR_FUNCTION_COUNT];

/**
 * Find a function.
 *
 * @param      name Borrowed.
 * @param[out] row  Set only when true is returned.
 * @return Whether there is one.
 */
bool tr__function_find(tr_str name, tr_function *row);

#endif
