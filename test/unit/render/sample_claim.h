/* A claim of one line at bytes 1000 of a file, its provider at bytes 500. */
#ifndef TR_TEST_SAMPLE_CLAIM_H
#define TR_TEST_SAMPLE_CLAIM_H

#include "claim/claim.h"

#define SAMPLE_CLAIM                      \
  "CLM*C1*90***11:B:1~HI*ABK:M9903~LX*1~" \
  "SV1*HC:97012:GP*90*UN*2***1~DTP*472*D8*20260612~"
#define SAMPLE_LEVEL "HL*1**20*1~NM1*85*2*CLINIC~N3*1 ROAD~"

enum {
  SAMPLE_AT = 1000,      /* offset of the claim */
  SAMPLE_LEVEL_AT = 500, /* offset of the level */
  SAMPLE_SV1 = 37,       /* of its SV1 in the claim */
  SAMPLE_SEGMENTS = 600  /* room for those of a claim */
};

/** What a claim is made of, in one place; the claim points into it. */
typedef struct sample_claim {
  tr_unit_segment segments[SAMPLE_SEGMENTS], level_segments[3];
  tr_unit unit, level;
  tr_party party;
  tr_line line;
  tr_claim claim;
} sample_claim;

/** Split bytes at '~' into segments. @return Their count. */
static inline size_t sample_split(tr_str bytes, tr_unit_segment *segments) {
  size_t count = 0, start = 0;
  for (size_t i = 0; i < bytes.n; i++) {
    if (bytes.p[i] != '~') continue;
    const char *star = memchr(bytes.p + start, '*', i - start);
    const size_t id =
        star != NULL ? (size_t)(star - bytes.p) - start : i - start;
    segments[count] =
        (tr_unit_segment){.id = tr_code_pack((tr_str){bytes.p + start, id}),
                          .at = (uint32_t)start,
                          .length = (uint32_t)(i - start),
                          .line = -1,
                          .number = (uint32_t)count};
    count++;
    start = i + 1;
  }
  return count;
}

/** @param bytes Segments of the claim, each ended by '~'; borrowed. */
static inline void sample_claim_make(sample_claim *sample, tr_str bytes) {
  memset(sample, 0, sizeof *sample);
  sample->unit =
      (tr_unit){.bytes = bytes,
                .offset = SAMPLE_AT,
                .ordinal = 100,
                .segments = sample->segments,
                .segment_count = sample_split(bytes, sample->segments),
                .file = "june.837"};
  sample->level = (tr_unit){.bytes = TR_STR(SAMPLE_LEVEL),
                            .offset = SAMPLE_LEVEL_AT,
                            .ordinal = 50,
                            .segments = sample->level_segments,
                            .segment_count = sample_split(
                                TR_STR(SAMPLE_LEVEL), sample->level_segments),
                            .file = "june.837"};
  for (size_t i = 0; i < sample->unit.segment_count; i++)
    if (sample->segments[i].id == TR_CODE("LX")) sample->segments[i].line = 0;
  sample->party = (tr_party){.unit = &sample->level};
  sample->line = (tr_line){.unit = &sample->unit};
  sample->line.date =
      (tr_field){.number = tr_day_of(2026, 6, 12), .state = TR_FIELD_KNOWN};
  sample->claim = (tr_claim){.unit = &sample->unit,
                             .subscriber_unit = &sample->level,
                             .level_parties = &sample->party,
                             .level_party_count = 1,
                             .lines = &sample->line,
                             .line_count = 1,
                             .at = 100};
  sample->claim.id = (tr_field){.at = 4, .length = 2, .state = TR_FIELD_KNOWN};
  sample->claim.total =
      (tr_field){.at = 7, .length = 2, .state = TR_FIELD_KNOWN};
}

#endif
