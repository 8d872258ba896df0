/* Where the tokens of a JSON text begin and end, and whether it is one. */
#include "input/json_walk.h"

#include <stdio.h>

#include "base/utf8.h"

/* What may come next; bits, since several may. */
enum {
  WANTS_VALUE = 1,
  WANTS_KEY = 2,
  WANTS_COLON = 4,
  WANTS_COMMA = 8,
  WANTS_END = 16, /* the bracket that closes the open level */
  WANTS_NOTHING = 32,
  WANTS_BROKEN = 64,
};

static bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = (char)(c | 32);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

void tr_json_walk_init(tr_json_walk *walk, tr_str text, size_t at) {
  *walk = (tr_json_walk){.text = text, .at = at, .wants = WANTS_VALUE};
}

static tr_json_event broken(tr_json_walk *walk, size_t at, tr_json_broken kind,
                            const char *message) {
  walk->at = at;
  walk->broken = kind;
  walk->message = message;
  walk->wants = WANTS_BROKEN;
  walk->token = (tr_str){NULL, 0};
  return TR_JSON_BROKEN;
}

static tr_json_event bad(tr_json_walk *walk, size_t at, const char *message) {
  return broken(walk, at, TR_JSON_BAD_SYNTAX, message);
}

static bool in_object(const tr_json_walk *walk) {
  return walk->depth > 0 && ((walk->objects >> (walk->depth - 1)) & 1U) != 0;
}

/* A value has ended: what may follow it. */
static void after_value(tr_json_walk *walk) {
  walk->wants = walk->depth == 0 ? WANTS_NOTHING : WANTS_COMMA | WANTS_END;
}

static void take(tr_json_walk *walk, size_t end) {
  walk->token = (tr_str){walk->text.p + walk->at, end - walk->at};
  walk->at = end;
}

static tr_json_event open_level(tr_json_walk *walk, bool object) {
  if (walk->depth >= TR_JSON_WALK_DEPTH)
    return broken(walk, walk->at, TR_JSON_TOO_DEEP,
                  "objects and arrays are nested too deep");
  const uint32_t bit = (uint32_t)1 << walk->depth;
  walk->objects = object ? walk->objects | bit : walk->objects & ~bit;
  walk->depth++;
  take(walk, walk->at + 1);
  walk->wants = object ? WANTS_KEY | WANTS_END : WANTS_VALUE | WANTS_END;
  return object ? TR_JSON_OBJECT : TR_JSON_ARRAY;
}

static tr_json_event close_level(tr_json_walk *walk, bool object) {
  if (in_object(walk) != object)
    return bad(walk, walk->at,
               object ? "] is wanted, not }" : "} is wanted, not ]");
  walk->depth--;
  take(walk, walk->at + 1);
  after_value(walk);
  return object ? TR_JSON_OBJECT_END : TR_JSON_ARRAY_END;
}

/* The escape at the backslash `at`; moves *at behind it. */
static const char *check_escape(tr_str text, size_t *at, bool key) {
  if (*at + 1 >= text.n) return "a string is cut short";
  const char c = text.p[*at + 1];
  if (c != 'u') {
    if (strchr("\"\\/bfnrt", c) == NULL || c == '\0')
      return "no such escape in a string";
    *at += 2;
    return NULL;
  }
  unsigned point = 0;
  for (size_t i = 2; i < 6; i++) {
    if (*at + i >= text.n) return "a string is cut short";
    const int digit = hex_value(text.p[*at + i]);
    if (digit < 0) return "\\u wants four hexadecimal digits";
    point = point * 16 + (unsigned)digit;
  }
  if (key && point == 0) return "a key with a NUL in it";
  *at += 6;
  return NULL;
}

