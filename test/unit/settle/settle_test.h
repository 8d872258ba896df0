/* What the tests of src/settle share: claims made by hand and billed through
 * the watch, as the checker would. Data are invented. */
#ifndef TR_SETTLE_TEST_H
#define TR_SETTLE_TEST_H

#include "remit/remit_test.h"
#include "settle/billed.h"

enum { MADE_LINES = 8, MADE_TEXT = 2048 };

/** A line to bill. */
typedef struct bill_line {
  const char *code, *modifiers; /* modifiers: "AT", "ATGP" */
  tr_day date;
  tr_cents charge;
  const char *control;
} bill_line;

/** A claim to bill. */
typedef struct bill_claim {
  const char *id, *number;
  tr_cents total;
  bill_line lines[MADE_LINES]; /* up to the one without a code */
} bill_claim;

/** A claim of the model with its bytes. */
typedef struct made_claim {
  char text[MADE_TEXT];
  tr_unit unit;
  tr_claim claim;
  tr_line lines[MADE_LINES];
} made_claim;

static inline tr_field made_text(made_claim *made, const char *text) {
  if (text == NULL) return (tr_field){.state = TR_FIELD_ABSENT};
  const size_t n = strlen(text), at = made->unit.bytes.n;
  assert_true(at + n < MADE_TEXT);
  memcpy(made->text + at, text, n);
  made->unit.bytes = (tr_str){made->text, at + n};
  return (tr_field){.state = TR_FIELD_KNOWN,
                    .number = (int64_t)tr_code_pack(tr_str_of(text)),
                    .at = (uint32_t)at,
                    .length = (uint16_t)n};
}

static inline tr_field made_number(int64_t number) {
  return (tr_field){.state = TR_FIELD_KNOWN, .number = number};
}

static inline const tr_claim *make_claim(made_claim *made,
                                         const bill_claim *bill, uint64_t at) {
  memset(made, 0, sizeof *made);
  made->unit.bytes = (tr_str){made->text, 0};
  tr_claim *claim = &made->claim;
  claim->unit = &made->unit;
  claim->at = at;
  claim->id = made_text(made, bill->id);
  claim->original_reference = made_text(made, bill->number);
  claim->total = made_number(bill->total);
  claim->lines = made->lines;
  for (uint32_t i = 0; i < MADE_LINES && bill->lines[i].code != NULL; i++) {
    const bill_line *from = &bill->lines[i];
    tr_line *line = &made->lines[claim->line_count++];
    line->unit = &made->unit;
    line->index = (int32_t)i;
    line->number = made_number((int64_t)(i + 1) * 1000);
    line->code = made_text(made, from->code);
    for (size_t m = 0; from->modifiers != NULL && from->modifiers[2 * m]; m++)
      line->modifiers[m] = made_number(
          (int64_t)tr_code_pack((tr_str){from->modifiers + 2 * m, 2}));
    if (from->date != 0) line->date = made_number(from->date);
    line->charge = made_number(from->charge);
    line->control_number = made_text(made, from->control);
  }
  return claim;
}

/** Bill a claim, with what the rules made of it told in between. */
static inline tr_billed *bill(tr_billed_index *index, const bill_claim *claim) {
  made_claim *made = malloc(sizeof *made);
  assert_non_null(made);
  const tr_check_watch watch = tr_billed_watch(index);
  if (index->file == NULL) watch.file_began(watch.context, "a.837");
  const uint32_t at = tr_billed_count(index);
  watch.claim_began(watch.context, make_claim(made, claim, 20 + at));
  watch.claim_ended(watch.context);
  free(made);
  assert_int_equal(tr_billed_status(index), TR_OK);
  return tr_billed_at(index, at);
}

/** Rules of the tests; R4 names nothing. */
static const char *const carc_50[] = {"50", NULL};
static const char *const carc_16[] = {"16", "50", NULL};
static const char *const rarc_m54[] = {"M54", NULL};
static const tr_rule rule_1 = {.id = "R1", .slug = "one", .carc = carc_50};
static const tr_rule rule_2 = {
    .id = "R2", .slug = "two", .carc = carc_16, .rarc = rarc_m54};
static const tr_rule rule_3 = {.id = "R3", .slug = "three", .carc = carc_50};
static const tr_rule rule_4 = {.id = "R4", .slug = "four"};
static const char *const carc_29[] = {"29", NULL};
static const tr_rule rule_5 = {
    .id = "R5", .slug = "five", .carc = carc_29, .each = TR_EACH_NOTE};
static const tr_rule *const test_rules[] = {&rule_1, &rule_2, &rule_3, &rule_4,
                                            &rule_5};
static const tr_pack test_pack = {.rules = test_rules, .rule_count = 5};

#endif
