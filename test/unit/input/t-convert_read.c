/* Tests of src/input/convert_read.c: documents become the bytes they were made
 * from, changed ones what they say, others are refused with their place. */
#include "input/convert_read.h"

#include "render/convert_document.h"

static void restores_the_bytes(void **state) {
  (void)state;
  for (size_t i = 0; i < TR_COUNT(convert_inputs); i++) {
    const tr_str bytes = {convert_inputs[i].p, convert_inputs[i].n};
    TR_ROW(i, ((tr_str){bytes.p, bytes.n < 40 ? bytes.n : 40}));
    tr_buf json, out;
    tr_convert_error error;
    make_document(bytes.p, bytes.n, 1000, &json);
    tr_buf_init(&out, 1 << 20);
    const tr_status status = tr_convert_read(tr_buf_str(&json), &out, &error);
    if (status != TR_OK) fail_msg("%s", error.reason);
    assert_true(tr_str_eq(tr_buf_str(&out), bytes));
    tr_buf_done(&json);
    tr_buf_done(&out);
  }
}

/* What every document of the rows below begins and ends with. */
#define HEAD                                                                 \
  "{\"format\":\"traction-x12/1\",\"interchanges\":[{\"interchange\":\"1\"," \
  "\"delimiters\":{\"element\":\"*\",\"repetition\":\"^\",\"component\":"    \
  "\":\",\"segment\":\"~\",\"line_end\":\"\\n\"},\"content\":["
#define TAIL "]}]}"
#define NM1(elements) \
  HEAD "{\"segment\":\"NM1\",\"elements\":[" elements "]}" TAIL
#define ELEMENT(name, value) \
  "{\"element\":\"" name "\",\"value\":\"" value "\"}"

