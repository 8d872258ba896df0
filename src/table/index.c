/* Reads imported tables in place: checks the head once, then looks up by
 * binary search. A damaged body can give wrong rows, never a bad access. */
#include "table/index.h"

#include <stddef.h>

#include "table/builtin.h"

uint64_t tr_index_sum(const unsigned char *bytes, size_t size) {
  uint64_t sum = 0x9E3779B97F4A7C15U ^ size;
  for (size_t i = 0; i < size; i += 8) {
    uint64_t word = 0;
    memcpy(&word, bytes + i, size - i < 8 ? size - i : 8);
    sum = (sum ^ word) * 0xFF51AFD7ED558CCDU;
    sum ^= sum >> 29;
  }
  return sum;
}

size_t tr_index_row_size(uint32_t kind, int section) {
  static const size_t sizes[][TR_INDEX_SECTIONS] = {
      [TR_INDEX_PTP] = {8, 4, sizeof(tr_index_pair), TR_INDEX_TEXT},
      [TR_INDEX_MUE] = {0, 0, sizeof(tr_index_mue), TR_INDEX_TEXT},
      [TR_INDEX_ICD10CM] = {8, 0, 0, 0},
  };
  if (kind < TR_INDEX_PTP || kind > TR_INDEX_ICD10CM) return 0;
  if (section < 0 || section >= TR_INDEX_SECTIONS) return 0;
  return sizes[kind][section];
}

const tr_index_head *tr__index_head(const tr_index *index) {
  return (const tr_index_head *)(const void *)index->bytes;
}

static const void *section_rows(const tr_index *index, int section) {
  return index->bytes + tr__index_head(index)->section[section].offset;
}

static size_t section_count(const tr_index *index, int section) {
  return (size_t)tr__index_head(index)->section[section].count;
}

static tr_status refuse(tr_err *err, tr_status status, const char *message,
                        size_t at) {
  if (err != NULL) *err = (tr_err){status, message, at};
  return status;
}

/* Every section lies within the file and has whole rows; texts end. */
static bool sections_fit(const tr_index_head *head,
                         const unsigned char *bytes) {
  for (int i = 0; i < TR_INDEX_SECTIONS; i++) {
    const tr_index_section s = head->section[i];
    const size_t row = tr_index_row_size(head->kind, i);
    if (row == 0) {
      if (s.count != 0) return false;
      continue;
    }
    if (s.offset % 8 != 0 || s.offset < sizeof *head) return false;
    if (s.offset > head->size) return false;
    if (s.count > (head->size - s.offset) / row) return false;
  }

  if (head->kind == TR_INDEX_PTP &&
      (head->section[TR_INDEX_FIRST].count !=
           head->section[TR_INDEX_CODES].count + 1 ||
       head->section[TR_INDEX_CODES].count > UINT16_MAX))
    return false;
  const tr_index_section texts = head->section[TR_INDEX_TEXTS];
  if (texts.count > 255) return false;
  for (uint64_t i = 0; i < texts.count; i++)
    if (bytes[texts.offset + (i + 1) * TR_INDEX_TEXT - 1] != '\0') return false;
  return true;
}

static tr_status head_check(tr_str file, tr_err *err) {
  if (file.n < sizeof(tr_index_head) || memcmp(file.p, "TRTABLE", 8) != 0)
    return refuse(err, TR_ESYNTAX, "not a table index", 0);
  if ((uintptr_t)file.p % 8 != 0)
    return refuse(err, TR_ESYNTAX, "the index is not aligned in memory", 0);
  const tr_index_head *head = (const tr_index_head *)(const void *)file.p;
  if (head->version != TR_INDEX_VERSION)
    return refuse(err, TR_EVERSION,
                  "the index is of another version: import the table again",
                  offsetof(tr_index_head, version));
  if (head->head_sum != tr_index_sum((const unsigned char *)file.p,
                                     offsetof(tr_index_head, head_sum)))
    return refuse(err, TR_ESYNTAX, "the head of the index is damaged", 0);
  if (head->size != file.n)
    return refuse(err, TR_ESYNTAX, "the index is cut short", file.n);
  if (head->kind < TR_INDEX_PTP || head->kind > TR_INDEX_ICD10CM ||
      head->from > head->to ||
      head->edition[sizeof head->edition - 1] != '\0' ||
      head->source[sizeof head->source - 1] != '\0' ||
      !sections_fit(head, (const unsigned char *)file.p))
    return refuse(err, TR_ESYNTAX, "the head of the index is inconsistent", 0);
  return TR_OK;
}

static tr_table_kind kind_of(uint32_t kind) {
  switch (kind) {
    case TR_INDEX_PTP:
      return TR_TABLE_PTP;
    case TR_INDEX_MUE:
      return TR_TABLE_MUE;
    default:
      return TR_TABLE_ICD10CM;
  }
}

/* Best first: the edition that begins latest; of these the one that ends
 * latest. */
static bool goes_before(const tr_index *a, const tr_index *b) {
  if (a->kind != b->kind) return a->kind < b->kind;
  if (a->from != b->from) return a->from > b->from;
  return a->to > b->to;
}

tr_status tr_tables_add_index(tr_tables *tables, tr_str bytes, tr_err *err) {
  const tr_status status = head_check(bytes, err);
  if (status != TR_OK) return status;
  if (tables->indexes >= TR_TABLE_INDEXES)
    return refuse(err, TR_ELIMIT, "too many imported tables", 0);

  const tr_index_head *head = (const tr_index_head *)(const void *)bytes.p;
  const tr_index added = {(const unsigned char *)bytes.p, bytes.n,
                          kind_of(head->kind), head->from, head->to};
  size_t at = tables->indexes++;
  while (at > 0 && goes_before(&added, &tables->index[at - 1])) {
    tables->index[at] = tables->index[at - 1];
    at--;
  }
  tables->index[at] = added;
  return TR_OK;
}

