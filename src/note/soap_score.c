/* Outcome measures with their scores, and diagnosis codes with their status. */
#include "note/soap_parts.h"

enum { REACH = 12, STATUS_REACH = 8 };

/* --- Outcomes ------------------------------------------------------------- */

static bool is_earlier(const tr_soap *soap, const tr_soap_item *item) {
  const tr_soap_row *row = tr__soap_is(soap, item, TR_SOAP_PAIN);
  return row != NULL && row->first[0] == 'p' && row->first[2] == 's';
}

static bool is_target(const tr_soap *soap, const tr_soap_item *item) {
  const tr_soap_row *row = tr__soap_is(soap, item, TR_SOAP_PAIN);
  return tr__soap_is_sign(item, '<') || tr__soap_is_sign(item, '>') ||
         (row != NULL && (tr__soap_is_word(soap, item, "goal") ||
                          tr__soap_is_word(soap, item, "target"))) ||
         tr__soap_is_word(soap, item, "below") ||
         tr__soap_is_word(soap, item, "under");
}

static bool is_value(const tr_soap_item *item) {
  return item->shape == TR_SOAP_FIGURE || item->shape == TR_SOAP_RATIO ||
         (item->shape == TR_SOAP_AMOUNT && item->word[0] == '%' &&
          item->word[1] == '\0') ||
         (item->shape == TR_SOAP_AMOUNT && item->word[0] == 'p' &&
          item->word[1] == 'o');
}

/* The date that a score bears: directly behind it, or "(6/1/26)". */
static const tr_soap_item *date_of(const tr_soap *soap,
                                   const tr_soap_statement *in, size_t at) {
  if (at >= in->first + 2 && tr__soap_is_sign(&soap->items[at - 1], ':') &&
      soap->items[at - 2].shape == TR_SOAP_DATE)
    return &soap->items[at - 2];
  for (size_t i = at + 1; i < in->end && i < at + 4; i++) {
    const tr_soap_item *item = &soap->items[i];
    if (item->shape == TR_SOAP_DATE && i + 1 < in->end &&
        tr__soap_is_sign(&soap->items[i + 1], ':'))
      break; /* of the next score */
    if (item->shape == TR_SOAP_DATE) return item;
    if (!tr__soap_is_sign(item, '(') && !tr__soap_is_word(soap, item, "on") &&
        !tr__soap_is_word(soap, item, "of") && !tr__soap_is_sign(item, ','))
      break;
  }
  if (at >= in->first + 2 && soap->items[at - 1].shape == TR_SOAP_DATE)
    return &soap->items[at - 1];
  if (at >= in->first + 3 && soap->items[at - 2].shape == TR_SOAP_DATE &&
      (tr__soap_is_word(soap, &soap->items[at - 1], "was") ||
       tr__soap_is_sign(&soap->items[at - 1], ':')))
    return &soap->items[at - 2];
  return NULL;
}

static bool is_of_day(const tr_soap_value *known, const tr_soap_item *date) {
  tr_day day = TR_DAY_MIN;
  if (date == NULL || !tr__soap_has(known))
    return (date == NULL) == !tr__soap_has(known);
  return tr_day_read_iso(known->text, &day) == TR_OK && day == date->amount;
}

static tr_status put_outcome(tr_soap *soap, const tr_soap_row *instrument,
                             const tr_soap_item *name,
                             const tr_soap_item *score,
                             const tr_soap_item *date) {
  tr_soap_draft *draft = soap->draft;
  for (size_t i = 0; i < draft->outcome_count; i++)
    if (tr_str_eq(draft->outcomes[i].instrument.text,
                  tr_str_of(instrument->first)) &&
        is_of_day(&draft->outcomes[i].date, date))
      return TR_OK;
  if (draft->outcome_count == TR_SOAP_OUTCOMES) return TR_OK;
  tr_soap_outcome *outcome = &draft->outcomes[draft->outcome_count++];
  outcome->instrument = tr__soap_word_value(instrument->first, name->span);
  tr_status status =
      tr__soap_number_value(soap, score->amount, score->span, &outcome->score);
  if (status == TR_OK && score->shape == TR_SOAP_RATIO)
    status =
        tr__soap_number_value(soap, score->most, score->span, &outcome->max);
  if (status == TR_OK && date != NULL)
    status = tr__soap_date_value(soap, (tr_day)date->amount, date->span,
                                 &outcome->date);
  return status;
}

