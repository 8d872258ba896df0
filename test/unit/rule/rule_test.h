/* What the tests of src/rule share: a claim with two lines of one day, its
 * note, a small pack of profiles, and a way to ask expressions of them. Data
 * are invented. */
#ifndef TR_RULE_TEST_H
#define TR_RULE_TEST_H

#include "../claim/claim_test.h"

#include "rule/compile.h"
#include "rule/eval.h"
#include "rule/fields.h"
#include "rule/visit.h"

/* ---------------------------------------------------------------- the claim */

static const char test_set[] =
    "ST*837*0001*005010X222A1~\n"
    "BHT*0019*00*B-17*20261115*0830*CH~\n"
    "NM1*41*2*CLINIC*****46*C1~\n"
    "PER*IC*DESK*TE*5550100200~\n"
    "NM1*40*2*RECEIVER*****46*R1~\n"
    "HL*1**20*1~\n"
    "NM1*85*2*SPINE CLINIC*****XX*1245319599~\n"
    "N3*1 MAIN STREET~\n"
    "N4*BATON ROUGE*LA*708011234~\n"
    "REF*EI*720000001~\n"
    "HL*2*1*22*0~\n"
    "SBR*P*18*GRP-1*BIG PLAN*****CI~\n"
    "NM1*IL*1*ROWAN*KIM****MI*MEM77~\n"
    "N3*5 ELM STREET~\n"
    "N4*BATON ROUGE*LA*70801~\n"
    "DMG*D8*19790502*F~\n"
    "NM1*PR*2*GREAT HEALTH PLAN*****PI*P100~\n"
    "N4*AUSTIN*TX*78701~\n"
    "CLM*A-1*135.5***11:B:1*Y*A*Y*Y**AA:OA::LA~\n"
    "DTP*454*D8*20261001~\n"
    "DTP*439*D8*20260930~\n"
    "PWK*OZ*EL***AC*CTRL-7~\n"
    "AMT*F5*12.25~\n"
    "REF*F8*ICN123~\n"
    "NTE*ADD*LOW BACK PAIN~\n"
    "HI*ABK:M9903*ABF:M54.16*ABF:S335XXA~\n"
    "HI*BG:17~\n"
    "NM1*82*1*HAND*KIM****XX*1093000008~\n"
    "PRV*PE*PXC*111N00000X~\n"
    "SBR*S*01*GRP2*SECOND PLAN*12****CI~\n"
    "CAS*PR*1*20*1~\n"
    "AMT*D*200~\n"
    "OI***Y***Y~\n"
    "NM1*IL*1*ROWAN*KIM****MI*SEC99~\n"
    "NM1*PR*2*SECOND PAYER*****PI*P222~\n"
    "LX*1~\n"
    "SV1*HC:98940:AT:59*90.5*UN*1***1:2:9~\n"
    "DTP*472*D8*20261102~\n"
    "REF*6R*LINE-1~\n"
    "SVD*P222*60.5*HC:98940**1~\n"
    "CAS*CO*45*30*1~\n"
    "DTP*573*D8*20261111~\n"
    "LX*2~\n"
    "SV1*HC:97012:GP*45*UN*2.5***2~\n"
    "DTP*472*D8*20261102~\n"
    "NM1*82*1*SUBST*ANN****XX*1679576722~\n";

/* ----------------------------------------------------------------- the note */

#define NOTE_WORD(s, where) \
  { .text = {(s), sizeof(s) - 1}, .pointer = (where), .state = 1 }
#define NOTE_NUMBER(n, where) \
  { .number = (n), .text = {"0", 1}, .pointer = (where), .state = 1 }
#define NOTE_AREAS(set, words)                    \
  {                                               \
    .regions = (set), .count = (words), .list = { \
      .pointer = "/areas",                        \
      .state = 1                                  \
    }                                             \
  }

extern tr_note test_note;

