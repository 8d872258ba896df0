/* Tests of src/rule/check.c: files, their order and ends, and how much memory
 * a run may take. */
#include "check_run.h"

#define J12 "20260612"

/* A rule on each line and one on the claim, as most tests here need. */
static void start(check_run *run) {
  run_start(run);
  run_rule(run, (rule_spec){.id = "TRC0001",
                            .severity = TR_SEVERITY_ERROR,
                            .each = TR_EACH_LINE,
                            .when = "line.code is present",
                            .at = "line.code",
                            .message = "{claim.id}"});
}

static void raise_structure(check_run *run) {
  static const char *const ids[] = {"TRX0001", "TRX0002", "TRX0003", "TRX0004",
                                    "TRX0005", "TRX0006", "TRX0007", "TRX0008",
                                    "TRX0009", "TRX0011", "TRX0101", "TRX0109"};
  for (size_t i = 0; i < TR_COUNT(ids); i++)
    run_rule(run, (rule_spec){.id = ids[i],
                              .severity = TR_SEVERITY_ERROR,
                              .raised = TR_RAISED_BY_READER,
                              .message = "m"});
}

static tr_buf file_of(const claim_spec *claims, size_t count) {
  tr_buf edi;
  tr_buf_init(&edi, EDI_MOST);
  edi_begin(&edi);
  for (size_t i = 0; i < count; i++)
    edi_claim(&edi, (unsigned)(2 * i + 1), claims[i]);
  edi_end(&edi);
  return edi;
}

/* -------------------------------------------------------------------- files */

/* Each file by its name; history and control numbers reach over files. */
static void test_several_files(void **state) {
  (void)state;
  check_run run;
  start(&run);
  run_raised(&run, "TRX0007", TR_RAISED_BY_READER, "isa-file", "both files");
  run_rule(&run, (rule_spec){.id = "TRY0001",
                             .each = TR_EACH_PAIR,
                             .when = "first.code is present",
                             .at = "second.code",
                             .also = "first.code",
                             .message = "two"});
  tr_buf a = file_of((const claim_spec[]){{.id = "A"}}, 1);
  tr_buf b = file_of((const claim_spec[]){{.id = "B", .total = "9"}}, 1);
  const tr_str files[] = {tr_buf_str(&a), tr_buf_str(&b)};
  assert_string_equal(run_files(&run, files, 2),
                      "TRC0001 error A/1 SV101-2 'A'\n"
                      "TRX0007 error ISA13 'both files' in b.837\n"
                      "TRC0001 error B/1 SV101-2 'B' in b.837\n"
                      "TRY0001 info B/1 SV101-2 'two' in b.837, "
                      "also SV101-2 '98940' of A in a.837\n");
  assert_int_equal(run.summary.files, 2);
  assert_int_equal(run.summary.interchanges, 2);
  assert_int_equal(run.summary.claims, 2);
  assert_int_equal(run.summary.unread, 0);
  assert_int_equal(run.summary.bytes, a.n + b.n);
  assert_true(run.summary.history_bytes > 0);
  tr_buf_done(&a);
  tr_buf_done(&b);
  run_end(&run);
}

/* The providers of the second file are new ones, however low their number. */
static void test_levels_of_each_file(void **state) {
  (void)state;
  check_run run;
  run_start(&run);
  run_rule(&run, (rule_spec){.id = "TRC0001",
                             .each = TR_EACH_PARTY,
                             .when = "party.role == \"85\"",
                             .at = "party.id",
                             .message = "m"});
  const claim_spec two[] = {{.id = "A"}, {.id = "B", .total = "9"}};
  tr_buf a = file_of(two, 2), b = file_of(two + 1, 1);
  const tr_str files[] = {tr_buf_str(&a), tr_buf_str(&b)};
  run_files(&run, files, 2);
  assert_int_equal(run.findings, 3);
  tr_buf_done(&a);
  tr_buf_done(&b);
  run_end(&run);
}

