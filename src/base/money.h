/* Money: whole cents in an integer; no floating point anywhere. */
#ifndef TR_BASE_MONEY_H
#define TR_BASE_MONEY_H

#include <stdint.h>

#include "base/status.h"
#include "base/str.h"

/** An amount in US cents; may be negative. */
typedef int64_t tr_cents;

enum {
  TR_CENTS_TEXT = 24 /**< bytes that hold any amount as text and a NUL */
};

/**
 * Read an X12 decimal (type R) as cents: optional minus, digits, optional
 * point with at most two decimals that count (further zeros are accepted).
 *
 * @param      text  Borrowed; the whole of it must be the amount.
 * @param[out] cents Set only on TR_OK.
 * @return TR_OK; TR_ESYNTAX when it is no such number ("+1", "1,0", "1e2", "");
 *         TR_ERANGE when it has a part of a cent or more than 16 digits.
 * @source x12.5-r (no exponent, no thousands mark, no plus sign)
 */
TR_NODISCARD tr_status tr_cents_read(tr_str text, tr_cents *cents);

/**
 * Write an amount as people read it, with two decimals: -12.30.
 *
 * @param      cents Any amount.
 * @param[out] text  At least TR_CENTS_TEXT bytes; NUL-terminated.
 * @return Length in bytes.
 */
size_t tr_cents_text(tr_cents cents, char *text);

/**
 * Add with a check of overflow.
 *
 * @param[out] sum Set only on TR_OK.
 * @return TR_OK or TR_ERANGE.
 */
TR_NODISCARD tr_status tr_cents_add(tr_cents a, tr_cents b, tr_cents *sum);

/**
 * Read a quantity (type R with at most three decimals) in thousandths.
 *
 * @param      text       Borrowed.
 * @param[out] thousandths Set only on TR_OK.
 * @return As tr_cents_read().
 */
TR_NODISCARD tr_status tr_quantity_read(tr_str text, int64_t *thousandths);

#endif
