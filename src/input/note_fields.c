/* Which JSON value a field of a note takes, and what is a fault instead. */
#include "input/note_fields.h"

#include <inttypes.h>
#include <stdio.h>

#include <json-c/json.h>

#include "input/json_walk.h"
#include "note/note_value.h"
#include "note/words.h"

enum { POINTER_BYTES = 160, JOINED_BYTES = 4096 };

void tr_note_report(tr_note_reading *reading, tr_note_fault_kind kind,
                    const char *pointer) {
  tr_note_fault fault = tr_note_fault_of(kind);
  fault.file = reading->key->file;
  fault.line = reading->key->line;
  fault.note_id = tr_note_known(&reading->note->id) ? reading->note->id.text
                                                    : reading->key->id;
  fault.pointer = pointer;
  if (pointer != NULL && pointer[0] != '\0')
    tr_json_find(reading->key->bytes, pointer, &fault.value);
  reading->fault(reading->fault_context, &fault);
}

/* Text into the arena; empty when that fails. */
static tr_str keep(tr_note_reading *reading, tr_str text) {
  tr_str copy = {NULL, 0};
  if (reading->status == TR_OK && text.n > 0)
    reading->status = tr_arena_copy(reading->arena, text, &copy);
  return copy;
}

const char *tr_note_pointer(tr_note_reading *reading, const char *parent,
                            const char *key) {
  const size_t before = strlen(parent);
  const size_t after = strlen(key);
  char text[POINTER_BYTES];
  /* Known keys and indexes only: they are far shorter. */
  if (before + after + 2 > sizeof text) return "";
  memcpy(text, parent, before);
  text[before] = '/';
  memcpy(text + before + 1, key, after + 1);
  const tr_str kept = keep(reading, (tr_str){text, before + after + 2});
  return kept.p != NULL ? kept.p : "";
}

static const char *index_pointer(tr_note_reading *reading, const char *parent,
                                 size_t index) {
  char number[24];
  snprintf(number, sizeof number, "%zu", index);
  return tr_note_pointer(reading, parent, number);
}

static uint8_t json_of(struct json_object *value) {
  switch (json_object_get_type(value)) {
    case json_type_boolean:
      return TR_NOTE_FLAG;
    case json_type_double:
    case json_type_int:
      return TR_NOTE_NUMBER;
    case json_type_string:
      return TR_NOTE_TEXT;
    case json_type_object:
      return TR_NOTE_OBJECT;
    case json_type_array:
      return TR_NOTE_ARRAY;
    case json_type_null:
      break;
  }
  return TR_NOTE_NONE;
}

static tr_str text_of(struct json_object *value) {
  const int n = json_object_get_string_len(value);
  return (tr_str){json_object_get_string(value), n > 0 ? (size_t)n : 0};
}

/* The digits of a number as written. */
static tr_str digits_of(struct json_object *value, char *buffer, size_t room) {
  if (json_object_get_type(value) == json_type_double)
    return tr_str_of(json_object_get_string(value));
  const int n =
      snprintf(buffer, room, "%" PRId64, json_object_get_int64(value));
  return (tr_str){buffer, n > 0 ? (size_t)n : 0};
}

static bool is_blank_text(tr_str text) {
  for (size_t i = 0; i < text.n; i++)
    if (strchr(" \t\r\n", text.p[i]) == NULL || text.p[i] == '\0') return false;
  return true;
}

/* What a shape wants, for the fault where it gets something else. */
static tr_note_fault_kind fault_of_shape(uint8_t shape) {
  switch (shape) {
    case TR_NOTE_AS_NUMBER:
      return TR_NOTE_FAULT_WANT_NUMBER;
    case TR_NOTE_AS_FLAG:
      return TR_NOTE_FAULT_WANT_FLAG;
    case TR_NOTE_AS_DATE:
      return TR_NOTE_FAULT_WANT_DATE;
    case TR_NOTE_AS_STAMP:
      return TR_NOTE_FAULT_WANT_STAMP;
    case TR_NOTE_AS_TIME:
      return TR_NOTE_FAULT_WANT_TIME;
    default:
      return TR_NOTE_FAULT_WANT_TEXT;
  }
}

static bool takes(uint8_t shape, uint8_t json) {
  switch (shape) {
    case TR_NOTE_AS_NUMBER:
      return json == TR_NOTE_NUMBER;
    case TR_NOTE_AS_FLAG:
      return json == TR_NOTE_FLAG;
    case TR_NOTE_AS_TEXT_OR_FLAG:
      return json == TR_NOTE_TEXT || json == TR_NOTE_FLAG;
    case TR_NOTE_AS_ANY:
      return true;
    default:
      return json == TR_NOTE_TEXT;
  }
}

