/* traction replay: the kept claims under other rules or tables, and what would
 * change. */
#include <stdlib.h>
#include <string.h>

#include "replay_run.h"

/* ---------------------------------------------------------------- the sides */

static bool is_of_side(const cmd_arguments *arguments, size_t at, size_t side) {
  static const char *const sided[] = {"packs", "profiles", "tables"};
  const char *name = arguments->given[at].option->name;
  size_t before = 0, all = 0;
  for (size_t i = 0; i < sizeof sided / sizeof *sided; i++) {
    if (strcmp(name, sided[i]) != 0) continue;
    for (size_t g = 0; g < arguments->given_count; g++)
      if (strcmp(arguments->given[g].option->name, name) == 0) {
        before += g < at;
        all++;
      }
    /* one alone is that of the side after */
    return (all == 1 ? (size_t)AFTER : before) == side &&
           (i == 2 || strcmp(arguments->given[at].value, "shipped") != 0);
  }
  return true;
}

/* The arguments as the command line of one side would have them. */
static void of_side(const cmd_arguments *arguments, size_t side,
                    cmd_arguments *of) {
  *of = *arguments;
  of->given_count = 0;
  for (size_t i = 0; i < arguments->given_count; i++)
    if (is_of_side(arguments, i, side))
      of->given[of->given_count++] = arguments->given[i];
}

static bool open_sides(replay_run *run) {
  cmd_arguments *of = malloc(sizeof *of);
  bool good = of != NULL;
  if (!good) file_say("out of memory");
  for (size_t side = 0; good && side < SIDES; side++) {
    of_side(run->arguments, side, of);
    good = knowledge_open(of, &run->sides[side].knowledge);
    run->sides[side].run =
        knowledge_run(&run->sides[side].knowledge, run->today);
  }
  free(of);
  return good;
}

static bool knows_rules(const replay_run *run) {
  static const char *const names[] = {"select", "ignore"};
  for (size_t i = 0; i < 2; i++) {
    const char *list = cmd_value(run->arguments, names[i]);
    tr_str entry, other;
    if (list == NULL ||
        !tr_select_unknown(run->sides[AFTER].knowledge.pack, tr_str_of(list),
                           &entry) ||
        !tr_select_unknown(run->sides[BEFORE].knowledge.pack, tr_str_of(list),
                           &other))
      continue;
    knowledge_say_unknown(&run->sides[AFTER].knowledge, run->arguments->command,
                          i == 0 ? "--select: " : "--ignore: ", entry);
    return false;
  }
  return true;
}

static bool has_profile(const replay_side *side, tr_str id) {
  const tr_pack *pack = side->knowledge.pack;
  for (uint32_t i = 0; i < pack->profile_count; i++)
    if (tr_str_eq(tr_str_of(pack->profiles[i]->id), id)) return true;
  return false;
}

static bool knows_payer(const replay_run *run) {
  if (run->payer.n == 0 || has_profile(&run->sides[BEFORE], run->payer) ||
      has_profile(&run->sides[AFTER], run->payer))
    return true;
  cmd_usage(run->arguments->command,
            "--payer: there is no payer profile '%.*s'; 'traction rules "
            "--payers' lists them",
            TR_STR_ARG(run->payer));
  return false;
}

/* -------------------------------------------------------------- the options */

static bool read_as_if(replay_run *run) {
  const char *words[SIDES] = {cmd_value_at(run->arguments, "as-if", 0),
                              cmd_value_at(run->arguments, "as-if", 1)};
  if (words[1] == NULL) {
    words[AFTER] = words[0];
    words[BEFORE] = NULL;
  }
  for (size_t side = 0; side < SIDES; side++) {
    if (words[side] == NULL) continue;
    if (tr_day_read_iso(tr_str_of(words[side]), &run->sides[side].as_if) ==
            TR_OK &&
        run->sides[side].as_if > 0)
      continue;
    cmd_usage(run->arguments->command,
              "--as-if takes a date as 2026-10-01, not '%s'", words[side]);
    return false;
  }
  return true;
}

static bool read_most(replay_run *run) {
  const char *word = cmd_value(run->arguments, "claims");
  uint64_t number = 0;
  run->most = REPLAY_SHOWN;
  if (word == NULL) return true;
  const char *digit = word;
  for (; *digit >= '0' && *digit <= '9' && digit - word < 9; digit++)
    number = number * 10 + (uint64_t)(*digit - '0');
  run->most = number;
  if (*digit == '\0' && digit > word) return true;
  cmd_usage(run->arguments->command, "--claims takes a number, not '%s'", word);
  return false;
}

