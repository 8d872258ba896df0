/* What the files of columns share: rows as they were taken in, and the steps
 * that make columns of them. */
#ifndef TR_AUDIT_COLUMNS_PARTS_H
#define TR_AUDIT_COLUMNS_PARTS_H

#include "audit/columns.h"

enum {
  TR__ROWS_CLAIM,
  TR__ROWS_LINE,
  TR__ROWS_NOTE,
  TR__ROWS_REMIT,
  TR__ROWS_SERVICE,
  TR__ROWS_ADJUSTMENT
};

/* Numbers in them are those of the interners; 0 is the empty text. */
typedef struct tr__claim_in {
  int64_t id;
  tr_cents total;
  uint32_t control, replaces, patient, rendering;
  tr_day from, filed, born;
  uint8_t payer;
  char frequency, responsibility;
  bool out;
  uint32_t claim; /* index among the claims that count */
} tr__claim_in;

typedef struct tr__line_in {
  tr_code code;
  int64_t units;
  tr_cents charge;
  uint32_t claim; /* index of the row */
  uint32_t rendering;
  uint32_t flags;
  tr_day day;
  int32_t number;
} tr__line_in;

typedef struct tr__note_in {
  int64_t id;
  uint32_t claim, author;
  tr_day day, born;
} tr__note_in;

typedef struct tr__remit_in {
  int64_t id;
  tr_cents paid;
  uint32_t control, payer_control;
} tr__remit_in;

/** Memory of the columns, zero-filled; `bad` is set where there is none. */
void *tr__columns_array(tr_columns *columns, size_t count, size_t size);

/** @return The text of a number. */
tr_str tr__interned(const tr_interner *interner, uint32_t number);

/** Mark the claims that others replaced, and the secondary ones. */
void tr__columns_leave_out(tr_columns *columns);

/** Fill claim_paid, claim_answered, line_paid and the denials. */
void tr__columns_pay(tr_columns *columns, const uint32_t *claim_of_control);

/** Fill the visits and their sets of codes. */
void tr__columns_visits(tr_columns *columns);

/** Fill the notes, and claim_note. */
void tr__columns_notes(tr_columns *columns, const uint32_t *claim_of_control,
                       const uint16_t *provider_of);

/** Index of a claim, plus one, for each control number; 0: none. The latest
 * counts. */
uint32_t *tr__columns_controls(tr_columns *columns);

#endif
