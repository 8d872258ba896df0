/* The builder's state, shared by the files that fill the model; not for use
 * outside src/claim. */
#ifndef TR_CLAIM_BUILDER_H
#define TR_CLAIM_BUILDER_H

#include "base/array.h"
#include "base/buf.h"
#include "claim/build.h"

/* Packed segment ids and loops as constants, for switch. */
#define TR_PACK2(a, b) ((tr_code)(a) << 56 | (tr_code)(b) << 48)
#define TR_PACK3(a, b, c) (TR_PACK2(a, b) | (tr_code)(c) << 40)
#define TR_LOOP4(a, b, c, d) (TR_PACK3(a, b, c) | (tr_code)(d) << 32)
#define TR_LOOP5(a, b, c, d, e) (TR_LOOP4(a, b, c, d) | (tr_code)(e) << 24)
#define TR_LOOP6(a, b, c, d, e, f) \
  (TR_LOOP5(a, b, c, d, e) | (tr_code)(f) << 16)

enum { TR_NONE = -1 };

/** The units above the claims, outermost first. */
typedef enum tr_level_kind {
  TR_LEVEL_SET,        /* ST, BHT, 1000A, 1000B */
  TR_LEVEL_BILLING,    /* 2000A and its 2010 loops */
  TR_LEVEL_SUBSCRIBER, /* 2000B and its 2010 loops */
  TR_LEVEL_PATIENT,    /* 2000C and 2010CA */
  TR_LEVELS
} tr_level_kind;

/** A run of segments while it grows. */
typedef struct tr_run {
  tr_unit unit;        /* its bytes: of a level the copy, of a claim set late */
  tr_array segments;   /* tr_unit_segment */
  uint32_t size;       /* bytes from the first to the end of the last segment */
  bool damaged;        /* a segment could not be read */
  bool full;           /* a limit was met; of a claim it is told at the end: */
  uint32_t full_limit; /* the limit */
  uint32_t full_index; /* of the segment that met it */
  const char *full_unit; /* what was counted */
} tr_run;

/** One level above the claims. */
typedef struct tr_level_store {
  tr_run run;
  tr_buf bytes;         /* copy of the run */
  uint32_t party_count; /* parties of this level and those above it */
  uint32_t reference_count;
  tr_field taxonomy; /* PRV03 that stands before the NM1 it belongs to */
} tr_level_store;

/** Where the builder stands: the innermost open loops; an index or TR_NONE. */
typedef struct tr_stand {
  tr_code loop;
  int32_t line, party, payer, adjudication;
} tr_stand;

/** The SBR and PAT values a claim takes over from the levels above it. */
typedef struct tr_insured {
  tr_field responsibility, relation, group_number, group_name;
  tr_field secondary_reason, filing_code;
  tr_field pregnant_subscriber;                /* PAT09 of 2000B */
  tr_field patient_relation, pregnant_patient; /* PAT01, PAT09 of 2000C */
} tr_insured;

/** A value of the open claim that could not be read, to be told of at its
 * end. */
typedef struct tr_pending {
  tr_field field;
  const char *variant; /* wording of the rule */
  const char *meaning; /* NULL: TRX0108 value-limit */
  int32_t line;
} tr_pending;

struct tr_builder {
  tr_fault_fn *fault;
  void *context;
  tr_status bad; /* TR_ENOMEM once memory ran out */

  /* the segment at hand and where it was put */
  const tr_segment *segment;
  const tr_spot *spot; /* where the guide has it */
  tr_run *run;
  uint32_t at;    /* of the segment in its unit */
  uint16_t index; /* of the segment in its unit */
  bool odd;       /* the reader marked it: look at every byte of its values */

  /* the innermost open loops; an index or TR_NONE */
  bool open;           /* a claim is open */
  bool lost;           /* its bytes were not kept */
  bool astray;         /* an HL may have been lost: no claim is sure to be of
                          the subscriber before it, until the next HL */
  tr_level_kind level; /* the innermost open one above the claim */
  tr_code loop;
  int32_t line, party, payer, adjudication;

