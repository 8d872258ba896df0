/* Which notes a file holds, by their keys. */
#include "input/note_json.h"
#include "store/extract_parts.h"

/* Any object passes for a note; one that says nothing by which it could be
 * found is none. */
static bool is_note(const tr_note_key *key) {
  return key->id.n > 0 || key->claim.n > 0 || key->patient_id.n > 0 ||
         key->author_npi.n > 0 || key->date_of_service != TR_DAY_MIN ||
         key->born != TR_DAY_MIN;
}

static void take_note(tr__extract *extract, const tr_note_key *key,
                      tr_str bytes) {
  if (!is_note(key)) {
    extract->found->faults++;
    return;
  }
  const tr_str sex = {&key->sex, key->sex != '\0' ? 1 : 0};
  tr_cell values[] = {tr_cell_integer(tr__extract_id(extract, TR_DERIVED_NOTE)),
                      tr_cell_integer(extract->file),
                      tr_cell_integer((int64_t)key->line),
                      tr_cell_text(key->id),
                      tr_cell_text(key->claim),
                      tr_cell_text(key->patient_id),
                      tr_cell_text(key->author_npi),
                      tr_cell_day(key->date_of_service),
                      tr_cell_day(key->born),
                      tr_cell_text(sex),
                      tr_cell_integer(key->bytes.p - bytes.p),
                      tr_cell_integer((int64_t)key->bytes.n)};
  tr__extract_row(extract, TR_DERIVED_NOTE, values);
}

void tr__extract_notes(tr__extract *extract, tr_str bytes) {
  tr_note_index index;
  tr_notes_index_init(&index);
  extract->bad = tr_notes_index_add(&index, "", bytes);
  for (size_t i = 0; i < index.count && extract->bad == TR_OK; i++)
    take_note(extract, &index.keys[i], bytes);
  extract->found->faults += index.fault_count + index.faults_left_out;
  tr_notes_index_done(&index);
}
