/* Tests of src/rule/select.c. */
#include "rule/select.h"

#include "tr_test.h"

static const tr_rule units = {.id = "TRC0203", .slug = "units-over-mue"};
static const tr_rule pair = {.id = "TRC0301", .slug = "pair-never"};
static const tr_rule count = {.id = "TRX0005", .slug = "envelope-count-wrong"};
static const tr_rule *const rules[] = {&units, &pair, &count};
static const tr_pack pack = {.rules = rules, .rule_count = TR_COUNT(rules)};

/* Which of the three are shown: "u", "p", "c" in a row. */
static void shown(const char *select, const char *ignore, char text[4]) {
  const tr_select list = {.select = tr_str_of(select),
                          .ignore = tr_str_of(ignore)};
  size_t n = 0;
  for (size_t i = 0; i < TR_COUNT(rules); i++)
    if (tr_select_shows(&list, rules[i])) text[n++] = "upc"[i];
  text[n] = '\0';
}

static void test_shows(void **state) {
  (void)state;
  static const struct {
    const char *select, *ignore, *wanted;
  } rows[] = {
      {"", "", "upc"},
      {"TRC0203", "", "u"},
      {"units-over-mue", "", "u"},
      {"units-over", "", ""}, /* a slug is whole or nothing */
      {"TRC", "", "up"},
      {"TRC02", "", "u"},
      {"TRC0203x", "", ""},
      {"trc0203", "", ""},
      {"TRX,pair-never", "", "pc"},
      {" TRX , pair-never ", "", "pc"},
      {",,TRX,", "", "c"},
      {",", "", "upc"}, /* no entry at all silences nothing */
      {" , ", "", "upc"},
      {"", "TRC", "c"},
      {"", "pair-never", "uc"},
      {"", ",", "upc"},
      {"", "T", ""},
      {"TRC", "TRC0203", "p"}, /* ignore wins */
      {"TRC0203", "TRC", ""},
      {"TRX", "TRC", "c"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    char text[4];
    TR_ROW(i, tr_str_of(rows[i].select));
    shown(rows[i].select, rows[i].ignore, text);
    assert_string_equal(text, rows[i].wanted);
  }
}

static void test_unknown(void **state) {
  (void)state;
  static const struct {
    const char *list, *unknown; /* NULL: all are known */
  } rows[] = {
      {"", NULL},
      {",", NULL},
      {"TRC0203", NULL},
      {"TR,units-over-mue", NULL},
      {"TRC0999", "TRC0999"},
      {"TRC0203, pair-nevr ,TRQ", "pair-nevr"},
      {"TRC02033", "TRC02033"},
      {"pair-never,", NULL},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_str entry = TR_STR("untouched");
    TR_ROW(i, tr_str_of(rows[i].list));
    const bool found =
        tr_select_unknown(&pack, tr_str_of(rows[i].list), &entry);
    assert_int_equal(found, rows[i].unknown != NULL);
    if (found) TR_ASSERT_STR(entry, rows[i].unknown);
  }
}

TR_TESTS(cmocka_unit_test(test_shows), cmocka_unit_test(test_unknown))
