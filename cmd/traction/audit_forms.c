/* The forms of an audit that people open: a page and a workbook. */
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "audit_run.h"
#include "report/audit_html.h"
#include "report/audit_sheet.h"

bool audit_write_html(audit_run *run) {
  tr_audit_html(&run->result, &run->out);
  return true;
}

static bool read_all(int descriptor, tr_buf *out) {
  char bytes[1 << 14];
  ssize_t n;
  if (lseek(descriptor, 0, SEEK_SET) != 0) return false;
  while ((n = read(descriptor, bytes, sizeof bytes)) != 0) {
    if (n < 0 && errno != EINTR) return false;
    if (n > 0) tr_buf_add(out, (tr_str){bytes, (size_t)n});
  }
  return true;
}

/* The library writes to a name; that of a file in memory, so that nothing of
 * it stands on the disk before the whole does. */
bool audit_write_xlsx(audit_run *run) {
  char path[64];
  if (cmd_value(run->arguments, "output") == NULL && isatty(STDOUT_FILENO)) {
    file_say("a workbook is not for a terminal; name a file by --output");
    return false;
  }
  const int descriptor = memfd_create("workbook", MFD_CLOEXEC);
  if (descriptor < 0) {
    file_say_errno("make", "a workbook in memory");
    return false;
  }
  snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
  const tr_status status = tr_audit_sheet(&run->result, path, NULL);
  const bool good = status == TR_OK && read_all(descriptor, &run->out);
  if (!good)
    file_say("cannot write the workbook: %s",
             tr_status_text(status != TR_OK ? status : TR_EIO));
  close(descriptor);
  return good;
}
