/* Tests of src/settle/acks_json.c. */
#include "settle/acks_of.h"
#include "settle/acks_text.h"

static void mask_all(tr_str segment, tr_buf *out) {
  for (size_t i = 0; i < segment.n; i++) tr_buf_add_char(out, '#');
}

static const char *json_of(tr_acks_mask *mask) {
  static char text[1 << 15];
  tr_acks acks;
  tr_buf out;
  tr_json json;
  of_begin(&acks);
  of_take(&acks,
          OF_999("AK1*HC*7*005010X222A1~AK2*837*0001~IK3*SV1*18*2400*8~"
                 "CTX*CLM01:C1~IK4*1:2*234*7*98940~IK5*R*5~AK9*P*1*1*0~"));
  of_take(&acks, OF_277CA("B2", OF_PROVIDER OF_PATIENT(
                                    "C9", "STC*A2:20*20240901*WQ*50~")));
  tr_buf_init(&out, sizeof text - 1);
  tr_json_init(&json, &out);
  tr_acks_json(&acks, mask, &json);
  assert_int_equal(out.bad, TR_OK);
  memcpy(text, out.p, out.n);
  text[out.n] = '\0';
  tr_buf_done(&out);
  tr_acks_done(&acks);
  return text;
}

static void has(const char *text, const char *part) {
  if (strstr(text, part) == NULL) fail_msg("no %s in %s", part, text);
}

static void holds_all_that_is_known(void **state) {
  (void)state;
  const char *text = json_of(NULL);
  has(text,
      "{\"summary\":{\"rejected\":{\"claims\":2,\"charges\":\"115.50\"},"
      "\"unanswered\":{\"claims\":2,\"charges\":\"110.00\"},");
  has(text, "\"answers\":2,\"strays\":1}");
  has(text,
      "\"sets\":[{\"file\":\"sent.837\",\"interchange\":\"000000101\","
      "\"group\":\"7\",\"set\":\"0001\",\"claims\":2,");
  has(text,
      "\"of_set\":{\"verdict\":\"R\",\"reasons\":[{\"source\":\"999\","
      "\"rejects\":true,\"code\":\"5\",");
  has(text,
      "{\"claim\":\"C1\",\"state\":\"rejected\",\"charge\":\"45.00\","
      "\"payer_number\":null,");
  has(text,
      "\"said\":\"98940\",\"line\":\"1\",\"segment\":\"SV1\","
      "\"position\":18,\"loop\":\"2400\",\"element\":1,\"component\":2,"
      "\"sent\":\"SV1*HC:98940*45*UN*1***1\"}");
  has(text,
      "\"strays\":[{\"file\":\"answers\",\"source\":\"277CA\","
      "\"what\":\"claim C9\"}]}");
}

static void shows_no_value_behind_a_mask(void **state) {
  (void)state;
  const char *text = json_of(mask_all);
  has(text, "\"said\":null");
  has(text, "\"sent\":\"########################\"");
}

TR_TESTS(cmocka_unit_test(holds_all_that_is_known),
         cmocka_unit_test(shows_no_value_behind_a_mask))
