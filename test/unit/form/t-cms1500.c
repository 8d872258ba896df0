/* Tests of src/form/cms1500.c: pages, capital letters, amounts, boxes. */
#include "form_of.h"

#define SEVEN_LINES                                      \
  FORM_LINE                                              \
  "LX*2~SV1*HC:97012*10.5*UN*1***1~DTP*472*D8*20260613~" \
  "LX*3~SV1*HC:97012*10*UN*1***1~DTP*472*D8*20260614~"   \
  "LX*4~SV1*HC:97012*10*UN*1***1~DTP*472*D8*20260615~"   \
  "LX*5~SV1*HC:97012*10*UN*1***1~DTP*472*D8*20260616~"   \
  "LX*6~SV1*HC:97012*10*UN*1***1~DTP*472*D8*20260617~"   \
  "LX*7~SV1*HC:97012*0.05*UN*1***1~DTP*472*D8*20260618~"

static const form_spec seven = {
    .claim = "CLM*C1*95.55***11:B:1*Y*A*Y*Y~AMT*F5*20~HI*ABK:M9903~",
    .lines = SEVEN_LINES};

static void six_lines_are_a_page(void **state) {
  (void)state;
  form_box box;
  const tr_claim *claim = form_claim(&box, seven);
  assert_int_equal(claim->line_count, 7);
  assert_int_equal(tr_cms1500_pages(claim), 2);

  const tr_cms1500_page *page = form_page(&box, 1);
  assert_int_equal(page->page, 1);
  assert_int_equal(page->pages, 2);
  TR_ASSERT_STR(page->claim, "C1");
  TR_ASSERT_STR(tr_cms1500_value(page, "24A.from", 1), "06 12 26");
  TR_ASSERT_STR(tr_cms1500_value(page, "24A.from", 6), "06 17 26");
  TR_ASSERT_STR(tr_cms1500_value(page, "24F", 2), "10 50");
  TR_ASSERT_STR(tr_cms1500_value(page, "28", 0), "");
  TR_ASSERT_STR(tr_cms1500_value(page, "29", 0), "");
  TR_ASSERT_STR(tr_cms1500_value(page, "33a", 0), "1234567893");

  page = form_page(&box, 2);
  assert_int_equal(page->page, 2);
  TR_ASSERT_STR(tr_cms1500_value(page, "24A.from", 1), "06 18 26");
  TR_ASSERT_STR(tr_cms1500_value(page, "24F", 1), "0 05");
  TR_ASSERT_STR(tr_cms1500_value(page, "24A.from", 2), "");
  TR_ASSERT_STR(tr_cms1500_value(page, "28", 0), "95 55");
  TR_ASSERT_STR(tr_cms1500_value(page, "29", 0), "20 00");
  TR_ASSERT_STR(tr_cms1500_value(page, "33a", 0), "1234567893");
  form_done(&box);
}

static void one_page_has_everything(void **state) {
  (void)state;
  form_box box;
  assert_int_equal(tr_cms1500_pages(form_claim(&box, (form_spec){0})), 1);
  TR_ASSERT_STR(tr_cms1500_value(form_page(&box, 1), "28", 0), "45 00");
  form_done(&box);
}

static bool too_long(const tr_cms1500_page *page, const char *name) {
  for (uint32_t i = 0; i < page->count; i++)
    if (strcmp(page->fields[i].name, name) == 0)
      return page->fields[i].too_long;
  fail_msg("no field %s", name);
  return false;
}

/* Five digits of dollars fit, six do not; 29 letters fit into 11. */
static void what_no_box_holds_is_marked(void **state) {
  (void)state;
  static const struct {
    const char *claim, *subscriber, *field;
    bool wanted;
  } rows[] = {
      {"CLM*C1*99999.99***11:B:1*Y*A*Y*Y~HI*ABK:M9903~", FORM_SELF("CI"), "28",
       false},
      {"CLM*C1*100000***11:B:1*Y*A*Y*Y~HI*ABK:M9903~", FORM_SELF("CI"), "28",
       true},
      {"CLM*ABCDEFGHIJKLMN*45***11:B:1*Y*A*Y*Y~HI*ABK:M9903~", FORM_SELF("CI"),
       "26", false},
      {"CLM*ABCDEFGHIJKLMNO*45***11:B:1*Y*A*Y*Y~HI*ABK:M9903~", FORM_SELF("CI"),
       "26", true},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    form_box box;
    TR_ROW(i, tr_str_of(rows[i].claim));
    (void)form_claim(&box, (form_spec){.claim = rows[i].claim,
                                       .subscriber = rows[i].subscriber});
    assert_int_equal(too_long(form_page(&box, 1), rows[i].field),
                     rows[i].wanted);
    form_done(&box);
  }
}

static void short_of_memory_is_told(void **state) {
  (void)state;
  form_box box;
  const tr_claim *claim = form_claim(&box, (form_spec){0});
  tr_cms1500_page page;
  for (size_t limit = 1; limit < 200; limit++) {
    tr_arena small;
    tr_arena_init(&small, limit);
    assert_int_equal(tr_cms1500_fill(&small, claim, 1, &page), TR_ENOMEM);
    tr_arena_done(&small);
  }
  form_done(&box);
}

TR_TESTS(cmocka_unit_test(six_lines_are_a_page),
         cmocka_unit_test(one_page_has_everything),
         cmocka_unit_test(what_no_box_holds_is_marked),
         cmocka_unit_test(short_of_memory_is_told))
