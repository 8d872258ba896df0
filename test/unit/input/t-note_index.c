/* Tests of src/input/note_index.c. */
#include "input/note_json.h"

#include "tr_test.h"

enum { KEYS = 4, FAULTS = 4 };

typedef struct fault_row {
  tr_note_fault_kind kind;
  uint64_t line, column;
} fault_row;

static void finds_notes_in_every_shape_of_file(void **state) {
  (void)state;
  static const struct {
    const char *text;
    struct {
      const char *id;
      uint64_t line;
    } keys[KEYS];             /* up to an id of NULL */
    fault_row faults[FAULTS]; /* up to a line of 0 */
  } rows[] = {
      {"", {{0}}, {{0}}},
      {" \r\n\t\n", {{0}}, {{0}}},
      {"\xef\xbb\xbf", {{0}}, {{0}}},
      /* one object */
      {"{\"id\":\"a\"}", {{"a", 1}}, {{0}}},
      {"\xef\xbb\xbf{\"id\":\"a\"}\r\n", {{"a", 1}}, {{0}}},
      {"\n\n{\n \"id\" : \"a\"\n}\n", {{"a", 3}}, {{0}}},
      {"{\n \"id\":\"a\"\n}\n{\n \"id\":\"b\"\n}", {{"a", 1}, {"b", 4}}, {{0}}},
      {"{\n \"id\":\"a\",\n}\n", {{0}}, {{TR_NOTE_FAULT_SYNTAX, 3, 1}}},
      {"{\n \"id\":\"a\",\n \"s\":[\n {\"x\":1}\n {\"y\":1}\n]\n}\n",
       {{0}},
       {{TR_NOTE_FAULT_SYNTAX, 5, 2}}},
      {"{\n \"id\":\"a\"\n", {{0}}, {{TR_NOTE_FAULT_SYNTAX, 3, 1}}},
      {"{\n \"id\":x\n}\n{\n \"id\":\"b\"\n}",
       {{"b", 4}},
       {{TR_NOTE_FAULT_SYNTAX, 2, 7}}},
      /* an array */
      {"[]", {{0}}, {{0}}},
      {"[\n]\n", {{0}}, {{0}}},
      {"[{\"id\":\"a\"},\n {\"id\":\"b\"} ]", {{"a", 1}, {"b", 2}}, {{0}}},
      {"[{\"id\":\"a\"},{\"id\":01},\n{\"id\":\"c\"}]",
       {{"a", 1}, {"c", 2}},
       {{TR_NOTE_FAULT_SYNTAX, 1, 19}}},
      {"[{\"id\":\"a\"},7,null]",
       {{"a", 1}},
       {{TR_NOTE_FAULT_NOT_OBJECT, 1, 13}, {TR_NOTE_FAULT_NOT_OBJECT, 1, 15}}},
      {"[{\"id\":\"a\"},]", {{"a", 1}}, {{TR_NOTE_FAULT_SYNTAX, 1, 13}}},
      {"[{\"id\":\"a\"}\n{\"id\":\"b\"}]",
       {{"a", 1}},
       {{TR_NOTE_FAULT_SYNTAX, 2, 1}}},
      {"[{\"id\":\"a\"},\n", {{"a", 1}}, {{TR_NOTE_FAULT_SYNTAX, 2, 1}}},
      {"[{\"id\":\"a\"},{\"id\":", {{"a", 1}}, {{TR_NOTE_FAULT_SYNTAX, 1, 19}}},
      {"[{\"id\":\"a\"}]\n{}", {{"a", 1}}, {{TR_NOTE_FAULT_SYNTAX, 2, 1}}},
      {"[", {{0}}, {{TR_NOTE_FAULT_SYNTAX, 1, 2}}},
      /* NDJSON */
      {"{\"id\":\"a\"}\n{\"id\":\"b\"}\n", {{"a", 1}, {"b", 2}}, {{0}}},
      {"{\"id\":\"a\"}\r\n\r\n  {\"id\":\"b\"}  ", {{"a", 1}, {"b", 3}}, {{0}}},
      {"{\"id\":\"a\"}\n{\"id\":\"b\"\n{\"id\":\"c\"}\n",
       {{"a", 1}, {"c", 3}},
       {{TR_NOTE_FAULT_SYNTAX, 2, 10}}},
      {"{\"id\":\"a\"}\n{\"id\":\"b\n{\"id\":\"c\"}\n",
       {{"a", 1}, {"c", 3}},
       {{TR_NOTE_FAULT_SYNTAX, 2, 9}}},
      {"{\"id\":\"a\"\n{\"id\":\"b\"}\n",
       {{"b", 2}},
       {{TR_NOTE_FAULT_SYNTAX, 1, 10}}},
      {"nonsense\n{\"id\":\"b\"}\n",
       {{"b", 2}},
       {{TR_NOTE_FAULT_SYNTAX, 1, 1}}},
      {"{\"id\":\"a\"}\n{\"id\":\"\xff\"}\n[1]\n{\"id\":\"d\"}\n",
       {{"a", 1}, {"d", 4}},
       {{TR_NOTE_FAULT_ENCODING, 2, 8}, {TR_NOTE_FAULT_NOT_OBJECT, 3, 1}}},
      {"{\"id\":\"a\"}\n{\"id\":\"b\"}{\"id\":\"c\"}\n",
       {{"a", 1}},
       {{TR_NOTE_FAULT_SYNTAX, 2, 11}}},
      /* something else */
      {"ISA*00*", {{0}}, {{TR_NOTE_FAULT_SYNTAX, 1, 1}}},
      {"\"text\"", {{0}}, {{TR_NOTE_FAULT_NOT_OBJECT, 1, 1}}},
      {"\xff\xfe{", {{0}}, {{TR_NOTE_FAULT_ENCODING, 1, 1}}},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_str text = tr_str_of(rows[i].text);
    TR_ROW(i, text);
    /* A copy of exactly its size, so that ASan sees a read beyond it. */
    char *copy = malloc(text.n > 0 ? text.n : 1);
    assert_non_null(copy);
    memcpy(copy, text.p, text.n);
    tr_note_index index;
    tr_notes_index_init(&index);
    assert_int_equal(
        tr_notes_index_add(&index, "n.json", (tr_str){copy, text.n}), TR_OK);
    size_t keys = 0, faults = 0;
    while (keys < KEYS && rows[i].keys[keys].id != NULL) keys++;
    while (faults < FAULTS && rows[i].faults[faults].line != 0) faults++;
    assert_int_equal(index.count, keys);
    assert_int_equal(index.fault_count, faults);
    for (size_t k = 0; k < keys; k++) {
      TR_ASSERT_STR(index.keys[k].id, rows[i].keys[k].id);
      assert_int_equal(index.keys[k].line, rows[i].keys[k].line);
      assert_int_equal(index.keys[k].bytes.p[0], '{');
      assert_int_equal(index.keys[k].bytes.p[index.keys[k].bytes.n - 1], '}');
    }
    for (size_t f = 0; f < faults; f++) {
      assert_int_equal(index.faults[f].kind, rows[i].faults[f].kind);
      assert_int_equal(index.faults[f].line, rows[i].faults[f].line);
      assert_int_equal(index.faults[f].column, rows[i].faults[f].column);
      assert_string_equal(index.faults[f].file, "n.json");
      assert_null(index.faults[f].pointer);
      assert_int_equal(index.faults[f].note_id.n, 0);
    }
    tr_notes_index_done(&index);
    free(copy);
  }
}

