/* Does the engine say of an example what the example expects? */
#include "input/example.h"
#include "input/example_parts.h"
#include "input/note_json.h"
#include "input/pack_yaml.h"
#include "rule/check.h"

/* What came of a run. */
typedef struct outcome {
  const tr_rule *rule;
  const tr_example *example;
  bool met[TR_EXAMPLE_EXPECTS];
  bool unwanted; /* a finding of the rule where none is expected */
  bool unclean;  /* an error or warning of any rule */
  tr_buf seen;   /* every finding, for people */
} outcome;

static bool contains(tr_str text, tr_str part) {
  for (size_t i = 0; i + part.n <= text.n; i++)
    if (part.n == 0 || memcmp(text.p + i, part.p, part.n) == 0) return true;
  return part.n == 0;
}

static tr_str place_of(const tr_finding *finding) {
  if (finding->has_place)
    return tr_str_of(finding->at.element[0] != '\0' ? finding->at.element
                                                    : finding->at.segment);
  if (finding->has_note && finding->note.pointer != NULL)
    return tr_str_of(finding->note.pointer);
  return (tr_str){"", 0};
}

static bool at_place(const tr_finding *finding, tr_str at) {
  if (at.n == 0) return true;
  if (at.p[0] == '/')
    return finding->has_note && finding->note.pointer != NULL &&
           tr_str_eq(at, tr_str_of(finding->note.pointer));
  return finding->has_place && tr_str_eq(at, place_of(finding));
}

/* A fix as examples name it. */
static tr_str fix_of(const tr_finding *finding, char *room, size_t size) {
  static const char *const verbs[] = {"set", "add", "drop"};
  const tr_fix *fix = &finding->fix;
  if (fix->element[0] == '\0') return TR_STR("none");
  const bool line = strcmp(fix->element, "SV1") == 0;
  const tr_str what = fix->kind != TR_FIX_DROP ? fix->to
                      : line                   ? TR_STR("line")
                                               : fix->from;
  snprintf(room, size, "%s %.*s", verbs[fix->kind], TR_STR_ARG(what));
  return tr_str_of(room);
}

static bool is_fixed(const tr_finding *finding, tr_str wanted) {
  char room[64];
  return wanted.n == 0 || tr_str_eq(wanted, fix_of(finding, room, sizeof room));
}

static void show(outcome *o, const tr_finding *finding, bool own) {
  char room[64];
  tr_buf_addf(&o->seen, "  %s %s %s at %.*s line %lld fix %.*s: %.*s\n",
              own ? "got" : "beside", finding->rule->id,
              tr_severity_name(finding->severity),
              TR_STR_ARG(place_of(finding)), (long long)finding->line,
              TR_STR_ARG(fix_of(finding, room, sizeof room)),
              TR_STR_ARG(finding->message));
}

static void take(void *context, const tr_finding *finding) {
  outcome *o = context;
  const bool own = strcmp(finding->rule->id, o->rule->id) == 0;
  /* what stands nowhere in the claim is about the tables (rulings 9) */
  const bool bad = finding->severity >= TR_SEVERITY_WARNING &&
                   (finding->has_place || finding->has_note);
  if (o->example->clean && bad) o->unclean = true;
  show(o, finding, own);
  if (!own) return;
  if (o->example->expect_count == 0) o->unwanted = true;
  for (uint32_t i = 0; i < o->example->expect_count; i++) {
    const tr_expect *expect = &o->example->expects[i];
    if (expect->severity == finding->severity &&
        (expect->line < 0 || expect->line == finding->line) &&
        at_place(finding, expect->at) && is_fixed(finding, expect->fix) &&
        contains(finding->message, expect->message))
      o->met[i] = true;
  }
}

static tr_status feed(tr_check *check, tr_str claims) {
  bool unread;
  tr_status status = tr_check_begin(check, "example.837");
  if (status == TR_OK) status = tr_check_feed(check, claims.p, claims.n);
  if (status == TR_OK) status = tr_check_end(check, &unread);
  if (status == TR_OK) status = tr_check_finish(check);
  return status;
}

static tr_status run(const tr_pack *pack, const tr_tables *tables,
                     const tr_note_source *notes, outcome *o) {
  const tr_check_options options = {
      .pack = pack,
      .tables = tables,
      .notes = notes,
      .today = o->example->today,
      .finding = take,
      .context = o,
  };
  tr_check *check = NULL;
  tr_status status = tr_check_new(&options, &check);
  if (status == TR_OK) status = feed(check, o->example->claims);
  tr_check_free(check);
  return status;
}

