/* The condition and what was done about it: items 10 and 14 to 23, and the
 * totals of 28 and 29. */
#include "form/cms1500_parts.h"

static bool is_sent(const tr_field *field) {
  return field->state != TR_FIELD_ABSENT;
}

/* ---------------------------------------------------------------- accidents */

static bool has_cause(const tr_claim *claim, tr_code code) {
  for (int i = 0; i < TR_CAUSES; i++)
    if (tr__cms1500_is(&claim->causes[i], code)) return true;
  return false;
}

static void put_yes_no(tr_cms1500_filling *to, const char *name, bool yes) {
  tr__cms1500_put(to, name, 0, yes ? TR_STR("YES") : TR_STR("NO"));
}

static void put_causes(tr_cms1500_filling *to) {
  const tr_claim *claim = to->claim;
  const bool automobile = has_cause(claim, TR_CODE("AA"));
  put_yes_no(to, "10a", has_cause(claim, TR_CODE("EM")));
  put_yes_no(to, "10b", automobile);
  if (automobile)
    tr__cms1500_copy(to, "10b.state", claim->unit, &claim->accident_state);
  put_yes_no(to, "10c", has_cause(claim, TR_CODE("OA")));
  char codes[64];
  size_t n = 0;
  for (uint32_t i = 0; i < claim->condition_count; i++) {
    const tr_str code =
        tr_unit_text(claim->conditions[i].unit, &claim->conditions[i].code);
    if (n + code.n + 1 > sizeof codes) break;
    if (n > 0) codes[n++] = ' ';
    if (code.n > 0) memcpy(codes + n, code.p, code.n);
    n += code.n;
  }
  tr__cms1500_put(to, "10d", 0, (tr_str){codes, n});
}

/* -------------------------------------------------------------------- dates */

/* Whether 14 has the initial treatment and 19 the x-ray: Medicare's
 * instructions for chiropractic services. */
static bool by_chiropractic_rule(const tr_cms1500_filling *to) {
  return to->medicare && to->chiropractic;
}

static void put_onset(tr_cms1500_filling *to) {
  static const char *const qualifiers[] = {"431", "484"};
  if (by_chiropractic_rule(to)) {
    tr__cms1500_date(to, "14", 0, &to->claim->initial_treatment, false);
    return;
  }
  for (size_t i = 0; i < 2; i++) {
    const tr_str qualifier = tr_str_of(qualifiers[i]);
    const tr_date *date =
        tr__cms1500_date_of(to->claim, tr_code_pack(qualifier));
    if (date == NULL || date->from.state != TR_FIELD_KNOWN) continue;
    tr__cms1500_date(to, "14", 0, &date->from, false);
    tr__cms1500_put(to, "14.qualifier", 0, qualifier);
    return;
  }
}

/* 15 has room for one date; Medicare wants none. */
static void put_other_date(tr_cms1500_filling *to) {
  static const char *const qualifiers[] = {"454", "304", "453", "439", "455",
                                           "471", "090", "091", "444"};
  if (to->medicare) return;
  for (size_t i = 0; i < sizeof qualifiers / sizeof qualifiers[0]; i++) {
    const tr_str qualifier = tr_str_of(qualifiers[i]);
    const tr_date *date =
        tr__cms1500_date_of(to->claim, tr_code_pack(qualifier));
    if (date == NULL || date->from.state != TR_FIELD_KNOWN) continue;
    tr__cms1500_put(to, "15.qualifier", 0, qualifier);
    tr__cms1500_date(to, "15", 0, &date->from, false);
    return;
  }
}

static void put_span(tr_cms1500_filling *to, const char *from, const char *till,
                     tr_code begin, tr_code end) {
  const tr_date *first = tr__cms1500_date_of(to->claim, begin);
  const tr_date *last = tr__cms1500_date_of(to->claim, end);
  if (first != NULL) tr__cms1500_date(to, from, 0, &first->from, false);
  if (last != NULL) tr__cms1500_date(to, till, 0, &last->from, false);
}

