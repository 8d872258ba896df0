/* Which files are fed, whose claim is whose row, and what of it is told. */
#include "store/recheck.h"

#include <stdlib.h>

#include "store/note_supply.h"

enum {
  BITE = 1 << 20, /* bytes fed at once: a failure is seen after them */
  PROFILES_MOST = 64 << 20, /* bytes of profiles, flattened */
  NAMES_MOST = 64 << 20     /* bytes of names of files */
};

/* A file with claims. */
typedef struct claim_file {
  int64_t id;
  uint64_t size;
  const char *name;
} claim_file;

/* A re-check at work. */
typedef struct work {
  tr_store *store;
  const tr_recheck_options *options;
  tr_rechecked *done;
  tr_note_supply *supply;
  tr_kept_reader *reader;
  tr_check *check;
  tr_arena names, lasting;
  tr_profiles profiles;
  tr_profile_finder finder;
  claim_file *files; /* in the order they were sent */
  size_t file_count, file_room;
  int64_t *wanted; /* ids of the claims to tell of, in order */
  size_t wanted_count, wanted_room;
  bool all; /* tell of every claim, and of what is outside of them */
  tr_buf bytes;
  tr_status bad; /* first failure of a function of the options */

  int64_t file;   /* the one at hand */
  int64_t number; /* claims of it so far */
  uint64_t notes; /* that were read before the claim at hand */
  tr_rechecked_claim claim;
  bool in_claim, telling;
} work;

static tr_status no_memory(tr_store *store) {
  return tr_store_fail(tr_store_error_of(store), TR_ENOMEM, "out of memory");
}

static void keep_bad(work *at, tr_status status) {
  if (at->bad == TR_OK) at->bad = status;
}

/* --------------------------------------------------------------- the claims */

static int by_number(const void *left, const void *right) {
  const int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
  return (a > b) - (a < b);
}

static tr_status want(void *context, const tr_recalled_claim *claim) {
  work *at = context;
  if (at->wanted_count == at->wanted_room) {
    const size_t room = at->wanted_room == 0 ? 256 : at->wanted_room * 2;
    int64_t *grown = reallocarray(at->wanted, room, sizeof *grown);
    if (grown == NULL) return no_memory(at->store);
    at->wanted = grown;
    at->wanted_room = room;
  }
  at->wanted[at->wanted_count++] = claim->id;
  return TR_OK;
}

static bool asks_nothing(const tr_recall_query *query) {
  return query->patient.n == 0 && query->control.n == 0 &&
         query->payer_control.n == 0 && query->line_control.n == 0 &&
         query->billing.n == 0 && query->rendering.n == 0 &&
         query->from == TR_DAY_MIN && query->to == TR_DAY_MAX;
}

static tr_status take_wanted(work *at) {
  const tr_recall_query *which = at->options->which;
  at->all = which == NULL || asks_nothing(which);
  if (at->all) return TR_OK;
  const tr_status status = tr_recall_claims(at->store, which, want, at);
  if (at->wanted_count > 1)
    qsort(at->wanted, at->wanted_count, sizeof *at->wanted, by_number);
  return status;
}

static bool is_wanted(const work *at, int64_t id) {
  return at->all || (at->wanted_count > 0 &&
                     bsearch(&id, at->wanted, at->wanted_count,
                             sizeof *at->wanted, by_number) != NULL);
}

static bool has_wanted(const work *at, int64_t file) {
  size_t low = 0, high = at->wanted_count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (at->wanted[middle] < file << TR_KEPT_SHIFT)
      low = middle + 1;
    else
      high = middle;
  }
  return low < at->wanted_count && at->wanted[low] >> TR_KEPT_SHIFT == file;
}

/* ---------------------------------------------------------------- the files */

