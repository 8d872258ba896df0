/* Walks a set, with one piece of it replaced, and writes down what was told:
 * a test is a row of what is replaced, by what, and the faults wanted. */
#ifndef TR_WALK_RUN_H
#define TR_WALK_RUN_H

#include "tr_test.h"
#include "spec/walk.h"

enum { WALK_TEXT = 1 << 15, WALK_ELEMENTS = 64, WALK_SEGMENTS = 200 };

/** Two subscribers, one of them with a dependent; no fault. */
#define WALK_837                        \
  "ST*837*0001*005010X222A1~"           \
  "BHT*0019*00*A1*20261123*0830*CH~"    \
  "NM1*41*2*CLINIC*****46*C1~"          \
  "PER*IC*DESK*TE*5551234567~"          \
  "NM1*40*2*HOUSE*****46*H1~"           \
  "HL*1**20*1~"                         \
  "PRV*BI*PXC*111N00000X~"              \
  "NM1*85*2*CLINIC*****XX*1234567893~"  \
  "N3*1 MAIN ST~"                       \
  "N4*AUSTIN*TX*787013333~"             \
  "REF*EI*741234567~"                   \
  "HL*2*1*22*0~"                        \
  "SBR*P*18*G1******CI~"                \
  "NM1*IL*1*DOE*JANE****MI*W1~"         \
  "N3*2 OAK ST~"                        \
  "N4*AUSTIN*TX*78701~"                 \
  "DMG*D8*19790502*F~"                  \
  "NM1*PR*2*PAYER*****PI*60054~"        \
  "CLM*A1*80***11:B:1*Y*A*Y*Y~"         \
  "DTP*431*D8*20260601~"                \
  "DTP*454*D8*20260602~"                \
  "HI*ABK:M5459*ABF:M9903~"             \
  "NM1*82*1*ASH*NORA****XX*1234567893~" \
  "PRV*PE*PXC*111N00000X~"              \
  "SBR*S*01*******CI~"                  \
  "AMT*D*10~"                           \
  "OI***Y***Y~"                         \
  "NM1*IL*1*DOE*JOHN****MI*W2~"         \
  "NM1*PR*2*OTHER*****PI*P2~"           \
  "LX*1~"                               \
  "SV1*HC:98940*45*UN*1***1~"           \
  "DTP*472*D8*20260612~"                \
  "REF*6R*A1-1~"                        \
  "NM1*82*1*ELM*TOM****XX*1234567893~"  \
  "LX*2~"                               \
  "SV1*HC:97012*35*UN*1***1:2~"         \
  "DTP*472*RD8*20260612-20260613~"      \
  "REF*6R*A1-2~"                        \
  "HL*3*1*22*1~"                        \
  "SBR*P********CI~"                    \
  "NM1*IL*1*ROE*ANN****MI*W3~"          \
  "NM1*PR*2*PAYER*****PI*60054~"        \
  "HL*4*3*23*0~"                        \
  "PAT*19~"                             \
  "NM1*QC*1*ROE*TIM~"                   \
  "N3*3 ELM ST~"                        \
  "N4*AUSTIN*TX*78701~"                 \
  "DMG*D8*20091102*M~"                  \
  "CLM*A2*45***11:B:1*Y*A*Y*Y~"         \
  "HI*ABK:M5459~"                       \
  "LX*1~"                               \
  "SV1*HC:98940*45*UN*1***1~"           \
  "DTP*472*D8*20260613~"                \
  "SE*54*0001~"

/** What came of a walk. Static: one at a time. */
typedef struct walk_result {
  char
      faults[WALK_TEXT]; /**< "TRX0103/loop NM1@19 {3 - 2010BB}", a line each */
  char full[WALK_TEXT];  /**< their arguments and fixes */
  tr_spot spots[WALK_SEGMENTS];
  size_t segments, count;
  uint64_t last; /**< offset of the fault told last */
} walk_result;

static walk_result walked;
static tr_walk walk_state;
static bool walk_looks; /* what follows is shown where the walk doubts */
static tr_ahead walk_ahead;

static inline void walk_add(char *text, const char *what) {
  const size_t n = strlen(text);
  snprintf(text + n, WALK_TEXT - n, "%s", what);
}

