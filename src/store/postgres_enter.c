/* Rows on their way in: they wait on this side and go over by COPY, many at
 * once, instead of one question and answer for each. */
#include "store/postgres_run.h"

enum {
  WAITING_MOST = 1 << 20, /* bytes before they go over */
  ROWS_MOST = 64 << 20,   /* of one table; a value is far below it */
  HEAD = 19,              /* bytes of COPY's signature and flags */
  NOTHING = 0xFFFFFFFF    /* the size of NULL */
};

bool tr__pg_can_enter(Oid type) {
  return type == TR__PG_INT8 || type == TR__PG_TEXT || type == TR__PG_BYTEA;
}

static void put(tr_buf *out, unsigned size, uint64_t number) {
  unsigned char bytes[8];
  tr__pg_put(bytes, size, number);
  tr_buf_add(out, (tr_str){(const char *)bytes, size});
}

static void put_sized(tr_buf *out, tr_str bytes) {
  put(out, 4, bytes.n);
  tr_buf_add(out, bytes);
}

/* A number where the column holds text is written as such. */
static void put_value(tr_buf *out, const tr_cell *value, Oid type) {
  char text[24];
  if (value->kind == TR_CELL_NULL) {
    put(out, 4, NOTHING);
  } else if (value->kind != TR_CELL_INTEGER) {
    put_sized(out, value->text);
  } else if (type == TR__PG_INT8) {
    put(out, 4, 8);
    put(out, 8, (uint64_t)value->integer);
  } else {
    snprintf(text, sizeof text, "%lld", (long long)value->integer);
    put_sized(out, tr_str_of(text));
  }
}

static bool fits(const tr_cell *value, Oid type) {
  switch (value->kind) {
    case TR_CELL_NULL:
      return true;
    case TR_CELL_INTEGER:
      return type != TR__PG_BYTEA;
    case TR_CELL_TEXT:
      return type == TR__PG_TEXT && tr__pg_is_clean(value->text);
    case TR_CELL_BYTES:
      return type == TR__PG_BYTEA;
  }
  return false;
}

tr_status tr__pg_enter(tr__pg_plan *plan, const tr_cell *values, unsigned count,
                       tr_store_error *error) {
  tr__pg *on = plan->on;
  tr_buf *out = &plan->waiting;
  const size_t before = out->n;
  if (out->n == 0) {
    tr_buf_add(out, (tr_str){"PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", HEAD});
  }
  put(out, 2, count);
  for (unsigned i = 0; i < count; i++) {
    if (!fits(&values[i], plan->types[i]))
      return tr_store_fail(error, TR_ERANGE,
                           "%s: a value is not of its column's kind",
                           on->shown);
    put_value(out, &values[i], plan->types[i]);
  }
  if (out->bad != TR_OK)
    return tr_store_fail(error, out->bad, "%s", tr_status_text(out->bad));
  on->waiting += out->n - before;
  return on->waiting < WAITING_MOST ? TR_OK : tr__pg_enter_all(on, error);
}

/* The results that are left of a command; the first failure is told. */
static tr_status take_results(tr__pg *on, tr_store_error *error) {
  tr_status status = TR_OK;
  for (PGresult *result; (result = PQgetResult(on->link)) != NULL;) {
    if (PQresultStatus(result) == PGRES_COMMAND_OK || status != TR_OK)
      PQclear(result);
    else
      status = tr__pg_fail(on, result, error);
    if (PQstatus(on->link) == CONNECTION_BAD && status != TR_OK) break;
  }
  return status;
}

static tr_status enter_rows(tr__pg_plan *plan, tr_store_error *error) {
  tr__pg *on = plan->on;
  tr_buf *rows = &plan->waiting;
  tr_buf sql;
  put(rows, 2, 0xFFFF); /* no more of them */
  tr_buf_init(&sql, ROWS_MOST);
  tr_buf_addf(&sql, "COPY %s FROM STDIN (FORMAT binary)", plan->sql.entry.p);
  tr_buf_add_char(&sql, '\0');
  if (sql.bad != TR_OK || rows->bad != TR_OK) {
    tr_buf_done(&sql);
    return tr_store_fail(error, TR_ENOMEM, "out of memory");
  }
  PGresult *result = PQexec(on->link, sql.p);
  tr_buf_done(&sql);
  if (PQresultStatus(result) != PGRES_COPY_IN)
    return tr__pg_fail(on, result, error);
  PQclear(result);
  if (PQputCopyData(on->link, rows->p, (int)rows->n) != 1 ||
      PQputCopyEnd(on->link, NULL) != 1)
    return tr__pg_fail(on, NULL, error);
  return take_results(on, error);
}

/* In the order in which the statements were prepared: whoever writes rows that
 * refer to others prepares those first. */
tr_status tr__pg_enter_all(tr__pg *on, tr_store_error *error) {
  tr_status status = TR_OK;
  if (on->waiting == 0) return TR_OK;
  for (tr__pg_plan *plan = on->plans; plan != NULL && status == TR_OK;
       plan = plan->next) {
    if (plan->waiting.n == 0) continue;
    status = enter_rows(plan, error);
    tr_buf_clear(&plan->waiting);
  }
  tr__pg_enter_none(on);
  return status;
}

void tr__pg_enter_none(tr__pg *on) {
  if (on->waiting == 0) return;
  for (tr__pg_plan *plan = on->plans; plan != NULL; plan = plan->next)
    tr_buf_clear(&plan->waiting);
  on->waiting = 0;
}
