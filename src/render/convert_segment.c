/* A segment as JSON: which bytes become which element, and which segments are
 * kept as they are because their elements mean nothing. Elements that are sent
 * empty are left out; the last one is kept, so that the separators can be
 * counted. */
#include "base/utf8.h"
#include "diag/fault.h"
#include "render/convert_parts.h"

enum { SHORT_BYTES = 48 /* an id, two numbers */ };

/* What an element is written with. */
typedef struct element_writer {
  tr_json *json;
  const tr_segment *segment;
  const tr_delims *delims;
  bool whole; /* of ISA, whose elements may be delimiters */
  const char *id;
  unsigned number; /* of the element */
} element_writer;

/* -------------------------------------------------------------------- bytes */

static void put_base64(tr_buf *out, tr_str bytes) {
  static const char digits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  tr_buf_add_char(out, '"');
  for (size_t i = 0; i < bytes.n; i += 3) {
    const size_t left = bytes.n - i;
    uint32_t word = (uint32_t)(unsigned char)bytes.p[i] << 16;
    if (left > 1) word |= (uint32_t)(unsigned char)bytes.p[i + 1] << 8;
    if (left > 2) word |= (uint32_t)(unsigned char)bytes.p[i + 2];
    const char four[4] = {digits[word >> 18], digits[word >> 12 & 63],
                          left > 1 ? digits[word >> 6 & 63] : '=',
                          left > 2 ? digits[word & 63] : '='};
    tr_buf_add(out, (tr_str){four, sizeof four});
  }
  tr_buf_add_char(out, '"');
}

void tr__convert_bytes(tr_buf *out, const char *key, tr_str bytes) {
  tr_buf_add(out, tr_str_of(key));
  if (!tr_utf8_valid(bytes)) {
    tr_buf_add(out, TR_STR("_base64\":"));
    put_base64(out, bytes);
    return;
  }
  tr_json json;
  tr_buf_add(out, TR_STR("\":"));
  tr_json_init(&json, out);
  tr_json_string(&json, bytes);
}

/* ----------------------------------------------------------------- elements */

static void put_string(tr_json *json, const char *key, tr_str text) {
  tr_json_key(json, tr_str_of(key));
  tr_json_string(json, text);
}

static void put_number(tr_json *json, const char *key, uint64_t number) {
  char text[TR_NUMBER_TEXT];
  tr_json_key(json, tr_str_of(key));
  tr_json_raw(json, tr_number_text(number, text));
}

/* A text put together where no printf() is worth its time. */
typedef struct short_text {
  char p[SHORT_BYTES];
  size_t n;
} short_text;

static void append(short_text *text, tr_str bytes) {
  const size_t room = sizeof text->p - text->n;
  const size_t n = bytes.n < room ? bytes.n : room;
  if (n > 0) memcpy(text->p + text->n, bytes.p, n);
  text->n += n;
}

static void append_number(short_text *text, unsigned number) {
  char digits[TR_NUMBER_TEXT];
  append(text, tr_number_text(number, digits));
}

/* "NM103", or "SV101-2" for a part. @param part 0: none. */
static void put_name(const element_writer *to, unsigned part) {
  short_text name = {.n = 0};
  append(&name, tr_str_of(to->id));
  if (to->number < 10) append(&name, TR_STR("0"));
  append_number(&name, to->number);
  if (part > 0) append(&name, TR_STR("-"));
  if (part > 0) append_number(&name, part);
  put_string(to->json, "element", (tr_str){name.p, name.n});
}

static void put_offset(const element_writer *to, tr_str value) {
  const size_t at = (size_t)(value.p - to->segment->bytes.p);
  put_number(to->json, "offset", to->segment->offset + at);
}

/* The part of a text up to a separator; the rest is what follows it.
 * @return Whether there was one. */
static bool cut(tr_str *rest, char separator, tr_str *part) {
  const char *found = rest->n > 0 ? memchr(rest->p, separator, rest->n) : NULL;
  *part = *rest;
  if (found == NULL) {
    rest->p += rest->n;
    rest->n = 0;
    return false;
  }
  part->n = (size_t)(found - rest->p);
  rest->p += part->n + 1;
  rest->n -= part->n + 1;
  return true;
}

