/* The envelope: which levels are open, and what each segment does to them. */
#include "x12/envelope_parts.h"

#define ID2(a, b) ((tr_code)(a) << 56 | (tr_code)(b) << 48)
#define ID3(a, b, c) (ID2(a, b) | (tr_code)(c) << 40)

enum { MAP_ROOM_KEPT = 1024 /* a larger map is freed when it is emptied */ };

static const tr_code ISA = ID3('I', 'S', 'A');
static const tr_code GS = ID2('G', 'S');
static const tr_code ST = ID2('S', 'T');
static const tr_code SE = ID2('S', 'E');
static const tr_code GE = ID2('G', 'E');
static const tr_code IEA = ID3('I', 'E', 'A');
static const tr_code TA1 = ID3('T', 'A', '1');

void tr_seen_init(tr_seen *seen) {
  tr_map_init(&seen->map);
  seen->file = 0;
}

void tr_seen_next_file(tr_seen *seen) { seen->file++; }

void tr_seen_done(tr_seen *seen) { tr_map_done(&seen->map); }

void tr_envelope_init(tr_envelope *envelope, tr_fault_fn *fault, void *context,
                      const tr_envelope_events *events, tr_seen *seen) {
  memset(envelope, 0, sizeof *envelope);
  envelope->fault = fault;
  envelope->context = context;
  if (events != NULL) envelope->events = *events;
  envelope->seen = seen;
  tr_map_init(&envelope->groups_seen);
  tr_map_init(&envelope->sets_seen);
}

void tr_envelope_done(tr_envelope *envelope) {
  tr_map_done(&envelope->groups_seen);
  tr_map_done(&envelope->sets_seen);
}

bool tr__level_open(const tr_envelope *envelope, enum tr__level level) {
  if (level == TR__INTERCHANGE) return envelope->in_interchange;
  return level == TR__GROUP ? envelope->in_group : envelope->in_set;
}

/* A million small groups must not each pay for the one large group before. */
static void empty_map(tr_map *map) {
  if (map->room > MAP_ROOM_KEPT)
    tr_map_done(map);
  else
    tr_map_clear(map);
}

/* The level above begins anew; trailers that are late stay awaited. */
static void forget_level(tr_envelope *envelope, enum tr__level level) {
  const uint64_t late = envelope->level[level].late;
  envelope->level[level] = (tr_level){.late = late};
}

/* --- Opening and closing ------------------------------------------------- */

static void close_set(tr_envelope *envelope, const tr_segment *trailer) {
  if (!envelope->in_set) return;
  envelope->in_set = false;
  const tr_envelope_events *events = &envelope->events;
  if (events->set_ended != NULL)
    events->set_ended(events->context, &envelope->set, trailer);
}

static void close_group(tr_envelope *envelope, const tr_segment *trailer) {
  if (!envelope->in_group) return;
  envelope->in_group = false;
  const tr_envelope_events *events = &envelope->events;
  if (events->group_ended != NULL)
    events->group_ended(events->context, &envelope->group, trailer);
}

static void close_interchange(tr_envelope *envelope,
                              const tr_segment *trailer) {
  if (!envelope->in_interchange) return;
  envelope->in_interchange = false;
  const tr_envelope_events *events = &envelope->events;
  if (events->interchange_ended != NULL)
    events->interchange_ended(events->context, &envelope->interchange, trailer);
}

/* Levels down to `outermost` end without their trailers. */
static void force(tr_envelope *envelope, enum tr__level outermost,
                  const tr_segment *instead) {
  if (!tr__level_open(envelope, outermost)) return;
  tr__report_missing(envelope, outermost, instead);
  for (int i = (int)outermost; i < TR__LEVELS; i++) {
    tr_level *const level = &envelope->level[i];
    if (!tr__level_open(envelope, (enum tr__level)i)) continue;
    level->forced++;
    level->late++;
  }
  close_set(envelope, NULL);
  if (outermost <= TR__GROUP) close_group(envelope, NULL);
  if (outermost == TR__INTERCHANGE) close_interchange(envelope, NULL);
}

static void remember_header(tr_header *header, const tr_segment *segment) {
  memset(header, 0, sizeof *header);
  header->ordinal = segment->ordinal;
  header->offset = segment->offset;
  header->length = (uint32_t)segment->bytes.n;
  header->damaged = (segment->flags & TR_SEGMENT_DAMAGED) != 0;
  if (segment->bytes.n <= sizeof header->line) {
    memcpy(header->line, segment->bytes.p, segment->bytes.n);
    header->line_bytes = segment->bytes.n;
  }
}

/* Copy an element of ISA without its padding; `room` includes the NUL. */
static void copy_isa(char *to, size_t room, const tr_segment *isa,
                     uint32_t element) {
  const tr_str text = tr_str_trim(tr_segment_element(isa, element));
  const size_t n = text.n < room ? text.n : room - 1;
  memset(to, 0, room);
  if (n > 0) memcpy(to, text.p, n);
}

/* A header written twice in a row is one fault, not also a number used twice.
 * To be asked before the first is closed. */
