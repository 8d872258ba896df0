/* What a replay came to, for people: what was compared, what changes by rule,
 * payer and provider, and the first of the claims. No name of a person is
 * written that a finding does not hold. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "render/text.h"
#include "replay_run.h"
#include "settle_text_parts.h"

static void put_money(tr_buf *out, const char *what, tr_cents cents) {
  tr_buf_addf(out, ", %s ", what);
  settle_put_cents(out, cents);
}

/* ---------------------------------------------------------------- the sides */

static void put_imported(const replay_side *side, tr_buf *out) {
  const size_t count = tr_tables_count(side->run.tables);
  bool any = false;
  for (size_t i = 0; i < count; i++) {
    const tr_edition edition = tr_tables_edition(side->run.tables, i);
    if (!edition.imported) continue;
    tr_buf_addf(out, "%s %s %s", any ? "," : ", tables", edition.table,
                edition.edition);
    any = true;
  }
  if (!any) tr_buf_add(out, TR_STR(", tables as shipped"));
}

static void put_side(const replay_side *side, const char *name, tr_buf *out) {
  tr_buf_add(out, tr_str_of(name));
  for (size_t i = 0; i < side->run.pack_count; i++)
    tr_buf_addf(out, "%srules %s %s (%.12s)", i > 0 ? " and " : "",
                side->run.packs[i].name, side->run.packs[i].version,
                side->run.packs[i].sha256);
  put_imported(side, out);
  if (side->as_if != 0) {
    char day[TR_DAY_TEXT];
    tr_day_text(side->as_if, day);
    tr_buf_addf(out, ", earlier services as if on %s", day);
  }
  tr_buf_add(out, TR_STR("\n        "));
  for (int i = TR_SEVERITY_COUNT - 1; i >= 0; i--)
    tr_buf_addf(out, "%s%" PRIu64 " %s", i < TR_SEVERITY_COUNT - 1 ? ", " : "",
                side->done.findings[i], tr_severity_name((tr_severity)i));
  tr_buf_add(out, TR_STR("\n"));
}

static void put_head(const replay_run *run, tr_buf *out) {
  const tr_rechecked *done = &run->sides[AFTER].done;
  tr_text_count(out, done->claims, "claim", "claims");
  tr_buf_add(out, TR_STR(", "));
  tr_text_count(out, done->lines, "line", "lines");
  tr_buf_add(out, TR_STR(" and "));
  tr_text_count(out, done->notes, "note", "notes");
  tr_buf_add(out, TR_STR(" judged twice\n"));
  put_side(&run->sides[BEFORE], "before: ", out);
  put_side(&run->sides[AFTER], "after:  ", out);
}

/* ----------------------------------------------------------------- the sums */

static void put_all(const replay_run *run, tr_buf *out) {
  static const char *const verbs[][2] = {{"vanishes", "vanish"},
                                         {"appears", "appear"}};
  const tr_tally *tallies[] = {&run->vanished[REPLAY_ALL],
                               &run->appeared[REPLAY_ALL]};
  for (size_t i = SIDES; i-- > 0;) {
    if (tallies[i]->count == 0) continue;
    const tr_tally_sums *sums = &tallies[i]->rows[0].sums;
    tr_buf_add(out, TR_STR("  "));
    tr_text_count(out, (uint64_t)sums->findings, "finding", "findings");
    tr_buf_addf(out, " %s in ", verbs[i][sums->findings != 1]);
    tr_text_count(out, (uint64_t)sums->claims, "claim", "claims");
    put_money(out, "charged", sums->charged);
    put_money(out, "paid", sums->paid);
    tr_buf_add(out, TR_STR("\n"));
  }
  for (size_t i = SIDES; i-- > 0;) {
    const replay_turned *turned = &run->turned[i];
    if (turned->claims == 0) continue;
    tr_buf_add(out, TR_STR("  "));
    tr_text_count(out, turned->claims, "claim", "claims");
    tr_buf_addf(out, " %s", turned->claims == 1 ? "goes" : "go");
    tr_buf_add(out, i == AFTER ? TR_STR(" from clean to faulty")
                               : TR_STR(" from faulty to clean"));
    put_money(out, "charged", turned->charged);
    put_money(out, "paid", turned->paid);
    tr_buf_add(out, TR_STR("\n"));
  }
}

