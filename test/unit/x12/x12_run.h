/* Runs an input through reader and envelope and writes down what they say, one
 * line a fault, so that a test is a row: input, wanted lines. */
#ifndef TR_X12_RUN_H
#define TR_X12_RUN_H

#include "tr_test.h"
#include "x12/envelope.h"
#include "x12/reader.h"

#define ISA_HEAD                                                     \
  "ISA*00*          *00*          *ZZ*CLINIC         *ZZ*PAYER     " \
  "     *261123*0830*"
/** A good ISA of 106 bytes. */
#define ISA ISA_HEAD "^*00501*000000001*0*T*:~"
#define GS "GS*HC*CLINIC*PAYER*20261123*0830*1*X*005010X222A1~"
#define ST "ST*837*0001*005010X222A1~"
#define BHT "BHT*0019*00*1*20261123*0830*CH~"
#define SE "SE*3*0001~"
#define GE "GE*1*1~"
#define IEA "IEA*1*000000001~"
/** A good interchange with one small set. */
#define GOOD ISA GS ST BHT SE GE IEA

enum { RUN_TEXT = 1 << 16 };

/** What came of a run. Static storage: one at a time. */
typedef struct tr_run {
  char faults[RUN_TEXT]; /**< "TRX0005/se @210 #5 SE01+1" lines */
  char full[RUN_TEXT];   /**< the same with arguments and also */
  char events[RUN_TEXT]; /**< "isa gs st body se ge iea " */
  size_t fault_count;
  uint64_t segments, body, damaged;
  uint64_t hash; /**< over all segments, their places and flags */
  bool not_x12, truncated;
  tr_envelope envelope; /**< done; its counts may be read */
} tr_run;

static tr_run run;

static inline void run_add(char *text, const char *what) {
  const size_t n = strlen(text);
  snprintf(text + n, RUN_TEXT - n, "%s", what);
}

static inline void run_fault(void *context, const tr_fault *fault) {
  (void)context;
  char line[2048];
  run.fault_count++;
  if (fault->has_at)
    snprintf(line, sizeof line, "%s%s%s @%llu #%llu %s+%u\n", fault->rule,
             fault->variant ? "/" : "", fault->variant ? fault->variant : "",
             (unsigned long long)fault->at.offset,
             (unsigned long long)fault->at.ordinal,
             fault->at.element[0] ? fault->at.element : fault->at.segment,
             fault->at.length);
  else
    snprintf(line, sizeof line, "%s/%s\n", fault->rule, fault->variant);
  run_add(run.faults, line);
  line[strlen(line) - 1] = '\0';
  run_add(run.full, line);
  for (size_t i = 0; i < fault->argument_count; i++) {
    snprintf(line, sizeof line, " %s=%.*s", fault->arguments[i].name,
             TR_STR_ARG(fault->arguments[i].text));
    run_add(run.full, line);
  }
  for (size_t i = 0; i < fault->also_count; i++) {
    const tr_place *also = &fault->also[i];
    snprintf(line, sizeof line, " also:%s@%llu",
             also->element[0] ? also->element : also->segment,
             (unsigned long long)also->offset);
    run_add(run.full, line);
  }
  run_add(run.full, "\n");
  /* The place must agree with itself: a caret can be drawn. */
  if (fault->at.line.n > 0 && fault->at.value.n > 0) {
    const size_t at = (size_t)(fault->at.offset - fault->at.line_offset);
    assert_in_range(at, 0, fault->at.line.n);
    assert_memory_equal(fault->at.line.p + at, fault->at.value.p,
                        fault->at.value.n < fault->at.line.n - at
                            ? fault->at.value.n
                            : fault->at.line.n - at);
  }
}

