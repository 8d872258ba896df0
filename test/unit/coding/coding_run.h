/* Chart notes coded for tests, and what came out in short:
 *
 *   98940-AT x1 @1,2; 97012 x1 @2,1 | error 97140 TRC0302
 *
 * lines with modifiers, units and pointers, then what the note lacks: severity,
 * code (or "visit") and rule (or "method"). */
#ifndef TR_CODING_RUN_H
#define TR_CODING_RUN_H

#include "base/buf.h"
#include "coding/coding.h"
#include "input/note_json.h"
#include "tr_test.h"

enum { RUN_TEXT = 1 << 20, RUN_ARENA = 64 << 20 };

/** What of a note every test would say alike. Close it with RUN_END. */
#define RUN_NOTE(id, day)                                               \
  "{\"format\":\"traction-note/1\",\"id\":\"" id "\",\"claim\":\"" id   \
  "\","                                                                 \
  "\"patient\":{\"id\":\"p-1\",\"born\":\"1980-01-01\",\"sex\":\"F\"}," \
  "\"date_of_service\":\"" day                                          \
  "\",\"author\":{\"npi\":\"1425678939\"},"                             \
  "\"signed_at\":\"" day                                                \
  "T18:00:00Z\",\"subjective\":\"low back pain\","                      \
  "\"objective\":\"L5 restricted\",\"assessment\":\"improving\","       \
  "\"plan\":\"continue\",\"contraindications_screened\":\"" day "\","
#define RUN_PLAN(phase)                                                \
  "\"plan_of_care\":{\"start\":\"2026-06-01\",\"end\":\"2026-07-15\"," \
  "\"visits\":12,\"visit_number\":4,\"re_exam_due\":\"2026-07-01\","   \
  "\"phase\":\"" phase                                                 \
  "\",\"goals\":[{\"id\":\"g1\",\"text\":\"sit\","                     \
  "\"measure\":\"ODI\",\"target\":20}],"                               \
  "\"items\":[{\"code\":\"98940\",\"per_week\":2,\"visits\":12},"      \
  "{\"code\":\"97012\",\"per_week\":2},{\"code\":\"97010\"}]},"
#define RUN_LUMBAR                                               \
  "\"diagnoses\":[{\"code\":\"M99.03\"},{\"code\":\"M54.16\"}]," \
  "\"segments\":[{\"level\":\"L5\",\"region\":\"lumbar\","       \
  "\"part\":[\"P\",\"A\",\"R\"],\"adjusted\":true}],"
#define RUN_NECK                                                 \
  "\"diagnoses\":[{\"code\":\"M99.01\"},{\"code\":\"M54.16\"}]," \
  "\"segments\":[{\"level\":\"C5\",\"region\":\"cervical\","     \
  "\"part\":[\"P\",\"A\",\"R\"],\"adjusted\":true}],"
#define RUN_SERVICES(text) "\"services\":[" text "]}\n"

/** A service that counts minutes. */
#define RUN_TIMED(kind, area, minutes)                                   \
  "{\"kind\":\"" kind "\",\"areas\":[\"" area "\"],\"minutes\":" minutes \
  ",\"one_on_one\":true,\"rationale\":\"r\",\"goal\":\"g1\","            \
  "\"response\":\"better\"}"
#define RUN_CMT "{\"kind\":\"cmt\"}"
#define RUN_TRACTION                                                       \
  "{\"kind\":\"traction\",\"method\":\"mechanical\",\"device\":{\"kind\":" \
  "\"motorized-table\"},\"areas\":[\"lumbar\"],\"mode\":\"static\","       \
  "\"force\":{\"value\":60,\"unit\":\"lb\"},\"position\":\"supine\","      \
  "\"minutes\":15,\"rationale\":\"r\",\"goal\":\"g1\","                    \
  "\"response\":\"better\"}"

/** A run over notes. */
typedef struct coding_run {
  tr_arena arena;
  tr_tables tables;
  tr_note_index index;
  tr_note_reader reader;
  tr_note_source source;
  tr_buf out;
  tr_coding_options options;
  tr_coded_fn *each; /**< called besides; may be NULL */
  size_t failed, visits;
  tr_status status;
} coding_run;