static void documents_may_be_written_by_hand(void **state) {
  (void)state;
  static const struct {
    const char *json, *wanted;
  } rows[] = {
      {NM1(ELEMENT("NM101", "85")), "NM1*85~\n"},
      {NM1(ELEMENT("NM101", "85") "," ELEMENT("NM104", "A")), "NM1*85***A~\n"},
      {NM1(""), "NM1~\n"},
      {NM1("{\"element\":\"NM102\",\"parts\":[" ELEMENT(
           "NM102-1", "A") "," ELEMENT("NM102-3", "B") "]}"),
       "NM1**A::B~\n"},
      {NM1("{\"element\":\"NM102\",\"parts\":[" ELEMENT("NM102-2", "B") "]}"),
       "NM1**:B~\n"},
      {NM1("{\"element\":\"NM101\",\"repetitions\":[{\"value\":\"A\"},"
           "{\"value\":\"B\"}]}"),
       "NM1*A^B~\n"},
      {HEAD "{\"raw\":\"odd\",\"tail\":\"\"},{\"bytes\":\"!\"}" TAIL, "odd!"},
      {HEAD "{\"loop\":\"X\",\"content\":[{\"raw_base64\":\"/w==\"}]}" TAIL,
       "\xFF~\n"},
      {"{\"interchanges\":[],\"format\":\"traction-x12/1\","
       "\"before\":[{\"bytes\":\"x\"}]}\n",
       "x"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_buf out;
    tr_convert_error error;
    TR_ROW(i, tr_str_of(rows[i].json));
    tr_buf_init(&out, 1 << 20);
    if (tr_convert_read(tr_str_of(rows[i].json), &out, &error) != TR_OK)
      fail_msg("%s", error.reason);
    TR_ASSERT_STR(tr_buf_str(&out), rows[i].wanted);
    tr_buf_done(&out);
  }
}

static void refusals_say_where(void **state) {
  (void)state;
  static const struct {
    const char *json, *reason;
  } rows[] = {
      {"", "cut off"},
      {"{", "cut off"},
      {"nonsense", "it is no JSON"},
      {"{} {}", "it is no JSON"},
      {"[]", "it is no document of the form traction-x12/1"},
      {"{}", "it is no document of the form traction-x12/1"},
      {"{\"format\":\"traction-x12/2\",\"interchanges\":[]}", "no document"},
      {NM1(ELEMENT("NM101", "8*5")), "segment 1: NM101 holds a delimiter"},
      {NM1(ELEMENT("NM101", "8~5")), "segment 1: NM101 holds a delimiter"},
      {NM1(ELEMENT("NM101", "8:5")), "segment 1: NM101 holds a delimiter"},
      {NM1(ELEMENT("NM101", "8^5")), "segment 1: NM101 holds a delimiter"},
      {NM1("{\"element\":\"NM101\"}"), "segment 1: NM101 has no value"},
      {NM1("{\"element\":\"NM101\",\"value\":1}"), "NM101 has no value"},
      {NM1("{\"value\":\"1\"}"), "segment 1: an element has no name"},
      {NM1(ELEMENT("CLM01", "1")), "an element is not named NM1"},
      {NM1(ELEMENT("NM1", "1")), "an element is not named NM1"},
      {NM1(ELEMENT("NM199999999999", "1")), "an element is not named NM1"},
      {NM1(ELEMENT("NM102", "1") "," ELEMENT("NM101", "1")), "out of order"},
      {NM1("7"), "segment 1: an element has no name"},
      {HEAD "{\"segment\":\"nm1\",\"elements\":[]}" TAIL, "it has no id"},
      {HEAD "{\"elements\":[]}" TAIL, "segment 1: it has no id"},
      {HEAD "{\"segment\":\"NM1\"}" TAIL, "no list of elements"},
      {HEAD "{\"raw_base64\":\"/w=\"}" TAIL, "no base64"},
      {HEAD "{\"raw_base64\":\"/w==AAAA\"}" TAIL, "no base64"},
      {HEAD "{\"raw\":7}" TAIL, "\"raw\" is no text"},
      {HEAD "null" TAIL, "a member is no object"},
      {"{\"format\":\"traction-x12/1\",\"interchanges\":[{\"interchange\":"
       "\"1\",\"content\":[]}]}",
       "an interchange has no \"delimiters\""},
      {"{\"format\":\"traction-x12/1\",\"interchanges\":[{\"interchange\":"
       "\"1\",\"delimiters\":{\"element\":\"**\"},\"content\":[]}]}",
       "the delimiter \"element\" is not one byte"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_buf out;
    tr_convert_error error;
    TR_ROW(i, tr_str_of(rows[i].json));
    tr_buf_init(&out, 1 << 20);
    assert_int_equal(tr_convert_read(tr_str_of(rows[i].json), &out, &error),
                     TR_ESYNTAX);
    if (strstr(error.reason, rows[i].reason) == NULL)
      fail_msg("\"%s\" does not say \"%s\"", error.reason, rows[i].reason);
    tr_buf_done(&out);
  }
}

static void limits_hold(void **state) {
  (void)state;
  tr_buf out, deep;
  tr_convert_error error;
  tr_buf_init(&out, 4);
  assert_int_equal(
      tr_convert_read(tr_str_of(NM1(ELEMENT("NM101", "85"))), &out, &error),
      TR_ELIMIT);
  assert_true(error.reason[0] != '\0');
  tr_buf_done(&out);

  tr_buf_init(&out, 1 << 20);
  const tr_str huge = {"", (size_t)TR_CONVERT_JSON_MOST + 1};
  assert_int_equal(tr_convert_read(huge, &out, &error), TR_ELIMIT);
  tr_buf_init(&deep, 1 << 20);
  for (int i = 0; i < 100000; i++) tr_buf_add(&deep, TR_STR("{\"content\":["));
  assert_int_equal(tr_convert_read(tr_buf_str(&deep), &out, &error),
                   TR_ESYNTAX);
  tr_buf_done(&deep);
  tr_buf_done(&out);
}

TR_TESTS(cmocka_unit_test(restores_the_bytes),
         cmocka_unit_test(documents_may_be_written_by_hand),
         cmocka_unit_test(refusals_say_where), cmocka_unit_test(limits_hold))
