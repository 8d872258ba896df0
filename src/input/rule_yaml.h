/* One rule from YAML: docs/dev/rule-language.md, section 1. Strict: a key that
 * is not known, misses or is of the wrong type is an error, and so is a rule
 * without a source or without an example that passes and one that fails. */
#ifndef TR_INPUT_RULE_YAML_H
#define TR_INPUT_RULE_YAML_H

#include "base/arena.h"
#include "input/sources_md.h"
#include "input/yaml_tree.h"
#include "rule/compile.h"
#include "rule/pack.h"

/** What reading a rule needs. */
typedef struct tr_rule_reader {
  tr_arena *arena;               /**< holds the rule */
  tr_pack_sink *sink;            /**< its file is read; takes the errors */
  const tr_source_list *sources; /**< those a rule may name */
  const tr_profile_key *keys;    /**< those its expressions may name */
  uint32_t key_count;
  const char *pack;   /**< name of its pack */
  bool no_memory;     /**< set where memory ran out */
  tr_compile_env env; /* names of the rule at hand */
} tr_rule_reader;

/**
 * Read a rule.
 *
 * @param      reader Its arena outlives the rule.
 * @param[out] rule   NULL where there was an error; set only on TR_OK.
 * @return TR_OK, also with errors; TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_rule_read(tr_rule_reader *reader,
                                    const tr_rule **rule);

/** As tr_rule_read(), of a tree that was read already. */
TR_NODISCARD tr_status tr_rule_read_tree(tr_rule_reader *reader,
                                         const tr_yaml *root,
                                         const tr_rule **rule);

/**
 * Read what is compiled: let, when, at, also, cases, the words and the fix.
 * For tr_rule_read(), which has read `each` and `raised_by`.
 */
void tr__rule_read_logic(tr_rule_reader *reader, const tr_yaml *root,
                         tr_rule *rule);

/** Read what rules and derivations have alike: names, standing, dates and
 * sources. Keys that are not there are left as they are. */
void tr__rule_read_head(tr_rule_reader *reader, const tr_yaml *root,
                        tr_rule *rule);

/** Read `let`; reader->env must be made. */
void tr__rule_read_lets(tr_rule_reader *reader, const tr_yaml *root);

/** @return A text without blanks at its end; NULL without one or after an
 * error. */
const char *tr__rule_text(tr_rule_reader *reader, const tr_yaml *root,
                          const char *key);

/** Compile an expression. @param facts May be NULL. @return NULL after an
 * error. */
const tr_program *tr__rule_expression(tr_rule_reader *reader,
                                      const tr_yaml *node, tr_type type,
                                      tr_program_facts *facts);

/** Compile a place, or a map of each, when, at. @return NULL after an error. */
const tr_program *tr__rule_place(tr_rule_reader *reader, const tr_yaml *node);

/** Compile the template of a key; nothing without it. */
void tr__rule_template(tr_rule_reader *reader, const tr_yaml *map,
                       const char *key, tr_template *out);

/** @return The lines of an example as people wrote them, or NULL. */
const char *tr__rule_example_text(tr_rule_reader *reader,
                                  const tr_yaml *example);

/** Read the examples' names, texts and what they expect. */
void tr__rule_read_examples(tr_rule_reader *reader, const tr_yaml *root,
                            tr_rule *rule);

/** Memory of the reader's arena; NULL after setting no_memory. */
void *tr__rule_memory(tr_rule_reader *reader, size_t count, size_t size);

#endif
