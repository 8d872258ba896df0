/* A document's tree, walked in its order. Nothing is taken on trust: what is
 * not of the form is refused with its place, and a value with a delimiter in
 * it, since X12 has no way to write one. */
#include "input/convert_read.h"

#include <json-c/json.h>
#include <stdarg.h>
#include <stdio.h>

#include "render/convert_json.h"
#include "x12/delims.h"

enum { ELEMENTS_MOST = 100000 /* a segment of a mebibyte has not many more */ };

typedef struct json_object json_object;

/* A document being read. */
typedef struct reading {
  tr_buf *out;
  tr_convert_error *error;
  tr_delims delims; /* of the interchange */
  tr_str line_end;
  uint64_t segments; /* read, this one included */
} reading;

__attribute__((format(printf, 2, 3))) static bool refuse(reading *from,
                                                         const char *format,
                                                         ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(from->error->reason, sizeof from->error->reason, format, arguments);
  va_end(arguments);
  return false;
}

__attribute__((format(printf, 2, 3))) static bool refuse_segment(
    reading *from, const char *format, ...) {
  char reason[TR_CONVERT_REASON];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(reason, sizeof reason, format, arguments);
  va_end(arguments);
  return refuse(from, "segment %llu: %.120s",
                (unsigned long long)from->segments, reason);
}

/* ------------------------------------------------------------------ members */

static json_object *member(json_object *object, const char *key) {
  json_object *value = NULL;
  return json_object_object_get_ex(object, key, &value) ? value : NULL;
}

static bool is_text(json_object *value) {
  return json_object_is_type(value, json_type_string);
}

static tr_str text_of(json_object *value) {
  return (tr_str){json_object_get_string(value),
                  (size_t)json_object_get_string_len(value)};
}

static int digit_of(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  return c == '/' ? 63 : -1;
}

/* Four digits become up to three bytes. @return How many, 0 for no base64. */
static size_t decode_four(const char *four, char *three) {
  const size_t pads = four[3] != '=' ? 0 : four[2] != '=' ? 1 : 2;
  uint32_t word = 0;
  for (size_t i = 0; i < 4; i++) {
    const int digit = i < 4 - pads ? digit_of(four[i]) : 0;
    if (digit < 0) return 0;
    word = word << 6 | (uint32_t)digit;
  }
  three[0] = (char)(word >> 16 & 255);
  three[1] = (char)(word >> 8 & 255);
  three[2] = (char)(word & 255);
  return 3 - pads;
}

static bool add_base64(tr_buf *out, tr_str text) {
  if (text.n % 4 != 0) return false;
  for (size_t i = 0; i < text.n; i += 4) {
    char three[3];
    const size_t n = decode_four(text.p + i, three);
    if (n == 0 || (n < 3 && i + 4 < text.n)) return false;
    tr_buf_add(out, (tr_str){three, n});
  }
  return true;
}

/* Bytes under a key, or under it with "_base64".
 * @param[out] found Whether there are some. */
static bool add_bytes(reading *from, json_object *object, const char *key,
                      bool *found) {
  char packed[32];
  snprintf(packed, sizeof packed, "%s_base64", key);
  json_object *plain = member(object, key), *coded = member(object, packed);
  *found = plain != NULL || coded != NULL;
  if (!*found) return true;
  if (!is_text(plain != NULL ? plain : coded))
    return refuse(from, "after segment %llu: \"%s\" is no text",
                  (unsigned long long)from->segments,
                  plain != NULL ? key : packed);
  if (plain != NULL) {
    tr_buf_add(from->out, text_of(plain));
    return true;
  }
  return add_base64(from->out, text_of(coded)) ||
         refuse(from, "after segment %llu: \"%s\" is no base64",
                (unsigned long long)from->segments, packed);
}

/* ----------------------------------------------------------------- elements */

static bool holds(tr_str text, char byte) {
  return byte != '\0' && text.n > 0 && memchr(text.p, byte, text.n) != NULL;
}

static bool add_value(reading *from, json_object *value, const char *name,
                      bool isa) {
  if (!is_text(value)) return refuse_segment(from, "%s has no value", name);
  const tr_str text = text_of(value);
  const tr_delims *d = &from->delims;
  const bool within =
      !isa && (holds(text, d->component) || holds(text, d->repetition));
  if (within || holds(text, d->element) || holds(text, d->segment))
    return refuse_segment(from, "%s holds a delimiter", name);
  tr_buf_add(from->out, text);
  return true;
}

