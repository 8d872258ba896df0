/* Tests of src/store/load_columns.c: what the store has is in the columns. */
#include "store/load_columns.h"
#include "store_test.h"

static void what_is_kept_is_loaded(void **state) {
  (void)state;
  place at;
  tr_columns columns;
  tr_tables tables;
  place_begin(&at);
  place_open(&at);
  receive_file(&at, MORNING);
  receive_file(&at, NOTES);
  receive_file(&at, REMIT_CLAIMS);
  receive_file(&at, REMIT);
  tr_tables_init(&tables);
  tr_columns_init(&columns, (size_t)1 << 30);
  assert_int_equal(tr_load_columns(at.store, &tables, &columns), TR_OK);
  assert_int_equal(
      columns.claim_count + columns.left_out.replaced + columns.left_out.voids +
          columns.left_out.secondary,
      number_of(&at,
                "SELECT count(*) FROM claim WHERE test = 0 AND damaged = "
                "0"));
  assert_true(columns.line_count > 10);
  int64_t charge = 0, paid = 0;
  for (uint32_t i = 0; i < columns.line_count; i++)
    charge += columns.line_charge[i];
  for (uint32_t i = 0; i < columns.claim_count; i++)
    paid += columns.claim_paid[i];
  assert_int_equal(charge,
                   number_of(&at,
                             "SELECT sum(charge) FROM line l JOIN claim c ON "
                             "c.id = l.claim WHERE c.test = 0"));
  assert_int_equal(
      paid, number_of(&at,
                      "SELECT sum(paid) FROM remit_claim WHERE control IN "
                      "(SELECT control FROM claim)"));
  assert_int_equal(columns.note_count,
                   number_of(&at, "SELECT count(*) FROM note"));
  tr_columns_done(&columns);
  place_end(&at);
}

static void the_last_audit_is_remembered(void **state) {
  (void)state;
  place at;
  tr_day day = 0;
  place_begin(&at);
  place_open(&at);
  assert_int_equal(tr_load_last_audit(at.store, &day), TR_OK);
  assert_int_equal(day, TR_DAY_MIN);
  assert_int_equal(tr_keep_last_audit(at.store, 20605), TR_OK);
  assert_int_equal(tr_keep_last_audit(at.store, 20610), TR_OK);
  assert_int_equal(tr_load_last_audit(at.store, &day), TR_OK);
  assert_int_equal(day, 20610);
  place_end(&at);
}

static void an_empty_store_has_no_lines(void **state) {
  (void)state;
  place at;
  tr_columns columns;
  tr_tables tables;
  place_begin(&at);
  place_open(&at);
  tr_tables_init(&tables);
  tr_columns_init(&columns, (size_t)1 << 30);
  assert_int_equal(tr_load_columns(at.store, &tables, &columns), TR_OK);
  assert_int_equal(columns.line_count, 0);
  assert_true(columns.last < columns.first);
  tr_columns_done(&columns);
  place_end(&at);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_kept_is_loaded),
      cmocka_unit_test(the_last_audit_is_remembered),
      cmocka_unit_test(an_empty_store_has_no_lines)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
