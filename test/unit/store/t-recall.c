/* Tests of src/store/recall.c: the right rows, in their order, by an index. */
#include "store/recall.h"
#include "store_test.h"

/** What was seen. */
typedef struct seen {
  unsigned count;
  char first[64], last[64];
  tr_day day;
} seen;

static void note_number(seen *all, tr_str number, tr_day day) {
  char *to = all->count++ == 0 ? all->first : all->last;
  snprintf(to, 64, "%.*s", TR_STR_ARG(number));
  assert_true(day >= all->day);
  all->day = day;
}

static tr_status see_claim(void *context, const tr_recalled_claim *claim) {
  note_number(context, claim->control, claim->from);
  return TR_OK;
}

static tr_status see_note(void *context, const tr_recalled_note *note) {
  note_number(context, note->note, note->day);
  return TR_OK;
}

static tr_status see_remit(void *context, const tr_recalled_remit *remit) {
  note_number(context, remit->control, remit->from);
  assert_true(remit->paid_on == tr_day_of(2026, 7, 2) ||
              remit->paid_on == TR_DAY_MIN || remit->paid_on > 0);
  return TR_OK;
}

static tr_status stop(void *context, const tr_recalled_claim *claim) {
  (void)claim;
  ++*(int *)context;
  return TR_ELIMIT;
}

static void begin(place *at) {
  place_begin(at);
  place_open(at);
  receive_file(at, MORNING);
  receive_file(at, NOTES);
  receive_file(at, REMIT_CLAIMS);
  receive_file(at, REMIT);
}

static seen claims_of(place *at, const tr_recall_query *query) {
  seen all = {.day = TR_DAY_MIN};
  assert_int_equal(tr_recall_claims(at->store, query, see_claim, &all), TR_OK);
  return all;
}

static void finds_claims(void **state) {
  (void)state;
  place at;
  int stopped = 0;
  begin(&at);
  tr_recall_query query = tr_recall_everything;
  assert_int_equal(claims_of(&at, &query).count, 28);
  assert_int_equal(tr_recall_claims(at.store, &query, stop, &stopped),
                   TR_ELIMIT);
  assert_int_equal(stopped, 1);
  query.patient = TR_STR("ASHBY|GWEN|1943-04-10");
  assert_string_equal(claims_of(&at, &query).first, "26463771");
  query.from = tr_day_of(2026, 6, 13);
  assert_int_equal(claims_of(&at, &query).count, 0);
  query = tr_recall_everything;
  query.control = TR_STR("26463772");
  assert_int_equal(claims_of(&at, &query).count, 1);
  query = tr_recall_everything;
  query.line_control = TR_STR("26463772-2");
  assert_string_equal(claims_of(&at, &query).first, "26463772");
  query = tr_recall_everything;
  query.payer_control = TR_STR("no such number");
  assert_int_equal(claims_of(&at, &query).count, 0);
  query = tr_recall_everything;
  query.rendering = TR_STR("1304177250");
  query.from = tr_day_of(2026, 6, 1);
  query.to = tr_day_of(2026, 6, 30);
  const unsigned june = claims_of(&at, &query).count;
  assert_int_equal(june,
                   number_of(&at,
                             "SELECT count(*) FROM claim WHERE rendering = "
                             "'1304177250'"));
  assert_true(june > 0);
  query.billing = TR_STR("1999999999");
  assert_int_equal(claims_of(&at, &query).count, 0);
  place_end(&at);
}

