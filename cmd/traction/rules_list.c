/* Rules in the order of their ids, which is that of their families. */
#include "rules_list.h"

#include <string.h>

#include "base/json_member.h"

const char *rules_family(const char *id) {
  static const char *const families[][2] = {
      {"TRA", "audit triggers of the practice"},
      {"TRB", "balance"},
      {"TRC", "coding: units, pairs, modifiers"},
      {"TRD", "documentation"},
      {"TRH", "history of the patient"},
      {"TRK", "knowledge"},
      {"TRL", "lines: codes derived from a note"},
      {"TRN", "necessity and contraindication"},
      {"TRP", "payer policy"},
      {"TRS", "situation"},
      {"TRV", "value sets"},
      {"TRX", "structure"},
  };
  for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
    if (strncmp(families[i][0], id, 3) == 0) return families[i][1];
  return "";
}

void rules_text(const tr_pack *pack, tr_buf *out) {
  for (uint32_t i = 0; i < pack->rule_count; i++) {
    const tr_rule *rule = pack->rules[i];
    tr_buf_addf(out, "%-8s %-8s %-30s %s\n", rule->id,
                tr_severity_name(rule->severity), rule->slug, rule->summary);
  }
  for (uint32_t i = 0; i < pack->derivation_count; i++) {
    const tr_derivation *derivation = pack->derivations[i];
    tr_buf_addf(out, "%-8s %-8s %-30s %s\n", derivation->id, "derives",
                derivation->slug, derivation->summary);
  }
}

/* --------------------------------------------------------------------- json */

/* Open at either end is null. */
static void put_day(tr_json *json, const char *key, tr_day day) {
  tr_json_put_day(json, key, day == TR_DAY_MAX ? TR_DAY_MIN : day);
}

static void put_list(tr_json *json, const char *key, const char *const *list) {
  tr_json_key(json, tr_str_of(key));
  tr_json_begin_array(json);
  for (; list != NULL && *list != NULL; list++)
    tr_json_string(json, tr_str_of(*list));
  tr_json_end_array(json);
}

