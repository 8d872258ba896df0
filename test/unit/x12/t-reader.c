/* Tests of src/x12/reader.c: chunks, the hold, limits, flat memory. Numbers in
 * comments are those of the table of bad inputs. */
#include "x12_run.h"

#define CLAIM                                                               \
  "HL*1**20*1~NM1*85*2*CLINIC*****XX*1234567893~CLM*A1*120***11:B:1*Y*A~\n" \
  "HI*ABK:M9903*ABF:M5416~LX*1~SV1*HC:98940:AT*60*UN*1***1:2~\r\n"          \
  "DTP*472*D8*20260612~LX*2~SV1*HC:97012:GP*60*UN*1***1~~  "                \
  "DTP*472*D8*20260612~"
#define SAMPLE                                                        \
  "\xEF\xBB\xBF\n" ISA "\r\n" GS "\n" ST BHT CLAIM CLAIM SE GE        \
  "IEA*1*"                                                            \
  "000000001~\n\n\0\0" ISA_HEAD "^*00501*000000002*0*T*:\n" GS ST BHT \
  "x*bad~NM1*\xC3\xA9\nY~"

static void every_chunk_size_gives_the_same(void **state) {
  (void)state;
  const tr_str sample = TR_STR(SAMPLE);
  run_whole(sample);
  static tr_run whole;
  whole = run;
  assert_int_equal(whole.fault_count, 4);
  assert_true(whole.segments > 25);
  for (size_t chunk = 1; chunk <= sample.n; chunk++) {
    run_chunks(sample, chunk, NULL, NULL);
    assert_string_equal(run.full, whole.full);
    assert_string_equal(run.events, whole.events);
    assert_int_equal(run.hash, whole.hash);
    assert_int_equal(run.body, whole.body);
  }
}

/* No prefix crashes, and only the whole is clean. */
static void every_prefix_is_reported(void **state) {
  (void)state;
  const tr_str good = TR_STR(GOOD);
  for (size_t n = 0; n < good.n; n++) {
    run_chunks((tr_str){good.p, n}, 50, NULL, NULL);
    assert_int_equal(run.fault_count, 1);
  }
  run_whole(good);
  assert_int_equal(run.fault_count, 0);
}

static void offsets_and_ordinals_are_true(void **state) {
  (void)state;
  const tr_str sample = TR_STR(GOOD);
  tr_reader reader;
  tr_segment segment;
  tr_reader_init(&reader, NULL, NULL, NULL);
  tr_reader_feed(&reader, sample.p, sample.n);
  tr_reader_end(&reader);
  uint64_t ordinal = 0;
  while (tr_reader_next(&reader, &segment) == TR_READ_SEGMENT) {
    assert_int_equal(segment.ordinal, ++ordinal);
    assert_int_equal(tr_reader_ordinal(&reader), ordinal);
    /* Borrowed: the segment is the caller's own bytes. */
    assert_ptr_equal(segment.bytes.p, sample.p + segment.offset);
    assert_int_equal(segment.bytes.p[segment.bytes.n], '~');
    for (uint32_t i = 1; i <= segment.element_count; i++)
      assert_int_equal(segment.bytes.p[segment.starts[i] - 1], '*');
    assert_int_equal(segment.starts[segment.element_count + 1],
                     segment.bytes.n + 1);
  }
  assert_int_equal(ordinal, 7);
  tr_reader_done(&reader);
}

