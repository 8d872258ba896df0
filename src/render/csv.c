/* The columns and what stands in them. A cell is quoted where it has to be;
 * lists are parted by blanks, sources by semicolons. */
#include "render/csv.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/utf8.h"
#include "render/ack_status.h"
#include "render/redact.h"

enum { CELL_MOST = 1 << 20 /* bytes of one cell */ };

/* The one list of columns; new ones are added at the end. */
#define COLUMNS                                                                \
  "file,claim,claim_at,line,rule,slug,severity,snip,message,segment,ordinal,"  \
  "offset,length,element,value,why,help,fix_element,fix_from,fix_to,"          \
  "fix_safety,carc,rarc,article,authority,sources,payer,date_of_service,note," \
  "pointer,ik304,ik403,status\r\n"

/* A row in the making. */
typedef struct row {
  const tr_run *run;
  const tr_finding *finding;
  tr_buf *out;
  tr_buf cell; /* of the cell at hand, before it is quoted */
  bool begun;
} row;

void tr_csv_begin(tr_buf *out) { tr_buf_add(out, TR_STR(COLUMNS)); }

/* -------------------------------------------------------------------- cells */

/* "-12", "+3.5": what a spreadsheet reads as a number and nothing else. */
static bool is_number(tr_str text) {
  size_t i = text.n > 0 && (text.p[0] == '-' || text.p[0] == '+');
  size_t digits = 0, points = 0;
  for (; i < text.n; i++) {
    if (text.p[i] >= '0' && text.p[i] <= '9')
      digits++;
    else if (text.p[i] == '.' && points == 0 && digits > 0)
      points++;
    else
      return false;
  }
  return digits > 0 && text.p[text.n - 1] != '.';
}

static bool could_be_formula(tr_str text) {
  return text.n > 0 && memchr("=+-@\t\r", text.p[0], 6) != NULL &&
         !is_number(text);
}

static bool needs_quotes(tr_str text) {
  for (size_t i = 0; i < text.n; i++)
    if (strchr(",\"\r\n", text.p[i]) != NULL) return true;
  return text.n > 0 && (text.p[0] == ' ' || text.p[text.n - 1] == ' ');
}

/* Write the cell that was gathered. */
static void end_cell(row *r) {
  if (r->begun) tr_buf_add_char(r->out, ',');
  r->begun = true;
  const tr_str text = tr_buf_str(&r->cell);
  const bool quoted = needs_quotes(text);
  if (quoted) tr_buf_add_char(r->out, '"');
  for (size_t i = 0; i < text.n; i++) {
    if (text.p[i] == '"') tr_buf_add_char(r->out, '"');
    tr_buf_add_char(r->out, text.p[i]);
  }
  if (quoted) tr_buf_add_char(r->out, '"');
  if (r->cell.bad == TR_ENOMEM) r->out->bad = r->cell.bad;
  tr_buf_clear(&r->cell);
}

/* Text made safe; control bytes would confuse whoever opens the file. */
static void add_text(row *r, tr_str text) {
  if (r->cell.n == 0 && could_be_formula(text)) tr_buf_add_char(&r->cell, '\'');
  tr_text_safe(&r->cell, text);
}

static void put_text(row *r, tr_str text) {
  add_text(r, text);
  end_cell(r);
}

static void put_word(row *r, const char *text) { put_text(r, tr_str_of(text)); }

static void put_number(row *r, uint64_t number) {
  tr_buf_addf(&r->cell, "%" PRIu64, number);
  end_cell(r);
}

static void put_value(row *r, tr_str value, bool hidden) {
  if (!hidden) {
    put_text(r, value);
    return;
  }
  tr_redact_value(value, &r->cell);
  end_cell(r);
}

static void put_list(row *r, const char *const *list) {
  for (bool first = true; list != NULL && *list != NULL; list++) {
    if (!first) tr_buf_add_char(&r->cell, ' ');
    add_text(r, tr_str_of(*list));
    first = false;
  }
  end_cell(r);
}

/* ------------------------------------------------------------------ columns */

