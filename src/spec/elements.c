/* Judges the elements of one segment: which are there that must not be, which
 * lack, and what their values are. Of each the nearest cause is told. */
#include "spec/elements.h"

#include "spec/elements_value.h"

/* ------------------------------------------------------------------- faults */

void tr__syntax_copy(char *to, size_t room, const char *text) {
  size_t n = 0;
  if (text != NULL)
    for (; n + 1 < room && text[n] != '\0'; n++) to[n] = text[n];
  to[n] = '\0';
}

void tr__piece_fault(const tr__judging *judging, const tr__piece *piece,
                     const char *rule, const char *variant, const char *code,
                     tr_fault *fault) {
  const tr_segment *segment = judging->segment;
  tr_place at;
  tr_segment_place(segment, piece->element, piece->part, &at);
  if (piece->value.p != NULL) {
    at.value = piece->value;
    at.length = (uint32_t)piece->value.n;
    at.offset = segment->offset + (uint64_t)(piece->value.p - segment->bytes.p);
  }
  *fault = tr_fault_of(rule, variant, &at);
  if (judging->position == 0) return;
  tr_syntax *syntax = &fault->syntax;
  syntax->segment_code[0] = '8';
  tr__syntax_copy(syntax->element_code, sizeof syntax->element_code, code);
  tr__syntax_copy(syntax->loop, sizeof syntax->loop, judging->loop);
  tr__syntax_copy(syntax->segment, sizeof syntax->segment, at.segment);
  if (piece->definition != NULL)
    tr__syntax_copy(syntax->number, sizeof syntax->number,
                    piece->definition->number);
  syntax->position = judging->position;
  syntax->element = (uint8_t)(piece->element < 255 ? piece->element : 255);
  syntax->part = (uint8_t)(piece->part < 255 ? piece->part : 255);
  syntax->repetition =
      (uint8_t)(piece->repetition < 255 ? piece->repetition : 255);
}

void tr__piece_tell(tr__judging *judging, const tr__piece *piece,
                    const tr_fault *fault) {
  if (piece->element < 64) judging->told |= (uint64_t)1 << piece->element;
  if (judging->fault != NULL) judging->fault(judging->context, fault);
}

static void argue_element(tr_fault *fault, const tr__piece *piece) {
  tr_fault_argue(fault, "element", tr_str_of(fault->at.element));
  tr_fault_argue(fault, "label", tr_str_of(piece->definition->label));
}

static void argue_value(tr_fault *fault, const tr__piece *piece) {
  const tr_str none = {NULL, 0};
  tr_fault_argue(fault, "value",
                 piece->definition->personal ? none : piece->value);
}

void tr__piece_missing(tr__judging *judging, const tr__piece *piece) {
  tr_fault fault;
  tr__piece_fault(judging, piece, "TRX0105", NULL, "1", &fault);
  argue_element(&fault, piece);
  if (piece->element < 64) judging->missing |= (uint64_t)1 << piece->element;
  tr__piece_tell(judging, piece, &fault);
}

static void tell_unused(tr__judging *judging, const tr__piece *piece) {
  tr_fault fault;
  tr__piece_fault(judging, piece, "TRX0106", NULL, "I10", &fault);
  argue_element(&fault, piece);
  tr__piece_tell(judging, piece, &fault);
}

/* TRX0107 but for its separators at an end. */
static void tell_too_many(tr__judging *judging, const tr__piece *piece,
                          const char *variant, const char *code,
                          const char *name, size_t limit, size_t found) {
  char limit_text[TR_NUMBER_TEXT], found_text[TR_NUMBER_TEXT];
  tr_fault fault;
  tr__piece_fault(judging, piece, "TRX0107", variant, code, &fault);
  tr_fault_argue(
      &fault, name,
      tr_str_of(name[0] == 's' ? fault.at.segment : fault.at.element));
  tr_fault_argue(&fault, "limit", tr_number_text(limit, limit_text));
  tr_fault_argue(&fault, "found", tr_number_text(found, found_text));
  tr__piece_tell(judging, piece, &fault);
}

