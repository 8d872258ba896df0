/* Functions of rules on text and codes. */
#include "base/utf8.h"
#include "note/text_search.h"
#include "rule/calls.h"

tr_value tr__fn_contains(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  tr_span span;
  return tr__known(tr_text_find(tr__str_of(arguments[0]),
                                tr_str_trim(tr__str_of(arguments[1])), 0,
                                &span));
}

/* Somewhere without a denial in its clause. */
tr_value tr__fn_says(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  tr_span span;
  return tr__known(tr_text_find_stated(
      tr__str_of(arguments[0]), tr_str_trim(tr__str_of(arguments[1])), &span));
}

/* Somewhere with a denial in its clause. */
tr_value tr__fn_denies(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  tr_span span;
  return tr__known(tr_text_find_denied(
      tr__str_of(arguments[0]), tr_str_trim(tr__str_of(arguments[1])), &span));
}

/* The four texts of a note, one after another. */
static tr_value in_any_text(const tr_scope *scope, const tr_value *arguments,
                            tr_call *find) {
  const tr_note *note = arguments[0].thing;
  const tr_note_field *const texts[] = {&note->subjective, &note->objective,
                                        &note->assessment, &note->plan};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    if (texts[i]->state != TR_FIELD_KNOWN) continue;
    const tr_value asked[] = {tr__text(texts[i]->text), arguments[1]};
    if (find(scope, asked).number != 0) return tr__known(true);
  }
  return tr__known(false);
}

tr_value tr__fn_note_has(const tr_scope *scope, const tr_value *arguments) {
  return in_any_text(scope, arguments, tr__fn_contains);
}

tr_value tr__fn_note_denies(const tr_scope *scope, const tr_value *arguments) {
  return in_any_text(scope, arguments, tr__fn_denies);
}

tr_value tr__fn_contains_byte(const tr_scope *scope,
                              const tr_value *arguments) {
  (void)scope;
  const tr_str text = tr__str_of(arguments[0]);
  const tr_str byte = tr__str_of(arguments[1]);
  return tr__known(text.n != 0 && byte.n == 1 &&
                   memchr(text.p, byte.p[0], text.n) != NULL);
}

tr_value tr__fn_starts(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  return tr__known(
      tr_str_starts(tr__str_of(arguments[0]), tr__str_of(arguments[1])));
}

/* Characters, not bytes. */
tr_value tr__fn_length(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  tr_str rest = tr__str_of(arguments[0]);
  int64_t count = 0;
  while (rest.n > 0) {
    tr_utf8_next(&rest);
    count++;
  }
  return tr__whole(count);
}

tr_value tr__fn_digits(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  const tr_str text = tr__str_of(arguments[0]);
  for (size_t i = 0; i < text.n; i++)
    if (text.p[i] < '0' || text.p[i] > '9') return tr__known(false);
  return tr__known(text.n > 0);
}

/* Of a text of digits and some other characters; 0 with any further one. */
tr_value tr__fn_digit_count(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  const tr_str text = tr__str_of(arguments[0]);
  const tr_str others = tr__str_of(arguments[1]);
  int64_t count = 0;
  for (size_t i = 0; i < text.n; i++) {
    if (text.p[i] >= '0' && text.p[i] <= '9')
      count++;
    else if (others.n == 0 || memchr(others.p, text.p[i], others.n) == NULL)
      return tr__whole(0);
  }
  return tr__whole(count);
}

tr_value tr__fn_begins(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  return tr__known(tr_code_starts((tr_code)arguments[0].number,
                                  (tr_code)arguments[1].number));
}

tr_value tr__fn_in_lower_case(const tr_scope *scope,
                              const tr_value *arguments) {
  (void)scope;
  const tr_str text = tr__str_of(arguments[0]);
  for (size_t i = 0; i < text.n; i++)
    if (text.p[i] >= 'a' && text.p[i] <= 'z') return tr__known(true);
  return tr__known(false);
}

/* The compiler leaves the call of these two out; the type says how the value is
 * shown. */
tr_value tr__fn_digits_of(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  return arguments[0];
}

tr_value tr__fn_dotted(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  return arguments[0];
}
