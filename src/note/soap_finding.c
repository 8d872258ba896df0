/* Orthopedic tests with their result and side. A test without a result is no
 * finding. */
#include "note/soap_parts.h"

enum { TESTS = 24, MARKS = 12, BEFORE = 5 };

/* Results and sides between one group of tests and the next. */
typedef struct mark {
  const tr_soap_item *item;
  bool is_side;
  bool positive;
  const char *side;
} mark;

static const tr_soap_row *test_row(const tr_soap *soap,
                                   const tr_soap_item *item) {
  return tr__soap_is(soap, item, TR_SOAP_TEST);
}

static bool ends_mark(const tr_soap *soap, const tr_soap_statement *in,
                      size_t at) {
  if (at >= in->end) return true;
  const tr_soap_item *item = &soap->items[at];
  return item->breaks > 0 || tr__soap_is_sign(item, ',') ||
         tr__soap_is_sign(item, ';') || tr__soap_is_sign(item, '.') ||
         tr__soap_is_sign(item, ')') ||
         tr__soap_is(soap, item, TR_SOAP_SIDE) != NULL || item->gap;
}

/* Whether an item tells a result; a dash only where nothing else can be. */
static bool result_at(const tr_soap *soap, const tr_soap_statement *in,
                      size_t at, bool *positive) {
  const tr_soap_item *item = &soap->items[at];
  const tr_soap_row *row = tr__soap_is(soap, item, TR_SOAP_STATE);
  if (row != NULL) {
    *positive = row->first[0] == 't';
    return true;
  }
  if (tr__soap_is_sign(item, '+')) {
    *positive = true;
    return true;
  }
  if (tr__soap_is_sign(item, '-') && at > in->first) {
    const tr_soap_item *next = at + 1 < in->end ? &soap->items[at + 1] : NULL;
    const bool last = next == NULL || ends_mark(soap, in, at + 1);
    *positive = false;
    /* "SLR -, Kemp -": the dash ends its clause; "SLR - positive" does not */
    if (!last) return false;
    if (next != NULL && next->gap &&
        (tr__soap_is(soap, next, TR_SOAP_STATE) != NULL))
      return false;
    return next == NULL || !next->gap || next->breaks > 0 ||
           tr__soap_is(soap, next, TR_SOAP_SIDE) != NULL ||
           test_row(soap, next) != NULL || tr__soap_is_sign(next, ',') ||
           tr__soap_is_sign(next, '/') || tr__soap_is_sign(next, '(');
  }
  static const char *const quiet[] = {"unremarkable", "wnl", "absent"};
  static const char *const loud[] = {"reproduces", "reproduced", "relieves",
                                     "relieved",   "provokes",   "provoked"};
  for (size_t i = 0; i < sizeof quiet / sizeof quiet[0]; i++)
    if (tr__soap_is_word(soap, item, quiet[i])) {
      *positive = false;
      return true;
    }
  for (size_t i = 0; i < sizeof loud / sizeof loud[0]; i++)
    if (tr__soap_is_word(soap, item, loud[i])) {
      *positive = true;
      return true;
    }
  return false;
}

static size_t marks_between(const tr_soap *soap, const tr_soap_statement *in,
                            size_t from, size_t to, mark *marks) {
  size_t count = 0;
  for (size_t i = from; i < to && count < MARKS; i++) {
    const tr_soap_item *item = &soap->items[i];
    const tr_soap_row *side = tr__soap_is(soap, item, TR_SOAP_SIDE);
    bool positive = false;
    if (side != NULL) {
      marks[count++] =
          (mark){.item = item, .is_side = true, .side = side->first};
    } else if (result_at(soap, in, i, &positive)) {
      /* "(+)" after "positive" says it again */
      if (count > 0 && !marks[count - 1].is_side &&
          marks[count - 1].positive == positive)
        continue;
      marks[count++] = (mark){.item = item, .positive = positive};
    }
  }
  return count;
}

