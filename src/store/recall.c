/* The questions in SQL: each has an index that answers it. */
#include "store/recall.h"

const tr_recall_query tr_recall_everything = {
    .born = TR_DAY_MIN, .from = TR_DAY_MIN, .to = TR_DAY_MAX};

/* What is not known comes first: engines differ where nothing is said of it. */
#define BY_DAY(day, id) " ORDER BY " day " NULLS FIRST, " id

/* What is asked of every row: $2 and $3 days, $4 rendering, $5 billing; a
 * parameter that asks nothing is NULL. Each is named once in order, so that
 * its number is its place. */
#define HELD_DAYS(column) \
  " AND ($2 IS NULL OR " column " >= $2) AND ($3 IS NULL OR " column " <= $3)"
#define HELD(column, rendering) \
  HELD_DAYS(column) " AND ($4 IS NULL OR " rendering " = $4)"

#define CLAIM                                                                \
  "SELECT id, file, control, payer_control, frequency, billing, rendering, " \
  "payer, payer_name, filing, patient, from_day, to_day, patient_born, "     \
  "total, test, damaged FROM claim "
#define CLAIM_HELD              \
  HELD("from_day", "rendering") \
  " AND ($5 IS NULL OR billing = $5)" BY_DAY("from_day", "id")
#define NOTE                                                               \
  "SELECT id, file, note_at, note_size, note, claim, patient_id, author, " \
  "day, born FROM note "
#define NOTE_HELD \
  HELD("day", "author") " AND ($5 IS NULL OR born = $5)" BY_DAY("day", "id")
#define REMIT                                                              \
  "SELECT r.id, r.payment, p.file, r.control, r.payer_control, r.status, " \
  "r.rendering, p.payer, p.payer_name, p.trace, r.from_day, r.to_day, "    \
  "p.day, r.charge, r.paid FROM remit_claim r JOIN payment p ON p.id = "   \
  "r.payment "
#define REMIT_HELD \
  HELD("r.from_day", "r.rendering") BY_DAY("r.from_day", "r.id")
/* By day: an index on it picks the rows. */
#define DAYS(column)                                  \
  "WHERE $1 IS NULL AND " column " >= $2 AND " column \
  " <= $3 AND ($4 IS NULL OR "

/** How a query is asked: the SQL of its first key. */
typedef struct asked {
  const char *patient, *control, *payer_control, *line_control, *days, *all;
} asked;

static const asked claim_sql = {
    .patient = CLAIM "WHERE patient = $1" CLAIM_HELD,
    .control = CLAIM "WHERE control = $1" CLAIM_HELD,
    .payer_control = CLAIM "WHERE payer_control = $1" CLAIM_HELD,
    .line_control =
        CLAIM "WHERE id IN (SELECT claim FROM line WHERE control = $1)"
        CLAIM_HELD,
    .days = CLAIM DAYS("from_day") "rendering = $4) AND ($5 IS NULL OR "
                                   "billing = $5) ORDER BY from_day, id",
    .all = CLAIM "WHERE $1 IS NULL" CLAIM_HELD};
static const asked note_sql = {
    .control = NOTE "WHERE claim = $1" NOTE_HELD,
    .days = NOTE DAYS("day") "author = $4) AND ($5 IS NULL OR born = $5) "
                             "ORDER BY day, id",
    .all = NOTE "WHERE $1 IS NULL" NOTE_HELD};
static const asked remit_sql = {
    .control = REMIT "WHERE r.control = $1" REMIT_HELD,
    .payer_control = REMIT "WHERE r.payer_control = $1" REMIT_HELD,
    .all = REMIT "WHERE $1 IS NULL" REMIT_HELD};

static tr_cell day_or_null(tr_day day) {
  return day == TR_DAY_MIN || day == TR_DAY_MAX ? tr_cell_null()
                                                : tr_cell_integer(day);
}