/* Scores behind an instrument: today's, of an arrow the last; those of other
 * days only with their date. */
static tr_status read_scores(tr_soap *soap, const tr_soap_statement *in,
                             size_t at, const tr_soap_row *row) {
  const tr_soap_item *name = &soap->items[at], *today = NULL;
  bool earlier = false, target = in->place == TR_SOAP_GOAL;
  if (at > in->first) earlier = is_earlier(soap, &soap->items[at - 1]);
  tr_status status = TR_OK;
  for (size_t i = at + 1; i < in->end && i <= at + REACH && status == TR_OK;
       i++) {
    const tr_soap_item *item = &soap->items[i];
    const tr_soap_row *other = tr__soap_is(soap, item, TR_SOAP_INSTRUMENT);
    if (other != NULL && (today != NULL || !tr_str_eq(tr_str_of(other->first),
                                                      tr_str_of(row->first))))
      break;
    if (is_earlier(soap, item)) earlier = true;
    if (tr__soap_is(soap, item, TR_SOAP_SERVICE) != NULL ||
        tr__soap_is(soap, item, TR_SOAP_TEST) != NULL ||
        tr__soap_is_word(soap, item, "n/a"))
      break;
    if (is_target(soap, item) && !tr__soap_is_sign(item, '>')) break;
    if (tr__soap_is_sign(item, ',') || tr__soap_is_sign(item, ')'))
      earlier = false;
    if (!is_value(item) || item->range) continue;
    const tr_soap_item *before = &soap->items[i - 1];
    const bool moved =
        tr__soap_is_sign(before, '>') || tr__soap_is_word(soap, before, "to");
    const tr_soap_item *date = date_of(soap, in, i);
    if (target) {
      /* "ODI 36% to < 15%": where it stands, and where it is to go */
      if (i + 1 < in->end && (tr__soap_is_word(soap, item + 1, "to") ||
                              tr__soap_is_sign(item + 1, '>')))
        today = item;
      break;
    }
    if (date != NULL)
      status = put_outcome(soap, row, name, item, date);
    else if (!earlier && (today == NULL || moved))
      today = item;
    earlier = false;
  }
  if (status == TR_OK && today != NULL)
    status = put_outcome(soap, row, name, today, NULL);
  return status;
}

/* "It was 52/100 on February 9, 2026.", behind the instrument's statement. */
static tr_status read_earlier(tr_soap *soap, const tr_soap_statement *in,
                              const tr_soap_row *row,
                              const tr_soap_item *name) {
  const tr_soap_item *date = NULL;
  for (size_t i = in->first; i < in->end; i++)
    if (soap->items[i].shape == TR_SOAP_DATE) date = &soap->items[i];
  for (size_t i = in->first + 2; i < in->end && date != NULL; i++)
    if (is_value(&soap->items[i]) && !soap->items[i].range &&
        tr__soap_is_word(soap, &soap->items[i - 1], "was") &&
        tr__soap_is_word(soap, &soap->items[i - 2], "it"))
      return put_outcome(soap, row, name, &soap->items[i], date);
  return TR_OK;
}

tr_status tr__soap_outcomes(tr_soap *soap) {
  tr_status status = TR_OK;
  const tr_soap_row *last = NULL;
  const tr_soap_item *name = NULL;
  for (size_t s = 0; s < soap->statement_count; s++) {
    const tr_soap_statement *in = &soap->statements[s];
    if (in->past || in->place == TR_SOAP_NEXT) continue;
    bool goal = false;
    const tr_soap_row *before = last;
    last = NULL;
    for (size_t i = in->first; i < in->end && status == TR_OK; i++) {
      const tr_soap_item *item = &soap->items[i];
      goal = goal || tr__soap_is_word(soap, item, "goal") ||
             tr__soap_is_word(soap, item, "goals");
      const tr_soap_row *row = tr__soap_is(soap, item, TR_SOAP_INSTRUMENT);
      if (row == NULL || goal) continue;
      status = read_scores(soap, in, i, row);
      last = row;
      name = item;
    }
    if (status == TR_OK && last == NULL && before != NULL)
      status = read_earlier(soap, in, before, name);
  }
  return status;
}

/* --- Diagnoses ------------------------------------------------------------ */

static const tr_soap_row *status_row(const tr_soap *soap,
                                     const tr_soap_item *item) {
  return tr__soap_is(soap, item, TR_SOAP_STATUS);
}

