/* Parts of src/input/example.h: reading an example's keys, and writing its
 * claims and notes. */
#ifndef TR_INPUT_EXAMPLE_PARTS_H
#define TR_INPUT_EXAMPLE_PARTS_H

#include "input/example.h"

enum {
  TR_EXAMPLE_CLAIMS = 16, /**< most claims of an example */
  TR_EXAMPLE_LINES = 60   /**< most lines of one */
};

/** How claims of a payer look. */
typedef struct tr_example_payer {
  const char *profile, *name, *id, *filing_code;
  const char *state; /**< NULL: 2010BB has no address */
} tr_example_payer;

/** One claim of an example: a map of its own, then what it inherits. */
typedef struct tr_example_claim {
  const tr_yaml *own;    /**< the example, or an entry of `earlier` */
  const tr_yaml *parent; /**< the example of an earlier claim; else NULL */
  tr_str id;             /**< CLM01 */
  tr_day date;           /**< of its lines */
  tr_day first, last;    /**< of all its lines */
  tr_day filed;          /**< BHT04; GS04 of the last claim */
} tr_example_claim;

/** All claims of an example, the one it is about last. */
typedef struct tr_example_set {
  const tr_yaml *example;
  const tr_pack *pack;
  const tr_tables *tables;
  tr_example_claim claims[TR_EXAMPLE_CLAIMS];
  uint32_t count;
} tr_example_set;

/** Member id of the subscriber, also the patient's id in notes. */
#define TR_EXAMPLE_MEMBER "W123456789"
#define TR_EXAMPLE_RENDERING "1358634628"
#define TR_EXAMPLE_BORN "1979-05-02"

/** @return The text of an entry, empty for null; `fallback` without one. */
tr_str tr__example_text(const tr_yaml *map, const char *key,
                        const char *fallback);

/** @return An entry of the claim, else of the example it inherits from. */
const tr_yaml *tr__example_get(const tr_example_claim *claim, const char *key);

/** @return The text of an entry of a map of the claim ("patient", "born"). */
tr_str tr__example_part(const tr_example_claim *claim, const char *map,
                        const char *key, const char *fallback);

/** @return The line's date, else the claim's. */
tr_day tr__example_line_day(const tr_example_claim *claim, const tr_yaml *line);

/** @return The lines of a claim, a list: one of 97012 where none are given. */
const tr_yaml *tr__example_lines(const tr_example_claim *claim);

/** Number of diagnoses of a claim. */
uint32_t tr__example_diagnosis_count(const tr_example_claim *claim);

/** @param i Below the count. @return A diagnosis as written. */
tr_str tr__example_diagnosis(const tr_example_claim *claim, uint32_t i);

/**
 * What the first diagnosis says that a line points to.
 *
 * @return Its regions; those of the first diagnosis that has any, else lumbar.
 */
tr_regions tr__example_line_area(const tr_example_set *set,
                                 const tr_example_claim *claim,
                                 const tr_yaml *line);

/** Read what an example expects. @return Whether it could be read. */
bool tr__example_expects(tr_pack_sink *sink, const tr_yaml *root,
                         tr_example *example);

/** How claims of a profile look, from its rows of the payer table. */
tr_example_payer tr__example_payer_of(const tr_pack *pack, tr_str profile);

/** Append the interchange. @return TR_OK; TR_ESYNTAX after an error;
 * TR_ENOMEM. */
TR_NODISCARD tr_status tr__example_write_claims(const tr_example_set *set,
                                                tr_pack_sink *sink,
                                                tr_buf *out);

/** Append the notes, a JSON array. @return TR_OK or TR_ENOMEM. */
TR_NODISCARD tr_status tr__example_write_notes(const tr_example_set *set,
                                               tr_buf *out);

/**
 * Append the note of a visit on which nothing was done yet, with what an
 * example's `note` says laid over it.
 *
 * @param root `date`, `diagnoses`, `patient` and `note` are used.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr__example_write_visit(const tr_tables *tables,
                                               const tr_yaml *root,
                                               tr_buf *out);

/** Check the keys `measure` and `others` of an example. */
void tr__example_check_measure(tr_pack_sink *sink, const tr_yaml *example);

/**
 * Run an example of a rule with `each: measure`; the sink's file is the
 * example.
 *
 * @param arena Holds the YAML. @return As tr_example_run().
 */
TR_NODISCARD tr_status tr__example_run_measure(tr_arena *arena,
                                               const tr_tables *tables,
                                               const tr_rule *rule,
                                               tr_pack_sink *sink, tr_buf *why,
                                               bool *passed);

struct json_object;

/**
 * Lay what an example says over a note: maps join, null takes a key away,
 * services join by their number, anything else replaces.
 *
 * @param map  A JSON object; changed.
 * @param over A map.
 */
void tr__example_lay_over(struct json_object *map, const tr_yaml *over);

#endif
