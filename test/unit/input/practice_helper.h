/* Reading a practice file in a test, and keeping the faults it has. */
#ifndef TR_PRACTICE_HELPER_H
#define TR_PRACTICE_HELPER_H

#include "input/practice_json.h"
#include "tr_test.h"

/* A practice that is whole, in the pieces that tests change. */
#define PRACTICE_HEAD                                                       \
  "{\"format\": \"traction-practice/1\",\n"                                 \
  " \"submitter\": {\"name\": \"Millbrook\", \"id\": \"MSC\","              \
  " \"phone\": \"(419) 555-0134\"},\n"                                      \
  " \"receiver\": {\"name\": \"Midland\", \"id\": \"MCH\"},\n"              \
  " \"billing\": {\"name\": \"Millbrook\", \"npi\": \"1903124570\","        \
  " \"tax_id\": \"34-1550142\", \"tax_id_kind\": \"ein\","                  \
  " \"street\": \"90 Mill Lane\", \"city\": \"Toledo\", \"state\": \"OH\"," \
  " \"zip\": \"43604-1172\"},\n \"place_of_service\": \"11\""
#define PRACTICE_PAYERS                                                \
  ",\n \"payers\": [{\"id\": \"29076\", \"name\": \"Medical Mutual\"," \
  " \"filing_code\": \"CI\"}]"
#define PRACTICE_PERSON(id)                                              \
  "{\"id\": \"" id                                                       \
  "\", \"last_name\": \"Larch\", \"first_name\": \"Owen\","              \
  " \"born\": \"1984-03-17\", \"sex\": \"M\", \"street\": \"12 Canal\"," \
  " \"city\": \"Toledo\", \"state\": \"OH\", \"zip\": \"43604\""
#define PRACTICE_INSURANCE                                         \
  ", \"insurance\": {\"payer\": \"29076\", \"member_id\": \"M1\"," \
  " \"relationship\": \"self\"}"
#define PRACTICE_PATIENT(id) PRACTICE_PERSON(id) PRACTICE_INSURANCE "}"
#define PRACTICE_END ",\n \"patients\": [" PRACTICE_PATIENT("p-1") "]}\n"

enum { PRACTICE_FAULT_TEXT = 1 << 14 };

/** What reading gave; faults as "pointer: message" lines. */
typedef struct read_practice {
  tr_arena arena;
  tr_status status;
  const tr_practice *practice;
  char faults[PRACTICE_FAULT_TEXT];
} read_practice;

static inline void practice_fault(void *context,
                                  const tr_practice_fault *fault) {
  read_practice *kept = context;
  const size_t n = strlen(kept->faults);
  snprintf(kept->faults + n, sizeof kept->faults - n, "%s: %s\n",
           fault->pointer, fault->message);
}

/** Read; the text outlives the practice. practice_done() frees it. */
static inline void practice_read(read_practice *kept, tr_str text) {
  memset(kept, 0, sizeof *kept);
  tr_arena_init(&kept->arena, TR_PRACTICE_ARENA);
  kept->status = tr_practice_read(&kept->arena, text, practice_fault, kept,
                                  &kept->practice);
  assert_true(kept->status == TR_OK ? kept->faults[0] == '\0'
                                    : kept->practice == NULL);
}

static inline void practice_done(read_practice *kept) {
  tr_arena_done(&kept->arena);
}

/** Fail unless these are the faults, in this order. */
static inline void practice_faults(const char *text, const char *faults) {
  read_practice kept;
  practice_read(&kept, tr_str_of(text));
  assert_string_equal(kept.faults, faults);
  assert_int_equal(kept.status, faults[0] == '\0' ? TR_OK : TR_ESYNTAX);
  practice_done(&kept);
}

#endif
