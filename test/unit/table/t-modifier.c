/* Tests of src/table/modifier.c. */
#include "table/table.h"
#include "tr_test.h"

enum { DAY = 20600 }; /* 2026-05-27 */

static tr_tables tables;

static void validity(void **state) {
  (void)state;
  static const struct {
    const char *code;
    tr_validity want;
  } rows[] = {
      {"AT", TR_CODE_VALID},     {"GP", TR_CODE_VALID},
      {"59", TR_CODE_VALID},     {"XS", TR_CODE_VALID},
      {"U1", TR_CODE_VALID},     {"TA", TR_CODE_VALID},
      {"ZB", TR_CODE_ENDED},     {"ZZ", TR_CODE_INVALID},
      {"98", TR_CODE_INVALID},   {"QQQ", TR_CODE_MALFORMED},
      {"a1", TR_CODE_MALFORMED}, {"5", TR_CODE_MALFORMED},
      {"", TR_CODE_MALFORMED},   {"5-", TR_CODE_MALFORMED},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].code));
    assert_int_equal(
        tr_table_modifier(&tables, tr_code_pack(tr_str_of(rows[i].code)), DAY,
                          NULL),
        rows[i].want);
  }
  const tr_modifier *row = NULL;
  assert_int_equal(tr_table_modifier(&tables, TR_CODE("93"), 18000, &row),
                   TR_CODE_NOT_YET);
  assert_non_null(row);
}

static void flags(void **state) {
  (void)state;
  static const struct {
    const char *code;
    unsigned want;
  } rows[] = {
      {"59", TR_MODIFIER_DISTINCT | TR_MODIFIER_BYPASS},
      {"XU", TR_MODIFIER_DISTINCT | TR_MODIFIER_BYPASS},
      {"25", TR_MODIFIER_EVALUATION | TR_MODIFIER_BYPASS},
      {"76", TR_MODIFIER_REPEAT},
      {"91", TR_MODIFIER_REPEAT | TR_MODIFIER_BYPASS},
      {"GP", TR_MODIFIER_THERAPY},
      {"RT", TR_MODIFIER_ANATOMIC | TR_MODIFIER_BYPASS},
      {"AT", TR_MODIFIER_COVERAGE},
      {"51", 0},
      {"ZZ", 0},
      {"ZB", 0}, /* ended */
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].code));
    assert_int_equal(tr_table_modifier_flags(
                         &tables, tr_code_pack(tr_str_of(rows[i].code)), DAY),
                     rows[i].want);
  }
}

static void conflicts(void **state) {
  (void)state;
  static const struct {
    const char *a, *b;
    bool want;
  } rows[] = {
      {"AT", "GA", true},  {"GA", "AT", true},  {"AT", "GZ", true},
      {"AT", "GX", true},  {"AT", "GY", true},  {"GA", "GX", true},
      {"GX", "GZ", true},  {"GA", "GZ", true},  {"GA", "GY", true},
      {"GZ", "GY", true},  {"GX", "GY", false}, {"59", "XS", true},
      {"XE", "XP", true},  {"XS", "XU", true},  {"GP", "GO", true},
      {"GP", "GY", false}, {"AT", "59", false}, {"GP", "59", false},
      {"59", "59", false},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].a));
    const tr_modifier_conflict *c =
        tr_table_modifier_conflict(&tables, tr_code_pack(tr_str_of(rows[i].a)),
                                   tr_code_pack(tr_str_of(rows[i].b)), DAY);
    assert_int_equal(c != NULL, rows[i].want);
    if (c != NULL) assert_true(strlen(c->reason) > 0);
  }
}

static void misplacement(void **state) {
  (void)state;
  static const struct {
    const char *modifier;
    tr_class group;
    bool medicare, want;
  } rows[] = {
      {"25", TR_CLASS_CMT_SPINAL, false, true},
      {"25", TR_CLASS_EVALUATION_ESTABLISHED, false, false},
      {"59", TR_CLASS_EVALUATION_NEW, false, true},
      {"XE", TR_CLASS_EVALUATION_NEW, false, true},
      {"59", TR_CLASS_PROCEDURE_THERAPEUTIC, false, false},
      {"51", TR_CLASS_MODALITY_SUPERVISED, false, true},
      {"51", TR_CLASS_CMT_EXTRASPINAL, false, false},
      {"52", TR_CLASS_MODALITY_SUPERVISED, false, true},
      {"22", TR_CLASS_PROCEDURE_THERAPEUTIC, false, true},
      {"GP", TR_CLASS_CMT_SPINAL, false, true},
      {"GP", TR_CLASS_MODALITY_SUPERVISED, false, false},
      {"GY", TR_CLASS_CMT_SPINAL, true, true},
      {"GY", TR_CLASS_CMT_SPINAL, false, false},
      {"GY", TR_CLASS_MODALITY_SUPERVISED, true, false},
      {"GA", TR_CLASS_MODALITY_SUPERVISED, true, true},
      {"GA", TR_CLASS_CMT_SPINAL, true, false},
      {"AT", TR_CLASS_MODALITY_SUPERVISED, true, false}, /* its own rule */
      {"RT", TR_CLASS_CMT_SPINAL, false, true},
      {"26", TR_CLASS_X_RAY, false, false},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].modifier));
    const tr_modifier_use *use = tr_table_modifier_misplaced(
        &tables, tr_code_pack(tr_str_of(rows[i].modifier)), rows[i].group,
        rows[i].medicare, DAY);
    assert_int_equal(use != NULL, rows[i].want);
  }
}

TR_TESTS(cmocka_unit_test(validity), cmocka_unit_test(flags),
         cmocka_unit_test(conflicts), cmocka_unit_test(misplacement))
