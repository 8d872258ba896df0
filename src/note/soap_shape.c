/* What numbers make with what stands beside them: codes, amounts with units,
 * scores; dates, times and levels have their own files. */
#include "note/soap_parts.h"

static const tr_soap_token *token_at(const tr_soap *soap, size_t at) {
  return at < soap->token_count ? &soap->tokens[at] : NULL;
}

static bool is_sign(const tr_soap_token *token, char sign) {
  return token != NULL && token->kind == TR_SOAP_TOKEN_SIGN &&
         token->sign == sign;
}

static size_t length_of(const tr_soap_token *token) {
  return token->end - token->start;
}

static tr_str text_of(const tr_soap *soap, const tr_soap_token *token) {
  return (tr_str){soap->text.p + token->start, length_of(token)};
}

/* --- Codes ---------------------------------------------------------------- */

static bool is_modifier(tr_str text) {
  static const char *const known[] = {
      "AT", "GP", "GA", "GY", "GZ", "GX", "KX", "RT", "LT", "XE", "XS",
      "XP", "XU", "59", "25", "26", "TC", "CQ", "52", "51", "76", "24"};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (tr_str_eq(text, tr_str_of(known[i]))) return true;
  return false;
}

/* Behind a code: -59, GP, -AT-GP, and "x2" units, which are no minutes. */
static size_t skip_modifiers(const tr_soap *soap, size_t at) {
  for (;;) {
    const tr_soap_token *join = token_at(soap, at);
    const bool dash = (is_sign(join, '-') || is_sign(join, ',')) && !join->gap;
    const tr_soap_token *token = token_at(soap, at + (dash ? 1 : 0));
    if (token == NULL || token->breaks > 0 || (dash && token->gap) ||
        token->kind == TR_SOAP_TOKEN_SIGN || !is_modifier(text_of(soap, token)))
      return at;
    at += dash ? 2 : 1;
  }
}

static size_t procedure_at(const tr_soap *soap, size_t at, tr_soap_item *item) {
  size_t n = 0;
  const tr_soap_token *first = token_at(soap, at);
  if (first->kind == TR_SOAP_TOKEN_SIGN) return 0;
  if (at > 0 && !first->gap) {
    const tr_soap_token *before = token_at(soap, at - 1);
    if (before->kind != TR_SOAP_TOKEN_SIGN || before->sign == '-' ||
        before->sign == '.' || before->sign == '$')
      return 0;
  }
  const tr_soap_row *row = tr__soap_phrase_at(soap, at, TR_SOAP_CODE, &n);
  if (row == NULL) return 0;
  const tr_soap_token *after = token_at(soap, at + n);
  if (after != NULL && !after->gap && after->kind != TR_SOAP_TOKEN_SIGN &&
      !is_modifier(text_of(soap, after)))
    return 0;
  *item =
      (tr_soap_item){.shape = TR_SOAP_PROCEDURE,
                     .span = {first->start, token_at(soap, at + n - 1)->end}};
  item->row = soap->matches[at].row;
  return skip_modifiers(soap, at + n) - at;
}

/* A letter, digits, perhaps a point and more: an ICD-10-CM code by its form.
 * Without a point it takes three digits, or a level would be one. */
