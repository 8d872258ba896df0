/* What the generators that compile YAML have in common: their options, reading
 * the files below a root, and writing one file with what it was made from. */
#ifndef TR_TOOLS_GENERATOR_H
#define TR_TOOLS_GENERATOR_H

#include "base/arena.h"
#include "base/buf.h"
#include "input/pack_error.h"

/** One run. Whatever fails in it is told and ends the program with 3. */
typedef struct generator {
  const char *name; /**< of the program, for messages */
  const char *root;
  const char *output;  /**< NULL: nothing is written */
  const char *depfile; /**< likewise */
  tr_arena arena;      /**< names and bytes of the files */
  tr_buf depends;      /**< paths for the depfile */
  unsigned errors;     /**< told by generator_error() */
} generator;

/**
 * Read --root DIR [--output FILE] [--depfile FILE].
 *
 * @param[out] generator To be given to generator_close() when true.
 * @param name           Of the program; constant.
 * @return False after saying how the program is called.
 */
bool generator_open(generator *generator, const char *name, int count,
                    char **arguments);

/** Let go of everything. */
void generator_close(generator *generator);

/** Say what could not be done with a path, the why from errno, and exit. */
_Noreturn void generator_fail(const generator *generator, const char *what,
                              const char *path);

/**
 * Read a file, which the output then depends on.
 *
 * @param name Below the root. @return Its bytes; live as long as the run.
 */
tr_str generator_read(generator *generator, const char *name);

/**
 * List a folder, which the output then depends on.
 *
 * @param folder     Below the root.
 * @param[out] names Also below the root, sorted, those that begin with a point
 *                   left out; live as long as the run.
 * @return How many, at most GENERATOR_NAMES.
 */
size_t generator_list(generator *generator, const char *folder, char ***names);

enum { GENERATOR_NAMES = 4096 /**< most names of a folder */ };

/** @param name Below the root. @return Whether it is a folder. */
bool generator_is_folder(const generator *generator, const char *name);

/** Show an error on stderr and count it; context is the generator. */
void generator_error(void *context, const tr_pack_error *error);

/** Write the output and the depfile. @param text A failure in it is told. */
void generator_write(const generator *generator, const tr_buf *text);

#endif
