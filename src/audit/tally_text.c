/* The sums of a tally on their way out and in: JSON for people's programs,
 * lines of text for parts that are put together elsewhere. */
#include "audit/tally.h"

#define HEAD "traction-tally/1"

enum { VALUES = 10 /* of a line; totals have as many */ };

/* --------------------------------------------------------------------- JSON */

static void put_number(tr_json *json, const char *key, int64_t number) {
  tr_json_key(json, tr_str_of(key));
  tr_json_integer(json, number);
}

static void put_cents(tr_json *json, const char *key, tr_cents cents) {
  char text[TR_CENTS_TEXT];
  tr_json_key(json, tr_str_of(key));
  tr_json_string(json, (tr_str){text, tr_cents_text(cents, text)});
}

static void put_text(tr_json *json, const char *key, tr_str text) {
  tr_json_key(json, tr_str_of(key));
  tr_json_string(json, text);
}

static void put_month(tr_json *json, int32_t month) {
  tr_json_key(json, TR_STR("month"));
  if (month == TR_TALLY_NO_MONTH) {
    tr_json_null(json);
    return;
  }
  char text[TR_DAY_TEXT];
  tr_day_text(tr_day_of(month / 12, month % 12 + 1, 1), text);
  tr_json_string(json, (tr_str){text, sizeof "2026-06" - 1});
}

void tr_tally_json(const tr_tally *tally, tr_json *json) {
  const tr_tally_totals *totals = &tally->totals;
  tr_json_begin_object(json);
  tr_json_key(json, TR_STR("totals"));
  tr_json_begin_object(json);
  put_number(json, "claims", totals->claims);
  put_number(json, "lines", totals->lines);
  put_cents(json, "charged", totals->charged);
  put_cents(json, "paid", totals->paid);
  put_number(json, "claims_found", totals->found);
  put_cents(json, "charged_found", totals->found_charged);
  put_cents(json, "paid_found", totals->found_paid);
  put_number(json, "claims_faulty", totals->faulty);
  put_cents(json, "charged_faulty", totals->faulty_charged);
  put_cents(json, "paid_faulty", totals->faulty_paid);
  tr_json_end_object(json);
  tr_json_key(json, TR_STR("rows"));
  tr_json_begin_array(json);
  for (size_t i = 0; i < tally->count; i++) {
    const tr_tally_row *row = &tally->rows[i];
    tr_json_begin_object(json);
    put_text(json, "rule", row->key.rule);
    put_text(json, "severity", tr_str_of(tr_severity_name(row->key.severity)));
    put_text(json, "payer_profile", row->key.payer);
    put_text(json, "rendering", row->key.rendering);
    put_month(json, row->key.month);
    put_number(json, "findings", row->sums.findings);
    put_number(json, "claims", row->sums.claims);
    put_number(json, "lines", row->sums.lines);
    put_cents(json, "charged", row->sums.charged);
    put_cents(json, "paid", row->sums.paid);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
  tr_json_end_object(json);
}

/* -------------------------------------------------------------------- lines */

static void put_values(tr_buf *out, const int64_t *values, size_t count) {
  for (size_t i = 0; i < count; i++)
    tr_buf_addf(out, i == 0 ? "%lld" : "\t%lld", (long long)values[i]);
  tr_buf_add_char(out, '\n');
}

void tr_tally_write(const tr_tally *tally, tr_buf *out) {
  const tr_tally_totals *all = &tally->totals;
  const int64_t totals[VALUES] = {
      all->claims,         all->lines,         all->charged,    all->paid,
      all->found,          all->found_charged, all->found_paid, all->faulty,
      all->faulty_charged, all->faulty_paid};
  tr_buf_add(out, TR_STR(HEAD "\n"));
  put_values(out, totals, VALUES);
  for (size_t i = 0; i < tally->count; i++) {
    const tr_tally_key *key = &tally->rows[i].key;
    const tr_tally_sums *sums = &tally->rows[i].sums;
    const int64_t values[] = {
        key->month,  (int64_t)key->severity, sums->findings, sums->claims,
        sums->lines, sums->charged,          sums->paid};
    tr_buf_addf(out, "%.*s\t%.*s\t%.*s\t", TR_STR_ARG(key->rule),
                TR_STR_ARG(key->payer), TR_STR_ARG(key->rendering));
    put_values(out, values, sizeof values / sizeof *values);
  }
}

/* Take what is before a mark off the front. */
static bool cut(tr_str *rest, char mark, tr_str *part) {
  const char *end = rest->n > 0 ? memchr(rest->p, mark, rest->n) : NULL;
  if (end == NULL) return false;
  *part = (tr_str){rest->p, (size_t)(end - rest->p)};
  rest->n -= part->n + 1;
  rest->p = end + 1;
  return true;
}

static bool read_number(tr_str text, int64_t *number) {
  const bool minus = text.n > 0 && text.p[0] == '-';
  int64_t value = 0;
  for (size_t i = minus; i < text.n; i++) {
    const int digit = text.p[i] - '0';
    if (digit < 0 || digit > 9 || __builtin_mul_overflow(value, 10, &value) ||
        __builtin_add_overflow(value, minus ? -digit : digit, &value))
      return false;
  }
  *number = value;
  return text.n > minus;
}

static bool read_values(tr_str line, int64_t *values, size_t count) {
  for (size_t i = 0; i < count; i++) {
    tr_str part = line;
    if (i + 1 < count && !cut(&line, '\t', &part)) return false;
    if (!read_number(part, &values[i])) return false;
  }
  return true;
}

static tr_status read_totals(tr_tally *tally, tr_str line) {
  int64_t v[VALUES];
  if (!read_values(line, v, VALUES)) return TR_ESYNTAX;
  const tr_tally from = {.totals = {.claims = v[0],
                                    .lines = v[1],
                                    .charged = v[2],
                                    .paid = v[3],
                                    .found = v[4],
                                    .found_charged = v[5],
                                    .found_paid = v[6],
                                    .faulty = v[7],
                                    .faulty_charged = v[8],
                                    .faulty_paid = v[9]}};
  return tr_tally_merge(tally, &from);
}

static tr_status read_row(tr_tally *tally, tr_str line) {
  tr_tally_row row = {.key = {.month = 0}};
  int64_t v[7];
  if (!cut(&line, '\t', &row.key.rule) || !cut(&line, '\t', &row.key.payer) ||
      !cut(&line, '\t', &row.key.rendering) || !read_values(line, v, 7) ||
      v[0] < INT32_MIN || v[0] > INT32_MAX || v[1] < 0 ||
      v[1] >= TR_SEVERITY_COUNT)
    return TR_ESYNTAX;
  row.key.month = (int32_t)v[0];
  row.key.severity = (tr_severity)v[1];
  row.sums = (tr_tally_sums){v[2], v[3], v[4], v[5], v[6]};
  const tr_tally from = {.rows = &row, .count = 1};
  return tr_tally_merge(tally, &from);
}

tr_status tr_tally_read(tr_tally *tally, tr_str text) {
  tr_str line;
  if (!cut(&text, '\n', &line) || !tr_str_eq(line, TR_STR(HEAD)) ||
      !cut(&text, '\n', &line))
    return TR_ESYNTAX;
  tr_status status = read_totals(tally, line);
  while (status == TR_OK && text.n > 0)
    status = cut(&text, '\n', &line) ? read_row(tally, line) : TR_ESYNTAX;
  return status;
}
