/* Which findings a 999 tells of a set, and how they become IK3, CTX and IK4. */
#include "render/ack_999_set.h"

#include <stdlib.h>

enum {
  COPY_MOST = 99, /* characters of IK404 */
  NAME_MOST = 35  /* of CTX01-2, fewer than CLM01 takes */
};

void tr_ack_reason_add(tr_ack_reasons *reasons, const char *code) {
  for (size_t i = 0; i < reasons->count; i++)
    if (strcmp(reasons->code[i], code) == 0) return;
  if (reasons->count == TR_ACK_REASONS) return;
  memcpy(reasons->code[reasons->count++], code, strlen(code) + 1);
}

void tr_ack_set_init(tr_ack_set *set, const tr_spec *spec) {
  memset(set, 0, sizeof *set);
  set->spec = spec;
  tr_arena_init(&set->texts, TR_ACK_SET_TEXT);
}

void tr_ack_set_done(tr_ack_set *set) {
  free(set->faults);
  tr_arena_done(&set->texts);
}

/* ----------------------------------------------------------------- findings */

static void note_severity(tr_ack_set *set, tr_severity severity) {
  if (!set->noted || severity > set->worst) set->worst = severity;
  set->noted = true;
}

/* IK502 for a fault of ST or SE that has a code of its own; else NULL. */
static const char *reason_of(const tr_ack_notice *notice) {
  const bool st = strcmp(notice->segment, "ST") == 0;
  const bool se = strcmp(notice->segment, "SE") == 0;
  if (se && notice->element == 1) return "4";
  if (se && notice->element == 2) return "3";
  if (!st) return NULL;
  switch (notice->element) {
    case 1:
      return strcmp(notice->rule, "TRX0009") == 0 ? "18" : "6";
    case 2:
      return strcmp(notice->rule, "TRX0007") == 0 ? "23" : "7";
    case 3:
      return "19";
    default:
      return NULL;
  }
}

void tr_ack_set_began(tr_ack_set *set, const tr_transaction *transaction,
                      const tr_delims *delims) {
  set->set = *transaction;
  set->delims = *delims;
  set->open = true;
  set->ended = set->whole = false;
  set->claim.first = set->claim.last = 0;
  set->noted = false;
  set->reasons.count = 0;
  set->fault_count = 0;
  tr_arena_reset(&set->texts);
  for (size_t i = 0; i < set->waiting.count; i++) {
    const tr_ack_notice *notice = &set->waiting.at[i];
    const char *reason = reason_of(notice);
    if (notice->ordinal != transaction->header.ordinal) continue;
    note_severity(set, notice->severity);
    tr_ack_reason_add(&set->reasons, reason != NULL ? reason : "5");
  }
  set->waiting.count = 0;
}

/* The loop of the segments that hold values read late; of others none. */
static void put_loop(char *loop, size_t room, const char *segment) {
  memset(loop, 0, room);
  if (strcmp(segment, "CLM") == 0) memcpy(loop, "2300", 5);
  if (strcmp(segment, "SV1") == 0) memcpy(loop, "2400", 5);
}

/* What a reader's finding without words of a 999 is in such words. */
static tr_syntax syntax_of(const tr_ack_set *set, const tr_finding *finding,
                           const tr_ack_notice *notice) {
  tr_syntax syntax = finding->syntax;
  if (syntax.segment_code[0] == '\0') {
    memcpy(syntax.segment_code, "8", 2);
    memcpy(syntax.segment, notice->segment, sizeof syntax.segment);
    syntax.element = (uint8_t)notice->element;
    const bool length = strcmp(finding->rule->id, "TRX0108") == 0;
    if (notice->element > 0) memcpy(syntax.element_code, length ? "5" : "6", 2);
  }
  /* a value may be told of when its claim is whole: then the reader is further
     on, and the loop is that of its segment */
  const bool faulty = strcmp(syntax.segment_code, "8") == 0;
  const uint64_t start = set->set.header.ordinal;
  if ((syntax.position == 0 || faulty) && notice->ordinal >= start) {
    const uint32_t position = (uint32_t)(notice->ordinal - start) + 1;
    if (syntax.position != position && syntax.position != 0)
      put_loop(syntax.loop, sizeof syntax.loop, notice->segment);
    syntax.position = position;
  }
  if (syntax.segment[0] == '\0')
    memcpy(syntax.segment, notice->segment, sizeof syntax.segment);
  return syntax;
}

static tr_str keep(tr_ack_set *set, tr_str text, size_t most) {
  char clean[COPY_MOST + 1];
  tr_str kept = {NULL, 0};
  const tr_str plain = tr_ack_text(text, &set->delims, '\0', most, clean);
  /* beyond the limit faults go without their texts */
  if (plain.n == 0 || tr_arena_copy(&set->texts, plain, &kept) != TR_OK)
    return (tr_str){NULL, 0};
  return kept;
}

