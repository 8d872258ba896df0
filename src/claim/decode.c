/* Decides whether the bytes of an element are a value of its type. */
#include "claim/decode.h"

enum {
  MOST_DIGITS = 9,   /* of a number read the short way */
  DATE_BYTES = 8,    /* CCYYMMDD */
  TIMED_BYTES = 12,  /* CCYYMMDDHHMM */
  PERIOD_BYTES = 17, /* CCYYMMDD-CCYYMMDD */
  DASH = 8           /* where its dash stands */
};

#define D8 TR_PACK2('D', '8')
#define RD8 TR_PACK3('R', 'D', '8')
#define DT TR_PACK2('D', 'T')

/* --------------------------------------------------------------- codes */

/* Turn a to z into A to Z in all eight bytes at once. With the top bit of each
 * byte free, adding 0x80 - 'a' sets it in bytes from 'a' on, and adding
 * 0x7F - 'z' in those after 'z'. */
static tr_code upper(tr_code code) {
  const tr_code ones = 0x0101010101010101U;
  const tr_code low = code & 0x7F * ones;
  const tr_code from_a = low + (0x80 - 'a') * ones;
  const tr_code after_z = low + (0x7F - 'z') * ones;
  const tr_code letters = (from_a ^ after_z) & ~code & 0x80 * ones;
  return code - (letters >> 2);
}

tr_code tr__pack_upper(tr_str text) { return upper(tr_code_pack(text)); }

/* A code inside the segment: eight bytes are read at once where the segment
 * has them on either side, which it nearly always has. */
static tr_code pack_within(const tr_segment *segment, tr_str text) {
  const char *const begin = segment->bytes.p;
  const char *const end = begin + segment->bytes.n;
  uint64_t word;
  if (text.n == 0 || text.n > TR_CODE_BYTES) return 0;
  const unsigned cut = (unsigned)(TR_CODE_BYTES - text.n) * 8;
  if ((size_t)(end - text.p) >= TR_CODE_BYTES) {
    memcpy(&word, text.p, sizeof word);
    return upper(__builtin_bswap64(word) >> cut << cut);
  }
  if ((size_t)(text.p + text.n - begin) >= TR_CODE_BYTES) {
    memcpy(&word, text.p + text.n - TR_CODE_BYTES, sizeof word);
    return upper(__builtin_bswap64(word) << cut);
  }
  return tr__pack_upper(text);
}

/* -------------------------------------------------------------- faults */

void tr__tell(const tr_builder *builder, const tr_unit *unit,
              const tr_pending *pending, const tr_claim *claim) {
  const tr_place place = tr_unit_place(unit, &pending->field);
  const bool type = pending->meaning != NULL;
  tr_fault fault =
      tr_fault_of(type ? "TRX0109" : "TRX0108", pending->variant, &place);
  char digits[TR_NUMBER_TEXT];

  if (type) tr_fault_argue(&fault, "value", place.value);
  tr_fault_argue(&fault, "element", tr_str_of(place.element));
  if (type)
    tr_fault_argue(&fault, "meaning", tr_str_of(pending->meaning));
  else
    tr_fault_argue(&fault, "limit", tr_number_text(TR_FIELD_BYTES, digits));

  if (claim != NULL) {
    fault.claim = tr_unit_text(claim->unit, &claim->id);
    fault.claim_at = claim->at;
    if (pending->line >= 0) {
      const tr_field *number = &claim->lines[pending->line].number;
      const bool known = number->state == TR_FIELD_KNOWN &&
                         number->number >= 0 &&
                         number->number / 1000 <= UINT32_MAX;
      fault.line = known ? (uint32_t)(number->number / 1000)
                         : (uint32_t)pending->line + 1;
    }
  }
  builder->fault(builder->context, &fault);
}

/* The value does not hold: told now, or for a claim when its bytes and its
 * number are at hand. */
static void refuse(tr_builder *builder, tr_field *field, const char *variant,
                   const char *meaning) {
  field->state = TR_FIELD_UNREADABLE;
  field->number = 0;
  const tr_pending pending = {*field, variant, meaning, builder->line};
  if (builder->run != &builder->claim_run) {
    tr__tell(builder, &builder->run->unit, &pending, NULL);
    return;
  }
  tr_pending *kept = tr__list_add(builder, &builder->pending);
  if (kept != NULL) *kept = pending;
}

