/* Best guesses at foreign input, so that the user learns which file he gave
 * and not just that it was the wrong one. */
#include "x12/sniff.h"

#include <stdbool.h>

#include "x12/delims.h"

/* First bytes that settle it. Order matters where one begins another. */
static const struct {
  const char *bytes;
  size_t n;
  const char *guess;
} magics[] = {
#define MAGIC(bytes, guess) \
  { (bytes), sizeof(bytes) - 1, (guess) }
    MAGIC("\xFF\xFE", "text in UTF-16 (little-endian)"),
    MAGIC("\xFE\xFF", "text in UTF-16 (big-endian)"),
    MAGIC("I\0S\0A\0", "text in UTF-16 (little-endian)"),
    MAGIC("\0I\0S\0A", "text in UTF-16 (big-endian)"),
    MAGIC("\xC9\xE2\xC1", "X12 in EBCDIC"),
    MAGIC("\x1F\x8B", "a gzip file"),
    MAGIC("PK\x03\x04", "a zip archive (or a word processor's file)"),
    MAGIC("PK\x05\x06", "an empty zip archive"),
    MAGIC("BZh", "a bzip2 file"),
    MAGIC("\xFD"
          "7zXZ",
          "an xz file"),
    MAGIC("\x28\xB5\x2F\xFD", "a zstd file"),
    MAGIC("7z\xBC\xAF", "a 7-zip archive"),
    MAGIC("%PDF", "a PDF document"),
    MAGIC("{\\rtf", "an RTF document"),
    MAGIC("\xD0\xCF\x11\xE0", "an older Office document"),
    MAGIC("\x89PNG", "a PNG image"),
    MAGIC("\xFF\xD8\xFF", "a JPEG image"),
    MAGIC("\x7F"
          "ELF",
          "a program"),
    MAGIC("SQLite format 3", "an SQLite database"),
    MAGIC("-----BEGIN PGP", "a PGP message"),
    MAGIC("MSH", "an HL7 version 2 message"),
    MAGIC("FHS|", "a batch of HL7 version 2 messages"),
    MAGIC("BHS|", "a batch of HL7 version 2 messages"),
    MAGIC("UNA", "an EDIFACT interchange"),
    MAGIC("UNB", "an EDIFACT interchange"),
#undef MAGIC
};

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool starts_nocase(tr_str text, tr_str prefix) {
  if (text.n < prefix.n) return false;
  return tr_str_eq_nocase((tr_str){text.p, prefix.n}, prefix);
}

/* The id of an X12 segment that an input without an ISA would begin with. */
static tr_str bare_segment(tr_str bytes) {
  static const char *const ids[] = {"ST",  "GS",  "SE",  "GE", "IEA", "TA1",
                                    "BHT", "BPR", "CLM", "HL", "NM1", "SBR"};
  for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
    const tr_str id = tr_str_of(ids[i]);
    if (bytes.n > id.n && tr_str_starts(bytes, id) &&
        tr_delim_can(bytes.p[id.n]))
      return (tr_str){bytes.p, id.n};
  }
  return (tr_str){NULL, 0};
}

/* An interchange after some text: it is named, but not searched out and read,
 * since nobody can say what else was lost on the way. */
static bool find_isa(tr_str bytes, size_t *position) {
  for (size_t i = 1; i + 4 <= bytes.n; i++) {
    if (memcmp(bytes.p + i, "ISA", 3) != 0) continue;
    if (is_upper(bytes.p[i - 1]) || is_digit(bytes.p[i - 1])) continue;
    tr_isa isa;
    tr_isa_read((tr_str){bytes.p + i, bytes.n - i}, &isa);
    if (isa.problem == TR_ISA_NOT || isa.problem == TR_ISA_WIDTH) continue;
    *position = i;
    return true;
  }
  return false;
}

static bool is_text(tr_str bytes) {
  size_t odd = 0;
  for (size_t i = 0; i < bytes.n; i++) {
    const unsigned char c = (unsigned char)bytes.p[i];
    if (c == 0) return false;
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') odd++;
  }
  return odd * 20 <= bytes.n;
}

tr_sniff tr_sniff_guess(tr_str bytes) {
  tr_sniff sniff = {"guess", "text", {NULL, 0}, 0};
  if (bytes.n == 0) {
    sniff.variant = "empty";
    return sniff;
  }
  for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
    if (tr_str_starts(bytes, (tr_str){magics[i].bytes, magics[i].n})) {
      sniff.guess = magics[i].guess;
      return sniff;
    }
  }

  if (bytes.n > 3 && starts_nocase(bytes, TR_STR("isa")) &&
      memcmp(bytes.p, "ISA", 3) != 0 && tr_delim_can(bytes.p[3])) {
    sniff.variant = "lower-case";
    return sniff;
  }
  sniff.segment = bare_segment(bytes);
  if (sniff.segment.n > 0) {
    sniff.variant = "no-envelope";
    return sniff;
  }
  if (starts_nocase(bytes, TR_STR("<!doctype html")) ||
      tr_str_find_nocase(bytes, TR_STR("<html")) != SIZE_MAX) {
    sniff.guess = "an HTML page";
    return sniff;
  }
  if (tr_str_starts(bytes, TR_STR("<"))) {
    sniff.guess = "an XML document";
    return sniff;
  }
  if (bytes.p[0] == '{' || bytes.p[0] == '[') {
    sniff.guess = "JSON";
    return sniff;
  }
  if (find_isa(bytes, &sniff.position)) {
    sniff.variant = "text-before";
    return sniff;
  }
  if (!is_text(bytes)) sniff.guess = "binary data";
  return sniff;
}
