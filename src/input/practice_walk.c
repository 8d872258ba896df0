/* What is a fault in a practice file: keys that are unknown, missing or there
 * twice, and values that a claim could not carry. */
#include "input/practice_walk.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/npi.h"

enum { KEYS_MOST = 64, MESSAGE_BYTES = 512 };

/* ------------------------------------------------------------------- faults */

void tr__practice_fault(tr_practice_reading *reading, const char *under,
                        const char *message) {
  const size_t before = under[0] != '\0'
                            ? tr__practice_enter(reading, tr_str_of(under))
                            : reading->pointer_length;
  const tr_practice_fault fault = {reading->pointer, message};
  reading->faults++;
  reading->fault(reading->fault_context, &fault);
  tr__practice_leave(reading, before);
}

size_t tr__practice_enter(tr_practice_reading *reading, tr_str key) {
  const size_t before = reading->pointer_length;
  char text[TR_PRACTICE_POINTER];
  size_t n = 0;
  text[n++] = '/';
  for (size_t i = 0; i < key.n && n + 2 < sizeof text; i++) {
    const char c = key.p[i];
    if (c == '~' || c == '/') {
      text[n++] = '~';
      text[n++] = c == '~' ? '0' : '1';
    } else {
      text[n++] = c;
    }
  }
  if (before + n < sizeof reading->pointer) {
    memcpy(reading->pointer + before, text, n);
    reading->pointer_length = before + n;
    reading->pointer[reading->pointer_length] = '\0';
  }
  return before;
}

void tr__practice_leave(tr_practice_reading *reading, size_t before) {
  reading->pointer_length = before;
  reading->pointer[before] = '\0';
}

/* Where a byte stands, for a text that is no JSON. */
static void tell_broken(tr_practice_reading *reading) {
  const tr_json_walk *walk = &reading->walk;
  size_t line = 1, column = 1;
  for (size_t i = 0; i < walk->at && i < walk->text.n; i++) {
    column++;
    if (walk->text.p[i] != '\n') continue;
    line++;
    column = 1;
  }
  char message[MESSAGE_BYTES];
  snprintf(message, sizeof message, "line %zu, column %zu: %s", line, column,
           walk->message);
  tr__practice_fault(reading, "", message);
}

tr_json_event tr__practice_next(tr_practice_reading *reading) {
  const tr_json_event event = tr_json_walk_next(&reading->walk);
  if (event == TR_JSON_BROKEN && !reading->broken) {
    reading->broken = true;
    tell_broken(reading);
  }
  return event;
}

void tr__practice_skip(tr_practice_reading *reading, tr_json_event event) {
  if (event != TR_JSON_OBJECT && event != TR_JSON_ARRAY) return;
  const unsigned outside = reading->walk.depth - 1;
  while (!reading->broken && reading->walk.depth > outside)
    tr__practice_next(reading);
}

/* -------------------------------------------------------- objects and lists */

static bool is_lost(const tr_practice_reading *reading) {
  return reading->broken || reading->status != TR_OK;
}

static void tell_unknown(tr_practice_reading *reading,
                         const tr_practice_row *rows, size_t count) {
  char message[MESSAGE_BYTES];
  int n = snprintf(message, sizeof message, "is no key of this object; it has");
  for (size_t i = 0; i < count && n > 0 && (size_t)n < sizeof message; i++)
    n += snprintf(message + n, sizeof message - (size_t)n, "%s %s",
                  i > 0 ? "," : "", rows[i].key);
  tr__practice_fault(reading, "", message);
}

static size_t find_row(const tr_practice_row *rows, size_t count, tr_str key) {
  size_t i = 0;
  while (i < count && !tr_json_token_is(key, tr_str_of(rows[i].key))) i++;
  return i;
}

/* The member whose key was taken; *seen has a bit for each row. */
static void read_member(tr_practice_reading *reading,
                        const tr_practice_row *rows, size_t count, void *entity,
                        uint64_t *seen) {
  tr_str key;
  const size_t at = find_row(rows, count, reading->walk.token);
  reading->status = tr_json_unescape(reading->arena, reading->walk.token, &key);
  if (reading->status != TR_OK) return;
  const size_t before = tr__practice_enter(reading, key);
  const tr_json_event event = tr__practice_next(reading);
  if (reading->broken) return;
  if (at == count) {
    tell_unknown(reading, rows, count);
    tr__practice_skip(reading, event);
  } else if (*seen >> at & 1U) {
    tr__practice_fault(reading, "", "is there twice");
    tr__practice_skip(reading, event);
  } else if (event != TR_JSON_NULL) { /* null: as if it were not there */
    *seen |= (uint64_t)1 << at;
    rows[at].read(reading, &rows[at], event, (char *)entity + rows[at].field);
  } else if (rows[at].required) {
    *seen |= (uint64_t)1 << at;
    tr__practice_fault(reading, "", "is missing");
  }
  if (!reading->broken) tr__practice_leave(reading, before);
}

