/* Who is insured where, who bills and where the service was: the carrier block,
 * items 1 to 9, 11 to 13 and 25 to 33. Where the form has an instruction of
 * Medicare's own, that one holds for Medicare Part B. */
#include "form/cms1500_parts.h"

/* ------------------------------------------------------------------- people */

static bool is_sent(const tr_field *field) {
  return field->state != TR_FIELD_ABSENT;
}

static tr_str text_of(const tr_party *party, const tr_field *field) {
  return tr_unit_text(party->unit, field);
}

/* LAST SUFFIX, FIRST, M; of an organisation its name. */
static void put_name(tr_cms1500_filling *to, const char *name,
                     const tr_party *party) {
  const tr_str last = text_of(party, &party->name);
  const tr_str first = text_of(party, &party->first_name);
  const tr_str middle = text_of(party, &party->middle_name);
  const tr_str suffix = text_of(party, &party->suffix);
  if (first.n == 0) {
    tr__cms1500_plain(to, name, last);
    return;
  }
  tr__cms1500_putf(to, name, 0, "%.*s%s%.*s, %.*s%s%.*s", TR_STR_ARG(last),
                   suffix.n > 0 ? " " : "", TR_STR_ARG(suffix),
                   TR_STR_ARG(first), middle.n > 0 ? ", " : "",
                   middle.n > 0 ? 1 : 0, middle.n > 0 ? middle.p : "");
}

/* Both lines of a street, on one. */
static void put_street(tr_cms1500_filling *to, const char *name,
                       const tr_party *party) {
  char text[128];
  const tr_str one = text_of(party, &party->street);
  const tr_str two = text_of(party, &party->street_more);
  const size_t n = one.n < 60 ? one.n : 60, m = two.n < 60 ? two.n : 60;
  if (n > 0) memcpy(text, one.p, n);
  text[n] = ' ';
  if (m > 0) memcpy(text + n + 1, two.p, m);
  tr__cms1500_plain(to, name, (tr_str){text, n + 1 + m});
}

static void put_address(tr_cms1500_filling *to, const tr_party *party,
                        const char *street, const char *city, const char *state,
                        const char *zip) {
  put_street(to, street, party);
  tr__cms1500_plain(to, city, text_of(party, &party->city));
  tr__cms1500_plain(to, state, text_of(party, &party->state));
  const tr_str code = text_of(party, &party->zip);
  if (code.n == 9 && memchr(code.p, '-', code.n) == NULL)
    tr__cms1500_putf(to, zip, 0, "%.5s-%.4s", code.p, code.p + 5);
  else
    tr__cms1500_put(to, zip, 0, code);
}

/* City, state and ZIP on one line. */
static void put_town(tr_cms1500_filling *to, const char *name,
                     const tr_party *party) {
  char text[160];
  size_t n = 0;
  const tr_str parts[] = {text_of(party, &party->city),
                          text_of(party, &party->state),
                          text_of(party, &party->zip)};
  for (size_t i = 0; i < 3; i++) {
    const size_t length = parts[i].n < 40 ? parts[i].n : 40;
    for (size_t at = 0; at < length; at++) {
      if (i == 2 && at == 5 && length == 9) text[n++] = '-';
      text[n++] = parts[i].p[at];
    }
    text[n++] = ' ';
  }
  tr__cms1500_plain(to, name, (tr_str){text, n});
}

static void put_sex(tr_cms1500_filling *to, const char *name,
                    const tr_party *party) {
  if (tr__cms1500_is(&party->sex, TR_CODE("M")) ||
      tr__cms1500_is(&party->sex, TR_CODE("F")))
    tr__cms1500_put(to, name, 0, text_of(party, &party->sex));
}

/* ----------------------------------------------------------------- coverage */

static void put_carrier(tr_cms1500_filling *to) {
  const tr_party *payer = to->claim->payer;
  if (payer == NULL) return;
  tr__cms1500_plain(to, "carrier.name", text_of(payer, &payer->name));
  tr__cms1500_plain(to, "carrier.street", text_of(payer, &payer->street));
  tr__cms1500_plain(to, "carrier.street2", text_of(payer, &payer->street_more));
  put_town(to, "carrier.city", payer);
}

/* Item 1 from SBR09; a plan of an employer has a group's number or name. */
static const char *coverage_of(const tr_claim *claim) {
  static const struct {
    const char *code, *word;
  } direct[] = {{"MB", "MEDICARE"},
                {"MA", "MEDICARE"},
                {"MC", "MEDICAID"},
                {"CH", "TRICARE"},
                {"VA", "CHAMPVA"}};
  static const char *const plans[] = {"12", "13", "14", "15",
                                      "BL", "CI", "HM", "FI"};
  const tr_field *filing = &claim->filing_code;
  for (size_t i = 0; i < sizeof direct / sizeof direct[0]; i++)
    if (tr__cms1500_is(filing, tr_code_pack(tr_str_of(direct[i].code))))
      return direct[i].word;
  if (!is_sent(&claim->group_number) && !is_sent(&claim->group_name))
    return "OTHER";
  for (size_t i = 0; i < sizeof plans / sizeof plans[0]; i++)
    if (tr__cms1500_is(filing, tr_code_pack(tr_str_of(plans[i]))))
      return "GROUP";
  return "OTHER";
}

