/* Tests of src/library/traction.c: the public interface as callers see it. */
#include <traction/traction.h>

#include "tr_test.h"

static const char head[] =
    "ISA*00*          *00*          *ZZ*CLINIC01       *ZZ*HOUSE01        "
    "*240814*0815*^*00501*000000102*0*P*:~"
    "GS*HC*CLINIC01*HOUSE01*20240814*0815*1*X*005010X222A1~"
    "ST*837*0001*005010X222A1~BHT*0019*00*B1*20240814*0815*CH~"
    "NM1*41*2*LINDENROW CHIROPRACTIC*****46*CLINIC01~"
    "PER*IC*BILLING DESK*TE*6145550100~"
    "NM1*40*2*HOUSE OF CLAIMS*****46*HOUSE01~HL*1**20*1~"
    "PRV*BI*PXC*111N00000X~"
    "NM1*85*2*LINDENROW CHIROPRACTIC*****XX*1712500663~"
    "N3*418 LINDEN ROW~N4*COLUMBUS*OH*432151172~REF*EI*311550142~"
    "HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*HOLT*ZEKE****MI*W1234567~"
    "N3*1892 WILLOW LN~N4*COLUMBUS*OH*43215~DMG*D8*19690916*M~"
    "NM1*PR*2*MEDICAL MUTUAL*****PI*29076~"
    "CLM*C1002*70***11:B:1*Y*A*Y*Y~DTP*431*D8*20240805~"
    "DTP*454*D8*20240806~HI*ABK:M5416*ABF:M5459~"
    "NM1*82*1*ASHGROVE*NORA****XX*1304177250~PRV*PE*PXC*111N00000X~"
    "LX*1~SV1*HC:97012*70*UN*2***1:2~DTP*472*D8*20240812~";
static const char tail[] = "SE*28*0001~GE*1*1~IEA*1*000000102~";

static int feed_text(tr_checker *checker, const char *name, const char *text) {
  return tr_checker_feed(checker, name, text, strlen(text));
}

static void finds_two_units(void **state) {
  (void)state;
  tr_rules *rules = tr_rules_open();
  const tr_options options = {.today = "2024-09-01", .select = "TRC0203"};
  tr_checker *checker = tr_checker_new(rules, &options);
  assert_non_null(checker);
  assert_int_equal(feed_text(checker, "june.837", head), TRACTION_OK);
  assert_null(tr_checker_next(checker)); /* the claim is still open */
  assert_int_equal(feed_text(checker, "june.837", tail), TRACTION_OK);

  const char *json = tr_checker_next(checker);
  assert_non_null(json);
  assert_non_null(strstr(json, "\"rule\":\"TRC0203\""));
  assert_non_null(strstr(json, "\"file\":\"june.837\",\"claim\":\"C1002\""));
  assert_non_null(strstr(json, "\"element\":\"SV104\",\"value\":\"2\""));
  assert_null(strchr(json, '\n'));
  assert_null(tr_checker_next(checker));

  assert_null(tr_checker_summary(checker)); /* not ended yet */
  assert_int_equal(tr_checker_feed(checker, NULL, NULL, 0), TRACTION_OK);
  const char *summary = tr_checker_summary(checker);
  assert_non_null(summary);
  assert_non_null(strstr(summary, "\"type\":\"summary\",\"files\":1,"));
  assert_non_null(strstr(summary, "\"today\":\"2024-09-01\"}"));
  const tr_counts counts = tr_checker_counts(checker);
  assert_int_equal(counts.claims, 1);
  assert_int_equal(counts.lines, 1);
  assert_int_equal(counts.errors, 1);
  assert_int_equal(counts.claims_with_errors, 1);

  /* after the end there is nothing to feed */
  assert_int_equal(feed_text(checker, "july.837", head), TRACTION_SYNTAX);
  tr_checker_free(checker);
  tr_rules_close(rules);
}

static void begins_a_file_with_each_name(void **state) {
  (void)state;
  tr_rules *rules = tr_rules_open();
  const tr_options options = {.select = "TRX0001"};
  tr_checker *checker = tr_checker_new(rules, &options);
  assert_int_equal(feed_text(checker, "a", "no "), TRACTION_OK);
  assert_int_equal(feed_text(checker, "a", "claim"), TRACTION_OK);
  assert_int_equal(feed_text(checker, "b", "neither"), TRACTION_OK);
  assert_int_equal(tr_checker_feed(checker, NULL, NULL, 0), TRACTION_OK);
  static const char *const files[] = {"\"file\":\"a\"", "\"file\":\"b\""};
  for (size_t i = 0; i < TR_COUNT(files); i++) {
    const char *json = tr_checker_next(checker);
    assert_non_null(json);
    assert_non_null(strstr(json, files[i]));
  }
  assert_null(tr_checker_next(checker));
  assert_int_equal(tr_checker_counts(checker).files, 2);
  assert_int_equal(tr_checker_counts(checker).unread, 2);
  tr_checker_free(checker);
  tr_rules_close(rules);
}

static void refuses_options_it_cannot_read(void **state) {
  (void)state;
  static const tr_options rows[] = {{.today = "2024-02-30"},
                                    {.today = "tomorrow"},
                                    {.select = "TRC0203,TRZ9"},
                                    {.ignore = "no-such-slug"}};
  tr_rules *rules = tr_rules_open();
  for (size_t i = 0; i < TR_COUNT(rows); i++)
    assert_null(tr_checker_new(rules, &rows[i]));
  tr_checker *checker = tr_checker_new(rules, NULL);
  assert_non_null(checker);
  tr_checker_free(checker);
  tr_checker_free(NULL);
  tr_rules_close(rules);
  tr_rules_close(NULL);
}

TR_TESTS(cmocka_unit_test(finds_two_units),
         cmocka_unit_test(begins_a_file_with_each_name),
         cmocka_unit_test(refuses_options_it_cannot_read))
