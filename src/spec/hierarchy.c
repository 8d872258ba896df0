/* What is numbered: HL levels make a tree, LX counts the lines of a claim. */
#include "spec/elements.h"
#include "spec/walk_parts.h"

/* ------------------------------------------------------------------ numbers */

/* Digits alone, and no more of them than fit. */
static bool read_number(tr_str text, uint64_t *number) {
  if (text.n == 0 || text.n > 18) return false;
  uint64_t value = 0;
  for (size_t i = 0; i < text.n; i++) {
    if (text.p[i] < '0' || text.p[i] > '9') return false;
    value = value * 10 + (uint64_t)(text.p[i] - '0');
  }
  *number = value;
  return true;
}

static void fill_syntax(const tr_walk *walk, uint16_t loop, unsigned element,
                        uint32_t position, const char *segment,
                        tr_fault *fault) {
  const tr_spec_loop *in = &walk->spec->loops[loop];
  const tr_spec_segment *opener = &walk->spec->segments[in->children[0].index];
  tr_syntax *syntax = &fault->syntax;
  syntax->segment_code[0] = '8';
  syntax->element_code[0] = '7';
  tr__syntax_copy(syntax->loop, sizeof syntax->loop, in->id);
  tr__syntax_copy(syntax->segment, sizeof syntax->segment, segment);
  if (element <= opener->element_count)
    tr__syntax_copy(syntax->number, sizeof syntax->number,
                    opener->elements[element - 1].number);
  syntax->position = position;
  syntax->element = (uint8_t)element;
}

static void tell_number(const tr_walk *walk, const tr_segment *segment,
                        uint16_t loop, unsigned element, const char *rule,
                        const char *variant, uint64_t expected) {
  if (walk->fault == NULL) return;
  char text[TR_NUMBER_TEXT];
  tr_place at;
  tr_segment_place(segment, element, 0, &at);
  tr_fault fault = tr_fault_of(rule, variant, &at);
  fill_syntax(walk, loop, element, walk->position, at.segment, &fault);
  tr_fault_argue(&fault, "found", at.value);
  if (expected != 0)
    tr_fault_argue(&fault, "expected", tr_number_text(expected, text));
  walk->fault(walk->context, &fault);
}

/* ------------------------------------------------------------------- levels */

void tr__hierarchy_begin(tr_walk *walk) {
  walk->hl_seen = walk->hl_last = walk->line_last = 0;
  walk->hl_free = walk->line_free = false;
  walk->hl_count = 0;
}

static tr_walk_hl *push(tr_walk *walk, int depth) {
  /* one a depth, whatever came out of order */
  while (walk->hl_count > 0 && walk->hl[walk->hl_count - 1].depth >= depth)
    walk->hl_count--;
  if (walk->hl_count > 0) walk->hl[walk->hl_count - 1].parent = true;
  tr_walk_hl *level = &walk->hl[walk->hl_count++];
  memset(level, 0, sizeof *level);
  level->depth = (uint8_t)depth;
  level->loop = walk->levels[depth].loop;
  level->count = ++walk->hl_seen;
  level->position = walk->position;
  return level;
}

/* HL01 goes on from the last one, or is the count in the set. Where a level was
 * told missing, the sender may or may not have counted it. */
static void judge_number(tr_walk *walk, const tr_segment *segment,
                         tr_walk_hl *level, bool told) {
  uint64_t number = 0;
  const tr_str text = tr_segment_element(segment, 1);
  const uint64_t last = walk->hl_last;
  const bool is_free = walk->hl_free;
  walk->hl_free = false;
  if (told || text.n == 0 || walk->levels[level->depth].guessed) {
    walk->hl_free = true; /* what it should have been nobody knows */
    walk->hl_last++;
    return;
  }
  const bool numeric = read_number(text, &number);
  level->number = number;
  walk->hl_last = numeric ? number : last + 1;
  if (numeric && (number == last + 1 || number == level->count ||
                  (is_free && number == last)))
    return;
  const bool first = level->count == 1 && number > 1;
  tell_number(walk, segment, level->loop, 1, "TRX0112",
              first ? "first" : "number", first ? 0 : last + 1);
}

static void judge_parent(tr_walk *walk, const tr_segment *segment,
                         const tr_walk_hl *level) {
  if (walk->hl_count < 2) return;
  const tr_walk_hl *parent = &walk->hl[walk->hl_count - 2];
  const tr_str text = tr_segment_element(segment, 2);
  uint64_t number = 0;
  if (text.n == 0 || parent->number == 0) return;
  if (walk->levels[level->depth].guessed) return;
  if (read_number(text, &number) &&
      (number == parent->number || number == parent->count))
    return;
  tell_number(walk, segment, level->loop, 2, "TRX0112", "parent",
              parent->number);
}

static void take_level(tr_walk *walk, const tr_segment *segment, int depth,
                       uint64_t told) {
  tr_walk_hl *level = push(walk, depth);
  tr_place at;
  tr_segment_place(segment, 4, 0, &at);
  level->at = (tr_walk_end){at.ordinal, at.line_offset, at.offset};
  level->length = at.length;
  if (segment->flags & TR_SEGMENT_DAMAGED) told = UINT64_MAX;
  if (at.value.n == 1 && !walk->levels[depth].guessed && !(told >> 4 & 1))
    level->children = at.value.p[0];
  judge_number(walk, segment, level, (told >> 1 & 1) != 0);
  if (!(told >> 2 & 1)) judge_parent(walk, segment, level);
}

