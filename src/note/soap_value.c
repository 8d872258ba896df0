/* Values as the note format writes them, and the small lists of a draft. */
#include "note/soap_parts.h"

#include <stdio.h>

tr_soap_value tr__soap_word_value(const char *text, tr_span span) {
  return (tr_soap_value){
      .text = tr_str_of(text), .span = span, .json = TR_NOTE_TEXT};
}

tr_soap_value tr__soap_text_value(const tr_soap *soap, tr_span span) {
  return (tr_soap_value){
      .text = {soap->text.p + span.start, span.end - span.start},
      .span = span,
      .json = TR_NOTE_TEXT};
}

static tr_status copy_value(tr_soap *soap, const char *text, tr_span span,
                            tr_note_json json, tr_soap_value *value) {
  tr_str kept;
  const tr_status status = tr_arena_copy(soap->arena, tr_str_of(text), &kept);
  if (status != TR_OK) return status;
  *value = (tr_soap_value){.text = kept, .span = span, .json = (uint8_t)json};
  return TR_OK;
}

tr_status tr__soap_number_value(tr_soap *soap, int64_t thousandths,
                                tr_span span, tr_soap_value *value) {
  char text[32];
  int n = snprintf(text, sizeof text, "%lld.%03d",
                   (long long)(thousandths / 1000), (int)(thousandths % 1000));
  while (n > 0 && text[n - 1] == '0') n--;
  if (n > 0 && text[n - 1] == '.') n--;
  text[n] = '\0';
  return copy_value(soap, text, span, TR_NOTE_NUMBER, value);
}

tr_soap_value tr__soap_flag_value(bool flag, tr_span span) {
  return (tr_soap_value){.text = flag ? TR_STR("true") : TR_STR("false"),
                         .span = span,
                         .json = TR_NOTE_FLAG};
}

tr_status tr__soap_date_value(tr_soap *soap, tr_day day, tr_span span,
                              tr_soap_value *value) {
  char text[TR_DAY_TEXT];
  tr_day_text(day, text);
  return copy_value(soap, text, span, TR_NOTE_TEXT, value);
}

tr_status tr__soap_time_value(tr_soap *soap, int64_t minutes, tr_span span,
                              tr_soap_value *value) {
  char text[16];
  snprintf(text, sizeof text, "%02d:%02d", (int)(minutes / 60 % 24),
           (int)(minutes % 60));
  return copy_value(soap, text, span, TR_NOTE_TEXT, value);
}

bool tr__soap_has(const tr_soap_value *value) {
  return value->json != TR_NOTE_NONE;
}

void tr__soap_doubt(tr_soap *soap, const char *pointer, const char *text,
                    tr_span span) {
  tr_soap_draft *draft = soap->draft;
  if (draft->doubt_count == TR_SOAP_DOUBTS) return;
  tr_soap_doubt *doubt = &draft->doubts[draft->doubt_count++];
  snprintf(doubt->pointer, sizeof doubt->pointer, "%s", pointer);
  doubt->text = text;
  doubt->span = span;
}

void tr__soap_add_area(tr_soap_areas *areas, const char *word, tr_span span) {
  for (size_t i = 0; i < areas->count; i++)
    if (tr_str_eq(areas->words[i].text, tr_str_of(word))) return;
  if (areas->count < TR_SOAP_AREAS)
    areas->words[areas->count++] = tr__soap_word_value(word, span);
}

const char *tr__soap_region_of(const char *level) {
  switch (level[0]) {
    case 'C':
      return "cervical";
    case 'T':
      return "thoracic";
    case 'L':
      return "lumbar";
    case 'S':
      return level[1] == 'I' ? "pelvic" : "sacral";
    case 'c':
      return "sacral"; /* coccyx */
    case 'p':
      return "pelvic"; /* pelvis */
    default:
      return level; /* a limb is its own region */
  }
}

tr_soap_segment *tr__soap_segment(tr_soap *soap, const char *level,
                                  tr_span span) {
  tr_soap_draft *draft = soap->draft;
  const tr_str word = tr_str_of(level);
  for (size_t i = 0; i < draft->segment_count; i++)
    if (tr_str_eq(draft->segments[i].level.text, word))
      return &draft->segments[i];
  if (draft->segment_count == TR_SOAP_SEGMENTS) return NULL;
  tr_soap_segment *segment = &draft->segments[draft->segment_count++];
  segment->level = tr__soap_word_value(level, span);
  segment->region = tr__soap_word_value(tr__soap_region_of(level), span);
  return segment;
}

const char *tr__soap_level_of(const tr_soap *soap, const tr_soap_item *item) {
  if (item->shape == TR_SOAP_LEVEL) return item->word;
  const tr_soap_row *region = tr__soap_is(soap, item, TR_SOAP_REGION);
  return region != NULL && region->second[0] != '\0' ? region->second : NULL;
}

const char *tr__soap_area_of(const tr_soap *soap, const tr_soap_item *item) {
  if (item->shape == TR_SOAP_LEVEL) return tr__soap_region_of(item->word);
  const tr_soap_row *region = tr__soap_is(soap, item, TR_SOAP_REGION);
  return region != NULL ? region->first : NULL;
}
