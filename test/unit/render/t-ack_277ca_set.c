/* Tests of src/render/ack_277ca_set.c. */
#include "render/ack_277ca_set.h"

#include "rule/pack.h"
#include "tr_test.h"

#define TEXT "C1|MI|W1|HOLT|1|XX|1712500663|LINDENROW|HC|98940|AT|L1|D9|T1"

static const tr_delims delims = {'*', '^', ':', '~'};
static const tr_rule rule = {.id = "TRB0101"};

/* A field that is the part of TEXT. */
static tr_field field_of(const char *part, int64_t number) {
  const char *at = strstr(TEXT, part);
  assert_non_null(at);
  return (tr_field){.state = TR_FIELD_KNOWN,
                    .number = number,
                    .at = (uint32_t)(at - TEXT),
                    .length = (uint16_t)strlen(part)};
}

static tr_unit_segment segments[2];
static tr_unit unit = {.ordinal = 20, .segments = segments, .segment_count = 2};
static tr_party patient, billing, payer;
static tr_line lines[2];
static tr_claim claim;

static void make_claim(void) {
  unit.bytes = TR_STR(TEXT);
  segments[0] = (tr_unit_segment){.number = 0, .loop = TR_CODE("2300")};
  segments[1] = (tr_unit_segment){.number = 9, .loop = TR_CODE("2400")};
  patient = (tr_party){.unit = &unit,
                       .kind = field_of("1", 0),
                       .name = field_of("HOLT", 0),
                       .id_qualifier = field_of("MI", 0),
                       .id = field_of("W1", 0)};
  billing = (tr_party){.unit = &unit,
                       .name = field_of("LINDENROW", 0),
                       .id_qualifier = field_of("XX", 0),
                       .id = field_of("1712500663", 0)};
  payer = (tr_party){.unit = &unit, .name = field_of("LINDENROW", 0)};
  lines[0] = (tr_line){.unit = &unit,
                       .has_service = true,
                       .number = field_of("1", 1000),
                       .qualifier = field_of("HC", 0),
                       .code = field_of("98940", 0),
                       .charge = field_of("1", 4500),
                       .control_number = field_of("L1", 0),
                       .date = field_of("1", 19947)};
  lines[1] = lines[0];
  lines[1].number.number = 2000;
  lines[1].index = 1;
  lines[1].date.number = 19949;
  lines[1].control_number.state = TR_FIELD_ABSENT;
  claim = (tr_claim){.unit = &unit,
                     .billing = &billing,
                     .payer = &payer,
                     .patient = &patient,
                     .subscriber = &patient,
                     .subscriber_unit = NULL,
                     .id = field_of("C1", 0),
                     .total = field_of("1", 9000),
                     .lines = lines,
                     .line_count = 2,
                     .at = 20};
}

static tr_finding finding_at(uint64_t ordinal, int64_t line) {
  return (tr_finding){.rule = &rule,
                      .severity = TR_SEVERITY_ERROR,
                      .message = TR_STR("it is 9~0 here"),
                      .line = line,
                      .has_place = true,
                      .at = {.ordinal = ordinal}};
}

static void accepts_what_has_no_error(void **state) {
  (void)state;
  tr_ack_claims claims;
  make_claim();
  tr_ack_claims_init(&claims);
  tr_ack_claims_began(&claims, &delims);
  tr_ack_claims_claim(&claims, &claim);
  tr_finding finding = finding_at(20, 0);
  finding.severity = TR_SEVERITY_WARNING;
  tr_ack_claims_finding(&claims, &finding);
  tr_ack_claims_ended(&claims);
  tr_ack_claims_sum(&claims);
  const tr_ack_claim *answer = claims.providers->claims;
  assert_false(answer->rejected);
  TR_ASSERT_STR(answer->id, "C1");
  TR_ASSERT_STR(answer->patient.last, "HOLT");
  TR_ASSERT_STR(answer->patient.id, "W1");
  assert_int_equal(answer->from, 19947);
  assert_int_equal(answer->to, 19949);
  TR_ASSERT_STR(claims.providers->name.id, "1712500663");
  assert_int_equal(claims.sums.accepted, 1);
  assert_int_equal(claims.sums.accepted_charge, 9000);
  assert_int_equal(claims.providers->sums.rejected, 0);
  tr_ack_claims_done(&claims);
}

