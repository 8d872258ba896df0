/* Which guide reads a set, and whether a value is in a list. */
#include "spec/spec.h"

static bool is_edition(const tr_spec *spec, tr_str guide) {
  if (tr_str_eq(tr_str_of(spec->guide), guide)) return true;
  for (const char *const *edition = spec->editions; *edition != NULL; edition++)
    if (tr_str_eq(tr_str_of(*edition), guide)) return true;
  return false;
}

const tr_spec *tr_spec_find(tr_str guide, tr_str transaction) {
  if (transaction.n == 0) return NULL;
  for (uint32_t i = 0; i < tr_specs_builtin_count; i++) {
    const tr_spec *spec = tr_specs_builtin[i];
    if (tr_str_eq(tr_str_of(spec->transaction), transaction) &&
        is_edition(spec, guide))
      return spec;
  }
  return NULL;
}

const tr_spec_segment *tr_spec_control(tr_code id) {
  if (tr_specs_builtin_count == 0) return NULL;
  const tr_spec *control = tr_specs_builtin[tr_specs_builtin_count - 1];
  if (control->transaction[0] != '\0') return NULL; /* that of a set */
  for (uint16_t i = 0; i < control->segment_count; i++)
    if (control->segments[i].id == id) return &control->segments[i];
  return NULL;
}

static bool has_code(const tr_spec_codes *codes, tr_code code) {
  size_t low = 0, high = codes->count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (codes->codes[middle] == code) return true;
    if (codes->codes[middle] < code)
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

bool tr_spec_has(const tr_spec_codes *codes, tr_str value) {
  if (value.n == 0) return false;
  if (value.n <= TR_CODE_BYTES) return has_code(codes, tr_code_pack(value));
  for (uint16_t i = 0; i < codes->text_count; i++)
    if (tr_str_eq(tr_str_of(codes->texts[i]), value)) return true;
  return false;
}
