/* Shared by the parts of the checker: check.c (bytes and files), check_claim.c
 * (rules of one claim), check_report.c (findings), check_notes.c (notes). */
#ifndef TR_RULE_CHECK_INTERNAL_H
#define TR_RULE_CHECK_INTERNAL_H

#include "base/arena.h"
#include "claim/build.h"
#include "note/match.h"
#include "remit/remit_build.h"
#include "rule/check.h"
#include "rule/history.h"
#include "rule/trail.h"
#include "spec/intake.h"

enum {
  TR_CHECK_ARENA = 64 << 20, /**< most bytes derived of one claim */
  TR_CHECK_NOTES = 64,       /**< most notes of one claim */
  TR_CHECK_TOLD = 64,        /**< faults above the claims that are remembered */
  TR_CHECK_FOUND = 4096      /**< findings of one claim; the last says so */
};

/** A rule that fired, before it is worded. */
typedef struct tr__hit {
  const tr_rule *rule;
  const tr_case *chosen; /* NULL: no case */
  tr_scope scope;
  tr_found_place at;
  bool has_at;
  int32_t line; /* index of the own line meant, or -1 */
  bool silenced;
  bool excused;     /* silenced, since what it misses stands elsewhere */
  tr_syntax syntax; /* of the fault that yielded to it, else zero */
} tr__hit;

/** A segment the walk along the guide told of: out of its place, too many, of
 * no code of its loop, or missing. What a rule misses may be it. */
typedef struct tr__astray {
  tr_code segment;  /* 0: none */
  tr_code code;     /* its first element; 0: none */
  uint64_t payment; /* of a remittance: ordinal of the CLP before it */
} tr__astray;

/** A finding that waits for its turn, with what it points to. */
typedef struct tr__waiting {
  tr_finding finding;
  uint64_t offset; /* sort key within the claim */
  bool of_note;    /* after those of the claim */
  bool is_sum;     /* a sum of a remittance */
  bool torn;       /* what it is made of is not in its place */
  tr_cents off;    /* is_sum: what it is off by */
  tr__astray astray;
} tr__waiting;

/** An element a fault was told of. */
typedef struct tr__told {
  const tr_rule *rule;
  uint64_t ordinal;
  char element[TR_PLACE_ELEMENT];
  bool spent; /* it has explained what a rule missed */
  tr__astray astray;
} tr__told;

struct tr_check {
  tr_check_options options;
  tr_check_watch watch; /* all NULL: nobody watches */
  tr_arena lasting;     /* file names, profiles, rule orders */
  tr_arena arena;       /* of the claim at hand */
  tr_arena note_arena;  /* of its notes */
  tr_profiles profiles;
  tr_profile_finder finder;
  tr_history *history;
  tr_courses *courses;
  tr_past past;          /* of_patient NULL: nobody is asked */
  tr_map asked_patients; /* and days, of whom the past was asked */
  tr_matcher matcher;
  bool matching; /* notes were given */
  tr_seen seen;
  tr_intake intake;
  tr_builder *builder;
  tr_remit_builder *remit_builder;
  tr_trail trail;      /* latest segments outside the claims */
  bool in_claims;      /* a set of professional claims is open */
  bool in_remit;       /* a remittance is open */
  uint64_t payment_at; /* ordinal of its last CLP, 0 before the first */
  bool has_claim;      /* the set had a CLM, wherever it stood */
  bool may_lack_loops; /* told of it: a loop is missing, or an id unknown */
  uint64_t group_sets; /* sets of the open group */
  bool in_file;
  bool over;  /* the reader wants no more of this file */
  bool muted; /* a claim is read that is not judged */
  const char *file;
  tr_status bad; /* first failure; nothing is done after it */

  /* rules by what they are evaluated for, in order of id */
  const tr_rule **by_each[TR_EACH_COUNT];
  uint32_t each_count[TR_EACH_COUNT];
  int32_t key_unit_method, key_severities; /* of the profiles, or -1 */
  int32_t key_course_gap;

