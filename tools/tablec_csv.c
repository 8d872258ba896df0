/* Reading and checking of codes/ files for tablec. */
#include "tablec_csv.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

_Noreturn void csv_fail(const csv *csv, const char *what, tr_str value) {
  if (value.n > 0)
    fprintf(stderr, "%s:%d: %s: \"%.*s\"\n", csv->file, csv->line, what,
            TR_STR_ARG(value));
  else
    fprintf(stderr, "%s:%d: %s\n", csv->file, csv->line, what);
  exit(1);
}

static void *take(const csv *csv, size_t bytes) {
  void *memory = tr_arena_alloc(csv->arena, bytes);
  if (memory == NULL) csv_fail(csv, "out of memory", (tr_str){0});
  return memory;
}

const char *csv_format(const csv *csv, const char *format, ...) {
  char text[2048];
  va_list args;
  va_start(args, format);
  const int n = vsnprintf(text, sizeof text, format, args);
  va_end(args);
  if (n < 0 || (size_t)n >= sizeof text)
    csv_fail(csv, "the row is too long", (tr_str){0});
  char *copy = take(csv, (size_t)n + 1);
  memcpy(copy, text, (size_t)n + 1);
  return copy;
}

static tr_str read_file(const csv *csv, const char *dir) {
  const char *path = csv_format(csv, "%s/%s", dir, csv->file);
  FILE *in = fopen(path, "rb");
  if (in == NULL) csv_fail(csv, "cannot open", tr_str_of(path));
  size_t n = 0, room = 1 << 16;
  char *bytes = malloc(room);
  while (bytes != NULL) {
    n += fread(bytes + n, 1, room - n, in);
    if (n < room) break;
    room *= 2;
    char *more = realloc(bytes, room);
    if (more == NULL) free(bytes);
    bytes = more;
  }
  if (bytes == NULL || ferror(in))
    csv_fail(csv, "cannot read", tr_str_of(path));
  fclose(in);
  char *copy = take(csv, n + 1);
  memcpy(copy, bytes, n);
  free(bytes);
  return (tr_str){copy, n};
}

static tr_str next_line(csv *csv) {
  const char *end = memchr(csv->rest.p, '\n', csv->rest.n);
  const size_t n = end != NULL ? (size_t)(end - csv->rest.p) : csv->rest.n;
  const tr_str line = {csv->rest.p, n};
  const size_t used = end != NULL ? n + 1 : n;
  csv->rest.p += used;
  csv->rest.n -= used;
  csv->line++;
  return line;
}

csv csv_open(tr_arena *arena, const char *dir, const char *file,
             const char *header) {
  csv c = {.arena = arena, .file = file};
  c.rest = read_file(&c, dir);
  c.wanted = 1;
  for (const char *p = header; *p != '\0'; p++)
    if (*p == ',') c.wanted++;
  while (c.rest.n > 0) {
    const tr_str line = next_line(&c);
    if (line.n > 0 && line.p[0] == '#') continue;
    if (!tr_str_eq(line, tr_str_of(header)))
      csv_fail(&c, "the header is not as expected", line);
    return c;
  }
  csv_fail(&c, "no header", (tr_str){0});
}

/* A field in quotes may hold commas; "" is a quote within it. */
static tr_str quoted_field(const csv *csv, tr_str line, size_t *at) {
  char *text = take(csv, line.n + 1);
  size_t n = 0, i = *at + 1;
  for (;; i++) {
    if (i >= line.n) csv_fail(csv, "a quote is not closed", line);
    if (line.p[i] == '"') {
      if (i + 1 >= line.n || line.p[i + 1] != '"') break;
      i++;
    }
    text[n++] = line.p[i];
  }
  *at = i + 1;
  return (tr_str){text, n};
}

bool csv_next(csv *csv) {
  while (csv->rest.n > 0) {
    const tr_str line = next_line(csv);
    if (line.n == 0 || line.p[0] == '#') continue;
    csv->fields = 0;
    size_t at = 0;
    for (;;) {
      if (csv->fields == csv->wanted || csv->fields == CSV_FIELDS)
        csv_fail(csv, "too many fields", line);
      tr_str field;
      if (at < line.n && line.p[at] == '"') {
        field = quoted_field(csv, line, &at);
        if (at < line.n && line.p[at] != ',')
          csv_fail(csv, "text after a closing quote", line);
      } else {
        const size_t start = at;
        while (at < line.n && line.p[at] != ',') at++;
        field = (tr_str){line.p + start, at - start};
        if (!tr_str_eq(field, tr_str_trim(field)))
          csv_fail(csv, "blanks around a field", field);
      }
      csv->field[csv->fields++] = field;
      if (at >= line.n) break;
      at++;
    }
    if (csv->fields != csv->wanted) csv_fail(csv, "too few fields", line);
    return true;
  }
  return false;
}

