/* Any bytes as a file that may be gzip or zip: it is unpacked to its end, or
 * what is broken is said; how much comes out is bounded by what goes in. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "unpack.h"

enum { MOST = 64 << 20 /* bytes that are looked at */ };

/* @return False where the input ended by an error. */
static bool drain(unpack *input, bool (*next)(unpack *, tr_str *),
                  uint64_t *left) {
  tr_str piece;
  do {
    if (!next(input, &piece)) return false;
    fuzz_want(piece.n <= UNPACK_PIECE, "a piece has its size at most");
    *left -= piece.n < *left ? piece.n : *left;
  } while (piece.n > 0 && *left > 0);
  return true;
}

static void take(const char *path) {
  unpack *input = unpack_open(path);
  if (input == NULL) return;
  uint64_t left = MOST;
  if (!unpack_is_zip(input)) {
    (void)drain(input, unpack_next, &left);
  } else {
    const char *name = NULL;
    while (left > 0 && unpack_next_member(input, &name) && name != NULL)
      if (!drain(input, unpack_next_of_member, &left)) break;
  }
  unpack_close(input);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const fuzz_input input = fuzz_take(data, size);
  char path[64];
  const int file = memfd_create("archive", 0);
  if (file < 0) return 0;
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  if (write(file, input.bytes, input.size) == (ssize_t)input.size &&
      lseek(file, 0, SEEK_SET) == 0) {
    take(path);
    if (input.failing != 0 && lseek(file, 0, SEEK_SET) == 0) {
      fuzz_fail_allocation(input.failing);
      take(path);
      (void)fuzz_allocations_work();
    }
  }
  close(file);
  return 0;
}
