/* Tests of src/table/diagnosis_set.c. */
#include "table/table.h"
#include "tr_test.h"

enum { DAY = 20600 }; /* 2026-05-27 */

static tr_tables tables;

static void membership(void **state) {
  (void)state;
  static const struct {
    const char *set, *code;
    bool want;
  } rows[] = {
      {"disc", "M51.26", true},
      {"disc", "M51.06", false}, /* myelopathy */
      {"disc", "S33.0XXD", true},
      {"disc", "S33.0XXA", false},
      {"stenosis", "M48.061", true},
      {"stenosis", "M99.33", true},
      {"facet", "M47.816", true},
      {"facet", "M47.16", false},
      {"radiculopathy", "M54.16", true},
      {"radiculopathy", "G55", true},
      {"pain-stiffness", "M54.50", true},
      {"pain-stiffness", "M25.562", true},
      {"pain-stiffness", "M99.03", true},
      {"sprain", "S13.4XXA", true},
      {"traction-indication", "M54.50", true},
      {"traction-indication", "M54.16", true},
      {"traction-indication", "S33.5XXA", true},
      {"traction-indication", "E11.9", false},
      {"traction-indication", "M41.26", false},
      {"traction-indication-strong", "M54.50", false},
      {"traction-indication-strong", "M51.26", true},
      {"subluxation", "M99.03", true},
      {"subluxation", "M99.06", true},
      {"subluxation-spinal", "M99.06", false},
      {"subluxation-spinal", "M99.00", true},
      {"subluxation-complex", "M99.13", true},
      {"subluxation-complex-spinal", "M99.16", false},
      {"neuromusculoskeletal", "M54.50", true},
      {"neuromusculoskeletal", "M99.03", false},
      {"neuromusculoskeletal", "M99.13", false},
      {"neuromusculoskeletal", "M99.23", true},
      {"neuromusculoskeletal", "G44.209", true},
      {"neuromusculoskeletal", "S13.4XXA", true},
      {"neuromusculoskeletal", "E11.9", false},
      {"neuromusculoskeletal", "I10", false},
      {"course-long", "M48.061", true},
      {"red-flag", "R33.9", true},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].code));
    const tr_diagnosis_set set = tr_set_find(tr_str_of(rows[i].set));
    assert_true(set >= 0);
    assert_int_equal(
        tr_table_in_set(&tables, set,
                        tr_diagnosis_code(tr_str_of(rows[i].code)), DAY),
        rows[i].want);
  }
}

static void sets_have_names(void **state) {
  (void)state;
  assert_true(tr_set_count() > 10);
  for (int i = 0; i < tr_set_count(); i++) {
    assert_int_equal(tr_set_find(tr_str_of(tr_set_name(i))), i);
    assert_true(strlen(tr_set_label(i)) > 0);
  }
  assert_int_equal(tr_set_find(TR_STR("no such set")), -1);
  assert_false(tr_table_in_set(&tables, -1, TR_CODE("M5416"), DAY));
  assert_false(tr_table_in_set(&tables, 0, 0, DAY));
}

enum {
  C = TR_REGION_CERVICAL,
  T = TR_REGION_THORACIC,
  L = TR_REGION_LUMBAR,
  S = TR_REGION_SACRAL,
  P = TR_REGION_PELVIC,
  ANY = TR_REGION_ANY
};

static void regions(void **state) {
  (void)state;
  static const struct {
    const char *code;
    tr_regions want;
  } rows[] = {
      {"M54.12", C},
      {"M54.13", C | T},
      {"M54.15", T | L},
      {"M54.16", L},
      {"M54.17", L | S},
      {"M54.18", S},
      {"M54.10", ANY},
      {"M54.2", C},
      {"M54.6", T},
      {"M54.50", L},
      {"M54.42", L},
      {"M54.31", L},
      {"M54.9", ANY},
      {"M47.812", C},
      {"M47.816", L},
      {"M47.26", L},
      {"M48.061", L},
      {"M48.02", C},
      {"M50.20", C},
      {"M50.23", C | T},
      {"M51.26", L},
      {"M51.360", L},
      {"M51.17", L | S},
      {"M51.14", T},
      {"M53.2X7", L | S},
      {"M53.3", S},
      {"M99.00", C | TR_REGION_HEAD},
      {"M99.01", C},
      {"M99.05", P},
      {"M99.04", S},
      {"M99.08", TR_REGION_RIB},
      {"M99.06", TR_REGIONS_LOWER_LIMB},
      {"M99.13", L},
      {"M45.6", L},
      {"M45.9", ANY},
      {"M48.56XA", L},
      {"S33.5XXA", L},
      {"S13.4XXA", C},
      {"S22.010A", T},
      {"S32.010A", L},
      {"S12.100A", C},
      {"S33.6XXA", S | P},
      {"S39.012A", L | S},
      {"M25.511", TR_REGION_SHOULDER},
      {"M25.562", TR_REGION_KNEE},
      {"M16.11", TR_REGION_HIP},
      {"M79.602", TR_REGIONS_UPPER_LIMB},
      {"M62.838", ANY},
      {"M62.830", T | L | S},
      {"G44.209", C | TR_REGION_HEAD},
      {"E11.9", 0},
      {"I10", 0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].code));
    assert_int_equal(tr_table_diagnosis_regions(
                         &tables, tr_diagnosis_code(tr_str_of(rows[i].code))),
                     rows[i].want);
  }
  assert_int_equal(tr_table_diagnosis_regions(&tables, 0), 0);
}

