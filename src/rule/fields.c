/* The names rules may use, as rows of data about the structures of the model:
 * a name that is not here does not exist for a rule. */
#include "rule/fields.h"

#include <stddef.h>

#include "rule/scope.h"

/* A tr_field: CODE(LINE, tr_line, code), and the same by type. */
#define CLAIM_VALUE(Entity, S, member, Type, Unit)                        \
  {                                                                       \
    .name = #member, .entity = TR_ENTITY_##Entity, .how = TR_HOW_FIELD,   \
    .type = TR_TYPE_##Type, .unit = (Unit), .offset = offsetof(S, member) \
  }
#define CODE(Entity, S, member) \
  CLAIM_VALUE(Entity, S, member, CODE, TR_UNIT_OWN)
#define TEXT(Entity, S, member) \
  CLAIM_VALUE(Entity, S, member, TEXT, TR_UNIT_OWN)
#define NUMBER(Entity, S, member) \
  CLAIM_VALUE(Entity, S, member, NUMBER, TR_UNIT_OWN)
#define MONEY(Entity, S, member) \
  CLAIM_VALUE(Entity, S, member, MONEY, TR_UNIT_OWN)
#define DATE(Entity, S, member) \
  CLAIM_VALUE(Entity, S, member, DATE, TR_UNIT_OWN)

/* A tr_note_field; Words are the vocabulary, or NULL. */
#define NOTE_VALUE(Entity, S, member, Type, Words)                        \
  {                                                                       \
    .name = #member, .words = (Words), .entity = TR_ENTITY_##Entity,      \
    .how = TR_HOW_NOTE_FIELD, .type = TR_TYPE_##Type, .reads_note = true, \
    .offset = offsetof(S, member)                                         \
  }

/* Other members. */
#define PLAIN(Entity, S, member, How, Type)                             \
  {                                                                     \
    .name = #member, .entity = TR_ENTITY_##Entity, .how = TR_HOW_##How, \
    .type = TR_TYPE_##Type, .offset = offsetof(S, member)               \
  }
#define SET_OF(Entity, S, label, member, count, How, Type)              \
  {                                                                     \
    .name = (label), .entity = TR_ENTITY_##Entity, .how = TR_HOW_##How, \
    .type = TR_TYPE_##Type, .offset = offsetof(S, member),              \
    .count_offset = offsetof(S, count)                                  \
  }
#define FOLLOW(Entity, S, member, Target)                                \
  {                                                                      \
    .name = #member, .entity = TR_ENTITY_##Entity, .how = TR_HOW_FOLLOW, \
    .type = TR_TYPE_ENTITY, .target = TR_ENTITY_##Target,                \
    .offset = offsetof(S, member)                                        \
  }
#define ARRAY(Entity, S, member, count, Target, Element)                \
  {                                                                     \
    .name = #member, .entity = TR_ENTITY_##Entity, .how = TR_HOW_ARRAY, \
    .type = TR_TYPE_LIST, .target = TR_ENTITY_##Target,                 \
    .offset = offsetof(S, member), .count_offset = offsetof(S, count),  \
    .stride = sizeof(Element)                                           \
  }
#define INLINE(Entity, S, member, Target, Count)                         \
  {                                                                      \
    .name = #member, .entity = TR_ENTITY_##Entity, .how = TR_HOW_INLINE, \
    .type = TR_TYPE_LIST, .target = TR_ENTITY_##Target,                  \
    .offset = offsetof(S, member), .count_offset = (Count),              \
    .stride = sizeof(tr_field)                                           \
  }

/* Derived facts. */
#define DERIVED(Entity, label, Type, Derive, Note)                             \
  {                                                                            \
    .name = (label), .entity = TR_ENTITY_##Entity, .how = TR_HOW_DERIVED,      \
    .type = TR_TYPE_##Type, .derive = TR_DERIVE_##Derive, .reads_note = (Note) \
  }
#define DERIVED_ENTITY(Entity, label, Target, Derive)                     \
  {                                                                       \
    .name = (label), .entity = TR_ENTITY_##Entity, .how = TR_HOW_DERIVED, \
    .type = TR_TYPE_ENTITY, .target = TR_ENTITY_##Target,                 \
    .derive = TR_DERIVE_##Derive                                          \
  }
#define DERIVED_LIST(Entity, label, Target, Derive, Note)                      \
  {                                                                            \
    .name = (label), .entity = TR_ENTITY_##Entity, .how = TR_HOW_DERIVED_LIST, \
    .type = TR_TYPE_LIST, .target = TR_ENTITY_##Target,                        \
    .derive = TR_DERIVE_LIST_##Derive, .reads_note = (Note)                    \
  }

#define KINDS                                                            \
  "cmt|traction|manual|massage|exercise|neuromuscular|activities|gait|"  \
  "heat-cold|estim-unattended|estim-attended|ultrasound|laser|needling|" \
  "acupuncture|exam|x-ray|other"
#define METHODS \
  "mechanical|manual|roller|decompression|flexion-distraction|inversion|hydro"
#define DEVICES                                                   \
  "motorized-table|pneumatic|over-door|halter|gravity-inversion|" \
  "roller-table|decompression-table|flexion-distraction-table|"   \
  "hydro-table|other"
#define SIDES "left|right|both"

