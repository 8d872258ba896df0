/* The envelope of X12: ISA, GS, ST and their trailers, counts and control
 * numbers; and which transaction sets traction reads. */
#ifndef TR_X12_ENVELOPE_H
#define TR_X12_ENVELOPE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/map.h"
#include "base/status.h"
#include "base/str.h"
#include "diag/fault.h"
#include "x12/delims.h"
#include "x12/guide.h"
#include "x12/segment.h"

enum {
  TR_SHORT_BYTES = 40,  /**< longest header value kept whole, with its NUL */
  TR_HEADER_LINE = 160, /**< longest header segment kept for a caret */
  TR_SEEN_MOST = 200000 /**< control numbers remembered; later ones are not */
};

/** A short value of a header, copied. */
typedef struct tr_short {
  char p[TR_SHORT_BYTES]; /**< NUL-terminated; cut when longer */
  size_t n;               /**< real length in bytes */
} tr_short;

/** @return The value as far as it is kept, borrowed from it. */
static inline tr_str tr_short_str(const tr_short *value) {
  return (tr_str){value->p,
                  value->n < TR_SHORT_BYTES ? value->n : TR_SHORT_BYTES - 1};
}

/** Where a header stands, with its text for a caret. */
typedef struct tr_header {
  uint64_t ordinal;          /**< segment number in the file */
  uint64_t offset;           /**< stream offset */
  char line[TR_HEADER_LINE]; /**< the segment, empty when longer */
  size_t line_bytes;         /**< of line */
  uint32_t length;           /**< of the segment in bytes */
  bool damaged;              /**< its values mean nothing; reported */
} tr_header;

/** An interchange: ISA to IEA. Blanks are cut off its ids. */
typedef struct tr_interchange {
  tr_delims delims;
  char sender_qualifier[3];   /**< ISA05 */
  char sender[16];            /**< ISA06 */
  char receiver_qualifier[3]; /**< ISA07 */
  char receiver[16];          /**< ISA08 */
  char date[7];               /**< ISA09, YYMMDD */
  char time[5];               /**< ISA10, HHMM */
  char version[6];            /**< ISA12 */
  char control[10];           /**< ISA13 */
  char usage;                 /**< ISA15, P or T; NUL when unknown */
  uint64_t number;            /**< in this input, from 1 */
  bool refused;               /**< ISA unusable: nothing in it is read */
  bool repeated;              /**< ISA13 was used before (TRX0007) */
  tr_header header;
} tr_interchange;

/** A functional group: GS to GE. */
typedef struct tr_group {
  tr_short function;     /**< GS01 */
  tr_short sender;       /**< GS02 */
  tr_short receiver;     /**< GS03 */
  tr_short date;         /**< GS04, CCYYMMDD */
  tr_short time;         /**< GS05 */
  tr_short control;      /**< GS06 */
  tr_short version;      /**< GS08: version, release and guide */
  const tr_guide *guide; /**< NULL when unknown */
  bool refused;          /**< no set of it is read */
  bool implied;          /**< sets stand outside any group; no values */
  tr_header header;
} tr_group;

/** A transaction set: ST to SE. */
typedef struct tr_transaction {
  tr_short transaction;  /**< ST01 */
  tr_short control;      /**< ST02 */
  tr_short version;      /**< ST03; empty where not sent */
  const tr_guide *guide; /**< what it is; NULL when unknown */
  bool read;             /**< its body is handed to the consumer */
  uint64_t segments;     /**< so far, ST and SE included */
  tr_header header;
} tr_transaction;

/**
 * Told as levels open and close, in order; each may be NULL. The ends are
 * always told, also where the trailer is missing: then `trailer` is NULL.
 * Structs are borrowed during the call.
 */
typedef struct tr_envelope_events {
  void *context; /**< handed to each */
  void (*interchange_began)(void *context, const tr_interchange *interchange,
                            const tr_segment *isa);
  void (*group_began)(void *context, const tr_group *group,
                      const tr_segment *gs);
  void (*set_began)(void *context, const tr_transaction *set,
                    const tr_segment *st);
  void (*set_ended)(void *context, const tr_transaction *set,
                    const tr_segment *trailer);
  void (*group_ended)(void *context, const tr_group *group,
                      const tr_segment *trailer);
  void (*interchange_ended)(void *context, const tr_interchange *interchange,
                            const tr_segment *trailer);
} tr_envelope_events;

/**
 * Interchange control numbers used so far, to be shared by all inputs of a
 * run; bounded by TR_SEEN_MOST. Fields are private.
 */
typedef struct tr_seen {
  tr_map map;    /* hash of sender, receiver and ISA13 -> number of input */
  uint32_t file; /* the input being read */
} tr_seen;

/** Start with none. */
void tr_seen_init(tr_seen *seen);

/** The inputs that follow are another file. */
void tr_seen_next_file(tr_seen *seen);

/** Free the memory. */
void tr_seen_done(tr_seen *seen);

/** What to do with a segment. */
typedef enum tr_take {
  TR_TAKE_BODY,  /**< it belongs to the body of a set that is read */
  TR_TAKE_SKIP,  /**< envelope, stray, or of a set that is not read */
  TR_TAKE_FAILED /**< out of memory */
} tr_take;

/** What is remembered of one level while the one above it is open. Private. */
typedef struct tr_level {
  uint64_t count;  /* headers */
  uint64_t forced; /* of them closed by the next header, without trailer */
  uint64_t lost;   /* trailers without header */
  uint64_t late;   /* trailers that may still come, too late */
} tr_level;

/** The state of the envelope. Counts and open levels may be read. */
typedef struct tr_envelope {
  tr_fault_fn *fault;
  void *context;
  tr_envelope_events events;
  tr_seen *seen;
  tr_interchange interchange; /**< the open one, if in_interchange */
  tr_group group;             /**< the open one, if in_group */
  tr_transaction set;         /**< the open one, if in_set */
  bool in_interchange, in_group, in_set;
  uint64_t interchanges;     /**< begun in this input */
  uint64_t groups;           /**< begun in this input */
  uint64_t sets;             /**< begun in this input */
  uint64_t sets_read;        /**< of them those whose body is handed on */
  uint64_t acknowledgements; /**< TA1 segments */
  tr_map groups_seen;        /* GS06 of the interchange -> ordinal */
  tr_map sets_seen;          /* ST02 of the group -> ordinal */
  tr_level level[3];         /* interchange, group, set */
  bool stray;                /* the segment before was stray too */
  bool acknowledged;         /* the interchange has a TA1 */
  bool version_told;         /* TRX0009 on ISA12 was reported */
} tr_envelope;

/**
 * Start for one input.
 *
 * @param fault  Told of what is wrong. @param context Handed to `fault`.
 * @param events Copied; NULL for none.
 * @param seen   Shared over inputs, outlives the envelope; NULL when ISA13
 *               need not be unique.
 */
void tr_envelope_init(tr_envelope *envelope, tr_fault_fn *fault, void *context,
                      const tr_envelope_events *events, tr_seen *seen);

/** Free the memory. */
void tr_envelope_done(tr_envelope *envelope);

/**
 * Take the next segment of the input.
 *
 * @return See tr_take. Events and faults are told before it returns.
 * @source x12-envelope
 */
TR_NODISCARD tr_take tr_envelope_take(tr_envelope *envelope,
                                      const tr_segment *segment);

/**
 * The input has ended: close what is open.
 *
 * @param truncated Whether the reader has already reported the cut.
 */
void tr_envelope_end(tr_envelope *envelope, bool truncated);

#endif
