/* Decides where a value, or the lack of one, is shown. */
#include "x12/field.h"

#include <stdio.h>

#include "x12/segment.h"

/* "SV101-3"; empty when the segment has no proper id. */
static void name_element(tr_place *place, unsigned element,
                         unsigned component) {
  if (place->segment[0] == '\0' || element == 0) return;
  if (component > 0)
    snprintf(place->element, sizeof place->element, "%s%02u-%u", place->segment,
             element, component);
  else
    snprintf(place->element, sizeof place->element, "%s%02u", place->segment,
             element);
}

tr_place tr_unit_segment_place(const tr_unit *unit, size_t index) {
  tr_place place;
  memset(&place, 0, sizeof place);
  if (unit == NULL) return place;
  place.ordinal = unit->ordinal;
  place.offset = place.line_offset = unit->offset;
  if (index >= unit->segment_count) return place;

  const tr_unit_segment *segment = &unit->segments[index];
  place.ordinal = unit->ordinal + segment->number;
  place.offset = place.line_offset = unit->offset + segment->at;
  place.length = segment->length;
  char id[TR_CODE_BYTES + 1];
  const size_t n = tr_code_text(segment->id, id);
  if (n < TR_PLACE_SEGMENT) memcpy(place.segment, id, n);
  /* The bytes of an open claim are not at hand yet. */
  if (segment->at <= unit->bytes.n &&
      segment->length <= unit->bytes.n - segment->at)
    place.line = (tr_str){unit->bytes.p + segment->at, segment->length};
  place.value = place.line;
  return place;
}

tr_place tr_unit_place(const tr_unit *unit, const tr_field *field) {
  tr_place place = tr_unit_segment_place(unit, field->segment);
  const uint64_t end = place.offset + place.length;
  place.value = (tr_str){NULL, 0};
  place.length = 0;
  name_element(&place, field->element, field->component);

  if (field->state == TR_FIELD_ABSENT) {
    place.offset = end;
    if (unit == NULL || field->element == 0) return place;
    const uint64_t spot = unit->offset + field->at;
    if (spot >= place.line_offset && spot <= end) place.offset = spot;
    return place;
  }
  if (unit == NULL) return place;
  place.offset = unit->offset + field->at;
  if (field->at <= unit->bytes.n &&
      field->length <= unit->bytes.n - field->at) {
    place.value = tr_unit_text(unit, field);
    place.length = field->length;
  }
  return place;
}

tr_str tr_unit_element(const tr_unit *unit, size_t index, unsigned element,
                       unsigned component) {
  const tr_str none = {NULL, 0};
  if (element == 0) return none;
  tr_str rest = tr_unit_segment_place(unit, index).line;
  for (unsigned n = 0; n <= element; n++) {
    if (rest.p == NULL) return none;
    const char *cut =
        rest.n == 0 ? NULL : memchr(rest.p, unit->delims.element, rest.n);
    const size_t length = cut != NULL ? (size_t)(cut - rest.p) : rest.n;
    if (n == element) {
      rest.n = length;
      break;
    }
    if (cut == NULL) return none;
    rest = (tr_str){cut + 1, rest.n - length - 1};
  }
  if (component == 0) return rest;
  tr_str part;
  return tr_component(rest, unit->delims.component, component, &part) ? part
                                                                      : none;
}