static inline void run_code_text(tr_buf *out, tr_code code) {
  char text[TR_CODE_BYTES + 1];
  const size_t n = tr_code_text(code, text);
  tr_buf_add(out, (tr_str){text, n});
}

static inline void run_put_line(tr_buf *out, const tr_encounter_line *line) {
  run_code_text(out, line->procedure);
  for (uint32_t i = 0; i < line->modifier_count; i++) {
    tr_buf_add_char(out, '-');
    run_code_text(out, line->modifiers[i]);
  }
  tr_buf_addf(out, " x%lld @", (long long)line->units);
  for (uint32_t i = 0; i < line->pointer_count; i++)
    tr_buf_addf(out, "%s%u", i > 0 ? "," : "", (unsigned)line->pointers[i]);
}

static inline void run_put_lack(tr_buf *out, const tr_coding_lack *lack) {
  tr_buf_addf(out, "%s ", tr_severity_name(lack->severity));
  if (lack->code != 0)
    run_code_text(out, lack->code);
  else
    tr_buf_addf(out, "visit");
  tr_buf_addf(out, " %s", lack->rule != NULL ? lack->rule : "method");
}

/** Write a visit in short, one line of text each. */
static inline void run_take(void *context, const tr_coded_visit *visit) {
  coding_run *run = context;
  run->visits++;
  for (uint32_t i = 0; i < visit->line_count; i++) {
    if (i > 0) tr_buf_addf(&run->out, "; ");
    run_put_line(&run->out, &visit->lines[i].billed);
    /* lines and encounter are two views of one claim */
    assert_int_equal(visit->encounter->lines[i].procedure,
                     visit->lines[i].billed.procedure);
  }
  assert_int_equal(visit->encounter->line_count, visit->line_count);
  for (uint32_t i = 0; i < visit->lack_count; i++) {
    tr_buf_addf(&run->out, "%s", i == 0 ? " | " : ", ");
    run_put_lack(&run->out, &visit->lacking[i]);
  }
  if (!visit->settled) tr_buf_addf(&run->out, " (unsettled)");
  tr_buf_add_char(&run->out, '\n');
  if (run->each != NULL) run->each(run, visit);
}

static inline void run_open(coding_run *run) {
  *run = (coding_run){0};
  tr_arena_init(&run->arena, RUN_ARENA);
  tr_tables_init(&run->tables);
  tr_buf_init(&run->out, RUN_TEXT);
  run->options = (tr_coding_options){.pack = &tr_pack_builtin,
                                     .today = 20634 /* 2026-06-30 */};
}

static inline void run_close(coding_run *run) {
  tr_buf_done(&run->out);
  tr_arena_done(&run->arena);
}

/** Code notes. @return What came out in short; ends with the next run. */
static inline const char *run_notes(coding_run *run, const char *json) {
  tr_arena_reset(&run->arena);
  tr_buf_clear(&run->out);
  run->visits = 0;
  run->failed = 0;
  tr_notes_index_init(&run->index);
  assert_int_equal(tr_notes_index_add(&run->index, "n.json", tr_str_of(json)),
                   TR_OK);
  assert_int_equal(tr_note_reader_init(&run->reader, &run->index), TR_OK);
  run->source = tr_note_reader_source(&run->reader);
  run->options.arena = &run->arena;
  run->options.tables = &run->tables;
  run->options.notes = &run->source;
  run->status = tr_coding_run(&run->options, run_take, run, &run->failed);
  tr_note_reader_done(&run->reader);
  tr_notes_index_done(&run->index);
  tr_buf_add_char(&run->out, '\0');
  return tr_buf_str(&run->out).p;
}

/** A note, by whose rules it is coded, and what is to come out. */
typedef struct run_row {
  const char *name, *profile, *json, *wanted;
} run_row;

static inline void run_rows(const run_row *rows, size_t count) {
  coding_run run;
  run_open(&run);
  for (size_t i = 0; i < count; i++) {
    TR_ROW(i, tr_str_of(rows[i].name));
    run.options.profile = rows[i].profile;
    const char *got = run_notes(&run, rows[i].json);
    assert_int_equal(run.status, TR_OK);
    if (strcmp(got, rows[i].wanted) != 0)
      fail_msg("%s: got\n%swanted\n%s", rows[i].name, got, rows[i].wanted);
  }
  run_close(&run);
}

#endif
