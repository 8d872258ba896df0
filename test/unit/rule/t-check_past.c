/* Tests of src/rule/check_past.c: the past is asked for once, and is no part of
 * what is judged. */
#include "check_run.h"

/** A host with one claim of the past. */
typedef struct host {
  claim_box box;
  const tr_claim *claim;
  unsigned patients;
  tr_status answer;
} host;

static tr_status of_patient(void *context, const tr_claim *claim,
                            tr_check *check) {
  host *at = context;
  assert_non_null(claim);
  at->patients++;
  if (at->answer != TR_OK) return at->answer;
  return tr_check_past_claim(check, at->claim, NULL, 0);
}

static void ignore(void *context, const tr_finding *finding) {
  (void)context;
  (void)finding;
}

static tr_status feed(host *at, claim_spec first, claim_spec second,
                      tr_summary *summary) {
  static const tr_pack none = {.rule_count = 0};
  tr_tables tables;
  tr_check *check = NULL;
  tr_buf edi;
  const tr_past past = {.context = at, .of_patient = of_patient};
  tr_tables_init(&tables);
  const tr_check_options options = {.pack = &none,
                                    .tables = &tables,
                                    .today = TR_DAY_MIN,
                                    .finding = ignore,
                                    .past = &past};
  at->claim = claim_of(&at->box, "past.837", (claim_spec){.id = "P1"});
  assert_int_equal(tr_check_new(&options, &check), TR_OK);
  tr_buf_init(&edi, EDI_MOST);
  edi_begin(&edi);
  edi_claim(&edi, 1, first);
  edi_claim(&edi, 3, second);
  edi_end(&edi);
  assert_int_equal(tr_check_begin(check, "now.837"), TR_OK);
  tr_status status = tr_check_feed(check, edi.p, edi.n);
  if (status == TR_OK) status = tr_check_end(check, NULL);
  *summary = *tr_check_summary(check);
  tr_check_free(check);
  claim_done(&at->box);
  tr_buf_done(&edi);
  return status;
}

static void asks_once_for_each_patient(void **state) {
  (void)state;
  tr_summary summary;
  host one = {.patients = 0}, two = {.patients = 0};
  assert_int_equal(
      feed(&one, (claim_spec){.id = "C1"}, (claim_spec){.id = "C2"}, &summary),
      TR_OK);
  assert_int_equal(one.patients, 1);
  assert_int_equal(summary.claims, 2); /* the past is not judged */
  assert_true(summary.history_bytes > 0);
  assert_int_equal(feed(&two, (claim_spec){.id = "C1"},
                        (claim_spec){.id = "C2", .first = "KIM"}, &summary),
                   TR_OK);
  assert_int_equal(two.patients, 2);
}

static void ends_where_the_host_fails(void **state) {
  (void)state;
  tr_summary summary;
  host failing = {.answer = TR_ENOTFOUND};
  assert_int_equal(feed(&failing, (claim_spec){.id = "C1"},
                        (claim_spec){.id = "C2", .first = "KIM"}, &summary),
                   TR_ENOTFOUND);
  assert_int_equal(failing.patients, 1);
}

TR_TESTS(cmocka_unit_test(asks_once_for_each_patient),
         cmocka_unit_test(ends_where_the_host_fails))
