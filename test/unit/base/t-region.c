/* Tests of src/base/region.c. */
#include "base/region.h"
#include "tr_test.h"

static void reads_names(void **state) {
  (void)state;
  static const struct {
    const char *name;
    bool known;
    tr_regions regions;
  } rows[] = {
      {"cervical", true, TR_REGION_CERVICAL},
      {" Lumbar ", true, TR_REGION_LUMBAR},
      {"occiput", true, TR_REGION_CERVICAL},
      {"cervicothoracic", true, TR_REGION_CERVICAL | TR_REGION_THORACIC},
      {"thoracolumbar", true, TR_REGION_THORACIC | TR_REGION_LUMBAR},
      {"lumbosacral", true, TR_REGION_LUMBAR | TR_REGION_SACRAL},
      {"wrist-hand", true, TR_REGION_WRIST_HAND},
      {"multiple", true, TR_REGION_ANY},
      {"back", false, 0},
      {"spine", false, 0},
      {"", false, 0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].name));
    tr_regions regions = 0;
    assert_int_equal(tr_regions_read(tr_str_of(rows[i].name), &regions),
                     rows[i].known);
    assert_int_equal(regions, rows[i].regions);
  }
}

static void reads_levels(void **state) {
  (void)state;
  static const struct {
    const char *level;
    bool known;
    tr_regions regions;
  } rows[] = {
      {"C0", true, TR_REGION_CERVICAL},
      {"C7", true, TR_REGION_CERVICAL},
      {"C8", false, 0},
      {"T1", true, TR_REGION_THORACIC},
      {"t12", true, TR_REGION_THORACIC},
      {"T13", false, 0},
      {"T0", false, 0},
      {"L5", true, TR_REGION_LUMBAR},
      {"L6", false, 0},
      {"S5", true, TR_REGION_SACRAL},
      {"SI", true, TR_REGION_PELVIC},
      {"pelvis", true, TR_REGION_PELVIC},
      {"coccyx", true, TR_REGION_SACRAL},
      {"knee", true, TR_REGION_KNEE},
      {"C01", false, 0},
      {"L", false, 0},
      {"L4/5", false, 0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].level));
    tr_regions regions = 0;
    assert_int_equal(tr_regions_of_level(tr_str_of(rows[i].level), &regions),
                     rows[i].known);
    assert_int_equal(regions, rows[i].regions);
  }
}

static void every_name_reads_back(void **state) {
  (void)state;
  for (tr_regions one = 1; one <= TR_REGION_ANY; one <<= 1) {
    tr_regions regions = 0;
    assert_true(tr_regions_read(tr_str_of(tr_region_name(one)), &regions));
    assert_int_equal(regions, one);
  }
  assert_string_equal(tr_region_name(0), "none");
  assert_string_equal(tr_region_name(TR_REGION_HIP | TR_REGION_KNEE), "none");
}

static void writes_sets(void **state) {
  (void)state;
  char text[TR_REGIONS_TEXT];
  assert_int_equal(tr_regions_text(0, text), 4);
  assert_string_equal(text, "none");
  tr_regions_text(TR_REGION_LUMBAR | TR_REGION_CERVICAL, text);
  assert_string_equal(text, "cervical, lumbar");
  tr_regions_text((TR_REGION_ANY << 1) - 1, text);
  assert_true(strlen(text) < TR_REGIONS_TEXT);
}

static void any_meets_all_but_nothing(void **state) {
  (void)state;
  assert_true(tr_regions_meet(TR_REGION_ANY, TR_REGION_KNEE));
  assert_false(tr_regions_meet(TR_REGION_ANY, 0));
  assert_false(tr_regions_meet(TR_REGION_LUMBAR, TR_REGION_CERVICAL));
  assert_true(
      tr_regions_meet(TR_REGION_LUMBAR, TR_REGION_LUMBAR | TR_REGION_SACRAL));
  assert_int_equal(tr_regions_spinal_count(TR_REGIONS_SPINE), 5);
  assert_int_equal(tr_regions_spinal_count(TR_REGION_KNEE | TR_REGION_HEAD), 0);
}

TR_TESTS(cmocka_unit_test(reads_names), cmocka_unit_test(reads_levels),
         cmocka_unit_test(every_name_reads_back), cmocka_unit_test(writes_sets),
         cmocka_unit_test(any_meets_all_but_nothing))
