/* The form of an example: which keys it may have, and what it expects. */
#include "input/example_parts.h"

static const char *const example_keys[] = {
    "name",       "boundary", "clean",      "payer",   "claim",     "dates",
    "references", "patient",  "subscriber", "billing", "rendering", "date",
    "diagnoses",  "lines",    "earlier",    "note",    "notes",     "edit",
    "x12",        "expect",   "profile",    "measure", "others",    NULL};
static const char *const earlier_keys[] = {
    "payer",   "claim", "dates",     "references", "patient", "rendering",
    "billing", "date",  "diagnoses", "lines",      "note",    NULL};
static const char *const claim_keys[] = {"id",
                                         "total",
                                         "place",
                                         "frequency",
                                         "cause",
                                         "accident_state",
                                         "accident_country",
                                         "filed",
                                         "spinal",
                                         "delay_reason",
                                         "remark",
                                         "patient_paid",
                                         NULL};
static const char *const date_keys[] = {
    "initial_treatment",   "accident",   "onset", "last_seen",
    "acute_manifestation", "last_x_ray", NULL};
static const char *const party_keys[] = {
    "npi",  "name",  "first_name", "taxonomy", "street",
    "city", "state", "zip",        "tax_id",   NULL};
static const char *const patient_keys[] = {
    "born",   "sex",  "dependent", "id",  "name", "first_name",
    "street", "city", "state",     "zip", NULL};
static const char *const payer_keys[] = {
    "profile", "name", "id", "filing_code", "state", "city", "zip", NULL};
static const char *const line_keys[] = {
    "code",   "units", "modifiers",         "pointers",
    "charge", "date",  "date_to",           "description",
    "place",  "x_ray", "initial_treatment", "control",
    "remark", NULL};
static const char *const edit_keys[] = {"find", "replace", "segments", NULL};
static const char *const expect_keys[] = {"severity", "at",  "line",
                                          "message",  "fix", NULL};
static const char *const severities[] = {"info", "advice", "warning", "error",
                                         NULL};

/* NULL where it is missing or, after an error, no map. */
static const tr_yaml *map_of(tr_pack_sink *sink, const tr_yaml *map,
                             const char *key, const char *const *known) {
  const tr_yaml *node = tr_yaml_get(map, key);
  if (node == NULL || tr_yaml_want(sink, node, TR_YAML_MAP) == NULL)
    return NULL;
  tr_yaml_check_keys(sink, node, key, known);
  return node;
}

static void check_day(tr_pack_sink *sink, const tr_yaml *node) {
  tr_day day;
  if (node != NULL && node->kind != TR_YAML_NULL &&
      (node->kind != TR_YAML_TEXT || tr_day_read_iso(node->text, &day)))
    tr_yaml_fail(sink, node, "a date YYYY-MM-DD is wanted here");
}

static void check_texts(tr_pack_sink *sink, const tr_yaml *list) {
  if (list == NULL || tr_yaml_want(sink, list, TR_YAML_LIST) == NULL) return;
  for (uint32_t i = 0; i < list->count; i++)
    (void)tr_yaml_want(sink, &list->items[i], TR_YAML_TEXT);
}

static void check_lines(tr_pack_sink *sink, const tr_yaml *list) {
  if (list == NULL || tr_yaml_want(sink, list, TR_YAML_LIST) == NULL) return;
  if (list->count > TR_EXAMPLE_LINES)
    tr_yaml_fail(sink, list, "more than %d lines", (int)TR_EXAMPLE_LINES);
  for (uint32_t i = 0; i < list->count; i++) {
    const tr_yaml *line = &list->items[i];
    if (tr_yaml_want(sink, line, TR_YAML_MAP) == NULL) continue;
    tr_yaml_check_keys(sink, line, "a line", line_keys);
    check_texts(sink, tr_yaml_get(line, "modifiers"));
    check_texts(sink, tr_yaml_get(line, "pointers"));
    check_day(sink, tr_yaml_get(line, "date_to"));
    check_day(sink, tr_yaml_get(line, "date"));
  }
}

