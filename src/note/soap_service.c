/* The services of a visit: each service that was given once, with what its
 * own statement says of it and the statements that go on about it. */
#include "note/soap_parts.h"

/* Where the reading stands. */
typedef struct reading {
  tr_soap *soap;
  tr_soap_service *current; /* the service told of last; NULL: none */
  char place;               /* of its statement */
  bool blocked;             /* told of last was one that was not given */
  bool several;             /* its statement told of more than one */
} reading;

static bool is_text(tr_str text, const char *wanted) {
  return tr_str_eq(text, tr_str_of(wanted));
}

static bool is_known(const tr_soap_value *value, const char *word) {
  return word[0] == '\0' || !tr__soap_has(value) || is_text(value->text, word);
}

static bool code_agrees(const tr_soap *soap, const tr_soap_service *service,
                        const tr_soap_anchor *anchor) {
  return anchor->code == NULL || !tr__soap_has(&service->code) ||
         tr_str_eq_nocase(service->code.text,
                          tr__soap_text(soap, anchor->code));
}

/* Whether an anchor's own part names other areas than the service has, and
 * details that it has already: then it is another one. */
static bool is_another(const tr_soap *soap, const tr_soap_service *service,
                       const tr_soap_anchor *anchor) {
  if (is_text(service->kind.text, "cmt")) return false;
  bool areas = false, same = false, detail = false;
  for (size_t i = anchor->from; i < anchor->until; i++) {
    const tr_soap_item *item = &soap->items[i];
    const char *area = tr__soap_area_of(soap, item);
    if (item->shape == TR_SOAP_AMOUNT &&
        (is_text(tr_str_of(item->word), "min") ||
         is_text(tr_str_of(item->word), "lb")))
      detail = true;
    if (area == NULL) continue;
    areas = true;
    for (size_t a = 0; a < service->areas.count; a++)
      same = same || is_text(service->areas.words[a].text, area);
  }
  return service->areas.count > 0 && areas && !same && detail &&
         tr__soap_has(&service->minutes);
}

static bool is_of_limb(const tr_soap_service *service) {
  tr_regions regions = 0;
  return tr_str_starts(service->code.text, TR_STR("98943")) ||
         (service->areas.count > 0 &&
          tr_regions_read(service->areas.words[0].text, &regions) &&
          (regions & TR_REGIONS_SPINE) == 0);
}

static tr_soap_service *find_service(reading *r, const tr_soap_anchor *anchor,
                                     bool limbs) {
  tr_soap_draft *draft = r->soap->draft;
  const bool adjustment = is_text(tr_str_of(anchor->kind), "cmt");
  for (size_t i = draft->service_count; i-- > 0;) {
    tr_soap_service *service = &draft->services[i];
    if (is_text(service->kind.text, anchor->kind) &&
        is_known(&service->method, anchor->method) &&
        (!adjustment || is_of_limb(service) == limbs) &&
        code_agrees(r->soap, service, anchor) &&
        !is_another(r->soap, service, anchor))
      return service;
  }
  return NULL;
}

static tr_soap_service *take_adjustment(reading *r,
                                        const tr_soap_anchor *anchor,
                                        bool limbs) {
  tr_soap *soap = r->soap;
  tr_soap_draft *draft = soap->draft;
  const tr_soap_item *item = anchor->word != NULL ? anchor->word : anchor->code;
  tr_soap_service *service = find_service(r, anchor, limbs);
  if (service == NULL) {
    if (draft->service_count == TR_SOAP_SERVICES) return NULL;
    service = &draft->services[draft->service_count++];
    service->kind = tr__soap_word_value(anchor->kind, item->span);
  }
  if (anchor->method[0] != '\0' && !tr__soap_has(&service->method))
    service->method = tr__soap_word_value(anchor->method, item->span);
  if (anchor->code != NULL && !tr__soap_has(&service->code)) {
    const tr_soap_row *row = tr__soap_is(soap, anchor->code, TR_SOAP_CODE);
    service->code = tr__soap_text_value(
        soap, (tr_span){anchor->code->span.start,
                        anchor->code->span.start + tr_str_of(row->phrase).n});
  }
  return service;
}

