/* What a name of a rule means where it stands; for an unknown one, which known
 * name is nearest. */
#include "rule/fields.h"
#include "rule/functions.h"
#include "rule/profile.h"
#include "rule/scope.h"
#include "rule/type.h"

/* ------------------------------------------------------------ suggestions */

enum { NEAREST_BYTES = 32 /* longer names get no suggestion */ };

/* Edits that turn one name into the other, letters swapped count once. */
static size_t distance_of(tr_str a, tr_str b) {
  size_t before[NEAREST_BYTES + 1] = {0}, above[NEAREST_BYTES + 1],
                                row[NEAREST_BYTES + 1];
  for (size_t j = 0; j <= b.n; j++) above[j] = j;
  for (size_t i = 1; i <= a.n; i++) {
    row[0] = i;
    for (size_t j = 1; j <= b.n; j++) {
      const size_t change = above[j - 1] + (a.p[i - 1] != b.p[j - 1]);
      size_t least = above[j] < row[j - 1] ? above[j] + 1 : row[j - 1] + 1;
      if (change < least) least = change;
      if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] &&
          a.p[i - 2] == b.p[j - 1] && before[j - 2] + 1 < least)
        least = before[j - 2] + 1;
      row[j] = least;
    }
    memcpy(before, above, sizeof before);
    memcpy(above, row, sizeof above);
  }
  return above[b.n];
}

tr_nearest tr__nearest_to(tr_str name) {
  /* a third of the name may be wrong, but never all of a short one */
  return (tr_nearest){.name = name,
                      .distance = name.n < 3 ? 1 : name.n / 3 + 1};
}

void tr__nearest_offer(tr_nearest *nearest, tr_str offered) {
  if (offered.n == 0 || offered.n > NEAREST_BYTES) return;
  if (nearest->name.n == 0 || nearest->name.n > NEAREST_BYTES) return;
  const size_t distance = distance_of(nearest->name, offered);
  if (distance > nearest->distance ||
      (distance == nearest->distance && nearest->best.n > 0))
    return;
  nearest->best = offered;
  nearest->distance = distance;
}

/* Finish an "unknown" message with the suggestion, if there is one. */
static bool unknown(tr_typing *t, const tr_nearest *nearest, const char *what,
                    const char *where) {
  if (nearest->best.n == 0)
    return tr__type_fail_name(t, nearest->name, "no %s `%.*s`%s", what,
                              TR_STR_ARG(nearest->name), where);
  return tr__type_fail_name(
      t, nearest->name, "no %s `%.*s`%s; did you mean `%.*s`?", what,
      TR_STR_ARG(nearest->name), where, TR_STR_ARG(nearest->best));
}

/* ------------------------------------------------------------ bound names */

static const struct {
  const char *name;
  uint8_t entity;
} bound_names[TR_BOUND_COUNT] = {
#define BOUND_NAME(name, member, type, entity) {#member, TR_ENTITY_##entity},
    TR_BOUND_MAP(BOUND_NAME)
#undef BOUND_NAME
};

#define BIT(name) (1U << TR_BOUND_##name)

/* Names each visit binds besides those of the claim. */
static const uint32_t bound_by[TR_EACH_COUNT] = {
    [TR_EACH_CLAIM] = BIT(NOTE),
    [TR_EACH_LINE] = BIT(LINE) | BIT(DAY) | BIT(NOTE),
    [TR_EACH_DAY] = BIT(DAY) | BIT(NOTE),
    [TR_EACH_DIAGNOSIS] = BIT(DIAGNOSIS),
    [TR_EACH_PARTY] = BIT(PARTY),
    [TR_EACH_DATE] = BIT(DATE),
    [TR_EACH_EDIT] =
        BIT(EDIT) | BIT(COLUMN1) | BIT(COLUMN2) | BIT(DAY) | BIT(NOTE),
    [TR_EACH_PAIR] = BIT(FIRST) | BIT(SECOND) | BIT(DAY) | BIT(NOTE),
    [TR_EACH_OTHER_PAYER] = BIT(OTHER_PAYER),
    [TR_EACH_ADJUDICATION] = BIT(ADJUDICATION) | BIT(LINE),
    [TR_EACH_ATTACHMENT] = BIT(ATTACHMENT),
    [TR_EACH_NOTE] = BIT(NOTE) | BIT(DAY),
    [TR_EACH_SERVICE] = BIT(SERVICE) | BIT(NOTE) | BIT(DAY) | BIT(LINE),
    [TR_EACH_SEGMENT] = BIT(SEGMENT),
    [TR_EACH_MEASURE] = BIT(MEASURE),
};