static tr_status add_file(work *at, const tr_statement *row) {
  if (at->file_count == at->file_room) {
    const size_t room = at->file_room == 0 ? 64 : at->file_room * 2;
    claim_file *grown = reallocarray(at->files, room, sizeof *grown);
    if (grown == NULL) return no_memory(at->store);
    at->files = grown;
    at->file_room = room;
  }
  const tr_str name = tr_statement_value(row, 1).text;
  char *copy = tr_arena_alloc(&at->names, name.n + 1);
  if (copy == NULL) return no_memory(at->store);
  if (name.n > 0) memcpy(copy, name.p, name.n);
  at->files[at->file_count++] =
      (claim_file){.id = tr_statement_value(row, 0).integer,
                   .size = (uint64_t)tr_statement_value(row, 2).integer,
                   .name = copy};
  return TR_OK;
}

/* The first claim of a file says when it was sent; its id is known, so that no
 * other row is looked at. */
static tr_status take_files(work *at) {
  tr_statement *rows = NULL;
  bool row = false;
  tr_status status = tr_statement_new(
      at->store,
      "SELECT f.id, f.name, f.size FROM file f JOIN claim c ON c.id = (SELECT "
      "min(id) FROM claim WHERE id >= f.id * 16777216 AND id < (f.id + 1) * "
      "16777216) ORDER BY coalesce(c.created, -9999999), f.id",
      &rows);
  if (status == TR_OK) status = tr_statement_start(rows, NULL, 0);
  if (status == TR_OK) status = tr_statement_step(rows, &row);
  while (status == TR_OK && row) {
    status = add_file(at, rows);
    if (status == TR_OK) status = tr_statement_step(rows, &row);
  }
  tr_statement_free(rows);
  /* nothing is told of what comes after the last claim that is wanted */
  while (!at->all && at->file_count > 0 &&
         !has_wanted(at, at->files[at->file_count - 1].id))
    at->file_count--;
  return status;
}

_Static_assert(1 << TR_KEPT_SHIFT == 16777216, "the ids of rows in the SQL");

/* ------------------------------------------------------------------ telling */

static tr_str profile_of(work *at, const tr_claim *claim) {
  if (claim->damaged) return (tr_str){NULL, 0};
  const tr_profile_view view = tr_profile_find(&at->finder, claim);
  return view.chain != NULL ? tr_str_of(view.chain->profile->id)
                            : (tr_str){NULL, 0};
}

/* Claims come in the order in which their rows were made, so that the running
 * number of a claim is that of its row. */
static void claim_began(void *context, const tr_claim *claim) {
  work *at = context;
  const int64_t id = at->file << TR_KEPT_SHIFT | ++at->number;
  const uint64_t notes =
      at->supply != NULL ? tr_note_supply_reads(at->supply) : 0;
  at->in_claim = true;
  at->telling = is_wanted(at, id);
  if (!at->telling) {
    at->done->remembered++;
  } else {
    at->claim = (tr_rechecked_claim){id, claim, profile_of(at, claim)};
    at->done->claims++;
    at->done->lines += claim->line_count;
    at->done->notes += notes - at->notes;
    if (at->bad == TR_OK && at->options->claim_began != NULL)
      keep_bad(at, at->options->claim_began(at->options->context, &at->claim));
  }
  at->notes = notes;
}

static void claim_ended(void *context) {
  work *at = context;
  if (at->telling && at->bad == TR_OK && at->options->claim_ended != NULL)
    keep_bad(at, at->options->claim_ended(at->options->context, &at->claim));
  at->in_claim = at->telling = false;
}

static void take_finding(void *context, const tr_finding *finding) {
  work *at = context;
  const bool tell = at->in_claim ? at->telling : at->all;
  if (!tell || at->bad != TR_OK) return;
  at->done->findings[finding->severity]++;
  if (at->options->finding != NULL)
    keep_bad(at,
             at->options->finding(at->options->context,
                                  at->in_claim ? &at->claim : NULL, finding));
}

/* ------------------------------------------------------------------ feeding */

/* What the checker returns is no status of the store, unless a note could not
 * be read: then the store has said why. */
static tr_status of_check(work *at, tr_status status) {
  if (status == TR_OK) return at->bad;
  if (status == TR_ENOMEM) return no_memory(at->store);
  return status;
}

