/* Tests of src/settle/acks_words.c. */
#include "settle/acks_words.h"
#include "tr_test.h"

static void codes_have_words(void **state) {
  static const struct {
    tr_ack_list list;
    const char *code, *words;
  } rows[] = {
      {TR_ACK_TA105, "000", "nothing wrong"},
      {TR_ACK_TA105, "027", "the component separator is not valid"},
      {TR_ACK_IK304, "1", "no such segment"},
      {TR_ACK_IK304, "I9", "must not be sent beside something else"},
      {TR_ACK_IK403, "1", "missing, but required"},
      {TR_ACK_IK403, "I10", "not used by the guide"},
      {TR_ACK_IK502, "23", "ST02 occurs twice in the group"},
      {TR_ACK_IK502, "I6", "the guide is not supported"},
      {TR_ACK_AK905, "5", "GE01 is not the count of sets"},
      {TR_ACK_CATEGORY, "A0", "passed on to somebody else"},
      {TR_ACK_CATEGORY, "A8", "rejected, values do not agree"},
      {TR_ACK_STATUS, "104", "processed by the terms of the plan"},
      {TR_ACK_STATUS, "562", "NPI"},
      {TR_ACK_STATUS, "97", "eligibility not found"},
      {TR_ACK_ENTITY, "40", "receiver"},
      {TR_ACK_ENTITY, "QC", "patient"},
      {TR_ACK_STATUS, "99999", NULL},
      {TR_ACK_STATUS, "", NULL},
      {TR_ACK_CATEGORY, "A9", NULL},
  };
  (void)state;
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].code));
    const char *words = tr_ack_words(rows[i].list, tr_str_of(rows[i].code));
    if (rows[i].words == NULL)
      assert_null(words);
    else
      TR_ASSERT_STR(tr_str_of(words), rows[i].words);
  }
}

/* Found by halves, which needs them in order: so each must be found. */
static void every_code_of_a_status_is_found(void **state) {
  static const char *const codes[] = {
      "109", "116", "121", "122", "123", "124", "125", "126", "127", "128",
      "145", "153", "158", "16",  "164", "178", "187", "19",  "20",  "21",
      "249", "254", "255", "306", "33",  "35",  "397", "400", "453", "454",
      "464", "476", "477", "489", "500", "510", "511", "535", "54",  "746",
      "772", "84",  "85",  "88",  "91",  "95",  "96"};
  (void)state;
  for (size_t i = 0; i < TR_COUNT(codes); i++) {
    TR_ROW(i, tr_str_of(codes[i]));
    assert_non_null(tr_ack_words(TR_ACK_STATUS, tr_str_of(codes[i])));
  }
}

TR_TESTS(cmocka_unit_test(codes_have_words),
         cmocka_unit_test(every_code_of_a_status_is_found))
