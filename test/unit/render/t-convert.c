/* Tests of src/render/convert.c: every byte once, levels well nested, loops
 * where the guide has them, whatever the pieces it comes in. */
#include "render/convert.h"

#include "base/buf.h"
#include "convert_inputs.h"

/* What was told, as bytes and as a list of words. */
typedef struct record {
  tr_buf bytes, words;
  bool tail_due;
  unsigned depth;
  size_t largest; /* piece or tail */
} record;

static void see_open(void *context, const tr_convert_level *level) {
  record *seen = context;
  assert_false(seen->tail_due);
  seen->depth++;
  switch (level->kind) {
    case TR_CONVERT_INTERCHANGE:
      assert_non_null(level->interchange);
      assert_int_equal(seen->depth, 1);
      tr_buf_add(&seen->words, TR_STR("(interchange "));
      break;
    case TR_CONVERT_GROUP:
      assert_non_null(level->group);
      assert_int_equal(seen->depth, 2);
      tr_buf_add(&seen->words, TR_STR("(group "));
      break;
    case TR_CONVERT_SET:
      assert_non_null(level->set);
      assert_int_equal(seen->depth, 3);
      tr_buf_add(&seen->words, TR_STR("(set "));
      break;
    case TR_CONVERT_LOOP:
      assert_true(seen->depth > 3);
      tr_buf_addf(&seen->words, "(%s%s ", level->loop->id,
                  level->astray ? "!" : "");
      break;
  }
}

static void see_close(void *context, tr_convert_kind kind) {
  record *seen = context;
  (void)kind;
  assert_false(seen->tail_due);
  assert_true(seen->depth > 0);
  seen->depth--;
  tr_buf_add(&seen->words, TR_STR(") "));
}

static void see_segment(void *context, const tr_located *located,
                        const tr_spec_segment *definition) {
  record *seen = context;
  assert_false(seen->tail_due);
  assert_int_equal(located->segment.offset, seen->bytes.n);
  seen->tail_due = true;
  tr_buf_add(&seen->bytes, located->segment.bytes);
  const tr_str id = tr_segment_element(&located->segment, 0);
  tr_buf_add(&seen->words, (tr_str){id.p, id.n < 3 ? id.n : 3});
  tr_buf_add(&seen->words, definition != NULL ? TR_STR(" ") : TR_STR("? "));
}

static void see_bytes(record *seen, tr_str bytes) {
  if (bytes.n > seen->largest) seen->largest = bytes.n;
  tr_buf_add(&seen->bytes, bytes);
}

static void see_tail(void *context, tr_str bytes) {
  record *seen = context;
  assert_true(seen->tail_due);
  seen->tail_due = false;
  see_bytes(seen, bytes);
}

static void see_piece(void *context, uint64_t offset, tr_str bytes) {
  record *seen = context;
  assert_false(seen->tail_due);
  assert_int_equal(offset, seen->bytes.n);
  assert_true(bytes.n > 0);
  see_bytes(seen, bytes);
}

/* Convert in pieces of that many bytes. */
static void see(record *seen, const char *bytes, size_t n, size_t piece) {
  const tr_convert_sink sink = {.context = seen,
                                .open = see_open,
                                .close = see_close,
                                .segment = see_segment,
                                .tail = see_tail,
                                .piece = see_piece};
  memset(seen, 0, sizeof *seen);
  tr_buf_init(&seen->bytes, 1U << 26);
  tr_buf_init(&seen->words, 1U << 26);
  tr_convert *convert = tr_convert_new(&sink);
  assert_non_null(convert);
  for (size_t at = 0; at < n; at += piece) {
    /* memory that is gone after the call */
    const size_t m = n - at < piece ? n - at : piece;
    char *copy = malloc(m);
    assert_non_null(copy);
    memcpy(copy, bytes + at, m);
    assert_int_equal(tr_convert_feed(convert, copy, m), TR_OK);
    assert_int_equal(tr_convert_feed(convert, NULL, 0), TR_OK);
    free(copy);
  }
  assert_int_equal(tr_convert_end(convert), TR_OK);
  tr_convert_free(convert);
  assert_false(seen->tail_due);
  assert_int_equal(seen->depth, 0);
  assert_int_equal(seen->bytes.n, n);
  if (n > 0) assert_memory_equal(seen->bytes.p, bytes, n);
  assert_true(seen->largest <= TR_CONVERT_PIECE);
}

static void see_done(record *seen) {
  tr_buf_done(&seen->bytes);
  tr_buf_done(&seen->words);
}

static void every_byte_is_told_once(void **state) {
  (void)state;
  for (size_t i = 0; i < TR_COUNT(convert_inputs); i++) {
    const size_t n = convert_inputs[i].n;
    TR_ROW(i, ((tr_str){convert_inputs[i].p, n < 40 ? n : 40}));
    record whole;
    see(&whole, convert_inputs[i].p, n, n + 1);
    static const size_t pieces[] = {1, 2, 7, 100, 1000};
    for (size_t j = 0; j < TR_COUNT(pieces); j++) {
      record cut;
      see(&cut, convert_inputs[i].p, n, pieces[j]);
      assert_true(tr_str_eq(tr_buf_str(&cut.words), tr_buf_str(&whole.words)));
      see_done(&cut);
    }
    see_done(&whole);
  }
}

