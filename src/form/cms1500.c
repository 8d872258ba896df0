/* Pages and values: how many pages, how text, dates and amounts are written on
 * the form, and what no box can hold. */
#include "form/cms1500.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

#include "form/cms1500_parts.h"

enum { FORMATTED = 512 /* no box is near as wide */ };

/* ------------------------------------------------------------------- values */

/* The first box of a field; every field has one. */
static uint16_t box_of(const char *name) {
  uint16_t i = 0;
  while (i < tr_cms1500_box_count &&
         strcmp(tr_cms1500_boxes[i].field, name) != 0)
    i++;
  assert(i < tr_cms1500_box_count);
  return i;
}

void tr__cms1500_put(tr_cms1500_filling *to, const char *name, uint8_t row,
                     tr_str value) {
  value = tr_str_trim(value);
  if (value.n == 0 || to->bad != TR_OK) return;
  tr_cms1500_page *page = to->page;
  char *kept = tr_arena_alloc(to->arena, value.n);
  if (kept == NULL || page->count == TR_CMS1500_FIELDS) {
    to->bad = TR_ENOMEM;
    return;
  }
  for (size_t i = 0; i < value.n; i++) {
    const char c = value.p[i];
    kept[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
  }
  const uint16_t at = box_of(name);
  const tr_cms1500_box *box = &tr_cms1500_boxes[at];
  page->fields[page->count++] =
      (tr_cms1500_field){name,
                         row,
                         at,
                         {kept, value.n},
                         box->when == NULL && value.n > box->width};
}

void tr__cms1500_putf(tr_cms1500_filling *to, const char *name, uint8_t row,
                      const char *format, ...) {
  char text[FORMATTED];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  tr__cms1500_put(to, name, row, tr_str_of(text));
}

void tr__cms1500_copy(tr_cms1500_filling *to, const char *name,
                      const tr_unit *unit, const tr_field *field) {
  tr__cms1500_put(to, name, 0, tr_unit_text(unit, field));
}

void tr__cms1500_plain(tr_cms1500_filling *to, const char *name, tr_str value) {
  char text[FORMATTED];
  size_t n = 0;
  for (size_t i = 0; i < value.n && n < sizeof text; i++)
    if (value.p[i] != '.' && value.p[i] != ',') text[n++] = value.p[i];
  tr__cms1500_put(to, name, 0, (tr_str){text, n});
}

void tr__cms1500_amount(tr_cms1500_filling *to, const char *name, uint8_t row,
                        tr_cents cents) {
  const bool negative = cents < 0;
  const uint64_t size = negative ? -(uint64_t)cents : (uint64_t)cents;
  tr__cms1500_putf(to, name, row, "%s%llu %02llu", negative ? "-" : "",
                   (unsigned long long)(size / 100),
                   (unsigned long long)(size % 100));
}

void tr__cms1500_date(tr_cms1500_filling *to, const char *name, uint8_t row,
                      const tr_field *date, bool long_year) {
  if (date->state != TR_FIELD_KNOWN) return;
  int year, month, day;
  tr_day_parts((tr_day)date->number, &year, &month, &day);
  if (long_year)
    tr__cms1500_putf(to, name, row, "%02d %02d %04d", month, day, year);
  else
    tr__cms1500_putf(to, name, row, "%02d %02d %02d", month, day, year % 100);
}

/* ------------------------------------------------------------------ looking */

bool tr__cms1500_is(const tr_field *field, tr_code code) {
  return field->state == TR_FIELD_KNOWN && (tr_code)field->number == code;
}

const tr_date *tr__cms1500_date_of(const tr_claim *claim, tr_code qualifier) {
  for (uint32_t i = 0; i < claim->date_count; i++)
    if (claim->dates[i].line < 0 &&
        tr__cms1500_is(&claim->dates[i].qualifier, qualifier))
      return &claim->dates[i];
  return NULL;
}

const tr_reference *tr__cms1500_reference(const tr_claim *claim,
                                          tr_code qualifier, tr_code loop) {
  for (uint32_t i = 0; i < claim->reference_count; i++) {
    const tr_reference *reference = &claim->references[i];
    if (tr__cms1500_is(&reference->qualifier, qualifier) &&
        (loop == 0 || reference->loop == loop))
      return reference;
  }
  return NULL;
}

tr_str tr_cms1500_value(const tr_cms1500_page *page, const char *name,
                        uint8_t row) {
  for (uint32_t i = 0; i < page->count; i++)
    if (page->fields[i].row == row && strcmp(page->fields[i].name, name) == 0)
      return page->fields[i].value;
  return (tr_str){"", 0};
}

/* -------------------------------------------------------------------- pages */

static bool has_manipulation(const tr_claim *claim) {
  for (uint32_t i = 0; i < claim->line_count; i++) {
    const tr_field *code = &claim->lines[i].code;
    if (tr__cms1500_is(code, TR_CODE("98940")) ||
        tr__cms1500_is(code, TR_CODE("98941")) ||
        tr__cms1500_is(code, TR_CODE("98942")))
      return true;
  }
  return false;
}

uint32_t tr_cms1500_pages(const tr_claim *claim) {
  const uint32_t pages =
      (claim->line_count + TR_CMS1500_ROWS - 1) / TR_CMS1500_ROWS;
  if (pages == 0) return 1;
  return pages < TR_CMS1500_PAGES ? pages : TR_CMS1500_PAGES;
}

tr_status tr_cms1500_fill(tr_arena *arena, const tr_claim *claim, uint32_t page,
                          tr_cms1500_page *out) {
  const tr_str id = tr_unit_text(claim->unit, &claim->id);
  out->claim = (tr_str){"", 0};
  out->page = page;
  out->pages = tr_cms1500_pages(claim);
  out->count = 0;
  if (tr_arena_copy(arena, id, &out->claim) != TR_OK) return TR_ENOMEM;
  tr_cms1500_filling to = {
      .claim = claim,
      .arena = arena,
      .page = out,
      .medicare = tr__cms1500_is(&claim->filing_code, TR_CODE("MB")),
      .chiropractic = has_manipulation(claim),
      .last = page == out->pages};
  tr__cms1500_coverage(&to);
  tr__cms1500_condition(&to);
  const uint32_t first = (page - 1) * TR_CMS1500_ROWS;
  for (uint8_t row = 1; row <= TR_CMS1500_ROWS; row++)
    if (first + row <= claim->line_count)
      tr__cms1500_service(&to, &claim->lines[first + row - 1], row);
  tr__cms1500_provider(&to);
  return to.bad;
}
