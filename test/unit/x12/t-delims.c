/* Tests of src/x12/delims.c. */
#include "x12/delims.h"
#include "tr_test.h"

static const char isa[] =
    "ISA*00*          *00*          *ZZ*CLINIC         *ZZ*PAYER          "
    "*261123*0830*^*00501*000000001*0*T*:~";

static void reads_delimiters(void **state) {
  (void)state;
  tr_delims d;
  assert_int_equal(tr_delims_read(TR_STR(isa), &d), TR_OK);
  assert_int_equal(d.element, '*');
  assert_int_equal(d.repetition, '^');
  assert_int_equal(d.component, ':');
  assert_int_equal(d.segment, '~');
}

static void refuses_every_truncation(void **state) {
  (void)state;
  for (size_t n = 0; n < TR_ISA_BYTES; n++) {
    char *exact = malloc(n + 1); /* the sanitizer sees a read past its end */
    memcpy(exact, isa, n);
    tr_delims d = {1, 2, 3, 4};
    exact = realloc(exact, n > 0 ? n : 1);
    assert_int_equal(tr_delims_read((tr_str){exact, n}, &d), TR_ESYNTAX);
    assert_int_equal(d.element, 1);
    tr_isa read;
    tr_isa_read((tr_str){exact, n}, &read);
    assert_int_equal(read.problem, n < 3 ? TR_ISA_NOT : TR_ISA_CUT);
    free(exact);
  }
}

