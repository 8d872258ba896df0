/* The keys of a draft in the order of the note format; what was not found is
 * left out, and so is an object or list that would be empty. */
#include "note/soap.h"

#include <stdio.h>
#include <string.h>

/* A walk: the pointer so far. */
typedef struct walk {
  const tr_soap_watch *watch;
  char pointer[TR_SOAP_POINTER];
  size_t length;
} walk;

static bool has(const tr_soap_value *value) {
  return value->json != TR_NOTE_NONE;
}

/* Go one step down; the length to come back to. */
static size_t down(walk *w, const char *key) {
  const size_t before = w->length;
  const int n = snprintf(w->pointer + w->length, sizeof w->pointer - w->length,
                         "/%s", key);
  if (n > 0 && w->length + (size_t)n < sizeof w->pointer)
    w->length += (size_t)n;
  return before;
}

static void up(walk *w, size_t length) {
  w->length = length;
  w->pointer[length] = '\0';
}

static size_t down_index(walk *w, size_t index) {
  char key[16];
  snprintf(key, sizeof key, "%zu", index);
  return down(w, key);
}

static size_t open_object(walk *w, const char *key) {
  w->watch->open(w->watch->context, tr_str_of(key), false);
  return down(w, key);
}

static void close_object(walk *w, size_t before) {
  up(w, before);
  w->watch->close(w->watch->context, false);
}

static size_t open_list(walk *w, const char *key) {
  w->watch->open(w->watch->context, tr_str_of(key), true);
  return down(w, key);
}

static void close_list(walk *w, size_t before) {
  up(w, before);
  w->watch->close(w->watch->context, true);
}

static size_t open_entry(walk *w, size_t index) {
  w->watch->open(w->watch->context, TR_STR(""), false);
  return down_index(w, index);
}

static void put_absent(walk *w, const char *key) {
  if (w->watch->absent != NULL)
    w->watch->absent(w->watch->context, tr_str_of(key));
}

static void put(walk *w, const char *key, const tr_soap_value *value) {
  if (!has(value)) {
    put_absent(w, key);
    return;
  }
  const size_t before = down(w, key);
  w->watch->value(w->watch->context, tr_str_of(key), w->pointer, value);
  up(w, before);
}

static void put_entry(walk *w, size_t index, const tr_soap_value *value) {
  const size_t before = down_index(w, index);
  w->watch->value(w->watch->context, TR_STR(""), w->pointer, value);
  up(w, before);
}

static void put_section(walk *w, const char *key,
                        const tr_soap_section *section) {
  if (section->count == 0) {
    put_absent(w, key);
    return;
  }
  const size_t before = down(w, key);
  w->watch->section(w->watch->context, tr_str_of(key), w->pointer, section);
  up(w, before);
}

static void put_areas(walk *w, const tr_soap_areas *areas) {
  if (areas->count == 0) {
    put_absent(w, "areas");
    return;
  }
  const size_t before = open_list(w, "areas");
  for (size_t i = 0; i < areas->count; i++) put_entry(w, i, &areas->words[i]);
  close_list(w, before);
}

/* One value in an object of its own: {"kind": ...}. */
static void put_pair(walk *w, const char *key, const char *first,
                     const tr_soap_value *a, const char *second,
                     const tr_soap_value *b) {
  if (!has(a) && (b == NULL || !has(b)) && w->watch->absent == NULL) return;
  const size_t before = open_object(w, key);
  put(w, first, a);
  if (b != NULL) put(w, second, b);
  close_object(w, before);
}

static void put_patient(walk *w, const tr_soap_draft *draft) {
  if (!has(&draft->born) && !has(&draft->sex) && !has(&draft->weight)) return;
  const size_t before = open_object(w, "patient");
  put(w, "born", &draft->born);
  put(w, "sex", &draft->sex);
  put_pair(w, "weight", "value", &draft->weight, "unit", &draft->weight_unit);
  close_object(w, before);
}

static void put_author(walk *w, const tr_soap_draft *draft) {
  if (!has(&draft->author_npi) && !has(&draft->author_name) &&
      !has(&draft->credentials))
    return;
  const size_t before = open_object(w, "author");
  put(w, "npi", &draft->author_npi);
  put(w, "name", &draft->author_name);
  put(w, "credentials", &draft->credentials);
  close_object(w, before);
}

static void put_outcomes(walk *w, const tr_soap_draft *draft) {
  if (draft->outcome_count == 0) return;
  const size_t list = open_list(w, "outcomes");
  for (size_t i = 0; i < draft->outcome_count; i++) {
    const tr_soap_outcome *outcome = &draft->outcomes[i];
    const size_t entry = open_entry(w, i);
    put(w, "instrument", &outcome->instrument);
    put(w, "score", &outcome->score);
    put(w, "max", &outcome->max);
    put(w, "date", &outcome->date);
    close_object(w, entry);
  }
  close_list(w, list);
}

static void put_diagnoses(walk *w, const tr_soap_draft *draft) {
  if (draft->diagnosis_count == 0) {
    put_absent(w, "diagnoses");
    return;
  }
  const size_t list = open_list(w, "diagnoses");
  for (size_t i = 0; i < draft->diagnosis_count; i++) {
    const size_t entry = open_entry(w, i);
    put(w, "code", &draft->diagnoses[i].code);
    put(w, "status", &draft->diagnoses[i].status);
    close_object(w, entry);
  }
  close_list(w, list);
}

