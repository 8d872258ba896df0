/* Tests of src/spec/write.c. */
#include "spec/write.h"

#include "write_helper.h"

static void elements_and_composites_are_put_together(void **state) {
  (void)state;
  written w;
  start_set(&w);
  put(&w.writer, "AK2", "837|0001|");
  put(&w.writer, "IK3", "SV1|22|2400|8");
  put(&w.writer, "CTX", "CLM01:26463774");
  put(&w.writer, "IK4", "1:2:|1271|7|");
  put(&w.writer, "IK5", "R|5||");
  put(&w.writer, "AK9", "R|1|1|0");
  tr_write_set_end(&w.writer);
  assert_int_equal(w.writer.bad, TR_OK);
  TR_ASSERT_STR(tr_buf_str(&w.out),
                "AK2*837*0001~IK3*SV1*22*2400*8~CTX*CLM01:26463774~"
                "IK4*1:2*1271*7~IK5*R*5~AK9*R*1*1*0~SE*9*0001~");
  finish(&w);
}

static void other_delimiters_are_used(void **state) {
  (void)state;
  written w;
  start(&w);
  w.envelope.delims = (tr_delims){'|', '{', '>', '\n'};
  tr_write_interchange(&w.writer, &w.envelope);
  tr_write_group(&w.writer, w.spec);
  tr_buf_clear(&w.out);
  tr_write_set(&w.writer, w.spec, TR_STR("0001"));
  tr_write_begin(&w.writer, TR_CODE("AK1"));
  tr_write_element(&w.writer, TR_STR("HC"));
  tr_write_element(&w.writer, TR_STR("17"));
  tr_write_element(&w.writer, TR_STR("005010X222A1"));
  tr_write_end(&w.writer);
  TR_ASSERT_STR(tr_buf_str(&w.out),
                "ST|999|0001|005010X231A1\nAK1|HC|17|005010X222A1\n");
  finish(&w);
}

/* Composites side by side, and one after an element. */
static void composites_end_where_they_are_told_to(void **state) {
  (void)state;
  written w;
  start_set(&w);
  put(&w.writer, "AK2", "837|0001");
  put(&w.writer, "IK3", "SV1|22||8");
  tr_buf_clear(&w.out);
  tr_write_begin(&w.writer, TR_CODE("CTX"));
  tr_write_part(&w.writer, TR_STR("SITUATIONAL TRIGGER"));
  tr_write_element(&w.writer, TR_STR("SV1"));
  tr_write_number(&w.writer, 22);
  tr_write_element(&w.writer, TR_STR("2400"));
  tr_write_part(&w.writer, TR_STR("1"));
  tr_write_part(&w.writer, TR_STR("2"));
  tr_write_part_end(&w.writer);
  tr_write_part(&w.writer, TR_STR("235"));
  tr_write_part(&w.writer, TR_STR(""));
  tr_write_end(&w.writer);
  assert_int_equal(w.writer.bad, TR_OK);
  TR_ASSERT_STR(tr_buf_str(&w.out),
                "CTX*SITUATIONAL TRIGGER*SV1*22*2400*1:2*235~");
  finish(&w);
}

