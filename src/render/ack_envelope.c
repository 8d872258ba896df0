/* The envelope that answers an envelope, and texts that X12 can carry. */
#include "render/ack_envelope.h"

static const tr_delims usual = {'*', '^', ':', '~'};

/* ------------------------------------------------------------------- texts */

bool tr_ack_is_number(tr_str text, size_t most) {
  if (text.n == 0 || text.n > most) return false;
  for (size_t i = 0; i < text.n; i++)
    if (text.p[i] < '0' || text.p[i] > '9') return false;
  return true;
}

static bool is_plain(char byte, const tr_delims *delims) {
  return byte >= ' ' && byte < 0x7F && byte != delims->element &&
         byte != delims->repetition && byte != delims->component &&
         byte != delims->segment;
}

tr_str tr_ack_text(tr_str text, const tr_delims *delims, char stead,
                   size_t most, char *out) {
  size_t n = 0;
  for (size_t i = 0; i < text.n && n < most; i++) {
    const char byte = is_plain(text.p[i], delims) ? text.p[i] : stead;
    if (byte == '\0' || (byte == ' ' && n == 0)) continue;
    out[n++] = byte;
  }
  while (n > 0 && out[n - 1] == ' ') n--;
  out[n] = '\0';
  return (tr_str){out, n};
}

/* ------------------------------------------------------------------ guides */

const tr_spec_segment *tr_ack_segment(const tr_spec *spec, tr_code loop,
                                      tr_code id) {
  if (spec == NULL) return NULL;
  for (uint16_t i = 0; i < spec->segment_count; i++) {
    const tr_spec_segment *segment = &spec->segments[i];
    if (segment->id == id &&
        (loop == 0 || spec->loops[segment->loop].code == loop))
      return segment;
  }
  return NULL;
}

bool tr_ack_allows(const tr_spec_segment *segment, unsigned element,
                   unsigned part, tr_str value) {
  if (segment == NULL || element == 0 || element > segment->element_count)
    return false;
  const tr_spec_element *found = &segment->elements[element - 1];
  if (part > 0) {
    if (found->usage == TR_USAGE_NOT_USED || part > found->part_count)
      return false;
    found = &found->parts[part - 1];
  }
  if (found->usage == TR_USAGE_NOT_USED) return false;
  if (value.n == 0) return true;
  return value.n >= found->least && value.n <= found->most &&
         (found->codes == NULL || tr_spec_has(found->codes, value));
}

/* ---------------------------------------------------------------- envelope */

static bool is_taken(const tr_delims *delims, char byte) {
  return byte == delims->element || byte == delims->component ||
         byte == delims->segment;
}

static tr_delims delims_of(const tr_interchange *interchange) {
  tr_delims delims = interchange->delims;
  if (interchange->refused || delims.element == '\0' ||
      delims.component == '\0' || delims.segment == '\0')
    return usual;
  if (delims.repetition == '\0')
    for (const char *byte = "^!|%"; *byte != '\0'; byte++)
      if (!is_taken(&delims, *byte)) {
        delims.repetition = *byte;
        break;
      }
  return delims;
}

/* A party of ISA; what nobody could be written as is replaced. */
static void put_party(const char *qualifier, const char *id, unsigned element,
                      const tr_delims *delims, char *to_qualifier, char *to) {
  const tr_spec_segment *isa = tr_spec_control(TR_CODE("ISA"));
  const tr_str code = tr_str_of(qualifier);
  const bool good = code.n == 2 && tr_ack_allows(isa, element, 0, code);
  memcpy(to_qualifier, good ? qualifier : "ZZ", 3);
  if (tr_ack_text(tr_str_of(id), delims, '\0', 15, to).n == 0)
    memcpy(to, "UNKNOWN", sizeof "UNKNOWN");
}

static void put_date(const char *yymmdd, tr_day today, char *out) {
  char text[9] = "20";
  tr_day day;
  memcpy(text + 2, yymmdd, strlen(yymmdd) < 6 ? strlen(yymmdd) + 1 : 7);
  if (today == TR_DAY_MIN && tr_day_read(tr_str_of(text), &day) != TR_OK)
    day = tr_day_of(2000, 1, 1);
  if (today != TR_DAY_MIN) day = today;
  char iso[TR_DAY_TEXT];
  tr_day_text(day, iso);
  memcpy(out, iso, 4);
  memcpy(out + 4, iso + 5, 2);
  memcpy(out + 6, iso + 8, 3);
}