static bool is_bound(const tr_typing *t, unsigned bound) {
  const tr_each each = t->env->each;
  if (each == TR_EACH_NONE) return false;
  if (each == TR_EACH_MEASURE) return bound == TR_BOUND_MEASURE;
  const uint32_t mask = t->env->of_note
                            ? bound_by[each] & (BIT(NOTE) | BIT(SERVICE))
                            : bound_by[each] | BIT(CLAIM) | BIT(SET);
  return (mask >> bound & 1) != 0;
}

/* An audit looks at measures, not at a claim. */
static bool has_claim(const tr_typing *t) {
  return t->env->each != TR_EACH_NONE && t->env->each != TR_EACH_MEASURE;
}

/* Names that stand for a field of the claim. */
static const struct {
  const char *name, *field;
} shorthands[] = {
    {"payer", "payer"},
    {"billing", "billing"},
    {"patient", "patient"},
    {"subscriber", "subscriber"},
    {"rendering", "rendering_provider"},
    {"filed", "filed"},
};

/* Turn the name into a field of a bound entity. */
static bool become_field(tr_typing *t, tr_node *node, tr_bound bound,
                         const char *field) {
  tr_node *owner = tr_arena_alloc(t->arena, sizeof *owner);
  uint16_t row = 0;
  if (owner == NULL) {
    t->status = TR_ENOMEM;
    return false;
  }
  *owner = *node;
  owner->meaning = TR_MEANS_BOUND;
  owner->slot = (uint8_t)bound;
  owner->type = TR_TYPE_ENTITY;
  owner->entity = bound_names[bound].entity;
  if (!tr__field_find((tr_entity)owner->entity, tr_str_of(field), &row))
    return tr__type_fail(t, node, "`%s` is missing from the table of fields",
                         field);
  node->kind = TR_NODE_FIELD;
  node->a = owner;
  node->meaning = TR_MEANS_FIELD;
  node->row = row;
  node->type = (tr_type)tr__fields[row].type;
  node->entity = tr__fields[row].target;
  node->depth++;
  return true;
}

static bool name_shorthand(tr_typing *t, tr_node *node, bool *found) {
  *found = false;
  if (!has_claim(t) || t->env->of_note) return true;
  for (size_t i = 0; i < sizeof shorthands / sizeof shorthands[0]; i++) {
    if (!tr_str_eq(node->text, tr_str_of(shorthands[i].name))) continue;
    *found = true;
    /* who rendered is asked of the line at hand, where there always is one */
    const bool of_line =
        tr_str_eq(node->text, TR_STR("rendering")) &&
        (t->env->each == TR_EACH_LINE || t->env->each == TR_EACH_ADJUDICATION);
    return become_field(t, node, of_line ? TR_BOUND_LINE : TR_BOUND_CLAIM,
                        shorthands[i].field);
  }
  return true;
}

