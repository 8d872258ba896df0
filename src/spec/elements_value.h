/* Whether one value is what its element's definition asks for. */
#ifndef TR_SPEC_ELEMENTS_VALUE_H
#define TR_SPEC_ELEMENTS_VALUE_H

#include "spec/spec.h"

enum {
  TR__MEND_BYTES = 40 /**< longest value that is mended by rewriting it */
};

/** What is wrong with a value. */
typedef enum tr__flaw {
  TR__FLAW_NONE,
  TR__FLAW_NUMBER,  /**< no whole number */
  TR__FLAW_DECIMAL, /**< no number */
  TR__FLAW_DATE,    /**< no date that exists */
  TR__FLAW_TIME,    /**< no time */
  TR__FLAW_PERIOD,  /**< not in the form that is named before it */
  TR__FLAW_SHORT,   /**< too few characters */
  TR__FLAW_LONG,    /**< too many characters */
  TR__FLAW_CODE     /**< not in the list */
} tr__flaw;

/** More about a flaw. */
typedef struct tr__flawed {
  size_t length;             /**< characters that count; SHORT and LONG */
  bool mends;                /**< formatting alone mends it: */
  char mend[TR__MEND_BYTES]; /**< the value as it should be */
  size_t mend_bytes;         /**< of mend */
} tr__flawed;

/**
 * Judge a value by type, length and code list.
 *
 * @param      value  Not empty; borrowed.
 * @param      format The value before it, which names the form of a
 *                    TR_TYPE_PERIOD ("D8"); empty where there is none.
 * @param[out] flawed Set where a flaw is returned.
 * @return The first flaw in the order above, or TR__FLAW_NONE.
 * @source x12-types
 */
tr__flaw tr__value_judge(const tr_spec_element *element, tr_str value,
                         tr_str format, tr__flawed *flawed);

/** @return Whether the value is one to read: in `codes` or in `read`. */
bool tr__value_listed(const tr_spec_element *element, tr_str value);

/**
 * Whether a value is good at first sight. Where it is not, tr__value_judge()
 * decides; most values need no more than this.
 *
 * @param value Not empty.
 */
static inline bool tr__value_is_plain(const tr_spec_element *element,
                                      tr_str value) {
  if (value.n < element->least || value.n > element->most) return false;
  if (value.p[0] == ' ' || value.p[value.n - 1] == ' ') return false;
  if (element->type == TR_TYPE_AN || element->type == TR_TYPE_ID)
    return element->codes == NULL || tr_spec_has(element->codes, value);
  if (element->codes != NULL) return false;
  if (element->type != TR_TYPE_N0 && element->type != TR_TYPE_R) return false;
  for (size_t i = 0; i < value.n; i++)
    if (value.p[i] < '0' || value.p[i] > '9') return false;
  return true;
}

#endif
