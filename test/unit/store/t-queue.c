/* Tests of src/store/queue.c: what is planned, taken once, kept or given
 * back. */
#include "store/queue.h"

#include "store_test.h"

static tr_queue_run run_of(const char *digest) {
  tr_queue_run run = {.packs = "some packs", .today = 20634};
  snprintf(run.digest, sizeof run.digest, "%s", digest);
  return run;
}

static void open_filled(place *at) {
  place_begin(at);
  place_open(at);
  receive_file(at, "examples/day/claims-1-morning.837");
  receive_file(at, "test/conformance/clean/837-dependent.x12");
}

static void plans_once(void **state) {
  (void)state;
  place at;
  tr_queue_planned planned;
  tr_queue_run run = run_of("one"), again = run_of("one"),
               other = run_of("two");
  open_filled(&at);
  assert_int_equal(tr_queue_plan(at.store, &run, NOW, false, &planned), TR_OK);
  assert_true(planned.new_run && planned.shards > 1);
  assert_int_equal(planned.fresh, planned.shards);
  assert_int_equal(number_of(&at, "SELECT sum(claims) FROM work_shard"),
                   number_of(&at, "SELECT count(*) FROM claim"));
  again.today = 1;
  assert_int_equal(tr_queue_plan(at.store, &again, NOW, false, &planned),
                   TR_OK);
  assert_false(planned.new_run);
  assert_int_equal(planned.fresh, 0);
  assert_int_equal(planned.reopened, 0);
  assert_int_equal(again.id, run.id);
  assert_int_equal(again.today, 20634);
  assert_int_equal(tr_queue_find(at.store, &other), TR_OK);
  assert_int_equal(other.id, 0);
  place_end(&at);
}

static void gives_each_shard_once(void **state) {
  (void)state;
  place at;
  tr_queue_planned planned;
  tr_queue_work work;
  tr_queue_state there;
  tr_queue_run run = run_of("one");
  open_filled(&at);
  assert_int_equal(tr_queue_plan(at.store, &run, NOW, false, &planned), TR_OK);
  assert_int_equal(tr_queue_take(at.store, run.id, 12, &work), TR_OK);
  assert_true(work.count > 0);
  const size_t held = work.count;
  for (size_t i = 1; i < held; i++)
    assert_true(work.months[i] > work.months[i - 1]);
  for (size_t i = 0; i < held; i++)
    assert_int_equal(
        tr_queue_keep(at.store, &work, i, TR_STR("sums"), "me", NOW), TR_OK);
  tr_store_rollback(at.store); /* as if it had been killed */
  assert_int_equal(tr_queue_look(at.store, run.id, &there), TR_OK);
  assert_int_equal(there.done, 0);
  uint64_t done = 0;
  do {
    assert_int_equal(tr_queue_take(at.store, run.id, 1, &work), TR_OK);
    assert_true(work.count <= 1);
    if (work.count == 0) break;
    assert_int_equal(
        tr_queue_keep(at.store, &work, 0, TR_STR("sums"), "me", NOW), TR_OK);
    assert_int_equal(tr_queue_done(at.store), TR_OK);
    done++;
  } while (done < 1000);
  assert_int_equal(done, planned.shards);
  assert_int_equal(tr_queue_look(at.store, run.id, &there), TR_OK);
  assert_int_equal(there.done, there.shards);
  assert_int_equal(there.claims_done, there.claims);
  place_end(&at);
}

static void opens_what_has_changed(void **state) {
  (void)state;
  place at;
  tr_queue_planned planned;
  tr_queue_work work;
  tr_queue_run run = run_of("one");
  open_filled(&at);
  assert_int_equal(tr_queue_plan(at.store, &run, NOW, false, &planned), TR_OK);
  do {
    assert_int_equal(tr_queue_take(at.store, run.id, 12, &work), TR_OK);
    for (size_t i = 0; i < work.count; i++)
      assert_int_equal(
          tr_queue_keep(at.store, &work, i, TR_STR("sums"), "me", NOW), TR_OK);
    if (work.count > 0) assert_int_equal(tr_queue_done(at.store), TR_OK);
  } while (work.count > 0);
  receive_file(&at, "examples/day/claims-2-afternoon.837");
  assert_int_equal(tr_queue_plan(at.store, &run, NOW, false, &planned), TR_OK);
  assert_true(planned.reopened > 0 && planned.reopened < planned.shards);
  assert_int_equal(tr_queue_plan(at.store, &run, NOW, true, &planned), TR_OK);
  assert_int_equal(
      number_of(&at, "SELECT count(*) FROM work_shard WHERE done IS NOT NULL"),
      0);
  place_end(&at);
}

static tr_status count_aside(void *context, tr_str practice, int32_t month,
                             tr_str result, tr_str why) {
  (void)practice;
  (void)month;
  assert_int_equal(result.n, 0);
  assert_true(tr_str_eq(why, TR_STR("bytes are damaged")));
  ++*(uint64_t *)context;
  return TR_OK;
}

static void puts_aside_until_planned_again(void **state) {
  (void)state;
  place at;
  tr_queue_planned planned;
  tr_queue_work work, next;
  tr_queue_state there;
  tr_queue_run run = run_of("one");
  uint64_t aside = 0;
  open_filled(&at);
  assert_int_equal(tr_queue_plan(at.store, &run, NOW, false, &planned), TR_OK);
  assert_int_equal(tr_queue_take(at.store, run.id, 1, &work), TR_OK);
  assert_int_equal(tr_queue_fail(at.store, &work, "bytes are damaged"), TR_OK);
  assert_int_equal(tr_queue_take(at.store, run.id, 1, &next), TR_OK);
  assert_true(next.count == 1);
  assert_true(next.months[0] != work.months[0] ||
              strcmp(next.practice, work.practice) != 0);
  tr_store_rollback(at.store);
  assert_int_equal(tr_queue_look(at.store, run.id, &there), TR_OK);
  assert_int_equal(there.aside, 1);
  assert_int_equal(tr_queue_results(at.store, run.id, count_aside, &aside),
                   TR_OK);
  assert_int_equal(aside, 1);
  assert_int_equal(tr_queue_plan(at.store, &run, NOW, false, &planned), TR_OK);
  assert_int_equal(planned.reopened, 1);
  place_end(&at);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(plans_once), cmocka_unit_test(gives_each_shard_once),
      cmocka_unit_test(opens_what_has_changed),
      cmocka_unit_test(puts_aside_until_planned_again)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