static tr_status run_with_notes(const tr_pack *pack, const tr_tables *tables,
                                outcome *o) {
  if (!o->example->has_notes) return run(pack, tables, NULL, o);
  tr_note_index index;
  tr_note_reader reader;
  tr_notes_index_init(&index);
  tr_status status =
      tr_notes_index_add(&index, "notes.json", o->example->notes);
  if (status == TR_OK) status = tr_note_reader_init(&reader, &index);
  if (status == TR_OK) {
    const tr_note_source notes = tr_note_reader_source(&reader);
    status = run(pack, tables, &notes, o);
    tr_note_reader_done(&reader);
  }
  tr_notes_index_done(&index);
  return status;
}

static bool judge(const outcome *o, tr_buf *why) {
  bool good = true;
  for (uint32_t i = 0; i < o->example->expect_count; i++) {
    const tr_expect *expect = &o->example->expects[i];
    if (o->met[i]) continue;
    good = false;
    tr_buf_addf(why, "  wanted %s at %.*s line %lld \"%.*s\"\n",
                tr_severity_name(expect->severity), TR_STR_ARG(expect->at),
                (long long)expect->line, TR_STR_ARG(expect->message));
  }
  if (o->unwanted) tr_buf_add(why, TR_STR("  wanted no finding\n"));
  if (o->unclean) tr_buf_add(why, TR_STR("  wanted a clean claim\n"));
  good = good && !o->unwanted && !o->unclean;
  if (!good) tr_buf_add(why, tr_buf_str(&o->seen));
  return good;
}

tr_status tr_example_run(const tr_pack *pack, const tr_tables *tables,
                         const tr_rule *rule, const tr_example *example,
                         tr_buf *why, bool *passed) {
  outcome o = {.rule = rule, .example = example};
  tr_buf_init(&o.seen, 1 << 16);
  const tr_status status = run_with_notes(pack, tables, &o);
  if (status == TR_OK) *passed = judge(&o, why);
  tr_buf_done(&o.seen);
  return status;
}

/* ---------------------------------------------------------- all of a rule */

static void keep_error(void *context, const tr_pack_error *error) {
  tr_pack_error_show(error, context);
}

/* What a contract would change is laid over the profile "commercial". */
static tr_status lay_over(tr_arena *arena, const tr_pack **pack, tr_str profile,
                          tr_buf *why) {
  const tr_pack_file file = {
      .name = "commercial.yaml", .bytes = profile, .kind = TR_PACK_PROFILE};
  const tr_pack_options options = {.name = "example",
                                   .version = "0",
                                   .base = *pack,
                                   .error = keep_error,
                                   .context = why};
  return tr_pack_read(arena, &file, 1, &options, pack);
}

static tr_status run_text(const tr_pack *pack, const tr_tables *tables,
                          const tr_rule *rule, const tr_example_text *text,
                          tr_buf *why, bool *passed) {
  tr_arena arena, overlay;
  tr_arena_init(&arena, TR_EXAMPLE_ARENA);
  tr_arena_init(&overlay, TR_PACK_ARENA);
  tr_pack_sink sink = {.file = rule->id,
                       .bytes = tr_str_of(text->text),
                       .fn = keep_error,
                       .context = why};
  tr_example example = {.profile = {NULL, 0}};
  const bool measure = rule->each == TR_EACH_MEASURE;
  *passed = false;
  tr_status status =
      measure
          ? tr__example_run_measure(&arena, tables, rule, &sink, why, passed)
          : tr_example_build(&arena, pack, tables, &sink, &example);
  if (status == TR_OK && example.profile.n > 0)
    status = lay_over(&overlay, &pack, example.profile, why);
  if (status == TR_OK && !measure)
    status = tr_example_run(pack, tables, rule, &example, why, passed);
  tr_arena_done(&overlay);
  tr_arena_done(&arena);
  return status == TR_ESYNTAX ? TR_OK : status;
}

tr_status tr_examples_run(const tr_pack *pack, const tr_tables *tables,
                          const tr_rule *rule, tr_example_fn *fn, void *context,
                          tr_example_counts *counts) {
  tr_buf why;
  tr_status status = TR_OK;
  tr_buf_init(&why, 1 << 18);
  for (uint32_t i = 0; i < rule->example_count && status == TR_OK; i++) {
    const tr_example_text *text = &rule->examples[i];
    bool passed = false;
    tr_buf_clear(&why);
    status = run_text(pack, tables, rule, text, &why, &passed);
    if (status != TR_OK) break;
    if (passed)
      counts->passed++;
    else
      counts->failed++;
    fn(context, rule, text->name, passed, tr_buf_str(&why));
  }
  tr_buf_done(&why);
  return status;
}