/* --------------------------------------------------------------- fields */

bool tr__is_odd(tr_str value) {
  for (size_t i = 0; i < value.n; i++) {
    const unsigned char byte = (unsigned char)value.p[i];
    if (byte < ' ' || byte > '~') return true;
  }
  return false;
}

/* Set the field of some bytes of the segment at hand; its value is not yet
 * read. @return Whether there is one to read. Fields are written where they
 * lie: handed back by value, each would be copied once more. */
static inline __attribute__((always_inline)) bool put_field(tr_builder *builder,
                                                            tr_str value,
                                                            unsigned element,
                                                            unsigned component,
                                                            tr_field *field) {
  const tr_str segment = builder->segment->bytes;
  const size_t within =
      value.p != NULL ? (size_t)(value.p - segment.p) : segment.n;
  field->number = 0;
  field->at = builder->at + (uint32_t)within;
  field->length = (uint16_t)value.n;
  field->segment = builder->index;
  field->element = (uint8_t)element;
  field->component = (uint8_t)component;
  field->state = TR_FIELD_ABSENT;
  if (value.n == 0) return false;
  field->state = TR_FIELD_KNOWN;
  if (__builtin_expect(value.n > TR_FIELD_BYTES, 0)) {
    field->length = TR_FIELD_BYTES;
    refuse(builder, field, "value-limit", NULL);
    return false;
  }
  if (__builtin_expect(builder->odd, 0) && tr__is_odd(value)) {
    field->state = TR_FIELD_UNREADABLE; /* the reader has told of it */
    return false;
  }
  return true;
}

static void put_code(tr_builder *builder, tr_str value, unsigned element,
                     unsigned component, tr_field *field) {
  if (put_field(builder, value, element, component, field))
    field->number = (int64_t)pack_within(builder->segment, value);
}

/* A whole number of few digits, as nearly all are; others take the long way.
 * @return -1 for those. */
static inline int64_t few_digits(tr_str value) {
  int64_t number = 0;
  if (value.n > MOST_DIGITS) return -1;
  for (size_t i = 0; i < value.n; i++) {
    const unsigned digit = (unsigned)(unsigned char)value.p[i] - '0';
    if (digit > 9) return -1;
    number = number * 10 + (int64_t)digit;
  }
  return number;
}

static void put_number(tr_builder *builder, tr_str value, unsigned element,
                       unsigned component, const char *meaning,
                       tr_field *field) {
  int64_t number;
  if (!put_field(builder, value, element, component, field)) return;
  if ((number = few_digits(value)) >= 0)
    field->number = number * 1000;
  else if (tr_quantity_read(value, &number) == TR_OK)
    field->number = number;
  else
    refuse(builder, field, "quantity", meaning);
}

/* A date that is none: the walk along the guide has told of it. */
static void leave_out(tr_field *field) {
  field->state = TR_FIELD_UNREADABLE;
  field->number = 0;
}

static void put_date(tr_builder *builder, tr_str value, unsigned element,
                     tr_field *field) {
  tr_day day;
  if (!put_field(builder, value, element, 0, field)) return;
  if (tr_day_read(value, &day) == TR_OK)
    field->number = day;
  else
    leave_out(field);
}

void tr__missing_fill(void *entity, size_t from, size_t to, uint16_t opener) {
  const tr_field missing = {.segment = opener};
  for (char *p = (char *)entity + from; p <= (char *)entity + to;
       p += sizeof missing)
    memcpy(p, &missing, sizeof missing);
}

void tr__text(tr_builder *builder, unsigned element, tr_field *field) {
  const tr_str value = tr_segment_element(builder->segment, element);
  (void)put_field(builder, value, element, 0, field);
}

void tr__code(tr_builder *builder, unsigned element, tr_field *field) {
  const tr_str value = tr_segment_element(builder->segment, element);
  put_code(builder, value, element, 0, field);
}

void tr__money(tr_builder *builder, unsigned element, const char *meaning,
               tr_field *field) {
  const tr_str value = tr_segment_element(builder->segment, element);
  tr_cents cents;
  if (!put_field(builder, value, element, 0, field)) return;
  if ((cents = few_digits(value)) >= 0)
    field->number = cents * 100;
  else if (tr_cents_read(value, &cents) == TR_OK)
    field->number = cents;
  else
    refuse(builder, field, "money", meaning);
}

