/* A worksheet read back: where its table is, that it is the same sample, and
 * what its reviewer decided. */
#include <string.h>

#include "input/json_walk.h"
#include "input/sheet_read.h"
#include "sample_run.h"
#include "store/kept.h"

static bool refuse(const char *path, const char *why) {
  file_say("cannot read %s: %s", path, why);
  return false;
}

/* A cell without what was put before it so that it is no formula. */
static tr_str cell_at(const tr_sheet_page_read *page, uint32_t row,
                      uint32_t column) {
  tr_str cell = tr_sheet_cell(page, row, column);
  if (cell.n > 1 && cell.p[0] == '\'' &&
      memchr("=+-@\t\r", cell.p[1], 6) != NULL)
    cell = (tr_str){cell.p + 1, cell.n - 1};
  return tr_str_trim(cell);
}

static bool take_record(sample_sheet *sheet, const tr_sheet_page_read *page,
                        uint32_t rows) {
  for (uint32_t i = 0; i < rows; i++) {
    char key[64];
    const tr_str name = cell_at(page, i, 0);
    if (name.n == 0 || name.n >= sizeof key) continue;
    memcpy(key, name.p, name.n);
    key[name.n] = '\0';
    if (!sample_record(sheet, key, cell_at(page, i, 1))) return false;
  }
  return true;
}

/* Columns are found by their headings, in whatever order they stand. */
static bool take_rows(const char *path, sample_sheet *sheet,
                      const tr_sheet_page_read *page, uint32_t head) {
  uint32_t at[SAMPLE_COLUMNS];
  for (int c = 0; c < SAMPLE_COLUMNS; c++) {
    at[c] = UINT32_MAX;
    for (uint32_t i = 0; i < page->rows[head].count; i++)
      if (tr_str_eq(cell_at(page, head, i), tr_str_of(sample_heads[c].name)))
        at[c] = i;
    if (at[c] != UINT32_MAX) continue;
    file_say("cannot read %s: it has no column '%s'", path,
             sample_heads[c].name);
    return false;
  }
  for (uint32_t i = head + 1; i < page->count; i++) {
    tr_status status;
    if (cell_at(page, i, at[SAMPLE_UNIT]).n == 0) continue;
    sample_row *row = tr_array_add(&sheet->rows, &status);
    if (row == NULL) return refuse(path, tr_status_text(status));
    for (int c = 0; c < SAMPLE_COLUMNS; c++)
      if (!sample_keep(sheet, cell_at(page, i, at[c]), &row->cells[c]))
        return false;
  }
  return true;
}

static bool take_table(const char *path, tr_str bytes, sample_sheet *sheet) {
  tr_arena arena;
  tr_sheet_book book;
  const char *error = "";
  tr_arena_init(&arena, SAMPLE_MEMORY);
  bool good = false;
  if (tr_sheet_read(&arena, bytes, &book, &error) != TR_OK) {
    refuse(path, error);
  } else {
    const tr_sheet_page_read *record =
        tr_sheet_page_named(&book, TR_STR("Record"));
    const tr_sheet_page_read *page =
        tr_sheet_page_named(&book, TR_STR("Worksheet"));
    uint32_t head = 0;
    if (record == NULL) { /* CSV: the record stands above the table */
      record = page = &book.pages[0];
      while (head < page->count &&
             !tr_str_eq(cell_at(page, head, 0),
                        tr_str_of(sample_heads[SAMPLE_UNIT].name)))
        head++;
    }
    if (page == NULL || head >= page->count)
      refuse(path, "it is no worksheet of 'traction sample draw'");
    else
      good =
          take_record(sheet, record, record == page ? head : record->count) &&
          take_rows(path, sheet, page, head);
  }
  tr_arena_done(&arena);
  return good;
}

/* --------------------------------------------------------------------- JSON */

static bool text_of(sample_sheet *sheet, const tr_json_walk *walk,
                    tr_json_event event, tr_str *text) {
  if (event == TR_JSON_TEXT) {
    tr_str found;
    if (tr_json_unescape(&sheet->arena, walk->token, &found) == TR_OK)
      return sample_keep(sheet, found, text);
    file_say("out of memory");
    return false;
  }
  *text = (tr_str){NULL, 0};
  return event == TR_JSON_NULL ||
         (event == TR_JSON_NUMBER && sample_keep(sheet, walk->token, text));
}

static bool json_record(tr_json_walk *walk, sample_sheet *sheet) {
  if (tr_json_walk_next(walk) != TR_JSON_ARRAY) return false;
  tr_json_event event;
  while ((event = tr_json_walk_next(walk)) == TR_JSON_ARRAY) {
    tr_status status;
    sample_pair *pair = tr_array_add(&sheet->record, &status);
    if (pair == NULL ||
        !text_of(sheet, walk, tr_json_walk_next(walk), &pair->key) ||
        !text_of(sheet, walk, tr_json_walk_next(walk), &pair->value) ||
        tr_json_walk_next(walk) != TR_JSON_ARRAY_END)
      return false;
  }
  return event == TR_JSON_ARRAY_END;
}

