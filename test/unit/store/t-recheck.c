/* Tests of src/store/recheck.c: the kept claims are judged as the files were,
 * each as its row; what is asked for is told, and nothing else. */
#include "store/recheck.h"

#include "input/note_json.h"
#include "store_test.h"

#define AFTERNOON "examples/day/claims-2-afternoon.837"

/* The first place of a word in bytes; NULL where it is not. */
static char *find(tr_str in, const char *word) {
  const size_t n = strlen(word);
  for (size_t i = 0; i + n <= in.n; i++)
    if (memcmp(in.p + i, word, n) == 0) return (char *)(uintptr_t)(in.p + i);
  return NULL;
}

/** What was told, as text. */
typedef struct told {
  tr_buf text;
  place *at;
  unsigned claims, outside, stop_after;
  bool open;
} told;

static void put(told *to, const tr_finding *finding, bool inside) {
  tr_buf_addf(&to->text, "%s %s %d %.*s %lld %s:%llu %s: %.*s\n",
              inside ? "claim" : "-", finding->rule->id, finding->severity,
              TR_STR_ARG(finding->claim), (long long)finding->line,
              finding->file != NULL ? finding->file : "",
              (unsigned long long)finding->at.offset, finding->note.pointer,
              TR_STR_ARG(finding->message));
}

static void begin_told(told *to, place *at) {
  memset(to, 0, sizeof *to);
  to->at = at;
  tr_buf_init(&to->text, 16 << 20);
}

/* --------------------------------------------------- the files, as by check */

static void direct_finding(void *context, const tr_finding *finding) {
  told *to = context;
  put(to, finding, to->open);
}

static void direct_began(void *context, const tr_claim *claim) {
  told *to = context;
  (void)claim;
  to->open = true;
}

static void direct_ended(void *context) { ((told *)context)->open = false; }

static void check_directly(told *to, const char *const *files, int count,
                           tr_str notes) {
  tr_note_index index;
  tr_note_reader reader;
  tr_tables tables;
  tr_check *check = NULL;
  tr_tables_init(&tables);
  tr_notes_index_init(&index);
  assert_int_equal(tr_notes_index_add(&index, "a-file", notes), TR_OK);
  assert_int_equal(tr_note_reader_init(&reader, &index), TR_OK);
  const tr_note_source source = tr_note_reader_source(&reader);
  const tr_check_watch watch = {
      .context = to, .claim_began = direct_began, .claim_ended = direct_ended};
  const tr_check_options options = {.pack = &tr_pack_builtin,
                                    .tables = &tables,
                                    .notes = notes.n > 0 ? &source : NULL,
                                    .today = tr_day_of(2026, 6, 30),
                                    .finding = direct_finding,
                                    .context = to,
                                    .watch = &watch};
  assert_int_equal(tr_check_new(&options, &check), TR_OK);
  for (int i = 0; i < count; i++) {
    tr_buf bytes;
    load_file(files[i], &bytes);
    assert_int_equal(tr_check_begin(check, "a-file"), TR_OK);
    assert_int_equal(tr_check_feed(check, bytes.p, bytes.n), TR_OK);
    assert_int_equal(tr_check_end(check, NULL), TR_OK);
    tr_buf_done(&bytes);
  }
  assert_int_equal(tr_check_finish(check), TR_OK);
  tr_check_free(check);
  tr_note_reader_done(&reader);
  tr_notes_index_done(&index);
}

/* ----------------------------------------------------------- the same, kept */

static tr_status began(void *context, const tr_rechecked_claim *claim) {
  told *to = context;
  const tr_cell id = tr_cell_integer(claim->id);
  int64_t ordinal = 0;
  assert_false(to->open);
  to->open = true;
  to->claims++;
  /* the row is that of the claim */
  assert_int_equal(
      tr_store_run(to->at->store, "SELECT ordinal FROM claim WHERE id = $1",
                   &id, 1, &ordinal),
      TR_OK);
  assert_int_equal(ordinal, (int64_t)claim->claim->at);
  assert_int_equal(claim->payer_profile.n == 0, claim->claim->damaged);
  return to->claims == to->stop_after ? TR_ERANGE : TR_OK;
}

