/* Tests of src/audit/tally.c: what counts once, and that parts make the same
 * whole however they are put together. */
#include "audit/tally.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { LIMIT = 1 << 20, PARTS = 6 };

static const tr_tally_line lines[] = {{4500, 3000}, {2500, 0}, {3000, 1000}};

static tr_tally_claim claim_of(tr_str payer, tr_str npi, tr_day day) {
  return (tr_tally_claim){.payer = payer,
                          .rendering = npi,
                          .month = tr_tally_month(day),
                          .charged = 10000,
                          .paid = 4000,
                          .lines = lines,
                          .line_count = 3};
}

static void find_it(tr_tally *tally, const char *rule, tr_severity severity,
                    int64_t line) {
  assert_int_equal(tr_tally_finding(tally, rule, severity, line), TR_OK);
}

static const tr_tally_sums *sums_of(const tr_tally *tally, const char *rule) {
  for (size_t i = 0; i < tally->count; i++)
    if (tr_str_eq(tally->rows[i].key.rule, tr_str_of(rule)))
      return &tally->rows[i].sums;
  fail_msg("no row of %s", rule);
  return NULL;
}

static void counts_once(void **state) {
  (void)state;
  tr_tally tally;
  tr_tally_init(&tally, LIMIT);
  const tr_tally_claim claim = claim_of(
      TR_STR("medicare"), TR_STR("1304177250"), tr_day_of(2026, 6, 12));
  tr_tally_claim_begin(&tally, &claim);
  find_it(&tally, "TRC0001", TR_SEVERITY_WARNING, 0);
  find_it(&tally, "TRC0001", TR_SEVERITY_WARNING, 0);
  find_it(&tally, "TRC0001", TR_SEVERITY_WARNING, 2);
  find_it(&tally, "TRC0002", TR_SEVERITY_ERROR, 1);
  find_it(&tally, "TRC0002", TR_SEVERITY_ERROR, -1);
  find_it(&tally, "TRC0003", TR_SEVERITY_INFO, 99);
  assert_int_equal(tr_tally_claim_end(&tally), TR_OK);
  tr_tally_claim_begin(&tally, &claim);
  find_it(&tally, "TRC0001", TR_SEVERITY_WARNING, 0);
  assert_int_equal(tr_tally_claim_end(&tally), TR_OK);
  tr_tally_claim_begin(&tally, &claim);
  assert_int_equal(tr_tally_claim_end(&tally), TR_OK);

  const tr_tally_sums *one = sums_of(&tally, "TRC0001");
  assert_int_equal(one->findings, 4);
  assert_int_equal(one->claims, 2);
  assert_int_equal(one->lines, 3);
  assert_int_equal(one->charged, 4500 + 3000 + 4500);
  assert_int_equal(one->paid, 3000 + 1000 + 3000);
  const tr_tally_sums *two = sums_of(&tally, "TRC0002");
  assert_int_equal(two->findings, 2);
  assert_int_equal(two->claims, 1);
  assert_int_equal(two->lines, 3);
  assert_int_equal(two->charged, 10000);
  assert_int_equal(two->paid, 4000);
  assert_int_equal(sums_of(&tally, "TRC0003")->charged, 10000);
  assert_int_equal(tally.totals.claims, 3);
  assert_int_equal(tally.totals.lines, 9);
  assert_int_equal(tally.totals.charged, 30000);
  assert_int_equal(tally.totals.paid, 12000);
  assert_int_equal(tally.totals.found, 2);
  assert_int_equal(tally.totals.found_charged, 20000);
  assert_int_equal(tally.totals.faulty, 1);
  assert_int_equal(tally.totals.faulty_paid, 4000);
  tr_tally_done(&tally);
}

static void is_in_order(void **state) {
  (void)state;
  tr_tally tally;
  tr_buf text;
  tr_tally_init(&tally, LIMIT);
  tr_buf_init(&text, LIMIT);
  static const struct {
    const char *rule, *payer, *npi;
    tr_severity severity;
    tr_day day;
  } rows[] = {{"B", "x", "1", TR_SEVERITY_ERROR, 0},
              {"A", "y", "2", TR_SEVERITY_INFO, 0},
              {"A", "y", "2", TR_SEVERITY_ERROR, 40},
              {"A", "y", "2", TR_SEVERITY_ERROR, 0},
              {"A", "y", "1", TR_SEVERITY_ERROR, 0},
              {"A", "", "2", TR_SEVERITY_ERROR, TR_DAY_MIN}};
  for (size_t i = 0; i < 6; i++) {
    const tr_tally_claim claim =
        claim_of(tr_str_of(rows[i].payer), tr_str_of(rows[i].npi), rows[i].day);
    tr_tally_claim_begin(&tally, &claim);
    find_it(&tally, rows[i].rule, rows[i].severity, 0);
    assert_int_equal(tr_tally_claim_end(&tally), TR_OK);
  }
  assert_int_equal(tr_tally_sort(&tally), TR_OK);
  tr_tally_write(&tally, &text);
  tr_buf_add_char(&text, '\0');
  assert_string_equal(text.p,
                      "traction-tally/1\n"
                      "6\t18\t60000\t24000\t6\t60000\t24000\t5\t50000\t20000\n"
                      "A\t\t2\t-2147483648\t3\t1\t1\t1\t4500\t3000\n"
                      "A\ty\t1\t23640\t3\t1\t1\t1\t4500\t3000\n"
                      "A\ty\t2\t23640\t3\t1\t1\t1\t4500\t3000\n"
                      "A\ty\t2\t23641\t3\t1\t1\t1\t4500\t3000\n"
                      "A\ty\t2\t23640\t0\t1\t1\t1\t4500\t3000\n"
                      "B\tx\t1\t23640\t3\t1\t1\t1\t4500\t3000\n");
  /* after sorting, rows are found again */
  const tr_tally_claim claim = claim_of(TR_STR("x"), TR_STR("1"), 0);
  tr_tally_claim_begin(&tally, &claim);
  find_it(&tally, "B", TR_SEVERITY_ERROR, 0);
  assert_int_equal(tr_tally_claim_end(&tally), TR_OK);
  assert_int_equal(tally.count, 6);
  assert_int_equal(tally.rows[5].sums.claims, 2);
  tr_buf_clear(&text);
  tr_json json;
  tr_json_init(&json, &text);
  tr_tally_json(&tally, &json);
  tr_buf_add_char(&text, '\0');
  assert_non_null(strstr(text.p, "\"claims\":7"));
  assert_non_null(strstr(text.p, "\"month\":\"1970-02\""));
  assert_non_null(strstr(text.p, "\"month\":null"));
  assert_non_null(strstr(text.p, "\"charged_faulty\":\"600.00\""));
  tr_buf_done(&text);
  tr_tally_done(&tally);
}

