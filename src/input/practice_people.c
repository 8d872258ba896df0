/* What a practice file says of parties, payers and patients, and what must be
 * said together. */
#include "input/practice_raw.h"

#define ADDRESS(type, member, need)                                           \
  TR_PRACTICE_TEXT(type, member.street, "street", need, 55),                  \
      TR_PRACTICE_TEXT(type, member.street_more, "street_more", false, 55),   \
      TR_PRACTICE_TEXT(type, member.city, "city", need, 30),                  \
      TR_PRACTICE_ROW(type, member.state, "state", tr__practice_state, need), \
      TR_PRACTICE_ROW(type, member.zip, "zip", tr__practice_zip, need)
#define PERSON(type, member, need)                                          \
  TR_PRACTICE_TEXT(type, member.name, "last_name", need, 60),               \
      TR_PRACTICE_TEXT(type, member.first_name, "first_name", need, 35),    \
      TR_PRACTICE_TEXT(type, member.middle_name, "middle_name", false, 25), \
      TR_PRACTICE_TEXT(type, member.suffix, "suffix", false, 10)

/* -------------------------------------------------------------------- words */

static const tr_practice_word tax_id_kinds[] = {
    {"ein", "EI"}, {"ssn", "SY"}, {NULL, NULL}};
static const tr_practice_word causes[] = {
    {"auto", "AA"}, {"work", "EM"}, {"other", "OA"}, {NULL, NULL}};
static const tr_practice_word relationships[] = {
    {"self", ""},       {"spouse", "01"},       {"child", "19"},
    {"employee", "20"}, {"life_partner", "53"}, {"other", "G8"},
    {NULL, NULL}};
/* SBR09 */
static const tr_practice_word filing_codes[] = {
    {"11", "11"}, {"12", "12"}, {"13", "13"}, {"14", "14"}, {"15", "15"},
    {"16", "16"}, {"17", "17"}, {"AM", "AM"}, {"BL", "BL"}, {"CH", "CH"},
    {"CI", "CI"}, {"DS", "DS"}, {"FI", "FI"}, {"HM", "HM"}, {"LM", "LM"},
    {"MA", "MA"}, {"MB", "MB"}, {"MC", "MC"}, {"OF", "OF"}, {"TV", "TV"},
    {"VA", "VA"}, {"WC", "WC"}, {"ZZ", "ZZ"}, {NULL, NULL}};

/* Read an object. @return Whether it is without fault, so that what must be
 * said together can be judged. */
static bool read_whole(tr_practice_reading *reading, tr_json_event event,
                       const tr_practice_row *rows, size_t count,
                       void *entity) {
  const size_t faults = reading->faults;
  return tr__practice_object(reading, event, rows, count, entity) &&
         reading->faults == faults;
}

/* ------------------------------------------------------------------ parties */

void tr__practice_submitter(tr_practice_reading *reading,
                            const tr_practice_row *row, tr_json_event event,
                            void *field) {
  static const tr_practice_row rows[] = {
      TR_PRACTICE_TEXT(tr_encounter_party, name, "name", true, 60),
      TR_PRACTICE_TEXT(tr_encounter_party, id, "id", true, 15),
      TR_PRACTICE_TEXT(tr_encounter_party, contact, "contact", false, 60),
      TR_PRACTICE_ROW(tr_encounter_party, phone, "phone", tr__practice_phone,
                      true),
  };
  (void)row;
  tr__practice_object(reading, event, rows, TR_PRACTICE_COUNT(rows), field);
}

void tr__practice_receiver(tr_practice_reading *reading,
                           const tr_practice_row *row, tr_json_event event,
                           void *field) {
  static const tr_practice_row rows[] = {
      TR_PRACTICE_TEXT(tr_encounter_party, name, "name", true, 60),
      TR_PRACTICE_TEXT(tr_encounter_party, id, "id", true, 15),
  };
  (void)row;
  tr__practice_object(reading, event, rows, TR_PRACTICE_COUNT(rows), field);
}

