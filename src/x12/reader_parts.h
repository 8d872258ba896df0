/* What the three parts of the reader share: reader.c (bytes, padding, hold),
 * reader_head.c (start of the input, ISA), reader_body.c (segments). Private to
 * them. A step returns a tr_read, or TR__STEP_ON to take the next step. */
#ifndef TR_X12_READER_PARTS_H
#define TR_X12_READER_PARTS_H

#include "x12/reader.h"

/** What is expected at `at`. */
enum tr__state {
  TR__HEAD,    /**< the first bytes of the input */
  TR__BLANK,   /**< blanks before the first ISA */
  TR__FIRST,   /**< the first ISA, if it is one */
  TR__BETWEEN, /**< after IEA */
  TR__INSIDE,  /**< between ISA and IEA */
  TR__OVER,    /**< in the rest of an oversize segment */
  TR__LOST,    /**< after an ISA that gives no delimiters */
  TR__END
};

/** Line ends since the last terminator: a single one is how files are
 * written, more are noted. */
enum tr__line {
  TR__LINE_NONE,   /**< none: one is free */
  TR__LINE_RETURN, /**< a CR: the LF that follows is free */
  TR__LINE_DONE    /**< any further blank is noted */
};

enum {
  TR__STEP_ON = TR_READ_FAILED + 1, /**< beside tr_read */
  TR__BYTE_TEXT = 5                 /**< room for "0x1B" and a NUL */
};

/** "Nowhere" as a stream offset. */
#define TR__NONE UINT64_MAX

/** @return First byte that must stay in sight. */
static inline uint64_t tr__reader_keep(const tr_reader *reader) {
  if (reader->holding) return reader->hold;
  return reader->looking ? reader->segment : reader->at;
}

/** @return Bytes in sight from `at` on. */
static inline size_t tr__reader_sight(const tr_reader *reader) {
  return (size_t)(tr_window_end(&reader->window) - reader->at);
}

/** @return The bytes at `at`; only where some are in sight. */
static inline const char *tr__reader_here(const tr_reader *reader) {
  return tr_window_at(&reader->window, reader->at);
}

/**
 * Bring more bytes into sight.
 *
 * @param[out] ended Whether there are none and never will be.
 * @return TR__STEP_ON, TR_READ_MORE or TR_READ_FAILED.
 */
int tr__reader_more(tr_reader *reader, bool *ended);

/** Bring n bytes into sight, or all there are. @return As above. */
int tr__reader_want(tr_reader *reader, size_t n);

/** Hand a fault to the caller. */
void tr__reader_report(const tr_reader *reader, const tr_fault *fault);

/** A place outside any segment. */
tr_place tr__reader_point(const tr_reader *reader, uint64_t offset,
                          uint64_t length);

/** TRX0012, once per input: the first such place stands for all. */
void tr__reader_tolerate(tr_reader *reader, const char *variant,
                         uint64_t offset, uint64_t length);

/** TRX0109 for the first odd byte of a segment. */
void tr__reader_report_odd(tr_reader *reader, const tr_segment *segment);

/** Write a byte as 'x' or 0x1B. @param[out] text TR__BYTE_TEXT bytes. */
tr_str tr__byte_text(char byte, char *text);

/** Skip blanks and line ends before a segment. @return A step. */
int tr__reader_skip_padding(tr_reader *reader);

/** Padding is behind: note it if it deserves that. */
void tr__reader_note_padding(tr_reader *reader);

/** Make room for element starts. @return Whether there is. */
bool tr__reader_room(tr_reader *reader, size_t starts);

/**
 * View bytes from `at` on as a segment, with the starts scanned.
 *
 * @param[out] segment Set but for its id and flags, which are 0.
 */
void tr__reader_view(tr_reader *reader, size_t bytes, tr_segment *segment);

/** The element or component around a byte of a segment. */
void tr__segment_place_byte(const tr_segment *segment, size_t byte,
                            tr_place *place);

/** The segment is handed on; the next begins at stream offset `next`. */
void tr__reader_hand_on(tr_reader *reader, tr_segment *segment, uint64_t next);

/** Lose the hold when it has grown beyond its limits (TRX0108). */
void tr__reader_check_hold(tr_reader *reader);

/** Nothing follows. @return TR_READ_END. */
int tr__reader_finish(tr_reader *reader);

/** @return A step: the first bytes. */
int tr__reader_read_head(tr_reader *reader);

/** @return A step: blanks before the first ISA. */
int tr__reader_read_blank(tr_reader *reader);

/** @return A step: the first ISA, or TRX0001. */
int tr__reader_read_first(tr_reader *reader, tr_segment *out);

/** @return A step: whether an ISA, good or bad, stands here. */
int tr__reader_look_at_isa(tr_reader *reader, tr_isa *isa);

/** @return A step: take the ISA that stands here. */
int tr__reader_take_isa(tr_reader *reader, const tr_isa *isa, tr_segment *out);

/** @return A step: search the next good ISA. */
int tr__reader_search_isa(tr_reader *reader);

/** @return A step: a segment. */
int tr__reader_read_segment(tr_reader *reader, tr_segment *out);

/** @return A step: the rest of an oversize segment. */
int tr__reader_skip_rest(tr_reader *reader);

#endif
