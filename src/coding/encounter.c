/* Decides which levels a file of encounters has, who stands in them, and where
 * a set ends; the guide's tables judge each segment. */
#include "coding/encounter.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

#include "coding/encounter_parts.h"

enum { REFERENCE_BYTES = 32 };

/** The set being written. */
typedef struct set_writer {
  tr_writer *writer;
  const tr_encounter *first;     /* of the file */
  const tr_encounter *last;      /* of the set; NULL: none yet */
  uint64_t level, billing_level; /* HL01 */
  uint64_t sets, claims;         /* of the file; of the set */
} set_writer;

/* ------------------------------------------------------------------- pieces */

tr_str tr__encounter_capitals(tr_str text, char *to) {
  text = tr_str_trim(text);
  const size_t n = text.n < TR_ENCOUNTER_TEXT ? text.n : TR_ENCOUNTER_TEXT;
  for (size_t i = 0; i < n; i++) {
    const char c = text.p[i];
    to[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
  }
  return (tr_str){to, n};
}

void tr__encounter_put(tr_writer *writer, const char *id,
                       const tr_str *elements, size_t count) {
  char text[TR_ENCOUNTER_TEXT];
  tr_write_begin(writer, tr_code_pack(tr_str_of(id)));
  for (size_t i = 0; i < count; i++)
    tr_write_element(writer, tr__encounter_capitals(elements[i], text));
  tr_write_end(writer);
}

void tr__encounter_name(tr_writer *writer, const char *role,
                        const tr_encounter_party *party, const char *qualifier,
                        tr_str id) {
  const bool person = party->person;
  const bool coded = tr_str_trim(id).n > 0;
  TR_PUT(writer, "NM1", tr_str_of(role), person ? TR_STR("1") : TR_STR("2"),
         party->name, person ? party->first_name : TR_NO_TEXT,
         person ? party->middle_name : TR_NO_TEXT, TR_NO_TEXT,
         person ? party->suffix : TR_NO_TEXT,
         coded ? tr_str_of(qualifier) : TR_NO_TEXT, id);
}

tr_str tr__encounter_day(tr_day day, char *text) {
  if (day == TR_DAY_MIN) return TR_NO_TEXT;
  int year, month, day_of_month;
  tr_day_parts(day, &year, &month, &day_of_month);
  const int n = snprintf(text, TR_DAY_TEXT, "%04d%02d%02d", year % 10000,
                         month % 100, day_of_month % 100);
  return (tr_str){text, n > 0 ? (size_t)n : 0};
}

static void put_level(set_writer *to, uint64_t parent, const char *code,
                      bool children) {
  char own[TR_NUMBER_TEXT], above[TR_NUMBER_TEXT];
  to->level++;
  TR_PUT(to->writer, "HL", tr_number_text(to->level, own),
         parent > 0 ? tr_number_text(parent, above) : TR_NO_TEXT,
         tr_str_of(code), children ? TR_STR("1") : TR_STR("0"));
}

static void put_address(tr_writer *writer, const tr_encounter_party *party) {
  TR_PUT(writer, "N3", party->street, party->street_more);
  TR_PUT(writer, "N4", party->city, party->state, party->zip);
}

static void put_demographics(tr_writer *writer,
                             const tr_encounter_party *party) {
  char born[TR_DAY_TEXT];
  TR_PUT(writer, "DMG", TR_STR("D8"), tr__encounter_day(party->born, born),
         (tr_str){&party->sex, party->sex != '\0'});
}

static void put_contact(tr_writer *writer, const tr_encounter_party *party) {
  TR_PUT(writer, "PER", TR_STR("IC"), party->contact, TR_STR("TE"),
         party->phone);
}

static void put_casualty_number(tr_writer *writer, tr_str number) {
  if (number.n > 0) TR_PUT(writer, "REF", TR_STR("Y4"), number);
}

/* ------------------------------------------------------------------- levels */

static bool same_contact(const tr_encounter_party *a,
                         const tr_encounter_party *b) {
  return tr_str_eq(a->contact, b->contact) && tr_str_eq(a->phone, b->phone);
}

static bool same_party(const tr_encounter_party *a,
                       const tr_encounter_party *b) {
  return a == b ||
         (a->person == b->person && tr_str_eq(a->name, b->name) &&
          tr_str_eq(a->first_name, b->first_name) &&
          tr_str_eq(a->middle_name, b->middle_name) &&
          tr_str_eq(a->suffix, b->suffix) && tr_str_eq(a->npi, b->npi) &&
          tr_str_eq(a->taxonomy, b->taxonomy) &&
          tr_str_eq(a->tax_id, b->tax_id) &&
          a->tax_id_is_personal == b->tax_id_is_personal &&
          tr_str_eq(a->id, b->id) && tr_str_eq(a->street, b->street) &&
          tr_str_eq(a->street_more, b->street_more) &&
          tr_str_eq(a->city, b->city) && tr_str_eq(a->state, b->state) &&
          tr_str_eq(a->zip, b->zip) && same_contact(a, b));
}

static void put_billing(set_writer *to, const tr_encounter *encounter) {
  tr_writer *writer = to->writer;
  const tr_encounter_party *billing = encounter->billing;
  put_level(to, 0, "20", true);
  to->billing_level = to->level;
  if (billing->taxonomy.n > 0)
    TR_PUT(writer, "PRV", TR_STR("BI"), TR_STR("PXC"), billing->taxonomy);
  tr__encounter_name(writer, "85", billing, "XX", billing->npi);
  put_address(writer, billing);
  TR_PUT(writer, "REF",
         billing->tax_id_is_personal ? TR_STR("SY") : TR_STR("EI"),
         billing->tax_id);
  /* a contact that is that of the submitter is not said again */
  if (billing->phone.n > 0 && !same_contact(billing, encounter->submitter))
    put_contact(writer, billing);
}

static void put_subscriber(set_writer *to, const tr_encounter *encounter) {
  tr_writer *writer = to->writer;
  const tr_encounter_party *subscriber = encounter->subscriber;
  const bool self = encounter->patient == NULL;
  put_level(to, to->billing_level, "22", !self);
  TR_PUT(writer, "SBR", TR_STR("P"), self ? TR_STR("18") : TR_NO_TEXT,
         encounter->group, TR_NO_TEXT, TR_NO_TEXT, TR_NO_TEXT, TR_NO_TEXT,
         TR_NO_TEXT, encounter->filing_code);
  tr__encounter_name(writer, "IL", subscriber, "MI", subscriber->id);
  if (self || subscriber->street.n > 0) put_address(writer, subscriber);
  if (self || subscriber->born != TR_DAY_MIN)
    put_demographics(writer, subscriber);
  if (self) put_casualty_number(writer, encounter->casualty_number);

  const tr_encounter_party *payer = encounter->payer;
  tr__encounter_name(writer, "PR", payer, "PI", payer->id);
  if (payer->street.n > 0) put_address(writer, payer);
}

static void put_patient(set_writer *to, const tr_encounter *encounter) {
  tr_writer *writer = to->writer;
  const tr_encounter_party *patient = encounter->patient;
  put_level(to, to->level, "23", false);
  TR_PUT(writer, "PAT", encounter->relationship);
  tr__encounter_name(writer, "QC", patient, "", TR_NO_TEXT);
  put_address(writer, patient);
  put_demographics(writer, patient);
  put_casualty_number(writer, encounter->casualty_number);
}

/* --------------------------------------------------------------------- sets */

static void begin_set(set_writer *to, const tr_spec *spec,
                      const tr_encounter_file *file) {
  tr_writer *writer = to->writer;
  char control[TR_NUMBER_TEXT], date[TR_DAY_TEXT], reference[REFERENCE_BYTES];
  to->sets++;
  to->level = to->claims = 0;
  to->last = NULL;
  int n = snprintf(control, sizeof control, "%04" PRIu64, to->sets);
  tr_write_set(writer, spec, (tr_str){control, n > 0 ? (size_t)n : 0});
  n = snprintf(reference, sizeof reference, "%09" PRIu32 "-%" PRIu64,
               file->control, to->sets);
  TR_PUT(writer, "BHT", TR_STR("0019"), TR_STR("00"),
         (tr_str){reference, n > 0 ? (size_t)n : 0},
         tr__encounter_day(file->date, date),
         file->time.n > 0 ? file->time : TR_STR("0000"), TR_STR("CH"));
  const tr_encounter_party *submitter = to->first->submitter;
  const tr_encounter_party *receiver = to->first->receiver;
  tr__encounter_name(writer, "41", submitter, "46", submitter->id);
  put_contact(writer, submitter);
  tr__encounter_name(writer, "40", receiver, "46", receiver->id);
}

static bool refuse(tr_write_error *error, tr_code segment, unsigned element,
                   const char *reason) {
  *error = (tr_write_error){segment, (uint8_t)element, 0, reason};
  return false;
}

/* Everything of a file is between two parties. */
static bool check_parties(const set_writer *to, const tr_encounter *encounter,
                          tr_write_error *error) {
  if (!same_party(encounter->submitter, to->first->submitter))
    return refuse(error, TR_CODE("NM1"), 9,
                  "is another submitter than that of the file");
  if (!same_party(encounter->receiver, to->first->receiver))
    return refuse(error, TR_CODE("NM1"), 9,
                  "is another receiver than that of the file");
  return true;
}

static bool is_blank(tr_str text) { return tr_str_trim(text).n == 0; }

/* Names and numbers that the guide asks of some only: an organisation may be a
 * subscriber without member number, a chiropractor has an NPI. */
static bool check_names(const tr_encounter *encounter, tr_write_error *error) {
  const tr_code nm1 = TR_CODE("NM1");
  const tr_encounter_party *named[] = {
      encounter->subscriber, encounter->patient, encounter->rendering};
  for (size_t i = 0; i < sizeof named / sizeof *named; i++)
    if (named[i] != NULL && is_blank(named[i]->name))
      return refuse(error, nm1, 3, "is missing");
  if (is_blank(encounter->billing->npi) ||
      (encounter->rendering != NULL && is_blank(encounter->rendering->npi)) ||
      (encounter->subscriber->person && is_blank(encounter->subscriber->id)))
    return refuse(error, nm1, 9, "is missing");
  return true;
}

static tr_status put_encounter(set_writer *to, const tr_encounter *encounter,
                               tr_write_error *error) {
  tr_writer *writer = to->writer;
  tr_cents total;
  if (!check_parties(to, encounter, error) || !check_names(encounter, error) ||
      !tr__encounter_check(encounter, &total, error))
    return TR_ESYNTAX;
  if (to->last == NULL || !same_party(encounter->billing, to->last->billing))
    put_billing(to, encounter);
  put_subscriber(to, encounter);
  if (encounter->patient != NULL) put_patient(to, encounter);
  tr__encounter_claim(writer, encounter, total);
  to->last = encounter;
  to->claims++;
  if (writer->bad == TR_ESYNTAX) *error = writer->error;
  return writer->bad;
}

static tr_write_envelope envelope_of(const tr_encounter *first,
                                     const tr_encounter_file *file,
                                     char *date) {
  const tr_str mutual = TR_STR("ZZ");
  const tr_str sender = tr_str_trim(first->submitter->id);
  const tr_str receiver = tr_str_trim(first->receiver->id);
  return (tr_write_envelope){
      .delims = {'*', '^', ':', '~'},
      .sender_qualifier =
          file->sender_qualifier.n > 0 ? file->sender_qualifier : mutual,
      .sender = sender,
      .receiver_qualifier =
          file->receiver_qualifier.n > 0 ? file->receiver_qualifier : mutual,
      .receiver = receiver,
      .date = tr__encounter_day(file->date, date),
      .time = file->time.n > 0 ? file->time : TR_STR("0000"),
      .control = file->control,
      .test = file->test,
      .group_sender = sender,
      .group_receiver = receiver};
}

/* The whole file; on failure *bad is the encounter at hand. */
static tr_status put_file(set_writer *to, const tr_spec *spec,
                          const tr_encounter_file *file, size_t count,
                          tr_write_error *error, size_t *bad) {
  tr_writer *writer = to->writer;
  char date[TR_DAY_TEXT];
  const tr_write_envelope envelope = envelope_of(to->first, file, date);
  tr_write_interchange(writer, &envelope);
  tr_write_group(writer, spec);
  for (size_t i = 0; i < count; i++) {
    *bad = i;
    if (to->claims == TR_ENCOUNTER_SET) tr_write_set_end(writer);
    if (i == 0 || to->claims == TR_ENCOUNTER_SET) begin_set(to, spec, file);
    const tr_status status =
        writer->bad == TR_OK ? put_encounter(to, &to->first[i], error) : TR_OK;
    if (status != TR_OK) return status;
  }
  tr_write_set_end(writer);
  tr_write_group_end(writer);
  tr_write_interchange_end(writer);
  if (writer->bad == TR_ESYNTAX) *error = writer->error;
  return writer->bad;
}

tr_status tr_encounters_write(const tr_encounter *encounters, size_t count,
                              const tr_encounter_file *file, tr_buf *out,
                              tr_write_error *error, size_t *bad) {
  const tr_spec *spec = tr_spec_find(TR_STR("005010X222A1"), TR_STR("837"));
  assert(count > 0 && spec != NULL);
  tr_writer writer;
  tr_writer_init(&writer, out);
  set_writer to = {.writer = &writer, .first = encounters};
  tr_write_error refused = {0};
  size_t at = 0;
  const tr_status status = put_file(&to, spec, file, count, &refused, &at);
  tr_writer_done(&writer);
  if (status == TR_ESYNTAX) {
    *error = refused;
    *bad = at;
  }
  return status;
}