static tr_service test_services[] = {
    {.note = &test_note,
     .index = 0,
     .self = NOTE_WORD("{}", "/services/0"),
     .kind = NOTE_WORD("traction", "/services/0/kind"),
     .method = NOTE_WORD("mechanical", "/services/0/method"),
     .device_kind = NOTE_WORD("motorized-table", "/services/0/device/kind"),
     .areas = NOTE_AREAS(TR_REGION_LUMBAR, 1),
     .force = NOTE_NUMBER(60000, "/services/0/force/value"),
     .force_unit = NOTE_WORD("lb", "/services/0/force/unit"),
     .start = NOTE_NUMBER(602000, "/services/0/start"),
     .end = NOTE_NUMBER(617000, "/services/0/end"),
     .minutes = NOTE_NUMBER(15000, "/services/0/minutes"),
     .primary = NOTE_NUMBER(1, "/services/0/primary")},
    {.note = &test_note,
     .index = 1,
     .self = NOTE_WORD("{}", "/services/1"),
     .code = {.number = 0, .state = 0},
     .kind = NOTE_WORD("exercise", "/services/1/kind"),
     .minutes = NOTE_NUMBER(23000, "/services/1/minutes")},
};

static tr_note_diagnosis test_note_diagnoses[] = {
    {.note = &test_note,
     .code = NOTE_WORD("M99.03", "/diagnoses/0/code"),
     .status = NOTE_WORD("active", "/diagnoses/0/status")},
    {.note = &test_note,
     .code = NOTE_WORD("M99.01", "/diagnoses/1/code"),
     .status = NOTE_WORD("resolved", "/diagnoses/1/status")},
};

static tr_note_segment test_segments[] = {
    {.note = &test_note,
     .self = NOTE_WORD("{}", "/segments/0"),
     .level = NOTE_WORD("L5", "/segments/0/level"),
     .region = NOTE_WORD("lumbar", "/segments/0/region"),
     .regions = TR_REGION_LUMBAR,
     .pain = NOTE_NUMBER(1, "/segments/0/part/0"),
     .asymmetry = NOTE_NUMBER(1, "/segments/0/part/1"),
     .adjusted = NOTE_NUMBER(1, "/segments/0/adjusted")},
    {.note = &test_note,
     .self = NOTE_WORD("{}", "/segments/1"),
     .level = NOTE_WORD("C2", "/segments/1/level"),
     .regions = TR_REGION_CERVICAL,
     .pain = NOTE_NUMBER(1, "/segments/1/part/0"),
     .tissue = NOTE_NUMBER(1, "/segments/1/part/1")},
};

static tr_note_outcome test_outcomes[] = {
    {.note = &test_note,
     .instrument = NOTE_WORD("ODI", "/outcomes/0/instrument"),
     .score = NOTE_NUMBER(38000, "/outcomes/0/score")},
};

static tr_exam_finding test_findings[] = {
    {.note = &test_note,
     .test = NOTE_WORD("Straight leg raise", "/exam/findings/0/test"),
     .side = NOTE_WORD("left", "/exam/findings/0/side"),
     .positive = NOTE_NUMBER(1, "/exam/findings/0/positive")},
};

static tr_plan_item test_items[] = {
    {.note = &test_note,
     .areas = NOTE_AREAS(TR_REGION_LUMBAR, 1),
     .per_week = NOTE_NUMBER(2000, "/plan_of_care/items/0/per_week")},
};

static tr_goal test_goals[] = {
    {.note = &test_note, .id = NOTE_WORD("g1", "/plan_of_care/goals/0/id")},
};

static tr_override test_overrides[] = {
    {.note = &test_note, .rule = NOTE_WORD("TRN0201", "/override/rule")},
};

static tr_addendum test_addenda[] = {
    {.note = &test_note, .author = NOTE_WORD("me", "/addenda/0/author")},
};

tr_note test_note = {
    .file = "notes.ndjson",
    .line = 3,
    .self = {.pointer = "", .state = 1},
    .id = NOTE_WORD("n-1", "/id"),
    .weight = NOTE_NUMBER(172000, "/patient/weight/value"),
    .weight_unit = NOTE_WORD("lb", "/patient/weight/unit"),
    .subjective =
        NOTE_WORD("Low back pain, worse. No fever today.", "/subjective"),
    .pain_before = NOTE_NUMBER(6000, "/pain/before"),
    .phase = NOTE_WORD("active", "/plan_of_care/phase"),
    .prior_care_weeks = NOTE_NUMBER(4000, "/prior_care/weeks"),
    .services = test_services,
    .service_count = 2,
    .diagnoses = test_note_diagnoses,
    .diagnosis_count = 2,
    .segments = test_segments,
    .segment_count = 2,
    .outcomes = test_outcomes,
    .outcome_count = 1,
    .exam_findings = test_findings,
    .exam_finding_count = 1,
    .plan_items = test_items,
    .plan_item_count = 1,
    .goals = test_goals,
    .goal_count = 1,
    .overrides = test_overrides,
    .override_count = 1,
    .addenda = test_addenda,
    .addendum_count = 1,
};