static inline void run_event(const char *name, bool good) {
  run_add(run.events, name);
  run_add(run.events, good ? " " : "! ");
}
static inline void run_isa(void *c, const tr_interchange *i,
                           const tr_segment *s) {
  (void)c, (void)s;
  run_event("isa", !i->refused);
}
static inline void run_gs(void *c, const tr_group *g, const tr_segment *s) {
  (void)c, (void)s;
  run_event("gs", !g->refused);
}
static inline void run_st(void *c, const tr_transaction *t,
                          const tr_segment *s) {
  (void)c, (void)s;
  run_event("st", t->read);
}
static inline void run_se(void *c, const tr_transaction *t,
                          const tr_segment *s) {
  (void)c, (void)t;
  run_event("se", s != NULL);
}
static inline void run_ge(void *c, const tr_group *g, const tr_segment *s) {
  (void)c, (void)g;
  run_event("ge", s != NULL);
}
static inline void run_iea(void *c, const tr_interchange *i,
                           const tr_segment *s) {
  (void)c, (void)i;
  run_event("iea", s != NULL);
}

static inline void run_segment(const tr_segment *segment) {
  const uint64_t numbers[] = {segment->offset, segment->ordinal, segment->id,
                              segment->flags, segment->element_count};
  run.segments++;
  if (segment->flags & TR_SEGMENT_DAMAGED) run.damaged++;
  run.hash = tr_hash(run.hash, segment->bytes);
  run.hash = tr_hash(run.hash, (tr_str){(const char *)numbers, sizeof numbers});
  run.hash = tr_hash(run.hash,
                     (tr_str){(const char *)segment->starts,
                              (segment->element_count + 2) * sizeof(uint32_t)});
}

/** Run an input in chunks; each chunk is freed as soon as that is allowed. */
static inline void run_chunks(tr_str input, size_t chunk, tr_seen *seen,
                              const tr_reader_limits *limits) {
  const tr_envelope_events events = {NULL,   run_isa, run_gs, run_st,
                                     run_se, run_ge,  run_iea};
  memset(&run, 0, sizeof run);
  tr_reader reader;
  tr_segment segment;
  tr_reader_init(&reader, run_fault, NULL, limits);
  tr_envelope_init(&run.envelope, run_fault, NULL, &events, seen);
  size_t at = 0;
  char *copy = NULL;
  for (;;) {
    const tr_read got = tr_reader_next(&reader, &segment);
    assert_int_not_equal(got, TR_READ_FAILED);
    if (got == TR_READ_END) break;
    if (got == TR_READ_MORE) {
      free(copy);
      copy = NULL;
      if (at == input.n) {
        tr_reader_end(&reader);
        continue;
      }
      const size_t n = chunk < input.n - at ? chunk : input.n - at;
      copy = malloc(n); /* exact, so that a read past its end is seen */
      memcpy(copy, input.p + at, n);
      tr_reader_feed(&reader, copy, n);
      at += n;
      continue;
    }
    run_segment(&segment);
    const tr_take take = tr_envelope_take(&run.envelope, &segment);
    assert_int_not_equal(take, TR_TAKE_FAILED);
    if (take == TR_TAKE_BODY) run.body++;
  }
  run.truncated = tr_reader_truncated(&reader);
  run.not_x12 = tr_reader_not_x12(&reader);
  tr_envelope_end(&run.envelope, run.truncated);
  free(copy);
  tr_reader_done(&reader);
  tr_envelope_done(&run.envelope);
}

static inline void run_whole(tr_str input) {
  run_chunks(input, input.n > 0 ? input.n : 1, NULL, NULL);
}

/** A row: an input and what is said of it. */
typedef struct tr_run_row {
  const char *what; /**< for people */
  tr_str input;
  const char *faults; /**< as in tr_run.faults */
  const char *events; /**< NULL = as of GOOD */
} tr_run_row;

/** Each row gives its faults and events, however it is cut into chunks. */
static inline void run_rows(const tr_run_row *rows, size_t count) {
  static const size_t chunks[] = {SIZE_MAX, 1, 2, 7, 64, 107};
  for (size_t i = 0; i < count; i++) {
    uint64_t hash = 0;
    for (size_t k = 0; k < TR_COUNT(chunks); k++) {
      TR_ROW(i, tr_str_of(rows[i].what));
      run_chunks(rows[i].input, chunks[k], NULL, NULL);
      assert_string_equal(run.faults, rows[i].faults);
      assert_string_equal(
          run.events, rows[i].events ? rows[i].events : "isa gs st se ge iea ");
      if (k == 0) hash = run.hash;
      assert_int_equal(run.hash, hash);
    }
  }
}

#endif
