/* Tests of src/spec/intake.c: reader, envelope and walk in step. */
#include "spec/intake.h"

#include "walk_run.h"

#define ISA_                                                              \
  "ISA*00*          *00*          *ZZ*CLINIC         *ZZ*PAYER          " \
  "*261123*0830*^*00501*000000001*0*T*:~"
#define GS_ "GS*HC*CLINIC*PAYER*20261123*0830*1*X*005010X222A1~"
#define END_ "GE*1*1~IEA*1*000000001~"

/* What was seen, in order: "isa gs ST+ BHT ... se ge iea". */
static char seen[WALK_TEXT];
static char faults[WALK_TEXT];

static void note(const char *what) {
  const size_t n = strlen(seen);
  snprintf(seen + n, sizeof seen - n, "%s ", what);
}

static void take_fault(void *context, const tr_fault *fault) {
  (void)context;
  const size_t n = strlen(faults);
  snprintf(faults + n, sizeof faults - n, "%s@%llu ", fault->rule,
           (unsigned long long)fault->at.ordinal);
  note("!");
}

static void before(void *context, const tr_segment *segment) {
  (void)context;
  char id[TR_CODE_BYTES + 2] = "?";
  tr_code_text(segment->id, id + 1);
  note(id);
}

static void set_began(void *context, const tr_transaction *set,
                      const tr_segment *segment) {
  (void)context, (void)segment;
  note(set->read ? "[" : "(");
}
static void set_ended(void *context, const tr_transaction *set,
                      const tr_segment *segment) {
  (void)context, (void)set;
  note(segment != NULL ? "]" : "]!");
}

/* Read a text fed in pieces. */
static void run(const char *text, size_t piece) {
  static tr_intake intake;
  const tr_intake_options options = {
      .fault = take_fault,
      .events = {.set_began = set_began, .set_ended = set_ended},
      .before = before};
  seen[0] = faults[0] = '\0';
  tr_intake_init(&intake, &options);
  size_t at = 0;
  const size_t n = strlen(text);
  bool ended = false;
  for (;;) {
    tr_located located;
    const tr_read got = tr_intake_next(&intake, &located);
    if (got == TR_READ_END) break;
    assert_int_not_equal(got, TR_READ_FAILED);
    if (got == TR_READ_MORE) {
      const size_t more = n - at < piece ? n - at : piece;
      assert_false(ended);
      if (more == 0) {
        tr_intake_end(&intake);
        ended = true;
      } else {
        tr_intake_feed(&intake, text + at, more);
      }
      at += more;
      continue;
    }
    char id[TR_CODE_BYTES + 1], line[64];
    tr_code_text(located.segment.id, id);
    snprintf(line, sizeof line, "%s%s%s", id, located.in_set ? "=" : "",
             located.in_set ? located.spot.loop->id : "");
    note(line);
    assert_int_equal(located.spec != NULL, located.in_set);
    assert_int_equal(located.spot.loop != NULL, located.in_set);
  }
  assert_int_equal(tr_intake_next(&intake, &(tr_located){.in_set = false}),
                   TR_READ_END);
  tr_intake_done(&intake);
}

/* The walk goes before the envelope, and `before` tells of each segment whose
 * place is known. */
static void all_three_go_in_step(void **state) {
  (void)state;
  static const char text[] = ISA_ GS_
      "ST*837*0001*005010X222A1~BHT*0019*00*A1*20261123*0830*CH~"
      "NM1*41*2*CLINIC*****46*C1~SE*4*0001~" END_;
  for (size_t piece = 1; piece < sizeof text; piece += 37) {
    run(text, piece);
    assert_string_equal(
        seen,
        "ISA GS [ ?ST ST=ST ?BHT BHT=ST ?NM1 NM1=1000A ! ?SE ! ! ] SE=ST GE "
        "IEA ");
    /* PER of 1000A, then 1000B and 2000A */
    assert_string_equal(faults, "TRX0103@5 TRX0103@5 TRX0103@5 ");
  }
}

static void a_set_without_trailer_lacks_nothing(void **state) {
  (void)state;
  run(ISA_ GS_ "ST*837*0001*005010X222A1~BHT*0019*00*A1*20261123*0830*CH~" END_,
      SIZE_MAX);
  assert_string_equal(faults, "TRX0004@5 ");
  run(ISA_ GS_
      "ST*837*0001*005010X222A1~BHT*0019*00*A1*20261123*0830*CH~"
      "ST*837*0002*005010X222A1~BHT*0019*00*A1*20261123*0830*CH~",
      SIZE_MAX);
  assert_string_equal(faults, "TRX0004@5 TRX0004@5 ");
}

static void sets_that_are_not_read_are_not_walked(void **state) {
  (void)state;
  run(ISA_
      "GS*HC*CLINIC*PAYER*20261123*0830*1*X*005010X223A2~"
      "ST*837*0001*005010X223A2~QQ*1~SE*3*0001~" END_,
      SIZE_MAX);
  assert_string_equal(faults, "TRX0009@2 ");
  assert_non_null(strstr(seen, "( ST QQ"));
}

static void each_group_has_its_guide(void **state) {
  (void)state;
  run(ISA_ GS_
      "ST*837*0001*005010X222A1~QQ9*1~SE*3*0001~GE*1*1~"
      "GS*FA*CLINIC*PAYER*20261123*0830*2*X*005010X231A1~"
      "ST*999*0001*005010X231A1~AK1*HC*1*005010X222A1~AK9*A*0*0*0~"
      "SE*4*0001~GE*1*2~IEA*2*000000001~",
      SIZE_MAX);
  assert_non_null(strstr(seen, "AK9=ST"));
  /* the unknown segment stands for the first of what lacks */
  assert_string_equal(faults, "TRX0101@4 TRX0103@4 TRX0103@4 TRX0103@4 ");
}

static void control_segments_are_judged(void **state) {
  (void)state;
  run(ISA_
      "TA1*000000009*261123*0830*Q*000~"
      "GS*HC*CLINIC*PAYER*20261199*0830*1*X*005010X222A1~" END_,
      SIZE_MAX);
  assert_non_null(strstr(faults, "TRX0110@2 "));
  assert_non_null(strstr(faults, "TRX0109@3 "));
}

TR_TESTS(cmocka_unit_test(all_three_go_in_step),
         cmocka_unit_test(a_set_without_trailer_lacks_nothing),
         cmocka_unit_test(sets_that_are_not_read_are_not_walked),
         cmocka_unit_test(each_group_has_its_guide),
         cmocka_unit_test(control_segments_are_judged))
