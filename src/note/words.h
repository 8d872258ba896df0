/* The vocabularies of chart notes: which words each key knows. A word outside
 * its vocabulary is kept as text; the rules speak about it. */
#ifndef TR_NOTE_WORDS_H
#define TR_NOTE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/region.h"
#include "base/str.h"

/* One row per vocabulary: name, words in the order of their numbers. */
#define TR_WORDS_MAP(X)                                                        \
  X(KIND, "cmt", "traction", "manual", "massage", "exercise", "neuromuscular", \
    "activities", "gait", "heat-cold", "estim-unattended", "estim-attended",   \
    "ultrasound", "laser", "needling", "acupuncture", "exam", "x-ray",         \
    "other")                                                                   \
  X(METHOD, "mechanical", "manual", "roller", "decompression",                 \
    "flexion-distraction", "inversion", "hydro")                               \
  X(DEVICE, "motorized-table", "pneumatic", "over-door", "halter",             \
    "gravity-inversion", "roller-table", "decompression-table",                \
    "flexion-distraction-table", "hydro-table", "other")                       \
  X(MODE, "static", "intermittent", "progressive")                             \
  X(POSITION, "supine", "prone", "seated", "standing", "side-lying")           \
  X(SIDE, "left", "right", "both")                                             \
  X(BY, "DC", "CA", "PT", "PTA", "LMT", "other")                               \
  X(PHASE, "active", "maintenance", "wellness")                                \
  X(STATUS, "active", "resolved", "history")                                   \
  X(FORCE_UNIT, "lb", "kg", "N", "%bw")                                        \
  X(WEIGHT_UNIT, "lb", "kg")                                                   \
  X(INSTRUMENT, "ODI", "NDI", "RMDQ", "NPRS", "PSFS", "LEFS", "DASH", "other") \
  X(LEVEL, "C0", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "T1", "T2", "T3",   \
    "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T12", "L1", "L2", "L3", \
    "L4", "L5", "S1", "S2", "S3", "S4", "S5", "SI", "pelvis", "coccyx",        \
    "head", "shoulder", "elbow", "wrist-hand", "hip", "knee", "ankle-foot",    \
    "rib")                                                                     \
  X(PART, "P", "A", "R", "T")                                                  \
  X(SEX, "F", "M", "U")

typedef enum tr_words {
#define TR_WORDS_ENUM(name, ...) TR_WORDS_##name,
  TR_WORDS_MAP(TR_WORDS_ENUM)
#undef TR_WORDS_ENUM
      TR_WORDS_COUNT
} tr_words;

/**
 * Look a word up, without regard to ASCII case and blanks at its ends.
 *
 * @param      words     The vocabulary, below TR_WORDS_COUNT.
 * @param      text      Borrowed.
 * @param[out] canonical The vocabulary's own spelling, constant; `text` itself
 *                       when the word is unknown. May be NULL.
 * @return 1 for the first word of the vocabulary, 0 when it has no such word.
 * @source rulings-18
 */
size_t tr_words_find(tr_words words, tr_str text, tr_str *canonical);

/**
 * A word by its number.
 *
 * @param words  The vocabulary, below TR_WORDS_COUNT.
 * @param number 1 for the first.
 * @return The word, constant; empty beyond the last and for 0.
 */
tr_str tr_words_text(tr_words words, size_t number);

/**
 * The regions that words of a note name: a region, or the level of a segment.
 *
 * @param      text    Borrowed.
 * @param[out] regions Set only when true is returned.
 * @return Whether it is a region ("back", "spine" are none).
 * @source rulings-19
 */
bool tr_words_region(tr_str text, tr_regions *regions);

/**
 * Say in which direction an instrument's score goes with improvement.
 *
 * @param instrument Borrowed.
 * @return 1 for those that rise (PSFS, LEFS), -1 for those that fall, 0 for
 *         "other" and words unknown.
 * @source rulings-18
 */
int tr_words_instrument_sense(tr_str instrument);

#endif
