/* Kills the program it is loaded into at a given call that changes a file or
 * tells a server something, so that a crash can be had at any point and had
 * again:
 *
 *   KILL_AT=n     die at the n-th such call; a write is done by half first when
 *                 n is odd
 *   KILL_COUNT=f  write to f how many there were */
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;
static long kill_at;

__attribute__((constructor)) static void begin(void) {
  const char *at = getenv("KILL_AT");
  kill_at = at != NULL ? strtol(at, NULL, 10) : 0;
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("KILL_COUNT");
  char text[24];
  if (path == NULL) return;
  const int n = snprintf(text, sizeof text, "%ld\n", (long)calls);
  const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  syscall(SYS_write, file, text, n);
  close(file);
}

/* Whether this call is the last. */
static int is_last(void) { return ++calls == kill_at; }

static void die(void) {
  for (;;) kill(getpid(), SIGKILL);
}

/* With 64 bits for sizes, as all is compiled here, this is pwrite64(). */
ssize_t pwrite(int file, const void *bytes, size_t n, off_t at) {
  if (is_last()) {
    if (kill_at % 2 != 0) syscall(SYS_pwrite64, file, bytes, n / 2, at);
    die();
  }
  return syscall(SYS_pwrite64, file, bytes, n, at);
}

ssize_t write(int file, const void *bytes, size_t n) {
  if (is_last()) {
    if (kill_at % 2 != 0) syscall(SYS_write, file, bytes, n / 2);
    die();
  }
  return syscall(SYS_write, file, bytes, n);
}

ssize_t send(int to, const void *bytes, size_t n, int flags) {
  if (is_last()) {
    if (kill_at % 2 != 0) syscall(SYS_sendto, to, bytes, n / 2, flags, NULL, 0);
    die();
  }
  return syscall(SYS_sendto, to, bytes, n, flags, NULL, 0);
}

int fsync(int file) {
  if (is_last()) die();
  return (int)syscall(SYS_fsync, file);
}

int fdatasync(int file) {
  if (is_last()) die();
  return (int)syscall(SYS_fdatasync, file);
}

int ftruncate(int file, off_t size) {
  if (is_last()) die();
  return (int)syscall(SYS_ftruncate, file, size);
}

int rename(const char *from, const char *to) {
  if (is_last()) die();
  return (int)syscall(SYS_rename, from, to);
}

int link(const char *from, const char *to) {
  if (is_last()) die();
  return (int)syscall(SYS_link, from, to);
}

int unlink(const char *path) {
  if (is_last()) die();
  return (int)syscall(SYS_unlink, path);
}
