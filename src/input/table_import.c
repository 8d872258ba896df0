/* Official code tables to indexes: unpacks, names the edition, lets the reader
 * of the kind read, writes head and sections. */
#include "input/table_import.h"

#include <stdio.h>
#include <stdlib.h>
#include <zip.h>

#include "input/table_edition.h"
#include "input/table_import_parse.h"

enum { UNPACKED_LIMIT = 1 << 30 };

tr_import_options tr_import_options_none(void) {
  return (tr_import_options){.from = TR_DAY_MIN, .to = TR_DAY_MAX};
}

tr_status tr_import_bad_row(const tr_records *records, const char *message,
                            tr_import_report *report, tr_err *err) {
  report->line = records->line;
  *err = (tr_err){TR_ESYNTAX, message, records->start};
  return TR_ESYNTAX;
}

static size_t padded(size_t bytes) { return (bytes + 7) & ~(size_t)7; }

tr_status tr_index_write(const tr_index_parts *parts,
                         const tr_import_report *report, const char *source,
                         tr_buf *index) {
  tr_index_head head;
  memset(&head, 0, sizeof head);
  memcpy(head.magic, "TRTABLE", 8);
  head.version = TR_INDEX_VERSION;
  head.kind = parts->kind;
  head.from = report->from;
  head.to = report->to;
  head.rows = report->rows;
  snprintf(head.edition, sizeof head.edition, "%s", report->edition);
  snprintf(head.source, sizeof head.source, "%s", source);

  size_t offset = sizeof head;
  for (int i = 0; i < TR_INDEX_SECTIONS; i++) {
    head.section[i] = (tr_index_section){offset, parts->count[i]};
    offset += padded(parts->count[i] * tr_index_row_size(parts->kind, i));
  }
  head.size = offset;

  tr_buf_add(index, (tr_str){(const char *)&head, sizeof head});
  for (int i = 0; i < TR_INDEX_SECTIONS; i++) {
    const size_t bytes = parts->count[i] * tr_index_row_size(parts->kind, i);
    if (bytes == 0) continue;
    static const char zeros[8] = {0};
    tr_buf_add(index, (tr_str){parts->rows[i], bytes});
    tr_buf_add(index, (tr_str){zeros, padded(bytes) - bytes});
  }
  if (index->bad != TR_OK) return index->bad;

  /* the sums come last, over what was written */
  head.payload_sum = tr_index_sum((const unsigned char *)index->p + sizeof head,
                                  index->n - sizeof head);
  head.head_sum = tr_index_sum((const unsigned char *)&head,
                               offsetof(tr_index_head, head_sum));
  memcpy(index->p, &head, sizeof head);
  return TR_OK;
}

/* How likely a member of a zip is the table: 0 never, more is better. */
static int member_rank(tr_table_kind kind, tr_str name) {
  static const tr_str never[] = {
      {"addenda", 7}, {"readme", 6}, {"change", 6}, {"__macosx", 8}};
  for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
    if (tr_str_find_nocase(name, never[i]) != SIZE_MAX) return 0;
  if (name.n < 4) return 0;
  const tr_str end = {name.p + name.n - 4, 4};
  if (!tr_str_eq_nocase(end, TR_STR(".txt")) &&
      !tr_str_eq_nocase(end, TR_STR(".csv")))
    return 0;
  if (kind == TR_TABLE_ICD10CM)
    return tr_str_find_nocase(name, TR_STR("order")) != SIZE_MAX ? 2 : 0;
  return 1;
}

typedef struct unpacked {
  char *bytes; /* heap, or NULL */
  size_t n;
  char name[256];
} unpacked;

static tr_status fail(tr_err *err, tr_status status, const char *message) {
  *err = (tr_err){status, message, 0};
  return status;
}

static tr_status read_member(zip_t *zip, zip_uint64_t at, const zip_stat_t *st,
                             unpacked *out, tr_err *err) {
  if ((st->valid & ZIP_STAT_SIZE) == 0 || st->size > UNPACKED_LIMIT)
    return fail(err, TR_ELIMIT, "the file in the zip is too large");
  zip_file_t *file = zip_fopen_index(zip, at, 0);
  if (file == NULL)
    return fail(err, TR_ESYNTAX, "cannot unpack the file in the zip");
  out->n = (size_t)st->size;
  out->bytes = malloc(out->n + 1);
  size_t got = 0;
  while (out->bytes != NULL && got < out->n) {
    const zip_int64_t more = zip_fread(file, out->bytes + got, out->n - got);
    if (more <= 0) break;
    got += (size_t)more;
  }
  zip_fclose(file);
  if (out->bytes == NULL) return fail(err, TR_ENOMEM, "out of memory");
  if (got != out->n)
    return fail(err, TR_ESYNTAX, "cannot unpack the file in the zip");
  snprintf(out->name, sizeof out->name, "%s", st->name);
  return TR_OK;
}

