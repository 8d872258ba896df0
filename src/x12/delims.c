/* Delimiters: found once at the head of an interchange, then trusted. */
#include "x12/delims.h"

/* Byte offsets within the fixed-width ISA. */
enum {
  AT_ELEMENT = 3,
  AT_REPETITION = 82,
  AT_VERSION = 84,
  AT_COMPONENT = 104,
  AT_SEGMENT = 105,
  LEAST_SEPARATORS = 12 /* before something passes for the next segment */
};

static const unsigned char width[TR_ISA_ELEMENTS + 1] = {
    0, 2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1};
static const unsigned char start[TR_ISA_ELEMENTS + 1] = {
    0, 4, 7, 18, 21, 32, 35, 51, 54, 70, 77, 82, 84, 90, 100, 102, 104};

static bool is_alnum(char c) {
  return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9');
}

static bool is_line_end(char c) { return c == '\r' || c == '\n'; }

bool tr_delim_can(char byte) {
  return byte > 0 && byte != ' ' && byte != 0x7F && !is_alnum(byte);
}

const char *tr_delim_name(tr_delim which) {
  static const char *const names[] = {
      "element separator", "repetition separator", "component separator",
      "segment terminator"};
  return names[which];
}

unsigned tr_isa_width(unsigned element) { return width[element]; }

unsigned tr_isa_at(unsigned element) { return start[element]; }

/* How many of the 16 separators stand at their places, up to the first that
 * does not or that is not there any more. */
static unsigned separators_in_place(tr_str bytes) {
  unsigned n = 0;
  while (n < TR_ISA_ELEMENTS && start[n + 1] - 1U < bytes.n &&
         bytes.p[start[n + 1] - 1] == bytes.p[AT_ELEMENT])
    n++;
  return n;
}

/* Whether an X12 segment that can follow an ISA begins here. */
static bool is_head(tr_str bytes, size_t at) {
  static const char *const heads[] = {"GS", "TA1", "IEA", "ISA"};
  for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
    const size_t n = strlen(heads[i]);
    if (at + n < bytes.n && memcmp(bytes.p + at, heads[i], n) == 0 &&
        bytes.p[at + n] == bytes.p[AT_ELEMENT])
      return true;
  }
  return false;
}

/* Find the segment after an ISA whose widths cannot be trusted. @return Its
 * offset or 0; counts the separators before it and remembers the last. */
static size_t find_head(tr_str bytes, uint32_t *separators, size_t *last) {
  *separators = 0;
  *last = 0;
  for (size_t i = AT_ELEMENT; i < bytes.n; i++) {
    if (bytes.p[i] == bytes.p[AT_ELEMENT]) {
      ++*separators;
      *last = i;
    } else if (*separators >= LEAST_SEPARATORS &&
               bytes.p[i - 1] != bytes.p[AT_ELEMENT] && is_head(bytes, i)) {
      return i;
    }
  }
  return 0;
}

/* Take delimiters from the end of an ISA whose widths are wrong, so that its
 * segments can be stepped over. @return Where the terminator stands, or 0. */
static size_t find_end(tr_str bytes, size_t last, size_t head, tr_isa *isa) {
  size_t end = head;
  const bool lines = is_line_end(bytes.p[head - 1]);
  while (end > last + 1 &&
         (is_line_end(bytes.p[end - 1]) || bytes.p[end - 1] == ' '))
    end--;
  if (end == last + 1) return 0;
  /* One byte before a line end is ISA16, and the line end terminates; but not
   * when the next line ends in that byte as well. */
  size_t stop = head;
  while (stop < bytes.n && !is_line_end(bytes.p[stop])) stop++;
  const bool omitted = stop < bytes.n && bytes.p[stop - 1] == bytes.p[end - 1];
  const size_t at = end == last + 2 && lines && !omitted ? end : end - 1;
  isa->delims.element = bytes.p[AT_ELEMENT];
  isa->delims.component = at > last + 1 ? bytes.p[last + 1] : '\0';
  isa->delims.segment = bytes.p[at];
  isa->usable = tr_delim_can(isa->delims.element) &&
                tr_delim_can(isa->delims.segment) &&
                isa->delims.segment != isa->delims.element;
  return at;
}

static void blame_width(tr_isa *isa, unsigned element, size_t found) {
  if (isa->elements == sizeof isa->element / sizeof *isa->element) return;
  if (isa->elements == 0) {
    isa->found = (uint32_t)found;
    isa->expected = width[element];
  }
  isa->element[isa->elements++] = element;
}

/* The widths are wrong: say which, or that the count is. @return Whether the
 * end of the ISA is known and an element really has another width. */
static bool diagnose(tr_str bytes, tr_isa *isa) {
  uint32_t separators;
  size_t last;
  const size_t head = find_head(bytes, &separators, &last);
  const size_t end = head > 0 ? find_end(bytes, last, head, isa) : 0;
  isa->bytes = (uint32_t)(end > 0 ? end : bytes.n);
  if (isa->bytes >= TR_ISA_BYTES && end == 0) isa->bytes = TR_ISA_BYTES - 1;
  if (head > 0 && separators != TR_ISA_ELEMENTS) {
    isa->problem = TR_ISA_COUNT;
    isa->found = separators;
    isa->expected = TR_ISA_ELEMENTS;
    return true;
  }

  isa->problem = TR_ISA_WIDTH;
  size_t from = AT_ELEMENT + 1;
  for (unsigned i = 1; i <= TR_ISA_ELEMENTS; i++) {
    size_t to = from;
    const size_t stop = i == TR_ISA_ELEMENTS && end > 0 ? end : bytes.n;
    while (to < stop && bytes.p[to] != bytes.p[AT_ELEMENT]) to++;
    /* Without a known end the last element's width means nothing. */
    const bool known = to < stop || end > 0;
    if (known && to - from != width[i]) blame_width(isa, i, to - from);
    if (to == stop) break;
    from = to + 1;
  }
  if (isa->elements > 0) return end > 0;
  const unsigned at = separators_in_place(bytes);
  blame_width(isa, at == 0 ? 1 : at, 0);
  return false;
}

