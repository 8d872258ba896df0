/* What the parts of the form share: cms1500.c (pages), cms1500_party.c (people,
 * organisations, coverage), cms1500_claim.c (condition, diagnoses, amounts),
 * cms1500_service.c (lines). Private to them. */
#ifndef TR_FORM_CMS1500_PARTS_H
#define TR_FORM_CMS1500_PARTS_H

#include "base/money.h"
#include "form/cms1500.h"

/** A page being filled. */
typedef struct tr_cms1500_filling {
  const tr_claim *claim;
  tr_arena *arena;
  tr_cms1500_page *page;
  tr_status bad;
  bool medicare;     /**< SBR09 is MB: its own instructions hold */
  bool chiropractic; /**< a spinal manipulation is on a line */
  bool last;         /**< the last page: totals */
} tr_cms1500_filling;

/** Set a field: blanks at the ends go, letters become capitals; an empty value
 * sets nothing. @param row 0 outside the lines. */
void tr__cms1500_put(tr_cms1500_filling *to, const char *name, uint8_t row,
                     tr_str value);

/** The same with a format. */
__attribute__((format(printf, 4, 5))) void tr__cms1500_putf(
    tr_cms1500_filling *to, const char *name, uint8_t row, const char *format,
    ...);

/** Set a field outside the lines from a field of the claim. */
void tr__cms1500_copy(tr_cms1500_filling *to, const char *name,
                      const tr_unit *unit, const tr_field *field);

/** Set a field without commas and points, as addresses and names are. */
void tr__cms1500_plain(tr_cms1500_filling *to, const char *name, tr_str value);

/** Set a field to an amount: whole dollars, a blank, cents. */
void tr__cms1500_amount(tr_cms1500_filling *to, const char *name, uint8_t row,
                        tr_cents cents);

/** Set a field to a date: MM DD YY, or MM DD YYYY where `long_year`. */
void tr__cms1500_date(tr_cms1500_filling *to, const char *name, uint8_t row,
                      const tr_field *date, bool long_year);

/** @return Whether the field was read and is that code. */
bool tr__cms1500_is(const tr_field *field, tr_code code);

/** @return The first date of the claim with a qualifier, or NULL. */
const tr_date *tr__cms1500_date_of(const tr_claim *claim, tr_code qualifier);

/** @return The first reference with a qualifier, of a loop (0: any) of the
 * claim or its lines, or NULL. */
const tr_reference *tr__cms1500_reference(const tr_claim *claim,
                                          tr_code qualifier, tr_code loop);

/** The carrier and items 1 to 9, 11 and 13: who is insured where. */
void tr__cms1500_coverage(tr_cms1500_filling *to);

/** Items 25, 31 to 33: who bills, where it was done. */
void tr__cms1500_provider(tr_cms1500_filling *to);

/** Items 10 and 14 to 23: the condition. */
void tr__cms1500_condition(tr_cms1500_filling *to);

/** Item 24: one line. @param row 1 to 6. */
void tr__cms1500_service(tr_cms1500_filling *to, const tr_line *line,
                         uint8_t row);

#endif