/* An organisation has a name, a person a last and a first name. */
static void check_name(tr_practice_reading *reading, tr_raw_party *raw) {
  tr_encounter_party *party = &raw->party;
  const bool named = raw->organisation.n > 0;
  const bool person = party->name.n > 0 || party->first_name.n > 0 ||
                      party->middle_name.n > 0 || party->suffix.n > 0;
  if (named && person) {
    tr__practice_fault(reading, "name",
                       "wants name, or last_name and first_name, not both");
  } else if (!named && !person) {
    tr__practice_fault(reading, "name",
                       "is missing, and so are last_name and first_name");
  } else if (person) {
    if (party->name.n == 0)
      tr__practice_fault(reading, "last_name", "is missing");
    if (party->first_name.n == 0)
      tr__practice_fault(reading, "first_name", "is missing");
  }
  party->person = person;
  if (named) party->name = raw->organisation;
}

/* All of an address or nothing. */
static void check_address(tr_practice_reading *reading,
                          const tr_encounter_party *party) {
  const struct {
    const char *key;
    tr_str text;
  } parts[] = {{"street", party->street},
               {"city", party->city},
               {"state", party->state},
               {"zip", party->zip}};
  size_t there = 0;
  for (size_t i = 0; i < TR_PRACTICE_COUNT(parts); i++)
    there += parts[i].text.n > 0;
  if (there == 0 && party->street_more.n == 0) return;
  for (size_t i = 0; i < TR_PRACTICE_COUNT(parts); i++)
    if (parts[i].text.n == 0)
      tr__practice_fault(reading, parts[i].key,
                         "is missing in an address that is begun");
}

void tr__practice_billing(tr_practice_reading *reading,
                          const tr_practice_row *row, tr_json_event event,
                          void *field) {
  static const tr_practice_row rows[] = {
      TR_PRACTICE_TEXT(tr_raw_party, organisation, "name", false, 60),
      PERSON(tr_raw_party, party, false),
      TR_PRACTICE_ROW(tr_raw_party, party.npi, "npi", tr__practice_npi, true),
      TR_PRACTICE_ROW(tr_raw_party, party.tax_id, "tax_id", tr__practice_tax_id,
                      true),
      TR_PRACTICE_WORD(tr_raw_party, tax_id_kind, "tax_id_kind", true,
                       tax_id_kinds),
      TR_PRACTICE_ROW(tr_raw_party, party.taxonomy, "taxonomy",
                      tr__practice_taxonomy, false),
      ADDRESS(tr_raw_party, party, true),
      TR_PRACTICE_TEXT(tr_raw_party, party.contact, "contact", false, 60),
      TR_PRACTICE_ROW(tr_raw_party, party.phone, "phone", tr__practice_phone,
                      false),
  };
  tr_raw_party *raw = field;
  (void)row;
  if (!read_whole(reading, event, rows, TR_PRACTICE_COUNT(rows), raw)) return;
  check_name(reading, raw);
  raw->party.tax_id_is_personal = tr_str_eq(raw->tax_id_kind, TR_STR("SY"));
}

void tr__practice_provider(tr_practice_reading *reading, tr_json_event event,
                           uint32_t index, void *entry) {
  static const tr_practice_row rows[] = {
      TR_PRACTICE_ROW(tr_encounter_party, npi, "npi", tr__practice_npi, true),
      TR_PRACTICE_TEXT(tr_encounter_party, name, "last_name", true, 60),
      TR_PRACTICE_TEXT(tr_encounter_party, first_name, "first_name", true, 35),
      TR_PRACTICE_TEXT(tr_encounter_party, middle_name, "middle_name", false,
                       25),
      TR_PRACTICE_TEXT(tr_encounter_party, suffix, "suffix", false, 10),
      TR_PRACTICE_ROW(tr_encounter_party, taxonomy, "taxonomy",
                      tr__practice_taxonomy, false),
  };
  tr_encounter_party *party = entry;
  (void)index;
  party->person = true;
  party->born = TR_DAY_MIN;
  tr__practice_object(reading, event, rows, TR_PRACTICE_COUNT(rows), party);
}