static void keeps_what_matching_needs(void **state) {
  (void)state;
  static const char text[] =
      "{\"services\":[{\"id\":\"no\",\"claim\":\"no\"}],\"claim\":\" "
      "2646\\u0033 "
      "\",\"patient\":{\"weight\":{\"id\":\"no\"},\"born\":\"1979-05-02\","
      "\"sex\":\"f\",\"id\":\"p-77\"},\"date_of_service\":\"2026-06-12\","
      "\"x\":{\"id\":\"no\",\"npi\":\"no\"},\"author\":{\"npi\":\"1358634628\","
      "\"id\":\"no\"},\"id\":\"n-1\",\"plan\":\"no \\n claim\"}";
  tr_note_index index;
  tr_notes_index_init(&index);
  assert_int_equal(tr_notes_index_add(&index, "a", tr_str_of(text)), TR_OK);
  assert_int_equal(index.count, 1);
  const tr_note_key *key = &index.keys[0];
  TR_ASSERT_STR(key->id, "n-1");
  TR_ASSERT_STR(key->claim, "26463");
  TR_ASSERT_STR(key->patient_id, "p-77");
  TR_ASSERT_STR(key->author_npi, "1358634628");
  assert_int_equal(key->sex, 'F');
  tr_day day;
  assert_int_equal(tr_day_read_iso(TR_STR("2026-06-12"), &day), TR_OK);
  assert_int_equal(key->date_of_service, day);
  assert_int_equal(tr_day_read_iso(TR_STR("1979-05-02"), &day), TR_OK);
  assert_int_equal(key->born, day);
  TR_ASSERT_STR(key->bytes, text);
  assert_string_equal(key->file, "a");
  tr_notes_index_done(&index);
}

