/* The skeleton of the document: levels, one segment a line, and what is said
 * only where it is unusual (tails, bytes of no segment). */
#include "render/convert_json.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "render/convert.h"
#include "render/convert_parts.h"

enum { HEAD_BYTES = 64 << 20 /* most bytes of a segment as JSON */ };

/* Where the document stands. */
typedef enum place {
  AT_START,  /* nothing but the file's name was written */
  IN_BEFORE, /* in the list of bytes before the first interchange */
  IN_LIST    /* in the list of interchanges */
} place;

struct tr_convert_json {
  tr_convert *convert;
  tr_buf *out;
  tr_buf line;      /* the segment told last, not closed */
  tr_delims delims; /* of the interchange */
  tr_str line_end;  /* after each terminator; constant */
  tr_buf header;    /* of an interchange whose ISA was not written */
  bool filled;      /* the open list has a member */
  place place;
};

/* ----------------------------------------------------------------- skeleton */

static void put_text(tr_buf *out, const char *before, tr_str text) {
  tr_json json;
  tr_buf_add(out, tr_str_of(before));
  tr_json_init(&json, out);
  tr_json_string(&json, text);
}

/* A member of the open list, on a line of its own. */
static void next_member(tr_convert_json *to) {
  tr_buf_add(to->out, to->filled ? TR_STR(",\n") : TR_STR("\n"));
  to->filled = true;
}

static void enter_list(tr_convert_json *to) {
  if (to->place == IN_LIST) return;
  tr_buf_add(to->out, to->place == IN_BEFORE ? TR_STR("\n],\n") : TR_STR(""));
  tr_buf_add(to->out, TR_STR("\"interchanges\":["));
  to->place = IN_LIST;
  to->filled = false;
}

static void put_delimiter(tr_buf *out, const char *before, char byte) {
  if (byte != '\0')
    put_text(out, before, (tr_str){&byte, 1});
  else
    tr_buf_addf(out, "%snull", before);
}

/* Kept until the tail of its ISA tells how lines end. */
static void begin_interchange(tr_convert_json *to,
                              const tr_interchange *interchange) {
  tr_buf *out = &to->header;
  to->delims = interchange->delims;
  to->line_end = TR_STR("");
  tr_buf_clear(out);
  put_text(out, "{\"interchange\":", tr_str_of(interchange->control));
  if (interchange->refused) tr_buf_add(out, TR_STR(",\"refused\":true"));
  put_delimiter(out, ",\"delimiters\":{\"element\":", to->delims.element);
  put_delimiter(out, ",\"repetition\":", to->delims.repetition);
  put_delimiter(out, ",\"component\":", to->delims.component);
  put_delimiter(out, ",\"segment\":", to->delims.segment);
}

static void begin_group(tr_buf *out, const tr_group *group) {
  if (group->implied) {
    tr_buf_add(out, TR_STR("{\"group\":null"));
    return;
  }
  put_text(out, "{\"group\":", tr_short_str(&group->control));
  put_text(out, ",\"function\":", tr_short_str(&group->function));
  put_text(out, ",\"guide\":", tr_short_str(&group->version));
}

static void begin_set(tr_buf *out, const tr_convert_level *level) {
  const tr_transaction *set = level->set;
  put_text(out, "{\"set\":", tr_short_str(&set->control));
  put_text(out, ",\"transaction\":", tr_short_str(&set->transaction));
  if (level->spec != NULL) {
    put_text(out, ",\"guide\":", tr_str_of(level->spec->guide));
    put_text(out, ",\"name\":", tr_str_of(level->spec->name));
  } else if (set->guide != NULL) {
    put_text(out, ",\"guide\":", tr_str_of(set->guide->version));
    put_text(out, ",\"name\":", tr_str_of(set->guide->name));
  }
  tr_buf_add(out, level->spec != NULL ? TR_STR(",\"read\":true")
                                      : TR_STR(",\"read\":false"));
}

static void begin_loop(tr_buf *out, const tr_convert_level *level) {
  put_text(out, "{\"loop\":", tr_str_of(level->loop->id));
  put_text(out, ",\"label\":", tr_str_of(level->loop->label));
  if (level->astray) tr_buf_add(out, TR_STR(",\"astray\":true"));
}

static void take_open(void *context, const tr_convert_level *level) {
  tr_convert_json *to = context;
  if (level->kind == TR_CONVERT_INTERCHANGE) {
    enter_list(to);
    begin_interchange(to, level->interchange);
    return;
  }
  next_member(to);
  if (level->kind == TR_CONVERT_GROUP)
    begin_group(to->out, level->group);
  else if (level->kind == TR_CONVERT_SET)
    begin_set(to->out, level);
  else
    begin_loop(to->out, level);
  tr_buf_add(to->out, TR_STR(",\"content\":["));
  to->filled = false;
}

