/* In which order the files of a pack are read, and what becomes of what they
 * say about rules and profiles that are there already. */
#include "input/pack_yaml.h"

#include <stdlib.h>

#include "input/derivation_yaml.h"
#include "input/pack_digest.h"
#include "input/payer_csv.h"
#include "input/profile_yaml.h"
#include "input/rule_yaml.h"
#include "input/sources_md.h"
#include "rule/profile.h"

/* A pack being made. `origin` is the file a rule or profile came from, NULL for
 * those of the base. */
typedef struct maker {
  tr_arena *arena;
  const tr_pack_options *options;
  const tr_pack_file *files;
  size_t count;
  uint32_t errors;
  tr_source_list sources;
  tr_profile_keys keys;
  const tr_rule **rules;
  const tr_pack_file **rule_origins;
  uint32_t rule_count;
  const tr_derivation **derivations;
  const tr_pack_file **derivation_origins;
  uint32_t derivation_count;
  const tr_profile **profiles;
  const tr_pack_file **profile_origins;
  uint32_t profile_count;
  const tr_payer_match *payers;
  uint32_t payer_count;
} maker;

static tr_pack_sink sink_of(const maker *m, const tr_pack_file *file) {
  return (tr_pack_sink){.file = file->name,
                        .bytes = file->bytes,
                        .fn = m->options->error,
                        .context = m->options->context};
}

static bool ends_with(tr_str text, const char *end) {
  const tr_str tail = tr_str_of(end);
  return text.n > tail.n &&
         memcmp(text.p + text.n - tail.n, tail.p, tail.n) == 0;
}

bool tr_pack_kind_of(tr_str path, bool profiles, tr_pack_kind *kind) {
  const tr_str name = tr_pack_file_name(path);
  if (name.n == 0 || name.p[0] == '.') return false;
  if (tr_str_eq(name, TR_STR("payers.csv")))
    *kind = TR_PACK_PAYERS;
  else if (ends_with(name, ".md"))
    *kind = TR_PACK_SOURCES;
  else if (!ends_with(name, ".yaml") && !ends_with(name, ".yml"))
    return false;
  else if (!profiles)
    *kind = TR_PACK_RULE;
  else
    *kind =
        tr_str_eq(name, TR_STR("keys.yaml")) ? TR_PACK_KEYS : TR_PACK_PROFILE;
  return true;
}

/* ----------------------------------------------------------------- the base */

static tr_status begin(maker *m) {
  const tr_pack *base = m->options->base;
  const size_t rules = m->count + (base != NULL ? base->rule_count : 0);
  const size_t profiles =
      m->count + 1 + (base != NULL ? base->profile_count : 0);
  m->rules = tr_arena_array(m->arena, rules + 1, sizeof *m->rules);
  m->rule_origins =
      tr_arena_array(m->arena, rules + 1, sizeof *m->rule_origins);
  const size_t derivations =
      m->count + 1 + (base != NULL ? base->derivation_count : 0);
  m->derivations =
      tr_arena_array(m->arena, derivations, sizeof *m->derivations);
  m->derivation_origins =
      tr_arena_array(m->arena, derivations, sizeof *m->derivation_origins);
  m->profiles = tr_arena_array(m->arena, profiles, sizeof *m->profiles);
  m->profile_origins =
      tr_arena_array(m->arena, profiles, sizeof *m->profile_origins);
  if (m->rules == NULL || m->rule_origins == NULL || m->profiles == NULL ||
      m->profile_origins == NULL || m->derivations == NULL ||
      m->derivation_origins == NULL)
    return TR_ENOMEM;
  const tr_status status = tr_source_list_init(m->arena, &m->sources);
  if (status != TR_OK || base == NULL) return status;

  for (uint32_t i = 0; i < base->rule_count; i++)
    m->rules[m->rule_count++] = base->rules[i];
  for (uint32_t i = 0; i < base->derivation_count; i++)
    m->derivations[m->derivation_count++] = base->derivations[i];
  for (uint32_t i = 0; i < base->profile_count; i++)
    m->profiles[m->profile_count++] = base->profiles[i];
  for (uint32_t i = 0; i < base->source_count && i < TR_SOURCES; i++)
    m->sources.rows[m->sources.count++] = &base->sources[i];
  m->keys = (tr_profile_keys){base->keys, base->key_count, NULL};
  m->payers = base->payers;
  m->payer_count = base->payer_count;
  return TR_OK;
}

/* ------------------------------------------------------------ kind by kind */