void tr__practice_payer(tr_practice_reading *reading, tr_json_event event,
                        uint32_t index, void *entry) {
  static const tr_practice_row rows[] = {
      TR_PRACTICE_TEXT(tr_raw_payer, id, "id", true, 80),
      TR_PRACTICE_TEXT(tr_raw_payer, payer.party.id, "payer_id", false, 80),
      TR_PRACTICE_TEXT(tr_raw_payer, payer.party.name, "name", true, 60),
      TR_PRACTICE_WORD(tr_raw_payer, payer.filing_code, "filing_code", true,
                       filing_codes),
      ADDRESS(tr_raw_payer, payer.party, false),
      TR_PRACTICE_ROW(tr_raw_payer, payer.fees, "fees", tr__practice_fees,
                      false),
  };
  tr_raw_payer *raw = entry;
  (void)index;
  raw->payer.party.born = TR_DAY_MIN;
  if (!read_whole(reading, event, rows, TR_PRACTICE_COUNT(rows), raw)) return;
  check_address(reading, &raw->payer.party);
  if (raw->payer.party.id.n == 0) raw->payer.party.id = raw->id;
}

/* ----------------------------------------------------------------- patients */

static void read_subscriber(tr_practice_reading *reading,
                            const tr_practice_row *row, tr_json_event event,
                            void *field) {
  static const tr_practice_row rows[] = {
      TR_PRACTICE_TEXT(tr_raw_party, organisation, "name", false, 60),
      PERSON(tr_raw_party, party, false),
      TR_PRACTICE_ROW(tr_raw_party, party.born, "born", tr__practice_date,
                      false),
      TR_PRACTICE_ROW(tr_raw_party, party.sex, "sex", tr__practice_sex, false),
      ADDRESS(tr_raw_party, party, false),
  };
  tr_raw_insurance *insurance = field;
  tr_raw_party *raw = &insurance->subscriber;
  (void)row;
  insurance->has_subscriber = true;
  if (!read_whole(reading, event, rows, TR_PRACTICE_COUNT(rows), raw)) return;
  check_name(reading, raw);
  check_address(reading, &raw->party);
  if ((raw->party.born != TR_DAY_MIN) == (raw->party.sex != '\0')) return;
  tr__practice_fault(reading, raw->party.sex == '\0' ? "sex" : "born",
                     "is missing: born and sex go together");
}

static void read_relationship(tr_practice_reading *reading,
                              const tr_practice_row *row, tr_json_event event,
                              void *field) {
  tr_raw_insurance *insurance = field;
  const size_t faults = reading->faults;
  tr__practice_word_of(reading, row, event, &insurance->relationship);
  insurance->related = reading->faults == faults;
}

static void read_insurance(tr_practice_reading *reading,
                           const tr_practice_row *row, tr_json_event event,
                           void *field) {
  static const tr_practice_row rows[] = {
      TR_PRACTICE_TEXT(tr_raw_insurance, payer, "payer", true, 80),
      TR_PRACTICE_TEXT(tr_raw_insurance, member_id, "member_id", false, 80),
      TR_PRACTICE_TEXT(tr_raw_insurance, group, "group", false, 50),
      {.key = "relationship",
       .read = read_relationship,
       .required = true,
       .words = relationships},
      {.key = "subscriber", .read = read_subscriber},
  };
  tr_raw_insurance *raw = field;
  (void)row;
  if (!read_whole(reading, event, rows, TR_PRACTICE_COUNT(rows), raw)) return;
  const bool self = raw->relationship.n == 0;
  const bool person = (raw->related && self) || raw->subscriber.party.person;
  if (person && raw->member_id.n == 0)
    tr__practice_fault(reading, "member_id",
                       "is missing: a person who is insured has one");
  if (!raw->related) return;
  if (self && raw->has_subscriber)
    tr__practice_fault(reading, "subscriber",
                       "is the patient, for relationship is self");
  if (!self && !raw->has_subscriber)
    tr__practice_fault(reading, "subscriber",
                       "is missing, for relationship is not self");
}

