/* Prints what a store answers to every question of recall.h, so that two
 * engines can be compared.
 *
 *   ask PLACE     the key, where one is wanted, is $TRACTION_DB_KEY */
#include <stdio.h>
#include <stdlib.h>

#include "store/recall.h"

/** Keys to ask by, of all claims and remittances. */
typedef struct keys {
  char text[4096][64];
  size_t count;
} keys;

static void put(tr_str text) { printf(" '%.*s'", TR_STR_ARG(text)); }

static tr_status show_claim(void *context, const tr_recalled_claim *c) {
  (void)context;
  printf("claim %lld %lld", (long long)c->id, (long long)c->file);
  const tr_str texts[] = {c->control,    c->payer_control, c->frequency,
                          c->billing,    c->rendering,     c->payer,
                          c->payer_name, c->filing,        c->patient};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) put(texts[i]);
  printf(" %d %d %d %d %lld %d %d\n", c->from, c->to, c->born, c->has_total,
         (long long)c->total, c->test, c->damaged);
  return TR_OK;
}

static tr_status show_note(void *context, const tr_recalled_note *n) {
  (void)context;
  printf("note %lld %lld %llu %llu", (long long)n->id, (long long)n->file,
         (unsigned long long)n->at, (unsigned long long)n->size);
  const tr_str texts[] = {n->note, n->claim, n->patient_id, n->author};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) put(texts[i]);
  printf(" %d %d\n", n->day, n->born);
  return TR_OK;
}

static tr_status show_remit(void *context, const tr_recalled_remit *r) {
  (void)context;
  printf("remit %lld %lld %lld", (long long)r->id, (long long)r->payment,
         (long long)r->file);
  const tr_str texts[] = {r->control, r->payer_control, r->status, r->rendering,
                          r->payer,   r->payer_name,    r->trace};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) put(texts[i]);
  printf(" %d %d %d %d %lld %d %lld\n", r->from, r->to, r->paid_on,
         r->has_charge, (long long)r->charge, r->has_paid, (long long)r->paid);
  return TR_OK;
}

static void add(keys *keys, tr_str key) {
  if (keys->count == sizeof keys->text / sizeof *keys->text || key.n == 0)
    return;
  snprintf(keys->text[keys->count++], sizeof *keys->text, "%.*s",
           TR_STR_ARG(key));
}

static void show_number(void *context, tr_str number) {
  (void)context;
  printf("unmatched '%.*s'\n", TR_STR_ARG(number));
}

static void fail(const char *why) {
  fprintf(stderr, "ask: %s\n", why);
  exit(1);
}

/* Claims are asked for while claims are read: others may be asked within. */
static tr_status take_claim(void *context, const tr_recalled_claim *claim) {
  tr_store *store = context;
  tr_recall_query query = tr_recall_everything;
  show_claim(NULL, claim);
  query.patient = claim->patient;
  query.to = claim->from;
  if (claim->patient.n == 0) return TR_OK;
  return tr_recall_claims(store, &query, show_claim, NULL);
}

static void ask_all(tr_store *store, const tr_recall_query *query) {
  if (tr_recall_claims(store, query, show_claim, NULL) != TR_OK ||
      tr_recall_notes(store, query, show_note, NULL) != TR_OK ||
      tr_recall_remits(store, query, show_remit, NULL) != TR_OK)
    fail(tr_store_message(store));
}

static tr_status collect(void *context, const tr_recalled_claim *claim) {
  keys *all = context;
  add(&all[0], claim->control);
  add(&all[1], claim->payer_control);
  add(&all[2], claim->rendering);
  return TR_OK;
}

static tr_status collect_remit(void *context, const tr_recalled_remit *remit) {
  keys *all = context;
  add(&all[0], remit->control);
  add(&all[1], remit->payer_control);
  return TR_OK;
}

static void ask_keys(tr_store *store, const keys *all) {
  for (size_t k = 0; k < 3; k++)
    for (size_t i = 0; i < all[k].count; i++) {
      tr_recall_query query = tr_recall_everything;
      const tr_str key = tr_str_of(all[k].text[i]);
      if (k == 0) query.control = key;
      if (k == 1) query.payer_control = key;
      if (k == 2) query.rendering = key;
      printf("by %zu %s\n", k, all[k].text[i]);
      ask_all(store, &query);
      query.from = 20000;
      ask_all(store, &query);
    }
}

static void ask_days(tr_store *store) {
  for (tr_day day = 18000; day < 20800; day += 31) {
    tr_recall_query query = tr_recall_everything;
    query.from = day;
    query.to = day + 30;
    ask_all(store, &query);
  }
}

int main(int count, char **arguments) {
  static keys all[3];
  tr_store *store = NULL;
  tr_store_error error;
  tr_store_key key = {{0}};
  const char *digits = getenv("TRACTION_DB_KEY");
  if (count != 2 || digits == NULL ||
      tr_store_key_read(tr_str_of(digits), &key) != TR_OK)
    fail("usage: TRACTION_DB_KEY=... ask PLACE");
  const tr_store_options options = {arguments[1], &key, TR_STORE_LOOK};
  if (tr_store_open(&options, &store, &error) != TR_OK) fail(error.text);
  ask_all(store, &tr_recall_everything);
  if (tr_recall_claims(store, &tr_recall_everything, take_claim, store) !=
          TR_OK ||
      tr_recall_claims(store, &tr_recall_everything, collect, all) != TR_OK ||
      tr_recall_remits(store, &tr_recall_everything, collect_remit, all) !=
          TR_OK)
    fail(tr_store_message(store));
  ask_keys(store, all);
  ask_days(store);
  for (int i = 0; i < TR_UNMATCHED_COUNT; i++) {
    uint64_t lacking;
    if (tr_recall_unmatched(store, (tr_unmatched)i, 100000, show_number, NULL,
                            &lacking) != TR_OK)
      fail(tr_store_message(store));
    printf("unmatched %d: %llu\n", i, (unsigned long long)lacking);
  }
  tr_store_close(store);
  return 0;
}