static void a_claim_stays_in_one_run(void **state) {
  (void)state;
  static const char head[] = ISA GS ST BHT;
  const tr_str input = TR_STR(ISA GS ST BHT CLAIM CLAIM CLAIM SE GE IEA);
  for (size_t chunk = 1; chunk < 300; chunk++) {
    tr_reader reader;
    tr_segment segment;
    tr_reader_init(&reader, NULL, NULL, NULL);
    size_t at = 0, claims = 0;
    bool holding = false;
    char *copy = NULL;
    for (;;) {
      const tr_read got = tr_reader_next(&reader, &segment);
      if (got == TR_READ_END) break;
      if (got == TR_READ_MORE) {
        free(copy);
        copy = NULL;
        const size_t n = chunk < input.n - at ? chunk : input.n - at;
        if (n == 0) {
          tr_reader_end(&reader);
          continue;
        }
        copy = malloc(n);
        memcpy(copy, input.p + at, n);
        tr_reader_feed(&reader, copy, n);
        at += n;
        continue;
      }
      assert_int_equal(got, TR_READ_SEGMENT);
      const bool ends =
          segment.id == TR_CODE("HL") || segment.id == TR_CODE("SE");
      if (holding) {
        tr_str held;
        uint64_t offset;
        assert_int_equal(tr_reader_held(&reader, &held, &offset), TR_OK);
        assert_memory_equal(held.p, input.p + offset, held.n);
        assert_true(offset + held.n == segment.offset + segment.bytes.n + 1);
        if (ends) {
          tr_reader_release(&reader);
          holding = false;
          claims++;
          assert_true(tr_str_starts(held, TR_STR("CLM*A1*120")));
        }
      }
      if (segment.id == TR_CODE("CLM")) {
        tr_reader_hold(&reader);
        holding = true;
      }
    }
    assert_int_equal(claims, 3);
    tr_str none;
    uint64_t offset;
    assert_int_equal(tr_reader_held(&reader, &none, &offset), TR_ENOTFOUND);
    free(copy);
    tr_reader_done(&reader);
  }
  assert_true(sizeof head > TR_ISA_BYTES);
}

/* What follows may be looked at from any segment, however the bytes come. */
static void looks_ahead(void **state) {
  (void)state;
  enum { FAR = 60 };
  const tr_str input = TR_STR(ISA GS ST BHT CLAIM CLAIM SE GE IEA);
  for (size_t chunk = 1; chunk < 300; chunk++) {
    tr_reader reader;
    tr_segment segment;
    tr_reader_init(&reader, NULL, NULL, NULL);
    size_t at = 0;
    uint64_t looked = 0;
    bool looking = false;
    char *copy = NULL;
    for (;;) {
      tr_str ahead = {NULL, 0};
      const tr_read got = looking ? tr_reader_ahead(&reader, FAR, &ahead)
                                  : tr_reader_next(&reader, &segment);
      if (got == TR_READ_END) break;
      if (got == TR_READ_MORE) {
        free(copy);
        const size_t n = chunk < input.n - at ? chunk : input.n - at;
        copy = malloc(n + 1);
        if (n == 0) {
          tr_reader_end(&reader);
          continue;
        }
        memcpy(copy, input.p + at, n);
        tr_reader_feed(&reader, copy, n);
        at += n;
        continue;
      }
      assert_int_equal(got, TR_READ_SEGMENT);
      if (looking) {
        tr_reader_again(&reader, &segment);
        const uint64_t from = segment.offset + segment.bytes.n + 1;
        const uint64_t left = input.n - from;
        assert_int_equal(ahead.n, left < FAR ? left : FAR);
        if (ahead.n > 0) assert_memory_equal(ahead.p, input.p + from, ahead.n);
        assert_memory_equal(segment.bytes.p, input.p + segment.offset,
                            segment.bytes.n);
        looked++;
        looking = false;
        continue;
      }
      looking = segment.ordinal % 3 != 0;
    }
    assert_true(looked > 6);
    free(copy);
    tr_reader_done(&reader);
  }
}

/* Reads with a hold from the first BHT on. @return Segments seen unheld. */
static unsigned read_held(tr_str input, size_t chunk,
                          const tr_reader_limits *limits, tr_status *last) {
  memset(&run, 0, sizeof run);
  tr_reader reader;
  tr_segment segment;
  tr_reader_init(&reader, run_fault, NULL, limits);
  size_t at = 0;
  unsigned unheld = 0;
  *last = TR_ENOTFOUND;
  for (;;) {
    const tr_read got = tr_reader_next(&reader, &segment);
    if (got == TR_READ_END) break;
    if (got == TR_READ_MORE) {
      const size_t n = chunk < input.n - at ? chunk : input.n - at;
      if (n == 0) tr_reader_end(&reader);
      tr_reader_feed(&reader, input.p + at, n);
      at += n;
      continue;
    }
    run_segment(&segment);
    if (segment.flags & TR_SEGMENT_UNHELD) unheld++;
    if (segment.id == TR_CODE("BHT")) tr_reader_hold(&reader);
    if (segment.id == TR_CODE("SE")) {
      tr_str held;
      uint64_t offset;
      *last = tr_reader_held(&reader, &held, &offset);
      if (*last == TR_OK) assert_memory_equal(held.p, input.p + offset, held.n);
    }
  }
  tr_reader_done(&reader);
  return unheld;
}