static void check_dates(tr_pack_sink *sink, const tr_yaml *map) {
  const tr_yaml *dates = map_of(sink, map, "dates", date_keys);
  for (uint32_t i = 0; dates != NULL && i < dates->count; i++)
    check_day(sink, &dates->items[i]);
}

static void check_note(tr_pack_sink *sink, const tr_yaml *note) {
  static const char *const words[] = {"default", "none", "missing", "twice",
                                      NULL};
  if (note == NULL || note->kind == TR_YAML_MAP) return;
  if (note->kind == TR_YAML_LIST) {
    for (uint32_t i = 0; i < note->count; i++)
      (void)tr_yaml_want(sink, &note->items[i], TR_YAML_MAP);
    return;
  }
  (void)tr_yaml_word(sink, note, "note", words);
}

static void check_claim(tr_pack_sink *sink, const tr_yaml *node) {
  const tr_yaml *claim = map_of(sink, node, "claim", claim_keys);
  check_day(sink, tr_yaml_get(claim, "filed"));
  check_day(sink, tr_yaml_get(node, "date"));
  check_dates(sink, node);
  check_texts(sink, tr_yaml_get(node, "diagnoses"));
  check_lines(sink, tr_yaml_get(node, "lines"));
  check_note(sink, tr_yaml_get(node, "note"));
  const tr_yaml *references = tr_yaml_get(node, "references");
  if (references != NULL) (void)tr_yaml_want(sink, references, TR_YAML_MAP);
  const tr_yaml *payer = tr_yaml_get(node, "payer");
  if (payer != NULL && payer->kind != TR_YAML_TEXT)
    (void)map_of(sink, node, "payer", payer_keys);
  (void)map_of(sink, node, "billing", party_keys);
  const tr_yaml *rendering = tr_yaml_get(node, "rendering");
  if (rendering != NULL && rendering->kind != TR_YAML_TEXT)
    (void)map_of(sink, node, "rendering", party_keys);
}

static void check_edits(tr_pack_sink *sink, const tr_yaml *list) {
  if (list == NULL || tr_yaml_want(sink, list, TR_YAML_LIST) == NULL) return;
  for (uint32_t i = 0; i < list->count; i++) {
    const tr_yaml *edit = &list->items[i];
    if (tr_yaml_want(sink, edit, TR_YAML_MAP) == NULL) continue;
    tr_yaml_check_keys(sink, edit, "an edit", edit_keys);
    const tr_yaml *find = tr_yaml_get(edit, "find");
    if (find == NULL || find->text.n == 0 ||
        tr_yaml_get(edit, "replace") == NULL)
      tr_yaml_fail(sink, edit, "an edit has \"find\" and \"replace\"");
  }
}

/* ----------------------------------------------------------------- expect */

static bool read_expect(tr_pack_sink *sink, const tr_yaml *node,
                        tr_expect *out) {
  *out = (tr_expect){.line = -1};
  const tr_yaml *severity = node;
  if (node->kind == TR_YAML_MAP) {
    tr_yaml_check_keys(sink, node, "what is expected", expect_keys);
    severity = tr_yaml_get(node, "severity");
    out->at = tr__example_text(node, "at", "");
    out->message = tr__example_text(node, "message", "");
    out->fix = tr__example_text(node, "fix", "");
    const tr_yaml *line = tr_yaml_get(node, "line");
    if (line != NULL && !tr_yaml_number(sink, line, 9999, &out->line))
      return false;
  }
  if (severity == NULL) {
    tr_yaml_fail(sink, node, "\"severity\" is missing");
    return false;
  }
  const int which = tr_yaml_word(sink, severity, "severity", severities);
  if (which >= 0) out->severity = (tr_severity)which;
  return which >= 0;
}

