/* Names of body regions and spinal levels, both ways. */
#include "base/region.h"

#include <stdio.h>

static const struct {
  const char *word;
  tr_regions regions;
} words[] = {
#define TR_REGION_WORD(name, bit, text) {text, TR_REGION_##name},
    TR_REGION_MAP(TR_REGION_WORD)
#undef TR_REGION_WORD
        {"occiput", TR_REGION_CERVICAL},
    {"occipital", TR_REGION_CERVICAL},
    {"cervicothoracic", TR_REGION_CERVICAL | TR_REGION_THORACIC},
    {"thoracolumbar", TR_REGION_THORACIC | TR_REGION_LUMBAR},
    {"lumbosacral", TR_REGION_LUMBAR | TR_REGION_SACRAL},
    {"sacroiliac", TR_REGION_SACRAL | TR_REGION_PELVIC},
    {"coccyx", TR_REGION_SACRAL},
    {"pelvis", TR_REGION_PELVIC},
    {"ribs", TR_REGION_RIB},
    {"wrist", TR_REGION_WRIST_HAND},
    {"hand", TR_REGION_WRIST_HAND},
    {"ankle", TR_REGION_ANKLE_FOOT},
    {"foot", TR_REGION_ANKLE_FOOT},
    {"upper-limb", TR_REGIONS_UPPER_LIMB},
    {"lower-limb", TR_REGIONS_LOWER_LIMB},
    {"spine-wide", TR_REGIONS_SPINE},
    {"multiple", TR_REGION_ANY},
    {"unspecified", TR_REGION_ANY},
};

enum { WORDS = sizeof words / sizeof words[0] };

bool tr_regions_read(tr_str name, tr_regions *regions) {
  const tr_str word = tr_str_trim(name);
  for (size_t i = 0; i < WORDS; i++) {
    if (!tr_str_eq_nocase(word, tr_str_of(words[i].word))) continue;
    *regions = words[i].regions;
    return true;
  }
  return false;
}

/* "C5" is a letter and a number of one or two digits without a leading 0,
 * but for C0, the occiput. */
static bool vertebra_read(tr_str level, tr_regions *regions) {
  if (level.n < 2 || level.n > 3) return false;
  int number = 0;
  for (size_t i = 1; i < level.n; i++) {
    const char digit = level.p[i];
    if (digit < '0' || digit > '9') return false;
    if (i == 1 && digit == '0' && level.n > 2) return false;
    number = number * 10 + (digit - '0');
  }

  static const struct {
    char letter;
    int first, last;
    tr_regions regions;
  } parts[] = {{'C', 0, 7, TR_REGION_CERVICAL},
               {'T', 1, 12, TR_REGION_THORACIC},
               {'L', 1, 5, TR_REGION_LUMBAR},
               {'S', 1, 5, TR_REGION_SACRAL}};
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    if ((level.p[0] & ~0x20) != parts[i].letter) continue;
    if (number < parts[i].first || number > parts[i].last) return false;
    *regions = parts[i].regions;
    return true;
  }
  return false;
}

bool tr_regions_of_level(tr_str level, tr_regions *regions) {
  const tr_str word = tr_str_trim(level);
  if (vertebra_read(word, regions)) return true;
  if (tr_str_eq_nocase(word, TR_STR("SI"))) {
    *regions = TR_REGION_PELVIC;
    return true;
  }
  return tr_regions_read(word, regions);
}

const char *tr_region_name(tr_regions region) {
  switch (region) {
#define TR_REGION_NAME(name, bit, text) \
  case TR_REGION_##name:                \
    return text;
    TR_REGION_MAP(TR_REGION_NAME)
#undef TR_REGION_NAME
    default:
      return "none";
  }
}

size_t tr_regions_text(tr_regions regions, char *text) {
  size_t used = 0;
  text[0] = '\0';
  for (unsigned bit = 0; bit < 32; bit++) {
    const tr_regions one = regions & ((tr_regions)1 << bit);
    if (one == 0 || one > TR_REGION_ANY) continue;
    const int wrote = snprintf(text + used, TR_REGIONS_TEXT - used, "%s%s",
                               used > 0 ? ", " : "", tr_region_name(one));
    if (wrote > 0) used += (size_t)wrote;
  }
  if (used == 0) {
    const int wrote = snprintf(text, TR_REGIONS_TEXT, "none");
    if (wrote > 0) used = (size_t)wrote;
  }
  return used;
}
