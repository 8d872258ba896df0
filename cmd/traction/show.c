/* Listings go out in one piece: what cannot be written whole says so. */
#include "show.h"

#include <string.h>

#include "command.h"
#include "files.h"

int show(tr_buf *out) {
  file_output standard;
  bool good = out->bad == TR_OK;
  if (!good) file_say("cannot write: %s", tr_status_text(out->bad));
  good = good && file_output_open(&standard, NULL);
  if (good) {
    file_output_write(&standard, tr_buf_str(out));
    good = file_output_close(&standard, true);
  }
  tr_buf_done(out);
  return good ? EXIT_CLEAN : EXIT_FAILED;
}

void show_day(tr_buf *out, tr_day day, const char *open) {
  char text[TR_DAY_TEXT];
  if (day == TR_DAY_MIN || day == TR_DAY_MAX) {
    tr_buf_add(out, tr_str_of(open));
    return;
  }
  tr_day_text(day, text);
  tr_buf_add(out, tr_str_of(text));
}

void show_block(tr_buf *out, const char *text, int indent) {
  while (*text != '\0') {
    const size_t n = strcspn(text, "\n");
    if (n > 0) tr_buf_addf(out, "%*s", indent, "");
    tr_buf_add(out, (tr_str){text, n});
    tr_buf_add_char(out, '\n');
    text += n + (text[n] == '\n');
  }
}
