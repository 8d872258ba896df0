/* Pages of the form for the tests of src/form, from claims in EDI text. Data
 * are invented. */
#ifndef TR_FORM_OF_H
#define TR_FORM_OF_H

#include "form/cms1500.h"
#include "rule/claim_of.h"

/** Segments of a claim by level; NULL members take those below. */
typedef struct form_spec {
  const char *billing;    /**< after HL of 2000A */
  const char *subscriber; /**< after HL of 2000B, payer included */
  const char *patient;    /**< after HL of 2000C; NULL: there is none */
  const char *claim;      /**< CLM and what follows, lines left out */
  const char *lines;      /**< loops 2400 */
} form_spec;

#define FORM_BILLING                                \
  "PRV*BI*PXC*111N00000X~"                          \
  "NM1*85*2*Example Spine, Inc.*****XX*1234567893~" \
  "N3*12 ELM ST.*SUITE 3~N4*SALEM*OR*973010001~"    \
  "REF*EI*93-0000001~PER*IC*DESK*TE*5550100199~"
#define FORM_SELF(filing)                                       \
  "SBR*P*18*G77*ROWAN LLC*****" filing                          \
  "~NM1*IL*1*ROWAN*ALEX*QUINN**JR*MI*W123456789~N3*7 OAK ROAD~" \
  "N4*SALEM*OR*97302~DMG*D8*19790502*F~"
#define FORM_PAYER                                    \
  "NM1*PR*2*EXAMPLE MUTUAL*****PI*29076~N3*PO BOX 9~" \
  "N4*AKRON*OH*44301~"
#define FORM_CLAIM "CLM*C1*45***11:B:1*Y*A*Y*Y~HI*ABK:M9903*ABF:M5416~"
#define FORM_LINE "LX*1~SV1*HC:98940*45*UN*1***1:2~DTP*472*D8*20260612~"

/** A page with what it was made of. */
typedef struct form_box {
  claim_box claim;
  tr_arena arena;
  tr_cms1500_page page;
} form_box;

/** Read the claim. @return It, until form_done(). */
static inline const tr_claim *form_claim(form_box *box, form_spec spec) {
  tr_buf edi;
  tr_buf_init(&edi, EDI_MOST);
  edi_begin(&edi);
  tr_buf_addf(&edi, "HL*1**20*1~%sHL*2*1*22*%d~%s%s",
              spec_or(spec.billing, FORM_BILLING), spec.patient != NULL,
              spec_or(spec.subscriber, FORM_SELF("CI")), FORM_PAYER);
  if (spec.patient != NULL) tr_buf_addf(&edi, "HL*3*2*23*0~%s", spec.patient);
  tr_buf_addf(&edi, "%s%s", spec_or(spec.claim, FORM_CLAIM),
              spec_or(spec.lines, FORM_LINE));
  edi_end(&edi);
  tr_arena_init(&box->arena, 1 << 20);
  return claim_of_text(&box->claim, "a.837", edi);
}

/** Fill a page of it. */
static inline const tr_cms1500_page *form_page(form_box *box, uint32_t page) {
  assert_int_equal(
      tr_cms1500_fill(&box->arena, box->claim.claim, page, &box->page), TR_OK);
  return &box->page;
}

static inline void form_done(form_box *box) {
  tr_arena_done(&box->arena);
  claim_done(&box->claim);
}

/** A row of a test: what a field is on the first page of a claim. */
typedef struct form_row {
  form_spec spec;
  const char *field;
  uint8_t row;
  const char *value; /**< "": the field has none */
} form_row;

/** Check rows. */
static inline void form_check(const form_row *rows, size_t count) {
  for (size_t i = 0; i < count; i++) {
    form_box box;
    TR_ROW(i, tr_str_of(rows[i].field));
    (void)form_claim(&box, rows[i].spec);
    const tr_str value =
        tr_cms1500_value(form_page(&box, 1), rows[i].field, rows[i].row);
    TR_ASSERT_STR(value, rows[i].value);
    form_done(&box);
  }
}

#endif
