/* Tests of src/settle/reason.c: what is a denial, and what is not. */
#include "settle/reason.h"

#include "tr_test.h"

static void tells_denials(void **state) {
  (void)state;
  const struct {
    const char *carc;
    tr_reason_kind kind;
    bool vague;
  } rows[] = {
      {"1", TR_REASON_PATIENT, false},    {"2", TR_REASON_PATIENT, false},
      {"3", TR_REASON_PATIENT, false},    {"45", TR_REASON_ORDINARY, false},
      {"253", TR_REASON_ORDINARY, false}, {"P12", TR_REASON_ORDINARY, false},
      {"23", TR_REASON_ORDINARY, false},  {"50", TR_REASON_DENIAL, false},
      {"16", TR_REASON_DENIAL, true},     {"96", TR_REASON_DENIAL, true},
      {"204", TR_REASON_DENIAL, false},   {"B7", TR_REASON_DENIAL, false},
      {"4", TR_REASON_DENIAL, false},     {"ZZZ9", TR_REASON_DENIAL, false},
      {"", TR_REASON_DENIAL, false},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_code carc = tr_code_pack(tr_str_of(rows[i].carc));
    TR_ROW(i, tr_str_of(rows[i].carc));
    assert_int_equal(tr_reason_kind_of(carc), rows[i].kind);
    assert_int_equal(tr_reason_needs_remark(carc), rows[i].vague);
  }
}

TR_TESTS(cmocka_unit_test(tells_denials))
