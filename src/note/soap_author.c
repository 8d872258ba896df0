/* Who wrote a note: the name before the last DC, a name that a cue leads to, or
 * the initials that close it. Never the one it was referred by or copied to. */
#include "note/soap_parts.h"

enum { NAME_WORDS = 4 };

static const tr_soap_item *item_at(const tr_soap *soap, size_t at) {
  return at < soap->item_count ? &soap->items[at] : NULL;
}

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

static bool is_short(tr_str text) { return text.n <= 3; }

/* A word that a name may hold: capitals, initials, or small initials. */
static bool is_name_word(const tr_soap *soap, const tr_soap_item *item) {
  if (item->shape != TR_SOAP_PLAIN && item->shape != TR_SOAP_PHRASE_ITEM)
    return false;
  const tr_str text = tr__soap_text(soap, item);
  if (text.n == 0 || text.n > 24) return false;
  static const tr_soap_class no_name[] = {
      TR_SOAP_SERVICE, TR_SOAP_REGION, TR_SOAP_SIGNED,    TR_SOAP_PROVIDER,
      TR_SOAP_LABEL,   TR_SOAP_UNIT,   TR_SOAP_CREDENTIAL};
  for (size_t i = 0; text.n > 1 && i < sizeof no_name / sizeof no_name[0]; i++)
    if (tr__soap_is(soap, item, no_name[i]) != NULL) return false;
  if (is_upper(text.p[0])) return true;
  return is_short(text) && (item->shape == TR_SOAP_PLAIN || text.n == 1) &&
         !tr_str_eq(text, TR_STR("by")) && !tr_str_eq(text, TR_STR("per"));
}

static bool is_finding(const tr_soap *soap, const tr_soap_item *item) {
  return tr__soap_is(soap, item, TR_SOAP_STATE) != NULL ||
         tr__soap_is(soap, item, TR_SOAP_TEST) != NULL ||
         tr__soap_area_of(soap, item) != NULL;
}

static bool is_title(const tr_soap *soap, const tr_soap_item *item) {
  const tr_soap_row *row = tr__soap_is(soap, item, TR_SOAP_PROVIDER);
  return row != NULL && row->second[0] == 't';
}

static bool is_name_short(tr_str text) {
  static const char *const known[] = {"Wm",   "Chas", "Geo", "Jos",
                                      "Thos", "Jas",  "Jr",  "Sr",
                                      "St",   "Benj", "Robt"};
  if (text.n == 1 && is_upper(text.p[0])) return true;
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (tr_str_eq(text, tr_str_of(known[i]))) return true;
  return false;
}

/* A point behind initials, a hyphen within a name: "b.t.", "Mei-Lin". */
static bool is_joint(const tr_soap *soap, size_t at) {
  const tr_soap_item *item = item_at(soap, at), *next = item_at(soap, at + 1);
  if (at == 0 || item->gap || item->breaks > 0) return false;
  const tr_str before = tr__soap_text(soap, item_at(soap, at - 1));
  if (tr__soap_is_sign(item, '-'))
    return next != NULL && !next->gap && before.n > 1 && is_upper(before.p[0]);
  if (!tr__soap_is_sign(item, '.')) return false;
  if (is_name_short(before)) return true;
  if (before.n != 1) return false;
  /* small initials are written without blanks: "b.k. dc" */
  const tr_soap_item *first = item_at(soap, at - 1);
  if (next != NULL && !next->gap && next->breaks == 0) return true;
  return at > 1 && !first->gap && tr__soap_is_sign(item_at(soap, at - 2), '.');
}