static bool fail_unknown_name(tr_typing *t, const tr_node *node) {
  for (unsigned i = 0; i < TR_BOUND_COUNT; i++)
    if (tr_str_eq(node->text, tr_str_of(bound_names[i].name)))
      return tr__type_fail_name(t, node->text,
                                "`%.*s` is not bound by this `each`",
                                TR_STR_ARG(node->text));

  tr_nearest nearest = tr__nearest_to(node->text);
  for (unsigned i = 0; i < TR_BOUND_COUNT; i++)
    if (is_bound(t, i))
      tr__nearest_offer(&nearest, tr_str_of(bound_names[i].name));
  for (uint32_t i = 0; i < t->env->let_count; i++)
    tr__nearest_offer(&nearest, t->env->lets[i].name);
  for (uint32_t i = 0; i < t->fold_count; i++)
    tr__nearest_offer(&nearest, t->folds[i]->text);
  if (has_claim(t)) {
    for (size_t i = 0;
         !t->env->of_note && i < sizeof shorthands / sizeof shorthands[0]; i++)
      tr__nearest_offer(&nearest, tr_str_of(shorthands[i].name));
    tr__nearest_offer(&nearest, TR_STR("profile"));
    tr__nearest_offer(&nearest, TR_STR("today"));
  }
  return unknown(t, &nearest, "name", " here");
}

bool tr__type_is_profile(const tr_node *node) {
  return node->kind == TR_NODE_NAME && tr_str_eq(node->text, TR_STR("profile"));
}

static bool name_variable(const tr_typing *t, tr_node *node) {
  for (uint32_t i = t->fold_count; i-- > 0;) {
    tr_node *fold = t->folds[i];
    if (!tr_str_eq(node->text, fold->text)) continue;
    node->meaning = TR_MEANS_VARIABLE;
    node->fold = fold;
    node->entity = fold->entity;
    node->type = fold->entity == TR_ENTITY_CODE_VALUE     ? TR_TYPE_CODE
                 : fold->entity == TR_ENTITY_NUMBER_VALUE ? TR_TYPE_NUMBER
                                                          : TR_TYPE_ENTITY;
    return true;
  }
  return false;
}

/* A let with a join() makes text, so it stands where join() may. */
static bool use_join(tr_typing *t, const tr_node *node) {
  t->joined = true;
  if (!t->in_message)
    return tr__type_fail(t, node, "`%.*s` makes text for messages only",
                         TR_STR_ARG(node->text));
  if (t->joins > 0)
    return tr__type_fail(t, node, "join() cannot stand inside join()");
  return true;
}

static bool name_let(const tr_typing *t, tr_node *node) {
  for (uint32_t i = 0; i < t->env->let_count; i++) {
    if (!tr_str_eq(node->text, t->env->lets[i].name)) continue;
    const tr_node *let = t->env->lets[i].node;
    node->meaning = TR_MEANS_LET;
    node->slot = (uint8_t)i;
    node->type = let->type;
    node->entity = let->entity;
    return true;
  }
  return false;
}

bool tr__type_name(tr_typing *t, tr_node *node) {
  if (name_variable(t, node)) return true;
  if (name_let(t, node))
    return !t->env->lets[node->slot].for_message || use_join(t, node);
  for (unsigned i = 0; i < TR_BOUND_COUNT; i++) {
    if (!is_bound(t, i)) continue;
    if (!tr_str_eq(node->text, tr_str_of(bound_names[i].name))) continue;
    node->meaning = TR_MEANS_BOUND;
    node->slot = (uint8_t)i;
    node->type = TR_TYPE_ENTITY;
    node->entity = bound_names[i].entity;
    return true;
  }
  if (tr_str_eq(node->text, TR_STR("today"))) {
    node->meaning = TR_MEANS_TODAY;
    node->type = TR_TYPE_DATE;
    return true;
  }
  if (tr__type_is_profile(node))
    return tr__type_fail(t, node,
                         "`profile` is no value; name one of its keys");
  bool found;
  if (!name_shorthand(t, node, &found)) return false;
  return found || fail_unknown_name(t, node);
}

/* ------------------------------------------------------------------ fields */