/* ------------------------------------------------------------- the profiles */

static const char *const gp_words[] = {"required", "forbidden", "unknown",
                                       NULL};

enum {
  KEY_FLAG,
  KEY_WORD,
  KEY_NUMBER,
  KEY_CODES,
  KEY_PREFIXES,
  KEY_WORDS,
  KEY_UNITS,
  KEY_USE,
  KEY_SEVERITIES,
  KEY_PAIRS,
  KEY_COVER,
  KEY_CONDITIONS,
  KEY_LIMITS,
  KEY_UNSET,
  KEY_COUNT
};

static const tr_profile_key test_keys[KEY_COUNT] = {
    {.name = "medicare_rules", .type = TR_TYPE_FLAG},
    {.name = "gp_policy", .type = TR_TYPE_WORD, .words = gp_words},
    {.name = "sign_days", .type = TR_TYPE_NUMBER},
    {.name = "bundled_codes", .type = TR_TYPE_CODE_SET},
    {.name = "primary_set", .type = TR_TYPE_PREFIX_SET},
    {.name = "devices", .type = TR_TYPE_WORD_SET},
    {.name = "max_units", .type = TR_TYPE_NUMBER_LIST},
    {.name = "replaced_codes", .type = TR_TYPE_USE_LIST},
    {.name = "severities", .type = TR_TYPE_SEVERITY_LIST},
    {.name = "extra_pairs", .type = TR_TYPE_PAIR_LIST},
    {.name = "not_covered", .type = TR_TYPE_COVER_LIST},
    {.name = "conditions", .type = TR_TYPE_CONDITION_LIST},
    {.name = "visit_limits", .type = TR_TYPE_LIMIT_LIST},
    {.name = "unset", .type = TR_TYPE_NUMBER},
};

/* "97012" as a packed constant, for initialisers. */
#define PACKED(a, b, c, d, e)                                     \
  ((tr_code)(a) << 56 | (tr_code)(b) << 48 | (tr_code)(c) << 40 | \
   (tr_code)(d) << 32 | (tr_code)(e) << 24)
#define CODE_97012 PACKED('9', '7', '0', '1', '2')
#define CODE_97014 PACKED('9', '7', '0', '1', '4')
#define CODE_98940 PACKED('9', '8', '9', '4', '0')
#define CODE_G0283 PACKED('G', '0', '2', '8', '3')
#define CODE_M990 PACKED('M', '9', '9', '0', 0)
#define CODE_M54 PACKED('M', '5', '4', 0, 0)
#define CODE_GP PACKED('G', 'P', 0, 0, 0)
#define CODE_LA PACKED('L', 'A', 0, 0, 0)
#define CODE_TX PACKED('T', 'X', 0, 0, 0)

static const tr_code only_97012[] = {CODE_97012};
static const tr_code only_98940[] = {CODE_98940};
static const tr_code only_gp[] = {CODE_GP};
static const tr_code in_texas[] = {CODE_TX};
static const tr_code prefixes[] = {CODE_M54, CODE_M990};
static const char *const tables[] = {"motorized-table", "pneumatic"};
static const char *const tests[] = {"leg raise|slump", "kemp"};

static const tr_profile_row unit_rows[] = {
    {.code = CODE_97012, .number = 1000}, {.code = CODE_98940, .number = 1000}};
static const tr_profile_row own_unit_rows[] = {
    {.code = CODE_97012, .number = 2000}};
static const tr_profile_row use_rows[] = {
    {.code = CODE_97014, .use = CODE_G0283}};
static const tr_profile_row severity_rows[] = {
    {.rule = "TRC0101", .off = true}};
