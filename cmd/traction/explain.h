/* What is known about one rule, derivation or code, and about the article. */
#ifndef TRACTION_EXPLAIN_H
#define TRACTION_EXPLAIN_H

#include "base/buf.h"
#include "rule/pack.h"
#include "table/table.h"

/** All about one rule. @param tables For the labels of denial codes. */
void explain_rule(const tr_pack *pack, const tr_tables *tables,
                  const tr_rule *rule, tr_buf *out);

/** All about one derivation. */
void explain_derivation(const tr_pack *pack, const tr_derivation *derivation,
                        tr_buf *out);

/**
 * Which derivations give a code, and which rules speak of it.
 *
 * @param name Any text.
 * @return Whether anything is known of it; else what was written is to be
 *         thrown away.
 */
bool explain_code(const tr_pack *pack, const tr_tables *tables, tr_str name,
                  tr_buf *out);

/** A blank line and a heading. */
void explain_heading(tr_buf *out, const char *text);

/** Payers whose profiles change the rule's severity or what it asks. */
void explain_payers(const tr_pack *pack, const tr_rule *rule, tr_buf *out);

/** The article's statements beside the rules that execute them. */
void explain_article(const tr_pack *pack, tr_buf *out);

/** @return The source with that id, or NULL. */
const tr_source *explain_source(const tr_pack *pack, const char *id);

#endif
