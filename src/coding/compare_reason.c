/* Decides why a line has nothing behind it, and where only a person can say
 * whether it has. */
#include "coding/compare_parts.h"
#include "rule/service_match.h"

static void take_lack(tr_difference *difference, const tr_coding_lack *lack) {
  difference->text = lack->text;
  difference->source = lack->source;
  difference->rule = lack->rule;
  difference->pointer = lack->pointer;
}

static const tr_derivation *derivation_of(const tr__compare *compare,
                                          const tr_coding_lack *lack) {
  return lack->rule != NULL ? tr_pack_find_derivation(compare->input->pack,
                                                      tr_str_of(lack->rule))
                            : NULL;
}

static bool stands_for(const tr_derivation *derivation, tr_code code) {
  return tr_codes_have(derivation->billed_as, derivation->billed_as_count,
                       code) ||
         tr_codes_have_prefix(derivation->billed_as_prefixes,
                              derivation->billed_as_prefix_count, code);
}

static bool mistaken(const tr_derivation *derivation, tr_code code) {
  return tr_codes_have(derivation->mistaken_for, derivation->mistaken_for_count,
                       code);
}

static bool refused(const tr_coding_lack *lack) {
  return lack->severity == TR_SEVERITY_ERROR;
}

static const tr_coding_lack *lack_of_code(const tr_coded_visit *visit,
                                          tr_code code) {
  for (uint32_t i = 0; i < visit->lack_count; i++)
    if (refused(&visit->lacking[i]) && visit->lacking[i].code == code)
      return &visit->lacking[i];
  return NULL;
}

/* What keeps the whole visit from being billed, such as a missing signature. */
static const tr_coding_lack *lack_of_visit(const tr__compare *compare,
                                           const tr_coded_visit *visit) {
  if (visit->line_count > 0) return NULL;
  for (uint32_t i = 0; i < visit->lack_count; i++)
    if (refused(&visit->lacking[i]) && visit->lacking[i].code == 0 &&
        derivation_of(compare, &visit->lacking[i]) == NULL &&
        (visit->lacking[i].rule != NULL ||
         visit->encounter->service == TR_DAY_MIN))
      return &visit->lacking[i];
  return NULL;
}

/* A service that would be billed so, but for which no code could be given. */
static const tr_coding_lack *lack_of_service(const tr__compare *compare,
                                             const tr_coded_visit *visit,
                                             tr_code code) {
  for (uint32_t i = 0; i < visit->lack_count; i++) {
    const tr_coding_lack *lack = &visit->lacking[i];
    const tr_derivation *derivation =
        refused(lack) ? derivation_of(compare, lack) : NULL;
    if (derivation != NULL &&
        (stands_for(derivation, code) || mistaken(derivation, code)))
      return lack;
  }
  return NULL;
}

/* ------------------------------------------------------------- examinations */

static bool is_exam(const tr_service *service) {
  return tr_note_known(&service->kind) &&
         tr_str_eq(service->kind.text, TR_STR("exam"));
}

static bool examined(const tr_note *note) {
  for (uint32_t i = 0; i < note->service_count; i++)
    if (is_exam(&note->services[i])) return true;
  return note->exam_finding_count > 0 || tr_note_known(&note->separate_problem);
}

static void judge_visit_code(const tr_note *note, tr_difference *difference) {
  difference->source = "ama-visit-level";
  difference->pointer = note->separate_problem.pointer;
  if (examined(note)) {
    difference->kind = TR_COMPARE_UNDECIDED;
    difference->text = TR_STR(
        "the note shows an examination; its level, and whether it was separate "
        "from the treatment, is for a person to say");
    return;
  }
  difference->text = TR_STR("the note shows no examination");
  difference->source = "cms-documentation";
}

/* ------------------------------------------------------------------ in turn */

static const tr__offer *offer_of_family(const tr__compare *compare,
                                        const tr__compare_visit *visit,
                                        tr_code code) {
  for (uint32_t i = 0; i < visit->offer_count; i++)
    if (tr__compare_related(compare, visit, code, visit->offers[i].line))
      return &visit->offers[i];
  return NULL;
}

static void say_billed_already(tr__compare *compare, const tr__demand *demand,
                               const tr__offer *offer,
                               tr_difference *difference) {
  char code[TR_CODE_BYTES + 1];
  const tr_coding_reason *reason = tr__first_reason(offer->line);
  const tr__demand *by = offer->last;
  tr_code_text(offer->line->billed.procedure, code);
  difference->source = reason->source;
  difference->rule = reason->origin;
  difference->pointer = reason->pointer;
  if (by != NULL && by->claim != demand->claim)
    difference->text = tr__compare_say(
        compare, "what the note shows of it is on claim %.*s already, as %s",
        TR_STR_ARG(by->claim->id), code);
  else
    difference->text = tr__compare_say(
        compare, "what the note shows of it is %s, on line %u already", code,
        by != NULL ? by->line->number : 0);
}

/* Whether the derivations and rules have anything to say of such a code; see
 * TRC0504, which asks no service for the others. */
static bool is_judged(const tr__compare *compare, const tr_procedure *procedure,
                      tr_code code) {
  const tr_pack *pack = compare->input->pack;
  for (uint32_t i = 0; i < pack->derivation_count; i++)
    if (stands_for(pack->derivations[i], code) ||
        mistaken(pack->derivations[i], code))
      return true;
  if (procedure == NULL) return false;
  switch ((tr_class)procedure->group) {
    case TR_CLASS_DME:
    case TR_CLASS_OTHER:
    case TR_CLASS_TEST:
    case TR_CLASS_INJECTION:
    case TR_CLASS_STRAPPING:
    case TR_CLASS_OSTEOPATHIC:
    case TR_CLASS_UNLISTED:
      return false;
    default:
      return true;
  }
}

void tr__compare_why_not(tr__compare *compare, const tr__compare_visit *visit,
                         const tr__demand *demand, tr_difference *difference) {
  const tr_coded_visit *coded = visit->visit;
  const tr_code code = demand->line->code;
  const tr_procedure *procedure =
      tr__compare_procedure(compare, code, demand->line->date);
  const bool evaluation =
      procedure != NULL && tr_class_is_evaluation(procedure->group);
  const bool film = procedure != NULL && procedure->group == TR_CLASS_X_RAY;
  difference->kind = TR_COMPARE_NOT_SUPPORTED;

  const tr_coding_lack *lack = lack_of_code(coded, code);
  if (lack == NULL) lack = lack_of_visit(compare, coded);
  if (lack != NULL) {
    take_lack(difference, lack);
    return;
  }
  const tr__offer *offer = offer_of_family(compare, visit, code);
  if (offer != NULL) {
    say_billed_already(compare, demand, offer, difference);
    return;
  }
  lack = lack_of_service(compare, coded, code);
  if (lack != NULL) {
    take_lack(difference, lack);
    if (evaluation || film) difference->kind = TR_COMPARE_UNDECIDED;
  } else if (evaluation) {
    judge_visit_code(coded->note, difference);
  } else if (!is_judged(compare, procedure, code)) {
    difference->kind = TR_COMPARE_UNDECIDED;
    difference->text = TR_STR("no derivation knows this code");
  } else {
    difference->text = TR_STR("the note shows no such service");
    difference->source = "cms-documentation";
    difference->rule = "TRC0504";
    difference->pointer = coded->note->service_list.pointer;
  }
}
