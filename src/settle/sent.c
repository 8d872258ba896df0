/* Which numbers of an 837 are kept, and how they are found again. */
#include "settle/sent.h"

enum { CONTROL_SEED = 1, GROUP_SEED = 2, SET_SEED = 3, CLAIM_SEED = 4 };

/* -------------------------------------------------------------------- lists */

static void fail(tr_sent *sent, tr_status status) {
  if (sent->bad == TR_OK) sent->bad = status;
}

static void *list_add(tr_sent *sent, tr_array *list) {
  tr_status status;
  void *item = tr_array_add(list, &status);
  if (status != TR_OK) fail(sent, status);
  return item;
}

static tr_str keep(tr_sent *sent, tr_str text) {
  tr_str kept = {NULL, 0};
  if (text.n > 0 && tr_arena_copy(&sent->arena, text, &kept) != TR_OK)
    fail(sent, TR_ELIMIT);
  return kept;
}

static void remember(tr_sent *sent, tr_map *map, uint64_t key, uint32_t value) {
  if (tr_map_set(map, key, value) != TR_OK) fail(sent, TR_ENOMEM);
}

void tr_sent_init(tr_sent *sent) {
  memset(sent, 0, sizeof *sent);
  tr_arena_init(&sent->arena, TR_SENT_BYTES);
  tr_buf_init(&sent->text, TR_SENT_TEXT);
  tr_array_init(&sent->starts, sizeof(uint32_t), TR_SENT_NONE, NULL);
  tr_array_init(&sent->interchanges, sizeof(tr_sent_interchange), TR_SENT_NONE,
                NULL);
  tr_array_init(&sent->groups, sizeof(tr_sent_group), TR_SENT_NONE, NULL);
  tr_array_init(&sent->sets, sizeof(tr_sent_set), TR_SENT_NONE, NULL);
  tr_array_init(&sent->claims, sizeof(tr_sent_claim), TR_SENT_NONE, NULL);
  tr_map_init(&sent->by_control);
  tr_map_init(&sent->by_numbers);
  tr_map_init(&sent->by_group);
  tr_map_init(&sent->by_id);
  sent->file = "";
}

void tr_sent_done(tr_sent *sent) {
  tr_arena_done(&sent->arena);
  tr_buf_done(&sent->text);
  tr_array_done(&sent->starts);
  tr_array_done(&sent->interchanges);
  tr_array_done(&sent->groups);
  tr_array_done(&sent->sets);
  tr_array_done(&sent->claims);
  tr_map_done(&sent->by_control);
  tr_map_done(&sent->by_numbers);
  tr_map_done(&sent->by_group);
  tr_map_done(&sent->by_id);
}

void tr_sent_file(tr_sent *sent, const char *file) {
  const tr_str kept = keep(sent, (tr_str){file, strlen(file) + 1});
  sent->file = kept.p != NULL ? kept.p : "";
  sent->in_set = sent->in_claim = false;
}

/* --------------------------------------------------------------------- keys */

static tr_str without_zeros(tr_str number) {
  number = tr_str_trim(number);
  while (number.n > 1 && number.p[0] == '0') {
    number.p++;
    number.n--;
  }
  return number;
}

static uint64_t key_of(uint64_t seed, tr_str first, tr_str second) {
  const uint64_t key = tr_hash(seed, without_zeros(first));
  return second.n > 0 ? tr_hash(key, without_zeros(second)) : key;
}

static bool same_number(tr_str a, tr_str b) {
  return tr_str_eq(without_zeros(a), without_zeros(b));
}

/* ----------------------------------------------------------------- segments */

static tr_sent_set *open_set(const tr_sent *sent) {
  return tr_array_at(&sent->sets, sent->sets.count - 1);
}

static void keep_segment(tr_sent *sent, const tr_segment *segment) {
  tr_sent_set *set = open_set(sent);
  set->segments++;
  if (set->first == TR_SENT_NONE) return;
  const bool full = sent->text.n + segment->bytes.n > TR_SENT_TEXT ||
                    sent->starts.count >= TR_SENT_SEGMENTS;
  if (full) {
    set->first = TR_SENT_NONE;
    return;
  }
  uint32_t *start = list_add(sent, &sent->starts);
  if (start == NULL) return;
  *start = (uint32_t)sent->text.n;
  tr_buf_add(&sent->text, segment->bytes);
  if (sent->text.bad != TR_OK) fail(sent, sent->text.bad);
}

