/* Reading one note in a test, and keeping the faults it has. */
#ifndef TR_NOTE_HELPER_H
#define TR_NOTE_HELPER_H

#include "input/note_json.h"
#include "tr_test.h"

enum { FAULTS_MOST = 16, POINTER_MOST = 64, VALUE_MOST = 64 };

typedef struct kept_fault {
  tr_note_fault_kind kind;
  bool has_pointer;
  char pointer[POINTER_MOST];
  char value[VALUE_MOST];
  char id[16];
  uint64_t line;
} kept_fault;

/** A reader, an arena and what the last note gave. */
typedef struct read_note {
  tr_note_reader reader;
  tr_arena arena;
  tr_note *note;
  kept_fault faults[FAULTS_MOST];
  size_t fault_count;
} read_note;

static inline void keep_text(char *to, size_t room, tr_str text) {
  const size_t n = text.n < room - 1 ? text.n : room - 1;
  if (n > 0) memcpy(to, text.p, n);
  to[n] = '\0';
}

static inline void keep_fault(void *context, const tr_note_fault *fault) {
  read_note *kept = context;
  assert_true(kept->fault_count < FAULTS_MOST);
  kept_fault *to = &kept->faults[kept->fault_count++];
  assert_string_equal(fault->rule, "TRD0104");
  to->kind = fault->kind;
  to->line = fault->line;
  to->has_pointer = fault->pointer != NULL;
  keep_text(to->pointer, sizeof to->pointer, tr_str_of(fault->pointer));
  keep_text(to->value, sizeof to->value, fault->value);
  keep_text(to->id, sizeof to->id, fault->note_id);
}

static inline void open_note(read_note *kept) {
  *kept = (read_note){0};
  tr_arena_init(&kept->arena, TR_NOTE_ARENA);
  assert_int_equal(tr_note_reader_init(&kept->reader, NULL), TR_OK);
}

/** Read; the text outlives the note. */
static inline const tr_note *read_text(read_note *kept, tr_str text) {
  const tr_note_key key = {.file = "n.json", .bytes = text, .line = 3};
  kept->fault_count = 0;
  tr_arena_reset(&kept->arena);
  kept->note = NULL;
  assert_int_equal(tr_note_read(&kept->reader, &kept->arena, &key, keep_fault,
                                kept, &kept->note),
                   TR_OK);
  return kept->note;
}

static inline void close_note(read_note *kept) {
  tr_note_reader_done(&kept->reader);
  tr_arena_done(&kept->arena);
}

#endif
