/* One input from bytes to segments with their place in a guide: reader,
 * envelope and walk in step, for everything that reads X12.
 *
 *   tr_intake_init(&intake, &options);
 *   tr_intake_feed(&intake, bytes, n);        as often as there are bytes
 *     while ((got = tr_intake_next(&intake, &located)) == TR_READ_SEGMENT) ...
 *   tr_intake_end(&intake);  and take the rest likewise
 *   tr_intake_done(&intake); */
#ifndef TR_SPEC_INTAKE_H
#define TR_SPEC_INTAKE_H

#include "spec/walk.h"
#include "x12/envelope.h"
#include "x12/reader.h"

/** A segment, what the envelope says of it and where the guide puts it. */
typedef struct tr_located {
  tr_segment segment;  /**< borrowed until the next call */
  bool in_set;         /**< of a set that is read: ST, its body or its SE */
  tr_spot spot;        /**< where in_set; else all zero */
  const tr_spec *spec; /**< of the set; NULL unless in_set */
} tr_located;

typedef struct tr_intake_options {
  tr_fault_fn *fault;
  void *context;             /**< handed to `fault` */
  tr_envelope_events events; /**< with a context of their own; may be zero */
  tr_seen *seen;             /**< as of tr_envelope_init() */
  /** Called for each segment of a set when its place is known and what is
   * missing before it was told of, before it is judged itself; may be NULL. The
   * last chance to finish what it ends (a claim) while its bytes are held. */
  void (*before)(void *context, const tr_segment *segment);
  void *before_context;
} tr_intake_options;

/** Fields but `reader` and `envelope` are private; the checker looks at `walk`
 * while `walking`. */
typedef struct tr_intake {
  tr_reader reader;     /**< for hold and release */
  tr_envelope envelope; /**< for what is open */
  tr_walk walk;
  tr_intake_options options;
  bool walking;       /* a set with a guide is open */
  bool waiting;       /* `segment` was read; what follows it is wanted */
  tr_segment segment; /* while waiting */
  tr_ahead ahead;
} tr_intake;

/** Begin an input. */
void tr_intake_init(tr_intake *intake, const tr_intake_options *options);

/** As tr_reader_feed(). @param bytes Borrowed likewise. @param n Any number. */
void tr_intake_feed(tr_intake *intake, const char *bytes, size_t n);

/** As tr_reader_end(). */
void tr_intake_end(tr_intake *intake);

/**
 * The next segment of the input, of whatever kind.
 *
 * @param[out] located Set on TR_READ_SEGMENT.
 * @return As tr_reader_next(); at TR_READ_END the envelope was closed too.
 */
TR_NODISCARD tr_read tr_intake_next(tr_intake *intake, tr_located *located);

/** Free its memory. */
void tr_intake_done(tr_intake *intake);

#endif