static void take_isa(tr_sent *sent, const tr_segment *isa) {
  tr_sent_interchange *interchange = list_add(sent, &sent->interchanges);
  if (interchange == NULL) return;
  interchange->file = sent->file;
  interchange->control = keep(sent, tr_str_trim(tr_segment_element(isa, 13)));
  interchange->date = keep(sent, tr_segment_element(isa, 9));
  if (interchange->control.n > 0)
    remember(sent, &sent->by_control,
             key_of(CONTROL_SEED, interchange->control, (tr_str){NULL, 0}),
             sent->interchanges.count - 1);
}

static void take_gs(tr_sent *sent, const tr_segment *gs) {
  tr_sent_group *group = list_add(sent, &sent->groups);
  if (group == NULL) return;
  group->interchange = sent->interchanges.count > 0
                           ? sent->interchanges.count - 1
                           : TR_SENT_NONE;
  group->function = keep(sent, tr_segment_element(gs, 1));
  group->control = keep(sent, tr_segment_element(gs, 6));
  if (group->control.n > 0)
    remember(sent, &sent->by_group,
             key_of(GROUP_SEED, group->control, group->function),
             sent->groups.count - 1);
}

static void chain_set(tr_sent *sent, tr_sent_set *set) {
  const uint32_t own = sent->sets.count - 1;
  const tr_sent_group *group = tr_array_at(&sent->groups, set->group);
  const uint64_t key = key_of(SET_SEED, group->control, set->control);
  uint32_t first;
  set->tail = own;
  if (!tr_map_get(&sent->by_numbers, key, &first)) {
    remember(sent, &sent->by_numbers, key, own);
    return;
  }
  tr_sent_set *head = tr_array_at(&sent->sets, first);
  ((tr_sent_set *)tr_array_at(&sent->sets, head->tail))->next = own;
  head->tail = own;
}

static void take_st(tr_sent *sent, const tr_segment *st) {
  if (sent->groups.count == 0) return;
  tr_sent_set *set = list_add(sent, &sent->sets);
  if (set == NULL) return;
  set->group = sent->groups.count - 1;
  set->next = TR_SENT_NONE;
  set->first = sent->starts.count;
  set->first_claim = sent->claims.count;
  set->transaction = keep(sent, tr_segment_element(st, 1));
  set->control = keep(sent, tr_segment_element(st, 2));
  chain_set(sent, set);
  sent->in_set = true;
  sent->in_claim = false;
  sent->provider = (tr_str){NULL, 0};
  keep_segment(sent, st);
}

static void take_clm(tr_sent *sent, const tr_segment *clm) {
  tr_sent_set *set = open_set(sent);
  tr_sent_claim *claim = list_add(sent, &sent->claims);
  if (claim == NULL) return;
  const uint32_t own = sent->claims.count - 1;
  claim->set = sent->sets.count - 1;
  claim->next = TR_SENT_NONE;
  claim->tail = own;
  claim->id = keep(sent, tr_str_trim(tr_segment_element(clm, 1)));
  claim->provider = sent->provider;
  claim->at = clm->ordinal;
  claim->first = claim->last = set->segments;
  if (tr_cents_read(tr_segment_element(clm, 2), &claim->charge) != TR_OK)
    claim->charge = 0;
  set->claim_count++;
  sent->in_claim = true;
  const uint64_t key = key_of(CLAIM_SEED, claim->id, (tr_str){NULL, 0});
  uint32_t first;
  if (!tr_map_get(&sent->by_id, key, &first)) {
    remember(sent, &sent->by_id, key, own);
    return;
  }
  tr_sent_claim *head = tr_array_at(&sent->claims, first);
  ((tr_sent_claim *)tr_array_at(&sent->claims, head->tail))->next = own;
  head->tail = own;
}

static void take_body(tr_sent *sent, const tr_segment *segment) {
  keep_segment(sent, segment);
  const tr_code id = segment->id;
  tr_sent_set *set = open_set(sent);
  if (id == TR_CODE("BHT"))
    set->reference = keep(sent, tr_segment_element(segment, 3));
  const bool provider = id == TR_CODE("NM1") && !sent->in_claim &&
                        tr_str_eq(tr_segment_element(segment, 1), TR_STR("85"));
  if (provider) sent->provider = keep(sent, tr_segment_element(segment, 9));
  if (id == TR_CODE("HL") || id == TR_CODE("SE")) sent->in_claim = false;
  if (id == TR_CODE("CLM")) take_clm(sent, segment);
  if (sent->in_claim && set->claim_count > 0) {
    tr_sent_claim *claim =
        tr_array_at(&sent->claims, set->first_claim + set->claim_count - 1);
    claim->last = set->segments;
  }
  if (id == TR_CODE("SE")) sent->in_set = false;
}

