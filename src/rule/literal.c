/* Literals: which type a number, a text or a set takes from its neighbour, and
 * the constant it becomes. */
#include <stdlib.h>

#include "base/money.h"
#include "rule/type.h"

/* A new constant; NULL when memory is short. */
static tr_constant *constant_of(tr_typing *t, tr_type type) {
  tr_constant *constant = tr_arena_alloc(t->arena, sizeof *constant);
  if (constant == NULL) {
    t->status = TR_ENOMEM;
    return NULL;
  }
  constant->type = type;
  return constant;
}

static bool settle(tr_typing *t, tr_node *node, tr_type type, int64_t number) {
  tr_constant *constant = constant_of(t, type);
  if (constant == NULL) return false;
  constant->number = number;
  node->constant = constant;
  node->type = type;
  return true;
}

/* A NUL-terminated copy; NULL when memory is short. */
static const char *copy_text(tr_typing *t, tr_str text) {
  char *copy = tr_arena_alloc(t->arena, text.n + 1);
  if (copy == NULL) {
    t->status = TR_ENOMEM;
    return NULL;
  }
  if (text.n > 0) memcpy(copy, text.p, text.n);
  copy[text.n] = '\0';
  return copy;
}

static bool settle_text(tr_typing *t, tr_node *node, tr_type type) {
  tr_constant *constant = constant_of(t, type);
  if (constant == NULL) return false;
  constant->text = copy_text(t, node->text);
  if (constant->text == NULL) return false;
  constant->count = (uint32_t)node->text.n;
  node->constant = constant;
  node->type = type;
  return true;
}

/* Codes are written with or without their dots. */
static tr_code read_code(tr_str text) {
  char bytes[TR_CODE_BYTES];
  size_t used = 0;
  for (size_t i = 0; i < text.n; i++) {
    if (text.p[i] == '.') continue;
    if (used == sizeof bytes) return 0;
    bytes[used++] = text.p[i];
  }
  return tr_code_pack((tr_str){bytes, used});
}

/* ------------------------------------------------------------------ sets */

static int compare_codes(const void *a, const void *b) {
  const tr_code *left = a, *right = b;
  return *left < *right ? -1 : *left > *right;
}

static uint32_t element_count(const tr_node *node) {
  uint32_t count = 0;
  for (const tr_node *e = node->b; e != NULL; e = e->next) count++;
  return count;
}

/* The code or the number that an element of a set stands for. */
static bool element_number(const tr_node *element, tr_type type,
                           tr_code *number) {
  if (type == TR_TYPE_CODE_SET) {
    *number = read_code(element->text);
    return *number != 0;
  }
  int64_t thousandths;
  if (element->kind != TR_NODE_NUMBER ||
      tr_quantity_read(element->text, &thousandths) != TR_OK)
    return false;
  *number = (tr_code)thousandths;
  return true;
}

static bool settle_codes(tr_typing *t, tr_node *node, tr_type type) {
  const uint32_t count = element_count(node);
  tr_code *codes = tr_arena_array(t->arena, count, sizeof *codes);
  tr_constant *constant = constant_of(t, TR_TYPE_CODE_SET);
  if (codes == NULL || constant == NULL) {
    t->status = TR_ENOMEM;
    return false;
  }
  uint32_t used = 0;
  for (const tr_node *e = node->b; e != NULL; e = e->next)
    if (!element_number(e, type, &codes[used++])) return false;
  qsort(codes, count, sizeof *codes, compare_codes);
  constant->codes = codes;
  constant->count = count;
  node->constant = constant;
  node->type = type;
  return true;
}

static bool settle_words(tr_typing *t, tr_node *node) {
  const uint32_t count = element_count(node);
  const char **words = tr_arena_array(t->arena, count, sizeof *words);
  tr_constant *constant = constant_of(t, TR_TYPE_WORD_SET);
  if (words == NULL || constant == NULL) {
    t->status = TR_ENOMEM;
    return false;
  }
  uint32_t used = 0;
  for (const tr_node *e = node->b; e != NULL; e = e->next) {
    words[used] = copy_text(t, e->text);
    if (words[used++] == NULL) return false;
  }
  constant->words = words;
  constant->count = count;
  node->constant = constant;
  node->type = TR_TYPE_WORD_SET;
  return true;
}

