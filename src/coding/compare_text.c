/* The page of a comparison. */
#include "coding/compare_text.h"

#include <inttypes.h>

#include "base/utf8.h"

enum {
  WIDTH = 80,
  NARROW = 40,
  REASON = 9,
  SIDE = 20, /* columns of billed and supported */
  CELL = 512 /* most bytes of a cell */
};

typedef enum style { PLAIN, STRONG, FAINT, RED, YELLOW } style;

static void begin(const tr_coding_page *page, style as) {
  static const char *const colors[] = {"\033[0m", "\033[1m", "\033[2m",
                                       "\033[1;31m", "\033[1;33m"};
  if (page->color) tr_buf_add(page->out, tr_str_of(colors[as]));
}

static void end(const tr_coding_page *page) { begin(page, PLAIN); }

static void put_safe(const tr_coding_page *page, tr_str text) {
  tr_text_safe(page->out, text);
}

/* Text in lines no wider than the page, indented alike. */
static void put_wrapped(const tr_coding_page *page, tr_str text) {
  const unsigned width = page->columns > NARROW ? page->columns : WIDTH;
  unsigned column = REASON;
  tr_buf_addf(page->out, "%*s", REASON, "");
  for (size_t i = 0; i < text.n;) {
    size_t last = i;
    while (last < text.n && text.p[last] != ' ') last++;
    const unsigned length = (unsigned)(last - i);
    if (column > REASON && column + 1 + length > width) {
      tr_buf_addf(page->out, "\n%*s", REASON, "");
      column = REASON;
    } else if (column > REASON) {
      tr_buf_add_char(page->out, ' ');
      column++;
    }
    put_safe(page, (tr_str){text.p + i, length});
    column += length;
    for (i = last; i < text.n && text.p[i] == ' ';) i++;
  }
  tr_buf_add_char(page->out, '\n');
}

/* -------------------------------------------------------------------- cells */

static void add_code(tr_buf *cell, const char *before, tr_code code) {
  char text[TR_CODE_BYTES + 1];
  tr_code_text(code, text);
  tr_buf_add(cell, tr_str_of(before));
  tr_text_safe(cell, tr_str_of(text));
}

static void add_side(tr_buf *cell, tr_code code, const tr_code *modifiers,
                     uint32_t modifier_count, int64_t units) {
  char text[TR_COMPARE_UNITS];
  if (code == 0)
    tr_buf_add(cell, TR_STR("?"));
  else
    add_code(cell, "", code);
  for (uint32_t i = 0; i < modifier_count; i++)
    add_code(cell, "-", modifiers[i]);
  if (units != 1000)
    tr_buf_addf(cell, " x%s", units > 0 ? tr_compare_units(units, text) : "?");
}

static void add_pointers(tr_buf *cell, const uint8_t *pointers,
                         uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    tr_buf_addf(cell, "%s%u", i > 0 ? "," : " for ", (unsigned)pointers[i]);
}

static void add_charge(tr_buf *cell, bool known, tr_cents charge) {
  char text[TR_CENTS_TEXT];
  if (!known) return;
  tr_cents_text(charge, text);
  tr_buf_addf(cell, " %s", text);
}

/* One column of the table; a long cell moves what follows. */
static void put_cell(const tr_coding_page *page, tr_buf *cell, int width) {
  const tr_str text = tr_buf_str(cell);
  tr_buf_addf(page->out, "  %-*.*s", width, TR_STR_ARG(text));
  tr_buf_clear(cell);
}

static void put_billed(const tr_coding_page *page, tr_buf *cell,
                       const tr_difference *difference) {
  const tr_context_line *line = difference->billed;
  if (line != NULL) {
    add_side(cell, line->code, line->modifiers, line->modifier_count,
             line->units);
    if (difference->kind == TR_COMPARE_POINTERS)
      add_pointers(cell, line->pointers, line->pointer_count);
    else
      add_charge(cell, line->charge_known, line->charge);
  }
  put_cell(page, cell, SIDE);
}