static void put(tr_soap *soap, size_t at, const mark *result,
                const mark *side) {
  tr_soap_draft *draft = soap->draft;
  const tr_soap_item *item = &soap->items[at];
  const tr_soap_row *row = test_row(soap, item);
  for (size_t i = 0; i < draft->finding_count; i++) {
    const tr_soap_finding *other = &draft->findings[i];
    if (!tr_str_eq(other->test.text, tr_str_of(row->first))) continue;
    const tr_str said = side != NULL ? tr_str_of(side->side) : (tr_str){0};
    if (tr_str_eq(other->side.text, said)) return;
  }
  if (draft->finding_count == TR_SOAP_FINDINGS) return;
  tr_soap_finding *finding = &draft->findings[draft->finding_count++];
  finding->test = tr__soap_word_value(row->first, item->span);
  finding->positive = tr__soap_flag_value(result->positive, result->item->span);
  if (side != NULL)
    finding->side = tr__soap_word_value(side->side, side->item->span);
}

/* Give the marks to one test: pairs of result and side in their order. */
static void put_marks(tr_soap *soap, size_t at, const mark *marks,
                      size_t count) {
  size_t results = 0, sides = 0;
  for (size_t i = 0; i < count; i++) {
    results += !marks[i].is_side;
    sides += marks[i].is_side;
  }
  if (results == 0) return;
  if (results == 1 || sides < results) {
    const mark *result = NULL, *side = NULL, *second = NULL;
    for (size_t i = 0; i < count; i++) {
      if (!marks[i].is_side && result == NULL) result = &marks[i];
      if (marks[i].is_side && side == NULL)
        side = &marks[i];
      else if (marks[i].is_side)
        second = &marks[i];
    }
    mark both = side != NULL ? *side : (mark){0};
    if (second != NULL && side != NULL &&
        !tr_str_eq(tr_str_of(second->side), tr_str_of(side->side)))
      both.side = "both";
    put(soap, at, result, side != NULL ? &both : NULL);
    return;
  }
  const mark *results_in[MARKS], *sides_in[MARKS];
  size_t r = 0, s = 0;
  for (size_t i = 0; i < count; i++)
    if (marks[i].is_side)
      sides_in[s++] = &marks[i];
    else
      results_in[r++] = &marks[i];
  for (size_t i = 0; i < r && i < s; i++)
    put(soap, at, results_in[i], sides_in[i]);
}

/* Tests joined by commas and "and" only share what is said behind them. */
static size_t tests_at(const tr_soap *soap, const tr_soap_statement *in,
                       size_t at, size_t *tests, size_t *end) {
  size_t count = 0;
  *end = at;
  for (size_t i = at; i < in->end && count < TESTS; i++) {
    const tr_soap_item *item = &soap->items[i];
    if (test_row(soap, item) != NULL) {
      tests[count++] = i;
      *end = i + 1;
      continue;
    }
    if (tr__soap_is_sign(item, ',') || tr__soap_is_sign(item, '/') ||
        tr__soap_is_sign(item, '&') ||
        (tr__soap_is(soap, item, TR_SOAP_JOIN) != NULL &&
         !tr__soap_is_sign(item, '+') && !tr__soap_is_word(soap, item, "+")) ||
        tr__soap_is_word(soap, item, "or") ||
        tr__soap_is_word(soap, item, "test") ||
        tr__soap_is_word(soap, item, "tests") ||
        tr__soap_is_word(soap, item, "sign") ||
        tr__soap_is_word(soap, item, "the"))
      continue;
    break;
  }
  return count;
}

static size_t next_test(const tr_soap *soap, const tr_soap_statement *in,
                        size_t from) {
  for (size_t i = from; i < in->end; i++)
    if (test_row(soap, &soap->items[i]) != NULL) return i;
  return in->end;
}

