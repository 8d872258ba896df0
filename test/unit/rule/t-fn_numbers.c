/* Tests of src/rule/fn_numbers.c. */
#include "rule_test.h"

static void works_on_numbers(void **state) {
  static const asked rows[] = {
      {TR_EACH_LINE, "whole(2)", "yes"},
      {TR_EACH_LINE, "whole(0)", "yes"},
      {TR_EACH_LINE, "whole(2.5)", "no"},
      {TR_EACH_LINE, "whole(0.001)", "no"},
      {TR_EACH_LINE, "whole(-1)", "yes"},
      {TR_EACH_LINE, "whole_quarters(0)", "0"},
      {TR_EACH_LINE, "whole_quarters(1)", "1"},
      {TR_EACH_LINE, "whole_quarters(15)", "1"},
      {TR_EACH_LINE, "whole_quarters(15.001)", "2"},
      {TR_EACH_LINE, "whole_quarters(30)", "2"},
      {TR_EACH_LINE, "whole_quarters(-1)", "?no-data"},
      {TR_EACH_LINE, "whole_quarters(9223372036854775)", "?no-data"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

TR_TESTS(RULE_TEST(works_on_numbers))
