/* Comparisons from short texts. A side is lines parted by "; ":
 *
 *   97110-GP-59 x2 96.00 @1,2 #TRL0203 ~why
 *
 * code and modifiers, units (1 unless said), charge (not known unless said),
 * pointers (1), for what is supported the derivation, and the reason. What a
 * note lacks is "CODE RULE text", or "- RULE text" of the visit as a whole. */
#ifndef TR_COMPARE_OF_H
#define TR_COMPARE_OF_H

#include "coding/compare.h"
#include "tr_test.h"

enum { BOX_LINES = 12, BOX_VISITS = 4, BOX_CLAIMS = 4, BOX_TEXT = 1 << 14 };

/** A claim in short. */
typedef struct claim_text {
  const char *id, *payer, *lines;
  const char *frequency; /**< NULL: 1 */
  const char *dates;     /**< a digit a line: its day of June 2026, '0' for
                                 none, 'r' for a range; NULL: all the 5th */
} claim_text;

/** A visit in short. */
typedef struct visit_text {
  const char *lines, *lacking;
  int day; /**< of June 2026; 0: the 5th */
  bool examined, separate;
} visit_text;

typedef struct box_line {
  tr_encounter_line billed;
  tr_coding_reason reasons[3];
} box_line;

/** Everything of one comparison. */
typedef struct compare_box {
  tr_arena arena;
  tr_tables tables;
  tr_buf text;
  tr_claim_context contexts[BOX_CLAIMS];
  const tr_claim_context *claims[BOX_CLAIMS];
  tr_coded_visit visits[BOX_VISITS];
  tr_compare_pair pairs[BOX_CLAIMS * BOX_VISITS];
  uint32_t pair_count;
  const tr_comparison *out;
} compare_box;

static const tr_code box_diagnoses[] = {
    /* neck, low back, low back, knee, pain of no place */
    0x4d39393031000000, 0x4d39393033000000, 0x4d35343136000000,
    0x4d32353536310000, 0x5235320000000000};

static void *box_make(compare_box *box, size_t count, size_t size) {
  void *made = tr_arena_array(&box->arena, count, size);
  assert_non_null(made);
  return made;
}

static tr_str box_word(tr_str *text, const char *stops) {
  while (text->n > 0 && text->p[0] == ' ') {
    text->p++;
    text->n--;
  }
  size_t n = 0;
  while (n < text->n && strchr(stops, text->p[n]) == NULL) n++;
  const tr_str word = {text->p, n};
  const size_t skip = n < text->n ? n + 1 : n;
  text->p += skip;
  text->n -= skip;
  return word;
}

/** What a line says, whichever side it is of. */
typedef struct side_text {
  tr_code code, modifiers[TR_MODIFIERS];
  uint32_t modifier_count;
  int64_t units;
  bool charge_known;
  tr_cents charge;
  uint8_t pointers[TR_POINTERS];
  uint32_t pointer_count;
  tr_str origin, why;
} side_text;

static void side_pointers(tr_str word, side_text *side) {
  side->pointer_count = 0;
  while (word.n > 0) {
    const tr_str one = box_word(&word, ",");
    if (one.n == 1)
      side->pointers[side->pointer_count++] = (uint8_t)(one.p[0] - '0');
  }
}

static side_text side_of(tr_str text) {
  side_text side = {.units = 1000, .pointers = {1}, .pointer_count = 1};
  tr_str head = box_word(&text, " ");
  const tr_str code = box_word(&head, "-");
  side.code = tr_str_eq(code, TR_STR("none")) ? 0 : tr_code_pack(code);
  while (head.n > 0)
    side.modifiers[side.modifier_count++] = tr_code_pack(box_word(&head, "-"));
  while (text.n > 0) {
    if (text.p[0] == '~') {
      side.why = (tr_str){text.p + 1, text.n - 1};
      break;
    }
    tr_str word = box_word(&text, " ");
    if (word.n == 0) continue;
    const tr_str rest = {word.p + 1, word.n - 1};
    if (word.p[0] == 'x') {
      side.units = 0;
      if (rest.p[0] != '?')
        assert_int_equal(tr_quantity_read(rest, &side.units), TR_OK);
    } else if (word.p[0] == '@') {
      side_pointers(rest, &side);
    } else if (word.p[0] == '#') {
      side.origin = rest;
    } else {
      side.charge_known = true;
      assert_int_equal(tr_cents_read(word, &side.charge), TR_OK);
    }
  }
  return side;
}

