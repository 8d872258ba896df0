/* Any bytes as a note in free text: the draft's JSON is read by our own reader
 * as one note. */
#include "fuzz.h"
#include "input/note_json.h"
#include "note/soap.h"
#include "note/soap_write.h"

enum { MOST = 16 << 20 };

static void read_back(const tr_buf *json) {
  tr_note_index index;
  tr_notes_index_init(&index);
  fuzz_want(tr_notes_index_add(&index, "draft", fuzz_text(json)) == TR_OK &&
                index.count == 1 && index.fault_count == 0,
            "a draft is one note");
  tr_notes_index_done(&index);
}

static bool draft(const fuzz_input *input, tr_buf *out) {
  tr_arena arena;
  tr_soap_draft *made = NULL;
  tr_arena_init(&arena, MOST);
  const tr_str text = {input->bytes, input->size};
  const bool good =
      tr_soap_is_text(text) && tr_soap_read(&arena, text, &made) == TR_OK;
  if (good) {
    tr_soap_json(made, TR_STR("N1"), NULL, 0, out);
    tr_buf_add_char(out, '\n');
  }
  tr_arena_done(&arena);
  return good && out->bad == TR_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const fuzz_input input = fuzz_take(data, size);
  tr_buf json;
  tr_buf_init(&json, MOST);
  if (draft(&input, &json)) read_back(&json);
  if (input.failing != 0) {
    tr_buf_clear(&json);
    fuzz_fail_allocation(input.failing);
    (void)draft(&input, &json);
    (void)fuzz_allocations_work();
  }
  tr_buf_done(&json);
  return 0;
}
