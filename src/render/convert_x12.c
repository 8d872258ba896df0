/* Segments from their elements, everything else as it stood. */
#include "render/convert_x12.h"

#include <stdlib.h>

#include "render/convert.h"

struct tr_convert_x12 {
  tr_convert *convert;
  tr_buf *out;
};

static void take_segment(void *context, const tr_located *located,
                         const tr_spec_segment *definition) {
  const tr_convert_x12 *to = context;
  const tr_segment *segment = &located->segment;
  (void)definition;
  for (uint32_t n = 0; n <= segment->element_count; n++) {
    if (n > 0) tr_buf_add_char(to->out, segment->delims->element);
    tr_buf_add(to->out, tr_segment_element(segment, n));
  }
}

static void take_tail(void *context, tr_str bytes) {
  const tr_convert_x12 *to = context;
  tr_buf_add(to->out, bytes);
}

static void take_piece(void *context, uint64_t offset, tr_str bytes) {
  (void)offset;
  take_tail(context, bytes);
}

tr_convert_x12 *tr_convert_x12_new(tr_buf *out) {
  tr_convert_x12 *to = calloc(1, sizeof *to);
  if (to == NULL) return NULL;
  const tr_convert_sink sink = {.context = to,
                                .segment = take_segment,
                                .tail = take_tail,
                                .piece = take_piece};
  to->out = out;
  to->convert = tr_convert_new(&sink);
  if (to->convert != NULL) return to;
  free(to);
  return NULL;
}

tr_status tr_convert_x12_feed(tr_convert_x12 *convert, const char *bytes,
                              size_t n) {
  const tr_status status = tr_convert_feed(convert->convert, bytes, n);
  return status != TR_OK ? status : convert->out->bad;
}

tr_status tr_convert_x12_end(tr_convert_x12 *convert) {
  const tr_status status = tr_convert_end(convert->convert);
  return status != TR_OK ? status : convert->out->bad;
}

void tr_convert_x12_free(tr_convert_x12 *convert) {
  if (convert == NULL) return;
  tr_convert_free(convert->convert);
  free(convert);
}