/* The statement of a query, begun. */
static tr_status ask(tr_store *store, const asked *sql,
                     const tr_recall_query *query, tr_cell last, unsigned count,
                     tr_statement **made) {
  const struct {
    tr_str key;
    const char *sql;
  } keys[] = {{query->patient, sql->patient},
              {query->control, sql->control},
              {query->payer_control, sql->payer_control},
              {query->line_control, sql->line_control}};
  tr_cell values[] = {tr_cell_null(), day_or_null(query->from),
                      day_or_null(query->to), tr_cell_text(query->rendering),
                      last};
  const bool both = values[1].kind != TR_CELL_NULL &&
                    values[2].kind != TR_CELL_NULL && sql->days != NULL;
  const char *chosen = both ? sql->days : sql->all;
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    if (keys[i].key.n == 0 || keys[i].sql == NULL) continue;
    values[0] = tr_cell_text(keys[i].key);
    chosen = keys[i].sql;
    break;
  }
  const tr_status status = tr_statement_new(store, chosen, made);
  return status == TR_OK ? tr_statement_start(*made, values, count) : status;
}

static tr_str text_at(const tr_statement *row, unsigned column) {
  return tr_statement_value(row, column).text;
}

static tr_day day_at(const tr_statement *row, unsigned column) {
  const tr_cell value = tr_statement_value(row, column);
  return tr_cell_as_day(&value);
}

static int64_t number_at(const tr_statement *row, unsigned column) {
  return tr_statement_value(row, column).integer;
}

static bool has(const tr_statement *row, unsigned column) {
  return tr_statement_value(row, column).kind != TR_CELL_NULL;
}

/** Hands on one row of any of the questions. */
typedef tr_status row_fn(const tr_statement *row, void *see, void *context);

static tr_status all_rows(tr_statement *rows, tr_status status, row_fn *hand,
                          void *see, void *context) {
  bool row = false;
  if (status == TR_OK) status = tr_statement_step(rows, &row);
  while (status == TR_OK && row) {
    status = hand(rows, see, context);
    if (status == TR_OK) status = tr_statement_step(rows, &row);
  }
  tr_statement_free(rows);
  return status;
}

/** What is called, so that no pointer to a function is cast to one to data. */
typedef union seer {
  tr_recalled_claim_fn *claim;
  tr_recalled_note_fn *note;
  tr_recalled_remit_fn *remit;
} seer;

static tr_status hand_claim(const tr_statement *row, void *see, void *context) {
  const tr_recalled_claim claim = {.id = number_at(row, 0),
                                   .file = number_at(row, 1),
                                   .control = text_at(row, 2),
                                   .payer_control = text_at(row, 3),
                                   .frequency = text_at(row, 4),
                                   .billing = text_at(row, 5),
                                   .rendering = text_at(row, 6),
                                   .payer = text_at(row, 7),
                                   .payer_name = text_at(row, 8),
                                   .filing = text_at(row, 9),
                                   .patient = text_at(row, 10),
                                   .from = day_at(row, 11),
                                   .to = day_at(row, 12),
                                   .born = day_at(row, 13),
                                   .has_total = has(row, 14),
                                   .total = number_at(row, 14),
                                   .test = number_at(row, 15) != 0,
                                   .damaged = number_at(row, 16) != 0};
  return ((seer *)see)->claim(context, &claim);
}

tr_status tr_recall_claims(tr_store *store, const tr_recall_query *query,
                           tr_recalled_claim_fn *see, void *context) {
  tr_statement *rows = NULL;
  seer seer = {.claim = see};
  const tr_status status =
      ask(store, &claim_sql, query, tr_cell_text(query->billing), 5, &rows);
  return all_rows(rows, status, hand_claim, &seer, context);
}

static tr_status hand_note(const tr_statement *row, void *see, void *context) {
  const tr_recalled_note note = {.id = number_at(row, 0),
                                 .file = number_at(row, 1),
                                 .at = (uint64_t)number_at(row, 2),
                                 .size = (uint64_t)number_at(row, 3),
                                 .note = text_at(row, 4),
                                 .claim = text_at(row, 5),
                                 .patient_id = text_at(row, 6),
                                 .author = text_at(row, 7),
                                 .day = day_at(row, 8),
                                 .born = day_at(row, 9)};
  return ((seer *)see)->note(context, &note);
}

