/* What a rule's fix writes: a value in place of another, a modifier behind the
 * others or before them, or one thing less. */
#include <stdio.h>

#include "rule/check_internal.h"

enum { TEXT_MOST = 1024 /* bytes of what is written */ };

static tr_str keep(tr_check *check, tr_buf *text) {
  tr_str kept = {"", 0};
  if (text->bad == TR_ENOMEM ||
      tr_arena_copy(&check->arena, tr_buf_str(text), &kept) != TR_OK) {
    if (check->bad == TR_OK) check->bad = TR_ENOMEM;
  }
  return kept;
}

static const tr_field *last_modifier(const tr_line *line, int *count) {
  int last = TR_MODIFIERS;
  while (last > 0 && line->modifiers[last - 1].state == TR_FIELD_ABSENT) last--;
  *count = last;
  return last > 0 ? &line->modifiers[last - 1] : &line->code;
}

static bool carries(const tr_line *line, tr_code code) {
  for (int i = 0; i < TR_MODIFIERS; i++)
    if (line->modifiers[i].state == TR_FIELD_KNOWN &&
        (tr_code)line->modifiers[i].number == code)
      return true;
  return false;
}

/* The modifiers to add, those the line carries left out, between the
 * separators that stand in it. */
static void write_modifiers(const tr_words *words, const tr_scope *scope,
                            const tr_line *line, char separator, int room,
                            tr_buf *out) {
  tr_buf one;
  tr_buf_init(&one, TEXT_MOST);
  for (uint32_t i = 0; i < words->fix_to.count && room > 0; i++) {
    const tr_program *program = words->fix_to.parts[i].value;
    if (program == NULL) continue;
    const tr_value value = tr_eval_value(program, scope);
    if (value.unknown != 0) continue;
    tr_buf_clear(&one);
    tr_value_write(value, program->type, &one);
    if (carries(line, tr_code_pack(tr_buf_str(&one)))) continue;
    if (out->n > 0) tr_buf_add_char(out, separator);
    tr_buf_add(out, tr_buf_str(&one));
    room--;
  }
  tr_buf_done(&one);
}

/* Behind the modifiers that are there; not where there is no place left. */
static void add_modifiers(tr_check *check, const tr_words *words,
                          const tr_scope *scope, const tr_line *line,
                          tr_fix *fix) {
  int count;
  const tr_field *last = last_modifier(line, &count);
  if (line->claim == NULL || count == TR_MODIFIERS) return;
  const tr_place at = tr_unit_place(line->claim->unit, last);
  if (at.length == 0) return;
  tr_buf text;
  tr_buf_init(&text, TEXT_MOST);
  /* a code stands behind its qualifier, a modifier behind the code */
  write_modifiers(words, scope, line, at.value.p[-1], TR_MODIFIERS - count,
                  &text);
  if (text.n > 0) {
    snprintf(fix->element, sizeof fix->element, "SV101-%d", count + 3);
    fix->kind = TR_FIX_ADD;
    fix->from = (tr_str){"", 0};
    fix->to = keep(check, &text);
    fix->offset = at.offset + at.length;
    fix->length = 0;
  }
  tr_buf_done(&text);
}

/* A modifier goes with the separator before it; a line as a whole. */
static void drop(const tr_found_place *where, tr_fix *fix) {
  fix->kind = TR_FIX_DROP;
  fix->to = (tr_str){"", 0};
  if (where->place.element[0] == '\0') {
    memcpy(fix->element, "SV1", sizeof "SV1");
    fix->from = tr_unit_text(where->line->claim->unit, &where->line->code);
    fix->offset = where->place.offset;
    return;
  }
  memcpy(fix->element, where->place.element, sizeof fix->element);
  fix->from = where->place.value;
  fix->offset = where->place.offset - 1;
  fix->length = where->place.length + 1;
}

/* The modifiers of the line with one of them first, between the separators
 * that are there. */
static void move_first(tr_check *check, const tr_found_place *where,
                       tr_fix *fix) {
  int count;
  const tr_line *line = where->line;
  (void)last_modifier(line, &count);
  if (line->claim == NULL || count < 2) return;
  const tr_place first = tr_unit_place(line->claim->unit, &line->modifiers[0]);
  const tr_place last =
      tr_unit_place(line->claim->unit, &line->modifiers[count - 1]);
  if (first.length == 0 || last.offset <= first.offset) return;
  const char separator = first.value.p[first.length];
  tr_buf text;
  tr_buf_init(&text, TEXT_MOST);
  tr_buf_add(&text, where->place.value);
  for (int i = 0; i < count; i++) {
    const tr_str other = tr_unit_text(line->claim->unit, &line->modifiers[i]);
    if (other.p == where->place.value.p) continue;
    tr_buf_add_char(&text, separator);
    tr_buf_add(&text, other);
  }
  memcpy(fix->element, first.element, sizeof fix->element);
  fix->from = (tr_str){first.value.p,
                       (size_t)(last.offset - first.offset) + last.length};
  fix->to = keep(check, &text);
  fix->offset = first.offset;
  fix->length = (uint32_t)fix->from.n;
  tr_buf_done(&text);
}

static void set_value(const tr_found_place *where, tr_fix *fix) {
  memcpy(fix->element, where->place.element, sizeof fix->element);
  fix->from = where->place.value;
  fix->offset = where->place.offset;
  fix->length = where->place.length;
}

/* What cannot be computed is no fix. */
static bool find_text(tr_check *check, const tr_words *words,
                      const tr_scope *scope, tr_str *text) {
  *text = (tr_str){"", 0};
  if (words->fix_verb != TR_FIX_VERB_SET) return true;
  const tr_program *program = words->fix_to.parts[0].value;
  if (program != NULL && tr_eval_value(program, scope).unknown != 0)
    return false;
  tr_buf written;
  tr_buf_init(&written, TEXT_MOST);
  tr_eval_template(&words->fix_to, scope, NULL, 0, &written);
  *text = keep(check, &written);
  tr_buf_done(&written);
  return true;
}

void tr__put_fix(tr_check *check, const tr__hit *hit, tr_finding *finding) {
  const tr_words *words =
      hit->chosen != NULL && hit->chosen->words.fix_safety != TR_FIX_NONE
          ? &hit->chosen->words
          : &hit->rule->words;
  tr_fix *fix = &finding->fix;
  tr_found_place where;
  if (words->fix_safety == TR_FIX_NONE || words->fix_at == NULL ||
      !tr_eval_place(words->fix_at, &hit->scope, &where) || !where.in_claim ||
      tr__is_earlier(&where) || !find_text(check, words, &hit->scope, &fix->to))
    return;
  const bool of_line = words->fix_verb != TR_FIX_VERB_SET;
  if (of_line && where.line == NULL) return;
  fix->safe = words->fix_safety == TR_FIX_SAFE;
  switch (words->fix_verb) {
    case TR_FIX_VERB_SET:
      set_value(&where, fix);
      break;
    case TR_FIX_VERB_ADD:
      add_modifiers(check, words, &hit->scope, where.line, fix);
      break;
    case TR_FIX_VERB_DROP:
      drop(&where, fix);
      break;
    case TR_FIX_VERB_MOVE:
      move_first(check, &where, fix);
      break;
  }
}
