/* Where the notes of a file begin and end, and what matching needs of each.
 * A file is an array, NDJSON, or objects one after another; what it is shows in
 * its first value, and where that is broken in the lines after it. */
#include "input/note_json.h"

#include <stdlib.h>

#include "input/json_walk.h"
#include "note/words.h"

/* The file at hand. Lines are counted up to `counted`, forward only. */
typedef struct scan {
  tr_note_index *index;
  const char *file;
  tr_str bytes;
  size_t counted;    /* bytes whose line ends are in `line` */
  size_t line_start; /* first byte of that line */
  uint64_t line;
} scan;

void tr_notes_index_init(tr_note_index *index) {
  *index = (tr_note_index){0};
  tr_arena_init(&index->texts, SIZE_MAX / 2);
}

void tr_notes_index_done(tr_note_index *index) {
  free(index->keys);
  free(index->faults);
  tr_arena_done(&index->texts);
  tr_notes_index_init(index);
}

/* Make room for one more element; NULL leaves all as it was. */
static void *grow(void *array, size_t *room, size_t count, size_t size) {
  if (count < *room) return array;
  const size_t larger = *room == 0 ? 64 : *room + *room / 2;
  void *moved = reallocarray(array, larger, size);
  if (moved != NULL) *room = larger;
  return moved;
}

/* The line that byte `at` is in; `at` never goes back by more than a line. */
static uint64_t line_of(scan *s, size_t at) {
  while (s->counted < at) {
    const char *from = s->bytes.p + s->counted;
    const char *end = memchr(from, '\n', at - s->counted);
    if (end == NULL) {
      s->counted = at;
      break;
    }
    s->counted = (size_t)(end - s->bytes.p) + 1;
    s->line_start = s->counted;
    s->line++;
  }
  return s->line;
}

static tr_status add_fault(scan *s, tr_note_fault_kind kind,
                           const char *message, size_t at, tr_str id) {
  tr_note_index *index = s->index;
  if (index->fault_count >= TR_NOTE_FAULTS_KEPT) {
    index->faults_left_out++;
    return TR_OK;
  }
  tr_note_fault *faults = grow(index->faults, &index->fault_room,
                               index->fault_count, sizeof *faults);
  if (faults == NULL) return TR_ENOMEM;
  index->faults = faults;

  tr_note_fault fault = tr_note_fault_of(kind);
  if (message != NULL) fault.message = message;
  fault.file = s->file;
  fault.line = line_of(s, at);
  fault.column = at - s->line_start + 1;
  fault.note_id = id;
  faults[index->fault_count++] = fault;
  return TR_OK;
}

static tr_status add_broken(scan *s, const tr_json_walk *walk) {
  static const tr_note_fault_kind kinds[] = {
      [TR_JSON_BAD_SYNTAX] = TR_NOTE_FAULT_SYNTAX,
      [TR_JSON_BAD_UTF8] = TR_NOTE_FAULT_ENCODING,
      [TR_JSON_TOO_DEEP] = TR_NOTE_FAULT_DEPTH,
  };
  return add_fault(s, kinds[walk->broken],
                   walk->broken == TR_JSON_BAD_SYNTAX ? walk->message : NULL,
                   walk->at, (tr_str){NULL, 0});
}

/* The objects whose members the index reads. */
typedef enum part { PART_NONE, PART_NOTE, PART_PATIENT, PART_AUTHOR } part;

/* The key at hand: which member of which object. */
typedef enum member {
  MEMBER_OTHER,
  MEMBER_ID,
  MEMBER_CLAIM,
  MEMBER_DATE,
  MEMBER_PATIENT,
  MEMBER_AUTHOR,
  MEMBER_PATIENT_ID,
  MEMBER_BORN,
  MEMBER_SEX,
  MEMBER_NPI,
} member;