static void put_part(walk *w, const tr_soap_segment *segment) {
  size_t count = 0;
  for (size_t i = 0; i < 4; i++) count += has(&segment->part[i]);
  if (count == 0) return;
  const size_t list = open_list(w, "part");
  for (size_t i = 0, index = 0; i < 4; i++)
    if (has(&segment->part[i])) put_entry(w, index++, &segment->part[i]);
  close_list(w, list);
}

static void put_segments(walk *w, const tr_soap_draft *draft) {
  if (draft->segment_count == 0) {
    put_absent(w, "segments");
    return;
  }
  const size_t list = open_list(w, "segments");
  for (size_t i = 0; i < draft->segment_count; i++) {
    const size_t entry = open_entry(w, i);
    put(w, "level", &draft->segments[i].level);
    put(w, "region", &draft->segments[i].region);
    put_part(w, &draft->segments[i]);
    put(w, "adjusted", &draft->segments[i].adjusted);
    close_object(w, entry);
  }
  close_list(w, list);
}

static void put_exam(walk *w, const tr_soap_draft *draft) {
  if (draft->finding_count == 0) return;
  const size_t exam = open_object(w, "exam");
  const size_t list = open_list(w, "findings");
  for (size_t i = 0; i < draft->finding_count; i++) {
    const size_t entry = open_entry(w, i);
    put(w, "test", &draft->findings[i].test);
    put(w, "side", &draft->findings[i].side);
    put(w, "positive", &draft->findings[i].positive);
    close_object(w, entry);
  }
  close_list(w, list);
  close_object(w, exam);
}

static void put_service(walk *w, const tr_soap_service *service) {
  put(w, "code", &service->code);
  put(w, "kind", &service->kind);
  put(w, "method", &service->method);
  put_pair(w, "device", "kind", &service->device_kind, NULL, NULL);
  put_areas(w, &service->areas);
  put(w, "side", &service->side);
  put(w, "mode", &service->mode);
  put_pair(w, "force", "value", &service->force, "unit", &service->force_unit);
  put(w, "angle_degrees", &service->angle);
  put(w, "position", &service->position);
  put(w, "start", &service->start);
  put(w, "end", &service->end);
  put(w, "minutes", &service->minutes);
  put(w, "by", &service->by);
  put(w, "rationale", &service->rationale);
  put(w, "response", &service->response);
  put(w, "one_on_one", &service->one_on_one);
  put_absent(w, "primary"); /* nothing in a plain note says so */
  put_absent(w, "goal");
}

static void put_services(walk *w, const tr_soap_draft *draft) {
  if (draft->service_count == 0) return;
  const size_t list = open_list(w, "services");
  for (size_t i = 0; i < draft->service_count; i++) {
    const size_t entry = open_entry(w, i);
    put_service(w, &draft->services[i]);
    close_object(w, entry);
  }
  close_list(w, list);
}

static void put_goals(walk *w, const tr_soap_draft *draft) {
  if (draft->goal_count == 0) return;
  const size_t list = open_list(w, "goals");
  for (size_t i = 0; i < draft->goal_count; i++) {
    const size_t entry = open_entry(w, i);
    put(w, "text", &draft->goals[i].text);
    put(w, "measure", &draft->goals[i].measure);
    put(w, "target", &draft->goals[i].target);
    close_object(w, entry);
  }
  close_list(w, list);
}

static void put_plan_items(walk *w, const tr_soap_draft *draft) {
  if (draft->plan_item_count == 0) return;
  const size_t list = open_list(w, "items");
  for (size_t i = 0; i < draft->plan_item_count; i++) {
    const tr_soap_plan_item *item = &draft->plan_items[i];
    const size_t entry = open_entry(w, i);
    put(w, "code", &item->code);
    put_areas(w, &item->areas);
    put(w, "per_week", &item->per_week);
    put(w, "minutes", &item->minutes);
    put(w, "visits", &item->visits);
    close_object(w, entry);
  }
  close_list(w, list);
}

static void put_plan(walk *w, const tr_soap_draft *draft) {
  if (!has(&draft->visits) && !has(&draft->visit_number) &&
      !has(&draft->re_exam_due) && !has(&draft->phase) &&
      !has(&draft->plan_start) && !has(&draft->plan_end) &&
      draft->goal_count == 0 && draft->plan_item_count == 0) {
    put_absent(w, "plan_of_care");
    return;
  }
  const size_t plan = open_object(w, "plan_of_care");
  put(w, "start", &draft->plan_start);
  put(w, "end", &draft->plan_end);
  put(w, "visits", &draft->visits);
  put(w, "visit_number", &draft->visit_number);
  put(w, "re_exam_due", &draft->re_exam_due);
  put(w, "phase", &draft->phase);
  put_goals(w, draft);
  put_plan_items(w, draft);
  close_object(w, plan);
}

void tr_soap_walk(const tr_soap_draft *draft, const tr_soap_watch *watch) {
  walk w = {.watch = watch};
  put_patient(&w, draft);
  put(&w, "date_of_service", &draft->date_of_service);
  put_author(&w, draft);
  put(&w, "signed_at", &draft->signed_at);
  put_section(&w, "subjective", &draft->subjective);
  put_section(&w, "objective", &draft->objective);
  put_section(&w, "assessment", &draft->assessment);
  put_section(&w, "plan", &draft->plan);
  put_pair(&w, "pain", "before", &draft->pain_before, "after",
           &draft->pain_after);
  put_outcomes(&w, draft);
  put_diagnoses(&w, draft);
  put_segments(&w, draft);
  put_exam(&w, draft);
  put(&w, "contraindications_screened", &draft->screened);
  put_services(&w, draft);
  put_plan(&w, draft);
  put(&w, "abn", &draft->abn);
}
