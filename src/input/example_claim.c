/* The X12 of an example: a clean 837P but for what the example says. Each claim
 * has a set of its own, so that each has its own day of filing. */
#include "input/example_parts.h"

#include <stdio.h>

#include "base/money.h"

enum {
  SEGMENT_BYTES = 4096, /* most bytes of one */
  DAY_BYTES = 9         /* CCYYMMDD and a NUL */
};

/* A set being written. */
typedef struct writer {
  const tr_example_set *set;
  const tr_example_claim *claim;
  tr_buf *out;
  unsigned segments;
  unsigned levels; /* HL so far */
} writer;

static void day_of(tr_day day, char text[DAY_BYTES]) {
  char iso[TR_DAY_TEXT];
  tr_day_text(day, iso);
  snprintf(text, DAY_BYTES, "%.4s%.2s%.2s", iso, iso + 5, iso + 8);
}

/* A date as the example has it, or as it was meant to be broken. */
static void day_as_given(tr_str text, char out[DAY_BYTES]) {
  tr_day day;
  if (tr_day_read_iso(text, &day) == TR_OK)
    day_of(day, out);
  else
    snprintf(out, DAY_BYTES, "%.*s", TR_STR_ARG(text));
}

/* A segment; what is empty at its end is left out. */
__attribute__((format(printf, 2, 3))) static void put(writer *w,
                                                      const char *format, ...) {
  char text[SEGMENT_BYTES];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  size_t n = strlen(text);
  while (n > 0 && (text[n - 1] == '*' || text[n - 1] == ':')) n--;
  tr_buf_add(w->out, (tr_str){text, n});
  tr_buf_add_char(w->out, '~');
  w->segments++;
}

/* An amount as X12 has it: no zeros behind; other text as it is. */
static void put_money(tr_str text, char *out, size_t room) {
  tr_cents cents;
  if (tr_cents_read(text, &cents) != TR_OK) {
    snprintf(out, room, "%.*s", TR_STR_ARG(text));
    return;
  }
  char amount[TR_CENTS_TEXT];
  size_t n = tr_cents_text(cents, amount);
  while (n > 0 && amount[n - 1] == '0') n--;
  if (n > 0 && amount[n - 1] == '.') n--;
  snprintf(out, room, "%.*s", (int)n, amount);
}

static tr_str part(const writer *w, const char *map, const char *key,
                   const char *fallback) {
  return tr__example_part(w->claim, map, key, fallback);
}

static void put_address(writer *w, const char *map, const char *street) {
  const tr_str given = part(w, map, "street", street);
  const tr_str city = part(w, map, "city", "AUSTIN");
  const tr_str state = part(w, map, "state", "TX");
  const tr_str zip = part(w, map, "zip", "787013333");
  put(w, "N3*%.*s", TR_STR_ARG(given));
  put(w, "N4*%.*s*%.*s*%.*s", TR_STR_ARG(city), TR_STR_ARG(state),
      TR_STR_ARG(zip));
}

/* ----------------------------------------------------------------- levels */

static void put_billing(writer *w) {
  const tr_str taxonomy = part(w, "billing", "taxonomy", "111N00000X");
  const tr_str name = part(w, "billing", "name", "HILL COUNTRY SPINE");
  const tr_str first = part(w, "billing", "first_name", "");
  const tr_str npi = part(w, "billing", "npi", "1234567893");
  const tr_str tax = part(w, "billing", "tax_id", "741234567");
  put(w, "HL*%u**20*1", ++w->levels);
  put(w, "PRV*BI*PXC*%.*s", TR_STR_ARG(taxonomy));
  put(w, "NM1*85*%s*%.*s*%.*s****XX*%.*s", first.n > 0 ? "1" : "2",
      TR_STR_ARG(name), TR_STR_ARG(first), TR_STR_ARG(npi));
  put_address(w, "billing", "100 MAIN ST");
  put(w, "REF*EI*%.*s", TR_STR_ARG(tax));
}