static bool says_two_sides(const replay_run *run) {
  static const char *const sided[] = {"packs", "profiles", "tables", "as-if"};
  bool any = false;
  for (size_t i = 0; i < sizeof sided / sizeof *sided; i++) {
    any = any || cmd_has(run->arguments, sided[i]);
    if (cmd_value_at(run->arguments, sided[i], SIDES) == NULL) continue;
    cmd_usage(run->arguments->command,
              "--%s is given more than twice: before and after", sided[i]);
    return false;
  }
  if (!any)
    cmd_usage(run->arguments->command,
              "nothing to compare with; give --packs, --profiles, --tables or "
              "--as-if");
  return any;
}

static bool read_options(replay_run *run) {
  const cmd_arguments *arguments = run->arguments;
  const char *format = cmd_value(arguments, "format");
  run->json = format != NULL && strcmp(format, "json") == 0;
  run->quiet = cmd_has(arguments, "quiet");
  run->exit_code = cmd_has(arguments, "exit-code");
  run->select.select = tr_str_of(cmd_value(arguments, "select"));
  run->select.ignore = tr_str_of(cmd_value(arguments, "ignore"));
  run->which = tr_recall_everything;
  run->which.rendering = tr_str_of(cmd_value(arguments, "provider"));
  run->payer = tr_str_of(cmd_value(arguments, "payer"));
  if (arguments->operand_count > 0) {
    cmd_usage(arguments->command,
              "takes no files: the claims are those of the store");
    return false;
  }
  return says_two_sides(run) && read_as_if(run) && read_most(run) &&
         cmd_today(arguments, &run->today) &&
         cmd_day(arguments, "from", &run->which.from) &&
         cmd_day(arguments, "to", &run->which.to);
}

/* -------------------------------------------------------------------- a run */

static int report(replay_run *run) {
  const tr_status status = replay_diff(run);
  if (status != TR_OK) {
    file_say("cannot go on: %s", tr_status_text(status));
    return EXIT_FAILED;
  }
  if (run->json)
    replay_json(run);
  else
    replay_text(run);
  if (run->out.bad != TR_OK) {
    file_say("cannot write the report: %s", tr_status_text(run->out.bad));
    return EXIT_FAILED;
  }
  if (!file_output_open(&run->output, cmd_value(run->arguments, "output")))
    return EXIT_FAILED;
  file_output_write(&run->output, tr_buf_str(&run->out));
  if (!file_output_close(&run->output, true)) return EXIT_FAILED;
  const bool changes = run->changed > 0 || run->claims[0].changed;
  return run->exit_code && changes ? EXIT_FINDINGS : EXIT_CLEAN;
}

static int work(replay_run *run) {
  int status;
  if (!read_options(run)) return EXIT_USAGE;
  if (!open_sides(run)) return EXIT_FAILED;
  if (!knows_rules(run) || !knows_payer(run)) return EXIT_USAGE;
  status = db_place_find(run->arguments, false, run->quiet, &run->place);
  if (status != EXIT_CLEAN) return status;
  run->store = db_open(&run->place, run->place.path, TR_STORE_LOOK);
  if (run->store == NULL) return EXIT_FAILED;
  status = replay_collect(run);
  return status == EXIT_CLEAN ? report(run) : status;
}

static void begin(replay_run *run) {
  tr_arena_init(&run->texts, REPLAY_TEXTS);
  tr_buf_init(&run->out, REPLAY_REPORT);
  for (int by = 0; by < REPLAY_BYS; by++) {
    tr_tally_init(&run->vanished[by], REPLAY_TEXTS);
    tr_tally_init(&run->appeared[by], REPLAY_TEXTS);
  }
}

static void end(replay_run *run) {
  tr_store_close(run->store);
  db_place_done(&run->place);
  for (size_t side = 0; side < SIDES; side++) {
    knowledge_close(&run->sides[side].knowledge);
    free(run->found[side].items);
  }
  for (int by = 0; by < REPLAY_BYS; by++) {
    tr_tally_done(&run->vanished[by]);
    tr_tally_done(&run->appeared[by]);
  }
  tr_arena_done(&run->texts);
  tr_buf_done(&run->out);
  free(run->claims);
  free(run->lines);
  free(run);
}