static bool is_copy(const tr_envelope *envelope, enum tr__level level,
                    const tr_segment *header) {
  if (!tr__level_open(envelope, level)) return false;
  const tr_header *const open = level == TR__INTERCHANGE
                                    ? &envelope->interchange.header
                                : level == TR__GROUP ? &envelope->group.header
                                                     : &envelope->set.header;
  return open->line_bytes > 0 &&
         tr_str_eq((tr_str){open->line, open->line_bytes}, header->bytes);
}

static tr_take take_isa(tr_envelope *envelope, const tr_segment *isa) {
  const bool copy = is_copy(envelope, TR__INTERCHANGE, isa);
  for (int i = 0; i < TR__LEVELS; i++) envelope->level[i].late = 0;
  force(envelope, TR__INTERCHANGE, isa);
  empty_map(&envelope->groups_seen);
  forget_level(envelope, TR__GROUP);
  envelope->acknowledged = envelope->version_told = false;

  tr_interchange *const to = &envelope->interchange;
  memset(to, 0, sizeof *to);
  to->delims = *isa->delims;
  to->number = ++envelope->interchanges;
  to->refused = (isa->flags & TR_SEGMENT_REFUSED) != 0;
  copy_isa(to->sender_qualifier, sizeof to->sender_qualifier, isa, 5);
  copy_isa(to->sender, sizeof to->sender, isa, 6);
  copy_isa(to->receiver_qualifier, sizeof to->receiver_qualifier, isa, 7);
  copy_isa(to->receiver, sizeof to->receiver, isa, 8);
  copy_isa(to->date, sizeof to->date, isa, 9);
  copy_isa(to->time, sizeof to->time, isa, 10);
  copy_isa(to->version, sizeof to->version, isa, 12);
  copy_isa(to->control, sizeof to->control, isa, 13);
  const tr_str usage = tr_segment_element(isa, 15);
  to->usage = usage.n == 1 ? usage.p[0] : '\0';
  remember_header(&to->header, isa);
  envelope->in_interchange = true;
  if (!to->refused && !copy &&
      tr__check_repeated(envelope, TR__INTERCHANGE, isa) != TR_OK)
    return TR_TAKE_FAILED;
  if (envelope->events.interchange_began != NULL)
    envelope->events.interchange_began(envelope->events.context, to, isa);
  return TR_TAKE_SKIP;
}

/* Begin a group; without a segment it is only implied by what follows. */
static void begin_group(tr_envelope *envelope, const tr_segment *segment,
                        bool implied) {
  tr_group *const to = &envelope->group;
  memset(to, 0, sizeof *to);
  to->implied = implied;
  remember_header(&to->header, segment);
  envelope->in_group = true;
  envelope->groups++;
  envelope->level[TR__GROUP].count++;
  empty_map(&envelope->sets_seen);
  forget_level(envelope, TR__SET);
}

static tr_take take_gs(tr_envelope *envelope, const tr_segment *gs) {
  const bool copy = is_copy(envelope, TR__GROUP, gs);
  envelope->level[TR__GROUP].late = envelope->level[TR__SET].late = 0;
  force(envelope, TR__GROUP, gs);
  begin_group(envelope, gs, false);
  tr_group *const to = &envelope->group;
  to->function = tr__short_of(tr_segment_element(gs, 1));
  to->sender = tr__short_of(tr_segment_element(gs, 2));
  to->receiver = tr__short_of(tr_segment_element(gs, 3));
  to->date = tr__short_of(tr_segment_element(gs, 4));
  to->time = tr__short_of(tr_segment_element(gs, 5));
  to->control = tr__short_of(tr_segment_element(gs, 6));
  to->version = tr__short_of(tr_segment_element(gs, 8));
  tr__judge_group(envelope, gs);
  if (!copy && tr__check_repeated(envelope, TR__GROUP, gs) != TR_OK)
    return TR_TAKE_FAILED;
  if (envelope->events.group_began != NULL)
    envelope->events.group_began(envelope->events.context, to, gs);
  return TR_TAKE_SKIP;
}

static tr_take take_st(tr_envelope *envelope, const tr_segment *st) {
  const bool copy = is_copy(envelope, TR__SET, st);
  envelope->level[TR__SET].late = 0;
  force(envelope, TR__SET, st);
  if (!envelope->in_group) {
    tr_place at;
    tr_segment_place(st, 0, 0, &at);
    const tr_fault fault = tr_fault_of("TRX0004", "gs", &at);
    tr__envelope_report(envelope, &fault);
    begin_group(envelope, st, true);
    if (envelope->events.group_began != NULL)
      envelope->events.group_began(envelope->events.context, &envelope->group,
                                   NULL);
  }

  tr_transaction *const to = &envelope->set;
  memset(to, 0, sizeof *to);
  to->transaction = tr__short_of(tr_segment_element(st, 1));
  to->control = tr__short_of(tr_segment_element(st, 2));
  to->version = tr__short_of(tr_segment_element(st, 3));
  to->segments = 1;
  remember_header(&to->header, st);
  envelope->in_set = true;
  envelope->sets++;
  envelope->level[TR__SET].count++;
  tr__judge_set(envelope, st);
  if (to->read) envelope->sets_read++;
  if (!copy && tr__check_repeated(envelope, TR__SET, st) != TR_OK)
    return TR_TAKE_FAILED;
  if (envelope->events.set_began != NULL)
    envelope->events.set_began(envelope->events.context, to, st);
  return TR_TAKE_SKIP;
}

