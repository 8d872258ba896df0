/* One derivation from YAML: docs/dev/rule-language.md, section 7. As strict as
 * for rules. */
#ifndef TR_INPUT_DERIVATION_YAML_H
#define TR_INPUT_DERIVATION_YAML_H

#include "input/rule_yaml.h"
#include "table/table.h"

/**
 * Read a derivation.
 *
 * @param      reader     As for rules; its arena outlives the derivation.
 * @param      root       The file, read.
 * @param[out] derivation NULL where there was an error; set only on TR_OK.
 * @return TR_OK, also with errors; TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_derivation_read(tr_rule_reader *reader,
                                          const tr_yaml *root,
                                          const tr_derivation **derivation);

/** Check the form of an example. @param gives Set to whether it expects a
 * code. */
void tr_derivation_example_check(tr_pack_sink *sink, const tr_yaml *example,
                                 bool *gives);

/** Takes the outcome of one example. @param why Empty where it passed. */
typedef void tr_derivation_example_fn(void *context,
                                      const tr_derivation *derivation,
                                      const char *name, bool passed,
                                      tr_str why);

/**
 * Run the examples of one derivation: the note of each, and every code that
 * the pack gives for it.
 *
 * @param[in,out] passed,failed Added to.
 * @return TR_OK, also where examples fail; TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_derivation_examples_run(
    const tr_pack *pack, const tr_tables *tables,
    const tr_derivation *derivation, tr_derivation_example_fn *fn,
    void *context, uint32_t *passed, uint32_t *failed);

#endif
