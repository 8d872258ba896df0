/* What an adjustment reason (CARC) means for settling: whether a claim was
 * denied, or only paid as agreed. */
#ifndef TR_SETTLE_REASON_H
#define TR_SETTLE_REASON_H

#include <stdbool.h>

#include "base/code.h"

typedef enum tr_reason_kind {
  TR_REASON_DENIAL,   /**< something was not paid that was asked for */
  TR_REASON_ORDINARY, /**< contract, fee schedule, withholding, interest */
  TR_REASON_PATIENT   /**< deductible, coinsurance, copay */
} tr_reason_kind;

/**
 * @param carc Packed; an unknown one is a denial, so that none is missed.
 * @source x12-carc
 */
tr_reason_kind tr_reason_kind_of(tr_code carc);

/** @return Whether the code says nothing without a remark code: such a denial
 * is compared with a rule by both. @source x12-carc */
bool tr_reason_needs_remark(tr_code carc);

#endif
