/* What the fuzz targets share. A target is one source for libFuzzer and AFL++
 * (LLVMFuzzerTestOneInput) and, with fuzz_main.c, a program that replays its
 * corpus and mutates it by a fixed seed.
 *
 * An input may begin with four bytes that choose how it is read: 0xF5, a seed
 * of the pieces it is cut into (0: one), and which allocation fails (two bytes,
 * low one first; 0: none). The rest is the input proper. */
#ifndef TEST_FUZZ_H
#define TEST_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/** How an input is to be read. */
typedef struct fuzz_input {
  const char *bytes; /**< the input proper */
  size_t size;
  uint8_t cuts;     /**< seed of the pieces; 0: one piece */
  uint16_t failing; /**< number of the allocation that fails; 0: none */
} fuzz_input;

/** @return The input proper and what its head asks for. */
fuzz_input fuzz_take(const uint8_t *data, size_t size);

/**
 * Cut an input into pieces, always the same for one seed.
 *
 * @param state Begun with the seed; changed by each call.
 * @param left  Bytes that are not handed out yet, more than 0.
 * @return Bytes of the next piece, 1 to `left`.
 */
size_t fuzz_piece(uint32_t *state, size_t left);

/** From now on allocation `number` fails, counted from 1; 0: none does. */
void fuzz_fail_allocation(unsigned number);

/** No allocation fails any more. @return Whether one did. */
bool fuzz_allocations_work(void);

/** End the process, as a crash does, where a promise is broken. */
void fuzz_want(bool kept, const char *promise);

/** @return A buffer's bytes as text, also of none. */
tr_str fuzz_text(const tr_buf *buf);

/** The entry that the fuzzers know. @return 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