static tr_status found(void *context, const tr_rechecked_claim *claim,
                       const tr_finding *finding) {
  told *to = context;
  assert_int_equal(claim != NULL, to->open);
  if (claim == NULL) to->outside++;
  put(to, finding, claim != NULL);
  return TR_OK;
}

static tr_status ended(void *context, const tr_rechecked_claim *claim) {
  told *to = context;
  assert_non_null(claim);
  assert_true(to->open);
  to->open = false;
  return TR_OK;
}

static tr_status recheck(place *at, told *to, const tr_recall_query *which,
                         tr_rechecked *done) {
  tr_tables tables;
  tr_tables_init(&tables);
  const tr_recheck_options options = {.pack = &tr_pack_builtin,
                                      .tables = &tables,
                                      .today = tr_day_of(2026, 6, 30),
                                      .which = which,
                                      .context = to,
                                      .claim_began = began,
                                      .finding = found,
                                      .claim_ended = ended};
  return tr_recheck(at->store, &options, done);
}

static void same_as_check(place *at, const char *const *files, int count,
                          tr_str notes, tr_rechecked *done) {
  told direct, kept;
  begin_told(&direct, at);
  begin_told(&kept, at);
  check_directly(&direct, files, count, notes);
  if (recheck(at, &kept, NULL, done) != TR_OK)
    fail_msg("%s", tr_store_message(at->store));
  tr_buf_add_char(&direct.text, '\0');
  tr_buf_add_char(&kept.text, '\0');
  assert_true(direct.text.n > 1);
  assert_string_equal(kept.text.p, direct.text.p);
  tr_buf_done(&direct.text);
  tr_buf_done(&kept.text);
}

static void judges_as_check_does(void **state) {
  (void)state;
  static const char *const files[] = {MORNING, AFTERNOON, REMIT_CLAIMS};
  place at;
  tr_rechecked done;
  tr_buf notes;
  place_begin(&at);
  place_open(&at);
  load_file(NOTES, &notes);
  /* whatever the order they came in, it is that in which they were sent */
  receive_file(&at, NOTES);
  receive_file(&at, REMIT);
  receive_file(&at, MORNING);
  receive_file(&at, AFTERNOON);
  receive_file(&at, REMIT_CLAIMS);
  same_as_check(&at, files, 3, tr_buf_str(&notes), &done);
  assert_int_equal(done.files, 3);
  assert_int_equal(done.claims, number_of(&at, "SELECT count(*) FROM claim"));
  assert_int_equal(done.lines, number_of(&at, "SELECT count(*) FROM line"));
  assert_int_equal(done.notes, number_of(&at, "SELECT count(*) FROM note"));
  assert_int_equal(done.remembered, 0);
  assert_true(done.findings[TR_SEVERITY_ERROR] > 0);
  tr_buf_done(&notes);
  place_end(&at);
}

static void goes_by_the_day_they_were_sent(void **state) {
  (void)state;
  static const char *const files[] = {MORNING, REMIT_CLAIMS};
  static const char *const turned[] = {REMIT_CLAIMS, MORNING};
  place at;
  tr_rechecked done;
  place_begin(&at);
  place_open(&at);
  receive_file(&at, REMIT_CLAIMS);
  receive_file(&at, MORNING);
  /* 1 came first; which was sent first the rows say */
  const bool in_order =
      number_of(&at,
                "SELECT min(created) FROM claim WHERE "
                "file = 2") < number_of(&at,
                                        "SELECT min(created) FROM claim WHERE "
                                        "file = 1");
  same_as_check(&at, in_order ? files : turned, 2, TR_STR(""), &done);
  assert_int_equal(number_of(&at,
                             "UPDATE claim SET created = 1 WHERE file = "
                             "1"),
                   0);
  same_as_check(&at, turned, 2, TR_STR(""), &done);
  assert_int_equal(number_of(&at,
                             "UPDATE claim SET created = 0 WHERE file = "
                             "2"),
                   0);
  same_as_check(&at, files, 2, TR_STR(""), &done);
  place_end(&at);
}

