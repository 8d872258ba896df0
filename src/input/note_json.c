/* Whether bytes are one note at all, and then its model. The bytes are walked
 * before json-c builds them: it would take equal keys, a NUL in a key and lone
 * control characters without a word. */
#include "input/note_json.h"

#include <json-c/json.h>

#include "base/buf.h"
#include "input/json_walk.h"
#include "input/note_fields.h"

tr_status tr_note_reader_init(tr_note_reader *reader,
                              const tr_note_index *index) {
  /* The walk has its own limit on depth; this one is never the first. */
  struct json_tokener *tokener = json_tokener_new_ex(TR_JSON_WALK_DEPTH + 8);
  if (tokener == NULL) return TR_ENOMEM;
  json_tokener_set_flags(tokener,
                         JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
  *reader = (tr_note_reader){.index = index, .tokener = tokener};
  tr_map_init(&reader->keys);
  return TR_OK;
}

void tr_note_reader_done(tr_note_reader *reader) {
  if (reader->tokener != NULL) json_tokener_free(reader->tokener);
  reader->tokener = NULL;
  tr_map_done(&reader->keys);
}

/* An open object or array of the walk. */
typedef struct open_level {
  bool object;
  uint64_t serial; /* of objects: tells their keys from those of others */
  tr_str key;      /* the key at hand, as written */
  size_t index;    /* of arrays: the element at hand */
} open_level;

/* The pointer of the key at hand; the note itself where it grows too long. */
static const char *pointer_of(tr_note_reading *reading,
                              const open_level *levels, unsigned depth) {
  enum { POINTER_MOST = 1024 };
  tr_buf pointer;
  tr_buf_init(&pointer, POINTER_MOST);
  for (unsigned i = 0; i < depth; i++) {
    if (!levels[i].object) {
      tr_buf_addf(&pointer, "/%zu", levels[i].index);
      continue;
    }
    tr_str key;
    if (tr_json_unescape(reading->arena, levels[i].key, &key) != TR_OK) break;
    tr_buf_add_char(&pointer, '/');
    for (size_t at = 0; at < key.n; at++) {
      if (key.p[at] == '~')
        tr_buf_add(&pointer, TR_STR("~0"));
      else if (key.p[at] == '/')
        tr_buf_add(&pointer, TR_STR("~1"));
      else
        tr_buf_add_char(&pointer, key.p[at]);
    }
  }
  tr_buf_add_char(&pointer, '\0');
  tr_str kept = {"", 1};
  if (pointer.bad == TR_OK &&
      tr_arena_copy(reading->arena, tr_buf_str(&pointer), &kept) != TR_OK)
    kept = TR_STR("");
  tr_buf_done(&pointer);
  return kept.p;
}

/* Report a key that its object has had before. */
static tr_status check_key(tr_note_reader *reader, tr_note_reading *reading,
                           const open_level *levels, unsigned depth) {
  const open_level *level = &levels[depth - 1];
  tr_str name;
  tr_status status = tr_json_unescape(reading->arena, level->key, &name);
  if (status != TR_OK) return status;
  const uint64_t hash = tr_hash(level->serial, name);
  uint32_t seen;
  if (tr_map_get(&reader->keys, hash, &seen)) {
    tr_note_report(reading, TR_NOTE_FAULT_DUPLICATE,
                   pointer_of(reading, levels, depth));
    return TR_OK;
  }
  return tr_map_set(&reader->keys, hash, 1);
}

/* Walk the whole note: is it JSON, is any key there twice, is any known. */
static tr_status walk_note(tr_note_reader *reader, tr_note_reading *reading,
                           bool *sound) {
  open_level levels[TR_JSON_WALK_DEPTH] = {{0}};
  uint64_t serial = 0;
  size_t values = 0;
  bool known = false;
  tr_json_walk walk;
  tr_json_walk_init(&walk, reading->key->bytes, 0);
  tr_map_clear(&reader->keys);
  *sound = false;
  for (;;) {
    const unsigned outside = walk.depth;
    const tr_json_event event = tr_json_walk_next(&walk);
    const bool value = event != TR_JSON_KEY && event != TR_JSON_OBJECT_END &&
                       event != TR_JSON_ARRAY_END && event != TR_JSON_DONE;
    if (value && ++values > TR_NOTE_VALUES) {
      tr_note_report(reading, TR_NOTE_FAULT_SIZE, NULL);
      return TR_OK;
    }
    if (value && outside > 0) levels[outside - 1].index++;
    if (event == TR_JSON_BROKEN) {
      tr_note_report(reading,
                     walk.broken == TR_JSON_BAD_UTF8   ? TR_NOTE_FAULT_ENCODING
                     : walk.broken == TR_JSON_TOO_DEEP ? TR_NOTE_FAULT_DEPTH
                                                       : TR_NOTE_FAULT_SYNTAX,
                     NULL);
      return TR_OK;
    }
    if (event == TR_JSON_DONE) break;
    if (event == TR_JSON_OBJECT || event == TR_JSON_ARRAY)
      levels[outside] = (open_level){.object = event == TR_JSON_OBJECT,
                                     .serial = ++serial,
                                     .index = SIZE_MAX};
    if (event != TR_JSON_KEY) continue;

    levels[walk.depth - 1].key = walk.token;
    if (walk.depth == 1 && !known) {
      tr_str name;
      const tr_status status =
          tr_json_unescape(reading->arena, walk.token, &name);
      if (status != TR_OK) return status;
      known = tr_note_format_knows(name);
    }
    const tr_status status = check_key(reader, reading, levels, walk.depth);
    if (status != TR_OK) return status;
  }

  const tr_str rest = {reading->key->bytes.p + walk.at,
                       reading->key->bytes.n - walk.at};
  for (size_t i = 0; i < rest.n; i++) {
    if (memchr(" \t\r\n", rest.p[i], 4) != NULL) continue;
    tr_note_report(reading, TR_NOTE_FAULT_SYNTAX, NULL);
    return TR_OK;
  }
  if (values > 0 && levels[0].object && known)
    *sound = true;
  else
    tr_note_report(reading,
                   values > 0 && levels[0].object ? TR_NOTE_FAULT_FOREIGN
                                                  : TR_NOTE_FAULT_NOT_OBJECT,
                   NULL);
  return TR_OK;
}

tr_status tr_note_read(tr_note_reader *reader, tr_arena *arena,
                       const tr_note_key *key, tr_note_fault_fn *fault,
                       void *fault_context, tr_note **note) {
  tr_note *made = tr_arena_alloc(arena, sizeof *made);
  if (made == NULL) return TR_ENOMEM;
  made->file = key->file;
  made->line = key->line;
  made->self = (tr_note_field){
      .pointer = "", .state = TR_FIELD_KNOWN, .json = TR_NOTE_OBJECT};
  tr_note_reading reading = {.arena = arena,
                             .key = key,
                             .note = made,
                             .fault = fault,
                             .fault_context = fault_context,
                             .status = TR_OK};
  if (key->bytes.n > TR_NOTE_BYTES) {
    tr_note_report(&reading, TR_NOTE_FAULT_SIZE, NULL);
    *note = NULL;
    return TR_OK;
  }

  bool sound;
  tr_status status = walk_note(reader, &reading, &sound);
  if (status != TR_OK) return status;
  if (!sound) {
    *note = NULL;
    return TR_OK;
  }

  json_tokener_reset(reader->tokener);
  struct json_object *object =
      json_tokener_parse_ex(reader->tokener, key->bytes.p, (int)key->bytes.n);
  if (object == NULL) {
    tr_note_report(&reading, TR_NOTE_FAULT_SYNTAX, NULL);
    *note = NULL;
    return TR_OK;
  }
  const tr_note_level root = {object, "", TR_FIELD_ABSENT};
  tr_note_format_read(&reading, &root);
  json_object_put(object);
  if (reading.status != TR_OK) return reading.status;
  *note = made;
  return TR_OK;
}

static tr_status read_indexed(void *context, size_t index, tr_arena *arena,
                              tr_note_fault_fn *fault, void *fault_context,
                              tr_note **note) {
  tr_note_reader *reader = context;
  return tr_note_read(reader, arena, &reader->index->keys[index], fault,
                      fault_context, note);
}

tr_note_source tr_note_reader_source(tr_note_reader *reader) {
  const tr_note_index *index = reader->index;
  return (tr_note_source){.context = reader,
                          .count = index->count,
                          .keys = index->keys,
                          .faults = index->faults,
                          .fault_count = index->fault_count,
                          .read = read_indexed};
}
