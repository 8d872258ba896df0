/* The examples of rules: YAML as docs/dev/rule-language.md, section 6 has it,
 * made into a claim file and chart notes, run through the whole engine and
 * compared with what the example expects. */
#ifndef TR_INPUT_EXAMPLE_H
#define TR_INPUT_EXAMPLE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "input/yaml_tree.h"
#include "rule/pack.h"
#include "table/table.h"

enum {
  TR_EXAMPLE_EXPECTS = 8,     /**< most findings an example names */
  TR_EXAMPLE_BYTES = 1 << 20, /**< most bytes of a claim file or its notes */
  TR_EXAMPLE_ARENA = 8 << 20  /**< arena bytes that hold any example */
};

/** One finding that an example expects. Empty parts match anything. */
typedef struct tr_expect {
  tr_severity severity;
  tr_str at;      /**< "SV104", or a pointer into the note: "/services/0" */
  tr_str message; /**< part of it */
  tr_str fix;     /**< "add GP", "set 97140", "drop 59", "drop line", "none" */
  int64_t line;   /**< LX number, -1: any */
} tr_expect;

/** An example, ready to run. */
typedef struct tr_example {
  tr_str name;
  bool clean;    /**< no rule may give an error or a warning */
  tr_str claims; /**< X12 */
  bool has_notes;
  tr_str notes;   /**< JSON; when has_notes */
  tr_str profile; /**< a profile laid over the pack, YAML; may be empty */
  tr_day today;
  tr_expect expects[TR_EXAMPLE_EXPECTS];
  uint32_t expect_count; /**< 0: none */
} tr_example;

/**
 * Check the form of an example: its keys and what it expects.
 *
 * @param sink  Takes the errors.
 * @param fails Set to whether it expects a finding.
 */
void tr_example_check(tr_pack_sink *sink, const tr_yaml *example, bool *fails);

/**
 * Make an example ready to run.
 *
 * @param      arena   Holds it; TR_EXAMPLE_ARENA bytes are enough.
 * @param      pack    Its payer table says how a profile's claims look.
 * @param      tables  Regions of the diagnoses, for the note.
 * @param      sink    Its file is the example; takes the errors, such as an
 *                     edit that finds nothing.
 * @param[out] example Set only on TR_OK.
 * @return TR_OK; TR_ESYNTAX after an error; TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_example_build(tr_arena *arena, const tr_pack *pack,
                                        const tr_tables *tables,
                                        tr_pack_sink *sink,
                                        tr_example *example);

/**
 * Run an example through the engine.
 *
 * @param      rule    Whose example it is: one of the pack.
 * @param[out] why     Appended to where it fails: what was wanted, what came.
 * @param[out] passed  Set only on TR_OK.
 * @return TR_OK; what tr_check_new() and the other steps return.
 */
TR_NODISCARD tr_status tr_example_run(const tr_pack *pack,
                                      const tr_tables *tables,
                                      const tr_rule *rule,
                                      const tr_example *example, tr_buf *why,
                                      bool *passed);

/** Counts of tr_examples_run(). */
typedef struct tr_example_counts {
  uint32_t passed, failed;
} tr_example_counts;

/** Takes the outcome of one example. @param why Empty where it passed. */
typedef void tr_example_fn(void *context, const tr_rule *rule, const char *name,
                           bool passed, tr_str why);

/**
 * Run the examples of one rule.
 *
 * @param[in,out] counts Added to.
 * @return TR_OK, also where examples fail; TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_examples_run(const tr_pack *pack,
                                       const tr_tables *tables,
                                       const tr_rule *rule, tr_example_fn *fn,
                                       void *context,
                                       tr_example_counts *counts);

#endif
