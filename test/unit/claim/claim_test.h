/* What the tests of src/claim share: a builder with its faults, and checks that
 * hold for every claim whatever its content. Data are invented. */
#ifndef TR_CLAIM_TEST_H
#define TR_CLAIM_TEST_H

#include "x12_fixture.h"

#include "claim/build.h"

enum { STREAM_START = 1000 /* offset in the stream of the first byte */ };

typedef struct claim_fixture {
  tr_builder *builder;
  tr_walk walk;     /* says which loop a segment is of */
  tr_str text;      /* of the set at hand */
  uint64_t ordinal; /* of the segment at hand */
  size_t claims;    /* finished, lost ones not counted */
  unsigned flags;   /* given to segments that begin with `flagged` */
  const char *flagged;
  void (*on_claim)(struct claim_fixture *fixture, const tr_claim *claim);
  size_t fault_count;
  seen_fault faults[MOST_FAULTS];
} claim_fixture;

static inline void see_fault(void *context, const tr_fault *fault) {
  claim_fixture *fixture = context;
  const seen_fault *seen =
      copy_fault(&fixture->fault_count, fixture->faults, fault);
  if (seen != NULL &&
      (seen->more[0] != '\0' || seen->found[0] != '\0' ||
       seen->expected[0] != '\0' || seen->difference[0] != '\0'))
    fail_msg("an argument that no wording of %s knows", fault->rule);
}

static inline const tr_claim *finish(claim_fixture *fixture) {
  const tr_claim *claim =
      tr_builder_finish_claim(fixture->builder, fixture->text, STREAM_START);
  if (claim == NULL) return NULL;
  fixture->claims++;
  if (fixture->on_claim != NULL) fixture->on_claim(fixture, claim);
  return claim;
}

/* Give one segment, in memory that is gone after the call. */
static inline void give(claim_fixture *fixture, tr_str bytes) {
  static uint32_t starts[MOST_ELEMENTS];
  char *copy = malloc(bytes.n + 1);
  assert_non_null(copy);
  memcpy(copy, bytes.p, bytes.n);
  copy[bytes.n] = '~';
  tr_segment segment = {
      .bytes = {copy, bytes.n},
      .element_count = find_starts(bytes, starts),
      .starts = starts,
      .offset = STREAM_START + (uint64_t)(bytes.p - fixture->text.p),
      .ordinal = ++fixture->ordinal,
      .delims = &test_delims,
  };
  segment.id = tr_code_pack(tr_segment_element(&segment, 0));
  if (fixture->flagged != NULL &&
      tr_str_starts(bytes, tr_str_of(fixture->flagged)))
    segment.flags = fixture->flags;
  if (tr_builder_ends_claim(fixture->builder, segment.id))
    (void)finish(fixture);
  const tr_spot spot = tr_walk_segment(&fixture->walk, &segment);
  assert_int_equal(tr_builder_segment(fixture->builder, &segment, &spot),
                   TR_OK);
  free(copy);
}

static inline void fixture_init(claim_fixture *fixture) {
  memset(fixture, 0, sizeof *fixture);
  fixture->builder = tr_builder_new(see_fault, fixture);
  assert_non_null(fixture->builder);
}

static inline void fixture_done(claim_fixture *fixture) {
  tr_builder_free(fixture->builder);
}

/* What departs from the guide is not the builder's business. */
static inline void see_no_fault(void *context, const tr_fault *fault) {
  (void)context, (void)fault;
}

/* Feed a set: segments end in '~', line ends after it are padding. */
static inline void feed_set(claim_fixture *fixture, const char *text) {
  fixture->text = tr_str_of(text);
  const tr_set_start start = {.file = "test.837",
                              .control_number = TR_STR("0001"),
                              .guide = TR_STR("005010X222A1"),
                              .group_date = TR_STR("20261120"),
                              .delims = test_delims};
  const tr_spec *spec = tr_spec_find(start.guide, TR_STR("837"));
  assert_non_null(spec);
  tr_walk_begin(&fixture->walk, spec, see_no_fault, NULL);
  tr_builder_begin_set(fixture->builder, &start);
  for (const char *p = text; *p != '\0';) {
    const char *end = strchr(p, '~');
    assert_non_null(end);
    give(fixture, (tr_str){p, (size_t)(end - p)});
    for (p = end + 1; *p == '\n'; p++) continue;
  }
}

