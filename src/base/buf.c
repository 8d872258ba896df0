/* Growth by doubling up to the limit; the first failure sticks. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { ROOM_FIRST = 256 };

void tr_buf_init(tr_buf *buf, size_t limit) {
  *buf = (tr_buf){.limit = limit, .bad = TR_OK};
}

/* Make room for `more` bytes beyond those in use. */
static bool reserve(tr_buf *buf, size_t more) {
  if (buf->bad != TR_OK) return false;
  if (more > buf->limit - buf->n) {
    buf->bad = TR_ELIMIT;
    return false;
  }
  if (more <= buf->room - buf->n) return true;

  size_t room = buf->room > buf->limit / 2 ? buf->limit : buf->room * 2;
  if (room < ROOM_FIRST && ROOM_FIRST <= buf->limit) room = ROOM_FIRST;
  if (room < buf->n + more) room = buf->n + more;
  char *bytes = realloc(buf->p, room);
  if (bytes == NULL) {
    buf->bad = TR_ENOMEM;
    return false;
  }
  buf->p = bytes;
  buf->room = room;
  return true;
}

void tr_buf_add(tr_buf *buf, tr_str bytes) {
  if (bytes.n == 0 || !reserve(buf, bytes.n)) return;
  memcpy(buf->p + buf->n, bytes.p, bytes.n);
  buf->n += bytes.n;
}

void tr_buf_add_char(tr_buf *buf, char byte) {
  if (!reserve(buf, 1)) return;
  buf->p[buf->n++] = byte;
}

void tr_buf_addf(tr_buf *buf, const char *format, ...) {
  if (buf->bad != TR_OK) return;
  va_list args;
  va_start(args, format);
  char small[256];
  const int length = vsnprintf(small, sizeof small, format, args);
  va_end(args);
  if (length < 0) {
    buf->bad = TR_ERANGE;
    return;
  }

  const size_t bytes = (size_t)length;
  if (bytes < sizeof small) {
    tr_buf_add(buf, (tr_str){small, bytes});
    return;
  }
  char *large = malloc(bytes + 1);
  if (large == NULL) {
    buf->bad = TR_ENOMEM;
    return;
  }
  va_start(args, format);
  vsnprintf(large, bytes + 1, format, args);
  va_end(args);
  tr_buf_add(buf, (tr_str){large, bytes});
  free(large);
}

void tr_buf_clear(tr_buf *buf) {
  buf->n = 0;
  buf->bad = TR_OK;
}

tr_str tr_buf_str(const tr_buf *buf) { return (tr_str){buf->p, buf->n}; }

void tr_buf_done(tr_buf *buf) {
  free(buf->p);
  tr_buf_init(buf, 0);
}
