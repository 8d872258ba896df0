/* Claims for tests of src/rule, out of EDI text by the real reader, envelope
 * and builder, so that every place is where a file has it. Data are invented.
 */
#ifndef TR_CLAIM_OF_H
#define TR_CLAIM_OF_H

#include "tr_test.h"

#include "base/buf.h"
#include "claim/build.h"
#include "spec/intake.h"

enum { EDI_MOST = 1 << 20 };

/** What a claim says; NULL members take what `usual` below says. */
typedef struct claim_spec {
  const char *id, *total, *place; /**< CLM01, CLM02, CLM05 ("11:B:1") */
  const char *npi;                /**< of the billing provider */
  const char *turn;               /**< SBR01 */
  const char *payer, *payer_name, *filing;
  const char *member, *last, *first;
  const char *born;      /**< segment DMG, "" leaves it out */
  const char *more;      /**< segments after CLM */
  const char *diagnoses; /**< segment HI */
  const char *lines;     /**< loops 2400, made with LINE() */
  bool odd;              /**< departs from the guide, on purpose */
} claim_spec;

/** A service line: number, "98940:AT", charge, units, "20260612". */
#define LINE(number, code, charge, units, day)                                \
  "LX*" number "~SV1*HC:" code "*" charge "*UN*" units "***1~DTP*472*D8*" day \
  "~"

static const claim_spec usual = {
    .id = "C1",
    .total = "45",
    .place = "11:B:1",
    .npi = "1234567893",
    .turn = "P",
    .payer = "29076",
    .payer_name = "EXAMPLE MUTUAL",
    .filing = "CI",
    .member = "W123456789",
    .last = "ROWAN",
    .first = "ALEX",
    .born = "DMG*D8*19790502*F~",
    .more = "",
    .diagnoses = "HI*ABK:M9903*ABF:M5416~",
    .lines = LINE("1", "98940", "45", "1", "20260612"),
};

static inline const char *spec_or(const char *given, const char *otherwise) {
  return given != NULL ? given : otherwise;
}

/** ISA, GS, ST and the loops of submitter and receiver. */
static inline void edi_begin(tr_buf *edi) {
  tr_buf_add(
      edi,
      TR_STR("ISA*00*          *00*          *ZZ*CLINIC         *ZZ*PAYER      "
             "    *"
             "260630*0830*^*00501*000000001*0*T*:~\n"
             "GS*HC*CLINIC*PAYER*20260630*0830*1*X*005010X222A1~\n"
             "ST*837*0001*005010X222A1~\nBHT*0019*00*B42*20260630*0830*CH~\n"
             "NM1*41*2*EXAMPLE SPINE CARE*****46*SENDER9~\n"
             "PER*IC*DESK*TE*5550100199~\n"
             "NM1*40*2*EXAMPLE PAYER*****46*RECEIVER8~\n"));
}

/** One billing provider, subscriber and claim; HL numbers from `hl`. */
static inline void edi_claim(tr_buf *edi, unsigned hl, claim_spec s) {
  tr_buf_addf(edi,
              "HL*%u**20*1~\nPRV*BI*PXC*111N00000X~\n"
              "NM1*85*2*EXAMPLE SPINE CARE*****XX*%s~\nN3*12 ELM STREET~\n"
              "N4*SALEM*OR*973010001~\nREF*EI*930000001~\n",
              hl, spec_or(s.npi, usual.npi));
  tr_buf_addf(
      edi,
      "HL*%u*%u*22*0~\nSBR*%s*18*******%s~\n"
      "NM1*IL*1*%s*%s****MI*%s~\nN3*7 OAK ROAD~\nN4*SALEM*OR*97302~\n"
      "%sNM1*PR*2*%s*****PI*%s~\n",
      hl + 1, hl, spec_or(s.turn, usual.turn), spec_or(s.filing, usual.filing),
      spec_or(s.last, usual.last), spec_or(s.first, usual.first),
      spec_or(s.member, usual.member), spec_or(s.born, usual.born),
      spec_or(s.payer_name, usual.payer_name), spec_or(s.payer, usual.payer));
  tr_buf_addf(edi, "CLM*%s*%s***%s*Y*A*Y*Y~\n%s%s%s", spec_or(s.id, usual.id),
              spec_or(s.total, usual.total), spec_or(s.place, usual.place),
              spec_or(s.more, usual.more),
              spec_or(s.diagnoses, usual.diagnoses),
              spec_or(s.lines, usual.lines));
}

