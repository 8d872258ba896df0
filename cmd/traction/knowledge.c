/* Where rules and tables come from. Indexes are mapped, not read: a quarter's
 * pairs cost nothing until they are looked up. */
#include "knowledge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input/pack_yaml.h"
#include "suggest.h"

static void show_error(void *context, const tr_pack_error *error) {
  tr_buf text;
  (void)context;
  tr_buf_init(&text, 64 << 10);
  tr_pack_error_show(error, &text);
  fprintf(stderr, "%.*s", TR_STR_ARG(tr_buf_str(&text)));
  tr_buf_done(&text);
}

/* -------------------------------------------------------------------- packs */

/* A user's files of rules and profiles. */
typedef struct user_files {
  file_list paths;
  tr_pack_file *files;
  file_bytes *bytes;
  size_t count;
} user_files;

static bool add_folder(user_files *user, const char *folder, bool profiles) {
  file_list found = {NULL, 0, 0};
  bool good = file_walk(folder, &found);
  for (size_t i = 0; good && i < found.count; i++) {
    tr_pack_kind kind;
    const size_t room = user->count + 1;
    if (!tr_pack_kind_of(tr_str_of(found.paths[i]), profiles, &kind)) continue;
    tr_pack_file *files = realloc(user->files, room * sizeof *files);
    if (files != NULL) user->files = files;
    file_bytes *bytes = realloc(user->bytes, room * sizeof *bytes);
    if (bytes != NULL) user->bytes = bytes;
    if (files == NULL || bytes == NULL) {
      file_say("out of memory");
      good = false;
    } else if (file_list_add(&user->paths, found.paths[i]) &&
               file_load(found.paths[i], &bytes[user->count])) {
      files[user->count] =
          (tr_pack_file){.name = user->paths.paths[user->paths.count - 1],
                         .bytes = bytes[user->count].bytes,
                         .kind = kind};
      user->count++;
    } else {
      good = false;
    }
  }
  file_list_done(&found);
  return good;
}

static void user_files_done(user_files *user) {
  for (size_t i = 0; i < user->count; i++) file_unload(&user->bytes[i]);
  file_list_done(&user->paths);
  free(user->files);
  free(user->bytes);
}

static bool read_user_pack(knowledge *knowledge, const user_files *user) {
  const tr_pack_options options = {.name = "user",
                                   .version = "1",
                                   .base = &tr_pack_builtin,
                                   .error = show_error};
  tr_arena_init(&knowledge->arena, TR_PACK_ARENA);
  const tr_status status = tr_pack_read(
      &knowledge->arena, user->files, user->count, &options, &knowledge->pack);
  if (status == TR_OK) {
    knowledge->packs[knowledge->pack_count++] =
        (tr_run_pack){knowledge->pack->name, knowledge->pack->version,
                      knowledge->pack->sha256};
    return true;
  }
  file_say("cannot use these packs: %s", status == TR_ESYNTAX
                                             ? "mend what is said above"
                                             : tr_status_text(status));
  return false;
}

static bool open_packs(const cmd_arguments *arguments, knowledge *knowledge) {
  const char *packs = cmd_value(arguments, "packs");
  const char *profiles = cmd_value(arguments, "profiles");
  knowledge->pack = &tr_pack_builtin;
  knowledge->packs[0] = (tr_run_pack){
      tr_pack_builtin.name, tr_pack_builtin.version, tr_pack_builtin.sha256};
  knowledge->pack_count = 1;
  if (packs == NULL && profiles == NULL) return true;

  user_files user = {{NULL, 0, 0}, NULL, NULL, 0};
  const bool good = (packs == NULL || add_folder(&user, packs, false)) &&
                    (profiles == NULL || add_folder(&user, profiles, true)) &&
                    (user.count == 0 || read_user_pack(knowledge, &user));
  user_files_done(&user);
  return good;
}

/* ------------------------------------------------------------------- tables */

static char *join(const char *folder, const char *rest) {
  char *path = NULL;
  return asprintf(&path, "%s%s", folder, rest) >= 0 ? path : NULL;
}