static void put_supported(const tr_coding_page *page, tr_buf *cell,
                          const tr_claim_context *claim,
                          const tr_difference *difference) {
  if (difference->supported != NULL) {
    const tr_encounter_line *line = &difference->supported->billed;
    uint8_t pointers[TR_POINTERS];
    add_side(cell, line->procedure, line->modifiers, line->modifier_count,
             difference->supported_units);
    if (difference->kind == TR_COMPARE_POINTERS)
      add_pointers(cell, pointers,
                   tr_compare_pointers(claim, difference->visit,
                                       difference->supported, pointers));
    else
      add_charge(cell, difference->supported_charge_known,
                 difference->supported_charge);
  }
  put_cell(page, cell, SIDE);
}

static style style_of(tr_compare_kind kind) {
  switch (kind) {
    case TR_COMPARE_AGREES:
      return PLAIN;
    case TR_COMPARE_UNDECIDED:
      return FAINT;
    case TR_COMPARE_NOT_SUPPORTED:
    case TR_COMPARE_UNITS_OVER:
    case TR_COMPARE_NO_NOTE:
      return RED;
    default:
      return YELLOW;
  }
}

static void put_amount(const tr_coding_page *page, const char *what,
                       tr_cents cents, bool *first) {
  char text[TR_CENTS_TEXT];
  if (cents == 0) return;
  tr_cents_text(cents, text);
  tr_buf_addf(page->out, "%s%s %s", *first ? "  " : ", ", what, text);
  *first = false;
}

static void put_money(const tr_coding_page *page,
                      const tr_difference *difference) {
  bool first = true;
  put_amount(page, "over", difference->over, &first);
  put_amount(page, "under", difference->under, &first);
  put_amount(page, "at risk", difference->at_risk, &first);
  put_amount(page, "charged", difference->without_note, &first);
  if (difference->fee_unknown) tr_buf_add(page->out, TR_STR("  fee not known"));
}

/* --------------------------------------------------------------------- rows */

static void put_whence(const tr_coding_page *page,
                       const tr_difference *difference) {
  const char *const parts[] = {difference->pointer, difference->source,
                               difference->rule};
  bool any = false;
  for (size_t i = 0; i < 3; i++) {
    if (parts[i] == NULL || parts[i][0] == '\0') continue;
    if (!any) {
      tr_buf_addf(page->out, "%*s", REASON, "");
      begin(page, FAINT);
    }
    tr_buf_addf(page->out, "%s%s%s", any ? " · " : "", i == 0 ? "note " : "",
                parts[i]);
    any = true;
  }
  if (!any) return;
  end(page);
  tr_buf_add_char(page->out, '\n');
}

static void put_row(const tr_coding_page *page, tr_buf *cell,
                    const tr_claim_context *claim,
                    const tr_difference *difference) {
  if (difference->billed != NULL)
    tr_buf_addf(page->out, "  %4" PRIu32, difference->billed->number);
  else
    tr_buf_addf(page->out, "  %4s", "-");
  put_billed(page, cell, difference);
  put_supported(page, cell, claim, difference);
  tr_buf_add(page->out, TR_STR("  "));
  begin(page, style_of(difference->kind));
  tr_buf_addf(page->out, "%s", tr_compare_word(difference->kind));
  end(page);
  put_money(page, difference);
  tr_buf_add_char(page->out, '\n');
  if (difference->kind == TR_COMPARE_AGREES) return;
  if (difference->text.n > 0) put_wrapped(page, difference->text);
  put_whence(page, difference);
}

static tr_day date_of(const tr_difference *difference) {
  return difference->billed != NULL ? difference->billed->date
                                    : difference->visit->encounter->service;
}

