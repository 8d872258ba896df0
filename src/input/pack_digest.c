/* What goes into the digest of a pack, and in which order. */
#include "input/pack_digest.h"

#include <sodium.h>
#include <stdlib.h>

tr_str tr_pack_file_name(tr_str path) {
  size_t start = path.n;
  while (start > 0 && path.p[start - 1] != '/') start--;
  return (tr_str){path.p + start, path.n - start};
}

static int by_name(const void *a, const void *b) {
  const tr_pack_file *x = *(const tr_pack_file *const *)a;
  const tr_pack_file *y = *(const tr_pack_file *const *)b;
  const int names = tr_str_compare(tr_pack_file_name(tr_str_of(x->name)),
                                   tr_pack_file_name(tr_str_of(y->name)));
  return names != 0 ? names : tr_str_compare(x->bytes, y->bytes);
}

static void add(crypto_hash_sha256_state *state, tr_str bytes) {
  unsigned char length[8];
  for (unsigned i = 0; i < 8; i++)
    length[i] = (unsigned char)((uint64_t)bytes.n >> (8 * i));
  crypto_hash_sha256_update(state, length, sizeof length);
  crypto_hash_sha256_update(state, (const unsigned char *)bytes.p, bytes.n);
}

tr_status tr_pack_digest(tr_arena *arena, const tr_pack_file *files,
                         size_t count, char *digest) {
  const tr_pack_file **sorted =
      tr_arena_array(arena, count > 0 ? count : 1, sizeof *sorted);
  if (sorted == NULL) return TR_ENOMEM;
  for (size_t i = 0; i < count; i++) sorted[i] = &files[i];
  if (count > 1) qsort(sorted, count, sizeof *sorted, by_name);
  crypto_hash_sha256_state state;
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256_init(&state);
  for (size_t i = 0; i < count; i++) {
    add(&state, tr_pack_file_name(tr_str_of(sorted[i]->name)));
    add(&state, sorted[i]->bytes);
  }
  crypto_hash_sha256_final(&state, hash);
  sodium_bin2hex(digest, sizeof hash * 2 + 1, hash, sizeof hash);
  return TR_OK;
}
