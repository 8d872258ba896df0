/* The texts of outcomes, from the one table in the header. */
#include "base/status.h"

const char *tr_status_text(tr_status status) {
  switch (status) {
#define TR_STATUS_CASE(name, value, text) \
  case TR_##name:                         \
    return text;
    TR_STATUS_MAP(TR_STATUS_CASE)
#undef TR_STATUS_CASE
  }
  return "status that does not exist";
}
