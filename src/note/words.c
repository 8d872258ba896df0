/* Which words the keys of a note know. The lists are short: a linear search
 * costs less than reading the value did. */
#include "note/words.h"

#define TR_WORDS_LIST(name, ...) \
  static const char *const name##_list[] = {__VA_ARGS__};
TR_WORDS_MAP(TR_WORDS_LIST)
#undef TR_WORDS_LIST

static const struct {
  const char *const *words;
  size_t count;
} vocabularies[TR_WORDS_COUNT] = {
#define TR_WORDS_ROW(name, ...) \
  {name##_list, sizeof name##_list / sizeof name##_list[0]},
    TR_WORDS_MAP(TR_WORDS_ROW)
#undef TR_WORDS_ROW
};

size_t tr_words_find(tr_words words, tr_str text, tr_str *canonical) {
  const tr_str word = tr_str_trim(text);
  for (size_t i = 0; i < vocabularies[words].count; i++) {
    const tr_str known = tr_str_of(vocabularies[words].words[i]);
    if (!tr_str_eq_nocase(word, known)) continue;
    if (canonical != NULL) *canonical = known;
    return i + 1;
  }
  if (canonical != NULL) *canonical = text;
  return 0;
}

tr_str tr_words_text(tr_words words, size_t number) {
  if (number == 0 || number > vocabularies[words].count)
    return (tr_str){NULL, 0};
  return tr_str_of(vocabularies[words].words[number - 1]);
}

bool tr_words_region(tr_str text, tr_regions *regions) {
  return tr_regions_read(text, regions) || tr_regions_of_level(text, regions);
}

int tr_words_instrument_sense(tr_str instrument) {
  const size_t number = tr_words_find(TR_WORDS_INSTRUMENT, instrument, NULL);
  if (number == 0) return 0;
  const tr_str word = tr_words_text(TR_WORDS_INSTRUMENT, number);
  if (tr_str_eq(word, TR_STR("other"))) return 0;
  return tr_str_eq(word, TR_STR("PSFS")) || tr_str_eq(word, TR_STR("LEFS"))
             ? 1
             : -1;
}