static void put_claim(row *r) {
  const tr_finding *finding = r->finding;
  put_word(r, finding->file);
  put_text(r, finding->claim);
  if (finding->claim_at != 0)
    put_number(r, finding->claim_at);
  else
    end_cell(r);
  if (finding->claim_at != 0 && finding->line >= 0)
    put_number(r, (uint64_t)finding->line);
  else
    end_cell(r);
}

static void put_rule(row *r) {
  const tr_rule *rule = r->finding->rule;
  put_word(r, rule->id);
  put_word(r, rule->slug);
  put_word(r, tr_severity_name(r->finding->severity));
  if (rule->snip != 0)
    put_number(r, rule->snip);
  else
    end_cell(r);
  put_text(r, r->finding->message);
}

static void put_note_value(row *r) {
  const tr_finding *finding = r->finding;
  if (!finding->has_note) {
    end_cell(r);
    return;
  }
  if (r->run->redact && tr_redact_hides_pointer(finding->note.pointer))
    put_text(r, TR_STR("#"));
  else
    put_text(r, finding->note.value);
}

static void put_place(row *r) {
  const tr_finding *finding = r->finding;
  const tr_place *at = &finding->at;
  if (!finding->has_place) {
    for (int i = 0; i < 5; i++) end_cell(r);
    put_note_value(r);
    return;
  }
  put_word(r, at->segment);
  put_number(r, at->ordinal);
  put_number(r, at->offset);
  put_number(r, at->length);
  put_word(r, at->element);
  put_value(r, at->value, r->run->redact && tr_redact_hides_place(at));
}

static void put_fix(row *r) {
  const tr_finding *finding = r->finding;
  const tr_fix *fix = &finding->fix;
  if (fix->element[0] == '\0') {
    for (int i = 0; i < 4; i++) end_cell(r);
    return;
  }
  const bool hidden = r->run->redact && tr_redact_hides_fix(finding);
  put_word(r, fix->element);
  put_value(r, fix->from, hidden);
  put_value(r, fix->to, hidden);
  put_word(r, fix->safe ? "safe" : "review");
}

static void put_sources(row *r) {
  const tr_rule *rule = r->finding->rule;
  bool first = true;
  for (uint32_t i = 0; i < rule->source_count; i++) {
    if (!tr_rule_source_applies(rule, i, r->finding->guide)) continue;
    if (!first) tr_buf_add(&r->cell, TR_STR("; "));
    first = false;
    add_text(r, tr_str_of(rule->sources[i].id));
    if (rule->sources[i].dissent) tr_buf_add(&r->cell, TR_STR(" (against)"));
  }
  end_cell(r);
}

static void put_authority(row *r) {
  const tr_rule *rule = r->finding->rule;
  put_list(r, rule->carc);
  put_list(r, rule->rarc);
  put_list(r, rule->article);
  put_word(r, rule->authority);
  put_sources(r);
}

static void put_note(row *r) {
  const tr_finding *finding = r->finding;
  put_text(r, finding->has_note ? finding->note.id : (tr_str){NULL, 0});
  put_word(r, finding->has_note ? finding->note.pointer : NULL);
}

/* Category, status and party of a 277CA as STC writes them, with colons. */
static void put_status(row *r) {
  const tr_finding *finding = r->finding;
  if (finding->claim_at != 0) {
    const tr_ack_status status = tr_ack_status_of(finding, finding->owner);
    tr_buf_addf(&r->cell, "%s:%s", status.category, status.code);
    if (status.entity[0] != '\0') tr_buf_addf(&r->cell, ":%s", status.entity);
  }
  end_cell(r);
}

void tr_csv_finding(const tr_run *run, const tr_finding *finding, tr_buf *out) {
  row r = {.run = run, .finding = finding, .out = out};
  tr_buf_init(&r.cell, CELL_MOST);
  put_claim(&r);
  put_rule(&r);
  put_place(&r);
  put_text(&r, finding->why);
  put_text(&r, finding->help);
  put_fix(&r);
  put_authority(&r);
  put_word(&r, finding->profile);
  put_word(&r, finding->date);
  put_note(&r);
  put_word(&r, finding->syntax.segment_code);
  put_word(&r, finding->syntax.element_code);
  put_status(&r);
  tr_buf_add(out, TR_STR("\r\n"));
  tr_buf_done(&r.cell);
}
