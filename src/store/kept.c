/* How bytes are cut into pieces and packed, so that a claim can be read without
 * the file around it. */
#include "store/kept.h"

#include <sodium.h>
#include <zlib.h>

#include "base/utf8.h"

/* Fast; the text of claims shrinks to a sixth all the same. */
enum {
  LEVEL = 1,
  PACKED_MOST = TR_KEPT_PIECE + 1024,
  NO_PIECE = -1,
  NAME_MOST = 1 << 20,
  AT_HAND = 4 /* pieces: the levels above a claim stand far before it */
};

/** A piece, unpacked. */
typedef struct piece {
  int64_t file, number;
  uint64_t used; /* when it was wanted last */
  size_t size;
  unsigned char bytes[TR_KEPT_PIECE];
} piece;

struct tr_kept_reader {
  tr_store *store;
  tr_statement *pieces;
  uint64_t wanted; /* pieces so far */
  piece at_hand[AT_HAND];
};

void tr_kept_digest(tr_str bytes, char *digest) {
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(hash, (const unsigned char *)bytes.p, bytes.n);
  sodium_bin2hex(digest, TR_KEPT_DIGEST, hash, sizeof hash);
}

tr_status tr_kept_find(tr_store *store, const char *sha256, int64_t *id) {
  const tr_cell value = tr_cell_text(tr_str_of(sha256));
  return tr_store_run(store, "SELECT id FROM file WHERE sha256 = $1", &value, 1,
                      id);
}

tr_status tr_kept_next(tr_store *store, int64_t *id) {
  const tr_status status =
      tr_store_run(store, "SELECT coalesce(max(id), 0) FROM file", NULL, 0, id);
  *id += 1;
  return status;
}

/* ------------------------------------------------------------------ writing */

static tr_status write_piece(tr_store *store, tr_statement *insert, int64_t id,
                             int64_t number, tr_str bytes) {
  unsigned char packed[PACKED_MOST];
  uLongf size = sizeof packed;
  if (compress2(packed, &size, (const Bytef *)bytes.p, bytes.n, LEVEL) != Z_OK)
    return tr_store_fail(tr_store_error_of(store), TR_ENOMEM, "out of memory");
  const tr_cell values[] = {
      tr_cell_integer(id), tr_cell_integer(number),
      tr_cell_bytes((tr_str){(const char *)packed, size})};
  return tr_statement_run(insert, values, 3);
}

tr_status tr_kept_write(tr_store *store, int64_t id, tr_str bytes) {
  tr_statement *insert = NULL;
  tr_status status = tr_statement_new(
      store, "INSERT INTO piece (file, number, body) VALUES ($1, $2, $3)",
      &insert);
  for (int64_t number = 0; status == TR_OK && bytes.n > 0; number++) {
    const size_t n = bytes.n < TR_KEPT_PIECE ? bytes.n : TR_KEPT_PIECE;
    status = write_piece(store, insert, id, number, (tr_str){bytes.p, n});
    bytes.p += n;
    bytes.n -= n;
  }
  tr_statement_free(insert);
  return status;
}