/* *given: the user named it, so it has to be there. */
static char *tables_folder(const cmd_arguments *arguments, bool *given) {
  const char *folder = cmd_value(arguments, "tables");
  if (folder == NULL) folder = getenv("TRACTION_TABLES");
  *given = folder != NULL && folder[0] != '\0';
  if (*given) return strdup(folder);
  const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
  if (data != NULL && data[0] == '/') return join(data, "/traction/tables");
  if (home != NULL && home[0] == '/')
    return join(home, "/.local/share/traction/tables");
  return NULL;
}

static bool is_index(const char *path) {
  static const char end[] = ".index";
  const size_t n = strlen(path);
  return n > sizeof end && strcmp(path + n - (sizeof end - 1), end) == 0;
}

static bool add_index(knowledge *knowledge, const char *path) {
  const size_t count = knowledge->index_files.count;
  file_bytes bytes;
  tr_err why = {TR_OK, NULL, 0};
  file_bytes *grown = realloc(knowledge->indexes, (count + 1) * sizeof *grown);
  if (grown == NULL) {
    file_say("out of memory");
    return false;
  }
  knowledge->indexes = grown;
  if (!file_load(path, &bytes)) return false;
  if (tr_tables_add_index(&knowledge->tables, bytes.bytes, &why) != TR_OK) {
    file_say("cannot use %s: %s; import it again", path, why.message);
    file_unload(&bytes);
    return false;
  }
  if (!file_list_add(&knowledge->index_files, path)) {
    file_unload(&bytes);
    return false;
  }
  grown[count] = bytes;
  return true;
}

char *knowledge_tables_folder(const cmd_arguments *arguments) {
  bool given;
  return tables_folder(arguments, &given);
}

bool knowledge_open_tables(const cmd_arguments *arguments, knowledge *knowledge,
                           size_t *broken) {
  bool given;
  *broken = 0;
  tr_tables_init(&knowledge->tables);
  knowledge->tables_folder = tables_folder(arguments, &given);
  if (knowledge->tables_folder == NULL) return true;
  if (!file_is_folder(knowledge->tables_folder)) {
    if (!given || !cmd_has(arguments, "tables")) return true;
    file_say("cannot open the folder %s: there is none",
             knowledge->tables_folder);
    return false;
  }
  file_list found = {NULL, 0, 0};
  bool good = file_walk(knowledge->tables_folder, &found);
  for (size_t i = 0; good && i < found.count; i++)
    if (is_index(found.paths[i]) && !add_index(knowledge, found.paths[i]))
      (*broken)++;
  file_list_done(&found);
  return good;
}

bool knowledge_open(const cmd_arguments *arguments, knowledge *knowledge) {
  size_t broken;
  *knowledge = (struct knowledge){.pack = NULL};
  return open_packs(arguments, knowledge) &&
         knowledge_open_tables(arguments, knowledge, &broken) && broken == 0;
}

tr_run knowledge_run(const knowledge *knowledge, tr_day today) {
  return (tr_run){.pack = knowledge->pack,
                  .packs = knowledge->packs,
                  .pack_count = knowledge->pack_count,
                  .tables = &knowledge->tables,
                  .today = today,
                  .engine = TR_VERSION};
}

void knowledge_close(knowledge *knowledge) {
  for (size_t i = 0; i < knowledge->index_files.count; i++)
    file_unload(&knowledge->indexes[i]);
  file_list_done(&knowledge->index_files);
  free(knowledge->indexes);
  free(knowledge->tables_folder);
  if (knowledge->pack_count > 1 || knowledge->arena.limit > 0)
    tr_arena_done(&knowledge->arena);
}

void knowledge_say_unknown(const knowledge *knowledge,
                           const cmd_command *command, const char *before,
                           tr_str name) {
  suggestion near = {.word = name};
  for (uint32_t i = 0; i < knowledge->pack->rule_count; i++) {
    suggest_try(&near, knowledge->pack->rules[i]->id);
    suggest_try(&near, knowledge->pack->rules[i]->slug);
  }
  for (uint32_t i = 0; i < knowledge->pack->derivation_count; i++) {
    suggest_try(&near, knowledge->pack->derivations[i]->id);
    suggest_try(&near, knowledge->pack->derivations[i]->slug);
  }
  if (near.best != NULL)
    cmd_usage(command, "%s'%.*s' is no rule; did you mean %s?", before,
              TR_STR_ARG(name), near.best);
  else
    cmd_usage(command, "%s'%.*s' is no rule; 'traction rules' lists them",
              before, TR_STR_ARG(name));
}
