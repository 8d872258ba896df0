/* Which files are good enough to hold a key. */
#include "store/store_key.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MOST = 256 /* bytes of a key file */ };

tr_status tr_store_key_read(tr_str text, tr_store_key *key) {
  while (text.n > 0 && strchr(" \t\r\n", text.p[0]) != NULL && text.p[0] != 0) {
    text.p++;
    text.n--;
  }
  while (text.n > 0 && strchr(" \t\r\n", text.p[text.n - 1]) != NULL &&
         text.p[text.n - 1] != 0)
    text.n--;
  if (text.n != TR_STORE_KEY_TEXT) return TR_ESYNTAX;
  unsigned char bytes[TR_STORE_KEY_BYTES];
  size_t got = 0;
  if (sodium_hex2bin(bytes, sizeof bytes, text.p, text.n, NULL, &got, NULL) !=
          0 ||
      got != sizeof bytes)
    return TR_ESYNTAX;
  sodium_bin2hex(key->text, sizeof key->text, bytes, sizeof bytes);
  sodium_memzero(bytes, sizeof bytes);
  return TR_OK;
}

static bool is_private(int descriptor, const char *path, char *text,
                       size_t room) {
  struct stat status;
  if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    snprintf(text, room, "%s is no regular file", path);
    return false;
  }
  if (status.st_uid != geteuid() && status.st_uid != 0) {
    snprintf(text, room, "the key file %s belongs to somebody else", path);
    return false;
  }
  if ((status.st_mode & 077) != 0) {
    snprintf(text, room,
             "others can read the key file %s; chmod 600 it, and take a new "
             "key where they may have read it",
             path);
    return false;
  }
  return true;
}

static tr_status read_digits(int descriptor, const char *path,
                             tr_store_key *key, char *text, size_t room) {
  char bytes[FILE_MOST];
  size_t n = 0;
  ssize_t got;
  while (n < sizeof bytes &&
         ((got = read(descriptor, bytes + n, sizeof bytes - n)) > 0 ||
          (got < 0 && errno == EINTR)))
    if (got > 0) n += (size_t)got;
  const tr_status status = tr_store_key_read((tr_str){bytes, n}, key);
  sodium_memzero(bytes, sizeof bytes);
  if (status != TR_OK)
    snprintf(text, room, "%s holds no key: 64 hexadecimal digits are wanted",
             path);
  return status;
}

tr_status tr_store_key_load(const char *path, tr_store_key *key, char *text,
                            size_t room) {
  const int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    snprintf(text, room, "cannot open the key file %s: %s", path,
             errno == ENOENT ? "no such file" : strerror(errno));
    return errno == ENOENT ? TR_ENOTFOUND : TR_EIO;
  }
  const tr_status status = is_private(descriptor, path, text, room)
                               ? read_digits(descriptor, path, key, text, room)
                               : TR_EIO;
  close(descriptor);
  return status;
}

/* ------------------------------------------------------------------- making */

static bool fill(unsigned char *bytes, size_t n) {
  while (n > 0) {
    const ssize_t got = getrandom(bytes, n, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    bytes += got;
    n -= (size_t)got;
  }
  return true;
}

static bool write_all(int descriptor, const char *bytes, size_t n) {
  while (n > 0) {
    const ssize_t put = write(descriptor, bytes, n);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return false;
    bytes += put;
    n -= (size_t)put;
  }
  return true;
}

/* A name on disk is as lasting as its folder. */
static bool sync_folder(const char *path) {
  const char *slash = strrchr(path, '/');
  char *folder = slash == NULL   ? strdup(".")
                 : slash == path ? strdup("/")
                                 : strndup(path, (size_t)(slash - path));
  const int descriptor =
      folder != NULL ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
  free(folder);
  if (descriptor < 0) return false;
  const bool good = fsync(descriptor) == 0 || errno == EINVAL;
  close(descriptor);
  return good;
}

/* The file takes its name when it is whole, and only if nobody else was
 * faster. */
static tr_status write_file(const char *path, const tr_store_key *key) {
  char *temporary = NULL;
  if (asprintf(&temporary, "%s.part-%d", path, (int)getpid()) < 0)
    return TR_ENOMEM;
  unlink(temporary);
  const int descriptor =
      open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  bool good = descriptor >= 0 &&
              write_all(descriptor, key->text, TR_STORE_KEY_TEXT) &&
              write_all(descriptor, "\n", 1) && fsync(descriptor) == 0;
  if (descriptor >= 0) close(descriptor);
  good = good && link(temporary, path) == 0;
  const int why = errno;
  if (descriptor >= 0) unlink(temporary);
  free(temporary);
  if (good) return sync_folder(path) ? TR_OK : TR_EIO;
  errno = why;
  return why == EEXIST ? TR_ERANGE : TR_EIO;
}

tr_status tr_store_key_make(const char *path, tr_store_key *key, char *text,
                            size_t room) {
  unsigned char bytes[TR_STORE_KEY_BYTES];
  tr_store_key made;
  if (!fill(bytes, sizeof bytes)) {
    snprintf(text, room, "the system has no random numbers for a key");
    return TR_EIO;
  }
  sodium_bin2hex(made.text, sizeof made.text, bytes, sizeof bytes);
  sodium_memzero(bytes, sizeof bytes);
  const tr_status status = write_file(path, &made);
  if (status == TR_OK)
    *key = made;
  else
    snprintf(text, room, "cannot make the key file %s: %s", path,
             strerror(errno));
  tr_store_key_forget(&made);
  return status;
}

void tr_store_key_forget(tr_store_key *key) {
  sodium_memzero(key, sizeof *key);
}
