/* Tests of src/rule/eval_place.c: where the caret goes. */
#include "rule_test.h"

/* "SV104=1@2", "LX=LX*1", "/plan", each place after a blank. */
static void show_place(tr_buf *out, const tr_found_place *found) {
  if (out->n > 0) tr_buf_add_char(out, ' ');
  if (found->in_note)
    tr_buf_addf(out, "%s:%s", found->note->id.text.p, found->pointer);
  if (!found->in_claim) return;
  const tr_place *at = &found->place;
  tr_buf_addf(out, "%s=%.*s", at->element[0] ? at->element : at->segment,
              TR_STR_ARG(at->value));
  if (found->line != NULL) tr_buf_addf(out, "@%d", (int)found->line->index + 1);
}

static tr_str place_of(rule_fixture *f, const char *each, const char *when,
                       const char *at) {
  const tr_program *program;
  tr_found_place found[8];
  tr_buf_clear(&f->out);
  f->status = each == NULL ? tr_compile_place(&f->arena, tr_str_of(at), &f->env,
                                              &program, &f->error)
                           : tr_compile_places(&f->arena, tr_str_of(each),
                                               tr_str_of(when), tr_str_of(at),
                                               &f->env, &program, &f->error);
  if (f->status != TR_OK) {
    tr_buf_addf(&f->out, "%d: %s", f->error.part, f->error.message);
    return tr_buf_str(&f->out);
  }
  assert_int_equal(program->type, TR_TYPE_PLACE);
  const size_t count =
      tr_eval_places(program, &f->scope, found, TR_COUNT(found));
  for (size_t i = 0; i < count; i++) show_place(&f->out, &found[i]);
  return tr_buf_str(&f->out);
}

static void places_fields_and_entities(void **state) {
  rule_fixture *f = *state;
  static const struct {
    tr_each each;
    const char *at, *shown;
  } rows[] = {
      {TR_EACH_LINE, "line.units", "SV104=1@1"},
      {TR_EACH_LINE, "line.code", "SV101-2=98940@1"},
      {TR_EACH_LINE, "line.modifiers", "SV101-3=AT@1"},
      {TR_EACH_LINE, "line.modifier(59)", "SV101-4=59@1"},
      {TR_EACH_LINE, "line.modifier(25)", ""},
      {TR_EACH_LINE, "line.pointers", "SV107-1=1@1"},
      {TR_EACH_LINE, "line.description", "SV101-7=@1"},
      {TR_EACH_LINE, "line", "LX=LX*1@1"},
      {TR_EACH_LINE, "line.references", "REF=REF*6R*LINE-1@1"},
      {TR_EACH_LINE, "line.attachments", ""},
      {TR_EACH_LINE, "line.pointed", "HI=HI*ABK:M9903*ABF:M54.16*ABF:S335XXA"},
      {TR_EACH_LINE, "line.services", ""},
      {TR_EACH_PAIR, "second.services", "n-1:/services/0"},
      {TR_EACH_PAIR, "second.rendering",
       "NM1=NM1*82*1*SUBST*ANN****XX*"
       "1679576722@2"},
      {TR_EACH_PAIR, "first.rendering", ""},
      {TR_EACH_PAIR, "second.rendering.id", "NM109=1679576722@2"},
      {TR_EACH_CLAIM, "claim", "CLM=CLM*A-1*135.5***11:B:1*Y*A*Y*Y**AA:OA::LA"},
      {TR_EACH_CLAIM, "claim.place", "CLM05-1=11"},
      {TR_EACH_CLAIM, "claim.causes", "CLM11-1=AA"},
      {TR_EACH_CLAIM, "claim.delay_reason", "CLM20="},
      {TR_EACH_CLAIM, "claim.filing_code", "SBR09=CI"},
      {TR_EACH_CLAIM, "claim.group_name", "SBR04=BIG PLAN"},
      {TR_EACH_CLAIM, "claim.patient_relation", ""},
      {TR_EACH_CLAIM, "claim.diagnoses",
       "HI=HI*ABK:M9903*ABF:M54.16*"
       "ABF:S335XXA"},
      {TR_EACH_CLAIM, "patient.birth", "DMG02=19790502"},
      {TR_EACH_CLAIM, "set.created", "BHT04=20261115"},
      {TR_EACH_CLAIM, "set", "BHT=BHT*0019*00*B-17*20261115*0830*CH"},
      {TR_EACH_DIAGNOSIS, "diagnosis.code", "HI01-2=M9903"},
      {TR_EACH_PARTY, "party.zip", "N403=708011234"},
      {TR_EACH_DATE, "date.from", "DTP03=20261001"},
      {TR_EACH_OTHER_PAYER, "other_payer",
       "SBR=SBR*S*01*GRP2*SECOND "
       "PLAN*12****CI"},
      {TR_EACH_ADJUDICATION, "adjudication.paid", "SVD02=60.5@1"},
      {TR_EACH_ATTACHMENT, "attachment", "PWK=PWK*OZ*EL***AC*CTRL-7"},
      {TR_EACH_SEGMENT, "segment",
       "CLM=CLM*A-1*135.5***11:B:1*Y*A*Y*Y**AA:OA::"
       "LA"},
      {TR_EACH_DAY, "day", "LX=LX*1@1"},
      {TR_EACH_NOTE, "note.phase", "n-1:/plan_of_care/phase"},
      {TR_EACH_NOTE, "note", "n-1:"},
      {TR_EACH_NOTE, "note.plan_end", "n-1:"},
      {TR_EACH_NOTE, "note.segments", "n-1:/segments/0"},
      {TR_EACH_SERVICE, "service", "n-1:/services/0"},
      {TR_EACH_SERVICE, "service.force", "n-1:/services/0/force/value"},
      {TR_EACH_SERVICE, "service.response", "n-1:/services/0"},
      {TR_EACH_SERVICE, "service.areas", "n-1:/areas"},
      {TR_EACH_LINE, "line.units + 1",
       "0: a place is a field or an entity, such as line.units or line"},
      {TR_EACH_LINE, "line.minutes",
       "0: it has no place of its own; name a field as sent"},
      {TR_EACH_LINE, "profile.sign_days",
       "0: a place is a field or an entity, such as line.units or line"},
      {TR_EACH_LINE, "line.unit",
       "0: no field `unit` on line; did you mean "
       "`units`?"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].at));
    f->env.each = rows[i].each;
    TR_ASSERT_STR(place_of(f, NULL, NULL, rows[i].at), rows[i].shown);
  }
}

