/* Segments of a 277CA in their order: source, receiver, providers, claims. */
#include "render/ack_277ca_write.h"

/* One set being written. */
typedef struct set_writer {
  tr_writer *writer;
  const tr_ack_claims *claims;
  const tr_ack_dates *dates;
  const tr_spec_segment *claim_status, *line_status, *service;
  uint64_t level;     /* HL01 of the last */
  const char *source; /* NM101 of the source */
} set_writer;

#define NONE ((tr_str){NULL, 0})

/* A segment of short elements; an empty one keeps its place. */
static void put(tr_writer *writer, const char *id, const tr_str *elements,
                size_t count) {
  tr_write_begin(writer, tr_code_pack(tr_str_of(id)));
  for (size_t i = 0; i < count; i++) tr_write_element(writer, elements[i]);
  tr_write_end(writer);
}

#define PUT(writer, id, ...)                         \
  put((writer), (id), (const tr_str[]){__VA_ARGS__}, \
      sizeof((const tr_str[]){__VA_ARGS__}) / sizeof(tr_str))

static tr_str or_unknown(tr_str text) {
  return text.n > 0 ? text : TR_STR("UNKNOWN");
}

/* ------------------------------------------------------------------- pieces */

static void put_level(set_writer *to, uint64_t parent, const char *code,
                      const char *children) {
  char own[TR_NUMBER_TEXT], above[TR_NUMBER_TEXT];
  to->level++;
  PUT(to->writer, "HL", tr_number_text(to->level, own),
      parent > 0 ? tr_number_text(parent, above) : NONE, tr_str_of(code),
      tr_str_of(children));
}

static void put_name(set_writer *to, const char *role, const tr_ack_name *name,
                     bool person, tr_str qualifier) {
  const bool coded = name->id.n >= 2;
  PUT(to->writer, "NM1", tr_str_of(role), person ? TR_STR("1") : TR_STR("2"),
      or_unknown(name->last), name->first, name->middle, NONE, name->suffix,
      qualifier, coded ? name->id : TR_STR("UNKNOWN"));
}

static void put_date(set_writer *to, const char *qualifier, tr_str date) {
  PUT(to->writer, "DTP", tr_str_of(qualifier), TR_STR("D8"), date);
}

static void put_quantity(tr_writer *writer, const char *qualifier,
                         uint64_t count) {
  char text[TR_NUMBER_TEXT];
  if (count == 0) return;
  PUT(writer, "QTY", tr_str_of(qualifier), tr_number_text(count, text));
}

static void put_amount(tr_writer *writer, const char *qualifier,
                       tr_cents amount, uint64_t count) {
  if (count == 0) return;
  tr_write_begin(writer, TR_CODE("AMT"));
  tr_write_element(writer, tr_str_of(qualifier));
  tr_write_money(writer, amount);
  tr_write_end(writer);
}

static void put_sums(tr_writer *writer, const tr_ack_sums *sums,
                     const char *accepted, const char *rejected) {
  put_quantity(writer, accepted, sums->accepted);
  put_quantity(writer, rejected, sums->rejected);
  put_amount(writer, "YU", sums->accepted_charge, sums->accepted);
  put_amount(writer, "YY", sums->rejected_charge, sums->rejected);
}

static tr_cents total_of(const tr_ack_sums *sums) {
  return sums->accepted_charge + sums->rejected_charge;
}

/* A level above claims was received; what of it was accepted is in the sums. */
static void put_received(set_writer *to, tr_str date, tr_cents total) {
  tr_writer *writer = to->writer;
  tr_write_begin(writer, TR_CODE("STC"));
  tr_write_part(writer, TR_STR("A1"));
  tr_write_part(writer, TR_STR("19"));
  tr_write_part(writer, tr_str_of(to->source));
  tr_write_element(writer, date);
  tr_write_element(writer, TR_STR("WQ"));
  tr_write_money(writer, total);
  tr_write_end(writer);
}

