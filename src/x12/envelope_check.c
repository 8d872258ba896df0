/* What the envelope reports: trailers that do not agree with their headers,
 * control numbers used twice, and what is not read. */
#include "x12/envelope_parts.h"

static const struct {
  const char *header;  /* segment id */
  const char *trailer; /* segment id */
  const char *missing; /* variant where the trailer is missing */
  const char *control; /* variant where control numbers are concerned */
  const char *number;  /* header's control number */
  const char *count;   /* trailer's count */
  const char *repeat;  /* trailer's control number */
  const char *counted; /* what is counted */
  uint32_t element;    /* of the header's control number */
} levels[TR__LEVELS] = {
    {"ISA", "IEA", "iea", "isa", "ISA13", "IEA01", "IEA02", "functional groups",
     13},
    {"GS", "GE", "ge", "gs", "GS06", "GE01", "GE02", "transaction sets", 6},
    {"ST", "SE", "se", "st", "ST02", "SE01", "SE02", "segments", 2},
};

const char *tr__level_header(enum tr__level level) {
  return levels[level].header;
}

const char *tr__level_trailer(enum tr__level level) {
  return levels[level].trailer;
}

tr_short tr__short_of(tr_str text) {
  tr_short value;
  memset(&value, 0, sizeof value);
  value.n = text.n;
  const size_t n = tr_short_str(&value).n;
  if (n > 0) memcpy(value.p, text.p, n);
  return value;
}

tr_str tr__or_empty(tr_str value) {
  return value.n > 0 ? value : TR_STR("empty");
}

void tr__envelope_report(const tr_envelope *envelope, const tr_fault *fault) {
  if (envelope->fault == NULL) return;
  if (envelope->in_interchange && envelope->interchange.refused) return;
  envelope->fault(envelope->context, fault);
}

static const tr_header *header_of(const tr_envelope *envelope,
                                  enum tr__level level) {
  if (level == TR__INTERCHANGE) return &envelope->interchange.header;
  return level == TR__GROUP ? &envelope->group.header : &envelope->set.header;
}

/* The place of a segment that has gone by, from what is kept of it. */
static tr_place kept_place(const tr_envelope *envelope, const tr_header *header,
                           uint32_t element) {
  enum { MOST = TR_HEADER_LINE + 2 };
  uint32_t starts[MOST] = {0};
  uint32_t count = 1;
  const char separator = envelope->interchange.delims.element;
  for (size_t i = 0; i < header->line_bytes; i++)
    if (header->line[i] == separator) starts[count++] = (uint32_t)i + 1;
  starts[count] = (uint32_t)header->line_bytes + 1;
  const tr_segment segment = {.bytes = {header->line, header->line_bytes},
                              .element_count = count - 1,
                              .starts = starts,
                              .offset = header->offset,
                              .ordinal = header->ordinal,
                              .delims = &envelope->interchange.delims};
  tr_place place;
  tr_segment_place(&segment, header->line_bytes > 0 ? element : 0, 0, &place);
  if (header->line_bytes == 0) place.length = header->length;
  return place;
}

tr_place tr__header_place(const tr_envelope *envelope, enum tr__level level,
                          uint32_t element) {
  return kept_place(envelope, header_of(envelope, level), element);
}

void tr__report_missing(const tr_envelope *envelope, enum tr__level outermost,
                        const tr_segment *instead) {
  static const char *const missing[TR__LEVELS][TR__LEVELS] = {
      /* outermost: ISA */ {"IEA", "GE and IEA", "SE, GE and IEA"},
      /* outermost: GS */ {"", "GE", "SE and GE"},
      /* outermost: ST */ {"", "", "SE"},
  };
  int innermost = TR__SET;
  while (innermost > (int)outermost &&
         !tr__level_open(envelope, (enum tr__level)innermost))
    innermost--;

  tr_place at;
  int next = innermost;
  if (instead != NULL)
    tr_segment_place(instead, 0, 0, &at);
  else
    at = tr__header_place(envelope, (enum tr__level)next--, 0);
  tr_fault fault = tr_fault_of("TRX0004", levels[innermost].missing, &at);
  for (; next >= (int)outermost; next--) {
    /* A group that is only implied has no header to show. */
    if (next == TR__GROUP && envelope->group.implied) continue;
    if (!tr__level_open(envelope, (enum tr__level)next)) continue;
    const tr_place also = tr__header_place(envelope, (enum tr__level)next, 0);
    tr_fault_also(&fault, &also);
  }
  tr_fault_argue(&fault, "missing", tr_str_of(missing[outermost][innermost]));
  tr_fault_argue(&fault, "header", tr_str_of(levels[innermost].header));
  tr_fault_argue(&fault, "instead",
                 instead != NULL ? tr_str_of(fault.at.segment)
                                 : TR_STR("the end of the input"));
  tr__envelope_report(envelope, &fault);
}

