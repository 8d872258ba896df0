/* Decides which rules are silent since what they miss stands elsewhere: the
 * walk along the guide has told where, and that is the one fault. */
#include "rule/check_internal.h"

/* --------------------------------------------------------- what was told */

static bool is_one_of(const char *rule, const char *const *ids) {
  for (; *ids != NULL; ids++)
    if (strcmp(rule, *ids) == 0) return true;
  return false;
}

/* The first element of a segment, whose id its delimiter follows. */
static tr_code code_of(tr_str line, size_t id) {
  if (line.n <= id) return 0;
  const char separator = line.p[id];
  const tr_str rest = {line.p + id + 1, line.n - id - 1};
  const char *end = rest.n > 0 ? memchr(rest.p, separator, rest.n) : NULL;
  const size_t n = end != NULL ? (size_t)(end - rest.p) : rest.n;
  return tr_code_pack((tr_str){rest.p, n});
}

tr__astray tr__astray_of(const tr_check *check, const tr_fault *fault) {
  static const char *const of_places[] = {"TRX0101", "TRX0102", "TRX0103",
                                          "TRX0104", "TRX0110", NULL};
  tr__astray astray = {.segment = 0};
  const char *segment = fault->at.segment;
  const size_t n = strlen(segment);
  if (!fault->has_at || !is_one_of(fault->rule, of_places)) return astray;
  /* a code that fits no other of its loop may belong elsewhere */
  if (fault->at.element[0] != '\0' && strcmp(fault->at.element + n, "01") != 0)
    return astray;
  const tr_code id = tr_code_pack((tr_str){segment, n});
  /* what is sent twice in a row is no other's */
  if (strcmp(fault->rule, "TRX0104") == 0 &&
      tr_walk_repeats(&check->intake.walk, id, fault->at.line))
    return astray;
  astray.segment = id;
  astray.code = code_of(fault->at.line, n);
  astray.payment = check->payment_at;
  return astray;
}

/* Whether a rule misses such a segment: "DTP*472", or "DMG" under any code. */
static bool misses(const tr_rule *rule, tr_code segment, tr_code code) {
  for (const char *const *lack = rule->lacks; lack != NULL && *lack != NULL;
       lack++) {
    const tr_str whole = tr_str_of(*lack);
    const char *star = memchr(whole.p, '*', whole.n);
    const size_t n = star != NULL ? (size_t)(star - whole.p) : whole.n;
    if (tr_code_pack((tr_str){whole.p, n}) != segment) continue;
    if (star == NULL || tr_code_pack(tr_str_of(star + 1)) == code) return true;
  }
  return false;
}

/* --------------------------------------------------------------- of a claim */

static const tr_unit_segment *segment_of(const tr_unit *unit,
                                         uint64_t ordinal) {
  for (uint32_t i = 0; i < unit->segment_count; i++)
    if (unit->ordinal + unit->segments[i].number == ordinal)
      return &unit->segments[i];
  return NULL;
}

/* Whether a segment out of order is the only one of its kind in its line: then
 * it is that line's, and no other lacks it. */
static bool is_of_its_line(const tr_claim *claim, const tr__waiting *waiting) {
  const tr_unit *unit = claim->unit;
  const tr_unit_segment *own = segment_of(unit, waiting->finding.at.ordinal);
  if (own == NULL || own->line < 0 || own->length == 0) return false;
  const tr_str line = {unit->bytes.p + own->at, own->length};
  char id[TR_CODE_BYTES + 1];
  const size_t n = tr_code_text(own->id, id);
  for (uint32_t i = 0; i < unit->segment_count; i++) {
    const tr_unit_segment *other = &unit->segments[i];
    if (other == own || other->id != own->id || other->line != own->line ||
        other->loop != own->loop)
      continue;
    if (code_of((tr_str){unit->bytes.p + other->at, other->length}, n) ==
        code_of(line, n))
      return false;
  }
  return true;
}

/* How many segments that a rule misses stand elsewhere, above the claim or in
 * it. */
