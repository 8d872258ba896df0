/* How texts, codes, constants and programs are written as C. */
#include "packc_values.h"

#include <inttypes.h>

packc_name packc_none(void) { return (packc_name){"NULL"}; }

packc_name packc_name_of(const char *format, unsigned number) {
  packc_name out = {""};
  char text[PACKC_NAME * 2];
  const char *hash = strchr(format, '#');
  snprintf(text, sizeof text, "%.*s%u%s", (int)(hash - format), format, number,
           hash + 1);
  memcpy(out.text, text, PACKC_NAME - 1);
  return out;
}

/* ------------------------------------------------------------- plain values */

void packc_put_text(packc_writer *w, tr_str text) {
  tr_buf_add_char(w->out, '"');
  for (size_t i = 0; i < text.n; i++) {
    const unsigned char c = (unsigned char)text.p[i];
    if (c == '"' || c == '\\')
      tr_buf_addf(w->out, "\\%c", c);
    else if (c == '\n')
      tr_buf_add(w->out, TR_STR("\\n"));
    else if (c < 0x20 || c > 0x7E || c == '?')
      tr_buf_addf(w->out, "\\%03o", c);
    else
      tr_buf_add_char(w->out, (char)c);
  }
  tr_buf_add_char(w->out, '"');
}

void packc_member_text(packc_writer *w, const char *member, const char *text) {
  if (text == NULL) return;
  tr_buf_addf(w->out, ".%s = ", member);
  packc_put_text(w, tr_str_of(text));
  tr_buf_add(w->out, TR_STR(", "));
}

void packc_member_name(packc_writer *w, const char *member, packc_name value) {
  if (strcmp(value.text, "NULL") == 0) return;
  tr_buf_addf(w->out, ".%s = %s, ", member, value.text);
}

static void member_number(packc_writer *w, const char *member, int64_t number) {
  if (number == 0) return;
  if (number == INT64_MIN)
    tr_buf_addf(w->out, ".%s = INT64_MIN, ", member);
  else
    tr_buf_addf(w->out, ".%s = INT64_C(%" PRId64 "), ", member, number);
}

void packc_member_day(packc_writer *w, const char *member, tr_day day) {
  if (day == TR_DAY_MIN)
    tr_buf_addf(w->out, ".%s = TR_DAY_MIN, ", member);
  else if (day == TR_DAY_MAX)
    tr_buf_addf(w->out, ".%s = TR_DAY_MAX, ", member);
  else
    tr_buf_addf(w->out, ".%s = %d, ", member, (int)day);
}

packc_name packc_codes_of(packc_writer *w, const tr_code *codes,
                          uint32_t count) {
  if (codes == NULL || count == 0) return packc_none();
  const unsigned number = ++w->last;
  tr_buf_addf(w->out, "static const tr_code codes_%u[] = {", number);
  for (uint32_t i = 0; i < count; i++)
    tr_buf_addf(w->out, "UINT64_C(0x%016" PRIx64 "), ", codes[i]);
  tr_buf_add(w->out, TR_STR("};\n"));
  return packc_name_of("codes_#", number);
}

/* count UINT32_MAX: the list ends with NULL, and so does what is written. */
packc_name packc_texts_of(packc_writer *w, const char *const *texts,
                          uint32_t count) {
  if (texts == NULL || count == 0) return packc_none();
  const unsigned number = ++w->last;
  tr_buf_addf(w->out, "static const char *const texts_%u[] = {", number);
  for (uint32_t i = 0; i < count && texts[i] != NULL; i++) {
    packc_put_text(w, tr_str_of(texts[i]));
    tr_buf_add(w->out, TR_STR(", "));
  }
  if (count == UINT32_MAX) tr_buf_add(w->out, TR_STR("NULL"));
  tr_buf_add(w->out, TR_STR("};\n"));
  return packc_name_of("texts_#", number);
}

/* ------------------------------------------------------ constants, programs */

/* The lists a row points to, written before it. */
typedef struct row_names {
  packc_name codes, column2, modifiers, beside, prefixes, devices, tests;
} row_names;

static void put_row(packc_writer *w, const tr_profile_row *row,
                    const row_names *names) {
  tr_buf_add(w->out, TR_STR("  {"));
  if (row->code != 0)
    tr_buf_addf(w->out, ".code = UINT64_C(0x%016" PRIx64 "), ", row->code);
  if (row->use != 0)
    tr_buf_addf(w->out, ".use = UINT64_C(0x%016" PRIx64 "), ", row->use);
  member_number(w, "number", row->number);
  packc_member_text(w, "rule", row->rule);
  if (row->off) tr_buf_add(w->out, TR_STR(".off = true, "));
  tr_buf_addf(w->out, ".severity = (tr_severity)%d, ", (int)row->severity);
  packc_member_name(w, "codes", names->codes);
  tr_buf_addf(w->out, ".code_count = %u, ", row->code_count);
  packc_member_name(w, "column2", names->column2);
  tr_buf_addf(w->out, ".column2_count = %u, ", row->column2_count);
  if (row->bypass) tr_buf_add(w->out, TR_STR(".bypass = true, "));
  packc_member_name(w, "devices", names->devices);
  tr_buf_addf(w->out, ".device_count = %u, .areas = %uU, ", row->device_count,
              row->areas);
  packc_member_text(w, "provider", row->provider);
  packc_member_name(w, "modifiers", names->modifiers);
  tr_buf_addf(w->out, ".modifier_count = %u, ", row->modifier_count);
  packc_member_text(w, "require", row->require);
  packc_member_name(w, "beside", names->beside);
  tr_buf_addf(w->out, ".beside_count = %u, ", row->beside_count);
  packc_member_name(w, "prefixes", names->prefixes);
  tr_buf_addf(w->out, ".prefix_count = %u, ", row->prefix_count);
  packc_member_name(w, "tests", names->tests);
  tr_buf_addf(w->out,
              ".test_count = %u, .weeks = %d, .age = %d, .minutes = %d, "
              ".count = %d, .days = %d, ",
              row->test_count, (int)row->weeks, (int)row->age,
              (int)row->minutes, (int)row->count, (int)row->days);
  packc_member_text(w, "per", row->per);
  packc_member_text(w, "then", row->then);
  packc_member_text(w, "because", row->because);
  tr_buf_add(w->out, TR_STR("},\n"));
}

