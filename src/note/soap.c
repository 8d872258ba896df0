/* Reading a note: tokens, items, statements, then each kind of fact. */
#include "note/soap.h"

#include "note/soap_parts.h"

enum { CONTROL_SHARE = 16 /* one control byte in that many is no text */ };

bool tr_soap_is_text(tr_str text) {
  size_t control = 0, visible = 0;
  for (size_t i = 0; i < text.n; i++) {
    const unsigned char c = (unsigned char)text.p[i];
    if (c == '\0') return false;
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') control++;
    if (c > 0x20) visible++;
  }
  return visible > 0 && control * CONTROL_SHARE <= text.n;
}

tr_status tr_soap_read(tr_arena *arena, tr_str text, tr_soap_draft **draft) {
  static tr_status (*const readers[])(tr_soap *) = {
      tr__soap_itemize,  tr__soap_split,    tr__soap_people,
      tr__soap_pain,     tr__soap_outcomes, tr__soap_diagnoses,
      tr__soap_segments, tr__soap_findings, tr__soap_services,
      tr__soap_plan};
  if (text.n > TR_SOAP_BYTES) return TR_ELIMIT;
  tr_soap *soap = tr_arena_alloc(arena, sizeof *soap);
  if (soap == NULL) return TR_ENOMEM;
  soap->arena = arena;
  soap->text = text;
  soap->draft = tr_arena_alloc(arena, sizeof *soap->draft);
  if (soap->draft == NULL) return TR_ENOMEM;
  soap->draft->text = text;
  tr_status status = tr_soap_lexicon_open(arena, &soap->lexicon);
  if (status == TR_OK)
    status = tr_soap_tokens(arena, text, &soap->tokens, &soap->token_count);
  for (size_t i = 0; status == TR_OK && i < sizeof readers / sizeof readers[0];
       i++)
    status = readers[i](soap);
  if (status == TR_OK) *draft = soap->draft;
  return status;
}
