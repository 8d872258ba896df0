/* Tests of src/input/practice_walk.c: keys, lists, and each shape of value. */
#include "input/practice_walk.h"

#include "tr_test.h"

static char faults[1 << 12];

static void take(void *context, const tr_practice_fault *fault) {
  (void)context;
  const size_t n = strlen(faults);
  snprintf(faults + n, sizeof faults - n, "%s: %.48s\n", fault->pointer,
           fault->message);
}

/** A value of each type. */
typedef struct thing {
  tr_str text;
  tr_day day;
  char sex;
  tr_fees fees;
} thing;

static tr_arena arena;

static tr_practice_reading reading_of(const char *json) {
  tr_practice_reading reading = {.arena = &arena, .fault = take};
  tr_json_walk_init(&reading.walk, tr_str_of(json), 0);
  tr_arena_reset(&arena);
  faults[0] = '\0';
  return reading;
}

static thing read_thing(const char *json, const tr_practice_row *rows,
                        size_t count) {
  thing made = {.day = TR_DAY_MIN};
  tr_practice_reading reading = reading_of(json);
  const tr_json_event event = tr__practice_next(&reading);
  tr__practice_object(&reading, event, rows, count, &made);
  assert_int_equal(reading.status, TR_OK);
  if (!reading.broken) assert_int_equal(reading.pointer_length, 0);
  assert_int_equal(reading.faults > 0, faults[0] != '\0');
  return made;
}

static int set_up(void **state) {
  (void)state;
  tr_arena_init(&arena, 1 << 20);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  tr_arena_done(&arena);
  return 0;
}

static const tr_practice_word words[] = {
    {"ein", "EI"}, {"self", ""}, {NULL, NULL}};

static void test_values(void **state) {
  (void)state;
  static const struct {
    tr_practice_value_fn *read;
    const char *json, *wanted; /* NULL: a fault */
  } rows[] = {
      {tr__practice_text, "\"Larch\"", "Larch"},
      {tr__practice_text, "\"O'Larch, Jr. (2nd) & Co\"",
       "O'Larch, Jr. (2nd) & Co"},
      {tr__practice_text, "\"\\u0041\\\"\\\\\"", "A\"\\"},
      {tr__practice_text, "\"12345678901234567890123456789012345\"",
       "12345678901234567890123456789012345"},
      {tr__practice_text, "\"123456789012345678901234567890123456\"", NULL},
      {tr__practice_text, "\"\"", NULL},
      {tr__practice_text, "\" x\"", NULL},
      {tr__practice_text, "\"x \"", NULL},
      {tr__practice_text, "\"a*b\"", NULL},
      {tr__practice_text, "\"a:b\"", NULL},
      {tr__practice_text, "\"a^b\"", NULL},
      {tr__practice_text, "\"a~b\"", NULL},
      {tr__practice_text, "\"a\\tb\"", NULL},
      {tr__practice_text, "\"a\\u0000b\"", NULL},
      {tr__practice_text, "\"a\\u007fb\"", NULL},
      {tr__practice_text, "\"\xc3\xa9\"", NULL},
      {tr__practice_text, "7", NULL},
      {tr__practice_text, "true", NULL},
      {tr__practice_text, "[\"x\"]", NULL},
      {tr__practice_npi, "\"1234567893\"", "1234567893"},
      {tr__practice_npi, "\"1234567890\"", NULL},
      {tr__practice_npi, "1234567893", NULL},
      {tr__practice_zip, "\"43604\"", "43604"},
      {tr__practice_zip, "\"436041172\"", "436041172"},
      {tr__practice_zip, "\"43604-1172\"", "436041172"},
      {tr__practice_zip, "\"4360\"", NULL},
      {tr__practice_zip, "\"436041\"", NULL},
      {tr__practice_zip, "\"4360411720\"", NULL},
      {tr__practice_zip, "\"43604 1172\"", NULL},
      {tr__practice_zip, "\"-\"", NULL},
      {tr__practice_phone, "\"(419) 555-0134\"", "4195550134"},
      {tr__practice_phone, "\"419.555.0134\"", "4195550134"},
      {tr__practice_phone, "\"555-0134\"", NULL},
      {tr__practice_phone, "\"+1 419 555 0134\"", NULL},
      {tr__practice_phone, "\"14195550134\"", NULL},
      {tr__practice_phone, "\"4195550134\\u0000\"", NULL},
      {tr__practice_tax_id, "\"34-1550142\"", "341550142"},
      {tr__practice_tax_id, "\"123-45-6789\"", "123456789"},
      {tr__practice_tax_id, "\"34-155014\"", NULL},
      {tr__practice_tax_id, "\"34 1550142\"", NULL},
      {tr__practice_state, "\"OH\"", "OH"},
      {tr__practice_state, "\"oh\"", NULL},
      {tr__practice_state, "\"O1\"", NULL},
      {tr__practice_state, "\"OHI\"", NULL},
      {tr__practice_place, "\"11\"", "11"},
      {tr__practice_place, "\"1A\"", NULL},
      {tr__practice_place, "\"011\"", NULL},
      {tr__practice_taxonomy, "\"111N00000X\"", "111N00000X"},
      {tr__practice_taxonomy, "\"111N00000x\"", NULL},
      {tr__practice_taxonomy, "\"111N00000\"", NULL},
      {tr__practice_word_of, "\"ein\"", "EI"},
      {tr__practice_word_of, "\"self\"", ""},
      {tr__practice_word_of, "\"EIN\"", NULL},
      {tr__practice_word_of, "\"\"", NULL},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    char json[128];
    const tr_practice_row row = {.key = "k",
                                 .read = rows[i].read,
                                 .required = true,
                                 .field = offsetof(thing, text),
                                 .most = 35,
                                 .words = words};
    snprintf(json, sizeof json, "{\"k\": %s}", rows[i].json);
    TR_ROW(i, tr_str_of(json));
    const thing made = read_thing(json, &row, 1);
    if (rows[i].wanted != NULL) {
      assert_string_equal(faults, "");
      TR_ASSERT_STR(made.text, rows[i].wanted);
    } else {
      assert_int_equal(made.text.n, 0);
      assert_int_equal(strncmp(faults, "/k: wants ", 10), 0);
      assert_null(strstr(strchr(faults, '\n') + 1, "\n")); /* one fault */
    }
  }
}

