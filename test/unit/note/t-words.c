/* Tests of src/note/words.c. */
#include "note/words.h"

#include "tr_test.h"

static void finds_words_in_their_vocabulary(void **state) {
  (void)state;
  static const struct {
    tr_words words;
    const char *text, *canonical;
    size_t number;
  } rows[] = {
      {TR_WORDS_KIND, "cmt", "cmt", 1},
      {TR_WORDS_KIND, "traction", "traction", 2},
      {TR_WORDS_KIND, " Traction ", "traction", 2},
      {TR_WORDS_KIND, "mechanical", "mechanical", 0},
      {TR_WORDS_METHOD, "mechanical", "mechanical", 1},
      {TR_WORDS_METHOD, "FLEXION-DISTRACTION", "flexion-distraction", 5},
      {TR_WORDS_DEVICE, "motorized-table", "motorized-table", 1},
      {TR_WORDS_DEVICE, "motorised-table", "motorised-table", 0},
      {TR_WORDS_FORCE_UNIT, "LB", "lb", 1},
      {TR_WORDS_FORCE_UNIT, "n", "N", 3},
      {TR_WORDS_FORCE_UNIT, "%bw", "%bw", 4},
      {TR_WORDS_FORCE_UNIT, "lbs", "lbs", 0},
      {TR_WORDS_WEIGHT_UNIT, "N", "N", 0},
      {TR_WORDS_BY, "dc", "DC", 1},
      {TR_WORDS_INSTRUMENT, "odi", "ODI", 1},
      {TR_WORDS_LEVEL, "c0", "C0", 1},
      {TR_WORDS_LEVEL, "T13", "T13", 0},
      {TR_WORDS_LEVEL, "C8", "C8", 0},
      {TR_WORDS_PART, "r", "R", 3},
      {TR_WORDS_SEX, "X", "X", 0},
      {TR_WORDS_MODE, "", "", 0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_str text = tr_str_of(rows[i].text);
    TR_ROW(i, text);
    tr_str canonical;
    assert_int_equal(tr_words_find(rows[i].words, text, &canonical),
                     rows[i].number);
    TR_ASSERT_STR(canonical, rows[i].canonical);
    assert_int_equal(tr_words_find(rows[i].words, text, NULL), rows[i].number);
  }
}

static void every_word_finds_itself(void **state) {
  (void)state;
  size_t all = 0;
  for (int words = 0; words < TR_WORDS_COUNT; words++) {
    for (size_t n = 1; tr_words_text((tr_words)words, n).n > 0; n++) {
      tr_str canonical;
      const tr_str word = tr_words_text((tr_words)words, n);
      TR_ROW(words, word);
      assert_int_equal(tr_words_find((tr_words)words, word, &canonical), n);
      assert_true(tr_str_eq(canonical, word));
      all++;
    }
    assert_int_equal(tr_words_text((tr_words)words, 0).n, 0);
  }
  assert_int_equal(all, 18 + 7 + 10 + 3 + 5 + 3 + 6 + 3 + 3 + 4 + 2 + 8 +
                            (8 + 12 + 5 + 5 + 3 + 8) + 4 + 3);
}

static void every_level_has_a_region(void **state) {
  (void)state;
  for (size_t n = 1; tr_words_text(TR_WORDS_LEVEL, n).n > 0; n++) {
    tr_regions regions = 0;
    const tr_str word = tr_words_text(TR_WORDS_LEVEL, n);
    TR_ROW(n, word);
    assert_true(tr_words_region(word, &regions));
    assert_int_not_equal(regions, 0);
  }
}

static void folds_regions(void **state) {
  (void)state;
  static const struct {
    const char *text;
    tr_regions regions; /* 0: none */
  } rows[] = {
      {"lumbar", TR_REGION_LUMBAR},
      {"Occiput", TR_REGION_CERVICAL},
      {"C0", TR_REGION_CERVICAL},
      {"L5", TR_REGION_LUMBAR},
      {"SI", TR_REGION_PELVIC},
      {"cervicothoracic", TR_REGION_CERVICAL | TR_REGION_THORACIC},
      {"thoracolumbar", TR_REGION_THORACIC | TR_REGION_LUMBAR},
      {"lumbosacral", TR_REGION_LUMBAR | TR_REGION_SACRAL},
      {"wrist-hand", TR_REGION_WRIST_HAND},
      {"back", 0},
      {"spine", 0},
      {"L6", 0},
      {"", 0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_str text = tr_str_of(rows[i].text);
    TR_ROW(i, text);
    tr_regions regions = 0;
    assert_int_equal(tr_words_region(text, &regions), rows[i].regions != 0);
    assert_int_equal(regions, rows[i].regions);
  }
}

static void knows_where_scores_go(void **state) {
  (void)state;
  assert_int_equal(tr_words_instrument_sense(TR_STR("PSFS")), 1);
  assert_int_equal(tr_words_instrument_sense(TR_STR("lefs")), 1);
  assert_int_equal(tr_words_instrument_sense(TR_STR("ODI")), -1);
  assert_int_equal(tr_words_instrument_sense(TR_STR("NPRS")), -1);
  assert_int_equal(tr_words_instrument_sense(TR_STR("DASH")), -1);
  assert_int_equal(tr_words_instrument_sense(TR_STR("other")), 0);
  assert_int_equal(tr_words_instrument_sense(TR_STR("SF-36")), 0);
}

TR_TESTS(cmocka_unit_test(finds_words_in_their_vocabulary),
         cmocka_unit_test(every_word_finds_itself),
         cmocka_unit_test(every_level_has_a_region),
         cmocka_unit_test(folds_regions),
         cmocka_unit_test(knows_where_scores_go))