static void leaves_out_what_is_of_another_type(void **state) {
  (void)state;
  static const char *const rows[] = {
      "{\"id\":7,\"claim\":26463774,\"patient\":\"p\",\"author\":[\"npi\"],"
      "\"date_of_service\":20260612}",
      "{\"id\":null,\"claim\":\"\",\"patient\":{\"id\":{\"id\":\"x\"},"
      "\"born\":\"05/02/1979\",\"sex\":\"X\"},\"author\":{\"npi\":1358634628},"
      "\"date_of_service\":\"2026-02-30\"}",
      /* Of equal keys the last counts. */
      "{\"id\":\"x\",\"claim\":\"C1\",\"patient\":{\"id\":\"x\",\"sex\":\"F\","
      "\"born\":\"1979-05-02\"},\"patient\":{},\"author\":{\"npi\":\"1\"},"
      "\"author\":null,\"date_of_service\":\"2026-06-12\",\"id\":null,"
      "\"claim\":1,\"date_of_service\":\"\"}",
      "{\"x\":[{\"id\":\"a\",\"claim\":\"b\"}]}",
      "{}",
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i]));
    tr_note_index index;
    tr_notes_index_init(&index);
    assert_int_equal(tr_notes_index_add(&index, "a", tr_str_of(rows[i])),
                     TR_OK);
    assert_int_equal(index.count, 1);
    const tr_note_key *key = &index.keys[0];
    assert_int_equal(
        key->id.n + key->claim.n + key->patient_id.n + key->author_npi.n, 0);
    assert_int_equal(key->sex, 0);
    assert_int_equal(key->date_of_service, TR_DAY_MIN);
    assert_int_equal(key->born, TR_DAY_MIN);
    tr_notes_index_done(&index);
  }
}

static void holds_notes_of_several_files(void **state) {
  (void)state;
  tr_note_index index;
  tr_notes_index_init(&index);
  assert_int_equal(
      tr_notes_index_add(&index, "a", TR_STR("{\"id\":\"1\"}\nx\n")), TR_OK);
  assert_int_equal(tr_notes_index_add(&index, "b", TR_STR("")), TR_OK);
  assert_int_equal(tr_notes_index_add(&index, "c", TR_STR("[{\"id\":\"2\"}]")),
                   TR_OK);
  assert_int_equal(index.count, 2);
  assert_int_equal(index.fault_count, 1);
  assert_string_equal(index.keys[0].file, "a");
  assert_string_equal(index.keys[1].file, "c");
  assert_int_equal(index.keys[1].line, 1);
  assert_string_equal(index.faults[0].file, "a");
  assert_int_equal(index.faults[0].line, 2);
  tr_notes_index_done(&index);
  tr_notes_index_done(&index);
}

static void refuses_notes_beyond_the_limits(void **state) {
  (void)state;
  const size_t room = TR_NOTE_BYTES + 100;
  char *text = malloc(room);
  assert_non_null(text);
  static const struct {
    size_t bytes;
    size_t values;
    bool fits;
  } rows[] = {
      {TR_NOTE_BYTES, 2, true},
      {TR_NOTE_BYTES + 1, 2, false},
      {0, TR_NOTE_VALUES, true},
      {0, TR_NOTE_VALUES + 1, false},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    size_t n = (size_t)snprintf(text, room, "{\"id\":\"a\"");
    if (rows[i].bytes > 0) {
      memset(text + n, ' ', rows[i].bytes - n);
      n = rows[i].bytes;
    } else {
      /* the note, its id, the array and what is in it */
      n += (size_t)snprintf(text + n, room - n, ",\"x\":[0");
      for (size_t v = 4; v < rows[i].values; v++) {
        memcpy(text + n, ",0", 2);
        n += 2;
      }
      text[n++] = ']';
    }
    text[rows[i].bytes > 0 ? n - 1 : n++] = '}';
    TR_ROW(i, ((tr_str){text, 20}));
    tr_note_index index;
    tr_notes_index_init(&index);
    assert_int_equal(tr_notes_index_add(&index, "a", (tr_str){text, n}), TR_OK);
    assert_int_equal(index.count, rows[i].fits);
    assert_int_equal(index.fault_count, !rows[i].fits);
    if (!rows[i].fits) {
      assert_int_equal(index.faults[0].kind, TR_NOTE_FAULT_SIZE);
      TR_ASSERT_STR(index.faults[0].note_id, "a");
    }
    tr_notes_index_done(&index);
  }
  free(text);
}

static void keeps_so_many_faults_only(void **state) {
  (void)state;
  const size_t lines = TR_NOTE_FAULTS_KEPT + 5;
  char *text = malloc(lines * 2 + 3);
  assert_non_null(text);
  memcpy(text, "{}\n", 3);
  for (size_t i = 0; i < lines; i++) memcpy(text + 3 + i * 2, "x\n", 2);
  tr_note_index index;
  tr_notes_index_init(&index);
  assert_int_equal(
      tr_notes_index_add(&index, "a", (tr_str){text, lines * 2 + 3}), TR_OK);
  assert_int_equal(index.count, 1);
  assert_int_equal(index.fault_count, TR_NOTE_FAULTS_KEPT);
  assert_int_equal(index.faults_left_out, 5);
  tr_notes_index_done(&index);
  free(text);
}

TR_TESTS(cmocka_unit_test(finds_notes_in_every_shape_of_file),
         cmocka_unit_test(keeps_what_matching_needs),
         cmocka_unit_test(leaves_out_what_is_of_another_type),
         cmocka_unit_test(holds_notes_of_several_files),
         cmocka_unit_test(refuses_notes_beyond_the_limits),
         cmocka_unit_test(keeps_so_many_faults_only))