const char *csv_literal(const csv *csv, size_t at) {
  const tr_str text = csv->field[at];
  char *literal = take(csv, text.n * 2 + 3);
  size_t n = 0;
  literal[n++] = '"';
  for (size_t i = 0; i < text.n; i++) {
    const char c = text.p[i];
    if ((unsigned char)c < 0x20 || (unsigned char)c > 0x7E)
      csv_fail(csv, "a character is not plain ASCII", text);
    if (c == '"' || c == '\\') literal[n++] = '\\';
    literal[n++] = c;
  }
  literal[n++] = '"';
  return literal;
}

tr_code csv_code(const csv *csv, tr_str text, size_t most) {
  if (text.n == 0) csv_fail(csv, "a code is missing", (tr_str){0});
  if (text.n > most) csv_fail(csv, "a code is too long", text);
  for (size_t i = 0; i < text.n; i++) {
    const char c = text.p[i];
    if (!(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z'))
      csv_fail(csv, "no code: capital letters and digits only", text);
  }
  return tr_code_pack(text);
}

tr_day csv_day(const csv *csv, size_t at, tr_day blank) {
  const tr_str text = csv->field[at];
  tr_day day = blank;
  if (text.n > 0 && tr_day_read_iso(text, &day) != TR_OK)
    csv_fail(csv, "no date of the form YYYY-MM-DD", text);
  return day;
}

void csv_days(const csv *csv, size_t at, tr_day *from, tr_day *to) {
  *from = csv_day(csv, at, TR_DAY_MIN);
  *to = csv_day(csv, at + 1, TR_DAY_MAX);
  if (*from > *to) csv_fail(csv, "ends before it begins", csv->field[at + 1]);
}

unsigned csv_number(const csv *csv, size_t at, unsigned most) {
  const tr_str text = csv->field[at];
  unsigned number = 0;
  for (size_t i = 0; i < text.n; i++) {
    if (text.p[i] < '0' || text.p[i] > '9' || number > most)
      csv_fail(csv, "no number", text);
    number = number * 10 + (unsigned)(text.p[i] - '0');
  }
  if (number > most) csv_fail(csv, "the number is too large", text);
  return number;
}

unsigned csv_word(const csv *csv, tr_str word, const char *const *words,
                  size_t count) {
  for (size_t i = 0; i < count; i++)
    if (tr_str_eq(word, tr_str_of(words[i]))) return (unsigned)i;
  csv_fail(csv, "an unknown word", word.n > 0 ? word : TR_STR("(blank)"));
}

bool csv_yes(const csv *csv, size_t at) {
  static const char *const words[] = {"no", "yes"};
  return csv->field[at].n > 0 && csv_word(csv, csv->field[at], words, 2) == 1;
}

size_t csv_list(const csv *csv, size_t at, tr_str *parts) {
  const tr_str text = csv->field[at];
  size_t count = 0, start = 0;
  if (text.n == 0) return 0;
  for (size_t i = 0; i <= text.n; i++) {
    if (i < text.n && text.p[i] != '|') continue;
    if (count == CSV_LIST) csv_fail(csv, "the list is too long", text);
    if (i == start) csv_fail(csv, "an entry of the list is empty", text);
    parts[count++] = (tr_str){text.p + start, i - start};
    start = i + 1;
  }
  return count;
}

tr_regions csv_regions(const csv *csv, size_t at) {
  tr_str parts[CSV_LIST];
  const size_t count = csv_list(csv, at, parts);
  tr_regions all = 0;
  for (size_t i = 0; i < count; i++) {
    tr_regions one;
    if (!tr_regions_read(parts[i], &one)) csv_fail(csv, "no region", parts[i]);
    all |= one;
  }
  return all;
}

unsigned csv_confidence(const csv *csv, size_t at) {
  static const char *const words[] = {"official", "secondary", "background"};
  return csv_word(csv, csv->field[at], words, 3);
}
