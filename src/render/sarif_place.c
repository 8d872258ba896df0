/* Where a finding is: a file with bytes, or a note with a line, each with its
 * name in the claim; and what to write there instead. */
#include <inttypes.h>
#include <stdio.h>

#include "render/element.h"
#include "render/redact.h"
#include "render/sarif_parts.h"

enum { SEGMENT_MOST = 128 << 10 /* bytes of a segment that is shown */ };

/* --------------------------------------------------------------------- URIs */

static bool is_unreserved(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') ||
         (c != '\0' && strchr("-._~/", (char)c) != NULL);
}

void tr_sarif_uri(tr_buf *out, tr_str path) {
  static const char digits[] = "0123456789ABCDEF";
  if (path.n > 0 && path.p[0] == '/') tr_buf_add(out, TR_STR("file://"));
  for (size_t i = 0; i < path.n; i++) {
    const unsigned char c = (unsigned char)path.p[i];
    if (is_unreserved(c)) {
      tr_buf_add_char(out, (char)c);
      continue;
    }
    tr_buf_add_char(out, '%');
    tr_buf_add_char(out, digits[c >> 4]);
    tr_buf_add_char(out, digits[c & 15]);
  }
}

static void put_artifact(tr_json *json, const char *file) {
  tr_buf uri;
  tr_buf_init(&uri, SEGMENT_MOST);
  tr_sarif_uri(&uri, tr_str_of(file));
  tr_json_key(json, TR_STR("artifactLocation"));
  tr_json_begin_object(json);
  tr_sarif_text(json, "uri", tr_buf_str(&uri));
  tr_json_end_object(json);
  if (uri.bad == TR_ENOMEM) json->out->bad = uri.bad;
  tr_buf_done(&uri);
}

/* ------------------------------------------------------------------ regions */

static void put_span(tr_json *json, uint64_t offset, uint64_t length) {
  tr_sarif_number(json, "charOffset", offset);
  tr_sarif_number(json, "charLength", length);
  tr_sarif_number(json, "byteOffset", offset);
  tr_sarif_number(json, "byteLength", length);
}

static void put_snippet(tr_json *json, const tr_run *run, tr_str segment) {
  if (segment.n == 0) return;
  if (!run->redact) {
    tr_sarif_message(json, "snippet", segment);
    return;
  }
  tr_buf masked;
  tr_buf_init(&masked, SEGMENT_MOST);
  tr_redact_segment(segment, &masked);
  if (masked.bad == TR_OK)
    tr_sarif_message(json, "snippet", tr_buf_str(&masked));
  tr_buf_done(&masked);
}

/* The bytes at fault; the whole segment is what stands around them. */
static void put_region(tr_json *json, const tr_run *run,
                       const tr_place *place) {
  tr_json_key(json, TR_STR("region"));
  tr_json_begin_object(json);
  put_span(json, place->offset, place->length);
  if (!(run->redact && tr_redact_hides_place(place)))
    put_snippet(json, (const tr_run *)&(tr_run){.redact = false}, place->value);
  tr_json_end_object(json);
  if (place->line.n == 0) return;
  tr_json_key(json, TR_STR("contextRegion"));
  tr_json_begin_object(json);
  put_span(json, place->line_offset, place->line.n);
  put_snippet(json, run, place->line);
  tr_json_end_object(json);
}

/* --------------------------------------------------------------- locations */

static void put_logical(tr_json *json, const char *kind, tr_str name,
                        tr_str full) {
  tr_json_begin_object(json);
  tr_sarif_text(json, "name", name);
  tr_sarif_text(json, "fullyQualifiedName", full);
  tr_sarif_text(json, "kind", tr_str_of(kind));
  tr_json_end_object(json);
}