bool tr__practice_object(tr_practice_reading *reading, tr_json_event event,
                         const tr_practice_row *rows, size_t count,
                         void *entity) {
  uint64_t seen = 0;
  if (event != TR_JSON_OBJECT) {
    tr__practice_fault(reading, "", "wants an object");
    tr__practice_skip(reading, event);
    return false;
  }
  while (!is_lost(reading) && tr__practice_next(reading) == TR_JSON_KEY)
    read_member(reading, rows, count, entity, &seen);
  if (is_lost(reading)) return false;
  for (size_t i = 0; i < count; i++)
    if (rows[i].required && (seen >> i & 1U) == 0)
      tr__practice_fault(reading, rows[i].key, "is missing");
  return true;
}

static void keep_status(tr_practice_reading *reading, tr_status status) {
  if (reading->status == TR_OK) reading->status = status;
}

/* One entry; false where there are too many. */
static bool read_entry(tr_practice_reading *reading, tr_json_event event,
                       tr_array *list, tr_practice_entry_fn *read) {
  char number[24];
  tr_status status;
  const uint32_t index = list->count;
  void *entry = tr_array_add(list, &status);
  if (status == TR_ELIMIT) {
    snprintf(number, sizeof number, "wants at most %u", list->limit);
    tr__practice_fault(reading, "", number);
    tr__practice_skip(reading, event);
    return false;
  }
  keep_status(reading, status);
  if (entry == NULL) return false;
  snprintf(number, sizeof number, "%u", index);
  const size_t before = tr__practice_enter(reading, tr_str_of(number));
  read(reading, event, index, entry);
  if (!reading->broken) tr__practice_leave(reading, before);
  return true;
}

uint32_t tr__practice_list(tr_practice_reading *reading, tr_json_event event,
                           size_t size, uint32_t most,
                           tr_practice_entry_fn *read, void **items) {
  *items = NULL;
  if (event != TR_JSON_ARRAY) {
    tr__practice_fault(reading, "", "wants an array");
    tr__practice_skip(reading, event);
    return 0;
  }
  tr_array list;
  tr_array_init(&list, size, most, NULL);
  bool full = false;
  for (;;) {
    event = tr__practice_next(reading);
    if (is_lost(reading) || event == TR_JSON_ARRAY_END) break;
    if (full)
      tr__practice_skip(reading, event);
    else
      full = !read_entry(reading, event, &list, read);
  }
  const uint32_t count = list.count;
  if (count > 0) *items = tr_arena_array(reading->arena, count, size);
  if (*items != NULL)
    memcpy(*items, list.items, count * size);
  else if (count > 0)
    keep_status(reading, TR_ENOMEM);
  tr_array_done(&list);
  return *items != NULL ? count : 0;
}

/* ------------------------------------------------------------------- values */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/* The text of a string value; anything else is told of and false. */
static bool take_text(tr_practice_reading *reading, tr_json_event event,
                      const char *wanted, tr_str *text) {
  if (event != TR_JSON_TEXT) {
    tr__practice_fault(reading, "", wanted);
    tr__practice_skip(reading, event);
    return false;
  }
  keep_status(reading,
              tr_json_unescape(reading->arena, reading->walk.token, text));
  return reading->status == TR_OK;
}

/* Whether the writer of claims would take it as it stands. */
static bool carries(tr_str text) {
  for (size_t i = 0; i < text.n; i++)
    if (text.p[i] < ' ' || text.p[i] > '}' || strchr("*:^", text.p[i]) != NULL)
      return false;
  return text.n > 0 && tr_str_trim(text).n == text.n;
}

void tr__practice_text(tr_practice_reading *reading, const tr_practice_row *row,
                       tr_json_event event, void *field) {
  char wanted[MESSAGE_BYTES];
  tr_str text;
  snprintf(wanted, sizeof wanted,
           "wants 1 to %u characters that X12 carries: no accents, none of "
           "* : ^ ~, no blank at an end",
           row->most);
  if (!take_text(reading, event, wanted, &text)) return;
  if (carries(text) && text.n <= row->most)
    *(tr_str *)field = text;
  else
    tr__practice_fault(reading, "", wanted);
}