static const tr_profile_row pair_rows[] = {{.codes = only_98940,
                                            .code_count = 1,
                                            .column2 = only_97012,
                                            .column2_count = 1,
                                            .bypass = true,
                                            .because = "the plan bundles it"}};
static const tr_profile_row cover_rows[] = {
    {.codes = only_97012,
     .code_count = 1,
     .areas = TR_REGION_THORACIC,
     .because = "not of the thoracic spine"},
    {.codes = only_97012,
     .code_count = 1,
     .devices = tables,
     .device_count = 2,
     .provider = "DC",
     .because = "not by table"}};
static const tr_profile_row condition_rows[] = {
    {.require = "failed-care", .weeks = 4, .because = "care first"}};
static const tr_profile_row limit_rows[] = {{.count = 12,
                                             .per = "year",
                                             .then = "review",
                                             .because = "a year's limit"}};

#define ALWAYS .from = TR_DAY_MIN, .to = TR_DAY_MAX
#define PLAIN_VALUE(t, n)                                       \
  {                                                             \
    ALWAYS, .source = "s", .confidence = "official", .value = { \
      .type = TR_TYPE_##t,                                      \
      .number = (n)                                             \
    }                                                           \
  }
#define ROWS_VALUE(t, rows_)                                     \
  {                                                              \
    ALWAYS, .source = "s", .confidence = "secondary", .value = { \
      .type = TR_TYPE_##t,                                       \
      .rows = (rows_),                                           \
      .count = TR_COUNT(rows_)                                   \
    }                                                            \
  }

static const tr_profile_value defaults_flag[] = {PLAIN_VALUE(FLAG, 0)};
static const tr_profile_value defaults_word[] = {
    {ALWAYS, .source = "d", .confidence = "background",
     .value = {.type = TR_TYPE_WORD, .text = "unknown", .count = 7}}};
static const tr_profile_value defaults_number[] = {PLAIN_VALUE(NUMBER, 7000)};
static const tr_profile_value defaults_units[] = {
    ROWS_VALUE(NUMBER_LIST, unit_rows)};
static const tr_profile_value defaults_cover[] = {
    {ALWAYS, .value = {.type = TR_TYPE_COVER_LIST}}};
static const tr_profile_entry defaults_entries[] = {
    {KEY_FLAG, defaults_flag, 1},     {KEY_WORD, defaults_word, 1},
    {KEY_NUMBER, defaults_number, 1}, {KEY_UNITS, defaults_units, 1},
    {KEY_COVER, defaults_cover, 1},
};
static const tr_profile profile_defaults = {
    .id = "*",
    .name = "defaults",
    .entries = defaults_entries,
    .entry_count = TR_COUNT(defaults_entries)};

static const tr_profile_value commercial_codes[] = {
    {ALWAYS,
     .value = {.type = TR_TYPE_CODE_SET, .codes = only_97012, .count = 1}}};
static const tr_profile_value commercial_prefixes[] = {
    {ALWAYS,
     .value = {.type = TR_TYPE_PREFIX_SET, .codes = prefixes, .count = 2}}};
static const tr_profile_value commercial_words[] = {
    {ALWAYS, .value = {.type = TR_TYPE_WORD_SET, .words = tables, .count = 2}}};
static const tr_profile_value commercial_use[] = {
    ROWS_VALUE(USE_LIST, use_rows)};
static const tr_profile_value commercial_severities[] = {
    ROWS_VALUE(SEVERITY_LIST, severity_rows)};
static const tr_profile_value commercial_pairs[] = {
    ROWS_VALUE(PAIR_LIST, pair_rows)};
static const tr_profile_value commercial_conditions[] = {
    ROWS_VALUE(CONDITION_LIST, condition_rows)};
static const tr_profile_value commercial_limits[] = {
    ROWS_VALUE(LIMIT_LIST, limit_rows)};
static const tr_profile_entry commercial_entries[] = {
    {KEY_CODES, commercial_codes, 1},
    {KEY_PREFIXES, commercial_prefixes, 1},
    {KEY_WORDS, commercial_words, 1},
    {KEY_USE, commercial_use, 1},
    {KEY_SEVERITIES, commercial_severities, 1},
    {KEY_PAIRS, commercial_pairs, 1},
    {KEY_CONDITIONS, commercial_conditions, 1},
    {KEY_LIMITS, commercial_limits, 1},
};
static const tr_profile profile_commercial = {
    .id = "commercial",
    .name = "any other payer",
    .entries = commercial_entries,
    .entry_count = TR_COUNT(commercial_entries)};

