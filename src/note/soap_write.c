/* How a draft looks: the note format with the places of its values, or a page
 * on which every value stands beside the words it came from. */
#include "note/soap_write.h"

#include "base/json_write.h"
#include "base/utf8.h"

enum { NAME_COLUMNS = 34, WORDS_MOST = 60 /* bytes of a quotation */ };

/* --- JSON ----------------------------------------------------------------- */

typedef struct json_walk {
  const tr_soap_draft *draft;
  tr_json *json;
} json_walk;

static void json_open(void *context, tr_str key, bool array) {
  json_walk *walk = context;
  if (key.n != 0) tr_json_key(walk->json, key);
  if (array)
    tr_json_begin_array(walk->json);
  else
    tr_json_begin_object(walk->json);
}

static void json_close(void *context, bool array) {
  json_walk *walk = context;
  if (array)
    tr_json_end_array(walk->json);
  else
    tr_json_end_object(walk->json);
}

static void json_value(void *context, tr_str key, const char *pointer,
                       const tr_soap_value *value) {
  json_walk *walk = context;
  (void)pointer;
  if (key.n != 0) tr_json_key(walk->json, key);
  if (value->json == TR_NOTE_TEXT)
    tr_json_string(walk->json, value->text);
  else
    tr_json_raw(walk->json, value->text);
}

static tr_str bytes_of(const tr_soap_draft *draft, tr_span span) {
  return (tr_str){draft->text.p + span.start, span.end - span.start};
}

static void json_section(void *context, tr_str key, const char *pointer,
                         const tr_soap_section *section) {
  json_walk *walk = context;
  (void)pointer;
  tr_json_key(walk->json, key);
  tr_buf text;
  tr_buf_init(&text, (size_t)TR_SOAP_BYTES + TR_SOAP_PIECES);
  for (size_t i = 0; i < section->count; i++) {
    if (i > 0) tr_buf_add_char(&text, '\n');
    tr_buf_add(&text, bytes_of(walk->draft, section->pieces[i]));
  }
  if (text.bad != TR_OK && walk->json->out->bad == TR_OK)
    walk->json->out->bad = text.bad;
  tr_json_string(walk->json, tr_buf_str(&text));
  tr_buf_done(&text);
}

static void json_absent(void *context, tr_str key) {
  json_walk *walk = context;
  tr_json_key(walk->json, key);
  tr_json_null(walk->json);
}

static void put_span(tr_json *json, const char *pointer, tr_span span) {
  tr_json_begin_object(json);
  tr_json_key(json, TR_STR("pointer"));
  tr_json_string(json, tr_str_of(pointer));
  tr_json_key(json, TR_STR("start"));
  tr_json_integer(json, (int64_t)span.start);
  tr_json_key(json, TR_STR("end"));
  tr_json_integer(json, (int64_t)span.end);
  tr_json_end_object(json);
}

static void no_open(void *context, tr_str key, bool array) {
  (void)context;
  (void)key;
  (void)array;
}

static void no_close(void *context, bool array) {
  (void)context;
  (void)array;
}

static void span_value(void *context, tr_str key, const char *pointer,
                       const tr_soap_value *value) {
  json_walk *walk = context;
  (void)key;
  put_span(walk->json, pointer, value->span);
  if (value->second.end > value->second.start)
    put_span(walk->json, pointer, value->second);
}

static void span_section(void *context, tr_str key, const char *pointer,
                         const tr_soap_section *section) {
  json_walk *walk = context;
  (void)key;
  for (size_t i = 0; i < section->count; i++)
    put_span(walk->json, pointer, section->pieces[i]);
}

