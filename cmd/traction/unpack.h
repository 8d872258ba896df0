/* Bytes of an input in pieces, whatever it is packed in: a file, standard
 * input, gzip (also several streams after each other), the files of a zip. */
#ifndef TRACTION_UNPACK_H
#define TRACTION_UNPACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum {
  UNPACK_PIECE = 256 << 10, /**< bytes of a piece at most */
  UNPACK_GLANCE = 1024      /**< bytes looked at to see what something is */
};

typedef struct unpack unpack;

/**
 * Open an input.
 *
 * @param path "-" is standard input.
 * @return Owned by the caller; NULL after saying why not.
 */
unpack *unpack_open(const char *path);

/** Close it; NULL is harmless. */
void unpack_close(unpack *input);

/** Whether it is a zip archive. */
bool unpack_is_zip(const unpack *input);

/** Whether it is gzip. */
bool unpack_is_gzip(const unpack *input);

/** The first bytes as they are stored; borrowed, at most UNPACK_GLANCE. */
tr_str unpack_glance(const unpack *input);

/**
 * The next piece, unpacked. Not for a zip archive itself.
 *
 * @param[out] piece Borrowed until the next call; empty at the end.
 * @return False after saying what is broken.
 */
bool unpack_next(unpack *input, tr_str *piece);

/** Bytes taken from the stored file so far. */
uint64_t unpack_taken(const unpack *input);

/**
 * Go to the next file of a zip archive, in the archive's order.
 *
 * @param[out] name Its name, borrowed; NULL at the end.
 * @return False after saying what is broken.
 */
bool unpack_next_member(unpack *input, const char **name);

/** As unpack_next(), for the file that unpack_next_member() went to. */
bool unpack_next_of_member(unpack *input, tr_str *piece);

#endif
