/* Tests of src/rule/names.c: what names mean, and what is suggested. */
#include "rule_test.h"

#include "rule/type.h"

/* Each row must compile or not with the names its visit binds. */
static void binds_names_by_each(void **state) {
  rule_fixture *f = *state;
  static const struct {
    const char *text;
    uint32_t each; /* bits of the visits that bind it */
  } rows[] = {
#define ON(name) (1U << TR_EACH_##name)
#define OF_CLAIM (~(ON(NONE) | ON(MEASURE)))
      {"claim.id", OF_CLAIM},
      {"set.guide", OF_CLAIM},
      {"payer.id", OF_CLAIM},
      {"billing.id", OF_CLAIM},
      {"patient.birth", OF_CLAIM},
      {"subscriber.id", OF_CLAIM},
      {"rendering.id", OF_CLAIM},
      {"filed", OF_CLAIM},
      {"today", ~0U},
      {"profile.sign_days", ~0U},
      {"line.code", ON(LINE) | ON(ADJUDICATION) | ON(SERVICE)},
      {"day.date",
       ON(LINE) | ON(DAY) | ON(EDIT) | ON(PAIR) | ON(NOTE) | ON(SERVICE)},
      {"note.id", ON(CLAIM) | ON(LINE) | ON(DAY) | ON(EDIT) | ON(PAIR) |
                      ON(NOTE) | ON(SERVICE)},
      {"diagnosis.code", ON(DIAGNOSIS)},
      {"party.id", ON(PARTY)},
      {"date.from", ON(DATE)},
      {"edit.indicator", ON(EDIT)},
      {"column1.code", ON(EDIT)},
      {"column2.code", ON(EDIT)},
      {"first.code", ON(PAIR)},
      {"second.code", ON(PAIR)},
      {"other_payer.paid", ON(OTHER_PAYER)},
      {"adjudication.paid", ON(ADJUDICATION)},
      {"attachment.report", ON(ATTACHMENT)},
      {"service.kind", ON(SERVICE)},
      {"segment.id", ON(SEGMENT)},
      {"measure.value", ON(MEASURE)},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++)
    for (int each = 0; each < TR_EACH_COUNT; each++) {
      char row[64];
      snprintf(row, sizeof row, "%s for each %d", rows[i].text, each);
      TR_ROW(i, tr_str_of(row));
      f->env.each = (tr_each)each;
      ask(f, rows[i].text);
      assert_int_equal(f->status == TR_OK, rows[i].each >> each & 1);
    }
}

static void means_what_the_page_says(void **state) {
  static const asked rows[] = {
      {TR_EACH_LINE, "payer.id", "P100"},
      {TR_EACH_LINE, "billing.id", "1245319599"},
      {TR_EACH_LINE, "subscriber.id", "MEM77"},
      {TR_EACH_LINE, "patient.id", "MEM77"},
      {TR_EACH_LINE, "claim.patient.id", "MEM77"},
      {TR_EACH_LINE, "patient.birth", "1979-05-02"},
      {TR_EACH_LINE, "rendering.id", "1093000008"},
      {TR_EACH_CLAIM, "rendering.id", "1093000008"},
      {TR_EACH_LINE, "filed", "2026-11-15"},
      {TR_EACH_LINE, "today", "2026-11-23"},
      {TR_EACH_LINE, "profile.sign_days", "30"},
      {TR_EACH_LINE, "profile.max_units(line.code)", "1"},
      {TR_EACH_PAIR, "profile.max_units(second.code)", "2"},
      {TR_EACH_LINE, "profile.replaced_codes(97014)", "G0283"},
      {TR_EACH_LINE, "profile.replaced_codes(97010)", "?no-profile"},
  };
  rule_fixture *f = *state;
  ask_all(f, rows, TR_COUNT(rows));
  /* the line at hand decides who rendered it */
  f->scope.line = &f->claim->lines[1];
  f->env.each = TR_EACH_LINE;
  TR_ASSERT_STR(ask(f, "rendering.id"), "1679576722");
  f->env.each = TR_EACH_CLAIM;
  TR_ASSERT_STR(ask(f, "rendering.id"), "1093000008");
}

static void suggests_the_nearest_name(void **state) {
  rule_fixture *f = *state;
  static const struct {
    const char *text, *message;
    size_t at, length;
  } rows[] = {
      {"line.unit > 1", "no field `unit` on line; did you mean `units`?", 5, 4},
      {"1 < line.uints", "no field `uints` on line; did you mean `units`?", 9,
       5},
      {"line.quantity", "no field `quantity` on line", 5, 8},
      {"lien.units", "no name `lien` here; did you mean `line`?", 0, 4},
      {"x", "no name `x` here", 0, 1},
      {"service.kind", "`service` is not bound by this `each`", 0, 7},
      {"clam.id", "no name `clam` here; did you mean `claim`?", 0, 4},
      {"tody", "no name `tody` here; did you mean `today`?", 0, 4},
      {"profile.sign_day",
       "no key `sign_day` of the profile; did you mean "
       "`sign_days`?",
       8, 8},
      {"profile.xxxxxx", "no key `xxxxxx` of the profile", 8, 6},
      {"profile", "`profile` is no value; name one of its keys", 0, 7},
      {"profile.severities", "`severities` is for the engine, not for rules", 0,
       18},
      {"profile.max_units()", "`max_units` is asked by one code", 0, 19},
      {"profile.max_units(line.date)", "a code is wanted here, this is a date",
       18, 9},
      {"profile.sign_days(97012)", "`sign_days` takes no argument", 0, 24},
      {"claim.lines.code", "a list (of each line) has no fields", 12, 4},
      {"line.units.x", "a number has no fields", 11, 1},
      {"clas(line.code, line.date) == \"x\"",
       "no function `clas`; did you mean `class`?", 0, 4},
      {"any(x in claim.lines: y.code == 1)",
       "no name `y` here; did you mean "
       "`x`?",
       22, 1},
      {"any(line in claim.lines)", "`line` is a name already", 0, 0},
      {"line.abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq",
       "no field `abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq` on line", 5, 43},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    TR_ASSERT_STR(ask(f, rows[i].text), rows[i].message);
    assert_int_equal(f->status, TR_ESYNTAX);
    if (rows[i].length == 0) continue; /* the name of a loop has no node */
    assert_int_equal(f->error.at, rows[i].at);
    assert_int_equal(f->error.length, rows[i].length);
    assert_int_equal(f->error.column, rows[i].at + 1);
  }
}

static void measures_how_near_a_name_is(void **state) {
  (void)state;
  static const struct {
    const char *name, *offered;
    bool near;
  } rows[] = {
      {"units", "units", true},       {"untis", "units", true},
      {"unit", "units", true},        {"uni", "units", true},
      {"un", "units", false},         {"a", "b", true},
      {"charge", "change", true},     {"charge", "code", false},
      {"date", "data", true},         {"", "x", false},
      {"modifeir", "modifier", true},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].name));
    tr_nearest nearest = tr__nearest_to(tr_str_of(rows[i].name));
    tr__nearest_offer(&nearest, tr_str_of(rows[i].offered));
    assert_int_equal(nearest.best.n > 0, rows[i].near);
  }
}

TR_TESTS(RULE_TEST(binds_names_by_each), RULE_TEST(means_what_the_page_says),
         RULE_TEST(suggests_the_nearest_name),
         cmocka_unit_test(measures_how_near_a_name_is))
