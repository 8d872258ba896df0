/* What is told of an import: files, what was in them, what has no counterpart
 * in the store. Numbers only: no name, no date of birth. */
#include "db_report.h"

#include <inttypes.h>
#include <string.h>

enum { SHOWN = 5, LISTED = 1000 };

/** How a table is called. */
typedef struct naming {
  tr_derived table;
  const char *key, *one, *many;
} naming;

static const naming names[] = {
    {TR_DERIVED_CLAIM, "claims", "claim", "claims"},
    {TR_DERIVED_LINE, "lines", "line", "lines"},
    {TR_DERIVED_NOTE, "notes", "note", "notes"},
    {TR_DERIVED_PAYMENT, "payments", "payment", "payments"},
    {TR_DERIVED_REMIT_CLAIM, "remitted_claims", "remitted claim",
     "remitted claims"},
    {TR_DERIVED_ANSWER, "answers", "answer", "answers"}};

static const struct {
  const char *key, *one, *many;
} lacks[TR_UNMATCHED_COUNT] = {
    [TR_UNMATCHED_REMITS] = {"remitted_claims_without_claim",
                             "remitted claim without a claim",
                             "remitted claims without a claim"},
    [TR_UNMATCHED_ANSWERS] = {"acknowledged_claims_without_claim",
                              "acknowledged claim without a claim",
                              "acknowledged claims without a claim"},
    [TR_UNMATCHED_NOTES] = {"notes_without_claim", "note without a claim",
                            "notes without a claim"},
    [TR_UNMATCHED_CLAIMS] = {"claims_without_note", "claim without a note",
                             "claims without a note"}};

static void put_key(import_run *run, const char *name) {
  tr_json_key(&run->writer, tr_str_of(name));
}

static void put_number(import_run *run, const char *name, uint64_t number) {
  put_key(run, name);
  tr_json_integer(&run->writer, (int64_t)number);
}

void import_report_begin(import_run *run) {
  tr_json_init(&run->writer, &run->out);
  if (!run->json) return;
  tr_json_begin_object(&run->writer);
  put_key(run, "format");
  tr_json_string(&run->writer, TR_STR("traction-import/1"));
  put_key(run, "files");
  tr_json_begin_array(&run->writer);
}

/* ----------------------------------------------------------------- one file */

static void put_file(import_run *run, const db_file *file,
                     const tr_received *received) {
  static const char *const words[] = {[TR_RECEIVED_NEW] = "new",
                                      [TR_RECEIVED_KNOWN] = "known",
                                      [TR_RECEIVED_REFUSED] = "refused"};
  const tr_extracted *found = &received->found;
  tr_json_begin_object(&run->writer);
  put_key(run, "path");
  tr_json_string(&run->writer, tr_str_of(file->path));
  put_key(run, "status");
  tr_json_string(&run->writer, tr_str_of(words[received->as]));
  put_key(run, "sha256");
  tr_json_string(&run->writer, tr_str_of(received->sha256));
  put_number(run, "bytes", file->bytes.n);
  if (received->id != 0) put_number(run, "id", (uint64_t)received->id);
  if (received->as == TR_RECEIVED_NEW) {
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
      put_number(run, names[i].key, found->rows[names[i].table]);
    put_number(run, "unread_sets", found->unread);
    put_number(run, "faults", found->faults);
  }
  tr_json_end_object(&run->writer);
}

static void say_refused(const db_file *file, const tr_received *received) {
  const tr_extracted *found = &received->found;
  if (found->kind == NULL)
    file_say("refused %s: neither X12 nor notes%s%s%s", file->path,
             found->guess != NULL ? " (" : "",
             found->guess != NULL ? found->guess : "",
             found->guess != NULL ? ")" : "");
  else if (strcmp(found->kind, "notes") == 0)
    file_say(
        "refused %s: no note in it can be read; 'traction check --notes' "
        "tells why",
        file->path);
  else if (found->unread != 0)
    file_say("refused %s: its sets are of kinds that the store does not keep",
             file->path);
  else
    file_say(
        "refused %s: nothing in it can be read; 'traction check' tells "
        "why",
        file->path);
}

void import_count(import_run *run, const db_file *file,
                  const tr_received *received) {
  const tr_extracted *found = &received->found;
  if (run->json) put_file(run, file, received);
  if (received->as == TR_RECEIVED_KNOWN) run->known++;
  if (received->as == TR_RECEIVED_REFUSED) {
    run->refused++;
    progress_end(&run->progress);
    say_refused(file, received);
  }
  if (received->as != TR_RECEIVED_NEW) return;
  run->fresh++;
  run->faults += found->faults;
  run->faulty += found->faults > 0;
  run->unread += found->unread;
  for (int i = 0; i < TR_DERIVED_COUNT; i++) run->rows[i] += found->rows[i];
}

/* ------------------------------------------------------------- counterparts */

/** A list of numbers on its way out. */
typedef struct listing {
  import_run *run;
  uint64_t count;
} listing;

static void see_number(void *context, tr_str number) {
  listing *list = context;
  import_run *run = list->run;
  if (run->json) {
    tr_json_string(&run->writer, number);
    return;
  }
  tr_buf_add(&run->out, list->count++ == 0 ? TR_STR(": ") : TR_STR(", "));
  tr_buf_add(&run->out, number.n > 0 ? number : TR_STR("(no number)"));
}