/* A code in capitals without dots and blanks at its ends; 0 when too long. */
static tr_code code_of(tr_str text) {
  char code[TR_CODE_BYTES];
  size_t n = 0;
  text = tr_str_trim(text);
  for (size_t i = 0; i < text.n; i++) {
    char c = text.p[i];
    if (c == '.') continue;
    if (n == TR_CODE_BYTES) return 0;
    if (c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
    code[n++] = c;
  }
  return tr_code_pack((tr_str){code, n});
}

/* The number of a text that is not blank. */
static tr_status number_of_text(const tr_note_row *row, tr_str *text,
                                int64_t *number) {
  tr_status status = TR_OK;
  tr_day day = 0;
  switch (row->shape) {
    case TR_NOTE_AS_WORD:
      *number = (int64_t)tr_words_find((tr_words)row->words, *text, text);
      break;
    case TR_NOTE_AS_CODE:
      *number = (int64_t)code_of(*text);
      break;
    case TR_NOTE_AS_DATE:
      status = tr_day_read_iso(*text, &day);
      *number = day;
      break;
    case TR_NOTE_AS_STAMP:
      status = tr_note_stamp_read(*text, &day);
      *number = day;
      break;
    case TR_NOTE_AS_MOMENT:
      if (tr_note_stamp_read(*text, &day) == TR_OK) *number = day;
      break;
    case TR_NOTE_AS_TIME:
      status = tr_note_time_read(*text, number);
      *number *= 1000;
      break;
    case TR_NOTE_AS_TEXT_OR_FLAG:
      *number = 1;
      break;
    default:
      break;
  }
  return status;
}

/* Read a value that is not null. field->pointer and json are set. */
static void read_value(tr_note_reading *reading, const tr_note_row *row,
                       struct json_object *value, tr_note_field *field) {
  char buffer[32];
  tr_str text = {NULL, 0};
  int64_t number = 0;
  tr_status status = TR_OK;
  tr_note_fault_kind kind = fault_of_shape(row->shape);

  if (!takes(row->shape, field->json)) {
    status = TR_ESYNTAX;
  } else if (field->json == TR_NOTE_TEXT) {
    text = text_of(value);
    if (is_blank_text(text)) return;
    status = number_of_text(row, &text, &number);
  } else if (field->json == TR_NOTE_NUMBER) {
    text = digits_of(value, buffer, sizeof buffer);
    status = tr_note_number_read(text, &number);
    kind = TR_NOTE_FAULT_NUMBER_RANGE;
  } else if (field->json == TR_NOTE_FLAG) {
    number = json_object_get_boolean(value) ? 1 : 0;
    text = number != 0 ? TR_STR("true") : TR_STR("false");
  }

  if (status != TR_OK) {
    field->state = TR_FIELD_UNREADABLE;
    tr_note_report(reading, kind, field->pointer);
    return;
  }
  field->number = number;
  field->text = keep(reading, text);
  field->state = TR_FIELD_KNOWN;
}

/* Find a member: its value (NULL when absent or null), its field begun. */
static struct json_object *find_member(tr_note_reading *reading,
                                       const tr_note_level *level,
                                       const char *key, tr_note_field *field) {
  struct json_object *value = NULL;
  *field = (tr_note_field){.pointer = level->pointer, .state = level->state};
  if (reading->status != TR_OK || level->object == NULL) return NULL;
  if (!json_object_object_get_ex(level->object, key, &value)) return NULL;
  field->pointer = tr_note_pointer(reading, level->pointer, key);
  field->json = json_of(value);
  return value;
}

void tr_note_read_rows(tr_note_reading *reading, const tr_note_level *level,
                       const tr_note_row *rows, size_t count, void *entity) {
  for (size_t i = 0; i < count; i++) {
    void *place = (char *)entity + rows[i].field;
    tr_note_field field;
    struct json_object *value =
        find_member(reading, level, rows[i].key, &field);
    if (value != NULL) {
      field.state = TR_FIELD_ABSENT;
      read_value(reading, &rows[i], value, &field);
    }
    memcpy(place, &field, sizeof field);
  }
}

tr_note_level tr_note_enter(tr_note_reading *reading,
                            const tr_note_level *level, const char *key,
                            tr_note_field *self) {
  tr_note_field field;
  struct json_object *value = find_member(reading, level, key, &field);
  if (value != NULL && field.json == TR_NOTE_OBJECT) {
    field.state = TR_FIELD_KNOWN;
  } else if (value != NULL) {
    field.state = TR_FIELD_UNREADABLE;
    tr_note_report(reading, TR_NOTE_FAULT_WANT_OBJECT, field.pointer);
    value = NULL;
  }
  if (self != NULL) *self = field;
  /* Members of an object that is there are absent until they are read. */
  const uint8_t state =
      field.state == TR_FIELD_KNOWN ? TR_FIELD_ABSENT : field.state;
  return (tr_note_level){value, field.pointer, state};
}

/* Begin a member that is to be an array; its length, bounded. */
static size_t enter_array(tr_note_reading *reading, const tr_note_level *level,
                          const char *key, tr_note_field *field,
                          struct json_object **array) {
  *array = find_member(reading, level, key, field);
  if (*array == NULL) return 0;
  if (field->json != TR_NOTE_ARRAY) {
    field->state = TR_FIELD_UNREADABLE;
    tr_note_report(reading, TR_NOTE_FAULT_WANT_ARRAY, field->pointer);
    return 0;
  }
  field->state = TR_FIELD_KNOWN;
  const size_t n = json_object_array_length(*array);
  if (n <= TR_NOTE_ENTRIES) return n;
  tr_note_report(reading, TR_NOTE_FAULT_ENTRIES, field->pointer);
  return TR_NOTE_ENTRIES;
}

uint32_t tr_note_read_list(tr_note_reading *reading, const tr_note_level *level,
                           const tr_note_list *list, tr_note_field *field,
                           void **entities) {
  *entities = NULL;
  struct json_object *member = NULL;
  size_t n;
  const bool single =
      list->single_too && level->object != NULL &&
      json_object_object_get_ex(level->object, list->key, &member) &&
      json_object_is_type(member, json_type_object);
  if (single) {
    member = find_member(reading, level, list->key, field);
    field->state = TR_FIELD_KNOWN;
    n = 1;
  } else {
    n = enter_array(reading, level, list->key, field, &member);
  }
  if (n == 0 || reading->status != TR_OK) return 0;

  char *memory = tr_arena_array(reading->arena, n, list->size);
  if (memory == NULL) {
    reading->status = TR_ENOMEM;
    return 0;
  }
  uint32_t count = 0;
  for (size_t i = 0; i < n && reading->status == TR_OK; i++) {
    struct json_object *entry =
        single ? member : json_object_array_get_idx(member, i);
    const char *pointer =
        single ? field->pointer : index_pointer(reading, field->pointer, i);
    if (!json_object_is_type(entry, json_type_object)) {
      tr_note_report(reading, TR_NOTE_FAULT_WANT_OBJECT, pointer);
      continue;
    }
    const tr_note_level inner = {entry, pointer, TR_FIELD_ABSENT};
    list->read(reading, &inner, (int32_t)i, memory + count * list->size);
    count++;
  }
  /* ["L5"] holds no object, but it is not a list of none either. */
  if (count == 0) field->state = TR_FIELD_UNREADABLE;
  *entities = memory;
  return count;
}

void tr_note_read_regions(tr_note_reading *reading, const tr_note_level *level,
                          const char *key, tr_note_regions *regions) {
  *regions = (tr_note_regions){.first_vague = {.pointer = level->pointer}};
  struct json_object *array;
  const size_t n = enter_array(reading, level, key, &regions->list, &array);
  regions->first_vague.pointer = regions->list.pointer;
  bool spoiled = false;
  for (size_t i = 0; i < n && reading->status == TR_OK; i++) {
    struct json_object *entry = json_object_array_get_idx(array, i);
    if (!json_object_is_type(entry, json_type_string)) {
      tr_note_report(reading, TR_NOTE_FAULT_WANT_TEXT,
                     index_pointer(reading, regions->list.pointer, i));
      spoiled = true;
      continue;
    }
    const tr_str word = text_of(entry);
    if (is_blank_text(word)) continue;
    regions->count++;
    tr_regions named;
    if (tr_words_region(word, &named)) {
      regions->regions |= named;
    } else if (regions->vague_count++ == 0) {
      regions->first_vague = (tr_note_field){
          .text = keep(reading, word),
          .pointer = index_pointer(reading, regions->list.pointer, i),
          .state = TR_FIELD_KNOWN,
          .json = TR_NOTE_TEXT};
    }
  }
  /* [7] names no region, but it is not a list of none either. */
  if (spoiled && regions->count == 0) regions->list.state = TR_FIELD_UNREADABLE;
}

void tr_note_read_texts(tr_note_reading *reading, const tr_note_level *level,
                        const char *key, tr_note_field *field) {
  struct json_object *array;
  const size_t n = enter_array(reading, level, key, field, &array);
  tr_buf joined;
  tr_buf_init(&joined, JOINED_BYTES);
  for (size_t i = 0; i < n && reading->status == TR_OK; i++) {
    struct json_object *entry = json_object_array_get_idx(array, i);
    if (!json_object_is_type(entry, json_type_string)) {
      tr_note_report(reading, TR_NOTE_FAULT_WANT_TEXT,
                     index_pointer(reading, field->pointer, i));
      continue;
    }
    if (joined.n > 0) tr_buf_add_char(&joined, ' ');
    tr_buf_add(&joined, text_of(entry));
  }
  if (joined.bad == TR_ENOMEM) reading->status = TR_ENOMEM;
  field->text = keep(reading, tr_buf_str(&joined));
  tr_buf_done(&joined);
}
