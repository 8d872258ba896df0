/* What around a claim has to change when it stands alone: the numbers of HL,
 * SE, GE and IEA; all else is as it was sent. */
#include "store/cut.h"

#include "diag/fault.h"
#include "x12/delims.h"

enum { LEVELS = 7, SET = 2, FIRST_HL = 3, CLAIM = 6, PART_MOST = 32 << 20 };

struct tr_cutter {
  tr_store *store;
  tr_kept_reader *reader;
  tr_statement *claims, *notes;
  tr_buf part; /* bytes of one level */
};

/** A file in the making. */
typedef struct cutting {
  tr_cutter *cutter;
  tr_buf *out;
  tr_delims delims;
  tr_str line_end;      /* between segments */
  char isa_control[16]; /* ISA13 */
  char gs_control[48];  /* GS06 */
  char st_control[48];  /* ST02 */
  unsigned segments;    /* of the set so far */
  unsigned levels;      /* HL so far */
} cutting;

tr_status tr_cutter_new(tr_store *store, tr_cutter **cutter) {
  tr_cutter *made = calloc(1, sizeof *made);
  if (made == NULL)
    return tr_store_fail(tr_store_error_of(store), TR_ENOMEM, "out of memory");
  made->store = store;
  tr_buf_init(&made->part, PART_MOST);
  tr_status status = tr_kept_reader_new(store, &made->reader);
  if (status == TR_OK)
    status = tr_statement_new(
        store,
        "SELECT file, interchange_at, interchange_size, group_at, group_size, "
        "set_at, set_size, provider_at, provider_size, subscriber_at, "
        "subscriber_size, dependent_at, dependent_size, claim_at, claim_size "
        "FROM claim WHERE id = $1",
        &made->claims);
  if (status == TR_OK)
    status = tr_statement_new(
        store, "SELECT file, note_at, note_size FROM note WHERE id = $1",
        &made->notes);
  if (status == TR_OK)
    *cutter = made;
  else
    tr_cutter_free(made);
  return status;
}

void tr_cutter_free(tr_cutter *cutter) {
  if (cutter == NULL) return;
  tr_statement_free(cutter->claims);
  tr_statement_free(cutter->notes);
  tr_kept_reader_free(cutter->reader);
  tr_buf_done(&cutter->part);
  free(cutter);
}

/* An element of the first segment of some bytes, cut to the room. */
static void element(tr_str bytes, const tr_delims *delims, unsigned n,
                    char *text, size_t room) {
  size_t used = 0;
  for (size_t i = 0; i < bytes.n && bytes.p[i] != delims->segment; i++) {
    if (bytes.p[i] == delims->element) {
      if (n-- == 0) break;
    } else if (n == 0 && used + 1 < room) {
      text[used++] = bytes.p[i];
    }
  }
  text[used] = '\0';
}

/** Elements of a segment of ours, the id first; NULL: no more. */
typedef const char *const elements[6];

static void put(cutting *at, elements all) {
  for (int i = 0; i < 6 && all[i] != NULL; i++) {
    if (i > 0) tr_buf_add_char(at->out, at->delims.element);
    tr_buf_add(at->out, tr_str_of(all[i]));
  }
  tr_buf_add_char(at->out, at->delims.segment);
  tr_buf_add(at->out, at->line_end);
}

static unsigned count_segments(tr_str bytes, char terminator) {
  unsigned count = 0;
  bool filled = false;
  for (size_t i = 0; i < bytes.n; i++) {
    if (bytes.p[i] == terminator) {
      count += filled;
      filled = false;
    } else if (bytes.p[i] != '\r' && bytes.p[i] != '\n') {
      filled = true;
    }
  }
  return count;
}

static void put_isa(cutting *at, tr_str part) {
  if (tr_delims_read(part, &at->delims) != TR_OK)
    at->delims = (tr_delims){'*', '^', ':', '~'};
  size_t n = TR_ISA_BYTES;
  while (n < part.n && (part.p[n] == '\r' || part.p[n] == '\n')) n++;
  if (n > TR_ISA_BYTES + 2) n = TR_ISA_BYTES + 2;
  if (part.n >= TR_ISA_BYTES) tr_buf_add(at->out, (tr_str){part.p, n});
  at->line_end = n > TR_ISA_BYTES && n <= part.n
                     ? (n - TR_ISA_BYTES == 2 ? TR_STR("\r\n") : TR_STR("\n"))
                     : TR_STR("");
  element(part, &at->delims, 13, at->isa_control, sizeof at->isa_control);
}