static bool settle_regions(tr_typing *t, tr_node *node) {
  tr_regions all = 0;
  for (const tr_node *e = node->b; e != NULL; e = e->next) {
    tr_regions one;
    if (!tr_regions_read(e->text, &one)) return false;
    all |= one;
  }
  return settle(t, node, TR_TYPE_REGIONS, (int64_t)all);
}

static bool fit_set(tr_typing *t, tr_node *node, tr_type type) {
  switch (type) {
    case TR_TYPE_CODE_SET:
    case TR_TYPE_NUMBER_LIST: /* numbers for `in`, kept as if they were codes */
      return settle_codes(t, node, type);
    case TR_TYPE_WORD_SET:
      return settle_words(t, node);
    case TR_TYPE_REGIONS:
      return settle_regions(t, node);
    default:
      return false;
  }
}

/* --------------------------------------------------------- one literal */

static bool fit_number(tr_typing *t, tr_node *node, tr_type type) {
  int64_t number;
  switch (type) {
    case TR_TYPE_NUMBER:
      if (tr_quantity_read(node->text, &number) != TR_OK) return false;
      return settle(t, node, type, number);
    case TR_TYPE_MONEY:
      if (tr_cents_read(node->text, &number) != TR_OK) return false;
      return settle(t, node, type, number);
    case TR_TYPE_CODE: { /* codes with dots begin with a letter */
      const tr_code code = tr_code_pack(node->text);
      if (code == 0 || memchr(node->text.p, '.', node->text.n) != NULL)
        return false;
      return settle(t, node, type, (int64_t)code);
    }
    case TR_TYPE_TEXT:
    case TR_TYPE_WORD:
      return settle_text(t, node, type);
    default:
      return false;
  }
}

static bool fit_text(tr_typing *t, tr_node *node, tr_type type) {
  tr_regions regions;
  switch (type) {
    case TR_TYPE_TEXT:
    case TR_TYPE_WORD:
      return settle_text(t, node, type);
    case TR_TYPE_CODE: {
      const tr_code code = read_code(node->text);
      return code != 0 && settle(t, node, type, (int64_t)code);
    }
    case TR_TYPE_REGIONS:
      return tr_regions_read(node->text, &regions) &&
             settle(t, node, type, (int64_t)regions);
    default:
      return false;
  }
}

static bool is_textual(tr_type type) {
  return type == TR_TYPE_TEXT || type == TR_TYPE_WORD;
}

bool tr__type_fit(tr_typing *t, tr_node *node, tr_type type) {
  if (t->status != TR_OK) return false;
  if (node->type == type) return true;
  if (is_textual(node->type) && is_textual(type)) return true;
  switch (node->kind) {
    case TR_NODE_NUMBER:
      return fit_number(t, node, type);
    case TR_NODE_TEXT:
      return fit_text(t, node, type);
    case TR_NODE_SET:
      return fit_set(t, node, type);
    case TR_NODE_NEGATE:
      if (type != TR_TYPE_MONEY && type != TR_TYPE_NUMBER) return false;
      if (!tr__type_fit(t, node->a, type)) return false;
      break;
    case TR_NODE_IF:
      if (!tr__type_fit(t, node->a, type)) return false;
      if (!tr__type_fit(t, node->c, type)) return false;
      break;
    case TR_NODE_DEFAULT:
      if (!tr__type_fit(t, node->a, type)) return false;
      if (!tr__type_fit(t, node->b, type)) return false;
      break;
    default:
      return false;
  }
  node->type = type;
  return true;
}

bool tr__type_literal(tr_typing *t, tr_node *node) {
  switch (node->kind) {
    case TR_NODE_NUMBER:
      if (fit_number(t, node, TR_TYPE_NUMBER)) return true;
      if (t->status != TR_OK) return false;
      if (fit_number(t, node, TR_TYPE_CODE)) return true;
      return tr__type_fail(t, node,
                           "neither a number of at most three decimals nor a "
                           "code of at most eight characters");
    case TR_NODE_TEXT:
      return settle_text(t, node, TR_TYPE_TEXT);
    case TR_NODE_FLAG:
      return settle(t, node, TR_TYPE_FLAG, node->op);
    case TR_NODE_DATE: {
      tr_day day;
      if (tr_day_read_iso(node->text, &day) != TR_OK)
        return tr__type_fail(t, node, "there is no such day");
      return settle(t, node, TR_TYPE_DATE, day);
    }
    default: /* a set takes its type from its neighbour */
      node->type = TR_TYPE_NONE;
      return true;
  }
}
