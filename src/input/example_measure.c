/* Examples of rules with `each: measure`: the measure as the example gives it,
 * the rule run on it alone. */
#include "base/money.h"
#include "input/example_parts.h"
#include "rule/measured.h"

enum { OTHERS = 16, TEXT_MOST = 4096 };

typedef struct member {
  const char *name;
  size_t offset;
} member;

#define MEMBER(name) \
  { #name, offsetof(tr_measured, name) }

static const member numbers[] = {
    MEMBER(value), MEMBER(peers),    MEMBER(past),
    MEMBER(table), MEMBER(hits),     MEMBER(n),
    MEMBER(lines), MEMBER(patients), MEMBER(percentile)};
static const member words[] = {
    MEMBER(id),        MEMBER(unit),       MEMBER(payer), MEMBER(word),
    MEMBER(past_word), MEMBER(table_word), MEMBER(fence)};

enum {
  NUMBERS = sizeof numbers / sizeof *numbers,
  WORDS = sizeof words / sizeof *words
};

static bool set_number(tr_measured *measure, tr_str key, tr_str text,
                       bool *good) {
  for (size_t i = 0; i < NUMBERS; i++) {
    if (!tr_str_eq(key, tr_str_of(numbers[i].name))) continue;
    *good =
        tr_quantity_read(text, (int64_t *)(void *)((char *)measure +
                                                   numbers[i].offset)) == TR_OK;
    return true;
  }
  return false;
}

static bool set_word(tr_measured *measure, tr_str key, tr_str text) {
  for (size_t i = 0; i < WORDS; i++) {
    if (!tr_str_eq(key, tr_str_of(words[i].name))) continue;
    *(const char **)(void *)((char *)measure + words[i].offset) = text.p;
    return true;
  }
  return false;
}

/* A measure of an example; what is wrong with it is told. */
static void read_measure(tr_pack_sink *sink, const tr_yaml *map,
                         tr_measured *measure) {
  *measure = tr_measured_of("");
  measure->unit = "share";
  measure->fence = "none";
  measure->word = measure->past_word = measure->table_word = "n/a";
  measure->provider = TR_STR(TR_EXAMPLE_RENDERING);
  for (uint32_t i = 0; i < map->count; i++) {
    const tr_yaml *node = &map->items[i];
    bool good = node->kind == TR_YAML_TEXT;
    if (tr_str_eq(node->key, TR_STR("provider")))
      measure->provider = node->text;
    else if (tr_str_eq(node->key, TR_STR("suppressed")))
      good = tr_yaml_flag(sink, node, &measure->suppressed);
    else if (good && !set_number(measure, node->key, node->text, &good) &&
             !set_word(measure, node->key, node->text))
      tr_yaml_fail_key(sink, node, "a measure has no \"%s\"", node->key.p);
    if (!good) tr_yaml_fail(sink, node, "\"%s\" is not readable", node->key.p);
  }
  if (measure->id[0] == '\0') tr_yaml_fail(sink, map, "\"id\" is missing");
}

void tr__example_check_measure(tr_pack_sink *sink, const tr_yaml *example) {
  const tr_yaml *measure = tr_yaml_get(example, "measure");
  const tr_yaml *others = tr_yaml_get(example, "others");
  tr_measured read;
  if (measure != NULL && tr_yaml_want(sink, measure, TR_YAML_MAP) != NULL)
    read_measure(sink, measure, &read);
  if (others == NULL || tr_yaml_want(sink, others, TR_YAML_LIST) == NULL)
    return;
  if (others->count >= OTHERS)
    tr_yaml_fail(sink, others, "more than %d measures", OTHERS - 1);
  for (uint32_t i = 0; i < others->count; i++)
    if (tr_yaml_want(sink, &others->items[i], TR_YAML_MAP) != NULL)
      read_measure(sink, &others->items[i], &read);
}

static bool contains(tr_str text, tr_str part) {
  return part.n == 0 || tr_str_find_nocase(text, part) != SIZE_MAX;
}

static bool judge(const tr_example *example, bool fires,
                  const tr_measured_finding *finding, tr_buf *why) {
  const tr_expect *wanted = &example->expects[0];
  const tr_str message = tr_buf_str(&finding->message);
  const bool good = example->expect_count == 0
                        ? !fires
                        : fires && finding->severity == wanted->severity &&
                              contains(message, wanted->message);
  if (good) return true;
  if (example->expect_count > 0)
    tr_buf_addf(why, "  wanted %s \"%.*s\"\n",
                tr_severity_name(wanted->severity),
                TR_STR_ARG(wanted->message));
  else
    tr_buf_add(why, TR_STR("  wanted no finding\n"));
  if (fires)
    tr_buf_addf(why, "  got %s: %.*s\n", tr_severity_name(finding->severity),
                TR_STR_ARG(message));
  return false;
}

tr_status tr__example_run_measure(tr_arena *arena, const tr_tables *tables,
                                  const tr_rule *rule, tr_pack_sink *sink,
                                  tr_buf *why, bool *passed) {
  const tr_yaml *root = NULL;
  tr_example example = {.expect_count = 0};
  tr_measured measures[OTHERS];
  tr_day day = tr_day_of(2026, 6, 30);
  *passed = false;
  const tr_status status = tr_yaml_read(arena, sink, &root);
  if (status != TR_OK || root == NULL) return status;
  const tr_yaml *own = tr_yaml_get(root, "measure");
  const tr_yaml *others = tr_yaml_get(root, "others");
  if (own == NULL) {
    tr_yaml_fail(sink, root, "the example has no \"measure\"");
    return TR_OK;
  }
  if (!tr__example_expects(sink, root, &example)) return TR_OK;
  (void)!tr_day_read_iso(tr__example_text(root, "date", ""), &day);
  uint32_t count = 1;
  read_measure(sink, own, &measures[0]);
  for (uint32_t i = 0; others != NULL && i < others->count && count < OTHERS;
       i++)
    read_measure(sink, &others->items[i], &measures[count++]);
  for (uint32_t i = 0; i < count; i++) {
    measures[i].others = measures;
    measures[i].other_count = count;
  }
  tr_measured_finding finding;
  tr_measured_finding_init(&finding, TEXT_MOST);
  const bool fires = tr_measured_fires(rule, tables, &measures[0], day,
                                       tr_day_of(2026, 11, 1), &finding);
  *passed = judge(&example, fires, &finding, why);
  tr_measured_finding_done(&finding);
  return TR_OK;
}
