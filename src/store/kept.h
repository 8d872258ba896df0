/* Files as they were received: their bytes in pieces, with the digest of the
 * whole. What is known of their contents is derived.h. */
#ifndef TR_STORE_KEPT_H
#define TR_STORE_KEPT_H

#include "base/buf.h"
#include "store/store.h"

enum {
  TR_KEPT_PIECE = 64 << 10, /**< bytes of a piece before it is packed */
  TR_KEPT_MOST = 1 << 30,   /**< bytes of a file */
  TR_KEPT_DIGEST = 65,      /**< SHA-256 as hexadecimal digits and a NUL */
  TR_KEPT_SHIFT = 24,       /**< an id of what was read of a file is that of
                                 the file shifted by this, and a number */
  TR_KEPT_TIME = 21         /**< 2026-06-30T12:00:00Z and a NUL */
};

/** A file on its way in. */
typedef struct tr_kept_file {
  tr_str name;          /**< as given; no folders */
  const char *kind;     /**< "x12" or "notes" */
  const char *sha256;   /**< tr_kept_digest() */
  const char *received; /**< TR_KEPT_TIME */
  uint64_t faults;      /**< of form */
  uint64_t unread;      /**< sets of a kind that is not read */
} tr_kept_file;

/** SHA-256 of bytes. @param[out] digest TR_KEPT_DIGEST bytes. */
void tr_kept_digest(tr_str bytes, char *digest);

/** Find a file by its digest. @param[out] id 0 where there is none. */
TR_NODISCARD tr_status tr_kept_find(tr_store *store, const char *sha256,
                                    int64_t *id);

/** The id that the next file gets, as part of the open transaction. */
TR_NODISCARD tr_status tr_kept_next(tr_store *store, int64_t *id);

/** Keep the bytes of a file whose row comes with tr_kept_add(). */
TR_NODISCARD tr_status tr_kept_write(tr_store *store, int64_t id, tr_str bytes);

/** Enter a file. @param size Of its bytes. */
TR_NODISCARD tr_status tr_kept_add(tr_store *store, int64_t id,
                                   const tr_kept_file *file, uint64_t size);

/** What reading needs; one at a time uses it. */
typedef struct tr_kept_reader tr_kept_reader;

/** Get ready to read. @param[out] reader Owned by the caller. */
TR_NODISCARD tr_status tr_kept_reader_new(tr_store *store,
                                          tr_kept_reader **reader);

/** Free it; NULL is harmless. */
void tr_kept_reader_free(tr_kept_reader *reader);

/**
 * Append bytes of a file to a buffer.
 *
 * @param at   First byte. @param size How many.
 * @return TR_OK; TR_ESYNTAX where they are not there or not as they were
 *         packed; else as of the store.
 */
TR_NODISCARD tr_status tr_kept_read(tr_kept_reader *reader, int64_t file,
                                    uint64_t at, uint64_t size, tr_buf *out);

/** Append the whole file; as tr_kept_read(). */
TR_NODISCARD tr_status tr_kept_read_all(tr_kept_reader *reader, int64_t file,
                                        tr_buf *out);

#endif
