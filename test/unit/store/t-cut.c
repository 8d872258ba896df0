/* Tests of src/store/cut.c: a claim cut out is a file that is read as the same
 * claim, without a fault of form. */
#include "store/cut.h"
#include "store_test.h"

/** The values of a claim, its lines and diagnoses, but for ids and spans. */
typedef struct rows {
  tr_buf text;
} rows;

static tr_status see(void *context, tr_derived table, const tr_cell *values) {
  rows *all = context;
  /* id, file and ordinal differ, and of a claim where it stands */
  const unsigned from = table == TR_DERIVED_CLAIM ? 3 : 1;
  const unsigned to =
      table == TR_DERIVED_CLAIM ? 27 : tr_derived_at(table)->count;
  for (unsigned i = from; i < to; i++) {
    tr_buf_addf(&all->text, "%d %lld ", values[i].kind,
                (long long)values[i].integer);
    tr_buf_add(&all->text, values[i].text);
    tr_buf_add_char(&all->text, '\n');
  }
  return TR_OK;
}

static uint64_t read_rows(tr_str bytes, rows *all) {
  tr_extracted found;
  tr_buf_init(&all->text, 16 << 20);
  assert_int_equal(tr_extract(1, bytes, see, all, &found), TR_OK);
  assert_int_equal(found.faults, 0);
  return found.rows[TR_DERIVED_CLAIM];
}

static void cut_all_of(tr_str whole, unsigned claims) {
  place at;
  tr_cutter *cutter = NULL;
  tr_buf one;
  rows of_file, of_cuts;
  place_begin(&at);
  place_open(&at);
  const tr_received received = receive_text(&at, whole);
  assert_int_equal(read_rows(whole, &of_file), claims);
  tr_buf_init(&of_cuts.text, 16 << 20);
  tr_buf_init(&one, 1 << 20);
  assert_int_equal(tr_cutter_new(at.store, &cutter), TR_OK);
  for (int64_t i = 1; i <= (int64_t)claims; i++) {
    rows of_one;
    tr_buf_clear(&one);
    assert_int_equal(
        tr_cut_claim(cutter, received.id << TR_KEPT_SHIFT | i, &one), TR_OK);
    assert_int_equal(read_rows(tr_buf_str(&one), &of_one), 1);
    tr_buf_add(&of_cuts.text, tr_buf_str(&of_one.text));
    tr_buf_done(&of_one.text);
  }
  assert_int_equal(of_cuts.text.n, of_file.text.n);
  assert_memory_equal(of_cuts.text.p, of_file.text.p, of_file.text.n);
  assert_int_equal(tr_cut_claim(cutter, 77, &one), TR_ENOTFOUND);
  tr_cutter_free(cutter);
  tr_buf_done(&one);
  tr_buf_done(&of_file.text);
  tr_buf_done(&of_cuts.text);
  place_end(&at);
}

static void cut_file(const char *path, unsigned claims) {
  tr_buf whole;
  load_file(path, &whole);
  cut_all_of(tr_buf_str(&whole), claims);
  /* other delimiters, and all on one line */
  tr_buf other;
  tr_buf_init(&other, 1 << 20);
  for (size_t i = 0; i < whole.n; i++) {
    const char c = whole.p[i];
    if (c != '\n') tr_buf_add_char(&other, c == '*' ? '|' : c == '~' ? 28 : c);
  }
  cut_all_of(tr_buf_str(&other), claims);
  tr_buf_done(&other);
  tr_buf_done(&whole);
}

static void cuts_claims(void **state) {
  (void)state;
  cut_file(MORNING, 18);
  cut_file("test/conformance/clean/837-dependent.x12", 1);
  cut_file("test/golden/x12/dependent-auto-accident.837", 1);
}

static void cuts_notes(void **state) {
  (void)state;
  place at;
  tr_cutter *cutter = NULL;
  tr_buf one;
  place_begin(&at);
  place_open(&at);
  receive_text(&at, TR_STR("[{\"id\":\"a\"},\n {\"id\":\"b\"}]"));
  tr_buf_init(&one, 1000);
  assert_int_equal(tr_cutter_new(at.store, &cutter), TR_OK);
  assert_int_equal(tr_cut_note(cutter, (int64_t)1 << TR_KEPT_SHIFT | 2, &one),
                   TR_OK);
  assert_true(tr_str_eq(tr_buf_str(&one), TR_STR("{\"id\":\"b\"}")));
  assert_int_equal(tr_cut_note(cutter, 5, &one), TR_ENOTFOUND);
  tr_cutter_free(cutter);
  tr_buf_done(&one);
  place_end(&at);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(cuts_claims),
                                     cmocka_unit_test(cuts_notes)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
