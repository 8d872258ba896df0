/* What was billed: the claims of the 837 files as far as settling needs them,
 * with what the rules said of them; compact, for all claims of a run. No name,
 * address, member id or date of birth is kept. */
#ifndef TR_SETTLE_BILLED_H
#define TR_SETTLE_BILLED_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/map.h"
#include "claim/claim.h"
#include "rule/check.h"

enum {
  TR_BILLED_MODIFIERS = 4,
  TR_BILLED_TURNS = 3,   /**< primary, secondary, tertiary */
  TR_BILLED_RULES = 512, /**< rules of a pack that can name a CARC */
  TR_BILLED_WORDS = TR_BILLED_RULES / 64,
  TR_BILLED_BYTES = 1 << 30 /**< of all that is kept */
};

/** A charge that stands for any. */
#define TR_BILLED_ANY ((tr_cents)INT64_MAX)

/** A line as billed. */
typedef struct tr_billed_line {
  uint32_t number; /**< LX01, else its place from 1 */
  uint64_t at;     /**< ordinal of its LX; 0: not known */
  tr_code code;    /**< SV101-2; 0: none */
  tr_code modifiers[TR_BILLED_MODIFIERS];
  tr_day date;     /**< of service; TR_DAY_MIN: none */
  tr_cents charge; /**< SV102 */
  tr_str control;  /**< REF*6R */
} tr_billed_line;

/** What a rule made of a claim. */
typedef enum tr_mark_kind {
  TR_MARK_FOUND,    /**< it gave a finding */
  TR_MARK_UNSAID,   /**< its condition held, but another rule spoke, or the
                         payer's profile wants nothing of it */
  TR_MARK_UNDECIDED /**< it lacked something */
} tr_mark_kind;

typedef struct tr_mark {
  const tr_rule *rule;
  int32_t line;    /**< index of the line, or -1 */
  uint8_t kind;    /**< tr_mark_kind */
  uint8_t reasons; /**< bits of TR_REASON_MAP, where undecided */
} tr_mark;

/** A claim as billed. */
typedef struct tr_billed {
  const char *file;
  uint64_t at;       /**< ordinal of its CLM */
  tr_str id;         /**< CLM01 */
  tr_str number;     /**< payer's number for it: REF*F8, else as remitted */
  tr_str payer;      /**< NM103 of 2010BB */
  tr_code frequency; /**< CLM05-3 */
  tr_cents total;    /**< CLM02 */
  bool damaged;      /**< not judged by rules */
  const tr_billed_line *lines;
  uint32_t line_count;
  const tr_mark *marks;
  uint32_t mark_count;
  bool more_marks;       /**< than could be kept */
  const uint64_t *clean; /**< bits of rules decided with nothing found: words
                              of the claim, then of each line */
  uint32_t answers;      /**< remittances of it so far, reversals not counted */
  uint32_t reversals;    /**< of them taken back */
  tr_cents answered[TR_BILLED_TURNS]; /**< charges answered and not taken back,
                                           by each payer's turn */
} tr_billed;

/** The index. Fields but the counts are private. */
typedef struct tr_billed_index {
  tr_arena arena;
  tr_array claims; /* tr_billed */
  tr_array nodes;  /* chains of claims with one key */
  tr_map by_id, by_number, by_control, by_service;
  tr_map by_visit;
  const tr_rule **rules; /* those that name a CARC, by id */
  uint32_t rule_count;
  uint32_t words;         /* of 64 bits for rule_count */
  tr_array pending;       /* tr_mark of the claim to come */
  tr_array pending_clean; /* likewise */
  bool pending_more;      /* marks than are kept */
  uint32_t open;          /* the claim begun and not ended, or NONE */
  const char *file;       /* the claims come from */
  tr_str payer;           /* kept last; neighbours mostly have the same */
  tr_status bad;
} tr_billed_index;

/**
 * Begin an empty index.
 *
 * @param pack Borrowed. @return TR_OK, TR_ENOMEM, or TR_ELIMIT where more than
 *        TR_BILLED_RULES rules name a CARC.
 */
TR_NODISCARD tr_status tr_billed_init(tr_billed_index *index,
                                      const tr_pack *pack);

/** Free it. */
void tr_billed_done(tr_billed_index *index);

/** What fills the index: to be given to a checker together with
 * tr_billed_finding() and the index as context. */
tr_check_watch tr_billed_watch(tr_billed_index *index);

/** A finding of the claim that was begun; others are passed over. @param
 * context The index. */
void tr_billed_finding(void *context, const tr_finding *finding);

/** @return TR_OK; TR_ENOMEM, or TR_ELIMIT when TR_BILLED_BYTES are full. */
tr_status tr_billed_status(const tr_billed_index *index);

/** @return How many claims there are. */
uint32_t tr_billed_count(const tr_billed_index *index);

/** @param at Below tr_billed_count(). @return The claim. */
tr_billed *tr_billed_at(const tr_billed_index *index, uint32_t at);

/** @return Whether a rule was decided on a line with nothing found. @param line
 * Index, or -1: the claim and its days. */
bool tr_billed_clean(const tr_billed_index *index, const tr_billed *claim,
                     int32_t line, uint32_t rule);

/** Walk the claims with a key: *node is set by a find, and moved on. */
bool tr_billed_next(const tr_billed_index *index, uint32_t *node,
                    tr_billed **claim);

/** Claims by CLM01. @return Node for tr_billed_next(). */
uint32_t tr_billed_by_id(const tr_billed_index *index, tr_str id);

/** Claims by the payer's number. @return As tr_billed_by_id(). */
uint32_t tr_billed_by_number(const tr_billed_index *index, tr_str number);

/** Claims by REF*6R of a line. @return As tr_billed_by_id(). */
uint32_t tr_billed_by_control(const tr_billed_index *index, tr_str control);

/** Claims by code and date of a line and the claim's charge. @param total As of
 * tr_billed_by_visit(). @return As tr_billed_by_id(). */
uint32_t tr_billed_by_service(const tr_billed_index *index, tr_code code,
                              tr_day date, tr_cents total);

/** Claims by CLM01, the date of a line and the claim's charge. @param total
 * TR_BILLED_ANY: whatever it is. @return As tr_billed_by_id(). */
uint32_t tr_billed_by_visit(const tr_billed_index *index, tr_str id,
                            tr_day date, tr_cents total);

/** Learn the payer's number of a claim from its remittance. */
void tr_billed_learn(tr_billed_index *index, tr_billed *claim, tr_str number);

#endif