static void put_missing(tr_json *json, const tr_soap_missing *missing,
                        size_t count) {
  tr_json_key(json, TR_STR("missing"));
  tr_json_begin_array(json);
  for (size_t i = 0; i < count; i++) {
    tr_json_begin_object(json);
    tr_json_key(json, TR_STR("pointer"));
    tr_json_string(json, missing[i].pointer);
    tr_json_key(json, TR_STR("rule"));
    if (missing[i].rule.n != 0)
      tr_json_string(json, missing[i].rule);
    else
      tr_json_null(json);
    tr_json_key(json, TR_STR("text"));
    tr_json_string(json, missing[i].text);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

void tr_soap_json(const tr_soap_draft *draft, tr_str id,
                  const tr_soap_missing *missing, size_t count, tr_buf *out) {
  tr_json json;
  tr_json_init(&json, out);
  json_walk walk = {draft, &json};
  const tr_soap_watch values = {.context = &walk,
                                .open = json_open,
                                .close = json_close,
                                .value = json_value,
                                .section = json_section};
  const tr_soap_watch spans = {.context = &walk,
                               .open = no_open,
                               .close = no_close,
                               .value = span_value,
                               .section = span_section};
  tr_json_begin_object(&json);
  tr_json_key(&json, TR_STR("format"));
  tr_json_string(&json, TR_STR("traction-note/1"));
  tr_json_key(&json, TR_STR("id"));
  tr_json_string(&json, id);
  if (draft->date_of_service.json == TR_NOTE_NONE) {
    tr_json_key(&json, TR_STR("date_of_service"));
    tr_json_null(&json);
  }
  tr_soap_walk(draft, &values);
  tr_json_key(&json, TR_STR("spans"));
  tr_json_begin_array(&json);
  tr_soap_walk(draft, &spans);
  tr_json_end_array(&json);
  put_missing(&json, missing, count);
  tr_json_end_object(&json);
}

void tr_soap_json_whole(const tr_soap_draft *draft, tr_str id, tr_buf *out) {
  tr_json json;
  tr_json_init(&json, out);
  json_walk walk = {draft, &json};
  const tr_soap_watch values = {.context = &walk,
                                .open = json_open,
                                .close = json_close,
                                .value = json_value,
                                .absent = json_absent,
                                .section = json_section};
  tr_json_begin_object(&json);
  tr_json_key(&json, TR_STR("format"));
  tr_json_string(&json, TR_STR("traction-note/1"));
  tr_json_key(&json, TR_STR("id"));
  tr_json_string(&json, id);
  tr_soap_walk(draft, &values);
  tr_json_end_object(&json);
}

/* --- A page --------------------------------------------------------------- */

typedef struct page {
  const tr_soap_draft *draft;
  tr_buf *out;
  size_t at, line; /* line of a byte, counted from the last one asked for */
} page;

static size_t line_of(page *page, size_t byte) {
  if (byte < page->at) {
    page->at = 0;
    page->line = 1;
  }
  for (; page->at < byte; page->at++)
    if (page->draft->text.p[page->at] == '\n') page->line++;
  return page->line;
}

/* The words of a span on one line, cut where they are long. */
static void put_words(page *page, tr_span span) {
  tr_str words = bytes_of(page->draft, span);
  const bool cut = words.n > WORDS_MOST;
  if (cut) words.n = WORDS_MOST;
  while (cut && words.n > 0 && ((unsigned char)words.p[words.n] & 0xC0) == 0x80)
    words.n--;
  tr_buf_addf(page->out, "  line %zu: \"", line_of(page, span.start));
  size_t from = 0;
  for (size_t i = 0; i <= words.n; i++) {
    const bool blank =
        i < words.n &&
        (words.p[i] == '\n' || words.p[i] == '\r' || words.p[i] == '\t');
    if (i < words.n && !blank) continue;
    tr_text_safe(page->out, (tr_str){words.p + from, i - from});
    if (blank) tr_buf_add_char(page->out, ' ');
    from = i + 1;
  }
  tr_buf_add(page->out, cut ? TR_STR("...\"\n") : TR_STR("\"\n"));
}

static void put_name(page *page, const char *pointer, tr_str value) {
  const size_t start = page->out->n;
  tr_buf_addf(page->out, "  %s ", pointer + 1);
  while (page->out->n - start < NAME_COLUMNS && page->out->bad == TR_OK)
    tr_buf_add_char(page->out, ' ');
  tr_text_safe(page->out, value);
}

static void page_value(void *context, tr_str key, const char *pointer,
                       const tr_soap_value *value) {
  page *page = context;
  (void)key;
  /* what is the text's own words needs no second showing */
  const bool own = value->text.p == page->draft->text.p + value->span.start;
  if (own && value->text.n > WORDS_MOST) {
    put_name(page, pointer, TR_STR(""));
  } else {
    put_name(page, pointer, value->text);
  }
  put_words(page, value->span);
}

static void page_section(void *context, tr_str key, const char *pointer,
                         const tr_soap_section *section) {
  page *page = context;
  (void)key;
  for (size_t i = 0; i < section->count; i++) {
    put_name(page, pointer, TR_STR(""));
    put_words(page, section->pieces[i]);
  }
}

void tr_soap_page(const tr_soap_draft *draft, tr_str name,
                  const tr_soap_missing *missing, size_t count, tr_buf *out) {
  page page = {.draft = draft, .out = out, .line = 1};
  const tr_soap_watch watch = {.context = &page,
                               .open = no_open,
                               .close = no_close,
                               .value = page_value,
                               .section = page_section};
  tr_text_safe(out, name);
  tr_buf_add(out, TR_STR("\n\nFound:\n"));
  const size_t before = out->n;
  tr_soap_walk(draft, &watch);
  if (out->n == before) tr_buf_add(out, TR_STR("  nothing\n"));
  tr_buf_add(out, count > 0 ? TR_STR("\nMissing:\n")
                            : TR_STR("\nNothing is missing.\n"));
  for (size_t i = 0; i < count; i++) {
    const size_t start = out->n;
    tr_buf_add(out, TR_STR("  "));
    tr_buf_add(out,
               missing[i].rule.n != 0 ? missing[i].rule : TR_STR("-      "));
    while (out->n - start < 11 && out->bad == TR_OK) tr_buf_add_char(out, ' ');
    tr_text_safe(out, missing[i].text);
    if (missing[i].pointer.n > 1) {
      tr_buf_add(out, TR_STR(" ("));
      tr_text_safe(
          out, (tr_str){missing[i].pointer.p + 1, missing[i].pointer.n - 1});
      tr_buf_add_char(out, ')');
    }
    tr_buf_add_char(out, '\n');
  }
}
