/* From chart notes to claim lines: what may be billed for each visit, and why.
 *
 * Derivations of the pack give the codes of a note (rule/derivation.h), the
 * payer's method gives the units, the regions give the pointers. The draft is
 * then put before the checker like any claim, and the rules' own fixes are
 * applied until nothing changes: what a code requires is written once, in the
 * rules. A line that a rule still calls an error is taken out, and the rule's
 * words say what was lacking. */
#ifndef TR_CODING_CODING_H
#define TR_CODING_CODING_H

#include "coding/encounter.h"
#include "note/note_source.h"
#include "rule/pack.h"
#include "table/table.h"

enum {
  TR_CODING_NOTES = 100000,  /**< most notes of one run */
  TR_CODING_ARENA = 1 << 30, /**< most bytes held for them */
  TR_CODING_REASONS = 16,    /**< most reasons kept of a line */
  TR_CODING_ROUNDS = 16      /**< most drafts put before the checker */
};

/** Why something stands in the claim. */
typedef struct tr_coding_reason {
  tr_str text;         /**< lower case, no full stop */
  const char *pointer; /**< place in the note; NULL where it is not there */
  const char *source;  /**< id of the authority */
  const char *origin;  /**< id of the rule or derivation; NULL: the method */
} tr_coding_reason;

/** A line the note supports. */
typedef struct tr_coded_line {
  tr_encounter_line billed;
  bool charge_known;
  bool minutes_known; /**< minutes of its services are in the note */
  int64_t minutes;    /**< thousandths */
  const tr_coding_reason *because;
  uint32_t because_count;
} tr_coded_line;

/** What the note lacks: to support a code, or to support it well. */
typedef struct tr_coding_lack {
  tr_code code;         /**< 0: the visit as a whole */
  tr_severity severity; /**< error: it is not billed for want of this */
  tr_str text;
  const char *rule;    /**< id of the rule or derivation; NULL: the method */
  const char *pointer; /**< place in the note, or NULL */
  const char *source;  /**< id, or NULL */
} tr_coding_lack;

/** A date of the claim and why. */
typedef struct tr_coded_date {
  const char *qualifier; /**< DTP01: 454, 455, 439, 431, 453 */
  tr_day date;
  tr_str text;
  const char *pointer; /**< place in the note, or NULL */
} tr_coded_date;

enum { TR_CODED_DATES = 5 };

/** A visit, coded; lives as long as the arena of the run. */
typedef struct tr_coded_visit {
  const tr_note *note;
  size_t index;        /**< of the note in the source */
  const char *profile; /**< id of the payer's profile */
  /** People, payer and diagnoses; `lines` are the encounter's own. Parties
   * that are not known are stand-ins. */
  const tr_encounter *encounter;
  bool people_known; /**< none of them is a stand-in */
  const tr_coded_line *lines;
  uint32_t line_count;
  const tr_coding_lack *lacking;
  uint32_t lack_count;
  tr_coded_date dates[TR_CODED_DATES];
  uint32_t date_count;
  bool settled; /**< false: TR_CODING_ROUNDS were not enough */
} tr_coded_visit;

/** Takes the visits, in the order of the notes. */
typedef void tr_coded_fn(void *context, const tr_coded_visit *visit);

/** What notes are coded by; everything is borrowed for the run. */
typedef struct tr_coding_options {
  tr_arena *arena; /**< holds notes and visits; give it TR_CODING_ARENA bytes */
  const tr_pack *pack;
  const tr_tables *tables;
  const tr_note_source *notes;
  tr_day today;
  const char *profile; /**< id of the profile for all; NULL: the payer's, else
                            "commercial" */
  /**
   * Say who is billed for a note: parties, payer, case, place, diagnoses where
   * another document decides them. What it leaves alone is taken from the
   * note or a stand-in. May be NULL.
   *
   * @param index Of the note in the source.
   * @param arena Of the run; may hold what it makes.
   * @return Whether all that a claim needs is there.
   */
  bool (*people)(void *context, const tr_note *note, size_t index,
                 tr_arena *arena, tr_encounter *encounter);
  /** @return Whether the fee of one unit is known. May be NULL. */
  bool (*fee)(void *context, const tr_note *note, tr_code code, tr_cents *fee);
  void *context; /**< handed to both */
  /** Takes faults of form of the notes; may be NULL. */
  tr_note_fault_fn *fault;
  void *fault_context;
} tr_coding_options;

/**
 * Code all notes of a source.
 *
 * @param[out] failed Notes that could not be read at all.
 * @return TR_OK; TR_ENOMEM; TR_ELIMIT beyond TR_CODING_NOTES or
 *         the arena's limit; TR_ENOTFOUND where the profile is not in the pack;
 *         TR_ESYNTAX where people() gives what no claim can hold.
 */
TR_NODISCARD tr_status tr_coding_run(const tr_coding_options *options,
                                     tr_coded_fn *coded, void *context,
                                     size_t *failed);

#endif