static void tells_broken_notes_again(void **state) {
  (void)state;
  static const char *const files[] = {MORNING};
  place at;
  tr_rechecked done;
  tr_buf notes;
  place_begin(&at);
  place_open(&at);
  load_file(NOTES, &notes);
  /* a line that is no JSON, an object that is no note, a value of a kind that
   * is not wanted, a key twice */
  tr_buf_add(&notes, TR_STR("{\"id\": \"cut\n{\"format\": \"traction-note/1\"}"
                            "\n{\"id\": 7, \"claim\": \"26463771\"}\n"
                            "{\"id\": \"twice\", \"id\": \"twice\"}\n"));
  receive_file(&at, MORNING);
  receive_text(&at, tr_buf_str(&notes));
  assert_true(number_of(&at, "SELECT max(faults) FROM file") > 0);
  same_as_check(&at, files, 1, tr_buf_str(&notes), &done);
  tr_buf_done(&notes);
  place_end(&at);
}

static void tells_damaged_claims(void **state) {
  (void)state;
  static const char path[] = "/tmp/t-recheck-damaged.837";
  static const char *const files[] = {path};
  place at;
  tr_rechecked done;
  tr_buf bytes;
  place_begin(&at);
  place_open(&at);
  load_file(MORNING, &bytes);
  /* bytes that are no text within the second claim's CLM */
  char *clm = find((tr_str){bytes.p + 3000, bytes.n - 3000}, "CLM*");
  assert_non_null(clm);
  clm[5] = '\001';
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes.p, 1, bytes.n, file), bytes.n);
  assert_int_equal(fclose(file), 0);
  receive_text(&at, tr_buf_str(&bytes));
  same_as_check(&at, files, 1, TR_STR(""), &done);
  assert_int_equal(done.claims, number_of(&at, "SELECT count(*) FROM claim"));
  unlink(path);
  tr_buf_done(&bytes);
  place_end(&at);
}

/* The lines of `all` that are of claims with these numbers. */
static void of_claims(const told *all, const char *const *numbers, int count,
                      tr_buf *out) {
  tr_str rest = tr_buf_str(&all->text);
  while (rest.n > 0) {
    const char *end = memchr(rest.p, '\n', rest.n);
    const size_t n = (size_t)(end - rest.p) + 1;
    for (int i = 0; i < count; i++)
      if (find((tr_str){rest.p, n < 40 ? n : 40}, numbers[i]) != NULL)
        tr_buf_add(out, (tr_str){rest.p, n});
    rest.p += n;
    rest.n -= n;
  }
  tr_buf_add_char(out, '\0');
}

static void tells_of_what_is_asked(void **state) {
  (void)state;
  static const char *const numbers[] = {"26463783"};
  place at;
  told all, one;
  tr_rechecked done;
  tr_buf wanted;
  place_begin(&at);
  place_open(&at);
  receive_file(&at, MORNING);
  receive_file(&at, NOTES);
  receive_file(&at, AFTERNOON);
  begin_told(&all, &at);
  assert_int_equal(recheck(&at, &all, &tr_recall_everything, &done), TR_OK);
  assert_true(all.outside > 0);
  const unsigned claims = all.claims;

  tr_recall_query query = tr_recall_everything;
  query.control = TR_STR("26463783");
  begin_told(&one, &at);
  assert_int_equal(recheck(&at, &one, &query, &done), TR_OK);
  assert_int_equal(one.claims, 1);
  assert_int_equal(one.outside, 0);
  assert_int_equal(done.claims, 1);
  assert_int_equal(done.claims + done.remembered,
                   number_of(&at, "SELECT count(*) FROM claim WHERE file = 1"));
  tr_buf_init(&wanted, 1 << 20);
  of_claims(&all, numbers, 1, &wanted);
  tr_buf_add_char(&one.text, '\0');
  assert_string_equal(one.text.p, wanted.p);
  assert_true(one.text.n > 1);
  tr_buf_done(&wanted);
  tr_buf_done(&one.text);

  /* halves make the whole */
  unsigned sum = 0;
  for (int half = 0; half < 2; half++) {
    query = tr_recall_everything;
    if (half == 0) query.to = tr_day_of(2026, 6, 12) - 1;
    if (half == 1) query.from = tr_day_of(2026, 6, 12);
    begin_told(&one, &at);
    assert_int_equal(recheck(&at, &one, &query, &done), TR_OK);
    sum += one.claims;
    tr_buf_done(&one.text);
  }
  assert_int_equal(sum, claims);

  query = tr_recall_everything;
  query.patient = TR_STR("NO|BODY|");
  begin_told(&one, &at);
  assert_int_equal(recheck(&at, &one, &query, &done), TR_OK);
  assert_int_equal(done.files, 0);
  assert_int_equal(one.text.n, 0);
  tr_buf_done(&one.text);
  tr_buf_done(&all.text);
  place_end(&at);
}

