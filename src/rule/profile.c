/* Which payer profile a claim falls under, and what a profile says on a day. */
#include "rule/profile.h"

#include "base/map.h"

/* ------------------------------------------------------------- flattening */

static int32_t index_of(const tr_pack *pack, tr_str id) {
  for (uint32_t i = 0; i < pack->profile_count; i++)
    if (tr_str_eq(tr_str_of(pack->profiles[i]->id), id)) return (int32_t)i;
  return -1;
}

/* The profiles from one up to its root, the defaults behind them. */
static tr_status ancestors_of(const tr_pack *pack, int32_t of, int32_t defaults,
                              const tr_profile *line[TR_PROFILE_CHAIN + 1],
                              uint32_t *count) {
  uint32_t used = 0;
  for (int32_t at = of; at >= 0;) {
    if (used == TR_PROFILE_CHAIN) return TR_ELIMIT;
    const tr_profile *profile = pack->profiles[at];
    line[used++] = profile;
    if (profile->inherits == NULL) break;
    at = index_of(pack, tr_str_of(profile->inherits));
    if (at < 0) return TR_ENOTFOUND;
  }
  if (defaults >= 0 && of != defaults) line[used++] = pack->profiles[defaults];
  *count = used;
  return TR_OK;
}

static const tr_profile_entry *entry_of(const tr_profile *profile,
                                        int32_t key) {
  for (uint32_t i = 0; i < profile->entry_count; i++)
    if (profile->entries[i].key == key) return &profile->entries[i];
  return NULL;
}

static tr_status flatten(tr_arena *arena, const tr_pack *pack, int32_t of,
                         int32_t defaults, tr_profile_chain *chain) {
  const tr_profile *line[TR_PROFILE_CHAIN + 1];
  uint32_t length;
  const tr_status status = ancestors_of(pack, of, defaults, line, &length);
  if (status != TR_OK) return status;

  tr_profile_slot *slots =
      tr_arena_array(arena, pack->key_count + 1, sizeof *slots);
  if (slots == NULL) return TR_ENOMEM;
  for (uint32_t key = 0; key < pack->key_count; key++) {
    const tr_profile_entry *found[TR_PROFILE_CHAIN + 1];
    uint32_t count = 0;
    for (uint32_t i = 0; i < length; i++) {
      found[count] = entry_of(line[i], (int32_t)key);
      if (found[count] != NULL) count++;
    }
    if (count == 0) continue;
    const tr_profile_entry **entries =
        tr_arena_array(arena, count, sizeof(const tr_profile_entry *));
    if (entries == NULL) return TR_ENOMEM;
    memcpy(entries, found, count * sizeof found[0]);
    slots[key] = (tr_profile_slot){entries, count};
  }
  *chain = (tr_profile_chain){pack->profiles[of], slots};
  return TR_OK;
}

tr_status tr_profiles_init(tr_arena *arena, const tr_pack *pack,
                           tr_profiles *profiles) {
  tr_profile_chain *chains =
      tr_arena_array(arena, pack->profile_count + 1, sizeof *chains);
  if (chains == NULL) return TR_ENOMEM;
  const int32_t defaults = index_of(pack, TR_STR(TR_PROFILE_DEFAULTS));
  for (uint32_t i = 0; i < pack->profile_count; i++) {
    const tr_status status =
        flatten(arena, pack, (int32_t)i, defaults, &chains[i]);
    if (status != TR_OK) return status;
  }
  *profiles = (tr_profiles){pack, chains, index_of(pack, TR_STR("commercial"))};
  return TR_OK;
}

/* ---------------------------------------------------------------- matching */

static tr_str text_of(const tr_party *party, const tr_field *field) {
  return tr_str_trim(tr_unit_text(party->unit, field));
}

static tr_payer_facts facts_of(const tr_claim *claim) {
  tr_payer_facts facts = {.state = {NULL, 0}};
  if (claim->payer != NULL) {
    facts.id = text_of(claim->payer, &claim->payer->id);
    facts.name = text_of(claim->payer, &claim->payer->name);
    facts.state = text_of(claim->payer, &claim->payer->state);
  }
  if (facts.state.n == 0 && claim->billing != NULL)
    facts.state = text_of(claim->billing, &claim->billing->state);
  if (claim->subscriber_unit != NULL)
    facts.filing_code =
        tr_str_trim(tr_unit_text(claim->subscriber_unit, &claim->filing_code));
  return facts;
}

