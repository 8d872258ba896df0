/* Tests of src/claim/build.c: where claims begin and end, what they share. */
#include "claim_test.h"
#include "rich_claim.h"

#include "base/buf.h"
#include "spec/intake.h"

/* The loop each segment of the rich claim was read in. */
static const char *const rich_loops =
    "CLM2300 DTP2300 DTP2300 DTP2300 PWK2300 CN12300 AMT2300 REF2300 REF2300 "
    "K32300 NTE2300 CR22300 CRC2300 HI2300 HI2300 HCP2300 NM12310A REF2310A "
    "NM12310A NM12310B PRV2310B REF2310B NM12310C N32310C N42310C PER2310C "
    "NM12310D NM12310E N32310E N42310E NM12310F SBR2320 CAS2320 CAS2320 "
    "AMT2320 AMT2320 AMT2320 OI2320 MOA2320 NM12330A N42330A NM12330B "
    "DTP2330B REF2330B NM12330C REF2330C NM12330D REF2330D NM12330E NM12330F "
    "NM12330G SBR2320 NM12330B LX2400 SV12400 SV52400 PWK2400 DTP2400 DTP2400 "
    "DTP2400 QTY2400 REF2400 REF2400 AMT2400 K32400 NTE2400 NTE2400 PS12400 "
    "HCP2400 LIN2410 CTP2410 REF2410 NM12420A PRV2420A REF2420A NM12420B "
    "NM12420C NM12420D NM12420E NM12420F NM12420G NM12420H SVD2430 CAS2430 "
    "DTP2430 AMT2430 SVD2430 CAS2430 LQ2440 FRM2440 LX2400 SV12400 DTP2400 "
    "REF2400 ";

static void puts_every_segment_into_its_loop(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  const tr_claim *claim = build(&fixture, rich);
  assert_non_null(claim);
  check_claim(&fixture, claim);
  char loops[2048];
  size_t n = 0;
  for (size_t i = 0; i < claim->unit->segment_count; i++) {
    const tr_unit_segment *segment = &claim->unit->segments[i];
    n += tr_code_text(segment->id, loops + n);
    n += tr_code_text(segment->loop, loops + n);
    loops[n++] = ' ';
    const bool in_line = segment->loop >= TR_CODE("2400");
    assert_int_equal(segment->line >= 0, in_line);
  }
  loops[n] = '\0';
  assert_string_equal(loops, rich_loops);
  assert_int_equal(fixture.fault_count, 0);
  assert_int_equal(fixture.claims, 1);
  assert_false(claim->damaged);
  fixture_done(&fixture);
}

static void ties_the_parts_of_a_rich_claim_together(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  const tr_claim *claim = build(&fixture, rich);
  const tr_unit *unit = claim->unit;

  TR_ASSERT_STR(claim->set->control_number, "0001");
  TR_ASSERT_STR(claim->set->guide, "005010X222A1");
  assert_string_equal(unit->file, "test.837");
  CHECK_FIELD(claim->set->submitter->unit, claim->set->submitter->id, "SENDER9",
              "NM109");
  CHECK_FIELD(claim->set->receiver->unit, claim->set->receiver->id, "RECEIVER8",
              "NM109");
  CHECK_FIELD(claim->billing->unit, claim->billing->id, "1234567893", "NM109");
  CHECK_FIELD(claim->billing->unit, claim->billing->taxonomy, "111N00000X",
              "PRV03");
  CHECK_FIELD(claim->payer->unit, claim->payer->id, "00831", "NM109");
  CHECK_FIELD(claim->subscriber->unit, claim->subscriber->first_name, "ALEX",
              "NM104");
  assert_null(claim->pay_to);
  assert_ptr_equal(claim->patient, claim->patient_loop);
  CHECK_FIELD(claim->patient->unit, claim->patient->first_name, "SAM", "NM104");
  CHECK_VALUE(claim->patient_unit, claim->patient_relation, "19", "PAT01",
              TR_CODE("19"));
  CHECK_VALUE(claim->patient_unit, claim->pregnant, "Y", "PAT09", TR_CODE("Y"));

  CHECK_FIELD(unit, claim->referring->name, "MEYER", "NM103");
  CHECK_FIELD(unit, claim->rendering->taxonomy, "111NS0005X", "PRV03");
  CHECK_FIELD(unit, claim->facility->zip, "977010002", "N403");
  CHECK_FIELD(unit, claim->supervising->name, "CHIEF", "NM103");
  assert_int_equal(claim->party_count, 23);

  assert_int_equal(claim->other_payer_count, 2);
  const tr_other_payer *second = &claim->other_payers[0];
  CHECK_FIELD(unit, second->subscriber->id, "SEC99", "NM109");
  CHECK_FIELD(unit, second->payer->id, "P222", "NM109");
  CHECK_FIELD(unit, claim->other_payers[1].payer->id, "P333", "NM109");
  assert_null(claim->other_payers[1].subscriber);
  CHECK_FIELD(unit, claim->original_reference, "ICN123", "REF02");

  assert_int_equal(claim->line_count, 2);
  const tr_line *line = &claim->lines[0];
  CHECK_FIELD(unit, line->rendering->name, "SUBST", "NM103");
  assert_null(claim->lines[1].rendering);
  assert_int_equal(line->party_count, 8);
  assert_int_equal(line->date_count, 3);
  assert_int_equal(line->reference_count, 4);
  assert_int_equal(line->adjudication_count, 2);
  assert_int_equal(line->attachment_count, 1);
  assert_int_equal(claim->lines[1].date_count, 1);
  assert_int_equal(claim->lines[1].reference_count, 1);
  assert_int_equal(claim->adjustment_count, 5);
  assert_int_equal(claim->adjustments[3].decision, 0);
  assert_int_equal(claim->adjustments[4].decision, 1);
  fixture_done(&fixture);
}

