/* Walks a transaction set along its guide: says of each segment which loop it
 * belongs to, and tells of everything that departs from the guide.
 *
 * Where a segment could stand in two open loops, it goes to the innermost that
 * can take it in order. One fault gives one finding: after a fault the walk
 * goes on at the next segment, and what follows from the fault is not told.
 * Where more than one thing may be wrong, what follows decides, as far as the
 * caller shows it: tr_walk_doubts(), tr_walk_look(), tr_walk_segment().
 *
 * Faults told of (rule, wording, arguments); `segment` is an id, `loop` a loop
 * with its label, `element` a name as "NM109", `label` our words for it:
 *
 *   TRX0101  unknown      segment, loop               no segment of X12 5010
 *            not-in-set   segment, loop               of no loop of this guide
 *            not-here     segment, loop               of no loop open here
 *   TRX0102  -            segment, loop, after        after: id it came after
 *            loop         segment, loop, after        a loop out of order
 *            elsewhere, loop-elsewhere                likewise, of a loop that
 *                                                     is not open here
 *   TRX0103  -            segment, label, loop
 *            loop         segment, label, loop        a loop is missing
 *   TRX0104  -            segment, label, limit
 *            loop         segment, label, limit       a loop too often
 *   TRX0105  -            element, label
 *   TRX0106  -            element, label
 *   TRX0107  elements     segment, limit, found
 *            components   element, limit, found
 *            repetitions  element, limit, found
 *            trailing     segment                     has a safe fix
 *            trailing-components  element             has a safe fix
 *   TRX0108  short, long, lenient  element, label, found, limit
 *   TRX0109  number, decimal, date, time, period  element, label, value
 *            blanks       element, label              leading or trailing; fix
 *   TRX0110  -            element, label, value
 *            lenient      element, label, value       the public maps disagree
 *   TRX0111  P, R, E, C, L  segment, elements         elements: "05 and 06"
 *   TRX0112  number       found, expected             HL01
 *            first        found                       HL01 of a set is not 1
 *            parent       found, expected             HL02
 *            no-child, child                          HL04
 *   TRX0113  -            found, expected
 *
 * `value` is empty where the element is personal. Each fault has tr_syntax. */
#ifndef TR_SPEC_WALK_H
#define TR_SPEC_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "diag/fault.h"
#include "spec/ahead.h"
#include "spec/spec.h"
#include "x12/segment.h"

/** Where a segment belongs. */
typedef struct tr_spot {
  const tr_spec_segment *segment; /**< NULL: the guide has no place for it */
  const tr_spec_loop *loop; /**< the loop it was put into, or that is open */
  bool opens;        /**< it opens that loop: a new instance begins; so does the
                       first segment of a loop whose opener is missing, and
                       not an opener that comes after it */
  bool astray;       /**< not in order: its loop is a guess */
  bool beside;       /**< astray, and what was open before goes on after it */
  uint8_t depth;     /**< of the loop, 0 = the set */
  uint32_t position; /**< in its set, ST = 1 */
} tr_spot;

enum {
  TR_WALK_LOOPS = 256, /**< most loops of a guide */
  TR_WALK_GAPS = 32,   /**< places kept of what is missing; then the last */
  TR_WALK_CLOSED = 4,  /**< loops remembered that one segment closed */
  TR_WALK_APART = 4    /**< remembered of what stands far from its loop */
};

/** A set of a loop's children. Private. */
typedef struct tr_walk_set {
  uint64_t bits[TR_SPEC_CHILDREN / 64];
} tr_walk_set;

/** What is looked up of a loop, made when it first opens. Private. */
typedef struct tr_walk_loop {
  bool made;
  uint64_t ids;         /* hashes of the ids its children begin with, but for
                           its opener */
  tr_walk_set required; /* children without its opener */
  uint8_t first;        /* its first required child; 0: none */
  uint8_t kind;         /* what its opener counts: tr__walk_kind */
  bool holds_loops;     /* has loops as children */
} tr_walk_loop;