void tr__number(tr_builder *builder, unsigned element, const char *meaning,
                tr_field *field) {
  const tr_str value = tr_segment_element(builder->segment, element);
  put_number(builder, value, element, 0, meaning, field);
}

void tr__date(tr_builder *builder, unsigned element, tr_field *field) {
  const tr_str value = tr_segment_element(builder->segment, element);
  put_date(builder, value, element, field);
}

/* -------------------------------------------------------------- periods */

static bool are_digits(tr_str text) {
  for (size_t i = 0; i < text.n; i++)
    if (text.p[i] < '0' || text.p[i] > '9') return false;
  return true;
}

static void period_of_two(tr_builder *builder, tr_str value, unsigned element,
                          tr_field *from, tr_field *to) {
  const tr_str first = {value.p, DATE_BYTES};
  const tr_str second = {value.p + DASH + 1, DATE_BYTES};
  put_date(builder, first, element, from);
  put_date(builder, second, element, to);
}

void tr__period(tr_builder *builder, const tr_field *format, unsigned element,
                tr_field *from, tr_field *to) {
  const tr_str value = tr_segment_element(builder->segment, element);
  const tr_code shape = (tr_code)format->number;
  if (!put_field(builder, value, element, 0, from)) {
    *to = *from;
    return;
  }

  if (shape == RD8 && value.n == PERIOD_BYTES && value.p[DASH] == '-') {
    period_of_two(builder, value, element, from, to);
    return;
  }
  tr_day day;
  const bool timed =
      shape == DT && value.n == TIMED_BYTES &&
      are_digits((tr_str){value.p + DATE_BYTES, TIMED_BYTES - DATE_BYTES});
  const tr_str date = {value.p, timed ? DATE_BYTES : value.n};
  if (shape != RD8 && tr_day_read(date, &day) == TR_OK)
    from->number = day;
  else
    leave_out(from);
  *to = *from;
}

/* ----------------------------------------------------------- composites */

void tr__split(tr_builder *builder, unsigned element, tr_parts *parts) {
  const tr_str whole = tr_segment_element(builder->segment, element);
  const char separator = builder->segment->delims->component;
  parts->element = element;
  parts->whole = whole;
  parts->count = 0;
  if (whole.n == 0) return;
  const char *const end = whole.p + whole.n;
  const char *from = whole.p;
  for (const char *p = from; parts->count < TR_PARTS; p++) {
    if (p < end && *p != separator) continue;
    parts->part[parts->count++] = (tr_str){from, (size_t)(p - from)};
    if (p >= end) break;
    from = p + 1;
  }
}

/* A component that was not sent stands at the end of its element. */
static inline tr_str part_of(const tr_parts *parts, unsigned n) {
  if (n <= parts->count) return parts->part[n - 1];
  if (parts->whole.p == NULL) return (tr_str){NULL, 0};
  return (tr_str){parts->whole.p + parts->whole.n, 0};
}

void tr__part_text(tr_builder *builder, const tr_parts *parts, unsigned n,
                   tr_field *field) {
  (void)put_field(builder, part_of(parts, n), parts->element, n, field);
}

void tr__part_code(tr_builder *builder, const tr_parts *parts, unsigned n,
                   tr_field *field) {
  put_code(builder, part_of(parts, n), parts->element, n, field);
}

void tr__part_number(tr_builder *builder, const tr_parts *parts, unsigned n,
                     const char *meaning, tr_field *field) {
  put_number(builder, part_of(parts, n), parts->element, n, meaning, field);
}

void tr__part_diagnosis(tr_builder *builder, const tr_parts *parts, unsigned n,
                        tr_field *field) {
  const tr_str value = part_of(parts, n);
  put_code(builder, value, parts->element, n, field);
  if (field->state != TR_FIELD_KNOWN || value.n > TR_CODE_BYTES + 1) return;
  if (memchr(value.p, '.', value.n) == NULL) return;

  char plain[TR_CODE_BYTES + 1];
  size_t used = 0;
  for (size_t i = 0; i < value.n; i++)
    if (value.p[i] != '.') plain[used++] = value.p[i];
  field->number = (int64_t)tr__pack_upper((tr_str){plain, used});
}