static bool leads_to_code(const tr_soap *soap, const tr_soap_statement *in,
                          size_t at) {
  for (size_t i = at + 1; i < in->end && i < at + 4; i++)
    if (soap->items[i].shape == TR_SOAP_DIAGNOSIS) return true;
  return false;
}

/* What is said of a code: words behind it as far as the next code, then those
 * before it in its clause, then a label that opens the statement. */
static const tr_soap_item *find_status(const tr_soap *soap,
                                       const tr_soap_statement *in, size_t at) {
  for (size_t i = at + 1; i < in->end && i - at < STATUS_REACH; i++) {
    const tr_soap_item *item = &soap->items[i];
    if (tr__soap_is_sign(item, ',') && i + 2 < in->end &&
        tr__soap_is_word(soap, &soap->items[i + 2], "resolved"))
      continue; /* ", has resolved" */
    if (item->shape == TR_SOAP_DIAGNOSIS || tr__soap_is_sign(item, ',') ||
        tr__soap_is_sign(item, ';') || item->breaks > 0)
      break;
    const tr_soap_row *row = status_row(soap, item);
    if (row == NULL) continue;
    /* "(r/o G54.0)" is said of the code behind it */
    if (row->first[0] == 'n' && leads_to_code(soap, in, i)) break;
    if (row->first[0] != 'h' || tr__soap_is_sign(&soap->items[i - 1], '('))
      return item;
  }
  bool list = false;
  for (size_t i = at; i > in->first && at - i < STATUS_REACH;) {
    const tr_soap_item *item = &soap->items[--i];
    const tr_soap_row *row = status_row(soap, item);
    if (item->shape == TR_SOAP_DIAGNOSIS || tr__soap_is_sign(item, ','))
      list = true;
    if (tr__soap_is_sign(item, ')') || tr__soap_is_sign(item, '.')) break;
    /* "considered G56.01, M54.12" goes on; "resolved" behind one does not */
    if (row != NULL && (!list || row->first[0] == 'n')) return item;
    if (item->breaks > 0) break;
  }
  for (size_t i = in->first; i < at && i < in->first + 5; i++)
    if (tr__soap_is_sign(&soap->items[i], ':') && i > in->first)
      for (size_t j = in->first; j < i; j++)
        if (status_row(soap, &soap->items[j]) != NULL) return &soap->items[j];
  return NULL;
}

static void put_diagnosis(tr_soap *soap, const tr_soap_statement *in,
                          size_t at) {
  tr_soap_draft *draft = soap->draft;
  const tr_soap_item *item = &soap->items[at];
  const tr_soap_item *said = find_status(soap, in, at);
  const char *word = said != NULL ? status_row(soap, said)->first : "active";
  const bool past = said == NULL && in->place == TR_SOAP_HISTORY;
  if (word[0] == 'n') return;
  const tr_soap_value code = tr__soap_text_value(soap, item->span);
  tr_soap_diagnosis *diagnosis = NULL;
  for (size_t i = 0; i < draft->diagnosis_count && diagnosis == NULL; i++)
    if (tr_str_eq_nocase(draft->diagnoses[i].code.text, code.text))
      diagnosis = &draft->diagnoses[i];
  if (diagnosis != NULL) {
    if (said != NULL && !tr__soap_has(&diagnosis->status))
      diagnosis->status = tr__soap_word_value(word, said->span);
    return;
  }
  if (draft->diagnosis_count == TR_SOAP_DIAGNOSES) return;
  diagnosis = &draft->diagnoses[draft->diagnosis_count++];
  diagnosis->code = code;
  if (said != NULL) diagnosis->status = tr__soap_word_value(word, said->span);
  /* the heading says it: the words from there to the code */
  if (past && in->first > 0)
    diagnosis->status = tr__soap_word_value(
        "history",
        (tr_span){soap->items[in->first - 1].span.start, item->span.end});
}

tr_status tr__soap_diagnoses(tr_soap *soap) {
  for (size_t s = 0; s < soap->statement_count; s++) {
    const tr_soap_statement *in = &soap->statements[s];
    if (in->place == TR_SOAP_FAMILY || in->past) continue;
    for (size_t i = in->first; i < in->end; i++)
      if (soap->items[i].shape == TR_SOAP_DIAGNOSIS) put_diagnosis(soap, in, i);
  }
  return TR_OK;
}