/** An open loop. Private. */
typedef struct tr_walk_level {
  uint16_t loop;    /* index */
  uint16_t child;   /* last child taken in order */
  uint16_t from;    /* first child that may follow in order */
  uint16_t taken;   /* segments and loops of it so far; stays at most 65535 */
  bool doubtful;    /* its opener was missing or wrong: it lacks nothing */
  bool unopened;    /* its opener was told missing */
  bool guessed;     /* which loop it is, is a guess */
  tr_code first;    /* first element of its first required child */
  tr_walk_set seen; /* children met */
  tr_walk_set gaps; /* those known to be skipped */
  tr_walk_set excused; /* those that may lack without a word */
  tr_walk_set guesses; /* met under another code: one more is not too many */
  uint16_t counts[TR_SPEC_CHILDREN]; /* of those seen */
} tr_walk_level;

/** Where a segment ends: a place for what is missing after it. Private. */
typedef struct tr_walk_end {
  uint64_t ordinal, line_offset, offset;
} tr_walk_end;

/** A required child that was skipped. Private. */
typedef struct tr_walk_gap {
  tr_walk_end end;   /* of the segment before it */
  uint32_t position; /* of the segment after it */
  uint16_t child;
  uint8_t depth;
} tr_walk_gap;

/** A loop that the last segment closed. Private. */
typedef struct tr_walk_closed {
  uint16_t loop;
  uint8_t depth;
  tr_walk_set seen, told; /* children met; those told missing */
} tr_walk_closed;

/** A child of an open loop. Private. */
typedef struct tr_walk_found {
  int depth;      /**< of that loop; -1: none */
  uint16_t child; /**< index in its children */
} tr_walk_found;

/** What is known of a segment that stands apart from its loop. Private. */
typedef enum tr_walk_state {
  TR_WALK_EARLY, /* it was told out of order and may lack elsewhere */
  TR_WALK_OWED,  /* it was told missing; it may come */
  TR_WALK_DUE    /* it was seen to come; nothing is told yet */
} tr_walk_state;

/** A segment that stands apart from its loop. Private. */
typedef struct tr_walk_apart {
  tr_walk_state state;
  uint32_t since;   /* position at which this was known */
  tr_code id, code; /* EARLY: of the segment and of its first element */
  tr_walk_end end;  /* DUE: where it lacks */
  uint16_t loop;    /* OWED, DUE: index of its loop */
  uint16_t child;   /* likewise: in it; 0: the opener */
} tr_walk_apart;

/** An open hierarchical level. Private. */
typedef struct tr_walk_hl {
  uint64_t number; /* HL01 as sent; 0 where it was missing */
  uint64_t count;  /* its count in the set */
  tr_walk_end at;  /* its HL04: offset of the value */
  uint32_t position;
  uint32_t length; /* of HL04 */
  uint8_t depth;   /* of its loop */
  uint16_t loop;   /* index */
  char children;   /* HL04 as sent; NUL unless one character */
  bool parent;     /* a child was met */
} tr_walk_hl;

