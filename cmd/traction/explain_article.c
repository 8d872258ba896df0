/* The article's statements, the rules that execute them, and where a better
 * authority says otherwise. */
#include <string.h>

#include "article.h"
#include "explain.h"

static bool executes(const tr_rule *rule, const char *number) {
  for (const char *const *a = rule->article; a != NULL && *a != NULL; a++)
    if (strcmp(*a, number) == 0) return true;
  return false;
}

static bool follows_article(const tr_source_ref *ref) {
  return strcmp(ref->id, ARTICLE_SOURCE) == 0;
}

/* The first source that a rule follows instead of the article. */
static const tr_source_ref *better(const tr_rule *rule) {
  for (uint32_t i = 0; i < rule->source_count; i++)
    if (!rule->sources[i].dissent && !follows_article(&rule->sources[i]))
      return &rule->sources[i];
  return NULL;
}

static void put_dissent(const tr_pack *pack, const tr_rule *rule, tr_buf *out) {
  for (uint32_t i = 0; i < rule->source_count; i++) {
    const tr_source_ref *ref = &rule->sources[i];
    if (!ref->dissent || !follows_article(ref)) continue;
    const tr_source_ref *instead = better(rule);
    const tr_source *source =
        instead != NULL ? explain_source(pack, instead->id) : NULL;
    tr_buf_addf(out, "        contradicted, for the article says: %s",
                ref->says != NULL ? ref->says : "otherwise");
    if (instead != NULL)
      tr_buf_addf(out, ";\n            the rule follows %s",
                  source != NULL ? source->title : instead->id);
    tr_buf_add_char(out, '\n');
  }
}

static void put_statement(const tr_pack *pack,
                          const article_statement *statement, tr_buf *out) {
  bool any = false;
  tr_buf_addf(out, "%-4s %s\n", statement->number, statement->words);
  for (uint32_t i = 0; i < pack->rule_count; i++) {
    const tr_rule *rule = pack->rules[i];
    if (!executes(rule, statement->number)) continue;
    any = true;
    tr_buf_addf(out, "     %s %s %s\n", rule->id, rule->slug,
                tr_severity_name(rule->severity));
    put_dissent(pack, rule, out);
  }
  if (!any)
    tr_buf_add(out, TR_STR("     no rule of this version: it speaks of a "
                           "practice over time\n"));
}

void explain_article(const tr_pack *pack, tr_buf *out) {
  const tr_source *source = explain_source(pack, ARTICLE_SOURCE);
  tr_buf_addf(out, "%s\n", source != NULL ? source->title : ARTICLE_SOURCE);
  if (source != NULL && source->url != NULL && source->url[0] != '\0')
    tr_buf_addf(out, "%s\n", source->url);
  tr_buf_add(out, TR_STR("Its statements in our words, and the rules that "
                         "execute them:\n\n"));
  for (const article_statement *s = article_statements; s->number != NULL; s++)
    put_statement(pack, s, out);
}
