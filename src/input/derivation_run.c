/* Does the pack give for a note the codes that an example expects? */
#include "input/derivation_yaml.h"
#include "input/example_parts.h"
#include "input/note_json.h"
#include "rule/derivation.h"

static const char *const example_keys[] = {
    "name", "payer", "date", "diagnoses", "patient", "note", "gives", NULL};
static const char *const give_keys[] = {"code", "because", "at", "units", NULL};

/* ---------------------------------------------------------------- the form */

static void check_give(tr_pack_sink *sink, const tr_yaml *item) {
  if (item->kind == TR_YAML_TEXT) return;
  if (tr_yaml_want(sink, item, TR_YAML_MAP) == NULL) return;
  tr_yaml_check_keys(sink, item, "what is given", give_keys);
  if (tr_yaml_get(item, "code") == NULL)
    tr_yaml_fail(sink, item, "\"code\" is missing");
}

static tr_str given_code(const tr_yaml *item) {
  return item->kind == TR_YAML_MAP ? tr__example_text(item, "code", "")
                                   : item->text;
}

void tr_derivation_example_check(tr_pack_sink *sink, const tr_yaml *example,
                                 bool *gives) {
  tr_day day;
  tr_yaml_check_keys(sink, example, "an example", example_keys);
  const tr_yaml *name = tr_yaml_get(example, "name");
  const tr_yaml *list = tr_yaml_get(example, "gives");
  const tr_yaml *note = tr_yaml_get(example, "note");
  const tr_yaml *date = tr_yaml_get(example, "date");
  *gives = false;
  if (name == NULL || name->kind != TR_YAML_TEXT)
    tr_yaml_fail(sink, example, "the example has no \"name\"");
  if (note == NULL || note->kind != TR_YAML_MAP)
    tr_yaml_fail(sink, example, "the example has no \"note\"");
  if (date != NULL && (date->kind != TR_YAML_TEXT ||
                       tr_day_read_iso(date->text, &day) != TR_OK))
    tr_yaml_fail(sink, date, "a date YYYY-MM-DD is wanted here");
  if (list == NULL || list->kind != TR_YAML_LIST) {
    tr_yaml_fail(sink, example, "the example has no list \"gives\"");
    return;
  }
  for (uint32_t i = 0; i < list->count; i++) {
    check_give(sink, &list->items[i]);
    if (!tr_str_eq(given_code(&list->items[i]), TR_STR("none"))) *gives = true;
  }
}

/* ------------------------------------------------------------------ running */

/* One example while it runs. */
typedef struct run {
  const tr_pack *pack;
  const tr_tables *tables;
  const tr_yaml *root;
  tr_arena arena;
  tr_buf *why;
  bool faulty;
} run;

static void keep_fault(void *context, const tr_note_fault *fault) {
  run *r = context;
  r->faulty = true;
  tr_buf_addf(r->why, "  the note: %s at %s\n", fault->message, fault->pointer);
}

static bool contains(tr_str text, tr_str part) {
  return part.n == 0 || tr_str_find_nocase(text, part) != SIZE_MAX;
}

static bool is_given(const tr_yaml *item, const tr_derived *derived) {
  char code[TR_CODE_BYTES + 1];
  const tr_str name = derived->code != 0
                          ? (tr_str){code, tr_code_text(derived->code, code)}
                          : TR_STR("none");
  if (!tr_str_eq(given_code(item), name)) return false;
  if (item->kind != TR_YAML_MAP) return true;
  char units[24];
  snprintf(units, sizeof units, "%lld", (long long)derived->units);
  const tr_str at = tr__example_text(item, "at", "");
  const tr_str wanted = tr__example_text(item, "units", "");
  return contains(derived->because, tr__example_text(item, "because", "")) &&
         (at.n == 0 || tr_str_eq(at, tr_str_of(derived->pointer))) &&
         (wanted.n == 0 || tr_str_eq(wanted, tr_str_of(units)));
}

static void show(tr_buf *why, const tr_derived *derived) {
  char code[TR_CODE_BYTES + 1];
  const tr_str name = derived->code != 0
                          ? (tr_str){code, tr_code_text(derived->code, code)}
                          : TR_STR("none");
  tr_buf_addf(why, "  got %.*s by %s at %s units %lld: %.*s\n",
              TR_STR_ARG(name),
              derived->derivation != NULL ? derived->derivation->id : "nobody",
              derived->pointer, (long long)derived->units,
              TR_STR_ARG(derived->because));
}