/** Feed a set and finish its last claim. @return It. */
static inline const tr_claim *build(claim_fixture *fixture, const char *text) {
  feed_set(fixture, text);
  return finish(fixture);
}

/* ------------------------------------------------------- any claim at all */

typedef void field_visit(void *context, const tr_unit *unit,
                         const tr_field *field);

static inline void visit_range(const tr_unit *unit, const void *entity,
                               size_t from, size_t to, field_visit *visit,
                               void *context) {
  for (size_t at = from; at <= to; at += sizeof(tr_field)) {
    tr_field field;
    memcpy(&field, (const char *)entity + at, sizeof field);
    visit(context, unit, &field);
  }
}

#define VISIT(type, entity, first, last)                       \
  visit_range((entity)->unit, (entity), offsetof(type, first), \
              offsetof(type, last), visit, context)

/** Hand over every field of a claim with its unit. */
static inline void visit_fields(const tr_claim *claim, field_visit *visit,
                                void *context) {
  visit_range(claim->subscriber_unit, claim, offsetof(tr_claim, responsibility),
              offsetof(tr_claim, filing_code), visit, context);
  if (claim->patient_unit != NULL)
    visit_range(claim->patient_unit, claim,
                offsetof(tr_claim, patient_relation),
                offsetof(tr_claim, pregnant), visit, context);
  else
    visit(context, claim->subscriber_unit, &claim->pregnant);
  VISIT(tr_claim, claim, id, condition_code);
  VISIT(tr_set, claim->set, purpose, kind);
  for (uint32_t i = 0; i < claim->diagnosis_count; i++)
    VISIT(tr_diagnosis, &claim->diagnoses[i], qualifier, code);
  for (uint32_t i = 0; i < claim->condition_count; i++)
    VISIT(tr_condition, &claim->conditions[i], code, code);
  for (uint32_t i = 0; i < claim->date_count; i++)
    VISIT(tr_date, &claim->dates[i], qualifier, to);
  for (uint32_t i = 0; i < claim->reference_count; i++)
    VISIT(tr_reference, &claim->references[i], qualifier, payer_id);
  for (uint32_t i = 0; i < claim->level_reference_count; i++)
    VISIT(tr_reference, &claim->level_references[i], qualifier, payer_id);
  for (uint32_t i = 0; i < claim->attachment_count; i++)
    VISIT(tr_attachment, &claim->attachments[i], report, control);
  for (uint32_t i = 0; i < claim->party_count; i++)
    VISIT(tr_party, &claim->parties[i], role, tax_id);
  for (uint32_t i = 0; i < claim->level_party_count; i++)
    VISIT(tr_party, &claim->level_parties[i], role, tax_id);
  for (uint32_t i = 0; i < claim->other_payer_count; i++)
    VISIT(tr_other_payer, &claim->other_payers[i], responsibility, adjudicated);
  for (uint32_t i = 0; i < claim->adjudication_count; i++)
    VISIT(tr_adjudication, &claim->adjudications[i], payer_id, remaining);
  for (uint32_t i = 0; i < claim->adjustment_count; i++)
    VISIT(tr_adjustment, &claim->adjustments[i], group, quantity);
  for (uint32_t i = 0; i < claim->line_count; i++)
    VISIT(tr_line, &claim->lines[i], number, drug_quantity);
}