void tr__practice_npi(tr_practice_reading *reading, const tr_practice_row *row,
                      tr_json_event event, void *field) {
  static const char wanted[] = "wants an NPI: ten digits with check digit";
  tr_str text;
  (void)row;
  if (!take_text(reading, event, wanted, &text)) return;
  if (tr_npi_checks(text))
    *(tr_str *)field = text;
  else
    tr__practice_fault(reading, "", wanted);
}

/* Digits, with what may stand between them left out; empty where there is
   anything else or too many. */
static tr_str digits_of(tr_practice_reading *reading, tr_str text,
                        const char *between, size_t most) {
  char digits[16];
  size_t n = 0;
  tr_str kept = {NULL, 0};
  for (size_t i = 0; i < text.n; i++) {
    if (is_digit(text.p[i]) && n < most)
      digits[n++] = text.p[i];
    else if (text.p[i] == '\0' || strchr(between, text.p[i]) == NULL)
      return kept;
  }
  if (n > 0)
    keep_status(reading,
                tr_arena_copy(reading->arena, (tr_str){digits, n}, &kept));
  return kept;
}

static void take_digits(tr_practice_reading *reading, tr_json_event event,
                        const char *between, size_t least, size_t most,
                        const char *wanted, void *field) {
  tr_str text;
  if (!take_text(reading, event, wanted, &text)) return;
  const tr_str digits = digits_of(reading, text, between, most);
  if (digits.n == least || digits.n == most)
    *(tr_str *)field = digits;
  else if (reading->status == TR_OK)
    tr__practice_fault(reading, "", wanted);
}

void tr__practice_zip(tr_practice_reading *reading, const tr_practice_row *row,
                      tr_json_event event, void *field) {
  (void)row;
  take_digits(reading, event, "-", 5, 9, "wants a ZIP code of 5 or 9 digits",
              field);
}

void tr__practice_phone(tr_practice_reading *reading,
                        const tr_practice_row *row, tr_json_event event,
                        void *field) {
  (void)row;
  take_digits(reading, event, " ()-.", 10, 10,
              "wants a telephone number of 10 digits", field);
}

void tr__practice_tax_id(tr_practice_reading *reading,
                         const tr_practice_row *row, tr_json_event event,
                         void *field) {
  (void)row;
  take_digits(reading, event, "-", 9, 9, "wants 9 digits", field);
}

static void take_marks(tr_practice_reading *reading, tr_json_event event,
                       bool digits, bool capitals, size_t length,
                       const char *wanted, void *field) {
  tr_str text;
  if (!take_text(reading, event, wanted, &text)) return;
  bool good = text.n == length;
  for (size_t i = 0; good && i < text.n; i++)
    good =
        (digits && is_digit(text.p[i])) || (capitals && is_capital(text.p[i]));
  if (good)
    *(tr_str *)field = text;
  else
    tr__practice_fault(reading, "", wanted);
}

void tr__practice_state(tr_practice_reading *reading,
                        const tr_practice_row *row, tr_json_event event,
                        void *field) {
  (void)row;
  take_marks(reading, event, false, true, 2, "wants a state: two capitals",
             field);
}

void tr__practice_place(tr_practice_reading *reading,
                        const tr_practice_row *row, tr_json_event event,
                        void *field) {
  (void)row;
  take_marks(reading, event, true, false, 2,
             "wants a place of service: two digits", field);
}

void tr__practice_taxonomy(tr_practice_reading *reading,
                           const tr_practice_row *row, tr_json_event event,
                           void *field) {
  (void)row;
  take_marks(reading, event, true, true, 10,
             "wants a taxonomy code: ten capitals and digits", field);
}

void tr__practice_date(tr_practice_reading *reading, const tr_practice_row *row,
                       tr_json_event event, void *field) {
  static const char wanted[] = "wants a date: YYYY-MM-DD";
  tr_str text;
  (void)row;
  if (!take_text(reading, event, wanted, &text)) return;
  if (tr_day_read_iso(text, field) != TR_OK)
    tr__practice_fault(reading, "", wanted);
}

void tr__practice_sex(tr_practice_reading *reading, const tr_practice_row *row,
                      tr_json_event event, void *field) {
  static const char wanted[] = "wants F, M or U";
  tr_str text;
  (void)row;
  if (!take_text(reading, event, wanted, &text)) return;
  if (text.n == 1 && memchr("FMU", text.p[0], 3) != NULL)
    *(char *)field = text.p[0];
  else
    tr__practice_fault(reading, "", wanted);
}