static void put_row(const replay_change *change, replay_by by, tr_buf *out) {
  const tr_tally_sums *come = &change->appeared, *gone = &change->vanished;
  char charged[TR_CENTS_TEXT], paid[TR_CENTS_TEXT], key[80];
  const tr_str name = change->key.n > 0 ? change->key : TR_STR("(none)");
  snprintf(key, sizeof key, "%.*s%s%s", TR_STR_ARG(name),
           by == REPLAY_BY_RULE ? " " : "",
           by == REPLAY_BY_RULE ? tr_severity_name(change->severity) : "");
  tr_cents_text(come->charged - gone->charged, charged);
  tr_cents_text(come->paid - gone->paid, paid);
  tr_buf_addf(out,
              "  %-24s %8" PRId64 " %8" PRId64 " %8" PRId64 " %8" PRId64
              " %13s %13s\n",
              key, come->findings, gone->findings, come->claims, gone->claims,
              charged, paid);
}

static void put_table(const replay_run *run, replay_by by, const char *head,
                      tr_buf *out) {
  size_t at[2] = {0, 0};
  replay_change change;
  bool any = false;
  while (replay_next(run, by, at, &change)) {
    if (change.appeared.findings + change.vanished.findings == 0) continue;
    if (!any)
      tr_buf_addf(out, "\n%-26s %8s %8s %8s %8s %13s %13s\n", head, "appear",
                  "vanish", "claims+", "claims-", "charged", "paid");
    any = true;
    put_row(&change, by, out);
  }
}

/* --------------------------------------------------------------- the claims */

static void put_found(const replay_run *run, const replay_claim *claim,
                      tr_buf *out) {
  for (size_t side = 0; side < SIDES; side++)
    for (uint32_t i = 0; i < claim->count[side]; i++) {
      const replay_found *found =
          &run->found[side].items[claim->found[side] + i];
      if (!found->changed) continue;
      tr_buf_addf(out, "    %c %s %s", side == AFTER ? '+' : '-',
                  found->rule->id, tr_severity_name(found->severity));
      if (found->number > 0) tr_buf_addf(out, " line %d", found->number);
      tr_buf_add(out, TR_STR(": "));
      settle_put_value(out, found->message);
      tr_buf_add(out, TR_STR("\n"));
    }
}

static void put_claim(const replay_run *run, const replay_claim *claim,
                      tr_buf *out) {
  char day[TR_DAY_TEXT];
  const tr_str payer = replay_payer(claim);
  tr_buf_add(out, TR_STR("  "));
  settle_put_value(
      out, claim->control.n > 0 ? claim->control : TR_STR("(no number)"));
  if (claim->day != TR_DAY_MIN) {
    tr_day_text(claim->day, day);
    tr_buf_addf(out, ", %s", day);
  }
  tr_buf_addf(out, ", %.*s, ", TR_STR_ARG(payer));
  settle_put_value(out, claim->rendering);
  put_money(out, "charged", claim->charged);
  put_money(out, "paid", claim->paid);
  if (claim->faulty[BEFORE] != claim->faulty[AFTER])
    tr_buf_add(out, claim->faulty[AFTER] ? TR_STR(": clean to faulty")
                                         : TR_STR(": faulty to clean"));
  tr_buf_add(out, TR_STR("\n"));
  put_found(run, claim, out);
}

static void put_claims(const replay_run *run, tr_buf *out) {
  uint64_t shown = 0;
  for (size_t i = 1; i < run->claim_count && shown < run->most; i++) {
    if (!run->claims[i].changed) continue;
    if (shown++ == 0) tr_buf_add(out, TR_STR("\nClaims\n"));
    put_claim(run, &run->claims[i], out);
  }
  if (shown >= run->changed) return;
  tr_buf_add(out, shown == 0 ? TR_STR("\n") : TR_STR("  and "));
  tr_text_count(out, run->changed - shown, "claim", "claims");
  tr_buf_add(out, TR_STR(" not shown; --claims N shows more, --format json "
                         "all\n"));
}

void replay_text(replay_run *run) {
  tr_buf *out = &run->out;
  const replay_claim *outside = &run->claims[0];
  put_head(run, out);
  if (run->changed == 0 && !outside->changed) {
    tr_buf_add(out, TR_STR("\nNothing changes.\n"));
    return;
  }
  tr_buf_add(out, TR_STR("\nIn "));
  tr_text_count(out, run->changed, "claim", "claims");
  tr_buf_add(out, TR_STR("\n"));
  put_all(run, out);
  put_table(run, REPLAY_BY_RULE, "By rule", out);
  put_table(run, REPLAY_BY_PAYER, "By payer profile", out);
  put_table(run, REPLAY_BY_PROVIDER, "By rendering provider", out);
  put_claims(run, out);
  if (!outside->changed) return;
  tr_buf_add(out, TR_STR("\nOutside of claims\n"));
  put_found(run, outside, out);
}