static void keep_rule(maker *m, const tr_pack_file *file, tr_pack_sink *sink,
                      const tr_rule *rule) {
  uint32_t at = 0;
  while (at < m->rule_count && strcmp(m->rules[at]->id, rule->id) != 0) at++;
  if (at < m->rule_count && m->rule_origins[at] != NULL)
    tr_pack_fail(sink, 0, 1, "%s is in %s already", rule->id,
                 m->rule_origins[at]->name);
  for (uint32_t i = 0; i < m->rule_count; i++)
    if (i != at && strcmp(m->rules[i]->slug, rule->slug) == 0)
      tr_pack_fail(sink, 0, 1, "%s is called \"%s\" already", m->rules[i]->id,
                   rule->slug);
  m->rules[at] = rule;
  m->rule_origins[at] = file;
  if (at == m->rule_count) m->rule_count++;
}

static void keep_derivation(maker *m, const tr_pack_file *file,
                            tr_pack_sink *sink, const tr_derivation *made) {
  uint32_t at = 0;
  while (at < m->derivation_count &&
         strcmp(m->derivations[at]->id, made->id) != 0)
    at++;
  if (at < m->derivation_count && m->derivation_origins[at] != NULL)
    tr_pack_fail(sink, 0, 1, "%s is in %s already", made->id,
                 m->derivation_origins[at]->name);
  for (uint32_t i = 0; i < m->derivation_count; i++)
    if (i != at && strcmp(m->derivations[i]->slug, made->slug) == 0)
      tr_pack_fail(sink, 0, 1, "%s is called \"%s\" already",
                   m->derivations[i]->id, made->slug);
  m->derivations[at] = made;
  m->derivation_origins[at] = file;
  if (at == m->derivation_count) m->derivation_count++;
}

/* What a file is of says its tree: a derivation has the key "derives". */
static tr_status add_rule(maker *m, const tr_pack_file *file,
                          tr_pack_sink *sink) {
  tr_rule_reader *reader = tr_arena_alloc(m->arena, sizeof *reader);
  if (reader == NULL) return TR_ENOMEM;
  reader->arena = m->arena;
  reader->sink = sink;
  reader->sources = &m->sources;
  reader->keys = m->keys.keys;
  reader->key_count = m->keys.count;
  reader->pack = m->options->name;
  const tr_yaml *root = NULL;
  tr_status status = tr_yaml_read(m->arena, sink, &root);
  if (status != TR_OK || root == NULL) return status;
  if (tr_yaml_get(root, "derives") != NULL) {
    const tr_derivation *derivation = NULL;
    status = tr_derivation_read(reader, root, &derivation);
    if (derivation != NULL) keep_derivation(m, file, sink, derivation);
    return status;
  }
  const tr_rule *rule = NULL;
  status = tr_rule_read_tree(reader, root, &rule);
  if (rule != NULL) keep_rule(m, file, sink, rule);
  return status;
}

/* A user's profile over a shipped one: its keys replace those of the same
 * name. */
static const tr_profile *merged(maker *m, const tr_profile *old,
                                const tr_profile *own) {
  tr_profile *out = tr_arena_alloc(m->arena, sizeof *out);
  tr_profile_entry *entries = tr_arena_array(
      m->arena, old->entry_count + own->entry_count + 1, sizeof *entries);
  if (out == NULL || entries == NULL) return NULL;
  *out = *own;
  if (own->inherits == NULL) out->inherits = old->inherits;
  out->entry_count = 0;
  for (uint32_t i = 0; i < own->entry_count; i++)
    entries[out->entry_count++] = own->entries[i];
  for (uint32_t i = 0; i < old->entry_count; i++) {
    bool replaced = false;
    for (uint32_t k = 0; k < own->entry_count; k++)
      replaced = replaced || own->entries[k].key == old->entries[i].key;
    if (!replaced) entries[out->entry_count++] = old->entries[i];
  }
  out->entries = entries;
  return out;
}

static tr_status add_profile(maker *m, const tr_pack_file *file,
                             tr_pack_sink *sink) {
  tr_str id = tr_pack_file_name(tr_str_of(file->name));
  while (id.n > 0 && id.p[id.n - 1] != '.') id.n--;
  if (id.n > 0) id.n--;
  const tr_profile *profile = NULL;
  const tr_status status =
      tr_profile_read(m->arena, sink, &m->keys, &m->sources, id, &profile);
  if (status != TR_OK || profile == NULL) return status;
  uint32_t at = 0;
  while (at < m->profile_count && strcmp(m->profiles[at]->id, profile->id) != 0)
    at++;
  if (at < m->profile_count && m->profile_origins[at] != NULL)
    tr_pack_fail(sink, 0, 1, "the profile \"%s\" is in %s already", profile->id,
                 m->profile_origins[at]->name);
  else if (at < m->profile_count)
    profile = merged(m, m->profiles[at], profile);
  if (profile == NULL) return TR_ENOMEM;
  m->profiles[at] = profile;
  m->profile_origins[at] = file;
  if (at == m->profile_count) m->profile_count++;
  return TR_OK;
}

