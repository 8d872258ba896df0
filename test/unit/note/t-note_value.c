/* Tests of src/note/note_value.c. */
#include "note/note_value.h"

#include "note/note_source.h"
#include "tr_test.h"

static void reads_numbers_exactly(void **state) {
  (void)state;
  static const struct {
    const char *text;
    tr_status status;
    int64_t thousandths;
  } rows[] = {
      {"0", TR_OK, 0},
      {"-0", TR_OK, 0},
      {"60", TR_OK, 60000},
      {"-4", TR_OK, -4000},
      {"45.10", TR_OK, 45100},
      {"0.001", TR_OK, 1},
      {"12.3454", TR_OK, 12345},
      {"12.3455", TR_OK, 12346},
      {"-12.3455", TR_OK, -12346},
      {"0.0004999999", TR_OK, 0},
      {"0.0005", TR_OK, 1},
      {"6e1", TR_OK, 60000},
      {"6E+1", TR_OK, 60000},
      {"6.25e1", TR_OK, 62500},
      {"625e-1", TR_OK, 62500},
      {"5e-4", TR_OK, 1},
      {"5e-5", TR_OK, 0},
      {"1e-99999999999999999999", TR_OK, 0},
      {"0e99999999999999999999", TR_OK, 0},
      {"0.0000000000000000000000001e25", TR_OK, 1000},
      {"999999999.999", TR_OK, INT64_C(999999999999)},
      {"999999999.9995", TR_ERANGE, 0},
      {"1000000000", TR_ERANGE, 0},
      {"-1000000000", TR_ERANGE, 0},
      {"1e9", TR_ERANGE, 0},
      {"1e99999999999999999999", TR_ERANGE, 0},
      {"9223372036854775808", TR_ERANGE, 0},
      {"123456789012345678901234567890", TR_ERANGE, 0},
      {"", TR_ESYNTAX, 0},
      {"-", TR_ESYNTAX, 0},
      {"+1", TR_ESYNTAX, 0},
      {"01", TR_ESYNTAX, 0},
      {"1.", TR_ESYNTAX, 0},
      {".5", TR_ESYNTAX, 0},
      {"1e", TR_ESYNTAX, 0},
      {"1e+", TR_ESYNTAX, 0},
      {"1,5", TR_ESYNTAX, 0},
      {"1 ", TR_ESYNTAX, 0},
      {"0x10", TR_ESYNTAX, 0},
      {"NaN", TR_ESYNTAX, 0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_str text = tr_str_of(rows[i].text);
    TR_ROW(i, text);
    int64_t thousandths = -77;
    assert_int_equal(tr_note_number_read(text, &thousandths), rows[i].status);
    assert_true(thousandths ==
                (rows[i].status == TR_OK ? rows[i].thousandths : -77));
  }
}

static void reads_times_of_day(void **state) {
  (void)state;
  static const struct {
    const char *text;
    tr_status status;
    int64_t minutes;
  } rows[] = {
      {"10:02", TR_OK, 602},       {"00:00", TR_OK, 0},
      {"23:59", TR_OK, 1439},      {"9:05", TR_OK, 545},
      {"10:02:30", TR_OK, 602},    {"10:02:30.5", TR_OK, 602},
      {"24:00", TR_ERANGE, 0},     {"10:60", TR_ERANGE, 0},
      {"10:02:61", TR_ERANGE, 0},  {"", TR_ESYNTAX, 0},
      {"1002", TR_ESYNTAX, 0},     {"10:2", TR_ESYNTAX, 0},
      {"10:02 AM", TR_ESYNTAX, 0}, {"10:02Z", TR_ESYNTAX, 0},
      {"-1:00", TR_ESYNTAX, 0},    {"100:00", TR_ESYNTAX, 0},
      {"10:02:3", TR_ESYNTAX, 0},  {"10:02:30.", TR_ESYNTAX, 0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_str text = tr_str_of(rows[i].text);
    TR_ROW(i, text);
    int64_t minutes = -77;
    assert_int_equal(tr_note_time_read(text, &minutes), rows[i].status);
    assert_true(minutes == (rows[i].status == TR_OK ? rows[i].minutes : -77));
  }
}

static void reads_the_local_date_of_stamps(void **state) {
  (void)state;
  static const struct {
    const char *text;
    tr_status status;
    const char *date;
  } rows[] = {
      {"2026-06-12T18:03:00-05:00", TR_OK, "2026-06-12"},
      /* Late in the evening is the next day in UTC, but not here. */
      {"2026-06-12T23:59:59-05:00", TR_OK, "2026-06-12"},
      {"2026-06-12T00:10:00.250+14:00", TR_OK, "2026-06-12"},
      {"2026-06-12T18:03Z", TR_OK, "2026-06-12"},
      {"2026-06-12t18:03:00z", TR_OK, "2026-06-12"},
      {"2026-06-12 18:03:00 -0500", TR_OK, "2026-06-12"},
      {"2026-06-12T18:03:00", TR_OK, "2026-06-12"},
      {"2026-06-12", TR_OK, "2026-06-12"},
      {"2024-02-29T08:00:00Z", TR_OK, "2024-02-29"},
      {"2026-02-29T08:00:00Z", TR_ERANGE, NULL},
      {"2026-06-12T25:00:00Z", TR_ERANGE, NULL},
      {"2026-06-12T18:03:00+24:00", TR_ERANGE, NULL},
      {"2026-06-12T", TR_ESYNTAX, NULL},
      {"2026-06-12T18", TR_ESYNTAX, NULL},
      {"2026-06-12T8:03:00Z", TR_ESYNTAX, NULL},
      {"2026-06-12X18:03:00Z", TR_ESYNTAX, NULL},
      {"2026-06-12T18:03:00-5:00", TR_ESYNTAX, NULL},
      {"2026-06-12T18:03:00-05:0", TR_ESYNTAX, NULL},
      {"2026-06-12T18:03:00-05x00", TR_ESYNTAX, NULL},
      {"2026-06-12T18:03:00EST", TR_ESYNTAX, NULL},
      {"06/12/2026", TR_ESYNTAX, NULL},
      {"2026-6-12", TR_ESYNTAX, NULL},
      {"yesterday", TR_ESYNTAX, NULL},
      {"", TR_ESYNTAX, NULL},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_str text = tr_str_of(rows[i].text);
    TR_ROW(i, text);
    tr_day day = TR_DAY_MIN;
    assert_int_equal(tr_note_stamp_read(text, &day), rows[i].status);
    if (rows[i].date == NULL) {
      assert_true(day == TR_DAY_MIN);
      continue;
    }
    char read[TR_DAY_TEXT];
    tr_day_text(day, read);
    assert_string_equal(read, rows[i].date);
  }
}

static void writes_fields_as_json(void **state) {
  (void)state;
  const struct {
    tr_note_field field;
    const char *json;
  } rows[] = {
      {{.text = TR_STR("a \"b\"\n"), .json = TR_NOTE_TEXT},
       "\"a \\\"b\\\"\\n\""},
      {{.text = TR_STR("45.10"), .json = TR_NOTE_NUMBER}, "45.10"},
      {{.text = TR_STR("true"), .json = TR_NOTE_FLAG}, "true"},
      {{.json = TR_NOTE_NONE}, "null"},
      {{.json = TR_NOTE_OBJECT}, "null"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, rows[i].field.text);
    tr_buf buf;
    tr_buf_init(&buf, 100);
    tr_note_field_json(&rows[i].field, &buf);
    TR_ASSERT_STR(tr_buf_str(&buf), rows[i].json);
    tr_buf_done(&buf);
  }
}

static void faults_have_their_words(void **state) {
  (void)state;
  for (int kind = 0; kind < TR_NOTE_FAULTS; kind++) {
    const tr_note_fault fault = tr_note_fault_of((tr_note_fault_kind)kind);
    assert_string_equal(fault.rule, "TRD0104");
    assert_int_equal(fault.kind, kind);
    assert_true(strlen(fault.variant) > 0 && strlen(fault.message) > 0);
    for (int other = 0; other < kind; other++)
      assert_string_not_equal(
          fault.variant, tr_note_fault_of((tr_note_fault_kind)other).variant);
  }
}

TR_TESTS(cmocka_unit_test(reads_numbers_exactly),
         cmocka_unit_test(reads_times_of_day),
         cmocka_unit_test(reads_the_local_date_of_stamps),
         cmocka_unit_test(writes_fields_as_json),
         cmocka_unit_test(faults_have_their_words))
