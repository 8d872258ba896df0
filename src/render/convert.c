/* Which level a segment belongs to, and which bytes belong to no segment. The
 * bytes fed are kept until it is known: a segment is told of at the latest when
 * as many bytes as a segment may have are in. */
#include "render/convert.h"

#include <assert.h>
#include <stdlib.h>

enum {
  /* beyond the longest segment: what the reader looks ahead */
  AHEAD = 4096
};

/* An open level. */
typedef struct open_level {
  tr_convert_kind kind;
  const tr_spec_loop *loop; /* of a loop */
  uint8_t depth;            /* likewise */
  bool astray;              /* likewise */
} open_level;

/* What the envelope said while it took the segment at hand. */
typedef struct envelope_news {
  bool began[TR_CONVERT_LOOP];  /* by kind */
  bool broken[TR_CONVERT_LOOP]; /* ended without its trailer */
  bool ended[TR_CONVERT_LOOP];  /* ended by the segment at hand */
} envelope_news;

struct tr_convert {
  tr_intake intake;
  tr_convert_sink sink;
  envelope_news news;
  char *bytes;     /* fed and not told yet, and some before them */
  size_t count;    /* of bytes */
  size_t room;     /* allocated */
  uint64_t at;     /* stream offset of bytes[0] */
  uint64_t told;   /* stream offset up to which all was told */
  char terminator; /* of the segment told last */
  bool tail_due;   /* the tail of the last segment was not told */
  bool close_set;  /* levels to close after that tail */
  bool close_group;
  bool over;  /* no segment follows */
  bool ended; /* the last byte is in */
  tr_status bad;
  size_t level_count;
  open_level levels[TR_CONVERT_LEVELS];
};

/* ----------------------------------------------------------------- envelope */

static void began(tr_convert *convert, tr_convert_kind kind) {
  convert->news.began[kind] = true;
}

static void ended(tr_convert *convert, tr_convert_kind kind,
                  const tr_segment *trailer) {
  if (trailer == NULL)
    convert->news.broken[kind] = true;
  else
    convert->news.ended[kind] = true;
}

static void interchange_began(void *context, const tr_interchange *interchange,
                              const tr_segment *segment) {
  (void)interchange;
  (void)segment;
  began(context, TR_CONVERT_INTERCHANGE);
}

static void group_began(void *context, const tr_group *group,
                        const tr_segment *segment) {
  (void)group;
  (void)segment;
  began(context, TR_CONVERT_GROUP);
}

static void set_began(void *context, const tr_transaction *set,
                      const tr_segment *segment) {
  (void)set;
  (void)segment;
  began(context, TR_CONVERT_SET);
}

static void set_ended(void *context, const tr_transaction *set,
                      const tr_segment *trailer) {
  (void)set;
  ended(context, TR_CONVERT_SET, trailer);
}

static void group_ended(void *context, const tr_group *group,
                        const tr_segment *trailer) {
  (void)group;
  ended(context, TR_CONVERT_GROUP, trailer);
}

/* Faults are the checker's business. */
static void ignore(void *context, const tr_fault *fault) {
  (void)context;
  (void)fault;
}

/* ------------------------------------------------------------------- levels */

static void close_level(tr_convert *convert) {
  const open_level *level = &convert->levels[--convert->level_count];
  if (convert->sink.close != NULL)
    convert->sink.close(convert->sink.context, level->kind);
}

/* Close levels, innermost first, until all of that kind and within are. */
static void close_down_to(tr_convert *convert, tr_convert_kind kind) {
  while (convert->level_count > 0 &&
         convert->levels[convert->level_count - 1].kind >= kind)
    close_level(convert);
}

static void open_one(tr_convert *convert, const tr_convert_level *level,
                     uint8_t depth) {
  assert(convert->level_count < TR_CONVERT_LEVELS);
  convert->levels[convert->level_count++] =
      (open_level){level->kind, level->loop, depth, level->astray};
  if (convert->sink.open != NULL)
    convert->sink.open(convert->sink.context, level);
}