void tr_sent_take(tr_sent *sent, const tr_located *located) {
  const tr_segment *segment = &located->segment;
  if (sent->bad != TR_OK) return;
  const tr_code id = segment->id;
  if (id == TR_CODE("ISA") || id == TR_CODE("GS") || id == TR_CODE("ST") ||
      id == TR_CODE("GE") || id == TR_CODE("IEA"))
    sent->in_set = false;
  if (id == TR_CODE("ISA")) take_isa(sent, segment);
  if (id == TR_CODE("GS")) take_gs(sent, segment);
  if (id == TR_CODE("ST"))
    take_st(sent, segment);
  else if (sent->in_set)
    take_body(sent, segment);
}

/* ------------------------------------------------------------------ finding */

tr_sent_interchange *tr_sent_find_interchange(const tr_sent *sent,
                                              tr_str control) {
  uint32_t at;
  const uint64_t key = key_of(CONTROL_SEED, control, (tr_str){NULL, 0});
  if (control.n == 0 || !tr_map_get(&sent->by_control, key, &at)) return NULL;
  tr_sent_interchange *found = tr_array_at(&sent->interchanges, at);
  return same_number(found->control, control) ? found : NULL;
}

tr_sent_group *tr_sent_find_group(const tr_sent *sent, tr_str function,
                                  tr_str control) {
  uint32_t at;
  const uint64_t key = key_of(GROUP_SEED, control, function);
  if (!tr_map_get(&sent->by_group, key, &at)) return NULL;
  tr_sent_group *found = tr_array_at(&sent->groups, at);
  return same_number(found->control, control) ? found : NULL;
}

uint32_t tr_sent_find_set(const tr_sent *sent, tr_str group, tr_str control) {
  uint32_t at;
  const uint64_t key = key_of(SET_SEED, group, control);
  if (!tr_map_get(&sent->by_numbers, key, &at)) return TR_SENT_NONE;
  const tr_sent_set *set = tr_array_at(&sent->sets, at);
  const tr_sent_group *of = tr_array_at(&sent->groups, set->group);
  const bool same =
      same_number(set->control, control) && same_number(of->control, group);
  return same ? at : TR_SENT_NONE;
}

uint32_t tr_sent_find_claim(const tr_sent *sent, tr_str id) {
  uint32_t at;
  const uint64_t key = key_of(CLAIM_SEED, id, (tr_str){NULL, 0});
  if (!tr_map_get(&sent->by_id, key, &at)) return TR_SENT_NONE;
  while (at != TR_SENT_NONE &&
         !tr_str_eq(((tr_sent_claim *)tr_array_at(&sent->claims, at))->id, id))
    at = ((tr_sent_claim *)tr_array_at(&sent->claims, at))->next;
  return at;
}

uint32_t tr_sent_claim_count(const tr_sent *sent) { return sent->claims.count; }

uint32_t tr_sent_set_count(const tr_sent *sent) { return sent->sets.count; }

tr_sent_claim *tr_sent_claim_at(const tr_sent *sent, uint32_t at) {
  return tr_array_at(&sent->claims, at);
}

tr_sent_set *tr_sent_set_at(const tr_sent *sent, uint32_t at) {
  return tr_array_at(&sent->sets, at);
}

tr_sent_group *tr_sent_group_at(const tr_sent *sent, uint32_t at) {
  return tr_array_at(&sent->groups, at);
}

tr_sent_interchange *tr_sent_interchange_at(const tr_sent *sent, uint32_t at) {
  return tr_array_at(&sent->interchanges, at);
}

tr_str tr_sent_segment(const tr_sent *sent, const tr_sent_set *set,
                       uint32_t position) {
  if (set->first == TR_SENT_NONE || position == 0 || position > set->segments)
    return (tr_str){NULL, 0};
  const uint32_t at = set->first + position - 1;
  if (at >= sent->starts.count) return (tr_str){NULL, 0};
  const uint32_t from = *(uint32_t *)tr_array_at(&sent->starts, at);
  const uint32_t to = at + 1 < sent->starts.count
                          ? *(uint32_t *)tr_array_at(&sent->starts, at + 1)
                          : (uint32_t)sent->text.n;
  return (tr_str){sent->text.p + from, to - from};
}