static void the_hold_has_a_limit(void **state) {
  (void)state;
  const tr_str input = TR_STR(ISA GS ST BHT CLAIM CLAIM SE GE IEA);
  static const struct {
    tr_reader_limits limits;
    const char *faults;
    tr_status last;
  } rows[] = {
      {{1000, 2000, 1000}, "TRX0012/empty-segment @395 #14 +1\n", TR_OK},
      {{1000, 300, 1000},
       "TRX0012/empty-segment @395 #14 +1\nTRX0108/claim-limit @463 #17 +0\n",
       TR_ELIMIT},
      {{1000, 2000, 8},
       "TRX0108/claim-limit @362 #12 +0\nTRX0012/empty-segment @395 #14 +1\n",
       TR_ELIMIT},
  };
  static const size_t chunks[] = {SIZE_MAX, 1, 13, 64};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    for (size_t k = 0; k < TR_COUNT(chunks); k++) {
      TR_ROW(i, TR_STR("limits"));
      tr_status last;
      const unsigned unheld =
          read_held(input, chunks[k], &rows[i].limits, &last);
      assert_int_equal(last, rows[i].last);
      assert_int_equal(unheld, rows[i].last == TR_OK ? 0 : 1);
      assert_string_equal(run.faults, rows[i].faults);
    }
  }
}

/* 41: an oversize segment is reported, skipped, and still counted. */
static void a_segment_has_a_limit(void **state) {
  (void)state;
  const tr_str input = TR_STR(
      ISA GS ST BHT "NTE*ADD*0123456789012345678901234567890123456789~" CLAIM
                    "SE*14*0001~" GE IEA);
  static const size_t chunks[] = {SIZE_MAX, 1, 13, 64};
  const tr_reader_limits exact = {TR_ISA_BYTES, 10000, 1000};
  for (size_t k = 0; k < TR_COUNT(chunks); k++) {
    run_chunks(input, chunks[k], NULL, &exact);
    assert_string_equal(run.faults, "TRX0012/empty-segment @444 #15 +1\n");
    const tr_reader_limits small = {47, 10000, 1000};
    run_chunks(input, chunks[k], NULL, &small);
    assert_string_equal(run.faults,
                        "TRX0108/segment-limit @106 #2 GS+47\n"
                        "TRX0108/segment-limit @212 #5 NTE+47\n"
                        "TRX0012/empty-segment @444 #15 +1\n");
    tr_status last;
    assert_int_equal(read_held(input, chunks[k], &small, &last), 1);
    assert_int_equal(last, TR_ELIMIT);
  }
}

static void a_segment_at_its_limit_is_whole(void **state) {
  (void)state;
  for (uint32_t limit = 56; limit < 60; limit++) {
    const tr_reader_limits limits = {limit, 10000, 1000};
    char text[600];
    int n = snprintf(text, sizeof text, "%s", ISA GS ST BHT "NTE*ADD*");
    memset(text + n, 'x', 50); /* 58 bytes with "NTE*ADD*" */
    n += 50;
    n += snprintf(text + n, sizeof text - (size_t)n, "~SE*4*0001~" GE IEA);
    run_chunks((tr_str){text, (size_t)n}, 9, NULL, &limits);
    assert_string_equal(run.faults,
                        limit < 58 ? limit == 56 ? "TRX0108/segment-limit @212 "
                                                   "#5 NTE+56\n"
                                                 : "TRX0108/segment-limit @212 "
                                                   "#5 NTE+57\n"
                                   : "");
  }
}