static tr_status add_keys(maker *m, tr_pack_sink *sink) {
  if (m->keys.count > 0) {
    tr_pack_fail(sink, 0, 1,
                 "a pack of your own cannot change the keys of "
                 "profiles");
    return TR_OK;
  }
  const tr_status status =
      tr_profile_keys_read(m->arena, sink, &m->sources, &m->keys);
  if (status == TR_OK && m->keys.defaults != NULL)
    m->profiles[m->profile_count++] = m->keys.defaults;
  return status;
}

/* The byte at which the first row of a payer table that names a profile
 * begins; the table's start where none does. */
static size_t row_of_profile(tr_str table, tr_str id) {
  for (size_t at = 0; at < table.n; at++) {
    const tr_str rest = {table.p + at, table.n - at};
    if (tr_str_starts(rest, id) && rest.n > id.n && rest.p[id.n] == ',')
      return at;
    while (at < table.n && table.p[at] != '\n') at++;
  }
  return 0;
}

static tr_status add_payers(maker *m, tr_pack_sink *sink) {
  const tr_payer_match *own = NULL;
  uint32_t count = 0;
  const tr_status status =
      tr_payers_read(m->arena, sink, &m->sources, &own, &count);
  if (status != TR_OK) return status;
  for (uint32_t i = 0; i < count; i++) {
    bool known = false;
    for (uint32_t k = 0; k < m->profile_count; k++)
      known = known || strcmp(m->profiles[k]->id, own[i].profile) == 0;
    const tr_str id = tr_str_of(own[i].profile);
    if (!known)
      tr_pack_fail(sink, row_of_profile(sink->bytes, id), id.n,
                   "there is no profile \"%s\"", own[i].profile);
  }
  tr_payer_match *all =
      tr_arena_array(m->arena, (size_t)count + m->payer_count + 1, sizeof *all);
  if (all == NULL) return TR_ENOMEM;
  for (uint32_t i = 0; i < count; i++) all[i] = own[i];
  for (uint32_t i = 0; i < m->payer_count; i++) all[count + i] = m->payers[i];
  m->payers = all;
  m->payer_count += count;
  return TR_OK;
}

static tr_status read_file(maker *m, const tr_pack_file *file) {
  tr_pack_sink sink = sink_of(m, file);
  tr_status status = TR_OK;
  switch (file->kind) {
    case TR_PACK_RULE:
      status = add_rule(m, file, &sink);
      break;
    case TR_PACK_PROFILE:
      status = add_profile(m, file, &sink);
      break;
    case TR_PACK_KEYS:
      status = add_keys(m, &sink);
      break;
    case TR_PACK_PAYERS:
      status = add_payers(m, &sink);
      break;
    case TR_PACK_SOURCES:
      status = tr_sources_read(m->arena, &sink, &m->sources);
      break;
  }
  m->errors += sink.count;
  return status;
}

/* Each kind stands on those before it: payers name profiles, both name sources,
 * and expressions name keys. */
static tr_status read_all(maker *m) {
  static const tr_pack_kind order[] = {TR_PACK_SOURCES, TR_PACK_KEYS,
                                       TR_PACK_PROFILE, TR_PACK_PAYERS,
                                       TR_PACK_RULE};
  for (size_t k = 0; k < sizeof order / sizeof order[0]; k++)
    for (size_t i = 0; i < m->count; i++) {
      if (m->files[i].kind != order[k]) continue;
      const tr_status status = read_file(m, &m->files[i]);
      if (status != TR_OK) return status;
    }
  return TR_OK;
}

/* ------------------------------------------------------- what fits together */

static void fail_in(maker *m, const tr_pack_file *file, const char *needle,
                    const char *format, const char *name) {
  if (file == NULL) return; /* of the base: checked when it was made */
  tr_pack_sink sink = sink_of(m, file);
  const tr_str what = tr_str_of(needle);
  size_t at = 0;
  while (at + what.n < file->bytes.n &&
         memcmp(file->bytes.p + at, what.p, what.n) != 0)
    at++;
  char message[TR_PACK_MESSAGE];
  snprintf(message, sizeof message, "%s \"%s\"", format, name);
  tr_pack_fail(&sink, at, what.n, "%s", message);
  m->errors += sink.count;
}

static bool rule_known(const maker *m, const char *id) {
  for (uint32_t i = 0; i < m->rule_count; i++)
    if (strcmp(m->rules[i]->id, id) == 0) return true;
  return false;
}

