/* Values of claims and payments as a line of text shows them. */
#include "settle_text_parts.h"

/* Values of the input may hold any byte; the terminal gets none but text. */
void settle_put_value(tr_buf *out, tr_str value) {
  for (size_t i = 0; i < value.n; i++) {
    const unsigned char byte = (unsigned char)value.p[i];
    tr_buf_add_char(out, byte < ' ' || byte > '~' ? '?' : value.p[i]);
  }
}

void settle_put_field(tr_buf *out, const tr_unit *unit, const tr_field *field) {
  const tr_str value = tr_unit_text(unit, field);
  if (value.n == 0)
    tr_buf_add(out, TR_STR("-"));
  else
    settle_put_value(out, value);
}

void settle_put_day(tr_buf *out, const tr_field *field) {
  char day[TR_DAY_TEXT] = "no date";
  if (field->state == TR_FIELD_KNOWN) tr_day_text((tr_day)field->number, day);
  tr_buf_addf(out, "%s", day);
}

void settle_put_cents(tr_buf *out, tr_cents cents) {
  char text[TR_CENTS_TEXT];
  tr_cents_text(cents, text);
  tr_buf_addf(out, "%s", text);
}

void settle_put_column(tr_buf *out, tr_cents cents) {
  char text[TR_CENTS_TEXT];
  tr_cents_text(cents, text);
  tr_buf_addf(out, " %9s", text);
}

void settle_put_code(tr_buf *out, tr_code code) {
  char text[TR_CODE_BYTES + 1];
  tr_code_text(code, text);
  settle_put_value(out, tr_str_of(text));
}
