/* Decides which segments describe the person or organisation of an NM1. */
#include "claim/decode.h"

#define EI TR_PACK2('E', 'I')
#define SY TR_PACK2('S', 'Y')
#define PAYER_KEY TR_PACK2('2', 'U')

static bool is_level(const tr_builder *builder, const tr_array *list) {
  return list == &builder->level_parties;
}

/* The levels are a stack: a party of one is a party of all below it. */
static void level_count(tr_builder *builder) {
  for (int i = (int)builder->level; i < TR_LEVELS; i++)
    builder->levels[i].party_count = builder->level_parties.count;
}

void tr__party_open(tr_builder *builder, tr_array *list, tr_code loop) {
  builder->loop = loop;
  builder->party = TR_NONE;
  tr_party *party = tr__list_add(builder, list);
  if (party == NULL) return;
  builder->party = (int32_t)list->count - 1;

  party->unit = &builder->run->unit;
  party->loop = loop;
  party->line = builder->line;
  party->payer = builder->line < 0 ? builder->payer : TR_NONE;
  tr__code(builder, 1, &party->role);
  tr__code(builder, 2, &party->kind);
  tr__text(builder, 3, &party->name);
  tr__text(builder, 4, &party->first_name);
  tr__text(builder, 5, &party->middle_name);
  tr__text(builder, 7, &party->suffix);
  tr__code(builder, 8, &party->id_qualifier);
  tr__text(builder, 9, &party->id);
  tr__missing_fill(party, offsetof(tr_party, street),
                   offsetof(tr_party, tax_id), builder->index);

  if (is_level(builder, list))
    level_count(builder);
  else
    tr__line_count(builder, list, offsetof(tr_line, party_first),
                   offsetof(tr_line, party_count));
}

int32_t tr__party_of(const tr_builder *builder, const tr_array *list,
                     tr_code loop) {
  for (int32_t i = (int32_t)list->count - 1; i >= 0; i--) {
    const tr_party *party = tr_array_at(list, i);
    if (party->loop == loop && party->unit == &builder->run->unit &&
        party->line == builder->line)
      return i;
  }
  return TR_NONE;
}

bool tr__party_segment(tr_builder *builder, tr_array *list) {
  if (builder->party < 0) return false;
  tr_party *party = tr_array_at(list, builder->party);
  switch (builder->segment->id) {
    case TR_PACK2('N', '3'):
      tr__text(builder, 1, &party->street);
      tr__text(builder, 2, &party->street_more);
      return true;
    case TR_PACK2('N', '4'):
      tr__text(builder, 1, &party->city);
      tr__code(builder, 2, &party->state);
      tr__text(builder, 3, &party->zip);
      tr__code(builder, 4, &party->country);
      return true;
    case TR_PACK3('P', 'R', 'V'):
      tr__text(builder, 3, &party->taxonomy);
      return true;
    case TR_PACK3('D', 'M', 'G'):
      tr__date(builder, 2, &party->birth);
      tr__code(builder, 3, &party->sex);
      return true;
    case TR_PACK3('P', 'E', 'R'):
      return true;
    default:
      return false;
  }
}

tr_reference *tr__reference_add(tr_builder *builder, tr_array *list,
                                tr_array *parties) {
  tr_reference *reference = tr__list_add(builder, list);
  if (reference == NULL) return NULL;
  reference->unit = &builder->run->unit;
  reference->line = builder->line;
  reference->loop = builder->loop;
  reference->party = builder->party;
  tr__code(builder, 1, &reference->qualifier);
  tr__text(builder, 2, &reference->value);
  reference->payer_id = (tr_field){.segment = builder->index, .element = 4};
  reference->payer_id.at = builder->at + (uint32_t)builder->segment->bytes.n;
  if (builder->segment->element_count >= 4) {
    tr_parts parts;
    tr__split(builder, 4, &parts);
    if (parts.count > 0 && tr__pack_upper(parts.part[0]) == PAYER_KEY)
      tr__part_text(builder, &parts, 2, &reference->payer_id);
  }

  if (list == &builder->level_references) {
    for (int i = (int)builder->level; i < TR_LEVELS; i++)
      builder->levels[i].reference_count = list->count;
  } else {
    tr__line_count(builder, list, offsetof(tr_line, reference_first),
                   offsetof(tr_line, reference_count));
  }
  const tr_code qualifier = (tr_code)reference->qualifier.number;
  if (builder->party >= 0 && (qualifier == EI || qualifier == SY)) {
    tr_party *party = tr_array_at(parties, builder->party);
    if (party->tax_id.state == TR_FIELD_ABSENT)
      party->tax_id = reference->value;
  }
  return reference;
}
