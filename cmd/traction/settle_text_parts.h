/* Values of claims and payments as a line of text shows them; shared by
 * settle_text.c (payments, totals) and settle_text_claim.c (claims). */
#ifndef TRACTION_SETTLE_TEXT_PARTS_H
#define TRACTION_SETTLE_TEXT_PARTS_H

#include "render/text.h"
#include "settle_run.h"

/** Put a value of the input; what is no printable character becomes "?". */
void settle_put_value(tr_buf *out, tr_str value);

/** Put a field as sent, "-" where it was not. @param unit Of the field. */
void settle_put_field(tr_buf *out, const tr_unit *unit, const tr_field *field);

/** Put a date, or "no date". */
void settle_put_day(tr_buf *out, const tr_field *field);

/** Put an amount. */
void settle_put_cents(tr_buf *out, tr_cents cents);

/** Put an amount in a column of a table, with a blank before it. */
void settle_put_column(tr_buf *out, tr_cents cents);

/** Put a code. */
void settle_put_code(tr_buf *out, tr_code code);

#endif