static tr_ack_fault *new_fault(tr_ack_set *set) {
  if (set->fault_count == set->fault_room) {
    const size_t room = set->fault_room == 0 ? 32 : set->fault_room * 2;
    tr_ack_fault *grown = realloc(set->faults, room * sizeof *grown);
    if (grown == NULL) {
      set->bad = TR_ENOMEM;
      return NULL;
    }
    set->faults = grown;
    set->fault_room = room;
  }
  return &set->faults[set->fault_count++];
}

/* What is missing at the end of a claim is told when the next begins. */
static tr_str claim_of(const tr_ack_set *set, const tr_finding *finding) {
  const uint64_t at = finding->at.ordinal;
  const bool late =
      finding->claim.n == 0 && at >= set->claim.first && at <= set->claim.last;
  return late ? tr_str_of(set->claim.id) : finding->claim;
}

static void add_fault(tr_ack_set *set, const tr_finding *finding,
                      const tr_ack_notice *notice) {
  if (set->fault_count == TR_ACK_FAULTS) return;
  tr_ack_fault *fault = new_fault(set);
  if (fault == NULL) return;
  *fault = (tr_ack_fault){.syntax = syntax_of(set, finding, notice),
                          .order = (uint32_t)set->fault_count};
  const bool of_claims =
      tr_str_eq(tr_short_str(&set->set.transaction), TR_STR("837"));
  if (of_claims) fault->claim = keep(set, claim_of(set, finding), NAME_MOST);
  if (fault->syntax.element_code[0] != '\0' && finding->has_place &&
      finding->at.element[0] != '\0')
    fault->copy = keep(set, finding->at.value, COPY_MOST);
}

void tr_ack_set_finding(tr_ack_set *set, const tr_finding *finding,
                        const tr_ack_notice *notice) {
  const bool st = strcmp(notice->segment, "ST") == 0;
  const bool told = finding->syntax.segment_code[0] != '\0';
  if (finding->severity < TR_SEVERITY_WARNING || !finding->has_place ||
      (!told && finding->rule->snip > 2))
    return;
  if (st && (!set->open || notice->ordinal != set->set.header.ordinal)) {
    tr_ack_keep(&set->waiting, notice);
    return;
  }
  if (!set->open || set->bad != TR_OK) return;
  const char *reason = reason_of(notice);
  if (reason == NULL && !told &&
      (finding->rule->snip == 0 || notice->segment[0] == '\0'))
    return;
  note_severity(set, finding->severity);
  if (reason != NULL) {
    tr_ack_reason_add(&set->reasons, reason);
    return;
  }
  add_fault(set, finding, notice);
  const bool guide = finding->syntax.segment_code[0] == 'I' ||
                     finding->syntax.element_code[0] == 'I';
  tr_ack_reason_add(&set->reasons, guide ? "I5" : "5");
}

/* ------------------------------------------------------------------ writing */

static int by_place(const void *left, const void *right) {
  const tr_ack_fault *a = left, *b = right;
  if (a->syntax.position != b->syntax.position)
    return a->syntax.position < b->syntax.position ? -1 : 1;
  int order = strcmp(a->syntax.segment_code, b->syntax.segment_code);
  if (order == 0) order = strcmp(a->syntax.segment, b->syntax.segment);
  if (order == 0) order = strcmp(a->syntax.loop, b->syntax.loop);
  if (order != 0) return order;
  return a->order < b->order ? -1 : a->order > b->order;
}

static bool is_together(const tr_ack_fault *a, const tr_ack_fault *b) {
  return a->syntax.position == b->syntax.position &&
         strcmp(a->syntax.segment_code, b->syntax.segment_code) == 0 &&
         strcmp(a->syntax.segment, b->syntax.segment) == 0 &&
         strcmp(a->syntax.loop, b->syntax.loop) == 0;
}

/* IK301 has two or three characters, also where the id has not. */
static void put_id(tr_writer *writer, const tr_ack_set *set,
                   const char *segment) {
  char id[TR_PLACE_SEGMENT];
  size_t n = tr_ack_text(tr_str_of(segment), &set->delims, '\0', 3, id).n;
  while (n < 2) id[n++] = 'Z';
  tr_write_element(writer, (tr_str){id, n});
}