/* clang-format off */
const tr_field_row tr__fields[] = {
    /* claim */
    CODE(CLAIM, tr_claim, place),
    CODE(CLAIM, tr_claim, place_qualifier),
    CODE(CLAIM, tr_claim, frequency),
    CODE(CLAIM, tr_claim, signature),
    CODE(CLAIM, tr_claim, assignment),
    CODE(CLAIM, tr_claim, benefits),
    CODE(CLAIM, tr_claim, release),
    CODE(CLAIM, tr_claim, accident_state),
    CODE(CLAIM, tr_claim, accident_country),
    CODE(CLAIM, tr_claim, delay_reason),
    CODE(CLAIM, tr_claim, note_code),
    CODE(CLAIM, tr_claim, condition_code),
    CLAIM_VALUE(CLAIM, tr_claim, responsibility, CODE, TR_UNIT_SUBSCRIBER),
    CLAIM_VALUE(CLAIM, tr_claim, relation, CODE, TR_UNIT_SUBSCRIBER),
    CLAIM_VALUE(CLAIM, tr_claim, group_number, TEXT, TR_UNIT_SUBSCRIBER),
    CLAIM_VALUE(CLAIM, tr_claim, group_name, TEXT, TR_UNIT_SUBSCRIBER),
    CLAIM_VALUE(CLAIM, tr_claim, secondary_reason, CODE, TR_UNIT_SUBSCRIBER),
    CLAIM_VALUE(CLAIM, tr_claim, filing_code, CODE, TR_UNIT_SUBSCRIBER),
    CLAIM_VALUE(CLAIM, tr_claim, patient_relation, CODE, TR_UNIT_PATIENT),
    CLAIM_VALUE(CLAIM, tr_claim, pregnant, CODE, TR_UNIT_PAT),
    TEXT(CLAIM, tr_claim, id),
    TEXT(CLAIM, tr_claim, original_reference),
    TEXT(CLAIM, tr_claim, prior_authorization),
    TEXT(CLAIM, tr_claim, referral),
    TEXT(CLAIM, tr_claim, note),
    MONEY(CLAIM, tr_claim, total),
    MONEY(CLAIM, tr_claim, patient_paid),
    DATE(CLAIM, tr_claim, onset),
    DATE(CLAIM, tr_claim, initial_treatment),
    DATE(CLAIM, tr_claim, last_seen),
    DATE(CLAIM, tr_claim, acute_manifestation),
    DATE(CLAIM, tr_claim, accident_date),
    DATE(CLAIM, tr_claim, last_x_ray),
    FOLLOW(CLAIM, tr_claim, set, SET),
    FOLLOW(CLAIM, tr_claim, billing, PARTY),
    FOLLOW(CLAIM, tr_claim, pay_to, PARTY),
    FOLLOW(CLAIM, tr_claim, subscriber, PARTY),
    FOLLOW(CLAIM, tr_claim, payer, PARTY),
    FOLLOW(CLAIM, tr_claim, patient_loop, PARTY),
    FOLLOW(CLAIM, tr_claim, patient, PARTY),
    FOLLOW(CLAIM, tr_claim, referring, PARTY),
    FOLLOW(CLAIM, tr_claim, rendering, PARTY),
    FOLLOW(CLAIM, tr_claim, facility, PARTY),
    FOLLOW(CLAIM, tr_claim, supervising, PARTY),
    INLINE(CLAIM, tr_claim, causes, CODE_VALUE, TR_CAUSES),
    ARRAY(CLAIM, tr_claim, diagnoses, diagnosis_count, DIAGNOSIS, tr_diagnosis),
    ARRAY(CLAIM, tr_claim, conditions, condition_count, CONDITION,
          tr_condition),
    ARRAY(CLAIM, tr_claim, dates, date_count, DATE, tr_date),
    ARRAY(CLAIM, tr_claim, references, reference_count, REFERENCE,
          tr_reference),
    ARRAY(CLAIM, tr_claim, level_references, level_reference_count, REFERENCE,
          tr_reference),
    ARRAY(CLAIM, tr_claim, attachments, attachment_count, ATTACHMENT,
          tr_attachment),
    ARRAY(CLAIM, tr_claim, parties, party_count, PARTY, tr_party),
    ARRAY(CLAIM, tr_claim, level_parties, level_party_count, PARTY, tr_party),
    ARRAY(CLAIM, tr_claim, other_payers, other_payer_count, OTHER_PAYER,
          tr_other_payer),
    ARRAY(CLAIM, tr_claim, adjudications, adjudication_count, ADJUDICATION,
          tr_adjudication),
    ARRAY(CLAIM, tr_claim, adjustments, adjustment_count, ADJUSTMENT,
          tr_adjustment),
    ARRAY(CLAIM, tr_claim, lines, line_count, LINE, tr_line),
    DERIVED_LIST(CLAIM, "segments", SEGMENT, claim_segments, false),
    DERIVED(CLAIM, "filed", DATE, claim_filed, false),
    DERIVED(CLAIM, "first_date", DATE, claim_first_date, false),
    DERIVED(CLAIM, "last_date", DATE, claim_last_date, false),
    DERIVED(CLAIM, "charges", MONEY, claim_charges, false),
    DERIVED(CLAIM, "regions_diagnosed", REGIONS, claim_regions_diagnosed,
            false),
    DERIVED(CLAIM, "notes_given", FLAG, claim_notes_given, false),
    DERIVED_ENTITY(CLAIM, "rendering_provider", PARTY, claim_rendering),

    /* set */
    PLAIN(SET, tr_set, control_number, STRING, TEXT),
    PLAIN(SET, tr_set, guide, STRING, TEXT),
    PLAIN(SET, tr_set, group_date, DAY, DATE),
    PLAIN(SET, tr_set, test, FLAG, FLAG),
    CODE(SET, tr_set, purpose),
    TEXT(SET, tr_set, reference),
    DATE(SET, tr_set, created),
    CODE(SET, tr_set, kind),
    FOLLOW(SET, tr_set, submitter, PARTY),
    FOLLOW(SET, tr_set, receiver, PARTY),

    /* line */
    FOLLOW(LINE, tr_line, claim, CLAIM),
    PLAIN(LINE, tr_line, index, INTEGER, NUMBER),
    PLAIN(LINE, tr_line, earlier, FLAG, FLAG),
    PLAIN(LINE, tr_line, has_service, FLAG, FLAG),
    NUMBER(LINE, tr_line, number),
    CODE(LINE, tr_line, qualifier),
    CODE(LINE, tr_line, code),
    {.name = "code_text", .entity = TR_ENTITY_LINE, .how = TR_HOW_FIELD,
     .type = TR_TYPE_TEXT, .offset = offsetof(tr_line, code)},
    INLINE(LINE, tr_line, modifiers, CODE_VALUE, TR_MODIFIERS),
    TEXT(LINE, tr_line, description),
    MONEY(LINE, tr_line, charge),
    CODE(LINE, tr_line, unit_basis),
    NUMBER(LINE, tr_line, units),
    CODE(LINE, tr_line, place),
    INLINE(LINE, tr_line, pointers, NUMBER_VALUE, TR_POINTERS),
    TEXT(LINE, tr_line, pointer_more),
    CODE(LINE, tr_line, emergency),
    CODE(LINE, tr_line, screening),
    CODE(LINE, tr_line, family_planning),
    CODE(LINE, tr_line, note_code),
    MONEY(LINE, tr_line, sales_tax),
    MONEY(LINE, tr_line, purchased_charge),
    CODE(LINE, tr_line, drug_qualifier),
    TEXT(LINE, tr_line, drug),
    NUMBER(LINE, tr_line, drug_quantity),
    DATE(LINE, tr_line, date),
    DATE(LINE, tr_line, date_to),
    DATE(LINE, tr_line, x_ray_date),
    DATE(LINE, tr_line, initial_treatment),
    TEXT(LINE, tr_line, control_number),
    TEXT(LINE, tr_line, note),
    FOLLOW(LINE, tr_line, rendering, PARTY),
    DERIVED_ENTITY(LINE, "rendering_provider", PARTY, line_rendering),
    DERIVED_ENTITY(LINE, "day", DAY, line_day),
    DERIVED_LIST(LINE, "dates", DATE, line_dates, false),
    DERIVED_LIST(LINE, "references", REFERENCE, line_references, false),
    DERIVED_LIST(LINE, "parties", PARTY, line_parties, false),
    DERIVED_LIST(LINE, "adjudications", ADJUDICATION, line_adjudications,
                 false),
    DERIVED_LIST(LINE, "attachments", ATTACHMENT, line_attachments, false),
    DERIVED_LIST(LINE, "adjustments", ADJUSTMENT, line_adjustments, false),
    DERIVED_LIST(LINE, "pointed", DIAGNOSIS, line_pointed, false),
    DERIVED_LIST(LINE, "services", SERVICE, line_services, true),
    DERIVED_LIST(LINE, "edits", EDIT, line_edits, false),
    DERIVED(LINE, "gp_place", NUMBER, line_gp_place, false),
    DERIVED(LINE, "first_of_day", FLAG, line_first_of_day, false),
    DERIVED(LINE, "date_unreadable", FLAG, line_date_unreadable, false),
    DERIVED(LINE, "code_malformed", FLAG, line_code_malformed, false),
    DERIVED(LINE, "lower_case_modifier", CODE, line_lower_case_modifier, false),
    DERIVED(LINE, "billed_for_denial", FLAG, line_billed_for_denial, false),
    DERIVED(LINE, "distinct", FLAG, line_distinct, false),
    DERIVED(LINE, "area", REGIONS, line_area, true),
    DERIVED(LINE, "same_code_before", FLAG, line_same_code_before, false),
    DERIVED(LINE, "last_of_code", FLAG, line_last_of_code, false),
    DERIVED(LINE, "minutes", NUMBER, line_minutes, true),
    DERIVED(LINE, "units_supported", NUMBER, line_units_supported, true),

    /* day */
    PLAIN(DAY, tr_visit_day, date, DAY, DATE),
    {.name = "lines", .entity = TR_ENTITY_DAY, .how = TR_HOW_POINTERS,
     .type = TR_TYPE_LIST, .target = TR_ENTITY_LINE,
     .offset = offsetof(tr_visit_day, lines),
     .count_offset = offsetof(tr_visit_day, line_count)},
    {.name = "note", .entity = TR_ENTITY_DAY, .how = TR_HOW_DERIVED,
     .type = TR_TYPE_ENTITY, .target = TR_ENTITY_NOTE, .reads_note = true,
     .derive = TR_DERIVE_day_note},
    DERIVED(DAY, "has_note", FLAG, day_has_note, false),
    DERIVED_LIST(DAY, "cmt", LINE, day_cmt, false),
    DERIVED_LIST(DAY, "edits", EDIT, day_edits, false),
    DERIVED(DAY, "timed_units_supported", NUMBER, day_timed_units_supported,
            true),
    DERIVED(DAY, "timed_units_billed", NUMBER, day_timed_units_billed, true),
    DERIVED(DAY, "timed_minutes", NUMBER, day_timed_minutes, true),

    /* edit */
    FOLLOW(EDIT, tr_edit, column1, LINE),
    FOLLOW(EDIT, tr_edit, column2, LINE),
    PLAIN(EDIT, tr_edit, indicator, INTEGER, NUMBER),
    PLAIN(EDIT, tr_edit, rationale, WORDS, TEXT),

    /* diagnosis, condition */
    PLAIN(DIAGNOSIS, tr_diagnosis, position, INTEGER, NUMBER),
    CODE(DIAGNOSIS, tr_diagnosis, qualifier),
    CODE(DIAGNOSIS, tr_diagnosis, code),
    {.name = "text", .entity = TR_ENTITY_DIAGNOSIS, .how = TR_HOW_FIELD,
     .type = TR_TYPE_TEXT, .offset = offsetof(tr_diagnosis, code)},
    DERIVED(DIAGNOSIS, "regions", REGIONS, diagnosis_regions, false),
    CODE(CONDITION, tr_condition, code),

    /* party */
    PLAIN(PARTY, tr_party, loop, CODE, CODE),
    PLAIN(PARTY, tr_party, line, INTEGER, NUMBER),
    PLAIN(PARTY, tr_party, payer, INTEGER, NUMBER),
    CODE(PARTY, tr_party, role),
    CODE(PARTY, tr_party, kind),
    TEXT(PARTY, tr_party, name),
    TEXT(PARTY, tr_party, first_name),
    TEXT(PARTY, tr_party, middle_name),
    TEXT(PARTY, tr_party, suffix),
    CODE(PARTY, tr_party, id_qualifier),
    TEXT(PARTY, tr_party, id),
    TEXT(PARTY, tr_party, street),
    TEXT(PARTY, tr_party, street_more),
    TEXT(PARTY, tr_party, city),
    CODE(PARTY, tr_party, state),
    TEXT(PARTY, tr_party, zip),
    CODE(PARTY, tr_party, country),
    TEXT(PARTY, tr_party, taxonomy),
    DATE(PARTY, tr_party, birth),
    CODE(PARTY, tr_party, sex),
    TEXT(PARTY, tr_party, tax_id),
    DERIVED(PARTY, "is_rendering", FLAG, party_is_rendering, false),
    DERIVED(PARTY, "title", TEXT, party_title, false),
    DERIVED(PARTY, "demographics_sent", FLAG, party_demographics_sent, false),
    DERIVED(PARTY, "address_sent", FLAG, party_address_sent, false),

    /* date entry, reference, attachment */
    PLAIN(DATE, tr_date, line, INTEGER, NUMBER),
    CODE(DATE, tr_date, qualifier),
    CODE(DATE, tr_date, format),
    DATE(DATE, tr_date, from),
    DATE(DATE, tr_date, to),
    PLAIN(REFERENCE, tr_reference, line, INTEGER, NUMBER),
    PLAIN(REFERENCE, tr_reference, loop, CODE, CODE),
    CODE(REFERENCE, tr_reference, qualifier),
    TEXT(REFERENCE, tr_reference, value),
    PLAIN(REFERENCE, tr_reference, party, INTEGER, NUMBER),
    TEXT(REFERENCE, tr_reference, payer_id),
    PLAIN(ATTACHMENT, tr_attachment, line, INTEGER, NUMBER),
    CODE(ATTACHMENT, tr_attachment, report),
    CODE(ATTACHMENT, tr_attachment, transmission),
    CODE(ATTACHMENT, tr_attachment, qualifier),
    TEXT(ATTACHMENT, tr_attachment, control),

    /* other payers */
    PLAIN(ADJUSTMENT, tr_adjustment, line, INTEGER, NUMBER),
    PLAIN(ADJUSTMENT, tr_adjustment, payer, INTEGER, NUMBER),
    PLAIN(ADJUSTMENT, tr_adjustment, decision, INTEGER, NUMBER),
    CODE(ADJUSTMENT, tr_adjustment, group),
    CODE(ADJUSTMENT, tr_adjustment, reason),
    MONEY(ADJUSTMENT, tr_adjustment, amount),
    NUMBER(ADJUSTMENT, tr_adjustment, quantity),
    CODE(OTHER_PAYER, tr_other_payer, responsibility),
    CODE(OTHER_PAYER, tr_other_payer, relation),
    TEXT(OTHER_PAYER, tr_other_payer, group_number),
    TEXT(OTHER_PAYER, tr_other_payer, group_name),
    CODE(OTHER_PAYER, tr_other_payer, secondary_reason),
    CODE(OTHER_PAYER, tr_other_payer, benefits),
    CODE(OTHER_PAYER, tr_other_payer, release),
    CODE(OTHER_PAYER, tr_other_payer, filing_code),
    MONEY(OTHER_PAYER, tr_other_payer, paid),
    MONEY(OTHER_PAYER, tr_other_payer, non_covered),
    MONEY(OTHER_PAYER, tr_other_payer, remaining),
    DATE(OTHER_PAYER, tr_other_payer, adjudicated),
    FOLLOW(OTHER_PAYER, tr_other_payer, subscriber, PARTY),
    FOLLOW(OTHER_PAYER, tr_other_payer, payer, PARTY),
    DERIVED(OTHER_PAYER, "position", NUMBER, other_payer_position, false),
    DERIVED(OTHER_PAYER, "paid_sent", FLAG, other_payer_paid_sent, false),
    DERIVED_LIST(OTHER_PAYER, "adjustments", ADJUSTMENT,
                 other_payer_adjustments, false),
    DERIVED_LIST(OTHER_PAYER, "decisions", ADJUDICATION, other_payer_decisions,
                 false),
    PLAIN(ADJUDICATION, tr_adjudication, line, INTEGER, NUMBER),
    DERIVED(ADJUDICATION, "charge", MONEY, adjudication_charge, false),
    DERIVED(ADJUDICATION, "payer_known", FLAG, adjudication_payer_known, false),
    DERIVED_LIST(ADJUDICATION, "adjustments", ADJUSTMENT,
                 adjudication_adjustments, false),
    TEXT(ADJUDICATION, tr_adjudication, payer_id),
    MONEY(ADJUDICATION, tr_adjudication, paid),
    CODE(ADJUDICATION, tr_adjudication, code),
    NUMBER(ADJUDICATION, tr_adjudication, units),
    DATE(ADJUDICATION, tr_adjudication, adjudicated),
    MONEY(ADJUDICATION, tr_adjudication, remaining),

    /* segment */
    PLAIN(SEGMENT, tr_unit_segment, id, CODE, CODE),
    PLAIN(SEGMENT, tr_unit_segment, line, INTEGER, NUMBER),

    /* note */
    NOTE_VALUE(NOTE, tr_note, self, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, id, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, format, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, exam, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, service_list, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, diagnosis_list, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, segment_list, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, outcome_list, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, exam_finding_list, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, plan_item_list, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, goal_list, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, override_list, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, addendum_list, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, claim, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, patient_id, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, born, DATE, NULL),
    NOTE_VALUE(NOTE, tr_note, sex, CODE, NULL),
    NOTE_VALUE(NOTE, tr_note, weight, NUMBER, NULL),
    NOTE_VALUE(NOTE, tr_note, weight_unit, WORD, "lb|kg"),
    NOTE_VALUE(NOTE, tr_note, date_of_service, DATE, NULL),
    NOTE_VALUE(NOTE, tr_note, author_npi, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, author_name, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, credentials, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, signed_at, DATE, NULL),
    NOTE_VALUE(NOTE, tr_note, subjective, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, objective, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, assessment, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, plan, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, pain_before, NUMBER, NULL),
    NOTE_VALUE(NOTE, tr_note, pain_after, NUMBER, NULL),
    NOTE_VALUE(NOTE, tr_note, separate_problem, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, screened, DATE, NULL),
    NOTE_VALUE(NOTE, tr_note, plan_of_care, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, plan_start, DATE, NULL),
    NOTE_VALUE(NOTE, tr_note, plan_end, DATE, NULL),
    NOTE_VALUE(NOTE, tr_note, plan_visits, NUMBER, NULL),
    NOTE_VALUE(NOTE, tr_note, visit_number, NUMBER, NULL),
    NOTE_VALUE(NOTE, tr_note, re_exam_due, DATE, NULL),
    NOTE_VALUE(NOTE, tr_note, phase, WORD, "active|maintenance|wellness"),
    NOTE_VALUE(NOTE, tr_note, abn, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, prior_care_weeks, NUMBER, NULL),
    NOTE_VALUE(NOTE, tr_note, prior_care_kinds, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, authorization_id, TEXT, NULL),
    NOTE_VALUE(NOTE, tr_note, authorization_from, DATE, NULL),
    NOTE_VALUE(NOTE, tr_note, authorization_to, DATE, NULL),
    NOTE_VALUE(NOTE, tr_note, authorization_visits, NUMBER, NULL),
    ARRAY(NOTE, tr_note, services, service_count, SERVICE, tr_service),
    ARRAY(NOTE, tr_note, diagnoses, diagnosis_count, NOTE_DIAGNOSIS,
          tr_note_diagnosis),
    ARRAY(NOTE, tr_note, segments, segment_count, NOTE_SEGMENT,
          tr_note_segment),
    ARRAY(NOTE, tr_note, outcomes, outcome_count, OUTCOME, tr_note_outcome),
    ARRAY(NOTE, tr_note, exam_findings, exam_finding_count, EXAM_FINDING,
          tr_exam_finding),
    ARRAY(NOTE, tr_note, plan_items, plan_item_count, PLAN_ITEM, tr_plan_item),
    ARRAY(NOTE, tr_note, goals, goal_count, GOAL, tr_goal),
    ARRAY(NOTE, tr_note, overrides, override_count, OVERRIDE, tr_override),
    ARRAY(NOTE, tr_note, addenda, addendum_count, ADDENDUM, tr_addendum),
    DERIVED(NOTE, "regions_adjusted", REGIONS, note_regions_adjusted, true),
    DERIVED(NOTE, "regions_examined", REGIONS, note_regions_examined, true),
    DERIVED(NOTE, "regions_diagnosed", REGIONS, note_regions_diagnosed, true),
    DERIVED(NOTE, "fits", FLAG, note_fits, true),
    DERIVED(NOTE, "to_pay", FLAG, note_to_pay, true),
    DERIVED(NOTE, "services_readable", FLAG, note_services_readable, true),
    DERIVED(NOTE, "diagnoses_readable", FLAG, note_diagnoses_readable, true),
    DERIVED(NOTE, "plan_readable", FLAG, note_plan_readable, true),
    DERIVED(NOTE, "separate_problem_shown", FLAG, note_separate_problem_shown,
            true),
    DERIVED_ENTITY(NOTE, "course", COURSE, note_course),
    DERIVED_ENTITY(NOTE, "twin", ALIKE, note_twin),

    /* what earlier notes of the patient say, and those that read the same */
    PLAIN(COURSE, tr_course, since, DAY, DATE),
    PLAIN(COURSE, tr_course, visits, INTEGER, NUMBER),
    PLAIN(COURSE, tr_course, traction_since, DAY, DATE),
    PLAIN(COURSE, tr_course, traction_visits, INTEGER, NUMBER),
    PLAIN(COURSE, tr_course, passive_since, DAY, DATE),
    PLAIN(COURSE, tr_course, passive_visits, INTEGER, NUMBER),
    PLAIN(COURSE, tr_course, examined, DAY, DATE),
    PLAIN(COURSE, tr_course, visits_since, INTEGER, NUMBER),
    PLAIN(COURSE, tr_course, plan_visits, INTEGER, NUMBER),
    ARRAY(COURSE, tr_course, measures, measure_count, PROGRESS, tr_progress),
    FOLLOW(COURSE, tr_course, before, ALIKE),
    {.name = "instrument", .words = "ODI|NDI|RMDQ|NPRS|PSFS|LEFS|DASH",
     .entity = TR_ENTITY_PROGRESS, .how = TR_HOW_WORDS, .type = TR_TYPE_WORD,
     .offset = offsetof(tr_progress, instrument)},
    PLAIN(PROGRESS, tr_progress, first, THOUSANDTHS, NUMBER),
    PLAIN(PROGRESS, tr_progress, best, THOUSANDTHS, NUMBER),
    PLAIN(PROGRESS, tr_progress, last, THOUSANDTHS, NUMBER),
    PLAIN(PROGRESS, tr_progress, first_day, DAY, DATE),
    PLAIN(PROGRESS, tr_progress, last_day, DAY, DATE),
    PLAIN(PROGRESS, tr_progress, change, THOUSANDTHS, NUMBER),
    PLAIN(PROGRESS, tr_progress, percent, THOUSANDTHS, NUMBER),
    PLAIN(PROGRESS, tr_progress, visits, INTEGER, NUMBER),
    FOLLOW(ALIKE, tr_alike, other, NOTE),
    FOLLOW(ALIKE, tr_alike, here, NOTE),
    PLAIN(ALIKE, tr_alike, percent, THOUSANDTHS, NUMBER),
    PLAIN(ALIKE, tr_alike, subjective_percent, THOUSANDTHS, NUMBER),
    PLAIN(ALIKE, tr_alike, before_percent, THOUSANDTHS, NUMBER),
    PLAIN(ALIKE, tr_alike, words, INTEGER, NUMBER),

    /* service of a note */
    NOTE_VALUE(SERVICE, tr_service, self, TEXT, NULL),
    NOTE_VALUE(SERVICE, tr_service, code, CODE, NULL),
    NOTE_VALUE(SERVICE, tr_service, kind, WORD, KINDS),
    NOTE_VALUE(SERVICE, tr_service, method, WORD, METHODS),
    NOTE_VALUE(SERVICE, tr_service, device_kind, WORD, DEVICES),
    NOTE_VALUE(SERVICE, tr_service, device_name, TEXT, NULL),
    NOTE_VALUE(SERVICE, tr_service, fda_cleared, FLAG, NULL),
    NOTE_VALUE(SERVICE, tr_service, side, WORD, SIDES),
    NOTE_VALUE(SERVICE, tr_service, mode, WORD,
               "static|intermittent|progressive"),
    NOTE_VALUE(SERVICE, tr_service, force, NUMBER, NULL),
    NOTE_VALUE(SERVICE, tr_service, force_unit, WORD, "lb|kg|N|%bw"),
    NOTE_VALUE(SERVICE, tr_service, angle_degrees, NUMBER, NULL),
    NOTE_VALUE(SERVICE, tr_service, position, WORD,
               "supine|prone|seated|standing|side-lying"),
    NOTE_VALUE(SERVICE, tr_service, start, NUMBER, NULL),
    NOTE_VALUE(SERVICE, tr_service, end, NUMBER, NULL),
    NOTE_VALUE(SERVICE, tr_service, minutes, NUMBER, NULL),
    NOTE_VALUE(SERVICE, tr_service, by, WORD, "DC|CA|PT|PTA|LMT|other"),
    NOTE_VALUE(SERVICE, tr_service, rationale, TEXT, NULL),
    NOTE_VALUE(SERVICE, tr_service, goal, TEXT, NULL),
    NOTE_VALUE(SERVICE, tr_service, response, TEXT, NULL),
    NOTE_VALUE(SERVICE, tr_service, primary, FLAG, NULL),
    NOTE_VALUE(SERVICE, tr_service, one_on_one, FLAG, NULL),
    NOTE_VALUE(SERVICE, tr_service, precaution, TEXT, NULL),
    PLAIN(SERVICE, tr_service, areas, NOTE_REGIONS, REGIONS),
    {.name = "vague_area", .entity = TR_ENTITY_SERVICE,
     .how = TR_HOW_NOTE_FIELD, .type = TR_TYPE_TEXT, .reads_note = true,
     .offset = offsetof(tr_service, areas) +
               offsetof(tr_note_regions, first_vague)},
    {.name = "area_list", .entity = TR_ENTITY_SERVICE,
     .how = TR_HOW_NOTE_FIELD, .type = TR_TYPE_TEXT, .reads_note = true,
     .offset = offsetof(tr_service, areas) +
               offsetof(tr_note_regions, list)},
    {.name = "area_words", .entity = TR_ENTITY_SERVICE,
     .how = TR_HOW_INTEGER, .type = TR_TYPE_NUMBER, .reads_note = true,
     .offset = offsetof(tr_service, areas) +
               offsetof(tr_note_regions, count)},
    {.name = "vague_area_words", .entity = TR_ENTITY_SERVICE,
     .how = TR_HOW_INTEGER, .type = TR_TYPE_NUMBER, .reads_note = true,
     .offset = offsetof(tr_service, areas) +
               offsetof(tr_note_regions, vague_count)},
    PLAIN(SERVICE, tr_service, index, INTEGER, NUMBER),
    FOLLOW(SERVICE, tr_service, note, NOTE),
    DERIVED(SERVICE, "areas_readable", FLAG, service_areas_readable, true),
    DERIVED(SERVICE, "one_on_one_time", FLAG, service_one_on_one_time, true),
    DERIVED(SERVICE, "force_percent", NUMBER, service_force_percent, true),
    DERIVED(SERVICE, "duration", NUMBER, service_duration, true),
    DERIVED(SERVICE, "force_pounds", NUMBER, service_force_pounds, true),
    DERIVED_ENTITY(SERVICE, "line", LINE, service_line),

    /* the rest of a note */
    NOTE_VALUE(NOTE_DIAGNOSIS, tr_note_diagnosis, code, CODE, NULL),
    NOTE_VALUE(NOTE_DIAGNOSIS, tr_note_diagnosis, status, WORD,
               "active|resolved|history"),
    FOLLOW(NOTE_DIAGNOSIS, tr_note_diagnosis, note, NOTE),
    DERIVED(NOTE_DIAGNOSIS, "regions", REGIONS, note_diagnosis_regions, true),
    NOTE_VALUE(NOTE_SEGMENT, tr_note_segment, self, TEXT, NULL),
    NOTE_VALUE(NOTE_SEGMENT, tr_note_segment, level, WORD, NULL),
    NOTE_VALUE(NOTE_SEGMENT, tr_note_segment, region, WORD, NULL),
    PLAIN(NOTE_SEGMENT, tr_note_segment, regions, REGIONS, REGIONS),
    NOTE_VALUE(NOTE_SEGMENT, tr_note_segment, pain, FLAG, NULL),
    NOTE_VALUE(NOTE_SEGMENT, tr_note_segment, asymmetry, FLAG, NULL),
    NOTE_VALUE(NOTE_SEGMENT, tr_note_segment, range, FLAG, NULL),
    NOTE_VALUE(NOTE_SEGMENT, tr_note_segment, tissue, FLAG, NULL),
    NOTE_VALUE(NOTE_SEGMENT, tr_note_segment, part, TEXT, NULL),
    NOTE_VALUE(NOTE_SEGMENT, tr_note_segment, adjusted, FLAG, NULL),
    FOLLOW(NOTE_SEGMENT, tr_note_segment, note, NOTE),
    NOTE_VALUE(OUTCOME, tr_note_outcome, instrument, WORD,
               "ODI|NDI|RMDQ|NPRS|PSFS|LEFS|DASH|other"),
    NOTE_VALUE(OUTCOME, tr_note_outcome, score, NUMBER, NULL),
    NOTE_VALUE(OUTCOME, tr_note_outcome, max, NUMBER, NULL),
    NOTE_VALUE(OUTCOME, tr_note_outcome, date, DATE, NULL),
    FOLLOW(OUTCOME, tr_note_outcome, note, NOTE),
    NOTE_VALUE(EXAM_FINDING, tr_exam_finding, test, TEXT, NULL),
    NOTE_VALUE(EXAM_FINDING, tr_exam_finding, side, WORD, SIDES),
    NOTE_VALUE(EXAM_FINDING, tr_exam_finding, positive, FLAG, NULL),
    FOLLOW(EXAM_FINDING, tr_exam_finding, note, NOTE),
    NOTE_VALUE(PLAN_ITEM, tr_plan_item, code, CODE, NULL),
    PLAIN(PLAN_ITEM, tr_plan_item, areas, NOTE_REGIONS, REGIONS),
    NOTE_VALUE(PLAN_ITEM, tr_plan_item, per_week, NUMBER, NULL),
    NOTE_VALUE(PLAN_ITEM, tr_plan_item, minutes, NUMBER, NULL),
    NOTE_VALUE(PLAN_ITEM, tr_plan_item, visits, NUMBER, NULL),
    FOLLOW(PLAN_ITEM, tr_plan_item, note, NOTE),
    NOTE_VALUE(GOAL, tr_goal, id, TEXT, NULL),
    NOTE_VALUE(GOAL, tr_goal, text, TEXT, NULL),
    NOTE_VALUE(GOAL, tr_goal, measure, TEXT, NULL),
    NOTE_VALUE(GOAL, tr_goal, target, NUMBER, NULL),
    FOLLOW(GOAL, tr_goal, note, NOTE),
    NOTE_VALUE(OVERRIDE, tr_override, rule, TEXT, NULL),
    NOTE_VALUE(OVERRIDE, tr_override, reason, TEXT, NULL),
    NOTE_VALUE(OVERRIDE, tr_override, by, TEXT, NULL),
    NOTE_VALUE(OVERRIDE, tr_override, at, TEXT, NULL),
    FOLLOW(OVERRIDE, tr_override, note, NOTE),
    NOTE_VALUE(ADDENDUM, tr_addendum, at, TEXT, NULL),
    NOTE_VALUE(ADDENDUM, tr_addendum, author, TEXT, NULL),
    NOTE_VALUE(ADDENDUM, tr_addendum, text, TEXT, NULL),
    FOLLOW(ADDENDUM, tr_addendum, note, NOTE),

    /* row of a list of the profile */
    PLAIN(ROW, tr_profile_row, code, CODE, CODE),
    PLAIN(ROW, tr_profile_row, use, CODE, CODE),
    PLAIN(ROW, tr_profile_row, number, THOUSANDTHS, NUMBER),
    SET_OF(ROW, tr_profile_row, "codes", codes, code_count, CODE_SET, CODE_SET),
    SET_OF(ROW, tr_profile_row, "column1", codes, code_count, CODE_SET,
           CODE_SET),
    SET_OF(ROW, tr_profile_row, "column2", column2, column2_count, CODE_SET,
           CODE_SET),
    PLAIN(ROW, tr_profile_row, bypass, FLAG, FLAG),
    SET_OF(ROW, tr_profile_row, "devices", devices, device_count, WORD_SET,
           WORD_SET),
    PLAIN(ROW, tr_profile_row, areas, REGIONS, REGIONS),
    PLAIN(ROW, tr_profile_row, provider, WORDS, WORD),
    SET_OF(ROW, tr_profile_row, "modifiers", modifiers, modifier_count,
           CODE_SET, CODE_SET),
    {.name = "require",
     .words = "authorization|failed-care|beside|tests|diagnosis|min-minutes|"
              "other-region",
     .entity = TR_ENTITY_ROW, .how = TR_HOW_WORDS, .type = TR_TYPE_WORD,
     .offset = offsetof(tr_profile_row, require)},
    SET_OF(ROW, tr_profile_row, "beside", beside, beside_count, CODE_SET,
           CODE_SET),
    SET_OF(ROW, tr_profile_row, "prefixes", prefixes, prefix_count, PREFIX_SET,
           PREFIX_SET),
    SET_OF(ROW, tr_profile_row, "tests", tests, test_count, WORD_SET, WORD_SET),
    PLAIN(ROW, tr_profile_row, weeks, INTEGER, NUMBER),
    PLAIN(ROW, tr_profile_row, age, INTEGER, NUMBER),
    PLAIN(ROW, tr_profile_row, minutes, INTEGER, NUMBER),
    PLAIN(ROW, tr_profile_row, count, INTEGER, NUMBER),
    PLAIN(ROW, tr_profile_row, days, INTEGER, NUMBER),
    {.name = "per", .words = "day|week|month|year|authorization|injury",
     .entity = TR_ENTITY_ROW, .how = TR_HOW_WORDS, .type = TR_TYPE_WORD,
     .offset = offsetof(tr_profile_row, per)},
    {.name = "then", .words = "deny|review", .entity = TR_ENTITY_ROW,
     .how = TR_HOW_WORDS, .type = TR_TYPE_WORD,
     .offset = offsetof(tr_profile_row, then)},
    PLAIN(ROW, tr_profile_row, because, WORDS, TEXT),

    /* measure of an audit */
    PLAIN(MEASURE, tr_measured, id, WORDS, TEXT),
    {.name = "unit", .words = "share|mean|count|money",
     .entity = TR_ENTITY_MEASURE, .how = TR_HOW_WORDS, .type = TR_TYPE_WORD,
     .offset = offsetof(tr_measured, unit)},
    PLAIN(MEASURE, tr_measured, provider, STRING, TEXT),
    {.name = "payer",
     .words = "all|commercial|medicare|medicaid|workers|auto|veterans|self-pay|"
              "other",
     .entity = TR_ENTITY_MEASURE, .how = TR_HOW_WORDS, .type = TR_TYPE_WORD,
     .offset = offsetof(tr_measured, payer)},
    PLAIN(MEASURE, tr_measured, value, THOUSANDTHS, NUMBER),
    PLAIN(MEASURE, tr_measured, peers, THOUSANDTHS, NUMBER),
    PLAIN(MEASURE, tr_measured, past, THOUSANDTHS, NUMBER),
    PLAIN(MEASURE, tr_measured, table, THOUSANDTHS, NUMBER),
    PLAIN(MEASURE, tr_measured, percentile, THOUSANDTHS, NUMBER),
    PLAIN(MEASURE, tr_measured, hits, THOUSANDTHS, NUMBER),
    PLAIN(MEASURE, tr_measured, n, THOUSANDTHS, NUMBER),
    PLAIN(MEASURE, tr_measured, lines, THOUSANDTHS, NUMBER),
    PLAIN(MEASURE, tr_measured, patients, THOUSANDTHS, NUMBER),
    {.name = "word", .words = TR_MEASURED_WORDS, .entity = TR_ENTITY_MEASURE,
     .how = TR_HOW_WORDS, .type = TR_TYPE_WORD,
     .offset = offsetof(tr_measured, word)},
    {.name = "past_word", .words = TR_MEASURED_WORDS,
     .entity = TR_ENTITY_MEASURE, .how = TR_HOW_WORDS, .type = TR_TYPE_WORD,
     .offset = offsetof(tr_measured, past_word)},
    {.name = "table_word", .words = TR_MEASURED_WORDS,
     .entity = TR_ENTITY_MEASURE, .how = TR_HOW_WORDS, .type = TR_TYPE_WORD,
     .offset = offsetof(tr_measured, table_word)},
    {.name = "fence", .words = "none|outer|extreme",
     .entity = TR_ENTITY_MEASURE, .how = TR_HOW_WORDS, .type = TR_TYPE_WORD,
     .offset = offsetof(tr_measured, fence)},
    PLAIN(MEASURE, tr_measured, suppressed, FLAG, FLAG),
    ARRAY(MEASURE, tr_measured, others, other_count, MEASURE, tr_measured),

    /* elements of lists of plain values: their own value, without a name */
    {.name = "", .entity = TR_ENTITY_CODE_VALUE, .how = TR_HOW_FIELD,
     .type = TR_TYPE_CODE},
    {.name = "", .entity = TR_ENTITY_NUMBER_VALUE, .how = TR_HOW_FIELD,
     .type = TR_TYPE_NUMBER},
};
/* clang-format on */

