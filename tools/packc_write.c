/* How rules, derivations, profiles, payers and sources are written as C. */
#include "packc_write.h"

#include "packc_values.h"

/* -------------------------------------------------------------------- words */

static packc_name parts_of(packc_writer *w, const tr_template *template) {
  if (template->count == 0) return packc_none();
  packc_name *values = calloc(template->count, sizeof *values);
  if (values == NULL) {
    w->out->bad = TR_ENOMEM;
    return packc_none();
  }
  for (uint32_t i = 0; i < template->count; i++)
    values[i] = packc_program_of(w, template->parts[i].value);
  const unsigned number = ++w->last;
  tr_buf_addf(w->out, "static const tr_template_part parts_%u[] = {\n", number);
  for (uint32_t i = 0; i < template->count; i++) {
    tr_buf_add(w->out, TR_STR("  {"));
    packc_member_text(w, "text", template->parts[i].text);
    packc_member_name(w, "value", values[i]);
    packc_member_text(w, "argument", template->parts[i].argument);
    tr_buf_add(w->out, TR_STR("},\n"));
  }
  tr_buf_add(w->out, TR_STR("};\n"));
  free(values);
  return packc_name_of("parts_#", number);
}

typedef struct words_names {
  packc_name message, label, note, help, fix_at, fix_to;
} words_names;

static words_names words_names_of(packc_writer *w, const tr_words *words) {
  return (words_names){.message = parts_of(w, &words->message),
                       .label = parts_of(w, &words->label),
                       .note = parts_of(w, &words->note),
                       .help = parts_of(w, &words->help),
                       .fix_at = packc_program_of(w, words->fix_at),
                       .fix_to = parts_of(w, &words->fix_to)};
}

static void put_template(packc_writer *w, const char *member, packc_name parts,
                         const tr_template *template) {
  if (template->count == 0) return;
  tr_buf_addf(w->out, ".%s = {%s, %u}, ", member, parts.text, template->count);
}

static void put_words(packc_writer *w, const tr_words *words,
                      const words_names *names) {
  tr_buf_add(w->out, TR_STR(".words = {"));
  put_template(w, "message", names->message, &words->message);
  put_template(w, "label", names->label, &words->label);
  put_template(w, "note", names->note, &words->note);
  put_template(w, "help", names->help, &words->help);
  packc_member_name(w, "fix_at", names->fix_at);
  put_template(w, "fix_to", names->fix_to, &words->fix_to);
  tr_buf_addf(
      w->out,
      ".fix_safety = (tr_fix_safety)%d, .fix_verb = (tr_fix_verb)%d},\n",
      (int)words->fix_safety, (int)words->fix_verb);
}

/* -------------------------------------------------------------------- rules */

static packc_name also_of(packc_writer *w, const tr_also *also,
                          uint32_t count) {
  packc_name programs[TR_PACK_LIST];
  if (count == 0) return packc_none();
  if (count > TR_PACK_LIST) count = TR_PACK_LIST;
  for (uint32_t i = 0; i < count; i++)
    programs[i] = packc_program_of(w, also[i].program);
  const unsigned number = ++w->last;
  tr_buf_addf(w->out, "static const tr_also also_%u[] = {", number);
  for (uint32_t i = 0; i < count; i++)
    tr_buf_addf(w->out, "{%s}, ", programs[i].text);
  tr_buf_add(w->out, TR_STR("};\n"));
  return packc_name_of("also_#", number);
}

typedef struct case_names {
  packc_name when, at, also;
  words_names words;
} case_names;

static packc_name cases_of(packc_writer *w, const tr_case *cases,
                           uint32_t count) {
  if (count == 0) return packc_none();
  case_names *names = calloc(count, sizeof *names);
  if (names == NULL) {
    w->out->bad = TR_ENOMEM;
    return packc_none();
  }
  for (uint32_t i = 0; i < count; i++)
    names[i] =
        (case_names){.when = packc_program_of(w, cases[i].when),
                     .at = packc_program_of(w, cases[i].at),
                     .also = also_of(w, cases[i].also, cases[i].also_count),
                     .words = words_names_of(w, &cases[i].words)};
  const unsigned number = ++w->last;
  tr_buf_addf(w->out, "static const tr_case cases_%u[] = {\n", number);
  for (uint32_t i = 0; i < count; i++) {
    tr_buf_add(w->out, TR_STR("  {"));
    packc_member_name(w, "when", names[i].when);
    packc_member_text(w, "variant", cases[i].variant);
    if (cases[i].silent) tr_buf_add(w->out, TR_STR(".silent = true, "));
    if (cases[i].has_severity)
      tr_buf_addf(w->out, ".has_severity = true, .severity = (tr_severity)%d, ",
                  (int)cases[i].severity);
    packc_member_name(w, "at", names[i].at);
    packc_member_name(w, "also", names[i].also);
    if (cases[i].also_count != 0)
      tr_buf_addf(w->out, ".also_count = %u, ", cases[i].also_count);
    put_words(w, &cases[i].words, &names[i].words);
    tr_buf_add(w->out, TR_STR("},\n"));
  }
  tr_buf_add(w->out, TR_STR("};\n"));
  free(names);
  return packc_name_of("cases_#", number);
}