static packc_name rows_of(packc_writer *w, const tr_profile_row *rows,
                          uint32_t count) {
  if (rows == NULL || count == 0) return packc_none();
  row_names *names = calloc(count, sizeof *names);
  if (names == NULL) {
    w->out->bad = TR_ENOMEM;
    return packc_none();
  }
  for (uint32_t i = 0; i < count; i++) {
    const tr_profile_row *row = &rows[i];
    names[i] = (row_names){
        .codes = packc_codes_of(w, row->codes, row->code_count),
        .column2 = packc_codes_of(w, row->column2, row->column2_count),
        .modifiers = packc_codes_of(w, row->modifiers, row->modifier_count),
        .beside = packc_codes_of(w, row->beside, row->beside_count),
        .prefixes = packc_codes_of(w, row->prefixes, row->prefix_count),
        .devices = packc_texts_of(w, row->devices, row->device_count),
        .tests = packc_texts_of(w, row->tests, row->test_count)};
  }
  const unsigned number = ++w->last;
  tr_buf_addf(w->out, "static const tr_profile_row rows_%u[] = {\n", number);
  for (uint32_t i = 0; i < count; i++) put_row(w, &rows[i], &names[i]);
  tr_buf_add(w->out, TR_STR("};\n"));
  free(names);
  return packc_name_of("rows_#", number);
}

static bool is_set_of_codes(tr_type type) {
  return type == TR_TYPE_CODE_SET || type == TR_TYPE_PREFIX_SET;
}

packc_constant_names packc_constant_names_of(packc_writer *w,
                                             const tr_constant *c) {
  return (packc_constant_names){
      .codes = is_set_of_codes(c->type) ? packc_codes_of(w, c->codes, c->count)
                                        : packc_none(),
      .words = c->type == TR_TYPE_WORD_SET
                   ? packc_texts_of(w, c->words, c->count)
                   : packc_none(),
      .rows = c->rows != NULL ? rows_of(w, c->rows, c->count) : packc_none(),
      .states = packc_codes_of(w, c->states, c->state_count)};
}

void packc_put_constant(packc_writer *w, const tr_constant *c,
                        const packc_constant_names *names) {
  tr_buf_addf(w->out, "{.type = (tr_type)%d, .count = %u, ", (int)c->type,
              c->count);
  member_number(w, "number", c->number);
  if (c->text != NULL) {
    tr_buf_add(w->out, TR_STR(".text = "));
    packc_put_text(w, (tr_str){c->text, c->count});
    tr_buf_add(w->out, TR_STR(", "));
  }
  packc_member_name(w, "codes", names->codes);
  packc_member_name(w, "words", names->words);
  packc_member_name(w, "rows", names->rows);
  packc_member_name(w, "states", names->states);
  tr_buf_addf(w->out, ".state_count = %u}", c->state_count);
}

static packc_name constants_of(packc_writer *w, const tr_constant *list,
                               uint32_t count) {
  if (list == NULL || count == 0) return packc_none();
  packc_constant_names *names = calloc(count, sizeof *names);
  if (names == NULL) {
    w->out->bad = TR_ENOMEM;
    return packc_none();
  }
  for (uint32_t i = 0; i < count; i++)
    names[i] = packc_constant_names_of(w, &list[i]);
  const unsigned number = ++w->last;
  tr_buf_addf(w->out, "static const tr_constant constants_%u[] = {\n", number);
  for (uint32_t i = 0; i < count; i++) {
    packc_put_constant(w, &list[i], &names[i]);
    tr_buf_add(w->out, TR_STR(",\n"));
  }
  tr_buf_add(w->out, TR_STR("};\n"));
  free(names);
  return packc_name_of("constants_#", number);
}

packc_name packc_program_of(packc_writer *w, const tr_program *program) {
  if (program == NULL) return packc_none();
  const packc_name constants =
      constants_of(w, program->constants, program->constant_count);
  const unsigned number = ++w->last;
  tr_buf_addf(w->out, "static const tr_op ops_%u[] = {\n ", number);
  for (uint32_t i = 0; i < program->op_count; i++)
    tr_buf_addf(w->out, " {%u, %u, %u, %d},", (unsigned)program->ops[i].code,
                (unsigned)program->ops[i].slot, (unsigned)program->ops[i].row,
                (int)program->ops[i].value);
  tr_buf_addf(w->out,
              "\n};\nstatic const tr_program program_%u = {.ops = ops_%u, ",
              number, number);
  packc_member_name(w, "constants", constants);
  tr_buf_addf(w->out,
              ".op_count = %u, .constant_count = %u, .type = (tr_type)%d, "
              ".entity = %u, .stack = %u, .loops = %u, .lets = %u};\n",
              program->op_count, program->constant_count, (int)program->type,
              (unsigned)program->entity, (unsigned)program->stack,
              (unsigned)program->loops, (unsigned)program->lets);
  return packc_name_of("&program_#", number);
}
