/* The streaming reader against a second one that is as plain as can be: where
 * the second reads an interchange of the plain kind (fixed header, one
 * terminator, no padding), both find the same segments at the same places. */
#include <string.h>

#include "fuzz.h"
#include "x12/reader.h"

enum { HEADER = 106, SEGMENTS = 4096 };

typedef struct found {
  size_t at[SEGMENTS], elements[SEGMENTS];
  size_t count;
} found;

static bool is_sign(char c) {
  return strchr("~*:^|>+<!%&", c) != NULL && c != '\0';
}

/* Only printable bytes, and a header without anything odd: the rest is the
 * streaming reader's own business. @return Whether it was read. */
static bool read_plainly(const char *bytes, size_t size, found *out) {
  if (size < HEADER || memcmp(bytes, "ISA", 3) != 0) return false;
  const char element = bytes[3], component = bytes[104], end = bytes[105];
  const char repeat = bytes[82];
  if (!is_sign(element) || !is_sign(component) || !is_sign(end) ||
      !is_sign(repeat) || element == component || element == end ||
      component == end || repeat == element || repeat == component ||
      repeat == end)
    return false;
  static const unsigned char places[] = {3,  6,  17, 20, 31, 34, 50,  53,
                                         69, 76, 81, 83, 89, 99, 101, 103};
  size_t next = 0;
  for (size_t i = 0; i < 105; i++) {
    const bool separates = next < sizeof places && places[next] == i;
    if ((bytes[i] == element) != separates || bytes[i] == end) return false;
    next += separates ? 1U : 0U;
  }
  if (memcmp(bytes + 84, "00501", 5) != 0) return false;
  for (size_t i = 0; i < size; i++)
    if (bytes[i] < ' ' || bytes[i] > '~') return false;
  out->count = 0;
  for (size_t i = 0; i < size;) {
    size_t elements = 0, j = i;
    while (j < size && bytes[j] != end) elements += bytes[j++] == element;
    if (j == size) break; /* the last one is not ended */
    /* blanks before, and ids that are none, are told in other ways */
    if (j - i < 2 || bytes[i] == ' ' || bytes[i] == element) return false;
    if (out->count > 0 && j - i >= 3 && memcmp(bytes + i, "ISA", 3) == 0)
      return false; /* a second one may have other delimiters */
    if (out->count == SEGMENTS) return false;
    out->at[out->count] = i;
    out->elements[out->count++] = elements;
    i = j + 1;
  }
  return out->count > 0;
}

static void no_fault(void *context, const tr_fault *fault) {
  (void)context;
  (void)fault;
}

static void read_by_pieces(const fuzz_input *input, found *out) {
  tr_reader reader;
  tr_segment segment;
  size_t at = 0;
  uint32_t state = input->cuts;
  out->count = 0;
  tr_reader_init(&reader, no_fault, NULL, NULL);
  for (;;) {
    const tr_read got = tr_reader_next(&reader, &segment);
    if (got == TR_READ_END || got == TR_READ_FAILED) break;
    if (got == TR_READ_MORE) {
      const size_t left = input->size - at;
      if (left == 0) {
        tr_reader_end(&reader);
        continue;
      }
      const size_t n = input->cuts == 0 ? left : fuzz_piece(&state, left);
      tr_reader_feed(&reader, input->bytes + at, n);
      at += n;
    } else if (out->count < SEGMENTS) {
      out->at[out->count] = (size_t)segment.offset;
      out->elements[out->count++] = segment.element_count;
    }
  }
  tr_reader_done(&reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const fuzz_input input = fuzz_take(data, size);
  static found plain, streamed;
  read_by_pieces(&input, &streamed);
  if (!read_plainly(input.bytes, input.size, &plain)) return 0;
  fuzz_want(streamed.count >= plain.count, "no segment is lost");
  for (size_t i = 0; i < plain.count; i++)
    fuzz_want(streamed.at[i] == plain.at[i] &&
                  streamed.elements[i] == plain.elements[i],
              "both readers see the same segment");
  return 0;
}