static tr_json_event take_string(tr_json_walk *walk, bool key) {
  const tr_str text = walk->text;
  size_t at = walk->at + 1;
  for (;;) {
    while (at < text.n && (unsigned char)text.p[at] >= 0x20 &&
           (unsigned char)text.p[at] < 0x80 && text.p[at] != '"' &&
           text.p[at] != '\\')
      at++;
    if (at >= text.n) return bad(walk, at, "a string is cut short");

    const unsigned char c = (unsigned char)text.p[at];
    if (c == '"') break;
    if (c == '\\') {
      const char *message = check_escape(text, &at, key);
      if (message != NULL) return bad(walk, at, message);
    } else if (c < 0x20) {
      return bad(walk, at,
                 c == '\n' || c == '\r' ? "a string ends with its line"
                                        : "a control character in a string");
    } else {
      tr_str rest = {text.p + at, text.n - at};
      if (tr_utf8_next(&rest) == TR_UTF8_BAD)
        return broken(walk, at, TR_JSON_BAD_UTF8, "a byte that is no UTF-8");
      at = text.n - rest.n;
    }
  }
  take(walk, at + 1);
  if (key) {
    walk->wants = WANTS_COLON;
    return TR_JSON_KEY;
  }
  after_value(walk);
  return TR_JSON_TEXT;
}

static size_t skip_digits(tr_str text, size_t at) {
  while (at < text.n && is_digit(text.p[at])) at++;
  return at;
}

static tr_json_event take_number(tr_json_walk *walk) {
  const tr_str text = walk->text;
  size_t at = walk->at;
  if (text.p[at] == '-') at++;
  const size_t whole = at;
  at = skip_digits(text, at);
  if (at == whole) return bad(walk, at, "a digit is missing");
  if (at - whole > 1 && text.p[whole] == '0')
    return bad(walk, whole, "a number begins with a 0 too many");

  if (at < text.n && text.p[at] == '.') {
    const size_t fraction = ++at;
    at = skip_digits(text, at);
    if (at == fraction) return bad(walk, at, "a digit is missing");
  }
  if (at < text.n && (text.p[at] | 32) == 'e') {
    at++;
    if (at < text.n && (text.p[at] == '+' || text.p[at] == '-')) at++;
    const size_t exponent = at;
    at = skip_digits(text, at);
    if (at == exponent) return bad(walk, at, "a digit is missing");
  }
  take(walk, at);
  after_value(walk);
  return TR_JSON_NUMBER;
}

static tr_json_event take_word(tr_json_walk *walk, tr_str word,
                               tr_json_event event) {
  const tr_str rest = {walk->text.p + walk->at, walk->text.n - walk->at};
  if (!tr_str_starts(rest, word))
    return bad(walk, walk->at, "a value is wanted");
  take(walk, walk->at + word.n);
  after_value(walk);
  return event;
}

static tr_json_event take_value(tr_json_walk *walk) {
  const char c = walk->text.p[walk->at];
  switch (c) {
    case '{':
      return open_level(walk, true);
    case '[':
      return open_level(walk, false);
    case '"':
      return take_string(walk, false);
    case 't':
      return take_word(walk, TR_STR("true"), TR_JSON_TRUE);
    case 'f':
      return take_word(walk, TR_STR("false"), TR_JSON_FALSE);
    case 'n':
      return take_word(walk, TR_STR("null"), TR_JSON_NULL);
    default:
      if (c == '-' || is_digit(c)) return take_number(walk);
      if ((unsigned char)c >= 0x80) {
        tr_str rest = {walk->text.p + walk->at, walk->text.n - walk->at};
        if (tr_utf8_next(&rest) == TR_UTF8_BAD)
          return broken(walk, walk->at, TR_JSON_BAD_UTF8,
                        "a byte that is no UTF-8");
      }
      return bad(walk, walk->at, "a value is wanted");
  }
}

/* What to say where the next token is none of those wanted. */
static const char *wanted(const tr_json_walk *walk) {
  if (walk->wants & WANTS_COLON) return ": is wanted";
  if (walk->wants & WANTS_COMMA)
    return in_object(walk) ? "a comma or } is wanted"
                           : "a comma or ] is wanted";
  return "a key in quotes is wanted";
}

