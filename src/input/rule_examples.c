/* Examples of a rule as they are kept for people: named, as written, at least
 * one that passes and one that fails. */
#include "input/example.h"
#include "input/rule_yaml.h"

enum { EXAMPLES = 64 /* most of one rule */ };

static size_t line_end(tr_str bytes, size_t at) {
  while (at < bytes.n && bytes.p[at] != '\n') at++;
  return at;
}

/* The lines of an example, without the indentation of its first key: from its
 * "- name:" to the line before one that is indented less. */
const char *tr__rule_example_text(tr_rule_reader *reader,
                                  const tr_yaml *example) {
  const tr_str bytes = reader->sink->bytes;
  size_t start = example->at;
  while (start > 0 && bytes.p[start - 1] != '\n') start--;
  const size_t indent = example->at - start;
  size_t end = example->at;
  size_t size = 0;
  for (size_t at = start; at < bytes.n; at = line_end(bytes, at) + 1) {
    const size_t stop = line_end(bytes, at);
    size_t blanks = 0;
    while (at + blanks < stop && bytes.p[at + blanks] == ' ') blanks++;
    if (at > start && at + blanks < stop && blanks < indent) break;
    if (at + blanks < stop) end = stop;
  }
  char *out = tr__rule_memory(reader, end - example->at + 2, 1);
  if (out == NULL) return NULL;
  for (size_t at = example->at; at < end;) {
    const size_t stop = line_end(bytes, at);
    memcpy(out + size, bytes.p + at, stop - at);
    size += stop - at;
    out[size++] = '\n';
    at = stop + 1;
    for (size_t i = 0; i < indent && at < end && bytes.p[at] == ' '; i++) at++;
  }
  out[size] = '\0';
  return out;
}

static void read_example(tr_rule_reader *reader, const tr_yaml *node,
                         tr_example_text *out) {
  if (tr_yaml_want(reader->sink, node, TR_YAML_MAP) == NULL) return;
  tr_example_check(reader->sink, node, &out->fails);
  const tr_yaml *name = tr_yaml_get(node, "name");
  if (name != NULL) out->name = name->text.p;
  out->text = tr__rule_example_text(reader, node);
}

void tr__rule_read_examples(tr_rule_reader *reader, const tr_yaml *root,
                            tr_rule *rule) {
  const tr_yaml *node = tr_yaml_get(root, "examples");
  if (node == NULL || tr_yaml_want(reader->sink, node, TR_YAML_LIST) == NULL)
    return;
  if (node->count > EXAMPLES) {
    tr_yaml_fail_key(reader->sink, node, "more than %d examples",
                     (int)EXAMPLES);
    return;
  }
  tr_example_text *list = tr__rule_memory(reader, node->count, sizeof *list);
  if (list == NULL) return;
  uint32_t failing = 0;
  for (uint32_t i = 0; i < node->count; i++) {
    read_example(reader, &node->items[i], &list[i]);
    failing += list[i].fails;
    for (uint32_t j = 0; j < i; j++)
      if (list[i].name != NULL && list[j].name != NULL &&
          strcmp(list[i].name, list[j].name) == 0)
        tr_yaml_fail(reader->sink, &node->items[i],
                     "two examples are called \"%s\"", list[i].name);
  }
  if (failing == 0)
    tr_yaml_fail_key(reader->sink, node, "no example on which the rule fires");
  if (failing == node->count)
    tr_yaml_fail_key(reader->sink, node, "no example that passes");
  rule->examples = list;
  rule->example_count = node->count;
}