static member member_of(part in, tr_str token) {
  static const struct {
    part in;
    member is;
    const char *key;
  } rows[] = {
      {PART_NOTE, MEMBER_ID, "id"},
      {PART_NOTE, MEMBER_CLAIM, "claim"},
      {PART_NOTE, MEMBER_DATE, "date_of_service"},
      {PART_NOTE, MEMBER_PATIENT, "patient"},
      {PART_NOTE, MEMBER_AUTHOR, "author"},
      {PART_PATIENT, MEMBER_PATIENT_ID, "id"},
      {PART_PATIENT, MEMBER_BORN, "born"},
      {PART_PATIENT, MEMBER_SEX, "sex"},
      {PART_AUTHOR, MEMBER_NPI, "npi"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    if (rows[i].in == in && tr_json_token_is(token, tr_str_of(rows[i].key)))
      return rows[i].is;
  return MEMBER_OTHER;
}

/* Forget a member: a key that comes twice counts as its last. */
static void forget(tr_note_key *key, member is) {
  const tr_str none = {NULL, 0};
  switch (is) {
    case MEMBER_ID:
      key->id = none;
      break;
    case MEMBER_CLAIM:
      key->claim = none;
      break;
    case MEMBER_DATE:
      key->date_of_service = TR_DAY_MIN;
      break;
    case MEMBER_PATIENT:
      key->patient_id = none;
      key->born = TR_DAY_MIN;
      key->sex = 0;
      break;
    case MEMBER_PATIENT_ID:
      key->patient_id = none;
      break;
    case MEMBER_BORN:
      key->born = TR_DAY_MIN;
      break;
    case MEMBER_SEX:
      key->sex = 0;
      break;
    case MEMBER_AUTHOR:
    case MEMBER_NPI:
      key->author_npi = none;
      break;
    case MEMBER_OTHER:
      break;
  }
}

static tr_day day_of(tr_str text) {
  tr_day day;
  return tr_day_read_iso(text, &day) == TR_OK ? day : TR_DAY_MIN;
}

static tr_status keep_text(tr_note_index *index, tr_note_key *key, member is,
                           tr_str token) {
  if (is == MEMBER_OTHER) return TR_OK;
  tr_str text;
  const tr_status status = tr_json_unescape(&index->texts, token, &text);
  if (status != TR_OK) return status;
  tr_str word;
  switch (is) {
    case MEMBER_ID:
      key->id = text;
      break;
    case MEMBER_CLAIM:
      key->claim = tr_str_trim(text);
      break;
    case MEMBER_DATE:
      key->date_of_service = day_of(text);
      break;
    case MEMBER_PATIENT_ID:
      key->patient_id = tr_str_trim(text);
      break;
    case MEMBER_BORN:
      key->born = day_of(text);
      break;
    case MEMBER_SEX:
      if (tr_words_find(TR_WORDS_SEX, text, &word) != 0) key->sex = word.p[0];
      break;
    case MEMBER_NPI:
      key->author_npi = tr_str_trim(text);
      break;
    case MEMBER_PATIENT:
    case MEMBER_AUTHOR:
    case MEMBER_OTHER:
      break;
  }
  return TR_OK;
}

/* Walk one note and keep what matching needs; *event is how the walk ended. */
static tr_status read_key(tr_note_index *index, tr_json_walk *walk,
                          tr_note_key *key, size_t *values,
                          tr_json_event *event) {
  part in = PART_NONE;
  member is = MEMBER_OTHER;
  for (;;) {
    *event = tr_json_walk_next(walk);
    switch (*event) {
      case TR_JSON_DONE:
      case TR_JSON_BROKEN:
        return TR_OK;
      case TR_JSON_OBJECT:
        ++*values;
        if (walk->depth == 1) in = PART_NOTE;
        if (walk->depth == 2 && is == MEMBER_PATIENT) in = PART_PATIENT;
        if (walk->depth == 2 && is == MEMBER_AUTHOR) in = PART_AUTHOR;
        is = MEMBER_OTHER;
        break;
      case TR_JSON_OBJECT_END:
        if (walk->depth == 1) in = PART_NOTE;
        break;
      case TR_JSON_KEY: {
        const bool here = walk->depth == (in == PART_NOTE ? 1U : 2U);
        is = here ? member_of(in, walk->token) : MEMBER_OTHER;
        forget(key, is);
        break;
      }
      case TR_JSON_TEXT: {
        ++*values;
        const tr_status status = keep_text(index, key, is, walk->token);
        if (status != TR_OK) return status;
        is = MEMBER_OTHER;
        break;
      }
      case TR_JSON_ARRAY:
      case TR_JSON_NUMBER:
      case TR_JSON_TRUE:
      case TR_JSON_FALSE:
      case TR_JSON_NULL:
        ++*values;
        is = MEMBER_OTHER;
        break;
      case TR_JSON_ARRAY_END:
        break;
    }
  }
}

/* Take the value at `at` (no blank there) as a note; `walk` stands after it,
 * or at what is broken. Returns what was wrong with the world. */
static tr_status take_note(scan *s, tr_str text, size_t at, tr_json_walk *walk,
                           tr_json_event *event) {
  tr_note_index *index = s->index;
  tr_note_key key = {
      .file = s->file, .date_of_service = TR_DAY_MIN, .born = TR_DAY_MIN};
  size_t values = 0;
  tr_json_walk_init(walk, text, at);
  tr_status status = read_key(index, walk, &key, &values, event);
  if (status != TR_OK || *event == TR_JSON_BROKEN) return status;

  key.bytes = (tr_str){text.p + at, walk->at - at};
  key.line = line_of(s, at);
  if (text.p[at] != '{')
    return add_fault(s, TR_NOTE_FAULT_NOT_OBJECT, NULL, at, key.id);
  if (key.bytes.n > TR_NOTE_BYTES || values > TR_NOTE_VALUES)
    return add_fault(s, TR_NOTE_FAULT_SIZE, NULL, at, key.id);

  if (index->count >= TR_NOTES_MOST) return TR_ELIMIT;
  tr_note_key *keys =
      grow(index->keys, &index->room, index->count, sizeof *keys);
  if (keys == NULL) return TR_ENOMEM;
  index->keys = keys;
  keys[index->count++] = key;
  return TR_OK;
}

static size_t skip_blanks(tr_str text, size_t at) {
  while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\t' ||
                         text.p[at] == '\r' || text.p[at] == '\n'))
    at++;
  return at;
}