/* The HL of a level, for one claim: its number, its parent, whether another
 * level is below it. */
static void put_level(cutting *at, tr_str part, bool below) {
  char kind[8];
  size_t n = 0;
  element(part, &at->delims, 3, kind, sizeof kind);
  while (n < part.n && part.p[n] != at->delims.segment) n++;
  if (n < part.n) n++;
  while (n < part.n && (part.p[n] == '\r' || part.p[n] == '\n')) n++;
  char number[TR_NUMBER_TEXT], parent[TR_NUMBER_TEXT] = "";
  if (at->levels > 0) tr_number_text(at->levels, parent);
  tr_number_text(++at->levels, number);
  put(at, (elements){"HL", number, parent, kind, below ? "1" : "0"});
  tr_buf_add(at->out, (tr_str){part.p + n, part.n - n});
}

static void put_part(cutting *at, int level, tr_str part, bool below) {
  if (level == 0) {
    put_isa(at, part);
    return;
  }
  if (level == 1)
    element(part, &at->delims, 6, at->gs_control, sizeof at->gs_control);
  if (level == SET)
    element(part, &at->delims, 2, at->st_control, sizeof at->st_control);
  if (level >= SET) at->segments += count_segments(part, at->delims.segment);
  if (level >= FIRST_HL && level < CLAIM)
    put_level(at, part, below);
  else
    tr_buf_add(at->out, part);
}

static bool has_level(const tr_statement *row, int level) {
  return tr_statement_value(row, 1 + 2 * (unsigned)level).kind != TR_CELL_NULL;
}

static bool has_below(const tr_statement *row, int level) {
  for (int i = level + 1; i < CLAIM; i++)
    if (has_level(row, i)) return true;
  return false;
}

static tr_status put_all(cutting *at) {
  tr_cutter *cutter = at->cutter;
  const tr_statement *row = cutter->claims;
  const int64_t file = tr_statement_value(row, 0).integer;
  for (int level = 0; level < LEVELS; level++) {
    if (!has_level(row, level)) continue;
    const unsigned column = 1 + 2 * (unsigned)level;
    tr_buf_clear(&cutter->part);
    const tr_status status = tr_kept_read(
        cutter->reader, file, (uint64_t)tr_statement_value(row, column).integer,
        (uint64_t)tr_statement_value(row, column + 1).integer, &cutter->part);
    if (status != TR_OK) return status;
    put_part(at, level, tr_buf_str(&cutter->part), has_below(row, level));
  }
  char count[TR_NUMBER_TEXT];
  const bool group = has_level(row, 1);
  tr_number_text(at->segments + 1, count);
  put(at, (elements){"SE", count, at->st_control});
  if (group) put(at, (elements){"GE", "1", at->gs_control});
  put(at, (elements){"IEA", group ? "1" : "0", at->isa_control});
  return at->out->bad == TR_OK ? TR_OK
                               : tr_store_fail(tr_store_error_of(cutter->store),
                                               at->out->bad, "out of memory");
}

static tr_status find(tr_cutter *cutter, tr_statement *rows, int64_t id) {
  const tr_cell value = tr_cell_integer(id);
  bool row = false;
  tr_status status = tr_statement_start(rows, &value, 1);
  if (status == TR_OK) status = tr_statement_step(rows, &row);
  return status != TR_OK || row
             ? status
             : tr_store_fail(tr_store_error_of(cutter->store), TR_ENOTFOUND,
                             "there is no such claim or note in the store");
}

tr_status tr_cut_claim(tr_cutter *cutter, int64_t claim, tr_buf *out) {
  cutting at = {.cutter = cutter, .out = out};
  tr_status status = find(cutter, cutter->claims, claim);
  if (status == TR_OK) status = put_all(&at);
  tr_statement_stop(cutter->claims);
  return status;
}

tr_status tr_cut_note(tr_cutter *cutter, int64_t note, tr_buf *out) {
  tr_status status = find(cutter, cutter->notes, note);
  if (status == TR_OK)
    status = tr_kept_read(
        cutter->reader, tr_statement_value(cutter->notes, 0).integer,
        (uint64_t)tr_statement_value(cutter->notes, 1).integer,
        (uint64_t)tr_statement_value(cutter->notes, 2).integer, out);
  tr_statement_stop(cutter->notes);
  return status;
}
