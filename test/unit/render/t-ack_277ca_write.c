/* Tests of src/render/ack_277ca_write.c. */
#include "render/ack_277ca_write.h"

#include "ack_writer.h"

static const tr_delims delims = {'|', '^', '>', '\n'};
static const tr_ack_dates dates = {.reference = TR_STR("R1"),
                                   .received = TR_STR("20240814"),
                                   .today = TR_STR("20240901"),
                                   .time = TR_STR("0815")};

/** Writes one set; the result is all of its segments from BHT on. */
static void write_and_compare(const tr_ack_claims *claims,
                              const char *expected) {
  const tr_spec *spec = tr_spec_find(TR_STR("005010X214"), TR_STR("277"));
  tr_buf out;
  tr_writer writer;
  ack_writer_begin(&writer, &out, spec, &delims);
  const size_t from = out.n;
  tr_ack_claims_write(claims, spec, &dates, &writer);
  const tr_str body = {out.p + from, out.n - from};
  if (writer.bad != TR_OK) fail_msg("refused: %s", writer.error.reason);
  TR_ASSERT_STR(body, expected);
  tr_write_set_end(&writer);
  assert_int_equal(writer.bad, TR_OK);
  tr_writer_done(&writer);
  tr_buf_done(&out);
}

#define LEVELS(source)                                   \
  "BHT|0085|08|R1|20240901|0815|TH\nHL|1||20|1\n" source \
  "TRN|1|R1\nDTP|050|D8|20240814\nDTP|009|D8|20240901\nHL|2|1|21|1\n"

static void stands_in_for_what_was_not_sent(void **state) {
  (void)state;
  tr_ack_claim claim = {.charge = 100, .from = TR_DAY_MIN, .to = TR_DAY_MIN};
  claim.patient.qualifier = TR_STR("MI");
  tr_ack_provider provider = {.claims = &claim,
                              .last = &claim,
                              .sums = {.accepted = 1, .accepted_charge = 100}};
  tr_ack_claims claims = {
      .delims = delims, .providers = &provider, .sums = provider.sums};
  write_and_compare(
      &claims,
      LEVELS("NM1|AY|2|UNKNOWN|||||46|UNKNOWN\n")
      "NM1|41|2|UNKNOWN|||||46|UNKNOWN\nTRN|2|0\n"
      "STC|A1>19>AY|20240901|WQ|1\nQTY|90|1\nAMT|YU|1\nHL|3|2|19|1\n"
      "NM1|85|2|UNKNOWN|||||FI|UNKNOWN\nTRN|1|1\nSTC|A1>19>AY||WQ|1\n"
      "QTY|QA|1\nAMT|YU|1\nHL|4|3|PT\nNM1|QC|1|UNKNOWN|||||MI|UNKNOWN\n"
      "TRN|2|0\nSTC|A2>20|20240901|WQ|1\nDTP|472|D8|20240814\n");
}

static void writes_reasons_and_lines(void **state) {
  (void)state;
  tr_ack_line line = {.qualifier = TR_STR("HC"),
                      .code = TR_STR("97012"),
                      .modifiers = {TR_STR("GP"), TR_STR("59")},
                      .units = TR_STR("2"),
                      .control = TR_STR("L1"),
                      .charge = 7050,
                      .from = 19947,
                      .to = 19947,
                      .statuses = {.at = {{"A7", "476", ""}}, .count = 1}};
  tr_ack_line unnamed = line;
  unnamed.qualifier = TR_STR("ZZ"); /* of no list: told with the claim only */
  line.next = &unnamed;
  tr_ack_claim claim = {
      .id = TR_STR("C1"),
      .trace = TR_STR("T9"),
      .said = TR_STR("two units"),
      .charge = 7050,
      .from = 19947,
      .to = 19948,
      .rejected = true,
      .lines = &line,
      .statuses = {
          .at = {{"A7", "476", ""}, {"A7", "562", "85"}, {"A8", "400", "ZZZ"}},
          .count = 3}};
  claim.patient = (tr_ack_name){.person = true,
                                .last = TR_STR("HOLT"),
                                .first = TR_STR("ZEKE"),
                                .suffix = TR_STR("JR"),
                                .qualifier = TR_STR("MI"),
                                .id = TR_STR("W1")};
  tr_ack_provider provider = {.claims = &claim,
                              .last = &claim,
                              .sums = {.rejected = 1, .rejected_charge = 7050}};
  tr_ack_claims claims = {.delims = delims,
                          .providers = &provider,
                          .sums = provider.sums,
                          .batch = TR_STR("B1"),
                          .has_payer = true};
  claims.payer = (tr_ack_name){.last = TR_STR("PAYER"),
                               .qualifier = TR_STR("PI"),
                               .id = TR_STR("29076")};
  claims.submitter = (tr_ack_name){.person = true,
                                   .last = TR_STR("ASHGROVE"),
                                   .first = TR_STR("NORA"),
                                   .id = TR_STR("S1")};
  write_and_compare(
      &claims,
      LEVELS("NM1|PR|2|PAYER|||||PI|29076\n")
      "NM1|41|1|ASHGROVE|NORA||||46|S1\nTRN|2|B1\n"
      "STC|A1>19>PR|20240901|WQ|70.5\nQTY|AA|1\nAMT|YY|70.5\nHL|3|2|19|1\n"
      "NM1|85|2|UNKNOWN|||||FI|UNKNOWN\nTRN|1|1\nSTC|A1>19>PR||WQ|70.5\n"
      "QTY|QC|1\nAMT|YY|70.5\nHL|4|3|PT\nNM1|QC|1|HOLT|ZEKE|||JR|MI|W1\n"
      "TRN|2|C1\n"
      "STC|A7>476|20240901|U|70.5||||||A7>562>85|A8>400|two units\n"
      "REF|D9|T9\nDTP|472|RD8|20240812-20240813\n"
      "SVC|HC>97012>GP>59|70.5|||||2\nSTC|A7>476||U\nREF|FJ|L1\n"
      "DTP|472|D8|20240812\n");
}

TR_TESTS(cmocka_unit_test(stands_in_for_what_was_not_sent),
         cmocka_unit_test(writes_reasons_and_lines))