/** Fields are private. */
typedef struct tr_walk {
  const tr_spec *spec;
  tr_fault_fn *fault;
  void *context;
  /* called when a segment has its place and what it closes was told of, before
   * it is judged itself; NULL after tr_walk_begin() */
  void (*placed)(void *context, const tr_segment *segment);
  void *placed_context;
  uint8_t depth;        /* of the innermost open loop */
  int32_t stray;        /* loop open out of order beside them, or -1 */
  uint8_t stray_depth;  /* where it would stand */
  uint8_t stray_base;   /* depth of the outermost of them */
  uint32_t stray_since; /* position of the first segment beside them */
  uint32_t position;    /* of the segment at hand, ST = 1 */
  uint32_t trouble;     /* of the last segment out of its place */
  uint32_t unknown;     /* of the last segment that nobody knows */
  uint32_t opened;      /* of the last segment that opened a loop */
  bool forgiving;       /* one required child is excused by it */
  bool chained;         /* all since that one were out of their places */
  uint32_t guessed;     /* of the last one under another code */
  uint32_t unopened;    /* of the last one whose loop had no opener ... */
  uint32_t explained;   /* ... and of which that stood elsewhere */
  tr_code last_id;      /* of the last segment */
  const tr_spec_segment *last_segment; /* what it was; or NULL */
  tr_walk_end last;                    /* its end */
  size_t last_length;                  /* its bytes: how many, */
  char last_head[16];                  /* the first, */
  char last_tail[8];                   /* and the last, where there are more */
  uint64_t hl_seen;     /* HL segments of the set, told missing included */
  uint64_t hl_last;     /* number of the last one */
  bool hl_free;         /* the next may go on with or without a missing one */
  uint8_t hl_count;     /* of hl */
  uint64_t line_last;   /* LX01 of the last line, 837 */
  bool line_free;       /* as hl_free */
  uint8_t closed_count; /* of closed */
  uint8_t gap_count;    /* of gaps */
  uint8_t apart_count;  /* of apart */
  uint32_t closed_at;   /* position of the segment that closed them */
  uint32_t known_at;    /* position of the segment of which is known ... */
  tr_walk_found known;  /* ... its place in order */
  tr_walk_found full;   /* ... and the first that is full */
  uint32_t sound_at;    /* likewise: nothing lacks before it */
  bool sound;           /* nothing is passed by: what lacks was looked for */
  uint32_t looked;      /* how often what follows was looked at */
  const tr_segment *ahead; /* what follows the segment at hand; or NULL */
  uint32_t ahead_count;
  bool trial; /* a copy, to see what comes of it */
  tr_walk_apart apart[TR_WALK_APART];
  bool closed_lacking; /* some of closed was told missing */
  tr_walk_closed closed[TR_WALK_CLOSED];
  tr_walk_gap gaps[TR_WALK_GAPS];
  tr_walk_hl hl[TR_SPEC_DEPTH]; /* outermost first */
  tr_walk_level levels[TR_SPEC_DEPTH];
  tr_walk_loop loops[TR_WALK_LOOPS];
} tr_walk;

/**
 * Begin a set.
 *
 * @param spec  Its guide; constant.
 * @param fault Told of departures, in order of the segments; those of a missing
 *              segment when its loop closes.
 */
void tr_walk_begin(tr_walk *walk, const tr_spec *spec, tr_fault_fn *fault,
                   void *context);

/**
 * Ask whether what follows the next segment is wanted to place it well. It may
 * be had by tr_walk_look(); else the walk decides by what went before.
 *
 * @param segment As of tr_walk_segment().
 */
bool tr_walk_doubts(tr_walk *walk, const tr_segment *segment);

/** Show what follows. @param ahead Borrowed until tr_walk_segment() is back. */
static inline void tr_walk_look(tr_walk *walk, const tr_ahead *ahead) {
  walk->ahead = ahead->segments;
  walk->ahead_count = ahead->count;
}

/**
 * Take the next segment, ST and SE included.
 *
 * @param segment Borrowed for the call. Elements the reader marked as damaged
 *                are not judged again.
 * @return Where it belongs.
 */
tr_spot tr_walk_segment(tr_walk *walk, const tr_segment *segment);

/** @return Whether bytes of a segment are those of the last one: too many, and
 *          nothing else. @param id Its packed id. */
static inline bool tr_walk_repeats(const tr_walk *walk, tr_code id,
                                   tr_str bytes) {
  const size_t n = bytes.n;
  const size_t head = sizeof walk->last_head, tail = sizeof walk->last_tail;
  if (id != walk->last_id || n != walk->last_length) return false;
  if (n < head) return memcmp(bytes.p, walk->last_head, n) == 0;
  return memcmp(bytes.p, walk->last_head, head) == 0 &&
         memcmp(bytes.p + n - tail, walk->last_tail, tail) == 0;
}

/** @return The innermost open loop; loop 0 where only the set is open. */
static inline const tr_spec_loop *tr_walk_loop_of(const tr_walk *walk) {
  return &walk->spec->loops[walk->levels[walk->depth].loop];
}

/** End a set whose SE is missing: what is still open lacks nothing. */
void tr_walk_abandon(tr_walk *walk);

/**
 * Judge the elements of a segment outside a set (ISA, GS, TA1, GE, IEA).
 *
 * @param definition tr_spec_control() of its id.
 */
void tr_walk_control(const tr_spec_segment *definition,
                     const tr_segment *segment, tr_fault_fn *fault,
                     void *context);

#endif
