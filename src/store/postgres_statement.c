/* Questions to PostgreSQL and their rows: what is asked again is prepared once,
 * what may have many rows is fetched a thousand at a time. */
#include "base/arena.h"
#include "base/utf8.h"
#include "store/postgres_run.h"

enum {
  FETCHED = 1000,          /* rows at once */
  CLEANED_MOST = 16 << 20, /* bytes of texts that had to be cleaned */
  NUMBER_TEXT = 24,
  COMMAND_MOST = 1 << 20
};

/** A question on its way. */
typedef struct statement {
  tr__pg_plan *plan;
  PGresult *rows;
  int at, count;   /* row, of those at hand */
  unsigned cursor; /* number of its name; 0: none is open */
  unsigned turn;   /* of the connection when it was opened; 0: it outlives
                      transactions */
} statement;

/** Parameters as libpq wants them. */
typedef struct bound {
  tr_arena cleaned;
  char numbers[TR_POSTGRES_SLOTS][NUMBER_TEXT];
  const char *values[TR_POSTGRES_SLOTS];
  int sizes[TR_POSTGRES_SLOTS];
  int forms[TR_POSTGRES_SLOTS]; /* 0: text, 1: binary */
} bound;

/* -------------------------------------------------------------------- plans */

static void free_plan(tr__pg_plan *plan) {
  tr_postgres_sql_done(&plan->sql);
  tr_buf_done(&plan->waiting);
  free(plan->asked);
  free(plan);
}

void tr__pg_plans_done(tr__pg *on) {
  while (on->plans != NULL) {
    tr__pg_plan *plan = on->plans;
    on->plans = plan->next;
    free_plan(plan);
  }
}

static tr_status take_types(tr__pg_plan *plan, tr_store_error *error) {
  PGresult *told = PQdescribePrepared(plan->on->link, plan->name);
  if (PQresultStatus(told) != PGRES_COMMAND_OK)
    return tr__pg_fail(plan->on, told, error);
  plan->enters = plan->sql.entry.n > 0;
  for (unsigned i = 0; i < plan->sql.count; i++) {
    plan->types[i] = PQparamtype(told, (int)i);
    plan->enters = plan->enters && tr__pg_can_enter(plan->types[i]);
  }
  plan->columns = (unsigned)PQnfields(told);
  PQclear(told);
  return TR_OK;
}

static tr_status make_plan(tr__pg *on, tr__pg_plan *plan, const char *sql,
                           tr_store_error *error) {
  plan->on = on;
  plan->asked = strdup(sql);
  tr_buf_init(&plan->waiting, COMMAND_MOST * 256);
  const tr_status status = tr_postgres_sql_read(sql, &plan->sql);
  if (status != TR_OK || plan->asked == NULL)
    return tr_store_fail(error, TR_ENOMEM, "out of memory");
  snprintf(plan->name, sizeof plan->name, "p%u", ++on->names);
  PGresult *made = PQprepare(on->link, plan->name, plan->sql.text.p, 0, NULL);
  if (PQresultStatus(made) != PGRES_COMMAND_OK)
    return tr__pg_fail(on, made, error);
  PQclear(made);
  return take_types(plan, error);
}

/* SQL is literals of the program: there are not many of them. */
static tr_status find_plan(tr__pg *on, const char *sql, tr__pg_plan **found,
                           tr_store_error *error) {
  tr__pg_plan **end = &on->plans;
  for (; *end != NULL; end = &(*end)->next)
    if (strcmp((*end)->asked, sql) == 0) {
      *found = *end;
      return TR_OK;
    }
  tr__pg_plan *plan = calloc(1, sizeof *plan);
  if (plan == NULL) return tr_store_fail(error, TR_ENOMEM, "out of memory");
  const tr_status status = make_plan(on, plan, sql, error);
  if (status != TR_OK) {
    free_plan(plan);
    return status;
  }
  *found = *end = plan;
  return TR_OK;
}

/* --------------------------------------------------------------- parameters */

/* What is no UTF-8 is asked for as it would have been kept. */
static bool bind_text(bound *to, unsigned at, tr_str text) {
  to->forms[at] = 1;
  if (!tr__pg_is_clean(text)) {
    tr_buf safe;
    tr_buf_init(&safe, CLEANED_MOST);
    tr_text_safe(&safe, text);
    const bool good =
        safe.bad == TR_OK &&
        tr_arena_copy(&to->cleaned, tr_buf_str(&safe), &text) == TR_OK;
    tr_buf_done(&safe);
    if (!good) return false;
  }
  to->values[at] = text.n > 0 ? text.p : "";
  to->sizes[at] = (int)text.n;
  return true;
}