static inline void walk_fault(void *context, const tr_fault *fault) {
  (void)context;
  char line[512];
  const tr_syntax *syntax = &fault->syntax;
  const char *name =
      fault->at.element[0] != '\0' ? fault->at.element : fault->at.segment;
  walked.count++;
  snprintf(line, sizeof line, "%s%s%s %s@%u %s %s\n", fault->rule,
           fault->variant != NULL ? "/" : "",
           fault->variant != NULL ? fault->variant : "", name, syntax->position,
           syntax->segment_code,
           syntax->element_code[0] != '\0' ? syntax->element_code : "-");
  walk_add(walked.faults, line);
  snprintf(line, sizeof line, "%s", syntax->loop);
  walk_add(walked.full, line);
  for (size_t i = 0; i < fault->argument_count; i++) {
    snprintf(line, sizeof line, " %s=%.*s", fault->arguments[i].name,
             TR_STR_ARG(fault->arguments[i].text));
    walk_add(walked.full, line);
  }
  if (fault->has_fix) {
    snprintf(line, sizeof line, " fix=%.*s", TR_STR_ARG(fault->fix));
    walk_add(walked.full, line);
  }
  walk_add(walked.full, "\n");
  /* a caret can be drawn, and what is missing is a point */
  assert_true(fault->has_at);
  if (fault->at.line.n > 0)
    assert_in_range(fault->at.offset - fault->at.line_offset, 0,
                    fault->at.line.n);
  if (strcmp(fault->rule, "TRX0103") == 0)
    assert_int_equal(fault->at.length, 0);
  walked.last = fault->at.offset;
}

static const tr_delims walk_delims = {
    .element = '*', .repetition = '^', .component = ':', .segment = '~'};

/** Make a segment of its bytes. @param starts WALK_ELEMENTS, kept by it. */
static inline tr_segment walk_segment(tr_str bytes, uint32_t *starts,
                                      uint64_t offset, uint64_t ordinal) {
  uint32_t count = 0;
  starts[0] = 0;
  for (size_t i = 0; i < bytes.n; i++)
    if (bytes.p[i] == '*') starts[++count] = (uint32_t)i + 1;
  starts[count + 1] = (uint32_t)bytes.n + 1;
  return (tr_segment){.bytes = bytes,
                      .id = tr_code_pack((tr_str){bytes.p, starts[1] - 1}),
                      .element_count = count,
                      .starts = starts,
                      .offset = offset,
                      .ordinal = ordinal,
                      .delims = &walk_delims};
}

/** Walk a set of segments that end in '~'. */
static inline void walk_text(const tr_spec *spec, const char *text) {
  memset(&walked, 0, sizeof walked);
  assert_non_null(spec);
  tr_walk_begin(&walk_state, spec, walk_fault, NULL);
  for (const char *at = text; *at != '\0';) {
    const char *end = strchr(at, '~');
    assert_non_null(end);
    uint32_t starts[WALK_ELEMENTS];
    /* a copy of its own: nothing of it may be kept */
    char *own = malloc((size_t)(end - at) + 1);
    memcpy(own, at, (size_t)(end - at));
    tr_segment segment =
        walk_segment((tr_str){own, (size_t)(end - at)}, starts,
                     (uint64_t)(at - text), walked.segments + 3);
    for (size_t i = 0; i < segment.bytes.n; i++)
      if ((unsigned char)own[i] > 0x7E) segment.flags |= TR_SEGMENT_DAMAGED;
    if (own[0] >= 'a' && own[0] <= 'z') segment.flags |= TR_SEGMENT_BAD_ID;
    if (walk_looks && tr_walk_doubts(&walk_state, &segment)) {
      tr_ahead_read(tr_str_of(end), &segment, &walk_ahead);
      tr_walk_look(&walk_state, &walk_ahead);
    }
    const tr_spot spot = tr_walk_segment(&walk_state, &segment);
    assert_int_equal(spot.position, walked.segments + 1);
    assert_non_null(spot.loop);
    if (walked.segments < WALK_SEGMENTS) walked.spots[walked.segments] = spot;
    walked.segments++;
    free(own);
    at = end + 1;
  }
}

/** Replace the first `find` after `after` in a text. */
static inline void walk_replace(char *text, const char *after, const char *find,
                                const char *put) {
  char *from = strstr(text, after);
  assert_non_null(from);
  char *at = strstr(from, find);
  if (at == NULL) fail_msg("no \"%s\" to replace", find);
  char rest[WALK_TEXT];
  snprintf(rest, sizeof rest, "%s", at + strlen(find));
  snprintf(at, WALK_TEXT - (size_t)(at - text), "%s%s", put, rest);
}

static inline const tr_spec *walk_837(void) {
  return tr_spec_find(TR_STR("005010X222A1"), TR_STR("837"));
}

/** What is replaced in WALK_837, by what, and the faults wanted. */
typedef struct walk_row {
  const char *find, *put, *faults;
} walk_row;

static inline void walk_rows(const walk_row *rows, size_t count) {
  static char text[WALK_TEXT];
  for (size_t i = 0; i < count; i++) {
    TR_ROW(i, tr_str_of(rows[i].put));
    snprintf(text, sizeof text, "%s", WALK_837);
    walk_replace(text, "ST", rows[i].find, rows[i].put);
    walk_text(walk_837(), text);
    assert_string_equal(walked.faults, rows[i].faults);
  }
}

#endif
