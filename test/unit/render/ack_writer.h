/* A writer with an envelope and a set open, as the acknowledgements get it. */
#ifndef TR_TEST_ACK_WRITER_H
#define TR_TEST_ACK_WRITER_H

#include "spec/write.h"
#include "tr_test.h"

/** @param out Becomes the writer's; both are the caller's to free. */
static inline void ack_writer_begin(tr_writer *writer, tr_buf *out,
                                    const tr_spec *spec,
                                    const tr_delims *delims) {
  const tr_write_envelope envelope = {.delims = *delims,
                                      .sender_qualifier = TR_STR("ZZ"),
                                      .sender = TR_STR("A1"),
                                      .receiver_qualifier = TR_STR("ZZ"),
                                      .receiver = TR_STR("B1"),
                                      .date = TR_STR("20240901"),
                                      .time = TR_STR("0815"),
                                      .control = 1,
                                      .group_sender = TR_STR("A1"),
                                      .group_receiver = TR_STR("B1")};
  assert_non_null(spec);
  tr_buf_init(out, 1 << 16);
  tr_writer_init(writer, out);
  tr_write_interchange(writer, &envelope);
  tr_write_group(writer, spec);
  tr_write_set(writer, spec, TR_STR("0001"));
}

#endif
