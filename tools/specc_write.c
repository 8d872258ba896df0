/* How guides are written as C: constant data only. An array that was written
 * before is named again instead, so equal lists and elements stand once. */
#include "specc_write.h"

#include <inttypes.h>

enum {
  NAME = 24,           /* bytes of a name */
  ARRAYS = 1 << 16,    /* most arrays; a power of two */
  SPECS = 32,          /* most guides */
  BODY_BYTES = 4 << 20 /* most bytes of one array */
};

/* How one structure names another: "codes_12", or NULL. */
typedef struct name {
  char text[NAME];
} name;

/* An array that was written. */
typedef struct array {
  const char *type; /* constant; NULL: a free slot */
  char *body;
  size_t length;
  name name;
} array;

typedef struct writer {
  tr_buf *out;
  array *arrays; /* by hash */
  unsigned count;
  bool no_memory;
} writer;

static void put_text(tr_buf *out, const char *text) {
  if (text == NULL) {
    tr_buf_add(out, TR_STR("NULL"));
    return;
  }
  tr_buf_add_char(out, '"');
  for (const char *c = text; *c != '\0'; c++) {
    const unsigned char byte = (unsigned char)*c;
    if (byte == '"' || byte == '\\')
      tr_buf_addf(out, "\\%c", byte);
    else if (byte < 0x20 || byte > 0x7E || byte == '?')
      tr_buf_addf(out, "\\%03o", byte);
    else
      tr_buf_add_char(out, (char)byte);
  }
  tr_buf_add_char(out, '"');
}

static uint32_t hash_of(const char *type, tr_str body) {
  uint32_t hash = 2166136261U;
  for (const char *c = type; *c != '\0'; c++)
    hash = (hash ^ (unsigned char)*c) * 16777619U;
  for (size_t i = 0; i < body.n; i++)
    hash = (hash ^ (unsigned char)body.p[i]) * 16777619U;
  return hash;
}

/* Write "static const TYPE WORD_n[] = {BODY};", unless it stands already. The
 * buffer is freed. */
static name intern(writer *w, const char *type, const char *word, tr_buf *buf) {
  const tr_str body = tr_buf_str(buf);
  name out = {"NULL"};
  if (buf->bad != TR_OK || w->count >= ARRAYS / 2) w->no_memory = true;
  if (w->no_memory || body.n == 0) {
    tr_buf_done(buf);
    return out;
  }
  uint32_t at = hash_of(type, body) % ARRAYS;
  array *slot = &w->arrays[at];
  while (slot->type != NULL) {
    if (strcmp(slot->type, type) == 0 && slot->length == body.n &&
        memcmp(slot->body, body.p, body.n) == 0) {
      tr_buf_done(buf);
      return slot->name;
    }
    at = (at + 1) % ARRAYS;
    slot = &w->arrays[at];
  }
  snprintf(out.text, sizeof out.text, "%s_%u", word, ++w->count);
  tr_buf_addf(w->out, "static const %s %s[] = {", type, out.text);
  tr_buf_add(w->out, body);
  tr_buf_add(w->out, TR_STR("};\n"));
  *slot = (array){type, malloc(body.n), body.n, out};
  if (slot->body == NULL)
    w->no_memory = true;
  else
    memcpy(slot->body, body.p, body.n);
  tr_buf_done(buf);
  return out;
}

static tr_buf body_buf(void) {
  tr_buf buf;
  tr_buf_init(&buf, BODY_BYTES);
  return buf;
}

/* ------------------------------------------------------------------- values */

static name texts_of(writer *w, const char *const *texts, uint32_t count) {
  tr_buf body = body_buf();
  for (uint32_t i = 0; i < count; i++) {
    put_text(&body, texts[i]);
    tr_buf_add(&body, TR_STR(", "));
  }
  return intern(w, "char *const", "texts", &body);
}

/* "&codes_3[0]", or NULL. */
static name codes_of(writer *w, const tr_spec_codes *codes) {
  if (codes == NULL) return (name){"NULL"};
  tr_buf body = body_buf();
  for (uint32_t i = 0; i < codes->count; i++)
    tr_buf_addf(&body, "UINT64_C(0x%016" PRIx64 "), ", codes->codes[i]);
  const name packed = intern(w, "tr_code", "values", &body);
  const name texts = texts_of(w, codes->texts, codes->text_count);
  body = body_buf();
  tr_buf_addf(&body, "{%s, %u, %s, %u}", packed.text, (unsigned)codes->count,
              texts.text, (unsigned)codes->text_count);
  return intern(w, "tr_spec_codes", "codes", &body);
}

static name elements_of(writer *w, const tr_spec_element *elements,
                        unsigned count);

static void put_element(writer *w, tr_buf *body, const tr_spec_element *element,
                        bool last) {
  const name codes = codes_of(w, element->codes);
  const name read = codes_of(w, element->read);
  const name parts = elements_of(w, element->parts, element->part_count);
  tr_buf_add(body, TR_STR("{"));
  put_text(body, element->label);
  tr_buf_add(body, TR_STR(", "));
  put_text(body, element->number);
  tr_buf_addf(body, ", %u, %u, %u, %u, %u, %d, %d, %s, %s, %s, %u}%s",
              element->usage, element->type, element->least, element->most,
              element->repeats, element->lenient, element->personal, codes.text,
              read.text, parts.text, element->part_count, last ? "" : ",\n  ");
}

