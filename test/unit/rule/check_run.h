/* Runs the checker with a few rules made on the spot, compiled from the
 * language, and writes every finding as a line, so that a test compares text:
 *
 *   TRC0001 error C1/2 SV101-2 'two' in b.837, also SV104 of C0 in a.837
 *
 * Rule id, severity, CLM01 and line, element or JSON pointer, message. */
#ifndef TR_CHECK_RUN_H
#define TR_CHECK_RUN_H

#include "claim_of.h"
#include "input/note_json.h"
#include "rule/check.h"
#include "rule/compile.h"

enum {
  RUN_RULES = 24,
  RUN_TEXT = 1 << 16,
  RUN_ARENA = 32 << 20,
  RUN_FILES = 4,
  RUN_CODES = 4 /* ids in yields_to */
};

/** A rule in short; members left out are NULL or 0. */
typedef struct rule_spec {
  const char *id;
  tr_severity severity;
  tr_each each;
  const char *when, *at, *also, *message;
  const char *fix_at, *fix_to;
  tr_fix_verb fix_verb;
  const char *yields_to[RUN_CODES];
  const char *lacks[RUN_CODES];
  const char *confidence; /**< "official" where not given */
  const char *cap_by;     /**< a key: "capped" or "secondary" */
  const char *case_when, *case_message, *case_at; /**< a case before the rule's
                                                       own words */
  const char *variant; /**< of the case, with `raised` */
  const char *over;    /**< "line" where not given */
  bool case_silent, case_milder;
  bool overridable, denial_exempt, fix_safe;
  tr_raised_by raised;
  tr_day from, to; /**< 0: always */
} rule_spec;

/** A run: put rules, then files and notes in; read `text`. */
typedef struct check_run {
  tr_arena arena;
  tr_pack pack;
  const tr_rule *rules[RUN_RULES];
  tr_tables tables;
  tr_note_index index;
  tr_note_reader reader;
  tr_note_source source;
  bool with_notes;
  tr_check_options options;
  char text[RUN_TEXT];
  size_t used, findings;
  tr_summary summary;
  bool unread[RUN_FILES];
  size_t chunk; /**< bytes fed at once; 0: all */
} check_run;

/* ---------------------------------------------------------------- profiles */

enum { KEY_UNIT_METHOD, KEY_SEVERITIES, KEY_CAPPED, KEY_SECONDARY, KEY_COUNT };

static const tr_profile_key run_keys[KEY_COUNT] = {
    {.name = "unit_method", .type = TR_TYPE_WORD},
    {.name = "severities", .type = TR_TYPE_SEVERITY_LIST},
    {.name = "capped", .type = TR_TYPE_NUMBER},
    {.name = "secondary", .type = TR_TYPE_NUMBER},
};

/* The payer "29076" wants TRC0008 off and TRC0009 as an error. */
static const tr_profile_row run_rows[] = {
    {.rule = "TRC0008", .off = true},
    {.rule = "TRC0009", .severity = TR_SEVERITY_ERROR},
};

#define RUN_VALUE(word, ...)                                                   \
  {                                                                            \
    .from = TR_DAY_MIN, .to = TR_DAY_MAX, .source = "s", .confidence = (word), \
    .value = {                                                                 \
      __VA_ARGS__                                                              \
    }                                                                          \
  }
static const tr_profile_value run_method[] = {RUN_VALUE(
    "official", .type = TR_TYPE_WORD, .text = "strict-15", .count = 9)};
static const tr_profile_value run_severities[] = {RUN_VALUE(
    "official", .type = TR_TYPE_SEVERITY_LIST, .rows = run_rows, .count = 2)};
static const tr_profile_value run_capped[] = {
    RUN_VALUE("official", .type = TR_TYPE_NUMBER, .number = 1000)};
static const tr_profile_value run_secondary[] = {
    RUN_VALUE("secondary", .type = TR_TYPE_NUMBER, .number = 1000)};
static const tr_profile_entry run_entries[] = {
    {.key = KEY_UNIT_METHOD, .values = run_method, .value_count = 1},
    {.key = KEY_SEVERITIES, .values = run_severities, .value_count = 1},
    {.key = KEY_CAPPED, .values = run_capped, .value_count = 1},
    {.key = KEY_SECONDARY, .values = run_secondary, .value_count = 1},
};
static const tr_profile run_commercial = {.id = "commercial", .name = "any"};
static const tr_profile run_strict = {.id = "strict",
                                      .name = "strict",
                                      .entries = run_entries,
                                      .entry_count = KEY_COUNT};
