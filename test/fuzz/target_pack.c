/* Any bytes as a file of a pack: rules, derivations, profiles, keys, payers,
 * sources. The first byte chooses which; what is wrong is told with its
 * line. */
#include "fuzz.h"
#include "input/pack_error.h"
#include "input/pack_yaml.h"

typedef struct form {
  const char *name;
  tr_pack_kind kind;
  bool found;
} form;

static void see_error(void *context, const tr_pack_error *error) {
  size_t *count = context;
  fuzz_want(error->file != NULL, "an error names its file");
  (*count)++;
}

static void take(const char *name, const fuzz_input *input) {
  tr_arena arena;
  const tr_pack *pack = NULL;
  size_t errors = 0;
  tr_pack_kind kind;
  if (!tr_pack_kind_of(tr_str_of(name), name[0] == 'p', &kind)) return;
  const tr_pack_file file = {name, {input->bytes, input->size}, kind};
  const tr_pack_options options = {.name = "fuzz",
                                   .version = "1",
                                   .base = &tr_pack_builtin,
                                   .error = see_error,
                                   .context = &errors};
  tr_arena_init(&arena, TR_PACK_ARENA);
  const tr_status status = tr_pack_read(&arena, &file, 1, &options, &pack);
  fuzz_want(status != TR_OK || pack != NULL, "a pack is there");
  fuzz_want(status != TR_ESYNTAX || errors > 0, "what is wrong is told");
  tr_arena_done(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const names[] = {
      "rules/TRC9901-fuzz.yaml", "profiles/fuzz.yaml", "profiles/keys.yaml",
      "payers.csv", "sources.md"};
  enum { NAMES = sizeof names / sizeof names[0] };
  fuzz_input input = fuzz_take(data, size);
  if (input.size == 0) return 0;
  /* a letter from 'A' on; anything else is a rule as it stands */
  const unsigned which = (unsigned char)input.bytes[0] - 'A';
  const char *name = which < NAMES ? names[which] : names[0];
  if (which < NAMES) {
    input.bytes++;
    input.size--;
  }
  take(name, &input);
  if (input.failing != 0) {
    fuzz_fail_allocation(input.failing);
    take(name, &input);
    (void)fuzz_allocations_work();
  }
  return 0;
}