static void finds_notes_and_remits(void **state) {
  (void)state;
  place at;
  begin(&at);
  seen all = {.day = TR_DAY_MIN};
  tr_recall_query query = tr_recall_everything;
  query.from = query.to = tr_day_of(2026, 6, 12);
  query.rendering = TR_STR("1304177250");
  assert_int_equal(tr_recall_notes(at.store, &query, see_note, &all), TR_OK);
  assert_int_equal(all.count,
                   number_of(&at,
                             "SELECT count(*) FROM note WHERE author = "
                             "'1304177250' AND day = 20616"));
  assert_true(all.count > 0);
  all = (seen){.day = TR_DAY_MIN};
  query.born = tr_day_of(1943, 4, 10);
  assert_int_equal(tr_recall_notes(at.store, &query, see_note, &all), TR_OK);
  assert_string_equal(all.first, "n-26463771");
  all = (seen){.day = TR_DAY_MIN};
  query = tr_recall_everything;
  query.control = TR_STR("B1001");
  assert_int_equal(tr_recall_remits(at.store, &query, see_remit, &all), TR_OK);
  assert_string_equal(all.first, "B1001");
  all = (seen){.day = TR_DAY_MIN};
  query = tr_recall_everything;
  assert_int_equal(tr_recall_remits(at.store, &query, see_remit, &all), TR_OK);
  assert_int_equal(all.count,
                   number_of(&at, "SELECT count(*) FROM remit_claim"));
  place_end(&at);
}

static void see_number(void *context, tr_str number) {
  seen *all = context;
  note_number(all, number, 0);
}

static uint64_t unmatched(place *at, tr_unmatched what, seen *all) {
  uint64_t count = 99;
  *all = (seen){.day = TR_DAY_MIN};
  assert_int_equal(
      tr_recall_unmatched(at->store, what, 1, see_number, all, &count), TR_OK);
  assert_true(all->count <= 1);
  return count;
}

static void tells_what_has_no_counterpart(void **state) {
  (void)state;
  place at;
  seen all;
  place_begin(&at);
  place_open(&at);
  receive_file(&at, REMIT);
  const uint64_t remits = unmatched(&at, TR_UNMATCHED_REMITS, &all);
  assert_int_equal(remits, number_of(&at, "SELECT count(*) FROM remit_claim"));
  assert_string_equal(all.first, "B1001");
  receive_file(&at, REMIT_CLAIMS);
  assert_true(unmatched(&at, TR_UNMATCHED_REMITS, &all) < remits);
  receive_file(&at, NOTES);
  assert_int_equal(unmatched(&at, TR_UNMATCHED_NOTES, &all), 37);
  assert_int_equal(unmatched(&at, TR_UNMATCHED_CLAIMS, &all), 10);
  receive_file(&at, MORNING);
  assert_true(unmatched(&at, TR_UNMATCHED_NOTES, &all) <= 37 - 15);
  receive_file(&at, "test/conformance/clean/277ca.x12");
  assert_int_equal(unmatched(&at, TR_UNMATCHED_ANSWERS, &all), 2);
  assert_string_equal(all.first, "D3001");
  receive_file(&at, "test/conformance/clean/837-dependent.x12");
  assert_int_equal(unmatched(&at, TR_UNMATCHED_ANSWERS, &all), 1);
  place_end(&at);
}

/* A note that names no claim is of the visit: author, patient, day. */
static void matches_notes_by_visit(void **state) {
  (void)state;
  place at;
  seen all;
  place_begin(&at);
  place_open(&at);
  receive_file(&at, MORNING);
  receive_text(&at, TR_STR("{\"id\":\"v\",\"date_of_service\":\"2026-06-12\","
                           "\"patient\":{\"born\":\"1943-04-10\"},"
                           "\"author\":{\"npi\":\"1304177250\"}}"));
  assert_int_equal(unmatched(&at, TR_UNMATCHED_NOTES, &all), 0);
  assert_int_equal(unmatched(&at, TR_UNMATCHED_CLAIMS, &all), 17);
  receive_text(&at, TR_STR("{\"id\":\"w\",\"date_of_service\":\"2026-06-13\","
                           "\"patient\":{\"born\":\"1943-04-10\"},"
                           "\"author\":{\"npi\":\"1304177250\"}}"));
  assert_int_equal(unmatched(&at, TR_UNMATCHED_NOTES, &all), 1);
  assert_string_equal(all.first, "w");
  place_end(&at);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_claims), cmocka_unit_test(finds_notes_and_remits),
      cmocka_unit_test(tells_what_has_no_counterpart),
      cmocka_unit_test(matches_notes_by_visit)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
