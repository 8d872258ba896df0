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

enum { AT_LETTER = 24 /* bits after the letter of 2000A, 2010BA ... */ };

/* The level of a loop: 1000A is of the set; of 2000B and 2010BA the fifth
 * letter says it. */
static tr_level_kind level_of(tr_code loop) {
  if (loop >> 56 == '1' || loop == level_loops[TR_LEVEL_SET])
    return TR_LEVEL_SET;
  const char letter = (char)(loop >> AT_LETTER);
  if (letter == 'A') return TR_LEVEL_BILLING;
  return letter == 'C' ? TR_LEVEL_PATIENT : TR_LEVEL_SUBSCRIBER;
}

/* What the codes of HL03 and NM101 open. */
static const struct {
  tr_code code, loop;
} homes[] = {
    {TR_PACK2('2', '0'), TR_LOOP5('2', '0', '0', '0', 'A')},
    {TR_PACK2('2', '2'), TR_LOOP5('2', '0', '0', '0', 'B')},
    {TR_PACK2('2', '3'), TR_LOOP5('2', '0', '0', '0', 'C')},
    {TR_PACK2('4', '1'), TR_LOOP5('1', '0', '0', '0', 'A')},
    {TR_PACK2('4', '0'), TR_LOOP5('1', '0', '0', '0', 'B')},
    {TR_PACK2('8', '5'), TR_LOOP6('2', '0', '1', '0', 'A', 'A')},
    {TR_PACK2('8', '7'), TR_LOOP6('2', '0', '1', '0', 'A', 'B')},
    {TR_PACK2('P', 'E'), TR_LOOP6('2', '0', '1', '0', 'A', 'C')},
    {TR_PACK2('I', 'L'), TR_LOOP6('2', '0', '1', '0', 'B', 'A')},
    {TR_PACK2('P', 'R'), TR_LOOP6('2', '0', '1', '0', 'B', 'B')},
    {TR_PACK2('Q', 'C'), TR_LOOP6('2', '0', '1', '0', 'C', 'A')},
};

/* @return The loop an element's code opens; 0: it is no such code. */
static tr_code home_of(const tr_builder *builder, unsigned element) {
  const tr_code code =
      tr__pack_upper(tr_segment_element(builder->segment, element));
  for (size_t i = 0; i < sizeof homes / sizeof homes[0]; i++)
    if (homes[i].code == code) return homes[i].loop;
  return 0;
}

/* A segment out of order that opens nothing begins no level; in the open one it
 * describes the last party of its loop. @return Whether it is of that level,
 * and not of a claim. */
static bool visit(tr_builder *builder, tr_code loop) {
  const tr_code two = loop >> 48;
  if (two == ('2' << 8 | '3') || two == ('2' << 8 | '4')) return false;
  if (level_of(loop) != builder->level) return false;
  builder->run = &builder->levels[builder->level].run;
  builder->loop = loop;
  builder->party = tr__party_of(builder, &builder->level_parties, loop);
  return true;
}

/* Move to the loop the guide puts the segment into. Where that is a guess, what
 * follows must not be taken for a part of the subscriber before it: an HL that
 * has no place or another code than its level, or a level without its HL.
 * @return Whether its values are of the open level. */
static bool enter(tr_builder *builder) {
  const tr_spot *spot = builder->spot;
  const bool is_hl = builder->segment->id == TR_PACK2('H', 'L');
  if (spot->segment == NULL) {
    if (is_hl) open_level(builder, TR_LEVEL_SUBSCRIBER);
    builder->astray |= is_hl;
    return true;
  }
  const tr_code loop = spot->loop->code;
  const tr_level_kind level = level_of(loop);
  if (spot->beside && !is_hl) {
    if (!spot->opens) return visit(builder, loop);
    /* a name of a level that has not begun is nobody's yet */
    if (level > builder->level) return false;
  }
  const bool begins = spot->opens && loop == level_loops[level];
  if (is_hl)
    builder->astray = home_of(builder, 3) != loop;
  else if (spot->opens && !begins && level < builder->level)
    builder->astray = true;
  if (begins || (spot->opens && level > builder->level))
    open_level(builder, level);
  if (loop == builder->loop) return true;
  builder->loop = loop;
  builder->party = TR_NONE;
  return true;
}

static void take_name(tr_builder *builder) {
  tr_level_store *level = &builder->levels[builder->level];
  const tr_code home = home_of(builder, 1);
  /* of another loop the guess would give the claims another's name */
  const bool guessed = home != 0 && home != builder->loop;
  const bool fits = !guessed && level_of(builder->loop) == builder->level;
  if (guessed) level->run.damaged = true;
  tr__party_open(builder, &builder->level_parties,
                 fits ? builder->loop : level_loops[builder->level]);
  if (builder->party < 0 || level->taxonomy.element == 0 ||
      builder->loop != TR_LOOP6('2', '0', '1', '0', 'A', 'A'))
    return;
  tr_party *party = tr_array_at(&builder->level_parties, builder->party);
  party->taxonomy = level->taxonomy;
}

static void take_header(tr_builder *builder) {
  tr_set *set = &builder->set;
  tr__code(builder, 2, &set->purpose);
  tr__text(builder, 3, &set->reference);
  tr__date(builder, 4, &set->created);
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

/* It stands before the name it belongs to; out of order also behind it. */
static void take_taxonomy(tr_builder *builder) {
  tr_level_store *level = &builder->levels[builder->level];
  tr__text(builder, 3, &level->taxonomy);
  for (uint32_t i = 0; i < level->party_count; i++) {
    tr_party *party = tr_array_at(&builder->level_parties, (int32_t)i);
    if (party->unit == &level->run.unit && party->taxonomy.element == 0 &&
        party->loop == TR_LOOP6('2', '0', '1', '0', 'A', 'A'))
      party->taxonomy = level->taxonomy;
  }
}

void tr__level_segment(tr_builder *builder) {
  const bool usable = (builder->segment->flags &
                       (TR_SEGMENT_BAD_ID | TR_SEGMENT_OVERSIZE)) == 0;
  if (builder->segment->id == TR_PACK2('S', 'E')) return;
  const bool fits = usable && enter(builder);
  if (!keep(builder) || !fits || builder->spot->segment == NULL) return;
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
        take_taxonomy(builder);
      else
        (void)tr__party_segment(builder, &builder->level_parties);
      return;
    default:
      (void)tr__party_segment(builder, &builder->level_parties);
      return;
  }
}
