/* Puts what the walk finds into faults: rule, wording, arguments, place, and
 * how a 999 says it. */
#include "spec/elements.h"
#include "spec/walk_parts.h"

static void tell(const tr_walk *walk, const tr_fault *fault) {
  if (walk->fault != NULL) walk->fault(walk->context, fault);
}

static void fill_syntax(const tr_walk *walk, uint16_t loop, const char *code,
                        const char *segment, tr_fault *fault) {
  const tr_spec_loop *in = &walk->spec->loops[loop];
  tr_syntax *syntax = &fault->syntax;
  tr__syntax_copy(syntax->segment_code, sizeof syntax->segment_code, code);
  if (in->parent >= 0)
    tr__syntax_copy(syntax->loop, sizeof syntax->loop, in->id);
  tr__syntax_copy(syntax->segment, sizeof syntax->segment, segment);
  syntax->position = walk->position;
}

/* "2010AA (billing provider)", or the id alone where that is too long. */
static tr_str loop_text(const tr_walk *walk, uint16_t loop, char *text) {
  const tr_spec_loop *in = &walk->spec->loops[loop];
  const tr_str id = tr_str_of(in->id), label = tr_str_of(in->label);
  size_t n = 0;
  if (id.n + label.n + 3 > TR_FAULT_ARGUMENT_BYTES || label.n == 0) return id;
  memcpy(text, id.p, id.n);
  n = id.n;
  text[n++] = ' ';
  text[n++] = '(';
  memcpy(text + n, label.p, label.n);
  n += label.n;
  text[n++] = ')';
  return (tr_str){text, n};
}

/* ------------------------------------------------------------------- places */

static bool has_id(const tr_spec *spec, tr_code id) {
  for (unsigned i = 0; i < spec->segment_count; i++)
    if (spec->segments[i].id == id) return true;
  return false;
}

static bool is_known(tr_code id) {
  for (uint32_t i = 0; i < tr_specs_builtin_count; i++)
    if (has_id(tr_specs_builtin[i], id)) return true;
  return false;
}

void tr__tell_unknown(tr_walk *walk, const tr_segment *segment) {
  char text[TR_FAULT_ARGUMENT_BYTES];
  const uint16_t loop = walk->levels[walk->depth].loop;
  const char *variant = "unknown", *code = "1";
  if (has_id(walk->spec, segment->id)) {
    variant = "not-here";
    code = "2";
  } else if (is_known(segment->id)) {
    variant = "not-in-set";
    code = "6";
  }
  tr_place at;
  tr_segment_place(segment, 0, 0, &at);
  tr_fault fault = tr_fault_of("TRX0101", variant, &at);
  fill_syntax(walk, loop, code, at.segment, &fault);
  tr_fault_argue(&fault, "segment", tr_str_of(at.segment));
  tr_fault_argue(&fault, "loop", loop_text(walk, loop, text));
  tell(walk, &fault);
}

/* "DTP*472": a segment with the code that tells it from its siblings. */
static tr_str name_of(tr_code id, tr_code code, char *text) {
  size_t n = tr_code_text(id, text);
  if (code != 0) {
    text[n++] = '*';
    n += tr_code_text(code, text + n);
  }
  return (tr_str){text, n};
}

/* The code of the segment before, where that tells it from its siblings. */
static tr_code last_code(const tr_walk *walk, const tr_segment *segment) {
  const tr_spec_segment *last = walk->last_segment;
  if (last == NULL || last->key_count == 0 || last->keys[0].element != 1 ||
      last->keys[0].part != 0)
    return 0;
  const char separator = segment->delims->element;
  const size_t n = walk->last_length < sizeof walk->last_head
                       ? walk->last_length
                       : sizeof walk->last_head;
  const char *const end = walk->last_head + n;
  const char *from = memchr(walk->last_head, separator, n);
  if (from == NULL) return 0;
  from++;
  const char *to = memchr(from, separator, (size_t)(end - from));
  if (to == NULL) to = end;
  const tr_code code = tr_code_pack((tr_str){from, (size_t)(to - from)});
  char text[TR_CODE_BYTES + 1];
  const tr_str value = {text, tr_code_text(code, text)};
  return tr_spec_has(last->keys[0].codes, value) ? code : 0;
}

static void tell_order(tr_walk *walk, const tr_segment *segment, uint16_t loop,
                       const char *variant) {
  enum { NAME = 2 * TR_CODE_BYTES + 2 };
  char text[TR_FAULT_ARGUMENT_BYTES], name[NAME], after[NAME];
  tr_code code = 0, last = 0;
  /* two of one id are told apart by their codes */
  if (walk->last_id == segment->id) last = last_code(walk, segment);
  if (last != 0) code = tr_code_pack(tr_segment_element(segment, 1));
  tr_place at;
  tr_segment_place(segment, 0, 0, &at);
  tr_fault fault = tr_fault_of("TRX0102", variant, &at);
  fill_syntax(walk, loop, "7", at.segment, &fault);
  tr_fault_argue(&fault, "segment", name_of(segment->id, code, name));
  tr_fault_argue(&fault, "loop", loop_text(walk, loop, text));
  tr_fault_argue(&fault, "after", name_of(walk->last_id, last, after));
  tell(walk, &fault);
}

void tr__tell_astray(tr_walk *walk, const tr_segment *segment, uint16_t loop,
                     bool opens) {
  tell_order(walk, segment, loop, opens ? "loop" : NULL);
}