/* --- Trailers ------------------------------------------------------------ */

static tr_str without_zeros(tr_str digits) {
  while (digits.n > 1 && digits.p[0] == '0') {
    digits.p++;
    digits.n--;
  }
  return digits;
}

static bool all_digits(tr_str text) {
  for (size_t i = 0; i < text.n; i++)
    if (text.p[i] < '0' || text.p[i] > '9') return false;
  return text.n > 0;
}

/* Whether the text is this number. Compared as text, so that no number is too
 * large to be wrong. */
static bool is_number(tr_str text, uint64_t number) {
  char digits[TR_NUMBER_TEXT];
  return all_digits(text) &&
         tr_str_eq(without_zeros(text), tr_number_text(number, digits));
}

/* Control numbers are numbers where both are digits: 1 is 0001. */
static bool same_control(tr_str a, tr_str b, bool numeric) {
  if (numeric && all_digits(a) && all_digits(b))
    return tr_str_eq(without_zeros(a), without_zeros(b));
  return tr_str_eq(a, b);
}

static void check_count(const tr_envelope *envelope, enum tr__level level,
                        const tr_segment *trailer) {
  tr_place at;
  tr_segment_place(trailer, 1, 0, &at);
  uint64_t expected = envelope->set.segments;
  if (level != TR__SET) {
    /* What a broken level below leaves open does not count twice. */
    const tr_level *const below = &envelope->level[level + 1];
    expected = below->count;
    for (uint64_t n = 1; n <= below->forced + below->lost; n++) {
      const uint64_t other =
          n <= below->lost ? expected + n : expected - (n - below->lost);
      if (is_number(at.value, other)) return;
      if (n > 64) break;
    }
    const bool acknowledged =
        level == TR__INTERCHANGE && envelope->acknowledged;
    if (expected == 0 && below->lost == 0 && !acknowledged &&
        is_number(at.value, 0)) {
      tr_fault fault = tr_fault_of("TRX0005", "empty", &at);
      tr_fault_argue(&fault, "trailer", tr_str_of(levels[level].count));
      tr_fault_argue(&fault, "counted", tr_str_of(levels[level].counted));
      tr__envelope_report(envelope, &fault);
      return;
    }
  }
  if (is_number(at.value, expected)) return;

  char number[TR_NUMBER_TEXT];
  tr_fault fault = tr_fault_of("TRX0005", levels[level].missing, &at);
  tr_fault_argue(&fault, "trailer", tr_str_of(levels[level].count));
  tr_fault_argue(&fault, "found", tr__or_empty(at.value));
  tr_fault_argue(&fault, "expected", tr_number_text(expected, number));
  tr_fault_argue(&fault, "counted", tr_str_of(levels[level].counted));
  fault.has_fix = true;
  fault.fix = fault.arguments[2].text;
  tr__envelope_report(envelope, &fault);
}

static void check_control(const tr_envelope *envelope, enum tr__level level,
                          const tr_segment *trailer) {
  tr_place at;
  tr_segment_place(trailer, 2, 0, &at);
  tr_str expected = tr_str_of(envelope->interchange.control);
  size_t bytes = expected.n;
  if (level != TR__INTERCHANGE) {
    const tr_short *const control =
        level == TR__GROUP ? &envelope->group.control : &envelope->set.control;
    expected = tr_short_str(control);
    bytes = control->n;
  }
  /* Beyond what is kept only the length is compared. */
  tr_str found = at.value;
  if (bytes > expected.n && found.n == bytes) found.n = expected.n;
  if (same_control(found, expected, level != TR__SET)) return;

  tr_fault fault = tr_fault_of("TRX0006", levels[level].control, &at);
  const tr_place also =
      tr__header_place(envelope, level, levels[level].element);
  tr_fault_also(&fault, &also);
  tr_fault_argue(&fault, "trailer", tr_str_of(levels[level].repeat));
  tr_fault_argue(&fault, "found", tr__or_empty(at.value));
  tr_fault_argue(&fault, "header", tr_str_of(levels[level].number));
  tr_fault_argue(&fault, "expected", tr__or_empty(expected));
  /* the header is what others refer to; its trailer repeats it */
  fault.has_fix = expected.n > 0 && bytes == expected.n;
  fault.fix = expected;
  tr__envelope_report(envelope, &fault);
}