static bool json_rows(tr_json_walk *walk, sample_sheet *sheet) {
  if (tr_json_walk_next(walk) != TR_JSON_ARRAY) return false;
  tr_json_event event;
  while ((event = tr_json_walk_next(walk)) == TR_JSON_OBJECT) {
    tr_status status;
    sample_row *row = tr_array_add(&sheet->rows, &status);
    if (row == NULL) return false;
    while ((event = tr_json_walk_next(walk)) == TR_JSON_KEY) {
      tr_str ignored, *cell = &ignored;
      for (int c = 0; c < SAMPLE_COLUMNS; c++)
        if (tr_json_token_is(walk->token, tr_str_of(sample_heads[c].name)))
          cell = &row->cells[c];
      if (!text_of(sheet, walk, tr_json_walk_next(walk), cell)) return false;
    }
    if (event != TR_JSON_OBJECT_END) return false;
  }
  return event == TR_JSON_ARRAY_END;
}

static bool take_json(const char *path, tr_str bytes, sample_sheet *sheet) {
  tr_json_walk walk;
  tr_json_event event;
  tr_json_walk_init(&walk, bytes, 0);
  bool good = tr_json_walk_next(&walk) == TR_JSON_OBJECT;
  while (good && (event = tr_json_walk_next(&walk)) == TR_JSON_KEY)
    good = tr_json_token_is(walk.token, TR_STR("record"))
               ? json_record(&walk, sheet)
           : tr_json_token_is(walk.token, TR_STR("rows"))
               ? json_rows(&walk, sheet)
               : false;
  if (good && walk.depth == 0) return true;
  file_say("cannot read %s: no worksheet in JSON, at byte %zu", path, walk.at);
  return false;
}

static bool is_same_sample(const char *path, const sample_sheet *sheet) {
  char digest[TR_KEPT_DIGEST];
  if (sample_recorded(sheet, "sample").n == 0)
    return refuse(path, "it has no record of a sample");
  if (!sample_digest(sheet, digest)) return false;
  if (tr_str_eq(sample_recorded(sheet, "sample"), tr_str_of(digest)))
    return true;
  file_say(
      "%s is not the sample that was drawn: its record, its units or an amount "
      "that was given are others; fill in 'decision', 'allowed by the "
      "reviewer' and 'reason of the reviewer' alone",
      path);
  return false;
}

bool sample_read(const char *path, sample_sheet *sheet) {
  file_bytes file;
  if (!file_load(path, &file)) return false;
  const tr_str start = tr_str_trim(file.bytes);
  bool good = start.n > 0 && start.p[0] == '{'
                  ? take_json(path, file.bytes, sheet)
                  : take_table(path, file.bytes, sheet);
  file_unload(&file);
  return good && is_same_sample(path, sheet);
}

/* ------------------------------------------------------------------ verdict */

bool sample_verdict_of(const sample_sheet *sheet, uint32_t index,
                       const char *what, sample_verdict *verdict) {
  const tr_str *cells = sample_row_at(sheet, index)->cells;
  const tr_str decision = cells[SAMPLE_DECISION];
  const tr_str allowed = cells[SAMPLE_ALLOWED];
  const char *why = NULL;
  sample_verdict found = {0};
  tr_cents charged;
  const bool agrees = tr_str_eq_nocase(decision, TR_STR("agree"));
  found.overruled = tr_str_eq_nocase(decision, TR_STR("overrule"));
  found.decided = decision.n > 0;
  if (!sample_cents(cells[SAMPLE_PAID], &found.paid) ||
      !sample_cents(cells[SAMPLE_PROPOSED], &found.proposed))
    why = "an amount that was given is none";
  else if (found.decided && !agrees && !found.overruled)
    why = "the decision is neither 'agree' nor 'overrule'";
  else if (!found.overruled && allowed.n > 0)
    why = "an amount is allowed, but the decision is not 'overrule'";
  else if (found.overruled && !sample_cents(allowed, &found.allowed))
    why = "who overrules gives the amount that is allowed, as 12.50";
  else if (found.overruled && cells[SAMPLE_REASON].n == 0)
    why = "who overrules gives a reason";
  else if (found.overruled && found.allowed < 0 && found.paid >= 0)
    why = "an amount below 0 cannot be allowed";
  else if (found.overruled && sample_cents(cells[SAMPLE_CHARGED], &charged) &&
           found.allowed > charged)
    why = "more is allowed than was charged";
  if (why != NULL) {
    file_say("%s: unit %.*s: %s", what, TR_STR_ARG(cells[SAMPLE_UNIT]), why);
    return false;
  }
  if (!found.overruled) found.allowed = found.proposed;
  *verdict = found;
  return true;
}
