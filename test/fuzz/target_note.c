/* Any bytes as a file of notes: each that the index finds can be read, and what
 * is wrong is told with its place. */
#include <stdlib.h>

#include "fuzz.h"
#include "input/note_json.h"

static void see_fault(void *context, const tr_note_fault *fault) {
  size_t *count = context;
  fuzz_want(fault->rule != NULL && fault->message != NULL, "a fault has words");
  fuzz_want(fault->line > 0, "a fault has a line");
  (*count)++;
}

static void read_all(const tr_note_index *index) {
  tr_note_reader reader;
  if (tr_note_reader_init(&reader, index) != TR_OK) return;
  for (size_t i = 0; i < index->count; i++) {
    tr_arena arena;
    tr_note *note = NULL;
    size_t faults = 0;
    tr_arena_init(&arena, TR_NOTE_ARENA);
    const tr_status status = tr_note_read(&reader, &arena, &index->keys[i],
                                          see_fault, &faults, &note);
    fuzz_want(status == TR_OK || status == TR_ENOMEM, "a note is read");
    fuzz_want(status != TR_OK || note != NULL || faults > 0,
              "a note that is not read has a fault");
    tr_arena_done(&arena);
  }
  tr_note_reader_done(&reader);
}

static void take(const fuzz_input *input) {
  tr_note_index index;
  tr_notes_index_init(&index);
  if (tr_notes_index_add(&index, "input",
                         (tr_str){input->bytes, input->size}) == TR_OK)
    read_all(&index);
  tr_notes_index_done(&index);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const fuzz_input input = fuzz_take(data, size);
  take(&input);
  if (input.failing != 0) {
    fuzz_fail_allocation(input.failing);
    take(&input);
    (void)fuzz_allocations_work();
  }
  return 0;
}