static bool fail_unknown_field(tr_typing *t, const tr_node *node,
                               tr_entity entity) {
  tr_nearest nearest = tr__nearest_to(node->text);
  for (uint16_t i = 0; i < tr__field_count; i++)
    if (tr__fields[i].entity == entity)
      tr__nearest_offer(&nearest, tr_str_of(tr__fields[i].name));
  char where[64];
  snprintf(where, sizeof where, " on %s", tr_entity_name(entity));
  return unknown(t, &nearest, "field", where);
}

bool tr__type_field(tr_typing *t, tr_node *node) {
  tr_node *owner = node->a;
  if (owner->type != TR_TYPE_ENTITY) {
    char words[TR_TYPE_WORDS];
    return tr__type_fail_name(t, node->text, "a %s has no fields",
                              tr__type_words(owner, words));
  }
  const tr_entity entity = (tr_entity)owner->entity;
  if (!tr__field_find(entity, node->text, &node->row))
    return fail_unknown_field(t, node, entity);
  /* A patient has no number of his own in 5010; the subscriber's stands for
   * him. */
  if (entity == TR_ENTITY_PARTY && owner->kind == TR_NODE_FIELD &&
      tr_str_eq(node->text, TR_STR("id")) &&
      tr_str_eq(owner->text, TR_STR("patient")) &&
      !tr__field_find(TR_ENTITY_CLAIM, TR_STR("subscriber"), &owner->row))
    return fail_unknown_field(t, node, TR_ENTITY_CLAIM);
  node->meaning = TR_MEANS_FIELD;
  node->type = (tr_type)tr__fields[node->row].type;
  node->entity = tr__fields[node->row].target;
  return true;
}

/* -------------------------------------------------------------------- keys */

static bool is_row_list(tr_type type) {
  return type == TR_TYPE_NUMBER_LIST || type == TR_TYPE_USE_LIST ||
         type == TR_TYPE_PAIR_LIST || type == TR_TYPE_COVER_LIST ||
         type == TR_TYPE_CONDITION_LIST || type == TR_TYPE_LIMIT_LIST;
}

/* profile.KEY(code) of a list that is looked up by code. */
static bool key_of_code(tr_typing *t, tr_node *node, tr_type type) {
  if (node->b == NULL || node->b->next != NULL)
    return tr__type_fail(t, node, "`%.*s` is asked by one code",
                         TR_STR_ARG(node->text));
  if (!tr__type_check(t, node->b)) return false;
  if (!tr__type_want(t, node->b, TR_TYPE_CODE)) return false;
  node->type = type == TR_TYPE_USE_LIST ? TR_TYPE_CODE : TR_TYPE_NUMBER;
  return true;
}

bool tr__type_key(tr_typing *t, tr_node *node) {
  const tr_compile_env *env = t->env;
  const int32_t key =
      tr_profile_key_find(env->keys, env->key_count, node->text);
  if (key < 0) {
    tr_nearest nearest = tr__nearest_to(node->text);
    for (uint32_t i = 0; i < env->key_count; i++)
      tr__nearest_offer(&nearest, tr_str_of(env->keys[i].name));
    return unknown(t, &nearest, "key", " of the profile");
  }
  const tr_type type = env->keys[key].type;
  node->meaning = TR_MEANS_KEY;
  node->row = (uint16_t)key;
  node->type = type;
  if (node->kind == TR_NODE_CALL &&
      (type == TR_TYPE_NUMBER_LIST || type == TR_TYPE_USE_LIST))
    return key_of_code(t, node, type);
  if (node->kind == TR_NODE_CALL)
    return tr__type_fail(t, node, "`%.*s` takes no argument",
                         TR_STR_ARG(node->text));
  if (type == TR_TYPE_SEVERITY_LIST)
    return tr__type_fail(t, node, "`%.*s` is for the engine, not for rules",
                         TR_STR_ARG(node->text));
  if (is_row_list(type)) {
    node->type = TR_TYPE_LIST;
    node->entity = TR_ENTITY_ROW;
  }
  return true;
}
