/* Tests of src/render/convert_segment.c: elements, parts, repetitions, and what
 * is kept as it is. */
#include "convert_document.h"

#define IN_SET(segment)                     \
  CI_ISA("000000001")                       \
  CI_GS "ST*837*0001*005010X222A1~" segment \
        "SE*3*0001~" CI_GE CI_IEA("000000001")
#define FOREIGN(segment)                               \
  CI_ISA("000000001")                                  \
  "GS*HC*CLINIC*PAYER*20260630*0830*1*X*005010X223A2~" \
  "ST*837*0001*005010X223A2~" segment "SE*3*0001~"

/* ISA, GS and ST have 106, 50 and 25 bytes. */
static void elements_have_names_places_and_values(void **state) {
  (void)state;
  HOLDS(FOREIGN("ABC*1**3~"),
        "{\"segment\":\"ABC\",\"ordinal\":4,\"offset\":181,\"elements\":["
        "{\"element\":\"ABC01\",\"offset\":185,\"value\":\"1\"},"
        "{\"element\":\"ABC03\",\"offset\":188,\"value\":\"3\"}]}");
  HOLDS(CI_FILE, "{\"element\":\"CLM02\",\"label\":\"total charge\",");
  HOLDS(CI_FILE, "\"value\":\"C1\"}");
}

static void the_last_element_is_kept_though_empty(void **state) {
  (void)state;
  HOLDS(FOREIGN("ABC*1**~"),
        "{\"element\":\"ABC03\",\"offset\":188,\"value\":\"\"}]}");
  HOLDS(FOREIGN("ABC*~"),
        "[{\"element\":\"ABC01\",\"offset\":185,\"value\":\"\"}]}");
  HOLDS(FOREIGN("ABC~"), "\"offset\":181,\"elements\":[]}");
  HOLDS(FOREIGN("ABC*:~"), "\"parts\":[{\"element\":\"ABC01-2\",");
}

static void composites_have_parts(void **state) {
  (void)state;
  HOLDS(FOREIGN("ABC*1::3~"),
        "{\"element\":\"ABC01\",\"offset\":185,\"parts\":["
        "{\"element\":\"ABC01-1\",\"offset\":185,\"value\":\"1\"},"
        "{\"element\":\"ABC01-3\",\"offset\":188,\"value\":\"3\"}]}");
  /* the guide knows a composite that has but one part */
  HOLDS(CI_ISA("000000001") CI_GS CI_SET_OF("CLM*1*2***11~"),
        "{\"element\":\"CLM05-1\",");
  LACKS(FOREIGN("CLM*1*2***11~"), "{\"element\":\"CLM05-1\",");
}

static void repetitions_are_a_list(void **state) {
  (void)state;
  HOLDS(FOREIGN("ABC*1^^2:3~"),
        "\"repetitions\":[{\"offset\":185,\"value\":\"1\"},{\"offset\":187,"
        "\"value\":\"\"},{\"offset\":188,\"parts\":[");
  /* one repetition of an element that may repeat: EB03 of a 271 */
  HOLDS(CI_OTHER, "\"repetitions\":[");
}

/* ISA11 and ISA16 are delimiters, not data with delimiters in it. */
static void isa_is_not_taken_apart(void **state) {
  (void)state;
  LACKS(CI_ISA("000000001"), "\"parts\"");
  LACKS(CI_ISA("000000001"), "\"repetitions\"");
  HOLDS(CI_ISA("000000001"), "\"offset\":104,\"value\":\":\"");
}

static void what_means_nothing_is_kept_as_it_is(void **state) {
  (void)state;
  HOLDS(IN_SET("NM1*41*Caf\xC3\xA9~"),
        "\"damaged\":true,\"elements\":[{\"element\":\"NM101\"");
  HOLDS(IN_SET("NM1*41*Caf\xE9~"),
        "\"damaged\":true,\"raw_base64\":\"Tk0xKjQxKkNhZuk=\"");
  HOLDS(IN_SET("nm1*41~"), "\"ordinal\":4,\"offset\":181,\"raw\":\"nm1*41\"}");
  HOLDS(CI_FILE "stray*1~", "\"raw\":\"stray*1\"}");
}

TR_TESTS(cmocka_unit_test(elements_have_names_places_and_values),
         cmocka_unit_test(the_last_element_is_kept_though_empty),
         cmocka_unit_test(composites_have_parts),
         cmocka_unit_test(repetitions_are_a_list),
         cmocka_unit_test(isa_is_not_taken_apart),
         cmocka_unit_test(what_means_nothing_is_kept_as_it_is))
