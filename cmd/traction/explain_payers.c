/* Which payers differ in a rule: those that give it another severity, and those
 * that set a key of the profile that the rule reads. */
#include <string.h>

#include "explain.h"
#include "rule/op.h"
#include "rule/profile.h"
#include "show.h"

enum { KEYS_MOST = 256, NUMBER = 1000 };

static void put_severity_row(const tr_profile *profile,
                             const tr_profile_value *value,
                             const tr_profile_row *row, tr_buf *out) {
  tr_buf_addf(out, "  %s: %s", profile->id,
              row->off ? "silent" : tr_severity_name(row->severity));
  if (value->from != TR_DAY_MIN || value->to != TR_DAY_MAX) {
    tr_buf_add(out, TR_STR(" from "));
    show_day(out, value->from, "any day");
    tr_buf_add(out, TR_STR(" to "));
    show_day(out, value->to, "further notice");
  }
  if (row->because != NULL) tr_buf_addf(out, ", because %s", row->because);
  tr_buf_addf(out, " (%s, %s)\n", value->source, value->confidence);
}

/* Profiles that give the rule another severity, or silence it. */
static bool put_severities(const tr_pack *pack, const tr_rule *rule,
                           tr_buf *out) {
  const int32_t key =
      tr_profile_key_find(pack->keys, pack->key_count, TR_STR("severities"));
  bool any = false;
  for (uint32_t i = 0; i < pack->profile_count; i++) {
    const tr_profile *profile = pack->profiles[i];
    for (uint32_t e = 0; e < profile->entry_count; e++) {
      const tr_profile_entry *entry = &profile->entries[e];
      for (uint32_t v = 0; entry->key == key && v < entry->value_count; v++) {
        const tr_profile_value *value = &entry->values[v];
        for (uint32_t r = 0; r < value->value.count; r++) {
          if (strcmp(value->value.rows[r].rule, rule->id) != 0) continue;
          put_severity_row(profile, value, &value->value.rows[r], out);
          any = true;
        }
      }
    }
  }
  return any;
}

/* ------------------------------------------------------------ keys it reads */

static void mark_keys(const tr_program *program, bool *reads) {
  for (uint32_t i = 0; program != NULL && i < program->op_count; i++) {
    const tr_op *op = &program->ops[i];
    const bool of_profile = op->code == TR_OP_PROFILE ||
                            op->code == TR_OP_PROFILE_ROW ||
                            op->code == TR_OP_LOOP_ROWS;
    if (of_profile && op->row < KEYS_MOST) reads[op->row] = true;
  }
}

static void put_value(const tr_profile_value *value, tr_buf *out) {
  switch (value->value.type) {
    case TR_TYPE_FLAG:
      tr_buf_add(out,
                 value->value.number != 0 ? TR_STR(" yes") : TR_STR(" no"));
      return;
    case TR_TYPE_NUMBER:
      tr_buf_addf(out, " %lld", (long long)(value->value.number / NUMBER));
      return;
    case TR_TYPE_WORD:
      tr_buf_addf(out, " %s", value->value.text);
      return;
    default: /* lists are shown by `traction rules --payers` and the file */
      return;
  }
}

static bool put_entry(const tr_profile *profile, int32_t key, bool any,
                      tr_buf *out) {
  for (uint32_t e = 0; e < profile->entry_count; e++) {
    const tr_profile_entry *entry = &profile->entries[e];
    if (entry->key != key || entry->value_count == 0) continue;
    tr_buf_addf(out, "%s %s", any ? "," : "", profile->id);
    put_value(&entry->values[0], out);
    return true;
  }
  return any;
}

static bool put_key(const tr_pack *pack, int32_t key, tr_buf *out) {
  const size_t before = out->n;
  bool any = false;
  tr_buf_addf(out, "  %s (%s):", pack->keys[key].name, pack->keys[key].meaning);
  for (uint32_t i = 0; i < pack->profile_count; i++)
    if (strcmp(pack->profiles[i]->id, TR_PROFILE_DEFAULTS) != 0)
      any = put_entry(pack->profiles[i], key, any, out);
  if (any)
    tr_buf_add_char(out, '\n');
  else
    out->n = before;
  return any;
}

static bool put_keys(const tr_pack *pack, const tr_rule *rule, tr_buf *out) {
  bool reads[KEYS_MOST] = {false}, any = false;
  mark_keys(rule->when, reads);
  for (uint32_t i = 0; i < rule->case_count; i++)
    mark_keys(rule->cases[i].when, reads);
  if (rule->cap_by >= 0 && rule->cap_by < KEYS_MOST) reads[rule->cap_by] = true;
  for (uint32_t k = 0; k < pack->key_count && k < KEYS_MOST; k++)
    if (reads[k]) any = put_key(pack, (int32_t)k, out) || any;
  return any;
}

void explain_payers(const tr_pack *pack, const tr_rule *rule, tr_buf *out) {
  const size_t before = out->n;
  explain_heading(out, "Payers that differ");
  bool any = rule->payers != NULL;
  if (any) show_block(out, rule->payers, 2);
  any = put_keys(pack, rule, out) || any;
  any = put_severities(pack, rule, out) || any;
  if (!any) out->n = before;
}