static void bind_number(bound *to, unsigned at, int64_t number, Oid type) {
  char *room = to->numbers[at];
  to->values[at] = room;
  to->forms[at] = type == TR__PG_INT8;
  to->sizes[at] = 8;
  if (type == TR__PG_INT8)
    tr__pg_put((unsigned char *)room, 8, (uint64_t)number);
  else
    snprintf(room, NUMBER_TEXT, "%lld", (long long)number);
}

static tr_status bind(bound *to, const tr__pg_plan *plan, const tr_cell *values,
                      unsigned count, tr_store_error *error) {
  for (unsigned i = 0; i < plan->sql.count; i++) {
    const tr_postgres_slot *slot = &plan->sql.slots[i];
    const Oid type = plan->types[i];
    const tr_cell none = tr_cell_null();
    const tr_cell *value =
        slot->parameter < count ? &values[slot->parameter] : &none;
    bool good = true;
    to->values[i] = NULL;
    to->sizes[i] = to->forms[i] = 0;
    if (slot->asks_null)
      bind_number(to, i, value->kind == TR_CELL_NULL, TR__PG_BOOL);
    else if (value->kind == TR_CELL_INTEGER)
      bind_number(to, i, value->integer, type);
    else if (value->kind == TR_CELL_TEXT)
      good = type == TR__PG_TEXT && bind_text(to, i, value->text);
    else if (value->kind == TR_CELL_BYTES)
      good = type == TR__PG_BYTEA;
    if (value->kind == TR_CELL_BYTES && good && !slot->asks_null) {
      to->values[i] = value->text.n > 0 ? value->text.p : "";
      to->sizes[i] = (int)value->text.n;
      to->forms[i] = 1;
    }
    if (!good)
      return tr_store_fail(error, TR_ERANGE,
                           "%s: a value is not of the kind that is asked for",
                           plan->on->shown);
  }
  return TR_OK;
}

/* ------------------------------------------------------------------ cursors */

static tr_status fetch(statement *one, tr_store_error *error) {
  tr__pg *on = one->plan->on;
  char sql[64];
  snprintf(sql, sizeof sql, "FETCH %d FROM c%u", FETCHED, one->cursor);
  PQclear(one->rows);
  one->rows = NULL;
  PGresult *rows = PQexecParams(on->link, sql, 0, NULL, NULL, NULL, NULL, 1);
  if (PQresultStatus(rows) != PGRES_TUPLES_OK)
    return tr__pg_fail(on, rows, error);
  one->rows = rows;
  one->at = -1;
  one->count = PQntuples(rows);
  return TR_OK;
}

/* Outside of a transaction a cursor has to outlive its own. */
static tr_status open_cursor(statement *one, const bound *with,
                             tr_store_error *error) {
  const tr__pg_plan *plan = one->plan;
  tr__pg *on = plan->on;
  const bool hold = PQtransactionStatus(on->link) == PQTRANS_IDLE;
  tr_buf sql;
  one->cursor = ++on->names;
  one->turn = hold ? 0 : on->turn;
  tr_buf_init(&sql, COMMAND_MOST);
  tr_buf_addf(&sql, "DECLARE c%u NO SCROLL CURSOR %s FOR %s", one->cursor,
              hold ? "WITH HOLD" : "WITHOUT HOLD", plan->sql.text.p);
  tr_buf_add_char(&sql, '\0');
  PGresult *made =
      sql.bad == TR_OK
          ? PQexecParams(on->link, sql.p, (int)plan->sql.count, plan->types,
                         with->values, with->sizes, with->forms, 1)
          : NULL;
  tr_buf_done(&sql);
  if (PQresultStatus(made) != PGRES_COMMAND_OK) {
    one->cursor = 0;
    return tr__pg_fail(on, made, error);
  }
  PQclear(made);
  return fetch(one, error);
}

static void close_cursor(statement *one) {
  tr__pg *on = one->plan->on;
  char sql[32];
  const bool there = one->cursor != 0 &&
                     (one->turn == 0 || one->turn == on->turn) &&
                     PQtransactionStatus(on->link) != PQTRANS_INERROR;
  snprintf(sql, sizeof sql, "CLOSE c%u", one->cursor);
  one->cursor = 0;
  if (there) PQclear(PQexec(on->link, sql));
}

/* --------------------------------------------------------------- statements */

tr_status tr__pg_prepare(void *connection, const char *sql, void **made,
                         tr_store_error *error) {
  tr__pg_plan *plan = NULL;
  const tr_status status = find_plan(connection, sql, &plan, error);
  if (status != TR_OK) return status;
  statement *one = calloc(1, sizeof *one);
  if (one == NULL) return tr_store_fail(error, TR_ENOMEM, "out of memory");
  one->plan = plan;
  *made = one;
  return TR_OK;
}

