/* A document of the JSON form, for its tests. */
#ifndef TR_CONVERT_DOCUMENT_H
#define TR_CONVERT_DOCUMENT_H

#include "render/convert_inputs.h"
#include "render/convert_json.h"

/** Make the document of an input, with its last brace. */
static inline void make_document(const char *bytes, size_t n, size_t piece,
                                 tr_buf *out) {
  tr_buf_init(out, 1U << 26);
  tr_convert_json *convert = tr_convert_json_new("a.837", out);
  assert_non_null(convert);
  for (size_t at = 0; at < n; at += piece) {
    const size_t m = n - at < piece ? n - at : piece;
    assert_int_equal(tr_convert_json_feed(convert, bytes + at, m), TR_OK);
  }
  assert_int_equal(tr_convert_json_end(convert), TR_OK);
  tr_convert_json_free(convert);
  tr_buf_add(out, TR_STR("}"));
  assert_int_equal(out->bad, TR_OK);
}

/** Check that the document of a text holds something, as often as said. */
static inline void holds_times(const char *text, size_t n, const char *wanted,
                               size_t times) {
  tr_buf out;
  make_document(text, n, n + 1, &out);
  tr_buf_add_char(&out, '\0');
  size_t found = 0;
  for (const char *at = out.p; (at = strstr(at, wanted)) != NULL; at++) found++;
  if (found != times) fail_msg("%zu times %s in %s", found, wanted, out.p);
  tr_buf_done(&out);
}

#define HOLDS(text, wanted) holds_times(text, sizeof(text) - 1, wanted, 1)
#define LACKS(text, wanted) holds_times(text, sizeof(text) - 1, wanted, 0)

#endif
