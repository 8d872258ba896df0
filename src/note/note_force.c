/* What a force or weight of a note is in pounds. */
#include "note/note_force.h"

/* Numbers of a note are below 10^12 thousandths, so no product here exceeds
 * 10^12 * 10^13, and every quotient fits 64 bits. */
__extension__ typedef __int128 wide;

/* value * up / down, to the nearest, half away from zero. */
static int64_t scale(int64_t value, int64_t up, int64_t down) {
  const wide product = (wide)value * up;
  const wide half = product < 0 ? -(wide)down / 2 : (wide)down / 2;
  return (int64_t)((product + half) / down);
}

/* 1 lb = 0.45359237 kg; 1 lbf = 0.45359237 * 9.80665 N = 4.4482216152605 N. */
static int64_t of_kilograms(int64_t value) {
  return scale(value, INT64_C(100000000), INT64_C(45359237));
}

static int64_t of_newtons(int64_t value) {
  return scale(value, INT64_C(10000000000000), INT64_C(44482216152605));
}

tr_status tr_note_weight_pounds(const tr_note *note, int64_t *thousandths) {
  if (!tr_note_known(&note->weight) || !tr_note_known(&note->weight_unit))
    return TR_ENOTFOUND;
  const int64_t value = note->weight.number;
  const tr_str unit = note->weight_unit.text;
  if (tr_str_eq_nocase(unit, TR_STR("lb")))
    *thousandths = value;
  else if (tr_str_eq_nocase(unit, TR_STR("kg")))
    *thousandths = of_kilograms(value);
  else
    return TR_ENOTFOUND;
  return TR_OK;
}

tr_status tr_note_force_pounds(const tr_service *service,
                               int64_t *thousandths) {
  if (!tr_note_known(&service->force) || !tr_note_known(&service->force_unit))
    return TR_ENOTFOUND;
  const int64_t value = service->force.number;
  const tr_str unit = service->force_unit.text;
  if (tr_str_eq_nocase(unit, TR_STR("lb"))) {
    *thousandths = value;
  } else if (tr_str_eq_nocase(unit, TR_STR("kg"))) {
    *thousandths = of_kilograms(value);
  } else if (tr_str_eq_nocase(unit, TR_STR("N"))) {
    *thousandths = of_newtons(value);
  } else if (tr_str_eq_nocase(unit, TR_STR("%bw"))) {
    /* A thousand times one's weight is no force, and keeps within 64 bits. */
    if (value > INT64_C(100000000) || value < -INT64_C(100000000))
      return TR_ERANGE;
    int64_t weight;
    const tr_status status = tr_note_weight_pounds(service->note, &weight);
    if (status != TR_OK) return status;
    /* A per cent of thousandths: two factors of thousandths and a hundred. */
    *thousandths = scale(value, weight, INT64_C(100000));
  } else {
    return TR_ENOTFOUND;
  }
  return TR_OK;
}