static void put_payer(writer *w, const tr_example_payer *payer) {
  const tr_str name = part(w, "payer", "name", payer->name);
  const tr_str id = part(w, "payer", "id", payer->id);
  const tr_str state =
      part(w, "payer", "state", payer->state != NULL ? payer->state : "");
  put(w, "NM1*PR*2*%.*s*****PI*%.*s", TR_STR_ARG(name), TR_STR_ARG(id));
  if (state.n == 0) return;
  const tr_str city = part(w, "payer", "city", "CAPITAL");
  const tr_str zip = part(w, "payer", "zip", "");
  put(w, "N3*1 PAYER SQ");
  put(w, "N4*%.*s*%.*s*%.*s", TR_STR_ARG(city), TR_STR_ARG(state),
      TR_STR_ARG(zip));
}

static void put_born(writer *w, const char *map) {
  char day[DAY_BYTES];
  day_as_given(part(w, map, "born", TR_EXAMPLE_BORN), day);
  const tr_str sex = part(w, map, "sex", "F");
  put(w, "DMG*D8*%s*%.*s", day, TR_STR_ARG(sex));
}

static void put_people(writer *w) {
  const tr_yaml *given = tr__example_get(w->claim, "payer");
  const tr_str profile = given != NULL && given->kind == TR_YAML_TEXT
                             ? given->text
                             : part(w, "payer", "profile", "commercial");
  const tr_example_payer payer = tr__example_payer_of(w->set->pack, profile);
  const bool dependent =
      tr_str_eq(part(w, "patient", "dependent", "false"), TR_STR("true"));
  const char *of = dependent ? "subscriber" : "patient";
  const tr_str filing = part(w, "payer", "filing_code", payer.filing_code);
  const tr_str name = part(w, of, "name", "WEAVER");
  const tr_str first = part(w, of, "first_name", "NORA");
  const tr_str member = part(w, of, "id", TR_EXAMPLE_MEMBER);

  const unsigned above = w->levels++;
  put(w, "HL*%u*%u*22*%d", w->levels, above, dependent);
  put(w, "SBR*P*%s*******%.*s", dependent ? "" : "18", TR_STR_ARG(filing));
  put(w, "NM1*IL*1*%.*s*%.*s****MI*%.*s", TR_STR_ARG(name), TR_STR_ARG(first),
      TR_STR_ARG(member));
  put_address(w, of, "12 PECAN LN");
  put_born(w, of);
  put_payer(w, &payer);
  if (!dependent) return;

  const tr_str child = part(w, "patient", "name", "WEAVER");
  const tr_str child_first = part(w, "patient", "first_name", "JUNE");
  const unsigned parent = w->levels++;
  put(w, "HL*%u*%u*23*0", w->levels, parent);
  put(w, "PAT*19");
  put(w, "NM1*QC*1*%.*s*%.*s", TR_STR_ARG(child), TR_STR_ARG(child_first));
  put_address(w, "patient", "12 PECAN LN");
  put_born(w, "patient");
}

/* ------------------------------------------------------------------ claim */

static void line_charge(const tr_yaml *line, tr_str *text) {
  *text = tr__example_text(line, "charge", "45.00");
}

static void put_clm(writer *w) {
  const tr_yaml *lines = tr__example_lines(w->claim);
  tr_cents total = 0;
  for (uint32_t i = 0; i < lines->count; i++) {
    tr_str charge;
    tr_cents cents;
    line_charge(&lines->items[i], &charge);
    if (tr_cents_read(charge, &cents) == TR_OK) total += cents;
  }
  char sum[TR_CENTS_TEXT], amount[64], causes[64];
  tr_cents_text(total, sum);
  const tr_yaml *claim = tr_yaml_get(w->claim->own, "claim");
  put_money(tr__example_text(claim, "total", sum), amount, sizeof amount);
  const tr_str place = tr__example_text(claim, "place", "11");
  const tr_str frequency = tr__example_text(claim, "frequency", "1");
  const tr_str cause = tr__example_text(claim, "cause", "");
  const tr_str state = tr__example_text(claim, "accident_state", "");
  const tr_str country = tr__example_text(claim, "accident_country", "");
  const tr_str delay = tr__example_text(claim, "delay_reason", "");
  snprintf(causes, sizeof causes, "%.*s:::%.*s:%.*s", TR_STR_ARG(cause),
           TR_STR_ARG(state), TR_STR_ARG(country));
  size_t n = strlen(causes);
  while (n > 0 && causes[n - 1] == ':') n--;
  put(w, "CLM*%.*s*%s***%.*s:B:%.*s*Y*A*Y*Y**%.*s*********%.*s",
      TR_STR_ARG(w->claim->id), amount, TR_STR_ARG(place),
      TR_STR_ARG(frequency), (int)n, causes, TR_STR_ARG(delay));
}

