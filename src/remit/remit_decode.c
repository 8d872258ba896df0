/* Decides whether the bytes of an element are a value of its type. What is not
 * was told of by the walk along the guide; only an amount that is a number but
 * no sum of whole cents is told of here. */
#include "remit/remit_builder.h"

enum {
  FIELD_BYTES = 65535, /* longest value a field can hold */
  AMOUNT_BYTES = 20    /* 18 digits, a point and a minus; what is longer was
                          told of as too long */
};

static tr_code upper(tr_code code) {
  tr_code result = 0;
  for (int shift = 0; shift < 64; shift += 8) {
    unsigned char byte = (unsigned char)(code >> shift);
    if (byte >= 'a' && byte <= 'z') byte = (unsigned char)(byte - 'a' + 'A');
    result |= (tr_code)byte << shift;
  }
  return result;
}

tr_code tr__remit_qualifier(const tr_remit_builder *builder, unsigned element) {
  return upper(tr_code_pack(tr_segment_element(builder->segment, element)));
}

void tr__remit_missing(void *entity, size_t from, size_t to, uint16_t opener) {
  const tr_field missing = {.segment = opener};
  for (char *p = (char *)entity + from; p <= (char *)entity + to;
       p += sizeof missing)
    memcpy(p, &missing, sizeof missing);
}

static bool is_odd(tr_str value) {
  for (size_t i = 0; i < value.n; i++) {
    const unsigned char byte = (unsigned char)value.p[i];
    if (byte < ' ' || byte > '~') return true;
  }
  return false;
}

/* Set the field of some bytes of the segment at hand; its value is not yet
 * read. @return Whether there is one to read. */
static bool put_field(const tr_remit_builder *builder, tr_str value,
                      unsigned element, unsigned part, tr_field *field) {
  const tr_str segment = builder->segment->bytes;
  const size_t within =
      value.p != NULL ? (size_t)(value.p - segment.p) : segment.n;
  *field = (tr_field){
      .at = builder->at + (uint32_t)within,
      .length = (uint16_t)(value.n < FIELD_BYTES ? value.n : FIELD_BYTES),
      .segment = builder->index,
      .element = (uint8_t)element,
      .component = (uint8_t)part,
      .state = TR_FIELD_ABSENT};
  if (value.n == 0) return false;
  field->state = TR_FIELD_KNOWN;
  if (value.n > FIELD_BYTES || (builder->odd && is_odd(value)))
    field->state = TR_FIELD_UNREADABLE;
  return field->state == TR_FIELD_KNOWN;
}

/* A part that was not sent stands at the end of its element. */
static tr_str part_of(const tr_remit_builder *builder, unsigned element,
                      unsigned part) {
  const tr_str whole = tr_segment_element(builder->segment, element);
  tr_str found = {NULL, 0};
  if (whole.p == NULL) return found;
  if (tr_component(whole, builder->segment->delims->component, part, &found) &&
      found.p != NULL)
    return found;
  return (tr_str){whole.p + whole.n, 0};
}

static void put_code(const tr_remit_builder *builder, tr_str value,
                     unsigned element, unsigned part, tr_field *field) {
  if (put_field(builder, value, element, part, field))
    field->number = (int64_t)upper(tr_code_pack(value));
}

void tr__remit_text(tr_remit_builder *builder, unsigned element,
                    tr_field *field) {
  (void)put_field(builder, tr_segment_element(builder->segment, element),
                  element, 0, field);
}

void tr__remit_code(tr_remit_builder *builder, unsigned element,
                    tr_field *field) {
  put_code(builder, tr_segment_element(builder->segment, element), element, 0,
           field);
}

void tr__remit_part_text(tr_remit_builder *builder, unsigned element,
                         unsigned part, tr_field *field) {
  (void)put_field(builder, part_of(builder, element, part), element, part,
                  field);
}

void tr__remit_part_code(tr_remit_builder *builder, unsigned element,
                         unsigned part, tr_field *field) {
  put_code(builder, part_of(builder, element, part), element, part, field);
}

static void tell_money(tr_remit_builder *builder, unsigned element,
                       const char *meaning) {
  tr_place place;
  tr_segment_place(builder->segment, element, 0, &place);
  tr_fault fault = tr_fault_of("TRX0109", "money", &place);
  tr_fault_argue(&fault, "value", place.value);
  tr_fault_argue(&fault, "element", tr_str_of(place.element));
  tr_fault_argue(&fault, "meaning", tr_str_of(meaning));
  if (builder->store->of_claim) {
    fault.claim = tr_unit_text(&builder->store->unit, &builder->claim.id);
    fault.claim_at = builder->claim.at;
    fault.line = (uint32_t)(builder->service + 1);
  }
  builder->fault(builder->context, &fault);
}

void tr__remit_money(tr_remit_builder *builder, unsigned element,
                     const char *meaning, tr_field *field) {
  const tr_str value = tr_segment_element(builder->segment, element);
  tr_cents cents = 0;
  if (!put_field(builder, value, element, 0, field)) return;
  const tr_status status = tr_cents_read(value, &cents);
  if (status == TR_OK) {
    field->number = cents;
    return;
  }
  field->state = TR_FIELD_UNREADABLE;
  if (status == TR_ERANGE && value.n <= AMOUNT_BYTES)
    tell_money(builder, element, meaning);
}

void tr__remit_number(tr_remit_builder *builder, unsigned element,
                      tr_field *field) {
  const tr_str value = tr_segment_element(builder->segment, element);
  int64_t number = 0;
  if (!put_field(builder, value, element, 0, field)) return;
  if (tr_quantity_read(value, &number) == TR_OK)
    field->number = number;
  else
    field->state = TR_FIELD_UNREADABLE;
}

void tr__remit_date(tr_remit_builder *builder, unsigned element,
                    tr_field *field) {
  const tr_str value = tr_segment_element(builder->segment, element);
  tr_day day = 0;
  if (!put_field(builder, value, element, 0, field)) return;
  if (tr_day_read(value, &day) == TR_OK)
    field->number = day;
  else
    field->state = TR_FIELD_UNREADABLE;
}