void tr__check_trailer(const tr_envelope *envelope, enum tr__level level,
                       const tr_segment *trailer) {
  /* A damaged trailer has been reported; its values mean nothing. */
  if (trailer->flags & TR_SEGMENT_DAMAGED) return;
  check_count(envelope, level, trailer);
  if (level == TR__GROUP && envelope->group.implied) return;
  if (header_of(envelope, level)->damaged) return;
  check_control(envelope, level, trailer);
}

/* --- Control numbers used twice ------------------------------------------ */

static tr_status remember(tr_map *map, uint64_t key, uint32_t value) {
  return map->count < TR_SEEN_MOST ? tr_map_set(map, key, value) : TR_OK;
}

static tr_status check_interchange(tr_envelope *envelope,
                                   const tr_segment *isa) {
  if (envelope->seen == NULL) return TR_OK;
  uint64_t key = 0;
  for (uint32_t i = 5; i <= 8; i++)
    key = tr_hash(key, tr_segment_element(isa, i));
  key = tr_hash(key, tr_segment_element(isa, 13));
  uint32_t file;
  if (!tr_map_get(&envelope->seen->map, key, &file))
    return remember(&envelope->seen->map, key, envelope->seen->file);

  envelope->interchange.repeated = true;
  const bool here = file == envelope->seen->file;
  tr_place at;
  tr_segment_place(isa, 13, 0, &at);
  tr_fault fault = tr_fault_of("TRX0007", here ? "isa" : "isa-file", &at);
  tr_fault_argue(&fault, "element", TR_STR("ISA13"));
  tr_fault_argue(&fault, "value", tr__or_empty(at.value));
  tr__envelope_report(envelope, &fault);
  return TR_OK;
}

tr_status tr__check_repeated(tr_envelope *envelope, enum tr__level level,
                             const tr_segment *header) {
  if (level == TR__INTERCHANGE) return check_interchange(envelope, header);
  tr_place at;
  tr_segment_place(header, levels[level].element, 0, &at);
  if (at.value.n == 0 || (header->flags & TR_SEGMENT_DAMAGED)) return TR_OK;
  tr_map *const map =
      level == TR__GROUP ? &envelope->groups_seen : &envelope->sets_seen;
  const uint64_t key = tr_hash(0, at.value);
  uint32_t first;
  if (!tr_map_get(map, key, &first))
    return remember(
        map, key,
        header->ordinal < UINT32_MAX ? (uint32_t)header->ordinal : UINT32_MAX);
  char number[TR_NUMBER_TEXT];
  tr_fault fault = tr_fault_of("TRX0007", levels[level].control, &at);
  tr_fault_argue(&fault, "element", tr_str_of(levels[level].number));
  tr_fault_argue(&fault, "value", at.value);
  tr_fault_argue(&fault, "first", tr_number_text(first, number));
  tr__envelope_report(envelope, &fault);
  return TR_OK;
}

/* --- What is read -------------------------------------------------------- */

/* "004010X098A1" -> "4010"; empty unless six digits begin it. */
static tr_str version_of(tr_str guide) {
  if (guide.n < 6) return (tr_str){NULL, 0};
  const tr_str version = {guide.p, 6};
  if (!all_digits(version)) return (tr_str){NULL, 0};
  return without_zeros(version);
}

static void report_disagreement(const tr_envelope *envelope, const tr_place *at,
                                const char *expected) {
  tr_fault fault = tr_fault_of("TRX0009", "disagree", at);
  if (!envelope->group.implied) {
    const tr_place also = tr__header_place(envelope, TR__GROUP, 8);
    tr_fault_also(&fault, &also);
  }
  tr_fault_argue(&fault, "element", tr_str_of(at->element));
  tr_fault_argue(&fault, "value", tr__or_empty(at->value));
  tr_fault_argue(&fault, "other", TR_STR("GS08"));
  tr_fault_argue(&fault, "expected", tr_str_of(expected));
  tr__envelope_report(envelope, &fault);
}

