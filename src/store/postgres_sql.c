/* Finds the parameters of a statement, and the statements that have a better
 * way: inserts that COPY can do, questions that want a cursor. */
#include "store/postgres_sql.h"

enum { SQL_MOST = 1 << 20 };

static const char *after_blanks(const char *at) {
  while (*at == ' ' || *at == '\n') at++;
  return at;
}

/* What stands behind some words that are there, in capitals; else NULL. */
static const char *after_words(const char *at, const char *words) {
  at = after_blanks(at);
  const size_t n = strlen(words);
  return strncmp(at, words, n) == 0 ? at + n : NULL;
}

static unsigned slot_of(tr_postgres_sql *out, unsigned parameter,
                        bool asks_null) {
  for (unsigned i = 0; i < out->count; i++)
    if (out->slots[i].parameter == parameter &&
        out->slots[i].asks_null == asks_null)
      return i + 1;
  if (out->count == TR_POSTGRES_SLOTS) {
    out->text.bad = TR_ELIMIT;
    return 1;
  }
  out->slots[out->count] = (tr_postgres_slot){parameter, asks_null};
  return ++out->count;
}

static const char *take_parameter(tr_postgres_sql *out, const char *dollar) {
  char *end;
  const unsigned long number = strtoul(dollar + 1, &end, 10);
  if (number == 0 || number > TR_POSTGRES_SLOTS) {
    out->text.bad = TR_ELIMIT;
    return end;
  }
  const unsigned parameter = (unsigned)number - 1;
  const char *is = after_words(end, "IS NULL");
  const char *is_not = after_words(end, "IS NOT NULL");
  if (is != NULL)
    tr_buf_addf(&out->text, "$%u::boolean", slot_of(out, parameter, true));
  else if (is_not != NULL)
    tr_buf_addf(&out->text, "(NOT $%u::boolean)",
                slot_of(out, parameter, true));
  else
    tr_buf_addf(&out->text, "$%u", slot_of(out, parameter, false));
  return is != NULL ? is : is_not != NULL ? is_not : end;
}

static void take_text(tr_postgres_sql *out, const char *sql) {
  while (*sql != '\0') {
    size_t n = strcspn(sql, "'$");
    if (n == 0 && *sql == '$') {
      sql = take_parameter(out, sql);
      continue;
    }
    if (n == 0) {
      const char *end = strchr(sql + 1, '\'');
      n = end != NULL ? (size_t)(end + 1 - sql) : strlen(sql);
    }
    tr_buf_add(&out->text, (tr_str){sql, n});
    sql += n;
  }
  tr_buf_add_char(&out->text, '\0');
}

/* INSERT INTO table (columns) VALUES ($1, $2, ...) and nothing behind. */
static void take_entry(tr_postgres_sql *out, const char *sql) {
  const char *table = after_words(sql, "INSERT INTO ");
  if (table == NULL) return;
  const char *close = strchr(table, ')');
  if (close == NULL || memchr(table, '(', (size_t)(close - table)) == NULL)
    return;
  const char *at = after_words(close + 1, "VALUES");
  if (at != NULL) at = after_words(at, "(");
  for (unsigned wanted = 1; at != NULL; wanted++) {
    char *end;
    at = after_blanks(at);
    if (*at != '$' || strtoul(at + 1, &end, 10) != wanted) return;
    at = after_blanks(end);
    if (*at == ')') break;
    if (*at++ != ',') return;
  }
  if (at == NULL || *after_blanks(at + 1) != '\0') return;
  tr_buf_add(&out->entry, (tr_str){table, (size_t)(close + 1 - table)});
  tr_buf_add_char(&out->entry, '\0');
}

tr_status tr_postgres_sql_read(const char *sql, tr_postgres_sql *out) {
  out->count = 0;
  tr_buf_init(&out->text, SQL_MOST);
  tr_buf_init(&out->entry, SQL_MOST);
  take_text(out, sql);
  take_entry(out, sql);
  out->many = (after_words(sql, "SELECT ") != NULL ||
               after_words(sql, "WITH ") != NULL) &&
              strstr(sql, "ORDER BY") != NULL && strstr(sql, "LIMIT") == NULL;
  return out->text.bad != TR_OK ? out->text.bad : out->entry.bad;
}

void tr_postgres_sql_done(tr_postgres_sql *sql) {
  tr_buf_done(&sql->text);
  tr_buf_done(&sql->entry);
}
