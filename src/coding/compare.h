/* Billed against supported: the lines of claims beside what the notes of their
 * visits support, and the money at stake both ways.
 *
 * Visit by visit, lines and what is supported are paired: by code, then where
 * one service is behind two codes. What is not paired was billed without
 * support, or not billed. What no machine decides is said to be undecided and
 * counts for nothing. */
#ifndef TR_CODING_COMPARE_H
#define TR_CODING_COMPARE_H

#include "coding/claim_context.h"
#include "coding/coding.h"

/* Kinds of difference: name, word for scripts, what it means. */
#define TR_COMPARE_MAP(X)                                                    \
  X(AGREES, "agrees", "the note supports the line as it was billed")         \
  X(NOT_SUPPORTED, "not-supported", "billed, and the note does not bear it") \
  X(UNITS_OVER, "units-over", "more units than the note supports")           \
  X(UNITS_UNDER, "units-under", "fewer units than the note supports")        \
  X(CODE, "code", "the service is there, under another code")                \
  X(MODIFIERS, "modifiers", "modifiers that are missing, or too many")       \
  X(POINTERS, "pointers", "no diagnosis of the area treated is pointed to")  \
  X(NOT_BILLED, "not-billed", "the note supports it, and no line bills it")  \
  X(UNDECIDED, "undecided", "a person has to say")                           \
  X(NO_NOTE, "no-note", "there is no note of the date")

typedef enum tr_compare_kind {
#define TR_COMPARE_ENUM(name, word, text) TR_COMPARE_##name,
  TR_COMPARE_MAP(TR_COMPARE_ENUM)
#undef TR_COMPARE_ENUM
      TR_COMPARE_KINDS
} tr_compare_kind;

/** @return The word of a kind, constant. */
const char *tr_compare_word(tr_compare_kind kind);

/** What a note has to do with a claim. */
typedef enum tr_compare_bond {
  TR_BOND_NOTE, /**< it is a note of the claim, which is the first to have it */
  TR_BOND_SHARE, /**< an earlier claim has it: the visit was billed in parts */
  TR_BOND_RIVAL, /**< its visit has another note */
  TR_BOND_MISFIT /**< it names a claim that it does not fit */
} tr_compare_bond;

#define TR_COMPARE_NO_CLAIM UINT32_MAX

/** A note and a claim. */
typedef struct tr_compare_pair {
  size_t note;    /**< index in the source of the notes */
  uint32_t claim; /**< index of the claim, or TR_COMPARE_NO_CLAIM */
  tr_compare_bond bond;
} tr_compare_pair;

/** What is compared; everything is borrowed and outlives the comparison. */
typedef struct tr_compare_input {
  const tr_pack *pack;
  const tr_tables *tables;
  const tr_claim_context *const *claims;
  uint32_t claim_count;
  const tr_coded_visit *visits; /**< in order of `index`, each coded for its
                                     claim's payer and diagnoses */
  uint32_t visit_count;
  const tr_compare_pair *pairs; /**< in order of the claims */
  uint32_t pair_count;
} tr_compare_input;

/** A difference, or that there is none. Amounts are cents, never negative. */
typedef struct tr_difference {
  tr_compare_kind kind;
  const tr_coded_visit *visit;    /**< NULL: no note */
  const tr_context_line *billed;  /**< NULL: no line */
  const tr_coded_line *supported; /**< NULL: nothing */
  int64_t supported_units;        /**< thousandths, for this line */
  bool supported_charge_known;
  tr_cents supported_charge; /**< of those units */
  bool fee_unknown; /**< an amount is lacking: see tr_compare_amount() */
  bool denial;      /**< billed for denial (GY, GZ): nothing is at stake */
  tr_cents over;    /**< billed and not supported */
  tr_cents under;   /**< supported and not billed */
  tr_cents at_risk; /**< may be denied for a fault that leaves the service */
  tr_cents without_note; /**< charge of a line that has no note */
  tr_str text;           /**< why, lower case, no full stop */
  const char *source;    /**< id of the authority, or NULL */
  const char *rule;      /**< id of the rule or derivation, or NULL */
  const char *pointer;   /**< place in the note, or NULL */
} tr_difference;