/* TRX0009 for a group whose guide is not read. */
static void report_foreign(const tr_envelope *envelope, const tr_segment *gs,
                           const tr_guide *guide) {
  tr_place at;
  tr_segment_place(gs, 8, 0, &at);
  const tr_str function = tr_segment_element(gs, 1);
  const tr_str version = version_of(at.value);
  const bool v5010 = tr_str_eq(version, TR_STR("5010"));
  const char *variant = "unknown";
  if (at.value.n == 0)
    variant = "missing";
  else if (version.n > 0 && !v5010)
    variant = "version";
  else if (guide != NULL)
    variant = "foreign";

  tr_fault fault = tr_fault_of("TRX0009", variant, &at);
  tr_fault_argue(&fault, "value", at.value);
  tr_fault_argue(&fault, "name",
                 tr_str_of(guide != NULL ? guide->name
                                         : tr_guide_function_name(function)));
  tr_fault_argue(&fault, "version", version);
  tr__envelope_report(envelope, &fault);
}

void tr__judge_group(tr_envelope *envelope, const tr_segment *gs) {
  tr_group *const group = &envelope->group;
  group->refused = true;
  if (gs->flags & TR_SEGMENT_OVERSIZE) return; /* reported; its end is lost */
  tr_place at;
  tr_segment_place(gs, 8, 0, &at);
  const tr_str function = tr_segment_element(gs, 1);
  group->guide = function.n > 0 ? tr_guide_find(at.value, function) : NULL;
  if (group->guide == NULL) {
    if (gs->flags & TR_SEGMENT_DAMAGED) return;
    const tr_guide *const other = tr_guide_find(at.value, (tr_str){NULL, 0});
    if (other != NULL) {
      tr_segment_place(gs, 1, 0, &at);
      report_disagreement(envelope, &at, other->function);
    } else {
      report_foreign(envelope, gs, NULL);
    }
    return;
  }
  if (group->guide->use == TR_GUIDE_NAMED) {
    report_foreign(envelope, gs, group->guide);
    return;
  }

  /* The group would be read, but its interchange is of another version. */
  const tr_interchange *const around = &envelope->interchange;
  if (strcmp(around->version, "00501") != 0) {
    if (!envelope->version_told) {
      const tr_place isa = tr__header_place(envelope, TR__INTERCHANGE, 12);
      tr_fault fault = tr_fault_of("TRX0009", "interchange", &isa);
      tr_fault_argue(&fault, "value", tr__or_empty(isa.value));
      tr__envelope_report(envelope, &fault);
      envelope->version_told = true;
    }
    return;
  }
  if (group->guide->use == TR_GUIDE_EDITION) {
    tr_fault fault = tr_fault_of("TRX0010", NULL, &at);
    const tr_guide *adopted = tr_guide_adopted(group->guide);
    tr_fault_argue(&fault, "value", at.value);
    tr_fault_argue(&fault, "expected", tr_str_of(adopted->version));
    tr__envelope_report(envelope, &fault);
  }
  group->refused = around->refused;
}

void tr__judge_set(tr_envelope *envelope, const tr_segment *st) {
  tr_transaction *const set = &envelope->set;
  tr_group *const group = &envelope->group;
  const tr_str guide = tr_segment_element(st, 3);
  if (group->implied) {
    /* The missing GS has been reported; ST03 says what the set is. */
    set->guide = tr_guide_of_set(guide, tr_segment_element(st, 1));
    set->read = set->guide != NULL && set->guide->use != TR_GUIDE_NAMED &&
                !envelope->interchange.refused &&
                strcmp(envelope->interchange.version, "00501") == 0;
    return;
  }
  set->guide = group->guide;
  if (group->refused) return;
  if (st->flags & TR_SEGMENT_DAMAGED) {
    set->read = true; /* the group says what it is */
    return;
  }

  tr_place at;
  tr_segment_place(st, 1, 0, &at);
  if (!tr_str_eq(at.value, tr_str_of(set->guide->transaction))) {
    report_disagreement(envelope, &at, set->guide->transaction);
    return;
  }
  if (guide.n > 0 && !tr_str_eq(guide, tr_short_str(&group->version))) {
    tr_segment_place(st, 3, 0, &at);
    report_disagreement(envelope, &at, set->guide->version);
    return;
  }
  set->read = true;
}
