/* Tests of src/rule/fn_text.c. */
#include "rule_test.h"

static void looks_into_texts(void **state) {
  static const asked rows[] = {
      {TR_EACH_NOTE, "contains(note.subjective, \"low back\")", "yes"},
      {TR_EACH_NOTE, "contains(note.subjective, \"LOW BACK PAIN\")", "yes"},
      {TR_EACH_NOTE, "contains(note.subjective, \" back \")", "yes"},
      {TR_EACH_NOTE, "contains(note.subjective, \"ow back\")", "no"},
      {TR_EACH_NOTE, "contains(note.subjective, \"fever\")", "yes"},
      {TR_EACH_NOTE, "contains(note.subjective, \"\")", "no"},
      {TR_EACH_NOTE, "contains(note.plan, \"x\")", "?no-data"},
      {TR_EACH_NOTE, "says(note.subjective, \"fever\")", "no"},
      {TR_EACH_NOTE, "denies(note.subjective, \"fever\")", "yes"},
      {TR_EACH_NOTE, "says(note.subjective, \"back pain\")", "yes"},
      {TR_EACH_NOTE, "denies(note.subjective, \"back pain\")", "no"},
      {TR_EACH_NOTE, "note_has(note, \"back pain\")", "yes"},
      {TR_EACH_NOTE, "note_has(note, \"neck pain\")", "no"},
      {TR_EACH_NOTE, "note_denies(note, \"fever\")", "yes"},
      {TR_EACH_NOTE, "note_denies(note, \"back pain\")", "no"},
      {TR_EACH_CLAIM, "starts(billing.id, \"1245\")", "yes"},
      {TR_EACH_CLAIM, "starts(billing.id, \"245\")", "no"},
      {TR_EACH_CLAIM, "contains_byte(claim.id, \"-\")", "yes"},
      {TR_EACH_CLAIM, "contains_byte(claim.id, \".\")", "no"},
      {TR_EACH_CLAIM, "length(\"abc\")", "3"},
      {TR_EACH_CLAIM, "length(\"\")", "0"},
      {TR_EACH_CLAIM, "length(\"h\xc3\xa9\")", "2"},
      {TR_EACH_CLAIM, "length(\"\xff\xfe\")", "2"},
      {TR_EACH_CLAIM, "digits(billing.id)", "yes"},
      {TR_EACH_CLAIM, "digits(claim.id)", "no"},
      {TR_EACH_CLAIM, "digits(\"\")", "no"},
      {TR_EACH_CLAIM, "digit_count(\"74-12\", \"-\")", "4"},
      {TR_EACH_CLAIM, "digit_count(\"74 12\", \"-\")", "0"},
      {TR_EACH_CLAIM, "digit_count(\"74-12A\", \"-\")", "0"},
      {TR_EACH_CLAIM, "digit_count(\"74 1-2\", \"- \")", "4"},
      {TR_EACH_CLAIM, "digit_count(\"7412\", \"\")", "4"},
      {TR_EACH_CLAIM, "digits_of(\"74-12 A\")", "7412"},
      {TR_EACH_CLAIM, "digits_of(\"-\")", ""},
      {TR_EACH_CLAIM, "in_lower_case(\"G0283\")", "no"},
      {TR_EACH_CLAIM, "in_lower_case(\"g0283\")", "yes"},
      {TR_EACH_CLAIM, "in_lower_case(\"S134XXz\")", "yes"},
      {TR_EACH_CLAIM, "in_lower_case(\"`{@[\")", "no"},
      {TR_EACH_DIAGNOSIS, "begins(diagnosis.code, \"M99\")", "yes"},
      {TR_EACH_DIAGNOSIS, "begins(diagnosis.code, \"M99.03\")", "yes"},
      {TR_EACH_DIAGNOSIS, "begins(diagnosis.code, \"M54\")", "no"},
      {TR_EACH_DIAGNOSIS, "dotted(diagnosis.code)", "M99.03"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

TR_TESTS(RULE_TEST(looks_into_texts))
