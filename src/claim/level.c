/* Decides which level above the claims a segment belongs to: the set's header,
 * billing provider, subscriber, patient. Their bytes are copied, since many
 * claims may follow one of them. */
#include "claim/decode.h"

enum { MOST_GAP = 4096 /* bytes between two segments that are copied */ };

static const tr_code level_loops[TR_LEVELS] = {
    TR_PACK2('S', 'T'),
    TR_LOOP5('2', '0', '0', '0', 'A'),
    TR_LOOP5('2', '0', '0', '0', 'B'),
    TR_LOOP5('2', '0', '0', '0', 'C'),
};

void tr__level_clear(tr_builder *builder, tr_level_kind kind) {
  uint32_t parties = 0, references = 0;
  if (kind > TR_LEVEL_SET) {
    parties = builder->levels[kind - 1].party_count;
    references = builder->levels[kind - 1].reference_count;
  }
  builder->level_parties.count = parties;
  builder->level_references.count = references;
  for (int i = (int)kind; i < TR_LEVELS; i++) {
    tr_level_store *level = &builder->levels[i];
    tr_run *run = &level->run;
    tr_buf_clear(&level->bytes);
    run->segments.count = 0;
    run->unit.bytes = (tr_str){NULL, 0};
    run->unit.segment_count = 0;
    run->damaged = run->full = false;
    level->taxonomy = (tr_field){0};
    level->party_count = parties;
    level->reference_count = references;
  }
  if (kind <= TR_LEVEL_SUBSCRIBER) {
    memset(&builder->insured, 0, sizeof builder->insured);
  } else {
    builder->insured.patient_relation = (tr_field){0};
    builder->insured.pregnant_patient = (tr_field){0};
  }
  if (kind == TR_LEVEL_SET) {
    tr_set *set = &builder->set;
    set->purpose = set->reference = set->created = set->kind = (tr_field){0};
  }
}

static void open_level(tr_builder *builder, tr_level_kind kind) {
  tr__level_clear(builder, kind);
  builder->level = kind;
  builder->party = TR_NONE;
  builder->loop = level_loops[kind];
}

/* ---------------------------------------------------------------- bytes */

/* Copy the segment behind the last one, as far away from it as in the input,
 * so that offsets in the copy are offsets in the input. */
static bool keep(tr_builder *builder) {
  tr_level_store *level = &builder->levels[builder->level];
  tr_unit *unit = &level->run.unit;
  const tr_segment *segment = builder->segment;
  builder->run = &level->run;
  if (level->run.full) return false;

  if (level->run.segments.count == 0) {
    unit->offset = segment->offset;
    unit->ordinal = segment->ordinal;
    unit->delims = *segment->delims;
  }
  const uint64_t at = segment->offset - unit->offset;
  if (segment->offset < unit->offset || at > TR_LEVEL_BYTES ||
      at > level->bytes.n + MOST_GAP ||
      segment->bytes.n > TR_LEVEL_BYTES - at) {
    tr__limit_met(builder, TR_LEVEL_BYTES, "bytes");
    return false;
  }
  for (char gap = unit->delims.segment; level->bytes.n < at; gap = '\n') {
    tr_buf_add_char(&level->bytes, gap);
    if (level->bytes.bad != TR_OK) break;
  }
  tr_buf_add(&level->bytes, segment->bytes);
  if (level->bytes.bad != TR_OK) {
    builder->bad = TR_ENOMEM;
    return false;
  }
  unit->bytes = tr_buf_str(&level->bytes);
  return tr__run_add(builder, &level->run, (uint32_t)at);
}

/* ------------------------------------------------------------- segments */

static tr_level_kind level_of_hl(const tr_segment *segment) {
  const tr_code code = tr_code_pack(tr_segment_element(segment, 3));
  if (code == TR_PACK2('2', '0')) return TR_LEVEL_BILLING;
  if (code == TR_PACK2('2', '3')) return TR_LEVEL_PATIENT;
  /* 22; or no level of an 837P, which must not be taken for a part of the
   * subscriber before it. */
  return TR_LEVEL_SUBSCRIBER;
}

typedef struct party_home {
  tr_code role;
  tr_level_kind level;
  tr_code loop;
} party_home;