tr_json_event tr_json_walk_next(tr_json_walk *walk) {
  if (walk->wants == WANTS_BROKEN) return TR_JSON_BROKEN;
  if (walk->wants == WANTS_NOTHING) {
    walk->token = (tr_str){NULL, 0};
    return TR_JSON_DONE;
  }
  for (;;) {
    while (walk->at < walk->text.n && is_blank(walk->text.p[walk->at]))
      walk->at++;
    if (walk->at >= walk->text.n)
      return bad(walk, walk->at,
                 walk->depth > 0 ? "it is cut short: a bracket is open"
                                 : "a value is wanted");

    const char c = walk->text.p[walk->at];
    if ((walk->wants & WANTS_END) && (c == '}' || c == ']'))
      return close_level(walk, c == '}');
    if (walk->wants & WANTS_VALUE) return take_value(walk);
    if ((walk->wants & WANTS_KEY) && c == '"') return take_string(walk, true);
    if ((walk->wants & WANTS_COLON) && c == ':') {
      walk->wants = WANTS_VALUE;
    } else if ((walk->wants & WANTS_COMMA) && c == ',') {
      walk->wants = in_object(walk) ? WANTS_KEY : WANTS_VALUE;
    } else {
      return bad(walk, walk->at, wanted(walk));
    }
    walk->at++;
  }
}

bool tr_json_skip_broken(tr_str text, size_t at, size_t *end) {
  size_t open = 0;
  bool quoted = false;
  for (; at < text.n; at++) {
    const char c = text.p[at];
    if (quoted) {
      if (c == '\\') at++;
      /* A string ends with its line at the latest: else one lost quote would
       * swallow all that follows. */
      quoted = c != '"' && c != '\n';
      continue;
    }
    if (c == '"') quoted = true;
    if (c == '{' || c == '[') open++;
    if ((c == '}' || c == ']') && open > 0 && --open == 0) {
      *end = at + 1;
      return true;
    }
  }
  return false;
}

/* Write one code point as UTF-8. */
static size_t put(char *out, unsigned point) {
  if (point < 0x80) {
    out[0] = (char)point;
    return 1;
  }
  if (point < 0x800) {
    out[0] = (char)(0xc0 | (point >> 6));
    out[1] = (char)(0x80 | (point & 0x3f));
    return 2;
  }
  if (point < 0x10000) {
    out[0] = (char)(0xe0 | (point >> 12));
    out[1] = (char)(0x80 | ((point >> 6) & 0x3f));
    out[2] = (char)(0x80 | (point & 0x3f));
    return 3;
  }
  out[0] = (char)(0xf0 | (point >> 18));
  out[1] = (char)(0x80 | ((point >> 12) & 0x3f));
  out[2] = (char)(0x80 | ((point >> 6) & 0x3f));
  out[3] = (char)(0x80 | (point & 0x3f));
  return 4;
}

static unsigned hex4(const char *p) {
  unsigned point = 0;
  for (int i = 0; i < 4; i++) point = point * 16 + (unsigned)hex_value(p[i]);
  return point;
}

/* The escape at `at` of a checked string: its UTF-8 into out (4 bytes), its
 * length into *wrote. Returns the bytes it takes in the source. */
static size_t unescape_one(tr_str body, size_t at, char *out, size_t *wrote) {
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  const char c = body.p[at + 1];
  if (c != 'u') {
    out[0] = to[strchr(from, c) - from];
    *wrote = 1;
    return 2;
  }
  unsigned point = hex4(body.p + at + 2);
  size_t taken = 6;
  if (point >= 0xd800 && point < 0xdc00 && at + 12 <= body.n &&
      body.p[at + 6] == '\\' && body.p[at + 7] == 'u') {
    const unsigned low = hex4(body.p + at + 8);
    if (low >= 0xdc00 && low < 0xe000) {
      point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
      taken = 12;
    }
  }
  if (point >= 0xd800 && point < 0xe000) point = 0xfffd;
  *wrote = put(out, point);
  return taken;
}

