/* The checker: bytes of claims in, findings in their fixed order out. It
 * brings reader, builder, notes, profiles, history and rules together and
 * decides only the order of things. */
#ifndef TR_RULE_CHECK_H
#define TR_RULE_CHECK_H

#include "diag/finding.h"
#include "note/note_source.h"
#include "rule/eval.h"
#include "rule/pack.h"
#include "rule/profile.h"
#include "rule/select.h"
#include "table/table.h"
#include "x12/envelope.h"

enum { TR_REASONS = 5 /**< rows of TR_REASON_MAP */ };

/** What was counted. */
typedef struct tr_summary {
  uint64_t files, unread, interchanges, claims, lines, notes;
  uint64_t segments, bytes;
  uint64_t claims_with_errors;
  uint64_t findings[TR_SEVERITY_COUNT];
  uint64_t undecided[TR_REASONS]; /**< claims in which a rule lacked its data,
                                       by the order of TR_REASON_MAP */
  size_t history_bytes;
} tr_summary;

/**
 * What some renderers want to know besides findings (acknowledgements, pages);
 * each may be NULL. Told in the order of the input; the findings of a level
 * come before its end. Everything is borrowed for the call.
 */
typedef struct tr_check_watch {
  void *context; /**< handed to each */
  void (*file_began)(void *context, const char *file);
  void (*interchange_began)(void *context, const tr_interchange *interchange);
  void (*group_began)(void *context, const tr_group *group);
  void (*set_began)(void *context, const tr_transaction *set);
  /** The claim's findings follow; it is borrowed until claim_ended. */
  void (*claim_began)(void *context, const tr_claim *claim);
  void (*claim_ended)(void *context);
  /** @param whole The trailer was there. */
  void (*set_ended)(void *context, const tr_transaction *set, bool whole);
  /** @param sets Transaction sets in it. @param said GE01, or 0. */
  void (*group_ended)(void *context, const tr_group *group, uint64_t sets,
                      uint64_t said, bool whole);
  void (*interchange_ended)(void *context, const tr_interchange *interchange,
                            bool whole);
  void (*file_ended)(void *context);
  /**
   * A rule was tried on the claim that claim_began is told of next.
   *
   * @param line  Index of the line it was tried on, or -1: claim or day.
   * @param truth TR_UNKNOWN: it lacked something, which `reasons` says.
   * @param reasons Bits of TR_REASON_MAP.
   */
  void (*rule_tried)(void *context, const tr_rule *rule, int32_t line,
                     tr_truth truth, unsigned reasons);
} tr_check_watch;

/**
 * Which profile a claim is judged by, where the payer table is not to say.
 *
 * @param context As given in the options.
 * @param claim   NULL: for a note that no claim took.
 * @return The id of a profile of the pack; NULL, and an id that it has not:
 *         the payer table says.
 */
typedef const char *tr_profile_of_fn(void *context, const tr_claim *claim);

typedef struct tr_check tr_check;

/**
 * Who knows what came before the run: claims and notes that were sent and
 * written earlier. What they are is remembered as if it had stood before the
 * input; it is not judged.
 */
typedef struct tr_past {
  void *context; /**< handed to each */
  /**
   * Called before the first claim of a patient is judged: gives the earlier
   * claims of the patient to tr_check_past_claim(), by day of service.
   *
   * @return TR_OK; anything else ends the run.
   */
  tr_status (*of_patient)(void *context, const tr_claim *claim,
                          tr_check *check);
  /**
   * Called before the first note of an author and day is judged: gives what
   * that author wrote of that day to tr_check_past_note(). May be NULL.
   */
  tr_status (*of_day)(void *context, tr_str author, tr_day day,
                      tr_check *check);
} tr_past;

/** What a run is made of; everything is borrowed until the checker is freed. */
typedef struct tr_check_options {
  const tr_pack *pack;
  const tr_tables *tables;
  const tr_note_source *notes; /**< NULL: no notes were given */
  tr_day today;                /**< TR_DAY_MIN: not known */
  tr_select select;
  tr_finding_fn *finding;
  void *context;                /**< handed to `finding` */
  const tr_check_watch *watch;  /**< copied; NULL: nobody watches */
  tr_profile_of_fn *profile_of; /**< NULL: by the payer table */
  void *profile_context;        /**< handed to `profile_of` */
  const tr_past *past;          /**< copied; NULL: the input is all there is */
  bool notes_are_kept; /**< the notes are those of a store: that a claim has
                            none among them, or one of them no claim, says
                            nothing */
} tr_check_options;

/**
 * Make a checker.
 *
 * @param      options Copied; what it points to is borrowed.
 * @param[out] check   Owned by the caller; set only on TR_OK.
 * @return TR_OK; TR_ENOMEM; TR_ENOTFOUND or TR_ELIMIT where the profiles of the
 *         pack do not inherit as they should.
 */
TR_NODISCARD tr_status tr_check_new(const tr_check_options *options,
                                    tr_check **check);

/**
 * Remember an earlier claim and its notes; for tr_past.
 *
 * @param claim Not damaged. Its unit has the name of the file it was kept
 *              under, which outlives the checker, and its place there.
 * @param notes Those of its days; file names likewise.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_check_past_claim(tr_check *check,
                                           const tr_claim *claim,
                                           const tr_note *const *notes,
                                           uint32_t note_count);

/** Remember a note whose claim is not known; for tr_past. One that is
 * remembered already is left out. @return As tr_check_past_claim(). */
TR_NODISCARD tr_status tr_check_past_note(tr_check *check, const tr_note *note);

/** Begin a file. @param name As findings show it; copied. */
TR_NODISCARD tr_status tr_check_begin(tr_check *check, const char *name);

/**
 * Check the next bytes of the file.
 *
 * @return TR_OK or TR_ENOMEM; after a failure only tr_check_free() is left.
 */
TR_NODISCARD tr_status tr_check_feed(tr_check *check, const char *bytes,
                                     size_t length);

/** End the file. @param[out] unread Nothing in it could be checked; may be
 * NULL. */
TR_NODISCARD tr_status tr_check_end(tr_check *check, bool *unread);

/** End the run: notes that no claim took. */
TR_NODISCARD tr_status tr_check_finish(tr_check *check);

/** @return The counts so far. */
const tr_summary *tr_check_summary(const tr_check *check);

/** Free it; NULL is harmless. */
void tr_check_free(tr_check *check);

#endif
