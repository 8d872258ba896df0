/* Tests of src/render/convert_x12.c: what is taken apart and written again is
 * the same. */
#include "render/convert_x12.h"

#include "convert_inputs.h"

static void is_the_identity(void **state) {
  (void)state;
  static const size_t pieces[] = {1, 5, 64, 100000};
  for (size_t i = 0; i < TR_COUNT(convert_inputs); i++) {
    const char *const p = convert_inputs[i].p;
    const size_t n = convert_inputs[i].n;
    TR_ROW(i, ((tr_str){p, n < 40 ? n : 40}));
    for (size_t j = 0; j < TR_COUNT(pieces); j++) {
      tr_buf out;
      tr_buf_init(&out, 1 << 20);
      tr_convert_x12 *convert = tr_convert_x12_new(&out);
      assert_non_null(convert);
      for (size_t at = 0; at < n; at += pieces[j]) {
        const size_t m = n - at < pieces[j] ? n - at : pieces[j];
        assert_int_equal(tr_convert_x12_feed(convert, p + at, m), TR_OK);
      }
      assert_int_equal(tr_convert_x12_end(convert), TR_OK);
      assert_true(tr_str_eq(tr_buf_str(&out), ((tr_str){p, n})));
      tr_convert_x12_free(convert);
      tr_buf_done(&out);
    }
  }
  tr_convert_x12_free(NULL);
}

TR_TESTS(cmocka_unit_test(is_the_identity))
