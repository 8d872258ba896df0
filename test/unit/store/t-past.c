/* Tests of src/store/past.c: what a checker is given of a patient; that it
 * amounts to the same as one input is a test from outside (test/history). */
#include "store/past.h"

#include "store_test.h"

/** What was told. */
typedef struct told {
  unsigned repeats, all;
} told;

static void finding(void *context, const tr_finding *finding) {
  told *to = context;
  to->all++;
  to->repeats += strcmp(finding->rule->id, "TRC0502") == 0;
}

/* Put bytes before a checker with the store as its past. */
static tr_past_counts check_bytes(place *at, tr_str bytes, const char *left_out,
                                  told *to) {
  tr_past_store *past = NULL;
  tr_check *check = NULL;
  tr_tables tables;
  memset(to, 0, sizeof *to);
  tr_tables_init(&tables);
  assert_int_equal(tr_past_store_new(at->store, &past), TR_OK);
  if (left_out != NULL)
    assert_int_equal(tr_past_store_leave_out(past, left_out), TR_OK);
  const tr_past hooks = tr_past_store_hooks(past);
  const tr_check_options options = {.pack = &tr_pack_builtin,
                                    .tables = &tables,
                                    .today = tr_day_of(2026, 6, 30),
                                    .finding = finding,
                                    .context = to,
                                    .past = &hooks};
  assert_int_equal(tr_check_new(&options, &check), TR_OK);
  assert_int_equal(tr_check_begin(check, "now.837"), TR_OK);
  assert_int_equal(tr_check_feed(check, bytes.p, bytes.n), TR_OK);
  assert_int_equal(tr_check_end(check, NULL), TR_OK);
  assert_int_equal(tr_check_finish(check), TR_OK);
  const tr_past_counts counts = tr_past_store_counts(past);
  tr_check_free(check);
  tr_past_store_free(past);
  return counts;
}

static void gives_claims_with_their_notes(void **state) {
  (void)state;
  place at;
  tr_buf bytes;
  told alone, with;
  char digest[TR_KEPT_DIGEST];
  place_begin(&at);
  place_open(&at);
  load_file(MORNING, &bytes);
  const tr_str whole = tr_buf_str(&bytes);
  tr_past_counts counts = check_bytes(&at, whole, NULL, &alone);
  assert_int_equal(counts.claims, 0);
  assert_true(counts.patients > 0);

  receive_text(&at, whole);
  receive_file(&at, NOTES);
  tr_kept_digest(whole, digest);
  counts = check_bytes(&at, whole, NULL, &with);
  assert_int_equal(counts.claims, 18); /* each is its own copy */
  assert_true(counts.notes > 0);
  assert_int_equal(with.repeats, alone.repeats);
  assert_int_equal(with.all, alone.all);
  counts = check_bytes(&at, whole, digest, &with);
  assert_int_equal(counts.claims, 0);
  assert_int_equal(counts.notes, 0);
  assert_int_equal(with.all, alone.all);
  memset(digest, '0', TR_KEPT_DIGEST - 1); /* of no kept file */
  counts = check_bytes(&at, whole, digest, &with);
  assert_int_equal(counts.claims, 18);

  /* under other numbers they were sent before */
  unsigned claims = 0;
  for (size_t i = 0; i + 4 < bytes.n; i++)
    if (memcmp(bytes.p + i, "CLM*", 4) == 0) {
      bytes.p[i + 4] = 'X';
      claims++;
    }
  (void)check_bytes(&at, tr_buf_str(&bytes), NULL, &with);
  assert_true(with.repeats > 10 && with.repeats <= claims);
  tr_buf_done(&bytes);
  place_end(&at);
}

/* A test file was never sent. */
static void leaves_tests_out(void **state) {
  (void)state;
  place at;
  tr_buf bytes;
  told with;
  place_begin(&at);
  place_open(&at);
  load_file(MORNING, &bytes);
  assert_int_equal(bytes.p[102], 'P');
  bytes.p[102] = 'T'; /* ISA15 */
  receive_text(&at, tr_buf_str(&bytes));
  assert_int_equal(check_bytes(&at, tr_buf_str(&bytes), NULL, &with).claims, 0);
  tr_buf_done(&bytes);
  place_end(&at);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(gives_claims_with_their_notes),
      cmocka_unit_test(leaves_tests_out)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
