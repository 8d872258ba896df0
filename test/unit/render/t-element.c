/* Tests of src/render/element.c. */
#include "render/element.h"
#include "tr_test.h"

static void reads_names(void **state) {
  (void)state;
  static const struct {
    const char *text, *segment;
    unsigned element, component;
    bool good;
  } rows[] = {
      {"SV104", "SV1", 4, 0, true},      {"SV101-3", "SV1", 1, 3, true},
      {"HI02-2", "HI", 2, 2, true},      {"CLM05-1", "CLM", 5, 1, true},
      {"N403", "N4", 3, 0, true},        {"NM109", "NM1", 9, 0, true},
      {"CLM11-10", "CLM", 11, 10, true}, {"", "", 0, 0, false},
      {"SV1", "", 0, 0, false},          {"SV100", "", 0, 0, false},
      {"SV1AB", "", 0, 0, false},        {"SV101-", "", 0, 0, false},
      {"SV101-0", "", 0, 0, false},      {"SV101-x", "", 0, 0, false},
      {"SV101-123", "", 0, 0, false},    {"LONG01", "", 0, 0, false},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_element_name name = {.element = 77};
    TR_ROW(i, tr_str_of(rows[i].text));
    assert_int_equal(tr_element_name_read(tr_str_of(rows[i].text), &name),
                     rows[i].good);
    if (!rows[i].good) {
      assert_int_equal(name.element, 77);
      continue;
    }
    TR_ASSERT_STR(name.segment, rows[i].segment);
    assert_int_equal(name.element, rows[i].element);
    assert_int_equal(name.component, rows[i].component);
  }
}

static void replaces_one_element_only(void **state) {
  (void)state;
  static const struct {
    const char *segment, *element, *from, *to;
    const char *wanted; /* NULL: refused */
  } rows[] = {
      {"SV1*HC:97012:GP*90*UN*2***1", "SV104", "2", "1",
       "SV1*HC:97012:GP*90*UN*1***1"},
      {"SV1*HC:97012*90", "SV101-3", "", "GP", "SV1*HC:97012:GP*90"},
      {"SV1*HC:97012*90", "SV101-5", "", "59", "SV1*HC:97012:::59*90"},
      {"SV1*HC:97012:GP:59*90", "SV101-4", "59", "", "SV1*HC:97012:GP:*90"},
      {"SV1*HC:97012*90", "SV104", "", "1", "SV1*HC:97012*90**1"},
      {"HI|ABK>M54.16|ABF>M9903", "HI01-2", "M54.16", "M5416",
       "HI|ABK>M5416|ABF>M9903"},
      {"N4*TOLEDO*OH*4366", "N403", "4366", "43666", "N4*TOLEDO*OH*43666"},
      {"CLM*1*90***11", "CLM05-1", "11", "12", "CLM*1*90***12"},
      /* another value stands there, another segment, nothing to split at */
      {"SV1*HC:97012*90*UN*3", "SV104", "2", "1", NULL},
      {"SV5*HC:97012*90*UN*2", "SV104", "2", "1", NULL},
      {"CLM*1*90***11", "CLM05-3", "", "1", NULL},
      {"SV1*HC:97012", "SV104-2", "", "1", NULL},
      {"SV1", "SV104", "", "1", NULL},
      {"", "SV104", "", "1", NULL},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_element_name name;
    tr_buf out;
    size_t at = 0;
    TR_ROW(i, tr_str_of(rows[i].segment));
    assert_true(tr_element_name_read(tr_str_of(rows[i].element), &name));
    tr_buf_init(&out, 1000);
    const bool done = tr_element_replace(tr_str_of(rows[i].segment), &name,
                                         tr_str_of(rows[i].from),
                                         tr_str_of(rows[i].to), &out, &at);
    assert_int_equal(done, rows[i].wanted != NULL);
    if (done) {
      TR_ASSERT_STR(tr_buf_str(&out), rows[i].wanted);
      assert_memory_equal(out.p + at, rows[i].to, strlen(rows[i].to));
    } else {
      assert_int_equal(out.n, 0);
    }
    tr_buf_done(&out);
  }
}

static void drops_one_component(void **state) {
  (void)state;
  static const struct {
    const char *segment, *element, *from, *wanted;
  } rows[] = {
      {"SV1*HC:97012:59:GP*45", "SV101-3", "59", "SV1*HC:97012:GP*45"},
      {"SV1*HC:97012:59:GP*45", "SV101-4", "GP", "SV1*HC:97012:59*45"},
      {"SV1|HC>97012>59|45", "SV101-3", "59", "SV1|HC>97012|45"},
      {"SV1*HC:97012:59*45", "SV101-3", "GP", NULL}, /* another value */
      {"SV1*HC:97012*45", "SV101-3", "59", NULL},    /* not there */
      {"SV1*HC:97012*45", "SV102", "45", NULL},      /* no component */
      {"SV1*HC:97012*45", "SV101-1", "HC", NULL},    /* the first stays */
      {"SV3*HC:97012:59*45", "SV101-3", "59", NULL}, /* another segment */
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_element_name name;
    tr_buf out;
    size_t at = 0;
    TR_ROW(i, tr_str_of(rows[i].segment));
    assert_true(tr_element_name_read(tr_str_of(rows[i].element), &name));
    tr_buf_init(&out, 1000);
    const bool done = tr_element_drop(tr_str_of(rows[i].segment), &name,
                                      tr_str_of(rows[i].from), &out, &at);
    assert_int_equal(done, rows[i].wanted != NULL);
    if (done) {
      TR_ASSERT_STR(tr_buf_str(&out), rows[i].wanted);
      assert_true(at < out.n);
    } else {
      assert_int_equal(out.n, 0);
    }
    tr_buf_done(&out);
  }
}

TR_TESTS(cmocka_unit_test(drops_one_component), cmocka_unit_test(reads_names),
         cmocka_unit_test(replaces_one_element_only))