/* From 2026 on 30 days, in Texas 14; before 2026 nothing of its own. */
static const tr_profile_value great_number[] = {
    {.from = 20454,
     .to = TR_DAY_MAX,
     .source = "new",
     .confidence = "official",
     .value = {.type = TR_TYPE_NUMBER, .number = 30000}},
    {.from = 20454,
     .to = TR_DAY_MAX,
     .source = "texas",
     .confidence = "secondary",
     .value = {.type = TR_TYPE_NUMBER,
               .number = 14000,
               .states = in_texas,
               .state_count = 1}}};
static const tr_profile_value great_word[] = {
    {ALWAYS, .source = "g", .confidence = "secondary",
     .value = {.type = TR_TYPE_WORD, .text = "required", .count = 8}}};
static const tr_profile_value great_units[] = {
    ROWS_VALUE(NUMBER_LIST, own_unit_rows)};
static const tr_profile_value great_cover[] = {
    ROWS_VALUE(COVER_LIST, cover_rows)};
static const tr_profile_entry great_entries[] = {
    {KEY_NUMBER, great_number, 2},
    {KEY_WORD, great_word, 1},
    {KEY_UNITS, great_units, 1},
    {KEY_COVER, great_cover, 1},
};
static const tr_profile profile_great = {
    .id = "great",
    .name = "Great Health",
    .inherits = "commercial",
    .entries = great_entries,
    .entry_count = TR_COUNT(great_entries)};

static const tr_profile *const test_profiles[] = {
    &profile_commercial, &profile_great, &profile_defaults};

static const tr_payer_match test_payers[] = {
    {.profile = "great", .payer_id = "p999"},
    {.profile = "great", .filing_code = "CI", .name_contains = "Great-Health"},
    {.profile = "great", .filing_code = "16", .state = "LA"},
    {.profile = "commercial"},
};

static const tr_pack test_pack = {.name = "test",
                                  .profiles = test_profiles,
                                  .profile_count = TR_COUNT(test_profiles),
                                  .keys = test_keys,
                                  .key_count = KEY_COUNT,
                                  .payers = test_payers,
                                  .payer_count = TR_COUNT(test_payers)};

/* -------------------------------------------------------------- the fixture */

typedef struct rule_fixture {
  claim_fixture built;
  tr_arena arena;
  const tr_claim *claim;
  tr_tables tables;
  tr_profiles profiles;
  tr_profile_view profile;
  tr_visit visit;
  tr_scope scope;
  tr_compile_env env;
  tr_compile_error error;
  tr_status status; /* of the last compilation */
  tr_buf out;
} rule_fixture;

static inline void visit_again(rule_fixture *f, const tr_note *note) {
  const tr_visit_note with = {.note = note, .fits = true};
  const tr_visit_input input = {.pack = &tr_pack_builtin,
                                .claim = f->claim,
                                .tables = &f->tables,
                                .profile = &f->profile,
                                .unit_method = TR_UNITS_CMS_TOTAL,
                                .notes = &with,
                                .note_count = note != NULL ? 1 : 0,
                                .notes_given = note != NULL};
  assert_int_equal(tr_visit_build(&f->arena, &input, &f->visit), TR_OK);
  f->scope.note = note;
}

