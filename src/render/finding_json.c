/* The keys of a finding and of the summary, in their fixed order. Nothing is
 * written that differs between two runs over the same input. */
#include "render/finding_json.h"

#include "render/json_value.h"
#include "render/ack_status.h"
#include "render/redact.h"

static void put_text(tr_json *json, const char *key, const char *text) {
  tr_json_key(json, tr_str_of(key));
  tr_json_string_or_null(json, tr_str_of(text));
}

/* Text that is "" where there is none. */
static void put_str(tr_json *json, const char *key, tr_str text) {
  tr_json_key(json, tr_str_of(key));
  tr_json_string(json, text);
}

static void put_number(tr_json *json, const char *key, uint64_t number) {
  tr_json_key(json, tr_str_of(key));
  tr_json_integer(json, (int64_t)number);
}

static void put_null(tr_json *json, const char *key) {
  tr_json_key(json, tr_str_of(key));
  tr_json_null(json);
}

static void put_list(tr_json *json, const char *key, const char *const *list) {
  tr_json_key(json, tr_str_of(key));
  tr_json_begin_array(json);
  for (; list != NULL && *list != NULL; list++)
    tr_json_string(json, tr_str_of(*list));
  tr_json_end_array(json);
}

/* A value of the input, masked where it is to be. */
static void put_value(tr_json *json, const char *key, tr_str value,
                      bool hidden) {
  if (!hidden) {
    put_str(json, key, value);
    return;
  }
  tr_buf mask;
  tr_buf_init(&mask, value.n + 1);
  tr_redact_value(value, &mask);
  put_str(json, key, tr_buf_str(&mask));
  if (mask.bad != TR_OK) json->out->bad = mask.bad;
  tr_buf_done(&mask);
}

/* ------------------------------------------------------------------- places */

static void put_place_keys(tr_json *json, const tr_run *run,
                           const tr_place *place) {
  put_str(json, "segment", tr_str_of(place->segment));
  put_number(json, "ordinal", place->ordinal);
  put_number(json, "offset", place->offset);
  put_number(json, "length", place->length);
  put_str(json, "element", tr_str_of(place->element));
  put_value(json, "value", place->value,
            run->redact && tr_redact_hides_place(place));
}

/* JSON of a note stays JSON; text that is none becomes a string. */
static void put_note_value(tr_json *json, const tr_run *run,
                           const tr_note_place *note) {
  tr_json_key(json, TR_STR("value"));
  if (note->value.n == 0 || note->value.n > TR_NOTE_VALUE_BYTES) {
    tr_json_null(json);
    return;
  }
  tr_buf value;
  tr_buf_init(&value, 2 * TR_NOTE_VALUE_BYTES);
  if (run->redact && tr_redact_hides_pointer(note->pointer)) {
    tr_json_string(json, TR_STR("#"));
  } else if (tr_json_value_compact(note->value, TR_NOTE_VALUE_BYTES, &value)) {
    tr_json_raw(json, tr_buf_str(&value));
  } else {
    tr_json_string(json, note->value);
  }
  if (value.bad == TR_ENOMEM) json->out->bad = value.bad;
  tr_buf_done(&value);
}

/* @param file That of the finding; another one is named. */
static void put_note_keys(tr_json *json, const tr_run *run,
                          const tr_note_place *note, const char *file) {
  tr_json_key(json, TR_STR("id"));
  if (note->id.n == 0)
    tr_json_null(json);
  else
    tr_json_string(json, note->id);
  if (note->pointer != NULL) {
    put_text(json, "pointer", note->pointer);
    put_note_value(json, run, note);
  }
  put_number(json, "line", note->line);
  if (file == NULL || (note->file != NULL && strcmp(file, note->file) != 0))
    put_text(json, "file", note->file);
  if (!note->has_span) return;
  put_number(json, "start", note->start);
  put_number(json, "end", note->end);
}