/* A field's place, against the text it was read from. */
static inline void check_place(void *context, const tr_unit *unit,
                               const tr_field *field) {
  const claim_fixture *fixture = context;
  const tr_place place = tr_unit_place(unit, field);
  if (unit->segment_count == 0) { /* a level that was not sent */
    assert_int_equal(field->state, TR_FIELD_ABSENT);
    assert_int_equal(place.length, 0);
    return;
  }
  assert_true(place.line_offset >= STREAM_START);
  const size_t line_at = (size_t)(place.line_offset - STREAM_START);
  assert_true(line_at + place.line.n <= fixture->text.n);
  assert_memory_equal(fixture->text.p + line_at, place.line.p, place.line.n);
  assert_true(place.offset >= place.line_offset);
  assert_true(place.offset + place.length <= place.line_offset + place.line.n);

  /* The element's name leads to the value, by the slow way. */
  tr_str named = {place.line.p + place.line.n, 0};
  if (place.element[0] != '\0') {
    assert_memory_equal(place.element, place.segment, strlen(place.segment));
    unsigned element = 0, component = 0;
    assert_true(sscanf(place.element + strlen(place.segment), "%u-%u", &element,
                       &component) >= 1);
    const tr_str found =
        tr_unit_element(unit, field->segment, element, component);
    if (found.p != NULL) named = found;
  }
  if (field->state == TR_FIELD_ABSENT) {
    assert_int_equal(place.length, 0);
    assert_int_equal(place.value.n, 0);
    assert_int_equal(named.n, 0);
    assert_int_equal(field->number, 0);
    return;
  }
  assert_true(place.element[0] != '\0');
  assert_int_equal(place.length, place.value.n);
  assert_memory_equal(fixture->text.p + (place.offset - STREAM_START),
                      place.value.p, place.value.n);
  /* Of a period each day is a part of the element. */
  assert_true(place.value.p >= named.p &&
              place.value.p + place.value.n <= named.p + named.n);
  if (strcmp(place.element, "DTP03") != 0)
    assert_int_equal(place.value.n, named.n);
}

/* Whether segments stand in an order in which what is of a line lies side by
 * side. */
static bool in_order = true;

/* The entities of a line lie in its part of the list; all others are of no
 * line. */
static inline void check_owner(const tr_claim *claim, int32_t line,
                               uint32_t index, uint32_t first_of_line,
                               uint32_t count_of_line) {
  assert_true(line >= -1 && line < (int32_t)claim->line_count);
  if (line >= 0)
    assert_true(index >= first_of_line &&
                index < first_of_line + count_of_line);
}

#define CHECK_OWNERS(list, count, first, count_of_line)                   \
  for (uint32_t i = 0; i < claim->count; i++) {                           \
    const int32_t line = claim->list[i].line;                             \
    check_owner(claim, line, i, line >= 0 ? claim->lines[line].first : 0, \
                line >= 0 ? claim->lines[line].count_of_line : 0);        \
  }                                                                       \
  for (uint32_t i = 0; i < claim->line_count; i++) {                      \
    const tr_line *line = &claim->lines[i];                               \
    assert_true(line->first + line->count_of_line <= claim->count ||      \
                line->count_of_line == 0);                                \
    for (uint32_t j = 0; j < line->count_of_line; j++)                    \
      if (in_order || j == 0 || j + 1 == line->count_of_line)             \
        assert_int_equal(claim->list[line->first + j].line, (int32_t)i);  \
  }

