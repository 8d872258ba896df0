/* Writing: nobody ever sees half a file under its own name. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.h"

enum { NAMES_TRIED = 100 };

/* Whether writing under another name makes sense: not for a pipe or device. */
static bool can_replace(const char *path) {
  struct stat status;
  return stat(path, &status) != 0 || S_ISREG(status.st_mode);
}

static bool open_temporary(file_output *output, const char *path) {
  for (int i = 0; i < NAMES_TRIED; i++) {
    char *name = NULL;
    if (asprintf(&name, "%s.part-%d-%d", path, (int)getpid(), i) < 0) break;
    output->descriptor =
        open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (output->descriptor >= 0) {
      output->temporary = name;
      return true;
    }
    free(name);
    if (errno != EEXIST) break;
  }
  return false;
}

bool file_output_open(file_output *output, const char *path) {
  *output = (file_output){.descriptor = STDOUT_FILENO};
  if (path == NULL) return true;
  output->path = strdup(path);
  const bool good =
      output->path != NULL &&
      (can_replace(path)
           ? open_temporary(output, path)
           : (output->descriptor = open(path, O_WRONLY | O_CLOEXEC)) >= 0);
  if (good) return true;
  file_say_errno("write", path);
  free(output->path);
  return false;
}

void file_output_write(file_output *output, tr_str bytes) {
  while (bytes.n > 0 && !output->failed) {
    const ssize_t n = write(output->descriptor, bytes.p, bytes.n);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      file_say_errno("write",
                     output->path != NULL ? output->path : "standard output");
      output->failed = true;
      return;
    }
    bytes.p += n;
    bytes.n -= (size_t)n;
  }
}

bool file_output_drain(file_output *output, tr_buf *text, bool all) {
  enum { WRITE_FROM = 64 << 10 /* bytes that are worth a write */ };
  if (!all && text->n < WRITE_FROM) return true;
  file_output_write(output, tr_buf_str(text));
  tr_buf_clear(text);
  return !output->failed;
}

/* What is lost by a crash just after the end should not be a whole report. */
static bool settle(file_output *output) {
  if (fsync(output->descriptor) != 0 && errno != EINVAL && errno != EROFS)
    return false;
  if (close(output->descriptor) != 0) return false;
  return output->temporary == NULL ||
         rename(output->temporary, output->path) == 0;
}

bool file_output_close(file_output *output, bool keep) {
  bool good = !output->failed;
  if (output->path == NULL) return good;
  if (good && keep) {
    good = settle(output);
    if (!good) file_say_errno("write", output->path);
  } else {
    close(output->descriptor);
  }
  if (output->temporary != NULL && !(good && keep)) unlink(output->temporary);
  free(output->temporary);
  free(output->path);
  *output = (file_output){.descriptor = STDOUT_FILENO};
  return good;
}
