/* From rules to claim status codes: the one table for rules that name none,
 * and whose value it is where the code asks for a party. */
#include "render/ack_status.h"

#include <string.h>

#include "rule/pack.h"

/* Categories by family of rule, the longest beginning first. A6: missing, A7:
 * not valid, A8: values that do not agree with each other. */
static const struct {
  const char *rule;
  const char *category;
} families[] = {
    {"TRX0103", "A6"}, {"TRX0105", "A6"}, {"TRX0111", "A6"}, {"TRS0103", "A6"},
    {"TRS0104", "A6"}, {"TRS0105", "A6"}, {"TRS0112", "A6"}, {"TRS0113", "A6"},
    {"TRS0114", "A6"}, {"TRN0302", "A6"}, {"TRN0303", "A6"}, {"TRD01", "A6"},
    {"TRX0112", "A8"}, {"TRS", "A8"},     {"TRB", "A8"},     {"TR", "A7"},
};

/* Status codes that ask for the party they are about. */
static const char *const of_parties[] = {"125", "126", "128", "145",
                                         "157", "158", "164", "500",
                                         "501", "562", "153"};

static const struct {
  const char *loop;
  const char *entity;
} parties[] = {
    {"1000A", "41"},  {"1000B", "40"},  {"2000A", "85"},  {"2010AA", "85"},
    {"2010AB", "87"}, {"2000B", "IL"},  {"2010BA", "IL"}, {"2010BB", "PR"},
    {"2000C", "QC"},  {"2010CA", "QC"}, {"2310A", "DN"},  {"2310B", "82"},
    {"2310C", "77"},  {"2310D", "DQ"},  {"2420A", "82"},  {"2420C", "77"},
    {"2420D", "DQ"},  {"2420E", "DK"},  {"2420F", "DN"},
};

/* Code 21 says that something is missing or not valid and wants a code beside
 * it that says what; where the fault of the guide, or of a rule whose status it
 * is, is at one of these, theirs says it alone. By the beginning of the
 * element, or of the segment. */
static const struct {
  const char *at;
  const char *code;
} subjects[] = {
    {"CLM02", "178"},   {"CLM05-1", "249"}, {"SV101-2", "454"},
    {"SV101-3", "453"}, {"SV101-4", "453"}, {"SV101-5", "453"},
    {"SV101-6", "453"}, {"SV102", "178"},   {"SV104", "476"},
    {"SV105", "249"},   {"SV107", "477"},   {"HI", "255"},
    {"DMG02", "158"},   {"DMG03", "157"},   {"DMG", "158"},
    {"N3", "126"},      {"N402", "501"},    {"N403", "500"},
    {"N4", "126"},      {"NM103", "125"},   {"NM104", "125"},
    {"NM108", "153"},   {"NM109", "153"},   {"PRV03", "145"},
};

/* ------------------------------------------------------------------- places */

static tr_code loop_in(const tr_unit *unit, uint64_t ordinal) {
  if (unit == NULL || ordinal < unit->ordinal) return 0;
  for (size_t i = 0; i < unit->segment_count; i++)
    if (unit->ordinal + unit->segments[i].number == ordinal)
      return unit->segments[i].loop;
  return 0;
}

enum { LEVELS = 6 };

static size_t levels_of(const tr_claim *claim, const tr_unit **units) {
  size_t count = 0;
  if (claim->set != NULL) units[count++] = claim->set->unit;
  if (claim->billing != NULL) units[count++] = claim->billing->unit;
  if (claim->subscriber != NULL) units[count++] = claim->subscriber->unit;
  units[count++] = claim->subscriber_unit;
  if (claim->patient_loop != NULL) units[count++] = claim->patient_loop->unit;
  units[count++] = claim->patient_unit;
  return count;
}

bool tr_ack_status_is_above(const tr_claim *claim, uint64_t ordinal) {
  const tr_unit *units[LEVELS];
  const size_t count = levels_of(claim, units);
  for (size_t i = 0; i < count; i++)
    if (loop_in(units[i], ordinal) != 0) return true;
  return false;
}