static void test_dates_and_sexes(void **state) {
  (void)state;
  static const tr_practice_row rows[] = {
      {.key = "day", .read = tr__practice_date, .field = offsetof(thing, day)},
      {.key = "sex", .read = tr__practice_sex, .field = offsetof(thing, sex)},
  };
  thing made = read_thing("{\"day\": \"2024-02-29\", \"sex\": \"U\"}", rows, 2);
  assert_string_equal(faults, "");
  assert_int_equal(made.day, tr_day_of(2024, 2, 29));
  assert_int_equal(made.sex, 'U');
  made = read_thing("{\"sex\": \"X\", \"day\": \"2023-02-29\"}", rows, 2);
  assert_string_equal(faults,
                      "/sex: wants F, M or U\n"
                      "/day: wants a date: YYYY-MM-DD\n");
  assert_int_equal(made.day, TR_DAY_MIN);
  assert_int_equal(made.sex, 0);
  made = read_thing("{\"day\": null}", rows, 2);
  assert_string_equal(faults, "");
  assert_int_equal(made.day, TR_DAY_MIN);
}

static void test_keys(void **state) {
  (void)state;
  static const tr_practice_row rows[] = {
      {.key = "a",
       .read = tr__practice_text,
       .required = true,
       .field = offsetof(thing, text),
       .most = 9},
      {.key = "b", .read = tr__practice_sex, .field = offsetof(thing, sex)},
  };
  static const struct {
    const char *json, *faults;
  } cases[] = {
      {"{}", "/a: is missing\n"},
      {"{\"a\": null}", "/a: is missing\n"},
      {"{\"a\": \"1\", \"b\": null}", ""},
      {"{\"\\u0061\": \"1\"}", ""},
      {"{\"A\": \"1\"}",
       "/A: is no key of this object; it has a, b\n/a: is missing\n"},
      {"{\"a\": \"1\", \"a\": \"2\"}", "/a: is there twice\n"},
      {"{\"a\": \"1\", \"c\": [{\"a\": 1}, [2]], \"b\": \"F\"}",
       "/c: is no key of this object; it has a, b\n"},
      {"{\"a\": \"1\", \"x/y~z\": 1}",
       "/x~1y~0z: is no key of this object; it has a, b\n"},
      {"[1]", ": wants an object\n"},
      {"\"a\"", ": wants an object\n"},
      {"{\"a\": \"1\"\n  \"b\"}",
       ": line 2, column 3: a comma or } is wanted\n"},
      {"{\"b\":\n [}",
       "/b: wants F, M or U\n/b: line 2, column 3: ] is wanted, not }\n"},
      {"{\"c\": tru", "/c: line 1, column 7: a value is wanted\n"},
  };
  for (size_t i = 0; i < TR_COUNT(cases); i++) {
    TR_ROW(i, tr_str_of(cases[i].json));
    read_thing(cases[i].json, rows, 2);
    assert_string_equal(faults, cases[i].faults);
  }
}