static void put_sources(tr_json *json, const tr_source_ref *sources,
                        uint32_t count) {
  tr_json_key(json, TR_STR("sources"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < count; i++) {
    tr_json_begin_object(json);
    tr_json_put_word(json, "id", sources[i].id);
    put_day(json, "in_force_from", sources[i].from);
    tr_json_key(json, TR_STR("dissent"));
    tr_json_boolean(json, sources[i].dissent);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

static void put_force(tr_json *json, tr_day from, tr_day to) {
  tr_json_key(json, TR_STR("in_force"));
  tr_json_begin_object(json);
  put_day(json, "from", from);
  put_day(json, "to", to);
  tr_json_end_object(json);
}

static void put_rule(tr_json *json, const tr_rule *rule) {
  tr_json_begin_object(json);
  tr_json_put_word(json, "id", rule->id);
  tr_json_put_word(json, "slug", rule->slug);
  tr_json_put_word(json, "severity", tr_severity_name(rule->severity));
  tr_json_put_word(json, "over", rule->over);
  put_list(json, "article", rule->article);
  tr_json_key(json, TR_STR("snip"));
  if (rule->snip != 0)
    tr_json_integer(json, rule->snip);
  else
    tr_json_null(json);
  tr_json_put_word(json, "summary", rule->summary);
  put_sources(json, rule->sources, rule->source_count);
  put_force(json, rule->from, rule->to);
  tr_json_put_word(json, "confidence", rule->confidence);
  tr_json_key(json, TR_STR("examples"));
  tr_json_integer(json, rule->example_count);
  tr_json_put_word(json, "authority", rule->authority);
  put_list(json, "carc", rule->carc);
  put_list(json, "rarc", rule->rarc);
  tr_json_put_word(json, "pack", rule->pack);
  tr_json_end_object(json);
}

static void put_codes(tr_json *json, const tr_derivation *derivation) {
  char code[TR_CODE_BYTES + 1];
  tr_json_key(json, TR_STR("codes"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < derivation->billed_as_count; i++) {
    const size_t n = tr_code_text(derivation->billed_as[i], code);
    tr_json_string(json, (tr_str){code, n});
  }
  tr_json_end_array(json);
}

static void put_derivation(tr_json *json, const tr_derivation *derivation) {
  tr_json_begin_object(json);
  tr_json_put_word(json, "id", derivation->id);
  tr_json_put_word(json, "slug", derivation->slug);
  tr_json_put_word(json, "derives", "line");
  tr_json_put_word(json, "each",
                   derivation->each == TR_EACH_NOTE ? "note" : "service");
  tr_json_put_word(json, "kind", derivation->kind);
  put_codes(json, derivation);
  put_list(json, "article", derivation->article);
  tr_json_put_word(json, "summary", derivation->summary);
  put_sources(json, derivation->sources, derivation->source_count);
  put_force(json, derivation->from, derivation->to);
  tr_json_put_word(json, "confidence", derivation->confidence);
  tr_json_key(json, TR_STR("examples"));
  tr_json_integer(json, derivation->example_count);
  tr_json_put_word(json, "authority", derivation->authority);
  tr_json_put_word(json, "pack", derivation->pack);
  tr_json_end_object(json);
}

void rules_json(const tr_pack *pack, tr_buf *out) {
  tr_json json;
  tr_json_init(&json, out);
  tr_json_begin_object(&json);
  tr_json_key(&json, TR_STR("rules"));
  tr_json_begin_array(&json);
  for (uint32_t i = 0; i < pack->rule_count; i++) {
    tr_buf_add_char(out, '\n');
    put_rule(&json, pack->rules[i]);
  }
  tr_json_end_array(&json);
  tr_json_key(&json, TR_STR("derivations"));
  tr_json_begin_array(&json);
  for (uint32_t i = 0; i < pack->derivation_count; i++) {
    tr_buf_add_char(out, '\n');
    put_derivation(&json, pack->derivations[i]);
  }
  tr_json_end_array(&json);
  tr_json_end_object(&json);
  tr_buf_add_char(out, '\n');
}

/* ----------------------------------------------------------------- markdown */

/* A bar would end the cell. */
static void put_cell(tr_buf *out, const char *text) {
  for (; *text != '\0'; text++) {
    if (*text == '|') tr_buf_add_char(out, '\\');
    tr_buf_add_char(out, *text == '\n' ? ' ' : *text);
  }
}

void rules_md(const tr_pack *pack, tr_buf *out) {
  tr_buf_addf(out, "# Rules\n\n%u rules of pack %s %s.\n",
              (unsigned)pack->rule_count, pack->name, pack->version);
  for (uint32_t i = 0; i < pack->rule_count; i++) {
    const tr_rule *rule = pack->rules[i];
    if (i == 0 || strncmp(rule->id, pack->rules[i - 1]->id, 3) != 0)
      tr_buf_addf(out,
                  "\n## %.3s: %s\n\n"
                  "| rule | severity | slug | what it finds | article |\n"
                  "| --- | --- | --- | --- | --- |\n",
                  rule->id, rules_family(rule->id));
    tr_buf_addf(out, "| %s | %s | %s | ", rule->id,
                tr_severity_name(rule->severity), rule->slug);
    put_cell(out, rule->summary);
    tr_buf_add(out, TR_STR(" |"));
    for (const char *const *a = rule->article; a != NULL && *a != NULL; a++)
      tr_buf_addf(out, "%s%s", a == rule->article ? " " : ", ", *a);
    tr_buf_add(out, TR_STR(" |\n"));
  }
  if (pack->derivation_count == 0) return;
  tr_buf_add(out, TR_STR("\n## TRL: lines, codes derived from a note\n\n"
                         "| derivation | slug | what it gives |\n"
                         "| --- | --- | --- |\n"));
  for (uint32_t i = 0; i < pack->derivation_count; i++) {
    const tr_derivation *derivation = pack->derivations[i];
    tr_buf_addf(out, "| %s | %s | ", derivation->id, derivation->slug);
    put_cell(out, derivation->summary);
    tr_buf_add(out, TR_STR(" |\n"));
  }
}
