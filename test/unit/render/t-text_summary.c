/* Tests of src/render/text_summary.c. */
#include "render/text.h"
#include "tr_test.h"

static void counts_in_plain_words(void **state) {
  (void)state;
  static const struct {
    tr_summary summary;
    const char *wanted;
  } rows[] = {
      {{.files = 1,
        .claims = 1,
        .lines = 2,
        .claims_with_errors = 1,
        .findings = {0, 1, 1, 2}},
       "checked 1 claim with 2 lines in 1 file: 0 claims without error, 1 with "
       "errors\nfound 2 errors, 1 warning, 1 piece of advice\n"},
      {{.files = 2,
        .claims = 10,
        .lines = 1,
        .notes = 3,
        .unread = 1,
        .findings = {2, 2, 2, 1}},
       "checked 10 claims with 1 line and 3 chart notes in 2 files: 10 claims "
       "without error, 0 with errors\n"
       "1 file held nothing that could be checked\n"
       "found 1 error, 2 warnings, 2 pieces of advice, 2 remarks\n"},
      {{.files = 1}, "checked no claim in 1 file\nfound nothing to report\n"},
  };
  const tr_text text = {.color = false};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_buf out;
    TR_ROW(i, tr_str_of(rows[i].wanted));
    tr_buf_init(&out, 10000);
    tr_text_summary(&text, &rows[i].summary, &out);
    TR_ASSERT_STR(tr_buf_str(&out), rows[i].wanted);
    tr_buf_done(&out);
  }
}

TR_TESTS(cmocka_unit_test(counts_in_plain_words))
