/* Tests of src/input/note_json.c. */
#include "note_helper.h"

static void refuses_what_is_no_note(void **state) {
  (void)state;
  static const struct {
    const char *text;
    tr_note_fault_kind kind;
  } rows[] = {
      {"", TR_NOTE_FAULT_SYNTAX},
      {"{\"id\":01}", TR_NOTE_FAULT_SYNTAX},
      {"{\"id\":\"a\"} x", TR_NOTE_FAULT_SYNTAX},
      {"{\"id\":\"a\"}{\"id\":\"b\"}", TR_NOTE_FAULT_SYNTAX},
      {"{\"id\":\"a\tb\"}", TR_NOTE_FAULT_SYNTAX},
      {"{\"id\\u0000\":\"a\"}", TR_NOTE_FAULT_SYNTAX},
      {"{\"id\":\"\xff\"}", TR_NOTE_FAULT_ENCODING},
      {"[{\"id\":\"a\"}]", TR_NOTE_FAULT_NOT_OBJECT},
      {"7", TR_NOTE_FAULT_NOT_OBJECT},
      {"\"id\"", TR_NOTE_FAULT_NOT_OBJECT},
      {"null", TR_NOTE_FAULT_NOT_OBJECT},
      {"{}", TR_NOTE_FAULT_FOREIGN},
      {"{\"resourceType\":\"Claim\",\"x\":{\"id\":\"a\"}}",
       TR_NOTE_FAULT_FOREIGN},
  };
  read_note kept;
  open_note(&kept);
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_str text = tr_str_of(rows[i].text);
    TR_ROW(i, text);
    assert_null(read_text(&kept, text));
    assert_int_equal(kept.fault_count, 1);
    assert_int_equal(kept.faults[0].kind, rows[i].kind);
    assert_false(kept.faults[0].has_pointer);
    assert_int_equal(kept.faults[0].line, 3);
  }
  close_note(&kept);
}

static void refuses_depth(void **state) {
  (void)state;
  char text[200] = "{\"id\":";
  size_t n = strlen(text);
  memset(text + n, '[', TR_NOTE_DEPTH);
  memset(text + n + TR_NOTE_DEPTH, ']', TR_NOTE_DEPTH);
  n += 2 * TR_NOTE_DEPTH;
  text[n++] = '}';
  read_note kept;
  open_note(&kept);
  assert_null(read_text(&kept, (tr_str){text, n}));
  assert_int_equal(kept.faults[0].kind, TR_NOTE_FAULT_DEPTH);
  close_note(&kept);
}

static void equal_keys_are_faults_and_the_last_counts(void **state) {
  (void)state;
  static const struct {
    const char *text, *pointer;
  } rows[] = {
      {"{\"id\":\"a\",\"id\":\"b\"}", "/id"},
      {"{\"id\":\"a\",\"\\u0069d\":\"b\"}", "/id"},
      {"{\"id\":\"b\",\"x/~y\":1,\"x/~y\":2}", "/x~1~0y"},
      {"{\"id\":\"b\",\"services\":[{},{\"force\":{\"unit\":1,\"unit\":null}}]"
       "}",
       "/services/1/force/unit"},
      {"{\"id\":\"b\",\"x\":[1,[2],{\"a\":1,\"a\":1}]}", "/x/2/a"},
      /* the same key in different objects */
      {"{\"id\":\"b\",\"patient\":{\"id\":\"b\"},\"services\":[{\"code\":\"1\"}"
       ","
       "{\"code\":\"1\"}]}",
       NULL},
  };
  read_note kept;
  open_note(&kept);
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_str text = tr_str_of(rows[i].text);
    TR_ROW(i, text);
    const tr_note *note = read_text(&kept, text);
    assert_non_null(note);
    TR_ASSERT_STR(note->id.text, "b");
    assert_int_equal(kept.fault_count, rows[i].pointer != NULL);
    if (rows[i].pointer == NULL) continue;
    assert_int_equal(kept.faults[0].kind, TR_NOTE_FAULT_DUPLICATE);
    assert_string_equal(kept.faults[0].pointer, rows[i].pointer);
  }
  close_note(&kept);
}

static void reads_the_notes_of_an_index(void **state) {
  (void)state;
  tr_note_index index;
  tr_notes_index_init(&index);
  const tr_str text = TR_STR(
      "{\"id\":\"a\",\"claim\":\"C1\"}\nbroken\n{\"id\":\"b\",\"plan\":7}\n");
  assert_int_equal(tr_notes_index_add(&index, "f", text), TR_OK);
  read_note kept = {0};
  assert_int_equal(tr_note_reader_init(&kept.reader, &index), TR_OK);
  tr_arena_init(&kept.arena, TR_NOTE_ARENA);
  const tr_note_source source = tr_note_reader_source(&kept.reader);
  assert_int_equal(source.count, 2);
  assert_int_equal(source.fault_count, 1);
  assert_int_equal(source.faults[0].line, 2);
  TR_ASSERT_STR(source.keys[0].claim, "C1");
  for (size_t i = 2; i-- > 0;) {
    tr_arena_reset(&kept.arena);
    tr_note *note;
    assert_int_equal(
        source.read(source.context, i, &kept.arena, keep_fault, &kept, &note),
        TR_OK);
    TR_ASSERT_STR(note->id.text, i == 0 ? "a" : "b");
    assert_string_equal(note->file, "f");
    assert_int_equal(note->line, i == 0 ? 1 : 3);
  }
  assert_int_equal(kept.fault_count, 1);
  assert_string_equal(kept.faults[0].id, "b");
  assert_string_equal(kept.faults[0].pointer, "/plan");
  assert_int_equal(kept.faults[0].line, 3);
  close_note(&kept);
  tr_notes_index_done(&index);
}

