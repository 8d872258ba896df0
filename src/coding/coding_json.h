/* Coded visits as JSON: one document {"visits":[...]}, one visit a note. */
#ifndef TR_CODING_CODING_JSON_H
#define TR_CODING_CODING_JSON_H

#include "base/json_write.h"
#include "coding/coding.h"

/** Open the document. */
void tr_coding_json_begin(tr_json *json);

/** Write a visit. @source rulings-26 */
void tr_coding_json_visit(tr_json *json, const tr_coded_visit *visit);

/** Close the document. */
void tr_coding_json_end(tr_json *json);

#endif
