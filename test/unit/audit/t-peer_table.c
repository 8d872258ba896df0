/* Tests of src/audit/peer_table.c: what is read, and what is refused where. */
#include "practice.h"

static void a_table_is_read(void **state) {
  (void)state;
  static const char text[] =
      "\xEF\xBB\xBFMeasure,payer,period,n,value,variance,sd\r\n"
      "# a comment\n"
      "traction-visits,,,12000,0.12,,\n"
      "\n"
      "visits-per-patient, medicare ,2025,400,9.5,,2\n"
      "\"charge-per-visit\",all,all,400,98.5,100,\n";
  practice p;
  tr_peer_table table;
  tr_peer_error error;
  practice_begin(&p);
  assert_int_equal(tr_peer_table_read(&p.arena, TR_STR(text), &table, &error),
                   TR_OK);
  assert_int_equal(table.count, 3);
  const tr_peer_row *row = tr_peer_table_find(&table, TR_M_TRACTION, -1, "");
  assert_non_null(row);
  assert_true(row->n == 12000 && row->value == 0.12 && row->variance < 0);
  row =
      tr_peer_table_find(&table, TR_M_VISITS, TR_PAYER_CLASS_MEDICARE, "2025");
  assert_true(row != NULL && row->value == 9.5 && row->variance == 4);
  row = tr_peer_table_find(&table, TR_M_CHARGE, -1, "");
  assert_true(row != NULL && row->value == 9850 && row->variance == 1000000);
  assert_null(tr_peer_table_find(&table, TR_M_VISITS, -1, "2025"));
  practice_end(&p);
}

static void faults_have_a_place(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t line, column;
    const char *part;
  } rows[] = {
      {"", 0, 1, "empty"},
      {"measure,n\n", 1, 1, "\"value\" is missing"},
      {"measure,n,value,mean\n", 1, 17, "no column \"mean\""},
      {"measure,n,value,n\n", 1, 17, "twice"},
      {"measure,n,value\n", 1, 1, "no rows"},
      {"measure,n,value\nvisits,5,1\n", 2, 1, "no measure \"visits\""},
      {"measure,n,value\nfees-by-payer,5,1\n", 2, 1, "compared"},
      {"measure,n,value\ntraction-visits,0,1\n", 2, 17, "above 0"},
      {"measure,n,value\ntraction-visits,50,62.5\n", 2, 20, "0 to 1"},
      {"measure,n,value\ntraction-visits,50,1e-2\n", 2, 20, "no number"},
      {"measure,n,value\ntraction-visits,50,0.1,9\n", 2, 24, "more cells"},
      {"payer,measure,n,value\nhmo,traction-visits,50,0.1\n", 2, 1, "payer"},
      {"measure,n,value,sd,variance\nvisits-per-patient,5,1,2,4\n", 2, 24,
       "either"},
      {"measure,n,value\ntraction-visits,5,0.1\ntraction-visits,5,0.2\n", 3, 1,
       "above"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    practice p;
    tr_peer_table table;
    tr_peer_error error = {0, 0, ""};
    TR_ROW(i, tr_str_of(rows[i].text));
    practice_begin(&p);
    assert_int_equal(
        tr_peer_table_read(&p.arena, tr_str_of(rows[i].text), &table, &error),
        TR_ESYNTAX);
    if (strstr(error.message, rows[i].part) == NULL)
      fail_msg("%s: not %s", error.message, rows[i].part);
    if (i > 0) assert_int_equal(error.line, rows[i].line);
    assert_int_equal(error.column, rows[i].column);
    practice_end(&p);
  }
}

TR_TESTS(cmocka_unit_test(a_table_is_read),
         cmocka_unit_test(faults_have_a_place))