static size_t diagnosis_at(const tr_soap *soap, size_t at, tr_soap_item *item) {
  const tr_soap_token *letter = token_at(soap, at),
                      *number = token_at(soap, at + 1);
  if (letter->kind != TR_SOAP_TOKEN_WORD || length_of(letter) != 1 ||
      number == NULL || number->kind != TR_SOAP_TOKEN_NUMBER || number->gap)
    return 0;
  if (at > 0 && !letter->gap && soap->tokens[at - 1].kind != TR_SOAP_TOKEN_SIGN)
    return 0;
  const tr_str digits = text_of(soap, number);
  size_t point = digits.n;
  for (size_t i = digits.n; i-- > 0;)
    if (digits.p[i] == '.') point = i;
  for (size_t i = 0; i < digits.n; i++)
    if ((unsigned char)digits.p[i] >= 0x80) return 0;
  const bool upper = soap->text.p[letter->start] < 'a';
  const bool pointed = point == 2 && digits.n >= 4 && digits.n <= 7;
  const bool plain =
      point == digits.n && digits.n >= 3 && digits.n <= 6 && upper;
  if (!pointed && !plain) return 0;
  size_t n = 2;
  uint32_t end = number->end;
  const tr_soap_token *more = token_at(soap, at + 2);
  if (more != NULL && more->kind == TR_SOAP_TOKEN_WORD && !more->gap) {
    if (length_of(more) > 3) return 0;
    end = more->end;
    n++;
  }
  *item =
      (tr_soap_item){.shape = TR_SOAP_DIAGNOSIS, .span = {letter->start, end}};
  return n;
}

/* --- Amounts -------------------------------------------------------------- */

/* A number, in digits or words. */
static size_t figure_at(const tr_soap *soap, size_t at, int64_t *amount) {
  const tr_soap_token *token = token_at(soap, at);
  if (token == NULL) return 0;
  if (token->kind == TR_SOAP_TOKEN_NUMBER) {
    *amount = token->number;
    return 1;
  }
  size_t n = 0;
  const tr_soap_row *row = tr__soap_phrase_at(soap, at, TR_SOAP_NUMBER, &n);
  if (row == NULL || row->second[0] != '\0') return 0;
  int64_t value = 0;
  for (const char *c = row->first; *c != '\0'; c++)
    value = value * 10 + (*c - '0');
  *amount = value * 1000;
  return n;
}

static bool is_word(const tr_soap *soap, const tr_soap_token *token,
                    const char *word) {
  return token != NULL && token->kind == TR_SOAP_TOKEN_WORD &&
         tr_str_eq_nocase(text_of(soap, token), tr_str_of(word));
}

/* The unit behind a number, perhaps with a hyphen between ("15-minute"). */
static size_t unit_at(const tr_soap *soap, size_t at, const char **unit) {
  const tr_soap_token *token = token_at(soap, at);
  if (token == NULL || token->breaks > 1) return 0;
  if (is_sign(token, 'd')) {
    *unit = "deg";
    return 1;
  }
  if (is_sign(token, '\'') && !token->gap) {
    const tr_soap_token *after = token_at(soap, at + 1);
    /* 5'10" is a height */
    if (after != NULL && after->kind == TR_SOAP_TOKEN_NUMBER && !after->gap)
      return 0;
    *unit = "min";
    return 1;
  }
  size_t skip = 0, n = 0;
  if (is_sign(token, '-') && !token->gap && token_at(soap, at + 1) != NULL &&
      !token_at(soap, at + 1)->gap)
    skip = 1;
  const tr_soap_row *row =
      tr__soap_phrase_at(soap, at + skip, TR_SOAP_UNIT, &n);
  if (row == NULL) {
    const tr_soap_token *m = token_at(soap, at + skip);
    if (skip == 0 && is_word(soap, m, "m") && !m->gap &&
        soap->text.p[m->start] == 'm') {
      *unit = "min";
      return 1;
    }
    return 0;
  }
  const tr_soap_token *first = token_at(soap, at + skip);
  if (row->second[0] == 's' && row->first[0] == 'l' && first->gap) return 0;
  if (row->second[0] == 'l' ||
      (token->breaks == 1 && n == 1 && first->gap && row->first[0] == 's'))
    return 0;
  *unit = row->first;
  return skip + n;
}