static void put_dates(writer *w) {
  static const char *const dates[][2] = {
      {"onset", "431"},     {"initial_treatment", "454"},
      {"last_seen", "304"}, {"acute_manifestation", "453"},
      {"accident", "439"},  {"last_x_ray", "455"}};
  const tr_yaml *given = tr__example_get(w->claim, "dates");
  char day[DAY_BYTES];
  if (given == NULL) {
    day_of(w->claim->first - 11, day);
    put(w, "DTP*454*D8*%s", day);
  }
  for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
    const tr_str text = tr__example_text(given, dates[i][0], "");
    if (text.n == 0) continue;
    day_as_given(text, day);
    put(w, "DTP*%s*D8*%s", dates[i][1], day);
  }
}

static void put_claim_rest(writer *w) {
  const tr_yaml *claim = tr_yaml_get(w->claim->own, "claim");
  const tr_yaml *references = tr_yaml_get(w->claim->own, "references");
  const tr_str paid = tr__example_text(claim, "patient_paid", "");
  const tr_str remark = tr__example_text(claim, "remark", "");
  const tr_str spinal = tr__example_text(claim, "spinal", "");
  char amount[64];
  if (paid.n > 0) {
    put_money(paid, amount, sizeof amount);
    put(w, "AMT*F5*%s", amount);
  }
  for (uint32_t i = 0; references != NULL && i < references->count; i++)
    put(w, "REF*%.*s*%.*s", TR_STR_ARG(references->items[i].key),
        TR_STR_ARG(references->items[i].text));
  if (remark.n > 0) put(w, "NTE*ADD*%.*s", TR_STR_ARG(remark));
  if (spinal.n > 0) put(w, "CR2********%.*s", TR_STR_ARG(spinal));

  char codes[SEGMENT_BYTES];
  size_t used = 0;
  codes[0] = '\0';
  for (uint32_t i = 0; i < tr__example_diagnosis_count(w->claim); i++) {
    char text[32];
    size_t n = 0;
    const tr_str code = tr__example_diagnosis(w->claim, i);
    for (size_t k = 0; k < code.n && n + 1 < sizeof text; k++)
      if (code.p[k] != '.') text[n++] = code.p[k];
    const int more = snprintf(codes + used, sizeof codes - used, "*%s:%.*s",
                              i == 0 ? "ABK" : "ABF", (int)n, text);
    if (more > 0 && (size_t)more < sizeof codes - used) used += (size_t)more;
  }
  if (used > 0) put(w, "HI%s", codes);
}

static void put_rendering(writer *w) {
  const tr_yaml *given = tr__example_get(w->claim, "rendering");
  if (given != NULL && given->kind != TR_YAML_MAP) return; /* none */
  const tr_str name = part(w, "rendering", "name", "ADAMS");
  const tr_str first = part(w, "rendering", "first_name", "DANA");
  const tr_str npi = part(w, "rendering", "npi", TR_EXAMPLE_RENDERING);
  const tr_str taxonomy = part(w, "rendering", "taxonomy", "111N00000X");
  put(w, "NM1*82*1*%.*s*%.*s****XX*%.*s", TR_STR_ARG(name), TR_STR_ARG(first),
      TR_STR_ARG(npi));
  if (taxonomy.n > 0) put(w, "PRV*PE*PXC*%.*s", TR_STR_ARG(taxonomy));
}

