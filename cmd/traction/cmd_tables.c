/* traction tables: which editions of the code tables are there; taking in the
 * official files. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "arguments.h"
#include "input/table_import.h"
#include "knowledge.h"
#include "show.h"

enum { INDEX_MOST = 1 << 30 /* bytes of one index */ };

/* --------------------------------------------------------------------- list */

/* How an edition stands to a day, in words. */
static void put_age(tr_buf *out, const tr_edition *edition, tr_day today) {
  if (today == TR_DAY_MIN || edition->to == TR_DAY_MAX) {
    tr_buf_add(out, TR_STR("no end"));
  } else if (edition->to < today) {
    tr_buf_addf(out, "ended %d days ago", (int)(today - edition->to));
  } else if (edition->from != TR_DAY_MIN && edition->from > today) {
    tr_buf_addf(out, "begins in %d days", (int)(edition->from - today));
  } else {
    tr_buf_addf(out, "ends in %d days", (int)(edition->to - today));
  }
}

static void put_edition(tr_buf *out, const tr_edition *edition, tr_day today) {
  tr_buf_addf(out, "%-18s %-8s ", edition->table, edition->edition);
  show_day(out, edition->from, "         -");
  tr_buf_add(out, TR_STR("  "));
  show_day(out, edition->to, "         -");
  tr_buf_addf(out, " %8zu  %-8s ", edition->rows,
              edition->imported ? "imported" : "built in");
  put_age(out, edition, today);
  tr_buf_add_char(out, '\n');
}

static int list(const cmd_arguments *arguments, knowledge *known) {
  size_t broken;
  tr_day today;
  if (!cmd_today(arguments, &today)) return EXIT_USAGE;
  if (!knowledge_open_tables(arguments, known, &broken)) return EXIT_FAILED;
  tr_buf out;
  tr_buf_init(&out, SHOW_MOST);
  tr_buf_addf(&out, "%-18s %-8s %-10s  %-10s %8s  %-8s %s\n", "table",
              "edition", "from", "to", "rows", "", "age");
  const size_t count = tr_tables_count(&known->tables);
  for (size_t i = 0; i < count; i++) {
    const tr_edition edition = tr_tables_edition(&known->tables, i);
    put_edition(&out, &edition, today);
  }
  const int status = show(&out);
  return broken != 0 ? EXIT_FAILED : status;
}

/* ------------------------------------------------------------------- verify */

static int verify(const cmd_arguments *arguments, knowledge *known) {
  size_t broken;
  if (!knowledge_open_tables(arguments, known, &broken)) return EXIT_FAILED;
  tr_buf out;
  tr_buf_init(&out, SHOW_MOST);
  for (size_t i = 0; i < known->index_files.count; i++) {
    const char *path = known->index_files.paths[i];
    tr_err why = {TR_OK, NULL, 0};
    if (tr_index_verify(known->indexes[i].bytes, &why) == TR_OK) {
      tr_buf_addf(&out, "good  %s\n", path);
      continue;
    }
    file_say("%s is damaged: %s; import it again", path, why.message);
    broken++;
  }
  if (known->index_files.count == 0 && broken == 0)
    tr_buf_addf(
        &out, "no imported tables in %s\n",
        known->tables_folder != NULL ? known->tables_folder : "any folder");
  const int status = show(&out);
  return broken != 0 ? EXIT_FAILED : status;
}

/* ------------------------------------------------------------------- import */

/* Make a folder and those above it. */
static bool make_folder(const char *path) {
  char *copy = strdup(path);
  bool good = copy != NULL;
  for (char *at = copy; good && *at != '\0'; at++) {
    if (*at != '/' || at == copy) continue;
    *at = '\0';
    good = mkdir(copy, 0777) == 0 || errno == EEXIST;
    *at = '/';
  }
  free(copy);
  good = good && (mkdir(path, 0777) == 0 || errno == EEXIST);
  if (!good) file_say_errno("make the folder", path);
  return good;
}

static bool write_index(const knowledge *known, const tr_import_report *report,
                        tr_str index) {
  char name[TR_IMPORT_NAME];
  char *path = NULL;
  file_output output;
  tr_import_name(report, name);
  if (!make_folder(known->tables_folder) ||
      asprintf(&path, "%s/%s", known->tables_folder, name) < 0)
    return false;
  bool good = file_output_open(&output, path);
  if (good) {
    file_output_write(&output, index);
    good = file_output_close(&output, true);
  }
  if (good) {
    char from[TR_DAY_TEXT], to[TR_DAY_TEXT];
    tr_day_text(report->from, from);
    tr_day_text(report->to, to);
    printf("%s: %zu rows of %s %s, for %s to %s\n", path, report->rows,
           tr_table_name(report->kind), report->edition, from, to);
  }
  free(path);
  return good;
}