static void put_work(tr_cms1500_filling *to) {
  const tr_date *both = tr__cms1500_date_of(to->claim, TR_CODE("314"));
  if (both == NULL) {
    put_span(to, "16.from", "16.to", TR_CODE("360"), TR_CODE("361"));
    return;
  }
  tr__cms1500_date(to, "16.from", 0, &both->from, false);
  tr__cms1500_date(to, "16.to", 0, &both->to, false);
}

/* ------------------------------------------------------------------ sources */

static const tr_party *ordering_of(const tr_claim *claim) {
  for (uint32_t i = 0; i < claim->party_count; i++)
    if (claim->parties[i].loop == TR_CODE("2420E")) return &claim->parties[i];
  return NULL;
}

/* FIRST MIDDLE LAST SUFFIX, as 17 wants it. */
static void put_source_name(tr_cms1500_filling *to, const tr_party *party) {
  const tr_field *const fields[] = {&party->first_name, &party->middle_name,
                                    &party->name, &party->suffix};
  char text[160];
  size_t n = 0;
  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
    const tr_str word = tr_unit_text(party->unit, fields[i]);
    const size_t length = word.n < 38 ? word.n : 38;
    if (length == 0) continue;
    if (n > 0) text[n++] = ' ';
    memcpy(text + n, word.p, length);
    n += length;
  }
  tr__cms1500_plain(to, "17", (tr_str){text, n});
}

static void put_source(tr_cms1500_filling *to) {
  static const char *const others[] = {"G2", "0B", "1G", "LU"};
  const tr_claim *claim = to->claim;
  const tr_party *ordering = ordering_of(claim);
  const tr_party *party = claim->referring != NULL ? claim->referring
                          : ordering != NULL       ? ordering
                                                   : claim->supervising;
  if (party == NULL) return;
  tr__cms1500_put(to, "17.qualifier", 0,
                  party == claim->referring ? TR_STR("DN")
                  : party == ordering       ? TR_STR("DK")
                                            : TR_STR("DQ"));
  put_source_name(to, party);
  tr__cms1500_copy(to, "17b", party->unit, &party->id);
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
    const tr_reference *reference = tr__cms1500_reference(
        claim, tr_code_pack(tr_str_of(others[i])), party->loop);
    if (reference == NULL || to->medicare) continue;
    tr__cms1500_put(to, "17a.qualifier", 0, tr_str_of(others[i]));
    tr__cms1500_copy(to, "17a", reference->unit, &reference->value);
    return;
  }
}

/* 19: the x-ray by Medicare's rule, else the note; then what is attached. */
static void put_additional(tr_cms1500_filling *to) {
  const tr_claim *claim = to->claim;
  tr_buf text;
  tr_buf_init(&text, 1 << 16);
  if (by_chiropractic_rule(to) && claim->last_x_ray.state == TR_FIELD_KNOWN) {
    int year, month, day;
    tr_day_parts((tr_day)claim->last_x_ray.number, &year, &month, &day);
    tr_buf_addf(&text, "%02d %02d %02d ", month, day, year % 100);
  }
  tr_buf_add(&text, tr_unit_text(claim->unit, &claim->note));
  for (uint32_t i = 0; i < claim->attachment_count; i++) {
    const tr_attachment *sent = &claim->attachments[i];
    if (sent->line >= 0) continue;
    tr_buf_add(&text, text.n > 0 ? TR_STR(" PWK") : TR_STR("PWK"));
    tr_buf_add(&text, tr_unit_text(sent->unit, &sent->report));
    tr_buf_add(&text, tr_unit_text(sent->unit, &sent->transmission));
    tr_buf_add(&text, tr_unit_text(sent->unit, &sent->control));
  }
  tr__cms1500_put(to, "19", 0, tr_buf_str(&text));
  if (text.bad == TR_ENOMEM) to->bad = text.bad;
  tr_buf_done(&text);
}

