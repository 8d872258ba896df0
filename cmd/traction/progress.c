/* The bar is on stderr, so that results may be piped while it is seen. */
#include "progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
  FIRST_AFTER = 1000, /* milliseconds */
  AGAIN_AFTER = 200,
  BAR = 30 /* columns */
};

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_nsec / 1000000;
}

void progress_begin(progress *progress, uint64_t total, bool quiet) {
  const char *terminal = getenv("TERM");
  *progress = (struct progress){.total = total,
                                .begun = now(),
                                .on = !quiet && isatty(STDERR_FILENO) &&
                                      terminal != NULL &&
                                      strcmp(terminal, "dumb") != 0};
}

uint64_t progress_milliseconds(const progress *progress) {
  const uint64_t spent = now() - progress->begun;
  return spent > 0 ? spent : 1;
}

void progress_show(progress *progress, uint64_t bytes, uint64_t claims) {
  if (!progress->on) return;
  const uint64_t time = now();
  const uint64_t since = progress->shown != 0 ? progress->shown + AGAIN_AFTER
                                              : progress->begun + FIRST_AFTER;
  if (time < since) return;
  progress->shown = time;
  if (progress->total == 0 || bytes > progress->total) {
    fprintf(stderr, "\r\033[K%" PRIu64 " claims", claims);
    return;
  }
  char bar[BAR + 1];
  const size_t done = (size_t)(bytes * BAR / progress->total);
  memset(bar, '-', BAR);
  memset(bar, '#', done);
  bar[BAR] = '\0';
  fprintf(stderr, "\r\033[K[%s] %3" PRIu64 "%%  %" PRIu64 " claims", bar,
          bytes * 100 / progress->total, claims);
}

void progress_end(progress *progress) {
  if (progress->on && progress->shown != 0) fputs("\r\033[K", stderr);
  progress->on = false;
}
