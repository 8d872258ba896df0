/* Tests of src/x12/sniff.c. */
#include "x12/sniff.h"
#include "tr_test.h"

static void guesses(void **state) {
  (void)state;
#define ROW(bytes, guess) \
  { (bytes), sizeof(bytes) - 1, (guess) }
  static const struct {
    const char *bytes;
    size_t n;
    const char *guess;
  } rows[] = {
      ROW("\xFF\xFEI\0S\0A\0", "text in UTF-16 (little-endian)"),
      ROW("\0I\0S\0A\0*", "text in UTF-16 (big-endian)"),
      ROW("I\0S\0A\0*\0", "text in UTF-16 (little-endian)"),
      ROW("\xC9\xE2\xC1\x5C", "X12 in EBCDIC"),
      ROW("\x1F\x8B\x08", "a gzip file"),
      ROW("PK\x03\x04", "a zip archive (or a word processor's file)"),
      ROW("%PDF-1.7", "a PDF document"),
      ROW("<!doctype HTML><p>", "an HTML page"),
      ROW("<?xml version='1.0'?><HTML>", "an HTML page"),
      ROW("<?xml version='1.0'?><x/>", "an XML document"),
      ROW("{\"format\":", "JSON"),
      ROW("[1]", "JSON"),
      ROW("{\\rtf1", "an RTF document"),
      ROW("MSH|^~\\&|A", "an HL7 version 2 message"),
      ROW("UNA:+.? '", "an EDIFACT interchange"),
      ROW("UNB+UNOA", "an EDIFACT interchange"),
      ROW("Dear payer,", "text"),
      ROW("ISAAC NEWTON", "text"),
      ROW("STANDARD TEXT", "text"),
      ROW("abc\0\1\2\3", "binary data"),
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_str bytes = {rows[i].bytes, rows[i].n};
    TR_ROW(i, bytes);
    const tr_sniff sniff = tr_sniff_guess(bytes);
    assert_string_equal(sniff.variant, "guess");
    assert_string_equal(sniff.guess, rows[i].guess);
  }
}

static void other_wordings(void **state) {
  (void)state;
  assert_string_equal(tr_sniff_guess(TR_STR("")).variant, "empty");
  assert_string_equal(tr_sniff_guess(TR_STR("isa*00*")).variant, "lower-case");
  assert_string_equal(tr_sniff_guess(TR_STR("Isa|00|")).variant, "lower-case");
  const tr_sniff bare = tr_sniff_guess(TR_STR("ST*837*0001~"));
  assert_string_equal(bare.variant, "no-envelope");
  TR_ASSERT_STR(bare.segment, "ST");

  static const char mail[] =
      "Subject: claims\n\n"
      "ISA*00*          *00*          *ZZ*CLINIC         *ZZ*PAYER          "
      "*261123*0830*^*00501*000000001*0*T*:~";
  const tr_sniff text = tr_sniff_guess(TR_STR(mail));
  assert_string_equal(text.variant, "text-before");
  assert_int_equal(text.position, 17);
  const tr_sniff word = tr_sniff_guess(TR_STR("a VISA* card, an ISA account"));
  assert_string_equal(word.variant, "guess");
}

TR_TESTS(cmocka_unit_test(guesses), cmocka_unit_test(other_wordings))
