/* traction note: plain notes as drafts of traction-note/1, and what they lack.
 * The reading is the library's (note/soap.h); what is missing is what the
 * documentation rules say of the draft, and what every note says. */
#include <stdlib.h>
#include <string.h>

#include "arguments.h"
#include "files.h"
#include "input/note_json.h"
#include "knowledge.h"
#include "note/soap_write.h"
#include "options.h"
#include "rule/check.h"

enum {
  OUT_MOST = 1 << 30, /* bytes of what is written of one file */
  MISSING_MOST = 512,
  MISSING_TEXTS = 1 << 20 /* bytes of what is said to be missing */
};

typedef enum note_format { NOTE_TEXT, NOTE_JSON, NOTE_NDJSON } note_format;

/* A run; what it reads of one file is in `arena`, which is reset for each. */
typedef struct note_run {
  note_format format;
  knowledge knowledge;
  file_output output;
  tr_arena arena;
  tr_buf out;
  size_t written; /* drafts */
  bool failed;
} note_run;

/* What a draft lacks, gathered while the rules run over it. */
typedef struct missing_list {
  tr_arena texts;
  tr_soap_missing entries[MISSING_MOST];
  size_t count;
  bool broken;
} missing_list;

/* -------------------------------------------------------- what is missing */

static bool is_told(const missing_list *missing, tr_str pointer) {
  for (size_t i = 0; i < missing->count; i++)
    if (tr_str_eq(missing->entries[i].pointer, pointer)) return true;
  return false;
}

static void add_missing(missing_list *missing, tr_str pointer, tr_str rule,
                        tr_str text) {
  if (missing->count == MISSING_MOST) return;
  tr_soap_missing entry;
  if (tr_arena_copy(&missing->texts, pointer, &entry.pointer) != TR_OK ||
      tr_arena_copy(&missing->texts, rule, &entry.rule) != TR_OK ||
      tr_arena_copy(&missing->texts, text, &entry.text) != TR_OK) {
    missing->broken = true;
    return;
  }
  missing->entries[missing->count++] = entry;
}

/* Rules over notes and their services; that no claim bills a draft is none of
 * its faults. */
static void take_finding(void *context, const tr_finding *finding) {
  const tr_rule *rule = finding->rule;
  if (!finding->has_note || strcmp(rule->id, "TRD0103") == 0 ||
      (rule->each != TR_EACH_NOTE && rule->each != TR_EACH_SERVICE))
    return;
  add_missing(context, tr_str_of(finding->note.pointer), tr_str_of(rule->id),
              finding->message);
}