static tr_code loop_of(const tr_claim *claim, uint64_t ordinal) {
  const tr_unit *units[LEVELS];
  const size_t count = levels_of(claim, units);
  tr_code loop = loop_in(claim->unit, ordinal);
  for (size_t i = 0; i < count && loop == 0; i++)
    loop = loop_in(units[i], ordinal);
  return loop;
}

/* ------------------------------------------------------------------- status */

static void put(char *to, size_t room, const char *text) {
  const size_t n = strlen(text);
  memset(to, 0, room);
  if (n < room) memcpy(to, text, n);
}

static const char *category_of(const tr_rule *rule) {
  for (size_t i = 0; i < sizeof families / sizeof *families; i++)
    if (strncmp(rule->id, families[i].rule, strlen(families[i].rule)) == 0)
      return families[i].category;
  return "A7";
}

static bool asks_for_party(const char *code) {
  for (size_t i = 0; i < sizeof of_parties / sizeof *of_parties; i++)
    if (strcmp(code, of_parties[i]) == 0) return true;
  return false;
}

/* What is missing stands nowhere: then the loop it belongs to is known. */
static const char *party_of(const tr_finding *finding, const tr_claim *claim) {
  tr_code loop = tr_code_pack(tr_str_of(finding->syntax.loop));
  if (finding->syntax.loop[0] == '\0') {
    if (claim == NULL || !finding->has_place) return "";
    loop = loop_of(claim, finding->at.ordinal);
  }
  for (size_t i = 0; i < sizeof parties / sizeof *parties; i++)
    if (loop == tr_code_pack(tr_str_of(parties[i].loop)))
      return parties[i].entity;
  return "";
}

static const char *subject_of(const tr_finding *finding) {
  const char *at = finding->at.element[0] != '\0' ? finding->at.element
                                                  : finding->at.segment;
  /* other rules say so by a status of their own */
  const bool asked = finding->rule->status != NULL ||
                     strncmp(finding->rule->id, "TRX", 3) == 0;
  if (!finding->has_place || !asked) return NULL;
  for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
    if (strncmp(at, subjects[i].at, strlen(subjects[i].at)) == 0)
      return subjects[i].code;
  return NULL;
}

/* A code that asks for a party is of no use without one. */
static void name_subject(const tr_finding *finding, const tr_claim *claim,
                         tr_ack_status *status) {
  const char *code =
      strcmp(status->code, "21") == 0 ? subject_of(finding) : NULL;
  if (code == NULL) return;
  if (!asks_for_party(code)) {
    put(status->code, sizeof status->code, code);
    return;
  }
  const char *party = party_of(finding, claim);
  if (party[0] == '\0') return;
  put(status->code, sizeof status->code, code);
  put(status->entity, sizeof status->entity, party);
}

tr_ack_status tr_ack_status_of(const tr_finding *finding,
                               const tr_claim *claim) {
  const tr_rule *rule = finding->rule;
  const char *const *own = rule->status;
  tr_ack_status status = {{0}, {0}, {0}};
  put(status.category, sizeof status.category,
      own != NULL ? own[0] : category_of(rule));
  put(status.code, sizeof status.code,
      own != NULL && own[0] != NULL && own[1] != NULL ? own[1] : "21");
  const bool named =
      own != NULL && own[0] != NULL && own[1] != NULL && own[2] != NULL;
  if (named)
    put(status.entity, sizeof status.entity, own[2]);
  else if (asks_for_party(status.code))
    put(status.entity, sizeof status.entity, party_of(finding, claim));
  name_subject(finding, claim, &status);
  return status;
}

void tr_ack_status_add(tr_ack_statuses *statuses, const tr_ack_status *status) {
  for (size_t i = 0; i < statuses->count; i++)
    if (memcmp(&statuses->at[i], status, sizeof *status) == 0) return;
  if (statuses->count < TR_ACK_STATUSES)
    statuses->at[statuses->count++] = *status;
}