void tr__hierarchy_close(tr_walk *walk, int depth, bool hollow) {
  if (walk->hl_count == 0) return;
  const tr_walk_hl *level = &walk->hl[walk->hl_count - 1];
  if (level->depth != depth) return;
  walk->hl_count--;
  const bool says = level->children == '1';
  if (level->parent == says || (!says && level->children != '0')) return;
  /* an answer that refuses the inquiry ends at the level it refuses */
  if (says && (hollow || walk->last_id == TR_CODE("AAA"))) return;
  if (walk->fault == NULL) return;
  tr_place at = {.ordinal = level->at.ordinal,
                 .offset = level->at.offset,
                 .length = level->length,
                 .element = "HL04",
                 .segment = "HL",
                 .value = {&level->children, 1},
                 .line_offset = level->at.line_offset};
  tr_fault fault = tr_fault_of("TRX0112", says ? "no-child" : "child", &at);
  fill_syntax(walk, level->loop, 4, level->position, at.segment, &fault);
  walk->fault(walk->context, &fault);
}

bool tr__hierarchy_may_open(const tr_walk *walk, tr__found at) {
  for (unsigned i = 0; i < walk->hl_count; i++)
    if (walk->hl[i].depth == at.depth) return walk->hl[i].children != '0';
  return true;
}

bool tr__hierarchy_is_parent(const tr_walk *walk, const tr_segment *segment,
                             int depth) {
  uint64_t number = 0;
  if (segment->id != TR_CODE("HL") ||
      !read_number(tr_segment_element(segment, 2), &number))
    return false;
  for (unsigned i = 0; i < walk->hl_count; i++)
    if (walk->hl[i].depth == depth) return walk->hl[i].number == number;
  return false;
}

/* -------------------------------------------------------------------- lines */

/* How many lines the claim has with this one, told missing included. */
static uint64_t line_count(const tr_walk *walk, int depth) {
  const tr_walk_level *claim = &walk->levels[depth - 1];
  return claim->counts[claim->child];
}

static void begin_lines(tr_walk *walk, uint64_t count) {
  if (count > 1) return;
  walk->line_last = 0;
  walk->line_free = false;
}

static void take_line(tr_walk *walk, const tr_segment *segment, int depth,
                      uint64_t told) {
  const uint64_t count = line_count(walk, depth);
  begin_lines(walk, count);
  const uint64_t last = walk->line_last;
  const bool is_free = walk->line_free;
  uint64_t number = 0;
  walk->line_free = false;
  walk->line_last = last + 1;
  if ((segment->flags & TR_SEGMENT_DAMAGED) || (told >> 1 & 1) != 0 ||
      !read_number(tr_segment_element(segment, 1), &number)) {
    walk->line_free = true;
    return;
  }
  walk->line_last = number;
  if (number == last + 1 || number == count || (is_free && number == last))
    return;
  tell_number(walk, segment, walk->levels[depth].loop, 1, "TRX0113", NULL,
              last + 1);
}

/* --------------------------------------------------------------------- both */

static enum tr__walk_kind kind_at(const tr_walk *walk, int depth) {
  return (enum tr__walk_kind)walk->loops[walk->levels[depth].loop].kind;
}

bool tr__hierarchy_fits(const tr_walk *walk, const tr_segment *segment,
                        tr__found at) {
  const bool level = segment->id == TR_CODE("HL");
  uint64_t number = 0;
  if (!read_number(tr_segment_element(segment, 1), &number)) return true;
  if (level)
    return (number == walk->hl_last + 1 || walk->hl_free) &&
           (tr_segment_element(segment, 2).n == 0 || at.depth == 0 ||
            tr__hierarchy_is_parent(walk, segment, at.depth));
  const bool more = tr__set_has(&walk->levels[at.depth].seen, at.child);
  return walk->spec->function[0] != 'H' || walk->spec->function[1] != 'C' ||
         walk->line_free || number == (more ? walk->line_last + 1 : 1);
}

void tr__hierarchy_take(tr_walk *walk, const tr_segment *segment, int depth,
                        uint64_t told) {
  if (kind_at(walk, depth) == TR__WALK_LINE)
    take_line(walk, segment, depth, told);
  else if (kind_at(walk, depth) == TR__WALK_LEVEL)
    take_level(walk, segment, depth, told);
}

void tr__hierarchy_miss(tr_walk *walk, int depth) {
  if (kind_at(walk, depth) == TR__WALK_LINE) {
    begin_lines(walk, line_count(walk, depth));
    walk->line_last++;
    walk->line_free = true;
  } else if (kind_at(walk, depth) == TR__WALK_LEVEL) {
    push(walk, depth);
    walk->hl_last++;
    walk->hl_free = true;
  }
}

void tr__hierarchy_unmiss(tr_walk *walk, int depth) {
  if (kind_at(walk, depth) == TR__WALK_LINE) {
    walk->line_last--;
    walk->line_free = false;
  } else if (kind_at(walk, depth) == TR__WALK_LEVEL) {
    if (walk->hl_count > 0 && walk->hl[walk->hl_count - 1].depth == depth)
      walk->hl_count--;
    walk->hl_seen--;
    walk->hl_last--;
    walk->hl_free = false;
  }
}