/* TRX0107 for a run of separators with nothing behind them. */
static void tell_trailing(tr__judging *judging, const tr__piece *run,
                          bool of_segment) {
  tr_fault fault;
  tr__piece_fault(judging, run, "TRX0107",
                  of_segment ? "trailing" : "trailing-components",
                  of_segment ? "3" : "13", &fault);
  if (of_segment) {
    fault.at.element[0] = '\0';
    tr_fault_argue(&fault, "segment", tr_str_of(fault.at.segment));
  } else {
    tr_fault_argue(&fault, "element", tr_str_of(fault.at.element));
  }
  fault.has_fix = true;
  tr__piece_tell(judging, run, &fault);
}

static void tell_blanks(tr__judging *judging, const tr__piece *piece,
                        tr_str trimmed) {
  tr_fault fault;
  tr__piece_fault(judging, piece, "TRX0109", "blanks", "6", &fault);
  argue_element(&fault, piece);
  fault.has_fix = true;
  fault.fix = trimmed;
  tr__piece_tell(judging, piece, &fault);
}

static void tell_length(tr__judging *judging, const tr__piece *piece,
                        bool is_short, size_t found) {
  const tr_spec_element *definition = piece->definition;
  char limit_text[TR_NUMBER_TEXT], found_text[TR_NUMBER_TEXT];
  const char *variant = is_short ? "short" : "long";
  tr_fault fault;
  tr__piece_fault(judging, piece, "TRX0108",
                  definition->lenient ? "lenient" : variant,
                  is_short ? "4" : "5", &fault);
  argue_element(&fault, piece);
  tr_fault_argue(&fault, "found", tr_number_text(found, found_text));
  tr_fault_argue(&fault, "limit",
                 tr_number_text(is_short ? definition->least : definition->most,
                                limit_text));
  tr__piece_tell(judging, piece, &fault);
}

static void tell_flaw(tr__judging *judging, const tr__piece *piece,
                      tr__flaw flaw, const tr__flawed *flawed) {
  static const struct {
    const char *rule, *variant, *code;
  } words[] = {
      [TR__FLAW_NUMBER] = {"TRX0109", "number", "6"},
      [TR__FLAW_DECIMAL] = {"TRX0109", "decimal", "6"},
      [TR__FLAW_DATE] = {"TRX0109", "date", "8"},
      [TR__FLAW_TIME] = {"TRX0109", "time", "9"},
      [TR__FLAW_PERIOD] = {"TRX0109", "period", "8"},
      [TR__FLAW_CODE] = {"TRX0110", NULL, "7"},
  };
  if (flaw == TR__FLAW_SHORT || flaw == TR__FLAW_LONG) {
    tell_length(judging, piece, flaw == TR__FLAW_SHORT, flawed->length);
    return;
  }
  const bool lenient = flaw == TR__FLAW_CODE && piece->definition->lenient;
  tr_fault fault;
  tr__piece_fault(judging, piece, words[flaw].rule,
                  lenient ? "lenient" : words[flaw].variant, words[flaw].code,
                  &fault);
  argue_element(&fault, piece);
  argue_value(&fault, piece);
  if (flawed->mends) {
    fault.has_fix = true;
    fault.fix = (tr_str){flawed->mend, flawed->mend_bytes};
  }
  tr__piece_tell(judging, piece, &fault);
}

/* ------------------------------------------------------------------- values */

static tr_str trim(tr_str value) {
  while (value.n > 0 && value.p[0] == ' ') {
    value.p++;
    value.n--;
  }
  while (value.n > 0 && value.p[value.n - 1] == ' ') value.n--;
  return value;
}

static size_t count_of(tr_str text, char byte) {
  size_t count = 0;
  for (size_t i = 0; i < text.n; i++) count += text.p[i] == byte;
  return count;
}

/* A value with blanks at an end. Blanks that fill a text up to its least length
 * are padding the standard asks for. */
