/* A finding: what is wrong, where, on whose authority, what to write instead.
 * The one diagnostic model; the renderers (src/render) only print it. */
#ifndef TR_DIAG_FINDING_H
#define TR_DIAG_FINDING_H

#include <stdbool.h>

#include "diag/fault.h"
#include "diag/place.h"
#include "diag/severity.h"

enum { TR_FINDING_ALSO = 8 /**< most further places of one finding */ };

/** Where something stands in a chart note. */
typedef struct tr_note_place {
  const char *file;    /**< as given */
  uint64_t line;       /**< line of the file the note begins on, from 1 */
  tr_str id;           /**< the note's id; empty when unknown */
  const char *pointer; /**< JSON pointer, "" for the note itself, NULL: none */
  tr_str value;        /**< the JSON value there, as written; may be empty */
  bool has_span;       /**< start and end hold: bytes within a text value */
  uint32_t start, end;
} tr_note_place;

/** A further place: in a file of claims, or in a note. */
typedef struct tr_also_place {
  bool in_note;
  tr_place place;     /**< unless in_note */
  tr_note_place note; /**< when in_note */
  const char *file;   /**< the file it is in, NULL: that of the finding */
  tr_str claim;       /**< CLM01 there; empty: that of the finding */
} tr_also_place;

/** What a fix does. */
typedef enum tr_fix_kind {
  TR_FIX_SET, /**< `to` in place of `from` */
  TR_FIX_ADD, /**< a value that was not there: `element` is its place */
  TR_FIX_DROP /**< `from` goes: a modifier, or the line ("SV1") */
} tr_fix_kind;

/** What to write instead. */
typedef struct tr_fix {
  tr_fix_kind kind;
  char element[16]; /**< "SV104", or the segment's id; empty: no fix */
  tr_str from, to;
  uint64_t offset; /**< of `from` in the file */
  uint32_t length; /**< of `from` in bytes */
  bool safe;       /**< formatting only; else a person must agree */
} tr_fix;

/** Everything in it is borrowed for the duration of the callback. */
typedef struct tr_finding {
  const struct tr_rule *rule;
  tr_severity severity;
  tr_str message, label;
  tr_str why;                   /**< the reason; may be empty */
  tr_str help;                  /**< may be empty */
  const char *file;             /**< where the caret is */
  tr_str claim;                 /**< CLM01, empty outside a claim */
  uint64_t claim_at;            /**< ordinal of its CLM, 0 outside a claim */
  const struct tr_claim *owner; /**< the claim; NULL outside one */
  int64_t line;        /**< LX number; 0: the claim itself; -1: outside */
  char date[11];       /**< date of service, YYYY-MM-DD; "" where none */
  const char *profile; /**< id of the payer profile, NULL outside a claim */
  const char *guide;   /**< slug of the guide of its transaction, or "control"
                            for the envelope; NULL where neither is known */
  bool has_place;
  tr_place at;
  bool has_note;
  tr_note_place note;
  tr_also_place also[TR_FINDING_ALSO];
  uint32_t also_count;
  tr_fix fix;
  tr_syntax syntax; /**< how a 999 says it; zero where it does not */
} tr_finding;

/** Receives findings in their fixed order. */
typedef void tr_finding_fn(void *context, const tr_finding *finding);

#endif