/* After IEA an interchange stays open for the stray text that may follow. */
static void turn_levels(tr_convert *convert, const tr_located *located) {
  const envelope_news *news = &convert->news;
  const tr_envelope *envelope = &convert->intake.envelope;
  for (int kind = TR_CONVERT_GROUP; kind < TR_CONVERT_LOOP; kind++)
    if (news->broken[kind]) close_down_to(convert, (tr_convert_kind)kind);
  for (int i = 0; i < TR_CONVERT_LOOP; i++) {
    if (!news->began[i]) continue;
    const tr_convert_kind kind = (tr_convert_kind)i;
    close_down_to(convert, kind);
    tr_convert_level level = {.kind = kind};
    if (kind == TR_CONVERT_INTERCHANGE)
      level.interchange = &envelope->interchange;
    else if (kind == TR_CONVERT_GROUP)
      level.group = &envelope->group;
    else
      level.set = &envelope->set;
    if (kind == TR_CONVERT_SET) level.spec = located->spec;
    open_one(convert, &level, 0);
  }
  convert->close_set = news->ended[TR_CONVERT_SET];
  convert->close_group = news->ended[TR_CONVERT_GROUP];
}

static open_level *innermost_loop(tr_convert *convert) {
  if (convert->level_count == 0) return NULL;
  open_level *last = &convert->levels[convert->level_count - 1];
  return last->kind == TR_CONVERT_LOOP ? last : NULL;
}

/* Close the loops at that depth and within. */
static void close_loops(tr_convert *convert, uint8_t depth) {
  const open_level *last;
  while ((last = innermost_loop(convert)) != NULL && last->depth >= depth)
    close_level(convert);
}

static bool is_open(const tr_convert *convert, const tr_spot *spot) {
  for (size_t i = 0; i < convert->level_count; i++) {
    const open_level *level = &convert->levels[i];
    if (level->kind == TR_CONVERT_LOOP && level->loop == spot->loop &&
        level->depth == spot->depth && !level->astray)
      return true;
  }
  return false;
}

/* Open and close loops so that the innermost is the segment's. A loop out of
 * order stands within the loops that are open, which go on after it. */
static void turn_loops(tr_convert *convert, const tr_spot *spot) {
  if (spot->segment == NULL || spot->loop == NULL) return;
  const open_level *last = innermost_loop(convert);
  if (last != NULL && last->loop == spot->loop && !spot->opens &&
      (last->astray || last->depth == spot->depth))
    return;
  if (last != NULL && last->astray) close_level(convert);
  const tr_convert_level level = {
      .kind = TR_CONVERT_LOOP, .loop = spot->loop, .astray = spot->astray};
  last = innermost_loop(convert);
  if (spot->astray) {
    if (spot->depth > 0)
      open_one(convert, &level, last == NULL ? 1 : (uint8_t)(last->depth + 1));
    return;
  }
  if (spot->depth > 0 && !spot->opens && is_open(convert, spot)) {
    close_loops(convert, (uint8_t)(spot->depth + 1));
    return;
  }
  close_loops(convert, spot->depth);
  if (spot->depth > 0) open_one(convert, &level, spot->depth);
}

/* -------------------------------------------------------------------- bytes */

static tr_str bytes_from(const tr_convert *convert, uint64_t offset,
                         uint64_t n) {
  if (n == 0) return (tr_str){"", 0};
  return (tr_str){convert->bytes + (offset - convert->at), (size_t)n};
}

static void tell_tail(tr_convert *convert, uint64_t n) {
  const uint64_t told = convert->told;
  convert->tail_due = false;
  convert->told += n;
  convert->sink.tail(convert->sink.context, bytes_from(convert, told, n));
  if (convert->close_group)
    close_down_to(convert, TR_CONVERT_GROUP);
  else if (convert->close_set)
    close_down_to(convert, TR_CONVERT_SET);
  convert->close_set = convert->close_group = false;
}

/* Terminators and padding before `end`: what a tail may be made of. */
static uint64_t tail_bytes(const tr_convert *convert, uint64_t end) {
  uint64_t most = end - convert->told;
  if (most > TR_CONVERT_PIECE) most = TR_CONVERT_PIECE;
  const tr_str bytes = bytes_from(convert, convert->told, most);
  uint64_t n = 0;
  for (; n < most; n++) {
    const char c = bytes.p[n];
    const bool padding = c == ' ' || c == '\t' || c == '\n' || c == '\r' ||
                         c == '\0' || c == 0x1A;
    if (c != convert->terminator && !padding) break;
  }
  return n;
}

/* Tell of the bytes before `end`, which are of no segment. */
static void tell_gap(tr_convert *convert, uint64_t end) {
  assert(end >= convert->told);
  if (convert->tail_due) tell_tail(convert, tail_bytes(convert, end));
  while (convert->told < end) {
    const uint64_t told = convert->told, left = end - told;
    const uint64_t n = left < TR_CONVERT_PIECE ? left : TR_CONVERT_PIECE;
    convert->told += n;
    convert->sink.piece(convert->sink.context, told,
                        bytes_from(convert, told, n));
  }
}

