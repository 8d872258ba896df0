/* Tests of src/input/pack_digest.c. */
#include "input/pack_digest.h"

#include "tr_test.h"

static void takes_the_last_part_of_a_path(void **state) {
  (void)state;
  TR_ASSERT_STR(tr_pack_file_name(TR_STR("a/b/c.yaml")), "c.yaml");
  TR_ASSERT_STR(tr_pack_file_name(TR_STR("c.yaml")), "c.yaml");
  TR_ASSERT_STR(tr_pack_file_name(TR_STR("a/")), "");
}

static void digest_of(const tr_pack_file *files, size_t count, char *out) {
  tr_arena arena;
  tr_arena_init(&arena, 1 << 16);
  assert_int_equal(tr_pack_digest(&arena, files, count, out), TR_OK);
  assert_int_equal(strlen(out), 64);
  tr_arena_done(&arena);
}

static void is_a_known_sha_256(void **state) {
  (void)state;
  const tr_pack_file file = {"packs/a", TR_STR("b"), TR_PACK_RULE};
  char digest[65];
  digest_of(NULL, 0, digest);
  assert_string_equal(digest,
                      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b"
                      "7852b855");
  /* of the bytes 01 00 00 00 00 00 00 00 61 01 00 00 00 00 00 00 00 62 */
  digest_of(&file, 1, digest);
  assert_string_equal(digest,
                      "cf6ab613e3942391f88ed698557e1680f160bd10e88c6b668c50360c"
                      "10930e2b");
}

static void depends_on_names_and_bytes_alone(void **state) {
  (void)state;
  const tr_pack_file a = {"x/a.yaml", TR_STR("1"), TR_PACK_RULE};
  const tr_pack_file b = {"y/b.yaml", TR_STR("2"), TR_PACK_RULE};
  const tr_pack_file moved = {"elsewhere/a.yaml", TR_STR("1"), TR_PACK_RULE};
  const tr_pack_file changed = {"x/a.yaml", TR_STR("3"), TR_PACK_RULE};
  const tr_pack_file renamed = {"x/c.yaml", TR_STR("1"), TR_PACK_RULE};
  char first[65], other[65];
  digest_of((tr_pack_file[]){a, b}, 2, first);
  digest_of((tr_pack_file[]){b, a}, 2, other);
  assert_string_equal(first, other);
  digest_of((tr_pack_file[]){b, moved}, 2, other);
  assert_string_equal(first, other);
  digest_of((tr_pack_file[]){changed, b}, 2, other);
  assert_string_not_equal(first, other);
  digest_of((tr_pack_file[]){renamed, b}, 2, other);
  assert_string_not_equal(first, other);
  digest_of(&a, 1, other);
  assert_string_not_equal(first, other);
}

TR_TESTS(cmocka_unit_test(takes_the_last_part_of_a_path),
         cmocka_unit_test(is_a_known_sha_256),
         cmocka_unit_test(depends_on_names_and_bytes_alone))
