/* Of which day and patient a note is, and when it was signed. */
#include "note/soap_parts.h"

#include <stdio.h>

enum {
  LABEL_REACH = 5, /* items between a label and its date */
  NPI_DIGITS = 10,
  TITLE_ITEMS = 6, /* of a note's title */
  SIGNED_REACH = 16
};

static const tr_soap_item *item_at(const tr_soap *soap, size_t at) {
  return at < soap->item_count ? &soap->items[at] : NULL;
}

/* --- Dates ---------------------------------------------------------------- */

/* What the words before a date make of it: the value of a LABEL row, "signed",
 * "exam", "abn", or NULL. */
static const char *label_of(const tr_soap *soap, size_t at) {
  for (size_t back = 1; back <= LABEL_REACH && back <= at; back++) {
    const tr_soap_item *item = item_at(soap, at - back);
    if (item_at(soap, at - back + 1)->breaks > 0) break;
    if (tr__soap_is_sign(item, '.') && !item->gap && back < at &&
        tr__soap_text(soap, item_at(soap, at - back - 1)).n == 1)
      continue; /* "b. 14 Nov 1948" */
    if (item->shape == TR_SOAP_DATE || tr__soap_is_sign(item, '.') ||
        tr__soap_is_sign(item, ';'))
      break;
    const tr_soap_row *row = tr__soap_is(soap, item, TR_SOAP_LABEL);
    if (row != NULL && (row->second[0] == '\0' ||
                        (row->second[0] == 'm' &&
                         tr__soap_is_sign(item_at(soap, at - back + 1), ':'))))
      return row->first;
    if (row != NULL && row->second[0] == 'l' && back <= 2 &&
        (tr__soap_is_sign(item_at(soap, at - back + 1), '.') ||
         tr__soap_is_sign(item_at(soap, at - back + 1), ':')))
      return row->first; /* "b. 14 Nov 1948" */
    if (tr__soap_is(soap, item, TR_SOAP_SIGNED) != NULL) return "signed";
    if (tr__soap_is(soap, item, TR_SOAP_REEXAM) != NULL) return "exam";
    if (tr__soap_is(soap, item, TR_SOAP_ABN) != NULL) return "abn";
    if (tr__soap_is(soap, item, TR_SOAP_INSTRUMENT) != NULL ||
        (tr__soap_is(soap, item, TR_SOAP_PAIN) != NULL &&
         tr__soap_is(soap, item, TR_SOAP_PAIN)->first[1] == 'a' &&
         tr__soap_is(soap, item, TR_SOAP_PAIN)->first[2] == 's'))
      return "other";
  }
  return NULL;
}

static bool is_label(const char *label, const char *wanted) {
  return label != NULL && tr_str_eq(tr_str_of(label), tr_str_of(wanted));
}

/* The place of the statement an item is in, 'Z' where it is in a heading. */
static char place_of(const tr_soap *soap, size_t at) {
  size_t low = 0, high = soap->statement_count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (soap->statements[middle].end <= at)
      low = middle + 1;
    else
      high = middle;
  }
  return low < soap->statement_count && soap->statements[low].first <= at
             ? soap->statements[low].place
             : TR_SOAP_SIGNATURE;
}

/* Whether anything but a signature follows on the line. */
static bool has_content(const tr_soap *soap, size_t at) {
  const tr_soap_item *next = item_at(soap, at + 1),
                     *more = item_at(soap, at + 2);
  return next != NULL && next->breaks == 0 && more != NULL && more->breaks == 0;
}

/* A line that is a date and who wrote, at the end of the note. */
static bool starts_signature(const tr_soap *soap, size_t at) {
  if (item_at(soap, at)->breaks == 0) return false;
  for (size_t i = at + 1; i < soap->item_count && i < at + 9; i++) {
    if (item_at(soap, i)->breaks > 0) break;
    if (tr__soap_is(soap, item_at(soap, i), TR_SOAP_CREDENTIAL) != NULL)
      return true;
  }
  return false;
}

