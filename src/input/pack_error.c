/* Errors of packs: from a byte of a file to its line, column and caret. */
#include "input/pack_error.h"

#include <stdio.h>

#include "base/utf8.h"

static void report(tr_pack_sink *sink, uint32_t line, size_t start, size_t at,
                   size_t length, tr_str message) {
  sink->count++;
  if (sink->fn == NULL) return;
  size_t end = start;
  while (end < sink->bytes.n && sink->bytes.p[end] != '\n') end++;
  if (end > start && sink->bytes.p[end - 1] == '\r') end--;
  if (at > end) at = end;
  if (length > end - at) length = end - at;
  const tr_pack_error error = {
      .file = sink->file,
      .line = line,
      .column = (uint32_t)(at - start) + 1,
      .length = length > 0 ? (uint32_t)length : 1,
      .message = message,
      .text = {sink->bytes.p != NULL ? sink->bytes.p + start : "", end - start},
  };
  sink->fn(sink->context, &error);
}

void tr_pack_fail(tr_pack_sink *sink, size_t at, size_t length,
                  const char *format, ...) {
  char message[TR_PACK_MESSAGE];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);

  if (at > sink->bytes.n) at = sink->bytes.n;
  uint32_t line = 1;
  size_t start = 0;
  for (size_t i = 0; i < at; i++) {
    if (sink->bytes.p[i] != '\n') continue;
    line++;
    start = i + 1;
  }
  report(sink, line, start, at, length, tr_str_of(message));
}

void tr_pack_fail_line(tr_pack_sink *sink, uint32_t line, uint32_t column,
                       tr_str message) {
  size_t start = 0;
  uint32_t at_line = 1;
  for (size_t i = 0; i < sink->bytes.n && at_line < line; i++) {
    if (sink->bytes.p[i] != '\n') continue;
    at_line++;
    start = i + 1;
  }
  const size_t column_bytes = column > 0 ? column - 1 : 0;
  report(sink, at_line, start, start + column_bytes, 1, message);
}

void tr_pack_error_show(const tr_pack_error *error, tr_buf *out) {
  char number[16];
  const int digits =
      snprintf(number, sizeof number, "%u", (unsigned)error->line);
  const int width = digits > 2 ? digits : 2;
  tr_buf_add(out, TR_STR("error: "));
  tr_text_safe(out, error->message);
  tr_buf_addf(out, "\n%*s--> ", width, "");
  tr_text_safe(out, tr_str_of(error->file));
  tr_buf_addf(out, ":%u:%u\n%*s |\n%*s | ", (unsigned)error->line,
              (unsigned)error->column, width, "", width, number);
  tr_text_safe(out, error->text);

  const size_t before =
      error->column - 1 < error->text.n ? error->column - 1 : error->text.n;
  const tr_str head = {error->text.p, before};
  size_t length = error->length;
  if (length > error->text.n - before) length = error->text.n - before;
  size_t carets = tr_text_columns((tr_str){error->text.p + before, length});
  tr_buf_addf(out, "\n%*s | %*s", width, "", (int)tr_text_columns(head), "");
  do tr_buf_add_char(out, '^');
  while (carets-- > 1);
  tr_buf_add_char(out, '\n');
}
