/* What a replay came to as one object, traction-replay/1 (schema/): every
 * change of every claim, with what both sides were made of. */
#include <string.h>

#include "replay_run.h"

static void put_key(tr_json *json, const char *name) {
  tr_json_key(json, tr_str_of(name));
}

static void put_number(tr_json *json, const char *name, uint64_t number) {
  put_key(json, name);
  tr_json_integer(json, (int64_t)number);
}

static void put_text(tr_json *json, const char *name, tr_str text) {
  put_key(json, name);
  if (text.n == 0)
    tr_json_null(json);
  else
    tr_json_string(json, text);
}

static void put_cents(tr_json *json, const char *name, tr_cents cents) {
  char text[TR_CENTS_TEXT];
  put_key(json, name);
  tr_json_string(json, (tr_str){text, tr_cents_text(cents, text)});
}

static void put_day(tr_json *json, const char *name, tr_day day) {
  char text[TR_DAY_TEXT] = "";
  if (day != TR_DAY_MIN && day != TR_DAY_MAX) tr_day_text(day, text);
  put_text(json, name, tr_str_of(text));
}

/* ---------------------------------------------------------------- the sides */

static void put_tables(tr_json *json, const tr_tables *tables) {
  const size_t count = tr_tables_count(tables);
  put_key(json, "tables");
  tr_json_begin_array(json);
  for (size_t i = 0; i < count; i++) {
    const tr_edition edition = tr_tables_edition(tables, i);
    tr_json_begin_object(json);
    put_text(json, "name", tr_str_of(edition.table));
    put_text(json, "edition", tr_str_of(edition.edition));
    put_key(json, "imported");
    tr_json_boolean(json, edition.imported);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

static void put_side(tr_json *json, const char *name, const replay_side *side) {
  put_key(json, name);
  tr_json_begin_object(json);
  put_key(json, "packs");
  tr_json_begin_array(json);
  for (size_t i = 0; i < side->run.pack_count; i++) {
    tr_json_begin_object(json);
    put_text(json, "name", tr_str_of(side->run.packs[i].name));
    put_text(json, "version", tr_str_of(side->run.packs[i].version));
    put_text(json, "sha256", tr_str_of(side->run.packs[i].sha256));
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
  put_tables(json, side->run.tables);
  put_day(json, "as_if", side->as_if != 0 ? side->as_if : TR_DAY_MIN);
  put_key(json, "findings");
  tr_json_begin_object(json);
  for (int i = 0; i < TR_SEVERITY_COUNT; i++)
    put_number(json, tr_severity_name((tr_severity)i), side->done.findings[i]);
  tr_json_end_object(json);
  tr_json_end_object(json);
}

static void put_scope(tr_json *json, const replay_run *run) {
  const tr_rechecked *done = &run->sides[AFTER].done;
  put_key(json, "scope");
  tr_json_begin_object(json);
  put_day(json, "from", run->which.from);
  put_day(json, "to", run->which.to);
  put_text(json, "provider", run->which.rendering);
  put_text(json, "payer_profile", run->payer);
  put_number(json, "claims", done->claims);
  put_number(json, "lines", done->lines);
  put_number(json, "notes", done->notes);
  tr_json_end_object(json);
}

/* ----------------------------------------------------------------- the sums */

static void put_sums(tr_json *json, const char *name,
                     const tr_tally_sums *sums) {
  put_key(json, name);
  tr_json_begin_object(json);
  put_number(json, "findings", (uint64_t)sums->findings);
  put_number(json, "claims", (uint64_t)sums->claims);
  put_number(json, "lines", (uint64_t)sums->lines);
  put_cents(json, "charged", sums->charged);
  put_cents(json, "paid", sums->paid);
  tr_json_end_object(json);
}

static void put_turned(tr_json *json, const char *name,
                       const replay_turned *turned) {
  put_key(json, name);
  tr_json_begin_object(json);
  put_number(json, "claims", turned->claims);
  put_cents(json, "charged", turned->charged);
  put_cents(json, "paid", turned->paid);
  tr_json_end_object(json);
}

static void put_changes(tr_json *json, const replay_run *run, replay_by by,
                        const char *name, const char *key) {
  size_t at[2] = {0, 0};
  replay_change change;
  put_key(json, name);
  tr_json_begin_array(json);
  while (replay_next(run, by, at, &change)) {
    tr_json_begin_object(json);
    put_text(json, key, change.key);
    if (by == REPLAY_BY_RULE)
      put_text(json, "severity", tr_str_of(tr_severity_name(change.severity)));
    put_sums(json, "appear", &change.appeared);
    put_sums(json, "vanish", &change.vanished);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

/* --------------------------------------------------------------- the claims */

static void put_found(tr_json *json, const char *name, const replay_run *run,
                      const replay_claim *claim, size_t side) {
  put_key(json, name);
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < claim->count[side]; i++) {
    const replay_found *found = &run->found[side].items[claim->found[side] + i];
    if (!found->changed) continue;
    tr_json_begin_object(json);
    put_text(json, "rule", tr_str_of(found->rule->id));
    put_text(json, "slug", tr_str_of(found->rule->slug));
    put_text(json, "severity", tr_str_of(tr_severity_name(found->severity)));
    put_key(json, "line");
    if (found->number > 0)
      tr_json_integer(json, found->number);
    else
      tr_json_null(json);
    put_text(json, "message", found->message);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

static void put_claim(tr_json *json, const replay_run *run,
                      const replay_claim *claim) {
  static const char *const words[] = {"clean", "faulty"};
  tr_json_begin_object(json);
  put_number(json, "id", (uint64_t)claim->id);
  put_text(json, "claim", claim->control);
  put_day(json, "day", claim->day);
  put_text(json, "payer_profile", replay_payer(claim));
  put_text(json, "provider", claim->rendering);
  put_cents(json, "charged", claim->charged);
  put_cents(json, "paid", claim->paid);
  put_text(json, "before", tr_str_of(words[claim->faulty[BEFORE]]));
  put_text(json, "after", tr_str_of(words[claim->faulty[AFTER]]));
  put_found(json, "appear", run, claim, AFTER);
  put_found(json, "vanish", run, claim, BEFORE);
  tr_json_end_object(json);
}

void replay_json(replay_run *run) {
  static const tr_tally_sums none = {0};
  const tr_tally *come = &run->appeared[REPLAY_ALL];
  const tr_tally *gone = &run->vanished[REPLAY_ALL];
  tr_json json;
  tr_json_init(&json, &run->out);
  tr_json_begin_object(&json);
  put_text(&json, "format", TR_STR("traction-replay/1"));
  put_text(&json, "engine", tr_str_of(run->sides[AFTER].run.engine));
  put_day(&json, "today", run->today);
  put_side(&json, "before", &run->sides[BEFORE]);
  put_side(&json, "after", &run->sides[AFTER]);
  put_scope(&json, run);
  put_number(&json, "claims_changed", run->changed);
  put_sums(&json, "appear", come->count > 0 ? &come->rows[0].sums : &none);
  put_sums(&json, "vanish", gone->count > 0 ? &gone->rows[0].sums : &none);
  put_turned(&json, "clean_to_faulty", &run->turned[AFTER]);
  put_turned(&json, "faulty_to_clean", &run->turned[BEFORE]);
  put_changes(&json, run, REPLAY_BY_RULE, "by_rule", "rule");
  put_changes(&json, run, REPLAY_BY_PAYER, "by_payer", "payer_profile");
  put_changes(&json, run, REPLAY_BY_PROVIDER, "by_provider", "provider");
  put_key(&json, "claims");
  tr_json_begin_array(&json);
  for (size_t i = 1; i < run->claim_count; i++)
    if (run->claims[i].changed) put_claim(&json, run, &run->claims[i]);
  tr_json_end_array(&json);
  put_key(&json, "outside");
  tr_json_begin_object(&json);
  put_found(&json, "appear", run, &run->claims[0], AFTER);
  put_found(&json, "vanish", run, &run->claims[0], BEFORE);
  tr_json_end_object(&json);
  tr_json_end_object(&json);
  tr_buf_add_char(&run->out, '\n');
}
