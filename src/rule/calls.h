/* The C functions behind the functions of rules. */
#ifndef TR_RULE_CALLS_H
#define TR_RULE_CALLS_H

#include "rule/functions.h"
#include "rule/value.h"

/**
 * A function of rules.
 *
 * @param arguments As many as its row says, all known.
 * @return Its value, which may be unknown.
 */
typedef tr_value tr_call(const tr_scope *scope, const tr_value *arguments);

#define TR_CALL_PROTOTYPE(name, type, words, count, a, b, c) \
  tr_call tr__fn_##name;
TR_FUNCTION_MAP(TR_CALL_PROTOTYPE)
#undef TR_CALL_PROTOTYPE

/** Indexed by tr_function. */
extern tr_call *const tr__calls[TR_FUNCTION_COUNT];

#endif