static void put_reason(tr_writer *writer, const tr_spec_segment *definition,
                       const tr_ack_status *status) {
  const tr_str entity = tr_str_of(status->entity);
  tr_write_part(writer, tr_str_of(status->category));
  tr_write_part(writer, tr_str_of(status->code));
  if (entity.n > 0 && tr_ack_allows(definition, 1, 3, entity))
    tr_write_part(writer, entity);
  tr_write_part_end(writer);
}

static void put_empty(tr_writer *writer, unsigned count) {
  while (count-- > 0) tr_write_element(writer, NONE);
}

/* The second and third reason stand in STC10 and STC11. */
static void put_reasons(tr_writer *writer, const tr_spec_segment *definition,
                        const tr_ack_statuses *statuses) {
  for (size_t i = 1; i < TR_ACK_STATUSES; i++)
    if (i < statuses->count)
      put_reason(writer, definition, &statuses->at[i]);
    else
      put_empty(writer, 1);
}

/* CCYYMMDD or a period of two of them. */
static void put_period(set_writer *to, tr_day from, tr_day last) {
  char first_iso[TR_DAY_TEXT], last_iso[TR_DAY_TEXT];
  char period[18];
  tr_day_text(from, first_iso);
  tr_day_text(last, last_iso);
  snprintf(period, sizeof period, "%.4s%.2s%.2s-%.4s%.2s%.2s", first_iso,
           first_iso + 5, first_iso + 8, last_iso, last_iso + 5, last_iso + 8);
  const bool one_day = from == last;
  PUT(to->writer, "DTP", TR_STR("472"), one_day ? TR_STR("D8") : TR_STR("RD8"),
      (tr_str){period, one_day ? 8 : 17});
}

/* -------------------------------------------------------------------- lines */

static void put_service(set_writer *to, const tr_ack_line *line) {
  tr_writer *writer = to->writer;
  tr_write_begin(writer, TR_CODE("SVC"));
  tr_write_part(writer, line->qualifier);
  tr_write_part(writer, line->code);
  for (size_t i = 0; i < TR_MODIFIERS; i++)
    if (line->modifiers[i].n == 2) tr_write_part(writer, line->modifiers[i]);
  tr_write_part_end(writer);
  tr_write_money(writer, line->charge);
  put_empty(writer, 4);
  tr_write_element(writer, line->units);
  tr_write_end(writer);
}

static void put_line(set_writer *to, const tr_ack_line *line) {
  tr_writer *writer = to->writer;
  if (!tr_ack_allows(to->service, 1, 1, line->qualifier) ||
      line->qualifier.n == 0 || line->statuses.count == 0)
    return;
  put_service(to, line);
  tr_write_begin(writer, TR_CODE("STC"));
  put_reason(writer, to->line_status, &line->statuses.at[0]);
  tr_write_element(writer, NONE);
  tr_write_element(writer, TR_STR("U"));
  put_empty(writer, 6);
  put_reasons(writer, to->line_status, &line->statuses);
  tr_write_end(writer);
  PUT(writer, "REF", TR_STR("FJ"), line->control);
  if (line->from != TR_DAY_MIN) put_period(to, line->from, line->to);
}

/* ------------------------------------------------------------------- claims */

static void put_claim_status(set_writer *to, const tr_ack_claim *claim) {
  static const tr_ack_status accepted = {"A2", "20", ""};
  tr_writer *writer = to->writer;
  tr_write_begin(writer, TR_CODE("STC"));
  put_reason(writer, to->claim_status,
             claim->rejected ? &claim->statuses.at[0] : &accepted);
  tr_write_element(writer, to->dates->today);
  tr_write_element(writer, claim->rejected ? TR_STR("U") : TR_STR("WQ"));
  tr_write_money(writer, claim->charge);
  if (claim->rejected) {
    put_empty(writer, 5);
    put_reasons(writer, to->claim_status, &claim->statuses);
    tr_write_element(writer, claim->said);
  }
  tr_write_end(writer);
}