/* ------------------------------------------------------------ many claims */

static char notes[1024];

static void note_claim(claim_fixture *fixture, const tr_claim *claim) {
  check_claim(fixture, claim);
  const size_t used = strlen(notes);
  const tr_str id = tr_unit_text(claim->unit, &claim->id);
  const tr_str bill = tr_unit_text(claim->billing->unit, &claim->billing->name);
  const tr_str insured =
      tr_unit_text(claim->subscriber->unit, &claim->subscriber->first_name);
  const tr_str patient =
      claim->patient != NULL
          ? tr_unit_text(claim->patient->unit, &claim->patient->first_name)
          : TR_STR("?");
  snprintf(notes + used, sizeof notes - used, "%.*s:%.*s/%.*s/%.*s/%u/%u ",
           TR_STR_ARG(id), TR_STR_ARG(bill), TR_STR_ARG(insured),
           TR_STR_ARG(patient), claim->line_count, claim->level_party_count);
}

static void keeps_families_apart(void **state) {
  (void)state;
  static const char text[] = SET_HEAD
      "HL*1**20*1~NM1*85*2*ONE~"
      "HL*2*1*22*0~SBR*P*18~NM1*IL*1*ASH*A~NM1*PR*2*P~"
      "CLM*1*1~LX*1~CLM*2*1~LX*1~LX*2~"
      "HL*3*1*22*1~SBR*P~NM1*IL*1*ELM*B~NM1*PR*2*P~"
      "HL*4*3*23*0~PAT*19~NM1*QC*1*ELM*C~CLM*3*1~"
      "HL*5*3*23*0~PAT*19~NM1*QC*1*ELM*D~CLM*4*1~LX*1~CLM*5*1~"
      "HL*6*3*23*0~PAT*01~CLM*6*1~"
      "HL*7*1*22*0~SBR*P*18~NM1*IL*1*FIR*E~CLM*7*1~"
      "HL*8**20*1~NM1*85*2*TWO~NM1*87*2~"
      "HL*9*8*22*0~SBR*P*18~NM1*IL*1*OAK*F~CLM*8*1~SE*1*0001~";
  claim_fixture fixture;
  fixture_init(&fixture);
  fixture.on_claim = note_claim;
  notes[0] = '\0';
  assert_null(build(&fixture, text)); /* the SE has finished it */
  assert_int_equal(fixture.claims, 8);
  assert_string_equal(notes,
                      "1:ONE/A/A/1/5 2:ONE/A/A/2/5 3:ONE/B/C/0/6 "
                      "4:ONE/B/D/1/6 5:ONE/B/D/0/6 6:ONE/B/?/0/5 "
                      "7:ONE/E/E/0/4 8:TWO/F/F/0/5 ");
  assert_false(tr_builder_in_claim(fixture.builder));
  fixture_done(&fixture);
}

