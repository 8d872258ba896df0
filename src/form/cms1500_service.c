/* A service line: item 24, its shaded upper half and the lower one. */
#include "form/cms1500_parts.h"

static bool is_yes(const tr_field *field) {
  return tr__cms1500_is(field, TR_CODE("Y"));
}

/* Basis and quantity of a drug: CTP05-1 and CTP04 of 2410. */
static tr_str drug_basis(const tr_line *line) {
  const tr_unit *unit = line->unit;
  for (size_t i = 0; i < unit->segment_count; i++)
    if (unit->segments[i].line == line->index &&
        unit->segments[i].id == TR_CODE("CTP"))
      return tr_unit_element(unit, i, 5, 1);
  return (tr_str){"", 0};
}

/* The drug, then the description of an unlisted service. */
static void put_shaded(tr_cms1500_filling *to, const tr_line *line,
                       uint8_t row) {
  tr_buf text;
  tr_buf_init(&text, 1 << 16);
  if (tr__cms1500_is(&line->drug_qualifier, TR_CODE("N4"))) {
    tr_buf_add(&text, TR_STR("N4"));
    tr_buf_add(&text, tr_unit_text(line->unit, &line->drug));
    tr_buf_add(&text, TR_STR(" "));
    tr_buf_add(&text, drug_basis(line));
    tr_buf_add(&text, tr_unit_text(line->unit, &line->drug_quantity));
  }
  const tr_str note = tr_unit_text(line->unit, &line->note);
  const tr_str described = tr_unit_text(line->unit, &line->description);
  const tr_str words = described.n > 0 ? described : note;
  if (words.n > 0) {
    tr_buf_add(&text, text.n > 0 ? TR_STR("   ZZ") : TR_STR("ZZ"));
    tr_buf_add(&text, words);
  }
  tr__cms1500_put(to, "24", row, tr_buf_str(&text));
  if (text.bad == TR_ENOMEM) to->bad = text.bad;
  tr_buf_done(&text);
}

/* Who rendered it: of the line, else of the claim, else who bills. */
static void put_rendering(tr_cms1500_filling *to, const tr_line *line,
                          uint8_t row) {
  const tr_claim *claim = to->claim;
  const tr_party *party = line->rendering != NULL    ? line->rendering
                          : claim->rendering != NULL ? claim->rendering
                                                     : claim->billing;
  if (party == NULL) return;
  const tr_str taxonomy = tr_unit_text(party->unit, &party->taxonomy);
  if (party != claim->billing && taxonomy.n > 0 && !to->medicare) {
    tr__cms1500_put(to, "24I", row, TR_STR("ZZ"));
    tr__cms1500_put(to, "24J.id", row, taxonomy);
  }
  tr__cms1500_put(to, "24J", row, tr_unit_text(party->unit, &party->id));
}

static void put_pointers(tr_cms1500_filling *to, const tr_line *line,
                         uint8_t row) {
  char letters[TR_POINTERS];
  size_t n = 0;
  for (int i = 0; i < TR_POINTERS; i++) {
    const tr_field *pointer = &line->pointers[i];
    const int64_t number = pointer->number / 1000;
    if (pointer->state == TR_FIELD_KNOWN && number >= 1 && number <= 12 &&
        pointer->number % 1000 == 0)
      letters[n++] = (char)('A' + number - 1);
  }
  if (to->medicare && n > 1) n = 1; /* it takes one letter a line */
  tr__cms1500_put(to, "24E", row, (tr_str){letters, n});
}

static void put_units(tr_cms1500_filling *to, const tr_line *line,
                      uint8_t row) {
  if (line->units.state != TR_FIELD_KNOWN) return;
  const int64_t whole = line->units.number / 1000;
  int64_t part = line->units.number % 1000;
  if (part == 0) {
    tr__cms1500_putf(to, "24G", row, "%lld", (long long)whole);
    return;
  }
  int digits = 3;
  for (; part % 10 == 0; digits--) part /= 10;
  tr__cms1500_putf(to, "24G", row, "%lld.%0*lld", (long long)whole, digits,
                   (long long)(part < 0 ? -part : part));
}

void tr__cms1500_service(tr_cms1500_filling *to, const tr_line *line,
                         uint8_t row) {
  static const char *const modifiers[TR_MODIFIERS] = {"24D.1", "24D.2", "24D.3",
                                                      "24D.4"};
  const tr_unit *unit = line->unit;
  put_shaded(to, line, row);
  tr__cms1500_date(to, "24A.from", row, &line->date, false);
  tr__cms1500_date(
      to, "24A.to", row,
      line->date_to.state == TR_FIELD_KNOWN ? &line->date_to : &line->date,
      false);
  const tr_str place = tr_unit_text(unit, &line->place);
  tr__cms1500_put(
      to, "24B", row,
      place.n > 0 ? place : tr_unit_text(to->claim->unit, &to->claim->place));
  if (is_yes(&line->emergency)) tr__cms1500_put(to, "24C", row, TR_STR("Y"));
  tr__cms1500_put(to, "24D", row, tr_unit_text(unit, &line->code));
  for (int i = 0; i < TR_MODIFIERS; i++)
    tr__cms1500_put(to, modifiers[i], row,
                    tr_unit_text(unit, &line->modifiers[i]));
  put_pointers(to, line, row);
  if (line->charge.state == TR_FIELD_KNOWN)
    tr__cms1500_amount(to, "24F", row, line->charge.number);
  put_units(to, line, row);
  if (is_yes(&line->screening) || is_yes(&line->family_planning))
    tr__cms1500_put(to, "24H", row, TR_STR("Y"));
  put_rendering(to, line, row);
}