static const tr_profile *const run_profiles[] = {&run_commercial, &run_strict};
static const tr_payer_match run_payers[] = {
    {.profile = "strict", .payer_id = "29076"}};

/* -------------------------------------------------------------------- rules */

/* What readers' faults may be asked for in a message. */
static const char *const run_arguments[] = {
    "value", "element", "limit", "unit", "table",   "problem", "claim",
    "other", "note",    "found", "byte", "control", "segment"};

static inline void run_compiled(tr_status status, const tr_compile_error *error,
                                const char *text) {
  if (status != TR_OK) fail_msg("%s: %s", text, error->message);
}

static inline const tr_program *run_place(check_run *run,
                                          const tr_compile_env *env,
                                          const char *text) {
  const tr_program *program = NULL;
  tr_compile_error error;
  if (text == NULL) return NULL;
  run_compiled(
      tr_compile_place(&run->arena, tr_str_of(text), env, &program, &error),
      &error, text);
  return program;
}

static inline const tr_program *run_condition(check_run *run,
                                              const tr_compile_env *env,
                                              const char *text,
                                              tr_program_facts *facts) {
  const tr_program *program = NULL;
  tr_compile_error error;
  if (text == NULL) return NULL;
  run_compiled(tr_compile_expression(&run->arena, tr_str_of(text), env,
                                     TR_TYPE_FLAG, &program, facts, &error),
               &error, text);
  return program;
}

static inline tr_template run_template(check_run *run,
                                       const tr_compile_env *env,
                                       const char *text) {
  tr_template made = {.count = 0};
  tr_compile_error error;
  if (text == NULL) return made;
  run_compiled(
      tr_compile_template(&run->arena, tr_str_of(text), env, &made, &error),
      &error, text);
  return made;
}

static inline void *run_new(check_run *run, size_t bytes) {
  void *made = tr_arena_alloc(&run->arena, bytes);
  assert_non_null(made);
  return made;
}

static inline void run_put_case(check_run *run, const tr_compile_env *env,
                                const rule_spec *spec, tr_rule *rule) {
  tr_case *made = run_new(run, sizeof *made);
  *made =
      (tr_case){.when = run_condition(run, env, spec->case_when, NULL),
                .variant = spec->variant,
                .silent = spec->case_silent,
                .has_severity = spec->case_milder,
                .severity = TR_SEVERITY_INFO,
                .at = run_place(run, env, spec->case_at),
                .words.message = run_template(run, env, spec->case_message)};
  rule->cases = made;
  rule->case_count = 1;
}

/** Add a rule; call in the order of ids. */
static inline void run_rule(check_run *run, rule_spec spec) {
  tr_compile_env *env = run_new(run, sizeof *env);
  tr_rule *rule = run_new(run, sizeof *rule);
  const char **yields = run_new(run, (RUN_CODES + 1) * sizeof *yields);
  tr_program_facts facts = {.needs_note = false};
  tr_compile_env_init(env, spec.each, run_keys, KEY_COUNT);
  env->arguments = run_arguments;
  env->argument_count = TR_COUNT(run_arguments);
  const char **lacks = run_new(run, (RUN_CODES + 1) * sizeof *lacks);
  for (size_t i = 0; i < RUN_CODES; i++) {
    yields[i] = spec.yields_to[i];
    lacks[i] = spec.lacks[i];
  }
  *rule = (tr_rule){
      .id = spec.id,
      .slug = spec.id,
      .over = spec.over != NULL ? spec.over : "line",
      .confidence = spec.confidence != NULL ? spec.confidence : "official",
      .severity = spec.severity,
      .each = spec.each,
      .raised_by = spec.raised,
      .from = spec.from != 0 ? spec.from : TR_DAY_MIN,
      .to = spec.to != 0 ? spec.to : TR_DAY_MAX,
      .yields_to = yields,
      .lacks = lacks,
      .when = run_condition(run, env, spec.when, &facts),
      .at = run_place(run, env, spec.at),
      .words = {.message = run_template(run, env, spec.message),
                .fix_at = run_place(run, env, spec.fix_at),
                .fix_to = run_template(run, env, spec.fix_to),
                .fix_verb = spec.fix_verb},
      .cap_by =
          spec.cap_by != NULL
              ? tr_profile_key_find(run_keys, KEY_COUNT, tr_str_of(spec.cap_by))
              : -1,
      .overridable = spec.overridable,
      .denial_exempt = spec.denial_exempt,
      .needs_note = facts.needs_note,
      .codes = facts.codes,
      .code_count = facts.code_count};
  if (spec.fix_at != NULL)
    rule->words.fix_safety = spec.fix_safe ? TR_FIX_SAFE : TR_FIX_REVIEW;
  if (spec.case_when != NULL || spec.variant != NULL)
    run_put_case(run, env, &spec, rule);
  if (spec.also != NULL) {
    tr_also *also = run_new(run, sizeof *also);
    tr_compile_error error;
    /* "x in LIST: PLACE", or a place alone */
    const char *colon = strchr(spec.also, ':');
    const tr_str each = {spec.also,
                         colon != NULL ? (size_t)(colon - spec.also) : 0};
    run_compiled(
        tr_compile_places(&run->arena, each, TR_STR(""),
                          tr_str_of(colon != NULL ? colon + 1 : spec.also), env,
                          &also->program, &error),
        &error, spec.also);
    rule->also = also;
    rule->also_count = 1;
  }
  assert_true(run->pack.rule_count < RUN_RULES);
  run->rules[run->pack.rule_count++] = rule;
}