static void put_time(const char *hhmm, char *out) {
  const bool good = tr_ack_is_number(tr_str_of(hhmm), 4) && strlen(hhmm) == 4 &&
                    memcmp(hhmm, "24", 2) < 0 && hhmm[2] < '6';
  memcpy(out, good ? hhmm : "0000", 5);
}

static uint32_t number_of(const char *digits) {
  uint32_t number = 0;
  if (!tr_ack_is_number(tr_str_of(digits), 9)) return 1;
  for (; *digits != '\0'; digits++)
    number = number * 10 + (uint32_t)(*digits - '0');
  return number > 0 ? number : 1;
}

/* GS02 and GS03 have two characters at least. */
static void put_application(const tr_short *sent, const char *id,
                            const tr_delims *delims, char *to) {
  if (sent != NULL &&
      tr_ack_text(tr_short_str(sent), delims, '\0', 15, to).n >= 2)
    return;
  if (tr_ack_text(tr_str_of(id), delims, '\0', 15, to).n < 2)
    memcpy(to, "UNKNOWN", sizeof "UNKNOWN");
}

void tr_ack_envelope_of(const tr_interchange *interchange,
                        const tr_group *group, tr_day today,
                        tr_ack_envelope *envelope) {
  memset(envelope, 0, sizeof *envelope);
  const tr_delims delims = delims_of(interchange);
  put_party(interchange->receiver_qualifier, interchange->receiver, 5, &delims,
            envelope->sender_qualifier, envelope->sender);
  put_party(interchange->sender_qualifier, interchange->sender, 7, &delims,
            envelope->receiver_qualifier, envelope->receiver);
  put_date(interchange->date, today, envelope->date);
  put_time(interchange->time, envelope->time);
  const bool named = group != NULL && !group->implied;
  put_application(named ? &group->receiver : NULL, envelope->sender, &delims,
                  envelope->group_sender);
  put_application(named ? &group->sender : NULL, envelope->receiver, &delims,
                  envelope->group_receiver);
  envelope->write = (tr_write_envelope){
      .delims = delims,
      .sender_qualifier = tr_str_of(envelope->sender_qualifier),
      .sender = tr_str_of(envelope->sender),
      .receiver_qualifier = tr_str_of(envelope->receiver_qualifier),
      .receiver = tr_str_of(envelope->receiver),
      .date = tr_str_of(envelope->date),
      .time = tr_str_of(envelope->time),
      .control = number_of(interchange->control),
      .test = interchange->usage == 'T',
      .acknowledge = false,
      .group_sender = tr_str_of(envelope->group_sender),
      .group_receiver = tr_str_of(envelope->group_receiver)};
}

/* ----------------------------------------------------------------- notices */

/* "SE01" -> 1, "SV101-3" -> 1: the two digits after the id of the segment. */
static unsigned element_of(const tr_place *at) {
  const size_t id = strlen(at->segment);
  const tr_str name = tr_str_of(at->element);
  if (id == 0 || name.n < id + 2) return 0;
  const tr_str digits = {name.p + id, 2};
  if (!tr_ack_is_number(digits, 2)) return 0;
  return (unsigned)(digits.p[0] - '0') * 10 + (unsigned)(digits.p[1] - '0');
}

tr_ack_notice tr_ack_notice_of(const tr_finding *finding) {
  tr_ack_notice notice = {.rule = finding->rule->id,
                          .severity = finding->severity};
  if (!finding->has_place) return notice;
  notice.ordinal = finding->at.ordinal;
  notice.offset = finding->at.offset >= finding->at.line_offset
                      ? finding->at.offset - finding->at.line_offset
                      : 0;
  memcpy(notice.segment, finding->at.segment, sizeof notice.segment);
  notice.element = element_of(&finding->at);
  return notice;
}

void tr_ack_keep(tr_ack_notices *notices, const tr_ack_notice *notice) {
  if (notices->count == TR_ACK_NOTICES)
    memmove(notices->at, notices->at + 1,
            --notices->count * sizeof notices->at[0]);
  notices->at[notices->count++] = *notice;
}