static const char *box_copy(compare_box *box, tr_str text) {
  char *copy = box_make(box, text.n + 1, 1);
  memcpy(copy, text.p, text.n);
  return copy;
}

static void box_claim_line(const claim_text *from, uint32_t at, tr_str text,
                           tr_context_line *to) {
  const side_text side = side_of(text);
  const char day = from->dates != NULL ? from->dates[at] : '5';
  *to = (tr_context_line){.number = at + 1,
                          .code = side.code,
                          .modifier_count = side.modifier_count,
                          .units = side.units,
                          .charge_known = side.charge_known,
                          .charge = side.charge,
                          .pointer_count = side.pointer_count};
  memcpy(to->modifiers, side.modifiers, sizeof to->modifiers);
  memcpy(to->pointers, side.pointers, sizeof to->pointers);
  to->date =
      day == '0' ? TR_DAY_MIN : tr_day_of(2026, 6, day == 'r' ? 5 : day - '0');
  to->date_to = day == 'r' ? to->date + 2 : to->date;
}

static void box_claim(compare_box *box, uint32_t at, const claim_text *from) {
  tr_claim_context *claim = &box->contexts[at];
  tr_context_line *lines = box_make(box, BOX_LINES, sizeof *lines);
  tr_str text = tr_str_of(from->lines);
  *claim = (tr_claim_context){
      .file = "june.837",
      .at = at + 1,
      .id = tr_str_of(from->id != NULL ? from->id : "26-A"),
      .payer_id = tr_str_of(from->payer != NULL ? from->payer : "P1"),
      .frequency = tr_code_pack(
          tr_str_of(from->frequency != NULL ? from->frequency : "1")),
      .diagnoses = box_diagnoses,
      .diagnosis_count = TR_COUNT(box_diagnoses),
      .lines = lines};
  while (text.n > 0) {
    const tr_str one = box_word(&text, ";");
    box_claim_line(from, claim->line_count, one, &lines[claim->line_count]);
    claim->line_count++;
  }
  box->claims[at] = claim;
}

static void box_visit_line(compare_box *box, tr_str text, tr_coded_line *to) {
  const side_text side = side_of(text);
  tr_coding_reason *reasons = box_make(box, 2, sizeof *reasons);
  uint32_t count = 0;
  reasons[count++] =
      (tr_coding_reason){.text = TR_STR("as the note has it"),
                         .pointer = "/services/0/kind",
                         .source = "cms-documentation",
                         .origin = side.origin.n > 0 && side.why.n == 0
                                       ? box_copy(box, side.origin)
                                       : NULL};
  if (side.why.n > 0)
    reasons[count++] = (tr_coding_reason){
        .text = side.why,
        .source = "cms-therapy-list",
        .origin = side.origin.n > 0 ? box_copy(box, side.origin) : NULL};
  *to = (tr_coded_line){.billed = {.procedure = side.code,
                                   .modifier_count = side.modifier_count,
                                   .units = side.units / 1000,
                                   .charge = side.charge,
                                   .pointer_count = side.pointer_count},
                        .charge_known = side.charge_known,
                        .because = reasons,
                        .because_count = count};
  memcpy(to->billed.modifiers, side.modifiers, sizeof to->billed.modifiers);
  memcpy(to->billed.pointers, side.pointers, sizeof to->billed.pointers);
}

static void box_lacking(compare_box *box, const char *lacking,
                        tr_coded_visit *visit) {
  tr_coding_lack *lacks = box_make(box, BOX_LINES, sizeof *lacks);
  tr_str text = tr_str_of(lacking);
  while (text.n > 0) {
    tr_str one = box_word(&text, ";");
    const tr_str code = box_word(&one, " ");
    const tr_str rule = box_word(&one, " ");
    lacks[visit->lack_count++] = (tr_coding_lack){
        .code = tr_str_eq(code, TR_STR("-")) ? 0 : tr_code_pack(code),
        .severity = TR_SEVERITY_ERROR,
        .text = one,
        .rule = box_copy(box, rule),
        .source = "cms-documentation"};
  }
  visit->lacking = lacks;
}

