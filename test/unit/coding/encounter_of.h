/* Visits to be billed, and what is written of them. */
#ifndef TR_TEST_ENCOUNTER_OF_H
#define TR_TEST_ENCOUNTER_OF_H

#include "coding/encounter.h"
#include "rule/check.h"
#include "rule/pack.h"
#include "tr_test.h"

enum { WRITTEN_MOST = 64 << 20 };

static const tr_encounter_party of_submitter = {
    .name = {"Millbrook Spine Center", 22},
    .id = {"MSC4471", 7},
    .contact = {"Billing Desk", 12},
    .phone = {"4195550134", 10},
    .born = TR_DAY_MIN};
static const tr_encounter_party of_receiver = {
    .name = {"Midland Clearinghouse", 21},
    .id = {"MCH100", 6},
    .born = TR_DAY_MIN};
static const tr_encounter_party of_billing = {
    .name = {"Millbrook Spine Center", 22},
    .npi = {"1903124570", 10},
    .taxonomy = {"111N00000X", 10},
    .tax_id = {"341550142", 9},
    .street = {"90 Mill Brook Lane", 18},
    .city = {"Toledo", 6},
    .state = {"OH", 2},
    .zip = {"436041172", 9},
    .born = TR_DAY_MIN};
static const tr_encounter_party of_doctor = {.person = true,
                                             .name = {"Harrow", 6},
                                             .first_name = {"Edith", 5},
                                             .npi = {"1425678939", 10},
                                             .taxonomy = {"111N00000X", 10},
                                             .born = TR_DAY_MIN};
static const tr_encounter_party of_payer = {
    .name = {"Medical Mutual", 14}, .id = {"29076", 5}, .born = TR_DAY_MIN};
static const tr_encounter_party of_owen = {.person = true,
                                           .name = {"Larch", 5},
                                           .first_name = {"Owen", 4},
                                           .middle_name = {"T", 1},
                                           .suffix = {"Jr", 2},
                                           .id = {"MM1180442", 9},
                                           .street = {"12 Canal Street", 15},
                                           .city = {"Toledo", 6},
                                           .state = {"OH", 2},
                                           .zip = {"43604", 5},
                                           .born = 5189, /* 1984-03-17 */
                                           .sex = 'M'};
static const tr_encounter_party of_mina = {.person = true,
                                           .name = {"Larch", 5},
                                           .first_name = {"Mina", 4},
                                           .street = {"12 Canal Street", 15},
                                           .city = {"Toledo", 6},
                                           .state = {"OH", 2},
                                           .zip = {"43604", 5},
                                           .born = 15219, /* 2011-09-02 */
                                           .sex = 'F'};

/* 98940 and 97012, 80.00 together. */
static const tr_encounter_line of_lines[] = {
    {.procedure = 0,
     .units = 1,
     .charge = 4500,
     .pointers = {1, 2},
     .pointer_count = 2},
    {.procedure = 0,
     .units = 1,
     .charge = 3500,
     .pointers = {2},
     .pointer_count = 1},
};
static tr_encounter_line of_own_lines[2];

/** A visit of 2026-06-12 of a subscriber who is the patient. */
static inline tr_encounter encounter_of_self(void) {
  for (size_t i = 0; i < TR_COUNT(of_lines); i++) of_own_lines[i] = of_lines[i];
  of_own_lines[0].procedure = TR_CODE("98940");
  of_own_lines[1].procedure = TR_CODE("97012");
  return (tr_encounter){.submitter = &of_submitter,
                        .receiver = &of_receiver,
                        .billing = &of_billing,
                        .payer = &of_payer,
                        .subscriber = &of_owen,
                        .rendering = &of_doctor,
                        .filing_code = TR_STR("CI"),
                        .group = TR_STR("G5521"),
                        .claim_id = TR_STR("v-1001"),
                        .place = TR_STR("11"),
                        .service = tr_day_of(2026, 6, 12),
                        .onset = tr_day_of(2026, 5, 28),
                        .initial_treatment = TR_DAY_MIN,
                        .acute_manifestation = TR_DAY_MIN,
                        .last_x_ray = TR_DAY_MIN,
                        .accident = TR_DAY_MIN,
                        .diagnoses = {TR_CODE("M9903"), TR_CODE("M5416")},
                        .diagnosis_count = 2,
                        .lines = of_own_lines,
                        .line_count = 2};
}