/* 65: feeds the same bytes again and again. @return Bytes the reader owns. */
static size_t feed_forever(tr_str head, tr_str again, size_t bytes, bool hold,
                           uint64_t *segments) {
  memset(&run, 0, sizeof run);
  tr_reader reader;
  tr_segment segment;
  tr_envelope envelope;
  tr_reader_init(&reader, run_fault, NULL, NULL);
  tr_envelope_init(&envelope, run_fault, NULL, NULL, NULL);
  size_t fed = 0;
  *segments = 0;
  for (;;) {
    const tr_read got = tr_reader_next(&reader, &segment);
    if (got == TR_READ_END) break;
    assert_int_not_equal(got, TR_READ_FAILED);
    if (got == TR_READ_SEGMENT) {
      ++*segments;
      if (hold && segment.id == TR_CODE("ST")) tr_reader_hold(&reader);
      assert_int_not_equal(tr_envelope_take(&envelope, &segment),
                           TR_TAKE_FAILED);
    } else if (fed >= bytes) {
      tr_reader_end(&reader);
    } else {
      const tr_str chunk = fed == 0 ? head : again;
      tr_reader_feed(&reader, chunk.p, chunk.n);
      fed += chunk.n;
    }
  }
  const size_t owned = reader.window.room + reader.room * sizeof(uint32_t) +
                       (envelope.groups_seen.room + envelope.sets_seen.room) *
                           sizeof(tr_map_slot);
  tr_envelope_end(&envelope, tr_reader_truncated(&reader));
  tr_reader_done(&reader);
  tr_envelope_done(&envelope);
  return owned;
}

static void memory_is_flat(void **state) {
  (void)state;
  enum { CHUNK = 1 << 16, FEED = 1 << 26 };
  static char chunk[CHUNK];
  const tr_str again = {chunk, CHUNK};
  uint64_t segments;

  /* Bytes without a terminator: one fault, and the rest is skipped. */
  memset(chunk, 'x', CHUNK);
  assert_true(feed_forever(TR_STR(ISA GS ST BHT), again, FEED, true,
                           &segments) < (4U << 20));
  assert_string_equal(run.faults, "TRX0108/segment-limit @212 #5 +1048576\n");
  assert_int_equal(segments, 5);

  /* Separators without a terminator. */
  memset(chunk, '*', CHUNK);
  assert_true(feed_forever(TR_STR(ISA GS ST BHT), again, FEED, false,
                           &segments) < (12U << 20));

  /* Blanks without end, inside a hold and before the first ISA. */
  memset(chunk, ' ', CHUNK);
  assert_true(feed_forever(TR_STR(ISA GS ST BHT), again, FEED, true,
                           &segments) < (40U << 20));
  assert_true(feed_forever(again, again, FEED, false, &segments) < (1U << 20));
  assert_string_equal(run.faults, "TRX0001/empty\n");

  /* After an ISA that gives no delimiters. */
  memset(chunk, 'I', CHUNK);
  assert_true(feed_forever(TR_STR(ISA_HEAD "^*00501*000000001*0*T*:A"), again,
                           FEED, false, &segments) < (1U << 20));

  /* Segments without end. */
  for (size_t i = 0; i + 8 <= CHUNK; i += 8) memcpy(chunk + i, "NM1*AB*~", 8);
  assert_true(feed_forever(TR_STR(ISA GS ST BHT), again, FEED, false,
                           &segments) < (1U << 20));
  assert_int_equal(segments, 4 + (FEED - CHUNK + CHUNK) / 8);

  /* Interchanges without end. */
  static const char good[] = GOOD;
  enum { N = sizeof good - 1 };
  static char many[N * 256];
  for (size_t i = 0; i < 256; i++) memcpy(many + i * N, good, N);
  assert_true(feed_forever((tr_str){many, sizeof many},
                           (tr_str){many, sizeof many}, FEED, false,
                           &segments) < (1U << 20));
  assert_string_equal(run.faults, "");
}

TR_TESTS(cmocka_unit_test(every_chunk_size_gives_the_same),
         cmocka_unit_test(every_prefix_is_reported),
         cmocka_unit_test(offsets_and_ordinals_are_true),
         cmocka_unit_test(a_claim_stays_in_one_run),
         cmocka_unit_test(looks_ahead), cmocka_unit_test(the_hold_has_a_limit),
         cmocka_unit_test(a_segment_has_a_limit),
         cmocka_unit_test(a_segment_at_its_limit_is_whole),
         cmocka_unit_test(memory_is_flat))
