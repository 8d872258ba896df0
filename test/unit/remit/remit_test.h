/* What the tests of src/remit share: segments put into loops by a table of
 * their own, so that they lean on no walk; a builder with its faults. Data are
 * invented. */
#ifndef TR_REMIT_TEST_H
#define TR_REMIT_TEST_H

#include "x12_fixture.h"

#include "remit/remit_build.h"

typedef struct remit_fixture {
  tr_remit_builder *builder;
  uint64_t ordinal, offset;
  unsigned flags; /* given to segments that begin with `flagged` */
  const char *flagged;
  bool astray; /* those are put astray instead */
  size_t began, claims, ended;
  bool whole;
  tr_remit_totals totals;
  void (*on_began)(struct remit_fixture *fixture,
                   const tr_remit_payment *payment);
  void (*on_claim)(struct remit_fixture *fixture, const tr_remit_claim *claim);
  void (*on_ended)(struct remit_fixture *fixture,
                   const tr_remit_payment *payment);
  size_t fault_count;
  seen_fault faults[MOST_FAULTS];
} remit_fixture;

static inline void see_fault(void *context, const tr_fault *fault) {
  remit_fixture *fixture = context;
  copy_fault(&fixture->fault_count, fixture->faults, fault);
}

static inline void see_began(void *context, const tr_remit_payment *payment) {
  remit_fixture *fixture = context;
  fixture->began++;
  if (fixture->on_began != NULL) fixture->on_began(fixture, payment);
}

static inline void see_claim(void *context, const tr_remit_claim *claim) {
  remit_fixture *fixture = context;
  fixture->claims++;
  if (fixture->on_claim != NULL) fixture->on_claim(fixture, claim);
}

static inline void see_ended(void *context, const tr_remit_payment *payment,
                             bool whole) {
  remit_fixture *fixture = context;
  fixture->ended++;
  fixture->whole = whole;
  fixture->totals = payment->totals;
  if (fixture->on_ended != NULL) fixture->on_ended(fixture, payment);
}

static inline void fixture_begin(remit_fixture *fixture) {
  const tr_remit_events events = {.context = fixture,
                                  .payment_began = see_began,
                                  .claim = see_claim,
                                  .payment_ended = see_ended};
  fixture->builder = tr_remit_builder_new(see_fault, fixture, &events);
  assert_non_null(fixture->builder);
}

static inline void fixture_start(remit_fixture *fixture) {
  const tr_remit_start start = {.file = "a.835",
                                .control_number = TR_STR("0001"),
                                .guide = TR_STR("005010X221A1"),
                                .delims = test_delims};
  fixture->ordinal = 2;
  fixture->offset = 200;
  tr_remit_begin_set(fixture->builder, &start);
}

/** The loop of a segment, by its id and where the one before it was. */
static inline const char *loop_of(const char *id, tr_str first, const char *now,
                                  bool *opens) {
  static const struct {
    const char *id, *first, *loop;
  } openers[] = {{"N1", "PR", "1000A"}, {"N1", "PE", "1000B"},
                 {"LX", NULL, "2000"},  {"CLP", NULL, "2100"},
                 {"SVC", NULL, "2110"}, {"ST", NULL, "ST"}};
  *opens = false;
  for (size_t i = 0; i < TR_COUNT(openers); i++) {
    if (strcmp(openers[i].id, id) != 0 ||
        (openers[i].first != NULL &&
         !tr_str_eq(first, tr_str_of(openers[i].first))))
      continue;
    *opens = true;
    return openers[i].loop;
  }
  return strcmp(id, "PLB") == 0 || strcmp(id, "SE") == 0 ? "ST" : now;
}

static inline tr_status feed_segment(remit_fixture *fixture, tr_str bytes,
                                     const char **now) {
  static tr_spec_segment definition;
  static uint32_t starts[MOST_ELEMENTS];
  const uint32_t count = find_starts(bytes, starts);
  const size_t id_bytes = count > 0 ? starts[1] - 1 : bytes.n;
  char id[4] = "";
  copy_text(id, sizeof id, (tr_str){bytes.p, id_bytes});
  tr_located located = {
      .segment = {.bytes = bytes,
                  .id = tr_code_pack((tr_str){bytes.p, id_bytes}),
                  .element_count = count,
                  .starts = starts,
                  .offset = fixture->offset,
                  .ordinal = fixture->ordinal++,
                  .delims = &test_delims},
      .in_set = true};
  bool opens;
  *now = loop_of(id, tr_segment_element(&located.segment, 1), *now, &opens);
  const tr_spec_loop loop = {.id = *now, .code = tr_code_pack(tr_str_of(*now))};
  located.spot =
      (tr_spot){.segment = &definition, .loop = &loop, .opens = opens};
  if (fixture->flagged != NULL &&
      tr_str_starts(bytes, tr_str_of(fixture->flagged))) {
    located.segment.flags = fixture->flags;
    if (fixture->astray) located.spot.segment = NULL;
  }
  fixture->offset += bytes.n + 2;
  return tr_remit_segment(fixture->builder, &located);
}

/** Feed segments, each ended by '~' (a line end after it is passed over). */
static inline void feed(remit_fixture *fixture, const char *text) {
  const char *now = "ST";
  while (*text != '\0') {
    const size_t n = strcspn(text, "~");
    /* a copy with an end that a sanitizer sees */
    char *bytes = malloc(n + 1);
    assert_non_null(bytes);
    memcpy(bytes, text, n);
    assert_int_equal(feed_segment(fixture, (tr_str){bytes, n}, &now), TR_OK);
    free(bytes);
    text += n;
    text += strspn(text, "~\n");
  }
}

static inline void fixture_end(remit_fixture *fixture) {
  tr_remit_builder_free(fixture->builder);
  fixture->builder = NULL;
}

/** A whole set: the header with its amount, what follows it, and SE. */
static inline void run_set(remit_fixture *fixture, const char *amount,
                           const char *body) {
  char text[8192];
  const int n = snprintf(
      text, sizeof text,
      "ST*835*0001~BPR*I*%s*C*ACH*CCP*01*999*DA*1*1999999999**01*998*DA*2*"
      "20261120~TRN*1*700123*1999999999~REF*EV*CLINIC~DTM*405*20261119~"
      "N1*PR*OAKFIELD HEALTH PLAN~N3*1 PLAN WAY~N4*COLUMBUS*OH*43215~"
      "PER*CX*CLAIMS*TE*6145550100~PER*BL*PROVIDER LINE*TE*6145550111~"
      "N1*PE*LINDENROW CHIROPRACTIC*XX*1712500663~REF*TJ*311550142~LX*7~%s"
      "SE*99*0001~",
      amount, body);
  assert_true(n > 0 && (size_t)n < sizeof text);
  fixture_start(fixture);
  feed(fixture, text);
}

#endif