static tr_status feed_file(work *at, const claim_file *file, uint64_t all) {
  tr_status status = of_check(at, tr_check_begin(at->check, file->name));
  at->file = file->id;
  at->number = 0;
  at->done->files++;
  for (uint64_t from = 0; status == TR_OK && from < file->size; from += BITE) {
    const uint64_t left = file->size - from;
    const uint64_t n = left < BITE ? left : BITE;
    tr_buf_clear(&at->bytes);
    status = tr_kept_read(at->reader, file->id, from, n, &at->bytes);
    if (status == TR_OK)
      status = of_check(at, tr_check_feed(at->check, at->bytes.p, at->bytes.n));
    at->done->bytes += n;
    if (at->options->progress != NULL)
      at->options->progress(at->options->context, at->done->bytes, all);
  }
  if (status == TR_OK) status = of_check(at, tr_check_end(at->check, NULL));
  return status;
}

static tr_status feed(work *at) {
  uint64_t all = 0;
  tr_status status = TR_OK;
  for (size_t i = 0; i < at->file_count; i++) all += at->files[i].size;
  for (size_t i = 0; i < at->file_count && status == TR_OK; i++)
    status = feed_file(at, &at->files[i], all);
  if (status == TR_OK && at->all && at->check != NULL) {
    status = of_check(at, tr_check_finish(at->check));
    if (at->supply != NULL)
      at->done->notes += tr_note_supply_reads(at->supply) - at->notes;
  }
  return status;
}

/* ------------------------------------------------------------------- making */

static tr_status make_check(work *at) {
  const tr_recheck_options *options = at->options;
  const tr_check_watch watch = {
      .context = at, .claim_began = claim_began, .claim_ended = claim_ended};
  const tr_note_source *notes =
      at->supply != NULL ? tr_note_supply_source(at->supply) : NULL;
  const tr_check_options made = {
      .pack = options->pack,
      .tables = options->tables,
      /* a store without notes is one of claims alone */
      .notes =
          notes != NULL && notes->count + notes->fault_count > 0 ? notes : NULL,
      .today = options->today,
      .select = options->select,
      .finding = take_finding,
      .context = at,
      .watch = &watch};
  tr_status status =
      tr_profiles_init(&at->lasting, options->pack, &at->profiles);
  if (status == TR_OK) {
    tr_profile_finder_init(&at->finder, &at->profiles);
    status = tr_check_new(&made, &at->check);
  }
  if (status == TR_OK) return TR_OK;
  return tr_store_fail(tr_store_error_of(at->store), status, "%s",
                       status == TR_ENOMEM
                           ? "out of memory"
                           : "a profile inherits from none that there is, or "
                             "from itself");
}

static tr_status prepare(work *at) {
  tr_status status = tr_derived_is_current(at->store);
  if (status == TR_OK) status = take_wanted(at);
  if (status == TR_OK) status = take_files(at);
  if (status == TR_OK && !at->options->no_notes &&
      (at->all || at->file_count > 0))
    status = tr_note_supply_new(at->store, &at->supply);
  if (status == TR_OK) status = tr_kept_reader_new(at->store, &at->reader);
  if (status == TR_OK) status = make_check(at);
  return status;
}

tr_status tr_recheck(tr_store *store, const tr_recheck_options *options,
                     tr_rechecked *rechecked) {
  work at = {.store = store, .options = options, .done = rechecked};
  *rechecked = (tr_rechecked){.files = 0};
  tr_arena_init(&at.names, NAMES_MOST);
  tr_arena_init(&at.lasting, PROFILES_MOST);
  tr_buf_init(&at.bytes, BITE);
  tr_status status = prepare(&at);
  if (status == TR_OK) status = feed(&at);
  tr_check_free(at.check);
  tr_kept_reader_free(at.reader);
  tr_note_supply_free(at.supply);
  tr_buf_done(&at.bytes);
  tr_arena_done(&at.lasting);
  tr_arena_done(&at.names);
  free(at.wanted);
  free(at.files);
  return status;
}
