/* Reads a practice file from standard input and prints the pointer and message
 * of each fault, one a line; for the tests that hold the reader against the
 * schema. */
#include <stdio.h>
#include <stdlib.h>

#include "input/practice_json.h"

static void print_fault(void *context, const tr_practice_fault *fault) {
  (void)context;
  printf("%s\t%s\n", fault->pointer, fault->message);
}

int main(void) {
  tr_buf bytes;
  char piece[65536];
  size_t n;
  tr_buf_init(&bytes, TR_PRACTICE_BYTES);
  while ((n = fread(piece, 1, sizeof piece, stdin)) > 0)
    tr_buf_add(&bytes, (tr_str){piece, n});
  tr_arena arena;
  tr_arena_init(&arena, TR_PRACTICE_ARENA);
  const tr_practice *practice;
  const tr_status status = bytes.bad != TR_OK
                               ? bytes.bad
                               : tr_practice_read(&arena, tr_buf_str(&bytes),
                                                  print_fault, NULL, &practice);
  tr_arena_done(&arena);
  tr_buf_done(&bytes);
  return status == TR_OK ? 0 : status == TR_ESYNTAX ? 1 : 3;
}