static tr_status unpack_open(zip_t *zip, tr_table_kind kind, unpacked *out,
                             tr_err *err) {
  const zip_int64_t members = zip_get_num_entries(zip, 0);
  zip_stat_t best_stat;
  zip_stat_init(&best_stat);
  zip_int64_t best = -1;
  int best_rank = 0;
  for (zip_int64_t i = 0; i < members; i++) {
    zip_stat_t st;
    zip_stat_init(&st);
    if (zip_stat_index(zip, (zip_uint64_t)i, 0, &st) != 0 ||
        (st.valid & ZIP_STAT_NAME) == 0)
      continue;
    const int rank = member_rank(kind, tr_str_of(st.name));
    /* of several that could be it, the largest is the table */
    if (rank == 0 || rank < best_rank ||
        (rank == best_rank && st.size <= best_stat.size))
      continue;
    best = i;
    best_rank = rank;
    best_stat = st;
  }
  if (best < 0)
    return fail(err, TR_ESYNTAX, "the zip holds no text or CSV of this table");
  return read_member(zip, (zip_uint64_t)best, &best_stat, out, err);
}

static tr_status unpack(tr_str bytes, tr_table_kind kind, unpacked *out,
                        tr_err *err) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
  zip_t *zip =
      source != NULL ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
  zip_error_fini(&error);
  if (zip == NULL) {
    if (source != NULL) zip_source_free(source);
    return fail(err, TR_ESYNTAX, "the zip is damaged");
  }
  const tr_status status = unpack_open(zip, kind, out, err);
  zip_discard(zip);
  return status;
}

static tr_status import_text(tr_str text, tr_str member,
                             const tr_import_options *options, tr_buf *index,
                             tr_import_report *report, tr_err *err) {
  if (!tr_import_edition(options, member, report))
    return fail(err, TR_ESYNTAX,
                "the edition is not in the file's name: give it as 2026Q2 or "
                "FY2026, or give its name and days");
  switch (report->kind) {
    case TR_TABLE_PTP:
      return tr_import_ptp(text, index, report, err);
    case TR_TABLE_MUE:
      return tr_import_mue(text, index, report, err);
    default:
      return tr_import_icd10cm(text, index, report, err);
  }
}

tr_status tr_import_table(tr_table_kind kind, tr_str bytes,
                          const tr_import_options *options, tr_buf *index,
                          tr_import_report *report, tr_err *err) {
  *report =
      (tr_import_report){.kind = kind, .from = TR_DAY_MIN, .to = TR_DAY_MAX};
  if (kind != TR_TABLE_PTP && kind != TR_TABLE_MUE && kind != TR_TABLE_ICD10CM)
    return fail(err, TR_ENOTFOUND, "this table has no importer");

  unpacked inner = {.bytes = NULL};
  tr_status status = TR_OK;
  tr_str text = bytes;
  if (tr_str_starts(bytes, TR_STR("PK\x03\x04"))) {
    status = unpack(bytes, kind, &inner, err);
    text = (tr_str){inner.bytes, inner.n};
  } else if (bytes.n > UNPACKED_LIMIT) {
    status = fail(err, TR_ELIMIT, "the file is too large");
  }
  if (status == TR_OK)
    status =
        import_text(text, tr_str_of(inner.name), options, index, report, err);
  free(inner.bytes);
  if (status != TR_OK) {
    tr_buf_clear(index);
    if (err->status != status) *err = (tr_err){status, "cannot import", 0};
  }
  return status;
}

void tr_import_name(const tr_import_report *report, char *name) {
  char part[] = "-f1";
  if (report->part > 0 && report->part < 10)
    part[2] = (char)('0' + report->part);
  else
    part[0] = '\0';
  snprintf(name, TR_IMPORT_NAME, "%s-%s%s.index", tr_table_name(report->kind),
           report->edition, part);
  for (char *c = name; *c != '\0'; c++) {
    const bool letter = (*c | 0x20) >= 'a' && (*c | 0x20) <= 'z';
    const bool digit = *c >= '0' && *c <= '9';
    if (!letter && !digit && *c != '-' && *c != '_' && *c != '.') *c = '_';
  }
}
