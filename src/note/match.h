/* Which chart notes belong to which claims. Claims come one after another and
 * are forgotten; of the notes only their keys are held. A visit is a claim and
 * one of its dates of service. All lookups are by hash, so a claim costs the
 * same however many notes there are. */
#ifndef TR_NOTE_MATCH_H
#define TR_NOTE_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/status.h"
#include "claim/claim.h"
#include "note/note_source.h"

/** What is to be said of a note and a claim; bits. */
enum {
  TR_MATCH_NAMED = 1,       /**< the note names the claim */
  TR_MATCH_OTHER_DATE = 2,  /**< its date is none of the claim's (TRD0105) */
  TR_MATCH_OTHER_NPI = 4,   /**< its author is not the rendering provider */
  TR_MATCH_OTHER_BIRTH = 8, /**< the patients' birth dates differ */
  TR_MATCH_OTHER_SEX = 16,  /**< the patients' sexes differ */
  TR_MATCH_RIVAL = 32, /**< the visit has a note before it, `other`: this one is
                            not the visit's (TRD0106) */
  TR_MATCH_TAKEN = 64, /**< an earlier claim, tr_matcher_owner(), has the note:
                            it is not this claim's (TRD0106) */
};

/** Any of these: TRD0105, and no rule compares the note with the claim. */
#define TR_MATCH_MISFIT                                  \
  ((uint32_t)(TR_MATCH_OTHER_DATE | TR_MATCH_OTHER_NPI | \
              TR_MATCH_OTHER_BIRTH | TR_MATCH_OTHER_SEX))

/** "No note". */
#define TR_MATCH_NONE UINT32_MAX

/** A note that has to do with a claim. */
typedef struct tr_match {
  uint32_t note;  /**< index of its key */
  uint32_t flags; /**< TR_MATCH_... bits; 0: by provider, date and patient */
  uint32_t other; /**< with TR_MATCH_RIVAL the note taken, else TR_MATCH_NONE */
  tr_day date;    /**< the claim's date it is the note of; TR_DAY_MIN: none */
} tr_match;

/** The claim a note was taken by. */
typedef struct tr_match_owner {
  const char *file; /**< as given */
  uint64_t at;      /**< ordinal of its CLM */
  tr_str claim;     /**< CLM01; lives as long as the matcher */
} tr_match_owner;

typedef struct tr_match_state tr_match_state;

/** Fields are private. */
typedef struct tr_matcher {
  const tr_note_key *keys; /* borrowed */
  size_t count;
  tr_map chains;          /* hash of claim id, or of visit -> first note */
  tr_match_state *states; /* one a note */
  tr_match_owner *owners; /* claims that have notes */
  size_t owner_count, owner_room;
  tr_match *matches; /* of the claim at hand */
  size_t match_count, match_room;
  tr_arena texts; /* CLM01 of owners */
} tr_matcher;

/**
 * Get ready to match.
 *
 * @param keys  Of all notes, in order of input; borrowed until done.
 * @param count Below TR_MATCH_NONE.
 * @return TR_OK; TR_ENOMEM; TR_ELIMIT for more notes. Unless TR_OK there is
 *         nothing to be done with it.
 */
TR_NODISCARD tr_status tr_matcher_init(tr_matcher *matcher,
                                       const tr_note_key *keys, size_t count);

/** Free what the matcher holds. */
void tr_matcher_done(tr_matcher *matcher);

/**
 * Match the next claim. A note belongs to the claim it names; one that names
 * none to the claim of its author's NPI, date and patient. For each date the
 * first note in order is taken. A note that names the claim but misfits is
 * linked nevertheless where no other note fits the claim; else it waits for
 * another claim of that number, and ends up in tr_matcher_unmatched().
 *
 * @param      claim   Borrowed for the call.
 * @param[out] matches In order of the notes; borrowed until the next call.
 * @param[out] count   How many; 0 when the claim has no note.
 * @return TR_OK or TR_ENOMEM.
 * @source rulings-20
 */
TR_NODISCARD tr_status tr_matcher_claim(tr_matcher *matcher,
                                        const tr_claim *claim,
                                        const tr_match **matches,
                                        size_t *count);

/**
 * Step through the notes that no claim has taken, after all claims.
 *
 * @param[in,out] next  0 to start; where to go on.
 * @param[out]    match flags 0: no claim (TRD0103); TR_MATCH_RIVAL: its visit
 *                      has another note (TRD0106); with bits of
 *                      TR_MATCH_MISFIT: it names tr_matcher_owner(), which it
 *                      does not fit (TRD0105).
 * @return Whether there was another.
 */
bool tr_matcher_unmatched(const tr_matcher *matcher, size_t *next,
                          tr_match *match);

/**
 * The claim that has a note, or that it names without fitting.
 *
 * @param note Index of its key.
 * @return Borrowed until the next claim; NULL when there is none.
 */
const tr_match_owner *tr_matcher_owner(const tr_matcher *matcher, size_t note);

#endif