/* Everything is bound at once; `each` only says what may be named. */
static inline void rule_fixture_init(rule_fixture *f) {
  memset(f, 0, sizeof *f);
  fixture_init(&f->built);
  f->claim = build(&f->built, test_set);
  assert_non_null(f->claim);
  assert_int_equal(f->claim->line_count, 2);
  tr_arena_init(&f->arena, (size_t)64 << 20);
  tr_buf_init(&f->out, (size_t)1 << 16);
  tr_tables_init(&f->tables);
  assert_int_equal(tr_profiles_init(&f->arena, &test_pack, &f->profiles),
                   TR_OK);
  assert_true(tr_profile_named(&f->profiles, TR_STR("great"), &f->profile));

  test_note.date_of_service.number = tr_day_of(2026, 11, 2);
  test_note.date_of_service.state = TR_FIELD_KNOWN;
  test_note.date_of_service.pointer = "/date_of_service";
  test_note_diagnoses[0].code.number = (int64_t)TR_CODE("M9903");
  test_note_diagnoses[1].code.number = (int64_t)TR_CODE("M9901");
  test_items[0].code.number = (int64_t)TR_CODE("97012");
  test_items[0].code.state = TR_FIELD_KNOWN;
  test_items[0].code.pointer = "/plan_of_care/items/0/code";

  const tr_claim *claim = f->claim;
  f->scope = (tr_scope){.claim = claim,
                        .set = claim->set,
                        .line = &claim->lines[0],
                        .diagnosis = &claim->diagnoses[0],
                        .party = claim->billing,
                        .date = &claim->dates[0],
                        .column1 = &claim->lines[0],
                        .column2 = &claim->lines[1],
                        .first = &claim->lines[0],
                        .second = &claim->lines[1],
                        .other_payer = &claim->other_payers[0],
                        .adjudication = &claim->adjudications[0],
                        .attachment = &claim->attachments[0],
                        .service = &test_services[0],
                        .segment = &claim->unit->segments[0],
                        .tables = &f->tables,
                        .profile = &f->profile,
                        .visit = &f->visit,
                        .today = tr_day_of(2026, 11, 23),
                        .service_date = tr_day_of(2026, 11, 2)};
  visit_again(f, &test_note);
  f->scope.day = &f->visit.days[0];
  f->scope.edit = f->visit.days[0].edits;
  tr_compile_env_init(&f->env, TR_EACH_LINE, test_keys, KEY_COUNT);
}

/* Bind a name to what the test holds. Not inlined, for the compiler would warn
 * of the address of a local; the fixture does not outlive the test's use. */
__attribute__((noinline, unused)) static void bind(rule_fixture *f,
                                                   tr_bound name,
                                                   const void *thing) {
  f->scope.bound[name] = thing;
}

static inline void rule_fixture_done(rule_fixture *f) {
  tr_buf_done(&f->out);
  tr_arena_done(&f->arena);
  fixture_done(&f->built);
}

static inline int rule_setup(void **state) {
  rule_fixture *f = malloc(sizeof *f);
  if (f == NULL) return -1;
  rule_fixture_init(f);
  *state = f;
  return 0;
}

static inline int rule_teardown(void **state) {
  rule_fixture_done(*state);
  free(*state);
  return 0;
}

/** A test that gets the fixture. */
#define RULE_TEST(name) \
  cmocka_unit_test_setup_teardown(name, rule_setup, rule_teardown)

/**
 * Compile and evaluate an expression.
 *
 * @return Its value as text; "?no-data" and the like where it is unknown;
 *         the message where it does not compile. Until the next call.
 */
static inline tr_str ask(rule_fixture *f, const char *text) {
  const tr_program *program;
  tr_buf_clear(&f->out);
  f->status = tr_compile_expression(&f->arena, tr_str_of(text), &f->env,
                                    TR_TYPE_NONE, &program, NULL, &f->error);
  if (f->status != TR_OK) {
    tr_buf_add(&f->out, tr_str_of(f->error.message));
    return tr_buf_str(&f->out);
  }
  const tr_value value = tr_eval_value(program, &f->scope);
  if (value.unknown == 0) {
    tr_value_write(value, program->type, &f->out);
    return tr_buf_str(&f->out);
  }
  for (unsigned bit = 1; bit <= TR_NO_DATA; bit <<= 1) {
    if ((value.unknown & bit) == 0) continue;
    tr_buf_add_char(&f->out, '?');
    tr_buf_add(&f->out, tr_str_of(tr_reason_name(bit)));
  }
  return tr_buf_str(&f->out);
}

/** An expression and the text of its value. */
typedef struct asked {
  tr_each each;
  const char *text, *value;
} asked;

static inline void ask_all(rule_fixture *f, const asked *rows, size_t count) {
  for (size_t i = 0; i < count; i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    f->env.each = rows[i].each;
    TR_ASSERT_STR(ask(f, rows[i].text), rows[i].value);
  }
}

#endif