static size_t line_end(tr_str text, size_t at) {
  if (at >= text.n) return text.n;
  const char *end = memchr(text.p + at, '\n', text.n - at);
  return end == NULL ? text.n : (size_t)(end - text.p);
}

static tr_status add_lines(scan *s, size_t at) {
  while (at < s->bytes.n) {
    const size_t end = line_end(s->bytes, at);
    /* The walk sees no further than its line. */
    const tr_str text = {s->bytes.p, end};
    const size_t from = skip_blanks(text, at);
    at = end + 1;
    if (from >= end) continue;

    tr_json_walk walk;
    tr_json_event event;
    const size_t before = s->index->count;
    tr_status status = take_note(s, text, from, &walk, &event);
    if (status == TR_OK && event == TR_JSON_BROKEN)
      status = add_broken(s, &walk);
    if (status != TR_OK) return status;
    if (event == TR_JSON_BROKEN) continue;

    const size_t rest = skip_blanks(text, walk.at);
    if (rest >= end) continue;
    /* Two values on a line: which one the line is cannot be known. */
    s->index->count = before;
    status =
        add_fault(s, TR_NOTE_FAULT_SYNTAX, "the line goes on after its note",
                  rest, (tr_str){NULL, 0});
    if (status != TR_OK) return status;
  }
  return TR_OK;
}

/* Values from `at` on: up to ] with commas between them in an array, else to
 * the end of the file with blanks between them. */