/* A list as ":a:b", each with a colon before it. */
static void join(const tr_yaml *list, uint32_t least, char *out, size_t room) {
  size_t used = 0;
  out[0] = '\0';
  const uint32_t count = list != NULL ? list->count : 0;
  for (uint32_t i = 0; i < count || i < least; i++) {
    const tr_str text = i < count ? list->items[i].text : (tr_str){"", 0};
    const int more =
        snprintf(out + used, room - used, ":%.*s", TR_STR_ARG(text));
    if (more > 0 && (size_t)more < room - used) used += (size_t)more;
  }
}

static void put_line(writer *w, uint32_t number, const tr_yaml *line) {
  char modifiers[128], pointers[64], amount[64], from[DAY_BYTES], to[DAY_BYTES];
  const tr_str code = tr__example_text(line, "code", "97012");
  const tr_str description = tr__example_text(line, "description", "");
  const tr_str units = tr__example_text(line, "units", "1");
  const tr_str place = tr__example_text(line, "place", "");
  join(tr_yaml_get(line, "modifiers"), description.n > 0 ? 4 : 0, modifiers,
       sizeof modifiers);
  const tr_yaml *given = tr_yaml_get(line, "pointers");
  if (given != NULL) {
    join(given, 0, pointers, sizeof pointers);
  } else {
    const uint32_t count = tr__example_diagnosis_count(w->claim);
    snprintf(pointers, sizeof pointers, "%s",
             count >= 4   ? ":1:2:3:4"
             : count == 3 ? ":1:2:3"
             : count == 2 ? ":1:2"
                          : ":1");
  }
  tr_str charge;
  line_charge(line, &charge);
  put_money(charge, amount, sizeof amount);
  put(w, "LX*%u", number);
  put(w, "SV1*HC:%.*s%s%s%.*s*%s*UN*%.*s*%.*s**%s", TR_STR_ARG(code), modifiers,
      description.n > 0 ? ":" : "", TR_STR_ARG(description), amount,
      TR_STR_ARG(units), TR_STR_ARG(place),
      pointers[0] != '\0' ? pointers + 1 : "");

  day_of(tr__example_line_day(w->claim, line), from);
  const tr_str last = tr__example_text(line, "date_to", "");
  if (last.n > 0) {
    day_as_given(last, to);
    put(w, "DTP*472*RD8*%s-%s", from, to);
  } else {
    put(w, "DTP*472*D8*%s", from);
  }
  static const char *const dates[][2] = {{"x_ray", "455"},
                                         {"initial_treatment", "454"}};
  for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
    const tr_str text = tr__example_text(line, dates[i][0], "");
    if (text.n == 0) continue;
    day_as_given(text, from);
    put(w, "DTP*%s*D8*%s", dates[i][1], from);
  }
  const tr_str control = tr__example_text(line, "control", "");
  const tr_str remark = tr__example_text(line, "remark", "");
  if (control.n > 0) put(w, "REF*6R*%.*s", TR_STR_ARG(control));
  if (remark.n > 0) put(w, "NTE*ADD*%.*s", TR_STR_ARG(remark));
}

static unsigned put_set(const tr_example_set *set, uint32_t at, tr_buf *out) {
  writer w = {.set = set, .claim = &set->claims[at], .out = out};
  char filed[DAY_BYTES];
  day_of(w.claim->filed, filed);
  put(&w, "ST*837*%04u*005010X222A1", at + 1);
  put(&w, "BHT*0019*00*BATCH%u*%s*0815*CH", at + 1, filed);
  put(&w, "NM1*41*2*PLAINS BILLING SERVICE*****46*PBS001");
  put(&w, "PER*IC*BILLING DESK*TE*6145550100");
  put(&w, "NM1*40*2*MIDLAND CLEARINGHOUSE*****46*MCH100");
  put_billing(&w);
  put_people(&w);
  put_clm(&w);
  put_dates(&w);
  put_claim_rest(&w);
  put_rendering(&w);
  const tr_yaml *lines = tr__example_lines(w.claim);
  for (uint32_t i = 0; i < lines->count; i++)
    put_line(&w, i + 1, &lines->items[i]);
  return w.segments;
}

