/* An input taken apart without losing a byte: levels of the envelope and loops
 * of the guide as they open and close, segments in their order, and what stands
 * between them (terminators, line ends, padding, text that is no X12). What is
 * made of it is the sink's business: JSON (convert_json.h) or X12 again
 * (convert_x12.h). Loops are where tr_intake puts segments; there is no second
 * opinion here.
 *
 * Memory: one segment and a piece of input, whatever the input is. */
#ifndef TR_RENDER_CONVERT_H
#define TR_RENDER_CONVERT_H

#include <stdbool.h>
#include <stdint.h>

#include "spec/intake.h"

enum {
  TR_CONVERT_PIECE = 64 << 10,          /**< most bytes of a tail or a piece */
  TR_CONVERT_LEVELS = TR_SPEC_DEPTH + 5 /**< most levels inside each other */
};

/** What can hold segments. */
typedef enum tr_convert_kind {
  TR_CONVERT_INTERCHANGE,
  TR_CONVERT_GROUP,
  TR_CONVERT_SET,
  TR_CONVERT_LOOP
} tr_convert_kind;

/** A level that opens; what does not belong to its kind is NULL. */
typedef struct tr_convert_level {
  tr_convert_kind kind;
  const tr_interchange *interchange;
  const tr_group *group;
  const tr_transaction *set;
  const tr_spec *spec; /**< of a set that is read, else NULL */
  const tr_spec_loop *loop;
  bool astray; /**< a loop out of its order */
} tr_convert_level;

/**
 * Told of an input from its first byte to its last. Every byte is told exactly
 * once and in order: in a segment, in the tail after it, or in a piece. All
 * that is handed over is borrowed for the call.
 */
typedef struct tr_convert_sink {
  void *context; /**< handed to each */
  /** A level opens. NULL: of no interest; so of `close`. */
  void (*open)(void *context, const tr_convert_level *level);
  /** The innermost level closes. */
  void (*close)(void *context, tr_convert_kind kind);
  /** @param definition Its place in the guide; NULL where it has none. */
  void (*segment)(void *context, const tr_located *located,
                  const tr_spec_segment *definition);
  /** Terminators and padding after the segment told last; may be empty. Called
   * once for each. */
  void (*tail)(void *context, tr_str bytes);
  /** Bytes that are of no segment. @param offset Of the first in the stream. */
  void (*piece)(void *context, uint64_t offset, tr_str bytes);
} tr_convert_sink;

typedef struct tr_convert tr_convert;

/** @param sink Copied. @return Owned by the caller; NULL without memory. */
tr_convert *tr_convert_new(const tr_convert_sink *sink);

/** Take the next bytes. @return TR_OK or TR_ENOMEM, then only free is left. */
TR_NODISCARD tr_status tr_convert_feed(tr_convert *convert, const char *bytes,
                                       size_t n);

/** The input is over: all that is open closes. @return As above. */
TR_NODISCARD tr_status tr_convert_end(tr_convert *convert);

/** Free it; NULL is harmless. */
void tr_convert_free(tr_convert *convert);

#endif
