/* Tests of src/table/index.c: damaged indexes are refused, and a damaged body
 * that only a full check finds never leads astray in memory. */
#include "table/index.h"

#include "input/table_import.h"
#include "tr_test.h"

static const char pairs[] =
    "97012\t97140\t \t20000101\t*\t1\tmutually exclusive\n"
    "97012\t97018\t \t20000101\t*\t1\tstandards\n"
    "98940\t97112\t \t20000101\t*\t1\tstandards\n";

static void make(tr_table_kind kind, const char *text, tr_buf *index) {
  tr_import_options options = tr_import_options_none();
  options.edition =
      kind == TR_TABLE_ICD10CM ? TR_STR("FY2026") : TR_STR("2026Q2");
  tr_import_report report;
  tr_err err;
  tr_buf_init(index, 1 << 16);
  assert_int_equal(
      tr_import_table(kind, tr_str_of(text), &options, index, &report, &err),
      TR_OK);
}

static void good_ones_verify(void **state) {
  (void)state;
  static const struct {
    tr_table_kind kind;
    const char *text;
  } rows[] = {
      {TR_TABLE_PTP, pairs},
      {TR_TABLE_MUE, "97012,1,3 Date,Clinical: Data\n98940,1,2 Date,Code\n"},
      {TR_TABLE_ICD10CM, "00001 M54     0 Dorsalgia\n00002 M549    1 Dors\n"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_buf index;
    make(rows[i].kind, rows[i].text, &index);
    tr_err err;
    assert_int_equal(tr_index_verify(tr_buf_str(&index), &err), TR_OK);
    tr_buf_done(&index);
  }
}

static void every_truncation_is_refused(void **state) {
  (void)state;
  tr_buf index;
  make(TR_TABLE_PTP, pairs, &index);
  for (size_t n = 0; n < index.n; n++) {
    tr_tables tables;
    tr_tables_init(&tables);
    tr_err err = {TR_OK, NULL, 0};
    assert_int_equal(tr_tables_add_index(&tables, (tr_str){index.p, n}, &err),
                     TR_ESYNTAX);
    assert_int_equal(err.status, TR_ESYNTAX);
    assert_int_equal(tables.indexes, 0);
  }
  tr_buf_done(&index);
}

static void every_changed_byte_is_found(void **state) {
  (void)state;
  tr_buf index;
  make(TR_TABLE_PTP, pairs, &index);
  for (size_t i = 0; i < index.n; i++) {
    index.p[i] = (char)(index.p[i] ^ 0x41);
    assert_int_not_equal(tr_index_verify(tr_buf_str(&index), NULL), TR_OK);
    index.p[i] = (char)(index.p[i] ^ 0x41);
  }
  assert_int_equal(tr_index_verify(tr_buf_str(&index), NULL), TR_OK);
  tr_buf_done(&index);
}

/* The head is good, the body is not: adding succeeds, lookups stay inside. */
static void a_damaged_body_stays_harmless(void **state) {
  (void)state;
  tr_buf index;
  make(TR_TABLE_PTP, pairs, &index);
  for (size_t i = sizeof(tr_index_head); i < index.n; i++) {
    const char kept = index.p[i];
    index.p[i] = (char)0xFF;
    tr_tables tables;
    tr_tables_init(&tables);
    if (tr_tables_add_index(&tables, tr_buf_str(&index), NULL) == TR_OK) {
      tr_pair row;
      if (tr_table_pair(&tables, TR_CODE("97012"), TR_CODE("97140"), 20600,
                        &row))
        assert_true(strlen(row.rationale) < TR_INDEX_TEXT);
    }
    index.p[i] = kept;
  }
  tr_buf_done(&index);
}

static void another_version_is_named(void **state) {
  (void)state;
  tr_buf index;
  make(TR_TABLE_PTP, pairs, &index);
  tr_index_head head;
  memcpy(&head, index.p, sizeof head);
  head.version = TR_INDEX_VERSION + 1;
  memcpy(index.p, &head, sizeof head);
  tr_tables tables;
  tr_tables_init(&tables);
  tr_err err;
  assert_int_equal(tr_tables_add_index(&tables, tr_buf_str(&index), &err),
                   TR_EVERSION);
  tr_buf_done(&index);
}

static void there_is_a_limit(void **state) {
  (void)state;
  tr_buf index;
  make(TR_TABLE_PTP, pairs, &index);
  tr_tables tables;
  tr_tables_init(&tables);
  for (int i = 0; i < TR_TABLE_INDEXES; i++)
    assert_int_equal(tr_tables_add_index(&tables, tr_buf_str(&index), NULL),
                     TR_OK);
  assert_int_equal(tr_tables_add_index(&tables, tr_buf_str(&index), NULL),
                   TR_ELIMIT);
  tr_buf_done(&index);
}

static void sums_depend_on_every_byte_and_on_length(void **state) {
  (void)state;
  unsigned char bytes[24] = {0};
  const uint64_t zero = tr_index_sum(bytes, sizeof bytes);
  for (size_t i = 0; i < sizeof bytes; i++) {
    bytes[i] = 1;
    assert_true(tr_index_sum(bytes, sizeof bytes) != zero);
    bytes[i] = 0;
  }
  assert_true(tr_index_sum(bytes, 23) != zero);
  assert_int_equal(tr_index_row_size(TR_INDEX_PTP, TR_INDEX_ROWS), 12);
  assert_int_equal(tr_index_row_size(99, TR_INDEX_ROWS), 0);
  assert_int_equal(tr_index_row_size(TR_INDEX_PTP, 4), 0);
}

TR_TESTS(cmocka_unit_test(good_ones_verify),
         cmocka_unit_test(every_truncation_is_refused),
         cmocka_unit_test(every_changed_byte_is_found),
         cmocka_unit_test(a_damaged_body_stays_harmless),
         cmocka_unit_test(another_version_is_named),
         cmocka_unit_test(there_is_a_limit),
         cmocka_unit_test(sums_depend_on_every_byte_and_on_length))
