/* From an example's YAML to claims and notes, with everything it leaves out
 * filled in. */
#include "input/example.h"

#include "input/example_parts.h"

enum { DAYS_TO_FILE = 8 };

tr_str tr__example_text(const tr_yaml *map, const char *key,
                        const char *fallback) {
  const tr_yaml *node = tr_yaml_get(map, key);
  if (node == NULL) return tr_str_of(fallback);
  return node->kind == TR_YAML_TEXT ? node->text : (tr_str){"", 0};
}

const tr_yaml *tr__example_get(const tr_example_claim *claim, const char *key) {
  const tr_yaml *node = tr_yaml_get(claim->own, key);
  return node != NULL ? node : tr_yaml_get(claim->parent, key);
}

tr_str tr__example_part(const tr_example_claim *claim, const char *map,
                        const char *key, const char *fallback) {
  return tr__example_text(tr__example_get(claim, map), key, fallback);
}

static tr_day day_of(const tr_yaml *map, const char *key, tr_day fallback) {
  tr_day day;
  const tr_str text = tr__example_text(map, key, "");
  return tr_day_read_iso(text, &day) == TR_OK ? day : fallback;
}

tr_day tr__example_line_day(const tr_example_claim *claim,
                            const tr_yaml *line) {
  return day_of(line, "date", claim->date);
}

const tr_yaml *tr__example_lines(const tr_example_claim *claim) {
  /* one line of the code the project is about */
  static const tr_yaml code = {.kind = TR_YAML_TEXT,
                               .plain = true,
                               .key = {"code", 4},
                               .text = {"97012", 5}};
  static const tr_yaml line = {.kind = TR_YAML_MAP, .items = &code, .count = 1};
  static const tr_yaml fallback = {
      .kind = TR_YAML_LIST, .items = &line, .count = 1};
  const tr_yaml *lines = tr_yaml_get(claim->own, "lines");
  return lines != NULL ? lines : &fallback;
}

uint32_t tr__example_diagnosis_count(const tr_example_claim *claim) {
  const tr_yaml *list = tr__example_get(claim, "diagnoses");
  return list != NULL ? list->count : 2;
}

tr_str tr__example_diagnosis(const tr_example_claim *claim, uint32_t i) {
  const tr_yaml *list = tr__example_get(claim, "diagnoses");
  if (list == NULL) return tr_str_of(i == 0 ? "M99.03" : "M54.16");
  return list->items[i].text;
}

static tr_regions diagnosis_area(const tr_example_set *set,
                                 const tr_example_claim *claim, uint32_t i) {
  const tr_code code = tr_diagnosis_code(tr__example_diagnosis(claim, i));
  return tr_table_diagnosis_regions(set->tables, code) &
         ~(tr_regions)TR_REGION_ANY;
}

static uint32_t pointer_of(const tr_yaml *pointers, uint32_t i) {
  const tr_str text = pointers->items[i].text;
  return text.n == 1 && text.p[0] >= '1' && text.p[0] <= '9'
             ? (uint32_t)(text.p[0] - '0')
             : 0;
}

tr_regions tr__example_line_area(const tr_example_set *set,
                                 const tr_example_claim *claim,
                                 const tr_yaml *line) {
  const uint32_t count = tr__example_diagnosis_count(claim);
  const tr_yaml *pointers = tr_yaml_get(line, "pointers");
  for (uint32_t i = 0; pointers != NULL && i < pointers->count; i++) {
    const uint32_t to = pointer_of(pointers, i);
    if (to == 0 || to > count) continue;
    const tr_regions area = diagnosis_area(set, claim, to - 1);
    if (area != 0) return area;
  }
  for (uint32_t i = 0; i < count; i++) {
    const tr_regions area = diagnosis_area(set, claim, i);
    if (area != 0) return area;
  }
  return TR_REGION_LUMBAR;
}

/* ------------------------------------------------------------------- build */

static tr_status name_claim(tr_arena *arena, tr_example_set *set, uint32_t at,
                            uint32_t count) {
  tr_example_claim *claim = &set->claims[at];
  char *id = tr_arena_alloc(arena, 16);
  if (id == NULL) return TR_ENOMEM;
  snprintf(id, 16, at + 1 == count ? "EX1000" : "EX%u", at + 1);
  claim->id = tr__example_text(tr_yaml_get(claim->own, "claim"), "id", id);
  tr_day fallback = tr_day_of(2026, 6, 12);
  if (claim->parent != NULL) fallback = day_of(claim->parent, "date", fallback);
  claim->date = day_of(claim->own, "date", fallback);
  claim->first = claim->last = claim->date;
  const tr_yaml *lines = tr__example_lines(claim);
  for (uint32_t i = 0; i < lines->count; i++) {
    const tr_day day = tr__example_line_day(claim, &lines->items[i]);
    if (i == 0 || day < claim->first) claim->first = day;
    if (i == 0 || day > claim->last) claim->last = day;
  }
  claim->filed = day_of(tr_yaml_get(claim->own, "claim"), "filed",
                        claim->last + DAYS_TO_FILE);
  return TR_OK;
}

