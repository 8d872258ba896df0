/* Tests of src/render/ndjson.c. */
#include "render/ndjson.h"
#include "sample_finding.h"
#include "tr_test.h"

static void is_one_object_a_line(void **state) {
  (void)state;
  tr_tables tables;
  tr_tables_init(&tables);
  tr_run run = sample_run();
  run.tables = &tables;
  tr_finding finding = sample_finding();
  finding.message = TR_STR("two\nlines");
  const tr_summary summary = {.files = 1};
  tr_buf out;
  tr_buf_init(&out, 1 << 20);
  tr_ndjson_finding(&run, &finding, &out);
  tr_ndjson_finding(&run, &finding, &out);
  tr_ndjson_summary(&run, &summary, &out);
  size_t lines = 0;
  for (size_t i = 0; i < out.n; i++) {
    if (out.p[i] != '\n') continue;
    lines++;
    assert_int_equal(out.p[i - 1], '}');
    if (i + 1 < out.n) assert_int_equal(out.p[i + 1], '{');
  }
  assert_int_equal(lines, 3);
  assert_int_equal(out.p[out.n - 1], '\n');
  tr_buf_done(&out);
}

TR_TESTS(cmocka_unit_test(is_one_object_a_line))