/* 6/10, 6 out of 10, 4 of 12; `range` holds for 6-7/10. */
static size_t ratio_at(const tr_soap *soap, size_t at, int64_t *most) {
  const tr_soap_token *join = token_at(soap, at);
  size_t skip = 0;
  if (is_sign(join, '/'))
    skip = 1;
  else if (is_word(soap, join, "of"))
    skip = 1;
  else if (is_word(soap, join, "out") &&
           is_word(soap, token_at(soap, at + 1), "of"))
    skip = 2;
  else if (is_word(soap, join, "over"))
    skip = 1;
  if (skip == 0) return 0;
  const tr_soap_token *second = token_at(soap, at + skip);
  if (second == NULL || second->breaks > 1) return 0;
  if (is_sign(join, '/') && second->gap && !join->gap) return 0;
  const size_t n = figure_at(soap, at + skip, most);
  if (n == 0) return 0;
  return skip + n;
}

static size_t amount_at(const tr_soap *soap, size_t at, tr_soap_item *item) {
  int64_t amount = 0, most = 0;
  size_t next = figure_at(soap, at, &amount);
  if (next == 0) return 0;
  *item = (tr_soap_item){.shape = TR_SOAP_FIGURE, .amount = amount};
  next += at;

  const tr_soap_token *join = token_at(soap, next);
  const bool dash =
      is_sign(join, '-') && (!join->gap || (token_at(soap, next + 1) != NULL &&
                                            token_at(soap, next + 1)->gap));
  if ((dash || is_word(soap, join, "to")) && join->breaks == 0) {
    int64_t second = 0;
    const size_t n = figure_at(soap, next + 1, &second);
    const char *unit = NULL;
    if (n != 0 && second > amount && token_at(soap, next + 1)->breaks == 0) {
      const size_t u = unit_at(soap, next + 1 + n, &unit);
      const size_t r = ratio_at(soap, next + 1 + n, &most);
      if (u != 0 || (dash && r != 0)) {
        item->range = true;
        item->shape = u != 0 ? TR_SOAP_AMOUNT : TR_SOAP_RATIO;
        item->word = unit;
        item->most = u != 0 ? second : most;
        return next + 1 + n + (u != 0 ? u : r) - at;
      }
      if (dash && !join->gap && !token_at(soap, next + 1)->gap) {
        item->range = true; /* 0-10 */
        item->most = second;
        return next + 1 + n - at;
      }
    }
  }
  size_t n = ratio_at(soap, next, &most);
  if (n != 0) {
    item->shape = TR_SOAP_RATIO;
    item->sign = is_word(soap, join, "of") ? 'o' : '/';
    item->most = most;
    return next + n - at;
  }
  n = unit_at(soap, next, &item->word);
  if (n != 0) item->shape = TR_SOAP_AMOUNT;
  return next + n - at;
}

static void place(const tr_soap *soap, size_t at, size_t tokens,
                  tr_soap_item *items, size_t made) {
  const tr_soap_token *first = &soap->tokens[at],
                      *last = &soap->tokens[at + tokens - 1];
  for (size_t i = 0; i < made; i++) {
    if (items[i].span.end == 0)
      items[i].span = (tr_span){first->start, last->end};
    items[i].breaks = i == 0 ? first->breaks : 0;
    items[i].gap = i == 0 && first->gap;
  }
}

size_t tr__soap_shape_at(const tr_soap *soap, size_t at, tr_soap_item *items,
                         size_t *made) {
  items[0] = (tr_soap_item){.row = 0};
  *made = 1;
  const tr_soap_token *first = &soap->tokens[at];
  if (first->kind == TR_SOAP_TOKEN_SIGN) return 0;
  size_t n = tr__soap_date_at(soap, at, items);
  if (n == 0) n = tr__soap_time_at(soap, at, items);
  if (n == 0) n = procedure_at(soap, at, items);
  if (n == 0) n = diagnosis_at(soap, at, items);
  if (n == 0) n = tr__soap_level_at(soap, at, items, made);
  if (n == 0) n = amount_at(soap, at, items);
  if (n == 0) return 0;
  place(soap, at, n, items, *made);
  return n;
}
