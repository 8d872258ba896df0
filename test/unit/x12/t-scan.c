/* Tests of src/x12/scan.h: the fast scan marks what the plain one marks. */
#include "x12/scan.h"
#include "tr_test.h"

static void same_as_reference(void **state) {
  (void)state;
  static const char delims[][2] = {{'*', '~'},   {'|', '\n'}, {'\x1D', '\x1C'},
                                   {'\t', '\r'}, {'~', '*'},  {'\x7F', ' '},
                                   {'\x01', '^'}};
  uint32_t random = 12345;
  for (int round = 0; round < 20000; round++) {
    char bytes[TR_SCAN_BYTES];
    for (size_t i = 0; i < sizeof bytes; i++) {
      random = random * 1664525U + 1013904223U;
      const char *some = delims[round % (int)TR_COUNT(delims)];
      bytes[i] =
          (random >> 28) < 4 ? some[random >> 27 & 1] : (char)(random >> 16);
    }
    const char *d = delims[round % (int)TR_COUNT(delims)];
    const tr_marks fast = tr_scan_block(bytes, d[0], d[1]);
    const tr_marks plain = tr_scan_reference(bytes, sizeof bytes, d[0], d[1]);
    assert_int_equal(fast.element, plain.element);
    assert_int_equal(fast.segment, plain.segment);
    assert_int_equal(fast.odd, plain.odd);
  }
}

static void marks_every_byte_value(void **state) {
  (void)state;
  for (int byte = 0; byte < 256; byte++) {
    char bytes[TR_SCAN_BYTES];
    memset(bytes, 'A', sizeof bytes);
    bytes[byte % TR_SCAN_BYTES] = (char)byte;
    const uint32_t bit = (uint32_t)1 << (byte % TR_SCAN_BYTES);
    const tr_marks marks = tr_scan_block(bytes, '*', '~');
    const bool odd = byte < 0x20 || byte >= 0x7F;
    assert_int_equal(marks.element, byte == '*' ? bit : 0);
    assert_int_equal(marks.segment, byte == '~' ? bit : 0);
    assert_int_equal(marks.odd, odd ? bit : 0);
  }
}

static void reference_stops_at_its_end(void **state) {
  (void)state;
  const tr_marks marks = tr_scan_reference("**~~\x01\x01", 3, '*', '~');
  assert_int_equal(marks.element, 3);
  assert_int_equal(marks.segment, 4);
  assert_int_equal(marks.odd, 0);
}

TR_TESTS(cmocka_unit_test(same_as_reference),
         cmocka_unit_test(marks_every_byte_value),
         cmocka_unit_test(reference_stops_at_its_end))
