/* The functions of the rule language as the compiler sees them. */
#include "rule/functions.h"

/* An argument is named by its type, entities by their kind. */
#define ARGUMENT_NONE \
  { TR_TYPE_NONE, TR_ENTITY_NONE }
#define ARGUMENT_FLAG \
  { TR_TYPE_FLAG, TR_ENTITY_NONE }
#define ARGUMENT_NUMBER \
  { TR_TYPE_NUMBER, TR_ENTITY_NONE }
#define ARGUMENT_MONEY \
  { TR_TYPE_MONEY, TR_ENTITY_NONE }
#define ARGUMENT_DATE \
  { TR_TYPE_DATE, TR_ENTITY_NONE }
#define ARGUMENT_CODE \
  { TR_TYPE_CODE, TR_ENTITY_NONE }
#define ARGUMENT_TEXT \
  { TR_TYPE_TEXT, TR_ENTITY_NONE }
#define ARGUMENT_REGIONS \
  { TR_TYPE_REGIONS, TR_ENTITY_NONE }
#define ARGUMENT_PREFIX_SET \
  { TR_TYPE_PREFIX_SET, TR_ENTITY_NONE }
#define ARGUMENT_ROW \
  { TR_TYPE_ENTITY, TR_ENTITY_ROW }
#define ARGUMENT_LINE \
  { TR_TYPE_ENTITY, TR_ENTITY_LINE }
#define ARGUMENT_CLAIM \
  { TR_TYPE_ENTITY, TR_ENTITY_CLAIM }
#define ARGUMENT_NOTE \
  { TR_TYPE_ENTITY, TR_ENTITY_NOTE }
#define ARGUMENT_SERVICE \
  { TR_TYPE_ENTITY, TR_ENTITY_SERVICE }

const tr_function_row tr__functions[TR_FUNCTION_COUNT] = {
#define FUNCTION_ROW(name, type, words, count, a, b, c) \
  [TR_FUNCTION_##name] = {#name,                        \
                          words,                        \
                          TR_TYPE_##type,               \
                          count,                        \
                          {ARGUMENT_##a, ARGUMENT_##b, ARGUMENT_##c}},
    TR_FUNCTION_MAP(FUNCTION_ROW)
#undef FUNCTION_ROW
};

bool tr__function_find(tr_str name, tr_function *row) {
  for (int i = 0; i < TR_FUNCTION_COUNT; i++) {
    if (!tr_str_eq(name, tr_str_of(tr__functions[i].name))) continue;
    *row = (tr_function)i;
    return true;
  }
  return false;
}