static tr_soap_service *take_service(reading *r, const tr_soap_anchor *anchor) {
  return take_adjustment(r, anchor, false);
}

/* "IFC to the neck with ice": the areas of both. */
static void share_areas(reading *r, tr_soap_service *service,
                        const tr_soap_anchor *before, size_t until) {
  for (size_t i = before->end; i < until; i++) {
    const tr_soap_item *item = &r->soap->items[i];
    const char *area = tr__soap_area_of(r->soap, item);
    if (area != NULL) tr__soap_add_area(&service->areas, area, item->span);
  }
}

/* "both one on one", behind the last of several services. */
static void share_one_on_one(reading *r, const tr_soap_statement *in,
                             tr_soap_service *service) {
  for (size_t i = in->first; i + 1 < in->end; i++)
    if ((tr__soap_is_word(r->soap, &r->soap->items[i], "both") ||
         tr__soap_is_word(r->soap, &r->soap->items[i], "all")) &&
        tr__soap_is(r->soap, &r->soap->items[i + 1], TR_SOAP_ONE) != NULL)
      service->one_on_one =
          tr__soap_flag_value(true, r->soap->items[i + 1].span);
}

/* "ten minutes of heat, eight of ultrasound, all to the neck" */
static void share_all_areas(reading *r, const tr_soap_statement *in,
                            tr_soap_service *service) {
  if (service->areas.count > 0) return;
  for (size_t i = in->first; i + 2 < in->end; i++) {
    if (!tr__soap_is_word(r->soap, &r->soap->items[i], "all") ||
        tr__soap_is(r->soap, &r->soap->items[i + 1], TR_SOAP_TO) == NULL)
      continue;
    for (size_t j = i + 2; j < in->end && j < i + 5; j++) {
      const char *area = tr__soap_area_of(r->soap, &r->soap->items[j]);
      if (area != NULL)
        tr__soap_add_area(&service->areas, area, r->soap->items[j].span);
    }
  }
}

/* The spine and what is beyond it are two services, as they are two codes. */
static bool names_limb(const tr_soap *soap, const tr_soap_anchor *anchor,
                       bool limb) {
  for (size_t i = anchor->from; i < anchor->until; i++) {
    const char *area = tr__soap_area_of(soap, &soap->items[i]);
    tr_regions regions = 0;
    if (area == NULL || !tr_regions_read(tr_str_of(area), &regions)) continue;
    if (((regions & TR_REGIONS_SPINE) == 0) == limb) return true;
  }
  return false;
}

static bool is_limb_code(const tr_soap *soap, const tr_soap_item *code) {
  return code != NULL &&
         is_text(tr_str_of(tr__soap_is(soap, code, TR_SOAP_CODE)->first),
                 "cmt") &&
         tr_str_starts(tr__soap_text(soap, code), TR_STR("98943"));
}

static bool tells_limb_code(const tr_soap *soap) {
  for (size_t i = 0; i < soap->item_count; i++)
    if (soap->items[i].shape == TR_SOAP_PROCEDURE &&
        is_limb_code(soap, &soap->items[i]))
      return true;
  return false;
}

static void read_adjustment(reading *r, const tr_soap_statement *in,
                            const tr_soap_anchor *anchor) {
  const bool limb_code = is_limb_code(r->soap, anchor->code);
  const bool limb = limb_code || names_limb(r->soap, anchor, true);
  const bool spine = names_limb(r->soap, anchor, false) || !limb;
  /* in one breath they are one, unless the code of the limbs is told */
  const bool apart = limb_code || !spine || tells_limb_code(r->soap);
  for (int limbs = 0; limbs < 2; limbs++) {
    if (!(limbs == 1 ? limb && apart : spine)) continue;
    tr_soap_anchor own = *anchor;
    if (limb_code != (limbs == 1)) own.code = NULL;
    tr_soap_service *service = take_adjustment(r, &own, limbs == 1);
    if (service == NULL) continue;
    r->current = service;
    tr__soap_adjusted(r->soap, service, in, anchor->from, anchor->until,
                      limbs == 1, apart);
  }
}

