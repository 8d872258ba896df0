/* Is an ICD-10-CM code billable on a day? Categories are not stored: a code
 * that longer billable codes begin with is one. */
#include "table/builtin.h"
#include "table/index.h"

/* A year after its end an edition no longer proves that a code is not there. */
enum { TRUSTED_AFTER_END = 366 };

tr_code tr_diagnosis_code(tr_str text) {
  char plain[TR_CODE_BYTES];
  size_t n = 0;
  for (size_t i = 0; i < text.n; i++) {
    char c = text.p[i];
    if (c == '.' || c == ' ' || c == '\t') continue;
    if (c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
    if (n == sizeof plain) return 0;
    plain[n++] = c;
  }
  return tr_code_pack((tr_str){plain, n});
}

void tr_diagnosis_text(tr_code code, char *text) {
  char plain[TR_CODE_BYTES + 1];
  const size_t n = tr_code_text(code, plain);
  size_t used = 0;
  for (size_t i = 0; i < n; i++) {
    if (i == 3) text[used++] = '.';
    text[used++] = plain[i];
  }
  text[used] = '\0';
}

/* A letter, then letters and digits: three to seven in all. The second is a
 * digit but for QA0, of October 2025. */
static bool is_well_formed(tr_code code) {
  const unsigned n = tr__code_length(code);
  if (n < 3 || n > 7) return false;
  for (unsigned i = 0; i < n; i++) {
    const char c = tr__code_at(code, i);
    const bool digit = c >= '0' && c <= '9', letter = c >= 'A' && c <= 'Z';
    if (!letter && (i == 0 || !digit)) return false;
  }
  return true;
}

/* The last byte of a built-in entry is the number of its span of dates. */
static tr_code code_of(size_t at) { return tr__diagnoses[at] & ~(tr_code)0xFF; }

static tr_span span_of(size_t at) {
  return tr__diagnosis_spans[tr__diagnoses[at] & 0xFF];
}

static size_t first_entry(tr_code code) {
  size_t low = 0, high = tr__diagnoses_n;
  while (low < high) {
    const size_t mid = low + (high - low) / 2;
    if (tr__diagnoses[mid] < code)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

/* What the built-in table says, INVALID where it has nothing. A category that
 * has lost all its codes counts as ended. */
static tr_validity builtin_validity(tr_code code, tr_day day) {
  tr_validity verdict = TR_CODE_INVALID;
  size_t at = first_entry(code);
  for (; at < tr__diagnoses_n && code_of(at) == code; at++) {
    const tr_span span = span_of(at);
    if (tr__covers(span.from, span.to, day)) return TR_CODE_VALID;
    verdict = span.to < day ? TR_CODE_ENDED : TR_CODE_NOT_YET;
  }
  for (; at < tr__diagnoses_n && tr_code_starts(code_of(at), code); at++) {
    const tr_span span = span_of(at);
    if (tr__covers(span.from, span.to, day)) return TR_CODE_NEEDS_MORE;
    if (verdict == TR_CODE_INVALID)
      verdict = span.to < day ? TR_CODE_ENDED : TR_CODE_NOT_YET;
  }
  return verdict;
}

static const tr_family *family_of(tr_code code) {
  for (size_t i = 0; i < tr__families_n; i++)
    if (tr_code_starts(code, tr__families[i].prefix)) return &tr__families[i];
  return NULL;
}

/* An absent code of an imported edition: the built-in dates may say why. */
static tr_validity absent_validity(tr_code code, tr_day day) {
  const tr_validity built = builtin_validity(code, day);
  return built == TR_CODE_ENDED || built == TR_CODE_NOT_YET ? built
                                                            : TR_CODE_INVALID;
}

static tr_validity index_validity(const tr_index *index, tr_code code,
                                  tr_day day) {
  switch (tr__index_diagnosis(index, code)) {
    case 1:
      return TR_CODE_VALID;
    case 2:
      return TR_CODE_NEEDS_MORE;
    default:
      break;
  }
  const tr_validity absent = absent_validity(code, day);
  if (absent != TR_CODE_INVALID) return absent;
  /* outside its days the edition proves nothing about codes it lacks */
  if (day < index->from) return TR_CODE_UNKNOWN;
  return day - index->to > TRUSTED_AFTER_END ? TR_CODE_UNKNOWN
                                             : TR_CODE_INVALID;
}

tr_validity tr_table_diagnosis(const tr_tables *tables, tr_code code,
                               tr_day day) {
  day = tr_tables_day(tables, day);
  if (!is_well_formed(code)) return TR_CODE_MALFORMED;
  const tr_index *index = tr__index_on(tables, TR_TABLE_ICD10CM, day);
  if (index != NULL) return index_validity(index, code, day);

  const tr_family *family = family_of(code);
  const tr_validity built = builtin_validity(code, day);
  if (family == NULL) return built == TR_CODE_INVALID ? TR_CODE_UNKNOWN : built;
  if (day < family->from) return TR_CODE_UNKNOWN;
  if (built == TR_CODE_INVALID && family->to != TR_DAY_MAX &&
      day > family->to && day - family->to > TRUSTED_AFTER_END)
    return TR_CODE_UNKNOWN;
  return built;
}