static const char *relation_word(const tr_field *relation) {
  if (tr__cms1500_is(relation, TR_CODE("18"))) return "SELF";
  if (tr__cms1500_is(relation, TR_CODE("01"))) return "SPOUSE";
  return tr__cms1500_is(relation, TR_CODE("19")) ? "CHILD" : "OTHER";
}

static void put_patient(tr_cms1500_filling *to) {
  const tr_party *patient = to->claim->patient;
  if (patient == NULL) return;
  put_name(to, "2", patient);
  tr__cms1500_date(to, "3", 0, &patient->birth, true);
  put_sex(to, "3.sex", patient);
  put_address(to, patient, "5", "5.city", "5.state", "5.zip");
}

/* Another claim number, as property and casualty insurers give: REF*Y4. */
static void put_claim_number(tr_cms1500_filling *to) {
  const tr_claim *claim = to->claim;
  for (uint32_t i = 0; i < claim->level_reference_count; i++) {
    const tr_reference *reference = &claim->level_references[i];
    if (!tr__cms1500_is(&reference->qualifier, TR_CODE("Y4"))) continue;
    tr__cms1500_put(to, "11b.qualifier", 0, TR_STR("Y4"));
    tr__cms1500_copy(to, "11b", reference->unit, &reference->value);
    return;
  }
}

/* Items 4, 6, 7, 9 and 11 for all payers but Medicare. */
static void put_insured(tr_cms1500_filling *to) {
  const tr_claim *claim = to->claim;
  const tr_party *insured = claim->subscriber;
  const bool self = claim->patient_loop == NULL;
  if (self && is_sent(&claim->relation))
    tr__cms1500_put(to, "6", 0, tr_str_of(relation_word(&claim->relation)));
  else if (!self && is_sent(&claim->patient_relation))
    tr__cms1500_put(to, "6", 0,
                    tr_str_of(relation_word(&claim->patient_relation)));
  if (insured != NULL) {
    put_name(to, "4", insured);
    put_address(to, insured, "7", "7.city", "7.state", "7.zip");
    tr__cms1500_date(to, "11a", 0, &insured->birth, true);
    put_sex(to, "11a.sex", insured);
  }
  tr__cms1500_copy(to, "11", claim->subscriber_unit, &claim->group_number);
  put_claim_number(to);
  tr__cms1500_copy(to, "11c", claim->subscriber_unit, &claim->group_name);
  if (claim->other_payer_count == 0) {
    tr__cms1500_put(to, "11d", 0, TR_STR("NO"));
    return;
  }
  const tr_other_payer *other = &claim->other_payers[0];
  tr__cms1500_put(to, "11d", 0, TR_STR("YES"));
  if (other->subscriber != NULL) put_name(to, "9", other->subscriber);
  tr__cms1500_copy(to, "9a", other->unit, &other->group_number);
  if (is_sent(&other->group_name))
    tr__cms1500_copy(to, "9d", other->unit, &other->group_name);
  else if (other->payer != NULL)
    tr__cms1500_plain(to, "9d", text_of(other->payer, &other->payer->name));
}

static const tr_other_payer *primary_payer(const tr_claim *claim) {
  for (uint32_t i = 0; i < claim->other_payer_count; i++)
    if (tr__cms1500_is(&claim->other_payers[i].responsibility, TR_CODE("P")))
      return &claim->other_payers[i];
  return NULL;
}

/* Medicare asks in 4, 6, 7 and 11 for the insurance before it, and for NONE in
 * 11 where there is none. */
static void put_medicare(tr_cms1500_filling *to) {
  const tr_other_payer *first = primary_payer(to->claim);
  if (tr__cms1500_is(&to->claim->responsibility, TR_CODE("P")) ||
      first == NULL) {
    tr__cms1500_put(to, "11", 0, TR_STR("NONE"));
    return;
  }
  const tr_party *insured = first->subscriber;
  if (insured != NULL) {
    put_name(to, "4", insured);
    put_address(to, insured, "7", "7.city", "7.state", "7.zip");
  }
  if (is_sent(&first->relation))
    tr__cms1500_put(to, "6", 0, tr_str_of(relation_word(&first->relation)));
  if (is_sent(&first->group_number))
    tr__cms1500_copy(to, "11", first->unit, &first->group_number);
  else if (insured != NULL)
    tr__cms1500_copy(to, "11", insured->unit, &insured->id);
  if (first->payer != NULL)
    tr__cms1500_plain(to, "11c", text_of(first->payer, &first->payer->name));
}

