/* Tests of src/note/note_force.c. */
#include "note/note_force.h"

#include "tr_test.h"

static tr_note_field number(int64_t thousandths) {
  return (tr_note_field){.number = thousandths, .state = TR_FIELD_KNOWN};
}

static tr_note_field word(const char *text) {
  return (tr_note_field){
      .text = tr_str_of(text),
      .state = text != NULL ? TR_FIELD_KNOWN : TR_FIELD_ABSENT};
}

static void converts_forces(void **state) {
  (void)state;
  static const struct {
    int64_t value;
    const char *unit;
    int64_t weight;
    const char *weight_unit;
    tr_status status;
    int64_t pounds;
  } rows[] = {
      {60000, "lb", 0, NULL, TR_OK, 60000},
      {60500, "LB", 0, NULL, TR_OK, 60500},
      {-1000, "lb", 0, NULL, TR_OK, -1000},
      /* 1 kg = 2.20462262... lb */
      {1000, "kg", 0, NULL, TR_OK, 2205},
      {100000, "kg", 0, NULL, TR_OK, 220462},
      {-100000, "kg", 0, NULL, TR_OK, -220462},
      /* the definition, both ways */
      {45359237, "kg", 0, NULL, TR_OK, 100000000},
      /* 1 N = 0.22480894... lbf */
      {1000, "N", 0, NULL, TR_OK, 225},
      {100000, "N", 0, NULL, TR_OK, 22481},
      {444822, "N", 0, NULL, TR_OK, 100000},
      {INT64_C(999999999999), "N", 0, NULL, TR_OK, INT64_C(224808943099)},
      {50000, "%bw", 172000, "lb", TR_OK, 86000},
      {33333, "%bw", 172000, "lb", TR_OK, 57333},
      {50000, "%bw", 78000, "kg", TR_OK, 85981},
      {50000, "%bw", 0, NULL, TR_ENOTFOUND, 0},
      {50000, "%bw", 12000, "stone", TR_ENOTFOUND, 0},
      {100000000, "%bw", INT64_C(999999999999), "kg", TR_OK,
       INT64_C(2204622621847000)},
      {100000001, "%bw", 172000, "lb", TR_ERANGE, 0},
      {60000, "lbs", 0, NULL, TR_ENOTFOUND, 0},
      {60000, NULL, 0, NULL, TR_ENOTFOUND, 0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].unit));
    tr_note note = {.weight_unit = word(rows[i].weight_unit)};
    if (rows[i].weight_unit != NULL) note.weight = number(rows[i].weight);
    const tr_service service = {.note = &note,
                                .force = number(rows[i].value),
                                .force_unit = word(rows[i].unit)};
    int64_t pounds = -77;
    assert_int_equal(tr_note_force_pounds(&service, &pounds), rows[i].status);
    assert_true(pounds == (rows[i].status == TR_OK ? rows[i].pounds : -77));
  }
}

static void unreadable_is_not_found(void **state) {
  (void)state;
  const tr_note note = {0};
  tr_service service = {.note = &note,
                        .force = {.number = 5, .state = TR_FIELD_UNREADABLE},
                        .force_unit = word("lb")};
  int64_t pounds = -77;
  assert_int_equal(tr_note_force_pounds(&service, &pounds), TR_ENOTFOUND);
  service.force = number(5);
  service.force_unit.state = TR_FIELD_UNREADABLE;
  assert_int_equal(tr_note_force_pounds(&service, &pounds), TR_ENOTFOUND);
  assert_int_equal(tr_note_weight_pounds(&note, &pounds), TR_ENOTFOUND);
  assert_true(pounds == -77);
}

static void converts_weights(void **state) {
  (void)state;
  tr_note note = {.weight = number(78000), .weight_unit = word("kg")};
  int64_t pounds;
  assert_int_equal(tr_note_weight_pounds(&note, &pounds), TR_OK);
  assert_int_equal(pounds, 171961);
  note.weight_unit = word("lb");
  assert_int_equal(tr_note_weight_pounds(&note, &pounds), TR_OK);
  assert_int_equal(pounds, 78000);
}

TR_TESTS(cmocka_unit_test(converts_forces),
         cmocka_unit_test(unreadable_is_not_found),
         cmocka_unit_test(converts_weights))