/** A rule that a reader, the notes or the tables raise. */
static inline void run_raised(check_run *run, const char *id,
                              tr_raised_by raised, const char *variant,
                              const char *message) {
  run_rule(run, (rule_spec){.id = id,
                            .severity = TR_SEVERITY_ERROR,
                            .raised = raised,
                            .message = "other",
                            .variant = variant,
                            .case_message = message});
}

/* ----------------------------------------------------------------- findings */

__attribute__((format(printf, 2, 3))) static inline void run_say(
    check_run *run, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const int n =
      vsnprintf(run->text + run->used, RUN_TEXT - run->used, format, arguments);
  va_end(arguments);
  assert_true(n >= 0 && (size_t)n < RUN_TEXT - run->used);
  run->used += (size_t)n;
}

/* Copied byte by byte, so that a sanitizer sees a text that is gone. */
static inline void run_put(check_run *run, const char *before, tr_str text) {
  run_say(run, "%s", before);
  assert_true(text.n < RUN_TEXT - run->used);
  for (size_t i = 0; i < text.n; i++) run->text[run->used++] = text.p[i];
  run->text[run->used] = '\0';
}

static inline void run_place_name(check_run *run, const tr_place *place) {
  run_say(run, "%s",
          place->element[0] != '\0' ? place->element : place->segment);
}

static inline void run_note_place(check_run *run, const tr_note_place *note) {
  run_put(run, " note ", note->id);
  run_say(run, "%s", note->pointer != NULL ? note->pointer : "");
}

static inline void run_also(check_run *run, const tr_finding *finding) {
  for (uint32_t i = 0; i < finding->also_count; i++) {
    const tr_also_place *also = &finding->also[i];
    run_say(run, ", also");
    if (also->in_note) {
      run_note_place(run, &also->note);
      continue;
    }
    run_say(run, " ");
    run_place_name(run, &also->place);
    run_put(run, " '", also->place.value);
    run_say(run, "'");
    if (also->claim.n != 0) run_put(run, " of ", also->claim);
    if (also->file != NULL) run_say(run, " in %s", also->file);
  }
}

static inline void run_finding(void *context, const tr_finding *finding) {
  check_run *run = context;
  run->findings++;
  run_say(run, "%s %s", finding->rule->id, tr_severity_name(finding->severity));
  if (finding->claim_at != 0) run_put(run, " ", finding->claim);
  if (finding->line > 0) run_say(run, "/%d", (int)finding->line);
  if (finding->has_place) {
    run_say(run, " ");
    run_place_name(run, &finding->at);
  }
  if (finding->has_note) run_note_place(run, &finding->note);
  run_put(run, " '", finding->message);
  run_say(run, "'");
  if (finding->why.n != 0) run_put(run, " why ", finding->why);
  if (finding->fix.element[0] != '\0') {
    static const char *const kinds[] = {"fix", "add", "drop"};
    run_say(run, " %s %s", kinds[finding->fix.kind], finding->fix.element);
    run_put(run, " ", finding->fix.from);
    run_put(run, " to ", finding->fix.to);
    if (finding->fix.safe) run_say(run, " safely");
  }
  assert_non_null(finding->file);
  if (strcmp(finding->file, "a.837") != 0 &&
      strcmp(finding->file, "n.json") != 0)
    run_say(run, " in %s", finding->file);
  run_also(run, finding);
  run_say(run, "\n");
}