/** The amounts of a difference. */
typedef enum tr_compare_money {
  TR_MONEY_OVER,
  TR_MONEY_UNDER,
  TR_MONEY_AT_RISK
} tr_compare_money;

/**
 * An amount of a difference.
 *
 * @param[out] cents Set only when true is returned.
 * @return False where it depends on a fee or charge that is not known.
 */
bool tr_compare_amount(const tr_difference *difference, tr_compare_money which,
                       tr_cents *cents);

/** Sums over differences. */
typedef struct tr_compare_sums {
  tr_cents over, under, at_risk;
  tr_cents without_note; /**< charges of lines that have no note */
  uint64_t kinds[TR_COMPARE_KINDS];
  uint64_t without_fee; /**< differences whose amount is not known */
} tr_compare_sums;

/** Why a claim was not compared. */
typedef enum tr_compare_standing {
  TR_STANDS,
  TR_STANDS_VOID,    /**< it takes an earlier claim back (CLM05-3 is 8) */
  TR_STANDS_REPLACED /**< a later claim of the visit replaces it (7), or takes
                          it back */
} tr_compare_standing;

/** A claim, compared. */
typedef struct tr_compared_claim {
  const tr_claim_context *claim;
  tr_compare_standing standing;
  const tr_coded_visit *first; /**< the visit of its first note; NULL: none */
  uint32_t visits;             /**< notes it has */
  const tr_difference *const *differences; /**< by line, then what was not
                                                 billed */
  uint32_t difference_count;
  tr_compare_sums sums;
} tr_compared_claim;

/** A note that no claim bills. */
typedef struct tr_compared_note {
  const tr_coded_visit *visit;
  tr_compare_bond bond; /**< TR_BOND_NOTE: no claim has to do with it */
  const tr_difference *const *differences;
  uint32_t difference_count;
  tr_compare_sums sums;
} tr_compared_note;

/** All in the arena it was made in. */
typedef struct tr_comparison {
  const tr_compared_claim *claims; /**< one each of the input */
  uint32_t claim_count;
  const tr_compared_note *notes; /**< in their order */
  uint32_t note_count;
  tr_compare_sums sums;
  uint32_t compared, without_note, passed_over; /**< claims */
  uint32_t unbilled;                            /**< notes of no claim */
} tr_comparison;

/**
 * Compare claims with coded visits.
 *
 * A unit costs what the visit's own fee says, else what claims usually charge
 * (compare_fee.h). A part of a charge is rounded half a cent up. Several lines
 * of one code share what is supported of it. Surplus modifiers are told where
 * the note or another modifier speaks against them.
 *
 * @param      arena      Holds the comparison.
 * @param[out] comparison Set only on TR_OK.
 * @return TR_OK; TR_ENOMEM or TR_ELIMIT where the arena is full; TR_ERANGE
 *         where a sum is larger than an amount can be.
 */
TR_NODISCARD tr_status tr_compare_run(tr_arena *arena,
                                      const tr_compare_input *input,
                                      const tr_comparison **comparison);

/**
 * What a supported line points to, counted as on a claim.
 *
 * @param      claim    NULL: as the visit counts.
 * @param[out] pointers TR_POINTERS of them, from 1.
 * @return How many; a diagnosis that the claim has not is left out.
 */
uint32_t tr_compare_pointers(const tr_claim_context *claim,
                             const tr_coded_visit *visit,
                             const tr_coded_line *line, uint8_t *pointers);

enum { TR_COMPARE_UNITS = 32 /**< bytes of units as text and a NUL */ };

/**
 * Units as people write them: 2, 1.5.
 *
 * @param      units Thousandths, 0 or more.
 * @param[out] text  At least TR_COMPARE_UNITS bytes.
 * @return `text`.
 */
const char *tr_compare_units(int64_t units, char *text);

/** @return Whether there is anything but agreement and what is undecided. */
bool tr_compare_differs(const tr_comparison *comparison);

#endif
