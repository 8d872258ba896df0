/* Tests of src/coding/coding_json.c: the document programs read. */
#include "coding/coding_json.h"

#include "coded_visit.h"

static void check_document(const tr_coded_visit *visit, const char *wanted) {
  tr_buf out;
  tr_json json;
  tr_buf_init(&out, 1 << 16);
  tr_json_init(&json, &out);
  tr_coding_json_begin(&json);
  if (visit != NULL) tr_coding_json_visit(&json, visit);
  tr_coding_json_end(&json);
  TR_ASSERT_STR(tr_buf_str(&out), wanted);
  tr_buf_done(&out);
}

static void no_visits(void **state) {
  (void)state;
  check_document(NULL, "{\"visits\":[]}");
}

static void a_visit_with_everything(void **state) {
  (void)state;
  coded_visit made;
  coded_visit_make(&made);
  check_document(
      &made.visit,
      "{\"visits\":[{\"note\":\"n-1\",\"claim\":\"C\\\"1\",\"payer\":"
      "\"commercial\",\"date\":\"2026-06-12\",\"diagnoses\":[\"M99.03\","
      "\"M54.16\"],\"dates\":[{\"qualifier\":\"454\",\"date\":\"2026-06-01\","
      "\"text\":\"the plan begins\",\"pointer\":\"/plan_of_care/start\"}],"
      "\"lines\":[{\"code\":\"97110\",\"units\":2,\"modifiers\":[\"GP\",\"59\"]"
      ",\"pointers\":[2,1],\"minutes\":22.5,\"charge\":\"96.00\",\"because\":"
      "[{\"text\":\"exercise\",\"pointer\":\"/services/0\",\"source\":\"ama\","
      "\"rule\":\"TRL0203\"},{\"text\":\"counted\",\"pointer\":null,"
      "\"source\":null,\"rule\":null}]},{\"code\":\"98940\",\"units\":1,"
      "\"modifiers\":[],\"pointers\":[1],\"minutes\":null,\"charge\":null,"
      "\"because\":[]}],\"lacking\":[{\"code\":null,\"text\":\"no goal\","
      "\"severity\":\"warning\",\"rule\":\"TRD0301\",\"pointer\":null,"
      "\"source\":null},{\"code\":\"97140\",\"text\":\"7 minutes\","
      "\"severity\":\"error\",\"rule\":null,\"pointer\":\"/services/1\","
      "\"source\":\"ama-midpoint-rule\"}]}]}");
}

/* Whole minutes without a point; none where they are not known. */
static void minutes_are_exact(void **state) {
  (void)state;
  static const struct {
    int64_t minutes;
    const char *wanted;
  } rows[] = {{0, "\"minutes\":0,"},        {15000, "\"minutes\":15,"},
              {100000, "\"minutes\":100,"}, {7500, "\"minutes\":7.5,"},
              {7125, "\"minutes\":7.125,"}, {1, "\"minutes\":0.001,"}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    coded_visit made;
    tr_buf out;
    tr_json json;
    TR_ROW(i, tr_str_of(rows[i].wanted));
    coded_visit_make(&made);
    made.lines[0].minutes = rows[i].minutes;
    tr_buf_init(&out, 1 << 16);
    tr_json_init(&json, &out);
    tr_coding_json_begin(&json);
    tr_coding_json_visit(&json, &made.visit);
    tr_buf_add_char(&out, '\0');
    assert_non_null(strstr(out.p, rows[i].wanted));
    tr_buf_done(&out);
  }
}

static void a_visit_with_nothing(void **state) {
  (void)state;
  coded_visit made;
  coded_visit_make(&made);
  made.encounter = (tr_encounter){.service = TR_DAY_MIN};
  made.note = (tr_note){0};
  made.visit.line_count = made.visit.lack_count = made.visit.date_count = 0;
  check_document(&made.visit,
                 "{\"visits\":[{\"note\":null,\"claim\":null,\"payer\":"
                 "\"commercial\",\"date\":null,\"diagnoses\":[],\"dates\":[],"
                 "\"lines\":[],\"lacking\":[]}]}");
}

TR_TESTS(cmocka_unit_test(no_visits), cmocka_unit_test(a_visit_with_everything),
         cmocka_unit_test(minutes_are_exact),
         cmocka_unit_test(a_visit_with_nothing))
