/* What the renderers know of a run besides its findings. */
#ifndef TR_RENDER_RUN_H
#define TR_RENDER_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "rule/check.h"

/** A pack that was used, as the summary names it. */
typedef struct tr_run_pack {
  const char *name;
  const char *version;
  const char *sha256; /**< hexadecimal */
} tr_run_pack;

/** The make-up of a run; borrowed as long as anything is rendered. */
typedef struct tr_run {
  const tr_pack *pack;      /**< rules and the titles of their sources */
  const tr_run_pack *packs; /**< those it was put together from */
  size_t pack_count;
  const tr_tables *tables;
  tr_day today;       /**< TR_DAY_MIN: not known */
  const char *engine; /**< version */
  bool redact;        /**< mask what tells who the patient is */
} tr_run;

/** @return The source with that id, or NULL. */
static inline const tr_source *tr_run_source(const tr_run *run,
                                             const char *id) {
  for (uint32_t i = 0; i < run->pack->source_count; i++)
    if (strcmp(run->pack->sources[i].id, id) == 0)
      return &run->pack->sources[i];
  return NULL;
}

#endif