/* The most a note may be, in lists, values and text, fits TR_NOTE_ARENA. */
static void the_largest_note_fits_its_arena(void **state) {
  (void)state;
  static const char *const lists[] = {"services", "segments",  "outcomes",
                                      "addenda",  "diagnoses", "override"};
  static const char entry[] =
      "{\"code\":\"\\u0041\",\"force\":{\"value\":1,\"unit\":\"x\"},"
      "\"areas\":[\"q\"],\"part\":[\"P\",\"A\"],\"level\":\"L5\",\"at\":\"x\","
      "\"minutes\":15},";
  char *text = malloc(TR_NOTE_BYTES + 1);
  assert_non_null(text);
  size_t n = (size_t)snprintf(text, TR_NOTE_BYTES, "{\"id\":\"a\"");
  for (size_t i = 0; i < TR_COUNT(lists); i++) {
    n += (size_t)snprintf(text + n, TR_NOTE_BYTES - n, ",\"%s\":[", lists[i]);
    for (int e = 0; e < TR_NOTE_ENTRIES; e++) {
      memcpy(text + n, entry, sizeof entry - 1);
      n += sizeof entry - 1;
    }
    text[n - 1] = ']';
  }
  n += (size_t)snprintf(text + n, TR_NOTE_BYTES - n, ",\"plan\":\"");
  memset(text + n, 'x', TR_NOTE_BYTES - n);
  memcpy(text + TR_NOTE_BYTES - 2, "\"}", 2);

  read_note kept;
  open_note(&kept);
  const tr_note *note = read_text(&kept, (tr_str){text, TR_NOTE_BYTES});
  assert_non_null(note);
  assert_int_equal(kept.fault_count, 0);
  assert_int_equal(note->service_count, TR_NOTE_ENTRIES);
  assert_int_equal(note->override_count, TR_NOTE_ENTRIES);

  const tr_note_key longer = {.file = "n.json",
                              .bytes = {text, TR_NOTE_BYTES + 1}};
  tr_note *none = &(tr_note){0};
  assert_int_equal(tr_note_read(&kept.reader, &kept.arena, &longer, keep_fault,
                                &kept, &none),
                   TR_OK);
  assert_null(none);
  assert_int_equal(kept.faults[0].kind, TR_NOTE_FAULT_SIZE);
  close_note(&kept);
  free(text);
}

/* Whatever the arena's limit is, the outcome is a note or TR_ENOMEM. */
static void a_small_arena_is_no_memory(void **state) {
  (void)state;
  static const char text[] =
      "{\"id\":\"a\",\"x\\n\":1,\"services\":[{\"kind\":\"traction\",\"areas\":"
      "[\"back\"],\"force\":{\"value\":60,\"unit\":\"lb\"}}],\"segments\":"
      "[{\"part\":[\"P\"]}],\"plan\":\"\\u0041\",\"prior_care\":{\"kinds\":"
      "[\"a\",\"b\"]}}";
  read_note kept;
  open_note(&kept);
  const tr_note_key key = {.file = "n", .bytes = tr_str_of(text), .line = 1};
  bool read = false;
  for (size_t limit = 0; !read; limit += 8) {
    assert_true(limit < 100000);
    tr_arena arena;
    tr_arena_init(&arena, limit);
    tr_note *note = NULL;
    const tr_status status =
        tr_note_read(&kept.reader, &arena, &key, keep_fault, &kept, &note);
    read = status == TR_OK;
    if (!read) assert_int_equal(status, TR_ENOMEM);
    assert_int_equal(note != NULL, read);
    tr_arena_done(&arena);
  }
  assert_int_equal(kept.fault_count, 0);
  close_note(&kept);
}

/* Cuts and changes of a note: never a crash; either a fault or a note. */
static void any_bytes_are_a_note_or_a_fault(void **state) {
  (void)state;
  static const char seed[] =
      "{\"id\":\"a\",\"services\":[{\"force\":{\"value\":60,\"unit\":\"lb\"},"
      "\"areas\":[\"lumbar\"],\"start\":\"10:02\"}],\"signed_at\":"
      "\"2026-06-12T18:03:00-05:00\",\"segments\":[{\"part\":[\"P\"]}]}";
  static const char bytes[] = "{}[]\",:\\u019-.enull \xc3\xa9";
  read_note kept;
  open_note(&kept);
  uint32_t random = 7;
  size_t notes = 0, clean = 0;
  for (size_t round = 0; round < 8000; round++) {
    size_t n = sizeof seed - 1;
    if (round < n) n = round;
    char *text = malloc(n > 0 ? n : 1);
    assert_non_null(text);
    memcpy(text, seed, n);
    for (size_t i = 0; n == sizeof seed - 1 && i < 1 + round % 3; i++) {
      random = random * 1664525U + 1013904223U;
      text[(random >> 8) % n] = bytes[(random >> 20) % (sizeof bytes - 1)];
    }
    const tr_note *note = read_text(&kept, (tr_str){text, n});
    if (note == NULL) assert_int_equal(kept.fault_count, 1);
    if (note == NULL) assert_false(kept.faults[0].has_pointer);
    notes += note != NULL;
    clean += note != NULL && kept.fault_count == 0;
    free(text);
  }
  assert_true(notes > 500 && clean > 100 && clean < notes);
  close_note(&kept);
}

TR_TESTS(cmocka_unit_test(refuses_what_is_no_note),
         cmocka_unit_test(refuses_depth),
         cmocka_unit_test(equal_keys_are_faults_and_the_last_counts),
         cmocka_unit_test(reads_the_notes_of_an_index),
         cmocka_unit_test(the_largest_note_fits_its_arena),
         cmocka_unit_test(a_small_arena_is_no_memory),
         cmocka_unit_test(any_bytes_are_a_note_or_a_fault))