static void rejects_by_claim_and_line(void **state) {
  (void)state;
  tr_ack_claims claims;
  make_claim();
  tr_ack_claims_init(&claims);
  tr_ack_claims_began(&claims, &delims);
  tr_ack_claims_claim(&claims, &claim);
  tr_finding finding = finding_at(29, 2);
  tr_ack_claims_finding(&claims, &finding);
  tr_ack_claims_ended(&claims);
  tr_ack_claims_sum(&claims);
  const tr_ack_claim *answer = claims.providers->claims;
  assert_true(answer->rejected);
  TR_ASSERT_STR(answer->said, "it is 9 0 here");
  assert_string_equal(answer->statuses.at[0].category, "A8");
  assert_int_equal(answer->lines->number, 2);
  TR_ASSERT_STR(answer->lines->control, "2");
  assert_int_equal(answer->lines->charge, 4500);
  assert_null(answer->lines->next);
  assert_int_equal(claims.sums.rejected, 1);
  assert_int_equal(claims.sums.rejected_charge, 9000);
  tr_ack_claims_done(&claims);
}

/* What a claim lacks at its end is told when it has ended. */
static void rejects_also_afterwards(void **state) {
  (void)state;
  tr_ack_claims claims;
  make_claim();
  tr_ack_claims_init(&claims);
  tr_ack_claims_began(&claims, &delims);
  tr_ack_claims_claim(&claims, &claim);
  tr_ack_claims_ended(&claims);
  tr_finding finding = finding_at(30, 0);
  tr_ack_claims_finding(&claims, &finding);
  assert_false(claims.providers->claims->rejected);
  finding.at.ordinal = 29;
  tr_ack_claims_finding(&claims, &finding);
  assert_true(claims.providers->claims->rejected);
  tr_ack_claims_done(&claims);
}

static void what_could_not_be_read_is_returned(void **state) {
  (void)state;
  tr_ack_claims claims;
  make_claim();
  claim.damaged = true;
  tr_ack_claims_init(&claims);
  tr_ack_claims_began(&claims, &delims);
  tr_ack_claims_claim(&claims, &claim);
  tr_ack_claims_ended(&claims);
  assert_true(claims.providers->claims->rejected);
  assert_string_equal(claims.providers->claims->statuses.at[0].category, "A3");
  tr_ack_claims_done(&claims);
}

static void names_providers_without_npi_by_tax_number(void **state) {
  (void)state;
  tr_ack_claims claims;
  make_claim();
  billing.id_qualifier.state = billing.id.state = TR_FIELD_ABSENT;
  billing.tax_id = field_of("T1", 0);
  tr_ack_claims_init(&claims);
  tr_ack_claims_began(&claims, &delims);
  tr_ack_claims_claim(&claims, &claim);
  TR_ASSERT_STR(claims.providers->name.qualifier, "FI");
  TR_ASSERT_STR(claims.providers->name.id, "T1");
  /* another payer: no payer is that of all */
  tr_ack_claims_ended(&claims);
  assert_false(claims.many_payers);
  payer.name = field_of("HOLT", 0);
  tr_ack_claims_claim(&claims, &claim);
  assert_true(claims.many_payers);
  assert_null(claims.providers->next);
  tr_ack_claims_done(&claims);
}

TR_TESTS(cmocka_unit_test(accepts_what_has_no_error),
         cmocka_unit_test(rejects_by_claim_and_line),
         cmocka_unit_test(rejects_also_afterwards),
         cmocka_unit_test(what_could_not_be_read_is_returned),
         cmocka_unit_test(names_providers_without_npi_by_tax_number))
