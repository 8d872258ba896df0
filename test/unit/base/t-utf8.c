/* Tests of src/base/utf8.c. */
#include "base/utf8.h"

#include "tr_test.h"

typedef struct point_row {
  const char *text;
  uint32_t point;
  size_t bytes;
} point_row;

static const point_row points[] = {
    {"a", 'a', 1},
    {"\x7f", 0x7f, 1},
    {"\xc2\x80", 0x80, 2},
    {"\xc3\xa9x", 0xe9, 2},
    {"\xdf\xbf", 0x7ff, 2},
    {"\xe0\xa0\x80", 0x800, 3},
    {"\xe2\x82\xac", 0x20ac, 3},
    {"\xef\xbf\xbf", 0xffff, 3},
    {"\xf0\x90\x80\x80", 0x10000, 4},
    {"\xf4\x8f\xbf\xbf", 0x10ffff, 4},
    {"\x80", TR_UTF8_BAD, 1},
    {"\xbf", TR_UTF8_BAD, 1},
    {"\xc0\x80", TR_UTF8_BAD, 1},         /* overlong NUL */
    {"\xc1\xbf", TR_UTF8_BAD, 1},         /* overlong */
    {"\xe0\x9f\xbf", TR_UTF8_BAD, 1},     /* overlong */
    {"\xf0\x8f\xbf\xbf", TR_UTF8_BAD, 1}, /* overlong */
    {"\xed\xa0\x80", TR_UTF8_BAD, 1},     /* surrogate */
    {"\xed\xbf\xbf", TR_UTF8_BAD, 1},     /* surrogate */
    {"\xf4\x90\x80\x80", TR_UTF8_BAD, 1}, /* beyond Unicode */
    {"\xf5\x80\x80\x80", TR_UTF8_BAD, 1},
    {"\xff", TR_UTF8_BAD, 1},
    {"\xc3", TR_UTF8_BAD, 1},         /* cut off */
    {"\xe2\x82", TR_UTF8_BAD, 1},     /* cut off */
    {"\xf0\x9f\x98", TR_UTF8_BAD, 1}, /* cut off */
    {"\xc3(", TR_UTF8_BAD, 1},
    {"\xe2\x82(", TR_UTF8_BAD, 1},
};

static void code_points_one_by_one(void **state) {
  (void)state;
  for (size_t i = 0; i < TR_COUNT(points); i++) {
    const tr_str text = tr_str_of(points[i].text);
    TR_ROW(i, text);
    tr_str rest = text;
    assert_int_equal(tr_utf8_next(&rest), points[i].point);
    assert_int_equal(text.n - rest.n, points[i].bytes);
    assert_ptr_equal(rest.p, text.p + points[i].bytes);
  }
}

static void validity_is_of_the_whole(void **state) {
  (void)state;
  assert_true(tr_utf8_valid(TR_STR("")));
  assert_true(tr_utf8_valid(TR_STR("Jos\xc3\xa9 \xe2\x82\xac")));
  assert_false(tr_utf8_valid(TR_STR("Jos\xe9 Mu\xf1oz"))); /* Latin-1 */
  assert_false(tr_utf8_valid(TR_STR("ok\xc3")));
}

static void columns_of_code_points(void **state) {
  (void)state;
  assert_int_equal(tr_utf8_columns('a'), 1);
  assert_int_equal(tr_utf8_columns(0xe9), 1);
  assert_int_equal(tr_utf8_columns(0x301), 0);
  assert_int_equal(tr_utf8_columns(0x4e2d), 2);
  assert_int_equal(tr_utf8_columns(0x1f600), 2);
  assert_int_equal(tr_utf8_columns(0x20ac), 1);
}

static const struct {
  const char *text;
  const char *shown;
  size_t columns;
} safe_rows[] = {
    {"", "", 0},
    {"SV1*HC:97012~", "SV1*HC:97012~", 13},
    {"Jos\xc3\xa9", "Jos\xc3\xa9", 4},
    {"a\x1b[31mb", "a\\x1b[31mb", 10},
    {"a\r\nb\tc", "a\\x0d\\x0ab\\x09c", 15},
    {"\x7f", "\\x7f", 4},
    {"\xe9t\xe9", "\\xe9t\\xe9", 9},
    {"\xc2\x9b", "\\u{009b}", 8},     /* CSI of the C1 set */
    {"\xe2\x80\xae", "\\u{202e}", 8}, /* right-to-left override */
    {"\xef\xbb\xbf", "\\u{feff}", 8},
    {"\xe4\xb8\xad", "\xe4\xb8\xad", 2},
    {"e\xcc\x81", "e\xcc\x81", 1},
};

static void nothing_raw_is_shown(void **state) {
  (void)state;
  for (size_t i = 0; i < TR_COUNT(safe_rows); i++) {
    TR_ROW(i, tr_str_of(safe_rows[i].text));
    tr_buf buf;
    tr_buf_init(&buf, 1000);
    tr_text_safe(&buf, tr_str_of(safe_rows[i].text));
    TR_ASSERT_STR(tr_buf_str(&buf), safe_rows[i].shown);
    assert_int_equal(tr_text_columns(tr_str_of(safe_rows[i].text)),
                     safe_rows[i].columns);
    tr_buf_done(&buf);
  }
}

static void every_byte_becomes_printable_utf8(void **state) {
  (void)state;
  for (unsigned value = 0; value < 256; value++) {
    const char byte = (char)value;
    tr_buf buf;
    tr_buf_init(&buf, 100);
    tr_text_safe(&buf, (tr_str){&byte, 1});
    assert_int_equal(buf.bad, TR_OK);
    assert_true(buf.n > 0);
    for (size_t i = 0; i < buf.n; i++)
      assert_true(buf.p[i] >= ' ' && buf.p[i] < 0x7f);
    tr_buf_done(&buf);
  }
}

TR_TESTS(cmocka_unit_test(code_points_one_by_one),
         cmocka_unit_test(validity_is_of_the_whole),
         cmocka_unit_test(columns_of_code_points),
         cmocka_unit_test(nothing_raw_is_shown),
         cmocka_unit_test(every_byte_becomes_printable_utf8))
