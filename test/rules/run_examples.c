/* Runs the examples of every built-in rule and derivation through the whole
 * engine, one line of TAP each.
 *
 *   run_examples [PREFIX...]     rules whose id begins with one of them
 */
#include "input/derivation_yaml.h"
#include "input/example.h"

typedef struct run {
  unsigned number;
} run;

static void put_why(tr_str why) {
  for (size_t i = 0; i < why.n;) {
    size_t end = i;
    while (end < why.n && why.p[end] != '\n') end++;
    printf("# %.*s\n", (int)(end - i), why.p + i);
    i = end + 1;
  }
}

static void show(void *context, const tr_rule *rule, const char *name,
                 bool passed, tr_str why) {
  run *r = context;
  printf("%s %u - %s %s: %s\n", passed ? "ok" : "not ok", ++r->number, rule->id,
         rule->slug, name);
  put_why(why);
}

static void show_derivation(void *context, const tr_derivation *derivation,
                            const char *name, bool passed, tr_str why) {
  run *r = context;
  printf("%s %u - %s %s: %s\n", passed ? "ok" : "not ok", ++r->number,
         derivation->id, derivation->slug, name);
  put_why(why);
}

static bool wanted(const char *id, char **prefixes, int count) {
  for (int i = 0; i < count; i++)
    if (tr_str_starts(tr_str_of(id), tr_str_of(prefixes[i]))) return true;
  return count == 0;
}

int main(int count, char **arguments) {
  static tr_tables tables;
  run r = {0};
  tr_example_counts counts = {0, 0};
  tr_tables_init(&tables);
  for (uint32_t i = 0; i < tr_pack_builtin.rule_count; i++) {
    const tr_rule *rule = tr_pack_builtin.rules[i];
    if (!wanted(rule->id, arguments + 1, count - 1)) continue;
    const tr_status status =
        tr_examples_run(&tr_pack_builtin, &tables, rule, show, &r, &counts);
    if (status != TR_OK) {
      printf("Bail out! %s: %s\n", rule->id, tr_status_text(status));
      return 3;
    }
  }
  for (uint32_t i = 0; i < tr_pack_builtin.derivation_count; i++) {
    const tr_derivation *derivation = tr_pack_builtin.derivations[i];
    if (!wanted(derivation->id, arguments + 1, count - 1)) continue;
    const tr_status status = tr_derivation_examples_run(
        &tr_pack_builtin, &tables, derivation, show_derivation, &r,
        &counts.passed, &counts.failed);
    if (status != TR_OK) {
      printf("Bail out! %s: %s\n", derivation->id, tr_status_text(status));
      return 3;
    }
  }
  printf("1..%u\n# %u passed, %u failed\n", r.number, counts.passed,
         counts.failed);
  return counts.failed == 0 ? 0 : 1;
}
