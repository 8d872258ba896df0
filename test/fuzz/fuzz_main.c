/* Stands in for a fuzzer: runs a target over the files of its corpus, then over
 * mutations of them that are the same on every machine.
 *
 * usage: fuzz-TARGET [--runs N] [--seed S] FILE... */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

enum { FILES = 512, MOST = 64 << 10, KINDS = 7 };

typedef struct sample {
  uint8_t *bytes;
  size_t size;
} sample;

static sample samples[FILES];
static size_t sample_count;
static uint64_t state;

static uint32_t draw(uint32_t below) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return below == 0 ? 0 : (uint32_t)(state >> 32) % below;
}

static void take(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL || sample_count == FILES) {
    fprintf(stderr, "cannot take %s\n", path);
    exit(2);
  }
  sample *next = &samples[sample_count++];
  next->bytes = malloc(MOST);
  if (next->bytes == NULL) exit(2);
  next->size = fread(next->bytes, 1, MOST, file);
  fclose(file);
}

static void run(const uint8_t *bytes, size_t size) {
  /* a block of its own: a byte read beyond it is seen by the sanitizer */
  uint8_t *copy = malloc(size > 0 ? size : 1);
  if (copy == NULL) exit(2);
  if (size > 0) memcpy(copy, bytes, size);
  LLVMFuzzerTestOneInput(copy, size);
  free(copy);
}

static size_t put_head(uint8_t *out) {
  out[0] = 0xF5;
  out[1] = (uint8_t)draw(256);
  const uint32_t failing = draw(4) == 0 ? 1 + draw(400) : 0;
  out[2] = (uint8_t)(failing & 255);
  out[3] = (uint8_t)(failing >> 8);
  return 4;
}

static void cut_out(uint8_t *bytes, size_t *size) {
  const size_t at = draw((uint32_t)*size);
  const size_t n = 1 + draw((uint32_t)(*size - at));
  memmove(bytes + at, bytes + at + n, *size - at - n);
  *size -= n;
}

static void double_it(uint8_t *bytes, size_t *size, size_t room) {
  const size_t at = draw((uint32_t)*size);
  size_t n = 1 + draw((uint32_t)(*size - at));
  if (n > room - *size) n = room - *size;
  memmove(bytes + at + n, bytes + at, *size - at);
  *size += n;
}

/* Bytes of another sample in place of some of this one's. */
static void cross(uint8_t *bytes, size_t size) {
  const sample *other = &samples[draw((uint32_t)sample_count)];
  if (other->size == 0) return;
  const size_t from = draw((uint32_t)other->size);
  const size_t at = draw((uint32_t)size);
  size_t n = 1 + draw(64);
  if (n > other->size - from) n = other->size - from;
  if (n > size - at) n = size - at;
  memcpy(bytes + at, other->bytes + from, n);
}

static void mutate(uint8_t *bytes, size_t *size, size_t room) {
  static const uint8_t odd[] = {0,   0xFF, '~', '*', ':', '^',  '"',  '{',
                                '}', '\n', '-', '9', ' ', 0x80, '\\', 'A'};
  if (*size == 0) return;
  const size_t at = draw((uint32_t)*size);
  switch (draw(KINDS)) {
    case 0:
      bytes[at] ^= (uint8_t)(1U << draw(8));
      break;
    case 1:
      bytes[at] = odd[draw(sizeof odd)];
      break;
    case 2:
      cut_out(bytes, size);
      break;
    case 3:
      double_it(bytes, size, room);
      break;
    case 4:
      cross(bytes, *size);
      break;
    case 5:
      *size = at;
      break;
    default:
      bytes[at] = (uint8_t)draw(256);
      break;
  }
}

static void run_mutation(uint8_t *bytes) {
  const sample *from = &samples[draw((uint32_t)sample_count)];
  const size_t head = put_head(bytes);
  memcpy(bytes + head, from->bytes, from->size);
  size_t size = from->size;
  const uint32_t steps = draw(5);
  for (uint32_t i = 0; i < steps; i++) mutate(bytes + head, &size, MOST);
  run(bytes, head + size);
}

int main(int count, char **arguments) {
  unsigned long runs = 0;
  state = 1;
  for (int i = 1; i < count; i++) {
    if (strcmp(arguments[i], "--runs") == 0 && i + 1 < count)
      runs = strtoul(arguments[++i], NULL, 10);
    else if (strcmp(arguments[i], "--seed") == 0 && i + 1 < count)
      state = strtoul(arguments[++i], NULL, 10) | 1;
    else
      take(arguments[i]);
  }
  if (sample_count == 0) {
    fprintf(stderr, "usage: %s [--runs N] [--seed S] FILE...\n", arguments[0]);
    return 2;
  }
  for (size_t i = 0; i < sample_count; i++)
    run(samples[i].bytes, samples[i].size);
  uint8_t *bytes = malloc(MOST + 4);
  if (bytes == NULL) return 2;
  for (unsigned long i = 0; i < runs; i++) run_mutation(bytes);
  free(bytes);
  printf("%zu samples and %lu mutations, none broke a promise\n", sample_count,
         runs);
  printf("%lu passed, 0 failed\n", (unsigned long)sample_count + runs);
  for (size_t i = 0; i < sample_count; i++) free(samples[i].bytes);
  return 0;
}