static packc_name refs_of(packc_writer *w, const tr_source_ref *refs,
                          uint32_t count) {
  if (count == 0) return packc_none();
  const unsigned number = ++w->last;
  tr_buf_addf(w->out, "static const tr_source_ref refs_%u[] = {\n", number);
  for (uint32_t i = 0; i < count; i++) {
    tr_buf_add(w->out, TR_STR("  {"));
    packc_member_text(w, "id", refs[i].id);
    packc_member_day(w, "from", refs[i].from);
    if (refs[i].dissent) tr_buf_add(w->out, TR_STR(".dissent = true, "));
    packc_member_text(w, "says", refs[i].says);
    packc_member_text(w, "of", refs[i].of);
    tr_buf_add(w->out, TR_STR("},\n"));
  }
  tr_buf_add(w->out, TR_STR("};\n"));
  return packc_name_of("refs_#", number);
}

static packc_name examples_of(packc_writer *w, const tr_example_text *list,
                              uint32_t count) {
  if (count == 0) return packc_none();
  const unsigned number = ++w->last;
  tr_buf_addf(w->out, "static const tr_example_text examples_%u[] = {\n",
              number);
  for (uint32_t i = 0; i < count; i++) {
    tr_buf_add(w->out, TR_STR("  {"));
    packc_member_text(w, "name", list[i].name);
    packc_member_text(w, "text", list[i].text);
    tr_buf_addf(w->out, ".fails = %s},\n", list[i].fails ? "true" : "false");
  }
  tr_buf_add(w->out, TR_STR("};\n"));
  return packc_name_of("examples_#", number);
}

static void put_rule_texts(packc_writer *w, const tr_rule *rule) {
  packc_member_text(w, "id", rule->id);
  packc_member_text(w, "slug", rule->slug);
  packc_member_text(w, "over", rule->over);
  packc_member_text(w, "summary", rule->summary);
  packc_member_text(w, "authority", rule->authority);
  packc_member_text(w, "confidence", rule->confidence);
  packc_member_text(w, "explain", rule->explain);
  packc_member_text(w, "payers", rule->payers);
  packc_member_text(w, "pack", rule->pack);
  tr_buf_addf(w->out,
              "\n.severity = (tr_severity)%d, .snip = %u, .each = (tr_each)%d, "
              ".raised_by = (tr_raised_by)%d, ",
              (int)rule->severity, (unsigned)rule->snip, (int)rule->each,
              (int)rule->raised_by);
  packc_member_day(w, "from", rule->from);
  packc_member_day(w, "to", rule->to);
}

static packc_name rule_of(packc_writer *w, const tr_rule *rule) {
  const packc_name article = packc_texts_of(w, rule->article, UINT32_MAX);
  const packc_name carc = packc_texts_of(w, rule->carc, UINT32_MAX);
  const packc_name rarc = packc_texts_of(w, rule->rarc, UINT32_MAX);
  const packc_name yields_to = packc_texts_of(w, rule->yields_to, UINT32_MAX);
  const packc_name lacks = packc_texts_of(w, rule->lacks, UINT32_MAX);
  const packc_name status = packc_texts_of(w, rule->status, UINT32_MAX);
  const packc_name refs = refs_of(w, rule->sources, rule->source_count);
  const packc_name when = packc_program_of(w, rule->when);
  const packc_name cases = cases_of(w, rule->cases, rule->case_count);
  const packc_name at = packc_program_of(w, rule->at);
  const packc_name also = also_of(w, rule->also, rule->also_count);
  const words_names words = words_names_of(w, &rule->words);
  const packc_name codes = packc_codes_of(w, rule->codes, rule->code_count);
  const packc_name examples =
      examples_of(w, rule->examples, rule->example_count);
  const unsigned number = ++w->last;
  tr_buf_addf(w->out, "static const tr_rule rule_%u = {", number);
  put_rule_texts(w, rule);
  packc_member_name(w, "article", article);
  packc_member_name(w, "carc", carc);
  packc_member_name(w, "rarc", rarc);
  packc_member_name(w, "yields_to", yields_to);
  packc_member_name(w, "lacks", lacks);
  packc_member_name(w, "status", status);
  packc_member_name(w, "sources", refs);
  packc_member_name(w, "when", when);
  packc_member_name(w, "cases", cases);
  packc_member_name(w, "at", at);
  packc_member_name(w, "also", also);
  put_words(w, &rule->words, &words);
  packc_member_name(w, "codes", codes);
  packc_member_name(w, "examples", examples);
  tr_buf_addf(w->out,
              ".source_count = %u, .case_count = %u, .also_count = %u, "
              ".cap_by = %d, .overridable = %d, .denial_exempt = %d, "
              ".needs_note = %d, .code_count = %u, .example_count = %u};\n\n",
              rule->source_count, rule->case_count, rule->also_count,
              (int)rule->cap_by, rule->overridable, rule->denial_exempt,
              rule->needs_note, rule->code_count, rule->example_count);
  return packc_name_of("&rule_#", number);
}

