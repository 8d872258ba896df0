/* One derivation for people, and one code: which derivations give it, with
 * their reasons, and which rules speak of it. */
#include <string.h>

#include "explain.h"
#include "rules_list.h"
#include "show.h"

/* The literal parts of a template; what is computed shows as "...". */
static void put_template(const tr_template *words, tr_buf *out) {
  for (uint32_t i = 0; i < words->count; i++)
    tr_buf_add(out, words->parts[i].text != NULL
                        ? tr_str_of(words->parts[i].text)
                        : TR_STR("..."));
}

/* A code that is computed is told by what it is computed of. */
static void put_code(const tr_program *code, tr_buf *out) {
  char text[TR_CODE_BYTES + 1];
  const tr_constant *only = NULL;
  for (uint32_t i = 0; code != NULL && i < code->constant_count; i++)
    if (code->constants[i].type == TR_TYPE_CODE) only = &code->constants[i];
  const bool by_payer = tr_program_reads_profile(code);
  if (code == NULL) {
    tr_buf_add(out, TR_STR("none"));
  } else if (only == NULL) {
    tr_buf_add(out, TR_STR("by the note"));
  } else {
    tr_code_text((tr_code)only->number, text);
    tr_buf_addf(out, "%s%s", by_payer ? "the payer's code for " : "", text);
  }
}

static void put_entry(const tr_derivation_code *entry, const char *before,
                      tr_buf *out) {
  tr_buf_addf(out, "  %s", before);
  put_code(entry->code, out);
  tr_buf_add(out, TR_STR(": "));
  put_template(&entry->because, out);
  tr_buf_addf(out, " (%s)\n", entry->source);
}

static void put_codes(const char *word, const tr_code *codes, uint32_t count,
                      const char *end, tr_buf *out) {
  char text[TR_CODE_BYTES + 1];
  if (count == 0) return;
  tr_buf_addf(out, "  %s", word);
  for (uint32_t i = 0; i < count; i++) {
    tr_code_text(codes[i], text);
    tr_buf_addf(out, "%s %s%s", i > 0 ? "," : "", text, end);
  }
  tr_buf_add_char(out, '\n');
}

static void put_sources(const tr_pack *pack, const tr_derivation *derivation,
                        tr_buf *out) {
  explain_heading(out, "Sources");
  for (uint32_t i = 0; i < derivation->source_count; i++) {
    const tr_source_ref *ref = &derivation->sources[i];
    const tr_source *source = explain_source(pack, ref->id);
    tr_buf_addf(out, "  %s\n", source != NULL ? source->title : ref->id);
    if (source != NULL && source->url != NULL && source->url[0] != '\0')
      tr_buf_addf(out, "      %s\n", source->url);
  }
  tr_buf_addf(out, "  authority %s, confidence %s\n", derivation->authority,
              derivation->confidence);
}

void explain_derivation(const tr_pack *pack, const tr_derivation *derivation,
                        tr_buf *out) {
  tr_buf_addf(out, "%s %s\n%s: %s\n", derivation->id, derivation->slug,
              rules_family(derivation->id), derivation->summary);
  explain_heading(out, "Why");
  show_block(out, derivation->explain, 2);
  explain_heading(out, "Codes, the first that holds");
  for (uint32_t i = 0; i < derivation->code_count; i++)
    put_entry(&derivation->codes[i], "", out);
  for (uint32_t i = 0; i < derivation->beside_count; i++)
    put_entry(&derivation->besides[i], "and ", out);
  if (derivation->code_count == 0)
    tr_buf_add(out, TR_STR("  none of its own\n"));
  explain_heading(out, "On claims the service is found under");
  put_codes("rightly", derivation->billed_as, derivation->billed_as_count, "",
            out);
  put_codes("rightly, what begins with", derivation->billed_as_prefixes,
            derivation->billed_as_prefix_count, "", out);
  put_codes("by mistake, or where the note names another:",
            derivation->mistaken_for, derivation->mistaken_for_count, "", out);
  for (uint32_t i = 0; i < derivation->example_count && i < 2; i++) {
    tr_buf_addf(out, "\nExample: %s\n", derivation->examples[i].name);
    show_block(out, derivation->examples[i].text, 2);
  }
  put_sources(pack, derivation, out);
}

/* ---------------------------------------------------------------- one code */

static bool gives(const tr_derivation *derivation, tr_code code) {
  return tr_codes_have(derivation->billed_as, derivation->billed_as_count,
                       code) ||
         tr_codes_have_prefix(derivation->billed_as_prefixes,
                              derivation->billed_as_prefix_count, code);
}

static bool may_give(const tr_derivation_code *entry, tr_code code) {
  return entry->code != NULL && tr_program_names_code(entry->code, code);
}

static bool put_derivations(const tr_pack *pack, tr_code code, tr_buf *out) {
  bool any = false;
  for (uint32_t i = 0; i < pack->derivation_count; i++) {
    const tr_derivation *derivation = pack->derivations[i];
    if (!gives(derivation, code)) continue;
    if (!any) explain_heading(out, "Derived from a note by");
    any = true;
    tr_buf_addf(out, "  %s %s: %s\n", derivation->id, derivation->slug,
                derivation->summary);
    for (uint32_t k = 0; k < derivation->code_count; k++)
      if (may_give(&derivation->codes[k], code))
        put_entry(&derivation->codes[k], "    ", out);
    for (uint32_t k = 0; k < derivation->beside_count; k++)
      if (may_give(&derivation->besides[k], code))
        put_entry(&derivation->besides[k], "    and ", out);
  }
  return any;
}

static bool speaks_of(const tr_rule *rule, tr_code code) {
  if (rule->when == NULL) return false;
  if (tr_program_names_code(rule->when, code) ||
      tr_codes_have(rule->codes, rule->code_count, code))
    return true;
  for (uint32_t i = 0; i < rule->case_count; i++)
    if (tr_program_names_code(rule->cases[i].when, code)) return true;
  return false;
}

static bool put_rules(const tr_pack *pack, tr_code code, tr_buf *out) {
  bool any = false;
  for (uint32_t i = 0; i < pack->rule_count; i++) {
    const tr_rule *rule = pack->rules[i];
    if (!speaks_of(rule, code)) continue;
    if (!any) explain_heading(out, "Rules that speak of it by name");
    any = true;
    tr_buf_addf(out, "  %s %s (%s): %s\n", rule->id, rule->slug,
                tr_severity_name(rule->severity), rule->summary);
  }
  return any;
}

bool explain_code(const tr_pack *pack, const tr_tables *tables, tr_str name,
                  tr_buf *out) {
  const tr_code code = tr_code_pack(name);
  const tr_procedure *row = NULL;
  if (code == 0) return false;
  (void)tr_table_procedure(tables, code, TR_DAY_MAX, &row);
  tr_buf_addf(out, "%.*s%s%s\n", TR_STR_ARG(name), row != NULL ? ": " : "",
              row != NULL ? row->label : "");
  const bool derived = put_derivations(pack, code, out);
  const bool ruled = put_rules(pack, code, out);
  return derived || ruled || row != NULL;
}