static void put_date(const tr_coding_page *page,
                     const tr_difference *difference) {
  char day[TR_DAY_TEXT] = "no date";
  const tr_day date = date_of(difference);
  if (date != TR_DAY_MIN) tr_day_text(date, day);
  tr_buf_addf(page->out, "  %s", day);
  if (difference->visit != NULL) {
    tr_buf_add(page->out, TR_STR(", note "));
    put_safe(page, difference->visit->note->id.text);
  }
  tr_buf_add_char(page->out, '\n');
}

/* `dated`: each new date stands above its rows. */
static void put_rows(const tr_coding_page *page, const tr_claim_context *claim,
                     const tr_difference *const *differences, uint32_t count,
                     bool dated) {
  tr_buf cell;
  tr_buf_init(&cell, CELL);
  begin(page, FAINT);
  tr_buf_addf(page->out, "  %4s  %-*s  %-*s  %s\n", "line", SIDE, "billed",
              SIDE, "supported", "difference");
  end(page);
  for (uint32_t i = 0; i < count; i++) {
    if (dated &&
        (i == 0 || date_of(differences[i]) != date_of(differences[i - 1])))
      put_date(page, differences[i]);
    put_row(page, &cell, claim, differences[i]);
  }
  tr_buf_done(&cell);
}

static void put_sums(const tr_coding_page *page, const tr_compare_sums *sums) {
  bool first = true;
  const uint64_t *kinds = sums->kinds;
  uint64_t differ = 0;
  for (int kind = 0; kind < TR_COMPARE_KINDS; kind++)
    if (kind != TR_COMPARE_AGREES) differ += kinds[kind];
  /* one difference has said it */
  if (differ < 2 || sums->over + sums->under + sums->at_risk == 0) return;
  tr_buf_add(page->out, TR_STR("        together"));
  put_amount(page, "over", sums->over, &first);
  put_amount(page, "under", sums->under, &first);
  put_amount(page, "at risk", sums->at_risk, &first);
  tr_buf_add_char(page->out, '\n');
}

/* ------------------------------------------------------------ claims, notes */

static void put_visit(const tr_coding_page *page, const tr_coded_visit *visit) {
  char day[TR_DAY_TEXT] = "no date";
  const tr_str id = visit->note->id.text;
  if (visit->encounter->service != TR_DAY_MIN)
    tr_day_text(visit->encounter->service, day);
  tr_buf_add(page->out, TR_STR("note "));
  put_safe(page, id.n > 0 ? id : TR_STR("(no id)"));
  tr_buf_addf(page->out, " of %s", day);
}

static void put_claim_head(const tr_coding_page *page,
                           const tr_compared_claim *claim) {
  begin(page, STRONG);
  tr_buf_add(page->out, TR_STR("claim "));
  put_safe(page, claim->claim->id);
  end(page);
  tr_buf_add(page->out, TR_STR(" in "));
  put_safe(page, tr_str_of(claim->claim->file));
  if (claim->first != NULL) {
    tr_buf_add(page->out, TR_STR(", "));
    put_visit(page, claim->first);
    if (claim->visits > 1)
      tr_buf_addf(page->out, " and %" PRIu32 " more", claim->visits - 1);
  }
  tr_buf_add_char(page->out, '\n');
}

static void put_claim(const tr_coding_page *page,
                      const tr_compared_claim *claim) {
  const uint64_t agree = claim->sums.kinds[TR_COMPARE_AGREES];
  put_claim_head(page, claim);
  if (claim->standing == TR_STANDS_VOID)
    tr_buf_add(page->out,
               TR_STR("  takes an earlier claim back: passed over\n"));
  else if (claim->standing == TR_STANDS_REPLACED)
    tr_buf_add(
        page->out,
        TR_STR("  a later claim replaces it, or takes it back: passed over\n"));
  else if (claim->difference_count == 0)
    tr_buf_add(page->out, TR_STR("  has no lines\n"));
  else if (agree == claim->difference_count)
    tr_buf_addf(page->out, "  %s\n",
                agree == 1 ? "its line agrees" : "all its lines agree");
  else
    put_rows(page, claim->claim, claim->differences, claim->difference_count,
             claim->visits > 1);
  put_sums(page, &claim->sums);
  tr_buf_add_char(page->out, '\n');
}