tr_status tr_recall_notes(tr_store *store, const tr_recall_query *query,
                          tr_recalled_note_fn *see, void *context) {
  tr_statement *rows = NULL;
  seer seer = {.note = see};
  const tr_status status =
      ask(store, &note_sql, query, day_or_null(query->born), 5, &rows);
  return all_rows(rows, status, hand_note, &seer, context);
}

static tr_status hand_remit(const tr_statement *row, void *see, void *context) {
  const tr_recalled_remit remit = {.id = number_at(row, 0),
                                   .payment = number_at(row, 1),
                                   .file = number_at(row, 2),
                                   .control = text_at(row, 3),
                                   .payer_control = text_at(row, 4),
                                   .status = text_at(row, 5),
                                   .rendering = text_at(row, 6),
                                   .payer = text_at(row, 7),
                                   .payer_name = text_at(row, 8),
                                   .trace = text_at(row, 9),
                                   .from = day_at(row, 10),
                                   .to = day_at(row, 11),
                                   .paid_on = day_at(row, 12),
                                   .has_charge = has(row, 13),
                                   .charge = number_at(row, 13),
                                   .has_paid = has(row, 14),
                                   .paid = number_at(row, 14)};
  return ((seer *)see)->remit(context, &remit);
}

tr_status tr_recall_remits(tr_store *store, const tr_recall_query *query,
                           tr_recalled_remit_fn *see, void *context) {
  tr_statement *rows = NULL;
  seer seer = {.remit = see};
  const tr_status status =
      ask(store, &remit_sql, query, tr_cell_null(), 4, &rows);
  return all_rows(rows, status, hand_remit, &seer, context);
}

/* ---------------------------------------------------------------- unmatched */

/* A note of a visit: of the claim's provider, patient and days. */
#define SAME_VISIT                                                   \
  "n.author = c.rendering AND n.born = c.patient_born AND n.day >= " \
  "c.from_day AND n.day <= c.to_day AND (n.patient_id IS NULL OR "   \
  "n.patient_id = c.patient_id OR n.patient_id = c.member OR "       \
  "(c.patient_id IS NULL AND c.member IS NULL))"

static const char *const unmatched_sql[TR_UNMATCHED_COUNT] = {
    [TR_UNMATCHED_REMITS] =
        "SELECT r.control FROM remit_claim r WHERE NOT EXISTS (SELECT 1 FROM "
        "claim c WHERE c.control = r.control) AND NOT EXISTS (SELECT 1 FROM "
        "remit_service s JOIN line l ON l.control = s.control WHERE "
        "s.remit_claim = r.id AND s.control IS NOT NULL) ORDER BY r.id",
    [TR_UNMATCHED_ANSWERS] =
        "SELECT a.reference FROM answer a WHERE a.level = 'claim' AND NOT "
        "EXISTS (SELECT 1 FROM claim c WHERE c.control = a.reference) ORDER "
        "BY a.id",
    [TR_UNMATCHED_NOTES] =
        "SELECT n.note FROM note n WHERE (n.claim IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM claim c WHERE c.control = n.claim)) OR (n.claim IS "
        "NULL AND NOT EXISTS (SELECT 1 FROM claim c WHERE " SAME_VISIT
        ")) ORDER BY n.id",
    [TR_UNMATCHED_CLAIMS] =
        "SELECT c.control FROM claim c WHERE NOT EXISTS (SELECT 1 FROM note n "
        "WHERE n.claim = c.control) AND NOT EXISTS (SELECT 1 FROM note n WHERE "
        "n.claim IS NULL AND " SAME_VISIT ") ORDER BY c.id"};

tr_status tr_recall_unmatched(tr_store *store, tr_unmatched what, uint64_t most,
                              tr_unmatched_fn *see, void *context,
                              uint64_t *count) {
  tr_statement *rows = NULL;
  bool row = false;
  *count = 0;
  tr_status status = tr_statement_new(store, unmatched_sql[what], &rows);
  if (status == TR_OK) status = tr_statement_start(rows, NULL, 0);
  if (status == TR_OK) status = tr_statement_step(rows, &row);
  while (status == TR_OK && row) {
    if (++*count <= most && see != NULL)
      see(context, tr_statement_value(rows, 0).text);
    status = tr_statement_step(rows, &row);
  }
  tr_statement_free(rows);
  return status;
}