/* What every note says, whatever the rules ask. */
static void ask_the_rest(const tr_soap_draft *draft, missing_list *missing) {
  const struct {
    const tr_soap_value *value;
    const char *pointer, *rule, *text;
  } rows[] = {
      {&draft->date_of_service, "/date_of_service", "TRD0102",
       "the note has no date of service"},
      {&draft->author_name, "/author", "",
       "the note does not say who wrote it"},
      {&draft->signed_at, "/signed_at", "TRD0102", "the note is not signed"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    if (rows[i].value->json == TR_NOTE_NONE &&
        !is_told(missing, tr_str_of(rows[i].pointer)))
      add_missing(missing, tr_str_of(rows[i].pointer), tr_str_of(rows[i].rule),
                  tr_str_of(rows[i].text));
}

static void tell_doubts(const tr_soap_draft *draft, missing_list *missing) {
  char text[256];
  for (size_t i = 0; i < draft->doubt_count; i++) {
    const int n =
        snprintf(text, sizeof text, "ambiguous: %s", draft->doubts[i].text);
    add_missing(missing, tr_str_of(draft->doubts[i].pointer), TR_STR(""),
                (tr_str){text, n > 0 ? (size_t)n : 0});
  }
}

static tr_status run_rules(const note_run *run, const tr_note_source *source,
                           missing_list *missing) {
  tr_check *check = NULL;
  const tr_check_options options = {.pack = run->knowledge.pack,
                                    .tables = &run->knowledge.tables,
                                    .notes = source,
                                    .today = TR_DAY_MIN,
                                    .finding = take_finding,
                                    .context = missing};
  tr_status status = tr_check_new(&options, &check);
  if (status == TR_OK) status = tr_check_finish(check);
  tr_check_free(check);
  return status;
}

/* The draft as a note of its own, through the door every note comes by. */
static tr_status find_missing(const note_run *run, const tr_soap_draft *draft,
                              tr_str id, missing_list *missing) {
  tr_buf note;
  tr_note_index index;
  tr_note_reader reader;
  tr_buf_init(&note, OUT_MOST);
  tr_notes_index_init(&index);
  tr_soap_json_whole(draft, id, &note);
  tr_status status = note.bad;
  if (status == TR_OK)
    status = tr_notes_index_add(&index, "draft", tr_buf_str(&note));
  if (status == TR_OK) status = tr_note_reader_init(&reader, &index);
  if (status == TR_OK) {
    const tr_note_source source = tr_note_reader_source(&reader);
    status = run_rules(run, &source, missing);
    tr_note_reader_done(&reader);
  }
  tr_notes_index_done(&index);
  tr_buf_done(&note);
  if (status != TR_OK) return status;
  ask_the_rest(draft, missing);
  tell_doubts(draft, missing);
  return missing->broken ? TR_ENOMEM : TR_OK;
}

/* ------------------------------------------------------------------ a file */

/* The id of a draft: the name of its file without its ending. */
static tr_str id_of(const char *path) {
  if (strcmp(path, "-") == 0) return TR_STR("stdin");
  const char *slash = strrchr(path, '/');
  const char *name = slash != NULL ? slash + 1 : path;
  const char *point = strrchr(name, '.');
  const size_t n =
      point != NULL && point != name ? (size_t)(point - name) : strlen(name);
  return n > 0 ? (tr_str){name, n} : TR_STR("note");
}

static void write_draft(note_run *run, const char *path,
                        const tr_soap_draft *draft,
                        const missing_list *missing) {
  const tr_str id = id_of(path);
  if (run->format == NOTE_TEXT) {
    if (run->written > 0) tr_buf_add_char(&run->out, '\n');
    tr_soap_page(draft, tr_str_of(strcmp(path, "-") == 0 ? "<stdin>" : path),
                 missing->entries, missing->count, &run->out);
  } else {
    if (run->format == NOTE_JSON && run->written > 0)
      tr_buf_add(&run->out, TR_STR(",\n"));
    tr_soap_json(draft, id, missing->entries, missing->count, &run->out);
    if (run->format == NOTE_NDJSON) tr_buf_add_char(&run->out, '\n');
  }
  run->written++;
}

static tr_status read_note(note_run *run, const char *path, tr_str text) {
  tr_soap_draft *draft = NULL;
  tr_arena_reset(&run->arena);
  tr_status status = tr_soap_read(&run->arena, text, &draft);
  if (status != TR_OK) return status;
  missing_list *missing = calloc(1, sizeof *missing);
  if (missing == NULL) return TR_ENOMEM;
  tr_arena_init(&missing->texts, MISSING_TEXTS);
  status = find_missing(run, draft, id_of(path), missing);
  if (status == TR_OK) write_draft(run, path, draft, missing);
  tr_arena_done(&missing->texts);
  free(missing);
  return status == TR_OK ? run->out.bad : status;
}

static const char *why_unread(tr_str text) {
  if (text.n > TR_SOAP_BYTES) return "it is larger than 1 MiB";
  if (text.n == 0) return "it is empty";
  return tr_soap_is_text(text) ? NULL : "it is not text";
}

/* @return False when nothing more can be done. */
static bool read_file(note_run *run, const char *path) {
  file_bytes file;
  if (!file_load(path, &file)) {
    run->failed = true;
    return true;
  }
  const char *why = why_unread(file.bytes);
  tr_status status = TR_OK;
  if (why != NULL) {
    file_say("cannot read %s as a note: %s", path, why);
    run->failed = true;
  } else {
    status = read_note(run, path, file.bytes);
    if (status != TR_OK)
      file_say("cannot read %s: %s", path, tr_status_text(status));
  }
  file_unload(&file);
  return status == TR_OK && file_output_drain(&run->output, &run->out, false);
}

static bool read_files(note_run *run, const cmd_arguments *arguments) {
  const bool list = run->format == NOTE_JSON && arguments->operand_count > 1;
  if (list) tr_buf_add_char(&run->out, '[');
  for (int i = 0; i < arguments->operand_count; i++)
    if (!read_file(run, arguments->operands[i])) return false;
  if (list) tr_buf_add_char(&run->out, ']');
  if (run->format == NOTE_JSON && (list || run->written > 0))
    tr_buf_add_char(&run->out, '\n');
  return file_output_drain(&run->output, &run->out, true);
}

static int work(note_run *run, const cmd_arguments *arguments) {
  tr_buf_init(&run->out, OUT_MOST);
  tr_arena_init(&run->arena, TR_SOAP_ARENA);
  int status = EXIT_FAILED;
  if (knowledge_open(arguments, &run->knowledge) &&
      file_output_open(&run->output, cmd_value(arguments, "output"))) {
    const bool good = read_files(run, arguments);
    if (file_output_close(&run->output, good) && good && !run->failed)
      status = EXIT_CLEAN;
  }
  knowledge_close(&run->knowledge);
  tr_arena_done(&run->arena);
  tr_buf_done(&run->out);
  return status;
}

static int run_note(const cmd_command *command, cmd_arguments *arguments) {
  if (arguments->operand_count == 0)
    return cmd_usage(command, "no note to read; '-' is standard input");
  note_run *run = calloc(1, sizeof *run);
  if (run == NULL) {
    file_say("out of memory");
    return EXIT_FAILED;
  }
  const char *format = cmd_value(arguments, "format");
  run->format = format == NULL || strcmp(format, "text") == 0 ? NOTE_TEXT
                : strcmp(format, "json") == 0                 ? NOTE_JSON
                                                              : NOTE_NDJSON;
  const int status = work(run, arguments);
  free(run);
  return status;
}

/* --------------------------------------------------------------- the tables */

static const cmd_form forms[] = {{"FILE...", NULL}, {NULL, NULL}};

static const cmd_option options[] = {
    {.name = "format",
     .argument = "FORMAT",
     .words = "text|json|ndjson",
     .help = "text for people (unless given), json, or ndjson: one note a "
             "line"},
    CMD_OPTION_OUTPUT,
    CMD_OPTION_PACKS,
    CMD_OPTION_PROFILES,
    CMD_OPTION_TABLES,
    {.name = NULL},
};

static const char *const text[] = {
    "Reads plain notes, one a FILE, as they are typed or dictated, and writes "
    "what each says as a draft of a chart note (traction-note/1), which "
    "'traction check --notes' takes. Every value has the place it was read "
    "at; what is not said is not written, and what may be read in two ways "
    "is left out and told. docs/notes.md says what it looks for and how often "
    "it is right.",
    "Then comes what the note lacks: what the documentation rules would ask of "
    "it, and its date, author and signature.",
    "A person reads the draft before it is used.",
    "The exit status is 0; 2 when the command was not understood; 3 when a "
    "FILE could not be read: no text, empty, larger than 1 MiB.",
    NULL};

static const cmd_example examples[] = {
    {"traction note visit.txt", "what the note says, and what it lacks"},
    {"traction note --format ndjson --output drafts.ndjson notes/*.txt",
     "drafts of many notes, for 'traction check --notes'"},
    {NULL, NULL}};

const cmd_command cmd_note = {
    .name = "note",
    .summary = "read plain notes into drafts, and say what they lack",
    .forms = forms,
    .options = options,
    .text = text,
    .examples = examples,
    .takes = CMD_TAKES_FILE,
    .run = run_note,
};