static void forgets_the_set_before(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  assert_non_null(build(&fixture, rich));
  const tr_claim *claim = build(&fixture, "ST*837*2~\nCLM*9*1~\n");
  assert_non_null(claim);
  check_claim(&fixture, claim);
  assert_null(claim->billing);
  assert_null(claim->subscriber);
  assert_null(claim->patient);
  assert_null(claim->payer);
  assert_null(claim->set->submitter);
  assert_null(claim->patient_unit);
  assert_int_equal(claim->level_party_count, 0);
  assert_int_equal(claim->level_reference_count, 0);
  assert_int_equal(claim->party_count, 0);
  assert_int_equal(claim->line_count, 0);
  assert_int_equal(claim->diagnosis_count, 0);
  assert_int_equal(claim->set->created.state, TR_FIELD_ABSENT);
  assert_ptr_equal(claim->subscriber_unit, claim->unit);
  CHECK_ABSENT(claim->subscriber_unit, claim->filing_code, "CLM", "");
  fixture_done(&fixture);
}

/* ------------------------------------------------------------ lost bytes */

static void gives_no_claim_without_its_bytes(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  tr_builder *builder = fixture.builder;
  static const char text[] = LEVELS CLAIM LINE;
  const size_t clm = (size_t)(strstr(text, "CLM*") - text);
  const size_t end = sizeof text - 1 - 2; /* before the last "~\n" */
  const struct {
    size_t from, to;
    bool enough;
  } rows[] = {
      {0, sizeof text - 1, true}, {clm, end, true},      {clm - 1, end, true},
      {clm + 1, end, false},      {clm, end - 1, false}, {0, 0, false},
      {end, end, false},          {0, clm, false},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, TR_STR("window"));
    feed_set(&fixture, text);
    assert_true(tr_builder_in_claim(builder));
    assert_true(tr_builder_ends_claim(builder, TR_CODE("HL")));
    assert_true(tr_builder_ends_claim(builder, TR_CODE("CLM")));
    assert_true(tr_builder_ends_claim(builder, TR_CODE("SE")));
    assert_false(tr_builder_ends_claim(builder, TR_CODE("LX")));
    const tr_claim *claim = tr_builder_finish_claim(
        builder, (tr_str){text + rows[i].from, rows[i].to - rows[i].from},
        STREAM_START + rows[i].from);
    assert_int_equal(claim != NULL, rows[i].enough);
    if (claim != NULL) check_claim(&fixture, claim);
    assert_false(tr_builder_in_claim(builder));
    assert_null(tr_builder_finish_claim(builder, TR_STR(text), STREAM_START));
  }

  fixture.flagged = "SV1";
  fixture.flags = TR_SEGMENT_UNHELD;
  assert_null(build(&fixture, text));
  fixture_done(&fixture);
}

static void marks_claims_it_cannot_be_sure_of(void **state) {
  (void)state;
  static const char text[] =
      LEVELS CLAIM LINE "CLM*A2*1~\nLX*1~\n" BILLING SUBSCRIBER "CLM*A3*1~\n";
  const struct {
    const char *flagged;
    unsigned flags;
    const char *claim; /* text from which on it is looked at */
    bool damaged;
  } rows[] = {
      {"SV1", TR_SEGMENT_BAD_ID, LEVELS CLAIM LINE, true},
      {"SV1", TR_SEGMENT_DAMAGED, LEVELS CLAIM LINE, true},
      {"HI", TR_SEGMENT_DAMAGED, LEVELS CLAIM LINE, true},
      {"LX", TR_SEGMENT_DAMAGED, LEVELS CLAIM LINE, false},
      {"DTP", TR_SEGMENT_BAD_ID, text, false},
      {"N3*7", TR_SEGMENT_DAMAGED, LEVELS CLAIM LINE, false},
      {"N3*7", TR_SEGMENT_BAD_ID, LEVELS CLAIM LINE, true},
      {"HL*2", TR_SEGMENT_DAMAGED, LEVELS CLAIM LINE, true},
      {"N3*12", TR_SEGMENT_BAD_ID, text, true},
      {"BHT", TR_SEGMENT_BAD_ID, text, true},
      {"ZZ", TR_SEGMENT_BAD_ID, text, false},
      /* It may have been an HL: the next claim may be another patient's. */
      {"SV1", TR_SEGMENT_BAD_ID, LEVELS CLAIM LINE "CLM*A2*1~\n", true},
      {"SV1", TR_SEGMENT_BAD_ID, text, false},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].flagged));
    claim_fixture fixture;
    fixture_init(&fixture);
    fixture.flagged = rows[i].flagged;
    fixture.flags = rows[i].flags;
    const tr_claim *claim = build(&fixture, rows[i].claim);
    assert_non_null(claim);
    assert_int_equal(claim->damaged, rows[i].damaged);
    fixture_done(&fixture);
  }
}

