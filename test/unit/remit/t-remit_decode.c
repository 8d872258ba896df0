/* Tests of src/remit/remit_decode.c: elements as fields of the model. */
#include "remit/remit_builder.h"

#include "remit_test.h"

static tr_remit_builder *builder;
static remit_fixture fixture;

static int set_up(void **state) {
  (void)state;
  memset(&fixture, 0, sizeof fixture);
  fixture_begin(&fixture);
  fixture_start(&fixture);
  builder = fixture.builder;
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  fixture_end(&fixture);
  return 0;
}

/* One segment in the store of the claim, at hand. */
static void at_hand(tr_segment *segment, const char *text, uint32_t *starts,
                    unsigned flags) {
  const tr_str bytes = tr_str_of(text);
  uint32_t count = 0;
  for (size_t i = 0; i < bytes.n; i++)
    if (bytes.p[i] == '*') starts[++count] = (uint32_t)i + 1;
  starts[count + 1] = (uint32_t)bytes.n + 1;
  *segment = (tr_segment){.bytes = bytes,
                          .id = TR_CODE("SVC"),
                          .element_count = count,
                          .starts = starts,
                          .flags = flags,
                          .offset = 500,
                          .ordinal = 9,
                          .delims = &test_delims};
  builder->segment = segment;
  tr__remit_claim_open(builder);
  assert_true(
      tr__remit_store_add(builder, &builder->claim_store, TR_LOOP_2110));
}

static void reads_money(void **state) {
  (void)state;
  const struct {
    const char *text;
    tr_field_state state;
    int64_t cents;
    size_t faults;
  } rows[] = {
      {"SVC*45", TR_FIELD_KNOWN, 4500, 0},
      {"SVC*-45.5", TR_FIELD_KNOWN, -4550, 0},
      {"SVC*45.500", TR_FIELD_KNOWN, 4550, 0},
      {"SVC*", TR_FIELD_ABSENT, 0, 0},
      {"SVC", TR_FIELD_ABSENT, 0, 0},
      {"SVC*4S", TR_FIELD_UNREADABLE, 0, 0}, /* the walk told of it */
      {"SVC*45.005", TR_FIELD_UNREADABLE, 0, 1},
      {"SVC*123456789012345678", TR_FIELD_UNREADABLE, 0, 1},
      {"SVC*1234567890123456789012", TR_FIELD_UNREADABLE, 0, 0}, /* too long */
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    uint32_t starts[8];
    tr_segment segment;
    tr_field field;
    fixture.fault_count = 0;
    at_hand(&segment, rows[i].text, starts, 0);
    tr__remit_money(builder, 1, "service charge", &field);
    assert_int_equal(field.state, rows[i].state);
    assert_int_equal(field.number, rows[i].cents);
    assert_int_equal(field.element, 1);
    assert_int_equal(fixture.fault_count, rows[i].faults);
  }
}

static void reads_other_types(void **state) {
  (void)state;
  uint32_t starts[16];
  tr_segment segment;
  tr_field field;
  at_hand(&segment,
          "SVC*hc:97012::gp*1.5*20261102*20261131*toolongcode*x:", starts, 0);
  tr__remit_part_code(builder, 1, 1, &field);
  assert_true((tr_code)field.number == TR_CODE("HC"));
  assert_int_equal(field.component, 1);
  tr__remit_part_code(builder, 1, 3, &field);
  assert_int_equal(field.state, TR_FIELD_ABSENT);
  tr__remit_part_code(builder, 1, 4, &field);
  assert_true((tr_code)field.number == TR_CODE("GP"));
  tr__remit_part_text(builder, 1, 9, &field);
  assert_int_equal(field.state, TR_FIELD_ABSENT);
  tr__remit_part_text(builder, 6, 1, &field);
  TR_ASSERT_STR(tr_unit_text(&builder->claim_store.unit, &field), "x");
  tr__remit_number(builder, 2, &field);
  assert_int_equal(field.number, 1500);
  tr__remit_date(builder, 3, &field);
  assert_int_equal(field.number, tr_day_of(2026, 11, 2));
  tr__remit_date(builder, 4, &field); /* no such day */
  assert_int_equal(field.state, TR_FIELD_UNREADABLE);
  tr__remit_number(builder, 5, &field);
  assert_int_equal(field.state, TR_FIELD_UNREADABLE);
  /* longer than any code: in no code set */
  tr__remit_code(builder, 5, &field);
  assert_int_equal(field.state, TR_FIELD_KNOWN);
  assert_int_equal(field.number, 0);
  tr__remit_text(builder, 5, &field);
  TR_ASSERT_STR(tr_unit_text(&builder->claim_store.unit, &field),
                "toolongcode");
  assert_true(tr__remit_qualifier(builder, 3) == TR_CODE("20261102"));
  const tr_place place = tr_unit_place(&builder->claim_store.unit, &field);
  assert_int_equal(place.offset, 500 + 39);
  assert_string_equal(place.element, "SVC05");
}

static void uses_no_damaged_value(void **state) {
  (void)state;
  uint32_t starts[8];
  tr_segment segment;
  tr_field field;
  at_hand(&segment, "SVC*4\n5*60", starts, TR_SEGMENT_DAMAGED);
  tr__remit_money(builder, 1, "service charge", &field);
  assert_int_equal(field.state, TR_FIELD_UNREADABLE);
  tr__remit_money(builder, 2, "amount paid", &field);
  assert_int_equal(field.number, 6000);
  assert_int_equal(fixture.fault_count, 0);
}

TR_TESTS(cmocka_unit_test_setup_teardown(reads_money, set_up, tear_down),
         cmocka_unit_test_setup_teardown(reads_other_types, set_up, tear_down),
         cmocka_unit_test_setup_teardown(uses_no_damaged_value, set_up,
                                         tear_down))