static const party_home party_homes[] = {
    {TR_PACK2('4', '1'), TR_LEVEL_SET, TR_LOOP5('1', '0', '0', '0', 'A')},
    {TR_PACK2('4', '0'), TR_LEVEL_SET, TR_LOOP5('1', '0', '0', '0', 'B')},
    {TR_PACK2('8', '5'), TR_LEVEL_BILLING,
     TR_LOOP6('2', '0', '1', '0', 'A', 'A')},
    {TR_PACK2('8', '7'), TR_LEVEL_BILLING,
     TR_LOOP6('2', '0', '1', '0', 'A', 'B')},
    {TR_PACK2('P', 'E'), TR_LEVEL_BILLING,
     TR_LOOP6('2', '0', '1', '0', 'A', 'C')},
    {TR_PACK2('I', 'L'), TR_LEVEL_SUBSCRIBER,
     TR_LOOP6('2', '0', '1', '0', 'B', 'A')},
    {TR_PACK2('P', 'R'), TR_LEVEL_SUBSCRIBER,
     TR_LOOP6('2', '0', '1', '0', 'B', 'B')},
    {TR_PACK2('Q', 'C'), TR_LEVEL_PATIENT,
     TR_LOOP6('2', '0', '1', '0', 'C', 'A')},
};

static const party_home *home_of(const tr_segment *segment) {
  const tr_code role = tr__pack_upper(tr_segment_element(segment, 1));
  for (size_t i = 0; i < sizeof party_homes / sizeof party_homes[0]; i++)
    if (party_homes[i].role == role) return &party_homes[i];
  return NULL;
}

/* A segment that only a deeper level can hold opens it, its HL being lost. */
static void open_for(tr_builder *builder) {
  const tr_segment *segment = builder->segment;
  switch (segment->id) {
    case TR_PACK2('H', 'L'):
      open_level(builder, level_of_hl(segment));
      builder->astray = false;
      return;
    case TR_PACK3('S', 'B', 'R'):
      if (builder->level < TR_LEVEL_SUBSCRIBER)
        open_level(builder, TR_LEVEL_SUBSCRIBER);
      return;
    case TR_PACK3('N', 'M', '1'): {
      const party_home *home = home_of(segment);
      if (home != NULL && home->level > builder->level)
        open_level(builder, home->level);
      return;
    }
    default:
      return;
  }
}

static void take_name(tr_builder *builder) {
  const tr_level_store *level = &builder->levels[builder->level];
  const party_home *home = home_of(builder->segment);
  const bool fits = home != NULL && home->level == builder->level;
  tr__party_open(builder, &builder->level_parties,
                 fits ? home->loop : level_loops[builder->level]);
  if (builder->party < 0 || !fits || home->role != TR_PACK2('8', '5') ||
      level->taxonomy.element == 0)
    return;
  tr_party *party = tr__list_at(&builder->level_parties, builder->party);
  party->taxonomy = level->taxonomy;
}

static void take_header(tr_builder *builder) {
  tr_set *set = &builder->set;
  tr__code(builder, 2, &set->purpose);
  tr__text(builder, 3, &set->reference);
  tr__date(builder, 4, "creation date", &set->created);
  tr__code(builder, 6, &set->kind);
}

static void take_insured(tr_builder *builder) {
  tr_insured *insured = &builder->insured;
  if (insured->responsibility.element != 0) return;
  tr__code(builder, 1, &insured->responsibility);
  tr__code(builder, 2, &insured->relation);
  tr__text(builder, 3, &insured->group_number);
  tr__text(builder, 4, &insured->group_name);
  tr__code(builder, 5, &insured->secondary_reason);
  tr__code(builder, 9, &insured->filing_code);
}

static void take_patient(tr_builder *builder) {
  tr_insured *insured = &builder->insured;
  if (builder->level == TR_LEVEL_PATIENT) {
    tr__code(builder, 1, &insured->patient_relation);
    tr__code(builder, 9, &insured->pregnant_patient);
  } else if (builder->level == TR_LEVEL_SUBSCRIBER) {
    tr__code(builder, 9, &insured->pregnant_subscriber);
  }
}

void tr__level_segment(tr_builder *builder) {
  const bool usable = (builder->segment->flags &
                       (TR_SEGMENT_BAD_ID | TR_SEGMENT_OVERSIZE)) == 0;
  if (builder->segment->id == TR_PACK2('S', 'E')) return;
  if (usable) open_for(builder);
  if (!keep(builder) || !usable) return;
  switch (builder->segment->id) {
    case TR_PACK3('B', 'H', 'T'):
      if (builder->level == TR_LEVEL_SET) take_header(builder);
      return;
    case TR_PACK3('N', 'M', '1'):
      take_name(builder);
      return;
    case TR_PACK3('S', 'B', 'R'):
      if (builder->level == TR_LEVEL_SUBSCRIBER) take_insured(builder);
      return;
    case TR_PACK3('P', 'A', 'T'):
      take_patient(builder);
      return;
    case TR_PACK3('R', 'E', 'F'):
      (void)tr__reference_add(builder, &builder->level_references,
                              &builder->level_parties);
      return;
    case TR_PACK3('P', 'R', 'V'):
      if (builder->party < 0)
        tr__text(builder, 3, &builder->levels[builder->level].taxonomy);
      else
        (void)tr__party_segment(builder, &builder->level_parties);
      return;
    default:
      (void)tr__party_segment(builder, &builder->level_parties);
      return;
  }
}
