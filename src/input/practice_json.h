/* Practice files (traction-practice/1): who bills, for whom, and how much.
 * Unlike in notes, nothing is passed over in silence: an unknown key is a
 * fault, for a misspelt one would be lost. Nothing here opens a file. */
#ifndef TR_INPUT_PRACTICE_JSON_H
#define TR_INPUT_PRACTICE_JSON_H

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"
#include "coding/practice.h"

enum {
  TR_PRACTICE_BYTES = 64 << 20,  /**< most bytes of a file */
  TR_PRACTICE_ARENA = 256 << 20, /**< is enough for any */
  TR_PRACTICE_PROVIDERS = 1000,
  TR_PRACTICE_PAYERS = 1000,
  TR_PRACTICE_PATIENTS = 200000,
  TR_PRACTICE_FEES = 20000 /**< of one list */
};

/** What is wrong; all borrowed for the call. */
typedef struct tr_practice_fault {
  const char *pointer; /**< "/patients/3/born"; "" for the file as a whole */
  const char *message; /**< what is wanted; no value of the file */
} tr_practice_fault;

/** Takes faults. */
typedef void tr_practice_fault_fn(void *context,
                                  const tr_practice_fault *fault);

/**
 * Read a practice file.
 *
 * @param      arena    Holds the practice; TR_PRACTICE_ARENA is enough.
 * @param      bytes    The whole file; outlives the practice.
 * @param      fault    Told of every fault: those of form in the order of the
 *                      file, then those between its parts.
 * @param      context  Handed to `fault`.
 * @param[out] practice Set only on TR_OK; in the arena.
 * @return TR_OK without any fault; TR_ESYNTAX with faults; TR_ENOMEM, also at
 *         the arena's limit.
 */
TR_NODISCARD tr_status tr_practice_read(tr_arena *arena, tr_str bytes,
                                        tr_practice_fault_fn *fault,
                                        void *context,
                                        const tr_practice **practice);

#endif
