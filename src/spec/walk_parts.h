/* What the parts of the walk share: walk.c (moves), walk_find.c (searches),
 * walk_before.c and walk_astray.c (a segment out of its place), walk_tell.c
 * (words), hierarchy.c (HL and LX). Private to them. */
#ifndef TR_SPEC_WALK_PARTS_H
#define TR_SPEC_WALK_PARTS_H

#include "spec/walk.h"

/** What is counted when a loop opens. */
enum tr__walk_kind {
  TR__WALK_PLAIN, /**< nothing */
  TR__WALK_LEVEL, /**< a hierarchical level: its opener is an HL */
  TR__WALK_LINE   /**< a service line of an 837: its opener is an LX */
};

/** How the values of keys are compared. */
typedef enum tr__keys {
  TR__KEYS_EXACT, /**< byte for byte */
  TR__KEYS_FULL,  /**< likewise, and without keys the first element must be
                       one of its codes */
  TR__KEYS_LOOSE, /**< without blanks at the ends, and in capitals */
  TR__KEYS_ANY    /**< not at all: the id decides */
} tr__keys;

/** A child of an open loop; depth -1: none. */
typedef tr_walk_found tr__found;

/** Where a segment was put. */
typedef struct tr__taken {
  tr_spot spot;
  bool judge;    /**< its elements are to be judged */
  uint64_t skip; /**< but for these: bit n for element n */
  int opened;    /**< depth of the loop whose opener it is; -1: none */
  bool spare;    /**< it was told out of its place, and fills none */
} tr__taken;

/** @return Whether it is the same segment once more. */
static inline bool tr__is_twin(const tr_walk *walk, const tr_segment *segment) {
  return tr_walk_repeats(walk, segment->id, segment->bytes);
}

/* ---- sets of children */

/** @return Whether a child is in the set. */
static inline bool tr__set_has(const tr_walk_set *set, unsigned child) {
  return (set->bits[child / 64] >> child % 64 & 1) != 0;
}

/** Put a child into the set. */
static inline void tr__set_add(tr_walk_set *set, unsigned child) {
  set->bits[child / 64] |= (uint64_t)1 << child % 64;
}

/** @return Whether no child is in the set. */
static inline bool tr__set_is_empty(const tr_walk_set *set) {
  return (set->bits[0] | set->bits[1]) == 0;
}

/* ---- the guide */

/** @return The loop open at a depth. */
static inline const tr_spec_loop *tr__loop_at(const tr_walk *walk, int depth) {
  return &walk->spec->loops[walk->levels[depth].loop];
}

/** @return The segment a child is or begins with. */
static inline const tr_spec_segment *tr__opener(const tr_spec *spec,
                                                const tr_spec_child *child) {
  const uint16_t index = child->is_loop
                             ? spec->loops[child->index].children[0].index
                             : child->index;
  return &spec->segments[index];
}

/** @return Its order within its loop. */
static inline uint16_t tr__child_position(const tr_spec *spec,
                                          const tr_spec_child *child) {
  return child->is_loop ? spec->loops[child->index].position
                        : spec->segments[child->index].position;
}

/** @return How often it may stand in its loop; 0: any number. */
static inline uint16_t tr__child_most(const tr_spec *spec,
                                      const tr_spec_child *child) {
  return child->is_loop ? spec->loops[child->index].most
                        : spec->segments[child->index].most;
}

/** @return Whether its loop must have it. */
static inline bool tr__child_required(const tr_spec *spec,
                                      const tr_spec_child *child) {
  return (child->is_loop
              ? spec->loops[child->index].usage
              : spec->segments[child->index].usage) == TR_USAGE_REQUIRED;
}

/** @return The bit of an id in tr_walk_loop.ids. */
static inline uint64_t tr__id_bit(tr_code id) {
  return (uint64_t)1 << ((uint32_t)(id >> 40) * 0x9E3779B1U >> 26);
}

/**
 * Required children of an open loop that were not met.
 *
 * @param to Those before this child alone; child_count for all.
 */
static inline tr_walk_set tr__lacking(const tr_walk *walk, int depth,
                                      unsigned to) {
  const tr_walk_level *level = &walk->levels[depth];
  const tr_walk_set *required = &walk->loops[level->loop].required;
  tr_walk_set set;
  for (unsigned i = 0; i < TR_SPEC_CHILDREN / 64; i++)
    set.bits[i] =
        required->bits[i] & ~level->seen.bits[i] & ~level->excused.bits[i];
  if (tr__set_is_empty(&set)) return set;
  if (to < 64) {
    set.bits[0] &= ((uint64_t)1 << to) - 1;
    set.bits[1] = 0;
  } else if (to < TR_SPEC_CHILDREN) {
    set.bits[1] &= ((uint64_t)1 << (to - 64)) - 1;
  }
  return set;
}

/* ---- searches (walk_find.c) */

