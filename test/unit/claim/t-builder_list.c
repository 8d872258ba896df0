/* Tests of src/claim/builder_list.c: arrays that grow up to their limits. */
#include "claim_test.h"

#include "claim/builder.h"

/* `lead` followed by `count` times `piece`. The caller frees it. */
static char *repeat(const char *lead, const char *piece, size_t count) {
  const size_t head = strlen(lead), n = strlen(piece);
  char *text = malloc(head + count * n + 1);
  assert_non_null(text);
  memcpy(text, lead, head);
  for (size_t i = 0; i < count; i++) memcpy(text + head + i * n, piece, n);
  text[head + count * n] = '\0';
  return text;
}

static void tells_of_each_limit_once(void **state) {
  (void)state;
  const struct {
    const char *lead, *piece, *limit, *unit;
    size_t most;     /* pieces that fit */
    size_t count_at; /* offset in tr_claim of the count, 0: none */
    uint32_t each;   /* entities a piece makes */
  } rows[] = {
      {"", "LX*1~SV1*HC:1*2~", "2000", "service lines", 2000,
       offsetof(tr_claim, line_count), 1},
      {"", "K3*1~", "65535", "segments", 65534, 0, 1},
      {"", "NM1*82*1~", "5000", "parties", 5000,
       offsetof(tr_claim, party_count), 1},
      {"", "DTP*454*D8*20261102~", "20000", "dates", 20000,
       offsetof(tr_claim, date_count), 1},
      {"", "REF*EA*1~", "20000", "references", 20000,
       offsetof(tr_claim, reference_count), 1},
      {"", "PWK*OZ*EL~", "5000", "attachments", 5000,
       offsetof(tr_claim, attachment_count), 1},
      {"", "HI*BG:1*BG:2~", "1000", "condition codes", 500,
       offsetof(tr_claim, condition_count), 2},
      {"", "HI*ABK:1*ABF:2~", "1000", "diagnoses", 500,
       offsetof(tr_claim, diagnosis_count), 2},
      {"SBR*S~", "CAS*CO*1*1**2*2~", "30000", "adjustments", 15000,
       offsetof(tr_claim, adjustment_count), 2},
      {"LX*1~SV1*HC:1*2~", "SVD*P1*1~DTP*573*D8*20261102~", "5000",
       "line adjudications", 5000, offsetof(tr_claim, adjudication_count), 1},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    for (size_t over = 0; over < 3; over++) {
      TR_ROW(i, tr_str_of(rows[i].piece));
      claim_fixture fixture;
      fixture_init(&fixture);
      char lead[1024];
      snprintf(lead, sizeof lead, "%s%s", LEVELS "CLM*A*1~", rows[i].lead);
      char *text = repeat(lead, rows[i].piece, rows[i].most + over);
      const tr_claim *claim = build(&fixture, text);
      assert_non_null(claim);
      assert_int_equal(claim->damaged, over > 0);
      assert_int_equal(fixture.fault_count, over > 0 ? 1 : 0);
      if (rows[i].count_at != 0) {
        uint32_t count;
        memcpy(&count, (const char *)claim + rows[i].count_at, sizeof count);
        assert_int_equal(count, rows[i].most * rows[i].each);
      }
      assert_true(claim->unit->segment_count <= TR_UNIT_SEGMENTS);
      if (over > 0) {
        const seen_fault *fault = &fixture.faults[0];
        assert_string_equal(fault->rule, "TRX0108");
        assert_string_equal(fault->variant, "claim-limit");
        assert_string_equal(fault->limit, rows[i].limit);
        assert_string_equal(fault->unit, rows[i].unit);
        assert_string_equal(fault->claim, "A");
        assert_int_equal(fault->claim_at, OF_LEVELS + 1);
      }
      free(text);
      /* The next claim is as good as ever. */
      fixture.fault_count = 0;
      claim = build(&fixture, LEVELS CLAIM LINE);
      check_claim(&fixture, claim);
      assert_false(claim->damaged);
      assert_int_equal(fixture.fault_count, 0);
      fixture_done(&fixture);
    }
  }
}

static void limits_the_faults_of_a_claim(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  char *text =
      repeat(LEVELS "CLM*A*1~SBR*S~", "CAS*CO*45*BAD~", TR_CLAIM_FAULTS + 5);
  const tr_claim *claim = build(&fixture, text);
  assert_true(claim->damaged);
  assert_int_equal(fixture.fault_count, TR_CLAIM_FAULTS + 1);
  fixture_done(&fixture);
  free(text);
}

static void limits_the_parties_of_a_level(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  char *text = repeat(SET_HEAD "HL*1**20~", "NM1*85*2~", 1000);
  feed_set(&fixture, text);
  assert_int_equal(fixture.fault_count, 1);
  assert_string_equal(fixture.faults[0].variant, "level-limit");
  assert_string_equal(fixture.faults[0].unit, "parties");
  /* Two parties are of the set. */
  assert_int_equal(fixture.faults[0].ordinal, 6 + 999);
  fixture_done(&fixture);
  free(text);
}

/* What is in a list stays through growth; the memory stays for the next use. */
static void grows_and_is_reused(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  tr_array list;
  tr_array_init(&list, sizeof(uint64_t), 1000, "numbers");
  for (uint64_t i = 0; i < 1000; i++) {
    uint64_t *item = tr__list_add(fixture.builder, &list);
    assert_non_null(item);
    *item = i * i;
  }
  for (int32_t i = 0; i < 1000; i++)
    assert_int_equal(*(uint64_t *)tr_array_at(&list, i), i * i);
  assert_int_equal(list.room, 1000);
  const void *memory = list.items;
  list.count = 0;
  assert_ptr_equal(tr__list_add(fixture.builder, &list), memory);
  tr_array_done(&list);
  assert_null(list.items);
  fixture_done(&fixture);
}

TR_TESTS(cmocka_unit_test(tells_of_each_limit_once),
         cmocka_unit_test(limits_the_faults_of_a_claim),
         cmocka_unit_test(limits_the_parties_of_a_level),
         cmocka_unit_test(grows_and_is_reused))