static uint64_t next(uint64_t *seed) {
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  return *seed >> 33;
}

static void random_claims(tr_tally *tally, uint64_t *seed) {
  static const char *const words[] = {"a", "b", "c", "", "a\tb", "\n"};
  static const char *const rules[] = {"TRA", "TRB", "TRC", "TRD"};
  for (uint64_t i = next(seed) % 40; i > 0; i--) {
    const tr_tally_claim claim = claim_of(
        tr_str_of(words[next(seed) % 6]), tr_str_of(words[next(seed) % 6]),
        next(seed) % 9 == 0 ? TR_DAY_MIN : (tr_day)(next(seed) % 90));
    tr_tally_claim_begin(tally, &claim);
    for (uint64_t n = next(seed) % 5; n > 0; n--)
      find_it(tally, rules[next(seed) % 4],
              (tr_severity)(next(seed) % TR_SEVERITY_COUNT),
              (int64_t)(next(seed) % 5) - 1);
    assert_int_equal(tr_tally_claim_end(tally), TR_OK);
  }
}

static void write_sorted(tr_tally *tally, tr_buf *text) {
  tr_buf_init(text, LIMIT);
  assert_int_equal(tr_tally_sort(tally), TR_OK);
  tr_tally_write(tally, text);
  assert_int_equal(text->bad, TR_OK);
  tr_buf_add_char(text, '\0');
}

/* All claims in one; parts from left to right; from right to left through
 * text; the halves first. */
static void parts_make_the_whole(void **state) {
  (void)state;
  for (uint64_t turn = 0; turn < 40; turn++) {
    tr_tally ways[4], parts[PARTS], halves[2];
    tr_buf texts[4];
    uint64_t seed = turn;
    for (int i = 0; i < 4; i++) tr_tally_init(&ways[i], LIMIT);
    for (int i = 0; i < 2; i++) tr_tally_init(&halves[i], LIMIT);
    for (int i = 0; i < PARTS; i++) {
      uint64_t same = seed;
      tr_tally_init(&parts[i], LIMIT);
      random_claims(&parts[i], &seed);
      random_claims(&ways[0], &same);
      assert_int_equal(same, seed);
      assert_int_equal(tr_tally_merge(&ways[1], &parts[i]), TR_OK);
      assert_int_equal(tr_tally_merge(&halves[i % 2], &parts[i]), TR_OK);
    }
    for (int i = PARTS - 1; i >= 0; i--) {
      tr_buf text;
      write_sorted(&parts[i], &text);
      text.n--;
      assert_int_equal(tr_tally_read(&ways[2], tr_buf_str(&text)), TR_OK);
      tr_buf_done(&text);
    }
    assert_int_equal(tr_tally_merge(&ways[3], &halves[1]), TR_OK);
    assert_int_equal(tr_tally_merge(&ways[3], &halves[0]), TR_OK);
    for (int i = 0; i < 4; i++) write_sorted(&ways[i], &texts[i]);
    for (int i = 1; i < 4; i++) assert_string_equal(texts[i].p, texts[0].p);
    for (int i = 0; i < 4; i++) tr_buf_done(&texts[i]);
    for (int i = 0; i < 4; i++) tr_tally_done(&ways[i]);
    for (int i = 0; i < 2; i++) tr_tally_done(&halves[i]);
    for (int i = 0; i < PARTS; i++) tr_tally_done(&parts[i]);
  }
}

static void spreads_to_the_cent(void **state) {
  (void)state;
  uint64_t seed = 7;
  for (int turn = 0; turn < 200; turn++) {
    tr_tally_line of[9];
    const uint32_t count = 1 + (uint32_t)(next(&seed) % 9);
    tr_cents sum = 0, charged = 0;
    for (uint32_t i = 0; i < count; i++) {
      of[i] = (tr_tally_line){(tr_cents)(next(&seed) % 20000), 77};
      charged += of[i].charged;
    }
    const tr_cents paid = (tr_cents)(next(&seed) % 40000) - 10000;
    tr_tally_spread(of, count, paid);
    for (uint32_t i = 0; i < count; i++) {
      sum += of[i].paid;
      if (charged == 0) continue;
      const tr_cents share = of[i].charged * paid / charged;
      assert_true(of[i].paid >= share - 1 && of[i].paid <= share + 1);
    }
    assert_int_equal(sum, paid);
  }
  tr_tally_spread(NULL, 0, 100);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(counts_once),
      cmocka_unit_test(is_in_order),
      cmocka_unit_test(parts_make_the_whole),
      cmocka_unit_test(spreads_to_the_cent),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
