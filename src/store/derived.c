/* The columns of each table, once: the SQL around them is made of this. */
#include "store/derived.h"

#include <sodium.h>

#include "store/derived.def"

#define P10 "$1,$2,$3,$4,$5,$6,$7,$8,$9,$10"
#define P12 P10 ",$11,$12"
#define P13 P12 ",$13"
#define P16 P13 ",$14,$15,$16"
#define P20 P16 ",$17,$18,$19,$20"
#define P30 P20 ",$21,$22,$23,$24,$25,$26,$27,$28,$29,$30"
#define P40 P30 ",$31,$32,$33,$34,$35,$36,$37,$38,$39,$40"
#define P41 P40 ",$41"

#define COLUMN(name, kind) {#name, TR_COLUMN_##kind},
#define NAME(name, kind) ", " #name
#define LIST(id, columns)                               \
  (const tr_column[]) {                                 \
    {id, TR_COLUMN_NUMBER}, columns(COLUMN) { NULL, 0 } \
  }
#define SELECT(name, id, columns, order)                                 \
  "SELECT " id columns(NAME) " FROM " name " WHERE " id " >= $1 AND " id \
                             " < $2 ORDER BY " id order
#define TABLE(name, id, columns, order, places)                                \
  {                                                                            \
    name, LIST(id, columns), sizeof LIST(id, columns) / sizeof(tr_column) - 1, \
        "INSERT INTO " name " (" id columns(NAME) ") VALUES (" places ")",     \
        SELECT(name, id, columns, order),                                      \
        "DELETE FROM " name " WHERE " id " >= $1 AND " id " < $2"              \
  }

static const tr_derived_table tables[TR_DERIVED_COUNT] = {
    [TR_DERIVED_CLAIM] = TABLE("claim", "id", CLAIM, "", P41),
    [TR_DERIVED_LINE] = TABLE("line", "claim", LINE, ", number", P12),
    [TR_DERIVED_DIAGNOSIS] =
        TABLE("diagnosis", "claim", DIAGNOSIS, ", position", "$1,$2,$3,$4"),
    [TR_DERIVED_NOTE] = TABLE("note", "id", NOTE, "", P12),
    [TR_DERIVED_PAYMENT] = TABLE("payment", "id", PAYMENT, "", P16),
    [TR_DERIVED_PROVIDER_ADJUSTMENT] =
        TABLE("provider_adjustment", "payment", PROVIDER_ADJUSTMENT, ", number",
              "$1,$2,$3,$4,$5,$6"),
    [TR_DERIVED_REMIT_CLAIM] = TABLE("remit_claim", "id", REMIT_CLAIM, "", P20),
    [TR_DERIVED_REMIT_SERVICE] =
        TABLE("remit_service", "remit_claim", REMIT_SERVICE, ", number", P12),
    [TR_DERIVED_ADJUSTMENT] = TABLE("adjustment", "remit_claim", ADJUSTMENT,
                                    ", number", "$1,$2,$3,$4,$5,$6,$7"),
    [TR_DERIVED_REMARK] =
        TABLE("remark", "remit_claim", REMARK, ", number", "$1,$2,$3,$4"),
    [TR_DERIVED_ANSWER] = TABLE("answer", "id", ANSWER, "", P13),
};

const tr_derived_table *tr_derived_at(tr_derived table) {
  return &tables[table];
}

/* ------------------------------------------------------------------ writing */

tr_status tr_derived_writer_init(tr_derived_writer *writer, tr_store *store) {
  *writer = (tr_derived_writer){.store = store};
  for (int i = 0; i < TR_DERIVED_COUNT; i++) {
    const tr_status status =
        tr_statement_new(store, tables[i].insert, &writer->inserts[i]);
    if (status != TR_OK) {
      tr_derived_writer_done(writer);
      return status;
    }
  }
  return TR_OK;
}

void tr_derived_writer_done(tr_derived_writer *writer) {
  for (int i = 0; i < TR_DERIVED_COUNT; i++)
    tr_statement_free(writer->inserts[i]);
  *writer = (tr_derived_writer){.store = NULL};
}

