/* Lists of rules as --select and --ignore take them. */
#ifndef TR_RULE_SELECT_H
#define TR_RULE_SELECT_H

#include "rule/pack.h"

/** Which rules may be shown. Both lists are borrowed; empty: no list. */
typedef struct tr_select {
  tr_str select; /**< comma list of ids, slugs, id prefixes; empty: all */
  tr_str ignore; /**< likewise; wins over `select` */
} tr_select;

/** @return Whether findings of the rule are shown. */
bool tr_select_shows(const tr_select *list, const tr_rule *rule);

/**
 * Find an entry that names no rule of the pack, so that a slip of the pen does
 * not silence or miss anything.
 *
 * @param      text  A comma list.
 * @param[out] entry The first such entry, a part of `text`.
 * @return Whether there is one.
 */
bool tr_select_unknown(const tr_pack *pack, tr_str text, tr_str *entry);

#endif