static void read_case(tr_practice_reading *reading, const tr_practice_row *row,
                      tr_json_event event, void *field) {
#define CARE(member) patient.care.member
  static const tr_practice_row rows[] = {
      TR_PRACTICE_WORD(tr_raw_patient, cause, "cause", false, causes),
      TR_PRACTICE_ROW(tr_raw_patient, CARE(accident), "accident_date",
                      tr__practice_date, false),
      TR_PRACTICE_ROW(tr_raw_patient, CARE(accident_state), "accident_state",
                      tr__practice_state, false),
      TR_PRACTICE_TEXT(tr_raw_patient, CARE(claim_number), "claim_number",
                       false, 50),
      TR_PRACTICE_ROW(tr_raw_patient, CARE(onset), "onset", tr__practice_date,
                      false),
      TR_PRACTICE_ROW(tr_raw_patient, CARE(initial_treatment),
                      "initial_treatment", tr__practice_date, false),
      TR_PRACTICE_ROW(tr_raw_patient, CARE(acute_manifestation),
                      "acute_manifestation", tr__practice_date, false),
      TR_PRACTICE_ROW(tr_raw_patient, CARE(last_x_ray), "last_x_ray",
                      tr__practice_date, false),
      TR_PRACTICE_TEXT(tr_raw_patient, CARE(authorization), "authorization",
                       false, 50),
  };
#undef CARE
  tr_raw_patient *raw = field;
  tr_practice_case *care = &raw->patient.care;
  (void)row;
  if (!read_whole(reading, event, rows, TR_PRACTICE_COUNT(rows), raw)) return;
  care->cause = tr_code_pack(raw->cause);
  if (care->cause != 0 && care->accident == TR_DAY_MIN)
    tr__practice_fault(reading, "accident_date",
                       "is missing: the case has a cause");
  if (care->cause == TR_CODE("AA") && care->accident_state.n == 0)
    tr__practice_fault(reading, "accident_state",
                       "is missing: the cause is auto");
  if (care->cause == 0 &&
      (care->accident != TR_DAY_MIN || care->accident_state.n > 0))
    tr__practice_fault(reading, "cause", "is missing: there was an accident");
}

static void set_no_days(tr_raw_patient *raw) {
  tr_practice_case *care = &raw->patient.care;
  raw->patient.person.born = raw->insurance.subscriber.party.born = TR_DAY_MIN;
  care->accident = care->onset = care->initial_treatment = TR_DAY_MIN;
  care->acute_manifestation = care->last_x_ray = TR_DAY_MIN;
}

void tr__practice_patient(tr_practice_reading *reading, tr_json_event event,
                          uint32_t index, void *entry) {
#define WHO(member) patient.person.member
  static const tr_practice_row rows[] = {
      TR_PRACTICE_TEXT(tr_raw_patient, patient.id, "id", true, 80),
      PERSON(tr_raw_patient, patient.person, true),
      TR_PRACTICE_ROW(tr_raw_patient, WHO(born), "born", tr__practice_date,
                      true),
      TR_PRACTICE_ROW(tr_raw_patient, WHO(sex), "sex", tr__practice_sex, true),
      ADDRESS(tr_raw_patient, patient.person, true),
      TR_PRACTICE_ROW(tr_raw_patient, insurance, "insurance", read_insurance,
                      true),
      {.key = "case", .read = read_case},
  };
#undef WHO
  tr_raw_patient *raw = entry;
  raw->index = index;
  raw->patient.person.person = true;
  set_no_days(raw);
  tr__practice_object(reading, event, rows, TR_PRACTICE_COUNT(rows), raw);
}
