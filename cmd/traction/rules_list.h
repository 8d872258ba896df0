/* Lists of rules and of payer profiles. */
#ifndef TRACTION_RULES_LIST_H
#define TRACTION_RULES_LIST_H

#include <stdbool.h>

#include "base/buf.h"
#include "rule/pack.h"

/** One rule a line: id, severity, slug, summary; derivations behind them. */
void rules_text(const tr_pack *pack, tr_buf *out);

/** {"rules":[...],"derivations":[...]}; the keys are a contract. */
void rules_json(const tr_pack *pack, tr_buf *out);

/** Tables in Markdown, one for each family. */
void rules_md(const tr_pack *pack, tr_buf *out);

/** Profiles with their dates and how a payer is matched. @param md Markdown. */
void payers_text(const tr_pack *pack, bool md, tr_buf *out);

/** {"profiles":[...]}. */
void payers_json(const tr_pack *pack, tr_buf *out);

/** What a family of rules is about: "structure"; "" for unknown ones. */
const char *rules_family(const char *id);

#endif