static void put_claim(set_writer *to, const tr_ack_claim *claim,
                      uint64_t provider) {
  tr_writer *writer = to->writer;
  put_level(to, provider, "PT", "");
  put_name(to, "QC", &claim->patient, true, claim->patient.qualifier);
  PUT(writer, "TRN", TR_STR("2"), claim->id.n > 0 ? claim->id : TR_STR("0"));
  put_claim_status(to, claim);
  if (claim->trace.n > 0) PUT(writer, "REF", TR_STR("D9"), claim->trace);
  /* the guide wants a date also of a claim that has none: then that of its
     arrival */
  if (claim->from != TR_DAY_MIN)
    put_period(to, claim->from, claim->to);
  else
    put_date(to, "472", to->dates->received);
  for (const tr_ack_line *line = claim->lines; line != NULL; line = line->next)
    put_line(to, line);
}

/* ------------------------------------------------------------------- levels */

static void put_provider(set_writer *to, const tr_ack_provider *provider,
                         uint64_t receiver, uint64_t number) {
  char trace[TR_NUMBER_TEXT];
  put_level(to, receiver, "19", "1");
  const uint64_t own = to->level;
  const tr_str qualifier =
      provider->name.qualifier.n > 0 ? provider->name.qualifier : TR_STR("FI");
  put_name(to, "85", &provider->name, provider->name.person, qualifier);
  PUT(to->writer, "TRN", TR_STR("1"), tr_number_text(number, trace));
  put_received(to, NONE, total_of(&provider->sums));
  put_sums(to->writer, &provider->sums, "QA", "QC");
  for (const tr_ack_claim *claim = provider->claims; claim != NULL;
       claim = claim->next)
    put_claim(to, claim, own);
}

/* Who answers: the payer where all claims have one, else whom they were sent
 * to. */
static void put_source(set_writer *to, const tr_spec *spec) {
  const tr_ack_claims *claims = to->claims;
  const tr_spec_segment *name =
      tr_ack_segment(spec, TR_CODE("2100A"), TR_CODE("NM1"));
  const bool payer = claims->has_payer && !claims->many_payers &&
                     claims->payer.last.n > 0 && claims->payer.id.n >= 2 &&
                     tr_ack_allows(name, 8, 0, claims->payer.qualifier) &&
                     claims->payer.qualifier.n > 0;
  to->source = payer ? "PR" : "AY";
  tr_ack_name source = payer ? claims->payer : claims->receiver;
  source.first = source.middle = source.suffix = NONE;
  put_level(to, 0, "20", "1");
  put_name(to, to->source, &source, false,
           payer ? source.qualifier : TR_STR("46"));
  PUT(to->writer, "TRN", TR_STR("1"), to->dates->reference);
  put_date(to, "050", to->dates->received);
  put_date(to, "009", to->dates->today);
}

void tr_ack_claims_write(const tr_ack_claims *claims, const tr_spec *spec,
                         const tr_ack_dates *dates, tr_writer *writer) {
  const tr_code stc = TR_CODE("STC");
  set_writer to = {
      .writer = writer,
      .claims = claims,
      .dates = dates,
      .claim_status = tr_ack_segment(spec, TR_CODE("2200D"), stc),
      .line_status = tr_ack_segment(spec, TR_CODE("2220D"), stc),
      .service = tr_ack_segment(spec, TR_CODE("2220D"), TR_CODE("SVC"))};
  PUT(writer, "BHT", TR_STR("0085"), TR_STR("08"), dates->reference,
      dates->today, dates->time, TR_STR("TH"));
  put_source(&to, spec);
  put_level(&to, 1, "21", "1");
  tr_ack_name submitter = claims->submitter;
  submitter.suffix = NONE;
  put_name(&to, "41", &submitter, submitter.person, TR_STR("46"));
  PUT(writer, "TRN", TR_STR("2"),
      claims->batch.n > 0 ? claims->batch : TR_STR("0"));
  put_received(&to, dates->today, total_of(&claims->sums));
  put_sums(writer, &claims->sums, "90", "AA");
  uint64_t number = 0;
  for (const tr_ack_provider *provider = claims->providers; provider != NULL;
       provider = provider->next)
    put_provider(&to, provider, 2, ++number);
}
