/* Writes visits as claims, for the tests that read them back by another way.
 *
 *   encounters PRACTICE <visits >claims.837
 *
 * A visit is lines of fields parted by tabs:
 *   visit  patient  author  claim  date
 *   dx     code
 *   line   code  modifiers (one blank between)  units  pointers  description
 * Status 1 and "visit N: ..." where a visit is refused or something lacks. */
#include <stdio.h>
#include <stdlib.h>

#include "input/practice_json.h"

enum { VISITS = 64, FIELDS = 8, TEXT = 1 << 20 };

static tr_encounter visits[VISITS];
static tr_encounter_line lines[VISITS][TR_ENCOUNTER_LINES];
static size_t visit_count;

static void print_fault(void *context, const tr_practice_fault *fault) {
  (void)context;
  fprintf(stderr, "%s: %s\n", fault->pointer, fault->message);
}

static char *read_all(FILE *file, size_t *length) {
  char *text = malloc(TEXT + 1);
  if (text == NULL || file == NULL) exit(3);
  *length = fread(text, 1, TEXT, file);
  text[*length] = '\0';
  return text;
}

static tr_note_field field_of(tr_str text) {
  return (tr_note_field){
      .text = text, .state = text.n > 0 ? TR_FIELD_KNOWN : TR_FIELD_ABSENT};
}

static void begin_visit(const tr_practice *practice, const tr_str *fields) {
  tr_encounter *made = &visits[visit_count];
  tr_practice_lacks lacks = {0};
  *made = (tr_encounter){.claim_id = fields[3], .lines = lines[visit_count]};
  if (tr_day_read_iso(fields[4], &made->service) != TR_OK) exit(3);
  tr_note note = {.patient_id = field_of(fields[1]),
                  .author_npi = field_of(fields[2]),
                  .date_of_service = field_of(fields[4])};
  note.date_of_service.number = made->service;
  if (!tr_practice_people(practice, &note, made, &lacks)) {
    tr_buf text;
    tr_buf_init(&text, 4096);
    tr_practice_lack_text(&lacks.at[0], &text);
    printf("visit %zu: %.*s\n", visit_count, (int)text.n, text.p);
    exit(1);
  }
  visit_count++;
}

/* The numbers or codes of a field, parted by blanks. */
static tr_str next_word(tr_str *rest) {
  size_t n = 0;
  while (n < rest->n && rest->p[n] != ' ') n++;
  const tr_str word = {rest->p, n};
  const size_t used = n < rest->n ? n + 1 : n;
  *rest = (tr_str){rest->p + used, rest->n - used};
  return word;
}

static int number_of(tr_str text) {
  int number = 0;
  for (size_t i = 0; i < text.n; i++) number = number * 10 + (text.p[i] - '0');
  return number;
}

static void add_line(const tr_practice *practice, const tr_str *fields) {
  tr_encounter *visit = &visits[visit_count - 1];
  tr_encounter_line *line = &lines[visit_count - 1][visit->line_count++];
  *line = (tr_encounter_line){.procedure = tr_code_pack(fields[1]),
                              .units = number_of(fields[3]),
                              .description = fields[5]};
  for (tr_str rest = fields[2]; rest.n > 0;)
    line->modifiers[line->modifier_count++] = tr_code_pack(next_word(&rest));
  for (tr_str rest = fields[4]; rest.n > 0;)
    line->pointers[line->pointer_count++] =
        (uint8_t)number_of(next_word(&rest));
  const tr_practice_payer *payer = NULL;
  for (uint32_t i = 0; i < practice->payer_count; i++)
    if (&practice->payers[i].party == visit->payer)
      payer = &practice->payers[i];
  tr_practice_lacks lacks = {0};
  if (tr_practice_charge(practice, payer, line, 1, &lacks) == TR_OK) return;
  printf("visit %zu: no charge\n", visit_count - 1);
  exit(1);
}

static void take(const tr_practice *practice, tr_str text) {
  tr_str fields[FIELDS] = {{"", 0}};
  for (size_t f = 0, from = 0, i = 0; i <= text.n && f < FIELDS; i++)
    if (i == text.n || text.p[i] == '\t') {
      fields[f++] = (tr_str){text.p + from, i - from};
      from = i + 1;
    }
  if (tr_str_eq(fields[0], TR_STR("visit"))) begin_visit(practice, fields);
  if (visit_count == 0) exit(3);
  tr_encounter *visit = &visits[visit_count - 1];
  if (tr_str_eq(fields[0], TR_STR("dx")))
    visit->diagnoses[visit->diagnosis_count++] = tr_code_pack(fields[1]);
  if (tr_str_eq(fields[0], TR_STR("line"))) add_line(practice, fields);
}

static int write_all(void) {
  const tr_encounter_file file = {.date = tr_day_of(2026, 6, 30),
                                  .control = 77};
  tr_write_error error = {0};
  size_t bad = 0;
  tr_buf out;
  tr_buf_init(&out, 64 << 20);
  const tr_status status =
      tr_encounters_write(visits, visit_count, &file, &out, &error, &bad);
  char segment[TR_CODE_BYTES + 1];
  tr_code_text(error.segment, segment);
  if (status == TR_OK)
    fwrite(out.p, 1, out.n, stdout);
  else
    printf("visit %zu: %s%02u %s\n", bad, segment, error.element,
           status == TR_ESYNTAX ? error.reason : tr_status_text(status));
  tr_buf_done(&out);
  return status != TR_OK;
}

int main(int count, char **arguments) {
  size_t practice_length, visits_length;
  if (count != 2) return 3;
  FILE *file = fopen(arguments[1], "rb");
  char *practice_text = read_all(file, &practice_length);
  fclose(file);
  char *visits_text = read_all(stdin, &visits_length);
  tr_arena arena;
  tr_arena_init(&arena, TR_PRACTICE_ARENA);
  const tr_practice *practice;
  if (tr_practice_read(&arena, (tr_str){practice_text, practice_length},
                       print_fault, NULL, &practice) != TR_OK)
    return 3;
  for (size_t from = 0, i = 0; i < visits_length; i++)
    if (visits_text[i] == '\n') {
      take(practice, (tr_str){visits_text + from, i - from});
      from = i + 1;
    }
  const int status = write_all();
  tr_arena_done(&arena);
  free(practice_text);
  free(visits_text);
  return status;
}
