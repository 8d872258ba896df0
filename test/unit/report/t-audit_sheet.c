/* Tests of src/report/audit_sheet.c: that it is written whatever is in it. What
 * is in it is compared with the JSON by test/report/check_sheet.py. */
#include "report/audit_sheet.h"

#include <unistd.h>

#include "report/made_up.h"
#include "tr_test.h"

static void is_written_for_every_kind(void **state) {
  (void)state;
  static const char *const kinds[] = {"usual", "many",    "single",
                                      "empty", "hostile", "plain"};
  char folder[] = "/tmp/traction-sheet-XXXXXX";
  assert_non_null(mkdtemp(folder));
  for (size_t i = 0; i < TR_COUNT(kinds); i++) {
    char path[64];
    tr_arena arena;
    TR_ROW(i, tr_str_of(kinds[i]));
    snprintf(path, sizeof path, "%s/audit.xlsx", folder);
    tr_arena_init(&arena, 1 << 26);
    const tr_audit_result result = made_up(&arena, kinds[i]);
    assert_int_equal(tr_audit_sheet(&result, path, NULL), TR_OK);
    tr_arena_done(&arena);
    char head[2] = "";
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fread(head, 1, 2, file), 2);
    fclose(file);
    assert_memory_equal(head, "PK", 2);
    assert_int_equal(unlink(path), 0);
  }
  assert_int_equal(rmdir(folder), 0);
}

static void a_place_that_cannot_be_written_is_told(void **state) {
  (void)state;
  tr_arena arena;
  tr_arena_init(&arena, 1 << 26);
  const tr_audit_result result = made_up(&arena, "empty");
  assert_int_equal(tr_audit_sheet(&result, "/nowhere/audit.xlsx", NULL),
                   TR_EIO);
  tr_arena_done(&arena);
}

TR_TESTS(cmocka_unit_test(is_written_for_every_kind),
         cmocka_unit_test(a_place_that_cannot_be_written_is_told))