/** @return Whether the keys of a definition hold; the id is not looked at. */
bool tr__keys_hold(const tr_spec_segment *definition, const tr_segment *segment,
                   tr__keys keys);

/** @return The value of a key, borrowed; empty where it is absent. */
tr_str tr__key_value(const tr_spec_key *key, const tr_segment *segment);

/** @return How often a child of an open loop may be met; 0: any number. */
static inline unsigned tr__limit(const tr_walk *walk, int depth,
                                 unsigned child) {
  const uint16_t most =
      tr__child_most(walk->spec, &tr__loop_at(walk, depth)->children[child]);
  return most == 0 ? 0
                   : most + tr__set_has(&walk->levels[depth].guesses, child);
}

/** @return Whether a child of an open loop was met as often as it may be. */
bool tr__is_full(const tr_walk *walk, int depth, unsigned child);

/**
 * The innermost open loop that takes the segment in order.
 *
 * @param      id   In place of that of the segment.
 * @param[out] full The innermost that would, were it not full; may be NULL.
 */
tr__found tr__find_in_order(const tr_walk *walk, tr_code id,
                            const tr_segment *segment, tr__keys keys,
                            tr__found *full);

/** The innermost open loop that has the segment anywhere. */
tr__found tr__find_anywhere(const tr_walk *walk, const tr_segment *segment);

/** @return Index of the child of a loop that takes the segment, or -1; its
 *          opener is not looked at. */
int tr__find_child(const tr_spec *spec, uint16_t loop,
                   const tr_segment *segment, tr__keys keys);

/** @return Index of the first required child after the opener, or -1. */
int tr__first_required(const tr_spec *spec, uint16_t loop);

/** @return Whether the segment that ends an open loop was met. */
bool tr__is_over(const tr_walk *walk, int depth);

/** An open loop that repeats and has the segment as its first required child,
 * while no loop in it has as good a place for it: the opener of its next
 * instance may be missing. */
tr__found tr__find_repeat(const tr_walk *walk, const tr_segment *segment);

/** Which loops tr__find_unopened() looks at. */
typedef enum tr__unopened {
  TR__UNOPENED_ANY,      /**< all that may follow */
  TR__UNOPENED_REQUIRED, /**< required ones not met yet */
  TR__UNOPENED_FIRST     /**< those whose first required child it is */
} tr__unopened;

/** A loop that may follow and has the segment as a child: required ones
 * first, inner before outer ones. */
tr__found tr__find_unopened(const tr_walk *walk, const tr_segment *segment,
                            tr__unopened which);

/* ---- moves (walk.c) */

/** What is looked up of a loop. */
const tr_walk_loop *tr__walk_lookup(tr_walk *walk, uint16_t loop);

/**
 * Put a segment to a child in order: close the inner loops, open the child if
 * it is a loop, count.
 */
tr_spot tr__walk_move(tr_walk *walk, tr__found to);

/** Count a segment or loop that is out of order; nothing closes or opens. */
tr_spot tr__walk_count(tr_walk *walk, tr__found to);

/** The order of a loop goes on from its first required child, which came out
 * of order: what was optional before it is forgotten. */
void tr__walk_restart(tr_walk *walk, tr__found at);

/** The order of a loop goes back to a child: what came before it, came early.
 */
void tr__walk_back(tr_walk *walk, tr__found at);

/** Count a loop that is out of order, and open it in place of inner loops. */
tr_spot tr__walk_open(tr_walk *walk, tr__found to);

/** Place the segment at hand by what went before alone. */
void tr__walk_place(tr_walk *walk, const tr_segment *segment, tr__taken *taken);

/** The segment at hand has its place: judge it and go on. */
void tr__walk_finish(tr_walk *walk, const tr_segment *segment,
                     tr__taken *taken);

/** @return Where a segment of the guide stands; a constant child. */
tr_spot tr__walk_spot(const tr_walk *walk, uint16_t loop, uint16_t segment,
                      unsigned depth);

/** Close loops until `depth` is the innermost. */
void tr__walk_close(tr_walk *walk, int depth);

/* ---- what went before (walk_before.c) */

/** Before the guide is asked: whether what went before decides. */
bool tr__walk_before(tr_walk *walk, const tr_segment *segment,
                     tr__taken *taken);

/** The opener of an open loop that was told missing comes after all. */
void tr__walk_take_opener(tr_walk *walk, const tr_segment *segment, int depth,
                          tr__taken *taken);

/* ---- what follows decides (walk_try.c) */

/** Place the segment at hand so that what follows makes the best sense.
 * @return Whether it was placed; else tr__walk_place() does it. */
bool tr__walk_try(tr_walk *walk, const tr_segment *segment, tr__taken *taken);

/* ---- segments far from their loops (walk_apart.c) */

/** Remember what was told missing, or is seen to come.
 * @param child 0: the opener. */
void tr__apart_add(tr_walk *walk, tr_walk_state state, uint16_t loop,
                   uint16_t child);

