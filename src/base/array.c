/* Doubling, up to the limit. */
#include "base/array.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 16 };

void tr_array_init(tr_array *array, size_t size, uint32_t limit,
                   const char *unit) {
  *array = (tr_array){.size = (uint32_t)size, .limit = limit, .unit = unit};
}

void tr_array_done(tr_array *array) {
  free(array->items);
  array->items = NULL;
  array->count = array->room = 0;
}

tr_status tr_array_reserve(tr_array *array) {
  if (array->count < array->room) return TR_OK;
  if (array->count >= array->limit) return TR_ELIMIT;
  uint32_t room = array->limit;
  if (array->room <= array->limit / 2)
    room = array->room == 0 ? FIRST_ROOM : array->room * 2;
  if (room > array->limit) room = array->limit;
  if (room > SIZE_MAX / array->size) return TR_ENOMEM;
  void *items = realloc(array->items, (size_t)room * array->size);
  if (items == NULL) return TR_ENOMEM;
  array->items = items;
  array->room = room;
  return TR_OK;
}

void *tr_array_add(tr_array *array, tr_status *status) {
  *status = tr_array_reserve(array);
  if (*status != TR_OK) return NULL;
  void *item = tr_array_at(array, array->count++);
  memset(item, 0, array->size);
  return item;
}
