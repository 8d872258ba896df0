/* What a checked condition says of itself, without running it. */
#ifndef TR_RULE_FACTS_H
#define TR_RULE_FACTS_H

#include "rule/parse.h"

/**
 * Whether the condition needs a note, and which codes the line must have.
 *
 * @param      arena Holds the codes.
 * @param      env   For its lets.
 * @param      node  Checked, of type flag.
 * @param[out] facts Set only on TR_OK.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr__facts_of(tr_arena *arena, const tr_compile_env *env,
                                    const tr_node *node,
                                    tr_program_facts *facts);

/** Keep what is known of a let, so that each is looked at once. */
TR_NODISCARD tr_status tr__facts_of_let(tr_arena *arena,
                                        const tr_compile_env *env,
                                        tr_compile_let *let);

#endif
