/* A draft as JSON (traction-note/1 with the places of its values) and as a
 * page for people. */
#ifndef TR_NOTE_SOAP_WRITE_H
#define TR_NOTE_SOAP_WRITE_H

#include "base/buf.h"
#include "note/soap.h"

/** Something the note lacks. */
typedef struct tr_soap_missing {
  tr_str pointer; /**< where it would stand */
  tr_str rule;    /**< the rule that asks for it; empty: it is in doubt, or what
                       every note says */
  tr_str text;    /**< what is missing, for people */
} tr_soap_missing;

/**
 * Append a draft as one JSON object, on one line.
 *
 * @param id      Of the note. @param missing In order; may be NULL.
 * @param[in,out] out A failure is kept in it.
 */
void tr_soap_json(const tr_soap_draft *draft, tr_str id,
                  const tr_soap_missing *missing, size_t count, tr_buf *out);

/**
 * Append a draft as one JSON object that has its keys also where nothing was
 * found, as null, so that a rule that misses one can name its place.
 *
 * @param id Of the note. @param[in,out] out A failure is kept in it.
 */
void tr_soap_json_whole(const tr_soap_draft *draft, tr_str id, tr_buf *out);

/**
 * Append a draft as a page: each value with the words it came from and their
 * line, then what is missing.
 *
 * @param name As the file is called. Otherwise as tr_soap_json().
 */
void tr_soap_page(const tr_soap_draft *draft, tr_str name,
                  const tr_soap_missing *missing, size_t count, tr_buf *out);

#endif