static tr_status fill_set(tr_arena *arena, const tr_yaml *root,
                          tr_example_set *set) {
  const tr_yaml *earlier = tr_yaml_get(root, "earlier");
  const uint32_t before = earlier != NULL ? earlier->count : 0;
  for (uint32_t i = 0; i < before; i++)
    set->claims[i] =
        (tr_example_claim){.own = &earlier->items[i], .parent = root};
  set->claims[before] = (tr_example_claim){.own = root};
  set->count = before + 1;
  for (uint32_t i = 0; i < set->count; i++) {
    const tr_status status = name_claim(arena, set, i, set->count);
    if (status != TR_OK) return status;
  }
  return TR_OK;
}

static bool payers_known(const tr_example_set *set, tr_pack_sink *sink) {
  for (uint32_t i = 0; i < set->count; i++) {
    const tr_yaml *node = tr__example_get(&set->claims[i], "payer");
    if (node == NULL) continue;
    const tr_str profile =
        node->kind == TR_YAML_TEXT
            ? node->text
            : tr__example_text(node, "profile", "commercial");
    if (tr__example_payer_of(set->pack, profile).profile != NULL) continue;
    tr_yaml_fail(sink, node,
                 "no row of the payer table has the profile "
                 "\"%.*s\"",
                 TR_STR_ARG(profile));
    return false;
  }
  return true;
}

static tr_status keep(tr_arena *arena, tr_buf *text, tr_str *out) {
  const tr_status status = text->bad != TR_OK
                               ? text->bad
                               : tr_arena_copy(arena, tr_buf_str(text), out);
  tr_buf_clear(text);
  return status;
}

static tr_status write_files(tr_arena *arena, const tr_example_set *set,
                             tr_pack_sink *sink, tr_example *out) {
  tr_buf text;
  tr_buf_init(&text, TR_EXAMPLE_BYTES);
  tr_status status = tr__example_write_claims(set, sink, &text);
  if (status == TR_OK) status = keep(arena, &text, &out->claims);
  const tr_str note = tr__example_text(set->example, "note", "default");
  const tr_yaml *raw = tr_yaml_get(set->example, "notes");
  out->has_notes = raw != NULL || (!tr_str_eq(note, TR_STR("none")) &&
                                   tr_yaml_get(set->example, "x12") == NULL);
  if (status == TR_OK && raw != NULL) {
    out->notes = raw->text;
  } else if (status == TR_OK && out->has_notes) {
    status = tr__example_write_notes(set, &text);
    if (status == TR_OK) status = keep(arena, &text, &out->notes);
  }
  tr_buf_done(&text);
  return status;
}

tr_status tr_example_build(tr_arena *arena, const tr_pack *pack,
                           const tr_tables *tables, tr_pack_sink *sink,
                           tr_example *example) {
  const uint32_t before = sink->count;
  const tr_yaml *root = NULL;
  tr_status status = tr_yaml_read(arena, sink, &root);
  if (status != TR_OK) return status;
  if (root == NULL || tr_yaml_want(sink, root, TR_YAML_MAP) == NULL)
    return TR_ESYNTAX;
  bool fails = false;
  tr_example_check(sink, root, &fails);
  if (sink->count != before) return TR_ESYNTAX;

  tr_example out = {.name = tr__example_text(root, "name", "")};
  out.clean =
      tr_str_eq(tr__example_text(root, "clean", "false"), TR_STR("true"));
  out.profile = tr__example_text(root, "profile", "");
  out.today = tr_day_of(2026, 11, 1); /* whenever examples are run */
  if (!tr__example_expects(sink, root, &out)) return TR_ESYNTAX;
  tr_example_set *set = tr_arena_alloc(arena, sizeof *set);
  if (set == NULL) return TR_ENOMEM;
  set->example = root;
  set->pack = pack;
  set->tables = tables;
  status = fill_set(arena, root, set);
  if (status != TR_OK) return status;
  if (!payers_known(set, sink)) return TR_ESYNTAX;
  status = write_files(arena, set, sink, &out);
  if (status == TR_OK) *example = out;
  return status;
}
