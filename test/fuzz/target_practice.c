/* Any bytes as a practice file: read whole, or every fault is told with its
 * place. */
#include "fuzz.h"
#include "input/practice_json.h"

static void see_fault(void *context, const tr_practice_fault *fault) {
  size_t *count = context;
  fuzz_want(fault->pointer != NULL && fault->message != NULL,
            "a fault has a place and words");
  (*count)++;
}

static void take(const fuzz_input *input) {
  tr_arena arena;
  const tr_practice *practice = NULL;
  size_t faults = 0;
  tr_arena_init(&arena, TR_PRACTICE_ARENA);
  const tr_status status =
      tr_practice_read(&arena, (tr_str){input->bytes, input->size}, see_fault,
                       &faults, &practice);
  fuzz_want((status == TR_OK) == (practice != NULL), "all of it or nothing");
  fuzz_want(status != TR_OK || faults == 0, "no fault in what is read");
  fuzz_want(status != TR_ESYNTAX || faults > 0, "what is wrong is told");
  tr_arena_done(&arena);
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