/* --------------------------------------------------------------- any order */

static uint32_t next_random(uint32_t *seed) {
  *seed = *seed * 1664525U + 1013904223U;
  return *seed >> 8;
}

static void check_any(claim_fixture *fixture, const tr_claim *claim) {
  check_claim(fixture, claim);
}

/* Segments of the rich claim in any order, some left out, some twice. */
static void survives_any_order(void **state) {
  (void)state;
  const char *segments[256];
  size_t lengths[256], count = 0;
  for (const char *p = rich; *p != '\0'; count++) {
    const char *end = strchr(p, '\n');
    segments[count] = p;
    lengths[count] = (size_t)(end - p) + 1;
    p = end + 1;
  }
  size_t claims = 0;
  in_order = false;
  for (uint32_t round = 1; round <= 2000; round++) {
    uint32_t seed = round;
    char text[sizeof rich * 2];
    size_t n = 0;
    const size_t most = 1 + next_random(&seed) % count;
    for (size_t i = 0; i < most; i++) {
      /* Every other round keeps the order but for a few swaps. */
      size_t pick = next_random(&seed) % count;
      if (round % 2 == 0 && next_random(&seed) % 8 != 0) pick = i;
      if (n + lengths[pick] + 1 > sizeof text) break;
      memcpy(text + n, segments[pick], lengths[pick]);
      n += lengths[pick];
      if (next_random(&seed) % 8 == 0 && n + 40 < sizeof text)
        n += (size_t)snprintf(text + n, 40, "CLM*%u*1***11:B:1~\n", round);
    }
    text[n] = '\0';
    claim_fixture fixture;
    fixture_init(&fixture);
    fixture.on_claim = check_any;
    TR_ROW(round, ((tr_str){text, n}));
    (void)build(&fixture, text);
    claims += fixture.claims;
    fixture_done(&fixture);
  }
  in_order = true;
  assert_true(claims > 2000);
}

/* Without its HL the next subscriber stands in the claim before; it is no part
 * of it, and nobody knows whose the claims after it are. */
static void doubts_claims_after_a_lost_hl(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  static const char *const rows[] = {
      "SBR*P*18*******MB~NM1*IL*1*ELM*ANN****MI*M2~N3*9 ASH~N4*SALEM*OR*97302~"
      "DMG*D8*19600101*F~NM1*PR*2*OTHER*****PI*P2~",
      "PAT*19~NM1*QC*1*ELM*ANN~N3*9 ASH~N4*SALEM*OR*97302~DMG*D8*19600101*F~",
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i]));
    char text[2048];
    snprintf(text, sizeof text, "%s%s", LEVELS CLAIM LINE, rows[i]);
    const tr_claim *claim = build(&fixture, text);
    check_claim(&fixture, claim);
    assert_false(claim->damaged);
    assert_int_equal(claim->party_count, 0);
    assert_int_equal(claim->other_payer_count, 0);
    assert_int_equal(claim->line_count, 1);

    const size_t n = strlen(text);
    snprintf(text + n, sizeof text - n, "%s%s", CLAIM, LINE);
    assert_true(build(&fixture, text)->damaged);
    assert_int_equal(fixture.claims, 3 * (i + 1));

    /* The next HL ends the doubt. */
    const size_t all = strlen(text);
    snprintf(text + all, sizeof text - all, "HL*3*1*22*0~SBR*P*18~%s", CLAIM);
    assert_false(build(&fixture, text)->damaged);
    fixture.claims = 3 * (i + 1);
  }
  fixture_done(&fixture);
}

