/* The sources that rules and profiles name, from the tables of
 * docs/sources.d/<topic>.md. A table of sources has the columns id, title, what
 * it decides and link; other columns and other tables are for people only. */
#ifndef TR_INPUT_SOURCES_MD_H
#define TR_INPUT_SOURCES_MD_H

#include <stdbool.h>

#include "base/arena.h"
#include "input/pack_error.h"
#include "rule/pack.h"

enum { TR_SOURCES = 2048 /**< most sources of a pack */ };

/** Sources, in the order they were read. */
typedef struct tr_source_list {
  const tr_source **rows; /**< room for TR_SOURCES */
  uint32_t count;
} tr_source_list;

/** Start an empty list. @return TR_OK or TR_ENOMEM. */
TR_NODISCARD tr_status tr_source_list_init(tr_arena *arena,
                                           tr_source_list *list);

/**
 * Add the sources of a file.
 *
 * @param arena Holds what they point to.
 * @param sink  Its file is read; takes the errors: an id that is there already
 *              or has other than a-z 0-9 . -, an empty title, a table of
 *              sources without one of its columns.
 * @return TR_OK, also with errors; TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_sources_read(tr_arena *arena, tr_pack_sink *sink,
                                       tr_source_list *list);

/** @return The source with that id, or NULL. */
const tr_source *tr_source_find(const tr_source_list *list, tr_str id);

#endif
