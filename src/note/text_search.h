/* Search in the free text of notes: whole words, any case, blanks as they come;
 * and whether what was found is denied where it stands. Plain English patterns,
 * no grammar: whoever uses the answer says so in the finding. */
#ifndef TR_NOTE_TEXT_SEARCH_H
#define TR_NOTE_TEXT_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/** Bytes of a text: from `start` up to, not including, `end`. */
typedef struct tr_span {
  size_t start, end;
} tr_span;

/**
 * Find a phrase as whole words, without regard to ASCII case. A blank in the
 * phrase stands for any run of blanks, line ends and hyphens; a hyphen in the
 * phrase likewise. Letters beyond ASCII count as letters.
 *
 * @param      text   Borrowed; UTF-8.
 * @param      phrase Borrowed; not empty, ASCII, begins and ends with no blank.
 * @param      from   Byte to start at.
 * @param[out] span   Set only when true is returned.
 * @return Whether it occurs.
 */
bool tr_text_find(tr_str text, tr_str phrase, size_t from, tr_span *span);

/**
 * Say whether a phrase found is denied in its clause: "no traction today",
 * "denies fever, chills, numbness", "did not receive traction", "traction was
 * not performed", "traction deferred". Not denied is what the denial only
 * relates to: "no pain with traction", "did not tolerate traction".
 *
 * @param text Borrowed; the text that was searched.
 * @param span As tr_text_find() set it.
 * @return Whether it is denied.
 */
bool tr_text_is_denied(tr_str text, tr_span span);

/**
 * Find a phrase that is not denied where it stands.
 *
 * @param      text   As for tr_text_find(); so are phrase and span.
 * @param[out] span   Set only when true is returned.
 * @return Whether it occurs so.
 */
bool tr_text_find_stated(tr_str text, tr_str phrase, tr_span *span);

/**
 * Find a phrase that is denied where it stands.
 *
 * @param      text   As for tr_text_find(); so are phrase and span.
 * @param[out] span   From the phrase's first byte to its last; set only when
 *                    true is returned.
 * @return Whether it occurs so.
 */
bool tr_text_find_denied(tr_str text, tr_str phrase, tr_span *span);

#endif
