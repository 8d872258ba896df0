/* A bar on the terminal for work that takes more than a second. */
#ifndef TRACTION_PROGRESS_H
#define TRACTION_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

/** The clock of a run; fields but `milliseconds` are private. */
typedef struct progress {
  uint64_t total; /* bytes; 0: not known */
  uint64_t begun; /* milliseconds */
  uint64_t shown; /* milliseconds at the last showing; 0: never */
  bool on;
} progress;

/** @param total Bytes to come. @param quiet Never show anything. */
void progress_begin(progress *progress, uint64_t total, bool quiet);

/** Show how far it is, at most some times a second. */
void progress_show(progress *progress, uint64_t bytes, uint64_t claims);

/** Take the bar away. */
void progress_end(progress *progress);

/** @return Milliseconds since the beginning, at least 1. */
uint64_t progress_milliseconds(const progress *progress);

#endif