/* ------------------------------------------------------------------ edits */

static size_t find(tr_str text, tr_str needle, size_t from) {
  for (size_t i = from; needle.n <= text.n && i <= text.n - needle.n; i++)
    if (memcmp(text.p + i, needle.p, needle.n) == 0) return i;
  return SIZE_MAX;
}

/* Replace the first match in the last set, else in all of the text. */
static bool edit(const tr_yaml *entry, size_t *set_at, tr_pack_sink *sink,
                 tr_buf *out) {
  const tr_str needle = tr__example_text(entry, "find", "");
  const tr_str by = tr__example_text(entry, "replace", "");
  size_t at = find(tr_buf_str(out), needle, *set_at);
  if (at == SIZE_MAX) at = find(tr_buf_str(out), needle, 0);
  if (at == SIZE_MAX) {
    tr_yaml_fail(sink, entry, "the edit finds no \"%.*s\"", TR_STR_ARG(needle));
    return false;
  }
  tr_buf changed;
  tr_buf_init(&changed, TR_EXAMPLE_BYTES);
  const tr_str before = tr_buf_str(out);
  tr_buf_add(&changed, (tr_str){before.p, at});
  tr_buf_add(&changed, by);
  tr_buf_add(&changed,
             (tr_str){before.p + at + needle.n, before.n - at - needle.n});
  if (changed.bad != TR_OK) {
    tr_buf_done(&changed);
    out->bad = TR_ENOMEM;
    return false;
  }
  tr_buf_clear(out);
  tr_buf_add(out, tr_buf_str(&changed));
  tr_buf_done(&changed);
  if (at < *set_at) *set_at = *set_at + by.n - needle.n;
  return true;
}

static long extra_segments(const tr_yaml *edits) {
  long extra = 0;
  for (uint32_t i = 0; edits != NULL && i < edits->count; i++) {
    const tr_str text = tr__example_text(&edits->items[i], "segments", "0");
    char *end;
    char digits[8];
    snprintf(digits, sizeof digits, "%.*s", TR_STR_ARG(text));
    extra += strtol(digits, &end, 10);
  }
  return extra;
}

tr_status tr__example_write_claims(const tr_example_set *set,
                                   tr_pack_sink *sink, tr_buf *out) {
  const tr_yaml *raw = tr_yaml_get(set->example, "x12");
  const tr_yaml *edits = tr_yaml_get(set->example, "edit");
  size_t set_at = 0;
  if (raw != NULL) {
    tr_buf_add(out, raw->text);
  } else {
    char filed[DAY_BYTES];
    day_of(set->claims[set->count - 1].filed, filed);
    tr_buf_addf(out,
                "ISA*00*          *00*          *ZZ*PBS001         *ZZ*MCH100"
                "         *%s*0815*^*00501*000000001*0*P*:~",
                filed + 2);
    tr_buf_addf(out, "GS*HC*PBS001*MCH100*%s*0815*1*X*005010X222A1~", filed);
    for (uint32_t i = 0; i < set->count; i++) {
      set_at = out->n;
      long count = put_set(set, i, out) + 1;
      if (i + 1 == set->count) count += extra_segments(edits);
      tr_buf_addf(out, "SE*%ld*%04u~", count, i + 1);
    }
    tr_buf_addf(out, "GE*%u*1~IEA*1*000000001~", set->count);
  }
  bool good = true;
  for (uint32_t i = 0; edits != NULL && i < edits->count; i++)
    good = edit(&edits->items[i], &set_at, sink, out) && good;
  if (out->bad != TR_OK) return TR_ENOMEM;
  return good ? TR_OK : TR_ESYNTAX;
}