static void judge_padded(tr__judging *judging, const tr__piece *piece,
                         tr_str format) {
  const tr_spec_element *definition = piece->definition;
  const tr_str value = piece->value;
  const tr_str trimmed = trim(value);
  tr__flawed flawed;
  if (trimmed.n == 0) {
    if (definition->usage == TR_USAGE_REQUIRED)
      tr__piece_missing(judging, piece);
    else
      tell_blanks(judging, piece, (tr_str){value.p, 0});
    return;
  }
  const bool text =
      definition->type == TR_TYPE_AN || definition->type == TR_TYPE_ID;
  if (text && value.p[0] != ' ' && value.n == definition->least &&
      tr__value_listed(definition, trimmed))
    return;
  tr__flaw flaw = tr__value_judge(definition, trimmed, format, &flawed);
  if (flaw == TR__FLAW_NONE) {
    tell_blanks(judging, piece, trimmed);
    return;
  }
  if (flaw == TR__FLAW_SHORT) flawed.length = trimmed.n;
  tell_flaw(judging, piece, flaw, &flawed);
}

/* The reader has told of bytes outside the character set. */
static bool is_damaged(const tr__judging *judging, tr_str value) {
  if (!(judging->segment->flags & TR_SEGMENT_DAMAGED)) return false;
  for (size_t i = 0; i < value.n; i++)
    if (value.p[i] < 0x20 || value.p[i] > 0x7E) return true;
  return false;
}

/* A value without parts. @param format The value before it. */
static void judge_value(tr__judging *judging, const tr__piece *piece,
                        tr_str format) {
  const tr_str value = piece->value;
  tr__flawed flawed;
  if (value.p[0] == ' ' || value.p[value.n - 1] == ' ') {
    judge_padded(judging, piece, format);
    return;
  }
  const tr__flaw flaw =
      tr__value_judge(piece->definition, value, format, &flawed);
  if (flaw != TR__FLAW_NONE) tell_flaw(judging, piece, flaw, &flawed);
}

/* --------------------------------------------------------------- composites */

/* Cut the next part off. @return Whether there was one. */
static bool next_part(tr_str *rest, char separator, tr_str *part) {
  if (rest->p == NULL) return false;
  const char *end = rest->n > 0 ? memchr(rest->p, separator, rest->n) : NULL;
  if (end == NULL) {
    *part = *rest;
    *rest = (tr_str){NULL, 0};
    return true;
  }
  *part = (tr_str){rest->p, (size_t)(end - rest->p)};
  *rest = (tr_str){end + 1, rest->n - part->n - 1};
  return true;
}

/* The separators at the end of an element or a part of it. */
static size_t trailing(tr_str value, char separator) {
  size_t n = 0;
  while (n < value.n && value.p[value.n - 1 - n] == separator) n++;
  return n;
}

static void judge_part(tr__judging *judging, tr__piece *piece, tr_str format) {
  if (piece->value.n == 0) {
    if (piece->definition->usage == TR_USAGE_REQUIRED)
      tr__piece_missing(judging, piece);
  } else if (piece->definition->usage == TR_USAGE_NOT_USED) {
    tell_unused(judging, piece);
  } else if (tr__value_is_plain(piece->definition, piece->value)) {
    return;
  } else if (!is_damaged(judging, piece->value)) {
    judge_value(judging, piece, format);
  }
}

/* Judge the parts that are sent. @return How many those are. */
static unsigned judge_sent(tr__judging *judging, const tr__piece *whole,
                           tr_str rest) {
  const tr_spec_element *definition = whole->definition;
  const char separator = judging->segment->delims->component;
  tr__piece piece = *whole, excess = *whole;
  tr_str part, format = {NULL, 0};
  unsigned count = 0;
  while (next_part(&rest, separator, &part)) {
    piece.part = ++count;
    piece.value = part;
    if (count == definition->part_count + 1u) excess = piece;
    if (count > definition->part_count) continue;
    piece.definition = &definition->parts[count - 1];
    judge_part(judging, &piece, format);
    format = part;
  }
  excess.definition = definition;
  if (count > definition->part_count)
    tell_too_many(judging, &excess, "components", "13", "element",
                  definition->part_count, count);
  return count;
}

/* Tell the required parts after those that are sent; after a single one the
 * first of them, since the separator itself is missing. @return Whether any. */
static bool judge_unsent(tr__judging *judging, const tr__piece *whole,
                         unsigned sent, tr_str end) {
  const tr_spec_element *definition = whole->definition;
  bool lacking = false;
  for (unsigned i = sent; i < definition->part_count; i++) {
    if (definition->parts[i].usage != TR_USAGE_REQUIRED) continue;
    lacking = true;
    const tr__piece piece = {.definition = &definition->parts[i],
                             .element = whole->element,
                             .part = i + 1,
                             .repetition = whole->repetition,
                             .value = end};
    tr__piece_missing(judging, &piece);
    if (sent == 1) break;
  }
  return lacking;
}

