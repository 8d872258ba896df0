/* Tests of src/note/soap.c: what is no text, limits, and texts of every kind of
 * brokenness. */
#include "note/soap.h"

#include <stdlib.h>

#include "note/soap_write.h"
#include "tr_test.h"

static const char note[] =
    "DOS 6/12/26 \xe2\x80\x94 LBP 6/10\xe2\x86\x92"
    "4/10. SLR + R 40\xc2\xb0.\n"
    "P.A.R.T.: L4-5 tender, hypomobile. A: M54.16 (resolved)\r\n"
    "P: 97012-GP mech. traction L/S 60# int. 30/10 x 15', 10:02-10:17 am by CA."
    " Tolerated well. 2x/wk, visit 4 of 12. D. Adams DC 06/12/2026 6:03 pm\n";

static void tells_text_from_bytes(void **state) {
  (void)state;
  assert_true(tr_soap_is_text(TR_STR("x")));
  assert_true(tr_soap_is_text(TR_STR("\xff\xfe text of a kind")));
  assert_false(tr_soap_is_text(TR_STR("")));
  assert_false(tr_soap_is_text(TR_STR(" \r\n\t")));
  assert_false(tr_soap_is_text(TR_STR("a\0b")));
  assert_false(tr_soap_is_text(TR_STR("\x01\x02\x03\x04 ab")));
}

static void keeps_to_its_limits(void **state) {
  (void)state;
  tr_arena arena;
  tr_soap_draft *draft = NULL;
  char *text = malloc(TR_SOAP_BYTES + 1);
  assert_non_null(text);
  memset(text, '7', TR_SOAP_BYTES + 1);
  tr_arena_init(&arena, TR_SOAP_ARENA);
  assert_int_equal(
      tr_soap_read(&arena, (tr_str){text, TR_SOAP_BYTES + 1}, &draft),
      TR_ELIMIT);
  assert_null(draft);
  assert_int_equal(tr_soap_read(&arena, (tr_str){text, TR_SOAP_BYTES}, &draft),
                   TR_OK);
  tr_arena_reset(&arena);
  for (size_t i = 0; i < TR_SOAP_BYTES; i++) text[i] = "C1-T12, "[i % 8];
  assert_int_equal(tr_soap_read(&arena, (tr_str){text, TR_SOAP_BYTES}, &draft),
                   TR_OK);
  tr_arena_done(&arena);
  free(text);
}

static void write_all(const tr_soap_draft *draft) {
  tr_buf out;
  tr_buf_init(&out, 1 << 20);
  tr_soap_json(draft, TR_STR("n"), NULL, 0, &out);
  tr_soap_json_whole(draft, TR_STR("n"), &out);
  tr_soap_page(draft, TR_STR("n"), NULL, 0, &out);
  assert_int_equal(out.bad, TR_OK);
  tr_buf_done(&out);
}

/* Every cut and many changed bytes, so that ASan sees a read beyond the end. */
static void reads_any_bytes(void **state) {
  (void)state;
  const size_t length = sizeof note - 1;
  tr_arena arena;
  tr_arena_init(&arena, 16 << 20);
  for (size_t n = 0; n <= length; n++) {
    char *copy = malloc(n > 0 ? n : 1);
    assert_non_null(copy);
    memcpy(copy, note, n);
    if (n > 0) copy[n * 7919 % n] = (char)(n * 31 % 255 + 1);
    tr_soap_draft *draft = NULL;
    tr_arena_reset(&arena);
    assert_int_equal(tr_soap_read(&arena, (tr_str){copy, n}, &draft), TR_OK);
    write_all(draft);
    free(copy);
  }
  tr_arena_done(&arena);
}

static void says_when_memory_is_short(void **state) {
  (void)state;
  bool good = false;
  for (size_t limit = 1024; !good; limit += limit / 3) {
    tr_arena arena;
    tr_soap_draft *draft = NULL;
    tr_arena_init(&arena, limit);
    const tr_status status = tr_soap_read(&arena, tr_str_of(note), &draft);
    good = status == TR_OK;
    assert_true(good || (status == TR_ENOMEM && draft == NULL));
    tr_arena_done(&arena);
  }
}

TR_TESTS(cmocka_unit_test(tells_text_from_bytes),
         cmocka_unit_test(keeps_to_its_limits),
         cmocka_unit_test(reads_any_bytes),
         cmocka_unit_test(says_when_memory_is_short))