static void test_fees(void **state) {
  (void)state;
  static const tr_practice_row row = {
      .key = "fees", .read = tr__practice_fees, .field = offsetof(thing, fees)};
  thing made = read_thing(
      "{\"fees\": {\"G0283\": \"25\", \"97012\": \"35.5\", \"0101T\": "
      "\"9999999.99\", \"98940\": \"0\", \"97110\": \"48.05\"}}",
      &row, 1);
  assert_string_equal(faults, "");
  static const tr_cents charges[] = {999999999, 3550, 4805, 0, 2500};
  static const char *const codes[] = {"0101T", "97012", "97110", "98940",
                                      "G0283"};
  assert_int_equal(made.fees.count, TR_COUNT(codes));
  for (size_t i = 0; i < TR_COUNT(codes); i++) {
    assert_int_equal(made.fees.at[i].code, tr_code_pack(tr_str_of(codes[i])));
    assert_int_equal(made.fees.at[i].charge, charges[i]);
  }
  made = read_thing("{\"fees\": {}}", &row, 1);
  assert_string_equal(faults, "");
  assert_int_equal(made.fees.count, 0);
  static const char *const bad[] = {
      "\"-1\"",  "\"1,5\"", "\"1.\"", "\".5\"",       "\"1.005\"", "\"\"",
      "\"$45\"", "\"1e2\"", "45",     "\"12345678\"", "null",      "\"+1\""};
  for (size_t i = 0; i < TR_COUNT(bad); i++) {
    char json[64];
    snprintf(json, sizeof json, "{\"fees\": {\"97012\": %s}}", bad[i]);
    TR_ROW(i, tr_str_of(json));
    made = read_thing(json, &row, 1);
    assert_string_equal(
        faults,
        "/fees/97012: wants an amount in quotes with at most two "
        "decim\n");
    assert_int_equal(made.fees.count, 0);
  }
  static const char *const no_code[] = {"9701",  "970122", "97O12",
                                        "g0283", "",       "97 12"};
  for (size_t i = 0; i < TR_COUNT(no_code); i++) {
    char json[64], wanted[96];
    snprintf(json, sizeof json, "{\"fees\": {\"%s\": \"1\"}}", no_code[i]);
    snprintf(wanted, sizeof wanted,
             "/fees/%s: is no procedure code: five marks\n", no_code[i]);
    TR_ROW(i, tr_str_of(json));
    made = read_thing(json, &row, 1);
    assert_string_equal(faults, wanted);
  }
  read_thing(
      "{\"fees\": {\"97012\": \"1\", \"98940\": \"1\", \"97012\": \"2\", "
      "\"97012\": \"3\"}}",
      &row, 1);
  assert_string_equal(faults, "/fees/97012: is there twice\n");
  read_thing("{\"fees\": [1]}", &row, 1);
  assert_string_equal(faults, "/fees: wants an object of codes and amounts\n");
}

static void read_number(tr_practice_reading *reading, tr_json_event event,
                        uint32_t index, void *entry) {
  if (event != TR_JSON_TEXT) tr__practice_fault(reading, "", "wants a text");
  tr__practice_skip(reading, event);
  *(uint32_t *)entry = index + 10;
}

static void test_lists(void **state) {
  (void)state;
  static const struct {
    const char *json;
    uint32_t count;
    const char *faults;
  } rows[] = {
      {"[]", 0, ""},
      {"[\"a\", \"b\", \"c\"]", 3, ""},
      {"[\"a\", {\"x\": [1]}, \"c\"]", 3, "/1: wants a text\n"},
      {"[\"a\", \"b\", \"c\", \"d\", {\"e\": 1}, []]", 3,
       ": wants at most 3\n"},
      {"{}", 0, ": wants an array\n"},
      {"7", 0, ": wants an array\n"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].json));
    tr_practice_reading reading = reading_of(rows[i].json);
    void *items;
    const tr_json_event event = tr__practice_next(&reading);
    const uint32_t count = tr__practice_list(&reading, event, sizeof(uint32_t),
                                             3, read_number, &items);
    assert_int_equal(count, rows[i].count);
    assert_string_equal(faults, rows[i].faults);
    for (uint32_t n = 0; n < count; n++)
      assert_int_equal(((uint32_t *)items)[n], n + 10);
    assert_int_equal(tr_json_walk_next(&reading.walk), TR_JSON_DONE);
  }
}

/* A pointer too long for its buffer is that of what holds it. */
static void test_pointers(void **state) {
  (void)state;
  tr_practice_reading reading = reading_of("{}");
  char key[TR_PRACTICE_POINTER];
  memset(key, 'k', sizeof key);
  const size_t first = tr__practice_enter(&reading, TR_STR("a/b~c"));
  assert_int_equal(first, 0);
  assert_string_equal(reading.pointer, "/a~1b~0c");
  const size_t second = tr__practice_enter(&reading, (tr_str){key, sizeof key});
  assert_string_equal(reading.pointer, "/a~1b~0c");
  tr__practice_fault(&reading, "under", "is so");
  assert_string_equal(faults, "/a~1b~0c/under: is so\n");
  tr__practice_leave(&reading, second);
  tr__practice_leave(&reading, first);
  assert_string_equal(reading.pointer, "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

TR_TESTS(TEST(test_values), TEST(test_dates_and_sexes), TEST(test_keys),
         TEST(test_fees), TEST(test_lists), TEST(test_pointers))
