/* What tests of the writer share: an interchange of 999s being written. */
#ifndef TR_WRITE_HELPER_H
#define TR_WRITE_HELPER_H

#include "spec/write.h"
#include "tr_test.h"

/** A writer and its output. */
typedef struct written {
  tr_writer writer;
  tr_buf out;
  tr_write_envelope envelope;
  const tr_spec *spec;
} written;

static inline void start(written *w) {
  *w = (written){.envelope = {.delims = {'*', '^', ':', '~'},
                              .sender_qualifier = TR_STR("ZZ"),
                              .sender = TR_STR("SENDER"),
                              .receiver_qualifier = TR_STR("30"),
                              .receiver = TR_STR("123456789"),
                              .date = TR_STR("20261123"),
                              .time = TR_STR("0930"),
                              .control = 7,
                              .group_sender = TR_STR("GSEND"),
                              .group_receiver = TR_STR("GRECV")}};
  w->spec = tr_spec_find(TR_STR("005010X231A1"), TR_STR("999"));
  assert_non_null(w->spec);
  tr_buf_init(&w->out, 1 << 20);
  tr_writer_init(&w->writer, &w->out);
}

static inline void finish(written *w) {
  tr_writer_done(&w->writer);
  tr_buf_done(&w->out);
}

/** ISA, GS and ST of a 999, its AK1 too; then its output is forgotten. */
static inline void start_set(written *w) {
  start(w);
  tr_write_interchange(&w->writer, &w->envelope);
  tr_write_group(&w->writer, w->spec);
  tr_write_set(&w->writer, w->spec, TR_STR("0001"));
  tr_write_begin(&w->writer, TR_CODE("AK1"));
  tr_write_element(&w->writer, TR_STR("HC"));
  tr_write_number(&w->writer, 17);
  tr_write_element(&w->writer, TR_STR("005010X222A1"));
  tr_write_end(&w->writer);
  assert_int_equal(w->writer.bad, TR_OK);
  tr_buf_clear(&w->out);
}

/** A segment of elements "A|B||C", where "X:Y" is a composite. */
static inline void put(tr_writer *writer, const char *id, const char *text) {
  tr_write_begin(writer, tr_code_pack(tr_str_of(id)));
  for (const char *at = text; at != NULL;) {
    const char *end = strchr(at, '|');
    tr_str element = {at, end != NULL ? (size_t)(end - at) : strlen(at)};
    const char *colon = memchr(element.p, ':', element.n);
    if (colon == NULL) tr_write_element(writer, element);
    while (colon != NULL) {
      tr_write_part(writer, (tr_str){element.p, (size_t)(colon - element.p)});
      element.n -= (size_t)(colon - element.p) + 1;
      element.p = colon + 1;
      colon = memchr(element.p, ':', element.n);
      if (colon == NULL) {
        tr_write_part(writer, element);
        tr_write_part_end(writer);
      }
    }
    at = end != NULL ? end + 1 : NULL;
  }
  tr_write_end(writer);
}

/** It was refused there. */
static inline void assert_refused(const written *w, const char *segment,
                                  unsigned element, unsigned part,
                                  const char *reason) {
  assert_int_equal(w->writer.bad, TR_ESYNTAX);
  const tr_write_error *error = &w->writer.error;
  if (strcmp(error->reason, reason) != 0)
    fail_msg("\"%s\" is not \"%s\"", error->reason, reason);
  assert_true(error->segment == tr_code_pack(tr_str_of(segment)));
  assert_int_equal(error->element, element);
  assert_int_equal(error->part, part);
}

#endif