/* ------------------------------------------------------- from a whole file */

/* All that was built from a stream, written out. */
typedef struct stream {
  tr_intake intake;
  tr_builder *builder;
  tr_buf told; /* claims and faults */
  size_t claims;
} stream;

static void tell_fault(void *context, const tr_fault *fault) {
  tr_buf_addf(&((stream *)context)->told, "%s %s %llu %s\n", fault->rule,
              fault->variant, (unsigned long long)fault->at.offset,
              fault->at.element);
}

static void tell_field(void *context, const tr_unit *unit,
                       const tr_field *field) {
  const tr_place place = tr_unit_place(unit, field);
  tr_buf_addf(&((stream *)context)->told, "%llu+%llu %s=%.*s %d %lld\n",
              (unsigned long long)place.ordinal,
              (unsigned long long)place.offset, place.element,
              TR_STR_ARG(place.value), field->state, (long long)field->number);
}

static void end_claim(stream *s) {
  if (!tr_builder_in_claim(s->builder)) return;
  tr_str run = {NULL, 0};
  uint64_t offset = 0;
  if (tr_reader_held(&s->intake.reader, &run, &offset) != TR_OK) run.n = 0;
  const tr_claim *claim = tr_builder_finish_claim(s->builder, run, offset);
  if (claim != NULL) {
    s->claims++;
    tr_buf_addf(&s->told, "claim %llu %d %.*s\n", (unsigned long long)claim->at,
                claim->damaged, TR_STR_ARG(claim->set->control_number));
    visit_fields(claim, tell_field, s);
  }
  tr_reader_release(&s->intake.reader);
}

static void set_began(void *context, const tr_transaction *set,
                      const tr_segment *st) {
  stream *s = context;
  (void)st;
  if (!set->read) return;
  const tr_set_start start = tr_set_start_of(&s->intake.envelope, "stream.837");
  tr_builder_begin_set(s->builder, &start);
}

static void before(void *context, const tr_segment *segment) {
  stream *s = context;
  if (tr_builder_ends_claim(s->builder, segment->id)) end_claim(s);
}

static void take(stream *s, const tr_located *located) {
  if (!located->in_set) return;
  if (located->segment.id == TR_CODE("CLM")) tr_reader_hold(&s->intake.reader);
  assert_int_equal(
      tr_builder_segment(s->builder, &located->segment, &located->spot), TR_OK);
}

/* Read a file in chunks, each in memory that is gone when the next is fed. */
static void read_in_chunks(stream *s, tr_str file, size_t chunk) {
  const tr_intake_options options = {
      .fault = tell_fault,
      .context = s,
      .events = {.context = s, .set_began = set_began},
      .before = before,
      .before_context = s};
  memset(s, 0, sizeof *s);
  tr_buf_init(&s->told, 1 << 20);
  s->builder = tr_builder_new(tell_fault, s);
  assert_non_null(s->builder);
  tr_intake_init(&s->intake, &options);
  char *memory = NULL;
  size_t at = 0;
  tr_located located;
  for (;;) {
    const tr_read got = tr_intake_next(&s->intake, &located);
    assert_true(got != TR_READ_FAILED);
    if (got == TR_READ_END) break;
    if (got == TR_READ_SEGMENT) {
      take(s, &located);
      continue;
    }
    free(memory);
    memory = NULL;
    if (at == file.n) {
      tr_intake_end(&s->intake);
      continue;
    }
    const size_t n = file.n - at < chunk ? file.n - at : chunk;
    memory = malloc(n);
    assert_non_null(memory);
    memcpy(memory, file.p + at, n);
    tr_intake_feed(&s->intake, memory, n);
    at += n;
  }
  free(memory);
  assert_int_equal(s->told.bad, TR_OK);
}

static void stream_done(stream *s) {
  tr_builder_free(s->builder);
  tr_intake_done(&s->intake);
  tr_buf_done(&s->told);
}

static size_t count_segments(const char *text) {
  size_t count = 0;
  for (const char *p = text; *p != '\0'; p++) count += *p == '~';
  return count;
}