/* An element with parts, not empty. */
static void judge_composite(tr__judging *judging, const tr__piece *whole) {
  const tr_spec_element *definition = whole->definition;
  const size_t run =
      trailing(whole->value, judging->segment->delims->component);
  const tr_str rest = {whole->value.p, whole->value.n - run};
  const tr_str end = {rest.p + rest.n, 0};
  const uint64_t told = judging->told;
  if (rest.n == 0 && definition->usage == TR_USAGE_REQUIRED) {
    tr__piece_missing(judging, whole);
    return;
  }
  bool lacking = false; /* a required part behind the last separator */
  if (rest.n > 0) {
    judging->told = 0;
    const unsigned sent = judge_sent(judging, whole, rest);
    /* one part that is wrong by itself: another separator stands in it */
    if (sent > 1 || judging->told == 0)
      lacking = judge_unsent(judging, whole, sent, end);
    judging->told |= told;
  }
  if (run == 0 || lacking) return;
  const tr__piece ends = {.definition = definition,
                          .element = whole->element,
                          .repetition = whole->repetition,
                          .value = {end.p, run}};
  tell_trailing(judging, &ends, false);
}

/* ----------------------------------------------------------------- elements */

/* One occurrence of an element, not empty. */
static void judge_occurrence(tr__judging *judging, const tr__piece *piece,
                             tr_str format) {
  const char separator = judging->segment->delims->component;
  if (is_damaged(judging, piece->value)) return;
  if (piece->definition->type == TR_TYPE_COMPOSITE) {
    judge_composite(judging, piece);
    return;
  }
  if (judging->components &&
      memchr(piece->value.p, separator, piece->value.n) != NULL) {
    const size_t run = trailing(piece->value, separator);
    if (run < piece->value.n && count_of(piece->value, separator) == run) {
      const tr__piece ends = {
          .definition = piece->definition,
          .element = piece->element,
          .repetition = piece->repetition,
          .value = {piece->value.p + piece->value.n - run, run}};
      tell_trailing(judging, &ends, false);
      return;
    }
    tell_too_many(judging, piece, "components", "13", "element", 1,
                  count_of(piece->value, separator) + 1);
    return;
  }
  judge_value(judging, piece, format);
}

static void judge_repeated(tr__judging *judging, const tr__piece *whole,
                           tr_str format) {
  const tr_spec_element *definition = whole->definition;
  const char separator = judging->segment->delims->repetition;
  const size_t run = trailing(whole->value, separator);
  tr_str rest = {whole->value.p, whole->value.n - run}, value;
  const size_t found = count_of(rest, separator) + 1;
  tr__piece piece = *whole;
  piece.repetition = 0;
  while (next_part(&rest, separator, &value)) {
    piece.repetition++;
    piece.value = value;
    if (definition->repeats != 0 && piece.repetition > definition->repeats) {
      tell_too_many(judging, &piece, "repetitions", "12", "element",
                    definition->repeats, found);
      break;
    }
    if (value.n > 0) judge_occurrence(judging, &piece, format);
  }
  if (run == 0) return;
  piece = *whole;
  piece.value = (tr_str){whole->value.p + whole->value.n - run, run};
  tell_trailing(judging, &piece, false);
}

static bool skips(const tr__judging *judging, unsigned n) {
  return n < 64 && (judging->skip >> n & 1) != 0;
}

/* Elements after the last one with a value. */
static void judge_absent(tr__judging *judging, unsigned from) {
  const tr_spec_segment *definition = judging->definition;
  for (unsigned n = from; n <= definition->element_count; n++) {
    const tr_spec_element *element = &definition->elements[n - 1];
    if (element->usage != TR_USAGE_REQUIRED || skips(judging, n)) continue;
    const tr__piece piece = {.definition = element, .element = n};
    tr__piece_missing(judging, &piece);
  }
}

