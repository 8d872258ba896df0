/* Which tokens belong together: a shape made by numbers, or the longest phrase
 * of the vocabulary; what is neither stays a word or a sign. */
#include "note/soap_parts.h"

enum { MADE = 32 /* items of one shape */ };

tr_str tr__soap_text(const tr_soap *soap, const tr_soap_item *item) {
  return (tr_str){soap->text.p + item->span.start,
                  item->span.end - item->span.start};
}

const tr_soap_row *tr__soap_is(const tr_soap *soap, const tr_soap_item *item,
                               tr_soap_class class) {
  for (uint16_t row = item->row; row != 0;
       row = tr_soap_row_twin(&soap->lexicon, row)) {
    const tr_soap_row *found = tr_soap_row_at(row);
    if (found->class != class) continue;
    /* a twin may be wanted in its own case only */
    if (found->as_written && item->shape == TR_SOAP_PHRASE_ITEM) {
      const tr_str text = tr__soap_text(soap, item);
      const tr_str known = tr_str_of(found->phrase);
      if (!tr_str_starts(text, known)) continue;
    }
    return found;
  }
  return NULL;
}

bool tr__soap_is_sign(const tr_soap_item *item, char sign) {
  return item->shape == TR_SOAP_SIGN && item->sign == sign;
}

bool tr__soap_is_word(const tr_soap *soap, const tr_soap_item *item,
                      const char *word) {
  return tr_str_eq_nocase(tr__soap_text(soap, item), tr_str_of(word));
}

const tr_soap_row *tr__soap_phrase_at(const tr_soap *soap, size_t at,
                                      tr_soap_class class, size_t *tokens) {
  if (at >= soap->token_count) return NULL;
  for (uint16_t row = soap->matches[at].row; row != 0;
       row = tr_soap_row_twin(&soap->lexicon, row)) {
    if (tr_soap_row_at(row)->class != class) continue;
    *tokens = soap->matches[at].tokens;
    return tr_soap_row_at(row);
  }
  return NULL;
}

/* Codes alone are read as procedures; a phrase never is one by chance. */
static bool is_phrase(const tr_soap *soap, tr_soap_match match) {
  for (uint16_t row = match.row; row != 0;
       row = tr_soap_row_twin(&soap->lexicon, row)) {
    const tr_soap_row *found = tr_soap_row_at(row);
    if (found->class != TR_SOAP_CODE) return true;
  }
  return false;
}

static size_t next_items(const tr_soap *soap, size_t at, tr_soap_item *items,
                         size_t *made) {
  const tr_soap_token *token = &soap->tokens[at];
  const size_t shape = tr__soap_shape_at(soap, at, items, made);
  const tr_soap_match match = soap->matches[at];
  if (shape != 0 && (shape >= match.tokens || !is_phrase(soap, match)))
    return shape;
  *made = 1;
  items[0] = (tr_soap_item){.span = {token->start, token->end},
                            .breaks = token->breaks,
                            .gap = token->gap,
                            .sign = token->sign,
                            .shape = token->kind == TR_SOAP_TOKEN_SIGN
                                         ? TR_SOAP_SIGN
                                         : TR_SOAP_PLAIN};
  if (match.row == 0 || !is_phrase(soap, match)) return 1;
  items[0].row = match.row;
  items[0].shape = TR_SOAP_PHRASE_ITEM;
  items[0].span.end = token[match.tokens - 1].end;
  return match.tokens;
}

/* Two passes: how many there are cannot be told from the tokens, since a range
 * of levels makes more of them than it takes. */
tr_status tr__soap_itemize(tr_soap *soap) {
  tr_soap_item made[MADE];
  size_t count = 0, n = 0;
  soap->matches =
      tr_arena_array(soap->arena, soap->token_count + 1, sizeof *soap->matches);
  if (soap->matches == NULL) return TR_ENOMEM;
  for (size_t at = 0; at < soap->token_count; at++)
    soap->matches[at] = tr_soap_lookup(
        &soap->lexicon, soap->text, soap->tokens + at, soap->token_count - at);
  for (size_t at = 0; at < soap->token_count; count += n)
    at += next_items(soap, at, made, &n);
  tr_soap_item *items = tr_arena_array(soap->arena, count + 1, sizeof *items);
  if (items == NULL) return TR_ENOMEM;
  size_t filled = 0;
  for (size_t at = 0; at < soap->token_count;) {
    at += next_items(soap, at, made, &n);
    for (size_t i = 0; i < n; i++) items[filled++] = made[i];
  }
  soap->items = items;
  soap->item_count = filled;
  return TR_OK;
}
