/* The yardstick of all figures of speed: read FILE in blocks of 256 KiB and
 * count its '~' with memchr. No X12 reader can do less. Never change it. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 256 * 1024 };

static char block[BLOCK];

int main(int argc, char **argv) {
  const int file = argc == 2 ? open(argv[1], O_RDONLY) : -1;
  if (file < 0) {
    fprintf(stderr, "usage: segcount FILE\n");
    return 2;
  }
  unsigned long count = 0;
  ssize_t n;
  while ((n = read(file, block, BLOCK)) > 0) {
    const char *p = block, *end = block + n;
    while ((p = memchr(p, '~', (size_t)(end - p))) != NULL) {
      count++;
      p++;
    }
  }
  close(file);
  printf("%lu\n", count);
  return n < 0 ? 3 : 0;
}
