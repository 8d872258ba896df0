/* Print the page, or write the workbook, of an audit that nobody made.
 *
 * usage: report-page KIND      see test/unit/report/made_up.h for the kinds */
#include <stdio.h>

#include "report/audit_html.h"
#include "report/made_up.h"

int main(int count, char **words) {
  if (count != 2) return 2;
  tr_arena arena;
  tr_buf out;
  tr_arena_init(&arena, 1 << 26);
  tr_buf_init(&out, 1 << 26);
  const tr_audit_result result = made_up(&arena, words[1]);
  tr_audit_html(&result, &out);
  const tr_str page = tr_buf_str(&out);
  const bool done = out.bad == TR_OK &&
                    fwrite(page.p, 1, page.n, stdout) == page.n &&
                    fflush(stdout) == 0;
  tr_buf_done(&out);
  tr_arena_done(&arena);
  return done ? 0 : 3;
}