/* "EMS & HP x 15 min": what is said behind the last is said of all of them. */
static tr_status read_anchor(reading *r, const tr_soap_statement *in,
                             const tr_soap_anchor *anchors, size_t count,
                             size_t at) {
  const tr_soap_anchor *anchor = &anchors[at];
  r->place = in->place;
  r->blocked = false;
  if (is_text(tr_str_of(anchor->kind), "cmt")) {
    read_adjustment(r, in, anchor);
    return TR_OK;
  }
  tr_soap_service *service = take_service(r, anchor);
  if (service == NULL) return TR_OK;
  r->current = service;
  tr_status status = tr__soap_details(r->soap, service, in, anchor->from,
                                      anchor->end, anchor->until);
  size_t last = at;
  while (last + 1 < count && anchors[last].shares) last++;
  if (at > 0 && anchors[at - 1].shares && anchors[at - 1].given)
    share_areas(r, service, &anchors[at - 1], anchor->at);
  if (status == TR_OK && last != at)
    status = tr__soap_details(r->soap, service, in, anchors[last].end,
                              anchors[last].end, anchors[last].until);
  if (count > 1) {
    share_one_on_one(r, in, service);
    share_all_areas(r, in, service);
  }
  return status;
}

/* --- Statements that go on ------------------------------------------------ */

static bool is_detail(const tr_soap *soap, const tr_soap_item *item) {
  if (item->shape == TR_SOAP_AMOUNT)
    return is_text(tr_str_of(item->word), "min") ||
           is_text(tr_str_of(item->word), "lb") ||
           is_text(tr_str_of(item->word), "kg") ||
           is_text(tr_str_of(item->word), "%bw") ||
           is_text(tr_str_of(item->word), "deg") ||
           is_text(tr_str_of(item->word), "N");
  return item->shape == TR_SOAP_TIME ||
         tr__soap_is(soap, item, TR_SOAP_MODE) != NULL ||
         tr__soap_is(soap, item, TR_SOAP_POSITION) != NULL ||
         tr__soap_is(soap, item, TR_SOAP_DEVICE) != NULL ||
         tr__soap_is(soap, item, TR_SOAP_REASON) != NULL ||
         tr__soap_is(soap, item, TR_SOAP_ONE) != NULL;
}

static bool is_label(const tr_soap *soap, const tr_soap_statement *in) {
  static const char *const labels[] = {
      "region",     "regions",   "area",     "areas",      "location",
      "position",   "mode",      "time",     "duration",   "force",
      "weight",     "setting",   "settings", "device",     "side",
      "by",         "performed", "provider", "table",      "angle",
      "pull",       "applied",   "start",    "parameters", "tech",
      "technician", "operator",  "staff",    "duration",   "peak",
      "in",         "max",       "tension"};
  const tr_soap_item *item = &soap->items[in->first];
  for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
    if (tr__soap_is_word(soap, item, labels[i])) return true;
  return false;
}

/* Whether a statement that names no service speaks of the one before. */
static bool goes_on(const reading *r, const tr_soap_statement *in) {
  const tr_soap *soap = r->soap;
  if (r->current == NULL || r->blocked || in->place != r->place || in->past)
    return false;
  if (is_text(r->current->kind.text, "cmt") || r->several) return false;
  /* one on one is no treatment by a machine: this tells of another */
  for (size_t i = in->first; i < in->end; i++)
    if (tr__soap_is(soap, &soap->items[i], TR_SOAP_ONE) != NULL &&
        (is_text(r->current->kind.text, "traction") ||
         is_text(r->current->kind.text, "heat-cold") ||
         is_text(r->current->kind.text, "estim-unattended")))
      return false;
  bool detail = is_label(soap, in);
  for (size_t i = in->first; i < in->end; i++) {
    const tr_soap_item *item = &soap->items[i];
    const tr_soap_row *cue = tr__soap_is(soap, item, TR_SOAP_CUE);
    if (tr__soap_is(soap, item, TR_SOAP_TOTAL) != NULL ||
        (tr__soap_is(soap, item, TR_SOAP_TEST) != NULL &&
         tr__soap_is(soap, &soap->items[in->first], TR_SOAP_REASON) == NULL) ||
        item->shape == TR_SOAP_DATE || item->shape == TR_SOAP_DIAGNOSIS ||
        (cue != NULL && !is_text(tr_str_of(cue->first), "done") &&
         !is_text(tr_str_of(cue->second), "held") &&
         !is_text(tr_str_of(cue->first), "no")))
      return false;
    detail = detail || is_detail(soap, item);
  }
  return detail;
}