static int run_replay(const cmd_command *command, cmd_arguments *arguments) {
  (void)command;
  replay_run *run = calloc(1, sizeof *run);
  if (run == NULL) {
    file_say("out of memory");
    return EXIT_FAILED;
  }
  run->arguments = arguments;
  begin(run);
  const int status = work(run);
  end(run);
  return status;
}

/* --------------------------------------------------------------- the tables */

static const cmd_form forms[] = {{"", NULL}, {NULL, NULL}};

static const cmd_option options[] = {
    CMD_OPTION_DB,
    CMD_OPTION_KEY_FILE,
    {.name = "packs",
     .argument = "DIR",
     .help = "rules over the built-in ones: those after; given twice, those "
             "before and those after ('shipped': the built-in ones alone)",
     .takes = CMD_TAKES_FOLDER,
     .repeats = true},
    {.name = "profiles",
     .argument = "DIR",
     .help = "payer profiles over the built-in ones, likewise",
     .takes = CMD_TAKES_FOLDER,
     .repeats = true},
    {.name = "tables",
     .argument = "DIR",
     .help = "imported code tables, likewise; where they are not given, those "
             "that 'traction check' uses",
     .takes = CMD_TAKES_FOLDER,
     .repeats = true},
    {.name = "as-if",
     .argument = "DATE",
     .help = "judge services before it by the tables, rules and policies of "
             "that day; after, or given twice, before and after",
     .repeats = true},
    {.name = "from", .argument = "DATE", .help = "services from this day on"},
    {.name = "to", .argument = "DATE", .help = "services up to this day"},
    {.name = "provider",
     .argument = "NPI",
     .help = "claims of this rendering provider"},
    {.name = "payer",
     .argument = "PROFILE",
     .help = "claims judged by this payer profile"},
    {.name = "select",
     .argument = "LIST",
     .help = "only these rules: ids, slugs or beginnings of ids, with commas "
             "between"},
    {.name = "ignore", .argument = "LIST", .help = "all but these rules"},
    CMD_OPTION_TODAY,
    {.name = "claims",
     .argument = "N",
     .help = "how many of the claims the text shows; 20 unless given"},
    {.name = "format",
     .argument = "FORM",
     .words = "text|json",
     .help = "of the report: text (unless given) or json, which has them all"},
    CMD_OPTION_OUTPUT,
    {.name = "exit-code", .help = "exit with 1 when anything changes"},
    {.name = "quiet", .help = "no progress"},
    {.name = NULL},
};

static const char *const text[] = {
    "Judges all claims of the practice store twice, with the notes that are "
    "kept: once by the rules, payer profiles and code tables before, once by "
    "those after. It tells what changes: findings that appear and vanish, by "
    "rule, payer and rendering provider, claims that go from clean to faulty "
    "and back, and the money of the lines they are about, as charged and as "
    "paid by the remittances that are kept.",
    "An edition of tables speaks for its own days: next quarter's says nothing "
    "of services given before it. With --as-if such services are judged as if "
    "they had been given on that day; given twice, both sides are, which tells "
    "what the new edition alone changes.",
    "Paid is what remittances say of a claim's number, spread over its lines "
    "by their charges; of several claims with one number the latest has it. A "
    "line that several findings are about counts once in each sum.",
    "Exit status: 0 when it is done, 1 with --exit-code when anything changes, "
    "2 for a call that is wrong, 3 when it could not be done.",
    NULL};

static const cmd_example examples[] = {
    {"traction replay --packs mine/", "what my rules change"},
    {"traction replay --packs old/ --packs new/ --from 2026-01-01",
     "from one rule pack to another, on this year's claims"},
    {"traction replay --tables next/ --as-if 2026-09-30 --as-if 2026-10-01",
     "what next quarter's tables would change, were all of it given then"},
    {"traction replay --tables next/ --format json --exit-code",
     "every change, for another program"},
    {NULL, NULL}};

const cmd_command cmd_replay = {
    .name = "replay",
    .summary = "judge all kept claims by other rules or tables",
    .forms = forms,
    .options = options,
    .text = text,
    .examples = examples,
    .run = run_replay,
};