/* The name that ends before `at`: its span; empty where there is none. */
static tr_span name_before(const tr_soap *soap, size_t at) {
  size_t i = at;
  if (i > 0 && tr__soap_is_sign(item_at(soap, i - 1), ',') &&
      item_at(soap, i)->breaks == 0)
    i--;
  const size_t end = i;
  size_t words = 0, first = end;
  bool small = false;
  while (i > 0 && words < NAME_WORDS) {
    const tr_soap_item *item = item_at(soap, i - 1);
    const bool joined = item_at(soap, i)->breaks == 0;
    if (!joined) break;
    if (i > 1 && is_joint(soap, i - 1)) {
      i--;
      continue;
    }
    const bool capitals = tr_str_eq(tr__soap_text(soap, item), TR_STR("DR"));
    if ((is_title(soap, item) && !(capitals && words == 0)) ||
        (!is_name_word(soap, item) && !(capitals && words == 0)))
      break;
    const bool lower = !is_upper(soap->text.p[item->span.start]);
    const bool initial = tr__soap_text(soap, item).n == 1;
    /* "McMurray neg R. Wilbur Stead": the side of a test, no initial */
    if (initial && i > 1 && tr__soap_is(soap, item, TR_SOAP_SIDE) != NULL &&
        item->breaks == 0 && is_finding(soap, item_at(soap, i - 2)))
      break;
    if (words > 0 && (small || lower) && !(initial && small && lower)) break;
    small = lower;
    words++;
    first = --i;
  }
  if (words == 0) return (tr_span){0, 0};
  return (tr_span){item_at(soap, first)->span.start,
                   item_at(soap, end - 1)->span.end};
}

/* The name that begins at `at`. */
static tr_span name_after(const tr_soap *soap, size_t at) {
  size_t i = at, words = 0, last = at;
  while (i < soap->item_count && words < NAME_WORDS) {
    const tr_soap_item *item = item_at(soap, i);
    if (i > at && item->breaks > 0) break;
    if (i > at && is_joint(soap, i)) {
      last = i++;
      continue;
    }
    if (!is_name_word(soap, item) || !is_upper(soap->text.p[item->span.start]))
      break;
    last = i++;
    words++;
  }
  if (words == 0) return (tr_span){0, 0};
  return (tr_span){item_at(soap, at)->span.start,
                   item_at(soap, last)->span.end};
}

static bool has_cue_before(const tr_soap *soap, size_t at) {
  for (size_t back = 1; back < 9 && back <= at; back++) {
    const tr_soap_item *item = item_at(soap, at - back);
    if (tr__soap_is(soap, item, TR_SOAP_SIGNED) != NULL ||
        tr__soap_is(soap, item, TR_SOAP_PROVIDER) != NULL)
      return true;
    if (item->breaks > 0) break;
  }
  return false;
}

static bool is_of_another(const tr_soap *soap, size_t at) {
  static const char *const words[] = {
      "referred",   "pcp",  "refer",    "cc",          "referral",
      "supervised", "attn", "attorney", "supervising", "with"};
  for (size_t back = 1; back < 9 && back <= at; back++) {
    const tr_soap_item *item = item_at(soap, at - back);
    if (tr__soap_is_sign(item, '.') && back > 3) break;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
      if (tr__soap_is_word(soap, item, words[i])) return true;
    if (item->breaks > 0) break;
  }
  return false;
}

static void take_author(tr_soap *soap, tr_span name) {
  soap->draft->author_name = tr__soap_text_value(soap, name);
}

static bool is_capitals(tr_str text) {
  for (size_t i = 0; i < text.n; i++)
    if (!is_upper(text.p[i])) return false;
  return text.n >= 3;
}

/* Further letters behind the first: "DC CCSP", "DC, L.Ac.". */
static size_t end_of_credentials(const tr_soap *soap, size_t at) {
  size_t end = item_at(soap, at)->span.end;
  for (size_t i = at + 1; i < soap->item_count && i < at + 6; i++) {
    const tr_soap_item *item = item_at(soap, i);
    if (item->breaks > 0) break;
    if (tr__soap_is_sign(item, ',')) continue;
    if (tr__soap_is(soap, item, TR_SOAP_CREDENTIAL) == NULL &&
        (item->shape != TR_SOAP_PLAIN ||
         !is_capitals(tr__soap_text(soap, item)) ||
         tr__soap_text(soap, item).n > 6))
      break;
    end = item->span.end;
  }
  return end;
}

/* "Dale Pruitt, D.C.": the last such, before others one that is signed. */
static bool author_by_credential(tr_soap *soap) {
  bool found = false, cued = false;
  for (size_t i = 0; i < soap->item_count; i++) {
    const tr_soap_item *item = item_at(soap, i);
    const tr_soap_row *row = tr__soap_is(soap, item, TR_SOAP_CREDENTIAL);
    if (row == NULL || row->second[0] != '\0' || i == 0) continue;
    const tr_span name = name_before(soap, i);
    if (name.end == 0 || is_of_another(soap, i)) continue;
    const bool cue = has_cue_before(soap, i);
    if (found && cued && !cue) continue;
    take_author(soap, name);
    tr_span span = item->span;
    span.end = end_of_credentials(soap, i);
    soap->draft->credentials = tr__soap_text_value(soap, span);
    found = true;
    cued = cue;
  }
  return found;
}

