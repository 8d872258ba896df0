/* Tests of src/render/json.c. */
#include "render/json.h"
#include "render/json_value.h"
#include "sample_finding.h"
#include "tr_test.h"

/* The document of that many findings. */
static void write_report(size_t count, tr_buf *out) {
  tr_tables tables;
  tr_tables_init(&tables);
  tr_run run = sample_run();
  run.tables = &tables;
  const tr_finding finding = sample_finding();
  const tr_summary summary = {.files = 1};
  tr_json_report report = {0};
  for (size_t i = 0; i < count; i++)
    tr_json_report_finding(&report, &run, &finding, out);
  tr_json_report_end(&report, &run, &summary, out);
}

static void is_one_document(void **state) {
  (void)state;
  for (size_t count = 0; count < 4; count++) {
    tr_buf out, compact;
    tr_buf_init(&out, 1 << 20);
    tr_buf_init(&compact, 1 << 20);
    write_report(count, &out);
    assert_true(tr_json_value_compact(tr_buf_str(&out), 1 << 20, &compact));
    tr_buf_add_char(&compact, '\0');
    size_t found = 0;
    for (const char *at = compact.p;
         (at = strstr(at, "{\"type\":\"finding\"")) != NULL; at++)
      found++;
    assert_int_equal(found, count);
    assert_int_equal(strncmp(compact.p, "{\"findings\":[", 13), 0);
    assert_non_null(strstr(compact.p, "],\"summary\":{\"type\":\"summary\","));
    tr_buf_done(&out);
    tr_buf_done(&compact);
  }
}

TR_TESTS(cmocka_unit_test(is_one_document))
