/* Regions of the body as a set of bits. Notes, diagnoses and film codes are
 * all brought to these, so that agreement is one operation on integers. */
#ifndef TR_BASE_REGION_H
#define TR_BASE_REGION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* One row per region: name of the bit, bit number, word used in notes. The
 * first five are the spinal regions of the manipulation codes. */
#define TR_REGION_MAP(X)          \
  X(CERVICAL, 0, "cervical")      \
  X(THORACIC, 1, "thoracic")      \
  X(LUMBAR, 2, "lumbar")          \
  X(SACRAL, 3, "sacral")          \
  X(PELVIC, 4, "pelvic")          \
  X(HEAD, 5, "head")              \
  X(SHOULDER, 6, "shoulder")      \
  X(ELBOW, 7, "elbow")            \
  X(WRIST_HAND, 8, "wrist-hand")  \
  X(HIP, 9, "hip")                \
  X(KNEE, 10, "knee")             \
  X(ANKLE_FOOT, 11, "ankle-foot") \
  X(RIB, 12, "rib")               \
  X(ABDOMEN, 13, "abdomen")       \
  X(ANY, 14, "any")

/** A set of regions; 0 is "none known". */
typedef uint32_t tr_regions;

enum {
#define TR_REGION_ENUM(name, bit, text) TR_REGION_##name = 1 << (bit),
  TR_REGION_MAP(TR_REGION_ENUM)
#undef TR_REGION_ENUM
};

/** The five regions that spinal manipulation counts. */
#define TR_REGIONS_SPINE                                                     \
  ((tr_regions)(TR_REGION_CERVICAL | TR_REGION_THORACIC | TR_REGION_LUMBAR | \
                TR_REGION_SACRAL | TR_REGION_PELVIC))
#define TR_REGIONS_UPPER_LIMB \
  ((tr_regions)(TR_REGION_SHOULDER | TR_REGION_ELBOW | TR_REGION_WRIST_HAND))
#define TR_REGIONS_LOWER_LIMB \
  ((tr_regions)(TR_REGION_HIP | TR_REGION_KNEE | TR_REGION_ANKLE_FOOT))
#define TR_REGIONS_LIMBS (TR_REGIONS_UPPER_LIMB | TR_REGIONS_LOWER_LIMB)

enum {
  TR_REGIONS_TEXT = 160 /**< bytes that hold any set as text and a NUL */
};

/**
 * Read the name of a region, without regard to case: the words of
 * TR_REGION_MAP, "occiput" (cervical), the junctions "cervicothoracic",
 * "thoracolumbar", "lumbosacral", "sacroiliac", and "upper-limb",
 * "lower-limb", "spine-wide" (all five), "multiple", "unspecified" (any).
 * Vague words ("back", "spine") are refused.
 *
 * @param      name    Borrowed; blanks at the ends are ignored.
 * @param[out] regions Set only when true is returned.
 * @return Whether the word names a region.
 */
bool tr_regions_read(tr_str name, tr_regions *regions);

/**
 * The region of a spinal level or joint as notes name it: C0-C7, T1-T12,
 * L1-L5, S1-S5, SI, pelvis, coccyx, or any word tr_regions_read() takes.
 *
 * @param      level   Borrowed.
 * @param[out] regions Set only when true is returned.
 * @return Whether the level exists (C8 and T13 do not).
 */
bool tr_regions_of_level(tr_str level, tr_regions *regions);

/**
 * @param region One bit.
 * @return Its word, constant; "none" when it is not exactly one known bit.
 */
const char *tr_region_name(tr_regions region);

/**
 * Write a set as people read it: "cervical, lumbar"; "none" for 0.
 *
 * @param[out] text At least TR_REGIONS_TEXT bytes; NUL-terminated.
 * @return Length in bytes.
 */
size_t tr_regions_text(tr_regions regions, char *text);

/** @return Whether the sets share a region; TR_REGION_ANY meets all but 0. */
static inline bool tr_regions_meet(tr_regions a, tr_regions b) {
  if (a == 0 || b == 0) return false;
  return ((a | b) & TR_REGION_ANY) != 0 || (a & b) != 0;
}

/** @return How many of the five spinal regions are in the set, 0 to 5. */
static inline int tr_regions_spinal_count(tr_regions regions) {
  return __builtin_popcount(regions & TR_REGIONS_SPINE);
}

#endif