static void put_parts(const element_writer *to, tr_str value,
                      const tr_spec_element *definition) {
  tr_json *json = to->json;
  tr_json_key(json, TR_STR("parts"));
  tr_json_begin_array(json);
  bool more = true;
  for (unsigned n = 1; more; n++) {
    tr_str part;
    more = cut(&value, to->delims->component, &part);
    if (part.n == 0 && more) continue;
    tr_json_begin_object(json);
    put_name(to, n);
    if (definition != NULL && n <= definition->part_count)
      put_string(json, "label", tr_str_of(definition->parts[n - 1].label));
    put_offset(to, part);
    put_string(json, "value", part);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

static bool has(tr_str value, char separator) {
  return separator != '\0' && value.n > 0 &&
         memchr(value.p, separator, value.n) != NULL;
}

/* One repetition, or the whole of an element that has none. */
static void put_value(const element_writer *to, tr_str value,
                      const tr_spec_element *definition) {
  const bool composite =
      definition != NULL && definition->type == TR_TYPE_COMPOSITE;
  if (!to->whole &&
      (has(value, to->delims->component) || (composite && value.n > 0)))
    put_parts(to, value, definition);
  else
    put_string(to->json, "value", value);
}

static void put_repetitions(const element_writer *to, tr_str value,
                            const tr_spec_element *definition) {
  tr_json_key(to->json, TR_STR("repetitions"));
  tr_json_begin_array(to->json);
  bool more = true;
  while (more) {
    tr_str one;
    more = cut(&value, to->delims->repetition, &one);
    tr_json_begin_object(to->json);
    put_offset(to, one);
    put_value(to, one, definition);
    tr_json_end_object(to->json);
  }
  tr_json_end_array(to->json);
}

static void put_element(const element_writer *to,
                        const tr_spec_element *definition) {
  const tr_str value = tr_segment_element(to->segment, to->number);
  tr_json_begin_object(to->json);
  put_name(to, 0);
  if (definition != NULL)
    put_string(to->json, "label", tr_str_of(definition->label));
  put_offset(to, value);
  const bool repeats = definition != NULL && definition->repeats != 1;
  if (!to->whole && to->delims->repetition != '\0' && value.n > 0 &&
      (repeats || has(value, to->delims->repetition)))
    put_repetitions(to, value, definition);
  else
    put_value(to, value, definition);
  tr_json_end_object(to->json);
}

static void put_elements(tr_json *json, const tr_segment *segment,
                         const tr_spec_segment *definition) {
  char id[TR_CODE_BYTES + 1];
  tr_code_text(segment->id, id);
  element_writer to = {.json = json,
                       .segment = segment,
                       .delims = segment->delims,
                       .whole = segment->id == TR_CODE("ISA"),
                       .id = id};
  tr_json_key(json, TR_STR("elements"));
  tr_json_begin_array(json);
  for (uint32_t n = 1; n <= segment->element_count; n++) {
    if (tr_segment_element(segment, n).n == 0 && n < segment->element_count)
      continue;
    to.number = n;
    const bool known = definition != NULL && n <= definition->element_count;
    put_element(&to, known ? &definition->elements[n - 1] : NULL);
  }
  tr_json_end_array(json);
}

/* ----------------------------------------------------------------- segments */

void tr__convert_segment(tr_buf *out, const tr_located *located,
                         const tr_spec_segment *definition) {
  const tr_segment *segment = &located->segment;
  const unsigned flags = segment->flags;
  const unsigned opaque = TR_SEGMENT_BAD_ID | TR_SEGMENT_OVERSIZE |
                          TR_SEGMENT_STRAY | TR_SEGMENT_REFUSED;
  const bool raw = (flags & opaque) != 0 || !tr_utf8_valid(segment->bytes);
  tr_json json;
  tr_json_init(&json, out);
  tr_json_begin_object(&json);
  if (segment->id != 0 &&
      (flags & (TR_SEGMENT_BAD_ID | TR_SEGMENT_STRAY)) == 0) {
    char id[TR_CODE_BYTES + 1];
    tr_code_text(segment->id, id);
    put_string(&json, "segment", tr_str_of(id));
  }
  if (definition != NULL)
    put_string(&json, "label", tr_str_of(definition->label));
  put_number(&json, "ordinal", segment->ordinal);
  put_number(&json, "offset", segment->offset);
  if (flags & TR_SEGMENT_DAMAGED) {
    tr_json_key(&json, TR_STR("damaged"));
    tr_json_boolean(&json, true);
  }
  if (raw)
    tr__convert_bytes(out, ",\"raw", segment->bytes);
  else
    put_elements(&json, segment, definition);
}