tr_status tr_json_unescape(tr_arena *arena, tr_str token, tr_str *text) {
  const tr_str body = {token.p + 1, token.n - 2};
  if (body.n == 0 || memchr(body.p, '\\', body.n) == NULL) {
    *text = body;
    return TR_OK;
  }
  char *out = tr_arena_alloc(arena, body.n);
  if (out == NULL) return TR_ENOMEM;
  size_t n = 0;
  for (size_t at = 0; at < body.n;) {
    if (body.p[at] != '\\') {
      out[n++] = body.p[at++];
      continue;
    }
    size_t wrote;
    at += unescape_one(body, at, out + n, &wrote);
    n += wrote;
  }
  *text = (tr_str){out, n};
  return TR_OK;
}

bool tr_json_token_is(tr_str token, tr_str text) {
  const tr_str body = {token.p + 1, token.n - 2};
  if (body.n == 0 || memchr(body.p, '\\', body.n) == NULL)
    return tr_str_eq(body, text);
  size_t same = 0;
  for (size_t at = 0; at < body.n;) {
    char one[4] = {body.p[at]};
    size_t wrote = 1;
    at += body.p[at] == '\\' ? unescape_one(body, at, one, &wrote) : 1;
    if (wrote > text.n - same || memcmp(one, text.p + same, wrote) != 0)
      return false;
    same += wrote;
  }
  return same == text.n;
}

/* Pass over the value that begins with `event`; its bytes. */
static tr_str pass_over(tr_json_walk *walk, tr_json_event event) {
  const char *from = walk->token.p;
  if (event == TR_JSON_OBJECT || event == TR_JSON_ARRAY) {
    const unsigned outside = walk->depth - 1;
    do {
      event = tr_json_walk_next(walk);
    } while (event != TR_JSON_BROKEN && event != TR_JSON_DONE &&
             walk->depth > outside);
  }
  return (tr_str){from, (size_t)(walk->text.p + walk->at - from)};
}

/* Whether a key means a segment of a pointer, whose ~1 is / and ~0 is ~. */
static bool key_is(tr_str token, tr_str segment) {
  char name[64];
  size_t n = 0;
  for (size_t i = 0; i < segment.n; i++) {
    if (n == sizeof name) return false;
    char c = segment.p[i];
    if (c == '~' && i + 1 < segment.n) c = segment.p[++i] == '1' ? '/' : '~';
    name[n++] = c;
  }
  return tr_json_token_is(token, (tr_str){name, n});
}

bool tr_json_find(tr_str text, const char *pointer, tr_str *value) {
  tr_str here = text;
  while (*pointer == '/') {
    const tr_str segment = {pointer + 1, strcspn(pointer + 1, "/")};
    pointer += 1 + segment.n;

    tr_json_walk walk;
    tr_json_walk_init(&walk, here, 0);
    const tr_json_event open = tr_json_walk_next(&walk);
    if (open != TR_JSON_OBJECT && open != TR_JSON_ARRAY) return false;
    bool found = false;
    size_t index = 0;
    for (;;) {
      tr_json_event event = tr_json_walk_next(&walk);
      if (walk.depth == 0 || event == TR_JSON_BROKEN) break;
      bool hit;
      if (open == TR_JSON_OBJECT) {
        hit = key_is(walk.token, segment);
        event = tr_json_walk_next(&walk);
      } else {
        char number[24];
        snprintf(number, sizeof number, "%zu", index++);
        hit = tr_str_eq(segment, tr_str_of(number));
      }
      const tr_str passed = pass_over(&walk, event);
      if (!hit) continue;
      found = true;
      here = passed;
      if (open == TR_JSON_ARRAY) break;
    }
    if (!found) return false;
  }
  *value = here;
  return true;
}
