/* Values of profile keys from YAML: one reader for each type. */
#ifndef TR_INPUT_PROFILE_VALUE_H
#define TR_INPUT_PROFILE_VALUE_H

#include "base/arena.h"
#include "input/sources_md.h"
#include "input/yaml_tree.h"
#include "rule/pack.h"

enum {
  TR_PROFILE_ROWS = 512,   /**< most rows, codes or words of one value */
  TR_PROFILE_NUMBER = 9999 /**< greatest number of any kind */
};

/** What reading a file of profiles needs. */
typedef struct tr_profile_reader {
  tr_arena *arena;
  tr_pack_sink *sink;
  const tr_source_list *sources; /**< those an entry may name */
  bool no_memory;                /**< set where memory ran out */
} tr_profile_reader;

/**
 * Read a value.
 *
 * @param      key   Says its type, words and range.
 * @param[out] value Its states are left alone; set only when true is returned.
 * @return Whether it is such a value; else an error was reported.
 */
bool tr_profile_value_read(tr_profile_reader *reader, const tr_yaml *node,
                           const tr_profile_key *key, tr_constant *value);

/**
 * Read a list of codes, sorted.
 *
 * @param[out] codes NULL for an empty list.
 * @return As tr_profile_value_read().
 */
bool tr_profile_codes_read(tr_profile_reader *reader, const tr_yaml *node,
                           const tr_code **codes, uint32_t *count);

/** @return Whether it is the id of a rule: TR, a letter, four digits. */
bool tr_rule_id_is(tr_str text);

#endif