static void take_close(void *context, tr_convert_kind kind) {
  tr_convert_json *to = context;
  (void)kind;
  tr_buf_add(to->out, TR_STR("]}"));
  to->filled = true;
}

/* ----------------------------------------------------------------- segments */

static void take_segment(void *context, const tr_located *located,
                         const tr_spec_segment *definition) {
  tr_convert_json *to = context;
  tr_buf_clear(&to->line);
  tr__convert_segment(&to->line, located, definition);
}

static tr_str line_end_of(tr_str rest) {
  if (tr_str_eq(rest, TR_STR("\n"))) return TR_STR("\n");
  if (tr_str_eq(rest, TR_STR("\r\n"))) return TR_STR("\r\n");
  if (tr_str_eq(rest, TR_STR("\r"))) return TR_STR("\r");
  return TR_STR("");
}

/* The interchange begins for good: the tail of its ISA is known. */
static void put_header(tr_convert_json *to, tr_str tail) {
  const char terminator = to->delims.segment;
  if (terminator != '\0' && tail.n > 0 && tail.p[0] == terminator)
    to->line_end = line_end_of((tr_str){tail.p + 1, tail.n - 1});
  next_member(to);
  tr_buf_add(to->out, tr_buf_str(&to->header));
  put_text(to->out, ",\"line_end\":", to->line_end);
  tr_buf_add(to->out, TR_STR("},\"content\":["));
  if (to->header.bad != TR_OK) to->out->bad = to->header.bad;
  tr_buf_clear(&to->header);
  to->filled = false;
}

static bool is_usual(const tr_convert_json *to, tr_str tail) {
  const size_t terminator = to->delims.segment != '\0' ? 1 : 0;
  return tail.n == terminator + to->line_end.n &&
         (terminator == 0 || tail.p[0] == to->delims.segment) &&
         (to->line_end.n == 0 ||
          memcmp(tail.p + terminator, to->line_end.p, to->line_end.n) == 0);
}

static void take_tail(void *context, tr_str bytes) {
  tr_convert_json *to = context;
  if (to->header.n > 0) put_header(to, bytes);
  next_member(to);
  tr_buf_add(to->out, tr_buf_str(&to->line));
  if (to->line.bad != TR_OK) to->out->bad = to->line.bad;
  if (!is_usual(to, bytes)) tr__convert_bytes(to->out, ",\"tail", bytes);
  tr_buf_add_char(to->out, '}');
}

static void take_piece(void *context, uint64_t offset, tr_str bytes) {
  tr_convert_json *to = context;
  if (to->place == AT_START) {
    tr_buf_add(to->out, TR_STR("\"before\":["));
    to->place = IN_BEFORE;
    to->filled = false;
  }
  next_member(to);
  tr__convert_bytes(to->out, "{\"bytes", bytes);
  tr_buf_addf(to->out, ",\"offset\":%llu}", (unsigned long long)offset);
}

/* ------------------------------------------------------------------- public */

tr_convert_json *tr_convert_json_new(const char *file, tr_buf *out) {
  tr_convert_json *to = calloc(1, sizeof *to);
  if (to == NULL) return NULL;
  const tr_convert_sink sink = {.context = to,
                                .open = take_open,
                                .close = take_close,
                                .segment = take_segment,
                                .tail = take_tail,
                                .piece = take_piece};
  to->out = out;
  to->convert = tr_convert_new(&sink);
  tr_buf_init(&to->line, HEAD_BYTES);
  tr_buf_init(&to->header, TR_CONVERT_PIECE);
  if (to->convert == NULL) {
    tr_convert_json_free(to);
    return NULL;
  }
  put_text(out, "{\"format\":\"" TR_CONVERT_FORMAT "\",\n\"file\":",
           tr_str_of(file));
  tr_buf_add(out, TR_STR(",\n"));
  return to;
}

static tr_status outcome(const tr_convert_json *convert, tr_status status) {
  return status != TR_OK ? status : convert->out->bad;
}

tr_status tr_convert_json_feed(tr_convert_json *convert, const char *bytes,
                               size_t n) {
  return outcome(convert, tr_convert_feed(convert->convert, bytes, n));
}

tr_status tr_convert_json_end(tr_convert_json *convert) {
  const tr_status status = tr_convert_end(convert->convert);
  enter_list(convert);
  tr_buf_add(convert->out, convert->filled ? TR_STR("\n]") : TR_STR("]"));
  return outcome(convert, status);
}

void tr_convert_json_free(tr_convert_json *convert) {
  if (convert == NULL) return;
  tr_convert_free(convert->convert);
  tr_buf_done(&convert->line);
  tr_buf_done(&convert->header);
  free(convert);
}