static bool import_options(const cmd_arguments *arguments,
                           tr_import_options *options) {
  *options = tr_import_options_none();
  const char *name = strrchr(arguments->operands[2], '/');
  options->file_name =
      tr_str_of(name != NULL ? name + 1 : arguments->operands[2]);
  options->edition = tr_str_of(cmd_value(arguments, "edition"));
  return cmd_day(arguments, "from", &options->from) &&
         cmd_day(arguments, "to", &options->to);
}

static int import(const cmd_arguments *arguments, knowledge *known) {
  const char *kind_name = arguments->operands[1];
  const char *path = arguments->operands[2];
  tr_table_kind kind;
  tr_import_options options;
  if (!tr_table_find(tr_str_of(kind_name), &kind) ||
      (kind != TR_TABLE_PTP && kind != TR_TABLE_MUE &&
       kind != TR_TABLE_ICD10CM))
    return cmd_usage(arguments->command,
                     "KIND is ncci-ptp, ncci-mue or icd10cm, not '%s'",
                     kind_name);
  if (!import_options(arguments, &options)) return EXIT_USAGE;
  known->tables_folder = knowledge_tables_folder(arguments);
  if (known->tables_folder == NULL)
    return cmd_usage(arguments->command,
                     "there is no home folder; give --tables DIR");
  file_bytes file;
  if (!file_load(path, &file)) return EXIT_FAILED;

  tr_buf index;
  tr_import_report report;
  tr_err why = {TR_OK, NULL, 0};
  tr_buf_init(&index, INDEX_MOST);
  const tr_status status =
      tr_import_table(kind, file.bytes, &options, &index, &report, &why);
  bool good = status == TR_OK;
  if (good)
    good = write_index(known, &report, tr_buf_str(&index));
  else if (report.line != 0)
    file_say("cannot import %s: line %zu: %s", path, report.line, why.message);
  else
    file_say("cannot import %s: %s", path,
             why.message != NULL ? why.message : tr_status_text(status));
  tr_buf_done(&index);
  file_unload(&file);
  return good ? EXIT_CLEAN : EXIT_FAILED;
}

/* -------------------------------------------------------------- the command */

static int run_tables(const cmd_command *command, cmd_arguments *arguments) {
  const int count = arguments->operand_count;
  const char *what = count > 0 ? arguments->operands[0] : "";
  knowledge known = {.pack = NULL};
  int status;
  if (count == 1 && strcmp(what, "list") == 0)
    status = list(arguments, &known);
  else if (count == 1 && strcmp(what, "verify") == 0)
    status = verify(arguments, &known);
  else if (count == 3 && strcmp(what, "import") == 0)
    status = import(arguments, &known);
  else if (strcmp(what, "import") == 0)
    status = cmd_usage(command, "import takes a KIND and a FILE");
  else
    status = cmd_usage(command, "say list, import KIND FILE or verify");
  knowledge_close(&known);
  return status;
}

static const cmd_form forms[] = {
    {"list", NULL}, {"import KIND FILE", NULL}, {"verify", NULL}, {NULL, NULL}};

static const cmd_option options[] = {
    {.name = "tables",
     .argument = "DIR",
     .help = "the folder of imported tables; else $TRACTION_TABLES, else "
             "traction/tables in $XDG_DATA_HOME or ~/.local/share",
     .takes = CMD_TAKES_FOLDER},
    {.name = "today",
     .argument = "DATE",
     .help = "the day from which list counts ages; else the system's"},
    {.name = "edition",
     .argument = "NAME",
     .help = "edition of a file that import does not tell from its name, as "
             "2026Q3 or FY2027"},
    {.name = "from",
     .argument = "DATE",
     .help = "first day the imported edition speaks for"},
    {.name = "to",
     .argument = "DATE",
     .help = "last day the imported edition speaks for"},
    {.name = NULL},
};

static const char *const text[] = {
    "Lists the code tables with edition, days, rows and age; imports the "
    "official files of CMS and CDC; checks what was imported.",
    "KIND is ncci-ptp (pairs of procedures), ncci-mue (most units on a day) or "
    "icd10cm (diagnoses). A FILE may be text, CSV or a zip of one. An imported "
    "edition wins over the built-in table for the days it covers.",
    NULL};

static const cmd_example examples[] = {
    {"traction tables list", "what is there"},
    {"traction tables import ncci-ptp ccipra-v322r0-f1.zip",
     "take in a quarter's pairs"},
    {NULL, NULL}};

const cmd_command cmd_tables = {
    .name = "tables",
    .summary = "list, import and verify code tables",
    .forms = forms,
    .options = options,
    .text = text,
    .examples = examples,
    .operand_words = "list|import|verify|ncci-ptp|ncci-mue|icd10cm",
    .takes = CMD_TAKES_FILE,
    .run = run_tables,
};
