/* Values and messages as people read them. */
#include <stdio.h>

#include "base/utf8.h"
#include "rule/machine.h"

/* "cervical", "cervical and lumbar", "cervical, lumbar and sacral". */
static tr_str regions_text(tr_regions regions, char *room) {
  const unsigned count = (unsigned)__builtin_popcount(
      regions & ((tr_regions)(TR_REGION_ANY << 1) - 1));
  size_t used = 0;
  unsigned at = 0;
  for (tr_regions bit = 1; bit <= TR_REGION_ANY; bit <<= 1) {
    if ((regions & bit) == 0) continue;
    const char *between = at == 0 ? "" : at + 1 == count ? " and " : ", ";
    const int wrote = snprintf(room + used, TR_VALUE_TEXT - used, "%s%s",
                               between, tr_region_name(bit));
    if (wrote > 0) used += (size_t)wrote;
    at++;
  }
  if (at == 0) return TR_STR("none");
  return (tr_str){room, used};
}

/* Thousandths without zeros that say nothing. */
static tr_str number_text(int64_t thousandths, char *room) {
  const uint64_t size =
      thousandths < 0 ? 0 - (uint64_t)thousandths : (uint64_t)thousandths;
  const char *sign = thousandths < 0 ? "-" : "";
  int wrote = snprintf(room, TR_VALUE_TEXT, "%s%llu.%03llu", sign,
                       (unsigned long long)(size / TR_THOUSAND),
                       (unsigned long long)(size % TR_THOUSAND));
  while (room[wrote - 1] == '0') wrote--;
  if (room[wrote - 1] == '.') wrote--;
  return (tr_str){room, (size_t)wrote};
}

static tr_str digits_of(tr_str text, char *room) {
  size_t used = 0;
  for (size_t i = 0; i < text.n && used < TR_VALUE_TEXT; i++)
    if (text.p[i] >= '0' && text.p[i] <= '9') room[used++] = text.p[i];
  return (tr_str){room, used};
}

tr_str tr__value_text(tr_value value, tr_type type, char *room) {
  switch (type) {
    case TR_TYPE_FLAG:
      return value.number != 0 ? TR_STR("yes") : TR_STR("no");
    case TR_TYPE_NUMBER:
      return number_text(value.number, room);
    case TR_TYPE_MONEY:
      return (tr_str){room, tr_cents_text(value.number, room)};
    case TR_TYPE_DATE:
      tr_day_text((tr_day)value.number, room);
      return tr_str_of(room);
    case TR_TYPE_CODE:
      return (tr_str){room, tr_code_text((tr_code)value.number, room)};
    case TR_TYPE_DOTTED:
      tr_diagnosis_text((tr_code)value.number, room);
      return tr_str_of(room);
    case TR_TYPE_DIGITS:
      return digits_of(tr__str_of(value), room);
    case TR_TYPE_REGIONS:
      return regions_text((tr_regions)value.number, room);
    case TR_TYPE_TEXT:
    case TR_TYPE_WORD:
      return tr__str_of(value);
    default:
      return TR_STR("?");
  }
}

void tr_value_write(tr_value value, tr_type type, tr_buf *out) {
  char room[TR_VALUE_TEXT];
  tr_text_safe(out, tr__value_text(value, type, room));
}

/* -------------------------------------------------------------------- joins */

static const char and_word[] = " and ";

void tr__join_add(tr_machine *machine, tr_value value, tr_type type,
                  size_t start, size_t *last_comma) {
  char room[TR_VALUE_TEXT];
  if (machine->scratch == NULL) return;
  const tr_str text = tr__value_text(value, type, room);
  const bool first = machine->scratch_used == start;
  /* room for the comma, the text, and what "and" takes more than a comma */
  const size_t needed = text.n + (first ? 0 : 2) + sizeof and_word;
  if (needed > TR_SCRATCH - machine->scratch_used) return;

  if (!first) {
    *last_comma = machine->scratch_used;
    memcpy(machine->scratch + machine->scratch_used, ", ", 2);
    machine->scratch_used += 2;
  }
  if (text.n > 0)
    memcpy(machine->scratch + machine->scratch_used, text.p, text.n);
  machine->scratch_used += text.n;
}

void tr__join_end(tr_machine *machine, size_t start, size_t last_comma) {
  if (machine->scratch == NULL || last_comma <= start) return;
  char *comma = machine->scratch + last_comma;
  const size_t tail = machine->scratch_used - last_comma - 2;
  memmove(comma + sizeof and_word - 1, comma + 2, tail);
  memcpy(comma, and_word, sizeof and_word - 1);
  machine->scratch_used += sizeof and_word - 1 - 2;
}

/* ---------------------------------------------------------------- templates */

static void write_argument(const char *name, const tr_argument *arguments,
                           size_t count, tr_buf *out) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(arguments[i].name, name) != 0) continue;
    tr_text_safe(out, arguments[i].text);
    return;
  }
  tr_buf_add_char(out, '?');
}

void tr_eval_template(const tr_template *template, const tr_scope *scope,
                      const tr_argument *arguments, size_t count, tr_buf *out) {
  char scratch[TR_SCRATCH];
  for (uint32_t i = 0; i < template->count; i++) {
    const tr_template_part *part = &template->parts[i];
    if (part->text != NULL) {
      tr_buf_add(out, tr_str_of(part->text));
    } else if (part->argument != NULL) {
      write_argument(part->argument, arguments, count, out);
    } else {
      tr_machine machine = {.scope = scope, .scratch = scratch};
      const tr_value value = tr__run(part->value, &machine);
      if (value.unknown != 0)
        tr_buf_add_char(out, '?');
      else
        tr_value_write(value, part->value->type, out);
    }
  }
}

const char *tr_reason_name(unsigned reason) {
  switch (reason) {
#define REASON_NAME(name, bit, word) \
  case bit:                          \
    return word;
    TR_REASON_MAP(REASON_NAME)
#undef REASON_NAME
    default:
      return "no-data";
  }
}
