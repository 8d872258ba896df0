/* Tests of src/rule/eval_text.c: values and messages as people read them. */
#include "rule_test.h"

#include "rule/value.h"

static void writes_values_by_type(void **state) {
  (void)state;
  static const struct {
    int64_t number;
    tr_type type;
    const char *text;
  } rows[] = {
      {0, TR_TYPE_NUMBER, "0"},
      {1000, TR_TYPE_NUMBER, "1"},
      {1500, TR_TYPE_NUMBER, "1.5"},
      {-1, TR_TYPE_NUMBER, "-0.001"},
      {120000, TR_TYPE_NUMBER, "120"},
      {INT64_MIN, TR_TYPE_NUMBER, "-9223372036854775.808"},
      {9000, TR_TYPE_MONEY, "90.00"},
      {-5, TR_TYPE_MONEY, "-0.05"},
      {20454, TR_TYPE_DATE, "2026-01-01"},
      {1, TR_TYPE_FLAG, "yes"},
      {0, TR_TYPE_FLAG, "no"},
      {(int64_t)CODE_97012, TR_TYPE_CODE, "97012"},
      {(int64_t)CODE_GP, TR_TYPE_CODE, "GP"},
      {0, TR_TYPE_CODE, ""},
      {(int64_t)PACKED('M', '5', '4', '1', '6'), TR_TYPE_DOTTED, "M54.16"},
      {(int64_t)CODE_M54, TR_TYPE_DOTTED, "M54"},
      {0, TR_TYPE_REGIONS, "none"},
      {TR_REGION_LUMBAR, TR_TYPE_REGIONS, "lumbar"},
      {TR_REGION_CERVICAL | TR_REGION_LUMBAR, TR_TYPE_REGIONS,
       "cervical and lumbar"},
      {(int64_t)TR_REGIONS_SPINE, TR_TYPE_REGIONS,
       "cervical, thoracic, lumbar, sacral and pelvic"},
      {TR_REGION_ANY, TR_TYPE_REGIONS, "any"},
      {1, TR_TYPE_ENTITY, "?"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_buf out;
    tr_buf_init(&out, 1000);
    tr_value_write(tr__known(rows[i].number), rows[i].type, &out);
    TR_ASSERT_STR(tr_buf_str(&out), rows[i].text);
    tr_buf_done(&out);
  }
}

static void makes_text_safe(void **state) {
  (void)state;
  tr_buf out;
  tr_buf_init(&out, 1000);
  tr_value_write(tr__text(TR_STR("a\033[1m\xff")), TR_TYPE_TEXT, &out);
  TR_ASSERT_STR(tr_buf_str(&out), "a\\x1b[1m\\xff");
  tr_buf_done(&out);
}

/* Every set of regions has room. */
static void has_room_for_every_region(void **state) {
  (void)state;
  char room[TR_VALUE_TEXT];
  const tr_str all =
      tr__value_text(tr__known(INT64_C(0xffffffff)), TR_TYPE_REGIONS, room);
  assert_true(all.n < sizeof room);
  assert_memory_equal(all.p + all.n - 8, " and any", 8);
}

/* ---------------------------------------------------------------- templates */

static tr_str say(rule_fixture *f, const char *text,
                  const tr_argument *arguments, size_t count) {
  tr_template template;
  tr_buf_clear(&f->out);
  f->status = tr_compile_template(&f->arena, tr_str_of(text), &f->env,
                                  &template, &f->error);
  if (f->status != TR_OK)
    tr_buf_add(&f->out, tr_str_of(f->error.message));
  else
    tr_eval_template(&template, &f->scope, arguments, count, &f->out);
  return tr_buf_str(&f->out);
}

static void writes_messages(void **state) {
  rule_fixture *f = *state;
  assert_int_equal(
      tr_compile_add_let(&f->arena, &f->env, TR_STR("others"),
                         TR_STR("join(x in claim.lines: x.code if x != line)"),
                         &f->error),
      TR_OK);
  static const struct {
    const char *text, *message;
  } rows[] = {
      {"no expression", "no expression"},
      {"{line.code} billed with {line.units} units",
       "98940 billed with 1 units"},
      {"{{{line.units}}}", "{1}"},
      {"{line.charge} on {line.date}", "90.50 on 2026-11-02"},
      {"{line.description}", "?"},
      {"{default(line.description, \"no text\")}", "no text"},
      {"{sum(x in claim.lines: x.charge)}", "135.50"},
      {"{join(x in claim.lines: x.code)}", "98940 and 97012"},
      {"{join(x in claim.diagnoses: dotted(x.code))}",
       "M99.03, M54.16 and S33.5XXA"},
      {"{join(x in claim.diagnoses: x.code if x.position == 2)}", "M5416"},
      {"{join(x in claim.diagnoses: x.code if x.position == 9)}", "none"},
      {"{join(x in claim.lines: x.description)}", "none"},
      {"{join(m in line.modifiers: m)}", "AT and 59"},
      {"{join(x in claim.lines: x.charge)} in all", "90.50 and 45.00 in all"},
      {"{others}", "97012"},
      {"beside {others} and {others}", "beside 97012 and 97012"},
      {"{others if line.units == 1 else \"no\"}", "97012"},
      {"{names(note.regions_adjusted)}", "lumbar"},
      {"{names(either(note.regions_adjusted, {cervical}))}",
       "cervical and lumbar"},
      {"{line.units is present}", "yes"},
      {"{claim.note}", "LOW BACK PAIN"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    TR_ASSERT_STR(say(f, rows[i].text, NULL, 0), rows[i].message);
  }
}

static void cuts_a_join_that_is_too_long(void **state) {
  rule_fixture *f = *state;
  tr_claim claim = *f->claim;
  tr_line lines[200];
  for (size_t i = 0; i < TR_COUNT(lines); i++) lines[i] = f->claim->lines[0];
  claim.lines = lines;
  claim.line_count = TR_COUNT(lines);
  bind(f, TR_BOUND_CLAIM, &claim);
  const tr_str text = say(f, "{join(x in claim.lines: x.code)}", NULL, 0);
  assert_true(text.n > 900 && text.n <= 1024);
  assert_memory_equal(text.p + text.n - 15, "98940 and 98940", 15);
}

static void takes_arguments(void **state) {
  rule_fixture *f = *state;
  static const char *const names[] = {"value", "limit"};
  const tr_argument arguments[] = {{"limit", TR_STR("9")},
                                   {"value", TR_STR("a\nb")}};
  f->env.each = TR_EACH_NONE;
  f->env.arguments = names;
  f->env.argument_count = 2;
  TR_ASSERT_STR(say(f, "{value} over {limit}", arguments, 2), "a\\x0ab over 9");
  TR_ASSERT_STR(say(f, "{value} over {limit}", arguments, 1), "? over 9");
  TR_ASSERT_STR(say(f, "{valeu}", arguments, 2), "no name `valeu` here");
  f->env.any_argument = true;
  TR_ASSERT_STR(say(f, "{valeu}", arguments, 2), "?");
  TR_ASSERT_STR(say(f, "{today}", arguments, 2), "2026-11-23");
}

static void names_reasons(void **state) {
  (void)state;
  assert_string_equal(tr_reason_name(TR_NO_NOTE), "no-note");
  assert_string_equal(tr_reason_name(TR_NO_HISTORY), "no-history");
  assert_string_equal(tr_reason_name(TR_NO_TABLE), "no-table");
  assert_string_equal(tr_reason_name(TR_NO_PROFILE), "no-profile");
  assert_string_equal(tr_reason_name(TR_NO_DATA), "no-data");
  assert_string_equal(tr_reason_name(0), "no-data");
}

TR_TESTS(cmocka_unit_test(writes_values_by_type),
         cmocka_unit_test(makes_text_safe),
         cmocka_unit_test(has_room_for_every_region),
         RULE_TEST(writes_messages), RULE_TEST(cuts_a_join_that_is_too_long),
         RULE_TEST(takes_arguments), cmocka_unit_test(names_reasons))