  /* the claim at hand */
  bool in_claim;
  tr__hit *hits;
  size_t hit_count, hit_room;
  tr__waiting *waiting;
  size_t waiting_count, waiting_room;
  bool found_more;    /* than TR_CHECK_FOUND; not kept */
  unsigned undecided; /* reason bits of this claim */
  tr_visit_note notes[TR_CHECK_NOTES];
  uint32_t note_count;
  bool note_elsewhere; /* another claim took the note of this one */

  tr__told told[TR_CHECK_TOLD]; /* elements the walk told of above the claims */
  uint32_t told_count;          /* since their level began; not more than fit */
  uint32_t told_above;          /* of the set's header and the provider */
  uint32_t told_set; /* of the set's header; UINT32_MAX: it is open */

  tr_day last_service;    /* latest date of service of the file */
  uint64_t last_claim_at; /* ordinal of the CLM before, in this file */
  uint64_t file_claims;
  tr_summary summary;
};

/** Evaluate all rules of a claim and queue its findings. */
void tr__check_claim(tr_check *check, const tr_claim *claim);

/** What came before the claim, and what earlier notes say of its own: by day,
 * so that each knows the ones before it. */
TR_NODISCARD tr_status tr__look_back(tr_check *check, tr_visit *visit);

/** Ask once for the past of the patient of a claim. */
TR_NODISCARD tr_status tr__ask_past(tr_check *check, const tr_claim *claim);

/** Evaluate the rules on a note that no claim took. */
void tr__check_lone_note(tr_check *check, const tr_note *note);

/** Evaluate one kind of rules with the names bound in `scope`. */
void tr__check_rules(tr_check *check, tr_each each, tr_scope *scope);

/** @return LX01 of a line as sent, else its place in the claim. */
int64_t tr__line_number(const tr_line *line);

/** A finding that waits for its turn; NULL: too many, or no memory. */
tr__waiting *tr__new_waiting(tr_check *check);

/** Put a rule's words, or those of a case, into a finding. @param chosen May be
 * NULL. @param arguments Of a reader's fault; may be NULL. */
void tr__put_words(tr_check *check, const tr_rule *rule, const tr_case *chosen,
                   const tr_scope *scope, const tr_argument *arguments,
                   size_t count, tr_finding *finding);

/** Put what the rule, or its case, would write into a finding. */
void tr__put_fix(tr_check *check, const tr__hit *hit, tr_finding *finding);

/** @return Whether a place is of an earlier claim: a finding that spans claims
 * belongs to the later one, and what is in the earlier is told beside it. */
static inline bool tr__is_earlier(const tr_found_place *found) {
  return found->in_claim && found->line != NULL && found->line->earlier;
}

/** Choose who speaks among the hits, word and queue them. */
void tr__report_hits(tr_check *check, const tr_claim *claim);

/** @return The segment a fault tells to stand elsewhere, if it does. */
tr__astray tr__astray_of(const tr_check *check, const tr_fault *fault);

/** Silence the rules whose missing segment stands elsewhere. */
void tr__excuse_astray(tr_check *check);

/** Drop what was found of sums whose segments are not in their places, before
 * a remittance is told of. */
void tr__excuse_sums(tr_check *check);

/** Word and queue the fault of a reader. */
void tr__report_fault(tr_check *check, const tr_fault *fault);

/** Word and queue a fault of form of a note. */
void tr__report_note_fault(void *check, const tr_note_fault *fault);

/**
 * Word and queue a finding on how a note and a claim fit together.
 *
 * @param claim CLM01 that is meant. @param other Id of the other note or
 *              claim; may be empty.
 * @param owner The claim at hand, NULL after all claims.
 */
void tr__report_match_fault(tr_check *check, const tr_note_fault *fault,
                            tr_str claim, tr_str other, const tr_claim *owner);

/** Say of the queued findings within a claim which claim and line they are
 * of. */
void tr__place_in_claim(tr_check *check, const tr_claim *claim);

/** Hand on the queued findings of the levels above a claim. */
void tr__flush_above(tr_check *check, const tr_claim *claim);

/** Hand the queued findings on, in their order. */
void tr__flush(tr_check *check);

/** The notes of a claim, read and matched; fills check->notes. */
void tr__take_notes(tr_check *check, const tr_claim *claim);

/** Match the notes of a claim that is not judged, so that nobody says they had
 * none. */
void tr__set_notes_aside(tr_check *check, const tr_claim *claim);

#endif