static void put_also(tr_json *json, const tr_run *run,
                     const tr_finding *finding) {
  tr_json_key(json, TR_STR("also"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < finding->also_count; i++) {
    const tr_also_place *also = &finding->also[i];
    tr_json_begin_object(json);
    if (also->in_note) {
      tr_json_key(json, TR_STR("note"));
      tr_json_begin_object(json);
      put_note_keys(json, run, &also->note, finding->file);
      tr_json_end_object(json);
    } else {
      put_place_keys(json, run, &also->place);
      if (also->file != NULL) put_text(json, "file", also->file);
      if (also->claim.n != 0) put_str(json, "claim", also->claim);
    }
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

static void put_where(tr_json *json, const tr_run *run,
                      const tr_finding *finding) {
  if (finding->claim_at != 0) {
    put_str(json, "claim", finding->claim);
    put_number(json, "claim_at", finding->claim_at);
  } else {
    put_null(json, "claim");
    put_null(json, "claim_at");
  }
  tr_json_key(json, TR_STR("line"));
  if (finding->line < 0 || finding->claim_at == 0)
    tr_json_null(json);
  else
    tr_json_integer(json, finding->line);

  tr_json_key(json, TR_STR("at"));
  if (finding->has_place) {
    tr_json_begin_object(json);
    put_place_keys(json, run, &finding->at);
    tr_json_end_object(json);
  } else {
    tr_json_null(json);
  }
  put_also(json, run, finding);
  tr_json_key(json, TR_STR("note"));
  if (finding->has_note) {
    tr_json_begin_object(json);
    put_note_keys(json, run, &finding->note, finding->file);
    tr_json_end_object(json);
  } else {
    tr_json_null(json);
  }
}

/* ---------------------------------------------------------------- authority */

static void put_sources(tr_json *json, const tr_finding *finding) {
  const tr_rule *rule = finding->rule;
  tr_json_key(json, TR_STR("sources"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < rule->source_count; i++) {
    const tr_source_ref *source = &rule->sources[i];
    if (!tr_rule_source_applies(rule, i, finding->guide)) continue;
    tr_json_begin_object(json);
    put_text(json, "id", source->id);
    char from[TR_DAY_TEXT];
    const bool dated = source->from != TR_DAY_MIN;
    if (dated) tr_day_text(source->from, from);
    put_text(json, "in_force_from", dated ? from : NULL);
    tr_json_key(json, TR_STR("dissent"));
    tr_json_boolean(json, source->dissent);
    if (source->says != NULL) put_text(json, "says", source->says);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

static void put_fix(tr_json *json, const tr_run *run,
                    const tr_finding *finding) {
  static const char *const kinds[] = {
      [TR_FIX_SET] = "set", [TR_FIX_ADD] = "add", [TR_FIX_DROP] = "drop"};
  const tr_fix *fix = &finding->fix;
  if (fix->element[0] == '\0') return;
  const bool hidden = run->redact && tr_redact_hides_fix(finding);
  tr_json_key(json, TR_STR("fix"));
  tr_json_begin_object(json);
  put_text(json, "element", fix->element);
  put_value(json, "from", fix->from, hidden);
  put_value(json, "to", fix->to, hidden);
  put_text(json, "safety", fix->safe ? "safe" : "review");
  put_text(json, "kind", kinds[fix->kind]);
  tr_json_end_object(json);
}

/* How a 999 says it. */
static void put_syntax(tr_json *json, const tr_syntax *syntax) {
  if (syntax->segment_code[0] == '\0') return;
  const tr_str loop = tr_str_of(syntax->loop);
  tr_json_key(json, TR_STR("ack"));
  tr_json_begin_object(json);
  put_text(json, "ik304", syntax->segment_code);
  put_text(json, "ik403",
           syntax->element_code[0] != '\0' ? syntax->element_code : NULL);
  put_text(json, "segment", syntax->segment);
  put_str(json, "loop", (tr_str){loop.p, loop.n < 4 ? loop.n : 4});
  put_number(json, "position", syntax->position);
  put_number(json, "element", syntax->element);
  put_number(json, "part", syntax->part);
  put_text(json, "data_element",
           syntax->number[0] != '\0' ? syntax->number : NULL);
  tr_json_end_object(json);
}

/* How a 277CA says it. */
static void put_status(tr_json *json, const tr_finding *finding) {
  if (finding->claim_at == 0) return;
  const tr_ack_status status = tr_ack_status_of(finding, finding->owner);
  tr_json_key(json, TR_STR("status"));
  tr_json_begin_object(json);
  put_text(json, "category", status.category);
  put_text(json, "code", status.code);
  put_text(json, "entity", status.entity);
  tr_json_end_object(json);
}

void tr_finding_json(tr_json *json, const tr_run *run,
                     const tr_finding *finding) {
  const tr_rule *rule = finding->rule;
  tr_json_begin_object(json);
  put_text(json, "type", "finding");
  put_text(json, "rule", rule->id);
  put_text(json, "slug", rule->slug);
  put_text(json, "severity", tr_severity_name(finding->severity));
  put_str(json, "message", finding->message);
  put_text(json, "file", finding->file);
  put_where(json, run, finding);
  put_str(json, "why", finding->why);
  put_text(json, "authority", rule->authority);
  put_sources(json, finding);
  put_list(json, "article", rule->article);
  put_list(json, "carc", rule->carc);
  put_list(json, "rarc", rule->rarc);
  if (rule->snip != 0)
    put_number(json, "snip", rule->snip);
  else
    put_null(json, "snip");
  put_fix(json, run, finding);
  put_syntax(json, &finding->syntax);
  put_status(json, finding);
  put_str(json, "label", finding->label);
  put_str(json, "help", finding->help);
  put_text(json, "date", finding->date[0] != '\0' ? finding->date : NULL);
  put_text(json, "payer", finding->profile);
  tr_json_end_object(json);
}

/* ------------------------------------------------------------------ summary */

static void put_counts(tr_json *json, const tr_summary *summary) {
  put_number(json, "files", summary->files);
  put_number(json, "unread", summary->unread);
  put_number(json, "interchanges", summary->interchanges);
  put_number(json, "claims", summary->claims);
  put_number(json, "lines", summary->lines);
  put_number(json, "notes", summary->notes);
  put_number(json, "claims_with_errors", summary->claims_with_errors);
  tr_json_key(json, TR_STR("findings"));
  tr_json_begin_object(json);
  for (int i = TR_SEVERITY_COUNT - 1; i >= 0; i--)
    put_number(json, tr_severity_name((tr_severity)i), summary->findings[i]);
  tr_json_end_object(json);
}

static void put_undecided(tr_json *json, const tr_summary *summary) {
  static const char *const reasons[TR_REASONS] = {
#define REASON_WORD(name, bit, word) word,
      TR_REASON_MAP(REASON_WORD)
#undef REASON_WORD
  };
  tr_json_key(json, TR_STR("undecided"));
  tr_json_begin_object(json);
  for (int i = 0; i < TR_REASONS; i++)
    put_number(json, reasons[i], summary->undecided[i]);
  tr_json_end_object(json);
}

static void put_knowledge(tr_json *json, const tr_run *run) {
  tr_json_key(json, TR_STR("packs"));
  tr_json_begin_array(json);
  for (size_t i = 0; i < run->pack_count; i++) {
    tr_json_begin_object(json);
    put_text(json, "name", run->packs[i].name);
    put_text(json, "version", run->packs[i].version);
    put_text(json, "sha256", run->packs[i].sha256);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);

  tr_json_key(json, TR_STR("tables"));
  tr_json_begin_array(json);
  const size_t count = tr_tables_count(run->tables);
  for (size_t i = 0; i < count; i++) {
    const tr_edition edition = tr_tables_edition(run->tables, i);
    tr_json_begin_object(json);
    put_text(json, "name", edition.table);
    put_text(json, "edition", edition.edition);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

void tr_summary_json(tr_json *json, const tr_run *run,
                     const tr_summary *summary) {
  tr_json_begin_object(json);
  put_text(json, "type", "summary");
  put_counts(json, summary);
  put_undecided(json, summary);
  put_knowledge(json, run);
  put_text(json, "engine", run->engine);
  char today[TR_DAY_TEXT];
  const bool known = run->today != TR_DAY_MIN;
  if (known) tr_day_text(run->today, today);
  put_text(json, "today", known ? today : NULL);
  tr_json_end_object(json);
}
