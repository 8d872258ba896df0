/* The key of a store: 32 bytes, from the environment or from a file that nobody
 * else can read. It is never shown. */
#ifndef TR_STORE_STORE_KEY_H
#define TR_STORE_STORE_KEY_H

#include "base/status.h"
#include "base/str.h"

enum {
  TR_STORE_KEY_BYTES = 32,
  TR_STORE_KEY_TEXT = 2 * TR_STORE_KEY_BYTES /**< as hexadecimal digits */
};

/** A key. */
typedef struct tr_store_key {
  char text[TR_STORE_KEY_TEXT + 1]; /**< lower-case hexadecimal and a NUL */
} tr_store_key;

/**
 * Take a key from its digits.
 *
 * @param      text 64 hexadecimal digits; blanks around them are passed over.
 * @param[out] key  Set only on TR_OK.
 * @return TR_OK or TR_ESYNTAX.
 */
TR_NODISCARD tr_status tr_store_key_read(tr_str text, tr_store_key *key);

/**
 * Read a key file.
 *
 * @param[out] key  Set only on TR_OK.
 * @param      text At least `room` bytes: why not, in words that say what to
 *                  do.
 * @return TR_OK; TR_ENOTFOUND where there is none; TR_EIO where it cannot be
 *         read, or others than its owner can; TR_ESYNTAX where it holds no
 *         key.
 */
TR_NODISCARD tr_status tr_store_key_load(const char *path, tr_store_key *key,
                                         char *text, size_t room);

/**
 * Make a key from the kernel's random source and keep it in a new file of mode
 * 0600. It is on disk, whole, when this returns.
 *
 * @param path Its folder exists; nothing is under its name.
 * @param[out] key, text As tr_store_key_load().
 * @return TR_OK; TR_ERANGE where there is such a file already; TR_EIO.
 */
TR_NODISCARD tr_status tr_store_key_make(const char *path, tr_store_key *key,
                                         char *text, size_t room);

/** Overwrite a key that is not needed any more. */
void tr_store_key_forget(tr_store_key *key);

#endif
