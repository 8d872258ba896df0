/* Tests of src/form/cms1500_json.c. */
#include "form_of.h"

static void fields_stand_in_the_order_of_the_form(void **state) {
  (void)state;
  static const struct {
    const char *name;
    uint8_t row;
    const char *value;
    bool too_long;
  } rows[] = {{"33a", 0, "1234567893", false}, {"1", 0, "OTHER", false},
              {"24D", 1, "98940", false},      {"9d", 0, "A LONG NAME", true},
              {"24F", 1, "45 00", false},      {"24D", 2, "97012", false}};
  tr_cms1500_page page = {.claim = TR_STR("C\"1"), .page = 2, .pages = 3};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    uint16_t box = 0;
    while (strcmp(tr_cms1500_boxes[box].field, rows[i].name) != 0) box++;
    page.fields[page.count++] =
        (tr_cms1500_field){rows[i].name, rows[i].row, box,
                           tr_str_of(rows[i].value), rows[i].too_long};
  }
  tr_buf out;
  tr_json json;
  tr_buf_init(&out, 1 << 16);
  tr_json_init(&json, &out);
  tr_cms1500_json(&json, &page);
  TR_ASSERT_STR(
      tr_buf_str(&out),
      "{\"claim\":\"C\\\"1\",\"page\":2,\"pages\":3,\"fields\":{\"1\":\"OTHER\""
      ",\"9d\":\"A LONG NAME\",\"33a\":\"1234567893\"},\"lines\":["
      "{\"24D\":\"98940\",\"24F\":\"45 00\"},{\"24D\":\"97012\"}],"
      "\"too_long\":[\"9d\"]}");
  tr_buf_done(&out);
}

/* Whatever a page holds has a box, else it would be lost here and on paper. */
static void every_field_has_a_box(void **state) {
  (void)state;
  form_box box;
  (void)form_claim(&box, (form_spec){0});
  const tr_cms1500_page *page = form_page(&box, 1);
  assert_true(page->count > 40);
  for (uint32_t i = 0; i < page->count; i++) {
    TR_ROW(i, tr_str_of(page->fields[i].name));
    bool found = false;
    for (uint32_t j = 0; j < tr_cms1500_box_count; j++) {
      const tr_cms1500_box *at = &tr_cms1500_boxes[j];
      found |= strcmp(at->field, page->fields[i].name) == 0 &&
               (at->when == NULL ||
                tr_str_eq(page->fields[i].value, tr_str_of(at->when)));
    }
    assert_true(found);
  }
  form_done(&box);
}

TR_TESTS(cmocka_unit_test(fields_stand_in_the_order_of_the_form),
         cmocka_unit_test(every_field_has_a_box))