/* A name as words in capitals with single blanks around them, so that whole
 * words can be looked for. Cut where there is no more room. */
static tr_str normalize(tr_str name, char *room, size_t size) {
  size_t used = 0;
  room[used++] = ' ';
  for (size_t i = 0; i < name.n && used + 2 < size; i++) {
    char c = name.p[i];
    if (c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
    const bool word = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (word)
      room[used++] = c;
    else if (room[used - 1] != ' ')
      room[used++] = ' ';
  }
  if (room[used - 1] != ' ') room[used++] = ' ';
  return (tr_str){room, used};
}

static bool is_column(const char *column, tr_str value) {
  return column == NULL || tr_str_eq_nocase(tr_str_of(column), value);
}

static bool is_match(const tr_payer_match *row, const tr_payer_facts *facts,
                     tr_str name) {
  char room[128];
  if (!is_column(row->payer_id, facts->id) ||
      !is_column(row->filing_code, facts->filing_code) ||
      !is_column(row->state, facts->state))
    return false;
  if (row->name_contains == NULL) return true;
  const tr_str wanted =
      normalize(tr_str_of(row->name_contains), room, sizeof room);
  return tr_str_find_nocase(name, wanted) != SIZE_MAX;
}

static int32_t match(const tr_profiles *profiles, const tr_payer_facts *facts) {
  char room[256];
  const tr_pack *pack = profiles->pack;
  const tr_str name = normalize(facts->name, room, sizeof room);
  for (uint32_t i = 0; i < pack->payer_count; i++) {
    if (!is_match(&pack->payers[i], facts, name)) continue;
    const int32_t found = index_of(pack, tr_str_of(pack->payers[i].profile));
    if (found >= 0) return found;
  }
  return profiles->fallback;
}

void tr_profile_finder_init(tr_profile_finder *finder,
                            const tr_profiles *profiles) {
  memset(finder, 0, sizeof *finder);
  finder->profiles = profiles;
}

/* Everything the choice depends on, in one run of bytes; 0 where it is too
 * long to be remembered. */
static uint32_t memo_key(const tr_payer_facts *facts, char *key, size_t size) {
  const tr_str parts[] = {facts->id, facts->filing_code, facts->state,
                          facts->name};
  size_t used = 0;
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    if (parts[i].n + 1 > size - used) return 0;
    if (parts[i].n > 0) memcpy(key + used, parts[i].p, parts[i].n);
    used += parts[i].n;
    key[used++] = '\n'; /* in no element of a claim */
  }
  return (uint32_t)used;
}

static int32_t find_profile(tr_profile_finder *finder,
                            const tr_payer_facts *facts) {
  char key[sizeof finder->memo[0].payer];
  const uint32_t length = memo_key(facts, key, sizeof key);
  if (length == 0) return match(finder->profiles, facts);

  const uint64_t hash = tr_hash(0, (tr_str){key, length});
  tr_profile_memo *memo = &finder->memo[hash & (TR_PROFILE_MEMO - 1)];
  if (memo->length == length && memcmp(memo->payer, key, length) == 0)
    return memo->profile;
  memo->length = length;
  memcpy(memo->payer, key, length);
  memo->profile = match(finder->profiles, facts);
  return memo->profile;
}

tr_profile_view tr_profile_of_payer(tr_profile_finder *finder,
                                    const tr_payer_facts *payer) {
  const tr_profiles *profiles = finder->profiles;
  const int32_t found = find_profile(finder, payer);
  return (tr_profile_view){
      .pack = profiles->pack,
      .chain = found >= 0 ? &profiles->chains[found] : NULL,
      .state = tr_code_pack(payer->state)};
}

tr_profile_view tr_profile_find(tr_profile_finder *finder,
                                const tr_claim *claim) {
  const tr_payer_facts facts = facts_of(claim);
  return tr_profile_of_payer(finder, &facts);
}

bool tr_profile_named(const tr_profiles *profiles, tr_str id,
                      tr_profile_view *view) {
  const int32_t found = index_of(profiles->pack, id);
  if (found < 0) return false;
  *view = (tr_profile_view){.pack = profiles->pack,
                            .chain = &profiles->chains[found]};
  return true;
}

int32_t tr_profile_key_find(const tr_profile_key *keys, uint32_t count,
                            tr_str name) {
  for (uint32_t i = 0; i < count; i++)
    if (tr_str_eq(tr_str_of(keys[i].name), name)) return (int32_t)i;
  return -1;
}
