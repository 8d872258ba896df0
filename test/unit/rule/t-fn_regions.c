/* Tests of src/rule/fn_regions.c. */
#include "rule_test.h"

static void works_on_sets_of_regions(void **state) {
  static const asked rows[] = {
      {TR_EACH_LINE, "overlaps({lumbar, sacral}, {sacral})", "yes"},
      {TR_EACH_LINE, "overlaps({lumbar}, {sacral})", "no"},
      {TR_EACH_LINE, "overlaps({any}, {sacral})", "yes"},
      {TR_EACH_LINE, "overlaps({any}, minus({lumbar}, {lumbar}))", "no"},
      {TR_EACH_LINE, "covers({lumbar, sacral}, {sacral})", "yes"},
      {TR_EACH_LINE, "covers({sacral}, {lumbar, sacral})", "no"},
      {TR_EACH_LINE, "covers({any}, {lumbar, knee})", "yes"},
      {TR_EACH_LINE, "covers({lumbar}, {any})", "yes"},
      {TR_EACH_LINE, "covers(minus({lumbar}, {lumbar}), {any})", "no"},
      {TR_EACH_LINE, "covers({lumbar}, minus({lumbar}, {lumbar}))", "yes"},
      {TR_EACH_LINE, "empty({lumbar})", "no"},
      {TR_EACH_LINE, "empty(minus({lumbar}, {lumbar}))", "yes"},
      {TR_EACH_LINE, "size({lumbar, sacral, knee})", "3"},
      {TR_EACH_LINE, "size({any})", "?no-data"},
      {TR_EACH_LINE, "size(minus({knee}, {knee}))", "0"},
      {TR_EACH_LINE, "minus({lumbar, sacral}, {sacral, knee})", "lumbar"},
      {TR_EACH_LINE, "minus({lumbar, sacral}, {any})", "none"},
      {TR_EACH_LINE, "both({lumbar, sacral}, {sacral, knee})", "sacral"},
      {TR_EACH_LINE, "both({any}, {sacral, knee})", "sacral and knee"},
      {TR_EACH_LINE, "both({sacral, knee}, {any})", "sacral and knee"},
      {TR_EACH_LINE, "both({any}, {any})", "any"},
      {TR_EACH_LINE, "both({lumbar, any}, {knee, any})",
       "lumbar, knee and any"},
      {TR_EACH_LINE, "both({any}, minus({knee}, {knee}))", "none"},
      {TR_EACH_LINE, "either({lumbar}, {knee})", "lumbar and knee"},
      {TR_EACH_LINE, "spinal({lumbar, knee, pelvic})", "lumbar and pelvic"},
      {TR_EACH_LINE, "spinal({any})", "any"},
      {TR_EACH_LINE, "names({lumbar, cervical})", "cervical and lumbar"},
      {TR_EACH_LINE, "cmt_level(0)", "?no-data"},
      {TR_EACH_LINE, "cmt_level(1)", "98940"},
      {TR_EACH_LINE, "cmt_level(2)", "98940"},
      {TR_EACH_LINE, "cmt_level(3)", "98941"},
      {TR_EACH_LINE, "cmt_level(4)", "98941"},
      {TR_EACH_LINE, "cmt_level(5)", "98942"},
      {TR_EACH_LINE, "cmt_level(6)", "?no-data"},
      {TR_EACH_LINE, "cmt_level(2.5)", "?no-data"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

/* "any" beside a name still agrees with every region of the other set. */
static void keeps_any_when_sets_meet(void **state) {
  static const asked rows[] = {
      {TR_EACH_LINE, "overlaps(both({lumbar, any}, {knee}), {knee})", "yes"},
      {TR_EACH_LINE, "covers(both({knee}, {lumbar, any}), {knee})", "yes"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

TR_TESTS(RULE_TEST(works_on_sets_of_regions),
         RULE_TEST(keeps_any_when_sets_meet))