/* However the bytes are cut, the findings are the same. */
static void test_chunks(void **state) {
  (void)state;
  static const size_t chunks[] = {1, 2, 7, 64, 107, 1000};
  check_run run;
  start(&run);
  raise_structure(&run);
  tr_buf edi = file_of(
      (const claim_spec[]){{.id = "A", .total = "x"},
                           {.id = "B",
                            .lines = LINE("1", "98940", "-", "1", J12)
                                LINE("2", "97012", "1", "1", "20261341")}},
      2);
  const tr_str file = tr_buf_str(&edi);
  run_files(&run, &file, 1);
  char *whole = strdup(run.text);
  assert_non_null(whole);
  assert_string_equal(whole,
                      "TRX0109 error A CLM02 'm'\n"
                      "TRC0001 error A/1 SV101-2 'A'\n"
                      "TRC0001 error B/1 SV101-2 'B'\n"
                      "TRX0109 error B/1 SV102 'm'\n"
                      "TRC0001 error B/2 SV101-2 'B'\n"
                      "TRX0109 error B/2 DTP03 'm'\n");
  for (size_t i = 0; i < TR_COUNT(chunks); i++) {
    TR_ROW(chunks[i], TR_STR(""));
    run.chunk = chunks[i];
    assert_string_equal(run_files(&run, &file, 1), whole);
  }
  free(whole);
  tr_buf_done(&edi);
  run_end(&run);
}

/* ----------------------------------------------------------- what is unread */

