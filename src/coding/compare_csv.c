/* The columns of a comparison and what stands in them. */
#include "coding/compare_csv.h"

#include <inttypes.h>

#include "base/utf8.h"

enum { CELL_MOST = 1 << 16 /* bytes of one cell */ };

/* The one list of columns; new ones are added at the end. */
#define COLUMNS                                                              \
  "file,claim,claim_at,note,date,line,kind,billed_code,billed_modifiers,"    \
  "billed_units,billed_pointers,billed_charge,supported_code,"               \
  "supported_modifiers,supported_units,supported_pointers,supported_charge," \
  "over,under,at_risk,no_note,text,source,rule,pointer\r\n"

/* A row in the making. */
typedef struct row {
  tr_buf *out;
  tr_buf cell; /* before it is quoted */
  bool begun;
} row;

/* -------------------------------------------------------------------- cells */

static bool needs_quotes(tr_str text) {
  for (size_t i = 0; i < text.n; i++)
    if (strchr(",\"\r\n", text.p[i]) != NULL) return true;
  return text.n > 0 && (text.p[0] == ' ' || text.p[text.n - 1] == ' ');
}

static void end_cell(row *r) {
  const tr_str text = tr_buf_str(&r->cell);
  const bool quoted = needs_quotes(text);
  if (r->begun) tr_buf_add_char(r->out, ',');
  r->begun = true;
  if (quoted) tr_buf_add_char(r->out, '"');
  for (size_t i = 0; i < text.n; i++) {
    if (text.p[i] == '"') tr_buf_add_char(r->out, '"');
    tr_buf_add_char(r->out, text.p[i]);
  }
  if (quoted) tr_buf_add_char(r->out, '"');
  if (r->cell.bad == TR_ENOMEM) r->out->bad = r->cell.bad;
  tr_buf_clear(&r->cell);
}

/* Texts come from claims and notes: none may pass for a formula. */
static void put_text(row *r, tr_str text) {
  if (text.n > 0 && memchr("=+-@\t\r", text.p[0], 6) != NULL)
    tr_buf_add_char(&r->cell, '\'');
  tr_text_safe(&r->cell, text);
  end_cell(r);
}

static void put_word(row *r, const char *word) { put_text(r, tr_str_of(word)); }

static void put_number(row *r, bool known, uint64_t number) {
  if (known) tr_buf_addf(&r->cell, "%" PRIu64, number);
  end_cell(r);
}

static void put_cents(row *r, bool known, tr_cents cents) {
  char text[TR_CENTS_TEXT];
  if (known) {
    tr_cents_text(cents, text);
    tr_buf_add(&r->cell, tr_str_of(text));
  }
  end_cell(r);
}

static void put_day(row *r, tr_day day) {
  char text[TR_DAY_TEXT] = "";
  if (day != TR_DAY_MIN) tr_day_text(day, text);
  put_word(r, text);
}

static void put_code(row *r, tr_code code) {
  char text[TR_CODE_BYTES + 1];
  put_text(r, (tr_str){text, tr_code_text(code, text)});
}

/* -------------------------------------------------------------------- sides */

static void put_side(row *r, tr_code code, const tr_code *modifiers,
                     uint32_t modifier_count, int64_t units,
                     const uint8_t *pointers, uint32_t pointer_count) {
  char text[TR_CODE_BYTES + 1];
  put_code(r, code);
  for (uint32_t i = 0; i < modifier_count; i++) {
    tr_code_text(modifiers[i], text);
    if (i > 0) tr_buf_add_char(&r->cell, ' ');
    tr_text_safe(&r->cell, tr_str_of(text));
  }
  end_cell(r);
  char many[TR_COMPARE_UNITS];
  if (units > 0) tr_buf_add(&r->cell, tr_str_of(tr_compare_units(units, many)));
  end_cell(r);
  for (uint32_t i = 0; i < pointer_count; i++)
    tr_buf_addf(&r->cell, "%s%u", i > 0 ? " " : "", (unsigned)pointers[i]);
  end_cell(r);
}

static void put_billed(row *r, const tr_context_line *line) {
  static const tr_context_line none = {.charge_known = false};
  if (line == NULL) line = &none;
  put_side(r, line->code, line->modifiers, line->modifier_count, line->units,
           line->pointers, line->pointer_count);
  put_cents(r, line->charge_known, line->charge);
}

static void put_supported(row *r, const tr_claim_context *claim,
                          const tr_difference *difference) {
  uint8_t pointers[TR_POINTERS] = {0};
  if (difference->supported == NULL) {
    put_side(r, 0, NULL, 0, 0, pointers, 0);
    put_cents(r, false, 0);
    return;
  }
  const tr_encounter_line *line = &difference->supported->billed;
  const uint32_t count = tr_compare_pointers(claim, difference->visit,
                                             difference->supported, pointers);
  put_side(r, line->procedure, line->modifiers, line->modifier_count,
           difference->supported_units, pointers, count);
  put_cents(r, difference->supported_charge_known,
            difference->supported_charge);
}

/* --------------------------------------------------------------------- rows */

static void put_amount(row *r, const tr_difference *difference,
                       tr_compare_money which) {
  tr_cents cents = 0;
  const bool known = tr_compare_amount(difference, which, &cents);
  put_cents(r, known, cents);
}

static void put_where(row *r, const tr_claim_context *claim,
                      const tr_difference *difference) {
  const tr_coded_visit *visit = difference->visit;
  const tr_context_line *line = difference->billed;
  put_word(r, claim != NULL ? claim->file : "");
  put_text(r, claim != NULL ? claim->id : TR_STR(""));
  put_number(r, claim != NULL, claim != NULL ? claim->at : 0);
  put_text(r, visit != NULL ? visit->note->id.text : TR_STR(""));
  if (line != NULL)
    put_day(r, line->date);
  else
    put_day(r, visit != NULL ? visit->encounter->service : TR_DAY_MIN);
  put_number(r, line != NULL, line != NULL ? line->number : 0);
}

static void put_row(row *r, const tr_claim_context *claim,
                    const tr_difference *difference) {
  r->begun = false;
  put_where(r, claim, difference);
  put_word(r, tr_compare_word(difference->kind));
  put_billed(r, difference->billed);
  put_supported(r, claim, difference);
  put_amount(r, difference, TR_MONEY_OVER);
  put_amount(r, difference, TR_MONEY_UNDER);
  put_amount(r, difference, TR_MONEY_AT_RISK);
  put_cents(r, true, difference->without_note);
  put_text(r, difference->text);
  put_word(r, difference->source);
  put_word(r, difference->rule);
  put_word(r, difference->pointer);
  tr_buf_add(r->out, TR_STR("\r\n"));
}

void tr_compare_csv(tr_buf *out, const tr_comparison *comparison) {
  row r = {.out = out};
  tr_buf_init(&r.cell, CELL_MOST);
  tr_buf_add(out, TR_STR(COLUMNS));
  for (uint32_t i = 0; i < comparison->claim_count; i++) {
    const tr_compared_claim *claim = &comparison->claims[i];
    for (uint32_t k = 0; k < claim->difference_count; k++)
      put_row(&r, claim->claim, claim->differences[k]);
  }
  for (uint32_t i = 0; i < comparison->note_count; i++) {
    const tr_compared_note *note = &comparison->notes[i];
    for (uint32_t k = 0; k < note->difference_count; k++)
      put_row(&r, NULL, note->differences[k]);
  }
  tr_buf_done(&r.cell);
}
