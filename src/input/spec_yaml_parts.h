/* What the files that read guides share: the dictionary, lists of values. */
#ifndef TR_INPUT_SPEC_YAML_PARTS_H
#define TR_INPUT_SPEC_YAML_PARTS_H

#include "diag/fault.h"
#include "input/yaml_tree.h"
#include "spec/spec.h"
#include "spec/walk.h"

enum {
  TR_SPEC_VALUES = 8192,                   /**< most values of a list */
  TR_SPEC_ELEMENTS = 40,                   /**< most elements of a segment */
  TR_SPEC_PARTS = 20,                      /**< most parts of a composite */
  TR_SPEC_LENGTH = 65535,                  /**< most characters of an element */
  TR_SPEC_LABEL = TR_FAULT_ARGUMENT_BYTES, /**< most bytes of a label */
  TR_SPEC_LOOPS = TR_WALK_LOOPS,           /**< most loops of a guide */
  TR_SPEC_SEGMENTS = 8192                  /**< most segments of a guide */
};

/** A data element or composite; usage is TR_USAGE_NOT_USED throughout. */
typedef struct tr_spec_entry {
  tr_str number;
  tr_spec_element element;
} tr_spec_entry;

/** A segment as the standard has it. */
typedef struct tr_spec_base {
  tr_str id;
  const char *label;
  const tr_spec_element *elements;
  const tr_spec_note *notes;
  uint8_t element_count, note_count;
} tr_spec_base;

/** A list of values that several places share. */
typedef struct tr_spec_named {
  tr_str name;
  const tr_str *values;
  uint32_t count;
} tr_spec_named;

/** Reads one file after another. */
typedef struct tr_spec_reader {
  tr_arena *arena;
  tr_pack_sink *sink; /**< of the file at hand */
  bool no_memory;
  tr_spec_entry *entries; /**< elements, then composites */
  uint32_t entry_count;
  tr_spec_base *segments;
  uint32_t segment_count;
  tr_spec_named *lists;
  uint32_t list_count;
  tr_str *values; /**< those of the list at hand */
  uint32_t value_count;
} tr_spec_reader;

/** tr_arena_array() that keeps a failure in the reader. */
void *tr__spec_array(tr_spec_reader *reader, size_t count, size_t size);

/** @return The text of a key; NULL after an error, or where a key that may be
 * absent is. @param must Whether its absence is an error. */
const char *tr__spec_text(tr_spec_reader *reader, const tr_yaml *map,
                          const char *key, bool must);

/** Likewise of "label". One longer than TR_SPEC_LABEL is an error: a message
 * would cut it. */
const char *tr__spec_label(tr_spec_reader *reader, const tr_yaml *map,
                           bool must);

/** Read codes.yaml. */
void tr__spec_lists_read(tr_spec_reader *reader, const tr_yaml *root);

/** Read elements.yaml. */
void tr__spec_entries_read(tr_spec_reader *reader, const tr_yaml *root);

/** Read segments.yaml, after elements.yaml. */
void tr__spec_segments_read(tr_spec_reader *reader, const tr_yaml *root);

/** @return The segment, or NULL. */
const tr_spec_base *tr__spec_base_find(const tr_spec_reader *reader, tr_str id);

/**
 * Read values: a text with | between them, or a list; each may be "@list".
 *
 * @param node  Text or list.
 * @param start Byte of a text where they begin.
 * @return A list in order, or NULL after an error.
 */
const tr_spec_codes *tr__spec_codes_read(tr_spec_reader *reader,
                                         const tr_yaml *node, size_t start);

/** @return Both lists as one, in order; NULL when memory is short. */
const tr_spec_codes *tr__spec_codes_join(tr_spec_reader *reader,
                                         const tr_spec_codes *a,
                                         const tr_spec_codes *b);

/** @return Whether two lists have a value in common. */
bool tr__spec_codes_meet(const tr_spec_codes *a, const tr_spec_codes *b);

/**
 * Read the elements of a segment of a guide.
 *
 * @param map     Its `elements`, or NULL.
 * @param segment elements, element_count, notes and note_count are set.
 */
void tr__spec_elements_read(tr_spec_reader *reader, const tr_yaml *map,
                            const tr_spec_base *base, tr_spec_segment *segment);

/** Read `by` of a segment, after its elements. @param node Or NULL. */
void tr__spec_keys_read(tr_spec_reader *reader, const tr_yaml *node,
                        tr_spec_segment *segment);

/**
 * Read a name of an element or part: "05" or "05-1".
 *
 * @param[out] element, part From 1; part 0 where there is none.
 * @return Whether it is one.
 */
bool tr__spec_place_read(tr_str text, unsigned *element, unsigned *part);

/** Read a guide. @return The guide, also after errors; NULL: no memory. */
const tr_spec *tr__spec_guide_read(tr_spec_reader *reader, const tr_yaml *root,
                                   tr_str slug);

/**
 * Check the children of a loop: their order, what opens it, and that siblings
 * can be told apart.
 *
 * @param nodes Where each child is written.
 * @param body  Where they are written as a whole.
 */
void tr__spec_body_check(tr_spec_reader *reader, const tr_spec *spec,
                         const tr_spec_loop *loop, const tr_yaml *const *nodes,
                         const tr_yaml *body);

#endif