static void check_words(const char *text, const char *wanted) {
  record seen;
  see(&seen, text, strlen(text), strlen(text) + 1);
  TR_ASSERT_STR(tr_buf_str(&seen.words), wanted);
  see_done(&seen);
}

static void loops_nest_as_the_guide_says(void **state) {
  (void)state;
  check_words(CI_FILE,
              "(interchange ISA (group GS (set ST BHT (1000A NM1 PER ) "
              "(1000B NM1 ) (2000A HL (2010AA NM1 N3 N4 REF ) (2000B HL SBR "
              "(2010BA NM1 N3 N4 DMG ) (2010BB NM1 ) (2300 CLM HI (2400 LX SV1 "
              "DTP ) ) ) ) SE ) GE ) IEA ) ");
}

static void levels_end_with_or_without_trailers(void **state) {
  (void)state;
  check_words(
      CI_ISA("000000001") CI_GS
      "ST*837*0001*005010X222A1~" CI_GE CI_ISA("000000002"),
      "(interchange ISA (group GS (set ST ) GE ) ) (interchange ISA ) ");
  /* what stands outside is where it stands */
  check_words(CI_ISA("000000001") CI_GS
              "ZZ*1~" CI_GE CI_IEA("000000001") "stray~",
              "(interchange ISA (group GS ZZ? GE ) IEA str? ) ");
}

static void sets_of_other_guides_are_not_taken_apart(void **state) {
  (void)state;
  check_words(CI_ISA("000000001") CI_GS
              "ST*837*0001*005010X223A2~HL*1**20*1~SE*3*0001~" CI_GE,
              "(interchange ISA (group GS (set ST? HL? SE? ) GE ) ) ");
}

/* A payer's name after the claim: in the loop it belongs to, out of order,
 * within the claim, which goes on. */
static void a_loop_out_of_order_stands_where_it_was(void **state) {
  (void)state;
  record seen;
  const char *text = CI_ISA("000000001") CI_GS
      "ST*837*0001*005010X222A1~BHT*0019*00*B42*20260630*0830*CH~"
      "NM1*41*2*EXAMPLE*****46*S9~PER*IC*DESK*TE*5550100199~"
      "NM1*40*2*PAYER*****46*R8~HL*1**20*1~"
      "NM1*85*2*EXAMPLE*****XX*1234567893~N3*12 ELM~N4*SALEM*OR*973010001~"
      "REF*EI*930000001~HL*2*1*22*0~SBR*P*18*******CI~"
      "NM1*IL*1*ROWAN*ALEX****MI*W12~N3*7 OAK~N4*SALEM*OR*97302~"
      "DMG*D8*19790502*F~"
      "CLM*C1*45***11:B:1*Y*A*Y*Y~HI*ABK:M9903*ABF:M5416~"
      "NM1*PR*2*MUTUAL*****PI*29076~N3*1 ELM~"
      "LX*1~SV1*HC:98940:AT*45*UN*1***1:2~DTP*472*D8*20260612~"
      "SE*23*0001~" CI_GE CI_IEA("000000001");
  see(&seen, text, strlen(text), strlen(text) + 1);
  tr_buf_add_char(&seen.words, '\0');
  const char *claim = strstr(seen.words.p, "(2300 CLM HI ");
  assert_non_null(claim);
  const char *payer = strstr(claim, "NM1");
  assert_non_null(payer);
  /* the line is still in the claim, not in the payer */
  assert_non_null(strstr(payer, "(2400 LX SV1 DTP ) ) "));
  see_done(&seen);
}

/* A megabyte of blanks, then an oversize segment: bounded pieces, all of it. */
static void long_gaps_come_in_pieces(void **state) {
  (void)state;
  enum { LONG = 3 << 20 };
  const char *head = CI_FILE;
  const size_t n = strlen(head);
  for (int kind = 0; kind < 3; kind++) {
    char *text = malloc(n + LONG + n);
    assert_non_null(text);
    memcpy(text, head, n);
    memset(text + n, kind == 0 ? ' ' : kind == 1 ? 'x' : '\n', LONG);
    memcpy(text + n + LONG, head, n);
    for (size_t piece = 10000; piece <= 1 << 20; piece *= 10) {
      record seen;
      see(&seen, text, n + LONG + n, piece);
      see_done(&seen);
    }
    free(text);
  }
}

TR_TESTS(cmocka_unit_test(every_byte_is_told_once),
         cmocka_unit_test(loops_nest_as_the_guide_says),
         cmocka_unit_test(levels_end_with_or_without_trailers),
         cmocka_unit_test(sets_of_other_guides_are_not_taken_apart),
         cmocka_unit_test(a_loop_out_of_order_stands_where_it_was),
         cmocka_unit_test(long_gaps_come_in_pieces))
