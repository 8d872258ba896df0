/* Functions of rules on procedures, units and the tables themselves. */
#include "rule/calls.h"

enum { NEAR_LINES = 16 /* looked at before the table is */ };

/* The row of a procedure on a day; NULL where it is not listed. Rules ask for
 * the lines of the claim at hand again and again: those rows are at hand. */
static const tr_procedure *procedure(const tr_scope *scope, tr_value code,
                                     tr_day day) {
  const tr_visit *visit = scope->visit;
  const uint32_t count = visit != NULL ? visit->claim->line_count : 0;
  for (uint32_t i = 0; i < count && i < NEAR_LINES; i++) {
    const tr_line *line = &visit->claim->lines[i];
    if (line->code.number == code.number && line->date.number == day &&
        visit->lines[i].day != NULL)
      return visit->lines[i].procedure;
  }
  const tr_procedure *row = NULL;
  tr_table_procedure(scope->tables, (tr_code)code.number, day, &row);
  return row;
}

static const tr_procedure *procedure_on(const tr_scope *scope,
                                        const tr_value *arguments) {
  return procedure(scope, arguments[0], (tr_day)arguments[1].number);
}

static const char *timing_word(const tr_procedure *row) {
  if (row->timing != TR_TIMING_TIMED)
    return tr_timing_text((tr_timing)row->timing);
  return row->unit_minutes == 15 ? "timed-15" : "timed-other";
}

tr_value tr__fn_timing(const tr_scope *scope, const tr_value *arguments) {
  const tr_procedure *row = procedure_on(scope, arguments);
  return tr__words(row != NULL ? timing_word(row) : NULL);
}

tr_value tr__fn_class(const tr_scope *scope, const tr_value *arguments) {
  const tr_procedure *row = procedure_on(scope, arguments);
  return tr__words(row != NULL ? tr_class_text((tr_class)row->group) : NULL);
}

static tr_value is_class(const tr_procedure *row, bool (*is)(tr_class)) {
  if (row == NULL) return tr__unknown(TR_NO_DATA);
  return tr__known(is((tr_class)row->group));
}

tr_value tr__fn_is_evaluation(const tr_scope *scope,
                              const tr_value *arguments) {
  return is_class(procedure_on(scope, arguments), tr_class_is_evaluation);
}

tr_value tr__fn_is_cmt(const tr_scope *scope, const tr_value *arguments) {
  return is_class(procedure_on(scope, arguments), tr_class_is_cmt);
}

tr_value tr__fn_is_physical(const tr_scope *scope, const tr_value *arguments) {
  return is_class(procedure_on(scope, arguments), tr_class_is_physical);
}

tr_value tr__fn_therapy(const tr_scope *scope, const tr_value *arguments) {
  const tr_procedure *row = procedure_on(scope, arguments);
  if (row == NULL) return tr__unknown(TR_NO_DATA);
  return tr__words(row->therapy == TR_THERAPY_ALWAYS  ? "always"
                   : row->therapy == TR_THERAPY_PAYER ? "payer"
                                                      : "no");
}

tr_value tr__fn_medicare_status(const tr_scope *scope,
                                const tr_value *arguments) {
  static const char *const words[] = {"A", "B", "C", "I", "N", "R", "X"};
  const tr_procedure *row = procedure_on(scope, arguments);
  for (size_t i = 0; row != NULL && i < sizeof words / sizeof words[0]; i++)
    if (row->medicare == words[i][0]) return tr__words(words[i]);
  return tr__unknown(TR_NO_DATA);
}

tr_value tr__fn_procedure_state(const tr_scope *scope,
                                const tr_value *arguments) {
  switch (tr_table_procedure(scope->tables, (tr_code)arguments[0].number,
                             (tr_day)arguments[1].number, NULL)) {
    case TR_CODE_VALID:
      return tr__words("valid");
    case TR_CODE_MALFORMED:
      return tr__words("malformed");
    case TR_CODE_INVALID:
      return tr__words("unlisted-number");
    case TR_CODE_ENDED:
      return tr__words("ended");
    case TR_CODE_NOT_YET:
      return tr__words("not-yet");
    default:
      return tr__words("unknown");
  }
}

tr_value tr__fn_procedure_label(const tr_scope *scope,
                                const tr_value *arguments) {
  const tr_procedure *row = procedure_on(scope, arguments);
  return tr__words(row != NULL ? row->label : NULL);
}

tr_value tr__fn_unit_minutes(const tr_scope *scope, const tr_value *arguments) {
  const tr_procedure *row = procedure_on(scope, arguments);
  if (row == NULL || row->unit_minutes == 0) return tr__unknown(TR_NO_DATA);
  return tr__whole(row->unit_minutes);
}

tr_value tr__fn_new_patient_code(const tr_scope *scope,
                                 const tr_value *arguments) {
  const tr_procedure *row = procedure_on(scope, arguments);
  return tr__known(row != NULL && row->new_patient);
}

tr_value tr__fn_film_regions(const tr_scope *scope, const tr_value *arguments) {
  const tr_procedure *row = procedure_on(scope, arguments);
  if (row == NULL || row->regions == 0) return tr__unknown(TR_NO_DATA);
  return tr__known((int64_t)row->regions);
}

tr_value tr__fn_is_add_on(const tr_scope *scope, const tr_value *arguments) {
  const tr_procedure *row = procedure(scope, arguments[0], tr__day_of(scope));
  return tr__known(row != NULL && row->base[0] != 0);
}

/* Is the first a base code of the second? */
tr_value tr__fn_base_of(const tr_scope *scope, const tr_value *arguments) {
  const tr_procedure *row = procedure(scope, arguments[1], tr__day_of(scope));
  for (int i = 0; row != NULL && i < TR_BASES && row->base[i] != 0; i++)
    if ((int64_t)row->base[i] == arguments[0].number) return tr__known(true);
  return tr__known(false);
}

tr_value tr__fn_mue(const tr_scope *scope, const tr_value *arguments) {
  tr_mue row;
  if (!tr_table_mue(scope->tables, (tr_code)arguments[0].number,
                    (tr_day)arguments[1].number, &row))
    return tr__unknown(TR_NO_DATA);
  return tr__whole(row.units);
}

tr_value tr__fn_mai(const tr_scope *scope, const tr_value *arguments) {
  tr_mue row;
  if (!tr_table_mue(scope->tables, (tr_code)arguments[0].number,
                    (tr_day)arguments[1].number, &row))
    return tr__unknown(TR_NO_DATA);
  return tr__whole(row.mai);
}

tr_value tr__fn_table_end(const tr_scope *scope, const tr_value *arguments) {
  tr_table_kind kind;
  if (!tr_table_find(tr__str_of(arguments[0]), &kind))
    return tr__unknown(TR_NO_TABLE);
  return tr__known(
      tr_tables_edition_on(scope->tables, kind, (tr_day)arguments[1].number)
          .to);
}

tr_value tr__fn_table_edition(const tr_scope *scope,
                              const tr_value *arguments) {
  tr_table_kind kind;
  if (!tr_table_find(tr__str_of(arguments[0]), &kind))
    return tr__unknown(TR_NO_TABLE);
  return tr__words(
      tr_tables_edition_on(scope->tables, kind, (tr_day)arguments[1].number)
          .edition);
}
