/* The closing words: what was checked and what was found. */
#include <inttypes.h>

#include "render/style.h"
#include "render/text.h"

void tr_text_count(tr_buf *out, uint64_t count, const char *one,
                   const char *many) {
  tr_buf_addf(out, "%" PRIu64 " %s", count, count == 1 ? one : many);
}

void tr_text_checked(const tr_summary *summary, tr_buf *out) {
  tr_text_count(out, summary->claims, "claim", "claims");
  tr_buf_add(out, TR_STR(" with "));
  tr_text_count(out, summary->lines, "line", "lines");
  if (summary->notes != 0) {
    tr_buf_add(out, TR_STR(" and "));
    tr_text_count(out, summary->notes, "chart note", "chart notes");
  }
  tr_buf_add(out, TR_STR(" in "));
  tr_text_count(out, summary->files, "file", "files");
}

static void put_checked(const tr_summary *summary, tr_buf *out) {
  if (summary->claims == 0) {
    tr_buf_add(out, TR_STR("checked no claim in "));
    tr_text_count(out, summary->files, "file\n", "files\n");
    return;
  }
  tr_buf_add(out, TR_STR("checked "));
  tr_text_checked(summary, out);
  tr_buf_add(out, TR_STR(": "));
  tr_text_count(out, summary->claims - summary->claims_with_errors,
                "claim without error", "claims without error");
  tr_buf_addf(out, ", %" PRIu64 " with errors\n", summary->claims_with_errors);
}

static void put_found(const tr_text *text, const tr_summary *summary,
                      tr_buf *out) {
  static const char *const words[TR_SEVERITY_COUNT][2] = {
      [TR_SEVERITY_INFO] = {"remark", "remarks"},
      [TR_SEVERITY_ADVICE] = {"piece of advice", "pieces of advice"},
      [TR_SEVERITY_WARNING] = {"warning", "warnings"},
      [TR_SEVERITY_ERROR] = {"error", "errors"},
  };
  bool any = false;
  for (int i = TR_SEVERITY_COUNT - 1; i >= 0; i--) {
    if (summary->findings[i] == 0) continue;
    tr_buf_add(out, any ? TR_STR(", ") : TR_STR("found "));
    any = true;
    tr_style_begin(out, text->color, tr_style_of((tr_severity)i));
    tr_text_count(out, summary->findings[i], words[i][0], words[i][1]);
    tr_style_end(out, text->color);
  }
  tr_buf_add(out, any ? TR_STR("\n") : TR_STR("found nothing to report\n"));
}

void tr_text_summary(const tr_text *text, const tr_summary *summary,
                     tr_buf *out) {
  put_checked(summary, out);
  if (summary->unread != 0) {
    tr_text_count(out, summary->unread, "file", "files");
    tr_buf_add(out, TR_STR(" held nothing that could be checked\n"));
  }
  put_found(text, summary, out);
}