/** SE with the right count, GE, IEA. */
static inline void edi_end(tr_buf *edi) {
  unsigned segments = 1;
  for (size_t i = 0; i < edi->n; i++) segments += edi->p[i] == '~';
  tr_buf_addf(edi, "SE*%u*0001~\nGE*1*1~\nIEA*1*000000001~\n", segments - 2);
  assert_int_equal(edi->bad, TR_OK);
}

/** A claim with everything it borrows. */
typedef struct claim_box {
  tr_buf edi;
  tr_intake intake;
  tr_builder *builder;
  const char *file;
  const tr_claim *claim;
  bool odd; /* faults are meant to be */
  size_t faults;
} claim_box;

static inline void count_fault(void *context, const tr_fault *fault) {
  claim_box *box = context;
  box->faults++;
  if (!box->odd)
    fail_msg("the test's own claim has a fault: %s %s", fault->rule,
             fault->at.element);
}

static inline void box_set_began(void *context, const tr_transaction *set,
                                 const tr_segment *segment) {
  claim_box *box = context;
  (void)segment;
  assert_true(set->read);
  const tr_set_start start = tr_set_start_of(&box->intake.envelope, box->file);
  tr_builder_begin_set(box->builder, &start);
}

static inline void box_before(void *context, const tr_segment *segment) {
  claim_box *box = context;
  if (!tr_builder_ends_claim(box->builder, segment->id)) return;
  tr_str run;
  uint64_t offset;
  assert_int_equal(tr_reader_held(&box->intake.reader, &run, &offset), TR_OK);
  box->claim = tr_builder_finish_claim(box->builder, run, offset);
  assert_non_null(box->claim);
}

/**
 * Read the first claim of a text.
 *
 * @param file Outlives the box.
 * @param edi  Taken over: freed by claim_done().
 * @param odd  It departs from the guide, on purpose.
 * @return The claim, until claim_done().
 */
static inline const tr_claim *claim_read(claim_box *box, const char *file,
                                         tr_buf edi, bool odd) {
  *box = (claim_box){.edi = edi, .file = file, .odd = odd};
  const tr_intake_options options = {
      .fault = count_fault,
      .context = box,
      .events = {.context = box, .set_began = box_set_began},
      .before = box_before,
      .before_context = box};
  box->builder = tr_builder_new(count_fault, box);
  assert_non_null(box->builder);
  tr_intake_init(&box->intake, &options);
  tr_intake_feed(&box->intake, box->edi.p, box->edi.n);
  tr_intake_end(&box->intake);
  tr_located located;
  for (;;) {
    assert_int_equal(tr_intake_next(&box->intake, &located), TR_READ_SEGMENT);
    if (box->claim != NULL) break; /* lasts until more is read */
    if (!located.in_set) continue;
    if (located.segment.id == TR_CODE("CLM"))
      tr_reader_hold(&box->intake.reader);
    assert_int_equal(
        tr_builder_segment(box->builder, &located.segment, &located.spot),
        TR_OK);
  }
  assert_false(box->claim->damaged);
  if (box->odd) assert_true(box->faults > 0);
  return box->claim;
}

/** Read the first claim of a text that follows the guide. */
static inline const tr_claim *claim_of_text(claim_box *box, const char *file,
                                            tr_buf edi) {
  return claim_read(box, file, edi, false);
}

/** Make a file of one claim and read it. @return As claim_read(). */
static inline const tr_claim *claim_of(claim_box *box, const char *file,
                                       claim_spec spec) {
  tr_buf edi;
  tr_buf_init(&edi, EDI_MOST);
  edi_begin(&edi);
  edi_claim(&edi, 1, spec);
  edi_end(&edi);
  return claim_read(box, file, edi, spec.odd);
}

static inline void claim_done(claim_box *box) {
  tr_builder_free(box->builder);
  tr_intake_done(&box->intake);
  tr_buf_done(&box->edi);
}

/** Where a text stands in the file, from its byte 0; it must be there once. */
static inline uint64_t offset_of(const claim_box *box, const char *text) {
  const char *found = NULL;
  const size_t n = strlen(text);
  for (size_t i = 0; i + n <= box->edi.n; i++) {
    if (memcmp(box->edi.p + i, text, n) != 0) continue;
    assert_null(found);
    found = box->edi.p + i;
  }
  assert_non_null(found);
  return (uint64_t)(found - box->edi.p);
}

/** A day of the Gregorian calendar. */
static inline tr_day day_of(const char *iso) {
  tr_day day = TR_DAY_MIN;
  assert_int_equal(tr_day_read_iso(tr_str_of(iso), &day), TR_OK);
  return day;
}

#endif