void tr__pg_release(void *opaque) {
  statement *one = opaque;
  tr__pg_stop(one);
  free(one);
}

void tr__pg_stop(void *opaque) {
  statement *one = opaque;
  PQclear(one->rows);
  one->rows = NULL;
  one->at = one->count = 0;
  close_cursor(one);
}

static tr_status run(statement *one, const bound *with, tr_store_error *error) {
  const tr__pg_plan *plan = one->plan;
  PGresult *rows =
      PQexecPrepared(plan->on->link, plan->name, (int)plan->sql.count,
                     with->values, with->sizes, with->forms, 1);
  const ExecStatusType what = PQresultStatus(rows);
  if (what != PGRES_TUPLES_OK && what != PGRES_COMMAND_OK)
    return tr__pg_fail(plan->on, rows, error);
  one->rows = rows;
  one->at = -1;
  one->count = PQntuples(rows);
  return TR_OK;
}

tr_status tr__pg_start(void *opaque, const tr_cell *values, unsigned count,
                       tr_store_error *error) {
  statement *one = opaque;
  tr__pg_plan *plan = one->plan;
  tr__pg_stop(one);
  if (plan->enters && PQtransactionStatus(plan->on->link) == PQTRANS_INTRANS)
    return tr__pg_enter(plan, values, count, error);
  tr_status status = tr__pg_enter_all(plan->on, error);
  if (status != TR_OK) return status;
  bound *with = malloc(sizeof *with);
  if (with == NULL) return tr_store_fail(error, TR_ENOMEM, "out of memory");
  tr_arena_init(&with->cleaned, CLEANED_MOST);
  status = bind(with, plan, values, count, error);
  if (status == TR_OK)
    status =
        plan->sql.many ? open_cursor(one, with, error) : run(one, with, error);
  tr_arena_done(&with->cleaned);
  free(with);
  return status;
}

tr_status tr__pg_step(void *opaque, bool *row, tr_store_error *error) {
  statement *one = opaque;
  *row = one->rows != NULL && one->at + 1 < one->count;
  if (!*row && one->cursor != 0 && one->count == FETCHED) {
    const tr_status status = fetch(one, error);
    if (status != TR_OK) return status;
    *row = one->count > 0;
  }
  if (*row)
    one->at++;
  else
    close_cursor(one);
  return TR_OK;
}

unsigned tr__pg_columns(void *opaque) {
  const statement *one = opaque;
  return one->plan->columns;
}

/* ------------------------------------------------------------------- values */

static int64_t number_of(const char *bytes, int size) {
  uint64_t number = size > 0 && (signed char)bytes[0] < 0 ? UINT64_MAX : 0;
  for (int i = 0; i < size; i++) number = number << 8 | (unsigned char)bytes[i];
  return (int64_t)number;
}

/* A numeric as it comes of sums: groups of four digits. One with a fraction, or
 * beyond what fits, is no number of ours. */
static tr_cell numeric_of(const char *bytes) {
  const int64_t groups = number_of(bytes, 2);
  const int64_t weight = number_of(bytes + 2, 2);
  const int64_t sign = number_of(bytes + 4, 2);
  int64_t number = 0;
  if (groups > weight + 1 || weight > 4 || (sign != 0 && sign != 0x4000))
    return tr_cell_null();
  for (int64_t i = 0; i <= weight; i++) {
    const int64_t group = i < groups ? number_of(bytes + 8 + 2 * i, 2) : 0;
    if (__builtin_mul_overflow(number, 10000, &number) ||
        __builtin_sub_overflow(number, group, &number))
      return tr_cell_null();
  }
  if (sign == 0 && number == INT64_MIN) return tr_cell_null();
  return tr_cell_integer(sign == 0 ? -number : number);
}

tr_cell tr__pg_value(void *opaque, unsigned column) {
  const statement *one = opaque;
  const int at = (int)column;
  if (PQgetisnull(one->rows, one->at, at)) return tr_cell_null();
  const char *bytes = PQgetvalue(one->rows, one->at, at);
  const int size = PQgetlength(one->rows, one->at, at);
  switch (PQftype(one->rows, at)) {
    case TR__PG_BOOL:
    case TR__PG_INT2:
    case TR__PG_INT4:
    case TR__PG_INT8:
      return tr_cell_integer(number_of(bytes, size));
    case TR__PG_NUMERIC:
      return numeric_of(bytes);
    case TR__PG_TEXT:
      return (tr_cell){TR_CELL_TEXT, 0, {bytes, (size_t)size}};
    case TR__PG_BYTEA:
      return tr_cell_bytes((tr_str){bytes, (size_t)size});
    default: /* fractions, dates: nothing that is kept or asked for */
      return tr_cell_null();
  }
}
