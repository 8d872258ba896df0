/* Shared by the parts of src/coding: visits while they are put together. */
#ifndef TR_CODING_CODING_PARTS_H
#define TR_CODING_CODING_PARTS_H

#include "coding/coding.h"
#include "diag/finding.h"
#include "rule/derivation.h"
#include "rule/units.h"

enum { TR__CODING_TEXT = 512 /* bytes of one reason */ };

/** A line in the making. */
typedef struct tr__coding_line {
  tr_encounter_line billed;
  const tr_derived **derived; /* what it was derived of */
  uint32_t derived_count;
  const tr_procedure *procedure; /* NULL: the table has it not */
  tr_regions area;               /* treated */
  bool minutes_known, charge_known, dropped;
  bool units_given; /* by its derivation */
  int64_t number;   /* LX of the last draft; 0: not in it */
  int64_t minutes;  /* thousandths */
  tr_coding_reason because[TR_CODING_REASONS];
  uint32_t because_count;
} tr__coding_line;

/** What was lacking, newest first. */
typedef struct tr__coding_lack {
  tr_coding_lack lack;
  struct tr__coding_lack *next;
} tr__coding_lack;

/** Stand-ins for people nobody told of. */
typedef struct tr__stand_ins {
  tr_encounter_party submitter, receiver, billing, payer, subscriber, rendering;
} tr__stand_ins;

/** A visit in the making. */
typedef struct tr__coding_visit {
  uint32_t at;  /* its number among the visits */
  size_t index; /* of its note in the source */
  tr_note *note;
  tr_note_key key;  /* that of the note, naming the draft's claim */
  char claim[16];   /* CLM01 of the draft */
  tr_str billed_as; /* CLM01 of the real claim */
  tr_profile_view profile;
  tr_encounter encounter;
  tr__stand_ins stand_ins;
  bool people_known;
  tr_coded_date dates[TR_CODED_DATES];
  uint32_t date_count;
  tr__coding_line *lines;
  uint32_t line_count;
  tr__coding_lack *lacking; /* for good */
  tr__coding_lack *noticed; /* of the last draft; not mended */
  bool changed;             /* by the last draft */
} tr__coding_visit;

/** A run. */
typedef struct tr__coding {
  const tr_coding_options *options;
  tr_profiles profiles;
  tr_profile_finder finder;
  tr__coding_visit *visits;
  uint32_t visit_count;
  tr__coding_visit *current;  /* whose findings come */
  tr__coding_visit **drafted; /* those of the last draft */
  uint32_t drafted_count;
  int32_t key_unit_method, key_primary_set;
  tr_status bad; /* first failure */
} tr__coding;

/** Keep the first failure. @return Whether all is well. */
bool tr__coding_good(tr__coding *coding, tr_status status);

/** Text in the run's arena, with a NUL behind it; empty after a failure. */
__attribute__((format(printf, 2, 3))) tr_str tr__coding_say(tr__coding *coding,
                                                            const char *format,
                                                            ...);

/** Add a reason to a line; beyond TR_CODING_REASONS the last is kept. */
void tr__coding_because(tr__coding_line *line, tr_coding_reason reason);

/** Say what a visit lacks, once. */
void tr__coding_lacks(tr__coding *coding, tr__coding_visit *visit,
                      tr_coding_lack lack);

/** Take a line out and say why. @param lack Its code is set to the line's. */
void tr__coding_drop(tr__coding *coding, tr__coding_visit *visit,
                     tr__coding_line *line, tr_coding_lack lack);

/** People and payer of a visit, stand-ins for those nobody knows; its profile,
 * diagnoses and dates. */
void tr__coding_begin_visit(tr__coding *coding, tr__coding_visit *visit);

/** Lines from derivations, with units, pointers and charges. */
void tr__coding_lines(tr__coding *coding, tr__coding_visit *visit);

/** Units of a visit's lines by the payer's method, with the arithmetic. */
void tr__coding_units(tr__coding *coding, tr__coding_visit *visit);

/** What the lines point to; after a diagnosis was taken out, again. */
void tr__coding_pointers(tr__coding *coding, tr__coding_visit *visit);

/** Charges of the lines that have none yet, or other units than before. */
void tr__coding_charges(tr__coding *coding, tr__coding_visit *visit);

/** Whether a claim can hold what the visit says, such as the number of its
 * authorization; else it has no lines and the reason. */
void tr__coding_try(tr__coding *coding, tr__coding_visit *visit);

/** Put a draft of all visits before the checker and mend what its rules mend.
 * @return Whether anything was changed. */
bool tr__coding_judge(tr__coding *coding);

#endif