/* -------------------------------------------------------------- derivations */

typedef struct code_names {
  packc_name code, when, because, at, units, describe;
} code_names;

static packc_name derived_codes_of(packc_writer *w,
                                   const tr_derivation_code *codes,
                                   uint32_t count) {
  if (count == 0) return packc_none();
  code_names *names = calloc(count, sizeof *names);
  if (names == NULL) {
    w->out->bad = TR_ENOMEM;
    return packc_none();
  }
  for (uint32_t i = 0; i < count; i++)
    names[i] = (code_names){.code = packc_program_of(w, codes[i].code),
                            .when = packc_program_of(w, codes[i].when),
                            .because = parts_of(w, &codes[i].because),
                            .at = packc_program_of(w, codes[i].at),
                            .units = packc_program_of(w, codes[i].units),
                            .describe = parts_of(w, &codes[i].describe)};
  const unsigned number = ++w->last;
  tr_buf_addf(w->out, "static const tr_derivation_code derived_%u[] = {\n",
              number);
  for (uint32_t i = 0; i < count; i++) {
    tr_buf_add(w->out, TR_STR("  {"));
    packc_member_name(w, "code", names[i].code);
    packc_member_name(w, "when", names[i].when);
    put_template(w, "because", names[i].because, &codes[i].because);
    packc_member_name(w, "at", names[i].at);
    packc_member_name(w, "units", names[i].units);
    put_template(w, "describe", names[i].describe, &codes[i].describe);
    packc_member_text(w, "source", codes[i].source);
    tr_buf_add(w->out, TR_STR("},\n"));
  }
  tr_buf_add(w->out, TR_STR("};\n"));
  free(names);
  return packc_name_of("derived_#", number);
}

static void put_derivation_texts(packc_writer *w,
                                 const tr_derivation *derivation) {
  packc_member_text(w, "id", derivation->id);
  packc_member_text(w, "slug", derivation->slug);
  packc_member_text(w, "summary", derivation->summary);
  packc_member_text(w, "authority", derivation->authority);
  packc_member_text(w, "confidence", derivation->confidence);
  packc_member_text(w, "explain", derivation->explain);
  packc_member_text(w, "pack", derivation->pack);
  packc_member_text(w, "kind", derivation->kind);
  packc_member_day(w, "from", derivation->from);
  packc_member_day(w, "to", derivation->to);
}

static packc_name derivation_of(packc_writer *w, const tr_derivation *of) {
  const packc_name article = packc_texts_of(w, of->article, UINT32_MAX);
  const packc_name refs = refs_of(w, of->sources, of->source_count);
  const packc_name service = packc_program_of(w, of->service);
  const packc_name own_code = packc_program_of(w, of->own_code);
  const packc_name codes = derived_codes_of(w, of->codes, of->code_count);
  const packc_name besides = derived_codes_of(w, of->besides, of->beside_count);
  const packc_name billed =
      packc_codes_of(w, of->billed_as, of->billed_as_count);
  const packc_name begun =
      packc_codes_of(w, of->billed_as_prefixes, of->billed_as_prefix_count);
  const packc_name wrong =
      packc_codes_of(w, of->mistaken_for, of->mistaken_for_count);
  const packc_name examples = examples_of(w, of->examples, of->example_count);
  const unsigned number = ++w->last;
  tr_buf_addf(w->out, "static const tr_derivation derivation_%u = {", number);
  put_derivation_texts(w, of);
  packc_member_name(w, "article", article);
  packc_member_name(w, "sources", refs);
  packc_member_name(w, "service", service);
  packc_member_name(w, "own_code", own_code);
  packc_member_name(w, "codes", codes);
  packc_member_name(w, "besides", besides);
  packc_member_name(w, "billed_as", billed);
  packc_member_name(w, "billed_as_prefixes", begun);
  packc_member_name(w, "mistaken_for", wrong);
  packc_member_name(w, "examples", examples);
  tr_buf_addf(w->out,
              ".each = (tr_each)%d, .source_count = %u, .code_count = %u, "
              ".beside_count = %u, .billed_as_count = %u, "
              ".billed_as_prefix_count = %u, .mistaken_for_count = %u, "
              ".example_count = %u};\n\n",
              (int)of->each, of->source_count, of->code_count, of->beside_count,
              of->billed_as_count, of->billed_as_prefix_count,
              of->mistaken_for_count, of->example_count);
  return packc_name_of("&derivation_#", number);
}