static void check_rules(maker *m) {
  for (uint32_t i = 0; i < m->rule_count; i++) {
    const char *const *id = m->rules[i]->yields_to;
    for (; id != NULL && *id != NULL; id++)
      if (!rule_known(m, *id))
        fail_in(m, m->rule_origins[i], *id, "there is no rule", *id);
  }
}

static const tr_profile *profile_of(const maker *m, const char *id) {
  for (uint32_t i = 0; i < m->profile_count; i++)
    if (strcmp(m->profiles[i]->id, id) == 0) return m->profiles[i];
  return NULL;
}

/* Inheritance leads to a profile without any, in a few steps. */
static void check_chain(maker *m, uint32_t at) {
  const tr_profile *profile = m->profiles[at];
  const char *parent = profile->inherits;
  for (int step = 1; parent != NULL; step++) {
    const tr_profile *next = profile_of(m, parent);
    if (next == NULL) {
      fail_in(m, m->profile_origins[at], parent, "there is no profile", parent);
      return;
    }
    if (step == TR_PROFILE_CHAIN) {
      fail_in(m, m->profile_origins[at], profile->inherits,
              "too long a chain of profiles, or one that comes back, from",
              profile->inherits);
      return;
    }
    parent = next->inherits;
  }
}

/* A severity for a rule that is not there would be a slip of the pen. */
static void check_severities(maker *m, uint32_t at) {
  const tr_profile *profile = m->profiles[at];
  for (uint32_t e = 0; e < profile->entry_count; e++)
    for (uint32_t v = 0; v < profile->entries[e].value_count; v++) {
      const tr_constant *value = &profile->entries[e].values[v].value;
      if (value->type != TR_TYPE_SEVERITY_LIST) continue;
      for (uint32_t r = 0; r < value->count; r++)
        if (!rule_known(m, value->rows[r].rule))
          fail_in(m, m->profile_origins[at], value->rows[r].rule,
                  "there is no rule", value->rows[r].rule);
    }
}

static void check_profiles(maker *m) {
  for (uint32_t i = 0; i < m->profile_count; i++) {
    check_chain(m, i);
    check_severities(m, i);
  }
}

static int rules_by_id(const void *a, const void *b) {
  return strcmp((*(const tr_rule *const *)a)->id,
                (*(const tr_rule *const *)b)->id);
}

static int derivations_by_id(const void *a, const void *b) {
  return strcmp((*(const tr_derivation *const *)a)->id,
                (*(const tr_derivation *const *)b)->id);
}

static int profiles_by_id(const void *a, const void *b) {
  return strcmp((*(const tr_profile *const *)a)->id,
                (*(const tr_profile *const *)b)->id);
}

static tr_status finish(maker *m, const tr_pack **pack) {
  tr_pack *out = tr_arena_alloc(m->arena, sizeof *out);
  tr_source *sources =
      tr_arena_array(m->arena, m->sources.count + 1, sizeof *sources);
  if (out == NULL || sources == NULL) return TR_ENOMEM;
  for (uint32_t i = 0; i < m->sources.count; i++)
    sources[i] = *m->sources.rows[i];
  if (m->rule_count > 1)
    qsort(m->rules, m->rule_count, sizeof *m->rules, rules_by_id);
  if (m->derivation_count > 1)
    qsort(m->derivations, m->derivation_count, sizeof *m->derivations,
          derivations_by_id);
  if (m->profile_count > 1)
    qsort(m->profiles, m->profile_count, sizeof *m->profiles, profiles_by_id);
  *out = (tr_pack){
      .name = m->options->name,
      .version = m->options->version,
      .rules = m->rules,
      .rule_count = m->rule_count,
      .derivations = m->derivations,
      .derivation_count = m->derivation_count,
      .profiles = m->profiles,
      .profile_count = m->profile_count,
      .keys = m->keys.keys,
      .key_count = m->keys.count,
      .payers = m->payers,
      .payer_count = m->payer_count,
      .sources = sources,
      .source_count = m->sources.count,
      .base = m->options->base,
  };
  const tr_status status =
      tr_pack_digest(m->arena, m->files, m->count, out->sha256);
  if (status == TR_OK) *pack = out;
  return status;
}

tr_status tr_pack_read(tr_arena *arena, const tr_pack_file *files, size_t count,
                       const tr_pack_options *options, const tr_pack **pack) {
  if (count > TR_PACK_FILES) return TR_ELIMIT;
  maker m = {
      .arena = arena, .options = options, .files = files, .count = count};
  tr_status status = begin(&m);
  if (status == TR_OK) status = read_all(&m);
  if (status != TR_OK) return status;
  check_rules(&m);
  check_profiles(&m);
  if (m.errors > 0) return TR_ESYNTAX;
  return finish(&m, pack);
}
