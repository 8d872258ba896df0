/* Private values, by segment, element and qualifier. When in doubt a value is
 * hidden: the point of --redact is a report that may leave the office. */
#include "render/redact.h"

#include "base/code.h"
#include "render/element.h"

/* Elements as a set of bits, bit n for element n. */
#define BIT(n) (UINT32_C(1) << (n))

enum { NM1_ENTITY = 2, NM1_ID_QUALIFIER = 8, NM1_ID = 9 };

static const struct {
  const char *id;
  uint32_t elements;
} private_elements[] = {
    {"NM1", BIT(3) | BIT(4) | BIT(5) | BIT(6) | BIT(7) | BIT(9)},
    {"N2", BIT(1) | BIT(2)},
    {"N3", BIT(1) | BIT(2)},
    {"N4", BIT(1) | BIT(3) | BIT(6)},
    {"DMG", BIT(2)},
    {"PAT", BIT(6) | BIT(8)},
    {"PER", BIT(2) | BIT(4) | BIT(6) | BIT(8)},
    {"REF", BIT(2) | BIT(3) | BIT(4)},
    {"SBR", BIT(3) | BIT(4)},
    {"NTE", BIT(2)},
    {"K3", BIT(1)},
    {"ISA", BIT(2) | BIT(4)},
};

/* REF01 of numbers that name a person; others name a claim or a referral. */
static bool names_a_person(tr_str qualifier) {
  static const char *const persons[] = {"SY", "EI", "1W", "IG",  "23", "0F",
                                        "1L", "Y4", "EA", "ABY", "EJ", "MRN"};
  if (qualifier.n == 0) return true;
  for (size_t i = 0; i < sizeof persons / sizeof persons[0]; i++)
    if (tr_str_eq(qualifier, tr_str_of(persons[i]))) return true;
  return false;
}

static tr_str value_of(tr_str segment, unsigned element) {
  tr_span_of span;
  if (!tr_element_find(segment, element, &span)) return (tr_str){NULL, 0};
  return (tr_str){segment.p + span.at, span.length};
}

/* The qualifier clears a value that the table calls private. */
static bool cleared(tr_str segment, tr_str id, unsigned element) {
  if (id.n == segment.n) return false;
  if (tr_str_eq(id, TR_STR("REF")))
    return !names_a_person(value_of(segment, 1));
  if (!tr_str_eq(id, TR_STR("NM1"))) return false;
  if (element == NM1_ID)
    return tr_str_eq(value_of(segment, NM1_ID_QUALIFIER), TR_STR("XX"));
  return tr_str_eq(value_of(segment, NM1_ENTITY), TR_STR("2"));
}

static tr_str id_of(tr_str segment) {
  const char separator = tr_element_separator(segment);
  if (separator == '\0') return segment;
  const char *end = memchr(segment.p, separator, segment.n);
  return (tr_str){segment.p, (size_t)(end - segment.p)};
}

bool tr_redact_is_private(tr_str segment, unsigned element) {
  if (segment.n == 0 || element == 0 || element > 31) return false;
  const tr_str id = id_of(segment);
  for (size_t i = 0; i < sizeof private_elements / sizeof private_elements[0];
       i++) {
    if (!tr_str_eq(id, tr_str_of(private_elements[i].id))) continue;
    return (private_elements[i].elements & BIT(element)) != 0 &&
           !cleared(segment, id, element);
  }
  return false;
}

static bool has_private(tr_str segment) {
  for (unsigned element = 1; element <= NM1_ID; element++)
    if (tr_redact_is_private(segment, element)) return true;
  return false;
}

bool tr_redact_hides_place(const tr_place *place) {
  const tr_str line =
      place->line.n != 0 ? place->line : tr_str_of(place->segment);
  tr_element_name name;
  /* a whole segment is as private as its most private element */
  if (!tr_element_name_read(tr_str_of(place->element), &name))
    return has_private(line);
  return tr_redact_is_private(line, name.element);
}

/* An element of a fix is one of the segment the finding points to, or stands
 * elsewhere; then its name alone decides. */
bool tr_redact_hides_fix(const tr_finding *finding) {
  tr_place place = finding->at;
  memcpy(place.element, finding->fix.element, sizeof place.element);
  if (!finding->has_place ||
      !tr_str_starts(tr_str_of(place.element), tr_str_of(place.segment))) {
    place.line = (tr_str){NULL, 0};
    memcpy(place.segment, place.element, TR_PLACE_SEGMENT);
    place.segment[TR_PLACE_SEGMENT - 1] = '\0';
  }
  return tr_redact_hides_place(&place);
}

bool tr_redact_hides_pointer(const char *pointer) {
  static const char *const hidden[] = {
      "/patient", "/author/name", "/subjective", "/objective",    "/assessment",
      "/plan",    "/addenda",     "/override",   "/authorization"};
  if (pointer == NULL || pointer[0] == '\0') return true;
  const tr_str at = tr_str_of(pointer);
  for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++) {
    const tr_str prefix = tr_str_of(hidden[i]);
    if (tr_str_starts(at, prefix) &&
        (at.n == prefix.n || at.p[prefix.n] == '/'))
      return true;
  }
  return false;
}

void tr_redact_value(tr_str value, tr_buf *out) {
  for (size_t i = 0; i < value.n; i++) tr_buf_add_char(out, TR_MASK);
}

void tr_redact_segment(tr_str segment, tr_buf *out) {
  const char separator = tr_element_separator(segment);
  unsigned element = 0;
  bool hide = false;
  for (size_t i = 0; i < segment.n; i++) {
    if (separator != '\0' && segment.p[i] == separator) {
      hide = tr_redact_is_private(segment, ++element);
      tr_buf_add_char(out, separator);
    } else {
      tr_buf_add_char(out, hide ? (char)TR_MASK : segment.p[i]);
    }
  }
}
