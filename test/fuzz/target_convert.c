/* X12 taken apart and put together again is what it was: by segments, and by
 * way of JSON; and any bytes as the JSON of a conversion. */
#include "fuzz.h"
#include "input/convert_read.h"
#include "render/convert_json.h"
#include "render/convert_x12.h"

enum { MOST = 64 << 20 };

static bool by_segments(const fuzz_input *input, tr_buf *out) {
  uint32_t state = input->cuts;
  tr_convert_x12 *convert = tr_convert_x12_new(out);
  if (convert == NULL) return false;
  tr_status status = TR_OK;
  for (size_t at = 0; status == TR_OK && at < input->size;) {
    const size_t left = input->size - at;
    const size_t n = input->cuts == 0 ? left : fuzz_piece(&state, left);
    status = tr_convert_x12_feed(convert, input->bytes + at, n);
    at += n;
  }
  if (status == TR_OK) status = tr_convert_x12_end(convert);
  tr_convert_x12_free(convert);
  return status == TR_OK && out->bad == TR_OK;
}

static bool to_json(const fuzz_input *input, tr_buf *out) {
  tr_convert_json *convert = tr_convert_json_new("input", out);
  if (convert == NULL) return false;
  tr_status status = tr_convert_json_feed(convert, input->bytes, input->size);
  if (status == TR_OK) status = tr_convert_json_end(convert);
  tr_convert_json_free(convert);
  tr_buf_add(out, TR_STR("}\n"));
  return status == TR_OK && out->bad == TR_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const fuzz_input input = fuzz_take(data, size);
  const tr_str bytes = {input.bytes, input.size};
  tr_buf out, json;
  tr_buf_init(&out, MOST);
  tr_buf_init(&json, MOST);
  tr_convert_error error = {.reason = ""};
  fuzz_want(by_segments(&input, &out), "segments are written");
  fuzz_want(tr_str_eq(fuzz_text(&out), bytes), "segments give the bytes");
  fuzz_want(to_json(&input, &json), "JSON is written");
  tr_buf_clear(&out);
  if (tr_convert_read(fuzz_text(&json), &out, &error) == TR_OK)
    fuzz_want(tr_str_eq(fuzz_text(&out), bytes), "JSON gives the bytes");
  tr_buf_clear(&out);
  fuzz_want(
      tr_convert_read(bytes, &out, &error) == TR_OK || error.reason[0] != '\0',
      "what cannot be used has a reason");
  if (input.failing != 0) {
    fuzz_fail_allocation(input.failing);
    tr_buf_clear(&out);
    const bool good = by_segments(&input, &out);
    (void)fuzz_allocations_work();
    fuzz_want(!good || tr_str_eq(fuzz_text(&out), bytes),
              "a failed allocation is told, or changes nothing");
  }
  tr_buf_done(&json);
  tr_buf_done(&out);
  return 0;
}