  tr_set set;
  tr_short control_number, guide;
  tr_level_store levels[TR_LEVELS];
  tr_array level_parties; /* those of the set, then billing, subscriber ... */
  tr_array level_references; /* likewise */
  tr_insured insured;

  tr_run claim_run;
  tr_claim claim;
  tr_array diagnoses, conditions, dates, references, attachments, parties;
  tr_array other_payers, adjudications, adjustments, lines;
  tr_array pending; /* tr_pending */
};

/* ---- lists, kept from claim to claim (builder_list.c) */

/**
 * Make room for one more item.
 *
 * @return Whether there is; else TR_ENOMEM is noted, or the limit told of and
 *         the run at hand marked damaged.
 */
bool tr__list_grow(tr_builder *builder, tr_array *list);

/** @return A new last item, not cleared; NULL when there is no room. */
static inline void *tr__list_add(tr_builder *builder, tr_array *list) {
  if (list->count == list->room && !tr__list_grow(builder, list)) return NULL;
  return tr_array_at(list, list->count++);
}

/**
 * Say that a limit was met, once a run.
 *
 * @param limit How many. @param unit Of what.
 */
void tr__limit_met(tr_builder *builder, uint32_t limit, const char *unit);

/**
 * Put the segment at hand at the end of a run and make it the one that fields
 * are decoded from.
 *
 * @param at Where it begins, in bytes from the start of the unit.
 * @return Whether it was kept; else the run is full or memory short.
 */
bool tr__run_add(tr_builder *builder, tr_run *run, uint32_t at);

/* ---- levels above the claims (level.c) */

/** Forget a level and those below it, their parties included. */
void tr__level_clear(tr_builder *builder, tr_level_kind kind);

/** Take a segment other than a CLM while no claim is open. */
void tr__level_segment(tr_builder *builder);

/* ---- the claim (body.c) */

/** Clear what the last claim left and begin one at the CLM at hand. */
void tr__claim_begin(tr_builder *builder);

/** Take a segment of the open claim. */
void tr__claim_segment(tr_builder *builder);

/** Add the DTP at hand to the dates. @return It, or NULL. */
tr_date *tr__date_add(tr_builder *builder);

/** Add the PWK at hand to the attachments. */
void tr__attachment_add(tr_builder *builder);

/** Add the triples of the CAS at hand to the adjustments. */
void tr__adjustments_add(tr_builder *builder);

/* ---- its service lines (line.c) */

/** Open a line at the segment at hand: its LX, where that is not missing. */
void tr__line_open(tr_builder *builder);

/** Take a segment of the open line (2400 and below). */
void tr__line_segment(tr_builder *builder);

/**
 * Move to what another payer decided about the open line (2430).
 *
 * @param opens Another one begins; else it is the line's last, if any.
 */
void tr__decision_enter(tr_builder *builder, bool opens);

/**
 * Stretch the part of a list that is the open line's over what was just added
 * to it; nothing when no line is open.
 *
 * @param first, count offsetof() of the line's counters.
 */
void tr__line_count(tr_builder *builder, const tr_array *list, size_t first,
                    size_t count);

/* ---- parties (party.c) */

/** Open the loop of the NM1 at hand. @param list Parties or level_parties. */
void tr__party_open(tr_builder *builder, tr_array *list, tr_code loop);

/**
 * Take N3, N4, PRV, DMG or PER into the open party of a list.
 *
 * @return Whether a party is open and the segment can be its.
 */
bool tr__party_segment(tr_builder *builder, tr_array *list);

/** @return The last party of a loop that the segment at hand can describe: one
 *          of its line and its unit; TR_NONE: there is none. */
int32_t tr__party_of(const tr_builder *builder, const tr_array *list,
                     tr_code loop);

/**
 * Add the REF at hand to a list of references, and to the party it follows.
 *
 * @param list    References or level_references.
 * @param parties The list that builder->party counts in.
 * @return It, or NULL.
 */
tr_reference *tr__reference_add(tr_builder *builder, tr_array *list,
                                tr_array *parties);

#endif