static void judge_present(tr__judging *judging, unsigned last) {
  const tr_spec_segment *definition = judging->definition;
  const tr_segment *segment = judging->segment;
  tr_str format = {NULL, 0};
  /* most values need no more than a look */
  const bool plain = !judging->repetitions && judging->skip == 0 &&
                     !(segment->flags & TR_SEGMENT_DAMAGED);
  const char separator = segment->delims->component;
  for (unsigned n = 1; n <= last && n <= definition->element_count; n++) {
    const tr_spec_element *element = &definition->elements[n - 1];
    const tr_str value = tr_segment_element(segment, n);
    const bool sent = value.n > 0;
    if (sent ? plain && element->usage != TR_USAGE_NOT_USED &&
                   tr__value_is_plain(element, value) &&
                   (!judging->components ||
                    memchr(value.p, separator, value.n) == NULL)
             : element->usage != TR_USAGE_REQUIRED) {
      format = value;
      continue;
    }
    tr__piece piece = {.definition = element, .element = n, .value = value};
    if (skips(judging, n)) {
      format = piece.value;
      continue;
    }
    if (piece.value.n == 0) {
      if (piece.definition->usage == TR_USAGE_REQUIRED)
        tr__piece_missing(judging, &piece);
    } else if (piece.definition->usage == TR_USAGE_NOT_USED) {
      tell_unused(judging, &piece);
    } else if (judging->repetitions &&
               memchr(piece.value.p, segment->delims->repetition,
                      piece.value.n) != NULL) {
      judge_repeated(judging, &piece, format);
    } else {
      judge_occurrence(judging, &piece, format);
    }
    /* a form that is none says nothing of the value after it */
    const bool bad = n < 64 && (judging->told >> n & 1) != 0;
    format = bad ? (tr_str){NULL, 0} : piece.value;
  }
}

/* Elements beyond those the segment has. */
static void judge_further(tr__judging *judging, unsigned last) {
  const unsigned most = judging->definition->element_count;
  if (last <= most) return;
  const tr__piece piece = {
      .element = most + 1,
      .value = tr_segment_element(judging->segment, most + 1)};
  tell_too_many(judging, &piece, "elements", "3", "segment", most, last);
}

/* Separators at the end of the segment, unless something is missing there. */
static void judge_ending(tr__judging *judging, unsigned last) {
  const tr_segment *segment = judging->segment;
  if (last >= segment->element_count) return;
  if (last < 63 && judging->told >> (last + 1) != 0) return;
  if (last == 0) return; /* nothing but separators: told as empty */
  const size_t from = segment->starts[last + 1] - 1;
  const tr__piece run = {
      .element = last + 1,
      .value = {segment->bytes.p + from, segment->bytes.n - from}};
  tell_trailing(judging, &run, true);
}

/* A segment without a value says nothing; where some are required, those were
 * told. */
static void judge_empty(tr__judging *judging, unsigned last) {
  if (last > 0 || judging->told != 0 || judging->skip != 0 ||
      judging->definition->element_count == 0)
    return;
  const tr__piece first = {.element = 1};
  tr_fault fault;
  tr__piece_fault(judging, &first, "TRX0105", "segment", "1", &fault);
  tr_segment_place(judging->segment, 0, 0, &fault.at);
  tr_fault_argue(&fault, "segment", tr_str_of(fault.at.segment));
  tr__piece_tell(judging, &first, &fault);
}

void tr__elements_judge(tr__judging *judging) {
  const tr_segment *segment = judging->segment;
  judging->told = judging->missing = 0;
  if (segment->flags & TR_SEGMENT_OVERSIZE) return;
  const tr_delims *delims = segment->delims;
  const tr_str bytes = segment->bytes;
  judging->components = memchr(bytes.p, delims->component, bytes.n) != NULL;
  judging->repetitions = delims->repetition != '\0' &&
                         memchr(bytes.p, delims->repetition, bytes.n) != NULL;

  unsigned last = segment->element_count;
  while (last > 0 && segment->starts[last + 1] - 1 == segment->starts[last])
    last--;
  judge_present(judging, last);
  judge_absent(judging, last + 1);
  judge_further(judging, last);
  if (judging->definition->note_count > 0) tr__notes_judge(judging);
  judge_empty(judging, last);
  judge_ending(judging, last);
}
