/* Shared by the parts of the SARIF log: sarif.c (log and results),
 * sarif_place.c (where, and what to write there), sarif_rules.c (the tool). */
#ifndef TR_RENDER_SARIF_PARTS_H
#define TR_RENDER_SARIF_PARTS_H

#include "base/json_write.h"
#include "render/sarif.h"

/** Write a key and a string. */
static inline void tr_sarif_text(tr_json *json, const char *key, tr_str text) {
  tr_json_key(json, tr_str_of(key));
  tr_json_string(json, text);
}

/** Write a key and a string, unless it is empty. */
static inline void tr_sarif_given(tr_json *json, const char *key, tr_str text) {
  if (text.n != 0) tr_sarif_text(json, key, text);
}

/** Write a key and a whole number. */
static inline void tr_sarif_number(tr_json *json, const char *key,
                                   uint64_t number) {
  tr_json_key(json, tr_str_of(key));
  tr_json_integer(json, (int64_t)number);
}

/** Write a key and an object {"text": ...}. */
static inline void tr_sarif_message(tr_json *json, const char *key,
                                    tr_str text) {
  tr_json_key(json, tr_str_of(key));
  tr_json_begin_object(json);
  tr_sarif_text(json, "text", text);
  tr_json_end_object(json);
}

/** Write a key and a list of strings, unless it is empty. */
static inline void tr_sarif_list(tr_json *json, const char *key,
                                 const char *const *list) {
  if (list == NULL || *list == NULL) return;
  tr_json_key(json, tr_str_of(key));
  tr_json_begin_array(json);
  for (; *list != NULL; list++) tr_json_string(json, tr_str_of(*list));
  tr_json_end_array(json);
}

/**
 * Append a path as the reference of a URI: relative as it is given, absolute
 * with the scheme "file". Bytes that a path of a URI may not hold are escaped.
 *
 * @param path Any bytes; borrowed.
 * @source rfc3986 (section 2.1, 3.3 and 4.2)
 */
void tr_sarif_uri(tr_buf *out, tr_str path);

/** Write "locations" of a finding, and "relatedLocations" where it has any. */
void tr_sarif_places(tr_json *json, const tr_run *run,
                     const tr_finding *finding);

/** Write "fixes", where the finding has a fix with a place in its file. */
void tr_sarif_fixes(tr_json *json, const tr_run *run,
                    const tr_finding *finding);

/** @return "error", "warning" or "note". */
const char *tr_sarif_level(tr_severity severity);

/** Write the tool with the rules that occurred, as a value. */
void tr_sarif_tool(tr_json *json, const tr_sarif *sarif);

#endif
