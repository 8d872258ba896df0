/* A finding as the checker would hand it over: 97012 with two units. */
#ifndef TR_TEST_SAMPLE_FINDING_H
#define TR_TEST_SAMPLE_FINDING_H

#include "render/run.h"

#define SAMPLE_LINE "SV1*HC:97012:GP*90*UN*2***1"

static const char *const sample_article[] = {"A5", NULL};
static const char *const sample_carc[] = {"151", NULL};
static const tr_source_ref sample_refs[] = {{.id = "article",
                                             .from = TR_DAY_MIN,
                                             .dissent = true,
                                             .says = "calls 97012 time-based"},
                                            {.id = "ncci-mue", .from = 19905}};
static const tr_source sample_sources[] = {
    {.id = "article", .title = "A trade article on 97012"},
    {.id = "ncci-mue", .title = "CMS, NCCI MUE table"}};
static const tr_rule sample_rule = {
    .id = "TRC0203",
    .slug = "units-over-mue",
    .authority = "ncci",
    .snip = 6,
    .article = sample_article,
    .carc = sample_carc,
    .sources = sample_refs,
    .source_count = 2,
};
static const tr_rule *const sample_rules[] = {&sample_rule};
static const tr_pack sample_pack = {.name = "traction",
                                    .version = "1",
                                    .rules = sample_rules,
                                    .rule_count = 1,
                                    .sources = sample_sources,
                                    .source_count = 2};

/** A run without packs and tables. */
static inline tr_run sample_run(void) {
  return (tr_run){.pack = &sample_pack, .today = TR_DAY_MIN, .engine = "0.1.0"};
}

/** A place in an SV1 segment 184 of the file. */
static inline tr_place sample_place(const char *element, size_t at,
                                    uint32_t length) {
  tr_place place = {.ordinal = 184,
                    .offset = 10390 + at,
                    .length = length,
                    .segment = "SV1",
                    .value = {&SAMPLE_LINE[at], length},
                    .line = TR_STR(SAMPLE_LINE),
                    .line_offset = 10390};
  memcpy(place.element, element, strlen(element) + 1);
  return place;
}

static inline tr_finding sample_finding(void) {
  tr_finding finding = {
      .rule = &sample_rule,
      .severity = TR_SEVERITY_ERROR,
      .message = TR_STR("97012 billed with 2 units on one day"),
      .label = TR_STR("units; the limit is 1"),
      .why = TR_STR("an untimed code is billed once per day"),
      .help = TR_STR("bill one unit"),
      .file = "june.837",
      .claim = TR_STR("26463774"),
      .claim_at = 171,
      .line = 2,
      .date = "2026-06-12",
      .profile = "commercial",
      .has_place = true,
      .at = sample_place("SV104", 22, 1),
      .fix = {.element = "SV104", .from = TR_STR("2"), .to = TR_STR("1")},
  };
  return finding;
}

#endif