tr_status tr_kept_add(tr_store *store, int64_t id, const tr_kept_file *file,
                      uint64_t size) {
  tr_buf name; /* of any bytes, as folders hold them; texts are UTF-8 */
  tr_buf_init(&name, NAME_MOST);
  if (!tr_utf8_valid(file->name) ||
      memchr(file->name.p, '\0', file->name.n) != NULL)
    tr_text_safe(&name, file->name);
  else
    tr_buf_add(&name, file->name);
  const tr_cell values[] = {tr_cell_integer(id),
                            tr_cell_text(tr_str_of(file->sha256)),
                            {TR_CELL_TEXT, 0, tr_buf_str(&name)},
                            tr_cell_text(tr_str_of(file->kind)),
                            tr_cell_integer((int64_t)size),
                            tr_cell_text(tr_str_of(file->received)),
                            tr_cell_integer((int64_t)file->faults),
                            tr_cell_integer((int64_t)file->unread)};
  const tr_status status = tr_store_run(
      store,
      "INSERT INTO file (id, sha256, name, kind, size, received, faults, "
      "unread) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      values, 8, NULL);
  tr_buf_done(&name);
  return status;
}

/* ------------------------------------------------------------------ reading */

tr_status tr_kept_reader_new(tr_store *store, tr_kept_reader **reader) {
  tr_kept_reader *made = calloc(1, sizeof *made);
  if (made == NULL)
    return tr_store_fail(tr_store_error_of(store), TR_ENOMEM, "out of memory");
  made->store = store;
  for (int i = 0; i < AT_HAND; i++) made->at_hand[i].number = NO_PIECE;
  const tr_status status = tr_statement_new(
      store, "SELECT body FROM piece WHERE file = $1 AND number = $2",
      &made->pieces);
  if (status == TR_OK)
    *reader = made;
  else
    free(made);
  return status;
}

void tr_kept_reader_free(tr_kept_reader *reader) {
  if (reader == NULL) return;
  tr_statement_free(reader->pieces);
  free(reader);
}

static tr_status damaged(const tr_kept_reader *reader, int64_t file) {
  return tr_store_fail(tr_store_error_of(reader->store), TR_ESYNTAX,
                       "the kept bytes of file %lld are damaged or incomplete; "
                       "'traction db restore' brings a backup back",
                       (long long)file);
}

/* The piece if it is at hand; else the one that was not wanted for longest. */
static piece *find(tr_kept_reader *reader, int64_t file, int64_t number) {
  piece *oldest = &reader->at_hand[0];
  for (int i = 0; i < AT_HAND; i++) {
    piece *one = &reader->at_hand[i];
    if (one->number == number && one->file == file) return one;
    if (one->used < oldest->used) oldest = one;
  }
  return oldest;
}

static tr_status load(tr_kept_reader *reader, int64_t file, int64_t number,
                      const piece **loaded) {
  piece *one = find(reader, file, number);
  one->used = ++reader->wanted;
  *loaded = one;
  if (one->file == file && one->number == number) return TR_OK;
  const tr_cell values[] = {tr_cell_integer(file), tr_cell_integer(number)};
  bool row = false;
  one->number = NO_PIECE;
  tr_status status = tr_statement_start(reader->pieces, values, 2);
  if (status == TR_OK) status = tr_statement_step(reader->pieces, &row);
  if (status == TR_OK && row) {
    const tr_cell body = tr_statement_value(reader->pieces, 0);
    uLongf size = sizeof one->bytes;
    row = uncompress(one->bytes, &size, (const Bytef *)body.text.p,
                     body.text.n) == Z_OK;
    one->size = size;
  }
  tr_statement_stop(reader->pieces);
  if (status == TR_OK && !row) status = damaged(reader, file);
  if (status != TR_OK) return status;
  one->file = file;
  one->number = number;
  return TR_OK;
}

tr_status tr_kept_read(tr_kept_reader *reader, int64_t file, uint64_t at,
                       uint64_t size, tr_buf *out) {
  while (size > 0) {
    const size_t from = (size_t)(at % TR_KEPT_PIECE);
    const piece *one;
    const tr_status status =
        load(reader, file, (int64_t)(at / TR_KEPT_PIECE), &one);
    if (status != TR_OK) return status;
    if (from >= one->size) return damaged(reader, file);
    const size_t there = one->size - from;
    const size_t n = size < there ? (size_t)size : there;
    tr_buf_add(out, (tr_str){(const char *)one->bytes + from, n});
    at += n;
    size -= n;
  }
  return out->bad == TR_OK ? TR_OK
                           : tr_store_fail(tr_store_error_of(reader->store),
                                           out->bad, "out of memory");
}

tr_status tr_kept_read_all(tr_kept_reader *reader, int64_t file, tr_buf *out) {
  const tr_cell value = tr_cell_integer(file);
  int64_t size = 0;
  const tr_status status = tr_store_run(
      reader->store, "SELECT size FROM file WHERE id = $1", &value, 1, &size);
  return status != TR_OK ? status
                         : tr_kept_read(reader, file, 0, (uint64_t)size, out);
}