/* Claim, service line and element, each with the names above it. */
static void put_claim_names(tr_json *json, tr_str claim, bool in_claim,
                            int64_t line, const tr_place *place) {
  tr_buf full;
  tr_buf_init(&full, SEGMENT_MOST);
  tr_json_key(json, TR_STR("logicalLocations"));
  tr_json_begin_array(json);
  if (in_claim) {
    tr_buf_add(&full, claim);
    put_logical(json, "claim", claim, tr_buf_str(&full));
  }
  if (in_claim && line > 0) {
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, line);
    tr_buf_addf(&full, "/%s", text);
    put_logical(json, "line", tr_str_of(text), tr_buf_str(&full));
  }
  const char *name =
      place->element[0] != '\0' ? place->element : place->segment;
  if (name[0] != '\0') {
    tr_buf_addf(&full, "%s%s", full.n != 0 ? "/" : "", name);
    put_logical(json, place->element[0] != '\0' ? "element" : "segment",
                tr_str_of(name), tr_buf_str(&full));
  }
  tr_json_end_array(json);
  if (full.bad == TR_ENOMEM) json->out->bad = full.bad;
  tr_buf_done(&full);
}

static void put_physical(tr_json *json, const tr_run *run, const char *file,
                         const tr_place *place) {
  tr_json_key(json, TR_STR("physicalLocation"));
  tr_json_begin_object(json);
  put_artifact(json, file);
  if (place != NULL) put_region(json, run, place);
  tr_json_end_object(json);
}

/* The last part of a JSON pointer. */
static tr_str last_token(const char *pointer) {
  const char *slash = strrchr(pointer, '/');
  return tr_str_of(slash != NULL ? slash + 1 : pointer);
}

static void put_note(tr_json *json, const tr_note_place *note) {
  tr_json_key(json, TR_STR("physicalLocation"));
  tr_json_begin_object(json);
  put_artifact(json, note->file);
  if (note->line != 0) {
    tr_json_key(json, TR_STR("region"));
    tr_json_begin_object(json);
    tr_sarif_number(json, "startLine", note->line);
    tr_json_end_object(json);
  }
  tr_json_end_object(json);
  if (note->id.n == 0 && note->pointer == NULL) return;
  tr_json_key(json, TR_STR("logicalLocations"));
  tr_json_begin_array(json);
  if (note->id.n != 0) put_logical(json, "note", note->id, note->id);
  if (note->pointer != NULL)
    put_logical(json, note->pointer[0] != '\0' ? "value" : "object",
                last_token(note->pointer), tr_str_of(note->pointer));
  tr_json_end_array(json);
}

/* Where the finding is: in the claims, else in a note, else in a file. */
static void put_main(tr_json *json, const tr_run *run,
                     const tr_finding *finding) {
  tr_json_key(json, TR_STR("locations"));
  tr_json_begin_array(json);
  tr_json_begin_object(json);
  if (finding->has_place || !finding->has_note) {
    put_physical(json, run, finding->file,
                 finding->has_place ? &finding->at : NULL);
    put_claim_names(json, finding->claim, finding->claim_at != 0, finding->line,
                    &finding->at);
  } else {
    put_note(json, &finding->note);
  }
  tr_json_end_object(json);
  tr_json_end_array(json);
}

static void begin_related(tr_json *json, uint64_t id, const char *words) {
  tr_json_begin_object(json);
  tr_sarif_number(json, "id", id);
  tr_sarif_message(json, "message", tr_str_of(words));
}

static void put_also(tr_json *json, const tr_run *run,
                     const tr_finding *finding, const tr_also_place *also) {
  if (also->in_note) {
    put_note(json, &also->note);
    return;
  }
  const bool other = also->claim.n != 0;
  put_physical(json, run, also->file != NULL ? also->file : finding->file,
               &also->place);
  put_claim_names(json, other ? also->claim : finding->claim,
                  other || finding->claim_at != 0, -1, &also->place);
}

