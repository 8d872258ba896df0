/* Any bytes as an official file (the first byte chooses which) and as a ready
 * index: an index that was made can be read, a bad row is told by its line. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "input/table_import.h"

enum { MOST = 64 << 20 };

/* Indexes are read in place, aligned to 8 bytes. */
static void read_index(tr_str bytes, bool made) {
  char *copy = malloc(bytes.n + 8);
  if (copy == NULL) return;
  if (bytes.n > 0) memcpy(copy, bytes.p, bytes.n);
  const tr_str at = {copy, bytes.n};
  tr_tables *tables = malloc(sizeof *tables);
  tr_err err;
  const tr_status status = tr_index_verify(at, &err);
  fuzz_want(!made || status == TR_OK, "an index that was made is whole");
  if (tables != NULL) {
    tr_tables_init(tables);
    /* what the head admits without its sum is read within its bounds */
    const tr_status added = tr_tables_add_index(tables, at, &err);
    fuzz_want(!made || added == TR_OK, "an index that was made is taken");
    for (size_t i = 0; added == TR_OK && i < tr_tables_count(tables); i++)
      (void)tr_tables_edition(tables, i);
  }
  free(tables);
  free(copy);
}

static void import(tr_table_kind kind, tr_str bytes) {
  tr_import_options options = tr_import_options_none();
  options.edition = TR_STR("2026Q2");
  tr_import_report report;
  tr_err err;
  tr_buf index;
  tr_buf_init(&index, MOST);
  const tr_status status =
      tr_import_table(kind, bytes, &options, &index, &report, &err);
  if (status == TR_OK)
    read_index(fuzz_text(&index), true);
  else
    fuzz_want(index.n == 0, "no index is left of a bad file");
  tr_buf_done(&index);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const fuzz_input input = fuzz_take(data, size);
  tr_str bytes = {input.bytes, input.size};
  tr_table_kind kind = TR_TABLE_PTP;
  if (bytes.n > 0 && (bytes.p[0] == 'M' || bytes.p[0] == 'I')) {
    kind = bytes.p[0] == 'M' ? TR_TABLE_MUE : TR_TABLE_ICD10CM;
    bytes.p++;
    bytes.n--;
  }
  import(kind, bytes);
  read_index((tr_str){input.bytes, input.size}, false);
  if (input.failing != 0) {
    fuzz_fail_allocation(input.failing);
    import(kind, bytes);
    (void)fuzz_allocations_work();
  }
  return 0;
}