/* The number at the end of an element's name. @return 0 where it has none. */
static unsigned number_of(const char *name, tr_str before) {
  if (strncmp(name, before.p, before.n) != 0) return 0;
  unsigned number = 0;
  const char *digit = name + before.n;
  for (; *digit >= '0' && *digit <= '9' && number < ELEMENTS_MOST; digit++)
    number = number * 10 + (unsigned)(*digit - '0');
  return *digit == '\0' && number <= ELEMENTS_MOST ? number : 0;
}

/* Where a list of elements or parts has come to. */
typedef struct position {
  tr_str before;  /* what each name begins with */
  char separator; /* between them */
  unsigned first; /* number that needs no separator before it */
  unsigned last;  /* number written last; 0: none */
} position;

/* Go on to an element or part: a separator for each one between.
 * @return Its name; NULL where it cannot be. */
static const char *go_on(reading *from, json_object *object, position *at) {
  json_object *named = member(object, "element");
  if (!is_text(named)) {
    refuse_segment(from, "an element has no name");
    return NULL;
  }
  const char *name = json_object_get_string(named);
  const unsigned number = number_of(name, at->before);
  if (number == 0 || number <= at->last) {
    refuse_segment(from,
                   number == 0 ? "an element is not named %.*s and its "
                                 "number"
                               : "elements of %.*s are out of order",
                   TR_STR_ARG(at->before));
    return NULL;
  }
  unsigned gap = number - (at->last != 0 ? at->last : at->first);
  if (gap > 0 && at->separator == '\0') {
    refuse_segment(from, "%.*s needs a delimiter that is not known",
                   TR_STR_ARG(at->before));
    return NULL;
  }
  for (; gap > 0; gap--) tr_buf_add_char(from->out, at->separator);
  at->last = number;
  return name;
}

static bool add_parts(reading *from, json_object *parts, const char *whole) {
  char before[32];
  snprintf(before, sizeof before, "%.24s-", whole);
  position at = {tr_str_of(before), from->delims.component, 1, 0};
  const size_t count = json_object_array_length(parts);
  for (size_t i = 0; i < count; i++) {
    json_object *part = json_object_array_get_idx(parts, i);
    const char *name = go_on(from, part, &at);
    if (name == NULL || !add_value(from, member(part, "value"), name, false))
      return false;
  }
  return true;
}

static bool is_list(json_object *value) {
  return json_object_is_type(value, json_type_array);
}

/* A value or parts. */
static bool add_one(reading *from, json_object *object, const char *name,
                    bool isa) {
  json_object *parts = member(object, "parts");
  if (is_list(parts)) return add_parts(from, parts, name);
  return add_value(from, member(object, "value"), name, isa);
}

static bool add_repetitions(reading *from, json_object *list,
                            const char *name) {
  const size_t count = json_object_array_length(list);
  if (count > 1 && from->delims.repetition == '\0')
    return refuse_segment(from, "%s repeats, but nothing separates", name);
  for (size_t i = 0; i < count; i++) {
    if (i > 0) tr_buf_add_char(from->out, from->delims.repetition);
    if (!add_one(from, json_object_array_get_idx(list, i), name, false))
      return false;
  }
  return true;
}

static bool add_elements(reading *from, tr_str id, json_object *elements) {
  const bool isa = tr_str_eq(id, TR_STR("ISA"));
  position at = {id, from->delims.element, 0, 0};
  const size_t count = json_object_array_length(elements);
  tr_buf_add(from->out, id);
  for (size_t i = 0; i < count; i++) {
    json_object *element = json_object_array_get_idx(elements, i);
    const char *name = go_on(from, element, &at);
    if (name == NULL) return false;
    json_object *repetitions = member(element, "repetitions");
    if (is_list(repetitions) ? !add_repetitions(from, repetitions, name)
                             : !add_one(from, element, name, isa))
      return false;
  }
  return true;
}

/* ----------------------------------------------------------------- segments */

static bool add_tail(reading *from, json_object *segment) {
  bool found;
  if (!add_bytes(from, segment, "tail", &found)) return false;
  if (found) return true;
  if (from->delims.segment != '\0')
    tr_buf_add_char(from->out, from->delims.segment);
  tr_buf_add(from->out, from->line_end);
  return true;
}

static bool is_id(tr_str id) {
  if (id.n < 2 || id.n > 3) return false;
  for (size_t i = 0; i < id.n; i++)
    if (!((id.p[i] >= 'A' && id.p[i] <= 'Z') ||
          (i > 0 && id.p[i] >= '0' && id.p[i] <= '9')))
      return false;
  return true;
}

static bool add_segment(reading *from, json_object *segment) {
  bool raw;
  from->segments++;
  if (!add_bytes(from, segment, "raw", &raw)) return false;
  if (!raw) {
    json_object *id = member(segment, "segment");
    json_object *elements = member(segment, "elements");
    if (!is_text(id) || !is_id(text_of(id)))
      return refuse_segment(from, "it has no id");
    if (!is_list(elements))
      return refuse_segment(from, "it has no list of elements");
    if (!add_elements(from, text_of(id), elements)) return false;
  }
  return add_tail(from, segment);
}