/* A trailer without its header: quiet where that follows from something that
 * has been reported. */
static tr_take take_unopened(tr_envelope *envelope, enum tr__level level,
                             const tr_segment *trailer) {
  tr_level *const state = &envelope->level[level];
  if (state->late > 0) {
    state->late--;
    return TR_TAKE_SKIP;
  }
  state->lost++;
  if (envelope->stray) {
    envelope->stray = false;
    return TR_TAKE_SKIP;
  }
  tr_place at;
  tr_segment_place(trailer, 0, 0, &at);
  tr_fault fault = tr_fault_of("TRX0004", "unopened", &at);
  tr_fault_argue(&fault, "trailer", tr_str_of(tr__level_trailer(level)));
  tr_fault_argue(&fault, "header", tr_str_of(tr__level_header(level)));
  tr__envelope_report(envelope, &fault);
  return TR_TAKE_SKIP;
}

static tr_take take_trailer(tr_envelope *envelope, enum tr__level level,
                            const tr_segment *trailer) {
  if (!tr__level_open(envelope, level))
    return take_unopened(envelope, level, trailer);
  envelope->stray = false;
  if (level == TR__SET) {
    envelope->set.segments++;
    tr__check_trailer(envelope, level, trailer);
    close_set(envelope, trailer);
    return TR_TAKE_SKIP;
  }
  force(envelope, (enum tr__level)(level + 1), trailer);
  tr__check_trailer(envelope, level, trailer);
  if (level == TR__GROUP)
    close_group(envelope, trailer);
  else
    close_interchange(envelope, trailer);
  return TR_TAKE_SKIP;
}

/* TRX0008, once for a run of such segments. */
static tr_take take_stray(tr_envelope *envelope, const tr_segment *segment) {
  const bool first = !envelope->stray;
  envelope->stray = true;
  /* A malformed id is the cause, and has been reported. */
  if (!first || (segment->flags & TR_SEGMENT_BAD_ID)) return TR_TAKE_SKIP;
  tr_place at;
  tr_segment_place(segment, 0, 0, &at);
  const bool after = (segment->flags & TR_SEGMENT_STRAY) != 0;
  tr_fault fault = tr_fault_of("TRX0008", after ? "after-iea" : "between", &at);
  if (!after) {
    tr_fault_argue(&fault, "segment", tr_str_of(at.segment));
    tr_fault_argue(
        &fault, "level",
        envelope->in_group ? TR_STR("a group") : TR_STR("an interchange"));
  }
  tr__envelope_report(envelope, &fault);
  return TR_TAKE_SKIP;
}

/* A segment outside any interchange. */
static tr_take take_outside(tr_envelope *envelope, const tr_segment *segment) {
  for (int i = 0; i < TR__LEVELS; i++) {
    const tr_str id = tr_str_of(tr__level_trailer((enum tr__level)i));
    tr_level *const level = &envelope->level[i];
    if (level->late == 0 || segment->id != tr_code_pack(id)) continue;
    level->late--;
    return TR_TAKE_SKIP;
  }
  return take_stray(envelope, segment);
}

tr_take tr_envelope_take(tr_envelope *envelope, const tr_segment *segment) {
  const tr_code id = segment->id;
  const bool outside =
      !envelope->in_interchange || (segment->flags & TR_SEGMENT_STRAY);
  if (outside && id != ISA) return take_outside(envelope, segment);

  if (id == SE) return take_trailer(envelope, TR__SET, segment);
  if (id == GE) return take_trailer(envelope, TR__GROUP, segment);
  if (id == IEA) return take_trailer(envelope, TR__INTERCHANGE, segment);
  if (id == ISA || id == GS || id == ST) {
    envelope->stray = false;
    if (id == ISA) return take_isa(envelope, segment);
    return id == GS ? take_gs(envelope, segment) : take_st(envelope, segment);
  }
  if (envelope->in_set) {
    envelope->set.segments++;
    return envelope->set.read ? TR_TAKE_BODY : TR_TAKE_SKIP;
  }
  if (id == TA1 && !envelope->in_group) {
    envelope->acknowledged = true;
    envelope->acknowledgements++;
    return TR_TAKE_SKIP;
  }
  return take_stray(envelope, segment);
}

void tr_envelope_end(tr_envelope *envelope, bool truncated) {
  if (!envelope->in_interchange) return;
  if (!truncated) tr__report_missing(envelope, TR__INTERCHANGE, NULL);
  close_set(envelope, NULL);
  close_group(envelope, NULL);
  close_interchange(envelope, NULL);
}
