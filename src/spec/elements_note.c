/* Judges the conditions between the elements of one segment. */
#include "spec/elements.h"

enum { NOTE_TEXT = 40 };

/* What is known of the elements of a note. */
typedef struct tally {
  unsigned present; /* of them */
  unsigned lacking; /* the first absent one; 0: none */
  unsigned second;  /* the second present one; 0: none */
} tally;

/* Whether the note can be judged: neither usage nor what was told missing
 * decides it. */
static bool is_open(const tr__judging *judging, const tr_spec_note *note) {
  for (unsigned i = 0; i < note->count; i++) {
    const unsigned n = note->elements[i];
    if (n < 64 && ((judging->missing | judging->skip) >> n & 1) != 0)
      return false;
    if (n == 0 || n > judging->definition->element_count) return false;
    if (judging->definition->elements[n - 1].usage == TR_USAGE_NOT_USED)
      return false;
  }
  return true;
}

static tally tally_of(const tr_segment *segment, const tr_spec_note *note) {
  tally of = {0, 0, 0};
  for (unsigned i = 0; i < note->count; i++) {
    const unsigned n = note->elements[i];
    if (tr_segment_element(segment, n).n == 0) {
      if (of.lacking == 0) of.lacking = n;
    } else if (++of.present == 2) {
      of.second = n;
    }
  }
  return of;
}

/* The element at fault; 0 where the note holds. */
static unsigned at_fault(const tr_segment *segment, const tr_spec_note *note) {
  const tally of = tally_of(segment, note);
  const bool first = tr_segment_element(segment, note->elements[0]).n > 0;
  switch (note->kind) {
    case 'P':
      return of.present > 0 ? of.lacking : 0;
    case 'R':
      return of.present == 0 ? of.lacking : 0;
    case 'E':
      return of.second;
    case 'C':
      return first ? of.lacking : 0;
    case 'L':
      return first && of.present == 1 ? of.lacking : 0;
    default:
      return 0;
  }
}

static size_t put(char *to, size_t at, const char *text) {
  while (*text != '\0' && at + 1 < NOTE_TEXT) to[at++] = *text++;
  return at;
}

/* "05 and 06", "03, 04 and 05". */
static tr_str elements_text(const tr_spec_note *note, char *text) {
  size_t n = 0;
  for (unsigned i = 0; i < note->count; i++) {
    const unsigned element = note->elements[i];
    const char digits[3] = {(char)('0' + element / 10 % 10),
                            (char)('0' + element % 10), '\0'};
    if (i > 0) n = put(text, n, i + 1 < note->count ? ", " : " and ");
    n = put(text, n, digits);
  }
  return (tr_str){text, n};
}

static const char *variant_of(char kind) {
  switch (kind) {
    case 'P':
      return "P";
    case 'R':
      return "R";
    case 'E':
      return "E";
    case 'C':
      return "C";
    default:
      return "L";
  }
}

static void tell(tr__judging *judging, const tr_spec_note *note, unsigned n) {
  char text[NOTE_TEXT];
  tr_fault fault;
  const tr__piece piece = {.definition = &judging->definition->elements[n - 1],
                           .element = n};
  tr__piece_fault(judging, &piece, "TRX0111", variant_of(note->kind),
                  note->kind == 'E' ? "10" : "2", &fault);
  tr_segment_place(judging->segment, 0, 0, &fault.at);
  tr_fault_argue(&fault, "segment", tr_str_of(fault.at.segment));
  tr_fault_argue(&fault, "elements", elements_text(note, text));
  if (n < 64) judging->missing |= (uint64_t)1 << n;
  tr__piece_tell(judging, &piece, &fault);
}

void tr__notes_judge(tr__judging *judging) {
  for (unsigned i = 0; i < judging->definition->note_count; i++) {
    const tr_spec_note *note = &judging->definition->notes[i];
    const unsigned n = at_fault(judging->segment, note);
    if (n != 0 && is_open(judging, note)) tell(judging, note, n);
  }
}
