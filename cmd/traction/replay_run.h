/* One run of `traction replay`: all kept claims judged twice, by the rules and
 * tables before and by those after, and what differs. */
#ifndef TRACTION_REPLAY_RUN_H
#define TRACTION_REPLAY_RUN_H

#include "audit/tally.h"
#include "db_run.h"
#include "knowledge.h"
#include "store/recheck.h"

enum {
  REPLAY_TEXTS = 1 << 30,  /* most bytes of texts of all findings */
  REPLAY_REPORT = 1 << 30, /* most bytes of the report */
  REPLAY_SHOWN = 20 /* claims that the text shows unless told otherwise */
};

/** Before and after. */
enum { BEFORE, AFTER, SIDES };

/** What is summed: all changes, those of a rule, a payer, a provider. */
typedef enum replay_by {
  REPLAY_ALL,
  REPLAY_BY_RULE,
  REPLAY_BY_PAYER,
  REPLAY_BY_PROVIDER,
  REPLAY_BYS
} replay_by;

/** A side. */
typedef struct replay_side {
  knowledge knowledge;
  tr_run run;
  tr_day as_if; /**< 0: services are of their own days */
  tr_rechecked done;
} replay_side;

/** A finding of a side. */
typedef struct replay_found {
  const tr_rule *rule;
  tr_str message;
  uint64_t place; /* hash of where it is */
  int32_t number; /* LX01; 0: the claim; -1: outside */
  int32_t line;   /* index of the line; -1: none */
  tr_severity severity;
  bool changed; /**< the other side has not got it */
} replay_found;

/** A claim; the first one stands for what is outside of claims. */
typedef struct replay_claim {
  int64_t id;
  tr_str control, rendering, payer[SIDES];
  tr_day day; /**< first of its services; TR_DAY_MIN: none */
  tr_cents charged, paid;
  size_t lines; /**< first of its lines */
  uint32_t line_count;
  size_t found[SIDES]; /**< first of its findings */
  uint32_t count[SIDES];
  bool faulty[SIDES]; /**< has an error */
  bool changed;       /**< a finding appears or vanishes */
} replay_claim;

/** Findings of a side, in the order they were told. */
typedef struct replay_list {
  replay_found *items;
  size_t count, room;
} replay_list;

/** Claims that changed between clean and faulty. */
typedef struct replay_turned {
  uint64_t claims;
  tr_cents charged, paid;
} replay_turned;

/** A run. */
typedef struct replay_run {
  const cmd_arguments *arguments;
  bool json, quiet, exit_code;
  tr_day today;
  tr_select select;
  tr_recall_query which;
  tr_str payer;  /**< id of a profile; empty: all */
  uint64_t most; /**< claims that are shown */
  db_place place;
  tr_store *store;
  replay_side sides[SIDES];
  progress progress;
  file_output output;
  tr_buf out;

  /* what was found */
  tr_arena texts;
  replay_claim *claims;
  size_t claim_count, claim_room;
  tr_tally_line *lines;
  size_t line_count, line_room;
  replay_list found[SIDES];
  size_t side, at; /* the side and claim at hand */

  /* what changed */
  tr_tally vanished[REPLAY_BYS], appeared[REPLAY_BYS];
  uint64_t changed;            /**< claims */
  replay_turned turned[SIDES]; /**< [BEFORE] from faulty to clean, [AFTER] from
                                    clean to faulty */
} replay_run;

/** A row of changes: what vanishes and what appears. */
typedef struct replay_change {
  tr_str key;
  tr_severity severity; /**< of REPLAY_BY_RULE */
  tr_tally_sums vanished, appeared;
} replay_change;

/** Judge the kept claims by both sides. @return EXIT_CLEAN, or EXIT_FAILED
 * after saying what is wrong. */
int replay_collect(replay_run *run);

/** Find what differs, and sum it. @return TR_OK, TR_ENOMEM or TR_ERANGE. */
TR_NODISCARD tr_status replay_diff(replay_run *run);

/**
 * Step through the sums of a kind in their order.
 *
 * @param[in,out] at Two places, {0, 0} to start.
 * @return Whether there was another.
 */
bool replay_next(const replay_run *run, replay_by by, size_t at[2],
                 replay_change *change);

/** @return The payer profile of a claim, after else before. */
tr_str replay_payer(const replay_claim *claim);

/** Write the report as text. */
void replay_text(replay_run *run);

/** Write it as JSON, traction-replay/1. */
void replay_json(replay_run *run);

#endif
