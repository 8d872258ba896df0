/* Tests of src/render/ack_status.c. */
#include "render/ack_status.h"

#include "rule/pack.h"
#include "tr_test.h"

static tr_unit_segment provider_segments[] = {
    {.id = 0, .number = 0, .loop = 0}, {.number = 1}, {.number = 2}};
static tr_unit_segment claim_segments[] = {{.number = 0}, {.number = 1}};
static tr_unit provider_unit = {
    .ordinal = 6, .segments = provider_segments, .segment_count = 3};
static tr_unit claim_unit = {
    .ordinal = 20, .segments = claim_segments, .segment_count = 2};
static tr_party billing = {.unit = &provider_unit};
static tr_claim claim = {.unit = &claim_unit,
                         .billing = &billing,
                         .subscriber_unit = &provider_unit};

static void fill(void) {
  provider_segments[0].loop = TR_CODE("2000A");
  provider_segments[1].loop = TR_CODE("2010AA");
  provider_segments[2].loop = TR_CODE("2010AA");
  claim_segments[0].loop = TR_CODE("2300");
  claim_segments[1].loop = TR_CODE("2310B");
}

static void comes_from_the_rule_or_its_family(void **state) {
  static const char *const npi[] = {"A7", "562", NULL};
  static const char *const patient[] = {"A8", "158", "QC", NULL};
  static const char *const alone[] = {"A3", NULL};
  static const struct {
    tr_rule rule;
    uint64_t ordinal;
    const char *category, *code, *entity;
  } rows[] = {
      {{.id = "TRV0101", .status = npi}, 7, "A7", "562", "85"},
      {{.id = "TRV0101", .status = npi}, 21, "A7", "562", "82"},
      {{.id = "TRV0101", .status = npi}, 20, "A7", "562", ""},
      {{.id = "TRV0101", .status = npi}, 99, "A7", "562", ""},
      {{.id = "TRS0107", .status = patient}, 7, "A8", "158", "QC"},
      {{.id = "TRX0109", .status = alone}, 7, "A3", "21", ""},
      {{.id = "TRX0103"}, 7, "A6", "21", ""},
      {{.id = "TRX0110"}, 7, "A7", "21", ""},
      {{.id = "TRB0101"}, 7, "A8", "21", ""},
      {{.id = "TRS0105"}, 7, "A6", "21", ""},
      {{.id = "TRS0999"}, 7, "A8", "21", ""},
      {{.id = "TRC0201"}, 7, "A7", "21", ""},
      {{.id = "XYZ0001"}, 7, "A7", "21", ""},
  };
  (void)state;
  fill();
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].rule.id));
    const tr_finding finding = {.rule = &rows[i].rule,
                                .has_place = true,
                                .at = {.ordinal = rows[i].ordinal}};
    const tr_ack_status status = tr_ack_status_of(&finding, &claim);
    assert_string_equal(status.category, rows[i].category);
    assert_string_equal(status.code, rows[i].code);
    assert_string_equal(status.entity, rows[i].entity);
  }
  const tr_finding alone_finding = {.rule = &rows[0].rule};
  assert_string_equal(tr_ack_status_of(&alone_finding, NULL).entity, "");
}

/* Code 21 gives way to the code of what the fault is about. */
static void says_what_is_missing_or_not_valid(void **state) {
  static const char *const own[] = {"A6", "21", NULL};
  static const struct {
    tr_rule rule;
    const char *segment, *element, *loop, *code, *entity;
  } rows[] = {
      {{.id = "TRX0109"}, "SV1", "SV102", "2400", "178", ""},
      {{.id = "TRX0110"}, "SV1", "SV101-4", "2400", "453", ""},
      {{.id = "TRX0103"}, "HI", "", "2300", "255", ""},
      {{.id = "TRX0103"}, "N3", "", "2010CA", "126", "QC"},
      {{.id = "TRX0110"}, "DMG", "DMG03", "2010BA", "157", "IL"},
      {{.id = "TRX0103"}, "N3", "", "2330B", "21", ""}, /* whose? */
      {{.id = "TRX0110"}, "SBR", "SBR01", "2000B", "21", ""},
      {{.id = "TRB0101"}, "CLM", "CLM02", "2300", "21", ""},
      {{.id = "TRV0108", .status = own}, "N4", "N402", "2010AA", "501", "85"},
      {{.id = "TRV0108", .status = own}, "N4", "N403", "2010AA", "500", "85"},
      {{.id = "TRS0112", .status = own}, "NM1", "NM104", "2010BA", "125", "IL"},
      {{.id = "TRS0112", .status = own}, "NM1", "NM109", "2010BA", "153", "IL"},
  };
  (void)state;
  fill();
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].loop));
    tr_finding finding = {.rule = &rows[i].rule, .has_place = true};
    snprintf(finding.at.segment, sizeof finding.at.segment, "%s",
             rows[i].segment);
    snprintf(finding.at.element, sizeof finding.at.element, "%s",
             rows[i].element);
    snprintf(finding.syntax.loop, sizeof finding.syntax.loop, "%s",
             rows[i].loop);
    const tr_ack_status status = tr_ack_status_of(&finding, NULL);
    assert_string_equal(status.code, rows[i].code);
    assert_string_equal(status.entity, rows[i].entity);
  }
}

static void reasons_are_told_once_and_three_at_most(void **state) {
  (void)state;
  tr_ack_statuses statuses = {.count = 0};
  static const tr_ack_status some[] = {{"A7", "21", ""},
                                       {"A7", "21", ""},
                                       {"A7", "562", ""},
                                       {"A7", "562", "85"},
                                       {"A8", "400", ""}};
  for (size_t i = 0; i < TR_COUNT(some); i++)
    tr_ack_status_add(&statuses, &some[i]);
  assert_int_equal(statuses.count, TR_ACK_STATUSES);
  assert_string_equal(statuses.at[1].code, "562");
  assert_string_equal(statuses.at[2].entity, "85");
}

static void knows_the_levels_above_a_claim(void **state) {
  (void)state;
  fill();
  assert_true(tr_ack_status_is_above(&claim, 6));
  assert_true(tr_ack_status_is_above(&claim, 8));
  assert_false(tr_ack_status_is_above(&claim, 5));
  assert_false(tr_ack_status_is_above(&claim, 9));
  assert_false(tr_ack_status_is_above(&claim, 20));
}

TR_TESTS(cmocka_unit_test(comes_from_the_rule_or_its_family),
         cmocka_unit_test(says_what_is_missing_or_not_valid),
         cmocka_unit_test(reasons_are_told_once_and_three_at_most),
         cmocka_unit_test(knows_the_levels_above_a_claim))