static void put_note(const tr_coding_page *page, const tr_compared_note *note) {
  begin(page, STRONG);
  put_visit(page, note->visit);
  end(page);
  switch (note->bond) {
    case TR_BOND_RIVAL:
      tr_buf_add(page->out, TR_STR("\n  its visit has another note; what it "
                                   "supports is not counted\n\n"));
      return;
    case TR_BOND_MISFIT:
      tr_buf_add(page->out, TR_STR("\n  names a claim that it does not fit; "
                                   "what it supports is not counted\n\n"));
      return;
    case TR_BOND_NOTE:
    case TR_BOND_SHARE:
      break;
  }
  tr_buf_add(page->out, TR_STR(": no claim bills it\n"));
  if (note->difference_count == 0)
    tr_buf_add(page->out, TR_STR("  it supports nothing that is billed\n"));
  else
    put_rows(page, NULL, note->differences, note->difference_count, false);
  put_sums(page, &note->sums);
  tr_buf_add_char(page->out, '\n');
}

/* ------------------------------------------------------------------- totals */

static void put_total(const tr_coding_page *page, const char *name,
                      tr_cents cents, const char *meaning) {
  char text[TR_CENTS_TEXT];
  tr_cents_text(cents, text);
  tr_buf_addf(page->out, "  %-12s %12s  ", name, text);
  begin(page, FAINT);
  tr_buf_addf(page->out, "%s", meaning);
  end(page);
  tr_buf_add_char(page->out, '\n');
}

static const char *plural(uint64_t count) { return count == 1 ? "" : "s"; }

static void put_kinds(const tr_coding_page *page, const uint64_t *kinds) {
  bool first = true;
  for (int kind = 0; kind < TR_COMPARE_KINDS; kind++) {
    if (kinds[kind] == 0) continue;
    tr_buf_addf(page->out, "%s%s %" PRIu64, first ? "  " : ", ",
                tr_compare_word((tr_compare_kind)kind), kinds[kind]);
    first = false;
  }
  if (!first) tr_buf_add_char(page->out, '\n');
}

static void put_totals(const tr_coding_page *page,
                       const tr_comparison *comparison) {
  const tr_compare_sums *sums = &comparison->sums;
  begin(page, STRONG);
  tr_buf_addf(page->out, "%" PRIu32 " claim%s compared", comparison->compared,
              plural(comparison->compared));
  end(page);
  if (comparison->without_note > 0)
    tr_buf_addf(page->out, ", %" PRIu32 " without a note",
                comparison->without_note);
  if (comparison->passed_over > 0)
    tr_buf_addf(page->out, ", %" PRIu32 " passed over",
                comparison->passed_over);
  if (comparison->unbilled > 0)
    tr_buf_addf(page->out, "; %" PRIu32 " note%s that no claim bills",
                comparison->unbilled, plural(comparison->unbilled));
  tr_buf_add_char(page->out, '\n');
  put_kinds(page, sums->kinds);
  put_total(page, "over", sums->over, "billed and not supported");
  put_total(page, "under", sums->under, "supported and not billed");
  put_total(page, "at risk", sums->at_risk,
            "supported, but billed with a fault that may be denied");
  put_total(page, "without note", sums->without_note,
            "billed on claims or dates that have no note");
  if (sums->without_fee > 0)
    tr_buf_addf(page->out,
                "  %" PRIu64
                " amount%s not known, for want of a fee or charge\n",
                sums->without_fee, sums->without_fee == 1 ? " is" : "s are");
}

void tr_compare_text(const tr_coding_page *page,
                     const tr_comparison *comparison) {
  for (uint32_t i = 0; i < comparison->claim_count; i++)
    put_claim(page, &comparison->claims[i]);
  for (uint32_t i = 0; i < comparison->note_count; i++)
    put_note(page, &comparison->notes[i]);
  put_totals(page, comparison);
}