static void put_segment(const tr_ack_set *set, tr_writer *writer,
                        const tr_ack_fault *fault) {
  const tr_syntax *syntax = &fault->syntax;
  tr_write_begin(writer, TR_CODE("IK3"));
  put_id(writer, set, syntax->segment);
  tr_write_number(writer, syntax->position);
  /* the id of a loop has four characters here: 2010BB is 2010 */
  tr_str loop = tr_str_of(syntax->loop);
  if (loop.n > 4) loop.n = 4;
  if (loop.n > 0 && (loop.p[0] < '0' || loop.p[0] > '9')) loop.n = 0;
  tr_write_element(writer, loop);
  tr_write_element(writer, tr_str_of(syntax->segment_code));
  tr_write_end(writer);
  if (fault->claim.n == 0) return;
  tr_write_begin(writer, TR_CODE("CTX"));
  tr_write_part(writer, TR_STR("CLM01"));
  tr_write_part(writer, fault->claim);
  tr_write_end(writer);
}

static void put_number_part(tr_writer *writer, unsigned number) {
  char text[TR_NUMBER_TEXT];
  tr_write_part(writer,
                number == 0 ? (tr_str){NULL, 0} : tr_number_text(number, text));
}

static void put_element(tr_writer *writer, const tr_ack_fault *fault) {
  const tr_syntax *syntax = &fault->syntax;
  if (syntax->element_code[0] == '\0' || syntax->element == 0) return;
  tr_write_begin(writer, TR_CODE("IK4"));
  put_number_part(writer, syntax->element);
  if (syntax->part > 0 || syntax->repetition > 0)
    put_number_part(writer, syntax->part);
  if (syntax->repetition > 0) put_number_part(writer, syntax->repetition);
  const tr_str number = tr_str_of(syntax->number);
  tr_write_element(writer,
                   tr_ack_is_number(number, 4) ? number : (tr_str){NULL, 0});
  tr_write_element(writer, tr_str_of(syntax->element_code));
  tr_write_element(writer, fault->copy);
  tr_write_end(writer);
}

static void put_faults(const tr_ack_set *set, tr_writer *writer) {
  if (set->fault_count > 1)
    qsort(set->faults, set->fault_count, sizeof *set->faults, by_place);
  for (size_t i = 0; i < set->fault_count; i++) {
    const tr_ack_fault *fault = &set->faults[i];
    if (i == 0 || !is_together(&set->faults[i - 1], fault))
      put_segment(set, writer, fault);
    put_element(writer, fault);
  }
}

/* AK2; @return whether it can name the set. */
static bool put_header(const tr_ack_set *set, tr_writer *writer) {
  const tr_spec_segment *ak2 = tr_ack_segment(set->spec, 0, TR_CODE("AK2"));
  char transaction[4], control[10], version[TR_SHORT_BYTES];
  const tr_str id = tr_ack_text(tr_short_str(&set->set.transaction),
                                &set->delims, '\0', 3, transaction);
  if (id.n == 0 || !tr_ack_allows(ak2, 1, 0, id)) return false;
  tr_str number = tr_ack_text(tr_short_str(&set->set.control), &set->delims,
                              '\0', 9, control);
  char padded[5] = "0000";
  if (number.n < 4) {
    if (number.n > 0) memcpy(padded + 4 - number.n, number.p, number.n);
    number = (tr_str){padded, 4};
  }
  tr_write_begin(writer, TR_CODE("AK2"));
  tr_write_element(writer, id);
  tr_write_element(writer, number);
  tr_write_element(writer, tr_ack_text(tr_short_str(&set->set.version),
                                       &set->delims, '\0', 35, version));
  tr_write_end(writer);
  return true;
}

void tr_ack_set_claim(tr_ack_set *set, const tr_claim *claim) {
  const tr_unit *unit = claim->unit;
  const size_t count = unit->segment_count;
  set->claim.first = claim->at;
  set->claim.last =
      count > 0 ? unit->ordinal + unit->segments[count - 1].number : claim->at;
  tr_ack_text(tr_unit_text(unit, &claim->id), &set->delims, '\0', 38,
              set->claim.id);
}

void tr_ack_set_ended(tr_ack_set *set, bool whole) {
  set->ended = true;
  set->whole = whole;
}

char tr_ack_set_write(tr_ack_set *set, tr_writer *writer) {
  set->open = false;
  if (!set->whole) {
    note_severity(set, TR_SEVERITY_ERROR);
    tr_ack_reason_add(&set->reasons, "2");
  }
  if (!set->set.read) {
    note_severity(set, TR_SEVERITY_ERROR);
    if (set->reasons.count == 0) tr_ack_reason_add(&set->reasons, "1");
    set->worst = TR_SEVERITY_ERROR;
  }
  if (!put_header(set, writer)) return '\0';
  put_faults(set, writer);
  const char verdict = !set->noted                       ? 'A'
                       : set->worst == TR_SEVERITY_ERROR ? 'R'
                                                         : 'E';
  tr_write_begin(writer, TR_CODE("IK5"));
  tr_write_element(writer, (tr_str){&verdict, 1});
  for (size_t i = 0; i < set->reasons.count; i++)
    tr_write_element(writer, tr_str_of(set->reasons.code[i]));
  tr_write_end(writer);
  return verdict;
}