/* Forget what was told, and make room. */
static bool keep_bytes(tr_convert *convert, const char *bytes, size_t n) {
  const size_t old = (size_t)(convert->told - convert->at);
  const size_t left = convert->count - old;
  if (old > 0 && left > 0) memmove(convert->bytes, convert->bytes + old, left);
  convert->at = convert->told;
  convert->count = left;
  if (n > SIZE_MAX - left) return false;
  if (left + n > convert->room) {
    char *larger = realloc(convert->bytes, left + n);
    if (larger == NULL) return false;
    convert->bytes = larger;
    convert->room = left + n;
  }
  if (n > 0) memcpy(convert->bytes + left, bytes, n);
  convert->count = left + n;
  return true;
}

/* ----------------------------------------------------------------- segments */

static const tr_spec_segment *definition_of(const tr_located *located) {
  if (located->in_set) return located->spot.segment;
  const unsigned none = TR_SEGMENT_BAD_ID | TR_SEGMENT_STRAY;
  if (located->segment.flags & none) return NULL;
  return tr_spec_control(located->segment.id);
}

static void take_segment(tr_convert *convert, const tr_located *located) {
  const tr_segment *segment = &located->segment;
  tell_gap(convert, segment->offset);
  turn_levels(convert, located);
  if (located->in_set) turn_loops(convert, &located->spot);
  convert->sink.segment(convert->sink.context, located, definition_of(located));
  convert->told = segment->offset + segment->bytes.n;
  convert->terminator = segment->delims->segment;
  convert->tail_due = true;
}

static void read_on(tr_convert *convert) {
  tr_located located;
  while (!convert->over && convert->bad == TR_OK) {
    memset(&convert->news, 0, sizeof convert->news);
    switch (tr_intake_next(&convert->intake, &located)) {
      case TR_READ_SEGMENT:
        take_segment(convert, &located);
        break;
      case TR_READ_FAILED:
        convert->bad = TR_ENOMEM;
        break;
      case TR_READ_END:
        convert->over = true;
        break;
      case TR_READ_MORE:
      default:
        return;
    }
  }
}

/* Tell of what can no more become a segment. */
static void tell_settled(tr_convert *convert) {
  const uint64_t end = convert->at + convert->count;
  const uint64_t most =
      (uint64_t)tr_reader_limits_default.segment_bytes + AHEAD;
  if (convert->over)
    tell_gap(convert, end);
  else if (end - convert->told > most)
    tell_gap(convert, end - most);
}

/* ------------------------------------------------------------------- public */

tr_convert *tr_convert_new(const tr_convert_sink *sink) {
  tr_convert *convert = calloc(1, sizeof *convert);
  if (convert == NULL) return NULL;
  convert->sink = *sink;
  const tr_intake_options options = {
      .fault = ignore,
      .events = {.context = convert,
                 .interchange_began = interchange_began,
                 .group_began = group_began,
                 .set_began = set_began,
                 .set_ended = set_ended,
                 .group_ended = group_ended}};
  tr_intake_init(&convert->intake, &options);
  return convert;
}

tr_status tr_convert_feed(tr_convert *convert, const char *bytes, size_t n) {
  if (convert->bad != TR_OK || n == 0) return convert->bad;
  if (!keep_bytes(convert, bytes, n)) {
    convert->bad = TR_ENOMEM;
    return convert->bad;
  }
  if (!convert->over) {
    tr_intake_feed(&convert->intake, bytes, n);
    read_on(convert);
  }
  if (convert->bad == TR_OK) tell_settled(convert);
  return convert->bad;
}

tr_status tr_convert_end(tr_convert *convert) {
  if (convert->bad != TR_OK || convert->ended) return convert->bad;
  convert->ended = true;
  if (!convert->over) {
    tr_intake_end(&convert->intake);
    read_on(convert);
  }
  if (convert->bad != TR_OK) return convert->bad;
  tell_gap(convert, convert->at + convert->count);
  close_down_to(convert, TR_CONVERT_INTERCHANGE);
  return TR_OK;
}

void tr_convert_free(tr_convert *convert) {
  if (convert == NULL) return;
  tr_intake_done(&convert->intake);
  free(convert->bytes);
  free(convert);
}