static bool ask(import_run *run, tr_unmatched what, uint64_t most,
                uint64_t *count) {
  listing list = {run, 0};
  if (tr_recall_unmatched(run->store, what, most, see_number, &list, count) ==
      TR_OK)
    return true;
  db_failed(run->store);
  return false;
}

static bool has_notes(import_run *run) {
  int64_t id = 0;
  return tr_store_run(run->store, "SELECT min(id) FROM note", NULL, 0, &id) ==
             TR_OK &&
         id != 0;
}

static bool put_lacks_json(import_run *run, bool notes) {
  bool good = true;
  put_key(run, "unmatched");
  tr_json_begin_object(&run->writer);
  for (int i = 0; good && i < TR_UNMATCHED_COUNT; i++) {
    uint64_t count = 0;
    if (i == TR_UNMATCHED_CLAIMS && !notes) continue;
    put_key(run, lacks[i].key);
    tr_json_begin_object(&run->writer);
    put_key(run, "numbers");
    tr_json_begin_array(&run->writer);
    good = ask(run, (tr_unmatched)i, LISTED, &count);
    tr_json_end_array(&run->writer);
    put_number(run, "count", count);
    tr_json_end_object(&run->writer);
  }
  tr_json_end_object(&run->writer);
  return good;
}

/* The count stands before the list, which is not known before it: the list is
 * written first and the count put in front of it. */
static bool put_lack(import_run *run, tr_unmatched what, bool *any) {
  uint64_t count = 0;
  tr_buf list;
  const size_t start = run->out.n;
  if (!ask(run, what, SHOWN, &count)) return false;
  if (count == 0) return true;
  tr_buf_init(&list, IMPORT_REPORT_MOST);
  tr_buf_add(&list, (tr_str){run->out.p + start, run->out.n - start});
  run->out.n = start;
  if (!*any)
    tr_buf_add(&run->out, TR_STR("without counterpart in the store:\n"));
  *any = true;
  tr_buf_addf(&run->out, "  %" PRIu64 " %s", count,
              count == 1 ? lacks[what].one : lacks[what].many);
  tr_buf_add(&run->out, tr_buf_str(&list));
  if (count > SHOWN) tr_buf_add(&run->out, TR_STR(" ..."));
  tr_buf_add_char(&run->out, '\n');
  tr_buf_done(&list);
  return true;
}

/* ------------------------------------------------------------------- report */

static void put_counts_text(import_run *run) {
  tr_buf *out = &run->out;
  const uint64_t all = run->fresh + run->known + run->refused;
  bool any = false;
  tr_buf_addf(out, "%" PRIu64 " %s: %" PRIu64 " new, %" PRIu64 " known", all,
              all == 1 ? "file" : "files", run->fresh, run->known);
  if (run->refused != 0)
    tr_buf_addf(out, ", %" PRIu64 " refused", run->refused);
  tr_buf_add_char(out, '\n');
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const uint64_t count = run->rows[names[i].table];
    if (count == 0) continue;
    tr_buf_addf(out, "%s%" PRIu64 " %s", any ? ", " : "new: ", count,
                count == 1 ? names[i].one : names[i].many);
    any = true;
  }
  if (any) tr_buf_add_char(out, '\n');
  if (run->faults != 0)
    tr_buf_addf(out,
                "%" PRIu64 " %s of form in %" PRIu64
                " %s; 'traction check' tells of them\n",
                run->faults, run->faults == 1 ? "fault" : "faults", run->faulty,
                run->faulty == 1 ? "file" : "files");
  if (run->unread != 0)
    tr_buf_addf(out,
                "%" PRIu64
                " %s of kinds that are not read, kept in their "
                "files\n",
                run->unread, run->unread == 1 ? "set" : "sets");
}

static bool report_json(import_run *run) {
  tr_json_end_array(&run->writer);
  put_number(run, "new", run->fresh);
  put_number(run, "known", run->known);
  put_number(run, "refused", run->refused);
  put_key(run, "complete");
  tr_json_boolean(&run->writer, !run->broken && !run->inputs.failed);
  put_key(run, "rows");
  tr_json_begin_object(&run->writer);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    put_number(run, names[i].key, run->rows[names[i].table]);
  tr_json_end_object(&run->writer);
  put_number(run, "faults", run->faults);
  put_number(run, "unread_sets", run->unread);
  const bool good = run->broken || put_lacks_json(run, has_notes(run));
  tr_json_end_object(&run->writer);
  tr_buf_add_char(&run->out, '\n');
  return good;
}

static bool report_text(import_run *run) {
  bool any = false, good = true;
  put_counts_text(run);
  const bool notes = !run->broken && has_notes(run);
  for (int i = 0; !run->broken && good && i < TR_UNMATCHED_COUNT; i++)
    if (i != TR_UNMATCHED_CLAIMS || notes)
      good = put_lack(run, (tr_unmatched)i, &any);
  return good;
}

bool import_report(import_run *run) {
  bool good = true;
  if (run->json)
    good = report_json(run);
  else if (!run->quiet)
    good = report_text(run);
  if (run->out.bad != TR_OK) {
    file_say("cannot write the report: %s", tr_status_text(run->out.bad));
    return false;
  }
  return file_output_drain(&run->output, &run->out, true) && good;
}