static tr_status add_values(scan *s, size_t at, bool array) {
  const tr_str none = {NULL, 0};
  bool comma = false; /* one was read and wants a value */
  bool first = true;
  for (;;) {
    at = skip_blanks(s->bytes, at);
    if (at >= s->bytes.n)
      return array ? add_fault(s, TR_NOTE_FAULT_SYNTAX,
                               "the array of notes is cut short", at, none)
                   : TR_OK;
    if (array && s->bytes.p[at] == ']') {
      if (comma) {
        const tr_status status =
            add_fault(s, TR_NOTE_FAULT_SYNTAX, "a comma too many", at, none);
        if (status != TR_OK) return status;
      }
      at = skip_blanks(s->bytes, at + 1);
      return at >= s->bytes.n
                 ? TR_OK
                 : add_fault(s, TR_NOTE_FAULT_SYNTAX,
                             "the file goes on after its array of notes", at,
                             none);
    }
    if (array && !first && !comma)
      return add_fault(s, TR_NOTE_FAULT_SYNTAX, "a comma or ] is wanted", at,
                       none);

    tr_json_walk walk;
    tr_json_event event;
    tr_status status = take_note(s, s->bytes, at, &walk, &event);
    if (status == TR_OK && event == TR_JSON_BROKEN)
      status = add_broken(s, &walk);
    if (status != TR_OK) return status;

    size_t end = walk.at;
    if (event == TR_JSON_BROKEN) {
      const char open = s->bytes.p[at];
      if (open != '{' && open != '[') return TR_OK;
      if (!tr_json_skip_broken(s->bytes, at, &end)) return TR_OK;
    }
    at = skip_blanks(s->bytes, end);
    comma = array && at < s->bytes.n && s->bytes.p[at] == ',';
    if (comma) at++;
    first = false;
  }
}

/* Whether the text from `at` to `end` is one whole object. */
static bool is_object(tr_str bytes, size_t at, size_t end) {
  if (at >= end || bytes.p[at] != '{') return false;
  tr_json_walk walk;
  tr_json_walk_init(&walk, (tr_str){bytes.p, end}, at);
  tr_json_event event;
  do {
    event = tr_json_walk_next(&walk);
  } while (event != TR_JSON_DONE && event != TR_JSON_BROKEN);
  return event == TR_JSON_DONE &&
         skip_blanks((tr_str){bytes.p, end}, walk.at) == end;
}

/* Whether the file, whose first value begins at `at`, is NDJSON. */
static bool has_lines(tr_str bytes, size_t at) {
  tr_json_walk walk;
  tr_json_walk_init(&walk, bytes, at);
  tr_json_event event;
  do {
    event = tr_json_walk_next(&walk);
  } while (event != TR_JSON_DONE && event != TR_JSON_BROKEN);
  if (event == TR_JSON_DONE) return line_end(bytes, at) >= walk.at;

  /* Broken: another line that is an object by itself and is not indented,
   * as the inner objects of a printed note are. */
  for (size_t next = line_end(bytes, at) + 1; next < bytes.n;) {
    const size_t end = line_end(bytes, next);
    if (is_object(bytes, next, end)) return true;
    next = end + 1;
  }
  return false;
}

tr_status tr_notes_index_add(tr_note_index *index, const char *file,
                             tr_str bytes) {
  scan s = {.index = index, .file = file, .bytes = bytes, .line = 1};
  if (tr_str_starts(bytes, TR_STR("\xff\xfe")) ||
      tr_str_starts(bytes, TR_STR("\xfe\xff")))
    return add_fault(&s, TR_NOTE_FAULT_ENCODING, NULL, 0, (tr_str){NULL, 0});

  size_t at = tr_str_starts(bytes, TR_STR("\xef\xbb\xbf")) ? 3 : 0;
  at = skip_blanks(bytes, at);
  if (at >= bytes.n) return TR_OK;
  if (bytes.p[at] == '[') return add_values(&s, at + 1, true);
  return has_lines(bytes, at) ? add_lines(&s, at) : add_values(&s, at, false);
}
