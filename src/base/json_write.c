/* Where commas go, and which characters are escaped. */
#include "base/json_write.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

#include "base/utf8.h"

void tr_json_init(tr_json *json, tr_buf *out) { *json = (tr_json){.out = out}; }

static uint32_t level_bit(const tr_json *json) {
  return UINT32_C(1) << (json->depth - 1);
}

/* The comma before a member, when another went before it. */
static void separate(tr_json *json) {
  if (json->filled & level_bit(json)) tr_buf_add_char(json->out, ',');
  json->filled |= level_bit(json);
}

/* What goes before any value. */
static void before_value(tr_json *json) {
  if (json->depth == 0) return;
  if (json->objects & level_bit(json)) {
    assert(json->keyed);
    json->keyed = false;
  } else {
    separate(json);
  }
}

static void begin(tr_json *json, char bracket, bool object) {
  before_value(json);
  assert(json->depth < TR_JSON_DEPTH);
  json->depth++;
  json->filled &= ~level_bit(json);
  json->objects &= ~level_bit(json);
  if (object) json->objects |= level_bit(json);
  tr_buf_add_char(json->out, bracket);
}

static void end(tr_json *json, char bracket, bool object) {
  assert(json->depth > 0 && !json->keyed);
  assert(((json->objects & level_bit(json)) != 0) == object);
  (void)object;
  json->depth--;
  tr_buf_add_char(json->out, bracket);
}

void tr_json_begin_object(tr_json *json) { begin(json, '{', true); }

void tr_json_end_object(tr_json *json) { end(json, '}', true); }

void tr_json_begin_array(tr_json *json) { begin(json, '[', false); }

void tr_json_end_array(tr_json *json) { end(json, ']', false); }

/* Write the escape of a code point that needs one. */
static void put_escape(tr_buf *out, uint32_t point) {
  static const char shorts[] = "\bb\ff\nn\rr\tt\"\"\\\\";
  for (size_t i = 0; i + 1 < sizeof shorts; i += 2) {
    if (point != (unsigned char)shorts[i]) continue;
    const char pair[2] = {'\\', shorts[i + 1]};
    tr_buf_add(out, (tr_str){pair, sizeof pair});
    return;
  }
  tr_buf_addf(out, "\\u%04" PRIx32, point);
}

static void put_string(tr_buf *out, tr_str text) {
  tr_buf_add_char(out, '"');
  const char *clean = text.p; /* start of what can be copied as it is */
  while (text.n > 0) {
    const char *start = text.p;
    const uint32_t point = tr_utf8_next(&text);
    const bool control = point < 0x20 || (point >= 0x7f && point <= 0x9f);
    if (!control && point != '"' && point != '\\' && point != TR_UTF8_BAD)
      continue;
    tr_buf_add(out, (tr_str){clean, (size_t)(start - clean)});
    clean = text.p;
    if (point == TR_UTF8_BAD) {
      tr_buf_add(out, TR_STR("\xef\xbf\xbd"));
    } else {
      put_escape(out, point);
    }
  }
  if (text.p != clean)
    tr_buf_add(out, (tr_str){clean, (size_t)(text.p - clean)});
  tr_buf_add_char(out, '"');
}

void tr_json_key(tr_json *json, tr_str key) {
  assert(json->depth > 0 && (json->objects & level_bit(json)) != 0);
  assert(!json->keyed);
  separate(json);
  put_string(json->out, key);
  tr_buf_add_char(json->out, ':');
  json->keyed = true;
}

void tr_json_string(tr_json *json, tr_str text) {
  before_value(json);
  put_string(json->out, text);
}

void tr_json_string_or_null(tr_json *json, tr_str text) {
  if (text.p == NULL) {
    tr_json_null(json);
  } else {
    tr_json_string(json, text);
  }
}

void tr_json_integer(tr_json *json, int64_t number) {
  before_value(json);
  tr_buf_addf(json->out, "%" PRId64, number);
}

void tr_json_boolean(tr_json *json, bool truth) {
  before_value(json);
  tr_buf_add(json->out, truth ? TR_STR("true") : TR_STR("false"));
}

void tr_json_null(tr_json *json) {
  before_value(json);
  tr_buf_add(json->out, TR_STR("null"));
}

void tr_json_raw(tr_json *json, tr_str value) {
  before_value(json);
  tr_buf_add(json->out, value);
}