/* ------------------------------------------------------------------- levels */

static bool read_delimiter(reading *from, json_object *object, const char *key,
                           char *delimiter) {
  json_object *value = member(object, key);
  *delimiter = '\0';
  if (value == NULL) return true; /* null as well */
  if (!is_text(value) || text_of(value).n != 1)
    return refuse(from, "the delimiter \"%s\" is not one byte", key);
  *delimiter = text_of(value).p[0];
  return true;
}

static bool read_delimiters(reading *from, json_object *interchange) {
  json_object *object = member(interchange, "delimiters");
  if (!json_object_is_type(object, json_type_object))
    return refuse(from, "an interchange has no \"delimiters\"");
  json_object *line_end = member(object, "line_end");
  from->line_end = is_text(line_end) ? text_of(line_end) : TR_STR("");
  return read_delimiter(from, object, "element", &from->delims.element) &&
         read_delimiter(from, object, "repetition", &from->delims.repetition) &&
         read_delimiter(from, object, "component", &from->delims.component) &&
         read_delimiter(from, object, "segment", &from->delims.segment);
}

/* Recursion is as deep as the document, at most TR_CONVERT_JSON_DEPTH. */
static bool add_list(reading *from, json_object *list) {
  const size_t count = json_object_array_length(list);
  for (size_t i = 0; i < count; i++) {
    json_object *item = json_object_array_get_idx(list, i);
    if (!json_object_is_type(item, json_type_object))
      return refuse(from, "after segment %llu: a member is no object",
                    (unsigned long long)from->segments);
    json_object *content = member(item, "content");
    bool bytes = false;
    if (is_list(content)) {
      if (member(item, "interchange") != NULL && !read_delimiters(from, item))
        return false;
      if (!add_list(from, content)) return false;
      continue;
    }
    if (!add_bytes(from, item, "bytes", &bytes)) return false;
    if (!bytes && !add_segment(from, item)) return false;
    if (from->out->bad != TR_OK) return false;
  }
  return true;
}

static bool add_document(reading *from, json_object *document) {
  json_object *format = member(document, "format");
  json_object *interchanges = member(document, "interchanges");
  json_object *before = member(document, "before");
  if (!is_text(format) ||
      !tr_str_eq(text_of(format), TR_STR(TR_CONVERT_FORMAT)) ||
      !is_list(interchanges))
    return refuse(from, "it is no document of the form " TR_CONVERT_FORMAT);
  return (!is_list(before) || add_list(from, before)) &&
         add_list(from, interchanges);
}

/* ------------------------------------------------------------------- public */

static tr_status status_of(const reading *from, bool good) {
  if (from->out->bad == TR_OK) return good ? TR_OK : TR_ESYNTAX;
  snprintf(from->error->reason, sizeof from->error->reason, "%s",
           tr_status_text(from->out->bad));
  return from->out->bad;
}

tr_status tr_convert_read(tr_str json, tr_buf *out, tr_convert_error *error) {
  reading from = {.out = out, .error = error, .line_end = TR_STR("")};
  error->reason[0] = '\0';
  if (json.n > TR_CONVERT_JSON_MOST) {
    refuse(&from, "it is longer than %d MiB", TR_CONVERT_JSON_MOST >> 20);
    return TR_ELIMIT;
  }
  struct json_tokener *tokener = json_tokener_new_ex(TR_CONVERT_JSON_DEPTH);
  if (tokener == NULL) {
    refuse(&from, "out of memory");
    return TR_ENOMEM;
  }
  json_tokener_set_flags(tokener,
                         JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
  json_object *document = json_tokener_parse_ex(tokener, json.p, (int)json.n);
  const enum json_tokener_error bad = json_tokener_get_error(tokener);
  const size_t at = json_tokener_get_parse_end(tokener);
  json_tokener_free(tokener);
  if (bad != json_tokener_success ||
      !json_object_is_type(document, json_type_object)) {
    if (bad == json_tokener_continue)
      refuse(&from, "it is cut off: the JSON is not complete");
    else if (bad != json_tokener_success)
      refuse(&from, "it is no JSON: %s at byte %zu",
             json_tokener_error_desc(bad), at);
    else
      refuse(&from, "it is no document of the form " TR_CONVERT_FORMAT);
    json_object_put(document);
    return TR_ESYNTAX;
  }
  const bool good = add_document(&from, document);
  const tr_status status = status_of(&from, good);
  json_object_put(document);
  return status;
}