/* A byte of the good ISA replaced. */
static void judges_each_delimiter(void **state) {
  (void)state;
  static const struct {
    size_t at;
    char byte;
    tr_isa_problem problem;
    tr_delim first, second;
  } rows[] = {
      {104, '*', TR_ISA_EQUAL, TR_DELIM_COMPONENT, TR_DELIM_ELEMENT},
      {105, '*', TR_ISA_EQUAL, TR_DELIM_SEGMENT, TR_DELIM_ELEMENT},
      {105, ':', TR_ISA_EQUAL, TR_DELIM_SEGMENT, TR_DELIM_COMPONENT},
      {82, '*', TR_ISA_EQUAL, TR_DELIM_REPETITION, TR_DELIM_ELEMENT},
      {82, ':', TR_ISA_EQUAL, TR_DELIM_COMPONENT, TR_DELIM_REPETITION},
      {82, '~', TR_ISA_EQUAL, TR_DELIM_SEGMENT, TR_DELIM_REPETITION},
      {104, 'A', TR_ISA_CHARACTER, TR_DELIM_COMPONENT, 0},
      {104, '7', TR_ISA_CHARACTER, TR_DELIM_COMPONENT, 0},
      {104, ' ', TR_ISA_CHARACTER, TR_DELIM_COMPONENT, 0},
      {104, '\0', TR_ISA_CHARACTER, TR_DELIM_COMPONENT, 0},
      {105, 'z', TR_ISA_CHARACTER, TR_DELIM_SEGMENT, 0},
      {105, '\x7F', TR_ISA_CHARACTER, TR_DELIM_SEGMENT, 0},
      {105, '\xA7', TR_ISA_CHARACTER, TR_DELIM_SEGMENT, 0},
      {82, 'u', TR_ISA_CHARACTER, TR_DELIM_REPETITION, 0},
      {82, ' ', TR_ISA_CHARACTER, TR_DELIM_REPETITION, 0},
      {82, 'U', TR_ISA_REPETITION, 0, 0},
      {82, '\x1F', TR_ISA_GOOD, 0, 0},
      {104, '>', TR_ISA_GOOD, 0, 0},
      {104, '\\', TR_ISA_GOOD, 0, 0},
      {105, '\n', TR_ISA_GOOD, 0, 0},
      {105, '\r', TR_ISA_GOOD, 0, 0},
      {105, '\x1C', TR_ISA_GOOD, 0, 0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    char bad[sizeof isa];
    memcpy(bad, isa, sizeof isa);
    bad[rows[i].at] = rows[i].byte;
    TR_ROW(i, TR_STR(bad));
    tr_isa read;
    tr_isa_read((tr_str){bad, TR_ISA_BYTES}, &read);
    assert_int_equal(read.problem, rows[i].problem);
    if (read.problem == TR_ISA_EQUAL || read.problem == TR_ISA_CHARACTER)
      assert_int_equal(read.first, rows[i].first);
    if (read.problem == TR_ISA_EQUAL)
      assert_int_equal(read.second, rows[i].second);
    if (rows[i].byte == 'U') {
      assert_true(read.usable);
      assert_int_equal(read.delims.repetition, '\0');
    }
  }
}

/* The element separator replaced wherever it stands. */
static void judges_the_separator(void **state) {
  (void)state;
  static const struct {
    char byte;
    tr_isa_problem problem;
  } rows[] = {{'|', TR_ISA_GOOD},       {'\x1D', TR_ISA_GOOD},
              {'\t', TR_ISA_GOOD},      {'K', TR_ISA_CHARACTER},
              {'0', TR_ISA_CHARACTER},  {' ', TR_ISA_CHARACTER},
              {'\0', TR_ISA_CHARACTER}, {'\xB6', TR_ISA_CHARACTER},
              {'^', TR_ISA_EQUAL}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    char bad[sizeof isa];
    for (size_t k = 0; k < sizeof isa; k++)
      bad[k] = isa[k] == '*' ? rows[i].byte : isa[k];
    TR_ROW(i, TR_STR(bad));
    tr_isa read;
    tr_isa_read((tr_str){bad, TR_ISA_BYTES}, &read);
    assert_int_equal(read.problem, rows[i].problem);
  }
}

static void names_wrong_widths(void **state) {
  (void)state;
#define HEAD "ISA*00*          *00*          *ZZ*"
#define NEXT "GS*HC*A*B*20261123*0830*1*X*005010X222A1~"
  static const struct {
    const char *text;
    tr_isa_problem problem;
    unsigned element, found;
  } rows[] = {
      {HEAD "CLINIC        *ZZ*PAYER          *261123*0830*^*00501*000000001"
            "*0*T*:~" NEXT,
       TR_ISA_WIDTH, 6, 14},
      {HEAD "CLINIC          *ZZ*PAYER          *261123*0830*^*00501*"
            "000000001*0*T*:~" NEXT,
       TR_ISA_WIDTH, 6, 16},
      {HEAD "CLINIC        *ZZ*PAYER           *261123*0830*^*00501*"
            "000000001*0*T*:~" NEXT,
       TR_ISA_WIDTH, 6, 14},
      {HEAD "CLINIC         *ZZ*PAYER          *261123*0830*^*00501*"
            "000000001*0*T*~" NEXT,
       TR_ISA_WIDTH, 16, 0},
      {HEAD "CLINIC         *ZZ*PAYER          *261123*0830*^*00501*"
            "000000001*0*T*::~" NEXT,
       TR_ISA_WIDTH, 16, 2},
      {HEAD "CLINIC         *ZZ*PAYER          *261123*0830*^*00501*"
            "000000001*0*T*~\nGS*HC*A*B~\n",
       TR_ISA_WIDTH, 16, 0},
      {HEAD "CLINIC         *ZZ*PAYER          *261123*^*00501*"
            "000000001*0*T*:~" NEXT,
       TR_ISA_COUNT, 0, 15},
      {HEAD "CLINIC         *ZZ*PAYER          *261123*0830**^*00501*"
            "000000001*0*T*:~" NEXT,
       TR_ISA_COUNT, 0, 17},
      {"ISAAC NEWTON*SIR*PRINCIPIA", TR_ISA_NOT, 0, 0},
      {"ISA", TR_ISA_CUT, 0, 3},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_isa read;
    tr_isa_read(tr_str_of(rows[i].text), &read);
    assert_int_equal(read.problem, rows[i].problem);
    if (read.problem == TR_ISA_WIDTH)
      assert_int_equal(read.element[0], rows[i].element);
    if (read.problem != TR_ISA_NOT) assert_int_equal(read.found, rows[i].found);
  }
}

static void version_4010_has_no_repetition(void **state) {
  (void)state;
  char old[sizeof isa];
  memcpy(old, isa, sizeof isa);
  old[82] = 'U';
  memcpy(old + 84, "00401", 5);
  tr_delims d;
  assert_int_equal(tr_delims_read(TR_STR(old), &d), TR_OK);
  assert_int_equal(d.repetition, '\0');
}

static void places_add_up(void **state) {
  (void)state;
  unsigned at = 4;
  for (unsigned i = 1; i <= TR_ISA_ELEMENTS; i++) {
    assert_int_equal(tr_isa_at(i), at);
    at += tr_isa_width(i) + 1;
  }
  assert_int_equal(at, TR_ISA_BYTES);
}

TR_TESTS(cmocka_unit_test(reads_delimiters),
         cmocka_unit_test(refuses_every_truncation),
         cmocka_unit_test(judges_each_delimiter),
         cmocka_unit_test(judges_the_separator),
         cmocka_unit_test(names_wrong_widths),
         cmocka_unit_test(version_4010_has_no_repetition),
         cmocka_unit_test(places_add_up))
