/* Drives reader, envelope and walk in step, so that all that read X12 see the
 * same segments at the same places. */
#include "spec/intake.h"

#define ID2(a, b) ((tr_code)(a) << 56 | (tr_code)(b) << 48)
#define ID3(a, b, c) (ID2(a, b) | (tr_code)(c) << 40)

static const tr_code ISA = ID3('I', 'S', 'A');
static const tr_code GS = ID2('G', 'S');
static const tr_code ST = ID2('S', 'T');
static const tr_code GE = ID2('G', 'E');
static const tr_code IEA = ID3('I', 'E', 'A');

void tr_intake_init(tr_intake *intake, const tr_intake_options *options) {
  intake->options = *options;
  intake->walking = intake->waiting = false;
  tr_reader_init(&intake->reader, options->fault, options->context, NULL);
  tr_envelope_init(&intake->envelope, options->fault, options->context,
                   &options->events, options->seen);
}

void tr_intake_feed(tr_intake *intake, const char *bytes, size_t n) {
  tr_reader_feed(&intake->reader, bytes, n);
}

void tr_intake_end(tr_intake *intake) { tr_reader_end(&intake->reader); }

/* The guide of the set that has just begun: that of its group, which says what
 * the set is also where ST03 is wrong or not sent. */
static const tr_spec *spec_of(const tr_envelope *envelope) {
  const tr_transaction *set = &envelope->set;
  const tr_str transaction = tr_short_str(&set->transaction);
  if (set->guide == NULL)
    return tr_spec_find(tr_short_str(&set->version), transaction);
  const tr_spec *spec =
      tr_spec_find(tr_str_of(set->guide->version), transaction);
  /* ST01 is wrong, which is told; the group knows better */
  return spec != NULL ? spec
                      : tr_spec_find(tr_str_of(set->guide->version),
                                     tr_str_of(set->guide->transaction));
}

static void abandon(tr_intake *intake) {
  if (intake->walking) tr_walk_abandon(&intake->walk);
  intake->walking = false;
}

/* What follows the segment, where the walk cannot do without.
 * @return TR_READ_SEGMENT; TR_READ_MORE where more bytes must come first. */
static tr_read look_ahead(tr_intake *intake, tr_segment *segment) {
  tr_str bytes;
  if (!intake->waiting && !tr_walk_doubts(&intake->walk, segment))
    return TR_READ_SEGMENT;
  const tr_read got = tr_reader_ahead(&intake->reader, TR_AHEAD_BYTES, &bytes);
  intake->waiting = got == TR_READ_MORE;
  if (got == TR_READ_MORE) intake->segment = *segment;
  if (got != TR_READ_SEGMENT) return got;
  tr_reader_again(&intake->reader, segment);
  tr_ahead_read(bytes, segment, &intake->ahead);
  tr_walk_look(&intake->walk, &intake->ahead);
  return TR_READ_SEGMENT;
}

static void walk(tr_intake *intake, tr_located *located) {
  located->in_set = true;
  located->spec = intake->walk.spec;
  located->spot = tr_walk_segment(&intake->walk, &located->segment);
}

/* ISA, GS, TA1, GE and IEA of an interchange that is read. */
static void judge_control(const tr_intake *intake, const tr_segment *segment) {
  const tr_envelope *envelope = &intake->envelope;
  if (segment->flags & (TR_SEGMENT_STRAY | TR_SEGMENT_REFUSED |
                        TR_SEGMENT_BAD_ID | TR_SEGMENT_OVERSIZE))
    return;
  if (envelope->interchange.refused ||
      strcmp(envelope->interchange.version, "00501") != 0)
    return;
  const bool of_group = segment->id == GS || segment->id == GE;
  if (of_group && envelope->group.refused) return;
  const tr_spec_segment *definition = tr_spec_control(segment->id);
  if (definition != NULL)
    tr_walk_control(definition, segment, intake->options.fault,
                    intake->options.context);
}

/* A segment outside a set, or one that begins or ends it: `sets` were begun
 * before the envelope took it. */
static void locate(tr_intake *intake, tr_located *located, uint64_t sets) {
  const tr_envelope *envelope = &intake->envelope;
  if (envelope->sets != sets) {
    abandon(intake);
    const tr_spec *spec = envelope->set.read ? spec_of(envelope) : NULL;
    if (spec == NULL) return;
    tr_walk_begin(&intake->walk, spec, intake->options.fault,
                  intake->options.context);
    intake->walk.placed = intake->options.before;
    intake->walk.placed_context = intake->options.before_context;
    intake->walking = true;
    walk(intake, located);
    return;
  }
  abandon(intake);
  if (!envelope->in_set) judge_control(intake, &located->segment);
}

/* Whether a segment is of the open set: of its body, or its SE. */
static bool is_of_set(const tr_intake *intake, const tr_segment *segment) {
  const tr_code id = segment->id;
  if (!intake->walking || (segment->flags & TR_SEGMENT_STRAY)) return false;
  return id != ISA && id != GS && id != ST && id != GE && id != IEA;
}

tr_read tr_intake_next(tr_intake *intake, tr_located *located) {
  tr_read got = TR_READ_SEGMENT;
  if (intake->waiting)
    located->segment = intake->segment;
  else
    got = tr_reader_next(&intake->reader, &located->segment);
  located->in_set = false;
  located->spec = NULL;
  memset(&located->spot, 0, sizeof located->spot);
  if (got == TR_READ_END) {
    abandon(intake);
    tr_envelope_end(&intake->envelope, tr_reader_truncated(&intake->reader));
  }
  if (got != TR_READ_SEGMENT) return got;

  /* The walk goes first: what SE leaves lacking is told of before the set ends.
   */
  const bool of_set = is_of_set(intake, &located->segment);
  if (of_set) {
    got = look_ahead(intake, &located->segment);
    if (got != TR_READ_SEGMENT) return got;
    walk(intake, located);
  }
  const uint64_t sets = intake->envelope.sets;
  if (tr_envelope_take(&intake->envelope, &located->segment) == TR_TAKE_FAILED)
    return TR_READ_FAILED;
  if (!of_set) locate(intake, located, sets);
  if (!intake->envelope.in_set) intake->walking = false;
  return TR_READ_SEGMENT;
}

void tr_intake_done(tr_intake *intake) {
  tr_reader_done(&intake->reader);
  tr_envelope_done(&intake->envelope);
}