static void emits_a_place_for_each_element(void **state) {
  rule_fixture *f = *state;
  static const struct {
    const char *each, *when, *at, *shown;
  } rows[] = {
      {"x in claim.lines", "", "x.units", "SV104=1@1 SV104=2.5@2"},
      {"x in claim.lines", "x.units > 1", "x.code", "SV101-2=97012@2"},
      {"x in claim.lines", "x.description == \"?\"", "x.code", ""},
      {"x in claim.lines", "x.units > 1", "x", "LX=LX*2@2"},
      {"m in line.modifiers", "", "m", "SV101-3=AT@1 SV101-4=59@1"},
      {"m in line.modifiers", "m == 59", "m", "SV101-4=59@1"},
      {"c in claim.causes", "", "c", "CLM11-1=AA CLM11-2=OA"},
      {"x in claim.segments", "x.id == \"AMT\"", "x",
       "AMT=AMT*F5*12.25 AMT=AMT*D*200"},
      {"s in note.services", "s.kind == \"exercise\"", "s.minutes",
       "n-1:/services/1/minutes"},
      {"", "", "line.units", "SV104=1@1"},
      {"", "line.units > 5", "line.units", ""},
      {"", "line.units == 1", "line.units", "SV104=1@1"},
      {"", "line.description == \"?\"", "line.units", ""},
      {"x in claim.line", "", "x",
       "0: no field `line` on claim; did you mean "
       "`lines`?"},
      {"x in claim.lines", "x.unit > 1", "x",
       "1: no field `unit` on line; did you mean `units`?"},
      {"x in claim.lines", "x.units", "x",
       "1: a flag is wanted here, this is a number"},
      {"x in claim.lines", "", "y", "2: no name `y` here; did you mean `x`?"},
      {"x in claim.lines", "", "x.minutes",
       "2: it has no place of its own; name a field as sent"},
      {"r in profile.not_covered", "", "r",
       "2: a profile has no place in the claim"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].each));
    TR_ASSERT_STR(place_of(f, rows[i].each, rows[i].when, rows[i].at),
                  rows[i].shown);
  }
}

static void keeps_to_the_room(void **state) {
  rule_fixture *f = *state;
  const tr_program *program;
  assert_int_equal(tr_compile_places(&f->arena, TR_STR("x in claim.segments"),
                                     (tr_str){NULL, 0}, TR_STR("x"), &f->env,
                                     &program, &f->error),
                   TR_OK);
  tr_found_place found[4];
  memset(found, 0x5a, sizeof found);
  assert_int_equal(tr_eval_places(program, &f->scope, found, 3), 3);
  assert_int_equal(((unsigned char *)&found[3])[0], 0x5a);
  assert_true(tr_eval_place(program, &f->scope, found));
  f->scope.claim = NULL;
  assert_false(tr_eval_place(program, &f->scope, found));
}

static void places_an_edit_at_its_second_column(void **state) {
  rule_fixture *f = *state;
  const tr_edit edit = {&f->claim->lines[0], &f->claim->lines[1], 1, "x"};
  bind(f, TR_BOUND_EDIT, &edit);
  f->env.each = TR_EACH_EDIT;
  TR_ASSERT_STR(place_of(f, NULL, NULL, "edit"), "LX=LX*2@2");
}

TR_TESTS(RULE_TEST(places_fields_and_entities),
         RULE_TEST(emits_a_place_for_each_element),
         RULE_TEST(keeps_to_the_room),
         RULE_TEST(places_an_edit_at_its_second_column))