static void stops_when_told_to(void **state) {
  (void)state;
  place at;
  told to;
  tr_rechecked done;
  place_begin(&at);
  place_open(&at);
  receive_file(&at, MORNING);
  receive_file(&at, AFTERNOON);
  begin_told(&to, &at);
  to.stop_after = 3;
  assert_int_equal(recheck(&at, &to, NULL, &done), TR_ERANGE);
  assert_int_equal(to.claims, 3);
  assert_int_equal(done.files, 1);
  tr_buf_done(&to.text);
  place_end(&at);
}

static void an_empty_store_is_clean(void **state) {
  (void)state;
  place at;
  told to;
  tr_rechecked done;
  place_begin(&at);
  place_open(&at);
  begin_told(&to, &at);
  assert_int_equal(recheck(&at, &to, NULL, &done), TR_OK);
  assert_int_equal(done.files, 0);
  assert_int_equal(done.claims, 0);
  assert_int_equal(to.text.n, 0);
  /* remittances and notes alone are judged as far as they can be */
  receive_file(&at, REMIT);
  assert_int_equal(recheck(&at, &to, NULL, &done), TR_OK);
  assert_int_equal(done.files, 0);
  receive_file(&at, NOTES);
  assert_int_equal(recheck(&at, &to, NULL, &done), TR_OK);
  assert_int_equal(done.claims, 0);
  assert_int_equal(done.notes, number_of(&at, "SELECT count(*) FROM note"));
  assert_true(to.outside > 0);
  tr_buf_done(&to.text);
  place_end(&at);
}

static void damage_is_told(void **state) {
  (void)state;
  place at;
  told to;
  tr_rechecked done;
  place_begin(&at);
  place_open(&at);
  receive_file(&at, MORNING);
  receive_file(&at, NOTES);
  number_of(&at, "UPDATE piece SET body = substr(body, 1, 50) WHERE file = 2");
  begin_told(&to, &at);
  assert_int_equal(recheck(&at, &to, NULL, &done), TR_ESYNTAX);
  assert_non_null(strstr(tr_store_message(at.store), "file 2 are damaged"));
  number_of(&at, "UPDATE about SET value = '0' WHERE name = 'deriver'");
  assert_int_equal(recheck(&at, &to, NULL, &done), TR_EVERSION);
  assert_non_null(strstr(tr_store_message(at.store), "db rebuild"));
  tr_buf_done(&to.text);
  place_end(&at);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(judges_as_check_does),
      cmocka_unit_test(goes_by_the_day_they_were_sent),
      cmocka_unit_test(tells_broken_notes_again),
      cmocka_unit_test(tells_damaged_claims),
      cmocka_unit_test(tells_of_what_is_asked),
      cmocka_unit_test(stops_when_told_to),
      cmocka_unit_test(an_empty_store_is_clean),
      cmocka_unit_test(damage_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