static void what_would_not_be_read_back_is_refused(void **state) {
  (void)state;
  static const struct {
    tr_str value;
    const char *reason;
  } rows[] = {
      {{"A*B", 3}, "holds a delimiter"},
      {{"A:B", 3}, "holds a delimiter"},
      {{"A~B", 3}, "holds a delimiter"},
      {{"A^B", 3}, "holds a delimiter"},
      {{"A\nB", 3}, "holds a character that X12 does not take"},
      {{"A\0B", 3}, "holds a character that X12 does not take"},
      {{"caf\xC3\xA9", 5}, "holds a character that X12 does not take"},
      {{"\x7F", 1}, "holds a character that X12 does not take"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    written w;
    TR_ROW(i, rows[i].value);
    start_set(&w);
    tr_write_begin(&w.writer, TR_CODE("AK2"));
    tr_write_element(&w.writer, TR_STR("837"));
    tr_write_element(&w.writer, rows[i].value);
    assert_refused(&w, "AK2", 2, 0, rows[i].reason);
    tr_write_end(&w.writer);
    tr_write_set_end(&w.writer);
    tr_write_group_end(&w.writer);
    tr_write_interchange_end(&w.writer);
    assert_int_equal(w.out.n, 0);
    assert_refused(&w, "AK2", 2, 0, rows[i].reason);
    finish(&w);
  }
  written w;
  start_set(&w);
  put(&w.writer, "AK2", "837|0001");
  put(&w.writer, "IK3", "SV1|22||8");
  tr_write_begin(&w.writer, TR_CODE("CTX"));
  tr_write_part(&w.writer, TR_STR("CLM01"));
  tr_write_part(&w.writer, TR_STR("A:B"));
  assert_refused(&w, "CTX", 1, 2, "holds a delimiter");
  finish(&w);
}

static void what_departs_from_the_guide_is_refused(void **state) {
  (void)state;
  static const struct {
    const char *id, *text, *segment;
    unsigned element, part;
    const char *reason;
  } rows[] = {
      {"AK2", "123|0001", NULL, 0, 0, NULL}, /* lenient */
      {"AK2", "837", "AK2", 2, 0, "is missing"},
      {"AK2", "837|0001|G|X", "AK2", 4, 0, "has too many parts"},
      {"AK2", "837|1", "AK2", 2, 0, "is too short or too long"},
      {"AK9", "Z|1|1|1", "AK9", 1, 0, "is none of the values of the guide"},
      {"AK9", "A|x|1|1", "AK9", 2, 0, "is not of its type"},
      {"NM1", "41|2", "NM1", 0, 0, "is no segment of this place"},
      {"IK3", "SV1|22||8", "AK2", 0, 0, "is missing"},
      {"AK1", "HC|1|005010X222A1", "AK1", 0, 0, "is there too often"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    written w;
    TR_ROW(i, tr_str_of(rows[i].text));
    start_set(&w);
    put(&w.writer, rows[i].id, rows[i].text);
    if (rows[i].reason == NULL) {
      assert_int_equal(w.writer.bad, TR_OK);
    } else {
      assert_refused(&w, rows[i].segment, rows[i].element, rows[i].part,
                     rows[i].reason);
      assert_int_equal(w.out.n, 0);
    }
    finish(&w);
  }
}

static void what_is_only_read_is_refused(void **state) {
  (void)state;
  written w;
  start_set(&w);
  put(&w.writer, "AK2", "837|0001");
  put(&w.writer, "IK3", "SV1|22||8");
  put(&w.writer, "IK4", "1:|1271|11");
  assert_refused(&w, "IK4", 3, 0, "is read, never written");
  finish(&w);
}

static void a_set_that_lacks_something_is_refused(void **state) {
  (void)state;
  written w;
  start_set(&w);
  tr_write_set_end(&w.writer);
  assert_refused(&w, "AK9", 0, 0, "is missing");
  finish(&w);
}

static void too_many_elements_are_refused(void **state) {
  (void)state;
  written w;
  start_set(&w);
  tr_write_begin(&w.writer, TR_CODE("AK2"));
  for (int i = 0; i <= TR_WRITE_ELEMENTS; i++)
    tr_write_element(&w.writer, TR_STR(""));
  assert_refused(&w, "AK2", 0, 0, "has too many elements");
  finish(&w);
}

static void amounts_are_written_short(void **state) {
  (void)state;
  static const struct {
    int64_t cents;
    const char *text;
  } rows[] = {
      {0, "0"},
      {1, ".01"},
      {10, ".1"},
      {50, ".5"},
      {99, ".99"},
      {100, "1"},
      {101, "1.01"},
      {150, "1.5"},
      {9000, "90"},
      {9050, "90.5"},
      {9055, "90.55"},
      {-1, "-.01"},
      {-2000, "-20"},
      {-2050, "-20.5"},
      {INT64_MAX, "92233720368547758.07"},
      {INT64_MIN, "-92233720368547758.08"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    written w;
    TR_ROW(i, tr_str_of(rows[i].text));
    start_set(&w);
    tr_write_begin(&w.writer, TR_CODE("AK2"));
    tr_write_money(&w.writer, rows[i].cents);
    assert_int_equal(w.writer.bad, TR_OK);
    const tr_str line = tr_buf_str(&w.writer.line);
    TR_ASSERT_STR(((tr_str){line.p + 4, line.n - 4}), rows[i].text);
    finish(&w);
  }
}

static void a_full_output_is_told(void **state) {
  (void)state;
  for (size_t room = 1; room < 300; room += 7) {
    written w;
    start(&w);
    tr_buf_init(&w.out, room);
    tr_write_interchange(&w.writer, &w.envelope);
    tr_write_group(&w.writer, w.spec);
    tr_write_set(&w.writer, w.spec, TR_STR("0001"));
    put(&w.writer, "AK1", "HC|17|005010X222A1");
    put(&w.writer, "AK9", "A|1|1|1");
    tr_write_set_end(&w.writer);
    tr_write_group_end(&w.writer);
    tr_write_interchange_end(&w.writer);
    assert_true(w.out.n <= room);
    assert_true(w.writer.bad == TR_ELIMIT ||
                (w.writer.bad == TR_OK && room > 200));
    finish(&w);
  }
}

static void an_endless_segment_is_told(void **state) {
  (void)state;
  static char text[TR_WRITE_BYTES];
  written w;
  memset(text, 'A', sizeof text);
  start_set(&w);
  tr_write_begin(&w.writer, TR_CODE("AK2"));
  tr_write_element(&w.writer, (tr_str){text, sizeof text});
  tr_write_end(&w.writer);
  assert_int_equal(w.writer.bad, TR_ELIMIT);
  assert_int_equal(w.out.n, 0);
  finish(&w);
}

TR_TESTS(cmocka_unit_test(elements_and_composites_are_put_together),
         cmocka_unit_test(other_delimiters_are_used),
         cmocka_unit_test(composites_end_where_they_are_told_to),
         cmocka_unit_test(what_would_not_be_read_back_is_refused),
         cmocka_unit_test(what_departs_from_the_guide_is_refused),
         cmocka_unit_test(what_is_only_read_is_refused),
         cmocka_unit_test(a_set_that_lacks_something_is_refused),
         cmocka_unit_test(too_many_elements_are_refused),
         cmocka_unit_test(amounts_are_written_short),
         cmocka_unit_test(a_full_output_is_told),
         cmocka_unit_test(an_endless_segment_is_told))