static void contraindications(void **state) {
  (void)state;
  static const struct {
    const char *code;
    tr_regions areas;
    int want;
  } rows[] = {
      {"S32.010A", L, 201},
      {"S32.010B", L, 201},
      {"S32.010A", C, 205},
      {"S32.010A", 0, 201},
      {"S32.010D", L, 205},
      {"S32.010D", C, 0},
      {"S32.010S", L, 0},
      {"S12.100A", C, 201},
      {"S22.080A", ANY, 201},
      {"M48.56XA", L, 201},
      {"M48.56XD", L, 205},
      {"M48.56XS", L, 0},
      {"M80.08XA", L, 204},
      {"M80.051A", L, 204},
      {"M84.58XA", C, 201},
      {"S72.001A", TR_REGION_HIP, 201},
      {"S72.001C", TR_REGION_HIP, 201},
      {"S72.001A", L, 0},
      {"S72.001A", 0, 0},
      {"S72.001D", TR_REGION_HIP, 205},
      {"C79.51", L, 202},
      {"C50.911", L, 202},
      {"C7A.00", L, 202},
      {"D49.2", C, 202},
      {"Z85.3", L, 205},
      {"I71.40", L, 203},
      {"I72.6", C, 203},
      {"I65.21", C, 203},
      {"I65.21", L, 205},
      {"I65.21", 0, 205},
      {"I82.411", L, 203},
      {"I82.511", L, 205},
      {"I73.9", L, 0},
      {"I73.9", TR_REGION_KNEE, 205},
      {"M50.021", C, 204},
      {"M47.12", C, 204},
      {"M47.12", L, 205},
      {"G83.4", L, 204},
      {"S14.109A", C, 204},
      {"S14.109D", C, 0},
      {"M53.2X6", L, 204},
      {"M46.46", L, 204},
      {"S13.100A", C, 204},
      {"S13.100D", C, 0},
      {"M81.0", L, 205},
      {"M80.051D", L, 205},
      {"M06.9", C, 204},
      {"M06.9", L, 205},
      {"Q90.9", C, 204},
      {"Q90.9", L, 0},
      {"M43.16", L, 205},
      {"M43.16", C, 0},
      {"M43.12", 0, 205},
      {"Z33.1", L, 205},
      {"Z33.1", C, 0},
      {"O09.90", L, 205},
      {"Z79.01", C, 205},
      {"Z98.1", L, 205},
      {"M26.609", C, 205},
      {"K44.9", C, 0},
      {"M54.16", L, 0},
      {"M99.03", L, 0},
      {"M51.26", L, 0},
      {"E11.9", L, 0},
      {"", L, 0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].code));
    const tr_contraindication c = tr_table_contraindication(
        &tables, tr_diagnosis_code(tr_str_of(rows[i].code)), rows[i].areas,
        DAY);
    assert_int_equal(c.rule, rows[i].want);
    assert_int_equal(c.strength, c.rule == 0     ? TR_STRENGTH_NONE
                                 : c.rule == 205 ? TR_STRENGTH_RELATIVE
                                                 : TR_STRENGTH_ABSOLUTE);
    assert_int_equal(strlen(c.set) > 0, c.rule != 0);
  }
}

TR_TESTS(cmocka_unit_test(membership), cmocka_unit_test(sets_have_names),
         cmocka_unit_test(regions), cmocka_unit_test(contraindications))