const uint16_t tr__field_count = sizeof tr__fields / sizeof tr__fields[0];

static const char *const anchors[TR_ENTITY_COUNT] = {
    [TR_ENTITY_CLAIM] = "id",
    [TR_ENTITY_SET] = "purpose",
    [TR_ENTITY_LINE] = "number",
    [TR_ENTITY_DIAGNOSIS] = "code",
    [TR_ENTITY_PARTY] = "role",
    [TR_ENTITY_DATE] = "qualifier",
    [TR_ENTITY_REFERENCE] = "qualifier",
    [TR_ENTITY_ATTACHMENT] = "report",
    [TR_ENTITY_ADJUSTMENT] = "group",
    [TR_ENTITY_OTHER_PAYER] = "responsibility",
    [TR_ENTITY_ADJUDICATION] = "payer_id",
    [TR_ENTITY_CONDITION] = "code",
    [TR_ENTITY_NOTE] = "self",
    [TR_ENTITY_SERVICE] = "self",
    [TR_ENTITY_NOTE_DIAGNOSIS] = "code",
    [TR_ENTITY_NOTE_SEGMENT] = "self",
    [TR_ENTITY_OUTCOME] = "instrument",
    [TR_ENTITY_EXAM_FINDING] = "test",
    [TR_ENTITY_PLAN_ITEM] = "code",
    [TR_ENTITY_GOAL] = "id",
    [TR_ENTITY_OVERRIDE] = "rule",
    [TR_ENTITY_ADDENDUM] = "at",
};

const char *tr_entity_name(tr_entity entity) {
  static const char *const names[TR_ENTITY_COUNT] = {
#define ENTITY_NAME(name, words) [TR_ENTITY_##name] = (words),
      TR_ENTITY_MAP(ENTITY_NAME)
#undef ENTITY_NAME
  };
  return (unsigned)entity < TR_ENTITY_COUNT ? names[entity] : "nothing";
}

bool tr__field_find(tr_entity entity, tr_str name, uint16_t *row) {
  for (uint16_t i = 0; i < tr__field_count; i++) {
    if (tr__fields[i].entity != entity) continue;
    if (!tr_str_eq(name, tr_str_of(tr__fields[i].name))) continue;
    *row = i;
    return true;
  }
  return false;
}

bool tr__field_anchor(tr_entity entity, uint16_t *row) {
  if (anchors[entity] == NULL) return false;
  return tr__field_find(entity, tr_str_of(anchors[entity]), row);
}