static size_t count_astray(const tr_check *check, const tr__hit *hit) {
  const tr_claim *claim = hit->scope.claim;
  const bool of_line = strcmp(hit->rule->over, "line") == 0;
  size_t count = 0;
  for (uint32_t i = 0; i < check->told_count; i++) {
    const tr__astray *astray = &check->told[i].astray;
    if (astray->segment != 0 && !check->told[i].spent &&
        misses(hit->rule, astray->segment, astray->code))
      count++;
  }
  for (size_t i = 0; i < check->waiting_count; i++) {
    const tr__waiting *waiting = &check->waiting[i];
    if (waiting->astray.segment == 0 ||
        !misses(hit->rule, waiting->astray.segment, waiting->astray.code))
      continue;
    /* of those above the claims check->told knows */
    if (claim == NULL || waiting->finding.claim_at != claim->at) continue;
    /* a line that lacks it says nothing of another one */
    if (of_line && strcmp(waiting->finding.rule->id, "TRX0103") == 0) continue;
    if (!of_line || !is_of_its_line(claim, waiting)) count++;
  }
  return count;
}

/* What is above the claims explains one claim, not each that follows. */
static void spend(tr_check *check, const tr_rule *rule) {
  for (uint32_t i = 0; i < check->told_count; i++) {
    const tr__astray *astray = &check->told[i].astray;
    if (astray->segment != 0 && misses(rule, astray->segment, astray->code))
      check->told[i].spent = true;
  }
}

void tr__excuse_astray(tr_check *check) {
  for (size_t i = 0; i < check->hit_count; i++) {
    tr__hit *hit = &check->hits[i];
    if (hit->rule->lacks == NULL || hit->silenced) continue;
    size_t used = 0;
    for (size_t k = 0; k < i; k++)
      used += check->hits[k].rule == hit->rule && check->hits[k].excused;
    if (count_astray(check, hit) > used) hit->silenced = hit->excused = true;
  }
  for (size_t i = 0; i < check->hit_count; i++)
    if (check->hits[i].excused) spend(check, check->hits[i].rule);
}

/* ---------------------------------------------------------- of a remittance */

/* Whether the services of a claim are off by as much as others of it are the
 * other way: an adjustment stands with the wrong one. */
static bool is_shifted(const tr_check *check, uint64_t claim_at) {
  tr_cents sum = 0;
  size_t count = 0;
  for (size_t i = 0; i < check->waiting_count; i++) {
    const tr__waiting *waiting = &check->waiting[i];
    if (!waiting->is_sum || waiting->finding.claim_at != claim_at) continue;
    if (tr_cents_add(sum, waiting->off, &sum) != TR_OK) return false;
    count++;
  }
  return count > 1 && sum == 0;
}

/* Whether an amount of a segment is what a sum is off by. */
static bool has_amount(tr_str line, tr_code id, tr_cents off) {
  char text[TR_CODE_BYTES + 1];
  const size_t n = tr_code_text(id, text);
  if (line.n <= n || off == 0) return false;
  const char separator = line.p[n];
  for (size_t from = n + 1, at = from; at <= line.n; at++) {
    tr_cents cents = 0;
    if (at < line.n && line.p[at] != separator) continue;
    if (tr_cents_read((tr_str){line.p + from, at - from}, &cents) == TR_OK &&
        (cents == off || cents == -off))
      return true;
    from = at + 1;
  }
  return false;
}

/* Whether the segments of which a sum is made are not all in their places. */
static bool is_torn(const tr_check *check, const tr__waiting *sum) {
  const tr_rule *rule = sum->finding.rule;
  const uint64_t claim_at = sum->finding.claim_at;
  const bool shifted = claim_at != 0 && is_shifted(check, claim_at);
  for (size_t i = 0; i < check->waiting_count; i++) {
    const tr__waiting *waiting = &check->waiting[i];
    const tr__astray *astray = &waiting->astray;
    if (astray->segment == 0) continue;
    const bool here = claim_at == 0 || astray->payment == claim_at ||
                      waiting->finding.at.ordinal == claim_at;
    if (here && shifted) return true;
    if (misses(rule, astray->segment, astray->code) &&
        (here ||
         has_amount(waiting->finding.at.line, astray->segment, sum->off)))
      return true;
  }
  return false;
}

void tr__excuse_sums(tr_check *check) {
  size_t kept = 0, count = 0;
  for (size_t i = 0; i < check->waiting_count; i++)
    count += check->waiting[i].astray.segment != 0;
  if (count == 0) return;
  for (size_t i = 0; i < check->waiting_count; i++)
    check->waiting[i].torn =
        check->waiting[i].is_sum && is_torn(check, &check->waiting[i]);
  for (size_t i = 0; i < check->waiting_count; i++)
    if (!check->waiting[i].torn) check->waiting[kept++] = check->waiting[i];
  check->waiting_count = kept;
}
