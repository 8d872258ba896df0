/* The page of a coded visit. */
#include "coding/coding_text.h"

#include <stdio.h>

enum { WIDTH = 80, INDENT = 6 };

static const char *const colors[] = {"\033[0m", "\033[1m", "\033[2m",
                                     "\033[1;31m", "\033[1;33m"};
typedef enum style { PLAIN, STRONG, FAINT, RED, YELLOW } style;

static void begin(const tr_coding_page *page, style as) {
  if (page->color) tr_buf_add(page->out, tr_str_of(colors[as]));
}

static void end(const tr_coding_page *page) { begin(page, PLAIN); }

/* Words of the note may hold anything; a page shows what can be printed. */
static char printable(char c) {
  return (unsigned char)c < 0x20 || c == 0x7f ? ' ' : c;
}

/* Text in lines no wider than the page, each indented alike. */
static void put_wrapped(const tr_coding_page *page, tr_str text,
                        unsigned indent) {
  const unsigned width = page->columns > 40 ? page->columns : WIDTH;
  unsigned column = indent;
  for (size_t i = 0; i < text.n;) {
    size_t end_of = i;
    while (end_of < text.n && text.p[end_of] != ' ') end_of++;
    if (column > indent && column + 1 + (end_of - i) > width) {
      tr_buf_addf(page->out, "\n%*s", (int)indent, "");
      column = indent;
    } else if (column > indent) {
      tr_buf_add_char(page->out, ' ');
      column++;
    }
    for (size_t k = i; k < end_of; k++)
      tr_buf_add_char(page->out, printable(text.p[k]));
    column += (unsigned)(end_of - i);
    i = end_of;
    while (i < text.n && text.p[i] == ' ') i++;
  }
  tr_buf_add_char(page->out, '\n');
}

static const char *code_text(tr_code code, char text[TR_CODE_BYTES + 1]) {
  tr_code_text(code, text);
  return text;
}

static void put_head(const tr_coding_page *page, const tr_coded_visit *visit) {
  char day[TR_DAY_TEXT] = "no date";
  const tr_note *note = visit->note;
  const tr_str id = note->id.text.n > 0 ? note->id.text : TR_STR("(no id)");
  if (visit->encounter->service != TR_DAY_MIN)
    tr_day_text(visit->encounter->service, day);
  begin(page, STRONG);
  tr_buf_addf(page->out, "note %.*s", TR_STR_ARG(id));
  end(page);
  tr_buf_addf(page->out, " of %s, by the rules of %s\n", day, visit->profile);
}

static void put_diagnoses(const tr_coding_page *page,
                          const tr_encounter *encounter) {
  char text[TR_CODE_BYTES + 2];
  if (encounter->diagnosis_count == 0) return;
  tr_buf_addf(page->out, "  diagnoses");
  for (uint32_t i = 0; i < encounter->diagnosis_count; i++) {
    tr_diagnosis_text(encounter->diagnoses[i], text);
    tr_buf_addf(page->out, "  %u %s", i + 1, text);
  }
  tr_buf_add_char(page->out, '\n');
}

static void put_dates(const tr_coding_page *page, const tr_coded_visit *visit) {
  char day[TR_DAY_TEXT];
  for (uint32_t i = 0; i < visit->date_count; i++) {
    const tr_coded_date *date = &visit->dates[i];
    tr_day_text(date->date, day);
    tr_buf_addf(page->out, "  DTP*%s   %s  %.*s\n", date->qualifier, day,
                TR_STR_ARG(date->text));
  }
}

static void put_whence(const tr_coding_page *page, const char *pointer,
                       const char *source, const char *rule) {
  const char *const parts[] = {pointer, source, rule};
  const char *const names[] = {"note ", "", ""};
  bool any = false;
  for (size_t i = 0; i < 3; i++) any = any || (parts[i] && parts[i][0] != '\0');
  if (!any) return;
  tr_buf_addf(page->out, "%*s", INDENT + 2, "");
  begin(page, FAINT);
  any = false;
  for (size_t i = 0; i < 3; i++) {
    if (parts[i] == NULL || parts[i][0] == '\0') continue;
    tr_buf_addf(page->out, "%s%s%s", any ? " · " : "", names[i], parts[i]);
    any = true;
  }
  end(page);
  tr_buf_add_char(page->out, '\n');
}

static void put_line(const tr_coding_page *page, const tr_coded_line *line) {
  char code[TR_CODE_BYTES + 1], charge[TR_CENTS_TEXT];
  const tr_encounter_line *billed = &line->billed;
  tr_buf_addf(page->out, "\n  ");
  begin(page, STRONG);
  tr_buf_addf(page->out, "%s", code_text(billed->procedure, code));
  for (uint32_t i = 0; i < billed->modifier_count; i++)
    tr_buf_addf(page->out, "-%s", code_text(billed->modifiers[i], code));
  end(page);
  tr_buf_addf(page->out, "  %lld unit%s", (long long)billed->units,
              billed->units == 1 ? "" : "s");
  for (uint32_t i = 0; i < billed->pointer_count; i++)
    tr_buf_addf(page->out, "%s%u", i == 0 ? "  diagnoses " : ", ",
                (unsigned)billed->pointers[i]);
  if (line->charge_known) {
    tr_cents_text(billed->charge, charge);
    tr_buf_addf(page->out, "  charge %s", charge);
  }
  tr_buf_add_char(page->out, '\n');
  for (uint32_t i = 0; i < line->because_count; i++) {
    const tr_coding_reason *reason = &line->because[i];
    tr_buf_addf(page->out, "    - ");
    put_wrapped(page, reason->text, INDENT);
    put_whence(page, reason->pointer, reason->source, reason->origin);
  }
}

static void put_lack(const tr_coding_page *page, const tr_coding_lack *lack) {
  char code[TR_CODE_BYTES + 1] = "visit";
  const bool refused = lack->severity == TR_SEVERITY_ERROR;
  if (lack->code != 0) code_text(lack->code, code);
  tr_buf_addf(page->out, "    ");
  begin(page, refused ? RED : YELLOW);
  tr_buf_addf(page->out, "%s",
              refused ? "not billed" : tr_severity_name(lack->severity));
  end(page);
  tr_buf_addf(page->out, "  %s\n%*s", code, INDENT, "");
  put_wrapped(page, lack->text, INDENT);
  put_whence(page, lack->pointer, lack->source, lack->rule);
}

void tr_coding_text_visit(const tr_coding_page *page,
                          const tr_coded_visit *visit) {
  put_head(page, visit);
  put_diagnoses(page, visit->encounter);
  put_dates(page, visit);
  if (visit->line_count == 0)
    tr_buf_addf(page->out, "\n  nothing of this visit may be billed\n");
  for (uint32_t i = 0; i < visit->line_count; i++)
    put_line(page, &visit->lines[i]);
  if (visit->lack_count > 0) tr_buf_addf(page->out, "\n  lacking\n");
  for (uint32_t i = 0; i < visit->lack_count; i++)
    put_lack(page, &visit->lacking[i]);
  if (!visit->settled)
    tr_buf_addf(page->out,
                "\n  the rules did not come to rest on this visit; check what "
                "is written\n");
  tr_buf_add_char(page->out, '\n');
}