/* ----------------------------------------------------------------- profiles */

static packc_name values_of(packc_writer *w, const tr_profile_value *values,
                            uint32_t count) {
  packc_constant_names *names = calloc(count > 0 ? count : 1, sizeof *names);
  if (names == NULL) {
    w->out->bad = TR_ENOMEM;
    return packc_none();
  }
  for (uint32_t i = 0; i < count; i++)
    names[i] = packc_constant_names_of(w, &values[i].value);
  const unsigned number = ++w->last;
  tr_buf_addf(w->out, "static const tr_profile_value values_%u[] = {\n",
              number);
  for (uint32_t i = 0; i < count; i++) {
    tr_buf_add(w->out, TR_STR("  {"));
    packc_member_day(w, "from", values[i].from);
    packc_member_day(w, "to", values[i].to);
    packc_member_text(w, "source", values[i].source);
    packc_member_text(w, "confidence", values[i].confidence);
    tr_buf_add(w->out, TR_STR(".value = "));
    packc_put_constant(w, &values[i].value, &names[i]);
    tr_buf_add(w->out, TR_STR("},\n"));
  }
  tr_buf_add(w->out, TR_STR("};\n"));
  free(names);
  return packc_name_of("values_#", number);
}

static packc_name profile_of(packc_writer *w, const tr_profile *profile) {
  packc_name *values = calloc(profile->entry_count + 1, sizeof *values);
  if (values == NULL) {
    w->out->bad = TR_ENOMEM;
    return packc_none();
  }
  for (uint32_t i = 0; i < profile->entry_count; i++)
    values[i] = values_of(w, profile->entries[i].values,
                          profile->entries[i].value_count);
  const unsigned number = ++w->last;
  if (profile->entry_count > 0) {
    tr_buf_addf(w->out, "static const tr_profile_entry entries_%u[] = {\n",
                number);
    for (uint32_t i = 0; i < profile->entry_count; i++)
      tr_buf_addf(w->out, "  {%d, %s, %u},\n", (int)profile->entries[i].key,
                  values[i].text, profile->entries[i].value_count);
    tr_buf_add(w->out, TR_STR("};\n"));
  }
  tr_buf_addf(w->out, "static const tr_profile profile_%u = {", number);
  packc_member_text(w, "id", profile->id);
  packc_member_text(w, "name", profile->name);
  packc_member_text(w, "inherits", profile->inherits);
  if (profile->entry_count > 0)
    tr_buf_addf(w->out, ".entries = entries_%u, .entry_count = %u", number,
                profile->entry_count);
  tr_buf_add(w->out, TR_STR("};\n\n"));
  free(values);
  return packc_name_of("&profile_#", number);
}

static void put_keys(packc_writer *w, const tr_pack *pack) {
  packc_name *words = calloc(pack->key_count + 1, sizeof *words);
  if (words == NULL) {
    w->out->bad = TR_ENOMEM;
    return;
  }
  for (uint32_t i = 0; i < pack->key_count; i++)
    words[i] = packc_texts_of(w, pack->keys[i].words, UINT32_MAX);
  tr_buf_add(w->out, TR_STR("static const tr_profile_key keys[] = {\n"));
  for (uint32_t i = 0; i < pack->key_count; i++) {
    tr_buf_add(w->out, TR_STR("  {"));
    packc_member_text(w, "name", pack->keys[i].name);
    tr_buf_addf(w->out, ".type = (tr_type)%d, ", (int)pack->keys[i].type);
    packc_member_text(w, "meaning", pack->keys[i].meaning);
    packc_member_text(w, "unit", pack->keys[i].unit);
    packc_member_name(w, "words", words[i]);
    tr_buf_addf(w->out, ".min = %d, .max = %d},\n", (int)pack->keys[i].min,
                (int)pack->keys[i].max);
  }
  tr_buf_add(w->out, TR_STR("};\n"));
  free(words);
}