static bool author_by_cue(tr_soap *soap) {
  bool found = false;
  for (size_t i = 0; i + 1 < soap->item_count; i++) {
    const tr_soap_item *item = item_at(soap, i);
    const tr_soap_row *row = tr__soap_is(soap, item, TR_SOAP_PROVIDER);
    const bool cue = tr__soap_is(soap, item, TR_SOAP_SIGNED) != NULL;
    if ((row == NULL && !cue) || (row != NULL && row->second[0] == 'n'))
      continue;
    size_t next = i + 1;
    if (item_at(soap, next)->breaks == 0 &&
        (tr__soap_is_word(soap, item_at(soap, next), "init") ||
         tr__soap_is_word(soap, item_at(soap, next), "initials")))
      next++;
    bool marked = false;
    while (next < soap->item_count && item_at(soap, next)->breaks == 0 &&
           (tr__soap_is_sign(item_at(soap, next), ':') ||
            tr__soap_is_sign(item_at(soap, next), '.') ||
            tr__soap_is_sign(item_at(soap, next), '_') ||
            is_title(soap, item_at(soap, next)))) {
      marked = true;
      next++;
    }
    if (row != NULL && row->second[0] == 'm' &&
        !tr__soap_is_sign(item_at(soap, i + 1), ':'))
      continue;
    if (row != NULL && !marked && row->second[0] != 't') continue;
    /* "ultrasound by Dr. Lee" tells who did that */
    if (row != NULL && row->second[0] == 't' && i > 0 &&
        tr__soap_is_word(soap, item_at(soap, i - 1), "by") &&
        !has_cue_before(soap, i))
      continue;
    if (next >= soap->item_count || item_at(soap, next)->breaks > 0) continue;
    const tr_span name = name_after(soap, next);
    if (name.end == 0 || is_of_another(soap, i)) continue;
    take_author(soap, name);
    if (row != NULL && row->second[0] == 'm')
      soap->draft->credentials = tr__soap_text_value(soap, item->span);
    found = true;
  }
  return found;
}

/* "O.K.B." that closes the note. */
static bool author_by_points(tr_soap *soap) {
  size_t i = soap->item_count;
  while (i > 1 && tr__soap_is_sign(item_at(soap, i - 1), '.') &&
         !item_at(soap, i - 1)->gap &&
         tr__soap_text(soap, item_at(soap, i - 2)).n == 1)
    i -= 2;
  if (soap->item_count - i < 4 || i == soap->item_count) return false;
  take_author(soap, (tr_span){item_at(soap, i)->span.start,
                              item_at(soap, soap->item_count - 1)->span.end});
  return true;
}

/* Initials that close the note: "rk", "~FDK". */
static void author_by_initials(tr_soap *soap) {
  size_t last = soap->item_count;
  if (last == 0 || author_by_points(soap)) return;
  /* "GRB <-- this visit" */
  for (size_t i = last; i-- > 0 && i + 8 > last;)
    if (tr__soap_is_sign(item_at(soap, i), '<') && i > 1) {
      last = i;
      break;
    }
  if (tr__soap_is_sign(item_at(soap, last - 1), '.') && last > 1) last--;
  const tr_soap_item *item = item_at(soap, last - 1);
  const tr_str text = tr__soap_text(soap, item);
  if (item->shape != TR_SOAP_PLAIN || text.n < 2 || text.n > 3 || last < 2)
    return;
  const tr_soap_item *before = item_at(soap, last - 2);
  const bool set_off = item->breaks > 0 || tr__soap_is_sign(before, '.') ||
                       tr__soap_is_sign(before, '-') ||
                       tr__soap_is_sign(before, '~') ||
                       tr__soap_is_sign(before, '/');
  size_t capitals = 0;
  for (size_t i = 0; i < text.n; i++) capitals += is_upper(text.p[i]);
  if (capitals == text.n || (set_off && capitals == 0))
    take_author(soap, item->span);
}

void tr__soap_author(tr_soap *soap) {
  if (!author_by_credential(soap) && !author_by_cue(soap))
    author_by_initials(soap);
}
