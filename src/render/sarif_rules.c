/* The tool and the metadata of its rules, as editors and review services show
 * them. */
#include "render/sarif_parts.h"

enum { HELP_MOST = 1 << 20 /* bytes of the help of one rule */ };

/* "units-over-mue" becomes "UnitsOverMue". */
static void put_name(tr_json *json, const char *slug) {
  char name[128];
  size_t n = 0;
  bool begins = true;
  for (; *slug != '\0' && n < sizeof name; slug++) {
    if (*slug == '-') {
      begins = true;
      continue;
    }
    const bool raise = begins && *slug >= 'a' && *slug <= 'z';
    name[n++] = raise ? (char)(*slug - 'a' + 'A') : *slug;
    begins = false;
  }
  tr_sarif_text(json, "name", (tr_str){name, n});
}

/* A block of YAML without its last line end. */
static tr_str explanation(const tr_rule *rule) {
  tr_str text = tr_str_of(rule->explain);
  while (text.n > 0 && text.p[text.n - 1] == '\n') text.n--;
  return text;
}

/* Brackets and the like would be marks of Markdown. */
static void add_markdown(tr_buf *out, tr_str text) {
  for (size_t i = 0; i < text.n; i++) {
    if (text.p[i] != '\0' && strchr("\\`*_[]<>", text.p[i]) != NULL)
      tr_buf_add_char(out, '\\');
    tr_buf_add_char(out, text.p[i]);
  }
}

static void add_source(tr_buf *out, const tr_run *run, const tr_source_ref *ref,
                       bool markdown) {
  const tr_source *source = tr_run_source(run, ref->id);
  const tr_str title = tr_str_of(source != NULL ? source->title : ref->id);
  const tr_str url = tr_str_of(source != NULL ? source->url : NULL);
  tr_buf_add(out, ref->dissent ? TR_STR("- against: ") : TR_STR("- "));
  if (!markdown) {
    tr_buf_add(out, title);
    if (url.n != 0) tr_buf_addf(out, " (%.*s)", TR_STR_ARG(url));
  } else {
    if (url.n != 0) tr_buf_add_char(out, '[');
    add_markdown(out, title);
    if (url.n != 0) tr_buf_addf(out, "](<%.*s>)", TR_STR_ARG(url));
  }
  if (ref->dissent && ref->says != NULL) {
    tr_buf_add(out, TR_STR(": "));
    if (markdown)
      add_markdown(out, tr_str_of(ref->says));
    else
      tr_buf_add(out, tr_str_of(ref->says));
  }
  if (ref->from != TR_DAY_MIN) {
    char from[TR_DAY_TEXT];
    tr_day_text(ref->from, from);
    tr_buf_addf(out, ", in force from %s", from);
  }
  tr_buf_add_char(out, '\n');
}

static void put_help_as(tr_json *json, const tr_run *run, const tr_rule *rule,
                        bool markdown) {
  tr_buf help;
  tr_buf_init(&help, HELP_MOST);
  const tr_str explain = explanation(rule);
  if (markdown)
    add_markdown(&help, explain);
  else
    tr_buf_add(&help, explain);
  tr_buf_add(&help, markdown ? TR_STR("\n\n**Sources**\n\n")
                             : TR_STR("\n\nSources:\n"));
  for (int dissent = 0; dissent < 2; dissent++)
    for (uint32_t i = 0; i < rule->source_count; i++)
      if (rule->sources[i].dissent == (dissent != 0))
        add_source(&help, run, &rule->sources[i], markdown);
  tr_sarif_text(json, markdown ? "markdown" : "text", tr_buf_str(&help));
  if (help.bad == TR_ENOMEM) json->out->bad = help.bad;
  tr_buf_done(&help);
}

static void put_properties(tr_json *json, const tr_rule *rule) {
  tr_json_key(json, TR_STR("properties"));
  tr_json_begin_object(json);
  tr_sarif_given(json, "slug", tr_str_of(rule->slug));
  tr_sarif_given(json, "authority", tr_str_of(rule->authority));
  tr_sarif_given(json, "confidence", tr_str_of(rule->confidence));
  if (rule->snip != 0) tr_sarif_number(json, "snip", rule->snip);
  tr_sarif_list(json, "article", rule->article);
  tr_sarif_list(json, "carc", rule->carc);
  tr_sarif_list(json, "rarc", rule->rarc);
  tr_json_end_object(json);
}

static void put_rule(tr_json *json, const tr_run *run, const tr_rule *rule) {
  const tr_str summary =
      tr_str_of(rule->summary != NULL ? rule->summary : rule->slug);
  tr_json_begin_object(json);
  tr_sarif_text(json, "id", tr_str_of(rule->id));
  put_name(json, rule->slug);
  tr_sarif_message(json, "shortDescription", summary);
  if (rule->explain != NULL)
    tr_sarif_message(json, "fullDescription", explanation(rule));
  tr_json_key(json, TR_STR("help"));
  tr_json_begin_object(json);
  put_help_as(json, run, rule, false);
  put_help_as(json, run, rule, true);
  tr_json_end_object(json);
  tr_json_key(json, TR_STR("defaultConfiguration"));
  tr_json_begin_object(json);
  tr_sarif_text(json, "level", tr_str_of(tr_sarif_level(rule->severity)));
  tr_json_end_object(json);
  put_properties(json, rule);
  tr_json_end_object(json);
}

void tr_sarif_tool(tr_json *json, const tr_sarif *sarif) {
  const tr_run *run = sarif->run;
  tr_json_begin_object(json);
  tr_json_key(json, TR_STR("driver"));
  tr_json_begin_object(json);
  tr_sarif_text(json, "name", TR_STR("traction"));
  tr_sarif_text(json, "version", tr_str_of(run->engine));
  tr_sarif_text(json, "semanticVersion", tr_str_of(run->engine));
  tr_json_key(json, TR_STR("rules"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < sarif->rules; i++)
    put_rule(json, run, run->pack->rules[sarif->order[i]]);
  tr_json_end_array(json);
  tr_json_end_object(json);
  tr_json_end_object(json);
}