void tr__tell_elsewhere(tr_walk *walk, const tr_segment *segment, uint16_t loop,
                        bool opens) {
  tell_order(walk, segment, loop, opens ? "loop-elsewhere" : "elsewhere");
}

void tr__tell_missing(tr_walk *walk, uint16_t loop, const tr_spec_child *child,
                      bool opener, const tr_walk_end *end, uint32_t next) {
  char text[TR_FAULT_ARGUMENT_BYTES], id[TR_CODE_BYTES + 1];
  const tr_spec_segment *definition = tr__opener(walk->spec, child);
  const size_t n = tr_code_text(definition->id, id);
  if (child->is_loop) loop = child->index;
  const bool whole = child->is_loop && !opener;
  tr_place at = {.ordinal = end->ordinal,
                 .offset = end->offset,
                 .line_offset = end->line_offset};
  tr__syntax_copy(at.segment, sizeof at.segment, id);
  tr_fault fault = tr_fault_of("TRX0103", whole ? "loop" : NULL, &at);
  fill_syntax(walk, loop, "3", id, &fault);
  fault.syntax.position = next;
  tr_fault_argue(&fault, "segment", (tr_str){id, n});
  tr_fault_argue(
      &fault, "label",
      tr_str_of(whole ? walk->spec->loops[loop].label : definition->label));
  tr_fault_argue(&fault, "loop", loop_text(walk, loop, text));
  tell(walk, &fault);
}

void tr__tell_excess(tr_walk *walk, const tr_segment *segment, uint16_t loop,
                     const tr_spec_child *child) {
  char limit[TR_NUMBER_TEXT];
  const tr_spec *spec = walk->spec;
  if (child->is_loop) loop = child->index;
  tr_place at;
  tr_segment_place(segment, 0, 0, &at);
  tr_fault fault = tr_fault_of("TRX0104", child->is_loop ? "loop" : NULL, &at);
  fill_syntax(walk, loop, child->is_loop ? "4" : "5", at.segment, &fault);
  tr_fault_argue(&fault, "segment", tr_str_of(at.segment));
  tr_fault_argue(
      &fault, "label",
      tr_str_of(child->is_loop ? spec->loops[loop].label
                               : spec->segments[child->index].label));
  tr_fault_argue(&fault, "limit",
                 tr_number_text(tr__child_most(spec, child), limit));
  tell(walk, &fault);
}

/* --------------------------------------------------------------------- keys */

/* What makes the value one of the key's: in capitals, without blanks. */
static bool mend_key(const tr_spec_key *key, tr_str value, char *mended,
                     tr_str *fix) {
  const tr_str trimmed = tr_str_trim(value);
  if (tr_spec_has(key->codes, trimmed)) {
    *fix = trimmed;
    return true;
  }
  if (trimmed.n > TR_FAULT_ARGUMENT_BYTES) return false;
  for (size_t i = 0; i < trimmed.n; i++) {
    const char c = trimmed.p[i];
    mended[i] = c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
  }
  *fix = (tr_str){mended, trimmed.n};
  return tr_spec_has(key->codes, *fix);
}

static void tell_key(const tr__judging *judging, const tr_spec_key *key,
                     tr_str value) {
  const tr_spec_element *element =
      &judging->definition->elements[key->element - 1];
  const tr_str whole = tr_segment_element(judging->segment, key->element);
  tr__judging told = *judging;
  tr__piece piece = {
      .definition = element, .element = key->element, .value = value};
  if (key->part > 0 && whole.n > 0) {
    piece.part = key->part;
    if (key->part <= element->part_count)
      piece.definition = &element->parts[key->part - 1];
  }
  if (value.n == 0) {
    tr__piece_missing(&told, &piece);
    return;
  }
  char mended[TR_FAULT_ARGUMENT_BYTES];
  tr_str fix;
  const bool mends = mend_key(key, value, mended, &fix);
  const bool blanks = mends && fix.p == tr_str_trim(value).p;
  tr_fault fault;
  tr__piece_fault(judging, &piece, blanks ? "TRX0109" : "TRX0110",
                  blanks ? "blanks" : NULL, blanks ? "6" : "7", &fault);
  tr_fault_argue(&fault, "element", tr_str_of(fault.at.element));
  tr_fault_argue(&fault, "label", tr_str_of(piece.definition->label));
  if (!blanks) tr_fault_argue(&fault, "value", value);
  fault.has_fix = mends;
  if (mends) fault.fix = fix;
  tr__piece_tell(&told, &piece, &fault);
}

uint64_t tr__tell_keys(tr_walk *walk, const tr_segment *segment, uint16_t loop,
                       const tr_spec_segment *definition) {
  const tr__judging judging = {.fault = walk->fault,
                               .context = walk->context,
                               .segment = segment,
                               .definition = definition,
                               .loop = walk->spec->loops[loop].parent < 0
                                           ? NULL
                                           : walk->spec->loops[loop].id,
                               .position = walk->position};
  uint64_t skip = 0;
  bool told = false;
  for (unsigned i = 0; i < definition->key_count; i++) {
    const tr_spec_key *key = &definition->keys[i];
    const tr_str value = tr__key_value(key, segment);
    if (key->element < 64) skip |= (uint64_t)1 << key->element;
    if (told || tr_spec_has(key->codes, value)) continue;
    tell_key(&judging, key, value);
    told = true;
  }
  return skip;
}
