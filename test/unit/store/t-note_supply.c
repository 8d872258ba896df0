/* Tests of src/store/note_supply.c: the notes are those of the files, in any
 * order, and each piece is unpacked once. */
#include "store/note_supply.h"

#include "input/note_json.h"
#include "store_test.h"

enum { MANY = 900 };

static void count_fault(void *context, const tr_note_fault *fault) {
  (void)fault;
  ++*(unsigned *)context;
}

static void same_text(tr_str a, tr_str b) {
  assert_int_equal(a.n, b.n);
  if (a.n > 0) assert_memory_equal(a.p, b.p, a.n);
}

static void same_key(const tr_note_key *a, const tr_note_key *b) {
  same_text(a->id, b->id);
  same_text(a->claim, b->claim);
  same_text(a->patient_id, b->patient_id);
  same_text(a->author_npi, b->author_npi);
  assert_int_equal(a->line, b->line);
  assert_int_equal(a->date_of_service, b->date_of_service);
  assert_int_equal(a->born, b->born);
  assert_int_equal(a->sex, b->sex);
  assert_int_equal(a->bytes.n, b->bytes.n);
  assert_string_equal(a->file, b->file);
}

/* Many notes of different sizes, over several pieces; some across two. */
static void write_notes(tr_buf *out) {
  tr_buf_init(out, 4 << 20);
  for (int i = 0; i < MANY; i++)
    tr_buf_addf(out,
                "{\"format\":\"traction-note/1\",\"id\":\"N%d\",\"claim\":"
                "\"C%d\",\"date_of_service\":\"2026-06-%02d\",\"patient\":"
                "{\"born\":\"1980-01-02\",\"sex\":\"F\"},\"author\":{\"npi\":"
                "\"1304177250\"},\"subjective\":{\"text\":\"%0*d\"}}\n",
                i, i % 50, i % 28 + 1, 20 + i % 700, i);
}

static void gives_the_notes_of_the_files(void **state) {
  (void)state;
  place at;
  tr_buf bytes;
  tr_note_index index;
  tr_note_reader reader;
  tr_note_supply *supply = NULL;
  tr_arena arena;
  unsigned faults = 0;
  place_begin(&at);
  place_open(&at);
  write_notes(&bytes);
  assert_true(bytes.n > 4 * TR_KEPT_PIECE);
  receive_file(&at, NOTES);
  receive_text(&at, tr_buf_str(&bytes));
  assert_int_equal(tr_note_supply_new(at.store, &supply), TR_OK);
  const tr_note_source *source = tr_note_supply_source(supply);

  tr_notes_index_init(&index);
  assert_int_equal(tr_notes_index_add(&index, "a-file", tr_buf_str(&bytes)),
                   TR_OK);
  assert_int_equal(tr_note_reader_init(&reader, &index), TR_OK);
  const size_t day = source->count - index.count;
  assert_int_equal(index.count, MANY);
  assert_int_equal(day, number_of(&at,
                                  "SELECT count(*) FROM note WHERE file = "
                                  "1"));
  tr_arena_init(&arena, TR_NOTE_ARENA);
  /* every seventh, seven times: no order of a file */
  for (size_t turn = 0; turn < 7; turn++)
    for (size_t i = turn; i < MANY; i += 7) {
      tr_note *one = NULL, *other = NULL;
      tr_arena_reset(&arena);
      same_key(&source->keys[day + i], &index.keys[i]);
      assert_int_equal(source->read(source->context, day + i, &arena,
                                    count_fault, &faults, &one),
                       TR_OK);
      assert_int_equal(tr_note_read(&reader, &arena, &index.keys[i],
                                    count_fault, &faults, &other),
                       TR_OK);
      assert_non_null(one);
      same_text(one->id.text, other->id.text);
      same_text(one->claim.text, other->claim.text);
      assert_int_equal(one->line, other->line);
    }
  assert_int_equal(faults % 2, 0);
  assert_int_equal(tr_note_supply_reads(supply), MANY);
  assert_int_equal(tr_note_supply_unpacked(supply),
                   (bytes.n + TR_KEPT_PIECE - 1) / TR_KEPT_PIECE);
  tr_arena_done(&arena);
  tr_note_supply_free(supply);
  tr_note_reader_done(&reader);
  tr_notes_index_done(&index);
  tr_buf_done(&bytes);
  place_end(&at);
}

static void has_the_faults_of_form(void **state) {
  (void)state;
  place at;
  tr_note_supply *supply = NULL;
  place_begin(&at);
  place_open(&at);
  receive_text(&at, TR_STR("{\"id\":\"a\"}\n{\"id\":\n{}\n{\"id\":\"b\"}\n"));
  assert_int_equal(number_of(&at, "SELECT count(*) FROM note"), 2);
  assert_int_equal(tr_note_supply_new(at.store, &supply), TR_OK);
  const tr_note_source *source = tr_note_supply_source(supply);
  assert_int_equal(source->count, 3);
  assert_int_equal(source->fault_count, 1);
  assert_int_equal(source->faults[0].line, 2);
  assert_string_equal(source->faults[0].file, "a-file");
  same_text(source->keys[2].id, TR_STR("b"));
  assert_int_equal(source->keys[2].line, 4);
  tr_note_supply_free(supply);
  tr_note_supply_free(NULL);
  place_end(&at);
}

static void one_that_is_too_large_is_told_of(void **state) {
  (void)state;
  place at;
  tr_note_supply *supply = NULL;
  tr_buf bytes;
  place_begin(&at);
  place_open(&at);
  tr_buf_init(&bytes, 4 << 20);
  tr_buf_addf(&bytes, "{\"id\":\"a\",\"text\":\"%0*d\"}\n{\"id\":\"b\"}",
              TR_NOTE_BYTES, 0);
  receive_text(&at, tr_buf_str(&bytes));
  assert_int_equal(tr_note_supply_new(at.store, &supply), TR_OK);
  const tr_note_source *source = tr_note_supply_source(supply);
  assert_int_equal(source->count, 1);
  assert_int_equal(source->fault_count, 1);
  same_text(source->keys[0].id, TR_STR("b"));
  assert_int_equal(tr_note_supply_unpacked(supply), 0);
  tr_note_supply_free(supply);
  tr_buf_done(&bytes);
  place_end(&at);
}

static void a_place_outside_of_the_file_is_damage(void **state) {
  (void)state;
  place at;
  tr_note_supply *supply = NULL;
  tr_arena arena;
  tr_note *note = NULL;
  unsigned faults = 0;
  place_begin(&at);
  place_open(&at);
  receive_text(&at, TR_STR("{\"id\":\"a\"}\n"));
  number_of(&at, "UPDATE note SET note_at = 70000");
  assert_int_equal(tr_note_supply_new(at.store, &supply), TR_OK);
  const tr_note_source *source = tr_note_supply_source(supply);
  tr_arena_init(&arena, TR_NOTE_ARENA);
  assert_int_equal(
      source->read(source->context, 0, &arena, count_fault, &faults, &note),
      TR_ESYNTAX);
  tr_arena_done(&arena);
  tr_note_supply_free(supply);
  place_end(&at);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(gives_the_notes_of_the_files),
      cmocka_unit_test(has_the_faults_of_form),
      cmocka_unit_test(one_that_is_too_large_is_told_of),
      cmocka_unit_test(a_place_outside_of_the_file_is_damage),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
