/* A database file that was damaged, then opened: the input says which bytes of
 * a good store are changed, or where it is cut off. It opens and verifies, or
 * says why not; what is read of it is never of another file. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"
#include "store/receive.h"
#include "store/verify.h"

enum { ROOM = 4 << 20, PATH = 64, CHANGE = 4 };

static char good[ROOM];
static size_t good_size;
static char folder[PATH], path[PATH + 8];
static tr_store_key key;

static const char claims[] =
    "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       "
    "*260620*0815*^*00501*000000001*0*P*:~GS*HC*SENDER*RECEIVER*20260620*0815*1"
    "*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*1*20260620*0815*CH~"
    "SE*3*0001~GE*1*1~IEA*1*000000001~";

static void wrong(void *context, const char *what) {
  (void)what;
  ++*(size_t *)context;
}

static tr_store *open_at(tr_store_mode mode) {
  const tr_store_options options = {path, &key, mode};
  tr_store_error error;
  tr_store *store = NULL;
  return tr_store_open(&options, &store, &error) == TR_OK ? store : NULL;
}

static void forget(void) {
  static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
  char name[PATH + 32];
  for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
    snprintf(name, sizeof name, "%s%s", path, ends[i]);
    (void)unlink(name);
  }
  (void)rmdir(folder);
}

static void make_good(void) {
  tr_received report;
  snprintf(folder, sizeof folder, "%s", "/tmp/traction-fuzz-XXXXXX");
  fuzz_want(mkdtemp(folder) != NULL, "a folder");
  snprintf(path, sizeof path, "%s/store", folder);
  memset(key.text, 'a', TR_STORE_KEY_TEXT);
  tr_store *store = open_at(TR_STORE_MAKE);
  fuzz_want(store != NULL, "a store is made");
  fuzz_want(tr_receive(store, TR_STR("claims"), TR_STR(claims),
                       "2026-06-30T12:00:00Z", &report) == TR_OK,
            "a file is taken");
  tr_store_close(store);
  FILE *file = fopen(path, "rb");
  fuzz_want(file != NULL, "the store is a file");
  good_size = fread(good, 1, sizeof good, file);
  fclose(file);
  (void)atexit(forget);
}

/* Each change is three bytes of place and one of value; a place beyond the end
 * cuts the file off. @return Bytes of the damaged store. */
static size_t damage(const fuzz_input *input, char *bytes) {
  size_t size = good_size;
  memcpy(bytes, good, good_size);
  for (size_t i = 0; i + CHANGE <= input->size; i += CHANGE) {
    const unsigned char *change = (const unsigned char *)input->bytes + i;
    const size_t at =
        (size_t)change[0] | (size_t)change[1] << 8 | (size_t)change[2] << 16;
    if (at < size)
      bytes[at] = (char)(bytes[at] ^ (char)change[3]);
    else if (size > 0)
      size = at % size;
  }
  return size;
}

static void look(void) {
  size_t told = 0;
  tr_store *store = open_at(TR_STORE_LOOK);
  if (store == NULL) return;
  const tr_verify_events events = {.context = &told, .wrong = wrong};
  tr_verified verified;
  if (tr_verify(store, &events, &verified) == TR_OK)
    fuzz_want(tr_verified_good(&verified) == (told == 0),
              "what is wrong is told");
  tr_store_close(store);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const fuzz_input input = fuzz_take(data, size);
  static char bytes[ROOM];
  if (good_size == 0) make_good();
  FILE *file = fopen(path, "wb");
  fuzz_want(file != NULL, "the store can be written");
  const size_t n = damage(&input, bytes);
  fuzz_want(fwrite(bytes, 1, n, file) == n, "the store is written");
  fclose(file);
  if (input.failing != 0) fuzz_fail_allocation(input.failing);
  look();
  (void)fuzz_allocations_work();
  return 0;
}
