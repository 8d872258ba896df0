/* Tests of src/paper/cms1500_pdf.c; where the text stands is tested from
 * outside, in test/form. */
#include "paper/cms1500_pdf.h"
#include "tr_test.h"

static tr_cms1500_page page = {.claim = {"C1", 2}, .page = 1, .pages = 1};

static void add(const char *name, uint8_t row, const char *value) {
  uint16_t box = 0;
  while (strcmp(tr_cms1500_boxes[box].field, name) != 0) box++;
  page.fields[page.count++] =
      (tr_cms1500_field){name, row, box, tr_str_of(value), false};
}

static void fill(void) {
  page.count = 0;
  add("1a", 0, "W123");
  add("6", 0, "CHILD");
  add("28", 0, "100000 00");
  add("24D", 2, "97012");
}

static void print(tr_buf *out, unsigned pages, bool sheet,
                  tr_paper_offset offset) {
  fill();
  tr_buf_init(out, 1 << 22);
  tr_cms1500_pdf *pdf = tr_cms1500_pdf_open(out, offset);
  assert_non_null(pdf);
  for (unsigned i = 0; i < pages; i++) tr_cms1500_pdf_page(pdf, &page);
  if (sheet) tr_cms1500_pdf_sheet(pdf);
  assert_int_equal(tr_cms1500_pdf_close(pdf), TR_OK);
  assert_true(out->n > 500);
  assert_memory_equal(out->p, "%PDF-", 5);
}

static void is_the_same_each_time(void **state) {
  (void)state;
  for (int sheet = 0; sheet < 2; sheet++) {
    tr_buf a, b;
    print(&a, 2, sheet != 0, (tr_paper_offset){0, 0});
    print(&b, 2, sheet != 0, (tr_paper_offset){0, 0});
    assert_int_equal(a.n, b.n);
    assert_memory_equal(a.p, b.p, a.n);
    tr_buf_done(&a);
    tr_buf_done(&b);
  }
}

static void moves_with_the_offset(void **state) {
  (void)state;
  static const tr_paper_offset offsets[] = {{100, 0}, {0, -100}};
  for (size_t i = 0; i < TR_COUNT(offsets); i++) {
    tr_buf a, b;
    print(&a, 1, false, (tr_paper_offset){0, 0});
    print(&b, 1, false, offsets[i]);
    assert_true(a.n != b.n || memcmp(a.p, b.p, a.n) != 0);
    tr_buf_done(&a);
    tr_buf_done(&b);
  }
}

static void a_full_buffer_is_told(void **state) {
  (void)state;
  tr_buf out;
  tr_buf_init(&out, 200);
  tr_cms1500_pdf *pdf = tr_cms1500_pdf_open(&out, (tr_paper_offset){0, 0});
  assert_non_null(pdf);
  tr_cms1500_pdf_page(pdf, &page);
  assert_int_equal(tr_cms1500_pdf_close(pdf), TR_ELIMIT);
  tr_buf_done(&out);
  assert_int_equal(tr_cms1500_pdf_close(NULL), TR_OK);
}

/* Also twice, and documents can be made after it. */
static void forgets_and_goes_on(void **state) {
  tr_paper_forget();
  tr_paper_forget();
  is_the_same_each_time(state);
  tr_paper_forget();
}

TR_TESTS(cmocka_unit_test(is_the_same_each_time),
         cmocka_unit_test(moves_with_the_offset),
         cmocka_unit_test(a_full_buffer_is_told),
         cmocka_unit_test(forgets_and_goes_on))