/* After a good ISA comes a letter, or line ends and then a letter. Where line
 * ends seem to terminate but every line ends in what seems to separate
 * components, ISA16 was left out and that byte is the terminator. */
static bool goes_on(tr_str bytes) {
  size_t i = TR_ISA_BYTES;
  if (bytes.n > TR_ISA_GLANCE) bytes.n = TR_ISA_GLANCE;
  while (i < bytes.n &&
         (is_line_end(bytes.p[i]) || bytes.p[i] == ' ' || bytes.p[i] == '\t'))
    i++;
  if (i >= bytes.n) return true;
  if (!is_alnum(bytes.p[i]) && is_head(bytes, i + 1)) return false;
  if (!is_line_end(bytes.p[AT_SEGMENT])) return true;
  while (i < bytes.n && !is_line_end(bytes.p[i])) i++;
  return i == bytes.n || bytes.p[i - 1] != bytes.p[AT_COMPONENT];
}

static void check_delims(tr_str bytes, tr_isa *isa) {
  const char all[4] = {bytes.p[AT_ELEMENT], bytes.p[AT_REPETITION],
                       bytes.p[AT_COMPONENT], bytes.p[AT_SEGMENT]};
  const bool v5010 = memcmp(bytes.p + AT_VERSION, "00501", 5) == 0;
  const bool letter_u = v5010 && all[TR_DELIM_REPETITION] == 'U';
  const bool repeats = v5010 && !letter_u;
  isa->delims = (tr_delims){all[0], repeats ? all[1] : '\0', all[2], all[3]};
  isa->usable = tr_delim_can(all[TR_DELIM_ELEMENT]) &&
                tr_delim_can(all[TR_DELIM_SEGMENT]) &&
                all[TR_DELIM_ELEMENT] != all[TR_DELIM_SEGMENT];
  isa->bytes = AT_SEGMENT;
  isa->problem = letter_u ? TR_ISA_REPETITION : TR_ISA_GOOD;

  for (unsigned i = 0; i < 4; i++) {
    if (i == TR_DELIM_REPETITION && !repeats) continue;
    isa->first = (tr_delim)i;
    isa->problem = TR_ISA_CHARACTER;
    if (!tr_delim_can(all[i])) return;
    for (unsigned j = 0; j < i; j++) {
      if (j == TR_DELIM_REPETITION && !repeats) continue;
      isa->second = (tr_delim)j;
      isa->problem = TR_ISA_EQUAL;
      if (all[i] == all[j]) return;
    }
  }
  isa->problem = letter_u ? TR_ISA_REPETITION : TR_ISA_GOOD;
}

void tr_isa_read(tr_str bytes, tr_isa *isa) {
  memset(isa, 0, sizeof *isa);
  isa->problem = TR_ISA_NOT;
  if (bytes.n < 3 || memcmp(bytes.p, "ISA", 3) != 0) return;
  const unsigned in_place = separators_in_place(bytes);
  const bool whole = bytes.n >= TR_ISA_BYTES;
  if (bytes.n > AT_ELEMENT && !tr_delim_can(bytes.p[AT_ELEMENT]) &&
      !(whole && in_place == TR_ISA_ELEMENTS))
    return;

  if (!whole) {
    /* Every place that is there holds its separator, and no other does. */
    unsigned there = 0, all = 0;
    for (unsigned i = 1; i <= TR_ISA_ELEMENTS; i++)
      if (start[i] - 1U < bytes.n) there++;
    for (size_t i = AT_ELEMENT; i < bytes.n; i++)
      if (bytes.p[i] == bytes.p[AT_ELEMENT]) all++;
    if (in_place == there && all == there) {
      isa->problem = TR_ISA_CUT;
      isa->bytes = isa->found = (uint32_t)bytes.n;
      isa->expected = TR_ISA_BYTES;
      return;
    }
    diagnose(bytes, isa);
    return;
  }

  if (in_place == TR_ISA_ELEMENTS) {
    check_delims(bytes, isa);
    const bool good =
        isa->problem == TR_ISA_GOOD || isa->problem == TR_ISA_REPETITION;
    if (good && goes_on(bytes)) return;
    /* What is wrong may be that ISA16 has no or two bytes. */
    const tr_isa as_is = *isa;
    const bool known = diagnose(bytes, isa);
    if (!known || isa->problem != TR_ISA_WIDTH ||
        isa->element[0] != TR_ISA_ELEMENTS || isa->found > 2)
      *isa = as_is;
    return;
  }
  diagnose(bytes, isa);
}

tr_status tr_delims_read(tr_str isa, tr_delims *delims) {
  tr_isa read;
  if (isa.n < TR_ISA_BYTES) return TR_ESYNTAX;
  tr_isa_read(isa, &read);
  if (read.problem != TR_ISA_GOOD) return TR_ESYNTAX;
  *delims = read.delims;
  return TR_OK;
}
