/* Five characters mean something to HTML, in content or in an attribute; the
 * rest is tr_text_safe()'s business. */
#include "render/html_text.h"

#include "base/utf8.h"

static const char *reference_of(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return NULL;
  }
}

void tr_html_text(tr_buf *out, tr_str text) {
  size_t from = 0;
  for (size_t i = 0; i < text.n; i++) {
    const char *reference = reference_of(text.p[i]);
    if (reference == NULL) continue;
    /* these characters are ASCII: nothing is cut within a code point */
    tr_text_safe(out, (tr_str){text.p + from, i - from});
    tr_buf_add(out, tr_str_of(reference));
    from = i + 1;
  }
  if (from < text.n) tr_text_safe(out, (tr_str){text.p + from, text.n - from});
}

/* The line at the front, without its end; `rest` moves behind it. */
static tr_str take_line(tr_str *rest) {
  const char *end = memchr(rest->p, '\n', rest->n);
  const size_t n = end != NULL ? (size_t)(end - rest->p) : rest->n;
  const tr_str line = {rest->p, n};
  const size_t taken = end != NULL ? n + 1 : n;
  rest->p += taken;
  rest->n -= taken;
  return line;
}

void tr_html_paragraphs(tr_buf *out, tr_str text) {
  bool open = false;
  while (text.n > 0) {
    const tr_str line = tr_str_trim(take_line(&text));
    if (line.n == 0) {
      if (open) tr_buf_add(out, TR_STR("</p>\n"));
      open = false;
      continue;
    }
    tr_buf_add(out, open ? TR_STR("\n") : TR_STR("<p>"));
    open = true;
    tr_html_text(out, line);
  }
  if (open) tr_buf_add(out, TR_STR("</p>\n"));
}

void tr_html_link(tr_buf *out, tr_str title, const char *url) {
  const tr_str address = tr_str_of(url);
  if (!tr_str_starts(address, TR_STR("https://")) &&
      !tr_str_starts(address, TR_STR("http://"))) {
    tr_html_text(out, title);
    return;
  }
  tr_buf_add(out, TR_STR("<a href=\""));
  tr_html_text(out, address);
  tr_buf_add(out, TR_STR("\" rel=\"noreferrer\">"));
  tr_html_text(out, title);
  tr_buf_add(out, TR_STR("</a>"));
}