static void box_visit(compare_box *box, uint32_t at, const visit_text *from) {
  tr_coded_visit *visit = &box->visits[at];
  tr_note *note = box_make(box, 1, sizeof *note);
  tr_encounter *encounter = box_make(box, 1, sizeof *encounter);
  tr_coded_line *lines = box_make(box, BOX_LINES, sizeof *lines);
  char id[8];
  snprintf(id, sizeof id, "n-%u", (unsigned)at + 1);
  note->id.text = tr_str_of(box_copy(box, tr_str_of(id)));
  note->exam_finding_count = from->examined;
  if (from->separate) note->separate_problem.state = TR_FIELD_KNOWN;
  encounter->service = tr_day_of(2026, 6, from->day != 0 ? from->day : 5);
  encounter->diagnosis_count = TR_COUNT(box_diagnoses);
  memcpy(encounter->diagnoses, box_diagnoses, sizeof box_diagnoses);
  *visit = (tr_coded_visit){.note = note,
                            .index = at,
                            .profile = "commercial",
                            .encounter = encounter,
                            .lines = lines,
                            .settled = true};
  tr_str text = tr_str_of(from->lines);
  while (text.n > 0)
    box_visit_line(box, box_word(&text, ";"), &lines[visit->line_count++]);
  if (from->lacking != NULL) box_lacking(box, from->lacking, visit);
}

static void box_init(compare_box *box) {
  *box = (compare_box){.pair_count = 0};
  tr_arena_init(&box->arena, 1 << 22);
  tr_tables_init(&box->tables);
  tr_buf_init(&box->text, BOX_TEXT);
}

static void box_done(compare_box *box) {
  tr_buf_done(&box->text);
  tr_arena_done(&box->arena);
}

static tr_compare_input box_input(compare_box *box, uint32_t claims,
                                  uint32_t visits) {
  return (tr_compare_input){.pack = &tr_pack_builtin,
                            .tables = &box->tables,
                            .claims = box->claims,
                            .claim_count = claims,
                            .visits = box->visits,
                            .visit_count = visits,
                            .pairs = box->pairs,
                            .pair_count = box->pair_count};
}

static void box_run(compare_box *box, uint32_t claims, uint32_t visits) {
  const tr_compare_input input = box_input(box, claims, visits);
  assert_int_equal(tr_compare_run(&box->arena, &input, &box->out), TR_OK);
}

static inline void box_pair(compare_box *box, size_t note, uint32_t claim,
                            tr_compare_bond bond) {
  box->pairs[box->pair_count++] = (tr_compare_pair){note, claim, bond};
}

/** Compare one claim with its one visit. */
static inline void box_compare(compare_box *box, const char *billed,
                               visit_text visit) {
  box_claim(box, 0, &(claim_text){.lines = billed});
  box_visit(box, 0, &visit);
  box_pair(box, 0, 0, TR_BOND_NOTE);
  box_run(box, 1, 1);
}

static void box_amount(compare_box *box, const tr_difference *difference,
                       tr_compare_money which, const char *name) {
  tr_cents cents = 0;
  if (!tr_compare_amount(difference, which, &cents))
    tr_buf_addf(&box->text, " %s ?", name);
  else if (cents != 0)
    tr_buf_addf(&box->text, " %s %lld", name, (long long)cents);
}

/** Differences in short: "1 units-over over 3500; - not-billed under 4500". */
static inline const char *box_say(compare_box *box,
                                  const tr_difference *const *differences,
                                  uint32_t count) {
  tr_buf_clear(&box->text);
  for (uint32_t i = 0; i < count; i++) {
    const tr_difference *difference = differences[i];
    if (difference->billed != NULL)
      tr_buf_addf(&box->text, "%s%u ", i > 0 ? "; " : "",
                  (unsigned)difference->billed->number);
    else
      tr_buf_addf(&box->text, "%s- ", i > 0 ? "; " : "");
    tr_buf_addf(&box->text, "%s", tr_compare_word(difference->kind));
    box_amount(box, difference, TR_MONEY_OVER, "over");
    box_amount(box, difference, TR_MONEY_UNDER, "under");
    box_amount(box, difference, TR_MONEY_AT_RISK, "risk");
    if (difference->without_note != 0)
      tr_buf_addf(&box->text, " charged %lld",
                  (long long)difference->without_note);
  }
  tr_buf_add_char(&box->text, '\0');
  assert_int_equal(box->text.bad, TR_OK);
  return box->text.p;
}

/** One claim and its visit, in short. */
typedef struct compare_row {
  const char *billed;
  visit_text visit;
  const char *differences;
} compare_row;

static inline void box_rows(const compare_row *rows, size_t count) {
  for (size_t i = 0; i < count; i++) {
    compare_box box;
    TR_ROW(i, tr_str_of(rows[i].billed));
    box_init(&box);
    box_compare(&box, rows[i].billed, rows[i].visit);
    const tr_compared_claim *claim = &box.out->claims[0];
    assert_string_equal(
        box_say(&box, claim->differences, claim->difference_count),
        rows[i].differences);
    box_done(&box);
  }
}

#endif
