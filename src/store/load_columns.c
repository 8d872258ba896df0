/* Rows of the store into columns. Test claims and damaged ones are left out: no
 * payer ever judged them. */
#include "store/load_columns.h"

/* What takes one row. */
typedef void take_fn(tr_columns *columns, const tr_statement *row);

static tr_str text_at(const tr_statement *row, unsigned column) {
  const tr_cell value = tr_statement_value(row, column);
  return value.kind == TR_CELL_TEXT ? value.text : (tr_str){"", 0};
}

static int64_t number_at(const tr_statement *row, unsigned column) {
  const tr_cell value = tr_statement_value(row, column);
  return value.kind == TR_CELL_INTEGER ? value.integer : 0;
}

static tr_day day_at(const tr_statement *row, unsigned column) {
  const tr_cell value = tr_statement_value(row, column);
  return tr_cell_as_day(&value);
}

static tr_code code_at(const tr_statement *row, unsigned column) {
  return tr_code_pack(text_at(row, column));
}

/* What stands between the claims that count and all rows of a table. */
#define COUNTS "c.test = 0 AND c.damaged = 0"

static const char claim_sql[] =
    "SELECT c.id, c.control, c.payer_control, c.frequency, c.patient, "
    "c.rendering, c.filing, c.responsibility, c.from_day, c.created, "
    "c.patient_born, c.total FROM claim c WHERE " COUNTS " ORDER BY c.id";

static void take_claim(tr_columns *columns, const tr_statement *row) {
  const tr_claim_row claim = {.id = number_at(row, 0),
                              .control = text_at(row, 1),
                              .replaces = text_at(row, 2),
                              .frequency = text_at(row, 3),
                              .patient = text_at(row, 4),
                              .rendering = text_at(row, 5),
                              .filing = text_at(row, 6),
                              .responsibility = text_at(row, 7),
                              .from = day_at(row, 8),
                              .filed = day_at(row, 9),
                              .born = day_at(row, 10),
                              .total = number_at(row, 11)};
  tr_columns_add_claim(columns, &claim);
}

static const char line_sql[] =
    "SELECT claim, number, code, modifiers, rendering, units, charge, day "
    "FROM line ORDER BY claim, number";

static void take_line(tr_columns *columns, const tr_statement *row) {
  const tr_line_row line = {.claim = number_at(row, 0),
                            .number = (int32_t)number_at(row, 1),
                            .code = code_at(row, 2),
                            .modifiers = text_at(row, 3),
                            .rendering = text_at(row, 4),
                            .units = number_at(row, 5),
                            .charge = number_at(row, 6),
                            .day = day_at(row, 7)};
  tr_columns_add_line(columns, &line);
}

static const char note_sql[] =
    "SELECT id, claim, author, day, born FROM note ORDER BY id";

static void take_note(tr_columns *columns, const tr_statement *row) {
  const tr_note_row note = {.id = number_at(row, 0),
                            .claim = text_at(row, 1),
                            .author = text_at(row, 2),
                            .day = day_at(row, 3),
                            .born = day_at(row, 4)};
  tr_columns_add_note(columns, &note);
}

static const char remit_sql[] =
    "SELECT id, control, payer_control, paid FROM remit_claim ORDER BY id";

static void take_remit(tr_columns *columns, const tr_statement *row) {
  const tr_remit_row remit = {.id = number_at(row, 0),
                              .control = text_at(row, 1),
                              .payer_control = text_at(row, 2),
                              .paid = number_at(row, 3)};
  tr_columns_add_remit(columns, &remit);
}

static const char service_sql[] =
    "SELECT remit_claim, number, code, billed_code, paid, day "
    "FROM remit_service ORDER BY remit_claim, number";

static void take_service(tr_columns *columns, const tr_statement *row) {
  const tr_code billed = code_at(row, 3);
  const tr_service_row service = {
      .remit = number_at(row, 0),
      .number = (int32_t)number_at(row, 1),
      .code = billed != 0 ? billed : code_at(row, 2),
      .paid = number_at(row, 4),
      .day = day_at(row, 5)};
  tr_columns_add_service(columns, &service);
}

static const char adjustment_sql[] =
    "SELECT remit_claim, service, category, reason, amount FROM adjustment "
    "ORDER BY remit_claim, number";

static void take_adjustment(tr_columns *columns, const tr_statement *row) {
  const tr_adjustment_row adjustment = {.remit = number_at(row, 0),
                                        .service = (int32_t)number_at(row, 1),
                                        .group = code_at(row, 2),
                                        .reason = code_at(row, 3),
                                        .amount = number_at(row, 4)};
  tr_columns_add_adjustment(columns, &adjustment);
}

static tr_status take_all(tr_store *store, tr_columns *columns, const char *sql,
                          take_fn *take) {
  tr_statement *rows = NULL;
  bool row = false;
  tr_status status = tr_statement_new(store, sql, &rows);
  if (status == TR_OK) status = tr_statement_start(rows, NULL, 0);
  if (status == TR_OK) status = tr_statement_step(rows, &row);
  while (status == TR_OK && row && columns->bad == TR_OK) {
    take(columns, rows);
    status = tr_statement_step(rows, &row);
  }
  if (rows != NULL) tr_statement_stop(rows);
  tr_statement_free(rows);
  return status;
}

tr_status tr_load_columns(tr_store *store, const tr_tables *tables,
                          tr_columns *columns) {
  static const struct {
    const char *sql;
    take_fn *take;
  } questions[] = {
      {claim_sql, take_claim},     {line_sql, take_line},
      {note_sql, take_note},       {remit_sql, take_remit},
      {service_sql, take_service}, {adjustment_sql, take_adjustment}};
  tr_status status = TR_OK;
  for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
    if (status == TR_OK)
      status = take_all(store, columns, questions[i].sql, questions[i].take);
  const tr_status finished =
      status == TR_OK ? tr_columns_finish(columns, tables) : TR_OK;
  return status == TR_OK ? finished : status;
}

/* -------------------------------------------------------- the last audit */

tr_status tr_load_last_audit(tr_store *store, tr_day *day) {
  tr_statement *rows = NULL;
  bool row = false;
  *day = TR_DAY_MIN;
  tr_status status = tr_statement_new(
      store, "SELECT value FROM about WHERE name = 'self-audit'", &rows);
  if (status == TR_OK) status = tr_statement_start(rows, NULL, 0);
  if (status == TR_OK) status = tr_statement_step(rows, &row);
  if (status == TR_OK && row && tr_day_read_iso(text_at(rows, 0), day) != TR_OK)
    *day = TR_DAY_MIN;
  if (rows != NULL) tr_statement_stop(rows);
  tr_statement_free(rows);
  return status;
}

tr_status tr_keep_last_audit(tr_store *store, tr_day day) {
  char text[TR_DAY_TEXT];
  tr_day_text(day, text);
  const tr_cell value = tr_cell_text(tr_str_of(text));
  tr_status status = tr_store_begin(store);
  if (status == TR_OK)
    status = tr_store_run(store, "DELETE FROM about WHERE name = 'self-audit'",
                          NULL, 0, NULL);
  if (status == TR_OK)
    status = tr_store_run(store,
                          "INSERT INTO about (name, value) VALUES "
                          "('self-audit', $1)",
                          &value, 1, NULL);
  if (status == TR_OK) status = tr_store_commit(store);
  if (status != TR_OK) tr_store_rollback(store);
  return status;
}
