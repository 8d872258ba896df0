/* Tests of src/store/past_claim.c: a claim that was cut out is read as it is
 * kept; what is no claim is none. */
#include "store/past_claim.h"

#include "store/cut.h"
#include "store/recall.h"
#include "store_test.h"

typedef struct seen {
  tr_cutter *cutter;
  tr_past_claim_reader *reader;
  unsigned count;
} seen;

static tr_status see(void *context, const tr_recalled_claim *kept) {
  seen *at = context;
  const tr_claim *claim = NULL;
  tr_buf bytes;
  tr_buf_init(&bytes, 1 << 20);
  assert_int_equal(tr_cut_claim(at->cutter, kept->id, &bytes), TR_OK);
  assert_int_equal(
      tr_past_claim_read(at->reader, "kept.837", tr_buf_str(&bytes), &claim),
      TR_OK);
  assert_non_null(claim);
  assert_false(claim->damaged);
  const tr_str id = tr_unit_text(claim->unit, &claim->id);
  assert_int_equal(id.n, kept->control.n);
  assert_memory_equal(id.p, kept->control.p, id.n);
  assert_int_equal(claim->total.number, kept->total);
  assert_string_equal(claim->unit->file, "kept.837");
  assert_true(claim->line_count > 0);
  at->count++;
  tr_buf_done(&bytes);
  return TR_OK;
}

static void reads_what_was_cut(void **state) {
  (void)state;
  place at;
  seen all = {.reader = tr_past_claim_reader_new()};
  assert_non_null(all.reader);
  place_begin(&at);
  place_open(&at);
  receive_file(&at, MORNING);
  assert_int_equal(tr_cutter_new(at.store, &all.cutter), TR_OK);
  assert_int_equal(tr_recall_claims(at.store, &tr_recall_everything, see, &all),
                   TR_OK);
  assert_int_equal(all.count, 18);
  tr_cutter_free(all.cutter);
  tr_past_claim_reader_free(all.reader);
  tr_past_claim_reader_free(NULL);
  place_end(&at);
}

static void reads_nothing_of_what_is_none(void **state) {
  (void)state;
  tr_buf remit;
  const tr_claim *claim = NULL;
  tr_past_claim_reader *reader = tr_past_claim_reader_new();
  assert_non_null(reader);
  load_file(REMIT, &remit);
  const tr_str texts[] = {
      {"", 0}, tr_buf_str(&remit), tr_str_of("no X12"), {remit.p, 60}};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    assert_int_equal(tr_past_claim_read(reader, "f", texts[i], &claim), TR_OK);
    assert_null(claim);
  }
  tr_buf_done(&remit);
  tr_past_claim_reader_free(reader);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_what_was_cut),
      cmocka_unit_test(reads_nothing_of_what_is_none)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
