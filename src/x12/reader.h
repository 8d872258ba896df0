/* The streaming reader: bytes are pushed in, segments are pulled out.
 *
 * Bytes fed are borrowed, not copied, until tr_reader_next() asks for more;
 * then only the unfinished tail (and a held run) is copied into a window of
 * bounded size. Memory does not grow with the input. What the caller sees does
 * not depend on how the input is cut into chunks.
 *
 *   while ((got = tr_reader_next(&reader, &segment)) != TR_READ_END) {
 *     if (got == TR_READ_FAILED) ...           out of memory
 *     if (got == TR_READ_MORE) feed or end;    the last chunk may be reused
 *     else tr_envelope_take(&envelope, &segment);
 *   }
 *   tr_envelope_end(&envelope, tr_reader_truncated(&reader));
 */
#ifndef TR_X12_READER_H
#define TR_X12_READER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "base/str.h"
#include "diag/fault.h"
#include "x12/delims.h"
#include "x12/segment.h"
#include "x12/window.h"

/** Stated limits; whatever exceeds one is reported, never stored. */
typedef struct tr_reader_limits {
  uint32_t segment_bytes; /**< one segment; 1 to 2^30 */
  uint32_t held_bytes;    /**< a held run */
  uint32_t held_segments; /**< a held run */
} tr_reader_limits;

/** 1 MiB a segment; 16 MiB or 200,000 segments a held run. */
extern const tr_reader_limits tr_reader_limits_default;

/** What tr_reader_next() found. */
typedef enum tr_read {
  TR_READ_SEGMENT, /**< a segment */
  TR_READ_MORE,    /**< feed more bytes, or say that there are none */
  TR_READ_END,     /**< nothing follows */
  TR_READ_FAILED   /**< out of memory; reading is over */
} tr_read;

/** Fields are private. */
typedef struct tr_reader {
  tr_window window; /* the bytes in sight */
  tr_reader_limits limits;
  tr_fault_fn *fault;
  void *context;
  tr_delims delims;        /* those in force */
  unsigned state;          /* what is expected at `at` */
  uint64_t at;             /* stream offset of the next unread byte */
  uint64_t scan;           /* bytes before it have been looked at */
  uint64_t odd;            /* first odd byte of the segment; UINT64_MAX none */
  uint64_t segment;        /* stream offset of the segment handed last */
  uint64_t ordinal;        /* of the segment handed last */
  uint32_t *starts;        /* element starts of the segment being read */
  size_t room;             /* of starts */
  uint32_t count;          /* starts in use */
  uint64_t hold;           /* stream offset of the held run */
  uint32_t held;           /* segments handed since the hold */
  uint64_t blank;          /* first padding byte that deserves a note */
  unsigned line;           /* line end seen since the last terminator */
  char control[10];        /* ISA13 of the open interchange */
  bool scanning;           /* a segment is under way; `scan` holds */
  bool holding, hold_lost; /* at most one */
  bool looking;            /* the segment handed last is still needed */
  bool quiet;              /* in an interchange that is refused as a whole */
  bool tolerated, wrapped; /* TRX0012, TRX0109 line-end: already told */
  bool padded, blank_line; /* kinds of padding since `blank` */
  bool bom;                /* the input begins with a byte order mark */
  bool truncated, not_x12;
} tr_reader;

/**
 * Start reading an input.
 *
 * @param fault   Told of everything wrong at the level of bytes, in order.
 * @param context Handed to `fault`.
 * @param limits  Copied; NULL = tr_reader_limits_default.
 */
void tr_reader_init(tr_reader *reader, tr_fault_fn *fault, void *context,
                    const tr_reader_limits *limits);

/** Free the reader's memory; it may be started again. */
void tr_reader_done(tr_reader *reader);

/**
 * Hand over the next bytes. Only at the start and after TR_READ_MORE.
 *
 * @param bytes Borrowed until tr_reader_next() returns TR_READ_MORE or
 *              TR_READ_END. @param n Any number.
 */
void tr_reader_feed(tr_reader *reader, const char *bytes, size_t n);

/** Say that no bytes follow. */
void tr_reader_end(tr_reader *reader);

/**
 * Read the next segment.
 *
 * @param[out] segment Set on TR_READ_SEGMENT; borrowed until the next call of
 *                     any function that takes a non-const reader, but for
 *                     hold and release.
 * @return See tr_read.
 */
TR_NODISCARD tr_read tr_reader_next(tr_reader *reader, tr_segment *segment);

/**
 * Look at the bytes behind the segment handed last, without reading them.
 *
 * @param      n     How many; fewer come only where the input ends.
 * @param[out] bytes Set on TR_READ_SEGMENT; borrowed until the next call of any
 *                   function that takes a non-const reader.
 * @return TR_READ_SEGMENT; TR_READ_MORE: feed or end, and ask again;
 *         TR_READ_FAILED.
 */
TR_NODISCARD tr_read tr_reader_ahead(tr_reader *reader, size_t n,
                                     tr_str *bytes);

/**
 * Find the segment handed last again, whose bytes tr_reader_ahead() may have
 * moved.
 *
 * @param segment As it was handed.
 */
void tr_reader_again(const tr_reader *reader, tr_segment *segment);

/**
 * Keep all bytes from the segment handed last on together until the release,
 * so that values stay readable by their offset in the run. A run that exceeds
 * the limits (TRX0108 claim-limit), or meets an oversize segment, is lost.
 */
void tr_reader_hold(tr_reader *reader);

/** End the hold. */
void tr_reader_release(tr_reader *reader);

/**
 * The held run: from the held segment to the end of the segment handed last,
 * terminators and line ends between them included. It may move with each
 * tr_reader_next() or feed: keep offsets, not pointers.
 *
 * @param[out] run    Borrowed until the next call. @param[out] offset Its
 *                    stream offset.
 * @return TR_OK; TR_ELIMIT when the hold was lost; TR_ENOTFOUND without hold.
 */
TR_NODISCARD tr_status tr_reader_held(const tr_reader *reader, tr_str *run,
                                      uint64_t *offset);

/** @return The delimiters in force; all NUL before the first ISA. */
static inline const tr_delims *tr_reader_delims(const tr_reader *reader) {
  return &reader->delims;
}

/** @return Whether the input ended inside a segment (or its ISA). */
static inline bool tr_reader_truncated(const tr_reader *reader) {
  return reader->truncated;
}

/** @return Whether the input is not X12 at all (TRX0001 was reported). */
static inline bool tr_reader_not_x12(const tr_reader *reader) {
  return reader->not_x12;
}

/** @return Number of the segment handed last, from 1; 0 before the first. */
static inline uint64_t tr_reader_ordinal(const tr_reader *reader) {
  return reader->ordinal;
}

#endif