/* Recursion is one deep: a part has no parts. */
static name elements_of(writer *w, const tr_spec_element *elements,
                        unsigned count) {
  if (elements == NULL) return (name){"NULL"};
  tr_buf body = body_buf();
  for (unsigned i = 0; i < count; i++)
    put_element(w, &body, &elements[i], i + 1 == count);
  return intern(w, "tr_spec_element", "elements", &body);
}

static name notes_of(writer *w, const tr_spec_segment *segment) {
  tr_buf body = body_buf();
  for (unsigned i = 0; i < segment->note_count; i++) {
    const tr_spec_note *note = &segment->notes[i];
    tr_buf_addf(&body, "{'%c', %u, {", note->kind, note->count);
    for (unsigned j = 0; j < note->count; j++)
      tr_buf_addf(&body, "%u, ", note->elements[j]);
    tr_buf_add(&body, TR_STR("}}, "));
  }
  return intern(w, "tr_spec_note", "notes", &body);
}

static name keys_of(writer *w, const tr_spec_segment *segment) {
  tr_buf body = body_buf();
  for (unsigned i = 0; i < segment->key_count; i++) {
    const tr_spec_key *key = &segment->keys[i];
    const name codes = codes_of(w, key->codes);
    tr_buf_addf(&body, "{%u, %u, %s}, ", key->element, key->part, codes.text);
  }
  return intern(w, "tr_spec_key", "keys", &body);
}

/* ------------------------------------------------------------------- guides */

static name segments_of(writer *w, const tr_spec *spec) {
  tr_buf body = body_buf();
  for (unsigned i = 0; i < spec->segment_count; i++) {
    const tr_spec_segment *segment = &spec->segments[i];
    const name elements =
        elements_of(w, segment->elements, segment->element_count);
    const name notes = notes_of(w, segment);
    const name keys = keys_of(w, segment);
    tr_buf_addf(&body, "\n  {UINT64_C(0x%016" PRIx64 "), ", segment->id);
    put_text(&body, segment->label);
    tr_buf_addf(&body, ", %u, %u, %u, %u, %u, %u, %u, %s, %s, %s},",
                segment->usage, segment->position, segment->most, segment->loop,
                segment->element_count, segment->note_count, segment->key_count,
                elements.text, notes.text, keys.text);
  }
  return intern(w, "tr_spec_segment", "segments", &body);
}

static name children_of(writer *w, const tr_spec_loop *loop) {
  tr_buf body = body_buf();
  for (unsigned i = 0; i < loop->child_count; i++)
    tr_buf_addf(&body, "{%d, %u}, ", loop->children[i].is_loop,
                loop->children[i].index);
  return intern(w, "tr_spec_child", "children", &body);
}

static name loops_of(writer *w, const tr_spec *spec) {
  tr_buf body = body_buf();
  for (unsigned i = 0; i < spec->loop_count; i++) {
    const tr_spec_loop *loop = &spec->loops[i];
    const name children = children_of(w, loop);
    tr_buf_add(&body, TR_STR("\n  {"));
    put_text(&body, loop->id);
    tr_buf_addf(&body, ", UINT64_C(0x%016" PRIx64 "), ", loop->code);
    put_text(&body, loop->label);
    tr_buf_addf(&body, ", %u, %u, %u, %d, %u, %s},", loop->usage,
                loop->position, loop->most, loop->parent, loop->child_count,
                children.text);
  }
  return intern(w, "tr_spec_loop", "loops", &body);
}

static name spec_of(writer *w, const tr_spec *spec) {
  uint32_t count = 0;
  while (spec->editions[count] != NULL) count++;
  const name editions = texts_of(w, spec->editions, count + 1);
  const name loops = loops_of(w, spec);
  const name segments = segments_of(w, spec);
  tr_buf body = body_buf();
  const char *const texts[] = {spec->transaction, spec->guide, spec->function,
                               spec->slug, spec->name};
  tr_buf_add(&body, TR_STR("{"));
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    put_text(&body, texts[i]);
    tr_buf_add(&body, TR_STR(", "));
  }
  tr_buf_addf(&body, "%s, %s, %u, %s, %u}", editions.text, loops.text,
              spec->loop_count, segments.text, spec->segment_count);
  return intern(w, "tr_spec", "spec", &body);
}

void specc_write(const tr_spec_list *list, tr_buf *out) {
  writer w = {.out = out, .arrays = calloc(ARRAYS, sizeof *w.arrays)};
  name names[SPECS];
  if (w.arrays == NULL || list->count > SPECS) {
    free(w.arrays);
    out->bad = TR_ENOMEM;
    return;
  }
  tr_buf_add(out, TR_STR("/* Written by tools/specc from spec/. */\n"
                         "#include \"spec/spec.h\"\n\n"));
  for (uint32_t i = 0; i < list->count; i++)
    names[i] = spec_of(&w, list->specs[i]);
  tr_buf_add(out, TR_STR("const tr_spec *const tr_specs_builtin[] = {"));
  for (uint32_t i = 0; i < list->count; i++)
    tr_buf_addf(out, "%s, ", names[i].text);
  tr_buf_addf(out, "NULL};\nconst uint32_t tr_specs_builtin_count = %u;\n",
              (unsigned)list->count);
  for (size_t i = 0; i < ARRAYS; i++) free(w.arrays[i].body);
  free(w.arrays);
  if (w.no_memory) out->bad = TR_ENOMEM;
}
