/* One rule for people: what, why, wrong and right, who says so and who does
 * not, which payers differ, what the payer would answer. */
#include <string.h>

#include "explain.h"
#include "help.h"
#include "rule/profile.h"
#include "rules_list.h"
#include "show.h"

const tr_source *explain_source(const tr_pack *pack, const char *id) {
  for (uint32_t i = 0; i < pack->source_count; i++)
    if (strcmp(pack->sources[i].id, id) == 0) return &pack->sources[i];
  return NULL;
}

void explain_heading(tr_buf *out, const char *text) {
  tr_buf_addf(out, "\n%s\n", text);
}

static void put_head(const tr_rule *rule, tr_buf *out) {
  tr_buf_addf(out, "%s %s (%s)\n", rule->id, rule->slug,
              tr_severity_name(rule->severity));
  tr_buf_addf(out, "%s: %s\n", rules_family(rule->id), rule->summary);
  if (rule->from != TR_DAY_MIN || rule->to != TR_DAY_MAX) {
    tr_buf_add(out, TR_STR("for services from "));
    show_day(out, rule->from, "any day");
    tr_buf_add(out, TR_STR(" to "));
    show_day(out, rule->to, "further notice");
    tr_buf_add_char(out, '\n');
  }
  if (rule->overridable)
    tr_buf_add(out, TR_STR("a signed reason in the note makes it a warning\n"));
}

/* The literal parts of a template; what is computed shows as "...". */
static void put_template(const tr_template *words, tr_buf *out) {
  for (uint32_t i = 0; i < words->count; i++) {
    const tr_template_part *part = &words->parts[i];
    if (part->text != NULL)
      tr_buf_add(out, tr_str_of(part->text));
    else
      tr_buf_add(out, TR_STR("..."));
  }
}

static void put_why(const tr_rule *rule, tr_buf *out) {
  explain_heading(out, "Why");
  show_block(out, rule->explain, 2);
  if (rule->words.note.count == 0) return;
  tr_buf brief;
  tr_buf_init(&brief, SHOW_MOST);
  tr_buf_add(&brief, TR_STR("In short: "));
  put_template(&rule->words.note, &brief);
  tr_buf_add_char(&brief, '\0');
  tr_buf_add(out, TR_STR("  "));
  if (brief.bad == TR_OK) help_wrap(out, brief.p, 2, 2);
  tr_buf_done(&brief);
}

static void put_example(const tr_rule *rule, bool fails, tr_buf *out) {
  for (uint32_t i = 0; i < rule->example_count; i++) {
    const tr_example_text *example = &rule->examples[i];
    if (example->fails != fails) continue;
    tr_buf_addf(out, "\n%s: %s\n", fails ? "Wrong" : "Right", example->name);
    show_block(out, example->text, 2);
    return;
  }
}

/* ------------------------------------------------------------------ sources */

static void put_source(const tr_pack *pack, const tr_source_ref *ref,
                       tr_buf *out) {
  const tr_source *source = explain_source(pack, ref->id);
  tr_buf_addf(out, "  %s%s", ref->dissent ? "against: " : "",
              source != NULL ? source->title : ref->id);
  if (ref->from != TR_DAY_MIN) {
    tr_buf_add(out, TR_STR(", in force from "));
    show_day(out, ref->from, "");
  }
  tr_buf_add_char(out, '\n');
  if (ref->dissent && ref->says != NULL)
    tr_buf_addf(out, "      it says: %s\n", ref->says);
  if (source != NULL && source->url != NULL && source->url[0] != '\0')
    tr_buf_addf(out, "      %s\n", source->url);
}

static void put_sources(const tr_pack *pack, const tr_rule *rule, tr_buf *out) {
  explain_heading(out, "Sources");
  for (int dissent = 0; dissent < 2; dissent++)
    for (uint32_t i = 0; i < rule->source_count; i++)
      if (rule->sources[i].dissent == (dissent != 0))
        put_source(pack, &rule->sources[i], out);
  tr_buf_addf(out, "  authority %s, confidence %s\n", rule->authority,
              rule->confidence);
  if (rule->article == NULL || *rule->article == NULL) return;
  tr_buf_add(out, TR_STR("  the article's statements"));
  for (const char *const *a = rule->article; *a != NULL; a++)
    tr_buf_addf(out, " %s", *a);
  tr_buf_add(out, TR_STR(" (traction explain --article)\n"));
}

/* ------------------------------------------------------------------ denials */

static void put_codes(const tr_tables *tables, tr_table_kind kind,
                      const char *word, const char *const *codes, tr_buf *out) {
  for (; codes != NULL && *codes != NULL; codes++) {
    const char *label = tr_table_label(tables, kind, tr_str_of(*codes));
    tr_buf_addf(out, "  %s %s%s%s\n", word, *codes, label != NULL ? ": " : "",
                label != NULL ? label : "");
  }
}

static void put_denials(const tr_tables *tables, const tr_rule *rule,
                        tr_buf *out) {
  if ((rule->carc == NULL || *rule->carc == NULL) &&
      (rule->rarc == NULL || *rule->rarc == NULL))
    return;
  explain_heading(out, "The payer would probably answer with");
  put_codes(tables, TR_TABLE_CARC, "CARC", rule->carc, out);
  put_codes(tables, TR_TABLE_RARC, "RARC", rule->rarc, out);
}

void explain_rule(const tr_pack *pack, const tr_tables *tables,
                  const tr_rule *rule, tr_buf *out) {
  put_head(rule, out);
  put_why(rule, out);
  put_example(rule, true, out);
  put_example(rule, false, out);
  put_sources(pack, rule, out);
  explain_payers(pack, rule, out);
  put_denials(tables, rule, out);
}
