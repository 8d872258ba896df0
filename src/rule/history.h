/* The claims of the input so far, kept small: enough to see that a day's lines
 * were split over two claims, that a claim was sent before, or that a "new"
 * patient was seen. Findings that need it belong to the later claim. */
#ifndef TR_RULE_HISTORY_H
#define TR_RULE_HISTORY_H

#include "base/arena.h"
#include "claim/claim.h"

enum {
  TR_HISTORY_LINES = 50 /**< most lines of earlier claims on one day; of more
                              the newest count */
};

typedef struct tr_history tr_history;

/** An earlier claim, as far as findings name it. */
typedef struct tr_past_claim {
  tr_str id;        /**< CLM01 */
  const char *file; /**< name as given when it was read */
  tr_place at;      /**< its CLM01; `line` is empty */
} tr_past_claim;

/** A professional service of an earlier claim of the same patient and group. */
typedef struct tr_past_visit {
  tr_past_claim claim;
  tr_day day;
  tr_code new_patient_code; /**< 0, or the new-patient code on that claim */
  tr_place code_at;         /**< of new_patient_code, else of the claim; the
                                 code's without `value` and `line` */
} tr_past_visit;

/** @return A new, empty history; NULL when memory is short. */
tr_history *tr_history_new(void);

/**
 * Remember a claim, after its rules were evaluated.
 *
 * @param claim Not damaged; nothing of it is borrowed but the name of its
 *              file.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_history_add(tr_history *history,
                                      const tr_claim *claim);

/**
 * Remember a claim of a store. It is no earlier claim to one of the same
 * number and the same bytes, and is forgotten when that one is added: a claim
 * that is kept and checked again is not sent twice.
 *
 * @return As tr_history_add().
 */
TR_NODISCARD tr_status tr_history_add_stored(tr_history *history,
                                             const tr_claim *claim);

/** @return What tells patients of a group apart; 0: the claim does not say. */
uint64_t tr_history_patient(const tr_claim *claim);

/**
 * Lines of earlier claims of the same patient, payer and billing provider on
 * one day. Replacements and voids (frequency 7, 8) are given none, nor are
 * those of a claim that this one repeats: that is told by tr_history_repeat()
 * alone. A claim that was voided shows no service; one that was replaced, by
 * its number, has the lines of the replacement.
 *
 * A line made has code, modifiers, units and date, each with its place where it
 * was read; what is not kept (units sent as "1.0") has that of the code.
 *
 * @param      arena Holds the lines made.
 * @param      day   A date of service of `claim`.
 * @param[out] lines In the order of the input; `earlier` is true.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_history_lines(const tr_history *history,
                                        tr_arena *arena, const tr_claim *claim,
                                        tr_day day, const tr_line ***lines,
                                        uint32_t *count);

/** @return The claim a line made by tr_history_lines() belongs to. */
tr_past_claim tr_history_claim_of(const tr_history *history,
                                  const tr_line *line);

/**
 * Whether the same claim was sent before: same patient, payer, provider, days,
 * codes, modifiers and charges, not marked as replacement or void.
 *
 * @param[out] past The first such claim; set when found; borrowed from the
 *                  history until the next is added.
 */
bool tr_history_repeat(const tr_history *history, const tr_claim *claim,
                       tr_past_claim *past);

/**
 * An earlier claim of the patient and group that contradicts a new-patient
 * code: a service less than three years before `day`, or, with `reverse`, a
 * new-patient code less than three years after `day`. Voids (frequency 8) show
 * no service.
 *
 * @param[out] past Set when found, to the newest such claim.
 */
bool tr_history_seen(const tr_history *history, const tr_claim *claim,
                     tr_day day, bool reverse, tr_past_visit *past);

/** Which visits are counted. */
typedef struct tr_visits_asked {
  tr_day from, to;      /**< days of service, both in */
  const tr_code *codes; /**< services that make a visit; NULL: any that a
                             doctor gives in person */
  uint32_t code_count;
  bool same_authorization; /**< of the claim's REF*G1 only */
  bool same_injury; /**< of the claim's accident, by its day or REF*Y4, only */
} tr_visits_asked;

/**
 * Count the days on which a patient was treated at the expense of one payer,
 * those of the claim at hand with them. What came before the history began is
 * not known: there are at least so many.
 *
 * @param[out] first The first of the days; set unless -1 is returned.
 * @return The days; -1 where the claim does not say who the patient is, or
 *         names no authorization or injury that is asked for.
 */
int32_t tr_history_visits(const tr_history *history, const tr_claim *claim,
                          const tr_visits_asked *asked, tr_day *first);

/** @return Bytes held, for --stats. */
size_t tr_history_bytes(const tr_history *history);

/** Free it; NULL is harmless. */
void tr_history_free(tr_history *history);

#endif