/** Remember a segment that was told out of its place. */
void tr__apart_spare(tr_walk *walk, const tr_segment *segment);

/** @return Index of one told out of its place that is what a definition wants;
 *          -1: none. */
int tr__apart_spared(const tr_walk *walk, const tr_spec_segment *definition);

/** Forget one. */
void tr__apart_drop(tr_walk *walk, int found);

/** Forget one. @return Whether it was remembered. */
bool tr__apart_take(tr_walk *walk, tr_walk_state state, uint16_t loop,
                    uint16_t child);

/** What was to come and did not is told. */
void tr__apart_end(tr_walk *walk);

/** Forget what is too long ago; what was to come and did not is told. */
void tr__apart_age(tr_walk *walk);

/** @return Which of them a segment is, told missing or seen to come; or -1. */
int tr__apart_find(const tr_walk *walk, const tr_segment *segment);

/** Take a segment that was found so.
 * @param with What follows may be of its loop too. */
void tr__apart_settle(tr_walk *walk, const tr_segment *segment, int found,
                      bool with, tr__taken *taken);

/** Put a segment beside the open loops, as a child of one that is not open.
 * @param with What follows may be of that loop too. */
void tr__apart_put(tr_walk *walk, uint16_t loop, uint16_t child, bool with,
                   tr__taken *taken);

/** @return Whether one of the last segments stood apart. */
static inline bool tr__apart_any(const tr_walk *walk) {
  return walk->apart_count > 0;
}

/* ---- a segment out of its place (walk_astray.c) */

/**
 * A segment right after an opener that would pass by what its loop requires,
 * and fits an outer loop better: it stood before the opener.
 */
bool tr__walk_hasty(tr_walk *walk, const tr_segment *segment, tr__found found,
                    tr__taken *taken);

/** Decide where a segment goes that no open loop takes in order. */
void tr__walk_astray(tr_walk *walk, const tr_segment *segment, tr__found full,
                     tr__taken *taken);

/** Put a segment where the order would not. */
static inline void tr__stand_astray(tr__taken *taken, tr_spot spot) {
  taken->spot = spot;
  taken->spot.astray = true;
  taken->judge = true;
}

/* ---- words (walk_tell.c) */

/** TRX0101. */
void tr__tell_unknown(tr_walk *walk, const tr_segment *segment);

/** TRX0102: a segment, or the loop it opens, of the loop given. */
void tr__tell_astray(tr_walk *walk, const tr_segment *segment, uint16_t loop,
                     bool opens);

/** TRX0102: likewise, of a loop that is not open, or of which it comes late. */
void tr__tell_elsewhere(tr_walk *walk, const tr_segment *segment, uint16_t loop,
                        bool opens);

/**
 * TRX0103.
 *
 * @param opener The child of `loop` is a loop of which only the opener is
 *               missing.
 * @param end    The end of the segment before it.
 * @param next   Position of the segment after it.
 */
void tr__tell_missing(tr_walk *walk, uint16_t loop, const tr_spec_child *child,
                      bool opener, const tr_walk_end *end, uint32_t next);

/** TRX0104. */
void tr__tell_excess(tr_walk *walk, const tr_segment *segment, uint16_t loop,
                     const tr_spec_child *child);

/**
 * TRX0110, TRX0105 or TRX0109 blanks for the first key that does not hold.
 *
 * @return Bits of the elements of all keys.
 */
uint64_t tr__tell_keys(tr_walk *walk, const tr_segment *segment, uint16_t loop,
                       const tr_spec_segment *definition);

/* ---- what is counted (hierarchy.c) */

/** A set begins. */
void tr__hierarchy_begin(tr_walk *walk);

/**
 * The HL or LX of the loop at a depth (TRX0112, TRX0113).
 *
 * @param told Bit n: a fault of element n was told; its value means nothing.
 */
void tr__hierarchy_take(tr_walk *walk, const tr_segment *segment, int depth,
                        uint64_t told);

/** @return Whether an HL or LX that would open a loop has the numbers that are
 *          expected. */
bool tr__hierarchy_fits(const tr_walk *walk, const tr_segment *segment,
                        tr__found at);

/** The loop at a depth has opened without its HL or LX. */
void tr__hierarchy_miss(tr_walk *walk, int depth);

/** The HL or LX told missing has come after all: take that back. */
void tr__hierarchy_unmiss(tr_walk *walk, int depth);

/**
 * A loop at this depth closes (TRX0112 child, no-child).
 *
 * @param hollow There was nothing in it, which was told.
 */
void tr__hierarchy_close(tr_walk *walk, int depth, bool hollow);

/** @return Whether a level may follow below the one that is open at a depth:
 *          its HL04 does not say that none does. */
bool tr__hierarchy_may_open(const tr_walk *walk, tr__found at);

/** @return Whether HL02 names the level open at a depth. */
bool tr__hierarchy_is_parent(const tr_walk *walk, const tr_segment *segment,
                             int depth);

#endif