void tr__practice_word_of(tr_practice_reading *reading,
                          const tr_practice_row *row, tr_json_event event,
                          void *field) {
  char wanted[MESSAGE_BYTES];
  const tr_practice_word *words = row->words;
  tr_str text;
  int n = snprintf(wanted, sizeof wanted, "wants one of");
  for (const tr_practice_word *word = words;
       word->word != NULL && n > 0 && (size_t)n < sizeof wanted; word++)
    n += snprintf(wanted + n, sizeof wanted - (size_t)n, "%s %s",
                  word > words ? "," : "", word->word);
  if (!take_text(reading, event, wanted, &text)) return;
  for (; words->word != NULL; words++)
    if (tr_str_eq(text, tr_str_of(words->word))) {
      *(tr_str *)field = tr_str_of(words->kept);
      return;
    }
  tr__practice_fault(reading, "", wanted);
}

/* --------------------------------------------------------------------- fees */

/* Five marks, digits but for the first and the last: CPT and HCPCS. */
static tr_code procedure_of(tr_str text) {
  bool good = text.n == 5;
  for (size_t i = 0; good && i < text.n; i++)
    good = is_digit(text.p[i]) || ((i == 0 || i == 4) && is_capital(text.p[i]));
  return good ? tr_code_pack(text) : 0;
}

/* A plain decimal with at most two places; no sign, no float on the way. */
static bool read_amount(tr_str text, tr_cents *cents) {
  size_t whole = 0;
  while (whole < text.n && is_digit(text.p[whole])) whole++;
  const size_t places = text.n - whole;
  return whole > 0 && whole <= 7 && places != 1 && places <= 3 &&
         tr_cents_read(text, cents) == TR_OK;
}

static void read_fee(tr_practice_reading *reading, tr_array *fees) {
  static const char amount[] =
      "wants an amount in quotes with at most two decimals, like \"45.00\"";
  tr_str key, text;
  tr_status status =
      tr_json_unescape(reading->arena, reading->walk.token, &key);
  keep_status(reading, status);
  if (status != TR_OK) return;
  const size_t before = tr__practice_enter(reading, key);
  const tr_code code = procedure_of(key);
  const tr_json_event event = tr__practice_next(reading);
  if (reading->broken) return;
  if (code == 0)
    tr__practice_fault(reading, "", "is no procedure code: five marks");
  tr_fee fee = {.code = code};
  if (take_text(reading, event, amount, &text)) {
    if (!read_amount(text, &fee.charge)) {
      tr__practice_fault(reading, "", amount);
    } else if (code != 0) {
      tr_fee *made = tr_array_add(fees, &status);
      if (made != NULL) *made = fee;
      if (status == TR_ELIMIT)
        tr__practice_fault(reading, "", "is one fee too many");
      else
        keep_status(reading, status);
    }
  }
  tr__practice_leave(reading, before);
}

static int by_code(const void *a, const void *b) {
  const tr_fee *left = a, *right = b;
  return (left->code > right->code) - (left->code < right->code);
}

void tr__practice_fees(tr_practice_reading *reading, const tr_practice_row *row,
                       tr_json_event event, void *field) {
  tr_fees *fees = field;
  (void)row;
  if (event != TR_JSON_OBJECT) {
    tr__practice_fault(reading, "", "wants an object of codes and amounts");
    tr__practice_skip(reading, event);
    return;
  }
  tr_array list;
  tr_array_init(&list, sizeof(tr_fee), TR_PRACTICE_FEES, NULL);
  while (!is_lost(reading) && tr__practice_next(reading) == TR_JSON_KEY)
    read_fee(reading, &list);
  tr_fee *all = list.items;
  if (list.count > 1) qsort(all, list.count, sizeof *all, by_code);
  for (uint32_t i = 1; i < list.count; i++)
    if (all[i].code == all[i - 1].code &&
        (i < 2 || all[i].code != all[i - 2].code)) {
      char code[TR_CODE_BYTES + 1];
      tr_code_text(all[i].code, code);
      tr__practice_fault(reading, code, "is there twice");
    }
  tr_fee *kept = tr_arena_array(reading->arena, list.count + 1, sizeof *kept);
  if (kept == NULL) {
    keep_status(reading, TR_ENOMEM);
  } else if (list.count > 0) {
    memcpy(kept, all, list.count * sizeof *kept);
    *fees = (tr_fees){kept, list.count};
  }
  tr_array_done(&list);
}
