/* Tests of src/store/store_key.c: which keys and key files are good. */
#include "store_test.h"

static void reads_digits(void **state) {
  (void)state;
  tr_store_key key;
  char text[80];
  memset(text, 'A', sizeof text);
  assert_int_equal(tr_store_key_read((tr_str){text, 64}, &key), TR_OK);
  assert_int_equal(key.text[0], 'a');
  assert_int_equal(strlen(key.text), 64);
  assert_int_equal(tr_store_key_read((tr_str){text, 63}, &key), TR_ESYNTAX);
  assert_int_equal(tr_store_key_read((tr_str){text, 65}, &key), TR_ESYNTAX);
  text[64] = '\n';
  text[0] = 'g';
  assert_int_equal(tr_store_key_read((tr_str){text, 65}, &key), TR_ESYNTAX);
  text[0] = '0';
  assert_int_equal(tr_store_key_read((tr_str){text, 65}, &key), TR_OK);
  assert_int_equal(tr_store_key_read(TR_STR(""), &key), TR_ESYNTAX);
  tr_store_key_forget(&key);
  assert_int_equal(key.text[0], '\0');
}

static void makes_a_file_once(void **state) {
  (void)state;
  place at;
  tr_store_key made, loaded, other;
  struct stat status;
  char path[160], why[256];
  place_begin(&at);
  snprintf(path, sizeof path, "%s/key", at.folder);
  assert_int_equal(tr_store_key_load(path, &loaded, why, sizeof why),
                   TR_ENOTFOUND);
  assert_non_null(strstr(why, path));
  assert_int_equal(tr_store_key_make(path, &made, why, sizeof why), TR_OK);
  assert_int_equal(stat(path, &status), 0);
  assert_int_equal(status.st_mode & 0777, 0600);
  assert_int_equal(tr_store_key_load(path, &loaded, why, sizeof why), TR_OK);
  assert_string_equal(loaded.text, made.text);
  assert_int_equal(tr_store_key_make(path, &other, why, sizeof why), TR_ERANGE);
  assert_int_equal(tr_store_key_load(path, &loaded, why, sizeof why), TR_OK);
  assert_string_equal(loaded.text, made.text);
  unlink(path);
  assert_int_equal(tr_store_key_make(path, &other, why, sizeof why), TR_OK);
  assert_string_not_equal(other.text, made.text);
  place_end(&at);
}

static void refuses_what_others_can_read(void **state) {
  (void)state;
  place at;
  tr_store_key key;
  char path[160], why[256];
  place_begin(&at);
  snprintf(path, sizeof path, "%s/key", at.folder);
  assert_int_equal(tr_store_key_make(path, &key, why, sizeof why), TR_OK);
  chmod(path, 0640);
  assert_int_equal(tr_store_key_load(path, &key, why, sizeof why), TR_EIO);
  assert_non_null(strstr(why, "others can read"));
  assert_null(strstr(why, key.text));
  chmod(path, 0400);
  assert_int_equal(tr_store_key_load(path, &key, why, sizeof why), TR_OK);
  chmod(path, 0600);
  assert_int_equal(truncate(path, 40), 0);
  assert_int_equal(tr_store_key_load(path, &key, why, sizeof why), TR_ESYNTAX);
  assert_non_null(strstr(why, "holds no key"));
  assert_int_equal(tr_store_key_load(at.folder, &key, why, sizeof why), TR_EIO);
  place_end(&at);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_digits), cmocka_unit_test(makes_a_file_once),
      cmocka_unit_test(refuses_what_others_can_read)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