/* @return How many findings are expected, or -1 after an error. */
static int read_expects(tr_pack_sink *sink, const tr_yaml *example,
                        tr_expect out[TR_EXAMPLE_EXPECTS]) {
  const tr_yaml *node = tr_yaml_get(example, "expect");
  if (node == NULL) {
    tr_yaml_fail(sink, example, "the example has no \"expect\"");
    return -1;
  }
  if (node->kind == TR_YAML_TEXT && tr_str_eq(node->text, TR_STR("none")))
    return 0;
  if (node->kind != TR_YAML_LIST)
    return read_expect(sink, node, &out[0]) ? 1 : -1;
  if (node->count == 0 || node->count > TR_EXAMPLE_EXPECTS) {
    tr_yaml_fail(sink, node, "1 to %d findings are wanted here",
                 (int)TR_EXAMPLE_EXPECTS);
    return -1;
  }
  bool good = true;
  for (uint32_t i = 0; i < node->count; i++)
    good = read_expect(sink, &node->items[i], &out[i]) && good;
  return good ? (int)node->count : -1;
}

static void check_flag(tr_pack_sink *sink, const tr_yaml *example,
                       const char *key) {
  const tr_yaml *node = tr_yaml_get(example, key);
  bool flag;
  if (node != NULL) (void)tr_yaml_flag(sink, node, &flag);
}

void tr_example_check(tr_pack_sink *sink, const tr_yaml *example, bool *fails) {
  tr_expect expects[TR_EXAMPLE_EXPECTS];
  tr_yaml_check_keys(sink, example, "an example", example_keys);
  const tr_yaml *name = tr_yaml_get(example, "name");
  if (name == NULL || name->kind != TR_YAML_TEXT)
    tr_yaml_fail(sink, example, "the example has no \"name\"");
  const int count = read_expects(sink, example, expects);
  *fails = count != 0;
  check_flag(sink, example, "clean");
  check_flag(sink, example, "boundary");
  const tr_yaml *clean = tr_yaml_get(example, "clean");
  if (clean != NULL && count > 0 && tr_str_eq(clean->text, TR_STR("true")))
    tr_yaml_fail_key(sink, clean, "\"clean\" goes with \"expect: none\"");
  if (tr_yaml_get(example, "lines") != NULL &&
      tr_yaml_get(example, "x12") != NULL)
    tr_yaml_fail(sink, example, "an example has either \"lines\" or \"x12\"");
  check_claim(sink, example);
  check_edits(sink, tr_yaml_get(example, "edit"));
  tr__example_check_measure(sink, example);
  const tr_yaml *notes = tr_yaml_get(example, "notes");
  if (notes != NULL) (void)tr_yaml_want(sink, notes, TR_YAML_TEXT);
  (void)map_of(sink, example, "patient", patient_keys);
  (void)map_of(sink, example, "subscriber", patient_keys);
  const tr_yaml *earlier = tr_yaml_get(example, "earlier");
  if (earlier == NULL || tr_yaml_want(sink, earlier, TR_YAML_LIST) == NULL)
    return;
  if (earlier->count >= TR_EXAMPLE_CLAIMS)
    tr_yaml_fail(sink, earlier, "more than %d earlier claims",
                 (int)TR_EXAMPLE_CLAIMS - 1);
  for (uint32_t i = 0; i < earlier->count; i++) {
    if (tr_yaml_want(sink, &earlier->items[i], TR_YAML_MAP) == NULL) continue;
    tr_yaml_check_keys(sink, &earlier->items[i], "an earlier claim",
                       earlier_keys);
    (void)map_of(sink, &earlier->items[i], "patient", patient_keys);
    check_claim(sink, &earlier->items[i]);
  }
}

bool tr__example_expects(tr_pack_sink *sink, const tr_yaml *root,
                         tr_example *example) {
  const int count = read_expects(sink, root, example->expects);
  example->expect_count = count > 0 ? (uint32_t)count : 0;
  return count >= 0;
}
