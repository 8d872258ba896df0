/* A practice file as it is written, before its parts are put together; shared
 * by the files that read it, not for others. */
#ifndef TR_INPUT_PRACTICE_RAW_H
#define TR_INPUT_PRACTICE_RAW_H

#include "input/practice_walk.h"

/** A billing provider or subscriber as it is written. */
typedef struct tr_raw_party {
  tr_encounter_party party;
  tr_str organisation; /* name */
  tr_str tax_id_kind;
} tr_raw_party;

/** A payer with the id that patients name it by. */
typedef struct tr_raw_payer {
  tr_practice_payer payer;
  tr_str id;
} tr_raw_payer;

typedef struct tr_raw_insurance {
  tr_str payer, member_id, group, relationship;
  bool related; /* relationship was read */
  bool has_subscriber;
  tr_raw_party subscriber;
} tr_raw_insurance;

typedef struct tr_raw_patient {
  tr_practice_patient patient;
  tr_raw_insurance insurance;
  tr_str cause;
  uint32_t index;
} tr_raw_patient;

typedef struct tr_raw_practice {
  tr_practice practice;
  tr_str format;
  tr_raw_party billing;
  bool payers_read; /* payers is an array */
  tr_raw_payer *payers;
  tr_raw_patient *patients;
} tr_raw_practice;

#define TR_PRACTICE_ROW(type, member, name, value, need) \
  {                                                      \
    .key = (name), .read = (value), .required = (need),  \
    .field = offsetof(type, member)                      \
  }
#define TR_PRACTICE_TEXT(type, member, name, need, length)        \
  {                                                               \
    .key = (name), .read = tr__practice_text, .required = (need), \
    .field = offsetof(type, member), .most = (length)             \
  }
#define TR_PRACTICE_WORD(type, member, name, need, list)             \
  {                                                                  \
    .key = (name), .read = tr__practice_word_of, .required = (need), \
    .field = offsetof(type, member), .words = (list)                 \
  }
#define TR_PRACTICE_COUNT(rows) (sizeof(rows) / sizeof *(rows))

/** An object of the file (tr_encounter_party). */
tr_practice_value_fn tr__practice_submitter;
/** Likewise. */
tr_practice_value_fn tr__practice_receiver;
/** Likewise (tr_raw_party). */
tr_practice_value_fn tr__practice_billing;
/** An entry of its list (tr_encounter_party). */
tr_practice_entry_fn tr__practice_provider;
/** Likewise (tr_raw_payer). */
tr_practice_entry_fn tr__practice_payer;
/** Likewise (tr_raw_patient). */
tr_practice_entry_fn tr__practice_patient;

#endif