/** Everything that holds for any claim. */
static inline void check_claim(claim_fixture *fixture, const tr_claim *claim) {
  assert_non_null(claim->unit);
  assert_non_null(claim->set);
  assert_non_null(claim->subscriber_unit);
  assert_true(claim->unit->segments[0].id == TR_CODE("CLM"));
  visit_fields(claim, check_place, fixture);
  CHECK_OWNERS(dates, date_count, date_first, date_count)
  CHECK_OWNERS(references, reference_count, reference_first, reference_count)
  CHECK_OWNERS(parties, party_count, party_first, party_count)
  CHECK_OWNERS(attachments, attachment_count, attachment_first,
               attachment_count)
  CHECK_OWNERS(adjudications, adjudication_count, adjudication_first,
               adjudication_count)
  for (uint32_t i = 0; i < claim->line_count; i++) {
    assert_int_equal(claim->lines[i].index, (int32_t)i);
    assert_ptr_equal(claim->lines[i].claim, claim);
    assert_ptr_equal(claim->lines[i].unit, claim->unit);
  }
  for (uint32_t i = 0; i < claim->diagnosis_count; i++)
    assert_int_equal(claim->diagnoses[i].position, (int32_t)i + 1);
  for (uint32_t i = 0; i < claim->adjustment_count; i++) {
    const tr_adjustment *adjustment = &claim->adjustments[i];
    assert_true(adjustment->payer < (int32_t)claim->other_payer_count);
    assert_true(adjustment->decision < (int32_t)claim->adjudication_count);
  }
  /* Segments stand where the text has them. */
  for (size_t i = 0; i < claim->unit->segment_count; i++) {
    const tr_place place = tr_unit_segment_place(claim->unit, i);
    assert_memory_equal(fixture->text.p + (place.offset - STREAM_START),
                        place.line.p, place.line.n);
    assert_int_equal(place.ordinal, claim->at + i);
  }
}

/** Compare a field: its text as sent, its element, the segment's ordinal. */
#define CHECK_FIELD(unit, field, text, name)                \
  do {                                                      \
    const tr_place tr_at = tr_unit_place((unit), &(field)); \
    TR_ASSERT_STR(tr_at.value, (text));                     \
    assert_string_equal(tr_at.element, (name));             \
  } while (0)

/** The same, and what was read from it. */
#define CHECK_VALUE(unit, field, text, name, value)     \
  do {                                                  \
    CHECK_FIELD(unit, field, text, name);               \
    assert_int_equal((field).state, TR_FIELD_KNOWN);    \
    assert_int_equal((field).number, (int64_t)(value)); \
  } while (0)

/** An absent field: the segment and element its point is named by. */
#define CHECK_ABSENT(unit, field, in_segment, name)         \
  do {                                                      \
    const tr_place tr_at = tr_unit_place((unit), &(field)); \
    assert_int_equal((field).state, TR_FIELD_ABSENT);       \
    assert_int_equal(tr_at.length, 0);                      \
    assert_string_equal(tr_at.segment, (in_segment));       \
    assert_string_equal(tr_at.element, (name));             \
  } while (0)

/* The levels above a claim, in short. */
#define SET_HEAD                                  \
  "ST*837*0001*005010X222A1~\n"                   \
  "BHT*0019*00*B42*20261120*0830*CH~\n"           \
  "NM1*41*2*EXAMPLE SPINE CARE*****46*SENDER9~\n" \
  "PER*IC*DESK*TE*5550100199~\n"                  \
  "NM1*40*2*EXAMPLE PAYER*****46*RECEIVER8~\n"
#define BILLING                                      \
  "HL*1**20*1~\n"                                    \
  "PRV*BI*PXC*111N00000X~\n"                         \
  "NM1*85*2*EXAMPLE SPINE CARE*****XX*1234567893~\n" \
  "N3*12 ELM STREET*SUITE 3~\n"                      \
  "N4*SALEM*OR*973010001~\n"                         \
  "REF*EI*930000001~\n"
#define SUBSCRIBER                              \
  "HL*2*1*22*0~\n"                              \
  "SBR*P*18*G77******MB~\n"                     \
  "NM1*IL*1*ROWAN*ALEX*Q**JR*MI*1EG4TE5MK73~\n" \
  "N3*7 OAK ROAD~\n"                            \
  "N4*SALEM*OR*97302~\n"                        \
  "DMG*D8*19500312*F~\n"                        \
  "NM1*PR*2*MEDICARE*****PI*00831~\n"
#define LEVELS SET_HEAD BILLING SUBSCRIBER
enum { OF_LEVELS = 18 /* segments of them */ };
#define CLAIM "CLM*A1*90***11:B:1*Y*A*Y*Y~\nHI*ABK:M9903*ABF:M5450~\n"
#define LINE "LX*1~\nSV1*HC:98940:AT*90*UN*1***1:2~\nDTP*472*D8*20261102~\n"

#endif