static size_t service_date(const tr_soap *soap) {
  size_t best = soap->item_count;
  int best_rank = 0;
  size_t dated_lines = 0;
  for (size_t i = 0; i < soap->item_count; i++) {
    const tr_soap_item *item = item_at(soap, i);
    if (item->shape != TR_SOAP_DATE) continue;
    const char *label = label_of(soap, i);
    const char place = place_of(soap, i);
    const bool head = place == TR_SOAP_NOWHERE;
    const bool starts = item->breaks > 0 && head && label == NULL;
    int rank = 0;
    int year, month, date;
    tr_day_parts((tr_day)item->amount, &year, &month, &date);
    if (year < 2000) continue;
    /* "RE-EXAMINATION, 12 March 2026" is a title */
    if (is_label(label, "exam") && i < TITLE_ITEMS) label = NULL;
    if (is_label(label, "service"))
      rank = 6;
    else if (is_label(label, "date") && (head || i < 12))
      rank = 5;
    else if (label == NULL && starts)
      rank = 4;
    else if (label == NULL && i < 14)
      rank = 3;
    else if (label == NULL && head)
      rank = 2;
    else if (label == NULL && starts_signature(soap, i))
      rank = 1;
    if (starts && has_content(soap, i)) dated_lines++;
    /* of the lines of a travel card the last is today's */
    const bool later = rank == 4 && best_rank == 4 && has_content(soap, i) &&
                       item->amount > soap->items[best].amount &&
                       dated_lines > 1;
    if (rank > best_rank || later) {
      best = i;
      best_rank = rank;
    }
  }
  return best;
}

/* Lines of other days on a travel card say nothing about this one. */
static void mark_past(tr_soap *soap, size_t visit) {
  const int64_t day = soap->items[visit].amount;
  bool past = false;
  for (size_t i = 0; i < soap->statement_count; i++) {
    tr_soap_statement *statement = &soap->statements[i];
    const tr_soap_item *first = item_at(soap, statement->first);
    if (first->breaks > 0)
      past = first->shape == TR_SOAP_DATE && first->amount < day &&
             statement->place == TR_SOAP_NOWHERE && statement->first != visit;
    statement->past = past;
  }
}

static tr_status read_service_date(tr_soap *soap) {
  const size_t at = service_date(soap);
  if (at == soap->item_count) return TR_OK;
  mark_past(soap, at);
  const tr_soap_item *item = item_at(soap, at);
  return tr__soap_date_value(soap, (tr_day)item->amount, item->span,
                             &soap->draft->date_of_service);
}

/* --- Signature ------------------------------------------------------------ */

/* The date a signature bears, from its words on; the time behind it too. */
static tr_status read_signature(tr_soap *soap, size_t at) {
  tr_soap_value *signed_at = &soap->draft->signed_at;
  for (size_t i = at + 1; i < at + SIGNED_REACH && i < soap->item_count; i++) {
    const tr_soap_item *item = item_at(soap, i);
    if (item->breaks > 1) break;
    if (item->shape != TR_SOAP_DATE) continue;
    char text[32], time[16] = "";
    tr_span span = item->span;
    const tr_soap_item *next = item_at(soap, i + 1);
    while (next != NULL && next->breaks == 0 &&
           (tr__soap_is_sign(next, ',') || tr__soap_is_word(soap, next, "at") ||
            tr__soap_is_sign(next, '@') || tr__soap_is_sign(next, '-') ||
            tr__soap_is_word(soap, next, "T")))
      next++, i++;
    if (next != NULL && next < soap->items + soap->item_count &&
        next->breaks == 0 && next->shape == TR_SOAP_TIME) {
      span.end = next->span.end;
      snprintf(time, sizeof time, "T%02d:%02d", (int)(next->amount / 60),
               (int)(next->amount % 60));
    }
    char day[TR_DAY_TEXT];
    tr_day_text((tr_day)item->amount, day);
    snprintf(text, sizeof text, "%s%s", day, time);
    tr_str kept;
    const tr_status status = tr_arena_copy(soap->arena, tr_str_of(text), &kept);
    if (status != TR_OK) return status;
    *signed_at =
        (tr_soap_value){.text = kept, .span = span, .json = TR_NOTE_TEXT};
    return TR_OK;
  }
  return TR_OK;
}

