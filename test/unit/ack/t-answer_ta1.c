/* Tests of src/ack/answer_ta1.c. */
#include "ack/answer_ta1.h"
#include "ack/intake_of.h"

typedef struct found {
  tr_answer_ta1 ta1;
  char text[64];
  unsigned count;
} found;

static void take(void *context, const tr_located *located) {
  found *to = context;
  if (!tr_answer_ta1_read(&located->segment, &to->ta1)) return;
  to->count++;
  snprintf(to->text, sizeof to->text, "%.*s %.*s %.*s %c %.*s",
           TR_STR_ARG(to->ta1.control), TR_STR_ARG(to->ta1.date),
           TR_STR_ARG(to->ta1.time),
           to->ta1.verdict != '\0' ? to->ta1.verdict : '-',
           TR_STR_ARG(to->ta1.note));
}

static void reads_a_ta1(void **state) {
  static const struct {
    const char *segment, *says;
  } rows[] = {
      {"TA1*000000905*240814*0815*R*025~", "000000905 240814 0815 R 025"},
      {"TA1*000000905*240814*0815*A*000~", "000000905 240814 0815 A 000"},
      {"TA1*000000905*240814*0815*Q*000~", "000000905 240814 0815 - 000"},
      {"TA1*000000905~", "000000905   - "},
  };
  (void)state;
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    char text[512];
    found is = {.count = 0};
    TR_ROW(i, tr_str_of(rows[i].segment));
    snprintf(text, sizeof text, "%s%sIEA*0*000000001~", OF_ISA("000000001"),
             rows[i].segment);
    of_text(text, take, &is);
    assert_int_equal(is.count, 1);
    assert_string_equal(is.text, rows[i].says);
  }
}

static void passes_over_what_says_nothing(void **state) {
  (void)state;
  found is = {.count = 0};
  of_text(OF_ISA("000000001") "TA1~TA1**240814~IEA*0*000000001~", take, &is);
  assert_int_equal(is.count, 0);
}

TR_TESTS(cmocka_unit_test(reads_a_ta1),
         cmocka_unit_test(passes_over_what_says_nothing))