void tr_sarif_places(tr_json *json, const tr_run *run,
                     const tr_finding *finding) {
  const bool both = finding->has_place && finding->has_note;
  uint64_t id = 0;
  put_main(json, run, finding);
  if (!both && finding->also_count == 0) return;
  tr_json_key(json, TR_STR("relatedLocations"));
  tr_json_begin_array(json);
  if (both) {
    begin_related(json, ++id, "the chart note");
    put_note(json, &finding->note);
    tr_json_end_object(json);
  }
  for (uint32_t i = 0; i < finding->also_count; i++) {
    begin_related(json, ++id,
                  finding->also[i].in_note ? "the chart note" : "see also");
    put_also(json, run, finding, &finding->also[i]);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

/* -------------------------------------------------------------------- fixes */

/* Bytes of the file to take out, and what to put in. */
typedef struct change {
  uint64_t offset, length;
  tr_buf text;
} change;

/* In the finding's own segment, with the separators an element that was not
 * sent needs before it. */
static bool change_in_segment(const tr_finding *finding, change *change) {
  const tr_fix *fix = &finding->fix;
  tr_element_name name;
  tr_buf changed;
  size_t at;
  if (!finding->has_place ||
      !tr_element_name_read(tr_str_of(fix->element), &name))
    return false;
  tr_buf_init(&changed, SEGMENT_MOST);
  const bool done = tr_element_replace(finding->at.line, &name, fix->from,
                                       fix->to, &changed, &at) &&
                    changed.bad == TR_OK;
  if (done) {
    const size_t grown = changed.n + fix->from.n - fix->to.n;
    const size_t missing = grown - finding->at.line.n;
    change->offset = finding->at.line_offset + at - missing;
    change->length = fix->from.n;
    tr_buf_add(&change->text,
               (tr_str){changed.p + at - missing, missing + fix->to.n});
  }
  tr_buf_done(&changed);
  return done;
}

/* A line is more than its segment: to take it out is left to people. */
static bool drop_bytes(const tr_fix *fix, change *change) {
  change->offset = fix->offset;
  change->length = fix->length;
  return fix->length != 0;
}

static bool find_change(const tr_finding *finding, change *change) {
  const tr_fix *fix = &finding->fix;
  if (fix->kind == TR_FIX_DROP) return drop_bytes(fix, change);
  /* a safe fix says to the byte what is written where, as --fix does it */
  const bool exact = fix->safe && fix->offset != 0;
  if (!exact && change_in_segment(finding, change)) return true;
  /* elsewhere in the file: what stands there is replaced */
  if (fix->length != fix->from.n || (fix->length == 0 && !exact)) return false;
  change->offset = fix->offset;
  change->length = fix->length;
  tr_buf_add(&change->text, fix->to);
  return true;
}

static void put_change(tr_json *json, const tr_finding *finding,
                       const change *change) {
  tr_json_key(json, TR_STR("artifactChanges"));
  tr_json_begin_array(json);
  tr_json_begin_object(json);
  put_artifact(json, finding->file);
  tr_json_key(json, TR_STR("replacements"));
  tr_json_begin_array(json);
  tr_json_begin_object(json);
  tr_json_key(json, TR_STR("deletedRegion"));
  tr_json_begin_object(json);
  put_span(json, change->offset, change->length);
  tr_json_end_object(json);
  tr_sarif_message(json, "insertedContent", tr_buf_str(&change->text));
  tr_json_end_object(json);
  tr_json_end_array(json);
  tr_json_end_object(json);
  tr_json_end_array(json);
}

void tr_sarif_fixes(tr_json *json, const tr_run *run,
                    const tr_finding *finding) {
  const tr_fix *fix = &finding->fix;
  change change = {.offset = 0};
  if (fix->element[0] == '\0' || (run->redact && tr_redact_hides_fix(finding)))
    return;
  tr_buf_init(&change.text, SEGMENT_MOST);
  if (find_change(finding, &change) && change.text.bad == TR_OK) {
    tr_json_key(json, TR_STR("fixes"));
    tr_json_begin_array(json);
    tr_json_begin_object(json);
    tr_sarif_message(
        json, "description",
        finding->help.n != 0 ? finding->help : tr_str_of(fix->element));
    put_change(json, finding, &change);
    tr_json_key(json, TR_STR("properties"));
    tr_json_begin_object(json);
    tr_sarif_text(json, "element", tr_str_of(fix->element));
    tr_sarif_text(json, "safety",
                  fix->safe ? TR_STR("safe") : TR_STR("review"));
    tr_json_end_object(json);
    tr_json_end_object(json);
    tr_json_end_array(json);
  }
  tr_buf_done(&change.text);
}