static void put_laboratory(tr_cms1500_filling *to) {
  const tr_claim *claim = to->claim;
  tr_cents sum = 0;
  bool bought = false;
  for (uint32_t i = 0; i < claim->line_count; i++) {
    const tr_field *charge = &claim->lines[i].purchased_charge;
    if (charge->state != TR_FIELD_KNOWN) continue;
    bought = true;
    if (tr_cents_add(sum, charge->number, &sum) != TR_OK) return;
  }
  put_yes_no(to, "20", bought);
  if (bought) tr__cms1500_amount(to, "20.charge", 0, sum);
}

/* ---------------------------------------------------------------- diagnoses */

static void put_diagnoses(tr_cms1500_filling *to) {
  static const char *const names[] = {"21A", "21B", "21C", "21D", "21E", "21F",
                                      "21G", "21H", "21I", "21J", "21K", "21L"};
  const tr_claim *claim = to->claim;
  for (uint32_t i = 0; i < claim->diagnosis_count; i++) {
    const tr_diagnosis *diagnosis = &claim->diagnoses[i];
    if (i == 0) {
      const bool ninth = tr__cms1500_is(&diagnosis->qualifier, TR_CODE("BK")) ||
                         tr__cms1500_is(&diagnosis->qualifier, TR_CODE("BF"));
      tr__cms1500_put(to, "21.indicator", 0, ninth ? TR_STR("9") : TR_STR("0"));
    }
    if (diagnosis->position < 1 || diagnosis->position > 12) continue;
    tr__cms1500_plain(to, names[diagnosis->position - 1],
                      tr_unit_text(diagnosis->unit, &diagnosis->code));
  }
}

/* ------------------------------------------------------------------ numbers */

/* 22: only a claim that replaces or voids another has a code here. */
static void put_resubmission(tr_cms1500_filling *to) {
  const tr_claim *claim = to->claim;
  if (is_sent(&claim->frequency) &&
      !tr__cms1500_is(&claim->frequency, TR_CODE("1")))
    tr__cms1500_copy(to, "22", claim->unit, &claim->frequency);
  tr__cms1500_copy(to, "22.reference", claim->unit, &claim->original_reference);
}

static void put_authorization(tr_cms1500_filling *to) {
  static const char *const qualifiers[] = {"G1", "9F", "X4", "EW"};
  for (size_t i = 0; i < sizeof qualifiers / sizeof qualifiers[0]; i++) {
    const tr_reference *reference = tr__cms1500_reference(
        to->claim, tr_code_pack(tr_str_of(qualifiers[i])), 0);
    if (reference == NULL) continue;
    tr__cms1500_copy(to, "23", reference->unit, &reference->value);
    return;
  }
}

/* 29: what the patient paid and, but for Medicare, what other payers paid. */
static void put_totals(tr_cms1500_filling *to) {
  const tr_claim *claim = to->claim;
  if (!to->last) return;
  if (claim->total.state == TR_FIELD_KNOWN)
    tr__cms1500_amount(to, "28", 0, claim->total.number);
  bool paid = claim->patient_paid.state == TR_FIELD_KNOWN;
  tr_cents sum = paid ? claim->patient_paid.number : 0;
  for (uint32_t i = 0; i < claim->other_payer_count && !to->medicare; i++) {
    const tr_field *amount = &claim->other_payers[i].paid;
    if (amount->state != TR_FIELD_KNOWN) continue;
    paid = true;
    if (tr_cents_add(sum, amount->number, &sum) != TR_OK) return;
  }
  if (paid) tr__cms1500_amount(to, "29", 0, sum);
}

void tr__cms1500_condition(tr_cms1500_filling *to) {
  put_causes(to);
  put_onset(to);
  put_other_date(to);
  put_work(to);
  put_source(to);
  put_span(to, "18.from", "18.to", TR_CODE("435"), TR_CODE("096"));
  put_additional(to);
  put_laboratory(to);
  put_diagnoses(to);
  put_resubmission(to);
  put_authorization(to);
  put_totals(to);
}
