/* Words and numbers of a result, as all renderers show them. */
#include "audit/result.h"

#include <stdio.h>

#include "base/code.h"

const char *tr_audit_word_text(tr_audit_word word) {
  static const char *const words[] = {
#define WORD(name, text) [TR_WORD_##name] = (text),
      TR_WORD_MAP(WORD)
#undef WORD
  };
  return words[word];
}

const char *tr_audit_test_id(tr_audit_test test) {
  static const char *const ids[] = {
#define TEST(name, id, words) [TR_TEST_##name] = (id),
      TR_TEST_MAP(TEST)
#undef TEST
  };
  return ids[test];
}

const char *tr_audit_test_text(tr_audit_test test) {
  static const char *const texts[] = {
#define TEST(name, id, words) [TR_TEST_##name] = (words),
      TR_TEST_MAP(TEST)
#undef TEST
  };
  return texts[test];
}

const char *tr_audit_fence_id(tr_audit_fence fence) {
  return fence == TR_FENCE_EXTREME ? "extreme"
         : fence == TR_FENCE_OUTER ? "outer"
                                   : "";
}

const char *tr_measure_unit_id(tr_measure_unit unit) {
  static const char *const ids[] = {"share", "mean", "count", "money"};
  return ids[unit];
}

/* ------------------------------------------------------------------ payers */

static const struct {
  const char *id, *words;
} payers[TR_PAYER_CLASSES] = {
#define PAYER(name, id, words) [TR_PAYER_CLASS_##name] = {id, words},
    TR_PAYER_CLASS_MAP(PAYER)
#undef PAYER
};

const char *tr_payer_class_words(tr_payer_class payer_class) {
  return payers[payer_class].words;
}

const char *tr_payer_class_id(tr_payer_class payer_class) {
  return payers[payer_class].id;
}

bool tr_payer_class_find(tr_str id, tr_payer_class *payer_class) {
  for (int i = 0; i < TR_PAYER_CLASSES; i++) {
    if (!tr_str_eq(id, tr_str_of(payers[i].id))) continue;
    *payer_class = (tr_payer_class)i;
    return true;
  }
  return false;
}

tr_payer_class tr_payer_class_of(tr_str filing) {
  static const struct {
    char code[3];
    tr_payer_class payer_class;
  } rows[] = {{"16", TR_PAYER_CLASS_MEDICARE}, {"MA", TR_PAYER_CLASS_MEDICARE},
              {"MB", TR_PAYER_CLASS_MEDICARE}, {"MC", TR_PAYER_CLASS_MEDICAID},
              {"WC", TR_PAYER_CLASS_WORKERS},  {"AM", TR_PAYER_CLASS_AUTO},
              {"LM", TR_PAYER_CLASS_AUTO},     {"VA", TR_PAYER_CLASS_VETERANS},
              {"CH", TR_PAYER_CLASS_VETERANS}, {"09", TR_PAYER_CLASS_SELF},
              {"11", TR_PAYER_CLASS_OTHER},    {"OF", TR_PAYER_CLASS_OTHER},
              {"TV", TR_PAYER_CLASS_OTHER},    {"ZZ", TR_PAYER_CLASS_OTHER},
              {"DS", TR_PAYER_CLASS_OTHER}};
  if (filing.n == 0) return TR_PAYER_CLASS_OTHER;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (tr_str_eq(filing, tr_str_of(rows[i].code))) return rows[i].payer_class;
  return TR_PAYER_CLASS_COMMERCIAL;
}

/* ------------------------------------------------------------------ values */

void tr_measure_value_text(tr_measure_unit unit, double value, char *text) {
  switch (unit) {
    case TR_MEASURE_SHARE:
      snprintf(text, TR_MEASURE_TEXT, "%.1f %%", value * 100);
      return;
    case TR_MEASURE_MONEY:
      snprintf(text, TR_MEASURE_TEXT, "$%.2f", value / 100);
      return;
    case TR_MEASURE_COUNT:
      snprintf(text, TR_MEASURE_TEXT, "%.0f", value);
      return;
    case TR_MEASURE_MEAN:
      snprintf(text, TR_MEASURE_TEXT, "%.2f", value);
      return;
  }
}

const tr_audit_cell *tr_audit_cell_of(const tr_audit_measure *measure,
                                      int32_t provider, int32_t payer,
                                      int32_t period) {
  for (uint32_t i = 0; i < measure->cell_count; i++) {
    const tr_audit_cell *cell = &measure->cells[i];
    if (cell->provider == provider && cell->payer == payer &&
        cell->period == period)
      return cell;
  }
  return NULL;
}