static void test_unread(void **state) {
  (void)state;
  static const struct {
    const char *text, *input;
  } rows[] = {
      {"nothing", ""},
      {"blanks", " \r\n"},
      {"no X12", "Dear payer,\nplease find enclosed"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    check_run run;
    TR_ROW(i, tr_str_of(rows[i].text));
    start(&run);
    raise_structure(&run);
    const tr_str file = tr_str_of(rows[i].input);
    const char *text = run_files(&run, &file, 1);
    assert_int_equal(run.findings, 1);
    assert_int_equal(strncmp(text, "TRX0001 error", 13), 0);
    assert_true(run.unread[0]);
    assert_int_equal(run.summary.unread, 1);
    run_end(&run);
  }
}

/* A transaction that is not read leaves the file unread; beside one that is,
 * it does not. */
static void test_foreign(void **state) {
  (void)state;
  check_run run;
  start(&run);
  raise_structure(&run);
  tr_buf good = file_of((const claim_spec[]){{.id = "A"}}, 1);
  tr_buf foreign = file_of((const claim_spec[]){{.id = "A"}}, 1);
  char *group = strstr(foreign.p, "GS*HC");
  char *set = strstr(foreign.p, "ST*837");
  char *guide = strstr(foreign.p, "005010X222A1");
  memcpy(group, "GS*RA", 5);
  memcpy(set, "ST*820", 6);
  memcpy(guide, "005010X218  ", 12);
  const tr_str files[] = {tr_buf_str(&foreign), tr_buf_str(&good)};
  run_files(&run, files, 1);
  assert_true(run.unread[0]);
  assert_int_equal(run.summary.claims, 0);
  assert_non_null(strstr(run.text, "TRX0009"));
  run_files(&run, files, 2);
  assert_true(run.unread[0]);
  assert_false(run.unread[1]);
  assert_int_equal(run.summary.unread, 1);
  assert_int_equal(run.summary.claims, 1);
  tr_buf_done(&foreign);
  tr_buf_done(&good);
  run_end(&run);
}

/* ----------------------------------------------------------- what is judged */

/* Cut anywhere, the last claim is not judged unless something follows it in
 * its set; those before are. */
static void test_truncated(void **state) {
  (void)state;
  check_run run;
  start(&run);
  run_rule(&run, (rule_spec){.id = "TRX0011",
                             .severity = TR_SEVERITY_ERROR,
                             .raised = TR_RAISED_BY_READER,
                             .message = "cut"});
  tr_buf edi =
      file_of((const claim_spec[]){{.id = "A"}, {.id = "B", .total = "9"}}, 2);
  const size_t end_of_first = (size_t)(strstr(edi.p, "HL*3") - edi.p);
  const size_t end_of_second = (size_t)(strstr(edi.p, "SE*") - edi.p);
  for (size_t n = 106; n <= edi.n; n++) {
    TR_ROW(n, TR_STR(""));
    char *copy = malloc(n);
    assert_non_null(copy);
    memcpy(copy, edi.p, n);
    const tr_str file = {copy, n};
    run_files(&run, &file, 1);
    const char *first = strstr(run.text, "TRC0001 error A");
    const char *second = strstr(run.text, "TRC0001 error B");
    /* the segment that ends a claim must be whole */
    assert_int_equal(first != NULL, n >= end_of_first + sizeof "HL*3**20*1");
    assert_int_equal(second != NULL,
                     n > end_of_second && memchr(edi.p + end_of_second, '~',
                                                 n - end_of_second) != NULL);
    assert_int_equal(run.summary.claims, (first != NULL) + (second != NULL));
    free(copy);
  }
  tr_buf_done(&edi);
  run_end(&run);
}

/* A set without its SE: the claim that was open is not judged, and the next
 * set is read as ever. */
static void test_missing_trailer(void **state) {
  (void)state;
  check_run run;
  start(&run);
  raise_structure(&run);
  tr_buf edi;
  tr_buf_init(&edi, EDI_MOST);
  edi_begin(&edi);
  edi_claim(&edi, 1, (claim_spec){.id = "A"});
  tr_buf_add(&edi, TR_STR("ST*837*0002*005010X222A1~\n"
                          "BHT*0019*00*B43*20260630*0830*CH~\n"));
  edi_claim(&edi, 1, (claim_spec){.id = "B"});
  edi_end(&edi);
  const tr_str file = tr_buf_str(&edi);
  run_files(&run, &file, 1);
  assert_null(strstr(run.text, "TRC0001 error A"));
  assert_non_null(strstr(run.text, "TRC0001 error B"));
  assert_non_null(strstr(run.text, "TRX0004"));
  assert_int_equal(run.summary.claims, 1);
  assert_false(run.unread[0]);
  tr_buf_done(&edi);
  run_end(&run);
}

/* A claim with a byte that belongs in no segment is counted, but not judged;
 * what is wrong with it is told. */
static void test_damaged(void **state) {
  (void)state;
  check_run run;
  start(&run);
  raise_structure(&run);
  tr_buf edi =
      file_of((const claim_spec[]){{.id = "A"}, {.id = "B", .first = "JO"}}, 2);
  *strstr(edi.p, "HI*ABK") = '\x01';
  const tr_str file = tr_buf_str(&edi);
  run_files(&run, &file, 1);
  assert_null(strstr(run.text, "TRC0001 error A"));
  assert_non_null(strstr(run.text, "TRC0001 error B"));
  assert_true(strncmp(run.text, "TRX0", 4) == 0);
  assert_int_equal(run.summary.claims, 2);
  assert_int_equal(run.summary.claims_with_errors, 2);
  tr_buf_done(&edi);
  run_end(&run);
}

/* ---------------------------------------------------------- tables and ends */

/* A table that ends before the services of a file is told once a file. */
static void test_stale_tables(void **state) {
  (void)state;
  check_run run;
  run_start(&run);
  run_rule(&run, (rule_spec){.id = "TRK0101",
                             .severity = TR_SEVERITY_WARNING,
                             .raised = TR_RAISED_BY_TABLES,
                             .message = "{table}"});
  const claim_spec late[] = {
      {.id = "A", .lines = LINE("1", "98940", "1", "1", "20990612")},
      {.id = "B", .lines = LINE("1", "98940", "1", "1", "20990613")}};
  const claim_spec early[] = {
      {.id = "C", .lines = LINE("1", "98940", "1", "1", "20240801")}};
  tr_buf a = file_of(late, 2), b = file_of(early, 1), c = file_of(late, 1);
  const tr_str files[] = {tr_buf_str(&a), tr_buf_str(&b), tr_buf_str(&c)};
  assert_string_equal(run_files(&run, files, 3),
                      "TRK0101 warning 'icd10cm'\n"
                      "TRK0101 warning 'ncci-mue'\n"
                      "TRK0101 warning 'ncci-ptp'\n"
                      "TRK0101 warning 'icd10cm' in c.837\n"
                      "TRK0101 warning 'ncci-mue' in c.837\n"
                      "TRK0101 warning 'ncci-ptp' in c.837\n");
  tr_buf_done(&a);
  tr_buf_done(&b);
  tr_buf_done(&c);
  run_end(&run);
}

static void test_ends(void **state) {
  (void)state;
  check_run run;
  tr_check *check = NULL;
  start(&run);
  tr_check_free(NULL);
  assert_int_equal(tr_check_new(&run.options, &check), TR_OK);
  assert_int_equal(tr_check_end(check, NULL), TR_OK); /* no file was begun */
  assert_int_equal(tr_check_summary(check)->unread, 0);
  assert_int_equal(tr_check_finish(check), TR_OK);
  assert_int_equal(tr_check_summary(check)->files, 0);
  tr_check_free(check);
  /* freed in the midst of a claim */
  tr_buf edi = file_of((const claim_spec[]){{.id = "A"}}, 1);
  assert_int_equal(tr_check_new(&run.options, &check), TR_OK);
  assert_int_equal(tr_check_begin(check, "a.837"), TR_OK);
  assert_int_equal(
      tr_check_feed(check, edi.p, (size_t)(strstr(edi.p, "HI*") - edi.p)),
      TR_OK);
  tr_check_free(check);
  tr_buf_done(&edi);
  run_end(&run);
}

/* Profiles that inherit from nothing there is. */
static void test_bad_profiles(void **state) {
  (void)state;
  static const tr_profile orphan = {.id = "o", .inherits = "nobody"};
  static const tr_profile *const profiles[] = {&orphan};
  check_run run;
  tr_check *check = NULL;
  start(&run);
  run.pack.profiles = profiles;
  run.pack.profile_count = 1;
  assert_int_equal(tr_check_new(&run.options, &check), TR_ENOTFOUND);
  assert_null(check);
  run_end(&run);
}

/* ------------------------------------------------------------------- memory */

/* The same claim sent very often: each costs the same, and what is kept of
 * earlier ones stays what it is said to be. */
static void test_one_claim_often(void **state) {
  (void)state;
  enum { CLAIMS = 3000 };
  check_run run;
  run_start(&run);
  run_rule(&run, (rule_spec){.id = "TRC0001",
                             .each = TR_EACH_PAIR,
                             .when = "first.code == 97012 and "
                                     "second.code == 97140",
                             .at = "claim.id",
                             .message = "m"});
  tr_check *check = NULL;
  assert_int_equal(tr_check_new(&run.options, &check), TR_OK);
  assert_int_equal(tr_check_begin(check, "a.837"), TR_OK);
  for (int i = 0; i < CLAIMS; i++) {
    char id[16], total[16];
    snprintf(id, sizeof id, "A%d", i);
    snprintf(total, sizeof total, "%d", i);
    tr_buf edi = file_of((const claim_spec[]){{.id = id, .total = total}}, 1);
    assert_int_equal(tr_check_feed(check, edi.p, edi.n), TR_OK);
    tr_buf_done(&edi);
  }
  assert_int_equal(tr_check_end(check, NULL), TR_OK);
  assert_int_equal(tr_check_finish(check), TR_OK);
  assert_int_equal(tr_check_summary(check)->claims, CLAIMS);
  assert_true(tr_check_summary(check)->history_bytes < CLAIMS * 400);
  tr_check_free(check);
  run_end(&run);
}

/* ----------------------------------------------------------------- profiles */

static const char *named(void *context, const tr_claim *claim) {
  const char *const *name = context;
  assert_non_null(claim);
  return *name;
}

/* Who runs the checker may name the profile; an unknown name is none. */
static void test_named_profile(void **state) {
  (void)state;
  static const struct {
    const char *payer, *name;
    bool speaks; /* "strict" silences TRC0008 */
  } rows[] = {
      {"29076", NULL, false},     {"29076", "commercial", true},
      {"00831", "strict", false}, {"00831", NULL, true},
      {"29076", "nobody", false}, {"00831", "nobody", true},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    check_run run;
    TR_ROW(i, tr_str_of(rows[i].payer));
    run_start(&run);
    run_rule(&run, (rule_spec){.id = "TRC0008",
                               .severity = TR_SEVERITY_ERROR,
                               .each = TR_EACH_CLAIM,
                               .when = "claim.id is present",
                               .at = "claim.id",
                               .message = "m"});
    const char *name = rows[i].name;
    run.options.profile_of = named;
    run.options.profile_context = (void *)&name;
    run_claim(&run, (claim_spec){.payer = rows[i].payer});
    assert_int_equal(run.findings, rows[i].speaks);
    run_end(&run);
  }
}

TR_TESTS(cmocka_unit_test(test_named_profile),
         cmocka_unit_test(test_several_files),
         cmocka_unit_test(test_levels_of_each_file),
         cmocka_unit_test(test_chunks), cmocka_unit_test(test_unread),
         cmocka_unit_test(test_foreign), cmocka_unit_test(test_truncated),
         cmocka_unit_test(test_missing_trailer), cmocka_unit_test(test_damaged),
         cmocka_unit_test(test_stale_tables), cmocka_unit_test(test_ends),
         cmocka_unit_test(test_bad_profiles),
         cmocka_unit_test(test_one_claim_often))