static inline tr_encounter_file file_of(void) {
  return (tr_encounter_file){
      .date = tr_day_of(2026, 6, 30), .time = TR_STR("0815"), .control = 4711};
}

/** What was written, segments in lines; and what the checker says of it. */
typedef struct written {
  tr_status status;
  tr_write_error error;
  size_t bad;
  tr_buf x12;
  char text[1 << 14]; /* the beginning of it, a segment a line */
  char findings[2048];
} written;

static inline void written_finding(void *context, const tr_finding *finding) {
  written *out = context;
  /* no note and old tables are no fault of the writer */
  if (strncmp(finding->rule->id, "TRD", 3) == 0 ||
      strncmp(finding->rule->id, "TRK", 3) == 0)
    return;
  const size_t n = strlen(out->findings);
  snprintf(out->findings + n, sizeof out->findings - n, "%s %.*s; ",
           finding->rule->id, TR_STR_ARG(finding->message));
}

static inline void written_check(written *out) {
  tr_tables tables;
  tr_tables_init(&tables);
  const tr_check_options options = {.pack = &tr_pack_builtin,
                                    .tables = &tables,
                                    .today = tr_day_of(2026, 6, 30),
                                    .finding = written_finding,
                                    .context = out};
  tr_check *check;
  assert_int_equal(tr_check_new(&options, &check), TR_OK);
  assert_int_equal(tr_check_begin(check, "written.837"), TR_OK);
  assert_int_equal(tr_check_feed(check, out->x12.p, out->x12.n), TR_OK);
  assert_int_equal(tr_check_end(check, NULL), TR_OK);
  assert_int_equal(tr_check_finish(check), TR_OK);
  tr_check_free(check);
}

/** Write encounters. @param out Freed by written_done(). */
static inline void write_all(written *out, const tr_encounter *encounters,
                             size_t count) {
  const tr_encounter_file file = file_of();
  *out = (written){.bad = SIZE_MAX};
  tr_buf_init(&out->x12, WRITTEN_MOST);
  out->status = tr_encounters_write(encounters, count, &file, &out->x12,
                                    &out->error, &out->bad);
  size_t n = 0;
  for (size_t i = 0; i < out->x12.n && n + 2 < sizeof out->text; i++) {
    out->text[n++] = out->x12.p[i];
    if (out->x12.p[i] == '~') out->text[n++] = '\n';
  }
  out->text[n] = '\0';
}

static inline void written_done(written *out) { tr_buf_done(&out->x12); }

/** Write one and fail unless it was written and the checker is content. */
static inline void write_clean(written *out, const tr_encounter *encounter) {
  write_all(out, encounter, 1);
  if (out->status != TR_OK)
    fail_msg("element %u %s", out->error.element, out->error.reason);
  written_check(out);
  if (out->findings[0] != '\0') fail_msg("%s\n%s", out->findings, out->text);
}

/** Fail unless these segments stand in it, one after the other. */
static inline void has(const written *out, const char *segments) {
  if (strstr(out->text, segments) == NULL)
    fail_msg("no\n%sin\n%s", segments, out->text);
}

/** Fail where it has such a text. */
static inline void lacks(const written *out, const char *text) {
  if (strstr(out->text, text) != NULL) fail_msg("%s in\n%s", text, out->text);
}

/** Write and fail unless it is refused there. @return The reason. */
static inline const char *refused(const tr_encounter *encounters, size_t count,
                                  const char *segment, unsigned element,
                                  size_t bad) {
  written out;
  write_all(&out, encounters, count);
  char id[TR_CODE_BYTES + 1];
  tr_code_text(out.error.segment, id);
  assert_int_equal(out.status, TR_ESYNTAX);
  assert_string_equal(id, segment);
  if (element != out.error.element)
    fail_msg("%s%u, not %u: %s", id, out.error.element, element,
             out.error.reason);
  assert_int_equal(out.bad, bad);
  written_done(&out);
  return out.error.reason;
}

#endif
