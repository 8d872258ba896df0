/* A page to write to, and questions about what was written. */
#ifndef TR_TEST_PAGE_H
#define TR_TEST_PAGE_H

#include "report/audit_html_parts.h"
#include "report/made_up.h"
#include "tr_test.h"

typedef struct page_test {
  tr_arena arena;
  tr_audit_result result;
  tr_buf out;
  tr_page page;
} page_test;

static inline void page_open(page_test *test, const char *kind) {
  memset(test, 0, sizeof *test);
  tr_arena_init(&test->arena, 1 << 26);
  test->result = made_up(&test->arena, kind);
  tr_buf_init(&test->out, 1 << 26);
  test->page = (tr_page){.result = &test->result, .out = &test->out};
  tr_buf_init(&test->page.data, 1 << 24);
}

static inline void page_close(page_test *test) {
  assert_int_equal(test->out.bad, TR_OK);
  tr_buf_done(&test->page.data);
  tr_buf_done(&test->out);
  tr_arena_done(&test->arena);
}

/* How often a text is in what was written. */
static inline size_t page_count(const page_test *test, const char *text) {
  const size_t n = strlen(text);
  size_t count = 0;
  for (size_t i = 0; i + n <= test->out.n; i++)
    count += memcmp(test->out.p + i, text, n) == 0;
  return count;
}

#define assert_page(test, text) assert_true(page_count((test), (text)) != 0)
#define assert_no_page(test, text) \
  assert_int_equal(page_count((test), (text)), 0)

#endif