static bool judge(run *r, const tr_derived *derived, uint32_t count) {
  const tr_yaml *list = tr_yaml_get(r->root, "gives");
  bool good = !r->faulty && list->count == count;
  for (uint32_t i = 0; good && i < count; i++)
    good = is_given(&list->items[i], &derived[i]);
  for (uint32_t i = 0; !good && i < count; i++) show(r->why, &derived[i]);
  if (!good && count == 0) tr_buf_add(r->why, TR_STR("  got nothing\n"));
  return good;
}

static tr_status derive(run *r, const tr_note *note, bool *passed) {
  tr_profiles profiles;
  tr_profile_view view;
  const tr_str payer = tr__example_text(r->root, "payer", "commercial");
  tr_status status = tr_profiles_init(&r->arena, r->pack, &profiles);
  if (status != TR_OK) return status;
  if (!tr_profile_named(&profiles, payer, &view)) {
    tr_buf_addf(r->why, "  there is no profile \"%.*s\"\n", TR_STR_ARG(payer));
    return TR_OK;
  }
  const tr_derive_input input = {.pack = r->pack,
                                 .tables = r->tables,
                                 .profile = &view,
                                 .note = note,
                                 .today = TR_DAY_MIN};
  const tr_derived *derived = NULL;
  uint32_t count = 0;
  status = tr_derive_codes(&r->arena, &input, &derived, &count);
  if (status == TR_OK) *passed = judge(r, derived, count);
  return status;
}

static tr_status read_and_derive(run *r, tr_str json, bool *passed) {
  tr_note_index index;
  tr_note_reader reader;
  tr_note *note = NULL;
  tr_notes_index_init(&index);
  tr_status status = tr_notes_index_add(&index, "note.json", json);
  if (status == TR_OK) status = tr_note_reader_init(&reader, &index);
  if (status == TR_OK) {
    if (index.count == 1)
      status = tr_note_read(&reader, &r->arena, &index.keys[0], keep_fault, r,
                            &note);
    if (status == TR_OK && note != NULL) status = derive(r, note, passed);
    tr_note_reader_done(&reader);
  }
  tr_notes_index_done(&index);
  return status;
}

static void keep_error(void *context, const tr_pack_error *error) {
  tr_pack_error_show(error, context);
}

static tr_status run_text(run *r, const tr_example_text *text, bool *passed) {
  tr_buf json;
  tr_pack_sink sink = {.file = text->name,
                       .bytes = tr_str_of(text->text),
                       .fn = keep_error,
                       .context = r->why};
  *passed = false;
  tr_status status = tr_yaml_read(&r->arena, &sink, &r->root);
  if (status != TR_OK || r->root == NULL) return status;
  tr_buf_init(&json, TR_EXAMPLE_BYTES);
  status = tr__example_write_visit(r->tables, r->root, &json);
  if (status == TR_OK) status = read_and_derive(r, tr_buf_str(&json), passed);
  tr_buf_done(&json);
  return status;
}

tr_status tr_derivation_examples_run(const tr_pack *pack,
                                     const tr_tables *tables,
                                     const tr_derivation *derivation,
                                     tr_derivation_example_fn *fn,
                                     void *context, uint32_t *passed,
                                     uint32_t *failed) {
  tr_buf why;
  tr_status status = TR_OK;
  tr_buf_init(&why, 1 << 16);
  for (uint32_t i = 0; i < derivation->example_count && status == TR_OK; i++) {
    run r = {.pack = pack, .tables = tables, .why = &why};
    bool good = false;
    tr_buf_clear(&why);
    tr_arena_init(&r.arena, TR_EXAMPLE_ARENA + (size_t)TR_NOTE_ARENA);
    status = run_text(&r, &derivation->examples[i], &good);
    tr_arena_done(&r.arena);
    if (status != TR_OK) break;
    *(good ? passed : failed) += 1;
    fn(context, derivation, derivation->examples[i].name, good,
       tr_buf_str(&why));
  }
  tr_buf_done(&why);
  return status;
}
