/* What is known before a claim is read: rules, profiles, tables; those that are
 * built in and those in the user's folders. */
#ifndef TRACTION_KNOWLEDGE_H
#define TRACTION_KNOWLEDGE_H

#include <stdbool.h>
#include <stddef.h>

#include "arguments.h"
#include "base/arena.h"
#include "files.h"
#include "render/run.h"

/** Rules, profiles and tables of a call. */
typedef struct knowledge {
  const tr_pack *pack;
  tr_run_pack packs[2]; /**< the built-in pack, the user's */
  size_t pack_count;
  tr_tables tables;
  char *tables_folder;   /**< may not exist; NULL where there is no home */
  file_list index_files; /**< of the tables, in the order of `indexes` */
  file_bytes *indexes;
  tr_arena arena;
} knowledge;

/**
 * Read what the options --packs, --profiles and --tables name, over what is
 * built in. Without --tables the folder is $TRACTION_TABLES, else
 * $XDG_DATA_HOME/traction/tables, else ~/.local/share/traction/tables.
 *
 * @param[out] knowledge To be given to knowledge_close() in any case.
 * @return False after saying what is wrong.
 */
bool knowledge_open(const cmd_arguments *arguments, knowledge *knowledge);

/**
 * The tables alone; an index that cannot be used is told of and passed over.
 *
 * @param[out] broken How many there were.
 */
bool knowledge_open_tables(const cmd_arguments *arguments, knowledge *knowledge,
                           size_t *broken);

/** @return The folder of tables, owned by the caller; NULL without a home. */
char *knowledge_tables_folder(const cmd_arguments *arguments);

/**
 * What renderers are told of a run with all of that.
 *
 * @param today Of the run. @return Borrows the knowledge; nothing is masked.
 */
tr_run knowledge_run(const knowledge *knowledge, tr_day today);

/** Let go of everything. */
void knowledge_close(knowledge *knowledge);

/** Say that no rule has a name, and which may have been meant. */
void knowledge_say_unknown(const knowledge *knowledge,
                           const cmd_command *command, const char *before,
                           tr_str name);

#endif
