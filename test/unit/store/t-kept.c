/* Tests of src/store/kept.c: what went in comes out, whole or in part. */
#include "store_test.h"

enum { SIZE = 3 * TR_KEPT_PIECE + 1000 };

/* Bytes that do not repeat at the length of a piece. */
static char *make_bytes(void) {
  char *bytes = malloc(SIZE);
  uint32_t seed = 7;
  assert_non_null(bytes);
  for (size_t i = 0; i < SIZE; i++) {
    seed = seed * 1664525 + 1013904223;
    bytes[i] = (char)(seed >> 24);
  }
  return bytes;
}

static void digests_as_others_do(void **state) {
  (void)state;
  char digest[TR_KEPT_DIGEST];
  tr_kept_digest(TR_STR("abc"), digest);
  assert_string_equal(
      digest,
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void gives_back_what_was_kept(void **state) {
  (void)state;
  place at;
  tr_kept_reader *reader = NULL;
  tr_buf out;
  char digest[TR_KEPT_DIGEST];
  char *bytes = make_bytes();
  int64_t id = 0;
  place_begin(&at);
  place_open(&at);
  tr_buf_init(&out, 1 << 20);
  tr_kept_digest((tr_str){bytes, SIZE}, digest);
  assert_int_equal(tr_kept_next(at.store, &id), TR_OK);
  assert_int_equal(id, 1);
  const tr_kept_file file = {TR_STR("x"), "x12", digest, NOW, 0, 0};
  assert_int_equal(tr_kept_add(at.store, id, &file, SIZE), TR_OK);
  assert_int_equal(tr_kept_write(at.store, id, (tr_str){bytes, SIZE}), TR_OK);
  assert_int_equal(tr_kept_next(at.store, &id), TR_OK);
  assert_int_equal(id, 2);
  assert_int_equal(tr_kept_find(at.store, digest, &id), TR_OK);
  assert_int_equal(id, 1);
  assert_int_equal(tr_kept_reader_new(at.store, &reader), TR_OK);
  assert_int_equal(tr_kept_read_all(reader, 1, &out), TR_OK);
  assert_int_equal(out.n, SIZE);
  assert_memory_equal(out.p, bytes, SIZE);
  /* across the border of two pieces */
  tr_buf_clear(&out);
  assert_int_equal(tr_kept_read(reader, 1, TR_KEPT_PIECE - 5, 10, &out), TR_OK);
  assert_int_equal(out.n, 10);
  assert_memory_equal(out.p, bytes + TR_KEPT_PIECE - 5, 10);
  /* beyond the end, and of no file */
  assert_int_equal(tr_kept_read(reader, 1, SIZE - 5, 10, &out), TR_ESYNTAX);
  assert_int_equal(tr_kept_read(reader, 9, 0, 1, &out), TR_ESYNTAX);
  tr_kept_reader_free(reader);
  tr_buf_done(&out);
  free(bytes);
  place_end(&at);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(digests_as_others_do),
      cmocka_unit_test(gives_back_what_was_kept)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
