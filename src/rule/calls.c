/* The C functions, in the order of their rows. */
#include "rule/calls.h"

tr_call *const tr__calls[TR_FUNCTION_COUNT] = {
#define CALL_ENTRY(name, type, words, count, a, b, c) \
  [TR_FUNCTION_##name] = tr__fn_##name,
    TR_FUNCTION_MAP(CALL_ENTRY)
#undef CALL_ENTRY
};
