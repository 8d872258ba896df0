/* What tests of guides share: a small dictionary and a guide over it. */
#ifndef TR_SPEC_HELPER_H
#define TR_SPEC_HELPER_H

#include "input/spec_yaml.h"
#include "pack_helper.h"

static const char spec_elements[] =
    "elements:\n"
    "  \"143\": {type: ID, least: 3, most: 3, label: transaction}\n"
    "  \"329\": {type: AN, least: 4, most: 9, label: control number}\n"
    "  \"96\": {type: N0, least: 1, most: 10, label: segments}\n"
    "  \"98\": {type: ID, least: 2, most: 3, label: who}\n"
    "  \"1035\": {type: AN, least: 1, most: 60, label: name, personal: true}\n"
    "  \"127\": {type: AN, least: 1, most: 50, label: reference}\n"
    "  \"1270\": {type: ID, least: 1, most: 3, label: list of codes}\n";

static const char spec_segments[] =
    "composites:\n"
    "  C022: {label: code, parts: [\"1270\", \"127\"]}\n"
    "segments:\n"
    "  ST: {label: set header, elements: [\"143\", \"329\", \"127\"]}\n"
    "  NM1: {label: name, elements: [\"98\", \"1035\"], notes: [P0102]}\n"
    "  HI: {label: codes, elements: [C022*3, C022]}\n"
    "  LX: {label: line, elements: [\"96\"]}\n"
    "  SE: {label: set trailer, elements: [\"96\", \"329\"]}\n";

static const char spec_codes[] =
    "lists:\n"
    "  who: [\"41\", PE]\n";

/** Head, ST and the opening of a body; add children, then SPEC_TAIL. */
#define SPEC_HEAD                                                    \
  "transaction: \"837\"\n"                                           \
  "guide: G1\n"                                                      \
  "editions: [G0]\n"                                                 \
  "function: HC\n"                                                   \
  "name: a claim\n"                                                  \
  "body:\n"                                                          \
  "  - {segment: ST, position: 5, use: R, elements: {\"01\": R 837," \
  " \"02\": R}}\n"
#define SPEC_TAIL                                                          \
  "  - {segment: SE, position: 900, use: R, elements: {\"01\": R, \"02\":" \
  " R}}\n"

/** What a test reads. */
typedef struct read_specs {
  tr_arena arena;
  kept_errors kept;
  tr_spec_list list;
  tr_status status;
} read_specs;

static inline void read_spec_files(read_specs *r, const char *elements,
                                   const char *segments, const char *codes,
                                   const char *guide) {
  const tr_spec_file files[] = {
      {"spec/g.yaml", tr_str_of(guide)},
      {"spec/segments.yaml", tr_str_of(segments)},
      {"spec/codes.yaml", tr_str_of(codes)},
      {"spec/elements.yaml", tr_str_of(elements)},
  };
  r->kept.count = 0;
  r->list = (tr_spec_list){0};
  tr_arena_init(&r->arena, 16 << 20);
  r->status = tr_specs_read(&r->arena, files, TR_COUNT(files), keep_error,
                            &r->kept, &r->list);
}

/** Read a guide over the small dictionary. */
static inline void read_spec(read_specs *r, const char *guide) {
  read_spec_files(r, spec_elements, spec_segments, spec_codes, guide);
}

/** The guide; fails where there was an error. */
static inline const tr_spec *good_spec(read_specs *r, const char *guide) {
  read_spec(r, guide);
  assert_no_error(&r->kept);
  assert_int_equal(r->status, TR_OK);
  assert_int_equal(r->list.count, 1);
  return r->list.specs[0];
}

/** A guide, the place of the error in it, and a part of its message. */
typedef struct spec_error {
  const char *guide;
  uint32_t line, column;
  const char *message;
} spec_error;

static inline void assert_spec_errors(const spec_error *rows, size_t count) {
  for (size_t i = 0; i < count; i++) {
    read_specs r;
    TR_ROW(i, tr_str_of(rows[i].message));
    read_spec(&r, rows[i].guide);
    assert_error(&r.kept, rows[i].line, rows[i].column, rows[i].message);
    assert_int_equal(r.kept.count, 1);
    assert_string_equal(r.kept.list[0].file, "spec/g.yaml");
    assert_int_equal(r.status, TR_ESYNTAX);
    tr_arena_done(&r.arena);
  }
}

#endif
