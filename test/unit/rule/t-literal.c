/* Tests of src/rule/literal.c: a literal takes the type of its neighbour. */
#include "rule_test.h"

static void takes_the_type_of_its_neighbour(void **state) {
  static const asked rows[] = {
      {TR_EACH_LINE, "98940", "98940"},
      {TR_EACH_LINE, "line.code == 98940", "yes"},
      {TR_EACH_LINE, "98940 == line.code", "yes"},
      {TR_EACH_LINE, "line.code == \"98940\"", "yes"},
      {TR_EACH_LINE, "line.code < 98941", "yes"},
      {TR_EACH_LINE, "diagnosis_code == \"M99.03\"",
       "no name `diagnosis_code` here"},
      {TR_EACH_DIAGNOSIS, "diagnosis.code == \"M99.03\"", "yes"},
      {TR_EACH_DIAGNOSIS, "diagnosis.code == \"M9903\"", "yes"},
      {TR_EACH_LINE, "line.modifier(59)", "yes"},
      {TR_EACH_LINE, "line.charge == 90.5", "yes"},
      {TR_EACH_LINE, "line.charge == 90", "no"},
      {TR_EACH_LINE, "line.charge + 9.5", "100.00"},
      {TR_EACH_LINE, "0.5 + line.charge", "91.00"},
      {TR_EACH_LINE, "line.charge > -1", "yes"},
      {TR_EACH_LINE, "-1.25", "-1.25"},
      {TR_EACH_LINE, "line.units == 1", "yes"},
      {TR_EACH_LINE, "claim.id == \"A-1\"", "yes"},
      {TR_EACH_LINE, "claim.payer.id == 100", "no"},
      {TR_EACH_SERVICE, "service.kind == \"traction\"", "yes"},
      {TR_EACH_SERVICE, "service.areas == {lumbar}", "yes"},
      {TR_EACH_SERVICE, "service.areas == \"lumbar\"", "yes"},
      {TR_EACH_SERVICE, "service.areas == {lumbar, ankle-foot}", "no"},
      {TR_EACH_SERVICE, "overlaps({spine-wide}, service.areas)", "yes"},
      {TR_EACH_LINE, "line.code in {97012, \"98940\", G0283}", "yes"},
      {TR_EACH_LINE, "line.code in {97012, 97110}", "no"},
      {TR_EACH_LINE, "line.code not in {97012, 0101T}", "yes"},
      {TR_EACH_LINE, "line.units in {2, 1}", "yes"},
      {TR_EACH_LINE, "line.units in {1.5, 2}", "no"},
      {TR_EACH_LINE, "claim.id in {\"A-1\", \"B\"}", "yes"},
      {TR_EACH_SERVICE, "service.kind in {\"traction\", exercise}", "yes"},
      {TR_EACH_LINE, "line.code == (97012 if line.units > 5 else 98940)",
       "yes"},
      {TR_EACH_LINE, "default(line.charge, 0)", "90.50"},
      {TR_EACH_LINE, "line.date == 2026-11-02", "yes"},
      {TR_EACH_LINE, "true", "yes"},
      {TR_EACH_LINE, "0.125", "0.125"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

static void refuses_what_does_not_fit(void **state) {
  static const asked rows[] = {
      {TR_EACH_LINE, "line.charge == 0.125",
       "cannot compare a sum of money and a number"},
      {TR_EACH_LINE, "line.code == \"123456789\"",
       "cannot compare a code and a text"},
      {TR_EACH_LINE, "line.code == \"\"", "cannot compare a code and a text"},
      {TR_EACH_LINE, "0.1234",
       "neither a number of at most three decimals nor a code of at most eight "
       "characters"},
      {TR_EACH_LINE, "2026-02-30", "there is no such day"},
      {TR_EACH_LINE, "line.date == \"2026-01-01\"",
       "cannot compare a date and a text"},
      {TR_EACH_SERVICE, "service.areas == {back}",
       "cannot compare a set of regions and a set"},
      {TR_EACH_LINE, "line.code in {123456789}",
       "cannot look for a code in a set"},
      {TR_EACH_LINE, "line.units in {A}", "cannot look for a number in a set"},
      {TR_EACH_LINE, "line.code == 9.8", "cannot compare a code and a number"},
      {TR_EACH_LINE, "line.date in {1}", "cannot look for a date in a set"},
      {TR_EACH_LINE, "{1, 2}", "a set cannot stand alone"},
      {TR_EACH_LINE, "{1} == {1}", "cannot compare a set and a set"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

TR_TESTS(RULE_TEST(takes_the_type_of_its_neighbour),
         RULE_TEST(refuses_what_does_not_fit))