void tr__cms1500_coverage(tr_cms1500_filling *to) {
  static const tr_str on_file = {"SIGNATURE ON FILE", 17};
  const tr_claim *claim = to->claim;
  put_carrier(to);
  tr__cms1500_put(to, "1", 0, tr_str_of(coverage_of(claim)));
  if (claim->subscriber != NULL)
    tr__cms1500_copy(to, "1a", claim->subscriber->unit, &claim->subscriber->id);
  put_patient(to);
  if (to->medicare)
    put_medicare(to);
  else
    put_insured(to);
  if (tr__cms1500_is(&claim->release, TR_CODE("Y")) ||
      tr__cms1500_is(&claim->release, TR_CODE("I")))
    tr__cms1500_put(to, "12", 0, on_file);
  if (tr__cms1500_is(&claim->benefits, TR_CODE("Y")))
    tr__cms1500_put(to, "13", 0, on_file);
}

/* ---------------------------------------------------------------- providers */

/* Digits alone: the form forbids hyphens in 25. */
static void put_tax_id(tr_cms1500_filling *to) {
  const tr_claim *claim = to->claim;
  for (uint32_t i = 0; i < claim->level_reference_count; i++) {
    const tr_reference *reference = &claim->level_references[i];
    const bool employer = tr__cms1500_is(&reference->qualifier, TR_CODE("EI"));
    if (reference->loop != TR_CODE("2010AA") ||
        (!employer && !tr__cms1500_is(&reference->qualifier, TR_CODE("SY"))))
      continue;
    const tr_str number = tr_unit_text(reference->unit, &reference->value);
    char digits[64];
    size_t n = 0;
    for (size_t at = 0; at < number.n && n < sizeof digits; at++)
      if (number.p[at] != '-' && number.p[at] != ' ')
        digits[n++] = number.p[at];
    tr__cms1500_put(to, "25", 0, (tr_str){digits, n});
    tr__cms1500_put(to, "25.type", 0, employer ? TR_STR("EIN") : TR_STR("SSN"));
    return;
  }
}

/* PER of the billing provider: AAA NNNNNNN. */
static void put_phone(tr_cms1500_filling *to, const tr_party *billing) {
  const tr_unit *unit = billing->unit;
  for (size_t i = 0; i < unit->segment_count; i++) {
    if (unit->segments[i].id != TR_CODE("PER") ||
        unit->segments[i].loop != TR_CODE("2010AA"))
      continue;
    for (unsigned element = 3; element <= 7; element += 2) {
      if (!tr_str_eq(tr_unit_element(unit, i, element, 0), TR_STR("TE")))
        continue;
      const tr_str phone = tr_unit_element(unit, i, element + 1, 0);
      if (phone.n == 10)
        tr__cms1500_putf(to, "33.phone", 0, "%.3s %.7s", phone.p, phone.p + 3);
      else
        tr__cms1500_put(to, "33.phone", 0, phone);
      return;
    }
  }
}

static void put_place(tr_cms1500_filling *to, const tr_party *place,
                      const char *const names[3]) {
  put_name(to, names[0], place);
  put_street(to, names[1], place);
  put_town(to, names[2], place);
}

/* Medicare wants the place of every service but one at home, also where it is
 * the billing provider's own. */
static const tr_party *facility_of(const tr_cms1500_filling *to) {
  const tr_claim *claim = to->claim;
  if (claim->facility != NULL) return claim->facility;
  const bool at_home = tr__cms1500_is(&claim->place, TR_CODE("12"));
  return to->medicare && !at_home ? claim->billing : NULL;
}

void tr__cms1500_provider(tr_cms1500_filling *to) {
  static const char *const of_facility[3] = {"32", "32.street", "32.city"};
  static const char *const of_billing[3] = {"33", "33.street", "33.city"};
  const tr_claim *claim = to->claim;
  const tr_party *billing = claim->billing, *facility = facility_of(to);
  put_tax_id(to);
  tr__cms1500_copy(to, "26", claim->unit, &claim->id);
  if (is_sent(&claim->assignment))
    tr__cms1500_put(to, "27", 0,
                    tr__cms1500_is(&claim->assignment, TR_CODE("C"))
                        ? TR_STR("NO")
                        : TR_STR("YES"));
  if (tr__cms1500_is(&claim->signature, TR_CODE("Y")))
    tr__cms1500_put(to, "31", 0, TR_STR("SIGNATURE ON FILE"));
  if (facility != NULL) {
    put_place(to, facility, of_facility);
    tr__cms1500_copy(to, "32a", facility->unit, &facility->id);
    const tr_reference *other =
        tr__cms1500_reference(claim, TR_CODE("G2"), TR_CODE("2310C"));
    if (other != NULL && !to->medicare) {
      const tr_str value = tr_unit_text(other->unit, &other->value);
      tr__cms1500_putf(to, "32b", 0, "G2%.*s", TR_STR_ARG(value));
    }
  }
  if (billing == NULL) return;
  put_phone(to, billing);
  put_place(to, billing, of_billing);
  tr__cms1500_copy(to, "33a", billing->unit, &billing->id);
  const tr_str taxonomy = text_of(billing, &billing->taxonomy);
  if (taxonomy.n > 0 && !to->medicare)
    tr__cms1500_putf(to, "33b", 0, "ZZ%.*s", TR_STR_ARG(taxonomy));
}
