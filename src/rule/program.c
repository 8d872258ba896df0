/* Names of types, sets of codes, and what a program asks. */
#include "rule/program.h"

#include "rule/op.h"

const char *tr_type_name(tr_type type) {
  static const char *const names[TR_TYPE_COUNT] = {
#define TYPE_NAME(name, word) word,
      TR_TYPE_MAP(TYPE_NAME)
#undef TYPE_NAME
  };
  return (unsigned)type < TR_TYPE_COUNT ? names[type] : "nothing";
}

bool tr_type_find(tr_str word, tr_type *type) {
  for (int i = 0; i < TR_TYPE_COUNT; i++) {
    if (!tr_str_eq(word, tr_str_of(tr_type_name((tr_type)i)))) continue;
    *type = (tr_type)i;
    return true;
  }
  return false;
}

bool tr_codes_have(const tr_code *codes, uint32_t count, tr_code code) {
  uint32_t low = 0;
  while (count > 0) {
    const uint32_t half = count / 2;
    if (codes[low + half] < code) {
      low += half + 1;
      count -= half + 1;
    } else if (codes[low + half] == code) {
      return true;
    } else {
      count = half;
    }
  }
  return false;
}

bool tr_codes_have_prefix(const tr_code *codes, uint32_t count, tr_code code) {
  for (uint32_t i = 0; i < count; i++)
    if (tr_code_starts(code, codes[i])) return true;
  return false;
}

bool tr_program_reads_profile(const tr_program *program) {
  for (uint32_t i = 0; program != NULL && i < program->op_count; i++) {
    const uint8_t code = program->ops[i].code;
    if (code == TR_OP_PROFILE || code == TR_OP_PROFILE_ROW ||
        code == TR_OP_LOOP_ROWS)
      return true;
  }
  return false;
}

bool tr_program_names_code(const tr_program *program, tr_code code) {
  for (uint32_t i = 0; program != NULL && i < program->constant_count; i++) {
    const tr_constant *constant = &program->constants[i];
    if (constant->type == TR_TYPE_CODE && (tr_code)constant->number == code)
      return true;
    if (constant->type == TR_TYPE_CODE_SET &&
        tr_codes_have(constant->codes, constant->count, code))
      return true;
  }
  return false;
}
