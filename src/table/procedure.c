/* Procedure codes: what exists on a day, and what kind of service it is. */
#include "table/builtin.h"

static const char *const class_words[TR_CLASSES] = {
#define TR_CLASS_WORD(name, text) text,
    TR_CLASS_MAP(TR_CLASS_WORD)
#undef TR_CLASS_WORD
};

static const char *const timing_words[TR_TIMINGS] = {
#define TR_TIMING_WORD(name, text) text,
    TR_TIMING_MAP(TR_TIMING_WORD)
#undef TR_TIMING_WORD
};

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/* CPT: five digits, or four and a letter (performance, emerging, laboratory).
 * HCPCS: a letter and four digits. */
static bool is_well_formed(tr_code code) {
  if (tr__code_length(code) != 5) return false;
  const char first = tr__code_at(code, 0), last = tr__code_at(code, 4);
  for (unsigned i = 1; i < 4; i++)
    if (!is_digit(tr__code_at(code, i))) return false;
  if (is_digit(first)) return is_digit(last) || is_upper(last);
  return is_upper(first) && is_digit(last);
}

static bool is_closed(tr_code code, tr_day day) {
  for (size_t i = 0; i < tr__closed_ranges_n; i++) {
    const tr_closed_range *r = &tr__closed_ranges[i];
    if (r->first <= code && code <= r->last && tr__covers(r->from, r->to, day))
      return true;
  }
  return false;
}

tr_validity tr_table_procedure(const tr_tables *tables, tr_code code,
                               tr_day day, const tr_procedure **row) {
  day = tr_tables_day(tables, day);
  if (row != NULL) *row = NULL;
  size_t at;
  TR_TABLE_FIND(tr__procedures, tr__procedures_n, code, at);
  const tr_procedure *best = NULL;
  for (; at < tr__procedures_n && tr__procedures[at].code == code; at++) {
    const tr_procedure *p = &tr__procedures[at];
    if (best == NULL || p->from <= day) best = p;
  }

  if (best == NULL) {
    if (!is_well_formed(code)) return TR_CODE_MALFORMED;
    return is_closed(code, day) ? TR_CODE_INVALID : TR_CODE_UNKNOWN;
  }
  if (row != NULL) *row = best;
  if (day < best->from) return TR_CODE_NOT_YET;
  return day > best->to ? TR_CODE_ENDED : TR_CODE_VALID;
}

tr_validity tr_table_procedure_text(const tr_tables *tables, tr_str text,
                                    tr_day day, const tr_procedure **row) {
  return tr_table_procedure(tables, tr_code_pack(text), day, row);
}

const char *tr_class_text(tr_class group) {
  return (unsigned)group < TR_CLASSES ? class_words[group] : "none";
}

bool tr_class_find(tr_str name, tr_class *group) {
  for (int i = 0; i < TR_CLASSES; i++) {
    if (!tr_str_eq(name, tr_str_of(class_words[i]))) continue;
    *group = (tr_class)i;
    return true;
  }
  return false;
}

const char *tr_timing_text(tr_timing timing) {
  return (unsigned)timing < TR_TIMINGS ? timing_words[timing] : "none";
}

int tr_table_work_rvu(const tr_tables *tables, tr_code code, tr_day day) {
  day = tr_tables_day(tables, day);
  size_t at;
  TR_TABLE_FIND(tr__rvus, tr__rvus_n, code, at);
  for (; at < tr__rvus_n && tr__rvus[at].code == code; at++)
    if (tr__covers(tr__rvus[at].from, tr__rvus[at].to, day))
      return tr__rvus[at].hundredths;
  return -1;
}

bool tr_class_is_evaluation(tr_class group) {
  return group == TR_CLASS_EVALUATION_NEW ||
         group == TR_CLASS_EVALUATION_ESTABLISHED ||
         group == TR_CLASS_EVALUATION_OTHER;
}

bool tr_class_is_physical(tr_class group) {
  return group == TR_CLASS_MODALITY_SUPERVISED ||
         group == TR_CLASS_MODALITY_ATTENDED ||
         group == TR_CLASS_PROCEDURE_THERAPEUTIC;
}

bool tr_class_is_cmt(tr_class group) {
  return group == TR_CLASS_CMT_SPINAL || group == TR_CLASS_CMT_EXTRASPINAL;
}
