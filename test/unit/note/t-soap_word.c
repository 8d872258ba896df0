/* Tests of src/note/soap_word.c. */
#include "note/soap_word.h"

#include "tr_test.h"

static void finds_the_longest_phrase(void **state) {
  (void)state;
  static const struct {
    const char *text;
    size_t tokens;
    int class; /* -1: no phrase */
    const char *first;
  } rows[] = {
      {"mechanical traction", 2, TR_SOAP_SERVICE, "traction"},
      {"Mech. Traction", 3, TR_SOAP_SERVICE, "traction"},
      {"flexion-distraction", 3, TR_SOAP_SERVICE, "traction"},
      {"hot packs", 2, TR_SOAP_SERVICE, "heat-cold"},
      {"Kemp's", 1, TR_SOAP_TEST, "kemp"},
      {"tneder", 1, TR_SOAP_PART, "P"},
      {"US", 1, TR_SOAP_SERVICE, "ultrasound"},
      {"us", 0, -1, NULL},
      {"message", 0, -1, NULL},
      {"c/s", 3, TR_SOAP_REGION, "cervical"},
      {"c / s", 0, -1, NULL},
      {"mechanical\n\ntraction", 1, TR_SOAP_METHOD, "mechanical"},
      {"zebra", 0, -1, NULL},
  };
  tr_arena arena;
  tr_soap_lexicon lexicon;
  tr_arena_init(&arena, 8 << 20);
  assert_int_equal(tr_soap_lexicon_open(&arena, &lexicon), TR_OK);
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_str text = tr_str_of(rows[i].text);
    TR_ROW(i, text);
    tr_soap_token *tokens = NULL;
    size_t count = 0;
    assert_int_equal(tr_soap_tokens(&arena, text, &tokens, &count), TR_OK);
    const tr_soap_match match = tr_soap_lookup(&lexicon, text, tokens, count);
    if (rows[i].class < 0) {
      /* a letter may be a heading or the like; the word itself is none */
      if (match.row != 0) assert_true(match.tokens < count);
      continue;
    }
    assert_int_equal(match.tokens, rows[i].tokens);
    const tr_soap_row *found = NULL;
    for (uint16_t row = match.row; row != 0;
         row = tr_soap_row_twin(&lexicon, row))
      if (tr_soap_row_at(row)->class == rows[i].class && found == NULL)
        found = tr_soap_row_at(row);
    assert_non_null(found);
    assert_string_equal(found->first, rows[i].first);
  }
  tr_arena_done(&arena);
}

static void says_when_memory_is_short(void **state) {
  (void)state;
  for (size_t limit = 0; limit < 40000; limit += 3000) {
    tr_arena arena;
    tr_soap_lexicon lexicon;
    tr_arena_init(&arena, limit);
    assert_int_equal(tr_soap_lexicon_open(&arena, &lexicon), TR_ENOMEM);
    tr_arena_done(&arena);
  }
}

TR_TESTS(cmocka_unit_test(finds_the_longest_phrase),
         cmocka_unit_test(says_when_memory_is_short))