/* "Arthur Penhallow, D.C.  2/3/26", in a note whose day is told elsewhere. */
static tr_status read_signed_line(tr_soap *soap) {
  tr_status status = TR_OK;
  const tr_span visit = soap->draft->date_of_service.span;
  for (size_t i = 1; i < soap->item_count && status == TR_OK; i++) {
    const tr_soap_item *item = item_at(soap, i);
    const tr_soap_row *row = tr__soap_is(soap, item, TR_SOAP_CREDENTIAL);
    if (row == NULL || row->second[0] != '\0') continue;
    size_t next = i + 1;
    while (item_at(soap, next) != NULL && item_at(soap, next)->breaks == 0 &&
           (tr__soap_is_sign(item_at(soap, next), ',') ||
            tr__soap_is_sign(item_at(soap, next), '-') ||
            tr__soap_is_sign(item_at(soap, next), '.') ||
            tr__soap_is_sign(item_at(soap, next), ':') ||
            tr__soap_is_word(soap, item_at(soap, next), "date") ||
            tr__soap_is_word(soap, item_at(soap, next), "on")))
      next++;
    const tr_soap_item *date = item_at(soap, next);
    if (date == NULL || date->breaks > 0 || date->shape != TR_SOAP_DATE ||
        date->span.start == visit.start ||
        soap->draft->date_of_service.json == TR_NOTE_NONE)
      continue;
    status = read_signature(soap, i);
  }
  return status;
}

static bool is_of_abn(const tr_soap *soap, size_t at) {
  for (size_t back = 1; back < 6 && back <= at; back++)
    if (tr__soap_is(soap, item_at(soap, at - back), TR_SOAP_ABN) != NULL)
      return true;
  return false;
}

/* --- The patient ---------------------------------------------------------- */

static tr_status read_birth(tr_soap *soap, const tr_soap_item *item) {
  tr_day day = (tr_day)item->amount;
  /* of two digits the year that makes an age, not a visit to come */
  if (item->most == 1) {
    int year, month, date;
    tr_day_parts(day, &year, &month, &date);
    if (year >= 2020) day = tr_day_add_years(day, -100);
  }
  return tr__soap_date_value(soap, day, item->span, &soap->draft->born);
}

static void read_sex(tr_soap *soap, size_t at) {
  const tr_soap_item *item = item_at(soap, at);
  const tr_soap_row *row = tr__soap_is(soap, item, TR_SOAP_SEX);
  if (row->first[0] == '\0' || tr__soap_has(&soap->draft->sex)) return;
  bool aged = false, labelled = false, born = false;
  for (size_t back = 1; back < 6 && back <= at; back++) {
    const tr_soap_item *other = item_at(soap, at - back);
    if (item_at(soap, at - back + 1)->breaks > 0) break;
    if (other->shape == TR_SOAP_AMOUNT && other->word[0] == 'y' &&
        (back == 1 || row->second[0] != 'l'))
      aged = true;
    if (other->shape == TR_SOAP_FIGURE && back == 1 &&
        other->amount <= 110000 && other->amount >= 1000 &&
        (!item->gap || at < 14))
      aged = true;
    const tr_soap_row *label = tr__soap_is(soap, other, TR_SOAP_SEX);
    if (label != NULL && label->second[0] == 'l' && label->second[1] == 'a')
      labelled = true;
    if (is_label(label_of(soap, at - back), "born")) born = true;
    if (tr__soap_is_word(soap, other, "age")) aged = true;
  }
  const tr_soap_item *after = item_at(soap, at + 1);
  if (after != NULL && after->breaks == 0 && after->shape == TR_SOAP_AMOUNT &&
      after->word[0] == 'y')
    aged = true; /* "M 45 yo" */
  for (size_t next = at + 1; next < at + 3 && next < soap->item_count; next++) {
    const tr_soap_item *other = item_at(soap, next);
    const tr_soap_row *label = tr__soap_is(soap, other, TR_SOAP_LABEL);
    if (other->breaks == 0 && label != NULL && is_label(label->first, "born"))
      born = true;
  }
  /* the plain words, told of nobody else */
  const bool plain =
      (tr__soap_is_word(soap, item, "female") ||
       tr__soap_is_word(soap, item, "male") || row->second[0] == 'p') &&
      (place_of(soap, at) == TR_SOAP_NOWHERE ||
       place_of(soap, at) == TR_SOAP_SUBJECTIVE);
  if (plain || aged || labelled || (born && row->second[0] == 'l') ||
      (born && row->second[0] == '\0'))
    soap->draft->sex = tr__soap_word_value(row->first, item->span);
}

