/* Tests of src/rule/fn_identity.c. */
#include "rule_test.h"

static void checks_npis(void **state) {
  static const asked rows[] = {
      {TR_EACH_LINE, "npi_valid(\"1234567893\")", "yes"},
      {TR_EACH_LINE, "npi_valid(\"1245319599\")", "yes"},
      {TR_EACH_LINE, "npi_valid(\"1245319598\")", "no"},
      {TR_EACH_LINE, "npi_valid(\"1245319959\")", "no"},
      {TR_EACH_LINE, "npi_valid(\"124531959\")", "no"},
      {TR_EACH_LINE, "npi_valid(\"12453195990\")", "no"},
      {TR_EACH_LINE, "npi_valid(\"124531959A\")", "no"},
      {TR_EACH_LINE, "npi_valid(\"\")", "no"},
      {TR_EACH_LINE, "npi_valid(\"3234567899\")", "no"},
      {TR_EACH_LINE, "npi_valid(billing.id)", "yes"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

/* A wrong digit, whichever it is, is found. */
static void finds_every_wrong_digit(void **state) {
  const char good[] = "1234567893";
  for (size_t i = 0; i < sizeof good - 1; i++)
    for (char digit = '0'; digit <= '9'; digit++) {
      char text[40];
      snprintf(text, sizeof text, "npi_valid(\"%s\")", good);
      text[11 + i] = digit;
      TR_ROW(i, tr_str_of(text));
      TR_ASSERT_STR(ask(*state, text), digit == good[i] ? "yes" : "no");
    }
}

static void looks_taxonomies_up(void **state) {
  static const asked rows[] = {
      {TR_EACH_LINE, "taxonomy_state(\"111N00000X\")", "chiropractor"},
      {TR_EACH_LINE, "taxonomy_state(\"207Q00000X\")", "other"},
      {TR_EACH_LINE, "taxonomy_state(\"111N\")", "malformed"},
      {TR_EACH_LINE, "taxonomy_state(\"111N00000Y\")", "malformed"},
      {TR_EACH_LINE, "taxonomy_state(\"111NZ9999X\")", "malformed"},
      {TR_EACH_LINE, "taxonomy_state(rendering.taxonomy)", "chiropractor"},
      {TR_EACH_LINE, "taxonomy_state(billing.taxonomy)", "?no-data"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

static void holds_zip_codes_to_their_states(void **state) {
  static const asked rows[] = {
      {TR_EACH_LINE, "zip_in_state(\"70801\", \"LA\")", "yes"},
      {TR_EACH_LINE, "zip_in_state(\"708011234\", \"LA\")", "yes"},
      {TR_EACH_LINE, "zip_in_state(\"70801\", \"TX\")", "no"},
      {TR_EACH_LINE, "zip_in_state(\"7080\", \"LA\")", "no"},
      {TR_EACH_LINE, "zip_in_state(\"70801\", \"ZZ\")", "?no-data"},
      {TR_EACH_LINE, "zip_in_state(billing.zip, billing.state)", "yes"},
      {TR_EACH_LINE, "zip_state(\"70801\", \"LA\")", "fits"},
      {TR_EACH_LINE, "zip_state(\"70801\", \"TX\")", "elsewhere"},
      {TR_EACH_LINE, "zip_state(\"70801-1234\", \"LA\")", "malformed"},
      {TR_EACH_LINE, "zip_state(\"70801\", \"ZZ\")", "?no-data"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

TR_TESTS(RULE_TEST(checks_npis), RULE_TEST(finds_every_wrong_digit),
         RULE_TEST(looks_taxonomies_up),
         RULE_TEST(holds_zip_codes_to_their_states))