static bool codes_rise(const tr_index *index) {
  const uint64_t *codes = section_rows(index, TR_INDEX_CODES);
  for (size_t i = 1; i < section_count(index, TR_INDEX_CODES); i++)
    if (codes[i - 1] >= codes[i]) return false;
  return true;
}

static bool pairs_rise(const tr_index *index) {
  const size_t codes = section_count(index, TR_INDEX_CODES);
  const size_t rows = section_count(index, TR_INDEX_ROWS);
  const uint32_t *first = section_rows(index, TR_INDEX_FIRST);
  const tr_index_pair *row = section_rows(index, TR_INDEX_ROWS);
  if (first[0] != 0 || first[codes] != rows) return false;
  for (size_t i = 0; i < codes; i++) {
    if (first[i] > first[i + 1] || first[i + 1] > rows) return false;
    for (size_t j = first[i]; j < first[i + 1]; j++) {
      if (row[j].column2 >= codes) return false;
      if (j > first[i] && row[j - 1].column2 > row[j].column2) return false;
    }
  }
  return true;
}

static bool mues_rise(const tr_index *index) {
  const tr_index_mue *row = section_rows(index, TR_INDEX_ROWS);
  for (size_t i = 1; i < section_count(index, TR_INDEX_ROWS); i++)
    if (row[i - 1].code >= row[i].code) return false;
  return true;
}

tr_status tr_index_verify(tr_str bytes, tr_err *err) {
  const tr_status status = head_check(bytes, err);
  if (status != TR_OK) return status;

  const tr_index_head *head = (const tr_index_head *)(const void *)bytes.p;
  const tr_index index = {(const unsigned char *)bytes.p, bytes.n,
                          kind_of(head->kind), head->from, head->to};
  if (head->payload_sum !=
      tr_index_sum(index.bytes + sizeof *head, index.size - sizeof *head))
    return refuse(err, TR_ESYNTAX, "the body of the index is damaged",
                  sizeof *head);
  const bool sorted = head->kind == TR_INDEX_MUE ? mues_rise(&index)
                      : head->kind == TR_INDEX_PTP
                          ? codes_rise(&index) && pairs_rise(&index)
                          : codes_rise(&index);
  if (!sorted)
    return refuse(err, TR_ESYNTAX, "the rows of the index are out of order",
                  sizeof *head);
  return TR_OK;
}

/* @return Number of the first element not below the wanted one. */
static size_t lower_bound(const uint64_t *codes, size_t count, uint64_t code) {
  size_t low = 0, high = count;
  while (low < high) {
    const size_t mid = low + (high - low) / 2;
    if (codes[mid] < code)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

static const char *text_at(const tr_index *index, uint8_t number) {
  if (number >= section_count(index, TR_INDEX_TEXTS)) return "";
  return (const char *)section_rows(index, TR_INDEX_TEXTS) +
         (size_t)number * TR_INDEX_TEXT;
}

bool tr__index_pair(const tr_index *index, tr_code a, tr_code b, tr_day day,
                    tr_pair *row) {
  const uint64_t *codes = section_rows(index, TR_INDEX_CODES);
  const size_t count = section_count(index, TR_INDEX_CODES);
  const size_t at_a = lower_bound(codes, count, a);
  const size_t at_b = lower_bound(codes, count, b);
  if (at_a >= count || codes[at_a] != a) return false;
  if (at_b >= count || codes[at_b] != b) return false;

  const uint32_t *first = section_rows(index, TR_INDEX_FIRST);
  const size_t rows = section_count(index, TR_INDEX_ROWS);
  const tr_index_pair *pairs = section_rows(index, TR_INDEX_ROWS);
  size_t low = first[at_a], high = first[at_a + 1];
  if (high > rows) return false;
  const size_t end = high;
  while (low < high) {
    const size_t mid = low + (high - low) / 2;
    if (pairs[mid].column2 < at_b)
      low = mid + 1;
    else
      high = mid;
  }
  /* one pair may have several rows: gaps, changes of indicator */
  for (; low < end && pairs[low].column2 == at_b; low++) {
    const tr_index_pair p = pairs[low];
    if (p.indicator > 1 || !tr__covers(p.from, p.to, day)) continue;
    *row = (tr_pair){a,
                     b,
                     p.from,
                     p.to,
                     p.indicator,
                     text_at(index, p.rationale),
                     tr__index_head(index)->edition};
    return true;
  }
  return false;
}

bool tr__index_mue(const tr_index *index, tr_code code, tr_mue *row) {
  const tr_index_mue *rows = section_rows(index, TR_INDEX_ROWS);
  const size_t count = section_count(index, TR_INDEX_ROWS);
  size_t at;
  TR_TABLE_FIND(rows, count, code, at);
  if (at >= count || rows[at].code != code) return false;
  *row = (tr_mue){code,
                  index->from,
                  index->to,
                  rows[at].units,
                  rows[at].mai,
                  text_at(index, rows[at].rationale),
                  tr__index_head(index)->edition};
  return true;
}

int tr__index_diagnosis(const tr_index *index, tr_code code) {
  const uint64_t *codes = section_rows(index, TR_INDEX_CODES);
  const size_t count = section_count(index, TR_INDEX_CODES);
  const size_t at = lower_bound(codes, count, code);
  if (at >= count || (codes[at] & ~(uint64_t)0xFF) != code) return 0;
  return (codes[at] & 0xFF) == 1 ? 1 : 2;
}