static bool names(const tr_soap *soap, const tr_soap_statement *in,
                  const char *const *words, size_t count) {
  for (size_t i = in->first; i < in->end; i++)
    for (size_t w = 0; w < count; w++)
      if (tr__soap_is_word(soap, &soap->items[i], words[w])) return true;
  return false;
}

/* How a treatment was taken: said of the traction where there is one, else of
 * what was told last; of a visit as a whole only where it had one service. */
static void read_response(reading *r, const tr_soap_statement *in,
                          bool same_statement) {
  tr_soap_draft *draft = r->soap->draft;
  const tr_span span = tr__soap_response(r->soap, in);
  if (span.end == 0 || r->blocked || in->past) return;
  switch (in->place) {
    case TR_SOAP_SUBJECTIVE:
    case TR_SOAP_HISTORY:
    case TR_SOAP_FAMILY:
    case TR_SOAP_GOAL:
    case TR_SOAP_HOME:
    case TR_SOAP_NEXT:
      return;
    default:
      break;
  }
  static const char *const whole[] = {
      "treatment", "tx",         "care",       "visit",      "all",
      "session",   "treatments", "everything", "procedures", "rx"};
  tr_soap_service *service = r->current;
  if (!same_statement &&
      names(r->soap, in, whole, sizeof whole / sizeof whole[0]) &&
      draft->service_count != 1)
    service = NULL;
  if (service == NULL || tr__soap_has(&service->response)) return;
  /* "no complications" is said of everything */
  if (r->soap->text.p[span.start] == 'N' && draft->service_count > 1 &&
      !is_text(service->kind.text, "traction"))
    return;
  service->response = tr__soap_text_value(r->soap, span);
}

/* "Also L5." behind an adjustment. */
static bool adds_levels(const reading *r, const tr_soap_statement *in) {
  static const char *const first[] = {"also", "and", "plus", "both", "then"};
  if (r->current == NULL || r->blocked || in->past ||
      !is_text(r->current->kind.text, "cmt") || in->end - in->first > 12)
    return false;
  for (size_t i = 0; i < sizeof first / sizeof first[0]; i++)
    if (tr__soap_is_word(r->soap, &r->soap->items[in->first], first[i]) &&
        in->first + 1 < in->end &&
        tr__soap_level_of(r->soap, &r->soap->items[in->first + 1]) != NULL)
      return true;
  return false;
}

static tr_status read_statement(reading *r, const tr_soap_statement *in) {
  tr_soap_anchor anchors[TR_SOAP_ANCHORS];
  const size_t count = tr__soap_anchors(r->soap, in, anchors);
  bool given = false;
  tr_status status = TR_OK;
  if (count > 0) r->several = count > 1;
  for (size_t i = 0; i < count && status == TR_OK; i++) {
    if (!anchors[i].given) {
      if (anchors[i].denied || in->place != TR_SOAP_OBJECTIVE)
        r->blocked = !given;
      continue;
    }
    given = true;
    status = read_anchor(r, in, anchors, count, i);
  }
  if (count == 0 && adds_levels(r, in))
    tr__soap_adjusted(r->soap, r->current, in, in->first, in->end, false,
                      false);
  if (status == TR_OK && count == 0 && goes_on(r, in))
    status = tr__soap_details(r->soap, r->current, in, in->first, in->first,
                              in->end);
  if (status == TR_OK && (given || count == 0)) read_response(r, in, given);
  return status;
}

tr_status tr__soap_services(tr_soap *soap) {
  reading r = {.soap = soap};
  tr_status status = TR_OK;
  for (size_t i = 0; i < soap->statement_count && status == TR_OK; i++)
    status = read_statement(&r, &soap->statements[i]);
  return status;
}