static void builds_the_same_from_chunks_of_any_size(void **state) {
  (void)state;
  static const char isa[] =
      "ISA*00*          *00*          *ZZ*SENDER9        *ZZ*RECEIVER8      "
      "*261120*0830*^*00501*000000001*0*P*:~\r\n"
      "GS*HC*SENDER9*RECEIVER8*20261120*0830*1*X*005010X222A1~\r\n";
  static const char second[] =
      "ST*837*0002*005010X222A1~" BILLING SUBSCRIBER CLAIM LINE
      "CLM*A2*X*~LX*1~DTP*472*D8*20261302~" CLAIM;
  /* Two sets; CRLF, LF and nothing between segments; a date that is none. */
  char file[sizeof rich * 3];
  const int n = snprintf(file, sizeof file,
                         "%s%sSE*%zu*0001~%sSE*%zu*0002~\r\nGE*2*1~\n"
                         "IEA*1*000000001~\n",
                         isa, rich, count_segments(rich) + 1, second,
                         count_segments(second) + 1);
  assert_true(n > 0 && (size_t)n < sizeof file);
  const tr_str bytes = {file, (size_t)n};

  stream whole;
  read_in_chunks(&whole, bytes, bytes.n);
  assert_int_equal(whole.claims, 4);
  const tr_str told = tr_buf_str(&whole.told);
  assert_true(tr_str_find_nocase(told, TR_STR("TRX0109 money")) != SIZE_MAX);
  assert_true(tr_str_find_nocase(told, TR_STR("TRX0109 date")) != SIZE_MAX);
  assert_true(tr_str_find_nocase(told, TR_STR("SV101-2=97012")) != SIZE_MAX);
  assert_true(tr_str_find_nocase(told, TR_STR("TRX0005")) == SIZE_MAX);
  for (size_t chunk = 1; chunk < 700; chunk += chunk < 130 ? 1 : 37) {
    TR_ROW(chunk, TR_STR("chunk"));
    stream parts;
    read_in_chunks(&parts, bytes, chunk);
    assert_true(tr_str_eq(tr_buf_str(&parts.told), told));
    stream_done(&parts);
  }
  stream_done(&whole);
}

static void reads_the_envelope(void **state) {
  (void)state;
  tr_envelope envelope;
  memset(&envelope, 0, sizeof envelope);
  envelope.interchange.usage = 'T';
  envelope.interchange.delims = test_delims;
  envelope.set.control = (tr_short){.p = "0042", .n = 4};
  envelope.set.version = (tr_short){.p = "005010X222", .n = 10};
  envelope.group.date = (tr_short){.p = "20261119", .n = 8};
  tr_set_start start = tr_set_start_of(&envelope, "a.837");
  TR_ASSERT_STR(start.guide, "005010X222");
  envelope.group.version = (tr_short){.p = "005010X222A1", .n = 12};
  start = tr_set_start_of(&envelope, "a.837");

  claim_fixture fixture;
  fixture_init(&fixture);
  tr_builder_begin_set(fixture.builder, &start);
  tr_walk_begin(&fixture.walk, tr_spec_find(start.guide, TR_STR("837")),
                see_no_fault, NULL);
  memset(&envelope, 0, sizeof envelope); /* all was copied */
  static const char text[] = "CLM*1*1";
  fixture.text = TR_STR(text);
  give(&fixture, TR_STR(text));
  const tr_claim *claim = finish(&fixture);
  TR_ASSERT_STR(claim->set->control_number, "0042");
  TR_ASSERT_STR(claim->set->guide, "005010X222A1");
  assert_true(claim->set->test);
  char day[TR_DAY_TEXT];
  tr_day_text(claim->set->group_date, day);
  assert_string_equal(day, "2026-11-19");
  fixture_done(&fixture);
}

TR_TESTS(cmocka_unit_test(puts_every_segment_into_its_loop),
         cmocka_unit_test(ties_the_parts_of_a_rich_claim_together),
         cmocka_unit_test(keeps_families_apart),
         cmocka_unit_test(forgets_the_set_before),
         cmocka_unit_test(gives_no_claim_without_its_bytes),
         cmocka_unit_test(marks_claims_it_cannot_be_sure_of),
         cmocka_unit_test(survives_any_order),
         cmocka_unit_test(doubts_claims_after_a_lost_hl),
         cmocka_unit_test(builds_the_same_from_chunks_of_any_size),
         cmocka_unit_test(reads_the_envelope))
