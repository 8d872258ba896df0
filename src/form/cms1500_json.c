/* A page as JSON: fields by the names of their items, the service lines as a
 * list of their own. */
#include <assert.h>

#include "form/cms1500.h"

/* In the order of the boxes. */
static void put_fields(tr_json *json, const tr_cms1500_page *page,
                       uint8_t row) {
  const tr_cms1500_field *fields[TR_CMS1500_BOXES] = {NULL};
  assert(tr_cms1500_box_count <= TR_CMS1500_BOXES);
  for (uint32_t i = 0; i < page->count; i++)
    if (page->fields[i].row == row)
      fields[page->fields[i].box] = &page->fields[i];
  tr_json_begin_object(json);
  for (uint32_t i = 0; i < tr_cms1500_box_count; i++) {
    if (fields[i] == NULL) continue;
    tr_json_key(json, tr_str_of(fields[i]->name));
    tr_json_string(json, fields[i]->value);
  }
  tr_json_end_object(json);
}

static bool has_row(const tr_cms1500_page *page, uint8_t row) {
  for (uint32_t i = 0; i < page->count; i++)
    if (page->fields[i].row == row) return true;
  return false;
}

void tr_cms1500_json(tr_json *json, const tr_cms1500_page *page) {
  tr_json_begin_object(json);
  tr_json_key(json, TR_STR("claim"));
  tr_json_string(json, page->claim);
  tr_json_key(json, TR_STR("page"));
  tr_json_integer(json, page->page);
  tr_json_key(json, TR_STR("pages"));
  tr_json_integer(json, page->pages);
  tr_json_key(json, TR_STR("fields"));
  put_fields(json, page, 0);
  tr_json_key(json, TR_STR("lines"));
  tr_json_begin_array(json);
  for (uint8_t row = 1; row <= TR_CMS1500_ROWS; row++)
    if (has_row(page, row)) put_fields(json, page, row);
  tr_json_end_array(json);
  tr_json_key(json, TR_STR("too_long"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < page->count; i++)
    if (page->fields[i].too_long)
      tr_json_string(json, tr_str_of(page->fields[i].name));
  tr_json_end_array(json);
  tr_json_end_object(json);
}
