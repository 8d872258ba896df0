/* Finding delimiters 32 bytes at a time. The plain version is the reference;
 * the SSE2 one gives the same bits and is tested against it. */
#ifndef TR_X12_SCAN_H
#define TR_X12_SCAN_H

#include <stddef.h>
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { TR_SCAN_BYTES = 32 };

/** Bit i speaks of byte i. */
typedef struct tr_marks {
  uint32_t element; /**< element separators */
  uint32_t segment; /**< segment terminators */
  uint32_t odd;     /**< control or non-ASCII bytes that are neither */
} tr_marks;

/**
 * Mark up to TR_SCAN_BYTES bytes, one by one.
 *
 * @param n 0 to TR_SCAN_BYTES; bits from n on are 0.
 */
static inline tr_marks tr_scan_reference(const char *p, size_t n, char element,
                                         char segment) {
  tr_marks marks = {0, 0, 0};
  for (size_t i = 0; i < n; i++) {
    const uint32_t bit = (uint32_t)1 << i;
    const unsigned char byte = (unsigned char)p[i];
    if (p[i] == element)
      marks.element |= bit;
    else if (p[i] == segment)
      marks.segment |= bit;
    else if (byte < 0x20 || byte >= 0x7F)
      marks.odd |= bit;
  }
  return marks;
}

#if defined(__SSE2__)
/** Mark 16 bytes; bits above them are 0. */
static inline tr_marks tr__scan_half(const char *p, __m128i element,
                                     __m128i segment) {
  __m128i x;
  __builtin_memcpy(&x, p, sizeof x);
  const uint32_t e = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(x, element));
  const uint32_t s = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(x, segment));
  /* As signed bytes, 0x80 to 0xFF are below the blank as well. */
  const uint32_t low = (uint32_t)_mm_movemask_epi8(
      _mm_or_si128(_mm_cmplt_epi8(x, _mm_set1_epi8(0x20)),
                   _mm_cmpeq_epi8(x, _mm_set1_epi8(0x7F))));
  return (tr_marks){e, s & ~e, low & ~(e | s)};
}
#endif

/** Mark exactly TR_SCAN_BYTES bytes, the fastest way this machine has. */
static inline tr_marks tr_scan_block(const char *p, char element,
                                     char segment) {
#if defined(__SSE2__)
  const __m128i e = _mm_set1_epi8(element);
  const __m128i s = _mm_set1_epi8(segment);
  const tr_marks a = tr__scan_half(p, e, s);
  const tr_marks b = tr__scan_half(p + 16, e, s);
  return (tr_marks){a.element | b.element << 16, a.segment | b.segment << 16,
                    a.odd | b.odd << 16};
#else
  return tr_scan_reference(p, TR_SCAN_BYTES, element, segment);
#endif
}

#endif
