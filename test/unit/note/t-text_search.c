/* Tests of src/note/text_search.c. */
#include "note/text_search.h"

#include "tr_test.h"

static void finds_whole_words(void **state) {
  (void)state;
  static const struct {
    const char *text, *phrase, *found; /* found NULL: not at all */
  } rows[] = {
      {"Traction applied", "traction", "Traction"},
      {"tractions applied", "traction", NULL},
      {"distraction applied", "traction", NULL},
      {"distraction, then traction.", "traction", "traction"},
      {"TRACTION", "traction", "TRACTION"},
      {"low  back\n pain", "low back pain", "low  back\n pain"},
      {"low-back pain", "low back pain", "low-back pain"},
      {"flexion distraction", "flexion-distraction", "flexion distraction"},
      {"lowback", "low back", NULL},
      {"(traction)", "traction", "traction"},
      {"\xe2\x80\x9ctraction\xe2\x80\x9d", "traction", "traction"},
      {"\xc3\xa9traction", "traction", NULL},
      {"traction\xc3\xa9", "traction", NULL},
      {"traction\xe2\x80\x94lumbar", "traction", "traction"},
      {"L4-L5 disc", "l4", "L4"},
      {"L45", "L4", NULL},
      {"tract", "traction", NULL},
      {"", "traction", NULL},
      {"traction", "", NULL},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_str text = tr_str_of(rows[i].text);
    TR_ROW(i, text);
    tr_span span = {77, 77};
    const bool found = tr_text_find(text, tr_str_of(rows[i].phrase), 0, &span);
    assert_int_equal(found, rows[i].found != NULL);
    if (!found) {
      assert_int_equal(span.start, 77);
      continue;
    }
    TR_ASSERT_STR(((tr_str){text.p + span.start, span.end - span.start}),
                  rows[i].found);
  }
}

static void goes_on_from_a_byte(void **state) {
  (void)state;
  const tr_str text = TR_STR("ice, heat, ice");
  tr_span span;
  assert_true(tr_text_find(text, TR_STR("ice"), 0, &span));
  assert_int_equal(span.start, 0);
  assert_true(tr_text_find(text, TR_STR("ice"), span.end, &span));
  assert_int_equal(span.start, 11);
  assert_false(tr_text_find(text, TR_STR("ice"), span.end, &span));
  assert_false(tr_text_find(text, TR_STR("ice"), 99, &span));
}

static void tells_denied_from_stated(void **state) {
  (void)state;
  static const struct {
    const char *text, *phrase;
    bool denied;
  } rows[] = {
      {"No traction today.", "traction", true},
      {"no mechanical traction was performed", "traction", true},
      {"Traction was not performed today", "traction", true},
      {"Traction not given.", "traction", true},
      {"traction wasn't performed", "traction", true},
      {"traction wasn\xe2\x80\x99t performed", "traction", true},
      {"Patient did not receive traction.", "traction", true},
      {"Pt didn't have lumbar traction", "traction", true},
      {"Traction deferred due to fever", "traction", true},
      {"Patient declined traction", "traction", true},
      {"Treated without traction.", "traction", true},
      {"denies numbness", "numbness", true},
      {"Patient denies fever, chills, weight loss, numbness and tingling",
       "tingling", true},
      {"No numbness, tingling or weakness", "tingling", true},
      {"No numbness, tingling or weakness", "weakness", true},
      {"negative for fever", "fever", true},
      {"She never had traction", "traction", true},

      {"Traction applied to the lumbar spine.", "traction", false},
      {"No pain with traction", "traction", false},
      {"no adverse reaction to traction", "traction", false},
      {"denies pain during traction", "traction", false},
      {"Did not tolerate traction well", "traction", false},
      {"traction was not painful", "traction", false},
      {"traction did not aggravate symptoms", "traction", false},
      {"Traction held for 10 seconds", "traction", false},
      {"No new complaints, traction applied", "traction", false},
      {"No change. Traction applied", "traction", false},
      {"No change; traction applied", "traction", false},
      {"Not improved, but traction helped", "traction", false},
      {"No exercise today but traction for 15 minutes", "traction", false},
      {"traction applied; exercise was not performed", "traction", false},
      {"traction 15 minutes, exercise not performed", "traction", false},
      {"No fever.\n\nTraction 15 min", "traction", false},
      {"Reports numbness in left foot", "numbness", false},
      {"numbness, no weakness", "numbness", false},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_str text = tr_str_of(rows[i].text);
    const tr_str phrase = tr_str_of(rows[i].phrase);
    TR_ROW(i, text);
    tr_span span;
    assert_true(tr_text_find(text, phrase, 0, &span));
    assert_int_equal(tr_text_is_denied(text, span), rows[i].denied);
    assert_int_equal(tr_text_find_denied(text, phrase, &span), rows[i].denied);
    assert_int_equal(tr_text_find_stated(text, phrase, &span), !rows[i].denied);
  }
}

static void finds_the_one_that_is_meant(void **state) {
  (void)state;
  const tr_str text =
      TR_STR("No traction on Monday. Traction 15 min today. No traction.");
  tr_span span;
  assert_true(tr_text_find_stated(text, TR_STR("traction"), &span));
  assert_int_equal(span.start, 23);
  assert_true(tr_text_find_denied(text, TR_STR("traction"), &span));
  assert_int_equal(span.start, 3);
}

/* Every cut of a text, so that ASan sees a read beyond its end. */
static void keeps_within_the_text(void **state) {
  (void)state;
  const char *text =
      "no trac\xe2\x80\x99tion, isn\xe2\x80\x99t traction - not 2.5 lb or n't.";
  for (size_t n = 0; n <= strlen(text); n++) {
    char *copy = malloc(n > 0 ? n : 1);
    assert_non_null(copy);
    memcpy(copy, text, n);
    tr_span span = {0, 0};
    if (tr_text_find_denied((tr_str){copy, n}, TR_STR("traction"), &span))
      assert_true(span.end <= n && span.start < span.end);
    tr_text_find_stated((tr_str){copy, n}, TR_STR("lb"), &span);
    free(copy);
  }
}

TR_TESTS(cmocka_unit_test(finds_whole_words),
         cmocka_unit_test(goes_on_from_a_byte),
         cmocka_unit_test(tells_denied_from_stated),
         cmocka_unit_test(finds_the_one_that_is_meant),
         cmocka_unit_test(keeps_within_the_text))