/* A comma or full stop ends what is said of a group, once a result is said. */
static size_t end_of_group(const tr_soap *soap, const tr_soap_statement *in,
                           size_t from, size_t next) {
  bool said = false;
  for (size_t i = from; i < next; i++) {
    bool positive = false;
    const tr_soap_item *item = &soap->items[i];
    if (result_at(soap, in, i, &positive)) {
      /* the result of the next test: ", positive Kemp" */
      if (said && i + 2 >= next && next < in->end &&
          !tr__soap_is_sign(item, '-'))
        return i;
      said = true;
    }
    const bool comma = tr__soap_is_sign(item, ',') ||
                       tr__soap_is_sign(item, ';') ||
                       tr__soap_is(soap, item, TR_SOAP_THEN) != NULL;
    if (!comma) continue;
    /* "SLR + R, - L" goes on */
    bool goes_on = false;
    if (i + 1 < next)
      goes_on = tr__soap_is(soap, &soap->items[i + 1], TR_SOAP_SIDE) != NULL ||
                (result_at(soap, in, i + 1, &positive) && i + 2 < next &&
                 tr__soap_is(soap, &soap->items[i + 2], TR_SOAP_SIDE) != NULL);
    if (said && !goes_on) return i;
    if (!said && !goes_on) return i;
  }
  return next;
}

/* "Kemp right positive; left negative": the second half of a statement. */
static void read_rest(tr_soap *soap, const tr_soap_statement *in, size_t test) {
  mark marks[MARKS];
  bool positive = false;
  if (in->end - in->first > 6 || in->end - in->first < 2) return;
  const tr_soap_item *first = &soap->items[in->first];
  if (first->breaks > 0 || (tr__soap_is(soap, first, TR_SOAP_SIDE) == NULL &&
                            !result_at(soap, in, in->first, &positive)))
    return;
  put_marks(soap, test, marks,
            marks_between(soap, in, in->first, in->end, marks));
}

static void read_statement(tr_soap *soap, const tr_soap_statement *in) {
  size_t tests[TESTS], end = 0, from = in->first;
  mark before = {
      0}; /* a result that stands before and goes on: "negative A, B" */
  bool leads = false;
  for (size_t at = next_test(soap, in, in->first); at < in->end;
       at = next_test(soap, in, end)) {
    const size_t count = tests_at(soap, in, at, tests, &end);
    const size_t next = next_test(soap, in, end);
    const size_t stop = end_of_group(soap, in, end, next);
    mark marks[MARKS + 1], first[MARKS];
    size_t n = marks_between(soap, in, end, stop, marks);
    bool said = false;
    for (size_t i = 0; i < n; i++) said = said || !marks[i].is_side;
    /* a result before the group: near it, or carried on */
    const size_t near = at > from + BEFORE ? at - BEFORE : from;
    const size_t m = marks_between(soap, in, near, at, first);
    for (size_t i = 0; i < m; i++)
      if (!first[i].is_side && (!said || leads)) {
        before = first[i];
        leads = true;
      }
    if (leads && (!said || m > 0) && before.item != NULL) {
      for (size_t i = n; i > 0; i--) marks[i] = marks[i - 1];
      marks[0] = before;
      size_t kept = 1;
      for (size_t i = 1; i <= n; i++)
        if (marks[i].is_side) marks[kept++] = marks[i];
      n = kept;
      said = true;
    } else if (said) {
      leads = false;
    }
    if (n > 0 && said)
      for (size_t i = 0; i < count; i++) put_marks(soap, tests[i], marks, n);
    from = stop;
  }
}

static bool is_told_in(const tr_soap_statement *in) {
  return !in->past &&
         (in->place == TR_SOAP_OBJECTIVE || in->place == TR_SOAP_NOWHERE ||
          in->place == TR_SOAP_ASSESSMENT || in->place == TR_SOAP_TREATMENT ||
          in->place == TR_SOAP_SUBJECTIVE);
}

tr_status tr__soap_findings(tr_soap *soap) {
  size_t last = soap->item_count; /* the test of the statement before */
  for (size_t i = 0; i < soap->statement_count; i++) {
    const tr_soap_statement *in = &soap->statements[i];
    if (!is_told_in(in)) continue;
    const size_t test = next_test(soap, in, in->first);
    if (test < in->end)
      read_statement(soap, in);
    else if (last < soap->item_count)
      read_rest(soap, in, last);
    last = test < in->end ? test : soap->item_count;
    for (size_t t = last; t < in->end && last < soap->item_count; t++)
      if (test_row(soap, &soap->items[t]) != NULL) last = t;
  }
  return TR_OK;
}
