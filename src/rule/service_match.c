/* Services without a code of their own are known by kind, method and area:
 * this table says by which codes each may be billed. */
#include "rule/service_match.h"

enum { ROW_CODES = 10 };

typedef struct match_row {
  const char *kind;
  const char *method; /* NULL: any */
  const char *device; /* says the same as the method; NULL: none does */
  const char *codes[ROW_CODES];
} match_row;

static const match_row rows[] = {
    {"cmt", NULL, NULL, {"98940", "98941", "98942", "98943"}},
    {"traction", "manual", NULL, {"97012", "97140"}},
    {"traction",
     "flexion-distraction",
     "flexion-distraction-table",
     {"97012", "97140", "98940", "98941", "98942"}},
    {"traction", "roller", "roller-table", {"97012", "97039"}},
    {"traction",
     "decompression",
     "decompression-table",
     {"97012", "S9090", "97039", "1044M"}},
    {"traction", NULL, NULL, {"97012", "1044M"}},
    {"manual", NULL, NULL, {"97140"}},
    {"massage", NULL, NULL, {"97124"}},
    {"exercise", NULL, NULL, {"97110"}},
    {"neuromuscular", NULL, NULL, {"97112"}},
    {"activities", NULL, NULL, {"97530"}},
    {"gait", NULL, NULL, {"97116"}},
    {"heat-cold", NULL, NULL, {"97010"}},
    {"estim-unattended", NULL, NULL, {"97014", "G0283"}},
    {"estim-attended", NULL, NULL, {"97032"}},
    {"ultrasound", NULL, NULL, {"97035"}},
    {"laser", NULL, NULL, {"97037", "S8948", "97039", "0552T"}},
    {"needling", NULL, NULL, {"20560", "20561"}},
    {"acupuncture", NULL, NULL, {"97810", "97811", "97813", "97814"}},
};

static bool is_word(const tr_note_field *field, const char *word) {
  return field->state == TR_FIELD_KNOWN &&
         tr_str_eq(field->text, tr_str_of(word));
}

/* The device tells the method where the note leaves it open: none is given, or
 * only that it was a machine. */
static bool is_by(const tr_service *service, const match_row *row) {
  if (is_word(&service->method, row->method)) return true;
  const bool open = service->method.state != TR_FIELD_KNOWN ||
                    is_word(&service->method, "mechanical");
  return open && row->device != NULL &&
         is_word(&service->device_kind, row->device);
}

static bool row_bills(const match_row *row, tr_code code) {
  for (int i = 0; i < ROW_CODES && row->codes[i] != NULL; i++)
    if (tr_code_pack(tr_str_of(row->codes[i])) == code) return true;
  return false;
}

/* 98943 bills what lies outside the spine, 98940-98942 what lies in it. */
static bool cmt_area_fits(const tr_service *service, tr_code code) {
  const tr_regions areas = service->areas.regions;
  if (areas == 0) return true;
  const bool spinal = (areas & TR_REGIONS_SPINE) != 0;
  const bool other = (areas & ~(TR_REGIONS_SPINE | TR_REGION_ANY)) != 0;
  return code == TR_CODE("98943") ? other : spinal || !other;
}

bool tr_service_matches(const tr_service *service, tr_code code) {
  if (service->code.state == TR_FIELD_KNOWN)
    return (tr_code)service->code.number == code;
  if (is_word(&service->kind, "exam"))
    return tr_code_starts(code, TR_CODE("992")) ||
           tr_code_starts(code, TR_CODE("9716"));
  if (is_word(&service->kind, "x-ray"))
    return tr_code_starts(code, TR_CODE("7"));
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    if (!is_word(&service->kind, rows[i].kind)) continue;
    if (rows[i].method != NULL && !is_by(service, &rows[i])) continue;
    return row_bills(&rows[i], code) &&
           (!is_word(&service->kind, "cmt") || cmt_area_fits(service, code));
  }
  return false;
}
