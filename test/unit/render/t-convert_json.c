/* Tests of src/render/convert_json.c: levels and what is between segments. */
#include "convert_document.h"

#include <json-c/json.h>

static void is_json_whatever_comes(void **state) {
  (void)state;
  for (size_t i = 0; i < TR_COUNT(convert_inputs); i++) {
    const size_t n = convert_inputs[i].n;
    TR_ROW(i, ((tr_str){convert_inputs[i].p, n < 40 ? n : 40}));
    tr_buf whole, cut;
    make_document(convert_inputs[i].p, n, n + 1, &whole);
    make_document(convert_inputs[i].p, n, 3, &cut);
    assert_true(tr_str_eq(tr_buf_str(&whole), tr_buf_str(&cut)));
    json_tokener *tokener = json_tokener_new_ex(64);
    json_object *value = json_tokener_parse_ex(tokener, whole.p, (int)whole.n);
    assert_int_equal(json_tokener_get_error(tokener), json_tokener_success);
    assert_true(json_object_is_type(value, json_type_object));
    json_object_put(value);
    json_tokener_free(tokener);
    tr_buf_done(&whole);
    tr_buf_done(&cut);
  }
}

static void levels_say_what_they_are(void **state) {
  (void)state;
  HOLDS(CI_FILE,
        "{\"interchange\":\"000000001\",\"delimiters\":{"
        "\"element\":\"*\",\"repetition\":\"^\",\"component\":\":\","
        "\"segment\":\"~\",\"line_end\":\"\"},\"content\":[");
  HOLDS(CI_FILE,
        "{\"group\":\"1\",\"function\":\"HC\","
        "\"guide\":\"005010X222A1\",\"content\":[");
  HOLDS(CI_FILE,
        "{\"set\":\"0001\",\"transaction\":\"837\","
        "\"guide\":\"005010X222A1\",\"name\":\"");
  HOLDS(CI_FILE, "\"read\":true,\"content\":[");
  HOLDS(CI_FILE, "{\"loop\":\"2010BA\",\"label\":\"");
  HOLDS(CI_ISA("000000001") CI_SET, "{\"group\":null,\"content\":[");
  HOLDS(CI_ISA("000000001")
        "GS*HC*CLINIC*PAYER*20260630*0830*1*X*005010X223A2~"
        "ST*837*1*005010X223A2~",
        "\"guide\":\"005010X223A2\",\"name\":\"an 837I institutional claim\","
        "\"read\":false,\"content\":[");
  HOLDS("ISA*00*  bad*~GS*x~" CI_FILE, "\"refused\":true");
}

static void tails_are_told_where_they_are_unusual(void **state) {
  (void)state;
  LACKS(CI_FILE, "\"tail");
  LACKS(CI_OTHER, "\"tail");
  HOLDS(CI_OTHER, "\"segment\":\"'\",\"line_end\":\"\\r\\n\"");
  HOLDS(CI_FILE "\n", "\"tail\":\"~\\n\"");
  HOLDS(CI_ISA("000000001") CI_GS "TA1*1 ", "\"bytes\":\"TA1*1 \"");
  HOLDS(CI_FILE "\xFF\xFE", "\"raw_base64\":\"//4=\"");
  HOLDS("\xEF\xBB\xBF" CI_FILE,
        "\"before\":[\n{\"bytes\":\"\xEF\xBB\xBF\",\"offset\":0}\n]");
  HOLDS("\x89PNG", "{\"bytes_base64\":\"iVBORw==\",\"offset\":0}");
  HOLDS("", "\"interchanges\":[]}");
}

static void a_full_buffer_is_told(void **state) {
  (void)state;
  tr_buf out;
  tr_buf_init(&out, 300);
  tr_convert_json *convert = tr_convert_json_new("a.837", &out);
  assert_non_null(convert);
  assert_int_equal(tr_convert_json_feed(convert, CI_FILE, sizeof CI_FILE - 1),
                   TR_ELIMIT);
  tr_convert_json_free(convert);
  tr_buf_done(&out);
  tr_convert_json_free(NULL);
}

TR_TESTS(cmocka_unit_test(is_json_whatever_comes),
         cmocka_unit_test(levels_say_what_they_are),
         cmocka_unit_test(tails_are_told_where_they_are_unusual),
         cmocka_unit_test(a_full_buffer_is_told))
