/* A growing byte buffer with a maximum set at its start. */
#ifndef TR_BASE_BUF_H
#define TR_BASE_BUF_H

#include <stddef.h>

#include "base/status.h"
#include "base/str.h"

/** `p` and `n` may be read; the rest is private. */
typedef struct tr_buf {
  char *p;       /**< bytes, NULL while empty */
  size_t n;      /**< bytes in use */
  size_t room;   /* bytes allocated */
  size_t limit;  /* most bytes ever */
  tr_status bad; /* first failure since the start; appends do nothing after */
} tr_buf;

/** @param limit Most bytes the buffer may hold. */
void tr_buf_init(tr_buf *buf, size_t limit);

/** Append bytes; a failure is kept in `bad` (TR_ENOMEM, TR_ELIMIT). */
void tr_buf_add(tr_buf *buf, tr_str bytes);

/** Append one byte. */
void tr_buf_add_char(tr_buf *buf, char byte);

/** Append formatted text. */
__attribute__((format(printf, 2, 3))) void tr_buf_addf(tr_buf *buf,
                                                       const char *format, ...);

/** Forget the bytes and the failure; keeps the memory. */
void tr_buf_clear(tr_buf *buf);

/** @return The bytes, borrowed until the next append. */
tr_str tr_buf_str(const tr_buf *buf);

/** Free the memory. */
void tr_buf_done(tr_buf *buf);

#endif