/* --------------------------------------------------------------------- runs */

static inline void run_start(check_run *run) {
  memset(run, 0, sizeof *run);
  tr_arena_init(&run->arena, RUN_ARENA);
  tr_tables_init(&run->tables);
  tr_notes_index_init(&run->index);
  run->pack = (tr_pack){.name = "test",
                        .version = "1",
                        .rules = run->rules,
                        .profiles = run_profiles,
                        .profile_count = TR_COUNT(run_profiles),
                        .keys = run_keys,
                        .key_count = KEY_COUNT,
                        .payers = run_payers,
                        .payer_count = TR_COUNT(run_payers)};
  run->options = (tr_check_options){.pack = &run->pack,
                                    .tables = &run->tables,
                                    .today = TR_DAY_MIN,
                                    .finding = run_finding,
                                    .context = run};
}

/** Give chart notes: NDJSON with ' for ". */
static inline void run_notes(check_run *run, const char *json) {
  char *text = run_new(run, strlen(json) + 1);
  for (size_t i = 0; json[i] != '\0'; i++)
    text[i] = json[i] == '\'' ? '"' : json[i];
  assert_int_equal(tr_notes_index_add(&run->index, "n.json", tr_str_of(text)),
                   TR_OK);
  assert_int_equal(tr_note_reader_init(&run->reader, &run->index), TR_OK);
  run->source = tr_note_reader_source(&run->reader);
  run->options.notes = &run->source;
  run->with_notes = true;
}

static inline void run_feed(check_run *run, tr_check *check, tr_str text) {
  const size_t most = run->chunk != 0 ? run->chunk : text.n;
  for (size_t at = 0; at < text.n;) {
    const size_t n = most < text.n - at ? most : text.n - at;
    char *copy = malloc(n); /* exact, and gone after the call */
    assert_non_null(copy);
    memcpy(copy, text.p + at, n);
    assert_int_equal(tr_check_feed(check, copy, n), TR_OK);
    free(copy);
    at += n;
  }
}

/** Check files called a.837, b.837 ... @return The findings as text. */
static inline const char *run_files(check_run *run, const tr_str *files,
                                    size_t count) {
  tr_check *check = NULL;
  run->used = run->findings = 0;
  run->text[0] = '\0';
  assert_int_equal(tr_check_new(&run->options, &check), TR_OK);
  for (size_t i = 0; i < count; i++) {
    char name[] = "a.837";
    name[0] = "abcd"[i];
    assert_int_equal(tr_check_begin(check, name), TR_OK);
    name[0] = '?'; /* the checker has its own copy */
    run_feed(run, check, files[i]);
    assert_int_equal(tr_check_end(check, &run->unread[i]), TR_OK);
  }
  assert_int_equal(tr_check_finish(check), TR_OK);
  run->summary = *tr_check_summary(check);
  tr_check_free(check);
  size_t told = 0;
  for (int i = 0; i < TR_SEVERITY_COUNT; i++) told += run->summary.findings[i];
  assert_int_equal(told, run->findings);
  return run->text;
}

/** Check one file of these claims. */
static inline const char *run_claims(check_run *run, const claim_spec *claims,
                                     size_t count) {
  tr_buf edi;
  tr_buf_init(&edi, EDI_MOST);
  edi_begin(&edi);
  for (size_t i = 0; i < count; i++)
    edi_claim(&edi, (unsigned)(2 * i + 1), claims[i]);
  edi_end(&edi);
  const tr_str file = tr_buf_str(&edi);
  run_files(run, &file, 1);
  tr_buf_done(&edi);
  return run->text;
}

/** Check one file of one claim. */
static inline const char *run_claim(check_run *run, claim_spec claim) {
  return run_claims(run, &claim, 1);
}

static inline void run_end(check_run *run) {
  if (run->with_notes) tr_note_reader_done(&run->reader);
  tr_notes_index_done(&run->index);
  tr_arena_done(&run->arena);
}

#endif