tr_status tr_derived_write(void *context, tr_derived table,
                           const tr_cell *values) {
  tr_derived_writer *writer = context;
  return tr_statement_run(writer->inserts[table], values, tables[table].count);
}

static void range_of(int64_t file, tr_cell *range) {
  range[0] = tr_cell_integer(file << TR_KEPT_SHIFT);
  range[1] = tr_cell_integer((file + 1) << TR_KEPT_SHIFT);
}

/* What refers to others goes first: the tables are in the order of writing. */
tr_status tr_derived_remove(tr_store *store, int64_t file) {
  tr_cell range[2];
  tr_status status = TR_OK;
  range_of(file, range);
  for (int i = TR_DERIVED_COUNT; i-- > 0 && status == TR_OK;)
    status = tr_store_run(store, tables[i].remove, range, 2, NULL);
  return status;
}

/* ---------------------------------------------------------------- comparing */

tr_status tr_derived_digest_init(tr_derived_digest *digest) {
  crypto_hash_sha256_state *states =
      calloc(TR_DERIVED_COUNT, sizeof(crypto_hash_sha256_state));
  digest->states = states;
  if (states == NULL) return TR_ENOMEM;
  for (int i = 0; i < TR_DERIVED_COUNT; i++)
    crypto_hash_sha256_init(&states[i]);
  return TR_OK;
}

tr_status tr_derived_digest_row(void *context, tr_derived table,
                                const tr_cell *values) {
  tr_derived_digest *digest = context;
  crypto_hash_sha256_state *states = digest->states;
  for (unsigned i = 0; i < tables[table].count; i++) {
    const tr_cell *value = &values[i];
    const uint64_t head[2] = {(uint64_t)value->kind,
                              value->kind == TR_CELL_INTEGER
                                  ? (uint64_t)value->integer
                                  : (uint64_t)value->text.n};
    crypto_hash_sha256_update(&states[table], (const unsigned char *)head,
                              sizeof head);
    if (value->text.n > 0)
      crypto_hash_sha256_update(
          &states[table], (const unsigned char *)value->text.p, value->text.n);
  }
  return TR_OK;
}

static tr_status digest_table(tr_derived_digest *digest, tr_store *store,
                              tr_derived table, const tr_cell *range) {
  tr_cell values[TR_DERIVED_COLUMNS];
  tr_statement *rows = NULL;
  bool row = false;
  tr_status status = tr_statement_new(store, tables[table].select, &rows);
  if (status == TR_OK) status = tr_statement_start(rows, range, 2);
  if (status == TR_OK) status = tr_statement_step(rows, &row);
  while (status == TR_OK && row) {
    for (unsigned i = 0; i < tables[table].count; i++)
      values[i] = tr_statement_value(rows, i);
    (void)tr_derived_digest_row(digest, table, values);
    status = tr_statement_step(rows, &row);
  }
  tr_statement_free(rows);
  return status;
}

tr_status tr_derived_digest_stored(tr_derived_digest *digest, tr_store *store,
                                   int64_t file) {
  tr_cell range[2];
  tr_status status = TR_OK;
  range_of(file, range);
  for (int i = 0; i < TR_DERIVED_COUNT && status == TR_OK; i++)
    status = digest_table(digest, store, (tr_derived)i, range);
  return status;
}

tr_derived tr_derived_digest_compare(tr_derived_digest *a,
                                     tr_derived_digest *b) {
  crypto_hash_sha256_state *left = a->states, *right = b->states;
  int differs = TR_DERIVED_COUNT;
  for (int i = TR_DERIVED_COUNT; i-- > 0;) {
    unsigned char x[crypto_hash_sha256_BYTES], y[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_final(&left[i], x);
    crypto_hash_sha256_final(&right[i], y);
    if (memcmp(x, y, sizeof x) != 0) differs = i;
  }
  free(left);
  free(right);
  a->states = b->states = NULL;
  return (tr_derived)differs;
}