static void put_payers(packc_writer *w, const tr_pack *pack) {
  tr_buf_add(w->out, TR_STR("static const tr_payer_match payers[] = {\n"));
  for (uint32_t i = 0; i < pack->payer_count; i++) {
    const tr_payer_match *row = &pack->payers[i];
    tr_buf_add(w->out, TR_STR("  {"));
    packc_member_text(w, "profile", row->profile);
    packc_member_text(w, "payer_id", row->payer_id);
    packc_member_text(w, "filing_code", row->filing_code);
    packc_member_text(w, "name_contains", row->name_contains);
    packc_member_text(w, "state", row->state);
    packc_member_text(w, "source", row->source);
    packc_member_text(w, "confidence", row->confidence);
    tr_buf_addf(w->out, ".order = %d},\n", (int)row->order);
  }
  tr_buf_add(w->out, TR_STR("};\n"));
}

static void put_sources(packc_writer *w, const tr_pack *pack) {
  tr_buf_add(w->out, TR_STR("static const tr_source sources[] = {\n"));
  for (uint32_t i = 0; i < pack->source_count; i++) {
    tr_buf_add(w->out, TR_STR("  {"));
    packc_member_text(w, "id", pack->sources[i].id);
    packc_member_text(w, "title", pack->sources[i].title);
    packc_member_text(w, "url", pack->sources[i].url);
    packc_member_text(w, "decides", pack->sources[i].decides);
    packc_member_text(w, "of", pack->sources[i].of);
    tr_buf_add(w->out, TR_STR("},\n"));
  }
  tr_buf_add(w->out, TR_STR("};\n"));
}

static void put_list(packc_writer *w, const char *type, const char *list,
                     const packc_name *names, uint32_t count) {
  tr_buf_addf(w->out, "static const %s *const %s[] = {\n", type, list);
  for (uint32_t i = 0; i < count; i++)
    tr_buf_addf(w->out, "  %s,\n", names[i].text);
  tr_buf_add(w->out, TR_STR("};\n"));
}

void packc_write(const tr_pack *pack, tr_buf *out) {
  packc_writer w = {out, 0};
  packc_name *rules = calloc(pack->rule_count + 1, sizeof *rules);
  packc_name *profiles = calloc(pack->profile_count + 1, sizeof *profiles);
  packc_name *derivations =
      calloc(pack->derivation_count + 1, sizeof *derivations);
  if (rules == NULL || profiles == NULL || derivations == NULL) {
    out->bad = TR_ENOMEM;
    free(rules);
    free(profiles);
    free(derivations);
    return;
  }
  tr_buf_add(out, TR_STR("/* Made by tools/packc from packs/, profiles/, "
                         "codes/payers.csv, docs/sources.d/. */\n"
                         "#include \"rule/pack.h\"\n\n"));
  for (uint32_t i = 0; i < pack->rule_count; i++)
    rules[i] = rule_of(&w, pack->rules[i]);
  for (uint32_t i = 0; i < pack->profile_count; i++)
    profiles[i] = profile_of(&w, pack->profiles[i]);
  for (uint32_t i = 0; i < pack->derivation_count; i++)
    derivations[i] = derivation_of(&w, pack->derivations[i]);
  put_list(&w, "tr_rule", "rules", rules, pack->rule_count);
  if (pack->derivation_count > 0)
    put_list(&w, "tr_derivation", "derivations", derivations,
             pack->derivation_count);
  put_list(&w, "tr_profile", "profiles", profiles, pack->profile_count);
  put_keys(&w, pack);
  put_payers(&w, pack);
  put_sources(&w, pack);
  tr_buf_add(out, TR_STR("\nconst tr_pack tr_pack_builtin = {\n  "));
  packc_member_text(&w, "name", pack->name);
  packc_member_text(&w, "version", pack->version);
  packc_member_text(&w, "sha256", pack->sha256);
  tr_buf_addf(out,
              "\n  .rules = rules, .rule_count = %u,\n"
              "  .derivations = %s, .derivation_count = %u,\n"
              "  .profiles = profiles, .profile_count = %u,\n"
              "  .keys = keys, .key_count = %u,\n"
              "  .payers = payers, .payer_count = %u,\n"
              "  .sources = sources, .source_count = %u,\n};\n",
              pack->rule_count,
              pack->derivation_count > 0 ? "derivations" : "NULL",
              pack->derivation_count, pack->profile_count, pack->key_count,
              pack->payer_count, pack->source_count);
  free(rules);
  free(profiles);
  free(derivations);
}