static tr_status read_weight(tr_soap *soap, size_t at) {
  for (size_t i = at + 1; i < at + 4 && i < soap->item_count; i++) {
    const tr_soap_item *item = item_at(soap, i);
    if (item->breaks > 0 || tr__soap_is_word(soap, item, "loss") ||
        tr__soap_is_word(soap, item, "gain"))
      break;
    if (item->shape != TR_SOAP_AMOUNT || item->range) continue;
    const bool pounds = tr_str_eq(tr_str_of(item->word), TR_STR("lb"));
    if (!pounds && !tr_str_eq(tr_str_of(item->word), TR_STR("kg"))) continue;
    soap->draft->weight_unit =
        tr__soap_word_value(pounds ? "lb" : "kg", item->span);
    return tr__soap_number_value(soap, item->amount, item->span,
                                 &soap->draft->weight);
  }
  return TR_OK;
}

/* "5 ft 9, 176 lbs", "6'1", 225 lb": a height stands before it; or a line tells
 * of the birth as well. */
static tr_status read_bare_weight(tr_soap *soap, size_t at) {
  const tr_soap_item *item = item_at(soap, at);
  const bool pounds = tr_str_eq(tr_str_of(item->word), TR_STR("lb"));
  if (!pounds || item->amount < 40000 || item->range) return TR_OK;
  for (size_t back = 1; back < 6 && back <= at; back++) {
    const tr_soap_item *other = item_at(soap, at - back);
    const bool height = tr__soap_is_sign(other, '\'') ||
                        (other->shape == TR_SOAP_AMOUNT &&
                         tr_str_eq(tr_str_of(other->word), TR_STR("ft")));
    if (height || tr__soap_is(soap, other, TR_SOAP_LABEL) != NULL) {
      if (!height &&
          !is_label(tr__soap_is(soap, other, TR_SOAP_LABEL)->first, "born"))
        continue;
      soap->draft->weight_unit = tr__soap_word_value("lb", item->span);
      return tr__soap_number_value(soap, item->amount, item->span,
                                   &soap->draft->weight);
    }
    if (item_at(soap, at - back + 1)->breaks > 0) break;
  }
  return TR_OK;
}

static void read_npi(tr_soap *soap, size_t at) {
  for (size_t i = at + 1; i < at + 4 && i < soap->item_count; i++) {
    const tr_soap_item *item = item_at(soap, i);
    if (item->shape == TR_SOAP_FIGURE &&
        item->span.end - item->span.start == NPI_DIGITS) {
      soap->draft->author_npi = tr__soap_text_value(soap, item->span);
      return;
    }
  }
}

/* "Her son (DOB 4/4/2011)" */
static bool is_of_relative(const tr_soap *soap, size_t at) {
  static const char *const words[] = {"son",    "daughter", "wife",   "husband",
                                      "mother", "father",   "spouse", "child"};
  for (size_t back = 1; back < 7 && back <= at; back++)
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
      if (tr__soap_is_word(soap, item_at(soap, at - back), words[i]))
        return true;
  return false;
}

static tr_status read_patient(tr_soap *soap) {
  tr_status status = TR_OK;
  for (size_t i = 0; i < soap->item_count && status == TR_OK; i++) {
    const tr_soap_item *item = item_at(soap, i);
    if (item->shape == TR_SOAP_DATE && is_label(label_of(soap, i), "born") &&
        !is_of_relative(soap, i) && !tr__soap_has(&soap->draft->born))
      status = read_birth(soap, item);
    if (tr__soap_is(soap, item, TR_SOAP_SEX) != NULL) read_sex(soap, i);
    if (tr__soap_is(soap, item, TR_SOAP_WEIGHT) != NULL &&
        !tr__soap_has(&soap->draft->weight))
      status = read_weight(soap, i);
    if (item->shape == TR_SOAP_AMOUNT && status == TR_OK &&
        !tr__soap_has(&soap->draft->weight))
      status = read_bare_weight(soap, i);
    const tr_soap_row *row = tr__soap_is(soap, item, TR_SOAP_PROVIDER);
    if (row != NULL && row->second[0] == 'n' &&
        !tr__soap_has(&soap->draft->author_npi))
      read_npi(soap, i);
  }
  return status;
}

tr_status tr__soap_people(tr_soap *soap) {
  tr_status status = read_service_date(soap);
  for (size_t i = 0; i < soap->item_count && status == TR_OK; i++)
    if (tr__soap_is(soap, item_at(soap, i), TR_SOAP_SIGNED) != NULL &&
        !is_of_abn(soap, i) && !tr__soap_has(&soap->draft->signed_at))
      status = read_signature(soap, i);
  if (status == TR_OK && !tr__soap_has(&soap->draft->signed_at))
    status = read_signed_line(soap);
  if (status != TR_OK) return status;
  tr__soap_author(soap);
  return read_patient(soap);
}
